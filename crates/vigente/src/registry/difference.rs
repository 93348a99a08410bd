//! The answers of a record before and after go in, as numbers of two models; what differs comes out, by name.

use rustc_hash::FxHashMap;

use crate::engine::{DutyLife, GroundContent, GroundStatus, PartLife, Solution, Timeline};
use crate::model::*;

/// An answer that is another now, in one viewpoint, with hindsight.
#[derive(Clone, PartialEq, Debug)]
pub struct Difference {
    /// In whose eyes.
    pub viewpoint: Box<str>,
    /// Of what.
    pub of: What,
    /// When it was so.
    pub was: Timeline,
    /// When it is so now.
    pub is: Timeline,
}

/// What an answer is about.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum What {
    /// A part is in force (vigencia), by name.
    InForce(Box<str>),
    /// It is in force and not suspended (eficacia).
    Operative(Box<str>),
    /// A status holds: as in the language.
    Holds(String),
    /// A duty binds: where it comes from, whom it binds to what.
    Binds(String),
    /// A duty to do is overdue.
    Overdue(String),
    /// It is performed, late or in time.
    Performed(String),
    /// A prohibition is broken.
    Broken(String),
    /// A required status is not as required.
    Unkept(String),
    /// A duty is assessed, with the outcome.
    Assessed(String, Outcome),
}

/// What is another in the second than in the first.
pub(super) fn between(was: (&Model, &[Solution]), is: (&Model, &[Solution])) -> Vec<Difference> {
    let mut out = Vec::new();
    let things = Things::new(was.0, is.0);
    for (v, solution) in is.1.iter().enumerate() {
        let name = &is.0.viewpoints[v].name;
        let before = was.0.viewpoint(name).and_then(|v| was.1.get(v.index()));
        let mut compare =
            Comparing { was: (was.0, before), is: (is.0, solution), things: &things, name, out: &mut out };
        compare.parts();
        compare.statuses();
        compare.duties();
    }
    let gone = was.0.viewpoints.iter().enumerate().filter(|(_, v)| is.0.viewpoint(&v.name).is_none());
    let empty = Solution {
        horizon: super::keep::hindsight(0),
        parts: Vec::new(),
        statuses: Vec::new(),
        duties: Vec::new(),
        deeds: Vec::new(),
    };
    for (v, viewpoint) in gone {
        let before = was.1.get(v);
        let mut compare = Comparing {
            was: (was.0, before),
            is: (is.0, &empty),
            things: &things,
            name: &viewpoint.name,
            out: &mut out,
        };
        compare.parts();
        compare.statuses();
        compare.duties();
    }
    out
}

/// The numbers of the things of one model in another. Both are sorted by name.
struct Things {
    /// By thing before: the same thing now.
    now: Vec<Option<ThingId>>,
    statuses: Vec<Option<StatusId>>,
    deeds: Vec<Option<DeedId>>,
    norms: Vec<Option<NormId>>,
    /// By part now: the same part before.
    parts: Vec<Option<PartId>>,
}

/// By name: where the names of one sorted list stand in another.
fn places<T, U>(
    from: &[T],
    to: &[U],
    name: impl Fn(&T) -> &str,
    other: impl Fn(&U) -> &str,
) -> Vec<Option<u32>> {
    let mut at = 0;
    from.iter()
        .map(|one| {
            let wanted = name(one);
            while to.get(at).is_some_and(|o| other(o) < wanted) {
                at += 1;
            }
            to.get(at).filter(|o| other(o) == wanted).map(|_| at as u32)
        })
        .collect()
}

impl Things {
    fn new(was: &Model, is: &Model) -> Things {
        let now: Vec<Option<ThingId>> = places(&was.things, &is.things, |t| &t.name, |t| &t.name)
            .into_iter()
            .map(|at| at.map(ThingId))
            .collect();
        let declared = |from: &[Declared], to: &[Declared]| places(from, to, |d| &d.name, |d| &d.name);
        let parts = is
            .parts
            .iter()
            .map(|part| {
                let name = is.name(part.thing.unwrap_or(is.acts[part.act.index()].thing));
                match (part.thing, was.things[was.thing(name)?.index()].kind) {
                    (Some(_), ThingKind::Part(old)) => Some(old),
                    (None, ThingKind::Act(act)) => Some(PartId(was.acts[act.index()].parts.start)),
                    _ => None,
                }
            })
            .collect();
        let name = |model: &'_ Model, norm: &Norm| model.things[norm.thing.index()].name.clone();
        let norm_of = |norm: &Norm| match is.things[is.thing(&name(was, norm))?.index()].kind {
            ThingKind::Norm(norm) => Some(norm),
            _ => None,
        };
        Things {
            now,
            statuses: declared(&was.statuses, &is.statuses).into_iter().map(|at| at.map(StatusId)).collect(),
            deeds: declared(&was.deeds, &is.deeds).into_iter().map(|at| at.map(DeedId)).collect(),
            norms: was.norms.iter().map(norm_of).collect(),
            parts,
        }
    }

    fn arg(&self, arg: Arg) -> Option<Arg> {
        Some(match arg {
            Arg::Thing(thing) => Arg::Thing(self.now[thing.index()]?),
            Arg::Amount { hundredths, unit: Some(unit) } => {
                Arg::Amount { hundredths, unit: Some(self.now[unit.index()]?) }
            }
            other => other,
        })
    }

    fn args(&self, args: &[Arg]) -> Option<Vec<Arg>> {
        args.iter().map(|&arg| self.arg(arg)).collect()
    }
}

/// What tells one duty from another: where it is from, whom it binds to what, and its number among those alike.
#[derive(PartialEq, Eq, Hash, Clone)]
struct DutyKey {
    part: Option<PartId>,
    norm: Option<NormId>,
    /// The effect, counted from the first of its owner.
    effect: u32,
    bearer: Arg,
    args: Vec<Arg>,
    /// Deed or status, positive or not.
    content: (bool, bool, u32),
    number: u32,
}

struct Comparing<'a, 'o> {
    was: (&'a Model, Option<&'a Solution>),
    is: (&'a Model, &'a Solution),
    things: &'a Things,
    name: &'a str,
    out: &'o mut Vec<Difference>,
}

impl Comparing<'_, '_> {
    fn put(&mut self, of: impl FnOnce() -> What, was: &Timeline, is: &Timeline) {
        if was != is {
            let (was, is) = (was.clone(), is.clone());
            self.out.push(Difference { viewpoint: self.name.into(), of: of(), was, is });
        }
    }

    fn parts(&mut self) {
        let nothing = PartLife::default();
        let mut seen = vec![false; self.was.1.map_or(0, |s| s.parts.len())];
        let (model, now) = self.is;
        for (p, life) in now.parts.iter().enumerate() {
            let before = self.things.parts.get(p).copied().flatten();
            let old = before.and_then(|b| self.was.1?.parts.get(b.index()));
            if let Some(before) = before.filter(|_| old.is_some()) {
                seen[before.index()] = true;
            }
            let old = old.unwrap_or(&nothing);
            let name = || model.name(model.called(PartId(p as u32))).into();
            self.put(|| What::InForce(name()), &old.in_force, &life.in_force);
            self.put(|| What::Operative(name()), &old.operative, &life.operative);
        }
        let Some(was) = self.was.1 else { return };
        for (p, life) in was.parts.iter().enumerate().filter(|(p, _)| !seen[*p]) {
            let name = || self.was.0.name(self.was.0.called(PartId(p as u32))).into();
            let (in_force, operative) = (What::InForce(name()), What::Operative(name()));
            self.put(|| in_force, &life.in_force, &nothing.in_force);
            self.put(|| operative, &life.operative, &nothing.operative);
        }
    }

    fn statuses(&mut self) {
        let never = Timeline::never();
        let (model, now) = self.is;
        let mut seen = vec![false; now.statuses.len()];
        for old in self.was.1.into_iter().flat_map(|was| &was.statuses) {
            let key = self.things.statuses[old.status.name.index()].zip(self.things.args(&old.status.args));
            let found = key.and_then(|(name, args)| {
                now.statuses.binary_search_by(|s| (s.status.name, &*s.status.args).cmp(&(name, &*args))).ok()
            });
            match found {
                Some(at) => {
                    seen[at] = true;
                    let life = &now.statuses[at];
                    self.put(|| What::Holds(status(model, &life.status)), &old.holds, &life.holds);
                }
                None => {
                    let name = status(self.was.0, &old.status);
                    self.put(|| What::Holds(name), &old.holds, &never);
                }
            }
        }
        for (life, _) in now.statuses.iter().zip(&seen).filter(|(_, seen)| !**seen) {
            self.put(|| What::Holds(status(model, &life.status)), &never, &life.holds);
        }
    }

    fn duties(&mut self) {
        let (model, now) = self.is;
        let mut old: FxHashMap<DutyKey, &DutyLife> = FxHashMap::default();
        let mut vanished: Vec<&DutyLife> = Vec::new();
        let before: FxHashMap<PartId, PartId> = {
            let parts = self.things.parts.iter().enumerate();
            parts.filter_map(|(now, was)| Some(((*was)?, PartId(now as u32)))).collect()
        };
        for life in self.was.1.into_iter().flat_map(|was| &was.duties) {
            let part = life.origin.part.map(|p| before.get(&p).copied());
            let norm = life.origin.norm.map(|n| self.things.norms[n.index()]);
            let mapped = |arg| self.things.arg(arg);
            let key = match (part, norm) {
                (Some(None), _) | (_, Some(None)) => None,
                (part, norm) => {
                    key(self.was.0, life, part.flatten(), norm.flatten(), mapped, |name, deed| match deed {
                        true => self.things.deeds[name as usize].map(|d| d.0),
                        false => self.things.statuses[name as usize].map(|s| s.0),
                    })
                }
            };
            match key {
                Some(mut key) => {
                    while old.contains_key(&key) {
                        key.number += 1;
                    }
                    old.insert(key, life);
                }
                None => vanished.push(life),
            }
        }
        let mut numbers: FxHashMap<DutyKey, u32> = FxHashMap::default();
        for life in &now.duties {
            let own = key(model, life, life.origin.part, life.origin.norm, Some, |name, _| Some(name));
            let Some(mut own) = own else { continue };
            let number = numbers.entry(own.clone()).or_default();
            own.number = *number;
            *number += 1;
            let other = old.remove(&own);
            self.duty(model, other, Some(life));
        }
        let mut rest: Vec<&DutyLife> = old.into_values().chain(vanished).collect();
        rest.sort_by_key(|life| (life.origin, life.bearer));
        for life in rest {
            self.duty(self.was.0, Some(life), None);
        }
    }

    fn duty(&mut self, model: &Model, was: Option<&DutyLife>, is: Option<&DutyLife>) {
        let never = Timeline::never();
        let Some(any) = is.or(was) else { return };
        let text = || duty(model, any);
        let of = |life: Option<&DutyLife>, line: fn(&DutyLife) -> Timeline| {
            life.map_or_else(Timeline::never, line)
        };
        self.put(|| What::Binds(text()), was.map_or(&never, |d| &d.binds), is.map_or(&never, |d| &d.binds));
        self.put(
            || What::Broken(text()),
            was.map_or(&never, |d| &d.broken),
            is.map_or(&never, |d| &d.broken),
        );
        self.put(
            || What::Unkept(text()),
            was.map_or(&never, |d| &d.unkept),
            is.map_or(&never, |d| &d.unkept),
        );
        if was.map(|d| &d.occurrences) != is.map(|d| &d.occurrences) {
            self.put(|| What::Overdue(text()), &of(was, overdue), &of(is, overdue));
            self.put(|| What::Performed(text()), &of(was, performed), &of(is, performed));
        }
        for outcome in [Outcome::Fulfilled, Outcome::Partly, Outcome::Breached] {
            let assessed = |life: Option<&DutyLife>| {
                let found = life.and_then(|d| d.assessed.iter().find(|(o, _)| *o == outcome));
                found.map_or_else(Timeline::never, |(_, when)| when.clone())
            };
            self.put(|| What::Assessed(text(), outcome), &assessed(was), &assessed(is));
        }
    }
}

fn overdue(life: &DutyLife) -> Timeline {
    life.occurrences.iter().fold(Timeline::never(), |all, o| all.or(&o.overdue))
}

fn performed(life: &DutyLife) -> Timeline {
    life.occurrences.iter().fold(Timeline::never(), |all, o| all.or(&o.served))
}

/// The key of a duty in the numbers of the model now.
fn key(
    model: &Model,
    life: &DutyLife,
    part: Option<PartId>,
    norm: Option<NormId>,
    arg: impl Fn(Arg) -> Option<Arg>,
    name: impl Fn(u32, bool) -> Option<u32>,
) -> Option<DutyKey> {
    let first = match model.effects[life.origin.effect.index()].owner {
        Owner::Part(p) => model.parts[p.index()].effects.start,
        Owner::Norm(n) => model.norms[n.index()].effects.start,
    };
    let (args, content) = match &life.content {
        GroundContent::Deed(deed) => (&deed.args, (true, false, name(deed.name.0, true)?)),
        GroundContent::That { not, status } => (&status.args, (false, *not, name(status.name.0, false)?)),
    };
    let args: Option<Vec<Arg>> = args.iter().map(|&a| arg(a)).collect();
    let effect = life.origin.effect.0 - first;
    Some(DutyKey { part, norm, effect, bearer: arg(life.bearer)?, args: args?, content, number: 0 })
}

fn status(model: &Model, status: &GroundStatus) -> String {
    call(model, &model.statuses[status.name.index()].name, &status.args)
}

fn call(model: &Model, name: &str, args: &[Arg]) -> String {
    let args: Vec<String> = args.iter().map(|&a| named(model, a)).collect();
    format!("{name}({})", args.join(", "))
}

fn named(model: &Model, arg: Arg) -> String {
    match arg {
        Arg::Thing(thing) => model.name(thing).to_owned(),
        Arg::Var(v) => format!("?{v}"),
        Arg::Amount { hundredths, unit } => {
            let unit = unit.map(|u| format!(" {}", model.name(u))).unwrap_or_default();
            let (whole, rest) = (hundredths / 100, (hundredths % 100).abs());
            if rest == 0 { format!("{whole}{unit}") } else { format!("{whole}.{rest:02}{unit}") }
        }
    }
}

/// A duty as text: `order.report: requires PE to report(IA.Court)`.
fn duty(model: &Model, life: &DutyLife) -> String {
    let from = match (life.origin.part, life.origin.norm) {
        (Some(part), Some(norm)) => {
            format!(
                "{} under {}",
                model.name(model.called(part)),
                model.name(model.norms[norm.index()].thing)
            )
        }
        (Some(part), None) => model.name(model.called(part)).to_owned(),
        (None, norm) => norm.map(|n| model.name(model.norms[n.index()].thing).to_owned()).unwrap_or_default(),
    };
    let verb = match life.mode {
        Mode::Requires => "requires",
        Mode::Forbids => "forbids",
        Mode::Permits => "permits",
    };
    let bearer = named(model, life.bearer);
    match &life.content {
        GroundContent::Deed(deed) => {
            format!(
                "{from}: {verb} {bearer} to {}",
                call(model, &model.deeds[deed.name.index()].name, &deed.args)
            )
        }
        GroundContent::That { not, status: s } => {
            format!("{from}: {verb} {bearer} that {}{}", if *not { "not " } else { "" }, status(model, s))
        }
    }
}
