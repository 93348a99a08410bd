//! Every effect that anything carries: its own, those that norms give it, and copies of what it upholds.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use vigente_model::*;

use crate::Authority;
use crate::Truth;
use crate::ids::{ClockId, CopyId, DoneId, FiredId, FiringId, InstanceId, VoidId};
use crate::plan::clock::Clocks;
use crate::plan::grounding::{Ground, substitute};
use crate::plan::interning::Lists;
use crate::plan::order::Order;
use crate::plan::rank::authority_of;

/// More copies than this are not made; the plan then says that it is incomplete.
const LIMIT: usize = 4_000_000;

/// An effect, as one part (or one norm, day by day) carries it.
#[derive(Clone, Copy)]
pub(crate) struct Inst {
    pub effect: EffectId,
    /// Who carries it; `None` day by day.
    pub part: Option<PartId>,
    /// The act whose days and anchors count; `None` day by day.
    pub base: Option<ActId>,
    /// What gives it; `None` for own effects.
    pub fired: Option<FiredId>,
    /// What a copy needs.
    pub copy: Option<CopyId>,
    /// For a copy: the part whose effect it is.
    pub copied_from: Option<PartId>,
    /// The norm that gives it.
    pub norm: Option<NormId>,
    /// Its timing; `None` where nothing is written.
    pub clock: Option<ClockId>,
    /// Given by a norm on a fact deed: it stands whatever falls.
    pub fact: bool,
    pub authority: Authority,
}

/// A norm that fires, or would: value of its own.
#[derive(Clone, Copy)]
pub(crate) struct Fired {
    pub firing: FiringId,
    /// For copies: taken as though the deed as written had happened.
    pub assumed: bool,
    /// For copies: what made the deed out of another, assumed likewise; `None` if it is a deed as written.
    pub made_by: Option<FiredId>,
    /// Its `if` lines.
    pub lines: crate::plan::clock::Lines,
}

/// What a copy needs: at least one of these ways to it.
#[derive(Clone, Default)]
pub(crate) struct Copy {
    pub ways: Vec<Way>,
    /// A continuing effect ends when what it was copied from is repealed.
    pub continuing: bool,
}

/// One step of a chain of `upholds`.
#[derive(Clone, Copy)]
pub(crate) struct Way {
    /// The `upholds`.
    pub upholds: InstanceId,
    /// The part that is upheld.
    pub part: PartId,
    /// What that part's own copy needs; `None` if it is no copy.
    pub copy: Option<CopyId>,
}

/// All of them.
#[derive(Default)]
pub(crate) struct Instances {
    pub all: IndexVec<InstanceId, Inst>,
    /// By part: what it carries of itself.
    pub own: IndexVec<PartId, Ids<InstanceId>>,
    pub fired: IndexVec<FiredId, Fired>,
    pub copies: IndexVec<CopyId, Copy>,
    /// What `counts as` lines need, by the deed that they make.
    pub counted: FxHashMap<DoneId, InstanceId>,
    /// The condition lines of the void matches.
    pub void_lines: IndexVec<VoidId, crate::plan::clock::Lines>,
    /// Too many copies.
    pub incomplete: bool,
}

impl Inst {
    /// The part that carries it. What a norm gives day by day has none, and that begins statuses and duties only.
    #[inline]
    pub(crate) fn carrier(&self) -> PartId {
        self.part.expect("a part carries it")
    }

    /// A norm gives it, and it is no copy.
    #[inline]
    pub(crate) fn gift(&self) -> bool {
        self.fired.is_some() && self.copy.is_none()
    }

    /// The act whose days and anchors count; what a norm gives day by day has none.
    #[inline]
    pub(crate) fn act(&self) -> ActId {
        self.base.expect("an act carries it")
    }
}

/// Whether what carries it does so as an instance. Deeds, findings, claims, positions and reliances do not.
fn carried(does: &Does) -> bool {
    matches!(
        does,
        Does::Begins(_)
            | Does::Ends(_)
            | Does::Attack(..)
            | Does::Disapplies { .. }
            | Does::Restores(_)
            | Does::Upholds(_)
            | Does::Duty { .. }
            | Does::Discharges(_)
            | Does::DischargesDutiesOf(_)
            | Does::Moves { .. }
    )
}

fn given(does: &Does, by_day: bool) -> bool {
    match does {
        Does::Begins(_) | Does::Duty { .. } => true,
        Does::Ends(_)
        | Does::Attack(..)
        | Does::Discharges(_)
        | Does::DischargesDutiesOf(_)
        | Does::Moves { .. } => !by_day,
        _ => false,
    }
}

fn continuing(does: &Does) -> bool {
    matches!(does, Does::Begins(_) | Does::Attack(Attack::Suspends, _) | Does::Duty { .. })
}

impl Instances {
    pub(crate) fn new(model: &Model, ground: &Ground, order: &Order, clocks: &mut Clocks) -> Instances {
        let mut all = Instances::default();
        all.own(model, ground, clocks);
        all.by_norms(model, ground, clocks);
        all.voids(model, ground, clocks);
        all.copy(model, ground, order);
        all
    }

    fn own(&mut self, model: &Model, ground: &Ground, clocks: &mut Clocks) {
        for (p, part) in model.parts.iter_enumerated() {
            let author = model[part.act].author;
            let first = self.all.next_idx();
            for e in part.effects.clone() {
                let effect = &model.effects[e];
                if !carried(&effect.does) {
                    continue;
                }
                let clock = effect
                    .timing
                    .as_deref()
                    .map(|t| clocks.clock(model, ground, Some(t), Some(part.act), &[], &[]));
                self.all.push(Inst {
                    effect: e,
                    part: Some(p),
                    base: Some(part.act),
                    fired: None,
                    copy: None,
                    copied_from: None,
                    norm: None,
                    clock,
                    fact: false,
                    authority: Authority::Organ(author),
                });
            }
            self.own.push(Ids::new(first, self.all.next_idx()));
        }
    }

    fn by_norms(&mut self, model: &Model, ground: &Ground, clocks: &mut Clocks) {
        // Which `counts as` made which deed.
        let mut made: FxHashMap<(FiringId, EffectId), InstanceId> = FxHashMap::default();
        for (f, firing) in ground.firings.iter_enumerated() {
            let norm = &model.norms[firing.norm];
            let binding = ground.binding(norm, firing.binding);
            let by_day = firing.done.is_none();
            let of = |kinds: &[ConditionKind]| -> Vec<&Condition> {
                norm.conditions.iter().filter(|c| by_day || kinds.contains(&c.kind)).collect()
            };
            let once = if by_day { Vec::new() } else { of(&[ConditionKind::If]) };
            let lines = clocks.compile(model, ground, &once, binding);
            let fired = self.fired.push(Fired { firing: f, assumed: false, made_by: None, lines });
            let daily = of(&[ConditionKind::While, ConditionKind::Unless]);
            let done = firing.done.map(|x| ground.done[x]);
            let part = done.map(|d| d.part);
            let base = part.map(|p| model.parts[p].act);
            for e in norm.effects.clone() {
                let effect = &model.effects[e];
                let counts = matches!(effect.does, Does::CountsAs(_)) && !by_day;
                if !counts && !given(&effect.does, by_day) {
                    continue;
                }
                let timing = effect.timing.as_deref();
                let clock = if timing.is_none() && daily.is_empty() {
                    None
                } else {
                    Some(clocks.clock(model, ground, timing, base, &daily, binding))
                };
                let inst = Inst {
                    effect: e,
                    part,
                    base,
                    fired: Some(fired),
                    copy: None,
                    copied_from: None,
                    norm: Some(firing.norm),
                    clock,
                    fact: done.is_some_and(|d| d.fact),
                    authority: authority_of(model, firing.norm),
                };
                let i = self.all.push(inst);
                if counts {
                    made.insert((f, e), i);
                }
            }
        }
        for (x, done) in ground.done.iter_enumerated() {
            if let Some(&i) = done.counted_by.and_then(|by| made.get(&by)) {
                self.counted.insert(x, i);
            }
        }
    }

    fn voids(&mut self, model: &Model, ground: &Ground, clocks: &mut Clocks) {
        for void in &ground.voids {
            let norm = &model.norms[void.norm];
            let own = model.effects[void.effect].timing.as_ref().map(|t| &t.conditions);
            let conditions: Vec<&Condition> =
                norm.conditions.iter().chain(own.into_iter().flatten()).collect();
            let binding = ground.binding(norm, void.binding);
            self.void_lines.push(clocks.compile(model, ground, &conditions, binding));
        }
    }

    /// Gives upholding parts their copies.
    fn copy(&mut self, model: &Model, ground: &Ground, order: &Order) {
        let mut upheld: Vec<(PartId, InstanceId)> = Vec::new();
        for (i, inst) in self.all.iter_enumerated() {
            if let Does::Upholds(target) = model.effects[inst.effect].does {
                upheld.extend(model.parts_of(target).map(|p| (p, i)));
            }
        }
        if upheld.is_empty() {
            return;
        }
        let upholders = Lists::new(model.parts.len(), &upheld);
        let act_of = |p: PartId| model.parts[p].act;
        // What waits to be copied: the instance as first carried, who carries it, and what that needs.
        let mut waiting: Vec<(InstanceId, PartId, Option<CopyId>)> = Vec::new();
        for (i, inst) in self.all.iter_enumerated() {
            let Some(part) = inst.part else { continue };
            let does = &model.effects[inst.effect].does;
            let copied = carried(does) && !matches!(does, Does::Upholds(_));
            if copied && !upholders.of(part).is_empty() {
                waiting.push((i, part, None));
            }
        }
        let mut made: FxHashMap<(PartId, InstanceId), CopyId> = FxHashMap::default();
        let mut assumed: FxHashMap<FiredId, FiredId> = FxHashMap::default();
        let mut next = 0;
        while let Some(&(first, part, copy)) = waiting.get(next) {
            next += 1;
            for &upholds in upholders.of(part) {
                let by = self.all[upholds].carrier();
                if order.before(act_of(part), act_of(by)) == Truth::False {
                    continue;
                }
                let way = Way { upholds, part, copy };
                if let Some(&known) = made.get(&(by, first)) {
                    self.copies[known].ways.push(way);
                    continue;
                }
                if self.copies.len() >= LIMIT {
                    self.incomplete = true;
                    return;
                }
                let mut inst = self.all[first];
                let continuing = continuing(&model.effects[inst.effect].does);
                let new = self.copies.push(Copy { ways: vec![way], continuing });
                made.insert((by, first), new);
                inst.fired = inst.fired.map(|fired| self.assume(ground, fired, &mut assumed));
                inst.copied_from = inst.part;
                inst.part = Some(by);
                inst.copy = Some(new);
                inst.fact = false;
                inst.authority = Authority::Organ(model[act_of(by)].author);
                self.all.push(inst);
                waiting.push((first, by, Some(new)));
            }
        }
    }

    /// A norm that fires, taken as though the deed as written had happened. The norms that make the deed count as
    /// another are asked, likewise.
    fn assume(
        &mut self,
        ground: &Ground,
        fired: FiredId,
        known: &mut FxHashMap<FiredId, FiredId>,
    ) -> FiredId {
        if let Some(&assumed) = known.get(&fired) {
            return assumed;
        }
        let written = self.fired[fired];
        let maker = ground.firings[written.firing].done.and_then(|x| self.counted.get(&x).copied());
        // A chain of `counts as` never comes back to a deed that it contains, so this ends.
        let by = maker.and_then(|i| self.all[i].fired);
        let made_by = by.map(|by| self.assume(ground, by, known));
        let assumed = self.fired.push(Fired { assumed: true, made_by, ..written });
        known.insert(fired, assumed);
        assumed
    }
}

/// The values that an instance puts for its norm's variables.
pub(crate) fn binding_of<'g>(
    model: &Model,
    ground: &'g Ground,
    instances: &Instances,
    inst: &Inst,
) -> &'g [Arg] {
    let Some(fired) = inst.fired else { return &[] };
    let firing = ground.firings[instances.fired[fired].firing];
    ground.binding(&model.norms[firing.norm], firing.binding)
}

/// The arguments of an instance's status or deed; `None` if a variable stays open.
pub(crate) fn ground_args(model: &Model, range: ArgRange, binding: &[Arg]) -> Option<Arc<[Arg]>> {
    let mut args = Vec::new();
    substitute(model.args(range), binding, &mut args).then(|| args.into())
}
