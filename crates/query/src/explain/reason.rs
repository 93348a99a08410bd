//! Why a part, status or duty is as it is on a day, in one line as data.

use crate::answer::{Reason, ReasonKind, State};
use vigente_engine::provenance::{Carrier, Fate, Life, Trial, TrialKind};
use vigente_engine::{Authority, DeedLife, DutyLife, GroundStatus, Origin, StatusLife, Timeline, Truth};
use vigente_model::*;

use crate::duties::list;
use crate::names::labels::{self, Labels};
use crate::snapshot::{Snapshot, performance};

fn names<'m>(snapshot: &Snapshot<'m>) -> Labels<'m> {
    Labels { model: snapshot.model }
}

/// A reason that names nobody.
pub(crate) fn bare(kind: ReasonKind) -> Reason {
    Reason { kind, by: None, act: None, norm: None, day: None }
}

/// A reason that is a part's doing.
pub(crate) fn by_part(snapshot: &Snapshot<'_>, kind: ReasonKind, part: PartId) -> Reason {
    let names = names(snapshot);
    let act = names.act_of(part);
    Reason {
        kind,
        by: Some(names.part(part).to_owned()),
        act: Some(names.act(act)),
        norm: None,
        day: labels::days(snapshot.model.acts[act].made),
    }
}

/// A reason that is an origin's doing.
pub(crate) fn by_origin(snapshot: &Snapshot<'_>, kind: ReasonKind, origin: Origin) -> Reason {
    let names = names(snapshot);
    let mut reason = match origin.part {
        Some(part) => by_part(snapshot, kind, part),
        None => bare(kind),
    };
    reason.by = Some(names.origin(origin).to_owned());
    reason.norm = origin.norm.map(|n| names.norm(n));
    reason
}

/// A reason that is a duty's doing.
pub(crate) fn by_duty(snapshot: &Snapshot<'_>, kind: ReasonKind, origin: Origin) -> Reason {
    let by = Some(names(snapshot).duty_name(origin).to_owned());
    Reason { by, ..by_origin(snapshot, kind, origin) }
}

fn on_day(kind: ReasonKind, days: Days) -> Reason {
    Reason { day: labels::days(days), ..bare(kind) }
}

/// Why a part is in the state it is in.
pub(crate) fn of_part(snapshot: &Snapshot<'_>, part: PartId, day: Day) -> Reason {
    let model = snapshot.model;
    let act = &model.acts[model.parts[part].act];
    let state = snapshot.part_state(part, day);
    let by_attack = |attack: Attack, kind| {
        let by = attacker(snapshot, part, attack, day);
        by.map_or_else(|| bare(kind), |by| by_part(snapshot, kind, by))
    };
    match state {
        State::NotOnRecord => on_day(ReasonKind::NotOnRecord, act.made),
        State::Unrecognised => bare(ReasonKind::Unrecognised),
        State::NotYetMade => on_day(ReasonKind::MadeOn, act.made),
        State::NotYetInEffect => on_day(ReasonKind::TakesEffectOn, act.start()),
        State::Void => Reason { norm: void_norm(snapshot, part), ..bare(ReasonKind::VoidUnder) },
        State::Annulled => by_attack(Attack::Annuls, ReasonKind::AnnulledBy),
        State::Disapplied => by_attack(Attack::Annuls, ReasonKind::DisappliedBy),
        State::Repealed => by_attack(Attack::Repeals, ReasonKind::RepealedBy),
        State::Suspended => by_attack(Attack::Suspends, ReasonKind::SuspendedBy),
        State::Ended => {
            let spans = snapshot.part(part).in_force.certain();
            let ended = spans.iter().rev().map(|s| s.1).find(|&end| end <= day);
            Reason { day: ended.and_then(labels::day), ..bare(ReasonKind::EndedOn) }
        }
        State::Undetermined => undetermined(snapshot, part, day),
        _ => survival(snapshot, part, day),
    }
}

/// The part that annuls, repeals or suspends another on a day.
fn attacker(snapshot: &Snapshot<'_>, part: PartId, attack: Attack, day: Day) -> Option<PartId> {
    attacking(snapshot, part, None, attack, day)?.by.part
}

/// What annuls, repeals or suspends a part on a day, as everybody or the norms of an authority count attacks. What annuls
/// it comes before what disapplies it to its own author.
fn attacking(
    snapshot: &Snapshot<'_>,
    part: PartId,
    norms_of: Option<Authority>,
    attack: Attack,
    day: Day,
) -> Option<Trial> {
    let author = snapshot.model.acts[names(snapshot).act_of(part)].author;
    let counts = |by| norms_of.is_none_or(|norm| snapshot.ranks.counts(by, norm));
    let strikes = |kind| match kind {
        TrialKind::Attack(other) => other == attack,
        // What is disapplied to its own author is annulled.
        TrialKind::Disapplies(to) => attack == Attack::Annuls && snapshot.model.within(author, to),
        TrialKind::Void(_) => false,
    };
    let all = snapshot.attacks(part).into_iter();
    all.filter(|t| strikes(t.kind) && counts(t.authority) && t.works.at(day) == Truth::True)
        .min_by_key(Trial::is_disapplication)
}

/// What keeps a part from working on a day.
enum Impaired {
    By(Attack, PartId),
    Disapplied(PartId),
    Void(NormId),
}

/// The first thing that keeps a part from working on a day, as everybody or a norm counts attacks.
fn impaired(snapshot: &Snapshot<'_>, life: &Life, day: Day) -> Option<Impaired> {
    let by = |attack| {
        let trial = attacking(snapshot, life.part, life.norms_of, attack, day)?;
        let part = trial.by.part?;
        Some(if trial.is_disapplication() { Impaired::Disapplied(part) } else { Impaired::By(attack, part) })
    };
    let void = || {
        let counts = |by| life.norms_of.is_none_or(|norm| snapshot.ranks.counts(by, norm));
        let mut all = snapshot.reasons.trials(life.part).into_iter();
        all.find_map(|t| match t.kind {
            TrialKind::Void(norm) if counts(t.authority) && t.works.at(day) == Truth::True => {
                Some(Impaired::Void(norm))
            }
            _ => None,
        })
    };
    if life.live.at(day) != Truth::False {
        return None;
    }
    void().or_else(|| by(Attack::Annuls)).or_else(|| by(Attack::Repeals)).or_else(|| by(Attack::Suspends))
}

/// Why a part lives: the attack on it that came nearest, and what became of that.
fn survival(snapshot: &Snapshot<'_>, part: PartId, day: Day) -> Reason {
    let mut all = snapshot.fates(part, day);
    all.retain(|(t, fate)| {
        !matches!(t.kind, TrialKind::Disapplies(_))
            && !matches!(fate, Fate::NotOnRecord | Fate::Works)
            // With hindsight everything is on record; what is made later than the day and works back is told.
            && snapshot.recognises(t.authority)
    });
    let nearness = |fate: Fate| match fate {
        Fate::Undone(_) => 0,
        Fate::Fell => 1,
        Fate::Blocked(_) => 2,
        Fate::Asleep => 3,
        Fate::LacksRank => 4,
        Fate::Ended(_) => 5,
        Fate::Condition => 6,
        Fate::NotYet => 7,
        _ => 8,
    };
    let Some((trial, fate)) = all.iter().min_by_key(|(_, fate)| nearness(*fate)) else {
        return bare(ReasonKind::Unattacked);
    };
    let attacker = trial.by.part.unwrap_or(part);
    match *fate {
        Fate::Undone(by) => by_part(snapshot, ReasonKind::RestoredBy, by),
        Fate::Blocked(by) => by_part(snapshot, ReasonKind::UpheldBy, by),
        Fate::Fell | Fate::Asleep => {
            let kind = match impaired(snapshot, &snapshot.reasons.life_of(attacker), day) {
                Some(Impaired::Void(norm)) => {
                    let norm = Some(names(snapshot).norm(norm));
                    return Reason { norm, ..by_part(snapshot, ReasonKind::AttackVoid, attacker) };
                }
                Some(Impaired::By(attack, by)) => (attack, by),
                Some(Impaired::Disapplied(by)) => return by_part(snapshot, ReasonKind::AttackFellBy, by),
                None => return by_part(snapshot, ReasonKind::AttackInert, attacker),
            };
            match kind {
                (Attack::Annuls, by) => by_part(snapshot, ReasonKind::AttackFellBy, by),
                (Attack::Repeals, by) => by_part(snapshot, ReasonKind::AttackRepealedBy, by),
                (Attack::Suspends, by) => by_part(snapshot, ReasonKind::AttackSuspendedBy, by),
            }
        }
        Fate::LacksRank => by_part(snapshot, ReasonKind::AttackLacksRank, attacker),
        Fate::Condition => by_part(snapshot, ReasonKind::AttackCondition, attacker),
        Fate::Ended(days) => {
            Reason { day: labels::days(days), ..by_part(snapshot, ReasonKind::AttackEnded, attacker) }
        }
        Fate::NotYet => {
            let next = trial.begun.possible().iter().map(|s| s.0).find(|&start| start > day);
            let day = next.and_then(labels::day);
            Reason { day, ..by_part(snapshot, ReasonKind::AttackNotYet, attacker) }
        }
        _ => by_part(snapshot, ReasonKind::AttackInert, attacker),
    }
}

fn undetermined(snapshot: &Snapshot<'_>, part: PartId, day: Day) -> Reason {
    let model = snapshot.model;
    let act = &model.acts[model.parts[part].act];
    let start = act.start();
    if !start.is_exact() && start.lo <= day && day < start.hi {
        return on_day(ReasonKind::DateUnknown, start);
    }
    let open = snapshot.fates(part, day).into_iter().find(|(_, fate)| *fate == Fate::Open);
    let Some((trial, by)) = open.and_then(|(t, _)| t.by.part.map(|by| (t, by))) else {
        return bare(ReasonKind::DateUnknown);
    };
    let dated = model.acts[model.parts[by].act].made.is_exact();
    let kind = if trial.later == Truth::Undetermined || !dated {
        ReasonKind::DateUnknown
    } else {
        ReasonKind::Circle
    };
    by_part(snapshot, kind, by)
}

/// The norm that may have kept a part from being born: a `void` norm whose trigger one of its deeds matches.
pub(crate) fn void_norm(snapshot: &Snapshot<'_>, part: PartId) -> Option<crate::answer::Named> {
    void_norms(snapshot, part).first().map(|&n| names(snapshot).norm(n))
}

/// The `void` norms that met a part, those that void it first.
pub(crate) fn void_norms(snapshot: &Snapshot<'_>, part: PartId) -> Vec<NormId> {
    let mut trials = snapshot.reasons.trials(part);
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
pub(crate) fn of_status(snapshot: &Snapshot<'_>, status: &GroundStatus, day: Day) -> Reason {
    if snapshot.status_state(status, day) == State::NothingOnRecord {
        return bare(ReasonKind::Silence);
    }
    let Some(life) = snapshot.status(status) else { return bare(ReasonKind::NoTitle) };
    let holds = life.holds.at(day);
    if holds == Truth::True {
        let carrier = life.titles.iter().find(|t| t.carried.minus(&t.cut).at(day) == Truth::True);
        return match carrier {
            Some(title) => by_origin(snapshot, ReasonKind::CarriedBy, title.origin),
            None => read_from(snapshot, life).unwrap_or_else(|| bare(ReasonKind::CarriedBy)),
        };
    }
    if holds == Truth::Undetermined {
        let open = life.titles.iter().find(|t| t.carried.minus(&t.cut).at(day) == Truth::Undetermined);
        return match open {
            Some(title) => {
                // What it hangs on: the end that may have come, else what may give it.
                let cut = title.cuts.iter().filter(|_| title.carried.at(day) == Truth::True);
                let cut = cut.into_iter().find(|(_, when)| when.at(day) == Truth::Undetermined);
                let origin = cut.map_or(title.origin, |(origin, _)| *origin);
                by_origin(snapshot, ReasonKind::DateUnknown, origin)
            }
            None => read_from(snapshot, life).unwrap_or_else(|| bare(ReasonKind::DateUnknown)),
        };
    }
    if let Some(title) = life.titles.iter().find(|t| t.carried.at(day) == Truth::True) {
        return of_cut_title(snapshot, &title.cuts, day);
    }
    // The last title that had begun by the day is the one that a reader misses.
    let made = |o: Origin| o.part.map(|p| snapshot.model.acts[snapshot.model.parts[p].act].made.lo);
    match life.titles.iter().rposition(|t| made(t.origin).is_none_or(|m| m <= day)) {
        Some(title) => of_title(snapshot, life, title, day),
        None => read_from(snapshot, life).unwrap_or_else(|| bare(ReasonKind::NoTitle)),
    }
}

/// That another matter decides it.
fn read_from(snapshot: &Snapshot<'_>, life: &StatusLife) -> Option<Reason> {
    let (from, _) = life.read.as_ref()?;
    let matter = snapshot.model.imports[*from].matter.to_string();
    Some(Reason { by: Some(matter), ..bare(ReasonKind::ReadFrom) })
}

fn of_cut_title(snapshot: &Snapshot<'_>, cuts: &[(Origin, Timeline)], day: Day) -> Reason {
    let cut = cuts.iter().find(|(_, when)| when.at(day) == Truth::True);
    cut.map_or_else(|| bare(ReasonKind::CutBy), |(origin, _)| by_origin(snapshot, ReasonKind::CutBy, *origin))
}

/// Why one title comes to nothing on a day: what cut it, what felled its part, or what else it lacks.
pub(crate) fn of_title(snapshot: &Snapshot<'_>, life: &StatusLife, title: usize, day: Day) -> Reason {
    let index = snapshot.number(&life.status);
    let carrier = snapshot.reasons.title(index, title);
    let title = &life.titles[title];
    let origin = title.origin;
    if title.carried.at(day) == Truth::True {
        return of_cut_title(snapshot, &title.cuts, day);
    }
    if !snapshot.recognises(title.authority) && origin.norm.is_some() {
        let whose = Some(names(snapshot).authority(title.authority).name);
        return Reason { by: whose, ..by_origin(snapshot, ReasonKind::NormsUnrecognised, origin) };
    }
    let unheard = |p: PartId| !snapshot.part(p).recognised;
    if !snapshot.recognises(title.authority) || origin.part.is_some_and(unheard) {
        return by_origin(snapshot, ReasonKind::TitleUnrecognised, origin);
    }
    if let Some(reason) = carrier.as_ref().and_then(|carrier| of_fallen_title(snapshot, carrier, day)) {
        return reason;
    }
    let ended = title.carried.certain().iter().rev().map(|s| s.1).find(|&end| end <= day);
    let next = title.carried.possible().iter().map(|s| s.0).find(|&start| start > day);
    match (ended, next, origin.norm) {
        (Some(end), ..) => {
            Reason { day: labels::day(end), ..by_origin(snapshot, ReasonKind::EndedOn, origin) }
        }
        (_, Some(start), _) => {
            Reason { day: labels::day(start), ..by_origin(snapshot, ReasonKind::TitleNotYet, origin) }
        }
        (.., Some(_)) if carrier.as_ref().is_some_and(unmet) => {
            by_origin(snapshot, ReasonKind::NormDoesNotApply, origin)
        }
        _ => by_origin(snapshot, ReasonKind::TitleCondition, origin),
    }
}

/// What felled or disapplied the part that gives a title.
fn of_fallen_title(snapshot: &Snapshot<'_>, carrier: &Carrier, day: Day) -> Option<Reason> {
    if let Some(part) = carrier.by.part
        && snapshot.part(part).included.at(day) == Truth::False
    {
        return Some(on_day(ReasonKind::NotOnRecord, snapshot.model.acts[names(snapshot).act_of(part)].made));
    }
    Some(match carrier.life.as_ref().and_then(|life| impaired(snapshot, life, day)) {
        Some(Impaired::Void(norm)) => Reason {
            norm: Some(names(snapshot).norm(norm)),
            ..by_origin(snapshot, ReasonKind::TitleVoid, carrier.by)
        },
        Some(Impaired::Disapplied(by)) => by_part(snapshot, ReasonKind::TitleDisappliedBy, by),
        Some(Impaired::By(Attack::Annuls, by)) => by_part(snapshot, ReasonKind::TitleAnnulledBy, by),
        Some(Impaired::By(Attack::Repeals, by)) => by_part(snapshot, ReasonKind::TitleRepealedBy, by),
        Some(Impaired::By(Attack::Suspends, by)) => by_part(snapshot, ReasonKind::TitleSuspendedBy, by),
        None => {
            let works = carrier.disapplied.iter().find(|t| t.works.at(day) == Truth::True)?;
            by_part(snapshot, ReasonKind::TitleDisappliedBy, works.by.part?)
        }
    })
}

/// Whether a norm was not operative when its trigger was made, or did not take it to have happened.
fn unmet(carrier: &Carrier) -> bool {
    let lacks = |t: Truth| t == Truth::False;
    carrier
        .firing
        .as_ref()
        .is_some_and(|f| lacks(f.operative) || f.doing.as_ref().is_some_and(|doing| lacks(doing.happened)))
}

/// Why a duty binds, yields, sleeps or is gone; `None` where nothing needs to be said.
pub(crate) fn of_duty(snapshot: &Snapshot<'_>, duty: &DutyLife, day: Day) -> Option<Reason> {
    match snapshot.binding(duty, day) {
        State::Unrecognised => Some(bare(ReasonKind::Unrecognised)),
        State::Recommended => None,
        State::NotOnRecord => Some(bare(ReasonKind::NotOnRecord)),
        State::Yields => {
            let to = duty.yields_to.iter().find(|(_, life)| life.at(day) != Truth::False);
            Some(match to {
                Some((i, _)) => {
                    let in_part = snapshot.binding_on(duty, duty.bearer, day) == State::Binds;
                    let kind = if in_part { ReasonKind::YieldsInPart } else { ReasonKind::YieldsTo };
                    by_duty(snapshot, kind, snapshot.solution.duties[*i].origin)
                }
                None => bare(ReasonKind::YieldsTo),
            })
        }
        State::Binds => {
            let over = duty.contrary.iter().find(|(i, life)| {
                let other = &snapshot.solution.duties[*i];
                life.at(day) == Truth::True
                    && other.exists.at(day) == Truth::True
                    && other.binds.at(day) == Truth::False
            });
            over.map(|(i, _)| {
                by_duty(snapshot, ReasonKind::PrevailsOver, snapshot.solution.duties[*i].origin)
            })
        }
        State::Dormant => {
            duty.origin.part?;
            Some(struck(snapshot, duty, day).unwrap_or_else(|| bare(ReasonKind::ConditionFails)))
        }
        State::Absent => Some(of_absence(snapshot, duty, day)),
        _ => Some(match duty.start {
            start if !start.is_exact() && start.lo <= day && day < start.hi => {
                on_day(ReasonKind::DateUnknown, start)
            }
            _ => duty.origin.part.map_or(bare(ReasonKind::DateUnknown), |p| undetermined(snapshot, p, day)),
        }),
    }
}

/// What brought a duty into its state: the deed that was done by the day, else what makes it bind or not.
pub(crate) fn of_duty_told(snapshot: &Snapshot<'_>, duty: &DutyLife, day: Day) -> Reason {
    let done = list::doing(snapshot, duty, day).into_iter().map(|i| &snapshot.solution.deeds[i]);
    let by_deed = matches!(
        performance(duty, day),
        Some(State::Performed | State::Late | State::Followed | State::Broken | State::Overridden)
    );
    match done.max_by_key(|deed| deed.day.hi).filter(|_| by_deed) {
        Some(deed) => of_deed(snapshot, deed),
        None => of_duty(snapshot, duty, day)
            .unwrap_or_else(|| by_origin(snapshot, ReasonKind::CarriedBy, duty.origin)),
    }
}

/// The act that did a deed, and the norm by which it counts as that.
pub(crate) fn of_deed(snapshot: &Snapshot<'_>, deed: &DeedLife) -> Reason {
    let norm = deed.through.last().map(|&norm| names(snapshot).norm(norm));
    Reason { norm, ..by_part(snapshot, ReasonKind::DeedOf, deed.part) }
}

fn of_absence(snapshot: &Snapshot<'_>, duty: &DutyLife, day: Day) -> Reason {
    if day < duty.start.lo {
        return on_day(ReasonKind::TakesEffectOn, duty.start);
    }
    let Some(part) = duty.origin.part else { return bare(ReasonKind::ConditionFails) };
    if let Some(reason) = struck(snapshot, duty, day) {
        return reason;
    }
    if snapshot.part(part).stands.at(day) != Truth::True {
        return of_part(snapshot, part, day);
    }
    if let Some(by) = discharging(snapshot, duty, day) {
        return by_part(snapshot, ReasonKind::DischargedBy, by);
    }
    let ended = duty.there.certain().iter().rev().map(|s| s.1).find(|&end| end <= day);
    match ended {
        Some(end) => Reason { day: labels::day(end), ..bare(ReasonKind::EndedOn) },
        None => bare(ReasonKind::ConditionFails),
    }
}

/// What annuls, disapplies, repeals or suspends the part that gives a duty, as far as that counts for the duty.
fn struck(snapshot: &Snapshot<'_>, duty: &DutyLife, day: Day) -> Option<Reason> {
    let carrier = snapshot.reasons.duty(snapshot.index_of(duty)?)?;
    let impaired = carrier.life.as_ref().and_then(|life| impaired(snapshot, life, day)).or_else(|| {
        let works = carrier.disapplied.iter().find(|t| t.works.at(day) == Truth::True)?;
        Some(Impaired::Disapplied(works.by.part?))
    });
    Some(match impaired? {
        Impaired::Disapplied(by) => by_part(snapshot, ReasonKind::TitleDisappliedBy, by),
        Impaired::Void(norm) => {
            Reason { norm: Some(names(snapshot).norm(norm)), ..bare(ReasonKind::VoidUnder) }
        }
        Impaired::By(Attack::Annuls, by) => by_part(snapshot, ReasonKind::AnnulledBy, by),
        Impaired::By(Attack::Repeals, by) => by_part(snapshot, ReasonKind::RepealedBy, by),
        Impaired::By(Attack::Suspends, by) => by_part(snapshot, ReasonKind::SuspendedBy, by),
    })
}

/// The part that discharged a duty, the last where there are several.
fn discharging(snapshot: &Snapshot<'_>, duty: &DutyLife, day: Day) -> Option<PartId> {
    let strokes = snapshot.reasons.discharges(snapshot.index_of(duty)?);
    strokes.iter().rev().find(|s| s.works.at(day) == Truth::True)?.by.part
}
