//! Statuses that a matter reads from other matters.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, RwLock};

use rustc_hash::FxHashMap;

use vigente_model::*;

use crate::plan::Plan;
use crate::plan::clock::GroundTest;
use crate::plan::grounding::Ground;
use crate::plan::interning::NONE;
use crate::{AnyOf, Horizon, StatusLife, Timeline};

/// So many horizons of a matter are kept for those that read it.
const KEPT: usize = 64;

/// When every ground status holds, by number.
pub type StatusTimelines = Arc<[Timeline]>;

/// A matter that others read: its plan as it is now. Whoever keeps a registry puts another in its place when the matter
/// has got an act more and says of the same statuses when they hold; all who read it then read the new one.
pub struct ImportedPlan(RwLock<(u64, Arc<Plan<'static>>)>);

/// Numbers whatever is put in the place of something else, later ones higher.
static TURN: AtomicU64 = AtomicU64::new(1);

fn turn() -> u64 {
    TURN.fetch_add(1, Ordering::Relaxed)
}

impl ImportedPlan {
    /// A matter to be read.
    pub fn new(plan: Arc<Plan<'static>>) -> Arc<ImportedPlan> {
        Arc::new(ImportedPlan(RwLock::new((turn(), plan))))
    }

    /// Its plan.
    pub fn plan(&self) -> Arc<Plan<'static>> {
        Arc::clone(&self.0.read().unwrap_or_else(|poisoned| poisoned.into_inner()).1)
    }

    /// Puts another in its place. Its ground statuses and viewpoints must be those of the one before.
    pub fn replace(&self, plan: Arc<Plan<'static>>) {
        *self.0.write().unwrap_or_else(|poisoned| poisoned.into_inner()) = (turn(), plan);
    }

    /// When this, or anything that it reads, was last put in the place of something else.
    fn turn(&self) -> u64 {
        let held = self.0.read().unwrap_or_else(|poisoned| poisoned.into_inner());
        held.0.max(held.1.imports.turn())
    }
}

/// What is read from other matters, and what is kept for those that read this one.
#[derive(Default)]
pub(crate) struct Imports {
    sources: Vec<Arc<ImportedPlan>>,
    /// By ground status: index into [`Model::imported`]; empty where nothing is read.
    given: Vec<u32>,
    /// What was said at the horizons that were asked for last, newest last.
    exported: Mutex<Vec<(Horizon, u64, StatusTimelines)>>,
}

impl Imports {
    pub(crate) fn new(model: &Model, ground: &Ground, sources: Vec<Arc<ImportedPlan>>) -> Imports {
        let mut given = Vec::new();
        if !model.imported.is_empty() {
            given = vec![NONE; ground.statuses.len()];
            for (i, one) in model.imported.iter().enumerate() {
                if let Some(status) = ground.statuses.find(one.status.0, model.args(one.args)) {
                    given[status as usize] = i as u32;
                }
            }
        }
        Imports { sources, given, exported: Mutex::default() }
    }

    fn turn(&self) -> u64 {
        self.sources.iter().map(|source| source.turn()).max().unwrap_or_default()
    }

    /// What another matter says of a status: index into [`Model::imported`].
    #[inline]
    pub(crate) fn of(&self, status: u32) -> Option<u32> {
        self.given.get(status as usize).copied().filter(|&g| g != NONE)
    }

    /// By index into [`Model::imported`]: when it holds there. A viewpoint that the other matter does not have decides
    /// nothing.
    pub(crate) fn given(&self, model: &Model, horizon: Horizon) -> Vec<Timeline> {
        if model.imported.is_empty() {
            return Vec::new();
        }
        let lives: Vec<Option<StatusTimelines>> = model
            .imports
            .iter()
            .zip(&self.sources)
            .map(|(reads, source)| {
                let viewpoint = reads.viewpoints[horizon.viewpoint.index()]?;
                Some(source.plan().exported_timelines(Horizon { viewpoint, ..horizon }))
            })
            .collect();
        let open = || Timeline::constant(crate::Truth::Undetermined);
        let one = |given: &ImportedStatus| match lives.get(given.from as usize) {
            Some(Some(lives)) => lives.get(given.number as usize).cloned().unwrap_or_default(),
            _ => open(),
        };
        model.imported.iter().map(one).collect()
    }
}

impl Plan<'_> {
    /// Puts into a solution what other matters say now, of statuses on which nothing else hangs: what this record itself
    /// carries is as it was.
    pub fn refresh_imports(&self, horizon: Horizon, statuses: &mut [StatusLife]) {
        let given = self.imports.given(&self.model, horizon);
        for (status, life) in statuses.iter_mut().enumerate() {
            let Some(at) = self.imports.of(status as u32) else { continue };
            let mut any = AnyOf::new();
            any.push(&given[at as usize]);
            life.titles.iter().for_each(|title| any.push(&title.carried.minus(&title.cut)));
            life.holds = any.finish();
            life.read = Some((self.model.imported[at as usize].from, given[at as usize].clone()));
        }
    }

    /// The statuses of other matters that something here hangs on, by index into [`Model::imported`]: the others are
    /// only told.
    pub fn used_imports(&self) -> Vec<u32> {
        let mut asked = Vec::new();
        if self.imports.given.is_empty() {
            return asked;
        }
        let mut ask = |status: u32| asked.extend(self.imports.of(status));
        for test in &self.clocks.tests {
            if let GroundTest::Status { status, .. } = *test {
                ask(status);
            }
        }
        self.clocks.statuses.iter().for_each(|&status| ask(status));
        for clock in &self.clocks.clocks {
            clock.start.asked(&mut ask);
            clock.deadline.iter().for_each(|deadline| deadline.asked(&mut ask));
        }
        self.duties.all.iter().for_each(|duty| ask(duty.status));
        asked.sort_unstable();
        asked.dedup();
        asked
    }

    /// When every ground status holds: what others read. Kept for a while, since many may read it.
    pub fn exported_timelines(&self, horizon: Horizon) -> StatusTimelines {
        let turn = self.imports.turn();
        let kept = |said: &Vec<(Horizon, u64, StatusTimelines)>| {
            let fits = |(at, read, _): &&(Horizon, u64, StatusTimelines)| *at == horizon && *read == turn;
            said.iter().rev().find(fits).map(|(.., lives)| Arc::clone(lives))
        };
        if let Some(lives) = self.imports.exported.lock().ok().as_deref().and_then(kept) {
            return lives;
        }
        let state = self.evaluated(horizon);
        let lives: StatusTimelines = state.values.statuses.clone().into();
        state.release();
        if let Ok(mut said) = self.imports.exported.lock() {
            if said.len() >= KEPT {
                said.remove(0);
            }
            said.push((horizon, turn, Arc::clone(&lives)));
        }
        lives
    }
}

/// What a matter lets others read. `plan` must be that of `model`; `faulty` says that the record has errors.
pub fn exports(plan: &Plan<'_>, model: &Arc<Model>, matter: &str, faulty: bool) -> Exports {
    let mut out = Exports { model: Arc::clone(model), faulty, ..Exports::default() };
    let mut known: FxHashMap<ThingId, u32> = FxHashMap::default();
    for status in &plan.statuses {
        let args = status.args.iter().map(|arg| match *arg {
            Arg::Thing(thing) => ExportedArg::Thing(name(model, matter, thing, &mut known, &mut out.things)),
            Arg::Amount { hundredths, unit } => {
                let unit = unit.map(|unit| name(model, matter, unit, &mut known, &mut out.things));
                ExportedArg::Amount { hundredths, unit }
            }
            Arg::Var(_) => unreachable!("a ground status has no variables"),
        });
        let name = model.statuses[status.name.index()].name.clone();
        let args = args.collect();
        out.statuses.push(ExportedStatus { name, args });
    }
    out
}

fn name(
    model: &Model,
    matter: &str,
    id: ThingId,
    known: &mut FxHashMap<ThingId, u32>,
    things: &mut Vec<ExportedThing>,
) -> u32 {
    if let Some(&at) = known.get(&id) {
        return at;
    }
    let thing = &model.things[id.index()];
    let own = matches!(thing.kind, ThingKind::Act(_) | ThingKind::Part(_) | ThingKind::Norm(_));
    let parent = thing.parent.filter(|_| !own).map(|parent| name(model, matter, parent, known, things));
    let details = model.details.get(&id).cloned().unwrap_or_default();
    let named = if own { format!("{matter}.{}", thing.name).into() } else { thing.name.clone() };
    let kind = if own { ThingKind::Plain } else { thing.kind };
    things.push(ExportedThing { name: named, kind, parent, details });
    let at = things.len() as u32 - 1;
    known.insert(id, at);
    at
}
