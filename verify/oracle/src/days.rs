//! Divides time into stretches of days on which nothing can change, so that each stretch is evaluated once.
//!
//! Every comparison of a day with a date tells its two constants to [`Grid::note`]. If one of them is not yet the
//! first day of a stretch, the evaluation is done again with it (see [`crate::evaluate`]). So a stretch never hides a
//! day on which a comparison changes, whatever was foreseen.

use std::cell::RefCell;
use std::collections::BTreeSet;

use vigente_model::{Day, Days};

use crate::truth::Truth::{self, F, T, U};

/// First days of stretches.
#[derive(Debug)]
pub(crate) struct Grid {
    /// Stretches on which standing, statuses and the being of duties cannot change.
    days: Vec<Day>,
    /// The same with the day after each: what asks "on an earlier day" changes there, too.
    fine: Vec<Day>,
    /// Constants that come about by evaluation itself do not matter after this day.
    last: Day,
    /// Constants met that are not in `days`.
    missing: RefCell<BTreeSet<Day>>,
}

impl Grid {
    /// From every constant known beforehand.
    pub(crate) fn new(constants: impl IntoIterator<Item = Day>, last: Day) -> Grid {
        let mut days: BTreeSet<Day> = constants.into_iter().filter(|&d| d != Day::MAX).collect();
        days.insert(Day::MIN);
        let fine: BTreeSet<Day> = days.iter().flat_map(|d| [*d, d.next()]).collect();
        Grid {
            days: days.into_iter().collect(),
            fine: fine.into_iter().collect(),
            last,
            missing: RefCell::default(),
        }
    }

    /// First days of the coarse stretches.
    pub(crate) fn days(&self) -> &[Day] {
        &self.days
    }

    /// First days of the fine stretches.
    pub(crate) fn fine(&self) -> &[Day] {
        &self.fine
    }

    /// The first day of the coarse stretch of a day.
    pub(crate) fn start_of(&self, day: Day) -> Day {
        self.days[self.days.partition_point(|&d| d <= day) - 1]
    }

    /// The last day of the coarse stretch of a day.
    pub(crate) fn last_of(&self, day: Day) -> Day {
        let next = self.days.get(self.days.partition_point(|&d| d <= day));
        next.map_or(Day::MAX, |next| next.plus_days(-1))
    }

    /// A constant that days are compared with.
    pub(crate) fn note(&self, days: Days) {
        for day in [days.lo, days.hi] {
            if day <= self.last && self.days.binary_search(&day).is_err() {
                self.missing.borrow_mut().insert(day);
            }
        }
    }

    /// The constants met that are not first days: where there are any, the evaluation does not count.
    pub(crate) fn missing(&self) -> BTreeSet<Day> {
        self.missing.borrow().clone()
    }

    /// `d ≥ X` (§1).
    pub(crate) fn reached(&self, d: Day, x: Days) -> Truth {
        self.note(x);
        reached(d, x)
    }

    /// First days of the coarse stretches that a date touches.
    pub(crate) fn within(&self, x: Days) -> Vec<Day> {
        self.note(x);
        let first = self.start_of(x.lo);
        self.days.iter().copied().filter(|&d| first <= d && d <= x.hi).collect()
    }
}

/// `d ≥ X` (§1): T if d ≥ X.hi, F if d < X.lo, else U.
pub(crate) fn reached(d: Day, x: Days) -> Truth {
    if d >= x.hi && x.hi != Day::MAX {
        T
    } else if d < x.lo || x.lo == Day::MAX {
        F
    } else {
        U
    }
}

/// "At an uncertain day": what is so on all of its days (§1).
pub(crate) fn agreed(mut values: impl Iterator<Item = Truth>) -> Truth {
    let Some(first) = values.next() else { return U };
    if first != U && values.all(|v| v == first) { first } else { U }
}
