//! What the record does not say: no where it covers it, nothing on record elsewhere.

use std::sync::Arc;

use vigente_model::Days;
use vigente_query::answer::{NodeKind, ReasonKind, State, Value};
use vigente_query::{Over, Question, Session};
use vigente_resolve::resolve_text;

/// Held: covered from 13 November 2000 to the end of 2009. Sworn: not covered.
const CASE: &str = include_str!("../../../../tests/cases/silence-and-coverage.vig");

fn session(text: &str) -> Session {
    let resolved = resolve_text(text);
    assert_eq!(resolved.diagnostics, []);
    Session::new(&Arc::clone(&resolved.model))
}

fn on(day: &str) -> Question {
    Question::on(Days::read(day).expect("a day").lo)
}

#[track_caller]
fn asked(text: &str, question: &str, day: &str) -> (Value, Option<bool>) {
    let answer = session(text).answer(question, &on(day)).expect("a question");
    (answer.value, answer.covered)
}

#[test]
fn silence_means_no_where_the_record_covers() {
    assert_eq!(asked(CASE, "held(tom)", "2000-11-12"), (Value::NothingOnRecord, Some(false)));
    assert_eq!(asked(CASE, "held(tom)", "2000-11-13"), (Value::False, Some(true)));
    assert_eq!(asked(CASE, "held(tom)", "2009-12-31"), (Value::False, Some(true)));
    assert_eq!(asked(CASE, "held(tom)", "2010-01-01"), (Value::NothingOnRecord, Some(false)));
    assert_eq!(asked(CASE, "sworn(tom)", "2005-01-01"), (Value::NothingOnRecord, Some(false)));
    assert_eq!(asked(CASE, "not sworn(tom)", "2005-01-01").0, Value::True, "rules take it as no");
}

#[test]
fn what_ended_is_no_and_what_begins_later_is_not_on_record_yet() {
    let text = CASE.replace("  covers held(?who) from 2000-11-13 until 2010-01-01\n", "");
    assert_eq!(asked(&text, "held(rose)", "2001-01-09").0, Value::NothingOnRecord);
    assert_eq!(asked(&text, "held(rose)", "2002-01-01").0, Value::True);
    assert_eq!(asked(&text, "held(rose)", "2020-01-01").0, Value::False);
}

#[test]
fn coverage_must_reach_all_that_is_asked_about() {
    let text = CASE.replace("covers held(?who)", "covers held(rose)");
    assert_eq!(asked(&text, "held(rose)", "2000-12-01").0, Value::False);
    assert_eq!(asked(&text, "held(tom)", "2005-01-01").0, Value::NothingOnRecord);
    assert_eq!(asked(&text, "held(?x)", "2000-12-01").0, Value::NothingOnRecord);
}

#[test]
fn history_and_tables_say_so() {
    let session = session(CASE);
    let history = session.history("held(rose)", &on("2020-01-01")).expect("a status");
    let told: Vec<(State, ReasonKind)> =
        history.by_viewpoint[0].with_hindsight.iter().map(|p| (p.state, p.reason.kind)).collect();
    let expected = [
        (State::NothingOnRecord, ReasonKind::Silence),
        (State::DoesNotHold, ReasonKind::NoTitle),
        (State::Holds, ReasonKind::CarriedBy),
        (State::DoesNotHold, ReasonKind::EndedOn),
    ];
    assert_eq!(told, expected);
    let who = |question: &str| session.who(question, &on("2002-01-01"), Over::TheDay).expect("a table");
    assert_eq!((who("held(?x)").covered, who("sworn(?x)").covered), (Some(true), Some(false)));
}

#[test]
fn reasons_say_that_rules_take_it_as_no() {
    let why = session(CASE).why("free(tom)", &on("2005-01-01")).expect("a question");
    let mut open = vec![&why.trees[0].root];
    let mut silences = Vec::new();
    while let Some(node) = open.pop() {
        if node.kind == NodeKind::Silence {
            silences.push((&*node.what, node.value));
        }
        open.extend(&node.children);
    }
    assert_eq!(silences, [("sworn(tom)", Value::NothingOnRecord)]);
}
