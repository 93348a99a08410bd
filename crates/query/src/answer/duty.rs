//! Duties: who must do what by when, what has become of it, and what an organ can do about it.

use super::*;

/// Duties, the most urgent first. Lists `by_viewpoint` stand in the order of [`Duties::viewpoints`].
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Duties {
    /// The question that it answers; as data, its days.
    #[cfg_attr(feature = "serde", serde(rename = "days"))]
    pub asked: Question,
    /// Whose eyes.
    pub viewpoints: Vec<Named>,
    /// The duties.
    pub duties: Vec<DutyItem>,
}

/// The mode of a duty.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Mode {
    /// To do, or to see to it that.
    Requires,
    /// To refrain.
    Forbids,
    /// Leave to do.
    Permits,
    /// A recommendation.
    Urges,
}

/// A duty or a permission.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct DutyItem {
    /// Its source, as a name to ask about: the norm that gives it, else the part that lays it down, `tc-2022.execute`.
    pub name: String,
    /// The act whose part carries it (or triggered the norm that gives it); `null` for what a norm gives day by day.
    pub act: Option<ActRef>,
    /// The norm that gives it, if one does.
    pub norm: Option<Named>,
    /// Whose authority it has: of what a norm gives, the norm's legal order.
    pub authority: Named,
    /// Its mode.
    pub mode: Mode,
    /// On whom.
    pub bearer: Named,
    /// To what.
    pub content: Phrase,
    /// For whom.
    pub beneficiaries: Vec<Named>,
    /// The first day it can bind.
    pub start: Date,
    /// `3 months`, for a recurring duty.
    pub every: Option<String>,
    /// Parts that repeat it on their own authority (by upholding), as names to ask about.
    pub repeated_by: Vec<String>,
    /// What each viewpoint says.
    pub by_viewpoint: Vec<DutyView>,
    /// How much it matters.
    pub relevance: Relevance,
}

/// What one viewpoint says of a duty.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct DutyView {
    /// [`State::Binds`], [`State::Yields`], [`State::Dormant`], [`State::Absent`], [`State::Unrecognised`],
    /// [`State::NotOnRecord`] or [`State::Undetermined`].
    pub binding: State,
    /// Performance: [`State::Pending`], [`State::Overdue`], …; `null` for permissions, and where the duty never was.
    pub performance: Option<State>,
    /// The deadline that matters: the oldest one unserved, else the last one; as moved.
    pub deadline: Option<Date>,
    /// Days from the day asked about to that deadline; negative when it has passed; `null` where it is not known.
    pub days_left: Option<i32>,
    /// Which occurrence, from 0, of a recurring duty.
    pub occurrence: Option<u32>,
    /// Why it yields, or is absent.
    pub reason: Option<Reason>,
    /// What it yields to, as names to ask about.
    pub yields_to: Vec<String>,
    /// The deeds that serve or break it.
    pub deeds: Vec<DeedRef>,
    /// What has been paid of it; `null` where it is of no quantity, or not open yet.
    pub balance: Option<Balance>,
    /// What others found.
    pub assessed: Vec<Assessed>,
    /// What the bearer claims.
    pub claimed: Vec<Assessed>,
    /// Each of these claims, the last one last: who, when, and what others say of it.
    pub claims: Vec<Claim>,
    /// How claims, findings and the record's own account compare.
    pub flags: Vec<DutyFlag>,
    /// The binding as it stood on the day, where that differs.
    pub as_it_stood: Option<State>,
}

impl DutyView {
    /// The most important state of the duty: its performance if it binds, or else why it does not bind.
    pub fn state(&self) -> State {
        match self.performance {
            Some(state @ (State::Followed | State::NotFollowed)) => state,
            Some(state) if self.binding == State::Binds => state,
            _ => self.binding,
        }
    }
}

/// What has been paid of a debt by a day, over all occurrences that have opened. Quantities are written as in a record.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Balance {
    /// What is owed in all.
    pub owed: String,
    /// What has been paid for certain.
    pub paid: String,
    /// What is not yet paid for certain.
    pub outstanding: String,
    /// The payments, in order.
    pub payments: Vec<Payment>,
}

/// A payment, as far as it counts for one debt.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Payment {
    /// Its act.
    pub act: ActRef,
    /// When.
    pub day: Date,
    /// How much of it counts for the debt.
    pub amount: String,
    /// Whether it counts for certain.
    pub certain: bool,
}

/// A deed of somebody.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct DeedRef {
    /// Its act.
    pub act: ActRef,
    /// What was done.
    pub deed: Phrase,
    /// When.
    pub day: Date,
}

/// An assessment.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Assessed {
    /// The outcome.
    pub outcome: Outcome,
    /// By which acts or parts, as names to ask about.
    pub by: Vec<String>,
    /// [`Value::True`], or [`Value::Undetermined`] where findings cannot be ordered.
    pub value: Value,
}

/// The word of a bearer on its own duty.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Claim {
    /// The act or part that claims, as a name to ask about.
    pub name: String,
    /// That act.
    pub act: ActRef,
    /// What it claims.
    pub outcome: Outcome,
    /// The day of which it speaks.
    pub as_of: Date,
    /// Findings of the same outcome by others, and positions that support the claim.
    pub confirmed_by: Vec<Voice>,
    /// Findings of another outcome by others, and positions that oppose the claim.
    pub contradicted_by: Vec<Voice>,
    /// Whether it is too old to rely on, by the order's `claims stale after`.
    pub stale: bool,
    /// The first day on which it is; `null` where the order does not say.
    pub stale_from: Option<Date>,
}

/// Somebody who speaks of a claim.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Voice {
    /// The act or part, as a name to ask about.
    pub name: String,
    /// That act.
    pub act: ActRef,
    /// What it finds; `null` for a position.
    pub found: Option<Outcome>,
    /// The words of a position, where it has any.
    pub text: Option<String>,
}

/// What somebody says of a duty.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Outcome {
    /// Fulfilled.
    Fulfilled,
    /// Partly fulfilled.
    Partly,
    /// Breached.
    Breached,
}

/// How what is said of a duty compares with what the record shows.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum DutyFlag {
    /// The bearer claims an outcome that nobody assessed.
    ClaimedOnly,
    /// The bearer claims what a finding denies.
    ClaimContradicted,
    /// The bearer claims what a finding says.
    ClaimConfirmed,
    /// Somebody's position opposes the claim.
    ClaimOpposed,
    /// The claim is older than the order's `claims stale after`.
    ClaimStale,
    /// Performed on the record (a deed after any finding), and not assessed since.
    PerformedUnassessed,
    /// Findings that cannot be ordered contradict one another.
    FindingsConflict,
}

/// Each deed open to an organ.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Options {
    /// The question that it answers; as data, its days.
    #[cfg_attr(feature = "serde", serde(rename = "days"))]
    pub asked: Question,
    /// Whose eyes.
    pub viewpoints: Vec<Named>,
    /// Whose options.
    pub organ: Named,
    /// The deeds that a duty in some viewpoint requires of it or forbids it, and those that would count as such a deed.
    pub options: Vec<DeedOption>,
}

/// One deed, done or left undone.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct DeedOption {
    /// What can be done (or, for a status, brought about).
    pub deed: Phrase,
    /// If done.
    pub done: Vec<Consequence>,
    /// If left undone.
    pub undone: Vec<Consequence>,
    /// Viewpoints in which something is broken either way.
    pub dilemma_in: Vec<String>,
}

/// What doing or not doing it means in one viewpoint.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Consequence {
    /// In whose eyes.
    pub viewpoint: String,
    /// Binding duties kept, as names to ask about.
    pub keeps: Vec<String>,
    /// Binding duties broken (or, left undone, to be broken when their deadline passes).
    pub breaks: Vec<String>,
    /// Duties that would be kept or broken but yield here.
    pub yielding: Vec<String>,
    /// Orders of a law that binds the State and not its organs, as this viewpoint sees it, which the State breaches.
    pub state_breaks: Vec<String>,
}
