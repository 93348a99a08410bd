//! What other matters say, and what this one says to others.
//!
//! Matters import one another in a graph that may be deep, and in which one matter may be reached in many ways. So
//! plans are made, and evaluated, in an order in which imports come first, each once, and without recursion.

use std::sync::{Arc, Mutex, RwLock};

use rustc_hash::FxHashMap;

use vigente_model::*;

use crate::ids::GroundStatusId;
use crate::plan::Plan;
use crate::plan::clock::GroundTest;
use crate::plan::grounding::Ground;
use crate::{AnyOf, Cancel, Horizon, StatusLife, Timeline};

/// For how many horizons a plan keeps what it exports.
const KEPT: usize = 64;

/// When every ground status holds, by number.
pub type StatusTimelines = Arc<[Timeline]>;

/// The plan of a matter that others import. A registry replaces it when the matter changes but still exports the same
/// statuses; all who import it then see the new one.
pub struct ImportedPlan(RwLock<Arc<Plan<'static>>>);

impl ImportedPlan {
    /// A matter to be imported.
    pub fn new(plan: Arc<Plan<'static>>) -> Arc<ImportedPlan> {
        Arc::new(ImportedPlan(RwLock::new(plan)))
    }

    /// Its plan.
    pub fn plan(&self) -> Arc<Plan<'static>> {
        Arc::clone(&self.0.read().unwrap_or_else(|poisoned| poisoned.into_inner()))
    }

    /// Puts another in its place. Its ground statuses and viewpoints must be those of the one before.
    pub fn replace(&self, plan: Arc<Plan<'static>>) {
        *self.0.write().unwrap_or_else(|poisoned| poisoned.into_inner()) = plan;
    }
}

/// Plans of the matters that a model imports, in the order of [`Model::imports`]: one for each, however many import it.
pub(crate) fn plans_of(model: &Model) -> Vec<Arc<ImportedPlan>> {
    let mut plans: FxHashMap<*const Model, Arc<ImportedPlan>> = FxHashMap::default();
    let imported = |model: &Model, plans: &FxHashMap<*const Model, Arc<ImportedPlan>>| {
        let plans = model.imports.iter().map(|import| plans.get(&Arc::as_ptr(&import.model)).cloned());
        plans.collect::<Option<Vec<_>>>()
    };
    let mut open: Vec<&Arc<Model>> = model.imports.iter().map(|import| &import.model).collect();
    while let Some(&next) = open.last() {
        if plans.contains_key(&Arc::as_ptr(next)) {
            open.pop();
        } else if let Some(imports) = imported(next, &plans) {
            open.pop();
            let plan = Plan::with_imports(Arc::clone(next), imports);
            plans.insert(Arc::as_ptr(next), ImportedPlan::new(Arc::new(plan)));
        } else {
            let missing = next.imports.iter().filter(|i| !plans.contains_key(&Arc::as_ptr(&i.model)));
            open.extend(missing.map(|import| &import.model));
        }
    }
    // Every model of `open` has got its plan.
    imported(model, &plans).unwrap_or_default()
}

/// What is imported from other matters, and what is kept for those that import this one.
#[derive(Default)]
pub(crate) struct Imports {
    plans: Vec<Arc<ImportedPlan>>,
    /// By ground status: index into [`Model::imported`]; empty where nothing is imported.
    imported: IndexVec<GroundStatusId, Option<ImportedId>>,
    /// At the horizons that were asked for last, newest last.
    exported: Mutex<Vec<Exported>>,
}

/// What a plan exports at one horizon.
struct Exported {
    horizon: Horizon,
    /// What its imports said when this was evaluated: it holds for as long as they say the same.
    from: IndexVec<ImportId, Option<StatusTimelines>>,
    timelines: StatusTimelines,
}

impl Imports {
    pub(crate) fn new(model: &Model, ground: &Ground, plans: Vec<Arc<ImportedPlan>>) -> Imports {
        let mut imported = IndexVec::new();
        if !model.imported.is_empty() {
            imported = index_vec![None; ground.statuses.len()];
            for (i, one) in model.imported.iter_enumerated() {
                if let Some(status) = ground.statuses.find(one.status, model.args(one.args)) {
                    imported[status] = Some(i);
                }
            }
        }
        Imports { plans, imported, exported: Mutex::default() }
    }

    /// The plans that are imported, each with the horizon at which it is asked; `None` where the other matter does not
    /// have the viewpoint.
    fn asked<'i>(
        &'i self,
        model: &'i Model,
        horizon: Horizon,
    ) -> impl Iterator<Item = Option<(&'i Arc<ImportedPlan>, Horizon)>> {
        model.imports.iter().zip(&self.plans).map(move |(import, plan)| {
            let viewpoint = import.viewpoints[horizon.viewpoint]?;
            Some((plan, Horizon { viewpoint, ..horizon }))
        })
    }

    /// Of which matter a status is asked, and which of its statuses it is.
    pub(crate) fn asked_of(
        &self,
        model: &Model,
        status: GroundStatusId,
    ) -> Option<(Arc<Plan<'static>>, GroundStatusId)> {
        let imported = &model.imported[self.of(status)?];
        let plan = self.plans.get(imported.from.index())?.plan();
        Some((plan, GroundStatusId::new(imported.number as usize)))
    }

    /// What another matter says of a status: index into [`Model::imported`].
    #[inline]
    pub(crate) fn of(&self, status: GroundStatusId) -> Option<ImportedId> {
        self.imported.get(status).copied().flatten()
    }

    /// By index into [`Model::imported`]: when it holds there.
    pub(crate) fn timelines(
        &self,
        model: &Model,
        horizon: Horizon,
        cancel: &Cancel,
    ) -> IndexVec<ImportedId, Timeline> {
        if model.imported.is_empty() {
            return IndexVec::new();
        }
        imported(model, &Walk::new(cancel).imports(self, model, horizon))
    }

    /// What was exported at a horizon, if the imports still say what they said then.
    fn kept(
        &self,
        horizon: Horizon,
        from: &IndexSlice<ImportId, [Option<StatusTimelines>]>,
    ) -> Option<StatusTimelines> {
        let same = |(a, b): (&Option<StatusTimelines>, &Option<StatusTimelines>)| match (a, b) {
            (Some(a), Some(b)) => Arc::ptr_eq(a, b),
            (a, b) => a.is_none() && b.is_none(),
        };
        let fits = |kept: &&Exported| kept.horizon == horizon && kept.from.iter().zip(from).all(same);
        self.exported.lock().ok()?.iter().rev().find(fits).map(|kept| Arc::clone(&kept.timelines))
    }

    fn keep(&self, exported: Exported) {
        if let Ok(mut kept) = self.exported.lock() {
            kept.retain(|old| old.horizon != exported.horizon);
            if kept.len() >= KEPT {
                kept.remove(0);
            }
            kept.push(exported);
        }
    }
}

/// By index into [`Model::imported`]: when it holds, where `from` is what each import says. A viewpoint that the other
/// matter does not have decides nothing.
fn imported(
    model: &Model,
    from: &IndexSlice<ImportId, [Option<StatusTimelines>]>,
) -> IndexVec<ImportedId, Timeline> {
    let one = |status: &ImportedStatus| match from.get(status.from) {
        Some(Some(timelines)) => timelines.get(status.number as usize).cloned().unwrap_or_default(),
        _ => Timeline::constant(crate::Truth::Undetermined),
    };
    model.imported.iter().map(one).collect()
}

/// An imported plan at a horizon.
type Key = (*const ImportedPlan, Horizon);

/// Evaluates everything that a plan imports, directly or not: each plan once for each horizon, imports first.
struct Walk<'c> {
    /// `None` while its imports are being evaluated.
    done: FxHashMap<Key, Option<StatusTimelines>>,
    /// How many imports have been looked at: what the work grows with.
    steps: usize,
    cancel: &'c Cancel,
}

impl<'c> Walk<'c> {
    fn new(cancel: &'c Cancel) -> Walk<'c> {
        Walk { done: FxHashMap::default(), steps: 0, cancel }
    }

    /// What each import of a plan says.
    fn imports(
        &mut self,
        imports: &Imports,
        model: &Model,
        horizon: Horizon,
    ) -> IndexVec<ImportId, Option<StatusTimelines>> {
        for (plan, horizon) in imports.asked(model, horizon).flatten() {
            self.evaluate(plan, horizon);
        }
        self.said(imports, model, horizon)
    }

    fn said(
        &mut self,
        imports: &Imports,
        model: &Model,
        horizon: Horizon,
    ) -> IndexVec<ImportId, Option<StatusTimelines>> {
        let said = imports.asked(model, horizon).map(|asked| {
            self.steps += 1;
            let (plan, horizon) = asked?;
            self.done.get(&(Arc::as_ptr(plan), horizon)).cloned().flatten()
        });
        said.collect()
    }

    fn evaluate(&mut self, plan: &Arc<ImportedPlan>, horizon: Horizon) {
        let mut open: Vec<Open> = self.open(plan, horizon).into_iter().collect();
        while let Some(last) = open.last_mut() {
            if let Some((plan, horizon)) = last.waiting.pop() {
                open.extend(self.open(&plan, horizon));
            } else if let Some(Open { key, plan, .. }) = open.pop() {
                let from = self.said(&plan.imports, &plan.model, key.1);
                self.done.insert(key, Some(plan.exported_from(key.1, from, self.cancel)));
            }
        }
    }

    /// `None` where this is done, or open already: so that this ends even if matters import one another in a circle.
    fn open(&mut self, plan: &Arc<ImportedPlan>, horizon: Horizon) -> Option<Open> {
        self.steps += 1;
        let key = (Arc::as_ptr(plan), horizon);
        if self.done.contains_key(&key) {
            return None;
        }
        self.done.insert(key, None);
        let plan = plan.plan();
        let asked = plan.imports.asked(&plan.model, horizon).flatten();
        let waiting = asked.map(|(plan, horizon)| (Arc::clone(plan), horizon)).collect();
        Some(Open { key, waiting, plan })
    }
}

/// A plan of which imports are being evaluated.
struct Open {
    key: Key,
    plan: Arc<Plan<'static>>,
    /// Imports that have not been looked at.
    waiting: Vec<(Arc<ImportedPlan>, Horizon)>,
}

impl Plan<'_> {
    /// Puts into a solution what other matters say now, of statuses on which nothing else hangs: what this record itself
    /// carries is as it was.
    pub fn refresh_imports(&self, horizon: Horizon, statuses: &mut IndexSlice<GroundStatusId, [StatusLife]>) {
        let imported = self.imports.timelines(&self.model, horizon, &Cancel::never());
        for (status, life) in statuses.iter_mut_enumerated() {
            let Some(at) = self.imports.of(status) else { continue };
            let mut any = AnyOf::new();
            any.push(&imported[at]);
            life.titles.iter().for_each(|title| any.push(&title.carried.minus(&title.cut)));
            life.holds = any.finish();
            life.read = Some((self.model.imported[at].from, imported[at].clone()));
        }
    }

    /// The statuses of other matters that something here hangs on, by index into [`Model::imported`]: the others are
    /// only told.
    pub fn used_imports(&self) -> Vec<ImportedId> {
        let mut asked = Vec::new();
        if self.imports.imported.is_empty() {
            return asked;
        }
        let mut ask = |status: GroundStatusId| asked.extend(self.imports.of(status));
        for test in &self.clocks.tests {
            if let GroundTest::Status { status, .. } = *test {
                status.into_iter().for_each(&mut ask);
            }
        }
        self.clocks.statuses.iter().for_each(|&status| ask(status));
        for clock in &self.clocks.clocks {
            clock.start.asked(&mut ask);
            clock.deadline.iter().for_each(|deadline| deadline.asked(&mut ask));
        }
        self.duties.all.iter().filter_map(|duty| duty.status).for_each(ask);
        asked.sort_unstable();
        asked.dedup();
        asked
    }

    /// When every ground status holds: what others import.
    pub fn exported_timelines(&self, horizon: Horizon) -> StatusTimelines {
        let cancel = Cancel::never();
        let from = Walk::new(&cancel).imports(&self.imports, &self.model, horizon);
        self.exported_from(horizon, from, &cancel)
    }

    /// The same, where `from` is what each import says.
    fn exported_from(
        &self,
        horizon: Horizon,
        from: IndexVec<ImportId, Option<StatusTimelines>>,
        cancel: &Cancel,
    ) -> StatusTimelines {
        if let Some(timelines) = self.imports.kept(horizon, &from) {
            return timelines;
        }
        let given = imported(&self.model, &from);
        let asked = self.duty_states(horizon, &given, self.far(), cancel);
        let state = self.evaluated_with(horizon, given, asked, cancel);
        let timelines: StatusTimelines = state.values.statuses.raw.clone().into();
        state.release();
        self.imports.keep(Exported { horizon, from, timelines: Arc::clone(&timelines) });
        timelines
    }
}

/// What a matter lets others read. `plan` must be that of `model`; `faulty` says that the record has errors.
pub fn exports(plan: &Plan<'_>, model: &Arc<Model>, matter: &str, faulty: bool) -> Exports {
    let mut out = Exports { model: Arc::clone(model), faulty, ..Exports::default() };
    let mut known: FxHashMap<ThingId, u32> = FxHashMap::default();
    for status in &plan.statuses {
        let args = status.args.iter().map(|arg| match *arg {
            Arg::Thing(thing) => {
                ExportedArg::Thing(export_thing(model, matter, thing, &mut known, &mut out.things))
            }
            Arg::Amount { hundredths, unit } => {
                let unit = unit.map(|unit| export_thing(model, matter, unit, &mut known, &mut out.things));
                ExportedArg::Amount { hundredths, unit }
            }
            Arg::Var(_) => unreachable!("a ground status has no variables"),
        });
        let name = model[status.name].name.clone();
        let args = args.collect();
        out.statuses.push(ExportedStatus { name, args });
    }
    out
}

/// The number of a thing among those that are exported. What it lies in is exported, too, and comes first.
fn export_thing(
    model: &Model,
    matter: &str,
    id: ThingId,
    known: &mut FxHashMap<ThingId, u32>,
    things: &mut Vec<ExportedThing>,
) -> u32 {
    let own =
        |thing: &Thing| matches!(thing.kind, ThingKind::Act(_) | ThingKind::Part(_) | ThingKind::Norm(_));
    let mut path = Vec::new();
    let mut at = Some(id);
    while let Some(id) = at.filter(|id| !known.contains_key(id)) {
        path.push(id);
        let thing = &model[id];
        at = thing.parent.filter(|_| !own(thing));
    }
    let mut number = at.map(|id| known[&id]);
    for id in path.into_iter().rev() {
        let thing = &model[id];
        let (name, kind) = match own(thing) {
            true => (format!("{matter}.{}", thing.name).into(), ThingKind::Plain),
            false => (thing.name.clone(), thing.kind),
        };
        let details = model.details.get(&id).cloned().unwrap_or_default();
        let parent = number.filter(|_| !own(thing));
        known.insert(id, things.len() as u32);
        number = Some(things.len() as u32);
        things.push(ExportedThing { name, kind, parent, details });
    }
    known[&id]
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use vigente_resolve::world::World;
    use vigente_resolve::{Resolved, resolve};

    use super::*;

    const BOTH: &str = "status left\nstatus right\norder A\nviewpoint V\n  prefers A\n";

    fn read(text: String, matters: &BTreeMap<String, Option<Arc<Exports>>>) -> Arc<Model> {
        let world = World { matters: matters.clone(), ..World::of_text(text) };
        let Resolved { model, diagnostics, .. } = resolve(&world);
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        model
    }

    /// Two matters on each rung, of which each imports the two of the next rung; the plan at the top.
    fn ladder(rungs: usize) -> Plan<'static> {
        let mut matters: BTreeMap<String, Option<Arc<Exports>>> = BTreeMap::new();
        let mut plans: BTreeMap<String, Arc<ImportedPlan>> = BTreeMap::new();
        let mut text = format!("{BOTH}2020-01-01 x A\n  begins left\n  begins right\n");
        for rung in 0..rungs {
            let model = read(text, &matters);
            let imports: Vec<Arc<ImportedPlan>> =
                model.imports.iter().map(|import| Arc::clone(&plans[&*import.matter])).collect();
            for side in ["l", "r"] {
                let plan = Arc::new(Plan::with_imports(Arc::clone(&model), imports.clone()));
                let name = format!("{side}{rung}");
                matters.insert(name.clone(), Some(Arc::new(exports(&plan, &model, &name, false))));
                plans.insert(name, ImportedPlan::new(plan));
            }
            text = format!("matter m\n  reads left from l{rung}\n  reads right from r{rung}\n{BOTH}");
        }
        Plan::with_imports(read(text, &matters), {
            let last = rungs - 1;
            vec![Arc::clone(&plans[&format!("l{last}")]), Arc::clone(&plans[&format!("r{last}")])]
        })
    }

    fn hindsight() -> Horizon {
        Horizon { viewpoint: ViewpointId::new(0), made_by: None, known_by: None }
    }

    fn steps(plan: &Plan<'_>) -> usize {
        let never = Cancel::never();
        let mut walk = Walk::new(&never);
        let said = walk.imports(&plan.imports, &plan.model, hindsight());
        assert!(said.iter().all(Option::is_some));
        walk.steps
    }

    #[test]
    fn a_ladder_takes_steps_in_proportion_to_its_imports() {
        // Four imports for each rung but the last, and each is looked at twice.
        let counts: Vec<usize> = [10, 20, 40].map(|rungs| steps(&ladder(rungs))).to_vec();
        assert_eq!(counts, [10, 20, 40].map(|rungs| 8 * (rungs - 1) + 4));
    }

    #[test]
    fn what_is_imported_is_evaluated_once_until_it_changes() {
        let plan = ladder(30);
        let first = plan.exported_timelines(hindsight());
        assert!(first.iter().all(|timeline| *timeline != Timeline::never()));
        assert!(Arc::ptr_eq(&first, &plan.exported_timelines(hindsight())), "kept");
        // The matters at the foot of the ladder are replaced: everything above them is evaluated again.
        let foot = |plan: &Arc<ImportedPlan>| {
            let mut at = Arc::clone(plan);
            while let Some(next) = at.plan().imports.plans.first().cloned() {
                at = next;
            }
            at
        };
        let foot = foot(&plan.imports.plans[0]);
        let later = read(format!("{BOTH}2021-01-01 x A\n  begins left\n  begins right\n"), &BTreeMap::new());
        foot.replace(Arc::new(Plan::new(later)));
        let second = plan.exported_timelines(hindsight());
        assert!(!Arc::ptr_eq(&first, &second));
        assert_ne!(first, second);
    }

    #[test]
    fn a_model_that_is_imported_twice_gets_one_plan() {
        let plan = ladder(20);
        let model: &Model = &plan.model;
        let plans = plans_of(model);
        let below = plans[0].plan();
        assert!(Arc::ptr_eq(&below.imports.plans[0], &plans[1].plan().imports.plans[0]));
        assert_eq!(plans.len(), 2);
    }

    #[test]
    fn a_chain_of_imports_needs_no_stack() {
        let mut model = read(format!("{BOTH}2020-01-01 x A\n  begins left\n"), &BTreeMap::new());
        let mut plan = Arc::new(Plan::new(Arc::clone(&model)));
        // Plans and models hold what they import: keep them all, so that none is dropped inside another.
        let mut all = vec![(Arc::clone(&plan), Arc::clone(&model))];
        for _ in 0..500 {
            let said = Some(Arc::new(exports(&plan, &model, "below", false)));
            model = read(
                format!("matter m\n  reads left from below\n{BOTH}"),
                &BTreeMap::from([("below".to_owned(), said)]),
            );
            plan = Arc::new(Plan::with_imports(Arc::clone(&model), vec![ImportedPlan::new(plan)]));
            all.push((Arc::clone(&plan), Arc::clone(&model)));
        }
        let small = std::thread::Builder::new().stack_size(256 << 10);
        let run = move || {
            let said = plan.exported_timelines(hindsight());
            assert_ne!(said[0], Timeline::never());
            assert_eq!(plans_of(&plan.model).len(), 1);
            // Oldest last.
            drop(plan);
            drop(model);
            while all.pop().is_some() {}
        };
        small.spawn(run).expect("a thread").join().expect("it fits");
    }
}
