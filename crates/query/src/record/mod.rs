//! Answers about a whole record.

pub(crate) mod chart;
pub(crate) mod check;
pub(crate) mod pack;
pub(crate) mod situation;
pub(crate) mod states;
pub(crate) mod what_if;
pub(crate) mod who;
pub(crate) mod without_effect;
