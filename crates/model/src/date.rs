//! Days, and days that are not known for sure. Dates are `jiff`'s; months are counted here, since recurring duties count
//! very many (a test holds them against `jiff`).

use jiff::Span;
use jiff::civil::Date;

use super::Delay;

/// The years that a date may have.
const CALENDAR: std::ops::RangeInclusive<i64> = -9999..=9999;

const DAYS_OF_400_YEARS: i64 = 146_097;

/// From 1 March of the year 0.
const DAYS_TO_1970: i64 = 719_468;

/// How many days a month has.
fn days_of(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

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

    /// A calendar delay later, or earlier: first its years and months, then its weeks and days. A month without that day
    /// ends on its last. Past the calendar it is [`Day::MAX`], before it [`Day::MIN`].
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
        let days = i32::try_from(days).unwrap_or(i32::MAX);
        if delay.back {
            self.plus_months(-months).plus_days(-days)
        } else {
            self.plus_months(months).plus_days(days)
        }
    }

    fn plus_months(self, months: i64) -> Day {
        if months == 0 || self == Day::MIN || self == Day::MAX {
            return self;
        }
        let (year, month, day) = self.civil();
        let past = if months < 0 { Day::MIN } else { Day::MAX };
        let Some(total) = (year * 12 + month - 1).checked_add(months) else { return past };
        let (later, month) = (total.div_euclid(12), total.rem_euclid(12) + 1);
        if !CALENDAR.contains(&year) || !CALENDAR.contains(&later) {
            return past;
        }
        Day::of_civil(later, month, day.min(days_of(later, month)))
    }

    /// Year, month from 1, day from 1. Years are taken to begin in March, so that the leap day comes last; 400 of them
    /// have always the same days.
    fn civil(self) -> (i64, i64, i64) {
        let days = i64::from(self.0) + DAYS_TO_1970;
        let (era, of_era) = (days.div_euclid(DAYS_OF_400_YEARS), days.rem_euclid(DAYS_OF_400_YEARS));
        let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let january = i64::from(month >= 10);
        (era * 400 + year + january, if january == 1 { month - 9 } else { month + 3 }, day)
    }

    fn of_civil(year: i64, month: i64, day: i64) -> Day {
        let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
        let of_year = (153 * month + 2) / 5 + day - 1;
        let days =
            era * DAYS_OF_400_YEARS + of_era * 365 + of_era / 4 - of_era / 100 + of_year - DAYS_TO_1970;
        Day(i32::try_from(days).unwrap_or(i32::MAX))
    }
}

impl std::str::FromStr for Day {
    type Err = jiff::Error;

    /// A calendar date, as in `2023-11-29`.
    fn from_str(text: &str) -> Result<Day, jiff::Error> {
        text.parse().map(Day::from_date)
    }
}

impl From<Date> for Day {
    fn from(date: Date) -> Day {
        Day::from_date(date)
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
        let lo = f(self.lo);
        Days { lo, hi: if self.is_exact() { lo } else { f(self.hi) } }
    }
}

impl std::fmt::Display for Days {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.is_exact() { write!(f, "{}", self.lo) } else { write!(f, "{}/{}", self.lo, self.hi) }
    }
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_day_of_the_calendar_there_and_back() {
        let (first, last) = (Date::MIN, Date::MAX);
        for day in Day::from_date(first).0..=Day::from_date(last).0 {
            let (year, month, of_month) = Day(day).civil();
            assert_eq!(Day::of_civil(year, month, of_month), Day(day));
        }
        for date in [first, last, jiff::civil::date(2000, 2, 29), jiff::civil::date(1900, 3, 1)] {
            let civil = (i64::from(date.year()), i64::from(date.month()), i64::from(date.day()));
            assert_eq!(Day::from_date(date).civil(), civil);
        }
    }

    proptest! {
        #[test]
        fn months_are_those_of_the_calendar(day in -4_500_000i32..3_000_000, months in -200_000i64..200_000) {
            let date = Day(day).date();
            let later = date.and_then(|d| d.checked_add(0.months().try_months(months).ok()?).ok());
            let past = if months < 0 { Day::MIN } else { Day::MAX };
            let wanted = if months == 0 { Day(day) } else { later.map_or(past, Day::from_date) };
            prop_assert_eq!(Day(day).plus_months(months), wanted);
        }
    }
}
