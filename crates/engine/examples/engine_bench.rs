//! Measures how many acts a second one core answers, in three viewpoints.
//!
//! `cargo run --release -p vigente-engine --example engine_bench`; behind `--` one word picks the lines that contain it.

use std::fmt::Write as _;
use std::time::Instant;

use vigente_engine::{Horizon, Plan};
use vigente_model::{Day, Model};
use vigente_resolve::resolve_text;

const PREAMBLE: &str = "matter bench \"A long record\"
order PE \"State\"
organ PE.President \"President\"
organ PE.INPE \"Prisons\"
organ PE.PJ \"Judges\"
organ PE.TC \"Tribunal\"
order IA \"System\"
organ IA.Court \"Court\"
status sentence(person)
deed pardon(person)
deed implement(act)
deed report(organ)
fact deed release(person)
norm N.1 of PE \"A pardon ends the sentence\"
  when PE.President does pardon(?p)
  then ends sentence(?p)
norm N.2 \"Release implements\"
  when PE.INPE does release(?p)
  then counts as report(IA.Court)
viewpoint IA.Court \"Court\"
  prefers IA > PE.TC > PE.PJ > PE
viewpoint PE.TC \"Tribunal\"
  prefers PE.TC > PE.PJ > PE > IA
viewpoint PE.President \"President\"
  prefers PE.President = PE.TC > PE > others
";

/// Matters of eight acts, one like another but for their days.
fn matter(out: &mut String, m: usize) {
    let (y, d) = (1990 + m % 30, 1 + m % 28);
    let _ = write!(
        out,
        "person p{m} \"Person {m}\"
{y}-01-{d:02} a{m} PE.PJ\n  begins sentence(p{m}) until {}-02-01
{y}-02-{d:02} b{m} PE.President\n  indulto: does pardon(p{m})\n  gracia: says \"so be it\"
{y}-03-{d:02} c{m} PE.PJ\n  annuls b{m}.indulto
{y}-04-{d:02} d{m} PE.TC\n  published {y}-05-29\n  annuls c{m}\n  execute: requires PE.INPE to implement(d{m}) at once
{y}-05-{d:02} e{m} IA.Court\n  notified {y}-06-{d:02}\n  refrain: forbids PE to implement(d{m})\n  report: requires PE to report(IA.Court) by {y}-10-{d:02}
{y}-06-{d:02} f{m} PE.INPE\n  does release(p{m})\n  does implement(d{m})
{y}-08-{d:02} g{m} IA.Court\n  finds e{m}.refrain breached
{y}-09-{d:02} h{m} PE.President\n  claims e{m}.refrain fulfilled
",
        y + 20
    );
}

/// Seconds that this thread has had a core, where Linux tells (a busy machine then does not count); else by the clock.
fn seconds(since: Instant) -> f64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = told.and_then(|t| t.split(' ').next()?.parse::<u64>().ok());
    nanos.map_or(since.elapsed().as_secs_f64(), |n| n as f64 / 1e9)
}

/// The fastest of some runs.
fn best<T>(runs: usize, work: impl Fn() -> T) -> f64 {
    let clock = Instant::now();
    let mut fastest = f64::MAX;
    for _ in 0..runs {
        let start = seconds(clock);
        let made = work();
        fastest = fastest.min(seconds(clock) - start);
        drop(made);
    }
    fastest
}

fn read(text: &str) -> Model {
    let resolved = resolve_text(text);
    let errors =
        resolved.diagnostics.iter().filter(|d| d.severity == vigente_syntax::diagnostic::Severity::Error);
    for error in errors.take(3) {
        println!("error {}: {}", error.code, error.message);
    }
    std::sync::Arc::unwrap_or_clone(resolved.model)
}

fn horizons(model: &Model) -> impl Iterator<Item = Horizon> {
    model.viewpoints.indices().map(|viewpoint| Horizon { viewpoint, made_by: None, known_by: None })
}

const UPTO: Day = Day(20_000);

fn small(count: usize) {
    let models: Vec<Model> = (0..count)
        .map(|m| {
            let mut text = PREAMBLE.to_owned();
            matter(&mut text, m);
            read(&text)
        })
        .collect();
    let acts: usize = models.iter().map(|m| m.acts.len()).sum();
    let all = best(5, || {
        let mut duties = 0;
        for model in &models {
            let plan = Plan::new(model);
            for horizon in horizons(model) {
                duties += plan.solve(horizon, UPTO).duties.len();
            }
        }
        duties
    });
    let plans: Vec<Plan<'_>> = models.iter().map(Plan::new).collect();
    let planning = best(5, || models.iter().map(Plan::new).count());
    let solving = best(5, || {
        let mut duties = 0;
        for plan in &plans {
            for horizon in horizons(plan.model()) {
                duties += plan.solve(horizon, UPTO).duties.len();
            }
        }
        duties
    });
    let per = |s: f64| acts as f64 / s / 1e6;
    println!(
        "{count} matters of eight acts, 3 viewpoints: {:.2} million acts/s (plan {:.2}, solve {:.2})",
        per(all),
        per(planning),
        per(solving)
    );
}

fn large(name: &str, text: &str) {
    let model = read(text);
    let planning = best(3, || Plan::new(&model));
    let plan = Plan::new(&model);
    for horizon in horizons(&model).take(1) {
        let solving = best(3, || plan.solve(horizon, UPTO));
        println!(
            "{name}: {} acts, plan {:.1} ms, one viewpoint {:.1} ms",
            model.acts.len(),
            planning * 1e3,
            solving * 1e3
        );
    }
}

fn main() {
    let picked = std::env::args().nth(1).unwrap_or_default();
    let wanted = |name: &str| name.contains(&picked);
    if wanted("small") {
        small(2000);
    }
    let many = |n: usize, line: &dyn Fn(usize) -> String| -> String {
        let mut text = PREAMBLE.to_owned();
        text.push_str("person p \"P\"\n");
        for i in 0..n {
            let day = Day(i as i32 - 20_000);
            let _ = writeln!(text, "{day} a{i} {}", line(i));
        }
        text
    };
    let report = |name: &str, text: &dyn Fn() -> String| {
        if wanted(name) {
            large(name, &text());
        }
    };
    report("large: matters of eight in one", &|| {
        let mut text = PREAMBLE.to_owned();
        (0..12_500).for_each(|m| matter(&mut text, m));
        text
    });
    report("chain: each annuls the one before", &|| {
        many(100_000, &|i| match i {
            0 => "PE.TC\n  begins sentence(p)".to_owned(),
            _ => format!("PE.TC\n  annuls a{}", i - 1),
        })
    });
    report("turns: begins and ends one status", &|| {
        many(100_000, &|i| format!("PE.TC\n  {} sentence(p)", if i % 2 == 0 { "begins" } else { "ends" }))
    });
    report("uphold: each upholds the one before", &|| {
        many(100_000, &|i| match i {
            0 => "PE.TC\n  begins sentence(p)".to_owned(),
            _ => format!("PE.TC\n  upholds a{}", i - 1),
        })
    });
    report("siege: attacks, restorations, supports of one act", &|| {
        many(20_000, &|i| match i {
            0 => "PE.PJ\n  begins sentence(p)".to_owned(),
            _ => format!("PE.{}\n  {} a0", ["PJ", "TC"][i / 3 % 2], ["annuls", "restores", "upholds"][i % 3]),
        })
    });
    report("orders: duties and prohibitions of one deed", &|| {
        many(4_000, &|i| {
            format!(
                "{} to implement(a0)",
                ["IA.Court\n  requires PE", "PE.TC\n  forbids PE", "PE.PJ\n  permits PE"][i % 3]
            )
        })
    });
    report("reports: one duty every day, as many reports", &|| {
        many(20_000, &|i| match i {
            0 => "IA.Court\n  requires PE to report(IA.Court) by 1920-01-01 then every 1 day".to_owned(),
            _ => "PE.President\n  does report(IA.Court)".to_owned(),
        })
    });
    report("state: a norm that asks what it changes", &|| {
        let mut text = many(20_000, &|i| format!("{}\n  does pardon(p)", ["PE.President", "PE.TC"][i % 2]));
        text.push_str(
            "norm N.3 of PE \"Twice\"\n  when PE.TC does pardon(?p)\n  if not sentence(?p)\n  then begins sentence(?p)\n",
        );
        text
    });
}
