//! A model and a horizon go in, the life of everything in it comes out. Exactly `docs/semantics.md`.
//!
//! [`Plan::new`] does once what no viewpoint and no horizon changes; [`Plan::solve`] does the rest.

mod aid;
mod assemble;
mod bind;
mod birth;
mod calls;
mod circle;
mod clock;
mod count;
mod cut;
mod duties;
mod finding;
mod firing;
mod ground;
mod held;
mod holding;
mod imports;
mod instance;
mod order;
mod plan;
mod rank;
mod schedule;
mod serving;
mod settle;
mod single;
pub mod solution;
mod standing;
pub mod timeline;
pub mod trial;
mod when;
mod world;

pub use held::Held;
pub use imports::{ImportedPlan, StatusTimelines, exports};
pub use plan::Plan;
pub use rank::{Ranks, authority_of};
pub use solution::*;
pub use timeline::{AnyOf, DaySet, Timeline, Truth};
pub use trial::Reasons;

use vigente_model::{Day, Model};

use world::{Record, World};

impl<'m> Plan<'m> {
    /// The life of everything, for one horizon; recurring duties are counted as far as `upto`.
    ///
    /// The same plan gives statuses, titles, duties and deeds the same index in every solution.
    pub fn solve(&self, horizon: Horizon, upto: Day) -> Solution {
        assemble::assemble(self.settled(horizon), upto)
    }

    /// What stands behind a solution: what was tried, and why it failed. As much work as solving.
    pub fn reasons(&self, horizon: Horizon) -> Reasons<'_, 'm> {
        Reasons { world: self.settled(horizon) }
    }

    fn settled(&self, horizon: Horizon) -> World<'_, 'm> {
        let ranks = self.ranks(horizon.viewpoint);
        let mut world = World::new(self, ranks, horizon, Record::Question);
        world.given = self.imports.given(&self.model, horizon);
        birth::judge_all(&mut world, None);
        world.settle_all();
        if birth::facts_hang_on_law(self) {
            // Births ask facts, some facts ask law, law asks births: in turn, until nothing new is learnt.
            loop {
                let known = world.values.statuses.clone();
                birth::judge_all(&mut world, Some(&known));
                world.settle_all();
                if world.values.statuses == known {
                    break;
                }
            }
        }
        world
    }
}

/// The life of everything in a model, for one horizon; recurring duties are counted as far as `upto`.
pub fn solve(model: &Model, horizon: Horizon, upto: Day) -> Solution {
    Plan::new(model).solve(horizon, upto)
}
