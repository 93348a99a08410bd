//! What others find, and what the bearer claims, about a duty (§10).

use rustc_hash::FxHashMap;

use vigente_model::*;

use crate::eval::state::EvalState;
use crate::ids::WordId;
use crate::plan::duties::{Duty, Word};
use crate::plan::interning::Lists;
use crate::timeline::AnyOf;
use crate::{Authority, Timeline, Truth};

/// What is said of a duty: of what lives at its part, and (but for copies) of what its norm lays there or on its bearer.
fn said<'p>(
    state: &EvalState<'p, '_>,
    duty: &Duty,
    words: &'p IndexSlice<WordId, [Word]>,
    at_part: &'p Lists<PartId, WordId>,
    at_norm: &'p FxHashMap<NormId, Vec<WordId>>,
) -> impl Iterator<Item = &'p Word> {
    let plan = state.plan;
    let inst = state.inst(duty.inst);
    let here = inst.part.map_or(&[][..], |part| at_part.of(part));
    let under = inst.norm.filter(|_| inst.copy.is_none()).and_then(|norm| at_norm.get(&norm));
    let (bearer, part) = (duty.bearer, inst.part);
    let meant = move |word: &&Word| {
        let parts = plan.model.parts_of(word.of);
        if parts.is_empty() {
            crate::plan::rank::arg_within(&plan.model, bearer, word.of)
        } else {
            part.is_some_and(|part| parts.contains(part))
        }
    };
    let under = under.into_iter().flatten().map(|&w| &words[w]).filter(meant);
    here.iter().map(|&w| &words[w]).chain(under)
}

/// What is found of a duty.
pub(crate) fn findings<'p>(state: &EvalState<'p, '_>, duty: &Duty) -> impl Iterator<Item = &'p Word> {
    let duties = &state.plan.duties;
    said(state, duty, &duties.findings, &duties.found, &duties.found_under)
}

/// What is claimed of a duty.
pub(crate) fn claims<'p>(state: &EvalState<'p, '_>, duty: &Duty) -> impl Iterator<Item = &'p Word> {
    let duties = &state.plan.duties;
    said(state, duty, &duties.claims, &duties.claimed, &duties.claimed_under)
}

/// As of which day a finding or a claim speaks.
pub(crate) fn as_of(state: &EvalState<'_, '_>, word: &Word) -> Days {
    word.as_of.unwrap_or(state.plan.model[state.plan.act_of(word.part)].made)
}

fn by_bearer(state: &EvalState<'_, '_>, duty: &Duty, word: &Word) -> bool {
    let author = state.plan.author_of(word.part);
    matches!(duty.bearer, Arg::Thing(bearer) if state.plan.model.within(author, bearer))
}

/// valid(f, ·)
pub(crate) fn valid(state: &EvalState<'_, '_>, duty: &Duty, word: &Word) -> Timeline {
    let plan = state.plan;
    let inst = state.inst(duty.inst);
    let author = Authority::Organ(plan.author_of(word.part));
    if by_bearer(state, duty, word) || !state.ranks.recognises(author) {
        return Timeline::never();
    }
    let act = plan.act_of(word.part);
    let before = inst.part.map_or(Truth::True, |part| plan.order.before(plan.act_of(part), act));
    let live = &state.standing(word.part).live;
    live.and(&Timeline::from(as_of(state, word))).and_truth(before)
}

/// When a claim is made: by the bearer itself, on record.
pub(crate) fn made(state: &EvalState<'_, '_>, duty: &Duty, word: &Word) -> Timeline {
    if !by_bearer(state, duty, word) {
        return Timeline::never();
    }
    Timeline::from(as_of(state, word)).and_truth(state.inc(state.plan.act_of(word.part)))
}

/// better(f', f)
fn better(state: &EvalState<'_, '_>, other: &Word, word: &Word) -> Truth {
    let plan = state.plan;
    let level = |w: &Word| state.ranks.level(Authority::Organ(plan.author_of(w.part)));
    let (x, y) = (level(other), level(word));
    if x != y {
        return Truth::of(x < y);
    }
    let (x, y) = (as_of(state, other), as_of(state, word));
    if y.hi < x.lo {
        return Truth::True;
    }
    if x.hi < y.lo {
        return Truth::False;
    }
    if !x.is_exact() || x != y {
        return Truth::Undetermined;
    }
    let (a, b) = (plan.act_of(word.part), plan.act_of(other.part));
    if a == b { Truth::Undetermined } else { plan.order.before(a, b) }
}

/// assessed(D, A, ·) for each outcome that somebody found.
pub(crate) fn assessed(state: &EvalState<'_, '_>, duty: &Duty) -> Vec<(Outcome, Timeline)> {
    let found: Vec<(&Word, Timeline)> = findings(state, duty)
        .map(|word| (word, valid(state, duty, word)))
        .filter(|(_, valid)| !valid.is_never())
        .collect();
    let mut out = Vec::new();
    if found.is_empty() {
        return out;
    }
    for outcome in [Outcome::Fulfilled, Outcome::Partly, Outcome::Breached] {
        let mut any = AnyOf::new();
        for (word, valid) in found.iter().filter(|(w, _)| w.outcome == outcome) {
            let mut counts = valid.clone();
            for (other, against) in found.iter().filter(|(w, _)| w.outcome != outcome) {
                counts = counts.minus(&against.and_truth(better(state, other, word)));
            }
            any.push(&counts);
        }
        let assessed = any.finish();
        if !assessed.is_never() {
            out.push((outcome, assessed));
        }
    }
    out
}

/// claimed(D, A, ·) for each outcome that the bearer claims.
pub(crate) fn claimed(state: &EvalState<'_, '_>, duty: &Duty) -> Vec<(Outcome, Timeline)> {
    let claims: Vec<&Word> = claims(state, duty).collect();
    let mut out = Vec::new();
    if claims.is_empty() {
        return out;
    }
    for outcome in [Outcome::Fulfilled, Outcome::Partly, Outcome::Breached] {
        let mut any = AnyOf::new();
        for word in claims.iter().filter(|word| word.outcome == outcome) {
            any.push(&made(state, duty, word));
        }
        let claimed = any.finish();
        if !claimed.is_never() {
            out.push((outcome, claimed));
        }
    }
    out
}
