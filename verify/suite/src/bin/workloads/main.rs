//! Checks the answers of a workload against closed forms or a hand-written pass, then prints its times. Without
//! arguments it runs the short form of all.
//!
//! | arguments | |
//! |---|---|
//! | | a table of all workloads in short form |
//! | `page` | a table of all workloads in their large form, for `BENCHMARKS.md` |
//! | `NAME SIZE [RUNS]` | its figures as one line of JSON |
//! | `once NAME SIZE` | one run of it, for callgrind; how many items it has |
//! | `limits` | what this machine could do |
//! | `limits NAME SIZE` | what a workload takes and holds, by item |
//! | `write NAME SIZE DIR` | its records, its facts for other engines, and its true answers, as files |
//! | `answer ASKED FILE` | the answers to records written so, a line each; figures go to the standard error |
//! | `answer-questions RECORDS QUESTIONS` | the questions of `write registry-questions` to which the answer is yes |
//! | `answer-late BASE LATE` | the questions of W5 from written files, answered one at a time |

mod answer;
mod figures;
mod files;
mod late;
mod limits;
mod registry;
mod resident;
mod table;

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
        ["answer-questions", records, asked] => answer::questions(Path::new(records), Path::new(asked)),
        ["page"] => {
            table::print(&table::LONG, true, run);
            Ok(())
        }
        ["limits"] => {
            limits::limits();
            Ok(())
        }
        ["limits", name, size] => {
            limits::of(name, number(size));
            Ok(())
        }
        ["answer-late", base, late] => late::late(Path::new(base), Path::new(late)),
        [name, size, rest @ ..] => {
            figures_of(name, size, rest.first().map_or(3, |r| number(r)));
            Ok(())
        }
        _ => {
            table::print(&table::SHORT, false, run);
            Ok(())
        }
    };
    if let Err(error) = done {
        eprintln!("{error}");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
