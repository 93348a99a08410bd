//! Every ground duty, with indexes of what is contrary to it, and what may perform, end, move and assess it.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use vigente_model::*;

use crate::plan::clock::Clocks;
use crate::plan::grounding::{ArgIndex, Ground, bind_trigger, open_binding, substitute, undo};
use crate::plan::instance::{Instances, binding_of, ground_args};
use crate::plan::interning::{Calls, Lists, NONE};
use crate::plan::rank::arg_within;
use crate::solution::{GroundContent, GroundDeed, GroundStatus};

/// A duty or a permission.
pub(crate) struct Duty {
    pub inst: u32,
    pub mode: Mode,
    pub bearer: Arg,
    pub content: GroundContent,
    pub beneficiaries: Arc<[Arg]>,
    /// For a deed: into [`Ground::deeds`].
    pub deed: u32,
    /// For a status: into [`Ground::statuses`]; [`NONE`] if nothing begins it.
    pub status: u32,
    /// Deeds that may serve or break it: into [`Duties::candidates`].
    pub group: u32,
}

/// What a deed of somebody would count as.
#[derive(Default)]
pub(crate) struct Would {
    /// Deeds; the first is the deed itself.
    pub deeds: Calls,
    pub edges: Vec<Edge>,
    /// The values of the norms' variables.
    pub bindings: Vec<Arg>,
}

/// A norm that would count one deed as another.
pub(crate) struct Edge {
    pub from: u32,
    pub to: u32,
    pub norm: u32,
    /// Its window and conditions, asked day by day.
    pub clock: u32,
    /// Where the values of its variables start in [`Would::bindings`].
    pub binding: u32,
}

/// Another duty, where it is contrary: always, or while a deed would count as another.
#[derive(Clone, Copy)]
pub(crate) struct Contrary {
    pub duty: u32,
    /// Into [`Duties::would`], and into its deeds; [`NONE`] for always.
    pub would: (u32, u32),
}

/// A finding or a claim.
pub(crate) struct Word {
    pub part: u32,
    pub effect: u32,
    pub outcome: Outcome,
    pub as_of: Option<Days>,
    /// Of what lives at an act or part, or (under a norm) of whose duties.
    pub of: ThingId,
}

/// All duties.
#[derive(Default)]
pub(crate) struct Duties {
    pub all: Vec<Duty>,
    pub contrary: Vec<Vec<Contrary>>,
    /// By prohibition: permissions that may make it yield.
    pub permitted: Vec<Vec<Contrary>>,
    pub would: Vec<Would>,
    /// By group: the deeds of one shape (alike but for quantities) that are done within one bearer.
    pub candidates: Lists,
    pub groups: u32,
    /// By part: `discharges` and `moves` of what lives there.
    pub discharges: Lists,
    pub moves: Lists,
    /// `discharges duties of`
    pub discharges_of: FxHashMap<Arg, Vec<u32>>,
    pub findings: Vec<Word>,
    pub claims: Vec<Word>,
    /// By part: findings and claims on what lives there.
    pub found: Lists,
    pub claimed: Lists,
    /// By norm: findings and claims on the duties that it lays.
    pub found_under: FxHashMap<u32, Vec<u32>>,
    pub claimed_under: FxHashMap<u32, Vec<u32>>,
    /// The order in which deeds are shown, and the place of each in it.
    pub shown: Vec<u32>,
    pub place: Vec<u32>,
}

impl Duties {
    pub(crate) fn new(
        model: &Model,
        ground: &mut Ground,
        instances: &Instances,
        clocks: &mut Clocks,
    ) -> Duties {
        let mut duties = Duties::default();
        let mut shapes = Calls::default();
        let groups = duties.collect(model, ground, instances, &mut shapes);
        duties.index_strokes(model, ground, instances);
        duties.index_words(model);
        duties.index_contrary(model, ground, clocks);
        let mut by_shape = Vec::new();
        for (x, done) in ground.done.iter().enumerate() {
            let shape = shape_of(ground.deeds.args(done.deed));
            if let Some(shape) = shapes.find(ground.deeds.name(done.deed), &shape) {
                by_shape.push((shape, x as u32));
            }
        }
        let by_shape = Lists::new(shapes.len(), &by_shape);
        let mut candidates = Vec::new();
        for (group, &(shape, bearer)) in groups.iter().enumerate() {
            let author = |x: u32| {
                let part = &model.parts[ground.done[x as usize].part as usize];
                model[part.act].author
            };
            let within = by_shape.of(shape).iter().filter(|&&x| model.within(author(x), bearer));
            candidates.extend(within.map(|&x| (group as u32, x)));
        }
        duties.groups = groups.len() as u32;
        duties.candidates = Lists::new(groups.len(), &candidates);
        let mut shown: Vec<u32> = (0..ground.done.len() as u32).collect();
        shown.sort_unstable_by_key(|&x| {
            let done = ground.done[x as usize];
            (done.part, done.root, x)
        });
        duties.place = vec![0; shown.len()];
        for (at, &x) in shown.iter().enumerate() {
            duties.place[x as usize] = at as u32;
        }
        duties.shown = shown;
        duties
    }

    /// Every duty; the shape and bearer of each group of them.
    fn collect(
        &mut self,
        model: &Model,
        ground: &mut Ground,
        instances: &Instances,
        shapes: &mut Calls,
    ) -> Vec<(u32, ThingId)> {
        let mut groups: Vec<(u32, ThingId)> = Vec::new();
        let mut known: FxHashMap<(u32, ThingId), u32> = FxHashMap::default();
        let nobody: Arc<[Arg]> = Arc::new([]);
        for (i, inst) in instances.all.iter().enumerate() {
            let effect = &model.effects[inst.effect as usize];
            let Does::Duty { mode, bearer, content } = effect.does else { continue };
            let binding = binding_of(model, ground, instances, inst);
            let value = |arg: Arg| match arg {
                Arg::Var(v) => binding.get(usize::from(v)).copied().unwrap_or(arg),
                other => other,
            };
            let bearer = value(bearer);
            let beneficiaries: Vec<Arg> =
                effect.timing.iter().flat_map(|t| &t.beneficiaries).map(|&a| value(a)).collect();
            let beneficiaries = if beneficiaries.is_empty() { nobody.clone() } else { beneficiaries.into() };
            let range = match content {
                Content::Deed(deed) => deed.args,
                Content::That { status, .. } => status.args,
            };
            let Some(args) = ground_args(model, range, binding) else { continue };
            let (mut deed, mut status, mut group) = (NONE, NONE, NONE);
            let content = match content {
                Content::Deed(d) => {
                    deed = ground.deeds.intern(d.name.0, &args).0;
                    let shape = shapes.intern(d.name.0, &shape_of(&args)).0;
                    if let Arg::Thing(bearer) = bearer {
                        group = *known.entry((shape, bearer)).or_insert_with(|| {
                            groups.push((shape, bearer));
                            groups.len() as u32 - 1
                        });
                    }
                    GroundContent::Deed(GroundDeed { name: d.name, args })
                }
                Content::That { not, status: s } => {
                    status = ground.statuses.find(s.name.0, &args).unwrap_or(NONE);
                    GroundContent::That { not, status: GroundStatus { name: s.name, args } }
                }
            };
            self.all.push(Duty { inst: i as u32, mode, bearer, content, beneficiaries, deed, status, group });
        }
        self.all.sort_by_key(|d| {
            let inst = instances.all[d.inst as usize];
            let from = inst.copied_from.wrapping_add(1);
            (inst.part.wrapping_add(1), inst.norm.wrapping_add(1), inst.effect, from, d.inst)
        });
        groups
    }

    fn index_strokes(&mut self, model: &Model, ground: &Ground, instances: &Instances) {
        let (mut discharges, mut moves) = (Vec::new(), Vec::new());
        for (i, inst) in instances.all.iter().enumerate() {
            let value = |arg: Arg| match arg {
                Arg::Var(v) => {
                    binding_of(model, ground, instances, inst).get(usize::from(v)).copied().unwrap_or(arg)
                }
                other => other,
            };
            let parts = |arg: Arg| match value(arg) {
                Arg::Thing(thing) => model.parts_of(thing),
                _ => 0..0,
            };
            match model.effects[inst.effect as usize].does {
                Does::Discharges(duty) => discharges.extend(parts(duty).map(|p| (p, i as u32))),
                Does::Moves { duty, .. } => moves.extend(parts(duty).map(|p| (p, i as u32))),
                Does::DischargesDutiesOf(bearer) => {
                    self.discharges_of.entry(value(bearer)).or_default().push(i as u32);
                }
                _ => {}
            }
        }
        self.discharges = Lists::new(model.parts.len(), &discharges);
        self.moves = Lists::new(model.parts.len(), &moves);
    }

    fn index_words(&mut self, model: &Model) {
        let (mut found, mut claimed) = (Vec::new(), Vec::new());
        for (p, part) in model.parts.iter().enumerate() {
            for effect in part.effects.clone() {
                let (said, words, at_part, at_norm) = match model.effects[effect as usize].does {
                    Does::Finds(said) => (said, &mut self.findings, &mut found, &mut self.found_under),
                    Does::Claims(said) => (said, &mut self.claims, &mut claimed, &mut self.claimed_under),
                    _ => continue,
                };
                let at = words.len() as u32;
                match said.under {
                    Some(norm) => at_norm.entry(norm.0).or_default().push(at),
                    None => at_part.extend(model.parts_of(said.of).map(|q| (q, at))),
                }
                let Said { of, outcome, as_of, .. } = said;
                words.push(Word { part: p as u32, effect, outcome, as_of, of });
            }
        }
        self.found = Lists::new(model.parts.len(), &found);
        self.claimed = Lists::new(model.parts.len(), &claimed);
    }

    fn index_contrary(&mut self, model: &Model, ground: &mut Ground, clocks: &mut Clocks) {
        self.contrary = self.all.iter().map(|_| Vec::new()).collect();
        self.permitted = self.all.iter().map(|_| Vec::new()).collect();
        let mut forbidden: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        let mut negative: FxHashMap<GroundStatus, Vec<u32>> = FxHashMap::default();
        for (d, duty) in self.all.iter().enumerate() {
            match &duty.content {
                GroundContent::Deed(_) if duty.mode == Mode::Forbids => {
                    forbidden.entry(duty.deed).or_default().push(d as u32);
                }
                GroundContent::That { not: true, status } if duty.mode == Mode::Requires => {
                    negative.entry(status.clone()).or_default().push(d as u32);
                }
                _ => {}
            }
        }
        let mut known: FxHashMap<(Arg, u32), u32> = FxHashMap::default();
        let counting = counting_norms(model);
        let (ground, mut index) = (&*ground, ArgIndex::default());
        for d in 0..self.all.len() as u32 {
            let duty = &self.all[d as usize];
            let (mode, bearer, deed) = (duty.mode, duty.bearer, duty.deed);
            match &duty.content {
                GroundContent::That { not: false, status } if mode == Mode::Requires => {
                    for &other in negative.get(status).into_iter().flatten() {
                        if within(model, bearer, self.all[other as usize].bearer) {
                            self.pair(d, other, (NONE, NONE));
                        }
                    }
                }
                GroundContent::Deed(_) if mode != Mode::Forbids && !forbidden.is_empty() => {
                    let would = *known.entry((bearer, deed)).or_insert_with(|| {
                        let asked = (ground.deeds.name(deed), ground.deeds.args(deed));
                        let would = would_count(model, ground, &mut index, clocks, &counting, bearer, asked);
                        self.would.push(would);
                        self.would.len() as u32 - 1
                    });
                    for at in 0..self.would[would as usize].deeds.len() as u32 {
                        let deeds = &self.would[would as usize].deeds;
                        let Some(counted) = ground.deeds.find(deeds.name(at), deeds.args(at)) else {
                            continue;
                        };
                        for &other in forbidden.get(&counted).into_iter().flatten() {
                            if !within(model, bearer, self.all[other as usize].bearer) {
                                continue;
                            }
                            if mode == Mode::Requires {
                                self.pair(d, other, (would, at));
                            } else {
                                let permission = Contrary { duty: d, would: (would, at) };
                                self.permitted[other as usize].push(permission);
                            }
                        }
                    }
                }
                _ => {}
            }
        }
        for list in &mut self.contrary {
            list.sort_by_key(|c| c.duty);
        }
    }

    fn pair(&mut self, a: u32, b: u32, would: (u32, u32)) {
        self.contrary[a as usize].push(Contrary { duty: b, would });
        self.contrary[b as usize].push(Contrary { duty: a, would });
    }
}

/// Whether one bearer is another, or lies within it.
pub(crate) fn within(model: &Model, inner: Arg, outer: Arg) -> bool {
    inner == outer || matches!(outer, Arg::Thing(outer) if arg_within(model, inner, outer))
}

/// Arguments with quantities left open.
fn shape_of(args: &[Arg]) -> Vec<Arg> {
    args.iter()
        .map(|&a| match a {
            Arg::Amount { unit, .. } => Arg::Amount { hundredths: 0, unit },
            other => other,
        })
        .collect()
}

/// Norms that count deeds of one name as others, by that name.
pub(crate) fn counting_norms(model: &Model) -> Vec<Vec<u32>> {
    let mut out = vec![Vec::new(); model.deeds.len()];
    for (n, norm) in model.norms.iter().enumerate() {
        let counts =
            norm.effects.clone().any(|e| matches!(model.effects[e as usize].does, Does::CountsAs(_)));
        if let Some(trigger) = norm.when.as_ref().filter(|_| counts) {
            out[trigger.deed.name.index()].push(n as u32);
        }
    }
    out
}

/// What a deed done by somebody would count as, and by which norms.
pub(crate) fn would_count(
    model: &Model,
    ground: &Ground,
    index: &mut ArgIndex,
    clocks: &mut Clocks,
    counting: &[Vec<u32>],
    bearer: Arg,
    (name, asked): (u32, &[Arg]),
) -> Would {
    let mut would = Would::default();
    would.deeds.intern(name, asked);
    let Arg::Thing(author) = bearer else { return would };
    let mut next = 0;
    let (mut binding, mut trail, mut found, mut args) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    while next < would.deeds.len() {
        let from = next as u32;
        next += 1;
        for &n in &counting[would.deeds.name(from) as usize] {
            let norm = &model.norms[n as usize];
            let Some(trigger) = &norm.when else { continue };
            open_binding(norm, &mut binding);
            trail.clear();
            let asked = would.deeds.args(from);
            if !bind_trigger(model, trigger, author, asked, None, &mut binding, &mut trail) {
                continue;
            }
            found.clear();
            ground.joins(model, norm, index, &mut binding, &mut found);
            undo(&mut binding, &mut trail, 0);
            let conditions: Vec<&Condition> = norm.conditions.iter().collect();
            for one in found.chunks(norm.vars.len().max(1)) {
                let one = &one[..norm.vars.len()];
                for e in norm.effects.clone() {
                    let effect = &model.effects[e as usize];
                    let Does::CountsAs(counted) = effect.does else { continue };
                    if !substitute(model.args(counted.args), one, &mut args) {
                        continue;
                    }
                    let (to, _) = would.deeds.intern(counted.name.0, &args);
                    let timing = effect.timing.as_deref();
                    let clock = clocks.clock(model, ground, timing, None, &conditions, one);
                    let binding = would.bindings.len() as u32;
                    would.bindings.extend_from_slice(one);
                    would.edges.push(Edge { from, to, norm: n, clock, binding });
                }
            }
        }
    }
    would
}
