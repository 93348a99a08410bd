//! `cargo x bench` prints the figures of `BENCHMARKS.md`, or writes its table between two marks.

use std::process::Command;

use crate::{dist, root, web};

const PAGE: &str = "BENCHMARKS.md";
const BEGIN: &str = "<!-- workloads -->\n";
const END: &str = "<!-- /workloads -->\n";

/// `web` or `engine` or both, in short form; with `engine --write`, the large form of the table of workloads into the page.
pub(crate) fn run(rest: &[String]) -> Result<(), String> {
    let engine = || {
        crate::run(Command::new(dist("vigente-tests", "verify")?).arg("bench"))?;
        crate::run(&mut Command::new(dist("vigente-tests", "workloads")?))
    };
    match rest.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => engine().and_then(|()| web::bench()),
        ["web"] => web::bench(),
        ["engine"] => engine(),
        ["engine", "--write"] | ["--write"] => write(),
        _ => Err("`bench` takes `web`, `engine`, `engine --write`, or nothing for both".to_owned()),
    }
}

fn write() -> Result<(), String> {
    let program = dist("vigente-tests", "workloads")?;
    let ran =
        Command::new(&program).arg("page").output().map_err(|e| format!("{}: {e}", program.display()))?;
    if !ran.status.success() {
        return Err(String::from_utf8_lossy(&ran.stderr).into_owned());
    }
    let table = String::from_utf8_lossy(&ran.stdout);
    let path = root().join(PAGE);
    let page = std::fs::read_to_string(&path).map_err(|e| format!("{PAGE}: {e}"))?;
    let parts = page.split_once(BEGIN).and_then(|(a, rest)| Some((a, rest.split_once(END)?.1)));
    let (before, after) = parts.ok_or_else(|| format!("{PAGE}: the marks of the table are not there"))?;
    std::fs::write(&path, format!("{before}{BEGIN}\n{table}\n{END}{after}"))
        .map_err(|e| format!("{PAGE}: {e}"))
}
