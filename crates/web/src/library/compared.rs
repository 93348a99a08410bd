//! Pages over all matters show which duties changed since a day. That takes as long as reading every record, so it is
//! worked out in the background and kept.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};

use vigente_model::Day;
use vigente_query::answer::{Duties, DutyItem, Named, State};
use vigente_query::{DutyFilter, Question};
use vigente_workspace::workspace::OpenRecord;

use crate::library::{Library, side_by_side};
use crate::pages::duties::row::mark;

/// How many comparisons are kept.
const KEPT: usize = 4;

/// A duty of which a viewpoint says something else than it did.
#[derive(Clone, PartialEq, Debug)]
pub struct Difference {
    /// The duty, as it is today; as it was, where it is there no more.
    pub duty: DutyItem,
    /// In whose eyes.
    pub viewpoint: Named,
    /// What was said on that day.
    pub before: State,
    /// What is said today.
    pub after: State,
}

/// The differences of a matter.
type Found = Arc<Vec<Difference>>;

/// What has been compared: by the two days, by matter.
#[derive(Debug, Default)]
pub struct Compared {
    done: Mutex<BTreeMap<(Day, Day), BTreeMap<String, Found>>>,
    turn: Mutex<()>,
}

impl Compared {
    /// What is known of a matter is known no more.
    pub fn forget(&self, key: &str) {
        self.done().values_mut().for_each(|found| {
            found.remove(key);
        });
    }

    fn done(&self) -> MutexGuard<'_, BTreeMap<(Day, Day), BTreeMap<String, Found>>> {
        self.done.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Library {
    /// The differences that are worked out, by matter, and how many matters are not compared yet.
    pub fn differences(&self, since: Day) -> (Vec<(String, Found)>, usize) {
        let done = self.compared.done();
        let found: Vec<(String, Found)> = done
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
        side_by_side(&missing, |key| {
            if let Some(open) = self.workspace.glance(key) {
                self.keep_differences(&open, days, differences(&open, days));
            }
        });
    }

    /// Keeps the differences of a record; not if the record has changed since it was read.
    pub(super) fn keep_differences(&self, open: &OpenRecord, days: (Day, Day), found: Vec<Difference>) {
        let mut done = self.compared.done();
        if self.workspace.is_current(open)
            && let Some(list) = done.get_mut(&days)
        {
            list.insert(open.key.to_string(), Arc::new(found));
        }
    }
}

/// What people were told on the first day, compared with what is said on the second.
pub(super) fn differences(open: &OpenRecord, (since, today): (Day, Day)) -> Vec<Difference> {
    let ask = |question: Question| {
        let question = Question { limit: Some(usize::MAX), ..question };
        open.session.duties(&question, &DutyFilter::default())
    };
    between(&ask(Question::on(since).as_it_stood()), &ask(Question::on(today)))
}

/// Duties by name, bearer and content, viewpoint by viewpoint.
fn between(before: &Duties, now: &Duties) -> Vec<Difference> {
    let same = |a: &DutyItem, b: &DutyItem| {
        a.name == b.name && a.content == b.content && a.bearer == b.bearer && a.mode == b.mode
    };
    let state = |duty: Option<&DutyItem>, at: usize| {
        duty.and_then(|d| d.by_viewpoint.get(at)).map_or(State::NotOnRecord, mark)
    };
    // What is not there, not yet there and no more there is one thing to whom it would bind.
    let there = |s: State| !matches!(s, State::NotOnRecord | State::Absent);
    let mut found = Vec::new();
    let mut add = |duty: &DutyItem, old: Option<&DutyItem>, new: Option<&DutyItem>| {
        for (at, viewpoint) in now.viewpoints.iter().enumerate() {
            let (before, after) = (state(old, at), state(new, at));
            if before != after && (there(before) || there(after)) {
                found.push(Difference { duty: duty.clone(), viewpoint: viewpoint.clone(), before, after });
            }
        }
    };
    for duty in &now.duties {
        add(duty, before.duties.iter().find(|d| same(d, duty)), Some(duty));
    }
    for duty in before.duties.iter().filter(|d| !now.duties.iter().any(|n| same(n, d))) {
        add(duty, Some(duty), None);
    }
    found
}
