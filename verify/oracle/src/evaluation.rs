//! Computes the value of any proposition on any day for one record and question.
//!
//! The least fixpoint (§1) is computed on demand. A proposition that is asked while it is being computed is U. One
//! round of this is the least fixpoint, because a value is either U or final: if the outer value is T or F with the
//! inner one at U, it stays so by monotony; if it is U, then U is a fixpoint, and the least one. Only the cache needs
//! care: a U that was reached through a proposition still being computed is dropped when that proposition turns out to
//! be T or F (`provisional`).

use std::collections::{BTreeSet, HashMap};
use std::hash::{BuildHasherDefault, Hasher};

use vigente_model::{
    Act, ActDay, ActId, Anchor, Arg, Compare, Condition, ConditionKind, Day, Days, Deadline, Delay, Model,
    Moment, NormId, PartId, Relation, Status, Test, ThingId, ThingKind, Timing,
};

use crate::days::{Grid, agreed};
use crate::sections::duties::Duties;
use crate::sections::duty_states::Past;
use crate::sections::ground::{Binding, Carried, Ground, Link, Origin, StatusOf, What, ground_args, meets};
use crate::sections::rank::{Authority, Order, Ranks};
use crate::table::Spans;
use crate::truth::Truth::{self, F, T, U};
use crate::truth::{all, exists};
use crate::{Prepared, Question};

/// Which record: the question's own, or the one before an act was made (§6).
pub(crate) type Of = Option<ActId>;

/// Through whose eyes attacks are filtered (§5): `None` counts all.
pub(crate) type Lens = Option<Authority>;

/// What can be asked.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) enum Proposition {
    Stands(Of, Lens, PartId),
    Annulled(Of, Lens, PartId),
    Repealed(Of, Lens, PartId),
    Suspended(Of, Lens, PartId),
    /// A status, by index into the statuses of the ground.
    Holds(Of, usize),
    /// A firing, as though the part stood or not (day does not matter).
    Fired(Of, usize, bool),
    /// A firing of a void norm (record and day do not matter).
    Void(usize),
    There(usize),
    Exists(usize),
    Yields(usize),
    Displaced(usize, Arg),
    /// A discharge, ending or move: valid on its day (day does not matter).
    Valid(Of, usize),
}

/// Multiplies and rotates: a good enough hash for small keys, the same on every machine.
#[derive(Default)]
pub(crate) struct Mix(u64);

impl Hasher for Mix {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&b| self.write_u64(u64::from(b)));
    }

    fn write_u8(&mut self, n: u8) {
        self.write_u64(u64::from(n));
    }

    fn write_u32(&mut self, n: u32) {
        self.write_u64(u64::from(n));
    }

    fn write_i32(&mut self, n: i32) {
        self.write_u64(u64::from(n.cast_unsigned()));
    }

    fn write_u64(&mut self, n: u64) {
        self.0 = (self.0.rotate_left(5) ^ n).wrapping_mul(0x517c_c1b7_2722_0a95);
    }

    fn write_usize(&mut self, n: usize) {
        self.write_u64(n as u64);
    }

    fn write_isize(&mut self, n: isize) {
        self.write_u64(n as u64);
    }
}

type Map<K, V> = HashMap<K, V, BuildHasherDefault<Mix>>;

/// The evaluation of one question.
pub(crate) struct Evaluation<'m> {
    pub(crate) model: &'m Model,
    pub(crate) ground: &'m Ground,
    pub(crate) duties: &'m Duties,
    pub(crate) order: &'m Order,
    pub(crate) ranks: &'m Ranks<'m>,
    pub(crate) grid: &'m Grid,
    pub(crate) question: Question,
    /// By status: what another matter says.
    pub(crate) elsewhere: &'m [Option<Spans>],
    /// What became of duties, as far as it is known; none where nothing is.
    pub(crate) past: Option<&'m Past>,
    /// Final values.
    known: Map<(Proposition, Day), Truth>,
    /// What is being asked, and how deep.
    asking: Map<(Proposition, Day), u32>,
    /// U-values that hang on something being asked, with the depths they hang on.
    provisional: Map<(Proposition, Day), BTreeSet<u32>>,
    /// By depth: provisional values that hang on the proposition asked there, and on none asked further in.
    hanging: Vec<Vec<(Proposition, Day)>>,
    /// Depths met since the innermost proposition was asked.
    met: BTreeSet<u32>,
}

impl<'m> Evaluation<'m> {
    pub(crate) fn new(
        prepared: &'m Prepared<'m>,
        ranks: &'m Ranks<'m>,
        grid: &'m Grid,
        question: Question,
    ) -> Evaluation<'m> {
        let Prepared { model, ground, duties, order, .. } = prepared;
        Evaluation {
            model,
            ground,
            duties,
            order,
            ranks,
            grid,
            question,
            elsewhere: &[],
            past: None,
            known: Map::default(),
            asking: Map::default(),
            provisional: Map::default(),
            hanging: Vec::new(),
            met: BTreeSet::new(),
        }
    }

    /// The same with what other matters say, by status, and with what became of duties.
    pub(crate) fn reading(self, elsewhere: &'m [Option<Spans>], past: Option<&'m Past>) -> Evaluation<'m> {
        Evaluation { elsewhere, past, ..self }
    }

    /// The value of a proposition on a day.
    pub(crate) fn ask(&mut self, ask: Proposition, day: Day) -> Truth {
        let key = (ask, self.grid.start_of(day));
        if let Some(&value) = self.known.get(&key) {
            return value;
        }
        if let Some(&depth) = self.asking.get(&key) {
            self.met.insert(depth);
            return U;
        }
        if let Some(depths) = self.provisional.get(&key) {
            self.met.extend(depths);
            return U;
        }
        let depth = self.hanging.len() as u32;
        self.asking.insert(key, depth);
        self.hanging.push(Vec::new());
        let outer = std::mem::take(&mut self.met);
        let value = self.equation(ask, key.1);
        self.asking.remove(&key);
        let mut hangs_on = std::mem::replace(&mut self.met, outer);
        hangs_on.retain(|&d| d < depth);
        for other in self.hanging.pop().unwrap_or_default() {
            let Some(mut on) = self.provisional.remove(&other) else { continue };
            if value == U {
                // It was reached with this one at U, and this one is U, as far as it hangs on what is asked further out.
                on.remove(&depth);
                on.extend(&hangs_on);
                self.remember(other, on);
            }
        }
        if value == U {
            self.met.extend(&hangs_on);
            self.remember(key, hangs_on);
        } else {
            self.known.insert(key, value);
        }
        value
    }

    /// Remembers that something is U, for good or as long as it hangs on what is being asked.
    fn remember(&mut self, key: (Proposition, Day), hangs_on: BTreeSet<u32>) {
        match hangs_on.last() {
            Some(&deepest) => {
                self.hanging[deepest as usize].push(key);
                self.provisional.insert(key, hangs_on);
            }
            None => {
                self.known.insert(key, U);
            }
        }
    }

    fn equation(&mut self, ask: Proposition, d: Day) -> Truth {
        match ask {
            Proposition::Stands(of, lens, p) => self.stands(of, lens, p, d),
            Proposition::Annulled(of, lens, p) => self.annulled(of, lens, p, d),
            Proposition::Repealed(of, lens, p) => self.repealed(of, lens, p, d),
            Proposition::Suspended(of, lens, p) => self.suspended(of, lens, p, d),
            Proposition::Holds(of, s) => self.holds(of, s, d),
            Proposition::Fired(of, firing, as_if) => self.fired(of, firing, as_if),
            Proposition::Void(firing) => self.void(firing),
            Proposition::There(duty) => self.there(duty, d),
            Proposition::Exists(duty) => self.exists(duty, d),
            Proposition::Yields(duty) => self.yields(duty, None, d),
            Proposition::Displaced(duty, organ) => self.yields(duty, Some(organ), d),
            Proposition::Valid(of, e) => self.valid(of, e),
        }
    }

    /// "At day X" (§1): what is so on all days that X may be.
    pub(crate) fn at(&mut self, x: Days, mut so: impl FnMut(&mut Self, Day) -> Truth) -> Truth {
        let days = self.grid.within(x);
        agreed(days.into_iter().map(|d| so(self, d)))
    }

    pub(crate) fn act(&self, act: ActId) -> &'m Act {
        &self.model[act]
    }

    pub(crate) fn act_of(&self, part: PartId) -> ActId {
        self.model[part].act
    }

    pub(crate) fn author(&self, part: PartId) -> ThingId {
        self.act(self.act_of(part)).author
    }

    pub(crate) fn organ(&self, part: PartId) -> Authority {
        Authority::Organ(self.author(part))
    }

    /// inc(a), in the question's own record or before an act (§2, §6).
    pub(crate) fn inc(&self, of: Of, act: ActId) -> Truth {
        let by = |limit: Option<Day>, x: Days| limit.map_or(T, |limit| crate::days::reached(limit, x));
        let known = by(self.question.known_by, self.act(act).known());
        let made = match of {
            None => by(self.question.made_by, self.act(act).made),
            Some(next) => self.order.before(act, next),
        };
        known.min(made)
    }

    pub(crate) fn live(&mut self, of: Of, lens: Lens, p: PartId, d: Day) -> Truth {
        all![
            self.ask(Proposition::Stands(of, lens, p), d),
            !self.ask(Proposition::Repealed(of, lens, p), d),
            !self.ask(Proposition::Suspended(of, lens, p), d),
        ]
    }

    // --- §4: when an effect works -----------------------------------------------------------------------------

    pub(crate) fn timing(&self, e: &Carried) -> Option<&'m Timing> {
        self.model[e.effect].timing.as_deref()
    }

    /// A missing anchor: certain never, possible from the making of the act on.
    fn undetermined(&self, act: Option<ActId>) -> Days {
        Days { lo: act.map_or(Day::MIN, |a| self.act(a).made.lo), hi: Day::MAX }
    }

    /// start(e).
    pub(crate) fn start(&mut self, of: Of, e: &Carried) -> Days {
        self.written_start(of, e).unwrap_or_else(|| match e.dated {
            Some(act) => self.act(act).start(),
            None => Days::on(Day::MIN),
        })
    }

    /// start(e), where `from` or `after` is written.
    pub(crate) fn written_start(&mut self, of: Of, e: &Carried) -> Option<Days> {
        self.start_written_in(of, self.timing(e)?, e.dated, &e.binding)
    }

    fn start_written_in(
        &mut self,
        of: Of,
        timing: &Timing,
        dated: Option<ActId>,
        binding: &Binding,
    ) -> Option<Days> {
        let from = timing.from.map(|from| match from {
            Moment::Date(days) => days,
            Moment::Act(act) => self.act(act).made,
            Moment::Now => dated.map_or(Days::on(Day::MIN), |act| self.act(act).made),
            Moment::Counted(..) | Moment::Lasting(_) => unreachable!("only ends are counted"),
        });
        let after = timing.after.map(|(delay, anchor)| {
            let anchor = self.anchor(of, anchor, dated, binding, 0);
            anchor.map_or_else(|| self.undetermined(dated), |days| self.model.counted(days, delay, 1))
        });
        match (from, after) {
            (Some(a), Some(b)) => Some(Days { lo: a.lo.max(b.lo), hi: a.hi.max(b.hi) }),
            (from, after) => from.or(after),
        }
    }

    /// end(e).
    pub(crate) fn end(&mut self, of: Of, e: &Carried) -> Days {
        self.timing(e).map_or(Days::on(Day::MAX), |t| self.end_written_in(of, t, e.dated, &e.binding))
    }

    fn end_written_in(&mut self, of: Of, timing: &Timing, dated: Option<ActId>, binding: &Binding) -> Days {
        let never = Days::on(Day::MAX);
        match timing.until {
            None => never,
            Some(Moment::Date(days)) => days,
            Some(Moment::Now) => dated.map_or(never, |act| self.act(act).made),
            Some(Moment::Counted(delay, anchor)) => match self.anchor(of, anchor, dated, binding, 0) {
                Some(days) => self.model.counted(days, delay, 1),
                None => self.undetermined(dated),
            },
            Some(Moment::Lasting(delay)) => {
                let start = self.start_written_in(of, timing, dated, binding);
                let ordinary = dated.map_or(Days::on(Day::MIN), |act| self.act(act).start());
                self.model.counted(start.unwrap_or(ordinary), delay, 1)
            }
            Some(Moment::Act(act)) => match self.inc(of, act) {
                T => self.act(act).made,
                F => never,
                U => Days { lo: self.act(act).made.lo, hi: Day::MAX },
            },
        }
    }

    /// The window that a line writes, without waiting for the making of its act.
    pub(crate) fn window_written_in(
        &mut self,
        of: Of,
        timing: &Timing,
        dated: Option<ActId>,
        binding: &Binding,
        d: Day,
    ) -> Truth {
        let end = self.end_written_in(of, timing, dated, binding);
        all![!self.grid.reached(d, end), self.start_reached(of, timing, dated, binding, d).unwrap_or(T),]
    }

    /// d ≥ start as written; none where nothing is written.
    fn start_reached(
        &mut self,
        of: Of,
        timing: &Timing,
        dated: Option<ActId>,
        binding: &Binding,
        d: Day,
    ) -> Option<Truth> {
        let Some((delay, Anchor::First(status))) = timing.after else {
            let start = self.start_written_in(of, timing, dated, binding)?;
            return Some(self.grid.reached(d, start));
        };
        let from = Timing { from: timing.from, ..Timing::default() };
        let from = self.start_reached(of, &from, dated, binding, d).unwrap_or(T);
        Some(all![from, self.first_reached(of, &status, binding, delay, dated, d)])
    }

    /// d ≥ the first day of a status and a delay: asks no later days than it needs, so that what begins some days
    /// after a status, and then ends it, is no circle.
    fn first_reached(
        &mut self,
        of: Of,
        status: &Status,
        binding: &Binding,
        delay: Delay,
        dated: Option<ActId>,
        d: Day,
    ) -> Truth {
        let missing = self.undetermined(dated);
        let args = ground_args(self.model, status.args, binding);
        let status = args.and_then(|args| self.ground.status(&StatusOf { name: status.name, args }));
        let Some(s) = status else { return self.grid.reached(d, missing) };
        let (mut reached, mut ever) = (F, false);
        let last = self.grid.last_of(d);
        for &g in self.grid.days() {
            let Days { lo: counted, hi: surely } = self.model.counted(Days::on(g), delay, 1);
            // Beyond the stretch of `d` it only matters whether there is a first day at all.
            if counted > last && (ever || self.grid.reached(d, missing) == F) {
                break;
            }
            let holds = self.ask(Proposition::Holds(of, s), g);
            if holds == F {
                continue;
            }
            if counted <= last && (!ever || holds == T) {
                self.grid.note(Days::on(counted));
            }
            ever = true;
            if counted <= d {
                reached = reached.max(if surely <= d { holds } else { holds.min(U) });
            }
            if holds == T {
                break;
            }
        }
        if ever { reached } else { self.grid.reached(d, missing) }
    }

    fn anchor(
        &mut self,
        of: Of,
        anchor: Anchor,
        dated: Option<ActId>,
        binding: &Binding,
        deep: u8,
    ) -> Option<Days> {
        match anchor {
            Anchor::Act(which, act) => {
                let act = self.act(act.or(dated)?);
                match which {
                    ActDay::Made => Some(act.made),
                    ActDay::Notified => act.notified,
                    ActDay::Published => act.published,
                    ActDay::Effect => Some(act.start()),
                }
            }
            Anchor::Deadline(part) => {
                let ground = self.ground;
                let own = |e: &&Carried| e.part == Some(part) && e.source == Origin::Own && !e.is_copy();
                let first = ground.carried.iter().filter(own).find(|e| is_duty(e))?;
                self.deadline_within(of, first, deep + 1)
            }
            Anchor::First(status) => self.first(of, &status, binding),
            Anchor::On(days) => Some(days),
        }
    }

    /// The first day a status holds: first possible, first certain; none where it never does.
    fn first(&mut self, of: Of, status: &Status, binding: &Binding) -> Option<Days> {
        let args = ground_args(self.model, status.args, binding)?;
        let s = self.ground.status(&StatusOf { name: status.name, args })?;
        let mut first = Days::on(Day::MAX);
        for &d in self.grid.days() {
            let holds = self.ask(Proposition::Holds(of, s), d);
            if holds != F {
                first.lo = first.lo.min(d);
            }
            if holds == T {
                first.hi = d;
                break;
            }
        }
        (first.lo != Day::MAX).then_some(first)
    }

    /// A deadline as written, of the first occurrence; none without one.
    pub(crate) fn deadline(&mut self, of: Of, e: &Carried) -> Option<Days> {
        self.deadline_within(of, e, 0)
    }

    fn deadline_within(&mut self, of: Of, e: &Carried, deep: u8) -> Option<Days> {
        let undetermined = self.undetermined(e.dated);
        Some(match self.timing(e)?.deadline? {
            Deadline::By(days) => days,
            // Deadlines that count from each other in a circle are counted from nothing.
            Deadline::Within(..) if deep > 8 => undetermined,
            Deadline::Within(delay, anchor) => match self.anchor(of, anchor, e.dated, &e.binding, deep) {
                Some(days) => self.model.counted(days, delay, 1),
                None => undetermined,
            },
            Deadline::AtOnce => match e.dated.map(|act| self.act(act)) {
                Some(act) => act.notified.unwrap_or(act.made).map(Day::next),
                None => undetermined,
            },
        })
    }

    /// win(e, d).
    pub(crate) fn win(&mut self, of: Of, e: &Carried, d: Day) -> Truth {
        let end = self.end(of, e);
        all![!self.grid.reached(d, end), self.begun(of, e, d)]
    }

    /// d ≥ start(e).
    pub(crate) fn begun(&mut self, of: Of, e: &Carried, d: Day) -> Truth {
        let written = self.timing(e).and_then(|t| self.start_reached(of, t, e.dated, &e.binding, d));
        written.unwrap_or_else(|| e.dated.map_or(T, |act| self.grid.reached(d, self.act(act).start())))
    }

    // --- Conditions -------------------------------------------------------------------------------------------

    /// cond(e, d): the conditions of the effect, and (`if` left aside: it was asked when it fired) of the norm that
    /// gives it.
    pub(crate) fn cond(&mut self, of: Of, e: &Carried, d: Day) -> Truth {
        let own = self.timing(e).map_or(&[][..], |t| &t.conditions);
        let made = e.dated.map(|act| self.act(act).made);
        let binding = &e.binding;
        all![
            self.conditions(of, own, binding, made, d),
            match self.norm_of(e) {
                None => T,
                Some(norm) => {
                    let lines = crate::sections::ground::conditions_of(self.model, Some(norm));
                    // Day by day there is no trigger: `if` is asked every day like `while`.
                    let asked = |c: &&Condition| made.is_none() || c.kind != ConditionKind::If;
                    every(lines.iter().filter(asked), |c| self.line(of, c, binding, None, d))
                }
            },
        ]
    }

    /// cond(e, ·) at an uncertain day: each line by itself.
    pub(crate) fn cond_at(&mut self, of: Of, e: &Carried, x: Days) -> Truth {
        let own = self.timing(e).map_or(&[][..], |t| &t.conditions);
        let made = e.dated.map(|act| self.act(act).made);
        let norm = crate::sections::ground::conditions_of(self.model, self.norm_of(e));
        let daily = norm.iter().filter(|c| made.is_none() || c.kind != ConditionKind::If);
        let binding = &e.binding;
        every(own.iter(), |c| self.at(x, |r, d| r.line(of, c, binding, made, d)))
            .min(every(daily, |c| self.at(x, |r, d| r.line(of, c, binding, None, d))))
    }

    /// The norm that gives an effect.
    pub(crate) fn norm_of(&self, e: &Carried) -> Option<NormId> {
        match e.source {
            Origin::Own => None,
            Origin::Fired(firing) => Some(self.ground.firings[firing].norm),
            Origin::Daily(norm) => Some(norm),
        }
    }

    /// All of some conditions: `if` at `made` (on `d` where there is no such day), the others on `d`.
    pub(crate) fn conditions(
        &mut self,
        of: Of,
        conditions: &[Condition],
        binding: &Binding,
        made: Option<Days>,
        d: Day,
    ) -> Truth {
        every(conditions.iter(), |c| self.line(of, c, binding, made, d))
    }

    /// One condition.
    pub(crate) fn line(
        &mut self,
        of: Of,
        c: &Condition,
        binding: &Binding,
        made: Option<Days>,
        d: Day,
    ) -> Truth {
        match (c.kind, made) {
            (ConditionKind::If, Some(made)) => self.at(made, |r, m| r.tests(of, c, binding, m)),
            (ConditionKind::If, None) | (ConditionKind::While, _) => self.tests(of, c, binding, d),
            (ConditionKind::Unless, _) => !self.tests(of, c, binding, d),
        }
    }

    fn tests(&mut self, of: Of, c: &Condition, binding: &Binding, d: Day) -> Truth {
        every(c.all.iter(), |test| match *test {
            Test::Status { not, status } => {
                let holds = self.status_holds(of, &status, binding, d);
                if not { !holds } else { holds }
            }
            Test::Count { var, status, compare, number } => {
                let mut open = binding.clone();
                let var = usize::from(var);
                if open.len() <= var {
                    open.resize(var + 1, None);
                }
                open[var] = None;
                let (certain, possible) = self.count(of, &status, &open, d);
                compared(certain, possible, compare, number as usize)
            }
            Test::Dated { not, act, day, relation, date } => {
                let so = match crate::sections::ground::substitute(act, binding) {
                    Some(Arg::Thing(thing)) => self.dated(thing, day, relation, date),
                    _ => F,
                };
                if not { !so } else { so }
            }
            Test::Duty { not, ref of, state } => {
                let so = self.duties_were(of, state, binding, d);
                if not { !so } else { so }
            }
        })
    }

    /// How a day of an act lies to a date: what is so whichever two days they are.
    fn dated(&self, thing: ThingId, day: ActDay, relation: Relation, date: Days) -> Truth {
        let act = match self.model[thing].kind {
            ThingKind::Act(act) => act,
            ThingKind::Part(part) => self.act_of(part),
            _ => return F,
        };
        let act = self.act(act);
        let written = match day {
            ActDay::Made => Some(act.made),
            ActDay::Notified => act.notified,
            ActDay::Published => act.published,
            ActDay::Effect => Some(act.effective.unwrap_or(act.made)),
        };
        let day = written.unwrap_or(Days { lo: act.made.lo, hi: Day::MAX });
        let so = |x: Day, y: Day| match relation {
            Relation::Before => x < y,
            Relation::OnOrBefore => x <= y,
            Relation::On => x == y,
            Relation::OnOrAfter => x >= y,
            Relation::After => x > y,
        };
        // The corners decide the order; equality also needs a look at whether the two may be one day.
        let corners = [(day.lo, date.lo), (day.lo, date.hi), (day.hi, date.lo), (day.hi, date.hi)];
        let all = corners.iter().all(|&(x, y)| so(x, y));
        let none = corners.iter().all(|&(x, y)| !so(x, y));
        let overlap = day.lo <= date.hi && date.lo <= day.hi;
        match (relation, all, none) {
            (_, true, _) => T,
            (Relation::On, _, true) if overlap => U,
            (_, _, true) => F,
            _ => U,
        }
    }

    /// How many statuses that meet a pattern hold: for certain, and possibly.
    fn count(&mut self, of: Of, pattern: &Status, binding: &Binding, d: Day) -> (usize, usize) {
        let (mut certain, mut possible) = (0, 0);
        let ground = self.ground;
        for (s, status) in ground.statuses.iter().enumerate() {
            let mut extended = binding.clone();
            let patterns = self.model.args(pattern.args);
            if status.name == pattern.name && meets(patterns, &status.args, &mut extended) {
                let holds = self.ask(Proposition::Holds(of, s), d);
                certain += usize::from(holds == T);
                possible += usize::from(holds != F);
            }
        }
        (certain, possible)
    }

    pub(crate) fn status_holds(&mut self, of: Of, status: &Status, binding: &Binding, d: Day) -> Truth {
        let args = ground_args(self.model, status.args, binding);
        let status = args.and_then(|args| self.ground.status(&StatusOf { name: status.name, args }));
        // What nothing begins does not hold.
        status.map_or(F, |s| self.ask(Proposition::Holds(of, s), d))
    }

    // --- Copies (§4) ------------------------------------------------------------------------------------------

    /// What a copy further needs, for each step of one chain of upholding.
    pub(crate) fn links(&mut self, of: Of, e: &Carried, d: Day) -> Truth {
        if !e.is_copy() {
            return T;
        }
        exists!(chain in &e.chains => every(chain.iter(), |link| self.link(of, e, link, d)))
    }

    fn link(&mut self, of: Of, e: &Carried, link: &Link, d: Day) -> Truth {
        let line = &self.ground.carried[link.line];
        let (act_of, act_by) = (self.act_of(link.of), self.act_of(link.by));
        all![
            self.order.before(act_of, act_by),
            self.inc(of, act_of),
            self.written_window(of, line, d),
            self.cond(of, line, d),
            if e.is_continuing() { !self.ask(Proposition::Repealed(of, None, link.of), d) } else { T },
        ]
    }

    /// The window that an effect writes.
    pub(crate) fn written_window(&mut self, of: Of, e: &Carried, d: Day) -> Truth {
        self.timing(e).map_or(T, |t| self.window_written_in(of, t, e.dated, &e.binding, d))
    }

    /// A disapplication of a part where somebody is concerned.
    pub(crate) fn disapplied(&mut self, of: Of, lens: Lens, p: PartId, concerned: &[Arg], d: Day) -> Truth {
        let ground = self.ground;
        let model = self.model;
        exists!(&e in &ground.attacks[p.index()] => {
            match ground.carried[e].what {
                What::Disapplies { to, .. } if concerned.iter().any(|&a| within(model, a, to)) => {
                    self.annuls(of, lens, e, p, d)
                }
                _ => F,
            }
        })
    }

    /// The constants that comparisons will ask for and that are known without asking whether anything holds.
    pub(crate) fn constants(&mut self) -> BTreeSet<Day> {
        let ground = self.ground;
        for e in &ground.carried {
            let days = [Some(self.start(None, e)), Some(self.end(None, e)), self.deadline(None, e)];
            days.into_iter().flatten().for_each(|days| self.grid.note(days));
        }
        self.grid.missing()
    }
}

/// All of a list, not looking further once one is false.
pub(crate) fn every<I: Iterator>(list: I, mut so: impl FnMut(I::Item) -> Truth) -> Truth {
    let mut all = T;
    for item in list {
        all = all.min(so(item));
        if all == F {
            break;
        }
    }
    all
}

fn is_duty(e: &Carried) -> bool {
    e.is_duty() && e.mode() != Some(vigente_model::Mode::Permits)
}

/// Whether an argument is somebody or a part of somebody.
pub(crate) fn within(model: &Model, arg: Arg, outer: ThingId) -> bool {
    matches!(arg, Arg::Thing(t) if model.within(t, outer))
}

fn compared(certain: usize, possible: usize, compare: Compare, number: usize) -> Truth {
    let (surely, maybe) = match compare {
        Compare::Less => (possible < number, certain < number),
        Compare::AtMost => (possible <= number, certain <= number),
        Compare::Equal => (certain == number && possible == number, certain <= number && number <= possible),
        Compare::AtLeast => (certain >= number, possible >= number),
        Compare::More => (certain > number, possible > number),
    };
    match (surely, maybe) {
        (true, _) => T,
        (_, true) => U,
        _ => F,
    }
}
