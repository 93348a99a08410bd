//! The pages of the application: one file per page, with its template beside it.

pub mod acts;
pub mod ask;
pub mod collisions;
pub mod duties;
pub mod edit;
pub mod layout;
pub mod matter;
pub mod overview;
pub mod sources;

use crate::i18n::I18n;
use crate::library::desk::Open;
use crate::pages::layout::Layout;
use crate::server::params::{Links, Params};
use crate::server::response::{Format, PageResponse};

/// A page of a matter.
pub fn of_matter(
    open: &Open<'_, '_>,
    params: Params,
    page: &str,
    format: Format,
    writing: bool,
) -> PageResponse {
    let cx = PageContext { open, links: Links { key: open.record.key.clone(), params } };
    match page {
        "" => matter::show(&cx, format),
        "act" => acts::act::show(&cx, format),
        "why" => acts::why::show(&cx, format),
        "collisions" => collisions::show(&cx, format),
        "collision" => collisions::collision::show(&cx, format),
        "duties" => duties::show(&cx, format),
        "sources" => sources::show(&cx, format),
        "source" => sources::reader::show(&cx, format),
        "check" => edit::check::show(&cx, format),
        "text" => edit::text::show(&cx, format, writing),
        "names" => edit::text::names(&cx, format),
        "add" => edit::add::show(&cx, format, writing),
        "what-if" => ask::what_if::show(&cx, format, writing),
        "who" => ask::who::show(&cx, format),
        "timeline" => matter::timeline(&cx, format),
        _ => PageResponse::Nothing,
    }
}

/// What a form of a matter sends; says whether something was written.
pub fn sent(
    open: &Open<'_, '_>,
    params: Params,
    page: &str,
    fields: &crate::server::params::Pairs,
    writing: bool,
) -> (PageResponse, bool) {
    let cx = PageContext { open, links: Links { key: open.record.key.clone(), params } };
    match page {
        "text" => edit::text::post(&cx, fields, writing),
        "diagnostics" => (edit::text::diagnostics(&cx, fields), false),
        "add" => edit::add::post(&cx, fields, writing),
        "what-if" => ask::what_if::post(&cx, fields, writing),
        _ => (PageResponse::Nothing, false),
    }
}

/// What a page of a matter needs: the record, and what the request asks.
#[derive(Debug)]
pub struct PageContext<'h, 'o, 'm> {
    /// The record.
    pub open: &'h Open<'o, 'm>,
    /// The address.
    pub links: Links,
}

impl PageContext<'_, '_, '_> {
    /// What is asked.
    pub fn params(&self) -> &Params {
        &self.links.params
    }

    /// The words.
    pub fn t(&self) -> std::rc::Rc<I18n> {
        I18n::of(self.links.params.lang)
    }

    /// The question to the record.
    pub fn question(&self) -> vigente_query::Question {
        self.links.params.question(self.open.record.model())
    }

    /// What the matter is called.
    pub fn matter(&self) -> String {
        match &self.open.record.model().matter {
            Some((_, title)) => self.t().text(&crate::library::summary::text(title)).to_owned(),
            None => self.links.key.clone(),
        }
    }

    /// The frame of a page; `tab` is the page it belongs to.
    pub fn layout(&self, page: &str, tab: &str, title: String) -> Layout {
        let path = crate::server::params::path(&self.links.key, page);
        Layout::of_matter(&self.links, &path, &self.matter(), tab, title)
    }

    /// The answer as data.
    pub fn data(
        &self,
        command: &str,
        more: &[(&str, serde_json::Value)],
        answer: &impl serde::Serialize,
    ) -> PageResponse {
        let mut question = self.params().data(self.open.record.model());
        for (name, value) in more {
            question[*name] = value.clone();
        }
        PageResponse::Json(vigente_render::envelope(command, &question, answer))
    }

    /// The page that says that something is not there.
    pub fn nothing(&self, format: Format, key: &str, name: &str) -> PageResponse {
        let t = self.t();
        let said = t.with(key, "name", name);
        let code = axum::http::StatusCode::NOT_FOUND;
        if format == Format::Json {
            return PageResponse::WrongData(code, serde_json::json!({ "error": said }));
        }
        let layout = self.layout("", "none", t.say("not-found"));
        let body = format!("<h1>{}</h1>\n<p class=\"notice\">{}</p>", t.say("not-found"), escaped(&said));
        PageResponse::Wrong(code, layout.around(&body))
    }
}

/// Safe between tags.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
