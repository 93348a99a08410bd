//! Who would do what goes in; when that would count as something else comes out (`counts*` in `docs/semantics.md`, §9),
//! and how conditions read on a day.

use std::sync::Arc;

use vigente_engine::{GroundDeed, GroundStatus, Timeline, Truth, authority_of};
use vigente_model::*;

use super::sight::Sight;
use super::stretches::{boundaries, stretches};

/// What the variables of a norm stand for.
pub(super) type Bound = Vec<Option<Arg>>;

/// When `deed`, done by `author`, is or would count as `target`.
pub(super) fn counts_as(
    sight: &Sight<'_>,
    author: ThingId,
    deed: &GroundDeed,
    target: &GroundDeed,
) -> Timeline {
    let mut chain = vec![deed.clone()];
    reach(sight, author, &mut chain, &Timeline::always(), target)
}

/// Everything that `deed`, done by `author`, is or would count as on a day.
pub(super) fn all_counts(sight: &Sight<'_>, author: ThingId, deed: &GroundDeed, day: Day) -> Vec<GroundDeed> {
    let mut found = vec![deed.clone()];
    let mut next = 0;
    while let Some(here) = found.get(next).cloned() {
        for step in steps(sight, author, &here) {
            if step.life.at(day) != Truth::False && !found.contains(&step.deed) {
                found.push(step.deed);
            }
        }
        next += 1;
    }
    found
}

fn reach(
    sight: &Sight<'_>,
    author: ThingId,
    chain: &mut Vec<GroundDeed>,
    so_far: &Timeline,
    target: &GroundDeed,
) -> Timeline {
    let Some(here) = chain.last() else { return Timeline::never() };
    if here == target {
        return so_far.clone();
    }
    let mut life = Timeline::never();
    // A chain holds each deed once, so it ends; readings are few, chains short.
    for step in steps(sight, author, here) {
        let on = so_far.and(&step.life);
        if on.is_never() || chain.contains(&step.deed) || chain.len() > 16 {
            continue;
        }
        chain.push(step.deed);
        life.add(reach(sight, author, chain, &on, target));
        chain.pop();
    }
    life
}

/// The shortest way by which `deed`, done by `author` on a day, counts as `target`; empty where it is that, or is not.
pub(super) fn way(
    sight: &Sight<'_>,
    author: ThingId,
    deed: &GroundDeed,
    target: &GroundDeed,
    day: Day,
) -> Vec<Counted> {
    let mut ways: Vec<(GroundDeed, Vec<Counted>)> = vec![(deed.clone(), Vec::new())];
    let mut next = 0;
    while let Some((here, so_far)) = ways.get(next).cloned() {
        if here == *target {
            return so_far;
        }
        for step in steps(sight, author, &here) {
            if step.life.at(day) == Truth::True && !ways.iter().any(|(deed, _)| *deed == step.deed) {
                let mut on = so_far.clone();
                on.push(step.clone());
                ways.push((step.deed, on));
            }
        }
        next += 1;
    }
    Vec::new()
}

/// One deed that counts as another.
#[derive(Clone)]
pub(super) struct Counted {
    /// As what.
    deed: GroundDeed,
    /// By which norm.
    pub(super) norm: NormId,
    /// What its variables stand for.
    pub(super) bound: Bound,
    /// On which days.
    life: Timeline,
}

/// What a deed counts as by one norm, and when.
fn steps(sight: &Sight<'_>, author: ThingId, deed: &GroundDeed) -> Vec<Counted> {
    let model = sight.model;
    let mut found = Vec::new();
    for (n, norm) in model.norms.iter().enumerate() {
        let Some(trigger) = &norm.when else { continue };
        let counts: Vec<(Deed, EffectId)> = norm
            .effects
            .clone()
            .filter_map(|e| match model.effects[e as usize].does {
                Does::CountsAs(d) => Some((d, EffectId(e))),
                _ => None,
            })
            .collect();
        if counts.is_empty() {
            continue;
        }
        let mut bound: Bound = vec![None; norm.vars.len()];
        if !bind_trigger(model, trigger, author, deed, None, &mut bound) {
            continue;
        }
        let operative = operative(sight, NormId(n as u32));
        if operative.is_never() {
            continue;
        }
        conditions(sight, &norm.conditions, bound, &operative, &mut |bound, life| {
            for &(counted, effect) in &counts {
                let Some(args) = fill(model.args(counted.args), bound) else { continue };
                let written = model[effect].timing.as_ref();
                let more = written.map_or(&[][..], |t| &t.conditions);
                conditions(sight, more, bound.clone(), life, &mut |_, life| {
                    found.push(Counted {
                        deed: GroundDeed { name: counted.name, args: args.clone() },
                        norm: NormId(n as u32),
                        bound: bound.clone(),
                        life: life.clone(),
                    });
                });
            }
        });
    }
    found
}

/// The deeds that would count as `target` on a day, done by `author`, as far as the target itself tells who and what.
pub(super) fn ways_to(sight: &Sight<'_>, author: ThingId, target: &GroundDeed, day: Day) -> Vec<GroundDeed> {
    let model = sight.model;
    let mut found = vec![target.clone()];
    let mut next = 0;
    while let Some(here) = found.get(next).cloned() {
        for (norm, trigger) in model.norms.iter().filter_map(|n| Some((n, n.when.as_ref()?))) {
            for effect in norm.effects.clone() {
                let Does::CountsAs(counted) = model.effects[effect as usize].does else { continue };
                let mut bound: Bound = vec![None; norm.vars.len()];
                if counted.name != here.name
                    || !bind_all(model.args(counted.args), &here.args, &mut bound)
                    || !bind_subject(model, trigger.subject, author, &mut bound)
                {
                    continue;
                }
                let Some(args) = fill(model.args(trigger.deed.args), &bound) else { continue };
                let deed = GroundDeed { name: trigger.deed.name, args };
                if !found.contains(&deed) && all_counts(sight, author, &deed, day).contains(target) {
                    found.push(deed);
                }
            }
        }
        next += 1;
    }
    found.swap_remove(0);
    found
}

/// When a norm is operative and recognised (`docs/semantics.md`, §7).
pub(super) fn operative(sight: &Sight<'_>, norm: NormId) -> Timeline {
    let model = sight.model;
    let n = &model[norm];
    if !sight.recognises(authority_of(model, n.of)) {
        return Timeline::never();
    }
    let mut life = Timeline::always();
    if let Some(from) = n.from {
        life = life.and(&Timeline::from(from));
    }
    if let Some(until) = n.until {
        life = life.and(&Timeline::until(until));
    }
    if let NormOf::Part(part) = n.of {
        let p = sight.part(part);
        let live = p.stands.minus(&p.repealed).minus(&p.suspended);
        let start = model[model[part].act].start();
        let mut enacted = live.and(&Timeline::from(start));
        if let Some(reach) = n.applies_from {
            let early = Timeline::between(reach, start).and_truth(live.at_days(start));
            enacted.add(early);
        }
        life = life.and(&enacted);
    }
    life
}

/// Binds what a trigger says of a deed; one that nobody has done is in no part.
pub(super) fn bind_trigger(
    model: &Model,
    trigger: &Trigger,
    author: ThingId,
    deed: &GroundDeed,
    part: Option<PartId>,
    bound: &mut Bound,
) -> bool {
    let met = trigger.deed.name == deed.name
        && bind_subject(model, trigger.subject, author, bound)
        && bind_all(model.args(trigger.deed.args), &deed.args, bound);
    let part = match (trigger.part, part) {
        (None, _) => true,
        (Some(v), Some(part)) => bind(Arg::Var(v), Arg::Thing(model.called(part)), bound),
        (Some(_), None) => false,
    };
    met && part
        && trigger.orders.iter().all(|&(of, order)| match bound.get(usize::from(of)) {
            Some(&Some(Arg::Thing(thing))) => bind(Arg::Var(order), Arg::Thing(model.order_of(thing)), bound),
            _ => false,
        })
}

/// Binds the author of a deed as a norm's subject.
fn bind_subject(model: &Model, subject: Subject, author: ThingId, bound: &mut Bound) -> bool {
    let mut set = |var: u8, thing: ThingId| bind(Arg::Var(var), Arg::Thing(thing), bound);
    match subject {
        Subject::Var(v) => set(v, author),
        Subject::VarOf(v, of) => set(v, author) && set(of, model[author].root),
        Subject::Under(path) => model.within(author, path),
    }
}

fn bind(pattern: Arg, arg: Arg, bound: &mut Bound) -> bool {
    match pattern {
        Arg::Var(v) => match bound.get_mut(usize::from(v)) {
            Some(slot @ None) => {
                *slot = Some(arg);
                true
            }
            Some(Some(before)) => *before == arg,
            None => false,
        },
        written => written == arg,
    }
}

/// Binds all arguments, or says no.
pub(super) fn bind_all(pattern: &[Arg], args: &[Arg], bound: &mut Bound) -> bool {
    pattern.len() == args.len() && pattern.iter().zip(args).all(|(&p, &a)| bind(p, a, bound))
}

/// What the variables of a norm stand for, as far as what its effect gives says so.
pub(super) fn bound_by(model: &Model, effect: EffectId, args: &[Arg], vars: usize) -> Bound {
    let mut bound: Bound = vec![None; vars];
    if let Some(pattern) = pattern_of(model, effect) {
        bind_all(pattern, args, &mut bound);
    }
    bound
}

/// The arguments of the status or deed that an effect speaks of.
fn pattern_of(model: &Model, effect: EffectId) -> Option<&[Arg]> {
    let args = match &model[effect].does {
        Does::Begins(status) | Does::Ends(status) => status.args,
        Does::Duty { content: Content::That { status, .. }, .. } => status.args,
        Does::Duty { content: Content::Deed(deed), .. } => deed.args,
        _ => return None,
    };
    Some(model.args(args))
}

/// Arguments with their variables filled in; `None` where one is unbound.
pub(super) fn fill(args: &[Arg], bound: &Bound) -> Option<Arc<[Arg]>> {
    args.iter()
        .map(|&a| match a {
            Arg::Var(v) => bound.get(usize::from(v)).copied().flatten(),
            other => Some(other),
        })
        .collect()
}

/// Goes through every way to fill the variables of conditions, day by day; `found` gets each with its days.
pub(super) fn conditions(
    sight: &Sight<'_>,
    all: &[Condition],
    bound: Bound,
    so_far: &Timeline,
    found: &mut dyn FnMut(&Bound, &Timeline),
) {
    // What binds comes first, as in the engine: positive tests of `if`, then of `while`.
    let mut binding: Vec<&Test> = Vec::new();
    for kind in [ConditionKind::If, ConditionKind::While] {
        for condition in all.iter().filter(|c| c.kind == kind) {
            binding.extend(condition.all.iter().filter(|t| matches!(t, Test::Status { not: false, .. })));
        }
    }
    join(sight, &binding, bound, so_far, &mut |bound, life| {
        let mut life = life.clone();
        for condition in all {
            life = life.and(&holds(sight, condition, bound));
        }
        if !life.is_never() {
            found(bound, &life);
        }
    });
}

fn join(
    sight: &Sight<'_>,
    tests: &[&Test],
    bound: Bound,
    so_far: &Timeline,
    found: &mut dyn FnMut(&Bound, &Timeline),
) {
    let Some((Test::Status { status, .. }, rest)) = tests.split_first() else {
        return found(&bound, so_far);
    };
    let args = sight.model.args(status.args);
    if fill(args, &bound).is_some() {
        // Nothing left to bind: the test itself is asked with the others.
        return join(sight, rest, bound, so_far, found);
    }
    for s in sight.statuses(status.name.0) {
        let mut next = bound.clone();
        if bind_all(args, &s.status.args, &mut next) {
            join(sight, rest, next, so_far, found);
        }
    }
}

/// When a condition holds, tested on every day.
pub(super) fn holds(sight: &Sight<'_>, condition: &Condition, bound: &Bound) -> Timeline {
    let all = condition.all.iter().fold(Timeline::always(), |all, test| all.and(&tested(sight, test, bound)));
    if condition.kind == ConditionKind::Unless { all.not() } else { all }
}

/// When one test comes true.
pub(super) fn tested(sight: &Sight<'_>, test: &Test, bound: &Bound) -> Timeline {
    match *test {
        Test::Status { not, status } => {
            let mut life = Timeline::never();
            match fill(sight.model.args(status.args), bound) {
                Some(args) => {
                    if let Some(s) = sight.status(&GroundStatus { name: status.name, args }) {
                        life = s.holds.clone();
                    }
                }
                None => {
                    // A variable that nothing binds: some value will do.
                    for s in sight.statuses(status.name.0) {
                        if bind_all(sight.model.args(status.args), &s.status.args, &mut bound.clone()) {
                            life.add(s.holds.clone());
                        }
                    }
                }
            }
            if not { life.not() } else { life }
        }
        Test::Count { var, status, compare, number } => {
            let mut counted: Vec<(Arg, Timeline)> = Vec::new();
            let args = sight.model.args(status.args);
            let size = args.iter().map(|a| if let Arg::Var(v) = a { usize::from(*v) + 1 } else { 0 });
            let mut free = bound.clone();
            free.resize(size.max().unwrap_or(0).max(bound.len()), None);
            if let Some(slot) = free.get_mut(usize::from(var)) {
                *slot = None;
            }
            for s in sight.statuses(status.name.0) {
                let mut next = free.clone();
                if bind_all(args, &s.status.args, &mut next)
                    && let Some(Some(value)) = next.get(usize::from(var))
                {
                    match counted.iter_mut().find(|(v, _)| v == value) {
                        Some((_, life)) => life.add(s.holds.clone()),
                        None => counted.push((*value, s.holds.clone())),
                    }
                }
            }
            number_life(&counted, compare, number)
        }
    }
}

/// When so many of these are so.
pub(super) fn number_life(counted: &[(Arg, Timeline)], compare: Compare, number: u32) -> Timeline {
    let mut days = Vec::new();
    for (_, life) in counted {
        boundaries(life, &mut days);
    }
    let answers = stretches(days, |day| {
        let at_least = |truth: Truth| counted.iter().filter(|(_, l)| l.at(day) >= truth).count() as u32;
        compared(at_least(Truth::True), at_least(Truth::Undetermined), compare, number)
    });
    let mut life = Timeline::never();
    for (from, until, truth) in answers {
        life.add(Timeline::between(Days::on(from), Days::on(until)).and_truth(truth));
    }
    life
}

/// A comparison of a number known to lie between two.
pub(super) fn compared(least: u32, most: u32, compare: Compare, number: u32) -> Truth {
    let (all, some) = match compare {
        Compare::Less => (most < number, least < number),
        Compare::AtMost => (most <= number, least <= number),
        Compare::AtLeast => (least >= number, most >= number),
        Compare::More => (least > number, most > number),
        Compare::Equal => (least == number && most == number, least <= number && number <= most),
    };
    if all {
        Truth::True
    } else if some {
        Truth::Undetermined
    } else {
        Truth::False
    }
}
