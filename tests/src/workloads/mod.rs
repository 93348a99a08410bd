//! A size goes in, a record comes out, and with it what must follow from it, worked out without the engine.

mod annulments;
mod protocols;
mod theories;

pub use annulments::{annulments, annuls_at_random, annuls_in_a_chain, standing};
pub use protocols::voting;
pub use theories::{chain, dag, levels, teams, tree};

use vigente::engine::{Horizon, Plan, Solution, Truth};
use vigente::lower::{Lowered, lower_text};
use vigente::model::{Day, Days, ViewpointId};

/// A record, and on a day each status that holds, by name, as often as it may be asked.
pub struct Workload {
    /// The record.
    pub text: String,
    /// Statuses and the days on which each must hold (true) or not.
    pub expected: Vec<(String, Day, bool)>,
}

/// A day as written.
///
/// # Panics
/// Where it is no day.
pub fn day(text: &str) -> Day {
    Days::read(text).expect("a day").hi
}

/// The record of a workload.
///
/// # Panics
/// Where something is wrong with it.
pub fn read(text: &str) -> Lowered {
    let lowered = lower_text(text);
    assert!(lowered.diagnostics.is_empty(), "{:?}", lowered.diagnostics.first());
    lowered
}

/// With hindsight, as a viewpoint sees it.
pub fn solve(plan: &Plan<'_>, viewpoint: u32) -> Solution {
    let horizon = Horizon { viewpoint: ViewpointId(viewpoint), made_by: None, known_by: None };
    plan.solve(horizon, day("2020-12-31"))
}

/// The first status that is not as expected.
pub fn first_wrong(workload: &Workload, lowered: &Lowered, solution: &Solution) -> Option<String> {
    let model = &lowered.model;
    let mut lives = std::collections::BTreeMap::new();
    for life in &solution.statuses {
        let mut name = model.statuses[life.status.name.index()].name.to_string();
        for arg in life.status.args.iter() {
            if let vigente::model::Arg::Thing(thing) = arg {
                name = format!("{name}({})", model.name(*thing));
            }
        }
        lives.insert(name, &life.holds);
    }
    let wrong = workload.expected.iter().find(|(name, on, holds)| {
        let said = lives.get(name.as_str()).map_or(Truth::False, |l| l.at(*on));
        said != if *holds { Truth::True } else { Truth::False }
    });
    wrong.map(|(name, on, holds)| format!("`{name}` on {on} must be {holds}"))
}
