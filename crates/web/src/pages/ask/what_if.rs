//! An act that is not in the record: what would differ if it were; kept, it is written, dropped, it never was.

use askama::Template;
use axum::http::StatusCode;
use vigente_model::FileId;
use vigente_query::Question;
use vigente_query::answer::WhatIf;
use vigente_syntax::diagnostic::Severity;

use crate::i18n::{I18n, tone};
use crate::links::{Href, MatterPage};
use crate::pages::PageContext;
use crate::pages::edit::text::{code, get, main_file, of_file, why};
use crate::pages::layout::rendered;
use crate::server::params::Pairs;
use crate::server::response::{Format, PageResponse};
use crate::writing;

/// The file in which a supposed act stands while it is one.
const SUPPOSED: &str = "what-if";

#[derive(Template)]
#[template(path = "pages/ask/what_if.html")]
struct PageTemplate<'p> {
    t: &'p I18n,
    action: String,
    drop: Href,
    hidden: Vec<(&'static str, String)>,
    act: String,
    example: String,
    on: String,
    wrong: Vec<String>,
    tried: Option<Tried>,
    writing: bool,
}

struct Tried {
    day: String,
    written: String,
    added: Vec<String>,
    idle: Vec<String>,
    changes: Vec<ChangeRow>,
}

/// Something that would be otherwise.
struct ChangeRow {
    what: String,
    title: String,
    aspect: String,
    whose: String,
    before: (String, &'static str),
    after: (String, &'static str),
}

/// Acts that are supposed, and what would follow.
struct Supposed {
    /// Their entries.
    text: String,
    /// The name of the first.
    name: String,
    question: Question,
    answer: WhatIf,
}

/// What would follow, or why it cannot be understood.
fn suppose(cx: &PageContext<'_>, said: &str) -> Result<Supposed, Vec<String>> {
    let record = &cx.open.record;
    let text = vigente_syntax::format(&vigente_query::entry(said, &cx.params().day().to_string()));
    let with = record.with(SUPPOSED, &text);
    let wrong: Vec<String> = of_file(&with, &with.resolved.diagnostics, SUPPOSED)
        .into_iter()
        .filter(|d| d.severity == Severity::Error)
        .map(|d| match &d.help {
            Some(help) => format!("{} ({help})", d.message),
            None => d.message.clone(),
        })
        .collect();
    if !wrong.is_empty() {
        return Err(wrong);
    }
    // Where no day is asked about, the day of the act if that lies ahead.
    let file =
        with.files().position(|name| name == SUPPOSED).map_or(FileId(u32::MAX), |at| FileId(at as u32));
    let mut question = cx.question();
    if cx.params().on.is_none() {
        let made = vigente_query::last_day(with.model(), file);
        question.on = made.map_or(question.on, |day| day.max(question.on));
    }
    let acts = with.model().acts.iter().filter(|act| act.place.file == file);
    let first = acts.min_by_key(|act| act.place.at.start);
    let name = first.map(|act| with.model().name(act.thing).to_owned()).unwrap_or_default();
    let answer = cx.open.session.what_if(&with.session(), &question);
    Ok(Supposed { text, name, question, answer })
}

/// Shows.
pub fn show(cx: &PageContext<'_>, said: &str, format: Format, writing: bool) -> PageResponse {
    if format == Format::Json {
        return match suppose(cx, said) {
            Ok(it) => cx.data("what-if", &[("act", it.text.into())], &it.answer),
            Err(wrong) => PageResponse::WrongData(
                StatusCode::UNPROCESSABLE_ENTITY,
                serde_json::json!({ "error": wrong }),
            ),
        };
    }
    if format != Format::Html {
        return PageResponse::Nothing;
    }
    PageResponse::Html(page(cx, said, Vec::new(), writing))
}

/// Writes a supposed act into the record. Says whether something was written.
pub fn post(cx: &PageContext<'_>, fields: &Pairs, writing: bool) -> (PageResponse, bool) {
    let t = cx.t();
    let record = &cx.open.record;
    let said = get(fields, "act").replace("\r\n", "\n");
    let refuse = |code: StatusCode, wrong: Vec<String>| {
        (PageResponse::Wrong(code, page(cx, &said, wrong, writing)), false)
    };
    if !writing {
        return refuse(StatusCode::FORBIDDEN, vec![t.say("read-only")]);
    }
    let Supposed { text, name, .. } = match suppose(cx, &said) {
        Ok(supposed) => supposed,
        Err(_) => return refuse(StatusCode::UNPROCESSABLE_ENTITY, Vec::new()),
    };
    let file = main_file(record);
    match writing::edit(&record.folder, &file, |old| Some(writing::appended(old, &text))) {
        Ok(_) => (PageResponse::See(cx.links.act(&name).url().to_owned()), true),
        Err(refusal) => refuse(code(&refusal), vec![why(t, &file, &refusal)]),
    }
}

fn page(cx: &PageContext<'_>, said: &str, mut wrong: Vec<String>, writing: bool) -> String {
    let t = cx.t();
    let model = cx.open.record.model();
    let tried = match said.trim() {
        "" => None,
        _ => match suppose(cx, said) {
            Ok(supposed) => Some(tried(t, &supposed.question, supposed.text, &supposed.answer)),
            Err(mut found) => {
                wrong.append(&mut found);
                None
            }
        },
    };
    let example = model.acts.last().map(|a| {
        let author = model.name(a.author);
        format!("{} my-act {author}\n  annuls {}", cx.params().day(), model.name(a.thing))
    });
    let page = PageTemplate {
        action: cx.action(MatterPage::WhatIf { act: String::new() }),
        drop: cx.links.to(MatterPage::WhatIf { act: String::new() }),
        hidden: cx.params().hidden(),
        act: said.to_owned(),
        example: example.unwrap_or_default(),
        on: cx.params().on.map(|d| d.to_string()).unwrap_or_default(),
        wrong,
        tried,
        writing,
        t,
    };
    let mut layout = cx.layout(Some(cx.page.clone()), t.say("tab-what-if"));
    if !said.is_empty() {
        layout = layout.twins(&MatterPage::WhatIf { act: said.to_owned() }, &[Format::Json]);
    }
    layout.around(&rendered(&page))
}

fn tried(t: &I18n, question: &Question, written: String, answer: &WhatIf) -> Tried {
    Tried {
        day: t.long_day(question.on),
        written,
        added: answer.added.iter().map(|a| format!("{} ({})", a.name, t.day_and_author(a))).collect(),
        idle: answer.without_effect.iter().map(|line| t.without_effect(line)).collect(),
        changes: answer
            .changes
            .iter()
            .map(|c| ChangeRow {
                what: c.subject.what.clone(),
                title: t.text(&c.subject.title).to_owned(),
                aspect: t.variant("aspect", &c.subject.aspect),
                whose: c.viewpoint.clone().unwrap_or_else(|| t.word("everybody")),
                before: (t.state(&c.before), tone(&c.before)),
                after: (t.state(&c.after), tone(&c.after)),
            })
            .collect(),
    }
}
