//! Answers a question with variables: what fills them, and on which days.

use std::collections::{BTreeMap, BTreeSet};

use vigente_syntax::diagnostic::{Diagnostic, Severity};

use crate::answer::{ActRef, Cause, Date, Holder, HolderCount, HolderLife, HolderTime, Reason, Value, Who};
use vigente_engine::{GroundContent, StatusLife, Timeline, Truth};
use vigente_model::*;

use crate::Over;
use crate::QUESTION;
use crate::Question;
use crate::Session;
use crate::evaluate;
use crate::explain::reason;
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
type Lives = BTreeMap<Vec<Arg>, Told>;

/// When it is so, and what decided that on the days on which it changes.
#[derive(Clone, Default)]
struct Told {
    life: Timeline,
    turns: BTreeMap<Day, Cause>,
}

impl Told {
    /// Adds what is so on some of the days from one day to another. A change on the first of them is one against the day before.
    fn add(&mut self, life: &Timeline, [from, until]: [Day; 2], why: impl Fn(Day) -> Option<Cause>) {
        let life = life.and(&Timeline::between(Days::on(from), Days::on(until)));
        let mut turns = Vec::new();
        boundaries(&life, &mut turns);
        turns.retain(|&day| from < day && day < until);
        let before = if from == Day::MIN { Truth::False } else { self.life.at(from.plus_days(-1)) };
        if life.at(from) != before {
            turns.push(from);
        }
        for day in turns {
            if let Some(cause) = why(day) {
                self.turns.entry(day).or_insert(cause);
            }
        }
        self.life.add(life);
    }

    fn times(&self) -> Vec<HolderTime> {
        let all = when(&self.life);
        let begins: Vec<Option<Date>> = all.iter().map(|days| days.from).collect();
        let turn = |day: Option<Date>| self.turns.get(&day?.first()?).cloned();
        all.into_iter()
            .map(|days| HolderTime {
                begun_by: turn(days.from),
                ended_by: turn(days.until).filter(|_| !begins.contains(&days.until)),
                days,
            })
            .collect()
    }
}

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
    let mut rows: BTreeMap<Vec<Arg>, Vec<Told>> = BTreeMap::new();
    for (v, &viewpoint) in viewpoints.iter().enumerate() {
        for (bound, life) in lives(session, viewpoint, &subject, &question, over) {
            rows.entry(bound).or_insert_with(|| vec![Told::default(); viewpoints.len()])[v] = life;
        }
    }
    let day = (over == Over::TheDay).then_some(question.on);
    rows.retain(|_, lives| {
        lives.iter().any(|l| day.map_or(!l.life.is_never(), |d| l.life.at(d) != Truth::False))
    });
    let counts = day.map(|day| {
        let at_least = |v: usize, t| rows.values().filter(|lives| lives[v].life.at(day) >= t).count();
        (0..viewpoints.len())
            .map(|v| HolderCount {
                certain: at_least(v, Truth::True),
                possible: at_least(v, Truth::Undetermined),
            })
            .collect()
    });
    let mut turns = vec![question.on];
    rows.values().flatten().for_each(|told| boundaries(&told.life, &mut turns));
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
            .map(|(row, &v)| HolderLife {
                value: day.map(|d| told(bound, v, &row.life, d)),
                when: row.times(),
            })
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

    /// Adds what one solution says of the days from one day to another. `decided` says which acts that are new on the first
    /// day decided a status.
    fn tell(
        &self,
        snapshot: &Snapshot<'_>,
        days: [Day; 2],
        found: &mut Lives,
        decided: &dyn Fn(&StatusLife) -> Vec<ActRef>,
    ) {
        let plainly = |reason| Cause { reason, decided_by: Vec::new() };
        match *self {
            Subject::Status(pattern) => {
                for status in snapshot.statuses(pattern.name) {
                    if let Some(bound) = pattern.matches(&status.status.args) {
                        let why = |day| {
                            let mut cause = plainly(reason::of_status(snapshot, &status.status, day));
                            if day == days[0] {
                                cause.decided_by = decided(status);
                                let named = cause.reason.act.as_ref();
                                if cause.decided_by.iter().any(|act| Some(act) == named) {
                                    cause.decided_by.clear();
                                }
                            }
                            Some(cause)
                        };
                        found.entry(bound).or_default().add(&status.holds, days, why);
                    }
                }
            }
            Subject::Deed(pattern) => {
                for deed in snapshot.solution.deeds.iter().filter(|d| d.deed.name == pattern.name) {
                    if let Some(bound) = pattern.matches(&deed.deed.args) {
                        let done = Timeline::from(deed.day).and_truth(deed.happened);
                        let why = |_| Some(plainly(reason::of_deed(snapshot, deed)));
                        found.entry(bound).or_default().add(&done, days, why);
                    }
                }
            }
            Subject::Must { bearer, not, deed } => {
                let mut seen = BTreeSet::new();
                let laid = snapshot.solution.duties.iter();
                for duty in laid.filter(|d| evaluate::lays(snapshot, d, bearer, not, deed)) {
                    let (GroundContent::Deed(content), Arg::Thing(on)) = (&duty.content, duty.bearer) else {
                        continue;
                    };
                    let Some(filled) = deed.matches(&content.args) else { continue };
                    let whose = bearer.is_none().then_some(duty.bearer);
                    let bound: Vec<Arg> = whose.into_iter().chain(filled).collect();
                    // Several duties may lay the same; each is asked about once, as a question would.
                    if seen.insert(bound.clone()) {
                        let one = Pattern { name: deed.name, args: content.args.to_vec(), vars: Vec::new() };
                        let bearer = bearer.or(Some(on));
                        let life = evaluate::must_life(snapshot, bearer, not, &one);
                        let why = |day| of_duties(snapshot, bearer, not, &one, day).map(plainly);
                        found.entry(bound).or_default().add(&life, days, why);
                    }
                }
            }
        }
    }
}

/// Why somebody must do a deed on a day, or must no more: what the duty rests on that binds, else the one that did.
fn of_duties(
    snapshot: &Snapshot<'_>,
    bearer: Option<ThingId>,
    not: bool,
    deed: &Pattern<DeedId>,
    day: Day,
) -> Option<Reason> {
    let laid = snapshot.solution.duties.iter().filter(|d| evaluate::lays(snapshot, d, bearer, not, deed));
    // Of several the first as written.
    let nearest = laid.rev().max_by_key(|d| (d.binds.at(day), d.binds.at(day.plus_days(-1))))?;
    Some(reason::of_duty_told(snapshot, nearest, day))
}

/// What one viewpoint says of all days.
fn lives(
    session: &Session,
    viewpoint: ViewpointId,
    subject: &Subject,
    question: &Question,
    over: Over,
) -> Lives {
    let mut found = Lives::new();
    if over != Over::AllDaysAsTheyStood {
        let snapshot = session.snapshot(viewpoint, question.made_by, question.known_by, question.on);
        subject.tell(&snapshot, [Day::MIN, Day::MAX], &mut found, &|_| Vec::new());
        return found;
    }
    // The record of one day is that of the next but for the days on which an act was, or may have been, made. Each
    // such record is solved once, told for its own days and forgotten.
    let mut days = session.shared.made.clone();
    from_the_beginning(&mut days);
    let mut before: Option<Snapshot<'_>> = None;
    for (i, &from) in days.iter().enumerate() {
        let until = days.get(i + 1).copied().unwrap_or(Day::MAX);
        let snapshot = session.uncached_snapshot(viewpoint, Some(from), question.known_by, question.on);
        let decided = |status: &StatusLife| {
            // Without the acts of the day, it would have come about all the same, by the lapse of time.
            let old = before.as_ref().and_then(|old| old.status(&status.status));
            if old.is_none_or(|old| old.holds.at(from) == status.holds.at(from)) {
                return Vec::new();
            }
            let bearing = session.shared.plan.bearing_on_status(&status.status).acts;
            let made = |a: ActId| session.model[a].made;
            let new = bearing.into_iter().filter(|&a| [made(a).lo, made(a).hi].contains(&from));
            new.map(|a| session.names().act(a)).collect()
        };
        subject.tell(&snapshot, [from, until], &mut found, &decided);
        before = Some(snapshot);
    }
    found
}
