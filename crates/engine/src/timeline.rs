//! A timeline says for every day whether something is true, false or undetermined: the certain days lie within the
//! possible days. `and`, `or` and `not` follow strong Kleene logic.
//!
//! A day is any [`Day`] but [`Day::MAX`], which stands for "never": a set that lasts for ever ends there.

use std::hash::{Hash, Hasher};

use vigente_model::{Day, Days};

/// True, false, or not decided by the record.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Truth {
    /// It is not so.
    #[default]
    False,
    /// The record does not decide.
    Undetermined,
    /// It is so.
    True,
}

impl Truth {
    /// Both.
    #[inline]
    #[must_use]
    pub fn and(self, other: Truth) -> Truth {
        self.min(other)
    }

    /// At least one.
    #[inline]
    #[must_use]
    pub fn or(self, other: Truth) -> Truth {
        self.max(other)
    }

    /// The opposite; what is undetermined stays so.
    #[inline]
    #[must_use]
    #[expect(clippy::should_implement_trait, reason = "reads with `and` and `or`")]
    pub fn not(self) -> Truth {
        match self {
            Truth::False => Truth::True,
            Truth::Undetermined => Truth::Undetermined,
            Truth::True => Truth::False,
        }
    }

    /// True or false.
    #[inline]
    pub fn of(yes: bool) -> Truth {
        if yes { Truth::True } else { Truth::False }
    }

    /// Whether a known day has been reached by an uncertain one: `day ≥ from`.
    #[inline]
    pub fn reached(day: Day, from: Days) -> Truth {
        if day >= from.hi {
            Truth::True
        } else if day < from.lo {
            Truth::False
        } else {
            Truth::Undetermined
        }
    }
}

type Span = (Day, Day);

/// Up to two intervals need no heap: nearly everything has none, one or two.
#[derive(Clone, Default)]
enum Spans {
    #[default]
    None,
    One([Span; 1]),
    Two([Span; 2]),
    Many(Vec<Span>),
}

/// A set of days: sorted, disjoint, non-touching half-open intervals.
#[derive(Clone, Default)]
pub struct DaySet {
    spans: Spans,
}

impl DaySet {
    /// The intervals, `[start, end)`, sorted.
    #[inline]
    pub fn spans(&self) -> &[Span] {
        match &self.spans {
            Spans::None => &[],
            Spans::One(s) => s,
            Spans::Two(s) => s,
            Spans::Many(s) => s,
        }
    }

    /// Every day.
    #[inline]
    pub fn all() -> DaySet {
        DaySet::span(Day::MIN, Day::MAX)
    }

    /// The days from `start` on, before `end`.
    #[inline]
    pub fn span(start: Day, end: Day) -> DaySet {
        if start < end { DaySet { spans: Spans::One([(start, end)]) } } else { DaySet::default() }
    }

    /// Adds an interval whose start is not before that of the last.
    fn push(&mut self, (start, end): Span) {
        if start >= end {
            return;
        }
        let last = match &mut self.spans {
            Spans::None => None,
            Spans::One([a]) => Some(a),
            Spans::Two([_, b]) => Some(b),
            Spans::Many(all) => all.last_mut(),
        };
        if let Some(last) = last
            && start <= last.1
        {
            last.1 = last.1.max(end);
            return;
        }
        match &mut self.spans {
            Spans::None => self.spans = Spans::One([(start, end)]),
            Spans::One([a]) => self.spans = Spans::Two([*a, (start, end)]),
            Spans::Two([a, b]) => self.spans = Spans::Many(vec![*a, *b, (start, end)]),
            Spans::Many(all) => all.push((start, end)),
        }
    }

    /// The set of all these intervals, in any order.
    pub(super) fn union_of(mut spans: Vec<Span>) -> DaySet {
        spans.sort_unstable();
        let mut out = DaySet::default();
        for span in spans {
            out.push(span);
        }
        out
    }
}

fn and(a: &[Span], b: &[Span]) -> DaySet {
    let (mut i, mut j) = (0, 0);
    let mut out = DaySet::default();
    while i < a.len() && j < b.len() {
        out.push((a[i].0.max(b[j].0), a[i].1.min(b[j].1)));
        if a[i].1 < b[j].1 { i += 1 } else { j += 1 }
    }
    out
}

fn or(a: &[Span], b: &[Span]) -> DaySet {
    let (mut i, mut j) = (0, 0);
    let mut out = DaySet::default();
    while i < a.len() || j < b.len() {
        if j == b.len() || (i < a.len() && a[i].0 <= b[j].0) {
            out.push(a[i]);
            i += 1;
        } else {
            out.push(b[j]);
            j += 1;
        }
    }
    out
}

fn not(spans: &[Span]) -> DaySet {
    let mut out = DaySet::default();
    let mut from = Day::MIN;
    for &(start, end) in spans {
        out.push((from, start));
        from = end;
    }
    out.push((from, Day::MAX));
    out
}

/// Those of `a` that are not in `b`.
fn minus(a: &[Span], b: &[Span]) -> DaySet {
    let mut out = DaySet::default();
    let mut j = 0;
    for &(mut from, end) in a {
        while j < b.len() && b[j].1 <= from {
            j += 1;
        }
        let mut next = j;
        while from < end && next < b.len() && b[next].0 < end {
            out.push((from, b[next].0));
            from = from.max(b[next].1);
            next += 1;
        }
        out.push((from, end));
    }
    out
}

/// Whether a day is in it.
fn contains(spans: &[Span], day: Day) -> bool {
    first_from(spans, day) == day && day != Day::MAX
}

/// Whether every day of `[lo, hi]` is in it.
fn covers(spans: &[Span], days: Days) -> bool {
    let i = spans.partition_point(|&(start, _)| start <= days.lo);
    i > 0 && days.lo < spans[i - 1].1 && (days.hi < spans[i - 1].1 || spans[i - 1].1 == Day::MAX)
}

/// Whether some day of `[lo, hi]` is in it.
fn meets(spans: &[Span], days: Days) -> bool {
    let first = first_from(spans, days.lo);
    first <= days.hi && first != Day::MAX
}

/// The first day of it that is not before `day`; [`Day::MAX`] if there is none.
fn first_from(spans: &[Span], day: Day) -> Day {
    let i = spans.partition_point(|&(_, end)| end <= day);
    spans.get(i).map_or(Day::MAX, |&(start, _)| start.max(day))
}

impl PartialEq for DaySet {
    fn eq(&self, other: &DaySet) -> bool {
        self.spans() == other.spans()
    }
}

impl Eq for DaySet {}

impl Hash for DaySet {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.spans().hash(state);
    }
}

/// Certain and possible days of something.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Timeline(Life);

/// Nearly every timeline is one interval, or none, and certain: that needs no heap, and two words. Each timeline has one form.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Life {
    /// One interval, certain; [`NEVER`] for none.
    Span(Span),
    Wide(Box<Wide>),
}

/// Whatever is more than one interval, or not certain.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Wide {
    certain: DaySet,
    /// `None` where every possible day is certain.
    possible: Option<DaySet>,
}

const NEVER: Span = (Day(0), Day(0));
const ALWAYS: Span = (Day::MIN, Day::MAX);

impl Default for Timeline {
    fn default() -> Timeline {
        Timeline::never()
    }
}

impl std::fmt::Debug for Timeline {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let said =
            |spans: &[Span]| spans.iter().map(|(a, b)| format!("{a}..{b}")).collect::<Vec<_>>().join(", ");
        write!(f, "[{}]", said(self.certain()))?;
        if self.certain() == self.possible() {
            Ok(())
        } else {
            write!(f, " within [{}]", said(self.possible()))
        }
    }
}

impl Timeline {
    /// On no day.
    #[inline]
    pub const fn never() -> Timeline {
        Timeline(Life::Span(NEVER))
    }

    /// On every day.
    #[inline]
    pub const fn always() -> Timeline {
        Timeline(Life::Span(ALWAYS))
    }

    /// The same answer on every day.
    pub fn constant(truth: Truth) -> Timeline {
        match truth {
            Truth::False => Timeline::never(),
            Truth::True => Timeline::always(),
            Truth::Undetermined => Timeline::split(DaySet::default(), DaySet::all()),
        }
    }

    /// One interval, certain.
    #[inline]
    fn span(start: Day, end: Day) -> Timeline {
        Timeline(Life::Span(if start < end { (start, end) } else { NEVER }))
    }

    /// Certain days only.
    fn exact(certain: DaySet) -> Timeline {
        match certain.spans {
            Spans::None => Timeline::never(),
            Spans::One([span]) => Timeline(Life::Span(span)),
            _ => match certain.spans() {
                [] => Timeline::never(),
                &[span] => Timeline(Life::Span(span)),
                _ => Timeline(Life::Wide(Box::new(Wide { certain, possible: None }))),
            },
        }
    }

    /// Certain and possible days; the certain ones must be among the possible.
    pub fn split(certain: DaySet, possible: DaySet) -> Timeline {
        if certain == possible {
            Timeline::exact(certain)
        } else {
            Timeline(Life::Wide(Box::new(Wide { certain, possible: Some(possible) })))
        }
    }

    /// `d ≥ start`.
    pub fn from(start: Days) -> Timeline {
        Timeline::between(start, Days::on(Day::MAX))
    }

    /// `d < end`.
    pub fn until(end: Days) -> Timeline {
        Timeline::between(Days::on(Day::MIN), end)
    }

    /// `d ≥ start ∧ d < end`.
    #[inline]
    pub fn between(start: Days, end: Days) -> Timeline {
        if start.is_exact() && end.is_exact() {
            return Timeline::span(start.lo, end.lo);
        }
        Timeline::split(DaySet::span(start.hi, end.lo), DaySet::span(start.lo, end.hi))
    }

    /// The answer on a day.
    #[inline]
    pub fn at(&self, day: Day) -> Truth {
        match &self.0 {
            Life::Span((start, end)) => Truth::of(*start <= day && day < *end),
            Life::Wide(wide) => {
                if contains(wide.certain.spans(), day) {
                    Truth::True
                } else if wide.possible.as_ref().is_some_and(|p| contains(p.spans(), day)) {
                    Truth::Undetermined
                } else {
                    Truth::False
                }
            }
        }
    }

    /// The answer on an uncertain day: true (false) if it is on every day that may be meant.
    pub fn at_days(&self, days: Days) -> Truth {
        if days.is_exact() {
            self.at(days.lo)
        } else if covers(self.certain(), days) {
            Truth::True
        } else if meets(self.possible(), days) {
            Truth::Undetermined
        } else {
            Truth::False
        }
    }

    /// The days on which it is so: intervals `[start, end)`, sorted, neither overlapping nor touching.
    #[inline]
    pub fn certain(&self) -> &[(Day, Day)] {
        match &self.0 {
            Life::Span(NEVER) => &[],
            Life::Span(span) => std::slice::from_ref(span),
            Life::Wide(wide) => wide.certain.spans(),
        }
    }

    /// The days on which it may be so, likewise.
    #[inline]
    pub fn possible(&self) -> &[(Day, Day)] {
        match &self.0 {
            Life::Wide(wide) => wide.possible.as_ref().unwrap_or(&wide.certain).spans(),
            Life::Span(_) => self.certain(),
        }
    }

    /// Whether every possible day is certain.
    #[inline]
    fn is_exact(&self) -> bool {
        match &self.0 {
            Life::Span(_) => true,
            Life::Wide(wide) => wide.possible.is_none(),
        }
    }

    /// What is certain, and nothing more.
    #[must_use]
    pub fn surely(&self) -> Timeline {
        match &self.0 {
            Life::Span(_) => self.clone(),
            Life::Wide(wide) => Timeline::exact(wide.certain.clone()),
        }
    }

    /// What is possible, as though it were certain.
    #[must_use]
    pub fn perhaps(&self) -> Timeline {
        match &self.0 {
            Life::Span(_) => self.clone(),
            Life::Wide(wide) => Timeline::exact(wide.possible.as_ref().unwrap_or(&wide.certain).clone()),
        }
    }

    /// False on every day.
    #[inline]
    pub fn is_never(&self) -> bool {
        matches!(self.0, Life::Span(NEVER))
    }

    /// True on every day.
    #[inline]
    pub fn is_always(&self) -> bool {
        matches!(self.0, Life::Span(ALWAYS))
    }

    /// The first day on which it may be so, and the first on which it is; [`Day::MAX`] where there is none.
    pub fn first(&self) -> Days {
        Days { lo: first_from(self.possible(), Day::MIN), hi: first_from(self.certain(), Day::MIN) }
    }

    /// Both.
    #[inline]
    #[must_use]
    pub fn and(&self, other: &Timeline) -> Timeline {
        match (&self.0, &other.0) {
            (Life::Span(a), Life::Span(b)) => Timeline::span(a.0.max(b.0), a.1.min(b.1)),
            _ => self.and_wide(other),
        }
    }

    fn and_wide(&self, other: &Timeline) -> Timeline {
        if self.is_always() || other.is_never() {
            return other.clone();
        }
        if other.is_always() || self.is_never() {
            return self.clone();
        }
        let certain = and(self.certain(), other.certain());
        if self.is_exact() && other.is_exact() {
            return Timeline::exact(certain);
        }
        Timeline::split(certain, and(self.possible(), other.possible()))
    }

    /// At least one.
    #[must_use]
    pub fn or(&self, other: &Timeline) -> Timeline {
        if self.is_never() || other.is_always() {
            return other.clone();
        }
        if other.is_never() || self.is_always() {
            return self.clone();
        }
        let certain = or(self.certain(), other.certain());
        if self.is_exact() && other.is_exact() {
            return Timeline::exact(certain);
        }
        Timeline::split(certain, or(self.possible(), other.possible()))
    }

    /// The opposite: certain where it is not possible, possible where it is not certain.
    #[must_use]
    pub fn not(&self) -> Timeline {
        if self.is_exact() {
            return Timeline::exact(not(self.certain()));
        }
        Timeline::split(not(self.possible()), not(self.certain()))
    }

    /// The same up to and on a day, and one answer after it.
    #[must_use]
    pub(crate) fn going_on(&self, day: Day, truth: Truth) -> Timeline {
        let after = Days::on(day.next());
        self.and(&Timeline::until(after)).or(&Timeline::from(after).and_truth(truth))
    }

    /// The first day on which two differ; [`Day::MAX`] where they are the same.
    pub(crate) fn first_difference(&self, other: &Timeline) -> Day {
        let spans = [self, other].into_iter().flat_map(|t| t.certain().iter().chain(t.possible()));
        let turns = spans.flat_map(|&(start, end)| [start, end]);
        turns.filter(|&d| self.at(d) != other.at(d)).min().unwrap_or(Day::MAX)
    }

    /// A day later. The first of all days has none before it: it stays as it is.
    #[must_use]
    pub fn a_day_later(&self) -> Timeline {
        let later = |spans: &[Span]| {
            let moved = spans.iter().map(|&(start, end)| (start.next(), end.next()));
            DaySet::union_of(moved.collect())
        };
        Timeline::split(later(self.certain()), later(self.possible()))
    }

    /// This and not the other.
    #[inline]
    #[must_use]
    pub fn minus(&self, other: &Timeline) -> Timeline {
        if other.is_never() || self.is_never() { self.clone() } else { self.less(other) }
    }

    fn less(&self, other: &Timeline) -> Timeline {
        let certain = minus(self.certain(), other.possible());
        if self.is_exact() && other.is_exact() {
            return Timeline::exact(certain);
        }
        Timeline::split(certain, minus(self.possible(), other.certain()))
    }

    /// This, and a proposition that does not depend on the day.
    #[must_use]
    pub fn and_truth(&self, truth: Truth) -> Timeline {
        match truth {
            Truth::True => self.clone(),
            Truth::False => Timeline::never(),
            Truth::Undetermined if self.is_never() => Timeline::never(),
            Truth::Undetermined => Timeline::split(DaySet::default(), and(self.possible(), &[ALWAYS])),
        }
    }

    /// Either this or a proposition that does not depend on the day, and nobody knows which: what both say.
    #[must_use]
    pub fn agreed(&self, truth: Truth) -> Timeline {
        match truth {
            Truth::True => Timeline::split(and(self.certain(), &[ALWAYS]), DaySet::all()),
            Truth::False => Timeline::split(DaySet::default(), and(self.possible(), &[ALWAYS])),
            Truth::Undetermined => Timeline::constant(truth),
        }
    }

    /// Adds to this what the other has.
    pub fn add(&mut self, other: Timeline) {
        if self.is_never() {
            *self = other;
        } else if !other.is_never() {
            *self = self.or(&other);
        }
    }

    /// Some day before `d` on which it was so: `∃ e < d`.
    #[must_use]
    pub fn after_first(&self) -> Timeline {
        Timeline::from(self.first().map(Day::next))
    }

    /// `∃ e: from ≤ e < d` on which it was so.
    #[must_use]
    pub fn after_first_from(&self, from: Days) -> Timeline {
        let lo = first_from(self.possible(), from.lo);
        let hi = first_from(self.certain(), from.hi);
        Timeline::from(Days { lo, hi }.map(Day::next))
    }

    /// `∃ e ≤ d` on which it was so.
    #[must_use]
    pub fn since_first(&self) -> Timeline {
        Timeline::from(self.first())
    }
}

/// At least one of many, without the quadratic cost of adding them one by one.
#[derive(Default)]
pub struct AnyOf {
    /// Where there is only one, nothing needs to be merged, nor kept apart.
    first: Timeline,
    certain: Vec<Span>,
    possible: Vec<Span>,
    uncertain: bool,
}

impl AnyOf {
    /// None yet.
    pub fn new() -> AnyOf {
        AnyOf::default()
    }

    /// One more.
    pub fn push(&mut self, one: &Timeline) {
        if one.is_never() {
            return;
        }
        if self.first.is_never() {
            self.first = one.clone();
            return;
        }
        self.certain.extend_from_slice(one.certain());
        self.possible.extend_from_slice(one.possible());
        self.uncertain |= !one.is_exact();
    }

    /// At least one.
    pub fn finish(mut self) -> Timeline {
        if self.possible.is_empty() {
            return self.first;
        }
        self.certain.extend_from_slice(self.first.certain());
        let certain = DaySet::union_of(self.certain);
        if !self.uncertain && self.first.is_exact() {
            return Timeline::exact(certain);
        }
        self.possible.extend_from_slice(self.first.possible());
        Timeline::split(certain, DaySet::union_of(self.possible))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const DAYS: i32 = 24;

    /// The naive reading: a truth for each of a few days.
    type Naive = Vec<Truth>;

    fn naive(t: &Timeline) -> Naive {
        (0..DAYS).map(|d| t.at(Day(d))).collect()
    }

    fn of(values: &[Truth]) -> Timeline {
        let mut any = AnyOf::new();
        for (i, &v) in values.iter().enumerate() {
            let day = Day(i as i32);
            any.push(&Timeline::between(Days::on(day), Days::on(day.next())).and_truth(v));
        }
        any.finish()
    }

    fn truth() -> impl Strategy<Value = Truth> {
        prop_oneof![Just(Truth::False), Just(Truth::Undetermined), Just(Truth::True)]
    }

    fn values() -> impl Strategy<Value = Naive> {
        proptest::collection::vec(truth(), DAYS as usize)
    }

    fn days() -> impl Strategy<Value = Days> {
        (0..DAYS, 0..DAYS).prop_map(|(a, b)| Days { lo: Day(a.min(b)), hi: Day(a.max(b)) })
    }

    fn well_formed(t: &Timeline) {
        for set in [t.certain(), t.possible()] {
            for pair in set.windows(2) {
                assert!(pair[0].1 < pair[1].0, "{t:?}");
            }
            assert!(set.iter().all(|s| s.0 < s.1), "{t:?}");
        }
        assert_eq!(and(t.certain(), t.possible()).spans(), t.certain(), "{t:?}");
    }

    fn zip(a: &[Truth], b: &[Truth], f: impl Fn(Truth, Truth) -> Truth) -> Naive {
        a.iter().zip(b).map(|(&x, &y)| f(x, y)).collect()
    }

    proptest! {
        #[test]
        fn every_operation_is_that_of_its_days(a in values(), b in values()) {
            let (x, y) = (of(&a), of(&b));
            prop_assert_eq!(naive(&x), a.clone());
            for (t, want) in [
                (x.and(&y), zip(&a, &b, Truth::and)),
                (x.or(&y), zip(&a, &b, Truth::or)),
                (x.minus(&y), zip(&a, &b, |p, q| p.and(q.not()))),
                (x.not(), a.iter().map(|v| v.not()).collect()),
                (x.and_truth(Truth::Undetermined), a.iter().map(|v| v.and(Truth::Undetermined)).collect()),
            ] {
                well_formed(&t);
                prop_assert_eq!(naive(&t), want);
            }
            let mut sum = x.clone();
            sum.add(y.clone());
            prop_assert_eq!(&sum, &x.or(&y));
            prop_assert_eq!(x.not().not(), x);
        }

        #[test]
        fn uncertain_days_ask_every_day_that_may_be_meant(a in values(), days in days()) {
            let t = of(&a);
            let asked = &a[days.lo.0 as usize..=days.hi.0 as usize];
            let want = if asked.iter().all(|&v| v == Truth::True) {
                Truth::True
            } else if asked.iter().all(|&v| v == Truth::False) {
                Truth::False
            } else {
                Truth::Undetermined
            };
            prop_assert_eq!(t.at_days(days), want);
        }

        #[test]
        fn windows(start in days(), end in days()) {
            let t = Timeline::between(start, end);
            well_formed(&t);
            for d in 0..DAYS {
                let want = Truth::reached(Day(d), start).and(Truth::reached(Day(d), end).not());
                prop_assert_eq!(t.at(Day(d)), want);
            }
        }

        #[test]
        fn first_days(a in values(), from in days()) {
            let t = of(&a);
            let (first, since, after) = (t.after_first(), t.since_first(), t.after_first_from(from));
            for d in 0..DAYS {
                let before = &a[..d as usize];
                let best = |v: &[Truth]| v.iter().copied().max().unwrap_or(Truth::False);
                prop_assert_eq!(first.at(Day(d)), best(before));
                prop_assert_eq!(since.at(Day(d)), best(&a[..=d as usize]));
                let late: Naive = before
                    .iter()
                    .enumerate()
                    .map(|(e, v)| v.and(Truth::reached(Day(e as i32), from)))
                    .collect();
                prop_assert_eq!(after.at(Day(d)), best(&late));
            }
        }
    }

    #[test]
    fn the_ends_of_time() {
        assert!(Timeline::always().not().is_never());
        assert_eq!(Timeline::from(Days::on(Day::MAX)), Timeline::never());
        assert_eq!(Timeline::until(Days::on(Day::MAX)), Timeline::always());
        let open = Days { lo: Day(3), hi: Day::MAX };
        assert_eq!(Timeline::from(open).at(Day(4)), Truth::Undetermined);
        assert_eq!(Timeline::always().at_days(open), Truth::True);
        assert_eq!(Timeline::from(open).at_days(open), Truth::Undetermined);
        assert_eq!(Timeline::until(Days::on(Day(3))).at_days(open), Truth::False);
    }

    #[test]
    fn small_sets_need_no_heap() {
        assert_eq!(size_of::<DaySet>(), 24);
        assert_eq!(size_of::<Timeline>(), 16);
    }
}
