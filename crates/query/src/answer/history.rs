//! The life of a thing: with hindsight, as it stood, as known.

use super::*;

/// The life of an act, a part, a status or a duty.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct History {
    /// The question that it answers.
    #[cfg_attr(feature = "serde", serde(skip))]
    pub asked: Question,
    /// What.
    pub what: Named,
    /// What kind of thing.
    pub aspect: Aspect,
    /// The act, if it is one or a part of one.
    pub act: Option<ActRef>,
    /// Whose eyes; the lists below stand in this order.
    pub viewpoints: Vec<Named>,
    /// Viewpoint by viewpoint.
    pub by_viewpoint: Vec<Life>,
    /// Acts that touch it: attacks, restorations, supports, titles, cuts, deeds, findings, by day.
    pub touched_by: Vec<Touch>,
    /// Of an act or a part: what it says, and what authorities say of it.
    pub positions: Vec<Position>,
}

/// Three lives of one thing in one viewpoint.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Life {
    /// With all that is on record.
    pub with_hindsight: Vec<Period>,
    /// On each day, as it stood on that day.
    pub as_it_stood: Vec<Period>,
    /// On each day, with the acts known by that day.
    pub as_known: Vec<Period>,
    /// Where too many acts bear on it to look at every day: the day on which the last two lists begin.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub since: Option<Date>,
}

/// A stretch of days in one state.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Period {
    /// The first day; `null` has no beginning.
    pub from: Option<Date>,
    /// The first day no more; `null` has no end.
    pub until: Option<Date>,
    /// The state.
    pub state: State,
    /// Of a duty: performance.
    pub performance: Option<State>,
    /// What brought it about.
    pub reason: Reason,
    /// The acts of that day that decided it, where `reason` names another: without them it would not have changed.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    pub decided_by: Vec<ActRef>,
    /// Of a part that stands: to whom it is disapplied.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    pub disapplied: Vec<Disapplied>,
}

/// An act that touches the thing.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Touch {
    /// The act.
    pub act: ActRef,
    /// The part, as a name to ask about.
    pub name: String,
    /// What it does to it, as in the language.
    pub effect: String,
    /// The norm that gives it that effect.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub norm: Option<Named>,
    /// The same for what can be put into words; left out for effects of norms.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub does: Option<Doing>,
}
