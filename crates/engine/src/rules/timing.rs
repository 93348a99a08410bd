//! Windows and conditions of effects (§4).

use vigente_model::*;

use crate::eval::state::EvalState;
use crate::plan::clock::{Clocks, End, GroundTest, Line, Lines, When, missing};
use crate::plan::instance::Inst;
use crate::timeline::AnyOf;
use crate::{Timeline, Truth};

impl EvalState<'_, '_> {
    /// The days that a moment may be.
    pub(crate) fn when(&self, when: &When) -> Days {
        match when {
            When::At(days) => *days,
            When::First { status, delay, missing: from } => {
                let first = self.status(*status).first();
                if first.lo == Day::MAX { missing(*from) } else { self.plan.model.counted(first, *delay, 1) }
            }
            When::Later(when, delay) => self.plan.model.counted(self.when(when), *delay, 1),
            When::Max(when, floor) => {
                let days = self.when(when);
                Days { lo: days.lo.max(floor.lo), hi: days.hi.max(floor.hi) }
            }
        }
    }

    /// start(e)
    pub(crate) fn start(&self, inst: &Inst) -> Days {
        match self.clock(inst) {
            Some(clock) => self.when(&clock.start),
            None => inst.base.map_or(Days::on(Day::MIN), |act| self.act(act).start()),
        }
    }

    /// end(e)
    pub(crate) fn end(&self, inst: &Inst) -> Days {
        match self.clock(inst) {
            Some(clock) => self.end_of(clock.end, || self.start(inst)),
            None => Days::on(Day::MAX),
        }
    }

    /// When something ends that starts then.
    pub(crate) fn end_of(&self, end: End, start: impl Fn() -> Days) -> Days {
        match end {
            End::Never => Days::on(Day::MAX),
            End::At(days) => days,
            End::Lasts(delay) => self.plan.model.counted(start(), delay, 1),
            End::Act(act) => match self.inc(act) {
                Truth::True => self.act(act).made,
                Truth::False => Days::on(Day::MAX),
                Truth::Undetermined => missing(self.act(act).made.lo),
            },
        }
    }

    /// win(e, ·)
    pub(crate) fn window(&self, inst: &Inst) -> Timeline {
        Timeline::between(self.start(inst), self.end(inst))
    }

    /// The window of what works for every day unless a `from` or `after` is written: annulments, restorations.
    pub(crate) fn open_window(&self, inst: &Inst) -> Timeline {
        let written = self.clock(inst).is_some_and(|c| c.written);
        let start = if written { self.start(inst) } else { Days::on(Day::MIN) };
        Timeline::between(start, self.end(inst))
    }

    /// The days that an attack or a restoration reaches: an annulment every day, unless something else is written.
    pub(crate) fn reach(&self, inst: &Inst, annulment: bool) -> Timeline {
        if annulment { self.without_delay(inst, self.open_window(inst)) } else { self.window(inst) }
    }

    /// The same in two terms: since when it reaches them, and since when no longer.
    pub(crate) fn reach_terms(&self, inst: &Inst, annulment: bool) -> (Timeline, Timeline) {
        let written = !annulment || self.clock(inst).is_some_and(|c| c.written);
        let begun = Timeline::from(if written { self.start(inst) } else { Days::on(Day::MIN) });
        let begun = if annulment { self.without_delay(inst, begun) } else { begun };
        (begun, Timeline::from(self.end(inst)))
    }

    /// Not between the making of an act and the day it takes effect, where that is written.
    fn without_delay(&self, inst: &Inst, window: Timeline) -> Timeline {
        let base = self.act(inst.act());
        match base.effective {
            Some(effective) => window.minus(&Timeline::between(base.made, effective)),
            None => window,
        }
    }

    /// When a test comes true; `clocks` holds what it was read into.
    pub(crate) fn test(&self, clocks: &Clocks, test: GroundTest) -> Timeline {
        let turned = |not: bool, t: Timeline| if not { t.not() } else { t };
        match test {
            GroundTest::Status { not, status } => {
                let holds = status.map_or_else(Timeline::never, |s| self.status(s).clone());
                turned(not, holds)
            }
            GroundTest::Any { not, start, len } => {
                let mut any = AnyOf::new();
                clocks.some(start, len).iter().for_each(|&s| any.push(self.status(s)));
                turned(not, any.finish())
            }
            GroundTest::Count { start, len, compare, number } => {
                let counted = clocks.some(start, len).iter().map(|&s| self.status(s));
                crate::rules::count::count(counted, compare, number)
            }
            GroundTest::Constant(truth) => Timeline::constant(truth),
            GroundTest::Duty { not, asked } => turned(not, self.duties_were(asked)),
        }
    }

    /// The days on which a condition line is satisfied.
    pub(crate) fn line(&self, line: Line) -> Timeline {
        self.line_of(&self.plan.clocks, line)
    }

    /// The same of a line that was read into other clocks than the plan's.
    pub(crate) fn line_of(&self, clocks: &Clocks, line: Line) -> Timeline {
        let mut all = Timeline::always();
        for &test in clocks.tests(line) {
            all = all.and(&self.test(clocks, test));
        }
        if line.kind == ConditionKind::Unless { all.not() } else { all }
    }

    /// Whether a condition line is satisfied at a day, known or not.
    pub(crate) fn line_at(&self, line: Line, day: Days) -> Truth {
        let tests = self.plan.clocks.tests(line);
        let alone = matches!(tests, [GroundTest::Status { .. }]);
        if !day.is_exact() && !alone {
            return self.line(line).at_days(day);
        }
        let turned = |not: bool, t: Truth| if not { t.not() } else { t };
        let all = tests.iter().fold(Truth::True, |all, &test| {
            all.and(match test {
                GroundTest::Status { not, status: None } => Truth::of(not),
                GroundTest::Status { not, status: Some(s) } => turned(not, self.status(s).at_days(day)),
                GroundTest::Any { not, start, len } => {
                    let some = self.plan.clocks.some(start, len).iter();
                    turned(not, some.fold(Truth::False, |any, &s| any.or(self.status(s).at(day.lo))))
                }
                GroundTest::Count { start, len, compare, number } => {
                    let counted =
                        self.plan.clocks.some(start, len).iter().map(|&s| self.status(s).at(day.lo));
                    crate::rules::count::count_at(counted, compare, number)
                }
                GroundTest::Constant(truth) => truth,
                GroundTest::Duty { not, asked } => turned(not, self.duties_were(asked).at(day.lo)),
            })
        });
        turned(line.kind == ConditionKind::Unless, all)
    }

    /// cond(e, ·): `if` on the day its act was made, the rest day by day.
    pub(crate) fn conditions(&self, inst: &Inst) -> Timeline {
        let mut all = Timeline::always();
        let Some(clock) = self.clock(inst) else { return all };
        for &line in self.plan.clocks.lines(clock.lines) {
            all = match inst.base {
                Some(act) if line.kind == ConditionKind::If => {
                    all.and_truth(self.line_at(line, self.act(act).made))
                }
                _ => all.and(&self.line(line)),
            };
        }
        all
    }

    /// The `if` lines of an effect that has an act: asked once, on the day it was made.
    pub(crate) fn asked_once(&self, inst: &Inst) -> Truth {
        let Some(clock) = self.clock(inst) else { return Truth::True };
        let made = self.act(inst.act()).made;
        let lines = self.plan.clocks.lines(clock.lines).iter().filter(|line| line.kind == ConditionKind::If);
        lines.fold(Truth::True, |all, &line| all.and(self.line_at(line, made)))
    }

    /// Every line, each by itself, at one day; `if` on the day its act was made.
    pub(crate) fn conditions_at(&self, inst: &Inst, day: Days) -> Truth {
        let Some(clock) = self.clock(inst) else { return Truth::True };
        self.plan.clocks.lines(clock.lines).iter().fold(Truth::True, |all, &line| {
            let once = inst.base.filter(|_| line.kind == ConditionKind::If);
            let day = once.map_or(day, |act| self.act(act).made);
            all.and(self.line_at(line, day))
        })
    }

    pub(crate) fn lines_at(&self, lines: Lines, day: Days) -> Truth {
        let lines = self.plan.clocks.lines(lines).iter();
        lines.fold(Truth::True, |all, &line| all.and(self.line_at(line, day)))
    }
}
