//! The files of a static copy. A file of a matter is a [`Sheet`]. Pages ask a [`CopySite`] for their links; it remembers
//! every sheet that a page links to, so that the export writes it, too.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use vigente_model::Day;

use crate::i18n::Lang;
use crate::links::{
    CopyNote, DutyParams, Follows, Href, KeptParams, LibraryPage, LibraryRoute, Link, LinkResolver,
    MatterPage, Page, encoded,
};
use crate::server::response::Format;
use vigente_workspace::save::fingerprint;

/// A file of a matter.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Sheet {
    pub(super) page: MatterPage,
    pub(super) format: Format,
    /// The overview has a file for each day on which an answer changes.
    pub(super) day: Option<Day>,
}

impl Sheet {
    /// A page as HTML.
    pub(super) fn of(page: MatterPage) -> Sheet {
        Sheet { page, format: Format::Html, day: None }
    }

    /// Whether its file holds the answers of all days.
    pub(super) fn is_dated(&self) -> bool {
        self.format == Format::Html
            && match &self.page {
                MatterPage::Why { .. }
                | MatterPage::Duties(_)
                | MatterPage::Collisions
                | MatterPage::Collision { .. } => true,
                MatterPage::Who { question, .. } => !question.is_empty(),
                _ => false,
            }
    }

    /// The file. Its name is readable, and a fingerprint keeps the names of different pages apart.
    pub(super) fn file(&self, matter: &str) -> String {
        let name = self.page.route().name();
        let values: Vec<String> =
            self.page.pairs().into_iter().map(|(_, v)| v).filter(|v| !v.is_empty()).collect();
        let file = match (&self.page, self.day) {
            (MatterPage::Overview { .. }, Some(day)) => day.to_string(),
            (MatterPage::Overview { .. }, None) => "index".to_owned(),
            _ if values.is_empty() => name.to_owned(),
            _ => {
                let plain: String = values
                    .join("-")
                    .chars()
                    .map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' })
                    .take(48)
                    .collect();
                let link = Link {
                    page: Page::Matter(matter.to_owned(), self.page.clone()),
                    format: self.format,
                    kept: KeptParams::default(),
                    anchor: None,
                };
                format!("{name}-{}-{}", plain.trim_matches('-'), &fingerprint(link.address())[..8])
            }
        };
        let ending = if self.format == Format::Html { ".html" } else { self.format.ending() };
        format!("{}{file}{ending}", folder(matter))
    }
}

/// The folder of a matter.
fn folder(matter: &str) -> String {
    format!("m/{matter}/")
}

/// The URL of a file from the root of the copy.
pub(super) fn url(file: &str) -> String {
    file.split('/').map(encoded).collect::<Vec<_>>().join("/")
}

/// A file that pages use.
pub(super) fn asset_file(name: &str) -> String {
    format!("assets/{name}")
}

/// From the page above all copies to a file of one of them.
pub(super) fn in_language(lang: Lang, file: &str) -> String {
    format!("{}/{file}", lang.code())
}

/// The file of a page over all matters.
pub(super) fn library_file(page: &LibraryPage, format: Format) -> String {
    match (page.route(), format) {
        (LibraryRoute::Matters, Format::Html) => "index.html".to_owned(),
        (route, Format::Html) => format!("{}.html", route.name()),
        (route, format) => format!("{}{}", route.name(), format.ending()),
    }
}

/// The resolver of one page of a copy.
#[derive(Debug)]
pub(super) struct CopySite {
    pub(super) lang: Lang,
    pub(super) languages: Arc<[Lang]>,
    pub(super) on: Day,
    /// The file of the page.
    pub(super) from: String,
    /// The page is one of the answers of a dated page.
    pub(super) fragment: bool,
    pub(super) scope: LinkScope,
    /// The sheets that it links to.
    pub(super) found: Mutex<BTreeSet<Sheet>>,
}

/// What a page may link to.
#[derive(Clone, Debug)]
pub(super) enum LinkScope {
    /// A page over all matters may link to these files.
    Library(Arc<BTreeSet<String>>),
    /// A page of a matter may link to pages of that matter.
    Matter(Arc<Matter>),
}

/// What links need to know about a matter.
#[derive(Debug)]
pub(super) struct Matter {
    pub(super) key: String,
    /// The days on which an answer may change.
    pub(super) days: BTreeSet<Day>,
    /// Acts and parts. A link to any other name leads to the reasons.
    pub(super) acts: BTreeSet<String>,
    /// The record is small enough for a page of reasons for each answer.
    pub(super) reasons: bool,
}

impl LinkResolver for CopySite {
    fn href(&self, link: &Link) -> Href {
        let up = self.up();
        // The same page in the copy in another language.
        if let Some(lang) = link.kept.lang.filter(|lang| *lang != self.lang) {
            let there = self.languages.contains(&lang);
            let href = || Href::to(format!("{up}../{}", url(&in_language(lang, &self.from))));
            return if there { href() } else { Href::default() };
        }
        match &link.page {
            Page::Asset(name) => Href::to(format!("{up}{}", asset_file(name))),
            Page::Library(page) => Href::to(format!("{up}{}", library_file(page, link.format))),
            Page::Changes => Href::default(),
            Page::Matter(key, page) => match &self.scope {
                LinkScope::Library(written) => {
                    let sheet = Sheet { format: link.format, ..Sheet::of(whole(page)) };
                    let file = sheet.file(key);
                    if written.contains(&file) {
                        Href::to(format!("{up}{}", url(&file)))
                    } else {
                        Href::default()
                    }
                }
                LinkScope::Matter(matter) if matter.key == *key => {
                    self.within(matter, page, link).map_or_else(Href::default, |(sheet, mark)| {
                        let href = Href::to(format!("{up}{}{mark}", url(&sheet.file(key))));
                        let follows = match &sheet.page {
                            _ if link.kept.on.is_some() || sheet.format != Format::Html => None,
                            MatterPage::Overview { .. } => self.day_pages(key).map(Follows::Page),
                            _ => sheet.is_dated().then_some(Follows::Answer),
                        };
                        self.found.lock().unwrap_or_else(PoisonError::into_inner).insert(sheet);
                        match follows {
                            Some(how) => href.following(how),
                            None => href,
                        }
                    })
                }
                LinkScope::Matter(_) => Href::default(),
            },
        }
    }

    fn copy(&self) -> Option<CopyNote> {
        Some(CopyNote { on: self.on, several: self.languages.len() > 1, fragment: self.fragment })
    }

    fn day_pages(&self, matter: &str) -> Option<String> {
        Some(format!("{}{}{{day}}.html", self.up(), url(&folder(matter))))
    }
}

impl CopySite {
    /// From the file of the page to the root of the copy.
    fn up(&self) -> String {
        "../".repeat(self.from.matches('/').count())
    }

    /// The sheet that a link leads to, and its fragment; `None` if the copy has no such page.
    fn within(&self, matter: &Matter, page: &MatterPage, link: &Link) -> Option<(Sheet, String)> {
        if link.kept.known.is_some() || link.kept.stood {
            return None;
        }
        let mut day = None;
        let page = match page {
            MatterPage::Overview { all: false } => {
                match (link.kept.on, link.format) {
                    (None, _) => {}
                    // The page of the day since which nothing has changed.
                    (Some(on), Format::Html) => day = Some(*matter.days.range(..=on).next_back()?),
                    _ => return None,
                }
                page.clone()
            }
            MatterPage::Act { name } if !matter.acts.contains(name) => {
                MatterPage::Why { question: name.clone(), viewpoint: None }
            }
            MatterPage::Timeline if link.format == Format::Svg => page.clone(),
            MatterPage::Duties(filter) if *filter == DutyParams::default() => page.clone(),
            MatterPage::Act { .. }
            | MatterPage::Why { .. }
            | MatterPage::Collisions
            | MatterPage::Collision { .. }
            | MatterPage::Sources
            | MatterPage::Source { .. }
            | MatterPage::Check { notes: false }
            | MatterPage::Who { of_day: false, .. } => page.clone(),
            _ => return None,
        };
        if !matter.reasons && matches!(page, MatterPage::Why { .. }) {
            return None;
        }
        let sheet = Sheet { page, format: link.format, day };
        let mark = match (link.anchor, link.kept.on) {
            (Some(anchor), _) => format!("#{anchor}"),
            // The page holds the answers of all days; the fragment says which day.
            (None, Some(on)) if sheet.is_dated() => format!("#{on}"),
            _ => String::new(),
        };
        Some((sheet, mark))
    }
}

/// A copy has its lists only without a filter.
fn whole(page: &MatterPage) -> MatterPage {
    match page {
        MatterPage::Duties(_) => MatterPage::duties(),
        page => page.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn act(name: &str) -> MatterPage {
        MatterPage::Act { name: name.to_owned() }
    }

    fn site() -> CopySite {
        let matter = Matter {
            key: "x".to_owned(),
            days: [Day(10), Day(20)].into(),
            acts: ["a".to_owned()].into(),
            reasons: true,
        };
        CopySite {
            lang: Lang::En,
            languages: Arc::new([Lang::En]),
            on: Day(20),
            from: "m/x/index.html".to_owned(),
            fragment: false,
            scope: LinkScope::Matter(Arc::new(matter)),
            found: Mutex::default(),
        }
    }

    fn target(page: MatterPage, on: Option<Day>) -> String {
        let kept = KeptParams { on, ..KeptParams::default() };
        let page = Page::Matter("x".to_owned(), page);
        site().href(&Link { page, format: Format::Html, kept, anchor: None }).url().to_owned()
    }

    #[test]
    fn pages_become_files() {
        assert_eq!(Sheet::of(MatterPage::overview()).file("x"), "m/x/index.html");
        assert_eq!(
            Sheet { format: Format::Json, ..Sheet::of(MatterPage::overview()) }.file("x"),
            "m/x/index.json"
        );
        assert_eq!(
            Sheet { day: Some(Day(0)), ..Sheet::of(MatterPage::overview()) }.file("x"),
            "m/x/1970-01-01.html"
        );
        assert_eq!(Sheet::of(MatterPage::duties()).file("x"), "m/x/duties.html");
        assert!(Sheet::of(act("p.q")).file("a/b").starts_with("m/a/b/act-p-q-"));
        assert_eq!(url("m/a b/50 % #1/index.html"), "m/a%20b/50%20%25%20%231/index.html");
        assert_ne!(Sheet::of(act("p.q")).file("x"), Sheet::of(act("p-q")).file("x"));
        assert_eq!(library_file(&LibraryPage::matters(), Format::Csv), "matters.csv");
    }

    #[test]
    fn a_day_leads_to_the_change_before_it() {
        assert_eq!(target(MatterPage::overview(), Some(Day(15))), "../../m/x/1970-01-11.html");
        assert_eq!(target(MatterPage::overview(), Some(Day(5))), "");
        assert_eq!(target(MatterPage::duties(), Some(Day(15))), "../../m/x/duties.html#1970-01-16");
        assert!(target(act("a"), Some(Day(15))).starts_with("../../m/x/act-a-"));
        assert!(
            target(act("status"), None).starts_with("../../m/x/why-status-"),
            "only acts have a page of an act"
        );
        assert_eq!(target(MatterPage::Names, None), "");
    }
}
