//! Finds where viewpoints contradict one another (`docs/semantics.md`, §11).

use std::collections::BTreeMap;

use crate::answer::{CollisionKind, State};
use vigente_engine::{DutyId, DutyLife, GroundContent, GroundStatusId, Timeline, Truth};
use vigente_model::*;

use crate::CollisionFilter;
use crate::Question;
use crate::evaluate::{fits, speaking};
use crate::names::resolve::{CollisionOn, Pattern};
use crate::snapshot::{Snapshot, args_of};

/// Two contrary duties, by index, and when they are contrary in some viewpoint; the lower index first.
pub(crate) fn contraries(snapshots: &[Snapshot<'_>]) -> BTreeMap<(DutyId, DutyId), Timeline> {
    let mut pairs: BTreeMap<(DutyId, DutyId), Timeline> = BTreeMap::new();
    for snapshot in snapshots {
        for (i, duty) in snapshot.solution.duties.iter_enumerated() {
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
fn exists_somewhere(snapshots: &[Snapshot<'_>], duty: DutyId) -> Timeline {
    let mut life = Timeline::never();
    for snapshot in snapshots {
        life.add(snapshot.solution.duties[duty].exists.clone());
    }
    life
}

/// When two contrary duties collide.
fn duties_life(snapshots: &[Snapshot<'_>], (a, b): (DutyId, DutyId), contrary: &Timeline) -> Timeline {
    contrary.and(&exists_somewhere(snapshots, a)).and(&exists_somewhere(snapshots, b))
}

/// When a part is operative in one viewpoint and not in another that recognises its author.
pub(crate) fn standing_life(snapshots: &[Snapshot<'_>], part: PartId) -> Timeline {
    let lives: Vec<_> = snapshots.iter().map(|s| s.part(part)).filter(|p| p.recognised).collect();
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
pub(crate) fn status_life(snapshots: &[Snapshot<'_>], status: GroundStatusId) -> Timeline {
    let mut life = Timeline::never();
    for (i, yes) in snapshots.iter().enumerate() {
        let here = &yes.solution.statuses[status];
        if here.holds.is_never() {
            continue;
        }
        for (j, no) in snapshots.iter().enumerate() {
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
            if let Some((_, elsewhere)) = &here.read {
                // Over what another matter says, authorities collide there.
                differ = differ.minus(elsewhere);
            }
            life.add(differ);
        }
    }
    life
}

/// When something collides over this.
pub(crate) fn life(snapshots: &[Snapshot<'_>], on: &CollisionOn) -> Timeline {
    let mut life = Timeline::never();
    match on {
        CollisionOn::Part(thing) => {
            if let Some(snapshot) = snapshots.first() {
                for part in speaking(snapshot.model, *thing) {
                    life.add(standing_life(snapshots, part));
                }
            }
        }
        CollisionOn::Deed(_) | CollisionOn::Status(_) => {
            let Some(first) = snapshots.first() else { return life };
            let duties = &first.solution.duties;
            for (pair, contrary) in contraries(snapshots) {
                if about(on, &duties[pair.0]) || about(on, &duties[pair.1]) {
                    life.add(duties_life(snapshots, pair, &contrary));
                }
            }
            if let CollisionOn::Status(pattern) = on {
                for (i, s) in first.solution.statuses.iter_enumerated() {
                    if is(pattern, &s.status) {
                        life.add(status_life(snapshots, i));
                    }
                }
            }
        }
    }
    life
}

fn is(pattern: &Pattern<StatusId>, status: &vigente_engine::GroundStatus) -> bool {
    status.name == pattern.name && pattern.matches(&status.args).is_some()
}

/// Whether a duty is about this deed or status.
pub(crate) fn about(on: &CollisionOn, duty: &DutyLife) -> bool {
    match (on, &duty.content) {
        (CollisionOn::Deed(pattern), GroundContent::Deed(deed)) => fits(pattern, deed),
        (CollisionOn::Status(pattern), GroundContent::That { status, .. }) => is(pattern, status),
        _ => false,
    }
}

/// What makes copies of one duty the same: where the original lives, its effect, its bearer and content.
pub(crate) type SameDuty<'s> = (Option<PartId>, Option<NormId>, EffectId, Arg, &'s GroundContent);

/// In whose eyes (of a dilemma), and the duties of both sides.
type SameCollision<'s> = (Option<usize>, SameDuty<'s>, SameDuty<'s>);

pub(crate) fn same(duty: &DutyLife) -> SameDuty<'_> {
    let o = duty.origin;
    (o.copied_from.or(o.part), o.norm, o.effect, duty.bearer, &duty.content)
}

/// A collision before it is put into names.
pub(crate) struct FoundCollision {
    pub(crate) kind: CollisionKind,
    pub(crate) life: Timeline,
    pub(crate) on: CollisionSubject,
    /// Of a dilemma: in whose eyes, as an index into the viewpoints of the record.
    pub(crate) within: Option<usize>,
}

/// On what something collides.
#[derive(Clone, PartialEq)]
pub(crate) enum CollisionSubject {
    /// The duties of each side, the original first.
    Duties([Vec<DutyId>; 2]),
    Parts(ThingId, Vec<PartId>),
    Status(GroundStatusId),
}

/// The collisions that a question asks for.
pub(crate) fn concerning(
    snapshots: &[Snapshot<'_>],
    question: &Question,
    filter: &CollisionFilter,
) -> Vec<FoundCollision> {
    let mut found = find(snapshots, question.on, filter);
    if let Some(thing) = question.concerning {
        found.retain(|f| involves(snapshots, f, thing));
    }
    found
}

/// All collisions that pass a filter, undescribed; `on` first, then the latest to begin.
pub(crate) fn find(snapshots: &[Snapshot<'_>], day: Day, filter: &CollisionFilter) -> Vec<FoundCollision> {
    let Some(first) = snapshots.first() else { return Vec::new() };
    let wants = |kind| filter.kinds.is_empty() || filter.kinds.contains(&kind);
    let passes = |life: &Timeline| {
        if filter.on_the_day { life.at(day) != Truth::False } else { !life.is_never() }
    };
    let mut found = Vec::new();
    if wants(CollisionKind::Duties) || wants(CollisionKind::Dilemma) {
        duty_collisions(snapshots, &wants, &passes, &mut found);
    }
    if wants(CollisionKind::Standing) {
        standing_collisions(snapshots, &passes, &mut found);
    }
    if wants(CollisionKind::Status) {
        for i in first.solution.statuses.indices() {
            let life = status_life(snapshots, i);
            if passes(&life) {
                let on = CollisionSubject::Status(i);
                found.push(FoundCollision { kind: CollisionKind::Status, life, on, within: None });
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
    snapshots: &[Snapshot<'_>],
    wants: &dyn Fn(CollisionKind) -> bool,
    passes: &dyn Fn(&Timeline) -> bool,
    found: &mut Vec<FoundCollision>,
) {
    let Some(first) = snapshots.first() else { return };
    let duties = &first.solution.duties;
    let requires = |i: DutyId| match &duties[i].content {
        GroundContent::That { not, .. } => !*not,
        GroundContent::Deed(_) => duties[i].mode == Mode::Requires,
    };
    let mut groups: BTreeMap<SameCollision<'_>, ([Vec<DutyId>; 2], Timeline)> = BTreeMap::new();
    let mut add = |within: Option<usize>, pair: (DutyId, DutyId), life: Timeline| {
        if life.is_never() {
            return;
        }
        let (a, b) = if requires(pair.0) { pair } else { (pair.1, pair.0) };
        let key = (within, same(&duties[a]), same(&duties[b]));
        let (sides, all) = groups.entry(key).or_default();
        for (side, duty) in sides.iter_mut().zip([a, b]) {
            if !side.contains(&duty) {
                side.push(duty);
            }
        }
        all.add(life);
    };
    if wants(CollisionKind::Duties) {
        for (pair, contrary) in contraries(snapshots) {
            add(None, pair, duties_life(snapshots, pair, &contrary));
        }
    }
    if wants(CollisionKind::Dilemma) {
        for (v, snapshot) in snapshots.iter().enumerate() {
            for (i, duty) in snapshot.solution.duties.iter_enumerated() {
                for (j, life) in &duty.contrary {
                    if i < *j && !duty.binds.is_never() {
                        let both = life.and(&duty.binds).and(&snapshot.solution.duties[*j].binds);
                        add(Some(v), (i, *j), both);
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
            side.sort_by_key(|&i| (duties[i].origin.copied_from.is_some(), i));
        }
        let kind = if within.is_some() { CollisionKind::Dilemma } else { CollisionKind::Duties };
        found.push(FoundCollision { kind, life, on: CollisionSubject::Duties(sides), within });
    }
}

fn standing_collisions(
    snapshots: &[Snapshot<'_>],
    passes: &dyn Fn(&Timeline) -> bool,
    found: &mut Vec<FoundCollision>,
) {
    let Some(first) = snapshots.first() else { return };
    let model = first.model;
    for act in &model.acts {
        let parts = speaking(model, act.thing);
        // Parts of one act that collide on the same days are one collision.
        let mut here: Vec<(Timeline, Vec<PartId>)> = Vec::new();
        for &part in &parts {
            let life = standing_life(snapshots, part);
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
                found.push(FoundCollision {
                    kind,
                    life,
                    on: CollisionSubject::Parts(act.thing, list),
                    within: None,
                });
            } else {
                for part in list {
                    let thing = model[part].thing.unwrap_or(act.thing);
                    let on = CollisionSubject::Parts(thing, vec![part]);
                    found.push(FoundCollision { kind, life: life.clone(), on, within: None });
                }
            }
        }
    }
}

/// Whether a collision has to do with an organ, a person or a thing: as author, bearer or argument.
fn involves(snapshots: &[Snapshot<'_>], found: &FoundCollision, thing: ThingId) -> bool {
    let Some(first) = snapshots.first() else { return false };
    let model = first.model;
    let related = |t: ThingId| model.within(t, thing) || model.within(thing, t);
    let arg = |a: &Arg| matches!(a, Arg::Thing(t) if related(*t));
    match &found.on {
        CollisionSubject::Duties(groups) => groups.iter().flatten().any(|&i| {
            let duty = &first.solution.duties[i];
            arg(&duty.bearer) || args_of(&duty.content).iter().any(arg)
        }),
        CollisionSubject::Parts(_, parts) => parts.iter().any(|p| related(model[model[*p].act].author)),
        CollisionSubject::Status(i) => first.solution.statuses[*i].status.args.iter().any(arg),
    }
}

pub(crate) fn nearest_day(life: &Timeline, day: Day) -> Day {
    let spans = life.possible();
    let before = spans.iter().rev().find(|s| s.0 <= day);
    match before {
        Some(&(_, end)) if end <= day => end.plus_days(-1),
        Some(_) => day,
        None => spans.first().map_or(day, |s| s.0),
    }
}

/// The liveliest of several copies speaks for all.
pub(crate) fn liveliness(state: State) -> u8 {
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
