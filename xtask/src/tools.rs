//! What the browser tests and the editor's component need besides Rust: Node with npm, packages by lock file, a browser.
//! What is missing is installed where Debian's packages may be; else it is said what to install.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::run;

/// What to do where nothing can be installed.
const BY_HAND: &str = "install it by hand (Debian: sudo apt-get install nodejs npm chromium fonts-dejavu-core), \
                       or leave the browser out with `cargo x ci --without-browser`";

/// The oldest Node that runs the tests.
const NODE: u32 = 18;

/// Node and npm; installs them if they are missing.
pub(crate) fn node() -> Result<(), String> {
    let mut missing = Vec::new();
    if on_path(&["node"]).is_none() {
        missing.push("nodejs");
    }
    if on_path(&["npm"]).is_none() {
        missing.push("npm");
    }
    if !missing.is_empty() {
        apt(&missing)?;
    }
    let said = Command::new("node").arg("--version").output().map_err(|e| format!("node: {e}; {BY_HAND}"))?;
    let said = String::from_utf8_lossy(&said.stdout).trim().to_owned();
    let major = said.trim_start_matches('v').split('.').next().and_then(|n| n.parse::<u32>().ok());
    if major.is_some_and(|m| m >= NODE) {
        Ok(())
    } else {
        Err(format!("Node {NODE} or later is needed, this is {said}; {BY_HAND}"))
    }
}

/// Packages by lock file, unless they are there already.
pub(crate) fn packages(folder: &Path) -> Result<(), String> {
    node()?;
    let mark = folder.join("node_modules/.package-lock.json");
    if is_newer(&mark, &[folder.join("package-lock.json")]) {
        return Ok(());
    }
    run(Command::new("npm").args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(folder))
        .map_err(|e| format!("{e}: npm could not fetch the packages of {}", folder.display()))
}

/// The browser: that of `CHROMIUM`, else of the system, else Debian's package.
pub(crate) fn chromium() -> Result<PathBuf, String> {
    if let Some(path) = std::env::var_os("CHROMIUM").filter(|p| !p.is_empty()) {
        let path = PathBuf::from(path);
        let there = path.is_file();
        return if there { Ok(path) } else { Err(format!("CHROMIUM names no file: {}", path.display())) };
    }
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    if let Some(found) = on_path(&names) {
        return Ok(found);
    }
    apt(&["chromium", "fonts-dejavu-core"])?;
    on_path(&names).ok_or_else(|| format!("no browser is at hand, and CHROMIUM names none; {BY_HAND}"))
}

/// Installs Debian's packages: as root, or through a `sudo` that asks for no password. Asks nothing.
fn apt(packages: &[&str]) -> Result<(), String> {
    let list = packages.join(" ");
    if on_path(&["apt-get"]).is_none() {
        return Err(format!("{list} is missing, and there is no apt-get here; {BY_HAND}"));
    }
    let root = output(Command::new("id").arg("-u")).is_some_and(|id| id == "0");
    let sudo = !root && output(Command::new("sudo").args(["-n", "id", "-u"])).is_some_and(|id| id == "0");
    if !root && !sudo {
        return Err(format!("{list} is missing, and only root may install it; {BY_HAND}"));
    }
    println!("installing {list}");
    let apt = |args: &[&str]| {
        let mut command = Command::new(if sudo { "sudo" } else { "env" });
        command.args(if sudo { &["-n", "env"][..] } else { &[] });
        command.arg("DEBIAN_FRONTEND=noninteractive").arg("apt-get").args(args).stdin(Stdio::null());
        run(&mut command)
    };
    let install = [&["install", "--yes", "-qq", "--no-install-recommends"], packages].concat();
    apt(&["update", "-qq"]).and_then(|()| apt(&install)).map_err(|e| format!("{e}; {BY_HAND}"))
}

fn output(command: &mut Command) -> Option<String> {
    let done = command.stderr(Stdio::null()).stdin(Stdio::null()).output().ok()?;
    done.status.success().then(|| String::from_utf8_lossy(&done.stdout).trim().to_owned())
}

/// The first of these programs that is found.
fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let all = std::env::split_paths(&path).flat_map(|dir| names.iter().map(move |name| dir.join(name)));
    all.into_iter().find(|p| p.is_file())
}

/// Whether a file was built after its sources were written.
pub(crate) fn is_newer(built: &Path, sources: &[PathBuf]) -> bool {
    let time = |p: &Path| std::fs::metadata(p).and_then(|m| m.modified()).ok();
    time(built).is_some_and(|built| sources.iter().all(|s| time(s).is_some_and(|s| s <= built)))
}
