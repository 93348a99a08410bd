//! Lists the deeds open to an organ on a day: those that somebody demands or forbids, and those that would count as
//! one of these. Each is looked at done and left undone.

use std::collections::BTreeSet;

use crate::answer::{Consequence, DeedOption, Options, State};
use vigente_engine::{GroundContent, GroundDeed, GroundStatus, Truth};
use vigente_model::*;

use crate::Question;
use crate::Session;
use crate::snapshot::{Snapshot, performance};

/// What can be done: a deed, or that a status holds.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Doing {
    Deed(GroundDeed),
    That(GroundStatus),
}

pub(crate) fn options(session: &Session, organ: ThingId, question: &Question) -> Options {
    let names = session.names();
    let panel = session.panel(question, false);
    let day = panel.on;
    let mut doings: BTreeSet<Doing> = BTreeSet::new();
    for snapshot in &panel.now {
        for duty in &snapshot.solution.duties {
            // What has ended, or is done, is no longer open.
            if duty.mode == Mode::Urges
                || !on(snapshot.model, duty.bearer, organ)
                || duty.there.at(day) == Truth::False
                || is_done(duty, day)
            {
                continue;
            }
            if duty.mode == Mode::Permits && duty.exists.at(day) == Truth::False {
                continue;
            }
            match &duty.content {
                GroundContent::Deed(deed) => {
                    doings.extend(snapshot.reasons.ways_to(organ, deed, day).into_iter().map(Doing::Deed));
                    doings.insert(Doing::Deed(deed.clone()));
                }
                GroundContent::That { status, .. } => {
                    doings.insert(Doing::That(status.clone()));
                }
            }
        }
    }
    let mut options = Vec::new();
    for doing in doings {
        let done: Vec<Consequence> =
            panel.now.iter().map(|s| consequence(s, organ, &doing, day, true)).collect();
        let undone: Vec<Consequence> =
            panel.now.iter().map(|s| consequence(s, organ, &doing, day, false)).collect();
        let dilemma_in = done
            .iter()
            .zip(&undone)
            .filter(|(a, b)| !a.breaks.is_empty() && !b.breaks.is_empty())
            .map(|(a, _)| a.viewpoint.clone())
            .collect();
        let deed = match &doing {
            Doing::Deed(deed) => names.deed(deed),
            Doing::That(status) => names.status(status),
        };
        options.push(DeedOption { deed, done, undone, dilemma_in });
    }
    // What viewpoints differ on comes first, then what most turns on.
    let weight = |o: &DeedOption| {
        let breaks = |all: &[Consequence]| all.iter().any(|c| !c.breaks.is_empty());
        let all = o.done.iter().chain(&o.undone);
        let turns: usize = all.map(|c| c.keeps.len() + c.breaks.len()).sum();
        (breaks(&o.done) && breaks(&o.undone), turns)
    };
    options.sort_by_key(|o| std::cmp::Reverse(weight(o)));
    Options { asked: question.clone(), viewpoints: panel.names(names), organ: names.thing(organ), options }
}

/// Whether the organ's deeds perform or break a duty of the bearer: it is the bearer, or within it. What an organ does
/// is not done by the organs under it (`docs/semantics.md`, §9).
fn on(model: &Model, bearer: Arg, organ: ThingId) -> bool {
    matches!(bearer, Arg::Thing(b) if model.within(organ, b))
}

/// Whether a duty can be performed by another deed than this one, which is not the deed that it asks for itself.
fn other_ways(
    snapshot: &Snapshot<'_>,
    organ: ThingId,
    duty: &vigente_engine::DutyLife,
    doing: &Doing,
    day: Day,
) -> bool {
    match (&duty.content, doing) {
        (GroundContent::Deed(asked), Doing::Deed(this)) if duty.mode == Mode::Requires && asked != this => {
            snapshot.reasons.ways_to(organ, asked, day).iter().any(|way| way != this && way != asked)
        }
        _ => false,
    }
}

fn is_done(duty: &vigente_engine::DutyLife, day: Day) -> bool {
    matches!(performance(duty, day), Some(State::Performed | State::Late | State::Lifted))
}

/// What doing a thing, or not, means in one viewpoint.
fn consequence(snapshot: &Snapshot<'_>, organ: ThingId, doing: &Doing, day: Day, done: bool) -> Consequence {
    let model = snapshot.model;
    let names = crate::names::labels::Labels { model };
    let counted = match doing {
        Doing::Deed(deed) => snapshot.reasons.counts(organ, deed).on(day).cloned().collect(),
        Doing::That(_) => Vec::new(),
    };
    let mut consequence = Consequence {
        viewpoint: model[snapshot.solution.horizon.viewpoint].name.to_string(),
        keeps: Vec::new(),
        breaks: Vec::new(),
        yielding: Vec::new(),
        state_breaks: Vec::new(),
    };
    for duty in &snapshot.solution.duties {
        if matches!(duty.mode, Mode::Permits | Mode::Urges)
            || !on(model, duty.bearer, organ)
            || is_done(duty, day)
        {
            continue;
        }
        let excluded = || {
            // Doing it makes what another duty asks for undoable.
            let others = &snapshot.solution.duties;
            duty.mode == Mode::Requires
                && duty.contrary.iter().any(|(other, life)| {
                    let other = &others[*other];
                    let this = matches!(&other.content, GroundContent::Deed(d) if counted.contains(d));
                    this && other.mode == Mode::Requires && life.at(day) != Truth::False
                })
        };
        let asks_for_it = match (&duty.content, doing) {
            (GroundContent::Deed(_), Doing::Deed(_)) if done && excluded() => false,
            (GroundContent::Deed(deed), Doing::Deed(_)) if counted.contains(deed) => {
                duty.mode == Mode::Requires
            }
            (GroundContent::That { not, status }, Doing::That(asked)) if status == asked => !*not,
            _ => continue,
        };
        let name = names.duty_name(duty.origin).to_owned();
        let binds = snapshot.binds_on(duty, Arg::Thing(organ)).at(day) == Truth::True;
        let list = if binds && !snapshot.binds(duty, organ) {
            // Its State is bound abroad, the organ is not.
            if asks_for_it == done || other_ways(snapshot, organ, duty, doing, day) {
                continue;
            }
            &mut consequence.state_breaks
        } else if binds {
            if asks_for_it == done {
                &mut consequence.keeps
            } else if asks_for_it && other_ways(snapshot, organ, duty, doing, day) {
                continue;
            } else {
                &mut consequence.breaks
            }
        } else if duty.exists.at(day) != Truth::False {
            &mut consequence.yielding
        } else {
            continue;
        };
        if !list.contains(&name) {
            list.push(name);
        }
    }
    consequence
}
