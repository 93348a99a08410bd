//! Reads the matters that records read, each once however many read it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use vigente_engine::{ImportedPlan, Plan, exports};
use vigente_model::{Exports, Model};
use vigente_query::Session;
use vigente_resolve::world::{SourceFile, World, read_matters, world_with};
use vigente_resolve::{PackCache, Resolved, resolve_with};
use vigente_syntax::diagnostic::Severity;

use crate::circles::{Circles, ImportLinks, Reading};
use crate::packs::PackStore;
use crate::world;

/// So many folders above a record are looked into.
const UPWARD: usize = 6;

/// A matter from which a chain of more matters than these begins is not read.
const DEEPEST: usize = 64;

/// A matter that has been read.
#[derive(Clone)]
struct Known {
    extract: Arc<Exports>,
    source: Arc<ImportedPlan>,
}

/// Matters that others read, kept for as long as this lives.
#[derive(Default)]
pub struct Matters {
    packs: Option<PathBuf>,
    /// Nothing above this folder is read.
    root: Option<PathBuf>,
    circles: Mutex<Circles>,
    /// By place, and by the name that others use.
    known: Mutex<BTreeMap<(PathBuf, String), Known>>,
    /// How often a matter was read.
    reads: AtomicUsize,
    pack_cache: Arc<PackCache>,
}

impl Matters {
    /// With the folder of packs that stand in for built-in ones, and the folder above which nothing is read.
    pub fn new(packs: Option<&Path>, root: Option<&Path>) -> Matters {
        let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
        Matters { packs: packs.map(Path::to_owned), root: root.map(real), ..Matters::default() }
    }

    /// The same, with a cache of packs that others use, too.
    pub fn with_cache(self, pack_cache: Arc<PackCache>) -> Matters {
        Matters { pack_cache, ..self }
    }

    /// The same packs and root with nothing read yet: for a record that now reads others than it did.
    pub fn anew(&self) -> Matters {
        let pack_cache = Arc::clone(&self.pack_cache);
        Matters { packs: self.packs.clone(), root: self.root.clone(), pack_cache, ..Matters::default() }
    }

    /// The packs at hand.
    pub fn shelf(&self) -> PackStore<'_> {
        // A folder of packs that is gone replaces nothing; the built-in packs are still there.
        PackStore::new(self.packs.as_deref()).unwrap_or_default()
    }

    /// Resolves a record, with packs from the cache where another record has used them.
    pub fn resolve(&self, world: &World) -> Resolved {
        resolve_with(world, &self.pack_cache)
    }

    /// How many matters have been read, each counted as often as that was done.
    pub fn reads(&self) -> usize {
        self.reads.load(Ordering::Relaxed)
    }

    /// Hands to the world what the matters say that it reads. `record` is its folder or file. What is not there, or
    /// reads too far down, is left out.
    pub fn attach(&self, world: &mut World, record: &Path) {
        let record = record.canonicalize().unwrap_or_else(|_| record.to_owned());
        let links = self.links_in(&world.files, &record);
        if !links.is_empty()
            && let Some(reading) = self.reading(&record, Some(&links))
        {
            self.attach_read(world, &reading);
        }
    }

    /// A record with the plans of what it reads, made once for all who read it.
    pub fn session(&self, model: &Arc<Model>) -> Session {
        Session::reading(model, self.sources(model))
    }

    fn sources(&self, model: &Model) -> Vec<Arc<ImportedPlan>> {
        let known = |model: &Arc<Model>| {
            let known = self.known.lock().ok()?;
            known.values().find(|k| Arc::ptr_eq(&k.extract.model, model)).map(|k| Arc::clone(&k.source))
        };
        let source = |model: &Arc<Model>| {
            known(model).unwrap_or_else(|| ImportedPlan::new(Arc::new(Plan::new(Arc::clone(model)))))
        };
        model.imports.iter().map(|r| source(&r.model)).collect()
    }

    fn attach_read(&self, world: &mut World, reader: &Reading) {
        for (name, path) in &*reader.links {
            let Some(read) = self.reading(path, None) else { continue };
            let found = match read.circle == reader.circle {
                true => None,
                false if read.height > DEEPEST => continue,
                false => match self.read(name, path, &read) {
                    Some(known) => Some(known.extract),
                    None => continue,
                },
            };
            world.matters.insert(name.clone(), found);
        }
    }

    /// Where what a matter reads leads to. Its own links may be at hand already.
    fn reading(&self, path: &Path, own: Option<&ImportLinks>) -> Option<Reading> {
        let links = |of: &Path| match own {
            Some(own) if of == path => Arc::clone(own),
            _ => self.links_in(&world::read(of).files, of),
        };
        self.circles.lock().ok()?.of(path, links)
    }

    /// What a record reads, as far as it is there.
    fn links_in(&self, files: &[SourceFile], record: &Path) -> ImportLinks {
        let own = files.iter().filter(|f| f.pack.is_none());
        let mut names: Vec<String> = own.flat_map(|f| read_matters(&f.text)).collect();
        names.sort();
        names.dedup();
        names.into_iter().filter_map(|name| self.find(&name, record).map(|path| (name, path))).collect()
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
            inside(&&*real).then_some(real)
        })
    }

    /// Reads a matter, and before it those that it reads. These read less far down, so that this ends.
    fn read(&self, name: &str, path: &Path, reading: &Reading) -> Option<Known> {
        let key = (path.to_owned(), name.to_owned());
        if let Some(known) = self.known.lock().ok().and_then(|known| known.get(&key).cloned()) {
            return Some(known);
        }
        self.reads.fetch_add(1, Ordering::Relaxed);
        let texts = world::read(path);
        let shelf = self.shelf();
        let mut world = world_with(texts.files, |pack| shelf.find(pack).texts.files);
        self.attach_read(&mut world, reading);
        let resolved = self.resolve(&world);
        let faulty = texts.unreadable || resolved.diagnostics.iter().any(|d| d.severity == Severity::Error);
        let model = resolved.model;
        let plan = Arc::new(Plan::with_imports(Arc::clone(&model), self.sources(&model)));
        let extract = Arc::new(exports(&plan, &model, name, faulty));
        let mut known = self.known.lock().ok()?;
        // Of two who read it side by side, both take what the first has read.
        Some(known.entry(key).or_insert(Known { extract, source: ImportedPlan::new(plan) }).clone())
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
