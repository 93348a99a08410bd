//! The generated registry as a whole (W4), and questions to it at random.

use vigente_engine::{Horizon, Plan, Truth};
use vigente_model::{PartId, ViewpointId};
use vigente_oracle::Chance;
use vigente_resolve::{PackCache, resolve_with};
use vigente_tests::clock::timed;
use vigente_tests::generate;
use vigente_tests::workloads::{day, solve};

use crate::figures::Figures;

/// The record of a generated matter.
pub(crate) fn record(number: usize) -> String {
    generate::head("m") + &generate::matter(1, number, false).text
}

/// So many generated matters in three viewpoints.
pub(crate) fn registry(matters: usize) -> Figures {
    let (mut items, mut answers) = (0, 0);
    let (mut load, mut plan, mut solved, mut wall) = (0.0, 0.0, 0.0, 0.0);
    let cache = PackCache::default();
    let numbers: Vec<usize> = (0..matters).collect();
    for some in numbers.chunks(500) {
        let worlds: Vec<_> = some.iter().map(|&n| generate::world(&record(n))).collect();
        let (resolved, l, w1) = timed(|| worlds.iter().map(|w| resolve_with(w, &cache)).collect::<Vec<_>>());
        let (plans, p, w2) = timed(|| resolved.iter().map(|l| Plan::new(&l.model)).collect::<Vec<_>>());
        let each = |p: &Plan<'_>| (0..3).map(|v| solve(p, ViewpointId::new(v)).parts.len()).sum::<usize>();
        let (parts, s, w3) = timed(|| plans.iter().map(each).sum::<usize>());
        (load, plan, solved, wall) = (load + l, plan + p, solved + s, wall + w1 + w2 + w3);
        items += some.iter().map(|&n| generate::matter(1, n, false).acts).sum::<usize>();
        answers += parts;
    }
    Figures { items, load, plan, solve: solved, wall, answers, hand: None }
}

/// Random questions on all axes, to a registry of which every plan is at hand: each filters the acts
/// of one matter and computes what the part that it is about hangs on.
pub(crate) fn questions(number: usize) -> Figures {
    let cache = PackCache::default();
    let of = |n: usize| resolve_with(&generate::world(&record(n)), &cache);
    let (resolved, load, _) = timed(|| (0..1000).map(of).collect::<Vec<_>>());
    let (plans, plan, _) = timed(|| resolved.iter().map(|l| Plan::new(&l.model)).collect::<Vec<_>>());
    let mut chance = Chance::new(7);
    let first = day("1975-01-01");
    let (answers, solve, wall) = timed(|| {
        let mut yes = 0;
        for _ in 0..number {
            let plan = chance.one(&plans);
            let on = first.plus_days(chance.below(16_000) as i32);
            let some = |chance: &mut Chance| {
                chance.percent(50).then(|| first.plus_days(chance.below(16_000) as i32))
            };
            let (made_by, known_by) = (some(&mut chance), some(&mut chance));
            let viewpoint = ViewpointId::new(chance.below(3));
            let part = PartId::new(chance.below(plan.model().parts.len()));
            let life = plan.part(Horizon { viewpoint, made_by, known_by }, part);
            yes += usize::from(life.operative.at(on) == Truth::True);
        }
        yes
    });
    Figures { items: number, load, plan, solve, wall, answers, hand: None }
}
