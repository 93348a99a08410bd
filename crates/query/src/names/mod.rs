//! Resolves the names in a question, and names the things in an answer.

pub(crate) mod effects;
pub(crate) mod labels;
pub(crate) mod question;
pub(crate) mod resolve;
