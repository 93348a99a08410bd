//! The states of duties that conditions ask for: what is asked on a day hangs on the day before (§4).

use std::sync::Arc;

use vigente_model::{Day, DutyState, ImportedId, IndexVec};

use crate::duty_state::in_state;
use crate::eval::build;
use crate::eval::state::EvalState;
use crate::ids::AskedId;
use crate::plan::Plan;
use crate::rules::duties::resolution::ResolvedDuties;
use crate::solution::DutyStates;
use crate::timeline::{Timeline, Truth};
use crate::{Cancel, Horizon};

/// After so many rounds it is no longer waited for what a circle says by itself, day by day.
const ROUNDS: usize = 64;

/// What a circle that changes nearly every day has not said after so many rounds stays undetermined.
const MOST: usize = 2000;

impl<'m> Plan<'m> {
    /// From knowing nothing, in rounds, until nothing new is learnt.
    ///
    /// A record without circles needs as many rounds as conditions hang on one another. In a circle each round knows one
    /// day more, since a day hangs on the day before. Then what is known last is taken to go on: where the next round
    /// first differs from that, the guess was wrong, and up to that day all is known.
    pub(crate) fn duty_states(
        &self,
        horizon: Horizon,
        given: &IndexVec<ImportedId, Timeline>,
        upto: Day,
        cancel: &Cancel,
    ) -> DutyStates {
        if self.asked.is_empty() {
            return DutyStates::default();
        }
        let open = Timeline::constant(Truth::Undetermined);
        let mut known: DutyStates = Arc::new(self.asked.iter().map(|_| open.clone()).collect());
        let mut day = Day::MIN;
        for round in 0..MOST {
            cancel.check();
            let state = self.evaluated_with(horizon, given.clone(), Arc::clone(&known), cancel);
            let mut next = states(&state, upto);
            state.release();
            let pairs = known.iter().zip(&next);
            day = pairs.map(|(a, b)| a.first_difference(b)).min().unwrap_or(Day::MAX);
            if day == Day::MAX || round > ROUNDS && day > upto.next() {
                return known;
            }
            if round >= ROUNDS {
                next.iter_mut().for_each(|t| *t = t.going_on(day, t.at(day)));
            }
            known = Arc::new(next);
        }
        Arc::new(known.iter().map(|t| t.going_on(day, Truth::Undetermined)).collect())
    }
}

fn states(state: &EvalState<'_, '_>, upto: Day) -> IndexVec<AskedId, Timeline> {
    let lives = build::duties(state, ResolvedDuties::new(state), &build::statuses(state), upto);
    let one = |(word, duties): &(DutyState, Vec<_>)| {
        in_state(duties.iter().map(|&d| &lives[d]), *word).a_day_later()
    };
    state.plan.asked.iter().map(one).collect()
}
