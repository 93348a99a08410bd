//! Answers records read from one file, one line for each true answer, with figures on standard error. Other engines
//! run the same way, so the times compare.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use vigente_engine::Plan;
use vigente_model::Day;
use vigente_resolve::Resolved;
use vigente_tests::clock::timed;
use vigente_tests::workloads::{Asked, Desk, Question, solve};

use crate::figures::BATCH;
use crate::files::PARTED;

/// The answers to all records of the file.
pub(crate) fn answer(asked: Asked, file: &Path) -> io::Result<()> {
    let text = std::fs::read_to_string(file)?;
    let records: Vec<&str> = text.split(PARTED).collect();
    let mut out = BufWriter::new(io::stdout().lock());
    let mut spent = Spent::default();
    let mut number = 0;
    for some in records.chunks(BATCH) {
        let resolved = spent.on(LOAD, || some.iter().map(|t| asked.read(t)).collect::<Vec<Resolved>>());
        let plans = spent.on(PLAN, || resolved.iter().map(|l| Plan::new(&l.model)).collect::<Vec<_>>());
        let ask = |(l, p): (&Resolved, &Plan<'_>)| {
            asked.viewpoints(&l.model).into_iter().map(|(v, id)| (v, solve(p, id))).collect::<Vec<_>>()
        };
        let solutions = spent.on(SOLVE, || resolved.iter().zip(&plans).map(ask).collect::<Vec<_>>());
        let done = spent.on(TELL, || {
            let mut lines = Vec::new();
            for (one, solutions) in resolved.iter().zip(&solutions) {
                for (viewpoint, solution) in solutions {
                    asked.answers(one, solution, *viewpoint, number, &mut lines);
                }
                number += 1;
            }
            lines.iter().try_for_each(|line| writeln!(out, "{line}"))
        });
        done?;
    }
    out.flush()?;
    spent.print();
    Ok(())
}

/// The answers to the questions of a file about the records of another, each record read and planned once.
pub(crate) fn questions(records: &Path, asked: &Path) -> io::Result<()> {
    let (text, asked) = (std::fs::read_to_string(records)?, std::fs::read_to_string(asked)?);
    let mut spent = Spent::default();
    let read = |one| Asked::Viewpoints.read(one);
    let resolved: Vec<Resolved> = spent.on(LOAD, || text.split(PARTED).map(read).collect());
    let desks: Vec<Desk<'_>> = spent.on(PLAN, || resolved.iter().map(|l| Desk::new(&l.model)).collect());
    let read = |line| question(line).ok_or_else(|| io::Error::other(format!("no question: {line}")));
    let asked: Vec<(&str, Question)> =
        spent.on(LOAD, || asked.lines().map(read).collect::<io::Result<_>>())?;
    let yes: Vec<bool> =
        spent.on(SOLVE, || asked.iter().map(|(part, q)| desks[q.matter].yes(part, q)).collect());
    spent.on(TELL, || {
        let mut out = BufWriter::new(io::stdout().lock());
        let mut told = (0..).zip(yes).filter(|(_, yes)| *yes);
        told.try_for_each(|(number, _): (usize, bool)| writeln!(out, "{number}"))
    })?;
    spent.print();
    Ok(())
}

/// A line of `questions.txt`: the part's name, and what is asked of it.
fn question(line: &str) -> Option<(&str, Question)> {
    let words: Vec<&str> = line.split(' ').collect();
    let [viewpoint, part, on, made_by, known_by, matter, name] = words[..] else { return None };
    let day = |word: &str| Some(Day(word.parse().ok()?));
    let by = |word| Some(day(word)?).map(|d| (d != Day::MAX).then_some(d));
    let (viewpoint, matter) = (viewpoint.parse().ok()?, matter.parse().ok()?);
    let (made_by, known_by) = (by(made_by)?, by(known_by)?);
    Some((name, Question { matter, part: part.parse().ok()?, viewpoint, on: day(on)?, made_by, known_by }))
}

const LOAD: usize = 0;
const PLAN: usize = 1;
const SOLVE: usize = 2;
const TELL: usize = 3;

/// By step: seconds of a core, and by the clock.
#[derive(Default)]
struct Spent([(f64, f64); 4]);

impl Spent {
    fn on<T>(&mut self, step: usize, work: impl FnOnce() -> T) -> T {
        let (done, cpu, wall) = timed(work);
        let spent = &mut self.0[step];
        *spent = (spent.0 + cpu, spent.1 + wall);
        done
    }

    /// On the standard error.
    fn print(&self) {
        let named = ["load", "plan", "solve", "tell"].iter().zip(self.0);
        let cells = named.map(|(name, (cpu, wall))| format!("\"{name}\": [{cpu:.6}, {wall:.6}]"));
        eprintln!("{{{}}}", cells.collect::<Vec<_>>().join(", "));
    }
}
