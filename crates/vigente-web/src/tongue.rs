//! A language goes in; the words of the interface, and with them those of answers, come out.

use std::cell::OnceCell;
use std::fmt::Display;
use std::rc::Rc;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;
use vigente::answer::{ActRef, Named, Phrase, Reason, State, Text, Value};
use vigente::view::{Lang as AnswerLang, Tone, Words, wording};

/// A language of the interface.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Lang {
    /// Español.
    Es,
    /// English.
    En,
    /// Português.
    Pt,
    /// Français.
    Fr,
}

impl Lang {
    /// All of them, in the order of the switch.
    pub const ALL: [Lang; 4] = [Lang::Es, Lang::En, Lang::Pt, Lang::Fr];

    /// Two letters.
    pub fn code(self) -> &'static str {
        match self {
            Lang::Es => "es",
            Lang::En => "en",
            Lang::Pt => "pt",
            Lang::Fr => "fr",
        }
    }

    /// As its speakers call it.
    pub fn name(self) -> &'static str {
        match self {
            Lang::Es => "Español",
            Lang::En => "English",
            Lang::Pt => "Português",
            Lang::Fr => "Français",
        }
    }

    /// From two letters.
    pub fn of(code: &str) -> Option<Lang> {
        Lang::ALL.into_iter().find(|l| l.code() == code)
    }

    /// The language that a browser would rather have; English where it asks for none that is here.
    pub fn accepted(header: &str) -> Lang {
        let mut wanted: Vec<(f32, Lang)> = header
            .split(',')
            .filter_map(|one| {
                let mut pieces = one.trim().split(';');
                let code = pieces.next()?.trim().get(..2)?.to_lowercase();
                let weight = pieces.find_map(|p| p.trim().strip_prefix("q=")?.parse().ok()).unwrap_or(1.0);
                Some((weight, Lang::of(&code)?))
            })
            .collect();
        wanted.sort_by(|a, b| b.0.total_cmp(&a.0));
        wanted.first().filter(|(weight, _)| *weight > 0.0).map_or(Lang::En, |(_, lang)| *lang)
    }

    /// The language of the words of answers: English where the views have none of their own yet.
    fn of_answers(self) -> AnswerLang {
        AnswerLang::ALL.into_iter().find(|l| l.code() == self.code()).unwrap_or(AnswerLang::En)
    }

    fn file(self) -> &'static str {
        match self {
            Lang::Es => include_str!("words/es.ftl"),
            Lang::En => include_str!("words/en.ftl"),
            Lang::Pt => include_str!("words/pt.ftl"),
            Lang::Fr => include_str!("words/fr.ftl"),
        }
    }
}

/// All words of one language. Belongs to one thread.
pub struct Tongue {
    /// Which.
    pub lang: Lang,
    own: FluentBundle<FluentResource>,
    /// The words of answers.
    pub words: Words,
}

impl std::fmt::Debug for Tongue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tongue").field("lang", &self.lang).finish_non_exhaustive()
    }
}

thread_local! {
    static TONGUES: [OnceCell<Rc<Tongue>>; 4] = const { [const { OnceCell::new() }; 4] };
}

impl Tongue {
    /// The words of a language; read once a thread.
    pub fn of(lang: Lang) -> Rc<Tongue> {
        TONGUES.with(|all| {
            let place = Lang::ALL.iter().position(|l| *l == lang).unwrap_or(1);
            all[place].get_or_init(|| Rc::new(Tongue::read(lang))).clone()
        })
    }

    fn read(lang: Lang) -> Tongue {
        let id: LanguageIdentifier = lang.code().parse().unwrap_or_default();
        let mut own = FluentBundle::new(vec![id]);
        own.set_use_isolating(false);
        // A broken line costs its own words only; a test asks that there is none.
        let resource = FluentResource::try_new(lang.file().to_owned()).unwrap_or_else(|(partial, _)| partial);
        own.add_resource_overriding(resource);
        Tongue { lang, own, words: Words::new(lang.of_answers()) }
    }

    /// What is said under this key.
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

    /// A number `$n`, which may choose between singular and plural.
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

    /// A word of answers.
    pub fn word(&self, key: &str) -> String {
        self.words.say(key)
    }

    /// A word of answers for a variant of one of their lists.
    pub fn variant(&self, prefix: &str, variant: &impl std::fmt::Debug) -> String {
        self.words.say(&wording::key(prefix, variant))
    }

    /// A state in a word or two.
    pub fn state(&self, state: &State) -> String {
        wording::state(&self.words, *state).text()
    }

    /// Yes, no, or why neither.
    pub fn value(&self, value: &Value) -> String {
        wording::value(&self.words, *value).text()
    }

    /// Why, as a clause behind a state.
    pub fn reason(&self, reason: &Reason) -> String {
        wording::reason(&self.words, reason)
    }

    /// A day, short.
    pub fn day(&self, iso: impl AsRef<str>) -> String {
        wording::date(&self.words, iso.as_ref())
    }

    /// A day with the month written out.
    pub fn long_day(&self, iso: impl AsRef<str>) -> String {
        wording::long_date(&self.words, iso.as_ref())
    }

    /// A stretch of days.
    pub fn stretch(&self, from: &Option<String>, until: &Option<String>) -> String {
        wording::stretch(&self.words, from.as_deref(), until.as_deref())
    }

    /// A thing by its title, else by its name.
    pub fn named(&self, named: &Named) -> String {
        match self.text(&named.title) {
            "" => named.name.clone(),
            title => title.to_owned(),
        }
    }

    /// The same without what a title adds in brackets.
    pub fn short(&self, named: &Named) -> String {
        let title = self.named(named);
        match title.split_once(" (") {
            Some((short, rest)) if rest.ends_with(')') && !short.is_empty() => short.to_owned(),
            _ => title,
        }
    }

    /// Words of the record in this language where it has them, else as written.
    pub fn text<'t>(&self, text: &'t Text) -> &'t str {
        text.in_language(self.lang.code())
    }

    /// `7 Apr 2022, Inter-American Court`.
    pub fn day_and_author(&self, act: &ActRef) -> String {
        format!("{}, {}", self.day(&act.made), self.short(&act.author))
    }

    /// An act by its title, else by its name.
    pub fn act(&self, act: &ActRef) -> String {
        match self.text(&act.title) {
            "" => act.name.clone(),
            title => title.to_owned(),
        }
    }

    /// A deed or status in words.
    pub fn phrase(&self, phrase: &Phrase) -> String {
        wording::phrase(&self.words, phrase)
    }
}

/// The class of a state: how it looks is the style sheet's affair.
pub fn tone(state: &State) -> &'static str {
    match wording::tone(*state) {
        Tone::Good => "good",
        Tone::Bad => "bad",
        Tone::Alert => "alert",
        _ => "faint",
    }
}

/// The class of a value.
pub fn value_tone(value: &Value) -> &'static str {
    match value {
        Value::True => "good",
        Value::False => "bad",
        Value::Undetermined | Value::Contested => "alert",
        Value::Silent | Value::NotOnRecord => "faint",
    }
}
