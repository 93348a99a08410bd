//! Answers a typed question in each viewpoint, with the unknown dates that would settle it.

use std::collections::BTreeMap;

use vigente_syntax::ast::PartState;
use vigente_syntax::diagnostic::Diagnostic;

use crate::answer::{Answer, Bindings, OpenDate, Reason, Value, ViewpointAnswer};
use vigente_engine::Truth;
use vigente_model::*;

use crate::QUESTION;
use crate::Question;
use crate::Session;
use crate::duties::list;
use crate::evaluate::{self, Asking, across, speaking};
use crate::explain::reason;
use crate::names::resolve::{self, DutyState, Query, ResolvedQuestion};
use crate::periods::intervals::{value, when};
use crate::snapshot::Snapshot;

/// A question read and resolved, with its own days and eyes in place of those of `question`.
pub(crate) fn read(
    session: &Session,
    text: &str,
    question: &Question,
) -> Result<(ResolvedQuestion, Question), Vec<Diagnostic>> {
    let (expect, mut diagnostics) = vigente_syntax::parse_query(text, QUESTION);
    let Some(expect) = expect.filter(|_| diagnostics.is_empty()) else {
        if diagnostics.is_empty() {
            let at = Span { start: 0, end: text.len() as u32 };
            let severity = vigente_syntax::diagnostic::Severity::Error;
            diagnostics.push(Diagnostic::new(
                "unknown-word",
                severity,
                QUESTION,
                at,
                "this is not a question",
            ));
        }
        return Err(diagnostics);
    };
    let asked = resolve::resolve(&session.model, &expect, QUESTION)?;
    let mut question = question.clone();
    if asked.as_it_stood {
        question.made_by = Some(question.on);
    }
    question.made_by = asked.made_by.or(question.made_by);
    question.known_by = asked.known_by.or(question.known_by);
    if let Some(viewpoint) = asked.viewpoint {
        question.viewpoints = vec![viewpoint];
    }
    Ok((asked, question))
}

pub(crate) fn answer(session: &Session, text: &str, question: &Question) -> Result<Answer, Vec<Diagnostic>> {
    let (asked, question) = read(session, text, question)?;
    Ok(of(session, text, &asked.query, &question))
}

/// The answer to a resolved question.
pub(crate) fn of(session: &Session, text: &str, query: &Query, question: &Question) -> Answer {
    let names = session.names();
    let asking = session.asking(question);
    let stood = Asking { made_by: Some(question.on), ..asking };
    let viewpoints = session.viewpoints_of(question);
    let mut by_viewpoint = Vec::new();
    for &v in &viewpoints {
        let snapshot = asking.snapshot(v);
        let here = asking.value(query, v, question.on);
        let then = match question.made_by {
            None => Some(stood.value(query, v, question.on)),
            Some(_) => None,
        };
        let counted = matches!(query, Query::Count { .. }).then(|| {
            let tally = evaluate::tally(&snapshot, query);
            let at_least = |t| tally.iter().filter(|(_, l)| l.at(question.on) >= t).count() as u32;
            (at_least(Truth::True), at_least(Truth::Undetermined))
        });
        by_viewpoint.push(ViewpointAnswer {
            viewpoint: names.viewpoint(v),
            value: here,
            state: evaluate::state(&snapshot, query, question.on),
            count: counted,
            outcomes: evaluate::outcomes(&snapshot, query, question.on),
            reason: why_in_one_line(&snapshot, query, question.on),
            when: if here == Value::Silent { Vec::new() } else { when(&asking.life(query, v)) },
            as_it_stood: then.filter(|t| t.differs_from(here)),
        });
    }
    let values: Vec<Value> = by_viewpoint.iter().map(|v| v.value).collect();
    let snapshots: Vec<Snapshot<'_>> = viewpoints.iter().map(|&v| asking.snapshot(v)).collect();
    let open = snapshots.iter().zip(&values).filter(|(_, v)| **v == Value::Undetermined);
    let mut settled_by: Vec<OpenDate> = Vec::new();
    for (snapshot, _) in open {
        for one in open_dates(snapshot, query, question.on) {
            if !settled_by.contains(&one) {
                settled_by.push(one);
            }
        }
    }
    Answer {
        question: text.trim().to_owned(),
        asked: question.clone(),
        value: across(&values),
        by_viewpoint,
        covered: covered(&session.model, query, question.on),
        bindings: bindings(&snapshots, query, question.on),
        settled_by,
    }
}

/// Whether the record states that it covers the status asked about.
fn covered(model: &Model, query: &Query, day: Day) -> Option<bool> {
    match query {
        Query::Not(inner) | Query::Undetermined(inner) | Query::Contested(inner) | Query::Silent(inner) => {
            covered(model, inner, day)
        }
        Query::Status(status) | Query::Count { status, .. } => {
            Some(model.covers(status.name, &status.args, day))
        }
        _ => None,
    }
}

/// The reason of an answer, where it is about one part, status or duty.
fn why_in_one_line(snapshot: &Snapshot<'_>, query: &Query, day: Day) -> Option<Reason> {
    match query {
        Query::Not(inner) | Query::Undetermined(inner) | Query::Contested(inner) | Query::Silent(inner) => {
            why_in_one_line(snapshot, inner, day)
        }
        Query::Part { thing, .. } => {
            let part = evaluate::spokesman(snapshot, *thing, day)?;
            Some(reason::of_part(snapshot, part, day))
        }
        // Who assessed or claimed it is told with the outcome.
        Query::Duty { state: DutyState::Assessed(_) | DutyState::Claimed(_), .. } => None,
        Query::Duty { duties, .. } => {
            let all = snapshot.duties(duties);
            let lives = || all.iter().map(|&i| &snapshot.solution.duties[i]);
            let binding = lives().find(|d| d.binds.at(day) == Truth::True);
            reason::of_duty(snapshot, binding.or_else(|| lives().next())?, day)
        }
        Query::Status(pattern) if pattern.vars.is_empty() => {
            let status = vigente_engine::GroundStatus { name: pattern.name, args: pattern.ground()? };
            Some(reason::of_status(snapshot, &status, day))
        }
        Query::Deed(pattern) => {
            let deed = snapshot
                .solution
                .deeds
                .iter()
                .find(|d| evaluate::fits(pattern, &d.deed) && d.day.lo <= day)?;
            Some(reason::by_part(snapshot, crate::answer::ReasonKind::DeedOf, deed.part))
        }
        Query::Must { bearer, not, deed } => {
            let duty = snapshot.solution.duties.iter().find(|d| {
                evaluate::lays(snapshot, d, *bearer, *not, deed)
                    && evaluate::binds(snapshot, d, *bearer).at(day) != Truth::False
            })?;
            let mut reason = reason::by_duty(snapshot, crate::answer::ReasonKind::CarriedBy, duty.origin);
            reason.day = crate::names::labels::days(duty.start);
            Some(reason)
        }
        _ => None,
    }
}

/// What the variables of a status or deed may be.
fn bindings(snapshots: &[Snapshot<'_>], query: &Query, day: Day) -> Vec<Bindings> {
    let vars = match query {
        Query::Status(pattern) | Query::Count { status: pattern, .. } => &pattern.vars,
        Query::Deed(pattern) => &pattern.vars,
        _ => return Vec::new(),
    };
    if vars.is_empty() {
        return Vec::new();
    }
    let Some(first) = snapshots.first() else { return Vec::new() };
    let names = crate::names::labels::Labels { model: first.model };
    // By the text of what is so: the truth in each viewpoint.
    let mut found: BTreeMap<String, (Vec<Arg>, Vec<Truth>)> = BTreeMap::new();
    for (v, snapshot) in snapshots.iter().enumerate() {
        let mut add = |text: String, bound: Vec<Arg>, truth: Truth| {
            let entry = found.entry(text).or_insert_with(|| (bound, vec![Truth::False; snapshots.len()]));
            entry.1[v] = entry.1[v].or(truth);
        };
        match query {
            Query::Status(pattern) | Query::Count { status: pattern, .. } => {
                for s in snapshot.statuses(pattern.name) {
                    if let Some(bound) = pattern.matches(&s.status.args) {
                        add(names.status_text(&s.status), bound, s.holds.at(day));
                    }
                }
            }
            Query::Deed(pattern) => {
                for d in snapshot.solution.deeds.iter().filter(|d| d.deed.name == pattern.name) {
                    if let Some(bound) = pattern.matches(&d.deed.args) {
                        add(names.deed_text(&d.deed), bound, d.happened.and(Truth::reached(day, d.day)));
                    }
                }
            }
            _ => {}
        }
    }
    found
        .into_iter()
        .filter(|(_, (_, truths))| truths.iter().any(|&t| t != Truth::False))
        .map(|(status, (bound, truths))| Bindings {
            variables: vars
                .iter()
                .zip(&bound)
                .map(|(var, &arg)| (var.clone(), names.named_arg(arg)))
                .collect(),
            status,
            by_viewpoint: truths.into_iter().map(value).collect(),
        })
        .collect()
}

/// Dates that are not known among the acts that an undetermined answer rests on.
fn open_dates(snapshot: &Snapshot<'_>, query: &Query, day: Day) -> Vec<OpenDate> {
    let mut acts: Vec<ActId> = Vec::new();
    acts_of(snapshot, query, day, &mut acts);
    acts.sort_unstable();
    acts.dedup();
    let names = crate::names::labels::Labels { model: snapshot.model };
    let mut found = Vec::new();
    for id in acts {
        let act = &snapshot.model.acts[id];
        let mut open = |which: &str, days: Option<Days>| {
            found.push(OpenDate {
                act: names.act(id),
                which: which.to_owned(),
                days: days.and_then(crate::names::labels::days),
            });
        };
        if !act.made.is_exact() {
            open("made", Some(act.made));
        }
        let written =
            [("notified", act.notified), ("published", act.published), ("effective", act.effective)];
        for (which, days) in written {
            if days.is_some_and(|d| !d.is_exact()) {
                open(which, days);
            }
        }
        // A delay that counts from a day nobody wrote down.
        let effects = act.parts.clone().flat_map(|p| snapshot.model[p].effects.clone());
        for (which, anchor) in effects.filter_map(|e| missing_anchor(snapshot.model, e, act)) {
            if let Some(of) = anchor.filter(|&a| a != id) {
                found.push(OpenDate { act: names.act(of), which: which.to_owned(), days: None });
            } else {
                found.push(OpenDate { act: names.act(id), which: which.to_owned(), days: None });
            }
        }
    }
    found
}

/// The day, and the act where another is named, that a delay of an effect counts from and that is not written.
fn missing_anchor(model: &Model, effect: EffectId, own: &Act) -> Option<(&'static str, Option<ActId>)> {
    let timing = model.effects[effect].timing.as_ref()?;
    let deadline = match timing.deadline {
        Some(Deadline::Within(_, anchor)) => Some(anchor),
        _ => None,
    };
    timing.after.map(|(_, anchor)| anchor).into_iter().chain(deadline).find_map(|anchor| match anchor {
        Anchor::Act(which, of) => {
            let act = of.map_or(own, |a| &model.acts[a]);
            match which {
                ActDay::Notified if act.notified.is_none() => Some(("notified", of)),
                ActDay::Published if act.published.is_none() => Some(("published", of)),
                _ => None,
            }
        }
        _ => None,
    })
}

/// The acts that an answer rests on.
fn acts_of(snapshot: &Snapshot<'_>, query: &Query, day: Day, into: &mut Vec<ActId>) {
    let of_part = |part: PartId, into: &mut Vec<ActId>| {
        into.push(snapshot.model.parts[part].act);
        into.extend(snapshot.reasons.attackers(part).iter().map(|&by| snapshot.model[by].act));
    };
    match query {
        Query::Not(inner) | Query::Undetermined(inner) | Query::Contested(inner) | Query::Silent(inner) => {
            acts_of(snapshot, inner, day, into);
        }
        Query::Part { thing, state } => {
            for part in speaking(snapshot.model, *thing) {
                if *state == PartState::OnRecord {
                    into.push(snapshot.model.parts[part].act);
                } else {
                    of_part(part, into);
                }
            }
        }
        Query::Duty { duties: name, state } => {
            for i in snapshot.duties(name) {
                let duty = &snapshot.solution.duties[i];
                duty.origin.part.iter().for_each(|&p| of_part(p, into));
                for (other, life) in &duty.contrary {
                    if life.at(day) != Truth::False
                        && let Some(part) = snapshot.solution.duties[*other].origin.part
                    {
                        of_part(part, into);
                    }
                }
                if !matches!(state, DutyState::Binds | DutyState::Yields { .. }) {
                    let deeds = list::possible_deeds(duty);
                    into.extend(
                        deeds
                            .into_iter()
                            .map(|d| snapshot.solution.deeds[d].part)
                            .map(|p| snapshot.model.parts[p].act),
                    );
                }
            }
        }
        Query::Status(pattern) | Query::Count { status: pattern, .. } => {
            for s in snapshot.statuses(pattern.name) {
                if pattern.matches(&s.status.args).is_none() || s.holds.at(day) != Truth::Undetermined {
                    continue;
                }
                for title in &s.titles {
                    title.origin.part.iter().for_each(|&p| of_part(p, into));
                    for (cut, _) in &title.cuts {
                        cut.part.iter().for_each(|&p| of_part(p, into));
                    }
                }
            }
        }
        Query::Deed(pattern) => {
            for deed in snapshot.solution.deeds.iter().filter(|d| evaluate::fits(pattern, &d.deed)) {
                of_part(deed.part, into);
            }
        }
        Query::Must { bearer, not, deed } => {
            for duty in &snapshot.solution.duties {
                if evaluate::lays(snapshot, duty, *bearer, *not, deed) {
                    duty.origin.part.iter().for_each(|&p| of_part(p, into));
                }
            }
        }
        Query::Collision(_) => {}
    }
}
