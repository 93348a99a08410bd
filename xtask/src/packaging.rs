//! That every crate could be published any day: packages that hold all they need, and dependencies that may be used.
//!
//! The lists of `deny.toml` are checked here too, by a few lines over what cargo says: on two cores, building cargo-deny takes as
//! long as all other checks together. Where cargo-deny is installed, it runs as well.

use std::process::Command;

use crate::{cargo, root};

/// `cargo package` for all that is published: in seconds, and without building anything.
pub(crate) fn check() -> Result<(), String> {
    dependencies()?;
    if Command::new("cargo-deny").arg("--version").output().is_ok_and(|o| o.status.success()) {
        cargo(&["deny", "--workspace", "--all-features", "check", "licenses", "bans", "sources"], &[])?;
    }
    package(&["--no-verify"])
}

/// The same, and each is built from its package alone.
pub(crate) fn build() -> Result<(), String> {
    package(&[])
}

fn package(options: &[&str]) -> Result<(), String> {
    let mut args = vec!["package", "--workspace", "--quiet", "--allow-dirty"];
    let unpublished = unpublished()?;
    for name in &unpublished {
        args.extend(["--exclude", name.as_str()]);
    }
    args.extend(options);
    cargo(&args, &[])
}

/// The crates of the workspace that say `publish = false`.
fn unpublished() -> Result<Vec<String>, String> {
    let mut names = Vec::new();
    for folder in ["verify/answer-sets", "verify/oracle", "verify/suite", "xtask"] {
        let manifest = read(&format!("{folder}/Cargo.toml"))?;
        let name = manifest.lines().find_map(|l| l.strip_prefix("name = ")).unwrap_or_default();
        if !manifest.lines().any(|l| l == "publish = false") {
            return Err(format!("{folder}/Cargo.toml must say `publish = false`"));
        }
        names.push(name.trim_matches('"').to_owned());
    }
    Ok(names)
}

fn read(path: &str) -> Result<String, String> {
    std::fs::read_to_string(root().join(path)).map_err(|e| format!("{path}: {e}"))
}

/// Every dependency has a licence that `deny.toml` allows, and comes from crates.io.
fn dependencies() -> Result<(), String> {
    let deny = read("deny.toml")?;
    let allowed = deny.lines().find_map(|l| l.strip_prefix("allow = ["));
    let allowed: Vec<&str> = allowed
        .ok_or("deny.toml: no `allow = [`")?
        .trim_end_matches(']')
        .split(", ")
        .map(|l| l.trim_matches('"'))
        .collect();
    let tree = Command::new(env!("CARGO"))
        .args(["tree", "--workspace", "--all-features", "--target", "all", "--edges", "normal,build,dev"])
        .args(["--prefix", "none", "--no-dedupe", "--format", "{l}|{p}"])
        .current_dir(root())
        .output()
        .map_err(|e| format!("cargo tree: {e}"))?;
    if !tree.status.success() {
        return Err(String::from_utf8_lossy(&tree.stderr).into_owned());
    }
    let mut wrong = Vec::new();
    // Each crate of the workspace has a tree of its own, with an empty line behind it.
    for (licence, package) in String::from_utf8_lossy(&tree.stdout).lines().filter_map(|l| l.split_once('|'))
    {
        if !is_allowed(licence, &allowed) {
            wrong.push(format!("the licence of {package} is `{licence}`, which deny.toml does not allow"));
        }
    }
    for source in read("Cargo.lock")?.lines().filter_map(|l| l.strip_prefix("source = ")) {
        if source != "\"registry+https://github.com/rust-lang/crates.io-index\"" {
            wrong.push(format!("Cargo.lock: a dependency comes from {source}"));
        }
    }
    wrong.sort();
    wrong.dedup();
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}

/// Whether an SPDX expression can be met with these licences. `AND` binds closer than `OR`; a slash is an old `OR`.
fn is_allowed(expression: &str, allowed: &[&str]) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let mut words = spaced.split_whitespace().peekable();
    any(&mut words, allowed) && words.next().is_none()
}

type Expression<'a> = std::iter::Peekable<std::str::SplitWhitespace<'a>>;

fn any(words: &mut Expression<'_>, allowed: &[&str]) -> bool {
    let mut met = all(words, allowed);
    while words.next_if_eq(&"OR").is_some() {
        met |= all(words, allowed);
    }
    met
}

fn all(words: &mut Expression<'_>, allowed: &[&str]) -> bool {
    let mut met = one(words, allowed);
    while words.next_if_eq(&"AND").is_some() {
        met &= one(words, allowed);
    }
    met
}

fn one(words: &mut Expression<'_>, allowed: &[&str]) -> bool {
    if words.next_if_eq(&"(").is_some() {
        let met = any(words, allowed);
        return words.next_if_eq(&")").is_some() && met;
    }
    let mut licence = words.next().unwrap_or_default().to_owned();
    if words.next_if_eq(&"WITH").is_some() {
        licence = format!("{licence} WITH {}", words.next().unwrap_or_default());
    }
    allowed.contains(&licence.as_str())
}

#[cfg(test)]
mod tests {
    use super::is_allowed;

    #[test]
    fn an_expression_is_met_by_enough_of_it() {
        let met =
            |expression| is_allowed(expression, &["MIT", "Unicode-3.0", "Apache-2.0 WITH LLVM-exception"]);
        for expression in [
            "MIT",
            "GPL-3.0 OR MIT",
            "MIT/Apache-2.0",
            "Apache-2.0 / MIT",
            "(MIT OR Apache-2.0) AND Unicode-3.0",
            "Apache-2.0 WITH LLVM-exception OR Apache-2.0",
            "GPL-3.0 AND Zlib OR MIT",
        ] {
            assert!(met(expression), "{expression}");
        }
        for expression in [
            "",
            "GPL-3.0",
            "MIT AND GPL-3.0",
            "(MIT OR GPL-3.0) AND GPL-3.0",
            "Apache-2.0",
            "MIT)",
            "MIT MIT",
        ] {
            assert!(!met(expression), "{expression}");
        }
    }
}
