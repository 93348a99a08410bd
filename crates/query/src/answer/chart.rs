//! The picture of a matter as data: lanes by authority, acts, arrows, and bars for what is in force where.

use super::*;

/// A picture to draw.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Chart {
    /// The matter.
    pub matter: Option<Named>,
    /// The question that it answers, whose day is marked; as data, its days.
    #[cfg_attr(feature = "serde", serde(rename = "days"))]
    pub asked: Question,
    /// The first day to draw.
    pub from: Date,
    /// The last day to draw.
    pub until: Date,
    /// Whose eyes, in the order of bars within a group.
    pub viewpoints: Vec<Named>,
    /// Highest authority of the first viewpoint first.
    pub lanes: Vec<Lane>,
    /// What acts do to one another.
    pub arrows: Vec<Arrow>,
    /// Contested parts and statuses first.
    pub bars: Vec<Bar>,
    /// Deadlines of duties.
    pub deadlines: Vec<Due>,
}

/// The acts of one authority.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Lane {
    /// Whose.
    pub authority: Named,
    /// By day.
    pub acts: Vec<ChartAct>,
}

/// An act in its lane.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct ChartAct {
    /// The act.
    pub act: ActRef,
    /// The earliest day it may have been made: where it is drawn.
    pub from: Date,
    /// The latest.
    pub until: Date,
    /// What it does; the first few.
    pub does: Vec<Doing>,
}

/// What one act does to another.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Arrow {
    /// The acting act.
    pub from: String,
    /// The act it reaches.
    pub to: String,
    /// The part it reaches, if not all of it, as a name to ask about.
    pub to_part: Option<String>,
    /// What it does.
    pub kind: ArrowKind,
    /// Viewpoints in which it works, on some day; of `relies`, `finds`: in which the act stands.
    pub works_in: Vec<String>,
}

/// What an arrow says.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum ArrowKind {
    /// `annuls`
    Annuls,
    /// `repeals`
    Repeals,
    /// `suspends`
    Suspends,
    /// `disapplies`
    Disapplies,
    /// `restores`
    Restores,
    /// `upholds`
    Upholds,
    /// `discharges`
    Discharges,
    /// `moves`
    Moves,
    /// `finds`
    Finds,
    /// `claims`
    Claims,
    /// `relies on`
    Relies,
}

/// When something is in force, or holds, in one viewpoint.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Bar {
    /// The part or status, as text to ask about.
    pub what: String,
    /// Its title, or that of its act.
    pub title: Text,
    /// In whose eyes.
    pub viewpoint: String,
    /// Viewpoints differ on it, on some day.
    pub contested: bool,
    /// The stretches in which it is in some state worth drawing.
    pub spans: Vec<BarSpan>,
}

/// A stretch of a bar.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct BarSpan {
    /// The first day; `null` has no beginning.
    pub from: Option<Date>,
    /// The first day no more; `null` has no end.
    pub until: Option<Date>,
    /// The state: in force, suspended, holds, undetermined.
    pub state: State,
}

/// A deadline to mark.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Due {
    /// The duty, as a name to ask about.
    pub name: String,
    /// The act in whose lane it stands.
    pub act: Option<String>,
    /// Whether that act only triggered the norm that gives the duty.
    pub triggered: bool,
    /// The day.
    pub day: Date,
}
