//! A model and a horizon go in, the life of everything in it comes out. Exactly `docs/semantics.md`.

pub mod solution;
pub mod timeline;

pub use solution::*;
pub use timeline::{Timeline, Truth};
