//! What the engine answers for one viewpoint and one horizon: the life of every part, status and duty over all
//! days. Plain data; an answer on a day is a look-up.

use std::sync::Arc;

use smallvec::SmallVec;

use vigente_model::*;

use super::timeline::Timeline;
use crate::ids::{AskedId, DeedLifeId, DutyId, GroundStatusId};

/// By state of duties that conditions ask for: when it comes true, on the day after.
pub(crate) type DutyStates = Arc<IndexVec<AskedId, Timeline>>;

/// Whose eyes, and what counts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Horizon {
    /// The viewpoint.
    pub viewpoint: ViewpointId,
    /// Only acts made by then; `None` is with hindsight.
    pub made_by: Option<Day>,
    /// Only acts the record knew by then; `None` is all.
    pub known_by: Option<Day>,
}

/// With whose authority an effect works.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Authority {
    /// An organ (or any other author).
    Organ(ThingId),
    /// The norms of a legal order.
    NormsOf {
        /// The order.
        order: ThingId,
        /// The instrument after which they are named, `CF` of `CF.5`; the order where there is none.
        under: ThingId,
    },
    /// A reading of the dossier.
    Reading,
}

/// The whole answer.
#[derive(Clone, PartialEq, Debug)]
pub struct Solution {
    /// For what it holds.
    pub horizon: Horizon,
    /// Every part of the record.
    pub parts: IndexVec<PartId, PartLife>,
    /// Every ground status that some title begins, sorted by name and arguments.
    pub statuses: IndexVec<GroundStatusId, StatusLife>,
    /// Every duty, sorted by source part, then norm, then effect.
    pub duties: IndexVec<DutyId, DutyLife>,
    /// Every deed, own, verb and counted, sorted by part.
    pub deeds: IndexVec<DeedLifeId, DeedLife>,
    /// The states of duties that conditions ask for.
    pub(crate) asked: DutyStates,
}

/// The life of a part of an act.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct PartLife {
    /// Made and known, as asked. (All days or none; undetermined for uncertain dates.)
    pub included: Timeline,
    /// Whether the viewpoint recognises its author; where not, everything but `included` is false: it is silent.
    pub recognised: bool,
    /// Caught by a void norm.
    pub voided: Timeline,
    /// Not annulled, not void.
    pub stands: Timeline,
    /// Under an effective annulment; or disapplied to its own author, which takes the same effects away.
    pub annulled: Timeline,
    /// The latter, on days on which nothing annuls it.
    pub disapplied: Timeline,
    /// Ended.
    pub repealed: Timeline,
    /// Without effect for the time being.
    pub suspended: Timeline,
    /// Vigencia.
    pub in_force: Timeline,
    /// Eficacia.
    pub operative: Timeline,
}

impl PartLife {
    /// Everything that may change from one day to another, but for whether it is included.
    pub fn timelines(&self) -> [&Timeline; 8] {
        [
            &self.stands,
            &self.annulled,
            &self.disapplied,
            &self.voided,
            &self.repealed,
            &self.suspended,
            &self.in_force,
            &self.operative,
        ]
    }
}

/// A status without variables.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct GroundStatus {
    /// Which.
    pub name: StatusId,
    /// Of whom.
    pub args: Arc<[Arg]>,
}

/// A deed without variables.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct GroundDeed {
    /// Which.
    pub name: DeedId,
    /// To whom, of what.
    pub args: Arc<[Arg]>,
}

/// Where a title, a duty or a deed comes from.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Origin {
    /// The part that carries it; `None` for what a norm gives day by day.
    pub part: Option<PartId>,
    /// The norm that gives it, if one does.
    pub norm: Option<NormId>,
    /// The effect, in the part, in the norm, or in the act that was upheld.
    pub effect: EffectId,
    /// For a copy: the part of the upheld act whose effect it is.
    pub copied_from: Option<PartId>,
}

/// The life of a status.
#[derive(Clone, PartialEq, Debug)]
pub struct StatusLife {
    /// Which.
    pub status: GroundStatus,
    /// When it holds.
    pub holds: Timeline,
    /// What carries it.
    pub titles: SmallVec<[TitleLife; 1]>,
    /// What another matter says: which, and when it holds there. Nothing here cuts it.
    pub read: Option<(ImportId, Timeline)>,
}

/// One effect that carries a status.
#[derive(Clone, PartialEq, Debug)]
pub struct TitleLife {
    /// Where it comes from.
    pub origin: Origin,
    /// Its authority.
    pub authority: Authority,
    /// When it carries the status, cuts left aside.
    pub carried: Timeline,
    /// When it is cut.
    pub cut: Timeline,
    /// What may cut it: the origin of each `ends`, and from when it does. Where very many may, the first ones, until
    /// nothing is left to cut.
    pub cuts: Vec<(Origin, Timeline)>,
}

/// A deed of somebody.
#[derive(Clone, PartialEq, Debug)]
pub struct DeedLife {
    /// The part whose author does it.
    pub part: PartId,
    /// Who.
    pub author: ThingId,
    /// What.
    pub deed: GroundDeed,
    /// When.
    pub day: Days,
    /// The readings and norms that made it count as this, in order; empty for the deed as written.
    pub through: Vec<NormId>,
    /// Whether it happened: all days or none.
    pub happened: super::Truth,
}

/// What a duty asks for.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum GroundContent {
    /// A deed.
    Deed(GroundDeed),
    /// A status, or its absence.
    That {
        /// Negated.
        not: bool,
        /// Which.
        status: GroundStatus,
    },
}

/// The life of a duty (or a permission).
#[derive(Clone, PartialEq, Debug)]
pub struct DutyLife {
    /// Where it comes from.
    pub origin: Origin,
    /// Its authority.
    pub authority: Authority,
    /// Its mode.
    pub mode: Mode,
    /// On whom.
    pub bearer: Arg,
    /// To what.
    pub content: GroundContent,
    /// For whom.
    pub beneficiaries: Arc<[Arg]>,
    /// The first day it can bind.
    pub start: Days,
    /// Its source stands and it has begun and not ended (suspension and conditions aside).
    pub there: Timeline,
    /// It is there, not suspended, and its conditions hold.
    pub exists: Timeline,
    /// It yields to a prevailing contrary duty or permission.
    pub yields: Timeline,
    /// It exists and does not yield.
    pub binds: Timeline,
    /// To what it yields, and when.
    pub yields_to: Vec<(DutyId, Timeline)>,
    /// The duties contrary to it, and when (whether or not either exists).
    pub contrary: Vec<(DutyId, Timeline)>,
    /// A `requires` to do a deed: its occurrences up to the end of the record's days (see `engine::solve`).
    pub occurrences: Vec<Occurrence>,
    /// A `forbids`: deeds that break it.
    pub breaches: Vec<(DeedLifeId, Timeline)>,
    /// A `forbids`: a breach has happened.
    pub broken: Timeline,
    /// A `forbids`: deeds that were done while it gave way, in [`Solution::deeds`](super::Solution::deeds).
    pub overrides: Vec<(DeedLifeId, Timeline)>,
    /// A `forbids`: such a deed has been done.
    pub overridden: Timeline,
    /// A permission: the prohibitions of what it permits, and when they are (whether or not either exists).
    pub prohibited: Vec<(DutyId, Timeline)>,
    /// A duty to do a deed: that cannot be done.
    pub impossible: Timeline,
    /// It cannot be done, and an act of the bearer made while the duty bound is what made it so.
    pub defeated: Timeline,
    /// A `requires that`: the status is as required.
    pub kept: Timeline,
    /// A `requires that`: it is not, and had to be.
    pub unkept: Timeline,
    /// Findings, by outcome.
    pub assessed: Vec<(Outcome, Timeline)>,
    /// The bearer's own word, by outcome.
    pub claimed: Vec<(Outcome, Timeline)>,
}

impl Occurrence {
    /// Its deadline, each with the days `[from, until)` on which it is the deadline.
    pub fn deadlines_by_day(&self) -> impl Iterator<Item = (Day, Day, Option<Days>)> {
        let unmoved = self.deadlines.is_empty().then_some((Day::MIN, Day::MAX, self.deadline));
        let until = |i: usize| self.deadlines.get(i + 1).map_or(Day::MAX, |next| next.0);
        let moved = self.deadlines.iter().enumerate().map(move |(i, &(from, days))| (from, until(i), days));
        unmoved.into_iter().chain(moved)
    }

    /// Its deadline, as moved by a day.
    pub fn deadline_on(&self, day: Day) -> Option<Days> {
        let after = self.deadlines.partition_point(|&(from, _)| from <= day);
        after.checked_sub(1).map_or(self.deadline, |i| self.deadlines[i].1)
    }
}

/// A payment, as far as it counts for one occurrence of a debt.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Paid {
    /// The deed, in [`Solution::deeds`](super::Solution::deeds).
    pub deed: DeedLifeId,
    /// How much, in hundredths of the unit of the debt.
    pub amount: i64,
    /// Whether it counts for sure. Of those that may count, each is given at the most that it may be.
    pub certain: bool,
}

/// One occurrence of a duty to do a deed.
#[derive(Clone, PartialEq, Debug)]
pub struct Occurrence {
    /// Its number, from 0.
    pub number: u32,
    /// Its deadline, as moved in the end; `None` without one.
    pub deadline: Option<Days>,
    /// Its deadline as it is on a day: from which day on which one. Starts at [`Day::MIN`]; empty where nothing moves it.
    pub deadlines: Vec<(Day, Option<Days>)>,
    /// Open: a deed may serve it.
    pub opened: Timeline,
    /// A deed has served it.
    pub served: Timeline,
    /// The deed that did so (certain run first).
    pub by: Option<DeedLifeId>,
    /// What has been paid of a quantity, in the order of payment.
    pub payments: Vec<Paid>,
    /// Served, past its deadline.
    pub late: Timeline,
    /// A quantity below its target.
    pub partly: Timeline,
    /// Not served, past its deadline.
    pub overdue: Timeline,
    /// Not served, not overdue, and its source has ceased.
    pub lifted: Timeline,
    /// Not served, not overdue, possible, and still to do.
    pub pending: Timeline,
}
