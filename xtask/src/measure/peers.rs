//! `cargo x peers`: the same workloads beside other engines. What can be installed is, under `target/peers`; then
//! `benches/peers/run.py` runs, and its figures go into `BENCHMARKS.md` and `benches/peers/plot.svg`.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::{cargo, dist, root, target};

const CRUSTABRI: &str = "crustabri@1.1.1";

fn is_there(program: &str) -> bool {
    Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
}

/// `cargo x peers [--write] …`: without `--write` the figures are only printed.
pub(crate) fn run(rest: &[String]) -> Result<(), String> {
    let folder = target().join("peers");
    std::fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let python = install(&folder)?;
    dist("vigente-tests", "workloads")?;
    let figures = folder.join("figures.jsonl");
    let out = std::fs::File::create(&figures).map_err(|e| format!("{}: {e}", figures.display()))?;
    let write = rest.iter().any(|a| a == "--write");
    let rest = rest.iter().filter(|a| *a != "--write");
    crate::run(
        Command::new(&python)
            .arg("benches/peers/run.py")
            .args(rest)
            .env("CARGO_TARGET_DIR", target())
            .current_dir(root())
            .stdout(out),
    )?;
    println!("the figures are in {}", figures.display());
    if write {
        let report =
            |script: &str| crate::run(Command::new(&python).arg(script).arg(&figures).current_dir(root()));
        report("benches/peers/report.py")?;
        report("benches/peers/plot.py")?;
    }
    Ok(())
}

/// Installs what is not there yet; what cannot be is left out of the comparison. The Python with those from PyPI.
fn install(folder: &Path) -> Result<PathBuf, String> {
    let python = folder.join("venv").join("bin").join("python");
    if !python.exists() {
        crate::run(Command::new("python3").args(["-m", "venv"]).arg(folder.join("venv")))?;
    }
    let wanted = ["-m", "pip", "install", "--quiet", "--requirement", "benches/peers/requirements.txt"];
    crate::run(Command::new(&python).args(wanted).current_dir(root()))?;
    // Built on its own and only ever run: its licence is not ours.
    if !folder.join("bin").join("crustabri").exists() {
        let root = folder.display().to_string();
        let done = cargo(&["install", "--quiet", "--locked", CRUSTABRI, "--root", &root], &[]);
        done.unwrap_or_else(|e| println!("without crustabri: {e}"));
    }
    crate::run(
        Command::new(env!("CARGO"))
            .args(["build", "--quiet", "--release", "--locked"])
            .env("CARGO_TARGET_DIR", folder.join("differential"))
            .current_dir(root().join("benches/peers/differential")),
    )?;
    if !is_there("swipl") && is_there("apt-get") {
        let apt = Command::new("apt-get").args(["install", "-qq", "-y", "swi-prolog-nox"]).status();
        if !apt.is_ok_and(|s| s.success()) {
            println!("without SWI-Prolog: `apt-get install swi-prolog-nox` did not work");
        }
    }
    Ok(python)
}
