//! The values of all propositions at one horizon; the rules read their premises from here.

use std::sync::Arc;

use vigente_model::*;

use crate::ids::{
    AskedId, CopyId, CountedId, DisId, FiredId, GroundStatusId, InstanceId, StandingId, VoidId,
};
use crate::plan::Plan;
use crate::plan::clock::Clock;
use crate::plan::instance::Inst;
use crate::plan::rank::Ranks;
use crate::solution::DutyStates;
use crate::{Cancel, Horizon, Timeline, Truth};

/// The standing of a part.
#[derive(Clone, Default, PartialEq, Debug)]
pub(crate) struct Validity {
    pub voided: Timeline,
    pub annulled: Timeline,
    pub stands: Timeline,
    pub repealed: Timeline,
    pub suspended: Timeline,
    /// Stands, and is neither repealed nor suspended.
    pub live: Timeline,
}

/// Which acts count.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum HorizonScope {
    /// Those of the question.
    Question,
    /// Those known by then that came before this act.
    Before(ActId),
}

/// All values, for one record.
pub(crate) struct Values {
    pub validity: IndexVec<StandingId, Validity>,
    pub statuses: IndexVec<GroundStatusId, Timeline>,
    pub fired: IndexVec<FiredId, Truth>,
    pub counted: IndexVec<CountedId, Truth>,
    pub copies: IndexVec<CopyId, Timeline>,
    pub norms: IndexVec<NormId, Timeline>,
    pub dis: IndexVec<DisId, Timeline>,
}

/// A plan, seen with some eyes at some horizon.
pub(crate) struct EvalState<'p, 'm> {
    pub plan: &'p Plan<'m>,
    pub ranks: Arc<Ranks<'m>>,
    pub scope: HorizonScope,
    pub horizon: Horizon,
    pub values: Values,
    /// Whether each void match catches.
    pub caught: IndexVec<VoidId, Truth>,
    /// What other matters say at this horizon; also where the record is restricted.
    pub given: IndexVec<ImportedId, Timeline>,
    /// The states of duties that conditions ask for, each a day later; also where the record is restricted.
    pub asked: DutyStates,
    /// Fact statuses are those of the question also where the record is restricted: their values, by status.
    pub facts: IndexVec<GroundStatusId, Timeline>,
    /// Stops the evaluation.
    pub cancel: Cancel,
}

/// What a one-stroke effect does on its day.
pub(crate) struct Stroke {
    /// It was valid on that day.
    pub valid: Truth,
    /// From when until when it works.
    pub window: Timeline,
}

/// How an effect attacks; a disapplication annuls.
pub(crate) fn kind_of(does: &Does) -> Attack {
    match does {
        Does::Attack(kind, _) => *kind,
        _ => Attack::Annuls,
    }
}

impl<'p, 'm> EvalState<'p, 'm> {
    pub(crate) fn new(
        plan: &'p Plan<'m>,
        ranks: Arc<Ranks<'m>>,
        horizon: Horizon,
        scope: HorizonScope,
    ) -> Self {
        if let Some(values) = plan.spare.lock().ok().and_then(|mut spare| spare.pop()) {
            return EvalState {
                plan,
                ranks,
                scope,
                horizon,
                values,
                caught: IndexVec::new(),
                given: IndexVec::new(),
                asked: DutyStates::default(),
                facts: IndexVec::new(),
                cancel: Cancel::never(),
            };
        }
        let n = plan.nodes();
        let values = Values {
            validity: index_vec![Validity::default(); n.statuses],
            statuses: index_vec![Timeline::never(); n.fired - n.statuses],
            fired: index_vec![Truth::False; n.counted - n.fired],
            counted: index_vec![Truth::False; n.groups - n.counted],
            copies: index_vec![Timeline::never(); plan.instances.copies.len()],
            norms: index_vec![Timeline::never(); n.dis - n.norms],
            dis: index_vec![Timeline::never(); n.all - n.dis],
        };
        let (caught, given, facts) = (IndexVec::new(), IndexVec::new(), IndexVec::new());
        EvalState {
            plan,
            ranks,
            scope,
            horizon,
            values,
            caught,
            given,
            asked: DutyStates::default(),
            facts,
            cancel: Cancel::never(),
        }
    }

    /// Leaves its room to the next state of this plan. Every value is computed anew before anything asks it.
    pub(crate) fn release(self) {
        if let Ok(mut spare) = self.plan.spare.lock() {
            spare.push(self.values);
        }
    }

    pub(crate) fn act(&self, act: ActId) -> &'p Act {
        &self.plan.model[act]
    }

    /// Whether an act counts.
    pub(crate) fn inc(&self, act: ActId) -> Truth {
        let reached = |by: Option<Day>, days: Days| by.map_or(Truth::True, |day| Truth::reached(day, days));
        let a = self.act(act);
        let known = match self.horizon.known_by {
            None => Truth::True,
            by => reached(by, a.known()),
        };
        match self.scope {
            HorizonScope::Question => known.and(reached(self.horizon.made_by, a.made)),
            HorizonScope::Before(later) => known.and(self.plan.order.before(act, later)),
        }
    }

    pub(crate) fn inst(&self, inst: InstanceId) -> Inst {
        self.plan.instances.all[inst]
    }

    pub(crate) fn clock(&self, inst: &Inst) -> Option<&'p Clock> {
        inst.clock.map(|clock| &self.plan.clocks.clocks[clock])
    }

    /// How a part stands for everybody.
    #[inline]
    pub(crate) fn standing(&self, part: PartId) -> &Validity {
        &self.values.validity[StandingId::from(part)]
    }

    /// Whether the norm fires that gives an instance; what a part carries of itself needs none.
    #[inline]
    pub(crate) fn given_by(&self, inst: &Inst) -> Truth {
        inst.fired.map_or(Truth::True, |fired| self.values.fired[fired])
    }

    /// When a condition on the state of duties comes true. What the plan does not ask, it cannot tell.
    pub(crate) fn duties_were(&self, asked: Option<AskedId>) -> Timeline {
        let Some(asked) = asked else { return Timeline::never() };
        let unknown = || Timeline::constant(Truth::Undetermined);
        self.asked.get(asked).cloned().unwrap_or_else(unknown)
    }

    pub(crate) fn status(&self, status: GroundStatusId) -> &Timeline {
        if self.scope != HorizonScope::Question && self.plan.is_fact(status) {
            return &self.facts[status];
        }
        &self.values.statuses[status]
    }
}
