//! A folder goes in; its record comes out, with its packs, the texts of its sources and all that is wrong with it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use vigente_model::Model;
use vigente_query::Session;
use vigente_resolve::world::{World, read_matters, world_with};
use vigente_resolve::{PackCache, Resolved};
use vigente_syntax::diagnostic::{Diagnostic, FileId};
use vigente_workspace::matters::Matters;
use vigente_workspace::packs::Shelf;
use vigente_workspace::{texts, world};

/// Where things are read from besides the folder itself.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// Packs that stand in for built-in ones.
    pub packs: Option<PathBuf>,
    /// Texts of sources.
    pub sources: Option<PathBuf>,
    /// Packs that were resolved for one record and serve the others.
    pub pack_cache: Arc<PackCache>,
}

/// A dossier that has been read.
#[derive(Debug)]
pub struct Record {
    /// How it is called in addresses: its path below the folder served.
    pub key: String,
    /// Where it lies.
    pub folder: PathBuf,
    /// Its texts.
    pub world: World,
    /// Its record and what is wrong with it.
    pub lowered: Resolved,
    /// What could not be read of the folder and of the sources; places are those of `world`.
    pub unread: Vec<Diagnostic>,
    /// How many of the files, from the first, are the dossier's own.
    pub own: usize,
    /// The matters that it reads.
    matters: Arc<Matters>,
}

impl Record {
    /// Reads a folder.
    pub fn open(key: &str, folder: &Path, reading: &Reading) -> Record {
        let texts = world::read(folder);
        let own = texts.files.len();
        let mut unread = texts.diagnostics;
        // A folder of packs that is gone stands in for nothing; the packs built in are still there.
        let shelf = Shelf::new(reading.packs.as_deref()).or_else(|_| Shelf::new(None));
        let mut count = own;
        let mut world = world_with(texts.files, |pack| {
            let Ok(shelf) = &shelf else { return Vec::new() };
            let found = shelf.find(pack).texts;
            let first = u32::try_from(count).unwrap_or(u32::MAX);
            count += found.files.len();
            unread.extend(found.diagnostics.into_iter().map(|mut d| {
                for label in &mut d.labels {
                    label.file = FileId(label.file.0.saturating_add(first));
                }
                d
            }));
            found.files
        });
        let matters = Matters::new(reading.packs.as_deref(), Some(served(key, folder)));
        let matters = Arc::new(matters.with_cache(Arc::clone(&reading.pack_cache)));
        matters.hand_in(&mut world, folder);
        let lowered = matters.resolve(&world);
        unread.extend(texts::hand_in(&mut world, &lowered.model, folder, reading.sources.as_deref()));
        Record { key: key.to_owned(), folder: folder.to_owned(), world, lowered, unread, own, matters }
    }

    /// The same with another text in one of its files, or with a file more; nothing is written.
    pub fn with(&self, file: &str, text: &str) -> Record {
        let mut world = self.world.clone();
        let mut own = self.own;
        match world.files[..own].iter_mut().find(|f| f.name == file) {
            Some(known) => known.text = text.into(),
            None => {
                world.files.insert(own, vigente_resolve::world::SourceFile::new(file, text));
                own += 1;
            }
        }
        let mut matters = Arc::clone(&self.matters);
        if reads(&world, own) != self.reads() {
            matters = Arc::new(matters.anew());
            world.matters.clear();
            matters.hand_in(&mut world, &self.folder);
        }
        Record {
            key: self.key.clone(),
            folder: self.folder.clone(),
            lowered: matters.resolve(&world),
            world,
            unread: Vec::new(),
            own,
            matters,
        }
    }

    /// The record, ready to be asked.
    pub fn session(&self) -> Session {
        self.matters.session(&self.lowered.model)
    }

    /// The names of the matters that it reads, also of those that are not there.
    pub fn reads(&self) -> Vec<String> {
        reads(&self.world, self.own)
    }

    /// The record.
    pub fn model(&self) -> &Arc<Model> {
        &self.lowered.model
    }

    /// The text of a file of its own.
    pub fn text(&self, file: &str) -> Option<&str> {
        self.world.files[..self.own].iter().find(|f| f.name == file).map(|f| &*f.text)
    }

    /// The names of its own files.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.world.files[..self.own].iter().map(|f| f.name.as_str())
    }

    /// The file of a place, and its line from 1.
    pub fn line(&self, file: u32, start: u32) -> Option<(&str, usize)> {
        let file = self.world.file(FileId(file))?;
        let before = file.text.get(..start as usize)?;
        Some((&file.name, before.matches('\n').count() + 1))
    }

    /// Whether a file is the dossier's own, not one of a pack.
    pub fn is_own(&self, file: u32) -> bool {
        (file as usize) < self.own
    }
}

fn reads(world: &World, own: usize) -> Vec<String> {
    world.files[..own].iter().flat_map(|file| read_matters(&file.text)).collect()
}

/// The folder that is served, or, where that is the record itself, the one that it lies in: nothing above is read.
fn served<'p>(key: &str, folder: &'p Path) -> &'p Path {
    let steps = key.split('/').filter(|step| !step.is_empty()).count();
    folder.ancestors().nth(steps.max(1)).unwrap_or(folder)
}
