//! The words of one language. All words that views show are in `words/*.ftl`, one file for each language. What the
//! record itself says (names, titles, notes) is never translated.

pub mod dates;
pub mod effects;
pub mod phrasing;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// A language of the views.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Español.
    Es,
    /// Português do Brasil.
    Pt,
    /// Français.
    Fr,
}

impl Lang {
    /// All of them.
    pub const ALL: [Lang; 4] = [Lang::En, Lang::Es, Lang::Pt, Lang::Fr];

    /// The two letters that a record uses for its translations.
    pub fn code(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Es => "es",
            Lang::Pt => "pt",
            Lang::Fr => "fr",
        }
    }

    /// As its speakers call it.
    pub fn name(self) -> &'static str {
        match self {
            Lang::En => "English",
            Lang::Es => "Español",
            Lang::Pt => "Português",
            Lang::Fr => "Français",
        }
    }

    /// From the two letters.
    pub fn of(code: &str) -> Option<Lang> {
        Lang::ALL.into_iter().find(|l| l.code() == code)
    }

    /// In which languages titles of a record are looked for, the first that is there; after them comes what is
    /// written. Whoever reads Portuguese reads Spanish more easily than English, and few records have French.
    pub fn titles(self) -> &'static [&'static str] {
        match self {
            Lang::En => &["en"],
            Lang::Es => &["es"],
            Lang::Pt => &["pt", "es"],
            Lang::Fr => &["fr", "en"],
        }
    }

    fn file(self) -> &'static str {
        match self {
            Lang::En => include_str!("en.ftl"),
            Lang::Es => include_str!("es.ftl"),
            Lang::Pt => include_str!("pt.ftl"),
            Lang::Fr => include_str!("fr.ftl"),
        }
    }

    /// What diagnostics mean; in English they say so themselves.
    fn codes(self) -> &'static str {
        match self {
            Lang::En => "",
            Lang::Es => include_str!("codes.es.ftl"),
            Lang::Pt => include_str!("codes.pt.ftl"),
            Lang::Fr => include_str!("codes.fr.ftl"),
        }
    }
}

/// The words of one language.
pub struct Words {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Words").field("lang", &self.lang).finish_non_exhaustive()
    }
}

impl Words {
    /// The words of a language.
    pub fn new(lang: Lang) -> Words {
        let id: LanguageIdentifier = lang.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        bundle.set_use_isolating(false);
        // A broken line of the file costs its own words only; a test asks that there is none.
        for file in [lang.file(), lang.codes()] {
            let resource = FluentResource::try_new(file.to_owned()).unwrap_or_else(|(partial, _)| partial);
            bundle.add_resource_overriding(resource);
        }
        Words { lang, bundle }
    }

    /// Which language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// What is said under this key; the key itself where nothing is (a test asks that this never shows).
    pub fn say(&self, key: &str) -> String {
        self.say_with(key, &[])
    }

    /// The same, with values for its variables.
    pub fn say_with(&self, key: &str, args: &[(&str, &dyn std::fmt::Display)]) -> String {
        let mut values = FluentArgs::new();
        for (name, value) in args {
            values.set(*name, FluentValue::from(value.to_string()));
        }
        self.format(key, values)
    }

    /// The same for a number `$n`, which may choose between singular and plural.
    pub fn count(&self, key: &str, n: usize) -> String {
        let mut values = FluentArgs::new();
        values.set("n", FluentValue::from(n));
        self.format(key, values)
    }

    /// A number `$n` and other values.
    pub fn count_with(&self, key: &str, n: usize, args: &[(&str, &dyn std::fmt::Display)]) -> String {
        let mut values = FluentArgs::new();
        values.set("n", FluentValue::from(n));
        for (name, value) in args {
            values.set(*name, FluentValue::from(value.to_string()));
        }
        self.format(key, values)
    }

    /// What a kind of diagnostic means, in one sentence; `None` in English, which its message is in.
    pub fn meaning(&self, code: &str) -> Option<String> {
        let key = format!("code-{code}");
        self.knows(&key).then(|| self.say(&key))
    }

    /// Whether something is said under this key.
    pub fn knows(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    fn format(&self, key: &str, values: FluentArgs<'_>) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|m| m.value()) else {
            return key.to_owned();
        };
        let mut errors = Vec::new();
        self.bundle.format_pattern(pattern, Some(&values), &mut errors).into_owned()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    /// Key → its variables, read from the text of a file.
    fn keys(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
        let mut keys: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut at = String::new();
        for line in lang.file().lines() {
            if let Some((key, _)) =
                line.split_once(" =").filter(|_| line.starts_with(|c: char| c.is_ascii_lowercase()))
            {
                at = key.to_owned();
                assert!(keys.insert(at.clone(), BTreeSet::new()).is_none(), "{lang:?}: `{key}` stands twice");
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
            assert!(FluentResource::try_new(lang.file().to_owned()).is_ok(), "{lang:?}: a broken line");
            let here = keys(lang);
            let names = |k: &BTreeMap<String, BTreeSet<String>>| k.keys().cloned().collect::<BTreeSet<_>>();
            assert_eq!(names(&first), names(&here), "{lang:?}: keys differ");
            for (key, vars) in &first {
                assert_eq!(vars, &here[key], "{lang:?}: the variables of `{key}` differ");
            }
        }
    }

    #[test]
    fn every_diagnostic_has_a_meaning() {
        let names: BTreeSet<String> =
            vigente_syntax::codes::CODES.iter().map(|c| format!("code-{}", c.name)).collect();
        for lang in Lang::ALL.into_iter().filter(|l| *l != Lang::En) {
            assert!(FluentResource::try_new(lang.codes().to_owned()).is_ok(), "{lang:?}: a broken line");
            let keys =
                lang.codes().lines().filter_map(|l| l.split_once(" = ").map(|(key, _)| key.to_owned()));
            let here: BTreeSet<String> = keys.filter(|k| k.starts_with("code-")).collect();
            assert_eq!(names, here, "{lang:?}");
            for severity in ["severity-error", "severity-warning", "severity-note", "severity-help"] {
                assert!(Words::new(lang).knows(severity), "{lang:?}: {severity}");
            }
        }
        assert_eq!(Words::new(Lang::En).meaning("unknown-word"), None);
        let said = Words::new(Lang::Es).meaning("missing-to");
        assert_eq!(said.as_deref(), Some("falta `to`"));
    }

    /// A language's `one` may hold for nought, too: `{ $n }` stands there, not a number.
    #[test]
    fn nought_is_not_one() {
        for lang in Lang::ALL {
            let words = Words::new(lang);
            for (key, _) in keys(lang).iter().filter(|(_, vars)| vars.contains("n")) {
                let said =
                    words.count_with(key, 0, &[("day", &"x"), ("from", &"x"), ("until", &"x"), ("on", &"x")]);
                assert!(!said.contains('1'), "{lang:?}: `{key}` of nought says: {said}");
                assert!(!said.contains("$n"), "{lang:?}: `{key}` of nought says: {said}");
            }
        }
    }

    /// In French a colon, a semicolon, a question mark and a guillemet keep to their word over the end of a line.
    #[test]
    fn french_signs_keep_to_their_words() {
        for (i, line) in Lang::Fr.file().lines().enumerate().filter(|(_, l)| !l.starts_with('#')) {
            let value = line.split_once(" =").map_or(line, |(_, value)| value);
            for pair in value.chars().collect::<Vec<_>>().windows(2) {
                let signs = matches!(pair[1], ':' | ';' | '?' | '!' | '»') && !pair[0].is_whitespace();
                let quotes = pair[0] == '«' && pair[1] != '\u{a0}';
                let breaks = matches!(pair[1], ':' | ';' | '?' | '!' | '»') && pair[0] == ' ';
                let code = value.contains("prefers");
                assert!(code || !(signs || quotes || breaks), "fr.ftl:{}: {line}", i + 1);
            }
        }
    }

    /// One word for one thing: the glossary says what the screens say.
    #[test]
    fn states_are_called_as_in_the_glossary() {
        let glossary = include_str!("../../../../docs/glossary.md");
        let table = glossary.split("## As the screen says it").nth(1).unwrap();
        let mut rows = 0;
        for line in table.lines().filter(|l| l.starts_with("| `")) {
            let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
            let key = format!("state-{}", cells[0].trim_matches('`'));
            for (lang, said) in Lang::ALL.into_iter().zip(&cells[1..]) {
                assert_eq!(Words::new(lang).say(&key), **said, "{lang:?}: `{key}`");
            }
            rows += 1;
        }
        assert_eq!(rows, keys(Lang::En).keys().filter(|k| k.starts_with("state-")).count());
    }

    /// Keys are written as string literals after `say(`, `say_with(`, `count(` or `count_with(`; those put
    /// together at run time are listed by the views' own tests.
    #[test]
    fn every_word_asked_for_is_there() {
        let known = keys(Lang::En);
        for (file, text) in crate::sources() {
            for call in ["say(\"", "say_with(\"", "count(\"", "count_with(\""] {
                for rest in text.split(call).skip(1) {
                    let key = rest.split('"').next().unwrap_or_default();
                    assert!(known.contains_key(key), "{file}: nothing is said under `{key}`");
                }
            }
        }
    }
}
