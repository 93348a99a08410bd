//! Every effect that anything carries: its own, those that norms give it, and copies of what it upholds.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use vigente_model::*;

use crate::Authority;
use crate::Truth;
use crate::plan::clock::Clocks;
use crate::plan::grounding::{Ground, substitute};
use crate::plan::interning::{Lists, NONE};
use crate::plan::order::Order;
use crate::plan::rank::authority_of;

/// More copies than this are not made; the plan then says that it is incomplete.
const LIMIT: usize = 4_000_000;

/// An effect, as one part (or one norm, day by day) carries it.
#[derive(Clone, Copy)]
pub(crate) struct Inst {
    pub effect: u32,
    /// Who carries it; [`NONE`] day by day.
    pub part: u32,
    /// The act whose days and anchors count; [`NONE`] day by day.
    pub base: u32,
    /// What gives it: into [`Instances::fired`]; [`NONE`] for own effects.
    pub fired: u32,
    /// What a copy needs: into [`Instances::copies`].
    pub copy: u32,
    /// For a copy: the part whose effect it is.
    pub copied_from: u32,
    /// The norm that gives it.
    pub norm: u32,
    /// Its timing; [`NONE`] where nothing is written.
    pub clock: u32,
    /// Given by a norm on a fact deed: it stands whatever falls.
    pub fact: bool,
    pub authority: Authority,
}

/// A norm that fires, or would: value of its own.
#[derive(Clone, Copy)]
pub(crate) struct Fired {
    /// Into [`Ground::firings`].
    pub firing: u32,
    /// For copies: taken as though the deed as written had happened.
    pub assumed: bool,
    /// For copies: what made the deed out of another, assumed likewise: into [`Instances::fired`]; [`NONE`] if it is
    /// a deed as written.
    pub made_by: u32,
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
    /// The `upholds`: into [`Instances::all`].
    pub upholds: u32,
    /// The part that is upheld.
    pub part: u32,
    /// What that part's own copy needs; [`NONE`] if it is no copy.
    pub copy: u32,
}

/// All of them.
#[derive(Default)]
pub(crate) struct Instances {
    pub all: Vec<Inst>,
    /// By part: where its own instances start in `all`; one more at the end.
    pub own: Vec<u32>,
    pub fired: Vec<Fired>,
    pub copies: Vec<Copy>,
    /// What `counts as` lines need, by index into [`Ground::done`] of the deed that they make.
    pub counted: FxHashMap<u32, u32>,
    /// For the void matches, in their order: their condition lines.
    pub void_lines: Vec<crate::plan::clock::Lines>,
    /// Too many copies.
    pub incomplete: bool,
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
        Does::Ends(_) | Does::Discharges(_) | Does::DischargesDutiesOf(_) | Does::Moves { .. } => !by_day,
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
        for (p, part) in model.parts.iter().enumerate() {
            let author = model[part.act].author;
            self.own.push(self.all.len() as u32);
            for e in part.effects.clone() {
                let effect = &model.effects[e as usize];
                if !carried(&effect.does) {
                    continue;
                }
                let timing = effect.timing.as_deref();
                let clock = match timing {
                    Some(t) => clocks.clock(model, ground, Some(t), Some(part.act), &[], &[]),
                    None => NONE,
                };
                self.all.push(Inst {
                    effect: e,
                    part: p as u32,
                    base: part.act.0,
                    fired: NONE,
                    copy: NONE,
                    copied_from: NONE,
                    norm: NONE,
                    clock,
                    fact: false,
                    authority: Authority::Organ(author),
                });
            }
        }
        self.own.push(self.all.len() as u32);
    }

    fn by_norms(&mut self, model: &Model, ground: &Ground, clocks: &mut Clocks) {
        for (f, firing) in ground.firings.iter().enumerate() {
            let norm = &model.norms[firing.norm as usize];
            let binding = ground.binding(norm, firing.binding);
            let by_day = firing.done == NONE;
            let of = |kinds: &[ConditionKind]| -> Vec<&Condition> {
                norm.conditions.iter().filter(|c| by_day || kinds.contains(&c.kind)).collect()
            };
            let once = if by_day { Vec::new() } else { of(&[ConditionKind::If]) };
            let lines = clocks.compile(model, ground, &once, binding);
            let fired = self.fired.len() as u32;
            self.fired.push(Fired { firing: f as u32, assumed: false, made_by: NONE, lines });
            let daily = of(&[ConditionKind::While, ConditionKind::Unless]);
            let done = (!by_day).then(|| ground.done[firing.done as usize]);
            let part = done.map(|d| d.part);
            let base = part.map(|p| model.parts[p as usize].act);
            for e in norm.effects.clone() {
                let effect = &model.effects[e as usize];
                let counts = matches!(effect.does, Does::CountsAs(_)) && !by_day;
                if !counts && !given(&effect.does, by_day) {
                    continue;
                }
                let timing = effect.timing.as_deref();
                let clock = if timing.is_none() && daily.is_empty() {
                    NONE
                } else {
                    clocks.clock(model, ground, timing, base, &daily, binding)
                };
                let inst = Inst {
                    effect: e,
                    part: part.unwrap_or(NONE),
                    base: base.map_or(NONE, |a| a.0),
                    fired,
                    copy: NONE,
                    copied_from: NONE,
                    norm: firing.norm,
                    clock,
                    fact: done.is_some_and(|d| d.fact),
                    authority: authority_of(model, norm.of),
                };
                if counts {
                    self.counted.insert(self.all.len() as u32, NONE);
                }
                self.all.push(inst);
            }
        }
        // Which `counts as` made which deed: by firing and effect.
        let mut made: FxHashMap<(u32, u32), u32> = FxHashMap::default();
        for (i, _) in std::mem::take(&mut self.counted) {
            let inst = self.all[i as usize];
            made.insert((inst.fired, inst.effect), i);
        }
        for (x, done) in ground.done.iter().enumerate() {
            // Firings and what they need are numbered alike.
            if let Some(&i) = made.get(&(done.firing, done.effect)) {
                self.counted.insert(x as u32, i);
            }
        }
    }

    fn voids(&mut self, model: &Model, ground: &Ground, clocks: &mut Clocks) {
        for void in &ground.voids {
            let norm = &model.norms[void.norm as usize];
            let own = model.effects[void.effect as usize].timing.as_ref().map(|t| &t.conditions);
            let conditions: Vec<&Condition> =
                norm.conditions.iter().chain(own.into_iter().flatten()).collect();
            let binding = ground.binding(norm, void.binding);
            self.void_lines.push(clocks.compile(model, ground, &conditions, binding));
        }
    }

    /// Gives upholding parts their copies.
    fn copy(&mut self, model: &Model, ground: &Ground, order: &Order) {
        let mut upheld: Vec<(u32, u32)> = Vec::new();
        for (i, inst) in self.all.iter().enumerate() {
            if let Does::Upholds(target) = model.effects[inst.effect as usize].does {
                upheld.extend(model.parts_of(target).map(|p| (p, i as u32)));
            }
        }
        if upheld.is_empty() {
            return;
        }
        let upholders = Lists::new(model.parts.len(), &upheld);
        let act_of = |p: u32| model.parts[p as usize].act;
        // What waits to be copied: the instance as first carried, who carries it, and what that needs.
        let mut waiting: Vec<(u32, u32, u32)> = Vec::new();
        for (i, inst) in self.all.iter().enumerate() {
            let does = &model.effects[inst.effect as usize].does;
            let copied = carried(does) && !matches!(does, Does::Upholds(_));
            if copied && inst.part != NONE && !upholders.of(inst.part).is_empty() {
                waiting.push((i as u32, inst.part, NONE));
            }
        }
        let mut made: FxHashMap<(u32, u32), u32> = FxHashMap::default();
        let mut assumed: FxHashMap<u32, u32> = FxHashMap::default();
        let mut next = 0;
        while let Some(&(first, part, copy)) = waiting.get(next) {
            next += 1;
            for &upholds in upholders.of(part) {
                let by = self.all[upholds as usize].part;
                if order.before(act_of(part), act_of(by)) == Truth::False {
                    continue;
                }
                let way = Way { upholds, part, copy };
                if let Some(&known) = made.get(&(by, first)) {
                    self.copies[known as usize].ways.push(way);
                    continue;
                }
                if self.copies.len() >= LIMIT {
                    self.incomplete = true;
                    return;
                }
                let mut inst = self.all[first as usize];
                let continuing = continuing(&model.effects[inst.effect as usize].does);
                let new = self.copies.len() as u32;
                self.copies.push(Copy { ways: vec![way], continuing });
                made.insert((by, first), new);
                if inst.fired != NONE {
                    inst.fired = self.assume(ground, inst.fired, &mut assumed);
                }
                inst.copied_from = inst.part;
                inst.part = by;
                inst.copy = new;
                inst.fact = false;
                inst.authority = Authority::Organ(model[act_of(by)].author);
                self.all.push(inst);
                waiting.push((first, by, new));
            }
        }
    }

    /// A norm that fires, taken as though the deed as written had happened. The norms that make the deed count as
    /// another are asked, likewise.
    fn assume(&mut self, ground: &Ground, fired: u32, known: &mut FxHashMap<u32, u32>) -> u32 {
        if let Some(&assumed) = known.get(&fired) {
            return assumed;
        }
        let written = self.fired[fired as usize];
        let maker = self.counted.get(&ground.firings[written.firing as usize].done).copied();
        // A chain of `counts as` never comes back to a deed that it contains, so this ends.
        let made_by = maker.map_or(NONE, |i| self.assume(ground, self.all[i as usize].fired, known));
        let assumed = self.fired.len() as u32;
        self.fired.push(Fired { assumed: true, made_by, ..written });
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
    if inst.fired == NONE {
        return &[];
    }
    let firing = ground.firings[instances.fired[inst.fired as usize].firing as usize];
    ground.binding(&model.norms[firing.norm as usize], firing.binding)
}

/// The arguments of an instance's status or deed; `None` if a variable stays open.
pub(crate) fn ground_args(model: &Model, range: ArgRange, binding: &[Arg]) -> Option<Arc<[Arg]>> {
    let mut args = Vec::new();
    substitute(model.args(range), binding, &mut args).then(|| args.into())
}
