//! Commands that answer a question about one record.

pub mod collisions;
pub mod duties;
pub mod history;
pub mod options;
pub mod status;
pub mod timeline;
pub mod what_if;
pub mod who;
pub mod why;
