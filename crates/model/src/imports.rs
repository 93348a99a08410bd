//! What one matter says and another reads. Plain data: things are named, since each record numbers its own.

use std::sync::Arc;

use super::{ArgRange, Details, ImportId, IndexVec, Model, Place, StatusId, ThingKind, ViewpointId};

/// What a matter lets others read: every status without variables that may hold in it.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Exports {
    /// The record itself.
    pub model: Arc<Model>,
    /// Whether something is wrong with its text, so that part of it may be missing.
    pub faulty: bool,
    /// The things that the statuses speak of, and what these lie in.
    pub things: Vec<ExportedThing>,
    /// The statuses, in the order in which the engine numbers them.
    pub statuses: Vec<ExportedStatus>,
}

/// A thing, by name.
#[derive(Clone, PartialEq, Debug)]
pub struct ExportedThing {
    /// Its full name; that of an act, a part or a norm with the name of its matter before it.
    pub name: Arc<str>,
    /// What it is; acts, parts and norms are plain things to others.
    pub kind: ThingKind,
    /// Where its path goes on: index into [`Exports::things`].
    pub parent: Option<u32>,
    /// Its name in words.
    pub details: Arc<Details>,
}

/// A status without variables.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ExportedStatus {
    /// Its name.
    pub name: Box<str>,
    /// Of whom.
    pub args: Box<[ExportedArg]>,
}

/// An argument.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ExportedArg {
    /// Index into [`Exports::things`].
    Thing(u32),
    /// A quantity.
    Amount {
        /// Hundredths.
        hundredths: i64,
        /// Its unit: index into [`Exports::things`].
        unit: Option<u32>,
    },
}

/// What a record reads from another matter.
#[derive(Clone, PartialEq, Debug)]
pub struct Import {
    /// The name of the matter.
    pub matter: Box<str>,
    /// Which statuses, sorted.
    pub statuses: Vec<StatusId>,
    /// Its record.
    pub model: Arc<Model>,
    /// By viewpoint of this record: that of the same name there.
    pub viewpoints: IndexVec<ViewpointId, Option<ViewpointId>>,
    /// Where.
    pub place: Place,
}

/// A status without variables of which another matter says when it holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ImportedStatus {
    /// Which.
    pub status: StatusId,
    /// Of whom.
    pub args: ArgRange,
    /// From whom: index into [`Model::imports`].
    pub from: ImportId,
    /// Its number there: index into [`Exports::statuses`].
    pub number: u32,
}
