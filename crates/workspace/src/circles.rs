//! Which matters read one another in a circle, and how far down each of them reads. The answer does not depend on where
//! one begins.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What a matter reads: the name that it uses, and where that lies.
pub(crate) type ImportLinks = Arc<[(String, PathBuf)]>;

/// What is known of the reading of a matter.
#[derive(Clone, Debug)]
pub(crate) struct Reading {
    pub(crate) links: ImportLinks,
    /// Matters of one number lead to one another.
    pub(crate) circle: usize,
    /// How many matters the longest chain has that begins here, this one among them.
    pub(crate) height: usize,
}

/// The matters that have been looked at.
#[derive(Debug, Default)]
pub(crate) struct Circles {
    settled: BTreeMap<PathBuf, Reading>,
    circles: usize,
}

/// A matter that is being looked at. Its place in the list is its number.
struct Visit {
    path: PathBuf,
    links: ImportLinks,
    next: usize,
    /// The lowest number that can be reached from it.
    low: usize,
}

impl Circles {
    /// What is known of a matter. `links` is asked once for each that was not looked at before.
    pub(crate) fn of(
        &mut self,
        matter: &Path,
        mut links: impl FnMut(&Path) -> ImportLinks,
    ) -> Option<Reading> {
        if !self.settled.contains_key(matter) {
            self.settle(matter, &mut links);
        }
        self.settled.get(matter).cloned()
    }

    /// Tarjan's way of finding circles, without recursion: chains come from strangers and may be long.
    fn settle(&mut self, first: &Path, links: &mut impl FnMut(&Path) -> ImportLinks) {
        let mut visits: Vec<Visit> = Vec::new();
        let mut numbers: BTreeMap<PathBuf, usize> = BTreeMap::new();
        let (mut calls, mut open): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
        let mut next = Some(first.to_owned());
        loop {
            if let Some(path) = next.take() {
                let number = visits.len();
                numbers.insert(path.clone(), number);
                visits.push(Visit { links: links(&path), path, next: 0, low: number });
                calls.push(number);
                open.push(number);
            }
            let Some(&at) = calls.last() else { return };
            let visit = &mut visits[at];
            if let Some((_, target)) = visit.links.get(visit.next) {
                visit.next += 1;
                match numbers.get(target) {
                    _ if self.settled.contains_key(target) => {}
                    Some(&number) => visit.low = visit.low.min(number),
                    None => next = Some(target.clone()),
                }
                continue;
            }
            let low = visit.low;
            calls.pop();
            if let Some(&caller) = calls.last() {
                visits[caller].low = visits[caller].low.min(low);
            }
            if low == at {
                let begins = open.iter().rposition(|&n| n == at).unwrap_or_default();
                let members = open.split_off(begins);
                self.close(members.iter().map(|&n| &visits[n]));
            }
        }
    }

    /// These lead to one another, and to nothing else that is not settled.
    fn close<'v>(&mut self, members: impl Iterator<Item = &'v Visit> + Clone) {
        let below =
            members.clone().flat_map(|m| m.links.iter()).filter_map(|(_, path)| self.settled.get(path));
        let height = below.map(|r| r.height).max().unwrap_or_default() + 1;
        let circle = self.circles;
        self.circles += 1;
        for member in members {
            self.settled
                .insert(member.path.clone(), Reading { links: Arc::clone(&member.links), circle, height });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Who reads whom: `a>b` is a line.
    fn circles(text: &str, first: &str) -> Vec<(String, usize, usize)> {
        let links = |path: &Path| {
            let own = text.split(' ').filter_map(|line| line.split_once('>'));
            let own = own.filter(|(from, _)| Path::new(from) == path);
            own.map(|(_, to)| (to.to_owned(), PathBuf::from(to))).collect()
        };
        let mut circles = Circles::default();
        circles.of(Path::new(first), links);
        let all = circles.settled.iter();
        all.map(|(path, r)| (path.display().to_string(), r.circle, r.height)).collect()
    }

    fn same(found: &[(String, usize, usize)], a: &str, b: &str) -> bool {
        let circle = |name: &str| found.iter().find(|(n, _, _)| n == name).expect("settled").1;
        circle(a) == circle(b)
    }

    #[test]
    fn who_leads_to_one_another_shares_a_number() {
        // Wherever one begins: c, d and e lead to one another, a leads in, f is led to.
        let text = "a>b b>c c>d d>e e>c d>f a>f";
        for first in ["a", "b"] {
            let found = circles(text, first);
            assert!(same(&found, "c", "d") && same(&found, "d", "e"), "{found:?}");
            assert!(!same(&found, "b", "c") && !same(&found, "f", "d"), "{found:?}");
        }
        let heights: Vec<usize> = circles(text, "a").iter().map(|(_, _, height)| *height).collect();
        assert_eq!(heights, [4, 3, 2, 2, 2, 1]);
    }

    #[test]
    fn two_circles_that_share_a_matter_are_one() {
        let found = circles("a>b b>a b>c c>b", "a");
        assert!(same(&found, "a", "c"), "{found:?}");
    }

    #[test]
    fn a_long_chain_needs_no_room_on_the_stack() {
        let text: Vec<String> = (0..2_000).map(|n| format!("m{n}>m{}", n + 1)).collect();
        let found = circles(&text.join(" "), "m0");
        assert_eq!(found.iter().map(|(_, _, height)| *height).max(), Some(2_001));
    }
}
