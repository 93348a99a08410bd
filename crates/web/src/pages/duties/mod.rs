//! The duties of a matter, filtered by bearer, authority and state, with the answers that changed since a day.

pub mod row;

use std::collections::BTreeMap;

use askama::Template;
use vigente_model::{Day, ThingId};
use vigente_query::answer::{Change, Duties, DutyFlag, DutyItem, State};
use vigente_query::{DutyFilter, Question, diff};
use vigente_render::csv::{self, Csv};

use crate::i18n::{I18n, tone};
use crate::links::{DutyParams, Href, MatterPage};
use crate::pages::PageContext;
use crate::server::response::{Format, PageResponse};
use row::{SubjectRow, ViewpointColumn};

#[derive(Template)]
#[template(path = "pages/duties/duties.html", blocks = ["head", "answer"])]
struct PageTemplate<'p> {
    t: &'p I18n,
    action: String,
    hidden: Vec<(&'static str, String)>,
    on: String,
    since: String,
    due: String,
    bearers: Vec<Choice>,
    courts: Vec<Choice>,
    states: Vec<Choice>,
    claims: Vec<Choice>,
    day: String,
    columns: Vec<ViewpointColumn>,
    groups: Vec<(String, Vec<SubjectRow>)>,
    shown: usize,
    all: usize,
    changes: Option<(String, Vec<ChangeRow>)>,
    everything: Href,
}

/// A choice of a filter.
pub struct Choice {
    /// Its name in a URL.
    pub name: String,
    /// In words.
    pub title: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// A duty that changed, in one viewpoint.
struct ChangeRow {
    title: String,
    href: Href,
    whose: String,
    before: (String, &'static str),
    after: (String, &'static str),
}

/// The states of the filter: those of `vigente duties --state`.
pub const STATES: [State; 15] = [
    State::Overdue,
    State::Broken,
    State::Unkept,
    State::Defeated,
    State::Pending,
    State::Impossible,
    State::Partly,
    State::Binds,
    State::Yields,
    State::Dormant,
    State::Performed,
    State::Late,
    State::Lifted,
    State::Observed,
    State::Kept,
];

/// Claims and findings, as URLs name them.
pub const FLAGS: [(&str, DutyFlag); 7] = [
    ("claimed", DutyFlag::ClaimedOnly),
    ("contradicted", DutyFlag::ClaimContradicted),
    ("opposed", DutyFlag::ClaimOpposed),
    ("confirmed", DutyFlag::ClaimConfirmed),
    ("stale", DutyFlag::ClaimStale),
    ("unassessed", DutyFlag::PerformedUnassessed),
    ("conflict", DutyFlag::FindingsConflict),
];

/// The choices of a state.
pub fn state_choices(t: &I18n, chosen: impl Fn(State) -> bool) -> Vec<Choice> {
    let choice = |s: &State| Choice { name: kebab(s), title: t.state(s), chosen: chosen(*s) };
    STATES.iter().map(choice).collect()
}

/// The choices of claims and findings.
pub fn claim_choices(t: &I18n, chosen: Option<DutyFlag>) -> Vec<Choice> {
    let choice = |&(name, flag): &(&str, DutyFlag)| Choice {
        name: name.to_owned(),
        title: t.say(&format!("claims-{name}")),
        chosen: chosen == Some(flag),
    };
    FLAGS.iter().map(choice).collect()
}

/// The name of a state in data and URLs.
pub fn kebab(state: &State) -> String {
    serde_json::to_value(state).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

/// The filter of a request.
#[derive(Debug)]
struct Chosen {
    bearer: Option<ThingId>,
    court: Option<ThingId>,
    states: Vec<State>,
    due: Option<Day>,
    flag: Option<DutyFlag>,
    since: Option<Day>,
}

impl Chosen {
    fn of(cx: &PageContext<'_>, wanted: &DutyParams) -> Chosen {
        let model = cx.open.record.model();
        let thing = |name: &str| Some(name).filter(|n| !n.is_empty()).and_then(|n| model.thing(n));
        let state = |written: &str| STATES.into_iter().find(|s| kebab(s) == written.trim());
        Chosen {
            bearer: thing(&wanted.bearer),
            court: thing(&wanted.court),
            states: wanted.state.split(',').filter_map(state).collect(),
            due: wanted.due,
            flag: FLAGS.iter().find(|(n, _)| *n == wanted.claims).map(|(_, f)| *f),
            since: wanted.since,
        }
    }

    fn filter(&self) -> DutyFilter {
        DutyFilter { bearer: self.bearer, states: self.states.clone(), due_before: self.due }
    }

    fn passes(&self, cx: &PageContext<'_>, duty: &DutyItem) -> bool {
        let model = cx.open.record.model();
        let of_court = self
            .court
            .is_none_or(|court| model.thing(&duty.authority.name).is_some_and(|a| model.within(a, court)));
        of_court && self.flag.is_none_or(|f| duty.by_viewpoint.iter().any(|v| v.flags.contains(&f)))
    }
}

/// The duties of a request.
fn chosen(cx: &PageContext<'_>, chosen: &Chosen, question: &Question) -> Duties {
    let mut answer = cx.open.session.duties(question, &chosen.filter());
    answer.duties.retain(|d| chosen.passes(cx, d));
    answer
}

/// The page.
pub fn show(cx: &PageContext<'_>, wanted: &DutyParams, format: Format) -> PageResponse {
    let question = cx.question();
    let narrowed = Chosen::of(cx, wanted);
    let answer = chosen(cx, &narrowed, &question);
    match format {
        Format::Json => {
            let model = cx.open.record.model();
            let name = |t: Option<ThingId>| t.map(|t| model.name(t).to_owned());
            let more = [
                ("bearer", name(narrowed.bearer).into()),
                ("states", serde_json::to_value(&narrowed.states).unwrap_or_default()),
                ("due_before", narrowed.due.map(|d| d.to_string()).into()),
                ("court", name(narrowed.court).into()),
            ];
            return cx.data("duties", &more, &answer);
        }
        Format::Csv => return csv(cx, &answer),
        Format::Ics => return crate::feeds::calendar(cx, &answer),
        Format::Html => {}
        _ => return PageResponse::Nothing,
    }
    let t = cx.t();
    let everything = cx.open.session.duties(&question, &DutyFilter::default());
    let mut bearers: BTreeMap<&str, String> = BTreeMap::new();
    let mut courts: BTreeMap<&str, String> = BTreeMap::new();
    for duty in &everything.duties {
        bearers.entry(&duty.bearer.name).or_insert_with(|| t.named(&duty.bearer));
        courts.entry(&duty.authority.name).or_insert_with(|| t.named(&duty.authority));
    }
    let choices = |all: BTreeMap<&str, String>, now: &str| {
        all.into_iter()
            .map(|(name, title)| Choice { name: name.to_owned(), title, chosen: name == now })
            .collect()
    };
    // Duties that exist come first, grouped by bearer.
    let mut groups: Vec<(String, Vec<SubjectRow>)> = Vec::new();
    for duty in &answer.duties {
        let bearer = t.named(&duty.bearer);
        let row = row::duty(t, &cx.links, &answer.viewpoints, duty, cx.links.copy().is_none());
        match groups.iter_mut().find(|(name, _)| *name == bearer) {
            Some((_, rows)) => rows.push(row),
            None => groups.push((bearer, vec![row])),
        }
    }
    let params = cx.params();
    let changes = narrowed.since.map(|since| (t.long_day(since), changed(cx, &narrowed, since)));
    let written = |day: Option<Day>| day.map(|d| d.to_string()).unwrap_or_default();
    let page = PageTemplate {
        action: cx.action(MatterPage::duties()),
        hidden: params.hidden(),
        on: params.day().to_string(),
        since: written(wanted.since),
        due: written(wanted.due),
        bearers: choices(bearers, &wanted.bearer),
        courts: choices(courts, &wanted.court),
        states: state_choices(t, |state| narrowed.states.contains(&state)),
        claims: claim_choices(t, narrowed.flag),
        day: cx.day_in_words(),
        columns: row::columns(t, &answer.viewpoints),
        shown: answer.duties.len(),
        all: everything.duties.len(),
        groups,
        changes,
        everything: cx.links.to(MatterPage::duties()),
        t,
    };
    let data = MatterPage::Duties(DutyParams { since: None, ..wanted.clone() });
    let layout = cx
        .layout(Some(MatterPage::duties()), t.say("tab-duties"))
        .twins(&data, &[Format::Json, Format::Csv, Format::Ics]);
    cx.dated(layout, &page, &page.as_head(), &page.as_answer())
}

/// The duties that changed since a day, in each viewpoint.
fn changed(cx: &PageContext<'_>, narrowed: &Chosen, since: Day) -> Vec<ChangeRow> {
    let t = cx.t();
    let ask = |question: &Question| {
        let filter = DutyFilter { bearer: narrowed.bearer, ..DutyFilter::default() };
        cx.open.session.duties(question, &filter)
    };
    let question = cx.question();
    let made_by = cx.params().stood.then_some(since);
    let (before, now) = (ask(&Question { on: since, made_by, ..question.clone() }), ask(&question));
    let due = |duty: &DutyItem| {
        let deadlines = duty.by_viewpoint.iter().filter_map(|view| view.deadline);
        narrowed.due.is_none_or(|due| deadlines.into_iter().any(|deadline| deadline.0.lo < due))
    };
    let row = |change: Change<&DutyItem>| ChangeRow {
        title: row::sentence(t, change.subject),
        href: cx.links.why(&row::question_of(change.subject)),
        whose: change.viewpoint.unwrap_or_default(),
        before: (t.state(&change.before), tone(&change.before)),
        after: (t.state(&change.after), tone(&change.after)),
    };
    diff(&before, &now).into_iter().filter(|change| due(change.subject)).map(row).collect()
}

fn csv(cx: &PageContext<'_>, answer: &Duties) -> PageResponse {
    let t = cx.t();
    let mut csv = Csv::new([
        "name",
        "bearer",
        "duty",
        "authority",
        "viewpoint",
        "binding",
        "performance",
        "deadline",
        "days left",
    ]);
    for duty in &answer.duties {
        for (who, view) in answer.viewpoints.iter().zip(&duty.by_viewpoint) {
            csv.row([
                duty.name.as_str(),
                &duty.bearer.name,
                &row::sentence(t, duty),
                &duty.authority.name,
                &who.name,
                &kebab(&view.binding),
                &view.performance.as_ref().map(kebab).unwrap_or_default(),
                &csv::date(view.deadline),
                &view.days_left.map(|d| d.to_string()).unwrap_or_default(),
            ]);
        }
    }
    PageResponse::Csv(csv.finish())
}
