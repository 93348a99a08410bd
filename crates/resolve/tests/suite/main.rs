//! From text to model: what resolves, and what is reported when it does not.

mod codes;
mod lower;
mod mangled;
mod quotes;
