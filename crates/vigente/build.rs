//! The folder `packs/` goes in, a list of its files comes out, so that a new pack needs no code.

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
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("../../packs");
    println!("cargo::rerun-if-changed={}", root.display());
    let mut list = String::from("&[\n");
    for pack in sorted(&root).into_iter().filter(|p| p.is_dir()) {
        for file in sorted(&pack).into_iter().filter(|p| p.extension().is_some_and(|e| e == "vig")) {
            let path = file.canonicalize().unwrap_or_else(|_| file.clone());
            let (pack, file, path) = (name(&pack), name(&file), path.display().to_string());
            writeln!(list, "    ({pack:?}, {file:?}, include_str!({path:?})),").expect("a string takes it");
        }
    }
    list.push(']');
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it")).join("packs.rs");
    fs::write(out, list).expect("the build folder can be written");
}
