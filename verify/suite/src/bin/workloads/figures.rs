//! Measures a workload: reading, planning, solving, and the same by a hand-written linear pass where there is one.

use std::hint::black_box;

use vigente_engine::{Plan, Solution};
use vigente_model::ViewpointId;
use vigente_resolve::world::World;
use vigente_resolve::{PackCache, Resolved, resolve_with};
use vigente_syntax::diagnostic::Severity;
use vigente_tests::clock::timed;
use vigente_tests::generate;
use vigente_tests::workloads::{Arrays, Asked, Problem, in_one, solve, standing_pass, theory_pass};

/// What a workload took, in seconds of a core.
pub(crate) struct Figures {
    /// Norms, acts, events or questions.
    pub items: usize,
    pub load: f64,
    pub plan: f64,
    pub solve: f64,
    pub wall: f64,
    /// How many answers are true.
    pub answers: usize,
    /// One pass by hand, over arrays that are there.
    pub hand: Option<f64>,
}

/// Records that are timed together: the upkeep of the clock would show with matters of eight acts.
pub(crate) const BATCH: usize = 1000;

/// Work that is over sooner is done again: systems tell a thread's own time in steps of some milliseconds.
const ENOUGH: f64 = 0.1;

/// Seconds of one run of it, done as often as it takes to be told.
pub(crate) fn each<T>(mut work: impl FnMut() -> T) -> f64 {
    let mut runs = 1_u32;
    loop {
        let ((), cpu, _) = timed(|| (0..runs).for_each(|_| drop(black_box(work()))));
        if cpu >= ENOUGH {
            return cpu / f64::from(runs);
        }
        runs *= 4;
    }
}

fn read_all(asked: Asked, texts: &[String]) -> Vec<Resolved> {
    texts.iter().map(|t| asked.read(t)).collect()
}

fn plan_all(resolved: &[Resolved]) -> Vec<Plan<'_>> {
    resolved.iter().map(|l| Plan::new(&l.model)).collect()
}

fn solve_all(asked: Asked, resolved: &[Resolved], plans: &[Plan<'_>]) -> Vec<Vec<Solution>> {
    let of =
        |(l, p): (&Resolved, &Plan<'_>)| asked.viewpoints(&l.model).iter().map(|v| solve(p, v.1)).collect();
    resolved.iter().zip(plans).map(of).collect()
}

/// Its figures; its answers are held against the key.
pub(crate) fn of(problem: &Problem) -> Figures {
    let asked = problem.asked();
    let (mut load, mut plan, mut solved, mut wall, mut answers) = (0.0, 0.0, 0.0, 0.0, 0);
    let numbers: Vec<usize> = (0..problem.len()).collect();
    for some in numbers.chunks(BATCH) {
        let texts: Vec<String> = some.iter().map(|&n| problem.record(n)).collect();
        let (resolved, l, w1) = timed(|| read_all(asked, &texts));
        let (plans, p, w2) = timed(|| plan_all(&resolved));
        let (solutions, s, w3) = timed(|| solve_all(asked, &resolved, &plans));
        // What is over before the clock ticks is done again.
        let only = numbers.len() <= BATCH;
        let again = |told: f64, work: &mut dyn FnMut()| if only && told < ENOUGH { each(work) } else { told };
        let l = again(l, &mut || drop(read_all(asked, &texts)));
        let p = again(p, &mut || drop(plan_all(&resolved)));
        let s = again(s, &mut || drop(solve_all(asked, &resolved, &plans)));
        (load, plan, solved, wall) = (load + l, plan + p, solved + s, wall + w1 + w2 + w3);
        let (mut said, mut key) = (Vec::new(), Vec::new());
        for ((&number, resolved), of) in some.iter().zip(&resolved).zip(&solutions) {
            for ((viewpoint, _), solution) in asked.viewpoints(&resolved.model).into_iter().zip(of) {
                asked.answers(resolved, solution, viewpoint, number, &mut said);
            }
            problem.key(number, &mut key);
        }
        said.sort();
        key.sort();
        assert!(said == key, "the answers are not what they must be");
        answers += key.len();
    }
    Figures { items: problem.items(), load, plan, solve: solved, wall, answers, hand: by_hand(problem) }
}

fn by_hand(problem: &Problem) -> Option<f64> {
    match problem {
        Problem::Theory(theory) => {
            let arrays = Arrays::new(theory);
            Some(each(|| theory_pass(&arrays)))
        }
        Problem::Annulments(all) => {
            let lists = in_one(all);
            Some(each(|| standing_pass(&lists)))
        }
        Problem::Registry(_) | Problem::Protocol(_) => None,
    }
}

/// One run without a clock. How many norms, acts or events it has.
pub(crate) fn once(name: &str, size: usize) -> usize {
    if name == "registry" {
        let worlds: Vec<World> = (0..size).map(|n| generate::world(&crate::registry::record(n))).collect();
        black_box(measured(&worlds, 3));
        return (0..size).map(|n| generate::matter(1, n, false).acts).sum();
    }
    let problem = Problem::new(name, size).expect("a workload");
    let worlds: Vec<World> = (0..problem.len()).map(|n| World::of_text(problem.record(n))).collect();
    black_box(measured(&worlds, 1));
    problem.items()
}

/// From worlds to solutions: what `cargo x instructions` counts, by this name, and nothing else.
#[inline(never)]
fn measured(worlds: &[World], viewpoints: usize) -> usize {
    let cache = PackCache::default();
    let of = |world: &World| {
        let resolved = resolve_with(world, &cache);
        assert!(!resolved.diagnostics.iter().any(|d| d.severity == Severity::Error), "a record is wrong");
        let plan = Plan::new(&resolved.model);
        (0..viewpoints).map(|v| black_box(solve(&plan, ViewpointId::new(v))).parts.len()).sum::<usize>()
    };
    worlds.iter().map(of).sum()
}
