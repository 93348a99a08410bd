//! Each file of `tests/cases` passes if every `expect` line comes true and it gets no diagnostics but those it
//! announces.
//!
//! To add a case, add a `.vig` file: a comment that names the rule, a small dispute, and what must come out, deduced
//! by hand from `docs/semantics.md`. A line that is wrong on purpose ends with `;! code`, or `;! code, code`, the
//! names of the diagnostics that it must get. Other matters that it reads stand behind it, each after a line `;;; matter NAME`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use libtest_mimic::{Arguments, Failed, Trial};
use vigente_query::Session;
use vigente_syntax::diagnostic::{Diagnostic, FileId, Severity};
use vigente_tests::reading::{parted, reading};

fn main() -> ExitCode {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases");
    let entries = std::fs::read_dir(folder).expect("the cases are there");
    let mut paths: Vec<_> = entries.map(|e| e.expect("a readable folder").path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "vig"));
    paths.sort();
    assert!(!paths.is_empty(), "the cases are there");
    let trial = |path: PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Trial::test(name, move || case(&path))
    };
    libtest_mimic::run(&Arguments::from_args(), paths.into_iter().map(trial).collect()).exit_code()
}

fn case(path: &Path) -> Result<(), Failed> {
    let wrong = wrong_with(&std::fs::read_to_string(path)?);
    if wrong.is_empty() {
        return Ok(());
    }
    let name = path.display();
    let said: Vec<String> = wrong.iter().map(|(line, what)| format!("{name}:{line}: {what}")).collect();
    Err(said.join("\n").into())
}

/// What is wrong with a case, by line.
fn wrong_with(text: &str) -> BTreeSet<(usize, String)> {
    let mut wrong = BTreeSet::new();
    let (own, others) = parted(text);
    let resolved = reading(own, &others);
    let (check, failed) = Session::new(&resolved.model).check();

    let mut announced = announced(text);
    if check.expectations.is_empty() && announced.is_empty() {
        wrong.insert((1, "nothing is expected: add an `expect` line, so that this case can fail".to_owned()));
    }
    for diagnostic in resolved.diagnostics.iter().chain(&failed) {
        let line = line_of(text, diagnostic);
        let code = diagnostic.code.to_owned();
        let known = announced.iter().any(|(l, c, _)| *l == line && *c == code);
        for (l, c, seen) in &mut announced {
            *seen |= *l == line && *c == code;
        }
        if diagnostic.severity == Severity::Error && !known {
            let help = diagnostic.help.as_ref().map_or_else(String::new, |h| format!(" ({h})"));
            wrong.insert((line, format!("{code}: {}{help}", diagnostic.message)));
        }
    }
    for (line, code, seen) in announced {
        if !seen {
            wrong.insert((line, format!("`{code}` is announced here, but not given")));
        }
    }
    // A second look, should `check` forget to say so in a diagnostic.
    if failed.is_empty() && check.failed + check.unresolved > 0 {
        wrong.insert((1, format!("{} lines did not come true", check.failed + check.unresolved)));
    }
    wrong
}

/// The diagnostics announced by `;! code, code`: line, code, and whether it was met.
fn announced(text: &str) -> Vec<(usize, String, bool)> {
    let mut found = Vec::new();
    for (number, line) in text.lines().enumerate() {
        // A line that is all comment announces nothing.
        let Some((_, codes)) = line.split_once(";!").filter(|_| !line.starts_with(';')) else { continue };
        let codes = codes.split(',').map(str::trim).filter(|c| !c.is_empty());
        found.extend(codes.map(|code| (number + 1, code.to_owned(), false)));
    }
    found
}

/// The line of the main place, from 1.
fn line_of(text: &str, diagnostic: &Diagnostic) -> usize {
    let main = diagnostic.labels.first().filter(|label| label.file == FileId(0));
    let start = main.map_or(0, |label| label.at.start as usize).min(text.len());
    1 + text.as_bytes().iter().take(start).filter(|&&b| b == b'\n').count()
}
