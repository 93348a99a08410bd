//! Translates a model, a question and days into an answer-set program. Its one answer set says what holds on each
//! of these days.
//!
//! The rules of `docs/semantics.md` are written by hand in `rules/`, a file a section. What is made here are facts: acts,
//! days, ranks, effects, and one rule for each norm that says what it binds. Days are counted here, too, since months are
//! no matter for logic. Nothing is shared with the engine or the slow evaluator but [`Model`].

mod anchors;
mod days;
mod effects;
mod norms;
mod record;
mod terms;

use std::fmt::Write;
use std::ops::Range;

use vigente_model::{Day, Model, Test, ViewpointId};

use days::Grid;

/// The rules, by file name, in the order of the page.
pub const RULES: &[(&str, &str)] = &[
    ("1-three-values.lp", include_str!("../rules/1-three-values.lp")),
    ("2-question.lp", include_str!("../rules/2-question.lp")),
    ("3-authority.lp", include_str!("../rules/3-authority.lp")),
    ("4-effects.lp", include_str!("../rules/4-effects.lp")),
    ("5-standing.lp", include_str!("../rules/5-standing.lp")),
    ("7-norms.lp", include_str!("../rules/7-norms.lp")),
    ("8-statuses.lp", include_str!("../rules/8-statuses.lp")),
    ("9-duties.lp", include_str!("../rules/9-duties.lp")),
    ("9-deeds.lp", include_str!("../rules/9-deeds.lp")),
    ("10-assessment.lp", include_str!("../rules/10-assessment.lp")),
    ("11-rows.lp", include_str!("../rules/11-rows.lp")),
    ("12-performance.lp", include_str!("../rules/12-performance.lp")),
];

/// What runs the rules: a program of Python over the `clingo` module.
pub const DRIVER: &str = include_str!("../solve.py");

/// Whose eyes, and what counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Question {
    /// The viewpoint.
    pub viewpoint: ViewpointId,
    /// Only acts made by then.
    pub made_by: Option<Day>,
    /// Only acts the record knew by then.
    pub known_by: Option<Day>,
}

/// Why a record has no program.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NotExpressible(pub &'static str);

impl std::fmt::Display for NotExpressible {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "not expressible: {}", self.0)
    }
}

/// The facts of a record, for one question; occurrences of recurring duties that open before the end of `days`.
///
/// # Errors
///
/// Where the record asks for something that the rules cannot say: see `docs/decisions/2026-11-24-answer-sets.md`.
pub fn program(model: &Model, question: &Question, days: &Range<Day>) -> Result<String, NotExpressible> {
    if !model.imports.is_empty() {
        return Err(NotExpressible("a status that another matter decides"));
    }
    let mut out = Program { model, text: String::new(), grid: Grid::new(model, days) };
    out.fact(format_args!("last_day({})", days.end.0));
    out.question(question);
    out.record();
    out.effects()?;
    out.norms()?;
    if asks_of_duties(model) && !out.grid.every_day(MOST_DAYS) {
        return Err(NotExpressible("a condition on what became of a duty, over years"));
    }
    out.days();
    Ok(out.text)
}

/// What became of a duty may change the answers on the day after, and these those of the day after that: every day
/// counts, and no more days than this.
const MOST_DAYS: i32 = 500;

/// Whether a condition asks what became of duties.
fn asks_of_duties(model: &Model) -> bool {
    let timed = model.effects.iter().filter_map(|e| e.timing.as_deref()).flat_map(|t| &t.conditions);
    let mut tests = model.norms.iter().flat_map(|n| &n.conditions).chain(timed).flat_map(|c| &c.all);
    tests.any(|test| matches!(test, Test::Duty { .. }))
}

/// What is being written.
struct Program<'m> {
    model: &'m Model,
    text: String,
    grid: Grid,
}

impl Program<'_> {
    fn fact(&mut self, fact: std::fmt::Arguments<'_>) {
        // Writing to a string does not fail.
        let _ = writeln!(self.text, "{fact}.");
    }

    /// Days on which something may change, and how delays shift them.
    fn days(&mut self) {
        let (days, fine, shifts) = self.grid.finish();
        for day in days {
            self.fact(format_args!("day({day})"));
        }
        for day in fine {
            self.fact(format_args!("fine_day({day})"));
        }
        for (name, from, to) in shifts {
            self.fact(format_args!("shift({name},{from},{to})"));
        }
    }
}
