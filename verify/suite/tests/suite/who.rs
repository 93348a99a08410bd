//! A table over all days must say of each day what a question says on that day: with hindsight, as it stood, as known.

use std::path::Path;

use vigente_model::Day;
use vigente_query::answer::{Date, HolderTime, Interval, Value, Who};
use vigente_query::{Over, Question, Session};
use vigente_tests::dossier::model_of;

fn day(iso: &str) -> Day {
    Day::from_date(iso.parse().expect("an ISO day"))
}

/// What the stretches of a table say on a day.
fn told(when: &[HolderTime], on: Day) -> Value {
    let holds = |i: &&Interval| {
        i.from.is_none_or(|from| from <= on.into()) && i.until.is_none_or(|until| Date::from(on) < until)
    };
    match when.iter().map(|time| &time.days).find(holds) {
        Some(stretch) if stretch.certain => Value::True,
        Some(_) => Value::Undetermined,
        None => Value::False,
    }
}

/// Days on which something may change: those of the table, those of the acts, and the days before them.
fn days(session: &Session, table: &Who) -> Vec<Day> {
    let acts = session.model().acts.iter().flat_map(|a| [a.made.lo, a.made.hi]);
    let ends = table.rows.iter().flat_map(|r| &r.by_viewpoint).flat_map(|l| &l.when);
    let ends = ends.flat_map(|t| [t.days.from, t.days.until]).flatten().filter_map(Date::first);
    let mut days: Vec<Day> = acts.chain(ends).filter(|d| d.date().is_some()).collect();
    days.extend(days.clone().into_iter().map(|d| Day(d.0 - 1)));
    days.sort_unstable();
    days.dedup();
    days
}

/// Asks every row of the table again, day by day.
fn held_against_questions(dossier: &str, query: &str, base: &Question, over: Over, least: usize) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(dossier);
    let model = model_of(&folder).expect("a readable dossier");
    let session = Session::new(&model);
    let table = session.who(query, base, over).expect("a question with variables");
    let mut asked = 0;
    for row in &table.rows {
        let filled =
            table.variables.iter().zip(&row.values).fold(query.to_owned(), |text, (variable, value)| {
                if variable == "somebody" {
                    text.replacen("somebody", &value.name, 1)
                } else {
                    text.replace(&format!("?{variable}"), &value.name)
                }
            });
        for on in days(&session, &table) {
            let stood = over == Over::AllDaysAsTheyStood;
            let question =
                Question { on, made_by: if stood { Some(on) } else { base.made_by }, ..base.clone() };
            let answer = session.answer(&filled, &question).expect("the same without variables");
            for (life, one) in row.by_viewpoint.iter().zip(&answer.by_viewpoint) {
                // Days are listed on which it is so or may be: the rest is no, or nothing is on record.
                let said = if one.value.is_no() { Value::False } else { one.value };
                assert_eq!(told(&life.when, on), said, "{dossier}: {filled} on {on}, {over:?}");
                asked += 1;
            }
        }
    }
    assert!(asked >= least, "{dossier}: {query}: only {asked} questions");
}

#[test]
fn tables_say_what_questions_say() {
    let today = Question::on(day("2025-09-01"));
    for over in [Over::AllDays, Over::AllDaysAsTheyStood] {
        for query in [
            "sentence(?person, ?case)",
            "party(?state, ACHR)",
            "convicted(?who, ?case)",
            "PE must not implement(?what)",
            "somebody must report(?whom, ?what)",
            "release(?who)",
        ] {
            held_against_questions("dossiers/fujimori", query, &today, over, 100);
        }
        for query in ["closed(?place)", "somebody must not charge(?place)", "somebody must report(?whom)"] {
            held_against_questions("dossiers/islas-imaginarias", query, &today, over, 10);
        }
    }
    let known = Question { known_by: Some(day("2019-01-01")), ..today.clone() };
    held_against_questions(
        "dossiers/fujimori",
        "sentence(?who, ?case)",
        &known,
        Over::AllDaysAsTheyStood,
        100,
    );
    let made = Question { made_by: Some(day("2018-12-31")), ..today };
    held_against_questions("dossiers/fujimori", "sentence(?who, ?case)", &made, Over::AllDays, 100);
}

#[test]
fn the_count_of_a_day_is_that_of_the_question() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../dossiers/fujimori");
    let model = model_of(&folder).expect("a readable dossier");
    let session = Session::new(&model);
    for on in ["2008-01-01", "2012-06-01", "2018-01-15", "2020-01-01"] {
        let question = Question::on(day(on));
        let table = session.who("sentence(fujimori, ?case)", &question, Over::TheDay).expect("a table");
        let count =
            session.answer("count(?case: sentence(fujimori, ?case)) > 0", &question).expect("a count");
        let counts = table.counts.expect("a day is asked about");
        for (here, there) in counts.iter().zip(&count.by_viewpoint) {
            assert_eq!(Some((here.certain as u32, here.possible as u32)), there.count, "{on}");
        }
    }
    let wrong =
        session.who("pardon", &Question::on(day("2020-01-01")), Over::AllDays).expect_err("no variables");
    assert_eq!(wrong[0].code, "wrong-kind");
}
