//! The second pass: fills the model. Every name has its id by now, so entries can be read in any order.

mod calls;
mod checks;
pub(crate) mod counting;
mod effects;
pub(crate) mod entries;
pub(crate) mod imports;
pub(crate) mod names;
mod norms;
mod packs;
pub(crate) mod viewpoints;

use vigente_syntax::ast::{Head, Line};

use crate::dates;
use crate::declarations::{ActIndex, Declarations};
use crate::second_pass::entries::title;
use crate::second_pass::names::{Resolver, Scope};
use crate::world::World;
use vigente_model::*;

impl<'a> Resolver<'a> {
    /// Reads everything, in the order in which one thing needs another.
    pub(crate) fn record(
        &mut self,
        world: &World,
        found: &Declarations<'a>,
        acts: &IndexSlice<ActId, [ActIndex]>,
    ) {
        self.calls(found);
        self.sources(found);
        self.matter(found);
        self.packs(world, found);
        if let Some(packs) = &self.names.packs {
            self.model.details = packs.details().collect();
            self.model.stale_after = packs.stale_after().collect();
            self.model.lives = packs.lives().collect();
        }
        for (thing, entry, head) in &found.declared {
            let thing = self.names.number[*thing];
            self.declared(entry, *head, thing);
        }
        self.calendars(found);
        self.acts(found, acts);
        self.norms(found);
        if let Some(packs) = &self.names.packs {
            self.model.counting_rules.extend(packs.counting_rules());
        }
        self.model.counting_rules.sort_by_key(|rule| (rule.norm, rule.rule));
        self.coverage(found);
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
        if let Some(packs) = &self.names.packs {
            let citations = packs.citations(&self.model);
            self.model.citations.extend(citations);
        }
        self.model.namesakes = self.model.find_namesakes();
        self.model.citations.sort_by_key(|c| (c.of, c.place));
        self.model.refs.sort();
    }

    /// Norms of the record and of packs that were read before, sorted by name.
    fn norms(&mut self, found: &Declarations<'a>) {
        let mut own = found.norms.iter();
        loop {
            let id = self.model.norms.next_idx();
            let Resolver { names, model, norm_ends, .. } = self;
            if let Some(packs) = &names.packs
                && let Some(norm) = packs.norm_at(id)
            {
                packs.norm(norm, model);
                norm_ends.push(model.args.len() as u32);
                continue;
            }
            let Some(norm) = own.next() else { break };
            let Some(thing) = self.names.thing(norm.name.text) else { continue };
            self.norm_entry(norm.file, norm.entry, norm.name, thing, id);
            if let Head::Norm { title, .. } = &norm.entry.head {
                self.norm_details(norm.entry, *title, thing);
            }
            self.norm_ends.push(self.model.args.len() as u32);
        }
    }

    /// What the record and its packs cover.
    fn coverage(&mut self, found: &Declarations<'a>) {
        let entries = found.matters.iter().chain(&found.packs).map(|(entry, _)| entry);
        for entry in entries {
            self.file = entry.file;
            for line in &entry.entry.lines {
                let Line::Covers { status, from, until, .. } = line else { continue };
                let (mut scope, end) = (Scope::of_norm(), self.model.args.len());
                let call = self.status(status, &mut scope, true);
                let args = self.model.args.split_off(end);
                let mut day =
                    |date: &Option<_>| date.map(|date| dates::read(date, entry.file, &mut self.wrong));
                let (from, until) = (day(from), day(until));
                // A date that cannot be read covers nothing.
                if let (Some(call), false) = (call, from == Some(None) || until == Some(None)) {
                    let (from, until) = (from.flatten(), until.flatten());
                    self.model.coverage.push(Coverage { status: call.name, args, from, until });
                }
            }
        }
        self.model.coverage.extend(self.names.packs.iter().flat_map(|packs| packs.coverage()));
    }

    fn matter(&mut self, found: &Declarations<'a>) {
        for (entry, _) in &found.matters {
            self.plain_entry(entry.file, entry.entry, "a matter");
        }
        for (entry, _) in &found.packs {
            self.plain_entry(entry.file, entry.entry, "a pack");
        }
        self.model.matter =
            found.matters.first().map(|(m, head)| (m.name.text.into(), title(*head, &m.entry.lines)));
    }

    fn acts(&mut self, found: &Declarations<'a>, order: &IndexSlice<ActId, [ActIndex]>) {
        self.has_duty = index_vec![false; self.model.parts.len()];
        // Days first: effects of one act ask for the days of others.
        for (id, &i) in order.iter_enumerated() {
            let entry = &found.acts[i];
            self.file = entry.file;
            if let Some(author) = self.thing(entry.author) {
                self.author(author, entry);
                self.model.acts[id].author = author;
            }
            let act = &mut self.model.acts[id];
            (act.notified, act.published) = (entry.days.notified, entry.days.published);
            (act.effective, act.known_from) = (entry.days.effective, entry.days.known);
            let labels = found.labels[entry.labels.0..entry.labels.1].iter().map(|label| label.duty);
            for (part, duty) in act.parts.clone().zip(std::iter::once(entry.duty).chain(labels)) {
                self.has_duty[part] = duty;
            }
        }
        self.model.effects.reserve(order.len());
        for (id, &i) in order.iter_enumerated() {
            self.act_lines(found, &found.acts[i], id);
        }
    }

    /// Acts are made by orders, organs, persons and things.
    fn author(&mut self, author: ThingId, entry: &crate::declarations::DeclaredAct<'a>) {
        let kind = self.model[author].kind;
        if matches!(kind, ThingKind::Order | ThingKind::Organ | ThingKind::Person | ThingKind::Plain) {
            return;
        }
        let found = self.wrong.error(
            "wrong-kind",
            Place { file: self.file, at: entry.author.at },
            format!("`{}` is {} and makes no acts", entry.author.text, names::called(kind)),
        );
        found.help = Some("an act is made by an order, an organ, a person or a thing".to_owned());
    }
}
