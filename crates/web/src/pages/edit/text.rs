//! The text of a record: to be read, written, laid out; what is wrong with it beside it.

use std::collections::BTreeSet;

use askama::Template;
use axum::http::StatusCode;
use serde_json::json;
use vigente_syntax::diagnostic::Diagnostic;
use vigente_workspace::names::{NameFault, shown};
use vigente_workspace::save::fingerprint;

use crate::i18n::I18n;
use crate::links::{Href, MatterPage};
use crate::pages::PageContext;
use crate::pages::layout::rendered;
use crate::server::params::Pairs;
use crate::server::response::{Format, PageResponse};
use crate::writing::{self, Refusal};
use vigente_workspace::record::Record;

#[derive(Template)]
#[template(path = "pages/edit/text.html")]
struct PageTemplate<'p> {
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
    kept: Vec<String>,
    theirs: Option<String>,
    gone: bool,
    wrong: Vec<Wrong>,
    writing: bool,
    /// The script of the editor, where it was built in.
    editor: Option<String>,
}

/// The text in the page, and what there is to say about it.
#[derive(Default)]
struct Shown<'s> {
    file: &'s str,
    text: &'s str,
    /// The fingerprint of the text on disk that the writer has seen.
    seen: String,
    said: Option<String>,
    /// The text on disk, if it is another one.
    theirs: Option<String>,
    /// Whether the file is to be created again.
    gone: bool,
    wrong: Vec<&'s Diagnostic>,
}

struct Wrong {
    class: &'static str,
    line: usize,
    meaning: String,
    message: String,
    help: String,
}

/// Shows a file; as data, what a program needs to know of it.
pub fn show(cx: &PageContext<'_>, file: &str, saved: bool, format: Format, writing: bool) -> PageResponse {
    let record = &cx.open.record;
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
            let wrong = of_file(record, &record.resolved.diagnostics, &file);
            let said = saved.then(|| cx.t().with("saved", "file", &file));
            let seen = fingerprint(text);
            let shown = Shown { file: &file, text, seen, said, wrong, ..Shown::default() };
            PageResponse::Html(page(cx, shown, writing))
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
pub fn names(cx: &PageContext<'_>, format: Format) -> PageResponse {
    if format != Format::Json {
        return PageResponse::Nothing;
    }
    let model = cx.open.record.model();
    let t = cx.t();
    let mut names: Vec<serde_json::Value> = Vec::new();
    for (id, thing) in model.things.iter_enumerated() {
        let mut title = t.text(&crate::library::summary::title_of(model, id)).to_owned();
        if let (true, vigente_model::ThingKind::Act(a)) = (title.is_empty(), thing.kind) {
            title = model.acts[a].title.to_string();
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
pub fn diagnostics(cx: &PageContext<'_>, fields: &Pairs) -> PageResponse {
    let (file, text) = (get(fields, "file"), get(fields, "text").replace("\r\n", "\n"));
    let with = cx.open.record.with(file, &text);
    let t = cx.t();
    let found: Vec<_> = of_file(&with, &with.resolved.diagnostics, file)
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

/// Saves, or formats the text in the page without saving it. Says whether something was written.
pub fn post(cx: &PageContext<'_>, fields: &Pairs, writing: bool) -> (PageResponse, bool) {
    let record = &cx.open.record;
    let file = get(fields, "file");
    let mut text = get(fields, "text").replace("\r\n", "\n");
    let formats = get(fields, "do") == "lay-out";
    if formats {
        text = vigente_syntax::format(&text);
    }
    let with = record.with(file, &text);
    let wrong = of_file(&with, &with.resolved.diagnostics, file);
    let seen = get(fields, "seen").to_owned();
    let shown = Shown { file, text: &text, seen, wrong, ..Shown::default() };
    if formats {
        return (PageResponse::Html(page(cx, shown, writing)), false);
    }
    let t = cx.t();
    if !writing {
        let shown = Shown { said: Some(t.say("read-only")), ..shown };
        return (PageResponse::Wrong(StatusCode::FORBIDDEN, page(cx, shown, writing)), false);
    }
    let refusal = match writing::save(&record.folder, file, &text, &shown.seen) {
        Ok(()) => return (PageResponse::See(cx.links.to(of(file, true)).url().to_owned()), true),
        Err(refusal) => refusal,
    };
    let (code, said) = (code(&refusal), Some(why(t, file, &refusal)));
    let shown = match refusal {
        // Whoever saves again has seen the text on disk, or that there is none.
        Refusal::Changed(theirs) => Shown { said, seen: fingerprint(&theirs), theirs: Some(theirs), ..shown },
        Refusal::Gone => Shown { said, seen: String::new(), gone: true, ..shown },
        _ => Shown { said, ..shown },
    };
    // The record was read before the file changed.
    let changed = code == StatusCode::CONFLICT;
    (PageResponse::Wrong(code, page(cx, shown, writing)), changed)
}

/// The status of a page that says why nothing was written.
pub fn code(refusal: &Refusal) -> StatusCode {
    match refusal {
        Refusal::Changed(_) | Refusal::Gone => StatusCode::CONFLICT,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
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
        Refusal::Name(NameFault::Character(c)) => {
            t.with2("name-character", "file", file, "character", shown(*c))
        }
        Refusal::Name(NameFault::Ends) => t.with("name-ends", "file", file),
        Refusal::Name(NameFault::Device) => t.with("name-device", "file", file),
        Refusal::Name(NameFault::Clash(other)) => t.with2("name-clash", "file", file, "other", other),
        Refusal::Changed(_) => t.say("conflict"),
        Refusal::Gone => t.with("gone", "file", file),
        Refusal::NotText => t.with("not-text", "file", file),
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

fn page(cx: &PageContext<'_>, shown: Shown<'_>, writing: bool) -> String {
    let Shown { file, text, seen, said, theirs, gone, wrong } = shown;
    let t = cx.t();
    let links = &cx.links;
    let page = PageTemplate {
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
        seen,
        line: match cx.page {
            MatterPage::Text { line, .. } => line.unwrap_or(0),
            _ => 0,
        },
        said,
        kept: writing::overwritten(&cx.open.record.folder, file)
            .iter()
            .map(|path| t.with("overwritten", "path", path))
            .collect(),
        theirs,
        gone,
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
        t,
    };
    let layout = cx.layout(Some(cx.page.clone()), file.to_owned()).twins(&of(file, false), &[Format::Json]);
    layout.around(&rendered(&page))
}
