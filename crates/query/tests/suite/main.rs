//! Questions to records, and their answers.

mod ask;
mod depth;
mod reads;
mod reasons;
