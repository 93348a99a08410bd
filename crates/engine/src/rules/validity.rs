//! Whether a part stands, is repealed or is suspended (§5).

use vigente_model::*;

use crate::eval::state::{EvalState, Validity, kind_of};
use crate::ids::{InstanceId, StandingId, VoidId};
use crate::plan::instance::Inst;
use crate::rules::support_index::SupportIndex;
use crate::timeline::AnyOf;
use crate::{Authority, Timeline, Truth};

impl EvalState<'_, '_> {
    /// What copying adds: the ways by which the effect came to this part.
    pub(crate) fn copied(&self, inst: &Inst) -> Timeline {
        inst.copy.map_or_else(Timeline::always, |copy| self.values.copies[copy].clone())
    }

    /// What can be said of an attack without looking at any day: included, later, prevailing.
    fn aimed(&self, attack: &Inst, part: PartId) -> Truth {
        let author = Authority::Organ(self.plan.author_of(part));
        if !self.ranks.prevails(attack.authority, author) {
            return Truth::False;
        }
        let by = self.plan.act_of(attack.carrier());
        self.inc(by).and(self.plan.order.before(self.plan.act_of(part), by))
    }

    /// How what carries an attack stands: for what a norm gives, as far as its authority counts attackers. `None` where
    /// the norm gives it on a fact, which stands whatever falls.
    pub(crate) fn carried_by(&self, attack: InstanceId) -> Option<&Validity> {
        self.plan.lives[attack].map(|standing| &self.values.validity[standing])
    }

    /// annuls(e, p, ·), repeals(e, p, ·) or suspends(e, p, ·); of a disapplication as though it annulled.
    pub(crate) fn attack(&self, attack: InstanceId, part: PartId, index: Option<&SupportIndex>) -> Timeline {
        let inst = self.inst(attack);
        let aimed = self.aimed(&inst, part);
        if aimed == Truth::False {
            return Timeline::never();
        }
        let kind = kind_of(self.plan.does(attack));
        let window = self.reach(&inst, kind == Attack::Annuls);
        let acts = match (self.carried_by(attack), kind) {
            (None, _) => window,
            (Some(by), Attack::Annuls | Attack::Repeals) => window.and(&by.stands).minus(&by.suspended),
            (Some(by), Attack::Suspends) => window.and(&by.live),
        };
        let mut effect = acts
            .and_truth(aimed.and(self.given_by(&inst)))
            .and(&self.conditions(&inst))
            .and(&self.copied(&inst));
        if effect.is_never() {
            return effect;
        }
        let act = self.plan.act_of(inst.carrier());
        effect = effect.minus(&match index {
            Some(index) => index.blocked(self, inst.authority, act),
            None => self.blocked(&inst, part),
        });
        if effect.is_never() {
            return effect;
        }
        let at_once = kind == Attack::Annuls;
        effect.minus(&match index {
            Some(index) => index.undone(self, act, inst.authority, at_once),
            None => self.undone(part, act, inst.authority, at_once),
        })
    }

    /// blocked(e, p, ·): by what supported the part before the attack, and does not rank below the attacker.
    fn blocked(&self, attack: &Inst, part: PartId) -> Timeline {
        let mut any = AnyOf::new();
        let by = self.plan.act_of(attack.carrier());
        for &support in self.plan.supports.of(part) {
            any.push(&self.block(attack, by, support));
        }
        any.finish()
    }

    /// What one support holds against an attack.
    pub(crate) fn block(&self, attack: &Inst, by: ActId, support: PartId) -> Timeline {
        let act = self.plan.act_of(support);
        let author = Authority::Organ(self.plan.author_of(support));
        if !self.ranks.recognises(author) || self.ranks.prevails(attack.authority, author) {
            return Timeline::never();
        }
        let before = self.inc(act).and(self.plan.order.before(act, by));
        if before == Truth::False {
            return Timeline::never();
        }
        self.standing(support).stands.and_truth(before)
    }

    /// undone(e, p, ·), for an attack of this act and authority.
    fn undone(&self, part: PartId, by: ActId, authority: Authority, annulment: bool) -> Timeline {
        let mut any = AnyOf::new();
        for &r in self.plan.restores.of(part) {
            any.push(&self.undo(r, by, authority, annulment));
        }
        any.finish()
    }

    /// What one restoration undoes of an attack.
    pub(crate) fn undo(
        &self,
        restoration: InstanceId,
        by: ActId,
        authority: Authority,
        annulment: bool,
    ) -> Timeline {
        let inst = self.inst(restoration);
        let act = self.plan.act_of(inst.carrier());
        let after = if act == by { Truth::True } else { self.plan.order.before(by, act) };
        let truth = self.inc(act).and(after);
        if truth == Truth::False || !self.ranks.prevails(inst.authority, authority) {
            return Timeline::never();
        }
        self.restores(restoration, annulment).and_truth(truth)
    }

    /// The days on which a restoration undoes what it meets.
    pub(crate) fn restores(&self, restoration: InstanceId, annulment: bool) -> Timeline {
        let inst = self.inst(restoration);
        let by = self.standing(inst.carrier());
        self.reach(&inst, annulment)
            .and(&by.stands)
            .minus(&by.suspended)
            .and(&self.conditions(&inst))
            .and(&self.copied(&inst))
    }

    /// void(v, p) and not undone.
    pub(crate) fn voided(&self, void: VoidId) -> Timeline {
        let caught = self.caught[void];
        if caught == Truth::False {
            return Timeline::never();
        }
        let void = self.plan.ground.voids[void];
        let authority = self.plan.authority_of_norm(void.norm);
        let undone = self.undone(void.part, self.plan.act_of(void.part), authority, true);
        undone.not().and_truth(caught)
    }

    pub(crate) fn validity(&self, standing: StandingId) -> Validity {
        let (part, norms_of) = self.plan.standing(standing);
        self.validity_for(part, norms_of)
    }

    /// The standing of a part; with an authority, as far as what its norms give is concerned.
    pub(crate) fn validity_for(&self, part: PartId, norms_of: Option<Authority>) -> Validity {
        let plan = self.plan;
        let counts = |by: Authority| norms_of.is_none_or(|norm| self.ranks.counts(by, norm));
        let author = plan.author_of(part);
        let included = self.inc(plan.act_of(part));
        let attacks = plan.attacks.of(part);
        let voids = plan.voids.of(part);
        let born = included.and(Truth::of(self.ranks.recognises(Authority::Organ(author))));
        if attacks.is_empty() && voids.is_empty() {
            let stands = Timeline::constant(born);
            return Validity { live: stands.clone(), stands, ..Validity::default() };
        }
        let index = SupportIndex::new(self, part);
        let (mut annuls, mut repeals, mut suspends) = (AnyOf::new(), AnyOf::new(), AnyOf::new());
        for &attack in attacks {
            let inst = self.inst(attack);
            if !counts(inst.authority) {
                continue;
            }
            match plan.does(attack) {
                Does::Attack(Attack::Annuls, _) => annuls.push(&self.attack(attack, part, index.as_ref())),
                Does::Attack(Attack::Repeals, _) => repeals.push(&self.attack(attack, part, index.as_ref())),
                Does::Attack(Attack::Suspends, _) => {
                    suspends.push(&self.attack(attack, part, index.as_ref()))
                }
                _ => {}
            }
        }
        for &d in plan.disapplied.of(part) {
            let attack = plan.dis[d].0;
            if let Does::Disapplies { to, .. } = *plan.does(attack)
                && plan.model.within(author, to)
                && counts(self.inst(attack).authority)
            {
                annuls.push(&self.values.dis[d]);
            }
        }
        let mut caught = AnyOf::new();
        for &void in voids {
            if counts(plan.authority_of_norm(plan.ground.voids[void].norm)) {
                caught.push(&self.voided(void));
            }
        }
        let (annuls, voided) = (annuls.finish(), caught.finish());
        let (repealed, suspended) = (repeals.finish(), suspends.finish());
        let stands = annuls.or(&voided).not().and_truth(born);
        let live = stands.minus(&repealed).minus(&suspended);
        let annulled = annuls.and_truth(included);
        Validity { voided, annulled, stands, repealed, suspended, live }
    }
}
