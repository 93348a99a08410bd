//! Plans of the matters that are read go in; when the statuses hold that they say come out, horizon by horizon.

use std::sync::{Arc, Mutex};

use rustc_hash::FxHashMap;

use crate::model::*;

use super::calls::NONE;
use super::ground::Ground;
use super::plan::Plan;
use super::{Horizon, Timeline};

/// So many horizons of a matter are kept for those that read it.
const KEPT: usize = 64;

/// When every ground status holds, by number.
type Lives = Arc<[Timeline]>;

/// What is read from other matters, and what is kept for those that read this one.
#[derive(Default)]
pub(super) struct Elsewhere {
    plans: Vec<Arc<Plan<'static>>>,
    /// By ground status: index into [`Model::given`]; empty where nothing is read.
    given: Vec<u32>,
    /// What was said at the horizons that were asked for last, newest last.
    said: Mutex<Vec<(Horizon, Lives)>>,
}

impl Elsewhere {
    pub(super) fn new(model: &Model, ground: &Ground, plans: Vec<Arc<Plan<'static>>>) -> Elsewhere {
        let mut given = Vec::new();
        if !model.given.is_empty() {
            given = vec![NONE; ground.statuses.len()];
            for (i, one) in model.given.iter().enumerate() {
                if let Some(status) = ground.statuses.find(one.status.0, model.args(one.args)) {
                    given[status as usize] = i as u32;
                }
            }
        }
        Elsewhere { plans, given, said: Mutex::default() }
    }

    /// What another matter says of a status: index into [`Model::given`].
    #[inline]
    pub(super) fn of(&self, status: u32) -> Option<u32> {
        self.given.get(status as usize).copied().filter(|&g| g != NONE)
    }

    /// By index into [`Model::given`]: when it holds there. A viewpoint that the other matter does not have decides
    /// nothing.
    pub(super) fn given(&self, model: &Model, horizon: Horizon) -> Vec<Timeline> {
        if model.given.is_empty() {
            return Vec::new();
        }
        let lives: Vec<Option<Lives>> = model
            .reads
            .iter()
            .zip(&self.plans)
            .map(|(reads, plan)| {
                let viewpoint = reads.viewpoints[horizon.viewpoint.index()]?;
                Some(plan.said(Horizon { viewpoint, ..horizon }))
            })
            .collect();
        let open = || Timeline::constant(super::Truth::Undetermined);
        let one = |given: &Given| match lives.get(given.from as usize) {
            Some(Some(lives)) => lives.get(given.number as usize).cloned().unwrap_or_default(),
            _ => open(),
        };
        model.given.iter().map(one).collect()
    }
}

impl Plan<'_> {
    /// When every status holds: what others read. Kept for a while, since many may read it.
    fn said(&self, horizon: Horizon) -> Lives {
        let kept = |said: &Vec<(Horizon, Lives)>| {
            said.iter().rev().find(|(h, _)| *h == horizon).map(|(_, lives)| Arc::clone(lives))
        };
        if let Some(lives) = self.elsewhere.said.lock().ok().as_deref().and_then(kept) {
            return lives;
        }
        let world = self.settled(horizon);
        let lives: Lives = world.values.statuses.clone().into();
        world.give_back();
        if let Ok(mut said) = self.elsewhere.said.lock() {
            if said.len() >= KEPT {
                said.remove(0);
            }
            said.push((horizon, Arc::clone(&lives)));
        }
        lives
    }
}

/// What a matter lets others read. `plan` must be that of `model`; `faulty` says that the record has errors.
pub fn extract(plan: &Plan<'_>, model: &Arc<Model>, matter: &str, faulty: bool) -> Extract {
    let mut out = Extract { model: Arc::clone(model), faulty, ..Extract::default() };
    let mut known: FxHashMap<ThingId, u32> = FxHashMap::default();
    for status in &plan.statuses {
        let args = status.args.iter().map(|arg| match *arg {
            Arg::Thing(thing) => ExtractArg::Thing(name(model, matter, thing, &mut known, &mut out.things)),
            Arg::Amount { hundredths, unit } => {
                let unit = unit.map(|unit| name(model, matter, unit, &mut known, &mut out.things));
                ExtractArg::Amount { hundredths, unit }
            }
            Arg::Var(_) => unreachable!("a ground status has no variables"),
        });
        let name = model.statuses[status.name.index()].name.clone();
        let args = args.collect();
        out.statuses.push(ExtractStatus { name, args });
    }
    out
}

fn name(
    model: &Model,
    matter: &str,
    id: ThingId,
    known: &mut FxHashMap<ThingId, u32>,
    things: &mut Vec<ExtractThing>,
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
    things.push(ExtractThing { name: named, kind, parent, details });
    let at = things.len() as u32 - 1;
    known.insert(id, at);
    at
}
