//! Answers everything that a record decides on a day, one row for each thing.

use std::collections::BTreeMap;

use crate::answer::{Aspect, State, StateRow, States, Text, Topic};
use vigente_engine::Truth;
use vigente_model::*;

use crate::CollisionFilter;
use crate::Question;
use crate::Session;
use crate::collisions::{find, sides};
use crate::duties::list::{groups, speaker};
use crate::evaluate::speaking;
use crate::names::labels::Labels;
use crate::snapshot::{Snapshot, performance};

pub(crate) fn states(session: &Session, question: &Question) -> States {
    let panel = session.panel(question, false);
    let mut states = Vec::new();
    for snapshot in &panel.now {
        let viewpoint = &session.model[snapshot.solution.horizon.viewpoint].name;
        states.extend(lives(snapshot, question.on).into_iter().map(|((aspect, what), (title, state))| {
            let subject = Topic { aspect, what, title };
            StateRow { viewpoint: Some(viewpoint.to_string()), subject, state }
        }));
    }
    let filter = CollisionFilter { on_the_day: true, kinds: Vec::new() };
    let snapshots = session.asking(question).snapshots();
    let collisions = find::concerning(&snapshots, question, &filter);
    for found in collisions.iter().take(question.limit.unwrap_or(usize::MAX)) {
        let (what, title) = sides::about(session.names(), &snapshots, found);
        let subject = Topic { aspect: Aspect::Collision, what, title };
        let within = sides::within(&snapshots, found, question.on).into_iter().map(Some);
        states.extend(std::iter::once(None).chain(within).map(|viewpoint| StateRow {
            viewpoint,
            subject: subject.clone(),
            state: State::Collides,
        }));
    }
    States { asked: question.clone(), viewpoints: panel.names(session.names()), states }
}

type Lives = BTreeMap<(Aspect, String), (Text, State)>;

/// Everything that can be told of the day in one viewpoint, by name.
fn lives(snapshot: &Snapshot<'_>, day: Day) -> Lives {
    let names = Labels { model: snapshot.model };
    let mut found = Lives::new();
    for act in &snapshot.model.acts {
        for part in speaking(snapshot.model, act.thing) {
            let state = snapshot.part_state(part, day);
            if state == State::NotOnRecord {
                continue;
            }
            found.insert((Aspect::Standing, names.part(part).to_owned()), (names.title(act.thing), state));
        }
    }
    for status in &snapshot.solution.statuses {
        let phrase = names.status(&status.status);
        found.insert(
            (Aspect::Status, phrase.text),
            (phrase.name.title, snapshot.status_state(&status.status, day)),
        );
    }
    for group in groups(snapshot) {
        let duty = speaker(snapshot, &group, day);
        let first = &snapshot.solution.duties[group[0]];
        let mode = match duty.mode {
            Mode::Requires => "must",
            Mode::Forbids => "must not",
            Mode::Permits => "may",
            Mode::Urges => "should",
        };
        // A part may lay down several duties: bearer and content tell them apart.
        let mut what = format!(
            "{}: {} {mode} {}",
            names.duty_name(first.origin),
            names.arg(duty.bearer),
            names.content_text(&duty.content)
        );
        // A norm may lay down the same duty more than once: its triggers tell them apart.
        if let (Some(_), Some(part)) = (names.giver(first.origin), first.origin.part) {
            what = format!("{what} ({})", names.part(part));
        }
        let title = names.duty_title(first.origin);
        let binding = snapshot.binding(duty, day);
        if binding == State::NotOnRecord {
            continue;
        }
        found.insert((Aspect::Binding, what.clone()), (title.clone(), binding));
        if let Some(done) = performance(duty, day)
            && duty.there.since_first().at(day) != Truth::False
        {
            found.insert((Aspect::Performance, what), (title, done));
        }
    }
    found
}
