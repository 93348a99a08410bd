//! Answers everything that a record decides on a day, one row for each thing.

use crate::answer::{Aspect, State, StateRow, States};

use crate::CollisionFilter;
use crate::Question;
use crate::Session;
use crate::record::what_if::lives;

pub(crate) fn states(session: &Session, question: &Question) -> States {
    let panel = session.panel(question, false);
    let mut states = Vec::new();
    for sight in &panel.now {
        let viewpoint = &session.model[sight.solution.horizon.viewpoint].name;
        states.extend(lives(sight, question.on).into_iter().map(|((aspect, what), (title, state))| {
            StateRow { viewpoint: Some(viewpoint.to_string()), aspect, what, title, state }
        }));
    }
    let filter = CollisionFilter { on_the_day: true, kinds: Vec::new() };
    let collisions = session.collisions(question, &filter).collisions;
    states.extend(collisions.into_iter().map(|c| StateRow {
        viewpoint: c.within,
        aspect: Aspect::Collision,
        what: c.on,
        title: c.title,
        state: State::Collides,
    }));
    States { days: session.days(question), viewpoints: panel.names(session.names()), states }
}
