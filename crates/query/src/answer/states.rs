//! A whole matter on a day, flat: one row for everything that can be told of it, for tables and other programs.

use super::*;

/// Everything that can be told of a matter on a day.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct States {
    /// The days it speaks of.
    pub days: Days,
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
    /// What is told of it.
    pub aspect: Aspect,
    /// A name to ask about; of a duty with its bearer and content behind a colon.
    pub what: String,
    /// Its title.
    pub title: Text,
    /// The state.
    pub state: State,
}
