//! The days on which something may change. Between two neighbouring days of this grid nothing changes.

use std::collections::BTreeSet;
use std::ops::Range;

use vigente_model::{Day, Days, Delay, Model};

/// More days than this are not looked for: a status that begins some days after it first holds asks for ever later ones.
const MOST: usize = 1500;

/// Delays that count from the first day of a status.
struct Shift {
    name: String,
    delays: Vec<Delay>,
    /// The last delay so many times more.
    every: Option<(Delay, u32)>,
}

/// Days of the grid, of the finer one, and what each delay makes of each day: its name, the day, the later day.
pub(crate) type Finished = (Vec<i32>, Vec<i32>, Vec<Shifted>);

/// A delay, a day, and the day so much later.
pub(crate) type Shifted = (String, i32, String);

/// Days as they are collected.
pub(crate) struct Grid {
    days: BTreeSet<Day>,
    asked: Range<Day>,
    shifts: Vec<Shift>,
}

impl Grid {
    pub(crate) fn new(model: &Model, asked: &Range<Day>) -> Grid {
        let mut grid = Grid { days: BTreeSet::from([asked.start]), asked: asked.clone(), shifts: Vec::new() };
        for act in &model.acts {
            grid.add(act.made);
            grid.add(act.start());
        }
        grid
    }

    /// One day past those that are asked about.
    pub(crate) fn end(&self) -> Day {
        self.asked.end
    }

    /// A day on which something may change.
    pub(crate) fn add(&mut self, days: Days) {
        self.days.extend([days.lo, days.hi].into_iter().filter(|&d| d != Day::MIN && d != Day::MAX));
    }

    /// Looks at every day from the first to the last, if they are no more than so many.
    pub(crate) fn every_day(&mut self, most: i32) -> bool {
        let Some(&first) = self.days.first() else { return true };
        let end = self.asked.end;
        if end.0.saturating_sub(first.0) > most {
            return false;
        }
        self.days.extend((first.0..end.0).map(Day));
        true
    }

    /// A delay from the first day of a status: any day may be that day.
    pub(crate) fn shift(&mut self, name: String, delays: Vec<Delay>, every: Option<(Delay, u32)>) {
        self.shifts.push(Shift { name, delays, every });
    }

    /// The grid; the finer one, with the day after each day, of what is asked; what each delay makes of each day.
    pub(crate) fn finish(&mut self) -> Finished {
        let asked = self.asked.clone();
        let later = |shift: &Shift, day: Day| {
            let from = shift.delays.iter().fold(day, |d, &delay| d.plus(delay));
            shift.every.map_or(from, |(delay, times)| from.plus_times(delay, times))
        };
        // Statuses hang on first days of statuses that hang on first days.
        let mut fresh: Vec<Day> = self.days.iter().copied().collect();
        while !fresh.is_empty() && self.days.len() < MOST {
            let found: BTreeSet<Day> = fresh
                .iter()
                .flat_map(|&d| self.shifts.iter().map(move |s| later(s, d)))
                .filter(|&d| d < asked.end)
                .collect();
            fresh = found.into_iter().filter(|&d| self.days.insert(d)).collect();
        }
        if let Some(&first) = self.days.first() {
            self.days.insert(first.plus_days(-1));
        }
        let mut shifts = Vec::new();
        for shift in &self.shifts {
            for &day in &self.days {
                shifts.push((shift.name.clone(), day.0, crate::terms::day(later(shift, day))));
            }
        }
        let fine: BTreeSet<Day> =
            self.days.iter().flat_map(|&d| [d, d.next()]).filter(|&d| d < asked.end).collect();
        let number = |days: &BTreeSet<Day>| days.iter().map(|d| d.0).collect();
        (number(&self.days), number(&fine), shifts)
    }
}
