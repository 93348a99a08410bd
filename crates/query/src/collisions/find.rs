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

/// Every permission with a prohibition of what it permits, and when it is one in some viewpoint; the permission first.
fn permissions(snapshots: &[Snapshot<'_>]) -> BTreeMap<(DutyId, DutyId), Timeline> {
    let mut pairs: BTreeMap<(DutyId, DutyId), Timeline> = BTreeMap::new();
    for snapshot in snapshots {
        for (i, duty) in snapshot.solution.duties.iter_enumerated() {
            for (j, life) in duty.prohibited.iter().filter(|(_, life)| !life.is_never()) {
                pairs.entry((i, *j)).or_default().add(life.clone());
            }
        }
    }
    pairs
}

/// By duty: a life that it has in each viewpoint, added up.
fn somewhere(snapshots: &[Snapshot<'_>], life: impl Fn(&DutyLife) -> Timeline) -> IndexVec<DutyId, Timeline> {
    let mut all: IndexVec<DutyId, Timeline> = IndexVec::new();
    for snapshot in snapshots {
        all.resize_with(snapshot.solution.duties.len(), Timeline::never);
        all.iter_mut().zip(&snapshot.solution.duties).for_each(|(all, duty)| all.add(life(duty)));
    }
    all
}

/// Whether a duty exists on a day in some viewpoint, or may.
pub(crate) fn exists_somewhere(snapshots: &[Snapshot<'_>], duty: DutyId, day: Day) -> bool {
    snapshots.iter().any(|s| s.solution.duties[duty].exists.at(day) != Truth::False)
}

/// When a duty exists and what it asks for is possible and not done. A recurring duty goes on.
fn open(duty: &DutyLife) -> Timeline {
    let possible = duty.exists.minus(&duty.impossible);
    match &duty.occurrences[..] {
        [only] => possible.minus(&only.served),
        _ => possible,
    }
}

/// When duties collide, pair by pair: contrary duties while each exists in some viewpoint and the deed is still to do; a
/// permission and a prohibition while one binds in one viewpoint and the other in another.
fn colliding(snapshots: &[Snapshot<'_>]) -> Vec<((DutyId, DutyId), Timeline)> {
    let contraries = contraries(snapshots);
    let lives = if contraries.is_empty() { IndexVec::new() } else { somewhere(snapshots, open) };
    let contrary = contraries.into_iter().map(|((a, b), when)| ((a, b), when.and(&lives[a]).and(&lives[b])));
    let permitted = permissions(snapshots).into_iter().map(|((p, f), when)| {
        let (mut allowed, mut barred) = (Timeline::never(), Timeline::never());
        for snapshot in snapshots {
            let [may, must_not] = [p, f].map(|i| &snapshot.solution.duties[i]);
            allowed.add(may.binds.clone());
            barred.add(snapshot.binds_on(must_not, may.bearer));
        }
        ((p, f), when.and(&allowed).and(&barred))
    });
    contrary.chain(permitted).filter(|(_, life)| !life.is_never()).collect()
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
            for (pair, when) in colliding(snapshots) {
                if about(on, &duties[pair.0]) || about(on, &duties[pair.1]) {
                    life.add(when);
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

pub(crate) fn same(duty: &DutyLife) -> SameDuty<'_> {
    let o = duty.origin;
    (o.copied_from.or(o.part), o.norm, o.effect, duty.bearer, &duty.content)
}

/// A collision before it is put into names.
pub(crate) struct FoundCollision {
    pub(crate) kind: CollisionKind,
    pub(crate) life: Timeline,
    pub(crate) on: CollisionSubject,
    /// Of duties: the viewpoints, as indices into those of the record, in which both sides bind, and when.
    pub(crate) dilemmas: Vec<(usize, Timeline)>,
}

/// On what something collides.
#[derive(Clone, PartialEq)]
pub(crate) enum CollisionSubject {
    /// The duties of each side: those that repeat one another together, the original first.
    Duties([Vec<Vec<DutyId>>; 2]),
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
    let of_duties = [
        CollisionKind::Duties,
        CollisionKind::Incompatible,
        CollisionKind::Permission,
        CollisionKind::Dilemma,
    ];
    if of_duties.into_iter().any(wants) {
        duty_collisions(snapshots, day, &wants, &passes, &mut found);
    }
    if wants(CollisionKind::Standing) {
        standing_collisions(snapshots, &passes, &mut found);
    }
    if wants(CollisionKind::Status) {
        for i in first.solution.statuses.indices() {
            let life = status_life(snapshots, i);
            if passes(&life) {
                let on = CollisionSubject::Status(i);
                found.push(FoundCollision { kind: CollisionKind::Status, life, on, dilemmas: Vec::new() });
            }
        }
    }
    let urgency = |kind| match kind {
        CollisionKind::Dilemma => 0,
        CollisionKind::Duties => 1,
        CollisionKind::Incompatible => 2,
        CollisionKind::Permission => 3,
        CollisionKind::Standing => 4,
        CollisionKind::Status => 5,
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

/// What is one dispute: what is asked for, and of whose organs.
type Dispute<'s> = (&'s GroundContent, Arg);

/// The pairs of one dispute.
#[derive(Default)]
struct Pairs<'s> {
    sides: [BTreeMap<SameDuty<'s>, Vec<DutyId>>; 2],
    life: Timeline,
    dilemmas: BTreeMap<usize, Timeline>,
}

/// Duties over one deed or status on the organs of one order are one collision, however many acts order or forbid it.
fn duty_collisions(
    snapshots: &[Snapshot<'_>],
    day: Day,
    wants: &dyn Fn(CollisionKind) -> bool,
    passes: &dyn Fn(&Timeline) -> bool,
    found: &mut Vec<FoundCollision>,
) {
    let Some(first) = snapshots.first() else { return };
    let duties = &first.solution.duties;
    let mut disputes: BTreeMap<Dispute<'_>, Pairs<'_>> = BTreeMap::new();
    for ((a, b), life) in colliding(snapshots) {
        let (asks, against) = if asks(&duties[a]) { (a, b) } else { (b, a) };
        let bearer = match duties[asks].bearer {
            Arg::Thing(thing) => Arg::Thing(first.model.order_of(thing)),
            other => other,
        };
        let pairs = disputes.entry((&duties[asks].content, bearer)).or_default();
        for (side, duty) in pairs.sides.iter_mut().zip([asks, against]) {
            let copies = side.entry(same(&duties[duty])).or_default();
            if !copies.contains(&duty) {
                copies.push(duty);
            }
        }
        for (v, snapshot) in snapshots.iter().enumerate() {
            let [must, must_not] = [asks, against].map(|i| &snapshot.solution.duties[i]);
            let both = life.and(&must.binds).and(&snapshot.binds_on(must_not, must.bearer));
            if !both.is_never() {
                pairs.dilemmas.entry(v).or_default().add(both);
            }
        }
        pairs.life.add(life);
    }
    for ((_, _), pairs) in disputes {
        let mut dilemma = Timeline::never();
        pairs.dilemmas.values().for_each(|life| dilemma.add(life.clone()));
        let seen = nearest_day(&pairs.life, day);
        let there = |d: &&DutyId| exists_somewhere(snapshots, **d, seen);
        let present = |side: usize| pairs.sides[side].values().flatten().filter(there);
        let ordered = present(0).any(|&d| duties[d].mode != Mode::Permits);
        let forbidden = present(1).any(|&d| !asks(&duties[d]));
        let plain = match (ordered, forbidden) {
            (true, true) => CollisionKind::Duties,
            (true, false) => CollisionKind::Incompatible,
            _ => CollisionKind::Permission,
        };
        let life = if wants(plain) { pairs.life } else { dilemma.clone() };
        if !passes(&life) {
            continue;
        }
        let sure = dilemma.at(nearest_day(&life, day)) == Truth::True;
        let kind = if sure || !wants(plain) { CollisionKind::Dilemma } else { plain };
        let sides = pairs.sides.map(|side| {
            let mut rows: Vec<Vec<DutyId>> = side.into_values().collect();
            // Orders before permissions.
            rows.sort_by_key(|row| duties[row[0]].mode == Mode::Permits);
            rows.iter_mut().for_each(|row| row.sort_by_key(|&i| (duties[i].origin.copied_from.is_some(), i)));
            rows
        });
        let dilemmas = pairs.dilemmas.into_iter().collect();
        found.push(FoundCollision { kind, life, on: CollisionSubject::Duties(sides), dilemmas });
    }
}

/// Whether a duty is on the side of those that ask for something, or allow it.
fn asks(duty: &DutyLife) -> bool {
    match &duty.content {
        GroundContent::That { not, .. } => !*not,
        GroundContent::Deed(_) => duty.mode != Mode::Forbids,
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
                    dilemmas: Vec::new(),
                });
            } else {
                for part in list {
                    let thing = model[part].thing.unwrap_or(act.thing);
                    let on = CollisionSubject::Parts(thing, vec![part]);
                    found.push(FoundCollision { kind, life: life.clone(), on, dilemmas: Vec::new() });
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
        CollisionSubject::Duties(sides) => sides.iter().flatten().flatten().any(|&i| {
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
