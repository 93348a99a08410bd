//! Whether a norm is operative, whether it fires, and whether a deed happened (§7).

use vigente_model::{ActId, ConditionKind, Day, Days, NormId, NormOf};

use crate::evaluation::{Evaluation, Lens, Of, Proposition, every};
use crate::sections::ground::{Carried, Origin, authority_of};
use crate::truth::Truth::{self, F, T};
use crate::truth::all;

impl Evaluation<'_> {
    /// Norm operative on a day; for a trigger, `by` is its act. `back` is whether `applies from` counts.
    pub(crate) fn operative(&mut self, of: Of, norm: NormId, by: Option<ActId>, back: bool, d: Day) -> Truth {
        let n = &self.model[norm];
        let written = all![
            n.from.map_or(T, |from| self.grid.reached(d, from)),
            !n.until.map_or(F, |until| self.grid.reached(d, until)),
        ];
        let NormOf::Part(k) = n.of else { return written };
        let act = self.act_of(k);
        let start = self.act(act).start();
        let begun = self.grid.reached(d, start);
        let lives = match n.applies_from.filter(|_| back) {
            Some(applies_from) => {
                let forth = all![begun, self.live(of, None, k, d)];
                let back = all![
                    !begun,
                    self.grid.reached(d, applies_from),
                    self.at(start, |r, s| r.live(of, None, k, s)),
                ];
                forth.max(back)
            }
            None => all![
                begun,
                match by {
                    Some(by) => !all![self.falls_on(start, d), self.order.before(by, act)],
                    None => T,
                },
                self.live(of, None, k, d),
            ],
        };
        written.min(lives)
    }

    /// d = X.
    fn falls_on(&self, x: Days, d: Day) -> Truth {
        all![self.grid.reached(d, x), !self.grid.reached(d, x.map(Day::next))]
    }

    /// Whether a norm fires; `as_if` takes the part of the trigger as standing (§4, copies).
    pub(crate) fn fired(&mut self, of: Of, firing: usize, as_if: bool) -> Truth {
        let (ground, model) = (self.ground, self.model);
        let fired = &ground.firings[firing];
        let authority = authority_of(model, fired.norm);
        let act = self.act_of(ground.deeds[fired.deed].part);
        let made = self.act(act).made;
        let conditions = &model[fired.norm].conditions;
        all![
            self.ranks.recognised(authority),
            self.happened_for(of, Some(authority), fired.deed, as_if),
            self.at(made, |r, m| r.operative(of, fired.norm, Some(act), true, m)),
            every(conditions.iter().filter(|c| c.kind == ConditionKind::If), |c| {
                self.line(of, c, &fired.binding, Some(made), made.lo)
            }),
        ]
    }

    /// happened(x), seen through a norm.
    pub(crate) fn happened_for(&mut self, of: Of, lens: Lens, deed: usize, as_if: bool) -> Truth {
        let ground = self.ground;
        let done = &ground.deeds[deed];
        let act = self.act_of(done.part);
        let made = self.act(act).made;
        let by_law = !done.fact && !as_if && (done.counted.is_none() || lens.is_some());
        all![
            match done.counted {
                None if done.fact => self.inc(of, act),
                None => T,
                Some((firing, line)) => self.counted(of, firing, line, as_if),
            },
            if by_law {
                all![
                    self.at(made, |r, m| r.live(of, lens, done.part, m)),
                    !self.at(made, |r, m| r.disapplied(of, lens, done.part, &done.deed.args, m)),
                ]
            } else {
                T
            },
        ]
    }

    /// Whether a norm made a deed count as another, by one of its lines.
    fn counted(&mut self, of: Of, firing: usize, line: vigente_model::EffectId, as_if: bool) -> Truth {
        let (ground, model) = (self.ground, self.model);
        let fired = &ground.firings[firing];
        let act = self.act_of(ground.deeds[fired.deed].part);
        let made = self.act(act).made;
        let binding = &fired.binding;
        let norm = &model[fired.norm].conditions;
        let timing = model[line].timing.as_deref();
        let own = timing.map_or(&[][..], |t| &t.conditions);
        let daily = norm.iter().filter(|c| c.kind != ConditionKind::If);
        all![
            self.ask(Proposition::Fired(of, firing, as_if), Day::MIN),
            timing.map_or(T, |t| self.at(made, |r, m| r.window_written_in(of, t, Some(act), binding, m))),
            every(daily.chain(own), |c| self.at(made, |r, m| r.line(of, c, binding, None, m))),
        ]
    }

    /// The lens through which attacks on the source of an effect are seen: what a norm gives lives by the norm.
    pub(crate) fn lens(&self, e: &Carried) -> Lens {
        let given = matches!(e.source, Origin::Fired(_)) && !e.is_copy();
        given.then_some(e.authority)
    }

    /// Whether an effect of a norm lives whatever happens to its part: the trigger is a fact.
    pub(crate) fn rests_on_fact(&self, e: &Carried) -> bool {
        match e.source {
            Origin::Fired(firing) if !e.is_copy() => self.ground.deeds[self.ground.firings[firing].deed].fact,
            _ => false,
        }
    }

    /// What a norm must have done for the effect to be carried at all, standing left aside.
    pub(crate) fn given(&mut self, of: Of, e: &Carried, d: Day) -> Truth {
        match e.source {
            Origin::Own => T,
            Origin::Fired(firing) => self.ask(Proposition::Fired(of, firing, e.is_copy()), Day::MIN),
            Origin::Daily(norm) => {
                let recognised = self.ranks.recognised(authority_of(self.model, norm));
                all![recognised, self.operative(of, norm, None, true, d)]
            }
        }
    }

    /// The source of an effect lives on a day: live_n(p,d), or true where it rests on a fact or on a norm alone.
    pub(crate) fn source_lives(&mut self, of: Of, e: &Carried, d: Day) -> Truth {
        match e.part {
            Some(p) if !self.rests_on_fact(e) => {
                let lens = self.lens(e);
                self.live(of, lens, p, d)
            }
            _ => T,
        }
    }

    /// No disapplication of its part reaches an effect.
    pub(crate) fn not_disapplied(&mut self, of: Of, e: &Carried, d: Day) -> Truth {
        let itself = match e.part {
            Some(p) if !self.rests_on_fact(e) => {
                let lens = self.lens(e);
                !self.disapplied(of, lens, p, &e.concerned, d)
            }
            _ => T,
        };
        let enacting = self.norm_of(e).filter(|_| !e.is_copy()).map(|n| self.model[n].of);
        let its_law = match enacting {
            Some(NormOf::Part(law)) => !self.disapplied(of, None, law, &e.concerned, d),
            _ => T,
        };
        itself.min(its_law)
    }

    /// Before, for an effect: the acts that carry the two; F where one has none.
    pub(crate) fn carried_before(&self, a: &Carried, b: &Carried) -> Truth {
        match (a.part, b.part) {
            (Some(a), Some(b)) => self.order.before(self.act_of(a), self.act_of(b)),
            _ => F,
        }
    }

    /// Whether one effect's authority prevails over another's.
    pub(crate) fn outranks(&self, a: &Carried, b: &Carried) -> bool {
        self.ranks.prevails(a.authority, b.authority)
    }
}
