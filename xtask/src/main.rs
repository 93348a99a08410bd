//! `cargo x TASK`: what a contributor and CI run. No dependencies, so that it is built in a second.

mod ci;
mod mutants;
mod tidy;
mod web;

use std::path::PathBuf;
use std::process::{Command, ExitCode};

const HELP: &str = "\
cargo x TASK

  ci               format, lints, docs, tidy checks, all tests: what CI runs
  tidy             only the tidy checks
  facts DIR        each row of the fact tables in DIR beside the act that carries it
  soak [N] [SEED]  the engine against the slow evaluator on N random dossiers (a million by default)
  mutants [NAME]   break the engine in known places; the tests must catch each
  assets           the editor's component, from npm by lock file, into target/assets/
  serve [DIR]      the web application with that component
  browser          every page in a real browser; pictures into target/screens/
  bench            the figures of BENCHMARKS.md
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let rest = args.get(1..).unwrap_or_default();
    let done = match args.first().map(String::as_str) {
        Some("ci") => ci::run(),
        Some("tidy") => tidy::run(),
        Some("facts") => cargo(
            &["run", "--quiet", "--release", "--package", "vigente-tests", "--bin", "facts", "--"],
            rest,
        ),
        Some("soak") => {
            cargo(&["run", "--quiet", "--release", "--package", "vigente-tests", "--bin", "soak", "--"], rest)
        }
        Some("mutants") => mutants::run(rest.first().map(String::as_str)),
        Some("assets") => web::assets(),
        Some("serve") => web::serve(rest),
        Some("browser") => web::browser(rest),
        Some("bench") => cargo(
            &["run", "--quiet", "--release", "--package", "vigente-tests", "--bin", "bench", "--"],
            rest,
        ),
        _ => {
            eprint!("{HELP}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("cargo x: {message}");
            ExitCode::FAILURE
        }
    }
}

/// The root of the workspace.
fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Runs cargo at the root; the error says what was run.
fn cargo(args: &[&str], rest: &[String]) -> Result<(), String> {
    run(Command::new(env!("CARGO")).args(args).args(rest).current_dir(root()))
}

fn run(command: &mut Command) -> Result<(), String> {
    let status = command.status().map_err(|e| format!("{command:?}: {e}"))?;
    if status.success() { Ok(()) } else { Err(format!("{command:?} failed")) }
}
