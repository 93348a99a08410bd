//! Writes URLs, and links in templates.

use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::route::{ASSET_PREFIX, CHANGES, MATTER_PREFIX, ROOT, Route};
use super::{LibraryRoute, Page};
use crate::pages::escaped;
use crate::server::response::Format;

/// Everything except letters, digits and a few signs that are safe everywhere.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~')
    .remove(b',')
    .remove(b':')
    .remove(b'(')
    .remove(b')');

/// Percent-encoded.
pub fn encoded(text: &str) -> String {
    utf8_percent_encode(text, ENCODED).to_string()
}

/// A query with its question mark; empty if there are no pairs.
pub fn query(pairs: &[(&str, &str)]) -> String {
    let mut out = String::new();
    for (name, value) in pairs {
        out.push(if out.is_empty() { '?' } else { '&' });
        out.push_str(&encoded(name));
        out.push('=');
        out.push_str(&encoded(value).replace("%20", "+"));
    }
    out
}

/// The path of a page, with the ending of its format.
pub(super) fn path(page: &Page, format: Format) -> String {
    let ending = format.ending();
    match page {
        Page::Library(page) => match (page.route(), format) {
            (LibraryRoute::Matters, Format::Html) => ROOT.to_owned(),
            (route, _) => format!("{ROOT}{}{ending}", route.name()),
        },
        Page::Matter(key, page) => match page.route() {
            Route::Overview => format!("{MATTER_PREFIX}{}{ending}", encoded(key)),
            route => format!("{MATTER_PREFIX}{}/{}{ending}", encoded(key), route.name()),
        },
        Page::Changes => CHANGES.to_owned(),
        Page::Asset(name) => format!("{ASSET_PREFIX}{name}"),
    }
}

/// The target of a link. In a template it writes the whole attribute, or nothing if the target cannot be reached: the
/// link then becomes plain text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Href {
    url: Option<String>,
    follows: Option<Follows>,
}

/// How the script of a copy changes a link to the chosen day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Follows {
    /// The page holds the answers of all days: only the fragment changes.
    Answer,
    /// There is a page for each day: its URL, with `{day}` where the day stands.
    Page(String),
}

impl Href {
    /// A link to a URL.
    pub fn to(url: String) -> Href {
        Href { url: Some(url), follows: None }
    }

    /// A link that the script of a copy changes to the chosen day.
    #[must_use]
    pub fn following(self, how: Follows) -> Href {
        Href { follows: Some(how), ..self }
    }

    /// The URL; empty if there is none.
    pub fn url(&self) -> &str {
        self.url.as_deref().unwrap_or_default()
    }

    /// Whether it leads nowhere.
    pub fn is_none(&self) -> bool {
        self.url.is_none()
    }
}

impl fmt::Display for Href {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(url) = &self.url else { return Ok(()) };
        write!(f, " href=\"{}\"", escaped(url))?;
        match &self.follows {
            None => Ok(()),
            Some(Follows::Answer) => f.write_str(" data-follows-day"),
            Some(Follows::Page(pages)) => write!(f, " data-follows-day=\"{}\"", escaped(pages)),
        }
    }
}

/// It escapes its own URL.
impl askama::filters::HtmlSafe for Href {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_escapes_its_url() {
        assert_eq!(Href::to("/a?b=1&c=\"".to_owned()).to_string(), " href=\"/a?b=1&amp;c=&quot;\"");
        assert_eq!(Href::default().to_string(), "");
        assert_eq!(query(&[("q", "a b&c"), ("v", "é")]), "?q=a+b%26c&v=%C3%A9");
    }
}
