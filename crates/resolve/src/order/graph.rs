//! Cycles in directed graphs, found without recursion: a record can be deeper than the stack of a thread. (`petgraph`
//! has two algorithms for components. `tarjan_scc` recurses; `kosaraju_scc` does not, but builds the reversed graph and
//! gives lists of nodes, where a component number for each node is needed here.)

use std::collections::VecDeque;

use vigente_model::{Idx, IndexVec, index_vec};

vigente_model::ids! {
    /// A strongly connected component of a graph.
    pub(crate) ComponentId,
}

/// Arrows between the first `n` nodes, by where they start.
pub(crate) struct Graph<Node: Idx> {
    /// By node: where its arrows start; the next node's start is their end.
    starts: IndexVec<Node, usize>,
    to: Vec<Node>,
}

impl<Node: Idx> Graph<Node> {
    /// Takes `n` nodes and arrows in any order.
    pub(crate) fn new(n: usize, mut arrows: Vec<(Node, Node)>) -> Graph<Node> {
        arrows.sort_unstable();
        arrows.dedup();
        let mut starts: IndexVec<Node, usize> = index_vec![0; n + 1];
        for &(from, _) in &arrows {
            starts[from.index() + 1] += 1;
        }
        for i in 0..n {
            starts[i + 1] += starts[i];
        }
        Graph { starts, to: arrows.into_iter().map(|a| a.1).collect() }
    }

    /// Where the arrows of a node lead.
    pub(crate) fn next(&self, node: Node) -> &[Node] {
        &self.to[self.starts[node]..self.starts[node.index() + 1]]
    }

    /// The strongly connected component of each node. Components are numbered so that no arrow leads to a higher
    /// number. (Tarjan's, with a stack of its own: records are deeper than a thread's stack.)
    pub(crate) fn components(&self) -> IndexVec<Node, ComponentId> {
        const UNSEEN: u32 = u32::MAX;
        let n = self.starts.len() - 1;
        // A node is settled when its component is complete.
        let mut component: IndexVec<Node, ComponentId> = index_vec![ComponentId::new(0); n];
        let mut settled: IndexVec<Node, bool> = index_vec![false; n];
        let mut seen: IndexVec<Node, u32> = index_vec![UNSEEN; n];
        let mut low: IndexVec<Node, u32> = index_vec![0; n];
        let (mut clock, mut count) = (0, 0);
        let mut open: Vec<Node> = Vec::new();
        let mut path: Vec<(Node, usize)> = Vec::new();
        for root in (0..n).map(Node::from_usize) {
            if seen[root] != UNSEEN {
                continue;
            }
            path.push((root, 0));
            while let Some(&mut (node, ref mut arrow)) = path.last_mut() {
                if *arrow == 0 && seen[node] == UNSEEN {
                    (seen[node], low[node]) = (clock, clock);
                    clock += 1;
                    open.push(node);
                }
                if let Some(&to) = self.next(node).get(*arrow) {
                    *arrow += 1;
                    if seen[to] == UNSEEN {
                        path.push((to, 0));
                    } else if !settled[to] {
                        low[node] = low[node].min(seen[to]);
                    }
                    continue;
                }
                path.pop();
                if let Some(&(parent, _)) = path.last() {
                    low[parent] = low[parent].min(low[node]);
                }
                if low[node] == seen[node] {
                    while let Some(member) = open.pop() {
                        component[member] = ComponentId::new(count);
                        settled[member] = true;
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
    pub(crate) fn circle(&self, node: Node, mut allow: impl FnMut(Node, Node) -> bool) -> Option<Vec<Node>> {
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
    use crate::declarations::ActIndex;

    #[test]
    fn components_and_circles() {
        let n = ActIndex::new;
        let arrows = [(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (5, 5)];
        let graph = Graph::new(6, arrows.map(|(from, to)| (n(from), n(to))).to_vec());
        let c = graph.components();
        assert_eq!((c[0], c[1]), (c[1], c[2]));
        assert!(c[4] < c[3] && c[3] < c[0]);
        assert_eq!(graph.circle(n(1), |_, _| true), Some([1, 2, 0].map(n).to_vec()));
        assert_eq!(graph.circle(n(5), |_, _| true), Some(vec![n(5)]));
        assert_eq!(graph.circle(n(3), |_, _| true), None);
        assert_eq!(graph.circle(n(1), |a, b| (a, b) != (n(2), n(0))), None);
    }
}
