//! A record and the questions one asks of it.

use std::fmt;

use vigente_model::{Day, Model};
use vigente_query::{CollisionFilter, DutyFilter, Over, Question, Session, answer};
use vigente_resolve::resolve;
use vigente_resolve::world::{SourceFile, World, world_of};
use vigente_syntax::diagnostic::{Diagnostic, FileId};

use crate::Error;

/// A record that has been read. It may be asked from many threads at once.
#[derive(Clone)]
pub struct Record {
    world: World,
    diagnostics: Vec<Diagnostic>,
    session: Session,
}

impl Record {
    /// Reads a record of one text, with the built-in packs that it uses. Other records that it would read are not there.
    pub fn parse(text: &str) -> Record {
        let world = world_of(vec![SourceFile::new("record.vig", text)]);
        let resolved = resolve(&world);
        let session = Session::new(&resolved.model);
        Record::new(world, resolved.diagnostics, session)
    }

    pub(crate) fn new(world: World, diagnostics: Vec<Diagnostic>, session: Session) -> Record {
        Record { world, diagnostics, session }
    }

    /// All that is wrong with its texts. What depends on an error is left out of answers.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// Its acts, norms, organs and all else that it declares.
    pub fn model(&self) -> &Model {
        self.session.model()
    }

    /// All questions that can be asked, with all their parameters.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Every `expect` line: what came true, and a diagnostic for each that did not.
    pub fn check(&self) -> (answer::Check, Vec<Diagnostic>) {
        self.session.check()
    }

    /// The file of a place and its line, from 1: `pardon.vig:12`.
    pub fn place(&self, place: answer::Place) -> String {
        let Some(file) = self.world.file(FileId(place.file)) else { return String::new() };
        let before = file.text.as_bytes().iter().take(place.start as usize);
        format!("{}:{}", file.name, 1 + before.filter(|&&b| b == b'\n').count())
    }

    /// Asks about a day: with hindsight and in all viewpoints, unless it is said otherwise.
    pub fn on(&self, day: Day) -> OnDay<'_> {
        OnDay { session: &self.session, question: Question::on(day) }
    }
}

impl fmt::Debug for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Record").field("session", &self.session).finish_non_exhaustive()
    }
}

/// A record on a day: which acts count, in whose eyes, and what one asks.
#[derive(Clone, Debug)]
#[must_use]
pub struct OnDay<'r> {
    session: &'r Session,
    question: Question,
}

impl OnDay<'_> {
    /// Counts only acts that were made by the day itself.
    pub fn as_it_stood(self) -> Self {
        Self { question: self.question.as_it_stood(), ..self }
    }

    /// Counts only acts that were made by a day.
    pub fn made_by(self, day: Day) -> Self {
        Self { question: Question { made_by: Some(day), ..self.question }, ..self }
    }

    /// Counts only acts that were known by a day.
    pub fn known_by(self, day: Day) -> Self {
        Self { question: Question { known_by: Some(day), ..self.question }, ..self }
    }

    /// Asks in the eyes of one viewpoint; said again, of one more.
    pub fn in_viewpoint(mut self, name: &str) -> Result<Self, Error> {
        let viewpoint = self.session.viewpoint(name).ok_or_else(|| Error::NoViewpoint(name.to_owned()))?;
        self.question.viewpoints.push(viewpoint);
        Ok(self)
    }

    /// Answers a question of the language: `pardon in force`, `party(PE, ACHR)`, `ruling.release binds`.
    pub fn answer(&self, question: &str) -> Result<answer::Answer, Error> {
        self.session.answer(question, &self.question).map_err(Error::Question)
    }

    /// The answer with its reasons, down to acts, norms and quotes.
    pub fn why(&self, question: &str) -> Result<answer::Why, Error> {
        self.session.why(question, &self.question).map_err(Error::Question)
    }

    /// How the answer about an act, a status or a duty changed over time.
    pub fn history(&self, thing: &str) -> Result<answer::History, Error> {
        self.session.history(thing, &self.question).map_err(Error::Question)
    }

    /// Who, or what, fills the variables of a question on the day: `party(?state, ACHR)`.
    pub fn who(&self, question: &str) -> Result<answer::Who, Error> {
        self.session.who(question, &self.question, Over::TheDay).map_err(Error::Question)
    }

    /// What is in force, who must do what, and where authorities collide.
    pub fn situation(&self) -> answer::Situation {
        self.session.situation(&self.question)
    }

    /// All duties, the most urgent first.
    pub fn duties(&self) -> answer::Duties {
        self.session.duties(&self.question, &DutyFilter::default())
    }

    /// Where authorities collide.
    pub fn collisions(&self) -> answer::Collisions {
        self.session.collisions(&self.question, &CollisionFilter::default())
    }
}
