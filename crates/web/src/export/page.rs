//! A page as it is served goes in; the same with its links turned to files beside it comes out.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::Copy;
use super::addresses::{copied, file_of, key_of, of_all, of_list, parsed};
use super::dated::is_dated;
use crate::i18n::{I18n, Lang};
use crate::pages::escaped;

/// Where the content of a page begins.
pub(super) const MAIN: &str = "<main id=\"main\" tabindex=\"-1\">";

impl Copy<'_> {
    /// A page with its links turned, and with the day of the copy on it.
    pub(super) fn page(&self, t: &I18n, address: &str, body: &str, days: &BTreeSet<String>) -> String {
        let out = self.turned(address, body, days);
        let several = if self.languages.len() > 1 { " several" } else { "" };
        let out = out.replacen("<body", &format!("<body class=\"copy{several}\""), 1);
        let said = t.with("copied", "day", t.long_day(self.on.to_string()));
        out.replacen(MAIN, &format!("{MAIN}\n<p class=\"about\">{}</p>", escaped(&said)), 1)
    }

    /// A page, or a part of one, with its links turned to files.
    pub(super) fn turned(&self, address: &str, body: &str, days: &BTreeSet<String>) -> String {
        let up = "../".repeat(file_of(address).matches('/').count());
        let mut out = String::with_capacity(body.len());
        let mut rest = body;
        while let Some(at) = [" href=\"", " src=\""].iter().filter_map(|name| rest.find(name)).min() {
            let (before, after) = rest.split_at(at);
            out.push_str(before);
            let Some((name, value)) = after.split_once("=\"") else { break };
            let Some((value, tail)) = value.split_once('"') else { break };
            rest = tail;
            if !value.starts_with('/') {
                let _ = write!(out, "{name}=\"{value}\"");
                continue;
            }
            // What is not copied leads nowhere, and says what it said.
            if let Some(target) = self.target(address, value, days) {
                let _ = write!(out, "{name}=\"{up}{target}\"");
            }
        }
        out.push_str(rest);
        out
    }

    /// The file of a link, from the root of the copy.
    fn target(&self, address: &str, value: &str, days: &BTreeSet<String>) -> Option<String> {
        let plain = value.replace("&amp;", "&").replace("&#38;", "&");
        let (target, fragment) = plain.split_once('#').map_or((plain.as_str(), ""), |(t, f)| (t, f));
        let key = key_of(address);
        let (_, _, pairs) = parsed(&key_of(target), target);
        // The switch of languages leads to the same page of another copy.
        if let Some(lang) = pairs.iter().find(|(n, _)| n == "lang").and_then(|(_, l)| Lang::of(l))
            && lang != self.lang
        {
            let there = self.languages.contains(&lang);
            return there.then(|| format!("../{}/{}", lang.code(), file_of(address)));
        }
        let path = match target {
            t if t.starts_with("/assets/") => t.to_owned(),
            t if t == "/" || t.starts_with("/?") => "/".to_owned(),
            t if of_all(t) => t.split('?').next().unwrap_or(t).to_owned(),
            t if key.is_empty() => of_list(t)?,
            t => copied(&key, t, days)?,
        };
        // A page that keeps the answers of all days: the day says which.
        let day = pairs.iter().find(|(n, _)| n == "on").map(|(_, day)| day.as_str());
        let fragment = match day.filter(|_| is_dated(&key, &path)) {
            Some(day) if fragment.is_empty() => day,
            _ => fragment,
        };
        let mark = if fragment.is_empty() { "" } else { "#" };
        Some(format!("{}{mark}{fragment}", file_of(&path)))
    }
}

/// The page that leads to the copies in several languages.
pub(super) fn of_languages(languages: &[Lang]) -> String {
    let items: String = languages
        .iter()
        .map(|l| {
            let code = l.code();
            format!(
                "<li><a href=\"{code}/index.html\" lang=\"{code}\" hreflang=\"{code}\">{}</a></li>\n",
                l.name()
            )
        })
        .collect();
    let first = languages.first().map_or("en", |l| l.code());
    format!(
        "<!doctype html>\n<html lang=\"{first}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Vigente</title>\n\
         <link rel=\"stylesheet\" href=\"{first}/assets/style.css\">\n</head>\n<body class=\"copy\">\n\
         <main>\n<h1>Vigente</h1>\n<ul class=\"found\">\n{items}</ul>\n</main>\n</body>\n</html>\n"
    )
}
