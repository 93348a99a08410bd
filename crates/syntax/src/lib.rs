//! The `.vig` language as text: a text goes in; its tree and what is wrong with it, its canonical layout, or its
//! colours come out. No names are resolved here, nothing is read or written, and nothing fails: a line that
//! cannot be read is reported and left out.

pub mod ast;
pub mod codes;
pub mod diagnostic;
mod format;
mod highlight;
mod parse;
mod quoted;

pub use format::format;
pub use highlight::{Class, highlight};
pub use parse::hints::{ACT_VERBS, HEAD_WORDS, LINE_WORDS, MODIFIERS};
pub use parse::{Parsed, did_you_mean, parse, parse_query, parse_query_at};
pub use quoted::{quote, unescape};

/// The version of the language that this crate reads; it changes when a text that was good becomes bad or means
/// something else.
pub const LANGUAGE_VERSION: &str = "1";
