//! Compares the answers of a record with those of the same record with acts added. The two number their things
//! differently, so things are matched by name.
//!
//! The records have their own numbers for everything: things are matched by their names.

use std::collections::BTreeMap;

use crate::answer::{Aspect, Change, State, Text, WhatIf};
use vigente_engine::Truth;
use vigente_model::*;

use crate::Question;
use crate::Session;
use crate::duties::list::{alive_or_not, groups, speaker};
use crate::evaluate::speaking;
use crate::record::situation::{collision_changes, status_state};
use crate::snapshot::{Sight, performance};

pub(crate) fn what_if(before: &Session, after: &Session, question: &Question) -> WhatIf {
    let names = before.names();
    let asked = before.viewpoints_of(question);
    let viewpoints: Vec<_> = asked.iter().map(|&v| names.viewpoint(v)).collect();
    let known = |name: &str| before.model.thing(name).is_some();
    let added = (0..after.model.acts.len() as u32)
        .map(|a| after.names().act(ActId(a)))
        .filter(|act| !known(&act.name))
        .collect();

    let first = before.asking(question);
    let second = after.asking(question);
    let mut by_what: BTreeMap<(Aspect, String), Pairs> = BTreeMap::new();
    for (i, (&v, named)) in asked.iter().zip(&viewpoints).enumerate() {
        let Some(w) = after.viewpoint(&named.name) else { continue };
        let (then, now) = (lives(&first.sight(v), question.on), lives(&second.sight(w), question.on));
        for (key, (title, state)) in &now {
            let old = then.get(key).map_or(nothing(key.0), |(_, s)| *s);
            let entry = by_what.entry(key.clone()).or_insert_with(|| (title.clone(), Vec::new()));
            entry.1.resize(i, (nothing(key.0), nothing(key.0)));
            entry.1.push((old, *state));
        }
        for (key, (title, state)) in then.iter().filter(|(k, _)| !now.contains_key(*k)) {
            let entry = by_what.entry(key.clone()).or_insert_with(|| (title.clone(), Vec::new()));
            entry.1.resize(i, (nothing(key.0), nothing(key.0)));
            entry.1.push((*state, nothing(key.0)));
        }
    }
    let mut changes: Vec<Change> = Vec::new();
    let name = |i: usize| viewpoints.get(i).map(|v| v.name.clone());
    for ((aspect, what), (title, mut states)) in by_what {
        states.resize(viewpoints.len(), (nothing(aspect), nothing(aspect)));
        let differs = |s: &(State, State)| alive_or_not(s.0) != alive_or_not(s.1);
        let one = |viewpoint, &(before, after): &(State, State)| Change {
            aspect,
            what: what.clone(),
            title: title.clone(),
            viewpoint,
            before,
            after,
        };
        match states.iter().find(|s| differs(s)) {
            Some(first) if states.len() > 1 && states.iter().all(|s| s == first) => {
                changes.push(one(None, first))
            }
            Some(_) => {
                changes.extend(
                    states.iter().enumerate().filter(|(_, s)| differs(s)).map(|(i, s)| one(name(i), s)),
                );
            }
            None => {}
        }
    }
    changes.extend(collision_changes((&first, &second), question.on));
    WhatIf { days: before.days(question), viewpoints, added, changes }
}

/// A title, and the states before and after in each viewpoint.
type Pairs = (Text, Vec<(State, State)>);

/// What a thing that the record does not have is.
fn nothing(aspect: Aspect) -> State {
    match aspect {
        Aspect::Standing | Aspect::Performance | Aspect::Binding => State::Absent,
        Aspect::Status => State::DoesNotHold,
        Aspect::Collision => State::NoCollision,
    }
}

pub(crate) type Lives = BTreeMap<(Aspect, String), (Text, State)>;

/// Everything that can be told of the day in one viewpoint, by name.
pub(crate) fn lives(sight: &Sight<'_>, day: Day) -> Lives {
    let names = crate::names::labels::Naming { model: sight.model };
    let mut found = Lives::new();
    for act in &sight.model.acts {
        for part in speaking(sight.model, act.thing) {
            let state = sight.part_state(part, day);
            found.insert((Aspect::Standing, names.part(part).to_owned()), (names.title(act.thing), state));
        }
    }
    for status in &sight.solution.statuses {
        let phrase = names.status(&status.status);
        found.insert((Aspect::Status, phrase.text), (phrase.name.title, status_state(status.holds.at(day))));
    }
    for group in groups(sight) {
        let duty = speaker(sight, &group, day);
        let first = &sight.solution.duties[group[0] as usize];
        let mode = match duty.mode {
            Mode::Requires => "must",
            Mode::Forbids => "must not",
            Mode::Permits => "may",
        };
        // A part may lay down several duties: bearer and content tell them apart.
        let what = format!(
            "{}: {} {mode} {}",
            names.origin(first.origin),
            names.arg(duty.bearer),
            names.content_text(&duty.content)
        );
        let title = first.origin.part.map(|p| names.act(names.act_of(p)).title).unwrap_or_default();
        let binding = sight.binding(duty, day);
        found.insert((Aspect::Binding, what.clone()), (title.clone(), binding));
        if let Some(done) = performance(duty, day)
            && duty.there.since_first().at(day) != Truth::False
        {
            found.insert((Aspect::Performance, what), (title, done));
        }
    }
    found
}

/// The last day on which an act of a file was made, of those whose day is exact: the acts that are supposed stand in a
/// file of their own.
pub fn last_day(model: &Model, file: FileId) -> Option<Day> {
    let acts = model.acts.iter().filter(|act| act.place.file == file && act.made.is_exact());
    acts.map(|act| act.made.lo).max()
}

/// One line as a person types it, made into an entry: a day and a name are put where none stand, what follows the
/// author goes onto lines of its own, a semicolon begins another.
pub fn entry(said: &str, on: &str) -> String {
    let said = said.replace("\\n", "\n");
    if said.trim_end().contains('\n') {
        return format!("{}\n", said.trim());
    }
    let words: Vec<&str> = said.split_whitespace().collect();
    let is_effect = |w: &&str| vigente_syntax::ACT_VERBS.contains(w) || w.ends_with(':');
    let Some(first) = words.iter().position(is_effect) else {
        return format!("{said}\n");
    };
    let (head, effects) = words.split_at(first);
    let has_day = head.first().is_some_and(|w| w.starts_with(|c: char| c.is_ascii_digit()));
    let (date, head) = match (has_day, head) {
        (true, [date, rest @ ..]) => ((*date).to_owned(), rest),
        _ => (on.to_owned(), head),
    };
    let unnamed = head.len() == 1 || head.get(1).is_some_and(|w| w.starts_with('"'));
    let name = if unnamed { "what-if " } else { "" };
    let mut text = format!("{date} {name}{}\n", head.join(" "));
    for effect in effects.join(" ").split(';').map(str::trim).filter(|e| !e.is_empty()) {
        text.push_str(&format!("  {effect}\n"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(said: &str) -> String {
        entry(said, "2023-11-29")
    }

    #[test]
    fn as_a_person_types_it() {
        assert_eq!(on("2023-12-10 x IA.Court annuls pardon"), "2023-12-10 x IA.Court\n  annuls pardon\n");
        assert_eq!(on("IA.Court annuls pardon"), "2023-11-29 what-if IA.Court\n  annuls pardon\n");
        assert_eq!(
            on("2023-12-10 PE.TC \"A ruling\" free: requires PE to release(f); annuls x"),
            "2023-12-10 what-if PE.TC \"A ruling\"\n  free: requires PE to release(f)\n  annuls x\n"
        );
        assert_eq!(on("2023-12-10 x PE\n  annuls y"), "2023-12-10 x PE\n  annuls y\n");
    }
}
