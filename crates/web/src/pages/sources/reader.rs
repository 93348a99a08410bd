//! The text of a source: cited passages are marked and linked to what rests on them, and uncited paragraphs are visible
//! as such.

use std::ops::Range;

use askama::Template;
use serde_json::json;
use vigente_model::{CitationId, Cited, Model, Owner, SourceId};
use vigente_resolve::quotes::IndexedText;
use vigente_resolve::sources::split;
use vigente_syntax::diagnostic::Severity;

use crate::i18n::I18n;
use crate::links::{Href, MatterPage};
use crate::pages::layout::rendered;
use crate::pages::{PageContext, escaped};
use crate::server::response::{Format, PageResponse};

#[derive(Template)]
#[template(path = "pages/sources/reader.html")]
struct PageTemplate<'p> {
    t: &'p I18n,
    name: String,
    title: String,
    language: String,
    about: Vec<(String, String)>,
    url: String,
    paragraphs: Vec<Paragraph>,
    uncited: usize,
    citations: Vec<Cite>,
    at_hand: bool,
    quote_form: String,
}

struct Paragraph {
    number: String,
    /// HTML with the passages marked.
    html: String,
    cites: Vec<Cite>,
    cited: bool,
}

#[derive(Clone)]
struct Cite {
    id: String,
    pin: String,
    quote: String,
    of: String,
    title: String,
    href: Href,
    contradicts: bool,
    found: bool,
}

/// The page.
pub fn show(cx: &PageContext<'_>, name: &str, format: Format) -> PageResponse {
    let model = cx.open.record.model();
    let Some(at) = model.sources.position(|s| &*s.name == name) else {
        return cx.nothing(format, "no-source", name);
    };
    let source = &model.sources[at];
    let field = |name: &str| {
        source.fields.iter().find(|(n, _)| &**n == name).map(|(_, v)| v.to_string()).unwrap_or_default()
    };
    let t = cx.t();
    let text = cx.open.record.world.texts.get(&field("file")).cloned();
    let report = cx.open.sources().reports.iter().find(|r| r.source == at);
    let citations = cited(cx, model, at);
    let mut paragraphs = Vec::new();
    if let (Some(text), Some(report)) = (&text, report) {
        let pieces = split(text);
        for (piece, used) in pieces.iter().zip(&report.paragraphs) {
            let mine = |list: &[CitationId]| -> Vec<usize> {
                citations
                    .iter()
                    .enumerate()
                    .filter(|(_, c)| list.iter().any(|i| c.id == format!("c{}", i.index())))
                    .map(|(i, _)| i)
                    .collect()
            };
            let mut here_cited = mine(&used.cited);
            here_cited.extend(mine(&used.contradicted));
            let cites: Vec<Cite> = here_cited.iter().map(|&i| citations[i].clone()).collect();
            paragraphs.push(Paragraph {
                number: used.number.to_string(),
                html: marked(piece, &cites),
                cited: !cites.is_empty(),
                cites,
            });
        }
    }
    if format == Format::Json {
        let list: Vec<_> = paragraphs
            .iter()
            .zip(text.as_deref().map(split).unwrap_or_default())
            .map(|(p, text)| {
                let cites: Vec<_> = p
                    .cites
                    .iter()
                    .map(|c| json!({ "of": c.of, "pin": c.pin, "quote": c.quote, "contradicts": c.contradicts }))
                    .collect();
                json!({ "number": p.number, "text": text, "cited_by": cites })
            })
            .collect();
        let answer = json!({
            "source": name, "title": source.title.text, "language": field("language"), "at_hand": text.is_some(),
            "paragraphs": list,
        });
        return cx.data("source", &[("name", name.into())], &answer);
    }
    if format != Format::Html {
        return PageResponse::Nothing;
    }
    let shown: Vec<&str> = paragraphs.iter().flat_map(|p| p.cites.iter().map(|c| c.id.as_str())).collect();
    let rest: Vec<Cite> = citations.iter().filter(|c| !shown.contains(&c.id.as_str())).cloned().collect();
    let title = crate::library::summary::text(&source.title);
    let title = t.text(&title);
    let mut about = Vec::new();
    let published = field("published");
    if !published.is_empty() {
        about.push((
            t.say("day-published"),
            crate::days::day(&published).map_or(published, |day| t.long_day(day)),
        ));
    }
    for note in source.fields.iter().filter(|(n, _)| &**n == "note") {
        about.push((t.say("remark"), note.1.to_string()));
    }
    let page = PageTemplate {
        title: if title.is_empty() { name.to_owned() } else { title.to_owned() },
        language: field("language"),
        url: Some(field("url"))
            .filter(|u| u.starts_with("https://") || u.starts_with("http://"))
            .unwrap_or_default(),
        uncited: paragraphs.iter().filter(|p| !p.cited).count(),
        at_hand: text.is_some(),
        citations: rest,
        quote_form: {
            let form = MatterPage::Add { kind: "finding".to_owned(), source: name.to_owned() };
            cx.links.to(form).url().to_owned()
        },
        about,
        paragraphs,
        name: name.to_owned(),
        t,
    };
    let layout = cx.layout(Some(MatterPage::Sources), page.title.clone()).twins(&cx.page, &[Format::Json]);
    PageResponse::Html(layout.around(&rendered(&page)))
}

/// The citations of a source, each once.
fn cited(cx: &PageContext<'_>, model: &Model, source: SourceId) -> Vec<Cite> {
    let t = cx.t();
    let failed: Vec<_> = cx
        .open
        .sources()
        .diagnostics
        .iter()
        .filter(|d| d.severity == Severity::Error)
        .filter_map(|d| d.labels.first().map(|l| (l.file, l.at)))
        .collect();
    let mut found: Vec<Cite> = Vec::new();
    let mut last = None;
    for (i, citation) in model.citations.iter().enumerate() {
        if citation.source != source {
            continue;
        }
        if last.replace(citation.place) == Some(citation.place) {
            continue;
        }
        let of = match citation.of {
            Cited::Act(a) => Some(model.acts[a].thing),
            Cited::Effect(e) => match model.effects[e].owner {
                Owner::Part(p) => {
                    let part = &model.parts[p];
                    part.thing.or(Some(model.acts[part.act].thing))
                }
                Owner::Norm(n) => Some(model.norms[n].thing),
            },
            Cited::Norm(n) => Some(model.norms[n].thing),
            Cited::Thing(t) => Some(t),
            Cited::Dispute(d) => Some(model[model[d].act].thing),
        };
        let name = of.map(|o| model.name(o).to_owned()).unwrap_or_default();
        let root = of.map(|o| model.name(model.things[o].root).to_owned()).unwrap_or_default();
        let act = crate::library::summary::act_ref(model, &root);
        found.push(Cite {
            id: format!("c{i}"),
            pin: citation.pin.to_string(),
            quote: citation.quote.as_deref().unwrap_or_default().to_owned(),
            href: match &act {
                Some(_) => cx.links.act(&name),
                None => cx.links.why(&name),
            },
            title: act.map(|a| t.act(&a)).unwrap_or_default(),
            of: name,
            contradicts: citation.contradicts,
            found: !failed.contains(&(citation.place.file, citation.place.at)),
        });
    }
    found
}

/// A paragraph with its cited passages marked. Overlapping passages share a mark.
fn marked(text: &str, cites: &[Cite]) -> String {
    let mut spans: Vec<(Range<usize>, Vec<&str>, bool)> = Vec::new();
    for cite in cites.iter().filter(|c| !c.quote.is_empty()) {
        for range in find(text, &cite.quote) {
            match spans.iter_mut().find(|(r, _, _)| r.start < range.end && range.start < r.end) {
                Some((known, ids, contradicts)) => {
                    *known = known.start.min(range.start)..known.end.max(range.end);
                    ids.push(&cite.id);
                    *contradicts |= cite.contradicts;
                }
                None => spans.push((range, vec![&cite.id], cite.contradicts)),
            }
        }
    }
    spans.sort_by_key(|(r, _, _)| r.start);
    let mut out = String::new();
    let mut at = 0;
    for (range, ids, contradicts) in spans {
        if range.start < at {
            continue;
        }
        out.push_str(&escaped(&text[at..range.start]));
        for id in &ids {
            out.push_str(&format!("<span id=\"{id}\" class=\"anchor\"></span>"));
        }
        let class = if contradicts { " class=\"against\"" } else { "" };
        out.push_str(&format!("<mark{class}>{}</mark>", escaped(&text[range.clone()])));
        at = range.end;
    }
    out.push_str(&escaped(&text[at..]));
    // Paragraphs that are cited as a whole, without a quote.
    let whole: String = cites
        .iter()
        .filter(|c| c.quote.is_empty() || find(text, &c.quote).is_empty())
        .map(|c| format!("<span id=\"{}\" class=\"anchor\"></span>", c.id))
        .collect();
    whole + &out
}

/// Where a quote is, as the check finds it; one range for each piece around an ellipsis.
fn find(text: &str, quote: &str) -> Vec<Range<usize>> {
    IndexedText::of(text).find(quote, 0..text.len()).map(|found| found.pieces).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_are_found_by_their_words() {
        let text = "The boat ‘Gaviota’ was sei-\nzed for a fee.";
        let found = find(text, "gaviota' was seized");
        assert_eq!(found.len(), 1);
        assert_eq!(&text[found[0].clone()], "Gaviota’ was sei-\nzed");
        assert_eq!(find(text, "The boat … a fee").len(), 2);
        assert!(find(text, "The ship").is_empty());
    }
}
