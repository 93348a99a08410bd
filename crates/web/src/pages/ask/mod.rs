//! Pages on which a reader asks a question: who, and what if.

pub mod what_if;
pub mod who;
