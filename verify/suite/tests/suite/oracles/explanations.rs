//! An explanation must add up: what a step says follows from the steps under it.
//!
//! Every answer about the acts, statuses and duties of all cases and of random dossiers is explained, and each step
//! about an attack, about what it does to an act, and about a status is evaluated again from its children alone.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use vigente_model::{Day, Model};
use vigente_query::answer::{Aspect, Node, NodeKind, Value};
use vigente_query::{Question, Session};
use vigente_tests::reading::{parted, reading};

/// Random dossiers, in every run the same.
const DOSSIERS: u64 = 150;

/// Three truth values, in the order of `and` and `or`.
fn truth(value: Value) -> Option<i8> {
    match value {
        Value::True => Some(1),
        Value::Undetermined => Some(0),
        Value::False | Value::NotOnRecord => Some(-1),
        _ => None,
    }
}

fn all<'n>(nodes: impl Iterator<Item = &'n Node>) -> Option<i8> {
    nodes.map(|n| truth(n.value)).try_fold(1, |all, one| Some(all.min(one?)))
}

fn any<'n>(nodes: impl Iterator<Item = &'n Node>) -> Option<i8> {
    nodes.map(|n| truth(n.value)).try_fold(-1, |any, one| Some(any.max(one?)))
}

/// Whether a step is told without all that it rests on: some of it is told elsewhere, or left out.
fn is_cut(node: &Node) -> bool {
    node.left_out.is_some() || node.children.iter().any(|c| c.kind == NodeKind::SeeAbove)
}

/// What a step must be by its children; `None` where they do not tell.
fn expected(node: &Node) -> Option<i8> {
    let of = |kinds: &'static [NodeKind]| node.children.iter().filter(move |c| kinds.contains(&c.kind));
    let but = |kinds: &'static [NodeKind]| node.children.iter().filter(move |c| !kinds.contains(&c.kind));
    const AGAINST: &[NodeKind] = &[NodeKind::Blocked, NodeKind::Undone];
    match node.kind {
        // What attacks it: it stands, or is not repealed, where none of them works.
        NodeKind::Stands | NodeKind::AttackerStands | NodeKind::NotRepealed => {
            (!node.children.is_empty()).then(|| any(node.children.iter()).map(|a| -a)).flatten()
        }
        NodeKind::Attack | NodeKind::Void => {
            let works = all(but(AGAINST))?;
            Some(works.min(-any(of(AGAINST))?))
        }
        NodeKind::Undone if truth(node.value) != Some(1) => all(node.children.iter()),
        NodeKind::Status => any(node.children.iter()),
        _ => None,
    }
}

/// The steps that do not follow from their children.
fn wrong(root: &Node, steps: &mut usize) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut open = vec![root];
    while let Some(node) = open.pop() {
        open.extend(&node.children);
        if is_cut(node) {
            continue;
        }
        let Some(expected) = expected(node) else { continue };
        *steps += 1;
        if truth(node.value) != Some(expected) {
            let children = node.children.iter().map(|c| format!("{:?} {} {:?}", c.kind, c.what, c.value));
            wrong.push(format!(
                "{:?} {} is {:?}, its children say {expected}: {:?}",
                node.kind,
                node.what,
                node.value,
                children.collect::<Vec<_>>(),
            ));
        }
    }
    wrong
}

/// What can be asked about a record on a day.
fn questions(session: &Session, question: &Question) -> BTreeSet<String> {
    let rows = session.states(question).states.into_iter();
    rows.filter_map(|row| match row.subject.aspect {
        Aspect::Standing => Some(format!("{} operative", row.subject.what)),
        Aspect::Status => Some(row.subject.what),
        Aspect::Binding => row.subject.what.split(':').next().map(|duty| format!("{duty} binds")),
        _ => None,
    })
    .collect()
}

/// A few days on which a record is asked: those of its acts and its expectations, spread evenly.
fn days(model: &Model) -> Vec<Day> {
    let acts = model.acts.iter().flat_map(|a| [a.made.lo, a.made.hi, a.start().hi]);
    let asked = model.expectations.iter().map(|e| e.on.hi);
    let mut days: Vec<Day> = acts.chain(asked).filter(|d| d.date().is_some()).collect();
    days.sort_unstable();
    days.dedup();
    let every = days.len().div_ceil(4).max(1);
    days.into_iter().rev().step_by(every).collect()
}

/// Explains everything in a record; the steps that were looked at are counted.
fn explain(name: &str, model: &Arc<Model>, steps: &mut usize, found: &mut Vec<String>) {
    let session = Session::new(model);
    for day in days(model) {
        let question = Question::on(day);
        for asked in questions(&session, &question) {
            let Ok(why) = session.why(&asked, &question) else { continue };
            for tree in &why.trees {
                let viewpoint = &tree.viewpoint.name;
                for wrong in wrong(&tree.root, steps) {
                    found.push(format!("{name}, {viewpoint} on {day}, `{asked}`: {wrong}"));
                }
            }
        }
    }
}

#[test]
fn explanations_add_up() {
    let (mut steps, mut found) = (0, Vec::new());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("the cases").map(|f| f.expect("an entry").path()).collect();
    files.sort();
    for path in &files {
        let text = std::fs::read_to_string(path).expect("a case");
        let (own, others) = parted(&text);
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        explain(&name, &reading(own, &others).model, &mut steps, &mut found);
    }
    for seed in 0..DOSSIERS {
        let (text, _) = vigente_oracle::dossier(seed);
        let model = vigente_resolve::resolve_text(&text).model;
        explain(&format!("random dossier {seed}"), &model, &mut steps, &mut found);
    }
    let first = found.iter().take(20).cloned().collect::<Vec<_>>().join("\n");
    assert!(found.is_empty(), "{} of {steps} steps do not add up:\n{first}", found.len());
    assert!(steps > 1_000, "{steps} steps: too few to tell");
}
