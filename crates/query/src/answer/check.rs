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
    /// Lines of acts that do nothing.
    pub without_effect: Vec<WithoutEffect>,
}

/// A line of an act that does nothing in any viewpoint, on any day, with hindsight.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct WithoutEffect {
    /// The part that carries it, as a name to ask about.
    pub name: String,
    /// Its act.
    pub act: ActRef,
    /// The line.
    pub line: String,
    /// Why.
    pub why: Idleness,
    /// What that is about: the act or part that begins the status or upholds the target, the norm that gives the status,
    /// the matter that decides it.
    pub because_of: Option<String>,
    /// Over whom its author does not prevail.
    pub authority: Option<Named>,
}

/// Why a line does nothing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
pub enum Idleness {
    /// Its own act begins what it ends, or undoes it.
    OwnAct,
    /// Somebody over whom its author does not prevail upholds what it attacks.
    Upheld,
    /// Another matter decides what it ends.
    DecidedElsewhere,
    /// A norm gives what it ends, day by day.
    NormGives,
    /// What it ends had ended.
    Ended,
    /// What it ends begins later.
    BeginsLater,
    /// Nothing begins what it ends.
    NothingBegins,
    /// Its author does not prevail in any viewpoint.
    NoPower,
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
