//! Compares the engine with the answer set of a dossier's program, and reports the first difference.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use vigente_engine::{Horizon, Plan};
use vigente_model::{Day, Model, ViewpointId};
use vigente_oracle::{Question, Spans, Table, Truth};
use vigente_resolve::resolve_text;

use crate::oracle::{Mismatch, Tally, days, undefined};
use crate::oracle_shrink::{Asked, shrink_by};
use crate::oracle_table::table_of;

/// So long a dossier that differs is made smaller.
const PATIENCE: Duration = Duration::from_secs(60);

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
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/python/bin/python"),
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
        let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("../answer-sets");
        let rules = vigente_answer_sets::RULES.iter().map(|(name, _)| home.join("rules").join(name));
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
            Err(vigente_answer_sets::NotExpressible(why)) => Answer::NotExpressible(why),
        }
    }

    fn solve(&mut self, program: &str, days: &Range<Day>) -> Result<Table, String> {
        let programs = self.programs.as_mut().ok_or("a solver without programs")?;
        writeln!(programs, "{program}%end").map_err(|e| e.to_string())?;
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
) -> Result<String, vigente_answer_sets::NotExpressible> {
    let Question { viewpoint, made_by, known_by } = *question;
    vigente_answer_sets::program(model, &vigente_answer_sets::Question { viewpoint, made_by, known_by }, days)
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

/// What came of many dossiers.
#[derive(Default)]
pub struct Outcome {
    /// Values met, questions asked.
    pub tally: Tally,
    /// Questions without a program, by reason.
    pub left_out: BTreeMap<&'static str, u64>,
    /// By seed: what differs, shrunk, and programs without exactly one answer set.
    pub wrong: Vec<(u64, String)>,
}

impl Outcome {
    fn add(&mut self, other: Outcome) {
        self.tally.add(&other.tally);
        for (why, count) in other.left_out {
            *self.left_out.entry(why).or_default() += count;
        }
        self.wrong.extend(other.wrong);
    }
}

/// Random dossiers from a seed on, each with the questions that `asked` makes of it and its seed, on two threads with a solver each; at most `most` that differ for each. The program of
/// one that differs is left under `target/answer-sets/`.
///
/// # Errors
///
/// Where there is no solver.
pub fn soak(
    first: u64,
    count: u64,
    most: usize,
    asked: impl Fn(&Model, u64) -> Vec<Question> + Sync,
) -> Result<Outcome, String> {
    let half = |odd: u64| -> Result<Outcome, String> {
        let (mut solver, mut outcome) = (Solver::start()?, Outcome::default());
        for seed in (first..first + count).filter(|seed| seed % 2 == odd) {
            if outcome.wrong.len() >= most {
                break;
            }
            let (text, _) = vigente_oracle::dossier(seed);
            if let Some(wrong) = compare(&text, &mut solver, |model| asked(model, seed), &mut outcome) {
                outcome.wrong.push((seed, wrong));
            }
        }
        Ok(outcome)
    };
    std::thread::scope(|scope| {
        let odd = scope.spawn(|| half(1));
        let mut outcome = half(0)?;
        match odd.join() {
            Ok(other) => outcome.add(other?),
            Err(panic) => std::panic::resume_unwind(panic),
        }
        Ok(outcome)
    })
}

/// Compares a text on some questions: what is wrong, in words, with the dossier shrunk.
fn compare(
    text: &str,
    solver: &mut Solver,
    questions: impl FnOnce(&Model) -> Vec<Question>,
    outcome: &mut Outcome,
) -> Option<String> {
    let resolved = resolve_text(text);
    if undefined(text, &resolved) {
        outcome.tally.undefined += 1;
        return None;
    }
    let model = &resolved.model;
    for question in questions(model) {
        match differs(model, text, &question, &days(), solver, outcome) {
            Ok(None) => {}
            Ok(Some(mismatch)) => {
                let begun = Instant::now();
                let again = &mut |text: &str, asked: &Asked| {
                    (begun.elapsed() < PATIENCE).then(|| differs_again(text, asked, solver)).flatten()
                };
                let small = shrink_by(&mismatch, again);
                save(&small);
                return Some(small.to_string());
            }
            Err(fault) => return Some(format!("{text}\n; {question:?}: {fault}")),
        }
    }
    None
}

/// What differs on one question; an error where there is not exactly one answer set.
///
/// # Errors
///
/// What the solver says.
pub fn differs(
    model: &Model,
    text: &str,
    question: &Question,
    days: &Range<Day>,
    solver: &mut Solver,
    outcome: &mut Outcome,
) -> Result<Option<Mismatch>, String> {
    let table = match solver.ask(model, question, days) {
        Answer::Table(table) => table,
        Answer::NotExpressible(why) => {
            *outcome.left_out.entry(why).or_default() += 1;
            return Ok(None);
        }
        Answer::Fault(fault) => return Err(fault),
    };
    outcome.tally.count(&table, days);
    let Question { viewpoint, made_by, known_by } = *question;
    let solution = Plan::new(model).solve(Horizon { viewpoint, made_by, known_by }, days.end);
    let found = table.difference(&table_of(model, &solution, days));
    Ok(found.map(|(name, day, oracle, engine)| Mismatch {
        text: text.to_string(),
        other: "the answer set",
        question: (model[viewpoint].name.to_string(), made_by, known_by),
        name,
        day,
        oracle,
        engine,
    }))
}

/// The same for a shrunk text.
fn differs_again(text: &str, asked: &Asked, solver: &mut Solver) -> Option<Mismatch> {
    let resolved = resolve_text(text);
    let question = question(&resolved.model, asked)?;
    if undefined(text, &resolved) {
        return None;
    }
    differs(&resolved.model, text, &question, &days(), solver, &mut Outcome::default()).ok().flatten()
}

fn question(model: &Model, (name, made_by, known_by): &Asked) -> Option<Question> {
    let found = model.viewpoints.iter().position(|v| *v.name == **name)?;
    Some(Question { viewpoint: ViewpointId::new(found), made_by: *made_by, known_by: *known_by })
}

/// Leaves the program of what differs, to be looked into.
fn save(mismatch: &Mismatch) {
    let resolved = resolve_text(&mismatch.text);
    let Some(question) = question(&resolved.model, &mismatch.question) else { return };
    let Ok(program) = program(&resolved.model, &question, &days()) else { return };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/answer-sets");
    let file = folder.join("differs.lp");
    match std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(&file, program)) {
        Ok(()) => println!("the program of what differs is in {}", file.display()),
        Err(e) => println!("{}: {e}", file.display()),
    }
}
