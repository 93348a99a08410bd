//! Why a norm applied or did not: its trigger, its conditions, who enacted it.

use vigente_model::*;

use crate::eval::build::origin;
use crate::eval::state::EvalState;
use crate::plan::clock::Clocks;
use crate::plan::instance::ground_args;
use crate::plan::interning::NONE;
use crate::provenance::{Reasons, Stroke, Trial, TrialKind};
use crate::rules::void_at_creation;
use crate::{GroundContent, GroundDeed, Origin, Timeline, Truth};

/// A norm that met a deed.
#[derive(Clone, PartialEq, Debug)]
pub struct Firing {
    /// The norm.
    pub norm: NormId,
    /// The deed: index into [`crate::Solution::deeds`]; `None` for a norm that lives day by day.
    pub deed: Option<u32>,
    /// Values of the norm's variables, by number; a variable that stays open is itself.
    pub binding: Vec<Arg>,
    /// The viewpoint recognises its authority.
    pub recognised: bool,
    /// The deed happened, as far as attackers count for this norm.
    pub happened: Truth,
    /// The norm was operative on the day of the deed.
    pub operative: Truth,
    /// Its `if` conditions held on that day, line by line.
    pub conditions: Vec<Truth>,
    /// It fired.
    pub fired: Truth,
    /// The deed is a fact: it happened whatever falls, and so does what the norm gives on it.
    pub fact: bool,
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
    /// The statuses that it asks: indexes into [`crate::Solution::statuses`].
    pub statuses: Vec<u32>,
}

impl Reasons<'_, '_> {
    /// The days on which a norm is operative, and recognised.
    pub fn operative(&self, norm: NormId) -> Timeline {
        if !self.ranks.recognises(self.plan.authority_of_norm(norm.0)) {
            return Timeline::never();
        }
        let state = self.state(|asker, nodes| nodes.push(asker.norm(norm.0)));
        state.values.norms[norm.index()].clone()
    }

    /// When a condition is satisfied, asked day by day, with these values for the variables; one that stays open is itself.
    pub fn condition(&self, condition: &Condition, binding: &[Arg]) -> Timeline {
        let mut clocks = Clocks::default();
        let lines = clocks.compile(&self.plan.model, &self.plan.ground, &[condition], binding);
        let state = self.state(|asker, nodes| clocks.asked(lines, |s| nodes.push(asker.status(s))));
        let mut all = Timeline::always();
        for &line in clocks.lines(lines) {
            all = all.and(&state.line_of(&clocks, line));
        }
        all
    }

    /// When one test of a condition comes true, and the statuses that it asks.
    pub fn test(&self, test: &Test, binding: &[Arg]) -> Tested {
        let mut clocks = Clocks::default();
        let test = clocks.test(&self.plan.model, &self.plan.ground, test, binding);
        let mut statuses = Vec::new();
        clocks.asked_by(test, |status| statuses.push(status));
        let state = self.state(|asker, nodes| nodes.extend(statuses.iter().map(|&s| asker.status(s))));
        Tested { when: state.test(&clocks, test), statuses }
    }

    /// The firings that give what an origin gives with these arguments; of a copy, taken as though the deed stood.
    pub fn firings(&self, of: Origin, args: &[Arg]) -> Vec<Firing> {
        let plan = self.plan;
        let given: Vec<u32> = match plan.model.effects[of.effect.index()].does {
            Does::Begins(status) => self.strokes(&plan.titles, status.name, args),
            Does::Ends(status) => self.strokes(&plan.ends, status.name, args),
            Does::Duty { .. } => {
                let all = &plan.duties.all;
                let part =
                    |d: &crate::plan::duties::Duty| plan.instances.all[d.inst as usize].part.wrapping_add(1);
                let at = of.part.map_or(0, |p| p.0 + 1);
                let here =
                    &all[all.partition_point(|d| part(d) < at)..all.partition_point(|d| part(d) <= at)];
                let same = |d: &&crate::plan::duties::Duty| match &d.content {
                    GroundContent::Deed(deed) => *deed.args == *args,
                    GroundContent::That { status, .. } => *status.args == *args,
                };
                here.iter().filter(same).map(|d| d.inst).collect()
            }
            // Discharges and moves name no status and no deed.
            _ => (0..plan.instances.all.len() as u32).collect(),
        };
        let same = |&i: &u32| origin(&plan.instances.all[i as usize]) == of;
        let mut found: Vec<Firing> =
            given.into_iter().filter(same).filter_map(|i| self.given_by(i)).collect();
        found.dedup();
        found
    }

    /// What gives a title of a status: indexes into [`crate::Solution::statuses`] and its titles.
    pub fn title_firing(&self, status: u32, title: u32) -> Option<Firing> {
        self.given_by(*self.plan.titles.of(status).get(title as usize)?)
    }

    /// What gives a duty: index into [`crate::Solution::duties`].
    pub fn duty_firing(&self, duty: u32) -> Option<Firing> {
        self.given_by(self.plan.duties.all.get(duty as usize)?.inst)
    }

    /// What gives a one-stroke effect.
    pub fn stroke_firing(&self, stroke: &Stroke) -> Option<Firing> {
        self.given_by(stroke.number)
    }

    /// What gives an instance; `None` where its part carries it of itself.
    fn given_by(&self, inst: u32) -> Option<Firing> {
        let inst = self.plan.instances.all[inst as usize];
        let fired = (inst.fired != NONE).then_some(inst.fired)?;
        let state = self.state(|asker, nodes| {
            nodes.extend(self.done_by(fired));
            asker.firing(fired, nodes);
        });
        Some(self.firing(&state, fired as usize))
    }

    /// The part that does the deed that a norm meets.
    fn done_by(&self, fired: u32) -> Option<u32> {
        let done = self.plan.ground.firings[self.plan.instances.fired[fired as usize].firing as usize].done;
        (done != NONE).then(|| self.plan.ground.done[done as usize].part)
    }

    fn strokes(&self, of: &crate::plan::interning::Lists, name: StatusId, args: &[Arg]) -> Vec<u32> {
        let status = self.plan.ground.statuses.find(name.0, args);
        status.map_or_else(Vec::new, |status| of.of(status).to_vec())
    }

    fn firing(&self, w: &EvalState<'_, '_>, f: usize) -> Firing {
        let plan = self.plan;
        let fired = plan.instances.fired[f];
        let firing = plan.ground.firings[fired.firing as usize];
        let norm = &plan.model.norms[firing.norm as usize];
        let authority = plan.authority_of_norm(firing.norm);
        let (mut happened, mut operative, mut fact) = (Truth::True, Truth::True, false);
        let mut conditions = Vec::new();
        if firing.done != NONE {
            let done = plan.ground.done[firing.done as usize];
            let act = plan.act_of(done.part);
            let made = plan.model.acts[act.index()].made;
            fact = done.fact;
            if !fired.assumed {
                happened = w.happened(firing.done);
                if !done.fact {
                    let own = plan.counted_of.get(&firing.done).map_or(Truth::True, |_| happened);
                    let dis = w.disapplied(plan.dis_of_done.get(&firing.done), Some(authority));
                    let live = w.values.validity[plan.happens[f] as usize].live.at_days(made);
                    happened = own.and(live).and(dis.at_days(made).not());
                }
            }
            operative = w.operative_for(firing.norm, act);
            let lines = plan.clocks.lines(fired.lines).iter();
            conditions = lines.map(|&line| w.line_at(line, made)).collect();
        }
        Firing {
            norm: NormId(firing.norm),
            deed: (firing.done != NONE).then(|| plan.duties.place[firing.done as usize]),
            binding: plan.ground.binding(norm, firing.binding).to_vec(),
            recognised: self.ranks.recognises(authority),
            happened,
            operative,
            conditions,
            fired: w.values.fired[f],
            fact,
        }
    }

    /// How a void norm was judged.
    pub fn judgement(&self, trial: &Trial) -> Option<Judgement> {
        let TrialKind::Void(norm) = trial.kind else { return None };
        let plan = self.plan;
        let state = self.state(|_, nodes| nodes.push(trial.on.0));
        let void = plan.ground.voids[trial.number as usize];
        let n = &plan.model.norms[norm.index()];
        let binding = plan.ground.binding(n, void.binding).to_vec();
        let pattern = n.when.as_ref()?.deed;
        let deed = GroundDeed { name: pattern.name, args: ground_args(&plan.model, pattern.args, &binding)? };
        let (operative, conditions) = void_at_creation::judgement(&state, trial.number);
        Some(Judgement { deed, binding, operative, conditions })
    }
}

/// What the variables of a pattern stand for, where it is these arguments; a variable that stays open is itself.
pub fn bind(pattern: &[Arg], args: &[Arg], variables: usize) -> Vec<Arg> {
    let mut binding: Vec<Arg> = (0..variables).map(|v| Arg::Var(v as u8)).collect();
    crate::plan::grounding::unify(pattern, args, &mut binding, &mut Vec::new());
    binding
}
