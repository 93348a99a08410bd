//! What an answer is: plain data with public fields, made by [`crate`] and shown by views.
//!
//! Things appear by name and title, days as a [`Date`] (`None` where there is none). No sentence stands here and no colour: a view puts words to [`State`], [`Reason`] and
//! [`NodeKind`]. The same data, serialised, is the JSON output; its shape is versioned by [`SCHEMA`].

mod chart;
mod check;
mod collision;
mod duty;
mod history;
mod pack;
mod question;
mod situation;
mod states;
mod who;
mod why;

use std::collections::BTreeMap;
use std::fmt;

use vigente_model::{self as model, Day};

use crate::Question;

pub use chart::*;
pub use check::*;
pub use collision::*;
pub use duty::*;
pub use history::*;
pub use pack::*;
pub use question::*;
pub use situation::*;
pub use states::*;
pub use who::*;
pub use why::*;

/// The version of the shape of everything in this module.
pub const SCHEMA: u32 = 1;

/// A date of an answer: a day, or several of which one is meant. It is written `2018-10-03`, `2018-10-28/2018-10-29`,
/// `2018-10-03/..` where there is no latest day, and `..` where nothing is known.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Date(pub model::Days);

impl Date {
    /// The earliest day that it may be, else the latest; `None` where nothing is known.
    pub fn first(self) -> Option<Day> {
        [self.0.lo, self.0.hi].into_iter().find(|day| day.date().is_some())
    }

    /// The latest day that it may be, else the earliest; `None` where nothing is known.
    pub fn last(self) -> Option<Day> {
        [self.0.hi, self.0.lo].into_iter().find(|day| day.date().is_some())
    }

    /// The date, unless nothing is known of it.
    pub fn known(self) -> Option<Date> {
        self.first().map(|_| self)
    }
}

impl Default for Date {
    /// Nothing is known.
    fn default() -> Date {
        Date(model::Days { lo: Day::MIN, hi: Day::MAX })
    }
}

impl From<Day> for Date {
    fn from(day: Day) -> Date {
        Date(model::Days::on(day))
    }
}

impl From<model::Days> for Date {
    fn from(days: model::Days) -> Date {
        Date(days)
    }
}

impl From<&Date> for Date {
    fn from(date: &Date) -> Date {
        *date
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0.lo.date(), self.0.hi.date()) {
            (Some(lo), Some(hi)) if lo == hi => write!(f, "{lo}"),
            (Some(lo), Some(hi)) => write!(f, "{lo}/{hi}"),
            (Some(lo), None) => write!(f, "{lo}/.."),
            (None, Some(hi)) => write!(f, "../{hi}"),
            (None, None) => f.write_str(".."),
        }
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Date {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Words with their translations.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Text {
    /// As written; empty where nothing is.
    pub text: String,
    /// By two-letter language.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "BTreeMap::is_empty"))]
    pub translations: BTreeMap<String, String>,
}

impl Text {
    /// The words in the first of these languages that is there, else as written.
    pub fn in_languages(&self, languages: &[&str]) -> &str {
        languages.iter().find_map(|l| self.translations.get(*l)).unwrap_or(&self.text)
    }
}

/// A thing by its name, with its title.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Named {
    /// The full dotted path, `PE.TC`.
    pub name: String,
    /// In words; empty where none is written.
    pub title: Text,
}

/// An act, with what a reader needs to know it by.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct ActRef {
    /// Its name.
    pub name: String,
    /// The document.
    pub title: Text,
    /// The day it was made.
    pub made: Date,
    /// From when the record knows it.
    pub known: Date,
    /// Who made it.
    pub author: Named,
}

/// A stretch of days, `[from, until)`.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Interval {
    /// The first day; `null` has no beginning.
    pub from: Option<Date>,
    /// The first day no more; `null` has no end.
    pub until: Option<Date>,
    /// Whether the record decides it; `false` for days on which it may be so.
    pub certain: bool,
}

/// The answer to a question of yes or no.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Value {
    /// It is so.
    True,
    /// It is not so.
    False,
    /// The record does not decide.
    Undetermined,
    /// Viewpoints differ (only of an answer across viewpoints).
    Contested,
    /// The viewpoint does not recognise the author of the act asked about.
    Silent,
    /// The act asked about is not on the record, as asked.
    NotOnRecord,
    /// Nothing is on record of the status asked about, and the record does not say that it covers it. Rules take this as no.
    NothingOnRecord,
}

impl Value {
    /// Whether two answers to one question differ. What is not on the record is not so.
    pub fn differs_from(self, other: Value) -> bool {
        let plainly = |value: Value| if value.is_no() { Value::False } else { value };
        plainly(self) != plainly(other)
    }

    /// Whether rules take it as no.
    pub fn is_no(self) -> bool {
        matches!(self, Value::False | Value::NotOnRecord | Value::NothingOnRecord)
    }
}

/// In what state an act, a status or a duty is. One word for one thing: views translate this list.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum State {
    /// In force and operative.
    InForce,
    /// Valid, but nothing that can be in force: a letter, a sale, a report.
    Stands,
    /// In force, but suspended.
    Suspended,
    /// Annulled: it never had effect.
    Annulled,
    /// Disapplied to its own author, and not annulled: it has no effect here.
    Disapplied,
    /// Caught at birth by a norm.
    Void,
    /// Repealed: it has no more effect.
    Repealed,
    /// All its continuing effects had an end, and it has come.
    Ended,
    /// Made, and not yet in effect.
    NotYetInEffect,
    /// Asked as of a day before it was made: not yet made.
    NotYetMade,
    /// Not on the record, as asked.
    NotOnRecord,
    /// The viewpoint does not recognise its author.
    Unrecognised,
    /// The record does not decide.
    Undetermined,
    /// A status that holds.
    Holds,
    /// A status that does not hold.
    DoesNotHold,
    /// A status of which nothing is on record, where the record does not say that it covers it.
    NothingOnRecord,
    /// A deed that has been done.
    Done,
    /// A deed that has not been done.
    NotDone,
    /// A duty that exists and does not yield.
    Binds,
    /// A duty that yields to another.
    Yields,
    /// A recommendation that is there. It never binds.
    Recommended,
    /// A duty whose source is there, but that is suspended or whose conditions do not hold.
    Dormant,
    /// A duty whose source is not (or no more, or not yet) there.
    Absent,
    /// Still to do, in time.
    Pending,
    /// Done in time.
    Performed,
    /// Done late.
    Late,
    /// Not done, past its deadline.
    Overdue,
    /// Not done, and it cannot be done any more.
    Impossible,
    /// Not done, and its bearer has made it impossible: a breach.
    Defeated,
    /// A quantity below its target.
    Partly,
    /// Its source ceased first.
    Lifted,
    /// A prohibition without a breach so far.
    Observed,
    /// A prohibition with a breach.
    Broken,
    /// A prohibition against which somebody acted while it gave way.
    Overridden,
    /// What was recommended was done.
    Followed,
    /// What was recommended was not done in time.
    NotFollowed,
    /// A status is as required.
    Kept,
    /// A status is not as required, and had to be.
    Unkept,
    /// There is such a collision.
    Collides,
    /// There is no such collision.
    NoCollision,
}

impl State {
    /// Whether two answers about one thing differ. What is not there, was not made, is not on the record or does not
    /// hold comes to the same.
    pub fn differs_from(self, other: State) -> bool {
        self != other && !(self.is_nothing() && other.is_nothing())
    }

    /// Whether it says that there is no such thing.
    pub fn is_nothing(self) -> bool {
        use State::{Absent, DoesNotHold, NoCollision, NotOnRecord, NotYetMade, NothingOnRecord};
        matches!(self, NotOnRecord | NotYetMade | Absent | DoesNotHold | NothingOnRecord | NoCollision)
    }
}

/// Why something is as it is, in one line.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Reason {
    /// What kind of reason.
    pub kind: ReasonKind,
    /// The act or part that does it, as a name to ask about: `tc-2022`, `iacthr-2022.refrain`.
    pub by: Option<String>,
    /// That act.
    pub act: Option<ActRef>,
    /// The norm that does it.
    pub norm: Option<Named>,
    /// The day that matters: since when, until when, from when.
    pub day: Option<Date>,
}

/// Kinds of reasons.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum ReasonKind {
    /// Nobody attacked it.
    Unattacked,
    /// `by` annuls it.
    AnnulledBy,
    /// `by` disapplies it where somebody is concerned.
    DisappliedBy,
    /// `by` repeals it, since `day`.
    RepealedBy,
    /// `by` suspends it.
    SuspendedBy,
    /// `norm` kept it from being born.
    VoidUnder,
    /// It was attacked; `by` removed the attack (annulled the attacking act).
    AttackFellBy,
    /// It was attacked; `by` suspends the attacking act.
    AttackSuspendedBy,
    /// It was suspended; `by` repealed the suspending act.
    AttackRepealedBy,
    /// It was attacked; `norm` makes the attacking act, `by`, void.
    AttackVoid,
    /// It was attacked; the attack by `by` ended on `day`.
    AttackEnded,
    /// The attack by `by` begins on `day`.
    AttackNotYet,
    /// A condition of the attack by `by` does not hold.
    AttackCondition,
    /// It was attacked; `by` restored it.
    RestoredBy,
    /// `by` attacked it, but does not prevail over it here.
    AttackLacksRank,
    /// `by` upholds it, and the attack does not prevail over that.
    UpheldBy,
    /// The attack by `by` is inert for another cause, such as the order of the acts.
    AttackInert,
    /// The viewpoint does not recognise the author.
    Unrecognised,
    /// It was not made by the day asked for, or the record did not know it.
    NotOnRecord,
    /// Made on `day`.
    MadeOn,
    /// Takes effect on `day`.
    TakesEffectOn,
    /// It ended on `day`.
    EndedOn,
    /// It yields to `by`.
    YieldsTo,
    /// It is contrary to `by`, which yields to it.
    PrevailsOver,
    /// A prohibition yields to `by`, but only for those whom `by` is about.
    YieldsInPart,
    /// `by` carries the status.
    CarriedBy,
    /// `by` cut the status.
    CutBy,
    /// `by` annuls what would carry it.
    TitleAnnulledBy,
    /// `by` repealed what carried it.
    TitleRepealedBy,
    /// `by` suspends what would carry it.
    TitleSuspendedBy,
    /// `norm` makes what would carry it, `by`, void.
    TitleVoid,
    /// `by` disapplies what would carry it where somebody is concerned.
    TitleDisappliedBy,
    /// `by` would carry the status, but its author is not recognised.
    TitleUnrecognised,
    /// The norms of `by`, by which it would be carried, are not recognised.
    NormsUnrecognised,
    /// `by` carries it only from `day` on.
    TitleNotYet,
    /// `by` would carry it, but a condition does not hold.
    TitleCondition,
    /// `norm` is not operative when `by`, which would trigger it, is made.
    NormDoesNotApply,
    /// The matter `by`, from which it is read, decides it.
    ReadFrom,
    /// Nothing on the record carries it.
    NoTitle,
    /// Nothing is on record, and the record does not say that it covers it: rules take it as no.
    Silence,
    /// The deed done by `by` served, or broke, the duty.
    DeedOf,
    /// `by` discharged it.
    DischargedBy,
    /// A condition does not hold.
    ConditionFails,
    /// A date that is not known leaves it open.
    DateUnknown,
    /// A circle of dependencies leaves it open.
    Circle,
}

/// A deed or status in words and as written.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Phrase {
    /// As in the language: `release(fujimori)`, `not party(VE, ACHR)`.
    pub text: String,
    /// Negated: that the status does *not* hold.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "std::ops::Not::not"))]
    pub not: bool,
    /// Whether it is a status; a deed otherwise.
    pub status: bool,
    /// The deed or status.
    pub name: Named,
    /// Of whom, of what.
    pub args: Vec<Named>,
}

/// Where a source says so.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Quote {
    /// The source.
    pub source: Named,
    /// `art.1`, `para.3`; empty where none.
    pub pin: String,
    /// Its words, if quoted.
    pub quote: Option<String>,
    /// The source says otherwise.
    pub contradicts: bool,
}

/// Where something is written.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Place {
    /// Which file, as an index into the files of the world.
    pub file: u32,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// The first of a list, and how many more there are.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Listed<T> {
    /// The most relevant first.
    pub items: Vec<T>,
    /// How many are left out.
    pub more: usize,
}

impl<T> Default for Listed<T> {
    fn default() -> Self {
        Listed { items: Vec::new(), more: 0 }
    }
}
