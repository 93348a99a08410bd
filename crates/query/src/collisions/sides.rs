//! Describes both sides of a collision: the acts that each rests on, and who prevails in which viewpoint.

use std::collections::BTreeMap;

use crate::answer::{self, Interval, Outlook, Reason, ReasonKind, Says, Side, State};
use vigente_engine::{DutyId, GroundContent, GroundStatusId, Truth};
use vigente_model::*;

use crate::collisions::find::{CollisionSubject, FoundCollision, exists_somewhere, liveliness, nearest_day};
use crate::evaluate::Asking;
use crate::explain::basis::{self, Acts, Basis};
use crate::explain::reason;
use crate::names::labels::{self, Labels};
use crate::periods::intervals::{value, when};
use crate::snapshot::{Snapshot, current};

/// Puts a collision into names.
pub(crate) fn describe(
    asking: &Asking<'_>,
    snapshots: &[Snapshot<'_>],
    found: &FoundCollision,
    day: Day,
) -> answer::Collision {
    let names = asking.session.names();
    // The day on which sides are compared: the one asked about, or the nearest one it concerns.
    let seen = nearest_day(&found.life, day);
    let on_the_day = value(found.life.at(day));
    let concerns: Vec<Interval> = when(&found.life);
    let (on, title) = about(names, snapshots, found);
    let (mut binds, mut done) = (Vec::new(), Vec::new());
    let ((mut sides, rest_on), by_viewpoint) = match &found.on {
        CollisionSubject::Duties(both) => {
            let shown = present(snapshots, both, seen);
            binds = bearers(names, snapshots, &shown[0]);
            done = deeds_done(names, snapshots, both, day);
            describe_duties(names, snapshots, &shown, seen)
        }
        CollisionSubject::Parts(_, parts) => describe_standing(names, snapshots, parts, seen),
        CollisionSubject::Status(i) => describe_status(names, snapshots, *i, seen),
    };
    let by_day = |acts: &Acts| acts.iter().map(|&a| names.act(a)).collect::<Vec<_>>();
    let arose = first_pair(names.model, &sides, &rest_on);
    for (side, acts) in sides.iter_mut().zip(&rest_on) {
        side.rests_on = by_day(acts);
    }
    let needs: Acts = rest_on.into_iter().flatten().collect();
    answer::Collision {
        kind: found.kind,
        on,
        title,
        on_the_day,
        concerns,
        arose: arose.and_then(labels::days),
        sides,
        binds,
        by_viewpoint,
        within: within(snapshots, found, seen),
        done,
        rests_on: by_day(&needs),
    }
}

/// The day a collision arose: the earliest on which both sides had said something.
fn first_pair(model: &Model, sides: &[Side], rest_on: &[Acts]) -> Option<Days> {
    let of = |wanted: usize| {
        let acts =
            sides.iter().zip(rest_on).filter(move |(side, _)| side.side == wanted).map(|(_, acts)| acts);
        acts.filter_map(|acts| basis::arose(model, acts)).min_by_key(|d| (d.hi, d.lo))
    };
    match (of(0), of(1)) {
        (Some(a), Some(b)) => Some(Days { lo: a.lo.max(b.lo), hi: a.hi.max(b.hi) }),
        (one, other) => one.or(other),
    }
}

/// The viewpoints within which there is a dilemma on a day.
pub(crate) fn within(snapshots: &[Snapshot<'_>], found: &FoundCollision, day: Day) -> Vec<String> {
    let on_the_day = found.dilemmas.iter().filter(|(_, life)| life.at(day) != Truth::False);
    on_the_day.map(|&(v, _)| viewpoint_name(&snapshots[v])).collect()
}

/// On what they collide, as text to ask about, and its title.
pub(crate) fn about(
    names: Labels<'_>,
    snapshots: &[Snapshot<'_>],
    found: &FoundCollision,
) -> (String, answer::Text) {
    match &found.on {
        CollisionSubject::Duties(sides) => {
            let phrase = names.content(&snapshots[0].solution.duties[sides[0][0][0]].content);
            let on = phrase.text.strip_prefix("not ").unwrap_or(&phrase.text).to_owned();
            (on, phrase.name.title)
        }
        CollisionSubject::Parts(thing, _) => (names.model.name(*thing).to_owned(), names.title(*thing)),
        CollisionSubject::Status(i) => {
            let phrase = names.status(&snapshots[0].solution.statuses[*i].status);
            (phrase.text, phrase.name.title)
        }
    }
}

/// Whom a collision of duties binds: those who must do it, or, where nobody must, those who may.
fn bearers(names: Labels<'_>, snapshots: &[Snapshot<'_>], asking: &[Vec<DutyId>]) -> Vec<answer::Named> {
    let duty = |row: &Vec<DutyId>| &snapshots[0].solution.duties[row[0]];
    let nobody_must = asking.iter().all(|row| duty(row).mode == Mode::Permits);
    let mut found: Vec<Arg> = Vec::new();
    for row in asking {
        let (mode, bearer) = (duty(row).mode, duty(row).bearer);
        if (nobody_must || mode != Mode::Permits) && !found.contains(&bearer) {
            found.push(bearer);
        }
    }
    found.into_iter().map(|bearer| names.named_arg(bearer)).collect()
}

/// Of both sides what exists on a day in some viewpoint.
fn present(snapshots: &[Snapshot<'_>], sides: &[Vec<Vec<DutyId>>; 2], day: Day) -> [Vec<Vec<DutyId>>; 2] {
    let exists = |&i: &DutyId| exists_somewhere(snapshots, i, day);
    let rows = |side: &Vec<Vec<DutyId>>| -> Vec<Vec<DutyId>> {
        let there: Vec<_> = side.iter().filter(|row| row.iter().any(exists)).cloned().collect();
        if there.is_empty() { side.clone() } else { there }
    };
    [rows(&sides[0]), rows(&sides[1])]
}

/// The deeds by which what one side asks was done by a day, and which prohibitions of the other side they break.
fn deeds_done(
    names: Labels<'_>,
    snapshots: &[Snapshot<'_>],
    sides: &[Vec<Vec<DutyId>>; 2],
    day: Day,
) -> Vec<answer::Done> {
    let mut acts = Acts::new();
    let mut breaks: BTreeMap<ActId, Vec<answer::Breach>> = BTreeMap::new();
    for snapshot in snapshots {
        let (duties, deeds) = (&snapshot.solution.duties, &snapshot.solution.deeds);
        for &i in sides[0].iter().flatten() {
            if let [only] = &duties[i].occurrences[..]
                && only.served.at(day) == Truth::True
            {
                acts.extend(only.by.map(|deed| names.act_of(deeds[deed].part)));
            }
        }
        for &i in sides[1].iter().flatten() {
            for (deed, life) in &duties[i].breaches {
                if life.at(day) == Truth::True {
                    let prohibition = names.duty_name(duties[i].origin).to_owned();
                    let by_act = breaks.entry(names.act_of(deeds[*deed].part)).or_default();
                    let said = answer::Breach { viewpoint: viewpoint_name(snapshot), duty: prohibition };
                    if !by_act.contains(&said) {
                        by_act.push(said);
                    }
                }
            }
        }
    }
    let done = |act| answer::Done { act: names.act(act), breaks: breaks.remove(&act).unwrap_or_default() };
    acts.into_iter().map(done).collect()
}

/// What each says in a collision, and the acts that each of them needs.
type Sides = (Vec<Side>, Vec<Acts>);

fn describe_duties(
    names: Labels<'_>,
    snapshots: &[Snapshot<'_>],
    sides: &[Vec<Vec<DutyId>>; 2],
    day: Day,
) -> (Sides, Vec<Outlook>) {
    // The member of a row that works speaks for it: the original, unless only a copy exists.
    let speaker = |row: &Vec<DutyId>| {
        let exists =
            |&&i: &&DutyId| snapshots.iter().any(|s| s.solution.duties[i].exists.at(day) == Truth::True);
        *row.iter().find(exists).unwrap_or(&row[0])
    };
    let asking: Vec<DutyId> = sides[0].iter().map(speaker).collect();
    let (mut said, mut rest_on) = (Vec::new(), Vec::new());
    let rows = || sides.iter().enumerate().flat_map(|(side, rows)| rows.iter().map(move |row| (side, row)));
    for (side, row) in rows() {
        let i = speaker(row);
        let mut acts = carriers(snapshots, i, day);
        if side == 1 {
            // That what one side asks counts as what the other forbids is that other side's word.
            acts.extend(
                asking.iter().find_map(|&asks| counting(snapshots, asks, i, day)).unwrap_or_default(),
            );
        }
        rest_on.push(acts);
        let copies = row.iter().filter(|&&other| other != i);
        let repeated_by =
            copies.map(|&other| names.origin(snapshots[0].solution.duties[other].origin).to_owned());
        said.push(Side { side, repeated_by: repeated_by.collect(), ..duty_side(names, snapshots, i, day) });
    }
    let outlooks = snapshots
        .iter()
        .map(|s| {
            let states: Vec<(usize, State)> = rows()
                .map(|(side, row)| {
                    // A prohibition counts as it does for whoever the other side asks.
                    let askers = asking.iter().map(|&i| s.solution.duties[i].bearer);
                    let askers: Vec<Arg> = if side == 1 { askers.collect() } else { Vec::new() };
                    let of = |&i: &DutyId| {
                        let duty = &s.solution.duties[i];
                        let of_asker = askers.iter().map(|&organ| s.binding_on(duty, organ, day));
                        of_asker.min_by_key(|&s| liveliness(s)).unwrap_or_else(|| s.binding(duty, day))
                    };
                    let states = row.iter().map(of);
                    (side, states.min_by_key(|&state| liveliness(state)).unwrap_or(State::Absent))
                })
                .collect();
            let binds = |side| states.contains(&(side, State::Binds));
            let prevails = match (binds(0), binds(1)) {
                (true, false) => Some(0),
                (false, true) => Some(1),
                _ => None,
            };
            let sides = states.into_iter().map(|(_, state)| state).collect();
            Outlook { viewpoint: viewpoint_name(s), prevails, sides }
        })
        .collect();
    ((said, rest_on), outlooks)
}

/// The acts by which what one duty asks, or a permission allows, counts as what another forbids.
fn counting(snapshots: &[Snapshot<'_>], asks: DutyId, forbids: DutyId, day: Day) -> Option<Acts> {
    snapshots.iter().find_map(|s| {
        let [one, other] = [asks, forbids].map(|i| &s.solution.duties[i]);
        let mut pairs = one.contrary.iter().chain(&one.prohibited);
        let life = pairs.find(|(j, _)| *j == forbids).map(|(_, life)| life);
        let on_the_day = life.is_some_and(|l| l.at(day) != Truth::False);
        on_the_day.then(|| Basis::new(s).contrary(one, other, day))
    })
}

fn duty_side(names: Labels<'_>, snapshots: &[Snapshot<'_>], i: DutyId, day: Day) -> Side {
    let duty = &snapshots[0].solution.duties[i];
    let says = match (&duty.content, duty.mode) {
        (GroundContent::That { not: true, .. }, _) | (_, Mode::Forbids) => Says::Forbids,
        (_, Mode::Permits) => Says::Permits,
        _ => Says::Requires,
    };
    let deadline = snapshots
        .iter()
        .map(|s| &s.solution.duties[i])
        .find_map(|d| current(d, day).and_then(|o| o.deadline_on(day)));
    Side {
        act: duty.origin.part.map(|p| names.act(names.act_of(p))),
        norm: duty.origin.norm.map(|n| names.norm(n)),
        authority: names.duty_of(duty.origin, duty.authority),
        content: Some(names.content(&duty.content)),
        bearer: Some(names.named_arg(duty.bearer)),
        deadline: deadline.and_then(labels::days),
        ..bare_side(names.duty_name(duty.origin).to_owned(), says)
    }
}

/// The acts by which a duty exists on a day, in the viewpoint in which it did first; by its origin where it exists in
/// none.
fn carriers(snapshots: &[Snapshot<'_>], duty: DutyId, day: Day) -> Acts {
    let of = |s: &Snapshot<'_>| Basis::new(s).duty(duty, day);
    let exists = |s: &&Snapshot<'_>| s.solution.duties[duty].exists.at(day) == Truth::True;
    let model = snapshots[0].model;
    let found = basis::first_open(model, snapshots.iter().filter(exists).map(|s| (of(s), ())));
    found.map_or_else(|| of(&snapshots[0]), |(acts, ())| acts)
}

fn viewpoint_name(snapshot: &Snapshot<'_>) -> String {
    snapshot.model[snapshot.solution.horizon.viewpoint].name.to_string()
}

/// A side of which the reason is an act, or nobody in particular.
fn plain_side(name: String, reason: &Reason, says: Says) -> Side {
    Side {
        act: reason.act.clone(),
        norm: reason.norm.clone(),
        authority: reason.act.as_ref().map(|a| a.author.clone()).unwrap_or_default(),
        ..bare_side(reason.by.clone().unwrap_or(name), says)
    }
}

/// A side of which no more is known than what it says.
fn bare_side(name: String, says: Says) -> Side {
    Side {
        name,
        side: usize::from(matches!(says, Says::Forbids | Says::No)),
        act: None,
        norm: None,
        authority: answer::Named::default(),
        says,
        content: None,
        bearer: None,
        deadline: None,
        rests_on: Vec::new(),
        repeated_by: Vec::new(),
    }
}

fn describe_standing(
    names: Labels<'_>,
    snapshots: &[Snapshot<'_>],
    parts: &[PartId],
    day: Day,
) -> (Sides, Vec<Outlook>) {
    let Some(&part) = parts.first() else { return Default::default() };
    let mut outlooks = Vec::new();
    let mut takers: [Vec<(Acts, &Snapshot<'_>)>; 2] = Default::default();
    for snapshot in snapshots {
        let life = snapshot.part(part);
        let truth = life.operative.at(day);
        let mut prevails = None;
        if life.recognised && truth != Truth::Undetermined {
            let slot = usize::from(truth == Truth::False);
            takers[slot].push((Basis::new(snapshot).part(part, day, None), snapshot));
            prevails = Some(slot);
        }
        let state = snapshot.part_state(part, day);
        outlooks.push(Outlook { viewpoint: viewpoint_name(snapshot), prevails, sides: vec![state] });
    }
    let taken = takers.map(|all| basis::first_open(names.model, all.into_iter()));
    // An attack that comes to nothing is not what keeps the part in force: the part does.
    const IDLE: [ReasonKind; 5] = [
        ReasonKind::AttackLacksRank,
        ReasonKind::AttackEnded,
        ReasonKind::AttackNotYet,
        ReasonKind::AttackCondition,
        ReasonKind::AttackInert,
    ];
    let reason = |snapshot: &Snapshot<'_>| match reason::of_part(snapshot, part, day) {
        idle if IDLE.contains(&idle.kind) => reason::by_part(snapshot, ReasonKind::CarriedBy, part),
        reason if reason.act.is_none() && snapshot.part(part).operative.at(day) == Truth::True => {
            reason::by_part(snapshot, ReasonKind::CarriedBy, part)
        }
        reason => reason,
    };
    let sides = [(0, Says::Yes), (1, Says::No)].map(|(slot, says)| {
        let taker = taken[slot].as_ref().map(|(_, snapshot)| *snapshot);
        taker.map(|snapshot| plain_side(names.part(part).to_owned(), &reason(snapshot), says))
    });
    let needs = taken.into_iter().map(|t| t.map(|(acts, _)| acts).unwrap_or_default());
    ((both(sides, names.part(part)), needs.collect()), outlooks)
}

/// Both sides; one that nobody takes on the day has nothing but its word.
fn both(sides: [Option<Side>; 2], name: &str) -> Vec<Side> {
    sides
        .into_iter()
        .zip([Says::Yes, Says::No])
        .map(|(side, says)| side.unwrap_or_else(|| bare_side(name.to_owned(), says)))
        .collect()
}

fn describe_status(
    names: Labels<'_>,
    snapshots: &[Snapshot<'_>],
    status: GroundStatusId,
    day: Day,
) -> (Sides, Vec<Outlook>) {
    let phrase = names.status_text(&snapshots[0].solution.statuses[status].status);
    let truth = |s: &Snapshot<'_>| s.solution.statuses[status].holds.at(day);
    let outlooks = snapshots
        .iter()
        .map(|s| {
            let (prevails, state) = match truth(s) {
                Truth::True => (Some(0), State::Holds),
                Truth::False => (Some(1), State::DoesNotHold),
                Truth::Undetermined => (None, State::Undetermined),
            };
            Outlook { viewpoint: viewpoint_name(s), prevails, sides: vec![state] }
        })
        .collect();
    // One title that carries it for one and not for another is enough: of all, the one over which they differed first.
    let mut ways = Vec::new();
    for (v, yes) in snapshots.iter().enumerate().filter(|(_, s)| truth(s) == Truth::True) {
        for (w, no) in snapshots.iter().enumerate().filter(|(_, s)| truth(s) == Truth::False) {
            for (t, title) in yes.solution.statuses[status].titles.iter().enumerate().take(8) {
                if title.carried.minus(&title.cut).at(day) == Truth::True {
                    let acts = over_title(yes, no, status, t, day);
                    let all: Acts = acts.iter().flatten().copied().collect();
                    ways.push((all, (acts, v, w, t)));
                }
            }
        }
    }
    let Some((_, (acts, v, w, t))) = basis::first_open(names.model, ways.into_iter()) else {
        return ((both([None, None], &phrase), Default::default()), outlooks);
    };
    let title = |s: usize| &snapshots[s].solution.statuses[status].titles[t];
    let carried = reason::by_origin(&snapshots[v], ReasonKind::CarriedBy, title(v).origin);
    // An end that is known by name says more than why one title of several comes to nothing.
    let life = &snapshots[w].solution.statuses[status];
    let at_large = reason::of_status(&snapshots[w], &life.status, day);
    let idle = match at_large.kind {
        ReasonKind::CutBy => at_large,
        _ => hung_on(names, reason::of_title(&snapshots[w], life, t, day), &acts[1]),
    };
    let sides = [
        Some(plain_side(phrase.clone(), &carried, Says::Yes)),
        Some(plain_side(phrase.clone(), &idle, Says::No)),
    ];
    ((both(sides, &phrase), acts.into()), outlooks)
}

/// Of a title whose conditions do not hold, or no more: the act by which they do not, where it is another's.
fn hung_on(names: Labels<'_>, reason: Reason, acts: &Acts) -> Reason {
    let hangs = [ReasonKind::TitleCondition, ReasonKind::NormDoesNotApply, ReasonKind::EndedOn];
    if !hangs.contains(&reason.kind) {
        return reason;
    }
    let own = reason.act.as_ref().map(|a| a.name.as_str());
    let mut others = acts.iter().map(|&a| names.act(a)).filter(|a| Some(a.name.as_str()) != own);
    match others.next_back() {
        Some(act) => Reason { by: Some(act.name.clone()), act: Some(act), norm: None, ..reason },
        None => reason,
    }
}

/// The acts by which one title carries its status for one viewpoint and not for another.
fn over_title(
    yes: &Snapshot<'_>,
    no: &Snapshot<'_>,
    status: GroundStatusId,
    title: usize,
    day: Day,
) -> [Acts; 2] {
    let titles = no.solution.statuses[status].titles.len();
    let mut carried = Basis::new(yes).carried(status, title, day);
    let (mut idle, cut) = Basis::new(no).idle(status, title, day);
    // Of the others, those that would carry it if they had not been ended or felled: where very many may, the first.
    for other in (0..titles.min(64)).filter(|&other| other != title) {
        idle.extend(Basis::new(no).felled(status, other, day));
    }
    // What ended it for the one has to come to nothing for the other.
    if let Some(cut) = cut {
        carried.extend(Basis::new(yes).ends_nothing(status, cut, day));
    }
    [carried, idle]
}
