//! Which of two acts came first (`docs/semantics.md`, §2).

use rustc_hash::FxHashSet;

use vigente_model::{ActId, Days, IndexSlice, IndexVec, Model, index_vec};

use crate::Truth;

/// Which act came before which: by their days, and by `after` lines.
pub(crate) struct Order {
    made: IndexVec<ActId, Days>,
    /// Only where some act says `after`.
    links: Option<Links>,
}

/// What the `after` lines say.
struct Links {
    after: IndexVec<ActId, Vec<ActId>>,
    /// Acts of two groups are not linked.
    group: IndexVec<ActId, ActId>,
    /// The longest way down: an act is reached only from deeper ones. All 0 where the lines run in a circle.
    depth: IndexVec<ActId, u32>,
    /// Acts of one chain follow one another; deeper is later.
    chain: IndexVec<ActId, ActId>,
    circular: bool,
}

impl Order {
    pub(crate) fn new(model: &Model) -> Order {
        let made = model.acts.iter().map(|a| a.made).collect();
        let linked = model.acts.iter().any(|a| !a.after.is_empty());
        Order { made, links: linked.then(|| Links::new(model)) }
    }

    /// Whether `a` came before `b`.
    #[inline]
    pub(crate) fn before(&self, a: ActId, b: ActId) -> Truth {
        if a == b {
            return Truth::False;
        }
        let (x, y) = (self.made[a], self.made[b]);
        if x.hi < y.lo {
            return Truth::True;
        }
        if y.hi < x.lo {
            return Truth::False;
        }
        match &self.links {
            Some(links) => links.before(a, b),
            None => Truth::Undetermined,
        }
    }

    /// Later acts of one day stand deeper.
    pub(crate) fn depth(&self, act: ActId) -> u32 {
        self.links.as_ref().map_or(0, |l| l.depth[act])
    }
}

impl Links {
    fn new(model: &Model) -> Links {
        let n = model.acts.len();
        let after: IndexVec<ActId, Vec<ActId>> =
            model.acts.iter().map(|a| a.after.iter().copied().filter(|b| b.index() < n).collect()).collect();
        let mut group: IndexVec<ActId, ActId> = model.acts.indices().collect();
        let mut followers: IndexVec<ActId, Vec<ActId>> = index_vec![Vec::new(); n];
        let mut open: IndexVec<ActId, usize> = index_vec![0; n];
        for (b, earlier) in after.iter_enumerated() {
            open[b] = earlier.len();
            for &a in earlier {
                followers[a].push(b);
                let (x, y) = (root(&mut group, a), root(&mut group, b));
                group[x] = y;
            }
        }
        for i in model.acts.indices() {
            let r = root(&mut group, i);
            group[i] = r;
        }
        let mut depth: IndexVec<ActId, u32> = index_vec![0; n];
        let mut chain: IndexVec<ActId, ActId> = model.acts.indices().collect();
        let mut continued: IndexVec<ActId, bool> = index_vec![false; n];
        let mut ready: Vec<ActId> = model.acts.indices().filter(|&i| open[i] == 0).collect();
        let mut done = 0;
        while let Some(a) = ready.pop() {
            done += 1;
            // The deepest act before it that nobody has continued lends it its chain.
            let free = after[a].iter().copied().filter(|&b| !continued[b]);
            if let Some(b) = free.max_by_key(|&b| depth[b]) {
                continued[b] = true;
                chain[a] = chain[b];
            }
            for &b in &followers[a] {
                depth[b] = depth[b].max(depth[a] + 1);
                open[b] -= 1;
                if open[b] == 0 {
                    ready.push(b);
                }
            }
        }
        let circular = done < n;
        if circular {
            depth.iter_mut().for_each(|d| *d = 0);
        }
        Links { after, group, depth, chain, circular }
    }

    fn before(&self, a: ActId, b: ActId) -> Truth {
        if self.group[a] != self.group[b] {
            Truth::Undetermined
        } else if self.reaches(b, a) {
            Truth::True
        } else if self.reaches(a, b) {
            Truth::False
        } else {
            Truth::Undetermined
        }
    }

    /// Whether `after` lines lead from `from` down to `to`.
    fn reaches(&self, from: ActId, to: ActId) -> bool {
        let floor = self.depth[to];
        if !self.circular {
            if self.depth[from] <= floor {
                return false;
            }
            if self.chain[from] == self.chain[to] {
                return true;
            }
        }
        let mut seen = FxHashSet::default();
        let mut stack = vec![from];
        while let Some(at) = stack.pop() {
            for &next in &self.after[at] {
                if next == to {
                    return true;
                }
                if (self.circular || self.depth[next] > floor) && seen.insert(next) {
                    stack.push(next);
                }
            }
        }
        false
    }
}

fn root(group: &mut IndexSlice<ActId, [ActId]>, mut i: ActId) -> ActId {
    while group[i] != i {
        group[i] = group[group[i]];
        i = group[i];
    }
    i
}
