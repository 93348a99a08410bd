//! Finds the matters in the given folders and files, sorted by path so that every run has the same order.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::world::has_texts;

/// No folder deeper than this is looked into.
const DEEPEST: usize = 64;

/// Every matter at or under these paths, each once. A folder with `.vig` files of its own is a matter with all that is
/// under it; with `each_file`, every `.vig` file is one.
pub fn find(paths: &[PathBuf], each_file: bool) -> Result<Vec<PathBuf>, Error> {
    let mut found = BTreeSet::new();
    for path in paths {
        if path.is_dir() {
            look(path, each_file, 0, &mut found)?;
        } else if path.is_file() {
            found.insert(path.clone());
        } else {
            return Err(Error::usage(format!("there is no `{}`", path.display()))
                .hint("name folders of dossiers, dossiers, or .vig files"));
        }
    }
    Ok(found.into_iter().collect())
}

fn look(folder: &Path, each_file: bool, deep: usize, found: &mut BTreeSet<PathBuf>) -> Result<(), Error> {
    if !each_file && has_texts(folder) {
        found.insert(folder.to_owned());
        return Ok(());
    }
    let unreadable = |e: std::io::Error| Error::io(format!("`{}` cannot be read", folder.display()), &e);
    for entry in fs::read_dir(folder).map_err(unreadable)?.flatten() {
        let path = entry.path();
        // A link that leads back up would never end: links to folders are not followed.
        let kind = entry.file_type().map_err(unreadable)?;
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        if kind.is_dir() && !hidden && deep < DEEPEST {
            look(&path, each_file, deep + 1, found)?;
        } else if each_file && !hidden && path.extension().is_some_and(|e| e == "vig") && path.is_file() {
            found.insert(path);
        }
    }
    Ok(())
}
