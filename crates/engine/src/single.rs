//! A plan, a horizon and the number of one thing go in; the life of that thing alone comes out. Only what it asks is
//! computed: a question about one part of one matter costs the attacks on that part, not the matter.

use std::sync::OnceLock;

use vigente_model::PartId;

use super::birth;
use super::plan::{Node, Plan};
use super::world::{Record, World};
use super::{Horizon, PartLife, Timeline, assemble};

/// What one value asks, directly or not: no viewpoint and no horizon changes it.
pub(super) struct Cone {
    /// Nodes, what is asked before who asks, the value itself last.
    row: Box<[u32]>,
    /// By stretch of `row`, where some of its values ask one another: where it ends, and whether it does; else empty.
    stretches: Box<[(u32, bool)]>,
    /// Something in it may have been void from birth.
    births: bool,
}

/// By node of a part or a status, worked out when first asked for.
pub(super) type Cones = OnceLock<Vec<OnceLock<Cone>>>;

impl<'m> Plan<'m> {
    /// The life of one part: what [`Plan::solve`] tells of it, without the rest.
    pub fn part(&self, horizon: Horizon, part: PartId) -> PartLife {
        let mut world = self.settled_for(part.0, horizon);
        let life = assemble::part(&mut world, part.0);
        world.give_back();
        life
    }

    /// When one status holds, by its index in [`super::Solution::statuses`]: what [`Plan::solve`] tells of it, without
    /// the rest.
    pub fn holds(&self, horizon: Horizon, status: u32) -> Timeline {
        let world = self.settled_for(self.nodes().statuses + status, horizon);
        let holds = world.values.statuses[status as usize].clone();
        world.give_back();
        holds
    }

    fn settled_for(&self, node: u32, horizon: Horizon) -> World<'_, 'm> {
        let cones =
            self.cones.get_or_init(|| (0..self.nodes().fired).map(|_| OnceLock::new()).collect::<Vec<_>>());
        let cone = cones[node as usize].get_or_init(|| Cone::new(self, node));
        if cone.births && birth::facts_hang_on_law(self) {
            return self.settled(horizon);
        }
        let mut world = World::new(self, self.ranks(horizon.viewpoint), horizon, Record::Question);
        world.given = self.imports.given(&self.model, horizon);
        if cone.births {
            birth::judge_all(&mut world, None);
        }
        if cone.stretches.is_empty() {
            world.settle(&cone.row, false);
        }
        let mut from = 0;
        for &(end, circle) in &cone.stretches {
            world.settle(&cone.row[from as usize..end as usize], circle);
            from = end;
        }
        world
    }
}

impl Cone {
    fn new(plan: &Plan<'_>, node: u32) -> Cone {
        let schedule = &plan.schedule;
        let mut seen = vec![false; plan.nodes().all as usize];
        let (mut stack, mut row) = (vec![node], Vec::new());
        seen[node as usize] = true;
        while let Some(node) = stack.pop() {
            row.push(node);
            for &next in schedule.asks(node) {
                if !std::mem::replace(&mut seen[next as usize], true) {
                    stack.push(next);
                }
            }
        }
        // Stretches stand in the order in which they are computed.
        row.sort_unstable_by_key(|&n| (schedule.stretch[n as usize], n));
        let mut stretches: Vec<(u32, bool)> = Vec::new();
        for group in row.chunk_by(|&a, &b| schedule.stretch[a as usize] == schedule.stretch[b as usize]) {
            let start = stretches.last().map_or(0, |s| s.0);
            stretches.push((start + group.len() as u32, schedule.circular(group)));
        }
        if stretches.iter().all(|s| !s.1) {
            stretches.clear();
        }
        let parts = plan.model.parts.len() as u32;
        let births = row.iter().any(|&n| match plan.nodes().kind(n) {
            Node::Stand(s) => {
                let part = if s < parts { s } else { plan.filters[(s - parts) as usize].0 };
                !plan.voids.of(part).is_empty()
            }
            _ => false,
        });
        Cone { row: row.into(), stretches: stretches.into(), births }
    }
}
