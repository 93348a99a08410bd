//! How far Vigente is from what this machine could do: its own figures beside a pass by hand and the memory's speed, and what a simulated
//! processor with caches counts.

use std::process::Command;

use super::instructions::{has_valgrind, profile};
use crate::dist;

/// `cargo x limits`: what this machine could do beside what Vigente does, and by item what a simulated processor with caches counts.
pub(crate) fn run() -> Result<(), String> {
    let program = dist("vigente-tests", "workloads")?;
    crate::run(Command::new(&program).arg("limits"))?;
    for (name, size) in
        [("annulment-eights", "200000"), ("annulment-dag", "100000"), ("registry-standing", "50000")]
    {
        crate::run(Command::new(&program).args(["limits", name, size]))?;
    }
    if !has_valgrind() {
        println!("without what a simulated processor counts: valgrind is not installed");
        return Ok(());
    }
    println!(
        "by item, a simulated processor: instructions, branches, of these mispredicted, reads and writes that miss the first cache, the last cache, allocations"
    );
    for (name, size) in
        [("chain", "2000"), ("annulment-eights", "4000"), ("annulment-dag", "4000"), ("registry", "200")]
    {
        let (profile, items) = profile(&program, name, size, &["--cache-sim=yes", "--branch-sim=yes"])?;
        let words = |key: &str| -> Vec<&str> {
            profile.lines().find_map(|l| l.strip_prefix(key)).unwrap_or_default().split_whitespace().collect()
        };
        let (events, sums) = (words("events:"), words("summary:"));
        let of = |names: &[&str]| -> f64 {
            let all = events.iter().zip(&sums).filter(|(event, _)| names.contains(event));
            all.filter_map(|(_, sum)| sum.parse::<f64>().ok()).sum::<f64>() / items as f64
        };
        println!(
            "  {name:18} {:9.0} {:8.0} {:6.1} {:7.1} {:6.2} {:6.1}",
            of(&["Ir"]),
            of(&["Bc", "Bi"]),
            of(&["Bcm", "Bim"]),
            of(&["D1mr", "D1mw"]),
            of(&["DLmr", "DLmw"]),
            allocations(&profile) as f64 / items as f64
        );
    }
    Ok(())
}

/// How often a profile calls the allocator for memory.
fn allocations(profile: &str) -> u64 {
    let (mut to_it, mut sum) = (false, 0);
    for line in profile.lines() {
        if let Some(name) = line.strip_prefix("cfn=") {
            to_it = ["malloc", "calloc", "realloc"].contains(&name);
        } else if let Some(count) = line.strip_prefix("calls=") {
            sum += count
                .split(' ')
                .next()
                .and_then(|c| c.parse::<u64>().ok())
                .filter(|_| to_it)
                .unwrap_or_default();
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::allocations;

    #[test]
    fn calls_of_the_allocator_are_counted_and_no_others() {
        let profile = "cfn=malloc\ncalls=7 10\n20 500\ncfn=solve\ncalls=3 1\n1 9\ncfn=realloc\ncalls=2 4\n4 4\ncfn=free\ncalls=9 1\n1 1\n";
        assert_eq!(allocations(profile), 9);
    }
}
