//! A model and a question go in, the answer of the answer-set program comes out, under the names of the slow evaluator's
//! table, so that the two, or the engine's answer, can be held against one another.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use vigente::model::{Day, Model};
use vigente_oracle::{Question, Spans, Table, Truth};

/// A solver that waits for programs: starting one costs more than most programs do.
pub struct Solver {
    child: Child,
    programs: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

/// What came of a program.
pub enum Answer {
    /// Every proposition.
    Table(Table),
    /// The record has no program, and why.
    NotExpressible(&'static str),
    /// There is not exactly one answer set, or a rule is wrong.
    Fault(String),
}

/// The Python of the virtual environment that `cargo x python` makes, or that of `VIGENTE_PYTHON`.
pub fn python() -> PathBuf {
    std::env::var_os("VIGENTE_PYTHON").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/python/bin/python"),
        PathBuf::from,
    )
}

impl Solver {
    /// Starts one.
    ///
    /// # Errors
    ///
    /// Where there is no Python with clingo; the text says what to do.
    pub fn start() -> Result<Solver, String> {
        let python = python();
        if !python.exists() {
            return Err(format!("there is no {}: `cargo x python` makes it", python.display()));
        }
        let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/vigente-asp");
        let rules = vigente_asp::RULES.iter().map(|(name, _)| home.join("rules").join(name));
        let child = Command::new(&python)
            .arg(home.join("solve.py"))
            .args(rules)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn();
        let mut child = child.map_err(|e| format!("{}: {e}", python.display()))?;
        let programs = child.stdin.take();
        let answers = child.stdout.take().ok_or("a solver without answers")?;
        Ok(Solver { child, programs, answers: BufReader::new(answers) })
    }

    /// The answer to a question on some days.
    pub fn ask(&mut self, model: &Model, question: &Question, days: &Range<Day>) -> Answer {
        match program(model, question, days) {
            Ok(program) => self.solve(&program, days).map_or_else(Answer::Fault, Answer::Table),
            Err(vigente_asp::NotExpressible(why)) => Answer::NotExpressible(why),
        }
    }

    fn solve(&mut self, program: &str, days: &Range<Day>) -> Result<Table, String> {
        let programs = self.programs.as_mut().ok_or("a solver without programs")?;
        write!(programs, "{program}%end\n").map_err(|e| e.to_string())?;
        let (mut table, mut blocks) = (Table::default(), BTreeMap::<u32, (String, Vec<_>)>::new());
        let mut faults = Vec::new();
        loop {
            let mut line = String::new();
            if self.answers.read_line(&mut line).map_err(|e| e.to_string())? == 0 {
                return Err("the solver ended".to_string());
            }
            let line = line.trim_end();
            if line == "%end" {
                break;
            }
            let (word, rest) = line.split_once(' ').unwrap_or_default();
            let mut fields = rest.split('|');
            let mut next = || fields.next().ok_or(format!("not an answer: `{line}`"));
            match word {
                "row" => table.put(next()?.to_string(), spans(next()?, days)?),
                "block" => {
                    let number = next()?.parse().map_err(|_| format!("not a number: `{line}`"))?;
                    let name = next()?.to_string();
                    let (_, rows) = blocks.entry(number).or_insert((name, Vec::new()));
                    rows.push((next()?.to_string(), spans(next()?, days)?));
                }
                _ => faults.push(line.to_string()),
            }
        }
        if !faults.is_empty() {
            return Err(faults.join("\n"));
        }
        for (name, rows) in blocks.into_values() {
            table.put_block(name, rows);
        }
        Ok(table.finish())
    }
}

impl Drop for Solver {
    fn drop(&mut self) {
        drop(self.programs.take());
        let _ = self.child.wait();
    }
}

/// The program of a record for a question.
pub fn program(
    model: &Model,
    question: &Question,
    days: &Range<Day>,
) -> Result<String, vigente_asp::NotExpressible> {
    let Question { viewpoint, made_by, known_by } = *question;
    vigente_asp::program(model, &vigente_asp::Question { viewpoint, made_by, known_by }, days)
}

/// `18262:F 18270:T`
fn spans(values: &str, days: &Range<Day>) -> Result<Spans, String> {
    let mut changes = Vec::new();
    for change in values.split(' ') {
        let (day, value) = change.split_once(':').ok_or(format!("not a value: `{change}`"))?;
        let day = day.parse().map_err(|_| format!("not a day: `{change}`"))?;
        let value = match value {
            "T" => Truth::T,
            "F" => Truth::F,
            _ => Truth::U,
        };
        changes.push((Day(day), value));
    }
    Ok(Spans::new(changes, days))
}
