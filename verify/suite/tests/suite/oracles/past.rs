//! What the main screen says of earlier days must be the answer when that day is asked about as it stood.

use std::cell::Cell;
use std::path::Path;
use std::sync::Arc;

use vigente_model::{Day, Model};
use vigente_query::answer::{Aspect, PastDifference, State, States};
use vigente_query::{Question, Session};
use vigente_tests::dossier::model_of;

/// The states of a row on a day, in its viewpoint or in all; of an act all parts of which have labels, theirs.
fn states(answer: &States, row: &PastDifference) -> Vec<State> {
    let rows = answer.states.iter().filter(|r| r.subject.aspect == row.subject.aspect);
    let rows = rows.filter(|r| row.viewpoint.is_none() || r.viewpoint == row.viewpoint);
    let (asked, of_act) = (row.subject.what.as_str(), format!("{}.", row.subject.what));
    let one: Vec<State> = rows.clone().filter(|r| r.subject.what == asked).map(|r| r.state).collect();
    if !one.is_empty() || row.subject.aspect != Aspect::Standing {
        return one;
    }
    rows.filter(|r| r.subject.what.starts_with(&of_act)).map(|r| r.state).collect()
}

/// Asks about the first and the last day of every row; returns how many rows there were.
fn rows_are_true(session: &Session, on: Day) -> Result<usize, String> {
    let rows = session.past(&Question::on(on)).items;
    for row in &rows {
        let last = row.until.and_then(|d| d.first()).map_or(on, |until| Day(until.0 - 1));
        for day in [row.from.first().ok_or("no first day")?, last] {
            let question = Question::on(day);
            for (told, asked) in [(row.then, question.clone().as_it_stood()), (row.now, question)] {
                let states = states(&session.states(&asked), row);
                // What is not on record has no row.
                let alike = |s: &State| !s.differs_from(told);
                if (states.is_empty() && !told.is_nothing()) || !states.iter().all(alike) {
                    return Err(format!("asked on {on}: {row:?}\nbut on {day}: {states:?}"));
                }
            }
        }
    }
    Ok(rows.len())
}

/// Days to ask about: that of each third act, and a day after all of them.
fn days(model: &Model) -> Vec<Day> {
    let made = || model.acts.iter().map(|a| a.made.hi).filter(|d| d.date().is_some());
    made().step_by(3).chain(made().max().map(|d| Day(d.0 + 200))).collect()
}

#[test]
fn what_is_told_of_earlier_days_is_true() {
    let found = Cell::new(0);
    crate::laws::everywhere(|text, _| {
        let model = Arc::new(crate::laws::good(text)?);
        let session = Session::new(&model);
        for on in days(&model) {
            found.set(found.get() + rows_are_true(&session, on)?);
        }
        Ok(())
    });
    assert!(found.get() > 500, "only {} rows", found.get());
}

#[test]
fn what_dossiers_tell_of_earlier_days_is_true() {
    let mut found = 0;
    for dossier in [
        "fujimori",
        "islas-imaginarias",
        "pspp",
        "gelman",
        "hirst",
        "apitz-barbera",
        "african-court-withdrawals",
    ] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../dossiers").join(dossier);
        let Ok(model) = model_of(&folder) else { panic!("{dossier}") };
        let session = Session::new(&model);
        let days = days(&model);
        for &on in days.iter().step_by(days.len().div_ceil(8)).chain(days.last()) {
            found += rows_are_true(&session, on).unwrap_or_else(|wrong| panic!("{dossier}: {wrong}"));
        }
    }
    assert!(found > 30, "only {found} rows");
}
