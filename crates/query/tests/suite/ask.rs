//! Every kind of answer about one small matter, compared with what a lawyer would say.
//!
//! The matter is the sketch of the language's founding page: a pardon, annulled, the annulment annulled, and two
//! courts that disagree on whether the man may go free.

use vigente_model::{Day, Days};
use vigente_query::answer::{
    Aspect, CollisionKind, DutyFlag, Node, NodeKind, Outcome, ReasonKind, Relevance, Says, State, Value,
    ViewpointAnswer,
};
use vigente_query::{CollisionFilter, DutyFilter, Question, Session};
use vigente_resolve::{Resolved, resolve_text};
use vigente_syntax::diagnostic::Severity;

pub(crate) const RELEASE: &str = r#"
matter fujimori-release "The release of Alberto Fujimori"

order IA "Inter-American human rights system"
organ IA.Court "Inter-American Court of Human Rights"
order PE "Peru"
organ PE.President "President of the Republic"
organ PE.TC "Constitutional Tribunal"
organ PE.CorteSuprema "Supreme Court"
organ PE.CorteSuprema.JSIP "Supreme Court judge of preparatory investigation"
organ PE.CorteSuprema.SalaPenalEspecial "Special Criminal Chamber"
organ PE.INPE "Prison service"
person fujimori "Alberto Fujimori"
  born 1938-07-28
thing grave-violation "Grave violations of human rights"

status sentence(person) "serves a sentence"
status convicted(person, of)
deed pardon(person) "pardons"
deed grace(person)
deed review(act)
deed report(organ)
deed implement(act) "carries an act out"
fact deed release(person) "lets a person go"

source rs-281 "Resolución Suprema 281-2017-JUS"
  language es

norm pardon-ends of PE "A pardon ends the sentence"
  when ?organ does pardon(?who)
  then ends sentence(?who)

norm freeing-implements "To free him is to implement the ruling"
  when ?organ does release(fujimori)
  then counts as implement(tc-2022)

2009-04-07 conviction PE.CorteSuprema.SalaPenalEspecial "Exp. A.V. 19-2001"
  begins sentence(fujimori) until 2032-02-10
  begins convicted(fujimori, grave-violation)

2017-12-24 pardon PE.President "Resolución Suprema 281-2017-JUS"
  indulto: does pardon(fujimori)
  gracia: does grace(fujimori)
  cites rs-281 art.1 "se concede el indulto"

2018-02-20 moot PE.TC "The habeas corpus is without object"
  relies on pardon.indulto

2018-05-30 iacthr-2018 IA.Court "Monitoring compliance, Barrios Altos and La Cantuta"
  notified 2018-06-15
  review: requires PE to review(pardon)
  report: requires PE to report(IA.Court) by 2018-10-29

2018-10-03 annulment PE.CorteSuprema.JSIP "Resolución 10"
  annuls pardon.indulto

2019-02-13 confirmation PE.CorteSuprema.SalaPenalEspecial "Resoluciones 46 y 48"
  upholds annulment

2022-03-17 tc-2022 PE.TC "Exp. 02010-2020-PHC/TC"
  published 2022-03-28
  annuls annulment, confirmation
  execute: requires PE.CorteSuprema to implement(tc-2022)

2022-04-07 iacthr-2022 IA.Court "Monitoring compliance"
  refrain: forbids PE to implement(tc-2022)

2023-12-04 tc-2023 PE.TC "Reposición"
  free: requires PE.INPE to release(fujimori) at once

2023-12-06 release PE.INPE "He walks out"
  does release(fujimori)

2023-12-19 contempt IA.Court "Contempt"
  finds iacthr-2022.refrain breached
  quarterly: requires PE to report(IA.Court) by 2024-03-04 then every 3 months

2023-12-22 denial PE.President "No ha habido desacato"
  claims iacthr-2022.refrain fulfilled

viewpoint IA.Court "As the Inter-American Court sees it"
  prefers IA > PE.TC > PE.CorteSuprema > PE
viewpoint PE.TC "As Peru's Constitutional Tribunal sees it"
  prefers PE.TC > PE.CorteSuprema > PE > IA

2018-05-01 expect as it stood: pardon.indulto in force
2018-05-01 expect pardon.indulto in force
2018-10-04 expect as it stood: pardon.indulto annulled
2018-10-04 expect as it stood: sentence(fujimori)
2018-10-04 expect as it stood: moot rests on fallen
2018-10-04 expect not sentence(fujimori)
2023-11-29 expect PE.TC: tc-2022.execute binds
2023-11-29 expect IA.Court: tc-2022.execute yields to iacthr-2022.refrain
2023-11-29 expect collision on implement(tc-2022)
2023-12-05 expect collision on release(fujimori)
2023-12-05 expect PE.TC: PE.INPE must release(fujimori)
2023-12-05 expect IA.Court: PE.INPE must not release(fujimori)
2023-12-05 expect IA.Court: nobody must release(fujimori)
2023-12-07 expect nobody must release(fujimori)
2023-12-07 expect IA.Court: iacthr-2022.refrain broken
2023-12-20 expect iacthr-2022.refrain assessed breached
2023-12-23 expect iacthr-2022.refrain claimed fulfilled
2023-12-23 expect count(?x: convicted(?x, grave-violation)) = 1
"#;

#[track_caller]
pub(crate) fn record(text: &str) -> Resolved {
    let resolved = resolve_text(text);
    let wrong: Vec<_> = resolved.diagnostics.iter().map(|d| (d.code, &d.message)).collect();
    assert!(wrong.is_empty(), "the record itself is wrong: {wrong:?}");
    resolved
}

fn day(text: &str) -> Day {
    Days::read(text).expect("a day of this test").lo
}

pub(crate) fn on(text: &str) -> Question {
    Question::on(day(text))
}

#[track_caller]
fn by<'a>(all: &'a [ViewpointAnswer], name: &str) -> &'a ViewpointAnswer {
    all.iter().find(|v| v.viewpoint.name == name).expect("a viewpoint of this test")
}

#[test]
fn the_sketch_comes_true() {
    let resolved = record(RELEASE);
    let (check, diagnostics) = Session::new(&resolved.model).check();
    assert_eq!((check.failed, check.unresolved), (0, 0), "{diagnostics:#?}");
    assert_eq!(check.passed, check.expectations.len());
    assert!(check.passed >= 18);
}

#[test]
fn what_does_not_come_true_is_said_with_its_reason() {
    let text = format!("{RELEASE}2018-10-04 expect as it stood: pardon.indulto in force \"F28\"\n");
    let resolved = record(&text);
    let (check, diagnostics) = Session::new(&resolved.model).check();
    assert_eq!(check.failed, 1);
    let failed = check.expectations.iter().find(|e| !e.passed).expect("one failed");
    assert_eq!(failed.note.as_deref(), Some("F28"));
    assert_eq!(failed.value, Some(Value::False));
    let diagnostic = diagnostics.iter().find(|d| d.code == "expect-failed").expect("it is reported");
    let main = &diagnostic.labels[0];
    assert!(main.text.contains("annulled") && main.text.contains("`annulment`"), "{}", main.text);
    assert!(text[main.at.start as usize..].starts_with("2018-10-04 expect"), "its place is the line");
}

#[test]
fn unknown_names_in_expectations_are_diagnostics_with_their_place() {
    let text = format!("{RELEASE}2018-10-04 expect pardon.indutlo in force\n");
    let resolved = resolve_text(&text);
    let (check, diagnostics) = Session::new(&resolved.model).check();
    assert_eq!(check.unresolved, 1);
    let diagnostic = diagnostics.iter().find(|d| d.code == "unknown-name").expect("it is reported");
    let at = diagnostic.labels[0].at;
    assert_eq!(&text[at.start as usize..at.end as usize], "pardon.indutlo");
    assert_eq!(diagnostic.help.as_deref(), Some("did you mean `pardon.indulto`?"));
}

#[test]
fn a_contested_answer_names_both_sides() {
    let resolved = record(RELEASE);
    let session = Session::new(&resolved.model);
    let answer = session.answer("tc-2022.execute binds", &on("2023-11-29")).expect("a question");
    assert_eq!(answer.value, Value::Contested);
    let court = by(&answer.by_viewpoint, "IA.Court");
    assert_eq!((court.value, court.state), (Value::False, Some(State::Yields)));
    let reason = court.reason.as_ref().expect("it yields to something");
    assert_eq!((reason.kind, reason.by.as_deref()), (ReasonKind::YieldsTo, Some("iacthr-2022.refrain")));
    let tribunal = by(&answer.by_viewpoint, "PE.TC");
    assert_eq!((tribunal.value, tribunal.state), (Value::True, Some(State::Binds)));
    assert_eq!(tribunal.when.len(), 1);
    assert_eq!(tribunal.when[0].from.map(|d| d.to_string()).as_deref(), Some("2022-03-17"));
}

#[test]
fn hindsight_and_as_it_stood_are_told_apart() {
    let resolved = record(RELEASE);
    let session = Session::new(&resolved.model);
    let answer = session.answer("pardon.indulto", &on("2018-10-04")).expect("a question");
    assert_eq!(answer.value, Value::True);
    for view in &answer.by_viewpoint {
        assert_eq!(view.as_it_stood, Some(Value::False), "in {}", view.viewpoint.name);
        let reason = view.reason.as_ref().expect("a reason");
        assert_eq!((reason.kind, reason.by.as_deref()), (ReasonKind::AttackFellBy, Some("tc-2022")));
    }
    let stood = session.answer("as it stood: pardon.indulto", &on("2018-10-04")).expect("a question");
    assert_eq!(
        (stood.value, stood.asked.made_by.map(|d| d.to_string()).as_deref()),
        (Value::False, Some("2018-10-04"))
    );
    let reason = stood.by_viewpoint[0].reason.as_ref().expect("a reason");
    assert_eq!((reason.kind, reason.by.as_deref()), (ReasonKind::AnnulledBy, Some("annulment")));
    let early = session.answer("as it stood: annulment", &on("2018-05-01")).expect("a question");
    assert_eq!(early.value, Value::NotOnRecord);
}

#[test]
fn questions_with_variables_list_what_fits() {
    let resolved = record(RELEASE);
    let session = Session::new(&resolved.model);
    let answer = session.answer("convicted(?who, grave-violation)", &on("2023-11-29")).expect("a question");
    assert_eq!(answer.value, Value::True);
    assert_eq!(answer.bindings.len(), 1);
    assert_eq!(answer.bindings[0].status, "convicted(fujimori, grave-violation)");
    assert_eq!(answer.bindings[0].variables[0].1.title.text, "Alberto Fujimori");
}

#[test]
fn what_cannot_be_asked_is_a_diagnostic() {
    let resolved = record(RELEASE);
    let session = Session::new(&resolved.model);
    for (text, code) in [
        ("pardn in force", "unknown-name"),
        ("fujimori in force", "wrong-kind"),
        ("sentence(fujimori, PE)", "wrong-arity"),
        ("PE must sentence(fujimori)", "wrong-kind"),
        ("XX: pardon in force", "unknown-name"),
        ("count(?y: sentence(?x)) = 1", "unbound-variable"),
        ("fujimori", "wrong-kind"),
    ] {
        let diagnostics = session.answer(text, &on("2023-11-29")).expect_err(text);
        assert!(diagnostics.iter().any(|d| d.code == code), "{text}: {diagnostics:?}");
    }
}

#[test]
fn the_reasons_lead_down_to_acts_and_quotes() {
    let resolved = record(RELEASE);
    let session = Session::new(&resolved.model);
    let why = session.why("pardon.indulto in force", &on("2023-11-29")).expect("a question");
    let root = &why.trees[0].root;
    assert_eq!(root.kind, NodeKind::Question);
    let on_record = &root.children[0];
    assert_eq!(on_record.kind, NodeKind::OnRecord);
    assert_eq!(on_record.quotes[0].quote.as_deref(), Some("se concede el indulto"));
    let stands = root.children.iter().find(|n| n.kind == NodeKind::Stands).expect("it stands");
    let attack = &stands.children[0];
    assert_eq!(
        (attack.kind, attack.what.as_str(), attack.value),
        (NodeKind::Attack, "annulment", Value::False)
    );
    assert_eq!(attack.effect.as_deref(), Some("annuls pardon.indulto"));
    let fallen = attack.children.last().expect("why it fails");
    assert_eq!((fallen.kind, fallen.value, fallen.decides), (NodeKind::AttackerStands, Value::False, true));
    assert_eq!(fallen.children[0].what, "tc-2022");
    assert_eq!(fallen.children[0].value, Value::True);
    // The confirmation carries a copy of the annulment, and fell, too.
    assert!(stands.children.iter().any(|n| n.what == "confirmation" && n.value == Value::False));
}

#[test]
fn why_not_marks_what_decides() {
    let resolved = record(RELEASE);
    let session = Session::new(&resolved.model);
    let why = session.why("IA.Court: tc-2022.execute binds", &on("2023-11-29")).expect("a question");
    let duty = &why.trees[0].root.children[0];
    assert_eq!((duty.kind, duty.value), (NodeKind::Duty, Value::False));
    let decides: Vec<_> = duty.children.iter().filter(|n| n.decides).collect();
    assert_eq!(decides.len(), 1);
    assert_eq!(
        (decides[0].kind, decides[0].other.as_deref()),
        (NodeKind::Yields, Some("iacthr-2022.refrain"))
    );
    assert_eq!(decides[0].ranks, Some((Some(1), Some(0))));
}

#[test]
fn a_collision_says_who_prevails_where() {
    let resolved = record(RELEASE);
    let session = Session::new(&resolved.model);
    let filter = CollisionFilter { on_the_day: true, kinds: Vec::new() };
    let found = session.collisions(&on("2023-12-05"), &filter).collisions;
    let release = found.iter().find(|c| c.on == "release(fujimori)").expect("the release collides");
    assert_eq!(release.kind, CollisionKind::Duties);
    assert_eq!(release.arose.map(|d| d.to_string()).as_deref(), Some("2023-12-04"));
    let binds: Vec<_> = release.binds.iter().map(|b| b.name.as_str()).collect();
    assert_eq!(binds, ["PE.INPE"]);
    let sides: Vec<_> = release.sides.iter().map(|s| (s.name.as_str(), s.says)).collect();
    assert_eq!(sides, [("tc-2023.free", Says::Requires), ("iacthr-2022.refrain", Says::Forbids)]);
    let prevails: Vec<_> = release.by_viewpoint.iter().map(|o| (o.viewpoint.as_str(), o.prevails)).collect();
    assert_eq!(prevails, [("IA.Court", Some(1)), ("PE.TC", Some(0))]);
    let rests: Vec<_> = release.rests_on.iter().map(|a| a.name.as_str()).collect();
    assert_eq!(rests, ["iacthr-2022", "tc-2023"]);
    assert!(session.collisions(&on("2018-05-01"), &filter).collisions.is_empty());
}

#[test]
fn copies_of_a_duty_are_one_side_of_a_collision() {
    let text = RELEASE.replace(
        "2023-12-19 contempt",
        "2023-06-01 again PE.TC \"The same again\"\n  upholds tc-2022.execute\n\n2023-12-19 contempt",
    );
    let resolved = record(&text);
    let session = Session::new(&resolved.model);
    let found = session.collisions(&on("2023-11-29"), &CollisionFilter::default()).collisions;
    let over: Vec<_> = found.iter().filter(|c| c.on == "implement(tc-2022)").collect();
    assert_eq!(over.len(), 1);
    assert_eq!(over[0].sides[0].name, "tc-2022.execute");
    assert_eq!(over[0].sides[0].repeated_by, ["again"]);
}

#[test]
fn a_standing_collision_rests_on_the_acts_that_decide() {
    let text = RELEASE
        .replace("prefers PE.TC > PE.CorteSuprema > PE > IA", "prefers PE.CorteSuprema > PE.TC > PE > IA");
    let resolved = resolve_text(&text);
    let session = Session::new(&resolved.model);
    let filter = CollisionFilter { on_the_day: true, kinds: vec![CollisionKind::Standing] };
    let found = session.collisions(&on("2022-04-01"), &filter).collisions;
    let pardon = found.iter().find(|c| c.on == "pardon.indulto").expect("its standing is contested");
    // Before the Tribunal's ruling everybody took it to be annulled.
    assert_eq!(pardon.arose.map(|d| d.to_string()).as_deref(), Some("2022-03-17"));
    let states: Vec<_> = pardon.by_viewpoint.iter().map(|o| o.sides[0]).collect();
    assert_eq!(states, [State::InForce, State::Annulled]);
    let names: Vec<_> = pardon.sides.iter().map(|s| (s.name.as_str(), s.says)).collect();
    assert_eq!(names, [("tc-2022", Says::Yes), ("annulment", Says::No)]);
}

#[test]
fn duties_are_sorted_by_urgency_and_filtered() {
    let resolved = record(RELEASE);
    let session = Session::new(&resolved.model);
    let all = session.duties(&on("2024-06-05"), &DutyFilter::default()).duties;
    let names: Vec<_> = all.iter().map(|d| d.name.as_str()).collect();
    let place = |name: &str| names.iter().position(|n| *n == name).expect("a duty");
    assert!(place("iacthr-2018.report") < place("iacthr-2018.review"), "overdue before pending: {names:?}");

    let prison = resolved.model.thing("PE.INPE").expect("declared");
    let filter = DutyFilter { bearer: Some(prison), ..DutyFilter::default() };
    let of_prison = session.duties(&on("2023-12-05"), &filter).duties;
    assert!(of_prison.iter().any(|d| d.name == "tc-2023.free"));
    assert!(
        of_prison.iter().any(|d| d.name == "iacthr-2022.refrain"),
        "what binds the State binds its prison"
    );
    assert!(of_prison.iter().all(|d| d.bearer.name != "PE.CorteSuprema"));

    let filter = DutyFilter { due_before: Some(day("2018-12-31")), ..DutyFilter::default() };
    let due = session.duties(&on("2018-08-01"), &filter).duties;
    assert_eq!(due.iter().map(|d| d.name.as_str()).collect::<Vec<_>>(), ["iacthr-2018.report"]);
    assert_eq!(due[0].by_viewpoint[0].days_left, Some(89));

    let filter = DutyFilter { states: vec![State::Overdue], ..DutyFilter::default() };
    let overdue = session.duties(&on("2018-11-01"), &filter).duties;
    assert_eq!(overdue.iter().map(|d| d.name.as_str()).collect::<Vec<_>>(), ["iacthr-2018.report"]);
}

#[test]
fn a_recurring_duty_shows_its_oldest_open_occurrence() {
    let resolved = record(RELEASE);
    let session = Session::new(&resolved.model);
    let all = session.duties(&on("2024-06-05"), &DutyFilter::default()).duties;
    let quarterly = all.iter().find(|d| d.name == "contempt.quarterly").expect("a duty");
    assert_eq!(quarterly.every.as_deref(), Some("3 months"));
    let view = &quarterly.by_viewpoint[0];
    assert_eq!(
        (view.performance, view.deadline.map(|d| d.to_string()).as_deref()),
        (Some(State::Overdue), Some("2024-03-04"))
    );
    assert_eq!(view.occurrence, Some(0));
}

#[test]
fn claims_and_findings_are_shown_and_compared() {
    let resolved = record(RELEASE);
    let session = Session::new(&resolved.model);
    let all = session.duties(&on("2023-12-23"), &DutyFilter::default()).duties;
    let refrain = all.iter().find(|d| d.name == "iacthr-2022.refrain").expect("a duty");
    let court = &refrain.by_viewpoint[0];
    assert_eq!(court.performance, Some(State::Broken));
    assert_eq!(court.deeds[0].act.name, "release");
    assert_eq!(
        (court.assessed[0].outcome, &court.assessed[0].by[..]),
        (Outcome::Breached, &["contempt".to_owned()][..])
    );
    assert_eq!(
        (court.claimed[0].outcome, &court.claimed[0].by[..]),
        (Outcome::Fulfilled, &["denial".to_owned()][..])
    );
    assert!(court.flags.contains(&DutyFlag::ClaimContradicted));
    let free = all.iter().find(|d| d.name == "tc-2023.free").expect("a duty");
    assert!(free.by_viewpoint[1].flags.contains(&DutyFlag::PerformedUnassessed));
}

#[test]
fn options_show_what_each_choice_keeps_and_breaks() {
    let resolved = record(RELEASE);
    let session = Session::new(&resolved.model);
    let prison = resolved.model.thing("PE.INPE").expect("declared");
    let options = session.options(prison, &on("2023-12-05"));
    let release = &options.options[0];
    assert_eq!(release.deed.text, "release(fujimori)");
    // In the Court's eyes, to free him is to implement the ruling, which it forbade.
    assert_eq!(release.done[0].breaks, ["iacthr-2022.refrain"]);
    assert_eq!(release.done[0].yielding, ["tc-2023.free"]);
    assert_eq!(release.undone[0].keeps, ["iacthr-2022.refrain"]);
    assert_eq!(release.done[1].keeps, ["tc-2023.free"]);
    assert_eq!(release.undone[1].breaks, ["tc-2023.free"]);
    assert!(release.dilemma_in.is_empty());
}

#[test]
fn what_if_tells_what_would_change() {
    let resolved = record(RELEASE);
    let with =
        record(&format!("{RELEASE}\n2023-12-05 quashed PE.TC \"Second thoughts\"\n  annuls tc-2023\n"));
    let (session, other) = (Session::new(&resolved.model), Session::new(&with.model));
    let what_if = session.what_if(&other, &on("2023-12-05"));
    assert_eq!(what_if.added.iter().map(|a| a.name.as_str()).collect::<Vec<_>>(), ["quashed"]);
    let free = what_if
        .changes
        .iter()
        .find(|c| c.subject.aspect == Aspect::Standing && c.subject.what == "tc-2023.free");
    let free = free.expect("it falls");
    assert_eq!((free.before, free.after, free.viewpoint.as_deref()), (State::InForce, State::Annulled, None));
    let gone =
        what_if.changes.iter().find(|c| c.subject.aspect == Aspect::Collision).expect("no more collision");
    assert_eq!((gone.subject.what.as_str(), gone.after), ("release(fujimori)", State::NoCollision));
    assert!(
        session.what_if(&session, &on("2023-12-05")).changes.is_empty(),
        "the same record changes nothing"
    );
}

#[test]
fn a_history_has_three_lives() {
    let resolved = record(RELEASE);
    let session = Session::new(&resolved.model);
    let history = session.history("pardon.indulto", &on("2023-11-29")).expect("a thing");
    let life = &history.by_viewpoint[0];
    let told = |periods: &[vigente_query::answer::Period]| {
        periods
            .iter()
            .map(|p| (p.from.map(|d| d.to_string()).unwrap_or_default(), p.state))
            .collect::<Vec<_>>()
    };
    let at = |d: &str, s| (d.to_owned(), s);
    assert_eq!(told(&life.with_hindsight), [at("", State::NotYetMade), at("2017-12-24", State::InForce)]);
    assert_eq!(
        told(&life.as_it_stood),
        [
            at("", State::NotOnRecord),
            at("2017-12-24", State::InForce),
            at("2018-10-03", State::Annulled),
            at("2022-03-17", State::InForce),
        ]
    );
    // The ruling was known when it was published.
    assert_eq!(
        life.as_known.last().and_then(|p| p.from).map(|d| d.to_string()).as_deref(),
        Some("2022-03-28")
    );
    assert!(history.touched_by.iter().any(|t| t.effect == "annuls pardon.indulto"));

    let duty = session.history("iacthr-2018.report", &on("2019-01-01")).expect("a thing");
    let states: Vec<_> = duty.by_viewpoint[0].with_hindsight.iter().filter_map(|p| p.performance).collect();
    assert_eq!(states, [State::Pending, State::Overdue]);
    let status = session.history("sentence(fujimori)", &on("2019-01-01")).expect("a thing");
    let stood: Vec<_> = status.by_viewpoint[0].as_it_stood.iter().map(|p| p.state).collect();
    assert_eq!(
        stood,
        [
            State::NothingOnRecord,
            State::Holds,
            State::DoesNotHold,
            State::Holds,
            State::DoesNotHold,
            State::DoesNotHold,
        ]
    );
    // The pardon ends it, and in 2032 it would have ended anyhow.
    let last = status.by_viewpoint[0].as_it_stood.last().expect("a period");
    assert_eq!(
        (last.from.map(|d| d.to_string()).as_deref(), last.reason.kind),
        (Some("2032-02-10"), ReasonKind::EndedOn)
    );
}

#[test]
fn the_screen_begins_with_what_is_in_dispute() {
    let resolved = record(RELEASE);
    let session = Session::new(&resolved.model);
    let question = Question { limit: Some(4), ..on("2023-11-29") };
    let screen = session.situation(&question);
    assert_eq!(
        screen.matter.as_ref().map(|m| m.title.text.as_str()),
        Some("The release of Alberto Fujimori")
    );
    assert_eq!(screen.last_act.as_ref().map(|a| a.name.as_str()), Some("iacthr-2022"));
    assert_eq!(screen.viewpoints.iter().map(|v| v.name.as_str()).collect::<Vec<_>>(), ["IA.Court", "PE.TC"]);
    assert_eq!(screen.duties.items.len(), 4);
    let names: Vec<_> = screen.duties.items[..2].iter().map(|d| d.name.as_str()).collect();
    assert!(names.contains(&"tc-2022.execute") && names.contains(&"iacthr-2022.refrain"), "{names:?}");
    let shown: Vec<_> = screen.parts.items.iter().map(|p| p.name.as_str()).collect();
    assert!(shown.contains(&"pardon.indulto"), "{shown:?}");
    assert_eq!(screen.collisions.items.len(), 1);
    assert_eq!(screen.collisions.items[0].on, "implement(tc-2022)");
    assert!(screen.hindsight.items.is_empty(), "nothing later changed that day");
    // What stood otherwise before is told, once for all viewpoints.
    let past = screen
        .past
        .items
        .iter()
        .find(|p| p.subject.what == "pardon.indulto")
        .expect("it was annulled for years");
    assert_eq!(
        (past.from.to_string().as_str(), past.until.map(|d| d.to_string()).as_deref()),
        ("2018-10-03", Some("2022-03-17"))
    );
    assert_eq!((past.then, past.now, past.viewpoint.as_deref()), (State::Annulled, State::InForce, None));
}

#[test]
fn the_screen_says_where_hindsight_differs() {
    let resolved = record(RELEASE);
    let session = Session::new(&resolved.model);
    let screen = session.situation(&on("2018-10-04"));
    let pardon =
        screen.hindsight.items.iter().find(|c| c.subject.what == "pardon.indulto").expect("it differs");
    assert_eq!(
        (pardon.before, pardon.after, pardon.viewpoint.as_deref()),
        (State::Annulled, State::InForce, None)
    );
    let sentence =
        screen.hindsight.items.iter().find(|c| c.subject.what == "sentence(fujimori)").expect("it differs");
    assert_eq!((sentence.before, sentence.after), (State::Holds, State::DoesNotHold));
    let stood = session.situation(&on("2018-10-04").as_it_stood());
    assert!(stood.hindsight.items.is_empty());
    assert_eq!(stood.asked.made_by.map(|d| d.to_string()).as_deref(), Some("2018-10-04"));
    let resting: Vec<_> = stood.resting_on_fallen.items.iter().map(|r| (&*r.name, &*r.on)).collect();
    assert_eq!(resting, [("moot", "pardon.indulto")]);
}

#[test]
fn what_turned_on_the_day_itself_was_not_seen_otherwise_then() {
    for case in ["past-condition", "past-until-act"] {
        let path = format!("{}/../../tests/cases/{case}.vig", env!("CARGO_MANIFEST_DIR"));
        let resolved = record(&std::fs::read_to_string(path).expect("a case"));
        assert_eq!(Session::new(&resolved.model).past(&on("2024-02-20")).items, [], "{case}");
    }
}

/// A later act says since when: the status held on days on which nobody could know it.
#[test]
fn what_works_back_is_told_of_the_days_before() {
    let resolved = record(
        r#"
order A "A"
organ A.O "O"
person x "X"
status may(person)
viewpoint A "A"
  prefers A.O > A
2024-01-02 licence A.O
  begins may(x) until 2024-02-01
2024-03-05 extension A.O
  begins may(x) from 2024-02-01
"#,
    );
    let past = Session::new(&resolved.model).past(&on("2024-04-01")).items;
    let told: Vec<_> =
        past.iter().map(|p| (p.from.to_string(), p.until.map(|d| d.to_string()), p.then)).collect();
    assert_eq!(told, [("2024-02-01".to_owned(), Some("2024-03-05".to_owned()), State::DoesNotHold)]);
}

#[test]
fn the_chart_draws_what_reached_what() {
    let resolved = record(RELEASE);
    let session = Session::new(&resolved.model);
    let chart = session.chart(&on("2023-11-29"));
    let arrow = chart.arrows.iter().find(|a| a.from == "tc-2022" && a.to == "annulment").expect("an arrow");
    assert_eq!(arrow.works_in, ["IA.Court", "PE.TC"]);
    let fallen = chart.arrows.iter().find(|a| a.from == "annulment").expect("an arrow");
    assert_eq!((fallen.to_part.as_deref(), fallen.works_in.len()), (Some("pardon.indulto"), 0));
    assert!(chart.bars.iter().any(|b| b.what == "pardon.indulto"));
    assert_eq!(
        (chart.from.to_string().as_str(), chart.until.to_string().as_str()),
        ("2009-04-07", "2023-12-22")
    );
    assert_eq!(chart.lanes.iter().map(|l| l.acts.len()).sum::<usize>(), resolved.model.acts.len());
}

#[test]
fn a_date_that_would_settle_it_is_named() {
    let resolved = record(
        r#"
order A "Arvenia"
organ A.Court "Court"
organ A.Minister "Minister"
thing road "The road"
status open(road)
viewpoint A "Arvenia"
  prefers A.Court > A
2020-01-01 opening A.Minister "The road is open"
  begins open(road)
2020-03 closure A.Court "The opening is void"
  ends open(road)
"#,
    );
    let session = Session::new(&resolved.model);
    let answer = session.answer("open(road)", &on("2020-03-10")).expect("a question");
    assert_eq!(answer.value, Value::Undetermined);
    let open: Vec<_> = answer.settled_by.iter().map(|o| (o.act.name.as_str(), o.which.as_str())).collect();
    assert_eq!(open, [("closure", "made")]);
    assert_eq!(answer.settled_by[0].days.map(|d| d.to_string()).as_deref(), Some("2020-03-01/2020-03-31"));
}

#[test]
fn silence_is_not_denial() {
    let resolved = record(
        r#"
order A "Arvenia"
organ A.Court "Court"
order B "Borland"
organ B.Court "Court of Borland"
viewpoint A "Arvenia"
  prefers A
viewpoint B "Borland"
  prefers B > A
2020-01-01 ruling B.Court "A ruling"
  says "so it is"
2020-02-01 expect silent ruling in force
"#,
    );
    let session = Session::new(&resolved.model);
    let answer = session.answer("ruling in force", &on("2020-02-01")).expect("a question");
    assert_eq!(answer.value, Value::True, "whoever is silent does not contradict");
    assert_eq!(by(&answer.by_viewpoint, "A").value, Value::Silent);
    let alone = session.answer("A: ruling in force", &on("2020-02-01")).expect("a question");
    assert_eq!(alone.value, Value::Silent);
    let (check, _) = session.check();
    assert_eq!(check.failed, 1, "only one of two viewpoints is silent");
}

#[test]
fn without_a_viewpoint_each_order_has_its_own() {
    let resolved = record(
        "order A \"Arvenia\"\norgan A.Court \"Court\"\norder L \"League\"\norder N \"Nobody acts\"\n\n\
         2020-01-01 act A\n2020-01-03 ruling L\n  annuls act\n\n\
         2020-01-02 expect as it stood: act in force\n2020-01-04 expect A: act in force\n2020-01-04 expect L: act annulled\n",
    );
    let session = Session::new(&resolved.model);
    let (check, diagnostics) = session.check();
    assert_eq!((check.passed, check.unresolved, check.failed), (3, 0, 0));
    let [warning] = &diagnostics[..] else { panic!("{diagnostics:?}") };
    assert_eq!((warning.code, warning.severity), ("no-viewpoint", Severity::Warning));
    assert_eq!(warning.labels[0].text, "taken by default, of each legal order that acts: `A`, `L`");
    let help = warning.help.as_deref().unwrap_or_default();
    assert_eq!(help, "write your own: `viewpoint A`, and under it `prefers A > others`");
}

#[test]
fn where_no_order_acts_nothing_can_be_expected() {
    let resolved = record("person rose \"Rose\"\n\n2020-01-01 act rose\n\n2020-01-02 expect act stands\n");
    let session = Session::new(&resolved.model);
    let (check, diagnostics) = session.check();
    assert_eq!((check.unresolved, check.failed), (1, 0));
    assert_eq!(diagnostics.iter().map(|d| d.code).collect::<Vec<_>>(), ["no-viewpoint"]);
    assert!(session.situation(&on("2020-01-02")).parts.items.is_empty());
}

#[test]
fn what_a_norm_discharges_is_told_by_the_act_that_set_it_off() {
    let resolved = record(
        r#"
order A "Arvenia"
order L "League"
organ L.Court "Court"
deed publish(act)

norm L.2 of L "A measure found to be met is asked for no more"
  when L.Court does find-fulfilled(?measure) in ?order
  then discharges ?measure

viewpoint L.Court "As the Court sees it"
  prefers L > A

2020-01-10 ruling L.Court
  print: requires A to publish(ruling) by 2030-12-31
2020-06-01 order-2 L.Court
  finds ruling.print fulfilled
"#,
    );
    let session = Session::new(&resolved.model);
    let answer = session.answer("ruling.print binds", &on("2020-06-02")).expect("a question");
    let court = by(&answer.by_viewpoint, "L.Court");
    let reason = court.reason.as_ref().expect("it is lifted");
    assert_eq!((reason.kind, reason.by.as_deref()), (ReasonKind::DischargedBy, Some("order-2")));
    let why = session.why("ruling.print binds", &on("2020-06-02")).expect("a question");
    let duty =
        why.trees[0].root.children.iter().find(|n| n.kind == NodeKind::Duty).unwrap_or(&why.trees[0].root);
    let discharge = duty.children.iter().find(|n| n.kind == NodeKind::Discharge).expect("a discharge");
    assert_eq!((discharge.value, discharge.decides), (Value::True, true));
    assert_eq!(discharge.effect.as_deref(), Some("discharges ruling.print"));
}

#[test]
fn what_kept_an_ending_from_working_is_spelled_out() {
    let resolved = record(
        r#"
order A "Arvenia"
order L "League"
instrument whaling "Whaling treaty"
status party(state, instrument)
status revoked(notice)
deed leave(instrument)
deed take-back(notice)

norm L.9 of L "A year after its notice a State has left, unless that notice was taken back"
  when ?organ of ?state does leave(?treaty) in ?notice
  then ends party(?state, ?treaty) after 1 year of made unless revoked(?notice)

norm L.10 of L "A notice may be taken back by whoever gave it"
  when ?organ of ?state does take-back(?notice of ?state)
  then begins revoked(?notice)

viewpoint L "As the League sees it"
  prefers L > A

2018-01-01 founding L
  begins party(A, whaling)
2019-01-10 letter A
  whale: does leave(whaling)
2019-06-01 change-of-mind A
  does take-back(letter.whale)
"#,
    );
    let why = Session::new(&resolved.model).why("party(A, whaling)", &on("2020-02-02")).expect("a question");
    fn find(node: &Node, kind: NodeKind) -> Option<&Node> {
        (node.kind == kind).then_some(node).or_else(|| node.children.iter().find_map(|n| find(n, kind)))
    }
    let condition = find(&why.trees[0].root, NodeKind::Condition).expect("the condition that failed");
    assert_eq!(condition.what, "unless revoked(letter.whale)");
    assert_eq!((condition.value, condition.decides), (Value::False, true));
    assert_eq!(condition.day.map(|d| d.to_string()).as_deref(), Some("2020-01-10"));
}

#[test]
fn no_answer_changes_between_change_points() {
    let record = record(RELEASE);
    let session = Session::new(&record.model);
    let points = session.change_points();
    let answers = |day: Day| {
        let mut duties = session.duties(&Question::on(day), &DutyFilter::default()).duties;
        for duty in &mut duties {
            duty.relevance = Relevance::default();
            for view in &mut duty.by_viewpoint {
                (view.days_left, view.as_it_stood) = (None, None);
            }
        }
        // Which duty is most urgent depends on how many days are left.
        duties.sort_by(|a, b| (&a.name, &a.content.text).cmp(&(&b.name, &b.content.text)));
        (duties, session.states(&Question::on(day)).states)
    };
    let (first, last) = (day("2017-01-01"), day("2025-12-31"));
    let mut before = answers(first);
    let mut changes = 0;
    for day in (first.0 + 1..=last.0).map(Day) {
        let now = answers(day);
        if now != before {
            changes += 1;
            assert!(points.contains(&day), "answers change on {day}");
        }
        before = now;
    }
    assert!(changes > 5, "only {changes} changes");
    let within = points.iter().filter(|d| (first..=last).contains(*d)).count();
    assert!(within < 4 * changes, "{within} points for {changes} changes");
}
