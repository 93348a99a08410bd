//! Records that were written as one file go in; their true answers come out, a line each, and what that took on the standard error. It
//! is what is run beside other engines: they too read a file and write lines.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use vigente::engine::Plan;
use vigente::lower::Lowered;
use vigente_tests::clock::timed;
use vigente_tests::workloads::{Asked, solve};

use crate::figures::BATCH;
use crate::files::PARTED;

/// The answers to all records of the file.
pub(crate) fn answer(asked: Asked, file: &Path) -> io::Result<()> {
    let text = std::fs::read_to_string(file)?;
    let records: Vec<&str> = text.split(PARTED).collect();
    let mut out = BufWriter::new(io::stdout().lock());
    let (mut load, mut plan, mut solved, mut told) = (0.0, 0.0, 0.0, 0.0);
    let mut number = 0;
    for some in records.chunks(BATCH) {
        let (lowered, l, _) = timed(|| some.iter().map(|t| asked.read(t)).collect::<Vec<Lowered>>());
        let (plans, p, _) = timed(|| lowered.iter().map(|l| Plan::new(&l.model)).collect::<Vec<_>>());
        let ask = |(l, p): (&Lowered, &Plan<'_>)| {
            asked.viewpoints(&l.model).into_iter().map(|(v, id)| (v, solve(p, id))).collect::<Vec<_>>()
        };
        let (solutions, s, _) = timed(|| lowered.iter().zip(&plans).map(ask).collect::<Vec<_>>());
        let (done, t, _) = timed(|| {
            let mut lines = Vec::new();
            for (one, solutions) in lowered.iter().zip(&solutions) {
                for (viewpoint, solution) in solutions {
                    asked.answers(one, solution, *viewpoint, number, &mut lines);
                }
                number += 1;
            }
            lines.iter().try_for_each(|line| writeln!(out, "{line}"))
        });
        done?;
        (load, plan, solved, told) = (load + l, plan + p, solved + s, told + t);
    }
    out.flush()?;
    eprintln!("{{\"load\": {load:.6}, \"plan\": {plan:.6}, \"solve\": {solved:.6}, \"tell\": {told:.6}}}");
    Ok(())
}
