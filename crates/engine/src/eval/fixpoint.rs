//! Evaluates propositions that ask one another, by a worklist, to their least fixpoint.

use std::collections::VecDeque;

use rustc_hash::FxHashMap;

use crate::eval::state::EvalState;

/// So often on average may each value be computed anew before the rest is left undetermined. Days can grow without
/// end only where a status starts a delay after its own first day.
const ROUNDS: usize = 4096;

/// Computes each value anew whenever one that it asks has changed.
pub(crate) fn evaluate(state: &mut EvalState<'_, '_>, nodes: &[u32]) {
    let at: FxHashMap<u32, u32> = nodes.iter().enumerate().map(|(i, &n)| (n, i as u32)).collect();
    let mut askers: Vec<Vec<u32>> = vec![Vec::new(); nodes.len()];
    for (i, &node) in nodes.iter().enumerate() {
        for ask in state.plan.schedule.asks(node) {
            if let Some(&asked) = at.get(ask) {
                askers[asked as usize].push(i as u32);
            }
        }
    }
    let mut waiting: VecDeque<u32> = (0..nodes.len() as u32).collect();
    let mut queued = vec![true; nodes.len()];
    let mut left = nodes.len().saturating_mul(ROUNDS);
    while let Some(i) = waiting.pop_front() {
        queued[i as usize] = false;
        if left == 0 {
            return;
        }
        left -= 1;
        if state.compute(nodes[i as usize]) {
            for &asker in &askers[i as usize] {
                if !queued[asker as usize] {
                    queued[asker as usize] = true;
                    waiting.push_back(asker);
                }
            }
        }
    }
}
