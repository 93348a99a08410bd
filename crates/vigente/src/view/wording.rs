//! States, reasons, days and names go in, words of one language come out. The only place that knows how a state is
//! called and whether it is good news.

use crate::answer::{ActRef, Doing, DoingVerb, Mode, Named, Phrase, Reason, ReasonKind, State, Text, Value};

use super::page::{Line, Tone};
use super::words::Words;

/// What goes before a kind of word in its key, as in `state-in-force`.
fn kebab(prefix: &str, variant: &impl std::fmt::Debug) -> String {
    let mut key = prefix.to_owned();
    for c in format!("{variant:?}").chars() {
        if c.is_uppercase() {
            key.push('-');
        }
        key.push(c.to_ascii_lowercase());
    }
    key
}

/// The key of any plain enum of an answer: its name in kebab case behind a prefix.
pub fn key(prefix: &str, variant: &impl std::fmt::Debug) -> String {
    kebab(prefix, variant)
}

/// The word of any plain enum of an answer, as data say it.
pub(super) fn word(variant: &impl std::fmt::Debug) -> String {
    kebab("", variant).trim_start_matches('-').to_owned()
}

/// How a state looks.
pub fn tone(state: State) -> Tone {
    match state {
        State::InForce | State::Holds | State::Done | State::Performed | State::Observed | State::Kept => {
            Tone::Good
        }
        State::Annulled | State::Void | State::Broken | State::Overdue | State::Unkept | State::Late => {
            Tone::Bad
        }
        State::Suspended
        | State::Undetermined
        | State::Binds
        | State::Pending
        | State::Partly
        | State::Collides => Tone::Alert,
        State::Repealed
        | State::Ended
        | State::NotYetInEffect
        | State::NotYetMade
        | State::NotOnRecord
        | State::Unrecognised
        | State::DoesNotHold
        | State::NotDone
        | State::Yields
        | State::Dormant
        | State::Absent
        | State::Lifted
        | State::NoCollision => Tone::Faint,
    }
}

/// A state in a word or two.
pub fn state(words: &Words, state: State) -> Line {
    Line::of(tone(state), words.say(&kebab("state", &state)))
}

/// Yes, no, or why neither.
pub fn value(words: &Words, value: Value) -> Line {
    let tone = match value {
        Value::True => Tone::Good,
        Value::False => Tone::Bad,
        Value::Undetermined | Value::Contested => Tone::Alert,
        Value::Silent | Value::NotOnRecord => Tone::Faint,
    };
    Line::of(tone, words.say(&kebab("value", &value)))
}

/// A reason as a clause that may stand behind a state; empty where there is nothing to add.
pub fn reason(words: &Words, reason: &Reason) -> String {
    if reason.kind == ReasonKind::Unattacked {
        return String::new();
    }
    let by = reason
        .by
        .as_deref()
        .or(reason.act.as_ref().map(|a| a.name.as_str()))
        .or(reason.norm.as_ref().map(|n| n.name.as_str()))
        .unwrap_or("?");
    let norm = reason.norm.as_ref().map_or(by, |n| n.name.as_str());
    let day = reason.day.as_deref().map_or_else(|| words.say("day-unknown"), |d| on_date(words, d));
    words.say_with(&kebab("reason", &reason.kind), &[("by", &by), ("norm", &norm), ("day", &day)])
}

/// A day in words: `7 Apr 2022`, `Apr 1992`, `28–29 Oct 2018`.
pub fn date(words: &Words, iso: &str) -> String {
    dated(words, iso, "short")
}

/// A day inside a sentence, with the article of the language where it is one day: `el 7 abr 2022`, `abr de 1992`,
/// `entre el 5 ago 2009 y el 18 dic 2009`.
pub(super) fn on_date(words: &Words, iso: &str) -> String {
    let said = date(words, iso);
    let first_to_last = iso.split_once('/').and_then(|(from, to)| Some((parts(from)?, parts(to)?)));
    let days_of_a_month = match first_to_last {
        Some(((y, m, d), (y2, m2, d2))) => (y, m) == (y2, m2) && !(d == 1 && d2 >= 28),
        None => parts(iso).is_some(),
    };
    if days_of_a_month { words.say_with("on-date", &[("day", &said)]) } else { said }
}

/// The same with the month written out.
pub fn long_date(words: &Words, iso: &str) -> String {
    dated(words, iso, "long")
}

fn dated(words: &Words, iso: &str, length: &str) -> String {
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
            let days = format!("{d}–{d2}");
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
    Some(words.say_with(&format!("day-{length}"), &[("day", &day), ("month", &month), ("year", &year)]))
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

/// Words of the record in the language of the view, else as written.
pub fn text<'t>(words: &Words, text: &'t Text) -> &'t str {
    text.in_language(words.lang().code())
}

/// A thing by its title, else by its name.
pub fn named<'t>(words: &Words, named: &'t Named) -> &'t str {
    match text(words, &named.title) {
        "" => &named.name,
        title => title,
    }
}

/// The same, short: what a title adds in brackets is left out.
pub fn short<'t>(words: &Words, thing: &'t Named) -> &'t str {
    let title = named(words, thing);
    match title.split_once(" (") {
        Some((short, rest)) if rest.ends_with(')') && !short.is_empty() => short,
        _ => title,
    }
}

/// An act as `7 Apr 2022, Inter-American Court`.
pub fn day_and_author(words: &Words, act: &ActRef) -> String {
    format!("{}, {}", date(words, &act.made), short(words, &act.author))
}

/// A status in words where it has a title, as the head of a line: `Alberto Fujimori: serves a sentence (the 25-year
/// case)`.
pub fn status(words: &Words, status: &Phrase) -> String {
    said(words, status, ": ")
}

/// The key of the words between a bearer and a deed or status: `must`, `must see to it that`.
pub fn mode(mode: Mode, content: &Phrase) -> &'static str {
    match (mode, content.status) {
        (Mode::Requires, false) => "must",
        (Mode::Forbids, false) => "must-not",
        (Mode::Permits, false) => "may",
        (Mode::Requires, true) => "must-that",
        (Mode::Forbids, true) => "must-not-that",
        (Mode::Permits, true) => "may-that",
    }
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

/// A deed or status in words where it has a title, to stand behind `must` or `must see to it that`: `carry it out
/// (Sentencia 78/2022)`, `in vitro fertilisation is authorised`.
pub fn phrase(words: &Words, phrase: &Phrase) -> String {
    let said = said(words, phrase, " ");
    // A phrase without a title says itself that it is negated.
    if phrase.not && !text(words, &phrase.name.title).is_empty() {
        return words.say_with("not-phrase", &[("what", &said)]);
    }
    said
}

/// What an act does: deeds and statuses by their titles, several of one status told together; the rest as in the
/// language.
pub fn doings(words: &Words, does: &[Doing]) -> Vec<String> {
    let titled =
        |doing: &Doing| doing.phrase.as_ref().is_some_and(|p| !text(words, &p.name.title).is_empty());
    let same = |a: &Doing, b: &Doing| {
        let name = |d: &Doing| d.phrase.as_ref().map(|p| p.name.name.clone());
        titled(a) && a.verb == b.verb && a.verb != Some(DoingVerb::Does) && name(a) == name(b)
    };
    let groups = does.chunk_by(same).map(|group| {
        let (first, all) = (&group[0], group.iter().filter_map(|d| d.phrase.as_ref()));
        let key = match first.verb.filter(|_| titled(first)) {
            Some(DoingVerb::Does) => {
                return all.map(|p| phrase(words, p)).collect::<Vec<_>>().join("; ");
            }
            Some(DoingVerb::Begins) => "doing-begins",
            Some(DoingVerb::Ends) => "doing-ends",
            None => return first.text.clone(),
        };
        let whose: Vec<&str> = all.clone().flat_map(|p| &p.args).map(|a| short(words, a)).collect();
        let title = all.map(|p| text(words, &p.name.title)).next().unwrap_or_default();
        let what =
            if whose.is_empty() { title.to_owned() } else { format!("{title} ({})", whose.join(", ")) };
        words.say_with(key, &[("what", &what)])
    });
    groups.collect()
}

fn said(words: &Words, phrase: &Phrase, between: &str) -> String {
    let title = text(words, &phrase.name.title);
    if title.is_empty() {
        return phrase.text.clone();
    }
    let args: Vec<&str> = phrase.args.iter().map(|a| short(words, a)).collect();
    let (subject, rest) = match args.split_first() {
        Some((first, rest)) if phrase.status => (Some(*first), rest),
        _ => (None, &args[..]),
    };
    let mut said = match subject {
        Some(subject) => format!("{subject}{between}{title}"),
        None => title.to_owned(),
    };
    if !rest.is_empty() {
        said.push_str(&format!(" ({})", rest.join(", ")));
    }
    said
}

#[cfg(test)]
mod tests {
    use super::super::words::Lang;
    use super::*;

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
        assert_eq!(on_date(&es, "2009-08-05/2009-12-18"), "entre el 5 ago 2009 y el 18 dic 2009");
        assert_eq!(on_date(&es, "1992-04-01/1992-04-30"), "abr de 1992");
        let by_day = es.say_with("by-day", &[("day", &date(&es, "2009-08-05/2009-12-18"))]);
        assert_eq!(by_day, "plazo: entre el 5 ago 2009 y el 18 dic 2009");
        assert_eq!(date(&en, "2019-01-15/open"), "a day not before 15 Jan 2019");
        assert_eq!(date(&en, "nonsense"), "nonsense");
        assert_eq!(stretch(&en, Some("2018-10-03"), Some("2022-03-17")), "3 Oct 2018 to 16 Mar 2022");
        assert_eq!(stretch(&en, None, None), "always");
    }

    #[test]
    fn what_must_be_so() {
        let title =
            |en: &str, es: &str| Text { text: en.into(), translations: [("es".into(), es.into())].into() };
        let named = |en: &str, es: &str| Named { name: "x".into(), title: title(en, es) };
        let of = |args: Vec<Named>, not| Phrase {
            text: "prohibited(ivf)".into(),
            not,
            status: true,
            name: named("is prohibited", "está prohibida"),
            args,
        };
        let ivf = || vec![named("in vitro fertilisation", "la fecundación in vitro")];
        let (en, es) = (Words::new(Lang::En), Words::new(Lang::Es));
        let that =
            |words: &Words, what: &Phrase| format!("{} {}", words.say("must-that"), phrase(words, what));
        assert_eq!(that(&en, &of(ivf(), false)), "must see to it that in vitro fertilisation is prohibited");
        assert_eq!(
            that(&en, &of(ivf(), true)),
            "must see to it that it is not the case that in vitro fertilisation is prohibited"
        );
        let mut war = of(Vec::new(), true);
        war.name = named("the country is at war", "el país está en guerra");
        assert_eq!(that(&en, &war), "must see to it that it is not the case that the country is at war");
        assert_eq!(
            that(&es, &of(ivf(), false)),
            "debe lograr lo siguiente: la fecundación in vitro está prohibida"
        );
        assert_eq!(
            that(&es, &of(ivf(), true)),
            "debe lograr lo siguiente: que no sea cierto que la fecundación in vitro está prohibida"
        );
        assert_eq!(status(&en, &of(ivf(), false)), "in vitro fertilisation: is prohibited");
    }

    /// Keys put together at run time: every variant of these has its words in every language. The variants are read
    /// from their definitions, so that a new one cannot be forgotten.
    #[test]
    fn everything_has_words() {
        let lists = [
            ("state", "State", include_str!("../answer/mod.rs")),
            ("reason", "ReasonKind", include_str!("../answer/mod.rs")),
            ("value", "Value", include_str!("../answer/mod.rs")),
            ("collision", "CollisionKind", include_str!("../answer/collision.rs")),
            ("says", "Says", include_str!("../answer/collision.rs")),
            ("mode", "Mode", include_str!("../answer/duty.rs")),
            ("outcome", "Outcome", include_str!("../answer/duty.rs")),
            ("flag", "DutyFlag", include_str!("../answer/duty.rs")),
            ("aspect", "Aspect", include_str!("../answer/situation.rs")),
            ("node", "NodeKind", include_str!("../answer/why.rs")),
            ("arrow", "ArrowKind", include_str!("../answer/chart.rs")),
        ];
        for lang in Lang::ALL {
            let words = Words::new(lang);
            for (prefix, name, definitions) in lists {
                let body = definitions.split(&format!("pub enum {name} {{")).nth(1).unwrap();
                let body = body.split("\n}").next().unwrap();
                let variants: Vec<&str> =
                    body.lines().map(str::trim).filter(|l| l.starts_with(char::is_uppercase)).collect();
                assert!(variants.len() > 1, "{name}: no variants found");
                for variant in variants {
                    let key = kebab(prefix, &format_args!("{}", variant.trim_end_matches(',')));
                    assert!(words.knows(&key), "{lang:?}: nothing is said under `{key}`");
                }
            }
        }
    }
}
