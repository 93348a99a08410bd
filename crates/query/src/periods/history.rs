//! Answers how one thing changed over time: with hindsight, as it stood, and as known.

use vigente_syntax::diagnostic::{Diagnostic, Severity};

use crate::answer::{
    ActRef, Aspect, Disapplied, History, Life, Named, Period, Reason, ReasonKind, State, Touch,
};
use vigente_engine::provenance::Carrier;
use vigente_engine::{Bearing, GroundStatus, Timeline, Truth};
use vigente_model::*;

use crate::QUESTION;
use crate::Question;
use crate::Session;
use crate::evaluate::{speaking, spokesman};
use crate::explain::positions;
use crate::explain::reason;
use crate::names::labels;
use crate::names::question;
use crate::names::resolve::{DutyName, Query};
use crate::periods::intervals::{boundaries, stretches};
use crate::snapshot::{Snapshot, performance};

/// Whose life is told.
enum Subject {
    Part(ThingId),
    Duty(DutyName),
    Status(GroundStatus),
}

pub(crate) fn history(session: &Session, text: &str, asked: &Question) -> Result<History, Vec<Diagnostic>> {
    let (resolved, asked) = question::read(session, text, asked)?;
    let Some(subject) = subject(&resolved.query) else {
        let at = Span { start: 0, end: text.len() as u32 };
        let message = format!("`{}` has no life of its own", text.trim());
        return Err(vec![
            Diagnostic::new("wrong-kind", Severity::Error, QUESTION, at, message)
                .help("name an act, a part, a duty, or a status with its arguments"),
        ]);
    };
    let names = session.names();
    let model = &*session.model;
    let what = match &subject {
        Subject::Part(thing) | Subject::Duty(DutyName::Parts(thing, _)) => names.thing(*thing),
        Subject::Duty(DutyName::Norm(norm)) => names.norm(*norm),
        Subject::Status(status) => {
            let phrase = names.status(status);
            Named { name: phrase.text, title: phrase.name.title }
        }
    };
    let act = match &subject {
        Subject::Part(thing) | Subject::Duty(DutyName::Parts(thing, _)) => match model[*thing].kind {
            ThingKind::Act(act) => Some(act),
            ThingKind::Part(part) => Some(names.act_of(part)),
            _ => None,
        },
        _ => None,
    };
    let viewpoints = session.viewpoints_of(&asked);
    let most = WORK / (model.parts.len() * viewpoints.len()).max(1);
    let (mut bearing, days) = bearing_days(session, &subject);
    let touched_by = touches(session, &subject, &viewpoints);
    let first = viewpoints.first().map(|&v| session.snapshot(v, asked.made_by, asked.known_by, asked.on));
    let positions = positions::asked_about(&resolved.query)
        .zip(first)
        .map_or_else(Vec::new, |(thing, first)| positions::of(&first, thing, Day::MAX));
    if matches!(subject, Subject::Duty(_)) {
        // Any act may bear on a duty. Of several that are new on one day, those that touch it decide.
        bearing.retain(|&a| Some(a) == act || touched_by.iter().any(|t| t.act.name == names.act(a).name));
    }
    let (since, [made, known]) = looks(days, most.max(16));
    let by_viewpoint = viewpoints
        .iter()
        .map(|&v| {
            let fixed = session.snapshot(v, asked.made_by, asked.known_by, asked.on);
            let stood = |d: Day| session.uncached_snapshot(v, Some(d), asked.known_by, asked.on);
            let knew = |d: Day| session.uncached_snapshot(v, asked.made_by, Some(d), asked.on);
            let new_acts = |day: Day, of: &dyn Fn(&Act) -> Days| -> Vec<ActRef> {
                let new = |&a: &ActId| [of(&model[a]).lo, of(&model[a]).hi].contains(&day);
                let acts: Vec<ActId> = bearing.iter().copied().filter(new).collect();
                // That the thing itself is new needs no telling.
                let own = act.is_some_and(|act| acts.contains(&act));
                let told = acts.into_iter().filter(|_| !own).map(|a| names.act(a));
                told.collect()
            };
            Life {
                with_hindsight: periods(&fixed, &subject),
                as_it_stood: moving(&subject, &made, &stood, &|d| new_acts(d, &|act| act.made)),
                as_known: moving(&subject, &known, &knew, &|d| new_acts(d, &Act::known)),
                since: since.and_then(labels::day),
            }
        })
        .collect();
    Ok(History {
        what,
        aspect: match &subject {
            Subject::Part(_) => Aspect::Standing,
            Subject::Duty(_) => Aspect::Binding,
            Subject::Status(_) => Aspect::Status,
        },
        act: act.map(|a| names.act(a)),
        viewpoints: viewpoints.iter().map(|&v| names.viewpoint(v)).collect(),
        by_viewpoint,
        touched_by,
        positions,
        asked,
    })
}

fn subject(query: &Query) -> Option<Subject> {
    match query {
        Query::Not(inner) | Query::Contested(inner) | Query::Undetermined(inner) | Query::Silent(inner) => {
            subject(inner)
        }
        Query::Part { thing, .. } => Some(Subject::Part(*thing)),
        Query::Duty { duties, .. } => Some(Subject::Duty(duties.clone())),
        Query::Status(pattern) => {
            pattern.ground().map(|args| Subject::Status(GroundStatus { name: pattern.name, args }))
        }
        _ => None,
    }
}

/// The acts that bear on the life of the subject; the days on which they were made, and on which they were known.
fn bearing_days(session: &Session, subject: &Subject) -> (Vec<ActId>, [Vec<Day>; 2]) {
    let plan = &session.shared.plan;
    let days = |bearing: Bearing| {
        let here = bearing.acts.iter().map(|&a| &session.model[a]).map(|act| (act.made, act.known()));
        let both = || here.clone().chain(bearing.elsewhere.iter().copied());
        let ends = |days: Days| [days.lo, days.hi];
        let days = [
            both().flat_map(|(made, _)| ends(made)).collect(),
            both().flat_map(|(_, known)| ends(known)).collect(),
        ];
        (bearing.acts, days)
    };
    match subject {
        Subject::Part(thing) => days(plan.bearing_on_parts(session.model.parts_of(*thing))),
        Subject::Status(status) => days(plan.bearing_on_status(status)),
        // Duties hang on all that is contrary to them, and on every deed.
        Subject::Duty(_) => {
            let all = session.model.acts.indices().collect();
            (all, [session.shared.made.clone(), session.shared.known.clone()])
        }
    }
}

/// Each look at a past day solves the whole record again. So many parts, all looks of one list taken together, are solved.
const WORK: usize = 250_000;

/// The days to look at, from the beginning of time. Where one list has more than `most`, both begin on a later day.
fn looks(mut lists: [Vec<Day>; 2], most: usize) -> (Option<Day>, [Vec<Day>; 2]) {
    lists.iter_mut().for_each(crate::periods::intervals::from_the_beginning);
    let first = |days: &Vec<Day>| (days.len() > most).then(|| days[days.len() - most]);
    let since = lists.iter().filter_map(first).max();
    if let Some(since) = since {
        for days in &mut lists {
            days.retain(|&day| day > since);
            days.insert(0, since);
        }
    }
    (since, lists)
}

/// For duties, binding and performance.
type States = (State, Option<State>);

/// The states of a day.
fn states(snapshot: &Snapshot<'_>, subject: &Subject, day: Day) -> States {
    match subject {
        Subject::Part(thing) => {
            let state = spokesman(snapshot, *thing, day).map(|p| snapshot.part_state(p, day));
            (state.unwrap_or(State::NotOnRecord), None)
        }
        Subject::Status(status) => (snapshot.status_state(status, day), None),
        Subject::Duty(name) => {
            let all = snapshot.duties(name);
            let lives = || all.iter().map(|&i| &snapshot.solution.duties[i]);
            let one = lives().min_by_key(|d| crate::collisions::find::liveliness(snapshot.binding(d, day)));
            one.map_or((State::Absent, None), |d| (snapshot.binding(d, day), performance(d, day)))
        }
    }
}

/// Of a part that stands: to whom it is disapplied.
fn disapplied(snapshot: &Snapshot<'_>, subject: &Subject, day: Day) -> Vec<Disapplied> {
    match subject {
        Subject::Part(thing) => {
            spokesman(snapshot, *thing, day).map_or_else(Vec::new, |part| snapshot.disapplied(part, day))
        }
        _ => Vec::new(),
    }
}

fn why(snapshot: &Snapshot<'_>, subject: &Subject, day: Day) -> Reason {
    match subject {
        Subject::Part(thing) => match spokesman(snapshot, *thing, day) {
            Some(part) => match reason::of_part(snapshot, part, day) {
                reason if reason.kind == ReasonKind::Unattacked => {
                    reason::by_part(snapshot, ReasonKind::Unattacked, part)
                }
                reason => reason,
            },
            None => reason::bare(ReasonKind::NotOnRecord),
        },
        Subject::Status(status) => reason::of_status(snapshot, status, day),
        Subject::Duty(name) => {
            let all = snapshot.duties(name);
            let lives = all.iter().map(|&i| &snapshot.solution.duties[i]);
            let one = lives.min_by_key(|d| crate::collisions::find::liveliness(snapshot.binding(d, day)));
            one.map_or_else(
                || reason::bare(ReasonKind::Unattacked),
                |d| reason::of_duty_told(snapshot, d, day),
            )
        }
    }
}

/// The days on which the solution changes for the subject.
fn turning_days(snapshot: &Snapshot<'_>, subject: &Subject) -> Vec<Day> {
    let mut days = Vec::new();
    let mut add = |t: &Timeline| boundaries(t, &mut days);
    match subject {
        Subject::Part(thing) => {
            for part in speaking(snapshot.model, *thing) {
                snapshot.part(part).timelines().into_iter().for_each(&mut add);
            }
            for part in snapshot.model.parts_of(*thing) {
                let act = &snapshot.model.acts[snapshot.model.parts[part].act];
                days.extend([act.made.lo, act.made.hi, act.start().lo, act.start().hi]);
            }
        }
        Subject::Status(status) => {
            if let Some(life) = snapshot.status(status) {
                add(&life.holds);
                for title in &life.titles {
                    add(&title.carried);
                    add(&title.cut);
                }
                // From the making of its act on, a title that does not carry has a reason to tell.
                for part in life.titles.iter().filter_map(|t| t.origin.part) {
                    let act = &snapshot.model.acts[snapshot.model.parts[part].act];
                    days.push(act.made.lo);
                }
            }
            days.extend(snapshot.model.coverage.iter().flat_map(Coverage::bounds));
        }
        Subject::Duty(name) => {
            for i in snapshot.duties(name) {
                let duty = &snapshot.solution.duties[i];
                for t in [
                    &duty.there,
                    &duty.exists,
                    &duty.yields,
                    &duty.binds,
                    &duty.broken,
                    &duty.kept,
                    &duty.unkept,
                ] {
                    add(t);
                }
                for o in &duty.occurrences {
                    for t in [&o.opened, &o.served, &o.late, &o.partly, &o.overdue, &o.lifted, &o.pending] {
                        add(t);
                    }
                }
            }
        }
    }
    days
}

fn periods(snapshot: &Snapshot<'_>, subject: &Subject) -> Vec<Period> {
    stretches(turning_days(snapshot, subject), |day| {
        (states(snapshot, subject, day), why(snapshot, subject, day).by, disapplied(snapshot, subject, day))
    })
    .into_iter()
    .map(|(from, until, ((state, performance), _, disapplied))| Period {
        from: labels::day(from),
        until: labels::day(until),
        state,
        performance,
        reason: why(snapshot, subject, from),
        decided_by: Vec::new(),
        disapplied,
    })
    .collect()
}

/// The life on days of which each has its own record. Where an act that is new on the record brings a change about, and
/// the reason names another, that act decided it.
fn moving<'m>(
    subject: &Subject,
    days: &[Day],
    snapshot: &dyn Fn(Day) -> Snapshot<'m>,
    new_acts: &dyn Fn(Day) -> Vec<ActRef>,
) -> Vec<Period> {
    let mut found: Vec<(Period, States)> = Vec::new();
    let mut before: Option<Snapshot<'m>> = None;
    for (i, &from) in days.iter().enumerate() {
        let until = days.get(i + 1).copied().unwrap_or(Day::MAX);
        let here = snapshot(from);
        let mut turns = turning_days(&here, subject);
        turns.retain(|&t| from < t && t < until);
        turns.push(from);
        turns.sort_unstable();
        turns.dedup();
        for (j, &turn) in turns.iter().enumerate() {
            let end = turns.get(j + 1).copied().unwrap_or(until);
            let states = states(&here, subject, turn);
            let reason = why(&here, subject, turn);
            let disapplied = disapplied(&here, subject, turn);
            if let Some((last, _)) = found.last_mut().filter(|(last, then)| {
                *then == states && last.reason.by == reason.by && last.disapplied == disapplied
            }) {
                last.until = labels::day(end);
                continue;
            }
            // Without the acts of the day, it would have come about all the same, by the lapse of time.
            let alike = |old: &Snapshot<'_>| {
                self::states(old, subject, turn) == states
                    && why(old, subject, turn).by == reason.by
                    && self::disapplied(old, subject, turn) == disapplied
            };
            let mut decided_by = match &before {
                Some(old) if turn == from && !alike(old) => new_acts(from),
                _ => Vec::new(),
            };
            let named = reason.act.as_ref().map(|act| &act.name);
            let by_them = |act: &ActRef| {
                disapplied.iter().any(|d| d.by == act.name || d.by.starts_with(&format!("{}.", act.name)))
            };
            if decided_by.iter().any(|act| Some(&act.name) == named || by_them(act)) {
                decided_by.clear();
            }
            let (state, performance) = states;
            let period = Period {
                from: labels::day(turn),
                until: labels::day(end),
                state,
                performance,
                reason,
                decided_by,
                disapplied,
            };
            found.push((period, states));
        }
        before = Some(here);
    }
    found.into_iter().map(|(period, _)| period).collect()
}

/// Everything on record that acts on the subject, by day.
fn touches(session: &Session, subject: &Subject, viewpoints: &[ViewpointId]) -> Vec<Touch> {
    let names = session.names();
    let model = &*session.model;
    let Some(&first) = viewpoints.first() else { return Vec::new() };
    let snapshot = session.snapshot(first, None, None, Day::MIN);
    let mut found: Vec<(ActId, PartId, EffectId, String)> = Vec::new();
    let args: &[Arg] = if let Subject::Status(status) = subject { &status.args } else { &[] };
    let mut add = |effect: EffectId| {
        if let Owner::Part(part) = model.effects[effect].owner {
            found.push((names.act_of(part), part, effect, names.effect(effect)));
        }
    };
    match subject {
        Subject::Part(thing) | Subject::Duty(DutyName::Parts(thing, _)) => {
            for part in model.parts_of(*thing) {
                snapshot.reverse_index().of(part).for_each(&mut add);
            }
        }
        Subject::Duty(DutyName::Norm(norm)) => snapshot.reverse_index().under(*norm).for_each(&mut add),
        Subject::Status(_) => {}
    }
    match subject {
        Subject::Duty(name) => {
            for i in snapshot.duties(name) {
                for deed in crate::duties::list::possible_deeds(&snapshot.solution.duties[i]) {
                    let part = snapshot.solution.deeds[deed].part;
                    for e in model.parts[part].effects.clone() {
                        if matches!(model.effects[e].does, Does::Deed(_)) {
                            found.push((names.act_of(part), part, e, names.effect(e)));
                        }
                    }
                }
            }
        }
        Subject::Status(status) => {
            let index = snapshot.solution.statuses.binary_search_by(|s| s.status.cmp(status));
            if let Ok(at) = index {
                // Also an end that comes to nothing is told: it was tried.
                for (t, title) in snapshot.solution.statuses[at].titles.iter().enumerate() {
                    let mut strokes = snapshot.reasons.endings(at, t);
                    strokes.retain(|s| s.later != Truth::False);
                    let cuts = strokes.iter().map(|s| (s.by, Some(snapshot.reasons.carries(s))));
                    for (origin, carrier) in
                        std::iter::once((title.origin, snapshot.reasons.title(at, t))).chain(cuts)
                    {
                        if let Some(part) = origin.part {
                            let firing = carrier.as_ref().and_then(|c: &Carrier| c.firing.as_ref());
                            let told = names.effect_on(origin.effect, args, firing);
                            found.push((names.act_of(part), part, origin.effect, told));
                        }
                    }
                }
            }
        }
        Subject::Part(_) => {}
    }
    found.sort_unstable();
    found.dedup();
    found
        .into_iter()
        .map(|(act, part, effect, told)| Touch {
            act: names.act(act),
            name: names.part(part).to_owned(),
            effect: told,
            norm: match model[effect].owner {
                Owner::Norm(norm) => Some(names.norm(norm)),
                Owner::Part(_) => None,
            },
            does: names.told(effect),
        })
        .collect()
}
