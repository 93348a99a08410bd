//! What a compiler does not see: the direction of dependencies, purity, names that say nothing, stray machine paths.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{architecture, root};

/// What no pure crate may touch: the disk, the clock, the environment, threads, random hash order.
const IMPURE: &[&str] = &[
    "std::fs",
    "std::env",
    "std::time",
    "std::net",
    "std::process",
    "std::thread",
    "std::io::std",
    "println!",
    "eprintln!",
    "collections::HashMap",
    "collections::HashSet",
    "Timestamp::now",
    "Zoned::now",
    "thread_local!",
    "LazyLock",
];

const PURE: &[&str] = &[
    "crates/syntax/src",
    "crates/model/src",
    "crates/resolve/src",
    "crates/engine/src",
    "crates/query/src",
    "crates/render/src",
    "verify/oracle/src",
    "verify/answer-sets/src",
];

const SAYS_NOTHING: &[&str] = &["util", "utils", "helper", "helpers", "common", "misc", "manager", "core"];

const UNFINISHED: &[&str] = &["todo!(", "unimplemented!(", "dbg!(", "#[ignore]", "FIXME", "XXX"];

/// `cargo x tidy`.
pub(crate) fn run() -> Result<(), String> {
    let root = root();
    let files = tracked(&root)?;
    let mut found = Vec::new();
    for file in &files {
        names(file, &mut found);
        let Ok(text) = std::fs::read_to_string(root.join(file)) else { continue };
        machine_paths(file, &text, &mut found);
        if file.extension().is_some_and(|e| e == "rs") {
            rust(file, &text, &mut found);
        }
    }
    architecture::directions(&root, &mut found);
    architecture::crowds(&files, &mut found);
    architecture::cycles(&root, &files, &mut found);
    documents(&root, &mut found);
    crate::mutants::still_apply(&root, &mut found);
    if found.is_empty() {
        println!("tidy: {} files", files.len());
        return Ok(());
    }
    for line in &found {
        eprintln!("tidy: {line}");
    }
    Err(format!("{} findings", found.len()))
}

fn tracked(root: &Path) -> Result<Vec<PathBuf>, String> {
    let listed = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(root)
        .output()
        .map_err(|e| format!("git: {e}"))?;
    let text = String::from_utf8_lossy(&listed.stdout);
    Ok(text
        .split('\0')
        .filter(|f| !f.is_empty())
        .map(PathBuf::from)
        .filter(|f| root.join(f).exists())
        .collect())
}

fn names(file: &Path, found: &mut Vec<String>) {
    let says_nothing = file
        .components()
        .filter_map(|c| Path::new(c.as_os_str()).file_stem()?.to_str())
        .any(|stem| SAYS_NOTHING.contains(&stem));
    if says_nothing {
        found.push(format!("{}: a name that says nothing", file.display()));
    }
}

fn machine_paths(file: &Path, text: &str, found: &mut Vec<String>) {
    if file.starts_with("xtask") || file.extension().is_some_and(|e| e == "lock") {
        return;
    }
    for (number, line) in text.lines().enumerate() {
        if ["/work/", "/root/", "/home/"].iter().any(|p| line.contains(p)) {
            found.push(format!("{}:{}: a path of some machine", file.display(), number + 1));
        }
    }
}

fn rust(file: &Path, text: &str, found: &mut Vec<String>) {
    let shown = file.display();
    let lines = text.lines().count();
    if lines > 1000 {
        found.push(format!("{shown}: {lines} lines; would two rooms be clearer?"));
    }
    if !file.starts_with("xtask") {
        let first = text.lines().next().unwrap_or_default();
        let is_module = !file.components().any(|c| c.as_os_str() == "tests" || c.as_os_str() == "examples");
        if is_module && !first.starts_with("//!") {
            found.push(format!("{shown}: the first line must say why the file exists (`//! …`)"));
        }
        let comment: Vec<&str> = text.lines().map_while(|l| l.strip_prefix("//!")).collect();
        let comment = comment.join("");
        if ["goes in", "go in"].iter().any(|w| comment.contains(w)) && comment.contains("out") {
            found.push(format!("{shown}: say why the file exists, not what goes in and comes out"));
        }
        for word in UNFINISHED {
            if text.contains(word) {
                found.push(format!("{shown}: `{word}` is left"));
            }
        }
    }
    if PURE.iter().any(|p| file.starts_with(p)) {
        // The slow evaluator goes deep on a thread of its own: it is for tests.
        let oracle = file.starts_with("verify/oracle");
        for (number, code) in code_lines(text) {
            for word in IMPURE.iter().filter(|w| !(oracle && **w == "std::thread")) {
                if code.contains(word) {
                    found.push(format!("{shown}:{}: `{word}` in a pure crate", number + 1));
                }
            }
            // What outlives a question is a value that somebody owns.
            let is_static = code.trim_start().trim_start_matches("pub ").starts_with("static ");
            if is_static && ["Lock", "Mutex", "Atomic", "Cell"].iter().any(|w| code.contains(w)) {
                found.push(format!("{shown}:{}: a cache of the whole process in a pure crate", number + 1));
            }
        }
    }
}

/// Lines without comments and without the tests at the end, numbered from 0.
pub(crate) fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let product = text.split("#[cfg(test)]").next().unwrap_or_default();
    product.lines().map(|line| line.split("//").next().unwrap_or_default()).enumerate()
}

/// Documents that must be there; every decision is dated and listed.
fn documents(root: &Path, found: &mut Vec<String>) {
    for name in [
        "README.md",
        "ARCHITECTURE.md",
        "LANGUAGE.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "BENCHMARKS.md",
        "LICENSE-MIT",
        "LICENSE-APACHE",
        "docs/semantics.md",
        "docs/glossary.md",
        "docs/json.md",
    ] {
        if !root.join(name).is_file() {
            found.push(format!("{name} is missing"));
        }
    }
}
