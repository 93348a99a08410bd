//! Questions that a reader writes: who, and what if.

pub mod what_if;
pub mod who;
