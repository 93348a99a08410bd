//! Cycles in directed graphs, found without recursion: a record can be deeper than the stack of a thread. (`petgraph`
//! has two algorithms for components. `tarjan_scc` recurses; `kosaraju_scc` does not, but builds the reversed graph and
//! gives lists of nodes, where a component number for each node is needed here.)

use std::collections::VecDeque;

/// Arrows between `0..n`, by where they start.
pub(crate) struct Graph {
    starts: Vec<u32>,
    to: Vec<u32>,
}

impl Graph {
    /// Takes `n` nodes and arrows in any order.
    pub(crate) fn new(n: usize, mut arrows: Vec<(u32, u32)>) -> Graph {
        arrows.sort_unstable();
        arrows.dedup();
        let mut starts = vec![0u32; n + 1];
        for &(from, _) in &arrows {
            starts[from as usize + 1] += 1;
        }
        for i in 0..n {
            starts[i + 1] += starts[i];
        }
        Graph { starts, to: arrows.into_iter().map(|a| a.1).collect() }
    }

    /// Where the arrows of a node lead.
    pub(crate) fn next(&self, node: u32) -> &[u32] {
        let node = node as usize;
        &self.to[self.starts[node] as usize..self.starts[node + 1] as usize]
    }

    /// The strongly connected component of each node. Components are numbered so that no arrow leads to a higher
    /// number. (Tarjan's, with a stack of its own: records are deeper than a thread's stack.)
    pub(crate) fn components(&self) -> Vec<u32> {
        const NONE: u32 = u32::MAX;
        let n = self.starts.len() - 1;
        let mut component = vec![NONE; n];
        let mut seen = vec![NONE; n];
        let mut low = vec![0u32; n];
        let (mut clock, mut count) = (0u32, 0u32);
        let mut open: Vec<u32> = Vec::new();
        let mut path: Vec<(u32, u32)> = Vec::new();
        for root in 0..n as u32 {
            if seen[root as usize] != NONE {
                continue;
            }
            path.push((root, 0));
            while let Some(&mut (node, ref mut arrow)) = path.last_mut() {
                let at = node as usize;
                if *arrow == 0 && seen[at] == NONE {
                    (seen[at], low[at]) = (clock, clock);
                    clock += 1;
                    open.push(node);
                }
                if let Some(&to) = self.next(node).get(*arrow as usize) {
                    *arrow += 1;
                    if seen[to as usize] == NONE {
                        path.push((to, 0));
                    } else if component[to as usize] == NONE {
                        low[at] = low[at].min(seen[to as usize]);
                    }
                    continue;
                }
                path.pop();
                if let Some(&(parent, _)) = path.last() {
                    low[parent as usize] = low[parent as usize].min(low[at]);
                }
                if low[at] == seen[at] {
                    while let Some(member) = open.pop() {
                        component[member as usize] = count;
                        if member == node {
                            break;
                        }
                    }
                    count += 1;
                }
            }
        }
        component
    }

    /// The shortest circle from `node` back to itself along arrows that `allow` lets pass; `node` stands first.
    pub(crate) fn circle(&self, node: u32, mut allow: impl FnMut(u32, u32) -> bool) -> Option<Vec<u32>> {
        let mut from = std::collections::BTreeMap::new();
        let mut queue = VecDeque::from([node]);
        while let Some(at) = queue.pop_front() {
            for &to in self.next(at) {
                if !allow(at, to) {
                    continue;
                }
                if to == node {
                    let mut circle = vec![at];
                    let mut back = at;
                    while back != node {
                        back = from[&back];
                        circle.push(back);
                    }
                    circle.reverse();
                    return Some(circle);
                }
                if let std::collections::btree_map::Entry::Vacant(free) = from.entry(to) {
                    free.insert(at);
                    queue.push_back(to);
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn components_and_circles() {
        let graph = Graph::new(6, vec![(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (5, 5)]);
        let c = graph.components();
        assert_eq!((c[0], c[1]), (c[1], c[2]));
        assert!(c[4] < c[3] && c[3] < c[0]);
        assert_eq!(graph.circle(1, |_, _| true), Some(vec![1, 2, 0]));
        assert_eq!(graph.circle(5, |_, _| true), Some(vec![5]));
        assert_eq!(graph.circle(3, |_, _| true), None);
        assert_eq!(graph.circle(1, |a, b| (a, b) != (2, 0)), None);
    }
}
