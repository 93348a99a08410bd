//! A world goes in; what void norms catch when it is made, judged by the record as it stood just before, comes out.

use std::sync::Arc;

use vigente_model::{ActId, NormOf};

use super::Truth;
use super::calls::NONE;
use super::plan::{Node, Plan};
use super::timeline::Timeline;
use super::world::{Record, Stand, World};
use super::{Authority, DaySet};

/// Judges every birth. Fact statuses that hang on law (by an anchor) are taken from `facts`, where they are given.
pub(super) fn judge_all(world: &mut World<'_, '_>, facts: Option<&[Timeline]>) {
    let plan = world.plan;
    if plan.ground.voids.is_empty() {
        return;
    }
    world.caught = vec![Truth::Undetermined; plan.ground.voids.len()];
    settle_facts(world, facts);
    let mut restricted: Vec<u32> = Vec::new();
    for v in 0..plan.ground.voids.len() as u32 {
        if needs_restricted(plan, v) {
            restricted.push(v);
        } else {
            world.caught[v as usize] = judge(world, world, v);
        }
    }
    if restricted.is_empty() {
        return;
    }
    let mut before = Before::new(world);
    for cluster in clusters(plan, &restricted) {
        // Births of one day may hang on one another: from knowing nothing, until nothing new is learnt.
        loop {
            let mut changed = false;
            for (act, voids) in &cluster {
                before.settle(*act, voids);
                for &v in voids {
                    let caught = judge(world, &before.world, v);
                    changed |= caught != world.caught[v as usize];
                    world.caught[v as usize] = caught;
                    before.world.caught[v as usize] = caught;
                }
            }
            if !changed || cluster.len() == 1 {
                break;
            }
        }
    }
}

/// Whether some fact status hangs on law: then births and the rest are computed in turn.
pub(super) fn facts_hang_on_law(plan: &Plan<'_>) -> bool {
    !plan.ground.voids.is_empty()
        && (0..plan.ground.statuses.len() as u32)
            .any(|s| plan.is_fact(s) && !plan.schedule.asks(plan.nodes().statuses + s).is_empty())
}

fn settle_facts(world: &mut World<'_, '_>, facts: Option<&[Timeline]>) {
    let plan = world.plan;
    for s in 0..plan.ground.statuses.len() as u32 {
        if !plan.is_fact(s) {
            continue;
        }
        let node = plan.nodes().statuses + s;
        if plan.schedule.asks(node).is_empty() {
            world.compute(node);
        } else {
            let unknown = || Timeline::split(DaySet::default(), DaySet::all());
            world.values.statuses[s as usize] = facts.map_or_else(unknown, |f| f[s as usize].clone());
        }
    }
}

/// Whether a birth asks more than facts.
fn needs_restricted(plan: &Plan<'_>, void: u32) -> bool {
    let enacted =
        matches!(plan.model.norms[plan.ground.voids[void as usize].norm as usize].of, NormOf::Part(_));
    let mut legal = false;
    plan.clocks.asked(plan.instances.void_lines[void as usize], |s| legal |= !plan.is_fact(s));
    enacted || legal
}

/// Whether a void norm catches a part. `world` tells ranks, `before` the law just before.
fn judge(world: &World<'_, '_>, before: &World<'_, '_>, v: u32) -> Truth {
    let plan = world.plan;
    let void = plan.ground.voids[v as usize];
    let author = plan.author_of(void.part);
    let norm = &plan.model.norms[void.norm as usize];
    if !world.ranks.prevails(plan.authority_of_norm(void.norm), Authority::Organ(author)) {
        return Truth::False;
    }
    let own = norm.of == NormOf::Order(plan.model.things[author.index()].root);
    if own && world.ranks.is_highest(author) {
        return Truth::False;
    }
    let made = plan.model.acts[plan.act_of(void.part).index()].made;
    let operative = before.operative(void.norm, false).at_days(made);
    operative.and(before.lines_at(plan.instances.void_lines[v as usize], made))
}

/// Acts with births to judge, those whose days overlap together, earlier ones first.
fn clusters(plan: &Plan<'_>, voids: &[u32]) -> Vec<Vec<(ActId, Vec<u32>)>> {
    let mut acts: Vec<(ActId, Vec<u32>)> = Vec::new();
    let mut sorted = voids.to_vec();
    sorted.sort_unstable_by_key(|&v| plan.ground.voids[v as usize].part);
    for v in sorted {
        let act = plan.act_of(plan.ground.voids[v as usize].part);
        match acts.last_mut() {
            Some((last, voids)) if *last == act => voids.push(v),
            _ => acts.push((act, vec![v])),
        }
    }
    let made = |act: ActId| plan.model.acts[act.index()].made;
    acts.sort_by_key(|(act, _)| made(*act));
    let mut out: Vec<Vec<(ActId, Vec<u32>)>> = Vec::new();
    let mut until = None;
    for one in acts {
        let days = made(one.0);
        if until.is_none_or(|until| days.lo > until) {
            out.push(Vec::new());
        }
        until = Some(until.map_or(days.hi, |until| days.hi.max(until)));
        if let Some(cluster) = out.last_mut() {
            cluster.push(one);
        }
    }
    for cluster in &mut out {
        cluster.sort_by_key(|(act, _)| (plan.order.depth(*act), *act));
    }
    out
}

/// The record as it stood before one act after another; only what is asked is computed.
struct Before<'p, 'm> {
    world: World<'p, 'm>,
    place: Vec<u32>,
    seen: Vec<u32>,
    round: u32,
}

impl<'p, 'm> Before<'p, 'm> {
    fn new(world: &World<'p, 'm>) -> Before<'p, 'm> {
        let plan = world.plan;
        let mut before = World::new(plan, Arc::clone(&world.ranks), world.horizon, Record::Question);
        before.caught = world.caught.clone();
        before.given = world.given.clone();
        before.facts = world.values.statuses.clone();
        let mut place = vec![0; plan.nodes().all as usize];
        for (i, &node) in plan.schedule.row.iter().enumerate() {
            place[node as usize] = i as u32;
        }
        Before { world: before, seen: vec![0; place.len()], place, round: 0 }
    }

    /// Computes what these births ask, in the record before `act`.
    fn settle(&mut self, act: ActId, voids: &[u32]) {
        let plan = self.world.plan;
        let nodes = plan.nodes();
        self.world.record = Record::Before(act);
        self.round += 1;
        let mut stack: Vec<u32> = Vec::new();
        for &v in voids {
            if let NormOf::Part(part) = plan.model.norms[plan.ground.voids[v as usize].norm as usize].of {
                stack.push(part.0);
            }
            plan.clocks.asked(plan.instances.void_lines[v as usize], |s| stack.push(nodes.statuses + s));
        }
        let mut wanted: Vec<u32> = Vec::new();
        while let Some(node) = stack.pop() {
            if std::mem::replace(&mut self.seen[node as usize], self.round) == self.round {
                continue;
            }
            if !self.leaf(node) {
                wanted.push(node);
                stack.extend_from_slice(plan.schedule.asks(node));
            }
        }
        wanted.sort_unstable_by_key(|&n| self.place[n as usize]);
        let stretch = |n: u32| plan.schedule.stretch[n as usize];
        for group in wanted.chunk_by(|&a, &b| stretch(a) == stretch(b)) {
            let circular = plan.schedule.circular(group);
            self.world.settle(group, circular);
        }
    }

    /// What needs no computing: facts, and what is not in the restricted record at all.
    fn leaf(&mut self, node: u32) -> bool {
        let plan = self.world.plan;
        match plan.nodes().kind(node) {
            Node::Status(s) => plan.is_fact(s),
            Node::Stand(s) => {
                let parts = plan.model.parts.len() as u32;
                let part = if s < parts { s } else { plan.filters[(s - parts) as usize].0 };
                let out = self.world.inc(plan.act_of(part)) == Truth::False;
                if out {
                    self.world.values.stands[s as usize] = Stand::default();
                }
                out
            }
            Node::Fired(f) => {
                let fired = plan.instances.fired[f as usize];
                let done = plan.ground.firings[fired.firing as usize].done;
                let out = !fired.assumed
                    && done != NONE
                    && self.world.inc(plan.act_of(plan.ground.done[done as usize].part)) == Truth::False;
                if out {
                    self.world.values.fired[f as usize] = Truth::False;
                }
                out
            }
            _ => false,
        }
    }
}
