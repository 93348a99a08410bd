//! The scalable defeasible theories of Maher, Rock, Antoniou, Billington and Miller (2001), as norms and statuses,
//! with their known conclusions. A literal is a status and a rule is a norm. A rule that another beats has that
//! rule's case as its `unless`.

use std::collections::HashMap;
use std::fmt::Write;

use super::{Workload, day};

/// A rule: its head follows where all of the body does and none of the exceptions.
pub struct Rule {
    /// What follows.
    pub head: u32,
    /// What must follow.
    pub body: Vec<u32>,
    /// What must not.
    pub unless: Vec<u32>,
}

/// Literals, facts and rules, and what must follow.
#[derive(Default)]
pub struct Theory {
    /// The name of each literal, in the order in which they are declared.
    pub names: Vec<String>,
    /// By literal: whether it must follow.
    pub follows: Vec<bool>,
    /// The literals that are given.
    pub facts: Vec<u32>,
    /// The rules.
    pub rules: Vec<Rule>,
    /// Rules as they were written, with names: a body may name what is declared later.
    written: Vec<(String, Vec<String>, Vec<String>)>,
}

impl Theory {
    /// A literal, and whether it must follow.
    fn literal(&mut self, name: &str, follows: bool) {
        self.names.push(name.to_owned());
        self.follows.push(follows);
    }

    fn fact(&mut self) {
        self.facts.push(self.names.len() as u32 - 1);
    }

    /// `head` if all of `body`, and none of `unless`.
    fn rule(&mut self, head: &str, body: &[String], unless: &[String]) {
        self.written.push((head.to_owned(), body.to_vec(), unless.to_vec()));
    }

    fn finish(mut self) -> Theory {
        let numbers: HashMap<&str, u32> = self.names.iter().map(String::as_str).zip(0..).collect();
        let all = |names: &[String]| names.iter().map(|n| numbers[n.as_str()]).collect();
        let rule = |(head, body, unless): &(String, Vec<String>, Vec<String>)| Rule {
            head: numbers[head.as_str()],
            body: all(body),
            unless: all(unless),
        };
        self.rules = self.written.iter().map(rule).collect();
        self.written = Vec::new();
        self
    }

    /// The record.
    pub fn workload(&self) -> Workload {
        let name = |l: &u32| self.names[*l as usize].as_str();
        let mut text = String::from("order A \"The theory\"\nviewpoint V\n  prefers A\n");
        for name in &self.names {
            let _ = writeln!(text, "status {name}");
        }
        for (number, rule) in self.rules.iter().enumerate() {
            let _ = writeln!(text, "norm r{number} of A");
            if !rule.body.is_empty() {
                let body: Vec<&str> = rule.body.iter().map(name).collect();
                let _ = writeln!(text, "  while {}", body.join(" and "));
            }
            for test in &rule.unless {
                let _ = writeln!(text, "  unless {}", name(test));
            }
            let _ = writeln!(text, "  then begins {}", name(&rule.head));
        }
        text += "2000-01-01 facts A\n";
        for fact in &self.facts {
            let _ = writeln!(text, "  begins {}", name(fact));
        }
        let on = day("2001-01-01");
        let expected = self.names.iter().zip(&self.follows).map(|(n, f)| (n.clone(), on, *f)).collect();
        Workload { text, expected }
    }
}

fn a(i: usize) -> String {
    format!("a{i}")
}

/// a0, and each makes the next: all follow.
pub fn chain(n: usize) -> Theory {
    let mut t = Theory::default();
    t.literal(&a(0), true);
    t.fact();
    (1..=n).for_each(|i| t.literal(&a(i), true));
    (0..n).for_each(|i| t.rule(&a(i + 1), &[a(i)], &[]));
    t.finish()
}

/// Each level is denied by the next where that holds; the odd ones are beaten: the even ones follow, and of the odd ones the denial.
pub fn levels(n: usize) -> Theory {
    let mut t = Theory::default();
    let last = 2 * n + 2;
    (0..=last).for_each(|i| t.literal(&a(i), i % 2 == 0));
    t.fact();
    for i in 0..last {
        t.rule(&a(i), &[], &[a(i + 1)]);
        if i % 2 == 1 {
            let denied = format!("b{i}");
            t.literal(&denied, true);
            t.rule(&denied, &[a(i + 1)], &[]);
        }
    }
    t.finish()
}

/// Blocks in which two rules speak for and two against, each of these beaten by one of those, to a depth: all blocks follow.
pub fn teams(depth: usize) -> Theory {
    let mut t = Theory::default();
    t.literal("t", true);
    t.fact();
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
    t.finish()
}

/// A tree in which each literal needs its `k` children: all follow.
pub fn tree(depth: usize, k: usize) -> Theory {
    let mut t = Theory::default();
    let inner: usize = (0..depth).map(|d| k.pow(d as u32)).sum();
    for p in 0..inner + k.pow(depth as u32) {
        t.literal(&a(p), true);
        if p < inner {
            t.rule(&a(p), &(1..=k).map(|c| a(k * p + c)).collect::<Vec<_>>(), &[]);
        } else {
            t.fact();
        }
    }
    t.finish()
}

/// A net in which each literal needs the next `k`: all follow.
pub fn dag(n: usize, k: usize) -> Theory {
    let mut t = Theory::default();
    for i in 0..n + k {
        t.literal(&a(i), true);
        if i < n {
            t.rule(&a(i), &(1..=k).map(|c| a(i + c)).collect::<Vec<_>>(), &[]);
        } else {
            t.fact();
        }
    }
    t.finish()
}
