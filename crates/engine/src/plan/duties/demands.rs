//! What duties ask of whom: the field in which a condition on the state of duties finds values for its variables.

use rustc_hash::FxHashMap;

use vigente_model::*;

use crate::Truth;
use crate::ids::{DemandId, DemandName};
use crate::plan::grounding::substitute;
use crate::plan::interning::Calls;
use crate::plan::order::Order;

/// Duties by what they ask: the bearer, the arguments of the deed or status, and (once more) the part where they live.
/// Empty where no condition goes through duties.
#[derive(Default)]
pub(crate) struct Demands {
    wanted: bool,
    all: Calls<DemandName, DemandId>,
    by_name: FxHashMap<DemandName, Vec<DemandId>>,
    /// By part: all that uphold it, one through another.
    upheld_by: FxHashMap<PartId, Vec<PartId>>,
}

/// What is asked: to do or not to do a deed, that a status holds or does not; and whether the part is told.
fn name_of(forbids: bool, content: Content, placed: bool) -> DemandName {
    let (kind, of) = match content {
        Content::Deed(deed) => (usize::from(forbids), deed.name.index()),
        Content::That { not, status } => (2 + usize::from(not), status.name.index()),
    };
    DemandName::new((of << 3) | (kind << 1) | usize::from(placed))
}

fn args_of(content: Content) -> ArgRange {
    match content {
        Content::Deed(deed) => deed.args,
        Content::That { status, .. } => status.args,
    }
}

impl Demands {
    pub(crate) fn new(model: &Model, order: &Order) -> Demands {
        let timed = model.effects.iter().filter_map(|e| e.timing.as_deref()).flat_map(|t| &t.conditions);
        let mut tests = model.norms.iter().flat_map(|n| &n.conditions).chain(timed).flat_map(|c| &c.all);
        let wanted = tests.any(|test| matches!(test, Test::Duty { of: Tested::Of { .. }, .. }));
        let mut demands = Demands { wanted, ..Demands::default() };
        if wanted {
            demands.find_upholders(model, order);
        }
        demands
    }

    /// What is upheld is asked once more, where it is upheld.
    fn find_upholders(&mut self, model: &Model, order: &Order) {
        let mut direct: FxHashMap<PartId, Vec<PartId>> = FxHashMap::default();
        for (by, part) in model.parts.iter_enumerated() {
            for e in part.effects.clone() {
                let Does::Upholds(target) = model[e].does else { continue };
                let upheld = model.parts_of(target);
                for p in upheld.filter(|&p| order.before(model[p].act, part.act) != Truth::False) {
                    direct.entry(p).or_default().push(by);
                }
            }
        }
        for &part in direct.keys() {
            let mut found = vec![part];
            let mut at = 0;
            while let Some(&p) = found.get(at) {
                for &by in direct.get(&p).into_iter().flatten() {
                    if !found.contains(&by) {
                        found.push(by);
                    }
                }
                at += 1;
            }
            found.swap_remove(0);
            self.upheld_by.insert(part, found);
        }
    }

    /// Takes in a duty.
    pub(crate) fn add(
        &mut self,
        model: &Model,
        (mode, bearer, content): (Mode, Arg, Content),
        binding: &[Arg],
        part: Option<PartId>,
    ) {
        if !self.wanted || !matches!(mode, Mode::Requires | Mode::Forbids) {
            return;
        }
        let mut pattern = vec![bearer];
        pattern.extend_from_slice(model.args(args_of(content)));
        let mut args = Vec::new();
        if !substitute(&pattern, binding, &mut args) {
            return;
        }
        let forbids = mode == Mode::Forbids;
        self.intern(name_of(forbids, content, false), &args);
        let Some(part) = part else { return };
        let upholders = self.upheld_by.get(&part).cloned().unwrap_or_default();
        for part in std::iter::once(part).chain(upholders) {
            args.push(Arg::Thing(model.called(part)));
            self.intern(name_of(forbids, content, true), &args);
            args.pop();
        }
    }

    fn intern(&mut self, name: DemandName, args: &[Arg]) {
        let (id, new) = self.all.intern(name, args);
        if new {
            self.by_name.entry(name).or_default().push(id);
        }
    }

    /// Those that ask for what a test asks for, whoever bears them, whatever the arguments.
    pub(crate) fn like(&self, of: Tested) -> &[DemandId] {
        let Tested::Of { forbids, content, part, .. } = of else { return &[] };
        self.by_name.get(&name_of(forbids, content, part.is_some())).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn args(&self, id: DemandId) -> &[Arg] {
        self.all.args(id)
    }

    /// What a test compares with [`Demands::args`].
    pub(crate) fn pattern(model: &Model, of: Tested) -> Vec<Arg> {
        let Tested::Of { bearer, content, part, .. } = of else { return Vec::new() };
        let mut pattern = vec![bearer];
        pattern.extend_from_slice(model.args(args_of(content)));
        pattern.extend(part.map(Arg::Var));
        pattern
    }
}
