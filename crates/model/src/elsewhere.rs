//! What one matter says and another reads. Plain data: things are named, since each record numbers its own.

use std::sync::Arc;

use super::{ArgRange, Details, Model, Place, StatusId, ThingKind, ViewpointId};

/// What a matter lets others read: every status without variables that may hold in it.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Extract {
    /// The record itself.
    pub model: Arc<Model>,
    /// Whether something is wrong with its text, so that part of it may be missing.
    pub faulty: bool,
    /// The things that the statuses speak of, and what these lie in.
    pub things: Vec<ExtractThing>,
    /// The statuses, in the order in which the engine numbers them.
    pub statuses: Vec<ExtractStatus>,
}

/// A thing, by name.
#[derive(Clone, PartialEq, Debug)]
pub struct ExtractThing {
    /// Its full name; that of an act, a part or a norm with the name of its matter before it.
    pub name: Arc<str>,
    /// What it is; acts, parts and norms are plain things to others.
    pub kind: ThingKind,
    /// Where its path goes on: index into [`Extract::things`].
    pub parent: Option<u32>,
    /// Its name in words.
    pub details: Arc<Details>,
}

/// A status without variables.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ExtractStatus {
    /// Its name.
    pub name: Box<str>,
    /// Of whom.
    pub args: Box<[ExtractArg]>,
}

/// An argument.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ExtractArg {
    /// Index into [`Extract::things`].
    Thing(u32),
    /// A quantity.
    Amount {
        /// Hundredths.
        hundredths: i64,
        /// Its unit: index into [`Extract::things`].
        unit: Option<u32>,
    },
}

/// What a record reads from another matter.
#[derive(Clone, PartialEq, Debug)]
pub struct Reads {
    /// The name of the matter.
    pub matter: Box<str>,
    /// Which statuses, sorted.
    pub statuses: Vec<StatusId>,
    /// Its record.
    pub model: Arc<Model>,
    /// By viewpoint of this record: that of the same name there.
    pub viewpoints: Vec<Option<ViewpointId>>,
    /// Where.
    pub place: Place,
}

/// A status without variables of which another matter says when it holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Given {
    /// Which.
    pub status: StatusId,
    /// Of whom.
    pub args: ArgRange,
    /// From whom: index into [`Model::reads`].
    pub from: u32,
    /// Its number there: index into [`Extract::statuses`].
    pub number: u32,
}
