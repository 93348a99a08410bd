//! Explains what carries a title, a duty or an end: the part, the norm that gives it, the deed that triggered the norm,
//! and their conditions. Each step speaks of the day that counts for it, which may be another than the day asked about.

use crate::answer::{Node, NodeKind, State, Value};
use vigente_engine::provenance::{Carrier, Doing, Enactment, Firing, Life, Trial, TrialKind};
use vigente_engine::{DeedLifeId, Timeline, Truth, authority_of};
use vigente_model::*;

use crate::explain::duty;
use crate::explain::why::{Teller, mark_first};
use crate::names::labels;
use crate::periods::intervals::{boundaries, value, when};

/// Of how many duties a condition tells what became of them.
const SHOWN: usize = 8;

/// A condition with the values of its variables, and the day on which its `if` is asked.
struct Asked<'c> {
    bound: &'c [Arg],
    vars: &'c [Box<str>],
    made: Option<Days>,
}

impl Asked<'_> {
    /// What an argument stands for.
    fn value(&self, arg: Arg) -> Arg {
        match arg {
            Arg::Var(v) => self.bound.get(usize::from(v)).copied().unwrap_or(arg),
            other => other,
        }
    }
}

impl Teller<'_, '_> {
    /// What an effect needs on a day, its window apart.
    pub(crate) fn carrier(&mut self, carrier: &Carrier, on: Days) -> Vec<Node> {
        let mut steps = Vec::new();
        let origin = carrier.by;
        if let (Some(part), Some(original)) = (origin.part, origin.copied_from) {
            steps.push(self.copy(part, original, carrier.copied.at_days(on)));
        }
        if let Some(firing) = &carrier.firing {
            steps.push(self.norm(firing, carrier, on));
        }
        match origin.part {
            // A fact that an act tells of stands whatever falls.
            Some(part) if carrier.fact => steps.push(self.on_record(part)),
            Some(part) if carrier.firing.is_none() => {
                steps.extend(self.life_on(carrier.life.as_ref(), on));
                steps.extend(self.own_conditions(origin.effect, origin.copied_from.unwrap_or(part), on));
            }
            _ => steps.extend(self.life_on(carrier.life.as_ref(), on)),
        }
        for trial in &carrier.disapplied {
            steps.extend(self.not_disapplied(trial, on));
        }
        mark_first(&mut steps);
        steps
    }

    /// That an effect has begun and has not ended, where that is not so.
    pub(crate) fn window(&mut self, begun: &Timeline, ended: &Timeline, step: &Node) -> Vec<Node> {
        let day = self.day;
        let mut steps = Vec::new();
        for (kind, truth, turn) in [
            (NodeKind::TakenEffect, begun.at(day), turn(begun, day)),
            (NodeKind::NotEnded, ended.at(day).not(), turn(ended, day)),
        ] {
            if truth != Truth::True {
                let mut node = self.node(kind, value(truth), step.what.clone());
                node.act = step.act.clone();
                node.day = labels::days(turn);
                steps.push(node);
            }
        }
        steps
    }

    /// A part that repeats what another carries.
    pub(crate) fn copy(&mut self, part: PartId, original: PartId, truth: Truth) -> Node {
        let mut copy = self.part_node(NodeKind::Copy, truth, part);
        copy.other = Some(self.names().part(original).to_owned());
        copy
    }

    /// How a part lives on a day: told at once where that is the day asked about.
    fn life_on(&mut self, life: Option<&Life>, on: Days) -> Vec<Node> {
        let Some(life) = life else { return Vec::new() };
        if on == Days::on(self.day) {
            return self.life(life);
        }
        let node = self.part_node(NodeKind::Live, life.live.at_days(on), life.part);
        vec![self.on_days(node, on, &life.live, |teller| teller.life(life))]
    }

    /// A part that carries something: its basis, and what repealed or suspended it, if anything did.
    fn life(&mut self, life: &Life) -> Vec<Node> {
        let mut nodes = self.basis(life.part, life.norms_of, &life.stands);
        let at_large = self.snapshot.part(life.part);
        for (kind, attack, against, at_large) in [
            (NodeKind::NotRepealed, Attack::Repeals, &life.repealed, &at_large.repealed),
            (NodeKind::NotSuspended, Attack::Suspends, &life.suspended, &at_large.suspended),
        ] {
            if !against.is_never() || !at_large.is_never() {
                let mut node = self.part_node(kind, against.at(self.day).not(), life.part);
                self.rest_on(&mut node, life.part, life.norms_of, |k| k == TrialKind::Attack(attack));
                nodes.push(node);
            }
        }
        nodes
    }

    /// Tells what a step rests on, on its day. Where that day is not known, the step is told again for a day of each
    /// outcome.
    fn on_days(
        &mut self,
        mut node: Node,
        on: Days,
        life: &Timeline,
        mut tell: impl FnMut(&mut Self) -> Vec<Node>,
    ) -> Node {
        node.day = labels::days(on);
        if self.left == 0 {
            return node;
        }
        let asked = self.day;
        if on.is_exact() {
            self.day = on.lo;
            node.children = tell(self);
            mark_first(&mut node.children);
        } else {
            for day in outcomes(life, on) {
                self.day = day;
                let mut one = self.node(node.kind, value(life.at(day)), node.what.clone());
                one.norm = node.norm.clone();
                one.day = labels::day(day);
                one.children = tell(self);
                mark_first(&mut one.children);
                node.children.push(one);
            }
            if on.hi == Day::MAX && life.at_days(on) == Truth::Undetermined {
                // The day may never come.
                let mut comes =
                    self.node(NodeKind::TakenEffect, value(Truth::Undetermined), node.what.clone());
                comes.day = node.day;
                node.children.push(comes);
            }
        }
        self.day = asked;
        node
    }

    fn made(&self, part: PartId) -> Days {
        self.snapshot.model.acts[self.names().act_of(part)].made
    }

    /// The norm: recognised, enacted, operative when it had to be, with the deed that triggered it and its conditions.
    pub(crate) fn norm(&mut self, firing: &Firing, carrier: &Carrier, on: Days) -> Node {
        let names = self.names();
        let norm = firing.norm;
        let n = &self.snapshot.model.norms[norm];
        let operative = self.snapshot.reasons.operative(norm);
        let truth = firing.fired.and(carrier.terms_of_norm(on));
        let mut node = self.node(NodeKind::Norm, value(truth), names.norm_name(norm).to_owned());
        node.norm = Some(names.norm(norm));
        node.when = when(&operative);
        node.quotes = names.quotes(Cited::Norm(norm));
        node.place = Some(names.place(n.place));
        let trigger = carrier.by.copied_from.or(carrier.by.part);
        let made = trigger.map(|part| self.made(part));
        let asked = made.unwrap_or(on);
        let enactment = self.snapshot.reasons.enactment(norm);
        if !firing.recognised && enactment.is_none() {
            let mut unknown = self.node(NodeKind::NormsRecognised, value(Truth::False), node.what.clone());
            unknown.other = Some(names.authority(authority_of(self.snapshot.model, norm)).name);
            node.children.push(unknown);
        }
        let met = trigger.map_or(operative.at_days(asked), |_| firing.operative);
        match enactment {
            Some(enactment) => {
                let mut enacted = self.enacted(norm, &enactment, asked, &operative);
                if let (Some(part), true) = (trigger, firing.in_order != Truth::True) {
                    enacted.value = value(met);
                    let order = self.term(NodeKind::InOrder, firing.in_order, part, enactment.life.part);
                    enacted.children.push(order);
                }
                mark_first(&mut enacted.children);
                node.children.push(enacted);
            }
            None if met != Truth::True => {
                let step = self.norm_operative(norm, met, asked);
                node.children.push(step);
            }
            None => {}
        }
        if let (Some(deed), Some(doing)) = (firing.deed, &firing.doing) {
            let step = self.trigger(deed, doing);
            node.children.push(step);
        }
        let effect = &self.snapshot.model.effects[carrier.by.effect];
        let own = effect.timing.as_deref().map_or(&[][..], |t| &t.conditions);
        let asked = Asked { bound: &firing.binding, vars: &n.vars, made };
        for condition in n.conditions.iter().chain(own) {
            let step = self.condition(condition, &asked, on);
            node.children.push(step);
        }
        mark_first(&mut node.children);
        node
    }

    fn norm_operative(&mut self, norm: NormId, truth: Truth, on: Days) -> Node {
        let name = self.names().norm_name(norm).to_owned();
        let mut node = self.node(NodeKind::NormOperative, value(truth), name);
        node.norm = Some(self.names().norm(norm));
        node.day = labels::days(on);
        node
    }

    /// The act that enacts a norm: whether the norm is operative on the day on which it has to be.
    fn enacted(&mut self, norm: NormId, by: &Enactment, on: Days, operative: &Timeline) -> Node {
        let mut node = self.part_node(NodeKind::Enacted, operative.at_days(on), by.life.part);
        node.norm = Some(self.names().norm(norm));
        self.on_days(node, on, operative, |teller| teller.enacting(norm, by))
    }

    /// Why an act makes its norm operative on the day.
    fn enacting(&mut self, norm: NormId, by: &Enactment) -> Vec<Node> {
        let day = self.day;
        let part = by.life.part;
        let reached = Truth::reached(day, by.start);
        let ahead = by.life.live.at(day).and(reached);
        let back = by.back.as_ref().map(|(since, days)| (*since, days.at(day)));
        let mut steps = match back {
            Some((since, reaches))
                if reached != Truth::True && reaches.and(by.life.live.at_days(by.start)) >= ahead =>
            {
                let mut steps = self.life_on(Some(&by.life), by.start);
                let mut back = self.part_node(NodeKind::ReachesBack, reaches, part);
                back.day = labels::days(since);
                steps.push(back);
                steps
            }
            _ => {
                let mut steps = self.life(&by.life);
                if reached != Truth::True {
                    let mut begun = self.part_node(NodeKind::TakenEffect, reached, part);
                    begun.day = labels::days(by.start);
                    steps.push(begun);
                }
                steps
            }
        };
        let window = by.window.at(day);
        if window != Truth::True {
            steps.push(self.norm_operative(norm, window, Days::on(day)));
        }
        steps
    }

    /// The deed that triggers a norm, on its own day; whether it happened as far as the norm is concerned.
    fn trigger(&mut self, deed: DeedLifeId, doing: &Doing) -> Node {
        let mut node = self.deed_node(deed, doing.happened, doing);
        self.done(&mut node, deed, doing);
        node
    }

    /// What a deed that did not happen, or perhaps did not, lacks.
    pub(crate) fn done(&mut self, node: &mut Node, deed: DeedLifeId, doing: &Doing) {
        if doing.happened == Truth::True {
            return;
        }
        let life = &self.snapshot.solution.deeds[deed];
        if self.snapshot.model[life.deed.name].fact {
            node.children.push(self.on_record(life.part));
        }
        node.children.extend(self.life_on(doing.life.as_ref(), life.day));
        for trial in &doing.disapplied {
            node.children.extend(self.not_disapplied(trial, life.day));
        }
        mark_first(&mut node.children);
    }

    /// That a part is not disapplied where somebody is concerned, against what disapplies it.
    fn not_disapplied(&mut self, trial: &Trial, on: Days) -> Option<Node> {
        let TrialKind::Disapplies(to) = trial.kind else { return None };
        let applies = trial.works.not();
        if applies.at_days(on) == Truth::True {
            return None;
        }
        let mut node = self.part_node(NodeKind::NotDisapplied, applies.at_days(on), trial.on);
        node.other = Some(self.snapshot.model.name(to).to_owned());
        let day = node.day;
        let mut node = self.on_days(node, on, &applies, |teller| vec![teller.attack(trial.on, trial)]);
        node.day = day;
        Some(node)
    }

    /// Why a void norm catches a part or not: by the record just before the act.
    pub(crate) fn void_conditions(&mut self, trial: &Trial, part: PartId) -> Vec<Node> {
        let model = self.snapshot.model;
        let TrialKind::Void(norm) = trial.kind else { return Vec::new() };
        let Some(judged) = self.snapshot.reasons.judgement(trial) else { return Vec::new() };
        let made = self.made(part);
        let n = &model.norms[norm];
        let mut nodes = Vec::new();
        if let NormOf::Part(by) = n.of {
            let mut enacted = self.part_node(NodeKind::Enacted, judged.operative, by);
            enacted.norm = Some(self.names().norm(norm));
            enacted.day = labels::days(made);
            nodes.push(enacted);
        } else if judged.operative != Truth::True {
            nodes.push(self.norm_operative(norm, judged.operative, made));
        }
        let deeds = &self.snapshot.solution.deeds;
        let written = |&i: &DeedLifeId| deeds[i].through.is_empty() && deeds[i].deed == judged.deed;
        if let Some(deed) = self.snapshot.deeds_of(part).find(written) {
            let doing = self.snapshot.reasons.doing(deed);
            nodes.push(self.deed_node(deed, Truth::True, &doing));
        }
        let own = model.effects[trial.by.effect].timing.iter().flat_map(|t| &t.conditions);
        let asked = Asked { bound: &judged.binding, vars: &n.vars, made: Some(made) };
        for (condition, &truth) in n.conditions.iter().chain(own).zip(&judged.conditions) {
            let mut node = self.condition(condition, &asked, made);
            node.value = value(truth);
            nodes.push(node);
        }
        nodes
    }

    /// The conditions that an effect of a part has written, asked on a day; `base` is the part whose days count.
    pub(crate) fn own_conditions(&mut self, effect: EffectId, base: PartId, on: Days) -> Vec<Node> {
        let timing = self.snapshot.model.effects[effect].timing.as_deref();
        let asked = Asked { bound: &[], vars: &[], made: Some(self.made(base)) };
        timing.map_or(&[][..], |t| &t.conditions).iter().map(|c| self.condition(c, &asked, on)).collect()
    }

    fn condition(&mut self, condition: &Condition, asked: &Asked<'_>, on: Days) -> Node {
        let life: Timeline = self.snapshot.reasons.condition(condition, asked.bound);
        let once = asked.made.filter(|_| condition.kind == ConditionKind::If);
        let at = life.at_days(once.unwrap_or(on));
        let names = self.names();
        let text = names.condition_of(condition, asked.vars, asked.bound);
        let mut node = self.node(NodeKind::Condition, value(at), text);
        node.when = when(&life);
        node.day = once.or((on != Days::on(self.day)).then_some(on)).and_then(labels::days);
        node.place = Some(names.place(condition.place));
        let asked_on = once.unwrap_or(on).lo;
        for test in &condition.all {
            let Test::Status { status, .. } = test else { continue };
            let args: Vec<Arg> =
                self.snapshot.model.args(status.args).iter().map(|&arg| asked.value(arg)).collect();
            if self.snapshot.is_silent(status.name, &args, asked_on) {
                let what = names.status_pattern(status.name, &args, asked.vars);
                let silence = self.node(NodeKind::Silence, Value::NothingOnRecord, what);
                node.children.push(silence);
            }
        }
        let before = asked_on.plus_days(-1);
        for test in condition.all.iter().filter(|t| matches!(t, Test::Duty { .. })) {
            let duties = self.snapshot.reasons.test(test, asked.bound).duties;
            node.children.extend(duties.into_iter().take(SHOWN).map(|d| duty::by_then(self, d, before)));
        }
        node
    }

    /// The step of a deed that is, or is not, done.
    pub(crate) fn deed_node(&mut self, deed: DeedLifeId, done: Truth, doing: &Doing) -> Node {
        let names = self.names();
        let life = &self.snapshot.solution.deeds[deed];
        let mut node = self.part_node(NodeKind::Deed, done, life.part);
        node.what = names.deed_text(&life.deed);
        node.other = Some(names.part(life.part).to_owned());
        node.day = labels::days(life.day);
        node.state = Some(if done == Truth::True { State::Done } else { State::NotDone });
        node.quotes = names.quotes(Cited::Act(names.act_of(life.part)));
        for (step, &norm) in life.through.iter().enumerate() {
            let counted = doing.counted.get(step).or(doing.counted.last()).copied().unwrap_or(Truth::True);
            let mut step = self.node(NodeKind::CountsAs, value(counted), names.deed_text(&life.deed));
            step.norm = Some(names.norm(norm));
            step.quotes = names.quotes(Cited::Norm(norm));
            step.place = Some(names.place(self.snapshot.model.norms[norm].place));
            node.children.push(step);
        }
        node
    }
}

/// The days of which one is that on which something comes true next, or did last.
fn turn(life: &Timeline, day: Day) -> Days {
    let after = |spans: &[(Day, Day)]| spans.iter().find(|s| day < s.1).map_or(Day::MAX, |s| s.0);
    Days { lo: after(life.possible()), hi: after(life.certain()) }
}

/// Of the days that may be meant, the first one of each outcome.
fn outcomes(life: &Timeline, on: Days) -> Vec<Day> {
    let mut days = vec![on.lo];
    boundaries(life, &mut days);
    days.retain(|&d| on.lo <= d && d <= on.hi && d != Day::MAX);
    days.sort_unstable();
    let mut found: Vec<Day> = Vec::new();
    for day in days {
        if found.iter().all(|&known| life.at(known) != life.at(day)) {
            found.push(day);
        }
    }
    found
}
