//! When a status holds (§8), and what copies of upheld effects need (§4).

use crate::eval::state::{EvalState, Stroke};
use crate::plan::instance::Inst;
use crate::plan::interning::NONE;
use crate::rules::title_termination::TitleTermination;
use crate::timeline::AnyOf;
use crate::{Timeline, Truth};

impl EvalState<'_, '_> {
    /// When the carrier of an instance lives: its part, or (given on a fact) always; day by day while the norm is operative.
    fn living(&self, i: u32) -> Timeline {
        let inst = self.inst(i);
        let fired = if inst.fired == NONE { Truth::True } else { self.values.fired[inst.fired as usize] };
        if inst.part == NONE {
            return self.values.norms[inst.norm as usize].and_truth(fired);
        }
        match self.plan.lives[i as usize] {
            NONE => Timeline::constant(fired),
            node => self.values.validity[node as usize].live.and_truth(fired),
        }
    }

    /// carried(t, ·)
    pub(crate) fn carries(&self, i: u32) -> Timeline {
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
    pub(crate) fn stroke(&self, i: u32, fact: bool) -> Stroke {
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
            node => self.values.validity[node as usize].live.at_days(start),
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
        if title.part == NONE || ending.part == NONE || stroke.valid == Truth::False {
            return Timeline::never();
        }
        if !fact && !self.ranks.prevails(ending.authority, title.authority) {
            return Timeline::never();
        }
        let before = self.plan.order.before(self.plan.act_of(title.part), self.plan.act_of(ending.part));
        stroke.window.and_truth(stroke.valid.and(before))
    }

    pub(crate) fn holds(&self, status: u32) -> Timeline {
        let plan = self.plan;
        let titles = plan.titles.of(status);
        let mut any = AnyOf::new();
        if let Some(given) = plan.imports.of(status) {
            any.push(&self.given[given as usize]);
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
        let (act, by) = (plan.act_of(way.part), plan.act_of(upholds.part));
        let truth = self.inc(act).and(plan.order.before(act, by));
        let open = self.open_window(&upholds).and_truth(truth).and(&self.conditions(&upholds));
        if continuing { open.minus(&self.values.validity[way.part as usize].repealed) } else { open }
    }

    /// The copies of one group: whatever a chain reaches, by at least one way.
    pub(crate) fn group(&self, group: u32) -> Vec<(u32, Timeline)> {
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
}
