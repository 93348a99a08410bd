//! Prints workloads in several sizes as a table, for a terminal or a page.

use crate::figures::Figures;

/// What `cargo x bench` runs: under two minutes.
pub(crate) const SHORT: [(&str, &[usize]); 14] = [
    ("chain", &[1000, 10_000]),
    ("levels", &[1000, 10_000]),
    ("teams", &[1000, 10_000]),
    ("tree", &[1000, 10_000]),
    ("dag", &[1000, 10_000]),
    ("voting", &[10_000]),
    ("netbill", &[30, 100]),
    ("annulment-chain", &[1000, 10_000]),
    ("annulment-dag", &[1000, 10_000]),
    ("annulment-eights", &[10_000, 100_000]),
    ("registry-standing", &[10_000]),
    ("registry", &[2000]),
    ("questions", &[10_000]),
    ("late", &[2000]),
];

/// What `cargo x bench --write` runs, for the page.
pub(crate) const LONG: [(&str, &[usize]); 14] = [
    ("chain", &[1000, 10_000, 100_000, 1_000_000]),
    ("levels", &[1000, 10_000, 100_000]),
    ("teams", &[1000, 10_000, 100_000]),
    ("tree", &[1000, 10_000, 100_000, 1_000_000]),
    ("dag", &[1000, 10_000, 100_000, 1_000_000]),
    ("annulment-chain", &[1000, 10_000, 100_000]),
    ("annulment-dag", &[1000, 10_000, 100_000]),
    ("annulment-eights", &[10_000, 100_000, 1_000_000]),
    ("voting", &[10_000, 100_640]),
    ("netbill", &[30, 100, 300]),
    ("registry-standing", &[10_000, 100_000]),
    ("registry", &[1000, 5000]),
    ("questions", &[20_000]),
    ("late", &[5000]),
];

fn ms(seconds: f64) -> String {
    let ms = seconds * 1e3;
    if ms == 0.0 { String::new() } else { format!("{ms:.*}", if ms < 1.0 { 3 } else { 1 }) }
}

/// How time grows with items since the size before: the exponent, 1 where it is linear.
fn growth(before: Option<&Figures>, now: &Figures) -> String {
    let all = |f: &Figures| f.load + f.plan + f.solve;
    before.map_or(String::new(), |b| {
        format!("{:.2}", (all(now) / all(b)).ln() / (now.items as f64 / b.items as f64).ln())
    })
}

/// Runs and prints them, a line each.
pub(crate) fn print(list: &[(&str, &[usize])], page: bool, run: impl Fn(&str, usize) -> Option<Figures>) {
    let line = |cells: [&str; 10]| {
        if page {
            println!("| {} |", cells.join(" | "));
        } else {
            let [name, rest @ ..] = cells;
            println!("{name:18}{}", rest.map(|cell| format!(" {cell:>9}")).concat());
        }
    };
    line(["workload", "size", "items", "load", "plan", "solve", "items/s", "by hand", "times", "growth"]);
    if page {
        println!("|{}", "---|".repeat(10));
    }
    for (name, sizes) in list {
        let mut before = None;
        for &size in *sizes {
            let Some(f) = run(name, size) else { continue };
            // The figures of a late act are its median and its 99th percentile.
            let rate = if *name == "late" { 1.0 } else { f.items as f64 } / f.solve;
            let last =
                if *name == "late" { format!("p99 {}", ms(f.wall)) } else { growth(before.as_ref(), &f) };
            let hand = f.hand.map(ms).unwrap_or_default();
            let times = f.hand.map(|hand| format!("{:.0}", f.solve / hand)).unwrap_or_default();
            line([
                name,
                &size.to_string(),
                &f.items.to_string(),
                &ms(f.load),
                &ms(f.plan),
                &ms(f.solve),
                &format!("{rate:.0}"),
                &hand,
                &times,
                &last,
            ]);
            before = Some(f);
        }
    }
}
