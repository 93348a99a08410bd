//! The engine is held against answer sets: on random dossiers, and on every case. They come from `docs/semantics.md` as a
//! logic program, which shares nothing with the engine or the slow evaluator.
//!
//! Needs Python with clingo: `cargo x python` makes it, and `cargo x ci` does so itself.

use std::path::Path;

use vigente_model::{Days, Model, ViewpointId};
use vigente_oracle::Question;
use vigente_tests::answer_sets::{Outcome, Solver, differs, soak};
use vigente_tests::oracle;
use vigente_tests::reading::{parted, reading};

/// How many, from which seed on: so few that every run can afford them, from where they have all of [`PROPOSITIONS`] and
/// [`UNDETERMINED`]. `cargo x answers` compares a thousand others.
const DOSSIERS: u64 = 60;
const FIRST_SEED: u64 = 2000;

/// What must have been true on some day.
const PROPOSITIONS: &[&str] = &[
    "included",
    "stands",
    "annulled",
    "repealed",
    "suspended",
    "voided",
    "in force",
    "operative",
    "holds",
    "happened",
    "there",
    "exists",
    "yields",
    "binds",
    "broken",
    "kept",
    "unkept",
    "opened",
    "served",
    "late",
    "overdue",
    "lifted",
    "pending",
];

/// What must have been undetermined on some day.
const UNDETERMINED: &[&str] = &["stands", "in force", "operative", "holds", "there", "binds", "overdue"];

#[test]
fn random_dossiers() {
    let outcome = soak(FIRST_SEED, DOSSIERS, 1, some_questions).expect("a solver");
    if let Some((seed, wrong)) = outcome.wrong.first() {
        panic!("seed {seed}\n{wrong}");
    }
    // That nothing differs says something only if there was something.
    let left_out: u64 = outcome.left_out.values().sum();
    assert!(outcome.tally.questions > 2 * DOSSIERS, "only {} questions", outcome.tally.questions);
    assert!(left_out * 50 < outcome.tally.questions, "left out: {:?}", outcome.left_out);
    assert!(
        outcome.tally.undefined < DOSSIERS / 20,
        "{} dossiers were not compared",
        outcome.tally.undefined
    );
    for (kinds, value) in [(PROPOSITIONS, 2), (UNDETERMINED, 1)] {
        for kind in kinds {
            let values = outcome.tally.values.get(*kind).copied().unwrap_or_default();
            assert!(values[value] > 0, "`{kind}` is false, undetermined, true on {values:?} days");
        }
    }
}

/// One viewpoint with hindsight, one as it stood, one as it was known: what a program costs, the slow evaluator need not
/// mind.
fn some_questions(model: &Model, seed: u64) -> Vec<Question> {
    let mut all = oracle::questions(model, seed);
    let viewpoints = model.viewpoints.len();
    let hindsight = seed as usize % viewpoints.max(1);
    let mut at = 0;
    all.retain(|_| {
        at += 1;
        at - 1 == hindsight || at > viewpoints
    });
    all
}

#[test]
fn every_case() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases");
    let mut paths: Vec<_> = std::fs::read_dir(folder).expect("cases").flatten().map(|e| e.path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "vig"));
    paths.sort();
    let (mut solver, mut outcome) = (Solver::start().expect("a solver"), Outcome::default());
    for path in &paths {
        let text = std::fs::read_to_string(path).expect("a case can be read");
        let (own, others) = parted(&text);
        let model = reading(own, &others).model;
        for question in questions(&model) {
            let found = differs(&model, "", &question, &oracle::days_of(&model), &mut solver, &mut outcome);
            let wrong = found.map(|m| m.map(|m| m.to_string())).unwrap_or_else(Some);
            assert!(wrong.is_none(), "{}: {}", path.display(), wrong.unwrap_or_default());
        }
    }
    assert!(paths.len() > 50, "only {} cases were found", paths.len());
    let left_out: u64 = outcome.left_out.values().sum();
    println!("{} questions, left out: {:?}", outcome.tally.questions, outcome.left_out);
    assert!(left_out * 20 < outcome.tally.questions, "left out: {:?}", outcome.left_out);
}

/// Every viewpoint with hindsight, and the first as it stood and was known in the middle of the record.
fn questions(model: &Model) -> Vec<Question> {
    if model.acts.is_empty() || model.viewpoints.is_empty() {
        return Vec::new();
    }
    let Days { lo: middle, .. } = model.acts[model.acts.len() / 2].made;
    let mut questions: Vec<Question> = (0..model.viewpoints.len())
        .map(|v| Question { viewpoint: ViewpointId::new(v), made_by: None, known_by: None })
        .collect();
    questions.push(Question {
        viewpoint: ViewpointId::new(0),
        made_by: Some(middle),
        known_by: Some(middle),
    });
    questions
}
