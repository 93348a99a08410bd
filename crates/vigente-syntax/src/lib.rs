//! The `.vig` language as text: lexer, parser, formatter, highlighter.

pub mod ast;
pub mod diagnostic;
