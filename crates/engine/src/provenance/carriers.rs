//! What an effect needs to be at work, term by term: a title, a duty, an effect that ends one, and a deed that triggers
//! a norm.

use vigente_model::*;

use crate::eval::build::{end_of, origin};
use crate::eval::state::EvalState;
use crate::ids::{DeedLifeId, DisId, DoneId, DutyId, FiredId, GroundStatusId, InstanceId, StandingId};
use crate::provenance::{Firing, Reasons, Stroke, Trial, Tried};
use crate::{Authority, Origin, Timeline, Truth};

/// What an effect needs to be at work (`docs/semantics.md`, §4, §8 and §9): every term is true on the days on which
/// the effect works, its window apart.
#[derive(Clone, PartialEq, Debug)]
pub struct Carrier {
    /// What carries it.
    pub by: Origin,
    /// Its part tells of a fact: only whether its act is on the record is asked.
    pub fact: bool,
    /// The norm that gives it and the deed that the norm met.
    pub firing: Option<Firing>,
    /// When the norm that gives it day by day is operative.
    pub operative: Option<Timeline>,
    /// The life of its part; `None` where it lives with a fact, or day by day.
    pub life: Option<Life>,
    /// Its condition lines. An `if` that is asked once is the same on every day.
    pub conditions: Vec<Timeline>,
    /// The days on which the chain of `upholds` carries it.
    pub copied: Timeline,
    /// Disapplications that concern it.
    pub disapplied: Vec<Trial>,
    /// It has begun.
    pub begun: Timeline,
    /// It has ended.
    pub ended: Timeline,
}

/// The life of a part, as everybody or a norm counts the attacks on it.
#[derive(Clone, PartialEq, Debug)]
pub struct Life {
    /// The part.
    pub part: PartId,
    /// Only attackers who count against what the norms of this authority give.
    pub norms_of: Option<Authority>,
    /// Not annulled, not void.
    pub stands: Timeline,
    /// Ended.
    pub repealed: Timeline,
    /// Without effect for the time being.
    pub suspended: Timeline,
    /// It stands, and is neither repealed nor suspended.
    pub live: Timeline,
}

/// Why a deed happened or did not.
#[derive(Clone, PartialEq, Debug)]
pub struct Doing {
    /// It happened.
    pub happened: Truth,
    /// Whether each norm that made another deed count as this one did so, in order.
    pub counted: Vec<Truth>,
    /// The life of the part that does it; `None` where nobody asks.
    pub life: Option<Life>,
    /// Disapplications that concern it.
    pub disapplied: Vec<Trial>,
}

impl Carrier {
    fn fired(&self) -> Truth {
        self.firing.as_ref().map_or(Truth::True, |f| f.fired)
    }

    /// Whether all terms allow it on a day, known or not; its window apart.
    pub fn allows(&self, on: Days) -> Truth {
        let disapplied = self.disapplied.iter().fold(Truth::False, |any, t| any.or(t.works.at_days(on)));
        self.terms_of_norm(on)
            .and(self.fired())
            .and(self.life.as_ref().map_or(Truth::True, |l| l.live.at_days(on)))
            .and(self.copied.at_days(on))
            .and(disapplied.not())
    }

    /// Whether its norm, where it gives it day by day, and its conditions allow it on a day.
    pub fn terms_of_norm(&self, on: Days) -> Truth {
        let operative = self.operative.as_ref().map_or(Truth::True, |o| o.at_days(on));
        self.conditions.iter().fold(operative, |all, line| all.and(line.at_days(on)))
    }
}

impl Reasons<'_, '_> {
    /// What a title of a status needs.
    pub fn title(&self, status: GroundStatusId, title: usize) -> Option<Carrier> {
        let inst = *self.plan.titles.of(status).get(title)?;
        Some(self.carrier(inst, self.plan.is_fact(status)))
    }

    /// What a duty needs.
    pub fn duty(&self, duty: DutyId) -> Option<Carrier> {
        Some(self.carrier(self.plan.duties.all.get(duty)?.inst, false))
    }

    /// What an attack needs that a norm gives; `None` of any other.
    pub fn attacker(&self, trial: &Trial) -> Option<Carrier> {
        match trial.tried {
            Tried::Attack(attack) if self.plan.instances.all[attack].fired.is_some() => {
                Some(self.carrier(attack, false))
            }
            _ => None,
        }
    }

    /// What a one-stroke effect needs on its day.
    pub fn carries(&self, stroke: &Stroke) -> Carrier {
        self.carrier(stroke.instance, stroke.fact)
    }

    /// What an `ends` of a status needs, by its origin; of several bindings one that fired.
    pub fn ending(&self, status: GroundStatusId, by: Origin) -> Option<Carrier> {
        let all = self.plan.ends.of(status).iter();
        let same = all.filter(|&&e| origin(&self.plan.instances.all[e]) == by);
        let carriers = same.map(|&e| self.carrier(e, self.plan.is_fact(status)));
        carriers.reduce(|best, one| if one.fired() > best.fired() { one } else { best })
    }

    /// From when on a part has ended.
    pub fn end(&self, part: PartId) -> Days {
        let plan = self.plan;
        let state = self.state(|asker, nodes| plan.own_of(part).for_each(|i| asker.instance(i, nodes)));
        end_of(&state, part)
    }

    fn carrier(&self, i: InstanceId, fact: bool) -> Carrier {
        let plan = self.plan;
        let inst = plan.instances.all[i];
        let firing = self.given_by(i);
        let state = self.state(|asker, nodes| asker.instance(i, nodes));
        let w = &*state;
        let fact = fact && inst.norm.is_none();
        let life = plan.lives[i].filter(|_| !fact).map(|standing| self.life(w, standing));
        let lines = w.clock(&inst).filter(|_| !fact).map(|clock| plan.clocks.lines(clock.lines));
        let conditions = lines.into_iter().flatten().map(|&line| match (line.kind, inst.base) {
            (ConditionKind::If, Some(act)) => Timeline::constant(w.line_at(line, w.act(act).made)),
            _ => w.line(line),
        });
        let mut carrier = Carrier {
            by: origin(&inst),
            fact,
            operative: inst.norm.filter(|_| inst.part.is_none()).map(|norm| w.values.norms[norm].clone()),
            life,
            conditions: conditions.collect(),
            copied: w.copied(&inst),
            disapplied: Vec::new(),
            begun: Timeline::from(w.start(&inst)),
            ended: Timeline::from(w.end(&inst)),
            firing,
        };
        drop(state);
        // What a norm gives on a fact lives with the fact.
        let by_norm = inst.fired.is_some() && inst.copy.is_none();
        let with_fact = by_norm && carrier.life.is_none();
        if !carrier.fact && !with_fact {
            let norm = by_norm.then_some(inst.authority);
            carrier.disapplied = self.disapplied(inst.part, plan.dis_of_inst.get(&i), norm);
        }
        let law = inst.norm.and_then(|n| match plan.model[n].of {
            NormOf::Part(part) => Some(part),
            _ => None,
        });
        carrier.disapplied.extend(self.disapplied(law, plan.dis_of_law.get(&i), None));
        carrier
    }

    /// The life of a part, as everybody counts attacks, or a norm.
    fn life(&self, w: &EvalState<'_, '_>, standing: StandingId) -> Life {
        let (part, norms_of) = self.plan.standing(standing);
        let validity = &w.values.validity[standing];
        Life {
            part,
            norms_of,
            stands: validity.stands.clone(),
            repealed: validity.repealed.clone(),
            suspended: validity.suspended.clone(),
            live: validity.live.clone(),
        }
    }

    /// The life of a part, as everybody counts attacks.
    pub fn life_of(&self, part: PartId) -> Life {
        self.life(&self.state_of(part), part.into())
    }

    /// Of the disapplications of a part those with these numbers, as far as they count against a norm.
    fn disapplied(
        &self,
        part: Option<PartId>,
        by: Option<&Vec<DisId>>,
        norm: Option<Authority>,
    ) -> Vec<Trial> {
        let (Some(part), Some(by)) = (part, by) else { return Vec::new() };
        let attacks: Vec<Tried> = by.iter().map(|&d| Tried::Attack(self.plan.dis[d].0)).collect();
        let counts = |attacker| {
            norm.is_none_or(|norm| norm == Authority::Reading || self.ranks.counts(attacker, norm))
        };
        let mut all = self.trials(part);
        all.retain(|t| t.is_disapplication() && attacks.contains(&t.tried) && counts(t.authority));
        all
    }

    /// Why a deed happened, as everybody counts attacks.
    pub fn doing(&self, deed: DeedLifeId) -> Doing {
        let plan = self.plan;
        let x = plan.duties.shown[deed];
        let done = plan.ground.done[x];
        let state = self.state(|asker, nodes| asker.doing(x, done.part, nodes));
        let happened = state.happened(x);
        let counted = self.counted(&state, x);
        let asks = !done.fact && counted.is_empty();
        let life = asks.then(|| self.life(&state, done.part.into()));
        drop(state);
        let by = plan.dis_of_done.get(&x).filter(|_| asks);
        Doing { happened, counted, life, disapplied: self.disapplied(Some(done.part), by, None) }
    }

    /// Whether each norm made another deed count as this one, in order.
    fn counted(&self, w: &EvalState<'_, '_>, x: DoneId) -> Vec<Truth> {
        let plan = self.plan;
        let (mut all, mut at) = (Vec::new(), Some(x));
        while let Some((x, &counted)) = at.and_then(|x| Some((x, plan.counted_of.get(&x)?))) {
            all.push(w.values.counted[counted]);
            at = plan.ground.counted_from(x);
        }
        all.reverse();
        all
    }

    /// Why the deed that a norm meets happened, as far as attackers count for this norm.
    pub(crate) fn met(&self, fired: FiredId, x: DoneId) -> Doing {
        let plan = self.plan;
        let norm = plan.instances.fired[fired];
        let firing = plan.ground.firings[norm.firing];
        let done = plan.ground.done[x];
        let authority = plan.authority_of_norm(firing.norm);
        let state = self.state(|asker, nodes| {
            asker.doing(x, done.part, nodes);
            nodes.push(asker.nodes.fired(fired));
        });
        let w = &*state;
        let made = w.act(plan.act_of(done.part)).made;
        if norm.assumed {
            // Of a copy, taken as though the deed as written had happened.
            let by = plan.counted_of.get(&x).zip(norm.made_by).map(|(&at, by)| w.made_by(at, by, made));
            let happened = by.unwrap_or(Truth::True);
            return Doing { happened, counted: by.into_iter().collect(), life: None, disapplied: Vec::new() };
        }
        let counted = self.counted(w, x);
        let mut happened = counted.last().copied().unwrap_or(Truth::True);
        let life = plan.happens[fired].map(|standing| self.life(w, standing));
        if done.fact {
            happened = happened.and(w.inc(plan.act_of(done.part)));
        }
        drop(state);
        let by = plan.dis_of_done.get(&x).filter(|_| !done.fact);
        let disapplied = self.disapplied(Some(done.part), by, Some(authority));
        let live = life.as_ref().map_or(Truth::True, |l| l.live.at_days(made));
        let without = disapplied.iter().fold(Truth::True, |all, t| all.and(t.works.at_days(made).not()));
        Doing { happened: happened.and(live).and(without), counted, life, disapplied }
    }
}
