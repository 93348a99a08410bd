//! Why a part, status or duty is as it is on a day, in one line as data.

use crate::answer::{Reason, ReasonKind, State};
use vigente_engine::provenance::{Fate, Trial, TrialKind};
use vigente_engine::{DutyLife, Origin, StatusLife, TitleLife, Truth};
use vigente_model::*;

use crate::names::labels::{self, Naming};
use crate::snapshot::Sight;

fn names<'m>(sight: &Sight<'m>) -> Naming<'m> {
    Naming { model: sight.model }
}

/// A reason that names nobody.
pub(crate) fn bare(kind: ReasonKind) -> Reason {
    Reason { kind, by: None, act: None, norm: None, day: None }
}

/// A reason that is a part's doing.
pub(crate) fn by_part(sight: &Sight<'_>, kind: ReasonKind, part: PartId) -> Reason {
    let names = names(sight);
    let act = names.act_of(part);
    Reason {
        kind,
        by: Some(names.part(part).to_owned()),
        act: Some(names.act(act)),
        norm: None,
        day: labels::days(sight.model.acts[act.index()].made),
    }
}

/// A reason that is an origin's doing.
pub(crate) fn by_origin(sight: &Sight<'_>, kind: ReasonKind, origin: Origin) -> Reason {
    let names = names(sight);
    let mut reason = match origin.part {
        Some(part) => by_part(sight, kind, part),
        None => bare(kind),
    };
    reason.by = Some(names.origin(origin).to_owned());
    reason.norm = origin.norm.map(|n| names.norm(n));
    reason
}

fn on_day(kind: ReasonKind, days: Days) -> Reason {
    Reason { day: labels::days(days), ..bare(kind) }
}

/// Why a part is in the state it is in.
pub(crate) fn of_part(sight: &Sight<'_>, part: PartId, day: Day) -> Reason {
    let model = sight.model;
    let act = &model.acts[model.parts[part.index()].act.index()];
    let state = sight.part_state(part, day);
    let by_attack = |attack: Attack, kind| {
        let mut all = sight.attacks(part).into_iter();
        let works = all.find(|t| t.kind == TrialKind::Attack(attack) && t.works.at(day) == Truth::True);
        works.and_then(|t| t.by.part).map_or_else(|| bare(kind), |by| by_part(sight, kind, by))
    };
    match state {
        State::NotOnRecord => on_day(ReasonKind::NotOnRecord, act.made),
        State::Unrecognised => bare(ReasonKind::Unrecognised),
        State::NotYetMade => on_day(ReasonKind::MadeOn, act.made),
        State::NotYetInEffect => on_day(ReasonKind::TakesEffectOn, act.start()),
        State::Void => Reason { norm: void_norm(sight, part), ..bare(ReasonKind::VoidUnder) },
        State::Annulled => by_attack(Attack::Annuls, ReasonKind::AnnulledBy),
        State::Repealed => by_attack(Attack::Repeals, ReasonKind::RepealedBy),
        State::Suspended => by_attack(Attack::Suspends, ReasonKind::SuspendedBy),
        State::Ended => {
            let spans = sight.part(part).in_force.certain();
            let ended = spans.iter().rev().map(|s| s.1).find(|&end| end <= day);
            Reason { day: ended.and_then(labels::day), ..bare(ReasonKind::EndedOn) }
        }
        State::Undetermined => undetermined(sight, part, day),
        _ => survival(sight, part, day),
    }
}

/// Why a part lives: the attack on it that came nearest, and what became of that.
fn survival(sight: &Sight<'_>, part: PartId, day: Day) -> Reason {
    let mut all = sight.fates(part, day);
    all.retain(|(t, fate)| {
        !matches!(t.kind, TrialKind::Disapplies(_))
            && !matches!(fate, Fate::NotOnRecord | Fate::Works)
            // With hindsight everything is on record; what is made later than the day and works back is told.
            && sight.recognises(t.authority)
    });
    let nearness = |fate: Fate| match fate {
        Fate::Undone(_) => 0,
        Fate::Fell => 1,
        Fate::Blocked(_) => 2,
        Fate::Asleep => 3,
        Fate::LacksRank => 4,
        _ => 5,
    };
    let Some((trial, fate)) = all.iter().min_by_key(|(_, fate)| nearness(*fate)) else {
        return bare(ReasonKind::Unattacked);
    };
    let attacker = trial.by.part.unwrap_or(part);
    match *fate {
        Fate::Undone(by) => by_part(sight, ReasonKind::RestoredBy, by),
        Fate::Blocked(by) => by_part(sight, ReasonKind::UpheldBy, by),
        Fate::Fell | Fate::Asleep => {
            let mut attacks = sight.attacks(attacker).into_iter();
            match attacks.find(|t| t.works.at(day) == Truth::True).and_then(|t| t.by.part) {
                Some(by) => by_part(sight, ReasonKind::AttackFellBy, by),
                None => by_part(sight, ReasonKind::AttackInert, attacker),
            }
        }
        Fate::LacksRank => by_part(sight, ReasonKind::AttackLacksRank, attacker),
        _ => by_part(sight, ReasonKind::AttackInert, attacker),
    }
}

fn undetermined(sight: &Sight<'_>, part: PartId, day: Day) -> Reason {
    let model = sight.model;
    let act = &model.acts[model.parts[part.index()].act.index()];
    let start = act.start();
    if !start.is_exact() && start.lo <= day && day < start.hi {
        return on_day(ReasonKind::DateUnknown, start);
    }
    let open = sight.fates(part, day).into_iter().find(|(_, fate)| *fate == Fate::Open);
    let Some((trial, by)) = open.and_then(|(t, _)| t.by.part.map(|by| (t, by))) else {
        return bare(ReasonKind::DateUnknown);
    };
    let dated = model.acts[model.parts[by.index()].act.index()].made.is_exact();
    let kind = if trial.later == Truth::Undetermined || !dated {
        ReasonKind::DateUnknown
    } else {
        ReasonKind::Circle
    };
    by_part(sight, kind, by)
}

/// The norm that may have kept a part from being born: a `void` norm whose trigger one of its deeds matches.
pub(crate) fn void_norm(sight: &Sight<'_>, part: PartId) -> Option<crate::answer::Named> {
    void_norms(sight, part).first().map(|&n| names(sight).norm(n))
}

/// The `void` norms that met a part, those that void it first.
pub(crate) fn void_norms(sight: &Sight<'_>, part: PartId) -> Vec<NormId> {
    let mut trials = sight.reasons.trials(part);
    trials.sort_by_key(|t| std::cmp::Reverse(t.conditions.certain().len()));
    let norm = |t: &Trial| if let TrialKind::Void(norm) = t.kind { Some(norm) } else { None };
    let mut found: Vec<NormId> = Vec::new();
    for norm in trials.iter().filter_map(norm) {
        if !found.contains(&norm) {
            found.push(norm);
        }
    }
    found
}

/// Why a status holds or does not.
pub(crate) fn of_status(sight: &Sight<'_>, life: &StatusLife, day: Day) -> Reason {
    let holds = life.holds.at(day);
    if holds == Truth::True {
        let carrier = life.titles.iter().find(|t| t.carried.minus(&t.cut).at(day) == Truth::True);
        return match carrier {
            Some(title) => by_origin(sight, ReasonKind::CarriedBy, title.origin),
            None => read_from(sight, life).unwrap_or_else(|| bare(ReasonKind::CarriedBy)),
        };
    }
    if holds == Truth::Undetermined {
        let open = life.titles.iter().find(|t| t.carried.minus(&t.cut).at(day) == Truth::Undetermined);
        return match open {
            Some(title) => by_origin(sight, ReasonKind::DateUnknown, title.origin),
            None => read_from(sight, life).unwrap_or_else(|| bare(ReasonKind::DateUnknown)),
        };
    }
    if let Some(title) = life.titles.iter().find(|t| t.carried.at(day) == Truth::True) {
        return of_cut_title(sight, title, day);
    }
    // The last title that had begun by the day is the one that a reader misses.
    let made = |o: Origin| o.part.map(|p| sight.model.acts[sight.model.parts[p.index()].act.index()].made.lo);
    let mut begun = life.titles.iter().filter(|t| made(t.origin).is_none_or(|m| m <= day));
    match begun.next_back() {
        Some(title) => of_idle_title(sight, title, day),
        None => read_from(sight, life).unwrap_or_else(|| bare(ReasonKind::NoTitle)),
    }
}

/// That another matter decides it.
fn read_from(sight: &Sight<'_>, life: &StatusLife) -> Option<Reason> {
    let (from, _) = life.read.as_ref()?;
    let matter = sight.model.imports[*from as usize].matter.to_string();
    Some(Reason { by: Some(matter), ..bare(ReasonKind::ReadFrom) })
}

fn of_cut_title(sight: &Sight<'_>, title: &TitleLife, day: Day) -> Reason {
    let cut = title.cuts.iter().find(|(_, when)| when.at(day) == Truth::True);
    cut.map_or_else(|| bare(ReasonKind::CutBy), |(origin, _)| by_origin(sight, ReasonKind::CutBy, *origin))
}

/// Why one title comes to nothing on a day: what cut it, what felled its part, or what else it lacks.
pub(crate) fn of_title(sight: &Sight<'_>, title: &TitleLife, day: Day) -> Reason {
    if title.carried.at(day) == Truth::True {
        return of_cut_title(sight, title, day);
    }
    let felled = title.origin.part.map(|p| of_part(sight, p, day));
    let strikes =
        [ReasonKind::AnnulledBy, ReasonKind::RepealedBy, ReasonKind::SuspendedBy, ReasonKind::VoidUnder];
    match felled {
        Some(reason) if strikes.contains(&reason.kind) => reason,
        _ => of_idle_title(sight, title, day),
    }
}

/// Why a title does not carry its status, though the act that could give it is there.
fn of_idle_title(sight: &Sight<'_>, title: &TitleLife, day: Day) -> Reason {
    let origin = title.origin;
    let state = origin.part.map(|p| sight.part_state(p, day));
    if !sight.recognises(title.authority) && origin.norm.is_some() {
        let whose = Some(names(sight).authority(title.authority).name);
        return Reason { by: whose, ..by_origin(sight, ReasonKind::NormsUnrecognised, origin) };
    }
    if !sight.recognises(title.authority) || state == Some(State::Unrecognised) {
        return by_origin(sight, ReasonKind::TitleUnrecognised, origin);
    }
    let spans = title.carried.possible();
    let ended = title.carried.certain().iter().rev().map(|s| s.1).find(|&end| end <= day);
    let next = spans.iter().map(|s| s.0).find(|&start| start > day);
    // Of what a norm gives, only those fell it who count against the norm.
    let fell = matches!(state, Some(State::Annulled | State::Void | State::Repealed | State::Suspended));
    match (ended, next) {
        (Some(end), _) if !fell => {
            Reason { day: labels::day(end), ..by_origin(sight, ReasonKind::EndedOn, origin) }
        }
        (_, Some(start)) => {
            Reason { day: labels::day(start), ..by_origin(sight, ReasonKind::TitleNotYet, origin) }
        }
        _ if fell => by_origin(sight, ReasonKind::TitleFell, origin),
        _ => match origin.norm {
            Some(norm) if !meets(sight, norm, origin) => {
                by_origin(sight, ReasonKind::NormDoesNotApply, origin)
            }
            _ => by_origin(sight, ReasonKind::TitleCondition, origin),
        },
    }
}

/// Whether a norm was operative when its trigger was made.
fn meets(sight: &Sight<'_>, norm: NormId, origin: Origin) -> bool {
    let made = origin.part.map(|p| sight.model.acts[names(sight).act_of(p).index()].made);
    made.is_none_or(|made| sight.reasons.operative(norm).at_days(made) != Truth::False)
}

/// Why a duty binds, yields, sleeps or is gone; `None` where nothing needs to be said.
pub(crate) fn of_duty(sight: &Sight<'_>, duty: &DutyLife, day: Day) -> Option<Reason> {
    match sight.binding(duty, day) {
        State::Unrecognised => Some(bare(ReasonKind::Unrecognised)),
        State::NotOnRecord => Some(bare(ReasonKind::NotOnRecord)),
        State::Yields => {
            let to = duty.yields_to.iter().find(|(_, life)| life.at(day) != Truth::False);
            Some(match to {
                Some((i, _)) => {
                    let origin = sight.solution.duties[*i as usize].origin;
                    by_origin(sight, ReasonKind::YieldsTo, origin)
                }
                None => bare(ReasonKind::YieldsTo),
            })
        }
        State::Binds => {
            let over = duty.contrary.iter().find(|(i, life)| {
                let other = &sight.solution.duties[*i as usize];
                life.at(day) == Truth::True
                    && other.exists.at(day) == Truth::True
                    && other.binds.at(day) == Truth::False
            });
            over.map(|(i, _)| {
                by_origin(sight, ReasonKind::PrevailsOver, sight.solution.duties[*i as usize].origin)
            })
        }
        State::Dormant => {
            let part = duty.origin.part?;
            let asleep = sight.part(part).suspended.at(day) == Truth::True;
            Some(if asleep { of_part(sight, part, day) } else { bare(ReasonKind::ConditionFails) })
        }
        State::Absent => Some(of_absence(sight, duty, day)),
        _ => Some(match duty.start {
            start if !start.is_exact() && start.lo <= day && day < start.hi => {
                on_day(ReasonKind::DateUnknown, start)
            }
            _ => duty.origin.part.map_or(bare(ReasonKind::DateUnknown), |p| undetermined(sight, p, day)),
        }),
    }
}

fn of_absence(sight: &Sight<'_>, duty: &DutyLife, day: Day) -> Reason {
    if day < duty.start.lo {
        return on_day(ReasonKind::TakesEffectOn, duty.start);
    }
    let Some(part) = duty.origin.part else { return bare(ReasonKind::ConditionFails) };
    let life = sight.part(part);
    if life.stands.at(day) == Truth::True && life.repealed.at(day) == Truth::False {
        if let Some(by) = discharging(sight, duty, part, day) {
            return by_part(sight, ReasonKind::DischargedBy, by);
        }
        let ended = duty.there.certain().iter().rev().map(|s| s.1).find(|&end| end <= day);
        return match ended {
            Some(end) => Reason { day: labels::day(end), ..bare(ReasonKind::EndedOn) },
            None => bare(ReasonKind::ConditionFails),
        };
    }
    of_part(sight, part, day)
}

/// The part that discharged a duty, the last where there are several.
fn discharging(sight: &Sight<'_>, duty: &DutyLife, part: PartId, day: Day) -> Option<PartId> {
    let index = sight.duties_at(part).find(|&i| std::ptr::eq(&sight.solution.duties[i], duty))?;
    let strokes = sight.reasons.discharges(index as u32);
    strokes.iter().rev().find(|s| s.works.at(day) == Truth::True)?.by.part
}
