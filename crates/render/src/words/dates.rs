//! Dates and durations in words of one language.

use crate::words::Words;

/// A day in words: `7 Apr 2022`, `Apr 1992`, `28–29 Oct 2018`.
pub fn date(words: &Words, iso: &str) -> String {
    dated(words, iso, "short")
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

fn precision(iso: &str) -> Precision {
    match iso.split_once('/').map(|(from, to)| (parts(from), parts(to))) {
        None if parts(iso).is_some() => Precision::Days,
        Some((Some((y, m, d)), Some((y2, m2, d2)))) if y == y2 => match (d, m == m2) {
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
pub fn on_date(words: &Words, iso: &str) -> String {
    let key = match precision(iso) {
        Precision::Days => "on-date",
        Precision::Period => "on-period",
        Precision::Vague => "on-some-day",
    };
    words.say_with(key, &[("day", &date(words, iso))])
}

/// The same of what has been so since: `desde el 7 abr 2022`, `desde abr de 1992`.
pub fn since_date(words: &Words, iso: &str) -> String {
    let key = if precision(iso) == Precision::Days { "since-date" } else { "since-period" };
    words.say_with(key, &[("day", &date(words, iso))])
}

/// The same with the month written out.
pub fn long_date(words: &Words, iso: &str) -> String {
    dated(words, iso, "long")
}

fn dated(words: &Words, iso: &str, length: &str) -> String {
    if iso.is_empty() {
        return words.say("day-unknown");
    }
    let Some((from, to)) = iso.split_once('/') else {
        return one_day(words, iso, length).unwrap_or_else(|| iso.to_owned());
    };
    let day_of = format!("day-{length}");
    if let (Some((y, m, d)), Some((y2, m2, d2))) = (parts(from), parts(to)) {
        let month = words.say(&format!("month-{length}-{m}"));
        if d == 1 && (m, d2) == (1, 31) && m2 == 12 && y == y2 {
            return y.to_string();
        }
        if d == 1 && (y, m) == (y2, m2) && d2 >= 28 {
            return words.say_with("month-of", &[("month", &month), ("year", &y)]);
        }
        if (y, m) == (y2, m2) {
            let days = format!("{}–{d2}", day_of_month(words, d));
            return words.say_with(&day_of, &[("day", &days), ("month", &month), ("year", &y)]);
        }
    }
    let side = |iso: &str| one_day(words, iso, length);
    match (side(from), side(to)) {
        (Some(from), Some(to)) => words.say_with("some-day-between", &[("from", &from), ("to", &to)]),
        (Some(from), None) => words.say_with("some-day-from", &[("from", &from)]),
        (None, Some(to)) => words.say_with("some-day-until", &[("to", &to)]),
        (None, None) => words.say("day-unknown"),
    }
}

fn one_day(words: &Words, iso: &str, length: &str) -> Option<String> {
    let (year, month, day) = parts(iso)?;
    let month = words.say(&format!("month-{length}-{month}"));
    let day = day_of_month(words, day);
    Some(words.say_with(&format!("day-{length}"), &[("day", &day), ("month", &month), ("year", &year)]))
}

/// `1er`, `2`, `3`
fn day_of_month(words: &Words, day: u8) -> String {
    if day == 1 { words.say("first-of-month") } else { day.to_string() }
}

fn parts(iso: &str) -> Option<(i32, u8, u8)> {
    let (rest, day) = iso.rsplit_once('-')?;
    let (year, month) = rest.rsplit_once('-')?;
    let (year, month, day) = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some((year, month, day))
}

/// A stretch of days, the end not included, as people say it: the last day is named.
pub fn stretch(words: &Words, from: Option<&str>, until: Option<&str>) -> String {
    let last = until.map(|u| date(words, &day_before(u)));
    match (from.map(|f| date(words, f)), last) {
        (Some(from), Some(last)) if from == last => words.say_with("only-day", &[("from", &from)]),
        (Some(from), Some(last)) => words.say_with("from-to", &[("from", &from), ("to", &last)]),
        (Some(from), None) => words.say_with("from-on", &[("from", &from)]),
        (None, Some(last)) => words.say_with("up-to", &[("to", &last)]),
        (None, None) => words.say("always"),
    }
}

/// The day before an ISO day; whatever is none stays as it is.
pub fn day_before(iso: &str) -> String {
    iso.parse::<jiff::civil::Date>()
        .ok()
        .and_then(|d| d.yesterday().ok())
        .map_or_else(|| iso.to_owned(), |d| d.to_string())
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

    #[test]
    fn days_in_words() {
        let (en, es) = (Words::new(Lang::En), Words::new(Lang::Es));
        assert_eq!(date(&en, "2022-04-07"), "7 Apr 2022");
        assert_eq!(long_date(&es, "2023-11-29"), "29 de noviembre de 2023");
        assert_eq!(date(&en, "1992-04-01/1992-04-30"), "Apr 1992");
        assert_eq!(date(&en, "2018-10-28/2018-10-29"), "28–29 Oct 2018");
        assert_eq!(date(&en, "2019-01-01/2019-12-31"), "2019");
        assert_eq!(date(&en, "2019-01-15/2020-02-01"), "a day between 15 Jan 2019 and 1 Feb 2020");
        assert_eq!(on_date(&es, "2019-01-15"), "el 15 ene 2019");
        assert_eq!(
            on_date(&es, "2009-08-05/2009-12-18"),
            "en una fecha entre el 5 ago 2009 y el 18 dic 2009"
        );
        assert_eq!(on_date(&es, "1992-04-01/1992-04-30"), "en abr de 1992");
        let by_day = es.say_with("by-day", &[("day", &date(&es, "2009-08-05/2009-12-18"))]);
        assert_eq!(by_day, "plazo: una fecha entre el 5 ago 2009 y el 18 dic 2009");
        assert_eq!(date(&en, "2019-01-15/open"), "a day not before 15 Jan 2019");
        assert_eq!(date(&en, "nonsense"), "nonsense");
        assert_eq!(stretch(&en, Some("2018-10-03"), Some("2022-03-17")), "3 Oct 2018 to 16 Mar 2022");
        assert_eq!(stretch(&en, None, None), "always");
    }

    #[test]
    fn days_in_portuguese_and_french() {
        let (pt, fr) = (Words::new(Lang::Pt), Words::new(Lang::Fr));
        assert_eq!(long_date(&pt, "2022-03-28"), "28 de março de 2022");
        assert_eq!(long_date(&pt, "2022-05-01"), "1º de maio de 2022");
        assert_eq!(date(&pt, "2022-03-28"), "28 mar. 2022");
        assert_eq!(long_date(&fr, "2022-04-01"), "1er avril 2022");
        assert_eq!(long_date(&fr, "2022-04-11"), "11 avril 2022");
        assert_eq!(date(&fr, "2018-10-01/2018-10-02"), "1er–2 oct. 2018");
        assert_eq!(on_date(&pt, "1992-04-01/1992-04-30"), "em abr. de 1992");
        assert_eq!(on_date(&pt, "2009-08-05/2009-12-18"), "em uma data entre 5 ago. 2009 e 18 dez. 2009");
        assert_eq!(on_date(&fr, "2022-04-07"), "le 7 avr. 2022");
        assert_eq!(on_date(&fr, "2019-01-01/2019-12-31"), "en 2019");
        assert_eq!(on_date(&fr, ""), "à une date inconnue");
        assert_eq!(since_date(&fr, "2022-04-07"), "depuis le 7 avr. 2022");
        assert_eq!(since_date(&fr, "1992-04-01/1992-04-30"), "depuis avr. 1992");
        assert_eq!(stretch(&pt, Some("2018-10-03"), Some("2022-03-17")), "de 3 out. 2018 a 16 mar. 2022");
        assert_eq!(stretch(&fr, Some("2018-10-03"), Some("2022-03-17")), "du 3 oct. 2018 au 16 mars 2022");
        assert_eq!(time(&pt, "1 year and 15 days"), "1 ano e 15 dias");
        assert_eq!(time(&fr, "2 months"), "2 mois");
    }
}
