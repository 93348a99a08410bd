//! Computes every proposition of a horizon, each after those it asks.

use crate::eval::state::{EvalState, Validity};
use crate::plan::Node;
use crate::{Timeline, Truth};

impl EvalState<'_, '_> {
    /// Computes one value; whether it changed.
    pub(crate) fn compute(&mut self, node: u32) -> bool {
        fn put<T: PartialEq>(slot: &mut T, value: T) -> bool {
            let changed = *slot != value;
            *slot = value;
            changed
        }
        self.cancel.check();
        match self.plan.nodes().kind(node) {
            Node::Validity(s) => {
                let value = self.validity(s);
                put(&mut self.values.validity[s as usize], value)
            }
            Node::Status(s) => {
                let value = self.holds(s);
                put(&mut self.values.statuses[s as usize], value)
            }
            Node::Fired(f) => {
                let value = self.fired(f);
                put(&mut self.values.fired[f as usize], value)
            }
            Node::Counted(c) => {
                let value = self.counted(c);
                put(&mut self.values.counted[c as usize], value)
            }
            Node::Group(g) => {
                let mut changed = false;
                for (copy, value) in self.group(g) {
                    changed |= put(&mut self.values.copies[copy as usize], value);
                }
                changed
            }
            Node::Norm(n) => {
                let value = self.operative(n, true);
                put(&mut self.values.norms[n as usize], value)
            }
            Node::Dis(d) => {
                let (inst, part) = self.plan.dis[d as usize];
                let value = self.attack(inst, part, None);
                put(&mut self.values.dis[d as usize], value)
            }
        }
    }

    /// Forgets one value: nothing is known of it.
    fn forget(&mut self, node: u32) {
        let open = || Timeline::constant(Truth::Undetermined);
        match self.plan.nodes().kind(node) {
            Node::Validity(s) => {
                self.values.validity[s as usize] = Validity {
                    voided: open(),
                    annulled: open(),
                    stands: open(),
                    repealed: open(),
                    suspended: open(),
                    live: open(),
                };
            }
            Node::Status(s) => self.values.statuses[s as usize] = open(),
            Node::Fired(f) => self.values.fired[f as usize] = Truth::Undetermined,
            Node::Counted(c) => self.values.counted[c as usize] = Truth::Undetermined,
            Node::Group(g) => {
                for &copy in &self.plan.groups[g as usize] {
                    self.values.copies[copy as usize] = open();
                }
            }
            Node::Norm(n) => self.values.norms[n as usize] = open(),
            Node::Dis(d) => self.values.dis[d as usize] = open(),
        }
    }

    /// Computes these values (whole stretches of the schedule, or what of them is asked for), what is asked first.
    pub(crate) fn evaluate(&mut self, nodes: &[u32], circular: bool) {
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
            self.evaluate(&plan.schedule.row[from as usize..end as usize], circle);
            from = end;
        }
    }
}
