//! Prepares a model once for every viewpoint and horizon.
//!
//! A plan knows who attacks, supports, restores and copies whom, which norm meets which deed, and an order in which
//! everything can be computed.

pub(crate) mod clock;
pub(crate) mod duties;
pub(crate) mod grounding;
pub(crate) mod imports;
pub(crate) mod instance;
pub(crate) mod interning;
pub(crate) mod model_ref;
pub(crate) mod order;
pub(crate) mod rank;
pub(crate) mod schedule;
pub(crate) mod sets;

use std::sync::{Arc, Mutex, OnceLock};

use rustc_hash::FxHashMap;

use vigente_model::*;

use crate::eval::slice::Slices;
use crate::eval::state::Values;
use crate::ids::{
    AskedId, CopyGroupId, CopyId, CountedId, DisId, DoneId, DutyId, FiredId, GroundDeedId, GroundStatusId,
    InstanceId, NodeId, StandingId, VoidId,
};
use crate::plan::clock::{Clocks, End};
use crate::plan::duties::Duties;
use crate::plan::grounding::Ground;
use crate::plan::imports::{ImportedPlan, Imports, plans_of};
use crate::plan::instance::{Instances, binding_of, ground_args};
use crate::plan::interning::Lists;
use crate::plan::model_ref::ModelRef;
use crate::plan::order::Order;
use crate::plan::rank::{Ranks, arg_within, authority_of};
use crate::plan::schedule::Schedule;
use crate::{Authority, GroundDeed, GroundStatus, Truth};

/// A model, prepared: shared by every viewpoint and every horizon.
pub struct Plan<'m> {
    pub(crate) model: ModelRef<'m>,
    pub(crate) order: Order,
    pub(crate) ground: Ground,
    pub(crate) clocks: Clocks,
    pub(crate) instances: Instances,
    /// By instance: the status that it begins or ends.
    pub(crate) what: IndexVec<InstanceId, Option<GroundStatusId>>,
    /// By instance: in which standing it lives; `None` for facts and day by day.
    pub(crate) lives: IndexVec<InstanceId, Option<StandingId>>,
    /// By part: attacks, restorations, parts that support it, void matches, disapplications.
    pub(crate) attacks: Lists<PartId, InstanceId>,
    pub(crate) restores: Lists<PartId, InstanceId>,
    pub(crate) supports: Lists<PartId, PartId>,
    pub(crate) voids: Lists<PartId, VoidId>,
    pub(crate) disapplied: Lists<PartId, DisId>,
    /// By standing, after those of the parts: a part for an authority of which only some attackers count.
    pub(crate) filters: Vec<(PartId, Authority)>,
    /// By fired norm: the standing that its deed needs, if any.
    pub(crate) happens: IndexVec<FiredId, Option<StandingId>>,
    /// Disapplications of a part: the instance and the part.
    pub(crate) dis: IndexVec<DisId, (InstanceId, PartId)>,
    /// Instances and deeds that a disapplication touches.
    pub(crate) dis_of_inst: FxHashMap<InstanceId, Vec<DisId>>,
    /// By what an enacted norm gives: the disapplications of the law that touch it.
    pub(crate) dis_of_law: FxHashMap<InstanceId, Vec<DisId>>,
    pub(crate) dis_of_done: FxHashMap<DoneId, Vec<DisId>>,
    /// By status: what begins it, what ends it.
    pub(crate) titles: Lists<GroundStatusId, InstanceId>,
    pub(crate) ends: Lists<GroundStatusId, InstanceId>,
    /// Deeds made by norms, and the `counts as` instance.
    pub(crate) counted: IndexVec<CountedId, (DoneId, InstanceId)>,
    pub(crate) counted_of: FxHashMap<DoneId, CountedId>,
    /// By copy: copies that hang on one another in a circle share a group.
    pub(crate) group_of: IndexVec<CopyId, CopyGroupId>,
    pub(crate) groups: IndexVec<CopyGroupId, Vec<CopyId>>,
    pub(crate) schedule: Schedule,
    pub(crate) duties: Duties,
    /// The states of duties that conditions ask for, and of which duties.
    pub(crate) asked: IndexVec<AskedId, (DutyState, Vec<DutyId>)>,
    /// Every ground status and deed, as answers name them.
    pub(crate) statuses: IndexVec<GroundStatusId, GroundStatus>,
    pub(crate) deeds: IndexVec<GroundDeedId, GroundDeed>,
    /// What is read from other matters.
    pub(crate) imports: Imports,
    /// The room of worlds that are done.
    pub(crate) spare: Mutex<Vec<Values>>,
    /// By viewpoint, worked out when first asked for.
    pub(crate) ranks: IndexVec<ViewpointId, OnceLock<Arc<Ranks<'m>>>>,
    /// What one part or status asks.
    pub(crate) slices: Slices,
}

/// On what an answer hangs: whether any other act counts makes no difference to it.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Bearing {
    /// Acts of the record, sorted.
    pub acts: Vec<ActId>,
    /// When acts of other matters were made, and when they were known.
    pub elsewhere: Vec<(Days, Days)>,
}

/// Where each kind of value starts in the row of all values; standings come first.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Nodes {
    pub statuses: usize,
    pub fired: usize,
    pub counted: usize,
    pub groups: usize,
    pub norms: usize,
    pub dis: usize,
    pub all: usize,
}

/// One value.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Node {
    Validity(StandingId),
    Status(GroundStatusId),
    Fired(FiredId),
    Counted(CountedId),
    Group(CopyGroupId),
    Norm(NormId),
    Dis(DisId),
}

impl Nodes {
    #[inline]
    pub(crate) fn kind(&self, node: NodeId) -> Node {
        let at = node.index();
        if at < self.statuses {
            Node::Validity(StandingId::new(at))
        } else if at < self.fired {
            Node::Status(GroundStatusId::new(at - self.statuses))
        } else if at < self.counted {
            Node::Fired(FiredId::new(at - self.fired))
        } else if at < self.groups {
            Node::Counted(CountedId::new(at - self.counted))
        } else if at < self.norms {
            Node::Group(CopyGroupId::new(at - self.groups))
        } else if at < self.dis {
            Node::Norm(NormId::new(at - self.norms))
        } else {
            Node::Dis(DisId::new(at - self.dis))
        }
    }

    /// How a part stands for everybody.
    #[inline]
    pub(crate) fn part(&self, part: PartId) -> NodeId {
        NodeId::new(part.index())
    }

    /// How a part stands.
    #[inline]
    pub(crate) fn standing(&self, standing: StandingId) -> NodeId {
        NodeId::new(standing.index())
    }

    /// When a status holds.
    #[inline]
    pub(crate) fn status(&self, status: GroundStatusId) -> NodeId {
        NodeId::new(self.statuses + status.index())
    }

    /// Whether a norm fires.
    #[inline]
    pub(crate) fn fired(&self, fired: FiredId) -> NodeId {
        NodeId::new(self.fired + fired.index())
    }

    /// Whether a deed is made by a norm.
    #[inline]
    pub(crate) fn counted(&self, counted: CountedId) -> NodeId {
        NodeId::new(self.counted + counted.index())
    }

    /// What the copies of a group need.
    #[inline]
    pub(crate) fn group(&self, group: CopyGroupId) -> NodeId {
        NodeId::new(self.groups + group.index())
    }

    /// When a norm is operative.
    #[inline]
    pub(crate) fn norm(&self, norm: NormId) -> NodeId {
        NodeId::new(self.norms + norm.index())
    }

    /// When a disapplication works.
    #[inline]
    pub(crate) fn dis(&self, dis: DisId) -> NodeId {
        NodeId::new(self.dis + dis.index())
    }
}

impl<'m> Plan<'m> {
    /// Prepares a model, and those that it reads.
    pub fn new(model: impl Into<ModelRef<'m>>) -> Plan<'m> {
        let held = model.into();
        let imports = plans_of(&held);
        Plan::with_imports(held, imports)
    }

    /// Prepares a model of which those that it reads are there already, in the order of [`Model::imports`].
    pub fn with_imports(model: impl Into<ModelRef<'m>>, read: Vec<Arc<ImportedPlan>>) -> Plan<'m> {
        let held = model.into();
        let model: &Model = &held;
        let order = Order::new(model);
        let mut ground = Ground::new(model, &order);
        let mut clocks = Clocks::default();
        let instances = Instances::new(model, &ground, &order, &mut clocks);
        let duties = Duties::new(model, &mut ground, &instances, &mut clocks);
        let asked = clocks.duties.duties(model, &duties, &instances);
        let mut plan = Plan {
            order,
            ground,
            clocks,
            instances,
            what: IndexVec::new(),
            lives: IndexVec::new(),
            attacks: Lists::default(),
            restores: Lists::default(),
            supports: Lists::default(),
            voids: Lists::default(),
            disapplied: Lists::default(),
            filters: Vec::new(),
            happens: IndexVec::new(),
            dis: IndexVec::new(),
            dis_of_inst: FxHashMap::default(),
            dis_of_law: FxHashMap::default(),
            dis_of_done: FxHashMap::default(),
            titles: Lists::default(),
            ends: Lists::default(),
            counted: IndexVec::new(),
            counted_of: FxHashMap::default(),
            group_of: IndexVec::new(),
            groups: IndexVec::new(),
            schedule: Schedule::default(),
            statuses: IndexVec::new(),
            deeds: IndexVec::new(),
            imports: Imports::default(),
            spare: Mutex::default(),
            slices: Slices::default(),
            ranks: model.viewpoints.iter().map(|_| OnceLock::new()).collect(),
            duties,
            asked,
            model: held,
        };
        plan.index_targets();
        plan.index_standing();
        plan.index_statuses();
        plan.index_disapplications();
        plan.index_counted();
        plan.group_copies();
        plan.imports = Imports::new(&plan.model, &plan.ground, read);
        plan.schedule = Schedule::new(&plan);
        plan.name();
        plan
    }

    /// Every status and deed as answers name them, once for all answers.
    fn name(&mut self) {
        let (statuses, deeds) = (&self.ground.statuses, &self.ground.deeds);
        self.statuses = statuses
            .ids()
            .map(|s| GroundStatus { name: statuses.name(s), args: statuses.args(s).into() })
            .collect();
        self.deeds =
            deeds.ids().map(|d| GroundDeed { name: deeds.name(d), args: deeds.args(d).into() }).collect();
    }

    pub(crate) fn ranks(&self, viewpoint: ViewpointId) -> Arc<Ranks<'m>> {
        let ranks = &self.ranks[viewpoint];
        Arc::clone(ranks.get_or_init(|| Arc::new(Ranks::new(&self.model, viewpoint))))
    }

    /// The model.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// Whether one act came before another, by their days and by `after` lines.
    pub fn before(&self, a: ActId, b: ActId) -> Truth {
        self.order.before(a, b)
    }

    /// What bears on how parts stand.
    pub fn bearing_on_parts(&self, parts: impl IntoIterator<Item = PartId>) -> Bearing {
        self.bearing(parts.into_iter().map(|part| self.nodes().part(part)).collect())
    }

    /// What bears on when a status holds, and on each part that carries or ends it.
    pub fn bearing_on_status(&self, status: &GroundStatus) -> Bearing {
        let Some(status) = self.ground.statuses.find(status.name, &status.args) else {
            return Bearing::default();
        };
        let strokes = self.titles.of(status).iter().chain(self.ends.of(status));
        let carriers = strokes.filter_map(|&i| self.instances.all[i].part).map(|p| self.nodes().part(p));
        self.bearing(carriers.chain([self.nodes().status(status)]).collect())
    }

    fn bearing(&self, open: Vec<NodeId>) -> Bearing {
        let mut bearing = Bearing::default();
        let mut imported = Vec::new();
        self.bearing_here(open, &mut self.unseen(), &mut bearing.acts, &mut imported);
        // A matter may be read in many ways: what is asked of it is looked at once.
        let mut seen: FxHashMap<*const Plan<'static>, IndexVec<NodeId, bool>> = FxHashMap::default();
        while let Some((plan, status)) = imported.pop() {
            let seen = seen.entry(Arc::as_ptr(&plan)).or_insert_with(|| plan.unseen());
            let mut acts = Vec::new();
            plan.bearing_here(vec![plan.nodes().status(status)], seen, &mut acts, &mut imported);
            bearing.elsewhere.extend(acts.into_iter().map(|a| {
                let act = &plan.model[a];
                (act.made, act.known())
            }));
        }
        bearing.acts.sort_unstable();
        bearing.acts.dedup();
        bearing
    }

    fn unseen(&self) -> IndexVec<NodeId, bool> {
        index_vec![false; self.nodes().all]
    }

    /// The same within this record; and what it asks of others.
    fn bearing_here(
        &self,
        mut open: Vec<NodeId>,
        seen: &mut IndexSlice<NodeId, [bool]>,
        acts: &mut Vec<ActId>,
        imported: &mut Vec<(Arc<Plan<'static>>, GroundStatusId)>,
    ) {
        if !self.asked.is_empty() {
            // The state of a duty may hang on any act, and on all that is imported.
            acts.extend(self.model.acts.indices());
            open.extend(self.ground.statuses.ids().map(|status| self.nodes().status(status)));
        }
        while let Some(node) = open.pop() {
            if std::mem::replace(&mut seen[node], true) {
                continue;
            }
            if let Node::Status(status) = self.nodes().kind(node) {
                imported.extend(self.imports.asked_of(&self.model, status));
            }
            open.extend_from_slice(self.schedule.asks(node));
            self.named_acts(node, acts, &mut open);
        }
    }

    /// The acts of which a value itself asks whether they count, and what asks them: what void norms hang on.
    fn named_acts(&self, node: NodeId, acts: &mut Vec<ActId>, open: &mut Vec<NodeId>) {
        let mut instances: Vec<InstanceId> = Vec::new();
        let nodes = self.nodes();
        match nodes.kind(node) {
            Node::Validity(standing) => {
                let part = self.part_of(standing);
                acts.push(self.act_of(part));
                instances.extend(self.attacks.of(part).iter().chain(self.restores.of(part)));
                // It ends with the last of its own effects.
                instances.extend(self.own_of(part));
                for &void in self.voids.of(part) {
                    if let NormOf::Part(by) = self.model[self.ground.voids[void].norm].of {
                        open.push(nodes.part(by));
                    }
                    let lines = self.instances.void_lines[void];
                    self.clocks.asked(lines, |status| open.push(nodes.status(status)));
                }
            }
            Node::Status(status) => {
                instances.extend(self.titles.of(status).iter().chain(self.ends.of(status)))
            }
            Node::Fired(f) => {
                let firing = self.ground.firings[self.instances.fired[f].firing];
                acts.extend(firing.done.map(|x| self.act_of(self.ground.done[x].part)));
            }
            Node::Counted(at) => instances.push(self.counted[at].1),
            Node::Group(group) => {
                for &copy in &self.groups[group] {
                    for way in &self.instances.copies[copy].ways {
                        acts.push(self.act_of(way.part));
                        instances.push(way.upholds);
                    }
                }
            }
            Node::Dis(d) => instances.push(self.dis[d].0),
            Node::Norm(_) => {}
        }
        for inst in instances.into_iter().map(|i| self.instances.all[i]) {
            acts.extend(inst.part.map(|part| self.act_of(part)));
            if let Some(clock) = inst.clock
                && let End::Act(act) = self.clocks.clocks[clock].end
            {
                acts.push(act);
            }
        }
    }

    /// The parts that carry an attack on a part, own or copied, whatever became of it; sorted.
    pub fn attackers(&self, part: PartId) -> Vec<PartId> {
        let carriers = self.attacks.of(part).iter().map(|&a| self.instances.all[a].carrier());
        let mut out: Vec<PartId> = carriers.collect();
        out.sort_unstable();
        out.dedup();
        out
    }

    /// Whether the record has so many bindings or copies that not all were made.
    pub fn is_incomplete(&self) -> bool {
        self.ground.incomplete || self.instances.incomplete
    }

    /// The part of which this is the standing, and for which authority, if not for everybody.
    #[inline]
    pub(crate) fn standing(&self, standing: StandingId) -> (PartId, Option<Authority>) {
        match standing.index().checked_sub(self.model.parts.len()) {
            None => (PartId::new(standing.index()), None),
            Some(filter) => {
                let (part, authority) = self.filters[filter];
                (part, Some(authority))
            }
        }
    }

    /// The part of which this is the standing.
    #[inline]
    pub(crate) fn part_of(&self, standing: StandingId) -> PartId {
        self.standing(standing).0
    }

    pub(crate) fn act_of(&self, part: PartId) -> ActId {
        self.model[part].act
    }

    pub(crate) fn author_of(&self, part: PartId) -> ThingId {
        self.model[self.act_of(part)].author
    }

    pub(crate) fn authority_of_norm(&self, norm: NormId) -> Authority {
        authority_of(&self.model, norm)
    }

    pub(crate) fn does(&self, inst: InstanceId) -> &Does {
        &self.model[self.instances.all[inst].effect].does
    }

    pub(crate) fn is_fact(&self, status: GroundStatusId) -> bool {
        self.model[self.ground.statuses.name(status)].fact
    }

    pub(crate) fn nodes(&self) -> Nodes {
        self.schedule.nodes
    }

    /// The instances that a part carries of itself.
    pub(crate) fn own_of(&self, part: PartId) -> Ids<InstanceId> {
        self.instances.own[part].clone()
    }

    fn index_targets(&mut self) {
        let held = self.model.clone();
        let model: &Model = &held;
        let n = model.parts.len();
        let (mut attacks, mut restores, mut disapplied) = (Vec::new(), Vec::new(), Vec::new());
        let mut supports = Vec::new();
        for (i, inst) in self.instances.all.iter_enumerated() {
            let Some(part) = inst.part else { continue };
            match model.effects[inst.effect].does {
                Does::Attack(_, target) => {
                    let binding = binding_of(model, &self.ground, &self.instances, inst);
                    let target = match target {
                        Arg::Var(v) => binding.get(usize::from(v)).copied().unwrap_or(target),
                        other => other,
                    };
                    if let Arg::Thing(target) = target {
                        attacks.extend(model.parts_of(target).map(|p| (p, i)));
                    }
                }
                Does::Disapplies { target, .. } => {
                    attacks.extend(model.parts_of(target).map(|p| (p, i)));
                    for p in model.parts_of(target) {
                        disapplied.push((p, self.dis.push((i, p))));
                    }
                }
                Does::Restores(target) => {
                    restores.extend(model.parts_of(target).map(|p| (p, i)));
                    supports.extend(model.parts_of(target).map(|p| (p, part)));
                }
                Does::Upholds(target) => supports.extend(model.parts_of(target).map(|p| (p, part))),
                _ => {}
            }
        }
        self.attacks = Lists::new(n, &attacks);
        self.restores = Lists::new(n, &restores);
        self.disapplied = Lists::new(n, &disapplied);
        // Who annuls a part that carries an attack supports what is attacked.
        for &(target, attack) in &attacks {
            for &counter in self.attacks.of(self.instances.all[attack].carrier()) {
                let inst = self.instances.all[counter];
                // What a norm annuls supports nothing: the norm holds nothing against a third.
                if inst.gift() {
                    continue;
                }
                if matches!(model.effects[inst.effect].does, Does::Attack(Attack::Annuls, _)) {
                    supports.push((target, inst.carrier()));
                }
            }
        }
        // Only what is attacked needs support.
        supports.retain(|&(p, _)| !self.attacks.of(p).is_empty());
        supports.sort_unstable();
        supports.dedup();
        self.supports = Lists::new(n, &supports);
        let voids: Vec<(PartId, VoidId)> =
            self.ground.voids.iter_enumerated().map(|(v, void)| (void.part, v)).collect();
        self.voids = Lists::new(n, &voids);
    }

    /// The standing of a part as a norm's authority sees it: its own number where nobody attacks it.
    fn index_standing(&mut self) {
        let mut known: FxHashMap<(PartId, Authority), StandingId> = FxHashMap::default();
        let mut seen_by = |plan: &mut Plan<'m>, part: PartId, authority: Authority| {
            let attacked = !plan.attacks.of(part).is_empty() || !plan.voids.of(part).is_empty();
            if !attacked || authority == Authority::Reading {
                return StandingId::from(part);
            }
            *known.entry((part, authority)).or_insert_with(|| {
                plan.filters.push((part, authority));
                StandingId::new(plan.model.parts.len() + plan.filters.len() - 1)
            })
        };
        let mut lives = IndexVec::with_capacity(self.instances.all.len());
        for i in self.instances.all.indices() {
            let inst = self.instances.all[i];
            lives.push(inst.part.filter(|_| !inst.fact).map(|part| {
                if inst.fired.is_none() || inst.copy.is_some() {
                    part.into()
                } else {
                    seen_by(self, part, inst.authority)
                }
            }));
        }
        self.lives = lives;
        let mut happens = IndexVec::with_capacity(self.instances.fired.len());
        for i in self.instances.fired.indices() {
            let fired = self.instances.fired[i];
            let firing = self.ground.firings[fired.firing];
            let done = firing.done.map(|x| self.ground.done[x]);
            happens.push(done.filter(|done| !fired.assumed && !done.fact).map(|done| {
                let authority = self.authority_of_norm(firing.norm);
                seen_by(self, done.part, authority)
            }));
        }
        self.happens = happens;
    }

    fn index_statuses(&mut self) {
        let held = self.model.clone();
        let model: &Model = &held;
        let (mut titles, mut ends) = (Vec::new(), Vec::new());
        self.what = index_vec![None; self.instances.all.len()];
        for (i, inst) in self.instances.all.iter_enumerated() {
            let (status, begins) = match model.effects[inst.effect].does {
                Does::Begins(status) => (status, true),
                Does::Ends(status) => (status, false),
                _ => continue,
            };
            let binding = binding_of(model, &self.ground, &self.instances, inst);
            let Some(args) = ground_args(model, status.args, binding) else { continue };
            let Some(id) = self.ground.statuses.find(status.name, &args) else { continue };
            self.what[i] = Some(id);
            if begins { &mut titles } else { &mut ends }.push((id, i));
        }
        let key = |&(status, i): &(GroundStatusId, InstanceId)| (status, self.origin_key(i), i);
        titles.sort_unstable_by_key(key);
        ends.sort_unstable_by_key(key);
        self.titles = Lists::new(self.ground.statuses.len(), &titles);
        self.ends = Lists::new(self.ground.statuses.len(), &ends);
    }

    /// In which order instances are shown: day by day first, then by part, norm and effect.
    pub(crate) fn origin_key(
        &self,
        inst: InstanceId,
    ) -> (Option<PartId>, Option<NormId>, EffectId, Option<PartId>) {
        let inst = self.instances.all[inst];
        (inst.part, inst.norm, inst.effect, inst.copied_from)
    }

    /// Which instances and deeds a disapplication touches: those in which its person is concerned.
    fn index_disapplications(&mut self) {
        if self.dis.is_empty() {
            return;
        }
        let held = self.model.clone();
        let model: &Model = &held;
        let to_of = |plan: &Plan<'_>, d: DisId| match *plan.does(plan.dis[d].0) {
            Does::Disapplies { to, .. } => to,
            _ => unreachable!("only disapplications are listed"),
        };
        for (i, inst) in self.instances.all.iter_enumerated() {
            let disapplied = inst.part.map_or(&[][..], |part| self.disapplied.of(part));
            let enacting = inst.norm.filter(|_| inst.copied_from.is_none()).and_then(|n| match model[n].of {
                NormOf::Part(part) => Some(part),
                _ => None,
            });
            let law = enacting.map_or(&[][..], |part| self.disapplied.of(part));
            if disapplied.is_empty() && law.is_empty() {
                continue;
            }
            let binding = binding_of(model, &self.ground, &self.instances, inst);
            let value = |arg: Arg| match arg {
                Arg::Var(v) => binding.get(usize::from(v)).copied().unwrap_or(arg),
                other => other,
            };
            let effect = &model.effects[inst.effect];
            let mut concerned: Vec<Arg> = Vec::new();
            match &effect.does {
                Does::Begins(s) | Does::Ends(s) => {
                    concerned.extend(model.args(s.args).iter().map(|&a| value(a)))
                }
                Does::Duty { bearer, content, .. } => {
                    concerned.push(value(*bearer));
                    let args = match content {
                        Content::Deed(deed) => deed.args,
                        Content::That { status, .. } => status.args,
                    };
                    concerned.extend(model.args(args).iter().map(|&a| value(a)));
                    let timing = effect.timing.iter();
                    concerned.extend(timing.flat_map(|t| &t.beneficiaries).map(|&a| value(a)));
                }
                Does::DischargesDutiesOf(bearer) => concerned.push(value(*bearer)),
                _ => continue,
            }
            for &d in disapplied {
                let to = to_of(self, d);
                if concerned.iter().any(|&a| arg_within(model, a, to)) {
                    self.dis_of_inst.entry(i).or_default().push(d);
                }
            }
            for &d in law {
                let to = to_of(self, d);
                if concerned.iter().any(|&a| arg_within(model, a, to)) {
                    self.dis_of_law.entry(i).or_default().push(d);
                }
            }
        }
        for (x, done) in self.ground.done.iter_enumerated() {
            if done.fact {
                continue;
            }
            for &d in self.disapplied.of(done.part) {
                let to = to_of(self, d);
                if self.ground.deeds.args(done.deed).iter().any(|&a| arg_within(model, a, to)) {
                    self.dis_of_done.entry(x).or_default().push(d);
                }
            }
        }
    }

    fn index_counted(&mut self) {
        let mut counted: IndexVec<CountedId, (DoneId, InstanceId)> =
            self.instances.counted.iter().map(|(&x, &i)| (x, i)).collect();
        counted.sort_unstable();
        self.counted_of = counted.iter_enumerated().map(|(at, &(x, _))| (x, at)).collect();
        self.counted = counted;
    }

    /// Copies that hang on one another in a circle (parts of one day that uphold each other) are computed together.
    fn group_copies(&mut self) {
        let copies = &self.instances.copies;
        self.group_of = index_vec![CopyGroupId::new(0); copies.len()];
        let groups = &mut self.groups;
        let group_of = &mut self.group_of;
        schedule::components(
            copies.len(),
            |copy: CopyId, out| out.extend(copies[copy].ways.iter().filter_map(|w| w.copy)),
            |found| {
                let group = groups.push(found.to_vec());
                for &copy in found {
                    group_of[copy] = group;
                }
            },
        );
    }
}
