//! Finds the earlier days on which an answer stood otherwise than it does with hindsight.

use std::collections::BTreeSet;

use crate::answer::{Aspect, Date, Listed, PastDifference, State, Topic};
use vigente_engine::{GroundStatus, GroundStatusId, Horizon, Origin, PartLife, Plan, Timeline};
use vigente_model::*;

use crate::Panel;
use crate::Question;
use crate::Session;
use crate::names::labels;
use crate::periods::intervals::boundaries;
use crate::record::situation::{PartGroup, StatusWeighed};
use crate::reverse_index::is_strike;
use crate::snapshot::{Snapshot, state_of_part, state_of_status};

/// How many of the first acts, and of the first statuses, are looked back on.
const SHOWN: usize = 8;
/// The main screen has to come at once, and each look at a past day evaluates again what one answer hangs on: on so many
/// acts, all looks taken together.
const WORK: usize = 100_000;

/// What is looked back on.
#[derive(Clone, Copy)]
enum Subject<'g> {
    Parts(&'g PartGroup),
    Status(GroundStatusId),
}

/// What has states of its own.
#[derive(Clone, Copy)]
enum One {
    Part(PartId),
    Status(GroundStatusId),
}

impl<'g> Subject<'g> {
    fn each(self) -> impl Iterator<Item = One> + 'g {
        let (parts, status): (&[PartId], _) = match self {
            Subject::Parts(group) => (&group.parts, None),
            Subject::Status(status) => (&[], Some(One::Status(status))),
        };
        parts.iter().map(|&part| One::Part(part)).chain(status)
    }
}

impl One {
    fn life<'m>(self, snapshot: &Snapshot<'m>) -> Life<'m> {
        match self {
            One::Part(part) => One::of_part(snapshot, part, snapshot.part(part).clone()),
            One::Status(i) => {
                let life = &snapshot.solution.statuses[i];
                let since = snapshot.spoken_since(life);
                Life::Status {
                    model: snapshot.model,
                    status: life.status.clone(),
                    holds: life.holds.clone(),
                    since,
                }
            }
        }
    }

    /// The same at another horizon.
    fn life_at<'m>(self, snapshot: &Snapshot<'m>, plan: &Plan<'_>, horizon: Horizon) -> Life<'m> {
        match self {
            One::Part(part) => One::of_part(snapshot, part, plan.part(horizon, part)),
            One::Status(i) => {
                let life = &snapshot.solution.statuses[i];
                let (status, holds) = (life.status.clone(), plan.holds(horizon, i));
                let begun = holds.possible().first().map(|&(start, _)| start);
                let since = life.titles.iter().filter_map(|title| snapshot.made(title)).chain(begun).min();
                Life::Status { model: snapshot.model, status, holds, since }
            }
        }
    }

    fn of_part<'m>(snapshot: &Snapshot<'m>, part: PartId, life: PartLife) -> Life<'m> {
        let act = &snapshot.model[snapshot.model[part].act];
        Life::Part { act, life, can_be_in_force: snapshot.reverse_index().can_be_in_force(part) }
    }

    /// How an answer names it: a part by its act, where `act` is given.
    fn topic(self, session: &Session, snapshot: &Snapshot<'_>, act: Option<ThingId>) -> Topic {
        let names = session.names();
        match self {
            One::Part(part) => Topic {
                aspect: Aspect::Standing,
                what: act.map_or(names.part(part), |act| names.model.name(act)).to_owned(),
                title: names.title(names.model[names.act_of(part)].thing),
            },
            One::Status(i) => {
                let phrase = names.status(&snapshot.solution.statuses[i].status);
                Topic { aspect: Aspect::Status, what: phrase.text, title: phrase.name.title }
            }
        }
    }
}

/// How it is on all days, with the acts that count.
enum Life<'m> {
    Part { act: &'m Act, life: PartLife, can_be_in_force: bool },
    Status { model: &'m Model, status: GroundStatus, holds: Timeline, since: Option<Day> },
}

impl Life<'_> {
    fn state(&self, day: Day) -> State {
        match self {
            Life::Part { act, life, can_be_in_force } => state_of_part(act, life, *can_be_in_force, day),
            Life::Status { model, status, holds, since } => state_of_status(holds.at(day), || {
                since.is_none_or(|since| day < since) && !model.covers(status.name, &status.args, day)
            }),
        }
    }

    /// The days on which its state may change without another act.
    fn turns(&self, into: &mut Vec<Day>) {
        match self {
            Life::Part { life: p, .. } => {
                p.timelines().into_iter().for_each(|life| boundaries(life, into));
            }
            Life::Status { model, holds, .. } => {
                boundaries(holds, into);
                into.extend(model.coverage.iter().flat_map(Coverage::bounds));
            }
        }
    }
}

/// Days in one pair of states: from, the first no more, then, with hindsight.
type Stretch = (Day, Day, State, State);

pub(crate) fn past(
    session: &Session,
    question: &Question,
    panel: &Panel<'_>,
    parts: &[PartGroup],
    statuses: &[StatusWeighed],
    limit: usize,
) -> Listed<PastDifference> {
    let mut all = Listed::default();
    let Some(first) = panel.now.first().filter(|_| !panel.stood.is_empty()) else { return all };
    let names = session.names();
    let shown_parts = parts.iter().take(SHOWN).map(Subject::Parts);
    let shown_statuses = statuses.iter().take(SHOWN).map(|s| Subject::Status(s.status));
    let mut left = WORK;
    for subject in shown_parts.chain(shown_statuses).chain(struck_statuses(first, statuses)) {
        // A subject is looked back on with all the days that bear on it, or not at all: half of them would tell falsely.
        let Some((days, cost)) = bearing_days(session, first, subject, panel.on) else { continue };
        let Some(rest) = left.checked_sub(cost * panel.now.len()) else { continue };
        left = rest;
        let mut found: Vec<(One, Vec<Vec<Stretch>>)> = subject
            .each()
            .map(|one| {
                let differing = panel.now.iter().map(|now| differing(session, one, now, &days, question));
                (one, differing.collect())
            })
            .collect();
        // What is the same of every part of an act is said of the act.
        let act = match subject {
            Subject::Parts(group) if group.whole => Some(names.model[group.act].thing),
            _ => None,
        };
        let act = act.filter(|_| found.iter().all(|(_, by_viewpoint)| *by_viewpoint == found[0].1));
        if act.is_some() {
            found.truncate(1);
        }
        for (one, by_viewpoint) in &found {
            let topic = one.topic(session, first, act);
            let same = by_viewpoint.len() > 1 && by_viewpoint.iter().all(|v| *v == by_viewpoint[0]);
            let told = if same { &by_viewpoint[..1] } else { &by_viewpoint[..] };
            for (v, stretches) in told.iter().enumerate() {
                for &(from, until, then, now) in stretches {
                    if all.items.len() == limit {
                        all.more += 1;
                        continue;
                    }
                    all.items.push(PastDifference {
                        subject: topic.clone(),
                        viewpoint: (!same).then(|| panel.viewpoint_name(v)),
                        from: Date::from(from),
                        until: labels::day(until).filter(|_| until <= panel.on),
                        then,
                        now,
                    });
                }
            }
        }
    }
    all
}

/// Statuses that hang on acts that others struck: they may be no more, and yet have held for years.
fn struck_statuses<'s>(
    snapshot: &'s Snapshot<'_>,
    shown: &'s [StatusWeighed],
) -> impl Iterator<Item = Subject<'s>> + 's {
    let struck = move |origin: &Origin| {
        let effects = origin.part.into_iter().flat_map(|p| snapshot.reverse_index().of(p));
        let mut effects = effects.map(|e| &snapshot.model[e].does);
        effects.any(is_strike)
    };
    let hangs = move |i: &GroundStatusId| {
        let mut titles = snapshot.solution.statuses[*i].titles.iter();
        titles.any(|t| struck(&t.origin) || t.cuts.iter().any(|(cut, _)| struck(cut)))
    };
    snapshot
        .solution
        .statuses
        .indices()
        .filter(move |i| !shown.iter().take(SHOWN).any(|s| s.status == *i))
        .filter(hangs)
        .take(SHOWN)
        .map(Subject::Status)
}

/// The stretches up to the day asked about on which the state then and the state with hindsight differ, where `days` are
/// those on which another act counts.
fn differing(
    session: &Session,
    one: One,
    now: &Snapshot<'_>,
    days: &BTreeSet<Day>,
    question: &Question,
) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = Vec::new();
    let (today, viewpoint) = (one.life(now), now.solution.horizon.viewpoint);
    for &look in days {
        session.cancel.check();
        let until = days.range(look.next()..).next().copied().unwrap_or(question.on.next());
        let horizon = session.horizon(viewpoint, Some(look), question.known_by);
        let stood = one.life_at(now, &session.shared.plan, horizon);
        let mut turns = vec![look];
        stood.turns(&mut turns);
        today.turns(&mut turns);
        turns.retain(|&d| look <= d && d < until);
        turns.sort_unstable();
        turns.dedup();
        for (i, &turn) in turns.iter().enumerate() {
            let end = turns.get(i + 1).copied().unwrap_or(until);
            let (then, today) = (stood.state(turn), today.state(turn));
            if !then.differs_from(today) {
                continue;
            }
            match found.last_mut() {
                Some(last) if last.1 == turn && last.2 == then && last.3 == today => last.1 = end,
                _ => found.push((turn, end, then, today)),
            }
        }
    }
    found
}

/// The days, up to the one asked about, on which an act was made that bears on the subject, and on how many acts looks at
/// all of them hang; `None` where no act works back in time: then nothing can have stood otherwise.
fn bearing_days(
    session: &Session,
    snapshot: &Snapshot<'_>,
    subject: Subject<'_>,
    on: Day,
) -> Option<(BTreeSet<Day>, usize)> {
    let (model, plan) = (&session.model, &session.shared.plan);
    let (bearing, each) = match subject {
        Subject::Parts(group) => (plan.bearing_on_parts(group.parts.iter().copied()), group.parts.len()),
        Subject::Status(i) => (plan.bearing_on_status(&snapshot.solution.statuses[i].status), 1),
    };
    // A norm works back by its own date, or by what it does to acts.
    let strikes = |e: EffectId| {
        is_strike(&model[e].does)
            && !matches!(model[e].does, Does::Attack(Attack::Repeals | Attack::Suspends, _))
    };
    let norms_work_back =
        || model.norms.iter().any(|n| n.applies_from.is_some() || n.effects.clone().any(strikes));
    let works_back = bearing.acts.iter().any(|&act| works_back(model, act));
    if bearing.elsewhere.is_empty() && !works_back && !norms_work_back() {
        return None;
    }
    let here = bearing.acts.iter().map(|&act| model[act].made);
    let made = here.chain(bearing.elsewhere.iter().map(|&(made, _)| made));
    let days: BTreeSet<Day> = made.clone().flat_map(|made| [made.lo, made.hi]).filter(|&d| d <= on).collect();
    let cost = days.len() * made.count() * each;
    Some((days, cost))
}

/// Whether an act may say something of days before it was made, or of days on which it may not have been made yet.
fn works_back(model: &Model, act: ActId) -> bool {
    let act = &model[act];
    let earlier = |effect: &Effect| {
        let timing = effect.timing.as_deref();
        timing.is_some_and(|t| {
            t.after.is_some() || matches!(t.from, Some(Moment::Date(d)) if d.lo < act.made.hi)
        })
    };
    let back = |effect: &Effect| match effect.does {
        Does::Attack(Attack::Repeals | Attack::Suspends, _) => earlier(effect),
        ref does => is_strike(does) || earlier(effect),
    };
    let mut effects = act.parts.clone().flat_map(|p| model[p].effects.clone());
    act.made.lo < act.made.hi || act.start().lo < act.made.hi || effects.any(|e| back(&model[e]))
}
