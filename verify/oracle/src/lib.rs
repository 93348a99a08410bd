//! The slow evaluator computes the value of every proposition of `docs/semantics.md` for a model and a question, on
//! each of the given days.
//!
//! It is written from that page alone and shares no code with the engine, so that each can check the other. Every
//! equation is in the file of its section, in `sections/`: `rank` §2 and §3, `ground` §4 and §7, `standing` §5 and
//! §6, `norms` §7, `statuses` §8, `duties` §9, `performance` §9 and §10. `evaluation.rs` is the fixpoint of §1.

mod days;
mod evaluation;
mod imports;
mod random;
mod sections;
#[cfg(test)]
mod stretches;
mod table;
mod truth;

use std::collections::BTreeSet;
use std::ops::Range;

use vigente_model::{Day, Days, Model, PartId, Test, ViewpointId};

pub use random::{Chance, FIRST_DAY, Features, day_after_first, dossier, reader};
pub use table::{Spans, Table, deed_name, done_name, duty_name, part_name, status_name};
pub use truth::Truth;

use days::Grid;
use evaluation::{Evaluation, Proposition};
use sections::duties::Duties;
use sections::duty_states::Past;
use sections::ground::{Ground, What};
use sections::rank::{Order, Ranks};

/// How much stack an evaluation may need.
const DEEP: usize = 1 << 28;

/// Days that count from the first day of a status are looked for as long after the days of the question. (A status
/// that begins some days after it first holds would ask for ever later ones.)
const BEYOND: i32 = 60;

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

/// What does not depend on the question: to be made once for a model of which several are asked.
pub struct Prepared<'m> {
    model: &'m Model,
    order: Order,
    ground: Ground,
    duties: Duties,
    constants: BTreeSet<Day>,
}

impl<'m> Prepared<'m> {
    /// Grounds a model.
    pub fn new(model: &'m Model) -> Prepared<'m> {
        let order = Order::new(model);
        let ground = Ground::new(model, &order);
        let duties = Duties::new(model, &ground, &order);
        let constants = written_days(model);
        Prepared { model, order, ground, duties, constants }
    }

    /// Every proposition on each of the days; occurrences of recurring duties that open by `upto`.
    pub fn evaluate(&self, question: &Question, days: Range<Day>, upto: Day) -> Table {
        self.evaluate_on(question, days, upto, &[])
    }

    /// The same, with days that shall be looked at singly although nothing is known to change on them. However many
    /// these are, the answer is the same.
    pub fn evaluate_on(&self, question: &Question, days: Range<Day>, upto: Day, singly: &[Day]) -> Table {
        // A circle through `first STATUS` asks each proposition on each day from within the other: that is deep.
        std::thread::scope(|scope| {
            let run = || self.evaluate_here(question, &days, upto, singly);
            let thread = std::thread::Builder::new().stack_size(DEEP).spawn_scoped(scope, run);
            match thread.map(|t| t.join()) {
                Ok(Ok(table)) => table,
                Ok(Err(panic)) => std::panic::resume_unwind(panic),
                Err(_) => self.evaluate_here(question, &days, upto, singly),
            }
        })
    }

    fn evaluate_here(&self, question: &Question, days: &Range<Day>, upto: Day, singly: &[Day]) -> Table {
        let ranks = Ranks::new(self.model, &self.model[question.viewpoint]);
        let mut constants: BTreeSet<Day> = self.constants.iter().chain(singly).copied().collect();
        let last = upto.max(days.end).plus_days(BEYOND);
        let elsewhere = imports::said(self.model, &self.ground, question, last, upto);
        constants.extend(elsewhere.iter().flatten().flat_map(|said| said.values().iter().map(|v| v.0)));
        let tested = asks_of_duties(self.model);
        // From knowing nothing of what became of duties, until nothing more is learnt.
        let mut past: Option<Past> = None;
        loop {
            let grid = Grid::new(constants.iter().copied(), last);
            let new = || Evaluation::new(self, &ranks, &grid, *question).reading(&elsewhere, past.as_ref());
            if new().constants().is_empty() {
                if !tested {
                    let table = answer(&mut new(), days, upto);
                    if grid.missing().is_empty() {
                        return table;
                    }
                } else {
                    let lives = new().lives(last, upto);
                    if grid.missing().is_empty() {
                        if past.as_ref() == Some(&lives) {
                            let table = answer(&mut new(), days, upto);
                            if grid.missing().is_empty() {
                                return table;
                            }
                            constants.extend(grid.missing());
                            continue;
                        }
                        // What hangs on a state changes the day after it.
                        let spans = lives.iter().flat_map(|rows| rows.values());
                        let turns = spans.flat_map(|s| s.values()).map(|v| v.0.next());
                        constants.extend(turns.filter(|&d| d > imports::FIRST.next()));
                        past = Some(lives);
                        continue;
                    }
                }
            }
            constants.extend(grid.missing());
        }
    }
}

/// Whether a condition asks what became of duties.
fn asks_of_duties(model: &Model) -> bool {
    let timed = model.effects.iter().filter_map(|e| e.timing.as_deref()).flat_map(|t| &t.conditions);
    let mut tests = model.norms.iter().flat_map(|n| &n.conditions).chain(timed).flat_map(|c| &c.all);
    tests.any(|test| matches!(test, Test::Duty { .. }))
}

/// Every proposition of a model for a question on each of the days; occurrences of recurring duties that open by
/// `upto`.
pub fn evaluate(model: &Model, question: &Question, days: Range<Day>, upto: Day) -> Table {
    Prepared::new(model).evaluate(question, days, upto)
}

/// Every day that stands in the record.
fn written_days(model: &Model) -> BTreeSet<Day> {
    let acts = model.acts.iter().flat_map(|a| {
        [Some(a.made), a.notified, a.published, a.effective, a.known_from].into_iter().flatten()
    });
    let norms = model.norms.iter().flat_map(|n| [n.from, n.until, n.applies_from].into_iter().flatten());
    acts.chain(norms).flat_map(|days: Days| [days.lo, days.hi]).collect()
}

fn answer(record: &mut Evaluation<'_>, days: &Range<Day>, upto: Day) -> Table {
    let (model, ground) = (record.model, record.ground);
    let fine = record.grid.fine();
    let mut table = Table::default();
    for p in model.parts.indices() {
        let name = part_name(model, p);
        let act = record.act_of(p);
        let included = record.inc(None, act);
        table.put(format!("included {name}"), Spans::new([(days.start, included)], days));
        if !record.ranks.recognised(record.organ(p)) {
            // A viewpoint is silent on what it does not recognise.
            continue;
        }
        #[expect(clippy::type_complexity, reason = "the type is the sentence: a name and how it is asked")]
        let states: [(&str, fn(&mut Evaluation<'_>, PartId, Day) -> Truth); 7] = [
            ("voided", |r, p, d| r.voided(None, None, p, d)),
            ("stands", |r, p, d| r.ask(Proposition::Stands(None, None, p), d)),
            ("annulled", |r, p, d| {
                let inc = r.inc(None, r.act_of(p));
                inc.min(r.ask(Proposition::Annulled(None, None, p), d))
            }),
            ("repealed", |r, p, d| r.ask(Proposition::Repealed(None, None, p), d)),
            ("suspended", |r, p, d| r.ask(Proposition::Suspended(None, None, p), d)),
            ("in force", |r, p, d| r.in_force(p, d)),
            ("operative", |r, p, d| {
                let suspended = r.ask(Proposition::Suspended(None, None, p), d);
                r.in_force(p, d).min(!suspended)
            }),
        ];
        for (state, ask) in states {
            let values = fine.iter().map(|&d| (d, ask(record, p, d)));
            table.put(format!("{state} {name}"), Spans::new(values, days));
        }
    }
    for (s, status) in ground.statuses.iter().enumerate() {
        let values = fine.iter().map(|&d| (d, record.ask(Proposition::Holds(None, s), d)));
        let name = format!("holds {}", status_name(model, status.name, &status.args));
        table.put(name, Spans::new(values, days));
    }
    for (i, done) in ground.deeds.iter().enumerate() {
        let happened = record.happened_for(None, None, i, false);
        let name =
            done_name(model, done.part, &deed_name(model, done.deed.name, &done.deed.args), &done.through);
        table.put_block(name, [("happened".to_string(), Spans::new([(days.start, happened)], days))]);
    }
    for &duty in &record.duties.all {
        let carried = &ground.carried[duty];
        let (mode, bearer, says) = match &carried.what {
            What::DutyToDo { mode, bearer, deed } => {
                (*mode, *bearer, format!("to {}", deed_name(model, deed.name, &deed.args)))
            }
            What::DutyThat { mode, bearer, not, status } => {
                let not = if *not { "not " } else { "" };
                let status = status_name(model, status.name, &status.args);
                (*mode, *bearer, format!("that {not}{status}"))
            }
            _ => continue,
        };
        let norm = record.norm_of(carried);
        let says = (mode, bearer, says);
        let name = duty_name(model, carried.part, norm, carried.effect, carried.is_copy(), &says);
        let rows = record.life(duty, upto);
        let rows = rows.into_iter().map(|(what, row)| {
            let values = fine.iter().copied().zip(row);
            (what, Spans::new(values, days))
        });
        table.put_block(name, rows.collect::<Vec<_>>());
    }
    table.finish()
}
