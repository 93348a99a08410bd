//! The answer to a question, with a tree of reasons in each viewpoint.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use vigente_syntax::ast::PartState;
use vigente_syntax::diagnostic::Diagnostic;

use crate::answer::{LeftOut, Node, NodeKind, State, Value, Why, WhyTree};
use vigente_engine::provenance::{Carrier, Rank, Restoration, Stroke, Trial, TrialKind};
use vigente_engine::{Authority, DeedLifeId, GroundStatus, Horizon, Reasons, StatusLife, Timeline, Truth};
use vigente_model::*;

use crate::Asking;
use crate::Question;
use crate::Session;
use crate::evaluate::{self, speaking};
use crate::explain::duty;
use crate::explain::duty::Telling;
use crate::explain::positions;
use crate::names::labels::{self, Labels};
use crate::names::question;
use crate::names::resolve::{DutyState, Query};
use crate::periods::intervals::{value, when};
use crate::snapshot::Snapshot;

/// Tells the reasons of many answers: what stands behind a solution, which is as much work to find as the solution, is
/// kept for the horizons that were asked for last.
pub struct Explainer<'s> {
    session: &'s Session,
    reasons: RefCell<BTreeMap<Horizon, Rc<Reasons<'s, 'static>>>>,
}

/// So many horizons are kept.
const KEPT: usize = 16;

impl<'s> Explainer<'s> {
    pub(crate) fn new(session: &'s Session) -> Explainer<'s> {
        Explainer { session, reasons: RefCell::default() }
    }

    /// The reasons of an answer.
    pub fn why(&self, text: &str, asked: &Question) -> Result<Why, Vec<Diagnostic>> {
        why(self, text, asked)
    }

    /// What was evaluated for earlier questions at the same horizon, or else for this one.
    fn reasons(&self, snapshot: &Snapshot<'s>) -> Rc<Reasons<'s, 'static>> {
        let horizon = snapshot.solution.horizon;
        let mut kept = self.reasons.borrow_mut();
        if let Some(known) = kept.get(&horizon) {
            return known.clone();
        }
        if kept.len() >= KEPT {
            kept.clear();
        }
        kept.insert(horizon, snapshot.reasons.clone());
        snapshot.reasons.clone()
    }
}

/// How many attacks on one part, or restorations against one attack, are told: those that work first.
const WIDEST: usize = 100;

/// How many steps one tree may have: nobody reads more, and a tree of trees grows fast.
const MOST: usize = 4_000;

/// How many attacks on attacks one branch follows. Trees are nested data, so their depth must not depend on the record.
/// Real disputes go less than ten deep; whoever wants more asks about the act at which the branch ends.
const DEEPEST: usize = 24;

fn why(explainer: &Explainer<'_>, text: &str, asked: &Question) -> Result<Why, Vec<Diagnostic>> {
    let session = explainer.session;
    let (resolved, asked) = question::read(session, text, asked)?;
    let answer = question::of(session, text, &resolved.query, &asked);
    let asking = session.asking(&asked);
    let trees = session
        .viewpoints_of(&asked)
        .into_iter()
        .zip(&answer.by_viewpoint)
        .map(|(v, view)| {
            let mut snapshot = asking.snapshot(v);
            snapshot.reasons = explainer.reasons(&snapshot);
            let mut teller = Teller { snapshot: &snapshot, day: asked.on, path: Vec::new(), left: MOST };
            let mut root = teller.node(NodeKind::Question, view.value, text.trim().to_owned());
            root.state = view.state;
            root.when = view.when.clone();
            root.children = teller.query(&asking, &resolved.query);
            WhyTree { viewpoint: view.viewpoint.clone(), root }
        })
        .collect();
    let first = session.viewpoints_of(&asked).first().map(|&v| asking.snapshot(v));
    let about = positions::asked_about(&resolved.query).zip(first);
    let positions = about.map_or_else(Vec::new, |(thing, first)| positions::of(&first, thing, asked.on));
    Ok(Why { answer, trees, positions })
}

/// Tells the reasons in one viewpoint on one day.
pub(crate) struct Teller<'s, 'm> {
    pub(crate) snapshot: &'s Snapshot<'m>,
    pub(crate) day: Day,
    /// The parts being told of: meeting one again is a circle.
    path: Vec<PartId>,
    pub(crate) left: usize,
}

impl<'m> Teller<'_, 'm> {
    pub(crate) fn names(&self) -> Labels<'m> {
        Labels { model: self.snapshot.model }
    }

    pub(crate) fn node(&mut self, kind: NodeKind, value: Value, what: String) -> Node {
        self.left = self.left.saturating_sub(1);
        Node {
            kind,
            value,
            what,
            act: None,
            norm: None,
            effect: None,
            does: None,
            other: None,
            ranks: None,
            state: None,
            when: Vec::new(),
            day: None,
            quotes: Vec::new(),
            place: None,
            decides: false,
            left_out: None,
            children: Vec::new(),
        }
    }

    /// A step about a part, with its act.
    pub(crate) fn part_node(&mut self, kind: NodeKind, truth: Truth, part: PartId) -> Node {
        let names = self.names();
        let mut node = self.node(kind, value(truth), names.part(part).to_owned());
        let act = names.act_of(part);
        node.act = Some(names.act(act));
        node.day = labels::days(self.snapshot.model.acts[act].made);
        node
    }

    /// A step about an effect, with what is cited for it (or for its act).
    pub(crate) fn cite(&self, node: &mut Node, effect: EffectId, part: Option<PartId>) {
        let names = self.names();
        node.effect = Some(names.effect(effect));
        node.does = names.told(effect);
        node.quotes = names.quotes(Cited::Effect(effect));
        if let (true, Some(part)) = (node.quotes.is_empty(), part) {
            node.quotes = names.quotes(Cited::Act(names.act_of(part)));
        }
        node.place = Some(names.place(self.snapshot.model.effects[effect].place));
    }

    fn query(&mut self, asking: &Asking<'_>, query: &Query) -> Vec<Node> {
        match query {
            Query::Not(inner)
            | Query::Undetermined(inner)
            | Query::Contested(inner)
            | Query::Silent(inner) => self.query(asking, inner),
            Query::Part { thing, state } => {
                let parts = speaking(self.snapshot.model, *thing);
                let whole = parts.len() == 1;
                let mut nodes = Vec::new();
                for part in parts {
                    let mut reasons = self.part(part);
                    let mut in_force = self.snapshot.part(part).in_force.at(self.day);
                    if *state == PartState::InForce && !self.snapshot.reverse_index().can_be_in_force(part) {
                        in_force = Truth::False;
                        let mut never = self.part_node(NodeKind::CanBeInForce, in_force, part);
                        never.decides = true;
                        reasons.insert(0, never);
                    }
                    if whole {
                        return reasons;
                    }
                    let mut node = self.part_node(NodeKind::TakenEffect, in_force, part);
                    node.state = Some(self.snapshot.part_state(part, self.day));
                    node.children = reasons;
                    nodes.push(node);
                }
                nodes
            }
            Query::Duty { duties, state: DutyState::Assessed(_) | DutyState::Claimed(_) } => {
                let all = self.snapshot.duties(duties);
                all.into_iter().flat_map(|i| duty::said(self, i)).collect()
            }
            Query::Duty { duties, state } => {
                let all = self.snapshot.duties(duties);
                let telling = match state {
                    DutyState::Binds | DutyState::Yields { .. } => Telling::Binding,
                    _ => Telling::Whole,
                };
                all.into_iter().map(|i| duty::duty(self, i, telling)).collect()
            }
            Query::Status(pattern) => {
                let all = self.snapshot.statuses(pattern.name).iter();
                let mut nodes: Vec<Node> = all
                    .filter(|s| pattern.matches(&s.status.args).is_some())
                    .map(|s| self.status(s))
                    .collect();
                if nodes.is_empty() && self.snapshot.is_silent(pattern.name, &pattern.args, self.day) {
                    let vars: Vec<Box<str>> = pattern.vars.iter().map(|var| var.as_str().into()).collect();
                    let what = self.names().status_pattern(pattern.name, &pattern.args, &vars);
                    nodes.push(self.node(NodeKind::Silence, Value::NothingOnRecord, what));
                }
                nodes
            }
            Query::Count { status, .. } => {
                let snapshot = self.snapshot;
                let day = self.day;
                let all = snapshot.statuses(status.name).iter();
                all.filter(|s| status.matches(&s.status.args).is_some() && s.holds.at(day) != Truth::False)
                    .map(|s| self.status(s))
                    .collect()
            }
            Query::Deed(pattern) => {
                let all = self.snapshot.solution.deeds.iter_enumerated();
                all.filter(|(_, d)| evaluate::fits(pattern, &d.deed)).map(|(i, _)| self.deed(i)).collect()
            }
            Query::Must { bearer, not, deed } => {
                let duties = &self.snapshot.solution.duties;
                duties
                    .indices()
                    .filter(|&i| {
                        evaluate::lays(self.snapshot, &duties[i], *bearer, *not, deed)
                            && !duties[i].there.is_never()
                    })
                    .map(|i| duty::duty(self, i, if *not { Telling::Binding } else { Telling::Whole }))
                    .collect()
            }
            Query::Collision(on) => duty::collisions(self, &asking.snapshots(), on),
        }
    }

    /// Why a part is in force, or not: what must be so, one after the other.
    pub(crate) fn part(&mut self, part: PartId) -> Vec<Node> {
        let (model, day) = (self.snapshot.model, self.day);
        let life = self.snapshot.part(part);
        let mut children = self.basis(part, None, &life.stands);
        let start = model.acts[model.parts[part].act].start();
        let mut begun = self.part_node(NodeKind::TakenEffect, Truth::reached(day, start), part);
        begun.day = labels::days(start);
        children.push(begun);
        if !life.recognised {
            mark_first(&mut children);
            return children;
        }
        for (kind, attack, against) in [
            (NodeKind::NotRepealed, Attack::Repeals, &life.repealed),
            (NodeKind::NotSuspended, Attack::Suspends, &life.suspended),
        ] {
            let mut node = self.part_node(kind, against.at(day).not(), part);
            self.rest_on(&mut node, part, None, |k| k == TrialKind::Attack(attack));
            // What nobody tried is not worth a line.
            if !node.children.is_empty() || node.value != Value::True {
                children.push(node);
            }
        }
        let end = self.snapshot.reasons.end(part);
        let lasts = Truth::reached(day, end).not();
        if lasts != Truth::True {
            let mut ended = self.part_node(NodeKind::NotEnded, lasts, part);
            ended.day = labels::days(end);
            children.push(ended);
        }
        mark_first(&mut children);
        children
    }

    /// On record, recognised, standing; with a norm's authority: as far as what that norm gives is concerned
    /// (`docs/semantics.md`, §5, Filtered).
    pub(crate) fn basis(&mut self, part: PartId, given: Option<Authority>, standing: &Timeline) -> Vec<Node> {
        let model = self.snapshot.model;
        let names = self.names();
        let life = self.snapshot.part(part);
        let act = &model.acts[names.act_of(part)];
        let on_record = self.on_record(part);
        let mut recognised = self.part_node(NodeKind::Recognised, Truth::of(life.recognised), part);
        recognised.other = Some(model.name(act.author).to_owned());
        // Of what is not there, or not heard, it goes without saying that it does not stand.
        if !life.recognised || on_record.value == Value::False {
            return vec![on_record, recognised];
        }
        let mut stands = self.part_node(NodeKind::Stands, standing.at(self.day), part);
        stands.when = when(standing);
        self.rest_on(&mut stands, part, given, fells);
        vec![on_record, recognised, stands]
    }

    /// The act is made and known, as asked.
    pub(crate) fn on_record(&mut self, part: PartId) -> Node {
        let names = self.names();
        let act = names.act_of(part);
        let included = self.snapshot.part(part).included.at(self.day);
        let mut node = self.part_node(NodeKind::OnRecord, included, part);
        node.quotes = names.quotes(Cited::Act(act));
        node.place = Some(names.place(self.snapshot.model.acts[act].place));
        node
    }

    /// Puts under a step about a part what it rests on: the attacks of some kinds on that part, or what of them is left
    /// out.
    pub(crate) fn rest_on(
        &mut self,
        node: &mut Node,
        part: PartId,
        given: Option<Authority>,
        kinds: impl Fn(TrialKind) -> bool,
    ) {
        if self.path.contains(&part) || self.left == 0 {
            let name = self.names().part(part).to_owned();
            node.children.push(self.node(NodeKind::SeeAbove, Value::Undetermined, name));
            return;
        }
        if self.path.len() >= DEEPEST {
            let acts = self.snapshot.reasons.attackers_below(part) as u32;
            let ask = Some(format!("{} stands", self.names().part(part)));
            node.left_out = (acts > 0).then_some(LeftOut { acts, ask });
            return;
        }
        let (day, snapshot) = (self.day, self.snapshot);
        let author = self.author(part);
        // What is disapplied to somebody else touches only what concerns them: it is told there.
        let elsewhere =
            |kind| matches!(kind, TrialKind::Disapplies(to) if !snapshot.model.within(author, to));
        let trials = snapshot.reasons.trials(part).into_iter();
        let trials = trials.filter(|t| kinds(t.kind) && !elsewhere(t.kind));
        let (trials, left_out) = widest(trials, |t| t.works.at(day));
        node.left_out = (left_out > 0).then_some(LeftOut { acts: left_out as u32, ask: None });
        self.path.push(part);
        for trial in &trials {
            let attack = match given {
                Some(norm) if !snapshot.ranks.counts(trial.authority, norm) => self.inert(part, trial, norm),
                _ => self.attack(part, trial),
            };
            node.children.push(attack);
        }
        self.path.pop();
    }

    /// One attack or void norm: the terms that it passed, up to the one that it failed at.
    pub(crate) fn attack(&mut self, target: PartId, trial: &Trial) -> Node {
        let names = self.names();
        let day = self.day;
        let by = trial.by.part.unwrap_or(target);
        let mut node = self.attempt(target, trial, trial.works.at(day));
        node.when = when(&trial.works);
        let void = matches!(trial.kind, TrialKind::Void(_));
        if void {
            node.children = self.void_conditions(trial, by);
        }
        self.copied(&mut node, trial.by.copied_from, by, trial.copied.at(day));
        let author = Authority::Organ(names.model.acts[names.act_of(target)].author);
        // What everybody would take for granted is told only where it fails.
        self.unless_true(&mut node, NodeKind::OnRecord, trial.included, by, target);
        self.unless_true(&mut node, NodeKind::InOrder, trial.later, by, target);
        let prevails = Truth::of(trial.rank == Rank::Prevails);
        node.children.push(self.prevails(prevails, trial.authority, author));
        let carrier = self.snapshot.reasons.attacker(trial);
        match carrier.as_ref().and_then(|c| Some((c, c.firing.as_ref()?))) {
            _ if void => {}
            Some((carrier, firing)) => {
                names.fill(&mut node, firing.norm, &firing.binding);
                let norm = self.norm(firing, carrier, Days::on(day));
                node.children.push(norm);
            }
            None => self.failed_conditions(&mut node, trial.by.effect, trial.by.copied_from.unwrap_or(by)),
        }
        let window = self.window(&trial.begun, &trial.ended, &node);
        node.children.extend(window);
        let blocking = self.snapshot.reasons.blocking(trial);
        for (support, life) in widest(blocking, |(_, life)| life.at(day)).0 {
            let mut blocked = self.term(NodeKind::Blocked, life.at(day), support, target);
            blocked.decides = blocked.value == Value::True;
            blocked.ranks = Some((self.level(support), self.level(by)));
            node.children.push(blocked);
        }
        if void {
            self.restorations(&mut node, target, trial);
            return decided(node);
        }
        let failed = node
            .children
            .iter()
            .any(|c| c.decides || (c.value == Value::False && c.kind != NodeKind::Blocked));
        let mut stands = self.term(NodeKind::AttackerStands, trial.stands.at(day), by, target);
        stands.other = None;
        if !failed {
            self.rest_on(&mut stands, by, None, fells);
        }
        node.children.push(stands);
        if trial.kind == TrialKind::Attack(Attack::Suspends) {
            self.impaired(&mut node, NodeKind::NotRepealed, trial.repealed.at(day), by);
        }
        self.impaired(&mut node, NodeKind::NotSuspended, trial.suspended.at(day), by);
        self.restorations(&mut node, target, trial);
        decided(node)
    }

    /// That a part repeats what another carries.
    fn copied(&mut self, node: &mut Node, original: Option<PartId>, by: PartId, truth: Truth) {
        if let Some(original) = original {
            node.children.push(self.copy(by, original, truth));
        }
    }

    /// A term of an attempt, told only where it fails.
    fn unless_true(&mut self, node: &mut Node, kind: NodeKind, truth: Truth, by: PartId, target: PartId) {
        if truth != Truth::True {
            node.children.push(self.term(kind, truth, by, target));
        }
    }

    /// The conditions of an attempt that do not hold, or perhaps do not.
    fn failed_conditions(&mut self, node: &mut Node, effect: EffectId, base: PartId) {
        let mut conditions = self.own_conditions(effect, base, Days::on(self.day));
        conditions.retain(|c| c.value != Value::True);
        node.children.extend(conditions);
    }

    /// That nothing repeals, or suspends, the part that tries something; told only where something does.
    fn impaired(&mut self, node: &mut Node, kind: NodeKind, against: Truth, by: PartId) {
        if against == Truth::False {
            return;
        }
        let attack = if kind == NodeKind::NotRepealed { Attack::Repeals } else { Attack::Suspends };
        let mut step = self.part_node(kind, against.not(), by);
        self.rest_on(&mut step, by, None, |k| k == TrialKind::Attack(attack));
        node.children.push(step);
    }

    /// What was tried, and by whom.
    fn attempt(&mut self, target: PartId, trial: &Trial, works: Truth) -> Node {
        let names = self.names();
        let by = trial.by.part.unwrap_or(target);
        let mut node = self.part_node(NodeKind::Attack, works, by);
        node.other = Some(names.part(target).to_owned());
        self.cite(&mut node, trial.by.effect, Some(by));
        if let TrialKind::Void(norm) = trial.kind {
            node.kind = NodeKind::Void;
            node.norm = Some(names.norm(norm));
            node.quotes = names.quotes(Cited::Norm(norm));
        }
        node
    }

    /// An attack that does not count against what the norms of an authority give, whatever it does to the part.
    fn inert(&mut self, target: PartId, trial: &Trial, norm: Authority) -> Node {
        let mut node = self.attempt(target, trial, Truth::False);
        let mut counts = self.prevails(Truth::False, trial.authority, norm);
        counts.kind = NodeKind::Counts;
        counts.decides = true;
        node.children.push(counts);
        node
    }

    /// A term of a trial, about the part that tries.
    pub(crate) fn term(&mut self, kind: NodeKind, truth: Truth, by: PartId, target: PartId) -> Node {
        let names = self.names();
        let mut term = self.part_node(kind, truth, by);
        term.other = Some(names.part(target).to_owned());
        term
    }

    /// Restorations tried against an attack: what undoes it decides; of the others, what they failed at.
    fn restorations(&mut self, node: &mut Node, target: PartId, trial: &Trial) {
        let day = self.day;
        for restoration in widest(self.snapshot.reasons.restorations(trial), |r| r.undoes.at(day)).0 {
            let Some(by) = restoration.by.part else { continue };
            let undone = self.restoration(target, trial.authority, &restoration, by);
            node.children.push(undone);
        }
    }

    fn restoration(&mut self, target: PartId, attacker: Authority, r: &Restoration, by: PartId) -> Node {
        let day = self.day;
        let undoes = r.undoes.at(day);
        let mut node = self.term(NodeKind::Undone, undoes, by, target);
        node.when = when(&r.undoes);
        self.cite(&mut node, r.by.effect, Some(by));
        self.copied(&mut node, r.by.copied_from, by, r.copied.at(day));
        self.unless_true(&mut node, NodeKind::OnRecord, r.included, by, target);
        self.unless_true(&mut node, NodeKind::InOrder, r.later, by, target);
        if r.rank != Rank::Prevails {
            let rank = self.prevails(Truth::False, r.authority, attacker);
            node.children.push(rank);
        }
        self.failed_conditions(&mut node, r.by.effect, r.by.copied_from.unwrap_or(by));
        let window = self.window(&r.begun, &r.ended, &node);
        node.children.extend(window);
        let mut stands = self.term(NodeKind::Stands, r.stands.at(day), by, target);
        if self.left > 0 && !node.children.iter().any(|c| c.value == Value::False) {
            self.rest_on(&mut stands, by, None, fells);
        }
        if stands.value != Value::True || !stands.children.is_empty() {
            node.children.push(stands);
        }
        self.impaired(&mut node, NodeKind::NotSuspended, r.suspended.at(day), by);
        mark_first(&mut node.children);
        node.decides = undoes == Truth::True;
        node
    }

    fn author(&self, part: PartId) -> ThingId {
        let model = self.snapshot.model;
        model.acts[model.parts[part].act].author
    }

    fn level(&self, part: PartId) -> Option<u32> {
        self.snapshot.ranks.level(Authority::Organ(self.author(part)))
    }

    fn prevails(&mut self, truth: Truth, by: Authority, over: Authority) -> Node {
        let names = self.names();
        let mut node = self.node(NodeKind::Prevails, value(truth), names.authority(by).name);
        node.other = Some(names.authority(over).name);
        node.ranks = Some((self.snapshot.ranks.level(by), self.snapshot.ranks.level(over)));
        node
    }

    /// A one-stroke effect that was tried on a title or a duty. It works or not by what its part was on its own day,
    /// whatever became of the part later.
    pub(crate) fn stroke(&mut self, kind: NodeKind, stroke: &Stroke, args: &[Arg]) -> Node {
        let names = self.names();
        let origin = stroke.by;
        let works = stroke.works.at(self.day);
        let mut node = self.node(kind, value(works), names.origin(origin).to_owned());
        node.act = origin.part.map(|p| names.act(names.act_of(p)));
        node.norm = origin.norm.map(|n| names.norm(n));
        node.when = when(&stroke.works);
        node.day = labels::days(stroke.day);
        self.cite(&mut node, origin.effect, origin.part);
        let carrier = self.snapshot.reasons.carries(stroke);
        node.effect = Some(names.effect_on(origin.effect, args, carrier.firing.as_ref()));
        node.decides = works == Truth::True;
        let Some(by) = origin.part.filter(|_| self.left > 0) else { return node };
        self.unless_true(&mut node, NodeKind::InOrder, stroke.later, by, by);
        if stroke.rank != Rank::Prevails {
            let mut rank = self.term(NodeKind::Prevails, Truth::False, by, by);
            rank.what = names.authority(stroke.authority).name;
            rank.other = None;
            node.children.push(rank);
        }
        let window = self.window(&carrier.begun, &stroke.ended, &node);
        node.children.extend(window);
        if works == Truth::True || carrier.allows(stroke.day) != Truth::True {
            let carried = self.carrier(&carrier, stroke.day);
            node.children.extend(carried);
        }
        if works != Truth::True {
            mark_first(&mut node.children);
        }
        node
    }

    /// What a title or a duty needs on the day.
    pub(crate) fn at_work(&mut self, node: &mut Node, carrier: &Carrier) {
        node.children = self.carrier(carrier, Days::on(self.day));
        let window = self.window(&carrier.begun, &carrier.ended, node);
        node.children.extend(window);
        mark_first(&mut node.children);
    }

    /// A status: its titles, and what cut them.
    pub(crate) fn status(&mut self, life: &StatusLife) -> Node {
        let names = self.names();
        let day = self.day;
        let holds = life.holds.at(day);
        let silent = self.snapshot.status_state(&life.status, day) == State::NothingOnRecord;
        let (kind, truth) = if silent {
            (NodeKind::Silence, Value::NothingOnRecord)
        } else {
            (NodeKind::Status, value(holds))
        };
        let mut node = self.node(kind, truth, names.status_text(&life.status));
        node.when = when(&life.holds);
        let index = self.snapshot.number(&life.status);
        for (t, title) in life.titles.iter().enumerate() {
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
            let carrier = self.snapshot.reasons.title(index, t);
            let firing = carrier.as_ref().and_then(|c| c.firing.as_ref());
            one.effect = Some(names.effect_on(origin.effect, &life.status.args, firing));
            if self.left == 0 {
                node.children.push(one);
                continue;
            }
            if let Some(carrier) = &carrier {
                self.at_work(&mut one, carrier);
            }
            for stroke in self.snapshot.reasons.endings(index, t) {
                // An end that could never have reached this title is of no interest where another did.
                if stroke.later == Truth::False || (stroke.works.is_never() && !title.cut.is_never()) {
                    continue;
                }
                let cut = self.stroke(NodeKind::Cut, &stroke, &life.status.args);
                one.children.push(cut);
            }
            node.children.push(one);
        }
        if let Some((from, when_there)) = &life.read {
            let mut there = self.node(NodeKind::Elsewhere, value(when_there.at(day)), node.what.clone());
            there.other = Some(names.model.imports[*from].matter.to_string());
            there.when = when(when_there);
            node.children.push(there);
        }
        node
    }

    /// A deed, and the norms by which it counts as what is asked.
    pub(crate) fn deed(&mut self, deed: DeedLifeId) -> Node {
        let day = self.snapshot.solution.deeds[deed].day;
        let doing = self.snapshot.reasons.doing(deed);
        let reached = Truth::reached(self.day, day);
        let mut node = self.deed_node(deed, doing.happened.and(reached), &doing);
        self.done(&mut node, deed, &doing);
        if reached != Truth::True {
            let mut begun = self.node(NodeKind::TakenEffect, value(reached), node.what.clone());
            begun.day = labels::days(day);
            node.children.push(begun);
            mark_first(&mut node.children);
        }
        node
    }

    /// The life of a status by name, for the reasons of duties.
    pub(crate) fn status_of(&mut self, status: &GroundStatus) -> Option<Node> {
        let snapshot = self.snapshot;
        snapshot.status(status).map(|life| self.status(life))
    }
}

/// Attacks that bear on whether a part stands.
fn fells(kind: TrialKind) -> bool {
    !matches!(kind, TrialKind::Attack(Attack::Repeals | Attack::Suspends))
}

/// As many as are told, and how many are left out: where they are too many, what is so comes first.
fn widest<T>(all: impl Iterator<Item = T>, truth: impl Fn(&T) -> Truth) -> (Vec<T>, usize) {
    let mut all: Vec<T> = all.collect();
    let left_out = all.len().saturating_sub(WIDEST);
    if left_out > 0 {
        all.sort_by_key(|one| std::cmp::Reverse(truth(one)));
        all.truncate(WIDEST);
    }
    (all, left_out)
}

/// Of an attack that fails: the first term that it failed at decides, unless a shield or a restoration does.
fn decided(mut node: Node) -> Node {
    if node.value == Value::False && !node.children.iter().any(|c| c.decides) {
        let term = |c: &&mut Node| {
            c.value == Value::False && !matches!(c.kind, NodeKind::Blocked | NodeKind::Undone)
        };
        if let Some(first) = node.children.iter_mut().find(term) {
            first.decides = true;
        }
    }
    node
}

/// Marks the first step that is not so: it decides.
pub(crate) fn mark_first(children: &mut [Node]) {
    if children.iter().any(|c| c.decides) {
        return;
    }
    if let Some(first) = children.iter_mut().find(|c| c.value.is_no()) {
        first.decides = true;
    }
}
