//! Answers about collisions (`docs/semantics.md`, §11).

pub(crate) mod find;
pub(crate) mod sides;
