//! Collisions: where authorities contradict one another.

use super::*;

/// All collisions asked for.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Collisions {
    /// The question that it answers; as data, its days.
    #[cfg_attr(feature = "serde", serde(rename = "days"))]
    pub asked: Question,
    /// Whose eyes.
    pub viewpoints: Vec<Named>,
    /// Those that concern the day first, then the latest to arise.
    pub collisions: Vec<Collision>,
}

/// Kinds of collisions.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum CollisionKind {
    /// Two contrary duties, each existing in some viewpoint.
    Duties,
    /// Two duties to do deeds that exclude each other, each existing in some viewpoint.
    Incompatible,
    /// A permission and a prohibition of what it permits: each binds in another viewpoint.
    Permission,
    /// A part operative in one viewpoint and not in another that recognises its author.
    Standing,
    /// A status that holds in one viewpoint and not in another that recognises what carries it.
    Status,
    /// Two contrary duties that both bind in one viewpoint.
    Dilemma,
}

/// One collision.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Collision {
    /// Which kind.
    pub kind: CollisionKind,
    /// On what: a deed, a status, a part, as text to ask about.
    pub on: String,
    /// Its title: of the deed, the status, the act.
    pub title: Text,
    /// Whether it concerns the day asked about.
    pub on_the_day: Value,
    /// The days it concerns.
    pub concerns: Vec<Interval>,
    /// The day it arose: the latest made of the acts it needs.
    pub arose: Option<Date>,
    /// Who says what: first all that ask for it, allow it or say yes; then all that forbid it or say no. Of duties, those
    /// that exist on the day asked about (or, if it does not concern that day, on its nearest day).
    pub sides: Vec<Side>,
    /// Of duties: whom it binds.
    pub binds: Vec<Named>,
    /// Who prevails where, in the order of the viewpoints.
    pub by_viewpoint: Vec<Outlook>,
    /// Of a dilemma: the viewpoints in which both sides bind.
    pub within: Vec<String>,
    /// Of duties to do a deed, once it has been done: by what, and what that breaks.
    pub done: Vec<Done>,
    /// The acts it rests on, by day.
    pub rests_on: Vec<ActRef>,
}

impl Collision {
    /// Whether the `i`-th of its sides prevails in a viewpoint: of several duties on one side, each that binds there.
    pub fn prevails(&self, i: usize, outlook: &Outlook) -> bool {
        let binds = outlook.sides.len() == 1 || outlook.sides.get(i) == Some(&State::Binds);
        binds && self.sides.get(i).is_some_and(|side| outlook.prevails == Some(side.side))
    }
}

/// The deed over which there was a collision.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Done {
    /// The act that does it.
    pub act: ActRef,
    /// Where that is a breach.
    pub breaks: Vec<Breach>,
}

/// A breach of a prohibition, as one viewpoint sees it.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Breach {
    /// In whose eyes.
    pub viewpoint: String,
    /// The prohibition, as a name to ask about.
    pub duty: String,
}

/// What one authority says in a collision.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Side {
    /// The duty, or the act that decides this side's answer, as a name to ask about.
    pub name: String,
    /// Its act; of what a norm gives, the act that triggered it.
    pub act: Option<ActRef>,
    /// The norm that gives it.
    pub norm: Option<Named>,
    /// Its side: 0 asks for it, allows it or says yes; 1 forbids it or says no.
    pub side: usize,
    /// Whose authority; of what a norm gives, the norm's legal order.
    pub authority: Named,
    /// What it says: the state of the part or status, or the mode of the duty.
    pub says: Says,
    /// Of a duty: to what.
    pub content: Option<Phrase>,
    /// Of a duty: on whom.
    pub bearer: Option<Named>,
    /// Of a duty: until when.
    pub deadline: Option<Date>,
    /// The same duty repeated by other acts, as names to ask about.
    pub repeated_by: Vec<String>,
    /// The acts that carry it in a viewpoint that takes this side, by day.
    pub rests_on: Vec<ActRef>,
}

/// What a side says.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Says {
    /// It must be done.
    Requires,
    /// It may be done.
    Permits,
    /// It must not be done.
    Forbids,
    /// It is operative; it holds.
    Yes,
    /// It is not.
    No,
}

/// How one viewpoint sees a collision on the day asked about (or, if it does not concern that day, on its last day).
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Outlook {
    /// In whose eyes.
    pub viewpoint: String,
    /// Which side prevails, as in [`Side::side`]; `null` for both, none, or undecided.
    pub prevails: Option<usize>,
    /// Of duties: the state of each of [`Collision::sides`] (binds, yields, absent, …). Of standing and status: one, the
    /// state of the part or status here.
    pub sides: Vec<State>,
}
