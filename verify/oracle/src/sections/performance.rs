//! What becomes of a duty day by day: occurrences served and overdue, breaches, findings (§9, second half, and
//! §10).

use vigente_model::{ActId, Arg, Day, Days, EffectId, Mode, Outcome, PartId, Said};

use crate::days::{agreed, reached};
use crate::evaluation::{Evaluation, Proposition, within};
use crate::sections::debts::{Line, quantity};
use crate::sections::ground::{Carried, DeedOf, What, covers};
use crate::truth::Truth::{self, F, T, U};
use crate::truth::{all, exists};

/// Values by fine stretch.
pub(crate) type Row = Vec<Truth>;

/// What a proposition of a duty is called, and its values.
pub(crate) type Rows = Vec<(String, Row)>;

/// No more occurrences than this are looked at.
pub(crate) const MOST: u32 = 1000;

/// A deed that may count for a duty.
pub(crate) struct Match {
    pub(crate) so: Truth,
    pub(crate) made: Days,
    pub(crate) amount: i64,
    pub(crate) line: Line,
}

/// One run of serving: by occurrence, the day on which something was first filled, and the day on which it was full.
pub(crate) struct Run {
    pub(crate) filled: Vec<Day>,
    pub(crate) served: Vec<Day>,
}

impl Run {
    /// Nothing is filled.
    pub(crate) fn new(occurrences: usize) -> Run {
        Run { filled: vec![Day::MAX; occurrences], served: vec![Day::MAX; occurrences] }
    }
}

impl Evaluation<'_> {
    /// Everything about a duty, by fine stretch.
    pub(crate) fn life(&mut self, duty: usize, upto: Day) -> Rows {
        let grid = self.grid;
        let ground = self.ground;
        let fine = grid.fine();
        let row = |r: &mut Self, f: &mut dyn FnMut(&mut Self, Day) -> Truth| -> Row {
            fine.iter().map(|&d| f(r, d)).collect()
        };
        let there = row(self, &mut |r, d| r.ask(Proposition::There(duty), d));
        let exists = row(self, &mut |r, d| r.ask(Proposition::Exists(duty), d));
        let yields = row(self, &mut |r, d| r.ask(Proposition::Yields(duty), d));
        let binds = row(self, &mut |r, d| r.binds(duty, d));
        let mut rows: Rows = Vec::new();
        // A recommendation that nobody followed in time is not followed, though it never bound.
        let recommended = ground.carried[duty].mode() == Some(Mode::Urges);
        let mut presses = if recommended { exists.clone() } else { binds.clone() };
        match &ground.carried[duty].what {
            What::DutyToDo { mode: Mode::Requires | Mode::Urges, deed, .. } => {
                let impossible = row(self, &mut |r, d| r.impossible(duty, d));
                let defeated = row(self, &mut |r, d| r.defeated(duty, d));
                presses.iter_mut().zip(&impossible).for_each(|(p, &i)| *p = (*p).min(!i));
                self.occurrences(duty, deed, upto, [&there, &presses, &impossible, &defeated], &mut rows);
            }
            What::DutyToDo { mode: Mode::Forbids, deed, .. } => {
                let own = |r: &Self, act: ActId, _| r.bears(r.act(act).author, duty);
                let breaches = self.matching(duty, deed, own, |r, act, made| {
                    let author = Arg::Thing(r.act(act).author);
                    r.at(made, |r, m| r.binds_on(duty, author, m))
                });
                let broken = |d: Day| exists!(x in &breaches => all![x.so, reached(d, x.made)]);
                rows.push(("broken".into(), fine.iter().map(|&d| broken(d)).collect()));
                let overriding = self.matching(duty, deed, own, |r, act, made| {
                    let author = Arg::Thing(r.act(act).author);
                    all![
                        r.at(made, |r, m| r.ask(Proposition::Exists(duty), m)),
                        r.at(made, |r, m| r.ask(Proposition::Displaced(duty, author), m)),
                    ]
                });
                let overridden = |d: Day| exists!(x in &overriding => all![x.so, reached(d, x.made)]);
                rows.push(("overridden".into(), fine.iter().map(|&d| overridden(d)).collect()));
            }
            What::DutyThat { not, status, .. } => {
                let s = ground.status(status);
                let that = row(self, &mut |r, d| {
                    let holds = s.map_or(F, |s| r.ask(Proposition::Holds(None, s), d));
                    if *not { !holds } else { holds }
                });
                let unmoved = self.deadline(None, &ground.carried[duty]);
                let moved: Vec<Moved> =
                    fine.iter().map(|&d| self.moved_if(duty, unmoved, d, |_| true)).collect();
                let deadlines: Vec<Option<Days>> = moved.iter().map(|m| m.deadline).collect();
                let passed = passed(fine, &deadlines, &presses);
                let due = |i: usize| match deadlines[i] {
                    None => T,
                    Some(l) => {
                        let due = all![reached(fine[i], l.map(Day::next)), passed[i]];
                        // Without a deadline it would be due.
                        if moved[i].perhaps_none && due != T { U } else { due }
                    }
                };
                let kept = (0..fine.len()).map(|i| all![there[i], that[i]]).collect();
                let unkept = (0..fine.len()).map(|i| all![presses[i], !that[i], due(i)]).collect();
                rows.push(("kept".into(), kept));
                rows.push(("unkept".into(), unkept));
            }
            _ => {}
        }
        rows.extend([
            ("there".into(), there),
            ("exists".into(), exists),
            ("yields".into(), yields),
            ("binds".into(), binds),
        ]);
        if ground.carried[duty].mode() != Some(Mode::Permits) {
            self.assessment(duty, &mut rows);
        }
        rows
    }

    /// Deeds that match a duty's, each once, where their act and line may count, with whether they do: happened ∧
    /// match ∧ order, and what else is asked of their day.
    pub(crate) fn matching(
        &mut self,
        duty: usize,
        deed: &DeedOf,
        may_count: impl Fn(&Self, ActId, EffectId) -> bool,
        mut on_its_day: impl FnMut(&mut Self, ActId, Days) -> Truth,
    ) -> Vec<Match> {
        let ground = self.ground;
        let carried = &ground.carried[duty];
        let mut found: Vec<Match> = Vec::new();
        let mut written: Vec<_> = ground.deeds.iter().map(|x| (x.part, x.effect)).collect();
        written.sort_by_key(|&(part, effect)| (self.act_of(part), part, effect));
        written.dedup();
        for (part, effect) in written {
            let act = self.act_of(part);
            if !may_count(self, act, effect) {
                continue;
            }
            let made = self.act(act).made;
            let order = match carried.part {
                Some(p) => self.order.before(self.act_of(p), act),
                None => T,
            };
            let mut amount = 0;
            let happened = exists!((i, x) in ground.deeds.iter().enumerate() => {
                if (x.part, x.effect) != (part, effect) {
                    continue;
                }
                let Some(of_it) = fills(deed, &self.counted_at(effect, &x.deed)) else { continue };
                amount = of_it;
                self.happened_for(None, None, i, false)
            });
            let so = all![happened, order, on_its_day(self, act, made)];
            if so != F {
                found.push(Match { so, made, amount, line: (act, part, effect) });
            }
        }
        found
    }

    fn occurrences(
        &mut self,
        duty: usize,
        deed: &DeedOf,
        upto: Day,
        [there, presses, impossible, defeated]: [&Row; 4],
        rows: &mut Rows,
    ) {
        let fine = self.grid.fine();
        let carried = &self.ground.carried[duty];
        let every = self.timing(carried).and_then(|t| t.every);
        let start = self.start(None, carried);
        let (openings, deadlines) = self.schedule(duty, upto);
        let target = quantity(deed);
        let (certain, possible) = match target {
            Some(_) if carried.mode() == Some(Mode::Requires) => self.payments(duty, upto),
            _ => {
                let deeds = self.serving(duty, deed);
                let serve = |so: fn(Truth) -> bool, day: fn(Days) -> Day| {
                    let deeds = deeds.iter().filter(|x| so(x.so)).map(|x| (day(x.made), x.amount)).collect();
                    let openings: Vec<Day> = openings.iter().map(|&o| day(o)).collect();
                    run(deeds, &openings, vec![target.unwrap_or(1); openings.len()], Run::new(openings.len()))
                };
                (serve(|so| so == T, |d| d.hi), serve(|so| so != F, |d| d.lo))
            }
        };
        let been_there = earlier(there);
        #[expect(clippy::needless_range_loop, reason = "k is the number of the occurrence, as on the page")]
        for k in 0..deadlines.len() {
            let moved: Vec<Option<Days>> = fine
                .iter()
                .map(|&d| self.moved_occurrence(duty, k, &deadlines, every.is_some(), d))
                .collect();
            let passed = passed(fine, &moved, presses);
            let by = |certain: Day, possible: Day, d: Day| match () {
                () if certain != Day::MAX && certain <= d => T,
                () if possible == Day::MAX || possible > d => F,
                () => U,
            };
            let (sure, maybe) = (certain.served[k], possible.served[k]);
            let (first, last) = (sure.min(maybe), sure);
            let stretches = fine.iter().zip(&passed).filter(|&(&d, _)| first <= d && d <= last);
            let passed_then = agreed(stretches.map(|(_, &p)| p));
            let mut put = |name: &str, f: &dyn Fn(usize) -> Truth| {
                rows.push((format!("{k} {name}"), (0..fine.len()).map(f).collect()));
            };
            let served = |i: usize| by(sure, maybe, fine[i]);
            let overdue = |i: usize| all![!served(i), passed[i]];
            put("opened", &|i| reached(fine[i], openings[k]));
            put("served", &served);
            put("overdue", &overdue);
            put("late", &|i| all![served(i), passed_then]);
            if target.is_some() {
                let filled = |i: usize| by(certain.filled[k], possible.filled[k], fine[i]);
                put("partly", &|i| all![filled(i), !served(i)]);
            }
            put("lifted", &|i| {
                all![!served(i), !overdue(i), reached(fine[i], start), !there[i], been_there[i]]
            });
            let open = |i: usize| all![there[i], reached(fine[i], openings[k]), !served(i)];
            put("pending", &|i| all![open(i), !overdue(i), !impossible[i]]);
            put("impossible", &|i| all![open(i), impossible[i]]);
            put("defeated", &|i| all![open(i), defeated[i]]);
        }
    }

    /// A deed as it counts: of the quantity that its line says it is worth, if it says so.
    fn counted_at(&self, effect: EffectId, deed: &DeedOf) -> DeedOf {
        let mut deed = deed.clone();
        if let Some((hundredths, unit)) = self.model[effect].timing.as_deref().and_then(|t| t.worth) {
            for arg in deed.args.iter_mut().filter(|a| matches!(a, Arg::Amount { .. })) {
                *arg = Arg::Amount { hundredths, unit };
            }
        }
        deed
    }

    /// L_k on a day, moves considered.
    pub(crate) fn moved_occurrence(
        &mut self,
        duty: usize,
        k: usize,
        deadlines: &[Option<Days>],
        recurring: bool,
        d: Day,
    ) -> Option<Days> {
        if !recurring {
            return self.moved_if(duty, deadlines[0], d, |_| true).or_without_end();
        }
        // Which occurrence a move is for is decided in `reaches`: the first not yet past when it was made.
        let earlier = k.checked_sub(1).map(|j| deadlines[j]);
        self.moved_if(duty, deadlines[k], d, |made| {
            let open = |l: Option<Days>| l.is_none_or(|l| l.hi >= made.lo);
            open(deadlines[k]) && !earlier.is_some_and(open)
        })
        .or_without_end()
    }

    fn moved_if(
        &mut self,
        duty: usize,
        unmoved: Option<Days>,
        d: Day,
        reaches: impl Fn(Days) -> bool,
    ) -> Moved {
        let (ground, duties) = (self.ground, self.duties);
        let mut moves = Vec::new();
        for &e in &duties.moves[duty] {
            let (What::Moves { to, .. }, Some(part)) = (&ground.carried[e].what, ground.carried[e].part)
            else {
                continue;
            };
            let act = self.act_of(part);
            let works = self.strikes(e, duty, d);
            if works != F && reaches(self.act(act).made) {
                moves.push((works, act, *to));
            }
        }
        if moves.is_empty() {
            return Moved { deadline: unmoved, perhaps_none: false };
        }
        let followed = |act| moves.iter().any(|&(so, by, _)| so == T && self.order.before(act, by) == T);
        let mut left: Vec<Days> = moves.iter().filter(|m| !followed(m.1)).map(|m| m.2).collect();
        let unsure = moves.iter().all(|m| m.0 != T);
        left.extend(unmoved.filter(|_| unsure));
        let hull = left.into_iter().reduce(|a, b| Days { lo: a.lo.min(b.lo), hi: a.hi.max(b.hi) });
        hull.iter().for_each(|l| self.grid.note(*l));
        Moved { deadline: hull, perhaps_none: unsure && unmoved.is_none() }
    }

    // --- §10 --------------------------------------------------------------------------------------------------

    fn assessment(&mut self, duty: usize, rows: &mut Rows) {
        let fine = self.grid.fine();
        let outcomes = [Outcome::Fulfilled, Outcome::Partly, Outcome::Breached];
        let findings = self.findings(duty);
        for outcome in outcomes {
            let assessed = fine.iter().map(|&d| {
                exists!(f in &findings => {
                    if f.outcome != outcome {
                        continue;
                    }
                    all![self.finding_valid(f, duty, d), !self.bettered(f, &findings, duty, d)]
                })
            });
            rows.push((format!("assessed {outcome:?}"), assessed.collect()));
            let claimed = fine.iter().map(|&d| self.claimed(duty, outcome, d)).collect();
            rows.push((format!("claimed {outcome:?}"), claimed));
        }
    }

    fn findings(&self, duty: usize) -> Vec<Finding> {
        let ground = self.ground;
        let carried = &ground.carried[duty];
        let mut findings = Vec::new();
        for e in &ground.carried {
            let (Some(part), What::Finds(said)) = (e.part, &e.what) else { continue };
            if !self.is_about(said, carried) {
                continue;
            }
            let (outcome, as_of) = (said.outcome, said.as_of);
            let as_of = as_of.unwrap_or(self.act(self.act_of(part)).made);
            findings.push(Finding { part, outcome, as_of });
        }
        findings
    }

    /// Whether what is said is about a duty: it lives there; or, under a norm, that norm lays it there, or on somebody
    /// within whom is meant.
    fn is_about(&self, said: &Said, duty: &Carried) -> bool {
        let there = duty.part.is_some_and(|p| covers(self.model, said.of, p));
        let Some(norm) = said.under else { return there };
        let laid = !duty.is_copy() && self.norm_of(duty) == Some(norm);
        laid && (there || duty.bearer().is_some_and(|b| within(self.model, b, said.of)))
    }

    /// valid(f,d).
    fn finding_valid(&mut self, f: &Finding, duty: usize, d: Day) -> Truth {
        let order = match self.ground.carried[duty].part {
            Some(p) => self.order.before(self.act_of(p), self.act_of(f.part)),
            None => T,
        };
        all![
            !self.bears(self.author(f.part), duty),
            order,
            self.grid.reached(d, f.as_of),
            self.live(None, None, f.part, d),
        ]
    }

    fn bettered(&mut self, f: &Finding, findings: &[Finding], duty: usize, d: Day) -> Truth {
        exists!(other in findings => {
            if other.outcome == f.outcome {
                continue;
            }
            all![self.better(other, f), self.finding_valid(other, duty, d)]
        })
    }

    /// better(f',f).
    fn better(&self, other: &Finding, f: &Finding) -> Truth {
        let level = |f: &Finding| self.ranks.organ(self.author(f.part));
        match (level(other), level(f)) {
            (Some(a), Some(b)) if a < b => return T,
            (Some(a), Some(b)) if a > b => return F,
            (None, _) => return F,
            (_, None) => return T,
            _ => {}
        }
        if other.as_of.lo > f.as_of.hi {
            T
        } else if other.as_of.hi < f.as_of.lo {
            F
        } else if other.as_of == f.as_of && f.as_of.is_exact() {
            match (self.act_of(other.part), self.act_of(f.part)) {
                (a, b) if a == b => U,
                (a, b) => self.order.before(b, a),
            }
        } else {
            U
        }
    }

    /// claimed(D,A,d).
    fn claimed(&self, duty: usize, outcome: Outcome, d: Day) -> Truth {
        let carried = &self.ground.carried[duty];
        exists!(e in &self.ground.carried => match (&e.what, e.part) {
            (What::Claims(said), Some(by))
                if said.outcome == outcome
                    && self.is_about(said, carried)
                    && self.bears(self.author(by), duty) =>
            {
                let act = self.act_of(by);
                all![self.inc(None, act), self.grid.reached(d, said.as_of.unwrap_or(self.act(act).made))]
            }
            _ => F,
        })
    }
}

/// A finding on a duty.
struct Finding {
    part: PartId,
    outcome: Outcome,
    as_of: Days,
}

/// How much a deed fills of a duty's deed; none where it is another.
fn fills(duty: &DeedOf, done: &DeedOf) -> Option<i64> {
    if duty.name != done.name || duty.args.len() != done.args.len() {
        return None;
    }
    let mut amount = 1;
    for pair in duty.args.iter().zip(&done.args) {
        match pair {
            (Arg::Amount { unit: u, .. }, Arg::Amount { unit: v, hundredths }) if u == v => {
                amount = *hundredths
            }
            (a, b) if a == b => {}
            _ => return None,
        }
    }
    Some(amount)
}

/// Lets deeds, in order of day, fill what is left of the oldest open occurrences.
pub(crate) fn run(mut deeds: Vec<(Day, i64)>, openings: &[Day], mut left: Vec<i64>, mut run: Run) -> Run {
    deeds.sort_by_key(|&(day, _)| day);
    for (day, mut amount) in deeds {
        for k in 0..openings.len() {
            if amount <= 0 || left[k] <= 0 || openings[k] > day {
                continue;
            }
            let part = amount.min(left[k]);
            amount -= part;
            left[k] -= part;
            run.filled[k] = run.filled[k].min(day);
            if left[k] == 0 {
                run.served[k] = day;
            }
        }
    }
    run
}

/// ∃ e < d: so(e). The first stretch has no first day: each of its days has others of it before.
fn earlier(so: &Row) -> Row {
    let mut before = so.first().copied().unwrap_or(F);
    let step = |&now: &Truth| {
        let so_far = before;
        before = before.max(now);
        so_far
    };
    so.iter().map(step).collect()
}

/// passed(d) = ∃ e: L ≤ e < d ∧ binds(e), with L as it is on d.
/// A deadline on some day, as moved.
struct Moved {
    deadline: Option<Days>,
    /// There may be none at all: it had none, and whether it was given this one is not known.
    perhaps_none: bool,
}

impl Moved {
    /// For a deed, having none is having one that never passes.
    fn or_without_end(self) -> Option<Days> {
        self.deadline.map(|l| if self.perhaps_none { Days { hi: Day::MAX, ..l } } else { l })
    }
}

fn passed(fine: &[Day], deadlines: &[Option<Days>], binds: &Row) -> Row {
    let mut rows: Vec<(Days, Row)> = Vec::new();
    let mut passed = Vec::new();
    for (i, deadline) in deadlines.iter().enumerate() {
        let Some(l) = *deadline else {
            passed.push(F);
            continue;
        };
        if !rows.iter().any(|(known, _)| *known == l) {
            let due: Row = fine.iter().zip(binds).map(|(&e, &binds)| all![reached(e, l), binds]).collect();
            rows.push((l, earlier(&due)));
        }
        let row = rows.iter().find(|(known, _)| *known == l);
        passed.push(row.map_or(F, |(_, row)| row[i]));
    }
    passed
}
