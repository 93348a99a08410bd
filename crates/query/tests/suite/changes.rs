//! What differs between two answers: whoever asks, by whichever way, is told the same.

use vigente_query::answer::{Aspect, Change, DutyItem, State, StateRow, States, Topic};
use vigente_query::{DutyFilter, Question, Session, diff};

use crate::ask::{RELEASE, on, record};

/// Subject, viewpoint, before and after.
type Told<'c> = Vec<(&'c str, Option<&'c str>, State, State)>;

fn told<'c>(changes: &'c [Change<&DutyItem>]) -> Told<'c> {
    let one = |c: &'c Change<&DutyItem>| (&*c.subject.name, c.viewpoint.as_deref(), c.before, c.after);
    changes.iter().map(one).collect()
}

#[test]
fn the_other_way_round_everything_is_reversed() {
    let session = Session::new(&record(RELEASE).model);
    let duties = |question: &Question| session.duties(question, &DutyFilter::default());
    let (before, after) = (duties(&on("2022-01-01").as_it_stood()), duties(&on("2023-12-05")));
    assert_eq!((&before.asked, &after.asked), (&on("2022-01-01").as_it_stood(), &on("2023-12-05")));
    assert!(diff(&after, &after).is_empty());
    let (there, back) = (diff(&before, &after), diff(&after, &before));
    assert!(told(&there).contains(&("tc-2023.free", Some("PE.TC"), State::NotOnRecord, State::Pending)));
    let mut reversed: Vec<_> =
        told(&back).into_iter().map(|(name, v, now, then)| (name, v, then, now)).collect();
    let mut there = told(&there);
    there.sort();
    reversed.sort();
    assert_eq!(there, reversed);
}

#[test]
fn what_is_not_there_does_not_differ_from_what_was_not_made() {
    let row = |what: &str, viewpoint: Option<&str>, aspect, state| StateRow {
        viewpoint: viewpoint.map(str::to_owned),
        subject: Topic { aspect, what: what.to_owned(), title: Default::default() },
        state,
    };
    let answer = |states| States { asked: on("2020-01-01"), viewpoints: Vec::new(), states };
    let before = answer(vec![
        row("act", Some("V"), Aspect::Standing, State::NotYetMade),
        row("old", Some("V"), Aspect::Standing, State::InForce),
        row("party", Some("V"), Aspect::Status, State::DoesNotHold),
        row("pay", None, Aspect::Collision, State::Collides),
    ]);
    let after = answer(vec![
        row("act", Some("V"), Aspect::Standing, State::NotOnRecord),
        row("new", Some("V"), Aspect::Standing, State::NotOnRecord),
        // Within a viewpoint or between them: it is still a collision.
        row("pay", Some("V"), Aspect::Collision, State::Collides),
        row("pay", Some("W"), Aspect::Collision, State::Collides),
    ]);
    let changes = diff(&before, &after);
    let told: Vec<_> = changes.iter().map(|c| (&*c.subject.what, c.before, c.after)).collect();
    assert_eq!(told, [("old", State::InForce, State::Absent)]);
}

#[test]
fn hindsight_is_the_difference_from_as_it_stood() {
    let session = Session::new(&record(RELEASE).model);
    for day in ["2018-10-04", "2021-01-01", "2023-12-05"] {
        let (stood, now) = (session.states(&on(day).as_it_stood()), session.states(&on(day)));
        let changes = diff(&stood, &now);
        let hindsight = session.situation(&on(day)).hindsight.items;
        let statuses = |c: &&Change| c.subject.aspect == Aspect::Status;
        for told in hindsight.iter().filter(statuses) {
            let same = changes.iter().filter(|c| c.subject == &told.subject);
            let same = same.filter(|c| told.viewpoint.is_none() || c.viewpoint == told.viewpoint);
            assert!(same.clone().count() > 0, "{day}: {told:?}");
            for c in same {
                assert_eq!((c.before, c.after), (told.before, told.after), "{day}: {told:?}");
            }
        }
        let status = |c: &&Change<&Topic>| c.subject.aspect == Aspect::Status;
        for c in changes.iter().filter(status) {
            assert!(hindsight.iter().any(|told| &told.subject == c.subject), "{day}: {c:?}");
        }
    }
}
