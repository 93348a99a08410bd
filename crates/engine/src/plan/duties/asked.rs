//! The states of duties that conditions ask for.

use rustc_hash::FxHashMap;

use vigente_model::*;

use crate::ids::{AskedId, DutyId};
use crate::plan::duties::Duties;
use crate::plan::instance::{Instances, ground_args};
use crate::solution::{GroundContent, GroundDeed, GroundStatus};

/// Of which duties, without variables.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Of {
    /// Those that live at an act or part.
    Thing(ThingId),
    /// Those of a bearer with this content, and of the part that is called so.
    Bearer { bearer: Arg, mode: Mode, content: GroundContent, part: Option<Arg> },
}

/// Each state of duties that some condition asks for, once.
#[derive(Clone, Default)]
pub(crate) struct AskedDuties {
    all: IndexVec<AskedId, (Of, DutyState)>,
    known: FxHashMap<(Of, DutyState), AskedId>,
}

impl AskedDuties {
    pub(crate) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The number of what a test asks under a binding; `None` where there can be no such duty.
    pub(crate) fn ask(
        &mut self,
        model: &Model,
        of: Tested,
        state: DutyState,
        binding: &[Arg],
    ) -> Option<AskedId> {
        let value = |arg: Arg| match arg {
            Arg::Var(v) => binding.get(usize::from(v)).copied().unwrap_or(arg),
            other => other,
        };
        let of = match of {
            Tested::At(arg) => match value(arg) {
                Arg::Thing(thing) => Of::Thing(thing),
                _ => return None,
            },
            Tested::Of { bearer, forbids, content, part } => {
                let content = match content {
                    Content::Deed(d) => {
                        let args = ground_args(model, d.args, binding)?;
                        GroundContent::Deed(GroundDeed { name: d.name, args })
                    }
                    Content::That { not, status: s } => {
                        let args = ground_args(model, s.args, binding)?;
                        GroundContent::That { not, status: GroundStatus { name: s.name, args } }
                    }
                };
                let mode = if forbids { Mode::Forbids } else { Mode::Requires };
                Of::Bearer { bearer: value(bearer), mode, content, part: part.map(|v| value(Arg::Var(v))) }
            }
        };
        let key = (of, state);
        if let Some(&known) = self.known.get(&key) {
            return Some(known);
        }
        let id = self.all.push(key.clone());
        self.known.insert(key, id);
        Some(id)
    }

    /// The duties of each.
    pub(crate) fn duties(
        &self,
        model: &Model,
        duties: &Duties,
        instances: &Instances,
    ) -> IndexVec<AskedId, (DutyState, Vec<DutyId>)> {
        if self.is_empty() {
            return IndexVec::new();
        }
        let mut at: FxHashMap<PartId, Vec<DutyId>> = FxHashMap::default();
        let mut of: FxHashMap<(Arg, Mode, &GroundContent), Vec<DutyId>> = FxHashMap::default();
        let part = |d: DutyId| instances.all[duties.all[d].inst].part;
        for (d, duty) in duties.all.iter_enumerated() {
            if let Some(part) = part(d) {
                at.entry(part).or_default().push(d);
            }
            of.entry((duty.bearer, duty.mode, &duty.content)).or_default().push(d);
        }
        let found = self.all.iter().map(|(asked, state)| {
            let found = match asked {
                Of::Thing(thing) => {
                    let parts = model.parts_of(*thing);
                    parts.filter_map(|p| at.get(&p)).flatten().copied().collect()
                }
                Of::Bearer { bearer, mode, content, part: place } => {
                    let called = |d: &DutyId| part(*d).map(|p| Arg::Thing(model.called(p)));
                    let all = of.get(&(*bearer, *mode, content)).into_iter().flatten().copied();
                    all.filter(|d| place.is_none() || called(d) == *place).collect()
                }
            };
            (*state, found)
        });
        found.collect()
    }
}
