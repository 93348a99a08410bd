//! Evaluates propositions that ask one another, by a worklist, to their least fixpoint.

use std::collections::VecDeque;

use rustc_hash::FxHashMap;

use crate::eval::state::EvalState;
use crate::ids::NodeId;

/// So often on average may each value be computed anew before the rest is left undetermined. Days can grow without
/// end only where a status starts a delay after its own first day.
const ROUNDS: usize = 4096;

/// Computes each value anew whenever one that it asks has changed.
pub(crate) fn evaluate(state: &mut EvalState<'_, '_>, nodes: &[NodeId]) {
    let at: FxHashMap<NodeId, usize> = nodes.iter().enumerate().map(|(i, &node)| (node, i)).collect();
    let mut askers: Vec<Vec<usize>> = vec![Vec::new(); nodes.len()];
    for (i, &node) in nodes.iter().enumerate() {
        for ask in state.plan.schedule.asks(node) {
            if let Some(&asked) = at.get(ask) {
                askers[asked].push(i);
            }
        }
    }
    let mut waiting: VecDeque<usize> = (0..nodes.len()).collect();
    let mut queued = vec![true; nodes.len()];
    let mut left = nodes.len().saturating_mul(ROUNDS);
    while let Some(i) = waiting.pop_front() {
        queued[i] = false;
        if left == 0 {
            return;
        }
        left -= 1;
        if state.compute(nodes[i]) {
            for &asker in &askers[i] {
                if !queued[asker] {
                    queued[asker] = true;
                    waiting.push_back(asker);
                }
            }
        }
    }
}
