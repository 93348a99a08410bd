//! What authorities say of an act, for or against: shown beside answers, and never decisive.

use crate::answer::{Doing, Position};
use vigente_engine::Truth;
use vigente_model::*;

use crate::names::labels::Labels;
use crate::names::resolve::{DutyName, Query};
use crate::snapshot::Snapshot;

/// The act or part that a question is about.
pub(crate) fn asked_about(query: &Query) -> Option<ThingId> {
    match query {
        Query::Not(inner) | Query::Contested(inner) | Query::Undetermined(inner) | Query::Silent(inner) => {
            asked_about(inner)
        }
        Query::Part { thing, .. } | Query::Duty { duties: DutyName::Parts(thing, _), .. } => Some(*thing),
        _ => None,
    }
}

/// What an act or part says of anything, and what others say of it, by day.
pub(crate) fn of(snapshot: &Snapshot<'_>, thing: ThingId, day: Day) -> Vec<Position> {
    let model = snapshot.model;
    let own = model.parts_of(thing).flat_map(|part| model[part].effects.clone());
    let own = own.filter(|&e| takes_a_position(&model[e].does));
    let claims = model.parts_of(thing).flat_map(|part| snapshot.reverse_index().of(part));
    let claims = claims.filter(|&e| takes_a_position(&model[e].does));
    told(snapshot, own.chain(claims).chain(by_others(snapshot, &[thing])).collect(), day)
}

/// What others say of several acts or parts, by day; what is claimed of duties is told beside these.
pub(crate) fn on(snapshot: &Snapshot<'_>, things: &[ThingId], day: Day) -> Vec<Position> {
    told(snapshot, by_others(snapshot, things), day)
}

fn takes_a_position(does: &Does) -> bool {
    matches!(does, Does::Says { .. } | Does::Claims(_) | Does::ClaimsNoPower { .. })
}

/// Positions for or against acts or parts, and that somebody has no power over them.
fn by_others(snapshot: &Snapshot<'_>, things: &[ThingId]) -> Vec<EffectId> {
    let model = snapshot.model;
    let act = |thing: ThingId| match model[thing].kind {
        ThingKind::Part(part) => model[model[part].act].thing,
        _ => thing,
    };
    let about = |does: &Does| match *does {
        Does::Says { stance: Some((_, on)), .. } | Does::ClaimsNoPower { over: on, .. } => Some(on),
        _ => None,
    };
    // Of a part what is said of its act, and of an act what is said of a part.
    let concerned = |on: ThingId| things.iter().any(|&t| on == t || act(on) == t || act(t) == on);
    let all = model.effects.iter_enumerated();
    all.filter(|(_, effect)| about(&effect.does).is_some_and(concerned)).map(|(e, _)| e).collect()
}

/// Positions that are on record on the day.
fn told(snapshot: &Snapshot<'_>, mut effects: Vec<EffectId>, day: Day) -> Vec<Position> {
    let model = snapshot.model;
    let names = Labels { model };
    effects.sort_unstable();
    effects.dedup();
    let position = |e: EffectId| {
        let Owner::Part(part) = model[e].owner else { return None };
        let act = names.act_of(part);
        if model[act].made.lo > day || snapshot.part(part).included.at(model[act].made.lo) == Truth::False {
            return None;
        }
        let mut quotes = names.quotes(Cited::Effect(e));
        if quotes.is_empty() {
            quotes = names.quotes(Cited::Act(act));
        }
        let does = names.told(e).unwrap_or_else(|| Doing { text: names.effect(e), ..Doing::default() });
        Some(Position { name: names.part(part).to_owned(), act: names.act(act), does, quotes })
    };
    effects.into_iter().filter_map(position).collect()
}
