//! The reasons of an answer, down to acts, norms and quotes.

use super::*;

/// Why an answer is what it is.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Why {
    /// The answer.
    pub answer: Answer,
    /// A tree for each viewpoint, in the order of [`Answer::by_viewpoint`].
    pub trees: Vec<WhyTree>,
    /// What the act asked about says, and what authorities say of it; none of it decides anything.
    pub positions: Vec<Position>,
}

/// What an act says of something: `says`, `claims`, `claims no power`.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Position {
    /// The act or part that says so, as a name to ask about.
    pub name: String,
    /// The act.
    pub act: ActRef,
    /// What it says.
    pub does: Doing,
    /// Where that is said.
    pub quotes: Vec<Quote>,
}

/// The reasons in one viewpoint.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct WhyTree {
    /// In whose eyes.
    pub viewpoint: Named,
    /// The question and what carries its answer.
    pub root: Node,
}

/// A step of the reasoning: what is so on the day, and under it what makes it so.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Node {
    /// What kind of step.
    pub kind: NodeKind,
    /// Whether it is so on the day.
    pub value: Value,
    /// What it speaks of, as text to ask about: a part, a duty, a status, a norm.
    pub what: String,
    /// The act.
    pub act: Option<ActRef>,
    /// The norm.
    pub norm: Option<Named>,
    /// The effect, as in the language: `annuls pardon.indulto`.
    pub effect: Option<String>,
    /// The same for what can be put into words; left out for effects of norms.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub does: Option<Doing>,
    /// Another thing in play: what is attacked, what prevails, who restores.
    pub other: Option<String>,
    /// Ranks in this viewpoint, highest 0: of `what` and of `other`; `null` where not listed.
    pub ranks: Option<(Option<u32>, Option<u32>)>,
    /// The state it leads to, where it has one.
    pub state: Option<State>,
    /// The days on which it is so.
    pub when: Vec<Interval>,
    /// The day that matters: a deadline, a day of making.
    pub day: Option<Date>,
    /// Where it is said.
    pub quotes: Vec<Quote>,
    /// Where it is written.
    pub place: Option<Place>,
    /// This is the first that excludes the day: the reason of a *no*.
    pub decides: bool,
    /// What is left out below, where the tree ends before the reasons do.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub left_out: Option<LeftOut>,
    /// What it rests on.
    pub children: Vec<Node>,
}

/// Where a tree ends before the reasons do.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct LeftOut {
    /// How many acts that bear on it are left out, here or further down.
    pub acts: u32,
    /// The question that shows those further down: `a24 stands`.
    pub ask: Option<String>,
}

/// Kinds of steps.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum NodeKind {
    /// The question itself.
    Question,
    /// Nothing is on record of a status, and nothing says that the record covers it: rules take it as no.
    Silence,
    /// The act is made and known, as asked.
    OnRecord,
    /// The viewpoint recognises the author.
    Recognised,
    /// The part stands.
    Stands,
    /// The part stands and is neither repealed nor suspended, on `day`.
    Live,
    /// It is an order, not a recommendation.
    AnOrder,
    /// It rules on something, or a norm gives consequences to what it does.
    CanBeInForce,
    /// It has taken effect.
    TakenEffect,
    /// It has not ended.
    NotEnded,
    /// It is not repealed.
    NotRepealed,
    /// It is not suspended.
    NotSuspended,
    /// It is not disapplied to somebody (`other`).
    NotDisapplied,
    /// An attack (`effect` of `what` on `other`): true if it works.
    Attack,
    /// The attacker came after what it attacks.
    InOrder,
    /// The author of `what` prevails over that of `other`.
    Prevails,
    /// A support (`what`) of `other` that the attacker does not prevail over.
    Blocked,
    /// A restoration (`what`) undoes the attack.
    Undone,
    /// The attacking part itself stands (its own attacks are below).
    AttackerStands,
    /// A norm keeps the part from being born.
    Void,
    /// A norm gives it: its trigger is below.
    Norm,
    /// The norm is operative, on `day`.
    NormOperative,
    /// The viewpoint recognises the norms of an order (`other`).
    NormsRecognised,
    /// An act enacts the norm, for what is done on `day`.
    Enacted,
    /// The norm of that act applies to deeds done from `day` on, before the act itself.
    ReachesBack,
    /// An attacker (`what`) counts against what the norms of an authority (`other`) give.
    Counts,
    /// A deed that triggers a norm, or serves or breaks a duty.
    Deed,
    /// One deed counts as another by a norm.
    CountsAs,
    /// A status holds.
    Status,
    /// A title carries the status.
    Title,
    /// What another matter (`other`) says of the status; the reasons are to be asked there.
    Elsewhere,
    /// An act ends the status.
    Cut,
    /// A duty exists and binds.
    Duty,
    /// A duty yields to another.
    Yields,
    /// A contrary duty that does not make it yield.
    Contrary,
    /// A deadline.
    Deadline,
    /// A performance state.
    Performance,
    /// A finding.
    Finding,
    /// A claim.
    Claim,
    /// A condition: `if`, `while`, `unless`, a count.
    Condition,
    /// A discharge of a duty.
    Discharge,
    /// A collision.
    Collision,
    /// A repetition by an upholding act.
    Copy,
    /// A dependency already shown above, or a circle.
    SeeAbove,
}
