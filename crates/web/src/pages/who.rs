//! A question with variables: who, or what, fills them, and on which days; as a table by viewpoint and as bars.

use std::collections::BTreeMap;

use askama::Template;
use vigente_model::Declared;
use vigente_query::answer::{Holder, HolderLife, Interval, Phrase, Who};
use vigente_query::{DutyFilter, Over, Question};

use super::Here;
use super::row::{self, Cell, Column, Row};
use crate::frame::rendered;
use crate::reply::{Reply, Shape};
use crate::tongue::{Tongue, value_tone};

/// So many questions of a kind are offered.
const OFFERED: usize = 24;

#[derive(Template)]
#[template(path = "pages/who.html")]
struct Page<'p> {
    t: &'p Tongue,
    action: String,
    hidden: Vec<(&'static str, String)>,
    question: String,
    on: String,
    of_day: bool,
    stood: bool,
    told: Option<Told>,
    offered: Vec<(String, String, String)>,
}

/// The answer.
struct Told {
    days: String,
    counts: Vec<(String, String)>,
    columns: Vec<Column>,
    rows: Vec<Row>,
    picture: String,
}

/// Answers.
pub fn show(here: &Here<'_, '_, '_>, shape: Shape) -> Reply {
    let t = here.t();
    let asked = here.asked();
    let text = asked.get("q").to_owned();
    let of_day = asked.get("over") == "day";
    if text.is_empty() {
        return match shape {
            Shape::Html => Reply::Html(page(here, &text, of_day, None, None)),
            _ => refused(here, shape, &text, t.say("ask-something")),
        };
    }
    let over = match (of_day, asked.stood) {
        (true, _) => Over::TheDay,
        (false, true) => Over::AllDaysAsTheyStood,
        (false, false) => Over::AllDays,
    };
    let mut question = here.question();
    if over == Over::AllDaysAsTheyStood {
        question.made_by = None;
    }
    let who = match here.open.session.who(&text, &question, over) {
        Ok(who) => who,
        Err(wrong) => {
            let one = |d: &vigente_syntax::diagnostic::Diagnostic| match &d.help {
                Some(help) => format!("{} ({help})", d.message),
                None => d.message.clone(),
            };
            return refused(here, shape, &text, wrong.iter().map(one).collect::<Vec<_>>().join("; "));
        }
    };
    match shape {
        Shape::Json => {
            let more = [
                ("on", who.on.clone().into()),
                ("as_it_stood", who.as_it_stood.into()),
                ("query", who.question.clone().into()),
            ];
            here.data("who", &more, &who)
        }
        Shape::Csv => Reply::Csv(vigente_render::who_csv(&who)),
        Shape::Svg => Reply::Svg(vigente_render::who_picture(&who, &t.words)),
        Shape::Html => Reply::Html(page(here, &text, of_day, Some(told(here, &who)), None)),
        Shape::State | Shape::Past | Shape::Ics | Shape::Atom => Reply::Nothing,
    }
}

/// What cannot be understood is said, with the question still in its field.
fn refused(here: &Here<'_, '_, '_>, shape: Shape, text: &str, said: String) -> Reply {
    let code = axum::http::StatusCode::UNPROCESSABLE_ENTITY;
    match shape {
        Shape::Html => {
            Reply::Wrong(code, page(here, text, here.asked().get("over") == "day", None, Some(said)))
        }
        Shape::Json => Reply::WrongData(code, serde_json::json!({ "error": said })),
        _ => Reply::Nothing,
    }
}

fn page(
    here: &Here<'_, '_, '_>,
    text: &str,
    of_day: bool,
    told: Option<Told>,
    wrong: Option<String>,
) -> String {
    let t = here.t();
    let asked = here.asked();
    let page = Page {
        action: crate::asked::path(&here.links.key, "who"),
        hidden: asked.shared().into_iter().filter(|(n, _)| !matches!(*n, "on" | "stood")).collect(),
        question: text.to_owned(),
        on: asked.day().to_string(),
        of_day,
        stood: asked.stood,
        offered: if told.is_some() { Vec::new() } else { offered(here) },
        told,
        t: &t,
    };
    let over = if of_day { "day" } else { "" };
    let twin = |name: &str| here.links.page(name, &[("q", text), ("over", over)]);
    let title = if text.is_empty() { t.say("who-title") } else { text.to_owned() };
    let mut frame = here.frame("who", "who", title);
    if page.told.is_some() {
        frame =
            frame.twin("JSON", twin("who.json")).twin("CSV", twin("who.csv")).twin("SVG", twin("who.svg"));
    }
    frame.wrong.extend(wrong);
    frame.around(&rendered(&page))
}

fn told(here: &Here<'_, '_, '_>, who: &Who) -> Told {
    let t = here.t();
    let mut rows: Vec<Row> = who.rows.iter().map(|holder| holder_row(here, who, holder)).collect();
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
        Some(day) => t.with("on-the-day", "day", t.long_day(day)),
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
    Told {
        days,
        counts: counts.collect(),
        columns: row::columns(&t, &who.viewpoints),
        rows,
        picture: vigente_render::who_embedded(who, &t.words),
    }
}

/// One way to fill the variables, and what each viewpoint says of it.
fn holder_row(here: &Here<'_, '_, '_>, who: &Who, holder: &Holder) -> Row {
    let t = here.t();
    let names: Vec<&str> = holder.values.iter().map(|v| v.name.as_str()).collect();
    let titles: Vec<String> = holder.values.iter().map(|v| t.named(v)).collect();
    let question = filled(who, &names);
    let cells = who.viewpoints.iter().zip(&holder.by_viewpoint).map(|(viewpoint, life)| Cell {
        whose: viewpoint.name.clone(),
        why: here.links.why_for(&question, &viewpoint.name),
        ..cell(&t, who, life)
    });
    let (differs, cells) = row::gathered(&t, cells.collect(), here.links.why(&question));
    Row {
        name: names.join(", "),
        title: if titles.is_empty() { t.word("who-it-is") } else { titles.join(" · ") },
        href: here.links.why(&question),
        differs,
        cells,
        ..Row::default()
    }
}

fn cell(t: &Tongue, who: &Who, life: &HolderLife) -> Cell {
    let stretch = |i: &Interval| {
        let days = t.stretch(&i.from, &i.until);
        if i.certain { days } else { t.words.say_with("perhaps", &[("what", &days)]) }
    };
    // Days of four-digit years sort as text.
    let holds = |i: &&Interval| {
        who.on.as_deref().is_none_or(|on| {
            i.from.as_deref().is_none_or(|from| from <= on) && i.until.as_deref().is_none_or(|u| on < u)
        })
    };
    let mut said = life.when.iter().filter(holds);
    let notes = |rest: &mut dyn Iterator<Item = &Interval>| {
        rest.map(|i| (if i.certain { "plain" } else { "alert" }, stretch(i))).collect()
    };
    match (&life.value, said.next()) {
        (Some(value), first) => Cell {
            word: t.value(value),
            tone: value_tone(value),
            notes: notes(&mut first.into_iter().chain(said)),
            ..Cell::default()
        },
        (None, Some(first)) => Cell {
            word: stretch(first),
            tone: if first.certain { "good" } else { "alert" },
            notes: notes(&mut said),
            ..Cell::default()
        },
        (None, None) => Cell { word: t.word("never-in-force"), tone: "faint", ..Cell::default() },
    }
}

/// The question with its variables filled: `party(VE, ACHR)`; whose reasons can be asked for.
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

/// Questions that have an answer here: in words, where they lead, as written.
fn offered(here: &Here<'_, '_, '_>) -> Vec<(String, String, String)> {
    let t = here.t();
    let model = here.open.record.model();
    let everything = Question { limit: Some(usize::MAX), ..here.question() };
    let mut found: BTreeMap<(bool, String), String> = BTreeMap::new();
    let situation = here.open.session.situation_of_the_day(&everything);
    for item in &situation.statuses.items {
        if let Some(pattern) = pattern(&model.statuses, &item.status) {
            found.insert((false, pattern), t.named(&item.status.name));
        }
    }
    let duties = here.open.session.duties(&everything, &DutyFilter::default());
    for duty in
        duties.duties.iter().filter(|d| !d.content.status && d.mode == vigente_query::answer::Mode::Requires)
    {
        if let Some(pattern) = pattern(&model.deeds, &duty.content) {
            let said = format!(
                "{} {}",
                t.word(vigente_render::wording::mode(duty.mode, &duty.content)),
                t.named(&duty.content.name)
            );
            found.insert((true, format!("somebody must {pattern}")), said);
        }
    }
    let offer = |must: bool| found.iter().filter(move |((m, _), _)| *m == must).take(OFFERED);
    offer(false)
        .chain(offer(true))
        .map(|((_, q), said)| (said.clone(), here.links.page("who", &[("q", q)]), q.clone()))
        .collect()
}

/// `sentence(?person, ?case)`; nothing for what is of nobody.
fn pattern(declared: &[Declared], phrase: &Phrase) -> Option<String> {
    declared.iter().find(|d| *d.name == *phrase.name.name).and_then(pattern_of)
}

/// The question that asks for everybody of whom this can be said.
pub fn pattern_of(declared: &Declared) -> Option<String> {
    let variables: Vec<String> = declared.params.iter().map(|p| format!("?{p}")).collect();
    (!variables.is_empty()).then(|| format!("{}({})", declared.name, variables.join(", ")))
}
