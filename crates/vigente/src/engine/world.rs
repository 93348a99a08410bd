//! A plan and a horizon go in; the value of every proposition about standing, statuses and norms comes out.

use std::sync::Arc;

use crate::model::*;

use super::aid::Aids;
use super::calls::NONE;
use super::clock::{Clock, End, GroundTest, Line, Lines, When, missing};
use super::cut::Cutters;
use super::instance::Inst;
use super::plan::{Node, Plan};
use super::rank::Ranks;
use super::timeline::AnyOf;
use super::{Authority, Horizon, Timeline, Truth};

/// The standing of a part.
#[derive(Clone, Default, PartialEq, Debug)]
pub(super) struct Stand {
    pub voided: Timeline,
    pub annulled: Timeline,
    pub stands: Timeline,
    pub repealed: Timeline,
    pub suspended: Timeline,
    /// Stands, and is neither repealed nor suspended.
    pub live: Timeline,
}

/// Which acts count.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Record {
    /// Those of the question.
    Question,
    /// Those known by then that came before this act.
    Before(ActId),
}

/// All values, for one record.
pub(super) struct Values {
    pub stands: Vec<Stand>,
    pub statuses: Vec<Timeline>,
    pub fired: Vec<Truth>,
    pub counted: Vec<Truth>,
    /// By copy.
    pub copies: Vec<Timeline>,
    pub norms: Vec<Timeline>,
    pub dis: Vec<Timeline>,
}

/// A plan, seen with some eyes at some horizon.
pub(super) struct World<'p, 'm> {
    pub plan: &'p Plan<'m>,
    pub ranks: Arc<Ranks<'m>>,
    pub record: Record,
    pub horizon: Horizon,
    pub values: Values,
    /// By void match: whether it catches.
    pub caught: Vec<Truth>,
    /// What other matters say at this horizon, by index into [`Model::given`]; also where the record is restricted.
    pub given: Vec<Timeline>,
    /// Fact statuses are those of the question also where the record is restricted: their values, by status.
    pub facts: Vec<Timeline>,
}

/// What a one-stroke effect does on its day.
pub(super) struct Stroke {
    /// It was valid on that day.
    pub valid: Truth,
    /// From when until when it works.
    pub window: Timeline,
}

/// How an effect attacks; a disapplication annuls.
pub(super) fn kind_of(does: &Does) -> Attack {
    match does {
        Does::Attack(kind, _) => *kind,
        _ => Attack::Annuls,
    }
}

impl<'p, 'm> World<'p, 'm> {
    pub(super) fn new(plan: &'p Plan<'m>, ranks: Arc<Ranks<'m>>, horizon: Horizon, record: Record) -> Self {
        if let Some(values) = plan.spare.lock().ok().and_then(|mut spare| spare.pop()) {
            return World {
                plan,
                ranks,
                record,
                horizon,
                values,
                caught: Vec::new(),
                given: Vec::new(),
                facts: Vec::new(),
            };
        }
        let n = plan.nodes();
        let values = Values {
            stands: vec![Stand::default(); n.statuses as usize],
            statuses: vec![Timeline::never(); (n.fired - n.statuses) as usize],
            fired: vec![Truth::False; (n.counted - n.fired) as usize],
            counted: vec![Truth::False; (n.groups - n.counted) as usize],
            copies: vec![Timeline::never(); plan.instances.copies.len()],
            norms: vec![Timeline::never(); (n.dis - n.norms) as usize],
            dis: vec![Timeline::never(); (n.all - n.dis) as usize],
        };
        let (caught, given, facts) = (Vec::new(), Vec::new(), Vec::new());
        World { plan, ranks, record, horizon, values, caught, given, facts }
    }

    /// Leaves its room to the next world of this plan. Every value is computed anew before anything asks it.
    pub(super) fn give_back(self) {
        if let Ok(mut spare) = self.plan.spare.lock() {
            spare.push(self.values);
        }
    }

    fn act(&self, act: ActId) -> &'p Act {
        &self.plan.model.acts[act.index()]
    }

    /// Whether an act counts.
    pub(super) fn inc(&self, act: ActId) -> Truth {
        let reached = |by: Option<Day>, days: Days| by.map_or(Truth::True, |day| Truth::reached(day, days));
        let a = self.act(act);
        let known = match self.horizon.known_by {
            None => Truth::True,
            by => reached(by, a.known()),
        };
        match self.record {
            Record::Question => known.and(reached(self.horizon.made_by, a.made)),
            Record::Before(later) => known.and(self.plan.order.before(act, later)),
        }
    }

    pub(super) fn inst(&self, inst: u32) -> Inst {
        self.plan.instances.all[inst as usize]
    }

    fn clock(&self, inst: &Inst) -> Option<&'p Clock> {
        (inst.clock != NONE).then(|| &self.plan.clocks.clocks[inst.clock as usize])
    }

    pub(super) fn status(&self, status: u32) -> &Timeline {
        if self.record != Record::Question && self.plan.is_fact(status) {
            return &self.facts[status as usize];
        }
        &self.values.statuses[status as usize]
    }

    // ---- windows -------------------------------------------------------------------------------------------------

    /// The days that a moment may be.
    pub(super) fn when(&self, when: &When) -> Days {
        match when {
            When::At(days) => *days,
            When::First { status, delay, missing: from } => {
                let first = self.status(*status).first();
                if first.lo == Day::MAX { missing(*from) } else { first.map(|d| d.plus(*delay)) }
            }
            When::Later(when, delay) => self.when(when).map(|d| d.plus(*delay)),
            When::Max(when, floor) => {
                let days = self.when(when);
                Days { lo: days.lo.max(floor.lo), hi: days.hi.max(floor.hi) }
            }
        }
    }

    /// start(e)
    pub(super) fn start(&self, inst: &Inst) -> Days {
        match self.clock(inst) {
            Some(clock) => self.when(&clock.start),
            None if inst.base == NONE => Days::on(Day::MIN),
            None => self.act(ActId(inst.base)).start(),
        }
    }

    /// end(e)
    pub(super) fn end(&self, inst: &Inst) -> Days {
        match self.clock(inst).map_or(End::Never, |c| c.end) {
            End::Never => Days::on(Day::MAX),
            End::At(days) => days,
            End::Act(act) => match self.inc(act) {
                Truth::True => self.act(act).made,
                Truth::False => Days::on(Day::MAX),
                Truth::Undetermined => missing(self.act(act).made.lo),
            },
        }
    }

    /// win(e, ·)
    pub(super) fn window(&self, inst: &Inst) -> Timeline {
        Timeline::between(self.start(inst), self.end(inst))
    }

    /// The window of what works for every day unless a `from` or `after` is written: annulments, restorations.
    fn open_window(&self, inst: &Inst) -> Timeline {
        let written = self.clock(inst).is_some_and(|c| c.written);
        let start = if written { self.start(inst) } else { Days::on(Day::MIN) };
        Timeline::between(start, self.end(inst))
    }

    /// The days that an attack or a restoration reaches: an annulment every day, unless something else is written.
    pub(super) fn reach(&self, inst: &Inst, annulment: bool) -> Timeline {
        if annulment { self.without_delay(inst, self.open_window(inst)) } else { self.window(inst) }
    }

    /// Not between the making of an act and the day it takes effect, where that is written.
    fn without_delay(&self, inst: &Inst, window: Timeline) -> Timeline {
        let base = self.act(ActId(inst.base));
        match base.effective {
            Some(effective) => window.minus(&Timeline::between(base.made, effective)),
            None => window,
        }
    }

    // ---- conditions ----------------------------------------------------------------------------------------------

    fn test(&self, test: GroundTest) -> Timeline {
        let turned = |not: bool, t: Timeline| if not { t.not() } else { t };
        match test {
            GroundTest::Status { not, status } => {
                let holds = if status == NONE { Timeline::never() } else { self.status(status).clone() };
                turned(not, holds)
            }
            GroundTest::Any { not, start, len } => {
                let mut any = AnyOf::new();
                self.plan.clocks.some(start, len).iter().for_each(|&s| any.push(self.status(s)));
                turned(not, any.finish())
            }
            GroundTest::Count { start, len, compare, number } => {
                let counted = self.plan.clocks.some(start, len).iter().map(|&s| self.status(s));
                super::count::count(counted, compare, number)
            }
        }
    }

    /// The days on which a condition line is satisfied.
    pub(super) fn line(&self, line: Line) -> Timeline {
        let mut all = Timeline::always();
        for &test in self.plan.clocks.tests(line) {
            all = all.and(&self.test(test));
        }
        if line.kind == ConditionKind::Unless { all.not() } else { all }
    }

    /// Whether a condition line is satisfied at a day, known or not.
    pub(super) fn line_at(&self, line: Line, day: Days) -> Truth {
        let tests = self.plan.clocks.tests(line);
        let alone = matches!(tests, [GroundTest::Status { .. }]);
        if !day.is_exact() && !alone {
            return self.line(line).at_days(day);
        }
        let turned = |not: bool, t: Truth| if not { t.not() } else { t };
        let all = tests.iter().fold(Truth::True, |all, &test| {
            all.and(match test {
                GroundTest::Status { not, status: NONE } => Truth::of(not),
                GroundTest::Status { not, status } => turned(not, self.status(status).at_days(day)),
                GroundTest::Any { not, start, len } => {
                    let some = self.plan.clocks.some(start, len).iter();
                    turned(not, some.fold(Truth::False, |any, &s| any.or(self.status(s).at(day.lo))))
                }
                GroundTest::Count { start, len, compare, number } => {
                    let counted =
                        self.plan.clocks.some(start, len).iter().map(|&s| self.status(s).at(day.lo));
                    super::count::count_at(counted, compare, number)
                }
            })
        });
        turned(line.kind == ConditionKind::Unless, all)
    }

    /// cond(e, ·): `if` on the day its act was made, the rest day by day.
    pub(super) fn conditions(&self, inst: &Inst) -> Timeline {
        let mut all = Timeline::always();
        let Some(clock) = self.clock(inst) else { return all };
        for &line in self.plan.clocks.lines(clock.lines) {
            all = if line.kind == ConditionKind::If && inst.base != NONE {
                all.and_truth(self.line_at(line, self.act(ActId(inst.base)).made))
            } else {
                all.and(&self.line(line))
            };
        }
        all
    }

    /// The `if` lines of an effect that has an act: asked once, on the day it was made.
    pub(super) fn asked_once(&self, inst: &Inst) -> Truth {
        let Some(clock) = self.clock(inst) else { return Truth::True };
        let made = self.act(ActId(inst.base)).made;
        let lines = self.plan.clocks.lines(clock.lines).iter().filter(|line| line.kind == ConditionKind::If);
        lines.fold(Truth::True, |all, &line| all.and(self.line_at(line, made)))
    }

    /// Every line, each by itself, at one day; `if` on the day its act was made.
    pub(super) fn conditions_at(&self, inst: &Inst, day: Days) -> Truth {
        let Some(clock) = self.clock(inst) else { return Truth::True };
        self.plan.clocks.lines(clock.lines).iter().fold(Truth::True, |all, &line| {
            let once = line.kind == ConditionKind::If && inst.base != NONE;
            let day = if once { self.act(ActId(inst.base)).made } else { day };
            all.and(self.line_at(line, day))
        })
    }

    pub(super) fn lines_at(&self, lines: Lines, day: Days) -> Truth {
        let lines = self.plan.clocks.lines(lines).iter();
        lines.fold(Truth::True, |all, &line| all.and(self.line_at(line, day)))
    }

    // ---- standing ------------------------------------------------------------------------------------------------

    /// What copying adds: the ways by which the effect came to this part.
    pub(super) fn copied(&self, inst: &Inst) -> Timeline {
        if inst.copy == NONE { Timeline::always() } else { self.values.copies[inst.copy as usize].clone() }
    }

    /// Whether an attacker counts for what a norm of this authority gives.
    pub(super) fn counts(&self, attacker: Authority, norm: Authority) -> bool {
        let order = |a| super::rank::order_of(&self.plan.model, a);
        order(attacker) == order(norm) || self.ranks.prevails(attacker, norm)
    }

    /// What can be said of an attack without looking at any day: included, later, prevailing.
    fn aimed(&self, attack: &Inst, part: u32) -> Truth {
        let author = Authority::Organ(self.plan.author_of(part));
        if !self.ranks.prevails(attack.authority, author) {
            return Truth::False;
        }
        let by = self.plan.act_of(attack.part);
        self.inc(by).and(self.plan.order.before(self.plan.act_of(part), by))
    }

    /// annuls(e, p, ·), repeals(e, p, ·) or suspends(e, p, ·); of a disapplication as though it annulled.
    pub(super) fn attack(&self, attack: u32, part: u32, aids: Option<&Aids>) -> Timeline {
        let inst = self.inst(attack);
        let aimed = self.aimed(&inst, part);
        if aimed == Truth::False {
            return Timeline::never();
        }
        let by = &self.values.stands[inst.part as usize];
        let kind = kind_of(self.plan.does(attack));
        let window = self.reach(&inst, kind == Attack::Annuls);
        let acts = match kind {
            Attack::Annuls | Attack::Repeals => window.and(&by.stands).minus(&by.suspended),
            Attack::Suspends => window.and(&by.live),
        };
        let mut effect = acts.and_truth(aimed).and(&self.conditions(&inst)).and(&self.copied(&inst));
        if effect.is_never() {
            return effect;
        }
        let act = self.plan.act_of(inst.part);
        effect = effect.minus(&match aids {
            Some(aids) => aids.blocked(self, inst.authority, act),
            None => self.blocked(&inst, part),
        });
        if effect.is_never() {
            return effect;
        }
        let at_once = kind == Attack::Annuls;
        effect.minus(&match aids {
            Some(aids) => aids.undone(self, act, inst.authority, at_once),
            None => self.undone(part, act, inst.authority, at_once),
        })
    }

    /// blocked(e, p, ·): by what supported the part before the attack, and does not rank below the attacker.
    fn blocked(&self, attack: &Inst, part: u32) -> Timeline {
        let mut any = AnyOf::new();
        let by = self.plan.act_of(attack.part);
        for &support in self.plan.supports.of(part) {
            any.push(&self.block(attack, by, support));
        }
        any.finish()
    }

    /// What one support holds against an attack.
    pub(super) fn block(&self, attack: &Inst, by: ActId, support: u32) -> Timeline {
        let act = self.plan.act_of(support);
        let author = Authority::Organ(self.plan.author_of(support));
        if !self.ranks.recognises(author) || self.ranks.prevails(attack.authority, author) {
            return Timeline::never();
        }
        let before = self.inc(act).and(self.plan.order.before(act, by));
        if before == Truth::False {
            return Timeline::never();
        }
        self.values.stands[support as usize].stands.and_truth(before)
    }

    /// undone(e, p, ·), for an attack of this act and authority.
    fn undone(&self, part: u32, by: ActId, authority: Authority, annulment: bool) -> Timeline {
        let mut any = AnyOf::new();
        for &r in self.plan.restores.of(part) {
            any.push(&self.undo(r, by, authority, annulment));
        }
        any.finish()
    }

    /// What one restoration undoes of an attack.
    pub(super) fn undo(
        &self,
        restoration: u32,
        by: ActId,
        authority: Authority,
        annulment: bool,
    ) -> Timeline {
        let inst = self.inst(restoration);
        let act = self.plan.act_of(inst.part);
        let after = if act == by { Truth::True } else { self.plan.order.before(by, act) };
        let truth = self.inc(act).and(after);
        if truth == Truth::False || !self.ranks.prevails(inst.authority, authority) {
            return Timeline::never();
        }
        self.restores(restoration, annulment).and_truth(truth)
    }

    /// The days on which a restoration undoes what it meets.
    pub(super) fn restores(&self, restoration: u32, annulment: bool) -> Timeline {
        let inst = self.inst(restoration);
        let by = &self.values.stands[inst.part as usize];
        self.reach(&inst, annulment)
            .and(&by.stands)
            .minus(&by.suspended)
            .and(&self.conditions(&inst))
            .and(&self.copied(&inst))
    }

    /// void(v, p) and not undone.
    pub(super) fn voided(&self, void: u32) -> Timeline {
        let caught = self.caught[void as usize];
        if caught == Truth::False {
            return Timeline::never();
        }
        let void = self.plan.ground.voids[void as usize];
        let authority = self.plan.authority_of_norm(void.norm);
        let undone = self.undone(void.part, self.plan.act_of(void.part), authority, true);
        undone.not().and_truth(caught)
    }

    fn stand(&self, node: u32) -> Stand {
        let plan = self.plan;
        let parts = plan.model.parts.len() as u32;
        let (part, filter) = if node < parts {
            (node, None)
        } else {
            let (part, authority) = plan.filters[(node - parts) as usize];
            (part, Some(authority))
        };
        let counts = |by: Authority| filter.is_none_or(|norm| self.counts(by, norm));
        let author = plan.author_of(part);
        let included = self.inc(plan.act_of(part));
        let attacks = plan.attacks.of(part);
        let voids = plan.voids.of(part);
        let born = included.and(Truth::of(self.ranks.recognises(Authority::Organ(author))));
        if attacks.is_empty() && voids.is_empty() {
            let stands = Timeline::constant(born);
            return Stand { live: stands.clone(), stands, ..Stand::default() };
        }
        let aids = Aids::new(self, part);
        let (mut annuls, mut repeals, mut suspends) = (AnyOf::new(), AnyOf::new(), AnyOf::new());
        for &attack in attacks {
            let inst = self.inst(attack);
            if !counts(inst.authority) {
                continue;
            }
            match plan.does(attack) {
                Does::Attack(Attack::Annuls, _) => annuls.push(&self.attack(attack, part, aids.as_ref())),
                Does::Attack(Attack::Repeals, _) => repeals.push(&self.attack(attack, part, aids.as_ref())),
                Does::Attack(Attack::Suspends, _) => suspends.push(&self.attack(attack, part, aids.as_ref())),
                _ => {}
            }
        }
        for &d in plan.disapplied.of(part) {
            let attack = plan.dis[d as usize].0;
            if let Does::Disapplies { to, .. } = *plan.does(attack)
                && plan.model.within(author, to)
                && counts(self.inst(attack).authority)
            {
                annuls.push(&self.values.dis[d as usize]);
            }
        }
        let mut caught = AnyOf::new();
        for &void in voids {
            if counts(plan.authority_of_norm(plan.ground.voids[void as usize].norm)) {
                caught.push(&self.voided(void));
            }
        }
        let (annuls, voided) = (annuls.finish(), caught.finish());
        let (repealed, suspended) = (repeals.finish(), suspends.finish());
        let stands = annuls.or(&voided).not().and_truth(born);
        let live = stands.minus(&repealed).minus(&suspended);
        let annulled = annuls.and_truth(included);
        Stand { voided, annulled, stands, repealed, suspended, live }
    }

    // ---- norms and statuses --------------------------------------------------------------------------------------

    /// The disapplications that touch something, as a norm's authority (or everybody) counts them.
    pub(super) fn disapplied(&self, by: Option<&Vec<u32>>, norm: Option<Authority>) -> Timeline {
        let Some(by) = by else { return Timeline::never() };
        let mut any = AnyOf::new();
        for &d in by {
            let attacker = self.inst(self.plan.dis[d as usize].0).authority;
            if norm.is_none_or(|norm| norm == Authority::Reading || self.counts(attacker, norm)) {
                any.push(&self.values.dis[d as usize]);
            }
        }
        any.finish()
    }

    pub(super) fn disapplied_inst(&self, inst: u32) -> Timeline {
        let Some(by) = self.plan.dis_of_inst.get(&inst) else { return Timeline::never() };
        let i = self.inst(inst);
        // What a norm gives on a fact deed lives with the fact, which stands whatever falls.
        if i.fired != NONE && i.copy == NONE && self.plan.lives[inst as usize] == NONE {
            return Timeline::never();
        }
        self.disapplied(Some(by), (i.fired != NONE && i.copy == NONE).then_some(i.authority))
    }

    /// happened(x), as everybody counts attacks.
    pub(super) fn happened(&self, x: u32) -> Truth {
        let done = self.plan.ground.done[x as usize];
        if let Some(&at) = self.plan.counted_of.get(&x) {
            return self.values.counted[at as usize];
        }
        let act = self.plan.act_of(done.part);
        if done.fact {
            return self.inc(act);
        }
        let made = self.act(act).made;
        let dis = self.disapplied(self.plan.dis_of_done.get(&x), None);
        self.values.stands[done.part as usize].live.at_days(made).and(dis.at_days(made).not())
    }

    /// Whether a norm fires; of a norm that lives day by day, whether it is recognised.
    fn fired(&self, f: u32) -> Truth {
        let plan = self.plan;
        let fired = plan.instances.fired[f as usize];
        let firing = plan.ground.firings[fired.firing as usize];
        let authority = plan.authority_of_norm(firing.norm);
        if !self.ranks.recognises(authority) {
            return Truth::False;
        }
        if firing.done == NONE {
            return Truth::True;
        }
        let done = plan.ground.done[firing.done as usize];
        let act = plan.act_of(done.part);
        let made = self.act(act).made;
        let mut all = self.operative_for(firing.norm, act);
        let counted = plan.counted_of.get(&firing.done).copied();
        if all != Truth::False && fired.assumed {
            if let Some(at) = counted {
                all = all.and(self.made_by(at, fired.made_by, made));
            }
        } else if all != Truth::False {
            if let Some(at) = counted {
                all = all.and(self.values.counted[at as usize]);
            }
            if done.fact {
                all = all.and(self.inc(act));
            } else {
                let live = &self.values.stands[plan.happens[f as usize] as usize].live;
                let dis = self.disapplied(plan.dis_of_done.get(&firing.done), Some(authority));
                all = all.and(live.at_days(made)).and(dis.at_days(made).not());
            }
        }
        if all == Truth::False {
            return all;
        }
        all.and(self.lines_at(fired.lines, made))
    }

    /// The norm is operative on the day an act was made; a norm enacted that very day, unless it came later.
    pub(super) fn operative_for(&self, norm: u32, act: ActId) -> Truth {
        let made = self.act(act).made;
        let operative = self.values.norms[norm as usize].at_days(made);
        let n = &self.plan.model.norms[norm as usize];
        let NormOf::Part(part) = n.of else { return operative };
        if operative == Truth::False || n.applies_from.is_some() {
            return operative;
        }
        let by = self.plan.act_of(part.0);
        let start = self.act(by).start();
        let same = if made.is_exact() && made == start {
            Truth::True
        } else if made.hi < start.lo || start.hi < made.lo {
            Truth::False
        } else {
            Truth::Undetermined
        };
        operative.and(same.and(self.plan.order.before(act, by)).not())
    }

    /// The days on which a norm is operative; `back`: also those to which it reaches back.
    pub(super) fn operative(&self, norm: u32, back: bool) -> Timeline {
        let n = &self.plan.model.norms[norm as usize];
        let from = n.from.unwrap_or(Days::on(Day::MIN));
        let window = Timeline::between(from, n.until.unwrap_or(Days::on(Day::MAX)));
        let NormOf::Part(part) = n.of else { return window };
        let live = &self.values.stands[part.index()].live;
        let start = self.act(self.plan.act_of(part.0)).start();
        let mut operative = live.and(&Timeline::from(start));
        if let Some(since) = n.applies_from.filter(|_| back) {
            let earlier = Timeline::until(start).and(&Timeline::from(since));
            operative.add(earlier.and_truth(live.at_days(start)));
        }
        operative.and(&window)
    }

    fn counted(&self, at: u32) -> Truth {
        let (x, i) = self.plan.counted[at as usize];
        let made = self.act(self.plan.act_of(self.plan.ground.done[x as usize].part)).made;
        self.made_by(at, self.inst(i).fired, made)
    }

    /// Whether a deed of this day was made out of another, given the norm that fires.
    fn made_by(&self, at: u32, fired: u32, made: Days) -> Truth {
        let inst = self.inst(self.plan.counted[at as usize].1);
        let fired = self.values.fired[fired as usize];
        if fired == Truth::False {
            return fired;
        }
        // A deed is done when it is made: an act's `effective` day delays its effects, not its deeds.
        let window = self.open_window(&inst).at_days(made);
        fired.and(window).and(self.conditions_at(&inst, made))
    }

    /// When the carrier of an instance lives: its part, or (given on a fact) always; day by day while the norm is operative.
    fn living(&self, i: u32) -> Timeline {
        let inst = self.inst(i);
        let fired = if inst.fired == NONE { Truth::True } else { self.values.fired[inst.fired as usize] };
        if inst.part == NONE {
            return self.values.norms[inst.norm as usize].and_truth(fired);
        }
        match self.plan.lives[i as usize] {
            NONE => Timeline::constant(fired),
            node => self.values.stands[node as usize].live.and_truth(fired),
        }
    }

    /// carried(t, ·)
    pub(super) fn carries(&self, i: u32) -> Timeline {
        let inst = self.inst(i);
        if self.plan.is_fact(self.plan.what[i as usize]) && inst.norm == NONE {
            let included = self.inc(self.plan.act_of(inst.part));
            return self.window(&inst).and_truth(included).and(&self.copied(&inst));
        }
        let living = self.living(i);
        if living.is_never() {
            return living;
        }
        living
            .and(&self.window(&inst))
            .and(&self.conditions(&inst))
            .and(&self.copied(&inst))
            .minus(&self.disapplied_inst(i))
    }

    /// What an `ends`, `discharges` or `moves` does: valid on its day, from then on.
    pub(super) fn stroke(&self, i: u32, fact: bool) -> Stroke {
        let inst = self.inst(i);
        let start = self.start(&inst);
        let window = Timeline::between(start, self.end(&inst));
        let copied = || self.copied(&inst).at_days(start);
        if fact && inst.norm == NONE {
            return Stroke { valid: self.inc(self.plan.act_of(inst.part)).and(copied()), window };
        }
        let fired = if inst.fired == NONE { Truth::True } else { self.values.fired[inst.fired as usize] };
        let live = match self.plan.lives[i as usize] {
            NONE => Truth::True,
            node => self.values.stands[node as usize].live.at_days(start),
        };
        let mut valid = fired.and(live);
        if valid != Truth::False {
            let dis = self.disapplied_inst(i).at_days(start).not();
            valid = valid.and(self.conditions_at(&inst, start)).and(copied()).and(dis);
        }
        Stroke { valid, window }
    }

    /// cut(t, ·) by one `ends`.
    pub(super) fn cuts(&self, title: &Inst, ending: &Inst, stroke: &Stroke, fact: bool) -> Timeline {
        if title.part == NONE || ending.part == NONE || stroke.valid == Truth::False {
            return Timeline::never();
        }
        if !fact && !self.ranks.prevails(ending.authority, title.authority) {
            return Timeline::never();
        }
        let before = self.plan.order.before(self.plan.act_of(title.part), self.plan.act_of(ending.part));
        stroke.window.and_truth(stroke.valid.and(before))
    }

    fn holds(&self, status: u32) -> Timeline {
        let plan = self.plan;
        let titles = plan.titles.of(status);
        let mut any = AnyOf::new();
        if let Some(given) = plan.elsewhere.of(status) {
            any.push(&self.given[given as usize]);
        } else if let ([only], []) = (titles, plan.ends.of(status)) {
            return self.carries(*only);
        }
        if plan.ends.of(status).is_empty() {
            titles.iter().for_each(|&t| any.push(&self.carries(t)));
            return any.finish();
        }
        let cutters = Cutters::new(self, status);
        for &t in titles {
            let carried = self.carries(t);
            if !carried.is_never() {
                any.push(&carried.minus(&cutters.cut(self, &self.inst(t))));
            }
        }
        any.finish()
    }

    /// One step of a chain of copies, without what the chain before it needs.
    fn step(&self, way: &super::instance::Way, continuing: bool) -> Timeline {
        let plan = self.plan;
        let upholds = self.inst(way.upholds);
        let (act, by) = (plan.act_of(way.part), plan.act_of(upholds.part));
        let truth = self.inc(act).and(plan.order.before(act, by));
        let open = self.open_window(&upholds).and_truth(truth).and(&self.conditions(&upholds));
        if continuing { open.minus(&self.values.stands[way.part as usize].repealed) } else { open }
    }

    /// The copies of one group: whatever a chain reaches, by at least one way.
    fn group(&self, group: u32) -> Vec<(u32, Timeline)> {
        let plan = self.plan;
        let members = &plan.groups[group as usize];
        let mut out: Vec<(u32, Timeline)> = members.iter().map(|&c| (c, Timeline::never())).collect();
        loop {
            let mut changed = false;
            for at in 0..out.len() {
                let copy = &plan.instances.copies[out[at].0 as usize];
                let mut any = AnyOf::new();
                for way in &copy.ways {
                    let step = self.step(way, copy.continuing);
                    let inner = out.iter().find(|(c, _)| *c == way.copy).map(|(_, t)| t);
                    let before = match way.copy {
                        NONE => Timeline::always(),
                        other => inner.unwrap_or(&self.values.copies[other as usize]).clone(),
                    };
                    any.push(&step.and(&before));
                }
                let value = any.finish();
                if value != out[at].1 {
                    out[at].1 = value;
                    changed = true;
                }
            }
            if !changed || members.len() == 1 {
                return out;
            }
        }
    }

    // ---- computing -----------------------------------------------------------------------------------------------

    /// Computes one value; whether it changed.
    pub(super) fn compute(&mut self, node: u32) -> bool {
        fn put<T: PartialEq>(slot: &mut T, value: T) -> bool {
            let changed = *slot != value;
            *slot = value;
            changed
        }
        match self.plan.nodes().kind(node) {
            Node::Stand(s) => {
                let value = self.stand(s);
                put(&mut self.values.stands[s as usize], value)
            }
            Node::Status(s) => {
                let value = self.holds(s);
                put(&mut self.values.statuses[s as usize], value)
            }
            Node::Fired(f) => {
                let value = self.fired(f);
                put(&mut self.values.fired[f as usize], value)
            }
            Node::Counted(c) => {
                let value = self.counted(c);
                put(&mut self.values.counted[c as usize], value)
            }
            Node::Group(g) => {
                let mut changed = false;
                for (copy, value) in self.group(g) {
                    changed |= put(&mut self.values.copies[copy as usize], value);
                }
                changed
            }
            Node::Norm(n) => {
                let value = self.operative(n, true);
                put(&mut self.values.norms[n as usize], value)
            }
            Node::Dis(d) => {
                let (inst, part) = self.plan.dis[d as usize];
                let value = self.attack(inst, part, None);
                put(&mut self.values.dis[d as usize], value)
            }
        }
    }

    /// Forgets one value: nothing is known of it.
    fn forget(&mut self, node: u32) {
        let open = || Timeline::constant(Truth::Undetermined);
        match self.plan.nodes().kind(node) {
            Node::Stand(s) => {
                self.values.stands[s as usize] = Stand {
                    voided: open(),
                    annulled: open(),
                    stands: open(),
                    repealed: open(),
                    suspended: open(),
                    live: open(),
                };
            }
            Node::Status(s) => self.values.statuses[s as usize] = open(),
            Node::Fired(f) => self.values.fired[f as usize] = Truth::Undetermined,
            Node::Counted(c) => self.values.counted[c as usize] = Truth::Undetermined,
            Node::Group(g) => {
                for &copy in &self.plan.groups[g as usize] {
                    self.values.copies[copy as usize] = open();
                }
            }
            Node::Norm(n) => self.values.norms[n as usize] = open(),
            Node::Dis(d) => self.values.dis[d as usize] = open(),
        }
    }

    /// Computes these values (whole stretches of the schedule, or what of them is asked for), what is asked first.
    pub(super) fn settle(&mut self, nodes: &[u32], circular: bool) {
        if !circular {
            for &node in nodes {
                self.compute(node);
            }
            return;
        }
        // From knowing nothing, until nothing new is learnt: the least fixpoint.
        nodes.iter().for_each(|&node| self.forget(node));
        super::circle::settle(self, nodes);
    }

    /// Computes everything.
    pub(super) fn settle_all(&mut self) {
        let plan = self.plan;
        let mut from = 0;
        for (&end, &circle) in plan.schedule.ends.iter().zip(&plan.schedule.circles) {
            self.settle(&plan.schedule.row[from as usize..end as usize], circle);
            from = end;
        }
    }
}
