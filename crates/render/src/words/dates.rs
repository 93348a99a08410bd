//! Dates and durations in words of one language.

use vigente_model::{Day, Days};
use vigente_query::answer::Date;

use crate::words::Words;

/// A day in words: `7 Apr 2022`, `Apr 1992`, `28–29 Oct 2018`.
pub fn date(words: &Words, date: impl Into<Date>) -> String {
    dated(words, date.into(), "short")
}

/// How the days of a date stand to one another: what goes before it in a sentence hangs on that.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Precision {
    /// One day, or neighbours in one month.
    Days,
    /// A month or a year.
    Period,
    /// Some day, or no known one.
    Vague,
}

fn precision(Date(days): Date) -> Precision {
    match (civil(days.lo), civil(days.hi)) {
        (Some(lo), Some(hi)) if lo == hi => Precision::Days,
        (Some((y, m, d)), Some((y2, m2, d2))) if y == y2 => match (d, m == m2) {
            (1, true) if d2 >= 28 => Precision::Period,
            (_, true) => Precision::Days,
            (1, false) if (m, m2, d2) == (1, 12, 31) => Precision::Period,
            _ => Precision::Vague,
        },
        _ => Precision::Vague,
    }
}

/// A date to stand behind what happened on it, with what the language puts before it: `el 7 abr 2022`, `en abr de
/// 1992`, `en una fecha entre el 5 ago 2009 y el 18 dic 2009`.
pub fn on_date(words: &Words, on: impl Into<Date>) -> String {
    let on = on.into();
    let key = match precision(on) {
        Precision::Days => "on-date",
        Precision::Period => "on-period",
        Precision::Vague => "on-some-day",
    };
    words.say_with(key, &[("day", &date(words, on))])
}

/// The same of what has been so since: `desde el 7 abr 2022`, `desde abr de 1992`.
pub fn since_date(words: &Words, since: impl Into<Date>) -> String {
    let since = since.into();
    let key = if precision(since) == Precision::Days { "since-date" } else { "since-period" };
    words.say_with(key, &[("day", &date(words, since))])
}

/// The same with the month written out.
pub fn long_date(words: &Words, date: impl Into<Date>) -> String {
    dated(words, date.into(), "long")
}

fn dated(words: &Words, Date(days): Date, length: &str) -> String {
    let one_day = |(year, month, day): (i16, i8, i8)| {
        let month = words.say(&format!("month-{length}-{month}"));
        let day = day_of_month(words, day);
        words.say_with(&format!("day-{length}"), &[("day", &day), ("month", &month), ("year", &year)])
    };
    match (civil(days.lo), civil(days.hi)) {
        (Some(lo), Some(hi)) if lo == hi => one_day(lo),
        (Some((y, m, d)), Some((y2, m2, d2))) if (y, d) == (y2, 1) && (m, m2, d2) == (1, 12, 31) => {
            y.to_string()
        }
        (Some((y, m, d)), Some((y2, m2, d2))) if (y, m) == (y2, m2) => {
            let month = words.say(&format!("month-{length}-{m}"));
            if d == 1 && d2 >= 28 {
                return words.say_with("month-of", &[("month", &month), ("year", &y)]);
            }
            let days = format!("{}–{d2}", day_of_month(words, d));
            words.say_with(&format!("day-{length}"), &[("day", &days), ("month", &month), ("year", &y)])
        }
        (Some(from), Some(to)) => {
            words.say_with("some-day-between", &[("from", &one_day(from)), ("to", &one_day(to))])
        }
        (Some(from), None) => words.say_with("some-day-from", &[("from", &one_day(from))]),
        (None, Some(to)) => words.say_with("some-day-until", &[("to", &one_day(to))]),
        (None, None) => words.say("day-unknown"),
    }
}

/// `1er`, `2`, `3`
fn day_of_month(words: &Words, day: i8) -> String {
    if day == 1 { words.say("first-of-month") } else { day.to_string() }
}

/// Year, month and day of the month.
fn civil(day: Day) -> Option<(i16, i8, i8)> {
    day.date().map(|date| (date.year(), date.month(), date.day()))
}

/// A stretch of days, the end not included, as people say it: the last day is named.
pub fn stretch(words: &Words, from: Option<Date>, until: Option<Date>) -> String {
    let last = until.map(|until| date(words, day_before(until)));
    match (from.map(|from| date(words, from)), last) {
        (Some(from), Some(last)) if from == last => words.say_with("only-day", &[("from", &from)]),
        (Some(from), Some(last)) => words.say_with("from-to", &[("from", &from), ("to", &last)]),
        (Some(from), None) => words.say_with("from-on", &[("from", &from)]),
        (None, Some(last)) => words.say_with("up-to", &[("to", &last)]),
        (None, None) => words.say("always"),
    }
}

/// The day before; a date that is not known to the day stays as it is.
fn day_before(Date(days): Date) -> Date {
    Date(if days.is_exact() { Days::on(days.lo.plus_days(-1)) } else { days })
}

/// A time as the language writes it, `1 year and 15 days`, in words.
pub fn time(words: &Words, time: &str) -> String {
    let length = |one: &str| {
        let (number, unit) = one.split_once(' ')?;
        let key = format!("time-{}", unit.trim_end_matches('s'));
        words.knows(&key).then_some(())?;
        Some(words.count(&key, number.parse().ok()?))
    };
    let said = time.split(" and ").map(|one| length(one).unwrap_or_else(|| one.to_owned()));
    said.collect::<Vec<_>>().join(&words.say("time-and"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Lang;

    /// A date as answers write it.
    fn of(iso: &str) -> Date {
        let day = |iso: &str| iso.parse().map(Day::from_date).ok();
        let (lo, hi) = iso.split_once('/').unwrap_or((iso, iso));
        Date(Days { lo: day(lo).unwrap_or(Day::MIN), hi: day(hi).unwrap_or(Day::MAX) })
    }

    #[test]
    fn days_in_words() {
        let (en, es) = (Words::new(Lang::En), Words::new(Lang::Es));
        assert_eq!(date(&en, of("2022-04-07")), "7 Apr 2022");
        assert_eq!(long_date(&es, of("2023-11-29")), "29 de noviembre de 2023");
        assert_eq!(date(&en, of("1992-04-01/1992-04-30")), "Apr 1992");
        assert_eq!(date(&en, of("2018-10-28/2018-10-29")), "28–29 Oct 2018");
        assert_eq!(date(&en, of("2019-01-01/2019-12-31")), "2019");
        assert_eq!(date(&en, of("2019-01-15/2020-02-01")), "a day between 15 Jan 2019 and 1 Feb 2020");
        assert_eq!(on_date(&es, of("2019-01-15")), "el 15 ene 2019");
        assert_eq!(
            on_date(&es, of("2009-08-05/2009-12-18")),
            "en una fecha entre el 5 ago 2009 y el 18 dic 2009"
        );
        assert_eq!(on_date(&es, of("1992-04-01/1992-04-30")), "en abr de 1992");
        let by_day = es.say_with("by-day", &[("day", &date(&es, of("2009-08-05/2009-12-18")))]);
        assert_eq!(by_day, "plazo: una fecha entre el 5 ago 2009 y el 18 dic 2009");
        assert_eq!(date(&en, of("2019-01-15/..")), "a day not before 15 Jan 2019");
        assert_eq!(stretch(&en, Some(of("2018-10-03")), Some(of("2022-03-17"))), "3 Oct 2018 to 16 Mar 2022");
        assert_eq!(stretch(&en, None, None), "always");
    }

    #[test]
    fn days_in_portuguese_and_french() {
        let (pt, fr) = (Words::new(Lang::Pt), Words::new(Lang::Fr));
        assert_eq!(long_date(&pt, of("2022-03-28")), "28 de março de 2022");
        assert_eq!(long_date(&pt, of("2022-05-01")), "1º de maio de 2022");
        assert_eq!(date(&pt, of("2022-03-28")), "28 mar. 2022");
        assert_eq!(long_date(&fr, of("2022-04-01")), "1er avril 2022");
        assert_eq!(long_date(&fr, of("2022-04-11")), "11 avril 2022");
        assert_eq!(date(&fr, of("2018-10-01/2018-10-02")), "1er–2 oct. 2018");
        assert_eq!(on_date(&pt, of("1992-04-01/1992-04-30")), "em abr. de 1992");
        assert_eq!(on_date(&pt, of("2009-08-05/2009-12-18")), "em uma data entre 5 ago. 2009 e 18 dez. 2009");
        assert_eq!(on_date(&fr, of("2022-04-07")), "le 7 avr. 2022");
        assert_eq!(on_date(&fr, of("2019-01-01/2019-12-31")), "en 2019");
        assert_eq!(on_date(&fr, Date::default()), "à une date inconnue");
        assert_eq!(since_date(&fr, of("2022-04-07")), "depuis le 7 avr. 2022");
        assert_eq!(since_date(&fr, of("1992-04-01/1992-04-30")), "depuis avr. 1992");
        assert_eq!(
            stretch(&pt, Some(of("2018-10-03")), Some(of("2022-03-17"))),
            "de 3 out. 2018 a 16 mar. 2022"
        );
        assert_eq!(
            stretch(&fr, Some(of("2018-10-03")), Some(of("2022-03-17"))),
            "du 3 oct. 2018 au 16 mars 2022"
        );
        assert_eq!(time(&pt, "1 year and 15 days"), "1 ano e 15 dias");
        assert_eq!(time(&fr, "2 months"), "2 mois");
    }
}
