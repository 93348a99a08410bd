//! The same questions by hand: one linear pass over arrays of numbers, without names, days, authorities or reasons. What Vigente's
//! own solving is measured against.

use super::annulments::Annuls;
use super::theories::Theory;

/// Lists one behind the other.
pub struct Lists {
    starts: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    /// The lists of so many, from what belongs to each.
    pub fn new(lists: &[Vec<u32>]) -> Lists {
        let mut all = Lists { starts: vec![0], items: Vec::new() };
        for list in lists {
            all.items.extend(list);
            all.starts.push(all.items.len() as u32);
        }
        all
    }

    /// How many lists there are.
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn of(&self, i: usize) -> &[u32] {
        &self.items[self.starts[i] as usize..self.starts[i + 1] as usize]
    }
}

/// Many records of annulments as one: the acts of each behind those of the one before.
pub fn in_one(records: &[Annuls]) -> Lists {
    let mut all = Lists { starts: vec![0], items: Vec::new() };
    for record in records {
        let first = all.len() as u32;
        for targets in record {
            all.items.extend(targets.iter().map(|t| first + t));
            all.starts.push(all.items.len() as u32);
        }
    }
    all
}

/// What stands, from the last act to the first, without a branch on what stands: one byte an act.
pub fn standing_pass(annuls: &Lists) -> Vec<u8> {
    let mut stands = vec![1; annuls.len()];
    for i in (0..annuls.len()).rev() {
        let fallen = 1 - stands[i];
        for &target in annuls.of(i) {
            stands[target as usize] &= fallen;
        }
    }
    stands
}

/// A theory as arrays.
pub struct Arrays {
    /// By literal: where it is used, `rule * 2 + 1` in a body and `rule * 2` as an exception.
    uses: Lists,
    /// By rule: its head, and how many literals it waits for.
    heads: Vec<u32>,
    waits: Vec<u32>,
    /// By literal: how many rules may make it, and whether it is given.
    makers: Vec<u32>,
    given: Vec<bool>,
}

impl Arrays {
    /// The arrays of a theory.
    pub fn new(theory: &Theory) -> Arrays {
        let literals = theory.names.len();
        let (mut uses, mut makers, mut given) =
            (vec![Vec::new(); literals], vec![0; literals], vec![false; literals]);
        for (number, rule) in (0..).zip(&theory.rules) {
            rule.body.iter().for_each(|l| uses[*l as usize].push(number * 2 + 1));
            rule.unless.iter().for_each(|l| uses[*l as usize].push(number * 2));
            makers[rule.head as usize] += 1;
        }
        theory.facts.iter().for_each(|f| given[*f as usize] = true);
        Arrays {
            uses: Lists::new(&uses),
            heads: theory.rules.iter().map(|r| r.head).collect(),
            waits: theory.rules.iter().map(|r| (r.body.len() + r.unless.len()) as u32).collect(),
            makers,
            given,
        }
    }
}

/// What follows: each literal is decided once all rules that may make it are.
pub fn theory_pass(arrays: &Arrays) -> Vec<bool> {
    let (mut waits, mut open, mut follows) =
        (arrays.waits.clone(), arrays.makers.clone(), arrays.given.clone());
    let mut fires = vec![true; waits.len()];
    let mut decided: Vec<u32> = (0..open.len() as u32).filter(|l| open[*l as usize] == 0).collect();
    let mut ready: Vec<u32> = (0..waits.len() as u32).filter(|r| waits[*r as usize] == 0).collect();
    loop {
        while let Some(rule) = ready.pop() {
            let head = arrays.heads[rule as usize] as usize;
            follows[head] |= fires[rule as usize];
            open[head] -= 1;
            if open[head] == 0 {
                decided.push(head as u32);
            }
        }
        let Some(literal) = decided.pop() else { return follows };
        for usage in arrays.uses.of(literal as usize) {
            let rule = (usage / 2) as usize;
            fires[rule] &= follows[literal as usize] == (usage % 2 == 1);
            waits[rule] -= 1;
            if waits[rule] == 0 {
                ready.push(rule as u32);
            }
        }
    }
}
