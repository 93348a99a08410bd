//! Counts of statuses in conditions (§4).

use vigente_model::{Compare, Day};

use crate::timeline::{DaySet, Timeline, Truth};

/// Whether a number between these compares so, certainly and possibly.
fn compared(low: i64, high: i64, compare: Compare, number: i64) -> (bool, bool) {
    match compare {
        Compare::Less => (high < number, low < number),
        Compare::AtMost => (high <= number, low <= number),
        Compare::Equal => (low == number && high == number, low <= number && number <= high),
        Compare::AtLeast => (low >= number, high >= number),
        Compare::More => (low > number, high > number),
    }
}

/// The same on one day.
pub(crate) fn count_at(counted: impl Iterator<Item = Truth>, compare: Compare, number: u32) -> Truth {
    let (mut low, mut high) = (0, 0);
    for one in counted {
        low += i64::from(one == Truth::True);
        high += i64::from(one != Truth::False);
    }
    match compared(low, high, compare, i64::from(number)) {
        (true, _) => Truth::True,
        (_, true) => Truth::Undetermined,
        _ => Truth::False,
    }
}

/// The days on which the number of these compares so with `number`: an interval from those that hold to those that may.
pub fn count<'t>(counted: impl Iterator<Item = &'t Timeline>, compare: Compare, number: u32) -> Timeline {
    // Changes of the two numbers, by day.
    let mut steps: Vec<(Day, i64, i64)> = vec![(Day::MIN, 0, 0)];
    for one in counted {
        for &(start, end) in one.certain() {
            steps.extend([(start, 1, 0), (end, -1, 0)]);
        }
        for &(start, end) in one.possible() {
            steps.extend([(start, 0, 1), (end, 0, -1)]);
        }
    }
    steps.sort_unstable();
    let (mut certain, mut possible) = (Vec::new(), Vec::new());
    let (mut low, mut high) = (0, 0);
    let number = i64::from(number);
    let mut at = 0;
    while at < steps.len() {
        let day = steps[at].0;
        while let Some(step) = steps.get(at).filter(|s| s.0 == day) {
            low += step.1;
            high += step.2;
            at += 1;
        }
        let span = (day, steps.get(at).map_or(Day::MAX, |s| s.0));
        let (sure, may) = compared(low, high, compare, number);
        if sure {
            certain.push(span);
        }
        if may {
            possible.push(span);
        }
    }
    Timeline::split(DaySet::union_of(certain), DaySet::union_of(possible))
}
