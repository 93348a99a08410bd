//! A size goes in; one of the scalable defeasible theories of Maher, Rock, Antoniou, Billington and Miller (2001) comes out as norms and
//! statuses, with the conclusions that are known in closed form. A literal is a status, a rule a norm; a rule that
//! another beats has that other's case as its `unless`.

use std::fmt::Write;

use super::{Workload, day};

#[derive(Default)]
struct Theory {
    declared: String,
    norms: String,
    facts: String,
    rules: usize,
    expected: Vec<(String, bool)>,
}

impl Theory {
    /// A literal, and whether it must follow.
    fn literal(&mut self, name: &str, follows: bool) {
        let _ = writeln!(self.declared, "status {name}");
        self.expected.push((name.to_owned(), follows));
    }

    fn fact(&mut self, name: &str) {
        let _ = writeln!(self.facts, "  begins {name}");
    }

    /// `head` if all of `body`, and none of `unless`.
    fn rule(&mut self, head: &str, body: &[String], unless: &[String]) {
        let _ = writeln!(self.norms, "norm r{} of A", self.rules);
        self.rules += 1;
        if !body.is_empty() {
            let _ = writeln!(self.norms, "  while {}", body.join(" and "));
        }
        for test in unless {
            let _ = writeln!(self.norms, "  unless {test}");
        }
        let _ = writeln!(self.norms, "  then begins {head}");
    }

    fn workload(self) -> Workload {
        let head = "order A \"The theory\"\nviewpoint V\n  prefers A\n";
        let text = format!("{head}{}{}2000-01-01 facts A\n{}", self.declared, self.norms, self.facts);
        let on = day("2001-01-01");
        Workload {
            text,
            expected: self.expected.into_iter().map(|(name, follows)| (name, on, follows)).collect(),
        }
    }
}

fn a(i: usize) -> String {
    format!("a{i}")
}

/// a0, and each makes the next: all follow.
pub fn chain(n: usize) -> Workload {
    let mut t = Theory::default();
    (0..=n).for_each(|i| t.literal(&a(i), true));
    (0..n).for_each(|i| t.rule(&a(i + 1), &[a(i)], &[]));
    t.fact(&a(0));
    t.workload()
}

/// Each level is denied by the next where that holds; the odd ones are beaten: the even ones follow, and of the odd ones the denial.
pub fn levels(n: usize) -> Workload {
    let mut t = Theory::default();
    let last = 2 * n + 2;
    (0..=last).for_each(|i| t.literal(&a(i), i % 2 == 0));
    for i in 0..last {
        t.rule(&a(i), &[], &[a(i + 1)]);
        if i % 2 == 1 {
            let denied = format!("b{i}");
            t.literal(&denied, true);
            t.rule(&denied, &[a(i + 1)], &[]);
        }
    }
    t.fact(&a(last));
    t.workload()
}

/// Blocks in which two rules speak for and two against, each of these beaten by one of those, to a depth: all blocks follow.
pub fn teams(depth: usize) -> Workload {
    let mut t = Theory::default();
    t.literal("t", true);
    t.fact("t");
    let inner: usize = (0..depth).map(|d| 4_usize.pow(d as u32)).sum();
    let all = inner + 4_usize.pow(depth as u32);
    for p in 0..all {
        let (x, y, denied) = (format!("x{p}"), format!("y{p}"), format!("c{p}"));
        t.literal(&a(p), true);
        [&x, &y, &denied].into_iter().for_each(|l| t.literal(l, false));
        let of: Vec<String> =
            (1..=4).map(|k| if p < inner { a(4 * p + k) } else { "t".to_owned() }).collect();
        t.rule(&x, &of[2..3], &of[..1]);
        t.rule(&y, &of[3..], &of[1..2]);
        t.rule(&a(p), &of[..1], &[x.clone(), y.clone()]);
        t.rule(&a(p), &of[1..2], &[x, y]);
        t.rule(&denied, &of[2..3], &of[..2]);
    }
    t.workload()
}

/// A tree in which each literal needs its `k` children: all follow.
pub fn tree(depth: usize, k: usize) -> Workload {
    let mut t = Theory::default();
    let inner: usize = (0..depth).map(|d| k.pow(d as u32)).sum();
    for p in 0..inner + k.pow(depth as u32) {
        t.literal(&a(p), true);
        if p < inner {
            t.rule(&a(p), &(1..=k).map(|c| a(k * p + c)).collect::<Vec<_>>(), &[]);
        } else {
            t.fact(&a(p));
        }
    }
    t.workload()
}

/// A net in which each literal needs the next `k`: all follow.
pub fn dag(n: usize, k: usize) -> Workload {
    let mut t = Theory::default();
    for i in 0..n + k {
        t.literal(&a(i), true);
        if i < n {
            t.rule(&a(i), &(1..=k).map(|c| a(i + c)).collect::<Vec<_>>(), &[]);
        } else {
            t.fact(&a(i));
        }
    }
    t.workload()
}
