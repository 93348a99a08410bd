//! Commands for people who write records and packs.

pub mod check;
pub mod fmt;
pub mod new;
pub mod pack;
