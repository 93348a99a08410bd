//! Explains why a norm applies: who enacted it, the deed that triggered it, its conditions, and whether its trigger
//! stands for the norm.

use crate::answer::{Node, NodeKind, State, Value};
use vigente_engine::provenance::{Firing, Stroke, TrialKind};
use vigente_engine::{Authority, Origin, Timeline, Truth, authority_of};
use vigente_model::*;

use super::counting;
use super::naming;
use super::stretches::{value, when};
use super::why::{Teller, mark_first};

impl Teller<'_, '_> {
    /// Why what an origin gives is at work: the part that carries it, or the norm and the deed that triggered it.
    /// `args` are those of the status or deed that it gives.
    pub(super) fn origin(&mut self, origin: Origin, args: &[Arg]) -> Vec<Node> {
        let mut children = Vec::new();
        let names = self.names();
        if let Some(original) = origin.copied_from
            && let Some(part) = origin.part
        {
            let mut copy = self.part_node(NodeKind::Copy, Truth::True, part);
            copy.other = Some(names.part(original).to_owned());
            children.push(copy);
        }
        if let Some(norm) = origin.norm {
            let node = self.norm(norm, origin, args);
            children.push(node);
        }
        match (origin.part, origin.norm, origin.copied_from) {
            // What the norm gives on a fact lives with the fact: it was told with the deed.
            (Some(part), Some(norm), None) if self.fact_triggers(norm, part) => {}
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
                    let node = self.condition(condition, &Vec::new(), &[], Some(made));
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

    /// Whether what a norm gives on a part is given on a fact deed.
    fn fact_triggers(&self, norm: NormId, part: PartId) -> bool {
        let model = self.sight.model;
        let Some(Trigger { deed: pattern, .. }) = &model.norms[norm.index()].when else { return false };
        model.deeds[pattern.name.index()].fact
            && self.sight.deeds_of(part).any(|i| {
                let deed = &self.sight.solution.deeds[i];
                deed.deed.name == pattern.name && deed.through.is_empty()
            })
    }

    /// The norm: recognised, enacted, operative when it had to be, with the deed that triggered it and its conditions.
    fn norm(&mut self, norm: NormId, origin: Origin, args: &[Arg]) -> Node {
        let names = self.names();
        let n = &self.sight.model.norms[norm.index()];
        let operative = counting::operative(self.sight, norm);
        let given = counting::bound_by(self.sight.model, origin.effect, args, n.vars.len());
        let fits = |f: &Firing| {
            let same = |(a, b): (&Arg, &Option<Arg>)| matches!(a, Arg::Var(_)) || b.is_none_or(|b| b == *a);
            f.norm == norm && f.binding.iter().zip(&given).all(same)
        };
        let fired: Vec<Firing> = self.sight.reasons.firings(origin.part).into_iter().filter(fits).collect();
        let at = match origin.part {
            // A copy of what a norm gives is taken as though its trigger stood; of that the firings say nothing.
            Some(part) if origin.copied_from.is_some() || fired.is_empty() => {
                operative.at_days(self.made(part))
            }
            Some(_) => fired.iter().fold(Truth::False, |any, f| any.or(f.fired)),
            None => operative.at(self.day),
        };
        let mut node = self.node(NodeKind::Norm, value(at), names.norm_name(norm).to_owned());
        node.norm = Some(names.norm(norm));
        node.when = when(&operative);
        node.quotes = names.quotes(Cited::Norm(norm));
        node.place = Some(names.place(n.place));
        let authority = authority_of(self.sight.model, n.of);
        if let NormOf::Part(part) = n.of {
            let enacted = self.enacted(norm, part, origin.part);
            node.children.push(enacted);
        } else if !self.sight.recognises(authority) {
            let mut unknown = self.node(NodeKind::NormsRecognised, value(Truth::False), node.what.clone());
            unknown.other = Some(names.authority(authority).name);
            node.children.push(unknown);
        }
        match origin.part {
            Some(part) => node.children.extend(self.firings(norm, part, fired)),
            None => {
                for condition in &n.conditions {
                    let step = self.condition(condition, &given, &n.vars, None);
                    node.children.push(step);
                }
            }
        }
        let effect = &self.sight.model.effects[origin.effect.index()];
        let made = origin.part.map(|p| self.made(p));
        for condition in effect.timing.as_ref().map_or(&[][..], |t| &t.conditions) {
            let step = self.condition(condition, &given, &n.vars, made);
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
    fn enacted(&mut self, norm: NormId, by: PartId, trigger: Option<PartId>) -> Node {
        let n = &self.sight.model.norms[norm.index()];
        let operative = counting::operative(self.sight, norm);
        let on = trigger.map_or(Days::on(self.day), |part| self.made(part));
        let mut node = self.part_node(NodeKind::Enacted, operative.at_days(on), by);
        node.norm = Some(self.names().norm(norm));
        node.day = naming::days(on);
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
            back.day = naming::days(since);
            node.children.push(back);
        } else if reached != Truth::True {
            let mut begun = self.part_node(NodeKind::TakenEffect, reached, by);
            begun.day = naming::days(start);
            node.children.push(begun);
        }
        mark_first(&mut node.children);
        node
    }

    /// The deeds of a part that a norm met, with the norm's conditions on that day.
    fn firings(&mut self, norm: NormId, part: PartId, mut fired: Vec<Firing>) -> Vec<Node> {
        let n = &self.sight.model.norms[norm.index()];
        let made = self.made(part);
        // Where one binding fired, those that did not are of no interest.
        if fired.iter().any(|f| f.fired == Truth::True) {
            fired.retain(|f| f.fired == Truth::True);
        }
        let mut nodes = Vec::new();
        for firing in fired {
            if let Some(deed) = firing.deed {
                let node = self.trigger(deed, norm, firing.happened);
                if !nodes.contains(&node) {
                    nodes.push(node);
                }
            }
            if firing.operative != Truth::True && !matches!(n.of, NormOf::Part(_)) {
                let name = self.names().norm_name(norm).to_owned();
                let mut node = self.node(NodeKind::NormOperative, value(firing.operative), name);
                node.norm = Some(self.names().norm(norm));
                node.day = naming::days(made);
                if !nodes.contains(&node) {
                    nodes.push(node);
                }
            }
            let bound: counting::Bound = firing
                .binding
                .iter()
                .map(|&a| if matches!(a, Arg::Var(_)) { None } else { Some(a) })
                .collect();
            for condition in &n.conditions {
                let node = self.condition(condition, &bound, &n.vars, Some(made));
                if !nodes.contains(&node) {
                    nodes.push(node);
                }
            }
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

    /// The deeds and conditions of a void norm that met a part.
    pub(super) fn void_conditions(&mut self, norm: NormId, part: PartId) -> Vec<Node> {
        let model = self.sight.model;
        let made = self.made(part);
        let n = &model.norms[norm.index()];
        let Some(trigger) = &n.when else { return Vec::new() };
        let mut nodes = Vec::new();
        if let NormOf::Part(by) = n.of {
            nodes.push(self.enacted(norm, by, Some(part)));
        }
        for i in self.sight.deeds_of(part) {
            let deed = &self.sight.solution.deeds[i];
            let mut bound = vec![None; n.vars.len()];
            if deed.through.is_empty()
                && counting::bind_trigger(model, trigger, deed.author, &deed.deed, Some(part), &mut bound)
            {
                nodes.push(self.deed(i as u32));
                // The record that came before decides; here it is told as the question sees it.
                nodes.extend(n.conditions.iter().map(|c| self.condition(c, &bound, &n.vars, Some(made))));
            }
        }
        nodes
    }

    /// The conditions that a stroke failed, asked on its own day; none where it is not clear for whom they were asked.
    pub(super) fn stroke_conditions(&mut self, stroke: &Stroke, by: PartId) -> Vec<Node> {
        let model = self.sight.model;
        let effect = &model.effects[stroke.by.effect.index()];
        let mut all: Vec<&Condition> = effect.timing.iter().flat_map(|t| &t.conditions).collect();
        let (mut vars, mut bound): (&[Box<str>], counting::Bound) = (&[], Vec::new());
        if let Some(norm) = stroke.by.norm {
            let firings = self.sight.reasons.firings(Some(by));
            let fired: Vec<_> =
                firings.iter().filter(|f| f.norm == norm && f.fired != Truth::False).collect();
            let [one] = fired[..] else { return Vec::new() };
            let known = |&a: &Arg| (!matches!(a, Arg::Var(_))).then_some(a);
            let n = &model.norms[norm.index()];
            (vars, bound) = (&n.vars, one.binding.iter().map(known).collect());
            all.extend(n.conditions.iter().filter(|c| c.kind != ConditionKind::If));
        }
        let made = model.acts[model.parts[by.index()].act.index()].made;
        let mut nodes = Vec::new();
        for condition in all {
            let asked = if condition.kind == ConditionKind::If { made } else { stroke.day };
            let truth = counting::holds(self.sight, condition, &bound).at_days(asked);
            if truth != Truth::True {
                let mut node = self.condition(condition, &bound, vars, Some(made));
                node.value = value(truth);
                node.day = naming::days(asked);
                nodes.push(node);
            }
        }
        nodes
    }

    pub(super) fn condition(
        &mut self,
        condition: &Condition,
        bound: &counting::Bound,
        vars: &[Box<str>],
        made: Option<Days>,
    ) -> Node {
        let life: Timeline = counting::holds(self.sight, condition, bound);
        let at = match (condition.kind, made) {
            (ConditionKind::If, Some(made)) => life.at_days(made),
            _ => life.at(self.day),
        };
        let names = self.names();
        let mut node = self.node(NodeKind::Condition, value(at), names.condition_of(condition, vars, bound));
        node.when = when(&life);
        if condition.kind == ConditionKind::If {
            node.day = made.and_then(naming::days);
        }
        node.place = Some(names.place(condition.place));
        node
    }
}
