//! What is kept of a matter; and how what it says reaches those that read it.

use std::collections::BTreeSet;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{MatterId, Registry};
use vigente_engine::{Horizon, ImportedPlan, Plan, Solution, StatusTimelines, exports};
use vigente_model::{Exports, ImportId, Model, ViewpointId};
use vigente_resolve::world::{SourceFile, World};
use vigente_resolve::{Resolved, resolve_with};

/// A matter.
pub(super) struct Kept {
    pub name: Arc<str>,
    pub text: String,
    /// Packs that it uses itself.
    pub uses: Vec<String>,
    /// Matters that it reads.
    pub reads: Vec<String>,
    pub model: Arc<Model>,
    pub plan: Arc<Plan<'static>>,
    /// By viewpoint, with hindsight.
    pub answers: Vec<Solution>,
    /// Something that it reads has changed.
    pub stale: bool,
    /// What it reads has other statuses now: its text must be read anew.
    pub unread: bool,
    /// What it says to others, where somebody reads it.
    pub says: Option<Says>,
    /// The statuses of others that something here hangs on.
    pub asks: Vec<(MatterId, u32)>,
    /// By matter that is read: which of its answers stand here.
    pub told: Vec<u64>,
}

/// What a matter says to others.
pub(super) struct Says {
    pub extract: Arc<Exports>,
    pub source: Arc<ImportedPlan>,
    /// By viewpoint, with hindsight: when every status holds.
    pub lives: Vec<StatusTimelines>,
    /// Higher each time that one of them changes.
    pub turn: u64,
}

impl Kept {
    pub(super) fn new(name: Arc<str>) -> Kept {
        let model = Arc::new(Model::default());
        Kept {
            name,
            text: String::new(),
            uses: Vec::new(),
            reads: Vec::new(),
            plan: Arc::new(Plan::new(Arc::clone(&model))),
            model,
            answers: Vec::new(),
            stale: false,
            unread: false,
            says: None,
            asks: Vec::new(),
            told: Vec::new(),
        }
    }
}

/// All acts that are made and known.
pub(super) fn hindsight(viewpoint: ViewpointId) -> Horizon {
    Horizon { viewpoint, made_by: None, known_by: None }
}

impl Registry<'_> {
    /// The record of a matter's text, and whether reading led back to itself.
    pub(super) fn resolved(&mut self, id: MatterId) -> (Resolved, bool) {
        let mut matters = std::collections::BTreeMap::new();
        let mut circular = false;
        for name in self.kept(id).reads.clone() {
            let Some(other) = self.matter(&name) else { continue };
            let back = self.leads_to(other, id);
            circular |= back;
            let extract = if back { None } else { Some(self.extract_of(other)) };
            matters.insert(name, extract);
        }
        let mut files = vec![SourceFile::new("record.vig", self.kept(id).text.as_str())];
        for name in self.packs_of(id) {
            files.extend(self.packs.get(name).into_iter().flat_map(|pack| pack.files).cloned());
        }
        let world = World { files, matters, ..World::default() };
        (resolve_with(&world, &self.pack_cache), circular)
    }

    /// Whether a matter reads another, be it through others.
    pub(super) fn leads_to(&self, from: MatterId, to: MatterId) -> bool {
        let (mut open, mut seen) = (vec![from], BTreeSet::new());
        while let Some(at) = open.pop() {
            if at == to {
                return true;
            }
            if seen.insert(at) {
                open.extend(self.kept(at).reads.iter().filter_map(|name| self.matter(name)));
            }
        }
        false
    }

    /// What a matter says, from the first time that somebody reads it.
    fn says(&mut self, id: MatterId) -> &Says {
        if self.kept(id).says.is_none() {
            let kept = self.kept(id);
            let extract = Arc::new(exports(&kept.plan, &kept.model, &kept.name, false));
            let lives = lives(&kept.plan, &kept.model);
            let source = ImportedPlan::new(Arc::clone(&kept.plan));
            self.kept_mut(id).says = Some(Says { extract, source, lives, turn: 0 });
            // From now on something hangs on all that it reads itself.
            let kept = self.kept(id);
            let (model, plan) = (Arc::clone(&kept.model), Arc::clone(&kept.plan));
            self.note_asked(id, &model, &plan);
        }
        match &self.kept(id).says {
            Some(says) => says,
            None => unreachable!("it has just been put there"),
        }
    }

    fn extract_of(&mut self, id: MatterId) -> Arc<Exports> {
        Arc::clone(&self.says(id).extract)
    }

    pub(super) fn source_of(&mut self, id: MatterId) -> Arc<ImportedPlan> {
        Arc::clone(&self.says(id).source)
    }

    /// Lets readers have the new plan of a matter; whom it touches.
    pub(super) fn publish(
        &mut self,
        id: MatterId,
        model: &Arc<Model>,
        plan: &Arc<Plan<'static>>,
        faulty: bool,
    ) -> Vec<MatterId> {
        let Some(old) = &self.kept(id).says else {
            // Nobody has read it; somebody may have asked for it in vain.
            return self.retell(id);
        };
        let extract = Arc::new(exports(plan, model, &self.kept(id).name, faulty));
        let viewpoints = |model: &Model| model.viewpoints.iter().map(|v| v.name.clone()).collect::<Vec<_>>();
        let same = old.extract.statuses == extract.statuses
            && old.extract.things == extract.things
            && old.extract.faulty == extract.faulty
            && viewpoints(&old.extract.model) == viewpoints(model);
        if !same {
            let (source, lives, turn) =
                (ImportedPlan::new(Arc::clone(plan)), lives(plan, model), old.turn + 1);
            self.kept_mut(id).says = Some(Says { extract, source, lives, turn });
            return self.retell(id);
        }
        old.source.replace(Arc::clone(plan));
        self.spread(id, plan, model)
    }

    /// All who read a matter must read their own texts anew.
    fn retell(&mut self, id: MatterId) -> Vec<MatterId> {
        let name = self.kept(id).name.to_string();
        let readers: Vec<MatterId> =
            self.readers.get(&name).into_iter().flatten().copied().filter(|&r| r != id).collect();
        for &reader in &readers {
            let kept = self.kept_mut(reader);
            (kept.stale, kept.unread) = (true, true);
        }
        readers
    }

    /// Marks those in whom something hangs on a status that holds on other days now.
    pub(super) fn spread(&mut self, id: MatterId, plan: &Plan<'static>, model: &Model) -> Vec<MatterId> {
        let Some(old) = &self.kept(id).says else { return Vec::new() };
        let lives = lives(plan, model);
        let mut changed: Vec<u32> = Vec::new();
        for (was, is) in old.lives.iter().zip(&lives) {
            let numbers = was.iter().zip(is.iter()).enumerate().filter(|(_, (a, b))| a != b);
            changed.extend(numbers.map(|(number, _)| number as u32));
        }
        changed.sort_unstable();
        changed.dedup();
        if let Some(says) = &mut self.kept_mut(id).says {
            says.lives = lives;
            says.turn += u64::from(!changed.is_empty());
        }
        let hit = changed.iter().filter_map(|&number| self.asked.get(&(id, number))).flatten().copied();
        let mut touched: Vec<MatterId> = hit.collect();
        touched.sort_unstable();
        touched.dedup();
        for &reader in &touched {
            self.kept_mut(reader).stale = true;
        }
        touched
    }

    /// Notes what of others something in a matter hangs on.
    pub(super) fn note_asked(&mut self, id: MatterId, model: &Model, plan: &Plan<'static>) {
        let matters: FxHashMap<ImportId, MatterId> = model
            .imports
            .iter_enumerated()
            .filter_map(|(at, reads)| Some((at, self.matter(&reads.matter)?)))
            .collect();
        let all = self.kept(id).says.is_some();
        let asked = if all { model.imported.indices().collect() } else { plan.used_imports() };
        let asks: Vec<(MatterId, u32)> = asked
            .into_iter()
            .filter_map(|given| {
                let given = model.imported[given];
                Some((*matters.get(&given.from)?, given.number))
            })
            .collect();
        if self.kept(id).asks == asks {
            return;
        }
        for old in std::mem::take(&mut self.kept_mut(id).asks) {
            if let Some(list) = self.asked.get_mut(&old) {
                list.retain(|&reader| reader != id);
            }
        }
        for &one in &asks {
            self.asked.entry(one).or_default().push(id);
        }
        self.kept_mut(id).asks = asks;
    }
}

impl Registry<'_> {
    /// By matter that is read: which of its answers are there now.
    pub(super) fn turns(&self, id: MatterId) -> Vec<u64> {
        let turn = |name: &String| self.kept(self.matter(name)?).says.as_ref().map(|says| says.turn);
        self.kept(id).reads.iter().map(|name| turn(name).unwrap_or_default()).collect()
    }

    /// Writes into the answers of a matter what others say now of statuses on which nothing hangs here.
    pub(super) fn tell(&mut self, id: MatterId) {
        let turns = self.turns(id);
        if self.kept(id).told == turns {
            return;
        }
        let plan = Arc::clone(&self.kept(id).plan);
        let kept = self.kept_mut(id);
        for (v, solution) in kept.answers.iter_mut().enumerate() {
            plan.refresh_imports(hindsight(ViewpointId::new(v)), &mut solution.statuses);
        }
        kept.told = turns;
    }
}

fn lives(plan: &Plan<'static>, model: &Model) -> Vec<StatusTimelines> {
    model.viewpoints.indices().map(|v| plan.exported_timelines(hindsight(v))).collect()
}
