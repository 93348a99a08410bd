//! Days, and days that are not known for sure. Calendar arithmetic is `jiff`'s.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use super::Delay;

/// A day, counted from 1970-01-01. A day is asked at its end.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Day(pub i32);

impl Day {
    /// Before every written date.
    pub const MIN: Day = Day(i32::MIN);
    /// After every written date: "no end".
    pub const MAX: Day = Day(i32::MAX);

    /// From a calendar date.
    pub fn from_date(date: Date) -> Day {
        let epoch = jiff::civil::date(1970, 1, 1);
        Day((date - epoch).get_days())
    }

    /// The calendar date; `None` for [`Day::MIN`], [`Day::MAX`] and days that no calendar reaches.
    pub fn date(self) -> Option<Date> {
        jiff::civil::date(1970, 1, 1).checked_add(Span::new().try_days(self.0).ok()?).ok()
    }

    /// The day after; the ends of time stay where they are.
    #[must_use]
    pub fn next(self) -> Day {
        self.plus_days(1)
    }

    /// Some days later; the ends of time stay where they are.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Day {
        if self == Day::MIN || self == Day::MAX { self } else { Day(self.0.saturating_add(days)) }
    }

    /// A calendar delay later: first its years and months, then its weeks and days. A month without that day ends on
    /// its last. Past the calendar it is [`Day::MAX`].
    #[must_use]
    pub fn plus(self, delay: Delay) -> Day {
        self.plus_times(delay, 1)
    }

    /// `times` delays later, counted from here and not from one another.
    #[must_use]
    pub fn plus_times(self, delay: Delay, times: u32) -> Day {
        let times = i64::from(times);
        let months = (i64::from(delay.years) * 12 + i64::from(delay.months)).saturating_mul(times);
        let days = (i64::from(delay.weeks) * 7 + i64::from(delay.days)).saturating_mul(times);
        self.plus_months(months).plus_days(i32::try_from(days).unwrap_or(i32::MAX))
    }

    fn plus_months(self, months: i64) -> Day {
        if months == 0 || self == Day::MIN || self == Day::MAX {
            return self;
        }
        let later =
            self.date().and_then(|d| 0.months().try_months(months).ok().and_then(|s| d.checked_add(s).ok()));
        later.map_or(Day::MAX, Day::from_date)
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.date() {
            Some(date) => write!(f, "{date}"),
            None if *self == Day::MIN => f.write_str("ever"),
            None => f.write_str("open"),
        }
    }
}

/// One day, known to lie between two days, both included. `lo == hi` for a day that is known.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Days {
    /// The earliest it may be.
    pub lo: Day,
    /// The latest it may be.
    pub hi: Day,
}

impl Days {
    /// A known day.
    pub fn on(day: Day) -> Days {
        Days { lo: day, hi: day }
    }

    /// Whether it is known.
    pub fn is_exact(self) -> bool {
        self.lo == self.hi
    }

    /// Both ends moved.
    #[must_use]
    pub fn map(self, f: impl Fn(Day) -> Day) -> Days {
        Days { lo: f(self.lo), hi: f(self.hi) }
    }
}

impl std::fmt::Display for Days {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.is_exact() { write!(f, "{}", self.lo) } else { write!(f, "{}/{}", self.lo, self.hi) }
    }
}
