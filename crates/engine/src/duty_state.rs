//! The words for what has become of duties: one place for what questions and conditions ask.

use vigente_model::{DutyState, Mode, Outcome, Performance};

use crate::solution::{DutyLife, GroundContent, Occurrence};
use crate::timeline::Timeline;

/// When duties of one place are in a state: some of them is; that they are performed, observed, kept or followed, all are.
pub fn in_state<'d>(duties: impl Iterator<Item = &'d DutyLife> + Clone, state: DutyState) -> Timeline {
    let ordered = duties.clone().filter(|d| d.mode != Mode::Permits);
    let mut some = Timeline::never();
    match state {
        // A permission works while it is there, and may give way.
        DutyState::Binds => duties.for_each(|d| some.add(d.binds.clone())),
        DutyState::Yields => duties.for_each(|d| some.add(d.yields.and(&d.exists))),
        DutyState::Is(word) => {
            let mut fitting = ordered.filter_map(|d| d.is(word)).peekable();
            if matches!(
                word,
                Performance::Performed | Performance::Observed | Performance::Kept | Performance::Followed
            ) {
                if fitting.peek().is_some() {
                    return fitting.fold(Timeline::always(), |all, t| all.and(&t));
                }
            } else {
                fitting.for_each(|t| some.add(t));
            }
        }
        DutyState::Assessed(outcome) => ordered.for_each(|d| some.add(said(&d.assessed, outcome))),
        DutyState::Claimed(outcome) => ordered.for_each(|d| some.add(said(&d.claimed, outcome))),
    }
    some
}

/// When one outcome is said.
pub fn said(all: &[(Outcome, Timeline)], outcome: Outcome) -> Timeline {
    all.iter().find(|(o, _)| *o == outcome).map(|(_, t)| t.clone()).unwrap_or_default()
}

impl DutyLife {
    /// When a prohibition is observed: nobody acted against it, and nobody found it breached.
    pub fn observed(&self) -> Timeline {
        let mut not = self.broken.or(&self.overridden);
        not.add(said(&self.assessed, Outcome::Breached));
        self.there.since_first().minus(&not)
    }

    /// The days of some on which it is possible.
    pub(crate) fn while_possible(&self, days: Timeline) -> Timeline {
        if self.impossible.is_never() { days } else { days.minus(&self.impossible) }
    }

    /// When an occurrence is there, open and not served, while it is impossible.
    pub fn impossible(&self, occurrence: &Occurrence) -> Timeline {
        self.unserved(occurrence, &self.impossible)
    }

    /// The same while its bearer has made it impossible: a breach.
    pub fn defeated(&self, occurrence: &Occurrence) -> Timeline {
        self.unserved(occurrence, &self.defeated)
    }

    fn unserved(&self, occurrence: &Occurrence, when: &Timeline) -> Timeline {
        match when.is_never() {
            true => Timeline::never(),
            false => self.there.and(&occurrence.opened).minus(&occurrence.served).and(when),
        }
    }

    /// When a word of performance is true of it; `None` where the word does not fit this kind of duty.
    pub fn is(&self, asked: Performance) -> Option<Timeline> {
        let that = matches!(self.content, GroundContent::That { .. });
        let any = |pick: fn(&Occurrence) -> &Timeline| {
            let mut all = Timeline::never();
            self.occurrences.iter().for_each(|o| all.add(pick(o).clone()));
            Some(all)
        };
        let unserved = |of: fn(&DutyLife, &Occurrence) -> Timeline| {
            let mut all = Timeline::never();
            self.occurrences.iter().for_each(|o| all.add(of(self, o)));
            Some(all)
        };
        let gone = || Some(self.there.since_first().minus(&self.there).minus(&self.broken));
        let open = || Some(self.there.minus(&self.kept).minus(&self.unkept));
        match (self.mode, asked) {
            (Mode::Urges | Mode::Requires, Performance::Pending) if that => open(),
            (Mode::Urges, Performance::Followed) if that => Some(self.kept.clone()),
            (_, Performance::Lifted) if that => gone().filter(|_| self.mode == Mode::Requires),
            (Mode::Requires, Performance::Kept) if that => Some(self.kept.clone()),
            (Mode::Requires, Performance::Unkept) if that => Some(self.unkept.clone()),
            (_, _) if that => None,
            (Mode::Urges | Mode::Requires, Performance::Pending) => any(|o| &o.pending),
            (Mode::Urges | Mode::Requires, Performance::Partly) => any(|o| &o.partly),
            (Mode::Urges | Mode::Requires, Performance::Impossible) => unserved(DutyLife::impossible),
            (Mode::Requires, Performance::Defeated) => unserved(DutyLife::defeated),
            (Mode::Urges, Performance::Followed) => any(|o| &o.served),
            (Mode::Requires, Performance::Overdue) => any(|o| &o.overdue),
            (Mode::Requires, Performance::Late) => any(|o| &o.late),
            (Mode::Requires, Performance::Lifted) => any(|o| &o.lifted),
            (Mode::Requires, Performance::Performed) => {
                // Every occurrence that was opened has been served in time, and there is one.
                let (mut some, mut all) = (Timeline::never(), Timeline::always());
                for o in &self.occurrences {
                    let in_time = o.served.minus(&o.late);
                    all = all.and(&o.opened.not().or(&in_time));
                    some.add(in_time);
                }
                Some(some.and(&all))
            }
            (Mode::Forbids, Performance::Observed) => Some(self.observed()),
            (Mode::Forbids, Performance::Overridden) => Some(self.overridden.clone()),
            (Mode::Forbids, Performance::Broken) => Some(self.broken.clone()),
            (Mode::Forbids, Performance::Lifted) => gone(),
            _ => None,
        }
    }
}
