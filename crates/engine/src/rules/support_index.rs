//! Supports and restorations of one part, indexed for parts with very many attacks.

use vigente_model::{ActId, Day, Days, Idx, PartId};

use crate::eval::state::EvalState;
use crate::ids::InstanceId;
use crate::timeline::{AnyOf, Timeline};
use crate::{Authority, Truth};

/// Where attacks times supports or restorations are no more than this, each is looked at for each.
const MANY: usize = 1024;

/// One support or restoration.
struct One<Id> {
    id: Id,
    made: Days,
    /// What it does to whatever it meets.
    works: Timeline,
}

/// Those of one authority.
struct Class<Id> {
    authority: Authority,
    all: Vec<One<Id>>,
    /// Supports: up to each position together; restorations: from each position on.
    together: Vec<Timeline>,
    /// Supports: the first day on which what stands from each position on may have been made; restorations: the
    /// last day on which what stands up to each may.
    reach: Vec<Day>,
}

/// Supports by author, and restorations by authority: those that undo annulments, and those that undo the rest.
pub(crate) struct SupportIndex {
    supports: Vec<Class<PartId>>,
    annulments: Vec<Class<InstanceId>>,
    others: Vec<Class<InstanceId>>,
}

impl SupportIndex {
    /// Prepares what is many.
    pub(crate) fn new(state: &EvalState<'_, '_>, part: PartId) -> Option<SupportIndex> {
        let plan = state.plan;
        let (supports, restores) = (plan.supports.of(part), plan.restores.of(part));
        let attacks = plan.attacks.of(part).len();
        if attacks * (supports.len() + restores.len()) <= MANY {
            return None;
        }
        let made = |part: PartId| plan.model[plan.act_of(part)].made;
        let supports = supports.iter().filter_map(|&s| {
            let author = Authority::Organ(plan.author_of(s));
            let included = state.inc(plan.act_of(s));
            let works = state.standing(s).stands.and_truth(included);
            let counts = state.ranks.recognises(author) && !works.is_never();
            counts.then(|| (author, One { id: s, made: made(s), works }))
        });
        let restorations = |annulment: bool| {
            restores.iter().filter_map(move |&r| {
                let inst = state.inst(r);
                let works = state.restores(r, annulment).and_truth(state.inc(plan.act_of(inst.carrier())));
                (!works.is_never())
                    .then(|| (inst.authority, One { id: r, made: made(inst.carrier()), works }))
            })
        };
        Some(SupportIndex {
            supports: classes(supports, true),
            annulments: classes(restorations(true), false),
            others: classes(restorations(false), false),
        })
    }

    /// What blocks an attack of this authority, carried by this act.
    pub(crate) fn blocked(&self, state: &EvalState<'_, '_>, authority: Authority, by: ActId) -> Timeline {
        let made = state.plan.model[by].made;
        let mut any = AnyOf::new();
        for class in self.supports.iter().filter(|c| !state.ranks.prevails(authority, c.authority)) {
            // Up to `sure` all came before; from `from` on none did.
            let sure = class.all.partition_point(|o| o.made.hi < made.lo);
            let from = class.reach.partition_point(|&lo| lo <= made.hi);
            if sure > 0 {
                any.push(&class.together[sure - 1]);
            }
            for one in &class.all[sure..from.max(sure)] {
                let before = state.plan.order.before(state.plan.act_of(one.id), by);
                any.push(&one.works.and_truth(before));
            }
        }
        any.finish()
    }

    /// What undoes an attack of this authority, carried by this act.
    pub(crate) fn undone(
        &self,
        state: &EvalState<'_, '_>,
        by: ActId,
        authority: Authority,
        annulment: bool,
    ) -> Timeline {
        let made = state.plan.model[by].made;
        let classes = if annulment { &self.annulments } else { &self.others };
        let mut any = AnyOf::new();
        for class in classes.iter().filter(|c| state.ranks.prevails(c.authority, authority)) {
            // Up to `from` all came before; from `sure` on all came after.
            let from = class.reach.partition_point(|&hi| hi < made.lo);
            let sure = class.all.partition_point(|o| o.made.lo <= made.hi);
            if let Some(rest) = class.together.get(sure) {
                any.push(rest);
            }
            for one in &class.all[from.min(sure)..sure] {
                let act = state.plan.act_of(state.inst(one.id).carrier());
                let after = if act == by { Truth::True } else { state.plan.order.before(by, act) };
                any.push(&one.works.and_truth(after));
            }
        }
        any.finish()
    }
}

fn classes<Id: Idx>(all: impl Iterator<Item = (Authority, One<Id>)>, forward: bool) -> Vec<Class<Id>> {
    let mut out: Vec<Class<Id>> = Vec::new();
    for (authority, one) in all {
        match out.iter_mut().find(|c| c.authority == authority) {
            Some(class) => class.all.push(one),
            None => out.push(Class { authority, all: vec![one], together: Vec::new(), reach: Vec::new() }),
        }
    }
    for class in &mut out {
        let mut sum = Timeline::never();
        if forward {
            class.all.sort_by_key(|o| (o.made.hi, o.made.lo, o.id));
            for one in &class.all {
                sum.add(one.works.clone());
                class.together.push(sum.clone());
            }
            let mut first = Day::MAX;
            for one in class.all.iter().rev() {
                first = first.min(one.made.lo);
                class.reach.push(first);
            }
            class.reach.reverse();
        } else {
            class.all.sort_by_key(|o| (o.made.lo, o.made.hi, o.id));
            for one in class.all.iter().rev() {
                sum.add(one.works.clone());
                class.together.push(sum.clone());
            }
            class.together.reverse();
            let mut last = Day::MIN;
            for one in &class.all {
                last = last.max(one.made.hi);
                class.reach.push(last);
            }
        }
    }
    out
}
