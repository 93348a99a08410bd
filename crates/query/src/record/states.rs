//! Answers everything that a record decides on a day, one row for each thing.

use crate::answer::{Aspect, State, StateRow, States, Topic};

use crate::CollisionFilter;
use crate::Question;
use crate::Session;
use crate::collisions::{find, sides};
use crate::record::what_if::lives;

pub(crate) fn states(session: &Session, question: &Question) -> States {
    let panel = session.panel(question, false);
    let mut states = Vec::new();
    for sight in &panel.now {
        let viewpoint = &session.model[sight.solution.horizon.viewpoint].name;
        states.extend(lives(sight, question.on).into_iter().map(|((aspect, what), (title, state))| {
            let subject = Topic { aspect, what, title };
            StateRow { viewpoint: Some(viewpoint.to_string()), subject, state }
        }));
    }
    let filter = CollisionFilter { on_the_day: true, kinds: Vec::new() };
    let sights = session.asking(question).sights();
    let collisions = find::concerning(&sights, question, &filter);
    states.extend(collisions.iter().take(question.limit.unwrap_or(usize::MAX)).map(|found| {
        let (what, title) = sides::about(session.names(), &sights, found);
        let subject = Topic { aspect: Aspect::Collision, what, title };
        StateRow { viewpoint: sides::within(&sights, found), subject, state: State::Collides }
    }));
    States { asked: question.clone(), viewpoints: panel.names(session.names()), states }
}
