//! A workload's name and size go in (or nothing: the short form of all); its answers are held against closed forms, then its times come out.
//!
//! `workloads NAME SIZE [RUNS]` prints one line of JSON, for `benches/peers/run.py`; `workloads once NAME SIZE` solves once, for callgrind.

use std::hint::black_box;

use vigente::engine::{Horizon, Plan, Truth};
use vigente::lower::{Lowered, lower};
use vigente::model::ViewpointId;
use vigente::registry::{MatterId, Registry};
use vigente::world::SourceFile;
use vigente_oracle::Chance;
use vigente_syntax::diagnostic::Severity;
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

/// What a late act cost, in seconds by the clock: systems tell a thread's own time in steps longer than this.
struct Late {
    /// Of all acts, sorted: until the answers of its matter and what differs are there, and one question is answered.
    all: Vec<f64>,
    /// Those that touched the record of treaties, and how long the readers took that these touched, together.
    treaty: Vec<f64>,
    settled: f64,
    touched: usize,
    differences: usize,
    loaded: f64,
}

/// Late acts, one at a time, each followed by a question; one of a hundred goes to the record of treaties that all
/// matters read.
fn late_acts(matters: usize, acts: usize) -> Late {
    let pack = vec![SourceFile::of_pack(generate::PACK, "pack.vig", generate::pack())];
    let upto = day("2020-12-31");
    let mut registry = Registry::new(upto);
    registry.put_pack(generate::PACK, &pack);
    let (states, loaded, _) = timed(|| {
        registry.put(generate::TREATIES, generate::treaties(1));
        let put = |n: usize| {
            let matter = generate::matter(1, n, false);
            let name = format!("m{n}");
            let change = registry.put(&name, generate::reading_head(&name) + &matter.text);
            let fault = change.diagnostics.iter().find(|d| d.severity == Severity::Error);
            assert!(fault.is_none(), "{fault:?}");
            matter.state
        };
        (0..matters).map(put).collect::<Vec<_>>()
    });
    let treaties = registry.matter(generate::TREATIES).expect("it has been put in");
    let ids: Vec<MatterId> = registry.ids().filter(|&id| id != treaties).collect();
    let mut chance = Chance::new(11);
    let mut late =
        Late { all: Vec::new(), treaty: Vec::new(), settled: 0.0, touched: 0, differences: 0, loaded };
    for n in 0..acts {
        let at = chance.below(ids.len());
        let (id, text) = if n % 100 == 99 {
            (treaties, generate::treaty_act(&mut chance, n))
        } else {
            (ids[at], generate::late_act(&mut chance, states[at], n))
        };
        let asked = if id == treaties { *chance.one(&ids) } else { id };
        let on = day("1990-01-01").plus_days(chance.below(10_000) as i32);
        let ((touched, differences), _, took) = timed(|| {
            let change = registry.enter(id, &text);
            let answers = registry.answers(asked);
            black_box(
                answers.iter().flat_map(|s| &s.parts).filter(|p| p.operative.at(on) == Truth::True).count(),
            );
            (change.touched.len(), change.differences.len())
        });
        late.all.push(took);
        late.differences += differences;
        late.touched += touched;
        if id == treaties {
            late.treaty.push(took);
            let (changes, _, settling) = timed(|| registry.settle());
            late.settled += settling;
            late.differences += changes.iter().map(|c| c.differences.len()).sum::<usize>();
        }
    }
    late.all.sort_by(f64::total_cmp);
    late.treaty.sort_by(f64::total_cmp);
    // What has been kept up act by act is what comes of reading everything anew.
    for &id in ids.iter().step_by(1 + ids.len() / 50) {
        let (text, treaties) = (registry.text(id).to_owned(), registry.text(treaties).to_owned());
        let mut fresh = Registry::new(upto);
        fresh.put_pack(generate::PACK, &pack);
        fresh.put(generate::TREATIES, treaties);
        fresh.put("one", text);
        let one = fresh.matter("one").expect("it has been put in");
        assert!(fresh.answers(one) == registry.answers(id), "{} differs", registry.name(id));
    }
    late
}

/// The figures of late acts are of one act, the median as `solve` and the 99th percentile as `wall`.
fn late(acts: usize) -> Figures {
    let late = late_acts((acts / 10).max(10), acts);
    let at = |list: &[f64], percent: usize| list.get(list.len() * percent / 100).copied().unwrap_or_default();
    eprintln!(
        "late acts: median {:.1} us, 99th {:.1} us; on the treaty: median {:.1} us, 99th {:.1} us; {} readers touched, {:.1} us each; {} differences",
        at(&late.all, 50) * 1e6,
        at(&late.all, 99) * 1e6,
        at(&late.treaty, 50) * 1e6,
        at(&late.treaty, 99) * 1e6,
        late.touched,
        late.settled * 1e6 / late.touched.max(1) as f64,
        late.differences
    );
    let (solve, wall) = (at(&late.all, 50), at(&late.all, 99));
    Figures { items: acts, load: late.loaded, plan: 0.0, solve, wall, answers: late.differences }
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
