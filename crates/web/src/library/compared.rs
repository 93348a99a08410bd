//! Pages over all matters show which duties changed since a day. That takes as long as reading every record, so it is
//! worked out in the background and kept.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};

use vigente_model::Day;
use vigente_query::answer::{Change, DutyItem};
use vigente_query::{DutyFilter, Question, diff};
use vigente_workspace::workspace::OpenRecord;

use crate::library::{Library, par_for_each};

/// How many comparisons are kept.
const KEPT: usize = 4;

/// The changes of the duties of a matter: as they are today, or as they were where they are there no more.
type Changes = Arc<Vec<Change<DutyItem>>>;

/// What has been compared: by the two days, by matter.
#[derive(Debug, Default)]
pub struct Compared {
    done: Mutex<BTreeMap<(Day, Day), BTreeMap<String, Changes>>>,
    turn: Mutex<()>,
}

impl Compared {
    /// What is known of a matter is known no more.
    pub fn forget(&self, key: &str) {
        self.done().values_mut().for_each(|found| {
            found.remove(key);
        });
    }

    fn done(&self) -> MutexGuard<'_, BTreeMap<(Day, Day), BTreeMap<String, Changes>>> {
        self.done.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Library {
    /// The differences that are worked out, by matter, and how many matters are not compared yet.
    pub fn differences(&self, since: Day) -> (Vec<(String, Changes)>, usize) {
        let done = self.compared.done();
        let found: Vec<(String, Changes)> = done
            .get(&(since, self.today()))
            .map(|found| found.iter().map(|(key, list)| (key.clone(), list.clone())).collect())
            .unwrap_or_default();
        let missing = self.workspace.keys().len().saturating_sub(found.len());
        (found, missing)
    }

    /// Compares what is not compared yet, on every core; nothing if another thread is comparing already.
    pub fn compare(&self, since: Day) {
        let _turn = match self.compared.turn.try_lock() {
            Ok(turn) => turn,
            Err(TryLockError::Poisoned(turn)) => turn.into_inner(),
            Err(TryLockError::WouldBlock) => return,
        };
        let days = (since, self.today());
        let missing: Vec<String> = {
            let mut done = self.compared.done();
            while done.len() > KEPT {
                done.pop_first();
            }
            let found = done.entry(days).or_default();
            self.workspace.keys().into_iter().filter(|key| !found.contains_key(key)).collect()
        };
        par_for_each(&missing, |key| {
            if let Some(open) = self.workspace.glance(key) {
                self.keep_differences(&open, days, differences(&open, days));
            }
        });
    }

    /// Keeps the differences of a record; not if the record has changed since it was read.
    pub(super) fn keep_differences(&self, open: &OpenRecord, days: (Day, Day), found: Vec<Change<DutyItem>>) {
        let mut done = self.compared.done();
        if self.workspace.is_current(open)
            && let Some(list) = done.get_mut(&days)
        {
            list.insert(open.key.to_string(), Arc::new(found));
        }
    }
}

/// What people were told on the first day, compared with what is said on the second.
pub(super) fn differences(open: &OpenRecord, (since, today): (Day, Day)) -> Vec<Change<DutyItem>> {
    let ask = |question: Question| {
        let question = Question { limit: Some(usize::MAX), ..question };
        open.session.duties(&question, &DutyFilter::default())
    };
    let (before, now) = (ask(Question::on(since).as_it_stood()), ask(Question::on(today)));
    diff(&before, &now).into_iter().map(Change::cloned).collect()
}
