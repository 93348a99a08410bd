//! The acts of a model go in; which of two came first comes out (`docs/semantics.md`, §2).

use vigente_engine::Truth;
use vigente_model::*;

/// Whether act `a` came before act `b`.
pub(super) fn before(model: &Model, a: ActId, b: ActId) -> Truth {
    if a == b {
        return Truth::False;
    }
    let (x, y) = (model.acts[a.index()].made, model.acts[b.index()].made);
    if x.hi < y.lo || follows(model, a, b) {
        Truth::True
    } else if y.hi < x.lo || follows(model, b, a) {
        Truth::False
    } else {
        Truth::Undetermined
    }
}

/// Whether `after` lines lead from the later act back to the earlier one.
fn follows(model: &Model, earlier: ActId, later: ActId) -> bool {
    let mut open: Vec<ActId> = vec![later];
    let mut seen: Vec<ActId> = Vec::new();
    while let Some(act) = open.pop() {
        for &before in &model.acts[act.index()].after {
            if before == earlier {
                return true;
            }
            if !seen.contains(&before) {
                seen.push(before);
                open.push(before);
            }
        }
    }
    false
}
