//! The text of a record: to be read, written, laid out; what is wrong with it beside it.

use std::collections::BTreeSet;

use askama::Template;
use axum::http::StatusCode;
use serde_json::json;
use vigente_syntax::diagnostic::Diagnostic;

use crate::i18n::I18n;
use crate::library::record::{Record, fingerprint};
use crate::links::{Href, MatterPage};
use crate::pages::PageContext;
use crate::pages::layout::rendered;
use crate::server::params::Pairs;
use crate::server::response::{Format, PageResponse};
use crate::writing::{self, Refusal};

#[derive(Template)]
#[template(path = "pages/edit/text.html")]
struct Page<'p> {
    t: &'p I18n,
    action: String,
    check: String,
    names: String,
    files: Vec<(String, Href, bool)>,
    additions: Vec<(String, Href)>,
    file: String,
    text: String,
    seen: String,
    line: usize,
    said: Option<String>,
    theirs: Option<String>,
    wrong: Vec<Wrong>,
    writing: bool,
    /// The script of the editor, where it was built in.
    editor: Option<String>,
}

struct Wrong {
    class: &'static str,
    line: usize,
    meaning: String,
    message: String,
    help: String,
}

/// Shows a file; as data, what a program needs to know of it.
pub fn show(
    cx: &PageContext<'_, '_, '_>,
    file: &str,
    saved: bool,
    format: Format,
    writing: bool,
) -> PageResponse {
    let record = cx.open.record;
    let file = match file {
        "" => main_file(record),
        file => file.to_owned(),
    };
    let Some(text) = record.text(&file) else {
        return cx.nothing(format, "no-source", &file);
    };
    match format {
        Format::Json => {
            let answer = json!({ "file": file, "text": text, "fingerprint": fingerprint(text) });
            cx.data("text", &[("file", file.as_str().into())], &answer)
        }
        Format::Html => {
            let wrong = of_file(record, &record.lowered.diagnostics, &file);
            let said = saved.then(|| cx.t().with("saved", "file", &file));
            PageResponse::Html(page(cx, &file, text, &fingerprint(text), said, None, wrong, writing))
        }
        _ => PageResponse::Nothing,
    }
}

/// The file in which acts are written last.
pub fn main_file(record: &Record) -> String {
    let model = record.model();
    let last = model.acts.last().map(|a| a.place.file.0).filter(|f| record.is_own(*f));
    let index = last.unwrap_or(0) as usize;
    record.world.files.get(index).map(|f| f.name.clone()).unwrap_or_default()
}

/// Names and words for completion.
pub fn names(cx: &PageContext<'_, '_, '_>, format: Format) -> PageResponse {
    if format != Format::Json {
        return PageResponse::Nothing;
    }
    let model = cx.open.record.model();
    let t = cx.t();
    let mut names: Vec<serde_json::Value> = Vec::new();
    for (i, thing) in model.things.iter().enumerate() {
        let id = vigente_model::ThingId(u32::try_from(i).unwrap_or(u32::MAX));
        let mut title = t.text(&crate::library::summary::title_of(model, id)).to_owned();
        if let (true, vigente_model::ThingKind::Act(a)) = (title.is_empty(), thing.kind) {
            title = model.acts[a.index()].title.to_string();
        }
        let kind = format!("{:?}", thing.kind);
        let kind = kind.split('(').next().unwrap_or_default().to_lowercase();
        names.push(json!({ "name": &*thing.name, "kind": kind, "title": title }));
    }
    for (list, kind) in [(&model.statuses, "status"), (&model.deeds, "deed")] {
        for one in list.iter() {
            let title = crate::library::summary::text(&one.title);
            names.push(json!({
                "name": one.name, "kind": kind, "title": t.text(&title), "parameters": one.params,
            }));
        }
    }
    for source in &model.sources {
        let title = crate::library::summary::text(&source.title);
        names.push(json!({ "name": source.name, "kind": "source", "title": t.text(&title) }));
    }
    let lists =
        [vigente_syntax::LINE_WORDS, vigente_syntax::HEAD_WORDS, vigente_syntax::MODIFIERS, &["expect"]];
    let words: BTreeSet<&str> = lists.into_iter().flatten().copied().collect();
    PageResponse::Json(json!({ "names": names, "words": words }))
}

/// What would be wrong with a file if it said this; nothing is written.
pub fn diagnostics(cx: &PageContext<'_, '_, '_>, fields: &Pairs) -> PageResponse {
    let (file, text) = (get(fields, "file"), get(fields, "text").replace("\r\n", "\n"));
    let with = cx.open.record.with(file, &text);
    let t = cx.t();
    let found: Vec<_> = of_file(&with, &with.lowered.diagnostics, file)
        .into_iter()
        .map(|d| {
            let (from, to) = d.labels.first().map_or((0, 0), |l| (l.at.start, l.at.end));
            // A browser counts in units of UTF-16.
            let units = |at: u32| text.get(..at as usize).map_or(0, |t| t.encode_utf16().count());
            let (_, line) = d.labels.first().and_then(|l| with.line(l.file.0, l.at.start)).unwrap_or(("", 1));
            json!({
                "code": d.code, "severity": severity(d), "meaning": t.meaning(d.code), "message": d.message, "help": d.help, "line": line,
                "from": units(from), "to": units(to),
            })
        })
        .collect();
    PageResponse::Json(json!({ "diagnostics": found, "formatted": vigente_syntax::format(&text) == text }))
}

/// Saves, or lays out what is in the page without saving. Says whether something was written.
pub fn post(cx: &PageContext<'_, '_, '_>, fields: &Pairs, writing: bool) -> (PageResponse, bool) {
    let record = cx.open.record;
    let file = get(fields, "file").to_owned();
    let text = get(fields, "text").replace("\r\n", "\n");
    let seen = get(fields, "seen").to_owned();
    let t = cx.t();
    let with = record.with(&file, &text);
    let wrong = of_file(&with, &with.lowered.diagnostics, &file);
    if get(fields, "do") == "lay-out" {
        let text = vigente_syntax::format(&text);
        let with = record.with(&file, &text);
        let wrong = of_file(&with, &with.lowered.diagnostics, &file);
        return (PageResponse::Html(page(cx, &file, &text, &seen, None, None, wrong, writing)), false);
    }
    if !writing {
        let body = page(cx, &file, &text, &seen, Some(t.say("read-only")), None, wrong, writing);
        return (PageResponse::Wrong(StatusCode::FORBIDDEN, body), false);
    }
    match writing::save(&record.folder, &file, &text, &seen) {
        Ok(()) => (PageResponse::See(cx.links.to(of(&file, true)).url().to_owned()), true),
        Err(Refusal::Changed(theirs)) => {
            // Whoever saves again has seen the text on disk.
            let seen = fingerprint(&theirs);
            let said = Some(t.say("conflict"));
            let body = page(cx, &file, &text, &seen, said, Some(theirs), wrong, writing);
            (PageResponse::Wrong(StatusCode::CONFLICT, body), true)
        }
        Err(refusal) => {
            let body = page(cx, &file, &text, &seen, Some(why(&t, &file, &refusal)), None, wrong, writing);
            (PageResponse::Wrong(StatusCode::UNPROCESSABLE_ENTITY, body), false)
        }
    }
}

/// The page of a file; of the main one where it is empty.
fn of(file: &str, saved: bool) -> MatterPage {
    MatterPage::Text { file: file.to_owned(), line: None, saved }
}

/// Why nothing was written, in words.
pub fn why(t: &I18n, file: &str, refusal: &Refusal) -> String {
    match refusal {
        Refusal::Place => t.with("no-place", "file", file),
        Refusal::Changed(_) => t.say("conflict"),
        Refusal::Disk(error) => {
            t.with2("disk-refused", "file", file, "why", vigente_workspace::reason(error))
        }
    }
}

/// A field of a form.
pub fn get<'f>(fields: &'f Pairs, name: &str) -> &'f str {
    fields.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v.as_str())
}

/// What is wrong with one of the dossier's own files, worst first.
pub fn of_file<'d>(record: &Record, all: &'d [Diagnostic], file: &str) -> Vec<&'d Diagnostic> {
    let mut found: Vec<&Diagnostic> = all
        .iter()
        .filter(|d| {
            d.labels.first().is_some_and(|l| {
                record.is_own(l.file.0) && record.world.file(l.file).is_some_and(|f| f.name == file)
            })
        })
        .collect();
    found.sort_by_key(|d| (d.severity, d.labels.first().map(|l| l.at.start)));
    found
}

fn severity(d: &Diagnostic) -> &'static str {
    use vigente_syntax::diagnostic::Severity;
    match d.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

#[expect(clippy::too_many_arguments, reason = "the parts of one page, each named where it is called")]
fn page(
    cx: &PageContext<'_, '_, '_>,
    file: &str,
    text: &str,
    seen: &str,
    said: Option<String>,
    theirs: Option<String>,
    wrong: Vec<&Diagnostic>,
    writing: bool,
) -> String {
    let t = cx.t();
    let links = &cx.links;
    let page = Page {
        action: links.to(of("", false)).url().to_owned(),
        check: links.to(MatterPage::Diagnostics).url().to_owned(),
        names: links.format(MatterPage::Names, Format::Json).url().to_owned(),
        files: cx.open.record.files().map(|f| (f.to_owned(), links.to(of(f, false)), f == file)).collect(),
        additions: super::add::KINDS
            .iter()
            .map(|kind| (t.say(&format!("add-{kind}")), links.to(super::add::form(kind))))
            .collect(),
        file: file.to_owned(),
        text: text.to_owned(),
        seen: seen.to_owned(),
        line: match cx.page {
            MatterPage::Text { line, .. } => line.unwrap_or(0),
            _ => 0,
        },
        said,
        theirs,
        wrong: wrong
            .into_iter()
            .map(|d| {
                let line = d.labels.first().map_or(0, |l| {
                    text.get(..l.at.start as usize).map_or(0, |b| b.matches('\n').count() + 1)
                });
                Wrong {
                    class: match severity(d) {
                        "error" => "bad",
                        "warning" => "alert",
                        _ => "faint",
                    },
                    line,
                    meaning: t.meaning(d.code),
                    message: d.message.clone(),
                    help: d.help.clone().unwrap_or_default(),
                }
            })
            .collect(),
        writing,
        editor: crate::assets::find("editor.js").map(|_| links.asset("editor.js")),
        t: &t,
    };
    let layout = cx.layout(Some(cx.page.clone()), file.to_owned()).twins(&of(file, false), &[Format::Json]);
    layout.around(&rendered(&page))
}
