//! Which parts a `void` norm catches, judged by the record just before the act (§6).

use std::sync::Arc;

use vigente_model::{ActId, NormOf};

use crate::Truth;
use crate::eval::state::{EvalState, HorizonScope, Validity};
use crate::plan::interning::NONE;
use crate::plan::{Node, Plan};
use crate::timeline::Timeline;
use crate::{Authority, DaySet};

/// Judges everything that a `void` norm may catch. Fact statuses that hang on law (by an anchor) are taken from `facts`, where they are given.
pub(crate) fn judge_all(state: &mut EvalState<'_, '_>, facts: Option<&[Timeline]>) {
    let plan = state.plan;
    if plan.ground.voids.is_empty() {
        return;
    }
    state.caught = vec![Truth::Undetermined; plan.ground.voids.len()];
    evaluate_facts(state, facts);
    let mut restricted: Vec<u32> = Vec::new();
    for v in 0..plan.ground.voids.len() as u32 {
        if needs_restricted(plan, v) {
            restricted.push(v);
        } else {
            state.caught[v as usize] = judge(state, state, v);
        }
    }
    if restricted.is_empty() {
        return;
    }
    let mut before = Before::new(state);
    for cluster in clusters(plan, &restricted) {
        // Births of one day may hang on one another: from knowing nothing, until nothing new is learnt.
        loop {
            let mut changed = false;
            for (act, voids) in &cluster {
                before.evaluate(*act, voids);
                for &v in voids {
                    let caught = judge(state, &before.state, v);
                    changed |= caught != state.caught[v as usize];
                    state.caught[v as usize] = caught;
                    before.state.caught[v as usize] = caught;
                }
            }
            if !changed || cluster.len() == 1 {
                break;
            }
        }
    }
}

/// Whether some fact status hangs on law: then what is void at creation and the rest are computed in turn.
pub(crate) fn facts_hang_on_law(plan: &Plan<'_>) -> bool {
    !plan.ground.voids.is_empty()
        && (0..plan.ground.statuses.len() as u32)
            .any(|s| plan.is_fact(s) && !plan.schedule.asks(plan.nodes().statuses + s).is_empty())
}

fn evaluate_facts(state: &mut EvalState<'_, '_>, facts: Option<&[Timeline]>) {
    let plan = state.plan;
    for s in 0..plan.ground.statuses.len() as u32 {
        if !plan.is_fact(s) {
            continue;
        }
        let node = plan.nodes().statuses + s;
        if plan.schedule.asks(node).is_empty() {
            state.compute(node);
        } else {
            let unknown = || Timeline::split(DaySet::default(), DaySet::all());
            state.values.statuses[s as usize] = facts.map_or_else(unknown, |f| f[s as usize].clone());
        }
    }
}

/// Whether a void norm asks more than facts.
fn needs_restricted(plan: &Plan<'_>, void: u32) -> bool {
    let enacted =
        matches!(plan.model.norms[plan.ground.voids[void as usize].norm as usize].of, NormOf::Part(_));
    let mut legal = false;
    plan.clocks.asked(plan.instances.void_lines[void as usize], |s| legal |= !plan.is_fact(s));
    enacted || legal
}

/// Whether a void norm catches a part. `state` tells ranks, `before` the law just before.
fn judge(state: &EvalState<'_, '_>, before: &EvalState<'_, '_>, v: u32) -> Truth {
    let plan = state.plan;
    let void = plan.ground.voids[v as usize];
    let author = plan.author_of(void.part);
    if !state.ranks.prevails(plan.authority_of_norm(void.norm), Authority::Organ(author)) {
        return Truth::False;
    }
    if spared(state, v) {
        return Truth::False;
    }
    let made = plan.model[plan.act_of(void.part)].made;
    let operative = before.operative(void.norm, false).at_days(made);
    operative.and(before.lines_at(plan.instances.void_lines[v as usize], made))
}

/// The norms of an order spare its highest listed organ.
pub(crate) fn spared(state: &EvalState<'_, '_>, v: u32) -> bool {
    let plan = state.plan;
    let void = plan.ground.voids[v as usize];
    let author = plan.author_of(void.part);
    let own = plan.model.norms[void.norm as usize].of == NormOf::Order(plan.model[author].root);
    own && state.ranks.is_highest(author)
}

/// By the record just before the act: whether the norm was operative, and whether each of its conditions held.
pub(crate) fn judgement(state: &EvalState<'_, '_>, v: u32) -> (Truth, Vec<Truth>) {
    let plan = state.plan;
    let void = plan.ground.voids[v as usize];
    let act = plan.act_of(void.part);
    let made = plan.model.acts[act.index()].made;
    let lines = plan.clocks.lines(plan.instances.void_lines[v as usize]).iter();
    let look = |before: &EvalState<'_, '_>| {
        let operative = before.operative(void.norm, false).at_days(made);
        (operative, lines.map(|&line| before.line_at(line, made)).collect())
    };
    if !needs_restricted(plan, v) {
        return look(state);
    }
    let mut before = Before::new(state);
    before.evaluate(act, &[v]);
    look(&before.state)
}

/// Acts that void norms may catch, those whose days overlap together, earlier ones first.
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
    let made = |act: ActId| plan.model[act].made;
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
    state: EvalState<'p, 'm>,
    place: Vec<u32>,
    seen: Vec<u32>,
    round: u32,
}

impl<'p, 'm> Before<'p, 'm> {
    fn new(state: &EvalState<'p, 'm>) -> Before<'p, 'm> {
        let plan = state.plan;
        let mut before =
            EvalState::new(plan, Arc::clone(&state.ranks), state.horizon, HorizonScope::Question);
        before.cancel = state.cancel.clone();
        before.caught = state.caught.clone();
        before.given = state.given.clone();
        before.facts = state.values.statuses.clone();
        let mut place = vec![0; plan.nodes().all as usize];
        for (i, &node) in plan.schedule.row.iter().enumerate() {
            place[node as usize] = i as u32;
        }
        Before { state: before, seen: vec![0; place.len()], place, round: 0 }
    }

    /// Computes what these void norms ask, in the record before `act`.
    fn evaluate(&mut self, act: ActId, voids: &[u32]) {
        let plan = self.state.plan;
        let nodes = plan.nodes();
        self.state.scope = HorizonScope::Before(act);
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
            self.state.evaluate(group, circular);
        }
    }

    /// What needs no computing: facts, and what is not in the restricted record at all.
    fn leaf(&mut self, node: u32) -> bool {
        let plan = self.state.plan;
        match plan.nodes().kind(node) {
            Node::Status(s) => plan.is_fact(s),
            Node::Validity(s) => {
                let parts = plan.model.parts.len() as u32;
                let part = if s < parts { s } else { plan.filters[(s - parts) as usize].0 };
                let out = self.state.inc(plan.act_of(part)) == Truth::False;
                if out {
                    self.state.values.validity[s as usize] = Validity::default();
                }
                out
            }
            Node::Fired(f) => {
                let fired = plan.instances.fired[f as usize];
                let done = plan.ground.firings[fired.firing as usize].done;
                let out = !fired.assumed
                    && done != NONE
                    && self.state.inc(plan.act_of(plan.ground.done[done as usize].part)) == Truth::False;
                if out {
                    self.state.values.fired[f as usize] = Truth::False;
                }
                out
            }
            _ => false,
        }
    }
}
