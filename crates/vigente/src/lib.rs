//! Vigente: a record of legal acts goes in, what is in force comes out.

pub mod answer;
pub mod ask;
pub mod engine;
pub mod lower;
pub mod model;
pub mod packs;
pub mod registry;
pub mod sources;
pub mod view;
pub mod world;
