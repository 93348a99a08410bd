//! `cargo x TASK`: what a contributor and CI run. No dependencies, so that it is built in a second.

mod architecture;
mod ci;
mod measure;
mod mutants;
mod packaging;
mod python;
mod tidy;
mod tools;
mod web;

use std::path::PathBuf;
use std::process::{Command, ExitCode};

use measure::{bench, instructions, limits, peers};

const HELP: &str = "\
cargo x TASK

  ci [--without-browser]
                   format, lints, docs, tidy checks, all tests, every page in a browser: what CI runs;
                   installs Node and Chromium where they are missing (Debian)
  nightly          what takes longer: a thousand dossiers against answer sets, a soak, the pictures of the
                   manual against the screens, every package built, mutants
  tidy             only the tidy checks
  packages         pack every crate as it would be published, and check licences and sources of dependencies
  facts DIR        each row of the fact tables in DIR beside the act that carries it
  soak [N] [SEED]  the engine against the slow evaluator on N random dossiers (a million by default)
  answers [N] [SEED]
                   the engine against answer sets on N random dossiers (a thousand by default)
  python           the Python environment that the last and some tests need, into target/python/
  mutants [NAME]   break the engine in known places; the tests must catch each
  assets           the editor's component, from npm by lock file, into target/assets/
  serve [DIR]      the web application with that component
  browser          every page in a real browser; pictures into target/screens/ (part of ci)
  bench [web | engine [--write]]
                   the figures of BENCHMARKS.md, in their short form; with --write the table of workloads there anew
  generate DIR [--matters N] [--seed S] [--one-file | --folders]
                   a registry of generated matters
  peers [--write] [--rounds N] [--limit S] [--minutes N] [--only WORKLOAD,…] [--sizes N,…]
                   the same workloads beside other engines, which it installs under target/; begins nothing
                   new after 11 minutes;
                   --write puts the figures into BENCHMARKS.md and benches/peers/plot.svg
  limits           what this machine could do beside what Vigente does
  instructions [--update]
                   instruction counts of the core workloads against the committed ones
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let rest = args.get(1..).unwrap_or_default();
    let done = match args.first().map(String::as_str) {
        Some("ci") => ci::run(rest),
        Some("nightly") => ci::nightly(),
        Some("tidy") => tidy::run(),
        Some("packages") => packaging::check(),
        Some("facts") => verify("facts", rest),
        Some("soak") => verify("soak", rest),
        Some("answers") => python::make().and_then(|()| verify("answers", rest)),
        Some("python") => python::make(),
        Some("mutants") => mutants::run(rest.first().map(String::as_str)),
        Some("assets") => web::assets(),
        Some("serve") => web::serve(rest),
        Some("browser") => web::browser(rest),
        Some("bench") => bench::run(rest),
        Some("generate") => verify("generate", rest),
        Some("peers") => peers::run(rest),
        Some("limits") => limits::run(),
        Some("instructions") => instructions::run(rest.iter().any(|a| a == "--update")),
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

/// Runs a task of the test crate's program `verify`.
fn verify(task: &str, rest: &[String]) -> Result<(), String> {
    cargo(&["run", "--quiet", "--release", "--package", "vigente-tests", "--bin", "verify", "--", task], rest)
}

/// Builds a program of a package as it is released and measured, with the profile `dist`, and says where it is.
fn dist(package: &str, bin: &str) -> Result<PathBuf, String> {
    cargo(&["build", "--quiet", "--profile", "dist", "--package", package, "--bin", bin], &[])?;
    Ok(target().join("dist").join(bin))
}

/// Where things are built.
fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
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
