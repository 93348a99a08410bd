//! W5 as far as others can say it: a workload of matters that was written, and late acts, one at a time, each followed by a question. Out
//! come the answers, a digit a line, and the time of an act with its question on the standard error.

use std::io::{self, Write as _};
use std::path::Path;
use std::time::Instant;

use vigente_engine::Truth;
use vigente_tests::clock::seconds;
use vigente_tests::workloads::day;
use vigente_tests::workloads::resident::Registry;

use crate::files::PARTED;

/// `records` are matters of so many acts; each line of `late`: matter, the act in it that is annulled, the act in it that is asked about.
pub(crate) fn late(records: &Path, late: &Path) -> io::Result<()> {
    let text = std::fs::read_to_string(records)?;
    let mut registry = Registry::new(day("2020-01-01"));
    let mut acts = Vec::new();
    for (number, matter) in text.split(PARTED).enumerate() {
        registry.put(&number.to_string(), matter);
        acts.push(matter.matches("\n17").count());
    }
    let ids: Vec<_> = registry.ids().collect();
    let stream = std::fs::read_to_string(late)?;
    let on = day("2020-01-01");
    let (mut out, mut all) = (String::new(), Vec::new());
    let clock = Instant::now();
    let start = seconds(clock);
    for line in stream.lines() {
        let numbers: Vec<usize> = line.split(' ').filter_map(|n| n.parse().ok()).collect();
        let [matter, target, asked] = numbers[..] else {
            return Err(io::Error::other("a line of three numbers"));
        };
        let before = Instant::now();
        let made = day("1700-01-01").plus_days(acts[matter] as i32);
        let act = format!("{made} n{:06} A.C\n  annuls n{target:06}\n", acts[matter]);
        acts[matter] += 1;
        registry.enter(ids[matter], &act);
        let stands = registry.answers(ids[matter])[0].parts[asked].stands.at(on) == Truth::True;
        all.push(before.elapsed().as_secs_f64());
        out.push_str(if stands { "1\n" } else { "0\n" });
    }
    let cpu = seconds(clock) - start;
    io::stdout().write_all(out.as_bytes())?;
    all.sort_by(f64::total_cmp);
    let at = |hundredths: usize| all.get(all.len() * hundredths / 100).map_or(0.0, |s| s * 1e6);
    let mean = cpu / all.len().max(1) as f64 * 1e6;
    eprintln!("{{\"median_us\": {:.2}, \"p99_us\": {:.2}, \"cpu_us\": {mean:.2}}}", at(50), at(99));
    Ok(())
}
