//! The search index of a static copy. It is a script, because a page from a disk may load scripts but no data.

use std::collections::BTreeSet;

use serde_json::json;

use super::site::{Sheet, url};
use crate::i18n::{I18n, Lang};
use crate::library::summary::{MatterSummary, SearchEntry};
use crate::links::MatterPage;
use crate::pages::library::matters::page_of;

/// The page of a search entry. A copy has its duties in one list.
pub(super) fn sheet(entry: &SearchEntry) -> Sheet {
    Sheet::of(match page_of(entry) {
        MatterPage::Duties(_) => MatterPage::duties(),
        page => page,
    })
}

/// `vigenteIndex = [[matter's URL, [[kind, title, URL, words], …]], …]`; the URL is empty where there is no such page.
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
                    let file = sheet(e).file(&card.key);
                    let shown = if e.title.is_empty() { &e.name } else { &e.title };
                    let kind =
                        if e.kind == "matter" { String::new() } else { t.say(&format!("found-{}", e.kind)) };
                    let file = if written.contains(&file) { url(&file) } else { String::new() };
                    json!([kind, shown, file, e.words()])
                })
                .collect();
            json!([url(&Sheet::of(MatterPage::overview()).file(&card.key)), entries])
        })
        .collect();
    format!("globalThis.vigenteIndex = {};\n", serde_json::Value::Array(matters))
}
