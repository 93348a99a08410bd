//! What was tried on a part, a status or a duty, and why it failed: the source of every explanation.
//!
//! Each answer of a [`crate::Solution`] is the end of a few equations (`docs/semantics.md`, §5 to §9). Here are their
//! terms: a trial *works* on the days on which every term allows it, so the first term that excludes a day is the
//! reason why it does not work on that day.

mod carriers;
mod counts;
mod norms;
mod statements;

use std::cell::{Ref, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use vigente_model::*;

use crate::eval::build::origin;
use crate::eval::slice::Partial;
use crate::eval::state::{EvalState, kind_of};
use crate::ids::{DutyId, GroundStatusId, InstanceId, NodeId, VoidId};
use crate::plan::Plan;
use crate::plan::instance::Inst;
use crate::plan::schedule::Asker;
use crate::rules::duties::resolution::discharge;
use crate::rules::support_index::SupportIndex;
use crate::rules::void_at_creation;
use crate::solution::DutyStates;
use crate::{Authority, Cancel, Horizon, Origin, Ranks, Solution, Timeline, Truth};

pub use carriers::{Carrier, Doing, Life};
pub use counts::{CountStep, Counts};
pub use norms::{Enactment, Firing, Judgement, Tested, bind};
pub use statements::Statement;

/// Says why, at one horizon. It evaluates what a question asks, and nothing else.
pub struct Reasons<'p, 'm> {
    plan: &'p Plan<'m>,
    horizon: Horizon,
    /// The states of duties that conditions ask for, as the solution has them.
    asked: DutyStates,
    ranks: Arc<Ranks<'m>>,
    cancel: Cancel,
    /// Made when something is asked.
    partial: RefCell<Option<Partial<'p, 'm>>>,
    /// Supports and restorations of the part that was asked about last.
    index: RefCell<Option<(PartId, Rc<Option<SupportIndex>>)>>,
}

/// How something is tried on a part.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TrialKind {
    /// `annuls`, `repeals`, `suspends`.
    Attack(Attack),
    /// `disapplies … to` this: the part itself is annulled only where its author is within it.
    Disapplies(ThingId),
    /// A void norm met the part when it was made.
    Void(NormId),
}

/// What is tried, as the plan numbers it.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Tried {
    Attack(InstanceId),
    Void(VoidId),
}

/// Why an authority does or does not prevail over another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rank {
    /// It prevails.
    Prevails,
    /// The viewpoint does not recognise it.
    Unrecognised,
    /// It stands in a lower rank.
    Lower,
    /// Both stand in one rank, and neither contains the other.
    Beside,
    /// It ranks higher or equal, and yet does not prevail: an organ against the norms of its own order, a reading.
    Bound,
}

/// An attack on a part, or a void norm that met it.
#[derive(Clone, PartialEq, Debug)]
pub struct Trial {
    /// How.
    pub kind: TrialKind,
    /// What carries it; for a void norm the part itself is the carrier.
    pub by: Origin,
    /// With whose authority.
    pub authority: Authority,
    /// Its act is on the record, as asked.
    pub included: Truth,
    /// Its act came after that of the part.
    pub later: Truth,
    /// Whether its authority prevails over the author of the part.
    pub rank: Rank,
    /// Its own part is not annulled.
    pub stands: Timeline,
    /// Its own part is suspended.
    pub suspended: Timeline,
    /// Its own part is repealed: this ends suspensions only.
    pub repealed: Timeline,
    /// It reaches the day by its `from` and `effective`.
    pub begun: Timeline,
    /// Its `until` has passed.
    pub ended: Timeline,
    /// The days on which its conditions allow it; of a void norm: that it was operative and its conditions held.
    pub conditions: Timeline,
    /// For a copy: the days on which the chain of `upholds` carries it.
    pub copied: Timeline,
    /// The days on which it works.
    pub works: Timeline,
    /// On which part.
    pub on: PartId,
    /// What is tried.
    tried: Tried,
}

/// What became of an attack on a day. Of several terms that fail, the first decides.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fate {
    /// It works.
    Works,
    /// Its act is not on the record, as asked.
    NotOnRecord,
    /// Its act does not come after what it attacks.
    OutOfOrder,
    /// Its author does not prevail.
    LacksRank,
    /// One of its conditions does not hold.
    Condition,
    /// A support that its author does not prevail over stands.
    Blocked(PartId),
    /// Its own part does not stand.
    Fell,
    /// Its own part is suspended; what suspends is also stopped by a repeal.
    Asleep,
    /// It is not yet at work.
    NotYet,
    /// It is no longer at work: since when.
    Ended(Days),
    /// A restoration has undone it.
    Undone(PartId),
    /// The record does not decide.
    Open,
}

/// A restoration, against one attack.
#[derive(Clone, PartialEq, Debug)]
pub struct Restoration {
    /// What carries it.
    pub by: Origin,
    /// With whose authority.
    pub authority: Authority,
    /// Its act is on the record, as asked.
    pub included: Truth,
    /// Its act is that of the attack, or came after it.
    pub later: Truth,
    /// Whether its author prevails over the attacker.
    pub rank: Rank,
    /// Its own part is not annulled.
    pub stands: Timeline,
    /// Its own part is suspended.
    pub suspended: Timeline,
    /// It reaches the day by its `from` and `effective`.
    pub begun: Timeline,
    /// Its `until` has passed.
    pub ended: Timeline,
    /// For a copy: the days on which the chain of `upholds` carries it.
    pub copied: Timeline,
    /// The days on which it undoes the attack.
    pub undoes: Timeline,
}

/// A one-stroke effect on a title or a duty: `ends`, `discharges`. It needs what carries it on its own day only
/// ([`Reasons::carries`]).
#[derive(Clone, PartialEq, Debug)]
pub struct Stroke {
    /// What carries it.
    pub by: Origin,
    /// With whose authority.
    pub authority: Authority,
    /// Its act came after that of the title or duty.
    pub later: Truth,
    /// Whether its authority prevails; nobody asks this of a fact.
    pub rank: Rank,
    /// Its day: the only one on which it is asked whether it is valid.
    pub day: Days,
    /// It no longer ends the title.
    pub ended: Timeline,
    /// From when on it works.
    pub works: Timeline,
    /// It ends a fact.
    fact: bool,
    /// Which instance of the plan it is.
    instance: InstanceId,
}

impl Trial {
    /// Whether it disapplies the part to somebody.
    pub fn is_disapplication(&self) -> bool {
        matches!(self.kind, TrialKind::Disapplies(_))
    }
}

impl<'p, 'm> Reasons<'p, 'm> {
    pub(crate) fn new(plan: &'p Plan<'m>, solution: &Solution, cancel: &Cancel) -> Reasons<'p, 'm> {
        let horizon = solution.horizon;
        Reasons {
            plan,
            horizon,
            asked: solution.asked.clone(),
            ranks: plan.ranks(horizon.viewpoint),
            cancel: cancel.clone(),
            partial: RefCell::default(),
            index: RefCell::default(),
        }
    }

    /// The state, in which what `ask` names is evaluated.
    fn state(&self, ask: impl FnOnce(&Asker<'_, '_>, &mut Vec<NodeId>)) -> Ref<'_, EvalState<'p, 'm>> {
        let mut nodes = Vec::new();
        ask(&Asker::new(self.plan), &mut nodes);
        let mut partial = self.partial.borrow_mut();
        let made =
            partial.get_or_insert_with(|| Partial::new(self.plan, self.horizon, &self.asked, &self.cancel));
        made.evaluate(nodes);
        drop(partial);
        Ref::map(self.partial.borrow(), |partial| match partial {
            Some(partial) => &partial.state,
            None => unreachable!("it was made above"),
        })
    }

    /// The state, in which how a part stands is evaluated.
    fn state_of(&self, part: PartId) -> Ref<'_, EvalState<'p, 'm>> {
        self.state(|asker, nodes| nodes.push(asker.nodes.part(part)))
    }

    /// How many values were evaluated: what an explanation costs.
    pub fn steps(&self) -> usize {
        self.partial.borrow().as_ref().map_or(0, Partial::steps)
    }

    /// The ranks of the viewpoint.
    pub fn ranks(&self) -> &Ranks<'m> {
        &self.ranks
    }

    /// Whether one act came before another, by their days and by `after` lines.
    pub fn before(&self, a: ActId, b: ActId) -> Truth {
        self.plan.order.before(a, b)
    }

    /// How `a` stands to `b`.
    pub fn rank(&self, a: Authority, b: Authority) -> Rank {
        let ranks = &self.ranks;
        if ranks.prevails(a, b) {
            return Rank::Prevails;
        }
        if !ranks.recognises(a) {
            return Rank::Unrecognised;
        }
        let root = |o: ThingId| self.plan.model[o].root;
        match (a, b, ranks.level(a), ranks.level(b)) {
            (Authority::Reading, ..) => Rank::Bound,
            (Authority::Organ(organ), norms, ..) if ranks.binds_own_organs(norms, root(organ)) => Rank::Bound,
            (_, _, Some(x), Some(y)) if x > y => Rank::Lower,
            _ => Rank::Beside,
        }
    }

    /// The parts that carry an attack on a part, own or copied, whatever became of it; sorted.
    pub fn attackers(&self, part: PartId) -> Vec<PartId> {
        self.plan.attackers(part)
    }

    /// How many parts attack this one, attack an attacker, and so on.
    pub fn attackers_below(&self, part: PartId) -> usize {
        let plan = self.plan;
        let mut seen: IndexVec<PartId, bool> = index_vec![false; plan.model.parts.len()];
        seen[part] = true;
        let (mut open, mut found) = (vec![part], 0);
        while let Some(at) = open.pop() {
            for &attack in plan.attacks.of(at) {
                let by = plan.instances.all[attack].carrier();
                if !std::mem::replace(&mut seen[by], true) {
                    found += 1;
                    open.push(by);
                }
            }
        }
        found
    }

    /// The index of a part with very many attacks.
    fn index(&self, state: &EvalState<'_, '_>, part: PartId) -> Rc<Option<SupportIndex>> {
        let mut last = self.index.borrow_mut();
        match &*last {
            Some((of, index)) if *of == part => Rc::clone(index),
            _ => {
                let index = Rc::new(SupportIndex::new(state, part));
                *last = Some((part, Rc::clone(&index)));
                index
            }
        }
    }

    /// Every attack on a part, own and copied, and every void norm that met it.
    pub fn trials(&self, part: PartId) -> Vec<Trial> {
        let state = self.state_of(part);
        let index = self.index(&state, part);
        let attacks =
            self.plan.attacks.of(part).iter().map(|&a| self.attack(&state, a, part, (*index).as_ref()));
        let voids = self.plan.voids.of(part).iter().map(|&v| self.void(&state, v));
        let mut out: Vec<Trial> = attacks.chain(voids).collect();
        out.sort_by_key(|t| (t.by.part, t.by.effect, t.by.copied_from));
        out
    }

    /// The days on which one effect of a part, own or copied, works as an attack on another part.
    pub fn works(&self, by: PartId, effect: EffectId, on: PartId) -> Timeline {
        let state = self.state_of(on);
        let index = self.index(&state, on);
        let mut works = Timeline::never();
        for &attack in self.plan.attacks.of(on) {
            let inst = state.inst(attack);
            if inst.part == Some(by) && inst.effect == effect {
                works.add(state.attack(attack, on, (*index).as_ref()));
            }
        }
        works
    }

    fn attack(
        &self,
        w: &EvalState<'_, '_>,
        a: InstanceId,
        on: PartId,
        index: Option<&SupportIndex>,
    ) -> Trial {
        let inst = w.inst(a);
        let act = w.plan.act_of(inst.carrier());
        let kind = match w.plan.does(a) {
            Does::Disapplies { to, .. } => TrialKind::Disapplies(*to),
            does => TrialKind::Attack(kind_of(does)),
        };
        let annulment = kind_of(w.plan.does(a)) == Attack::Annuls;
        let stand = w.carried_by(a);
        let (begun, ended) = w.reach_terms(&inst, annulment);
        Trial {
            kind,
            by: origin(&inst),
            authority: inst.authority,
            included: w.inc(act),
            later: w.plan.order.before(w.plan.act_of(on), act),
            rank: self.rank(inst.authority, Authority::Organ(w.plan.author_of(on))),
            stands: stand.map_or_else(Timeline::always, |s| s.stands.clone()),
            suspended: stand.map_or_else(Timeline::never, |s| s.suspended.clone()),
            repealed: stand.map_or_else(Timeline::never, |s| s.repealed.clone()),
            begun,
            ended,
            conditions: w.conditions(&inst).and_truth(w.given_by(&inst)),
            copied: w.copied(&inst),
            works: w.attack(a, on, index),
            on,
            tried: Tried::Attack(a),
        }
    }

    fn void(&self, w: &EvalState<'_, '_>, v: VoidId) -> Trial {
        let void = w.plan.ground.voids[v];
        let authority = w.plan.authority_of_norm(void.norm);
        let act = w.plan.act_of(void.part);
        Trial {
            kind: TrialKind::Void(void.norm),
            by: Origin {
                part: Some(void.part),
                norm: Some(void.norm),
                effect: void.effect,
                copied_from: None,
            },
            authority,
            included: w.inc(act),
            later: Truth::True,
            rank: match void_at_creation::spared(w, v) {
                true => Rank::Bound,
                false => self.rank(authority, Authority::Organ(w.plan.author_of(void.part))),
            },
            stands: Timeline::always(),
            suspended: Timeline::never(),
            repealed: Timeline::never(),
            begun: Timeline::always(),
            ended: Timeline::never(),
            conditions: Timeline::constant(w.caught[v]),
            copied: Timeline::always(),
            works: w.voided(v),
            on: void.part,
            tried: Tried::Void(v),
        }
    }

    /// Supports over which an attack does not prevail, and when they block it.
    pub fn blocking(&self, trial: &Trial) -> impl Iterator<Item = (PartId, Timeline)> {
        let state = self.state_of(trial.on);
        let tried = trial.tried;
        self.plan.supports.of(trial.on).iter().filter_map(move |&support| {
            // Nothing blocks a void norm.
            let Tried::Attack(attack) = tried else { return None };
            let inst = state.inst(attack);
            let blocks = state.block(&inst, state.plan.act_of(inst.carrier()), support);
            (!blocks.is_never()).then_some((support, blocks))
        })
    }

    /// Restorations that were tried on the part, against one attack on it.
    pub fn restorations(&self, trial: &Trial) -> impl Iterator<Item = Restoration> {
        let state = self.state_of(trial.on);
        let continuing = TrialKind::Attack;
        let annulment = ![continuing(Attack::Repeals), continuing(Attack::Suspends)].contains(&trial.kind);
        let authority = trial.authority;
        let by = self.plan.act_of(trial.by.part.unwrap_or(trial.on));
        self.plan.restores.of(trial.on).iter().map(move |&r| {
            let w = &*state;
            let inst = w.inst(r);
            let act = w.plan.act_of(inst.carrier());
            let stand = w.standing(inst.carrier());
            let (begun, ended) = w.reach_terms(&inst, annulment);
            Restoration {
                by: origin(&inst),
                authority: inst.authority,
                included: w.inc(act),
                later: if act == by { Truth::True } else { w.plan.order.before(by, act) },
                rank: self.rank(inst.authority, authority),
                stands: stand.stands.clone(),
                suspended: stand.suspended.clone(),
                begun,
                ended,
                copied: w.copied(&inst),
                undoes: w.undo(r, by, authority, annulment),
            }
        })
    }

    /// What became of an attack on a day.
    pub fn fate(&self, trial: &Trial, day: Day) -> Fate {
        if trial.works.at(day) == Truth::True {
            return Fate::Works;
        }
        if trial.included == Truth::False {
            return Fate::NotOnRecord;
        }
        if trial.later == Truth::False {
            return Fate::OutOfOrder;
        }
        if trial.rank != Rank::Prevails {
            return Fate::LacksRank;
        }
        if trial.conditions.at(day).and(trial.copied.at(day)) == Truth::False {
            return Fate::Condition;
        }
        if let Some((by, _)) = self.blocking(trial).find(|(_, blocks)| blocks.at(day) == Truth::True) {
            return Fate::Blocked(by);
        }
        if trial.stands.at(day) == Truth::False {
            return Fate::Fell;
        }
        let suspends = trial.kind == TrialKind::Attack(Attack::Suspends);
        if trial.suspended.at(day) == Truth::True || suspends && trial.repealed.at(day) == Truth::True {
            return Fate::Asleep;
        }
        let undone = |r: &Restoration| r.undoes.at(day) == Truth::True;
        if let Some(by) = self.restorations(trial).find(undone).and_then(|r| r.by.part) {
            return Fate::Undone(by);
        }
        if trial.ended.at(day) == Truth::True {
            return Fate::Ended(trial.ended.first());
        }
        if trial.begun.at(day) == Truth::False {
            return Fate::NotYet;
        }
        Fate::Open
    }

    /// Every `ends` of a status, tried on one of its titles.
    pub fn endings(&self, status: GroundStatusId, title: usize) -> Vec<Stroke> {
        self.strokes(status, title, |_| true)
    }

    /// The `ends` of a status with this origin, tried on one of its titles.
    pub fn endings_by(&self, by: Origin, status: GroundStatusId, title: usize) -> Vec<Stroke> {
        self.strokes(status, title, |inst| origin(inst) == by)
    }

    fn strokes(&self, status: GroundStatusId, title: usize, asked: impl Fn(&Inst) -> bool) -> Vec<Stroke> {
        let plan = self.plan;
        let fact = plan.is_fact(status);
        let Some(&title) = plan.titles.of(status).get(title) else { return Vec::new() };
        let ends = plan.ends.of(status).iter().copied();
        let ends: Vec<InstanceId> = ends.filter(|&e| asked(&plan.instances.all[e])).collect();
        let w = self.state(|asker, nodes| ends.iter().for_each(|&e| asker.instance(e, nodes)));
        let title = w.inst(title);
        let one = |&e: &InstanceId| {
            let works = w.cuts(&title, &w.inst(e), &w.stroke(e, fact), fact);
            Stroke {
                fact,
                rank: if fact { Rank::Prevails } else { self.rank(w.inst(e).authority, title.authority) },
                ended: Timeline::from(w.end(&w.inst(e))),
                ..self.stroke(&w, e, &title, works)
            }
        };
        ends.iter().map(one).collect()
    }

    /// Every `discharges` tried on a duty.
    pub fn discharges(&self, duty: DutyId) -> Vec<Stroke> {
        let plan = self.plan;
        let Some(duty) = plan.duties.all.get(duty) else { return Vec::new() };
        let inst = plan.instances.all[duty.inst];
        let Some(part) = inst.part else { return Vec::new() };
        let of_bearer = plan.duties.discharges_of.get(&duty.bearer).into_iter().flatten();
        let all: Vec<InstanceId> = plan.duties.discharges.of(part).iter().chain(of_bearer).copied().collect();
        let w = self.state(|asker, nodes| all.iter().for_each(|&e| asker.instance(e, nodes)));
        let one = |&e: &InstanceId| self.stroke(&w, e, &inst, discharge(&w, &inst, e));
        all.iter().map(one).collect()
    }

    fn stroke(&self, w: &EvalState<'_, '_>, e: InstanceId, on: &Inst, works: Timeline) -> Stroke {
        let inst = w.inst(e);
        let later = match (on.part, inst.part) {
            (Some(part), Some(by)) => w.plan.order.before(w.plan.act_of(part), w.plan.act_of(by)),
            _ => Truth::False,
        };
        Stroke {
            by: origin(&inst),
            authority: inst.authority,
            later,
            rank: self.rank(inst.authority, on.authority),
            day: w.start(&inst),
            ended: Timeline::never(),
            works,
            fact: false,
            instance: e,
        }
    }
}
