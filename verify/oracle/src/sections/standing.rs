//! Whether a part stands, is repealed or is suspended on a day (§5), and whether a void norm caught it when it was
//! made (§6).

use vigente_model::{ActId, Attack, Day, Days, Does, PartId};

use crate::evaluation::{Evaluation, Lens, Of, Proposition, every};
use crate::sections::ground::{Carried, What, authority_of};
use crate::sections::rank::Authority;
use crate::truth::Truth::{self, F, T};
use crate::truth::{all, exists};

/// Which reach a restoration needs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// Against annulments, disapplications and void norms: every day.
    Back,
    /// Against repeals and suspensions: from its day.
    Forth,
}

impl Evaluation<'_> {
    pub(crate) fn stands(&mut self, of: Of, lens: Lens, p: PartId, d: Day) -> Truth {
        all![
            self.ranks.recognised(self.organ(p)),
            self.inc(of, self.act_of(p)),
            !self.voided(of, lens, p, d),
            !self.annulled(of, lens, p, d),
        ]
    }

    /// ∃ void(v,p) ∧ ¬undone(v).
    pub(crate) fn voided(&mut self, of: Of, lens: Lens, p: PartId, d: Day) -> Truth {
        let ground = self.ground;
        exists!(&firing in &ground.births[p.index()] => {
            let authority = authority_of(self.model, ground.firings[firing].norm);
            all![
                self.counts(lens, authority),
                self.ask(Proposition::Void(firing), Day::MIN),
                !self.undone(of, (self.act_of(p), authority), Reach::Back, p, d),
            ]
        })
    }

    /// ∃e annuls(e,p,d).
    pub(crate) fn annulled(&mut self, of: Of, lens: Lens, p: PartId, d: Day) -> Truth {
        let (ground, model) = (self.ground, self.model);
        let author = self.author(p);
        exists!(&e in &ground.attacks[p.index()] => match ground.carried[e].what {
            What::Attack(Attack::Annuls, _) => self.annuls(of, lens, e, p, d),
            What::Disapplies { to, .. } if model.within(author, to) => self.annuls(of, lens, e, p, d),
            _ => F,
        })
    }

    /// ∃e repeals(e,p,d).
    pub(crate) fn repealed(&mut self, of: Of, lens: Lens, p: PartId, d: Day) -> Truth {
        let ground = self.ground;
        exists!(&e in &ground.attacks[p.index()] => {
            let attack = &ground.carried[e];
            if attack.attack() != Some(Attack::Repeals) {
                continue;
            }
            let Some(c) = attack.part else { continue };
            all![
                self.ok(of, lens, attack, p, d),
                self.win(of, attack, d),
                self.attacker_stands(of, attack, d),
                !self.undone(of, (self.act_of(c), attack.authority), Reach::Forth, p, d),
            ]
        })
    }

    /// ∃e suspends(e,p,d).
    pub(crate) fn suspended(&mut self, of: Of, lens: Lens, p: PartId, d: Day) -> Truth {
        let ground = self.ground;
        exists!(&e in &ground.attacks[p.index()] => {
            let attack = &ground.carried[e];
            if attack.attack() != Some(Attack::Suspends) {
                continue;
            }
            let Some(c) = attack.part else { continue };
            all![
                self.ok(of, lens, attack, p, d),
                self.win(of, attack, d),
                self.source_lives(of, attack, d),
                !self.undone(of, (self.act_of(c), attack.authority), Reach::Forth, p, d),
            ]
        })
    }

    /// annuls(e,p,d): also the equation of a disapplication.
    pub(crate) fn annuls(&mut self, of: Of, lens: Lens, e: usize, p: PartId, d: Day) -> Truth {
        let ground = self.ground;
        let attack = &ground.carried[e];
        let Some(c) = attack.part else { return F };
        all![
            self.ok(of, lens, attack, p, d),
            self.written_window(of, attack, d),
            !self.kept_for_a_time(attack.dated, d),
            self.attacker_stands(of, attack, d),
            !self.undone(of, (self.act_of(c), attack.authority), Reach::Back, p, d),
        ]
    }

    /// stands(c,d) ∧ ¬suspended(c,d), as what a norm gives sees it.
    fn attacker_stands(&mut self, of: Of, e: &Carried, d: Day) -> Truth {
        match e.part {
            Some(c) if !self.rests_on_fact(e) => {
                let lens = self.lens(e);
                all![
                    self.ask(Proposition::Stands(of, lens, c), d),
                    !self.ask(Proposition::Suspended(of, lens, c), d),
                ]
            }
            _ => T,
        }
    }

    /// Between the making of an act and its `effective` day, where one is written.
    fn kept_for_a_time(&self, act: Option<ActId>, d: Day) -> Truth {
        let Some(act) = act.map(|a| self.act(a)) else { return F };
        let Some(effective) = act.effective else { return F };
        all![self.grid.reached(d, act.made), !self.grid.reached(d, effective)]
    }

    /// Whether an attack counts for what a norm gives (§5, filtered).
    fn counts(&self, lens: Lens, attacker: Authority) -> bool {
        lens.is_none_or(|norm| {
            let (own, other) = (self.ranks.order(norm), self.ranks.order(attacker));
            (own.is_some() && own == other) || self.ranks.prevails(attacker, norm)
        })
    }

    /// ok(e,p,d).
    fn ok(&mut self, of: Of, lens: Lens, e: &Carried, p: PartId, d: Day) -> Truth {
        let Some(c) = e.part else { return F };
        all![
            self.counts(lens, e.authority),
            self.ranks.prevails(e.authority, self.organ(p)),
            self.order.before(self.act_of(p), self.act_of(c)),
            self.inc(of, self.act_of(c)),
            self.given(of, e, d),
            self.cond(of, e, d),
            self.links(of, e, d),
            !self.blocked(of, e, p, d),
        ]
    }

    /// blocked(e,p,d): by a standing support between the two that the attacker does not prevail over.
    fn blocked(&mut self, of: Of, e: &Carried, p: PartId, d: Day) -> Truth {
        let ground = self.ground;
        let Some(c) = e.part else { return F };
        exists!(&s in &ground.supports[p.index()] => all![
            !self.ranks.prevails(e.authority, self.organ(s)),
            self.order.before(self.act_of(s), self.act_of(c)),
            self.inc(of, self.act_of(s)),
            self.ask(Proposition::Stands(of, None, s), d),
        ])
    }

    /// undone(e,p,d), of an attack by some act with some authority.
    fn undone(&mut self, of: Of, by: (ActId, Authority), reach: Reach, p: PartId, d: Day) -> Truth {
        let ground = self.ground;
        let (attacker, authority) = by;
        exists!(&r in &ground.restorations[p.index()] => {
            let restoration = &ground.carried[r];
            let Some(k) = restoration.part else { continue };
            let act = self.act_of(k);
            all![
                self.ranks.prevails(restoration.authority, authority),
                if act == attacker { T } else { self.order.before(attacker, act) },
                self.inc(of, act),
                self.cond(of, restoration, d),
                self.links(of, restoration, d),
                match reach {
                    Reach::Back => all![
                        self.written_window(of, restoration, d),
                        !self.kept_for_a_time(restoration.dated, d),
                    ],
                    Reach::Forth => self.win(of, restoration, d),
                },
                self.ask(Proposition::Stands(of, None, k), d),
                !self.ask(Proposition::Suspended(of, None, k), d),
            ]
        })
    }

    /// in_force(p,d), in the question's own record.
    pub(crate) fn in_force(&mut self, p: PartId, d: Day) -> Truth {
        let start = self.act(self.act_of(p)).start();
        let end = self.end_of_part(p);
        all![
            self.ask(Proposition::Stands(None, None, p), d),
            !self.ask(Proposition::Repealed(None, None, p), d),
            self.grid.reached(d, start),
            !self.grid.reached(d, end),
        ]
    }

    /// end(p): the latest end of its own continuing effects, if it has any and all of them end.
    fn end_of_part(&mut self, p: PartId) -> Days {
        let ground = self.ground;
        let never = Days::on(Day::MAX);
        let own = |e: &&Carried| {
            e.part == Some(p)
                && e.source == crate::sections::ground::Origin::Own
                && !e.is_copy()
                && e.is_continuing()
        };
        let mut latest: Option<Days> = None;
        for e in ground.carried.iter().filter(own) {
            if self.timing(e).is_none_or(|t| t.until.is_none()) {
                return never;
            }
            let end = self.end(None, e);
            latest = Some(latest.map_or(end, |l| Days { lo: l.lo.max(end.lo), hi: l.hi.max(end.hi) }));
        }
        latest.unwrap_or(never)
    }

    /// void(v,p): asked once, as the record stood before the act was made.
    pub(crate) fn void(&mut self, firing: usize) -> Truth {
        let (ground, model) = (self.ground, self.model);
        let fired = &ground.firings[firing];
        let p = ground.deeds[fired.deed].part;
        let (act, author) = (self.act_of(p), self.author(p));
        let norm = &model[fired.norm];
        let authority = authority_of(model, fired.norm);
        let spared = matches!(authority, Authority::NormsOf(order, _) if order == model[author].root)
            && self.ranks.highest_of_its_order(author);
        let before = Some(act);
        let made = self.act(act).made;
        let effects = norm.effects.clone();
        all![
            !spared,
            self.ranks.prevails(authority, Authority::Organ(author)),
            self.at(made, |r, m| r.operative(before, fired.norm, Some(act), false, m)),
            every(norm.conditions.iter(), |c| {
                self.at(made, |r, m| r.line(before, c, &fired.binding, None, m))
            }),
            exists!(e in effects => {
                let effect = &model[e];
                if effect.does != Does::Void {
                    continue;
                }
                let lines = effect.timing.as_deref().map_or(&[][..], |t| &t.conditions);
                every(lines.iter(), |c| self.at(made, |r, m| r.line(before, c, &fired.binding, None, m)))
            }),
        ]
    }
}
