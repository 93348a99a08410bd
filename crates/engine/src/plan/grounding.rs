//! Grounds the record: every deed, every status that may ever hold, every binding of every norm.
//!
//! Nothing here asks whether anything stands. This is the widest field in which any viewpoint and any horizon finds its
//! answers. It is built up from nothing, so it is the least one.

use rustc_hash::{FxHashMap, FxHashSet};

use vigente_model::*;

use crate::ids::{DoneId, FiringId, GroundDeedId, GroundStatusId, VoidId};
use crate::plan::duties::demands::Demands;
use crate::plan::interning::Calls;
use crate::plan::order::Order;

/// So many bindings are enough for any record that a person could mean; beyond, the plan says that it is incomplete.
const LIMIT: usize = 4_000_000;

/// A deed of somebody: written, or counted as one by a norm.
#[derive(Clone, Copy)]
pub(crate) struct Done {
    /// Whose author does it.
    pub part: PartId,
    /// What.
    pub deed: GroundDeedId,
    /// It happened whatever falls.
    pub fact: bool,
    /// What counts it, and by which `counts as`; `None` for a deed as written.
    pub counted_by: Option<(FiringId, EffectId)>,
    /// The deed as written from which it comes, of two that one line does the first.
    pub root: DoneId,
    /// The line that does it.
    pub line: EffectId,
}

/// A norm meets a deed, or (day by day) just a binding of its variables.
#[derive(Clone, Copy)]
pub(crate) struct Firing {
    pub norm: NormId,
    /// The deed; `None` for a norm without `when`.
    pub done: Option<DoneId>,
    /// Where its binding starts in [`Ground::bindings`].
    pub binding: u32,
}

/// A void norm meets a deed as written.
#[derive(Clone, Copy)]
pub(crate) struct VoidMatch {
    pub norm: NormId,
    pub effect: EffectId,
    pub part: PartId,
    pub binding: u32,
}

/// Bindings met already.
type Known = FxHashSet<(Meeting, Box<[Arg]>)>;

/// What a binding is of.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Meeting {
    /// Of a void effect with a part.
    Void(EffectId, PartId),
    /// Of a norm with a deed, or day by day.
    Deed(Option<DoneId>),
}

/// Everything ground.
#[derive(Default)]
pub(crate) struct Ground {
    /// Statuses that some title begins, by name and arguments.
    pub statuses: Calls<StatusId, GroundStatusId>,
    /// Deeds that are done.
    pub deeds: Calls<DeedId, GroundDeedId>,
    pub done: IndexVec<DoneId, Done>,
    pub firings: IndexVec<FiringId, Firing>,
    pub voids: IndexVec<VoidId, VoidMatch>,
    pub bindings: Vec<Arg>,
    /// What duties ask of whom, if any condition goes through them.
    pub demands: Demands,
    /// The limit was reached.
    pub incomplete: bool,
    by_status: IndexVec<StatusId, Vec<GroundStatusId>>,
    by_deed: IndexVec<DeedId, Vec<DoneId>>,
}

/// Statuses by name and the value of one argument; made where it is needed, for statuses that only become more.
#[derive(Default)]
pub(crate) struct ArgIndex(FxHashMap<(StatusId, u8), ByArg>);

/// Statuses of one name by the value of one argument.
#[derive(Default)]
struct ByArg {
    upto: usize,
    map: FxHashMap<Arg, Vec<GroundStatusId>>,
}

/// Puts values for variables; whether none is left open.
pub(crate) fn substitute(pattern: &[Arg], binding: &[Arg], out: &mut Vec<Arg>) -> bool {
    out.clear();
    let mut closed = true;
    for &arg in pattern {
        let value = match arg {
            Arg::Var(v) => binding.get(usize::from(v)).copied().unwrap_or(arg),
            other => other,
        };
        closed &= !matches!(value, Arg::Var(_));
        out.push(value);
    }
    closed
}

/// Binds the open variables of a pattern to a ground call; what it bound is added to `trail`.
pub(crate) fn unify(pattern: &[Arg], ground: &[Arg], binding: &mut [Arg], trail: &mut Vec<u8>) -> bool {
    if pattern.len() != ground.len() {
        return false;
    }
    let mark = trail.len();
    for (&p, &g) in pattern.iter().zip(ground) {
        let fits = match p {
            Arg::Var(v) => match binding.get_mut(usize::from(v)) {
                Some(slot) if matches!(slot, Arg::Var(_)) => {
                    *slot = g;
                    trail.push(v);
                    true
                }
                Some(slot) => *slot == g,
                None => false,
            },
            other => other == g,
        };
        if !fits {
            undo(binding, trail, mark);
            return false;
        }
    }
    true
}

pub(crate) fn undo(binding: &mut [Arg], trail: &mut Vec<u8>, mark: usize) {
    for v in trail.drain(mark..) {
        binding[usize::from(v)] = Arg::Var(v);
    }
}

/// Binds what a trigger says of a deed: who does it, its arguments, whose they are, and in which part. A deed that
/// nobody has done is in none: then a norm that asks for its part does not meet it.
pub(crate) fn bind_trigger(
    model: &Model,
    trigger: &Trigger,
    author: ThingId,
    deed: &[Arg],
    part: Option<PartId>,
    binding: &mut [Arg],
    trail: &mut Vec<u8>,
) -> bool {
    if !bind_subject(model, trigger.subject, author, binding)
        || !unify(model.args(trigger.deed.args), deed, binding, trail)
    {
        return false;
    }
    let mut set = |v: u8, thing: ThingId| unify(&[Arg::Var(v)], &[Arg::Thing(thing)], binding, trail);
    let part = match (trigger.part, part) {
        (None, _) => true,
        (Some(v), Some(part)) => set(v, model.called(part)),
        (Some(_), None) => false,
    };
    part && trigger.orders.iter().all(|&(of, order)| match binding.get(usize::from(of)) {
        Some(&Arg::Thing(thing)) => {
            unify(&[Arg::Var(order)], &[Arg::Thing(model.order_of(thing))], binding, trail)
        }
        // A quantity is nobody's.
        _ => false,
    })
}

/// Binds a trigger's subject to the author of a deed.
fn bind_subject(model: &Model, subject: Subject, author: ThingId, binding: &mut [Arg]) -> bool {
    let mut set = |v: u8, thing: ThingId| match binding.get_mut(usize::from(v)) {
        Some(slot) if matches!(slot, Arg::Var(_)) => {
            *slot = Arg::Thing(thing);
            true
        }
        Some(slot) => *slot == Arg::Thing(thing),
        None => false,
    };
    match subject {
        Subject::Var(v) => set(v, author),
        Subject::VarOf(v, w) => set(v, author) && set(w, model[author].root),
        Subject::Under(path) => model.within(author, path),
    }
}

/// The arguments of the trigger of a norm that would count a deed of somebody as this, as far as that tells them.
pub(crate) fn trigger_args(
    model: &Model,
    norm: &Norm,
    counted: Deed,
    args: &[Arg],
    author: ThingId,
) -> Option<Vec<Arg>> {
    let trigger = norm.when.as_ref()?;
    let (mut binding, mut out) = (Vec::new(), Vec::new());
    open_binding(norm, &mut binding);
    let bound = unify(model.args(counted.args), args, &mut binding, &mut Vec::new())
        && bind_subject(model, trigger.subject, author, &mut binding);
    (bound && substitute(model.args(trigger.deed.args), &binding, &mut out)).then_some(out)
}

/// A binding in which nothing is bound.
pub(crate) fn open_binding(norm: &Norm, binding: &mut Vec<Arg>) {
    binding.clear();
    binding.extend((0..norm.vars.len()).map(|v| Arg::Var(v as u8)));
}

/// The deed that a verb is, with its object, and the outcome that it names.
fn verb_deed(does: &Does) -> Option<(Verb, Option<Outcome>, ThingId)> {
    let (verb, object) = match *does {
        // What is said of the duties that a norm lays is no deed: a trigger could not see the norm.
        Does::Finds(Said { of, under: None, outcome, .. }) => return Some((Verb::Finds, Some(outcome), of)),
        Does::Claims(Said { of, under: None, outcome, .. }) => {
            return Some((Verb::Claims, Some(outcome), of));
        }
        Does::Attack(Attack::Annuls, Arg::Thing(x)) => (Verb::Annuls, x),
        Does::Attack(Attack::Repeals, Arg::Thing(x)) => (Verb::Repeals, x),
        Does::Attack(Attack::Suspends, Arg::Thing(x)) => (Verb::Suspends, x),
        Does::Disapplies { target, .. } => (Verb::Disapplies, target),
        Does::Restores(x) => (Verb::Restores, x),
        Does::Upholds(x) => (Verb::Upholds, x),
        // Norms do no verb's deed, and acts have no variables.
        Does::Discharges(Arg::Thing(x)) => (Verb::Discharges, x),
        Does::Moves { duty: Arg::Thing(duty), .. } => (Verb::Moves, duty),
        Does::Relies(x) => (Verb::Relies, x),
        _ => return None,
    };
    Some((verb, None, object))
}

impl Ground {
    pub(crate) fn new(model: &Model, order: &Order) -> Ground {
        let mut ground = Ground {
            by_status: index_vec![Vec::new(); model.statuses.len()],
            by_deed: index_vec![Vec::new(); model.deeds.len()],
            demands: Demands::new(model, order),
            ..Ground::default()
        };
        ground.collect_written(model);
        ground.saturate(model);
        ground.statuses = ground.statuses.sorted();
        for list in &mut ground.by_status {
            list.clear();
        }
        for id in ground.statuses.ids() {
            ground.by_status[ground.statuses.name(id)].push(id);
        }
        ground
    }

    fn collect_written(&mut self, model: &Model) {
        for given in &model.imported {
            self.begin(given.status, model.args(given.args));
        }
        for (p, part) in model.parts.iter_enumerated() {
            for line in part.effects.clone() {
                match &model.effects[line].does {
                    Does::Begins(status) => self.begin(status.name, model.args(status.args)),
                    Does::Deed(deed) => self.write(model, (p, line), deed.name, model.args(deed.args)),
                    &Does::Duty { mode, bearer, content } => {
                        self.demands.add(model, (mode, bearer, content), &[], Some(p));
                    }
                    does => {
                        let Some((verb, outcome, object)) = verb_deed(does) else { continue };
                        let root = self.done.next_idx();
                        let both = [None, outcome];
                        for outcome in &both[..1 + usize::from(outcome.is_some())] {
                            if let Some(&deed) = model.verb_deeds.get(&(verb, *outcome)) {
                                self.write(model, (p, line), deed, &[Arg::Thing(object)]);
                            }
                        }
                        // One line, one deed, whatever it is called.
                        self.done[root..].iter_mut().for_each(|d| d.root = root);
                    }
                }
            }
        }
    }

    fn begin(&mut self, name: StatusId, args: &[Arg]) {
        if args.iter().any(|a| matches!(a, Arg::Var(_))) {
            return;
        }
        let (id, new) = self.statuses.intern(name, args);
        if new {
            self.by_status[name].push(id);
        }
    }

    fn write(&mut self, model: &Model, (part, line): (PartId, EffectId), name: DeedId, args: &[Arg]) {
        if args.iter().any(|a| matches!(a, Arg::Var(_))) {
            return;
        }
        let (deed, _) = self.deeds.intern(name, args);
        let id = self.done.next_idx();
        let fact = model[name].fact;
        self.done.push(Done { part, deed, fact, counted_by: None, root: id, line });
        self.by_deed[name].push(id);
    }

    /// The values of a binding.
    pub(crate) fn binding(&self, norm: &Norm, start: u32) -> &[Arg] {
        &self.bindings[start as usize..start as usize + norm.vars.len()]
    }

    /// Ground statuses of one name.
    pub(crate) fn of_name(&self, name: StatusId) -> &[GroundStatusId] {
        &self.by_status[name]
    }

    /// Lets norms meet deeds until nothing new comes of it.
    fn saturate(&mut self, model: &Model) {
        let order = producers_first(model);
        let mut index = ArgIndex::default();
        // How many calls of each name a norm had seen when it last ran.
        let mut seen: IndexVec<NormId, Option<usize>> = index_vec![None; model.norms.len()];
        loop {
            let mut changed = false;
            for &n in &order {
                let norm = &model.norms[n];
                let now = self.consumed(norm);
                if seen[n] == Some(now) || self.incomplete {
                    continue;
                }
                let again = seen[n].is_some();
                seen[n] = Some(now);
                changed = true;
                self.run(model, n, again, &mut index);
            }
            if !changed {
                return;
            }
        }
    }

    /// How many deeds and statuses a norm can read; it only grows.
    fn consumed(&self, norm: &Norm) -> usize {
        let deeds = norm.when.as_ref().map_or(0, |t| self.by_deed[t.deed.name].len());
        let tests = positive_tests(norm).map(|test| match test {
            Positive::Status(s) => self.by_status[s.name].len(),
            Positive::Duty(of) => self.demands.like(of).len(),
        });
        deeds + tests.sum::<usize>()
    }

    fn run(&mut self, model: &Model, n: NormId, again: bool, index: &mut ArgIndex) {
        let norm = &model.norms[n];
        let mut known = Known::default();
        if again {
            for f in self.firings.iter().filter(|f| f.norm == n) {
                known.insert((Meeting::Deed(f.done), self.binding(norm, f.binding).into()));
            }
            let written = self.voids.iter().filter(|v| v.norm == n);
            for v in written {
                known.insert((Meeting::Void(v.effect, v.part), self.binding(norm, v.binding).into()));
            }
        }
        let mut binding = Vec::new();
        let mut found = Vec::new();
        let Some(trigger) = &norm.when else {
            open_binding(norm, &mut binding);
            self.joins(model, norm, index, &mut binding, &mut found);
            self.incomplete |= found.len() > LIMIT;
            for one in found.chunks(norm.vars.len().max(1)) {
                let one = &one[..norm.vars.len()];
                if !known.contains(&(Meeting::Deed(None), one.into())) {
                    self.fire(model, n, None, one);
                }
            }
            return;
        };
        let name = trigger.deed.name;
        let mut trail = Vec::new();
        for at in 0..self.by_deed[name].len() {
            let x = self.by_deed[name][at];
            let done = self.done[x];
            open_binding(norm, &mut binding);
            let act = model.parts[done.part].act;
            trail.clear();
            let (author, args) = (model[act].author, self.deeds.args(done.deed));
            if !bind_trigger(model, trigger, author, args, Some(done.part), &mut binding, &mut trail) {
                continue;
            }
            found.clear();
            self.joins(model, norm, index, &mut binding, &mut found);
            self.incomplete |= found.len() > LIMIT;
            let width = norm.vars.len().max(1);
            for one in found.chunks(width) {
                let one = &one[..norm.vars.len()];
                if self.firings.len() + self.voids.len() + self.done.len() > LIMIT {
                    self.incomplete = true;
                    return;
                }
                if done.counted_by.is_none() {
                    self.catch(model, n, done.part, one, &mut known);
                }
                if gives(model, norm) && !(again && known.contains(&(Meeting::Deed(Some(x)), one.into()))) {
                    self.fire(model, n, Some(x), one);
                }
            }
        }
    }

    /// Notes what a void norm catches.
    fn catch(&mut self, model: &Model, n: NormId, part: PartId, one: &[Arg], known: &mut Known) {
        let norm = &model.norms[n];
        let catching = norm.effects.clone().filter(|&e| matches!(model.effects[e].does, Does::Void));
        for effect in catching {
            if known.insert((Meeting::Void(effect, part), one.into())) {
                let binding = self.bindings.len() as u32;
                self.bindings.extend_from_slice(one);
                self.voids.push(VoidMatch { norm: n, effect, part, binding });
            }
        }
    }

    /// Notes a firing and what it begins and counts as.
    fn fire(&mut self, model: &Model, n: NormId, x: Option<DoneId>, one: &[Arg]) {
        let norm = &model.norms[n];
        let binding = self.bindings.len() as u32;
        self.bindings.extend_from_slice(one);
        let firing = self.firings.push(Firing { norm: n, done: x, binding });
        let mut args = Vec::new();
        for e in norm.effects.clone() {
            match &model.effects[e].does {
                Does::Begins(status) if substitute(model.args(status.args), one, &mut args) => {
                    self.begin(status.name, &args);
                }
                Does::CountsAs(deed) => {
                    let Some(x) = x else { continue };
                    if !substitute(model.args(deed.args), one, &mut args) {
                        continue;
                    }
                    let (id, _) = self.deeds.intern(deed.name, &args);
                    if self.in_chain(x, id) {
                        continue;
                    }
                    let from = self.done[x];
                    let new = self.done.push(Done { deed: id, counted_by: Some((firing, e)), ..from });
                    self.by_deed[deed.name].push(new);
                }
                &Does::Duty { mode, bearer, content } => {
                    let part = x.map(|x| self.done[x].part);
                    self.demands.add(model, (mode, bearer, content), one, part);
                }
                _ => {}
            }
        }
    }

    /// Whether a deed is among those from which `x` was counted, or `x` itself.
    fn in_chain(&self, x: DoneId, deed: GroundDeedId) -> bool {
        let mut at = Some(x);
        while let Some(x) = at {
            if self.done[x].deed == deed {
                return true;
            }
            at = self.counted_from(x);
        }
        false
    }

    /// The deed that a norm counted as this one; `None` for a deed as written.
    pub(crate) fn counted_from(&self, x: DoneId) -> Option<DoneId> {
        self.done[x].counted_by.and_then(|(firing, _)| self.firings[firing].done)
    }

    /// All bindings that satisfy the positive tests, one after the other in `found`. A norm without variables adds
    /// one filler for each.
    pub(crate) fn joins(
        &self,
        model: &Model,
        norm: &Norm,
        index: &mut ArgIndex,
        binding: &mut [Arg],
        found: &mut Vec<Arg>,
    ) {
        let tests: Vec<Positive> = positive_tests(norm).collect();
        self.join(model, &tests, index, binding, found);
    }

    fn join(
        &self,
        model: &Model,
        tests: &[Positive],
        index: &mut ArgIndex,
        binding: &mut [Arg],
        found: &mut Vec<Arg>,
    ) {
        let Some((test, rest)) = tests.split_first() else {
            if binding.is_empty() {
                found.push(Arg::Var(0));
            }
            found.extend_from_slice(binding);
            return;
        };
        if found.len() > LIMIT {
            return;
        }
        let mut trail = Vec::new();
        let test = match test {
            Positive::Status(status) => status,
            Positive::Duty(of) => {
                let pattern = Demands::pattern(model, *of);
                for &id in self.demands.like(*of) {
                    if unify(&pattern, self.demands.args(id), binding, &mut trail) {
                        self.join(model, rest, index, binding, found);
                        undo(binding, &mut trail, 0);
                    }
                }
                return;
            }
        };
        let pattern = model.args(test.args);
        let mut closed = Vec::new();
        if substitute(pattern, binding, &mut closed) {
            if self.statuses.find(test.name, &closed).is_some() {
                self.join(model, rest, index, binding, found);
            }
            return;
        }
        for id in self.candidates(test.name, &closed, index) {
            if unify(pattern, self.statuses.args(id), binding, &mut trail) {
                self.join(model, rest, index, binding, found);
                undo(binding, &mut trail, 0);
            }
        }
    }

    /// Statuses that may match a pattern: those that share its first known argument.
    fn candidates(&self, name: StatusId, pattern: &[Arg], index: &mut ArgIndex) -> Vec<GroundStatusId> {
        let all = &self.by_status[name];
        let known = pattern.iter().position(|a| !matches!(a, Arg::Var(_)));
        let Some(at) = known.filter(|_| all.len() > 16) else { return all.clone() };
        let index = index.0.entry((name, at as u8)).or_default();
        for &id in &all[index.upto..] {
            if let Some(&value) = self.statuses.args(id).get(at) {
                index.map.entry(value).or_default().push(id);
            }
        }
        index.upto = all.len();
        index.map.get(&pattern[at]).cloned().unwrap_or_default()
    }
}

/// Whether a norm gives anything but voidness.
fn gives(model: &Model, norm: &Norm) -> bool {
    norm.effects.clone().any(|e| !matches!(model.effects[e].does, Does::Void))
}

/// A test that binds variables.
#[derive(Clone, Copy)]
enum Positive {
    Status(Status),
    Duty(Tested),
}

/// The tests that bind variables, in the order in which they do: `if`, then `while`.
fn positive_tests(norm: &Norm) -> impl Iterator<Item = Positive> + '_ {
    let of = |kind| {
        norm.conditions.iter().filter(move |c| c.kind == kind).flat_map(|c| &c.all).filter_map(|t| match *t {
            Test::Status { not: false, status } => Some(Positive::Status(status)),
            Test::Duty { not: false, of: of @ Tested::Of { .. }, .. } => Some(Positive::Duty(of)),
            _ => None,
        })
    };
    of(ConditionKind::If).chain(of(ConditionKind::While))
}

/// Norms in an order in which, circles aside, whoever gives comes before whoever takes.
fn producers_first(model: &Model) -> Vec<NormId> {
    #[derive(PartialEq, Eq, Hash)]
    enum Given {
        Status(StatusId),
        Deed(DeedId),
    }
    let mut givers: FxHashMap<Given, Vec<NormId>> = FxHashMap::default();
    for (n, norm) in model.norms.iter_enumerated() {
        for e in norm.effects.clone() {
            match &model.effects[e].does {
                Does::Begins(s) => givers.entry(Given::Status(s.name)).or_default().push(n),
                Does::CountsAs(d) => givers.entry(Given::Deed(d.name)).or_default().push(n),
                _ => {}
            }
        }
    }
    let needs = |n: NormId| -> Vec<NormId> {
        let norm = &model.norms[n];
        let deed = norm.when.as_ref().map(|t| Given::Deed(t.deed.name));
        let statuses = positive_tests(norm).filter_map(|test| match test {
            Positive::Status(s) => Some(Given::Status(s.name)),
            Positive::Duty(_) => None,
        });
        let keys = deed.into_iter().chain(statuses);
        keys.filter_map(|given| givers.get(&given)).flatten().copied().collect()
    };
    let mut order = Vec::with_capacity(model.norms.len());
    let mut seen: IndexVec<NormId, bool> = index_vec![false; model.norms.len()];
    for start in model.norms.indices() {
        if seen[start] {
            continue;
        }
        seen[start] = true;
        let mut stack = vec![(start, needs(start))];
        while let Some((n, open)) = stack.last_mut() {
            match open.pop() {
                Some(next) if seen[next] => {}
                Some(next) => {
                    seen[next] = true;
                    stack.push((next, needs(next)));
                }
                None => {
                    order.push(*n);
                    stack.pop();
                }
            }
        }
    }
    order
}
