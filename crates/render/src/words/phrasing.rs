//! States, reasons and names in words of one language. Only this module knows what a state is called and whether it
//! is good news.

use vigente_query::answer::{
    ActRef, Collision, CollisionKind, Disapplied, Idleness, Mode, Named, Phrase, Reason, ReasonKind, Says,
    State, Text, Touch, Value, WithoutEffect,
};

use crate::page::{StyledLine, Tone};
use crate::words::Words;
pub use crate::words::dates::{date, long_date, on_date, since_date, stretch, time};
pub use crate::words::effects::{doings, effect};

/// What goes before a kind of word in its key, as in `state-in-force`.
pub(crate) fn kebab(prefix: &str, variant: &impl std::fmt::Debug) -> String {
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
pub(crate) fn word(variant: &impl std::fmt::Debug) -> String {
    kebab("", variant).trim_start_matches('-').to_owned()
}

/// How a state looks.
pub fn tone(state: State) -> Tone {
    match state {
        State::InForce
        | State::Holds
        | State::Done
        | State::Performed
        | State::Observed
        | State::Followed
        | State::Kept => Tone::Good,
        State::Annulled
        | State::Disapplied
        | State::Void
        | State::Broken
        | State::Defeated
        | State::Overdue
        | State::Unkept
        | State::Late => Tone::Bad,
        State::Suspended
        | State::Undetermined
        | State::Binds
        | State::Overridden
        | State::NotFollowed
        | State::Pending
        | State::Partly
        | State::Collides => Tone::Alert,
        State::Stands
        | State::Impossible
        | State::Repealed
        | State::Ended
        | State::NotYetInEffect
        | State::NotYetMade
        | State::NothingOnRecord
        | State::NotOnRecord
        | State::Unrecognised
        | State::DoesNotHold
        | State::NotDone
        | State::Yields
        | State::Recommended
        | State::Dormant
        | State::Absent
        | State::Lifted
        | State::NoCollision => Tone::Faint,
    }
}

/// A state in a word or two.
pub fn state(words: &Words, state: State) -> StyledLine {
    StyledLine::of(tone(state), words.say(&kebab("state", &state)))
}

/// Yes, no, or why neither.
pub fn value(words: &Words, value: Value) -> StyledLine {
    let tone = match value {
        Value::True => Tone::Good,
        Value::False => Tone::Bad,
        Value::Undetermined | Value::Contested => Tone::Alert,
        Value::Silent | Value::NotOnRecord | Value::NothingOnRecord => Tone::Faint,
    };
    StyledLine::of(tone, words.say(&kebab("value", &value)))
}

/// That a line of an act does nothing, and why.
pub fn without_effect(words: &Words, line: &WithoutEffect) -> String {
    let begins = line.why == Idleness::OwnAct && line.line.starts_with("ends ");
    let why = if begins { "idle-own-act-begins".to_owned() } else { key("idle", &line.why) };
    let other = line.because_of.as_deref().unwrap_or_default();
    let over = line.authority.as_ref().map_or("", |authority| short(words, authority));
    let author = short(words, &line.act.author);
    let why = words
        .say_with(&why, &[("act", &line.act.name), ("other", &other), ("author", &author), ("over", &over)]);
    words.say_with("without-effect", &[("line", &line.line), ("why", &why)])
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
    let day = on_date(words, reason.day.unwrap_or_default());
    words.say_with(&kebab("reason", &reason.kind), &[("by", &by), ("norm", &norm), ("day", &day)])
}
/// The same with the norm by which an act does it, or the act that triggered the norm.
fn full_reason(words: &Words, reason: &Reason) -> String {
    let mut said = self::reason(words, reason);
    if let (ReasonKind::DateUnknown, Some(by)) = (reason.kind, &reason.by) {
        said = format!("{said}{}{by}", words.say("colon"));
    }
    let Some(norm) = &reason.norm else { return said };
    let told = matches!(
        reason.kind,
        ReasonKind::Unattacked
            | ReasonKind::VoidUnder
            | ReasonKind::AttackVoid
            | ReasonKind::TitleVoid
            | ReasonKind::NormDoesNotApply
            | ReasonKind::NormsUnrecognised
    );
    let by_norm = reason.by.as_deref() == Some(&*norm.name);
    match &reason.act {
        _ if told => {}
        Some(act) if by_norm => {
            said = format!("{said}, {}", words.say_with("triggered-by", &[("act", &act.name)]));
        }
        _ if by_norm => {}
        _ => said = format!("{said}, {}", words.say_with("by-norm", &[("norm", &norm.name)])),
    }
    said
}

/// Why something changed, and which acts decided that; empty where there is nothing to tell.
pub fn cause(words: &Words, reason: &Reason, decided_by: &[ActRef]) -> String {
    let mut said = vec![full_reason(words, reason)];
    if !decided_by.is_empty() {
        let acts: Vec<&str> = decided_by.iter().map(|act| &*act.name).collect();
        said.push(words.say_with("life-decided", &[("acts", &acts.join(", "))]));
    }
    said.retain(|part| !part.is_empty());
    said.join(&words.say("semicolon"))
}

/// What an act does to the thing of a history, and by which norm.
pub fn touch(words: &Words, touch: &Touch) -> String {
    let effect = effect(words, touch.does.as_ref(), &touch.effect);
    match &touch.norm {
        Some(norm) => format!("{effect}, {}", words.say_with("by-norm", &[("norm", &norm.name)])),
        None => effect,
    }
}

/// `disapplied to Germany by bverfg-2020.ultra-vires`
pub fn disapplied(words: &Words, one: &Disapplied) -> String {
    words.say_with("disapplied-to", &[("whom", &short(words, &one.to)), ("by", &one.by)])
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
    format!("{}, {}", date(words, act.made), short(words, &act.author))
}

/// Where a duty comes from, to stand behind its name: of one that an act lays down, `(7 Apr 2022, Inter-American Court)`;
/// of one that a norm gives, `(Arvenia: Rulings are not carried out), triggered by ruling (7 Apr 2022, Court)`.
pub fn duty_source(
    words: &Words,
    name: &str,
    act: Option<&ActRef>,
    norm: Option<&Named>,
    authority: &Named,
) -> String {
    match (act, norm) {
        (act, Some(norm)) if norm.name == name => {
            let title = text(words, &norm.title);
            let whose = [named(words, authority), title].into_iter().filter(|s| !s.is_empty());
            let whose = whose.collect::<Vec<_>>().join(&words.say("colon"));
            let trigger = act.map(|act| format!(", {}", triggered_by(words, act))).unwrap_or_default();
            if whose.is_empty() { trigger } else { format!(" ({whose}){trigger}") }
        }
        (Some(act), Some(norm)) => {
            let norm = words.say_with("by-norm", &[("norm", &named(words, norm))]);
            format!(" ({}), {norm}", day_and_author(words, act))
        }
        (Some(act), None) => format!(" ({})", day_and_author(words, act)),
        (None, _) => format!(" ({})", named(words, authority)),
    }
}

/// `triggered by ruling (7 Apr 2022, Court)`
pub fn triggered_by(words: &Words, act: &ActRef) -> String {
    format!("{} ({})", words.say_with("triggered-by", &[("act", &act.name)]), day_and_author(words, act))
}

/// A status in words where it has a title, as the head of a line: `Alberto Fujimori: serves a sentence (the 25-year
/// case)`.
pub fn status(words: &Words, status: &Phrase) -> String {
    said(words, status, &words.say("colon"))
}

/// Somebody and what is said of him behind `must`, as one sentence: `Peru must report`, `Pérou : doit rendre compte`.
pub fn who_must(words: &Words, who: &str, duty: Mode, content: &Phrase) -> String {
    let must = words.say(mode(duty, content));
    format!("{who}{}{must} {}", words.say("behind-bearer"), phrase(words, content))
}

/// What kind of collision it is: `ordered and forbidden`.
pub fn collision(words: &Words, collision: &Collision) -> String {
    // That both bind is said viewpoint by viewpoint; of two orders nothing is forbidden.
    let forbidden = collision.sides.iter().any(|side| side.says == Says::Forbids);
    let kind = match collision.kind {
        CollisionKind::Dilemma if !forbidden => CollisionKind::Incompatible,
        kind => kind,
    };
    words.say(&key("collision", &kind))
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
        (Mode::Urges, false) => "should",
        (Mode::Urges, true) => "should-that",
    }
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
    use super::*;
    use crate::words::Lang;

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
            ("state", "State", include_str!("../../../query/src/answer/mod.rs")),
            ("reason", "ReasonKind", include_str!("../../../query/src/answer/mod.rs")),
            ("value", "Value", include_str!("../../../query/src/answer/mod.rs")),
            ("collision", "CollisionKind", include_str!("../../../query/src/answer/collision.rs")),
            ("says", "Says", include_str!("../../../query/src/answer/collision.rs")),
            ("mode", "Mode", include_str!("../../../query/src/answer/duty.rs")),
            ("outcome", "Outcome", include_str!("../../../query/src/answer/duty.rs")),
            ("flag", "DutyFlag", include_str!("../../../query/src/answer/duty.rs")),
            ("aspect", "Aspect", include_str!("../../../query/src/answer/situation.rs")),
            ("doing", "DoingVerb", include_str!("../../../query/src/answer/situation.rs")),
            ("node", "NodeKind", include_str!("../../../query/src/answer/why.rs")),
            ("arrow", "ArrowKind", include_str!("../../../query/src/answer/chart.rs")),
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
                let told = ["Does,", "Requires,", "Forbids,", "Permits,", "Urges,"];
                for variant in variants.into_iter().filter(|v| prefix != "doing" || !told.contains(v)) {
                    let key = kebab(prefix, &format_args!("{}", variant.trim_end_matches(',')));
                    assert!(words.knows(&key), "{lang:?}: nothing is said under `{key}`");
                }
            }
        }
    }
}
