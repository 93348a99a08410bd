//! Keeps many matters resident and updates their answers one act at a time. The workload W5 measures it; the product has
//! no use for it yet. After each change of a text it tells which answers changed, and which matters are touched.
//!
//! What is kept of a matter is its plan and one solution for each viewpoint, with hindsight. A change of a matter's text
//! computes that matter anew, whatever its day: a late act needs nothing else. Of the matters that read it, only those
//! are touched of which something hangs on a status whose days changed in some viewpoint; these are computed when they
//! are asked, or by [`Registry::settle`]. A change of a pack computes the matters that use it.
//!
//! A question at any other horizon is a solution of one matter's plan: acts that do not count are left out of the
//! values, never out of an index. There is no index of versions, of days or of viewpoints, so none has to be kept up.

mod difference;
mod keep;

use std::collections::BTreeSet;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use vigente_syntax::diagnostic::{Diagnostic, Severity};

use vigente_engine::{Horizon, Plan, Solution};
use vigente_model::{Day, Model};
use vigente_resolve::PackCache;
use vigente_resolve::world::{SourceFile, read_matters, used_packs};

pub use difference::{Difference, What};
use keep::Kept;

/// A matter of a registry, for as long as it is in it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct MatterId(u32);

/// What a change of one text did.
#[derive(Clone, PartialEq, Debug)]
pub struct Change {
    /// The matter.
    pub matter: MatterId,
    /// What is wrong with its text; what that concerns is left out of its answers.
    pub diagnostics: Vec<Diagnostic>,
    /// Its answers that changed.
    pub differences: Vec<Difference>,
    /// The matters that read it and have to be computed anew.
    pub touched: Vec<MatterId>,
}

/// A pack.
struct Pack<'t> {
    files: &'t [SourceFile],
    uses: Vec<String>,
}

/// Many matters.
pub struct Registry<'t> {
    packs: FxHashMap<&'t str, Pack<'t>>,
    pack_cache: PackCache,
    matters: Vec<Kept>,
    by_name: FxHashMap<Arc<str>, MatterId>,
    /// By name of a matter: who reads it.
    readers: FxHashMap<String, BTreeSet<MatterId>>,
    /// By matter and number of a status there: in whom something hangs on it.
    asked: FxHashMap<(MatterId, u32), Vec<MatterId>>,
    /// How far recurring duties are counted.
    upto: Day,
}

impl<'t> Registry<'t> {
    /// An empty registry; recurring duties are counted as far as `upto`.
    pub fn new(upto: Day) -> Registry<'t> {
        Registry {
            packs: FxHashMap::default(),
            pack_cache: PackCache::default(),
            matters: Vec::new(),
            by_name: FxHashMap::default(),
            readers: FxHashMap::default(),
            asked: FxHashMap::default(),
            upto,
        }
    }

    /// Puts a pack in, or another text in its place: every matter that uses it, be it through other packs, is computed
    /// anew.
    pub fn put_pack(&mut self, name: &'t str, files: &'t [SourceFile]) -> Vec<Change> {
        let mut uses: Vec<String> = files.iter().flat_map(|file| used_packs(&file.text)).collect();
        uses.dedup();
        self.packs.insert(name, Pack { files, uses });
        let users: Vec<MatterId> = self.ids().filter(|&id| self.packs_of(id).contains(name)).collect();
        users.into_iter().map(|id| self.compute(id)).collect()
    }

    /// Puts a matter in, or another text in its place. The name is the one that others read it by.
    pub fn put(&mut self, name: &str, text: impl Into<String>) -> Change {
        let id = match self.by_name.get(name) {
            Some(&id) => id,
            None => {
                let (id, name) = (MatterId(self.matters.len() as u32), Arc::<str>::from(name));
                self.by_name.insert(Arc::clone(&name), id);
                self.matters.push(Kept::new(name));
                id
            }
        };
        self.kept_mut(id).text = text.into();
        self.compute(id)
    }

    /// Adds entries to a matter: an act, whatever its day.
    pub fn enter(&mut self, id: MatterId, entries: &str) -> Change {
        let text = &mut self.kept_mut(id).text;
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        text.push_str(entries);
        self.compute(id)
    }

    /// The matter of this name.
    pub fn matter(&self, name: &str) -> Option<MatterId> {
        self.by_name.get(name).copied()
    }

    /// The name of a matter.
    pub fn name(&self, id: MatterId) -> &str {
        &self.kept(id).name
    }

    /// Its text.
    pub fn text(&self, id: MatterId) -> &str {
        &self.kept(id).text
    }

    /// How many matters there are.
    pub fn len(&self) -> usize {
        self.matters.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.matters.is_empty()
    }

    /// All matters, in the order in which they came.
    pub fn ids(&self) -> impl Iterator<Item = MatterId> + use<> {
        (0..self.matters.len() as u32).map(MatterId)
    }

    /// The record of a matter.
    pub fn model(&self, id: MatterId) -> &Arc<Model> {
        &self.kept(id).model
    }

    /// The plan of a matter, to be solved at any horizon. It reads what other matters say now.
    pub fn plan(&self, id: MatterId) -> &Plan<'static> {
        &self.kept(id).plan
    }

    /// The answers of a matter with hindsight, by viewpoint; computed if something that it reads has changed.
    pub fn answers(&mut self, id: MatterId) -> &[Solution] {
        for at in self.imports_first(id) {
            if self.kept(at).stale {
                self.refresh(at);
            }
            self.tell(at);
        }
        &self.kept(id).answers
    }

    /// A matter behind all that it imports, directly or not: each once, however many import it.
    fn imports_first(&self, id: MatterId) -> Vec<MatterId> {
        let (mut order, mut seen) = (Vec::new(), FxHashSet::default());
        // Each with the number of its imports that have been looked at.
        let mut open = vec![(id, 0)];
        seen.insert(id);
        while let Some((at, next)) = open.last_mut() {
            if let Some(name) = self.kept(*at).reads.get(*next) {
                *next += 1;
                // One that is seen is done, or imports itself in a circle: reading reports that.
                open.extend(self.matter(name).filter(|&other| seen.insert(other)).map(|other| (other, 0)));
            } else {
                order.push(*at);
                open.pop();
            }
        }
        order
    }

    /// One matter at any horizon.
    pub fn solve(&self, id: MatterId, horizon: Horizon) -> Solution {
        self.kept(id).plan.solve(horizon, self.upto)
    }

    /// The matters that wait to be computed since something that they read has changed.
    pub fn stale(&self) -> Vec<MatterId> {
        self.ids().filter(|&id| self.kept(id).stale).collect()
    }

    /// Computes all that wait, and those whom these touch; what changed, matter by matter.
    pub fn settle(&mut self) -> Vec<Change> {
        let mut all = Vec::new();
        loop {
            let waiting = self.stale();
            if waiting.is_empty() {
                return all;
            }
            for id in waiting {
                all.push(self.refresh(id));
            }
        }
    }

    fn kept(&self, id: MatterId) -> &Kept {
        &self.matters[id.0 as usize]
    }

    fn kept_mut(&mut self, id: MatterId) -> &mut Kept {
        &mut self.matters[id.0 as usize]
    }

    /// The packs that a matter uses, itself or through others.
    fn packs_of(&self, id: MatterId) -> BTreeSet<&str> {
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        let mut open: Vec<&str> = self.kept(id).uses.iter().map(String::as_str).collect();
        while let Some(name) = open.pop() {
            if seen.insert(name)
                && let Some(pack) = self.packs.get(name)
            {
                open.extend(pack.uses.iter().map(String::as_str));
            }
        }
        seen
    }

    /// Reads a text anew and computes what follows.
    fn compute(&mut self, id: MatterId) -> Change {
        self.note_names(id);
        let (resolved, circular) = self.resolved(id);
        let diagnostics = resolved.diagnostics;
        let faulty = diagnostics.iter().any(|d| d.severity == Severity::Error);
        let model = resolved.model;
        let sources = if circular {
            Vec::new()
        } else {
            model
                .imports
                .iter()
                .filter_map(|reads| Some(self.source_of(self.matter(&reads.matter)?)))
                .collect()
        };
        let plan = Arc::new(Plan::with_imports(Arc::clone(&model), sources));
        let touched = self.publish(id, &model, &plan, faulty);
        self.note_asked(id, &model, &plan);
        let answers = self.solved(&plan, &model);
        let kept = self.kept_mut(id);
        let differences = difference::between((&kept.model, &kept.answers), (&model, &answers));
        (kept.model, kept.plan, kept.answers) = (model, plan, answers);
        (kept.stale, kept.unread) = (false, false);
        self.kept_mut(id).told = self.turns(id);
        Change { matter: id, diagnostics, differences, touched }
    }

    /// Computes a matter of which only what it reads has changed.
    fn refresh(&mut self, id: MatterId) -> Change {
        if self.kept(id).unread {
            return self.compute(id);
        }
        let (model, plan) = (Arc::clone(&self.kept(id).model), Arc::clone(&self.kept(id).plan));
        let answers = self.solved(&plan, &model);
        let touched = self.spread(id, &plan, &model);
        let kept = self.kept_mut(id);
        let differences = difference::between((&kept.model, &kept.answers), (&model, &answers));
        kept.answers = answers;
        kept.stale = false;
        self.kept_mut(id).told = self.turns(id);
        Change { matter: id, diagnostics: Vec::new(), differences, touched }
    }

    fn solved(&self, plan: &Plan<'static>, model: &Model) -> Vec<Solution> {
        model.viewpoints.indices().map(|v| plan.solve(keep::hindsight(v), self.upto)).collect()
    }

    /// What a matter uses and reads by name.
    fn note_names(&mut self, id: MatterId) {
        let (uses, reads) = (used_packs(&self.kept(id).text), read_matters(&self.kept(id).text));
        for old in std::mem::take(&mut self.kept_mut(id).reads) {
            if let Some(readers) = self.readers.get_mut(&old) {
                readers.remove(&id);
            }
        }
        for name in &reads {
            self.readers.entry(name.clone()).or_default().insert(id);
        }
        let kept = self.kept_mut(id);
        (kept.uses, kept.reads) = (uses, reads);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ladder_is_answered_with_one_step_for_each_matter() {
        let both = "status left\nstatus right\norder A\nviewpoint V\n  prefers A\n";
        let mut registry = Registry::new(Day(18_500));
        let mut rungs = 0;
        for rung in (0..30).rev() {
            let below = rung + 1;
            let text = match rung {
                29 => format!("{both}2020-01-01 x A\n  begins left\n  begins right\n"),
                _ => format!("matter m\n  reads left from l{below}\n  reads right from r{below}\n{both}"),
            };
            for side in ["l", "r"] {
                let change = registry.put(&format!("{side}{rung}"), text.as_str());
                assert!(change.diagnostics.is_empty(), "{:?}", change.diagnostics);
                rungs += 1;
            }
        }
        let top = registry.matter("l0").expect("it has been put in");
        let order = registry.imports_first(top);
        // All but the other matter of the highest rung.
        assert_eq!((order.len(), rungs), (59, 60));
        let place = |id: &MatterId| order.iter().position(|at| at == id);
        for id in &order {
            for name in &registry.kept(*id).reads {
                assert!(registry.matter(name).is_some_and(|other| place(&other) < place(id)), "{name}");
            }
        }
        let holds = &registry.answers(top)[0].statuses;
        assert!(holds.iter().all(|life| !life.holds.is_never()) && holds.len() == 2);
    }
}
