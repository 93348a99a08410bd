//! One act, and the reasons of an answer.

pub mod act;
pub mod why;
