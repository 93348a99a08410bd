//! The one test crate.
