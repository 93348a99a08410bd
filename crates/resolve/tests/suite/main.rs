//! From text to model: what resolves, and what is reported when it does not.

mod codes;
mod mangled;
mod quotes;
mod resolve;
