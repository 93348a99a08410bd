//! What the web application needs besides Rust: third-party scripts by lock file, a browser for the tests.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{cargo, root, run};

/// `cargo x assets`: builds the editor's component into `target/assets/`, if its sources are newer.
pub(crate) fn assets() -> Result<(), String> {
    let editor = root().join("crates/vigente-web/editor");
    let built = root().join("target/assets/editor.js");
    let sources = ["editor.js", "package.json", "package-lock.json"].map(|f| editor.join(f));
    if is_newer(&built, &sources) {
        return Ok(());
    }
    install(&editor)?;
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
        ])
        .arg(format!("--outfile={}", built.display()))
        .current_dir(&editor))
}

/// `cargo x serve`: the application with the editor's component.
pub(crate) fn serve(rest: &[String]) -> Result<(), String> {
    assets()?;
    cargo(&["run", "--quiet", "--package", "vigente-cli", "--", "serve"], rest)
}

/// `cargo x browser`: drives every page in a real browser; pictures of them go to `target/screens/`.
pub(crate) fn browser(rest: &[String]) -> Result<(), String> {
    assets()?;
    let tests = root().join("tests/browser");
    install(&tests)?;
    let chromium = chromium()?;
    cargo(&["build", "--quiet", "--package", "vigente-cli"], &[])?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    run(Command::new("node")
        .arg("--test")
        .args(rest)
        .arg("tests/browser/pages.test.mjs")
        .env("CHROMIUM", chromium)
        .env("VIGENTE", target.join("debug/vigente"))
        .current_dir(root()))
}

/// Packages by lock file, unless they are there already.
fn install(folder: &Path) -> Result<(), String> {
    let mark = folder.join("node_modules/.package-lock.json");
    if is_newer(&mark, &[folder.join("package-lock.json")]) {
        return Ok(());
    }
    run(Command::new("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(folder)).map_err(|e| {
        format!("{e} (Node and npm are needed for the browser tests and the editor's component)")
    })
}

/// The browser: that of `CHROMIUM`, else of the system, else Debian's package where it may be installed.
fn chromium() -> Result<PathBuf, String> {
    if let Some(path) = std::env::var_os("CHROMIUM") {
        return Ok(path.into());
    }
    let find = || {
        let path = std::env::var_os("PATH")?;
        std::env::split_paths(&path)
            .flat_map(|dir| ["chromium", "chromium-browser", "google-chrome"].map(|name| dir.join(name)))
            .find(|p| p.is_file())
    };
    if let Some(found) = find() {
        return Ok(found);
    }
    println!("no browser is at hand: installing chromium");
    run(Command::new("apt-get").args(["update", "-qq"]))?;
    run(Command::new("apt-get").args([
        "install",
        "-y",
        "-qq",
        "--no-install-recommends",
        "chromium",
        "fonts-dejavu-core",
    ]))?;
    find().ok_or_else(|| "install chromium, or name a browser in CHROMIUM".to_owned())
}

fn is_newer(built: &Path, sources: &[PathBuf]) -> bool {
    let time = |p: &Path| std::fs::metadata(p).and_then(|m| m.modified()).ok();
    time(built).is_some_and(|built| sources.iter().all(|s| time(s).is_some_and(|s| s <= built)))
}
