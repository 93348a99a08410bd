//! Everything wrong with a record: its texts, its expectations, its quotes against their sources.

use askama::Template;
use serde_json::json;
use vigente_syntax::diagnostic::{Diagnostic, Severity};

use crate::i18n::I18n;
use crate::links::{Href, MatterPage};
use crate::pages::PageContext;
use crate::pages::layout::rendered;
use crate::server::response::{Format, PageResponse};

#[derive(Template)]
#[template(path = "pages/edit/check.html")]
struct PageTemplate<'p> {
    t: &'p I18n,
    errors: usize,
    warnings: usize,
    found: Vec<Finding>,
    passed: usize,
    failed: usize,
    expectations: Vec<(String, Href, bool, String)>,
    notes: usize,
    with_notes: Href,
}

struct Finding {
    class: &'static str,
    severity: String,
    code: &'static str,
    meaning: String,
    message: String,
    place: String,
    href: Href,
    line: String,
    help: String,
}

/// A diagnostic as data, as `vigente check --json` writes it.
pub fn data(cx: &PageContext<'_>, d: &Diagnostic) -> serde_json::Value {
    let record = &cx.open.record;
    let severity = match d.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let place = |file: vigente_syntax::diagnostic::FileId, at: vigente_model::Span, text: &str| {
        let (name, line) = record.line(file.0, at.start).unwrap_or(("", 0));
        let whole = record.world.file(file).map_or("", |f| &*f.text);
        let before = whole.get(..at.start as usize).unwrap_or_default();
        let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
        json!({
            "file": name, "line": line, "column": column, "start": at.start, "end": at.end, "text": text,
        })
    };
    json!({
        "code": d.code,
        "severity": severity,
        "message": d.message,
        "places": d.labels.iter().map(|l| place(l.file, l.at, &l.text)).collect::<Vec<_>>(),
        "help": d.help,
        "fix": d.fix.as_ref().map(|f| {
            let mut at = place(f.file, f.at, "");
            at.as_object_mut().map(|o| o.remove("text"));
            at["with"] = f.with.clone().into();
            at
        }),
    })
}

/// The page.
pub fn show(cx: &PageContext<'_>, notes: bool, format: Format) -> PageResponse {
    let t = cx.t();
    let record = &cx.open.record;
    let (answer, wrong) = cx.open.session.check();
    let sources = cx.open.sources();
    let all: Vec<&Diagnostic> = record
        .unread
        .iter()
        .chain(&record.resolved.diagnostics)
        .chain(&wrong)
        .chain(&sources.diagnostics)
        .collect();
    let count = |severity| all.iter().filter(|d| d.severity == severity).count();
    match format {
        Format::Json => {
            let answer = json!({
                "diagnostics": all.iter().map(|d| data(cx, d)).collect::<Vec<_>>(),
                "expectations": answer.expectations.iter().map(|e| {
                    let mut data = serde_json::to_value(e).unwrap_or_default();
                    let (file, line) = record.line(e.place.file, e.place.start).unwrap_or(("", 0));
                    data["place"] = format!("{file}:{line}").into();
                    data
                }).collect::<Vec<_>>(),
                "passed": answer.passed,
                "failed": answer.failed,
                "unresolved": answer.unresolved,
                "resting_on_fallen": answer.resting_on_fallen,
                "without_effect": answer.without_effect,
                "errors": count(Severity::Error),
                "warnings": count(Severity::Warning),
                "notes": count(Severity::Note),
                "acts": record.model().acts.len(),
            });
            return PageResponse::Json(vigente_render::envelope("check", &json!({}), &answer));
        }
        Format::Html => {}
        _ => return PageResponse::Nothing,
    }
    let found = all
        .iter()
        .filter(|d| notes || d.severity != Severity::Note)
        .map(|d| {
            let place = d.labels.first().and_then(|l| {
                let (file, line) = record.line(l.file.0, l.at.start)?;
                let text = &record.world.file(l.file)?.text;
                let shown = text.lines().nth(line - 1).unwrap_or_default().to_owned();
                Some((file.to_owned(), line, shown, record.is_own(l.file.0)))
            });
            let (class, key) = match d.severity {
                Severity::Error => ("bad", "error"),
                Severity::Warning => ("alert", "warning"),
                Severity::Note => ("faint", "note"),
            };
            let (place, href, line) = match place {
                Some((file, line, shown, own)) => {
                    let href = if own { cx.links.line(&file, line) } else { Href::default() };
                    (format!("{file}:{line}"), href, shown)
                }
                None => Default::default(),
            };
            Finding {
                class,
                severity: t.say(key),
                code: d.code,
                meaning: t.meaning(d.code),
                message: d.message.clone(),
                place,
                href,
                line,
                help: d.help.clone().unwrap_or_default(),
            }
        })
        .collect();
    let page = PageTemplate {
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        notes: if notes { 0 } else { count(Severity::Note) },
        with_notes: cx.links.to(MatterPage::Check { notes: true }),
        found,
        passed: answer.passed,
        failed: answer.failed + answer.unresolved,
        expectations: answer
            .expectations
            .iter()
            .map(|e| {
                let question = match e.on.0.is_exact().then(|| e.on.first()).flatten() {
                    Some(day) => cx.links.on(day).why(&e.text),
                    None => cx.links.why(&e.text),
                };
                let note = e.note.clone().unwrap_or_default();
                (format!("{} {}", e.on, e.text), question, e.passed, note)
            })
            .collect(),
        t,
    };
    let layout = cx.layout(Some(cx.page.clone()), t.say("tab-check")).twins(&cx.page, &[Format::Json]);
    PageResponse::Html(layout.around(&rendered(&page)))
}
