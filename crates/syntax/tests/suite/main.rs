//! Everything that is tested of the language as text: forms, bad input, laws.

mod cases;
mod forms;
mod laws;
mod tree;
