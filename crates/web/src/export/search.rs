//! The cards of all matters go in; a script that knows what can be searched for comes out: a page on a disk may run a
//! script beside it, but may not fetch data.

use std::collections::BTreeSet;

use serde_json::json;

use super::addresses::file_of;
use crate::i18n::{I18n, Lang};
use crate::library::summary::{Entry, MatterSummary};
use crate::server::params::{path, query};

/// The page on which an entry of the search stands.
pub(super) fn address(key: &str, entry: &Entry) -> String {
    let (page, name) = match entry.kind {
        "act" => ("act", "name"),
        "source" => ("source", "name"),
        "status" => ("who", "q"),
        // Whoever acts or is bound stands among the duties.
        "matter" => ("", ""),
        _ => ("duties", ""),
    };
    if name.is_empty() {
        return path(key, page);
    }
    format!("{}{}", path(key, page), query(&[(name, &entry.name)]))
}

/// `vigente.index = [[matter's file, [[kind, title, file, words], …]], …]`, of files that are there.
pub(super) fn index<'c>(
    lang: Lang,
    cards: impl Iterator<Item = &'c MatterSummary>,
    written: &BTreeSet<String>,
) -> String {
    let t = I18n::of(lang);
    let matters: Vec<_> = cards
        .map(|card| {
            let entries: Vec<_> = card
                .entries_all()
                .map(|e| {
                    let file = file_of(&address(&card.key, e));
                    let shown = if e.title.is_empty() { &e.name } else { &e.title };
                    let kind =
                        if e.kind == "matter" { String::new() } else { t.say(&format!("found-{}", e.kind)) };
                    let file = if written.contains(&file) { file } else { String::new() };
                    json!([kind, shown, file, e.words()])
                })
                .collect();
            json!([file_of(&path(&card.key, "")), entries])
        })
        .collect();
    format!("globalThis.vigenteIndex = {};\n", serde_json::Value::Array(matters))
}
