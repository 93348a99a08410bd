//! The layout of every page: its head, the navigation, and links to the same page in other formats and languages.

use askama::Template;

use crate::i18n::{I18n, Lang, OFFERED};
use crate::links::{Href, LibraryPage, Links, MatterPage, Page};
use crate::server::params::Params;
use crate::server::response::Format;

/// The layout of a page.
#[derive(Debug)]
pub struct Layout {
    /// The words.
    pub t: &'static I18n,
    /// The title of the page.
    pub title: String,
    /// The list of all matters.
    pub home: Href,
    /// The duties of all matters.
    pub all_duties: Href,
    /// The matter: its title and its overview.
    pub matter: Option<(String, Href)>,
    /// Pages of the matter: name, link, and whether it is this page.
    pub tabs: Vec<(String, Href, bool)>,
    /// The same page in other formats: name, link, media type.
    pub twins: Vec<(&'static str, Href, &'static str)>,
    /// The same page in other languages: language, link, and whether it is this page.
    pub languages: Vec<(Lang, Href, bool)>,
    /// The matter whose changes on disk the page follows; `*` for any.
    pub follows: String,
    /// This is the list of all duties.
    pub is_all_duties: bool,
    /// The parts of the query that could not be understood.
    pub wrong: Vec<String>,
    /// In a static copy: the day of the copy, in words, and whether there are copies in several languages.
    pub copied: Option<(String, bool)>,
    links: Links,
}

/// A page of a static copy whose answer depends on the day, in pieces: the export puts the answers of all days into it.
#[derive(Debug)]
pub struct Pieces {
    before: String,
    after: String,
    /// The beginning, which is the same on all days.
    pub head: String,
    /// The answer.
    pub answer: String,
}

#[derive(Template)]
#[template(path = "pages/layout.html", blocks = ["before", "after"])]
struct Whole<'f> {
    f: &'f Layout,
    body: &'f str,
}

/// The pages of a matter that have a tab, with the key of their name.
fn tabs() -> [(MatterPage, &'static str); 8] {
    [
        (MatterPage::overview(), "tab-matter"),
        (MatterPage::Collisions, "tab-collisions"),
        (MatterPage::duties(), "tab-duties"),
        (MatterPage::Who { question: String::new(), of_day: false }, "tab-who"),
        (MatterPage::Sources, "tab-sources"),
        (MatterPage::WhatIf { act: String::new() }, "tab-what-if"),
        (MatterPage::Text { file: String::new(), line: None, saved: false }, "tab-text"),
        (MatterPage::Check { notes: false }, "tab-check"),
    ]
}

impl Layout {
    /// The layout of a page that belongs to no matter.
    pub fn new(links: &Links, params: &Params, page: &Page, title: String) -> Layout {
        let t = I18n::of(params.lang);
        let home = |page| links.in_language(Page::Library(page), params.lang);
        Layout {
            home: home(LibraryPage::matters()),
            all_duties: home(LibraryPage::all_duties()),
            matter: None,
            tabs: Vec::new(),
            twins: Vec::new(),
            languages: OFFERED
                .into_iter()
                .map(|lang| (lang, links.in_language(page.clone(), lang), lang == params.lang))
                .collect(),
            follows: String::new(),
            is_all_duties: false,
            wrong: params.wrong.iter().map(|(key, written)| t.with(key, "written", written)).collect(),
            copied: links.copy().map(|copy| (t.long_day(copy.on), copy.several)),
            links: links.clone(),
            title,
            t,
        }
    }

    /// The layout of a page of a matter; `tab` is the page whose tab is active.
    pub fn of_matter(
        links: &Links,
        params: &Params,
        page: MatterPage,
        matter: &str,
        tab: Option<MatterPage>,
        title: String,
    ) -> Layout {
        let mut layout = Layout::new(links, params, &Page::Matter(links.matter.clone(), page), title);
        layout.matter = Some((matter.to_owned(), links.to(MatterPage::overview())));
        let tab = tab.map(|tab| tab.route());
        layout.tabs = tabs()
            .into_iter()
            .map(|(page, key)| {
                let here = tab == Some(page.route());
                (layout.t.say(key), links.to(page), here)
            })
            .collect();
        layout.follows.clone_from(&links.matter);
        layout
    }

    /// Adds a link to another format of the page, if there is one.
    #[must_use]
    pub fn twin(mut self, format: Format, href: Href) -> Layout {
        let (name, kind) = match format {
            Format::Json => ("JSON", "application/json"),
            Format::Csv => ("CSV", "text/csv"),
            Format::Svg => ("SVG", "image/svg+xml"),
            Format::Atom => ("Atom", "application/atom+xml"),
            Format::Ics => ("iCalendar", "text/calendar"),
            Format::Html | Format::State | Format::Past => return self,
        };
        if !href.is_none() {
            self.twins.push((name, href, kind));
        }
        self
    }

    /// Adds links to several other formats of a page of the matter.
    #[must_use]
    pub fn twins(mut self, page: &MatterPage, formats: &[Format]) -> Layout {
        for format in formats {
            let href = self.links.format(page.clone(), *format);
            self = self.twin(*format, href);
        }
        self
    }

    /// The URL of a file that pages use.
    fn asset(&self, name: &'static str) -> String {
        self.links.asset(name)
    }

    /// The URL of the stream of changes on disk.
    fn changes(&self) -> String {
        self.links.action(Page::Changes)
    }

    /// The whole page with this content.
    pub fn around(&self, body: &str) -> String {
        rendered(&Whole { f: self, body })
    }
}

impl Pieces {
    /// The pieces of a page.
    pub fn new(layout: &Layout, head: &impl Template, answer: &impl Template) -> Pieces {
        let whole = Whole { f: layout, body: "" };
        Pieces {
            before: rendered(&whole.as_before()),
            after: rendered(&whole.as_after()),
            head: rendered(head),
            answer: rendered(answer),
        }
    }

    /// The whole page with this content.
    pub fn around(&self, body: &str) -> String {
        format!("{}{body}{}", self.before, self.after)
    }

    /// The whole page with its own answer.
    pub fn whole(&self) -> String {
        self.around(&format!("{}{}", self.head, self.answer))
    }
}

/// Renders a template. This fails only if memory runs out.
pub fn rendered(template: &impl Template) -> String {
    template.render().unwrap_or_default()
}
