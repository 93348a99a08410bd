//! Vigente: a record of legal acts goes in, what is in force comes out.

pub mod engine;
pub mod model;
pub mod view;
