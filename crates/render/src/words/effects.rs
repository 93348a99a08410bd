//! What an act does, in words of one language.

use vigente_query::answer::{Doing, DoingVerb, Mode};

use crate::words::Words;
use crate::words::dates::{date, time};
use crate::words::phrasing::{kebab, phrase, short, text, who_must};

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
    let duty_of = match verb {
        DoingVerb::Requires => Some(Mode::Requires),
        DoingVerb::Forbids => Some(Mode::Forbids),
        DoingVerb::Permits => Some(Mode::Permits),
        DoingVerb::Urges => Some(Mode::Urges),
        _ => None,
    };
    if let Some(mode) = duty_of {
        return duty(words, doing, mode);
    }
    let what = doing.on.join(", ");
    let whom = doing.whom.as_ref().map(|w| short(words, w)).unwrap_or_default();
    let day = doing.day.map(|d| date(words, d)).unwrap_or_default();
    let norm = doing.norm.as_deref().unwrap_or_default();
    let values: [(&str, &dyn std::fmt::Display); 4] =
        [("what", &what), ("whom", &whom), ("norm", &norm), ("day", &day)];
    let mut said = words.say_with(&kebab("doing", &verb), &values);
    if !norm.is_empty() && verb != DoingVerb::FindsBreach {
        said = words.say_with("doing-under", &[("what", &said), ("norm", &norm)]);
    }
    if !day.is_empty() && verb != DoingVerb::Moves {
        said = words.say_with("doing-as-of", &[("what", &said), ("day", &day)]);
    }
    if let Some(text) = &doing.said {
        said = words.say_with("doing-with-words", &[("what", &said), ("text", text)]);
    }
    said
}

/// Who must do what, by when, how often, for whom.
fn duty(words: &Words, doing: &Doing, mode: Mode) -> String {
    let whom = doing.whom.as_ref().map(|w| short(words, w)).unwrap_or_default();
    let mut said = vec![who_must(words, whom, mode, &doing.phrase.clone().unwrap_or_default())];
    if let Some(day) = &doing.day {
        said.push(words.say_with("by-day", &[("day", &date(words, day))]));
    }
    match (&doing.within, &doing.counted_from) {
        (Some(within), Some(from)) => {
            let anchor = format!("counted-from-{from}");
            let from = if words.knows(&anchor) { words.say(&anchor) } else { from.clone() };
            said.push(words.say_with("within-of", &[("time", &time(words, within)), ("from", &from)]));
        }
        (Some(_), None) => said.push(words.say("at-once")),
        (None, _) => {}
    }
    if let Some(every) = &doing.every {
        said.push(words.say_with("then-every", &[("every", &time(words, every))]));
    }
    if !doing.beneficiaries.is_empty() {
        let who: Vec<&str> = doing.beneficiaries.iter().map(|b| short(words, b)).collect();
        said.push(words.say_with("for-whom", &[("who", &who.join(", "))]));
    }
    said.join(", ")
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
                return all.map(|p| phrase(words, p)).collect::<Vec<_>>().join(&words.say("semicolon"));
            }
            Some(DoingVerb::Begins) => "doing-begins",
            Some(DoingVerb::Ends) => "doing-ends",
            _ => {
                return group
                    .iter()
                    .map(|d| effect(words, Some(d), &d.text))
                    .collect::<Vec<_>>()
                    .join(&words.say("semicolon"));
            }
        };
        let whose: Vec<&str> = all.clone().flat_map(|p| &p.args).map(|a| short(words, a)).collect();
        let title = all.map(|p| text(words, &p.name.title)).next().unwrap_or_default();
        let what =
            if whose.is_empty() { title.to_owned() } else { format!("{title} ({})", whose.join(", ")) };
        words.say_with(key, &[("what", &what)])
    });
    groups.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Lang;
    use vigente_model::Day;
    use vigente_query::answer::{Named, Phrase};

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
            day: Some(Day::from_date("2020-05-01".parse().unwrap()).into()),
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
            day: Some(Day::from_date("2018-10-29".parse().unwrap()).into()),
            ..doing(DoingVerb::Requires, &[])
        };
        assert_eq!(say(Lang::En, duty()), "PE must report(IA.Court), by 29 Oct 2018");
        assert_eq!(say(Lang::Pt, duty()), "PE: deve report(IA.Court), prazo: 29 out. 2018");
        let soon = |from: Option<&str>| Doing {
            day: None,
            within: Some("6 months".into()),
            counted_from: from.map(Into::into),
            every: Some("1 year".into()),
            beneficiaries: vec![named("rose")],
            ..duty()
        };
        assert_eq!(
            say(Lang::En, soon(Some("notified"))),
            "PE must report(IA.Court), within 6 months of its notification, then every 1 year, for rose"
        );
        assert_eq!(
            say(Lang::Pt, soon(Some("first final(x)"))),
            "PE: deve report(IA.Court), prazo: 6 meses a contar de first final(x), depois a cada 1 ano, em favor de rose"
        );
        assert_eq!(
            say(Lang::Es, soon(None)),
            "PE debe report(IA.Court), de inmediato, luego cada 1 año, a favor de rose"
        );
        let unknown = Doing { text: "as written".into(), ..Doing::default() };
        assert_eq!(say(Lang::Pt, unknown), "as written");
    }
}
