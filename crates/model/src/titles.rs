//! Titles as views show them: an organ whose title organs of other orders have, too, is told apart by its order.

use std::borrow::Cow;
use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

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
        // By language and words: of one order (`Some`), or of several.
        let mut called: FxHashMap<(&str, &str), Option<ThingId>> = FxHashMap::default();
        let mut several = false;
        for (&thing, details) in &self.details {
            let root = self[thing].root;
            for title in self.titles_of_organ(thing, &details.title) {
                let known = called.entry(title).or_insert(Some(root));
                if *known != Some(root) {
                    *known = None;
                    several = true;
                }
            }
        }
        if !several {
            return BTreeSet::new();
        }
        let shared = |thing, title| self.titles_of_organ(thing, title).any(|t| called.get(&t) == Some(&None));
        let organs = self.details.iter().filter(|(thing, details)| shared(**thing, &details.title));
        organs.map(|(&thing, _)| thing).collect()
    }

    /// The title of an organ in each language, as written first; none of what is no organ.
    fn titles_of_organ<'t>(
        &self,
        thing: ThingId,
        title: &'t Title,
    ) -> impl Iterator<Item = (&'t str, &'t str)> + use<'t> {
        let written = self[thing].kind == ThingKind::Organ && !title.text.is_empty();
        let translated = if written { &title.translations[..] } else { &[] };
        let own = written.then_some(("", &*title.text));
        own.into_iter().chain(translated.iter().map(|(l, words)| (&**l, &**words)))
    }
}
