//! Computes every proposition of a horizon, each after those it asks.

use crate::eval::state::{EvalState, Validity};
use crate::ids::NodeId;
use crate::plan::Node;
use crate::{Timeline, Truth};

impl EvalState<'_, '_> {
    /// Computes one value; whether it changed.
    pub(crate) fn compute(&mut self, node: NodeId) -> bool {
        fn put<T: PartialEq>(slot: &mut T, value: T) -> bool {
            let changed = *slot != value;
            *slot = value;
            changed
        }
        self.cancel.check();
        match self.plan.nodes().kind(node) {
            Node::Validity(s) => {
                let value = self.validity(s);
                put(&mut self.values.validity[s], value)
            }
            Node::Status(s) => {
                let value = self.holds(s);
                put(&mut self.values.statuses[s], value)
            }
            Node::Fired(f) => {
                let value = self.fired(f);
                put(&mut self.values.fired[f], value)
            }
            Node::Counted(c) => {
                let value = self.counted(c);
                put(&mut self.values.counted[c], value)
            }
            Node::Group(g) => {
                let mut changed = false;
                for (copy, value) in self.group(g) {
                    changed |= put(&mut self.values.copies[copy], value);
                }
                changed
            }
            Node::Norm(n) => {
                let value = self.operative(n, true);
                put(&mut self.values.norms[n], value)
            }
            Node::Dis(d) => {
                let (inst, part) = self.plan.dis[d];
                let value = self.attack(inst, part, None);
                put(&mut self.values.dis[d], value)
            }
        }
    }

    /// Forgets one value: nothing is known of it.
    fn forget(&mut self, node: NodeId) {
        let open = || Timeline::constant(Truth::Undetermined);
        match self.plan.nodes().kind(node) {
            Node::Validity(s) => {
                self.values.validity[s] = Validity {
                    voided: open(),
                    annulled: open(),
                    stands: open(),
                    repealed: open(),
                    suspended: open(),
                    live: open(),
                };
            }
            Node::Status(s) => self.values.statuses[s] = open(),
            Node::Fired(f) => self.values.fired[f] = Truth::Undetermined,
            Node::Counted(c) => self.values.counted[c] = Truth::Undetermined,
            Node::Group(g) => {
                for &copy in &self.plan.groups[g] {
                    self.values.copies[copy] = open();
                }
            }
            Node::Norm(n) => self.values.norms[n] = open(),
            Node::Dis(d) => self.values.dis[d] = open(),
        }
    }

    /// Computes these values (whole stretches of the schedule, or what of them is asked for), what is asked first.
    pub(crate) fn evaluate(&mut self, nodes: &[NodeId], circular: bool) {
        if !circular {
            for &node in nodes {
                self.compute(node);
            }
            return;
        }
        // From knowing nothing, until nothing new is learnt: the least fixpoint.
        nodes.iter().for_each(|&node| self.forget(node));
        crate::eval::fixpoint::evaluate(self, nodes);
    }

    /// Computes everything.
    pub(crate) fn evaluate_all(&mut self) {
        let plan = self.plan;
        let mut from = 0;
        for (&end, &circle) in plan.schedule.ends.iter().zip(&plan.schedule.circles) {
            self.evaluate(&plan.schedule.row[from..end], circle);
            from = end;
        }
    }
}
