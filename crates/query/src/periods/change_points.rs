//! Feeds, copies and links to the next change need the days on which answers change. The engine keeps them as the
//! ends of intervals, so they are read from there and not from dates in answers.

use vigente_engine::{DutyLife, Occurrence, PartLife, Solution, Timeline};
use vigente_model::{Day, Days};

use crate::Question;
use crate::Session;
use crate::periods::intervals::boundaries;

/// No duty is followed through more occurrences than this.
const MOST_OCCURRENCES: usize = 500;

pub(crate) fn change_points(session: &Session) -> Vec<Day> {
    let acts = &session.model.acts;
    let mut days = Vec::new();
    for act in acts {
        for some in [Some(act.made), act.notified, act.published, act.effective].into_iter().flatten() {
            add(some, &mut days);
        }
        add(act.known(), &mut days);
    }
    let last = acts.iter().map(|a| a.made.hi).filter(|d| *d != Day::MAX).max().unwrap_or(Day(0));
    for snapshot in &session.panel(&Question::on(last), false).now {
        of_solution(&snapshot.solution, &mut days);
    }
    // What recurs has no end of its own: it is followed up to the last day that is known otherwise.
    if session.model.effects.iter().any(|e| e.timing.as_ref().is_some_and(|t| t.every.is_some())) {
        let end = days.iter().copied().filter(|d| d.date().is_some()).max().unwrap_or(last);
        let mut recurring = Vec::new();
        for snapshot in &session.panel(&Question::on(end), false).now {
            let duties = snapshot.solution.duties.iter().filter(|d| !d.there.is_never());
            duties.for_each(|d| deadlines(d, &mut recurring));
        }
        days.extend(recurring.into_iter().filter(|d| *d <= end));
    }
    days.retain(|d| *d != Day::MIN && *d != Day::MAX && d.date().is_some());
    days.sort_unstable();
    days.dedup();
    days
}

/// A date and the day after it: what was not known before is known for sure then, and a deadline has passed.
fn add(some: Days, into: &mut Vec<Day>) {
    into.extend([some.lo, some.hi]);
    if some.hi < Day::MAX {
        into.push(Day(some.hi.0 + 1));
    }
}

fn of_solution(solution: &Solution, into: &mut Vec<Day>) {
    for PartLife { included, stands, repealed, suspended, in_force, operative, .. } in &solution.parts {
        for life in [included, stands, repealed, suspended, in_force, operative] {
            boundaries(life, into);
        }
    }
    for status in &solution.statuses {
        boundaries(&status.holds, into);
    }
    for duty in solution.duties.iter().filter(|d| !d.there.is_never()) {
        add(duty.start, into);
        deadlines(duty, into);
        let own =
            [&duty.there, &duty.exists, &duty.yields, &duty.binds, &duty.broken, &duty.kept, &duty.unkept];
        let others = duty.yields_to.iter().chain(&duty.contrary).map(|(_, life)| life);
        let others = others.chain(duty.breaches.iter().map(|(_, life)| life));
        let said = duty.assessed.iter().chain(&duty.claimed).map(|(_, life)| life);
        own.into_iter().chain(others).chain(said).for_each(|life| boundaries(life, into));
        for o in duty.occurrences.iter().take(MOST_OCCURRENCES) {
            occurrence(o).into_iter().for_each(|life| boundaries(life, into));
        }
    }
}

fn occurrence(o: &Occurrence) -> [&Timeline; 7] {
    [&o.opened, &o.served, &o.late, &o.partly, &o.overdue, &o.lifted, &o.pending]
}

fn deadlines(duty: &DutyLife, into: &mut Vec<Day>) {
    for o in duty.occurrences.iter().take(MOST_OCCURRENCES) {
        for (from, _, deadline) in o.deadlines_by_day() {
            into.push(from);
            deadline.into_iter().for_each(|d| add(d, into));
        }
    }
}
