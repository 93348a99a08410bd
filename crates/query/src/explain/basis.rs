//! The acts that an answer of one viewpoint on a day needs: what carries it, what was tried against that and failed,
//! what felled what, who enacted the norms in between. Where several ways lead to the answer, the one
//! that was open first counts, so that a collision arose when the last of these acts was made (`docs/semantics.md`, §11).

use std::collections::{BTreeMap, BTreeSet};

use crate::answer::State;
use vigente_engine::provenance::{Carrier, Fate, Trial, TrialKind};
use vigente_engine::{
    Authority, DutyId, DutyLife, GroundContent, GroundStatusId, Origin, StatusLife, TitleLife, Truth,
    authority_of,
};
use vigente_model::*;

use crate::duties::list;
use crate::explain::reason::void_norms;
use crate::snapshot::Snapshot;

pub(crate) type Acts = BTreeSet<ActId>;

/// How many ways to one answer are looked at: they are sorted by act, and the first ones are the oldest.
const WAYS: usize = 8;

/// How many answers that hang on one another are followed: the search recurses, and a record may be as deep as it likes.
/// What an answer deeper down rests on is left out.
const DEEPEST: usize = 64;

/// What is being looked for: meeting it again is a circle, and adds nothing.
#[derive(PartialEq)]
enum Step {
    Part(PartId, Option<Authority>),
    Status(GroundStatusId),
    Duty(DutyId),
}

/// Looks for what answers rest on, in one viewpoint.
pub(crate) struct Basis<'s, 'm> {
    snapshot: &'s Snapshot<'m>,
    open: Vec<Step>,
    /// What was found already: two attackers may rest on the same acts.
    known: BTreeMap<(PartId, Option<Authority>, Day), Acts>,
}

/// Of several ways the one that was open first: its last act is the earliest.
pub(crate) fn first_open<T>(model: &Model, ways: impl Iterator<Item = (Acts, T)>) -> Option<(Acts, T)> {
    ways.min_by_key(|(acts, _)| (arose(model, acts).map(|d| (d.hi, d.lo)), acts.len()))
}

/// The latest made day of some acts.
pub(crate) fn arose(model: &Model, acts: &Acts) -> Option<Days> {
    let made = acts.iter().map(|&a| model[a].made);
    made.reduce(|a, b| Days { lo: a.lo.max(b.lo), hi: a.hi.max(b.hi) })
}

impl<'s, 'm> Basis<'s, 'm> {
    pub(crate) fn new(snapshot: &'s Snapshot<'m>) -> Basis<'s, 'm> {
        Basis { snapshot, open: Vec::new(), known: BTreeMap::new() }
    }

    fn model(&self) -> &'m Model {
        self.snapshot.model
    }

    fn act(&self, part: PartId) -> ActId {
        self.model().parts[part].act
    }

    fn made(&self, part: PartId) -> Days {
        self.model().acts[self.act(part)].made
    }

    fn one(&self, part: PartId) -> Acts {
        Acts::from([self.act(part)])
    }

    fn first(&self, ways: Vec<Acts>) -> Acts {
        first_open(self.model(), ways.into_iter().map(|w| (w, ()))).map(|w| w.0).unwrap_or_default()
    }

    /// Why a part stands or does not; with a norm's authority: as far as what that norm gives is concerned.
    pub(crate) fn part(&mut self, part: PartId, day: Day, given: Option<Authority>) -> Acts {
        let step = Step::Part(part, given);
        if self.open.contains(&step) {
            return Acts::new();
        }
        let mut acts = self.one(part);
        if self.open.len() >= DEEPEST {
            return acts;
        }
        if let Some(known) = self.known.get(&(part, given, day)) {
            return known.clone();
        }
        self.open.push(step);
        let counts = |by| given.is_none_or(|norm| self.snapshot.ranks.counts(by, norm));
        let author = self.model().acts[self.act(part)].author;
        let mut tried = self.snapshot.fates(part, day);
        tried.retain(|(t, _)| {
            let elsewhere = matches!(t.kind, TrialKind::Disapplies(to) if !self.model().within(author, to));
            counts(t.authority) && !elsewhere
        });
        let voided = self.snapshot.part(part).voided.at(day) == Truth::True;
        let voids: Vec<NormId> = if voided { void_norms(self.snapshot, part) } else { Vec::new() };
        let mut felled: Vec<Acts> = Vec::new();
        for norm in voids {
            if counts(authority_of(self.model(), norm)) {
                felled.push(self.norm(norm, self.made(part).lo));
            }
        }
        let works = tried.iter().filter(|(_, fate)| *fate == Fate::Works).take(WAYS);
        for (trial, _) in works {
            let mut way = self.carrier(trial, day);
            way.extend(trial.by.copied_from.map(|p| self.act(p)));
            felled.push(way);
        }
        if !felled.is_empty() {
            // One is enough to fell it.
            acts.extend(self.first(felled));
            self.open.pop();
            self.known.insert((part, given, day), acts.clone());
            return acts;
        }
        for (trial, fate) in &tried {
            match *fate {
                Fate::Fell | Fate::Asleep => acts.extend(self.carrier(trial, day)),
                Fate::Blocked(by) | Fate::Undone(by) => {
                    acts.extend(trial.by.part.map(|p| self.act(p)));
                    acts.extend(self.part(by, day, None));
                }
                _ => {}
            }
        }
        self.open.pop();
        self.known.insert((part, given, day), acts.clone());
        acts
    }

    /// Why the part that carries an attack stands, or does not.
    fn carrier(&mut self, trial: &Trial, day: Day) -> Acts {
        trial.by.part.map(|by| self.part(by, day, None)).unwrap_or_default()
    }

    /// Why a norm was operative on a day, or was not: who enacted it.
    pub(crate) fn norm(&mut self, norm: NormId, day: Day) -> Acts {
        let NormOf::Part(by) = self.model().norms[norm].of else { return Acts::new() };
        let start = self.model().acts[self.act(by)].start().lo;
        self.part(by, day.max(start), None)
    }

    /// Why what an effect gives is at work on a day.
    fn at_work(&mut self, carrier: &Carrier, day: Day) -> Acts {
        let origin = carrier.by;
        let (lines, own, bound) = self.lines(carrier);
        let original = origin.copied_from.or(origin.part);
        let made = original.map(|p| self.made(p));
        let mut acts = Acts::new();
        acts.extend(original.map(|p| self.act(p)));
        if let Some(norm) = origin.norm {
            let asked = made.map_or(day, |m| m.lo);
            acts.extend(self.norm(norm, asked));
            if let Some(deed) = carrier.firing.as_ref().and_then(|f| f.deed) {
                for &step in &self.snapshot.solution.deeds[deed].through {
                    acts.extend(self.norm(step, asked));
                }
            }
        }
        match &carrier.life {
            Some(life) => acts.extend(self.part(life.part, day, life.norms_of)),
            None => acts.extend(origin.part.filter(|_| carrier.fact).map(|p| self.act(p))),
        }
        acts.extend(self.met(lines, bound, made, day));
        acts.extend(self.met(own, bound, made, day));
        acts
    }

    /// The conditions of the norm that gives an effect, those of the effect, and the values of their variables.
    fn lines<'c>(&self, carrier: &'c Carrier) -> (&'m [Condition], &'m [Condition], &'c [Arg]) {
        let model = self.model();
        let own = model.effects[carrier.by.effect].timing.as_deref().map_or(&[][..], |t| &t.conditions);
        let lines = carrier.by.norm.map_or(&[][..], |n| &model.norms[n].conditions);
        (lines, own, carrier.firing.as_ref().map_or(&[][..], |f| &f.binding))
    }

    /// Why all conditions hold.
    fn met(&mut self, conditions: &[Condition], bound: &[Arg], made: Option<Days>, day: Day) -> Acts {
        let mut acts = Acts::new();
        for condition in conditions {
            acts.extend(self.condition(condition, bound, tested_on(condition, made, day)));
        }
        acts
    }

    /// Why the first condition that does not hold does not.
    fn unmet(
        &mut self,
        conditions: &[Condition],
        bound: &[Arg],
        made: Option<Days>,
        day: Day,
    ) -> Option<Acts> {
        let fails = |c: &&Condition| {
            self.snapshot.reasons.condition(c, bound).at(tested_on(c, made, day)) == Truth::False
        };
        let condition = conditions.iter().find(fails)?;
        Some(self.condition(condition, bound, tested_on(condition, made, day)))
    }

    /// Why a condition is as it is: all of its tests where they all come true, else the first that does not.
    fn condition(&mut self, condition: &Condition, bound: &[Arg], day: Day) -> Acts {
        let truth = |test: &&Test| self.snapshot.reasons.test(test, bound).when.at(day);
        match condition.all.iter().find(|t| truth(t) == Truth::False) {
            Some(test) => self.test(test, bound, day),
            None => condition.all.iter().flat_map(|test| self.test(test, bound, day)).collect(),
        }
    }

    fn test(&mut self, test: &Test, bound: &[Arg], day: Day) -> Acts {
        let (snapshot, model) = (self.snapshot, self.model());
        let vigente_engine::provenance::Tested { statuses, duties, .. } = snapshot.reasons.test(test, bound);
        let holds = |&&s: &&GroundStatusId| snapshot.solution.statuses[s].holds.at(day) == Truth::True;
        let mut ways: Vec<Acts> = statuses.iter().filter(holds).map(|&s| self.holds(s, day)).collect();
        let needed = match *test {
            Test::Status { .. } if ways.is_empty() => {
                return statuses.iter().flat_map(|&s| self.fails(s, day)).collect();
            }
            Test::Status { .. } => 1,
            Test::Count { compare: Compare::AtLeast | Compare::Equal, number, .. } => number as usize,
            Test::Count { compare: Compare::More, number, .. } => number as usize + 1,
            Test::Count { .. } => 0,
            Test::Dated { .. } => return Acts::new(),
            Test::Duty { .. } => {
                return duties.iter().flat_map(|&d| self.came_to(d, day.plus_days(-1))).collect();
            }
        };
        ways.sort_by_key(|acts| arose(model, acts).map(|d| (d.hi, d.lo)));
        ways.into_iter().take(needed).flatten().collect()
    }

    /// Why it has become of a duty what it has: why it exists, what was done for or against it, what was found and claimed.
    fn came_to(&mut self, duty: DutyId, day: Day) -> Acts {
        let step = Step::Duty(duty);
        if self.open.contains(&step) || self.open.len() >= DEEPEST {
            return Acts::new();
        }
        self.open.push(step);
        let mut acts = self.duty(duty, day);
        let snapshot = self.snapshot;
        let life = &snapshot.solution.duties[duty];
        let done = list::doing(snapshot, life, day).into_iter().map(|i| snapshot.solution.deeds[i].part);
        let said =
            snapshot.reasons.statements(duty).into_iter().filter(|s| s.as_of.lo <= day).map(|s| s.part);
        acts.extend(done.chain(said).map(|p| self.act(p)));
        self.open.pop();
        acts
    }

    fn within_status(&mut self, status: GroundStatusId, look: impl FnOnce(&mut Self) -> Acts) -> Acts {
        let step = Step::Status(status);
        if self.open.contains(&step) || self.open.len() >= DEEPEST {
            return Acts::new();
        }
        self.open.push(step);
        let acts = look(self);
        self.open.pop();
        acts
    }

    fn status(&self, status: GroundStatusId) -> &'s StatusLife {
        &self.snapshot.solution.statuses[status]
    }

    fn title(&self, status: GroundStatusId, title: usize) -> &'s TitleLife {
        &self.status(status).titles[title]
    }

    /// The titles of a status that fit, the first ones.
    fn titles(&self, status: GroundStatusId, fits: impl Fn(&TitleLife) -> bool) -> Vec<usize> {
        let titles = self.status(status).titles.iter().enumerate();
        titles.filter(|(_, t)| fits(t)).map(|(i, _)| i).take(WAYS).collect()
    }

    /// Why a status holds.
    pub(crate) fn holds(&mut self, status: GroundStatusId, day: Day) -> Acts {
        if self.status(status).read.as_ref().is_some_and(|(_, there)| there.at(day) == Truth::True) {
            // Acts of another matter are not told of here.
            return Acts::new();
        }
        self.within_status(status, |basis| {
            let titles = basis.titles(status, |t| t.carried.minus(&t.cut).at(day) == Truth::True);
            let ways = titles.into_iter().map(|t| basis.carried(status, t, day)).collect();
            basis.first(ways)
        })
    }

    /// Why a status does not hold: what felled or ended its titles.
    fn fails(&mut self, status: GroundStatusId, day: Day) -> Acts {
        self.within_status(status, |basis| {
            let titles = basis.titles(status, |t| t.origin.part.is_none_or(|p| basis.made(p).lo <= day));
            titles.into_iter().flat_map(|t| basis.idle(status, t, day).0).collect()
        })
    }

    /// Why a title carries its status.
    pub(crate) fn carried(&mut self, status: GroundStatusId, title: usize, day: Day) -> Acts {
        let carrier = self.snapshot.reasons.title(status, title);
        carrier.map(|carrier| self.at_work(&carrier, day)).unwrap_or_default()
    }

    /// Why a title does not carry its status on a day; where it was cut, also by what.
    pub(crate) fn idle(&mut self, status: GroundStatusId, title: usize, day: Day) -> (Acts, Option<Origin>) {
        let life = self.title(status, title);
        if life.carried.at(day) != Truth::True {
            let carrier = self.snapshot.reasons.title(status, title);
            return (carrier.map(|carrier| self.asleep(&carrier, day)).unwrap_or_default(), None);
        }
        let working = life.cuts.iter().filter(|(_, when)| when.at(day) == Truth::True).take(WAYS);
        let mut ways: Vec<(Acts, Origin)> = Vec::new();
        for (origin, when) in working {
            let spans = when.certain();
            let since = spans.iter().rev().map(|s| s.0).find(|&start| start <= day).unwrap_or(day);
            if let Some(carrier) = self.snapshot.reasons.ending(status, *origin) {
                ways.push((self.at_work(&carrier, since), *origin));
            }
        }
        match first_open(self.model(), ways.into_iter()) {
            Some((acts, by)) => (acts, Some(by)),
            None => (Acts::new(), None),
        }
    }

    /// What ended a title, or felled the part that gives it; nothing where it is idle for another reason.
    pub(crate) fn felled(&mut self, status: GroundStatusId, title: usize, day: Day) -> Acts {
        let life = self.title(status, title);
        let fallen = [State::Annulled, State::Disapplied, State::Void, State::Repealed, State::Suspended];
        let fell = life.origin.part.is_some_and(|p| fallen.contains(&self.snapshot.part_state(p, day)));
        if fell || life.carried.at(day) == Truth::True {
            return self.idle(status, title, day).0;
        }
        Acts::new()
    }

    /// Why an `ends` of a status does not work on a day.
    pub(crate) fn ends_nothing(&mut self, status: GroundStatusId, by: Origin, day: Day) -> Acts {
        let carrier = self.snapshot.reasons.ending(status, by);
        carrier.map(|carrier| self.asleep(&carrier, day)).unwrap_or_default()
    }

    /// Why what an effect would give is not at work on a day.
    fn asleep(&mut self, carrier: &Carrier, day: Day) -> Acts {
        let origin = carrier.by;
        let (lines, own, bound) = self.lines(carrier);
        let original = origin.copied_from.or(origin.part);
        let made = original.map(|p| self.made(p));
        let asked = made.map_or(day, |m| m.lo);
        if let Some(norm) = origin.norm
            && self.snapshot.reasons.operative(norm).at(asked) == Truth::False
        {
            return self.norm(norm, asked);
        }
        if let Some(part) = origin.part {
            let norms_of = carrier.life.as_ref().and_then(|l| l.norms_of);
            let acts = self.part(part, day, norms_of);
            if acts.len() > 1 {
                return acts;
            }
            if !self.snapshot.part(part).recognised {
                // What nobody here listens to may as well not be there.
                return Acts::new();
            }
        }
        if let Some(acts) = self.unmet(lines, bound, made, day).or_else(|| self.unmet(own, bound, made, day))
        {
            return acts;
        }
        // What somebody disapplied where one person is concerned.
        let disapplied = carrier.disapplied.iter().find(|t| t.works.at(day) == Truth::True);
        disapplied.map(|trial| self.carrier(trial, day)).unwrap_or_default()
    }

    /// Why a duty exists.
    pub(crate) fn duty(&mut self, duty: DutyId, day: Day) -> Acts {
        let carrier = self.snapshot.reasons.duty(duty);
        carrier.map(|carrier| self.at_work(&carrier, day)).unwrap_or_default()
    }

    /// Why one duty is contrary to another: the norms by which doing what the first asks counts as what the second
    /// forbids.
    pub(crate) fn contrary(&mut self, one: &DutyLife, other: &DutyLife, day: Day) -> Acts {
        let (GroundContent::Deed(asked), GroundContent::Deed(forbidden)) = (&one.content, &other.content)
        else {
            return Acts::new();
        };
        let Arg::Thing(bearer) = one.bearer else { return Acts::new() };
        let mut acts = Acts::new();
        for step in self.snapshot.reasons.counts(bearer, asked).way(forbidden, day) {
            acts.extend(self.norm(step.norm, day));
            let lines = &self.model().norms[step.norm].conditions;
            acts.extend(self.met(lines, &step.binding, None, day));
        }
        acts
    }
}

/// The day on which a condition is asked.
fn tested_on(condition: &Condition, made: Option<Days>, day: Day) -> Day {
    match made {
        Some(made) if condition.kind == ConditionKind::If => made.lo,
        _ => day,
    }
}
