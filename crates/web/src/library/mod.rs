//! The records that are served, with what pages over all of them need of each: a summary for the list, and what its
//! duties answered on other days. Whatever is kept of a record is dropped when the record changes, and nothing that was
//! computed from an older text is kept after that.

pub mod background;
pub mod compared;
pub mod facets;
pub mod summary;

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard, TryLockError};

use jiff::civil::Date;
use tokio::sync::broadcast;
use vigente_engine::Cancel;
use vigente_model::Day;
use vigente_workspace::workspace::{Inputs, OpenRecord, Workspace};

use crate::library::background::Fault;
use crate::library::compared::Compared;
use crate::library::facets::FacetValues;
use crate::library::summary::MatterSummary;

/// What to serve.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The folder: of dossiers, or one dossier.
    pub root: PathBuf,
    /// Packs and texts of sources from elsewhere.
    pub inputs: Inputs,
    /// Today's date.
    pub today: fn() -> Date,
    /// A date to use instead of today's.
    pub day: Option<Date>,
    /// Whether files may be written.
    pub writing: bool,
}

/// The records of a folder.
#[derive(Debug)]
pub struct Library {
    /// What is served.
    pub settings: Settings,
    /// Loads the records.
    pub workspace: Arc<Workspace>,
    summaries: RwLock<Summaries>,
    writing: Mutex<()>,
    /// What matters can be narrowed by.
    pub values: FacetValues,
    /// What their duties answered on other days.
    pub compared: Compared,
    changes: broadcast::Sender<String>,
}

#[derive(Debug, Default)]
struct Summaries {
    by_key: BTreeMap<String, Arc<MatterSummary>>,
    day: Option<Date>,
}

impl Library {
    /// Finds the dossiers of a folder. Their summaries are not written yet.
    pub fn new(settings: Settings) -> Library {
        let workspace = Workspace::new(settings.root.clone(), settings.inputs.clone());
        Library {
            settings,
            workspace: Arc::new(workspace),
            summaries: RwLock::default(),
            writing: Mutex::default(),
            values: FacetValues::default(),
            compared: Compared::default(),
            changes: broadcast::channel(64).0,
        }
    }

    /// Today.
    pub fn today(&self) -> Day {
        Day::from_date(self.date())
    }

    fn date(&self) -> Date {
        self.settings.day.unwrap_or_else(self.settings.today)
    }

    /// Writes the summaries that are missing, or all of them on a new day, on every core. They can be read meanwhile. If
    /// another thread is writing them, it waits.
    pub fn write_cards(&self) {
        let _turn = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        self.write_missing();
    }

    /// The same, but nothing if another thread is writing them.
    pub fn write_cards_unless_written(&self) {
        let _turn = match self.writing.try_lock() {
            Ok(turn) => turn,
            Err(TryLockError::Poisoned(turn)) => turn.into_inner(),
            Err(TryLockError::WouldBlock) => return,
        };
        self.write_missing();
    }

    fn write_missing(&self) {
        let today = self.date();
        {
            let mut summaries = self.summaries_mut();
            if summaries.day != Some(today) {
                *summaries = Summaries { day: Some(today), ..Summaries::default() };
            }
        }
        let mut missing = self.workspace.keys();
        missing.retain(|key| !self.summaries().by_key.contains_key(key));
        while !missing.is_empty() {
            let outdated = Mutex::new(Vec::new());
            par_for_each(&missing, |key| {
                let Some(open) = self.workspace.glance(key) else { return };
                let summary = MatterSummary::of(&open, Day::from_date(today));
                if !self.keep_summary(&open, summary) {
                    outdated.lock().unwrap_or_else(PoisonError::into_inner).push(key.clone());
                }
            });
            missing = outdated.into_inner().unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Keeps the summary of a record; not if the record has changed since it was read.
    fn keep_summary(&self, open: &OpenRecord, mut summary: MatterSummary) -> bool {
        summary.facets = self.values.of(&summary);
        let mut summaries = self.summaries_mut();
        let current = self.workspace.is_current(open);
        if current {
            summaries.by_key.insert(open.key.to_string(), Arc::new(summary));
        }
        current
    }

    /// The summaries that are written, by key, and how many are not yet.
    pub fn cards(&self) -> (Vec<Arc<MatterSummary>>, usize) {
        let summaries = self.summaries();
        let written: Vec<_> = summaries.by_key.values().cloned().collect();
        let missing = self.workspace.keys().len().saturating_sub(written.len());
        (written, missing)
    }

    /// Whether the summaries are of another day than today.
    pub fn is_stale(&self) -> bool {
        self.summaries().day != Some(self.date())
    }

    /// Asks something about a record, on a thread where it blocks no other request. It is cancelled when the future is
    /// dropped. `None`: there is no such record.
    ///
    /// # Errors
    /// The question broke; others can still be asked.
    pub async fn ask<T: Send + 'static>(
        &self,
        key: &str,
        ask: impl FnOnce(&OpenRecord) -> T + Send + 'static,
    ) -> Result<Option<T>, Fault> {
        let (workspace, key) = (Arc::clone(&self.workspace), key.to_owned());
        background::run(move |cancel: &Cancel| {
            let open = workspace.load(&key)?;
            Some(ask(&open.cancelled_by(cancel)))
        })
        .await
    }

    /// Does something to a record that may change its files, which `act` says beside its answer. It runs to its end, also
    /// when the future is dropped.
    ///
    /// # Errors
    /// It broke; others can still be done.
    pub async fn act<T: Send + 'static>(
        self: &Arc<Self>,
        key: &str,
        act: impl FnOnce(&OpenRecord) -> (T, bool) + Send + 'static,
    ) -> Result<Option<T>, Fault> {
        let (library, key) = (Arc::clone(self), key.to_owned());
        background::run(move |_| {
            let open = library.workspace.load_again(&key)?;
            let done = catch_unwind(AssertUnwindSafe(|| act(&open)));
            // Nobody knows whether it wrote before it broke.
            if done.as_ref().map_or(true, |(_, wrote)| *wrote) {
                let mut keys = library.workspace.find();
                keys.insert(key);
                library.all_changed(&keys);
            }
            match done {
                Ok((answer, _)) => Some(answer),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        })
        .await
    }

    /// Notes that a record has changed on disk.
    pub fn changed(&self, key: &str) {
        self.all_changed(&BTreeSet::from([key.to_owned()]));
    }

    /// Notes that records have changed on disk: whoever asks next about them, or about a record that reads them, gets
    /// the answer of the new texts.
    pub fn all_changed(&self, keys: &BTreeSet<String>) {
        for key in self.workspace.changed(keys) {
            self.summaries_mut().by_key.remove(&key);
            self.compared.forget(&key);
            // Nobody may be listening.
            let _ = self.changes.send(key);
        }
    }

    /// The keys of records that change, as they do.
    pub fn changes(&self) -> broadcast::Receiver<String> {
        self.changes.subscribe()
    }

    fn summaries(&self) -> RwLockReadGuard<'_, Summaries> {
        self.summaries.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn summaries_mut(&self) -> RwLockWriteGuard<'_, Summaries> {
        self.summaries.write().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Does a job for each of these, on every core. A job that panics fails alone.
pub fn par_for_each<T: Sync>(all: &[T], job: impl Fn(&T) + Sync) {
    let next = AtomicUsize::new(0);
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZeroUsize::get);
    std::thread::scope(|scope| {
        for _ in 0..cores.min(all.len()) {
            scope.spawn(|| {
                while let Some(one) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let _ = catch_unwind(AssertUnwindSafe(|| job(one)));
                }
            });
        }
    });
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    const ONE: &str = "order A\norder B\ndeed pay\nviewpoint A\n  prefers A > others\n\n\
        2020-01-01 first A\n  requires B to pay by 2020-06-01\n";
    const LATER: &str = "\n2020-03-01 second B\n  does pay\n";

    /// A library of one record in a folder that is gone when this is dropped.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> (Folder, Arc<Library>) {
            let root = std::env::temp_dir().join(format!("vigente-library-{name}-{}", std::process::id()));
            let folder = Folder(root.clone());
            folder.write(ONE);
            let today = || jiff::civil::date(2021, 1, 1);
            let settings = Settings { root, inputs: Inputs::default(), today, day: None, writing: false };
            (folder, Arc::new(Library::new(settings)))
        }

        fn write(&self, text: &str) {
            std::fs::create_dir_all(self.0.join("one")).unwrap();
            std::fs::write(self.0.join("one/record.vig"), text).unwrap();
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }

    fn run<F: Future>(work: F) -> F::Output {
        tokio::runtime::Builder::new_multi_thread().worker_threads(1).build().unwrap().block_on(work)
    }

    #[test]
    fn a_summary_of_an_older_text_is_not_kept() {
        let (folder, library) = Folder::new("summary");
        // One thread computes a summary, another changes the record, and only then the first keeps what it has.
        let open = library.workspace.glance("one").unwrap();
        let older = MatterSummary::of(&open, library.today());
        folder.write(&format!("{ONE}{LATER}"));
        library.changed("one");
        assert!(!library.keep_summary(&open, older));
        assert_eq!(library.cards().1, 1, "it is still missing");
        library.write_cards();
        assert_eq!(library.cards().0[0].acts, 2);
    }

    #[test]
    fn a_comparison_of_an_older_text_is_not_kept() {
        let (folder, library) = Folder::new("compared");
        let since = Day::from_date(jiff::civil::date(2020, 2, 1));
        library.compare(since);
        let overdue = library.differences(since).0;
        assert_eq!(overdue[0].1.len(), 1, "pending then, overdue now: {overdue:?}");
        let open = library.workspace.glance("one").unwrap();
        let days = (since, library.today());
        let older = compared::differences(&open, days);
        folder.write(&format!("{ONE}{LATER}").replace("requires B to pay by 2020-06-01", "allows B to pay"));
        library.changed("one");
        library.keep_differences(&open, days, older);
        assert_eq!(library.differences(since), (Vec::new(), 1));
        library.compare(since);
        assert_eq!(library.differences(since).0[0].1.len(), 0);
    }

    #[test]
    fn a_panic_fails_only_its_own_question() {
        let (_folder, library) = Folder::new("panic");
        run(async {
            let broken = library.ask("one", |_| -> usize { panic!("a fault") }).await;
            assert_eq!(broken, Err(Fault));
            let acts = library.ask("one", |open| open.record.model().acts.len()).await;
            assert_eq!(acts, Ok(Some(1)));
            assert_eq!(library.ask("two", |_| ()).await, Ok(None));
        });
    }

    #[test]
    fn a_slow_question_blocks_no_other() {
        let (_folder, library) = Folder::new("slow");
        run(async {
            let (go_on, wait) = channel::<()>();
            let asked = Arc::clone(&library);
            let slow = tokio::spawn(async move { asked.ask("one", move |_| wait.recv().is_ok()).await });
            let acts = library.ask("one", |open| open.record.model().acts.len()).await;
            assert_eq!(acts, Ok(Some(1)));
            go_on.send(()).unwrap();
            assert_eq!(slow.await.unwrap(), Ok(Some(true)));
        });
    }
}
