//! Measures this machine's limits: memory read and copied a second, and nanoseconds an act in a hand-written pass.
//! For a workload, it measures time and memory for each act of reading, planning and solving.

use std::hint::black_box;

use crate::figures::each;
use vigente_engine::Plan;
use vigente_resolve::Resolved;
use vigente_tests::clock::timed;
use vigente_tests::workloads::{Problem, in_one, solve, standing_pass};

/// Bytes that this process holds, where the system tells.
fn held() -> f64 {
    let told = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    told.split(' ').nth(1).and_then(|pages| pages.parse::<f64>().ok()).unwrap_or_default() * 4096.0
}

/// Prints all.
pub(crate) fn limits() {
    let words = 32 << 20;
    let (from, mut to) = (vec![1_u64; words], vec![0_u64; words]);
    let gigabytes = (words * 8) as f64 / 1e9;
    let best = |work: &mut dyn FnMut()| (0..5).map(|_| timed(&mut *work).1).fold(f64::MAX, f64::min);
    let read = best(&mut || _ = black_box(from.iter().fold(0_u64, |sum, x| sum.wrapping_add(*x))));
    let copied = best(&mut || {
        to.copy_from_slice(&from);
        black_box(&to);
    });
    println!("memory: {:.1} GB/s read, {:.1} GB/s copied", gigabytes / read, gigabytes / copied);
    drop((from, to));
    for (name, size) in
        [("annulment-eights", 1_000_000), ("annulment-chain", 100_000), ("annulment-dag", 100_000)]
    {
        let Some(Problem::Annulments(records)) = Problem::new(name, size) else { continue };
        let lists = in_one(&records);
        let pass = each(|| standing_pass(&lists));
        println!("by hand: {:.2} ns an act ({name}, {size})", pass / size as f64 * 1e9);
    }
}

/// Prints what one workload takes and holds: in a process of its own, since freed memory is used again.
pub(crate) fn of(name: &str, size: usize) {
    let Some(problem) = Problem::new(name, size) else { return };
    let (asked, items) = (problem.asked(), problem.items() as f64);
    let texts: Vec<String> = (0..problem.len()).map(|n| problem.record(n)).collect();
    let text: usize = texts.iter().map(String::len).sum();
    let at_first = held();
    let (resolved, load, _) = timed(|| texts.iter().map(|t| asked.read(t)).collect::<Vec<_>>());
    let after_load = held();
    let (plans, plan, _) = timed(|| resolved.iter().map(|l| Plan::new(&l.model)).collect::<Vec<_>>());
    let after_plan = held();
    let viewed = |(l, p): (&Resolved, &Plan<'_>)| {
        let viewpoints = asked.viewpoints(&l.model);
        viewpoints.iter().map(|v| solve(p, v.1)).collect::<Vec<_>>()
    };
    let (solutions, solved, _) = timed(|| resolved.iter().zip(&plans).map(viewed).collect::<Vec<_>>());
    let after_solve = held();
    let viewpoints = solutions.first().map_or(1, Vec::len) as f64;
    let ns = |s: f64| s / items * 1e9;
    let bytes = |from: f64, to: f64| (to - from) / items;
    println!(
        "{name}, {items} acts, {viewpoints} viewpoints, {:.0} bytes of text an act",
        text as f64 / items
    );
    println!("  read    {:8.0} ns an act  {:7.0} bytes held", ns(load), bytes(at_first, after_load));
    println!("  plan    {:8.0} ns an act  {:7.0} bytes held", ns(plan), bytes(after_load, after_plan));
    println!(
        "  solve   {:8.0} ns an act and viewpoint  {:7.0} bytes held",
        ns(solved) / viewpoints,
        bytes(after_plan, after_solve) / viewpoints
    );
}
