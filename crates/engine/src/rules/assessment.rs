//! What others find, and what the bearer claims, about a duty (§10).

use rustc_hash::FxHashMap;

use vigente_model::*;

use crate::eval::state::EvalState;
use crate::plan::duties::{Duty, Word};
use crate::plan::interning::{Lists, NONE};
use crate::timeline::AnyOf;
use crate::{Authority, Timeline, Truth};

/// What is said of a duty: of what lives at its part, and (but for copies) of what its norm lays there or on its bearer.
fn said<'p>(
    state: &EvalState<'p, '_>,
    duty: &Duty,
    words: &'p [Word],
    at_part: &'p Lists,
    at_norm: &'p FxHashMap<u32, Vec<u32>>,
) -> impl Iterator<Item = &'p Word> {
    let plan = state.plan;
    let inst = state.inst(duty.inst);
    let here = if inst.part == NONE { &[][..] } else { at_part.of(inst.part) };
    let under = if inst.copy == NONE { at_norm.get(&inst.norm) } else { None };
    let (bearer, part) = (duty.bearer, inst.part);
    let meant = move |word: &&Word| {
        let parts = plan.model.parts_of(word.of);
        if parts.is_empty() {
            crate::plan::rank::arg_within(&plan.model, bearer, word.of)
        } else {
            parts.contains(&part)
        }
    };
    let under = under.into_iter().flatten().map(|&w| &words[w as usize]).filter(meant);
    here.iter().map(|&w| &words[w as usize]).chain(under)
}

/// What each finding of a duty says, and when it is valid.
fn valid<'p>(state: &EvalState<'p, '_>, duty: &Duty) -> Vec<(&'p Word, Timeline)> {
    let plan = state.plan;
    let inst = state.inst(duty.inst);
    let mut out = Vec::new();
    let duties = &plan.duties;
    for word in said(state, duty, &duties.findings, &duties.found, &duties.found_under) {
        let author = plan.author_of(word.part);
        let own = matches!(duty.bearer, Arg::Thing(bearer) if plan.model.within(author, bearer));
        if own || !state.ranks.recognises(Authority::Organ(author)) {
            continue;
        }
        let act = plan.act_of(word.part);
        let before = match inst.part {
            NONE => Truth::True,
            part => plan.order.before(plan.act_of(part), act),
        };
        let as_of = word.as_of.unwrap_or(plan.model[act].made);
        let live = &state.values.validity[word.part as usize].live;
        let valid = live.and(&Timeline::from(as_of)).and_truth(before);
        if !valid.is_never() {
            out.push((word, valid));
        }
    }
    out
}

/// better(f', f)
fn better(state: &EvalState<'_, '_>, other: &Word, word: &Word) -> Truth {
    let plan = state.plan;
    let level = |w: &Word| state.ranks.level(Authority::Organ(plan.author_of(w.part)));
    let (x, y) = (level(other), level(word));
    if x != y {
        return Truth::of(x < y);
    }
    let as_of = |w: &Word| w.as_of.unwrap_or(plan.model[plan.act_of(w.part)].made);
    let (x, y) = (as_of(other), as_of(word));
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
    let found = valid(state, duty);
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
    let plan = state.plan;
    let Arg::Thing(bearer) = duty.bearer else { return Vec::new() };
    let duties = &plan.duties;
    let claims: Vec<&Word> =
        said(state, duty, &duties.claims, &duties.claimed, &duties.claimed_under).collect();
    let mut out = Vec::new();
    if claims.is_empty() {
        return out;
    }
    for outcome in [Outcome::Fulfilled, Outcome::Partly, Outcome::Breached] {
        let mut any = AnyOf::new();
        for word in &claims {
            let act = plan.act_of(word.part);
            if word.outcome == outcome && plan.model.within(plan.author_of(word.part), bearer) {
                let as_of = word.as_of.unwrap_or(plan.model[act].made);
                any.push(&Timeline::from(as_of).and_truth(state.inc(act)));
            }
        }
        let claimed = any.finish();
        if !claimed.is_never() {
            out.push((outcome, claimed));
        }
    }
    out
}
