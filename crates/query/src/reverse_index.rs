//! Indexes, for each part, the effects of other acts that name it or its act.

use vigente_model::*;

/// Effects by the part that they name.
pub(crate) struct ReverseIndex {
    /// Sorted: the part named, the effect.
    pairs: Vec<(PartId, EffectId)>,
    /// Positions on parts, sorted.
    positions: Vec<(PartId, EffectId)>,
    /// What is found or claimed of the duties that a norm lays on somebody, sorted.
    under: Vec<(NormId, EffectId)>,
}

impl ReverseIndex {
    /// One pass over all effects of acts.
    pub(crate) fn new(model: &Model) -> ReverseIndex {
        let (mut pairs, mut positions, mut under) = (Vec::new(), Vec::new(), Vec::new());
        for (e, effect) in model.effects.iter_enumerated() {
            let Owner::Part(_) = effect.owner else { continue };
            if let Does::Finds(said) | Does::Claims(said) = effect.does
                && let Some(norm) = said.under
                && model.parts_of(said.of).is_empty()
            {
                under.push((norm, e));
            }
            if let Does::Says { stance: Some((_, on)), .. } = effect.does {
                positions.extend(model.parts_of(on).map(|p| (p, e)));
            }
            if let Some(target) = target(&effect.does) {
                pairs.extend(model.parts_of(target).map(|p| (p, e)));
            }
        }
        pairs.sort_unstable();
        positions.sort_unstable();
        under.sort_unstable();
        ReverseIndex { pairs, positions, under }
    }

    /// The effects that name a part or its act.
    pub(crate) fn of(&self, part: PartId) -> impl Iterator<Item = EffectId> + '_ {
        let first = self.pairs.partition_point(|p| p.0 < part);
        self.pairs[first..].iter().take_while(move |p| p.0 == part).map(|p| p.1)
    }

    /// The positions that support or oppose a part or its act.
    pub(crate) fn positions_on(&self, part: PartId) -> impl Iterator<Item = EffectId> + '_ {
        let first = self.positions.partition_point(|p| p.0 < part);
        self.positions[first..].iter().take_while(move |p| p.0 == part).map(|p| p.1)
    }

    /// Whether any does.
    pub(crate) fn is_touched(&self, part: PartId) -> bool {
        self.of(part).next().is_some()
    }

    /// What is found or claimed of the duties that a norm lays on somebody.
    pub(crate) fn under(&self, norm: NormId) -> impl Iterator<Item = EffectId> + '_ {
        let first = self.under.partition_point(|b| b.0 < norm);
        self.under[first..].iter().take_while(move |b| b.0 == norm).map(|b| b.1)
    }
}

/// The act or part that an effect is about.
pub(crate) fn target(does: &Does) -> Option<ThingId> {
    match *does {
        Does::Attack(_, t) | Does::Restores(t) | Does::Upholds(t) | Does::Relies(t) => Some(t),
        Does::Disapplies { target, .. } => Some(target),
        Does::Discharges(Arg::Thing(duty)) | Does::Moves { duty: Arg::Thing(duty), .. } => Some(duty),
        Does::Finds(said) | Does::Claims(said) => Some(said.of),
        _ => None,
    }
}
