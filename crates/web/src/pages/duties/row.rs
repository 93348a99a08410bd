//! Rows of the tables that compare viewpoints: the subject on the left, then a cell for each viewpoint.

use vigente_query::answer::{DutyItem, DutyView, Mode, Named, PartItem, State, StateView, StatusItem};
use vigente_render::{balance, flagged, phrasing};

use crate::i18n::{I18n, tone};
use crate::links::{Href, Links};

/// A subject, and what each viewpoint says about it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SubjectRow {
    /// Its name in the record.
    pub name: String,
    /// In words.
    pub title: String,
    /// The language of the title, if the record says it and it is not the language of the page.
    pub language: String,
    /// Where it leads.
    pub href: Href,
    /// Who and when.
    pub about: String,
    /// What it does, in the language of records.
    pub does: Vec<String>,
    /// Whether viewpoints differ.
    pub differs: bool,
    /// The cells; a single one that is `all` if viewpoints agree.
    pub cells: Vec<StateCell>,
    /// The collision it is part of: number and page.
    pub collision: Option<(usize, Href)>,
}

/// What one viewpoint says, or all.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct StateCell {
    /// The viewpoint, for narrow screens and screen readers.
    pub whose: String,
    /// The state in a word or two.
    pub word: String,
    /// Its CSS class.
    pub tone: &'static str,
    /// Where the reasons are.
    pub why: Href,
    /// Notes, each with its CSS class.
    pub notes: Vec<(&'static str, String)>,
    /// The state as it stood on the day, if that differs.
    pub stood: Option<String>,
    /// All viewpoints say this.
    pub all: bool,
}

/// A column.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ViewpointColumn {
    /// Its name.
    pub name: String,
    /// In words.
    pub title: String,
}

/// The columns of an answer.
pub fn columns(t: &I18n, viewpoints: &[Named]) -> Vec<ViewpointColumn> {
    viewpoints.iter().map(|v| ViewpointColumn { name: v.name.clone(), title: t.named(v) }).collect()
}

/// One cell if all viewpoints say the same. Each cell links to the reasons of its viewpoint, or of all; no other link is
/// asked for, because a static copy writes the pages that links lead to.
pub fn gathered(
    t: &I18n,
    links: &Links,
    question: &str,
    mut cells: Vec<StateCell>,
) -> (bool, Vec<StateCell>) {
    let bare = |c: &StateCell| StateCell { whose: String::new(), ..c.clone() };
    match cells.split_first() {
        Some((first, rest)) if !rest.is_empty() && rest.iter().all(|c| bare(c) == bare(first)) => {
            let one = StateCell {
                whose: t.word("everybody"),
                why: links.why(question),
                all: true,
                ..first.clone()
            };
            (false, vec![one])
        }
        _ => {
            for cell in &mut cells {
                cell.why = links.why_for(question, &cell.whose);
            }
            (cells.len() > 1, cells)
        }
    }
}

/// A cell with a state.
pub fn state_cell(t: &I18n, view: &StateView, viewpoint: &Named) -> StateCell {
    let reason = t.reason(&view.reason);
    let reason = (!reason.is_empty()).then_some(("faint", reason));
    let disapplied = view.disapplied.iter().map(|d| ("alert", phrasing::disapplied(&t.words, d)));
    StateCell {
        whose: viewpoint.name.clone(),
        word: t.state(&view.state),
        tone: tone(&view.state),
        why: Href::default(),
        notes: reason.into_iter().chain(disapplied).collect(),
        stood: view.as_it_stood.as_ref().map(|s| t.state(s)),
        all: false,
    }
}

/// An act or a part.
pub fn part(t: &I18n, links: &Links, viewpoints: &[Named], item: &PartItem) -> SubjectRow {
    let question = format!("{} in force", item.name);
    let cells = viewpoints.iter().zip(&item.by_viewpoint).map(|(v, view)| state_cell(t, view, v)).collect();
    let (differs, cells) = gathered(t, links, &question, cells);
    SubjectRow {
        name: item.name.clone(),
        title: t.text(&item.act.title).to_owned(),
        href: links.act(&item.name),
        about: t.day_and_author(&item.act),
        does: t.doings(&item.does),
        differs,
        cells,
        ..SubjectRow::default()
    }
}

/// A status.
pub fn status(t: &I18n, links: &Links, viewpoints: &[Named], item: &StatusItem) -> SubjectRow {
    let question = &item.status.text;
    let cells = viewpoints.iter().zip(&item.by_viewpoint).map(|(v, view)| state_cell(t, view, v)).collect();
    let (differs, cells) = gathered(t, links, question, cells);
    SubjectRow {
        name: item.status.text.clone(),
        title: t.status(&item.status),
        href: links.why(question),
        differs,
        cells,
        ..SubjectRow::default()
    }
}

/// `Prison service must release (Alberto Fujimori)`.
pub fn sentence(t: &I18n, duty: &DutyItem) -> String {
    phrasing::who_must(&t.words, &t.short(&duty.bearer), duty.mode, &duty.content)
}

/// What one viewpoint says about a duty.
pub fn duty_cell(t: &I18n, mode: Mode, view: &DutyView, viewpoint: &Named, counting: bool) -> StateCell {
    let state = view.state();
    let permission = mode == Mode::Permits && state == State::Binds;
    let mut notes: Vec<(&'static str, String)> = Vec::new();
    if view.binding == State::Yields && !view.yields_to.is_empty() {
        notes.push(("faint", t.words.say_with("to-duty", &[("to", &view.yields_to.join(", "))])));
    } else if view.binding != State::Binds
        && let Some(reason) = &view.reason
    {
        let said = t.reason(reason);
        if !said.is_empty() {
            notes.push(("faint", said));
        }
    }
    let silent = matches!(view.binding, State::Absent | State::NotOnRecord | State::Unrecognised);
    if let Some(performance) =
        view.performance.filter(|p| view.binding != State::Binds && *p != State::Pending)
        && !silent
    {
        notes.push(("plain", t.state(&performance)));
    }
    let open = matches!(view.performance, Some(State::Pending | State::Overdue | State::Partly));
    if let Some(deadline) = view.deadline.as_ref().filter(|_| !silent) {
        let by = t.words.say_with("by-day", &[("day", &t.day(deadline))]);
        let left = view.days_left.filter(|_| open && counting && view.binding == State::Binds).map(|days| {
            let n = usize::try_from(days.unsigned_abs()).unwrap_or(0);
            t.words.count(if days < 0 { "days-over" } else { "days-left" }, n)
        });
        notes.push(("plain", [by, left.unwrap_or_default()].join(" ").trim().to_owned()));
    }
    for deed in &view.deeds {
        let said = t.words.say_with("done-by", &[("act", &deed.act.name), ("day", &t.day(deed.day))]);
        notes.push(("faint", said));
    }
    notes.extend(balance(&t.words, view).map(|said| ("plain", said)));
    for (key, list) in [("found", &view.assessed), ("claimed", &view.claimed)] {
        for one in list {
            let outcome = t.variant("outcome", &one.outcome);
            notes
                .push(("plain", t.words.say_with(key, &[("outcome", &outcome), ("by", &one.by.join(", "))])));
        }
    }
    for flag in &view.flags {
        notes.push(("alert", flagged(&t.words, view, *flag)));
    }
    StateCell {
        whose: viewpoint.name.clone(),
        word: if permission { t.word("permission-binds") } else { t.state(&state) },
        tone: if permission { "good" } else { tone(&state) },
        why: Href::default(),
        notes,
        stood: view.as_it_stood.as_ref().map(|s| t.state(s)),
        all: false,
    }
}

/// A duty. `counting`: with the number of days left.
pub fn duty(t: &I18n, links: &Links, viewpoints: &[Named], item: &DutyItem, counting: bool) -> SubjectRow {
    let question = question_of(item);
    let cells = viewpoints
        .iter()
        .zip(&item.by_viewpoint)
        .map(|(v, view)| duty_cell(t, item.mode, view, v, counting))
        .collect();
    let (differs, cells) = gathered(t, links, &question, cells);
    let mut about = about(t, item);
    if let Some(every) = &item.every {
        about.push_str(&format!(
            ", {}",
            t.words.say_with("then-every", &[("every", &phrasing::time(&t.words, every))])
        ));
    }
    if !item.beneficiaries.is_empty() {
        let who: Vec<String> = item.beneficiaries.iter().map(|b| t.short(b)).collect();
        about.push_str(&format!(", {}", t.words.say_with("for-whom", &[("who", &who.join(", "))])));
    }
    SubjectRow {
        name: item.name.clone(),
        title: sentence(t, item),
        href: links.why(&question),
        about,
        does: vec![item.content.text.clone()],
        differs,
        cells,
        ..SubjectRow::default()
    }
}

/// Where a duty comes from.
fn about(t: &I18n, item: &DutyItem) -> String {
    let (act, norm) = (item.act.as_ref(), item.norm.as_ref());
    let said = phrasing::duty_source(&t.words, &item.name, act, norm, &item.authority);
    said.trim_start_matches([' ', ',']).to_owned()
}

/// The question whether a duty binds, or, for a duty that a norm imposes, who must do it.
pub fn question_of(item: &DutyItem) -> String {
    let not = match item.mode {
        Mode::Forbids => "not ",
        Mode::Requires | Mode::Permits | Mode::Urges => "",
    };
    let norm_gives_it = item.norm.as_ref().is_some_and(|norm| norm.name == item.name);
    if norm_gives_it && item.mode != Mode::Permits && !item.content.status {
        format!("{} must {not}{}", item.bearer.name, item.content.text)
    } else {
        format!("{} binds", item.name)
    }
}
