//! Which duties are there, exist, yield and bind (§9).

use rustc_hash::FxHashMap;

use vigente_model::*;

use crate::GroundContent;
use crate::eval::state::EvalState;
use crate::ids::{DutyId, InstanceId, WouldDeedId, WouldId};
use crate::plan::Plan;
use crate::plan::duties::Contrary;
use crate::plan::instance::Inst;
use crate::rules::counts_as;
use crate::timeline::AnyOf;
use crate::{Authority, Timeline, Truth};

/// The life of all duties.
pub(crate) struct ResolvedDuties {
    pub there: IndexVec<DutyId, Timeline>,
    pub exists: IndexVec<DutyId, Timeline>,
    pub yields: IndexVec<DutyId, Timeline>,
    pub yields_to: IndexVec<DutyId, Vec<(DutyId, Timeline)>>,
    pub binds: IndexVec<DutyId, Timeline>,
    /// When one deed would count as another; empty where nothing would make it count.
    pub would: IndexVec<WouldId, IndexVec<WouldDeedId, Timeline>>,
}

impl ResolvedDuties {
    pub(crate) fn new(state: &EvalState<'_, '_>) -> ResolvedDuties {
        let plan = state.plan;
        let n = plan.duties.all.len();
        let (mut there, mut exists) = (IndexVec::with_capacity(n), IndexVec::with_capacity(n));
        for duty in &plan.duties.all {
            let (t, e) = life(state, duty.inst, duty.bearer);
            there.push(t);
            exists.push(e);
        }
        let would = plan.duties.would.iter().map(|w| counts_as::when(state, &plan.clocks, w)).collect();
        let (yields, binds) = (index_vec![Timeline::never(); n], index_vec![Timeline::never(); n]);
        let yields_to = index_vec![Vec::new(); n];
        let mut resolved = ResolvedDuties { there, exists, yields, yields_to, binds, would };
        let mut defences = FxHashMap::default();
        let permits = |d: &DutyId| plan.duties.all[*d].mode == Mode::Permits;
        // A permission gives way to prohibitions that bind, so these come first.
        let (last, first): (Vec<DutyId>, Vec<DutyId>) = plan.duties.all.indices().partition(permits);
        for d in first.into_iter().chain(last) {
            let to = resolved.yielding(state, d, &mut defences);
            let mut any = AnyOf::new();
            to.iter().for_each(|(_, t)| any.push(t));
            let yields = any.finish();
            if plan.duties.all[d].mode != Mode::Urges {
                resolved.binds[d] = resolved.exists[d].minus(&yields);
            }
            resolved.yields[d] = yields;
            resolved.yields_to[d] = to;
        }
        resolved
    }

    /// When a duty is contrary to another in this viewpoint.
    pub(crate) fn contrary(&self, state: &EvalState<'_, '_>, d: DutyId, c: &Contrary) -> Timeline {
        if same_bearer(state, d, c.duty) { self.counted(c) } else { Timeline::never() }
    }

    /// When the deeds of two duties count as what makes them contrary.
    fn counted(&self, c: &Contrary) -> Timeline {
        let mut when = Timeline::always();
        for &(would, deed) in &c.would {
            // Where nothing would make the deed count as another, it is the deed itself.
            if let Some(counts) = self.would[would].get(deed) {
                when = when.and(counts);
            }
        }
        when
    }

    /// What stands against a duty, by whom it helps: all contrary duties that beat it, by mode and bearer.
    ///
    /// An ally must be another duty than the one it helps; but no duty helps itself here: one that beats what beats it
    /// does both only perhaps, and perhaps less perhaps is perhaps.
    fn defence(&self, state: &EvalState<'_, '_>, d: DutyId) -> Vec<(Mode, Arg, Timeline)> {
        let plan = state.plan;
        let mut found: Vec<(Mode, Arg, AnyOf)> = Vec::new();
        let mut known: FxHashMap<(Mode, Arg), usize> = FxHashMap::default();
        for ally in &plan.duties.contrary[d] {
            let exists = &self.exists[ally.duty];
            let helped = if exists.is_never() { Truth::False } else { beats(state, ally.duty, d) };
            if helped == Truth::False {
                continue;
            }
            let duty = &plan.duties.all[ally.duty];
            let at = *known.entry((duty.mode, duty.bearer)).or_insert_with(|| {
                found.push((duty.mode, duty.bearer, AnyOf::new()));
                found.len() - 1
            });
            found[at].2.push(&self.contrary(state, d, ally).and(exists).and_truth(helped));
        }
        found.into_iter().map(|(mode, bearer, any)| (mode, bearer, any.finish())).collect()
    }

    /// To what a duty yields, and when.
    fn yielding(
        &self,
        state: &EvalState<'_, '_>,
        d: DutyId,
        defences: &mut FxHashMap<DutyId, Vec<(Mode, Arg, Timeline)>>,
    ) -> Vec<(DutyId, Timeline)> {
        let plan = state.plan;
        let mut out: Vec<(DutyId, Timeline)> = Vec::new();
        for c in &plan.duties.contrary[d] {
            let beaten = beats(state, c.duty, d);
            if beaten == Truth::False || self.exists[c.duty].is_never() {
                continue;
            }
            let mut when = self.contrary(state, d, c).and(&self.exists[c.duty]).and_truth(beaten);
            if when.is_never() {
                continue;
            }
            let own = &plan.duties.all[d];
            let defence = defences.entry(c.duty).or_insert_with(|| self.defence(state, c.duty));
            for (_, _, helped) in defence.iter().filter(|(m, b, _)| *m == own.mode && *b == own.bearer) {
                when = when.minus(helped);
            }
            if !when.is_never() {
                out.push((c.duty, when));
            }
        }
        for p in &plan.duties.permitted[d] {
            let prevails = excuses(state, p.duty, d);
            if prevails != Truth::False {
                let when = self.counted(p).and(&self.exists[p.duty]).and_truth(prevails);
                if !when.is_never() {
                    out.push((p.duty, when));
                }
            }
        }
        for f in &plan.duties.prohibited[d] {
            if !same_law(state, d, f.duty) {
                continue;
            }
            let when = self.contrary(state, d, f).and(&self.exists[f.duty]);
            let gives_way = displaced(state, f.duty, &self.yields_to[f.duty], plan.duties.all[d].bearer);
            let when = when.minus(&gives_way);
            if !when.is_never() {
                out.push((f.duty, when));
            }
        }
        out
    }
}

/// When a duty gives way for an organ: it yields to something that reaches this organ (§9).
pub(crate) fn displaced(
    state: &EvalState<'_, '_>,
    d: DutyId,
    yields_to: &[(DutyId, Timeline)],
    organ: Arg,
) -> Timeline {
    let plan = state.plan;
    let organ = state.ranks.bound(authority(plan, d), organ);
    let whole = !plan.duties.all[d].forbids_deed();
    let mut any = AnyOf::new();
    for (to, when) in yields_to {
        if whole || state.ranks.binds(authority(plan, *to), plan.duties.all[*to].bearer, organ) {
            any.push(when);
        }
    }
    any.finish()
}

/// Whether whoever must do the one thing, or may, is also bound by what is against it: what is external to the viewpoint
/// binds a State, but not its organs.
fn same_bearer(state: &EvalState<'_, '_>, a: DutyId, b: DutyId) -> bool {
    let plan = state.plan;
    if !state.ranks.has_external() {
        return true;
    }
    let asks = |d: DutyId| match &plan.duties.all[d].content {
        GroundContent::That { not, .. } => !*not,
        _ => plan.duties.all[d].mode != Mode::Forbids,
    };
    let bound = |d: DutyId| state.ranks.bound(authority(plan, d), plan.duties.all[d].bearer);
    let reaches = |against: DutyId, asked: DutyId| {
        state.ranks.binds(authority(plan, against), plan.duties.all[against].bearer, bound(asked))
    };
    match (asks(a), asks(b)) {
        // Two deeds that exclude each other may be asked of two organs of one order.
        (true, true) => true,
        (true, _) => reaches(b, a),
        _ => reaches(a, b),
    }
}

fn authority(plan: &Plan<'_>, duty: DutyId) -> Authority {
    plan.instances.all[plan.duties.all[duty].inst].authority
}

/// Whether a duty comes before another where both are contrary.
fn beats(state: &EvalState<'_, '_>, a: DutyId, b: DutyId) -> Truth {
    let plan = state.plan;
    let [x, y] = [a, b].map(|d| plan.instances.all[plan.duties.all[d].inst]);
    if !state.ranks.prevails(x.authority, y.authority) || !same_law(state, a, b) {
        return Truth::False;
    }
    if !state.ranks.prevails(y.authority, x.authority) {
        return Truth::True;
    }
    later(plan, &x, &y)
}

/// Whether a permission allows what a prohibition forbids: its author prevails, and the prohibition is not a later one of
/// the same author.
fn excuses(state: &EvalState<'_, '_>, permission: DutyId, prohibition: DutyId) -> Truth {
    let plan = state.plan;
    let [p, f] = [permission, prohibition].map(|d| plan.instances.all[plan.duties.all[d].inst]);
    let covers = || {
        let bound = state.ranks.bound(f.authority, plan.duties.all[prohibition].bearer);
        state.ranks.binds(p.authority, plan.duties.all[permission].bearer, bound)
    };
    let met = same_bearer(state, permission, prohibition) || covers();
    if !met || !same_law(state, permission, prohibition) || !state.ranks.prevails(p.authority, f.authority) {
        return Truth::False;
    }
    later(plan, &f, &p).not()
}

/// Whether both are law of the same kind in this viewpoint: what is external to it, and what is not, do not displace each
/// other.
fn same_law(state: &EvalState<'_, '_>, a: DutyId, b: DutyId) -> bool {
    let external = |d| state.ranks.is_external(authority(state.plan, d));
    !state.ranks.has_external() || external(a) == external(b)
}

/// Whether one is a later order of the same authority as another: that of a later law, or of one law on a later act.
fn later(plan: &Plan<'_>, x: &Inst, y: &Inst) -> Truth {
    let same = match (x.authority, y.authority) {
        (Authority::NormsOf { order: a, .. }, Authority::NormsOf { order: b, .. }) => a == b,
        (a, b) => a == b,
    };
    let (Some(first), Some(second), true) = (laid_by(plan, y), laid_by(plan, x), same) else {
        return Truth::False;
    };
    if first != second {
        return plan.order.before(first, second);
    }
    match (y.part, x.part) {
        (Some(first), Some(second)) => plan.order.before(plan.act_of(first), plan.act_of(second)),
        _ => Truth::False,
    }
}

/// The act by whose authority a duty is laid: that which enacts its norm, else that of its part.
fn laid_by(plan: &Plan<'_>, inst: &Inst) -> Option<ActId> {
    let enacted = inst.norm.filter(|_| inst.copied_from.is_none()).and_then(|n| match plan.model[n].of {
        NormOf::Part(part) => Some(part),
        _ => None,
    });
    enacted.or(inst.part).map(|part| plan.act_of(part))
}

/// When a duty is there, and when it exists.
fn life(state: &EvalState<'_, '_>, i: InstanceId, bearer: Arg) -> (Timeline, Timeline) {
    let plan = state.plan;
    let inst = state.inst(i);
    let fired = state.given_by(&inst);
    let window = state.window(&inst).and_truth(fired);
    if window.is_never() {
        return (Timeline::never(), Timeline::never());
    }
    let (there, suspended) = if let (None, Some(norm)) = (inst.part, inst.norm) {
        // Nothing but its conditions makes it: no act has laid it on anybody.
        let norm = &state.values.norms[norm];
        let there = window.and(norm).and(&state.conditions(&inst)).minus(&state.disapplied_inst(i));
        (there, Timeline::never())
    } else {
        let (there, suspended) = match plan.lives[i] {
            None => (window, Timeline::never()),
            Some(standing) => {
                let stand = &state.values.validity[standing];
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
    let of_part = duty.part.map_or(&[][..], |part| plan.duties.discharges.of(part));
    for &i in of_part.iter().chain(of_bearer.into_iter().flatten()) {
        any.push(&discharge(state, duty, i));
    }
    any.finish()
}

/// What one `discharges` does to a duty.
pub(crate) fn discharge(state: &EvalState<'_, '_>, duty: &Inst, i: InstanceId) -> Timeline {
    let plan = state.plan;
    let inst = state.inst(i);
    let Some(part) = duty.part else { return Timeline::never() };
    if !state.ranks.prevails(inst.authority, duty.authority) {
        return Timeline::never();
    }
    let before = plan.order.before(plan.act_of(part), plan.act_of(inst.carrier()));
    if before == Truth::False {
        return Timeline::never();
    }
    let valid = state.stroke(i, false).valid.and(before);
    Timeline::from(state.start(&inst)).and_truth(valid)
}
