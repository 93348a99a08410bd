//! How many instructions the core workloads take, held against the committed figures: unlike time, a busy machine does not blur it.
//!
//! Only instructions of the program itself are counted, not those of the C library and the loader: they are the same wherever the same
//! compiler built it. What Vigente asks of the allocator shows as its own calls, not as the allocator's work.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use crate::{dist, root, target};

const FIGURES: &str = "benches/instructions.txt";

/// More than this many hundredths above the committed figure fail.
const RISE: u64 = 5;

/// The same, where another compiler was used than for the committed figures.
const RISE_OF_ANOTHER_COMPILER: u64 = 25;

/// The function whose instructions count, with what it calls: making the workload does not.
const MEASURED: &str = "*figures::measured*";

const WORKLOADS: [(&str, &str); 8] = [
    ("chain", "300"),
    ("levels", "100"),
    ("teams", "100"),
    ("voting", "400"),
    ("netbill", "10"),
    ("annulment-dag", "500"),
    ("annulment-eights", "400"),
    ("registry", "20"),
];

/// Whether valgrind can be run; on a machine of CI, it is installed if need be.
pub(crate) fn has_valgrind() -> bool {
    let works = || Command::new("valgrind").arg("--version").output().is_ok_and(|o| o.status.success());
    if !works() && std::env::var_os("CI").is_some() {
        let _ = Command::new("apt-get").args(["install", "-qq", "-y", "valgrind"]).status();
    }
    works()
}

/// `cargo x instructions [--update]`.
pub(crate) fn run(update: bool) -> Result<(), String> {
    if !has_valgrind() {
        println!("instructions: skipped, valgrind is not installed");
        return Ok(());
    }
    let program = dist("vigente-tests", "workloads")?;
    let path = root().join(FIGURES);
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    let known = |name: &str| -> Option<u64> {
        committed.lines().find_map(|l| l.strip_prefix(name)?.strip_prefix(' ')?.trim().parse().ok())
    };
    let compiler = compiler();
    let rise =
        if committed.lines().next() == Some(compiler.as_str()) { RISE } else { RISE_OF_ANOTHER_COMPILER };
    let (mut text, mut risen) = (format!("{compiler}\n"), Vec::new());
    for (name, size) in WORKLOADS {
        let now = count(&program, name, size)?;
        let _ = writeln!(text, "{name} {now}");
        let Some(before) = known(name) else {
            println!("  {name:18} {now:12} (none committed)");
            continue;
        };
        let change = (now as f64 / before as f64 - 1.0) * 100.0;
        println!("  {name:18} {now:12} ({before} committed, {change:+.1} %)");
        if now * 100 > before * (100 + rise) {
            risen.push(format!(
                "`{name}` takes {now} instructions, {change:.1} % more than the {before} that were committed"
            ));
        }
    }
    if update {
        return std::fs::write(&path, text).map_err(|e| format!("{FIGURES}: {e}"));
    }
    if risen.is_empty() {
        return Ok(());
    }
    Err(format!("{}. If that is meant: cargo x instructions --update", risen.join("; ")))
}

/// The compiler and its target, as it names itself.
fn compiler() -> String {
    let said = Command::new("rustc").arg("-vV").output().map(|o| o.stdout).unwrap_or_default();
    let said = String::from_utf8_lossy(&said);
    let of =
        |key: &str| said.lines().find_map(|l| l.strip_prefix(key)).unwrap_or("unknown").trim().to_owned();
    format!("# rustc {} {}", of("release:"), of("host:"))
}

fn count(program: &Path, name: &str, size: &str) -> Result<u64, String> {
    let (profile, _) = profile(program, name, size, &[])?;
    // Profiles name a program by its real path.
    let real = program.canonicalize().unwrap_or_else(|_| program.to_owned());
    let counted = own(&profile, &real.display().to_string());
    if counted == 0 {
        return Err(format!("the profile of `{name}` does not name {}", program.display()));
    }
    Ok(counted)
}

/// What callgrind writes about one run of a workload, and how many items that has.
pub(crate) fn profile(
    program: &Path,
    name: &str,
    size: &str,
    also: &[&str],
) -> Result<(String, u64), String> {
    let out = target().join("callgrind.out");
    let ran = Command::new("valgrind")
        .args(["--tool=callgrind", "--compress-strings=no", "--compress-pos=no"])
        .arg(format!("--toggle-collect={MEASURED}"))
        .arg(format!("--callgrind-out-file={}", out.display()))
        .args(also)
        .arg(program)
        .args(["once", name, size])
        .output()
        .map_err(|e| format!("valgrind: {e}"))?;
    let items = String::from_utf8_lossy(&ran.stdout).trim().parse().ok().filter(|_| ran.status.success());
    let items =
        items.ok_or_else(|| format!("valgrind on `{name}`: {}", String::from_utf8_lossy(&ran.stderr)))?;
    Ok((std::fs::read_to_string(&out).map_err(|e| format!("{}: {e}", out.display()))?, items))
}

/// What a profile counts within one object, without what that calls elsewhere.
fn own(profile: &str, object: &str) -> u64 {
    let (mut inside, mut of_a_call, mut sum) = (false, false, 0);
    for line in profile.lines() {
        if let Some(name) = line.strip_prefix("ob=") {
            inside = name == object;
        } else if line.starts_with("calls=") {
            of_a_call = true;
        } else if line.starts_with(|c: char| c.is_ascii_digit()) {
            let cost = line.split(' ').nth(1).and_then(|c| c.parse::<u64>().ok()).unwrap_or_default();
            if inside && !of_a_call {
                sum += cost;
            }
            of_a_call = false;
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::own;

    #[test]
    fn only_an_object_s_own_instructions_count() {
        let profile = "\
summary: 1111

ob=/lib/libc.so.6
fl=malloc.c
fn=malloc
10 500

ob=/target/workloads
fl=engine.rs
fn=solve
20 30
cob=/lib/libc.so.6
cfn=malloc
calls=7 10
20 500
22 1
fl=other.rs
fn=plan
5 80
";
        assert_eq!(own(profile, "/target/workloads"), 111);
        assert_eq!(own(profile, "/lib/libc.so.6"), 500);
        assert_eq!(own(profile, "/target/another"), 0);
    }
}
