//! What a record holds after its text is resolved, and what is reported about it.

use vigente_model::*;
use vigente_resolve::sources;
use vigente_resolve::world::{SourceFile, World, used_packs, world_of, world_with};
use vigente_resolve::{Resolved, resolve, resolve_text};

/// Two orders, some organs, deeds and statuses; every test adds to it.
const GROUND: &str = r#"
order A "Arvenia"
organ A.Court "Court"
  aka "Tribunal"
organ A.Court.First "First chamber"
organ A.King "King"
order B "Borland"
organ B.Court "Court of Borland"
person rose "Rose"
person una "Una"
status may-fish(person)
status bound(person)
fact status at-sea(person)
deed fish
deed swear
fact deed pay(person, quantity)
source gazette "Gazette"
"#;

fn with(text: &str) -> Resolved {
    resolve_text(&format!("{GROUND}{text}"))
}

/// A clean record.
#[track_caller]
fn clean(text: &str) -> Model {
    let resolved = with(text);
    assert_eq!(resolved.diagnostics, [], "{text}");
    std::sync::Arc::unwrap_or_clone(resolved.model)
}

/// Codes of what is wrong, each with the words it points at.
#[track_caller]
fn check(text: &str, expected: &[(&str, &str)]) -> Resolved {
    let whole = format!("{GROUND}{text}");
    let resolved = resolve_text(&whole);
    let found: Vec<(&str, &str)> = resolved
        .diagnostics
        .iter()
        .map(|d| (d.code, &whole[d.labels[0].at.start as usize..d.labels[0].at.end as usize]))
        .collect();
    assert_eq!(found, expected, "{:#?}", resolved.diagnostics);
    resolved
}

fn help(resolved: &Resolved) -> &str {
    resolved.diagnostics[0].help.as_deref().unwrap_or_default()
}

fn act<'m>(model: &'m Model, name: &str) -> &'m Act {
    let thing = model.thing(name).expect(name);
    let ThingKind::Act(act) = model[thing].kind else { panic!("{name} is no act") };
    &model[act]
}

fn effects<'m>(model: &'m Model, name: &str) -> Vec<&'m Does> {
    let parts = model.parts_of(model.thing(name).expect(name));
    parts.flat_map(|p| model.parts[p].effects.clone()).map(|e| &model.effects[e].does).collect()
}

fn day(text: &str) -> Day {
    Days::read(text).expect(text).lo
}

#[test]
fn things_are_sorted_and_know_their_parents() {
    let model = clean("2020-01-10 permit A.King\n  main: begins may-fish(rose)\n  begins bound(rose)\n");
    assert!(model.things.iter().is_sorted_by(|a, b| a.name < b.name));
    let thing = |name: &str| &model[model.thing(name).expect(name)];
    let name = |id: ThingId| model.name(id);
    assert_eq!(thing("A.Court.First").parent.map(name), Some("A.Court"));
    assert_eq!(name(thing("A.Court.First").root), "A");
    assert_eq!(thing("A").parent, None);
    assert_eq!(thing("permit.main").parent.map(name), Some("permit"));
    assert_eq!(name(thing("permit.main").root), "permit");
    assert!(model.within(model.thing("A.Court.First").unwrap(), model.thing("A").unwrap()));
    assert!(!model.within(model.thing("B.Court").unwrap(), model.thing("A").unwrap()));
    assert_eq!(model.details[&model.thing("A.Court").unwrap()].aka, ["Tribunal".into()]);
}

#[test]
fn acts_are_sorted_by_day_and_then_name_wherever_they_stand() {
    let model = clean(
        "2020-02-01 second A.King\n2020-01-01/2020-03-01 wide A.King\n2020-01-01 b A.King\n2020-01-01 a A.King\n",
    );
    let names: Vec<&str> = model.acts.iter().map(|a| model.name(a.thing)).collect();
    assert_eq!(names, ["a", "b", "wide", "second"]);
}

#[test]
fn the_order_of_entries_and_files_leaves_no_trace() {
    let entries = [
        "2020-01-10 permit A.King\n  b: begins may-fish(rose)\n  a: requires A.King to fish\n  does swear\n",
        "2020-01-10 ruling A.Court\n  after permit\n  annuls permit.b\n",
        "norm N.1 of A\n  when ?who does swear\n  then begins bound(?who)\n",
        "viewpoint A.Court\n  prefers A.Court > A\n",
        "2020-02-01 last B.Court\n  upholds ruling\n",
    ];
    let forward = world_of(vec![SourceFile::new("a", format!("{GROUND}{}", entries.concat()))]);
    let mut files: Vec<SourceFile> = entries.iter().rev().map(|e| SourceFile::new("x", *e)).collect();
    files.push(SourceFile::new("ground", GROUND));
    let (one, other) = (resolve(&forward), resolve(&world_of(files)));
    assert_eq!((&one.diagnostics, &other.diagnostics), (&vec![], &vec![]));
    assert_eq!(without_places((*one.model).clone()), without_places((*other.model).clone()));
}

fn without_places(mut model: Model) -> Model {
    let none = Place::default();
    model.things.iter_mut().for_each(|t| t.place = none);
    model.acts.iter_mut().for_each(|a| a.place = none);
    model.effects.iter_mut().for_each(|e| e.place = none);
    model.norms.iter_mut().for_each(|n| n.place = none);
    model.viewpoints.iter_mut().for_each(|v| v.place = none);
    model.sources.iter_mut().for_each(|s| s.place = none);
    for list in [&mut model.statuses, &mut model.deeds] {
        std::sync::Arc::make_mut(list).iter_mut().for_each(|d| d.place = none);
    }
    model
}

#[test]
fn parts_are_the_plain_one_and_labels_by_name() {
    let model = clean(
        "2020-01-10 permit A.King\n  b: begins may-fish(rose)\n  does swear\n  a: begins bound(rose)\n  b: begins \
         bound(una)\n",
    );
    let parts = act(&model, "permit").parts.clone();
    let names: Vec<Option<&str>> =
        parts.clone().map(|p| model.parts[p].thing.map(|t| model.name(t))).collect();
    assert_eq!(names, [None, Some("permit.a"), Some("permit.b")]);
    let sizes: Vec<usize> = parts.map(|p| model.parts[p].effects.len()).collect();
    assert_eq!(sizes, [1, 1, 2]);
    assert!(matches!(effects(&model, "permit.b")[..], [Does::Begins(_), Does::Begins(_)]));
}

#[test]
fn every_verb_says_what_it_does() {
    let model = clean(
        r#"
2020-01-01 old A.King
  main: requires A.King to fish by 2020-06-01 then every 3 months for rose, una
  leave: permits rose to fish until 2021-01-01
  does pay(rose, 20000.50 USD)
norm N.1 of A
  when ?who does swear
  then requires ?who to fish
2020-01-02 new A.Court "Ruling"
  notified 2020-01-05
  published 2020-01-04
  effective 2020-01-03
  annuls old
  repeals old.main from 2020-02-01
  suspends old.leave until later
  restores old from now
  disapplies old to rose
  upholds old.main
  forbids una to fish if may-fish(una) and not bound(una)
  requires A.King that not may-fish(rose) within 6 months of notified
  discharges old.main
  discharges duties of A.King
  moves old.main to 2020-07-01
  finds old.main breached as of 2020-06-02
  finds A.King in breach of N.1
  claims old.main fulfilled
  claims no power of B.Court over old
  says opposes old "a \"bad\" one"
  relies on old
  begins may-fish(una) after 1 year of notified of old
2020-03-01 later A.Court
"#
        .replace("of notified of old", "of made of old")
        .as_str(),
    );
    let thing = |name: &str| model.thing(name).unwrap();
    let found = effects(&model, "new");
    let (old, main) = (thing("old"), thing("old.main"));
    assert_eq!(*found[0], Does::Attack(Attack::Annuls, Arg::Thing(old)));
    assert_eq!(*found[1], Does::Attack(Attack::Repeals, Arg::Thing(main)));
    assert_eq!(*found[2], Does::Attack(Attack::Suspends, Arg::Thing(thing("old.leave"))));
    assert_eq!(*found[3], Does::Restores(old));
    assert_eq!(*found[4], Does::Disapplies { target: old, to: thing("rose") });
    assert_eq!(*found[5], Does::Upholds(main));
    assert!(matches!(found[6], Does::Duty { mode: Mode::Forbids, content: Content::Deed(_), .. }));
    assert!(matches!(
        found[7],
        Does::Duty { mode: Mode::Requires, content: Content::That { not: true, .. }, .. }
    ));
    assert_eq!(*found[8], Does::Discharges(Arg::Thing(main)));
    assert_eq!(*found[9], Does::DischargesDutiesOf(Arg::Thing(thing("A.King"))));
    assert_eq!(*found[10], Does::Moves { duty: Arg::Thing(main), to: Days::on(day("2020-07-01")) });
    let as_of = Some(Days::on(day("2020-06-02")));
    assert_eq!(*found[11], Does::Finds(Said { of: main, under: None, outcome: Outcome::Breached, as_of }));
    assert_eq!(
        *found[12],
        Does::Finds(Said {
            of: thing("A.King"),
            under: Some(NormId::new(0)),
            outcome: Outcome::Breached,
            as_of: None
        })
    );
    assert_eq!(
        *found[13],
        Does::Claims(Said { of: main, under: None, outcome: Outcome::Fulfilled, as_of: None })
    );
    assert_eq!(*found[14], Does::ClaimsNoPower { of: thing("B.Court"), over: old });
    assert_eq!(*found[15], Does::Says { stance: Some((false, old)), text: Some("a \"bad\" one".into()) });
    assert_eq!(*found[16], Does::Relies(old));

    let new = act(&model, "new");
    assert_eq!(new.notified, Some(Days::on(day("2020-01-05"))));
    assert_eq!(new.known(), Days::on(day("2020-01-04")));
    assert_eq!(new.start(), Days::on(day("2020-01-03")));
    assert_eq!(&*new.title, "Ruling");

    let timing = |i: usize| {
        let mut effects = model[new.parts.start()].effects.clone();
        model[effects.nth(i).unwrap()].timing.as_deref()
    };
    assert_eq!(timing(0), None);
    assert_eq!(timing(1).unwrap().from, Some(Moment::Date(Days::on(day("2020-02-01")))));
    let ThingKind::Act(later) = model[thing("later")].kind else { panic!() };
    assert_eq!(timing(2).unwrap().until, Some(Moment::Act(later)));
    assert_eq!(timing(3).unwrap().from, Some(Moment::Now));
    let condition = &timing(6).unwrap().conditions[0];
    assert_eq!(condition.kind, ConditionKind::If);
    assert!(matches!(condition.all[..], [Test::Status { not: false, .. }, Test::Status { not: true, .. }]));
    let months = Delay { months: 6, ..Delay::default() };
    let deadline = timing(7).unwrap().deadline;
    assert_eq!(deadline, Some(Deadline::Within(months, Anchor::Act(ActDay::Notified, None))));

    let third = act(&model, "old").parts.clone().nth(2).unwrap();
    let recurring = model[model[third].effects.start()].timing.as_deref().unwrap();
    assert_eq!(recurring.deadline, Some(Deadline::By(Days::on(day("2020-06-01")))));
    assert_eq!(recurring.every, Some(Delay { months: 3, ..Delay::default() }));
    assert_eq!(recurring.beneficiaries.len(), 2);
    let Does::Deed(paid) = effects(&model, "old")[0] else { panic!() };
    let amount = Arg::Amount { hundredths: 2_000_050, unit: model.thing("USD") };
    assert_eq!(model.args(paid.args)[1], amount);
    assert_eq!(model[model.thing("USD").unwrap()].kind, ThingKind::Unit);
}

#[test]
fn several_targets_are_several_effects_with_the_same_citation() {
    let model = clean(
        "2020-01-01 a A.King\n2020-01-02 b A.King\n2020-01-03 c A.Court\n  annuls a, b\n    cites gazette p.3 \"q\"\n",
    );
    assert_eq!(effects(&model, "c").len(), 2);
    assert_eq!(model.citations.len(), 2);
    assert_eq!(&*model.citations[0].pin, "p.3");
    assert_eq!(model.citations[0].quote.as_deref(), Some("q"));
}

#[test]
fn norms_number_their_variables() {
    let model = clean(
        r#"
2020-01-01 law A.King
  two: says "the law"
norm N.2 by law.two "By the law"
  when ?organ of ?state does pay(?who, 5 USD)
  unless bound(?who)
  while may-fish(?state)
  if may-fish(?who) and may-fish(?new)
  then requires ?new to fish within 3 days of made
  then counts as swear
  applies from 2019-01-01
  from 2018-01-01
  until 2030-01-01
norm N.1 of A
  while count(?x: may-fish(?x)) >= 2 and at-sea(?who)
  then begins bound(?who)
norm reading
  when A does fish
  then counts as swear
"#,
    );
    let [one, two, three] = &model.norms.raw[..] else { panic!("three norms") };
    assert_eq!(one.vars, ["x".into(), "who".into()]);
    assert_eq!((one.of, one.when.clone()), (NormOf::Order(model.thing("A").unwrap()), None));
    assert!(matches!(
        one.conditions[0].all[0],
        Test::Count { var: 0, compare: Compare::AtLeast, number: 2, .. }
    ));
    assert_eq!(two.vars, ["organ".into(), "state".into(), "who".into(), "new".into()]);
    assert!(matches!(two.when, Some(Trigger { subject: Subject::VarOf(0, 1), .. })));
    let kinds: Vec<ConditionKind> = two.conditions.iter().map(|c| c.kind).collect();
    assert_eq!(kinds, [ConditionKind::If, ConditionKind::While, ConditionKind::Unless]);
    let part = model.parts_of(model.thing("law.two").unwrap()).start();
    assert_eq!(two.of, NormOf::Part(part));
    assert_eq!(two.effects.len(), 2);
    assert_eq!(two.applies_from, Some(Days::on(day("2019-01-01"))));
    assert_eq!(three.of, NormOf::Reading);
    assert!(matches!(three.when, Some(Trigger { subject: Subject::Under(_), .. })));
    for norm in &model.norms {
        assert!(
            model.effects[norm.effects.range()]
                .iter()
                .all(|e| { matches!(e.owner, Owner::Norm(n) if model[n].thing == norm.thing) })
        );
    }
}

#[test]
fn a_norm_by_an_act_is_enacted_by_its_plain_part() {
    let model = clean(
        "2020-01-01 law A.King\n  a: begins bound(rose)\nnorm n by law\n  when A does fish\n  then void\n",
    );
    assert_eq!(model.norms[0].of, NormOf::Part(act(&model, "law").parts.start()));
}

#[test]
fn verbs_are_deeds_that_norms_and_duties_may_name() {
    let model = clean(
        "2020-01-01 a A.King\n2020-01-02 b A.Court\n  requires A.King to annul(a)\nnorm n of A\n  when ?who does \
         repeal(a)\n  then void\n",
    );
    assert_eq!(model.verb_deeds.len(), 17);
    assert_eq!(&*model[model.verb_deeds[&(Verb::Annuls, None)]].name, "annul");
    assert!(model.deeds.is_sorted_by(|a, b| a.name < b.name));
}

#[test]
fn after_tightens_uncertain_days() {
    let model = clean(
        "2020-01 first A.King\n2020-01-05/2020-03-01 second A.King\n  after first\n2020-01-20 third A.King\n  after \
         second\n",
    );
    let made = |name: &str| act(&model, name).made.to_string();
    assert_eq!(made("first"), "2020-01-01/2020-01-20");
    assert_eq!(made("second"), "2020-01-05/2020-01-20");
    assert_eq!(made("third"), "2020-01-20");
    assert_eq!(act(&model, "third").after.len(), 1);
}

#[test]
fn a_circle_of_after_is_ignored_and_shown() {
    let resolved = check(
        "2020-01-01 a A.King\n  after c\n2020-01-01 b A.King\n  after a\n2020-01-01 c A.King\n  after b\n2020-01-01 d \
         A.King\n  after c\n",
        &[("after-circle", "c")],
    );
    assert_eq!(resolved.diagnostics[0].labels[0].text, "`a` after `c` after `b` after `a`");
    assert_eq!(act(&resolved.model, "a").after, []);
    assert_eq!(act(&resolved.model, "d").after.len(), 1);
    check("2020-01-01 a A.King\n  after a\n", &[("after-circle", "a")]);
}

#[test]
fn after_cannot_contradict_the_dates() {
    let resolved =
        check("2020-01-01 a A.King\n  after b\n2020-01-02 b A.King\n", &[("after-contradicts-date", "b")]);
    assert_eq!(act(&resolved.model, "a").made.to_string(), "2020-01-01");
    check(
        "2020-01-03 a A.King\n2020-01 b A.King\n  after a\n2020-01-02 c A.King\n  after b\n",
        &[("after-contradicts-date", "b")],
    );
}

#[test]
fn unknown_names_are_said_once_with_what_may_be_meant() {
    let resolved = check(
        "2020-01-10 a A.King\n  begins may-fish(rsoe)\n  begins bound(rsoe)\n  forbids rsoe to fish\n",
        &[("unknown-name", "rsoe")],
    );
    assert_eq!(resolved.diagnostics[0].labels.len(), 3);
    assert_eq!(help(&resolved), "did you mean `rose`?");
    assert_eq!(
        help(&check("2020-01-10 a Court\n", &[("unknown-name", "Court")])),
        "did you mean `A.Court` or `B.Court`?"
    );
    let alias = check("2020-01-10 a Tribunal\n", &[("unknown-name", "Tribunal")]);
    assert_eq!(help(&alias), "it is another name of `A.Court`: write that");
    let shared = check(
        "organ B.Bench \"Bench\"\n  aka \"Tribunal\"\n2020-01-10 a Tribunal\n",
        &[("shared-alias", "Tribunal")],
    );
    assert_eq!(shared.diagnostics[0].message, "`Tribunal` is another name of `A.Court` and `B.Bench`");
    assert_eq!(help(&shared), "write the one that is meant");
    check("2020-01-10 a A.King\n  begins may-fsh(rose)\n", &[("unknown-status", "may-fsh")]);
    check("2020-01-10 a A.King\n  does fihs\n", &[("unknown-deed", "fihs")]);
    check("2020-01-10 a A.King\n  annuls b\n", &[("unknown-act", "b")]);
    check("2020-01-10 a A.King\n  cites gazete\n", &[("unknown-source", "gazete")]);
    check("2020-01-10 a A.King\n  after b\n", &[("unknown-act", "b")]);
    check("norm n of C\n  when A does fish\n  then void\n", &[("unknown-order", "C")]);
    check("norm n by x\n  when A does fish\n  then void\n", &[("unknown-act", "x")]);
}

#[test]
fn a_wrong_kind_is_named() {
    check("2020-01-10 a A.King\n  annuls rose\n", &[("wrong-kind", "rose")]);
    check("2020-01-10 a A.King\n  begins fish\n", &[("wrong-kind", "fish")]);
    check("2020-01-10 a A.King\n  does bound(rose)\n", &[("wrong-kind", "bound")]);
    check("norm n of A.Court\n  when A does fish\n  then void\n", &[("wrong-kind", "A.Court")]);
    check(
        "2020-01-01 a A.King\n  x: does fish\n2020-01-10 b A.King\n  suspends a until a.x\n",
        &[("wrong-kind", "a.x")],
    );
    check("2020-01-01 a A.King\n2020-01-10 b a\n", &[("wrong-kind", "a")]);
}

#[test]
fn arity_is_checked_and_shown() {
    let resolved = check("2020-01-10 a A.King\n  does pay(rose)\n", &[("wrong-arity", "pay(rose)")]);
    assert_eq!(help(&resolved), "write `pay(person, quantity)`");
    assert_eq!(resolved.diagnostics[0].labels[1].text, "declared here");
    check("2020-01-10 a A.King\n  does fish(rose)\n", &[("wrong-arity", "fish(rose)")]);
    check(
        "2020-01-01 z A.King\n2020-01-10 a A.King\n  requires A.King to annul\n",
        &[("wrong-arity", "annul")],
    );
}

#[test]
fn duplicates_show_both_places() {
    let resolved = check("person rose \"Another\"\n", &[("duplicate-name", "rose")]);
    assert_eq!(resolved.diagnostics[0].labels[1].text, "the first stands here");
    check("status fish\n", &[("duplicate-name", "fish")]);
    check("source gazette \"x\"\n", &[("duplicate-name", "gazette")]);
    // A part and an act of the same full name.
    check("2020-01-01 a A.King\n  b: does fish\n2020-01-01 a.b A.King\n", &[("duplicate-name", "b")]);
    // Kinds that never stand in one place may share a name.
    clean("source rose \"x\"\nviewpoint A.Court\n  prefers A\n");
}

#[test]
fn what_a_left_out_act_takes_with_it_is_said_once() {
    let resolved = check(
        "2020-02-30 gone A.King\n  x: does fish\n2020-03-01 b A.Court\n  annuls gone\n2020-03-02 c A.Court\n  after \
         gone\n  upholds b\n  repeals gone.x\n",
        &[("bad-date", "2020-02-30"), ("left-out", "gone")],
    );
    assert_eq!(resolved.diagnostics[1].labels.len(), 3);
    assert_eq!(resolved.left_out, ["gone".into()]);
    assert_eq!(effects(&resolved.model, "c").len(), 1);
}

#[test]
fn an_entry_that_cannot_be_read_takes_nobody_else_to_task() {
    let resolved = with("2020-01-10 gone \"No author\"\n2020-03-01 b A.Court\n  annuls gone\n");
    let codes: Vec<&str> = resolved.diagnostics.iter().map(|d| d.code).collect();
    assert_eq!(codes, ["missing-author", "left-out"]);
    // Whatever else is wrong at the left edge declares nothing.
    let resolved = with("2020-03-01 b A.Court\nannuls nobody\n<<<<<<< other\n  upholds other\n");
    let codes: Vec<&str> = resolved.diagnostics.iter().map(|d| d.code).collect();
    assert_eq!(codes, ["missing-indent", "unknown-act", "git-conflict", "unknown-act"]);
}

#[test]
fn bad_dates_behind_an_act_are_days_not_known() {
    let resolved = check(
        "2020-01-10 a A.King\n  notified 10/01/2020\n  begins bound(rose) until 2020-13-01\n",
        &[("bad-date", "10/01/2020"), ("bad-date", "2020-13-01")],
    );
    assert_eq!(help(&resolved), "write `2020-01-10` or `2020-10-01`, whichever is meant");
    let unknown = Days { lo: day("2020-01-10"), hi: Day::MAX };
    assert_eq!(act(&resolved.model, "a").notified, Some(unknown));
    let timing = resolved.model.effects[0].timing.as_deref().unwrap();
    assert_eq!(timing.until, Some(Moment::Date(unknown)));
    assert_eq!(resolved.diagnostics[1].fix.as_ref().map(|f| &*f.with), Some("2020-01-13"));
}

#[test]
fn nobody_acts_on_what_is_not_there_yet() {
    for verb in ["annuls", "repeals", "suspends", "restores", "upholds"] {
        let resolved = check(
            &format!("2020-01-01 a A.Court\n  {verb} b\n2020-01-02 b A.King\n"),
            &[("attacks-later-act", "b")],
        );
        // It stays in the record, inert.
        assert_eq!(effects(&resolved.model, "a").len(), 1);
    }
    check(
        "2020-01-01 a A.Court\n  disapplies b to rose\n2020-01-02 b A.King\n",
        &[("attacks-later-act", "b")],
    );
    check("2020-01-01 a A.Court\n  annuls a\n", &[("attacks-later-act", "a")]);
    check(
        "2020-01-01 a A.Court\n  annuls b\n2020-01-01 b A.King\n  after a\n",
        &[("attacks-later-act", "b")],
    );
    check("2020-01-01 a A.Court\n  finds b breached\n2020-01-02 b A.King\n", &[("speaks-of-later-act", "b")]);
    check("2020-01-01 a A.Court\n  relies on b\n2020-01-02 b A.King\n", &[("speaks-of-later-act", "b")]);
    check(
        "2020-01-01 a A.Court\n  moves b to 2021-01-01\n2020-01-02 b A.King\n",
        &[("speaks-of-later-act", "b")],
    );
}

#[test]
fn acts_of_one_day_that_touch_each_other_want_an_order() {
    let both = "2020-01-01 a A.King\n2020-01-01 b A.Court\n";
    check(&format!("{both}  annuls a\n"), &[("same-day-order", "a")]);
    clean(&format!("{both}  annuls a\n  after a\n"));
    // Through an act between them.
    clean(
        "2020-01-01 a A.King\n2020-01-01 m A.King\n  after a\n2020-01-01 b A.Court\n  after m\n  annuls a\n",
    );
    check("2020-01 a A.King\n2020-01-05 b A.Court\n  annuls a\n", &[("same-day-order", "a")]);
    clean("2020-01 a A.King\n2020-02-01 b A.Court\n  annuls a\n");
    // A status begun and ended, a duty laid down and performed.
    check(
        "2020-01-01 a A.King\n  begins bound(rose)\n2020-01-01 b A.Court\n  ends bound(rose)\n",
        &[("same-day-order", "ends bound(rose)")],
    );
    check(
        "2020-01-01 a A.Court\n  requires A.King to fish\n2020-01-01 b A.King\n  does fish\n",
        &[("same-day-order", "does fish")],
    );
    clean("2020-01-01 a A.King\n  begins bound(rose)\n2020-01-01 b A.Court\n  ends bound(una)\n");
    clean("2020-01-01 a A.King\n  begins bound(rose)\n  ends bound(una)\n");
    check(
        "2020-01-05 a A.King\n  begins bound(rose)\n2020-01 b A.Court\n  ends bound(rose)\n",
        &[("same-day-order", "ends bound(rose)")],
    );
}

#[test]
fn facts_hang_on_no_law() {
    let norm = "norm n of A\n  when ?who does fish\n";
    let resolved =
        check(&format!("{norm}  then begins at-sea(?who)\n"), &[("fact-status", "begins at-sea(?who)")]);
    assert_eq!(resolved.model.norms[0].effects.len(), 0);
    check(&format!("{norm}  then ends at-sea(?who)\n"), &[("fact-status", "ends at-sea(?who)")]);
    let resolved = check(
        "2020-01-01 a A.King\n  begins at-sea(rose) if bound(rose)\n",
        &[("fact-status", "begins at-sea(rose) if bound(rose)")],
    );
    assert!(effects(&resolved.model, "a").is_empty());
    clean("2020-01-01 a A.King\n  begins at-sea(rose) until 2021-01-01\n");
}

#[test]
fn norms_may_not_say_everything() {
    let when = "  when ?who does fish\n";
    check(
        &format!("norm n\n{when}  then begins bound(?who)\n"),
        &[("reading-does-more", "begins bound(?who)")],
    );
    check(&format!("norm n\n{when}  then void\n"), &[("reading-does-more", "void")]);
    check("norm n of A\n  then void\n", &[("norm-needs-when", "void")]);
    check("2020-01-01 a A.King\nnorm n of A\n  then suspends a\n", &[("norm-needs-when", "suspends a")]);
    check("norm n of A\n  then counts as swear\n", &[("norm-needs-when", "counts as swear")]);
    check(
        "norm n of A\n  while bound(?x)\n  then ends may-fish(?x)\n",
        &[("norm-needs-when", "ends may-fish(?x)")],
    );
    check(
        "norm n of A\n  if bound(?x)\n  then begins may-fish(?x)\n",
        &[("norm-needs-when", "if bound(?x)")],
    );
    check(
        &format!("2020-01-01 a A.King\nnorm n of A\n{when}  then upholds a\n"),
        &[("only-in-acts", "upholds a")],
    );
    check("2020-01-01 a A.King\n  void\n", &[("only-in-norms", "void")]);
    check(&format!("norm n of A\n{when}"), &[("norm-without-then", "n")]);
}

#[test]
fn variables_must_be_bound() {
    check("norm n of A\n  when ?o does fish\n  then begins bound(?x)\n", &[("unbound-variable", "?x")]);
    for line in ["  if not bound(?x)\n", "  unless bound(?x)\n"] {
        check(
            &format!("norm n of A\n  when ?o does fish\n{line}  then begins bound(?o)\n"),
            &[("unbound-variable", "?x")],
        );
    }
    // The variable of a count is nobody else's.
    check(
        "norm n of A\n  while count(?x: bound(?x)) > 1\n  then begins may-fish(?x)\n",
        &[("unbound-variable", "?x")],
    );
    // A condition behind an effect asks, it does not bind.
    check(
        "norm n of A\n  when ?o does fish\n  then begins may-fish(?x) while bound(?x)\n",
        &[("unbound-variable", "?x")],
    );
    check("2020-01-01 a A.King\n  begins bound(?x)\n", &[("variable-outside-norm", "?x")]);
    clean("2020-01-01 a A.King\n  begins bound(rose) while count(?x: may-fish(?x)) < 3\n");
    clean("norm n of A\n  while bound(?x) and not may-fish(?x)\n  then requires ?x to fish\n");
}

#[test]
fn a_norm_has_room_for_many_variables_and_says_where_it_ends() {
    let mut text = String::from("norm n of A\n  when ?o does fish\n");
    for i in 0..300 {
        text.push_str(&format!("  if bound(?v{i})\n"));
    }
    text.push_str("  then begins bound(?o)\n");
    let resolved = with(&text);
    let codes: Vec<&str> = resolved.diagnostics.iter().map(|d| d.code).collect();
    assert_eq!(codes, ["too-many-variables"]);
}

#[test]
fn modifiers_stand_where_they_mean_something() {
    let act = "2020-01-01 a A.King\n";
    check(&format!("{act}  does fish until 2021-01-01\n"), &[("misplaced-modifier", "2021-01-01")]);
    check(&format!("{act}  forbids rose to fish by 2021-01-01\n"), &[("misplaced-modifier", "2021-01-01")]);
    check(
        &format!("{act}  begins bound(rose) for una\n"),
        &[("misplaced-modifier", "begins bound(rose) for una")],
    );
    check(
        &format!("{act}  requires rose to fish by 2021-01-01 at once\n"),
        &[("misplaced-modifier", "at once")],
    );
    check(
        &format!("{act}  requires rose to fish then every 3 months\n"),
        &[("every-without-deadline", "requires rose to fish then every 3 months")],
    );
    check(
        &format!("{act}  requires rose to fish by 2021-01-01 then every 0 days\n"),
        &[("zero-delay", "0 days")],
    );
    check(
        &format!("{act}  begins bound(rose) from 2021-01-01 until 2020-06-01\n"),
        &[("never-begins", "begins bound(rose) from 2021-01-01 until 2020-06-01")],
    );
    check(
        &format!("{act}  begins bound(rose) after 1 year of notified\n"),
        &[("undated-anchor", "notified")],
    );
    clean(&format!("{act}  notified 2020-01-02\n  begins bound(rose) after 1 year of notified\n"));
}

#[test]
fn names_that_verbs_have() {
    check("deed annul(act)\n", &[("reserved-deed", "annul")]);
    check("2020-01-01 a A.King\n2020-01-02 b A.Court\n  does annul(a)\n", &[("verb-as-deed", "annul(a)")]);
}

#[test]
fn viewpoints_have_ranks() {
    let model = clean(
        "viewpoint A.Court \"Court\"\n  es \"Tribunal\"\n  prefers A.Court = A.King > A > others\n  not B\n",
    );
    let view = &model.viewpoints[0];
    let ranks: Vec<Vec<&str>> =
        view.ranks.iter().map(|r| r.prefixes.iter().map(|&p| model.name(p)).collect()).collect();
    assert_eq!(ranks, [vec!["A.Court", "A.King"], vec!["A"], vec![]]);
    assert_eq!(view.excludes, [model.thing("B").unwrap()]);
    assert_eq!(view.title.translations, [("es".into(), "Tribunal".into())]);
    check("viewpoint v\n", &[("empty-viewpoint", "v")]);
    check("viewpoint v\n  prefers A > B > A\n", &[("listed-twice", "A")]);
    check("viewpoint v\n  prefers A > B = others\n", &[("others-tied", "others")]);
    check("viewpoint v\n  prefers A > C\n", &[("unknown-name", "C")]);
}

#[test]
fn organs_belong_to_an_order() {
    let resolved = check("organ C.Court \"x\"\norgan C.King \"y\"\n", &[("organ-without-order", "C.Court")]);
    let court = resolved.model.thing("C.Court").unwrap();
    assert_eq!(resolved.model[court].root, court);
}

#[test]
fn expectations_keep_their_words_and_places() {
    let text =
        format!("{GROUND}2020-01-01 a A.King\n2020-02-01 expect as it stood: a in force \"F1\" ; why\n");
    let model = resolve_text(&text).model;
    let [expect] = &model.expectations[..] else { panic!("one") };
    assert_eq!(&*expect.text, "as it stood: a in force \"F1\"");
    assert!(text[expect.text_at as usize..].starts_with(&*expect.text));
    assert_eq!(expect.on, Days::on(day("2020-02-01")));
}

#[test]
fn disputes_refs_and_details_are_kept() {
    let model = clean(
        "2020-01-01 a A.King \"Title\"\n  es \"Título\"\n  ref F24, F25\n  unverified \"the date\"\n  note \"n\"\n  main: \
         requires rose to fish by 2020-06-01\n  disputed main.by 2020-06-02 cites gazette p.1\n  disputed made \
         2020-01-02\n  contradicts gazette p.2\norder D \"D\"\n  claims stale after 1 year\n",
    );
    let refs: Vec<&str> = model.refs.iter().map(|r| &*r.1).collect();
    assert_eq!(refs, ["F24", "F25"]);
    assert_eq!(&*model.disputes[0].what, "main.by");
    assert_eq!(model.citations.iter().map(|c| c.contradicts).collect::<Vec<_>>(), [true, false]);
    assert!(matches!(model.citations[1].of, Cited::Dispute(d) if d.index() == 0));
    let details = &model.details[&act(&model, "a").thing];
    assert_eq!(&*details.title.text, "Title");
    assert_eq!(details.unverified, ["the date".into()]);
    assert_eq!(model.stale_after[&model.thing("D").unwrap()], Delay { years: 1, ..Delay::default() });
    check("2020-01-01 a A.King\n  disputed main.by 2020-06-02\n", &[("misplaced-line", "main.by")]);
}

#[test]
fn circles_are_found_where_the_days_fit() {
    let two = |then: &str| {
        format!(
            "norm N.1 of A\n  while at-sea(?x) and not bound(?x)\n  then begins may-fish(?x)\nnorm N.2 of A\n  while \
             at-sea(?x) and {then}\n  then begins bound(?x)\n"
        )
    };
    let resolved = with(&two("not may-fish(?x)"));
    assert_eq!(resolved.diagnostics.iter().map(|d| d.code).collect::<Vec<_>>(), ["circle"]);
    assert_eq!(
        resolved.diagnostics[0].labels[0].text,
        "`N.1` hangs on `bound` hangs on `N.2` hangs on `may-fish` hangs on `N.1`"
    );
    // The effects remain.
    assert!(resolved.model.norms.iter().all(|n| n.effects.len() == 1));
    clean(&two("at-sea(?x)"));
    // A year's notice: what is asked on the day of the deed does not hang on what ends a year later.
    let notice = |delay: &str| {
        format!("norm N of A\n  when ?s does fish\n  if bound(?s)\n  then ends bound(?s){delay}\n")
    };
    clean(&notice(" after 1 year of made"));
    assert_eq!(with(&notice("")).diagnostics[0].code, "circle");
    // Asked every day, a delay does not help.
    let daily = "norm N of A\n  when ?s does fish\n  while not bound(?s)\n  then begins bound(?s) after 1 year of made\n";
    assert_eq!(with(daily).diagnostics[0].code, "circle");
    // Other arguments, other statuses.
    clean("norm N of A\n  while bound(rose)\n  then begins bound(una)\n");
    assert_eq!(
        with("norm N of A\n  while bound(rose)\n  then begins bound(rose)\n").diagnostics[0].code,
        "circle"
    );
}

#[test]
fn circles_through_acts_and_attacks() {
    // The act that begins a status is annulled as long as the status holds.
    let circle =
        "2020-01-01 a A.King\n  begins bound(rose)\n2020-02-01 b A.Court\n  annuls a while bound(rose)\n";
    assert_eq!(with(circle).diagnostics[0].code, "circle");
    // Asked once, on the day of the annulment: an annulment reaches back, so it is still a circle.
    assert_eq!(with(&circle.replace("while", "if")).diagnostics[0].code, "circle");
    // A repeal works from its own day on, and what is asked is that very day.
    let repeal = circle.replace("annuls", "repeals").replace("while", "if");
    assert_eq!(with(&repeal).diagnostics[0].code, "circle");
    clean(&repeal.replace("if bound(rose)", "from 2020-03-01 if bound(rose)"));
    // An act asks what a later act begins from then on.
    clean(
        "2020-01-01 a A.King\n  begins bound(rose) if may-fish(rose)\n2020-02-01 b A.King\n  begins may-fish(rose) if \
         bound(rose)\n",
    );
    // Two deeds that count as each other: a chain never comes back to a deed that it contains.
    let each_other = "norm N.1 of A\n  when ?o does fish\n  then counts as swear\nnorm N.2 of A\n  when ?o does swear\n  \
                      then counts as fish\n";
    clean(each_other);
    // What makes the one count hangs on what the other begins.
    let hangs = each_other.replace("  then counts as fish", "  if not bound(rose)\n  then counts as fish");
    let begins = "norm N.3 of A\n  when ?o does fish\n  then begins bound(rose)\n";
    assert_eq!(with(&(hangs + begins)).diagnostics[0].code, "circle");
}

#[test]
fn packs_are_found_through_packs() {
    assert_eq!(used_packs("\u{feff}use a ; x\n  use b\nuse c \"1\"\nused d\nuse a\n"), ["a", "b", "c"]);
    // A line that is wrong is reported; that is no reason to call all that its pack declares unknown.
    assert_eq!(
        used_packs("use a, b\nuse c d\n; use e\n2020-01-01 x y\n  note \"a\"\n      use f\n"),
        ["a", "c"]
    );
    let packs = |name: &str| match name {
        "one" => vec![SourceFile::of_pack("one", "pack.vig", "use two\npack one \"One\"\n")],
        "two" => vec![SourceFile::of_pack("two", "pack.vig", "use one\norder T \"Two\"\n")],
        _ => Vec::new(),
    };
    let world = world_with(vec![SourceFile::new("d.vig", "use one\norgan T.Court \"x\"\n")], packs);
    assert_eq!(world.files.len(), 3);
    assert_eq!(resolve(&world).diagnostics, []);
    let missing = resolve(&world_with(vec![SourceFile::new("d.vig", "use peruu\n")], packs));
    assert_eq!(missing.diagnostics[0].code, "unknown-pack");
    assert_eq!(missing.diagnostics[0].help.as_deref(), Some("did you mean `peru`?"));
}

#[test]
fn built_in_packs_are_clean() {
    for pack in vigente_packs::names() {
        let world = world_of(vec![SourceFile::new("d.vig", format!("use {pack}\n"))]);
        assert!(world.files.len() > 1, "{pack}");
        assert_eq!(resolve(&world).diagnostics, [], "{pack}");
    }
}

/// Folders that begin with `_` come with no program, but whoever copies them must get a clean pack.
#[test]
fn packs_to_copy_are_clean() {
    let packs = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs");
    for folder in std::fs::read_dir(packs).unwrap().map(|e| e.unwrap().path()) {
        let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
        if !folder.is_dir() || !name.starts_with('_') {
            continue;
        }
        assert!(!vigente_packs::names().contains(&&*name), "{name} is built in");
        // A name cannot begin so: it is copied under another.
        let own = name.trim_start_matches('_').to_owned();
        let name = format!("copied-{own}");
        let files = std::fs::read_dir(&folder).unwrap().map(|e| e.unwrap().path());
        let texts = files.filter(|p| p.extension().is_some_and(|e| e == "vig"));
        let mut all: Vec<SourceFile> = texts
            .map(|p| {
                let text = std::fs::read_to_string(&p).unwrap();
                let text = text.replace(&format!("\npack {own} "), &format!("\npack {name} "));
                SourceFile::of_pack(&*name, p.display().to_string(), text)
            })
            .collect();
        assert!(!all.is_empty(), "{name}");
        all.push(SourceFile::new("d.vig", format!("use {name}\n")));
        assert_eq!(resolve(&world_of(all)).diagnostics, [], "{name}");
    }
}

#[test]
fn a_readme_is_told_in_its_first_paragraph() {
    let first = vigente_packs::first_paragraph;
    assert_eq!(first("# Title\n\n- a list\n\nOne\n two.\n\nThree."), "One two.");
    assert_eq!(first("# Title\n"), "");
}

/// A dossier with a pack `isles`, which offers two viewpoints, and a pack `beyond`, which `isles` uses.
fn with_offers(dossier: &str) -> Resolved {
    let isles = "use beyond\npack isles \"Isles\"\norder I \"Isles\"\norgan I.Court \"Court\"\norgan I.King \"King\"\n\
                 viewpoint I.Court \"As the Court sees it\"\n  es \"Según el Tribunal\"\n  prefers I.Court > others\n\
                 viewpoint I.King \"As the King sees it\"\n  prefers I.King > I\n  not F\n";
    let beyond = "pack beyond \"Beyond\"\norder F \"Far\"\nviewpoint F \"From afar\"\n  prefers F > others\n";
    let rival = "use isles\npack rival \"Rival\"\nviewpoint I.Court \"Otherwise\"\n  prefers I\n";
    resolve(&world_with(vec![SourceFile::new("d.vig", dossier)], |pack| {
        let text = match pack {
            "isles" => isles,
            "beyond" => beyond,
            "rival" => rival,
            _ => return Vec::new(),
        };
        vec![SourceFile::of_pack(pack, "pack.vig", text)]
    }))
}

#[test]
fn packs_offer_viewpoints() {
    let seen = |resolved: &Resolved| -> Vec<(String, String, usize, usize)> {
        assert_eq!(resolved.diagnostics, []);
        let all = resolved.model.viewpoints.iter();
        all.map(|v| (v.name.to_string(), v.title.text.to_string(), v.ranks.len(), v.excludes.len())).collect()
    };
    let row = |name: &str, title: &str, ranks, excludes| (name.to_owned(), title.to_owned(), ranks, excludes);
    // None declared: those of the packs that the dossier itself names, not those further away.
    let none = with_offers("use isles\n");
    let court = row("I.Court", "As the Court sees it", 2, 0);
    assert_eq!(seen(&none), [court.clone(), row("I.King", "As the King sees it", 2, 1)]);
    // Named without `prefers`: the pack's ladder and title, and only that viewpoint.
    assert_eq!(seen(&with_offers("use isles\nviewpoint I.Court\n")), [court]);
    let taken = with_offers("use isles\nviewpoint I.Court\n  es \"Mío\"\n  not F\n");
    assert_eq!(seen(&taken), [row("I.Court", "As the Court sees it", 2, 1)]);
    assert_eq!(*taken.model.viewpoints[0].title.translations, [("es".into(), "Mío".into())]);
    let titled = with_offers("use isles\nviewpoint I.King \"Mine\"\n");
    assert_eq!(seen(&titled), [row("I.King", "Mine", 2, 1)]);
    assert_eq!(seen(&with_offers("use isles\nviewpoint F\n")), [row("F", "From afar", 2, 0)]);
    // With `prefers`: replaced, and not mixed.
    let own = with_offers("use isles\nviewpoint I.Court \"Mine\"\n  prefers I.King > F > others\n");
    assert_eq!(seen(&own), [row("I.Court", "Mine", 3, 0)]);
}

#[test]
fn what_no_pack_offers_cannot_be_taken() {
    let codes = |text: &str| with_offers(text).diagnostics.iter().map(|d| d.code).collect::<Vec<_>>();
    assert_eq!(codes("use isles\nviewpoint I\n"), ["empty-viewpoint"]);
    assert_eq!(codes("use isles\nviewpoint I.King\n  not F\n"), ["listed-twice"]);
    assert_eq!(codes("use isles\nviewpoint I.Court\nviewpoint I.Court\n"), ["duplicate-name"]);
    // Two packs may not offer one name, whether it is taken or not.
    assert_eq!(codes("use rival\nviewpoint F\n"), ["duplicate-name"]);
}

const TEXT: &str = "The GAZETTE\n\nFirst para-\ngraph, with “curly” words\u{a0}and an officiel ﬁgure.\n\n\n  Second \
                    paragraph: Resolución Nº 48.\nIt goes on.\n";

fn quoted(line: &str) -> (World, Resolved) {
    let text = format!("{GROUND}source t \"T\"\n  file \"t.txt\"\n2020-01-01 a A.King\n  {line}\n");
    let mut world = World::of_text(text);
    world.texts.insert("t.txt".to_owned(), TEXT.into());
    let resolved = resolve(&world);
    assert_eq!(resolved.diagnostics, []);
    (world, resolved)
}

/// The codes for one citation, and the paragraphs (from 1) it touches.
#[track_caller]
fn cites(line: &str, codes: &[&str], touched: &[usize]) -> String {
    let (world, resolved) = quoted(line);
    let mut found = sources::check(&resolved.model, &world);
    found.diagnostics.retain(|d| d.code != "inexact-quote");
    assert_eq!(found.diagnostics.iter().map(|d| d.code).collect::<Vec<_>>(), codes, "{line}");
    let uses = &found.reports[0].paragraphs;
    let cited: Vec<usize> = (1..=uses.len())
        .filter(|&i| !uses[i - 1].cited.is_empty() || !uses[i - 1].contradicted.is_empty())
        .collect();
    assert_eq!(cited, touched, "{line}");
    found.diagnostics.first().and_then(|d| d.help.clone()).unwrap_or_default()
}

#[test]
fn quotes_are_compared_by_words() {
    cites("cites t para.2 \"First paragraph, with 'curly' words and an officiel figure\"", &[], &[2]);
    cites("cites t \"RESOLUCION No. 48\"", &[], &[3]);
    cites("cites t \"First … words … figure\"", &[], &[2]);
    cites("cites t \"curly words and an officiel figure. Second paragraph\"", &[], &[2, 3]);
    cites("contradicts t para.2-3", &[], &[2, 3]);
    cites("cites t art.7", &[], &[]);
    let help = cites(
        "cites t para.2 \"First paragraph, with curly words and an official figure\"",
        &["quote-not-found"],
        &[2],
    );
    assert_eq!(
        help,
        "the nearest passage is \"First para- graph, with “curly” words and an officiel ﬁgure.\""
    );
    assert_eq!(cites("cites t para.2 \"It goes on\"", &["quote-not-found"], &[2]), "it stands in para.3");
    cites("cites t \"words … First\"", &["quote-not-found"], &[]);
    let help = cites("cites t para.4", &["no-such-paragraph"], &[]);
    assert_eq!(help, "its text has 3 paragraphs, parted by blank lines");
}

#[test]
fn anchors_are_hashes_of_paragraphs() {
    let hash = sources::anchor("SECOND paragraph — resolucion no 48 it goes on");
    assert_eq!(hash.len(), 8);
    cites(&format!("cites t para.3 hash \"{hash}\""), &[], &[3]);
    cites(&format!("cites t hash \"{}\"", hash.to_uppercase()), &[], &[3]);
    let help = cites(&format!("cites t para.2 hash \"{hash}\""), &["hash-not-found"], &[2]);
    assert_eq!(help, "the one in para.3 has it");
    cites("cites t hash \"abc\"", &["bad-hash"], &[]);
    let help = cites("cites t para.3 hash \"00000000\"", &["hash-not-found"], &[3]);
    assert!(help.contains(&hash), "{help}");
}

#[test]
fn numbered_texts_count_by_their_own_numbers() {
    let text = "Header\n\n80. One.\n\n81. Two.\n\nstill two\n\n82. Three.\n";
    let dossier = format!(
        "{GROUND}source t \"T\"\n  file \"t.txt\"\n2020-01-01 a A.King\n  cites t para.81 \"still two\"\n  cites t \
         para.2\n"
    );
    let mut world = World::of_text(dossier);
    world.texts.insert("t.txt".to_owned(), text.into());
    let found = sources::check(&resolve(&world).model, &world);
    assert_eq!(found.diagnostics.iter().map(|d| d.code).collect::<Vec<_>>(), ["no-such-paragraph"]);
    let used: Vec<bool> = found.reports[0].paragraphs.iter().map(|p| !p.cited.is_empty()).collect();
    assert_eq!(used, [false, false, true, true, false]);
    assert_eq!((found.reports[0].verified, found.reports[0].failed), (1, 1));
}

#[test]
fn sources_without_a_text_are_unverified() {
    let resolved = with(
        "2020-01-01 a A.King\n  cites gazette \"one\"\n  annuls b, c\n    cites gazette \"two\"\n2019-01-01 b \
         A.King\n2019-01-01 c A.King\n",
    );
    assert_eq!(resolved.diagnostics, []);
    let found = sources::check(&resolved.model, &World::default());
    assert_eq!(found.unverified, [(SourceId::new(0), 2)]);
    assert!(found.reports.is_empty() && found.diagnostics.is_empty());
}

#[test]
fn the_first_matter_is_clean() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../dossiers/fujimori");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect(folder).map(|e| e.expect("an entry").path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "vig"));
    paths.sort();
    let files = paths.iter().map(|p| {
        let name = p.file_name().expect("a file").to_string_lossy();
        SourceFile::new(name, std::fs::read_to_string(p).expect("text"))
    });
    let resolved = resolve(&world_of(files.collect()));
    assert_eq!(resolved.diagnostics, []);
    assert!(resolved.model.acts.len() >= 53);
}

#[test]
fn what_a_matter_covers() {
    let matter = |line: &str| format!("matter m \"M\"\n  covers {line}\n");
    let good = check(&matter("may-fish(?x) from 2000-01-01 until 2001"), &[]);
    let [covered] = &good.model.coverage[..] else { panic!("{:?}", good.model.coverage) };
    let status = covered.status;
    let day = |text: &str| Days::read(text).expect("a day").lo;
    let covers = |on: &str| good.model.covers(status, &[Arg::Var(0)], day(on));
    assert_eq!(
        [covers("1999-12-31"), covers("2000-01-01"), covers("2000-12-31"), covers("2001-01-01")],
        [false, true, true, false]
    );
    check(&matter("may-fsh(?x)"), &[("unknown-status", "may-fsh")]);
    check(&matter("may-fish"), &[("wrong-arity", "may-fish")]);
    let bad = check(&matter("may-fish(?x) from 2000-13-01"), &[("bad-date", "2000-13-01")]);
    assert!(bad.model.coverage.is_empty());
}
