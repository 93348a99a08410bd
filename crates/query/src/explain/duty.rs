//! Explains duties and collisions.

use crate::answer::{Node, NodeKind, Value};
use vigente_engine::{DutyId, GroundContent, Truth};
use vigente_model::{Day, Mode};

use crate::CollisionFilter;
use crate::collisions::find::{self, CollisionSubject};
use crate::duties::list;
use crate::explain::why::Teller;
use crate::names::labels;
use crate::names::resolve::CollisionOn;
use crate::periods::intervals::{value, when};
use crate::snapshot::{Snapshot, current, performance};

/// How much is told of a duty.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Telling {
    /// That it is there.
    Named,
    /// Why it binds or not.
    Binding,
    /// Also what has become of it, and what is said of it.
    Whole,
}

/// Why a duty binds or not, and what has become of it.
pub(crate) fn duty(teller: &mut Teller<'_, '_>, index: DutyId, telling: Telling) -> Node {
    let snapshot = teller.snapshot;
    let names = teller.names();
    let day = teller.day;
    let duty = &snapshot.solution.duties[index];
    let origin = duty.origin;
    let mut node = teller.node(NodeKind::Duty, value(duty.binds.at(day)), names.duty_name(origin).to_owned());
    node.act = origin.part.map(|p| names.act(names.act_of(p)));
    node.norm = origin.norm.map(|n| names.norm(n));
    node.state = Some(snapshot.binding(duty, day));
    node.when = when(&duty.binds);
    teller.cite(&mut node, origin.effect, origin.part);
    // What it comes to with its variables filled in.
    if origin.norm.is_some() {
        node.other = Some(format!("{} {}", names.arg(duty.bearer), names.content_text(&duty.content)));
    }
    if telling == Telling::Named {
        return node;
    }
    if let Some(carrier) = snapshot.reasons.duty(index) {
        teller.at_work(&mut node, &carrier);
    }
    if duty.mode == Mode::Urges {
        let mut step = teller.node(NodeKind::AnOrder, Value::False, node.what.clone());
        step.decides = true;
        node.children.push(step);
    }
    for stroke in teller.snapshot.reasons.discharges(index) {
        let discharge = teller.stroke(NodeKind::Discharge, &stroke, &[]);
        node.children.push(discharge);
    }
    yields(teller, &mut node, index);
    if telling == Telling::Binding {
        return node;
    }
    deadline(teller, &mut node, index);
    done(teller, &mut node, index);
    node.children.extend(said(teller, index));
    node
}

/// The contrary duties, those that make it yield first.
fn yields(teller: &mut Teller<'_, '_>, node: &mut Node, index: DutyId) {
    let snapshot = teller.snapshot;
    let names = teller.names();
    let day = teller.day;
    let duty = &snapshot.solution.duties[index];
    let yields_to = |i: DutyId| duty.yields_to.iter().find(|(j, _)| *j == i).map(|(_, life)| life);
    let permissions = duty.yields_to.iter().filter(|(i, _)| !duty.contrary.iter().any(|(j, _)| j == i));
    let others: Vec<DutyId> = duty.contrary.iter().chain(permissions).map(|(i, _)| *i).collect();
    let mut steps = Vec::new();
    for other in others {
        let life = &snapshot.solution.duties[other];
        let yielding = yields_to(other).map_or(Truth::False, |l| l.at(day));
        if life.exists.at(day) == Truth::False && yielding == Truth::False {
            continue;
        }
        let mut step = self::duty(teller, other, Telling::Named);
        step.other = Some(std::mem::replace(&mut step.what, names.duty_name(duty.origin).to_owned()));
        step.ranks = Some((level(snapshot, index), level(snapshot, other)));
        if yielding == Truth::False {
            step.kind = NodeKind::Contrary;
            step.value = value(life.exists.at(day));
        } else {
            step.kind = NodeKind::Yields;
            step.value = value(yielding);
            step.decides = yielding == Truth::True;
        }
        steps.push(step);
    }
    steps.sort_by_key(|s| !s.decides);
    node.children.extend(steps);
}

fn level(snapshot: &Snapshot<'_>, duty: DutyId) -> Option<u32> {
    let authority = snapshot.solution.duties[duty].authority;
    snapshot.ranks.level(authority)
}

fn deadline(teller: &mut Teller<'_, '_>, node: &mut Node, index: DutyId) {
    let day = teller.day;
    let duty = &teller.snapshot.solution.duties[index];
    let Some(deadline) = current(duty, day).and_then(|o| o.deadline_on(day)) else { return };
    let mut step = teller.node(NodeKind::Deadline, Value::True, node.what.clone());
    step.day = labels::days(deadline);
    node.children.push(step);
}

/// What has become of it, with the deeds.
fn done(teller: &mut Teller<'_, '_>, node: &mut Node, index: DutyId) {
    let snapshot = teller.snapshot;
    let day = teller.day;
    let duty = &snapshot.solution.duties[index];
    let Some(state) = performance(duty, day) else { return };
    let mut step = teller.node(NodeKind::Performance, Value::True, node.what.clone());
    step.state = Some(state);
    step.children = list::doing(snapshot, duty, day).into_iter().map(|i| teller.deed(i)).collect();
    if let GroundContent::That { status, .. } = &duty.content {
        step.children.extend(teller.status_of(status));
    }
    node.children.push(step);
}

/// What had become of a duty by a day, with the deeds, findings and claims: what a condition asks.
pub(crate) fn by_then(teller: &mut Teller<'_, '_>, index: DutyId, day: Day) -> Node {
    let snapshot = teller.snapshot;
    let duty = &snapshot.solution.duties[index];
    let asked = std::mem::replace(&mut teller.day, day);
    let what = teller.names().origin(duty.origin).to_owned();
    let mut step = teller.node(NodeKind::Performance, Value::True, what);
    step.state = Some(performance(duty, day).unwrap_or_else(|| snapshot.binding(duty, day)));
    step.day = labels::day(day);
    step.children = list::doing(snapshot, duty, day).into_iter().map(|i| teller.deed(i)).collect();
    step.children.extend(said(teller, index));
    teller.day = asked;
    step
}

/// Findings and claims.
pub(crate) fn said(teller: &mut Teller<'_, '_>, index: DutyId) -> Vec<Node> {
    let mut nodes = Vec::new();
    let snapshot = teller.snapshot;
    let duty = &snapshot.solution.duties[index];
    let mut all = snapshot.reasons.statements(index);
    all.sort_by_key(|s| s.effect);
    for said in all {
        let (kind, all) = match said.claim {
            true => (NodeKind::Claim, &duty.claimed),
            false => (NodeKind::Finding, &duty.assessed),
        };
        if teller.day < said.as_of.lo {
            // What is said later is nothing to this day.
            continue;
        }
        let (part, outcome) = (said.part, said.outcome);
        let prevails =
            all.iter().find(|(o, _)| *o == outcome).map_or(Truth::False, |(_, l)| l.at(teller.day));
        let mut step = teller.part_node(kind, prevails, part);
        step.other = Some(labels::outcome_word(outcome).to_owned());
        step.day = labels::days(said.as_of);
        teller.cite(&mut step, said.effect, Some(part));
        nodes.push(step);
    }
    nodes
}

/// The collisions over a deed, a status or a part, on the day or else on any.
pub(crate) fn collisions(
    teller: &mut Teller<'_, '_>,
    snapshots: &[Snapshot<'_>],
    on: &CollisionOn,
) -> Vec<Node> {
    let day = teller.day;
    let mut all = find::find(snapshots, day, &CollisionFilter::default());
    let Some(first) = snapshots.first() else { return Vec::new() };
    all.retain(|found| match (&found.on, on) {
        (CollisionSubject::Duties(groups), CollisionOn::Deed(_) | CollisionOn::Status(_)) => {
            groups.iter().flatten().flatten().any(|&i| find::about(on, &first.solution.duties[i]))
        }
        (CollisionSubject::Parts(_, parts), CollisionOn::Part(thing)) => {
            let asked = crate::evaluate::speaking(first.model, *thing);
            parts.iter().any(|p| asked.contains(p))
        }
        (CollisionSubject::Status(i), CollisionOn::Status(pattern)) => {
            let status = &first.solution.statuses[*i].status;
            status.name == pattern.name && pattern.matches(&status.args).is_some()
        }
        _ => false,
    });
    let names = teller.names();
    let mut nodes = Vec::new();
    for found in &all {
        let truth = found.life.at(day);
        let what = match &found.on {
            CollisionSubject::Duties(groups) => {
                names.content_text(&first.solution.duties[groups[0][0][0]].content)
            }
            CollisionSubject::Parts(thing, _) => first.model.name(*thing).to_owned(),
            CollisionSubject::Status(i) => names.status_text(&first.solution.statuses[*i].status),
        };
        let mut node = teller.node(NodeKind::Collision, value(truth), what);
        node.when = when(&found.life);
        match &found.on {
            CollisionSubject::Duties(groups) => {
                for i in groups.iter().flatten().flatten() {
                    let side = duty(teller, *i, Telling::Binding);
                    node.children.push(side);
                }
            }
            CollisionSubject::Parts(_, parts) => {
                for &part in parts {
                    node.children.extend(teller.part(part));
                }
            }
            CollisionSubject::Status(i) => {
                let status = &teller.snapshot.solution.statuses[*i].status;
                node.children.extend(teller.status_of(status));
            }
        }
        nodes.push(node);
    }
    nodes
}
