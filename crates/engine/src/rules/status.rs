//! When a status holds (§8), and what copies of upheld effects need (§4).

use crate::eval::state::{EvalState, Stroke};
use crate::ids::{CopyGroupId, CopyId, GroundStatusId, InstanceId};
use crate::plan::instance::Inst;
use crate::rules::title_termination::TitleTermination;
use crate::timeline::AnyOf;
use crate::{Timeline, Truth};

impl EvalState<'_, '_> {
    /// When the carrier of an instance lives: its part, or (given on a fact) always; day by day while the norm is operative.
    fn living(&self, i: InstanceId) -> Timeline {
        let inst = self.inst(i);
        let fired = self.given_by(&inst);
        if let (None, Some(norm)) = (inst.part, inst.norm) {
            return self.values.norms[norm].and_truth(fired);
        }
        match self.plan.lives[i] {
            None => Timeline::constant(fired),
            Some(standing) => self.values.validity[standing].live.and_truth(fired),
        }
    }

    /// carried(t, ·)
    pub(crate) fn carries(&self, i: InstanceId) -> Timeline {
        let inst = self.inst(i);
        if inst.norm.is_none() && self.plan.what[i].is_some_and(|status| self.plan.is_fact(status)) {
            let included = self.inc(self.plan.act_of(inst.carrier()));
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
    pub(crate) fn stroke(&self, i: InstanceId, fact: bool) -> Stroke {
        let inst = self.inst(i);
        let start = self.start(&inst);
        let window = Timeline::between(start, self.end(&inst));
        let copied = || self.copied(&inst).at_days(start);
        if fact && inst.norm.is_none() {
            return Stroke { valid: self.inc(self.plan.act_of(inst.carrier())).and(copied()), window };
        }
        let fired = self.given_by(&inst);
        let live = match self.plan.lives[i] {
            None => Truth::True,
            Some(standing) => self.values.validity[standing].live.at_days(start),
        };
        let mut valid = fired.and(live);
        if valid != Truth::False {
            let dis = self.disapplied_inst(i).at_days(start).not();
            valid = valid.and(self.conditions_at(&inst, start)).and(copied()).and(dis);
        }
        Stroke { valid, window }
    }

    /// cut(t, ·) by one `ends`.
    pub(crate) fn cuts(&self, title: &Inst, ending: &Inst, stroke: &Stroke, fact: bool) -> Timeline {
        let (Some(part), Some(by)) = (title.part, ending.part) else { return Timeline::never() };
        if stroke.valid == Truth::False {
            return Timeline::never();
        }
        if !fact && !self.ranks.prevails(ending.authority, title.authority) {
            return Timeline::never();
        }
        let before = self.plan.order.before(self.plan.act_of(part), self.plan.act_of(by));
        stroke.window.and_truth(stroke.valid.and(before))
    }

    pub(crate) fn holds(&self, status: GroundStatusId) -> Timeline {
        let plan = self.plan;
        let titles = plan.titles.of(status);
        let mut any = AnyOf::new();
        if let Some(given) = plan.imports.of(status) {
            any.push(&self.given[given]);
        } else if let ([only], []) = (titles, plan.ends.of(status)) {
            return self.carries(*only);
        }
        if plan.ends.of(status).is_empty() {
            titles.iter().for_each(|&t| any.push(&self.carries(t)));
            return any.finish();
        }
        let termination = TitleTermination::new(self, status);
        for &t in titles {
            let carried = self.carries(t);
            if !carried.is_never() {
                any.push(&carried.minus(&termination.cut(self, &self.inst(t))));
            }
        }
        any.finish()
    }

    /// One step of a chain of copies, without what the chain before it needs.
    fn step(&self, way: &crate::plan::instance::Way, continuing: bool) -> Timeline {
        let plan = self.plan;
        let upholds = self.inst(way.upholds);
        let (act, by) = (plan.act_of(way.part), plan.act_of(upholds.carrier()));
        let truth = self.inc(act).and(plan.order.before(act, by));
        let open = self.open_window(&upholds).and_truth(truth).and(&self.conditions(&upholds));
        if continuing { open.minus(&self.standing(way.part).repealed) } else { open }
    }

    /// The copies of one group: whatever a chain reaches, by at least one way.
    pub(crate) fn group(&self, group: CopyGroupId) -> Vec<(CopyId, Timeline)> {
        let plan = self.plan;
        let members = &plan.groups[group];
        let mut out: Vec<(CopyId, Timeline)> = members.iter().map(|&c| (c, Timeline::never())).collect();
        loop {
            let mut changed = false;
            for at in 0..out.len() {
                let copy = &plan.instances.copies[out[at].0];
                let mut any = AnyOf::new();
                for way in &copy.ways {
                    let step = self.step(way, copy.continuing);
                    let before = match way.copy {
                        None => Timeline::always(),
                        Some(other) => {
                            let inner = out.iter().find(|(copy, _)| *copy == other);
                            inner.map_or(&self.values.copies[other], |(_, t)| t).clone()
                        }
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
}
