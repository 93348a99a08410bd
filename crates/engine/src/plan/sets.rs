//! Disjoint sets that are united step by step, for what belongs together through others.

/// Sets of indexes, each called by its lowest.
pub(crate) struct Sets(Vec<usize>);

impl Sets {
    /// Each index of a list of this length in a set of its own.
    pub(crate) fn new(len: usize) -> Sets {
        Sets((0..len).collect())
    }

    /// The lowest index in the set of one.
    pub(crate) fn find(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    pub(crate) fn unite(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        self.0[a.max(b)] = a.min(b);
    }
}
