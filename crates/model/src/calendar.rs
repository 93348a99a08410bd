//! Calendars: which days are working days, and times that are counted in them.

use std::sync::OnceLock;

use jiff::civil::{Date, Weekday, date};

pub use vigente_syntax::ast::{DaysOff, PeriodRule, Shift, YearDay};

use crate::{Day, Days, Delay, Model, NormId, NormOf, Owner, PartId, Place, ThingId, Title};

/// A calendar of a pack or a record.
#[derive(Clone, PartialEq, Debug)]
pub struct Calendar {
    /// Its name.
    pub thing: ThingId,
    /// The first day of which it is known, and the day after the last.
    pub covers: (Day, Day),
    /// What makes days free, or working days again; of the calendars that it extends, too.
    pub lines: Vec<CalendarLine>,
    /// Its working days, in order.
    working: OnceLock<Vec<Day>>,
}

/// A line of a calendar.
#[derive(Clone, PartialEq, Debug)]
pub struct CalendarLine {
    /// Which days.
    pub off: DaysOff<Days>,
    /// The first day on which the rule holds.
    pub from: Option<Day>,
    /// The day on which it ends.
    pub until: Option<Day>,
    /// What the days are called.
    pub title: Title,
    /// Where it is written.
    pub place: Place,
}

impl Calendar {
    /// A calendar of these lines, which is known from the first day of `covers` until before the last.
    pub fn new(thing: ThingId, covers: (Day, Day), lines: Vec<CalendarLine>) -> Calendar {
        Calendar { thing, covers, lines, working: OnceLock::new() }
    }

    /// Its working days, in order. They are worked out when somebody first asks: most records ask for none.
    fn working(&self) -> &[Day] {
        self.working.get_or_init(|| {
            let (first, end) = self.covers;
            let mut free: Vec<bool> = vec![false; self.len()];
            // What is open on a free day comes last.
            for open in [false, true] {
                for line in self.lines.iter().filter(|l| matches!(l.off, DaysOff::Open(_)) == open) {
                    for (lo, hi) in self.stretches(line) {
                        let (lo, hi) = (lo.max(first), hi.min(end.plus_days(-1)));
                        for day in lo.0..=hi.0 {
                            free[self.place_of(Day(day))] = !open;
                        }
                    }
                }
            }
            (first.0..end.0).map(Day).filter(|&day| !free[self.place_of(day)]).collect()
        })
    }

    /// The same under another number.
    #[must_use]
    pub fn of(&self, thing: ThingId) -> Calendar {
        Calendar { thing, ..self.clone() }
    }

    fn len(&self) -> usize {
        usize::try_from(i64::from(self.covers.1.0) - i64::from(self.covers.0.0)).unwrap_or_default()
    }

    fn place_of(&self, day: Day) -> usize {
        (day.0 - self.covers.0.0) as usize
    }

    /// The stretches of days, both ends included, that a line speaks of.
    fn stretches(&self, line: &CalendarLine) -> Vec<(Day, Day)> {
        let (first, last) = (self.covers.0, self.covers.1.plus_days(-1));
        let years = || {
            let year = |day: Day| day.date().map_or(0, |d| d.year());
            (year(first) - 1)..=(year(last) + 1)
        };
        let within = |day: Day| line.from.is_none_or(|f| day >= f) && line.until.is_none_or(|u| day < u);
        match &line.off {
            DaysOff::Rest(weekdays) => {
                let days = (first.0..=last.0).map(Day);
                let rests = |day: &Day| weekdays.contains(&weekday_of(*day));
                days.filter(rests).filter(|&d| within(d)).map(|d| (d, d)).collect()
            }
            DaysOff::Yearly { day, to: None, shifts } => {
                let days = years().filter_map(|year| in_year(*day, year)).filter(|&d| within(d));
                days.map(|d| shifted(d, shifts)).map(|d| (d, d)).collect()
            }
            DaysOff::Yearly { day, to: Some(to), .. } => {
                let stretch = |year: i16| {
                    let (lo, hi) = (in_year(*day, year)?, in_year(*to, year)?);
                    // From December to January, say.
                    let hi = if hi < lo { in_year(*to, year + 1)? } else { hi };
                    Some((lo, hi))
                };
                let clip = |(lo, hi): (Day, Day)| {
                    let lo = line.from.map_or(lo, |from| lo.max(from));
                    let hi = line.until.map_or(hi, |until| hi.min(until.plus_days(-1)));
                    (lo <= hi).then_some((lo, hi))
                };
                years().filter_map(stretch).filter_map(clip).collect()
            }
            DaysOff::Closed(days) | DaysOff::Open(days) => vec![(days.lo, days.hi)],
        }
    }

    /// Whether it says anything of a day.
    pub fn covers(&self, day: Day) -> bool {
        self.covers.0 <= day && day < self.covers.1
    }

    /// Whether a day is a working day; `None` where the calendar does not know.
    pub fn works(&self, day: Day) -> Option<bool> {
        self.covers(day).then(|| self.working().binary_search(&day).is_ok())
    }

    /// Why a day is no working day: the first line that says so. `None` for working days and days that are not covered.
    pub fn why_free(&self, day: Day) -> Option<&CalendarLine> {
        if self.works(day) != Some(false) {
            return None;
        }
        let says = |line: &&CalendarLine| {
            !matches!(line.off, DaysOff::Open(_))
                && self.stretches(line).iter().any(|&(lo, hi)| lo <= day && day <= hi)
        };
        let weekly = |line: &&CalendarLine| matches!(line.off, DaysOff::Rest(_));
        let mut found: Vec<&CalendarLine> = self.lines.iter().filter(says).collect();
        // A holiday that falls on a rest day is told as the holiday.
        found.sort_by_key(|line| weekly(line));
        found.first().copied()
    }

    /// The `n`-th working day after a day (before it, where `back`), `n` at least 1; `None` where the calendar does not
    /// cover the way there.
    pub fn nth(&self, day: Day, n: usize, back: bool) -> Option<Day> {
        if back {
            let before = self.working().partition_point(|&w| w < day);
            let known = day <= self.covers.1;
            return self.working().get(before.checked_sub(n)?).copied().filter(|_| known);
        }
        let after = self.working().partition_point(|&w| w <= day);
        let known = self.covers.0 <= day.next();
        self.working().get(after.checked_add(n)?.checked_sub(1)?).copied().filter(|_| known)
    }

    /// Where a time ends that would end on `end`, if it stood still on the free days of this calendar; of a time in
    /// working days these are given. `None` where the calendars do not cover the way there.
    fn past(&self, from: Day, end: Day, working: Option<&Calendar>, back: bool) -> Option<Day> {
        let step = if back { -1 } else { 1 };
        // Whether time runs on a day, and whether it would if it did not stand still.
        let runs = |day: Day| {
            let would = working.map_or(Some(true), |w| w.works(day))?;
            Some((would, would && self.works(day)?))
        };
        let (mut at, mut missing) = (from, 0);
        loop {
            let past = if back { at <= end } else { at >= end };
            if past && missing == 0 {
                break;
            }
            at = at.plus_days(step);
            match runs(at)? {
                (true, false) if !past => missing += 1,
                (_, true) if past => missing -= 1,
                _ => {}
            }
        }
        Some(at)
    }

    /// The day itself if it is a working day, else the next (where `back`, the one before).
    pub fn nearest(&self, day: Day, back: bool) -> Option<Day> {
        self.nth(if back { day.next() } else { day.plus_days(-1) }, 1, back)
    }
}

/// A day of a rule, in a year that has it.
fn in_year(day: YearDay, year: i16) -> Option<Day> {
    Some(match day {
        YearDay::On { day, month } => Day::from_date(Date::new(year, month, day).ok()?),
        YearDay::Easter(offset) => Day::from_date(easter(year)?).plus_days(offset),
        YearDay::Nth { nth, weekday, month } => {
            let weekday = Weekday::from_monday_zero_offset(weekday).ok()?;
            Day::from_date(Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()?)
        }
    })
}

/// Where a holiday is kept that falls on certain weekdays.
fn shifted(day: Day, shifts: &[Shift]) -> Day {
    let Some(date) = day.date() else { return day };
    let Some(shift) = shifts.iter().find(|s| s.falls_on == weekday_of(day)) else { return day };
    let Ok(to) = Weekday::from_monday_zero_offset(shift.to) else { return day };
    date.nth_weekday(if shift.after { 1 } else { -1 }, to).map_or(day, Day::from_date)
}

/// Monday is 0. The first day of 1970 was a Thursday.
fn weekday_of(day: Day) -> i8 {
    (day.0 + 3).rem_euclid(7) as i8
}

/// Easter Sunday of the Gregorian calendar, after Meeus, Astronomical Algorithms, chapter 8.
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y.rem_euclid(19), y.div_euclid(100), y.rem_euclid(100));
    let (d, e) = (b / 4, b % 4);
    let g = (b - (b + 8) / 25 + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    (year > 1582).then(|| date(year, (n / 31) as i8, (n % 31 + 1) as i8))
}

/// How a time is counted, where it is not counted by plain days.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Counting {
    /// By which calendar.
    pub calendar: Option<ThingId>,
    /// What its days are.
    pub days: CountedDays,
    /// If it ends on no working day of this calendar, it ends on the next one; counted backwards, on the one before.
    pub rolls: Option<ThingId>,
    /// By which calendar it does not run on free days, whatever its days are.
    pub still: Option<ThingId>,
    /// From which day it counts.
    pub first: FirstDay,
    /// Counted backwards, a whole day more lies between.
    pub clear: bool,
}

/// From which day a time counts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum FirstDay {
    /// From the day that is named, which does not count.
    #[default]
    After,
    /// That day counts.
    Itself,
    /// Months and years are counted from the day after.
    Next,
}

/// A rule of an order, or of an act, on how times are counted.
#[derive(Clone, PartialEq, Debug)]
pub struct CountingRule {
    /// The norm that says so.
    pub norm: NormId,
    /// What.
    pub rule: PeriodRule,
    /// Only of times of at most so many days.
    pub limit: Option<u32>,
    /// In which calendar.
    pub calendar: Option<ThingId>,
    /// Whose times: what authors within these write, and norms that begin with these names; the whole order's, if none
    /// is named.
    pub scope: Vec<ThingId>,
}

/// What the days of a time are.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum CountedDays {
    /// It is not said: all days, if no rule of the author's order says otherwise.
    #[default]
    Unsaid,
    /// `calendar days`: all.
    Calendar,
    /// `working days`
    Working,
}

impl Model {
    /// A calendar by its name.
    pub fn calendar(&self, thing: ThingId) -> Option<&Calendar> {
        self.calendars.iter().find(|c| c.thing == thing)
    }

    /// How near a rule is to whoever writes a time: 0 if it is of the whole order, more the longer the name is that it
    /// speaks of; `None` if it does not apply.
    pub fn applies(&self, rule: &CountingRule, owner: Owner) -> Option<usize> {
        let author = |part: PartId| self[self[part].act].author;
        let (writer, norm) = match owner {
            Owner::Part(part) => (author(part), None),
            Owner::Norm(norm) => match self[norm].of {
                NormOf::Order(order) => (order, Some(self[norm].thing)),
                NormOf::Part(part) => (author(part), Some(self[norm].thing)),
                NormOf::Reading => return None,
            },
        };
        let order = match self[rule.norm].of {
            NormOf::Order(order) => order,
            NormOf::Part(part) => self.order_of(author(part)),
            NormOf::Reading => return None,
        };
        if self.order_of(writer) != order {
            return None;
        }
        if rule.scope.is_empty() {
            return Some(0);
        }
        let named = |scope: ThingId| {
            let prefix = self.name(scope);
            let below = |name: &str| name.strip_prefix(prefix).is_some_and(|rest| rest.starts_with('.'));
            self.within(writer, scope) || norm.is_some_and(|norm| below(self.name(norm)))
        };
        let near = rule.scope.iter().filter(|&&scope| named(scope));
        near.map(|&scope| self.name(scope).split('.').count()).max()
    }

    /// The days on which a time ends that counts from some day, `times` as long as it is. Where its calendar does not
    /// cover the way there, it ends on some day from the earliest possible on (counted backwards: up to the latest).
    pub fn counted(&self, from: Days, time: Delay, times: u32) -> Days {
        if times == 0 {
            return from;
        }
        if time.count == Counting::default() {
            return from.map(|day| day.plus_times(time, times));
        }
        let lo = self.counted_from(from.lo, time, times);
        let hi = if from.is_exact() { lo } else { self.counted_from(from.hi, time, times) };
        Days { lo: lo.lo, hi: hi.hi }
    }

    fn counted_from(&self, from: Day, time: Delay, times: u32) -> Days {
        if from == Day::MIN || from == Day::MAX {
            return Days::on(from);
        }
        let step = if time.back { -1 } else { 1 };
        let from = match time.count.first {
            FirstDay::Itself => from.plus_days(-step),
            FirstDay::Next if time.months > 0 || time.years > 0 => from.plus_days(step),
            _ => from,
        };
        let plainly = from.plus_times(time, times);
        let end = self.end_of(from, plainly, time, times);
        end.map_or(
            if time.back { Days { lo: Day::MIN, hi: plainly } } else { Days { lo: plainly, hi: Day::MAX } },
            Days::on,
        )
    }

    /// Where a time ends; `None` where a calendar does not cover the way there.
    fn end_of(&self, from: Day, plainly: Day, time: Delay, times: u32) -> Option<Day> {
        let count = time.count;
        let calendar = count.calendar.and_then(|c| self.calendar(c));
        let clear = u32::from(count.clear && time.back);
        let in_working_days = count.days == CountedDays::Working && time.days > 0;
        let working = match calendar {
            // It is not said which days these are.
            None if in_working_days => return None,
            calendar => calendar.filter(|_| in_working_days),
        };
        let mut end = match working {
            Some(calendar) => {
                let whole = Delay { days: 0, ..time };
                let n = u64::from(time.days) * u64::from(times) + u64::from(clear);
                calendar.nth(from.plus_times(whole, times), usize::try_from(n).ok()?, time.back)?
            }
            None => plainly.plus_days(-(clear as i32)),
        };
        if let Some(still) = count.still.and_then(|c| self.calendar(c)) {
            end = still.past(from, end, working, time.back)?;
        }
        match count.rolls.and_then(|c| self.calendar(c)) {
            Some(calendar) => calendar.nearest(end, time.back),
            None => Some(end),
        }
    }

    /// A day that is no working day is moved as the end of a time that counts so.
    pub fn rolled(&self, day: Days, count: Counting) -> Days {
        let count = Counting { rolls: count.rolls, ..Counting::default() };
        self.counted(day, Delay { count, ..Delay::default() }, 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn easter_of_some_years() {
        for (year, wanted) in [
            (1818, "1818-03-22"),
            (1943, "1943-04-25"),
            (2000, "2000-04-23"),
            (2024, "2024-03-31"),
            (2038, "2038-04-25"),
        ] {
            assert_eq!(easter(year).map(Day::from_date), Some(day(wanted)));
        }
    }

    fn line(off: DaysOff<Days>) -> CalendarLine {
        CalendarLine { off, from: None, until: None, title: Title::default(), place: Place::default() }
    }

    fn calendar(more: Vec<CalendarLine>) -> Calendar {
        let mut lines = vec![line(DaysOff::Rest(vec![5, 6]))];
        lines.extend(more);
        Calendar::new(ThingId::new(0), (day("2020-01-01"), day("2030-01-01")), lines)
    }

    #[test]
    fn holidays_of_a_year() {
        let yearly = |day, shifts| line(DaysOff::Yearly { day, to: None, shifts });
        let christmas =
            vec![Shift { falls_on: 5, to: 0, after: true }, Shift { falls_on: 6, to: 1, after: true }];
        let calendar = calendar(vec![
            yearly(YearDay::On { day: 25, month: 12 }, christmas),
            yearly(YearDay::Easter(-2), Vec::new()),
            yearly(YearDay::Nth { nth: -1, weekday: 0, month: 5 }, Vec::new()),
            line(DaysOff::Yearly {
                day: YearDay::On { day: 30, month: 12 },
                to: Some(YearDay::On { day: 2, month: 1 }),
                shifts: Vec::new(),
            }),
            line(DaysOff::Open(Days { lo: day("2022-01-01"), hi: day("2022-01-02") })),
        ]);
        for (text, works) in [
            ("2022-12-27", false),
            ("2022-12-26", true),
            ("2021-12-27", false),
            ("2023-04-07", false),
            ("2023-05-29", false),
            ("2023-05-22", true),
            ("2025-01-02", false),
            ("2022-01-01", true),
        ] {
            assert_eq!(calendar.works(day(text)), Some(works), "{text}");
        }
        assert_eq!(calendar.works(day("2030-01-01")), None);
        assert!(calendar.why_free(day("2023-04-07")).is_some());
    }

    proptest! {
        #[test]
        fn the_way_there_is_counted(from in 18_300i32..21_500, n in 1usize..60, back: bool) {
            let calendar = calendar(vec![line(DaysOff::Closed(Days { lo: day("2024-07-20"), hi: day("2024-08-31") }))]);
            let step = if back { -1 } else { 1 };
            let (mut at, mut left) = (Day(from), n);
            while left > 0 && calendar.covers(at.plus_days(step)) {
                at = at.plus_days(step);
                left -= usize::from(calendar.works(at) == Some(true));
            }
            let wanted = (left == 0).then_some(at);
            prop_assert_eq!(calendar.nth(Day(from), n, back), wanted);
            if let Some(near) = calendar.nearest(Day(from), back) {
                prop_assert_eq!(calendar.works(near), Some(true));
                let on_its_side = if back { near <= Day(from) } else { near >= Day(from) };
                prop_assert!(on_its_side);
            }
        }
    }
}
