//! Viewpoints as written go in, each with its ladder; those of the record come out.
//!
//! A pack only *offers* its viewpoints. A dossier takes one by naming it without `prefers`, or replaces it by naming it
//! with its own; a dossier that names none at all takes those of the packs in its own `use` lines.

use std::collections::BTreeMap;

use vigente_syntax::ast::{Line, Quoted, Word};
use vigente_syntax::diagnostic::Label;

use super::collect::{Found, FoundEntry, Offered};
use super::entries::title;
use super::names::Reader;
use crate::model::*;
use crate::world::World;

/// A ladder while it is read.
#[derive(Clone, Default)]
struct Ladder {
    ranks: Vec<Rank>,
    excludes: Vec<ThingId>,
    /// Who has a place in it, and where that is written; `None` is `others`.
    listed: BTreeMap<Option<ThingId>, Place>,
    /// Whether a `prefers` line stands there.
    written: bool,
}

impl<'a> Reader<'a> {
    /// All viewpoints of the record, sorted by name.
    pub(super) fn viewpoints(&mut self, world: &World, found: &Found<'a>) {
        // What is offered is read whether it is taken or not: a pack's mistakes are its own.
        let offered: BTreeMap<&str, (&Offered<'a>, Ladder)> =
            found.offered.iter().map(|o| (o.entry.name.text, (o, self.offered_ladder(o)))).collect();
        if found.viewpoints.is_empty() {
            let own = |file| world.file(file).is_some_and(|f| f.pack.is_none());
            let used: Vec<&str> = found.uses.iter().filter(|u| own(u.0)).map(|u| u.1.text).collect();
            for (offer, ladder) in offered.values().filter(|(o, _)| used.contains(&o.pack)) {
                let title = title(offer.title, &offer.entry.entry.lines);
                let viewpoint = self.viewpoint(&offer.entry, title, ladder.clone());
                self.model.viewpoints.push(viewpoint);
            }
        }
        for (entry, head) in &found.viewpoints {
            self.file = entry.file;
            let writes_own = entry.entry.lines.iter().any(|l| matches!(l, Line::Prefers(_)));
            let offer = offered.get(entry.name.text).filter(|_| !writes_own);
            let mut ladder = offer.map_or_else(Ladder::default, |(_, ladder)| ladder.clone());
            self.ladder(entry, &mut ladder);
            if !ladder.written {
                self.prefers_nobody(entry);
            }
            let viewpoint =
                self.viewpoint(entry, said_or_offered(*head, entry, offer.map(|(o, _)| *o)), ladder);
            self.model.viewpoints.push(viewpoint);
        }
        self.model.viewpoints.sort_by(|a, b| a.name.cmp(&b.name));
    }

    fn offered_ladder(&mut self, offer: &Offered<'a>) -> Ladder {
        self.file = offer.entry.file;
        let mut ladder = Ladder::default();
        self.ladder(&offer.entry, &mut ladder);
        if !ladder.written {
            self.prefers_nobody(&offer.entry);
        }
        ladder
    }

    fn viewpoint(&mut self, entry: &FoundEntry<'a>, title: Title, ladder: Ladder) -> Viewpoint {
        self.file = entry.file;
        let place = self.place(entry.name.at);
        let Ladder { ranks, excludes, .. } = ladder;
        Viewpoint { name: entry.name.text.into(), title, ranks, excludes, place }
    }

    fn prefers_nobody(&mut self, entry: &FoundEntry<'a>) {
        let place = self.place(entry.name.at);
        let message = format!("`{}` prefers nobody, and so recognises nobody", entry.name.text);
        let found = self.wrong.error("empty-viewpoint", place, message);
        found.help = Some(
            "add `prefers A > B`, highest first, and `> others` for everybody else; or `use` a pack that offers it"
                .to_owned(),
        );
    }

    /// The lines of one entry, added to what the ladder has already.
    fn ladder(&mut self, found: &FoundEntry<'a>, ladder: &mut Ladder) {
        let mut written = false;
        for line in &found.entry.lines {
            match line {
                Line::Prefers(levels) => {
                    if std::mem::replace(&mut written, true) {
                        let at = levels.first().and_then(|l| l.first()).map_or(found.name.at, |w| w.at);
                        self.twice("prefers", at);
                        continue;
                    }
                    ladder.written = true;
                    for level in levels {
                        self.level(level, ladder);
                    }
                }
                Line::Excludes(words) => {
                    for &word in words {
                        if let Some(thing) = self.thing(word)
                            && self.listed(&mut ladder.listed, Some(thing), word)
                        {
                            ladder.excludes.push(thing);
                        }
                    }
                }
                other => self.detail_only(other, "a viewpoint"),
            }
        }
    }

    /// One rank: names tied by `=`, or `others`.
    fn level(&mut self, level: &[Word<'a>], ladder: &mut Ladder) {
        let mut prefixes = Vec::new();
        for &word in level {
            if word.text == "others" {
                self.listed(&mut ladder.listed, None, word);
                if level.len() > 1 {
                    let place = self.place(word.at);
                    let found = self.wrong.error("others-tied", place, "`others` is a rank of its own");
                    found.help = Some("write `> others`".to_owned());
                }
                continue;
            }
            if let Some(thing) = self.thing(word)
                && self.listed(&mut ladder.listed, Some(thing), word)
            {
                prefixes.push(thing);
            }
        }
        let others = level.iter().any(|w| w.text == "others");
        if !prefixes.is_empty() {
            ladder.ranks.push(Rank { prefixes });
        }
        if others && !ladder.ranks.iter().any(|r| r.prefixes.is_empty()) {
            ladder.ranks.push(Rank { prefixes: Vec::new() });
        }
    }

    fn listed(
        &mut self,
        listed: &mut BTreeMap<Option<ThingId>, Place>,
        thing: Option<ThingId>,
        word: Word<'a>,
    ) -> bool {
        let place = self.place(word.at);
        if let Some(&first) = listed.get(&thing) {
            let message = format!("`{}` has two places in this viewpoint", word.text);
            let found = self.wrong.error("listed-twice", place, message);
            found.labels.push(Label { file: first.file, at: first.at, text: "the first".to_owned() });
            found.help = Some("keep one of them".to_owned());
            return false;
        }
        listed.insert(thing, place);
        true
    }
}

/// The dossier's own title where it has one, else that of the offer; translations of both, the dossier's first.
fn said_or_offered<'a>(
    head: Option<Quoted<'a>>,
    entry: &FoundEntry<'a>,
    offer: Option<&Offered<'a>>,
) -> Title {
    let own = title(head, &entry.entry.lines);
    match offer {
        Some(offer) if head.is_none() => {
            let mut taken = title(offer.title, &offer.entry.entry.lines);
            taken.translations.retain(|(language, _)| own.translations.iter().all(|(l, _)| l != language));
            taken.translations.extend(own.translations);
            taken
        }
        _ => own,
    }
}
