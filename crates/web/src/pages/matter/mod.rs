//! The overview of a matter on a day: a column for each viewpoint, colliding rows joined, and the timeline below.

use std::collections::BTreeSet;

use askama::Template;
use vigente_query::answer::{
    Aspect, Chart, Collision, CollisionKind, Date, Interval, Listed, Named, PastDifference, Situation, Topic,
};
use vigente_render::Embedding;
use vigente_render::csv::{self, Csv};
use vigente_render::phrasing;

use crate::i18n::I18n;
use crate::links::{Href, MatterPage};
use crate::pages::PageContext;
use crate::pages::acts::act::{PositionView, position};
use crate::pages::duties::row::{self, SubjectRow, ViewpointColumn};
use crate::pages::layout::rendered;
use crate::server::response::{Format, PageResponse};

/// At most this many items of each kind are shown, unless the URL asks for all.
const SHOWN: usize = 25;

#[derive(Template)]
#[template(path = "pages/matter/matter.html")]
struct PageTemplate<'p> {
    t: &'p I18n,
    title: String,
    about: String,
    bar: Bar,
    state: String,
    picture: Option<String>,
    picture_file: Href,
}

/// The bar in which the day is chosen.
struct Bar {
    action: String,
    on: String,
    known: String,
    stood: bool,
    lang: String,
    /// Every day on which an answer may change.
    days: String,
    /// In a static copy: the pages of these days.
    pages: Option<String>,
    count: usize,
    at: usize,
    before: Option<(Href, String)>,
    after: Option<(Href, String)>,
    viewpoints: Vec<(String, String, bool)>,
}

#[derive(Template)]
#[template(path = "pages/matter/state.html")]
struct StateTemplate<'s> {
    t: &'s I18n,
    /// The day in words.
    day: String,
    horizon: String,
    /// The period without changes around the day.
    same: String,
    columns: Vec<ViewpointColumn>,
    joins: Vec<Join>,
    others: Vec<Join>,
    duties: Vec<SubjectRow>,
    parts: Vec<SubjectRow>,
    statuses: Vec<SubjectRow>,
    hindsight: Vec<Difference>,
    /// Past answers; `None` if the script requests them separately.
    past: Option<String>,
    positions: Vec<PositionView>,
    resting: Vec<(String, Href, String, String)>,
    more: usize,
    all: Href,
    errors: usize,
    check: Href,
    empty: bool,
}

#[derive(Template)]
#[template(path = "pages/matter/past.html")]
struct PastTemplate<'p> {
    t: &'p I18n,
    past: Vec<Difference>,
    more: usize,
}

/// A collision with the rows that it joins.
pub struct Join {
    /// Its number on the page.
    pub number: usize,
    /// Its page.
    pub href: Href,
    /// What kind, in words.
    pub kind: String,
    /// What it is about, in words.
    pub on: String,
    /// Since when.
    pub since: String,
    /// The duties of its two sides.
    pub rows: Vec<SubjectRow>,
}

struct Difference {
    what: String,
    title: String,
    href: Href,
    whose: String,
    days: String,
    before: String,
    after: String,
}

/// The page.
pub fn show(cx: &PageContext<'_>, all: bool, format: Format) -> PageResponse {
    let question = cx.question();
    match format {
        Format::Json => return cx.data("status", &[], &cx.open.session.situation(&question)),
        Format::Csv => return csv(cx, &cx.open.session.situation(&question)),
        Format::Svg => return timeline(cx, Format::Svg),
        Format::Html | Format::State | Format::Past => {}
        Format::Ics => return crate::feeds::calendar_of(cx),
        Format::Atom => return crate::feeds::changes_of(cx),
    }
    let limited = vigente_query::Question { limit: (!all).then_some(SHOWN), ..question.clone() };
    // Past answers take longest, so the script requests them after the rest.
    match format {
        Format::Past => return PageResponse::Html(past(cx, &cx.open.session.past(&limited))),
        Format::State => {
            return PageResponse::Html(state(cx, &cx.open.session.situation_of_the_day(&limited), None));
        }
        _ => {}
    }
    let situation = cx.open.session.situation(&limited);
    let state = state(cx, &situation, Some(past(cx, &situation.past)));
    let t = cx.t();
    let model = cx.open.record.model();
    let title = cx.matter();
    // A copy has the picture on one page, not on the page of every day.
    let large = model.acts.len() > 400 || (cx.links.copy().is_some() && cx.params().on.is_some());
    let page = PageTemplate {
        t,
        title: title.clone(),
        about: t.count("acts-on-record", model.acts.len()),
        bar: bar(cx),
        state,
        picture: (!large).then(|| embedded(cx, &cx.open.session.chart(&question))),
        picture_file: cx.links.format(MatterPage::Timeline, Format::Svg),
    };
    let layout = cx
        .layout(Some(MatterPage::overview()), title)
        .twins(&MatterPage::overview(), &[Format::Json, Format::Csv])
        .twins(&MatterPage::Timeline, &[Format::Svg])
        .twins(&MatterPage::overview(), &[Format::Ics, Format::Atom]);
    PageResponse::Html(layout.around(&rendered(&page)))
}

/// The timeline alone.
pub fn timeline(cx: &PageContext<'_>, format: Format) -> PageResponse {
    let chart = cx.open.session.chart(&cx.question());
    match format {
        Format::Json => cx.data("timeline", &[], &chart),
        Format::Svg => PageResponse::Svg(vigente_render::timeline(&chart, &cx.t().words)),
        Format::State => PageResponse::Html(embedded(cx, &chart)),
        _ => PageResponse::Nothing,
    }
}

fn embedded(cx: &PageContext<'_>, chart: &Chart) -> String {
    let link = |name: &str| cx.links.act(name).url().to_owned();
    vigente_render::embedded(chart, &cx.t().words, &Embedding { link: &link })
}

fn bar(cx: &PageContext<'_>) -> Bar {
    let params = cx.params();
    let model = cx.open.record.model();
    let t = cx.t();
    let days = cx.open.change_points();
    let day = params.day();
    let behind = days.partition_point(|d| *d <= day);
    let step =
        |d: Option<&vigente_model::Day>| d.map(|d| (cx.links.on(*d).to(MatterPage::overview()), t.day(*d)));
    let here_exactly = behind > 0 && days[behind - 1] == day;
    let before = behind.checked_sub(if here_exactly { 2 } else { 1 }).and_then(|i| days.get(i));
    Bar {
        action: cx.action(MatterPage::overview()),
        on: day.to_string(),
        known: params.known.map(|d| d.to_string()).unwrap_or_default(),
        stood: params.stood,
        lang: params.said.map(|l| l.code().to_owned()).unwrap_or_default(),
        days: days.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
        pages: cx.links.day_pages(),
        count: days.len().saturating_sub(1),
        at: behind.saturating_sub(1),
        before: step(before),
        after: step(days.get(behind)),
        viewpoints: model
            .viewpoints
            .iter()
            .map(|v| {
                let named =
                    Named { name: v.name.to_string(), title: crate::library::summary::text(&v.title) };
                let chosen = params.viewpoints.is_empty() || params.viewpoints.iter().any(|n| *n == *v.name);
                (v.name.to_string(), t.named(&named), chosen)
            })
            .collect(),
    }
}

/// An answer that differs from another one.
fn difference(cx: &PageContext<'_>, subject: &Topic, viewpoint: Option<&String>) -> Difference {
    let t = cx.t();
    let asks = match subject.aspect {
        Aspect::Standing => format!("{} in force", subject.what),
        _ => subject.what.clone(),
    };
    Difference {
        what: subject.what.clone(),
        title: t.text(&subject.title).to_owned(),
        href: cx.links.why(&asks),
        whose: viewpoint.cloned().unwrap_or_else(|| t.word("everybody")),
        days: String::new(),
        before: String::new(),
        after: String::new(),
    }
}

fn past(cx: &PageContext<'_>, past: &Listed<PastDifference>) -> String {
    let t = cx.t();
    let one = |p: &PastDifference| Difference {
        days: t.stretch(Some(p.from), p.until),
        before: t.state(&p.then),
        after: t.state(&p.now),
        ..difference(cx, &p.subject, p.viewpoint.as_ref())
    };
    rendered(&PastTemplate { past: past.items.iter().map(one).collect(), more: past.more, t })
}

fn state(cx: &PageContext<'_>, situation: &Situation, past: Option<String>) -> String {
    let t = cx.t();
    let links = &cx.links;
    let params = cx.params();
    let viewpoints = &situation.viewpoints;
    let days = cx.open.change_points();
    let behind = days.partition_point(|d| *d <= params.day());
    let from = behind.checked_sub(1).map(|i| Date::from(days[i]));
    let until = days.get(behind).map(|day| Date::from(*day));
    let mut horizon = vec![match params.stood {
        true => t.word("as-it-stood"),
        false => t.word("with-hindsight"),
    }];
    if let Some(known) = params.known {
        horizon.push(t.words.say_with("as-known-by", &[("day", &t.long_day(known))]));
    }

    // A duty is listed with its first collision; a part or a status shows the number of the collision.
    let rows: Vec<(String, String, SubjectRow)> = situation
        .duties
        .items
        .iter()
        .map(|d| (d.name.clone(), d.content.text.clone(), row::duty(t, links, viewpoints, d, true)))
        .collect();
    let mut parts: Vec<SubjectRow> =
        situation.parts.items.iter().map(|p| row::part(t, links, viewpoints, p)).collect();
    let mut statuses: Vec<SubjectRow> =
        situation.statuses.items.iter().map(|s| row::status(t, links, viewpoints, s)).collect();
    let mut joined = BTreeSet::new();
    let (mut joins, mut others) = (Vec::new(), Vec::new());
    for (i, collision) in situation.collisions.items.iter().enumerate() {
        let mut join = join(cx, collision, i + 1);
        if !matches!(collision.kind, CollisionKind::Standing | CollisionKind::Status) {
            let sides: BTreeSet<&str> = collision
                .sides
                .iter()
                .flat_map(|s| {
                    std::iter::once(s.name.as_str()).chain(s.repeated_by.iter().map(String::as_str))
                })
                .collect();
            let contents: BTreeSet<&str> =
                collision.sides.iter().filter_map(|s| s.content.as_ref().map(|c| c.text.as_str())).collect();
            // Both sides are repeated under each of their collisions, so that each can be read alone.
            for (i, (name, content, row)) in rows.iter().enumerate() {
                if sides.contains(name.as_str()) && contents.contains(content.as_str()) {
                    joined.insert(i);
                    join.rows.push(row.clone());
                }
            }
            if join.rows.is_empty() {
                others.push(join)
            } else {
                joins.push(join)
            }
            continue;
        }
        let lists = [&mut parts, &mut statuses];
        for row in lists.into_iter().flatten().filter(|r| r.name == collision.on) {
            row.collision = Some((join.number, join.href.clone()));
        }
        others.push(join);
    }
    let hindsight = situation
        .hindsight
        .items
        .iter()
        .map(|c| Difference {
            before: t.state(&c.before),
            after: t.state(&c.after),
            ..difference(cx, &c.subject, c.viewpoint.as_ref())
        })
        .collect();
    let lists = [
        situation.parts.more,
        situation.statuses.more,
        situation.duties.more,
        situation.collisions.more,
        situation.hindsight.more,
    ];
    let errors = cx
        .open
        .record
        .resolved
        .diagnostics
        .iter()
        .filter(|d| d.severity == vigente_syntax::diagnostic::Severity::Error)
        .count();
    rendered(&StateTemplate {
        day: t.long_day(params.day()),
        horizon: horizon.join(", "),
        same: match (from, until) {
            (None, None) => String::new(),
            (from, until) => t.stretch(from, until),
        },
        columns: row::columns(t, viewpoints),
        joins,
        others,
        duties: rows
            .into_iter()
            .enumerate()
            .filter(|(i, _)| !joined.contains(i))
            .map(|(_, (_, _, row))| row)
            .collect(),
        parts,
        statuses,
        hindsight,
        past,
        positions: situation.positions.items.iter().map(|p| position(t, &cx.links, p)).collect(),
        resting: situation
            .resting_on_fallen
            .items
            .iter()
            .map(|r| {
                (
                    r.name.clone(),
                    links.act(&r.name),
                    format!("{}{}{}", r.on, t.word("colon"), t.act(&r.on_act)),
                    r.fallen_in.join(", "),
                )
            })
            .collect(),
        more: lists.iter().sum(),
        all: links.to(MatterPage::Overview { all: true }),
        errors,
        check: links.to(MatterPage::Check { notes: false }),
        empty: viewpoints.is_empty(),
        t,
    })
}

fn join(cx: &PageContext<'_>, collision: &Collision, number: usize) -> Join {
    let t = cx.t();
    let title = t.text(&collision.title);
    Join {
        number,
        href: crate::pages::collisions::collision::link(&cx.links, collision),
        kind: phrasing::collision(&t.words, collision),
        on: [
            collision.binds.iter().map(|b| t.short(b)).collect::<Vec<_>>().join(", "),
            title.to_owned(),
            collision.on.clone(),
        ]
        .into_iter()
        .filter(|said| !said.is_empty())
        .collect::<Vec<_>>()
        .join(" – "),
        since: concerns(t, &collision.concerns),
        rows: Vec::new(),
    }
}

/// Periods in words.
pub fn concerns(t: &I18n, intervals: &[Interval]) -> String {
    let one = |i: &Interval| {
        let said = t.stretch(i.from, i.until);
        if i.certain { said } else { t.words.say_with("perhaps", &[("what", &said)]) }
    };
    intervals.iter().map(one).collect::<Vec<_>>().join(&t.word("semicolon"))
}

fn csv(cx: &PageContext<'_>, situation: &Situation) -> PageResponse {
    let t = cx.t();
    let mut csv =
        Csv::new(["kind", "name", "title", "act", "made", "author", "viewpoint", "state", "deadline"]);
    let names: Vec<&str> = situation.viewpoints.iter().map(|v| v.name.as_str()).collect();
    let word = |state: &vigente_query::answer::State| {
        serde_json::to_value(state).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
    };
    for item in &situation.parts.items {
        for (who, view) in names.iter().zip(&item.by_viewpoint) {
            let act = &item.act;
            let title = t.text(&act.title);
            csv.row([
                "act",
                &item.name,
                title,
                &act.name,
                &act.made.to_string(),
                &act.author.name,
                who,
                &word(&view.state),
                "",
            ]);
        }
    }
    for item in &situation.statuses.items {
        for (who, view) in names.iter().zip(&item.by_viewpoint) {
            csv.row([
                "status",
                &item.status.text,
                &t.status(&item.status),
                "",
                "",
                "",
                who,
                &word(&view.state),
                "",
            ]);
        }
    }
    for item in &situation.duties.items {
        for (who, view) in names.iter().zip(&item.by_viewpoint) {
            let (act, made) =
                item.act.as_ref().map_or(("", String::new()), |a| (a.name.as_str(), a.made.to_string()));
            let deadline = csv::date(view.deadline);
            let title = row::sentence(t, item);
            let state = word(&view.state());
            csv.row(["duty", &item.name, &title, act, &made, &item.authority.name, who, &state, &deadline]);
        }
    }
    PageResponse::Csv(csv.finish())
}
