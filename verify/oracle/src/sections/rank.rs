//! Who is recognised in a viewpoint, who prevails over whom, and which act came before which (§2, §3).

use vigente_model::{ActId, Model, ThingId, ThingKind, Viewpoint};

use crate::truth::Truth::{self, F, T, U};

/// With whose authority something is done.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) enum Authority {
    /// An author.
    Organ(ThingId),
    /// The norms of an order, with the instrument after which they are named.
    NormsOf(ThingId, Option<ThingId>),
    /// A reading.
    Reading,
}

/// Ranks of one viewpoint.
pub(crate) struct Ranks<'m> {
    model: &'m Model,
    viewpoint: &'m Viewpoint,
    /// By thing: its level, and the listed prefix that gives it (none under `others`).
    levels: Vec<Option<(usize, Option<ThingId>)>>,
}

impl<'m> Ranks<'m> {
    pub(crate) fn new(model: &'m Model, viewpoint: &'m Viewpoint) -> Ranks<'m> {
        let levels = (0..model.things.len()).map(|i| level(model, viewpoint, ThingId::new(i))).collect();
        Ranks { model, viewpoint, levels }
    }

    /// The rank of an author; `None` is unrecognised.
    pub(crate) fn organ(&self, organ: ThingId) -> Option<usize> {
        self.levels[organ.index()].map(|(rank, _)| rank)
    }

    fn listed(&self) -> impl Iterator<Item = (usize, ThingId)> {
        let ranks = self.viewpoint.ranks.iter().enumerate();
        ranks.flat_map(|(rank, r)| r.prefixes.iter().map(move |&p| (rank, p)))
    }

    fn root(&self, thing: ThingId) -> ThingId {
        self.model[thing].root
    }

    /// The rank of an authority; a reading has rank 0 so that it is recognised by all (it prevails over nothing).
    pub(crate) fn level(&self, authority: Authority) -> Option<usize> {
        match authority {
            Authority::Organ(organ) => self.organ(organ),
            Authority::NormsOf(_, Some(under)) if self.placed(under) => self.organ(under),
            Authority::NormsOf(order, _) => {
                let own = |p| self.root(p) == order && self.model[p].kind != ThingKind::Instrument;
                let highest = self.listed().filter(|&(_, p)| own(p)).map(|(rank, _)| rank).min();
                highest.or_else(|| self.organ(order))
            }
            Authority::Reading => Some(0),
        }
    }

    /// Whether the viewpoint gives an instrument a place of its own, in a rank or in `not`.
    fn placed(&self, instrument: ThingId) -> bool {
        let mut at = Some(instrument);
        while let Some(prefix) = at {
            let named = self.listed().any(|(_, p)| p == prefix) || self.viewpoint.excludes.contains(&prefix);
            if named {
                return self.model[prefix].kind == ThingKind::Instrument;
            }
            at = self.model[prefix].parent;
        }
        false
    }

    pub(crate) fn recognised(&self, authority: Authority) -> bool {
        self.level(authority).is_some()
    }

    /// Whether the viewpoint takes an authority's law as external: it binds a State, but not its organs.
    pub(crate) fn external(&self, authority: Authority) -> bool {
        let within = |inner| self.viewpoint.external.iter().any(|&outer| self.model.within(inner, outer));
        match authority {
            Authority::Organ(organ) => within(organ),
            Authority::NormsOf(order, under) => within(order) || under.is_some_and(within),
            Authority::Reading => false,
        }
    }

    /// The order of an authority.
    pub(crate) fn order(&self, authority: Authority) -> Option<ThingId> {
        match authority {
            Authority::Organ(organ) => Some(self.root(organ)),
            Authority::NormsOf(order, _) => Some(order),
            Authority::Reading => None,
        }
    }

    /// `prevails(a, b)`, in the order in which §3 checks.
    pub(crate) fn prevails(&self, a: Authority, b: Authority) -> bool {
        use Authority::{NormsOf, Organ, Reading};
        if a == Reading {
            return false;
        }
        let placed = |instrument| self.placed(instrument);
        let Some(level_a) = self.level(a) else { return false };
        let Some(level_b) = self.level(b) else { return true };
        match (a, b) {
            (Reading, _) => false,
            (_, Reading) => true,
            (NormsOf(order, under), Organ(organ))
                if self.root(organ) == order && !under.is_some_and(placed) =>
            {
                true
            }
            (Organ(organ), NormsOf(order, under))
                if self.root(organ) == order && !under.is_some_and(placed) =>
            {
                false
            }
            _ if level_a < level_b => true,
            _ if level_a > level_b => false,
            (Organ(a), Organ(b)) => self.equal_organ_prevails(a, b),
            (NormsOf(a, _), NormsOf(b, _)) => a == b,
            (NormsOf(order, _), Organ(organ)) => self.root(organ) == order,
            _ => false,
        }
    }

    fn equal_organ_prevails(&self, a: ThingId, b: ThingId) -> bool {
        // "Same organ, or a's path is a proper prefix of b's": together, b is within a.
        if self.model.within(b, a) {
            return true;
        }
        let by = |organ: ThingId| self.levels[organ.index()].and_then(|(_, prefix)| prefix);
        match (by(a), by(b)) {
            (Some(p), Some(q)) => p != q && self.root(a) == self.root(b),
            _ => false,
        }
    }

    /// The highest listed organ of its order: named itself, and none of its root named higher (§6).
    pub(crate) fn highest_of_its_order(&self, organ: ThingId) -> bool {
        let Some((own, _)) = self.listed().find(|&(_, p)| p == organ) else { return false };
        let beside = |p| self.root(p) == self.root(organ) && self.model[p].kind != ThingKind::Instrument;
        !self.listed().any(|(rank, p)| beside(p) && rank < own)
    }
}

/// The longest declared prefix that the viewpoint lists, in a rank or in `not`.
fn level(model: &Model, viewpoint: &Viewpoint, organ: ThingId) -> Option<(usize, Option<ThingId>)> {
    let mut at = Some(organ);
    while let Some(prefix) = at {
        if viewpoint.excludes.contains(&prefix) {
            return None;
        }
        if let Some(rank) = viewpoint.ranks.iter().position(|r| r.prefixes.contains(&prefix)) {
            return Some((rank, Some(prefix)));
        }
        at = model[prefix].parent;
    }
    viewpoint.ranks.iter().position(|r| r.prefixes.is_empty()).map(|rank| (rank, None))
}

/// `before(a, b)` for every pair of acts.
pub(crate) struct Order {
    acts: usize,
    table: Vec<Truth>,
}

impl Order {
    pub(crate) fn new(model: &Model) -> Order {
        let n = model.acts.len();
        let mut surely = vec![false; n * n];
        for b in 0..n {
            let mut reached = vec![b];
            while let Some(at) = reached.pop() {
                for a in &model.acts[at].after {
                    if !std::mem::replace(&mut surely[a.index() * n + b], true) {
                        reached.push(a.index());
                    }
                }
            }
            for a in 0..n {
                if model.acts[a].made.hi < model.acts[b].made.lo {
                    surely[a * n + b] = true;
                }
            }
        }
        let value = |a: usize, b: usize| match () {
            () if surely[a * n + b] => T,
            () if a == b || surely[b * n + a] => F,
            () => U,
        };
        Order { acts: n, table: (0..n * n).map(|i| value(i / n, i % n)).collect() }
    }

    pub(crate) fn before(&self, a: ActId, b: ActId) -> Truth {
        self.table[a.index() * self.acts + b.index()]
    }
}
