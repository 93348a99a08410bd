//! For tests that run the real command: where the project lies, and the command as it stands now.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// The root of the project.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The command, built as it stands now with the profile that the calling test was built with.
///
/// # Panics
/// If it cannot be built.
pub fn vigente() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| {
        let here = std::env::current_exe().expect("a test has a path");
        let profile = here.parent().and_then(Path::parent).expect("a test lies in target/PROFILE/deps");
        let target = profile.parent().expect("a profile lies in the target folder");
        let mut build = Command::new(env!("CARGO"));
        build.args(["build", "--quiet", "--package", "vigente-cli", "--bin", "vigente"]);
        if profile.ends_with("release") {
            build.arg("--release");
        }
        let built = build.current_dir(root()).env("CARGO_TARGET_DIR", target).status().expect("cargo runs");
        assert!(built.success(), "the command cannot be built");
        profile.join("vigente")
    })
}

/// Words as a shell would see them: blanks separate, double quotes join.
pub fn words(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (n, part) in command.split('"').enumerate() {
        if n % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}
