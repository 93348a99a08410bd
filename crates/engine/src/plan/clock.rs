//! Timings and conditions, compiled once per binding so that the rules need no names.

use vigente_model::*;

use crate::Truth;
use crate::ids::{AskedId, ClockId, GroundStatusId};
use crate::plan::duties::asked::AskedDuties;
use crate::plan::grounding::{Ground, substitute, undo, unify};

/// A stretch of [`Clocks::lines`].
#[derive(Clone, Copy, Default)]
pub(crate) struct Lines {
    pub start: u32,
    pub len: u32,
}

/// A condition line.
#[derive(Clone, Copy)]
pub(crate) struct Line {
    pub kind: ConditionKind,
    /// Stretch of [`Clocks::tests`].
    pub start: u32,
    pub len: u32,
}

/// A ground test.
#[derive(Clone, Copy)]
pub(crate) enum GroundTest {
    /// A status, `None` if nothing ever begins it.
    Status { not: bool, status: Option<GroundStatusId> },
    /// One of several statuses (a variable that nothing binds).
    Any { not: bool, start: u32, len: u32 },
    /// How many of several hold.
    Count { start: u32, len: u32, compare: Compare, number: u32 },
    /// It is the same on every day.
    Constant(Truth),
    /// The state of duties on the day before; `None` if there are none.
    Duty { not: bool, asked: Option<AskedId> },
}

/// A day, as far as the plan can know it.
#[derive(Clone, Debug)]
pub(crate) enum When {
    /// Known.
    At(Days),
    /// The first day a status holds, and a delay; a status that never holds leaves only this lower bound.
    First { status: GroundStatusId, delay: Delay, missing: Day },
    /// A delay after another day.
    Later(Box<When>, Delay),
    /// The later of two, each end by itself.
    Max(Box<When>, Days),
}

/// When an effect ends.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum End {
    Never,
    At(Days),
    /// With the making of an act.
    Act(ActId),
    /// So long after the start.
    Lasts(Delay),
}

/// When an effect works.
#[derive(Clone)]
pub(crate) struct Clock {
    pub start: When,
    /// A `from` or `after` is written.
    pub written: bool,
    pub end: End,
    /// L_0.
    pub deadline: Option<When>,
    pub every: Option<Delay>,
    pub lines: Lines,
}

/// Clocks and conditions of all effects.
#[derive(Default)]
pub(crate) struct Clocks {
    pub clocks: IndexVec<ClockId, Clock>,
    pub lines: Vec<Line>,
    pub tests: Vec<GroundTest>,
    pub statuses: Vec<GroundStatusId>,
    pub duties: AskedDuties,
}

/// What a missing anchor leaves: some day from here on, or never.
pub(crate) fn missing(from: Day) -> Days {
    Days { lo: from, hi: Day::MAX }
}

/// So many deadlines may hang on one another.
const DEPTH: u32 = 64;

impl Clocks {
    /// For conditions that are read later than the plan: they ask of duties what the plan asks.
    pub(crate) fn beside(plan: &Clocks) -> Clocks {
        Clocks { duties: plan.duties.clone(), ..Clocks::default() }
    }

    pub(crate) fn lines(&self, lines: Lines) -> &[Line] {
        &self.lines[lines.start as usize..(lines.start + lines.len) as usize]
    }

    pub(crate) fn tests(&self, line: Line) -> &[GroundTest] {
        &self.tests[line.start as usize..(line.start + line.len) as usize]
    }

    pub(crate) fn some(&self, start: u32, len: u32) -> &[GroundStatusId] {
        &self.statuses[start as usize..(start + len) as usize]
    }

    /// Every status that these conditions ask.
    pub(crate) fn asked(&self, lines: Lines, mut ask: impl FnMut(GroundStatusId)) {
        for &line in self.lines(lines) {
            for &test in self.tests(line) {
                self.asked_by(test, &mut ask);
            }
        }
    }

    /// Every status that a test asks.
    pub(crate) fn asked_by(&self, test: GroundTest, ask: impl FnMut(GroundStatusId)) {
        match test {
            GroundTest::Status { status, .. } => status.into_iter().for_each(ask),
            GroundTest::Any { start, len, .. } | GroundTest::Count { start, len, .. } => {
                self.some(start, len).iter().copied().for_each(ask);
            }
            GroundTest::Duty { .. } | GroundTest::Constant(_) => {}
        }
    }

    /// Reads conditions under a binding; `keep` says which.
    pub(crate) fn compile(
        &mut self,
        model: &Model,
        ground: &Ground,
        conditions: &[&Condition],
        binding: &[Arg],
    ) -> Lines {
        if conditions.is_empty() {
            return Lines::default();
        }
        let mut ready = Vec::with_capacity(conditions.len());
        for condition in conditions {
            let start = self.tests.len() as u32;
            for test in &condition.all {
                let test = self.test(model, ground, test, binding);
                self.tests.push(test);
            }
            let len = self.tests.len() as u32 - start;
            ready.push(Line { kind: condition.kind, start, len });
        }
        let start = self.lines.len() as u32;
        self.lines.append(&mut ready);
        Lines { start, len: conditions.len() as u32 }
    }

    /// Reads one test under a binding.
    pub(crate) fn test(
        &mut self,
        model: &Model,
        ground: &Ground,
        test: &Test,
        binding: &[Arg],
    ) -> GroundTest {
        let mut args = Vec::new();
        match *test {
            Test::Status { not, status } => {
                if substitute(model.args(status.args), binding, &mut args) {
                    let status = ground.statuses.find(status.name, &args);
                    return GroundTest::Status { not, status };
                }
                let (start, len) = self.matching(ground, status.name, &args);
                GroundTest::Any { not, start, len }
            }
            Test::Count { var, status, compare, number } => {
                let mut local = binding.to_vec();
                if let Some(slot) = local.get_mut(usize::from(var)) {
                    *slot = Arg::Var(var);
                }
                substitute(model.args(status.args), &local, &mut args);
                let (start, len) = self.matching(ground, status.name, &args);
                GroundTest::Count { start, len, compare, number }
            }
            Test::Dated { not, act, day, relation, date } => {
                let value = match act {
                    Arg::Var(v) => binding.get(usize::from(v)).copied().unwrap_or(act),
                    other => other,
                };
                let so = dated(model, value, day, relation, date);
                GroundTest::Constant(if not { so.not() } else { so })
            }
            Test::Duty { not, of, state } => {
                GroundTest::Duty { not, asked: self.duties.ask(model, of, state, binding) }
            }
        }
    }

    /// All statuses that match a pattern.
    fn matching(&mut self, ground: &Ground, name: StatusId, pattern: &[Arg]) -> (u32, u32) {
        let start = self.statuses.len() as u32;
        let width = pattern.iter().map(|a| if let Arg::Var(v) = a { usize::from(*v) + 1 } else { 0 });
        let mut binding: Vec<Arg> = (0..width.max().unwrap_or(0)).map(|v| Arg::Var(v as u8)).collect();
        let mut trail = Vec::new();
        for &id in ground.of_name(name) {
            if unify(pattern, ground.statuses.args(id), &mut binding, &mut trail) {
                undo(&mut binding, &mut trail, 0);
                self.statuses.push(id);
            }
        }
        (start, self.statuses.len() as u32 - start)
    }

    /// Reads a timing. `base` is the act whose anchors count; `more` are conditions of the norm that gives the effect.
    pub(crate) fn clock(
        &mut self,
        model: &Model,
        ground: &Ground,
        timing: Option<&Timing>,
        base: Option<ActId>,
        more: &[&Condition],
        binding: &[Arg],
    ) -> ClockId {
        let empty = Timing::default();
        let timing = timing.unwrap_or(&empty);
        let conditions: Vec<&Condition> = more.iter().copied().chain(&timing.conditions).collect();
        let lines = self.compile(model, ground, &conditions, binding);
        let start = start_of(model, ground, timing, base, binding);
        let end = match timing.until {
            None => End::Never,
            Some(Moment::Date(days)) => End::At(days),
            Some(Moment::Act(act)) => End::Act(act),
            Some(Moment::Now) => End::At(base.map_or(Days::on(Day::MIN), |a| model[a].made)),
            Some(Moment::Counted(delay, anchor)) => {
                match anchored(model, ground, anchor, delay, base, binding, DEPTH) {
                    When::At(days) => End::At(days),
                    _ => unreachable!("an end counts from a day that is written"),
                }
            }
            Some(Moment::Lasting(delay)) => End::Lasts(delay),
        };
        let deadline = timing.deadline.map(|d| deadline_of(model, ground, d, base, binding, DEPTH));
        let written = timing.from.is_some() || timing.after.is_some();
        self.clocks.push(Clock { start, written, end, deadline, every: timing.every, lines })
    }
}

/// How a day of an act lies to a date; false of what is no act.
fn dated(model: &Model, act: Arg, day: ActDay, relation: Relation, date: Days) -> Truth {
    let Arg::Thing(thing) = act else { return Truth::False };
    let act = match model[thing].kind {
        ThingKind::Act(act) => act,
        ThingKind::Part(part) => model[part].act,
        _ => return Truth::False,
    };
    let days = model[act].day(day).unwrap_or_else(|| missing(model[act].made.lo));
    // One day is after another, whichever of the days that they may be they are.
    let after = |a: Days, b: Days| match () {
        () if a.lo > b.hi => Truth::True,
        () if a.hi <= b.lo => Truth::False,
        () => Truth::Undetermined,
    };
    match relation {
        Relation::After => after(days, date),
        Relation::Before => after(date, days),
        Relation::OnOrBefore => after(days, date).not(),
        Relation::OnOrAfter => after(date, days).not(),
        Relation::On if days == date && days.is_exact() => Truth::True,
        Relation::On => after(days, date).or(after(date, days)).not(),
    }
}

fn floor(model: &Model, base: Option<ActId>) -> Day {
    base.map_or(Day::MIN, |a| model[a].made.lo)
}

fn start_of(model: &Model, ground: &Ground, timing: &Timing, base: Option<ActId>, binding: &[Arg]) -> When {
    let from = match timing.from {
        None => None,
        Some(Moment::Date(days)) => Some(days),
        Some(Moment::Act(act)) => Some(model[act].made),
        Some(Moment::Now) => base.map(|a| model[a].made),
        Some(Moment::Counted(..) | Moment::Lasting(_)) => unreachable!("only ends are counted"),
    };
    if let Some((delay, anchor)) = timing.after {
        let after = anchored(model, ground, anchor, delay, base, binding, DEPTH);
        return match (from, after) {
            (None, after) => after,
            (Some(from), When::At(days)) => {
                When::At(Days { lo: days.lo.max(from.lo), hi: days.hi.max(from.hi) })
            }
            (Some(from), after) => When::Max(Box::new(after), from),
        };
    }
    let ordinary = || base.map_or(Days::on(Day::MIN), |a| model[a].start());
    When::At(from.unwrap_or_else(ordinary))
}

fn anchored(
    model: &Model,
    ground: &Ground,
    anchor: Anchor,
    delay: Delay,
    base: Option<ActId>,
    binding: &[Arg],
    depth: u32,
) -> When {
    let lost = When::At(missing(floor(model, base)));
    match anchor {
        Anchor::Act(day, act) => {
            let Some(act) = act.or(base).map(|a| &model[a]) else { return lost };
            act.day(day).map_or(lost, |d| When::At(model.counted(d, delay, 1)))
        }
        Anchor::On(days) => When::At(model.counted(days, delay, 1)),
        Anchor::Deadline(part) => {
            let part = &model[part];
            let duty = model.effects[part.effects.range()]
                .iter()
                .find(|e| matches!(e.does, Does::Duty { mode, .. } if mode != Mode::Permits));
            let deadline = duty.and_then(|e| e.timing.as_ref()).and_then(|t| t.deadline);
            match deadline {
                Some(deadline) if depth > 0 => {
                    match deadline_of(model, ground, deadline, Some(part.act), &[], depth - 1) {
                        When::At(days) => When::At(model.counted(days, delay, 1)),
                        other => When::Later(Box::new(other), delay),
                    }
                }
                _ => lost,
            }
        }
        Anchor::First(status) => {
            let mut args = Vec::new();
            if !substitute(model.args(status.args), binding, &mut args) {
                return lost;
            }
            match ground.statuses.find(status.name, &args) {
                Some(status) => When::First { status, delay, missing: floor(model, base) },
                None => lost,
            }
        }
    }
}

fn deadline_of(
    model: &Model,
    ground: &Ground,
    deadline: Deadline,
    base: Option<ActId>,
    binding: &[Arg],
    depth: u32,
) -> When {
    match deadline {
        Deadline::By(days) => When::At(days),
        Deadline::Within(delay, anchor) => anchored(model, ground, anchor, delay, base, binding, depth),
        Deadline::AtOnce => {
            let act = base.map(|a| &model[a]);
            let day = act.map_or(missing(Day::MIN), |a| a.notified.unwrap_or(a.made).map(Day::next));
            When::At(day)
        }
    }
}

impl When {
    /// Every status that it asks.
    pub(crate) fn asked(&self, ask: &mut impl FnMut(GroundStatusId)) {
        match self {
            When::At(_) => {}
            When::First { status, .. } => ask(*status),
            When::Later(when, _) | When::Max(when, _) => when.asked(ask),
        }
    }
}
