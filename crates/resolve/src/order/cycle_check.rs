//! Reports conditions that depend on themselves. The engine still answers such records (it computes a least fixpoint),
//! but hardly anybody means what they write there.
//!
//! Vertices are statuses, effects, norms and parts. An arrow leads from each to what its value depends on: from a status
//! to whatever begins or ends it, from an effect to the statuses in its conditions and to its part or norm, from a part to
//! what attacks and supports it, from a norm to the deeds that trigger it and to the part that enacts it. A cycle there is
//! a cycle in the answers only if the days fit: what is tested once, on the day of a deed, does not depend on what begins
//! later. So the search carries the last day on which a value is needed. Where it cannot know (the trigger of a norm may
//! be any deed) it assumes that the days fit.

use rustc_hash::{FxHashMap, FxHashSet};
use vigente_syntax::diagnostic::Label;

use crate::order::before;
use crate::order::graph::{ComponentId, Graph};
use crate::sink::DiagnosticSink;
use vigente_model::*;

vigente_model::ids! {
    /// A vertex that was reached.
    NodeId,
    /// A status that conditions ask for: index into [`Dependencies::asked_for`].
    PatternId,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
enum Vertex {
    /// What a condition asks for.
    Status(PatternId),
    Effect(EffectId),
    Norm(NormId),
    Part(PartId),
}

/// When the value at the end of an arrow is asked.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum AskedOn {
    /// On the same day.
    Then,
    /// On this day and no other.
    On(Day),
    /// On every day there is: the first on which it holds is looked for.
    Ever,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Arrow {
    to: Vertex,
    asked: AskedOn,
    /// A condition: a circle without one is two acts attacking each other, which is said elsewhere, or norms that
    /// count deeds as each other, which end (§12).
    condition: bool,
}

/// How far a search goes: in a knot of thousands of acts a longer circle than this tells nobody anything.
const FARTHEST: usize = 200_000;

/// Reports circles, one for each knot of them.
pub(crate) fn report(model: &Model, wrong: &mut DiagnosticSink) {
    let Some(dependencies) = Dependencies::new(model) else { return };
    // Only what conditions hang on is looked at: nearly all of a record does not.
    let mut index: FxHashMap<Vertex, NodeId> = FxHashMap::default();
    let mut nodes: IndexVec<NodeId, Vertex> = IndexVec::new();
    let mut arrows: IndexVec<NodeId, Vec<Arrow>> = IndexVec::new();
    for start in dependencies.starts() {
        add(start, &mut index, &mut nodes);
    }
    let mut pairs = Vec::new();
    while let Some(&node) = nodes.get(arrows.next_idx()) {
        let from = arrows.next_idx();
        let mut next = dependencies.arrows(node);
        next.sort_unstable();
        next.dedup();
        for arrow in &next {
            pairs.push((from, add(arrow.to, &mut index, &mut nodes)));
        }
        arrows.push(next);
    }
    let component = Graph::new(nodes.len(), pairs).components();
    let mut told = FxHashSet::default();
    let mut tries: FxHashMap<ComponentId, u32> = FxHashMap::default();
    for (from, next) in arrows.iter_enumerated() {
        let knot = component[from];
        for arrow in next.iter().filter(|a| a.condition && component[index[&a.to]] == knot) {
            let tries = tries.entry(knot).or_default();
            if told.contains(&knot) || *tries > 64 {
                continue;
            }
            *tries += 1;
            let search = Search {
                dependencies: &dependencies,
                nodes: &nodes,
                arrows: &arrows,
                index: &index,
                component: &component,
            };
            if let Some(circle) = search.circle(from, *arrow) {
                told.insert(knot);
                dependencies.say(&circle, wrong);
            }
        }
    }
}

fn add(node: Vertex, index: &mut FxHashMap<Vertex, NodeId>, nodes: &mut IndexVec<NodeId, Vertex>) -> NodeId {
    *index.entry(node).or_insert_with(|| nodes.push(node))
}

struct Search<'s, 'm> {
    dependencies: &'s Dependencies<'m>,
    nodes: &'s IndexSlice<NodeId, [Vertex]>,
    arrows: &'s IndexSlice<NodeId, [Vec<Arrow>]>,
    index: &'s FxHashMap<Vertex, NodeId>,
    component: &'s IndexSlice<NodeId, [ComponentId]>,
}

impl Search<'_, '_> {
    /// The shortest way from a condition back to itself.
    fn circle(&self, from: NodeId, first: Arrow) -> Option<Vec<Vertex>> {
        let knot = self.component[from];
        let day = |asked: AskedOn, day: Day| match asked {
            AskedOn::Then => day,
            AskedOn::On(fixed) => fixed,
            AskedOn::Ever => Day::MAX,
        };
        let start = (self.index[&first.to], day(first.asked, Day::MAX));
        let mut came: FxHashMap<(NodeId, Day), Option<(NodeId, Day)>> = FxHashMap::from_iter([(start, None)]);
        let mut queue = std::collections::VecDeque::from([start]);
        while let Some(state @ (at, asked)) = queue.pop_front() {
            if came.len() > FARTHEST {
                return None;
            }
            if !self.dependencies.counts_on(self.nodes[at], asked) {
                continue;
            }
            // A fixed question is the same whenever it is asked, and so is one about all days; one of every day only on the
            // same day.
            if at == from && (first.asked != AskedOn::Then || asked == start.1) {
                let mut circle = Vec::new();
                let mut back = Some(state);
                while let Some(state) = back {
                    circle.push(self.nodes[state.0]);
                    back = came[&state];
                }
                circle.reverse();
                return Some(circle);
            }
            for arrow in &self.arrows[at] {
                let to = self.index[&arrow.to];
                let next = (to, day(arrow.asked, asked));
                if self.component[to] == knot && !came.contains_key(&next) {
                    came.insert(next, Some(state));
                    queue.push_back(next);
                }
            }
        }
        None
    }
}

/// A status with its arguments, where they are no variables.
type Pattern = (StatusId, Vec<Option<Arg>>);

struct Dependencies<'m> {
    model: &'m Model,
    /// Statuses that conditions ask for, any variable as `None`: thousands of conditions may ask for one.
    asked_for: IndexVec<PatternId, Pattern>,
    asked_index: FxHashMap<Pattern, PatternId>,
    /// What begins or ends a status.
    producers: IndexVec<StatusId, Vec<EffectId>>,
    /// The same by its first argument, where that is no variable (and `None` where it is, or there is none).
    by_first: FxHashMap<(StatusId, Option<Arg>), Vec<EffectId>>,
    /// What attacks, restores or upholds an act or a part of it.
    touching: FxHashMap<ThingId, Vec<EffectId>>,
    /// Deeds that acts do.
    done: IndexVec<DeedId, Vec<EffectId>>,
    /// `counts as` of norms.
    counted: IndexVec<DeedId, Vec<EffectId>>,
}

impl<'m> Dependencies<'m> {
    /// `None` where nothing is conditional.
    fn new(model: &'m Model) -> Option<Dependencies<'m>> {
        let conditional = model.norms.iter().any(|n| !n.conditions.is_empty())
            || model.effects.iter().any(|e| {
                matches!(e.does, Does::CountsAs(_))
                    || e.timing
                        .as_ref()
                        .is_some_and(|t| !t.conditions.is_empty() || first_of(model, t).is_some())
            });
        if !conditional {
            return None;
        }
        let mut dependencies = Dependencies {
            model,
            asked_for: IndexVec::new(),
            asked_index: FxHashMap::default(),
            producers: index_vec![Vec::new(); model.statuses.len()],
            by_first: FxHashMap::default(),
            touching: FxHashMap::default(),
            done: index_vec![Vec::new(); model.deeds.len()],
            counted: index_vec![Vec::new(); model.deeds.len()],
        };
        for (id, effect) in model.effects.iter_enumerated() {
            match &effect.does {
                Does::Begins(s) | Does::Ends(s) => {
                    dependencies.producers[s.name].push(id);
                    dependencies.by_first.entry((s.name, dependencies.first(*s))).or_default().push(id);
                }
                Does::Attack(_, Arg::Thing(target))
                | Does::Disapplies { target, .. }
                | Does::Restores(target)
                | Does::Upholds(target) => dependencies.touching.entry(*target).or_default().push(id),
                Does::Deed(deed) => dependencies.done[deed.name].push(id),
                Does::CountsAs(deed) => dependencies.counted[deed.name].push(id),
                _ => {}
            }
        }
        for condition in model.norms.iter().flat_map(|n| &n.conditions) {
            dependencies.ask(condition);
        }
        for timing in model.effects.iter().filter_map(|e| e.timing.as_deref()) {
            timing.conditions.iter().for_each(|c| dependencies.ask(c));
            if let Some(status) = first_of(model, timing) {
                dependencies.ask_for(status);
            }
        }
        Some(dependencies)
    }

    fn ask(&mut self, condition: &Condition) {
        for test in &condition.all {
            let (Test::Status { status, .. } | Test::Count { status, .. }) = test else { continue };
            self.ask_for(*status);
        }
    }

    fn ask_for(&mut self, status: Status) {
        let pattern = self.pattern(status);
        let next = self.asked_for.next_idx();
        if *self.asked_index.entry(pattern.clone()).or_insert(next) == next {
            self.asked_for.push(pattern);
        }
    }

    fn pattern(&self, status: Status) -> Pattern {
        let args = self.model.args(status.args).iter();
        (status.name, args.map(|&a| (!matches!(a, Arg::Var(_))).then_some(a)).collect())
    }

    /// Whatever has conditions.
    fn starts(&self) -> impl Iterator<Item = Vertex> {
        let norms =
            self.model.norms.iter_enumerated().filter(|(_, n)| !n.conditions.is_empty() || n.when.is_some());
        let effects = self.model.effects.iter_enumerated().filter(|(_, e)| {
            e.timing.as_ref().is_some_and(|t| !t.conditions.is_empty() || first_of(self.model, t).is_some())
                || matches!(e.owner, Owner::Norm(n) if !self.model[n].conditions.is_empty())
        });
        norms.map(|(id, _)| Vertex::Norm(id)).chain(effects.map(|(id, _)| Vertex::Effect(id)))
    }

    /// Whether a node has any bearing on a day: an effect that starts later has none, but for what reaches back.
    fn counts_on(&self, node: Vertex, day: Day) -> bool {
        let Vertex::Effect(id) = node else { return true };
        let effect = &self.model[id];
        let Owner::Part(part) = effect.owner else { return true };
        let reaches_back = matches!(
            effect.does,
            Does::Attack(Attack::Annuls, _) | Does::Disapplies { .. } | Does::Restores(_) | Does::Upholds(_)
        );
        reaches_back || self.start(effect, part).lo <= day
    }

    /// The first day of an act's effect, where it is written plainly; the day it was made otherwise.
    fn start(&self, effect: &Effect, part: PartId) -> Days {
        let act = &self.model[self.model[part].act];
        let Some(timing) = &effect.timing else { return act.start() };
        let from = match timing.from {
            Some(Moment::Date(days)) => days,
            Some(Moment::Now) => act.made,
            _ => act.start(),
        };
        match timing.after {
            Some((delay, Anchor::Act(day, named))) => {
                let anchor = named.map_or(act, |a| &self.model[a]);
                let days = match day {
                    ActDay::Made => anchor.made,
                    ActDay::Effect => anchor.start(),
                    ActDay::Notified => anchor.notified.unwrap_or(anchor.made),
                    ActDay::Published => anchor.published.unwrap_or(anchor.made),
                };
                self.model.counted(days, delay, 1)
            }
            // The first day of a status may be long before the act that anchors on it.
            Some(_) => Days { lo: Day::MIN, hi: Day::MAX },
            None => from,
        }
    }

    fn arrows(&self, node: Vertex) -> Vec<Arrow> {
        let mut out = Vec::new();
        match node {
            Vertex::Status(status) => self.of_status(status, &mut out),
            Vertex::Effect(id) => self.of_effect(&self.model[id], &mut out),
            Vertex::Norm(id) => self.of_norm(id, &mut out),
            Vertex::Part(id) => self.of_part(id, &mut out),
        }
        out
    }

    fn of_effect(&self, effect: &Effect, out: &mut Vec<Arrow>) {
        let then = |to| Arrow { to, asked: AskedOn::Then, condition: false };
        let mut once = AskedOn::Then;
        let mut daily = AskedOn::Then;
        let mut asked_once = true;
        match effect.owner {
            Owner::Norm(norm) => {
                out.push(then(Vertex::Norm(norm)));
                asked_once = !strictly_later(effect);
                if asked_once {
                    self.conditions(norm, |k| k == ConditionKind::If, AskedOn::Then, out);
                }
            }
            Owner::Part(part) => {
                let act = &self.model[self.model[part].act];
                once = AskedOn::On(act.made.hi);
                if matches!(effect.does, Does::Ends(_)) {
                    daily = AskedOn::On(self.start(effect, part).hi);
                }
                out.push(Arrow { asked: daily, ..then(Vertex::Part(part)) });
            }
        }
        let Some(timing) = &effect.timing else { return };
        for condition in &timing.conditions {
            match condition.kind {
                ConditionKind::If if asked_once => self.asked(condition, once, out),
                ConditionKind::If => {}
                ConditionKind::While | ConditionKind::Unless => self.asked(condition, daily, out),
            }
        }
        if let Some(status) = first_of(self.model, timing) {
            self.producers_of(status, AskedOn::Ever, out);
        }
    }

    fn of_norm(&self, id: NormId, out: &mut Vec<Arrow>) {
        let norm = &self.model[id];
        // The `if` of a norm is asked through each of its effects: whether it matters hangs on when they begin.
        self.conditions(id, |k| k != ConditionKind::If, AskedOn::Then, out);
        if let NormOf::Part(part) = norm.of {
            out.push(Arrow { to: Vertex::Part(part), asked: AskedOn::Then, condition: false });
        }
        let Some(Trigger { deed, .. }) = &norm.when else { return };
        for &effect in &self.done[deed.name] {
            let of = &self.model[effect];
            if let (Does::Deed(done), Owner::Part(part)) = (&of.does, of.owner)
                && !self.model[deed.name].fact
                && self.meets(done.args, deed.args)
            {
                let act = &self.model[self.model[part].act];
                out.push(Arrow { to: Vertex::Part(part), asked: AskedOn::On(act.made.hi), condition: false });
            }
        }
        for &effect in &self.counted[deed.name] {
            if let Does::CountsAs(done) = &self.model[effect].does
                && self.meets(done.args, deed.args)
            {
                // A chain never comes back to a deed that it contains: only a condition closes a circle.
                out.push(Arrow { to: Vertex::Effect(effect), asked: AskedOn::Then, condition: false });
            }
        }
    }

    fn of_part(&self, id: PartId, out: &mut Vec<Arrow>) {
        let part = &self.model[id];
        let act = &self.model[part.act];
        for thing in part.thing.into_iter().chain([act.thing]) {
            for &effect in self.touching.get(&thing).into_iter().flatten() {
                let Owner::Part(by) = self.model[effect].owner else { continue };
                let by = self.model[by].act;
                if before(&self.model.acts, part.act, by) != Some(false) {
                    out.push(Arrow { to: Vertex::Effect(effect), asked: AskedOn::Then, condition: false });
                }
            }
        }
    }

    fn conditions(
        &self,
        norm: NormId,
        kind: impl Fn(ConditionKind) -> bool,
        asked: AskedOn,
        out: &mut Vec<Arrow>,
    ) {
        for condition in self.model[norm].conditions.iter().filter(|c| kind(c.kind)) {
            self.asked(condition, asked, out);
        }
    }

    fn asked(&self, condition: &Condition, asked: AskedOn, out: &mut Vec<Arrow>) {
        for test in &condition.all {
            let (Test::Status { status, .. } | Test::Count { status, .. }) = test else { continue };
            self.producers_of(*status, asked, out);
        }
    }

    fn producers_of(&self, status: Status, asked: AskedOn, out: &mut Vec<Arrow>) {
        if let Some(&node) = self.asked_index.get(&self.pattern(status)) {
            out.push(Arrow { to: Vertex::Status(node), asked, condition: true });
        }
    }

    fn of_status(&self, node: PatternId, out: &mut Vec<Arrow>) {
        let (name, args) = &self.asked_for[node];
        let of = |first: Option<Arg>| self.by_first.get(&(*name, first)).map_or(&[][..], Vec::as_slice);
        let (some, others) = match args.first().copied().flatten() {
            Some(first) => (of(Some(first)), of(None)),
            None => (self.producers[*name].as_slice(), &[][..]),
        };
        for &effect in some.iter().chain(others) {
            if let Does::Begins(made) | Does::Ends(made) = &self.model[effect].does {
                let mut pairs = self.model.args(made.args).iter().zip(args);
                if pairs.all(|(a, b)| matches!(a, Arg::Var(_)) || b.is_none_or(|b| b == *a)) {
                    out.push(Arrow { to: Vertex::Effect(effect), asked: AskedOn::Then, condition: false });
                }
            }
        }
    }

    fn first(&self, status: Status) -> Option<Arg> {
        self.model.args(status.args).first().copied().filter(|a| !matches!(a, Arg::Var(_)))
    }

    /// Whether two argument lists can be the same; a variable can be anything.
    fn meets(&self, a: ArgRange, b: ArgRange) -> bool {
        self.model.args(a).iter().zip(self.model.args(b)).all(|pair| match pair {
            (Arg::Var(_), _) | (_, Arg::Var(_)) => true,
            (a, b) => a == b,
        })
    }

    fn say(&self, circle: &[Vertex], wrong: &mut DiagnosticSink) {
        let mut names: Vec<String> = Vec::new();
        let mut places: Vec<Place> = Vec::new();
        for &node in circle {
            let (name, place) = self.shown(node);
            if names.last() != Some(&name) {
                names.push(name);
            }
            if let Some(place) = place.filter(|p| !places.contains(p)) {
                places.push(place);
            }
        }
        if names.len() > 1 && names.first() == names.last() {
            names.pop();
        }
        // A circle has no beginning: it is shown from its first name in the alphabet, whatever was read first.
        if let Some(least) = (0..names.len()).min_by_key(|&i| &names[i]) {
            names.rotate_left(least);
        }
        places.sort_unstable();
        let (Some(first), Some(name)) = (places.first(), names.first()) else { return };
        let message = format!("{name} hangs on itself: the record cannot decide it");
        let shown: Vec<&str> = names.iter().chain([name]).map(String::as_str).collect();
        let found = wrong.error("circle", *first, message);
        found.labels[0].text = shown.join(" hangs on ");
        for place in places.iter().skip(1).take(4) {
            let text = "part of the circle".to_owned();
            found.labels.push(Label { file: place.file, at: place.at, text });
        }
        found.help = Some(
            "let one of them ask for something else, or begin later than what it asks for (`after 1 day of made`)"
                .to_owned(),
        );
    }

    /// What a node is called, and where it stands.
    fn shown(&self, node: Vertex) -> (String, Option<Place>) {
        let (name, place) = match node {
            Vertex::Status(status) => {
                let status = self.asked_for[status].0;
                (&*self.model[status].name, None)
            }
            Vertex::Norm(norm) => (self.norm(norm), Some(self.model[norm].place)),
            Vertex::Part(part) => {
                let act = self.model[part].act;
                (self.part(part), Some(self.model[act].place))
            }
            Vertex::Effect(id) => {
                let effect = &self.model[id];
                let owner = match effect.owner {
                    Owner::Part(part) => self.part(part),
                    Owner::Norm(norm) => self.norm(norm),
                };
                (owner, Some(effect.place))
            }
        };
        (format!("`{name}`"), place)
    }

    fn norm(&self, norm: NormId) -> &str {
        self.model.name(self.model[norm].thing)
    }

    fn part(&self, part: PartId) -> &str {
        let part = &self.model[part];
        self.model.name(part.thing.unwrap_or(self.model[part.act].thing))
    }
}

/// `after 1 year of notified` and the like: what a norm gives begins after the day of the deed, so that what is asked
/// on that day cannot hang on it.
fn strictly_later(effect: &Effect) -> bool {
    match effect.timing.as_ref().and_then(|t| t.after) {
        Some((delay, Anchor::Act(_, None))) => !delay.is_zero(),
        _ => false,
    }
}

/// The status on whose first day the start of an effect hangs, also by way of deadlines.
fn first_of(model: &Model, timing: &Timing) -> Option<Status> {
    let mut anchor = timing.after?.1;
    // Deadlines may hang on one another in a circle, which is reported elsewhere.
    for _ in 0..64 {
        anchor = match anchor {
            Anchor::First(status) => return Some(status),
            Anchor::Act(..) | Anchor::On(_) => return None,
            Anchor::Deadline(part) => {
                let effects = &model.effects[model[part].effects.range()];
                let duty = effects.iter().find(|e| matches!(e.does, Does::Duty { .. }));
                match duty?.timing.as_ref()?.deadline {
                    Some(Deadline::Within(_, anchor)) => anchor,
                    _ => return None,
                }
            }
        };
    }
    None
}
