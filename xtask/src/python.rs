//! A virtual environment with what the tests need of Python: the solver, and third-party cases.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{root, run};

/// `cargo x python`: makes `target/python/`, unless it holds what `tests/requirements.txt` asks for already.
pub(crate) fn make() -> Result<(), String> {
    let (folder, wanted) = (root().join("target/python"), root().join("tests/requirements.txt"));
    let asked = std::fs::read_to_string(&wanted).map_err(|e| format!("{}: {e}", wanted.display()))?;
    let mark = folder.join("requirements.txt");
    if std::fs::read_to_string(&mark).is_ok_and(|there| there == asked) {
        return Ok(());
    }
    println!("making {}", folder.display());
    if !can_make(&folder) {
        println!("Python cannot make virtual environments here: installing python3 and python3-venv");
        apt(&["update", "-qq"])?;
        apt(&["install", "-y", "-qq", "--no-install-recommends", "python3", "python3-venv"])?;
        if !can_make(&folder) {
            return Err(
                "Python 3.11 or later with venv is needed (packages python3 and python3-venv)".to_owned()
            );
        }
    }
    let install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"];
    run(Command::new(folder.join("bin/python")).args(install).arg(&wanted)).map_err(|e| {
        format!("{e} (packages of tests/requirements.txt come from the Python Package Index)")
    })?;
    std::fs::write(&mark, asked).map_err(|e| format!("{}: {e}", mark.display()))
}

/// The Python of that environment; tests in a copy of the workspace are told by `VIGENTE_PYTHON`.
pub(crate) fn path() -> PathBuf {
    root().join("target/python/bin/python")
}

fn can_make(folder: &Path) -> bool {
    let made = Command::new("python3").args(["-m", "venv", "--clear"]).arg(folder).output();
    made.is_ok_and(|m| m.status.success())
}

fn apt(args: &[&str]) -> Result<(), String> {
    run(Command::new("apt-get").args(args))
        .map_err(|e| format!("{e}; install python3 and python3-venv yourself, and run this again"))
}
