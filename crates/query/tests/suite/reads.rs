//! Records that import statuses of others: what they take over, and which diagnostics they get. What follows from
//! the imports is in `tests/cases`.

use std::sync::Arc;

use vigente_engine::{Plan, exports};
use vigente_model::*;
use vigente_query::Session;
use vigente_resolve::world::World;
use vigente_resolve::{Resolved, resolve, resolve_text};
use vigente_syntax::diagnostic::Severity;

const TREATY: &str = r#"
order A "Arvenia"
  es "Arvenia, en español"
order N "Northland"
organ N.Court "Court of Northland"
organ N.Court.First "First chamber"
instrument pact "The pact"
thing choir
status party(state, instrument)
status heard(organ)
status fined(state, quantity)
status challenged(act)
status read-by(norm, state)
status alone(state)
deed sing
viewpoint V
  prefers A > others

norm pact.7 of A
  when ?state does sing
  then begins heard(?state)

2020-01-01 joining A
  begins party(A, pact)
2020-02-01 joining-n N
  word: begins party(N, pact)
2020-03-01 hearing N
  begins heard(N.Court.First)
  begins fined(A, 20000.50 USD)
  begins challenged(joining-n)
  begins challenged(joining-n.word)
  begins read-by(pact.7, N)
"#;

const OWN: &str = r#"
order A "Arvenia"
instrument pact "The pact"
status party(state, instrument)
status heard(organ)
status fined(state, quantity)
status challenged(act)
status read-by(norm, state)
status unheard(state)
deed sing
viewpoint V
  prefers A > others
"#;

fn extracted(name: &str, text: &str) -> Arc<Exports> {
    let resolved = resolve_text(text);
    let faulty = resolved.diagnostics.iter().any(|d| d.severity == Severity::Error);
    let model = resolved.model;
    Arc::new(exports(&Plan::new(Arc::clone(&model)), &model, name, faulty))
}

/// A record that reads these lines, where `treaty` and `second` say the same and `round` leads back.
fn with(lines: &str, more: &str) -> (String, Resolved) {
    let text = format!("matter own\n{lines}{OWN}{more}");
    let mut world = World::of_text(text.as_str());
    world.matters.insert("treaty".to_owned(), Some(extracted("treaty", TREATY)));
    world.matters.insert("second".to_owned(), Some(extracted("second", TREATY)));
    world.matters.insert("faulty".to_owned(), Some(extracted("faulty", &format!("{TREATY}blub\n"))));
    world.matters.insert("round".to_owned(), None);
    (text, resolve(&world))
}

#[track_caller]
fn clean(lines: &str, more: &str) -> Arc<Model> {
    let (text, resolved) = with(lines, more);
    assert_eq!(resolved.diagnostics, [], "{text}");
    resolved.model
}

/// Codes of what is wrong, each with the words it points at.
#[track_caller]
fn check(lines: &str, expected: &[(&str, &str)]) -> Resolved {
    let (text, resolved) = with(lines, "");
    let found: Vec<(&str, &str)> = resolved
        .diagnostics
        .iter()
        .map(|d| (d.code, &text[d.labels[0].at.start as usize..d.labels[0].at.end as usize]))
        .collect();
    assert_eq!(found, expected, "{:#?}", resolved.diagnostics);
    resolved
}

/// What the record may be told: statuses as they are written.
fn given(model: &Arc<Model>) -> Vec<String> {
    let arg = |arg: &Arg| match *arg {
        Arg::Thing(thing) => model.name(thing).to_owned(),
        Arg::Amount { hundredths, unit } => format!("{hundredths} {}", unit.map_or("", |u| model.name(u))),
        Arg::Var(_) => "?".to_owned(),
    };
    let one = |g: &ImportedStatus| {
        let args: Vec<String> = model.args(g.args).iter().map(arg).collect();
        format!("{}({})", model[g.status].name, args.join(", "))
    };
    model.imported.iter().map(one).collect()
}

fn all_come_true(model: &Arc<Model>) {
    let (check, failed) = Session::new(model).check();
    assert_eq!(failed, []);
    assert!(check.passed > 0);
}

#[test]
fn only_the_statuses_that_are_named_are_read() {
    let model = clean("  reads party from treaty\n", "2020-01-15 expect party(A, pact)\n");
    assert_eq!(given(&model), ["party(A, pact)", "party(N, pact)"]);
    assert_eq!(model.imports.len(), 1);
    assert_eq!(&*model.imports[0].matter, "treaty");
    all_come_true(&model);
}

#[test]
fn things_that_are_declared_only_there_are_known_here_with_their_titles() {
    let model = clean("  reads party from treaty\n", "");
    let n = model.thing("N").expect("declared by what is read");
    assert_eq!(model[n].kind, ThingKind::Order);
    assert_eq!(&*model.details[&n].title.text, "Northland");
    // What is declared here, too, keeps what is said of it here.
    let a = model.thing("A").expect("declared here");
    assert_eq!(model.details[&a].title.translations, []);
    assert_eq!(model.thing("choir"), None, "nothing that is read speaks of it");
    assert_eq!(model.thing("N.Court"), None);
}

#[test]
fn an_organ_brings_what_it_lies_in() {
    let model = clean("  reads heard from treaty\n", "2020-03-02 expect heard(N.Court.First)\n");
    assert_eq!(given(&model), ["heard(N.Court.First)"]);
    let first = model.thing("N.Court.First").expect("the organ");
    let n = model.thing("N").expect("its order");
    assert_eq!(model[first].root, n);
    assert_eq!(model[first].parent, model.thing("N.Court"));
    assert!(model.within(first, n));
    all_come_true(&model);
}

#[test]
fn acts_parts_and_norms_are_plain_things_with_the_name_of_their_matter() {
    let model = clean("  reads challenged, read-by from treaty\n", "");
    assert_eq!(
        given(&model),
        ["challenged(treaty.joining-n)", "challenged(treaty.joining-n.word)", "read-by(treaty.pact.7, N)"]
    );
    for name in ["treaty.joining-n", "treaty.joining-n.word", "treaty.pact.7"] {
        let thing = model.thing(name).expect(name);
        assert_eq!(model[thing].kind, ThingKind::Plain, "{name}");
    }
    assert!(model.acts.is_empty());
}

#[test]
fn quantities_keep_their_units() {
    let model = clean("  reads fined from treaty\n", "2020-03-02 expect fined(A, 20000.50 USD)\n");
    assert_eq!(given(&model), ["fined(A, 2000050 USD)"]);
    all_come_true(&model);
}

#[test]
fn what_is_here_already_is_not_declared_twice() {
    let own = "order N \"The North\"\n2020-02-02 expect party(N, pact)\n";
    let model = clean("  reads party from treaty\n", own);
    let n = model.thing("N").expect("declared here");
    assert_eq!(&*model.details[&n].title.text, "The North");
    all_come_true(&model);
}

#[test]
fn two_matters_may_say_different_statuses() {
    let model = clean("  reads party from treaty\n  reads heard, fined from second\n", "");
    assert_eq!(model.imports.len(), 2);
    let from: Vec<usize> = model.imported.iter().map(|g| g.from.index()).collect();
    assert_eq!(from, [1, 1, 0, 0], "sorted by name: fined, heard, party, party");
}

#[test]
fn what_is_declared_only_there_is_no_status_here() {
    check("  reads alone from treaty\n", &[("unknown-status", "alone")]);
    let resolved = check("  reads unheard from treaty\n", &[("unknown-status", "unheard")]);
    assert_eq!(resolved.diagnostics[0].message, "`treaty` declares no status `unheard`");
}

#[test]
fn what_cannot_be_read() {
    let resolved = check("  reads party from nowhere\n", &[("unknown-matter", "nowhere")]);
    assert!(resolved.diagnostics[0].help.as_deref().is_some_and(|h| h.contains("`nowhere.vig`")));
    check("  reads party from round\n", &[("circle-of-matters", "round")]);
    check("  reads sing from treaty\n", &[("wrong-kind", "sing")]);
    check("  reads partie from treaty\n", &[("unknown-status", "partie")]);
    let resolved = check("  reads party from faulty\n", &[("faulty-matter", "faulty")]);
    assert_eq!(given(&resolved.model).len(), 2, "what can be read is read");
}

#[test]
fn a_status_is_read_once() {
    let resolved =
        check("  reads party from treaty\n  reads party from second\n", &[("duplicate-name", "party")]);
    assert_eq!(resolved.diagnostics[0].message, "`party` is already read from `treaty`");
    assert_eq!(given(&resolved.model).len(), 2);
    check("  reads party, party from treaty\n", &[("duplicate-name", "party")]);
}

#[test]
fn a_status_must_have_as_many_arguments_there() {
    let mut world = World::of_text(format!("matter own\n  reads party from treaty\n{OWN}"));
    let other = TREATY.replace("party(state, instrument)", "party(state)").replace(", pact)", ")");
    world.matters.insert("treaty".to_owned(), Some(extracted("treaty", &other)));
    let resolved = resolve(&world);
    let codes: Vec<&str> = resolved.diagnostics.iter().map(|d| d.code).collect();
    assert_eq!(codes, ["wrong-arity"]);
    assert_eq!(resolved.diagnostics[0].message, "`party` has 2 arguments here and 1 in `treaty`");
    assert!(resolved.model.imported.is_empty());
}

#[test]
fn viewpoints_are_met_by_name() {
    let more = "viewpoint W\n  prefers A\n2020-01-15 expect V: party(A, pact)\n2020-01-15 expect W: undetermined party(A, pact)\n";
    let (text, resolved) = with("  reads party from treaty\n", more);
    let codes: Vec<&str> = resolved.diagnostics.iter().map(|d| d.code).collect();
    assert_eq!(codes, ["unshared-viewpoint"], "{text}");
    assert_eq!(resolved.diagnostics[0].severity, Severity::Warning);
    assert_eq!(resolved.model.imports[0].viewpoints, [Some(ViewpointId::new(0)), None]);
    all_come_true(&resolved.model);
}

#[test]
fn nothing_here_cuts_what_is_read_and_a_title_here_stands_beside_it() {
    let more = "\
2019-06-01 early A
  begins party(A, pact) until 2019-07-01
2020-06-01 exit A
  ends party(A, pact)
2019-06-15 expect party(A, pact)
2019-08-01 expect not party(A, pact)
2020-07-01 expect party(A, pact)
";
    let (check, found) = Session::new(&clean("  reads party from treaty\n", more)).check();
    assert_eq!((check.passed, check.failed), (3, 0));
    let [idle] = &found[..] else { panic!("{found:?}") };
    assert_eq!((idle.code, &*idle.labels[0].text), ("without-effect", "the matter `treaty` decides it"));
}

#[test]
fn a_matter_that_is_read_reads_others_itself() {
    let first = extracted("first", TREATY);
    let middle = format!("matter middle\n  reads party from first\n{OWN}");
    let mut world = World::of_text(middle);
    world.matters.insert("first".to_owned(), Some(first));
    let resolved = resolve(&world);
    assert_eq!(resolved.diagnostics, []);
    let model = resolved.model;
    let middle = exports(&Plan::new(Arc::clone(&model)), &model, "middle", false);

    let mut world = World::of_text(format!(
        "matter own\n  reads party from middle\n{OWN}2020-01-15 expect party(A, pact)\n2020-01-15 expect as it stood: not party(N, pact)\n2020-03-01 expect party(N, pact)\n"
    ));
    world.matters.insert("middle".to_owned(), Some(Arc::new(middle)));
    let resolved = resolve(&world);
    assert_eq!(resolved.diagnostics, []);
    assert_eq!(resolved.model.last_made(), Days::read("2020-03-01").expect("a day").lo);
    all_come_true(&resolved.model);
}
