//! A whole matter on a day, flat: one row for everything that can be told of it, for tables and other programs.

use super::*;

/// Everything that can be told of a matter on a day.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct States {
    /// The question that it answers; as data, its days.
    #[cfg_attr(feature = "serde", serde(rename = "days"))]
    pub asked: Question,
    /// Whose eyes.
    pub viewpoints: Vec<Named>,
    /// By viewpoint, aspect and name; collisions last.
    pub states: Vec<StateRow>,
}

/// One thing, in one viewpoint.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct StateRow {
    /// Whose eyes; `null` for a collision, which is between viewpoints.
    pub viewpoint: Option<String>,
    /// What it is.
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub subject: Topic,
    /// The state.
    pub state: State,
}
