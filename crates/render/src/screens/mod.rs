//! One file for each screen: an answer as a page of styled text.

pub mod check;
pub mod collisions;
pub mod duties;
pub mod header;
pub mod history;
pub mod options;
pub mod packs;
pub mod situation;
pub mod what_if;
pub mod who;
pub mod why;
