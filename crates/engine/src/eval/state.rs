//! The values of all propositions at one horizon; the rules read their premises from here.

use std::sync::Arc;

use vigente_model::*;

use crate::plan::Plan;
use crate::plan::clock::Clock;
use crate::plan::instance::Inst;
use crate::plan::interning::NONE;
use crate::plan::rank::Ranks;
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
    pub validity: Vec<Validity>,
    pub statuses: Vec<Timeline>,
    pub fired: Vec<Truth>,
    pub counted: Vec<Truth>,
    /// By copy.
    pub copies: Vec<Timeline>,
    pub norms: Vec<Timeline>,
    pub dis: Vec<Timeline>,
}

/// A plan, seen with some eyes at some horizon.
pub(crate) struct EvalState<'p, 'm> {
    pub plan: &'p Plan<'m>,
    pub ranks: Arc<Ranks<'m>>,
    pub scope: HorizonScope,
    pub horizon: Horizon,
    pub values: Values,
    /// By void match: whether it catches.
    pub caught: Vec<Truth>,
    /// What other matters say at this horizon, by index into [`Model::imported`]; also where the record is restricted.
    pub given: Vec<Timeline>,
    /// Fact statuses are those of the question also where the record is restricted: their values, by status.
    pub facts: Vec<Timeline>,
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
                caught: Vec::new(),
                given: Vec::new(),
                facts: Vec::new(),
                cancel: Cancel::never(),
            };
        }
        let n = plan.nodes();
        let values = Values {
            validity: vec![Validity::default(); n.statuses as usize],
            statuses: vec![Timeline::never(); (n.fired - n.statuses) as usize],
            fired: vec![Truth::False; (n.counted - n.fired) as usize],
            counted: vec![Truth::False; (n.groups - n.counted) as usize],
            copies: vec![Timeline::never(); plan.instances.copies.len()],
            norms: vec![Timeline::never(); (n.dis - n.norms) as usize],
            dis: vec![Timeline::never(); (n.all - n.dis) as usize],
        };
        let (caught, given, facts) = (Vec::new(), Vec::new(), Vec::new());
        EvalState { plan, ranks, scope, horizon, values, caught, given, facts, cancel: Cancel::never() }
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

    pub(crate) fn inst(&self, inst: u32) -> Inst {
        self.plan.instances.all[inst as usize]
    }

    pub(crate) fn clock(&self, inst: &Inst) -> Option<&'p Clock> {
        (inst.clock != NONE).then(|| &self.plan.clocks.clocks[inst.clock as usize])
    }

    pub(crate) fn status(&self, status: u32) -> &Timeline {
        if self.scope != HorizonScope::Question && self.plan.is_fact(status) {
            return &self.facts[status as usize];
        }
        &self.values.statuses[status as usize]
    }
}
