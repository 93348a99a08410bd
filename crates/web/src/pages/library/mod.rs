//! The pages over all matters.

pub mod all_duties;
pub mod matters;
