//! The `.vig` language as text: parser, formatter and highlighter. They share one reader, so that they can never disagree
//! about where a line ends or what a word is.
//!
//! No names are resolved here and nothing fails: a line that cannot be read becomes a diagnostic, and the rest is read.

pub mod ast;
pub mod codes;
pub mod diagnostic;
mod format;
mod highlight;
mod keywords;
mod parse;
mod quoted;
mod suggest;

pub use format::format;
pub use highlight::{Class, highlight};
pub use keywords::{ACT_VERBS, HEAD_WORDS, LINE_WORDS, MODIFIERS};
pub use parse::{Parsed, parse, parse_only, parse_query, parse_query_at};
pub use quoted::{quote, unescape};
pub use suggest::did_you_mean;

/// The version of the language that this crate reads; it changes when a text that was good becomes bad or means
/// something else.
pub const LANGUAGE_VERSION: &str = "2";
