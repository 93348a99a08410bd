//! An explanation must add up: what a step says follows from the steps under it, down to steps that rest on nothing, and
//! the answer follows from them all.
//!
//! Every answer about the acts, statuses and duties of all cases and of random dossiers is explained, and each step is
//! evaluated again from its children alone.

use std::collections::{BTreeMap, BTreeSet};
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
        no if no.is_no() => Some(-1),
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

/// What a step must be by its children; `None` where it rests on nothing, or they do not tell.
fn expected(node: &Node) -> Option<i8> {
    use NodeKind::*;
    let of = |kinds: &'static [NodeKind]| node.children.iter().filter(move |c| kinds.contains(&c.kind));
    let but = |kinds: &'static [NodeKind]| node.children.iter().filter(move |c| !kinds.contains(&c.kind));
    let all_but_any = |kinds: &'static [NodeKind]| Some(all(but(kinds))?.min(-any(of(kinds))?));
    if node.children.is_empty() {
        return None;
    }
    match node.kind {
        Question => answer(node),
        // Of an act with several parts: whether one of them is in force.
        TakenEffect => all(but(&[NotSuspended])),
        // A step about a day that is not known is told for days of each outcome: they must agree.
        Live | Enacted | NotDisapplied if of_its_kind(node).count() > 0 => {
            let told: BTreeSet<i8> = of_its_kind(node).map(|c| truth(c.value)).collect::<Option<_>>()?;
            let agreed = if told.len() == 1 { told.first().copied() } else { Some(0) };
            Some(agreed?.min(all(node.children.iter().filter(|c| c.kind != node.kind))?))
        }
        // What attacks it: it stands, or is not repealed, where none of them works.
        Stands | AttackerStands | NotRepealed | NotSuspended | NotDisapplied => {
            any(node.children.iter()).map(|a| -a)
        }
        Attack | Void => all_but_any(&[Blocked, Undone]),
        Status | Silence => any(node.children.iter()),
        Title => all_but_any(&[Cut]),
        Duty => {
            const ASIDE: &[NodeKind] = &[Discharge, Yields, Contrary, Deadline, Performance, Finding, Claim];
            Some(all(but(ASIDE))?.min(-any(of(&[Discharge, Yields]))?))
        }
        Live | Enacted | Norm | Deed | Cut | Discharge | Undone => all(node.children.iter()),
        // What had become of duties, and of which statuses nothing is on record: what they had to be is in the words of the
        // condition.
        Condition if node.children.iter().all(|c| matches!(c.kind, Performance | Silence)) => None,
        Performance | Collision => None,
        // These rest on nothing: whatever they had under them would not be checked.
        _ => Some(i8::MIN),
    }
}

fn of_its_kind(node: &Node) -> impl Iterator<Item = &Node> {
    node.children.iter().filter(move |c| c.kind == node.kind)
}

/// The answer to a question, by the steps right under it.
fn answer(root: &Node) -> Option<i8> {
    let children = &root.children;
    let ask = root.what.rsplit(' ').next().unwrap_or_default();
    if matches!(children[0].kind, NodeKind::Status | NodeKind::Silence | NodeKind::Duty) {
        return if ask == "pending" { None } else { any(children.iter()) };
    }
    // Of several parts each is a step; one speaks for itself.
    let several = children.iter().all(|c| c.kind == NodeKind::TakenEffect && !c.children.is_empty());
    let parts: Vec<&[Node]> =
        if several { children.iter().map(|c| &c.children[..]).collect() } else { vec![children] };
    let one = |part: &[Node]| {
        let of = |kinds: &'static [NodeKind]| part.iter().filter(move |c| kinds.contains(&c.kind));
        match ask {
            "operative" => all(part.iter()),
            "force" => all(part.iter().filter(|c| c.kind != NodeKind::NotSuspended)),
            "stands" => all(of(&[NodeKind::OnRecord, NodeKind::Recognised, NodeKind::Stands])),
            "repealed" => all(of(&[NodeKind::NotRepealed])).map(|not| -not),
            "suspended" => all(of(&[NodeKind::NotSuspended])).map(|not| -not),
            _ => None,
        }
    };
    let told: Vec<i8> = parts.into_iter().map(one).collect::<Option<_>>()?;
    if matches!(ask, "repealed" | "suspended") { told.into_iter().min() } else { told.into_iter().max() }
}

/// The steps that do not follow from their children.
fn wrong(root: &Node, steps: &mut BTreeMap<NodeKind, usize>) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut open = vec![root];
    while let Some(node) = open.pop() {
        open.extend(&node.children);
        let (Some(told), false) = (truth(node.value), is_cut(node)) else { continue };
        let Some(expected) = expected(node) else { continue };
        *steps.entry(node.kind).or_default() += 1;
        if told != expected {
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
    let of = |what: &str, states: &[&str]| states.iter().map(|s| format!("{what} {s}")).collect();
    let asked = rows.map(|row| -> Vec<String> {
        match row.subject.aspect {
            Aspect::Standing => {
                of(&row.subject.what, &["operative", "in force", "stands", "repealed", "suspended"])
            }
            Aspect::Status => vec![row.subject.what],
            Aspect::Binding => {
                of(row.subject.what.split(':').next().unwrap_or_default(), &["binds", "pending"])
            }
            _ => Vec::new(),
        }
    });
    asked.flatten().collect()
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
fn explain(name: &str, model: &Arc<Model>, steps: &mut BTreeMap<NodeKind, usize>, found: &mut Vec<String>) {
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
    let (mut steps, mut found) = (BTreeMap::new(), Vec::new());
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
    let all: usize = steps.values().sum();
    assert!(found.is_empty(), "{} of {all} steps do not add up:\n{first}", found.len());
    for kind in [
        NodeKind::Question,
        NodeKind::Stands,
        NodeKind::NotRepealed,
        NodeKind::NotSuspended,
        NodeKind::NotDisapplied,
        NodeKind::Attack,
        NodeKind::Undone,
        NodeKind::Void,
        NodeKind::Live,
        NodeKind::Norm,
        NodeKind::Enacted,
        NodeKind::Deed,
        NodeKind::Status,
        NodeKind::Title,
        NodeKind::Cut,
        NodeKind::Duty,
        NodeKind::Discharge,
    ] {
        let seen = steps.get(&kind).copied().unwrap_or_default();
        assert!(seen >= 20, "{seen} steps of the kind {kind:?}: too few to tell");
    }
}
