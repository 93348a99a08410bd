//! What a duty's bearer claims, what others found, and whether the two agree.

use crate::answer::{Assessed, Claim, Date, DutyFlag, Outcome, State, Value, Voice};
use vigente_engine::{DutyLife, Timeline, Truth, provenance};
use vigente_model::*;

use crate::names::labels::{self, Labels};
use crate::snapshot::{Snapshot, performance};

/// All that is said of a duty.
pub(crate) struct DutyStatements {
    pub(crate) assessed: Vec<Assessed>,
    pub(crate) claimed: Vec<Assessed>,
    pub(crate) claims: Vec<Claim>,
    pub(crate) flags: Vec<DutyFlag>,
}

/// One finding or claim: who says it, what, and as of which day.
#[derive(Clone, Copy)]
struct Statement {
    part: PartId,
    outcome: Outcome,
    since: Day,
}

/// What is said by the day; `deeds` are the days of those that serve or break the duty.
pub(crate) fn said(
    names: Labels<'_>,
    snapshot: &Snapshot<'_>,
    duty: &DutyLife,
    day: Day,
    deeds: &[Day],
) -> DutyStatements {
    let findings = statements(snapshot, duty, day, true);
    let claims = statements(snapshot, duty, day, false);
    let assessed = outcomes(names, &duty.assessed, day, &findings);
    let claimed = outcomes(names, &duty.claimed, day, &claims);
    let told: Vec<Claim> = match claimed[..] {
        [] => Vec::new(),
        _ => claims.iter().map(|c| claim(names, snapshot, duty, day, c, &findings, &assessed)).collect(),
    };
    let flags = flags(duty, day, &findings, &assessed, &told, deeds);
    DutyStatements { assessed, claimed, claims: told, flags }
}

/// What is found (or claimed) of a duty and counts on the day, by day.
fn statements(snapshot: &Snapshot<'_>, duty: &DutyLife, day: Day, findings: bool) -> Vec<Statement> {
    if (if findings { &duty.assessed } else { &duty.claimed }).is_empty() {
        return Vec::new();
    }
    let Some(index) = snapshot.index_of(duty) else { return Vec::new() };
    let mut all = snapshot.reasons.statements(index);
    all.retain(|s| s.claim != findings && s.counts.at(day) != Truth::False);
    let statement = |s: provenance::Statement| Statement {
        part: s.part,
        outcome: outcome_of(s.outcome),
        since: s.as_of.hi,
    };
    let mut found: Vec<Statement> = all.into_iter().map(statement).collect();
    found.sort_by_key(|s| (s.since, s.part));
    found
}

pub(crate) fn outcome_of(outcome: vigente_syntax::ast::Outcome) -> Outcome {
    match outcome {
        vigente_syntax::ast::Outcome::Fulfilled => Outcome::Fulfilled,
        vigente_syntax::ast::Outcome::Partly => Outcome::Partly,
        vigente_syntax::ast::Outcome::Breached => Outcome::Breached,
    }
}

fn outcomes(
    names: Labels<'_>,
    all: &[(vigente_syntax::ast::Outcome, Timeline)],
    day: Day,
    who: &[Statement],
) -> Vec<Assessed> {
    let mut found = Vec::new();
    for (outcome, life) in all {
        let value = match life.at(day) {
            Truth::True => Value::True,
            Truth::Undetermined => Value::Undetermined,
            Truth::False => continue,
        };
        let outcome = outcome_of(*outcome);
        let mut by: Vec<String> =
            who.iter().filter(|s| s.outcome == outcome).map(|s| names.part(s.part).to_owned()).collect();
        by.dedup();
        found.push(Assessed { outcome, by, value });
    }
    found
}

/// A claim, with whoever confirms it, contradicts it or takes a position on it.
fn claim(
    names: Labels<'_>,
    snapshot: &Snapshot<'_>,
    duty: &DutyLife,
    day: Day,
    claim: &Statement,
    findings: &[Statement],
    assessed: &[Assessed],
) -> Claim {
    let model = names.model;
    // A finding that a better one has replaced speaks no more.
    let standing = |f: &&Statement| assessed.iter().any(|a| a.outcome == f.outcome);
    let finding = |f: &Statement| Voice {
        name: names.part(f.part).to_owned(),
        act: names.act(names.act_of(f.part)),
        found: Some(f.outcome),
        text: None,
    };
    let (alike, otherwise): (Vec<&Statement>, Vec<&Statement>) =
        findings.iter().filter(standing).partition(|f| f.outcome == claim.outcome);
    let mut confirmed_by: Vec<Voice> = alike.into_iter().map(finding).collect();
    let mut contradicted_by: Vec<Voice> = otherwise.into_iter().map(finding).collect();
    for effect in snapshot.reverse_index().positions_on(claim.part) {
        let effect = &model[effect];
        let (Does::Says { stance: Some((supports, _)), text }, Owner::Part(part)) =
            (&effect.does, effect.owner)
        else {
            continue;
        };
        let act = names.act_of(part);
        if snapshot.part(part).included.at(day) == Truth::False || model[act].made.lo > day {
            continue;
        }
        let text = text.as_deref().map(str::to_owned);
        let voice = Voice { name: names.part(part).to_owned(), act: names.act(act), found: None, text };
        if *supports { confirmed_by.push(voice) } else { contradicted_by.push(voice) }
    }
    let root = match duty.bearer {
        Arg::Thing(bearer) => Some(model[bearer].root),
        _ => None,
    };
    let stale = root.and_then(|r| model.stale_after.get(&r)).map(|&delay| claim.since.plus(delay));
    Claim {
        name: names.part(claim.part).to_owned(),
        act: names.act(names.act_of(claim.part)),
        outcome: claim.outcome,
        as_of: Date::from(claim.since),
        confirmed_by,
        contradicted_by,
        stale: stale.is_some_and(|from| from <= day),
        stale_from: stale.and_then(labels::day),
    }
}

fn flags(
    duty: &DutyLife,
    day: Day,
    findings: &[Statement],
    assessed: &[Assessed],
    claims: &[Claim],
    deeds: &[Day],
) -> Vec<DutyFlag> {
    let mut flags = Vec::new();
    let says = |outcome| assessed.iter().any(|a| a.outcome == outcome && a.value == Value::True);
    // The last claim is the one that counts.
    if let Some(latest) = claims.last() {
        if assessed.is_empty() {
            flags.push(DutyFlag::ClaimedOnly);
        } else if says(latest.outcome) {
            flags.push(DutyFlag::ClaimConfirmed);
        } else if assessed.iter().any(|a| a.value == Value::True) {
            flags.push(DutyFlag::ClaimContradicted);
        }
        if latest.contradicted_by.iter().any(|voice| voice.found.is_none()) {
            flags.push(DutyFlag::ClaimOpposed);
        }
        if latest.stale {
            flags.push(DutyFlag::ClaimStale);
        }
    }
    let latest_finding = findings.iter().map(|f| f.since).max();
    if matches!(performance(duty, day), Some(State::Performed | State::Late))
        && deeds.iter().max().is_some_and(|&deed| latest_finding.is_none_or(|finding| finding < deed))
    {
        flags.push(DutyFlag::PerformedUnassessed);
    }
    if assessed.iter().filter(|a| a.value == Value::Undetermined).count() > 1 {
        flags.push(DutyFlag::FindingsConflict);
    }
    flags
}
