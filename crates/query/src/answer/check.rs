//! What the record's own expectations came to.

use super::*;

/// All expectations of a record; what is wrong with them is also said in diagnostics.
#[derive(Clone, PartialEq, Debug, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Check {
    /// By place.
    pub expectations: Vec<Expected>,
    /// How many came true.
    pub passed: usize,
    /// How many did not.
    pub failed: usize,
    /// How many could not be understood.
    pub unresolved: usize,
    /// Acts that rely on acts that fell, in any viewpoint, with hindsight.
    pub resting_on_fallen: Vec<Reliance>,
}

/// One `expect` line.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Expected {
    /// The day asked about.
    pub on: Date,
    /// The line behind `expect`.
    pub text: String,
    /// The note behind it, such as the fact it rests on.
    pub note: Option<String>,
    /// What the record answers; `null` where the line could not be understood.
    pub value: Option<Value>,
    /// Whether it came true.
    pub passed: bool,
    /// Where it stands.
    pub place: Place,
}
