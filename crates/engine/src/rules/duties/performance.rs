//! Deadlines as moved, and which deed performs which occurrence of a duty (§9).

use rustc_hash::FxHashMap;
use smallvec::{SmallVec, smallvec};

use vigente_model::*;

use crate::eval::state::EvalState;
use crate::ids::{DeedGroupId, DoneId, DutyId};
use crate::plan::duties::{Duty, towards, within};
use crate::{DutyLife, GroundContent, Occurrence, Paid, Timeline, Truth};

/// More occurrences than this are not counted.
const OCCURRENCES: u32 = 1000;

/// The hundredths of the quantity that a deed is of.
pub(crate) fn amount(args: &[Arg]) -> Option<i64> {
    args.iter().find_map(|a| match *a {
        Arg::Amount { hundredths, .. } => Some(hundredths),
        _ => None,
    })
}

/// A deed that may serve duties of one shape and bearer.
struct Match {
    done: DoneId,
    /// The deed as written.
    root: DoneId,
    /// What it goes towards, where that is written.
    towards: Option<ThingId>,
    act: ActId,
    happened: Truth,
    day: Days,
    /// Hundredths, where the duty is of a quantity.
    amount: i64,
}

/// The deeds of one shape done within one bearer, each (with all that it counts as) once.
struct Group {
    /// By the last day on which each may have been done.
    certain: Vec<Match>,
    /// The same by the first day, where that is another order.
    possible: Option<Vec<usize>>,
}

/// Deeds that may serve the same duties: worked out once for all of these.
pub(crate) struct Matching {
    groups: IndexVec<DeedGroupId, Option<Group>>,
}

impl Matching {
    pub(crate) fn new(state: &EvalState<'_, '_>) -> Matching {
        Matching { groups: (0..state.plan.duties.groups).map(|_| None).collect() }
    }

    fn group(&mut self, state: &EvalState<'_, '_>, group: DeedGroupId) -> &Group {
        self.groups[group].get_or_insert_with(|| Group::new(state, group))
    }

    /// The payments that may count for a debt.
    pub(crate) fn payments(
        &mut self,
        state: &EvalState<'_, '_>,
        d: DutyId,
        there: &Timeline,
    ) -> Vec<Payment> {
        let duty = &state.plan.duties.all[d];
        let Some(group) = duty.group else { return Vec::new() };
        let part = state.inst(duty.inst).part;
        let group = self.group(state, group);
        let payment = |m: &Match| {
            let counts = m.serves(state, d, part, there);
            let Match { done, root, act, day: made, amount, .. } = *m;
            (counts != Truth::False).then_some(Payment { done, root, act, made, counts, amount })
        };
        group.certain[group.from(state, part)..].iter().filter_map(payment).collect()
    }

    /// The deeds that break a prohibition, each with whether it happened and came after it.
    pub(crate) fn matches(&mut self, state: &EvalState<'_, '_>, duty: &Duty) -> Vec<(DoneId, Days, Truth)> {
        let Some(group) = duty.group else { return Vec::new() };
        let part = state.inst(duty.inst).part;
        let group = self.group(state, group);
        let from = group.from(state, part);
        let plan = state.plan;
        let own = |m: &&Match| within(&plan.model, Arg::Thing(plan.model[m.act].author), duty.bearer);
        let found = group.certain[from..].iter().filter(own).filter_map(|m| {
            let truth = m.truth(state, part);
            (truth != Truth::False).then_some((m.done, m.day, truth))
        });
        let mut found: Vec<_> = found.collect();
        found.sort_by_key(|m| state.plan.duties.place[m.0]);
        found
    }
}

/// A payment that may count for a debt.
pub(crate) struct Payment {
    pub done: DoneId,
    /// The deed as written.
    pub root: DoneId,
    pub act: ActId,
    pub made: Days,
    /// Whether it counts for the debt.
    pub counts: Truth,
    pub amount: i64,
}

impl Match {
    /// It happened, and did not come before the duty of this part.
    fn truth(&self, state: &EvalState<'_, '_>, part: Option<PartId>) -> Truth {
        match part {
            None => self.happened,
            Some(part) => self.happened.and(state.plan.order.before(state.plan.act_of(part), self.act)),
        }
    }

    /// Whether it may serve a duty, by everything but the openings of occurrences.
    fn serves(&self, state: &EvalState<'_, '_>, d: DutyId, part: Option<PartId>, there: &Timeline) -> Truth {
        let plan = state.plan;
        let aims = |of| plan.duties.aims_at(&plan.model, &plan.instances, of, d);
        if self.towards.is_some_and(|of| !aims(of)) {
            return Truth::False;
        }
        self.truth(state, part).and(there.at_days(self.day))
    }
}

impl Group {
    fn new(state: &EvalState<'_, '_>, group: DeedGroupId) -> Group {
        let plan = state.plan;
        let mut found: Vec<(DoneId, Match)> = Vec::new();
        for &x in plan.duties.candidates.of(group) {
            let done = plan.ground.done[x];
            let happened = state.happened(x);
            if happened == Truth::False {
                continue;
            }
            let act = plan.act_of(done.part);
            let day = plan.model[act].made;
            let timing = plan.model[done.line].timing.as_deref();
            let written = || amount(plan.ground.deeds.args(done.deed));
            let worth = timing.and_then(|t| t.worth).map(|w| w.0);
            let amount = worth.or_else(written).unwrap_or_default();
            let (root, towards) = (done.root, towards(&plan.model, done.line));
            found.push((root, Match { done: x, root, towards, act, happened, day, amount }));
        }
        // Of one deed and what it counts as, the surest.
        if found.len() > 1 {
            found.sort_by_key(|(root, m)| (*root, std::cmp::Reverse(m.happened), m.done));
            found.dedup_by_key(|(root, _)| *root);
            found.sort_by_key(|(_, m)| (m.day.hi, m.act, m.done));
        }
        let certain: Vec<Match> = found.into_iter().map(|(_, m)| m).collect();
        let possible = certain.iter().any(|m| !m.day.is_exact()).then(|| {
            let mut order: Vec<usize> = (0..certain.len()).collect();
            order.sort_by_key(|&i| {
                let m = &certain[i];
                (m.day.lo, m.act, m.done)
            });
            order
        });
        Group { certain, possible }
    }

    /// From where on deeds may come after what a part says.
    fn from(&self, state: &EvalState<'_, '_>, part: Option<PartId>) -> usize {
        let Some(part) = part else { return 0 };
        let made = state.plan.model[state.plan.act_of(part)].made.lo;
        self.certain.partition_point(|m| m.day.hi < made)
    }
}

/// A deadline between two days of asking, since it may be moved.
#[derive(Clone, Copy)]
struct Piece {
    from: Day,
    deadline: Option<Days>,
    /// A duty without a deadline may have been given this one, or still have none.
    perhaps_none: bool,
}

impl Piece {
    /// What is told: a deadline that there may not be is one without an end.
    fn told(&self) -> Option<Days> {
        match self.deadline {
            Some(days) if self.perhaps_none => Some(join(Some(days), Days::on(Day::MAX))),
            deadline => deadline,
        }
    }
}

/// The deadline of each occurrence, as moved.
pub(crate) struct Deadlines {
    written: SmallVec<[Option<Days>; 1]>,
    pub recurring: bool,
    /// By occurrence; empty where nothing moves any.
    pieces: Vec<Vec<Piece>>,
    pub opened: SmallVec<[Days; 1]>,
}

impl Deadlines {
    pub(crate) fn new(state: &EvalState<'_, '_>, duty: &Duty, upto: Day) -> Deadlines {
        let inst = state.inst(duty.inst);
        let clock = state.clock(&inst);
        let first = clock.and_then(|c| c.deadline.as_ref()).map(|d| state.when(d));
        let every = clock.and_then(|c| c.every);
        let mut written: SmallVec<[Option<Days>; 1]> = smallvec![first];
        let mut opened: SmallVec<[Days; 1]> = smallvec![state.start(&inst)];
        if let (Some(first), Some(every)) = (first, every) {
            for k in 1..OCCURRENCES {
                let Some(Some(before)) = written.last().copied() else { break };
                let opens = before.map(Day::next);
                if opens.lo > upto || opens.lo == Day::MAX {
                    break;
                }
                opened.push(opens);
                written.push(Some(state.plan.model.counted(first, every, k)));
            }
        }
        let recurring = first.is_some() && every.is_some();
        let mut out = Deadlines { pieces: Vec::new(), written, recurring, opened };
        out.movements(state, duty);
        out
    }

    /// Which `moves` reach which occurrence, and when.
    fn movements(&mut self, state: &EvalState<'_, '_>, duty: &Duty) {
        let plan = state.plan;
        let own = state.inst(duty.inst);
        let mut movers: Vec<(usize, Timeline, Days, ActId)> = Vec::new();
        if let Some(part) = own.part {
            for &i in plan.duties.moves.of(part) {
                let inst = state.inst(i);
                let Does::Moves { to, .. } = *plan.does(i) else { continue };
                if !state.ranks.prevails(inst.authority, own.authority) {
                    continue;
                }
                let act = plan.act_of(inst.carrier());
                let before = plan.order.before(plan.act_of(part), act);
                if before == Truth::False {
                    continue;
                }
                let valid = state.stroke(i, false).valid.and(before);
                let active = Timeline::from(state.start(&inst)).and_truth(valid);
                let made = plan.model[act].made.lo;
                let not_past = |l: &Option<Days>| !self.recurring || l.is_none_or(|l| l.hi >= made);
                let Some(k) = self.written.iter().position(not_past) else { continue };
                if !active.is_never() {
                    movers.push((k, active, to, act));
                }
            }
        }
        if movers.is_empty() {
            return;
        }
        self.pieces = vec![Vec::new(); self.written.len()];
        for (k, pieces) in self.pieces.iter_mut().enumerate() {
            let here: Vec<_> = movers.iter().filter(|m| m.0 == k).collect();
            let mut days: Vec<Day> = vec![Day::MIN];
            for (_, active, ..) in &here {
                let spans = active.certain().iter().chain(active.possible());
                days.extend(spans.flat_map(|s| [s.0, s.1]));
            }
            days.sort_unstable();
            days.dedup();
            for day in days.into_iter().filter(|&d| d != Day::MAX) {
                let now: Vec<_> = here.iter().map(|m| (m.1.at(day), m.2, m.3)).collect();
                let left = now.iter().filter(|(truth, _, act)| {
                    *truth != Truth::False
                        && !now.iter().any(|(other, _, later)| {
                            *other == Truth::True && plan.order.before(*act, *later) == Truth::True
                        })
                });
                let unmoved = self.written[k];
                let sure = now.iter().any(|(truth, ..)| *truth == Truth::True);
                let moved = left.map(|m| m.1).reduce(|a, b| join(Some(a), b));
                let deadline = match (moved, unmoved) {
                    (Some(moved), Some(unmoved)) if !sure => Some(join(Some(moved), unmoved)),
                    (moved, unmoved) => moved.or(unmoved),
                };
                let perhaps_none = moved.is_some() && unmoved.is_none() && !sure;
                let same = |p: &Piece| (p.deadline, p.perhaps_none) == (deadline, perhaps_none);
                if !pieces.last().is_some_and(same) {
                    pieces.push(Piece { from: day, deadline, perhaps_none });
                }
            }
        }
    }

    /// L_k in the end.
    pub(crate) fn last(&self, k: usize) -> Option<Days> {
        self.pieces.get(k).and_then(|p| p.last()).map_or(self.written[k], Piece::told)
    }

    /// L_k on a day.
    pub(crate) fn on(&self, k: usize, day: Day) -> Option<Days> {
        let piece = self.pieces.get(k).and_then(|p| p.iter().rev().find(|p| p.from <= day));
        piece.map_or(self.written[k], Piece::told)
    }

    /// The same day by day, from which day on; empty where nothing moves it.
    fn moved(&self, k: usize) -> Vec<(Day, Option<Days>)> {
        let pieces = self.pieces.get(k).map(Vec::as_slice).filter(|p| p.len() > 1).unwrap_or_default();
        pieces.iter().map(|p| (p.from, p.told())).collect()
    }

    /// passed_k; `without`: what it is on days on which there is no deadline.
    pub(crate) fn passed(&self, k: usize, binds: &Timeline, without: Truth) -> Timeline {
        let by = |deadline: Option<Days>| match deadline {
            Some(deadline) => binds.after_first_from(deadline),
            None => Timeline::constant(without),
        };
        let Some(pieces) = self.pieces.get(k) else { return by(self.written[k]) };
        let passed = |piece: &Piece| match piece.perhaps_none {
            true => by(piece.deadline).agreed(without),
            false => by(piece.deadline),
        };
        let mut out = Timeline::never();
        for (i, piece) in pieces.iter().enumerate() {
            let to = pieces.get(i + 1).map_or(Day::MAX, |p| p.from);
            out.add(passed(piece).and(&Timeline::between(Days::on(piece.from), Days::on(to))));
        }
        out
    }
}

fn join(hull: Option<Days>, days: Days) -> Days {
    hull.map_or(days, |h| Days { lo: h.lo.min(days.lo), hi: h.hi.max(days.hi) })
}

/// When a run fills and serves an occurrence.
#[derive(Clone, Copy)]
pub(crate) struct Served {
    filled: Day,
    served: Day,
    by: Option<DoneId>,
}

/// One way in which deeds serve the occurrences of a duty.
#[derive(Clone)]
pub(crate) struct Run {
    served: SmallVec<[Served; 1]>,
    /// The occurrence that a payment fills, the payment, and by how much.
    paid: Vec<(usize, DoneId, i64)>,
}

impl Run {
    pub(crate) fn new(occurrences: usize) -> Run {
        let none = Served { filled: Day::MAX, served: Day::MAX, by: None };
        Run { served: smallvec![none; occurrences], paid: Vec::new() }
    }

    /// A payment fills an occurrence, or fills it up.
    pub(crate) fn fill(&mut self, k: usize, day: Day, done: DoneId, amount: i64, full: bool) {
        let of = &mut self.served[k];
        of.filled = of.filled.min(day);
        if full {
            of.served = day;
            of.by = Some(done);
        }
        if amount > 0 {
            self.paid.push((k, done, amount));
        }
    }

    /// Deeds on their days, in order; each serves the oldest open occurrence, a quantity as many as it fills.
    fn of(deeds: impl Iterator<Item = (Day, DoneId, i64)>, opened: &[Day], target: Option<i64>) -> Run {
        let mut out = Run::new(opened.len());
        let mut filled: SmallVec<[i64; 1]> = smallvec![0; opened.len()];
        // The first may open after others, where a duty starts late; the others open one after the other.
        let mut rest = 1;
        for (day, done, amount) in deeds {
            if rest >= opened.len() && out.served[0].served != Day::MAX {
                break;
            }
            let mut left = amount;
            let mut first = out.served[0].served == Day::MAX && opened[0] <= day;
            loop {
                let k = if first { 0 } else { rest };
                if k >= opened.len() || opened[k] > day {
                    break;
                }
                let Some(target) = target else {
                    out.served[k] = Served { filled: day, served: day, by: Some(done) };
                    rest += usize::from(!first);
                    break;
                };
                if left <= 0 {
                    break;
                }
                let part = left.min(target.saturating_sub(filled[k]).max(0));
                filled[k] = filled[k].saturating_add(part);
                left -= part;
                let full = filled[k] >= target;
                out.fill(k, day, done, part, full);
                if full {
                    rest += usize::from(!first);
                    first = false;
                }
            }
        }
        out
    }
}

/// The certain and the possible run of a duty to do a deed that competes with no other.
fn runs(
    state: &EvalState<'_, '_>,
    there: &Timeline,
    d: DutyId,
    deadlines: &Deadlines,
    matching: &mut Matching,
) -> (Run, Run) {
    let duty = &state.plan.duties.all[d];
    let target = match &duty.content {
        GroundContent::Deed(deed) => amount(&deed.args),
        GroundContent::That { .. } => None,
    };
    let starts =
        |day: fn(Days) -> Day| -> SmallVec<[Day; 1]> { deadlines.opened.iter().map(|&o| day(o)).collect() };
    let none: &Group = &Group { certain: Vec::new(), possible: None };
    let part = state.inst(duty.inst).part;
    let group = duty.group.map_or(none, |group| matching.group(state, group));
    let from = group.from(state, part);
    let truth = |m: &Match| m.serves(state, d, part, there);
    let sure = group.certain[from..].iter().filter(|m| truth(m) == Truth::True);
    let certain = Run::of(sure.map(|m| (m.day.hi, m.done, m.amount)), &starts(|d| d.hi), target);
    let may = |m: &&Match| truth(m) != Truth::False;
    let opens = starts(|d| d.lo);
    let possible = match &group.possible {
        None => {
            let known = group.certain[from..].iter().filter(may);
            Run::of(known.map(|m| (m.day.lo, m.done, m.amount)), &opens, target)
        }
        Some(order) => {
            let known = order.iter().map(|&i| &group.certain[i]).filter(may);
            Run::of(known.map(|m| (m.day.lo, m.done, m.amount)), &opens, target)
        }
    };
    (certain, possible)
}

/// The occurrences of a duty to do a deed; `allocated` is what a competing debt gets.
pub(crate) fn occurrences(
    state: &EvalState<'_, '_>,
    life: &DutyLife,
    d: DutyId,
    deadlines: &Deadlines,
    matching: &mut Matching,
    allocated: Option<(Run, Run)>,
) -> Vec<Occurrence> {
    let plan = state.plan;
    // A recommendation that nobody followed in time is not followed, though it never bound.
    let presses = if life.mode == Mode::Urges { &life.exists } else { &life.binds };
    let while_possible;
    // Nearly always it is possible, and nothing is computed for that.
    let presses = match life.impossible.is_never() {
        true => presses,
        false => {
            while_possible = presses.minus(&life.impossible);
            &while_possible
        }
    };
    let there = &life.there;
    let GroundContent::Deed(deed) = &life.content else { return Vec::new() };
    let target = amount(&deed.args);
    let (certain, possible) = allocated.unwrap_or_else(|| runs(state, there, d, deadlines, matching));
    let mut payments = payments(state, &certain, &possible);
    let start = Timeline::from(deadlines.opened[0]);
    let ceased = start.minus(there).and(&there.after_first());
    let mut out = Vec::with_capacity(certain.served.len());
    for (k, (sure, may)) in certain.served.iter().zip(&possible.served).enumerate() {
        let day = Days { lo: may.served.min(sure.served), hi: sure.served };
        let served = Timeline::from(day);
        let passed = deadlines.passed(k, presses, Truth::False);
        let late = if served.is_never() { Timeline::never() } else { served.and_truth(passed.at_days(day)) };
        let overdue = passed.minus(&served);
        let filled = Timeline::from(Days { lo: may.filled.min(sure.filled), hi: sure.filled });
        let partly = if target.is_some() { filled.minus(&served) } else { Timeline::never() };
        let opened = Timeline::from(deadlines.opened[k]);
        let undone = |days: &Timeline| match days.is_never() {
            true => Timeline::never(),
            false => days.minus(&served).minus(&overdue),
        };
        let by = sure.by.or(may.by);
        out.push(Occurrence {
            number: k as u32,
            deadline: deadlines.last(k),
            deadlines: deadlines.moved(k),
            lifted: undone(&ceased),
            pending: life.while_possible(undone(&there.and(&opened))),
            opened,
            served,
            by: by.map(|done| plan.duties.place[done]),
            payments: payments.remove(&k).unwrap_or_default(),
            late,
            partly,
            overdue,
        });
    }
    out
}

/// By occurrence, what has been paid: what the certain run says, and what only the possible run does.
fn payments(state: &EvalState<'_, '_>, certain: &Run, possible: &Run) -> FxHashMap<usize, Vec<Paid>> {
    let mut out: FxHashMap<usize, Vec<Paid>> = FxHashMap::default();
    for (run, certain) in [(certain, true), (possible, false)] {
        for &(k, done, amount) in &run.paid {
            let deed = state.plan.duties.place[done];
            let paid = out.entry(k).or_default();
            if !paid.iter().any(|p| p.deed == deed && p.certain) {
                paid.push(Paid { deed, amount, certain });
            }
        }
    }
    out
}
