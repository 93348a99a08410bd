//! Compares the answers of a record with those of the same record with acts added.

use crate::answer::{Change, WhatIf};
use vigente_model::*;

use crate::Question;
use crate::Session;
use crate::periods::diff::{diff, gathered};
use crate::record::without_effect::without_effect;

pub(crate) fn what_if(before: &Session, after: &Session, question: &Question) -> WhatIf {
    let names = before.names();
    let asked = before.viewpoints_of(question);
    let viewpoints: Vec<_> = asked.iter().map(|&v| names.viewpoint(v)).collect();
    let is_new = |act: &Act| before.model.thing(after.model.name(act.thing)).is_none();
    let added = after.model.acts.iter_enumerated().filter(|(_, act)| is_new(act));
    let added = added.map(|(a, _)| after.names().act(a)).collect();
    let idle = without_effect(after, is_new);
    let everything = Question { viewpoints: asked, concerning: None, limit: None, ..question.clone() };
    let same = viewpoints.iter().filter_map(|v| after.viewpoint(&v.name)).collect();
    let with = after.states(&Question { viewpoints: same, ..everything.clone() });
    let place = |c: &Change| viewpoints.iter().position(|v| Some(&v.name) == c.viewpoint.as_ref());
    let mut changes: Vec<Change> =
        diff(&before.states(&everything), &with).into_iter().map(Change::cloned).collect();
    changes.sort_by_cached_key(|c| (c.subject.aspect, c.subject.what.clone(), place(c)));
    WhatIf {
        asked: question.clone(),
        added,
        changes: gathered(&changes, viewpoints.len()),
        without_effect: idle.iter().map(|line| line.describe(after.names())).collect(),
        viewpoints,
    }
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
