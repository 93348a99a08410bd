//! Saves resolving the same packs again for each record that uses them.
//!
//! Many records share a pack: 10,000 matters of one State use the same few files. The cache numbers the names of a pack
//! once; a record that uses it puts its own names between them (`link`). Where packs cannot be understood by themselves,
//! or a record declares something under their names, everything is read together: the model is the same in both cases.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rustc_hash::FxHashMap;
use vigente_syntax::diagnostic::FileId;
use vigente_syntax::{Parsed, parse};

use crate::second_pass::names::{Callable, SymbolTable};
use crate::second_pass::viewpoints::Offer;
use crate::world::{SourceFile, World};
use crate::{Finished, run_passes};
use vigente_model::*;

/// How many sets of packs are kept: those used last.
const KEPT: usize = 64;

/// Packs that have been read.
pub(crate) struct ResolvedPacks {
    /// Packs, things, norms and what belongs to them; no acts.
    pub(crate) model: Model,
    /// Every name, and every path above one (`None`): whoever declares such a path changes what is here.
    names: FxHashMap<Box<str>, Option<ThingId>>,
    calls: FxHashMap<Box<str>, Callable>,
    /// By name of a pack: its version, and where that stands.
    pub(crate) versions: BTreeMap<Box<str>, (Box<str>, Place)>,
    /// Viewpoints that are offered, by name.
    pub(crate) offers: Vec<Offer>,
    /// By norm: where its arguments end in the pool.
    pub(crate) ends: IndexVec<NormId, u32>,
}

impl ResolvedPacks {
    /// `None` where these packs must be read with each record: something is wrong with them, or they do what packs do not.
    fn new(before: usize, files: &[SourceFile]) -> Option<ResolvedPacks> {
        let own = std::iter::repeat_n(SourceFile::new("", ""), before);
        let world = World { files: own.chain(files.iter().cloned()).collect(), ..World::default() };
        let parsed: Vec<Parsed<'_>> =
            (0u32..).zip(&world.files).map(|(i, file)| parse(&file.text, FileId(i))).collect();
        let all: Vec<&Parsed<'_>> = parsed.iter().collect();
        let names = OnceCell::new();
        let Finished { reader, found } = run_passes(&world, &all, None, &names)?;
        let plain = reader.model.acts.is_empty()
            && reader.model.matter.is_none()
            && reader.model.expectations.is_empty()
            && reader.model.effects.iter().all(|e| crate::link::of_norms(&e.does));
        if !plain || !reader.wrong.is_empty() {
            return None;
        }
        let mut names: FxHashMap<Box<str>, Option<ThingId>> = FxHashMap::default();
        for (id, thing) in reader.model.things.iter_enumerated() {
            let mut path = &*thing.name;
            while let Some((above, _)) = path.rsplit_once('.') {
                names.entry(above.into()).or_insert(None);
                path = above;
            }
            names.insert((*thing.name).into(), Some(id));
        }
        let versions = found.versions(&world);
        let versions = versions.into_iter().map(|(pack, (text, place))| (pack.into(), (text, place)));
        let SymbolTable { calls, .. } = reader.names;
        Some(ResolvedPacks {
            names,
            calls: calls.into_iter().map(|(name, call)| (name.into(), call)).collect(),
            versions: versions.collect(),
            offers: reader.offers,
            ends: reader.norm_ends,
            model: reader.model,
        })
    }

    /// Whether somebody who declares this name changes what is here.
    pub(crate) fn taken(&self, name: &str) -> bool {
        self.names.contains_key(name)
    }

    pub(crate) fn thing(&self, name: &str) -> Option<ThingId> {
        self.names.get(name).copied().flatten()
    }

    pub(crate) fn is_order(&self, thing: ThingId) -> bool {
        self.model[thing].kind == ThingKind::Order
    }

    /// A unit that nobody declares.
    pub(crate) fn unit(&self, name: &str) -> Option<ThingId> {
        self.thing(name).filter(|t| self.model[*t].kind == ThingKind::Unit)
    }

    pub(crate) fn call(&self, name: &str) -> Option<Callable> {
        self.calls.get(name).copied()
    }

    pub(crate) fn source(&self, name: &str) -> Option<SourceId> {
        self.model.sources.binary_search_by(|s| (*s.name).cmp(name)).ok()
    }
}

/// Packs that records have used together, in the order of their files.
struct PackSet {
    /// How many files of a record come before theirs.
    before: usize,
    files: Vec<SourceFile>,
    /// `None` where they cannot be read by themselves.
    ready: OnceLock<Option<ResolvedPacks>>,
}

impl PackSet {
    fn is(&self, before: usize, files: &[SourceFile]) -> bool {
        let same = |(a, b): (&SourceFile, &SourceFile)| {
            (&a.pack, &a.name) == (&b.pack, &b.name) && (Arc::ptr_eq(&a.text, &b.text) || a.text == b.text)
        };
        self.before == before && self.files.len() == files.len() && self.files.iter().zip(files).all(same)
    }
}

/// Packs that were resolved by themselves, for programs that resolve many records. Its owner decides how long it lives;
/// it never changes what [`resolve_with`](crate::resolve_with) returns. Threads may share one.
#[derive(Default)]
pub struct PackCache {
    /// Those used last come first.
    sets: Mutex<Vec<Arc<PackSet>>>,
}

impl PackCache {
    /// The packs of a world whose files stand behind those of the record. `None` at their first use: resolving them
    /// by themselves costs more than resolving them with one record.
    pub(crate) fn packs_of(&self, world: &World) -> Option<CachedPacks> {
        let before = world.files.iter().position(|f| f.pack.is_some())?;
        let files = &world.files[before..];
        if files.iter().any(|f| f.pack.is_none()) {
            return None;
        }
        // A panic cannot happen between two steps that belong together.
        let mut sets = self.sets.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) = sets.iter().position(|set| set.is(before, files)) {
            sets[..=at].rotate_right(1);
            return Some(CachedPacks(Arc::clone(&sets[0])));
        }
        sets.truncate(KEPT - 1);
        sets.insert(0, Arc::new(PackSet { before, files: files.to_vec(), ready: OnceLock::new() }));
        None
    }
}

impl std::fmt::Debug for PackCache {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PackCache").finish_non_exhaustive()
    }
}

/// The packs that a record uses, which another record has used before.
pub(crate) struct CachedPacks(Arc<PackSet>);

impl CachedPacks {
    /// What they declare.
    pub(crate) fn ready(&self) -> Option<&ResolvedPacks> {
        let PackSet { before, files, ready } = &*self.0;
        ready.get_or_init(|| ResolvedPacks::new(*before, files)).as_ref()
    }

    /// How many files of the record come before theirs.
    pub(crate) fn before(&self) -> usize {
        self.0.before
    }
}
