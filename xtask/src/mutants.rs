//! Breaks the engine in known places, one at a time, in a copy of the workspace: the tests must catch each.

use std::path::Path;
use std::process::Command;

use crate::root;

/// One wrong rule: a stretch of the engine and what stands there instead.
struct Mutant {
    /// Short name, said in the report.
    name: &'static str,
    /// File, from the root.
    file: &'static str,
    /// Must occur exactly once.
    old: &'static str,
    /// What stands there instead.
    new: &'static str,
}

/// The wrong rules. `tidy` sees to it that each still applies.
const MUTANTS: &[Mutant] = &[];

/// `cargo x mutants [NAME]`: copies the workspace under `target/mutants`, and for each mutant builds the tests with
/// the wrong rule in place and runs them. A mutant that the tests let through fails the task.
pub(crate) fn run(only: Option<&str>) -> Result<(), String> {
    let root = root();
    let tree = root.join("target/mutants/tree");
    let mut survivors = Vec::new();
    let mut caught = 0;
    for mutant in MUTANTS.iter().filter(|m| only.is_none_or(|name| m.name == name)) {
        copy(&root, &tree)?;
        let file = tree.join(mutant.file);
        let text = std::fs::read_to_string(&file).map_err(|e| format!("{}: {e}", mutant.file))?;
        if text.matches(mutant.old).count() != 1 {
            return Err(format!("mutant `{}` no longer applies to {}", mutant.name, mutant.file));
        }
        std::fs::write(&file, text.replace(mutant.old, mutant.new)).map_err(|e| e.to_string())?;
        if !cargo_in(&tree, &["test", "--quiet", "--package", "vigente-tests", "--no-run"])? {
            return Err(format!("mutant `{}` does not compile", mutant.name));
        }
        let passes = cargo_in(&tree, &["test", "--quiet", "--package", "vigente-tests"])?;
        println!("{:9} {}", if passes { "SURVIVED" } else { "caught" }, mutant.name);
        if passes {
            survivors.push(mutant.name);
        } else {
            caught += 1;
        }
    }
    println!("{caught} caught, {} survived", survivors.len());
    if survivors.is_empty() { Ok(()) } else { Err(format!("survived: {}", survivors.join(", "))) }
}

/// Lays the tracked files afresh; the build directory beside them is kept, so that only the engine is built again.
fn copy(root: &Path, tree: &Path) -> Result<(), String> {
    let listed = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(root)
        .output()
        .map_err(|e| format!("git: {e}"))?;
    for name in String::from_utf8_lossy(&listed.stdout).split('\0').filter(|n| !n.is_empty()) {
        let (from, to) = (root.join(name), tree.join(name));
        let Ok(new) = std::fs::read(&from) else { continue };
        if std::fs::read(&to).is_ok_and(|old| old == new) {
            continue;
        }
        let folder = to.parent().ok_or("a file without a folder")?;
        std::fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        std::fs::write(&to, new).map_err(|e| format!("{}: {e}", to.display()))?;
    }
    Ok(())
}

fn cargo_in(tree: &Path, args: &[&str]) -> Result<bool, String> {
    let output = Command::new(env!("CARGO"))
        .args(args)
        .current_dir(tree)
        .env("CARGO_TARGET_DIR", tree.join("../build"))
        .output()
        .map_err(|e| format!("cargo: {e}"))?;
    Ok(output.status.success())
}

/// Reports mutants whose place has gone.
pub(crate) fn still_apply(root: &Path, found: &mut Vec<String>) {
    for mutant in MUTANTS {
        let text = std::fs::read_to_string(root.join(mutant.file)).unwrap_or_default();
        let times = text.matches(mutant.old).count();
        if times != 1 {
            found.push(format!("mutant `{}`: its place occurs {times} times in {}", mutant.name, mutant.file));
        }
        if mutant.old == mutant.new {
            found.push(format!("mutant `{}` changes nothing", mutant.name));
        }
    }
}
