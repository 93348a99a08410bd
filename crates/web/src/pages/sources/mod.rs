//! The sources of a record: which texts are available, what is cited from them, and which quotes were not found.

pub mod reader;

use askama::Template;
use serde_json::json;
use vigente_model::SourceId;
use vigente_render::csv::Csv;

use crate::i18n::I18n;
use crate::links::Href;
use crate::pages::PageContext;
use crate::pages::layout::rendered;
use crate::server::response::{Format, PageResponse};

#[derive(Template)]
#[template(path = "pages/sources/sources.html")]
struct PageTemplate<'p> {
    t: &'p I18n,
    sources: Vec<Item>,
}

struct Item {
    name: String,
    title: String,
    href: Href,
    language: String,
    at_hand: bool,
    cited: usize,
    verified: usize,
    failed: usize,
    paragraphs: String,
}

/// The page.
pub fn show(cx: &PageContext<'_>, format: Format) -> PageResponse {
    let model = cx.open.record.model();
    let check = cx.open.sources();
    let t = cx.t();
    let cited = |id: SourceId| {
        let mut places: Vec<_> = model.citations.iter().filter(|c| c.source == id).map(|c| c.place).collect();
        places.dedup();
        places.len()
    };
    let mut items: Vec<Item> = Vec::new();
    for (id, source) in model.sources.iter_enumerated() {
        let cited = cited(id);
        // Sources of packs are left out; an uncited source is shown if the dossier declares it.
        if cited == 0 && !cx.open.record.is_own(source.place.file.0) {
            continue;
        }
        let field = |name: &str| {
            source.fields.iter().find(|(n, _)| &**n == name).map(|(_, v)| v.to_string()).unwrap_or_default()
        };
        let report = check.reports.iter().find(|r| r.source == id);
        let title = crate::library::summary::text(&source.title);
        items.push(Item {
            name: source.name.to_string(),
            title: t.text(&title).to_owned(),
            href: cx.links.source(&source.name),
            language: field("language"),
            at_hand: report.is_some(),
            cited,
            verified: report.map_or(0, |r| r.verified as usize),
            failed: report.map_or(0, |r| r.failed as usize),
            paragraphs: report.map_or_else(String::new, |r| {
                let used = r.paragraphs.iter().filter(|p| !p.cited.is_empty() || !p.contradicted.is_empty());
                format!("{}/{}", used.count(), r.paragraphs.len())
            }),
        });
    }
    match format {
        Format::Json => {
            let answer: Vec<_> = items
                .iter()
                .map(|i| {
                    json!({
                        "source": i.name, "title": i.title, "language": i.language, "at_hand": i.at_hand,
                        "cited": i.cited, "verified": i.verified, "failed": i.failed,
                    })
                })
                .collect();
            return cx.data("sources", &[], &json!({ "sources": answer }));
        }
        Format::Csv => {
            let mut csv = Csv::new(["source", "title", "language", "at hand", "cited", "verified", "failed"]);
            for i in &items {
                csv.row([
                    i.name.as_str(),
                    &i.title,
                    &i.language,
                    if i.at_hand { "yes" } else { "no" },
                    &i.cited.to_string(),
                    &i.verified.to_string(),
                    &i.failed.to_string(),
                ]);
            }
            return PageResponse::Csv(csv.finish());
        }
        Format::Html => {}
        _ => return PageResponse::Nothing,
    }
    items.sort_by_key(|i| (!i.at_hand, std::cmp::Reverse(i.cited)));
    let layout =
        cx.layout(Some(cx.page.clone()), t.say("tab-sources")).twins(&cx.page, &[Format::Json, Format::Csv]);
    PageResponse::Html(layout.around(&rendered(&PageTemplate { t, sources: items })))
}
