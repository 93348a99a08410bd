//! Orders propositions so that each comes after what it asks; those in a cycle stay together.

use vigente_model::{Does, Idx, IndexVec, NormOf, PartId, index_vec};

use crate::ids::{DisId, DoneId, InstanceId, NodeId, StretchId};
use crate::plan::clock::{Clock, Lines};
use crate::plan::interning::Lists;
use crate::plan::{Node, Nodes, Plan};

/// The order.
#[derive(Default)]
pub(crate) struct Schedule {
    pub nodes: Nodes,
    /// Nodes, what is asked before who asks.
    pub row: Vec<NodeId>,
    /// Ends of stretches of `row`: values in a circle share one.
    pub ends: IndexVec<StretchId, usize>,
    /// By stretch: its values ask one another.
    pub circles: IndexVec<StretchId, bool>,
    /// By node: its stretch.
    pub stretch: IndexVec<NodeId, StretchId>,
    asks: Lists<NodeId, NodeId>,
}

impl Schedule {
    pub(crate) fn new(plan: &Plan<'_>) -> Schedule {
        let mut nodes = Nodes::default();
        nodes.statuses = plan.model.parts.len() + plan.filters.len();
        nodes.fired = nodes.statuses + plan.ground.statuses.len();
        nodes.counted = nodes.fired + plan.instances.fired.len();
        nodes.groups = nodes.counted + plan.counted.len();
        nodes.norms = nodes.groups + plan.groups.len();
        nodes.dis = nodes.norms + plan.model.norms.len();
        nodes.all = nodes.dis + plan.dis.len();
        let asker = Asker { plan, nodes };
        let asks = Lists::collect(nodes.all, |node, asks| {
            let from = asks.len();
            asker.asks(node, asks);
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
        });
        let mut out = Schedule { nodes, asks, ..Schedule::default() };
        let (mut row, mut ends) = (Vec::with_capacity(nodes.all), IndexVec::new());
        let mut stretch: IndexVec<NodeId, StretchId> = index_vec![StretchId::new(0); nodes.all];
        components(
            nodes.all,
            |node, list| list.extend_from_slice(out.asks(node)),
            |found| {
                row.extend_from_slice(found);
                let end = ends.push(row.len());
                found.iter().for_each(|&node| stretch[node] = end);
            },
        );
        let mut from = 0;
        for &end in &ends {
            let circle = out.circular(&row[from..end]);
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
    pub(crate) fn asks(&self, node: NodeId) -> &[NodeId] {
        self.asks.of(node)
    }

    /// Whether the values of a stretch ask one another.
    pub(crate) fn circular(&self, stretch: &[NodeId]) -> bool {
        stretch.len() > 1 || self.asks(stretch[0]).contains(&stretch[0])
    }
}

/// Says which values another value asks.
pub(crate) struct Asker<'p, 'm> {
    plan: &'p Plan<'m>,
    pub nodes: Nodes,
}

impl<'p, 'm> Asker<'p, 'm> {
    pub(crate) fn new(plan: &'p Plan<'m>) -> Asker<'p, 'm> {
        Asker { plan, nodes: plan.nodes() }
    }

    /// Whatever an instance asks: what carries it, its window, its conditions, and what copies it.
    pub(crate) fn instance(&self, inst: InstanceId, out: &mut Vec<NodeId>) {
        self.timing(inst, out);
        self.living(inst, out);
    }

    /// Whether a deed happened.
    pub(crate) fn doing(&self, done: DoneId, part: PartId, out: &mut Vec<NodeId>) {
        out.push(self.nodes.part(part));
        out.extend(self.plan.counted_of.get(&done).map(|&at| self.nodes.counted(at)));
        self.touched(self.plan.dis_of_done.get(&done), out);
    }

    fn lines(&self, lines: Lines, out: &mut Vec<NodeId>) {
        self.plan.clocks.asked(lines, |s| out.push(self.nodes.status(s)));
    }

    /// What the window, the conditions and the copying of an instance ask.
    fn timing(&self, inst: InstanceId, out: &mut Vec<NodeId>) {
        let inst = self.plan.instances.all[inst];
        out.extend(inst.copy.map(|copy| self.nodes.group(self.plan.group_of[copy])));
        if let Some(clock) = inst.clock {
            let Clock { start, lines, .. } = &self.plan.clocks.clocks[clock];
            start.asked(&mut |s| out.push(self.nodes.status(s)));
            self.lines(*lines, out);
        }
    }

    /// What carries an instance, and when.
    fn carried(&self, inst: InstanceId, out: &mut Vec<NodeId>) {
        out.push(self.nodes.part(self.plan.instances.all[inst].carrier()));
        self.timing(inst, out);
    }

    /// The same of an attack, which a norm may give.
    fn attacking(&self, inst: InstanceId, out: &mut Vec<NodeId>) {
        self.carried(inst, out);
        if self.plan.instances.all[inst].fired.is_some() {
            out.extend(self.plan.lives[inst].map(|standing| self.nodes.standing(standing)));
            out.extend(self.plan.instances.all[inst].fired.map(|fired| self.nodes.fired(fired)));
        }
    }

    /// What supports a part, and restores it.
    fn defence(&self, part: PartId, out: &mut Vec<NodeId>) {
        out.extend(self.plan.supports.of(part).iter().map(|&support| self.nodes.part(support)));
        for &r in self.plan.restores.of(part) {
            self.carried(r, out);
        }
    }

    fn asks(&self, node: NodeId, out: &mut Vec<NodeId>) {
        let plan = self.plan;
        let n = self.nodes;
        match n.kind(node) {
            Node::Validity(s) => {
                let part = plan.part_of(s);
                let attacks = plan.attacks.of(part);
                if attacks.is_empty() && plan.voids.of(part).is_empty() {
                    return;
                }
                for &a in attacks {
                    if !matches!(plan.does(a), Does::Disapplies { .. }) {
                        self.attacking(a, out);
                    }
                }
                out.extend(plan.disapplied.of(part).iter().map(|&d| n.dis(d)));
                self.defence(part, out);
            }
            Node::Status(status) => {
                let fact = plan.is_fact(status);
                for &i in plan.titles.of(status).iter().chain(plan.ends.of(status)) {
                    self.timing(i, out);
                    if fact && plan.instances.all[i].norm.is_none() {
                        continue;
                    }
                    self.living(i, out);
                }
            }
            Node::Fired(f) => {
                let fired = plan.instances.fired[f];
                let firing = plan.ground.firings[fired.firing];
                self.lines(fired.lines, out);
                out.push(n.norm(firing.norm));
                out.extend(plan.happens[f].map(|standing| n.standing(standing)));
                let counted = firing.done.and_then(|x| plan.counted_of.get(&x));
                if let (Some(by), Some(&at)) = (fired.made_by, counted) {
                    out.push(n.fired(by));
                    self.timing(plan.counted[at].1, out);
                }
                if let Some(x) = firing.done.filter(|_| !fired.assumed) {
                    out.extend(counted.map(|&at| n.counted(at)));
                    self.touched(plan.dis_of_done.get(&x), out);
                }
            }
            Node::Counted(at) => {
                let (_, inst) = plan.counted[at];
                out.extend(plan.instances.all[inst].fired.map(|f| n.fired(f)));
                self.timing(inst, out);
            }
            Node::Group(group) => {
                for &copy in &plan.groups[group] {
                    let copy = &plan.instances.copies[copy];
                    for way in &copy.ways {
                        self.timing(way.upholds, out);
                        if copy.continuing {
                            out.push(n.part(way.part));
                        }
                        let before = way.copy.map(|copy| plan.group_of[copy]);
                        out.extend(before.filter(|&g| g != group).map(|g| n.group(g)));
                    }
                }
            }
            Node::Norm(norm) => {
                if let NormOf::Part(part) = plan.model.norms[norm].of {
                    out.push(n.part(part));
                }
            }
            Node::Dis(d) => {
                let (inst, part) = plan.dis[d];
                self.carried(inst, out);
                self.defence(part, out);
            }
        }
    }

    /// What the life of an instance asks.
    fn living(&self, i: InstanceId, out: &mut Vec<NodeId>) {
        let plan = self.plan;
        let inst = plan.instances.all[i];
        out.extend(plan.lives[i].map(|standing| self.nodes.standing(standing)));
        out.extend(inst.fired.map(|fired| self.nodes.fired(fired)));
        if inst.part.is_none() {
            out.extend(inst.norm.map(|norm| self.nodes.norm(norm)));
        }
        self.touched(plan.dis_of_inst.get(&i), out);
        self.touched(plan.dis_of_law.get(&i), out);
    }

    fn touched(&self, by: Option<&Vec<DisId>>, out: &mut Vec<NodeId>) {
        out.extend(by.into_iter().flatten().map(|&d| self.nodes.dis(d)));
    }
}

/// Strongly connected components, what is asked before who asks. No recursion: a chain may be as long as the record.
pub(crate) fn components<I: Idx>(n: usize, asks: impl Fn(I, &mut Vec<I>), mut found: impl FnMut(&[I])) {
    const UNSEEN: u32 = u32::MAX;
    let mut index: IndexVec<I, u32> = index_vec![UNSEEN; n];
    let mut low: IndexVec<I, u32> = index_vec![0; n];
    let mut done: IndexVec<I, bool> = index_vec![false; n];
    let mut counter = 0;
    let mut open: Vec<I> = Vec::new();
    // Who is being visited, and from where on `todo` is what it still has to ask.
    let mut visits: Vec<(I, usize)> = Vec::new();
    let mut todo: Vec<I> = Vec::new();
    for start in (0..n).map(I::from_usize) {
        if index[start] != UNSEEN {
            continue;
        }
        index[start] = counter;
        low[start] = counter;
        counter += 1;
        open.push(start);
        visits.push((start, todo.len()));
        asks(start, &mut todo);
        while let Some(&(node, floor)) = visits.last() {
            if todo.len() > floor
                && let Some(next) = todo.pop()
            {
                if index[next] == UNSEEN {
                    index[next] = counter;
                    low[next] = counter;
                    counter += 1;
                    open.push(next);
                    visits.push((next, todo.len()));
                    asks(next, &mut todo);
                } else if !done[next] {
                    low[node] = low[node].min(index[next]);
                }
                continue;
            }
            visits.pop();
            if let Some(&(above, _)) = visits.last() {
                low[above] = low[above].min(low[node]);
            }
            if low[node] == index[node] {
                let from = open.iter().rposition(|&o| o == node).unwrap_or_default();
                for &o in &open[from..] {
                    done[o] = true;
                }
                found(&open[from..]);
                open.truncate(from);
            }
        }
    }
}
