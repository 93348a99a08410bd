//! Evaluates only what one part or status depends on.
//!
//! A question about one part of one matter costs the attacks on that part, not the whole matter.

use std::sync::OnceLock;

use vigente_model::PartId;

use crate::eval::build;
use crate::eval::state::{EvalState, HorizonScope};
use crate::plan::{Node, Plan};
use crate::rules::void_at_creation;
use crate::{Horizon, PartLife, Timeline};

/// What one value asks, directly or not: no viewpoint and no horizon changes it.
pub(crate) struct Slice {
    /// Nodes, what is asked before who asks, the value itself last.
    row: Box<[u32]>,
    /// By stretch of `row`, where some of its values ask one another: where it ends, and whether it does; else empty.
    stretches: Box<[(u32, bool)]>,
    /// Something in it may have been void at its creation.
    voidable: bool,
}

/// By node of a part or a status, worked out when first asked for.
pub(crate) type Slices = OnceLock<Vec<OnceLock<Slice>>>;

impl<'m> Plan<'m> {
    /// The life of one part: what [`Plan::solve`] tells of it, without the rest.
    pub fn part(&self, horizon: Horizon, part: PartId) -> PartLife {
        let mut state = self.evaluated_slice(part.0, horizon);
        let life = build::part(&mut state, part.0);
        state.release();
        life
    }

    /// When one status holds, by its index in [`crate::Solution::statuses`]: what [`Plan::solve`] tells of it, without
    /// the rest.
    pub fn holds(&self, horizon: Horizon, status: u32) -> Timeline {
        let state = self.evaluated_slice(self.nodes().statuses + status, horizon);
        let holds = state.values.statuses[status as usize].clone();
        state.release();
        holds
    }

    fn evaluated_slice(&self, node: u32, horizon: Horizon) -> EvalState<'_, 'm> {
        let slices =
            self.slices.get_or_init(|| (0..self.nodes().fired).map(|_| OnceLock::new()).collect::<Vec<_>>());
        let slice = slices[node as usize].get_or_init(|| Slice::new(self, node));
        if slice.voidable && void_at_creation::facts_hang_on_law(self) {
            return self.evaluated(horizon, &crate::Cancel::never());
        }
        let mut state = EvalState::new(self, self.ranks(horizon.viewpoint), horizon, HorizonScope::Question);
        state.given = self.imports.timelines(&self.model, horizon, &crate::Cancel::never());
        if slice.voidable {
            void_at_creation::judge_all(&mut state, None);
        }
        if slice.stretches.is_empty() {
            state.evaluate(&slice.row, false);
        }
        let mut from = 0;
        for &(end, circle) in &slice.stretches {
            state.evaluate(&slice.row[from as usize..end as usize], circle);
            from = end;
        }
        state
    }
}

impl Slice {
    fn new(plan: &Plan<'_>, node: u32) -> Slice {
        let schedule = &plan.schedule;
        let mut seen = vec![false; plan.nodes().all as usize];
        let (mut stack, mut row) = (vec![node], Vec::new());
        seen[node as usize] = true;
        while let Some(node) = stack.pop() {
            row.push(node);
            for &next in schedule.asks(node) {
                if !std::mem::replace(&mut seen[next as usize], true) {
                    stack.push(next);
                }
            }
        }
        // Stretches stand in the order in which they are computed.
        row.sort_unstable_by_key(|&n| (schedule.stretch[n as usize], n));
        let mut stretches: Vec<(u32, bool)> = Vec::new();
        for group in row.chunk_by(|&a, &b| schedule.stretch[a as usize] == schedule.stretch[b as usize]) {
            let start = stretches.last().map_or(0, |s| s.0);
            stretches.push((start + group.len() as u32, schedule.circular(group)));
        }
        if stretches.iter().all(|s| !s.1) {
            stretches.clear();
        }
        let parts = plan.model.parts.len() as u32;
        let voidable = row.iter().any(|&n| match plan.nodes().kind(n) {
            Node::Validity(s) => {
                let part = if s < parts { s } else { plan.filters[(s - parts) as usize].0 };
                !plan.voids.of(part).is_empty()
            }
            _ => false,
        });
        Slice { row: row.into(), stretches: stretches.into(), voidable }
    }
}
