//! Derives the life of everything in a model, for one viewpoint and horizon, as `docs/semantics.md` defines it.
//!
//! [`Plan::new`] does once what no viewpoint and no horizon changes; [`Plan::solve`] does the rest.

mod cancel;
mod eval;
mod ids;
mod plan;
pub mod provenance;
mod rules;
pub mod solution;
pub mod timeline;

pub use cancel::{Cancel, Cancelled};
pub use ids::{DeedLifeId, DutyId, GroundStatusId, WouldDeedId};
pub use plan::Plan;
pub use plan::imports::{ImportedPlan, StatusTimelines, exports};
pub use plan::model_ref::ModelRef;
pub use plan::rank::{Ranks, authority_of};
pub use provenance::Reasons;
pub use rules::count::count;
pub use solution::*;
pub use timeline::{AnyOf, DaySet, Timeline, Truth};

use vigente_model::{Day, ImportedId, IndexVec, Model};

use eval::state::{EvalState, HorizonScope};

impl<'m> Plan<'m> {
    /// The life of everything, for one horizon; recurring duties are counted as far as `upto`.
    ///
    /// The same plan gives statuses, titles, duties and deeds the same index in every solution.
    pub fn solve(&self, horizon: Horizon, upto: Day) -> Solution {
        self.solve_unless(horizon, upto, &Cancel::never())
    }

    /// The same, unless it is cancelled meanwhile.
    pub fn solve_unless(&self, horizon: Horizon, upto: Day, cancel: &Cancel) -> Solution {
        eval::build::build(self.evaluated(horizon, cancel), upto)
    }

    /// Whether some duty comes due again and again: only then does a solution depend on how far it is counted.
    pub fn recurs(&self) -> bool {
        self.clocks.clocks.iter().any(|clock| clock.every.is_some())
    }

    /// What stands behind a solution: what was tried, and why it failed. It evaluates what is asked, when it is asked.
    pub fn reasons(&self, horizon: Horizon) -> Reasons<'_, 'm> {
        self.reasons_unless(horizon, &Cancel::never())
    }

    /// The same, unless it is cancelled meanwhile.
    pub fn reasons_unless(&self, horizon: Horizon, cancel: &Cancel) -> Reasons<'_, 'm> {
        Reasons::new(self, horizon, cancel)
    }

    fn evaluated(&self, horizon: Horizon, cancel: &Cancel) -> EvalState<'_, 'm> {
        let given = self.imports.timelines(&self.model, horizon, cancel);
        self.evaluated_importing(horizon, given, cancel)
    }

    /// The same, where `given` is what other matters say, by index into [`Model::imported`].
    fn evaluated_importing(
        &self,
        horizon: Horizon,
        given: IndexVec<ImportedId, Timeline>,
        cancel: &Cancel,
    ) -> EvalState<'_, 'm> {
        let ranks = self.ranks(horizon.viewpoint);
        let mut state = EvalState::new(self, ranks, horizon, HorizonScope::Question);
        state.cancel = cancel.clone();
        state.given = given;
        rules::void_at_creation::judge_all(&mut state, None);
        state.evaluate_all();
        if rules::void_at_creation::facts_hang_on_law(self) {
            // Void norms ask facts, some facts ask law, law asks what is void: in turn, until nothing new is learnt.
            loop {
                let known = state.values.statuses.clone();
                rules::void_at_creation::judge_all(&mut state, Some(&known));
                state.evaluate_all();
                if state.values.statuses == known {
                    break;
                }
            }
        }
        state
    }
}

/// The life of everything in a model, for one horizon; recurring duties are counted as far as `upto`.
pub fn solve(model: &Model, horizon: Horizon, upto: Day) -> Solution {
    Plan::new(model).solve(horizon, upto)
}
