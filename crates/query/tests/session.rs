//! Sessions are shared by threads, cancelled, and survive a panic.

use std::panic::{AssertUnwindSafe, catch_unwind};

use vigente_engine::{Cancel, Cancelled};
use vigente_model::Day;
use vigente_query::{Question, Session};
use vigente_resolve::resolve_text;
use vigente_syntax::diagnostic::Severity;

const RECORD: &str = "\
order A
order B
status peace
deed report
viewpoint a
  prefers A > others
viewpoint b
  prefers B > others

2020-01-01 one A
  begins peace
2020-03-01 two B
  annuls one
2020-06-01 three A
  annuls two
2020-07-01 four A
  requires B to report by 2020-08-01 then every 3 months
";

fn day(text: &str) -> Day {
    Day::from_date(text.parse().expect("a date"))
}

fn session() -> Session {
    let resolved = resolve_text(RECORD);
    assert!(
        resolved.diagnostics.iter().all(|d| d.severity != Severity::Error),
        "{:#?}",
        resolved.diagnostics
    );
    Session::new(&resolved.model)
}

/// The main screen, as bytes.
fn shown(session: &Session, question: &Question) -> String {
    format!("{:?}", session.situation(question))
}

#[test]
fn sessions_may_be_shared() {
    fn shared<T: Send + Sync + Clone + 'static>() {}
    shared::<Session>();
}

#[test]
fn many_threads_get_the_same_answers_as_one() {
    let days = ["2020-02-01", "2020-04-01", "2020-06-02", "2020-12-31", "2022-01-01"].map(day);
    let questions: Vec<Question> =
        days.iter().flat_map(|&d| [Question::on(d), Question::on(d).as_it_stood()]).collect();
    let alone: Vec<String> = questions.iter().map(|q| shown(&session(), q)).collect();
    let one = session();
    std::thread::scope(|scope| {
        for from in 0..4 {
            let (one, questions, alone) = (one.clone(), &questions, &alone);
            scope.spawn(move || {
                for i in (from..questions.len()).chain(0..from) {
                    assert_eq!(shown(&one, &questions[i]), alone[i], "{:?}", questions[i]);
                }
            });
        }
    });
}

#[test]
fn an_answer_does_not_depend_on_what_was_asked_before() {
    let (early, late) = (Question::on(day("2020-08-01")), Question::on(day("2024-01-01")));
    let session = session();
    let before = format!("{:?}", session.history("four", &early));
    let _ = session.history("four", &late);
    assert_eq!(format!("{:?}", session.history("four", &early)), before);
}

#[test]
fn a_cancelled_question_stops_and_the_session_goes_on() {
    let session = session();
    let question = Question::on(day("2020-12-31"));
    let cancel = Cancel::new();
    let asked = session.cancelled_by(&cancel);
    cancel.cancel();
    let stopped = Cancel::catch(AssertUnwindSafe(|| asked.situation(&question)));
    assert_eq!(stopped.err(), Some(Cancelled));
    // The same cells of the cache are filled by whoever asks next.
    assert_eq!(shown(&session, &question), shown(&self::session(), &question));
}

#[test]
fn a_panic_is_not_taken_for_a_cancelled_question() {
    let panicked = catch_unwind(|| Cancel::catch(|| panic!("a fault")));
    assert!(panicked.is_err());
}
