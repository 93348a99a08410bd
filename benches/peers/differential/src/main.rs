//! What stands, in differential dataflow: `standing FILE ACTS` prints the acts that stand; `late FILE ACTS LATE` keeps the answer while
//! late acts come, one at a time, each followed by a question, and prints the answers, with the times on the standard error; `registry
//! FOLDER` answers what `registry.rs` says.
//!
//! An act stands unless an act that stands annuls it. Acts annul earlier ones only, so iterating from "all stand" settles: after round k
//! everything is right that hangs on chains of at most k acts.

mod registry;

use std::collections::HashSet;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Instant;

use differential_dataflow::VecCollection;
use differential_dataflow::input::Input;
use differential_dataflow::lattice::Lattice;
use differential_dataflow::operators::*;
use timely::dataflow::operators::probe::Handle;

fn stands<'scope, T>(
    acts: VecCollection<'scope, T, u32>,
    annuls: VecCollection<'scope, T, (u32, u32)>,
) -> VecCollection<'scope, T, u32>
where
    T: timely::progress::Timestamp + Lattice + Ord,
{
    let keyed = acts.clone().map(|act| (act, ()));
    acts.iterate(|scope, standing| {
        let (keyed, annuls) = (keyed.enter(scope), annuls.enter(scope));
        let fallen = annuls.semijoin(standing).map(|(_, target)| target).distinct();
        keyed.antijoin(fallen).map(|(act, ())| act).consolidate()
    })
}

fn pairs(path: &str) -> Vec<(u32, u32)> {
    let text = std::fs::read_to_string(path).expect("a file of pairs");
    let of = |line: &str| {
        let (a, b) = line.split_once(' ').expect("a pair");
        (a.parse().expect("a number"), b.parse().expect("a number"))
    };
    text.lines().map(of).collect()
}

/// Seconds that this thread has had a core, and by the clock.
fn now(begun: Instant) -> [f64; 2] {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanos = told.split(' ').next().and_then(|n| n.parse::<f64>().ok()).unwrap_or_default();
    [nanos / 1e9, begun.elapsed().as_secs_f64()]
}

/// What came after reading, on the standard error.
fn rest(begun: Instant, read: [f64; 2]) {
    let [cpu, wall] = now(begun);
    eprintln!("{{\"rest\": [{:.6}, {:.6}]}}", cpu - read[0], wall - read[1]);
}

/// Each line: the act that is annulled by a new one, and the act that is asked about.
fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let begun = Instant::now();
    if args[0] == "registry" {
        let mut read = [0.0; 2];
        let lines = registry::answers(Path::new(&args[1]), || read = now(begun));
        println!("{}", lines.join("\n"));
        return rest(begun, read);
    }
    let (file, acts): (String, u32) = (args[1].clone(), args[2].parse().expect("a number"));
    let late = args.get(3).map(|path| pairs(path)).unwrap_or_default();
    let given = pairs(&file);
    let read = now(begun);
    let standing = Arc::new(Mutex::new(HashSet::new()));
    let told = standing.clone();
    timely::execute_directly(move |worker| {
        let mut probe = Handle::new();
        let seen = standing.clone();
        let (mut act_input, mut pair_input) = worker.dataflow::<u32, _, _>(|scope| {
            let (act_input, acts) = scope.new_collection();
            let (pair_input, annuls) = scope.new_collection();
            stands(acts, annuls)
                .consolidate()
                .inspect(move |(act, _, change)| {
                    let mut all = seen.lock().expect("one thread");
                    if *change > 0 {
                        all.insert(*act)
                    } else {
                        all.remove(act)
                    };
                })
                .probe_with(&mut probe);
            (act_input, pair_input)
        });
        (0..acts).for_each(|act| act_input.insert(act));
        given.into_iter().for_each(|pair| pair_input.insert(pair));
        let mut now = 1;
        let mut settle =
            |worker: &mut _,
             acts: &mut differential_dataflow::input::InputSession<u32, u32, isize>,
             pairs: &mut differential_dataflow::input::InputSession<u32, (u32, u32), isize>| {
                acts.advance_to(now);
                pairs.advance_to(now);
                acts.flush();
                pairs.flush();
                timely::worker::Worker::step_while(worker, || probe.less_than(&now));
                now += 1;
            };
        settle(worker, &mut act_input, &mut pair_input);
        let (mut took, mut answers) = (Vec::new(), String::new());
        for (next, (target, asked)) in (acts..).zip(late) {
            let clock = Instant::now();
            act_input.insert(next);
            pair_input.insert((next, target));
            settle(worker, &mut act_input, &mut pair_input);
            let yes = standing.lock().expect("one thread").contains(&asked);
            took.push(clock.elapsed().as_secs_f64() * 1e6);
            answers.push_str(if yes { "1\n" } else { "0\n" });
        }
        if !took.is_empty() {
            took.sort_by(f64::total_cmp);
            let at = |hundredths: usize| took[took.len() * hundredths / 100];
            eprintln!("{{\"median_us\": {:.2}, \"p99_us\": {:.2}}}", at(50), at(99));
            print!("{answers}");
        }
    });
    if args.len() == 3 {
        let mut all: Vec<u32> = told.lock().expect("one thread").iter().copied().collect();
        all.sort_unstable();
        let lines: Vec<String> = all.iter().map(u32::to_string).collect();
        println!("{}", lines.join("\n"));
        rest(begun, read);
    }
}
