//! The engine against its oracles, laws, matters and workloads: one program, so that there is one to link.

mod build_scripts;
mod corpus;
mod generate;
mod laws;
mod matters;
mod named;
mod oracles;
mod packs_read_before;
mod registry;
mod who;
mod workloads;
