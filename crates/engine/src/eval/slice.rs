//! Evaluates only what one part or status depends on.
//!
//! A question about one part of one matter costs the attacks on that part, not the whole matter.

use std::sync::OnceLock;

use vigente_model::{IndexSlice, IndexVec, PartId, index_vec};

use crate::eval::build;
use crate::eval::state::{EvalState, HorizonScope};
use crate::ids::{GroundStatusId, NodeId};
use crate::plan::{Node, Plan};
use crate::rules::void_at_creation;
use crate::solution::DutyStates;
use crate::{Cancel, Horizon, PartLife, Timeline};

/// What one value asks, directly or not: no viewpoint and no horizon changes it.
pub(crate) struct Slice {
    /// Nodes, what is asked before who asks, the value itself last.
    row: Box<[NodeId]>,
    /// By stretch of `row`, where some of its values ask one another: where it ends, and whether it does; else empty.
    stretches: Box<[(usize, bool)]>,
    /// Something in it may have been void at its creation.
    voidable: bool,
}

/// By node of a part or a status, worked out when first asked for.
pub(crate) type Slices = OnceLock<IndexVec<NodeId, OnceLock<Slice>>>;

impl<'m> Plan<'m> {
    /// The life of one part: what [`Plan::solve`] tells of it, without the rest.
    pub fn part(&self, horizon: Horizon, part: PartId) -> PartLife {
        let mut state = self.evaluated_slice(self.nodes().part(part), horizon);
        let disapplied = build::disapplied(&state, part);
        let life = PartLife { disapplied, ..build::part(&mut state, part) };
        state.release();
        life
    }

    /// When one status holds: what [`Plan::solve`] tells of it, without the rest.
    pub fn holds(&self, horizon: Horizon, status: GroundStatusId) -> Timeline {
        let state = self.evaluated_slice(self.nodes().status(status), horizon);
        let holds = state.values.statuses[status].clone();
        state.release();
        holds
    }

    fn evaluated_slice(&self, node: NodeId, horizon: Horizon) -> EvalState<'_, 'm> {
        let slices = self.slices.get_or_init(|| (0..self.nodes().fired).map(|_| OnceLock::new()).collect());
        let slice = slices[node].get_or_init(|| Slice::new(self, node));
        if slice.voidable && void_at_creation::facts_hang_on_law(self) {
            return self.evaluated(horizon, self.far(), &Cancel::never());
        }
        let cancel = Cancel::never();
        let given = self.imports.timelines(&self.model, horizon, &cancel);
        let asked = self.duty_states(horizon, &given, self.far(), &cancel);
        let mut state = EvalState::new(self, self.ranks(horizon.viewpoint), horizon, HorizonScope::Question);
        (state.given, state.asked) = (given, asked);
        if slice.voidable {
            void_at_creation::judge_all(&mut state, None);
        }
        if slice.stretches.is_empty() {
            state.evaluate(&slice.row, false);
        }
        let mut from = 0;
        for &(end, circle) in &slice.stretches {
            state.evaluate(&slice.row[from..end], circle);
            from = end;
        }
        state
    }
}

/// What these nodes ask, directly or not, and they themselves, but for what is `seen`: each after what it asks.
fn asked(plan: &Plan<'_>, mut open: Vec<NodeId>, seen: &mut IndexSlice<NodeId, [bool]>) -> Vec<NodeId> {
    let schedule = &plan.schedule;
    let mut row = Vec::new();
    while let Some(node) = open.pop() {
        if !std::mem::replace(&mut seen[node], true) {
            row.push(node);
            open.extend_from_slice(schedule.asks(node));
        }
    }
    // Stretches stand in the order in which they are computed.
    row.sort_unstable_by_key(|&n| (schedule.stretch[n], n));
    row
}

/// Whether some of these parts may have been void at its creation.
fn voidable(plan: &Plan<'_>, row: &[NodeId]) -> bool {
    row.iter().any(|&node| match plan.nodes().kind(node) {
        Node::Validity(standing) => !plan.voids.of(plan.part_of(standing)).is_empty(),
        _ => false,
    })
}

/// A state in which only what somebody asked for is evaluated.
pub(crate) struct Partial<'p, 'm> {
    pub state: EvalState<'p, 'm>,
    evaluated: IndexVec<NodeId, bool>,
    /// What is void at its creation has been judged.
    judged: bool,
    /// How many values were computed.
    steps: usize,
}

impl<'p, 'm> Partial<'p, 'm> {
    pub(crate) fn new(
        plan: &'p Plan<'m>,
        horizon: Horizon,
        asked: &DutyStates,
        cancel: &Cancel,
    ) -> Partial<'p, 'm> {
        let mut state = EvalState::new(plan, plan.ranks(horizon.viewpoint), horizon, HorizonScope::Question);
        state.cancel = cancel.clone();
        state.given = plan.imports.timelines(&plan.model, horizon, cancel);
        state.asked = asked.clone();
        Partial { state, evaluated: index_vec![false; plan.nodes().all], judged: false, steps: 0 }
    }

    /// Evaluates these nodes and what they ask, each once.
    pub(crate) fn evaluate(&mut self, nodes: Vec<NodeId>) {
        let plan = self.state.plan;
        let row = asked(plan, nodes, &mut self.evaluated);
        self.steps += row.len();
        if !self.judged && voidable(plan, &row) {
            self.judged = true;
            if void_at_creation::facts_hang_on_law(plan) {
                let given = std::mem::take(&mut self.state.given);
                let asked = std::mem::take(&mut self.state.asked);
                self.state = plan.evaluated_with(self.state.horizon, given, asked, &self.state.cancel);
                self.evaluated.iter_mut().for_each(|done| *done = true);
                return;
            }
            void_at_creation::judge_all(&mut self.state, None);
        }
        let stretch = |node: NodeId| plan.schedule.stretch[node];
        for group in row.chunk_by(|&a, &b| stretch(a) == stretch(b)) {
            self.state.evaluate(group, plan.schedule.circular(group));
        }
    }

    /// How many values were computed.
    pub(crate) fn steps(&self) -> usize {
        self.steps
    }
}

impl Slice {
    fn new(plan: &Plan<'_>, node: NodeId) -> Slice {
        let schedule = &plan.schedule;
        let row = asked(plan, vec![node], &mut index_vec![false; plan.nodes().all]);
        let mut stretches: Vec<(usize, bool)> = Vec::new();
        for group in row.chunk_by(|&a, &b| schedule.stretch[a] == schedule.stretch[b]) {
            let start = stretches.last().map_or(0, |s| s.0);
            stretches.push((start + group.len(), schedule.circular(group)));
        }
        if stretches.iter().all(|s| !s.1) {
            stretches.clear();
        }
        let voidable = voidable(plan, &row);
        Slice { row: row.into(), stretches: stretches.into(), voidable }
    }
}
