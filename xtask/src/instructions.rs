//! How many instructions the core workloads take, held against the committed figures: unlike time, a busy machine does not blur it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{cargo, root};

const FIGURES: &str = "benches/instructions.txt";

/// More than this many hundredths above the committed figure fail.
const RISE: u64 = 5;

const WORKLOADS: [(&str, &str); 6] = [
    ("chain", "300"),
    ("levels", "100"),
    ("voting", "400"),
    ("annulment-dag", "500"),
    ("annulment-eights", "400"),
    ("registry", "20"),
];

/// `cargo x instructions [--update]`.
pub(crate) fn run(update: bool) -> Result<(), String> {
    let installed = Command::new("valgrind").arg("--version").output().is_ok_and(|o| o.status.success());
    if !installed {
        println!("instructions: skipped, valgrind is not installed");
        return Ok(());
    }
    cargo(&["build", "--quiet", "--release", "--package", "vigente-tests", "--bin", "workloads"], &[])?;
    let folder = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    let program = folder.join("release").join("workloads");
    let path = root().join(FIGURES);
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    let known = |name: &str| -> Option<u64> {
        committed.lines().find_map(|l| l.strip_prefix(name)?.strip_prefix(' ')?.trim().parse().ok())
    };
    let (mut text, mut risen) = (String::new(), Vec::new());
    for (name, size) in WORKLOADS {
        let now = count(&program, name, size)?;
        let _ = writeln!(text, "{name} {now}");
        match known(name) {
            Some(before) => {
                println!("  {name:18} {now:12} ({before} committed)");
                if now * 100 > before * (100 + RISE) {
                    risen.push(format!("`{name}` takes {now} instructions, {before} were committed"));
                }
            }
            None => println!("  {name:18} {now:12} (none committed)"),
        }
    }
    if update {
        return std::fs::write(&path, text).map_err(|e| format!("{FIGURES}: {e}"));
    }
    if risen.is_empty() { Ok(()) } else { Err(format!("{}; if that is meant, --update", risen.join("; "))) }
}

fn count(program: &Path, name: &str, size: &str) -> Result<u64, String> {
    let ran = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(program)
        .args(["once", name, size])
        .output()
        .map_err(|e| format!("valgrind: {e}"))?;
    let said = String::from_utf8_lossy(&ran.stderr);
    let counted = said.lines().find_map(|l| l.split_once("Collected : ")?.1.trim().parse().ok());
    counted.filter(|_| ran.status.success()).ok_or_else(|| format!("valgrind on `{name}`: {said}"))
}
