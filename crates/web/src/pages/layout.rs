//! The layout around every page: head, navigation, and links to the page's other formats.

use std::rc::Rc;

use askama::Template;

use crate::i18n::{I18n, Lang};
use crate::server::params::{Links, Params, query};

/// What stands around a page.
#[derive(Debug)]
pub struct Layout {
    /// The words.
    pub t: Rc<I18n>,
    /// What the page is called.
    pub title: String,
    /// The matter it is of: its title and the address of its first page.
    pub matter: Option<(String, String)>,
    /// Pages of the matter: name, address, whether it is this one.
    pub tabs: Vec<(String, String, bool)>,
    /// The same page in other shapes: name, address, media type.
    pub twins: Vec<(&'static str, String, &'static str)>,
    /// The same page in other languages: code, name, address, whether it is this one.
    pub languages: Vec<(&'static str, &'static str, String, bool)>,
    /// The matter whose changes on disk the page follows; `*` for any.
    pub follows: String,
    /// It is the board of duties.
    pub is_all_duties: bool,
    /// What was asked and could not be understood.
    pub wrong: Vec<String>,
}

#[derive(Template)]
#[template(path = "pages/layout.html")]
struct Whole<'f> {
    f: &'f Layout,
    body: &'f str,
}

/// Pages of a matter that have a tab: page, key of the words.
const TABS: [(&str, &str); 8] = [
    ("", "tab-matter"),
    ("collisions", "tab-collisions"),
    ("duties", "tab-duties"),
    ("who", "tab-who"),
    ("sources", "tab-sources"),
    ("what-if", "tab-what-if"),
    ("text", "tab-text"),
    ("check", "tab-check"),
];

impl Layout {
    /// Around a page that is of no matter.
    pub fn new(params: &Params, path: &str, title: String) -> Layout {
        let t = I18n::of(params.lang);
        let languages = languages(params, path);
        let wrong = params.wrong.iter().map(|(key, written)| t.with(key, "written", written)).collect();
        Layout {
            t,
            title,
            matter: None,
            tabs: Vec::new(),
            twins: Vec::new(),
            languages,
            follows: String::new(),
            is_all_duties: false,
            wrong,
        }
    }

    /// Around a page of a matter; `tab` is the page that it belongs to.
    pub fn of_matter(links: &Links, path: &str, matter: &str, tab: &str, title: String) -> Layout {
        let mut layout = Layout::new(&links.params, path, title);
        layout.matter = Some((matter.to_owned(), links.page("", &[])));
        layout.tabs =
            TABS.iter().map(|(page, key)| (layout.t.say(key), links.page(page, &[]), *page == tab)).collect();
        layout.follows.clone_from(&links.key);
        layout
    }

    /// With another shape of the same page.
    #[must_use]
    pub fn twin(mut self, name: &'static str, address: String) -> Layout {
        let kind = match name {
            "JSON" => "application/json",
            "CSV" => "text/csv",
            "SVG" => "image/svg+xml",
            "Atom" => "application/atom+xml",
            _ => "text/calendar",
        };
        self.twins.push((name, address, kind));
        self
    }

    /// The page.
    pub fn around(&self, body: &str) -> String {
        rendered(&Whole { f: self, body })
    }
}

/// A template that cannot fail but for want of memory.
pub fn rendered(template: &impl Template) -> String {
    template.render().unwrap_or_default()
}

fn languages(params: &Params, path: &str) -> Vec<(&'static str, &'static str, String, bool)> {
    Lang::ALL
        .into_iter()
        .map(|lang| {
            let mut pairs: Vec<(&str, &str)> = params
                .pairs
                .iter()
                .filter(|(n, v)| n != "lang" && !v.is_empty())
                .map(|(n, v)| (n.as_str(), v.as_str()))
                .collect();
            pairs.push(("lang", lang.code()));
            (lang.code(), lang.name(), format!("{path}{}", query(&pairs)), lang == params.lang)
        })
        .collect()
}
