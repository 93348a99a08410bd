//! A model goes in; for each part, the effects of other acts that name it or its act come out.

use crate::model::*;

/// Effects by the part that they name.
pub(super) struct Touching {
    /// Sorted: the part named, the effect.
    pairs: Vec<(PartId, EffectId)>,
    /// Findings that a bearer is in breach of a norm, sorted.
    breaches: Vec<(NormId, EffectId)>,
}

impl Touching {
    /// One pass over all effects of acts.
    pub(super) fn new(model: &Model) -> Touching {
        let (mut pairs, mut breaches) = (Vec::new(), Vec::new());
        for (e, effect) in model.effects.iter().enumerate() {
            let Owner::Part(_) = effect.owner else { continue };
            let e = EffectId(e as u32);
            if let Does::FindsBreachOf { norm, .. } = effect.does {
                breaches.push((norm, e));
            }
            if let Some(target) = target(&effect.does) {
                pairs.extend(model.parts_of(target).map(|p| (PartId(p), e)));
            }
        }
        pairs.sort_unstable();
        breaches.sort_unstable();
        Touching { pairs, breaches }
    }

    /// The effects that name a part or its act.
    pub(super) fn of(&self, part: PartId) -> impl Iterator<Item = EffectId> + '_ {
        let first = self.pairs.partition_point(|p| p.0 < part);
        self.pairs[first..].iter().take_while(move |p| p.0 == part).map(|p| p.1)
    }

    /// Whether any does.
    pub(super) fn is_touched(&self, part: PartId) -> bool {
        self.of(part).next().is_some()
    }

    /// The findings of a breach of a norm.
    pub(super) fn breaches_of(&self, norm: NormId) -> impl Iterator<Item = EffectId> + '_ {
        let first = self.breaches.partition_point(|b| b.0 < norm);
        self.breaches[first..].iter().take_while(move |b| b.0 == norm).map(|b| b.1)
    }
}

/// The act or part that an effect is about.
pub(super) fn target(does: &Does) -> Option<ThingId> {
    match *does {
        Does::Attack(_, t) | Does::Restores(t) | Does::Upholds(t) | Does::Relies(t) => Some(t),
        Does::Disapplies { target, .. } => Some(target),
        Does::Discharges(Arg::Thing(duty)) | Does::Moves { duty: Arg::Thing(duty), .. } => Some(duty),
        Does::Finds { duty, .. } | Does::Claims { duty, .. } => Some(duty),
        _ => None,
    }
}
