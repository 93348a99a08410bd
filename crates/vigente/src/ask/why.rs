//! A question goes in; its answer with a tree of reasons in each viewpoint comes out.

use vigente_syntax::diagnostic::Diagnostic;

use crate::answer::{Node, NodeKind, State, Value, Why, WhyTree};
use crate::engine::{Authority, GroundStatus, Origin, StatusLife, Timeline, Truth};
use crate::model::*;

use super::attempts::{self, Attempt, Fate, Kind};
use super::evaluate::{self, speaking};
use super::naming::{self, Naming};
use super::query::Query;
use super::sight::Sight;
use super::stretches::{value, when};
use super::{Asking, Question, Session, counting, question, reason, why_duty};

/// How many steps one tree may have: nobody reads more, and a tree of trees grows fast.
const MOST: usize = 4_000;

pub(super) fn why(session: &Session<'_>, text: &str, asked: &Question) -> Result<Why, Vec<Diagnostic>> {
    let (resolved, asked) = question::read(session, text, asked)?;
    let answer = question::of(session, text, &resolved.query, &asked);
    let asking = session.asking(&asked);
    let trees = session
        .viewpoints_of(&asked)
        .into_iter()
        .zip(&answer.by_viewpoint)
        .map(|(v, view)| {
            let sight = asking.sight(v);
            let mut teller = Teller { sight: &sight, day: asked.on, path: Vec::new(), left: MOST };
            let mut root = teller.node(NodeKind::Question, view.value, text.trim().to_owned());
            root.state = view.state;
            root.when = view.when.clone();
            root.children = teller.query(&asking, &resolved.query);
            WhyTree { viewpoint: view.viewpoint.clone(), root }
        })
        .collect();
    Ok(Why { answer, trees })
}

/// Tells the reasons in one viewpoint on one day.
pub(super) struct Teller<'s, 'm> {
    pub(super) sight: &'s Sight<'m>,
    pub(super) day: Day,
    /// The parts being told of: meeting one again is a circle.
    path: Vec<PartId>,
    left: usize,
}

impl<'m> Teller<'_, 'm> {
    pub(super) fn names(&self) -> Naming<'m> {
        Naming { model: self.sight.model }
    }

    pub(super) fn node(&mut self, kind: NodeKind, value: Value, what: String) -> Node {
        self.left = self.left.saturating_sub(1);
        Node {
            kind,
            value,
            what,
            act: None,
            norm: None,
            effect: None,
            other: None,
            ranks: None,
            state: None,
            when: Vec::new(),
            day: None,
            quotes: Vec::new(),
            place: None,
            decides: false,
            children: Vec::new(),
        }
    }

    /// A step about a part, with its act.
    pub(super) fn part_node(&mut self, kind: NodeKind, truth: Truth, part: PartId) -> Node {
        let names = self.names();
        let mut node = self.node(kind, value(truth), names.part(part).to_owned());
        let act = names.act_of(part);
        node.act = Some(names.act(act));
        node.day = naming::days(self.sight.model.acts[act.index()].made);
        node
    }

    /// A step about an effect, with what is cited for it (or for its act).
    pub(super) fn cite(&self, node: &mut Node, effect: EffectId, part: Option<PartId>) {
        let names = self.names();
        node.effect = Some(names.effect(effect));
        node.quotes = names.quotes(Cited::Effect(effect));
        if let (true, Some(part)) = (node.quotes.is_empty(), part) {
            node.quotes = names.quotes(Cited::Act(names.act_of(part)));
        }
        node.place = Some(names.place(self.sight.model.effects[effect.index()].place));
    }

    fn query(&mut self, asking: &Asking<'_, '_>, query: &Query) -> Vec<Node> {
        match query {
            Query::Not(inner)
            | Query::Undetermined(inner)
            | Query::Contested(inner)
            | Query::Silent(inner) => self.query(asking, inner),
            Query::Part { thing, .. } => {
                let parts = speaking(self.sight.model, *thing);
                if let [part] = parts[..] {
                    return self.part(part);
                }
                parts
                    .into_iter()
                    .map(|part| {
                        let state = self.sight.part_state(part, self.day);
                        let in_force = self.sight.part(part).in_force.at(self.day);
                        let mut node = self.part_node(NodeKind::TakenEffect, in_force, part);
                        node.state = Some(state);
                        node.children = self.part(part);
                        node
                    })
                    .collect()
            }
            Query::Duty { duties, .. } => {
                let all = self.sight.duties(duties);
                all.into_iter().map(|i| why_duty::duty(self, i as u32, true)).collect()
            }
            Query::Status(pattern) => self
                .sight
                .statuses(pattern.name)
                .iter()
                .filter(|s| pattern.matches(&s.status.args).is_some())
                .map(|s| self.status(s))
                .collect(),
            Query::Count { status, .. } => {
                let sight = self.sight;
                let day = self.day;
                let all = sight.statuses(status.name).iter();
                all.filter(|s| status.matches(&s.status.args).is_some() && s.holds.at(day) != Truth::False)
                    .map(|s| self.status(s))
                    .collect()
            }
            Query::Deed(pattern) => {
                let all = self.sight.solution.deeds.iter().enumerate();
                all.filter(|(_, d)| evaluate::fits(pattern, &d.deed))
                    .map(|(i, _)| self.deed(i as u32))
                    .collect()
            }
            Query::Must { bearer, not, deed } => {
                let duties = &self.sight.solution.duties;
                (0..duties.len())
                    .filter(|&i| {
                        evaluate::lays(self.sight.model, &duties[i], *bearer, *not, deed)
                            && !duties[i].there.is_never()
                    })
                    .map(|i| why_duty::duty(self, i as u32, true))
                    .collect()
            }
            Query::Collision(on) => why_duty::collisions(self, &asking.sights(), on),
        }
    }

    /// Why a part is in force, or not: what must be so, one after the other.
    pub(super) fn part(&mut self, part: PartId) -> Vec<Node> {
        let mut children = self.basis(part);
        let (model, day) = (self.sight.model, self.day);
        let life = self.sight.part(part);
        let start = model.acts[model.parts[part.index()].act.index()].start();
        let mut begun = self.part_node(NodeKind::TakenEffect, Truth::reached(day, start), part);
        begun.day = naming::days(start);
        children.push(begun);
        if !life.recognised {
            mark_first(&mut children);
            return children;
        }
        for (kind, attack, against) in [
            (NodeKind::NotRepealed, Kind::Repeals, &life.repealed),
            (NodeKind::NotSuspended, Kind::Suspends, &life.suspended),
        ] {
            let mut node = self.part_node(kind, against.at(day).not(), part);
            node.children = self.attacks(part, |k| k == attack);
            // What nobody tried is not worth a line.
            if !node.children.is_empty() || node.value != Value::True {
                children.push(node);
            }
        }
        if life.stands.at(day) == Truth::True
            && life.repealed.at(day) == Truth::False
            && Truth::reached(day, start) == Truth::True
            && life.in_force.at(day) != Truth::True
        {
            let mut ended = self.part_node(NodeKind::NotEnded, life.in_force.at(day), part);
            ended.day = reason::of_part(self.sight, part, day).day;
            children.push(ended);
        }
        mark_first(&mut children);
        children
    }

    /// On record, recognised, standing.
    fn basis(&mut self, part: PartId) -> Vec<Node> {
        let (model, day) = (self.sight.model, self.day);
        let names = self.names();
        let life = self.sight.part(part);
        let act_id = names.act_of(part);
        let act = &model.acts[act_id.index()];
        let mut on_record = self.part_node(NodeKind::OnRecord, life.included.at(day), part);
        on_record.quotes = names.quotes(Cited::Act(act_id));
        on_record.place = Some(names.place(act.place));
        let mut recognised = self.part_node(NodeKind::Recognised, Truth::of(life.recognised), part);
        recognised.other = Some(model.name(act.author).to_owned());
        let mut stands = self.part_node(NodeKind::Stands, life.stands.at(day), part);
        stands.when = when(&life.stands);
        if life.recognised {
            stands.children = self.standing(part);
        }
        vec![on_record, recognised, stands]
    }

    /// What bears on whether a part stands: norms that might void it, and every attack that was tried.
    pub(super) fn standing(&mut self, part: PartId) -> Vec<Node> {
        if self.path.contains(&part) || self.left == 0 {
            let names = self.names();
            return vec![self.node(NodeKind::SeeAbove, Value::Undetermined, names.part(part).to_owned())];
        }
        let mut children = Vec::new();
        let names = self.names();
        let life = self.sight.part(part);
        for norm in reason::void_norms(self.sight, part) {
            let voided = life.voided.at(self.day);
            let mut node = self.node(NodeKind::Void, value(voided), names.part(part).to_owned());
            node.norm = Some(names.norm(norm));
            node.quotes = names.quotes(Cited::Norm(norm));
            node.place = Some(names.place(self.sight.model.norms[norm.index()].place));
            node.children = self.norm_conditions(norm, part);
            children.push(node);
        }
        children.extend(self.attacks(part, |k| matches!(k, Kind::Annuls | Kind::Disapplies(_))));
        children
    }

    fn attacks(&mut self, part: PartId, kind: impl Fn(Kind) -> bool) -> Vec<Node> {
        if self.path.contains(&part) {
            return Vec::new();
        }
        self.path.push(part);
        let all = attempts::on(self.sight, part, self.day);
        let nodes = all.iter().filter(|a| kind(a.kind)).map(|a| self.attack(part, a)).collect();
        self.path.pop();
        nodes
    }

    /// One attack, and the test that it failed, or those that it passed.
    fn attack(&mut self, target: PartId, attempt: &Attempt) -> Node {
        let works = match attempt.fate {
            Fate::Works => Truth::True,
            Fate::Open => Truth::Undetermined,
            _ => Truth::False,
        };
        let names = self.names();
        let mut node = self.part_node(NodeKind::Attack, works, attempt.by);
        node.other = Some(names.part(target).to_owned());
        self.cite(&mut node, attempt.effect, Some(attempt.by));
        let step = |teller: &mut Self, kind, truth, part: PartId| {
            let mut step = teller.part_node(kind, truth, part);
            step.other = Some(names.part(target).to_owned());
            step
        };
        if let Some(original) = attempt.copied_from {
            let mut copy = step(self, NodeKind::Copy, Truth::True, attempt.by);
            copy.other = Some(names.part(original).to_owned());
            node.children.push(copy);
        }
        match &attempt.fate {
            Fate::NotOnRecord => node.children.push(step(self, NodeKind::OnRecord, Truth::False, attempt.by)),
            Fate::OutOfOrder => node.children.push(step(self, NodeKind::InOrder, Truth::False, attempt.by)),
            Fate::LacksRank => {
                let prevails = self.prevails(attempt.by, target, Truth::False);
                node.children.push(prevails);
            }
            Fate::Condition => node.children.push(step(self, NodeKind::Condition, Truth::False, attempt.by)),
            Fate::Blocked(support) => {
                let mut blocked = step(self, NodeKind::Blocked, Truth::True, *support);
                blocked.ranks = Some((self.level(*support), self.level(attempt.by)));
                node.children.push(blocked);
            }
            Fate::Undone(restoration) => {
                let mut undone = step(self, NodeKind::Undone, Truth::True, *restoration);
                if let Some(effect) = attempts::restoring(self.sight, target, *restoration) {
                    self.cite(&mut undone, effect, Some(*restoration));
                }
                undone.children = self.standing(*restoration);
                node.children.push(undone);
            }
            Fate::OutOfTime => {
                node.children.push(step(self, NodeKind::TakenEffect, Truth::False, attempt.by))
            }
            Fate::Asleep => {
                let mut asleep = step(self, NodeKind::NotSuspended, Truth::False, attempt.by);
                asleep.children = self.attacks(attempt.by, |k| matches!(k, Kind::Suspends | Kind::Repeals));
                node.children.push(asleep);
            }
            Fate::Fell | Fate::Works | Fate::Open => {
                let prevails = self.prevails(attempt.by, target, Truth::True);
                node.children.push(prevails);
                let stands = self.sight.part(attempt.by).stands.at(self.day);
                let mut stand = step(self, NodeKind::AttackerStands, stands, attempt.by);
                stand.other = None;
                stand.children = self.standing(attempt.by);
                node.children.push(stand);
            }
        }
        // The last step is the one that the attack failed at.
        if works == Truth::False
            && let Some(last) = node.children.last_mut()
        {
            last.decides = true;
        }
        node
    }

    fn level(&self, part: PartId) -> Option<u32> {
        let model = self.sight.model;
        let author = model.acts[model.parts[part.index()].act.index()].author;
        self.sight.ranks.level(Authority::Organ(author))
    }

    fn prevails(&mut self, by: PartId, over: PartId, truth: Truth) -> Node {
        let names = self.names();
        let model = self.sight.model;
        let author = |p: PartId| model.acts[names.act_of(p).index()].author;
        let mut node = self.node(NodeKind::Prevails, value(truth), model.name(author(by)).to_owned());
        node.other = Some(model.name(author(over)).to_owned());
        node.ranks = Some((self.level(by), self.level(over)));
        node
    }

    /// Why what an origin gives is at work: the part that carries it, or the norm and the deed that triggered it.
    pub(super) fn origin(&mut self, origin: Origin) -> Vec<Node> {
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
            let operative = counting::operative(self.sight, norm);
            let at = match origin.part {
                Some(part) => operative.at_days(self.sight.model.acts[names.act_of(part).index()].made),
                None => operative.at(self.day),
            };
            let mut node = self.node(NodeKind::Norm, value(at), names.norm_name(norm).to_owned());
            node.norm = Some(names.norm(norm));
            node.when = when(&operative);
            node.quotes = names.quotes(Cited::Norm(norm));
            node.place = Some(names.place(self.sight.model.norms[norm.index()].place));
            if let Some(part) = origin.part {
                node.children.extend(self.triggers(norm, part));
                node.children.extend(self.norm_conditions(norm, part));
            } else {
                node.children.extend(self.daily_conditions(norm));
            }
            mark_first(&mut node.children);
            children.push(node);
        }
        if let Some(part) = origin.part {
            children.extend(self.basis(part));
            let life = self.sight.part(part);
            for (kind, attack, against) in [
                (NodeKind::NotRepealed, Kind::Repeals, &life.repealed),
                (NodeKind::NotSuspended, Kind::Suspends, &life.suspended),
            ] {
                if !against.is_never() {
                    let mut node = self.part_node(kind, against.at(self.day).not(), part);
                    node.children = self.attacks(part, |k| k == attack);
                    children.push(node);
                }
            }
            let own = &self.sight.model.effects[origin.effect.index()];
            let conditions = own.timing.as_ref().map_or(&[][..], |t| &t.conditions);
            if origin.norm.is_none() {
                let made =
                    self.sight.model.acts[names.act_of(origin.copied_from.unwrap_or(part)).index()].made;
                for condition in conditions {
                    let node = self.condition(condition, &Vec::new(), &[], Some(made));
                    children.push(node);
                }
            }
        }
        mark_first(&mut children);
        children
    }

    /// The deeds of a part that match a norm's trigger.
    fn triggers(&mut self, norm: NormId, part: PartId) -> Vec<Node> {
        let deeds = self.sight.solution.deeds.iter().enumerate();
        let found: Vec<u32> = deeds
            .filter(|(_, d)| d.part == part && self.bind(norm, d.author, &d.deed).is_some())
            .map(|(i, _)| i as u32)
            .collect();
        found.into_iter().map(|i| self.deed(i)).collect()
    }

    fn bind(
        &self,
        norm: NormId,
        author: ThingId,
        deed: &crate::engine::GroundDeed,
    ) -> Option<counting::Bound> {
        let model = self.sight.model;
        let n = &model.norms[norm.index()];
        let (subject, pattern) = n.when?;
        let mut bound = vec![None; n.vars.len()];
        let matches = deed.name == pattern.name
            && counting::bind_subject(model, subject, author, &mut bound)
            && counting::bind_all(model.args(pattern.args), &deed.args, &mut bound);
        matches.then_some(bound)
    }

    /// The conditions of a norm that a part triggered.
    fn norm_conditions(&mut self, norm: NormId, part: PartId) -> Vec<Node> {
        let model = self.sight.model;
        let made = model.acts[model.parts[part.index()].act.index()].made;
        let deeds = self.sight.solution.deeds.iter().filter(|d| d.part == part);
        let Some(bound) = deeds.filter_map(|d| self.bind(norm, d.author, &d.deed)).next() else {
            return Vec::new();
        };
        let n = &model.norms[norm.index()];
        n.conditions.iter().map(|c| self.condition(c, &bound, &n.vars, Some(made))).collect()
    }

    fn daily_conditions(&mut self, norm: NormId) -> Vec<Node> {
        let n = &self.sight.model.norms[norm.index()];
        let bound = vec![None; n.vars.len()];
        n.conditions.iter().map(|c| self.condition(c, &bound, &n.vars, None)).collect()
    }

    fn condition(
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
        let mut node = self.node(NodeKind::Condition, value(at), names.condition(condition, vars));
        node.when = when(&life);
        if condition.kind == ConditionKind::If {
            node.day = made.and_then(naming::days);
        }
        node.place = Some(names.place(condition.place));
        node
    }

    /// A status: its titles, and what cut them.
    pub(super) fn status(&mut self, life: &StatusLife) -> Node {
        let names = self.names();
        let day = self.day;
        let holds = life.holds.at(day);
        let mut node = self.node(NodeKind::Status, value(holds), names.status_text(&life.status));
        node.when = when(&life.holds);
        for title in &life.titles {
            let works = title.carried.minus(&title.cut);
            let origin = title.origin;
            // A title that comes to nothing on any day is told only where nothing else is.
            if title.carried.is_never() && life.titles.len() > 4 {
                continue;
            }
            let mut one = self.node(NodeKind::Title, value(works.at(day)), names.origin(origin).to_owned());
            one.act = origin.part.map(|p| names.act(names.act_of(p)));
            one.norm = origin.norm.map(|n| names.norm(n));
            one.when = when(&title.carried);
            self.cite(&mut one, origin.effect, origin.part);
            if self.left > 0 {
                one.children = self.origin(origin);
            }
            for (cut, life) in &title.cuts {
                let mut node = self.node(NodeKind::Cut, value(life.at(day)), names.origin(*cut).to_owned());
                node.act = cut.part.map(|p| names.act(names.act_of(p)));
                node.norm = cut.norm.map(|n| names.norm(n));
                node.when = when(life);
                self.cite(&mut node, cut.effect, cut.part);
                node.decides = node.value == Value::True;
                if self.left > 0 {
                    node.children = self.origin(*cut);
                }
                one.children.push(node);
            }
            node.children.push(one);
        }
        node
    }

    /// A deed, and the norms by which it counts as what is asked.
    pub(super) fn deed(&mut self, deed: u32) -> Node {
        let names = self.names();
        let life = &self.sight.solution.deeds[deed as usize];
        let done = life.happened.and(Truth::reached(self.day, life.day));
        let mut node = self.part_node(NodeKind::Deed, done, life.part);
        node.what = names.deed_text(&life.deed);
        node.other = Some(names.part(life.part).to_owned());
        node.day = naming::days(life.day);
        node.state = Some(if done == Truth::True { State::Done } else { State::NotDone });
        let act = names.act_of(life.part);
        node.quotes = names.quotes(Cited::Act(act));
        for &norm in &life.through {
            let mut step = self.node(NodeKind::CountsAs, Value::True, names.deed_text(&life.deed));
            step.norm = Some(names.norm(norm));
            step.quotes = names.quotes(Cited::Norm(norm));
            step.place = Some(names.place(self.sight.model.norms[norm.index()].place));
            node.children.push(step);
        }
        if life.happened != Truth::True {
            node.children.extend(self.basis(life.part));
            mark_first(&mut node.children);
        }
        node
    }

    /// The life of a status by name, for the reasons of duties.
    pub(super) fn status_of(&mut self, status: &GroundStatus) -> Option<Node> {
        let sight = self.sight;
        sight.status(status).map(|life| self.status(life))
    }
}

/// Marks the first step that is not so: it decides.
pub(super) fn mark_first(children: &mut [Node]) {
    if let Some(first) = children.iter_mut().find(|c| matches!(c.value, Value::False | Value::NotOnRecord)) {
        first.decides = true;
    }
}
