//! scratch
use vigente::engine::{Horizon, Plan};
use vigente::lower::lower_text;
use vigente_tests::answer_sets::{Answer, Solver, program};
use vigente_tests::oracle;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if args[0] == "prog" {
        let seed: u64 = args[1].parse().unwrap();
        let (text, _) = vigente_oracle::dossier(seed);
        let lowered = lower_text(&text);
        let q = oracle::questions(&lowered.model, seed)[args[2].parse::<usize>().unwrap()];
        print!("{}", program(&lowered.model, &q, &oracle::days()).unwrap());
        return;
    }
    let first: u64 = args[0].parse().unwrap();
    let count: u64 = args[1].parse().unwrap();
    let mut solver = Solver::start().unwrap();
    let mut found = std::collections::BTreeMap::<String, u32>::new();
    let (mut n, mut same) = (0, 0);
    let begun = std::time::Instant::now();
    for seed in first..first + count {
        let (text, _) = vigente_oracle::dossier(seed);
        let lowered = lower_text(&text);
        if text.contains("of first ") && lowered.diagnostics.iter().any(|d| d.code == "circle") { continue }
        let model = &lowered.model;
        let plan = Plan::new(model);
        let days = oracle::days();
        for q in oracle::questions(model, seed) {
            n += 1;
            if args.len() > 2 { std::fs::write(&args[2], program(model, &q, &days).unwrap()).unwrap(); }
            match solver.ask(model, &q, &days) {
                Answer::NotExpressible(why) => println!("{seed}: {why}"),
                Answer::Fault(why) => { *found.entry(format!("fault {}", &why[..why.len().min(300)])).or_default() += 1; println!("{seed}: {}", &why[..why.len().min(400)]) }
                Answer::Table(table) => {
                    let s = plan.solve(Horizon { viewpoint: q.viewpoint, made_by: q.made_by, known_by: q.known_by }, days.end);
                    let fast = vigente_tests::oracle_table::table_of(model, &s, &days);
                    match table.difference(&fast) {
                        None => same += 1,
                        Some((name, day, a, b)) => {
                            println!("{seed} {q:?}: {name} on {day}: asp {a:?} engine {b:?}");
                        }
                    }
                }
            }
        }
    }
    println!("{n} questions, {same} same, {:?}", begun.elapsed());
    for (k, v) in found { println!("{v} {k}"); }
}
