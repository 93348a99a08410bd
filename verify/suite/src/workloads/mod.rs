//! Workloads of any size with their true answers, computed without the engine.

mod annulments;
mod inquiry;
mod passes;
mod problem;
mod protocols;
mod registry;
pub mod resident;
mod theories;

pub use annulments::{Annuls, annulments, annuls_at_random, annuls_in_a_chain, standing};
pub use inquiry::{Desk, Inquiry, Question};
pub use passes::{Arrays, Lists, in_one, standing_pass, theory_pass};
pub use problem::{Asked, Problem, ask};
pub use protocols::{POINTS, Protocol, netbill, point, voting};
pub use registry::{Reduced, level, prevails, reduced};
pub use theories::{Rule, Theory, chain, dag, levels, teams, tree};

use std::collections::BTreeMap;

use vigente_engine::{GroundStatus, Horizon, Plan, Solution, StatusLife, Truth};
use vigente_model::{Arg, Day, Days, Model, ViewpointId};
use vigente_resolve::{Resolved, resolve_text};

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
pub fn read(text: &str) -> Resolved {
    let resolved = resolve_text(text);
    assert!(resolved.diagnostics.is_empty(), "{:?}", resolved.diagnostics.first());
    resolved
}

/// With hindsight, as a viewpoint sees it.
pub fn solve(plan: &Plan<'_>, viewpoint: ViewpointId) -> Solution {
    let horizon = Horizon { viewpoint, made_by: None, known_by: None };
    plan.solve(horizon, day("2020-12-31"))
}

/// A status as it is written in a record.
pub fn status_name(model: &Model, status: &GroundStatus) -> String {
    let name = &model[status.name].name;
    let args: Vec<&str> = status
        .args
        .iter()
        .filter_map(|arg| if let Arg::Thing(thing) = arg { Some(model.name(*thing)) } else { None })
        .collect();
    if args.is_empty() { name.to_string() } else { format!("{name}({})", args.join(", ")) }
}

/// The first status that is not as expected.
pub fn first_wrong(workload: &Workload, resolved: &Resolved, solution: &Solution) -> Option<String> {
    let name = |life: &StatusLife| status_name(&resolved.model, &life.status);
    let lives: BTreeMap<String, &StatusLife> = solution.statuses.iter().map(|l| (name(l), l)).collect();
    let wrong = workload.expected.iter().find(|(name, on, holds)| {
        let said = lives.get(name.as_str()).map_or(Truth::False, |l| l.holds.at(*on));
        said != if *holds { Truth::True } else { Truth::False }
    });
    wrong.map(|(name, on, holds)| format!("`{name}` on {on} must be {holds}"))
}

/// By status: the stretches of points on which it certainly holds, without those on which it never does.
pub fn stretches(resolved: &Resolved, solution: &Solution) -> BTreeMap<String, Vec<(i32, i32)>> {
    let mut all = BTreeMap::new();
    for life in &solution.statuses {
        let clipped = life.holds.certain().iter().map(|(from, until)| (point(*from), point(*until)));
        let spans: Vec<(i32, i32)> = clipped.filter(|(from, until)| from < until).collect();
        if !spans.is_empty() {
            all.insert(status_name(&resolved.model, &life.status), spans);
        }
    }
    all
}
