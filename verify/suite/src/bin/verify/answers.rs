//! Compares the engine with the answer sets on many random dossiers.
//!
//! `cargo run --release -p vigente-tests --bin verify -- answers 1000 1`; `--program SEED N` shows the program of a dossier's
//! Nth question.

use std::process::ExitCode;

use vigente_resolve::resolve_text;
use vigente_tests::answer_sets::{program, soak};
use vigente_tests::oracle;

/// Runs the comparison.
pub fn run(args: &[String]) -> ExitCode {
    let number = |i: usize, otherwise: u64| args.get(i).and_then(|a| a.parse().ok()).unwrap_or(otherwise);
    if args.first().is_some_and(|a| a == "--program") {
        return show(number(1, 1), number(2, 0) as usize);
    }
    let (count, first) = (number(0, 1000), number(1, 1_000_000));
    let begun = std::time::Instant::now();
    let outcome = match soak(first, count, number(2, 1) as usize, oracle::questions) {
        Ok(outcome) => outcome,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    };
    for (kind, [f, u, t]) in &outcome.tally.values {
        println!("{kind:24} {f:>10} {u:>10} {t:>10}");
    }
    let questions = outcome.tally.questions;
    println!("{count} dossiers from seed {first}, {questions} questions, in {:.1?}", begun.elapsed());
    println!("{} dossiers not compared: a circle through the first day of a status", outcome.tally.undefined);
    for (why, count) in &outcome.left_out {
        println!("{count} questions not expressible: {why}");
    }
    for (seed, wrong) in &outcome.wrong {
        println!("\n; seed {seed}, shrunk\n{wrong}");
    }
    if outcome.wrong.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn show(seed: u64, nth: usize) -> ExitCode {
    let (text, _) = vigente_oracle::dossier(seed);
    let model = resolve_text(&text).model;
    let questions = oracle::questions(&model, seed);
    match questions.get(nth).map(|question| program(&model, question, &oracle::days())) {
        Some(Ok(program)) => print!("{program}"),
        Some(Err(why)) => println!("{why}"),
        None => println!("there are {} questions", questions.len()),
    }
    ExitCode::SUCCESS
}
