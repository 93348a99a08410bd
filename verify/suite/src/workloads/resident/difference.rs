//! Compares the answers of a record before and after a change. Two models number their things differently, so this goes by name.

use rustc_hash::FxHashMap;

use vigente_engine::{DutyLife, GroundContent, GroundStatus, PartLife, Solution, StatusLife, Timeline};
use vigente_model::*;

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
    // In all solutions of one plan everything has the same number: what is paired is paired once.
    let pairs = Pairs::new((was.0, was.1.first()), (is.0, is.1.first()), &things);
    for (v, solution) in is.1.iter().enumerate() {
        let name = &is.0.viewpoints[v].name;
        let before = was.0.viewpoint(name).and_then(|v| was.1.get(v.index()));
        compare((was.0, before), (is.0, Some(solution)), &pairs, name, &mut out);
    }
    let gone = was.0.viewpoints.iter().enumerate().filter(|(_, v)| is.0.viewpoint(&v.name).is_none());
    for (v, viewpoint) in gone {
        compare((was.0, was.1.get(v)), (is.0, None), &pairs, &viewpoint.name, &mut out);
    }
    out
}

/// A record, and its answers in one viewpoint, if it has that viewpoint.
type Answered<'a> = (&'a Model, Option<&'a Solution>);

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
        let mut before: Vec<Option<ThingId>> = vec![None; is.things.len()];
        for (old, new) in now.iter().enumerate() {
            if let Some(new) = new {
                before[new.index()] = Some(ThingId(old as u32));
            }
        }
        let kind_before = |thing: ThingId| before[thing.index()].map(|old| was.things[old.index()].kind);
        let part_before = |part: &Part| match (part.thing, kind_before(is.called_of(part))?) {
            (Some(_), ThingKind::Part(old)) => Some(old),
            (None, ThingKind::Act(act)) => Some(PartId(was.acts[act.index()].parts.start)),
            _ => None,
        };
        let parts = is.parts.iter().map(part_before).collect();
        let norm_of = |norm: &Norm| match is.things[now[norm.thing.index()]?.index()].kind {
            ThingKind::Norm(norm) => Some(norm),
            _ => None,
        };
        let norms = was.norms.iter().map(norm_of).collect();
        Things {
            statuses: declared(&was.statuses, &is.statuses).into_iter().map(|at| at.map(StatusId)).collect(),
            deeds: declared(&was.deeds, &is.deeds).into_iter().map(|at| at.map(DeedId)).collect(),
            norms,
            parts,
            now,
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

/// What of a record before is what of the record now, by number in the solutions; one of both may be missing.
struct Pairs {
    parts: Vec<(Option<u32>, Option<u32>)>,
    statuses: Vec<(Option<u32>, Option<u32>)>,
    duties: Vec<(Option<u32>, Option<u32>)>,
}

impl Pairs {
    fn new(was: Answered<'_>, is: Answered<'_>, things: &Things) -> Pairs {
        Pairs {
            parts: Pairs::parts(was.0, is.0, things),
            statuses: Pairs::statuses(was.1, is.1, things),
            duties: Pairs::duties(was, is, things),
        }
    }

    fn parts(was: &Model, is: &Model, things: &Things) -> Vec<(Option<u32>, Option<u32>)> {
        let mut seen = vec![false; was.parts.len()];
        let mut out = Vec::with_capacity(is.parts.len());
        for now in 0..is.parts.len() as u32 {
            let before = things.parts[now as usize].map(|p| p.0);
            if let Some(before) = before {
                seen[before as usize] = true;
            }
            out.push((before, Some(now)));
        }
        out.extend((0u32..).zip(&seen).filter(|(_, seen)| !**seen).map(|(before, _)| (Some(before), None)));
        out
    }

    fn statuses(
        was: Option<&Solution>,
        is: Option<&Solution>,
        things: &Things,
    ) -> Vec<(Option<u32>, Option<u32>)> {
        let now = is.map_or(&[][..], |is| &is.statuses);
        let mut seen = vec![false; now.len()];
        let mut out = Vec::with_capacity(now.len());
        for (before, old) in (0u32..).zip(was.into_iter().flat_map(|was| &was.statuses)) {
            let key = things.statuses[old.status.name.index()].zip(things.args(&old.status.args));
            let found = key.and_then(|(name, args)| {
                now.binary_search_by(|s| (s.status.name, &*s.status.args).cmp(&(name, &*args))).ok()
            });
            if let Some(at) = found {
                seen[at] = true;
            }
            out.push((Some(before), found.map(|at| at as u32)));
        }
        out.extend((0u32..).zip(&seen).filter(|(_, seen)| !**seen).map(|(now, _)| (None, Some(now))));
        out
    }

    fn duties(was: Answered<'_>, is: Answered<'_>, things: &Things) -> Vec<(Option<u32>, Option<u32>)> {
        let mut old: FxHashMap<DutyKey, u32> = FxHashMap::default();
        let mut out = Vec::new();
        let mut now_of: Vec<Option<PartId>> = vec![None; was.0.parts.len()];
        for (now, before) in (0u32..).zip(&things.parts) {
            if let Some(before) = before {
                now_of[before.index()] = Some(PartId(now));
            }
        }
        for (number, life) in (0u32..).zip(was.1.into_iter().flat_map(|was| &was.duties)) {
            let part = life.origin.part.map(|p| now_of[p.index()]);
            let norm = life.origin.norm.map(|n| things.norms[n.index()]);
            let key = match (part, norm) {
                (Some(None), _) | (_, Some(None)) => None,
                (part, norm) => key(
                    was.0,
                    life,
                    (part.flatten(), norm.flatten()),
                    |arg| things.arg(arg),
                    |name, deed| match deed {
                        true => things.deeds[name as usize].map(|d| d.0),
                        false => things.statuses[name as usize].map(|s| s.0),
                    },
                ),
            };
            let Some(mut key) = key else {
                out.push((Some(number), None));
                continue;
            };
            while old.contains_key(&key) {
                key.number += 1;
            }
            old.insert(key, number);
        }
        let mut numbers: FxHashMap<DutyKey, u32> = FxHashMap::default();
        for (number, life) in (0u32..).zip(is.1.into_iter().flat_map(|is| &is.duties)) {
            let origin = (life.origin.part, life.origin.norm);
            let Some(mut own) = key(is.0, life, origin, Some, |name, _| Some(name)) else { continue };
            let alike = numbers.entry(own.clone()).or_default();
            own.number = *alike;
            *alike += 1;
            out.push((old.remove(&own), Some(number)));
        }
        let mut rest: Vec<u32> = old.into_values().collect();
        rest.sort_unstable();
        out.extend(rest.into_iter().map(|number| (Some(number), None)));
        out
    }
}

fn compare(was: Answered<'_>, is: Answered<'_>, pairs: &Pairs, name: &str, out: &mut Vec<Difference>) {
    let never = Timeline::never();
    let mut put = |of: &dyn Fn() -> What, was: &Timeline, is: &Timeline| {
        if was != is {
            let (was, is) = (was.clone(), is.clone());
            out.push(Difference { viewpoint: name.into(), of: of(), was, is });
        }
    };
    let nothing = PartLife::default();
    for &(before, now) in &pairs.parts {
        let old = before.and_then(|p| was.1?.parts.get(p as usize)).unwrap_or(&nothing);
        let new = now.and_then(|p| is.1?.parts.get(p as usize)).unwrap_or(&nothing);
        let name = || -> Box<str> {
            match (now, before) {
                (Some(p), _) => is.0.name(is.0.called(PartId(p))).into(),
                (None, p) => was.0.name(was.0.called(PartId(p.unwrap_or_default()))).into(),
            }
        };
        put(&|| What::InForce(name()), &old.in_force, &new.in_force);
        put(&|| What::Operative(name()), &old.operative, &new.operative);
    }
    for &(before, now) in &pairs.statuses {
        let old = before.and_then(|s| was.1?.statuses.get(s as usize));
        let new = now.and_then(|s| is.1?.statuses.get(s as usize));
        let name = || match (new, old) {
            (Some(new), _) => status(is.0, &new.status),
            (None, Some(old)) => status(was.0, &old.status),
            (None, None) => String::new(),
        };
        let holds = |life: Option<&StatusLife>| life.map_or(never.clone(), |s| s.holds.clone());
        if old.map(|s| &s.holds) != new.map(|s| &s.holds) {
            put(&|| What::Holds(name()), &holds(old), &holds(new));
        }
    }
    for &(before, now) in &pairs.duties {
        let old = before.and_then(|d| was.1?.duties.get(d as usize));
        let new = now.and_then(|d| is.1?.duties.get(d as usize));
        if old == new {
            continue;
        }
        let text = || match (new, old) {
            (Some(new), _) => duty(is.0, new),
            (None, Some(old)) => duty(was.0, old),
            (None, None) => String::new(),
        };
        let line =
            |life: Option<&DutyLife>, of: fn(&DutyLife) -> Timeline| life.map_or(Timeline::never(), of);
        put(&|| What::Binds(text()), &line(old, |d| d.binds.clone()), &line(new, |d| d.binds.clone()));
        put(&|| What::Broken(text()), &line(old, |d| d.broken.clone()), &line(new, |d| d.broken.clone()));
        put(&|| What::Unkept(text()), &line(old, |d| d.unkept.clone()), &line(new, |d| d.unkept.clone()));
        put(&|| What::Overdue(text()), &line(old, overdue), &line(new, overdue));
        put(&|| What::Performed(text()), &line(old, performed), &line(new, performed));
        for outcome in [Outcome::Fulfilled, Outcome::Partly, Outcome::Breached] {
            let assessed = |life: Option<&DutyLife>| {
                let found = life.and_then(|d| d.assessed.iter().find(|(o, _)| *o == outcome));
                found.map_or_else(Timeline::never, |(_, when)| when.clone())
            };
            put(&|| What::Assessed(text(), outcome), &assessed(old), &assessed(new));
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
    (part, norm): (Option<PartId>, Option<NormId>),
    arg: impl Fn(Arg) -> Option<Arg>,
    name: impl Fn(u32, bool) -> Option<u32>,
) -> Option<DutyKey> {
    let first = match model[life.origin.effect].owner {
        Owner::Part(p) => model[p].effects.start,
        Owner::Norm(n) => model[n].effects.start,
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
    call(model, &model[status.name].name, &status.args)
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
            format!("{} under {}", model.name(model.called(part)), model.name(model[norm].thing))
        }
        (Some(part), None) => model.name(model.called(part)).to_owned(),
        (None, norm) => norm.map(|n| model.name(model[n].thing).to_owned()).unwrap_or_default(),
    };
    let verb = match life.mode {
        Mode::Requires => "requires",
        Mode::Forbids => "forbids",
        Mode::Permits => "permits",
    };
    let bearer = named(model, life.bearer);
    match &life.content {
        GroundContent::Deed(deed) => {
            format!("{from}: {verb} {bearer} to {}", call(model, &model[deed.name].name, &deed.args))
        }
        GroundContent::That { not, status: s } => {
            format!("{from}: {verb} {bearer} that {}{}", if *not { "not " } else { "" }, status(model, s))
        }
    }
}
