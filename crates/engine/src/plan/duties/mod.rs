//! Every ground duty, with indexes of what is contrary to it, and what may perform, end, move and assess it.

pub(crate) mod asked;
pub(crate) mod demands;

use std::sync::Arc;

use rustc_hash::FxHashMap;
use smallvec::{SmallVec, smallvec};

use vigente_model::*;

use crate::ids::{
    ClockId, DeedGroupId, DeedLifeId, DoneId, DutyId, FiringId, GroundDeedId, GroundStatusId, InstanceId,
    ShapeId, WordId, WouldDeedId, WouldId,
};
use crate::plan::clock::Clocks;
use crate::plan::grounding::{ArgIndex, Ground, bind_trigger, open_binding, substitute, undo, unify};
use crate::plan::instance::{Instances, binding_of, ground_args};
use crate::plan::interning::{Calls, Lists};
use crate::plan::rank::arg_within;
use crate::plan::sets::Sets;
use crate::solution::{GroundContent, GroundDeed, GroundStatus};

/// A duty or a permission.
pub(crate) struct Duty {
    pub inst: InstanceId,
    pub mode: Mode,
    pub bearer: Arg,
    pub content: GroundContent,
    pub beneficiaries: Arc<[Arg]>,
    /// For a deed.
    pub deed: Option<GroundDeedId>,
    /// For a status; `None` if nothing begins it.
    pub status: Option<GroundStatusId>,
    /// Deeds that may serve or break it.
    pub group: Option<DeedGroupId>,
}

impl Duty {
    /// Whether it forbids a deed.
    pub(crate) fn forbids_deed(&self) -> bool {
        self.mode == Mode::Forbids && matches!(self.content, GroundContent::Deed(_))
    }
}

/// What a deed of somebody would count as.
#[derive(Default)]
pub(crate) struct Would {
    /// Deeds; the first is the deed itself.
    pub deeds: Calls<DeedId, WouldDeedId>,
    pub edges: Vec<Edge>,
    /// The values of the norms' variables.
    pub bindings: Vec<Arg>,
    /// What makes the deed itself impossible.
    pub impossible: Vec<Impossible>,
}

/// A reading by which a deed is impossible, with the statuses on which that hangs.
pub(crate) struct Impossible {
    pub norm: NormId,
    /// Its window and conditions, asked day by day.
    pub clock: ClockId,
    pub statuses: Vec<GroundStatusId>,
}

/// A norm that would count one deed as another.
pub(crate) struct Edge {
    pub from: WouldDeedId,
    pub to: WouldDeedId,
    pub norm: NormId,
    /// Its window and conditions, asked day by day.
    pub clock: ClockId,
    /// Where the values of its variables start in [`Would::bindings`].
    pub binding: u32,
}

/// Another duty, where it is contrary: always, or while deeds would count as others.
#[derive(Clone)]
pub(crate) struct Contrary {
    pub duty: DutyId,
    /// What would all have to count as what; empty for always.
    pub would: SmallVec<[(WouldId, WouldDeedId); 1]>,
}

/// A finding or a claim.
pub(crate) struct Word {
    pub part: PartId,
    pub effect: EffectId,
    pub outcome: Outcome,
    pub as_of: Option<Days>,
    /// Of what lives at an act or part, or (under a norm) of whose duties.
    pub of: ThingId,
}

/// All duties.
#[derive(Default)]
pub(crate) struct Duties {
    pub all: IndexVec<DutyId, Duty>,
    /// The first of the duties to do a deed that repeat each other: copies of one, and what `same as` links.
    pub same: IndexVec<DutyId, DutyId>,
    /// By the first of them, the parts at which duties live that repeat each other; those that repeat none are left out.
    pub repeated_at: FxHashMap<DutyId, Vec<PartId>>,
    /// Debts that may compete for payments, in groups.
    pub debts: Vec<Vec<DutyId>>,
    pub contrary: IndexVec<DutyId, Vec<Contrary>>,
    /// By prohibition: permissions that may make it yield.
    pub permitted: IndexVec<DutyId, Vec<Contrary>>,
    /// By permission: the prohibitions of what it permits.
    pub prohibited: IndexVec<DutyId, Vec<Contrary>>,
    pub would: IndexVec<WouldId, Would>,
    /// By duty to do a deed: what that deed would count as, where that is asked for.
    pub would_of: IndexVec<DutyId, Option<WouldId>>,
    /// By group: the deeds of one shape (alike but for quantities) that are done within one bearer, or by anybody
    /// `towards` something.
    pub candidates: Lists<DeedGroupId, DoneId>,
    /// How many groups there are.
    pub groups: usize,
    /// By part: `discharges` and `moves` of what lives there.
    pub discharges: Lists<PartId, InstanceId>,
    pub moves: Lists<PartId, InstanceId>,
    /// `discharges duties of`
    pub discharges_of: FxHashMap<Arg, Vec<InstanceId>>,
    pub findings: IndexVec<WordId, Word>,
    pub claims: IndexVec<WordId, Word>,
    /// By part: findings and claims on what lives there.
    pub found: Lists<PartId, WordId>,
    pub claimed: Lists<PartId, WordId>,
    /// By norm: findings and claims on the duties that it lays.
    pub found_under: FxHashMap<NormId, Vec<WordId>>,
    pub claimed_under: FxHashMap<NormId, Vec<WordId>>,
    /// The order in which deeds are shown, and the place of each in it.
    pub shown: IndexVec<DeedLifeId, DoneId>,
    pub place: IndexVec<DoneId, DeedLifeId>,
}

impl Duties {
    pub(crate) fn new(
        model: &Model,
        ground: &mut Ground,
        instances: &Instances,
        clocks: &mut Clocks,
    ) -> Duties {
        let mut duties = Duties::default();
        let mut shapes: Calls<DeedId, ShapeId> = Calls::default();
        let mut groups = duties.collect(model, ground, instances, &mut shapes);
        duties.index_repeats(model, instances, &mut groups);
        duties.index_strokes(model, ground, instances);
        duties.index_words(model);
        duties.index_contrary(model, ground, clocks);
        let mut by_shape = Vec::new();
        for (x, done) in ground.done.iter_enumerated() {
            let mut shape = shape_of(ground.deeds.args(done.deed));
            // A payment counts at what its line says it is worth.
            if let Some((_, worth)) = model[done.line].timing.as_deref().and_then(|t| t.worth) {
                for arg in &mut shape {
                    if let Arg::Amount { unit, .. } = arg {
                        *unit = worth;
                    }
                }
            }
            if let Some(shape) = shapes.find(ground.deeds.name(done.deed), &shape) {
                by_shape.push((shape, x));
            }
        }
        let by_shape = Lists::new(shapes.len(), &by_shape);
        let mut candidates = Vec::new();
        for (group, (shape, bearers)) in groups.iter_enumerated() {
            let may_count = |x: &&DoneId| {
                let done = ground.done[**x];
                let author = model[model[done.part].act].author;
                towards(model, done.line).is_some() || bearers.iter().any(|&b| model.within(author, b))
            };
            candidates.extend(by_shape.of(*shape).iter().filter(may_count).map(|&x| (group, x)));
        }
        duties.groups = groups.len();
        duties.candidates = Lists::new(groups.len(), &candidates);
        duties.index_debts(model, ground, instances);
        let mut shown: IndexVec<DeedLifeId, DoneId> = ground.done.indices().collect();
        shown.sort_unstable_by_key(|&x| {
            let done = ground.done[x];
            (done.part, done.root, x)
        });
        duties.place = index_vec![DeedLifeId::new(0); shown.len()];
        for (at, &x) in shown.iter_enumerated() {
            duties.place[x] = at;
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
        shapes: &mut Calls<DeedId, ShapeId>,
    ) -> IndexVec<DeedGroupId, (ShapeId, Vec<ThingId>)> {
        let mut groups: IndexVec<DeedGroupId, (ShapeId, Vec<ThingId>)> = IndexVec::new();
        let mut known: FxHashMap<(ShapeId, ThingId), DeedGroupId> = FxHashMap::default();
        let nobody: Arc<[Arg]> = Arc::new([]);
        for (i, inst) in instances.all.iter_enumerated() {
            let effect = &model.effects[inst.effect];
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
            let (mut deed, mut status, mut group) = (None, None, None);
            let content = match content {
                Content::Deed(d) => {
                    deed = Some(ground.deeds.intern(d.name, &args).0);
                    let shape = shapes.intern(d.name, &shape_of(&args)).0;
                    if let Arg::Thing(bearer) = bearer {
                        let new = || groups.push((shape, vec![bearer]));
                        group = Some(*known.entry((shape, bearer)).or_insert_with(new));
                    }
                    GroundContent::Deed(GroundDeed { name: d.name, args })
                }
                Content::That { not, status: s } => {
                    status = ground.statuses.find(s.name, &args);
                    GroundContent::That { not, status: GroundStatus { name: s.name, args } }
                }
            };
            self.all.push(Duty { inst: i, mode, bearer, content, beneficiaries, deed, status, group });
        }
        self.all.sort_by_key(|d| {
            let inst = instances.all[d.inst];
            (inst.part, inst.norm, inst.effect, inst.copied_from, d.inst)
        });
        groups
    }

    /// Which duties repeat each other. What one bearer of several that owe the same does, serves the duties of all.
    fn index_repeats(
        &mut self,
        model: &Model,
        instances: &Instances,
        groups: &mut IndexVec<DeedGroupId, (ShapeId, Vec<ThingId>)>,
    ) {
        let mut same = Sets::new(self.all.len());
        let mut copies: FxHashMap<(EffectId, Option<FiringId>), DutyId> = FxHashMap::default();
        let mut of_part: FxHashMap<PartId, Vec<DutyId>> = FxHashMap::default();
        let required = |d: DutyId| self.all[d].mode == Mode::Requires;
        let shape = |d: DutyId| self.all[d].group.map(|g| groups[g].0);
        for (d, duty) in self.all.iter_enumerated() {
            let inst = instances.all[duty.inst];
            let (Some(part), Some(_)) = (inst.part, duty.deed) else { continue };
            if matches!(duty.mode, Mode::Requires | Mode::Urges) {
                let firing = inst.fired.map(|f| instances.fired[f].firing);
                let first = *copies.entry((inst.effect, firing)).or_insert(d);
                same.unite(first.index(), d.index());
                of_part.entry(part).or_default().push(d);
            }
        }
        for (d, duty) in self.all.iter_enumerated().filter(|&(d, _)| required(d)) {
            let timing = model[instances.all[duty.inst].effect].timing.as_deref();
            let Some(of) = timing.and_then(|t| t.same_as) else { continue };
            for part in model.parts_of(of) {
                let alike = |e: &&DutyId| required(**e) && shape(**e) == shape(d);
                for &e in of_part.get(&part).into_iter().flatten().filter(alike) {
                    same.unite(d.index(), e.index());
                }
            }
        }
        self.same = self.all.indices().map(|d| DutyId::new(same.find(d.index()))).collect();
        for d in self.all.indices().filter(|&d| self.same[d] != d) {
            let part = |d: DutyId| instances.all[self.all[d].inst].part;
            let first = self.same[d];
            let parts = self.repeated_at.entry(first).or_insert_with(|| part(first).into_iter().collect());
            parts.extend(part(d));
        }
        let mut joint: FxHashMap<DutyId, DeedGroupId> = FxHashMap::default();
        for d in self.all.indices() {
            let first = self.same[d];
            let (Some(group), Some(with)) = (self.all[d].group, self.all[first].group) else { continue };
            if self.all[d].bearer != self.all[first].bearer || joint.contains_key(&first) {
                let new = || groups.push(groups[with].clone());
                let of_all = *joint.entry(first).or_insert_with(new);
                let own = groups[group].1.clone();
                groups[of_all].1.extend(own);
            }
        }
        for d in self.all.indices() {
            if let Some(&of_all) = joint.get(&self.same[d]) {
                self.all[d].group = Some(of_all);
            }
        }
    }

    /// Which debts may compete for payments.
    fn index_debts(&mut self, model: &Model, ground: &Ground, instances: &Instances) {
        let mut share = Sets::new(self.all.len());
        let mut payee: FxHashMap<DoneId, DutyId> = FxHashMap::default();
        let is_debt = |content: &GroundContent| match content {
            GroundContent::Deed(deed) => deed.args.iter().any(|a| matches!(a, Arg::Amount { .. })),
            GroundContent::That { .. } => false,
        };
        let debts: Vec<DutyId> = self
            .all
            .indices()
            .filter(|&d| self.all[d].mode == Mode::Requires && is_debt(&self.all[d].content))
            .collect();
        for &d in &debts {
            share.unite(d.index(), self.same[d].index());
            for &x in self.all[d].group.map_or(&[][..], |g| self.candidates.of(g)) {
                let of = towards(model, ground.done[x].line);
                if of.is_some_and(|of| !self.aims_at(model, instances, of, d)) {
                    continue;
                }
                let first = *payee.entry(ground.done[x].root).or_insert(d);
                share.unite(d.index(), first.index());
            }
        }
        let mut found: FxHashMap<usize, Vec<DutyId>> = FxHashMap::default();
        for &d in &debts {
            found.entry(share.find(d.index())).or_default().push(d);
        }
        let mut competing: Vec<Vec<DutyId>> = found.into_values().collect();
        competing.retain(|group| group.iter().any(|&d| self.same[d] != self.same[group[0]]));
        competing.sort();
        self.debts = competing;
    }

    /// Whether a deed towards an act or part may serve a duty: one that lives there, or repeats one that does.
    pub(crate) fn aims_at(&self, model: &Model, instances: &Instances, of: ThingId, d: DutyId) -> bool {
        let own = instances.all[self.all[d].inst].part;
        let repeated = self.repeated_at.get(&self.same[d]).into_iter().flatten();
        let mut parts = model.parts_of(of);
        parts.any(|p| own == Some(p) || repeated.clone().any(|&q| q == p))
    }

    fn index_strokes(&mut self, model: &Model, ground: &Ground, instances: &Instances) {
        let (mut discharges, mut moves) = (Vec::new(), Vec::new());
        for (i, inst) in instances.all.iter_enumerated() {
            let value = |arg: Arg| match arg {
                Arg::Var(v) => {
                    binding_of(model, ground, instances, inst).get(usize::from(v)).copied().unwrap_or(arg)
                }
                other => other,
            };
            let parts = |arg: Arg| match value(arg) {
                Arg::Thing(thing) => model.parts_of(thing),
                _ => Ids::default(),
            };
            match model.effects[inst.effect].does {
                Does::Discharges(duty) => discharges.extend(parts(duty).map(|p| (p, i))),
                Does::Moves { duty, .. } => moves.extend(parts(duty).map(|p| (p, i))),
                Does::DischargesDutiesOf(bearer) => {
                    self.discharges_of.entry(value(bearer)).or_default().push(i);
                }
                _ => {}
            }
        }
        self.discharges = Lists::new(model.parts.len(), &discharges);
        self.moves = Lists::new(model.parts.len(), &moves);
    }

    fn index_words(&mut self, model: &Model) {
        let (mut found, mut claimed) = (Vec::new(), Vec::new());
        for (p, part) in model.parts.iter_enumerated() {
            for effect in part.effects.clone() {
                let (said, words, at_part, at_norm) = match model[effect].does {
                    Does::Finds(said) => (said, &mut self.findings, &mut found, &mut self.found_under),
                    Does::Claims(said) => (said, &mut self.claims, &mut claimed, &mut self.claimed_under),
                    _ => continue,
                };
                let at = words.next_idx();
                match said.under {
                    Some(norm) => at_norm.entry(norm).or_default().push(at),
                    None => at_part.extend(model.parts_of(said.of).map(|q| (q, at))),
                }
                let Said { of, outcome, as_of, .. } = said;
                words.push(Word { part: p, effect, outcome, as_of, of });
            }
        }
        self.found = Lists::new(model.parts.len(), &found);
        self.claimed = Lists::new(model.parts.len(), &claimed);
    }

    fn index_contrary(&mut self, model: &Model, ground: &mut Ground, clocks: &mut Clocks) {
        self.contrary = self.all.iter().map(|_| Vec::new()).collect();
        self.permitted = self.all.iter().map(|_| Vec::new()).collect();
        self.prohibited = self.all.iter().map(|_| Vec::new()).collect();
        let mut forbidden: FxHashMap<GroundDeedId, Vec<DutyId>> = FxHashMap::default();
        let mut negative: FxHashMap<GroundStatus, Vec<DutyId>> = FxHashMap::default();
        for (d, duty) in self.all.iter_enumerated() {
            match (&duty.content, duty.deed) {
                (GroundContent::Deed(_), Some(deed)) if duty.mode == Mode::Forbids => {
                    forbidden.entry(deed).or_default().push(d);
                }
                (GroundContent::That { not: true, status }, _) if duty.mode == Mode::Requires => {
                    negative.entry(status.clone()).or_default().push(d);
                }
                _ => {}
            }
        }
        let mut known: FxHashMap<(Arg, GroundDeedId), WouldId> = FxHashMap::default();
        let counting = counting_norms(model);
        let life = FactsOfLife::new(model);
        self.would_of = index_vec![None; self.all.len()];
        let (ground, mut index) = (&*ground, ArgIndex::default());
        for d in self.all.indices() {
            let duty = &self.all[d];
            let (mode, bearer) = (duty.mode, duty.bearer);
            match (&duty.content, duty.deed) {
                (GroundContent::That { not: false, status }, _) if mode == Mode::Requires => {
                    for &other in negative.get(status).into_iter().flatten() {
                        if within(model, bearer, self.all[other].bearer) {
                            self.pair(d, other, SmallVec::new());
                        }
                    }
                }
                (GroundContent::Deed(_), Some(deed))
                    if mode != Mode::Forbids && (!forbidden.is_empty() || !life.is_empty()) =>
                {
                    let would = *known.entry((bearer, deed)).or_insert_with(|| {
                        let asked = (ground.deeds.name(deed), ground.deeds.args(deed));
                        let mut would =
                            would_count(model, ground, &mut index, clocks, &counting, bearer, asked);
                        would.impossible = life.impossible(model, ground, &mut index, clocks, asked);
                        self.would.push(would)
                    });
                    self.would_of[d] = Some(would);
                    if mode == Mode::Urges {
                        continue;
                    }
                    for at in self.would[would].deeds.ids() {
                        let deeds = &self.would[would].deeds;
                        let Some(counted) = ground.deeds.find(deeds.name(at), deeds.args(at)) else {
                            continue;
                        };
                        for &other in forbidden.get(&counted).into_iter().flatten() {
                            let whose = self.all[other].bearer;
                            if !within(model, bearer, whose) {
                                // What a State may do, its organs may.
                                if mode == Mode::Permits && within(model, whose, bearer) {
                                    self.permitted[other]
                                        .push(Contrary { duty: d, would: smallvec![(would, at)] });
                                }
                                continue;
                            }
                            if mode == Mode::Requires {
                                self.pair(d, other, smallvec![(would, at)]);
                            } else {
                                let would: SmallVec<_> = smallvec![(would, at)];
                                self.permitted[other].push(Contrary { duty: d, would: would.clone() });
                                self.prohibited[d].push(Contrary { duty: other, would });
                            }
                        }
                    }
                }
                _ => {}
            }
        }
        self.index_excluded(model, &life);
        for list in &mut self.contrary {
            list.sort_by_key(|c| c.duty);
        }
    }

    /// Two duties to do deeds of which one excludes the other.
    fn index_excluded(&mut self, model: &Model, life: &FactsOfLife) {
        if life.excluding.is_empty() {
            return;
        }
        let mut asked: FxHashMap<GroundDeed, Vec<(DutyId, WouldDeedId)>> = FxHashMap::default();
        let asks = |d: &DutyId| self.all[*d].mode == Mode::Requires;
        for d in self.all.indices().filter(asks) {
            let Some(would) = self.would_of[d] else { continue };
            let deeds = &self.would[would].deeds;
            for at in deeds.ids() {
                let deed = GroundDeed { name: deeds.name(at), args: deeds.args(at).into() };
                asked.entry(deed).or_default().push((d, at));
            }
        }
        let mut pairs = Vec::new();
        for d in self.all.indices().filter(asks) {
            let (Some(would), Arg::Thing(bearer)) = (self.would_of[d], self.all[d].bearer) else { continue };
            let deeds = &self.would[would].deeds;
            for at in deeds.ids() {
                for excluded in life.excluded(model, bearer, deeds.name(at), deeds.args(at)) {
                    for &(other, by) in asked.get(&excluded).into_iter().flatten() {
                        let [a, b] = [d, other].map(|d| self.all[d].bearer);
                        if d != other && root_of(model, a) == root_of(model, b) {
                            pairs.extend(self.would_of[other].map(|w| (d, other, (would, at), (w, by))));
                        }
                    }
                }
            }
        }
        for (a, b, one, two) in pairs {
            self.pair(a, b, smallvec![one, two]);
        }
    }

    fn pair(&mut self, a: DutyId, b: DutyId, would: SmallVec<[(WouldId, WouldDeedId); 1]>) {
        self.contrary[a].push(Contrary { duty: b, would: would.clone() });
        self.contrary[b].push(Contrary { duty: a, would });
    }
}

fn root_of(model: &Model, bearer: Arg) -> Arg {
    match bearer {
        Arg::Thing(thing) => Arg::Thing(model[thing].root),
        other => other,
    }
}

/// Whether one bearer is another, or lies within it.
pub(crate) fn within(model: &Model, inner: Arg, outer: Arg) -> bool {
    inner == outer || matches!(outer, Arg::Thing(outer) if arg_within(model, inner, outer))
}

/// What readings say of what can be done at all.
pub(crate) struct FactsOfLife {
    /// By the deed that excludes another: the reading, and the deed that cannot be done.
    excluding: FxHashMap<DeedId, Vec<(NormId, Deed)>>,
    /// By the deed that is impossible.
    impossible: FxHashMap<DeedId, Vec<(NormId, EffectId)>>,
}

impl FactsOfLife {
    pub(crate) fn new(model: &Model) -> FactsOfLife {
        let mut life = FactsOfLife { excluding: FxHashMap::default(), impossible: FxHashMap::default() };
        let readings = model.norms.iter_enumerated().filter(|(_, norm)| norm.of == NormOf::Reading);
        for (n, norm) in readings {
            for e in norm.effects.clone() {
                match (&model[e].does, &norm.when) {
                    (Does::Excludes(deed), Some(trigger)) => {
                        life.excluding.entry(trigger.deed.name).or_default().push((n, *deed));
                    }
                    (Does::MakesImpossible(deed), None) => {
                        life.impossible.entry(deed.name).or_default().push((n, e));
                    }
                    _ => {}
                }
            }
        }
        life
    }

    fn is_empty(&self) -> bool {
        self.excluding.is_empty() && self.impossible.is_empty()
    }

    /// The deeds that cannot be done by whoever does this one.
    pub(crate) fn excluded(
        &self,
        model: &Model,
        author: ThingId,
        name: DeedId,
        args: &[Arg],
    ) -> Vec<GroundDeed> {
        let (mut binding, mut trail, mut out, mut found) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for &(n, deed) in self.excluding.get(&name).into_iter().flatten() {
            let norm = &model.norms[n];
            let Some(trigger) = &norm.when else { continue };
            open_binding(norm, &mut binding);
            trail.clear();
            if bind_trigger(model, trigger, author, args, None, &mut binding, &mut trail)
                && substitute(model.args(deed.args), &binding, &mut out)
            {
                found.push(GroundDeed { name: deed.name, args: out.as_slice().into() });
            }
        }
        found
    }

    /// The readings by which a deed may be impossible.
    fn impossible(
        &self,
        model: &Model,
        ground: &Ground,
        index: &mut ArgIndex,
        clocks: &mut Clocks,
        (name, args): (DeedId, &[Arg]),
    ) -> Vec<Impossible> {
        let (mut binding, mut trail, mut found, mut all) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for &(norm, e) in self.impossible.get(&name).into_iter().flatten() {
            let (of, effect) = (&model.norms[norm], &model[e]);
            let Does::MakesImpossible(deed) = effect.does else { continue };
            open_binding(of, &mut binding);
            trail.clear();
            if !unify(model.args(deed.args), args, &mut binding, &mut trail) {
                continue;
            }
            found.clear();
            ground.joins(model, of, index, &mut binding, &mut found);
            let conditions: Vec<&Condition> = of.conditions.iter().collect();
            for one in found.chunks(of.vars.len().max(1)) {
                let one = &one[..of.vars.len()];
                let clock = clocks.clock(model, ground, effect.timing.as_deref(), None, &conditions, one);
                let mut statuses = Vec::new();
                for test in
                    of.conditions.iter().filter(|c| c.kind == ConditionKind::While).flat_map(|c| &c.all)
                {
                    if let Test::Status { not: false, status } = test
                        && let Some(args) = ground_args(model, status.args, one)
                    {
                        statuses.extend(ground.statuses.find(status.name, &args));
                    }
                }
                all.push(Impossible { norm, clock, statuses });
            }
        }
        all
    }
}

/// What a line goes towards, where that is written.
pub(crate) fn towards(model: &Model, line: EffectId) -> Option<ThingId> {
    model[line].timing.as_deref().and_then(|t| t.towards)
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
pub(crate) fn counting_norms(model: &Model) -> IndexVec<DeedId, Vec<NormId>> {
    let mut out: IndexVec<DeedId, Vec<NormId>> = index_vec![Vec::new(); model.deeds.len()];
    for (n, norm) in model.norms.iter_enumerated() {
        let counts = norm.effects.clone().any(|e| matches!(model.effects[e].does, Does::CountsAs(_)));
        if let Some(trigger) = norm.when.as_ref().filter(|_| counts) {
            out[trigger.deed.name].push(n);
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
    counting: &IndexSlice<DeedId, [Vec<NormId>]>,
    bearer: Arg,
    (name, asked): (DeedId, &[Arg]),
) -> Would {
    let mut would = Would::default();
    would.deeds.intern(name, asked);
    let Arg::Thing(author) = bearer else { return would };
    let mut next = 0;
    let (mut binding, mut trail, mut found, mut args) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    while next < would.deeds.len() {
        let from = WouldDeedId::new(next);
        next += 1;
        for &n in &counting[would.deeds.name(from)] {
            let norm = &model.norms[n];
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
                    let effect = &model.effects[e];
                    let Does::CountsAs(counted) = effect.does else { continue };
                    if !substitute(model.args(counted.args), one, &mut args) {
                        continue;
                    }
                    let (to, _) = would.deeds.intern(counted.name, &args);
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
