//! The answer to a question with variables: who or what fills them, and when, as a table and as bars.

use std::collections::BTreeMap;

use askama::Template;
use vigente_model::Declared;
use vigente_query::answer::{Holder, HolderLife, HolderTime, Interval, Phrase, Who};
use vigente_query::{DutyFilter, Over, Question};

use crate::i18n::{I18n, value_tone};
use crate::links::{Href, MatterPage};
use crate::pages::PageContext;
use crate::pages::duties::row::{self, StateCell, SubjectRow, ViewpointColumn};
use crate::pages::layout::rendered;
use crate::server::response::{Format, PageResponse};

/// At most this many questions of a kind are offered.
const OFFERED: usize = 24;

#[derive(Template)]
#[template(path = "pages/ask/who.html", blocks = ["head", "answer"])]
struct PageTemplate<'p> {
    t: &'p I18n,
    action: String,
    hidden: Vec<(&'static str, String)>,
    question: String,
    on: String,
    of_day: bool,
    stood: bool,
    answer: Option<AnswerView>,
    offered: Vec<(String, Href, String)>,
}

/// The answer.
struct AnswerView {
    days: String,
    counts: Vec<(String, String)>,
    not_covered: bool,
    columns: Vec<ViewpointColumn>,
    rows: Vec<SubjectRow>,
    /// Bars over all days. A copy has them once, not in the answer of every day.
    picture: Option<String>,
}

/// The page.
pub fn show(cx: &PageContext<'_>, text: &str, of_day: bool, format: Format) -> PageResponse {
    let t = cx.t();
    let params = cx.params();
    if text.is_empty() {
        return match format {
            Format::Html => page(cx, text, of_day, None, None),
            _ => refused(cx, format, text, of_day, t.say("ask-something")),
        };
    }
    let over = match (of_day, params.stood) {
        (true, _) => Over::TheDay,
        (false, true) => Over::AllDaysAsTheyStood,
        (false, false) => Over::AllDays,
    };
    let mut question = cx.question();
    if over == Over::AllDaysAsTheyStood {
        question.made_by = None;
    }
    let who = match cx.open.session.who(text, &question, over) {
        Ok(who) => who,
        Err(wrong) => {
            let one = |d: &vigente_syntax::diagnostic::Diagnostic| match &d.help {
                Some(help) => format!("{} ({help})", d.message),
                None => d.message.clone(),
            };
            return refused(cx, format, text, of_day, wrong.iter().map(one).collect::<Vec<_>>().join("; "));
        }
    };
    match format {
        Format::Json => {
            let more = [
                ("on", who.on.map(|on| on.to_string()).into()),
                ("as_it_stood", who.as_it_stood.into()),
                ("query", who.question.clone().into()),
            ];
            cx.data("who", &more, &who)
        }
        Format::Csv => PageResponse::Csv(vigente_render::who_csv(&who)),
        Format::Svg => PageResponse::Svg(vigente_render::who_picture(&who, &t.words)),
        Format::Html => page(cx, text, of_day, Some(answer(cx, &who)), None),
        Format::State | Format::Past | Format::Ics | Format::Atom => PageResponse::Nothing,
    }
}

/// Says what could not be understood, with the question still in its field.
fn refused(cx: &PageContext<'_>, format: Format, text: &str, of_day: bool, said: String) -> PageResponse {
    let code = axum::http::StatusCode::UNPROCESSABLE_ENTITY;
    match format {
        Format::Html => {
            let PageResponse::Html(page) = page(cx, text, of_day, None, Some(said)) else {
                return PageResponse::Nothing;
            };
            PageResponse::Wrong(code, page)
        }
        Format::Json => PageResponse::WrongData(code, serde_json::json!({ "error": said })),
        _ => PageResponse::Nothing,
    }
}

fn page(
    cx: &PageContext<'_>,
    text: &str,
    of_day: bool,
    answer: Option<AnswerView>,
    wrong: Option<String>,
) -> PageResponse {
    let t = cx.t();
    let params = cx.params();
    let page = PageTemplate {
        action: cx.action(MatterPage::Who { question: String::new(), of_day: false }),
        hidden: params.hidden().into_iter().filter(|(n, _)| *n != "stood").collect(),
        question: text.to_owned(),
        on: params.day().to_string(),
        of_day,
        stood: params.stood,
        offered: if answer.is_some() { Vec::new() } else { offered(cx) },
        answer,
        t,
    };
    let title = if text.is_empty() { t.say("who-title") } else { text.to_owned() };
    let mut layout = cx.layout(Some(cx.page.clone()), title);
    if page.answer.is_some() {
        layout = layout.twins(&cx.page, &[Format::Json, Format::Csv, Format::Svg]);
    }
    layout.wrong.extend(wrong);
    if page.answer.is_none() {
        return PageResponse::Html(layout.around(&rendered(&page)));
    }
    cx.dated(layout, &page, &page.as_head(), &page.as_answer())
}

fn answer(cx: &PageContext<'_>, who: &Who) -> AnswerView {
    let t = cx.t();
    let mut rows: Vec<SubjectRow> = who.rows.iter().map(|holder| holder_row(cx, who, holder)).collect();
    rows.sort_by_cached_key(|row| row.title.to_lowercase());
    let counts = who.counts.iter().flatten().zip(&who.viewpoints).map(|(count, viewpoint)| {
        let certain = t.words.count("who-certain", count.certain);
        let said = match count.possible - count.certain {
            0 => certain,
            more => format!("{certain}, {}", t.words.count("who-possible", more)),
        };
        (t.named(viewpoint), said)
    });
    let mut days = match &who.on {
        Some(_) => t.with("on-the-day", "day", cx.day_in_words()),
        None => t.word("who-all-days"),
    };
    days.push_str(", ");
    days.push_str(&t.word(match (who.as_it_stood, &who.on) {
        (true, Some(_)) => "as-it-stood",
        (true, None) => "who-as-they-stood",
        (false, _) => "with-hindsight",
    }));
    if let Some(day) = &who.known_by {
        days.push_str(", ");
        days.push_str(&t.words.say_with("as-known-by", &[("day", &t.day(day))]));
    }
    AnswerView {
        days,
        counts: counts.collect(),
        not_covered: who.covered == Some(false),
        columns: row::columns(t, &who.viewpoints),
        rows,
        picture: cx
            .links
            .copy()
            .is_none_or(|copy| !copy.fragment)
            .then(|| vigente_render::who_embedded(who, &t.words)),
    }
}

/// One way to fill the variables, and what each viewpoint says about it.
fn holder_row(cx: &PageContext<'_>, who: &Who, holder: &Holder) -> SubjectRow {
    let t = cx.t();
    let names: Vec<&str> = holder.values.iter().map(|v| v.name.as_str()).collect();
    let titles: Vec<String> = holder.values.iter().map(|v| t.named(v)).collect();
    let question = filled(who, &names);
    let cells = who
        .viewpoints
        .iter()
        .zip(&holder.by_viewpoint)
        .map(|(viewpoint, life)| StateCell { whose: viewpoint.name.clone(), ..cell(t, who, life) });
    let (differs, cells) = row::gathered(t, &cx.links, &question, cells.collect());
    SubjectRow {
        name: names.join(", "),
        title: if titles.is_empty() { t.word("who-it-is") } else { titles.join(" · ") },
        href: cx.links.why(&question),
        differs,
        cells,
        ..SubjectRow::default()
    }
}

fn cell(t: &I18n, who: &Who, life: &HolderLife) -> StateCell {
    let stretch = |time: &HolderTime| {
        let days = t.stretch(time.days.from, time.days.until);
        if time.days.certain { days } else { t.words.say_with("perhaps", &[("what", &days)]) }
    };
    let told = |time: &HolderTime| match decided(t, time) {
        Some((_, said)) => format!("{} ({said})", stretch(time)),
        None => stretch(time),
    };
    let holds = |time: &&HolderTime| {
        let Interval { from, until, .. } = time.days;
        who.on.is_none_or(|on| from.is_none_or(|from| from <= on) && until.is_none_or(|until| on < until))
    };
    let mut said = life.when.iter().filter(holds);
    let notes = |rest: &mut dyn Iterator<Item = &HolderTime>| -> Vec<_> {
        rest.map(|time| (if time.days.certain { "plain" } else { "alert" }, told(time))).collect()
    };
    match (&life.value, said.next()) {
        (Some(value), first) => StateCell {
            word: t.value(value),
            tone: value_tone(value),
            notes: notes(&mut first.into_iter().chain(said)),
            ..StateCell::default()
        },
        (None, Some(first)) => StateCell {
            word: stretch(first),
            tone: if first.days.certain { "good" } else { "alert" },
            notes: decided(t, first).into_iter().chain(notes(&mut said)).collect(),
            ..StateCell::default()
        },
        (None, None) => StateCell { word: t.word("never-in-force"), tone: "faint", ..StateCell::default() },
    }
}

/// What decided it, as a note.
fn decided(t: &I18n, time: &HolderTime) -> Option<(&'static str, String)> {
    let said = vigente_render::decided(&t.words, time);
    (!said.is_empty()).then_some(("faint", said))
}

/// The question with its variables filled, such as `party(VE, ACHR)`. It has a page of reasons.
fn filled(who: &Who, names: &[&str]) -> String {
    let mut pairs: Vec<(&str, &str)> =
        who.variables.iter().map(String::as_str).zip(names.iter().copied()).collect();
    // `?state` before `?s`.
    pairs.sort_by_key(|(variable, _)| std::cmp::Reverse(variable.len()));
    let mut question = who.question.clone();
    for (variable, name) in pairs {
        question = if variable == "somebody" {
            question.replacen("somebody", name, 1)
        } else {
            question.replace(&format!("?{variable}"), name)
        };
    }
    question
}

/// Questions that this record answers: in words, their link, and as written.
fn offered(cx: &PageContext<'_>) -> Vec<(String, Href, String)> {
    let t = cx.t();
    let model = cx.open.record.model();
    let everything = Question { limit: Some(usize::MAX), ..cx.question() };
    let mut found: BTreeMap<(bool, String), String> = BTreeMap::new();
    let situation = cx.open.session.situation_of_the_day(&everything);
    for item in &situation.statuses.items {
        if let Some(pattern) = pattern(&model.statuses, &item.status) {
            found.insert((false, pattern), t.named(&item.status.name));
        }
    }
    let duties = cx.open.session.duties(&everything, &DutyFilter::default());
    for duty in
        duties.duties.iter().filter(|d| !d.content.status && d.mode == vigente_query::answer::Mode::Requires)
    {
        if let Some(pattern) = pattern(&model.deeds, &duty.content) {
            let said = format!(
                "{} {}",
                t.word(vigente_render::phrasing::mode(duty.mode, &duty.content)),
                t.named(&duty.content.name)
            );
            found.insert((true, format!("somebody must {pattern}")), said);
        }
    }
    let offer = |must: bool| found.iter().filter(move |((m, _), _)| *m == must).take(OFFERED);
    offer(false)
        .chain(offer(true))
        .map(|((_, q), said)| {
            (said.clone(), cx.links.to(MatterPage::Who { question: q.clone(), of_day: false }), q.clone())
        })
        .collect()
}

/// Such as `sentence(?person, ?case)`; `None` without parameters.
fn pattern(declared: &[Declared], phrase: &Phrase) -> Option<String> {
    declared.iter().find(|d| *d.name == *phrase.name.name).and_then(pattern_of)
}

/// The question for everybody of whom this holds.
pub fn pattern_of(declared: &Declared) -> Option<String> {
    let variables: Vec<String> = declared.params.iter().map(|p| format!("?{p}")).collect();
    (!variables.is_empty()).then(|| format!("{}({})", declared.name, variables.join(", ")))
}
