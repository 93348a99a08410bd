//! The weights that order rows on screens, in one table, so that each stands beside its reason and none hides in a sort.
//! A sum of weights is a score. Scores order rows and go nowhere else: answers do not carry them.
//!
//! The weights are steps of a scale. A row with a higher step comes first whatever its lower steps are, except where a
//! reason below says that two steps add up.

use vigente_model::Day;

// Any row.

/// Viewpoints differ: that is what a reader comes to see, so it outweighs everything else.
pub(crate) const CONTESTED: i64 = 1_000_000;
/// An act or status looked different on the day itself: the reader would otherwise take it for settled.
pub(crate) const HINDSIGHT_DIFFERS: i64 = 300_000;

// Acts and their parts.

/// A new act is news for some months.
pub(crate) const ACT_RECENT: i64 = 60_000;
/// What others attacked, upheld or restored is what the matter turns on, and so is who did it. Each such act counts.
pub(crate) const STRIKE: i64 = 60_000;
/// After so many days (ten years) a strike counts half.
pub(crate) const STRIKE_HALVES_AFTER: i64 = 3_650;
/// More strikes on a part than this say nothing new.
pub(crate) const STRIKES_SUFFERED: usize = 3;
/// Strikes by one part count less often: an act with a long list of targets is still one act.
pub(crate) const STRIKES_MADE: usize = 2;
/// A mere finding or report orders nothing: its score is divided by this.
pub(crate) const FACTS_ONLY_DIVISOR: i64 = 20;
/// The act behind a colliding duty comes before acts that merely differ between then and now.
pub(crate) const SOURCE_OF_COLLIDING_DUTY: i64 = 400_000;
/// The act that a colliding duty speaks of comes right behind the act that gives the duty.
pub(crate) const SUBJECT_OF_COLLIDING_DUTY: i64 = 390_000;
/// The act behind a duty that is still open keeps its place as it grows old.
pub(crate) const SOURCE_OF_OPEN_DUTY: i64 = 40_000;
/// The act that an open duty speaks of still has something to happen to it, so it comes before the duty's source.
pub(crate) const SUBJECT_OF_OPEN_DUTY: i64 = 80_000;

// Statuses.

/// A status that changed lately is news. Statuses change less often than acts are made, so it counts more.
pub(crate) const STATUS_CHANGED: i64 = 100_000;
/// A status that no longer holds matters less than one that does: its score is divided by this.
pub(crate) const STATUS_GONE_DIVISOR: i64 = 4;

// Duties: the viewpoint in which a duty weighs most decides.

/// It binds and its deadline has passed: somebody must act now.
pub(crate) const DUTY_OVERDUE: i64 = 700_000;
/// It binds and has been broken: serious, but no deed can mend it in time.
pub(crate) const DUTY_BROKEN: i64 = 600_000;
/// It binds and there is still time. [`DEADLINE`] and [`DEADLINE_NEAR`] come on top.
pub(crate) const DUTY_PENDING: i64 = 500_000;
/// It does not bind, but would be late or broken if it did: the other side will say so.
pub(crate) const DUTY_UNMET_BUT_NOT_BINDING: i64 = 300_000;
/// The record does not decide: a reader should find out.
pub(crate) const DUTY_UNDETERMINED: i64 = 250_000;
/// It binds and nothing is open, such as a prohibition that has been observed.
pub(crate) const DUTY_BINDS: i64 = 150_000;
/// It yields to another duty and has not been performed: just behind the duties that bind.
pub(crate) const DUTY_PENDING_BUT_YIELDS: i64 = 140_000;
/// It has been performed: nothing is left to do.
pub(crate) const DUTY_DONE: i64 = 50_000;
/// A recommendation asks for something, but binds nobody.
pub(crate) const RECOMMENDATION: i64 = 45_000;
/// A permission orders nothing.
pub(crate) const PERMISSION: i64 = 40_000;
/// A duty with a deadline comes before one without.
pub(crate) const DEADLINE: i64 = 20_000;
/// The nearer the deadline, the more it presses; it halves with the first week left.
pub(crate) const DEADLINE_NEAR: i64 = 60_000;
/// Among equals the newer duty comes first.
pub(crate) const DUTY_RECENT: i64 = 10_000;
/// A duty that does not bind yet comes behind duties that do: its score is divided by this.
pub(crate) const DUTY_AHEAD_DIVISOR: i64 = 4;
/// A duty looked different on the day itself. This counts less than for acts: what is open now is more urgent.
pub(crate) const DUTY_HINDSIGHT_DIFFERS: i64 = 100_000;

/// A weight that falls with age: after a month half of it is left, after two months a third.
pub(crate) fn fading_by_month(weight: i64, age_days: i64) -> i64 {
    weight / (1 + age_days / 30)
}

/// The weight of a strike made on a day, seen from another. It fades slowly: law stays contested for years.
pub(crate) fn strike(made: Day, on: Day) -> i64 {
    let age = (i64::from(on.0) - i64::from(made.0)).max(0);
    STRIKE_HALVES_AFTER * STRIKE / (STRIKE_HALVES_AFTER + age)
}

/// The weight of a deadline so many days ahead.
pub(crate) fn deadline(days_left: i64) -> i64 {
    DEADLINE + DEADLINE_NEAR / (1 + days_left / 7)
}
