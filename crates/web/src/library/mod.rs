//! A folder of dossiers goes in; its matters, each with a card for the list and a desk for whoever looks closer, come
//! out. Only cards are kept of all of them; of the records themselves, the last few that somebody looked at.

pub mod compared;
pub mod desk;
pub mod facets;
pub mod record;
pub mod summary;
pub mod watch;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use jiff::civil::Date;
use tokio::sync::broadcast;
use vigente_model::Day;

use crate::library::compared::Compared;
use crate::library::facets::Values;
use crate::library::record::{Reading, Record};
use crate::library::summary::MatterSummary;
use desk::{Desk, Open};

/// So many records are kept open.
const DESKS: usize = 8;
/// No folder deeper than this is looked through for dossiers.
const DEEPEST: usize = 8;

/// What is to be served, and what the application must be told of the world outside.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The folder: of dossiers, or one dossier.
    pub root: PathBuf,
    /// Packs and texts of sources from elsewhere.
    pub reading: Reading,
    /// The day it is.
    pub today: fn() -> Date,
    /// A day that it is taken to be, whatever day it is.
    pub day: Option<Date>,
    /// Whether files may be written.
    pub writing: bool,
}

/// The matters of a folder.
#[derive(Debug)]
pub struct Library {
    /// As it was told.
    pub settings: Settings,
    cards: RwLock<Cards>,
    writing: Mutex<()>,
    /// What its matters can be narrowed by.
    pub values: Values,
    /// What its duties answered on other days.
    pub compared: Compared,
    desks: Mutex<Vec<(u64, Desk)>>,
    turns: Mutex<u64>,
    changes: broadcast::Sender<String>,
}

#[derive(Debug, Default)]
struct Cards {
    by_key: BTreeMap<String, Slot>,
    /// Where matters lay that have no text any more: a page that was open when the last text was deleted can still
    /// create it again.
    gone: BTreeMap<String, PathBuf>,
    day: Option<Date>,
}

#[derive(Debug)]
struct Slot {
    folder: PathBuf,
    card: Option<Arc<MatterSummary>>,
    /// The matters that it reads, as far as it was read itself.
    reads: Vec<String>,
}

impl Library {
    /// Finds the dossiers of a folder. Their cards are not written yet.
    pub fn new(settings: Settings) -> Library {
        let library = Library {
            settings,
            cards: RwLock::default(),
            writing: Mutex::default(),
            values: Values::default(),
            compared: Compared::default(),
            desks: Mutex::default(),
            turns: Mutex::default(),
            changes: broadcast::channel(64).0,
        };
        library.find();
        library
    }

    /// The day it is.
    pub fn today(&self) -> Day {
        Day::from_date(self.date())
    }

    fn date(&self) -> Date {
        self.settings.day.unwrap_or_else(self.settings.today)
    }

    /// Looks for dossiers again; cards of those that were there are kept.
    pub fn find(&self) {
        let mut found = BTreeMap::new();
        let root = &self.settings.root;
        if vigente_workspace::world::has_texts(root) || root.is_file() {
            let name = root.canonicalize().unwrap_or_else(|_| root.clone());
            let key = name.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            found.insert(if key.is_empty() { "matter".to_owned() } else { key }, root.clone());
        } else {
            look_into(root, "", 0, &mut found);
        }
        let mut cards = self.cards.write().unwrap_or_else(PoisonError::into_inner);
        let mut old = std::mem::take(&mut cards.by_key);
        cards.by_key = found
            .into_iter()
            .map(|(key, folder)| {
                let old = old.remove(&key).filter(|s| s.folder == folder);
                let (card, reads) = old.map(|s| (s.card, s.reads)).unwrap_or_default();
                (key, Slot { folder, card, reads })
            })
            .collect();
        cards.gone.extend(old.into_iter().map(|(key, slot)| (key, slot.folder)));
    }

    /// Writes the cards that are missing, or all of them when the day is another, on every core; takes as long as it
    /// takes. Cards can be looked at meanwhile. Where others are writing already, it waits for them.
    pub fn write_cards(&self) {
        let _turn = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        self.write_missing();
    }

    /// The same, but nothing where others are writing already.
    pub fn write_cards_unless_written(&self) {
        if let Ok(_turn) = self.writing.try_lock() {
            self.write_missing();
        }
    }

    fn write_missing(&self) {
        let today = self.date();
        let mut missing: Vec<(String, PathBuf)> = {
            let mut cards = self.cards.write().unwrap_or_else(PoisonError::into_inner);
            if cards.day != Some(today) {
                cards.day = Some(today);
                cards.by_key.values_mut().for_each(|slot| slot.card = None);
            }
            let missing = cards.by_key.iter().filter(|(_, slot)| slot.card.is_none());
            missing.map(|(key, slot)| (key.clone(), slot.folder.clone())).collect()
        };
        while !missing.is_empty() {
            side_by_side(&missing, |(key, folder)| {
                let record = Record::open(key, folder, &self.settings.reading);
                let mut card = desk::once(&record, |open| MatterSummary::of(open, Day::from_date(today)));
                card.facets = self.values.of(&card);
                let mut cards = self.cards.write().unwrap_or_else(PoisonError::into_inner);
                if let Some(slot) = cards.by_key.get_mut(key) {
                    slot.card = Some(Arc::new(card));
                    slot.reads = record.reads();
                }
            });
            // What changed on disk meanwhile has lost its card again.
            let cards = self.cards.read().unwrap_or_else(PoisonError::into_inner);
            let again = cards.by_key.iter().filter(|(_, slot)| slot.card.is_none());
            missing = again.map(|(key, slot)| (key.clone(), slot.folder.clone())).collect();
        }
    }

    /// The cards that are written, by key, and how many are not yet.
    pub fn cards(&self) -> (Vec<Arc<MatterSummary>>, usize) {
        let cards = self.cards.read().unwrap_or_else(PoisonError::into_inner);
        let written: Vec<Arc<MatterSummary>> = cards.by_key.values().filter_map(|s| s.card.clone()).collect();
        let missing = cards.by_key.len() - written.len();
        (written, missing)
    }

    /// Whether the cards speak of another day than today.
    pub fn is_stale(&self) -> bool {
        let cards = self.cards.read().unwrap_or_else(PoisonError::into_inner);
        cards.day != Some(self.date())
    }

    /// The keys of all matters.
    pub fn keys(&self) -> Vec<String> {
        let cards = self.cards.read().unwrap_or_else(PoisonError::into_inner);
        cards.by_key.keys().cloned().collect()
    }

    /// The folder of a matter.
    pub fn folder(&self, key: &str) -> Option<PathBuf> {
        let cards = self.cards.read().unwrap_or_else(PoisonError::into_inner);
        cards.by_key.get(key).map(|slot| slot.folder.clone())
    }

    /// The folder of a matter, or the one that it had.
    fn last_folder(&self, key: &str) -> Option<PathBuf> {
        let cards = self.cards.read().unwrap_or_else(PoisonError::into_inner);
        cards.by_key.get(key).map(|slot| &slot.folder).or_else(|| cards.gone.get(key)).cloned()
    }

    /// The desk of a matter; `None` where there is no such matter.
    pub async fn desk(&self, key: &str) -> Option<Desk> {
        if let Some(desk) = self.known(key) {
            return Some(desk);
        }
        let folder = self.last_folder(key)?;
        let (key, reading) = (key.to_owned(), self.settings.reading.clone());
        let opened =
            tokio::task::spawn_blocking(move || Desk::over(Arc::new(Record::open(&key, &folder, &reading))));
        let desk = opened.await.ok()?.ok()?;
        let turn = self.turn();
        let mut desks = self.desks();
        // Somebody else may have opened one meanwhile.
        if let Some((_, known)) = desks.iter().find(|(_, d)| d.record.key == desk.record.key) {
            return Some(known.clone());
        }
        desks.push((turn, desk.clone()));
        if desks.len() > DESKS
            && let Some(oldest) = desks.iter().enumerate().min_by_key(|(_, (turn, _))| *turn).map(|(i, _)| i)
        {
            desks.remove(oldest);
        }
        Some(desk)
    }

    /// Asks something about a matter.
    pub async fn ask<T: Send + 'static>(
        &self,
        key: &str,
        job: impl FnOnce(&Open<'_, '_>) -> T + Send + 'static,
    ) -> Option<T> {
        let desk = self.desk(key).await?;
        let answer = desk.ask(job).await;
        if answer.is_none() {
            self.forget(key);
        }
        answer
    }

    /// What is on disk under this folder may be other than what was read: whoever asks next about it, or about a
    /// matter that reads it, reads again.
    pub fn changed(&self, key: &str) {
        for key in self.with_readers(key) {
            self.forget(&key);
            self.compared.forget(&key);
            let mut cards = self.cards.write().unwrap_or_else(PoisonError::into_inner);
            if let Some(slot) = cards.by_key.get_mut(&key) {
                slot.card = None;
            }
            drop(cards);
            // Nobody may be listening.
            let _ = self.changes.send(key);
        }
    }

    /// A matter and those that read it, be it through others. Where two folders have one name, the readers of both.
    fn with_readers(&self, key: &str) -> Vec<String> {
        let name = |key: &str| key.rsplit('/').next().unwrap_or(key).to_owned();
        let mut reading: BTreeMap<String, Vec<String>> =
            self.desks().iter().map(|(_, d)| (d.record.key.clone(), d.record.reads())).collect();
        let cards = self.cards.read().unwrap_or_else(PoisonError::into_inner);
        let told = cards.by_key.iter().filter(|(_, slot)| !slot.reads.is_empty());
        reading.extend(told.map(|(key, slot)| (key.clone(), slot.reads.clone())));
        drop(cards);
        let mut found = vec![key.to_owned()];
        let mut next = 0;
        while let Some(read) = found.get(next).map(|key| name(key)) {
            let readers = reading.iter().filter(|(_, reads)| reads.contains(&read)).map(|(key, _)| key);
            let new: Vec<String> = readers.filter(|key| !found.contains(key)).cloned().collect();
            found.extend(new);
            next += 1;
        }
        found
    }

    /// The matters that change, as they do.
    pub fn changes(&self) -> broadcast::Receiver<String> {
        self.changes.subscribe()
    }

    /// The matter in whose folder a path lies; the path as the system writes it, without links.
    pub fn matter_of(&self, path: &Path) -> Option<String> {
        let root = self.settings.root.canonicalize().unwrap_or_else(|_| self.settings.root.clone());
        let cards = self.cards.read().unwrap_or_else(PoisonError::into_inner);
        let within = path.strip_prefix(&root).ok()?;
        // The folder served may be a dossier itself; else a matter is called as its folder lies under it.
        let itself = cards.by_key.iter().find(|(_, slot)| slot.folder == self.settings.root);
        let mut key = String::new();
        let mut found = itself.map(|(key, _)| key.clone());
        for step in within.components() {
            key.push_str(if key.is_empty() { "" } else { "/" });
            key.push_str(&step.as_os_str().to_string_lossy());
            found = found.or_else(|| cards.by_key.contains_key(&key).then(|| key.clone()));
        }
        found
    }

    fn known(&self, key: &str) -> Option<Desk> {
        let turn = self.turn();
        let mut desks = self.desks();
        let (last, desk) = desks.iter_mut().find(|(_, d)| d.record.key == key)?;
        *last = turn;
        Some(desk.clone())
    }

    fn forget(&self, key: &str) {
        self.desks().retain(|(_, d)| d.record.key != key);
    }

    fn desks(&self) -> MutexGuard<'_, Vec<(u64, Desk)>> {
        self.desks.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn turn(&self) -> u64 {
        let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
        *turns += 1;
        *turns
    }
}

/// Does a job for each of these, on every core.
pub fn side_by_side<T: Sync>(all: &[T], job: impl Fn(&T) + Sync) {
    let next = AtomicUsize::new(0);
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZeroUsize::get);
    std::thread::scope(|scope| {
        for _ in 0..cores.min(all.len()) {
            scope.spawn(|| {
                while let Some(one) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
                    job(one);
                }
            });
        }
    });
}

/// A folder with texts of its own is a dossier, and so is all that lies in it; any other is looked through.
fn look_into(folder: &Path, key: &str, depth: usize, found: &mut BTreeMap<String, PathBuf>) {
    if depth > DEEPEST {
        return;
    }
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        // A link may lead out of what is served, or round in circles.
        let is_folder = entry.file_type().is_ok_and(|t| t.is_dir());
        if name.starts_with('.') || !is_folder {
            continue;
        }
        let key = if key.is_empty() { name } else { format!("{key}/{name}") };
        if vigente_workspace::world::has_texts(&entry.path()) {
            found.insert(key, entry.path());
        } else {
            look_into(&entry.path(), &key, depth + 1, found);
        }
    }
}
