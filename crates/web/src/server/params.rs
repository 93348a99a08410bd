//! Reads questions from the query of a URL, and writes URLs that ask the same of other pages. Without parameters, a
//! question is about today, with hindsight, in all viewpoints.

use std::fmt::Write as _;

use vigente_model::{Day, Model};
use vigente_query::Question;

use crate::days;
use crate::i18n::Lang;

/// The pairs of a query, in order.
pub type Pairs = Vec<(String, String)>;

/// What every page may be asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Params {
    /// The day, if one is written.
    pub on: Option<Day>,
    /// Only acts known by then.
    pub known: Option<Day>,
    /// As it stood on the day.
    pub stood: bool,
    /// Whose eyes; empty is all.
    pub viewpoints: Vec<String>,
    /// A language that the address asks for.
    pub said: Option<Lang>,
    /// The language to answer in.
    pub lang: Lang,
    /// Everything in the query, for what only one page asks.
    pub pairs: Pairs,
    /// The day it is.
    pub today: Day,
    /// What could not be understood, as key of the words and what was written.
    pub wrong: Vec<(&'static str, String)>,
}

impl Params {
    /// Reads a query.
    pub fn read(pairs: Pairs, accepted: Lang, today: Day) -> Params {
        let mut params = Params {
            on: None,
            known: None,
            stood: false,
            viewpoints: Vec::new(),
            said: None,
            lang: accepted,
            pairs: Vec::new(),
            today,
            wrong: Vec::new(),
        };
        for (name, value) in &pairs {
            let value = value.trim();
            match name.as_str() {
                "on" | "known" if value.is_empty() => {}
                "on" => match days::day(value) {
                    Some(day) => params.on = Some(day),
                    None => params.wrong.push(("wrong-day", value.to_owned())),
                },
                "known" => match days::day(value) {
                    Some(day) => params.known = Some(day),
                    None => params.wrong.push(("wrong-day", value.to_owned())),
                },
                "stood" => params.stood = matches!(value, "1" | "on" | "true"),
                "v" => params
                    .viewpoints
                    .extend(value.split(',').map(str::trim).filter(|v| !v.is_empty()).map(str::to_owned)),
                "lang" => params.said = Lang::of(value).or(params.said),
                _ => {}
            }
        }
        params.lang = params.said.unwrap_or(accepted);
        params.pairs = pairs;
        params
    }

    /// The day asked about.
    pub fn day(&self) -> Day {
        self.on.unwrap_or(self.today)
    }

    /// What else the query says.
    pub fn get(&self, name: &str) -> &str {
        self.pairs.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v.trim())
    }

    /// The question for a record; a viewpoint that it does not have is left out.
    pub fn question(&self, model: &Model) -> Question {
        let mut question = Question::on(self.day());
        question.known_by = self.known;
        question.viewpoints = self.viewpoints.iter().filter_map(|v| model.viewpoint(v)).collect();
        question.concerning = Some(self.get("for")).filter(|n| !n.is_empty()).and_then(|n| model.thing(n));
        if self.stood { question.as_it_stood() } else { question }
    }

    /// What was asked, as data.
    pub fn data(&self, model: &Model) -> serde_json::Value {
        let question = self.question(model);
        serde_json::json!({
            "on": question.on.to_string(),
            "made_by": question.made_by.map(|d| d.to_string()),
            "known_by": question.known_by.map(|d| d.to_string()),
            "viewpoints": question.viewpoints.iter().map(|v| &*model.viewpoints[v.index()].name).collect::<Vec<_>>(),
            "for": question.concerning.map(|t| model.name(t)),
        })
    }

    /// The same language, of today and of all viewpoints: for links from a page over all matters into one of them.
    #[must_use]
    pub fn of_today(self) -> Params {
        Params { on: None, known: None, stood: false, viewpoints: Vec::new(), pairs: Vec::new(), ..self }
    }

    /// The pairs that every page understands, as written.
    pub fn shared(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        pairs.extend(self.on.map(|d| ("on", d.to_string())));
        pairs.extend(self.known.map(|d| ("known", d.to_string())));
        if self.stood {
            pairs.push(("stood", "1".to_owned()));
        }
        if !self.viewpoints.is_empty() {
            pairs.push(("v", self.viewpoints.join(",")));
        }
        pairs.extend(self.said.map(|l| ("lang", l.code().to_owned())));
        pairs
    }
}

/// Addresses of one matter that keep what was asked.
#[derive(Clone, Debug)]
pub struct Links {
    /// The matter.
    pub key: String,
    /// What was asked.
    pub params: Params,
}

impl Links {
    /// The address of a page of the matter; the empty name is its first page.
    pub fn page(&self, page: &str, own: &[(&str, &str)]) -> String {
        let shared = self.params.shared();
        let shared = shared.iter().map(|(n, v)| (*n, v.as_str()));
        let kept = shared.filter(|(n, _)| own.iter().all(|(o, _)| o != n));
        let all: Vec<(&str, &str)> = own.iter().copied().chain(kept).filter(|(_, v)| !v.is_empty()).collect();
        format!("{}{}", path(&self.key, page), query(&all))
    }

    /// The same page with a question in it.
    pub fn why(&self, question: &str) -> String {
        self.page("why", &[("q", question)])
    }

    /// The reasons in one viewpoint.
    pub fn why_for(&self, question: &str, viewpoint: &str) -> String {
        self.page("why", &[("q", question), ("v", viewpoint)])
    }

    /// The page of an act or of a part of one.
    pub fn act(&self, name: &str) -> String {
        self.page("act", &[("name", name)])
    }
}

/// The path of a page of a matter.
pub fn path(key: &str, page: &str) -> String {
    let key = encoded(key);
    if page.is_empty() {
        format!("/m/{key}")
    } else if page.starts_with('.') {
        format!("/m/{key}{page}")
    } else {
        format!("/m/{key}/{page}")
    }
}

/// A query with its question mark; nothing where nothing is asked.
pub fn query(pairs: &[(&str, &str)]) -> String {
    let mut out = String::new();
    for (name, value) in pairs {
        out.push(if out.is_empty() { '?' } else { '&' });
        let _ = write!(out, "{}={}", encoded(name), encoded(value).replace("%20", "+"));
    }
    out
}

/// Percent-encoded, all but letters, digits and a few signs that are safe everywhere.
pub fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => out.push(char::from(byte)),
            b',' | b':' | b'(' | b')' => out.push(char::from(byte)),
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}
