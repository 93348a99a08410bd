//! Questions to records, and their answers.

mod ask;
mod changes;
mod depth;
mod idle;
mod reads;
mod reasons;
mod silence;
