//! Everything that must hold before a change lands, cheapest first.

use std::process::Command;

use crate::{cargo, python, root, tidy};

/// One check.
type Step<'a> = &'a dyn Fn() -> Result<(), String>;

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
pub(crate) fn run() -> Result<(), String> {
    run_all(&[
        ("format", &|| cargo(&["fmt", "--all", "--check"], &[])),
        ("tidy", &tidy::run),
        ("lints", &|| {
            cargo(&["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"], &[])
        }),
        ("docs", &run_docs),
        ("python", &python::make),
        ("tests", &|| cargo(&["test", "--workspace", "--no-fail-fast"], &[])),
    ])
}
