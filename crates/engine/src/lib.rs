//! Derives the life of everything in a model, for one viewpoint and horizon, as `docs/semantics.md` defines it.
//!
//! [`Plan::new`] does once what no viewpoint and no horizon changes; [`Plan::solve`] does the rest.

mod cancel;
mod duty_state;
mod eval;
mod ids;
mod plan;
pub mod provenance;
mod rules;
pub mod solution;
pub mod timeline;

pub use cancel::{Cancel, Cancelled};
pub use duty_state::{in_state, said};
pub use ids::{DeedLifeId, DutyId, GroundStatusId, WouldDeedId};
pub use plan::imports::{ImportedPlan, StatusTimelines, exports};
pub use plan::model_ref::ModelRef;
pub use plan::rank::{Ranks, authority_of};
pub use plan::{Bearing, Plan};
pub use provenance::Reasons;
pub use rules::count::count;
pub use solution::*;
pub use timeline::{AnyOf, DaySet, Timeline, Truth};

use vigente_model::{Day, ImportedId, IndexVec, Model};

use eval::state::{EvalState, HorizonScope};
use solution::DutyStates;

impl<'m> Plan<'m> {
    /// The life of everything, for one horizon; recurring duties are counted as far as `upto`.
    ///
    /// The same plan gives statuses, titles, duties and deeds the same index in every solution.
    pub fn solve(&self, horizon: Horizon, upto: Day) -> Solution {
        self.solve_unless(horizon, upto, &Cancel::never())
    }

    /// The same, unless it is cancelled meanwhile.
    pub fn solve_unless(&self, horizon: Horizon, upto: Day, cancel: &Cancel) -> Solution {
        eval::build::build(self.evaluated(horizon, upto, cancel), upto)
    }

    /// Whether some duty comes due again and again: only then does a solution depend on how far it is counted.
    pub fn recurs(&self) -> bool {
        // What conditions ask of duties may change every day.
        !self.asked.is_empty() || self.clocks.clocks.iter().any(|clock| clock.every.is_some())
    }

    /// What stands behind a solution of this plan: what was tried, and why it failed. It evaluates what is asked, when it
    /// is asked.
    pub fn reasons(&self, solution: &Solution) -> Reasons<'_, 'm> {
        self.reasons_unless(solution, &Cancel::never())
    }

    /// The same, unless it is cancelled meanwhile.
    pub fn reasons_unless(&self, solution: &Solution, cancel: &Cancel) -> Reasons<'_, 'm> {
        Reasons::new(self, solution, cancel)
    }

    fn evaluated(&self, horizon: Horizon, upto: Day, cancel: &Cancel) -> EvalState<'_, 'm> {
        let given = self.imports.timelines(&self.model, horizon, cancel);
        let asked = self.duty_states(horizon, &given, upto, cancel);
        self.evaluated_with(horizon, given, asked, cancel)
    }

    /// How far recurring duties are counted where nobody says on which day it is asked: what conditions ask of them
    /// for twenty years after the last act.
    fn far(&self) -> Day {
        self.model.last_made().plus(vigente_model::Delay { years: 20, ..Default::default() })
    }

    /// The same, where `given` is what other matters say, by index into [`Model::imported`], and `asked` the states of
    /// duties that conditions ask for.
    fn evaluated_with(
        &self,
        horizon: Horizon,
        given: IndexVec<ImportedId, Timeline>,
        asked: DutyStates,
        cancel: &Cancel,
    ) -> EvalState<'_, 'm> {
        let ranks = self.ranks(horizon.viewpoint);
        let mut state = EvalState::new(self, ranks, horizon, HorizonScope::Question);
        state.cancel = cancel.clone();
        state.given = given;
        state.asked = asked;
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
