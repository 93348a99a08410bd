//! Third-party cases of Datalog, written as norms: what they say holds must hold, and nothing else of it.
//!
//! The cases are those of the package `datalog-conformance`; `tests/datalog/cases.py` turns them into records.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use vigente_engine::{Horizon, Plan, Truth};
use vigente_model::ViewpointId;
use vigente_oracle::{day_after_first, status_name};
use vigente_resolve::resolve_text;
use vigente_tests::answer_sets::python;

/// Here a status that does not hold hangs on itself in a circle: Datalog says that it does not hold, the language that
/// the record does not decide (`docs/semantics.md`, §1).
const CIRCLES: &[&str] = &["souffle_dfa_live_vars_live_vars_in"];

#[derive(Default)]
struct Case {
    names: Vec<String>,
    lines: Vec<String>,
    /// What holds of each status that the cases ask for.
    relations: BTreeMap<String, BTreeSet<String>>,
}

#[test]
fn cases_of_datalog() {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/datalog/cases.py");
    let output = Command::new(python()).arg(script).output();
    let output = output.unwrap_or_else(|e| panic!("{}: {e}; `cargo x python` makes it", python().display()));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let (cases, left) = read(&String::from_utf8_lossy(&output.stdout));
    let (mut right, mut wrong) = (0, Vec::new());
    for case in &cases {
        let in_a_circle = case.names.iter().all(|n| CIRCLES.contains(&n.as_str()));
        match differs(case) {
            Some(Difference::Undetermined(_)) if in_a_circle => {}
            None if !in_a_circle => right += case.names.len(),
            None => wrong.push(format!("{}: no circle any more", case.names.join(" "))),
            Some(how) => wrong.push(format!("{}: {how}", case.names.join(" "))),
        }
    }
    println!("{right} cases come out; left out: {left:?}");
    assert!(wrong.is_empty(), "{right} cases come out, but not\n{}", wrong.join("\n"));
    assert!(right >= 80, "only {right} cases");
}

/// How a case comes out otherwise.
enum Difference {
    /// It is not the language.
    Refused(String),
    /// A status of the case is undetermined.
    Undetermined(String),
    /// A row is missing, or one too many.
    Row(String),
}

impl std::fmt::Display for Difference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Difference::Refused(why) => write!(f, "refused: {why}"),
            Difference::Undetermined(status) => write!(f, "`{status}` is undetermined"),
            Difference::Row(row) => f.write_str(row),
        }
    }
}

/// The first relation that comes out otherwise.
fn differs(case: &Case) -> Option<Difference> {
    let resolved = resolve_text(&case.lines.join("\n"));
    let refused = resolved.diagnostics.iter().find(|d| d.code != "circle");
    if let Some(diagnostic) = refused.filter(|d| d.severity == vigente_syntax::diagnostic::Severity::Error) {
        return Some(Difference::Refused(format!("{}: {}", diagnostic.code, diagnostic.message)));
    }
    let (day, end) = (day_after_first(10), day_after_first(20));
    let plan = Plan::new(&resolved.model);
    let solution = plan.solve(Horizon { viewpoint: ViewpointId::new(0), made_by: None, known_by: None }, end);
    let mut held: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for life in &solution.statuses {
        let name = &*resolved.model[life.status.name].name;
        match life.holds.at(day) {
            Truth::True => {
                let full = status_name(&resolved.model, life.status.name, &life.status.args);
                let args = full[name.len()..].trim_matches(['(', ')']).to_string();
                held.entry(name).or_default().insert(args);
            }
            Truth::Undetermined if case.relations.contains_key(name) => {
                return Some(Difference::Undetermined(name.to_string()));
            }
            _ => {}
        }
    }
    case.relations.iter().find_map(|(name, wanted)| {
        let found = held.get(name.as_str()).cloned().unwrap_or_default();
        let differs = wanted.symmetric_difference(&found).next();
        differs.map(|row| {
            let found = if found.contains(row) { "holds" } else { "does not hold" };
            Difference::Row(format!("{name}({row}) {found}"))
        })
    })
}

fn read(text: &str) -> (Vec<Case>, BTreeMap<String, usize>) {
    let (mut cases, mut left) = (Vec::new(), BTreeMap::new());
    let mut case = Case::default();
    for line in text.lines() {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        match word {
            "case" => case.names = rest.split(' ').map(str::to_string).collect(),
            "text" => case.lines.push(rest.to_string()),
            "relation" => {
                let (name, rows) = rest.split_once(" | ").unwrap_or((rest.trim_end_matches(" |"), ""));
                let rows = rows.split("; ").filter(|r| !r.is_empty()).map(str::to_string);
                case.relations.entry(name.to_string()).or_default().extend(rows);
            }
            "end" => cases.push(std::mem::take(&mut case)),
            _ => {
                let why = rest.split_once(" | ").map_or(rest, |(_, why)| why);
                *left.entry(why.to_string()).or_default() += 1;
            }
        }
    }
    (cases, left)
}
