//! Titles as views show them: an organ whose title organs of other orders have, too, is told apart by its order.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::{Model, ThingId, ThingKind, Title};

impl Title {
    /// The words in a language, else as written.
    fn in_language(&self, language: &str) -> &str {
        let translation = self.translations.iter().find(|(l, _)| **l == *language);
        translation.map_or(&self.text, |(_, words)| words)
    }

    /// `High Court, Arvenia`, in every language that either is written in.
    fn of(&self, order: &Title) -> Title {
        let languages: BTreeSet<&str> =
            self.translations.iter().chain(&order.translations).map(|(l, _)| &**l).collect();
        let both = |own: &str, order: &str| format!("{own}, {order}").into();
        Title {
            text: both(&self.text, &order.text),
            translations: languages
                .into_iter()
                .map(|l| (l.into(), both(self.in_language(l), order.in_language(l))))
                .collect(),
        }
    }
}

impl Model {
    /// The title of a thing, with that of its order where organs of other orders have the same title; `None` where
    /// nothing is written of it.
    pub fn title(&self, thing: ThingId) -> Option<Cow<'_, Title>> {
        let title = &self.details.get(&thing)?.title;
        if !self.namesakes.contains(&thing) {
            return Some(Cow::Borrowed(title));
        }
        let root = self[thing].root;
        let order = self.details.get(&root).map(|d| d.title.clone()).filter(|t| !t.text.is_empty());
        let order = order.unwrap_or_else(|| Title { text: self.name(root).into(), ..Title::default() });
        Some(Cow::Owned(title.of(&order)))
    }

    /// The organs whose title, in some language, organs of other orders have, too.
    pub fn find_namesakes(&self) -> BTreeSet<ThingId> {
        let mut called: BTreeMap<(&str, &str), Vec<ThingId>> = BTreeMap::new();
        for (&thing, details) in &self.details {
            if self[thing].kind == ThingKind::Organ && !details.title.text.is_empty() {
                let title = &details.title;
                called.entry(("", &title.text)).or_default().push(thing);
                for (language, words) in &title.translations {
                    called.entry((language, words)).or_default().push(thing);
                }
            }
        }
        let root = |thing: &ThingId| self[*thing].root;
        let several = |all: &&Vec<ThingId>| all.iter().any(|thing| root(thing) != root(&all[0]));
        called.values().filter(several).flatten().copied().collect()
    }
}
