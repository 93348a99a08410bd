//! Viewpoints of the record and of its packs.
//!
//! A pack only *offers* its viewpoints. A dossier takes one by naming it without `prefers`, or replaces it by naming it
//! with its own; a dossier that names none at all takes those of the packs in its own `use` lines. Where these offer
//! none either, each legal order that acts has its own.

use std::collections::BTreeMap;

use vigente_syntax::ast::{Line, Quoted, Word};
use vigente_syntax::diagnostic::Label;

use crate::declarations::{Declarations, DeclaredEntry, OfferedEntry};
use crate::link::Linked;
use crate::second_pass::entries::title;
use crate::second_pass::names::Resolver;
use crate::world::World;
use vigente_model::*;

/// A viewpoint that a pack offers.
pub(crate) struct Offer {
    pub(crate) pack: Box<str>,
    pub(crate) name: Box<str>,
    title: Title,
    place: Place,
    pub(crate) ladder: Ladder,
}

/// A ladder while it is read.
#[derive(Clone, Default)]
pub(crate) struct Ladder {
    pub(crate) ranks: Vec<Rank>,
    pub(crate) excludes: Vec<ThingId>,
    pub(crate) external: Vec<ThingId>,
    /// Who has a place in it, and where that is written; `None` is `others`.
    pub(crate) listed: BTreeMap<Option<ThingId>, Place>,
    /// Whether a `prefers` line stands there.
    pub(crate) written: bool,
}

impl Ladder {
    fn viewpoint(self, name: Box<str>, title: Title, place: Place) -> Viewpoint {
        Viewpoint {
            name,
            title,
            ranks: self.ranks,
            excludes: self.excludes,
            external: self.external,
            assumed: false,
            place,
        }
    }
}

impl<'a> Resolver<'a> {
    /// All viewpoints of the record, sorted by name.
    pub(crate) fn viewpoints(&mut self, world: &World, found: &Declarations<'a>) {
        // What is offered is read whether it is taken or not: a pack's mistakes are its own.
        for offer in &found.offered {
            let offer = self.offer(offer);
            self.offers.push(offer);
        }
        self.offers.sort_by(|a, b| a.name.cmp(&b.name));
        if found.viewpoints.is_empty() {
            let own = |file| world.file(file).is_some_and(|f| f.pack.is_none());
            let used: Vec<&str> = found.uses.iter().filter(|u| own(u.0)).map(|u| u.1.text).collect();
            let taken: Vec<Viewpoint> = self
                .offered()
                .filter(|(offer, _)| used.contains(&&*offer.pack))
                .map(|(offer, packs)| {
                    let ladder = ladder_here(offer, packs);
                    ladder.viewpoint(offer.name.clone(), offer.title.clone(), offer.place)
                })
                .collect();
            self.model.viewpoints = taken.into();
        }
        for (entry, head) in &found.viewpoints {
            self.file = entry.file;
            let writes_own = entry.entry.lines.iter().any(|l| matches!(l, Line::Prefers(_)));
            let offer = self.offered().find(|(offer, _)| *offer.name == *entry.name.text && !writes_own);
            let title = said_or_offered(*head, entry, offer.map(|(offer, _)| offer));
            let mut ladder = offer.map_or_else(Ladder::default, |(offer, packs)| ladder_here(offer, packs));
            self.ladder(entry, &mut ladder);
            if !ladder.written {
                self.prefers_nobody(entry);
            }
            let place = self.place(entry.name.at);
            self.model.viewpoints.push(ladder.viewpoint(entry.name.text.into(), title, place));
        }
        if self.model.viewpoints.is_empty() && found.viewpoints.is_empty() {
            self.model.viewpoints = self.own_of_each_order().collect();
        }
        self.model.viewpoints.sort_by(|a, b| a.name.cmp(&b.name));
    }

    /// The viewpoint of each legal order of which the order or an organ makes an act: it prefers itself to others.
    fn own_of_each_order(&self) -> impl Iterator<Item = Viewpoint> {
        let model = &self.model;
        let mut first = BTreeMap::new();
        for act in &model.acts {
            let order = model[act.author].root;
            if model[order].kind == ThingKind::Order {
                first.entry(order).or_insert(act.place);
            }
        }
        first.into_iter().map(|(order, place)| Viewpoint {
            name: model.name(order).into(),
            title: model.details.get(&order).map(|details| details.title.clone()).unwrap_or_default(),
            ranks: vec![Rank { prefixes: vec![order] }, Rank { prefixes: Vec::new() }],
            excludes: Vec::new(),
            external: Vec::new(),
            assumed: true,
            place,
        })
    }

    /// The viewpoints that are offered, and the packs that were read before, where it is these that offer them.
    fn offered(&self) -> impl Iterator<Item = (&Offer, Option<&Linked<'a>>)> {
        let before = self.names.packs.as_ref();
        let theirs = before.into_iter().flat_map(|packs| &packs.ready.offers);
        theirs.map(move |offer| (offer, before)).chain(self.offers.iter().map(|offer| (offer, None)))
    }

    fn offer(&mut self, offer: &OfferedEntry<'a>) -> Offer {
        self.file = offer.entry.file;
        let mut ladder = Ladder::default();
        self.ladder(&offer.entry, &mut ladder);
        if !ladder.written {
            self.prefers_nobody(&offer.entry);
        }
        Offer {
            pack: offer.pack.into(),
            name: offer.entry.name.text.into(),
            title: title(offer.title, &offer.entry.entry.lines),
            place: self.place(offer.entry.name.at),
            ladder,
        }
    }

    fn prefers_nobody(&mut self, entry: &DeclaredEntry<'a>) {
        let place = self.place(entry.name.at);
        let message = format!("`{}` prefers nobody, and so recognises nobody", entry.name.text);
        let found = self.wrong.error("empty-viewpoint", place, message);
        found.help = Some(
            "add `prefers A > B`, highest first, and `> others` for everybody else; or `use` a pack that offers it"
                .to_owned(),
        );
    }

    /// The lines of one entry, added to what the ladder has already.
    fn ladder(&mut self, found: &DeclaredEntry<'a>, ladder: &mut Ladder) {
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
                Line::External(words) => ladder.external.extend(words.iter().filter_map(|&w| self.thing(w))),
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

fn ladder_here(offer: &Offer, packs: Option<&Linked<'_>>) -> Ladder {
    packs.map_or_else(|| offer.ladder.clone(), |packs| packs.ladder(&offer.ladder))
}

/// The dossier's own title where it has one, else that of the offer; translations of both, the dossier's first.
fn said_or_offered<'a>(head: Option<Quoted<'a>>, entry: &DeclaredEntry<'a>, offer: Option<&Offer>) -> Title {
    let own = title(head, &entry.entry.lines);
    match offer {
        Some(offer) if head.is_none() => {
            let mut taken = offer.title.clone();
            taken.translations.retain(|(language, _)| own.translations.iter().all(|(l, _)| l != language));
            taken.translations.extend(own.translations);
            taken
        }
        _ => own,
    }
}
