//! Measures the figures of `BENCHMARKS.md`. Each is the fastest of several runs, in CPU time of its thread, so that
//! other load disturbs it less. Profilers can run `solve` or `answer ACTS TIMES` alone.

use std::fmt::Write as _;
use std::hint::black_box;
use std::process::ExitCode;
use std::time::Instant;

use vigente_engine::{Horizon, Plan};
use vigente_model::{Day, Days, ViewpointId};
use vigente_query::{Question, Session};
use vigente_resolve::world::World;
use vigente_resolve::{Resolved, resolve};
use vigente_syntax::diagnostic::{FileId, Severity};
use vigente_tests::clock::seconds;

const HEAD: &str = "\
order PE \"A State\"
organ PE.TC \"Its constitutional court\"
organ PE.CS \"Its supreme court\"
organ PE.CS.J \"A judge of it\"
organ PE.President \"Its president\"
organ PE.INPE \"Its prison service\"
order IA \"A system of treaties\"
organ IA.Court \"Its court\"
status sentence(person)
status pardoned(person)
deed pardon(person)
fact deed release(person)
deed implement(act)
deed report(organ)
viewpoint V.court \"the court\"
  prefers IA > PE.TC > PE.CS > PE
viewpoint V.tribunal \"the tribunal\"
  prefers PE.TC > PE.CS > PE > IA
viewpoint V.judges \"the judges\"
  prefers PE.CS > IA > PE.TC > PE
norm pardon-ends of PE \"A pardon ends the sentence\"
  when ?organ does pardon(?person)
  then ends sentence(?person)
  then begins pardoned(?person)
";

/// A record of so many acts, in matters of eight: a sentence, a pardon, an annulment, its annulment, an order to
/// refrain, a release, a finding, a claim.
fn record(acts: usize) -> String {
    let mut out = String::from(HEAD);
    for m in 0..acts / 8 {
        let (y, d) = (1990 + m % 30, 1 + m % 28);
        write!(
            out,
            "person p{m} \"Person {m}\"\n\
             {y}-01-{d:02} a{m} PE.CS \"Case {m}\"\n  begins sentence(p{m})\n\
             {y}-02-{d:02} b{m} PE.President \"Resolution {m}\"\n  indulto: does pardon(p{m})\n\
             {y}-04-{d:02} c{m} PE.CS.J\n  annuls b{m}.indulto\n\
             {y}-05-{d:02} d{m} PE.TC\n  published {y}-05-29\n  annuls c{m}\n  execute: requires PE.INPE to implement(d{m}) by {y}-07-30\n\
             {y}-06-{d:02} e{m} IA.Court\n  notified {y}-06-{d:02}\n  refrain: forbids PE to implement(d{m})\n  report: requires PE to report(IA.Court) by {y}-10-{d:02}\n\
             {y}-07-{d:02} f{m} PE.INPE\n  does release(p{m})\n  does implement(d{m})\n\
             {y}-08-{d:02} g{m} IA.Court\n  finds e{m}.refrain breached\n\
             {y}-09-{d:02} h{m} PE.President\n  claims e{m}.refrain fulfilled\n\n"
        )
        .expect("writing to a string does not fail");
    }
    out
}

/// The fastest of five, each long enough (at least `runs` times) for a clock that ticks every few milliseconds.
fn best(runs: usize, mut work: impl FnMut()) -> f64 {
    let clock = Instant::now();
    (0..5)
        .map(|_| {
            let start = seconds(clock);
            (0..runs).for_each(|_| work());
            (seconds(clock) - start) / runs as f64
        })
        .fold(f64::MAX, f64::min)
}

fn resolved(text: &str) -> Resolved {
    let resolved = resolve(&World::of_text(text));
    let fault = resolved.diagnostics.iter().find(|d| d.severity == Severity::Error);
    assert!(fault.is_none(), "{fault:?}");
    resolved
}

/// The most memory this process has held so far, in bytes, where the system tells.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|l| l.starts_with("VmHWM"))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? * 1024)
}

fn solve_all(plan: &Plan<'_>) {
    let upto = Days::read("2020-12-31").expect("a day").hi;
    for viewpoint in (0..3).map(ViewpointId::new) {
        let horizon = Horizon { viewpoint, made_by: None, known_by: None };
        black_box(plan.solve(horizon, upto));
    }
}

fn figures(acts: usize, runs: usize, on: Day) {
    let text = record(acts);
    let megabytes = text.len() as f64 / 1e6;
    let ms = |s: f64| s * 1e3;
    println!("{acts} acts in {megabytes:.2} MB of text, three viewpoints");
    let t = best(runs, || drop(black_box(vigente_syntax::parse(&text, FileId(0)))));
    println!("  parse                    {:9.2} ms  {:7.1} MB/s", ms(t), megabytes / t);
    let t = best(runs, || drop(black_box(resolve(&World::of_text(text.as_str())))));
    println!("  parse and lower          {:9.2} ms", ms(t));
    let record = resolved(&text);
    let t = best(runs, || drop(black_box(Plan::new(&record.model))));
    println!("  plan                     {:9.2} ms", ms(t));
    let plan = Plan::new(&record.model);
    let t = best(runs, || solve_all(&plan));
    println!(
        "  solve, three viewpoints  {:9.2} ms  {:7.2} million acts a second",
        ms(t),
        acts as f64 / t / 1e6
    );
    drop(plan);
    let question = Question { limit: Some(12), ..Question::on(on) };
    let t = best(runs, || {
        let resolved = resolved(&text);
        black_box(Session::new(&resolved.model).situation(&question));
    });
    println!("  text to answer           {:9.2} ms", ms(t));
    if let Some(bytes) = peak() {
        println!(
            "  most memory held so far  {:9.1} MB  (this process, text and all answers included)",
            bytes as f64 / 1e6
        );
    }
}

/// One thing only, over and over, for a profiler: `bench solve ACTS TIMES`, `bench answer ACTS TIMES`.
fn profile(what: &str, acts: usize, times: usize) {
    let text = record(acts);
    if what == "answer" {
        let question =
            Question { limit: Some(12), ..Question::on(Days::read("2005-07-01").expect("a day").hi) };
        for _ in 0..times {
            let resolved = resolved(&text);
            black_box(Session::new(&resolved.model).situation(&question));
        }
        return;
    }
    let record = resolved(&text);
    let plan = Plan::new(&record.model);
    (0..times).for_each(|_| solve_all(&plan));
}

/// Measures and prints.
pub fn run(args: &[String]) -> ExitCode {
    if let [what, acts, times] = args
        && ["solve", "answer"].contains(&what.as_str())
    {
        let number = |s: &String| s.parse().expect("a number");
        profile(what, number(acts), number(times));
        return ExitCode::SUCCESS;
    }
    let on = Days::read("2005-07-01").expect("a day").hi;
    figures(8, 5000, on);
    figures(1_000, 40, on);
    figures(100_000, 1, on);
    ExitCode::SUCCESS
}
