//! A library goes in; a folder of the same pages comes out, to be read without a server, from a stick or an archive.
//!
//! Between two days on which an answer changes nothing changes: of a matter one page for each such day is written, and
//! the slider leads from page to page. The other pages are written for the day of the copy. A link to what is not
//! copied (the same reasons on another day, forms) becomes plain text.

use std::collections::{BTreeSet, VecDeque};
use std::fs;
use std::io;
use std::path::Path;

use vigente::model::Day;

use crate::asked::{Asked, Pairs, path, query};
use crate::desk::{self, Open};
use crate::library::Library;
use crate::pages;
use crate::record::{Record, fingerprint};
use crate::reply::{Reply, Shape};
use crate::tongue::{Lang, Tongue};

/// What was written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Copied {
    /// Matters.
    pub matters: usize,
    /// Pages and files.
    pub files: usize,
}

/// Writes the pages of a library into a folder that is empty or not there yet.
pub fn export(library: &Library, out: &Path, lang: Lang, on: Day) -> io::Result<Copied> {
    if fs::read_dir(out).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, "the folder is not empty"));
    }
    fs::create_dir_all(out.join("assets"))?;
    library.write_cards();
    let mut copy = Copy { out, lang, on, done: Copied::default() };
    for name in ["style.css", "app.js", "icon.svg"] {
        if let Some((_, bytes)) = crate::assets::find(name) {
            fs::write(out.join("assets").join(name), bytes)?;
            copy.done.files += 1;
        }
    }
    let asked = copy.asked(Vec::new());
    for shape in [Shape::Html, Shape::Json, Shape::Csv, Shape::Ics] {
        let address = match shape {
            Shape::Json => "/matters.json",
            Shape::Csv => "/matters.csv",
            Shape::Ics => "/matters.ics",
            _ => "/",
        };
        copy.write(address, pages::matters::show(library, &asked, shape), &BTreeSet::new())?;
    }
    for (address, shape) in [
        ("/duties", Shape::Html),
        ("/duties.json", Shape::Json),
        ("/duties.csv", Shape::Csv),
        ("/duties.ics", Shape::Ics),
    ] {
        copy.write(address, pages::board::show(library, &asked, shape), &BTreeSet::new())?;
    }
    for key in library.keys() {
        let Some(folder) = library.folder(&key) else { continue };
        let record = Record::open(&key, &folder, &library.settings.reading);
        desk::once(&record, |open| copy.matter(open))?;
        copy.done.matters += 1;
    }
    Ok(copy.done)
}

struct Copy<'c> {
    out: &'c Path,
    lang: Lang,
    on: Day,
    done: Copied,
}

/// Pages that say the same on whatever day they are asked: their addresses are copied without one.
const TIMELESS: [&str; 9] =
    ["act", "who", "source", "sources", "collision", "collisions", "duties", "check", "timeline.svg"];

impl Copy<'_> {
    fn asked(&self, pairs: Pairs) -> Asked {
        Asked::read(pairs, self.lang, self.on)
    }

    /// All pages that can be reached from the first one.
    fn matter(&mut self, open: &Open<'_, '_>) -> io::Result<()> {
        let key = &open.record.key;
        let days: BTreeSet<String> = open.boundaries().iter().map(ToString::to_string).collect();
        let mut next: VecDeque<String> = VecDeque::from([path(key, "")]);
        next.extend(days.iter().map(|d| format!("{}{}", path(key, ""), query(&[("on", d)]))));
        let mut seen: BTreeSet<String> = next.iter().cloned().collect();
        while let Some(address) = next.pop_front() {
            let (name, shape, mut pairs) = parsed(key, &address);
            let dated = pairs.iter().any(|(n, _)| n == "on");
            if name.is_empty() && dated {
                pairs.push(("picture".to_owned(), "0".to_owned()));
            }
            let reply = pages::of_matter(open, self.asked(pairs), &name, shape, false);
            if let Reply::Html(body) = &reply {
                for href in links(body) {
                    if let Some(target) = copied(key, &href, &days)
                        && seen.insert(target.clone())
                    {
                        next.push_back(target);
                    }
                }
            }
            self.write(&address, reply, &days)?;
        }
        Ok(())
    }

    fn write(&mut self, address: &str, reply: Reply, days: &BTreeSet<String>) -> io::Result<()> {
        let bytes = match reply {
            Reply::Html(body) | Reply::Wrong(_, body) => self.page(address, &body, days),
            Reply::Json(value) => serde_json::to_string_pretty(&value).unwrap_or_default() + "\n",
            Reply::Csv(text) | Reply::Svg(text) | Reply::Ics(text) | Reply::Atom(text) => text,
            // An act that is no act leads elsewhere; whoever has its name finds that page by other ways.
            Reply::See(_) | Reply::WrongData(..) | Reply::Nothing => return Ok(()),
        };
        let file = self.out.join(file_of(address));
        if let Some(parent) = file.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(file, bytes)?;
        self.done.files += 1;
        Ok(())
    }

    /// A page with its links turned to files beside it.
    fn page(&self, address: &str, body: &str, days: &BTreeSet<String>) -> String {
        let depth = file_of(address).matches('/').count();
        let up = "../".repeat(depth);
        let key = key_of(address);
        let mut out = String::with_capacity(body.len());
        let mut rest = body;
        while let Some(at) = rest.find(" href=\"").or_else(|| rest.find(" src=\"")).map(|_| {
            let href = rest.find(" href=\"").unwrap_or(usize::MAX);
            href.min(rest.find(" src=\"").unwrap_or(usize::MAX))
        }) {
            let (before, after) = rest.split_at(at);
            out.push_str(before);
            let Some((name, value)) = after.split_once("=\"") else { break };
            let Some((value, tail)) = value.split_once('"') else { break };
            rest = tail;
            if !value.starts_with('/') {
                out.push_str(&format!("{name}=\"{value}\""));
                continue;
            }
            let plain = value.replace("&amp;", "&").replace("&#38;", "&");
            let (target, fragment) = plain.split_once('#').map_or((plain.as_str(), ""), |(t, f)| (t, f));
            let target = match target {
                t if t.starts_with("/assets/") => Some(t.to_owned()),
                t if t == "/" || t.starts_with("/?") => Some("/".to_owned()),
                t if of_all(t) => Some(t.split('?').next().unwrap_or(t).to_owned()),
                t if key.is_empty() => of_list(t),
                t => copied(&key, t, days),
            };
            // What is not copied leads nowhere, and says what it said.
            if let Some(target) = target {
                let fragment = if fragment.is_empty() { String::new() } else { format!("#{fragment}") };
                out.push_str(&format!("{name}=\"{up}{}{fragment}\"", file_of(&target)));
            }
        }
        out.push_str(rest);
        let t = Tongue::of(self.lang);
        let said = t.with("copied", "day", t.long_day(self.on.to_string()));
        let out = out.replacen("<body", "<body class=\"copy\"", 1);
        match out.split_once("<main id=\"main\" tabindex=\"-1\">") {
            Some((head, main)) => format!(
                "{head}<main id=\"main\" tabindex=\"-1\">\n<p class=\"about\">{}</p>{main}",
                pages::escaped(&said)
            ),
            None => out,
        }
    }
}

/// Whether an address is that of a page, or of another shape of one, over all matters.
fn of_all(address: &str) -> bool {
    let path = address.split('?').next().unwrap_or_default();
    path == "/duties" || path.starts_with("/duties.") || path.starts_with("/matters.")
}

/// The links of a page.
fn links(body: &str) -> Vec<String> {
    let hrefs = body.split(" href=\"").skip(1).filter_map(|piece| piece.split('"').next());
    hrefs
        .filter(|h| h.starts_with("/m/"))
        .map(|h| {
            h.replace("&amp;", "&").replace("&#38;", "&").split('#').next().unwrap_or_default().to_owned()
        })
        .collect()
}

/// The address under which what a link leads to is copied; `None` where it is not.
fn copied(key: &str, href: &str, days: &BTreeSet<String>) -> Option<String> {
    let base = path(key, "");
    let rest = href.strip_prefix(&base)?;
    if !(rest.is_empty() || rest.starts_with(['/', '?', '.'])) {
        return None;
    }
    let (name, shape, pairs) = parsed(key, href);
    let named = match shape {
        Shape::Json => format!("{name}.json"),
        Shape::Csv => format!("{name}.csv"),
        Shape::Svg => format!("{name}.svg"),
        Shape::Ics => format!("{name}.ics"),
        Shape::Atom => format!("{name}.atom"),
        Shape::Html | Shape::State => name.clone(),
    };
    let timeless =
        TIMELESS.contains(&named.as_str()) || (!name.is_empty() && TIMELESS.contains(&name.as_str()));
    let mut kept: Vec<(&str, &str)> = Vec::new();
    for (pair, value) in &pairs {
        match pair.as_str() {
            "on" if timeless => {}
            "on" if name.is_empty() && shape == Shape::Html => {
                // The page of the day since which nothing has changed.
                kept.push(("on", days.range(..=value.clone()).next_back()?));
            }
            "name" | "id" => kept.push((pair, value)),
            "q" if name == "who" => kept.push((pair, value)),
            "q" | "v" if name == "why" => kept.push((pair, value)),
            _ => return None,
        }
    }
    if !(name.is_empty() || name == "why" || timeless) {
        return None;
    }
    Some(format!("{}{}", path(key, &named), query(&kept)))
}

/// The pages of matters that the list leads to.
fn of_list(href: &str) -> Option<String> {
    let key = key_of(href);
    let (name, _, pairs) = parsed(&key, href);
    let own: Vec<(&str, &str)> = pairs
        .iter()
        .filter(|(n, _)| n == "name" || (n == "q" && name == "who"))
        .map(|(n, v)| (n.as_str(), v.as_str()))
        .collect();
    matches!(name.as_str(), "" | "collisions" | "duties" | "check" | "act" | "source" | "who")
        .then(|| format!("{}{}", path(&key, &name), query(&own)))
}

/// The matter of an address, as it is written in it.
fn key_of(address: &str) -> String {
    let Some(rest) = address.strip_prefix("/m/") else { return String::new() };
    let key = rest.split(['/', '?']).next().unwrap_or_default();
    let key = decoded(key);
    let shaped = Shape::of(&key);
    if shaped.1 == Shape::Html { key } else { shaped.0.to_owned() }
}

/// Page, shape and query of an address of a matter.
fn parsed(key: &str, address: &str) -> (String, Shape, Pairs) {
    let (way, asks) = address.split_once('?').unwrap_or((address, ""));
    let rest = way.strip_prefix(&path(key, "")).unwrap_or_default();
    let (name, shape) = Shape::of(rest.trim_start_matches('/'));
    let pairs = asks
        .split('&')
        .filter(|p| !p.is_empty())
        .map(|p| p.split_once('=').unwrap_or((p, "")))
        .map(|(n, v)| (decoded(n), decoded(&v.replace('+', " "))))
        .collect();
    (decoded(name), shape, pairs)
}

fn decoded(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        let hex = |b: Option<u8>| b.and_then(|b| char::from(b).to_digit(16));
        match byte {
            b'%' => match (hex(bytes.next()), hex(bytes.next())) {
                (Some(high), Some(low)) => out.push((high * 16 + low) as u8),
                _ => out.push(b'%'),
            },
            byte => out.push(byte),
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// The file of an address: readable where the name allows it, always another for another address.
fn file_of(address: &str) -> String {
    if let Some(asset) = address.strip_prefix("/assets/") {
        return format!("assets/{asset}");
    }
    if address == "/" {
        return "index.html".to_owned();
    }
    if let Some(file) = address.strip_prefix('/').filter(|_| of_all(address)) {
        return if file.contains('.') { file.to_owned() } else { format!("{file}.html") };
    }
    let key = key_of(address);
    let (name, shape, pairs) = parsed(&key, address);
    let ending = match shape {
        Shape::Json => "json",
        Shape::Csv => "csv",
        Shape::Svg => "svg",
        Shape::Ics => "ics",
        Shape::Atom => "atom",
        Shape::Html | Shape::State => "html",
    };
    let folder: String = key.chars().map(|c| if c == '/' { '_' } else { c }).collect();
    let file = match (name.as_str(), &pairs[..]) {
        ("", []) => "index".to_owned(),
        ("", [(on, day)]) if on == "on" => day.clone(),
        (name, []) => name.to_owned(),
        (name, pairs) => {
            let said: Vec<&str> = pairs.iter().map(|(_, v)| v.as_str()).collect();
            let plain: String = said
                .join("-")
                .chars()
                .map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' })
                .take(48)
                .collect();
            format!("{name}-{}-{}", plain.trim_matches('-'), &fingerprint(address)[..8])
        }
    };
    format!("m/{folder}/{file}.{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_become_files() {
        assert_eq!(file_of("/"), "index.html");
        assert_eq!(file_of("/m/x"), "m/x/index.html");
        assert_eq!(file_of("/m/x.json"), "m/x/index.json");
        assert_eq!(file_of("/m/x?on=2020-01-02"), "m/x/2020-01-02.html");
        assert_eq!(file_of("/m/x/duties"), "m/x/duties.html");
        assert!(file_of("/m/a%2Fb/act?name=p.q").starts_with("m/a_b/act-p-q-"));
        assert_ne!(file_of("/m/x/act?name=p.q"), file_of("/m/x/act?name=p-q"));
    }

    #[test]
    fn days_between_lead_to_the_day_before() {
        let days: BTreeSet<String> = ["2020-01-01", "2020-03-01"].map(str::to_owned).into();
        assert_eq!(copied("x", "/m/x?on=2020-02-03", &days).as_deref(), Some("/m/x?on=2020-01-01"));
        assert_eq!(copied("x", "/m/x/act?name=a&on=2020-02-03", &days).as_deref(), Some("/m/x/act?name=a"));
        assert_eq!(copied("x", "/m/x/why?q=a&on=2020-02-03", &days), None);
        assert_eq!(copied("x", "/m/x/why?q=a", &days).as_deref(), Some("/m/x/why?q=a"));
        assert_eq!(copied("x", "/m/xy", &days), None);
        assert_eq!(copied("x", "/m/x/text", &days), None);
    }
}
