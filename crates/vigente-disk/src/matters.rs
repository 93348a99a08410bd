//! A record that reads other matters goes in; what these say comes out, each read once however many read it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use vigente::ask::Session;
use vigente::engine::{Plan, Source, extract};
use vigente::lower::lower;
use vigente::model::{Extract, Model};
use vigente::world::{World, read_matters, world_with};
use vigente_syntax::diagnostic::Severity;

use crate::packs::Shelf;
use crate::world;

/// So many folders above a record are looked into.
const UPWARD: usize = 6;

/// A matter that has been read.
#[derive(Clone)]
struct Known {
    extract: Arc<Extract>,
    source: Arc<Source>,
}

/// Matters that others read, kept for as long as this lives.
#[derive(Default)]
pub struct Matters {
    packs: Option<PathBuf>,
    /// Nothing above this folder is read.
    root: Option<PathBuf>,
    known: Mutex<BTreeMap<PathBuf, Known>>,
}

impl Matters {
    /// With the folder of packs that stand in for built-in ones, and the folder above which nothing is read.
    pub fn new(packs: Option<&Path>, root: Option<&Path>) -> Matters {
        let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
        Matters { packs: packs.map(Path::to_owned), root: root.map(real), known: Mutex::default() }
    }

    /// Hands to the world what the matters say that it reads. `record` is its folder or file.
    pub fn hand_in(&self, world: &mut World, record: &Path) {
        let record = record.canonicalize().unwrap_or_else(|_| record.to_owned());
        self.hand_in_below(world, &record, &mut vec![record.clone()]);
    }

    /// `open` are the records whose reading led here, this one last.
    fn hand_in_below(&self, world: &mut World, record: &Path, open: &mut Vec<PathBuf>) {
        let own = world.files.iter().filter(|f| f.pack.is_none());
        let names: Vec<String> = own.flat_map(|f| read_matters(&f.text)).collect();
        for name in names {
            let Some(path) = self.find(&name, record) else { continue };
            let found = if open.contains(&path) { None } else { self.read(&name, &path, open) };
            world.matters.insert(name, found.map(|known| known.extract));
        }
    }

    /// A record with the plans of what it reads, made once for all who read it.
    pub fn session<'m>(&self, model: &'m Model) -> Session<'m> {
        let known = self.known.lock().map(|known| known.clone()).unwrap_or_default();
        let source = |model: &Arc<Model>| {
            let kept = known.values().find(|k| Arc::ptr_eq(&k.extract.model, model));
            kept.map_or_else(
                || Source::new(Arc::new(Plan::new(Arc::clone(model)))),
                |k| Arc::clone(&k.source),
            )
        };
        Session::reading(model, model.reads.iter().map(|r| source(&r.model)).collect())
    }

    /// The folder or file of a matter: beside the record, then in the folders above.
    fn find(&self, name: &str, record: &Path) -> Option<PathBuf> {
        if name.is_empty() || name.starts_with('.') || name.contains("..") || name.contains(['/', '\\']) {
            return None;
        }
        let inside = |folder: &&Path| self.root.as_ref().is_none_or(|root| folder.starts_with(root));
        record.ancestors().skip(1).take(UPWARD).take_while(inside).find_map(|folder| {
            let dossier = folder.join(name);
            let file = folder.join(format!("{name}.vig"));
            let found = if world::has_texts(&dossier) { dossier } else { file };
            let real = found.canonicalize().ok()?;
            (real.exists() && inside(&&*real)).then_some(real)
        })
    }

    fn read(&self, name: &str, path: &Path, open: &mut Vec<PathBuf>) -> Option<Known> {
        if let Some(known) = self.known.lock().ok().and_then(|known| known.get(path).cloned()) {
            return Some(known);
        }
        let texts = world::read(path);
        let shelf = Shelf::new(self.packs.as_deref()).or_else(|_| Shelf::new(None)).ok()?;
        let mut faulty = texts.unreadable;
        let mut world = world_with(texts.files, |pack| shelf.find(pack).texts.files);
        open.push(path.to_owned());
        self.hand_in_below(&mut world, path, open);
        open.pop();
        let lowered = lower(&world);
        faulty |= lowered.diagnostics.iter().any(|d| d.severity == Severity::Error);
        let model = Arc::new(lowered.model);
        let plan = Arc::new(Plan::new(Arc::clone(&model)));
        let extract = Arc::new(extract(&plan, &model, name, faulty));
        let known = Known { extract, source: Source::new(plan) };
        // What led into a circle depends on where it was entered, and is read again from elsewhere.
        if !world.matters.values().any(Option::is_none)
            && let Ok(mut all) = self.known.lock()
        {
            all.insert(path.to_owned(), known.clone());
        }
        Some(known)
    }
}

impl std::fmt::Debug for Matters {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Matters")
            .field("packs", &self.packs)
            .field("root", &self.root)
            .finish_non_exhaustive()
    }
}
