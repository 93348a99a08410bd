//! Which act came before which, by their days and their `after` lines.

pub(crate) mod cycle_check;
pub(crate) mod graph;

use rustc_hash::FxHashSet;

use crate::declarations::ActIndex;
use crate::order::graph::Graph;
use crate::sink::DiagnosticSink;
use vigente_model::{Act, ActId, Days, IndexSlice, Place};

/// An `after` line: `later` comes after `earlier`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct After {
    /// The act that says so.
    pub(crate) later: ActIndex,
    /// The act that it names.
    pub(crate) earlier: ActIndex,
    /// The word.
    pub(crate) place: Place,
}

/// Tightens the days of acts by their `after` lines, and drops the lines that cannot be: circles, and lines that
/// contradict the dates. What is left never contradicts a date. `name` is for messages.
pub(crate) fn tighten<'a>(
    made: &mut IndexSlice<ActIndex, [Days]>,
    lines: &mut Vec<After>,
    name: impl Fn(ActIndex) -> &'a str,
    wrong: &mut DiagnosticSink,
) {
    if lines.is_empty() {
        return;
    }
    lines.sort_unstable();
    lines.dedup_by_key(|l| (l.later, l.earlier));
    let graph = Graph::new(made.len(), lines.iter().map(|l| (l.later, l.earlier)).collect());
    let component = graph.components();
    let circular = |l: &After| component[l.later] == component[l.earlier];
    let mut told = FxHashSet::default();
    for line in lines.iter().filter(|l| circular(l)) {
        if !told.insert(component[line.later]) {
            continue;
        }
        let within = component[line.later];
        let circle = graph.circle(line.later, |_, to| component[to] == within).unwrap_or_default();
        let shown: Vec<String> =
            circle.iter().chain(circle.first()).map(|&a| format!("`{}`", name(a))).collect();
        let found = wrong.error("after-circle", line.place, "these acts each come after another of them");
        found.labels[0].text = shown.join(" after ");
        found.help =
            Some("take out the `after` that is wrong; all of them are ignored until then".to_owned());
    }
    lines.retain(|l| !circular(l));

    // By component number, what came earlier is visited earlier.
    lines.sort_unstable_by_key(|l| (component[l.later], component[l.earlier]));
    let mut kept = Vec::with_capacity(lines.len());
    for &line in lines.iter() {
        let (earlier, later) = (made[line.earlier], made[line.later]);
        if earlier.lo > later.hi {
            let (a, b) = (name(line.earlier), name(line.later));
            let found = wrong.error(
                "after-contradicts-date",
                line.place,
                format!("`{b}` cannot come after `{a}`: it was made earlier"),
            );
            found.labels[0].text = format!("`{a}` was made on {earlier}, `{b}` on {later}");
            found.help = Some("mend a date, or take out this `after`".to_owned());
            continue;
        }
        made[line.later].lo = later.lo.max(earlier.lo);
        kept.push(line);
    }
    for line in kept.iter().rev() {
        let later = made[line.later].hi;
        let earlier = &mut made[line.earlier].hi;
        *earlier = later.min(*earlier);
    }
    *lines = kept;
}

/// Whether one act came before another: `docs/semantics.md` §2. `None` where the record does not say.
pub(crate) fn before(acts: &IndexSlice<ActId, [Act]>, a: ActId, b: ActId) -> Option<bool> {
    if a == b {
        return Some(false);
    }
    let (first, second) = (acts[a].made, acts[b].made);
    if first.hi < second.lo || reached(acts, b, a) {
        return Some(true);
    }
    if second.hi < first.lo || reached(acts, a, b) {
        return Some(false);
    }
    None
}

/// Whether `earlier` is reached from `later` by `after` lines.
fn reached(acts: &IndexSlice<ActId, [Act]>, later: ActId, earlier: ActId) -> bool {
    if acts[later].after.is_empty() {
        return false;
    }
    let mut seen = FxHashSet::default();
    let mut open = vec![later];
    while let Some(at) = open.pop() {
        for &act in &acts[at].after {
            if act == earlier {
                return true;
            }
            // Days are tightened: nothing that certainly lies before `earlier` leads to it.
            if acts[act].made.hi >= acts[earlier].made.lo && seen.insert(act) {
                open.push(act);
            }
        }
    }
    false
}
