//! Numbers ground deeds and statuses, so that the rules compare integers.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use vigente_model::Arg;

/// No index.
pub(crate) const NONE: u32 = u32::MAX;

/// Names with arguments, each kept once.
#[derive(Default)]
pub(crate) struct Calls {
    entries: Vec<(u32, u32, u32)>,
    pool: Vec<Arg>,
    /// Open addressing; a power of two long, never more than half full.
    table: Vec<u32>,
}

impl Calls {
    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    pub(crate) fn name(&self, id: u32) -> u32 {
        self.entries[id as usize].0
    }

    pub(crate) fn args(&self, id: u32) -> &[Arg] {
        let (_, start, len) = self.entries[id as usize];
        &self.pool[start as usize..(start + len) as usize]
    }

    pub(crate) fn find(&self, name: u32, args: &[Arg]) -> Option<u32> {
        if self.table.is_empty() {
            return None;
        }
        let id = self.table[self.slot(name, args)];
        (id != NONE).then_some(id)
    }

    /// The number of this call, and whether it is new.
    pub(crate) fn intern(&mut self, name: u32, args: &[Arg]) -> (u32, bool) {
        if self.entries.len() * 2 >= self.table.len() {
            self.grow();
        }
        let slot = self.slot(name, args);
        if self.table[slot] != NONE {
            return (self.table[slot], false);
        }
        let id = self.entries.len() as u32;
        self.table[slot] = id;
        self.entries.push((name, self.pool.len() as u32, args.len() as u32));
        self.pool.extend_from_slice(args);
        (id, true)
    }

    /// Where it is, or where it would be.
    fn slot(&self, name: u32, args: &[Arg]) -> usize {
        let mask = self.table.len() - 1;
        let mut at = hash(name, args) as usize & mask;
        while self.table[at] != NONE {
            let id = self.table[at];
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
        self.table.resize(size, NONE);
        let mask = size - 1;
        for id in 0..self.entries.len() as u32 {
            let mut at = hash(self.name(id), self.args(id)) as usize & mask;
            while self.table[at] != NONE {
                at = (at + 1) & mask;
            }
            self.table[at] = id;
        }
    }

    /// The same calls, numbered by name and arguments.
    pub(crate) fn sorted(&self) -> Calls {
        let mut ids: Vec<u32> = (0..self.len() as u32).collect();
        ids.sort_unstable_by(|&a, &b| (self.name(a), self.args(a)).cmp(&(self.name(b), self.args(b))));
        let mut out = Calls::default();
        for id in ids {
            out.intern(self.name(id), self.args(id));
        }
        out
    }
}

fn hash(name: u32, args: &[Arg]) -> u64 {
    let mut state = FxHasher::default();
    state.write_u32(name);
    for arg in args {
        match *arg {
            Arg::Thing(id) => state.write_u32(id.0),
            Arg::Var(v) => state.write_u32(u32::from(v) | 1 << 30),
            Arg::Amount { hundredths, unit } => {
                state.write_i64(hundredths);
                state.write_u32(unit.map_or(1 << 31, |u| u.0));
            }
        }
    }
    let h = state.finish();
    h ^ (h >> 32)
}

/// Lists of items, one list for each of a row of owners.
#[derive(Default, Clone)]
pub(crate) struct Lists {
    starts: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    /// Pairs of owner and item; items keep their order.
    pub(crate) fn new(owners: usize, pairs: &[(u32, u32)]) -> Lists {
        if pairs.is_empty() {
            return Lists::default();
        }
        let mut starts = vec![0u32; owners + 1];
        for &(owner, _) in pairs {
            starts[owner as usize + 1] += 1;
        }
        for i in 0..owners {
            starts[i + 1] += starts[i];
        }
        let mut next = starts.clone();
        let mut items = vec![0; pairs.len()];
        for &(owner, item) in pairs {
            items[next[owner as usize] as usize] = item;
            next[owner as usize] += 1;
        }
        Lists { starts, items }
    }

    /// The list of one owner.
    #[inline]
    pub(crate) fn of(&self, owner: u32) -> &[u32] {
        if self.starts.is_empty() {
            return &[];
        }
        &self.items[self.starts[owner as usize] as usize..self.starts[owner as usize + 1] as usize]
    }
}
