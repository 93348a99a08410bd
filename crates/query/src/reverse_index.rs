//! Indexes, for each part, the effects of other acts that name it or its act; and tells what can be in force.

use std::collections::BTreeSet;

use vigente_model::*;

/// Effects by the part that they name.
pub(crate) struct ReverseIndex {
    /// Sorted: the part named, the effect.
    pairs: Vec<(PartId, EffectId)>,
    /// Positions on parts, sorted.
    positions: Vec<(PartId, EffectId)>,
    /// What is found or claimed of the duties that a norm lays on somebody, sorted.
    under: Vec<(NormId, EffectId)>,
    /// Parts that can be in force.
    forceful: IndexVec<PartId, bool>,
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
        let mut forceful = forceful(model);
        // What others strike, restore or uphold can be in force, unless it only does something.
        for &(part, effect) in &pairs {
            let mut lines = model[part].effects.clone();
            let only_does = !lines.is_empty() && lines.all(|e| matches!(model[e].does, Does::Deed(_)));
            forceful[part] |= is_strike(&model[effect].does) && !only_does;
        }
        ReverseIndex { pairs, positions, under, forceful }
    }

    /// Whether a part can be in force: it rules on something, or what it does has consequences by a norm. A letter, a
    /// sale, a report, a recommendation or a bill passed by one house cannot.
    pub(crate) fn can_be_in_force(&self, part: PartId) -> bool {
        self.forceful[part]
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

/// Whether an effect attacks, restores or upholds its target.
pub(crate) fn is_strike(does: &Does) -> bool {
    matches!(does, Does::Attack(..) | Does::Disapplies { .. } | Does::Restores(_) | Does::Upholds(_))
}

fn forceful(model: &Model) -> IndexVec<PartId, bool> {
    // Deeds that have consequences by a norm, as they are or as what they count as.
    let mut consequential: BTreeSet<DeedId> = BTreeSet::new();
    let effects = |norm: &Norm| norm.effects.clone().map(|e| &model.effects[e].does);
    loop {
        let before = consequential.len();
        for norm in &model.norms {
            let Some(trigger) = &norm.when else { continue };
            let gives = |does: &Does| match does {
                Does::CountsAs(deed) => consequential.contains(&deed.name),
                _ => true,
            };
            if effects(norm).any(gives) {
                consequential.insert(trigger.deed.name);
            }
        }
        if consequential.len() == before {
            break;
        }
    }
    let rules = |does: &Does| match does {
        Does::Deed(deed) => consequential.contains(&deed.name),
        Does::Claims(_) | Does::ClaimsNoPower { .. } | Does::Says { .. } | Does::Relies(_) => false,
        Does::Duty { mode, .. } => *mode != Mode::Urges,
        _ => true,
    };
    let mut forceful: IndexVec<PartId, bool> = model
        .parts
        .iter()
        .map(|part| {
            let act = &model[part.act];
            let official = matches!(model[act.author].kind, ThingKind::Organ | ThingKind::Order);
            let mut lines = part.effects.clone().map(|e| &model.effects[e].does);
            // What an organ lays down may stand here in plain words only.
            let words_only = || {
                lines.clone().all(|does| matches!(does, Does::Says { stance: None, .. } | Does::Relies(_)))
            };
            act.effective.is_some() || (official && words_only()) || lines.any(rules)
        })
        .collect();
    for norm in &model.norms {
        if let NormOf::Part(by) = norm.of {
            forceful[by] = true;
        }
    }
    forceful
}

/// The act or part that an effect is about.
pub(crate) fn target(does: &Does) -> Option<ThingId> {
    match *does {
        Does::Attack(_, Arg::Thing(t)) | Does::Restores(t) | Does::Upholds(t) | Does::Relies(t) => Some(t),
        Does::Disapplies { target, .. } => Some(target),
        Does::Discharges(Arg::Thing(duty)) | Does::Moves { duty: Arg::Thing(duty), .. } => Some(duty),
        Does::Finds(said) | Does::Claims(said) => Some(said.of),
        _ => None,
    }
}
