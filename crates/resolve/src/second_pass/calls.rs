//! Declared statuses, deeds and sources, merged with those of packs that were read before.

use crate::declarations::{Declarations, DeclaredCall};
use crate::second_pass::effects::VERB_DEEDS;
use crate::second_pass::names::{Callable, Resolver};
use vigente_model::*;

impl<'a> Resolver<'a> {
    /// Deeds and statuses, the verbs' deeds among them.
    pub(crate) fn calls(&mut self, found: &Declarations<'a>) {
        self.statuses(&found.statuses);
        self.deeds(&found.deeds);
        for call in found.statuses.iter().chain(&found.deeds) {
            let name = call.name.text;
            if let Some(deed) = place(&self.model.deeds, name).map(DeedId::new) {
                self.names.calls.insert(name, Callable::Deed(deed));
            } else if let Some(status) = place(&self.model.statuses, name).map(StatusId::new) {
                self.names.calls.insert(name, Callable::Status(status));
            }
        }
    }

    fn statuses(&mut self, found: &[DeclaredCall<'a>]) {
        let own: Vec<Declared> = found.iter().map(|s| self.call(s)).collect();
        for status in own.iter().filter(|s| is_verbs(&s.name)) {
            self.reserved(status);
        }
        let Some(packs) = &mut self.names.packs else {
            self.model.statuses = sorted(own).into();
            return;
        };
        let theirs = &packs.ready.model.statuses;
        if own.is_empty() {
            self.model.statuses = theirs.clone();
            return;
        }
        let all = sorted(own.into_iter().chain(theirs.iter().cloned()).collect());
        packs.statuses = theirs.iter().filter_map(|s| place(&all, &s.name)).map(StatusId::new).collect();
        self.model.statuses = all.into();
    }

    fn deeds(&mut self, found: &[DeclaredCall<'a>]) {
        let own: Vec<Declared> = found.iter().map(|d| self.call(d)).collect();
        let (reserved, own): (Vec<_>, Vec<_>) = own.into_iter().partition(|d| is_verbs(&d.name));
        for deed in &reserved {
            self.reserved(deed);
        }
        if let Some(packs) = &mut self.names.packs {
            let theirs = &packs.ready.model;
            if own.is_empty() {
                self.model.deeds = theirs.deeds.clone();
                self.model.verb_deeds = theirs.verb_deeds.clone();
                return;
            }
            let all = sorted(own.into_iter().chain(theirs.deeds.iter().cloned()).collect());
            packs.deeds = theirs.deeds.iter().filter_map(|d| place(&all, &d.name)).map(DeedId::new).collect();
            self.model.deeds = all.into();
        } else {
            self.model.deeds = sorted(own.into_iter().chain(of_verbs()).collect()).into();
        }
        for (verb, outcome, name, _) in VERB_DEEDS {
            if let Some(deed) = place(&self.model.deeds, name).map(DeedId::new) {
                self.model.verb_deeds.insert((verb, outcome), deed);
                self.names.calls.insert(name, Callable::Deed(deed));
            }
        }
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

    /// Sources.
    pub(crate) fn sources(&mut self, found: &Declarations<'a>) {
        let mut own: Vec<(&'a str, Source)> =
            found.sources.iter().map(|(s, head)| (s.name.text, self.source(s, *head))).collect();
        own.sort_by(|a, b| a.0.cmp(b.0));
        let theirs = self.names.packs.as_ref().map_or(&[][..], |p| &p.ready.model.sources.raw);
        let mut theirs = theirs.iter().peekable();
        let mut renumbered = IndexVec::with_capacity(theirs.len());
        let sources = &mut self.model.sources;
        for (name, source) in own {
            while let Some(source) = theirs.next_if(|s| *s.name < *name) {
                renumbered.push(sources.push(source.clone()));
            }
            self.names.sources.insert(name, sources.push(source));
        }
        for source in theirs {
            renumbered.push(sources.push(source.clone()));
        }
        if let Some(packs) = &mut self.names.packs {
            packs.sources = renumbered;
        }
    }
}

fn is_verbs(name: &str) -> bool {
    VERB_DEEDS.iter().any(|d| d.2 == name)
}

fn of_verbs() -> impl Iterator<Item = Declared> {
    VERB_DEEDS.iter().map(|(_, _, name, param)| Declared {
        name: (*name).into(),
        fact: false,
        params: vec![(*param).into()],
        title: Title::default(),
        unverified: Vec::new(),
        place: Place::default(),
    })
}

fn sorted(mut declared: Vec<Declared>) -> Vec<Declared> {
    declared.sort_by(|a, b| a.name.cmp(&b.name));
    declared
}

/// The place of a name in a sorted list.
fn place(sorted: &[Declared], name: &str) -> Option<usize> {
    sorted.binary_search_by(|d| (*d.name).cmp(name)).ok()
}
