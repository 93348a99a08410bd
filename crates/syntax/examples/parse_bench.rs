//! Measures how many megabytes a second one core parses, formats and highlights.
//!
//! `cargo run --release -p vigente-syntax --example parse_bench`; behind `-- parse` it only reads.

use std::fmt::Write as _;
use std::time::Instant;

use vigente_syntax::ast::Line;
use vigente_syntax::diagnostic::FileId;

/// A dossier of so many acts, in matters of eight.
fn dossier(acts: usize) -> String {
    let mut out = String::from("use peru\nuse inter-american\n\nmatter bench \"A long record\"\n\n");
    for m in 0..acts / 8 {
        let (y, d) = (1990 + m % 30, 1 + m % 28);
        let _ = write!(
            out,
            "person p{m} \"Person {m}\"\n\
             {y}-01-{d:02} a{m} PE.President \"Res. {m}-JUS\"\n  indulto: does pardon(p{m})\n\
             {y}-02-{d:02} b{m} IA.Court\n  notified {y}-03-{d:02}\n  report: requires PE to report(IA.Court) by {y}-10-{d:02}\n\
             {y}-04-{d:02} c{m} PE.CorteSuprema.JSIP\n  annuls a{m}.indulto ; on review\n\
             {y}-05-{d:02} d{m} PE.TC\n  annuls c{m}\n  cites exp-{m} fund.{d}-{m} \"the pardon keeps its effects\"\n  published {y}-05-29\n\
             {y}-06-{d:02} e{m} IA.Court\n  refrain: forbids PE to implement(d{m})\n\
             {y}-07-{d:02} f{m} PE.INPE\n  does release(p{m})\n\
             {y}-08-{d:02} g{m} IA.Court\n  finds e{m}.refrain breached\n\
             {y}-09-{d:02} h{m} PE.President\n  claims e{m}.refrain fulfilled\n\n"
        );
    }
    out
}

/// Seconds that this thread has had a core, where Linux tells (a busy machine then does not count); else by the clock.
fn seconds(since: Instant) -> f64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = told.and_then(|t| t.split(' ').next()?.parse::<u64>().ok());
    nanos.map_or(since.elapsed().as_secs_f64(), |n| n as f64 / 1e9)
}

/// The fastest of some runs; giving the memory back is not counted.
fn best<T>(runs: usize, work: impl Fn() -> T) -> (f64, T) {
    let mut fastest = f64::MAX;
    let clock = Instant::now();
    let mut made = work();
    for _ in 0..runs {
        let start = seconds(clock);
        let again = work();
        fastest = fastest.min(seconds(clock) - start);
        made = again;
    }
    (fastest, made)
}

fn main() {
    let text = dossier(100_000);
    let megabytes = text.len() as f64 / 1e6;
    println!("a dossier of 100,000 acts in {megabytes:.1} MB");
    let (seconds, parsed) = best(15, || vigente_syntax::parse(&text, FileId(0)));
    assert!(parsed.diagnostics.is_empty(), "{:?}", parsed.diagnostics[0]);
    let lines: usize = parsed.file.entries.iter().map(|e| e.lines.len()).sum();
    println!("parse      {:7.1} MB/s  {:6.1} ms  {lines} indented lines", megabytes / seconds, seconds * 1e3);
    if std::env::args().nth(1).as_deref() == Some("parse") {
        return;
    }
    let (seconds, _) = best(3, || vigente_syntax::format(&text));
    println!("format     {:7.1} MB/s  {:6.1} ms", megabytes / seconds, seconds * 1e3);
    let (seconds, _) = best(3, || vigente_syntax::highlight(&text));
    println!("highlight  {:7.1} MB/s  {:6.1} ms", megabytes / seconds, seconds * 1e3);
    println!(
        "an indented line takes {} bytes in the tree, an entry {}",
        size_of::<Line<'_>>(),
        size_of::<vigente_syntax::ast::Entry<'_>>()
    );
}
