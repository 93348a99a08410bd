//! The one test crate.

pub mod command;
pub mod dossier;
pub mod facts;
pub mod oracle;
pub mod oracle_shrink;
pub mod oracle_table;
