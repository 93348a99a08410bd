//! Lists the pages of this folder for the library, so that a new page needs no code.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    println!("cargo::rerun-if-changed={}", root.display());
    match table(&root) {
        Ok(table) => {
            let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
            fs::write(out.join("pages.rs"), table).expect("the build folder can be written");
        }
        Err(problem) => println!("cargo::error={problem}"),
    }
}

/// The table as Rust text. A folder without pages is an error: else the program would be built without explanations.
pub fn table(folder: &Path) -> Result<String, String> {
    let cannot = |e| format!("the pages of diagnostics cannot be read: {}: {e}", folder.display());
    let mut pages = Vec::new();
    for entry in fs::read_dir(folder).map_err(cannot)? {
        let path = entry.map_err(cannot)?.path().canonicalize().map_err(cannot)?;
        if path.extension().is_some_and(|e| e == "md") {
            pages.push(path);
        }
    }
    pages.sort();
    if pages.is_empty() {
        return Err(format!("there are no pages of diagnostics in {}", folder.display()));
    }
    let mut table = String::from("&[\n");
    for path in &pages {
        let code = path.file_stem().unwrap_or_default().to_string_lossy();
        writeln!(table, "    ({code:?}, include_str!({:?})),", path.display().to_string())
            .expect("a string takes it");
    }
    table.push(']');
    Ok(table)
}
