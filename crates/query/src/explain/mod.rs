//! Explains answers, down to acts, norms and quotes.

pub(crate) mod basis;
pub(crate) mod duty;
pub(crate) mod norm;
pub(crate) mod positions;
pub(crate) mod reason;
pub(crate) mod why;
