//! Describes both sides of a collision: the acts that each rests on, and who prevails in which viewpoint.

use crate::answer::{self, Interval, Outlook, Reason, ReasonKind, Says, Side, State};
use vigente_engine::{DutyId, GroundContent, GroundStatusId, Truth};
use vigente_model::*;

use crate::collisions::find::{CollisionSubject, FoundCollision, liveliness, nearest_day};
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
    let mut binds = None;
    let ((mut sides, rest_on), by_viewpoint) = match &found.on {
        CollisionSubject::Duties(groups) => {
            binds = Some(narrower(names, snapshots, groups));
            describe_duties(names, snapshots, groups, seen)
        }
        CollisionSubject::Parts(_, parts) => describe_standing(names, snapshots, parts, seen),
        CollisionSubject::Status(i) => describe_status(names, snapshots, *i, seen),
    };
    let by_day = |acts: &Acts| acts.iter().map(|&a| names.act(a)).collect::<Vec<_>>();
    for (side, acts) in sides.iter_mut().zip(&rest_on) {
        side.rests_on = by_day(acts);
    }
    let needs: Acts = rest_on.into_iter().flatten().collect();
    let arose = basis::arose(names.model, &needs);
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
        within: within(snapshots, found),
        rests_on: by_day(&needs),
    }
}

/// The viewpoint within which there is a dilemma.
pub(crate) fn within(snapshots: &[Snapshot<'_>], found: &FoundCollision) -> Option<String> {
    found.within.and_then(|i| snapshots.get(i)).map(viewpoint_name)
}

/// On what they collide, as text to ask about, and its title.
pub(crate) fn about(
    names: Labels<'_>,
    snapshots: &[Snapshot<'_>],
    found: &FoundCollision,
) -> (String, answer::Text) {
    match &found.on {
        CollisionSubject::Duties(groups) => {
            let phrase = names.content(&snapshots[0].solution.duties[groups[0][0]].content);
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

/// Whom a collision of duties binds: the narrower bearer.
fn narrower(names: Labels<'_>, snapshots: &[Snapshot<'_>], groups: &[Vec<DutyId>; 2]) -> answer::Named {
    let [a, b] = [0, 1].map(|i: usize| snapshots[0].solution.duties[groups[i][0]].bearer);
    names.named_arg(match (a, b) {
        (Arg::Thing(x), Arg::Thing(y)) if !names.model.within(x, y) && names.model.within(y, x) => b,
        _ => a,
    })
}

/// Both sides, and the acts that each of them needs.
type Sides = (Vec<Side>, [Acts; 2]);

fn describe_duties(
    names: Labels<'_>,
    snapshots: &[Snapshot<'_>],
    groups: &[Vec<DutyId>; 2],
    day: Day,
) -> (Sides, Vec<Outlook>) {
    let duties = &snapshots[0].solution.duties;
    // The member of a group that works speaks for it: the original, unless only a copy exists.
    let speaker = |group: &[DutyId]| {
        let exists =
            |&&i: &&DutyId| snapshots.iter().any(|s| s.solution.duties[i].exists.at(day) == Truth::True);
        *group.iter().find(exists).unwrap_or(&group[0])
    };
    let speakers = [speaker(&groups[0]), speaker(&groups[1])];
    let mut sides = Vec::new();
    let mut rest_on = speakers.map(|i| carriers(snapshots, i, day));
    let contrary = snapshots.iter().find_map(|s| {
        let [one, other] = speakers.map(|i| &s.solution.duties[i]);
        let life = one.contrary.iter().find(|(j, _)| *j == speakers[1]).map(|(_, life)| life);
        let on_the_day = life.is_some_and(|l| l.at(day) != Truth::False);
        on_the_day.then(|| Basis::new(s).contrary(one, other, day))
    });
    // That what one side asks counts as what the other forbids is that other side's word.
    rest_on[1].extend(contrary.unwrap_or_default());
    for (group, &i) in groups.iter().zip(&speakers) {
        let duty = &duties[i];
        let positive = match &duty.content {
            GroundContent::That { not, .. } => !*not,
            GroundContent::Deed(_) => duty.mode == Mode::Requires,
        };
        let deadline = snapshots
            .iter()
            .map(|s| &s.solution.duties[i])
            .find_map(|d| current(d, day).and_then(|o| o.deadline_on(day)));
        sides.push(Side {
            name: names.origin(duty.origin).to_owned(),
            act: duty.origin.part.map(|p| names.act(names.act_of(p))),
            norm: duty.origin.norm.map(|n| names.norm(n)),
            authority: names.authority(duty.authority),
            says: if positive { Says::Requires } else { Says::Forbids },
            content: Some(names.content(&duty.content)),
            bearer: Some(names.named_arg(duty.bearer)),
            deadline: deadline.and_then(labels::days),
            rests_on: Vec::new(),
            repeated_by: group
                .iter()
                .filter(|&&other| other != i)
                .map(|&other| names.origin(duties[other].origin).to_owned())
                .collect(),
        });
    }
    let outlooks = snapshots
        .iter()
        .map(|s| {
            let states: Vec<State> = groups
                .iter()
                .map(|group| {
                    let of = |&i: &DutyId| s.binding(&s.solution.duties[i], day);
                    group.iter().map(of).min_by_key(|&state| liveliness(state)).unwrap_or(State::Absent)
                })
                .collect();
            let prevails = match (states[0] == State::Binds, states[1] == State::Binds) {
                (true, false) => Some(0),
                (false, true) => Some(1),
                _ => None,
            };
            Outlook { viewpoint: viewpoint_name(s), prevails, sides: states }
        })
        .collect();
    ((sides, rest_on), outlooks)
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
    ((both(sides, names.part(part)), taken.map(|t| t.map(|(acts, _)| acts).unwrap_or_default())), outlooks)
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
    let at_large = reason::of_status(&snapshots[w], life, day);
    let idle = match at_large.kind {
        ReasonKind::CutBy => at_large,
        _ => hung_on(names, reason::of_title(&snapshots[w], life, t, day), &acts[1]),
    };
    let sides = [
        Some(plain_side(phrase.clone(), &carried, Says::Yes)),
        Some(plain_side(phrase.clone(), &idle, Says::No)),
    ];
    ((both(sides, &phrase), acts), outlooks)
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
