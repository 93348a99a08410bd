//! Who prevails over whom in a viewpoint (§3).

use vigente_model::{Arg, IndexVec, Model, NormId, NormOf, ThingId, ThingKind, ViewpointId, index_vec};

use crate::{Authority, ModelRef};

const UNRECOGNISED: u32 = u32::MAX;

/// The ranks of one viewpoint.
pub struct Ranks<'m> {
    model: ModelRef<'m>,
    /// By thing: the number of its rank, 0 the highest.
    level: IndexVec<ThingId, u32>,
    /// By thing: the prefix that lists it.
    listed: IndexVec<ThingId, Option<ThingId>>,
    /// The highest rank that names a prefix of this root which is no instrument, by root; only roots with such a prefix.
    roots: Vec<(ThingId, u32)>,
    /// Whose law binds a State, but not its organs.
    external: Vec<ThingId>,
}

impl<'m> Ranks<'m> {
    /// Works out the rank of everything.
    pub fn new(model: impl Into<ModelRef<'m>>, viewpoint: ViewpointId) -> Ranks<'m> {
        let held = model.into();
        let model: &Model = &held;
        let view = &model.viewpoints[viewpoint];
        let others = view.ranks.iter().position(|r| r.prefixes.is_empty()).map_or(UNRECOGNISED, |i| i as u32);
        let n = model.things.len();
        let mut level: IndexVec<ThingId, u32> = index_vec![others; n];
        let mut listed: IndexVec<ThingId, Option<ThingId>> = index_vec![None; n];
        let mut roots: Vec<(ThingId, u32)> = Vec::new();
        for (i, rank) in view.ranks.iter().enumerate().rev() {
            for prefix in &rank.prefixes {
                level[*prefix] = i as u32;
                listed[*prefix] = Some(*prefix);
            }
        }
        for prefix in &view.excludes {
            level[*prefix] = UNRECOGNISED;
            listed[*prefix] = Some(*prefix);
        }
        for prefix in view.ranks.iter().flat_map(|r| &r.prefixes) {
            let (root, at) = (model[*prefix].root, level[*prefix]);
            if at == UNRECOGNISED || model[*prefix].kind == ThingKind::Instrument {
                continue;
            }
            match roots.iter_mut().find(|(r, _)| *r == root) {
                Some((_, best)) => *best = at.min(*best),
                None => roots.push((root, at)),
            }
        }
        // A parent's name is the beginning of its child's: it comes first.
        for (i, thing) in model.things.iter_enumerated() {
            if listed[i].is_none()
                && let Some(parent) = thing.parent
                && listed[parent].is_some()
            {
                level[i] = level[parent];
                listed[i] = listed[parent];
            }
        }
        let external = view.external.clone();
        Ranks { model: held, level, listed, roots, external }
    }

    fn root(&self, organ: ThingId) -> ThingId {
        self.model.things[organ].root
    }

    fn number(&self, authority: Authority) -> u32 {
        match authority {
            Authority::Organ(organ) => self.level[organ],
            Authority::NormsOf { under, .. } if self.is_placed(under) => self.level[under],
            Authority::NormsOf { order, .. } => self
                .roots
                .iter()
                .find(|(root, _)| *root == order)
                .map_or(self.level[order], |&(_, level)| level),
            Authority::Reading => 0,
        }
    }

    /// Whether the viewpoint gives an instrument a place of its own, in a rank or in `not`.
    fn is_placed(&self, instrument: ThingId) -> bool {
        self.listed[instrument].is_some_and(|by| self.model[by].kind == ThingKind::Instrument)
    }

    /// Whether organs of this order are bound by the norms whatever their ranks: the viewpoint gives the norms no place
    /// of their own.
    pub(crate) fn binds_own_organs(&self, norms: Authority, order: ThingId) -> bool {
        matches!(norms, Authority::NormsOf { order: o, under } if o == order && !self.is_placed(under))
    }

    /// The number of its rank, 0 the highest; `None` where the viewpoint does not recognise it, and for readings.
    pub fn level(&self, authority: Authority) -> Option<u32> {
        let number = self.number(authority);
        (number != UNRECOGNISED && authority != Authority::Reading).then_some(number)
    }

    /// Whether the viewpoint recognises it. A reading is recognised by all.
    #[inline]
    pub fn recognises(&self, authority: Authority) -> bool {
        self.number(authority) != UNRECOGNISED
    }

    /// The prefix under which the viewpoint lists an organ.
    pub fn listed_as(&self, organ: ThingId) -> Option<ThingId> {
        self.listed[organ].filter(|_| self.level[organ] != UNRECOGNISED)
    }

    /// Whether `a` prevails over `b`.
    pub fn prevails(&self, a: Authority, b: Authority) -> bool {
        let (x, y) = (self.number(a), self.number(b));
        if x == UNRECOGNISED || a == Authority::Reading {
            return false;
        }
        if y == UNRECOGNISED || b == Authority::Reading {
            return true;
        }
        match (a, b) {
            (norms, Authority::Organ(organ)) if self.binds_own_organs(norms, self.root(organ)) => {
                return true;
            }
            (Authority::Organ(organ), norms) if self.binds_own_organs(norms, self.root(organ)) => {
                return false;
            }
            _ => {}
        }
        if x != y {
            return x < y;
        }
        match (a, b) {
            (Authority::Organ(a), Authority::Organ(b)) => {
                a == b
                    || self.model.within(b, a)
                    || (self.listed[a].is_some()
                        && self.listed[b].is_some()
                        && self.listed[a] != self.listed[b]
                        && self.root(a) == self.root(b))
            }
            (Authority::NormsOf { order: a, .. }, Authority::NormsOf { order: b, .. }) => a == b,
            (Authority::NormsOf { order, .. }, Authority::Organ(organ)) => self.root(organ) == order,
            _ => false,
        }
    }

    /// Whether the viewpoint takes anybody's law as external.
    pub fn has_external(&self) -> bool {
        !self.external.is_empty()
    }

    /// Whether what an authority orders binds a State in this viewpoint, but not its organs.
    pub fn is_external(&self, authority: Authority) -> bool {
        let within = |inner| self.external.iter().any(|&outer| self.model.within(inner, outer));
        match authority {
            Authority::Organ(organ) => within(organ),
            Authority::NormsOf { order, under } => within(order) || within(under),
            Authority::Reading => false,
        }
    }

    /// Whom what an authority orders binds, where it names this bearer: a State, where the authority is external to
    /// the viewpoint.
    pub fn bound(&self, authority: Authority, bearer: Arg) -> Arg {
        match bearer {
            Arg::Thing(thing) if self.is_external(authority) => Arg::Thing(self.root(thing)),
            other => other,
        }
    }

    /// Whether an organ is bound by what an authority orders of this bearer: it is the bearer or within it, and the
    /// State itself, where the authority is external to the viewpoint.
    pub fn binds(&self, authority: Authority, bearer: Arg, organ: Arg) -> bool {
        match bearer {
            Arg::Thing(thing) if self.is_external(authority) => organ == Arg::Thing(self.root(thing)),
            Arg::Thing(thing) => organ == bearer || arg_within(&self.model, organ, thing),
            _ => organ == bearer,
        }
    }

    /// Whether an attacker counts against what the norms of an authority give (`docs/semantics.md`, §5, Filtered).
    pub fn counts(&self, attacker: Authority, norm: Authority) -> bool {
        let order = |authority| order_of(&self.model, authority);
        order(attacker) == order(norm) || self.prevails(attacker, norm)
    }

    /// Whether an organ is named in a rank, and no prefix of its order in a higher one: its acts are voided by no
    /// norm of its own order.
    pub(crate) fn is_highest(&self, organ: ThingId) -> bool {
        self.listed_as(organ) == Some(organ)
            && self.roots.iter().any(|&(root, level)| root == self.root(organ) && level == self.level[organ])
    }
}

/// The order that an authority belongs to.
pub(crate) fn order_of(model: &Model, authority: Authority) -> Option<ThingId> {
    match authority {
        Authority::Organ(organ) => Some(model.things[organ].root),
        Authority::NormsOf { order, .. } => Some(order),
        Authority::Reading => None,
    }
}

/// With whose authority a norm works.
pub fn authority_of(model: &Model, norm: NormId) -> Authority {
    match model[norm].of {
        NormOf::Order(order) => {
            Authority::NormsOf { order, under: model.instrument_of(norm).unwrap_or(order) }
        }
        NormOf::Part(part) => Authority::Organ(model.acts[model.parts[part].act].author),
        NormOf::Reading => Authority::Reading,
    }
}

/// Whether an argument is a thing, or lies within it.
pub(crate) fn arg_within(model: &Model, arg: Arg, outer: ThingId) -> bool {
    matches!(arg, Arg::Thing(inner) if model.within(inner, outer))
}
