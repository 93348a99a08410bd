//! The folder `packs/` goes in, a list of its files and one of its READMEs come out, so that a new pack needs no
//! code. A folder that begins with `_` is no pack: it is there to be copied.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).map(|entries| entries.flatten().map(|e| e.path()).collect()).unwrap_or_default();
    paths.sort();
    paths
}

fn name(path: &Path) -> String {
    path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
}

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    println!("cargo::rerun-if-changed={}", root.display());
    let mut list = String::from("&[\n");
    let mut about = String::from("&[\n");
    for pack in
        sorted(&root).into_iter().filter(|p| p.is_dir() && !name(p).starts_with('_') && name(p) != "src")
    {
        for file in sorted(&pack).into_iter().filter(|p| p.extension().is_some_and(|e| e == "vig")) {
            let path = file.canonicalize().unwrap_or_else(|_| file.clone());
            let (pack, file, path) = (name(&pack), name(&file), path.display().to_string());
            writeln!(list, "    ({pack:?}, {file:?}, include_str!({path:?})),").expect("a string takes it");
        }
        if let Ok(readme) = pack.join("README.md").canonicalize() {
            let (pack, path) = (name(&pack), readme.display().to_string());
            writeln!(about, "    ({pack:?}, include_str!({path:?})),").expect("a string takes it");
        }
    }
    list.push(']');
    about.push(']');
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    fs::write(out.join("packs.rs"), list).expect("the build folder can be written");
    fs::write(out.join("readmes.rs"), about).expect("the build folder can be written");
}
