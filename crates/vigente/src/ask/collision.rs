//! What every viewpoint sees goes in; where they contradict one another comes out (`docs/semantics.md`, §11).

use std::collections::BTreeMap;

use crate::answer::{self, CollisionKind, Interval, Outlook, Says, Side, State};
use crate::engine::{DutyLife, GroundContent, Timeline, Truth};
use crate::model::*;

use super::evaluate::{Asking, fits, speaking};
use super::naming::{self, Naming};
use super::query::{CollisionOn, Pattern};
use super::sight::{Sight, current};
use super::stretches::{value, when};
use super::{CollisionFilter, reason};

/// Two contrary duties, by index, and when they are contrary in some viewpoint; the lower index first.
pub(super) fn contraries(sights: &[Sight<'_>]) -> BTreeMap<(u32, u32), Timeline> {
    let mut pairs: BTreeMap<(u32, u32), Timeline> = BTreeMap::new();
    for sight in sights {
        for (i, duty) in sight.solution.duties.iter().enumerate() {
            let i = i as u32;
            for (j, life) in &duty.contrary {
                if !life.is_never() {
                    pairs.entry((i.min(*j), i.max(*j))).or_default().add(life.clone());
                }
            }
        }
    }
    pairs
}

/// When a duty exists in some viewpoint.
fn exists_somewhere(sights: &[Sight<'_>], duty: u32) -> Timeline {
    let mut life = Timeline::never();
    for sight in sights {
        life.add(sight.solution.duties[duty as usize].exists.clone());
    }
    life
}

/// When two contrary duties collide.
fn duties_life(sights: &[Sight<'_>], (a, b): (u32, u32), contrary: &Timeline) -> Timeline {
    contrary.and(&exists_somewhere(sights, a)).and(&exists_somewhere(sights, b))
}

/// When a part is operative in one viewpoint and not in another that recognises its author.
pub(super) fn standing_life(sights: &[Sight<'_>], part: PartId) -> Timeline {
    let lives: Vec<_> = sights.iter().map(|s| s.part(part)).filter(|p| p.recognised).collect();
    let mut life = Timeline::never();
    for (i, yes) in lives.iter().enumerate() {
        for (j, no) in lives.iter().enumerate() {
            if i != j && !yes.operative.is_never() && yes.operative != no.operative {
                life.add(yes.operative.minus(&no.operative));
            }
        }
    }
    life
}

/// When a status holds in one viewpoint and not in another that recognises all that carries it in the first.
pub(super) fn status_life(sights: &[Sight<'_>], status: usize) -> Timeline {
    let mut life = Timeline::never();
    for (i, yes) in sights.iter().enumerate() {
        let here = &yes.solution.statuses[status];
        if here.holds.is_never() {
            continue;
        }
        for (j, no) in sights.iter().enumerate() {
            let there = &no.solution.statuses[status];
            if i == j || here.holds == there.holds {
                continue;
            }
            let mut differ = here.holds.minus(&there.holds);
            for title in &here.titles {
                if !differ.is_never() && !no.recognises(title.authority) {
                    differ = differ.minus(&title.carried);
                }
            }
            life.add(differ);
        }
    }
    life
}

/// When something collides over this.
pub(super) fn life(sights: &[Sight<'_>], on: &CollisionOn) -> Timeline {
    let mut life = Timeline::never();
    match on {
        CollisionOn::Part(thing) => {
            if let Some(sight) = sights.first() {
                for part in speaking(sight.model, *thing) {
                    life.add(standing_life(sights, part));
                }
            }
        }
        CollisionOn::Deed(_) | CollisionOn::Status(_) => {
            let Some(first) = sights.first() else { return life };
            let duties = &first.solution.duties;
            for (pair, contrary) in contraries(sights) {
                if about(on, &duties[pair.0 as usize]) || about(on, &duties[pair.1 as usize]) {
                    life.add(duties_life(sights, pair, &contrary));
                }
            }
            if let CollisionOn::Status(pattern) = on {
                for (i, s) in first.solution.statuses.iter().enumerate() {
                    if is(pattern, &s.status) {
                        life.add(status_life(sights, i));
                    }
                }
            }
        }
    }
    life
}

fn is(pattern: &Pattern, status: &crate::engine::GroundStatus) -> bool {
    status.name.0 == pattern.name && pattern.matches(&status.args).is_some()
}

/// Whether a duty is about this deed or status.
pub(super) fn about(on: &CollisionOn, duty: &DutyLife) -> bool {
    match (on, &duty.content) {
        (CollisionOn::Deed(pattern), GroundContent::Deed(deed)) => fits(pattern, deed),
        (CollisionOn::Status(pattern), GroundContent::That { status, .. }) => is(pattern, status),
        _ => false,
    }
}

/// What makes copies of one duty the same: where the original lives, its effect, its bearer and content.
pub(super) type SameDuty<'s> = (Option<PartId>, Option<NormId>, EffectId, Arg, &'s GroundContent);

/// In whose eyes (of a dilemma), and the duties of both sides.
type SameCollision<'s> = (Option<usize>, SameDuty<'s>, SameDuty<'s>);

pub(super) fn same(duty: &DutyLife) -> SameDuty<'_> {
    let o = duty.origin;
    (o.copied_from.or(o.part), o.norm, o.effect, duty.bearer, &duty.content)
}

/// A collision before it is put into names.
pub(super) struct Found {
    pub(super) kind: CollisionKind,
    pub(super) life: Timeline,
    pub(super) on: What,
    /// Of a dilemma: in whose eyes, as an index into the viewpoints of the record.
    pub(super) within: Option<usize>,
}

/// On what something collides.
#[derive(Clone, PartialEq)]
pub(super) enum What {
    /// The duties of each side, the original first.
    Duties([Vec<u32>; 2]),
    Parts(ThingId, Vec<PartId>),
    Status(u32),
}

/// All collisions that pass a filter, undescribed; `on` first, then the latest to begin.
pub(super) fn find(sights: &[Sight<'_>], day: Day, filter: &CollisionFilter) -> Vec<Found> {
    let Some(first) = sights.first() else { return Vec::new() };
    let wants = |kind| filter.kinds.is_empty() || filter.kinds.contains(&kind);
    let passes = |life: &Timeline| {
        if filter.on_the_day { life.at(day) != Truth::False } else { !life.is_never() }
    };
    let mut found = Vec::new();
    if wants(CollisionKind::Duties) || wants(CollisionKind::Dilemma) {
        duty_collisions(sights, &wants, &passes, &mut found);
    }
    if wants(CollisionKind::Standing) {
        standing_collisions(sights, &passes, &mut found);
    }
    if wants(CollisionKind::Status) {
        for i in 0..first.solution.statuses.len() {
            let life = status_life(sights, i);
            if passes(&life) {
                let on = What::Status(i as u32);
                found.push(Found { kind: CollisionKind::Status, life, on, within: None });
            }
        }
    }
    let urgency = |kind| match kind {
        CollisionKind::Dilemma => 0,
        CollisionKind::Duties => 1,
        CollisionKind::Standing => 2,
        CollisionKind::Status => 3,
    };
    found.sort_by_key(|f| {
        let begun = std::cmp::Reverse(latest_start(&f.life, day));
        let today = f.life.at(day) != Truth::False;
        (!today, if today { urgency(f.kind) } else { 0 }, begun, urgency(f.kind))
    });
    found
}

fn latest_start(life: &Timeline, day: Day) -> Day {
    let spans = life.possible();
    spans.iter().rev().find(|s| s.0 <= day).or_else(|| spans.first()).map_or(Day::MIN, |s| s.0)
}

fn duty_collisions(
    sights: &[Sight<'_>],
    wants: &dyn Fn(CollisionKind) -> bool,
    passes: &dyn Fn(&Timeline) -> bool,
    found: &mut Vec<Found>,
) {
    let Some(first) = sights.first() else { return };
    let duties = &first.solution.duties;
    let requires = |i: u32| match &duties[i as usize].content {
        GroundContent::That { not, .. } => !*not,
        GroundContent::Deed(_) => duties[i as usize].mode == Mode::Requires,
    };
    let mut groups: BTreeMap<SameCollision<'_>, ([Vec<u32>; 2], Timeline)> = BTreeMap::new();
    let mut add = |within: Option<usize>, pair: (u32, u32), life: Timeline| {
        if life.is_never() {
            return;
        }
        let (a, b) = if requires(pair.0) { pair } else { (pair.1, pair.0) };
        let key = (within, same(&duties[a as usize]), same(&duties[b as usize]));
        let (sides, all) = groups.entry(key).or_default();
        for (side, duty) in sides.iter_mut().zip([a, b]) {
            if !side.contains(&duty) {
                side.push(duty);
            }
        }
        all.add(life);
    };
    if wants(CollisionKind::Duties) {
        for (pair, contrary) in contraries(sights) {
            add(None, pair, duties_life(sights, pair, &contrary));
        }
    }
    if wants(CollisionKind::Dilemma) {
        for (v, sight) in sights.iter().enumerate() {
            for (i, duty) in sight.solution.duties.iter().enumerate() {
                for (j, life) in &duty.contrary {
                    if (i as u32) < *j && !duty.binds.is_never() {
                        let both = life.and(&duty.binds).and(&sight.solution.duties[*j as usize].binds);
                        add(Some(v), (i as u32, *j), both);
                    }
                }
            }
        }
    }
    for ((within, _, _), (mut sides, life)) in groups {
        if !passes(&life) {
            continue;
        }
        for side in &mut sides {
            side.sort_by_key(|&i| (duties[i as usize].origin.copied_from.is_some(), i));
        }
        let kind = if within.is_some() { CollisionKind::Dilemma } else { CollisionKind::Duties };
        found.push(Found { kind, life, on: What::Duties(sides), within });
    }
}

fn standing_collisions(sights: &[Sight<'_>], passes: &dyn Fn(&Timeline) -> bool, found: &mut Vec<Found>) {
    let Some(first) = sights.first() else { return };
    let model = first.model;
    for act in &model.acts {
        let parts = speaking(model, act.thing);
        // Parts of one act that collide on the same days are one collision.
        let mut here: Vec<(Timeline, Vec<PartId>)> = Vec::new();
        for &part in &parts {
            let life = standing_life(sights, part);
            if !passes(&life) {
                continue;
            }
            match here.iter_mut().find(|(other, _)| *other == life) {
                Some((_, list)) => list.push(part),
                None => here.push((life, vec![part])),
            }
        }
        for (life, list) in here {
            let all = list.len() == parts.len();
            let kind = CollisionKind::Standing;
            if all {
                found.push(Found { kind, life, on: What::Parts(act.thing, list), within: None });
            } else {
                for part in list {
                    let thing = model.parts[part.index()].thing.unwrap_or(act.thing);
                    let on = What::Parts(thing, vec![part]);
                    found.push(Found { kind, life: life.clone(), on, within: None });
                }
            }
        }
    }
}

/// Puts a collision into names.
pub(super) fn describe(
    asking: &Asking<'_, '_>,
    sights: &[Sight<'_>],
    found: &Found,
    day: Day,
) -> answer::Collision {
    let names = asking.session.names();
    // The day on which sides are compared: the one asked about, or the nearest one it concerns.
    let seen = nearest_day(&found.life, day);
    let on_the_day = value(found.life.at(day));
    let concerns: Vec<Interval> = when(&found.life);
    let mut needs: Vec<ActId> = Vec::new();
    let (on, title, sides, binds, by_viewpoint) = match &found.on {
        What::Duties(groups) => describe_duties(names, sights, groups, seen, &mut needs),
        What::Parts(thing, parts) => {
            let (sides, outlooks) = describe_standing(names, sights, parts, seen, &mut needs);
            (names.model.name(*thing).to_owned(), names.title(*thing), sides, None, outlooks)
        }
        What::Status(i) => {
            let (sides, outlooks) = describe_status(names, sights, *i as usize, seen, &mut needs);
            let phrase = names.status(&sights[0].solution.statuses[*i as usize].status);
            (phrase.text, phrase.name.title, sides, None, outlooks)
        }
    };
    needs.sort_unstable();
    needs.dedup();
    let made = |a: &ActId| names.model.acts[a.index()].made;
    let arose = needs.iter().map(made).reduce(|a, b| Days { lo: a.lo.max(b.lo), hi: a.hi.max(b.hi) });
    answer::Collision {
        kind: found.kind,
        on,
        title,
        on_the_day,
        concerns,
        arose: arose.and_then(naming::days),
        sides,
        binds,
        by_viewpoint,
        within: found.within.and_then(|i| sights.get(i)).map(viewpoint_name),
        rests_on: needs.into_iter().map(|a| names.act(a)).collect(),
    }
}

/// Whether a collision has to do with an organ, a person or a thing: as author, bearer or argument.
pub(super) fn involves(sights: &[Sight<'_>], found: &Found, thing: ThingId) -> bool {
    let Some(first) = sights.first() else { return false };
    let model = first.model;
    let related = |t: ThingId| model.within(t, thing) || model.within(thing, t);
    let arg = |a: &Arg| matches!(a, Arg::Thing(t) if related(*t));
    match &found.on {
        What::Duties(groups) => groups.iter().flatten().any(|&i| {
            let duty = &first.solution.duties[i as usize];
            let args = match &duty.content {
                GroundContent::Deed(deed) => &deed.args,
                GroundContent::That { status, .. } => &status.args,
            };
            arg(&duty.bearer) || args.iter().any(arg)
        }),
        What::Parts(_, parts) => {
            parts.iter().any(|p| related(model.acts[model.parts[p.index()].act.index()].author))
        }
        What::Status(i) => first.solution.statuses[*i as usize].status.args.iter().any(arg),
    }
}

fn nearest_day(life: &Timeline, day: Day) -> Day {
    let spans = life.possible();
    let before = spans.iter().rev().find(|s| s.0 <= day);
    match before {
        Some(&(_, end)) if end <= day => end.plus_days(-1),
        Some(_) => day,
        None => spans.first().map_or(day, |s| s.0),
    }
}

type Described = (String, answer::Text, Vec<Side>, Option<answer::Named>, Vec<Outlook>);

fn describe_duties(
    names: Naming<'_>,
    sights: &[Sight<'_>],
    groups: &[Vec<u32>; 2],
    day: Day,
    needs: &mut Vec<ActId>,
) -> Described {
    let duties = &sights[0].solution.duties;
    // The member of a group that works speaks for it: the original, unless only a copy exists.
    let speaker = |group: &[u32]| {
        let exists =
            |&&i: &&u32| sights.iter().any(|s| s.solution.duties[i as usize].exists.at(day) == Truth::True);
        *group.iter().find(exists).unwrap_or(&group[0])
    };
    let speakers = [speaker(&groups[0]), speaker(&groups[1])];
    let mut sides = Vec::new();
    for (group, &i) in groups.iter().zip(&speakers) {
        let duty = &duties[i as usize];
        if let Some(part) = duty.origin.part {
            needs.push(names.act_of(part));
        }
        if let Some(norm) = duty.origin.norm
            && let NormOf::Part(part) = names.model.norms[norm.index()].of
        {
            needs.push(names.act_of(part));
        }
        let positive = match &duty.content {
            GroundContent::That { not, .. } => !*not,
            GroundContent::Deed(_) => duty.mode == Mode::Requires,
        };
        let deadline = sights
            .iter()
            .map(|s| &s.solution.duties[i as usize])
            .find_map(|d| current(d, day).and_then(|o| o.deadline_on(day)));
        sides.push(Side {
            name: names.origin(duty.origin).to_owned(),
            act: duty.origin.part.map(|p| names.act(names.act_of(p))),
            norm: duty.origin.norm.map(|n| names.norm(n)),
            authority: names.authority(duty.authority),
            says: if positive { Says::Requires } else { Says::Forbids },
            content: Some(names.content(&duty.content)),
            bearer: Some(names.named_arg(duty.bearer)),
            deadline: deadline.and_then(naming::days),
            repeated_by: group
                .iter()
                .filter(|&&other| other != i)
                .map(|&other| names.origin(duties[other as usize].origin).to_owned())
                .collect(),
        });
    }
    let [a, b] = speakers.map(|i| &duties[i as usize]);
    let narrower = match (a.bearer, b.bearer) {
        (Arg::Thing(x), Arg::Thing(y)) if !names.model.within(x, y) && names.model.within(y, x) => b.bearer,
        _ => a.bearer,
    };
    let outlooks = sights
        .iter()
        .map(|s| {
            let states: Vec<State> = groups
                .iter()
                .map(|group| {
                    let of = |&i: &u32| s.binding(&s.solution.duties[i as usize], day);
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
    let phrase = names.content(&a.content);
    let on = phrase.text.strip_prefix("not ").unwrap_or(&phrase.text).to_owned();
    (on, phrase.name.title, sides, Some(names.named_arg(narrower)), outlooks)
}

/// The liveliest of several copies speaks for all.
pub(super) fn liveliness(state: State) -> u8 {
    match state {
        State::Binds => 0,
        State::Yields => 1,
        State::Dormant => 2,
        State::Undetermined => 3,
        State::Absent => 4,
        State::Unrecognised => 5,
        _ => 6,
    }
}

fn viewpoint_name(sight: &Sight<'_>) -> String {
    sight.model.viewpoints[sight.solution.horizon.viewpoint.index()].name.to_string()
}

/// A side of which the reason is an act, or nobody in particular.
fn plain_side(name: String, reason: &answer::Reason, says: Says) -> Side {
    Side {
        name: reason.by.clone().unwrap_or(name),
        act: reason.act.clone(),
        norm: reason.norm.clone(),
        authority: reason.act.as_ref().map(|a| a.author.clone()).unwrap_or_default(),
        says,
        content: None,
        bearer: None,
        deadline: None,
        repeated_by: Vec::new(),
    }
}

fn describe_standing(
    names: Naming<'_>,
    sights: &[Sight<'_>],
    parts: &[PartId],
    day: Day,
    needs: &mut Vec<ActId>,
) -> (Vec<Side>, Vec<Outlook>) {
    let Some(&part) = parts.first() else { return Default::default() };
    let mut sides: [Option<Side>; 2] = [None, None];
    let mut outlooks = Vec::new();
    needs.push(names.act_of(part));
    for sight in sights {
        let state = sight.part_state(part, day);
        let life = sight.part(part);
        let truth = life.operative.at(day);
        let mut prevails = None;
        if life.recognised && truth != Truth::Undetermined {
            reason::acts_behind(sight, part, day, needs);
            let (slot, says) = if truth == Truth::True { (0, Says::Yes) } else { (1, Says::No) };
            sides[slot].get_or_insert_with(|| {
                plain_side(names.part(part).to_owned(), &reason::of_part(sight, part, day), says)
            });
            prevails = Some(slot);
        }
        outlooks.push(Outlook { viewpoint: viewpoint_name(sight), prevails, sides: vec![state] });
    }
    (both(sides, names.part(part)), outlooks)
}

/// Both sides; one that nobody takes on the day has nothing but its word.
fn both(sides: [Option<Side>; 2], name: &str) -> Vec<Side> {
    sides
        .into_iter()
        .zip([Says::Yes, Says::No])
        .map(|(side, says)| {
            side.unwrap_or_else(|| Side {
                name: name.to_owned(),
                act: None,
                norm: None,
                authority: answer::Named::default(),
                says,
                content: None,
                bearer: None,
                deadline: None,
                repeated_by: Vec::new(),
            })
        })
        .collect()
}

fn describe_status(
    names: Naming<'_>,
    sights: &[Sight<'_>],
    status: usize,
    day: Day,
    needs: &mut Vec<ActId>,
) -> (Vec<Side>, Vec<Outlook>) {
    let mut sides: [Option<Side>; 2] = [None, None];
    let mut outlooks = Vec::new();
    for sight in sights {
        let life = &sight.solution.statuses[status];
        let truth = life.holds.at(day);
        let yes = truth == Truth::True;
        let reason = reason::of_status(sight, life, day);
        if let Some(act) = &reason.act
            && let Some(ThingKind::Act(id)) =
                names.model.thing(&act.name).map(|t| names.model.things[t.index()].kind)
        {
            needs.push(id);
        }
        for title in &life.titles {
            if let (Some(part), Truth::True) = (title.origin.part, title.carried.at(day)) {
                needs.push(names.act_of(part));
            }
        }
        let state = match truth {
            Truth::True => State::Holds,
            Truth::False => State::DoesNotHold,
            Truth::Undetermined => State::Undetermined,
        };
        let (slot, says) = if yes { (0, Says::Yes) } else { (1, Says::No) };
        if truth != Truth::Undetermined {
            sides[slot].get_or_insert_with(|| plain_side(names.status_text(&life.status), &reason, says));
        }
        let prevails = (truth != Truth::Undetermined).then_some(slot);
        outlooks.push(Outlook { viewpoint: viewpoint_name(sight), prevails, sides: vec![state] });
    }
    (both(sides, &names.status_text(&sights[0].solution.statuses[status].status)), outlooks)
}
