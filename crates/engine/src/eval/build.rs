//! Turns an evaluated state into the [`Solution`] that callers read.

use smallvec::smallvec;

use vigente_model::*;

use crate::eval::state::EvalState;
use crate::ids::{DeedLifeId, DutyId, GroundStatusId, StandingId};
use crate::plan::duties::within;
use crate::plan::grounding::Firing;
use crate::plan::instance::Inst;
use crate::rules::counts_as;
use crate::rules::duties::assessment;
use crate::rules::duties::debts;
use crate::rules::duties::performance::{self, Deadlines, Matching};
use crate::rules::duties::resolution::{ResolvedDuties, displaced};
use crate::rules::title_termination::TitleTermination;
use crate::timeline::AnyOf;
use crate::*;

pub(crate) fn build(mut state: EvalState<'_, '_>, upto: Day) -> Solution {
    let resolved = ResolvedDuties::new(&state);
    let statuses = statuses(&state);
    let duties = duties(&state, resolved, &statuses, upto);
    let deeds = deeds(&state);
    let parts = parts(&mut state);
    let (horizon, asked) = (state.horizon, state.asked.clone());
    state.release();
    Solution { horizon, parts, statuses, duties, deeds, asked }
}

fn parts(state: &mut EvalState<'_, '_>) -> IndexVec<PartId, PartLife> {
    // This looks at other parts: at all, before any is taken.
    let apart = state.plan.model.parts.indices().map(|p| (p, disapplied(state, p)));
    let apart: Vec<(PartId, Timeline)> = apart.filter(|(_, days)| !days.is_never()).collect();
    let mut parts: IndexVec<PartId, PartLife> =
        state.plan.model.parts.indices().map(|p| part(state, p)).collect();
    for (p, days) in apart {
        parts[p].disapplied = days;
    }
    parts
}

/// The days on which a part is disapplied to its own author, and nothing annuls it.
pub(crate) fn disapplied(state: &EvalState<'_, '_>, p: PartId) -> Timeline {
    let plan = state.plan;
    let annulled = &state.values.validity[StandingId::from(p)].annulled;
    if plan.disapplied.of(p).is_empty() || annulled.is_never() {
        return Timeline::never();
    }
    let annuls = |a| matches!(plan.does(a), Does::Attack(Attack::Annuls, _));
    let attacks = plan.attacks.of(p).iter().filter(|&&a| annuls(a));
    attacks.fold(annulled.clone(), |left, &a| left.minus(&state.attack(a, p, None)))
}

/// The life of a part. What nothing asks any more is taken, not copied.
pub(crate) fn part(state: &mut EvalState<'_, '_>, p: PartId) -> PartLife {
    let plan = state.plan;
    let act = plan.act_of(p);
    let included = Timeline::constant(state.inc(act));
    let recognised = state.ranks.recognises(Authority::Organ(plan.author_of(p)));
    if !recognised {
        return PartLife { included, recognised, ..PartLife::default() };
    }
    let window = Timeline::between(plan.model[act].start(), end_of(state, p));
    let stand = std::mem::take(&mut state.values.validity[StandingId::from(p)]);
    let in_force = window.and(&stand.stands).minus(&stand.repealed);
    PartLife {
        included,
        recognised,
        voided: stand.voided,
        stands: stand.stands,
        annulled: stand.annulled,
        disapplied: Timeline::never(),
        repealed: stand.repealed,
        operative: in_force.minus(&stand.suspended),
        suspended: stand.suspended,
        in_force,
    }
}

/// end(p): the latest end of its own continuing effects, if all have one.
pub(crate) fn end_of(state: &EvalState<'_, '_>, p: PartId) -> Days {
    let plan = state.plan;
    let mut latest: Option<Days> = None;
    for i in plan.own_of(p) {
        let inst = state.inst(i);
        if !matches!(plan.does(i), Does::Begins(_) | Does::Attack(Attack::Suspends, _) | Does::Duty { .. }) {
            continue;
        }
        let end = state.end(&inst);
        if end.lo == Day::MAX {
            return end;
        }
        latest = Some(latest.map_or(end, |l| Days { lo: l.lo.max(end.lo), hi: l.hi.max(end.hi) }));
    }
    latest.unwrap_or(Days::on(Day::MAX))
}

pub(crate) fn origin(inst: &Inst) -> Origin {
    Origin { part: inst.part, norm: inst.norm, effect: inst.effect, copied_from: inst.copied_from }
}

pub(crate) fn statuses(state: &EvalState<'_, '_>) -> IndexVec<GroundStatusId, StatusLife> {
    let plan = state.plan;
    let mut out = IndexVec::with_capacity(plan.ground.statuses.len());
    for s in plan.ground.statuses.ids() {
        let given = plan.imports.of(s);
        if let ([only], [], None) = (plan.titles.of(s), plan.ends.of(s), given) {
            // Nothing ends it: what carries it is when it holds.
            let title = state.inst(*only);
            let holds = state.values.statuses[s].clone();
            let title = TitleLife {
                origin: origin(&title),
                authority: title.authority,
                carried: holds.clone(),
                cut: Timeline::never(),
                cuts: Vec::new(),
            };
            out.push(StatusLife {
                status: plan.statuses[s].clone(),
                holds,
                titles: smallvec![title],
                read: None,
            });
            continue;
        }
        let termination = TitleTermination::new(state, s);
        let titles = plan.titles.of(s).iter().map(|&t| {
            let title = state.inst(t);
            let carried = state.carries(t);
            let cuts = termination.cuts(state, &title, &carried);
            TitleLife {
                origin: origin(&title),
                authority: title.authority,
                carried,
                cut: termination.cut(state, &title),
                cuts: cuts.into_iter().map(|(e, when)| (origin(&state.inst(e)), when)).collect(),
            }
        });
        out.push(StatusLife {
            status: plan.statuses[s].clone(),
            holds: state.values.statuses[s].clone(),
            titles: titles.collect(),
            read: given.map(|g| (plan.model.imported[g].from, state.given[g].clone())),
        });
    }
    out
}

fn deeds(state: &EvalState<'_, '_>) -> IndexVec<DeedLifeId, DeedLife> {
    let plan = state.plan;
    let mut out = IndexVec::with_capacity(plan.ground.done.len());
    for &x in &plan.duties.shown {
        let done = plan.ground.done[x];
        let mut through = Vec::new();
        let mut at = done;
        while let Some((firing, _)) = at.counted_by {
            let Firing { norm, done, .. } = plan.ground.firings[firing];
            through.push(norm);
            let Some(from) = done else { break };
            at = plan.ground.done[from];
        }
        through.reverse();
        let act = plan.act_of(done.part);
        out.push(DeedLife {
            part: done.part,
            author: plan.author_of(done.part),
            deed: plan.deeds[done.deed].clone(),
            day: plan.model[act].made,
            through,
            happened: state.happened(x),
        });
    }
    out
}

/// When what a duty asks for cannot be done, and when its bearer has made it so while it bound.
fn possibility(
    state: &EvalState<'_, '_>,
    d: DutyId,
    statuses: &IndexSlice<GroundStatusId, [StatusLife]>,
    life: &mut DutyLife,
) {
    let plan = state.plan;
    let Some(would) = plan.duties.would_of[d] else { return };
    for reading in &plan.duties.would[would].impossible {
        let when = counts_as::step(state, &plan.clocks, reading.norm, reading.clock);
        if when.is_never() {
            continue;
        }
        let titles = reading.statuses.iter().flat_map(|&s| &statuses[s].titles);
        for title in titles {
            let Some(part) = title.origin.part else { continue };
            let act = &plan.model[plan.act_of(part)];
            if !within(&plan.model, Arg::Thing(act.author), life.bearer) {
                continue;
            }
            let order = match life.origin.part {
                Some(own) => plan.order.before(plan.act_of(own), plan.act_of(part)),
                None => Truth::True,
            };
            let bound = life.binds.at_days(act.made).and(order);
            life.defeated.add(when.and(&title.carried.minus(&title.cut)).and_truth(bound));
        }
        life.impossible.add(when);
    }
}

pub(crate) fn duties(
    state: &EvalState<'_, '_>,
    mut resolved: ResolvedDuties,
    statuses: &IndexSlice<GroundStatusId, [StatusLife]>,
    upto: Day,
) -> IndexVec<DutyId, DutyLife> {
    let plan = state.plan;
    let mut out = IndexVec::with_capacity(plan.duties.all.len());
    let mut matching = Matching::new(state);
    let mut allocated = debts::allocate(state, &resolved.there, upto, &mut matching);
    for (d, duty) in plan.duties.all.iter_enumerated() {
        state.cancel.check();
        let inst = state.inst(duty.inst);
        let mut life = DutyLife {
            origin: origin(&inst),
            authority: inst.authority,
            mode: duty.mode,
            bearer: duty.bearer,
            content: duty.content.clone(),
            beneficiaries: duty.beneficiaries.clone(),
            start: state.start(&inst),
            there: std::mem::take(&mut resolved.there[d]),
            exists: std::mem::take(&mut resolved.exists[d]),
            yields: std::mem::take(&mut resolved.yields[d]),
            binds: std::mem::take(&mut resolved.binds[d]),
            yields_to: std::mem::take(&mut resolved.yields_to[d]),
            contrary: Vec::new(),
            occurrences: Vec::new(),
            breaches: Vec::new(),
            broken: Timeline::never(),
            overrides: Vec::new(),
            overridden: Timeline::never(),
            prohibited: Vec::new(),
            impossible: Timeline::never(),
            defeated: Timeline::never(),
            kept: Timeline::never(),
            unkept: Timeline::never(),
            assessed: Vec::new(),
            claimed: Vec::new(),
        };
        for c in &plan.duties.contrary[d] {
            let when = resolved.contrary(state, d, c);
            match life.contrary.last_mut() {
                _ if when.is_never() => {}
                Some((last, known)) if *last == c.duty => known.add(when),
                _ => life.contrary.push((c.duty, when)),
            }
        }
        for c in &plan.duties.prohibited[d] {
            let when = resolved.contrary(state, d, c);
            if !when.is_never() {
                life.prohibited.push((c.duty, when));
            }
        }
        possibility(state, d, statuses, &mut life);
        match (duty.mode, &duty.content) {
            (Mode::Requires | Mode::Urges, GroundContent::Deed(_)) => {
                let deadlines = Deadlines::new(state, duty, upto);
                let runs = allocated.remove(&d);
                life.occurrences = performance::occurrences(state, &life, d, &deadlines, &mut matching, runs);
            }
            (Mode::Forbids, GroundContent::Deed(_)) => {
                let (mut broken, mut overridden) = (AnyOf::new(), AnyOf::new());
                for (done, day, truth) in matching.matches(state, duty) {
                    let author = Arg::Thing(plan.model[plan.act_of(plan.ground.done[done].part)].author);
                    let done = plan.duties.place[done];
                    let gave_way = displaced(state, d, &life.yields_to, author);
                    let bound = life.exists.minus(&gave_way).at_days(day);
                    let gave_way = life.exists.at_days(day).and(gave_way.at_days(day));
                    for (so, any, list) in [
                        (bound, &mut broken, &mut life.breaches),
                        (gave_way, &mut overridden, &mut life.overrides),
                    ] {
                        let since = Timeline::from(day).and_truth(truth.and(so));
                        if !since.is_never() {
                            any.push(&since);
                            list.push((done, since));
                        }
                    }
                }
                life.broken = broken.finish();
                life.overridden = overridden.finish();
            }
            (Mode::Requires | Mode::Urges, GroundContent::That { not, .. }) => {
                let holds = duty.status.map_or_else(Timeline::never, |s| state.status(s).clone());
                let that = if *not { holds.not() } else { holds };
                let deadlines = Deadlines::new(state, duty, upto);
                life.kept = life.there.and(&that);
                let presses = if duty.mode == Mode::Urges { &life.exists } else { &life.binds };
                life.unkept = presses.minus(&that).and(&deadlines.passed(0, presses, Truth::True));
            }
            _ => {}
        }
        if duty.mode != Mode::Permits {
            life.assessed = assessment::assessed(state, duty);
            life.claimed = assessment::claimed(state, duty);
        }
        out.push(life);
    }
    out
}
