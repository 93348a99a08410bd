//! Duties (§9 and §10): which there are, which bind, what performs them, what is found of them.

pub(crate) mod assessment;
pub(crate) mod debts;
pub(crate) mod performance;
pub(crate) mod resolution;
