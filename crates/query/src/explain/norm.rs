//! Explains why a norm applies: who enacted it, the deed that triggered it, its conditions, and whether its trigger
//! stands for the norm.

use crate::answer::{Node, NodeKind, State, Value};
use vigente_engine::provenance::{Firing, Stroke, Trial, TrialKind};
use vigente_engine::{Authority, Origin, Timeline, Truth, authority_of};
use vigente_model::*;

use crate::explain::why::{Teller, mark_first};
use crate::names::labels;
use crate::periods::intervals::{value, when};

impl Teller<'_, '_> {
    /// Why what an origin gives is at work: the part that carries it, or the norm and the deed that triggered it.
    pub(crate) fn origin(&mut self, origin: Origin, fired: Option<Firing>) -> Vec<Node> {
        let mut children = Vec::new();
        let names = self.names();
        if let Some(original) = origin.copied_from
            && let Some(part) = origin.part
        {
            let mut copy = self.part_node(NodeKind::Copy, Truth::True, part);
            copy.other = Some(names.part(original).to_owned());
            children.push(copy);
        }
        let fact = fired.as_ref().is_some_and(|f| f.fact);
        if let Some(fired) = &fired {
            let node = self.norm(fired, origin);
            children.push(node);
        }
        match (origin.part, origin.norm, origin.copied_from) {
            // What the norm gives on a fact lives with the fact: it was told with the deed.
            (Some(_), Some(_), None) if fact => {}
            (Some(part), Some(norm), None) => {
                let authority = authority_of(self.sight.model, self.sight.model.norms[norm.index()].of);
                children.extend(self.lives(part, Some(authority)));
            }
            (Some(part), norm, copied_from) => {
                children.extend(self.lives(part, None));
                let own = &self.sight.model.effects[origin.effect.index()];
                let conditions = own.timing.as_ref().map_or(&[][..], |t| &t.conditions);
                let made = self.made(copied_from.unwrap_or(part));
                for condition in conditions.iter().filter(|_| norm.is_none()) {
                    let node = self.condition(condition, &[], &[], Some(made));
                    children.push(node);
                }
            }
            (None, ..) => {}
        }
        mark_first(&mut children);
        children
    }

    /// A part that carries something: its basis, and what repealed or suspended it, if anything did.
    fn lives(&mut self, part: PartId, given: Option<Authority>) -> Vec<Node> {
        let mut nodes = self.basis(part, given);
        let life = self.sight.part(part);
        let (repealed, suspended) = match given {
            Some(authority) => {
                let [_, repealed, suspended] = self.sight.reasons.filtered(part, authority);
                (repealed, suspended)
            }
            None => (life.repealed.clone(), life.suspended.clone()),
        };
        for (kind, attack, against, at_large) in [
            (NodeKind::NotRepealed, Attack::Repeals, repealed, &life.repealed),
            (NodeKind::NotSuspended, Attack::Suspends, suspended, &life.suspended),
        ] {
            if !against.is_never() || !at_large.is_never() {
                let mut node = self.part_node(kind, against.at(self.day).not(), part);
                self.rest_on(&mut node, part, given, |k| k == TrialKind::Attack(attack));
                nodes.push(node);
            }
        }
        nodes
    }

    fn made(&self, part: PartId) -> Days {
        self.sight.model.acts[self.names().act_of(part).index()].made
    }

    /// The norm: recognised, enacted, operative when it had to be, with the deed that triggered it and its conditions.
    fn norm(&mut self, fired: &Firing, origin: Origin) -> Node {
        let norm = fired.norm;
        let names = self.names();
        let n = &self.sight.model.norms[norm.index()];
        let operative = self.sight.reasons.operative(norm);
        let at = if origin.part.is_some() { fired.fired } else { operative.at(self.day) };
        let mut node = self.node(NodeKind::Norm, value(at), names.norm_name(norm).to_owned());
        node.norm = Some(names.norm(norm));
        node.when = when(&operative);
        node.quotes = names.quotes(Cited::Norm(norm));
        node.place = Some(names.place(n.place));
        let authority = authority_of(self.sight.model, n.of);
        if let NormOf::Part(part) = n.of {
            let on = origin.part.map_or(Days::on(self.day), |_| {
                self.made(origin.copied_from.or(origin.part).unwrap_or(part))
            });
            let enacted = self.enacted(norm, part, on, operative.at_days(on));
            node.children.push(enacted);
        } else if !self.sight.recognises(authority) {
            let mut unknown = self.node(NodeKind::NormsRecognised, value(Truth::False), node.what.clone());
            unknown.other = Some(names.authority(authority).name);
            node.children.push(unknown);
        }
        node.children.extend(self.applied(fired, origin));
        let effect = &self.sight.model.effects[origin.effect.index()];
        let made = origin.copied_from.or(origin.part).map(|p| self.made(p));
        for condition in effect.timing.as_ref().map_or(&[][..], |t| &t.conditions) {
            let step = self.condition(condition, &fired.binding, &n.vars, made);
            node.children.push(step);
        }
        // Whatever it hangs on today may end what it once gave.
        if node.value == Value::True && node.children.iter().any(|c| c.value != Value::True) {
            let denied = node.children.iter().any(|c| c.value == Value::False);
            node.value = if denied { Value::False } else { Value::Undetermined };
        }
        mark_first(&mut node.children);
        node
    }

    /// The act that enacts a norm: whether it is operative on the day on which the norm has to be.
    fn enacted(&mut self, norm: NormId, by: PartId, on: Days, operative: Truth) -> Node {
        let n = &self.sight.model.norms[norm.index()];
        let mut node = self.part_node(NodeKind::Enacted, operative, by);
        node.norm = Some(self.names().norm(norm));
        node.day = labels::days(on);
        if self.left == 0 {
            return node;
        }
        node.children = self.lives(by, None);
        let start = self.sight.model.acts[self.names().act_of(by).index()].start();
        let reached = match on {
            on if on.lo >= start.hi => Truth::True,
            on if on.hi < start.lo => Truth::False,
            _ => Truth::Undetermined,
        };
        if let Some(since) = n.applies_from.filter(|_| reached != Truth::True) {
            let mut back = self.part_node(NodeKind::ReachesBack, Truth::of(since.hi <= on.lo), by);
            back.day = labels::days(since);
            node.children.push(back);
        } else if reached != Truth::True {
            let mut begun = self.part_node(NodeKind::TakenEffect, reached, by);
            begun.day = labels::days(start);
            node.children.push(begun);
        }
        mark_first(&mut node.children);
        node
    }

    /// The deed that a norm met, with the norm's conditions on that day; or day by day.
    fn applied(&mut self, fired: &Firing, origin: Origin) -> Vec<Node> {
        let n = &self.sight.model.norms[fired.norm.index()];
        let made = origin.copied_from.or(origin.part).map(|part| self.made(part));
        let mut nodes = Vec::new();
        if let Some(deed) = fired.deed {
            nodes.push(self.trigger(deed, fired.norm, fired.happened));
        }
        if fired.operative != Truth::True && !matches!(n.of, NormOf::Part(_)) {
            let name = self.names().norm_name(fired.norm).to_owned();
            let mut node = self.node(NodeKind::NormOperative, value(fired.operative), name);
            node.norm = Some(self.names().norm(fired.norm));
            node.day = made.and_then(labels::days);
            nodes.push(node);
        }
        for condition in &n.conditions {
            let node = self.condition(condition, &fired.binding, &n.vars, made);
            nodes.push(node);
        }
        nodes
    }

    /// The deed that triggers a norm, on its own day; whether it happened as far as the norm is concerned.
    fn trigger(&mut self, deed: u32, norm: NormId, happened: Truth) -> Node {
        let life = &self.sight.solution.deeds[deed as usize];
        let part = life.part;
        let mut node = self.deed_node(deed, happened);
        node.state = Some(if happened == Truth::True { State::Done } else { State::NotDone });
        if happened != Truth::True {
            if self.sight.model.deeds[life.deed.name.index()].fact {
                node.children.push(self.on_record(part));
            } else {
                let authority = authority_of(self.sight.model, self.sight.model.norms[norm.index()].of);
                node.children.extend(self.lives(part, Some(authority)));
            }
            mark_first(&mut node.children);
        }
        node
    }

    /// Why a void norm catches a part or not: by the record just before the act.
    pub(crate) fn void_conditions(&mut self, trial: &Trial, part: PartId) -> Vec<Node> {
        let model = self.sight.model;
        let TrialKind::Void(norm) = trial.kind else { return Vec::new() };
        let Some(judged) = self.sight.reasons.judgement(trial) else { return Vec::new() };
        let made = self.made(part);
        let n = &model.norms[norm.index()];
        let mut nodes = Vec::new();
        if let NormOf::Part(by) = n.of {
            nodes.push(self.enacted(norm, by, made, judged.operative));
        }
        let deeds = &self.sight.solution.deeds;
        let written = |&i: &usize| deeds[i].through.is_empty() && deeds[i].deed == judged.deed;
        if let Some(deed) = self.sight.deeds_of(part).find(written) {
            nodes.push(self.deed_node(deed as u32, Truth::True));
        }
        let own = model.effects[trial.by.effect.index()].timing.iter().flat_map(|t| &t.conditions);
        for (condition, &truth) in n.conditions.iter().chain(own).zip(&judged.conditions) {
            let mut node = self.condition(condition, &judged.binding, &n.vars, Some(made));
            node.value = value(truth);
            nodes.push(node);
        }
        nodes
    }

    /// The conditions that a stroke failed, asked on its own day.
    pub(crate) fn stroke_conditions(&mut self, stroke: &Stroke, by: PartId) -> Vec<Node> {
        let model = self.sight.model;
        let effect = &model.effects[stroke.by.effect.index()];
        let mut all: Vec<&Condition> = effect.timing.iter().flat_map(|t| &t.conditions).collect();
        let (mut vars, mut bound): (&[Box<str>], Vec<Arg>) = (&[], Vec::new());
        if let Some(fired) = self.sight.reasons.stroke_firing(stroke) {
            let n = &model.norms[fired.norm.index()];
            (vars, bound) = (&n.vars, fired.binding);
            all.extend(n.conditions.iter().filter(|c| c.kind != ConditionKind::If));
        }
        let made = model.acts[model.parts[by.index()].act.index()].made;
        let mut nodes = Vec::new();
        for condition in all {
            let asked = if condition.kind == ConditionKind::If { made } else { stroke.day };
            let truth = self.sight.reasons.condition(condition, &bound).at_days(asked);
            if truth != Truth::True {
                let mut node = self.condition(condition, &bound, vars, Some(made));
                node.value = value(truth);
                node.day = labels::days(asked);
                nodes.push(node);
            }
        }
        nodes
    }

    pub(crate) fn condition(
        &mut self,
        condition: &Condition,
        bound: &[Arg],
        vars: &[Box<str>],
        made: Option<Days>,
    ) -> Node {
        let life: Timeline = self.sight.reasons.condition(condition, bound);
        let at = match (condition.kind, made) {
            (ConditionKind::If, Some(made)) => life.at_days(made),
            _ => life.at(self.day),
        };
        let names = self.names();
        let mut node = self.node(NodeKind::Condition, value(at), names.condition_of(condition, vars, bound));
        node.when = when(&life);
        if condition.kind == ConditionKind::If {
            node.day = made.and_then(labels::days);
        }
        node.place = Some(names.place(condition.place));
        node
    }
}
