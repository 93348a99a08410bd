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

use std::sync::{Arc, Mutex, OnceLock};

use rustc_hash::FxHashMap;

use vigente_model::*;

use crate::eval::slice::Slices;
use crate::eval::state::Values;
use crate::plan::clock::{Clocks, End};
use crate::plan::duties::Duties;
use crate::plan::grounding::Ground;
use crate::plan::imports::{ImportedPlan, Imports, plans_of};
use crate::plan::instance::{Instances, binding_of, ground_args};
use crate::plan::interning::{Lists, NONE};
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
    pub(crate) what: Vec<u32>,
    /// By instance: in whose standing it lives (see [`Plan::filters`]); [`NONE`] for facts and day by day.
    pub(crate) lives: Vec<u32>,
    /// By part: attacks, restorations, parts that support it, void matches, disapplications.
    pub(crate) attacks: Lists,
    pub(crate) restores: Lists,
    pub(crate) supports: Lists,
    pub(crate) voids: Lists,
    pub(crate) disapplied: Lists,
    /// The standing of a part for an authority of which only some attackers count; numbered after the parts.
    pub(crate) filters: Vec<(u32, Authority)>,
    /// By fired norm: the standing that its deed needs; [`NONE`] if none.
    pub(crate) happens: Vec<u32>,
    /// Disapplications of a part: the instance and the part.
    pub(crate) dis: Vec<(u32, u32)>,
    /// Instances and deeds that a disapplication touches.
    pub(crate) dis_of_inst: FxHashMap<u32, Vec<u32>>,
    pub(crate) dis_of_done: FxHashMap<u32, Vec<u32>>,
    /// By status: what begins it, what ends it.
    pub(crate) titles: Lists,
    pub(crate) ends: Lists,
    /// Deeds made by norms: index into [`Ground::done`], and the `counts as` instance.
    pub(crate) counted: Vec<(u32, u32)>,
    pub(crate) counted_of: FxHashMap<u32, u32>,
    /// By copy: copies that hang on one another in a circle share a group.
    pub(crate) group_of: Vec<u32>,
    pub(crate) groups: Vec<Vec<u32>>,
    pub(crate) schedule: Schedule,
    pub(crate) duties: Duties,
    /// Every ground status and deed, as answers name them.
    pub(crate) statuses: Vec<GroundStatus>,
    pub(crate) deeds: Vec<GroundDeed>,
    /// What is read from other matters.
    pub(crate) imports: Imports,
    /// The room of worlds that are done.
    pub(crate) spare: Mutex<Vec<Values>>,
    /// By viewpoint, worked out when first asked for.
    pub(crate) ranks: Vec<OnceLock<Arc<Ranks<'m>>>>,
    /// What one part or status asks.
    pub(crate) slices: Slices,
}

/// Where each kind of value starts in the row of all values.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Nodes {
    pub statuses: u32,
    pub fired: u32,
    pub counted: u32,
    pub groups: u32,
    pub norms: u32,
    pub dis: u32,
    pub all: u32,
}

/// One value.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Node {
    Validity(u32),
    Status(u32),
    Fired(u32),
    Counted(u32),
    Group(u32),
    Norm(u32),
    Dis(u32),
}

impl Nodes {
    pub(crate) fn kind(&self, node: u32) -> Node {
        if node < self.statuses {
            Node::Validity(node)
        } else if node < self.fired {
            Node::Status(node - self.statuses)
        } else if node < self.counted {
            Node::Fired(node - self.fired)
        } else if node < self.groups {
            Node::Counted(node - self.counted)
        } else if node < self.norms {
            Node::Group(node - self.groups)
        } else if node < self.dis {
            Node::Norm(node - self.norms)
        } else {
            Node::Dis(node - self.dis)
        }
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
        let mut ground = Ground::new(model);
        let mut clocks = Clocks::default();
        let instances = Instances::new(model, &ground, &order, &mut clocks);
        let duties = Duties::new(model, &mut ground, &instances, &mut clocks);
        let mut plan = Plan {
            order,
            ground,
            clocks,
            instances,
            what: Vec::new(),
            lives: Vec::new(),
            attacks: Lists::default(),
            restores: Lists::default(),
            supports: Lists::default(),
            voids: Lists::default(),
            disapplied: Lists::default(),
            filters: Vec::new(),
            happens: Vec::new(),
            dis: Vec::new(),
            dis_of_inst: FxHashMap::default(),
            dis_of_done: FxHashMap::default(),
            titles: Lists::default(),
            ends: Lists::default(),
            counted: Vec::new(),
            counted_of: FxHashMap::default(),
            group_of: Vec::new(),
            groups: Vec::new(),
            schedule: Schedule::default(),
            statuses: Vec::new(),
            deeds: Vec::new(),
            imports: Imports::default(),
            spare: Mutex::default(),
            slices: Slices::default(),
            ranks: model.viewpoints.iter().map(|_| OnceLock::new()).collect(),
            duties,
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
        self.statuses = (0..statuses.len() as u32)
            .map(|s| GroundStatus { name: StatusId(statuses.name(s)), args: statuses.args(s).into() })
            .collect();
        self.deeds = (0..deeds.len() as u32)
            .map(|d| GroundDeed { name: DeedId(deeds.name(d)), args: deeds.args(d).into() })
            .collect();
    }

    pub(crate) fn ranks(&self, viewpoint: ViewpointId) -> Arc<Ranks<'m>> {
        let ranks = &self.ranks[viewpoint.index()];
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

    /// The acts on which hangs how a part stands, or when a status holds: whether any other counts makes no difference.
    pub fn bearing_on_part(&self, part: PartId) -> Vec<ActId> {
        self.bearing(vec![part.0])
    }

    /// The same of a status, and of each part that carries or ends it.
    pub fn bearing_on_status(&self, status: &GroundStatus) -> Vec<ActId> {
        let Some(status) = self.ground.statuses.find(status.name.0, &status.args) else { return Vec::new() };
        let strokes = self.titles.of(status).iter().chain(self.ends.of(status));
        let carriers = strokes.map(|&i| self.instances.all[i as usize].part).filter(|&part| part != NONE);
        self.bearing(carriers.chain([self.nodes().statuses + status]).collect())
    }

    fn bearing(&self, mut open: Vec<u32>) -> Vec<ActId> {
        let mut seen = vec![false; self.nodes().all as usize];
        let mut acts = Vec::new();
        while let Some(node) = open.pop() {
            if std::mem::replace(&mut seen[node as usize], true) {
                continue;
            }
            open.extend_from_slice(self.schedule.asks(node));
            self.named_acts(node, &mut acts, &mut open);
        }
        acts.sort_unstable();
        acts.dedup();
        acts
    }

    /// The acts of which a value itself asks whether they count, and what asks them: what void norms hang on.
    fn named_acts(&self, node: u32, acts: &mut Vec<ActId>, open: &mut Vec<u32>) {
        let mut instances: Vec<u32> = Vec::new();
        let done = |x: u32| self.act_of(self.ground.done[x as usize].part);
        match self.nodes().kind(node) {
            Node::Validity(_) => {
                let part = self.part_of(node).unwrap_or_default();
                acts.push(self.act_of(part));
                instances.extend(self.attacks.of(part).iter().chain(self.restores.of(part)));
                for &void in self.voids.of(part) {
                    if let NormOf::Part(by) =
                        self.model.norms[self.ground.voids[void as usize].norm as usize].of
                    {
                        open.push(by.0);
                    }
                    let lines = self.instances.void_lines[void as usize];
                    self.clocks.asked(lines, |status| open.push(self.nodes().statuses + status));
                }
            }
            Node::Status(status) => {
                instances.extend(self.titles.of(status).iter().chain(self.ends.of(status)))
            }
            Node::Fired(f) => {
                let firing = self.ground.firings[self.instances.fired[f as usize].firing as usize];
                acts.extend((firing.done != NONE).then(|| done(firing.done)));
            }
            Node::Counted(at) => instances.push(self.counted[at as usize].1),
            Node::Group(group) => {
                for &copy in &self.groups[group as usize] {
                    for way in &self.instances.copies[copy as usize].ways {
                        acts.push(self.act_of(way.part));
                        instances.push(way.upholds);
                    }
                }
            }
            Node::Dis(d) => instances.push(self.dis[d as usize].0),
            Node::Norm(_) => {}
        }
        for inst in instances.into_iter().map(|i| self.instances.all[i as usize]) {
            acts.extend((inst.part != NONE).then(|| self.act_of(inst.part)));
            if inst.clock != NONE
                && let End::Act(act) = self.clocks.clocks[inst.clock as usize].end
            {
                acts.push(act);
            }
        }
    }

    /// The parts that carry an attack on a part, own or copied, whatever became of it; sorted.
    pub fn attackers(&self, part: PartId) -> Vec<PartId> {
        let carriers = self.attacks.of(part.0).iter().map(|&a| PartId(self.instances.all[a as usize].part));
        let mut out: Vec<PartId> = carriers.collect();
        out.sort_unstable();
        out.dedup();
        out
    }

    /// Whether the record has so many bindings or copies that not all were made.
    pub fn is_incomplete(&self) -> bool {
        self.ground.incomplete || self.instances.incomplete
    }

    /// The part of which a node is the standing.
    pub(crate) fn part_of(&self, node: u32) -> Option<u32> {
        let parts = self.model.parts.len() as u32;
        match self.nodes().kind(node) {
            Node::Validity(s) => Some(if s < parts { s } else { self.filters[(s - parts) as usize].0 }),
            _ => None,
        }
    }

    pub(crate) fn act_of(&self, part: u32) -> ActId {
        self.model.parts[part as usize].act
    }

    pub(crate) fn author_of(&self, part: u32) -> ThingId {
        self.model.acts[self.act_of(part).index()].author
    }

    pub(crate) fn authority_of_norm(&self, norm: u32) -> Authority {
        authority_of(&self.model, self.model.norms[norm as usize].of)
    }

    pub(crate) fn does(&self, inst: u32) -> &Does {
        &self.model.effects[self.instances.all[inst as usize].effect as usize].does
    }

    pub(crate) fn is_fact(&self, status: u32) -> bool {
        self.model.statuses[self.ground.statuses.name(status) as usize].fact
    }

    pub(crate) fn nodes(&self) -> Nodes {
        self.schedule.nodes
    }

    /// The instances that a part carries of itself.
    pub(crate) fn own_of(&self, part: u32) -> std::ops::Range<u32> {
        let start = self.instances.own.get(part as usize).copied().unwrap_or_default();
        let end = self.instances.own.get(part as usize + 1).copied().unwrap_or(start);
        start..end
    }

    fn index_targets(&mut self) {
        let held = self.model.clone();
        let model: &Model = &held;
        let n = model.parts.len();
        let (mut attacks, mut restores, mut disapplied) = (Vec::new(), Vec::new(), Vec::new());
        let mut supports = Vec::new();
        for (i, inst) in self.instances.all.iter().enumerate() {
            if inst.part == NONE || inst.norm != NONE && inst.copy == NONE {
                continue;
            }
            let i = i as u32;
            match model.effects[inst.effect as usize].does {
                Does::Attack(_, target) => attacks.extend(model.parts_of(target).map(|p| (p, i))),
                Does::Disapplies { target, .. } => {
                    attacks.extend(model.parts_of(target).map(|p| (p, i)));
                    for p in model.parts_of(target) {
                        disapplied.push((p, self.dis.len() as u32));
                        self.dis.push((i, p));
                    }
                }
                Does::Restores(target) => {
                    restores.extend(model.parts_of(target).map(|p| (p, i)));
                    supports.extend(model.parts_of(target).map(|p| (p, inst.part)));
                }
                Does::Upholds(target) => supports.extend(model.parts_of(target).map(|p| (p, inst.part))),
                _ => {}
            }
        }
        self.attacks = Lists::new(n, &attacks);
        self.restores = Lists::new(n, &restores);
        self.disapplied = Lists::new(n, &disapplied);
        // Who annuls a part that carries an attack supports what is attacked.
        for &(target, attack) in &attacks {
            for &counter in self.attacks.of(self.instances.all[attack as usize].part) {
                let inst = self.instances.all[counter as usize];
                if matches!(model.effects[inst.effect as usize].does, Does::Attack(Attack::Annuls, _)) {
                    supports.push((target, inst.part));
                }
            }
        }
        // Only what is attacked needs support.
        supports.retain(|&(p, _)| !self.attacks.of(p).is_empty());
        supports.sort_unstable();
        supports.dedup();
        self.supports = Lists::new(n, &supports);
        let voids: Vec<(u32, u32)> =
            self.ground.voids.iter().enumerate().map(|(v, void)| (void.part, v as u32)).collect();
        self.voids = Lists::new(n, &voids);
    }

    /// The standing of a part as a norm's authority sees it: its own number where nobody attacks it.
    fn index_standing(&mut self) {
        let mut known: FxHashMap<(u32, Authority), u32> = FxHashMap::default();
        let mut seen_by = |plan: &mut Plan<'m>, part: u32, authority: Authority| {
            let attacked = !plan.attacks.of(part).is_empty() || !plan.voids.of(part).is_empty();
            if !attacked || authority == Authority::Reading {
                return part;
            }
            *known.entry((part, authority)).or_insert_with(|| {
                plan.filters.push((part, authority));
                (plan.model.parts.len() + plan.filters.len() - 1) as u32
            })
        };
        let mut lives = Vec::with_capacity(self.instances.all.len());
        for i in 0..self.instances.all.len() {
            let inst = self.instances.all[i];
            lives.push(if inst.part == NONE || inst.fact {
                NONE
            } else if inst.fired == NONE || inst.copy != NONE {
                inst.part
            } else {
                seen_by(self, inst.part, inst.authority)
            });
        }
        self.lives = lives;
        let mut happens = Vec::with_capacity(self.instances.fired.len());
        for i in 0..self.instances.fired.len() {
            let fired = self.instances.fired[i];
            let firing = self.ground.firings[fired.firing as usize];
            happens.push(
                if fired.assumed || firing.done == NONE || self.ground.done[firing.done as usize].fact {
                    NONE
                } else {
                    let authority = self.authority_of_norm(firing.norm);
                    seen_by(self, self.ground.done[firing.done as usize].part, authority)
                },
            );
        }
        self.happens = happens;
    }

    fn index_statuses(&mut self) {
        let held = self.model.clone();
        let model: &Model = &held;
        let (mut titles, mut ends) = (Vec::new(), Vec::new());
        self.what = vec![NONE; self.instances.all.len()];
        for (i, inst) in self.instances.all.iter().enumerate() {
            let (status, begins) = match model.effects[inst.effect as usize].does {
                Does::Begins(status) => (status, true),
                Does::Ends(status) => (status, false),
                _ => continue,
            };
            let binding = binding_of(model, &self.ground, &self.instances, inst);
            let Some(args) = ground_args(model, status.args, binding) else { continue };
            let Some(id) = self.ground.statuses.find(status.name.0, &args) else { continue };
            self.what[i] = id;
            if begins { &mut titles } else { &mut ends }.push((id, i as u32));
        }
        let key = |&(status, i): &(u32, u32)| (status, self.origin_key(i), i);
        titles.sort_unstable_by_key(key);
        ends.sort_unstable_by_key(key);
        self.titles = Lists::new(self.ground.statuses.len(), &titles);
        self.ends = Lists::new(self.ground.statuses.len(), &ends);
    }

    /// In which order instances are shown: day by day first, then by part, norm and effect.
    pub(crate) fn origin_key(&self, inst: u32) -> (u32, u32, u32, u32) {
        let inst = self.instances.all[inst as usize];
        (inst.part.wrapping_add(1), inst.norm.wrapping_add(1), inst.effect, inst.copied_from.wrapping_add(1))
    }

    /// Which instances and deeds a disapplication touches: those in which its person is concerned.
    fn index_disapplications(&mut self) {
        if self.dis.is_empty() {
            return;
        }
        let held = self.model.clone();
        let model: &Model = &held;
        let to_of = |plan: &Plan<'_>, d: u32| match *plan.does(plan.dis[d as usize].0) {
            Does::Disapplies { to, .. } => to,
            _ => unreachable!("only disapplications are listed"),
        };
        for (i, inst) in self.instances.all.iter().enumerate() {
            if inst.part == NONE || self.disapplied.of(inst.part).is_empty() {
                continue;
            }
            let binding = binding_of(model, &self.ground, &self.instances, inst);
            let value = |arg: Arg| match arg {
                Arg::Var(v) => binding.get(usize::from(v)).copied().unwrap_or(arg),
                other => other,
            };
            let effect = &model.effects[inst.effect as usize];
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
            for &d in self.disapplied.of(inst.part) {
                let to = to_of(self, d);
                if concerned.iter().any(|&a| arg_within(model, a, to)) {
                    self.dis_of_inst.entry(i as u32).or_default().push(d);
                }
            }
        }
        for (x, done) in self.ground.done.iter().enumerate() {
            if done.fact {
                continue;
            }
            for &d in self.disapplied.of(done.part) {
                let to = to_of(self, d);
                if self.ground.deeds.args(done.deed).iter().any(|&a| arg_within(model, a, to)) {
                    self.dis_of_done.entry(x as u32).or_default().push(d);
                }
            }
        }
    }

    fn index_counted(&mut self) {
        let mut counted: Vec<(u32, u32)> = self.instances.counted.iter().map(|(&x, &i)| (x, i)).collect();
        counted.sort_unstable();
        self.counted_of = counted.iter().enumerate().map(|(at, &(x, _))| (x, at as u32)).collect();
        self.counted = counted;
    }

    /// Copies that hang on one another in a circle (parts of one day that uphold each other) are computed together.
    fn group_copies(&mut self) {
        let copies = &self.instances.copies;
        let deps: Vec<Vec<u32>> =
            copies.iter().map(|c| c.ways.iter().map(|w| w.copy).filter(|&c| c != NONE).collect()).collect();
        self.group_of = vec![NONE; copies.len()];
        let groups = &mut self.groups;
        let group_of = &mut self.group_of;
        schedule::components(
            copies.len(),
            |n, out| out.extend_from_slice(&deps[n as usize]),
            |found| {
                for &copy in found {
                    group_of[copy as usize] = groups.len() as u32;
                }
                groups.push(found.to_vec());
            },
        );
    }
}
