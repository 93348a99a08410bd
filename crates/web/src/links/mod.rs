//! Links as values, so that the server and a static copy can share pages. A page names the page it means, with typed
//! parameters, and a [`LinkResolver`] gives its URL: an address of the server, or a file of the copy. No other module
//! writes or reads a URL of a page.

mod href;
pub mod route;

use std::fmt;
use std::sync::Arc;

use vigente_model::Day;

use crate::days;
use crate::i18n::Lang;
use crate::library::facets::FACETS;
use crate::server::params::Params;
use crate::server::response::Format;
use href::path;
pub use href::{Follows, Href, encoded, query};
pub use route::{LibraryRoute, Route};

/// A page of the application.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Page {
    /// A page over all matters.
    Library(LibraryPage),
    /// A page of the matter with this key.
    Matter(String, MatterPage),
    /// The stream of changes on disk.
    Changes,
    /// A file that pages use, such as a style sheet.
    Asset(&'static str),
}

/// A page over all matters.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum LibraryPage {
    /// The list of matters.
    Matters {
        /// The words searched for.
        words: String,
        /// A value for each of [`FACETS`]; an empty one filters nothing.
        facets: [String; FACETS.len()],
        /// The page of the list, from 1.
        page: usize,
    },
    /// The duties of all matters.
    AllDuties {
        /// The filter.
        filter: DutyParams,
        /// The page of the list, from 1.
        page: usize,
    },
}

/// The filter of a list of duties. An empty field filters nothing.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct DutyParams {
    /// The organ or person that is bound.
    pub bearer: String,
    /// The legal order of the bearer; only over all matters.
    pub order: String,
    /// The authority that imposed it.
    pub court: String,
    /// States, with commas between them.
    pub state: String,
    /// A kind of claim or finding.
    pub claims: String,
    /// With a deadline up to this day.
    pub due: Option<Day>,
    /// Show what changed since this day.
    pub since: Option<Day>,
}

/// A page of a matter.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum MatterPage {
    /// What holds on a day.
    Overview {
        /// With every item, not only the first ones.
        all: bool,
    },
    /// The timeline as a picture.
    Timeline,
    /// An act or a part of one.
    Act {
        /// Its name.
        name: String,
    },
    /// The reasons of an answer.
    Why {
        /// The question.
        question: String,
        /// One viewpoint only.
        viewpoint: Option<String>,
    },
    /// All collisions.
    Collisions,
    /// One collision.
    Collision {
        /// What [`crate::pages::collisions::collision::id`] calls it.
        id: String,
    },
    /// All duties.
    Duties(DutyParams),
    /// All sources.
    Sources,
    /// One source.
    Source {
        /// Its name.
        name: String,
    },
    /// All problems of the record.
    Check {
        /// With notes.
        notes: bool,
    },
    /// The text of the record.
    Text {
        /// One of its files; the main file if empty.
        file: String,
        /// The line to show.
        line: Option<usize>,
        /// It was just saved.
        saved: bool,
    },
    /// Names for completion in the editor.
    Names,
    /// The problems of a text that is not saved yet.
    Diagnostics,
    /// A form that adds to the record.
    Add {
        /// What kind of entry.
        kind: String,
        /// A source that the entry cites.
        source: String,
    },
    /// What an act would change.
    WhatIf {
        /// The act, as in a record.
        act: String,
    },
    /// Who fills the variables of a question.
    Who {
        /// The question; empty for the page that asks for one.
        question: String,
        /// Only the chosen day instead of all days.
        of_day: bool,
    },
}

/// A place on a page.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum PageAnchor {
    /// A line of a text.
    Line(usize),
    /// A citation in a source.
    Citation(usize),
}

impl fmt::Display for PageAnchor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PageAnchor::Line(line) => write!(f, "L{line}"),
            PageAnchor::Citation(number) => write!(f, "c{number}"),
        }
    }
}

/// The days, the viewpoints and the language that a link keeps from page to page.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct KeptParams {
    /// The day asked about.
    pub on: Option<Day>,
    /// Only acts known by this day.
    pub known: Option<Day>,
    /// As it stood on the day.
    pub stood: bool,
    /// The viewpoints; empty is all.
    pub viewpoints: Vec<String>,
    /// The language, unless the browser chooses it.
    pub lang: Option<Lang>,
}

impl KeptParams {
    /// The pairs of its query.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        pairs.extend(self.on.map(|d| ("on", d.to_string())));
        pairs.extend(self.known.map(|d| ("known", d.to_string())));
        if self.stood {
            pairs.push(("stood", "1".to_owned()));
        }
        if !self.viewpoints.is_empty() {
            pairs.push(("v", self.viewpoints.join(",")));
        }
        pairs.extend(self.lang.map(|l| ("lang", l.code().to_owned())));
        pairs
    }
}

impl DutyParams {
    fn read(params: &Params) -> DutyParams {
        let states = params.pairs.iter().filter(|(n, v)| n == "state" && !v.is_empty());
        DutyParams {
            bearer: params.get("bearer").to_owned(),
            order: params.get("order").to_owned(),
            court: params.get("court").to_owned(),
            state: states.map(|(_, v)| v.trim()).collect::<Vec<_>>().join(","),
            claims: params.get("claims").to_owned(),
            due: days::day(params.get("due")),
            since: days::day(params.get("since")),
        }
    }

    /// The pairs of its query.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let day = |day: Option<Day>| day.map(|d| d.to_string()).unwrap_or_default();
        vec![
            ("bearer", self.bearer.clone()),
            ("order", self.order.clone()),
            ("court", self.court.clone()),
            ("state", self.state.clone()),
            ("claims", self.claims.clone()),
            ("due", day(self.due)),
            ("since", day(self.since)),
        ]
    }
}

impl LibraryPage {
    /// The list of all matters.
    pub fn matters() -> LibraryPage {
        LibraryPage::Matters { words: String::new(), facets: Default::default(), page: 1 }
    }

    /// The duties of all matters.
    pub fn all_duties() -> LibraryPage {
        LibraryPage::AllDuties { filter: DutyParams::default(), page: 1 }
    }

    /// Reads the page from a request.
    pub fn read(route: LibraryRoute, params: &Params) -> LibraryPage {
        let page = params.get("page").parse().unwrap_or(1).max(1);
        match route {
            LibraryRoute::Matters => LibraryPage::Matters {
                words: params.get("q").to_owned(),
                facets: FACETS.map(|f| params.get(f).to_owned()),
                page,
            },
            LibraryRoute::AllDuties => LibraryPage::AllDuties { filter: DutyParams::read(params), page },
        }
    }

    /// Its place in the table of routes.
    pub fn route(&self) -> LibraryRoute {
        match self {
            LibraryPage::Matters { .. } => LibraryRoute::Matters,
            LibraryPage::AllDuties { .. } => LibraryRoute::AllDuties,
        }
    }

    fn pairs(&self) -> Vec<(&'static str, String)> {
        let number = |page: usize| if page > 1 { page.to_string() } else { String::new() };
        match self {
            LibraryPage::Matters { words, facets, page } => {
                let mut pairs = vec![("q", words.clone())];
                pairs.extend(FACETS.into_iter().zip(facets.iter().cloned()));
                pairs.push(("page", number(*page)));
                pairs
            }
            LibraryPage::AllDuties { filter, page } => {
                let mut pairs = filter.pairs();
                pairs.push(("page", number(*page)));
                pairs
            }
        }
    }
}

impl MatterPage {
    /// The overview.
    pub fn overview() -> MatterPage {
        MatterPage::Overview { all: false }
    }

    /// All duties of the matter.
    pub fn duties() -> MatterPage {
        MatterPage::Duties(DutyParams::default())
    }

    /// Reads the page from a request.
    pub fn read(route: Route, params: &Params) -> MatterPage {
        let text = |name: &str| params.get(name).to_owned();
        let flag = |name: &str| !params.get(name).is_empty();
        match route {
            Route::Overview => MatterPage::Overview { all: flag("all") },
            Route::Timeline => MatterPage::Timeline,
            Route::Act => MatterPage::Act { name: text("name") },
            // The viewpoint is among what is kept.
            Route::Why => MatterPage::Why { question: text("q"), viewpoint: None },
            Route::Collisions => MatterPage::Collisions,
            Route::Collision => MatterPage::Collision { id: text("id") },
            Route::Duties => MatterPage::Duties(DutyParams::read(params)),
            Route::Sources => MatterPage::Sources,
            Route::Source => MatterPage::Source { name: text("name") },
            Route::Check => MatterPage::Check { notes: flag("notes") },
            Route::Text => MatterPage::Text {
                file: text("file"),
                line: params.get("line").parse().ok(),
                saved: flag("saved"),
            },
            Route::Names => MatterPage::Names,
            Route::Diagnostics => MatterPage::Diagnostics,
            Route::Add => MatterPage::Add { kind: text("kind"), source: text("source") },
            Route::WhatIf => MatterPage::WhatIf { act: text("act") },
            Route::Who => MatterPage::Who { question: text("q"), of_day: params.get("over") == "day" },
        }
    }

    /// Its place in the table of routes.
    pub fn route(&self) -> Route {
        match self {
            MatterPage::Overview { .. } => Route::Overview,
            MatterPage::Timeline => Route::Timeline,
            MatterPage::Act { .. } => Route::Act,
            MatterPage::Why { .. } => Route::Why,
            MatterPage::Collisions => Route::Collisions,
            MatterPage::Collision { .. } => Route::Collision,
            MatterPage::Duties(_) => Route::Duties,
            MatterPage::Sources => Route::Sources,
            MatterPage::Source { .. } => Route::Source,
            MatterPage::Check { .. } => Route::Check,
            MatterPage::Text { .. } => Route::Text,
            MatterPage::Names => Route::Names,
            MatterPage::Diagnostics => Route::Diagnostics,
            MatterPage::Add { .. } => Route::Add,
            MatterPage::WhatIf { .. } => Route::WhatIf,
            MatterPage::Who { .. } => Route::Who,
        }
    }

    /// The pairs of its query. Empty values are left out of a URL.
    pub(crate) fn pairs(&self) -> Vec<(&'static str, String)> {
        let flag = |set: bool| if set { "1".to_owned() } else { String::new() };
        match self {
            MatterPage::Timeline
            | MatterPage::Collisions
            | MatterPage::Sources
            | MatterPage::Names
            | MatterPage::Diagnostics => Vec::new(),
            MatterPage::Overview { all } => vec![("all", flag(*all))],
            MatterPage::Act { name } | MatterPage::Source { name } => vec![("name", name.clone())],
            MatterPage::Why { question, viewpoint } => {
                vec![("q", question.clone()), ("v", viewpoint.clone().unwrap_or_default())]
            }
            MatterPage::Collision { id } => vec![("id", id.clone())],
            MatterPage::Duties(filter) => filter.pairs(),
            MatterPage::Check { notes } => vec![("notes", flag(*notes))],
            MatterPage::Text { file, line, saved } => vec![
                ("file", file.clone()),
                ("line", line.map(|l| l.to_string()).unwrap_or_default()),
                ("saved", flag(*saved)),
            ],
            MatterPage::Add { kind, source } => vec![("kind", kind.clone()), ("source", source.clone())],
            MatterPage::WhatIf { act } => vec![("act", act.clone())],
            MatterPage::Who { question, of_day } => {
                vec![
                    ("q", question.clone()),
                    ("over", if *of_day { "day".to_owned() } else { String::new() }),
                ]
            }
        }
    }
}

/// A page in a format, with its question.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Link {
    /// The page.
    pub page: Page,
    /// In which format.
    pub format: Format,
    /// The question.
    pub kept: KeptParams,
    /// A place on the page.
    pub anchor: Option<PageAnchor>,
}

impl Link {
    /// Its URL on the server.
    pub fn address(&self) -> String {
        let own = match &self.page {
            Page::Library(page) => page.pairs(),
            Page::Matter(_, page) => page.pairs(),
            Page::Changes | Page::Asset(_) => Vec::new(),
        };
        let mut pairs: Vec<_> = own.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        for (name, value) in self.kept.pairs() {
            if !pairs.iter().any(|(own, _)| *own == name) {
                pairs.push((name, value));
            }
        }
        let pairs: Vec<(&str, &str)> = pairs.iter().map(|(n, v)| (*n, v.as_str())).collect();
        let anchor = self.anchor.map(|a| format!("#{a}")).unwrap_or_default();
        format!("{}{}{anchor}", path(&self.page, self.format), query(&pairs))
    }
}

/// The words that the search of a static copy reads.
pub const SEARCH_INDEX: &str = "index.js";

/// Gives the URLs of pages.
pub trait LinkResolver: fmt::Debug + Send + Sync {
    /// The target of a link; empty if the page cannot be reached.
    fn href(&self, link: &Link) -> Href;

    /// The static copy that the page belongs to; `None` on the server.
    fn copy(&self) -> Option<CopyNote> {
        None
    }

    /// In a static copy, which has a page of a matter for each day on which an answer changes: the URL of such a page,
    /// with `{day}` where the day stands.
    fn day_pages(&self, _matter: &str) -> Option<String> {
        None
    }
}

/// A static copy, as its pages need to know it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CopyNote {
    /// The day of the copy.
    pub on: Day,
    /// There are copies in several languages.
    pub several: bool,
    /// The page is one of several answers in a file, between which a script chooses. It must not write its own day.
    pub fragment: bool,
}

/// The resolver of the server: every page has its address.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Server;

impl LinkResolver for Server {
    fn href(&self, link: &Link) -> Href {
        Href::to(link.address())
    }
}

/// Where a page gets its links. They keep the question of the page.
#[derive(Clone, Debug)]
pub struct Links {
    /// The matter of the page; empty on pages over all matters.
    pub matter: String,
    /// The question that links keep.
    pub kept: KeptParams,
    resolver: Arc<dyn LinkResolver>,
}

impl Links {
    /// The links of a page.
    pub fn new(matter: &str, kept: KeptParams, resolver: Arc<dyn LinkResolver>) -> Links {
        Links { matter: matter.to_owned(), kept, resolver }
    }

    /// Links to a matter, today and in all viewpoints.
    #[must_use]
    pub fn into_matter(&self, matter: &str) -> Links {
        let kept = KeptParams { lang: self.kept.lang, ..KeptParams::default() };
        Links::new(matter, kept, self.resolver.clone())
    }

    /// The same for another day.
    #[must_use]
    pub fn on(&self, day: Day) -> Links {
        Links { kept: KeptParams { on: Some(day), ..self.kept.clone() }, ..self.clone() }
    }

    /// The same as it stood on the day.
    #[must_use]
    pub fn as_it_stood(&self) -> Links {
        Links { kept: KeptParams { stood: true, ..self.kept.clone() }, ..self.clone() }
    }

    /// The static copy that the page belongs to; `None` on the server.
    pub fn copy(&self) -> Option<CopyNote> {
        self.resolver.copy()
    }

    /// In a static copy: the URL of a day's page of this matter, with `{day}` where the day stands.
    pub fn day_pages(&self) -> Option<String> {
        self.resolver.day_pages(&self.matter)
    }

    /// A link to any page in any format.
    pub fn link(&self, page: Page, format: Format, anchor: Option<PageAnchor>) -> Href {
        let kept = self.kept_on(&page);
        self.resolver.href(&Link { page, format, kept, anchor })
    }

    /// A page in a certain language.
    pub fn in_language(&self, page: Page, lang: Lang) -> Href {
        let kept = KeptParams { lang: Some(lang), ..self.kept_on(&page) };
        self.resolver.href(&Link { page, format: Format::Html, kept, anchor: None })
    }

    /// What a link keeps: pages over all matters are of today and of all viewpoints.
    fn kept_on(&self, page: &Page) -> KeptParams {
        match page {
            Page::Library(_) => KeptParams { lang: self.kept.lang, ..KeptParams::default() },
            Page::Matter(..) => self.kept.clone(),
            Page::Changes | Page::Asset(_) => KeptParams::default(),
        }
    }

    /// A page over all matters.
    pub fn library(&self, page: LibraryPage) -> Href {
        self.link(Page::Library(page), Format::Html, None)
    }

    /// The target of a form, which sends the parameters itself; empty in a copy, where forms do not work.
    pub fn action(&self, page: Page) -> String {
        let link = Link { page, format: Format::Html, kept: KeptParams::default(), anchor: None };
        if self.copy().is_some() { String::new() } else { self.resolver.href(&link).url().to_owned() }
    }

    /// A page of the matter.
    pub fn to(&self, page: MatterPage) -> Href {
        self.link(Page::Matter(self.matter.clone(), page), Format::Html, None)
    }

    /// A page of the matter in another format.
    pub fn format(&self, page: MatterPage, format: Format) -> Href {
        self.link(Page::Matter(self.matter.clone(), page), format, None)
    }

    /// The reasons of an answer.
    pub fn why(&self, question: &str) -> Href {
        self.to(MatterPage::Why { question: question.to_owned(), viewpoint: None })
    }

    /// The reasons of an answer in one viewpoint.
    pub fn why_for(&self, question: &str, viewpoint: &str) -> Href {
        self.to(MatterPage::Why { question: question.to_owned(), viewpoint: Some(viewpoint.to_owned()) })
    }

    /// An act or a part of one.
    pub fn act(&self, name: &str) -> Href {
        self.to(MatterPage::Act { name: name.to_owned() })
    }

    /// A source.
    pub fn source(&self, name: &str) -> Href {
        self.to(MatterPage::Source { name: name.to_owned() })
    }

    /// A citation in a source.
    pub fn passage(&self, source: &str, citation: usize) -> Href {
        let page = MatterPage::Source { name: source.to_owned() };
        self.link(Page::Matter(self.matter.clone(), page), Format::Html, Some(PageAnchor::Citation(citation)))
    }

    /// A line of the text of the record.
    pub fn line(&self, file: &str, line: usize) -> Href {
        let page = MatterPage::Text { file: file.to_owned(), line: Some(line), saved: false };
        self.link(Page::Matter(self.matter.clone(), page), Format::Html, Some(PageAnchor::Line(line)))
    }

    /// A file that pages use.
    pub fn asset(&self, name: &'static str) -> String {
        self.link(Page::Asset(name), Format::Html, None).url().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page of each kind, with every parameter set.
    fn every_page() -> Vec<MatterPage> {
        let filter = DutyParams {
            bearer: "PE".to_owned(),
            order: String::new(),
            court: "A.B".to_owned(),
            state: "pending,overdue".to_owned(),
            claims: "claimed".to_owned(),
            due: Some(Day(18_000)),
            since: Some(Day(17_000)),
        };
        let text = || "a & b = “ç”/+?#".to_owned();
        Route::ALL
            .iter()
            .map(|route| match route {
                Route::Overview => MatterPage::Overview { all: true },
                Route::Timeline => MatterPage::Timeline,
                Route::Act => MatterPage::Act { name: text() },
                Route::Why => MatterPage::Why { question: text(), viewpoint: None },
                Route::Collisions => MatterPage::Collisions,
                Route::Collision => MatterPage::Collision { id: text() },
                Route::Duties => MatterPage::Duties(filter.clone()),
                Route::Sources => MatterPage::Sources,
                Route::Source => MatterPage::Source { name: text() },
                Route::Check => MatterPage::Check { notes: true },
                Route::Text => MatterPage::Text { file: text(), line: Some(7), saved: true },
                Route::Names => MatterPage::Names,
                Route::Diagnostics => MatterPage::Diagnostics,
                Route::Add => MatterPage::Add { kind: "act".to_owned(), source: text() },
                Route::WhatIf => MatterPage::WhatIf { act: text() },
                Route::Who => MatterPage::Who { question: text(), of_day: true },
            })
            .collect()
    }

    /// A request reads what a link writes.
    #[test]
    fn a_page_survives_its_address() {
        for page in every_page() {
            let pairs = page.pairs().into_iter().map(|(n, v)| (n.to_owned(), v)).collect();
            let params = Params::read(pairs, Lang::En, Day(0));
            assert_eq!(MatterPage::read(page.route(), &params), page);
            assert_eq!(Route::parse(page.route().name()), Some(page.route()));
        }
    }

    #[test]
    fn links_keep_what_was_asked() {
        let kept = KeptParams {
            on: Some(Day(0)),
            stood: true,
            viewpoints: vec!["A".to_owned(), "B".to_owned()],
            lang: Some(Lang::Es),
            ..KeptParams::default()
        };
        let links = Links::new("a/b", kept, Arc::new(Server));
        assert_eq!(
            links.why_for("x in force", "C").url(),
            "/m/a%2Fb/why?q=x+in+force&v=C&on=1970-01-01&stood=1&lang=es"
        );
        assert_eq!(links.to(MatterPage::overview()).url(), "/m/a%2Fb?on=1970-01-01&stood=1&v=A,B&lang=es");
        assert_eq!(
            links.line("x.vig", 3).url().split_once('#'),
            Some(("/m/a%2Fb/text?file=x.vig&line=3&on=1970-01-01&stood=1&v=A,B&lang=es", "L3"))
        );
        assert_eq!(links.library(LibraryPage::matters()).url(), "/?lang=es");
        let all_duties = Page::Library(LibraryPage::all_duties());
        assert_eq!(links.in_language(all_duties, Lang::Fr).url(), "/duties?lang=fr");
        assert_eq!(
            links.format(MatterPage::overview(), Format::Csv).url().split('?').next(),
            Some("/m/a%2Fb.csv")
        );
    }
}
