//! Compares the answers of a record before and after a change. Two models number their things differently, so this goes by name.

use rustc_hash::FxHashMap;

use vigente_engine::{
    DutyId, DutyLife, GroundContent, GroundStatus, GroundStatusId, PartLife, Solution, StatusLife, Timeline,
};
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
    now: IndexVec<ThingId, Option<ThingId>>,
    statuses: IndexVec<StatusId, Option<StatusId>>,
    deeds: IndexVec<DeedId, Option<DeedId>>,
    norms: IndexVec<NormId, Option<NormId>>,
    /// By part now: the same part before.
    parts: IndexVec<PartId, Option<PartId>>,
}

/// By name: where the names of one sorted list stand in another.
fn places<T, Id: Idx>(from: &[T], to: &[T], name: impl Fn(&T) -> &str) -> IndexVec<Id, Option<Id>> {
    let mut at = 0;
    from.iter()
        .map(|one| {
            let wanted = name(one);
            while to.get(at).is_some_and(|o| name(o) < wanted) {
                at += 1;
            }
            to.get(at).filter(|o| name(o) == wanted).map(|_| Id::from_usize(at))
        })
        .collect()
}

impl Things {
    fn new(was: &Model, is: &Model) -> Things {
        let now: IndexVec<ThingId, Option<ThingId>> = places(&was.things.raw, &is.things.raw, |t| &t.name);
        let mut before: IndexVec<ThingId, Option<ThingId>> = index_vec![None; is.things.len()];
        for (old, new) in now.iter_enumerated() {
            if let Some(new) = *new {
                before[new] = Some(old);
            }
        }
        let kind_before = |thing: ThingId| before[thing].map(|old| was[old].kind);
        let part_before = |part: &Part| match (part.thing, kind_before(is.called_of(part))?) {
            (Some(_), ThingKind::Part(old)) => Some(old),
            (None, ThingKind::Act(act)) => Some(was[act].parts.start()),
            _ => None,
        };
        let parts = is.parts.iter().map(part_before).collect();
        let norm_of = |norm: &Norm| match is[now[norm.thing]?].kind {
            ThingKind::Norm(norm) => Some(norm),
            _ => None,
        };
        let norms = was.norms.iter().map(norm_of).collect();
        Things {
            statuses: places(&was.statuses, &is.statuses, |s| &s.name),
            deeds: places(&was.deeds, &is.deeds, |d| &d.name),
            norms,
            parts,
            now,
        }
    }

    fn arg(&self, arg: Arg) -> Option<Arg> {
        Some(match arg {
            Arg::Thing(thing) => Arg::Thing(self.now[thing]?),
            Arg::Amount { hundredths, unit: Some(unit) } => {
                Arg::Amount { hundredths, unit: Some(self.now[unit]?) }
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
    effect: usize,
    bearer: Arg,
    args: Vec<Arg>,
    content: ContentKey,
    number: u32,
}

/// What a duty is about, its arguments aside.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum ContentKey {
    Deed(DeedId),
    That { not: bool, status: StatusId },
}

/// What of a record before is what of the record now, by number in the solutions; one of both may be missing.
struct Pairs {
    parts: Vec<Pair<PartId>>,
    statuses: Vec<Pair<GroundStatusId>>,
    duties: Vec<Pair<DutyId>>,
}

/// What it was before, and what it is now.
type Pair<Id> = (Option<Id>, Option<Id>);

impl Pairs {
    fn new(was: Answered<'_>, is: Answered<'_>, things: &Things) -> Pairs {
        Pairs {
            parts: Pairs::parts(was.0, is.0, things),
            statuses: Pairs::statuses(was.1, is.1, things),
            duties: Pairs::duties(was, is, things),
        }
    }

    fn parts(was: &Model, is: &Model, things: &Things) -> Vec<Pair<PartId>> {
        let mut seen: IndexVec<PartId, bool> = index_vec![false; was.parts.len()];
        let mut out = Vec::with_capacity(is.parts.len());
        for now in is.parts.indices() {
            let before = things.parts[now];
            if let Some(before) = before {
                seen[before] = true;
            }
            out.push((before, Some(now)));
        }
        let gone = seen.iter_enumerated().filter(|(_, seen)| !**seen);
        out.extend(gone.map(|(before, _)| (Some(before), None)));
        out
    }

    fn statuses(was: Option<&Solution>, is: Option<&Solution>, things: &Things) -> Vec<Pair<GroundStatusId>> {
        let none = IndexVec::new();
        let now = is.map_or(&none, |is| &is.statuses);
        let mut seen: IndexVec<GroundStatusId, bool> = index_vec![false; now.len()];
        let mut out = Vec::with_capacity(now.len());
        for (before, old) in was.into_iter().flat_map(|was| was.statuses.iter_enumerated()) {
            let key = things.statuses[old.status.name].zip(things.args(&old.status.args));
            let found = key.and_then(|(name, args)| {
                now.binary_search_by(|s| (s.status.name, &*s.status.args).cmp(&(name, &*args))).ok()
            });
            if let Some(at) = found {
                seen[at] = true;
            }
            out.push((Some(before), found));
        }
        let new = seen.iter_enumerated().filter(|(_, seen)| !**seen);
        out.extend(new.map(|(now, _)| (None, Some(now))));
        out
    }

    fn duties(was: Answered<'_>, is: Answered<'_>, things: &Things) -> Vec<Pair<DutyId>> {
        let mut old: FxHashMap<DutyKey, DutyId> = FxHashMap::default();
        let mut out = Vec::new();
        let mut now_of: IndexVec<PartId, Option<PartId>> = index_vec![None; was.0.parts.len()];
        for (now, before) in things.parts.iter_enumerated() {
            if let Some(before) = *before {
                now_of[before] = Some(now);
            }
        }
        for (number, life) in was.1.into_iter().flat_map(|was| was.duties.iter_enumerated()) {
            let part = life.origin.part.map(|p| now_of[p]);
            let norm = life.origin.norm.map(|n| things.norms[n]);
            let key = match (part, norm) {
                (Some(None), _) | (_, Some(None)) => None,
                (part, norm) => key(
                    was.0,
                    life,
                    (part.flatten(), norm.flatten()),
                    |arg| things.arg(arg),
                    |content| {
                        Some(match content {
                            ContentKey::Deed(deed) => ContentKey::Deed(things.deeds[deed]?),
                            ContentKey::That { not, status } => {
                                ContentKey::That { not, status: things.statuses[status]? }
                            }
                        })
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
        for (number, life) in is.1.into_iter().flat_map(|is| is.duties.iter_enumerated()) {
            let origin = (life.origin.part, life.origin.norm);
            let Some(mut own) = key(is.0, life, origin, Some, Some) else { continue };
            let alike = numbers.entry(own.clone()).or_default();
            own.number = *alike;
            *alike += 1;
            out.push((old.remove(&own), Some(number)));
        }
        let mut rest: Vec<DutyId> = old.into_values().collect();
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
        let old = before.and_then(|p| was.1?.parts.get(p)).unwrap_or(&nothing);
        let new = now.and_then(|p| is.1?.parts.get(p)).unwrap_or(&nothing);
        let name = || -> Box<str> {
            match (now, before) {
                (Some(p), _) => is.0.name(is.0.called(p)).into(),
                (None, Some(p)) => was.0.name(was.0.called(p)).into(),
                (None, None) => "".into(),
            }
        };
        put(&|| What::InForce(name()), &old.in_force, &new.in_force);
        put(&|| What::Operative(name()), &old.operative, &new.operative);
    }
    for &(before, now) in &pairs.statuses {
        let old = before.and_then(|s| was.1?.statuses.get(s));
        let new = now.and_then(|s| is.1?.statuses.get(s));
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
        let old = before.and_then(|d| was.1?.duties.get(d));
        let new = now.and_then(|d| is.1?.duties.get(d));
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
    now: impl Fn(ContentKey) -> Option<ContentKey>,
) -> Option<DutyKey> {
    let first = match model[life.origin.effect].owner {
        Owner::Part(p) => model[p].effects.start(),
        Owner::Norm(n) => model[n].effects.start(),
    };
    let (args, content) = match &life.content {
        GroundContent::Deed(deed) => (&deed.args, ContentKey::Deed(deed.name)),
        GroundContent::That { not, status } => {
            (&status.args, ContentKey::That { not: *not, status: status.name })
        }
    };
    let content = now(content)?;
    let args: Option<Vec<Arg>> = args.iter().map(|&a| arg(a)).collect();
    let effect = life.origin.effect.index() - first.index();
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
        Mode::Urges => "urges",
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
