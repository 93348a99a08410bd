//! Which payment performs which debt, where several debts compete for it (§9, "Debts").

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use vigente_model::*;

use crate::eval::state::EvalState;
use crate::ids::{DoneId, DutyId};
use crate::plan::Plan;
use crate::plan::instance::Inst;
use crate::plan::sets::Sets;
use crate::rules::duties::performance::{Deadlines, Matching, Run, amount};
use crate::{GroundContent, Timeline, Truth};

/// A payment, as the debts of one group see it.
struct Line {
    root: DoneId,
    made: Days,
    act: ActId,
    /// The debts that it may perform, by place in the group.
    takers: Vec<Taker>,
}

/// A debt that a payment may perform.
struct Taker {
    debt: usize,
    /// Whether it counts for the debt.
    counts: Truth,
    amount: i64,
    done: DoneId,
}

/// A debt and what is left of its occurrences.
struct Debt {
    duty: DutyId,
    /// Debts of one class repeat each other.
    class: DutyId,
    place: Written,
    deadlines: Deadlines,
    /// By occurrence: what is outstanding.
    left: Vec<i64>,
    certain: Run,
    possible: Run,
}

/// Occurrences that one payment fills together.
struct Claim {
    /// Takers of the line and occurrences.
    members: SmallVec<[(usize, usize); 1]>,
    class: DutyId,
    number: usize,
    due: Truth,
    deadline: Days,
    opened: Days,
    place: Written,
}

/// The certain and the possible run of every debt that competes with another.
pub(crate) fn allocate(
    state: &EvalState<'_, '_>,
    there: &IndexSlice<DutyId, [Timeline]>,
    upto: Day,
    matching: &mut Matching,
) -> FxHashMap<DutyId, (Run, Run)> {
    let mut runs = FxHashMap::default();
    for group in &state.plan.duties.debts {
        state.cancel.check();
        let debts: Vec<Debt> = group.iter().map(|&d| Debt::new(state, d, upto)).collect();
        let lines = lines(state, &debts, there, matching);
        for (mut debts, mut lines) in components(debts, lines) {
            if debts.iter().all(|d| d.class == debts[0].class) {
                continue;
            }
            lines.sort_by_key(|l| (l.made.lo, l.made.hi, l.act, l.root));
            let mut rest = 0;
            while rest < lines.len() && pay(&mut debts, &lines[rest..]) {
                rest += 1;
                state.cancel.check();
            }
            let rest = &lines[rest..];
            for at in 0..debts.len() {
                debts[at].possible = most(&debts, at, rest);
            }
            let certain: Vec<Run> = (0..debts.len()).map(|at| least(&debts, at, rest)).collect();
            for (debt, certain) in debts.into_iter().zip(certain) {
                runs.insert(debt.duty, (certain, debt.possible));
            }
        }
    }
    runs
}

impl Debt {
    fn new(state: &EvalState<'_, '_>, d: DutyId, upto: Day) -> Debt {
        let plan = state.plan;
        let duty = &plan.duties.all[d];
        let inst = state.inst(duty.inst);
        let target = match &duty.content {
            GroundContent::Deed(deed) => amount(&deed.args).unwrap_or_default(),
            GroundContent::That { .. } => 0,
        };
        let deadlines = Deadlines::new(state, duty, upto);
        let n = deadlines.opened.len();
        Debt {
            duty: d,
            class: plan.duties.same[d],
            place: written(plan, &inst),
            left: vec![target; n],
            certain: Run::new(n),
            possible: Run::new(n),
            deadlines,
        }
    }
}

/// The payments that may count for some of the debts, each with these.
fn lines(
    state: &EvalState<'_, '_>,
    debts: &[Debt],
    there: &IndexSlice<DutyId, [Timeline]>,
    matching: &mut Matching,
) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut known: FxHashMap<DoneId, usize> = FxHashMap::default();
    for (at, debt) in debts.iter().enumerate() {
        for payment in matching.payments(state, debt.duty, &there[debt.duty]) {
            let line = *known.entry(payment.root).or_insert_with(|| {
                let (root, made, act) = (payment.root, payment.made, payment.act);
                lines.push(Line { root, made, act, takers: Vec::new() });
                lines.len() - 1
            });
            let (counts, amount, done) = (payment.counts, payment.amount, payment.done);
            lines[line].takers.push(Taker { debt: at, counts, amount, done });
        }
    }
    lines
}

/// Debts that share payments or repeat each other, with their payments.
fn components(debts: Vec<Debt>, lines: Vec<Line>) -> Vec<(Vec<Debt>, Vec<Line>)> {
    let mut sets = Sets::new(debts.len());
    let mut first: FxHashMap<DutyId, usize> = FxHashMap::default();
    for (at, debt) in debts.iter().enumerate() {
        sets.unite(*first.entry(debt.class).or_insert(at), at);
    }
    for line in &lines {
        for pair in line.takers.windows(2) {
            sets.unite(pair[0].debt, pair[1].debt);
        }
    }
    let mut out: Vec<(Vec<Debt>, Vec<Line>)> = Vec::new();
    let mut number: FxHashMap<usize, usize> = FxHashMap::default();
    let mut place = Vec::with_capacity(debts.len());
    for (at, debt) in debts.into_iter().enumerate() {
        let group = *number.entry(sets.find(at)).or_insert_with(|| {
            out.push((Vec::new(), Vec::new()));
            out.len() - 1
        });
        place.push((group, out[group].0.len()));
        out[group].0.push(debt);
    }
    for mut line in lines {
        let Some(taker) = line.takers.first() else { continue };
        let group = place[taker.debt].0;
        line.takers.iter_mut().for_each(|t| t.debt = place[t.debt].1);
        out[group].1.push(line);
    }
    out
}

/// Allocates the first payment, if the record decides how.
fn pay(debts: &mut [Debt], lines: &[Line]) -> bool {
    let line = &lines[0];
    let made = line.made;
    if lines.get(1).is_some_and(|later| later.made.lo < made.hi) {
        return false;
    }
    let Some(mut claims) = claims(debts, line) else { return false };
    let exact = claims.iter().all(|c| c.deadline.is_exact() && c.opened.is_exact());
    if exact {
        claims.sort_by(Claim::order);
    }
    let mut left = claims.iter().map(|c| c.paid(line)).max().unwrap_or_default();
    let mut parts: Vec<(usize, usize, i64)> = Vec::new();
    let mut next = 0;
    while left > 0 && next < claims.len() {
        // The one that is paid before all others, if the record says which that is.
        let rest = &claims[next..];
        let before = |i: usize, j: usize| rest[i].before(&rest[j]) == Truth::True;
        let first = match exact {
            true => (rest.len() == 1 || before(0, 1)).then_some(0),
            false => (0..rest.len()).find(|&i| (0..rest.len()).all(|j| i == j || before(i, j))),
        };
        let Some(first) = first else { return false };
        claims.swap(next, next + first);
        let mut taken = 0;
        for &(taker, k) in &claims[next].members {
            let Taker { debt, amount, .. } = line.takers[taker];
            let part = left.min(debts[debt].left[k]).min(amount);
            parts.push((taker, k, part));
            taken = taken.max(part);
        }
        left -= taken;
        next += 1;
    }
    for (taker, k, part) in parts.into_iter().filter(|p| p.2 > 0) {
        let Taker { debt, done, .. } = line.takers[taker];
        let debt = &mut debts[debt];
        debt.left[k] -= part;
        let full = debt.left[k] <= 0;
        debt.certain.fill(k, made.hi, done, part, full);
        debt.possible.fill(k, made.lo, done, part, full);
    }
    true
}

/// What a payment may go to; none where the record leaves open what that is.
fn claims(debts: &[Debt], line: &Line) -> Option<Vec<Claim>> {
    let made = line.made;
    let mut claims: Vec<Claim> = Vec::new();
    let mut known: FxHashMap<(DutyId, usize), usize> = FxHashMap::default();
    for (taker, Taker { debt, counts, .. }) in line.takers.iter().enumerate() {
        let debt = &debts[*debt];
        for (k, &opened) in debt.deadlines.opened.iter().enumerate() {
            let open = on_a_day(made, opened);
            if debt.left[k] <= 0 || open == Truth::False {
                continue;
            }
            let due = debt.deadlines.on(k, made.lo);
            if due != debt.deadlines.on(k, made.hi) || open != Truth::True || *counts != Truth::True {
                return None;
            }
            // Without a deadline it is due at once.
            let (due, deadline) = due.map_or((Truth::True, Days::on(Day::MIN)), |l| (on_a_day(made, l), l));
            let claim = Claim {
                members: SmallVec::from_elem((taker, k), 1),
                class: debt.class,
                number: k,
                due,
                deadline,
                opened,
                place: debt.place,
            };
            match known.get(&(claim.class, k)) {
                Some(&at) => claims[at].join(claim),
                None => {
                    known.insert((claim.class, k), claims.len());
                    claims.push(claim);
                }
            }
        }
    }
    Some(claims)
}

impl Claim {
    /// With another of its class: as soon due as the sooner one.
    fn join(&mut self, other: Claim) {
        self.members.extend(other.members);
        let sooner = |a: Days, b: Days| Days { lo: a.lo.min(b.lo), hi: a.hi.min(b.hi) };
        self.due = self.due.or(other.due);
        self.deadline = sooner(self.deadline, other.deadline);
        self.opened = sooner(self.opened, other.opened);
        self.place = self.place.min(other.place);
    }

    /// The amount of a payment on it.
    fn paid(&self, line: &Line) -> i64 {
        self.members.iter().map(|&(taker, _)| line.takers[taker].amount).max().unwrap_or_default()
    }

    fn written(&self) -> (Written, usize) {
        (self.place, self.number)
    }

    /// Whether it is paid before another (UNIDROIT Principles 6.1.12).
    fn before(&self, other: &Claim) -> Truth {
        let so = |so: bool| if so { Truth::True } else { Truth::False };
        let sooner = |x: Days, y: Days| match () {
            () if x.hi < y.lo => Some(Truth::True),
            () if y.hi < x.lo => Some(Truth::False),
            () if x == y && x.is_exact() => None,
            () => Some(Truth::Undetermined),
        };
        let by_deadline = match (self.due, other.due) {
            (Truth::Undetermined, _) | (_, Truth::Undetermined) => Some(Truth::Undetermined),
            (Truth::True, Truth::True) => None,
            (Truth::False, Truth::False) => sooner(self.deadline, other.deadline),
            (due, _) => Some(due),
        };
        let by_opening = by_deadline.or_else(|| sooner(self.opened, other.opened));
        by_opening.or_else(|| sooner(self.deadline, other.deadline)).unwrap_or(
            match self.written().cmp(&other.written()) {
                std::cmp::Ordering::Equal => Truth::Undetermined,
                order => so(order.is_lt()),
            },
        )
    }

    /// The same as an order, where every date is exact.
    fn order(&self, other: &Claim) -> std::cmp::Ordering {
        let due =
            |c: &Claim| (c.due != Truth::True, if c.due == Truth::True { Day::MIN } else { c.deadline.lo });
        let key = |c: &Claim| (due(c), c.opened.lo, c.deadline.lo, c.written());
        key(self).cmp(&key(other))
    }
}

/// Where a debt is written: the act, the line in it, the effect (of a norm), and the part.
type Written = (Option<ActId>, u32, EffectId, Option<PartId>);

fn written(plan: &Plan<'_>, debt: &Inst) -> Written {
    let effect = &plan.model[debt.effect];
    let line = match effect.owner {
        Owner::Part(_) => effect.place.at.start,
        Owner::Norm(_) => 0,
    };
    (debt.part.map(|p| plan.act_of(p)), line, debt.effect, debt.part)
}

/// `m ≥ X` on every day m may be.
fn on_a_day(made: Days, x: Days) -> Truth {
    if made.lo >= x.hi && x.hi != Day::MAX {
        Truth::True
    } else if made.hi < x.lo || x.lo == Day::MAX {
        Truth::False
    } else {
        Truth::Undetermined
    }
}

/// What the payments that are left fill of a debt at most: as though nobody competed.
fn most(debts: &[Debt], at: usize, rest: &[Line]) -> Run {
    let debt = &debts[at];
    let opens: Vec<Day> = debt.deadlines.opened.iter().map(|o| o.lo).collect();
    let mut run = debt.possible.clone();
    let taken =
        |line: &Line| line.takers.iter().find(|t| t.debt == at).map(|t| (line.made.lo, t.done, t.amount));
    let mut left = debt.left.clone();
    for (day, done, mut amount) in rest.iter().filter_map(taken) {
        for (k, &opened) in opens.iter().enumerate() {
            let part = amount.min(left[k]);
            if part > 0 && opened <= day {
                amount -= part;
                left[k] -= part;
                run.fill(k, day, done, part, left[k] <= 0);
            }
        }
    }
    run
}

/// What they fill of it at least: what competitors can never take.
fn least(debts: &[Debt], at: usize, rest: &[Line]) -> Run {
    let debt = &debts[at];
    let mut run = debt.certain.clone();
    if debt.deadlines.recurring || debt.left[0] <= 0 {
        return run;
    }
    let own = |line: &Line| line.takers.iter().position(|t| t.debt == at);
    let mut mine: Vec<(&Line, usize)> = rest.iter().filter_map(|l| own(l).map(|i| (l, i))).collect();
    let opened = debt.deadlines.opened[0].hi;
    let mut sum: i64 = 0;
    let mut sure: Vec<(&Line, usize)> = mine.clone();
    sure.retain(|(l, i)| l.takers[*i].counts == Truth::True && l.made.lo >= opened);
    sure.sort_by_key(|(l, _)| (l.made.hi, l.act, l.root));
    mine.sort_by_key(|(l, _)| l.made.lo);
    for (line, taker) in sure {
        let last = line.made.hi;
        sum = sum.saturating_add(line.takers[taker].amount);
        let mut rivals: Vec<usize> = mine
            .iter()
            .take_while(|(l, _)| l.made.lo <= last)
            .flat_map(|(l, _)| l.takers.iter().map(|t| t.debt))
            .filter(|&d| debts[d].class != debt.class)
            .collect();
        rivals.sort_unstable();
        rivals.dedup();
        let mut taken: i64 = 0;
        for rival in rivals.into_iter().map(|d| &debts[d]) {
            let open = rival.deadlines.opened.iter().zip(&rival.left).filter(|(o, _)| o.lo <= last);
            taken = taken.saturating_add(open.map(|(_, left)| (*left).max(0)).sum());
        }
        if sum > taken {
            let full = sum - taken >= debt.left[0];
            run.fill(0, last, line.takers[taker].done, 0, full);
            if full {
                break;
            }
        }
    }
    run
}
