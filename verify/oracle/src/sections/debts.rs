//! Which payment performs which debt, where several debts compete for it (§9, "Debts").

use vigente_model::{ActId, Arg, Day, Days, EffectId, Mode, Owner, PartId};

use crate::days::reached;
use crate::evaluation::{Evaluation, Proposition};
use crate::sections::ground::{Carried, DeedOf, What, covers};
use crate::sections::performance::{MOST, Match, Run, run};
use crate::truth::Truth::{self, F, T, U};

/// A debt with everything that payments on it depend on.
struct Debt {
    duty: usize,
    openings: Vec<Days>,
    deadlines: Vec<Option<Days>>,
    recurs: bool,
    matches: Vec<Match>,
    target: i64,
}

/// A line of the record that does a deed.
pub(crate) type Line = (ActId, PartId, EffectId);

/// What has been filled so far: by debt and occurrence, what is left, and the days of the first filling and of the
/// last one.
struct Filled {
    left: Vec<Vec<i64>>,
    first: Vec<Vec<Option<Days>>>,
    full: Vec<Vec<Option<Days>>>,
}

/// Occurrences that one payment fills together: of one number, of debts that repeat each other.
struct Claim {
    /// Debt (into the group) and occurrence.
    members: Vec<(usize, usize)>,
    class: usize,
    number: usize,
    due: Truth,
    deadline: Days,
    opened: Days,
    place: Written,
}

/// Where a debt is written: the act, the line in it, the effect (of a norm), and the part.
type Written = (Option<ActId>, u32, EffectId, Option<PartId>);

impl Evaluation<'_> {
    /// The certain and the possible run of a debt.
    pub(crate) fn payments(&mut self, duty: usize, upto: Day) -> (Run, Run) {
        let debts: Vec<Debt> = {
            let all: Vec<usize> = self.duties.all.iter().copied().filter(|&d| self.is_debt(d)).collect();
            all.into_iter().map(|d| self.debt(d, upto)).collect()
        };
        let class = self.classes(&debts);
        let group = grouped(&debts, &class, debts.iter().position(|d| d.duty == duty).unwrap_or_default());
        let class: Vec<usize> = group.iter().map(|&d| class[d]).collect();
        let debts: Vec<&Debt> = group.iter().map(|&d| &debts[d]).collect();
        let own = debts.iter().position(|d| d.duty == duty).unwrap_or_default();
        if class.iter().all(|c| *c == class[own]) {
            let debt = debts[own];
            let all: Vec<&Match> = debt.matches.iter().collect();
            return (pour(debt, &all, None, true), pour(debt, &all, None, false));
        }
        let mut lines: Vec<(Days, Line)> =
            debts.iter().flat_map(|d| &d.matches).map(|x| (x.made, x.line)).collect();
        lines.sort_by_key(|&(made, line)| (made.lo, made.hi, line));
        lines.dedup();
        let zero = |d: &&Debt| vec![None; d.openings.len()];
        let mut filled = Filled {
            left: debts.iter().map(|d| vec![d.target; d.openings.len()]).collect(),
            first: debts.iter().map(zero).collect(),
            full: debts.iter().map(zero).collect(),
        };
        let mut rest = 0;
        while rest < lines.len() && self.allocate(&debts, &class, &lines[rest..], &mut filled) {
            rest += 1;
        }
        let rest: Vec<Line> = lines[rest..].iter().map(|l| l.1).collect();
        let left: Vec<&Match> = debts[own].matches.iter().filter(|x| rest.contains(&x.line)).collect();
        let possible = pour(debts[own], &left, Some((&filled, own)), false);
        let certain = least(&debts, &class, &rest, &filled, own);
        (certain, possible)
    }

    fn written(&self, debt: &Carried) -> Written {
        let effect = &self.model[debt.effect];
        let line = match effect.owner {
            Owner::Part(_) => effect.place.at.start,
            Owner::Norm(_) => 0,
        };
        (debt.part.map(|p| self.act_of(p)), line, debt.effect, debt.part)
    }

    fn is_debt(&self, duty: usize) -> bool {
        match &self.ground.carried[duty].what {
            What::DutyToDo { mode: Mode::Requires, deed, .. } => quantity(deed).is_some(),
            _ => false,
        }
    }

    fn debt(&mut self, duty: usize, upto: Day) -> Debt {
        let carried = &self.ground.carried[duty];
        let What::DutyToDo { deed, .. } = &carried.what else {
            unreachable!("a debt is a duty to do a deed")
        };
        let (openings, deadlines) = self.schedule(duty, upto);
        let matches = self.serving(duty, deed);
        let recurs = self.timing(carried).is_some_and(|t| t.every.is_some());
        Debt { duty, openings, deadlines, recurs, matches, target: quantity(deed).unwrap_or(1) }
    }

    /// When each occurrence opens and falls due, as written.
    pub(crate) fn schedule(&mut self, duty: usize, upto: Day) -> (Vec<Days>, Vec<Option<Days>>) {
        let carried = &self.ground.carried[duty];
        let every = self.timing(carried).and_then(|t| t.every);
        let first = self.deadline(None, carried);
        let start = self.start(None, carried);
        let (mut openings, mut deadlines): (Vec<Days>, Vec<Option<Days>>) = (Vec::new(), Vec::new());
        for k in 0..MOST {
            let opening = match deadlines.last() {
                None => start,
                Some(before) => before.map_or(Days::on(Day::MAX), |l| l.map(Day::next)),
            };
            if k > 0 && (every.is_none() || opening.lo > upto) {
                break;
            }
            let deadline = first.map(|l| every.map_or(l, |n| self.model.counted(l, n, k)));
            deadline.into_iter().for_each(|l| self.grid.note(l));
            deadlines.push(deadline);
            openings.push(opening);
        }
        (openings, deadlines)
    }

    /// The deeds that may serve a duty.
    pub(crate) fn serving(&mut self, duty: usize, deed: &DeedOf) -> Vec<Match> {
        let may_serve = |r: &Self, act: ActId, effect: EffectId| match r.model[effect]
            .timing
            .as_deref()
            .and_then(|t| t.towards)
        {
            None => r.repeated(duty).iter().any(|&d| r.bears(r.model[act].author, d)),
            Some(of) => r
                .repeated(duty)
                .iter()
                .any(|&d| r.ground.carried[d].part.is_some_and(|part| covers(r.model, of, part))),
        };
        self.matching(duty, deed, may_serve, |r, _, made| {
            r.at(made, |r, m| r.ask(Proposition::There(duty), m))
        })
    }

    /// The duties that order the same performance as this one, itself among them: copies, and what `same as` links.
    fn repeated(&self, duty: usize) -> Vec<usize> {
        let mut found = vec![duty];
        let mut at = 0;
        while let Some(&d) = found.get(at) {
            let more = self.duties.all.iter().copied();
            let more: Vec<usize> = more.filter(|e| !found.contains(e) && self.repeats(d, *e)).collect();
            found.extend(more);
            at += 1;
        }
        found
    }

    fn repeats(&self, a: usize, b: usize) -> bool {
        let (a, b) = (&self.ground.carried[a], &self.ground.carried[b]);
        let (What::DutyToDo { deed: x, .. }, What::DutyToDo { deed: y, .. }) = (&a.what, &b.what) else {
            return false;
        };
        let required = a.mode() == Some(Mode::Requires) && b.mode() == Some(Mode::Requires);
        let copies = a.effect == b.effect && a.source == b.source && a.binding == b.binding;
        let says = |a: &Carried, b: &Carried| {
            let of = self.timing(a).and_then(|t| t.same_as);
            of.zip(b.part).is_some_and(|(of, part)| covers(self.model, of, part))
        };
        copies || required && alike(x, y) && (says(a, b) || says(b, a))
    }

    /// A number for each debt, the same for those that repeat each other.
    fn classes(&self, debts: &[Debt]) -> Vec<usize> {
        let first = |d: &Debt| self.repeated(d.duty).into_iter().min().unwrap_or(d.duty);
        debts.iter().map(first).collect()
    }

    /// Allocates the first payment, if the record decides how.
    fn allocate(
        &mut self,
        debts: &[&Debt],
        class: &[usize],
        lines: &[(Days, Line)],
        filled: &mut Filled,
    ) -> bool {
        let (made, line) = lines[0];
        if lines[1..].iter().any(|&(later, _)| later.lo < made.hi) {
            return false;
        }
        let of = |d: &Debt| d.matches.iter().position(|x| x.line == line);
        let mut claims: Vec<Claim> = Vec::new();
        let mut amount = 0;
        for (at, debt) in debts.iter().enumerate() {
            let Some(payment) = of(debt).map(|i| &debt.matches[i]) else { continue };
            for k in 0..debt.openings.len() {
                let open = on_a_day(made, debt.openings[k]);
                if filled.left[at][k] <= 0 || open == F {
                    continue;
                }
                let Some(due) = self.due(debt, k, made) else { return false };
                if open == U || payment.so == U {
                    return false;
                }
                amount = amount.max(payment.amount);
                let carried = &self.ground.carried[debt.duty];
                let claim = Claim {
                    members: vec![(at, k)],
                    class: class[at],
                    number: k,
                    due: due.0,
                    deadline: due.1,
                    opened: debt.openings[k],
                    place: self.written(carried),
                };
                match claims.iter_mut().find(|c| (c.class, c.number) == (claim.class, k)) {
                    Some(known) => known.join(claim),
                    None => claims.push(claim),
                }
            }
        }
        let (mut left, mut parts) = (amount, Vec::new());
        while left > 0 && !claims.is_empty() {
            let first = |i: &usize| {
                let others = claims.iter().enumerate().filter(|(j, _)| j != i);
                others.into_iter().all(|(_, other)| first_of(&claims[*i], other) == T)
            };
            let Some(claim) = (0..claims.len()).find(first) else { return false };
            let claim = claims.remove(claim);
            let mut taken = 0;
            for &(at, k) in &claim.members {
                let payment = of(debts[at]).map_or(0, |i| debts[at].matches[i].amount);
                let part = left.min(filled.left[at][k]).min(payment);
                parts.push((at, k, part));
                taken = taken.max(part);
            }
            left -= taken;
        }
        for (at, k, part) in parts.into_iter().filter(|p| p.2 > 0) {
            filled.left[at][k] -= part;
            filled.first[at][k].get_or_insert(made);
            if filled.left[at][k] == 0 {
                filled.full[at][k] = Some(made);
            }
        }
        true
    }

    /// Whether an occurrence is due on the day of a payment, and its deadline; none where a move makes that uncertain.
    fn due(&mut self, debt: &Debt, k: usize, made: Days) -> Option<(Truth, Days)> {
        let first = self.moved_occurrence(debt.duty, k, &debt.deadlines, debt.recurs, made.lo);
        let last = self.moved_occurrence(debt.duty, k, &debt.deadlines, debt.recurs, made.hi);
        if first != last {
            return None;
        }
        // Without a deadline it is due at once.
        Some(first.map_or((T, Days::on(Day::MIN)), |l| (on_a_day(made, l), l)))
    }
}

impl Claim {
    /// With another of its class: as soon due as the sooner one.
    fn join(&mut self, other: Claim) {
        self.members.extend(other.members);
        let sooner = |a: Days, b: Days| Days { lo: a.lo.min(b.lo), hi: a.hi.min(b.hi) };
        self.due = self.due.max(other.due);
        self.deadline = sooner(self.deadline, other.deadline);
        self.opened = sooner(self.opened, other.opened);
        self.place = self.place.min(other.place);
    }
}

/// Whether one claim is paid before another (UNIDROIT Principles 6.1.12).
fn first_of(a: &Claim, b: &Claim) -> Truth {
    let sooner = |x: Days, y: Days| match () {
        () if x.hi < y.lo => Some(T),
        () if y.hi < x.lo => Some(F),
        () if x == y && x.is_exact() => None,
        () => Some(U),
    };
    let by_deadline = match (a.due, b.due) {
        (U, _) | (_, U) => Some(U),
        (T, F) => Some(T),
        (F, T) => Some(F),
        (T, T) => None,
        (F, F) => sooner(a.deadline, b.deadline),
    };
    let by_days =
        by_deadline.or_else(|| sooner(a.opened, b.opened)).or_else(|| sooner(a.deadline, b.deadline));
    by_days.unwrap_or(match (a.place, a.number).cmp(&(b.place, b.number)) {
        std::cmp::Ordering::Less => T,
        std::cmp::Ordering::Greater => F,
        std::cmp::Ordering::Equal => U,
    })
}

/// `m ≥ X` on every day m may be.
fn on_a_day(made: Days, x: Days) -> Truth {
    let (first, last) = (reached(made.lo, x), reached(made.hi, x));
    if first == last { first } else { U }
}

/// What the payments that are left fill of a debt at most, or where it has no competitor.
fn pour(debt: &Debt, payments: &[&Match], so_far: Option<(&Filled, usize)>, certain: bool) -> Run {
    let day = |d: Days| if certain { d.hi } else { d.lo };
    let counts = |x: &&&Match| if certain { x.so == T } else { x.so != F };
    let deeds = payments.iter().filter(counts).map(|x| (day(x.made), x.amount)).collect();
    let openings: Vec<Day> = debt.openings.iter().map(|&o| day(o)).collect();
    let start = match so_far {
        None => Run::new(openings.len()),
        Some((filled, at)) => started(filled, at, certain),
    };
    let left = so_far.map_or_else(|| vec![debt.target; openings.len()], |(f, at)| f.left[at].clone());
    run(deeds, &openings, left, start)
}

/// A run as it stands when the record no longer decides.
fn started(filled: &Filled, at: usize, certain: bool) -> Run {
    let day = |d: &Option<Days>| d.map_or(Day::MAX, |d| if certain { d.hi } else { d.lo });
    Run {
        filled: filled.first[at].iter().map(day).collect(),
        served: filled.full[at].iter().map(day).collect(),
    }
}

/// What the payments that are left fill at least: what competitors can never take.
fn least(debts: &[&Debt], class: &[usize], rest: &[Line], filled: &Filled, own: usize) -> Run {
    let debt = debts[own];
    let mut out = started(filled, own, true);
    if debt.recurs || filled.left[own][0] <= 0 {
        return out;
    }
    let of = |d: &Debt, line: Line| d.matches.iter().position(|x| x.line == line);
    let mut sure: Vec<&Match> = debt.matches.iter().filter(|x| rest.contains(&x.line) && x.so == T).collect();
    sure.retain(|x| x.made.lo >= debt.openings[0].hi);
    sure.sort_by_key(|x| (x.made.hi, x.line));
    let mut sum = 0;
    for x in sure {
        sum += x.amount;
        let mut taken = 0;
        for (at, other) in debts.iter().enumerate().filter(|(at, _)| class[*at] != class[own]) {
            let shares = debt
                .matches
                .iter()
                .any(|y| y.made.lo <= x.made.hi && rest.contains(&y.line) && of(other, y.line).is_some());
            let open = |k: &usize| other.openings[*k].lo <= x.made.hi;
            if shares {
                taken +=
                    (0..other.openings.len()).filter(open).map(|k| filled.left[at][k].max(0)).sum::<i64>();
            }
        }
        if sum > taken {
            out.filled[0] = out.filled[0].min(x.made.hi);
            if sum - taken >= filled.left[own][0] {
                out.served[0] = x.made.hi;
                break;
            }
        }
    }
    out
}

/// The debts that a debt has to do with: those that share a payment or repeat each other, one through another.
fn grouped(debts: &[Debt], class: &[usize], from: usize) -> Vec<usize> {
    let shares = |a: &Debt, b: &Debt| a.matches.iter().any(|x| b.matches.iter().any(|y| y.line == x.line));
    let mut found = vec![from];
    let mut at = 0;
    while let Some(&d) = found.get(at) {
        let linked = |e: &usize| class[d] == class[*e] || shares(&debts[d], &debts[*e]);
        let more: Vec<usize> = (0..debts.len()).filter(|e| !found.contains(e) && linked(e)).collect();
        found.extend(more);
        at += 1;
    }
    found
}

/// The same deed but for the amount.
fn alike(a: &DeedOf, b: &DeedOf) -> bool {
    let same = |(x, y): (&Arg, &Arg)| match (x, y) {
        (Arg::Amount { unit: u, .. }, Arg::Amount { unit: v, .. }) => u == v,
        (x, y) => x == y,
    };
    quantity(a).is_some()
        && a.name == b.name
        && a.args.len() == b.args.len()
        && a.args.iter().zip(&b.args).all(same)
}

/// The amount that a deed is of.
pub(crate) fn quantity(deed: &DeedOf) -> Option<i64> {
    deed.args.iter().find_map(|a| match a {
        Arg::Amount { hundredths, .. } => Some(*hundredths),
        _ => None,
    })
}
