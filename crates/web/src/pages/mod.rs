//! A record and what an address asks go in; pages come out. One page, one file, its template beside it.

pub mod act;
pub mod add;
pub mod board;
pub mod check;
pub mod collision;
pub mod collisions;
pub mod duties;
pub mod matter;
pub mod matters;
pub mod reader;
pub mod row;
pub mod sources;
pub mod text;
pub mod what_if;
pub mod who;
pub mod why;

use crate::asked::{Asked, Links};
use crate::desk::Open;
use crate::frame::Frame;
use crate::reply::{Reply, Shape};
use crate::tongue::Tongue;

/// A page of a matter.
pub fn of_matter(open: &Open<'_, '_>, asked: Asked, page: &str, shape: Shape, writing: bool) -> Reply {
    let here = Here { open, links: Links { key: open.record.key.clone(), asked } };
    match page {
        "" => matter::show(&here, shape),
        "act" => act::show(&here, shape),
        "why" => why::show(&here, shape),
        "collisions" => collisions::show(&here, shape),
        "collision" => collision::show(&here, shape),
        "duties" => duties::show(&here, shape),
        "sources" => sources::show(&here, shape),
        "source" => reader::show(&here, shape),
        "check" => check::show(&here, shape),
        "text" => text::show(&here, shape, writing),
        "names" => text::names(&here, shape),
        "add" => add::show(&here, shape, writing),
        "what-if" => what_if::show(&here, shape, writing),
        "who" => who::show(&here, shape),
        "timeline" => matter::timeline(&here, shape),
        _ => Reply::Nothing,
    }
}

/// What a form of a matter sends; says whether something was written.
pub fn sent(
    open: &Open<'_, '_>,
    asked: Asked,
    page: &str,
    fields: &crate::asked::Pairs,
    writing: bool,
) -> (Reply, bool) {
    let here = Here { open, links: Links { key: open.record.key.clone(), asked } };
    match page {
        "text" => text::post(&here, fields, writing),
        "diagnostics" => (text::diagnostics(&here, fields), false),
        "add" => add::post(&here, fields, writing),
        "what-if" => what_if::post(&here, fields, writing),
        _ => (Reply::Nothing, false),
    }
}

/// Where a page stands: the record it is of, and what its address asks.
#[derive(Debug)]
pub struct Here<'h, 'o, 'm> {
    /// The record.
    pub open: &'h Open<'o, 'm>,
    /// The address.
    pub links: Links,
}

impl Here<'_, '_, '_> {
    /// What is asked.
    pub fn asked(&self) -> &Asked {
        &self.links.asked
    }

    /// The words.
    pub fn t(&self) -> std::rc::Rc<Tongue> {
        Tongue::of(self.links.asked.lang)
    }

    /// The question to the record.
    pub fn question(&self) -> vigente_query::Question {
        self.links.asked.question(self.open.record.model())
    }

    /// What the matter is called.
    pub fn matter(&self) -> String {
        match &self.open.record.model().matter {
            Some((_, title)) => self.t().text(&crate::card::text(title)).to_owned(),
            None => self.links.key.clone(),
        }
    }

    /// The frame of a page; `tab` is the page it belongs to.
    pub fn frame(&self, page: &str, tab: &str, title: String) -> Frame {
        let path = crate::asked::path(&self.links.key, page);
        Frame::of_matter(&self.links, &path, &self.matter(), tab, title)
    }

    /// The answer as data.
    pub fn data(
        &self,
        command: &str,
        more: &[(&str, serde_json::Value)],
        answer: &impl serde::Serialize,
    ) -> Reply {
        let mut question = self.asked().data(self.open.record.model());
        for (name, value) in more {
            question[*name] = value.clone();
        }
        Reply::Json(vigente_render::envelope(command, &question, answer))
    }

    /// The page that says that something is not there.
    pub fn nothing(&self, shape: Shape, key: &str, name: &str) -> Reply {
        let t = self.t();
        let said = t.with(key, "name", name);
        let code = axum::http::StatusCode::NOT_FOUND;
        if shape == Shape::Json {
            return Reply::WrongData(code, serde_json::json!({ "error": said }));
        }
        let frame = self.frame("", "none", t.say("not-found"));
        let body = format!("<h1>{}</h1>\n<p class=\"notice\">{}</p>", t.say("not-found"), escaped(&said));
        Reply::Wrong(code, frame.around(&body))
    }
}

/// Safe between tags.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
