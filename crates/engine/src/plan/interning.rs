//! Numbers ground deeds and statuses, so that the rules compare integers.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use vigente_model::{Arg, Idx, IndexVec};

/// Names with arguments, each kept once.
pub(crate) struct Calls<Name, Id: Idx> {
    entries: IndexVec<Id, Call<Name>>,
    pool: Vec<Arg>,
    /// Open addressing; a power of two long, never more than half full.
    table: Vec<Option<Id>>,
}

struct Call<Name> {
    name: Name,
    /// A stretch of the pool.
    start: u32,
    len: u32,
}

impl<Name: Idx, Id: Idx> Default for Calls<Name, Id> {
    fn default() -> Self {
        Calls { entries: IndexVec::new(), pool: Vec::new(), table: Vec::new() }
    }
}

impl<Name: Idx, Id: Idx> Calls<Name, Id> {
    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    /// The number of each.
    pub(crate) fn ids(&self) -> impl Iterator<Item = Id> + use<Name, Id> {
        self.entries.indices()
    }

    pub(crate) fn name(&self, id: Id) -> Name {
        self.entries[id].name
    }

    pub(crate) fn args(&self, id: Id) -> &[Arg] {
        let Call { start, len, .. } = self.entries[id];
        &self.pool[start as usize..(start + len) as usize]
    }

    pub(crate) fn find(&self, name: Name, args: &[Arg]) -> Option<Id> {
        if self.table.is_empty() {
            return None;
        }
        self.table[self.slot(name, args)]
    }

    /// The number of this call, and whether it is new.
    pub(crate) fn intern(&mut self, name: Name, args: &[Arg]) -> (Id, bool) {
        if self.entries.len() * 2 >= self.table.len() {
            self.grow();
        }
        let slot = self.slot(name, args);
        if let Some(known) = self.table[slot] {
            return (known, false);
        }
        let call = Call { name, start: self.pool.len() as u32, len: args.len() as u32 };
        let id = self.entries.push(call);
        self.table[slot] = Some(id);
        self.pool.extend_from_slice(args);
        (id, true)
    }

    /// Where it is, or where it would be.
    fn slot(&self, name: Name, args: &[Arg]) -> usize {
        let mask = self.table.len() - 1;
        let mut at = hash(name, args) & mask;
        while let Some(id) = self.table[at] {
            if self.name(id) == name && self.args(id) == args {
                return at;
            }
            at = (at + 1) & mask;
        }
        at
    }

    fn grow(&mut self) {
        let size = (self.table.len() * 2).max(16);
        self.table.clear();
        self.table.resize(size, None);
        let mask = size - 1;
        for id in self.ids() {
            let mut at = hash(self.name(id), self.args(id)) & mask;
            while self.table[at].is_some() {
                at = (at + 1) & mask;
            }
            self.table[at] = Some(id);
        }
    }

    /// The same calls, numbered by name and arguments.
    pub(crate) fn sorted(&self) -> Calls<Name, Id> {
        let mut ids: Vec<Id> = self.ids().collect();
        ids.sort_unstable_by(|&a, &b| (self.name(a), self.args(a)).cmp(&(self.name(b), self.args(b))));
        let mut out = Calls::default();
        for id in ids {
            out.intern(self.name(id), self.args(id));
        }
        out
    }
}

fn hash(name: impl Idx, args: &[Arg]) -> usize {
    let mut state = FxHasher::default();
    state.write_u32(name.index() as u32);
    for arg in args {
        match *arg {
            Arg::Thing(id) => state.write_u32(id.index() as u32),
            Arg::Var(v) => state.write_u32(u32::from(v) | 1 << 30),
            Arg::Amount { hundredths, unit } => {
                state.write_i64(hundredths);
                state.write_u32(unit.map_or(1 << 31, |u| u.index() as u32));
            }
        }
    }
    let h = state.finish();
    (h ^ (h >> 32)) as usize
}

/// Lists of items, one list for each of a row of owners.
#[derive(Clone)]
pub(crate) struct Lists<Owner: Idx, Item> {
    /// By owner: where its list starts; the next owner's start is its end.
    starts: IndexVec<Owner, u32>,
    items: Vec<Item>,
}

impl<Owner: Idx, Item> Default for Lists<Owner, Item> {
    fn default() -> Self {
        Lists { starts: IndexVec::new(), items: Vec::new() }
    }
}

impl<Owner: Idx, Item: Copy> Lists<Owner, Item> {
    /// Pairs of owner and item; items keep their order.
    pub(crate) fn new(owners: usize, pairs: &[(Owner, Item)]) -> Self {
        let Some(&(_, filler)) = pairs.first() else { return Lists::default() };
        let mut starts: IndexVec<Owner, u32> = IndexVec::from_vec(vec![0; owners + 1]);
        for &(owner, _) in pairs {
            starts[owner.index() + 1] += 1;
        }
        for i in 0..owners {
            starts[i + 1] += starts[i];
        }
        let mut next = starts.clone();
        let mut items = vec![filler; pairs.len()];
        for &(owner, item) in pairs {
            items[next[owner] as usize] = item;
            next[owner] += 1;
        }
        Lists { starts, items }
    }

    /// The lists that `add` makes for one owner after another.
    pub(crate) fn collect(owners: usize, mut add: impl FnMut(Owner, &mut Vec<Item>)) -> Self {
        let (mut starts, mut items) = (IndexVec::with_capacity(owners + 1), Vec::new());
        for owner in (0..owners).map(Owner::from_usize) {
            starts.push(items.len() as u32);
            add(owner, &mut items);
        }
        starts.push(items.len() as u32);
        Lists { starts, items }
    }

    /// The list of one owner.
    #[inline]
    pub(crate) fn of(&self, owner: Owner) -> &[Item] {
        if self.starts.is_empty() {
            return &[];
        }
        &self.items[self.starts[owner] as usize..self.starts[owner.index() + 1] as usize]
    }
}
