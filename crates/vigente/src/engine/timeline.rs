//! Three values over all days: two sets of intervals, what is certain within what is possible.

use crate::model::Day;

/// True, false, or not decided by the record.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Truth {
    /// It is not so.
    False,
    /// The record does not decide.
    Undetermined,
    /// It is so.
    True,
}

/// A set of days: sorted, disjoint, non-touching half-open intervals.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct DaySet {
    spans: Vec<(Day, Day)>,
}

impl DaySet {
    /// The intervals, `[start, end)`, sorted.
    pub fn spans(&self) -> &[(Day, Day)] {
        &self.spans
    }
}

/// Certain and possible days of something.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Timeline {
    certain: DaySet,
    possible: DaySet,
}

impl Timeline {
    /// The answer on a day.
    pub fn at(&self, day: Day) -> Truth {
        let holds = |s: &DaySet| {
            let i = s.spans.partition_point(|&(start, _)| start <= day);
            i > 0 && day < s.spans[i - 1].1
        };
        if holds(&self.certain) {
            Truth::True
        } else if holds(&self.possible) {
            Truth::Undetermined
        } else {
            Truth::False
        }
    }

    /// The days on which it is so.
    pub fn certain(&self) -> &DaySet {
        &self.certain
    }

    /// The days on which it may be so.
    pub fn possible(&self) -> &DaySet {
        &self.possible
    }
}
