//! The web application with its third-party scripts, and its tests in a real browser.

use std::path::PathBuf;
use std::process::Command;

use crate::tools::{chromium, is_newer, node, packages};
use crate::{cargo, dist, root, run};

/// `cargo x assets`: builds the editor's component into `target/assets/`, if its sources are newer.
pub(crate) fn assets() -> Result<(), String> {
    let editor = root().join("crates/web/editor");
    let built = root().join("target/assets/editor.js");
    let sources = ["editor.js", "package.json", "package-lock.json"].map(|f| editor.join(f));
    if is_newer(&built, &sources) {
        return Ok(());
    }
    packages(&editor)?;
    let folder = root().join("target/assets");
    std::fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    run(Command::new("node_modules/.bin/esbuild")
        .args([
            "editor.js",
            "--bundle",
            "--minify",
            "--format=iife",
            "--target=es2022",
            "--legal-comments=eof",
            "--log-level=warning",
        ])
        .arg(format!("--outfile={}", built.display()))
        .current_dir(&editor))
}

/// `cargo x serve`: the application with the editor's component.
pub(crate) fn serve(rest: &[String]) -> Result<(), String> {
    assets()?;
    cargo(&["run", "--quiet", "--package", "vigente-cli", "--", "serve"], rest)
}

/// Everything that the browser tests need but the program itself. The editor's component is built in here, before
/// anything else is built, so that the program need not be built again.
pub(crate) fn prepare() -> Result<(), String> {
    node()?;
    chromium()?;
    packages(&root().join("tests/browser"))?;
    assets()
}

/// `cargo x browser`: drives every page in a real browser; pictures of them go to `target/screens/`.
pub(crate) fn browser(rest: &[String]) -> Result<(), String> {
    prepare()?;
    cargo(&["build", "--quiet", "--package", "vigente-cli"], &[])?;
    drive(rest, &[])
}

/// The browser tests, over the program that was built last, with some variables set.
pub(crate) fn drive(rest: &[String], variables: &[(&str, &str)]) -> Result<(), String> {
    let folder = root().join("tests/browser");
    let named = |f: &PathBuf| f.to_string_lossy().ends_with(".test.mjs");
    let entries = std::fs::read_dir(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries.flatten().map(|e| e.path()).filter(named).collect();
    files.sort();
    run(Command::new("node")
        .arg("--test")
        .args(rest)
        .args(files)
        .env("CHROMIUM", chromium()?)
        .env("VIGENTE", built()?.join("vigente"))
        .envs(variables.iter().copied())
        .current_dir(root()))
}

/// Where the programs of the profile of the tests are: beside this one.
fn built() -> Result<PathBuf, String> {
    let this = std::env::current_exe().map_err(|e| format!("this program cannot be found: {e}"))?;
    Ok(this.parent().map(PathBuf::from).unwrap_or_default())
}

/// `cargo x bench web`: how long a person waits, in the browser, over the program as it is released.
pub(crate) fn bench() -> Result<(), String> {
    prepare()?;
    let (vigente, verify) = (dist("vigente-cli", "vigente")?, dist("vigente-tests", "verify")?);
    let folder = root().join("target/bench-web");
    if folder.exists() {
        std::fs::remove_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    }
    let (one, many) = (folder.join("one"), folder.join("many"));
    let generate = |folder| {
        let mut command = Command::new(&verify);
        command.arg("generate").arg(folder);
        command
    };
    run(generate(&one).args(["--matters", "126", "--seed", "7", "--one-file"]))?;
    run(generate(&many).args(["--matters", "10000", "--seed", "7", "--folders"]))?;
    run(Command::new("node")
        .arg("tests/browser/bench.mjs")
        .args([&one, &one.join("packs"), &many.join("matters"), &many.join("packs")])
        .env("CHROMIUM", chromium()?)
        .env("VIGENTE", vigente)
        .current_dir(root()))
}
