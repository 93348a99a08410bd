//! A settled world goes in, the solution comes out.

use smallvec::smallvec;

use vigente_model::*;

use super::bind::Bound;
use super::calls::NONE;
use super::cut::Cutters;
use super::finding;
use super::instance::Inst;
use super::serving::{self, Deadlines, Matching};
use super::timeline::AnyOf;
use super::world::World;
use super::*;

pub(super) fn assemble(mut world: World<'_, '_>, upto: Day) -> Solution {
    let bound = Bound::new(&world);
    let duties = duties(&world, bound, upto);
    let deeds = deeds(&world);
    let statuses = statuses(&world);
    let parts = parts(&mut world);
    let horizon = world.horizon;
    world.give_back();
    Solution { horizon, parts, statuses, duties, deeds }
}

fn parts(world: &mut World<'_, '_>) -> Vec<PartLife> {
    (0..world.plan.model.parts.len() as u32).map(|p| part(world, p)).collect()
}

/// The life of a part. What nothing asks any more is taken, not copied.
pub(super) fn part(world: &mut World<'_, '_>, p: u32) -> PartLife {
    let plan = world.plan;
    let act = plan.act_of(p);
    let included = Timeline::constant(world.inc(act));
    let recognised = world.ranks.recognises(Authority::Organ(plan.author_of(p)));
    if !recognised {
        return PartLife { included, recognised, ..PartLife::default() };
    }
    let window = Timeline::between(plan.model.acts[act.index()].start(), end_of(world, p));
    let stand = std::mem::take(&mut world.values.stands[p as usize]);
    let in_force = window.and(&stand.stands).minus(&stand.repealed);
    PartLife {
        included,
        recognised,
        voided: stand.voided,
        stands: stand.stands,
        annulled: stand.annulled,
        repealed: stand.repealed,
        operative: in_force.minus(&stand.suspended),
        suspended: stand.suspended,
        in_force,
    }
}

/// end(p): the latest end of its own continuing effects, if all have one.
fn end_of(world: &World<'_, '_>, p: u32) -> Days {
    let plan = world.plan;
    let mut latest: Option<Days> = None;
    for i in plan.own_of(p) {
        let inst = world.inst(i);
        if !matches!(plan.does(i), Does::Begins(_) | Does::Attack(Attack::Suspends, _) | Does::Duty { .. }) {
            continue;
        }
        let end = world.end(&inst);
        if end.lo == Day::MAX {
            return end;
        }
        latest = Some(latest.map_or(end, |l| Days { lo: l.lo.max(end.lo), hi: l.hi.max(end.hi) }));
    }
    latest.unwrap_or(Days::on(Day::MAX))
}

pub(super) fn origin(inst: &Inst) -> Origin {
    let some = |i: u32| (i != NONE).then_some(i);
    Origin {
        part: some(inst.part).map(PartId),
        norm: some(inst.norm).map(NormId),
        effect: EffectId(inst.effect),
        copied_from: some(inst.copied_from).map(PartId),
    }
}

fn statuses(world: &World<'_, '_>) -> Vec<StatusLife> {
    let plan = world.plan;
    let mut out = Vec::with_capacity(plan.ground.statuses.len());
    for s in 0..plan.ground.statuses.len() as u32 {
        let given = plan.imports.of(s);
        if let ([only], [], None) = (plan.titles.of(s), plan.ends.of(s), given) {
            // Nothing ends it: what carries it is when it holds.
            let title = world.inst(*only);
            let holds = world.values.statuses[s as usize].clone();
            let title = TitleLife {
                origin: origin(&title),
                authority: title.authority,
                carried: holds.clone(),
                cut: Timeline::never(),
                cuts: Vec::new(),
            };
            out.push(StatusLife {
                status: plan.statuses[s as usize].clone(),
                holds,
                titles: smallvec![title],
                read: None,
            });
            continue;
        }
        let cutters = Cutters::new(world, s);
        let titles = plan.titles.of(s).iter().map(|&t| {
            let title = world.inst(t);
            let carried = world.carries(t);
            let cuts = cutters.cuts(world, &title, &carried);
            TitleLife {
                origin: origin(&title),
                authority: title.authority,
                carried,
                cut: cutters.cut(world, &title),
                cuts: cuts.into_iter().map(|(e, when)| (origin(&world.inst(e)), when)).collect(),
            }
        });
        out.push(StatusLife {
            status: plan.statuses[s as usize].clone(),
            holds: world.values.statuses[s as usize].clone(),
            titles: titles.collect(),
            read: given.map(|g| (plan.model.imported[g as usize].from, world.given[g as usize].clone())),
        });
    }
    out
}

fn deeds(world: &World<'_, '_>) -> Vec<DeedLife> {
    let plan = world.plan;
    let mut out = Vec::with_capacity(plan.ground.done.len());
    for &x in &plan.duties.shown {
        let done = plan.ground.done[x as usize];
        let mut through = Vec::new();
        let mut at = done;
        while at.firing != NONE {
            let firing = plan.ground.firings[at.firing as usize];
            through.push(NormId(firing.norm));
            at = plan.ground.done[firing.done as usize];
        }
        through.reverse();
        let act = plan.act_of(done.part);
        out.push(DeedLife {
            part: PartId(done.part),
            author: plan.author_of(done.part),
            deed: plan.deeds[done.deed as usize].clone(),
            day: plan.model.acts[act.index()].made,
            through,
            happened: world.happened(x),
        });
    }
    out
}

fn duties(world: &World<'_, '_>, mut bound: Bound, upto: Day) -> Vec<DutyLife> {
    let plan = world.plan;
    let mut out = Vec::with_capacity(plan.duties.all.len());
    let mut matching = Matching::new(world);
    for (d, duty) in plan.duties.all.iter().enumerate() {
        let inst = world.inst(duty.inst);
        let mut life = DutyLife {
            origin: origin(&inst),
            authority: inst.authority,
            mode: duty.mode,
            bearer: duty.bearer,
            content: duty.content.clone(),
            beneficiaries: duty.beneficiaries.clone(),
            start: world.start(&inst),
            there: std::mem::take(&mut bound.there[d]),
            exists: std::mem::take(&mut bound.exists[d]),
            yields: std::mem::take(&mut bound.yields[d]),
            binds: std::mem::take(&mut bound.binds[d]),
            yields_to: std::mem::take(&mut bound.yields_to[d]),
            contrary: Vec::new(),
            occurrences: Vec::new(),
            breaches: Vec::new(),
            broken: Timeline::never(),
            kept: Timeline::never(),
            unkept: Timeline::never(),
            assessed: Vec::new(),
            claimed: Vec::new(),
        };
        for &c in &plan.duties.contrary[d] {
            let when = bound.contrary(c);
            match life.contrary.last_mut() {
                _ if when.is_never() => {}
                Some((last, known)) if *last == c.duty => known.add(when),
                _ => life.contrary.push((c.duty, when)),
            }
        }
        match (duty.mode, &duty.content) {
            (Mode::Requires, GroundContent::Deed(_)) => {
                let deadlines = Deadlines::new(world, duty, upto);
                life.occurrences = serving::occurrences(world, &life, duty, &deadlines, &mut matching);
            }
            (Mode::Forbids, GroundContent::Deed(_)) => {
                let mut broken = AnyOf::new();
                for (done, day, truth) in matching.matches(world, duty) {
                    let truth = truth.and(life.binds.at_days(day));
                    if truth != Truth::False {
                        let since = Timeline::from(day).and_truth(truth);
                        broken.push(&since);
                        life.breaches.push((plan.duties.place[done as usize], since));
                    }
                }
                life.broken = broken.finish();
            }
            (Mode::Requires, GroundContent::That { not, .. }) => {
                let holds = match duty.status {
                    NONE => Timeline::never(),
                    status => world.status(status).clone(),
                };
                let that = if *not { holds.not() } else { holds };
                let deadlines = Deadlines::new(world, duty, upto);
                life.kept = life.there.and(&that);
                life.unkept = life.binds.minus(&that).and(&deadlines.passed(0, &life.binds, Truth::True));
            }
            _ => {}
        }
        if duty.mode != Mode::Permits {
            life.assessed = finding::assessed(world, duty);
            life.claimed = finding::claimed(world, duty);
        }
        out.push(life);
    }
    out
}
