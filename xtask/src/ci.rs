//! Everything that must hold before a change lands, cheapest first.

use std::process::Command;

use crate::{cargo, instructions, python, root, tidy, web};

/// One check.
type Step<'a> = &'a dyn Fn() -> Result<(), String>;

/// Leaves the browser out, where it cannot be installed.
const WITHOUT: &str = "--without-browser";

/// Runs every check; stops at the first that fails and says which.
fn run_all(steps: &[(&str, Step<'_>)]) -> Result<(), String> {
    for (name, step) in steps {
        println!("── {name}");
        step().map_err(|e| format!("{name}: {e}"))?;
    }
    Ok(())
}

fn run_docs() -> Result<(), String> {
    crate::run(
        Command::new(env!("CARGO"))
            .args(["doc", "--workspace", "--no-deps", "--quiet", "--document-private-items"])
            .env("RUSTDOCFLAGS", "-D warnings -A rustdoc::private-intra-doc-links")
            .current_dir(root()),
    )
}

/// `cargo x ci`.
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
        ("browser and its tests: what they need", &|| {
            if browser {
                return web::prepare();
            }
            left_out();
            Ok(())
        }),
        ("lints", &|| {
            cargo(&["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"], &[])
        }),
        ("docs", &run_docs),
        ("python", &python::make),
        ("tests", &|| cargo(&["test", "--workspace", "--no-fail-fast"], &[])),
        // `cargo test` has built the program for the tests of the command line.
        ("every page in a real browser", &|| {
            if browser {
                return web::drive(&[]);
            }
            left_out();
            Ok(())
        }),
        ("instructions", &|| instructions::run(false)),
    ])
}
