//! Forms for those who do not write text: an act, a duty, a finding, a source. What they write is canonical text, shown
//! before it is written.

use askama::Template;
use axum::http::StatusCode;
use vigente_model::{Model, ThingKind};
use vigente_query::answer::Text;
use vigente_syntax::diagnostic::Severity;

use crate::i18n::I18n;
use crate::links::{Href, MatterPage};
use crate::pages::PageContext;
use crate::pages::edit::text::{code, get, of_file, why};
use crate::pages::layout::rendered;
use crate::server::params::Pairs;
use crate::server::response::{Format, PageResponse};
use crate::writing;

/// What can be added.
pub const KINDS: [&str; 4] = ["act", "duty", "finding", "source"];

#[derive(Template)]
#[template(path = "pages/edit/add.html")]
struct PageTemplate<'p> {
    t: &'p I18n,
    kind: String,
    kinds: Vec<(String, Href, bool)>,
    action: String,
    fields: Vec<Field>,
    files: Vec<(String, bool)>,
    written: String,
    wrong: Vec<String>,
}

/// One field of a form.
struct Field {
    name: &'static str,
    label: String,
    /// `text`, `date`, `lines`, `select`.
    sort: &'static str,
    value: String,
    required: bool,
    choices: Vec<(String, String)>,
}

/// The form.
pub fn show(cx: &PageContext<'_>, wanted: &str, format: Format, writing: bool) -> PageResponse {
    if format != Format::Html {
        return PageResponse::Nothing;
    }
    let kind = kind(wanted);
    let wrong = if writing { Vec::new() } else { vec![cx.t().say("read-only")] };
    PageResponse::Html(page(cx, kind, &cx.params().pairs, String::new(), wrong))
}

/// The form for one kind.
pub fn form(kind: &str) -> MatterPage {
    MatterPage::Add { kind: kind.to_owned(), source: String::new() }
}

fn kind(said: &str) -> &'static str {
    KINDS.into_iter().find(|k| *k == said).unwrap_or("act")
}

/// Shows what would be written, or writes it. Says whether something was written.
pub fn post(cx: &PageContext<'_>, fields: &Pairs, writing: bool) -> (PageResponse, bool) {
    let t = cx.t();
    let record = &cx.open.record;
    let kind = kind(get(fields, "kind"));
    let entry = entry(kind, fields);
    let file = match get(fields, "into") {
        "" => crate::pages::edit::text::main_file(record),
        file => file.to_owned(),
    };
    let refuse = |wrong: Vec<String>, code: StatusCode| {
        (PageResponse::Wrong(code, page(cx, kind, fields, entry.clone(), wrong)), false)
    };
    if !writing {
        return refuse(vec![t.say("read-only")], StatusCode::FORBIDDEN);
    }
    // The text on disk counts, not the one that was read for the page: other forms may have been saved since.
    let mut wrong = Vec::new();
    let mut change = |old: &str| {
        let new = with_entry(cx, kind, fields, &file, old, &entry);
        new.map_err(|found| wrong = found).ok()
    };
    let preview = get(fields, "do") == "preview";
    let done = if preview {
        writing::read(&record.folder, &file)
            .map(|old| change(&old.unwrap_or_default().replace("\r\n", "\n")).is_some())
    } else {
        writing::edit(&record.folder, &file, change)
    };
    match done {
        Ok(true) if preview => return (PageResponse::Html(page(cx, kind, fields, entry, wrong)), false),
        Ok(true) => {}
        Ok(false) => return refuse(wrong, StatusCode::UNPROCESSABLE_ENTITY),
        Err(refusal) => return refuse(vec![why(t, &file, &refusal)], code(&refusal)),
    }
    let name = get(fields, "name").trim();
    let to = match kind {
        "source" => cx.links.source(name),
        "duty" => cx.links.act(get(fields, "act").trim()),
        _ => cx.links.act(name),
    };
    (PageResponse::See(to.url().to_owned()), true)
}

/// The text of a file with the new entry in it, or what would be wrong.
fn with_entry(
    cx: &PageContext<'_>,
    kind: &str,
    fields: &Pairs,
    file: &str,
    old: &str,
    entry: &str,
) -> Result<String, Vec<String>> {
    let record = &cx.open.record;
    let new = match kind {
        "duty" => {
            let act = get(fields, "act").trim();
            writing::under(old, act, entry).ok_or_else(|| vec![cx.t().with("no-act", "name", act)])?
        }
        _ => writing::appended(old, entry),
    };
    // Only new errors count: one can still add to a record with older ones.
    let (before, after) = (record.with(file, old), record.with(file, &new));
    let errors = after.resolved.diagnostics.iter().filter(|d| d.severity == Severity::Error);
    let mut wrong: Vec<String> = errors
        .filter(|d| before.resolved.diagnostics.iter().all(|b| b.message != d.message))
        .map(|d| match &d.help {
            Some(help) => format!("{} ({help})", d.message),
            None => d.message.clone(),
        })
        .collect();
    let adds_act = matches!(kind, "act" | "finding");
    if wrong.is_empty() && adds_act && after.model().acts.len() == before.model().acts.len() {
        wrong.extend(of_file(&after, &after.resolved.diagnostics, file).first().map(|d| d.message.clone()));
    }
    if wrong.is_empty() { Ok(new) } else { Err(wrong) }
}

/// The text that the fields come to; what was typed goes in as it is, and the reader of texts says what is wrong.
fn entry(kind: &str, fields: &Pairs) -> String {
    let value = |name: &str| get(fields, name).replace("\r\n", "\n").trim().to_owned();
    let word = |name: &str| value(name).split_whitespace().collect::<Vec<_>>().join(" ");
    let quoted = |name: &str| {
        let text = value(name).split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() { String::new() } else { format!(" {}", vigente_syntax::quote(&text)) }
    };
    let cite = |indent: &str| {
        if word("source").is_empty() {
            return String::new();
        }
        let pin = word("pin");
        let pin = if pin.is_empty() { pin } else { format!(" {pin}") };
        format!("{indent}cites {}{pin}{}\n", word("source"), quoted("quote"))
    };
    let mut out = String::new();
    match kind {
        "source" => {
            out.push_str(&format!("source {}{}\n", word("name"), quoted("title")));
            if !word("published").is_empty() {
                out.push_str(&format!("  published {}\n", word("published")));
            }
            if !word("language").is_empty() {
                out.push_str(&format!("  language {}\n", word("language")));
            }
            for (line, field) in [("file", "text-file"), ("url", "url"), ("note", "note")] {
                if !word(field).is_empty() {
                    out.push_str(&format!("  {line}{}\n", quoted(field)));
                }
            }
        }
        "duty" => {
            let label = word("label");
            let label = if label.is_empty() { label } else { format!("{label}: ") };
            let by = word("by");
            let by = if by.is_empty() { by } else { format!(" by {by}") };
            let mode = match word("mode").as_str() {
                "forbids" => "forbids",
                "permits" => "permits",
                _ => "requires",
            };
            out.push_str(&format!("  {label}{mode} {} to {}{by}\n", word("bearer"), word("deed")));
            out.push_str(&cite("    "));
        }
        _ => {
            out.push_str(&format!(
                "{} {} {}{}\n",
                word("day"),
                word("name"),
                word("author"),
                quoted("title")
            ));
            for line in ["notified", "published"] {
                if !word(line).is_empty() {
                    out.push_str(&format!("  {line} {}\n", word(line)));
                }
            }
            if kind == "finding" {
                let as_of = word("as-of");
                let as_of = if as_of.is_empty() { as_of } else { format!(" as of {as_of}") };
                out.push_str(&format!("  finds {} {}{as_of}\n", word("duty"), word("outcome")));
            }
            for line in value("effects").lines().filter(|l| !l.trim().is_empty()) {
                out.push_str(&format!("  {}\n", line.trim()));
            }
            out.push_str(&cite("  "));
            if !word("note").is_empty() {
                out.push_str(&format!("  note{}\n", quoted("note")));
            }
        }
    }
    out
}

fn page(cx: &PageContext<'_>, kind: &str, values: &Pairs, written: String, wrong: Vec<String>) -> String {
    let t = cx.t();
    let model = cx.open.record.model();
    let main = crate::pages::edit::text::main_file(&cx.open.record);
    let into = match get(values, "into") {
        "" => main.as_str(),
        file => file,
    };
    let title = t.say(&format!("add-{kind}"));
    let page = PageTemplate {
        kinds: KINDS.iter().map(|k| (t.say(&format!("add-{k}")), cx.links.to(form(k)), *k == kind)).collect(),
        action: cx.links.to(form(kind)).url().to_owned(),
        fields: fields(t, model, kind, values),
        files: cx.open.record.files().map(|f| (f.to_owned(), f == into)).collect(),
        kind: kind.to_owned(),
        written,
        wrong,
        t,
    };
    cx.layout(Some(MatterPage::Text { file: String::new(), line: None, saved: false }), title)
        .around(&rendered(&page))
}

fn fields(t: &I18n, model: &Model, kind: &str, values: &Pairs) -> Vec<Field> {
    let field = |name: &'static str, key: &str, sort: &'static str, required: bool| Field {
        name,
        label: t.say(key),
        sort,
        value: get(values, name).to_owned(),
        required,
        choices: Vec::new(),
    };
    let select = |name: &'static str, key: &str, required: bool, choices: Vec<(String, String)>| Field {
        choices,
        ..field(name, key, "select", required)
    };
    let things = |wanted: &dyn Fn(&ThingKind) -> bool| -> Vec<(String, String)> {
        model
            .things
            .iter_enumerated()
            .filter(|(_, thing)| wanted(&thing.kind))
            .map(|(id, thing)| {
                let title = crate::library::summary::title_of(model, id);
                let title = t.text(&title);
                let shown = if title.is_empty() {
                    thing.name.to_string()
                } else {
                    format!("{title} – {}", thing.name)
                };
                (thing.name.to_string(), shown)
            })
            .collect()
    };
    let people = || things(&|k| matches!(k, ThingKind::Order | ThingKind::Organ | ThingKind::Person));
    let acts = || -> Vec<(String, String)> {
        model
            .acts
            .iter()
            .rev()
            .map(|a| {
                let name = model.name(a.thing).to_owned();
                let title =
                    Text { text: a.title.to_string(), ..crate::library::summary::title_of(model, a.thing) };
                let shown = format!("{} {} – {name}", a.made.lo, t.text(&title));
                (name, shown)
            })
            .collect()
    };
    let duties = || -> Vec<(String, String)> {
        let mut found = Vec::new();
        for (i, part) in model.parts.iter().enumerate() {
            let has = model.effects[part.effects.range()]
                .iter()
                .any(|e| matches!(e.does, vigente_model::Does::Duty { .. }));
            let name = part.thing.unwrap_or(model.acts[part.act].thing);
            if has && i < model.parts.len() {
                let name = model.name(name).to_owned();
                found.push((name.clone(), name));
            }
        }
        found.dedup();
        found
    };
    let sources = || -> Vec<(String, String)> {
        let mut all = vec![(String::new(), "–".to_owned())];
        all.extend(model.sources.iter().map(|s| {
            let title = crate::library::summary::text(&s.title);
            (s.name.to_string(), format!("{} – {}", t.text(&title), s.name))
        }));
        all
    };
    let cited = || {
        vec![
            select("source", "f-source", false, sources()),
            field("pin", "f-pin", "text", false),
            field("quote", "f-quote", "lines", false),
        ]
    };
    let mut all = Vec::new();
    match kind {
        "source" => {
            all.push(field("name", "f-name", "text", true));
            all.push(field("title", "f-title", "text", true));
            all.push(field("published", "f-published", "date", false));
            all.push(field("language", "f-language", "text", false));
            all.push(field("text-file", "f-text-file", "text", false));
            all.push(field("url", "f-url", "text", false));
            all.push(field("note", "f-note", "text", false));
        }
        "duty" => {
            let modes = ["requires", "forbids", "permits"]
                .map(|m| (m.to_owned(), t.word(&format!("mode-{m}"))))
                .to_vec();
            all.push(select("act", "col-act", true, acts()));
            all.push(field("label", "f-label", "text", false));
            all.push(select("mode", "f-mode", true, modes));
            all.push(select("bearer", "f-bearer", true, people()));
            all.push(field("deed", "f-deed", "text", true));
            all.push(field("by", "f-by", "date", false));
            all.extend(cited());
        }
        _ => {
            all.push(field("day", "f-day", "date", true));
            all.push(field("name", "f-name", "text", true));
            all.push(select("author", "f-author", true, people()));
            all.push(field("title", "f-title", "text", false));
            if kind == "finding" {
                let outcomes = ["fulfilled", "partly", "breached"]
                    .map(|o| (o.to_owned(), t.word(&format!("outcome-{o}"))))
                    .to_vec();
                all.push(select("duty", "f-duty", true, duties()));
                all.push(select("outcome", "f-outcome", true, outcomes));
                all.push(field("as-of", "f-as-of", "date", false));
            } else {
                all.push(field("notified", "f-notified", "date", false));
                all.push(field("published", "f-published", "date", false));
                all.push(field("effects", "f-effects", "lines", false));
            }
            all.extend(cited());
            all.push(field("note", "f-note", "text", false));
        }
    }
    all
}
