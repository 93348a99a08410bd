//! One record with everything that belongs to it: its packs, the matters that it reads and the texts of its sources. The
//! command line, the web application and the tests read records here, so that they see the same one.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use vigente_model::Model;
use vigente_query::Session;
use vigente_resolve::Resolved;
use vigente_resolve::world::{SourceFile, World, read_matters, world_with};
use vigente_syntax::diagnostic::{Diagnostic, FileId};

use crate::matters::Matters;
use crate::texts;
use crate::world::{self, Texts};

/// A record that has been read from disk.
#[derive(Debug)]
pub struct Record {
    /// Its folder, or its only file.
    pub path: PathBuf,
    /// The folder it lies in.
    pub folder: PathBuf,
    /// Its files, those of its packs, and what belongs to them.
    pub world: World,
    /// What could be understood of them.
    pub resolved: Resolved,
    /// What could not be read; places are those of `world`.
    pub unread: Vec<Diagnostic>,
    /// Whether a file or a folder could not be read at all.
    pub unreadable: bool,
    /// Where each file of `world` lies.
    pub paths: Vec<PathBuf>,
    /// How many of the files, from the first, are its own and not those of a pack.
    own: usize,
    matters: Arc<Matters>,
}

impl Record {
    /// Reads a folder of `.vig` files, or one file. `matters` says where packs and other matters are read from.
    pub fn open(path: &Path, matters: &Arc<Matters>) -> Record {
        Record::of_texts(path, world::read(path), matters)
    }

    /// The same with texts that are read already.
    pub fn of_texts(path: &Path, texts: Texts, matters: &Arc<Matters>) -> Record {
        let own = texts.files.len();
        let folder = folder_of(path);
        let mut paths: Vec<PathBuf> = texts.files.iter().map(|f| folder.join(&f.name)).collect();
        let (mut unread, mut unreadable) = (texts.diagnostics, texts.unreadable);
        let shelf = matters.shelf();
        let mut world = world_with(texts.files, |pack| {
            let found = shelf.find(pack);
            let first = u32::try_from(paths.len()).unwrap_or(u32::MAX);
            unread.extend(found.texts.diagnostics.into_iter().map(|d| moved(d, first)));
            unreadable |= found.texts.unreadable;
            paths.extend(found.shown);
            found.texts.files
        });
        matters.attach(&mut world, path);
        let resolved = matters.resolve(&world);
        let (path, matters) = (path.to_owned(), Arc::clone(matters));
        Record { path, folder, world, resolved, unread, unreadable, paths, own, matters }
    }

    /// Reads the texts of its sources, from `handed_in` first; says which could not be read.
    pub fn read_sources(&mut self, handed_in: Option<&Path>) -> Vec<Diagnostic> {
        texts::attach(&mut self.world, &self.resolved.model, &self.folder, handed_in)
    }

    /// The same record with another text in one of its files, or with one more file. Nothing is written.
    pub fn with(&self, file: &str, text: &str) -> Record {
        let (mut world, mut paths, mut own) = (self.world.clone(), self.paths.clone(), self.own);
        match world.files[..own].iter_mut().find(|f| f.name == file) {
            Some(known) => known.text = text.into(),
            None => {
                world.files.insert(own, SourceFile::new(file, text));
                paths.insert(own, PathBuf::from(file));
                own += 1;
            }
        }
        let mut matters = Arc::clone(&self.matters);
        if reads(&world, own) != self.reads() {
            matters = Arc::new(matters.anew());
            world.matters.clear();
            matters.attach(&mut world, &self.path);
        }
        Record {
            path: self.path.clone(),
            folder: self.folder.clone(),
            resolved: matters.resolve(&world),
            world,
            unread: Vec::new(),
            unreadable: self.unreadable,
            paths,
            own,
            matters,
        }
    }

    /// A session over it.
    pub fn session(&self) -> Session {
        self.matters.session(&self.resolved.model)
    }

    /// Its model.
    pub fn model(&self) -> &Arc<Model> {
        &self.resolved.model
    }

    /// What could not be read of it or is wrong with it.
    pub fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        self.unread.iter().chain(&self.resolved.diagnostics)
    }

    /// The names of the matters that it reads, also of those that are not there.
    pub fn reads(&self) -> Vec<String> {
        reads(&self.world, self.own)
    }

    /// The text of one of its own files.
    pub fn text(&self, file: &str) -> Option<&str> {
        self.world.files[..self.own].iter().find(|f| f.name == file).map(|f| &*f.text)
    }

    /// The names of its own files.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.world.files[..self.own].iter().map(|f| f.name.as_str())
    }

    /// Whether a file is its own, not one of a pack.
    pub fn is_own(&self, file: u32) -> bool {
        (file as usize) < self.own
    }

    /// The name of a file and the line of a place in it, from 1.
    pub fn line(&self, file: u32, start: u32) -> Option<(&str, usize)> {
        let file = self.world.file(FileId(file))?;
        let before = file.text.get(..start as usize)?;
        Some((&file.name, before.matches('\n').count() + 1))
    }
}

fn reads(world: &World, own: usize) -> Vec<String> {
    world.files[..own].iter().flat_map(|file| read_matters(&file.text)).collect()
}

fn folder_of(path: &Path) -> PathBuf {
    if path.is_dir() { path.to_owned() } else { path.parent().map(Path::to_owned).unwrap_or_default() }
}

fn moved(mut diagnostic: Diagnostic, by: u32) -> Diagnostic {
    for label in &mut diagnostic.labels {
        label.file = FileId(label.file.0.saturating_add(by));
    }
    diagnostic
}
