//! Compares two answers, so that every screen, feed and file means the same by "what changed". When two states differ,
//! [`State::differs_from`] says.

use std::collections::{BTreeMap, BTreeSet};

use crate::answer::{
    Aspect, Change, Collision, Duties, DutyItem, Mode, Named, PartItem, Situation, State, States, StatusItem,
    Topic,
};

/// An answer that gives its subjects a state.
pub trait Stated {
    /// What has a state, as the answer shows it.
    type Subject<'a>: Copy
    where
        Self: 'a;

    /// All that it says, in its own order.
    fn statements(&self) -> Vec<Statement<'_, Self::Subject<'_>>>;

    /// The state of what it does not tell.
    fn untold(aspect: Aspect) -> State {
        aspect.nothing()
    }
}

/// What an answer says of one subject in one viewpoint.
#[derive(Clone, Copy, Debug)]
pub struct Statement<'a, S> {
    /// Two answers mean the same subject by the same key, however their records number it.
    pub key: Key<'a>,
    /// In whose eyes; `None` for what is between viewpoints.
    pub viewpoint: Option<&'a str>,
    /// The subject.
    pub subject: S,
    /// Its state.
    pub state: State,
}

/// A name; of a duty with its mode, its bearer, its content and its act: a norm may lay down the same more than once.
pub type Key<'a> = (Aspect, &'a str, Option<(Mode, &'a str, &'a str, Option<&'a str>)>);

/// What a second answer says otherwise than a first, in the order of the second; then what only the first speaks of.
pub fn diff<'a, A: Stated>(before: &'a A, after: &'a A) -> Vec<Change<A::Subject<'a>>> {
    let (old, new) = (before.statements(), after.statements());
    let states: BTreeMap<_, State> = old.iter().map(|s| ((s.key, s.viewpoint), s.state)).collect();
    let nothing = |s: &Statement<'_, _>| A::untold(s.key.0);
    let state = |s: &Statement<'_, _>| states.get(&(s.key, s.viewpoint)).copied().unwrap_or(nothing(s));
    let pairs =
        new.iter().map(|s| (s, state(s), s.state)).chain(old.iter().map(|s| (s, s.state, nothing(s))));
    let mut told = BTreeSet::new();
    pairs
        .filter(|(s, ..)| told.insert((s.key, s.viewpoint)))
        .filter(|(_, before, after)| before.differs_from(*after))
        .map(|(s, before, after)| Change {
            subject: s.subject,
            viewpoint: s.viewpoint.map(str::to_owned),
            before,
            after,
        })
        .collect()
}

/// One change for all viewpoints where it is the same in each. The changes of one subject stand together.
pub(crate) fn gathered(changes: &[Change], viewpoints: usize) -> Vec<Change> {
    let mut all = Vec::new();
    for of_one in changes.chunk_by(|a, b| a.subject == b.subject) {
        let first = &of_one[0];
        let same = |c: &Change| (c.before, c.after) == (first.before, first.after);
        if viewpoints > 1 && of_one.len() == viewpoints && of_one.iter().all(same) {
            all.push(Change { viewpoint: None, ..first.clone() });
        } else {
            all.extend_from_slice(of_one);
        }
    }
    all
}

impl Stated for States {
    type Subject<'a> = &'a Topic;

    fn statements(&self) -> Vec<Statement<'_, &Topic>> {
        let rows = self.states.iter().map(|row| Statement {
            key: (row.subject.aspect, &*row.subject.what, None),
            // A dilemma is within a viewpoint, but it is asked whether anything collides at all.
            viewpoint: row.viewpoint.as_deref().filter(|_| row.subject.aspect != Aspect::Collision),
            subject: &row.subject,
            state: row.state,
        });
        rows.collect()
    }
}

impl Stated for Duties {
    type Subject<'a> = &'a DutyItem;

    fn statements(&self) -> Vec<Statement<'_, &DutyItem>> {
        self.duties.iter().flat_map(|duty| of_duty(&self.viewpoints, duty, duty)).collect()
    }

    /// Every duty on record is told.
    fn untold(_: Aspect) -> State {
        State::NotOnRecord
    }
}

/// An item of a list of a situation.
#[derive(Clone, Copy, Debug)]
pub enum SituationItem<'a> {
    /// An act or a part of one.
    Part(&'a PartItem),
    /// A status.
    Status(&'a StatusItem),
    /// A duty.
    Duty(&'a DutyItem),
    /// A collision.
    Collision(&'a Collision),
}

impl Stated for Situation {
    type Subject<'a> = SituationItem<'a>;

    fn statements(&self) -> Vec<Statement<'_, SituationItem<'_>>> {
        let whose = &self.viewpoints;
        let parts = self.parts.items.iter().flat_map(|item| {
            let states = item.by_viewpoint.iter().map(|view| view.state);
            in_viewpoints(whose, (Aspect::Standing, &item.name, None), SituationItem::Part(item), states)
        });
        let statuses = self.statuses.items.iter().flat_map(|item| {
            let states = item.by_viewpoint.iter().map(|view| view.state);
            in_viewpoints(
                whose,
                (Aspect::Status, &item.status.text, None),
                SituationItem::Status(item),
                states,
            )
        });
        let duties =
            self.duties.items.iter().flat_map(|item| of_duty(whose, item, SituationItem::Duty(item)));
        let collisions = self.collisions.items.iter().map(|item| Statement {
            key: (Aspect::Collision, &*item.on, None),
            viewpoint: None,
            subject: SituationItem::Collision(item),
            state: State::Collides,
        });
        parts.chain(statuses).chain(duties).chain(collisions).collect()
    }
}

fn of_duty<'a, S: Copy>(
    viewpoints: &'a [Named],
    duty: &'a DutyItem,
    subject: S,
) -> impl Iterator<Item = Statement<'a, S>> {
    let details = (duty.mode, &*duty.bearer.name, &*duty.content.text, duty.act.as_ref().map(|a| &*a.name));
    let states = duty.by_viewpoint.iter().map(|view| view.state());
    in_viewpoints(viewpoints, (Aspect::Binding, &duty.name, Some(details)), subject, states)
}

fn in_viewpoints<'a, S: Copy>(
    viewpoints: &'a [Named],
    key: Key<'a>,
    subject: S,
    states: impl Iterator<Item = State>,
) -> impl Iterator<Item = Statement<'a, S>> {
    let names = viewpoints.iter().map(|v| Some(&*v.name));
    names.zip(states).map(move |(viewpoint, state)| Statement { key, viewpoint, subject, state })
}
