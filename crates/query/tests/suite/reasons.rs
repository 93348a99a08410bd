//! The reasons of an answer and the answer itself are told by different roads; here they must meet.

use std::sync::Arc;

use std::path::Path;

use vigente_model::{Day, Days, Model};
use vigente_query::answer::{
    Cause, Holder, HolderTime, Node, NodeKind, Period, Position, ReasonKind, Side, State, Value,
};
use vigente_query::{CollisionFilter, Over, Question, Session};
use vigente_resolve::resolve_text;

fn case(name: &str) -> Arc<Model> {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases");
    resolve_text(&std::fs::read_to_string(cases.join(name)).expect("a case")).model
}

fn day(text: &str) -> Day {
    Days::read(text).expect("a day of this test").lo
}

/// The first step of this kind that speaks of this, wherever it stands.
fn step<'n>(node: &'n Node, kind: NodeKind, what: &str) -> Option<&'n Node> {
    if node.kind == kind && node.what == what {
        return Some(node);
    }
    node.children.iter().find_map(|n| step(n, kind, what))
}

fn root(model: &Arc<Model>, question: &str, on: &str) -> Node {
    let session = Session::new(model);
    let mut why = session.why(question, &Question::on(day(on))).expect("a question");
    why.trees.remove(0).root
}

/// A title that is at work rests on nothing that is not so, and one that is not at work on something that is not so.
fn meets(node: &Node, path: &str, faults: &mut Vec<String>, seen: &mut usize) {
    if node.kind == NodeKind::Title {
        *seen += 1;
        let cut = node.children.iter().any(|n| n.kind == NodeKind::Cut && n.value != Value::False);
        let terms = || node.children.iter().filter(|n| n.kind != NodeKind::Cut);
        let firm = terms().all(|n| n.value == Value::True);
        let denied = terms().any(|n| n.value == Value::False);
        let fits = match node.value {
            Value::True => firm,
            Value::False => cut || denied,
            _ => cut || !firm,
        };
        if !fits {
            let told: Vec<_> = node.children.iter().map(|n| (n.kind, n.value, &n.what)).collect();
            faults.push(format!("{path}: `{}` is {:?}, for {told:?}", node.what, node.value));
        }
    }
    node.children.iter().for_each(|n| meets(n, path, faults, seen));
}

#[test]
fn titles_stand_and_fall_with_their_reasons() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases");
    let mut files: Vec<_> =
        std::fs::read_dir(cases).expect("the cases").map(|e| e.expect("an entry").path()).collect();
    files.sort();
    let (mut faults, mut seen) = (Vec::new(), 0);
    for file in files.iter().filter(|f| f.extension().is_some_and(|e| e == "vig")) {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let model = resolve_text(&std::fs::read_to_string(file).expect("a case")).model;
        let session = Session::new(&model);
        for expected in &model.expectations {
            let question = Question::on(expected.on.lo);
            for question in [question.clone(), question.as_it_stood()] {
                let Ok(why) = session.why(&expected.text, &question) else { continue };
                for tree in &why.trees {
                    let path =
                        format!("{name}: {} `{}` {}", expected.on.lo, expected.text, tree.viewpoint.name);
                    meets(&tree.root, &path, &mut faults, &mut seen);
                }
            }
        }
    }
    assert!(faults.is_empty(), "{} of {seen}:\n{}", faults.len(), faults.join("\n"));
    assert!(seen > 200, "{seen} titles: too few to tell");
}

#[test]
fn what_a_norm_gives_is_told_as_the_norm_sees_it() {
    let model = case("filtered-trigger-attacks.vig");
    let root = root(&model, "L.Court: party(A, river-treaty)", "2020-01-10");
    let cut = step(&root, NodeKind::Cut, "notice-a").expect("the notice");
    assert_eq!(cut.value, Value::True);
    let stands = step(cut, NodeKind::Stands, "notice-a").expect("how it stands");
    assert_eq!(stands.value, Value::True, "the treaty does not hear the national court");
    let attack = &stands.children[0];
    assert_eq!(
        (attack.kind, attack.what.as_str(), attack.value),
        (NodeKind::Attack, "national-judgment", Value::False)
    );
    let counts = &attack.children[0];
    assert!(counts.decides);
    assert_eq!((counts.kind, counts.what.as_str()), (NodeKind::Counts, "A.Supreme"));
    assert_eq!(counts.other.as_deref(), Some("L"));
    let deed = step(cut, NodeKind::Deed, "give-notice(river-treaty)").expect("the trigger");
    assert_eq!(deed.value, Value::True);
}

#[test]
fn what_an_enacted_norm_gives_names_the_act_that_enacts() {
    let model = case("law-that-reaches-back.vig");
    let root = root(&model, "as it stood: eligible(rose)", "2020-06-01");
    let enacted = step(&root, NodeKind::Enacted, "amnesty-act").expect("the act that enacts");
    assert_eq!(enacted.value, Value::True);
    assert_eq!(
        enacted.day.map(|d| d.to_string()).as_deref(),
        Some("2016-05-01"),
        "the day of the conviction"
    );
    let back = step(enacted, NodeKind::ReachesBack, "amnesty-act").expect("that it reaches back");
    assert_eq!((back.value, back.day.map(|d| d.to_string()).as_deref()), (Value::True, Some("2015-01-01")));
    let title = step(&root, NodeKind::Title, "conviction-rose").expect("a title");
    assert_eq!(title.effect.as_deref(), Some("begins eligible(rose)"), "without the norm's variables");
    let too_old = self::root(&model, "as it stood: eligible(tom)", "2020-06-01");
    if let Some(title) = step(&too_old, NodeKind::Title, "conviction-tom") {
        let back = step(title, NodeKind::ReachesBack, "amnesty-act").expect("that it does not reach so far");
        assert_eq!(back.value, Value::False);
    }
}

/// A decree that a national court annuls and an international one restores; a State that leaves a treaty by notice, and
/// that a later ruling of the treaty's court takes to have come back.
const DISPUTED: &str = r#"
order L "League"
organ L.Court "Court of the League"
order A "Arvenia"
organ A.Supreme "Supreme Court"
organ A.Government "Government"
organ A.Exile "Government in exile"
order B "Belmar"
status allowed(act)
status party(state)
status bound(state)
status guest(state)
deed join()
deed leave()
deed lodge()
deed apply()

viewpoint L.Court "As the League sees it"
  prefers L.Court > L > A.Supreme > A.Government = A.Exile > A

viewpoint A.Supreme "As Arvenia sees it"
  prefers A.Supreme > A.Government > A > L.Court > L
  not A.Exile

norm L.1 of L "Who joins is a party"
  when ?organ of ?state does join()
  then begins party(?state)

norm L.5 of L "Who leaves is a party no more"
  when ?organ of ?state does leave()
  then ends party(?state)

norm B.1 of B "Who joins is a guest of Belmar"
  when ?organ of ?state does join()
  then begins guest(?state)

norm L.2 of L "A party is bound once the League runs"
  when ?organ of ?state does apply()
  then begins bound(?state) while party(?state)

2000-01-01 application A.Government
  does apply()

2001-01-01 joining A.Government
  does join()

2010-01-01 leaving A.Government
  does leave()

2012-05-01 instrument A.Exile
  does lodge()

2015-01-01 decree A.Government
  begins allowed(decree)

2016-02-03 strike A.Supreme
  annuls decree

2016-02-26 rescue L.Court
  restores decree

2020-06-01 ruling L.Court

norm ruling-1 by ruling "The instrument brings Arvenia back"
  applies from 2012-01-01
  when A.Exile does lodge()
  then begins party(A)
"#;

fn disputed() -> Arc<Model> {
    let resolved = resolve_text(DISPUTED);
    assert!(resolved.diagnostics.is_empty(), "{:?}", resolved.diagnostics);
    resolved.model
}

/// The day it arose, and what each side rests on.
fn collision(model: &Arc<Model>, on: &str, about: &str) -> (Option<String>, Vec<Vec<String>>) {
    let session = Session::new(model);
    let all = session.collisions(&Question::on(day(on)), &CollisionFilter::default()).collisions;
    let names: Vec<_> = all.iter().map(|c| &c.on).collect();
    let found = all.iter().find(|c| c.on == about).unwrap_or_else(|| panic!("{about} among {names:?}"));
    let rests = |s: &Side| s.rests_on.iter().map(|a| a.name.clone()).collect();
    (found.arose.map(|d| d.to_string()), found.sides.iter().map(rests).collect())
}

#[test]
fn a_collision_arises_with_the_last_act_that_it_needs() {
    let model = disputed();
    let restored = (
        Some("2016-02-26".to_owned()),
        vec![
            vec!["decree".to_owned(), "strike".into(), "rescue".into()],
            vec!["decree".into(), "strike".into()],
        ],
    );
    assert_eq!(collision(&model, "2017-01-01", "decree"), restored, "an act that restores");
    assert_eq!(collision(&model, "2017-01-01", "allowed(decree)"), restored, "the same, of a status");
    let party = collision(&model, "2013-01-01", "party(A)");
    assert_eq!(party.0.as_deref(), Some("2020-06-01"), "an act that enacts a norm");
    assert_eq!(party.1, [vec!["instrument", "ruling"], vec!["leaving"]]);
    let bound = collision(&model, "2013-01-01", "bound(A)");
    assert_eq!(bound.0.as_deref(), Some("2020-06-01"), "the same, through a condition");
    assert_eq!(bound.1, [vec!["application", "instrument", "ruling"], vec!["leaving"]]);
}

#[test]
fn a_side_that_somebody_struck_at_in_vain_stands_by_itself() {
    let text = DISPUTED.replace("  restores decree\n", "");
    let model = resolve_text(
        &text.replace("A.Supreme > A.Government = A.Exile", "A.Government = A.Exile > A.Supreme"),
    )
    .model;
    let session = Session::new(&model);
    let all = session.collisions(&Question::on(day("2017-01-01")), &CollisionFilter::default()).collisions;
    let decree = all.iter().find(|c| c.on == "decree").expect("a collision of standing");
    let names: Vec<_> = decree.sides.iter().map(|s| s.name.as_str()).collect();
    assert_eq!(names, ["decree", "strike"]);
}

#[test]
fn a_side_whose_condition_does_not_hold_names_who_saw_to_that() {
    let model = disputed();
    let session = Session::new(&model);
    let all = session.collisions(&Question::on(day("2013-01-01")), &CollisionFilter::default()).collisions;
    let bound = all.iter().find(|c| c.on == "bound(A)").expect("a collision of a status");
    let names: Vec<_> = bound.sides.iter().map(|s| s.name.as_str()).collect();
    assert_eq!(names, ["application", "leaving"]);
}

#[test]
fn what_does_not_carry_a_status_is_told_for_what_it_is() {
    let model = disputed();
    let session = Session::new(&model);
    let reason = |question: &str, on: &str, viewpoint: &str| {
        let answer = session.answer(question, &Question::on(day(on))).expect("a question");
        let here =
            answer.by_viewpoint.into_iter().find(|v| v.viewpoint.name == viewpoint).expect("a viewpoint");
        let reason = here.reason.expect("a reason");
        (reason.kind, reason.by.unwrap_or_default(), reason.day.map(|d| d.to_string()).unwrap_or_default())
    };
    let (kind, by, _) = reason("guest(A)", "2005-01-01", "L.Court");
    assert_eq!((kind, by.as_str()), (ReasonKind::NormsUnrecognised, "B"));
    let (kind, by, on) = reason("bound(A)", "2000-06-01", "L.Court");
    assert_eq!((kind, by.as_str(), on.as_str()), (ReasonKind::TitleNotYet, "application", "2001-01-01"));
    let (kind, by, _) = reason("as it stood: bound(A)", "2000-06-01", "L.Court");
    assert_eq!((kind, by.as_str()), (ReasonKind::TitleCondition, "application"));
    let (kind, by, _) = reason("allowed(decree)", "2017-01-01", "A.Supreme");
    assert_eq!((kind, by.as_str()), (ReasonKind::TitleAnnulledBy, "strike"));
}

#[test]
fn a_history_tells_the_ends_that_others_see_and_no_open_variables() {
    let model = disputed();
    let history = Session::new(&model).history("party(A)", &Question::on(day("2013-01-01"))).expect("a life");
    let told: Vec<_> = history.touched_by.iter().map(|t| (t.name.as_str(), t.effect.as_str())).collect();
    assert_eq!(
        told,
        [("joining", "begins party(A)"), ("leaving", "ends party(A)"), ("instrument", "begins party(A)")]
    );
}

/// A treaty that takes two, and a notice that a court later strikes down.
const TREATY: &str = r#"
order A "Arvenia"
order B "Borland"
order L "League"
organ L.Court "Court"
person ann
thing pact
status deposited(order, thing)
status running(thing)
status party(order, thing)
deed deposit(thing)
deed denounce(thing)
deed pay(person)

viewpoint L.Court "As the Court sees it"
  prefers L.Court > A = B = L

norm L.1 of L "A deposit is one from its day on"
  when ?state does deposit(?treaty)
  then begins deposited(?state, ?treaty)
norm L.2 of L "Two deposits make it run"
  while count(?state: deposited(?state, pact)) >= 2
  then begins running(pact)
norm L.3 of L "Whoever has deposited is a party while it runs"
  when ?state does deposit(?treaty)
  then begins party(?state, ?treaty) while running(?treaty)
norm L.4 of L "Whoever gives notice leaves, and pays"
  when ?state does denounce(?treaty) in ?notice
  then ends party(?state, ?treaty) unless excused(?notice)
  then requires ?state to pay(ann)
status excused(act)

2000-01-01 a-deposits A
  does deposit(pact)
2001-01-01 b-deposits B
  does deposit(pact)
2005-01-01 notice A
  does denounce(pact)
2006-01-01 ruling L.Court
  annuls notice
2007-01-01 b-notice B
  does denounce(pact)
2008-01-01 b-pays B
  does pay(ann)
"#;

fn treaty() -> Arc<Model> {
    let resolved = resolve_text(TREATY);
    assert!(resolved.diagnostics.is_empty(), "{:?}", resolved.diagnostics);
    resolved.model
}

/// From when, by what, under which norm, and decided by what.
fn rows(periods: &[Period]) -> Vec<[String; 4]> {
    let row = |p: &Period| {
        let by = p.reason.by.clone().unwrap_or_default();
        let norm = p.reason.norm.as_ref().map(|n| n.name.clone()).unwrap_or_default();
        let decided: Vec<_> = p.decided_by.iter().map(|a| a.name.as_str()).collect();
        [p.from.map(|d| d.to_string()).unwrap_or_default(), by, norm, decided.join(" ")]
    };
    periods.iter().map(row).collect()
}

#[test]
fn each_period_of_a_history_names_the_act_that_decided_it() {
    let model = treaty();
    let session = Session::new(&model);
    let question = Question::on(day("2010-01-01"));
    let of = |thing: &str| session.history(thing, &question).expect("a life").by_viewpoint.remove(0);
    let party = of("party(A, pact)");
    assert_eq!(
        rows(&party.as_it_stood),
        [
            ["", "", "", ""],
            ["2000-01-01", "a-deposits", "L.3", ""],
            // B's deposit makes the treaty run. A's own deposit is the title.
            ["2001-01-01", "a-deposits", "L.3", "b-deposits"],
            ["2005-01-01", "notice", "L.4", ""],
            // With the notice its effect falls, because the Court struck it down.
            ["2006-01-01", "a-deposits", "L.3", "ruling"],
        ]
    );
    assert_eq!(
        rows(&party.with_hindsight)[2..],
        [["2001-01-01", "a-deposits", "L.3", ""]],
        "the notice never had effect"
    );
    let duty = of("L.4");
    assert_eq!(rows(&duty.with_hindsight).last(), Some(&["2008-01-01", "b-pays", "", ""].map(str::to_owned)));
    assert!(
        rows(&duty.with_hindsight).contains(&["2007-01-01", "b-notice", "L.4", ""].map(str::to_owned)),
        "{:?}",
        rows(&duty.with_hindsight)
    );
    assert_eq!(
        rows(&of("notice").as_it_stood)[1..],
        [["2005-01-01", "notice", "", ""], ["2006-01-01", "ruling", "", ""]]
    );
}

#[test]
fn who_names_what_made_it_so_and_what_ended_it() {
    let model = treaty();
    let session = Session::new(&model);
    let question = Question::on(day("2010-01-01"));
    let told = |text: &str, over: Over| -> Vec<String> {
        let name = |cause: &Option<Cause>| {
            let Cause { reason, decided_by } = cause.as_ref()?;
            let norm = reason.norm.as_ref().map(|n| n.name.as_str()).unwrap_or_default();
            let decided: String = decided_by.iter().map(|act| format!(" < {}", act.name)).collect();
            Some(format!("{} {norm}{decided}", reason.by.as_deref().unwrap_or_default()))
        };
        let who = session.who(text, &question, over).expect("a table");
        let times = who.rows.iter().flat_map(|row| row.by_viewpoint[0].when.iter().map(move |t| (row, t)));
        let time = |(row, t): (&Holder, &HolderTime)| {
            let [begun, ended] = [&t.begun_by, &t.ended_by].map(|r| name(r).unwrap_or_default());
            format!("{}: {begun}; {ended}", row.values[0].name)
        };
        times.map(time).collect()
    };
    assert_eq!(
        told("party(?state, pact)", Over::AllDays),
        ["A: a-deposits L.3; ", "B: b-deposits L.3; b-notice L.4"]
    );
    assert_eq!(
        told("party(?state, pact)", Over::AllDaysAsTheyStood),
        [
            "A: a-deposits L.3 < b-deposits; notice L.4",
            "A: a-deposits L.3 < ruling; ",
            "B: b-deposits L.3; b-notice L.4"
        ]
    );
    assert_eq!(told("deposit(?what)", Over::AllDays), ["pact: a-deposits ; "]);
    assert_eq!(told("somebody must pay(?whom)", Over::AllDays), ["B: b-notice L.4; b-pays "]);
}

#[test]
fn what_is_disapplied_is_not_called_annulled() {
    let model = case("disapplied-to-bearer-or-author.vig");
    let session = Session::new(&model);
    let question = Question::on(day("2020-03-01"));
    let parts = session.situation(&question).parts.items;
    let of = |name: &str| &parts.iter().find(|p| p.name == name).expect("an act").by_viewpoint[0];
    // The author of the second decree is concerned: all of it is without effect.
    let second = of("second-decree");
    assert_eq!(second.state, State::Disapplied);
    assert_eq!(
        (second.reason.kind, second.reason.by.as_deref()),
        (ReasonKind::DisappliedBy, Some("second-judgment"))
    );
    // The decree stands; the Harbour Office, a bearer, is concerned. The protest of the Harbour Office does nothing.
    let decree = of("decree");
    let told: Vec<_> = decree.disapplied.iter().map(|d| (d.to.name.as_str(), d.by.as_str())).collect();
    assert_eq!((decree.state, told), (State::InForce, vec![("A.Harbour", "judgment")]));
    let duty = session.answer("decree.office binds", &question).expect("a question");
    let reason = duty.by_viewpoint[0].reason.as_ref().expect("a reason");
    assert_eq!((reason.kind, reason.by.as_deref()), (ReasonKind::TitleDisappliedBy, Some("judgment")));
    let model = resolve_text(
        "order A\norgan A.Court\nperson rose\nstatus barred(person)\nviewpoint A \"A\"\n  prefers A.Court > A\n\n\
         2020-01-10 decree A\n  begins barred(rose)\n2020-02-01 judgment A.Court\n  disapplies decree to rose\n",
    )
    .model;
    let session = Session::new(&model);
    let life = session.history("decree", &question).expect("a life").by_viewpoint.remove(0);
    let days = |periods: &[Period]| -> Vec<String> {
        let told = periods.iter().filter(|p| !p.disapplied.is_empty());
        told.map(|p| p.from.map(|d| d.to_string()).unwrap_or_default()).collect()
    };
    assert_eq!(days(&life.as_it_stood), ["2020-02-01"]);
    assert_eq!(days(&life.with_hindsight), ["2020-01-10"], "it reaches back");
}

#[test]
fn what_is_annulled_and_disapplied_is_annulled() {
    let text = std::fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases/disapplied-to-bearer-or-author.vig"),
    )
    .expect("a case");
    let both = text.replace("  disapplies second-decree to A.Ministry", "  disapplies second-decree to A.Ministry\n\n2020-02-10 third-judgment A.Supreme\n  annuls second-decree");
    let model = resolve_text(&both).model;
    let session = Session::new(&model);
    let parts = session.situation(&Question::on(day("2020-03-01"))).parts.items;
    let second = &parts.iter().find(|p| p.name == "second-decree").expect("an act").by_viewpoint[0];
    assert_eq!((second.state, second.reason.by.as_deref()), (State::Annulled, Some("third-judgment")));
}

#[test]
fn positions_are_told_with_author_and_source_and_decide_nothing() {
    let resolved = resolve_text(
        r#"
order A "Arvenia"
organ A.Senate "Senate"
organ A.Court "Court"
order L "League"
organ L.Court "Court of the League"
source gazette "Gazette"
thing river
deed dredge(thing)
viewpoint A "As Arvenia sees it"
  prefers A.Court > A > L

2020-01-10 ruling L.Court "Ruling"
  stop: forbids A to dredge(river)
2020-02-01 answer A.Senate "Answer"
  claims no power of L.Court over ruling
  says "we shall not be told"
  cites gazette p.3 "the Court has no say here"
2020-03-01 brief A.Court
  says opposes ruling.stop "it goes too far"
2020-04-01 report A.Senate
  claims ruling.stop fulfilled
2020-05-01 late L.Court
  says supports ruling
"#,
    );
    assert!(resolved.diagnostics.is_empty(), "{:?}", resolved.diagnostics);
    let session = Session::new(&resolved.model);
    let told = |positions: &[Position]| -> Vec<(String, String)> {
        positions.iter().map(|p| (p.act.author.name.clone(), p.does.text.clone())).collect()
    };
    let said = |who: &str, what: &str| (who.to_owned(), what.to_owned());
    let question = Question::on(day("2020-04-15"));
    let no_power = said("A.Senate", "claims no power of L.Court over ruling");
    let opposes = said("A.Court", "says opposes ruling.stop \"it goes too far\"");
    let claim = said("A.Senate", "claims ruling.stop fulfilled");
    let of_ruling = session.why("ruling in force", &question).expect("reasons");
    assert_eq!(told(&of_ruling.positions), [no_power.clone(), opposes.clone(), claim.clone()]);
    let quote = &of_ruling.positions[0].quotes[0];
    assert_eq!(
        (quote.source.name.as_str(), quote.quote.as_deref()),
        ("gazette", Some("the Court has no say here"))
    );
    let of_duty = session.why("ruling.stop binds", &question).expect("reasons");
    assert_eq!(told(&of_duty.positions), [no_power.clone(), opposes.clone(), claim.clone()]);
    let own = session.why("answer stands", &question).expect("reasons");
    assert_eq!(told(&own.positions), [no_power.clone(), said("A.Senate", "says \"we shall not be told\"")]);
    let history = session.history("ruling", &question).expect("a life");
    let supports = said("L.Court", "says supports ruling");
    assert_eq!(told(&history.positions), [no_power.clone(), opposes.clone(), claim, supports], "on all days");
    let status = session.situation(&question);
    assert_eq!(
        told(&status.positions.items),
        [opposes, no_power],
        "the latest first; claims stand with the duty"
    );
    let stood = session.situation(&Question::on(day("2020-02-15")).as_it_stood());
    assert_eq!(stood.positions.items.len(), 1, "what was said later is not on record yet");
}

#[test]
fn courts_of_several_orders_with_one_title_are_told_apart() {
    let resolved = resolve_text(
        r#"
order A "Arvenia"
  es "Arvenia"
  fr "Arvénie"
order B "Borland"
organ A.Court "High Court"
  es "Tribunal Superior"
organ B.Court "High Court (Full Bench)"
  es "Tribunal Superior"
organ B.Bench "High Court"
organ A.Senate "Senate"
viewpoint A "A"
  prefers A > B

2020-01-10 ruling A.Court
  says "x"
2020-01-11 answer B.Bench
  says "x"
2020-01-12 motion A.Senate
  says "x"
2020-01-13 judgment B.Court
  says "x"
"#,
    );
    assert!(resolved.diagnostics.is_empty(), "{:?}", resolved.diagnostics);
    let session = Session::new(&resolved.model);
    let author = |act: &str, languages: &[&str]| {
        let history = session.history(act, &Question::on(day("2021-01-01"))).expect("a life");
        history.act.expect("an act").author.title.in_languages(languages).to_owned()
    };
    assert_eq!(author("ruling", &[]), "High Court, Arvenia");
    assert_eq!(author("ruling", &["fr"]), "High Court, Arvénie");
    assert_eq!(author("answer", &[]), "High Court, Borland");
    assert_eq!(author("motion", &[]), "Senate", "only Arvenia has one");
    assert_eq!(author("judgment", &["es"]), "Tribunal Superior, Borland", "alike in Spanish only");
}

#[test]
fn nothing_that_is_told_has_open_variables() {
    let model = treaty();
    let session = Session::new(&model);
    let question = Question::on(day("2010-01-01"));
    let history = session.history("party(A, pact)", &question).expect("a life");
    let told: Vec<_> = history.touched_by.iter().map(|t| t.effect.as_str()).collect();
    assert_eq!(
        told,
        ["begins party(A, pact) while running(pact)", "ends party(A, pact) unless excused(notice)"]
    );
    let why = session.why("running(pact)", &question).expect("reasons");
    let mut texts = Vec::new();
    why.trees.iter().for_each(|tree| all_texts(&tree.root, &mut texts));
    assert!(texts.iter().any(|t| t == "while count(deposited(…, pact)) >= 2"), "{texts:?}");
    assert!(texts.iter().all(|t| !t.contains('?')), "{texts:?}");
}

fn all_texts(node: &Node, into: &mut Vec<String>) {
    into.push(node.what.clone());
    into.extend(node.effect.clone());
    node.children.iter().for_each(|child| all_texts(child, into));
}

#[test]
fn why_a_duty_binds_has_nothing_of_its_deadline() {
    let model = case("deadline-moved.vig");
    let kinds = |question: &str| -> Vec<NodeKind> {
        let root = root(&model, question, "2020-02-15");
        root.children.iter().flat_map(|n| &n.children).map(|c| c.kind).collect()
    };
    assert!(!kinds("ruling.fine binds").contains(&NodeKind::Deadline));
    assert!(kinds("ruling.fine pending").contains(&NodeKind::Deadline));
}

#[test]
fn an_expected_claim_that_is_not_made_is_told_as_such() {
    let case = std::fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases/claims-decide-nothing.vig"),
    );
    let wrong = case.expect("a case").replace(
        "2020-07-01 expect judgment claimed fulfilled",
        "2020-07-01 expect judgment claimed breached",
    );
    let resolved = resolve_text(&wrong);
    let (_, diagnostics) = Session::new(&resolved.model).check();
    let said: Vec<_> = diagnostics.iter().flat_map(|d| &d.labels).map(|l| l.text.clone()).collect();
    assert!(said.iter().any(|t| t.ends_with("what is said of it is fulfilled")), "{said:?}");
}

/// Two viewpoints that rank one organ otherwise, and an act in force in one of them.
const TWO: &str = "order A \"A\"\norgan A.O \"O\"\nperson x \"X\"\nstatus may(person)\n\
    viewpoint A \"A\"\n  prefers A.O > A\nviewpoint B \"B\"\n  prefers A > A.O\n\n";

/// A chain of annulments, each a day after the one that it annuls, then more acts.
fn chain_and(acts: i32, more: &str) -> Arc<Model> {
    let mut text = format!("{TWO}1900-01-01 a0 A.O\n  begins may(x)\n\n");
    let first = day("1900-01-01");
    for i in 1..acts {
        text += &format!("{} a{i} A.O\n  annuls a{}\n\n", first.plus_days(i), i - 1);
    }
    resolve_text(&(text + more)).model
}

fn chain(acts: i32) -> Arc<Model> {
    chain_and(acts, "")
}

/// Runs something on a stack that is small, though twice what it needs without optimisation: the depth of a record must
/// not matter.
fn on_a_small_stack(work: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(1024 * 1024).spawn(work).expect("a thread");
    thread.join().expect("no overflow");
}

/// The last step on the way down that names what is left out.
fn left_out(root: &Node) -> Option<(u32, String)> {
    let mut open = vec![root];
    let mut found = None;
    while let Some(node) = open.pop() {
        if let Some(left_out) = &node.left_out {
            found = left_out.ask.clone().map(|ask| (left_out.acts, ask));
        }
        open.extend(&node.children);
    }
    found
}

#[test]
fn reasons_of_a_deep_chain_end_and_say_where_they_go_on() {
    on_a_small_stack(|| {
        let model = chain(5_000);
        let question = Question::on(day("2020-01-01"));
        let session = Session::new(&model);
        for asked in ["a0 in force", "may(x)"] {
            let why = session.why(asked, &question).expect("a question");
            let json = serde_json::to_string(&why).expect("data");
            assert!(json.len() < 1_000_000, "{} bytes", json.len());
            let (acts, ask) = left_out(&why.trees[0].root).expect("where it goes on");
            assert!(acts > 4_900, "{acts} acts are left out");
            let next = session.why(&ask, &question).expect("a question that can be pasted");
            let (fewer, _) = left_out(&next.trees[0].root).expect("where it goes on");
            assert!(fewer < acts, "{ask} leads on");
        }
    });
}

#[test]
fn every_answer_about_a_deep_chain_needs_little_stack() {
    on_a_small_stack(|| {
        // The last act is an organ's of no rank in one viewpoint: the viewpoints differ over the whole chain.
        let model = chain_and(5_000, "organ A.P \"P\"\nviewpoint C \"C\"\n  prefers A.O > A\n  not A.P\n");
        let session = Session::new(&model);
        let question = Question { limit: Some(20), ..Question::on(day("2020-01-01")) };
        session.situation(&question);
        session.collisions(&question, &CollisionFilter::default());
        session.duties(&question, &Default::default());
        session.states(&question);
        session.chart(&question);
        session.check();
        let history = session.history("a0", &question).expect("an act");
        let life = &history.by_viewpoint[0];
        assert!(life.since.is_some() && life.as_it_stood.len() < 500, "{} periods", life.as_it_stood.len());
        assert_eq!(life.as_it_stood[0].from, life.since, "the list says where it begins");
    });
}

#[test]
fn a_collision_over_a_deep_chain_needs_little_stack() {
    on_a_small_stack(|| {
        let mut text = String::from(
            "order A \"A\"\norgan A.O \"O\"\norgan A.P \"P\"\nperson x \"X\"\nstatus may(person)\n\
             viewpoint A \"A\"\n  prefers A.P > A.O > A\nviewpoint B \"B\"\n  prefers A.O > A.P > A\n\n\
             1900-01-01 a0 A.O\n  begins may(x)\n\n1900-01-02 a1 A.P\n  annuls a0\n\n",
        );
        for i in 2..4_000 {
            text += &format!("{} a{i} A.P\n  annuls a{}\n\n", day("1900-01-01").plus_days(i), i - 1);
        }
        let model = resolve_text(&text).model;
        let question = Question { limit: Some(5), ..Question::on(day("2020-01-01")) };
        let found = Session::new(&model).collisions(&question, &CollisionFilter::default());
        assert_eq!(found.collisions.len(), 2, "over the act and over the status");
    });
}

#[test]
fn the_past_of_an_act_is_looked_at_on_the_days_that_bear_on_it() {
    let others: String = (0..3_000)
        .map(|i| format!("{} b{i} A.O\n  begins may(x)\n\n", day("1910-01-01").plus_days(i)))
        .collect();
    let model = chain_and(3, &others);
    let session = Session::new(&model);
    let question = Question::on(day("2020-01-01"));
    let history = session.history("a0", &question).expect("an act");
    let life = &history.by_viewpoint[0];
    assert_eq!(life.since, None, "three days bear on it, not three thousand");
    let days: Vec<_> = life.as_it_stood.iter().filter_map(|p| p.from.map(|d| d.to_string())).collect();
    assert_eq!(days, ["1900-01-01", "1900-01-02", "1900-01-03"]);
}

#[test]
fn an_explanation_evaluates_what_it_asks_and_nothing_else() {
    let model = chain(2_000);
    let plan = vigente_engine::Plan::new(&model);
    let viewpoint = model.viewpoint("A").expect("a viewpoint");
    let horizon = vigente_engine::Horizon { viewpoint, made_by: None, known_by: None };
    let solution = plan.solve(horizon, model.last_made());
    let reasons = plan.reasons(&solution);
    assert_eq!(reasons.steps(), 0, "nothing has been asked");
    let last = model.parts.last_idx();
    assert!(reasons.trials(last).is_empty());
    assert_eq!(reasons.steps(), 1, "nobody attacks the last act");
    reasons.trials(vigente_model::PartId::new(0));
    reasons.trials(vigente_model::PartId::new(0));
    assert_eq!(reasons.steps(), 2_000, "each act of the chain once");
}

#[test]
fn what_very_many_attack_is_told_by_what_works() {
    let mut text = format!("{TWO}1900-01-01 a0 A.O\n  begins may(x)\n\n");
    for i in 1..2_000 {
        let verb = if i % 2 == 1 { "suspends" } else { "restores" };
        text += &format!("{} a{i} A.O\n  {verb} a0\n\n", day("1900-01-01").plus_days(i));
    }
    let model = resolve_text(&text).model;
    let why = Session::new(&model).why("a0 suspended", &Question::on(day("2020-01-01"))).expect("a question");
    let mut open = vec![&why.trees[0].root];
    let (mut nodes, mut works, mut left_out) = (0, 0, 0);
    while let Some(node) = open.pop() {
        nodes += 1;
        works += usize::from(node.kind == NodeKind::Attack && node.value == Value::True);
        left_out += node.left_out.as_ref().map_or(0, |l| l.acts);
        open.extend(&node.children);
    }
    assert!(nodes < 20_000, "{nodes} steps");
    assert_eq!((works, left_out), (1, 900), "the last suspension, and what is left out");
}

#[test]
fn a_suspension_that_has_ended_is_told_as_ended() {
    let model = case("reason-expired-suspension.vig");
    let root = root(&model, "licence suspended", "2024-03-01");
    let ended = step(&root, NodeKind::NotEnded, "pause").expect("that the suspension has ended");
    assert_eq!(
        (ended.value, ended.day.map(|d| d.to_string()).as_deref()),
        (Value::False, Some("2024-02-06"))
    );
    assert!(ended.decides);
}

#[test]
fn an_end_that_was_annulled_on_its_day_is_told_by_that_day() {
    let model = case("reason-until-annul.vig");
    let root = root(&model, "may(x)", "2025-06-01");
    let cut = step(&root, NodeKind::Cut, "ending").expect("the ending");
    assert_eq!(cut.value, Value::False);
    let stands = step(cut, NodeKind::Stands, "ending").expect("how it stood");
    assert_eq!(stands.value, Value::False, "on the day on which it would have ended the status");
    assert_eq!(step(stands, NodeKind::Attack, "pardon").map(|a| a.value), Some(Value::True));
}

#[test]
fn a_reason_names_what_it_is_and_not_another_cause() {
    use ReasonKind::*;
    let two = TWO.replace("status may", "status owes(person)\nstatus may");
    let licence = format!("{two}2024-01-02 licence A.O\n  begins may(x)\n\n2024-01-17 pause A.O\n");
    let told = |acts: &str, question: &str, on: &str| {
        let resolved = resolve_text(&format!("{licence}{acts}"));
        assert!(resolved.diagnostics.is_empty(), "{:?}", resolved.diagnostics);
        let answer = Session::new(&resolved.model).answer(question, &Question::on(day(on)));
        let reason = answer.expect("a question").by_viewpoint.remove(1).reason.expect("a reason");
        (reason.kind, reason.by.unwrap_or_default(), reason.day.map(|d| d.to_string()).unwrap_or_default())
    };
    let until = "  suspends licence until 2024-02-06\n";
    let later = "\n2024-01-18 other A.O\n";
    for (acts, question, on, kind, by, day) in [
        // A suspension that has ended has ended; while it lasts, it is the cause.
        (until.to_owned(), "licence in force", "2024-03-01", AttackEnded, "pause", "2024-02-06"),
        (until.to_owned(), "may(x)", "2024-01-20", TitleSuspendedBy, "pause", "2024-01-17"),
        // An annulment does not give anything from a later day.
        (
            "  annuls licence until 2024-02-06\n".to_owned(),
            "may(x)",
            "2024-01-20",
            TitleAnnulledBy,
            "pause",
            "",
        ),
        ("  repeals licence\n".to_owned(), "may(x)", "2024-01-20", TitleRepealedBy, "pause", ""),
        ("  disapplies licence to x\n".to_owned(), "may(x)", "2024-01-20", TitleDisappliedBy, "pause", ""),
        (
            "  suspends licence from 2024-02-06\n".to_owned(),
            "licence in force",
            "2024-01-20",
            AttackNotYet,
            "pause",
            "2024-02-06",
        ),
        (
            "  repeals licence if owes(x)\n".to_owned(),
            "licence in force",
            "2024-01-20",
            AttackCondition,
            "pause",
            "",
        ),
        // What is suspended, or repealed, is not removed.
        (
            format!("{until}{later}  suspends pause\n"),
            "licence in force",
            "2024-01-20",
            AttackSuspendedBy,
            "other",
            "",
        ),
        (
            format!("{until}{later}  repeals pause\n"),
            "licence in force",
            "2024-01-20",
            AttackRepealedBy,
            "other",
            "",
        ),
        (
            format!("{until}{later}  annuls pause\n"),
            "licence in force",
            "2024-01-20",
            AttackFellBy,
            "other",
            "",
        ),
    ] {
        let (told_kind, told_by, told_day) = told(&acts, question, on);
        assert_eq!((told_kind, told_by.as_str()), (kind, by), "{acts}");
        assert!(day.is_empty() || told_day == day, "{acts}: {told_day}");
    }
    let void = "norm A.1 of A \"Nobody suspends\"\n  when ?o does suspend(licence)\n  then void\n";
    let (kind, by, _) = told(&format!("{until}\n{void}"), "licence in force", "2024-01-20");
    assert_eq!((kind, by.as_str()), (AttackVoid, "pause"));
}
