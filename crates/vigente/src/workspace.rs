//! Finds records in a folder, with what they use and read.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use vigente_workspace::matters::Matters;
use vigente_workspace::{record, world};

use crate::{Error, Record};

/// A folder of records. Records that several others read are read once.
#[derive(Clone, Debug)]
pub struct Workspace {
    folder: PathBuf,
    matters: Arc<Matters>,
}

impl Workspace {
    /// Opens a folder. Its records read nothing above it.
    pub fn open(folder: impl Into<PathBuf>) -> Result<Workspace, Error> {
        let folder = existing(folder.into())?;
        let matters = Arc::new(Matters::new(None, Some(&folder)));
        Ok(Workspace { folder, matters })
    }

    /// The same with a folder of packs, which stand in for built-in ones of the same name.
    pub fn with_packs(self, packs: impl Into<PathBuf>) -> Result<Workspace, Error> {
        let packs = existing(packs.into())?;
        let matters = Arc::new(Matters::new(Some(&packs), Some(&self.folder)));
        Ok(Workspace { matters, ..self })
    }

    /// The names of the folders that hold a record, sorted.
    pub fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let records = entries.filter(|e| world::has_texts(&e.path()));
        let mut names: Vec<String> = records.filter_map(|e| e.file_name().into_string().ok()).collect();
        names.sort();
        names
    }

    /// Reads a record: a folder of `.vig` files or one such file, named from the folder of the workspace; `.` is that folder
    /// itself. What is wrong with it is in [`Record::diagnostics`], and the rest is answered.
    pub fn record(&self, name: impl AsRef<Path>) -> Result<Record, Error> {
        let path = self.folder.join(name);
        let texts = world::read(&path);
        if texts.files.is_empty() || !path.exists() {
            return Err(Error::NoRecord(path));
        }
        let read = record::Record::of_texts(&path, texts, &self.matters);
        let (session, diagnostics) = (read.session(), read.diagnostics().cloned().collect());
        Ok(Record::new(read.world, diagnostics, session))
    }
}

fn existing(folder: PathBuf) -> Result<PathBuf, Error> {
    if folder.is_dir() { Ok(folder) } else { Err(Error::NoFolder(folder)) }
}
