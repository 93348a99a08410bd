//! The pages of this folder as text, so that `vigente explain` works without the repository.

/// The name of a diagnostic and its page; sorted.
pub const PAGES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/pages.rs"));
