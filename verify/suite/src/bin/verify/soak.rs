//! Compares the engine with the slow evaluator on many random dossiers.
//!
//! `cargo run --release -p vigente-tests --bin verify -- soak 1000000 1`; `--text SEED` shows a dossier and its diagnostics.

use std::process::ExitCode;

use vigente_tests::oracle::{self, Tally};

/// Runs the comparison.
pub fn run(args: &[String]) -> ExitCode {
    let number = |i: usize, otherwise: u64| args.get(i).and_then(|a| a.parse().ok()).unwrap_or(otherwise);
    if args.first().is_some_and(|a| a == "--text") {
        show(number(1, 1));
        return ExitCode::SUCCESS;
    }
    if args.first().is_some_and(|a| a == "--alone") {
        let begun = std::time::Instant::now();
        let mut tally = Tally::default();
        for seed in number(2, 1)..number(2, 1) + number(1, 1000) {
            let begun = std::time::Instant::now();
            oracle::alone(seed, &mut tally);
            if begun.elapsed().as_millis() > 200 {
                println!("seed {seed} took {:.1?}", begun.elapsed());
            }
        }
        report(&tally);
        println!("{} questions in {:.1?}", tally.questions, begun.elapsed());
        return ExitCode::SUCCESS;
    }
    let (count, first) = (number(0, 100_000), number(1, 1_000_000));
    let most = number(2, 1) as usize;
    let begun = std::time::Instant::now();
    let (tally, found) = oracle::soak(first, count, most, args.get(3..).unwrap_or_default());
    report(&tally);
    println!("{count} dossiers from seed {first}, {} questions, in {:.1?}", tally.questions, begun.elapsed());
    println!("{} dossiers not compared: a circle through the first day of a status", tally.undefined);
    for (seed, mismatch) in &found {
        println!("\n; seed {seed}, shrunk\n{}", oracle::shrink(mismatch));
    }
    if found.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn show(seed: u64) {
    let (text, _) = vigente_oracle::dossier(seed);
    print!("{text}");
    for diagnostic in vigente_resolve::resolve_text(&text).diagnostics {
        let at = diagnostic.labels.first().map(|l| l.at.start as usize).unwrap_or_default();
        let line = text[..at.min(text.len())].lines().count();
        println!("; line {line}: {:?} {}: {}", diagnostic.severity, diagnostic.code, diagnostic.message);
    }
}

fn report(tally: &Tally) {
    println!(
        "{:24} {:>10} {:>10} {:>10}   (days, of what is not always false)",
        "", "false", "undeterm.", "true"
    );
    for (kind, [f, u, t]) in &tally.values {
        println!("{kind:24} {f:>10} {u:>10} {t:>10}");
    }
    for (what, counts) in [("features", &tally.features), ("diagnostics", &tally.diagnostics)] {
        let all: Vec<String> = counts.iter().map(|(name, count)| format!("{name} {count}")).collect();
        println!("{what}: {}", all.join(", "));
    }
}
