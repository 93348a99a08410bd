//! One act, and why an answer is as it is.

pub mod act;
pub mod why;
