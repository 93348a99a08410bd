//! Evaluates a resolved question at a horizon: when it is true, in each viewpoint.

use std::collections::{BTreeMap, BTreeSet};

use vigente_syntax::ast::PartState;

use crate::answer::{State, Value};
use vigente_engine::provenance::Counts;
use vigente_engine::{DutyId, DutyLife, GroundContent, GroundDeed, Timeline, Truth};
use vigente_model::*;

use crate::Session;
use crate::collisions::find;
use crate::names::resolve::{DutyName, DutyState, Pattern, Query};
use crate::periods::intervals::value;
use crate::snapshot::{Snapshot, current, performance};

/// A horizon without its viewpoint.
#[derive(Clone, Copy)]
pub(crate) struct Asking<'s> {
    pub(crate) session: &'s Session,
    pub(crate) on: Day,
    pub(crate) made_by: Option<Day>,
    pub(crate) known_by: Option<Day>,
}

impl<'s> Asking<'s> {
    pub(crate) fn snapshot(&self, viewpoint: ViewpointId) -> Snapshot<'s> {
        self.session.snapshot(viewpoint, self.made_by, self.known_by, self.on)
    }

    /// What every viewpoint of the record sees.
    pub(crate) fn snapshots(&self) -> Vec<Snapshot<'s>> {
        self.session.all_viewpoints().map(|v| self.snapshot(v)).collect()
    }

    /// The answer in one viewpoint on a day.
    pub(crate) fn value(&self, query: &Query, viewpoint: ViewpointId, day: Day) -> Value {
        match query {
            Query::Not(inner) => match self.value(inner, viewpoint, day) {
                Value::True => Value::False,
                no if no.is_no() => Value::True,
                other => other,
            },
            Query::Silent(inner) => truth(self.value(inner, viewpoint, day) == Value::Silent),
            Query::Undetermined(inner) => truth(self.value(inner, viewpoint, day) == Value::Undetermined),
            _ => match self
                .blank(query, viewpoint)
                .unwrap_or_else(|| value(self.life(query, viewpoint).at(day)))
            {
                Value::False if is_silent(&self.snapshot(viewpoint), query, day) => Value::NothingOnRecord,
                value => value,
            },
        }
    }

    /// Where the viewpoint is silent on what is asked about, or that is not on the record as asked.
    fn blank(&self, query: &Query, viewpoint: ViewpointId) -> Option<Value> {
        let parts = match query {
            Query::Part { state: PartState::OnRecord, .. } => return None,
            Query::Part { thing, .. } => self.session.model.parts_of(*thing),
            Query::Duty { duties: DutyName::Parts(_, parts), .. } => parts.clone(),
            _ => return None,
        };
        let snapshot = self.snapshot(viewpoint);
        let mut lives = parts.clone().map(|p| snapshot.part(p));
        if lives.clone().all(|p| p.included.is_never()) {
            return Some(Value::NotOnRecord);
        }
        if lives.any(|p| p.recognised) {
            return None;
        }
        // What norms lay on the act of an unrecognised author is spoken of where the norms are recognised.
        let normed = matches!(query, Query::Duty { .. })
            && parts.clone().any(|p| {
                snapshot.duties_at(p).any(|i| snapshot.recognises(snapshot.solution.duties[i].authority))
            });
        (!normed).then_some(Value::Silent)
    }

    /// When it is so, in one viewpoint.
    pub(crate) fn life(&self, query: &Query, viewpoint: ViewpointId) -> Timeline {
        match query {
            Query::Not(inner) => self.life(inner, viewpoint).not(),
            Query::Undetermined(inner) => {
                if self.blank(inner, viewpoint).is_some() {
                    return Timeline::never();
                }
                let life = self.life(inner, viewpoint);
                let may = life.perhaps();
                may.minus(&certainly(&life))
            }
            Query::Silent(inner) => {
                let silent = self.blank(inner, viewpoint) == Some(Value::Silent);
                Timeline::constant(Truth::of(silent))
            }
            Query::Contested(inner) => {
                let (mut yes, mut no) = (Timeline::never(), Timeline::never());
                for v in self.session.all_viewpoints() {
                    if self.blank(inner, v) == Some(Value::Silent) {
                        continue;
                    }
                    let life = self.life(inner, v);
                    no.add(certainly(&life.not()));
                    yes.add(certainly(&life));
                }
                yes.and(&no)
            }
            Query::Part { thing, state } => part_life(&self.snapshot(viewpoint), *thing, *state),
            Query::Duty { duties, state } => duty_life(&self.snapshot(viewpoint), duties, state),
            Query::Status(pattern) => {
                let snapshot = self.snapshot(viewpoint);
                let mut life = Timeline::never();
                for status in snapshot.statuses(pattern.name) {
                    if pattern.matches(&status.status.args).is_some() {
                        life.add(status.holds.clone());
                    }
                }
                life
            }
            Query::Deed(pattern) => {
                let snapshot = self.snapshot(viewpoint);
                let mut life = Timeline::never();
                for deed in &snapshot.solution.deeds {
                    if fits(pattern, &deed.deed) {
                        life.add(Timeline::from(deed.day).and_truth(deed.happened));
                    }
                }
                life
            }
            Query::Must { bearer, not, deed } => must_life(&self.snapshot(viewpoint), *bearer, *not, deed),
            Query::Collision(on) => find::life(&self.snapshots(), on),
            Query::Count { .. } => self.count(query, viewpoint),
        }
    }

    fn count(&self, query: &Query, viewpoint: ViewpointId) -> Timeline {
        let Query::Count { compare, number, .. } = query else { return Timeline::never() };
        let counted = tally(&self.snapshot(viewpoint), query);
        vigente_engine::count(counted.iter().map(|(_, life)| life), *compare, *number)
    }
}

/// Whether nothing is on record of the status asked about, and nothing says that the record covers it.
pub(crate) fn is_silent(snapshot: &Snapshot<'_>, query: &Query, day: Day) -> bool {
    matches!(query, Query::Status(status) if snapshot.is_silent(status.name, &status.args, day))
}

/// The values that a counted variable may have, and when each counts.
pub(crate) fn tally(snapshot: &Snapshot<'_>, query: &Query) -> Vec<(Arg, Timeline)> {
    let mut counted: BTreeMap<Arg, Timeline> = BTreeMap::new();
    if let Query::Count { var, status, .. } = query {
        for s in snapshot.statuses(status.name) {
            let value = status.matches(&s.status.args).and_then(|bound| bound.get(*var).copied());
            if let Some(value) = value {
                counted.entry(value).or_default().add(s.holds.clone());
            }
        }
    }
    counted.into_iter().collect()
}

/// Whether a duty is one to do (or not to do) this deed, on somebody or on this bearer.
pub(crate) fn lays(
    snapshot: &Snapshot<'_>,
    duty: &DutyLife,
    bearer: Option<ThingId>,
    not: bool,
    deed: &Pattern<DeedId>,
) -> bool {
    let mode = if not { Mode::Forbids } else { Mode::Requires };
    let GroundContent::Deed(content) = &duty.content else { return false };
    duty.mode == mode && bearer.is_none_or(|b| snapshot.binds(duty, b)) && fits(deed, content)
}

/// When a duty binds somebody, or this organ.
pub(crate) fn binds(snapshot: &Snapshot<'_>, duty: &DutyLife, organ: Option<ThingId>) -> Timeline {
    snapshot.binds_on(duty, organ.map_or(duty.bearer, Arg::Thing))
}

/// When somebody, or this bearer, must do (must not do) a deed.
pub(crate) fn must_life(
    snapshot: &Snapshot<'_>,
    bearer: Option<ThingId>,
    not: bool,
    deed: &Pattern<DeedId>,
) -> Timeline {
    let mode = if not { Mode::Forbids } else { Mode::Requires };
    let mut life = Timeline::never();
    let mut counts: BTreeMap<ThingId, Counts> = BTreeMap::new();
    for duty in &snapshot.solution.duties {
        let GroundContent::Deed(content) = &duty.content else { continue };
        let Arg::Thing(on) = duty.bearer else { continue };
        if duty.mode != mode || bearer.is_some_and(|b| !snapshot.binds(duty, b)) {
            continue;
        }
        let binds = binds(snapshot, duty, bearer);
        if lays(snapshot, duty, bearer, not, deed) {
            // Who has done it must no more.
            life.add(if not { binds } else { binds.minus(&done(duty)).minus(&duty.impossible) });
        } else if let (true, Some(args)) = (not, deed.ground()) {
            let asked = GroundDeed { name: deed.name, args };
            // Forbidden is what would count as what is forbidden.
            let author = bearer.unwrap_or(on);
            let counts = counts.entry(author).or_insert_with(|| snapshot.reasons.counts(author, &asked));
            life.add(binds.and(&counts.as_deed(content)));
        }
    }
    life
}

/// When all that was to do by then is done.
fn done(duty: &DutyLife) -> Timeline {
    if duty.occurrences.is_empty() {
        return Timeline::never();
    }
    let served = |o: &vigente_engine::Occurrence| o.served.or(&o.opened.not());
    duty.occurrences.iter().fold(Timeline::always(), |all, o| all.and(&served(o)))
}

fn truth(yes: bool) -> Value {
    if yes { Value::True } else { Value::False }
}

fn certainly(life: &Timeline) -> Timeline {
    life.surely()
}

/// A deed of this pattern.
pub(crate) fn fits(pattern: &Pattern<DeedId>, deed: &GroundDeed) -> bool {
    deed.name == pattern.name && pattern.matches(&deed.args).is_some()
}

/// The parts that speak for an act or part: of an act with labels, the part without one only if it does something.
pub(crate) fn speaking(model: &Model, thing: ThingId) -> Vec<PartId> {
    let parts = model.parts_of(thing);
    let many = parts.len() > 1;
    let says = |p: &PartId| !many || !model[*p].effects.is_empty();
    parts.filter(says).collect()
}

/// A state of an act is that of some part of it; that it has fallen, of every part.
fn part_life(snapshot: &Snapshot<'_>, thing: ThingId, state: PartState) -> Timeline {
    let mut parts = speaking(snapshot.model, thing);
    if state == PartState::InForce {
        parts.retain(|&p| snapshot.reverse_index().can_be_in_force(p));
    }
    let some = |pick: &dyn Fn(PartId) -> Timeline| {
        let mut all = Timeline::never();
        for &p in &parts {
            all.add(pick(p));
        }
        all
    };
    let every = |pick: &dyn Fn(PartId) -> Timeline| {
        parts.iter().fold(Timeline::always(), |all, &p| all.and(&pick(p)))
    };
    match state {
        PartState::InForce => some(&|p| snapshot.part(p).in_force.clone()),
        PartState::Operative => some(&|p| snapshot.part(p).operative.clone()),
        PartState::Stands => some(&|p| snapshot.part(p).stands.clone()),
        PartState::OnRecord => some(&|p| snapshot.part(p).included.clone()),
        PartState::Annulled => every(&|p| snapshot.part(p).annulled.clone()),
        PartState::Repealed => every(&|p| snapshot.part(p).repealed.clone()),
        PartState::Suspended => every(&|p| snapshot.part(p).suspended.clone()),
        PartState::RestsOnFallen => some(&|p| {
            let mut fallen = Timeline::never();
            for on in reliances(snapshot.model, p) {
                fallen.add(has_fallen(snapshot, on));
            }
            snapshot.part(p).included.and(&fallen)
        }),
    }
}

/// What a part relies on.
pub(crate) fn reliances(model: &Model, part: PartId) -> impl Iterator<Item = ThingId> + '_ {
    let effects = model[part].effects.clone();
    effects.filter_map(|e| match model.effects[e].does {
        Does::Relies(on) => Some(on),
        _ => None,
    })
}

/// An act has fallen, in a viewpoint that recognises its author, where some part of it does not stand.
pub(crate) fn has_fallen(snapshot: &Snapshot<'_>, thing: ThingId) -> Timeline {
    let mut fallen = Timeline::never();
    for part in speaking(snapshot.model, thing) {
        let life = snapshot.part(part);
        if life.recognised {
            fallen.add(life.included.minus(&life.stands));
        }
    }
    fallen
}

/// Of several duties at one place: some of them is in the state asked for; that it is performed, observed or kept,
/// all of them are.
fn duty_life(snapshot: &Snapshot<'_>, name: &DutyName, state: &DutyState) -> Timeline {
    let duties = snapshot.duties(name);
    let lives = duties.iter().map(|&i| &snapshot.solution.duties[i]);
    let in_state = |state| vigente_engine::in_state(lives.clone(), state);
    let some = |pick: &dyn Fn(&DutyLife) -> Timeline| {
        let mut all = Timeline::never();
        for duty in lives.clone().filter(|d| d.mode != Mode::Permits) {
            all.add(pick(duty));
        }
        all
    };
    match state {
        DutyState::Binds | DutyState::Any => in_state(vigente_model::DutyState::Binds),
        DutyState::Yields { to: None } => in_state(vigente_model::DutyState::Yields),
        DutyState::Yields { to: Some(to) } => {
            let targets: BTreeSet<DutyId> = snapshot.duties(to).into_iter().collect();
            let mut all = Timeline::never();
            // A permission gives way, too.
            for duty in lives.clone() {
                for (_, life) in duty.yields_to.iter().filter(|(i, _)| targets.contains(i)) {
                    all.add(life.and(&duty.exists));
                }
            }
            all
        }
        DutyState::Is(word) => in_state(vigente_model::DutyState::Is(*word)),
        DutyState::Due(date) => some(&|d| {
            let mut life = Timeline::never();
            for o in &d.occurrences {
                for (from, until, deadline) in o.deadlines_by_day() {
                    let Some(deadline) = deadline else { continue };
                    let days = Timeline::between(Days::on(from), Days::on(until));
                    if deadline == *date {
                        life.add(days);
                    } else if deadline.lo <= date.hi && date.lo <= deadline.hi {
                        life.add(days.and_truth(Truth::Undetermined));
                    }
                }
            }
            life
        }),
        DutyState::Assessed(outcome) => in_state(vigente_model::DutyState::Assessed(*outcome)),
        DutyState::Claimed(outcome) => in_state(vigente_model::DutyState::Claimed(*outcome)),
    }
}

/// Across viewpoints (`docs/semantics.md`, §11): what all that speak say; contested where one says yes and another no.
pub(crate) fn across(values: &[Value]) -> Value {
    let speaking = || values.iter().copied().filter(|&v| v != Value::Silent);
    let all = |value: Value| speaking().all(|v| v == value);
    if speaking().next().is_none() {
        return if values.is_empty() { Value::Undetermined } else { Value::Silent };
    }
    if let Some(silence) = [Value::NotOnRecord, Value::NothingOnRecord].into_iter().find(|&v| all(v)) {
        return silence;
    }
    let yes = speaking().any(|v| v == Value::True);
    let no = speaking().any(Value::is_no);
    if yes && no {
        Value::Contested
    } else if all(Value::True) {
        Value::True
    } else if speaking().all(Value::is_no) {
        Value::False
    } else {
        Value::Undetermined
    }
}

/// What is assessed, or claimed, on a day, where the question is about that.
pub(crate) fn outcomes(
    snapshot: &Snapshot<'_>,
    query: &Query,
    day: Day,
) -> Option<Vec<crate::answer::Outcome>> {
    match query {
        Query::Not(inner) | Query::Contested(inner) | Query::Undetermined(inner) | Query::Silent(inner) => {
            outcomes(snapshot, inner, day)
        }
        Query::Duty { duties, state } => {
            let all = snapshot.duties(duties);
            let said = |pick: fn(&DutyLife) -> &Vec<(Outcome, Timeline)>| {
                let lives = all.iter().flat_map(|&i| pick(&snapshot.solution.duties[i]));
                let mut said: Vec<_> = lives
                    .filter(|(_, life)| life.at(day) != Truth::False)
                    .map(|(outcome, _)| crate::duties::claims::outcome_of(*outcome))
                    .collect();
                said.sort_unstable();
                said.dedup();
                said
            };
            match state {
                DutyState::Assessed(_) => Some(said(|d| &d.assessed)),
                DutyState::Claimed(_) => Some(said(|d| &d.claimed)),
                _ => None,
            }
        }
        _ => None,
    }
}

/// The part that speaks for an act on a day: one in force, else the first.
pub(crate) fn spokesman(snapshot: &Snapshot<'_>, thing: ThingId, day: Day) -> Option<PartId> {
    let parts = speaking(snapshot.model, thing);
    let alive =
        parts.iter().find(|p| matches!(snapshot.part_state(**p, day), State::InForce | State::Stands));
    alive.or(parts.first()).copied()
}

/// The state behind a yes or no, where the question has one.
pub(crate) fn state(snapshot: &Snapshot<'_>, query: &Query, day: Day) -> Option<State> {
    match query {
        Query::Not(inner) | Query::Contested(inner) | Query::Undetermined(inner) | Query::Silent(inner) => {
            state(snapshot, inner, day)
        }
        Query::Part { thing, .. } => Some(snapshot.part_state(spokesman(snapshot, *thing, day)?, day)),
        // What is assessed or claimed is no state of the duty.
        Query::Duty { state: DutyState::Assessed(_) | DutyState::Claimed(_), .. } => None,
        Query::Duty { duties, state } => {
            let all = snapshot.duties(duties);
            let lives = || all.iter().map(|&i| &snapshot.solution.duties[i]);
            match state {
                DutyState::Binds | DutyState::Yields { .. } => {
                    let binds = lives().find(|d| d.binds.at(day) == Truth::True);
                    binds.or_else(|| lives().next()).map(|d| snapshot.binding(d, day))
                }
                _ => {
                    let undone = |d: &&DutyLife| {
                        current(d, day)
                            .is_some_and(|o| o.overdue.at(day).or(o.pending.at(day)) != Truth::False)
                    };
                    let duty = lives().find(undone).or_else(|| lives().next())?;
                    performance(duty, day).or_else(|| Some(snapshot.binding(duty, day)))
                }
            }
        }
        _ => None,
    }
}
