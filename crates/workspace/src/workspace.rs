//! A folder of records that change while programs answer questions about them. The web application and its copy work on
//! one; whatever they keep of a record is kept only as long as its texts, and those that it reads, are the same.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use lru::LruCache;
use vigente_engine::Cancel;
use vigente_model::Day;
use vigente_query::Session;
use vigente_resolve::PackCache;
use vigente_resolve::sources::SourceCheck;

use crate::matters::Matters;
use crate::record::Record;
use crate::world::has_texts;

/// How many records stay loaded.
const LOADED: NonZeroUsize = NonZeroUsize::new(16).unwrap();
/// Dossiers in folders deeper than this are not found.
const DEEPEST: usize = 8;

/// What records need from outside their own folder.
#[derive(Clone, Debug, Default)]
pub struct Inputs {
    /// Packs that replace built-in ones.
    pub packs: Option<PathBuf>,
    /// Texts of sources.
    pub sources: Option<PathBuf>,
}

/// The state of a workspace between two changes. Later states are greater.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Debug)]
pub struct Revision(u64);

/// A folder of records, each known by a key: its path below the folder.
#[derive(Debug)]
pub struct Workspace {
    root: PathBuf,
    inputs: Inputs,
    /// Packs that were resolved for one record and serve the others.
    pack_cache: Arc<PackCache>,
    index: RwLock<Index>,
    loaded: Mutex<LruCache<String, OpenRecord>>,
}

/// What is known of the records without loading them. Records read one another by the last part of their keys, so that is
/// how changes are noted.
#[derive(Debug, Default)]
struct Index {
    matters: BTreeMap<String, Matter>,
    /// Where records lay that have no text any more.
    gone: BTreeMap<String, PathBuf>,
    revision: Revision,
    /// By name: when it was last changed, added or removed.
    changed: BTreeMap<String, Revision>,
}

#[derive(Debug)]
struct Matter {
    folder: PathBuf,
    /// The names of the matters that it reads; `None` until it is read itself.
    reads: Option<Vec<String>>,
}

/// A record that is loaded, with a session over it. Clones share everything.
#[derive(Clone)]
pub struct OpenRecord {
    /// Its key in the workspace.
    pub key: Arc<str>,
    /// The record.
    pub record: Arc<Record>,
    /// Answers questions.
    pub session: Session,
    /// The state of the workspace before it was read.
    revision: Revision,
    derived: Arc<Derived>,
}

/// What is worked out once for all who ask.
#[derive(Default)]
struct Derived {
    sources: OnceLock<SourceCheck>,
    change_points: OnceLock<Vec<Day>>,
}

impl Workspace {
    /// Finds the records below a folder. `root` may also be a record itself.
    pub fn new(root: PathBuf, inputs: Inputs) -> Workspace {
        let workspace = Workspace {
            root,
            inputs,
            pack_cache: Arc::default(),
            index: RwLock::default(),
            loaded: Mutex::new(LruCache::new(LOADED)),
        };
        workspace.find();
        workspace
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The folders whose files it reads, with links resolved; the first is its root.
    pub(crate) fn folders(&self) -> Vec<PathBuf> {
        let real = |path: &PathBuf| path.canonicalize().unwrap_or_else(|_| path.clone());
        [Some(&self.root), self.inputs.packs.as_ref(), self.inputs.sources.as_ref()]
            .into_iter()
            .flatten()
            .map(real)
            .collect()
    }

    /// Looks for records again; gives the keys of those that are new, gone or elsewhere. [`Workspace::changed`] wants
    /// to know of them.
    pub fn find(&self) -> BTreeSet<String> {
        let mut found = BTreeMap::new();
        if has_texts(&self.root) || self.root.is_file() {
            let name = self.root.canonicalize().unwrap_or_else(|_| self.root.clone());
            let key = name.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            found.insert(if key.is_empty() { "matter".to_owned() } else { key }, self.root.clone());
        } else {
            look_into(&self.root, "", 0, &mut found);
        }
        let mut index = self.index_mut();
        let mut old = std::mem::take(&mut index.matters);
        let mut other = BTreeSet::new();
        for (key, folder) in found {
            let known = old.remove(&key).filter(|matter| matter.folder == folder);
            let matter = known.unwrap_or_else(|| {
                other.insert(key.clone());
                Matter { folder, reads: None }
            });
            index.matters.insert(key, matter);
        }
        other.extend(old.keys().cloned());
        index.gone.extend(old.into_iter().map(|(key, matter)| (key, matter.folder)));
        other
    }

    /// The keys of all records.
    pub fn keys(&self) -> Vec<String> {
        self.index().matters.keys().cloned().collect()
    }

    /// Where a record lies.
    pub fn folder(&self, key: &str) -> Option<PathBuf> {
        self.index().matters.get(key).map(|matter| matter.folder.clone())
    }

    /// The record that a file belongs to; the path as the system writes it, without links.
    pub fn matter_of(&self, path: &Path) -> Option<String> {
        let root = self.root.canonicalize().unwrap_or_else(|_| self.root.clone());
        let within = path.strip_prefix(&root).ok()?;
        let index = self.index();
        // The root may be a record itself.
        let itself = index.matters.iter().find(|(_, matter)| matter.folder == self.root);
        let mut key = String::new();
        let mut found = itself.map(|(key, _)| key.clone());
        for step in within.components() {
            key.push_str(if key.is_empty() { "" } else { "/" });
            key.push_str(&step.as_os_str().to_string_lossy());
            found = found.or_else(|| index.matters.contains_key(&key).then(|| key.clone()));
        }
        found
    }

    /// The record, loaded if it is not yet, and kept loaded. `None` if there is none of this key.
    pub fn load(&self, key: &str) -> Option<OpenRecord> {
        let known = self.loaded().get(key).cloned();
        known.or_else(|| {
            let open = self.read(key, &self.folder(key)?);
            self.keep(&open);
            Some(open)
        })
    }

    /// The same, also of a record whose files were deleted: a form that was open then can create them again.
    pub fn load_again(&self, key: &str) -> Option<OpenRecord> {
        self.load(key).or_else(|| {
            let folder = self.index().gone.get(key).cloned()?;
            Some(self.read(key, &folder))
        })
    }

    /// The same for one of many records that are looked at once: it is not kept.
    pub fn glance(&self, key: &str) -> Option<OpenRecord> {
        let known = self.loaded().peek(key).cloned();
        known.or_else(|| Some(self.read(key, &self.folder(key)?)))
    }

    /// Reads a record from disk.
    fn read(&self, key: &str, folder: &Path) -> OpenRecord {
        let revision = self.index().revision;
        let matters = Matters::new(self.inputs.packs.as_deref(), Some(served(key, folder)));
        let matters = Arc::new(matters.with_cache(Arc::clone(&self.pack_cache)));
        let mut record = Record::open(folder, &matters);
        let unread = record.read_sources(self.inputs.sources.as_deref());
        record.unread.extend(unread);
        let mut index = self.index_mut();
        if index.changed_at(name(key)) <= revision
            && let Some(matter) = index.matters.get_mut(key)
        {
            matter.reads = Some(record.reads());
        }
        drop(index);
        let (session, record) = (record.session(), Arc::new(record));
        OpenRecord { key: key.into(), record, session, revision, derived: Arc::default() }
    }

    fn keep(&self, open: &OpenRecord) {
        // Whoever changes a record forgets what is loaded after that is noted, so nothing older than the note stays.
        let mut loaded = self.loaded();
        if self.is_current(open) {
            loaded.put(open.key.to_string(), open.clone());
        }
    }

    /// Whether nothing that a record was read from has changed since. Whoever keeps something computed from it asks this
    /// under the lock under which [`Workspace::changed`] makes it forget.
    pub fn is_current(&self, open: &OpenRecord) -> bool {
        self.index().is_current(&open.key, open.revision)
    }

    /// Notes that what lies on disk under these keys is no longer what was read. Gives these keys and those of the records
    /// that read them: whatever is kept of these is out of date.
    pub fn changed(&self, keys: &BTreeSet<String>) -> BTreeSet<String> {
        let readers = self.index_mut().change(keys);
        let mut loaded = self.loaded();
        readers.iter().for_each(|key| {
            loaded.pop(key);
        });
        readers
    }

    fn index(&self) -> RwLockReadGuard<'_, Index> {
        self.index.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn index_mut(&self) -> RwLockWriteGuard<'_, Index> {
        self.index.write().unwrap_or_else(PoisonError::into_inner)
    }

    fn loaded(&self) -> MutexGuard<'_, LruCache<String, OpenRecord>> {
        self.loaded.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Index {
    fn changed_at(&self, name: &str) -> Revision {
        self.changed.get(name).copied().unwrap_or_default()
    }

    fn change(&mut self, keys: &BTreeSet<String>) -> BTreeSet<String> {
        self.revision.0 += 1;
        for key in keys {
            self.changed.insert(name(key).to_owned(), self.revision);
        }
        let readers = self.readers(keys);
        for key in keys {
            if let Some(matter) = self.matters.get_mut(key) {
                matter.reads = None;
            }
        }
        readers
    }

    /// These records and those that read them, directly or through others. Nobody knows yet what a record reads that was
    /// not read itself, so it may read any of them.
    fn readers(&self, keys: &BTreeSet<String>) -> BTreeSet<String> {
        let mut found = keys.clone();
        let mut names: BTreeSet<&str> = keys.iter().map(|key| name(key)).collect();
        let unknown = self.matters.iter().filter(|(_, matter)| matter.reads.is_none());
        names.extend(unknown.map(|(key, _)| name(key)));
        loop {
            let before = names.len();
            for (key, matter) in &self.matters {
                let reads = matter.reads.iter().flatten();
                if !found.contains(key) && reads.into_iter().any(|read| names.contains(read.as_str())) {
                    found.insert(key.clone());
                    names.insert(name(key));
                }
            }
            if names.len() == before {
                return found;
            }
        }
    }

    /// Whether neither this record nor one that it reads, directly or through others, has changed since.
    fn is_current(&self, key: &str, since: Revision) -> bool {
        if !self.matters.contains_key(key) {
            return false;
        }
        if self.revision <= since {
            return true;
        }
        let mut names: Vec<&str> = vec![name(key)];
        let mut next = 0;
        while let Some(&read) = names.get(next) {
            next += 1;
            if self.changed_at(read) > since {
                return false;
            }
            for (_, matter) in self.matters.iter().filter(|(key, _)| name(key) == read) {
                // What was not read may read what has changed.
                let Some(reads) = &matter.reads else { return false };
                names.extend(
                    reads.iter().map(String::as_str).filter(|read| !names.contains(read)).collect::<Vec<_>>(),
                );
            }
        }
        true
    }
}

impl OpenRecord {
    /// The same record, whose questions can be cancelled.
    #[must_use]
    pub fn cancelled_by(&self, cancel: &Cancel) -> OpenRecord {
        OpenRecord { session: self.session.cancelled_by(cancel), ..self.clone() }
    }

    /// What became of the citations.
    pub fn sources(&self) -> &SourceCheck {
        let check = || vigente_resolve::sources::check(self.record.model(), &self.record.world);
        self.derived.sources.get_or_init(check)
    }

    /// The days on which an answer may change.
    pub fn change_points(&self) -> &[Day] {
        self.derived.change_points.get_or_init(|| self.session.change_points())
    }
}

impl std::fmt::Debug for OpenRecord {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OpenRecord").field("key", &self.key).finish_non_exhaustive()
    }
}

/// What other records call the one of this key.
fn name(key: &str) -> &str {
    key.rsplit('/').next().unwrap_or(key)
}

/// The folder that is served, or, where that is the record itself, the one that it lies in: nothing above is read.
fn served<'p>(key: &str, folder: &'p Path) -> &'p Path {
    let steps = key.split('/').filter(|step| !step.is_empty()).count();
    folder.ancestors().nth(steps.max(1)).unwrap_or(folder)
}

/// A folder with texts of its own is a record, with all that lies in it; other folders are looked through.
fn look_into(folder: &Path, key: &str, depth: usize, found: &mut BTreeMap<String, PathBuf>) {
    if depth > DEEPEST {
        return;
    }
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        // A link may lead out of the folder, or round in circles.
        let is_folder = entry.file_type().is_ok_and(|t| t.is_dir());
        if name.starts_with('.') || !is_folder {
            continue;
        }
        let key = if key.is_empty() { name } else { format!("{key}/{name}") };
        if has_texts(&entry.path()) {
            found.insert(key, entry.path());
        } else {
            look_into(&entry.path(), &key, depth + 1, found);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys<const N: usize>(keys: [&str; N]) -> BTreeSet<String> {
        keys.into_iter().map(str::to_owned).collect()
    }

    /// Who reads whom: `a>b,c`; `a>` reads nobody, `a` was not read yet.
    fn index(text: &str) -> Index {
        let mut index = Index::default();
        for matter in text.split(' ') {
            let (key, reads) = match matter.split_once('>') {
                Some((key, reads)) => {
                    (key, Some(reads.split(',').filter(|r| !r.is_empty()).map(str::to_owned).collect()))
                }
                None => (matter, None),
            };
            index.matters.insert(key.to_owned(), Matter { folder: PathBuf::new(), reads });
        }
        index
    }

    #[test]
    fn whoever_reads_a_record_changes_with_it() {
        let mut index = index("x/a>b b>c c> d> e>d");
        assert_eq!(index.change(&keys(["c"])), keys(["c", "b", "x/a"]));
        for (key, current) in [("c", false), ("b", false), ("x/a", false), ("d", true), ("e", true)] {
            assert_eq!(index.is_current(key, Revision(0)), current, "{key}");
            assert!(index.is_current(key, Revision(1)), "{key}");
        }
    }

    #[test]
    fn a_record_that_was_not_read_may_read_what_has_changed() {
        let mut index = index("a>b b c> d>");
        // Nothing is kept of `b` itself.
        assert_eq!(index.change(&keys(["c"])), keys(["a", "c"]));
        assert!(!index.is_current("a", Revision(0)));
        assert!(index.is_current("d", Revision(0)));
    }

    #[test]
    fn a_record_that_is_added_changes_who_waited_for_it() {
        let mut index = index("a>b");
        assert_eq!(index.change(&keys(["b"])), keys(["a", "b"]));
        assert!(!index.is_current("a", Revision(0)));
    }

    #[test]
    fn records_that_read_one_another_change_together() {
        let mut index = index("a>b b>a c>a");
        assert_eq!(index.change(&keys(["a"])), keys(["a", "b", "c"]));
    }

    /// A record in a folder of its own, gone when this is dropped.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Folder {
            let folder =
                std::env::temp_dir().join(format!("vigente-workspace-{name}-{}", std::process::id()));
            std::fs::create_dir_all(&folder).unwrap();
            Folder(folder)
        }

        fn write(&self, key: &str, text: &str) {
            std::fs::create_dir_all(self.0.join(key)).unwrap();
            std::fs::write(self.0.join(key).join("record.vig"), text).unwrap();
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }

    fn acts(open: &OpenRecord) -> usize {
        open.record.model().acts.len()
    }

    #[test]
    fn a_record_read_before_a_change_is_not_kept_after_it() {
        let folder = Folder::new("older");
        folder.write("one", "order A\n2020-01-01 first A\n");
        let workspace = Workspace::new(folder.0.clone(), Inputs::default());
        // One thread reads the record, another changes it, and only then the first keeps what it read.
        let older = workspace.read("one", &folder.0.join("one"));
        folder.write("one", "order A\n2020-01-01 first A\n2021-01-01 second A\n");
        workspace.changed(&keys(["one"]));
        workspace.keep(&older);
        assert_eq!(acts(&older), 1);
        assert_eq!(acts(&workspace.load("one").unwrap()), 2);
        // What is loaded stays loaded.
        assert!(Arc::ptr_eq(&workspace.load("one").unwrap().record, &workspace.load("one").unwrap().record));
    }

    #[test]
    fn a_record_is_not_kept_if_one_that_it_reads_changes_meanwhile() {
        let folder = Folder::new("reads");
        folder.write(
            "treaty",
            "matter treaty\norder A\nstatus party(order)\n2020-01-01 first A\n  begins party(A)\n",
        );
        folder.write("case", "matter case\n  reads party from treaty\norder A\n");
        let workspace = Workspace::new(folder.0.clone(), Inputs::default());
        let older = workspace.read("case", &folder.0.join("case"));
        assert!(workspace.is_current(&older), "{:?}", workspace.index());
        assert_eq!(workspace.changed(&keys(["treaty"])), keys(["case", "treaty"]));
        workspace.keep(&older);
        assert!(!workspace.is_current(&older));
        assert!(workspace.loaded().is_empty());
    }
}
