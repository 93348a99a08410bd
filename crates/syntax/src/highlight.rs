//! Classes of words for syntax highlighting, as the parser reads them.

use crate::ast::Span;

/// What a stretch of text is to the eye.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Class {
    /// `person`, `when`, `until`: a word of the language.
    Keyword,
    /// `annuls`, `requires`: a verb.
    Verb,
    /// A name.
    Name,
    /// The name that a head line declares.
    Declared,
    /// `indulto:`
    Label,
    /// `?state`
    Variable,
    /// A date.
    Date,
    /// A number, a quantity or a delay.
    Number,
    /// Where in a source: `art.1`, `para.3`.
    Pin,
    /// A quoted string.
    Text,
    /// `; …`
    Comment,
    /// Brackets, commas and signs.
    Sign,
    /// What cannot be read.
    Bad,
}

/// The stretches in the order of the text; they do not overlap, and blanks are in none. A text beyond 4 GB has no
/// colours there.
pub fn highlight(text: &str) -> Vec<(Span, Class)> {
    crate::parse::outline(text).tokens
}
