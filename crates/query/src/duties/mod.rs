//! Answers about duties.

pub(crate) mod claims;
pub(crate) mod list;
pub(crate) mod options;
