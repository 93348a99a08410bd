//! A viewpoint and two authorities go in; their ranks, and whether one prevails, come out (`docs/semantics.md`, §3).
//! The acts of a model go in; which of two came first comes out (§2).

use crate::engine::{Authority, Truth};
use crate::model::*;

/// The number of the rank, 0 the highest; `None` is not recognised. Readings are below all.
pub(super) fn level(model: &Model, viewpoint: ViewpointId, authority: Authority) -> Option<u32> {
    let v = &model.viewpoints[viewpoint.index()];
    match authority {
        Authority::Reading => Some(u32::MAX),
        Authority::Organ(organ) => listed(model, v, organ).map(|(level, _)| level),
        Authority::NormsOf(order) => {
            let names = |rank: &Rank| {
                rank.prefixes
                    .iter()
                    .any(|&p| model.things[p.index()].root == order && !v.excludes.contains(&p))
            };
            let best = v.ranks.iter().position(names).map(|i| i as u32);
            best.or_else(|| listed(model, v, order).map(|(level, _)| level))
        }
    }
}

/// The rank of an organ and the prefix that lists it.
fn listed(model: &Model, viewpoint: &Viewpoint, organ: ThingId) -> Option<(u32, Option<ThingId>)> {
    let mut at = Some(organ);
    while let Some(thing) = at {
        if viewpoint.excludes.contains(&thing) {
            return None;
        }
        if let Some(i) = viewpoint.ranks.iter().position(|r| r.prefixes.contains(&thing)) {
            return Some((i as u32, Some(thing)));
        }
        at = model.things[thing.index()].parent;
    }
    viewpoint.ranks.iter().position(|r| r.prefixes.is_empty()).map(|i| (i as u32, None))
}

/// Whether `a` prevails over `b`.
pub(super) fn prevails(model: &Model, viewpoint: ViewpointId, a: Authority, b: Authority) -> bool {
    let root = |organ: ThingId| model.things[organ.index()].root;
    if a == Authority::Reading {
        return false;
    }
    let (Some(x), y) = (level(model, viewpoint, a), level(model, viewpoint, b)) else { return false };
    let (Some(y), false) = (y, b == Authority::Reading) else { return true };
    match (a, b) {
        (Authority::NormsOf(order), Authority::Organ(organ)) if root(organ) == order => true,
        (Authority::Organ(organ), Authority::NormsOf(order)) if root(organ) == order => false,
        _ if x != y => x < y,
        (Authority::Organ(a), Authority::Organ(b)) => {
            let v = &model.viewpoints[viewpoint.index()];
            let prefix = |o| listed(model, v, o).and_then(|(_, prefix)| prefix);
            let tied = matches!((prefix(a), prefix(b)), (Some(p), Some(q)) if p != q) && root(a) == root(b);
            a == b || model.within(b, a) || tied
        }
        (Authority::NormsOf(a), Authority::NormsOf(b)) => a == b,
        _ => false,
    }
}

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
