//! A generated matter goes in; out comes what other engines can say of it: its acts with their authors, what they annul and confirm. Left
//! out are suspensions, repeals, restorations, disapplications, void norms, duties, findings and all norms. What stands of that,
//! in the three viewpoints of the pack, is worked out in one pass from the last part to the first.

use std::collections::HashMap;

use crate::generate;

/// A matter, reduced. Parts are numbered in the order of the acts.
#[derive(Default)]
pub struct Reduced {
    /// The record.
    pub text: String,
    /// By part: its name and the number of its act.
    pub parts: Vec<(String, u32)>,
    /// By act: its author.
    pub authors: Vec<String>,
    /// Part, and the earlier part that it annuls.
    pub annuls: Vec<(u32, u32)>,
    /// Part, and the earlier part that it confirms.
    pub upholds: Vec<(u32, u32)>,
}

/// The matter of this number.
pub fn reduced(seed: u64, number: usize) -> Reduced {
    let mut one = Reduced { text: generate::head(&format!("m{number}")), ..Reduced::default() };
    let (mut norm, mut written, mut unlabelled) = (false, Vec::new(), 0);
    for line in generate::matter(seed, number, false).text.lines() {
        norm = line.starts_with("norm ") || norm && line.starts_with("  ");
        let words: Vec<&str> = line.split_whitespace().collect();
        let label = words.first().and_then(|w| w.strip_suffix(':'));
        let says = |verb| words.first() == Some(&verb);
        let (annuls, upholds) = (says("annuls"), says("upholds"));
        if norm || line.starts_with("  ") && label.is_none() && !annuls && !upholds {
            continue;
        }
        one.text += line;
        one.text.push('\n');
        if line.starts_with(|c: char| c.is_ascii_digit()) {
            unlabelled = one.parts.len();
            one.parts.push((words[1].to_owned(), one.authors.len() as u32));
            one.authors.push(words[2].to_owned());
        } else if let Some(label) = label {
            let (act, number) = one.parts[unlabelled].clone();
            one.parts.push((format!("{act}.{label}"), number));
        } else if annuls || upholds {
            written.push((annuls, unlabelled as u32, words[1].to_owned()));
        }
    }
    for (annuls, by, target) in written {
        let of = |name: &str| {
            name == target || name.strip_prefix(&target).is_some_and(|rest| rest.starts_with('.'))
        };
        let hit = (0..).zip(&one.parts).filter(|(_, (name, _))| of(name)).map(|(p, _)| (by, p));
        if annuls { one.annuls.extend(hit) } else { one.upholds.extend(hit) }
    }
    one
}

impl Reduced {
    /// What confirms a part: who upholds it, and who annuls a part that annuls it.
    pub fn supports(&self) -> Vec<(u32, u32)> {
        let against =
            |attacker: u32| self.annuls.iter().filter(move |(_, t)| *t == attacker).map(|(s, _)| *s);
        let indirect = self.annuls.iter().flat_map(|&(c, p)| against(c).map(move |s| (s, p)));
        self.upholds.iter().copied().chain(indirect).collect()
    }

    /// By part: whether it stands in this viewpoint.
    pub fn standing(&self, viewpoint: usize) -> Vec<bool> {
        let author = |part: u32| self.authors[self.parts[part as usize].1 as usize].as_str();
        let act = |part: u32| self.parts[part as usize].1;
        let supports = self.supports();
        let mut stands: Vec<bool> =
            (0..self.parts.len() as u32).map(|p| level(viewpoint, author(p)).is_some()).collect();
        // Attackers and supports of a part are later than it, so all of them are decided.
        for p in (0..self.parts.len() as u32).rev() {
            let blocked = |c: u32| {
                supports.iter().any(|&(s, of)| {
                    of == p
                        && act(s) < act(c)
                        && level(viewpoint, author(s)).is_some()
                        && !prevails(viewpoint, author(c), author(s))
                        && stands[s as usize]
                })
            };
            let falls = self.annuls.iter().any(|&(c, of)| {
                of == p && stands[c as usize] && prevails(viewpoint, author(c), author(p)) && !blocked(c)
            });
            stands[p as usize] &= !falls;
        }
        stands
    }

    /// By part: the length of the longest chain of later parts that bear on whether it stands. What a language
    /// without negation through recursion is unrolled by.
    pub fn depths(&self) -> Vec<u32> {
        let mut on: HashMap<u32, Vec<u32>> = HashMap::new();
        self.annuls.iter().chain(&self.supports()).for_each(|&(c, p)| on.entry(p).or_default().push(c));
        let mut depths = vec![0; self.parts.len()];
        for p in (0..self.parts.len()).rev() {
            let above = on.get(&(p as u32)).into_iter().flatten();
            depths[p] = above.map(|&c| depths[c as usize] + 1).max().unwrap_or(0);
        }
        depths
    }
}

/// The rank of an organ in a viewpoint of the generated pack, 0 the highest; none where it is not recognised.
pub fn level(viewpoint: usize, organ: &str) -> Option<u32> {
    let region = organ.starts_with("RG");
    let (guardian, court) = (organ.contains(".Constitutional"), organ.contains(".Courts"));
    match (viewpoint, region, guardian, court) {
        (0, true, ..) => Some(0),
        (0, _, true, _) => Some(1),
        (0, _, _, true) => Some(2),
        (1, true, ..) => Some(3),
        (1 | 2, _, true, _) => Some(viewpoint as u32 - 1),
        (1, _, _, true) => Some(1),
        (2, true, ..) => None,
        (2, _, _, true) => Some(0),
        (0, ..) => Some(3),
        _ => Some(2),
    }
}

/// Whether one organ prevails over another, in a viewpoint of the generated pack.
pub fn prevails(viewpoint: usize, one: &str, other: &str) -> bool {
    match (level(viewpoint, one), level(viewpoint, other)) {
        (None, _) => false,
        (_, None) => true,
        (Some(a), Some(b)) if a == b => one == other || other.starts_with(&format!("{one}.")),
        (Some(a), Some(b)) => a < b,
    }
}
