//! Who, or what, fills the variables of a question, and when.

use super::*;

/// A table of bindings over all days. Lists `by_viewpoint` stand in the order of [`Who::viewpoints`].
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Who {
    /// The question, as written.
    pub question: String,
    /// The day asked about; `null` where all days are.
    pub on: Option<Date>,
    /// Whether each day is told as it stood on that day.
    pub as_it_stood: bool,
    /// Only acts made by then; `null` is with hindsight, or as it stood.
    pub made_by: Option<Date>,
    /// Only acts known by then; `null` is all.
    pub known_by: Option<Date>,
    /// Whose eyes.
    pub viewpoints: Vec<Named>,
    /// The variables, without question marks; `somebody` for whom a duty is on.
    pub variables: Vec<String>,
    /// Each binding for which it is so, or may be, on some day (on the day asked about) in some viewpoint.
    pub rows: Vec<Holder>,
    /// Of a status: whether the record states that it covers everything asked about; `null` of anything else.
    pub covered: Option<bool>,
    /// How many there are on the day; `null` where all days are asked about.
    pub counts: Option<Vec<HolderCount>>,
    /// The first day told of; `null` where there is none.
    pub first: Option<Date>,
    /// The last day told of: the last on which something changes, and not before the day for which it was asked.
    pub last: Option<Date>,
}

/// One way to fill the variables.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Holder {
    /// What fills them, in the order of [`Who::variables`].
    pub values: Vec<Named>,
    /// What each viewpoint says.
    pub by_viewpoint: Vec<HolderLife>,
}

/// When it is so in one viewpoint.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct HolderLife {
    /// Yes or no on the day asked about; `null` where all days are.
    pub value: Option<Value>,
    /// The days on which it is so, or may be.
    pub when: Vec<HolderTime>,
}

/// Days on which it is so, or may be, and what decided that.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct HolderTime {
    /// The days.
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub days: Interval,
    /// What makes it so from the first day on: the act, and the norm where a norm gives it.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub begun_by: Option<Cause>,
    /// Why it is no longer so, or no longer certain, after the last day.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub ended_by: Option<Cause>,
}

/// What brought a change about.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Cause {
    /// What.
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub reason: Reason,
    /// The acts of that day that decided it, where the reason names another: without them it would not have changed.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    pub decided_by: Vec<ActRef>,
}

/// How many bindings hold on a day in one viewpoint.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct HolderCount {
    /// Certainly.
    pub certain: usize,
    /// Certainly or perhaps.
    pub possible: usize,
}
