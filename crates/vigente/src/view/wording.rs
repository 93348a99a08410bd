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
    let day = on_date(words, reason.day.as_deref().unwrap_or_default());
    words.say_with(&kebab("reason", &reason.kind), &[("by", &by), ("norm", &norm), ("day", &day)])
}

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

/// Words of the record in the language of the view, else as written.
pub fn text<'t>(words: &Words, text: &'t Text) -> &'t str {
    text.in_languages(words.lang().titles())
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
    said(words, status, &words.say("colon"))
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

/// An effect that something rests on, or that reaches something. Deeds and statuses stay as the record writes them:
/// the sentence around them says already that they are done, begin or end.
pub fn effect(words: &Words, does: Option<&Doing>, text: &str) -> String {
    match does.and_then(|d| Some((d, d.verb?))) {
        Some((_, DoingVerb::Does | DoingVerb::Begins | DoingVerb::Ends)) | None => text.to_owned(),
        Some((doing, verb)) => acting(words, doing, verb),
    }
}

/// `anula pardon.indulto`, `Perú debe informar (…), plazo: 29 oct 2018`
fn acting(words: &Words, doing: &Doing, verb: DoingVerb) -> String {
    let what = doing.on.join(", ");
    let day = doing.day.as_deref().map(|d| date(words, d));
    let whom = doing.whom.as_ref().map(|w| short(words, w)).unwrap_or_default();
    let must = |duty: Mode| {
        let content = doing.phrase.clone().unwrap_or_default();
        let said = format!("{whom} {} {}", words.say(mode(duty, &content)), phrase(words, &content));
        match &day {
            Some(day) => format!("{said}, {}", words.say_with("by-day", &[("day", day)])),
            None => said,
        }
    };
    let norm = doing.norm.as_deref().unwrap_or_default();
    let values = |words: &Words| {
        let day = day.as_deref().unwrap_or_default();
        words.say_with(
            &kebab("doing", &verb),
            &[("what", &what), ("whom", &whom), ("norm", &norm), ("day", &day)],
        )
    };
    let mut said = match verb {
        DoingVerb::Requires => return must(Mode::Requires),
        DoingVerb::Forbids => return must(Mode::Forbids),
        DoingVerb::Permits => return must(Mode::Permits),
        _ => values(words),
    };
    if !norm.is_empty() && verb != DoingVerb::FindsBreach {
        said = words.say_with("doing-under", &[("what", &said), ("norm", &norm)]);
    }
    if let Some(day) = day.filter(|_| verb != DoingVerb::Moves) {
        said = words.say_with("doing-as-of", &[("what", &said), ("day", &day)]);
    }
    if let Some(text) = &doing.said {
        said = words.say_with("doing-with-words", &[("what", &said), ("text", text)]);
    }
    said
}

/// What an act does: deeds and statuses by their titles, several of one status told together; what words are not
/// there for, as in the language.
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
            _ => return group.iter().map(|d| effect(words, Some(d), &d.text)).collect::<Vec<_>>().join("; "),
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

    #[test]
    fn titles_are_looked_for_in_order() {
        let title = |translations: &[(&str, &str)]| Text {
            text: "as written".into(),
            translations: translations.iter().map(|(l, t)| ((*l).into(), (*t).into())).collect(),
        };
        let (pt, fr) = (Words::new(Lang::Pt), Words::new(Lang::Fr));
        let all = title(&[("en", "English"), ("es", "español"), ("fr", "français"), ("pt", "português")]);
        assert_eq!((text(&pt, &all), text(&fr, &all)), ("português", "français"));
        let some = title(&[("en", "English"), ("es", "español")]);
        assert_eq!((text(&pt, &some), text(&fr, &some)), ("español", "English"));
        let none = title(&[]);
        assert_eq!((text(&pt, &none), text(&fr, &none)), ("as written", "as written"));
    }

    #[test]
    fn what_an_act_does() {
        let doing = |verb, on: &[&str]| Doing {
            text: "as written".into(),
            verb: Some(verb),
            on: on.iter().map(|o| (*o).into()).collect(),
            ..Doing::default()
        };
        let say = |lang, does: Doing| doings(&Words::new(lang), &[does]).join("; ");
        let annuls = || doing(DoingVerb::Annuls, &["annulment", "confirmation"]);
        assert_eq!(say(Lang::En, annuls()), "annuls annulment, confirmation");
        assert_eq!(say(Lang::Es, annuls()), "anula annulment, confirmation");
        assert_eq!(say(Lang::Pt, annuls()), "anula annulment, confirmation");
        assert_eq!(say(Lang::Fr, annuls()), "annule annulment, confirmation");
        let found = || Doing {
            day: Some("2020-05-01".into()),
            norm: Some("ACHR.63".into()),
            ..doing(DoingVerb::FindsBreached, &["judgment.pay"])
        };
        assert_eq!(say(Lang::En, found()), "finds judgment.pay breached under ACHR.63 as of 1 May 2020");
        assert_eq!(
            say(Lang::Fr, found()),
            "constate la violation\u{a0}: judgment.pay (selon ACHR.63) (à la date du 1er mai 2020)"
        );
        let named = |name: &str| Named { name: name.into(), ..Named::default() };
        let duty = || Doing {
            phrase: Some(Phrase { text: "report(IA.Court)".into(), ..Phrase::default() }),
            whom: Some(named("PE")),
            day: Some("2018-10-29".into()),
            ..doing(DoingVerb::Requires, &[])
        };
        assert_eq!(say(Lang::En, duty()), "PE must report(IA.Court), by 29 Oct 2018");
        assert_eq!(say(Lang::Pt, duty()), "PE deve report(IA.Court), prazo: 29 out. 2018");
        let unknown = Doing { text: "as written".into(), ..Doing::default() };
        assert_eq!(say(Lang::Pt, unknown), "as written");
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
            "debe asegurar lo siguiente: la fecundación in vitro está prohibida"
        );
        assert_eq!(
            that(&es, &of(ivf(), true)),
            "debe asegurar lo siguiente: que no sea cierto que la fecundación in vitro está prohibida"
        );
        let fr = Words::new(Lang::Fr);
        assert_eq!(
            that(&fr, &of(ivf(), true)),
            "doit assurer ce qui suit\u{a0}: il n’est pas vrai que\u{a0}: in vitro fertilisation is prohibited"
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
            ("doing", "DoingVerb", include_str!("../answer/situation.rs")),
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
                // Deeds are told by their titles, duties as sentences.
                let told = ["Does,", "Requires,", "Forbids,", "Permits,"];
                for variant in variants.into_iter().filter(|v| prefix != "doing" || !told.contains(v)) {
                    let key = kebab(prefix, &format_args!("{}", variant.trim_end_matches(',')));
                    assert!(words.knows(&key), "{lang:?}: nothing is said under `{key}`");
                }
            }
        }
    }
}
