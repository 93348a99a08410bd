//! The one test crate.

pub mod answer_sets;
pub mod clock;
pub mod dossier;
pub mod facts;
pub mod generate;
pub mod oracle;
pub mod oracle_shrink;
pub mod oracle_table;
pub mod reading;
pub mod workloads;
