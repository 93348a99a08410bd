//! The pages of the application: one file for each page, with its template beside it.

pub mod acts;
pub mod ask;
pub mod collisions;
pub mod duties;
pub mod edit;
pub mod layout;
pub mod library;
pub mod matter;
pub mod sources;

use crate::i18n::I18n;
use crate::pages::layout::{Layout, Pieces, rendered};
use std::sync::Arc;
use vigente_workspace::workspace::OpenRecord;

use crate::links::{KeptParams, LinkResolver, Links, MatterPage, Page, Route};
use crate::server::params::{Pairs, Params};
use crate::server::response::{Format, PageResponse};

/// A request for a page of a matter.
#[derive(Debug)]
pub struct Request {
    /// The page.
    pub page: MatterPage,
    /// Its format.
    pub format: Format,
    /// The parameters.
    pub params: Params,
    /// Forms may write.
    pub writing: bool,
    /// Where its links lead.
    pub resolver: Arc<dyn LinkResolver>,
}

/// Renders a page of a matter.
pub fn of_matter(open: &OpenRecord, request: Request) -> PageResponse {
    let (format, writing) = (request.format, request.writing);
    let cx = PageContext::new(open, request);
    match &cx.page {
        MatterPage::Overview { all } => matter::show(&cx, *all, format),
        MatterPage::Timeline => matter::timeline(&cx, format),
        MatterPage::Act { name } => acts::act::show(&cx, name, format),
        MatterPage::Why { question, .. } => acts::why::show(&cx, question, format),
        MatterPage::Collisions => collisions::show(&cx, format),
        MatterPage::Collision { id } => collisions::collision::show(&cx, id, format),
        MatterPage::Duties(filter) => duties::show(&cx, filter, format),
        MatterPage::Sources => sources::show(&cx, format),
        MatterPage::Source { name } => sources::reader::show(&cx, name, format),
        MatterPage::Check { notes } => edit::check::show(&cx, *notes, format),
        MatterPage::Text { file, saved, .. } => edit::text::show(&cx, file, *saved, format, writing),
        MatterPage::Names => edit::text::names(&cx, format),
        MatterPage::Add { kind, .. } => edit::add::show(&cx, kind, format, writing),
        MatterPage::WhatIf { act } => ask::what_if::show(&cx, act, format, writing),
        MatterPage::Who { question, of_day } => ask::who::show(&cx, question, *of_day, format),
        MatterPage::Diagnostics => PageResponse::Nothing,
    }
}

/// Handles a form of a matter; the second value says whether something was written.
pub fn sent(open: &OpenRecord, request: Request, fields: &Pairs) -> (PageResponse, bool) {
    let writing = request.writing;
    let cx = PageContext::new(open, request);
    match cx.page.route() {
        Route::Text => edit::text::post(&cx, fields, writing),
        Route::Diagnostics => (edit::text::diagnostics(&cx, fields), false),
        Route::Add => edit::add::post(&cx, fields, writing),
        Route::WhatIf => ask::what_if::post(&cx, fields, writing),
        _ => (PageResponse::Nothing, false),
    }
}

/// What a page of a matter needs: the record and the request.
#[derive(Debug)]
pub struct PageContext<'h> {
    /// The record.
    pub open: &'h OpenRecord,
    /// The requested page.
    pub page: MatterPage,
    /// Its parameters.
    pub params: Params,
    /// Its links.
    pub links: Links,
}

/// Stands for the day in the answers of a static copy: the script replaces it with the chosen day.
pub const DAY: &str = "⟦day⟧";

impl<'h> PageContext<'h> {
    fn new(open: &'h OpenRecord, request: Request) -> PageContext<'h> {
        let mut kept = request.params.kept();
        // One file has the answers of several days, and the script makes their links follow the day.
        if let Some(copy) = request.resolver.copy() {
            // A page of a copy shows all viewpoints; a link to reasons names its own.
            kept = KeptParams { on: kept.on.filter(|_| !copy.fragment), ..KeptParams::default() };
        }
        let links = Links::new(&open.key, kept, request.resolver);
        PageContext { open, page: request.page, params: request.params, links }
    }

    /// The parameters.
    pub fn params(&self) -> &Params {
        &self.params
    }

    /// The words of its language.
    pub fn t(&self) -> &'static I18n {
        I18n::of(self.params.lang)
    }

    /// The question to the record.
    pub fn question(&self) -> vigente_query::Question {
        self.params.question(self.open.record.model())
    }

    /// The day of the question, in words.
    pub fn day_in_words(&self) -> String {
        match self.links.copy() {
            Some(copy) if copy.fragment => DAY.to_owned(),
            _ => self.t().long_day(self.params.day()),
        }
    }

    /// The title of the matter.
    pub fn matter(&self) -> String {
        match &self.open.record.model().matter {
            Some((_, title)) => self.t().text(&crate::library::summary::text(title)).to_owned(),
            None => self.links.matter.clone(),
        }
    }

    /// The target of a form of the matter.
    pub fn action(&self, page: MatterPage) -> String {
        self.links.action(Page::Matter(self.links.matter.clone(), page))
    }

    /// The layout of the page; `tab` is the page whose tab is active.
    pub fn layout(&self, tab: Option<MatterPage>, title: String) -> Layout {
        Layout::of_matter(&self.links, &self.params, self.page.clone(), &self.matter(), tab, title)
    }

    /// A page whose answer depends on the day: whole, or in pieces for the export, which adds the answers of all days.
    pub fn dated(
        &self,
        layout: Layout,
        whole: &impl askama::Template,
        head: &impl askama::Template,
        answer: &impl askama::Template,
    ) -> PageResponse {
        if self.links.copy().is_none() {
            return PageResponse::Html(layout.around(&rendered(whole)));
        }
        PageResponse::Pieces(Box::new(Pieces::new(&layout, head, answer)))
    }

    /// The answer as data.
    pub fn data(
        &self,
        command: &str,
        more: &[(&str, serde_json::Value)],
        answer: &impl serde::Serialize,
    ) -> PageResponse {
        let mut question = vigente_render::question(&self.question(), self.open.record.model());
        for (name, value) in more {
            question[*name] = value.clone();
        }
        PageResponse::Json(vigente_render::envelope(command, &question, answer))
    }

    /// The page for something that does not exist.
    pub fn nothing(&self, format: Format, key: &str, name: &str) -> PageResponse {
        let t = self.t();
        let said = t.with(key, "name", name);
        let code = axum::http::StatusCode::NOT_FOUND;
        if format == Format::Json {
            return PageResponse::WrongData(code, serde_json::json!({ "error": said }));
        }
        let layout = self.layout(None, t.say("not-found"));
        let body = format!("<h1>{}</h1>\n<p class=\"notice\">{}</p>", t.say("not-found"), escaped(&said));
        PageResponse::Wrong(code, layout.around(&body))
    }
}

/// Escapes text for HTML.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
