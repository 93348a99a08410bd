//! A registry that takes one act after another is held against everything computed anew.

use std::collections::{BTreeMap, BTreeSet};

use vigente_engine::{Horizon, Plan, Solution};
use vigente_model::{Day, ViewpointId};
use vigente_oracle::Chance;
use vigente_resolve::world::SourceFile;
use vigente_resolve::{Resolved, resolve_text};
use vigente_tests::reading::{parted, reading};
use vigente_tests::workloads::resident::{Change, Registry, What};

const UPTO: Day = Day(18_500);

fn solved(resolved: &Resolved) -> Vec<Solution> {
    let plan = Plan::new(&resolved.model);
    let eyes = resolved.model.viewpoints.indices();
    eyes.map(|viewpoint| plan.solve(Horizon { viewpoint, made_by: None, known_by: None }, UPTO)).collect()
}

/// A dossier without its acts, and these one by one.
fn taken_apart(text: &str) -> (String, Vec<String>) {
    let (mut rest, mut acts) = (String::new(), Vec::new());
    for block in text.split("\n\n") {
        let act = block.trim_start().starts_with("20");
        if act { acts.push(format!("\n{}\n", block.trim())) } else { rest += &format!("{block}\n\n") }
    }
    (rest, acts)
}

/// What is so on which days, by viewpoint and what it is about: of the kinds that are told as differences.
fn told(resolved: &Resolved, all: &[Solution]) -> BTreeMap<(String, What), vigente_engine::Timeline> {
    let model = &resolved.model;
    let mut out = BTreeMap::new();
    for (v, solution) in all.iter().enumerate() {
        let eyes = model.viewpoints[v].name.to_string();
        for (p, life) in solution.parts.iter().enumerate() {
            let name = model.name(model.called(vigente_model::PartId::new(p)));
            out.insert((eyes.clone(), What::InForce(name.into())), life.in_force.clone());
            out.insert((eyes.clone(), What::Operative(name.into())), life.operative.clone());
        }
        for life in &solution.statuses {
            let name = &model[life.status.name].name;
            let args: Vec<&str> = life
                .status
                .args
                .iter()
                .map(|a| match a {
                    vigente_model::Arg::Thing(t) => model.name(*t),
                    other => panic!("{other:?} in a random status"),
                })
                .collect();
            out.insert(
                (eyes.clone(), What::Holds(format!("{name}({})", args.join(", ")))),
                life.holds.clone(),
            );
        }
    }
    out.retain(|_, when| !when.is_never());
    out
}

#[test]
fn acts_entered_in_any_order_come_to_the_same() {
    let mut entered = 0;
    for seed in 1..=250 {
        let (text, _) = vigente_oracle::dossier(seed);
        let (rest, mut acts) = taken_apart(&text);
        Chance::new(seed).shuffle(&mut acts);
        let mut registry = Registry::new(UPTO);
        registry.put("one", rest.as_str());
        let one = registry.matter("one").expect("it has been put in");
        let mut before = (resolve_text(&rest), Vec::new());
        before.1 = solved(&before.0);
        for act in acts {
            let change = registry.enter(one, &act);
            let fresh = resolve_text(registry.text(one));
            let answers = solved(&fresh);
            assert!(change.diagnostics == fresh.diagnostics, "seed {seed}");
            assert!(registry.answers(one) == answers, "seed {seed} after {act}");
            same_differences(&before, &(fresh, answers), &change, seed, &act);
            before = (resolve_text(registry.text(one)), registry.answers(one).to_vec());
            entered += 1;
        }
    }
    assert!(entered > 1000, "only {entered} acts");
}

/// What a change tells is what differs, no more and no less.
fn same_differences(
    was: &(Resolved, Vec<Solution>),
    is: &(Resolved, Vec<Solution>),
    change: &Change,
    seed: u64,
    act: &str,
) {
    let (was, is) = (told(&was.0, &was.1), told(&is.0, &is.1));
    let never = vigente_engine::Timeline::never();
    let keys: BTreeSet<_> = was.keys().chain(is.keys()).collect();
    let differ: BTreeSet<_> = keys
        .into_iter()
        .filter(|k| was.get(*k).unwrap_or(&never) != is.get(*k).unwrap_or(&never))
        .cloned()
        .collect();
    let of_kind = |what: &What| matches!(what, What::InForce(_) | What::Operative(_) | What::Holds(_));
    let told: BTreeSet<_> = change
        .differences
        .iter()
        .filter(|d| of_kind(&d.of))
        .map(|d| (d.viewpoint.to_string(), d.of.clone()))
        .collect();
    assert_eq!(told, differ, "seed {seed} after {act}");
}

#[test]
fn readers_are_touched_if_and_only_if_what_they_hang_on_changed() {
    let (mut touched, mut spared) = (0, 0);
    for seed in 1..=250 {
        let text = vigente_oracle::reader(seed);
        let (own, others) = parted(&text);
        let (rest, mut acts) = taken_apart(others[0].1);
        Chance::new(seed).shuffle(&mut acts);
        let mut registry = Registry::new(UPTO);
        registry.put("other", rest.as_str());
        registry.put("own", own);
        let (other, reader) = (registry.matter("other").unwrap(), registry.matter("own").unwrap());
        for act in acts {
            let change = registry.enter(other, &act);
            let fresh = reading(own, &[("other", registry.text(other))]);
            let answers = solved(&fresh);
            if change.touched.contains(&reader) {
                touched += 1;
                let settled = registry.settle();
                assert!(settled.iter().any(|c| c.matter == reader), "seed {seed}");
            } else {
                spared += 1;
            }
            assert!(registry.answers(reader) == answers, "seed {seed} after {act}");
        }
    }
    assert!(touched > 100 && spared > 100, "touched {touched}, spared {spared}");
}

#[test]
fn what_is_read_is_read_through_others() {
    let mut told = 0;
    for seed in 1..=150 {
        let text = vigente_oracle::reader(seed);
        let (own, others) = parted(&text);
        let third = vigente_oracle::reader(seed + 7000);
        let third =
            parted(&third).0.replace(" from other", " from own").replace("matter own", "matter third");
        let (rest, mut acts) = taken_apart(others[0].1);
        Chance::new(seed).shuffle(&mut acts);
        let mut registry = Registry::new(UPTO);
        registry.put("third", third.as_str());
        registry.put("own", own);
        registry.put("other", rest.as_str());
        let id = |registry: &Registry<'_>, name| registry.matter(name).unwrap();
        for act in acts {
            let (other, last) = (id(&registry, "other"), id(&registry, "third"));
            registry.enter(other, &act);
            let fresh = through(&third, own, registry.text(other));
            let answers = solved(&fresh);
            told += usize::from(fresh.model.imported.iter().any(|g| g.number > 0));
            assert!(registry.answers(last) == answers, "seed {seed} after {act}");
            for made_by in [Day(18_270), Day(18_300)] {
                let horizon =
                    Horizon { viewpoint: ViewpointId::new(0), made_by: Some(made_by), known_by: None };
                let plan = Plan::new(&fresh.model);
                assert!(
                    registry.solve(last, horizon) == plan.solve(horizon, UPTO),
                    "seed {seed} after {act}"
                );
            }
        }
    }
    assert!(told > 100, "only {told} times anything was read");
}

/// A record that reads another that reads a third.
fn through(text: &str, middle: &str, last: &str) -> Resolved {
    let mut world = vigente_resolve::world::World::of_text(text);
    let resolved = reading(middle, &[("other", last)]);
    let faulty =
        resolved.diagnostics.iter().any(|d| d.severity == vigente_syntax::diagnostic::Severity::Error);
    let model = resolved.model;
    let plan = Plan::new(std::sync::Arc::clone(&model));
    let said = vigente_engine::exports(&plan, &model, "own", faulty);
    world.matters.insert("own".to_owned(), Some(said.into()));
    vigente_resolve::resolve(&world)
}

#[test]
fn a_pack_computes_its_users_and_nobody_else() {
    let old = [SourceFile::of_pack(
        "coast",
        "pack.vig",
        "order C \"Coast\"\nstatus open(thing)\nthing port \"Port\"\n",
    )];
    let new = [SourceFile::of_pack(
        "coast",
        "pack.vig",
        "order C \"Coast\"\nstatus open(thing)\nthing port \"Port\"\nnorm c.1 of C\n  then begins open(port)\n",
    )];
    let through = [SourceFile::of_pack("sea", "pack.vig", "use coast\n")];
    let mut registry = Registry::new(UPTO);
    registry.put_pack("coast", &old);
    registry.put_pack("sea", &through);
    let eyes = "viewpoint C \"Coast\"\n  prefers C\n";
    for (name, uses) in [("a", "use coast\n"), ("b", "use sea\n"), ("c", "order C \"Another\"\n")] {
        let change = registry.put(name, format!("{uses}matter {name} \"x\"\n{eyes}"));
        assert_eq!(change.diagnostics, [], "{name}");
    }
    let changes = registry.put_pack("coast", &new);
    let names: Vec<&str> = changes.iter().map(|c| registry.name(c.matter)).collect();
    assert_eq!(names, ["a", "b"]);
    for change in &changes {
        let what: Vec<&What> = change.differences.iter().map(|d| &d.of).collect();
        assert_eq!(what, [&What::Holds("open(port)".to_owned())]);
    }
}

#[test]
fn a_matter_may_be_read_before_it_is_there_and_circles_are_told() {
    let mut registry = Registry::new(UPTO);
    let head = "order A \"A\"\nstatus s(state)\nviewpoint A \"A\"\n  prefers A\n";
    let change = registry.put("reader", format!("matter reader \"R\"\n  reads s from late\n{head}"));
    assert_eq!(change.diagnostics[0].code, "unknown-matter");
    let change = registry.put("late", format!("matter late \"L\"\n{head}\n2020-01-01 a A\n  begins s(A)\n"));
    let reader = registry.matter("reader").unwrap();
    assert_eq!(change.touched, [reader]);
    let changes = registry.settle();
    assert_eq!(changes[0].diagnostics, []);
    assert_eq!(changes[0].differences[0].of, What::Holds("s(A)".to_owned()));

    let change = registry.put("late", format!("matter late \"L\"\n  reads s from reader\n{head}"));
    let codes: Vec<&str> = change.diagnostics.iter().map(|d| d.code).collect();
    assert_eq!(codes, ["circle-of-matters"]);
    registry.settle();
    assert_eq!(registry.stale(), []);
}
