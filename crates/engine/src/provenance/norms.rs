//! Why a norm applied or did not: its trigger, its conditions, who enacted it.

use vigente_model::*;

use crate::ids::{DeedLifeId, DutyId, GroundStatusId, InstanceId};
use crate::plan::clock::{Clocks, GroundTest};
use crate::plan::instance::ground_args;
use crate::provenance::{Doing, Life, Reasons, Trial, Tried};
use crate::rules::void_at_creation;
use crate::{GroundDeed, Timeline, Truth};

/// A norm that met a deed.
#[derive(Clone, PartialEq, Debug)]
pub struct Firing {
    /// The norm.
    pub norm: NormId,
    /// The deed; `None` for a norm that lives day by day.
    pub deed: Option<DeedLifeId>,
    /// Values of the norm's variables, by number; a variable that stays open is itself.
    pub binding: Vec<Arg>,
    /// The viewpoint recognises its authority.
    pub recognised: bool,
    /// Whether the deed happened, as far as attackers count for this norm; `None` for a norm that lives day by day.
    pub doing: Option<Doing>,
    /// The norm was operative on the day of the deed.
    pub operative: Truth,
    /// Where the deed was done on the day on which the norm took effect: it did not come before the norm.
    pub in_order: Truth,
    /// It fired.
    pub fired: Truth,
    /// The deed is a fact: it happened whatever falls, and so does what the norm gives on it.
    pub fact: bool,
}

/// How an act that enacts a norm makes it operative.
#[derive(Clone, PartialEq, Debug)]
pub struct Enactment {
    /// The life of the part that enacts it.
    pub life: Life,
    /// The day from which the act makes it operative, if it lives.
    pub start: Days,
    /// It reaches back: to what was done from when on, and on which days before the start.
    pub back: Option<(Days, Timeline)>,
    /// Its written `from` and `until`.
    pub window: Timeline,
}

/// How a void norm was judged, by the record just before the act.
#[derive(Clone, PartialEq, Debug)]
pub struct Judgement {
    /// The deed that it met.
    pub deed: GroundDeed,
    /// Values of the norm's variables, by number.
    pub binding: Vec<Arg>,
    /// It was operative when the act was made.
    pub operative: Truth,
    /// Its conditions, those of the norm first, then those of its effect.
    pub conditions: Vec<Truth>,
}

/// What a test asks.
#[derive(Clone, PartialEq, Debug)]
pub struct Tested {
    /// When it comes true.
    pub when: Timeline,
    /// The statuses that it asks.
    pub statuses: Vec<GroundStatusId>,
    /// The duties of which it asks the state on the day before.
    pub duties: Vec<DutyId>,
}

impl Reasons<'_, '_> {
    /// The days on which a norm is operative, and recognised.
    pub fn operative(&self, norm: NormId) -> Timeline {
        if !self.ranks.recognises(self.plan.authority_of_norm(norm)) {
            return Timeline::never();
        }
        let state = self.state(|asker, nodes| nodes.push(asker.nodes.norm(norm)));
        state.values.norms[norm].clone()
    }

    /// When a condition is satisfied, asked day by day, with these values for the variables; one that stays open is itself.
    pub fn condition(&self, condition: &Condition, binding: &[Arg]) -> Timeline {
        let mut clocks = Clocks::beside(&self.plan.clocks);
        let lines = clocks.compile(&self.plan.model, &self.plan.ground, &[condition], binding);
        let state = self.state(|asker, nodes| clocks.asked(lines, |s| nodes.push(asker.nodes.status(s))));
        let mut all = Timeline::always();
        for &line in clocks.lines(lines) {
            all = all.and(&state.line_of(&clocks, line));
        }
        all
    }

    /// When one test of a condition comes true, and the statuses that it asks.
    pub fn test(&self, test: &Test, binding: &[Arg]) -> Tested {
        let mut clocks = Clocks::beside(&self.plan.clocks);
        let test = clocks.test(&self.plan.model, &self.plan.ground, test, binding);
        let mut statuses = Vec::new();
        clocks.asked_by(test, |status| statuses.push(status));
        let state = self.state(|asker, nodes| nodes.extend(statuses.iter().map(|&s| asker.nodes.status(s))));
        let asked = match test {
            GroundTest::Duty { asked: Some(asked), .. } => self.plan.asked.get(asked),
            _ => None,
        };
        let duties = asked.map_or_else(Vec::new, |(_, duties)| duties.clone());
        Tested { when: state.test(&clocks, test), statuses, duties }
    }

    /// How the act that enacts a norm makes it operative; `None` for a norm of a legal order.
    pub fn enactment(&self, norm: NormId) -> Option<Enactment> {
        let n = &self.plan.model[norm];
        let NormOf::Part(part) = n.of else { return None };
        let start = self.plan.model[self.plan.act_of(part)].start();
        let from = n.from.unwrap_or(Days::on(Day::MIN));
        Some(Enactment {
            life: self.life_of(part),
            start,
            back: n.applies_from.map(|since| (since, Timeline::until(start).and(&Timeline::from(since)))),
            window: Timeline::between(from, n.until.unwrap_or(Days::on(Day::MAX))),
        })
    }

    /// What gives an instance; `None` where its part carries it of itself.
    pub(crate) fn given_by(&self, inst: InstanceId) -> Option<Firing> {
        let plan = self.plan;
        let f = plan.instances.all[inst].fired?;
        let firing = plan.ground.firings[plan.instances.fired[f].firing];
        let doing = firing.done.map(|x| self.met(f, x));
        let state = self.state(|asker, nodes| nodes.push(asker.nodes.fired(f)));
        let (mut operative, mut in_order, mut fact) = (Truth::True, Truth::True, false);
        if let Some(x) = firing.done {
            let done = plan.ground.done[x];
            let act = plan.act_of(done.part);
            fact = done.fact;
            operative = state.operative_for(firing.norm, act);
            in_order = state.after_enactment(firing.norm, act);
        }
        let norm = &plan.model[firing.norm];
        Some(Firing {
            norm: firing.norm,
            deed: firing.done.map(|x| plan.duties.place[x]),
            binding: plan.ground.binding(norm, firing.binding).to_vec(),
            recognised: self.ranks.recognises(plan.authority_of_norm(firing.norm)),
            doing,
            operative,
            in_order,
            fired: state.values.fired[f],
            fact,
        })
    }

    /// How a void norm was judged.
    pub fn judgement(&self, trial: &Trial) -> Option<Judgement> {
        let Tried::Void(id) = trial.tried else { return None };
        let plan = self.plan;
        let state = self.state_of(trial.on);
        let void = plan.ground.voids[id];
        let n = &plan.model[void.norm];
        let binding = plan.ground.binding(n, void.binding).to_vec();
        let pattern = n.when.as_ref()?.deed;
        let deed = GroundDeed { name: pattern.name, args: ground_args(&plan.model, pattern.args, &binding)? };
        let (operative, conditions) = void_at_creation::judgement(&state, id);
        Some(Judgement { deed, binding, operative, conditions })
    }
}

/// What the variables of a pattern stand for, where it is these arguments; a variable that stays open is itself.
pub fn bind(pattern: &[Arg], args: &[Arg], variables: usize) -> Vec<Arg> {
    let mut binding: Vec<Arg> = (0..variables).map(|v| Arg::Var(v as u8)).collect();
    crate::plan::grounding::unify(pattern, args, &mut binding, &mut Vec::new());
    binding
}
