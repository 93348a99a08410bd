//! The equations, one file for each section of `docs/semantics.md`.

pub(crate) mod debts;
pub(crate) mod duties;
pub(crate) mod duty_states;
pub(crate) mod ground;
pub(crate) mod norms;
pub(crate) mod performance;
pub(crate) mod rank;
pub(crate) mod standing;
pub(crate) mod statuses;
