//! Applies the rules to a plan at one horizon until nothing changes.

pub(crate) mod build;
pub(crate) mod duty_states;
pub(crate) mod evaluate;
pub(crate) mod fixpoint;
pub(crate) mod slice;
pub(crate) mod state;
