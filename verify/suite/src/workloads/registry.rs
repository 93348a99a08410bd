//! The part of a generated matter that other engines can express: acts with authors, the days on which they were
//! made and known, annulments and confirmations. Suspensions, repeals, restorations, disapplications, void norms,
//! duties, findings and all norms are left out. A single pass from the last part to the first computes what stands
//! in the pack's three viewpoints.

use std::collections::HashMap;

use vigente_model::Day;

use super::{Question, day};
use crate::generate;

/// A matter, reduced. Parts are numbered in the order of the acts.
#[derive(Default)]
pub struct Reduced {
    /// The record.
    pub text: String,
    /// By part: its name and the number of its act.
    pub parts: Vec<(String, u32)>,
    /// By part: the day from which it is no longer in force, if it says one.
    pub ends: Vec<Option<Day>>,
    /// By act: its author.
    pub authors: Vec<String>,
    /// By act: the day on which it was made.
    pub made: Vec<Day>,
    /// By act: the day on which it was notified or published, else made.
    pub known: Vec<Day>,
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
        let told = !norm && (says("published") || says("notified"));
        if norm || line.starts_with("  ") && label.is_none() && !annuls && !upholds && !told {
            continue;
        }
        one.text += line;
        one.text.push('\n');
        if line.starts_with(|c: char| c.is_ascii_digit()) {
            unlabelled = one.parts.len();
            one.parts.push((words[1].to_owned(), one.authors.len() as u32));
            one.ends.push(None);
            one.authors.push(words[2].to_owned());
            one.made.push(day(words[0]));
            one.known.push(day(words[0]));
        } else if let (true, Some(known)) = (told, one.known.last_mut()) {
            // The earlier of the two, where an act has both.
            let (told, made) = (day(words[1]), one.made[one.made.len() - 1]);
            *known = if *known == made { told } else { told.min(*known) };
        } else if let Some(label) = label {
            let (act, number) = one.parts[unlabelled].clone();
            one.parts.push((format!("{act}.{label}"), number));
            let until = words.iter().position(|w| *w == "until").and_then(|at| words.get(at + 1));
            one.ends.push(until.map(|end| day(end)));
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
    /// What confirms a part: who upholds it, and who annuls a part that annuls it, with that part between them.
    pub fn supports(&self) -> Vec<(u32, u32, Option<u32>)> {
        let against =
            |attacker: u32| self.annuls.iter().filter(move |(_, t)| *t == attacker).map(|(s, _)| *s);
        let indirect = self.annuls.iter().flat_map(|&(c, p)| against(c).map(move |s| (s, p, Some(c))));
        self.upholds.iter().map(|&(s, p)| (s, p, None)).chain(indirect).collect()
    }

    /// By part: whether it stands in this viewpoint, with hindsight.
    pub fn standing(&self, viewpoint: usize) -> Vec<bool> {
        self.standing_of(viewpoint, &vec![true; self.authors.len()])
    }

    /// By part: whether it stands in this viewpoint, by the acts that count alone.
    fn standing_of(&self, viewpoint: usize, counts: &[bool]) -> Vec<bool> {
        let act = |part: u32| self.parts[part as usize].1;
        let author = |part: u32| self.authors[act(part) as usize].as_str();
        let counted = |part: u32| counts[act(part) as usize];
        let supports = self.supports();
        let mut stands: Vec<bool> = (0..self.parts.len() as u32)
            .map(|p| counted(p) && level(viewpoint, author(p)).is_some())
            .collect();
        // Attackers and supports of a part are later than it, so all of them are decided.
        for p in (0..self.parts.len() as u32).rev() {
            let blocked = |c: u32| {
                supports.iter().any(|&(s, of, through)| {
                    of == p
                        && act(s) < act(c)
                        && through.is_none_or(counted)
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

    /// The answer to a question about this matter.
    pub fn yes(&self, question: &Question) -> bool {
        let by = |days: &[Day], last: Option<Day>| -> Vec<bool> {
            days.iter().map(|d| last.is_none_or(|last| *d <= last)).collect()
        };
        let made_by = by(&self.made, question.made_by);
        let counts: Vec<bool> =
            by(&self.known, question.known_by).into_iter().zip(made_by).map(|(k, m)| k && m).collect();
        let part = question.part as usize;
        let made = self.made[self.parts[part].1 as usize];
        (made..self.ends[part].unwrap_or(Day::MAX)).contains(&question.on)
            && self.standing_of(question.viewpoint, &counts)[part]
    }

    /// By part: the length of the longest chain of later parts that bear on whether it stands. What a language
    /// without negation through recursion is unrolled by.
    pub fn depths(&self) -> Vec<u32> {
        let mut on: HashMap<u32, Vec<u32>> = HashMap::new();
        let supports = self.supports();
        let supports = supports.iter().map(|(s, p, _)| (s, p));
        let bears = self.annuls.iter().map(|(c, p)| (c, p)).chain(supports);
        bears.for_each(|(&c, &p)| on.entry(p).or_default().push(c));
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
