//! Runs of two normative protocols, in the shape in which the literature on the run-time event calculus measures
//! them (Pitt, Kamara, Sergot and Artikis; Artikis and Sergot; Mantenoglou, Pitsikalis and Artikis): time in cycles
//! of ten points, many agents who act in turn and out of turn. A point is a day. What an event brings about holds
//! from the next day, so norms may refer to what they change. [`Runner`] computes the true answers point by point.

mod netbill;
mod voting;

pub use netbill::netbill;
pub use voting::voting;

use std::collections::{BTreeMap, BTreeSet};

/// Point 0.
const ZERO: &str = "2000-01-02";

/// Points that are compared: 0 to this one, without it.
pub const POINTS: i32 = 100;

/// A run: the record, its events, and what holds when.
pub struct Protocol {
    /// The record.
    pub text: String,
    /// Events of agents; the clock's are not counted.
    pub events: usize,
    /// A row for each event: its name, its point twice, its arguments, parted by `|`.
    pub rows: Vec<String>,
    /// By fluent: the stretches of points on which it holds, from and until, without those at which it never does.
    pub holds: BTreeMap<String, Vec<(i32, i32)>>,
}

/// The day of a point.
fn at(point: i32) -> vigente_model::Day {
    super::day(ZERO).plus_days(point)
}

/// The point of a day, within those that are compared.
pub fn point(day: vigente_model::Day) -> i32 {
    (day.0 - super::day(ZERO).0).clamp(0, POINTS)
}

/// What holds, point by point.
#[derive(Default)]
struct Runner {
    now: i32,
    /// What holds now, and after which point it stops by itself.
    state: BTreeMap<String, Option<i32>>,
    since: BTreeMap<String, i32>,
    begun: Vec<(String, Option<i32>)>,
    ended: BTreeSet<String>,
    holds: BTreeMap<String, Vec<(i32, i32)>>,
}

impl Runner {
    fn is(&self, fluent: &str) -> bool {
        self.state.contains_key(fluent)
    }

    /// From the next point on; with a time, for so many points, counted anew each time that it is begun.
    fn begin(&mut self, fluent: String, time: Option<i32>) {
        self.begun.push((fluent, time.map(|t| self.now + t)));
    }

    /// From the next point on no more.
    fn end(&mut self, fluent: String) {
        self.ended.insert(fluent);
    }

    /// What stops by itself after this point.
    fn lapsing(&self) -> Vec<String> {
        self.state.iter().filter(|(_, last)| **last == Some(self.now)).map(|(f, _)| f.clone()).collect()
    }

    fn next(&mut self) {
        for fluent in self.lapsing() {
            self.ended.insert(fluent);
        }
        self.now += 1;
        let begun: BTreeMap<String, Option<i32>> = std::mem::take(&mut self.begun).into_iter().collect();
        for fluent in std::mem::take(&mut self.ended) {
            if !begun.contains_key(&fluent) && self.state.remove(&fluent).is_some() {
                self.close(&fluent);
            }
        }
        for (fluent, last) in begun {
            if self.state.insert(fluent.clone(), last).is_none() {
                self.since.insert(fluent, self.now);
            }
        }
    }

    fn close(&mut self, fluent: &str) {
        let from = self.since.remove(fluent).unwrap_or(self.now);
        if from < self.now {
            self.holds.entry(fluent.to_owned()).or_default().push((from, self.now));
        }
    }

    fn finish(mut self) -> BTreeMap<String, Vec<(i32, i32)>> {
        for fluent in std::mem::take(&mut self.state).into_keys() {
            self.close(&fluent);
        }
        self.holds
    }
}
