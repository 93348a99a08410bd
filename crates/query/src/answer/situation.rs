//! The main screen: for each viewpoint side by side, what is in force, who must do what by when, where authorities
//! collide, and where hindsight and *as it stood* differ.

use super::*;

/// Where a matter stands on a day. Lists `by_viewpoint` stand in the order of [`Situation::viewpoints`].
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Situation {
    /// The matter; `null` for a record without one.
    pub matter: Option<Named>,
    /// The question that it answers; as data, its days.
    #[cfg_attr(feature = "serde", serde(rename = "days"))]
    pub asked: Question,
    /// Whose eyes, in the order of the columns.
    pub viewpoints: Vec<Named>,
    /// How many acts the record counts, as asked.
    pub acts: usize,
    /// The last act made by the day, and counted.
    pub last_act: Option<ActRef>,
    /// Acts and parts: contested first, then recent and bearing.
    pub parts: Listed<PartItem>,
    /// Statuses: contested first, then recently changed.
    pub statuses: Listed<StatusItem>,
    /// Duties: contested and urgent first.
    pub duties: Listed<DutyItem>,
    /// Collisions that concern the day.
    pub collisions: Listed<Collision>,
    /// What the day looks like as it stood then, where that differs from hindsight; empty if *as it stood* was asked.
    pub hindsight: Listed<Change>,
    /// Stretches of days before the one asked about on which what is shown stood otherwise than with hindsight; empty
    /// if *as it stood* or *made by* was asked. Of large records only what needs few looks at past days is told.
    pub past: Listed<PastDifference>,
    /// Acts in force somewhere that rely on acts that fell.
    pub resting_on_fallen: Listed<Reliance>,
    /// What authorities say, for or against, of the acts in `parts`, the latest first.
    pub positions: Listed<Position>,
}

/// How much an item matters on the day.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Relevance {
    /// Viewpoints differ on it.
    pub contested: bool,
    /// It binds somebody who has not yet done it, or is pending.
    pub open: bool,
    /// Hindsight and as it stood differ on it.
    pub hindsight_differs: bool,
    /// Days since it last changed or was made; `null` if it lies ahead.
    pub age_days: Option<i32>,
}

/// An act or a part of one.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct PartItem {
    /// The act or part, as a name to ask about.
    pub name: String,
    /// Its act.
    pub act: ActRef,
    /// What it does; the first few.
    pub does: Vec<Doing>,
    /// What each viewpoint says.
    pub by_viewpoint: Vec<StateView>,
    /// How much it matters.
    pub relevance: Relevance,
}

/// Something that an act does.
#[derive(Clone, PartialEq, Debug, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Doing {
    /// As in the language: `annuls pardon.indulto`.
    pub text: String,
    /// In which way, for what can be put into words.
    pub verb: Option<DoingVerb>,
    /// The deed or status.
    pub phrase: Option<Phrase>,
    /// What it is done to, where that is no deed or status: acts, parts, duties, as names to ask about.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    pub on: Vec<String>,
    /// Whose duty it is; to whom something is not applied; over what a power is denied.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub whom: Option<Named>,
    /// The norm under which something is found or claimed.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub norm: Option<String>,
    /// The deadline of a duty, the deadline it is moved to, the day as of which something is found or claimed.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub day: Option<Date>,
    /// The length of time in which a duty is due, `6 months`, `0 days` for at once.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub within: Option<String>,
    /// From when that is counted, as in the language: `notified`, `first final(case)`.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub counted_from: Option<String>,
    /// `3 months`, for a recurring duty.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub every: Option<String>,
    /// For whom a duty is.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    pub beneficiaries: Vec<Named>,
    /// The words of a position.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub said: Option<String>,
}

/// What is done with a deed, a status, an act or a duty.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum DoingVerb {
    /// The deed is done.
    Does,
    /// The status begins.
    Begins,
    /// The status ends.
    Ends,
    /// An act or part is annulled.
    Annuls,
    /// It is repealed.
    Repeals,
    /// It is suspended.
    Suspends,
    /// It is annulled where somebody is concerned.
    Disapplies,
    /// Attacks on it are undone.
    Restores,
    /// It is repeated on one's own authority.
    Upholds,
    /// Somebody must do the deed, or see to it that the status holds.
    Requires,
    /// Somebody must not.
    Forbids,
    /// Somebody may.
    Permits,
    /// It recommends.
    Urges,
    /// Duties that live at an act or part end.
    Discharges,
    /// Duties of a bearer end.
    DischargesDutiesOf,
    /// A deadline is moved.
    Moves,
    /// A duty is found fulfilled.
    FindsFulfilled,
    /// A duty is found fulfilled in part.
    FindsPartly,
    /// A duty is found breached.
    FindsBreached,
    /// Somebody is found in breach of a norm.
    FindsBreach,
    /// A duty is claimed fulfilled.
    ClaimsFulfilled,
    /// A duty is claimed fulfilled in part.
    ClaimsPartly,
    /// A breach of a duty is admitted.
    ClaimsBreached,
    /// A power is denied.
    ClaimsNoPower,
    /// A position for it.
    Supports,
    /// A position against it.
    Opposes,
    /// Another position.
    Says,
    /// It is relied on.
    Relies,
}

/// What one viewpoint says of an act, a part or a status.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct StateView {
    /// In what state it is.
    pub state: State,
    /// Why.
    pub reason: Reason,
    /// The same, as it stood on the day, where that differs (never if *as it stood* was asked).
    pub as_it_stood: Option<State>,
    /// Of a part that stands: to whom it is disapplied here.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    pub disapplied: Vec<Disapplied>,
}

/// That something is without effect where somebody is concerned.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Disapplied {
    /// Who is concerned.
    pub to: Named,
    /// The act or part that disapplies it, as a name to ask about.
    pub by: String,
}

/// A status of somebody.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct StatusItem {
    /// Which.
    pub status: Phrase,
    /// What each viewpoint says.
    pub by_viewpoint: Vec<StateView>,
    /// How much it matters.
    pub relevance: Relevance,
}

/// Something that an answer gives a state.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Topic {
    /// What is told of it.
    pub aspect: Aspect,
    /// The act, part, status, duty or collision, as text to ask about; of a duty, its bearer and content may follow behind
    /// a colon.
    pub what: String,
    /// Its title, or that of its act.
    pub title: Text,
}

/// A difference between two answers: hindsight against as it stood, without against with another act, one day against
/// another.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Change<S = Topic> {
    /// What changes.
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub subject: S,
    /// In whose eyes; `null` where it is the same in all of them, and for collisions, which are between viewpoints.
    pub viewpoint: Option<String>,
    /// First answer: as it stood; without the act.
    pub before: State,
    /// Second answer: with hindsight; with the act.
    pub after: State,
}

impl<S: Clone> Change<&S> {
    /// The same with a subject of its own.
    pub fn cloned(self) -> Change<S> {
        let Change { subject, viewpoint, before, after } = self;
        Change { subject: subject.clone(), viewpoint, before, after }
    }
}

/// Days on which something stood otherwise than it looks today.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct PastDifference {
    /// An act, a part or a status.
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub subject: Topic,
    /// In whose eyes; `null` where it is the same in all of them.
    pub viewpoint: Option<String>,
    /// The first day.
    pub from: Date,
    /// The first day no more; `null` where it still was so on the day asked about.
    pub until: Option<Date>,
    /// As it stood on each of these days.
    pub then: State,
    /// The same days with hindsight.
    pub now: State,
}

/// What a change is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Aspect {
    /// Whether an act or part is in force.
    Standing,
    /// Whether a status holds.
    Status,
    /// Whether a duty binds.
    Binding,
    /// Whether a duty is done.
    Performance,
    /// Whether something collides.
    Collision,
}

impl Aspect {
    /// The state of something that an answer does not have.
    pub fn nothing(self) -> State {
        match self {
            Aspect::Standing | Aspect::Performance | Aspect::Binding => State::Absent,
            Aspect::Status => State::DoesNotHold,
            Aspect::Collision => State::NoCollision,
        }
    }
}

/// An act that relies on another.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Reliance {
    /// The part that relies, as a name to ask about.
    pub name: String,
    /// Its act.
    pub act: ActRef,
    /// On what: an act or part.
    pub on: String,
    /// Its act.
    pub on_act: ActRef,
    /// The viewpoints in which that does not stand while the relying part does.
    pub fallen_in: Vec<String>,
}

/// What would follow if an act were in the record.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct WhatIf {
    /// The question that it answers; as data, its days.
    #[cfg_attr(feature = "serde", serde(rename = "days"))]
    pub asked: Question,
    /// Whose eyes.
    pub viewpoints: Vec<Named>,
    /// The acts put in.
    pub added: Vec<ActRef>,
    /// What changes on the day: `before` without, `after` with.
    pub changes: Vec<Change>,
    /// Lines of the acts put in that do nothing.
    pub without_effect: Vec<WithoutEffect>,
}
