//! Random questions about the reduced registry, on all axes: the part, the viewpoint, the day, the day by which
//! acts were made, and the day by which they were known. Vigente answers each from one matter, by a filter and the
//! part's dependencies.

use vigente_engine::{Horizon, Plan, Truth};
use vigente_model::{Day, Model, ViewpointId};
use vigente_oracle::Chance;

use super::{Asked, Reduced, day, reduced};
use crate::generate;

/// Whether a part was in force on a day, in a viewpoint, by the acts made by one day and known by another.
#[derive(Debug)]
pub struct Question {
    /// The number of the matter.
    pub matter: usize,
    /// The part, as [`Reduced::parts`] numbers them.
    pub part: u32,
    /// The viewpoint, numbered as in the facts.
    pub viewpoint: usize,
    /// The day that is asked about.
    pub on: Day,
    /// As it stood.
    pub made_by: Option<Day>,
    /// As it was known.
    pub known_by: Option<Day>,
}

impl Question {
    /// So many questions at random about these matters.
    fn at_random(matters: &[Reduced], number: usize, seed: u64) -> Vec<Question> {
        let mut chance = Chance::new(seed);
        let first = day("1975-01-01");
        let mut one = |_| {
            let matter = chance.below(matters.len());
            let mut some_day = || first.plus_days(chance.below(16_000) as i32);
            let (on, made_by, known_by) = (some_day(), some_day(), some_day());
            Question {
                matter,
                part: chance.below(matters[matter].parts.len()) as u32,
                viewpoint: chance.below(generate::VIEWPOINTS),
                on,
                made_by: chance.percent(50).then_some(made_by),
                known_by: chance.percent(50).then_some(known_by),
            }
        };
        (0..number).map(&mut one).collect()
    }
}

/// Questions at random about a reduced registry.
pub struct Inquiry {
    /// The matters, one for eight acts.
    pub matters: Vec<Reduced>,
    /// The questions, in no order of matters.
    pub questions: Vec<Question>,
}

impl Inquiry {
    /// So many questions about a registry of about as many acts.
    pub fn new(size: usize) -> Inquiry {
        let matters: Vec<Reduced> = (0..(size / 8).max(1)).map(|n| reduced(1, n)).collect();
        let questions = Question::at_random(&matters, size, 7);
        Inquiry { matters, questions }
    }

    /// By question: whether its answer is yes, worked out without the engine.
    pub fn key(&self) -> Vec<bool> {
        self.questions.iter().map(|q| self.matters[q.matter].yes(q)).collect()
    }
}

/// A matter, read, to which questions are put.
pub struct Desk<'m> {
    plan: Plan<'m>,
    model: &'m Model,
    viewpoints: Vec<ViewpointId>,
}

impl<'m> Desk<'m> {
    /// A matter to which questions are put.
    pub fn new(model: &'m Model) -> Desk<'m> {
        let viewpoints = Asked::Viewpoints.viewpoints(model).into_iter().map(|(_, id)| id).collect();
        Desk { plan: Plan::new(model), model, viewpoints }
    }

    /// Whether the part of this name was in force.
    ///
    /// # Panics
    /// Where the matter has no such part.
    pub fn yes(&self, part: &str, question: &Question) -> bool {
        let thing = self.model.thing(part).expect("a part of the matter");
        let part = self.model.parts_of(thing).find(|p| self.model.called(*p) == thing);
        let (made_by, known_by) = (question.made_by, question.known_by);
        let viewpoint = self.viewpoints[question.viewpoint];
        let horizon = Horizon { viewpoint, made_by, known_by };
        let life = self.plan.part(horizon, part.expect("a part of the matter"));
        life.in_force.at(question.on) == Truth::True
    }
}
