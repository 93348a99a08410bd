//! Which parts a `void` norm catches, judged by the record just before the act (§6).

use std::sync::Arc;

use vigente_model::{ActId, IndexSlice, IndexVec, NormOf, index_vec};

use crate::Truth;
use crate::eval::state::{EvalState, HorizonScope, Validity};
use crate::ids::{GroundStatusId, NodeId, VoidId};
use crate::plan::{Node, Plan};
use crate::timeline::Timeline;
use crate::{Authority, DaySet};

/// Judges everything that a `void` norm may catch. Fact statuses that hang on law (by an anchor) are taken from `facts`, where they are given.
pub(crate) fn judge_all(
    state: &mut EvalState<'_, '_>,
    facts: Option<&IndexSlice<GroundStatusId, [Timeline]>>,
) {
    let plan = state.plan;
    if plan.ground.voids.is_empty() {
        return;
    }
    state.caught = index_vec![Truth::Undetermined; plan.ground.voids.len()];
    evaluate_facts(state, facts);
    let mut restricted: Vec<VoidId> = Vec::new();
    for v in plan.ground.voids.indices() {
        if needs_restricted(plan, v) {
            restricted.push(v);
        } else {
            state.caught[v] = judge(state, state, v);
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
                    changed |= caught != state.caught[v];
                    state.caught[v] = caught;
                    before.state.caught[v] = caught;
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
        && plan
            .ground
            .statuses
            .ids()
            .any(|s| plan.is_fact(s) && !plan.schedule.asks(plan.nodes().status(s)).is_empty())
}

fn evaluate_facts(state: &mut EvalState<'_, '_>, facts: Option<&IndexSlice<GroundStatusId, [Timeline]>>) {
    let plan = state.plan;
    for s in plan.ground.statuses.ids() {
        if !plan.is_fact(s) {
            continue;
        }
        let node = plan.nodes().status(s);
        if plan.schedule.asks(node).is_empty() {
            state.compute(node);
        } else {
            let unknown = || Timeline::split(DaySet::default(), DaySet::all());
            state.values.statuses[s] = facts.map_or_else(unknown, |f| f[s].clone());
        }
    }
}

/// Whether a void norm asks more than facts.
fn needs_restricted(plan: &Plan<'_>, void: VoidId) -> bool {
    let enacted = matches!(plan.model[plan.ground.voids[void].norm].of, NormOf::Part(_));
    let mut legal = false;
    plan.clocks.asked(plan.instances.void_lines[void], |s| legal |= !plan.is_fact(s));
    enacted || legal
}

/// Whether a void norm catches a part. `state` tells ranks, `before` the law just before.
fn judge(state: &EvalState<'_, '_>, before: &EvalState<'_, '_>, v: VoidId) -> Truth {
    let plan = state.plan;
    let void = plan.ground.voids[v];
    let author = plan.author_of(void.part);
    if !state.ranks.prevails(plan.authority_of_norm(void.norm), Authority::Organ(author)) {
        return Truth::False;
    }
    if spared(state, v) {
        return Truth::False;
    }
    let made = plan.model[plan.act_of(void.part)].made;
    let operative = before.operative(void.norm, false).at_days(made);
    operative.and(before.lines_at(plan.instances.void_lines[v], made))
}

/// The norms of an order spare its highest listed organ.
pub(crate) fn spared(state: &EvalState<'_, '_>, v: VoidId) -> bool {
    let plan = state.plan;
    let void = plan.ground.voids[v];
    let author = plan.author_of(void.part);
    let own = plan.model[void.norm].of == NormOf::Order(plan.model[author].root);
    own && state.ranks.is_highest(author)
}

/// By the record just before the act: whether the norm was operative, and whether each of its conditions held.
pub(crate) fn judgement(state: &EvalState<'_, '_>, v: VoidId) -> (Truth, Vec<Truth>) {
    let plan = state.plan;
    let void = plan.ground.voids[v];
    let act = plan.act_of(void.part);
    let made = plan.model.acts[act].made;
    let lines = plan.clocks.lines(plan.instances.void_lines[v]).iter();
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
fn clusters(plan: &Plan<'_>, voids: &[VoidId]) -> Vec<Vec<(ActId, Vec<VoidId>)>> {
    let mut acts: Vec<(ActId, Vec<VoidId>)> = Vec::new();
    let mut sorted = voids.to_vec();
    sorted.sort_unstable_by_key(|&v| plan.ground.voids[v].part);
    for v in sorted {
        let act = plan.act_of(plan.ground.voids[v].part);
        match acts.last_mut() {
            Some((last, voids)) if *last == act => voids.push(v),
            _ => acts.push((act, vec![v])),
        }
    }
    let made = |act: ActId| plan.model[act].made;
    acts.sort_by_key(|(act, _)| made(*act));
    let mut out: Vec<Vec<(ActId, Vec<VoidId>)>> = Vec::new();
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
    place: IndexVec<NodeId, usize>,
    seen: IndexVec<NodeId, u32>,
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
        before.asked = state.asked.clone();
        before.facts = state.values.statuses.clone();
        let mut place: IndexVec<NodeId, usize> = index_vec![0; plan.nodes().all];
        for (i, &node) in plan.schedule.row.iter().enumerate() {
            place[node] = i;
        }
        Before { state: before, seen: index_vec![0; place.len()], place, round: 0 }
    }

    /// Computes what these void norms ask, in the record before `act`.
    fn evaluate(&mut self, act: ActId, voids: &[VoidId]) {
        let plan = self.state.plan;
        let nodes = plan.nodes();
        self.state.scope = HorizonScope::Before(act);
        self.round += 1;
        let mut stack: Vec<NodeId> = Vec::new();
        for &v in voids {
            if let NormOf::Part(part) = plan.model[plan.ground.voids[v].norm].of {
                stack.push(nodes.part(part));
            }
            plan.clocks.asked(plan.instances.void_lines[v], |s| stack.push(nodes.status(s)));
        }
        let mut wanted: Vec<NodeId> = Vec::new();
        while let Some(node) = stack.pop() {
            if std::mem::replace(&mut self.seen[node], self.round) == self.round {
                continue;
            }
            if !self.leaf(node) {
                wanted.push(node);
                stack.extend_from_slice(plan.schedule.asks(node));
            }
        }
        wanted.sort_unstable_by_key(|&n| self.place[n]);
        let stretch = |n: NodeId| plan.schedule.stretch[n];
        for group in wanted.chunk_by(|&a, &b| stretch(a) == stretch(b)) {
            let circular = plan.schedule.circular(group);
            self.state.evaluate(group, circular);
        }
    }

    /// What needs no computing: facts, and what is not in the restricted record at all.
    fn leaf(&mut self, node: NodeId) -> bool {
        let plan = self.state.plan;
        match plan.nodes().kind(node) {
            Node::Status(s) => plan.is_fact(s),
            Node::Validity(s) => {
                let out = self.state.inc(plan.act_of(plan.part_of(s))) == Truth::False;
                if out {
                    self.state.values.validity[s] = Validity::default();
                }
                out
            }
            Node::Fired(f) => {
                let fired = plan.instances.fired[f];
                let done = plan.ground.firings[fired.firing].done.filter(|_| !fired.assumed);
                let out = done
                    .is_some_and(|x| self.state.inc(plan.act_of(plan.ground.done[x].part)) == Truth::False);
                if out {
                    self.state.values.fired[f] = Truth::False;
                }
                out
            }
            _ => false,
        }
    }
}
