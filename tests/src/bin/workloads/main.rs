//! A workload's name and size go in (or nothing: the short form of all); its answers are held against closed forms or a pass by hand,
//! then its times come out.
//!
//! | arguments | |
//! |---|---|
//! | | a table of all workloads in short form |
//! | `NAME SIZE [RUNS]` | its figures as one line of JSON |
//! | `once NAME SIZE` | one run of it, for callgrind; how many items it has |
//! | `limits` | what this machine could do |
//! | `limits NAME SIZE` | what a workload takes and holds, by item |
//! | `write NAME SIZE DIR` | its records, its facts for other engines, and its true answers, as files |
//! | `answer ASKED FILE` | the answers to records written so, a line each; figures go to the standard error |
//! | `late BASE LATE` | the questions of W5 from written files, answered one at a time |

mod answer;
mod figures;
mod files;
mod late;
mod limits;
mod registry;
mod resident;

use std::path::Path;
use std::process::ExitCode;

use figures::Figures;
use vigente_tests::clock::median;
use vigente_tests::workloads::{Asked, Problem};

fn run(name: &str, size: usize) -> Option<Figures> {
    Some(match name {
        "registry" => registry::registry(size),
        "questions" => registry::questions(size),
        "late" => resident::late(size),
        _ => figures::of(&Problem::new(name, size)?),
    })
}

const SHORT: [(&str, &[usize]); 14] = [
    ("chain", &[1000, 10_000]),
    ("levels", &[1000, 10_000]),
    ("teams", &[1000, 10_000]),
    ("tree", &[1000, 10_000]),
    ("dag", &[1000, 10_000]),
    ("voting", &[10_000]),
    ("netbill", &[100]),
    ("annulment-chain", &[1000, 10_000]),
    ("annulment-dag", &[1000, 10_000]),
    ("annulment-eights", &[10_000, 100_000]),
    ("registry-standing", &[10_000]),
    ("registry", &[2000]),
    ("questions", &[10_000]),
    ("late", &[2000]),
];

fn table() {
    println!(
        "workload               size    items    load ms    plan ms   solve ms      solve/s  by hand ms  times"
    );
    for (name, sizes) in SHORT {
        for &size in sizes {
            let Some(f) = run(name, size) else { continue };
            let ms = |s: f64| s * 1e3;
            let rate = if name == "late" { 1.0 } else { f.items as f64 } / f.solve;
            print!("{name:18} {size:8} {:8}", f.items);
            print!(" {:10.3} {:10.3} {:10.3} {rate:12.0}", ms(f.load), ms(f.plan), ms(f.solve));
            match f.hand {
                Some(hand) => println!(" {:11.4} {:6.1}", ms(hand), f.solve / hand),
                None => println!(),
            }
        }
    }
}

fn figures_of(name: &str, size: &str, runs: usize) {
    let all: Vec<Figures> = (0..runs).filter_map(|_| run(name, number(size))).collect();
    let Some(one) = all.first() else { panic!("there is no workload `{name}`") };
    let of = |what: fn(&Figures) -> f64| median(all.iter().map(what).collect());
    println!(
        "{{\"workload\": \"{name}\", \"size\": {size}, \"items\": {}, \"answers\": {}, \"load\": {:.6}, \"plan\": {:.6}, \"solve\": {:.6}, \"wall\": {:.6}, \"hand\": {:.9}}}",
        one.items,
        one.answers,
        of(|f| f.load),
        of(|f| f.plan),
        of(|f| f.solve),
        of(|f| f.wall),
        of(|f| f.hand.unwrap_or_default())
    );
}

fn number(text: &str) -> usize {
    text.parse().expect("a number")
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = match args.as_slice() {
        ["once", name, size] => {
            println!("{}", figures::once(name, number(size)));
            Ok(())
        }
        ["write", name, size, folder] => files::write(name, number(size), Path::new(folder)),
        ["answer", asked, file] => {
            answer::answer(Asked::named(asked).expect("what is asked"), Path::new(file))
        }
        ["limits"] => {
            limits::limits();
            Ok(())
        }
        ["limits", name, size] => {
            limits::of(name, number(size));
            Ok(())
        }
        ["late", base, late] => late::late(Path::new(base), Path::new(late)),
        [name, size, rest @ ..] => {
            figures_of(name, size, rest.first().map_or(3, |r| number(r)));
            Ok(())
        }
        _ => {
            table();
            Ok(())
        }
    };
    if let Err(error) = done {
        eprintln!("{error}");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
