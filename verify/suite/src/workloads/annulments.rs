//! Annulments within one court. A single pass from the last act to the first computes what stands.

use std::fmt::Write;

use vigente_oracle::Chance;

use super::day;

/// By act: the earlier acts that it annuls.
pub type Annuls = Vec<Vec<u32>>;

/// Each annuls the one before.
pub fn annuls_in_a_chain(n: usize) -> Annuls {
    (0..n as u32).map(|i| i.checked_sub(1).into_iter().collect()).collect()
}

/// Each annuls up to two earlier ones.
pub fn annuls_at_random(n: usize, seed: u64) -> Annuls {
    let mut chance = Chance::new(seed);
    let mut one = |i: usize| {
        let mut some: Vec<u32> = (0..chance.below(3).min(i)).map(|_| chance.below(i) as u32).collect();
        some.sort_unstable();
        some.dedup();
        some
    };
    (0..n).map(&mut one).collect()
}

/// What stands: a reverse pass.
pub fn standing(annuls: &Annuls) -> Vec<bool> {
    let mut stands = vec![true; annuls.len()];
    for i in (0..annuls.len()).rev() {
        if stands[i] {
            annuls[i].iter().for_each(|&t| stands[t as usize] = false);
        }
    }
    stands
}

/// The record, an act a day. The names sort as the days do.
pub fn annulments(annuls: &Annuls) -> String {
    let mut out = String::from("order A \"The State\"\norgan A.C \"Its court\"\nviewpoint V\n  prefers A\n");
    let first = day("1700-01-01");
    for (i, targets) in annuls.iter().enumerate() {
        let _ = writeln!(out, "{} n{i:06} A.C", first.plus_days(i as i32));
        if !targets.is_empty() {
            let names: Vec<String> = targets.iter().map(|t| format!("n{t:06}")).collect();
            let _ = writeln!(out, "  annuls {}", names.join(", "));
        }
    }
    out
}
