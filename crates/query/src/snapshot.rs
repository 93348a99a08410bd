//! The states of acts, statuses and duties on a day, read off the solution of one viewpoint.

use std::rc::Rc;
use std::sync::{Arc, OnceLock};

use crate::answer::{Disapplied, State};
use vigente_engine::provenance::{Fate, Trial, TrialKind};
use vigente_engine::{
    Authority, DeedLifeId, DutyId, DutyLife, GroundContent, GroundStatus, GroundStatusId, Occurrence,
    PartLife, Ranks, Reasons, Solution, StatusLife, Timeline, TitleLife, Truth,
};
use vigente_model::*;

use crate::names::labels::Labels;
use crate::names::resolve::DutyName;
use crate::reverse_index::ReverseIndex;

/// What one viewpoint sees at one horizon.
#[derive(Clone)]
pub(crate) struct Snapshot<'m> {
    pub(crate) model: &'m Model,
    pub(crate) ranks: &'m Ranks<'static>,
    pub(crate) solution: Arc<Solution>,
    pub(crate) reverse_index: &'m OnceLock<ReverseIndex>,
    /// Why it is so.
    pub(crate) reasons: Rc<Reasons<'m, 'static>>,
}

/// In what state a status is that holds or does not, where nothing may be on record of it.
pub(crate) fn state_of_status(holds: Truth, is_silent: impl FnOnce() -> bool) -> State {
    match holds {
        Truth::True => State::Holds,
        Truth::Undetermined => State::Undetermined,
        Truth::False if is_silent() => State::NothingOnRecord,
        Truth::False => State::DoesNotHold,
    }
}

impl Snapshot<'_> {
    pub(crate) fn part(&self, part: PartId) -> &PartLife {
        &self.solution.parts[part]
    }

    /// What names what, made when it is first needed.
    pub(crate) fn reverse_index(&self) -> &ReverseIndex {
        self.reverse_index.get_or_init(|| ReverseIndex::new(self.model))
    }

    /// The life of a status; `None` where no title begins it.
    pub(crate) fn status(&self, status: &GroundStatus) -> Option<&StatusLife> {
        let all = &self.solution.statuses;
        all.binary_search_by(|s| s.status.cmp(status)).ok().map(|i| &all[i])
    }

    /// In what state a status is.
    pub(crate) fn status_state(&self, status: &GroundStatus, day: Day) -> State {
        let life = self.status(status);
        state_of_status(life.map_or(Truth::False, |life| life.holds.at(day)), || {
            !life.is_some_and(|life| self.is_spoken_of(life, day))
                && !self.model.covers(status.name, &status.args, day)
        })
    }

    /// Whether nothing is on record on a day of any status that these arguments may stand for (a variable stands for
    /// anything), and nothing says that the record covers them then.
    pub(crate) fn is_silent(&self, name: StatusId, args: &[Arg], day: Day) -> bool {
        let fits = |own: &[Arg]| {
            own.iter().zip(args).all(|(own, asked)| matches!(asked, Arg::Var(_)) || own == asked)
        };
        let mut spoken = self.statuses(name).iter().filter(|life| fits(&life.status.args));
        !self.model.covers(name, args, day) && !spoken.any(|life| self.is_spoken_of(life, day))
    }

    fn is_spoken_of(&self, life: &StatusLife, day: Day) -> bool {
        self.spoken_since(life).is_some_and(|since| since <= day)
    }

    /// From which day on something of a status is on record: an act that gives it has been made or works back, a norm has
    /// given it, another matter has said that it holds.
    pub(crate) fn spoken_since(&self, life: &StatusLife) -> Option<Day> {
        let begun = |when: &Timeline| when.possible().first().map(|&(start, _)| start);
        let titles = life.titles.iter().flat_map(|title| [self.made(title), begun(&title.carried)]);
        titles.chain([life.read.as_ref().and_then(|(_, there)| begun(there))]).flatten().min()
    }

    /// The first day on which the act of a title may have been made, if that is on record as asked.
    pub(crate) fn made(&self, title: &TitleLife) -> Option<Day> {
        let part = title.origin.part.filter(|&part| !self.part(part).included.is_never())?;
        Some(self.model[self.model[part].act].made.lo)
    }

    /// The number of a status that some title begins.
    pub(crate) fn number(&self, status: &GroundStatus) -> GroundStatusId {
        GroundStatusId::new(self.solution.statuses.raw.partition_point(|s| s.status < *status))
    }

    /// Statuses of one name, sorted by arguments.
    pub(crate) fn statuses(&self, name: StatusId) -> &[StatusLife] {
        let all = &self.solution.statuses.raw;
        let first = all.partition_point(|s| s.status.name < name);
        let last = all.partition_point(|s| s.status.name <= name);
        &all[first..last]
    }

    /// The duties that live at a part: duties are sorted by their source part.
    pub(crate) fn duties_at(&self, part: PartId) -> Ids<DutyId> {
        let all = &self.solution.duties.raw;
        let first = all.partition_point(|d| d.origin.part < Some(part));
        let last = all.partition_point(|d| d.origin.part <= Some(part));
        Ids::new(DutyId::new(first), DutyId::new(last))
    }

    /// The place of a duty of this solution.
    pub(crate) fn index_of(&self, duty: &DutyLife) -> Option<DutyId> {
        let all = &self.solution.duties.raw;
        let first = all.partition_point(|d| d.origin.part < duty.origin.part);
        all[first..].iter().position(|d| std::ptr::eq(d, duty)).map(|at| DutyId::new(first + at))
    }

    /// The deeds of a part: deeds are sorted by it.
    pub(crate) fn deeds_of(&self, part: PartId) -> Ids<DeedLifeId> {
        let all = &self.solution.deeds.raw;
        let first = all.partition_point(|d| d.part < part);
        let last = all.partition_point(|d| d.part <= part);
        Ids::new(DeedLifeId::new(first), DeedLifeId::new(last))
    }

    /// The duties of this name.
    pub(crate) fn duties(&self, name: &DutyName) -> Vec<DutyId> {
        match name {
            DutyName::Parts(_, parts) => parts.clone().flat_map(|p| self.duties_at(p)).collect(),
            DutyName::Norm(norm) => {
                let all = self.solution.duties.iter_enumerated();
                all.filter(|(_, d)| d.origin.norm == Some(*norm)).map(|(i, _)| i).collect()
            }
        }
    }

    /// The attacks on a part, whatever became of them, by the day of their act.
    pub(crate) fn attacks(&self, part: PartId) -> Vec<Trial> {
        let mut all = self.reasons.trials(part);
        all.retain(|t| !matches!(t.kind, TrialKind::Void(_)));
        let made = |p: PartId| self.model.acts[self.model.parts[p].act].made;
        all.sort_by_key(|t| (t.by.part.map(made), t.by.part, t.by.effect));
        all
    }

    /// The attacks on a part, with what became of them on a day.
    pub(crate) fn fates(&self, part: PartId, day: Day) -> Vec<(Trial, Fate)> {
        let fate = |t: Trial| {
            let fate = self.reasons.fate(&t, day);
            (t, fate)
        };
        self.attacks(part).into_iter().map(fate).collect()
    }

    /// To whom a part that stands is disapplied, and what does that.
    pub(crate) fn disapplied(&self, part: PartId, day: Day) -> Vec<Disapplied> {
        let disapplies = |e: EffectId| matches!(self.model[e].does, Does::Disapplies { .. });
        let stands = matches!(
            self.part_state(part, day),
            State::InForce | State::Stands | State::Suspended | State::Undetermined
        );
        if !stands || !self.reverse_index().of(part).any(disapplies) {
            return Vec::new();
        }
        let names = Labels { model: self.model };
        let works = self.attacks(part).into_iter().filter(|t| t.works.at(day) == Truth::True);
        let told = works.filter_map(|t| match t.kind {
            TrialKind::Disapplies(to) => {
                Some(Disapplied { to: names.thing(to), by: names.origin(t.by).to_owned() })
            }
            _ => None,
        });
        told.collect()
    }

    /// In what state a part is.
    pub(crate) fn part_state(&self, part: PartId, day: Day) -> State {
        let can_be_in_force = self.reverse_index().can_be_in_force(part);
        state_of_part(&self.model[self.model[part].act], self.part(part), can_be_in_force, day)
    }

    /// Whether an organ is bound by a duty: it is the bearer or within it. A law that is external to the viewpoint binds
    /// the State alone.
    pub(crate) fn binds(&self, duty: &DutyLife, organ: ThingId) -> bool {
        matches!(duty.bearer, Arg::Thing(_))
            && self.ranks.binds(duty.authority, duty.bearer, Arg::Thing(organ))
    }

    /// When a duty gives way for an organ: a prohibition of a deed to what reaches this organ, any other as a whole.
    pub(crate) fn displaced(&self, duty: &DutyLife, organ: Arg) -> Timeline {
        let organ = self.ranks.bound(duty.authority, organ);
        let mut days = Timeline::never();
        for (to, when) in &duty.yields_to {
            let to = &self.solution.duties[*to];
            let reaches = || self.ranks.binds(to.authority, to.bearer, organ);
            if !forbids_deed(duty) || reaches() {
                days.add(when.clone());
            }
        }
        days
    }

    /// When a duty binds an organ that is its bearer or within it.
    pub(crate) fn binds_on(&self, duty: &DutyLife, organ: Arg) -> Timeline {
        match forbids_deed(duty) {
            true => duty.exists.minus(&self.displaced(duty, organ)),
            false => duty.binds.clone(),
        }
    }

    /// Whether a duty binds an organ, yields for it, sleeps or is absent.
    pub(crate) fn binding_on(&self, duty: &DutyLife, organ: Arg, day: Day) -> State {
        match self.binding(duty, day) {
            State::Yields if self.binds_on(duty, organ).at(day) == Truth::True => State::Binds,
            state => state,
        }
    }

    /// Why a duty cannot be spoken of here, if so: its act, or the act that enacts its norm, is not on the record, or its
    /// author not recognised.
    pub(crate) fn unspoken(&self, duty: &DutyLife, day: Day) -> Option<State> {
        let enacted_by = duty.origin.norm.and_then(|norm| match self.model[norm].of {
            NormOf::Part(part) => Some(part),
            NormOf::Order(_) | NormOf::Reading => None,
        });
        let missing = |part: PartId| self.part(part).included.at(day) == Truth::False;
        if duty.origin.part.into_iter().chain(enacted_by).any(missing) {
            return Some(State::NotOnRecord);
        }
        (!self.recognises(duty.authority)).then_some(State::Unrecognised)
    }

    /// Whether a duty binds, yields, sleeps or is absent.
    pub(crate) fn binding(&self, duty: &DutyLife, day: Day) -> State {
        if let Some(state) = self.unspoken(duty, day) {
            return state;
        }
        match (duty.there.at(day), duty.exists.at(day), duty.binds.at(day)) {
            (_, _, Truth::True) => State::Binds,
            (Truth::False, _, _) => State::Absent,
            (_, Truth::True, _) if duty.mode == Mode::Urges => State::Recommended,
            (_, Truth::True, Truth::False) => State::Yields,
            (Truth::True, Truth::False, _) => State::Dormant,
            _ => State::Undetermined,
        }
    }

    /// Whether the viewpoint recognises it.
    pub(crate) fn recognises(&self, authority: Authority) -> bool {
        self.ranks.recognises(authority)
    }
}

/// In what state a part of an act is.
pub(crate) fn state_of_part(act: &Act, life: &PartLife, can_be_in_force: bool, day: Day) -> State {
    let is = |timeline: &Timeline| timeline.at(day) == Truth::True;
    if life.included.at(day) == Truth::False {
        State::NotOnRecord
    } else if !life.recognised {
        State::Unrecognised
    } else if day < act.made.lo {
        State::NotYetMade
    } else if is(&life.voided) {
        State::Void
    } else if is(&life.annulled) {
        if is(&life.disapplied) { State::Disapplied } else { State::Annulled }
    } else if is(&life.operative) {
        if can_be_in_force { State::InForce } else { State::Stands }
    } else if is(&life.repealed) && is(&life.included) {
        State::Repealed
    } else if is(&life.in_force) && is(&life.suspended) {
        State::Suspended
    } else if is(&life.stands) && life.in_force.at(day) == Truth::False {
        if day < act.start().lo { State::NotYetInEffect } else { State::Ended }
    } else {
        State::Undetermined
    }
}

/// Of whom, of what a duty speaks.
pub(crate) fn args_of(content: &GroundContent) -> &[Arg] {
    match content {
        GroundContent::Deed(deed) => &deed.args,
        GroundContent::That { status, .. } => &status.args,
    }
}

/// The occurrence that matters on a day: the oldest that is not done, else the last that was opened, else the first.
pub(crate) fn current(duty: &DutyLife, day: Day) -> Option<&Occurrence> {
    let undone = |o: &&Occurrence| o.overdue.at(day) != Truth::False || o.pending.at(day) != Truth::False;
    let opened = |o: &&Occurrence| o.opened.at(day) != Truth::False;
    let all = &duty.occurrences;
    all.iter().find(undone).or_else(|| all.iter().rev().find(opened)).or_else(|| all.first())
}

/// What has become of an occurrence: `None` where it is not open yet.
pub(crate) fn occurrence_state(duty: &DutyLife, o: &Occurrence, day: Day) -> Option<State> {
    let is = |t: &Timeline| t.at(day) == Truth::True;
    if is(&o.served) {
        return Some(match o.late.at(day) {
            Truth::True => State::Late,
            Truth::False => State::Performed,
            Truth::Undetermined => State::Undetermined,
        });
    }
    let impossible = duty.impossible(o);
    if is(&duty.defeated(o)) {
        Some(State::Defeated)
    } else if is(&o.overdue) {
        Some(State::Overdue)
    } else if is(&impossible) {
        Some(State::Impossible)
    } else if is(&o.lifted) {
        Some(State::Lifted)
    } else if is(&o.partly) {
        Some(State::Partly)
    } else if is(&o.pending) {
        Some(State::Pending)
    } else {
        let may = [&o.served, &o.overdue, &o.lifted, &o.partly, &o.pending, &impossible];
        may.iter().any(|t| t.at(day) == Truth::Undetermined).then_some(State::Undetermined)
    }
}

/// What has become of a duty, taken whole; `None` for permissions and where the duty never was there.
pub(crate) fn performance(duty: &DutyLife, day: Day) -> Option<State> {
    let state = performance_as_ordered(duty, day)?;
    Some(match state {
        State::Performed | State::Late | State::Kept if duty.mode == Mode::Urges => State::Followed,
        State::Overdue | State::Unkept if duty.mode == Mode::Urges => State::NotFollowed,
        state => state,
    })
}

fn performance_as_ordered(duty: &DutyLife, day: Day) -> Option<State> {
    match (duty.mode, &duty.content) {
        (Mode::Permits, _) => None,
        (Mode::Forbids, GroundContent::Deed(_)) => {
            let ever = duty.there.since_first().at(day);
            match (duty.broken.at(day), duty.overridden.at(day), duty.observed().at(day)) {
                (Truth::True, ..) => Some(State::Broken),
                (Truth::False, Truth::True, _) => Some(State::Overridden),
                _ if ever == Truth::False => None,
                (_, _, Truth::True) => Some(State::Observed),
                (Truth::False, Truth::False, Truth::False) => None,
                _ => Some(State::Undetermined),
            }
        }
        (Mode::Requires | Mode::Urges, GroundContent::Deed(_)) => {
            occurrence_state(duty, current(duty, day)?, day)
        }
        (_, GroundContent::That { .. }) => {
            if duty.unkept.at(day) == Truth::True {
                Some(State::Unkept)
            } else if duty.kept.at(day) == Truth::True {
                Some(State::Kept)
            } else {
                match duty.there.minus(&duty.kept).minus(&duty.unkept).at(day) {
                    Truth::True => Some(State::Pending),
                    _ if duty.there.at(day) == Truth::False => None,
                    _ => Some(State::Undetermined),
                }
            }
        }
    }
}

fn forbids_deed(duty: &DutyLife) -> bool {
    duty.mode == Mode::Forbids && matches!(duty.content, GroundContent::Deed(_))
}
