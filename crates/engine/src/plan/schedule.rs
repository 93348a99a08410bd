//! Orders propositions so that each comes after what it asks; those in a cycle stay together.

use vigente_model::{Does, NormOf};

use crate::plan::clock::{Clock, Lines};
use crate::plan::interning::NONE;
use crate::plan::{Node, Nodes, Plan};

/// The order.
#[derive(Default)]
pub(crate) struct Schedule {
    pub nodes: Nodes,
    /// Nodes, what is asked before who asks.
    pub row: Vec<u32>,
    /// Ends of stretches of `row`: values in a circle share one.
    pub ends: Vec<u32>,
    /// By stretch: its values ask one another.
    pub circles: Vec<bool>,
    /// By node: its stretch.
    pub stretch: Vec<u32>,
    starts: Vec<u32>,
    asks: Vec<u32>,
}

impl Schedule {
    pub(crate) fn new(plan: &Plan<'_>) -> Schedule {
        let mut nodes = Nodes::default();
        nodes.statuses = (plan.model.parts.len() + plan.filters.len()) as u32;
        nodes.fired = nodes.statuses + plan.ground.statuses.len() as u32;
        nodes.counted = nodes.fired + plan.instances.fired.len() as u32;
        nodes.groups = nodes.counted + plan.counted.len() as u32;
        nodes.norms = nodes.groups + plan.groups.len() as u32;
        nodes.dis = nodes.norms + plan.model.norms.len() as u32;
        nodes.all = nodes.dis + plan.dis.len() as u32;
        let asker = Asker { plan, nodes };
        let mut starts = Vec::with_capacity(nodes.all as usize + 1);
        let mut asks = Vec::new();
        starts.push(0);
        for node in 0..nodes.all {
            let from = asks.len();
            asker.asks(node, &mut asks);
            if asks.len() - from > 1 {
                asks[from..].sort_unstable();
                let mut kept = from + 1;
                for i in from + 1..asks.len() {
                    if asks[i] != asks[kept - 1] {
                        asks[kept] = asks[i];
                        kept += 1;
                    }
                }
                asks.truncate(kept);
            }
            starts.push(asks.len() as u32);
        }
        let mut out = Schedule { nodes, starts, asks, ..Schedule::default() };
        let (mut row, mut ends) = (Vec::with_capacity(nodes.all as usize), Vec::new());
        let mut stretch = vec![0; nodes.all as usize];
        components(
            nodes.all as usize,
            |n, list| list.extend_from_slice(out.asks(n)),
            |found| {
                for &node in found {
                    stretch[node as usize] = ends.len() as u32;
                }
                row.extend_from_slice(found);
                ends.push(row.len() as u32);
            },
        );
        let mut from = 0;
        for &end in &ends {
            let circle = out.circular(&row[from as usize..end as usize]);
            out.circles.push(circle);
            from = end;
        }
        out.row = row;
        out.ends = ends;
        out.stretch = stretch;
        out
    }

    /// What a value asks.
    #[inline]
    pub(crate) fn asks(&self, node: u32) -> &[u32] {
        &self.asks[self.starts[node as usize] as usize..self.starts[node as usize + 1] as usize]
    }

    /// Whether the values of a stretch ask one another.
    pub(crate) fn circular(&self, stretch: &[u32]) -> bool {
        stretch.len() > 1 || self.asks(stretch[0]).contains(&stretch[0])
    }
}

/// Says which values another value asks.
pub(crate) struct Asker<'p, 'm> {
    plan: &'p Plan<'m>,
    nodes: Nodes,
}

impl<'p, 'm> Asker<'p, 'm> {
    pub(crate) fn new(plan: &'p Plan<'m>) -> Asker<'p, 'm> {
        Asker { plan, nodes: plan.nodes() }
    }

    /// Whatever an instance asks: what carries it, its window, its conditions, and what copies it.
    pub(crate) fn instance(&self, inst: u32, out: &mut Vec<u32>) {
        self.timing(inst, out);
        self.living(inst, out);
    }

    /// When a status holds.
    pub(crate) fn status(&self, status: u32) -> u32 {
        self.nodes.statuses + status
    }

    /// When a norm is operative.
    pub(crate) fn norm(&self, norm: u32) -> u32 {
        self.nodes.norms + norm
    }

    /// Whether a norm fires.
    pub(crate) fn firing(&self, fired: u32, out: &mut Vec<u32>) {
        out.push(self.nodes.fired + fired);
    }

    /// Whether a deed happened.
    pub(crate) fn doing(&self, done: u32, part: u32, out: &mut Vec<u32>) {
        out.push(part);
        out.extend(self.plan.counted_of.get(&done).map(|&at| self.nodes.counted + at));
        self.touched(self.plan.dis_of_done.get(&done), out);
    }

    fn lines(&self, lines: Lines, out: &mut Vec<u32>) {
        self.plan.clocks.asked(lines, |s| out.push(self.nodes.statuses + s));
    }

    /// What the window, the conditions and the copying of an instance ask.
    fn timing(&self, inst: u32, out: &mut Vec<u32>) {
        let inst = self.plan.instances.all[inst as usize];
        if inst.copy != NONE {
            out.push(self.nodes.groups + self.plan.group_of[inst.copy as usize]);
        }
        if inst.clock != NONE {
            let Clock { start, lines, .. } = &self.plan.clocks.clocks[inst.clock as usize];
            start.asked(&mut |s| out.push(self.nodes.statuses + s));
            self.lines(*lines, out);
        }
    }

    fn attack(&self, inst: u32, part: u32, out: &mut Vec<u32>) {
        out.push(self.plan.instances.all[inst as usize].part);
        self.timing(inst, out);
        out.extend_from_slice(self.plan.supports.of(part));
        self.restorations(part, out);
    }

    fn restorations(&self, part: u32, out: &mut Vec<u32>) {
        for &r in self.plan.restores.of(part) {
            out.push(self.plan.instances.all[r as usize].part);
            self.timing(r, out);
        }
    }

    fn asks(&self, node: u32, out: &mut Vec<u32>) {
        let plan = self.plan;
        let n = self.nodes;
        match n.kind(node) {
            Node::Validity(s) => {
                let parts = plan.model.parts.len() as u32;
                let part = if s < parts { s } else { plan.filters[(s - parts) as usize].0 };
                let attacks = plan.attacks.of(part);
                if attacks.is_empty() && plan.voids.of(part).is_empty() {
                    return;
                }
                for &a in attacks {
                    if !matches!(plan.does(a), Does::Disapplies { .. }) {
                        out.push(plan.instances.all[a as usize].part);
                        self.timing(a, out);
                    }
                }
                for &d in plan.disapplied.of(part) {
                    out.push(n.dis + d);
                }
                out.extend_from_slice(plan.supports.of(part));
                self.restorations(part, out);
            }
            Node::Status(status) => {
                let fact = plan.is_fact(status);
                for &i in plan.titles.of(status).iter().chain(plan.ends.of(status)) {
                    self.timing(i, out);
                    if fact && plan.instances.all[i as usize].norm == NONE {
                        continue;
                    }
                    self.living(i, out);
                }
            }
            Node::Fired(f) => {
                let fired = plan.instances.fired[f as usize];
                let firing = plan.ground.firings[fired.firing as usize];
                self.lines(fired.lines, out);
                out.push(n.norms + firing.norm);
                if plan.happens[f as usize] != NONE {
                    out.push(plan.happens[f as usize]);
                }
                if fired.made_by != NONE {
                    out.push(n.fired + fired.made_by);
                    self.timing(plan.counted[plan.counted_of[&firing.done] as usize].1, out);
                }
                if !fired.assumed && firing.done != NONE {
                    if let Some(&at) = plan.counted_of.get(&firing.done) {
                        out.push(n.counted + at);
                    }
                    self.touched(plan.dis_of_done.get(&firing.done), out);
                }
            }
            Node::Counted(at) => {
                let (_, inst) = plan.counted[at as usize];
                out.push(n.fired + plan.instances.all[inst as usize].fired);
                self.timing(inst, out);
            }
            Node::Group(group) => {
                for &copy in &plan.groups[group as usize] {
                    let copy = &plan.instances.copies[copy as usize];
                    for way in &copy.ways {
                        self.timing(way.upholds, out);
                        if copy.continuing {
                            out.push(way.part);
                        }
                        if way.copy != NONE && plan.group_of[way.copy as usize] != group {
                            out.push(n.groups + plan.group_of[way.copy as usize]);
                        }
                    }
                }
            }
            Node::Norm(norm) => {
                if let NormOf::Part(part) = plan.model.norms[norm as usize].of {
                    out.push(part.0);
                }
            }
            Node::Dis(d) => {
                let (inst, part) = plan.dis[d as usize];
                self.attack(inst, part, out);
            }
        }
    }

    /// What the life of an instance asks.
    fn living(&self, i: u32, out: &mut Vec<u32>) {
        let plan = self.plan;
        let inst = plan.instances.all[i as usize];
        if plan.lives[i as usize] != NONE {
            out.push(plan.lives[i as usize]);
        }
        if inst.fired != NONE {
            out.push(self.nodes.fired + inst.fired);
            if inst.part == NONE {
                out.push(self.nodes.norms + inst.norm);
            }
        }
        self.touched(plan.dis_of_inst.get(&i), out);
    }

    fn touched(&self, by: Option<&Vec<u32>>, out: &mut Vec<u32>) {
        out.extend(by.into_iter().flatten().map(|d| self.nodes.dis + d));
    }
}

/// Strongly connected components, what is asked before who asks. No recursion: a chain may be as long as the record.
pub(crate) fn components(n: usize, asks: impl Fn(u32, &mut Vec<u32>), mut found: impl FnMut(&[u32])) {
    const UNSEEN: u32 = u32::MAX;
    let mut index = vec![UNSEEN; n];
    let mut low = vec![0u32; n];
    let mut done = vec![false; n];
    let mut counter = 0;
    let mut open: Vec<u32> = Vec::new();
    // Who is being visited, and the stretch of `todo` that it still has to ask.
    let mut visits: Vec<(u32, u32)> = Vec::new();
    let mut todo: Vec<u32> = Vec::new();
    for start in 0..n as u32 {
        if index[start as usize] != UNSEEN {
            continue;
        }
        index[start as usize] = counter;
        low[start as usize] = counter;
        counter += 1;
        open.push(start);
        visits.push((start, todo.len() as u32));
        asks(start, &mut todo);
        while let Some(&(node, floor)) = visits.last() {
            if todo.len() as u32 > floor {
                let next = todo.pop().unwrap_or_default();
                if index[next as usize] == UNSEEN {
                    index[next as usize] = counter;
                    low[next as usize] = counter;
                    counter += 1;
                    open.push(next);
                    visits.push((next, todo.len() as u32));
                    asks(next, &mut todo);
                } else if !done[next as usize] {
                    low[node as usize] = low[node as usize].min(index[next as usize]);
                }
                continue;
            }
            visits.pop();
            if let Some(&(above, _)) = visits.last() {
                low[above as usize] = low[above as usize].min(low[node as usize]);
            }
            if low[node as usize] == index[node as usize] {
                let from = open.iter().rposition(|&o| o == node).unwrap_or_default();
                for &o in &open[from..] {
                    done[o as usize] = true;
                }
                found(&open[from..]);
                open.truncate(from);
            }
        }
    }
}
