//! A record and a question go in, an [`crate::answer`] comes out.
//!
//! A [`Session`] keeps the plan of one record and every solution it has needed, by horizon: `on`, `made by`, `known by`
//! and the viewpoint are fields of a [`Question`], never ambient, and the same question gets the same bytes.

use vigente_syntax::diagnostic::{Diagnostic, FileId};

use crate::answer;
use crate::model::{Day, Model, ThingId, ViewpointId};

/// The file that diagnostics of a typed question point into: not a file of the world, but the question's own text.
pub const QUESTION: FileId = FileId(u32::MAX);

/// The days and the eyes of a question.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Question {
    /// The day asked about.
    pub on: Day,
    /// Only acts made by then; *as it stood* is `Some(on)`; `None` is with hindsight.
    pub made_by: Option<Day>,
    /// Only acts known by then.
    pub known_by: Option<Day>,
    /// Whose eyes, in the order of the columns; empty is all viewpoints of the record.
    pub viewpoints: Vec<ViewpointId>,
    /// Only what concerns this organ or person: duties that it bears, acts that it made or that speak of it.
    pub concerning: Option<ThingId>,
    /// How many items of each list to give; `None` is all.
    pub limit: Option<usize>,
}

impl Question {
    /// A day, with hindsight, in all viewpoints.
    pub fn on(day: Day) -> Question {
        Question {
            on: day,
            made_by: None,
            known_by: None,
            viewpoints: Vec::new(),
            concerning: None,
            limit: None,
        }
    }

    /// The same, as it stood on the day.
    #[must_use]
    pub fn as_it_stood(self) -> Question {
        Question { made_by: Some(self.on), ..self }
    }
}

/// Which duties.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct DutyFilter {
    /// Borne by it, by something within it, or by something it is within.
    pub bearer: Option<ThingId>,
    /// In one of these states (binding or performance) in some viewpoint; empty is any.
    pub states: Vec<answer::State>,
    /// With a deadline before this day in some viewpoint.
    pub due_before: Option<Day>,
}

/// Which collisions.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct CollisionFilter {
    /// Only those that concern the day asked about.
    pub on_the_day: bool,
    /// Only these kinds; empty is any.
    pub kinds: Vec<answer::CollisionKind>,
}

/// A record, ready to be asked.
pub struct Session<'m> {
    model: &'m Model,
}

impl<'m> Session<'m> {
    /// Plans a record once.
    pub fn new(model: &'m Model) -> Session<'m> {
        Session { model }
    }

    /// The record.
    pub fn model(&self) -> &'m Model {
        self.model
    }

    /// The viewpoint of this name.
    pub fn viewpoint(&self, name: &str) -> Option<ViewpointId> {
        let found = self.model.viewpoints.binary_search_by(|v| (*v.name).cmp(name)).ok()?;
        Some(ViewpointId(u32::try_from(found).ok()?))
    }

    /// The main screen.
    pub fn situation(&self, question: &Question) -> answer::Situation {
        todo!("{question:?}")
    }

    /// Any question of the language: `tc-2022.execute binds`, `party(?x, ACHR)`, `pardon`. Its own `as it stood`,
    /// `made by`, `known by` and viewpoint come before those of `question`. Diagnostics point into [`QUESTION`].
    pub fn answer(&self, text: &str, question: &Question) -> Result<answer::Answer, Vec<Diagnostic>> {
        todo!("{text} {question:?}")
    }

    /// The reasons of an answer.
    pub fn why(&self, text: &str, question: &Question) -> Result<answer::Why, Vec<Diagnostic>> {
        todo!("{text} {question:?}")
    }

    /// Where authorities collide.
    pub fn collisions(&self, question: &Question, filter: &CollisionFilter) -> answer::Collisions {
        todo!("{question:?} {filter:?}")
    }

    /// Who must do what by when.
    pub fn duties(&self, question: &Question, filter: &DutyFilter) -> answer::Duties {
        todo!("{question:?} {filter:?}")
    }

    /// What an organ can do, and what that keeps or breaks.
    pub fn options(&self, organ: ThingId, question: &Question) -> answer::Options {
        todo!("{organ:?} {question:?}")
    }

    /// What would differ on the day if the record were that of `with` (the same record and more acts).
    pub fn what_if(&self, with: &Session<'_>, question: &Question) -> answer::WhatIf {
        todo!("{question:?} {:?}", with.model.matter)
    }

    /// The life of an act, part, status (`party(PE, ACHR)`) or duty. Diagnostics point into [`QUESTION`].
    pub fn history(&self, text: &str, question: &Question) -> Result<answer::History, Vec<Diagnostic>> {
        todo!("{text} {question:?}")
    }

    /// The picture of the matter.
    pub fn chart(&self, question: &Question) -> answer::Chart {
        todo!("{question:?}")
    }

    /// Every `expect` line of the record: what came true, and a diagnostic for each that did not or cannot be understood.
    pub fn check(&self) -> (answer::Check, Vec<Diagnostic>) {
        todo!("{:?}", self.model.matter)
    }
}
