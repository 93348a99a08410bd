//! When a deed that nobody has done would count as another (`counts*`, §9).

use vigente_model::{Day, Days, IndexVec, NormId, index_vec};

use crate::Timeline;
use crate::eval::state::EvalState;
use crate::ids::{ClockId, WouldDeedId};
use crate::plan::clock::Clocks;
use crate::plan::duties::Would;

/// When a norm would count one deed as another. Nobody has made it yet: there is no act and there are no anchors, and
/// what is asked is asked day by day.
pub(crate) fn step(state: &EvalState<'_, '_>, clocks: &Clocks, norm: NormId, clock: ClockId) -> Timeline {
    if !state.ranks.recognises(state.plan.authority_of_norm(norm)) {
        return Timeline::never();
    }
    let clock = &clocks.clocks[clock];
    let start = if clock.written { state.when(&clock.start) } else { Days::on(Day::MIN) };
    let mut when = Timeline::between(start, state.end_of(clock.end, || start));
    when = when.and(&state.values.norms[norm]);
    for &line in clocks.lines(clock.lines) {
        when = when.and(&state.line_of(clocks, line));
    }
    when
}

/// When the deed would count as each of its deeds; empty where no norm would count it as anything.
pub(crate) fn when(
    state: &EvalState<'_, '_>,
    clocks: &Clocks,
    would: &Would,
) -> IndexVec<WouldDeedId, Timeline> {
    if would.edges.is_empty() {
        return IndexVec::new();
    }
    let steps: Vec<Timeline> =
        would.edges.iter().map(|edge| step(state, clocks, edge.norm, edge.clock)).collect();
    let mut reach: IndexVec<WouldDeedId, Timeline> = index_vec![Timeline::never(); would.deeds.len()];
    reach[0] = Timeline::always();
    // From nothing, until nothing more is reached: a chain never needs a deed twice.
    loop {
        let mut changed = false;
        for (edge, when) in would.edges.iter().zip(&steps) {
            let more = reach[edge.from].and(when).or(&reach[edge.to]);
            changed |= more != reach[edge.to];
            reach[edge.to] = more;
        }
        if !changed {
            return reach;
        }
    }
}
