//! What is numbered goes in; the second pass over the trees fills the record.

use vigente_syntax::ast::Head;

use super::collect::Found;
use super::effects::VERB_DEEDS;
use super::entries::title;
use super::names::{Callable, Reader};
use crate::model::*;
use crate::world::World;

impl<'a> Reader<'a> {
    /// Reads everything, in the order in which one thing needs another.
    pub(super) fn record(&mut self, world: &World, found: &Found<'a>, acts: &[u32]) {
        self.calls(found);
        self.sources(found);
        self.matter(found);
        self.packs(world, found);
        for (thing, entry, head) in &found.declared {
            let thing = self.names.number[*thing as usize];
            self.declared(entry, *head, thing);
        }
        self.acts(found, acts);
        for (i, norm) in found.norms.iter().enumerate() {
            let Some(thing) = self.names.thing(norm.name.text) else { continue };
            self.norm_entry(norm.file, norm.entry, norm.name, thing, NormId(i as u32));
            if let Head::Norm { title, .. } = &norm.entry.head {
                self.norm_details(norm.entry, *title, thing);
            }
        }
        self.viewpoints(world, found);
        self.reads(world, found);
        for (file, on, expect, at) in &found.expectations {
            self.model.expectations.push(Expectation {
                on: *on,
                text: expect.text.into(),
                text_at: expect.at.start,
                place: Place { file: *file, at: *at },
            });
        }
        self.model.citations.sort_by_key(|c| (c.of, c.place));
        self.model.refs.sort();
    }

    /// Deeds and statuses, the verbs' deeds among them, sorted by name.
    fn calls(&mut self, found: &Found<'a>) {
        let mut statuses: Vec<Declared> = found.statuses.iter().map(|s| self.call(s)).collect();
        statuses.sort_by(|a, b| a.name.cmp(&b.name));
        let mut deeds: Vec<Declared> = Vec::with_capacity(found.deeds.len() + VERB_DEEDS.len());
        for deed in &found.deeds {
            let declared = self.call(deed);
            if VERB_DEEDS.iter().any(|d| *d.2 == *declared.name) {
                self.reserved(&declared);
            } else {
                deeds.push(declared);
            }
        }
        for status in &statuses {
            if VERB_DEEDS.iter().any(|d| *d.2 == *status.name) {
                self.reserved(status);
            }
        }
        for (_, _, name, param) in VERB_DEEDS {
            deeds.push(Declared {
                name: name.into(),
                fact: false,
                params: vec![param.into()],
                title: Title::default(),
                unverified: Vec::new(),
                place: Place::default(),
            });
        }
        deeds.sort_by(|a, b| a.name.cmp(&b.name));
        for (verb, outcome, name, _) in VERB_DEEDS {
            if let Ok(at) = deeds.binary_search_by(|d| (*d.name).cmp(name)) {
                self.model.verb_deeds.insert((verb, outcome), DeedId(at as u32));
                self.names.calls.insert(name, Callable::Deed(DeedId(at as u32)));
            }
        }
        for call in found.statuses.iter().chain(&found.deeds) {
            let name = call.name.text;
            let by_name = |d: &Declared| (*d.name).cmp(name);
            if let Ok(at) = deeds.binary_search_by(by_name) {
                self.names.calls.insert(name, Callable::Deed(DeedId(at as u32)));
            } else if let Ok(at) = statuses.binary_search_by(by_name) {
                self.names.calls.insert(name, Callable::Status(StatusId(at as u32)));
            }
        }
        self.model.statuses = statuses;
        self.model.deeds = deeds;
    }

    fn reserved(&mut self, declared: &Declared) {
        let name = &declared.name;
        let found = self.wrong.error(
            "reserved-deed",
            declared.place,
            format!("`{name}` is already the deed of a verb"),
        );
        found.labels[0].text = "left out".to_owned();
        found.help = Some(format!("use `{name}(…)` without declaring it, or give yours another name"));
    }

    fn sources(&mut self, found: &Found<'a>) {
        let mut sources: Vec<(&'a str, Source)> =
            found.sources.iter().map(|(s, head)| (s.name.text, self.source(s, *head))).collect();
        sources.sort_by(|a, b| a.0.cmp(b.0));
        for (i, (name, source)) in sources.into_iter().enumerate() {
            self.names.sources.insert(name, SourceId(i as u32));
            self.model.sources.push(source);
        }
    }

    fn matter(&mut self, found: &Found<'a>) {
        for (entry, _) in &found.matters {
            self.plain_entry(entry.file, entry.entry, "a matter");
        }
        for (entry, _) in &found.packs {
            self.plain_entry(entry.file, entry.entry, "a pack");
        }
        self.model.matter =
            found.matters.first().map(|(m, head)| (m.name.text.into(), title(*head, &m.entry.lines)));
    }

    fn acts(&mut self, found: &Found<'a>, order: &[u32]) {
        self.has_duty = vec![false; self.model.parts.len()];
        // Days first: effects of one act ask for the days of others.
        for (id, &i) in order.iter().enumerate() {
            let entry = &found.acts[i as usize];
            self.file = entry.file;
            if let Some(author) = self.thing(entry.author) {
                self.author(author, entry);
                self.model.acts[id].author = author;
            }
            let act = &mut self.model.acts[id];
            (act.notified, act.published) = (entry.days.notified, entry.days.published);
            (act.effective, act.known_from) = (entry.days.effective, entry.days.known);
            let first = act.parts.start as usize;
            self.has_duty[first] = entry.duty;
            for (n, label) in (entry.labels.0..entry.labels.1).enumerate() {
                self.has_duty[first + 1 + n] = found.labels[label as usize].duty;
            }
        }
        self.model.effects.reserve(order.len());
        for (id, &i) in order.iter().enumerate() {
            self.act_lines(found, &found.acts[i as usize], ActId(id as u32));
        }
    }

    /// Acts are made by orders, organs, persons and things.
    fn author(&mut self, author: ThingId, entry: &super::collect::FoundAct<'a>) {
        let kind = self.model.things[author.index()].kind;
        if matches!(kind, ThingKind::Order | ThingKind::Organ | ThingKind::Person | ThingKind::Plain) {
            return;
        }
        let found = self.wrong.error(
            "wrong-kind",
            Place { file: self.file, at: entry.author.at },
            format!("`{}` is {} and makes no acts", entry.author.text, super::names::called(kind)),
        );
        found.help = Some("an act is made by an order, an organ, a person or a thing".to_owned());
    }
}
