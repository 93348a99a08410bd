//! When the titles of a status are ended (§8), indexed for statuses with very many `ends`.

use smallvec::{SmallVec, smallvec};

use vigente_model::{ActId, Day, Days};

use crate::Authority;
use crate::Truth;
use crate::eval::state::EvalState;
use crate::ids::{GroundStatusId, InstanceId};
use crate::plan::instance::Inst;
use crate::timeline::{AnyOf, Timeline};

/// From so many `ends` of one authority on, what later ones cut is kept ready.
const MANY: usize = 8;

/// One `ends` that is, or may be, valid.
struct Ending {
    inst: InstanceId,
    act: ActId,
    made: Days,
    /// When it cuts what came before it.
    works: Timeline,
}

/// Those of one authority, by the day they were made.
struct Class {
    authority: Authority,
    endings: SmallVec<[Ending; 1]>,
    /// By position: what it and all behind it cut; empty where they are few.
    rest: Vec<Timeline>,
    /// By position: the last day on which it or one before it may have been made.
    reach: Vec<Day>,
}

/// All that ends one status.
pub(crate) struct TitleTermination {
    classes: SmallVec<[Class; 1]>,
    fact: bool,
}

impl TitleTermination {
    pub(crate) fn new(state: &EvalState<'_, '_>, status: GroundStatusId) -> TitleTermination {
        let plan = state.plan;
        let fact = plan.is_fact(status);
        if plan.ends.of(status).is_empty() {
            return TitleTermination { classes: SmallVec::new(), fact };
        }
        let mut classes: SmallVec<[Class; 1]> = SmallVec::new();
        for &e in plan.ends.of(status) {
            let inst = state.inst(e);
            let stroke = state.stroke(e, fact);
            let Some(part) = inst.part.filter(|_| stroke.valid != Truth::False) else { continue };
            let act = plan.act_of(part);
            let made = plan.model[act].made;
            let ending = Ending { inst: e, act, made, works: stroke.window.and_truth(stroke.valid) };
            match classes.iter_mut().find(|c| c.authority == inst.authority) {
                Some(class) => class.endings.push(ending),
                None => {
                    let authority = inst.authority;
                    classes.push(Class {
                        authority,
                        endings: smallvec![ending],
                        rest: Vec::new(),
                        reach: Vec::new(),
                    });
                }
            }
        }
        for class in &mut classes {
            if class.endings.len() > MANY {
                class.endings.sort_by_key(|e| (e.made, e.act, e.inst));
                class.rest = rest(&class.endings);
                let mut last = Day::MIN;
                for ending in &class.endings {
                    last = last.max(ending.made.hi);
                    class.reach.push(last);
                }
            }
        }
        TitleTermination { classes, fact }
    }

    fn prevailing<'c>(
        &'c self,
        state: &'c EvalState<'_, '_>,
        title: &'c Inst,
    ) -> impl Iterator<Item = &'c Class> {
        let reached = title.part.is_some();
        self.classes
            .iter()
            .filter(move |c| reached && (self.fact || state.ranks.prevails(c.authority, title.authority)))
    }

    /// When a title is cut.
    pub(crate) fn cut(&self, state: &EvalState<'_, '_>, title: &Inst) -> Timeline {
        let mut cut = AnyOf::new();
        for class in self.prevailing(state, title) {
            let act = state.plan.act_of(title.carrier());
            let made = state.plan.model[act].made;
            let (from, sure) = class.between(made);
            if let Some(rest) = class.rest.get(sure) {
                cut.push(rest);
            }
            for ending in &class.endings[from..sure] {
                cut.push(&ending.works.and_truth(state.plan.order.before(act, ending.act)));
            }
        }
        cut.finish()
    }

    /// What may cut a title, each with the days on which it does; where they are many, as long as something is left
    /// to cut.
    pub(crate) fn cuts(
        &self,
        state: &EvalState<'_, '_>,
        title: &Inst,
        carried: &Timeline,
    ) -> Vec<(InstanceId, Timeline)> {
        let mut out = Vec::new();
        for class in self.prevailing(state, title) {
            let act = state.plan.act_of(title.carrier());
            let made = state.plan.model[act].made;
            let (from, _) = class.between(made);
            let mut left = if class.rest.is_empty() { Timeline::always() } else { carried.clone() };
            for (at, ending) in class.endings.iter().enumerate().skip(from) {
                // Nothing that is left can be cut by what is left.
                if class.rest.get(at).is_some_and(|rest| left.and(rest).is_never()) {
                    break;
                }
                let works = ending.works.and_truth(state.plan.order.before(act, ending.act));
                if works.is_never() {
                    continue;
                }
                if !class.rest.is_empty() {
                    left = left.minus(&works);
                }
                out.push((ending.inst, works));
            }
        }
        if out.len() > 1 {
            out.sort_by_key(|&(inst, _)| state.plan.origin_key(inst));
        }
        out
    }
}

impl Class {
    /// Those that may come before or after a title made on such a day; behind them all came after it.
    fn between(&self, made: Days) -> (usize, usize) {
        if self.rest.is_empty() {
            return (0, self.endings.len());
        }
        let from = self.reach.partition_point(|&hi| hi < made.lo);
        let sure = self.endings.partition_point(|e| e.made.lo <= made.hi);
        (from.min(sure), sure)
    }
}

/// For each position: what it and all behind it cut.
fn rest(endings: &[Ending]) -> Vec<Timeline> {
    let mut all = Timeline::never();
    let mut out: Vec<Timeline> = endings
        .iter()
        .rev()
        .map(|e| {
            all.add(e.works.clone());
            all.clone()
        })
        .collect();
    out.reverse();
    out
}
