//! Reads uncertain dates (EDTF, ISO 8601-2). The result is the range of days that a date may mean, or an error that
//! says what to write instead.
//!
//! What is written stands for *one* day that lies somewhere between two days, both included:
//!
//! | written | from … to |
//! |---|---|
//! | `2018-06-15` | that day |
//! | `1992-04`, `1992` | the first … the last day of the month, the year |
//! | `2017-12-2X`, `199X` | the first … the last day it can be |
//! | `2018-10-28/2018-10-29` | the earliest of the first … the latest of the second |
//! | `2019/..`, `../2019` | open on one side: no later, no earlier bound is known |
//! | `[2019-01-23,2019-01-24]` | the earliest … the latest member (and whatever lies between) |
//! | `1985~`, `1985?`, `1985%` | a year more on each side |
//! | `1985-04~` | a month more on each side (also seasons) |
//! | `1985-04-12~` | three days more on each side |
//!
//! The grammar and the bounds are those of `edtf-core` (ISO 8601-2 levels 0 to 2). It leaves an approximate year as
//! wide as a certain one, which would make "about 1985" *certainly* before 1986; hence the padding here.

use edtf_core::{Bound, BoundDate, Date as Written, Edtf, IntervalEndpoint, SetElement, SetKind};
use jiff::civil::Date;
use jiff::{Span, ToSpan};

use super::{Day, Days};

/// Why a date cannot be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BadDate {
    /// What is wrong, in a clause: "february 2018 has 28 days".
    pub why: String,
    /// What to write instead; two where a day and a month can be taken for each other.
    pub instead: Vec<String>,
}

impl Days {
    /// Reads a date.
    pub fn read(text: &str) -> Result<Days, BadDate> {
        if let Some(day) = plain(text.as_bytes()) {
            return Ok(Days::on(day));
        }
        let found = Edtf::parse(text).map_err(|_| diagnose(text))?;
        let days = bounds(&found).ok_or_else(|| BadDate {
            why: "this is not one day of the calendar of the years -9999 to 9999".to_owned(),
            instead: Vec::new(),
        })?;
        if matches!(found, Edtf::DateTime(_)) {
            let why = "a record knows days, not hours".to_owned();
            return Err(BadDate { why, instead: vec![days.lo.to_string()] });
        }
        Ok(days)
    }
}

/// `2018-06-15` and nothing else: nearly every date of a record, without the detour through the full grammar.
fn plain(b: &[u8]) -> Option<Day> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = b else { return None };
    let digit = |c: u8| c.is_ascii_digit().then(|| i16::from(c - b'0'));
    let year = ((digit(y1)? * 10 + digit(y2)?) * 10 + digit(y3)?) * 10 + digit(y4)?;
    let month = (digit(m1)? * 10 + digit(m2)?) as i8;
    let day = (digit(d1)? * 10 + digit(d2)?) as i8;
    Date::new(year, month, day).ok().map(Day::from_date)
}

fn bounds(found: &Edtf) -> Option<Days> {
    match found {
        Edtf::Date(date) => of_date(found, date),
        Edtf::DateTime(_) => Some(Days { lo: low(found)?, hi: high(found)? }),
        Edtf::Interval(interval) => {
            let lo = match &interval.start {
                IntervalEndpoint::Open | IntervalEndpoint::Unknown | IntervalEndpoint::OnOrBefore(_) => {
                    Day::MIN
                }
                IntervalEndpoint::Date(date) | IntervalEndpoint::OnOrAfter(date) => alone(date)?.lo,
            };
            let hi = match &interval.end {
                IntervalEndpoint::Open | IntervalEndpoint::Unknown | IntervalEndpoint::OnOrAfter(_) => {
                    Day::MAX
                }
                IntervalEndpoint::Date(date) | IntervalEndpoint::OnOrBefore(date) => alone(date)?.hi,
            };
            Some(Days { lo, hi })
        }
        // `{a, b}` is every one of them: not one day.
        Edtf::Set(set) if set.kind == SetKind::AllMembers => None,
        Edtf::Set(set) => {
            let mut all: Option<Days> = None;
            for element in &set.elements {
                let one = match element {
                    SetElement::Date(date) => alone(date)?,
                    SetElement::OnOrBefore(date) => Days { lo: Day::MIN, hi: alone(date)?.hi },
                    SetElement::OnOrAfter(date) => Days { lo: alone(date)?.lo, hi: Day::MAX },
                    SetElement::Range(from, to) => Days { lo: alone(from)?.lo, hi: alone(to)?.hi },
                };
                all = Some(match all {
                    Some(all) => Days { lo: all.lo.min(one.lo), hi: all.hi.max(one.hi) },
                    None => one,
                });
            }
            all
        }
    }
}

fn alone(date: &Written) -> Option<Days> {
    of_date(&Edtf::Date(*date), date)
}

/// The days of one written date, with its padding.
fn of_date(found: &Edtf, date: &Written) -> Option<Days> {
    let days = Days { lo: low(found)?, hi: high(found)? };
    let Some(pad) = padding(date) else { return Some(days) };
    let lo = days.lo.date()?.checked_sub(pad).map_or(Day::MIN, Day::from_date);
    // From the day after, so that a month after 30 April ends on 31 May.
    let after = days.hi.next().date().and_then(|d| d.checked_add(pad).ok());
    let hi = after.map_or(Day::MAX, |d| Day::from_date(d).plus_days(-1));
    Some(Days { lo, hi })
}

/// How far an uncertain or approximate date reaches beyond its bounds: by its finest marked component where the
/// mark covers all that stands to its left (`1985-04~`), by its coarsest where single components are marked.
fn padding(date: &Written) -> Option<Span> {
    let year = date.year.qualifier.is_qualified();
    let month = date.month.is_some_and(|m| m.qualifier.is_qualified());
    let day = date.day.is_some_and(|d| d.qualifier.is_qualified());
    if day && year == month {
        Some(3.days())
    } else if month {
        Some(1.month())
    } else {
        year.then(|| 1.year())
    }
}

fn low(found: &Edtf) -> Option<Day> {
    match found.bounds().earliest {
        Bound::Date(date) => day(date),
        _ => None,
    }
}

fn high(found: &Edtf) -> Option<Day> {
    match found.bounds().latest {
        Bound::Date(date) => day(date),
        _ => None,
    }
}

fn day(date: BoundDate) -> Option<Day> {
    let date = Date::new(i16::try_from(date.year).ok()?, date.month as i8, date.day as i8).ok()?;
    Some(Day::from_date(date))
}

/// What people write where an ISO day belongs.
fn diagnose(text: &str) -> BadDate {
    let bad = |why: &str, instead: Vec<String>| BadDate { why: why.to_owned(), instead };
    if let Some(day) = text.get(..10)
        && text.as_bytes().get(10) == Some(&b'T')
        && plain(day.as_bytes()).is_some()
    {
        return bad("a record knows days, not hours", vec![day.to_owned()]);
    }
    if let Some((from, to)) = text.split_once('/')
        && Edtf::parse(from).is_ok()
        && Edtf::parse(to).is_ok()
    {
        return bad("it ends before it begins", vec![format!("{to}/{from}")]);
    }
    let numbers: Vec<&str> = text.split(['/', '-', '.']).collect();
    let [a, b, c] = numbers[..] else {
        return bad("it is neither an ISO day nor an uncertain date", Vec::new());
    };
    if numbers.iter().any(|n| n.len() > 4 && n.bytes().all(|b| b.is_ascii_digit())) {
        return bad("a year has four digits", Vec::new());
    }
    let (Some(x), Some(y), Some(z)) = (number(a), number(b), number(c)) else {
        return bad("it is neither an ISO day nor an uncertain date", Vec::new());
    };
    if a.len() == 4 {
        let iso = valid(x, y, z);
        if let Some(iso) = iso {
            return bad("a day is written year-month-day, with two digits each", vec![iso]);
        }
        if y > 12 {
            return bad("a year has twelve months", valid(x, z, y).into_iter().collect());
        }
        if let Ok(first) = Date::new(x, y as i8, 1) {
            let month =
                ["january", "february", "march", "april", "may", "june", "july", "august", "september"]
                    .into_iter()
                    .chain(["october", "november", "december"])
                    .nth(usize::from(y.unsigned_abs()) - 1)
                    .unwrap_or_default();
            let why = format!("{month} {x} has {} days", first.days_in_month());
            return BadDate { why, instead: vec![format!("{x:04}-{y:02}")] };
        }
        return bad("months and days are counted from 1", Vec::new());
    }
    if c.len() == 4 {
        let mut readings: Vec<String> = valid(z, y, x).into_iter().chain(valid(z, x, y)).collect();
        readings.dedup();
        let why = if readings.len() == 2 {
            "day and month could be taken for each other here"
        } else {
            "a day is written year-month-day"
        };
        return bad(why, readings);
    }
    bad("a year has four digits", Vec::new())
}

fn number(text: &str) -> Option<i16> {
    if text.is_empty() || text.len() > 4 || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

fn valid(year: i16, month: i16, day: i16) -> Option<String> {
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    Some(date.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(written: &str, means: &str) {
        let days = Days::read(written).expect(written);
        assert_eq!(format!("{}/{}", days.lo, days.hi), means, "{written}");
    }

    #[track_caller]
    fn wrong(written: &str, why: &str, instead: &[&str]) {
        let bad = Days::read(written).expect_err(written);
        assert!(bad.why.contains(why), "{written}: {}", bad.why);
        assert_eq!(bad.instead, instead, "{written}");
    }

    #[test]
    fn days_and_uncertain_days() {
        check("2018-06-15", "2018-06-15/2018-06-15");
        check("1992-04", "1992-04-01/1992-04-30");
        check("2000-02", "2000-02-01/2000-02-29");
        check("1977", "1977-01-01/1977-12-31");
        check("2018-10-28/2018-10-29", "2018-10-28/2018-10-29");
        check("1992-01/1992-02-06", "1992-01-01/1992-02-06");
        check("2017-12-2X", "2017-12-20/2017-12-29");
        check("2017-XX-24", "2017-01-24/2017-12-24");
        check("199X", "1990-01-01/1999-12-31");
        check("[2019-01-23,2019-01-24]", "2019-01-23/2019-01-24");
        check("2019/..", "2019-01-01/open");
        check("../2019", "ever/2019-12-31");
    }

    #[test]
    fn about_is_wider_than_certain() {
        check("1985~", "1984-01-01/1986-12-31");
        check("1985?", "1984-01-01/1986-12-31");
        check("1985-04~", "1985-03-01/1985-05-31");
        check("1985-04-12~", "1985-04-09/1985-04-15");
        check("1985-04-12%", "1985-04-09/1985-04-15");
        check("1985~-04-12", "1984-04-12/1986-04-12");
        check("1985-04~-12", "1985-03-12/1985-05-12");
        check("1985-~04-12", "1985-03-12/1985-05-12");
        check("1985-04-~12", "1985-04-09/1985-04-15");
        check("1985~/1986", "1984-01-01/1986-12-31");
    }

    #[test]
    fn what_people_write_instead() {
        wrong("15/03/2018", "year-month-day", &["2018-03-15"]);
        wrong("03/04/2018", "each other", &["2018-04-03", "2018-03-04"]);
        wrong("04/04/2018", "year-month-day", &["2018-04-04"]);
        wrong("15.03.2018", "year-month-day", &["2018-03-15"]);
        wrong("2018/03/15", "year-month-day", &["2018-03-15"]);
        wrong("2018-3-5", "two digits", &["2018-03-05"]);
        wrong("2018-02-30", "february 2018 has 28 days", &["2018-02"]);
        wrong("2018-13-01", "twelve months", &["2018-01-13"]);
        wrong("2018-00-01", "counted from 1", &[]);
        wrong("99999-01-01", "four digits", &[]);
        wrong("2018-03-15T10:00:00Z", "not hours", &["2018-03-15"]);
        wrong("2019/2018", "ends before", &["2018/2019"]);
        wrong("{2018,2019}", "not one day", &[]);
        wrong("Y20000", "calendar", &[]);
        wrong("", "neither", &[]);
        wrong("ñ", "neither", &[]);
    }
}
