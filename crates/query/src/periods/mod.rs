//! Answers about time: when something changes or changed.

pub(crate) mod change_points;
pub(crate) mod diff;
pub(crate) mod history;
pub(crate) mod intervals;
pub(crate) mod past;
