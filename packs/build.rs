//! Lists the packs of this folder and their READMEs for the library, so that a new pack needs no code. A folder that
//! begins with `_` is no pack: it is there to be copied.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    println!("cargo::rerun-if-changed={}", root.display());
    match tables(&root) {
        Ok((packs, readmes)) => {
            let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
            fs::write(out.join("packs.rs"), packs).expect("the build folder can be written");
            fs::write(out.join("readmes.rs"), readmes).expect("the build folder can be written");
        }
        Err(problem) => println!("cargo::error={problem}"),
    }
}

/// The tables of packs and of READMEs as Rust text. A folder without packs is an error: else the program would be built without any.
pub fn tables(root: &Path) -> Result<(String, String), String> {
    let (mut packs, mut readmes) = (String::from("&[\n"), String::from("&[\n"));
    let mut found = false;
    for folder in sorted(root)?.into_iter().filter(|p| p.is_dir()) {
        let pack = name(&folder);
        if pack.starts_with('_') {
            continue;
        }
        let files = sorted(&folder)?;
        let (text, about) =
            (|p: &&PathBuf| p.extension().is_some_and(|e| e == "vig"), |p: &&PathBuf| name(p) == "README.md");
        for path in files.iter().filter(text) {
            found = true;
            let (file, path) = (name(path), path.display().to_string());
            writeln!(packs, "    ({pack:?}, {file:?}, include_str!({path:?})),").expect("a string takes it");
        }
        for path in files.iter().filter(about) {
            let path = path.display().to_string();
            writeln!(readmes, "    ({pack:?}, include_str!({path:?})),").expect("a string takes it");
        }
    }
    if !found {
        return Err(format!("there are no packs in {}", root.display()));
    }
    Ok((packs + "]", readmes + "]"))
}

fn sorted(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let cannot = |e| format!("the packs cannot be read: {}: {e}", folder.display());
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(cannot)? {
        paths.push(entry.map_err(cannot)?.path().canonicalize().map_err(cannot)?);
    }
    paths.sort();
    Ok(paths)
}

fn name(path: &Path) -> String {
    path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
}
