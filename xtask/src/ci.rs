//! Everything that must hold before a change lands, cheapest first; and what takes too long for that, each night.

use std::process::Command;
use std::time::{Duration, Instant};

use crate::{cargo, instructions, mutants, packaging, python, root, tidy, verify, web};

/// One check.
type Step<'a> = &'a dyn Fn() -> Result<(), String>;

/// Leaves the browser out, where it cannot be installed.
const WITHOUT: &str = "--without-browser";

/// Runs every check and stops at the first that fails. Says at the end how long each took.
fn run_all(steps: &[(&str, Step<'_>)]) -> Result<(), String> {
    let mut times = Vec::new();
    let mut done = Ok(());
    let (begun, before) = (Instant::now(), processor_time());
    for (name, step) in steps {
        println!("── {name}");
        let (begun, before) = (Instant::now(), processor_time());
        done = step().map_err(|e| format!("{name}: {e}"));
        times.push((*name, begun.elapsed(), processor_time().saturating_sub(before)));
        if done.is_err() {
            break;
        }
    }
    times.push(("together", begun.elapsed(), processor_time().saturating_sub(before)));
    println!("── how long it took: by the clock, and of the processors");
    for (name, clock, processor) in times {
        println!("  {name:42} {:>6.0} s {:>6.0} s", clock.as_secs_f64(), processor.as_secs_f64());
    }
    done
}

/// What ended child processes took of the processors, as Linux tells it; elsewhere nothing.
fn processor_time() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name of the program, in brackets, may hold blanks. Behind it, user and system time of children are 13th and 14th.
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace().skip(13).take(2);
    // Linux counts in hundredths of a second on every processor that Rust runs on.
    Duration::from_millis(fields.filter_map(|f| f.parse::<u64>().ok()).sum::<u64>() * 10)
}

fn run_docs() -> Result<(), String> {
    crate::run(
        Command::new(env!("CARGO"))
            .args([
                "doc",
                "--workspace",
                "--all-features",
                "--no-deps",
                "--quiet",
                "--document-private-items",
            ])
            .env("RUSTDOCFLAGS", "-D warnings -A rustdoc::private-intra-doc-links")
            .current_dir(root()),
    )
}

/// All tests: with `cargo nextest`, which keeps all cores busy, where it is installed; else with `cargo test`.
fn run_tests() -> Result<(), String> {
    let nextest = Command::new(env!("CARGO")).args(["nextest", "--version"]).output();
    if !nextest.is_ok_and(|o| o.status.success()) {
        return cargo(&["test", "--workspace", "--all-features", "--no-fail-fast"], &[]);
    }
    cargo(
        &["nextest", "run", "--workspace", "--all-features", "--no-fail-fast", "--status-level=slow"],
        &[],
    )?;
    cargo(&["test", "--doc", "--workspace", "--all-features", "--quiet"], &[])
}

/// `cargo x ci`. Every step that compiles does so with the same features and the same profile, so that nothing is built twice.
pub(crate) fn run(rest: &[String]) -> Result<(), String> {
    if let Some(other) = rest.iter().find(|a| *a != WITHOUT) {
        return Err(format!("`{other}` is not understood; `ci` knows {WITHOUT}"));
    }
    let browser = rest.is_empty();
    let left_out = || println!("left out, as asked with {WITHOUT}: every page in a real browser");
    // What a browser needs is looked for first: where it cannot be had, nobody waits for the rest to learn it.
    run_all(&[
        ("format", &|| cargo(&["fmt", "--all", "--check"], &[])),
        ("tidy", &tidy::run),
        ("packages", &packaging::check),
        ("browser and its tests: what they need", &|| {
            if browser {
                return web::prepare();
            }
            left_out();
            Ok(())
        }),
        ("python", &python::make),
        ("lints", &|| {
            let what = ["clippy", "--workspace", "--all-targets", "--all-features", "--quiet"];
            cargo(&what, &["--".to_owned(), "-D".to_owned(), "warnings".to_owned()])
        }),
        ("docs", &run_docs),
        ("tests", &run_tests),
        // The tests of the command line have built the program.
        ("every page in a real browser", &|| {
            if browser {
                return web::drive(&[], &[]);
            }
            left_out();
            Ok(())
        }),
        ("instructions", &|| instructions::run(false)),
    ])
}

/// `cargo x nightly`: what takes longer than anybody waits for. Goes on after a failure, so that one night tells everything.
pub(crate) fn nightly() -> Result<(), String> {
    let mut failed = Vec::new();
    let mut attempt = |name: &str, step: Step<'_>| {
        if let Err(error) = run_all(&[(name, step)]) {
            eprintln!("cargo x: {error}");
            failed.push(name.to_owned());
        }
    };
    let count = |n: &str| [n.to_owned()];
    attempt("answer sets: a thousand dossiers", &|| {
        python::make().and_then(|()| verify("answers", &count("1000")))
    });
    attempt("slow evaluator: a hundred thousand dossiers", &|| verify("soak", &count("100000")));
    attempt("pictures of the manual against the screens", &|| {
        web::prepare()?;
        cargo(&["build", "--quiet", "--package", "vigente-cli"], &[])?;
        web::drive(&[], &[("COMPARE", "1")])
    });
    attempt("every package, built as it would be published", &packaging::build);
    attempt("mutants", &|| mutants::run(None));
    if failed.is_empty() { Ok(()) } else { Err(format!("failed: {}", failed.join(", "))) }
}
