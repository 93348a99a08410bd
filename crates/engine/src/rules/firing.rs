//! Whether a deed happened, whether a norm was operative, and whether it fired (§7).

use vigente_model::*;

use crate::eval::state::EvalState;
use crate::ids::{CountedId, DisId, DoneId, FiredId, InstanceId};
use crate::timeline::AnyOf;
use crate::{Authority, Timeline, Truth};

impl EvalState<'_, '_> {
    /// The disapplications that touch something, as a norm's authority (or everybody) counts them.
    pub(crate) fn disapplied(&self, by: Option<&Vec<DisId>>, norm: Option<Authority>) -> Timeline {
        let Some(by) = by else { return Timeline::never() };
        let mut any = AnyOf::new();
        for &d in by {
            let attacker = self.inst(self.plan.dis[d].0).authority;
            if norm.is_none_or(|norm| norm == Authority::Reading || self.ranks.counts(attacker, norm)) {
                any.push(&self.values.dis[d]);
            }
        }
        any.finish()
    }

    pub(crate) fn disapplied_inst(&self, inst: InstanceId) -> Timeline {
        let of_law = self.disapplied(self.plan.dis_of_law.get(&inst), None);
        let i = self.inst(inst);
        // What a norm gives on a fact deed lives with the fact, which stands whatever falls.
        let own = self.plan.dis_of_inst.get(&inst).filter(|_| !i.gift() || self.plan.lives[inst].is_some());
        self.disapplied(own, i.gift().then_some(i.authority)).or(&of_law)
    }

    /// happened(x), as everybody counts attacks.
    pub(crate) fn happened(&self, x: DoneId) -> Truth {
        let done = self.plan.ground.done[x];
        if let Some(&at) = self.plan.counted_of.get(&x) {
            return self.values.counted[at];
        }
        let act = self.plan.act_of(done.part);
        if done.fact {
            return self.inc(act);
        }
        let made = self.act(act).made;
        let dis = self.disapplied(self.plan.dis_of_done.get(&x), None);
        self.standing(done.part).live.at_days(made).and(dis.at_days(made).not())
    }

    /// Whether a norm fires; of a norm that lives day by day, whether it is recognised.
    pub(crate) fn fired(&self, f: FiredId) -> Truth {
        let plan = self.plan;
        let fired = plan.instances.fired[f];
        let firing = plan.ground.firings[fired.firing];
        let authority = plan.authority_of_norm(firing.norm);
        if !self.ranks.recognises(authority) {
            return Truth::False;
        }
        let Some(x) = firing.done else { return Truth::True };
        let done = plan.ground.done[x];
        let act = plan.act_of(done.part);
        let made = self.act(act).made;
        let mut all = self.operative_for(firing.norm, act);
        let counted = plan.counted_of.get(&x).copied();
        if all != Truth::False && fired.assumed {
            if let Some((at, by)) = counted.zip(fired.made_by) {
                all = all.and(self.made_by(at, by, made));
            }
        } else if all != Truth::False {
            if let Some(at) = counted {
                all = all.and(self.values.counted[at]);
            }
            if let Some(standing) = plan.happens[f] {
                let live = &self.values.validity[standing].live;
                let dis = self.disapplied(plan.dis_of_done.get(&x), Some(authority));
                all = all.and(live.at_days(made)).and(dis.at_days(made).not());
            } else {
                // A fact happened whatever falls.
                all = all.and(self.inc(act));
            }
        }
        if all == Truth::False {
            return all;
        }
        all.and(self.lines_at(fired.lines, made))
    }

    /// The norm is operative on the day an act was made; a norm enacted that very day, unless it came later.
    pub(crate) fn operative_for(&self, norm: NormId, act: ActId) -> Truth {
        let operative = self.values.norms[norm].at_days(self.act(act).made);
        if operative == Truth::False { operative } else { operative.and(self.after_enactment(norm, act)) }
    }

    /// An act that was made on the very day on which its norm took effect did not come before the norm.
    pub(crate) fn after_enactment(&self, norm: NormId, act: ActId) -> Truth {
        let n = &self.plan.model[norm];
        let NormOf::Part(part) = n.of else { return Truth::True };
        if n.applies_from.is_some() {
            return Truth::True;
        }
        let made = self.act(act).made;
        let by = self.plan.act_of(part);
        let start = self.act(by).start();
        let same = if made.is_exact() && made == start {
            Truth::True
        } else if made.hi < start.lo || start.hi < made.lo {
            Truth::False
        } else {
            Truth::Undetermined
        };
        same.and(self.plan.order.before(act, by)).not()
    }

    /// The days on which a norm is operative; `back`: also those to which it reaches back.
    pub(crate) fn operative(&self, norm: NormId, back: bool) -> Timeline {
        let n = &self.plan.model.norms[norm];
        let from = n.from.unwrap_or(Days::on(Day::MIN));
        let window = Timeline::between(from, n.until.unwrap_or(Days::on(Day::MAX)));
        let NormOf::Part(part) = n.of else { return window };
        let live = &self.standing(part).live;
        let start = self.act(self.plan.act_of(part)).start();
        let mut operative = live.and(&Timeline::from(start));
        if let Some(since) = n.applies_from.filter(|_| back) {
            let earlier = Timeline::until(start).and(&Timeline::from(since));
            operative.add(earlier.and_truth(live.at_days(start)));
        }
        operative.and(&window)
    }

    pub(crate) fn counted(&self, at: CountedId) -> Truth {
        let (x, i) = self.plan.counted[at];
        let Some(fired) = self.inst(i).fired else { return Truth::False };
        let made = self.act(self.plan.act_of(self.plan.ground.done[x].part)).made;
        self.made_by(at, fired, made)
    }

    /// Whether a deed of this day was made out of another, given the norm that fires.
    pub(crate) fn made_by(&self, at: CountedId, fired: FiredId, made: Days) -> Truth {
        let inst = self.inst(self.plan.counted[at].1);
        let fired = self.values.fired[fired];
        if fired == Truth::False {
            return fired;
        }
        // A deed is done when it is made: an act's `effective` day delays its effects, not its deeds.
        let window = self.open_window(&inst).at_days(made);
        fired.and(window).and(self.conditions_at(&inst, made))
    }
}
