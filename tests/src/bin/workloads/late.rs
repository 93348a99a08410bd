//! W5 as far as others can say it: a workload of matters that was written, and late acts, one at a time, each followed by a question. Out
//! come the answers, a digit a line, and the time of an act with its question on the standard error.

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::Path;
use std::time::Instant;

use vigente::engine::{Plan, Truth};
use vigente_tests::clock::seconds;
use vigente_tests::workloads::{day, read, solve};

use crate::files::PARTED;

/// `records` are matters of so many acts; each line of `late`: matter, the act in it that is annulled, the act in it that is asked about.
pub(crate) fn late(records: &Path, late: &Path) -> io::Result<()> {
    let text = std::fs::read_to_string(records)?;
    let mut matters: Vec<(String, usize)> =
        text.split(PARTED).map(|t| (t.to_owned(), t.matches("\n17").count())).collect();
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
        let (text, acts) = &mut matters[matter];
        let made = day("1700-01-01").plus_days(*acts as i32);
        let _ = writeln!(text, "{made} n{acts:06} A.C\n  annuls n{target:06}");
        *acts += 1;
        // The matter is read, planned and solved anew: nothing of what was known of it is kept.
        let lowered = read(text);
        let solution = solve(&Plan::new(&lowered.model), 0);
        let stands = solution.parts[asked].stands.at(on) == Truth::True;
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
