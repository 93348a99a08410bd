//! Questions to records, and their answers.

mod ask;
mod reads;
mod reasons;
