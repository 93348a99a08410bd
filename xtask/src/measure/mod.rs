//! What Vigente takes of time, memory and instructions, alone and beside other engines.

pub(crate) mod bench;
pub(crate) mod instructions;
pub(crate) mod limits;
pub(crate) mod peers;
