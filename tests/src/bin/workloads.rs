//! A workload's name and size go in (or nothing: the short form of all); its answers are held against closed forms, then its times come out.
//!
//! `workloads NAME SIZE [RUNS]` prints one line of JSON, for `benches/peers/run.py`; `workloads once NAME SIZE` solves once, for callgrind.

use std::hint::black_box;

use vigente::engine::{Horizon, Plan, Truth};
use vigente::lower::{Lowered, lower};
use vigente::model::ViewpointId;
use vigente_oracle::Chance;
use vigente_tests::clock::{median, timed};
use vigente_tests::generate;
use vigente_tests::workloads::{self as w, Workload, day};

/// What a workload took, in seconds of a core.
struct Figures {
    /// Norms, acts, events or questions.
    items: usize,
    load: f64,
    plan: f64,
    solve: f64,
    wall: f64,
    /// What is compared with peers: how many are true.
    answers: usize,
}

fn statuses(workload: &Workload, items: usize) -> Figures {
    let (lowered, load, w1) = timed(|| w::read(&workload.text));
    let (plan, planned, w2) = timed(|| Plan::new(&lowered.model));
    let (solution, solve, w3) = timed(|| w::solve(&plan, 0));
    let wrong = w::first_wrong(workload, &lowered, &solution);
    assert!(wrong.is_none(), "{wrong:?}");
    let answers = workload.expected.iter().filter(|e| e.2).count();
    Figures { items, load, plan: planned, solve, wall: w1 + w2 + w3, answers }
}

fn annulments(annuls: &[Vec<Vec<u32>>]) -> Figures {
    let mut f = Figures { items: 0, load: 0.0, plan: 0.0, solve: 0.0, wall: 0.0, answers: 0 };
    // The upkeep of the clock would show with matters of eight: a batch of matters is timed at a time.
    for some in annuls.chunks(1000) {
        let texts: Vec<String> = some.iter().map(w::annulments).collect();
        let (lowered, load, w1) = timed(|| texts.iter().map(|t| w::read(t)).collect::<Vec<Lowered>>());
        let (plans, plan, w2) = timed(|| lowered.iter().map(|l| Plan::new(&l.model)).collect::<Vec<_>>());
        let (solved, solve, w3) = timed(|| plans.iter().map(|p| w::solve(p, 0)).collect::<Vec<_>>());
        for (one, solution) in some.iter().zip(&solved) {
            let expected = w::standing(one);
            let said: Vec<bool> =
                solution.parts.iter().map(|p| p.stands.at(day("2020-01-01")) == Truth::True).collect();
            assert_eq!(said, expected, "what stands");
            f.items += one.len();
            f.answers += expected.iter().filter(|s| **s).count();
        }
        (f.load, f.plan, f.solve, f.wall) =
            (f.load + load, f.plan + plan, f.solve + solve, f.wall + w1 + w2 + w3);
    }
    f
}

/// So many generated matters in three viewpoints.
fn registry(matters: usize) -> Figures {
    let mut f = Figures { items: 0, load: 0.0, plan: 0.0, solve: 0.0, wall: 0.0, answers: 0 };
    let numbers: Vec<usize> = (0..matters).collect();
    for some in numbers.chunks(500) {
        let of = |n: usize| generate::head("m") + &generate::matter(1, n, false).text;
        let worlds: Vec<_> = some.iter().map(|&n| generate::world(&of(n))).collect();
        let (lowered, load, w1) = timed(|| worlds.iter().map(lower).collect::<Vec<_>>());
        let (plans, plan, w2) = timed(|| lowered.iter().map(|l| Plan::new(&l.model)).collect::<Vec<_>>());
        let each = |p: &Plan<'_>| (0..3).map(|v| w::solve(p, v).parts.len()).sum::<usize>();
        let (answers, solve, w3) = timed(|| plans.iter().map(each).sum::<usize>());
        f.items += lowered.iter().map(|l| l.model.acts.len()).sum::<usize>();
        f.answers += answers;
        (f.load, f.plan, f.solve, f.wall) =
            (f.load + load, f.plan + plan, f.solve + solve, f.wall + w1 + w2 + w3);
    }
    f
}

/// Random questions on all axes, to a registry of which every plan is at hand: each filters and solves one matter anew.
fn questions(number: usize) -> Figures {
    let of = |n: usize| lower(&generate::world(&(generate::head("m") + &generate::matter(1, n, false).text)));
    let (lowered, load, _) = timed(|| (0..1000).map(of).collect::<Vec<_>>());
    let (plans, planned, _) = timed(|| lowered.iter().map(|l| Plan::new(&l.model)).collect::<Vec<_>>());
    let mut chance = Chance::new(7);
    let (first, upto) = (day("1975-01-01"), day("2020-12-31"));
    let (answers, solve, wall) = timed(|| {
        let mut yes = 0;
        for _ in 0..number {
            let plan = chance.one(&plans);
            let on = first.plus_days(chance.below(16_000) as i32);
            let some = |chance: &mut Chance| {
                chance.percent(50).then(|| first.plus_days(chance.below(16_000) as i32))
            };
            let (made_by, known_by) = (some(&mut chance), some(&mut chance));
            let viewpoint = ViewpointId(chance.below(3) as u32);
            let solution = plan.solve(Horizon { viewpoint, made_by, known_by }, upto);
            yes += usize::from(chance.one(&solution.parts).operative.at(on) == Truth::True);
        }
        yes
    });
    Figures { items: number, load, plan: planned, solve, wall, answers }
}

/// One late act at a time, each followed by a question: today the matter is lowered, planned and solved anew. The items are acts; the
/// figures are of one act, the median as `solve` and the 99th percentile as `wall`.
fn late(acts: usize) -> Figures {
    let mut all = Vec::new();
    for n in 0..acts {
        let matter = generate::matter(1, n, false);
        let act = "\n2019-06-01 late RG.Court\n  annuls {trial}\n".replace(['{', '}'], "");
        let world = generate::world(&(generate::head("m") + &matter.text + &act));
        // By the clock: systems tell a thread's own time in steps longer than this.
        let (_, _, took) = timed(|| {
            let lowered = lower(&world);
            let plan = Plan::new(&lowered.model);
            (0..3).for_each(|v| drop(black_box(w::solve(&plan, v))));
        });
        all.push(took);
    }
    all.sort_by(f64::total_cmp);
    let (middle, high) = (all[all.len() / 2], all[all.len() * 99 / 100]);
    Figures { items: acts, load: 0.0, plan: 0.0, solve: middle, wall: high, answers: acts }
}

fn run(name: &str, size: usize) -> Option<Figures> {
    let depth = |k: usize| (1..).take_while(|d| k.pow(*d) <= size).count();
    Some(match name {
        "chain" => statuses(&w::chain(size), size),
        "levels" => statuses(&w::levels(size), 3 * size + 3),
        "teams" => statuses(&w::teams(depth(4)), size),
        "tree" => statuses(&w::tree(depth(3), 3), size),
        "dag" => statuses(&w::dag(size, 3), size),
        "voting" => statuses(&w::voting(size / 8, 1), size),
        "annulment-chain" => annulments(&[w::annuls_in_a_chain(size)]),
        "annulment-dag" => annulments(&[w::annuls_at_random(size, 1)]),
        "annulment-eights" => {
            annulments(&(0..size as u64 / 8).map(|s| w::annuls_at_random(8, s)).collect::<Vec<_>>())
        }
        "registry" => registry(size),
        "questions" => questions(size),
        "late" => late(size),
        _ => return None,
    })
}

const SHORT: [(&str, &[usize]); 12] = [
    ("chain", &[1000, 10_000]),
    ("levels", &[1000, 10_000]),
    ("teams", &[1000]),
    ("tree", &[1000, 10_000]),
    ("dag", &[1000, 10_000]),
    ("voting", &[1000, 10_000]),
    ("annulment-chain", &[1000, 10_000]),
    ("annulment-dag", &[1000, 10_000]),
    ("annulment-eights", &[10_000, 100_000]),
    ("registry", &[2000]),
    ("questions", &[10_000]),
    ("late", &[2000]),
];

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let number = |s: &str| s.parse().expect("a number");
    match args.as_slice() {
        ["once", name, size] => drop(black_box(run(name, number(size)).map(|f| f.answers))),
        ["dump", "annulment-dag", size] => {
            for (i, targets) in w::annuls_at_random(number(size), 1).iter().enumerate() {
                targets.iter().for_each(|t| println!("{i} {t}"));
            }
        }
        [name, size, rest @ ..] => {
            let runs = rest.first().map_or(3, |r| number(r));
            let all: Vec<Figures> = (0..runs).filter_map(|_| run(name, number(size))).collect();
            let Some(one) = all.first() else { panic!("there is no workload `{name}`") };
            let of = |what: fn(&Figures) -> f64| median(all.iter().map(what).collect());
            println!(
                "{{\"workload\": \"{name}\", \"size\": {size}, \"items\": {}, \"answers\": {}, \"load\": {:.6}, \"plan\": {:.6}, \"solve\": {:.6}, \"wall\": {:.6}}}",
                one.items,
                one.answers,
                of(|f| f.load),
                of(|f| f.plan),
                of(|f| f.solve),
                of(|f| f.wall)
            );
        }
        _ => {
            println!(
                "{:18} {:>8} {:>8} {:>11} {:>11} {:>11} {:>12}",
                "workload", "size", "items", "load ms", "plan ms", "solve ms", "solve/s"
            );
            for (name, sizes) in SHORT {
                for &size in sizes {
                    let Some(f) = run(name, size) else { continue };
                    let ms = |s: f64| s * 1e3;
                    let rate = if name == "late" { 1.0 } else { f.items as f64 } / f.solve;
                    println!(
                        "{name:18} {size:8} {:8} {:11.3} {:11.3} {:11.3} {rate:12.0}",
                        f.items,
                        ms(f.load),
                        ms(f.plan),
                        ms(f.solve)
                    );
                }
            }
        }
    }
}
