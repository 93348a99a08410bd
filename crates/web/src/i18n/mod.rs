//! The words of the interface in one language, together with those of answers.

use std::fmt::Display;
use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;
use vigente_query::answer::{ActRef, Date, Doing, Named, Phrase, Reason, State, Text, Value, WithoutEffect};
pub use vigente_render::Lang;
use vigente_render::{Tone, Words, phrasing};

/// The languages in the order in which pages offer them.
pub const OFFERED: [Lang; 4] = [Lang::Es, Lang::En, Lang::Pt, Lang::Fr];

/// The language that a browser would rather have; English where it asks for none that is here.
///
/// Neither `fluent-langneg` nor `accept-language` does this: one ignores the weights, and the other may panic over a
/// weight that is no number.
pub fn accepted(header: &str) -> Lang {
    let mut wanted: Vec<(f32, Lang)> = header
        .split(',')
        .filter_map(|one| {
            let (tag, weight) = one.split_once(';').unwrap_or((one, "q=1"));
            let weight: f32 = weight.trim().strip_prefix("q=")?.parse().ok()?;
            let tag: LanguageIdentifier = tag.trim().parse().ok()?;
            Some((weight, Lang::of(tag.language.as_str())?)).filter(|_| weight > 0.0)
        })
        .collect();
    wanted.sort_by(|a, b| b.0.total_cmp(&a.0));
    wanted.first().map_or(Lang::En, |(_, lang)| *lang)
}

fn file(lang: Lang) -> &'static str {
    match lang {
        Lang::Es => include_str!("es.ftl"),
        Lang::En => include_str!("en.ftl"),
        Lang::Pt => include_str!("pt.ftl"),
        Lang::Fr => include_str!("fr.ftl"),
    }
}

/// All words of one language.
pub struct I18n {
    /// Which.
    pub lang: Lang,
    own: FluentBundle<FluentResource>,
    /// The words of answers.
    pub words: Words,
}

impl std::fmt::Debug for I18n {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("I18n").field("lang", &self.lang).finish_non_exhaustive()
    }
}

/// In the order of [`OFFERED`].
static BY_LANG: [OnceLock<I18n>; 4] = [const { OnceLock::new() }; 4];

impl I18n {
    /// The words of a language, read once.
    pub fn of(lang: Lang) -> &'static I18n {
        let place = OFFERED.iter().position(|l| *l == lang).unwrap_or(1);
        BY_LANG[place].get_or_init(|| I18n::read(lang))
    }

    fn read(lang: Lang) -> I18n {
        let id: LanguageIdentifier = lang.code().parse().unwrap_or_default();
        let mut own = FluentBundle::new_concurrent(vec![id]);
        own.set_use_isolating(false);
        // A broken line loses only its own message; a test makes sure that there is none.
        let resource = FluentResource::try_new(file(lang).to_owned()).unwrap_or_else(|(partial, _)| partial);
        own.add_resource_overriding(resource);
        I18n { lang, own, words: Words::new(lang) }
    }

    /// The message with this key.
    pub fn say(&self, key: &str) -> String {
        self.format(key, FluentArgs::new())
    }

    /// The same with one value.
    pub fn with(&self, key: &str, name: &str, value: impl Display) -> String {
        let mut values = FluentArgs::new();
        values.set(name.to_owned(), FluentValue::from(value.to_string()));
        self.format(key, values)
    }

    /// The same with two values.
    pub fn with2(&self, key: &str, a: &str, first: impl Display, b: &str, second: impl Display) -> String {
        let mut values = FluentArgs::new();
        values.set(a.to_owned(), FluentValue::from(first.to_string()));
        values.set(b.to_owned(), FluentValue::from(second.to_string()));
        self.format(key, values)
    }

    /// The message for a number `$n`, in the singular or plural.
    pub fn count(&self, key: &str, n: impl std::borrow::Borrow<usize>) -> String {
        let mut values = FluentArgs::new();
        values.set("n", FluentValue::from(*n.borrow()));
        self.format(key, values)
    }

    fn format(&self, key: &str, values: FluentArgs<'_>) -> String {
        let Some(pattern) = self.own.get_message(key).and_then(|m| m.value()) else { return key.to_owned() };
        let mut errors = Vec::new();
        self.own.format_pattern(pattern, Some(&values), &mut errors).into_owned()
    }

    /// What a kind of diagnostic means; empty in English, the language of the message itself.
    pub fn meaning(&self, code: &str) -> String {
        self.words.meaning(code).unwrap_or_default()
    }

    /// A word of answers.
    pub fn word(&self, key: &str) -> String {
        self.words.say(key)
    }

    /// A word of answers for a variant of one of their lists.
    pub fn variant(&self, prefix: &str, variant: &impl std::fmt::Debug) -> String {
        self.words.say(&phrasing::key(prefix, variant))
    }

    /// A state in a word or two.
    pub fn state(&self, state: &State) -> String {
        phrasing::state(&self.words, *state).text()
    }

    /// A value in words.
    pub fn value(&self, value: &Value) -> String {
        phrasing::value(&self.words, *value).text()
    }

    /// That a line of an act does nothing, and why.
    pub fn without_effect(&self, line: &WithoutEffect) -> String {
        phrasing::without_effect(&self.words, line)
    }

    /// A reason, as a clause after a state.
    pub fn reason(&self, reason: &Reason) -> String {
        phrasing::reason(&self.words, reason)
    }

    /// A day, short.
    pub fn day(&self, date: impl Into<Date>) -> String {
        phrasing::date(&self.words, date)
    }

    /// A day with the month written out.
    pub fn long_day(&self, date: impl Into<Date>) -> String {
        phrasing::long_date(&self.words, date)
    }

    /// A stretch of days.
    pub fn stretch(&self, from: Option<Date>, until: Option<Date>) -> String {
        phrasing::stretch(&self.words, from, until)
    }

    /// A thing by its title, else by its name.
    pub fn named(&self, named: &Named) -> String {
        match self.text(&named.title) {
            "" => named.name.clone(),
            title => title.to_owned(),
        }
    }

    /// The same without an addition in brackets.
    pub fn short(&self, named: &Named) -> String {
        let title = self.named(named);
        match title.split_once(" (") {
            Some((short, rest)) if rest.ends_with(')') && !short.is_empty() => short.to_owned(),
            _ => title,
        }
    }

    /// Text of the record in this language, or in the closest one available, or else as written.
    pub fn text<'t>(&self, text: &'t Text) -> &'t str {
        phrasing::text(&self.words, text)
    }

    /// `7 Apr 2022, Inter-American Court`.
    pub fn day_and_author(&self, act: &ActRef) -> String {
        format!("{}, {}", self.day(act.made), self.short(&act.author))
    }

    /// An act by its title, else by its name.
    pub fn act(&self, act: &ActRef) -> String {
        match self.text(&act.title) {
            "" => act.name.clone(),
            title => title.to_owned(),
        }
    }

    /// A status in words, as the head of a line.
    pub fn status(&self, status: &Phrase) -> String {
        phrasing::status(&self.words, status)
    }

    /// An effect that reaches something, in words.
    pub fn effect(&self, does: Option<&Doing>, text: &str) -> String {
        phrasing::effect(&self.words, does, text)
    }

    /// What an act does, in words.
    pub fn doings(&self, does: &[Doing]) -> Vec<String> {
        phrasing::doings(&self.words, does)
    }

    /// A deed or status in words, to be used after `must` or in a sentence.
    pub fn phrase(&self, phrase: &Phrase) -> String {
        phrasing::phrase(&self.words, phrase)
    }
}

/// The CSS class of a state.
pub fn tone(state: &State) -> &'static str {
    match phrasing::tone(*state) {
        Tone::Good => "good",
        Tone::Bad => "bad",
        Tone::Alert => "alert",
        _ => "faint",
    }
}

/// The CSS class of a value.
pub fn value_tone(value: &Value) -> &'static str {
    match value {
        Value::True => "good",
        Value::False => "bad",
        Value::Undetermined | Value::Contested => "alert",
        Value::Silent | Value::NotOnRecord | Value::NothingOnRecord => "faint",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use std::path::Path;

    use super::*;

    /// Key → its variables, read from the text of a file.
    fn keys(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
        let mut keys: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut at = String::new();
        for line in file(lang).lines() {
            if let Some((key, _)) =
                line.split_once(" =").filter(|_| line.starts_with(|c: char| c.is_ascii_lowercase()))
            {
                at = key.to_owned();
                assert!(
                    keys.insert(at.clone(), BTreeSet::new()).is_none(),
                    "{lang:?}: `{key}` is there twice"
                );
            }
            let names = line.split('$').skip(1).map(|rest| {
                rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect::<String>()
            });
            keys.entry(at.clone()).or_default().extend(names);
        }
        keys.remove("");
        keys
    }

    #[test]
    fn every_language_says_everything() {
        let first = keys(Lang::En);
        for lang in Lang::ALL {
            assert!(FluentResource::try_new(file(lang).to_owned()).is_ok(), "{lang:?}: a broken line");
            let here = keys(lang);
            let names = |k: &BTreeMap<String, BTreeSet<String>>| k.keys().cloned().collect::<BTreeSet<_>>();
            assert_eq!(names(&first), names(&here), "{lang:?}: keys differ");
            for (key, vars) in &first {
                assert_eq!(vars, &here[key], "{lang:?}: the variables of `{key}` differ");
            }
        }
    }

    /// In some languages `one` also covers zero, so its message must say `{ $n }`, not `1`.
    #[test]
    fn zero_is_not_one() {
        for lang in Lang::ALL {
            let t = I18n::of(lang);
            for (key, _) in keys(lang).iter().filter(|(_, vars)| vars.contains("n")) {
                let said = t.count(key, 0_usize);
                assert!(
                    !said.contains('1') && !said.contains("{ $n }"),
                    "{lang:?}: `{key}` for zero: {said}"
                );
            }
        }
    }

    fn sources(folder: &Path, found: &mut Vec<(String, String)>) {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                sources(&path, found);
            } else if path.extension().is_some_and(|e| e == "rs" || e == "html") {
                let text = std::fs::read_to_string(&path).unwrap();
                let product = text.split("#[cfg(test)]").next().unwrap_or_default().to_owned();
                found.push((path.display().to_string(), product));
            }
        }
    }

    /// Prefixes of keys that pages build at run time.
    const MADE: [&str; 4] = ["facet-", "found-", "add-", "claims-"];

    /// Every key that pages use exists with exactly the variables they pass, and every key is used.
    #[test]
    fn pages_and_words_agree() {
        let known = keys(Lang::En);
        let mut texts = Vec::new();
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut texts);
        let mut asked: BTreeSet<String> = BTreeSet::new();
        for (file, text) in &texts {
            // The key is the first argument; names of variables follow.
            for (call, arguments) in [("say(", 0), ("with(", 1), ("with2(", 2), ("count(", 9)] {
                for (at, _) in text.match_indices(call) {
                    let before = &text[..at];
                    if !before.ends_with("t.") {
                        continue;
                    }
                    let rest = text[at + call.len()..].trim_start();
                    let Some(rest) = rest.strip_prefix('"') else { continue };
                    let Some((key, rest)) = rest.split_once('"') else { continue };
                    let variables = known.get(key);
                    assert!(variables.is_some(), "{file}: there is no message `{key}`");
                    let given: BTreeSet<String> = match arguments {
                        9 => std::iter::once("n".to_owned()).collect(),
                        n => rest.split('"').skip(1).step_by(2).take(n).map(str::to_owned).collect(),
                    };
                    if arguments <= 1 || arguments == 9 {
                        assert_eq!(variables, Some(&given), "{file}: the variables of `{key}`");
                    } else {
                        let first = given.iter().next().cloned().unwrap_or_default();
                        assert!(
                            given.len() <= 2 && variables.is_some_and(|v| v.len() == 2),
                            "{file}: `{key}` {first}"
                        );
                    }
                    asked.insert(key.to_owned());
                }
            }
            // Keys in tables of the code.
            for key in known.keys() {
                if text.contains(&format!("\"{key}\"")) {
                    asked.insert(key.clone());
                }
            }
        }
        for key in known.keys() {
            let made = MADE.iter().any(|m| key.starts_with(m));
            assert!(made || asked.contains(key), "nothing uses `{key}`");
        }
    }

    #[test]
    fn the_browser_chooses() {
        assert_eq!(accepted("es-PE,es;q=0.9,en;q=0.5"), Lang::Es);
        assert_eq!(accepted("de-DE,de;q=0.9,fr;q=0.5,en;q=0.3"), Lang::Fr);
        assert_eq!(accepted("de"), Lang::En);
        assert_eq!(accepted(""), Lang::En);
        assert_eq!(accepted("pt;q=0.1, en;q=0.8"), Lang::En);
        assert_eq!(accepted("est, fr;q=0.2"), Lang::Fr);
        assert_eq!(accepted("es;q=nan, pt;q=0, fr;q=0.1"), Lang::Fr);
    }

    #[test]
    fn plurals() {
        let en = I18n::of(Lang::En);
        let fr = I18n::of(Lang::Fr);
        assert_eq!(en.count("matters-found", 1_usize), "1 matter");
        assert_eq!(en.count("matters-found", 0_usize), "0 matters");
        assert_eq!(fr.count("matters-found", 0_usize), "0 affaire");
        assert_eq!(fr.count("errors-n", 0_usize), "aucune erreur");
        assert_eq!(I18n::of(Lang::Pt).count("matters-found", 0_usize), "0 caso");
        assert_eq!(I18n::of(Lang::Es).count("duties-overdue", 2_usize), "2 obligaciones vencidas");
    }
}
