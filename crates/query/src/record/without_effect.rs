//! Finds lines of acts that do nothing in any viewpoint, on any day, and says why.

use vigente_engine::provenance::{Fate, Rank};
use vigente_engine::{Authority, DutyId, GroundStatus, Origin, StatusLife, Timeline, Truth};
use vigente_model::*;

use crate::answer::{Idleness, WithoutEffect};
use crate::names::labels::Labels;
use crate::snapshot::Snapshot;
use crate::{Question, Session};

/// A line that does nothing.
pub(crate) struct Idle {
    pub(crate) effect: EffectId,
    part: PartId,
    failure: Failure,
}

/// Why an effect does nothing to one title, part or duty, in one viewpoint.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Failure {
    why: Idleness,
    because_of: Option<String>,
    over: Option<Authority>,
}

impl From<Idleness> for Failure {
    fn from(why: Idleness) -> Failure {
        Failure { why, because_of: None, over: None }
    }
}

impl Failure {
    fn of(why: Idleness, because_of: &str) -> Failure {
        Failure { because_of: Some(because_of.to_owned()), ..why.into() }
    }
}

/// The failures of an effect; `None` where it does something, or where the record says elsewhere why it does not.
type Failures = Option<Vec<Failure>>;

/// Those of the acts asked about, with hindsight.
pub(crate) fn without_effect(session: &Session, asked: impl Fn(&Act) -> bool) -> Vec<Idle> {
    let model = &*session.model;
    let panel = session.panel(&Question::on(session.shared.last), false);
    let parts = model.parts.iter_enumerated().filter(|(_, part)| asked(&model[part.act]));
    let lines = parts.flat_map(|(id, part)| part.effects.clone().map(move |effect| (id, effect)));
    let idle = |(part, effect)| {
        let tried = panel.now.iter().map(|snapshot| Line { snapshot, part, effect }.failures());
        let mut failures = tried.collect::<Option<Vec<_>>>()?.concat();
        // That its author prevails nowhere is the reason only where nothing else is one anywhere.
        failures.sort();
        let failure = failures.into_iter().next()?;
        // Where nobody says who ranks above whom, nobody lacks rank.
        let unranked = model.viewpoints.iter().any(|viewpoint| viewpoint.assumed);
        let lacks_rank = matches!(failure.why, Idleness::NoPower | Idleness::Upheld);
        (!unranked || !lacks_rank).then_some(Idle { effect, part, failure })
    };
    lines.filter_map(idle).collect()
}

impl Idle {
    pub(crate) fn describe(&self, names: Labels<'_>) -> WithoutEffect {
        WithoutEffect {
            name: names.part(self.part).to_owned(),
            act: names.act(names.act_of(self.part)),
            line: names.effect(self.effect),
            why: self.failure.why,
            because_of: self.failure.because_of.clone(),
            authority: self.failure.over.map(|over| names.authority(over)),
        }
    }
}

fn author_of(model: &Model, part: PartId) -> Authority {
    Authority::Organ(model[model[part].act].author)
}

/// A line of an act, in one viewpoint.
struct Line<'s, 'm> {
    snapshot: &'s Snapshot<'m>,
    part: PartId,
    effect: EffectId,
}

impl Line<'_, '_> {
    fn names(&self) -> Labels<'_> {
        Labels { model: self.snapshot.model }
    }

    fn act(&self) -> ActId {
        self.names().act_of(self.part)
    }

    fn failures(&self) -> Failures {
        let model = self.snapshot.model;
        match model[self.effect].does {
            Does::Ends(Status { name, args }) => {
                self.ending(&GroundStatus { name, args: model.args(args).into() })
            }
            Does::Attack(_, Arg::Thing(target)) | Does::Disapplies { target, .. } => {
                self.all(model.parts_of(target), |&on| author_of(model, on), |on| self.attack(on))
            }
            Does::Moves { duty: Arg::Thing(at), .. } | Does::Discharges(Arg::Thing(at)) => {
                let duties = model.parts_of(at).flat_map(|p| self.snapshot.duties_at(p));
                let authority = |&duty: &DutyId| self.snapshot.solution.duties[duty].authority;
                self.all(duties, authority, |duty| self.power_over(authority(&duty)))
            }
            _ => None,
        }
    }

    /// What becomes of it at each of its objects; those whose authority is not recognised are nothing here.
    fn all<T>(
        &self,
        objects: impl Iterator<Item = T>,
        authority: impl Fn(&T) -> Authority,
        failure: impl Fn(T) -> Option<Failure>,
    ) -> Failures {
        objects.filter(|on| self.snapshot.recognises(authority(on))).map(failure).collect()
    }

    /// That the author does not prevail over an authority; `None` where it does.
    fn power_over(&self, authority: Authority) -> Option<Failure> {
        let author = author_of(self.snapshot.model, self.part);
        let prevails = self.snapshot.reasons.rank(author, authority) == Rank::Prevails;
        (!prevails).then(|| Failure { over: Some(authority), ..Idleness::NoPower.into() })
    }

    fn ending(&self, status: &GroundStatus) -> Failures {
        let Some(life) = self.snapshot.status(status) else {
            return Some(vec![Idleness::NothingBegins.into()]);
        };
        let by = Origin { part: Some(self.part), norm: None, effect: self.effect, copied_from: None };
        let of_own_act = |title: &Origin| title.part.is_some_and(|p| self.names().act_of(p) == self.act());
        let (own, others): (Vec<usize>, Vec<usize>) =
            (0..life.titles.len()).partition(|&i| of_own_act(&life.titles[i].origin));
        let (mut ended, mut failures) = (Timeline::never(), Vec::new());
        for title in others {
            match self.ending_of(life, title, by)? {
                Ok(days) => ended.add(days),
                Err(failure) => failures.push(failure),
            }
        }
        // What its own act begins goes on: an act does not come after itself.
        let goes_on = own.iter().fold(ended, |left, &i| left.minus(&life.titles[i].carried));
        if !goes_on.is_never() {
            return None;
        }
        if !own.is_empty() {
            return Some(vec![Idleness::OwnAct.into()]);
        }
        match &life.read {
            Some((from, _)) => {
                let matter = &self.snapshot.model.imports[*from].matter;
                failures.push(Failure::of(Idleness::DecidedElsewhere, matter));
            }
            None if life.titles.is_empty() => failures.push(Idleness::NothingBegins.into()),
            None => {}
        }
        Some(failures)
    }

    /// The days on which it ends what a title of somebody else gives, or why there are none.
    fn ending_of(&self, life: &StatusLife, title: usize, by: Origin) -> Option<Result<Timeline, Failure>> {
        let number = self.snapshot.number(&life.status);
        let stroke = self.snapshot.reasons.endings_by(by, number, title).into_iter().next()?;
        let title = &life.titles[title];
        let given = self.names().origin(title.origin);
        let ended = title.carried.and(&stroke.works);
        Some(Err(if !ended.is_never() {
            return Some(Ok(ended));
        } else if !self.snapshot.recognises(title.authority) {
            return Some(Ok(Timeline::never()));
        } else if title.origin.part.is_none() {
            Failure::of(Idleness::NormGives, given)
        } else if stroke.later == Truth::False {
            Failure::of(Idleness::BeginsLater, given)
        } else if stroke.rank != Rank::Prevails {
            Failure { over: Some(title.authority), ..Idleness::NoPower.into() }
        } else if title.carried.possible().last().is_some_and(|&(_, end)| end <= stroke.day.lo) {
            Failure::of(Idleness::Ended, given)
        } else {
            return None;
        }))
    }

    fn attack(&self, on: PartId) -> Option<Failure> {
        let (snapshot, names) = (self.snapshot, self.names());
        if let Some(failure) = self.power_over(author_of(snapshot.model, on)) {
            return Some(failure);
        }
        let mut fates = snapshot.fates(on, snapshot.model.last_made()).into_iter();
        let own =
            |by: Origin| by.part == Some(self.part) && by.effect == self.effect && by.copied_from.is_none();
        let (trial, fate) = fates.find(|(trial, _)| own(trial.by))?;
        match fate {
            _ if !trial.works.is_never() => None,
            Fate::Blocked(by) => Some(Failure::of(Idleness::Upheld, names.part(by))),
            Fate::Undone(by) if names.act_of(by) == self.act() => Some(Idleness::OwnAct.into()),
            _ => None,
        }
    }
}
