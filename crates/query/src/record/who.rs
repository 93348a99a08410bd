//! Answers a question with variables: what fills them, and on which days.

use std::collections::BTreeMap;

use vigente_syntax::diagnostic::{Diagnostic, Severity};

use crate::answer::{Holder, HolderCount, HolderLife, Value, Who};
use vigente_engine::{GroundContent, Timeline, Truth};
use vigente_model::*;

use crate::Over;
use crate::QUESTION;
use crate::Question;
use crate::Session;
use crate::evaluate;
use crate::names::labels;
use crate::names::question;
use crate::names::resolve::{Pattern, Query};
use crate::periods::intervals::{boundaries, from_the_beginning, value, when};
use crate::snapshot::Snapshot;

/// What is bound: the deeds and statuses of a pattern, or duties to do (not to do) such deeds.
enum Subject<'q> {
    Status(&'q Pattern<StatusId>),
    Deed(&'q Pattern<DeedId>),
    /// Duties on a bearer, or (`None`) on whomever: then the bearer is bound, too.
    Must {
        bearer: Option<ThingId>,
        not: bool,
        deed: &'q Pattern<DeedId>,
    },
}

/// What fills the variables, and when.
type Lives = BTreeMap<Vec<Arg>, Timeline>;

pub(crate) fn who(
    session: &Session,
    text: &str,
    question: &Question,
    over: Over,
) -> Result<Who, Vec<Diagnostic>> {
    let (asked, mut question) = question::read(session, text, question)?;
    let Some(subject) = subject(&asked.query) else {
        let at = Span { start: 0, end: text.len() as u32 };
        let message = format!("`{}` asks for nobody", text.trim());
        let help = "ask for a status, a deed or a duty to do a deed, with variables: `party(?state, ACHR)`, \
                    `somebody must report(IA.Court)`";
        return Err(vec![Diagnostic::new("wrong-kind", Severity::Error, QUESTION, at, message).help(help)]);
    };
    let over = if asked.as_it_stood && over == Over::AllDays {
        question.made_by = None;
        Over::AllDaysAsTheyStood
    } else {
        over
    };
    let viewpoints = session.viewpoints_of(&question);
    let mut rows: BTreeMap<Vec<Arg>, Vec<Timeline>> = BTreeMap::new();
    for (v, &viewpoint) in viewpoints.iter().enumerate() {
        for (bound, life) in lives(session, viewpoint, &subject, &question, over) {
            rows.entry(bound).or_insert_with(|| vec![Timeline::never(); viewpoints.len()])[v] = life;
        }
    }
    let day = (over == Over::TheDay).then_some(question.on);
    rows.retain(|_, lives| lives.iter().any(|l| day.map_or(!l.is_never(), |d| l.at(d) != Truth::False)));
    let counts = day.map(|day| {
        let at_least = |v: usize, t| rows.values().filter(|lives| lives[v].at(day) >= t).count();
        (0..viewpoints.len())
            .map(|v| HolderCount {
                certain: at_least(v, Truth::True),
                possible: at_least(v, Truth::Undetermined),
            })
            .collect()
    });
    let mut turns = vec![question.on];
    rows.values().flatten().for_each(|life| boundaries(life, &mut turns));
    turns.retain(|d| d.date().is_some());
    let (first, last) = (turns.iter().min().copied(), turns.iter().max().copied());
    let covered = match subject {
        Subject::Status(pattern) => {
            let bounds = day.map_or([first, last], |day| [Some(day); 2]).into_iter().flatten();
            let whole = |one: &Coverage| bounds.clone().all(|d| one.covers(pattern.name, &pattern.args, d));
            Some(session.model.coverage.iter().any(whole))
        }
        Subject::Deed(_) | Subject::Must { .. } => None,
    };
    let names = session.names();
    let told = |bound: &[Arg], viewpoint: ViewpointId, life: &Timeline, day: Day| match value(life.at(day)) {
        Value::False if subject.is_silent(session, viewpoint, bound, &question) => Value::NothingOnRecord,
        value => value,
    };
    let described = rows.iter().map(|(bound, lives)| Holder {
        values: bound.iter().map(|&arg| names.named_arg(arg)).collect(),
        by_viewpoint: lives
            .iter()
            .zip(&viewpoints)
            .map(|(life, &v)| HolderLife { value: day.map(|d| told(bound, v, life, d)), when: when(life) })
            .collect(),
    });
    Ok(Who {
        question: text.trim().to_owned(),
        on: day.and_then(labels::day),
        as_it_stood: over == Over::AllDaysAsTheyStood || (day.is_some() && question.made_by == day),
        made_by: question.made_by.and_then(labels::day),
        known_by: question.known_by.and_then(labels::day),
        viewpoints: viewpoints.iter().map(|&v| names.viewpoint(v)).collect(),
        variables: subject.variables(),
        rows: described.collect(),
        covered,
        counts,
        first: first.and_then(labels::day),
        last: last.and_then(labels::day),
    })
}

fn subject(query: &Query) -> Option<Subject<'_>> {
    match query {
        Query::Status(pattern) | Query::Count { status: pattern, .. } => Some(Subject::Status(pattern)),
        Query::Deed(pattern) => Some(Subject::Deed(pattern)),
        Query::Must { bearer, not, deed } => Some(Subject::Must { bearer: *bearer, not: *not, deed }),
        _ => None,
    }
}

impl Subject<'_> {
    fn variables(&self) -> Vec<String> {
        match self {
            Subject::Status(pattern) => pattern.vars.clone(),
            Subject::Deed(pattern) => pattern.vars.clone(),
            Subject::Must { bearer: Some(_), deed, .. } => deed.vars.clone(),
            Subject::Must { bearer: None, deed, .. } => {
                std::iter::once("somebody".to_owned()).chain(deed.vars.iter().cloned()).collect()
            }
        }
    }

    /// Whether nothing is on record of a status on the day, where its variables stand for `bound`.
    fn is_silent(
        &self,
        session: &Session,
        viewpoint: ViewpointId,
        bound: &[Arg],
        question: &Question,
    ) -> bool {
        let &Subject::Status(pattern) = self else { return false };
        let snapshot = session.snapshot(viewpoint, question.made_by, question.known_by, question.on);
        let value = |arg: &Arg| match *arg {
            Arg::Var(v) => bound.get(usize::from(v)).copied().unwrap_or(*arg),
            other => other,
        };
        let args: Vec<Arg> = pattern.args.iter().map(value).collect();
        snapshot.is_silent(pattern.name, &args, question.on)
    }

    /// What one solution says.
    fn lives(&self, snapshot: &Snapshot<'_>) -> Lives {
        let mut found = Lives::new();
        match *self {
            Subject::Status(pattern) => {
                for status in snapshot.statuses(pattern.name) {
                    if let Some(bound) = pattern.matches(&status.status.args) {
                        found.entry(bound).or_default().add(status.holds.clone());
                    }
                }
            }
            Subject::Deed(pattern) => {
                for deed in snapshot.solution.deeds.iter().filter(|d| d.deed.name == pattern.name) {
                    if let Some(bound) = pattern.matches(&deed.deed.args) {
                        let done = Timeline::from(deed.day).and_truth(deed.happened);
                        found.entry(bound).or_default().add(done);
                    }
                }
            }
            Subject::Must { bearer, not, deed } => {
                let laid = snapshot.solution.duties.iter();
                for duty in laid.filter(|d| evaluate::lays(snapshot, d, bearer, not, deed)) {
                    let (GroundContent::Deed(content), Arg::Thing(on)) = (&duty.content, duty.bearer) else {
                        continue;
                    };
                    let Some(filled) = deed.matches(&content.args) else { continue };
                    let whose = bearer.is_none().then_some(duty.bearer);
                    let bound: Vec<Arg> = whose.into_iter().chain(filled).collect();
                    let one = Pattern { name: deed.name, args: content.args.to_vec(), vars: Vec::new() };
                    // Several duties may lay the same; each is asked about once, as a question would.
                    found
                        .entry(bound)
                        .or_insert_with(|| evaluate::must_life(snapshot, bearer.or(Some(on)), not, &one));
                }
            }
        }
        found
    }
}

/// What one viewpoint says of all days.
fn lives(
    session: &Session,
    viewpoint: ViewpointId,
    subject: &Subject<'_>,
    question: &Question,
    over: Over,
) -> Lives {
    if over != Over::AllDaysAsTheyStood {
        return subject.lives(&session.snapshot(viewpoint, question.made_by, question.known_by, question.on));
    }
    // The record of one day is that of the next but for the days on which an act was, or may have been, made. Each
    // such record is solved once, told for its own days and forgotten.
    let mut found = Lives::new();
    let mut days = session.shared.made.clone();
    from_the_beginning(&mut days);
    for (i, &from) in days.iter().enumerate() {
        let until = days.get(i + 1).copied().unwrap_or(Day::MAX);
        let own = Timeline::between(Days::on(from), Days::on(until));
        for (bound, life) in
            subject.lives(&session.uncached_snapshot(viewpoint, Some(from), question.known_by, question.on))
        {
            let told = life.and(&own);
            if !told.is_never() {
                found.entry(bound).or_default().add(told);
            }
        }
    }
    found
}
