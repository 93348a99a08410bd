//! A plan and a horizon go in; everything that was tried on a part, a status or a duty comes out, and why it failed.
//!
//! Each answer of a [`crate::Solution`] is the end of a few equations (`docs/semantics.md`, §5 to §9). Here are their
//! terms: a trial *works* on the days on which every term allows it, so the first term that excludes a day is the
//! reason why it does not work on that day.

use vigente_model::*;

use crate::eval::build::origin;
use crate::eval::state::{EvalState, kind_of};
use crate::plan::instance::Inst;
use crate::plan::interning::NONE;
use crate::{Authority, Origin, Ranks, Timeline, Truth};

/// A evaluated plan, ready to say why.
pub struct Reasons<'p, 'm> {
    pub(crate) state: EvalState<'p, 'm>,
}

/// How something is tried on a part.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TrialKind {
    /// `annuls`, `repeals`, `suspends`.
    Attack(Attack),
    /// `disapplies … to` this: the part itself is annulled only where its author is within it.
    Disapplies(ThingId),
    /// A void norm met the part when it was made.
    Void(NormId),
}

/// Why an authority does or does not prevail over another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rank {
    /// It prevails.
    Prevails,
    /// The viewpoint does not recognise it.
    Unrecognised,
    /// It stands in a lower rank.
    Lower,
    /// Both stand in one rank, and neither contains the other.
    Beside,
    /// It ranks higher or equal, and yet does not prevail: an organ against the norms of its own order, a reading.
    Bound,
}

/// An attack on a part, or a void norm that met it.
#[derive(Clone, PartialEq, Debug)]
pub struct Trial {
    /// How.
    pub kind: TrialKind,
    /// What carries it; for a void norm the part itself is the carrier.
    pub by: Origin,
    /// With whose authority.
    pub authority: Authority,
    /// Its act is on the record, as asked.
    pub included: Truth,
    /// Its act came after that of the part.
    pub later: Truth,
    /// Whether its authority prevails over the author of the part.
    pub rank: Rank,
    /// Its own part is not annulled.
    pub stands: Timeline,
    /// Its own part is suspended.
    pub suspended: Timeline,
    /// Its own part is repealed: this ends suspensions only.
    pub repealed: Timeline,
    /// The days that it reaches by its `from`, `until` and `effective`.
    pub window: Timeline,
    /// The days on which its conditions allow it; of a void norm: that it was operative and its conditions held.
    pub conditions: Timeline,
    /// For a copy: the days on which the chain of `upholds` carries it.
    pub copied: Timeline,
    /// Supports over which it does not prevail, and when they stand.
    pub blocked: Vec<(PartId, Timeline)>,
    /// Restorations tried on the part after it.
    pub restorations: Vec<Restoration>,
    /// The days on which it works.
    pub works: Timeline,
}

/// A restoration, against one attack.
#[derive(Clone, PartialEq, Debug)]
pub struct Restoration {
    /// What carries it.
    pub by: Origin,
    /// With whose authority.
    pub authority: Authority,
    /// Its act is on the record, as asked.
    pub included: Truth,
    /// Its act is that of the attack, or came after it.
    pub later: Truth,
    /// Whether its author prevails over the attacker.
    pub rank: Rank,
    /// Its own part is not annulled.
    pub stands: Timeline,
    /// Its own part is suspended.
    pub suspended: Timeline,
    /// The days that it reaches.
    pub window: Timeline,
    /// The days on which its conditions allow it.
    pub conditions: Timeline,
    /// The days on which it undoes the attack.
    pub undoes: Timeline,
}

/// A one-stroke effect on a title or a duty: `ends`, `discharges`.
#[derive(Clone, PartialEq, Debug)]
pub struct Stroke {
    /// What carries it.
    pub by: Origin,
    /// With whose authority.
    pub authority: Authority,
    /// Its act came after that of the title or duty.
    pub later: Truth,
    /// Whether its authority prevails.
    pub rank: Rank,
    /// Its day: the only one on which it is asked whether it is valid.
    pub day: Days,
    /// What carries it lives on that day.
    pub lives: Truth,
    /// Its conditions hold on that day.
    pub conditions: Truth,
    /// From when on it works.
    pub works: Timeline,
}

/// A norm that met a deed.
#[derive(Clone, PartialEq, Debug)]
pub struct Firing {
    /// The norm.
    pub norm: NormId,
    /// The deed: index into [`crate::Solution::deeds`]; `None` for a norm that lives day by day.
    pub deed: Option<u32>,
    /// Values of the norm's variables, by number; a variable that stays open is itself.
    pub binding: Vec<Arg>,
    /// The viewpoint recognises its authority.
    pub recognised: bool,
    /// The deed happened, as far as attackers count for this norm.
    pub happened: Truth,
    /// The norm was operative on the day of the deed.
    pub operative: Truth,
    /// Its `if` conditions held on that day, line by line.
    pub conditions: Vec<Truth>,
    /// It fired.
    pub fired: Truth,
}

impl<'m> Reasons<'_, 'm> {
    /// The ranks of the viewpoint.
    pub fn ranks(&self) -> &Ranks<'m> {
        &self.state.ranks
    }

    /// How `a` stands to `b`.
    pub fn rank(&self, a: Authority, b: Authority) -> Rank {
        let ranks = &self.state.ranks;
        if ranks.prevails(a, b) {
            return Rank::Prevails;
        }
        if !ranks.recognises(a) {
            return Rank::Unrecognised;
        }
        let root = |o: ThingId| self.state.plan.model.things[o.index()].root;
        match (a, b, ranks.level(a), ranks.level(b)) {
            (Authority::Reading, ..) => Rank::Bound,
            (Authority::Organ(organ), Authority::NormsOf(order), ..) if root(organ) == order => Rank::Bound,
            (_, _, Some(x), Some(y)) if x > y => Rank::Lower,
            _ => Rank::Beside,
        }
    }

    /// How many parts attack this one, attack an attacker, and so on.
    pub fn attackers_below(&self, part: PartId) -> usize {
        let plan = self.state.plan;
        let mut seen = vec![false; plan.model.parts.len()];
        seen[part.index()] = true;
        let (mut open, mut found) = (vec![part.0], 0);
        while let Some(at) = open.pop() {
            for &attack in plan.attacks.of(at) {
                let by = plan.instances.all[attack as usize].part;
                if !std::mem::replace(&mut seen[by as usize], true) {
                    found += 1;
                    open.push(by);
                }
            }
        }
        found
    }

    /// Every attack on a part, own and copied, and every void norm that met it.
    pub fn trials(&self, part: PartId) -> Vec<Trial> {
        let plan = self.state.plan;
        let attacks = plan.attacks.of(part.0).iter().map(|&a| self.attack(a, part.0));
        let voids = plan.voids.of(part.0).iter().map(|&v| self.void(v));
        let mut out: Vec<Trial> = attacks.chain(voids).collect();
        out.sort_by_key(|t| (t.by.part, t.by.effect, t.by.copied_from));
        out
    }

    fn attack(&self, a: u32, part: u32) -> Trial {
        let w = &self.state;
        let inst = w.inst(a);
        let act = w.plan.act_of(inst.part);
        let kind = match w.plan.does(a) {
            Does::Disapplies { to, .. } => TrialKind::Disapplies(*to),
            does => TrialKind::Attack(kind_of(does)),
        };
        let annulment = kind_of(w.plan.does(a)) == Attack::Annuls;
        let stand = &w.values.validity[inst.part as usize];
        let blocks = w.plan.supports.of(part).iter().map(|&s| (PartId(s), w.block(&inst, act, s)));
        Trial {
            kind,
            by: origin(&inst),
            authority: inst.authority,
            included: w.inc(act),
            later: w.plan.order.before(w.plan.act_of(part), act),
            rank: self.rank(inst.authority, Authority::Organ(w.plan.author_of(part))),
            stands: stand.stands.clone(),
            suspended: stand.suspended.clone(),
            repealed: stand.repealed.clone(),
            window: w.reach(&inst, annulment),
            conditions: w.conditions(&inst),
            copied: w.copied(&inst),
            blocked: blocks.filter(|(_, t)| !t.is_never()).collect(),
            restorations: self.restorations(part, act, inst.authority, annulment),
            works: w.attack(a, part, None),
        }
    }

    fn void(&self, v: u32) -> Trial {
        let w = &self.state;
        let void = w.plan.ground.voids[v as usize];
        let authority = w.plan.authority_of_norm(void.norm);
        let act = w.plan.act_of(void.part);
        Trial {
            kind: TrialKind::Void(NormId(void.norm)),
            by: Origin {
                part: Some(PartId(void.part)),
                norm: Some(NormId(void.norm)),
                effect: EffectId(void.effect),
                copied_from: None,
            },
            authority,
            included: w.inc(act),
            later: Truth::True,
            rank: self.rank(authority, Authority::Organ(w.plan.author_of(void.part))),
            stands: Timeline::always(),
            suspended: Timeline::never(),
            repealed: Timeline::never(),
            window: Timeline::always(),
            conditions: Timeline::constant(w.caught[v as usize]),
            copied: Timeline::always(),
            blocked: Vec::new(),
            restorations: self.restorations(void.part, act, authority, true),
            works: w.voided(v),
        }
    }

    fn restorations(&self, part: u32, by: ActId, authority: Authority, annulment: bool) -> Vec<Restoration> {
        let w = &self.state;
        let one = |&r: &u32| {
            let inst = w.inst(r);
            let act = w.plan.act_of(inst.part);
            let stand = &w.values.validity[inst.part as usize];
            Restoration {
                by: origin(&inst),
                authority: inst.authority,
                included: w.inc(act),
                later: if act == by { Truth::True } else { w.plan.order.before(by, act) },
                rank: self.rank(inst.authority, authority),
                stands: stand.stands.clone(),
                suspended: stand.suspended.clone(),
                window: w.reach(&inst, annulment),
                conditions: w.conditions(&inst).and(&w.copied(&inst)),
                undoes: w.undo(r, by, authority, annulment),
            }
        };
        w.plan.restores.of(part).iter().map(one).collect()
    }

    /// Every `ends` of a status, tried on one of its titles: indexes into [`crate::Solution::statuses`] and its titles.
    pub fn endings(&self, status: u32, title: u32) -> Vec<Stroke> {
        let w = &self.state;
        let fact = w.plan.is_fact(status);
        let Some(&title) = w.plan.titles.of(status).get(title as usize) else { return Vec::new() };
        let title = w.inst(title);
        let one = |&e: &u32| {
            let stroke = w.stroke(e, fact);
            let works = w.cuts(&title, &w.inst(e), &stroke, fact);
            self.stroke(e, &title, works)
        };
        w.plan.ends.of(status).iter().map(one).collect()
    }

    /// Every `discharges` tried on a duty: index into [`crate::Solution::duties`].
    pub fn discharges(&self, duty: u32) -> Vec<Stroke> {
        let w = &self.state;
        let Some(duty) = w.plan.duties.all.get(duty as usize) else { return Vec::new() };
        let inst = w.inst(duty.inst);
        if inst.part == NONE {
            return Vec::new();
        }
        let of_bearer = w.plan.duties.discharges_of.get(&duty.bearer).into_iter().flatten();
        let all = w.plan.duties.discharges.of(inst.part).iter().chain(of_bearer);
        all.map(|&e| self.stroke(e, &inst, crate::rules::duty_resolution::discharge(w, &inst, e))).collect()
    }

    fn stroke(&self, e: u32, on: &Inst, works: Timeline) -> Stroke {
        let w = &self.state;
        let inst = w.inst(e);
        let day = w.start(&inst);
        let fired = if inst.fired == NONE { Truth::True } else { w.values.fired[inst.fired as usize] };
        let live = match w.plan.lives[e as usize] {
            NONE => Truth::True,
            node => w.values.validity[node as usize].live.at_days(day),
        };
        let later = match on.part {
            NONE => Truth::False,
            part => w.plan.order.before(w.plan.act_of(part), w.plan.act_of(inst.part)),
        };
        Stroke {
            by: origin(&inst),
            authority: inst.authority,
            later,
            rank: self.rank(inst.authority, on.authority),
            day,
            lives: fired.and(live),
            conditions: w.conditions_at(&inst, day).and(w.copied(&inst).at_days(day)),
            works,
        }
    }

    /// Every norm that met a deed of a part, whether or not it fired; with `None`: norms that live day by day.
    pub fn firings(&self, part: Option<PartId>) -> Vec<Firing> {
        let w = &self.state;
        let plan = w.plan;
        let mut out = Vec::new();
        for (f, fired) in plan.instances.fired.iter().enumerate() {
            let firing = plan.ground.firings[fired.firing as usize];
            let of = (firing.done != NONE).then(|| PartId(plan.ground.done[firing.done as usize].part));
            if fired.assumed || of != part {
                continue;
            }
            let norm = &plan.model.norms[firing.norm as usize];
            let authority = plan.authority_of_norm(firing.norm);
            let (mut happened, mut operative) = (Truth::True, Truth::True);
            let mut conditions = Vec::new();
            if let Some(part) = of {
                let act = plan.act_of(part.0);
                let made = plan.model.acts[act.index()].made;
                happened = w.happened(firing.done);
                let done = plan.ground.done[firing.done as usize];
                if !done.fact {
                    let own = plan.counted_of.get(&firing.done).map_or(Truth::True, |_| happened);
                    let dis = w.disapplied(plan.dis_of_done.get(&firing.done), Some(authority));
                    let live = w.values.validity[plan.happens[f] as usize].live.at_days(made);
                    happened = own.and(live).and(dis.at_days(made).not());
                }
                operative = w.operative_for(firing.norm, act);
                let lines = plan.clocks.lines(fired.lines).iter();
                conditions = lines.map(|&line| w.line_at(line, made)).collect();
            }
            out.push(Firing {
                norm: NormId(firing.norm),
                deed: (firing.done != NONE).then(|| plan.duties.place[firing.done as usize]),
                binding: plan.ground.binding(norm, firing.binding).to_vec(),
                recognised: w.ranks.recognises(authority),
                happened,
                operative,
                conditions,
                fired: w.values.fired[f],
            });
        }
        out
    }
}
