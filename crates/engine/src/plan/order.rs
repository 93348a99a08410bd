//! Which of two acts came first (`docs/semantics.md`, §2).

use rustc_hash::FxHashSet;

use vigente_model::{ActId, Days, Model};

use crate::Truth;

/// Which act came before which: by their days, and by `after` lines.
pub(crate) struct Order {
    made: Vec<Days>,
    /// Only where some act says `after`.
    links: Option<Links>,
}

/// What the `after` lines say.
struct Links {
    after: Vec<Vec<u32>>,
    /// Acts of two groups are not linked.
    group: Vec<u32>,
    /// The longest way down: an act is reached only from deeper ones. All 0 where the lines run in a circle.
    depth: Vec<u32>,
    /// Acts of one chain follow one another; deeper is later.
    chain: Vec<u32>,
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
        let (x, y) = (self.made[a.index()], self.made[b.index()]);
        if x.hi < y.lo {
            return Truth::True;
        }
        if y.hi < x.lo {
            return Truth::False;
        }
        match &self.links {
            Some(links) => links.before(a.0, b.0),
            None => Truth::Undetermined,
        }
    }

    /// Later acts of one day stand deeper.
    pub(crate) fn depth(&self, act: ActId) -> u32 {
        self.links.as_ref().map_or(0, |l| l.depth[act.index()])
    }
}

impl Links {
    fn new(model: &Model) -> Links {
        let n = model.acts.len();
        let after: Vec<Vec<u32>> = model
            .acts
            .iter()
            .map(|a| a.after.iter().map(|b| b.0).filter(|b| (*b as usize) < n).collect())
            .collect();
        let mut group: Vec<u32> = (0..n as u32).collect();
        let mut followers: Vec<Vec<u32>> = vec![Vec::new(); n];
        let mut open: Vec<u32> = vec![0; n];
        for (b, earlier) in after.iter().enumerate() {
            open[b] = earlier.len() as u32;
            for &a in earlier {
                followers[a as usize].push(b as u32);
                let (x, y) = (root(&mut group, a), root(&mut group, b as u32));
                group[x as usize] = y;
            }
        }
        for i in 0..n as u32 {
            let r = root(&mut group, i);
            group[i as usize] = r;
        }
        let mut depth = vec![0; n];
        let mut chain: Vec<u32> = (0..n as u32).collect();
        let mut continued = vec![false; n];
        let mut ready: Vec<u32> = (0..n as u32).filter(|&i| open[i as usize] == 0).collect();
        let mut done = 0;
        while let Some(a) = ready.pop() {
            done += 1;
            // The deepest act before it that nobody has continued lends it its chain.
            let free = after[a as usize].iter().copied().filter(|&b| !continued[b as usize]);
            if let Some(b) = free.max_by_key(|&b| depth[b as usize]) {
                continued[b as usize] = true;
                chain[a as usize] = chain[b as usize];
            }
            for &b in &followers[a as usize] {
                let b = b as usize;
                depth[b] = depth[b].max(depth[a as usize] + 1);
                open[b] -= 1;
                if open[b] == 0 {
                    ready.push(b as u32);
                }
            }
        }
        let circular = done < n;
        if circular {
            depth.fill(0);
        }
        Links { after, group, depth, chain, circular }
    }

    fn before(&self, a: u32, b: u32) -> Truth {
        if self.group[a as usize] != self.group[b as usize] {
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
    fn reaches(&self, from: u32, to: u32) -> bool {
        let floor = self.depth[to as usize];
        if !self.circular {
            if self.depth[from as usize] <= floor {
                return false;
            }
            if self.chain[from as usize] == self.chain[to as usize] {
                return true;
            }
        }
        let mut seen = FxHashSet::default();
        let mut stack = vec![from];
        while let Some(at) = stack.pop() {
            for &next in &self.after[at as usize] {
                if next == to {
                    return true;
                }
                if (self.circular || self.depth[next as usize] > floor) && seen.insert(next) {
                    stack.push(next);
                }
            }
        }
        false
    }
}

fn root(group: &mut [u32], mut i: u32) -> u32 {
    while group[i as usize] != i {
        group[i as usize] = group[group[i as usize] as usize];
        i = group[i as usize];
    }
    i
}
