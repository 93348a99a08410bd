//! Reads the query of a request. The defaults are: today, with hindsight, in all viewpoints.

use vigente_model::{Day, Model};
use vigente_query::Question;

use crate::days;
use crate::i18n::Lang;
use crate::links::KeptParams;

/// The pairs of a query, in order.
pub type Pairs = Vec<(String, String)>;

/// The parameters that every page accepts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Params {
    /// The day, if the query has one.
    pub on: Option<Day>,
    /// Only acts known by then.
    pub known: Option<Day>,
    /// As it stood on the day.
    pub stood: bool,
    /// The viewpoints; if empty, all.
    pub viewpoints: Vec<String>,
    /// The language in the query.
    pub said: Option<Lang>,
    /// The language to answer in.
    pub lang: Lang,
    /// The whole query, for parameters of single pages.
    pub pairs: Pairs,
    /// Today.
    pub today: Day,
    /// What could not be understood: the key of a message, and the text.
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

    /// Another parameter; empty if it is missing.
    pub fn get(&self, name: &str) -> &str {
        self.pairs.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v.trim())
    }

    /// The question for a record, without viewpoints that the record does not have.
    pub fn question(&self, model: &Model) -> Question {
        let mut question = Question::on(self.day());
        question.known_by = self.known;
        question.viewpoints = self.viewpoints.iter().filter_map(|v| model.viewpoint(v)).collect();
        question.concerning = Some(self.get("for")).filter(|n| !n.is_empty()).and_then(|n| model.thing(n));
        if self.stood { question.as_it_stood() } else { question }
    }

    /// What links to other pages keep.
    pub fn kept(&self) -> KeptParams {
        KeptParams {
            on: self.on,
            known: self.known,
            stood: self.stood,
            viewpoints: self.viewpoints.clone(),
            lang: self.said,
        }
    }

    /// Hidden fields with which a form keeps the question. The day has a field of its own.
    pub fn hidden(&self) -> Vec<(&'static str, String)> {
        KeptParams { on: None, ..self.kept() }.pairs()
    }
}
