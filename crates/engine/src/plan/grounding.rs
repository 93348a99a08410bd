//! Grounds the record: every deed, every status that may ever hold, every binding of every norm.
//!
//! Nothing here asks whether anything stands. This is the widest field in which any viewpoint and any horizon finds its
//! answers. It is built up from nothing, so it is the least one.

use rustc_hash::{FxHashMap, FxHashSet};

use vigente_model::*;

use crate::plan::interning::{Calls, NONE};

/// So many bindings are enough for any record that a person could mean; beyond, the plan says that it is incomplete.
const LIMIT: usize = 4_000_000;

/// A deed of somebody: written, or counted as one by a norm.
#[derive(Clone, Copy)]
pub(crate) struct Done {
    /// Whose author does it.
    pub part: u32,
    /// What: into [`Ground::deeds`].
    pub deed: u32,
    /// It happened whatever falls.
    pub fact: bool,
    /// What counts it: into [`Ground::firings`]; [`NONE`] for a deed as written.
    pub firing: u32,
    /// The `counts as`; [`NONE`] for a deed as written.
    pub effect: u32,
    /// The deed as written from which it comes, of two that one line does the first: into [`Ground::done`].
    pub root: u32,
}

/// A norm meets a deed, or (day by day) just a binding of its variables.
#[derive(Clone, Copy)]
pub(crate) struct Firing {
    pub norm: u32,
    /// Into [`Ground::done`]; [`NONE`] for a norm without `when`.
    pub done: u32,
    /// Where its binding starts in [`Ground::bindings`].
    pub binding: u32,
}

/// A void norm meets a deed as written.
#[derive(Clone, Copy)]
pub(crate) struct VoidMatch {
    pub norm: u32,
    pub effect: u32,
    pub part: u32,
    pub binding: u32,
}

/// Bindings met already: of a void effect with a part, or (with [`NONE`]) of a norm with a deed.
type Known = FxHashSet<(u32, u32, Box<[Arg]>)>;

/// Everything ground.
#[derive(Default)]
pub(crate) struct Ground {
    /// Statuses that some title begins, by name and arguments.
    pub statuses: Calls,
    /// Deeds that are done.
    pub deeds: Calls,
    pub done: Vec<Done>,
    pub firings: Vec<Firing>,
    pub voids: Vec<VoidMatch>,
    pub bindings: Vec<Arg>,
    /// The limit was reached.
    pub incomplete: bool,
    by_status: Vec<Vec<u32>>,
    by_deed: Vec<Vec<u32>>,
}

/// Statuses by name and the value of one argument; made where it is needed, for statuses that only become more.
#[derive(Default)]
pub(crate) struct ArgIndex(FxHashMap<(u32, u8), ByArg>);

/// Statuses of one name by the value of one argument.
#[derive(Default)]
struct ByArg {
    upto: usize,
    map: FxHashMap<Arg, Vec<u32>>,
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
    part: Option<u32>,
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
        (Some(v), Some(part)) => set(v, model.called(PartId(part))),
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
        Does::Attack(Attack::Annuls, x) => (Verb::Annuls, x),
        Does::Attack(Attack::Repeals, x) => (Verb::Repeals, x),
        Does::Attack(Attack::Suspends, x) => (Verb::Suspends, x),
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
    pub(crate) fn new(model: &Model) -> Ground {
        let mut ground = Ground {
            by_status: vec![Vec::new(); model.statuses.len()],
            by_deed: vec![Vec::new(); model.deeds.len()],
            ..Ground::default()
        };
        ground.collect_written(model);
        ground.saturate(model);
        ground.statuses = ground.statuses.sorted();
        for list in &mut ground.by_status {
            list.clear();
        }
        for id in 0..ground.statuses.len() as u32 {
            ground.by_status[ground.statuses.name(id) as usize].push(id);
        }
        ground
    }

    fn collect_written(&mut self, model: &Model) {
        for given in &model.imported {
            self.begin(given.status, model.args(given.args));
        }
        for (p, part) in model.parts.iter().enumerate() {
            for effect in &model.effects[part.effects.start as usize..part.effects.end as usize] {
                match &effect.does {
                    Does::Begins(status) => self.begin(status.name, model.args(status.args)),
                    Does::Deed(deed) => self.write(model, p as u32, deed.name, model.args(deed.args)),
                    does => {
                        let Some((verb, outcome, object)) = verb_deed(does) else { continue };
                        let root = self.done.len() as u32;
                        let both = [None, outcome];
                        for outcome in &both[..1 + usize::from(outcome.is_some())] {
                            if let Some(&deed) = model.verb_deeds.get(&(verb, *outcome)) {
                                self.write(model, p as u32, deed, &[Arg::Thing(object)]);
                            }
                        }
                        // One line, one deed, whatever it is called.
                        self.done[root as usize..].iter_mut().for_each(|d| d.root = root);
                    }
                }
            }
        }
    }

    fn begin(&mut self, name: StatusId, args: &[Arg]) {
        if args.iter().any(|a| matches!(a, Arg::Var(_))) {
            return;
        }
        let (id, new) = self.statuses.intern(name.0, args);
        if new {
            self.by_status[name.index()].push(id);
        }
    }

    fn write(&mut self, model: &Model, part: u32, name: DeedId, args: &[Arg]) {
        if args.iter().any(|a| matches!(a, Arg::Var(_))) {
            return;
        }
        let (deed, _) = self.deeds.intern(name.0, args);
        let id = self.done.len() as u32;
        let fact = model[name].fact;
        self.done.push(Done { part, deed, fact, firing: NONE, effect: NONE, root: id });
        self.by_deed[name.index()].push(id);
    }

    /// The values of a binding.
    pub(crate) fn binding(&self, norm: &Norm, start: u32) -> &[Arg] {
        &self.bindings[start as usize..start as usize + norm.vars.len()]
    }

    /// Ground statuses of one name.
    pub(crate) fn of_name(&self, name: StatusId) -> &[u32] {
        &self.by_status[name.index()]
    }

    /// Lets norms meet deeds until nothing new comes of it.
    fn saturate(&mut self, model: &Model) {
        let order = producers_first(model);
        let mut index = ArgIndex::default();
        // How many calls of each name a norm had seen when it last ran.
        let mut seen: Vec<Option<usize>> = vec![None; model.norms.len()];
        loop {
            let mut changed = false;
            for &n in &order {
                let norm = &model.norms[n as usize];
                let now = self.consumed(norm);
                if seen[n as usize] == Some(now) || self.incomplete {
                    continue;
                }
                let again = seen[n as usize].is_some();
                seen[n as usize] = Some(now);
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
        let deeds = norm.when.as_ref().map_or(0, |t| self.by_deed[t.deed.name.index()].len());
        let tests = positive_tests(norm).map(|s| self.by_status[s.name.index()].len());
        deeds + tests.sum::<usize>()
    }

    fn run(&mut self, model: &Model, n: u32, again: bool, index: &mut ArgIndex) {
        let norm = &model.norms[n as usize];
        let mut known = Known::default();
        if again {
            for f in self.firings.iter().filter(|f| f.norm == n) {
                known.insert((NONE, f.done, self.binding(norm, f.binding).into()));
            }
            let written = self.voids.iter().filter(|v| v.norm == n);
            for v in written {
                known.insert((v.effect, v.part, self.binding(norm, v.binding).into()));
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
                if !known.contains(&(NONE, NONE, one.into())) {
                    self.fire(model, n, NONE, one);
                }
            }
            return;
        };
        let name = trigger.deed.name.index();
        let mut trail = Vec::new();
        for at in 0..self.by_deed[name].len() {
            let x = self.by_deed[name][at];
            let done = self.done[x as usize];
            open_binding(norm, &mut binding);
            let act = model.parts[done.part as usize].act;
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
                if done.firing == NONE {
                    self.catch(model, n, done.part, one, &mut known);
                }
                if gives(model, norm) && !(again && known.contains(&(NONE, x, one.into()))) {
                    self.fire(model, n, x, one);
                }
            }
        }
    }

    /// Notes what a void norm catches.
    fn catch(&mut self, model: &Model, n: u32, part: u32, one: &[Arg], known: &mut Known) {
        let norm = &model.norms[n as usize];
        let catching = norm.effects.clone().filter(|&e| matches!(model.effects[e as usize].does, Does::Void));
        for effect in catching {
            if known.insert((effect, part, one.into())) {
                let binding = self.bindings.len() as u32;
                self.bindings.extend_from_slice(one);
                self.voids.push(VoidMatch { norm: n, effect, part, binding });
            }
        }
    }

    /// Notes a firing and what it begins and counts as.
    fn fire(&mut self, model: &Model, n: u32, x: u32, one: &[Arg]) {
        let norm = &model.norms[n as usize];
        let binding = self.bindings.len() as u32;
        self.bindings.extend_from_slice(one);
        let firing = self.firings.len() as u32;
        self.firings.push(Firing { norm: n, done: x, binding });
        let mut args = Vec::new();
        for e in norm.effects.clone() {
            match &model.effects[e as usize].does {
                Does::Begins(status) if substitute(model.args(status.args), one, &mut args) => {
                    self.begin(status.name, &args);
                }
                Does::CountsAs(deed) if x != NONE => {
                    if !substitute(model.args(deed.args), one, &mut args) {
                        continue;
                    }
                    let (id, _) = self.deeds.intern(deed.name.0, &args);
                    if self.in_chain(x, id) {
                        continue;
                    }
                    let from = self.done[x as usize];
                    let new = self.done.len() as u32;
                    self.done.push(Done { deed: id, firing, effect: e, ..from });
                    self.by_deed[deed.name.index()].push(new);
                }
                _ => {}
            }
        }
    }

    /// Whether a deed is among those from which `x` was counted, or `x` itself.
    fn in_chain(&self, mut x: u32, deed: u32) -> bool {
        loop {
            let done = self.done[x as usize];
            if done.deed == deed {
                return true;
            }
            if done.firing == NONE {
                return false;
            }
            x = self.firings[done.firing as usize].done;
        }
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
        let tests: Vec<Status> = positive_tests(norm).collect();
        self.join(model, &tests, index, binding, found);
    }

    fn join(
        &self,
        model: &Model,
        tests: &[Status],
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
        let pattern = model.args(test.args);
        let mut closed = Vec::new();
        if substitute(pattern, binding, &mut closed) {
            if self.statuses.find(test.name.0, &closed).is_some() {
                self.join(model, rest, index, binding, found);
            }
            return;
        }
        let mut trail = Vec::new();
        for id in self.candidates(test.name, &closed, index) {
            if unify(pattern, self.statuses.args(id), binding, &mut trail) {
                self.join(model, rest, index, binding, found);
                undo(binding, &mut trail, 0);
            }
        }
    }

    /// Statuses that may match a pattern: those that share its first known argument.
    fn candidates(&self, name: StatusId, pattern: &[Arg], index: &mut ArgIndex) -> Vec<u32> {
        let all = &self.by_status[name.index()];
        let known = pattern.iter().position(|a| !matches!(a, Arg::Var(_)));
        let Some(at) = known.filter(|_| all.len() > 16) else { return all.clone() };
        let index = index.0.entry((name.0, at as u8)).or_default();
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
    norm.effects.clone().any(|e| !matches!(model.effects[e as usize].does, Does::Void))
}

/// The tests that bind variables, in the order in which they do: `if`, then `while`.
fn positive_tests(norm: &Norm) -> impl Iterator<Item = Status> + '_ {
    let of = |kind| {
        norm.conditions.iter().filter(move |c| c.kind == kind).flat_map(|c| &c.all).filter_map(|t| match *t {
            Test::Status { not: false, status } => Some(status),
            _ => None,
        })
    };
    of(ConditionKind::If).chain(of(ConditionKind::While))
}

/// Norms in an order in which, circles aside, whoever gives comes before whoever takes.
fn producers_first(model: &Model) -> Vec<u32> {
    let mut givers: FxHashMap<(bool, u32), Vec<u32>> = FxHashMap::default();
    for (n, norm) in model.norms.iter().enumerate() {
        for e in norm.effects.clone() {
            match &model.effects[e as usize].does {
                Does::Begins(s) => givers.entry((false, s.name.0)).or_default().push(n as u32),
                Does::CountsAs(d) => givers.entry((true, d.name.0)).or_default().push(n as u32),
                _ => {}
            }
        }
    }
    let needs = |n: u32| -> Vec<u32> {
        let norm = &model.norms[n as usize];
        let deed = norm.when.as_ref().map(|t| (true, t.deed.name.0));
        let keys = deed.into_iter().chain(positive_tests(norm).map(|s| (false, s.name.0)));
        keys.filter_map(|k| givers.get(&k)).flatten().copied().collect()
    };
    let mut order = Vec::with_capacity(model.norms.len());
    let mut seen = vec![false; model.norms.len()];
    for start in 0..model.norms.len() as u32 {
        if seen[start as usize] {
            continue;
        }
        seen[start as usize] = true;
        let mut stack = vec![(start, needs(start))];
        while let Some((n, open)) = stack.last_mut() {
            match open.pop() {
                Some(next) if seen[next as usize] => {}
                Some(next) => {
                    seen[next as usize] = true;
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
