//! Which duties are there, exist, yield and bind (§9).

use rustc_hash::FxHashMap;

use vigente_model::*;

use crate::eval::state::EvalState;
use crate::plan::Plan;
use crate::plan::duties::Contrary;
use crate::plan::instance::Inst;
use crate::plan::interning::NONE;
use crate::rules::counts_as;
use crate::timeline::AnyOf;
use crate::{Authority, Timeline, Truth};

/// The life of all duties, by index into [`crate::plan::duties::Duties::all`].
pub(crate) struct ResolvedDuties {
    pub there: Vec<Timeline>,
    pub exists: Vec<Timeline>,
    pub yields: Vec<Timeline>,
    pub yields_to: Vec<Vec<(u32, Timeline)>>,
    pub binds: Vec<Timeline>,
    /// When one deed would count as another, by [`crate::plan::duties::Duties::would`].
    pub would: Vec<Vec<Timeline>>,
}

impl ResolvedDuties {
    pub(crate) fn new(state: &EvalState<'_, '_>) -> ResolvedDuties {
        let plan = state.plan;
        let n = plan.duties.all.len();
        let (mut there, mut exists) = (Vec::with_capacity(n), Vec::with_capacity(n));
        for duty in &plan.duties.all {
            let (t, e) = life(state, duty.inst, duty.bearer);
            there.push(t);
            exists.push(e);
        }
        let would = plan.duties.would.iter().map(|w| counts_as::when(state, &plan.clocks, w)).collect();
        let mut resolved =
            ResolvedDuties { there, exists, yields: vec![], yields_to: vec![], binds: vec![], would };
        let mut defences = FxHashMap::default();
        for d in 0..n as u32 {
            let to = resolved.yielding(state, d, &mut defences);
            let mut any = AnyOf::new();
            to.iter().for_each(|(_, t)| any.push(t));
            let yields = any.finish();
            resolved.binds.push(resolved.exists[d as usize].minus(&yields));
            resolved.yields.push(yields);
            resolved.yields_to.push(to);
        }
        resolved
    }

    /// When two duties are contrary.
    pub(crate) fn contrary(&self, c: Contrary) -> Timeline {
        let (would, deed) = c.would;
        // Nothing would make the deed count as another: it is the deed itself.
        self.would
            .get(would as usize)
            .and_then(|w| w.get(deed as usize))
            .cloned()
            .unwrap_or(Timeline::always())
    }

    /// What stands against a duty, by whom it helps: all contrary duties that beat it, by mode and bearer.
    ///
    /// An ally must be another duty than the one it helps; but no duty helps itself here: one that beats what beats it
    /// does both only perhaps, and perhaps less perhaps is perhaps.
    fn defence(&self, state: &EvalState<'_, '_>, d: u32) -> Vec<(Mode, Arg, Timeline)> {
        let plan = state.plan;
        let mut found: Vec<(Mode, Arg, AnyOf)> = Vec::new();
        let mut known: FxHashMap<(Mode, Arg), u32> = FxHashMap::default();
        for &ally in &plan.duties.contrary[d as usize] {
            let exists = &self.exists[ally.duty as usize];
            let helped = if exists.is_never() { Truth::False } else { beats(state, ally.duty, d) };
            if helped == Truth::False {
                continue;
            }
            let duty = &plan.duties.all[ally.duty as usize];
            let at = *known.entry((duty.mode, duty.bearer)).or_insert_with(|| {
                found.push((duty.mode, duty.bearer, AnyOf::new()));
                found.len() as u32 - 1
            });
            found[at as usize].2.push(&self.contrary(ally).and(exists).and_truth(helped));
        }
        found.into_iter().map(|(mode, bearer, any)| (mode, bearer, any.finish())).collect()
    }

    /// To what a duty yields, and when.
    fn yielding(
        &self,
        state: &EvalState<'_, '_>,
        d: u32,
        defences: &mut FxHashMap<u32, Vec<(Mode, Arg, Timeline)>>,
    ) -> Vec<(u32, Timeline)> {
        let plan = state.plan;
        let mut out: Vec<(u32, Timeline)> = Vec::new();
        for &c in &plan.duties.contrary[d as usize] {
            let beaten = beats(state, c.duty, d);
            if beaten == Truth::False || self.exists[c.duty as usize].is_never() {
                continue;
            }
            let mut when = self.contrary(c).and(&self.exists[c.duty as usize]).and_truth(beaten);
            if when.is_never() {
                continue;
            }
            let own = &plan.duties.all[d as usize];
            let defence = defences.entry(c.duty).or_insert_with(|| self.defence(state, c.duty));
            for (_, _, helped) in defence.iter().filter(|(m, b, _)| *m == own.mode && *b == own.bearer) {
                when = when.minus(helped);
            }
            if !when.is_never() {
                out.push((c.duty, when));
            }
        }
        for &p in &plan.duties.permitted[d as usize] {
            let [by, over] = [p.duty, d].map(|d| authority(plan, d));
            if state.ranks.prevails(by, over) {
                let when = self.contrary(p).and(&self.exists[p.duty as usize]);
                if !when.is_never() {
                    out.push((p.duty, when));
                }
            }
        }
        out
    }
}

fn authority(plan: &Plan<'_>, duty: u32) -> Authority {
    plan.instances.all[plan.duties.all[duty as usize].inst as usize].authority
}

/// Whether a duty comes before another where both are contrary.
fn beats(state: &EvalState<'_, '_>, a: u32, b: u32) -> Truth {
    let plan = state.plan;
    let [x, y] = [a, b].map(|d| plan.instances.all[plan.duties.all[d as usize].inst as usize]);
    if !state.ranks.prevails(x.authority, y.authority) {
        return Truth::False;
    }
    if !state.ranks.prevails(y.authority, x.authority) {
        return Truth::True;
    }
    if x.authority != y.authority || x.part == NONE || y.part == NONE {
        return Truth::False;
    }
    plan.order.before(plan.act_of(y.part), plan.act_of(x.part))
}

/// When a duty is there, and when it exists.
fn life(state: &EvalState<'_, '_>, i: u32, bearer: Arg) -> (Timeline, Timeline) {
    let plan = state.plan;
    let inst = state.inst(i);
    let fired = if inst.fired == NONE { Truth::True } else { state.values.fired[inst.fired as usize] };
    let window = state.window(&inst).and_truth(fired);
    if window.is_never() {
        return (Timeline::never(), Timeline::never());
    }
    let (there, suspended) = if inst.part == NONE {
        // Nothing but its conditions makes it: no act has laid it on anybody.
        let norm = &state.values.norms[inst.norm as usize];
        (window.and(norm).and(&state.conditions(&inst)), Timeline::never())
    } else {
        let (there, suspended) = match plan.lives[i as usize] {
            NONE => (window, Timeline::never()),
            node => {
                let stand = &state.values.validity[node as usize];
                (window.and(&stand.stands).minus(&stand.repealed), stand.suspended.clone())
            }
        };
        let there = there.and_truth(state.asked_once(&inst)).and(&state.copied(&inst));
        let there = there.minus(&state.disapplied_inst(i));
        (there.minus(&discharged(state, &inst, bearer)), suspended)
    };
    let exists = there.minus(&suspended).and(&state.conditions(&inst));
    (there, exists)
}

/// discharged(D, ·)
fn discharged(state: &EvalState<'_, '_>, duty: &Inst, bearer: Arg) -> Timeline {
    let plan = state.plan;
    let of_bearer = plan.duties.discharges_of.get(&bearer);
    let mut any = AnyOf::new();
    for &i in plan.duties.discharges.of(duty.part).iter().chain(of_bearer.into_iter().flatten()) {
        any.push(&discharge(state, duty, i));
    }
    any.finish()
}

/// What one `discharges` does to a duty.
pub(crate) fn discharge(state: &EvalState<'_, '_>, duty: &Inst, i: u32) -> Timeline {
    let plan = state.plan;
    let inst = state.inst(i);
    if duty.part == NONE || !state.ranks.prevails(inst.authority, duty.authority) {
        return Timeline::never();
    }
    let before = plan.order.before(plan.act_of(duty.part), plan.act_of(inst.part));
    if before == Truth::False {
        return Timeline::never();
    }
    let valid = state.stroke(i, false).valid.and(before);
    Timeline::from(state.start(&inst)).and_truth(valid)
}
