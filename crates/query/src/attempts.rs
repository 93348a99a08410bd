//! A part and a day go in; every attack that was tried on it, and what became of that, come out.
//!
//! The engine says *whether* a part stands; this says *why*, reading the same equations (`docs/semantics.md`, §5) off
//! the solution on one day.

use vigente_engine::{Authority, Truth};
use vigente_model::*;

use super::counting;
use super::order::before;
use super::sight::Sight;

/// An attack on a part.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Attempt {
    /// The part that carries it.
    pub(super) by: PartId,
    /// The effect, its own or that of the act it upholds.
    pub(super) effect: EffectId,
    /// Whose effect it was, if it is a copy.
    pub(super) copied_from: Option<PartId>,
    /// How it attacks.
    pub(super) kind: Kind,
    /// What became of it.
    pub(super) fate: Fate,
}

/// Ways of attacking.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Annuls,
    Repeals,
    Suspends,
    /// Only where somebody is concerned.
    Disapplies(ThingId),
}

/// What became of an attack on the day asked about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Fate {
    /// It works.
    Works,
    /// Its act is not on the record, as asked.
    NotOnRecord,
    /// Its act does not come after what it attacks.
    OutOfOrder,
    /// Its author does not prevail.
    LacksRank,
    /// One of its conditions does not hold.
    Condition,
    /// A support that its author does not prevail over.
    Blocked(PartId),
    /// Its own part does not stand.
    Fell,
    /// Its own part is suspended (or, of what goes on, repealed).
    Asleep,
    /// It is not yet, or no more, at work.
    OutOfTime,
    /// A restoration has undone it.
    Undone(PartId),
    /// The record does not decide.
    Open,
}

fn act_of(model: &Model, part: PartId) -> ActId {
    model.parts[part.index()].act
}

fn author(model: &Model, part: PartId) -> Authority {
    Authority::Organ(model.acts[act_of(model, part).index()].author)
}

/// Every attack on a part, by the day of its act, then by part.
pub(super) fn on(sight: &Sight<'_>, part: PartId, day: Day) -> Vec<Attempt> {
    let mut found = Vec::new();
    for effect in sight.touching().of(part) {
        let Owner::Part(by) = sight.model.effects[effect.index()].owner else { continue };
        let kind = match sight.model.effects[effect.index()].does {
            Does::Attack(Attack::Annuls, _) => Kind::Annuls,
            Does::Attack(Attack::Repeals, _) => Kind::Repeals,
            Does::Attack(Attack::Suspends, _) => Kind::Suspends,
            Does::Disapplies { to, .. } => Kind::Disapplies(to),
            _ => continue,
        };
        for (carrier, copied_from) in carriers(sight, by) {
            let mut attempt = Attempt { by: carrier, effect, copied_from, kind, fate: Fate::Open };
            attempt.fate = fate(sight, part, &attempt, day);
            found.push(attempt);
        }
    }
    let made = |p: PartId| sight.model.acts[act_of(sight.model, p).index()].made;
    found.sort_by_key(|a| (made(a.by), a.by, a.effect));
    found
}

/// The part that carries an effect, and those that carry a copy by upholding it.
fn carriers(sight: &Sight<'_>, original: PartId) -> Vec<(PartId, Option<PartId>)> {
    let model = sight.model;
    let mut all = vec![(original, None)];
    let mut next = 0;
    while let Some(&(upheld, _)) = all.get(next) {
        for effect in sight.touching().of(upheld) {
            let Owner::Part(by) = model.effects[effect.index()].owner else { continue };
            if matches!(model.effects[effect.index()].does, Does::Upholds(_))
                && !all.iter().any(|a| a.0 == by)
            {
                all.push((by, Some(original)));
            }
        }
        next += 1;
    }
    all
}

fn fate(sight: &Sight<'_>, target: PartId, attempt: &Attempt, day: Day) -> Fate {
    let model = sight.model;
    let by = sight.part(attempt.by);
    let (theirs, ours) = (act_of(model, attempt.by), act_of(model, target));
    let mut open = false;
    // The first thing that is false decides; what is undetermined leaves it open.
    let mut fails = |truth: Truth| {
        open |= truth == Truth::Undetermined;
        truth == Truth::False
    };
    if fails(by.included.at(day)) {
        return Fate::NotOnRecord;
    }
    if fails(before(model, ours, theirs)) {
        return Fate::OutOfOrder;
    }
    if !sight.ranks.prevails(author(model, attempt.by), author(model, target)) {
        return Fate::LacksRank;
    }
    if fails(conditions(sight, attempt, day)) {
        return Fate::Condition;
    }
    if let Some(support) = blocking(sight, target, attempt, day) {
        return Fate::Blocked(support);
    }
    if fails(by.stands.at(day)) {
        return Fate::Fell;
    }
    let mut asleep = by.suspended.at(day);
    if matches!(attempt.kind, Kind::Suspends) {
        asleep = asleep.or(by.repealed.at(day));
    }
    if fails(asleep.not()) {
        return Fate::Asleep;
    }
    if let Some(restoration) = undoing(sight, target, attempt, day) {
        return Fate::Undone(restoration);
    }
    if fails(in_time(sight, attempt, day)) {
        return Fate::OutOfTime;
    }
    if open { Fate::Open } else { Fate::Works }
}

fn conditions(sight: &Sight<'_>, attempt: &Attempt, day: Day) -> Truth {
    let effect = &sight.model.effects[attempt.effect.index()];
    let Some(timing) = &effect.timing else { return Truth::True };
    let owner = attempt.copied_from.unwrap_or(attempt.by);
    let made = sight.model.acts[act_of(sight.model, owner).index()].made;
    timing.conditions.iter().fold(Truth::True, |all, condition| {
        let life = counting::holds(sight, condition, &Vec::new());
        all.and(if condition.kind == ConditionKind::If { life.at_days(made) } else { life.at(day) })
    })
}

/// A support of the target that the attacker does not prevail over.
fn blocking(sight: &Sight<'_>, target: PartId, attempt: &Attempt, day: Day) -> Option<PartId> {
    let model = sight.model;
    let touching = sight.touching();
    let owner = |e: EffectId| match model.effects[e.index()].owner {
        Owner::Part(part) => Some(part),
        Owner::Norm(_) => None,
    };
    let mut supports: Vec<PartId> = Vec::new();
    for e in touching.of(target) {
        let Some(by) = owner(e) else { continue };
        match model.effects[e.index()].does {
            Does::Upholds(_) | Does::Restores(_) => supports.push(by),
            Does::Attack(..) | Does::Disapplies { .. } => {
                let annuls = touching.of(by).filter(|&other| {
                    matches!(model.effects[other.index()].does, Does::Attack(Attack::Annuls, _))
                });
                supports.extend(annuls.filter_map(owner));
            }
            _ => {}
        }
    }
    supports.into_iter().find(|&s| {
        let life = sight.part(s);
        life.recognised
            && life.included.at(day) == Truth::True
            && before(model, act_of(model, s), act_of(model, attempt.by)) == Truth::True
            && !sight.ranks.prevails(author(model, attempt.by), author(model, s))
            && life.stands.at(day) == Truth::True
    })
}

/// A restoration that undoes the attack.
fn undoing(sight: &Sight<'_>, target: PartId, attempt: &Attempt, day: Day) -> Option<PartId> {
    let model = sight.model;
    sight.touching().of(target).find_map(|e| {
        let effect = &model.effects[e.index()];
        let (Does::Restores(_), Owner::Part(k)) = (&effect.does, effect.owner) else { return None };
        let life = sight.part(k);
        let (theirs, mine) = (act_of(model, attempt.by), act_of(model, k));
        let follows = theirs == mine || before(model, theirs, mine) == Truth::True;
        let restoration =
            Attempt { by: k, effect: e, copied_from: None, kind: attempt.kind, fate: Fate::Open };
        let works = life.included.at(day) == Truth::True
            && follows
            && sight.ranks.prevails(author(model, k), author(model, attempt.by))
            && life.stands.at(day) == Truth::True
            && life.suspended.at(day) != Truth::True
            && conditions(sight, &restoration, day) == Truth::True
            && in_time(sight, &restoration, day) == Truth::True;
        works.then_some(k)
    })
}

/// Whether an attack (or a restoration of such) is at work on the day by its own dates.
fn in_time(sight: &Sight<'_>, attempt: &Attempt, day: Day) -> Truth {
    let model = sight.model;
    let owner = attempt.copied_from.unwrap_or(attempt.by);
    let act = &model.acts[act_of(model, owner).index()];
    let timing = model.effects[attempt.effect.index()].timing.as_deref();
    let from = timing.and_then(|t| t.from).map(|m| match m {
        Moment::Date(date) => date,
        Moment::Act(a) => model.acts[a.index()].made,
        Moment::Now => act.made,
    });
    let after = timing.and_then(|t| t.after).map(|(delay, anchor)| start_after(model, act, delay, anchor));
    let written = match (from, after) {
        (Some(a), Some(b)) => Some(Days { lo: a.lo.max(b.lo), hi: a.hi.max(b.hi) }),
        (a, b) => a.or(b),
    };
    let end = match timing.and_then(|t| t.until) {
        Some(Moment::Date(date)) => date,
        Some(Moment::Act(a)) => {
            let first = PartId(model.acts[a.index()].parts.start);
            match sight.part(first).included.at(day) {
                Truth::False => Days::on(Day::MAX),
                _ => model.acts[a.index()].made,
            }
        }
        Some(Moment::Now) | None => Days::on(Day::MAX),
    };
    let ended = Truth::reached(day, end);
    if matches!(attempt.kind, Kind::Annuls | Kind::Disapplies(_)) {
        let begun = written.map_or(Truth::True, |w| Truth::reached(day, w));
        let waiting = match act.effective {
            Some(effective) => Truth::reached(day, act.made).and(Truth::reached(day, effective).not()),
            None => Truth::False,
        };
        begun.and(ended.not()).and(waiting.not())
    } else {
        Truth::reached(day, written.unwrap_or(act.start())).and(ended.not())
    }
}

fn start_after(model: &Model, act: &Act, delay: Delay, anchor: Anchor) -> Days {
    let open = Days { lo: act.made.lo, hi: Day::MAX };
    let day = match anchor {
        Anchor::Act(which, of) => {
            let of = of.map_or(act, |a| &model.acts[a.index()]);
            match which {
                ActDay::Made => Some(of.made),
                ActDay::Notified => of.notified,
                ActDay::Published => of.published,
                ActDay::Effect => Some(of.start()),
            }
        }
        // Rare on attacks; the engine decides, and the reason leaves it open.
        Anchor::Deadline(_) | Anchor::First(_) => None,
    };
    day.map_or(open, |d| d.map(|d| d.plus(delay)))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::Session;
    use vigente_engine::provenance::TrialKind;
    use vigente_resolve::resolve_text;

    /// The reasons told are those of the engine: an attack works here on the days on which it works there.
    #[test]
    fn agrees_with_the_engine() {
        let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases");
        let (mut compared, mut working) = (0, 0);
        let mut files: Vec<_> =
            std::fs::read_dir(cases).expect("the cases").map(|e| e.expect("an entry").path()).collect();
        files.sort();
        for file in files.iter().filter(|f| f.extension().is_some_and(|e| e == "vig")) {
            let text = std::fs::read_to_string(file).expect("a case");
            let model = resolve_text(&text).model;
            let session = Session::new(&model);
            let mut days: Vec<Day> =
                model.acts.iter().flat_map(|a| [a.made.lo, a.made.hi, a.start().hi]).collect();
            days.extend(model.expectations.iter().map(|e| e.on.lo));
            days.retain(|d| d.date().is_some());
            days.sort_unstable();
            days.dedup();
            for viewpoint in session.all_viewpoints() {
                let sight = session.sight(viewpoint, None, None, Day::MIN);
                let reasons = session.shared.plan.reasons(sight.solution.horizon);
                for part in (0..model.parts.len() as u32).map(PartId) {
                    let trials = reasons.trials(part);
                    for &day in &days {
                        for attempt in on(&sight, part, day) {
                            let trial = trials.iter().find(|t| {
                                !matches!(t.kind, TrialKind::Void(_))
                                    && t.by.part == Some(attempt.by)
                                    && t.by.effect == attempt.effect
                            });
                            let works = trial.is_some_and(|t| t.works.at(day) == Truth::True);
                            let name = file.file_name().unwrap_or_default().to_string_lossy();
                            assert_eq!(
                                attempt.fate == Fate::Works,
                                works,
                                "{name}, {} on {} on {day}: {attempt:?} against {trial:?}",
                                model.viewpoints[viewpoint.index()].name,
                                model.name(model.acts[act_of(&model, part).index()].thing),
                            );
                            compared += 1;
                            working += usize::from(works);
                        }
                    }
                }
            }
        }
        assert!(compared > 500 && working > 50, "{compared} compared, {working} working: too few to tell");
    }
}
