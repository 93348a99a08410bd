//! Addresses go in; the files that hold their pages come out, and the addresses under which they are copied.

use std::collections::BTreeSet;

use crate::library::record::fingerprint;
use crate::server::params::{Pairs, path, query};
use crate::server::response::Format;

/// Pages that say the same on whatever day they are asked: their addresses are copied without one.
const TIMELESS: [&str; 9] =
    ["act", "who", "source", "sources", "collision", "collisions", "duties", "check", "timeline.svg"];

/// Whether an address is that of a page, or of another shape of one, over all matters.
pub(super) fn of_all(address: &str) -> bool {
    let path = address.split('?').next().unwrap_or_default();
    path == "/duties" || path.starts_with("/duties.") || path.starts_with("/matters.")
}

/// The links of a page.
pub(super) fn links(body: &str) -> Vec<String> {
    let hrefs = body.split(" href=\"").skip(1).filter_map(|piece| piece.split('"').next());
    hrefs
        .filter(|h| h.starts_with("/m/"))
        .map(|h| {
            h.replace("&amp;", "&").replace("&#38;", "&").split('#').next().unwrap_or_default().to_owned()
        })
        .collect()
}

/// The address under which what a link leads to is copied; `None` where it is not.
pub(super) fn copied(key: &str, href: &str, days: &BTreeSet<String>) -> Option<String> {
    let base = path(key, "");
    let rest = href.strip_prefix(&base)?;
    if !(rest.is_empty() || rest.starts_with(['/', '?', '.'])) {
        return None;
    }
    let (name, format, pairs) = parsed(key, href);
    let named = match format {
        Format::Json => format!("{name}.json"),
        Format::Csv => format!("{name}.csv"),
        Format::Svg => format!("{name}.svg"),
        Format::Ics => format!("{name}.ics"),
        Format::Atom => format!("{name}.atom"),
        Format::Html | Format::State | Format::Past => name.clone(),
    };
    let timeless =
        TIMELESS.contains(&named.as_str()) || (!name.is_empty() && TIMELESS.contains(&name.as_str()));
    let mut kept: Vec<(&str, &str)> = Vec::new();
    for (pair, value) in &pairs {
        match pair.as_str() {
            "on" if timeless => {}
            "on" if name.is_empty() && format == Format::Html => {
                // The page of the day since which nothing has changed.
                kept.push(("on", days.range(..=value.clone()).next_back()?));
            }
            "name" | "id" => kept.push((pair, value)),
            "q" if name == "who" => kept.push((pair, value)),
            "q" | "v" if name == "why" => kept.push((pair, value)),
            // Reasons are copied with every day.
            "on" if name == "why" => {}
            _ => return None,
        }
    }
    if !(name.is_empty() || name == "why" || timeless) {
        return None;
    }
    Some(format!("{}{}", path(key, &named), query(&kept)))
}

/// The pages of matters that the list leads to.
pub(super) fn of_list(href: &str) -> Option<String> {
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
pub(super) fn key_of(address: &str) -> String {
    let Some(rest) = address.strip_prefix("/m/") else { return String::new() };
    let key = rest.split(['/', '?']).next().unwrap_or_default();
    let key = decoded(key);
    let shaped = Format::of(&key);
    if shaped.1 == Format::Html { key } else { shaped.0.to_owned() }
}

/// Page, shape and query of an address of a matter.
pub(super) fn parsed(key: &str, address: &str) -> (String, Format, Pairs) {
    let (way, asks) = address.split_once('?').unwrap_or((address, ""));
    let rest = way.strip_prefix(&path(key, "")).unwrap_or_default();
    let (name, format) = Format::of(rest.trim_start_matches('/'));
    let pairs = asks
        .split('&')
        .filter(|p| !p.is_empty())
        .map(|p| p.split_once('=').unwrap_or((p, "")))
        .map(|(n, v)| (decoded(n), decoded(&v.replace('+', " "))))
        .collect();
    (decoded(name), format, pairs)
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
pub(super) fn file_of(address: &str) -> String {
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
    let (name, format, pairs) = parsed(&key, address);
    let ending = match format {
        Format::Json => "json",
        Format::Csv => "csv",
        Format::Svg => "svg",
        Format::Ics => "ics",
        Format::Atom => "atom",
        Format::Html | Format::State | Format::Past => "html",
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
        assert_eq!(copied("x", "/m/x/why?q=a&on=2020-02-03", &days).as_deref(), Some("/m/x/why?q=a"));
        assert_eq!(copied("x", "/m/x/why?q=a", &days).as_deref(), Some("/m/x/why?q=a"));
        assert_eq!(copied("x", "/m/xy", &days), None);
        assert_eq!(copied("x", "/m/x/text", &days), None);
    }
}
