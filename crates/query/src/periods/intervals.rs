//! Turns timelines into the intervals that answers show.

use crate::answer::{Interval, Value};
use vigente_engine::{Timeline, Truth};
use vigente_model::Day;

use crate::names::labels;

pub(crate) fn value(truth: Truth) -> Value {
    match truth {
        Truth::True => Value::True,
        Truth::False => Value::False,
        Truth::Undetermined => Value::Undetermined,
    }
}

/// The days on which a timeline changes.
pub(crate) fn boundaries(timeline: &Timeline, into: &mut Vec<Day>) {
    for set in [timeline.certain(), timeline.possible()] {
        for &(start, end) in set {
            into.push(start);
            into.push(end);
        }
    }
}

/// Sorts days on which something may change, each once, the beginning of time first.
pub(crate) fn from_the_beginning(days: &mut Vec<Day>) {
    days.push(Day::MIN);
    days.retain(|&d| d != Day::MAX);
    days.sort_unstable();
    days.dedup();
}

/// Stretches of equal answers, asked on the days given and at the beginning of time.
pub(crate) fn stretches<T: PartialEq>(
    mut days: Vec<Day>,
    mut ask: impl FnMut(Day) -> T,
) -> Vec<(Day, Day, T)> {
    from_the_beginning(&mut days);
    let mut found: Vec<(Day, Day, T)> = Vec::new();
    for (i, &from) in days.iter().enumerate() {
        let until = days.get(i + 1).copied().unwrap_or(Day::MAX);
        let here = ask(from);
        match found.last_mut() {
            Some(last) if last.2 == here => last.1 = until,
            _ => found.push((from, until, here)),
        }
    }
    found
}

/// The days on which it is so, or may be.
pub(crate) fn when(timeline: &Timeline) -> Vec<Interval> {
    let mut days = Vec::new();
    boundaries(timeline, &mut days);
    stretches(days, |d| timeline.at(d))
        .into_iter()
        .filter(|&(_, _, truth)| truth != Truth::False)
        .map(|(from, until, truth)| Interval {
            from: labels::day(from),
            until: labels::day(until),
            certain: truth == Truth::True,
        })
        .collect()
}
