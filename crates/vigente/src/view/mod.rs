//! Answers go in, something to look at comes out: a page of styled text, a drawing, or data. No terminal is known
//! here: a page says what a word *is* ([`Tone`]), the edge decides how that looks.

mod page;
mod table;
mod words;

pub use page::{Line, Page, Piece, Tone};
pub use table::{Column, Table};
pub use words::{Lang, Words};

/// How a page is to be made.
#[derive(Clone, Copy, Debug)]
pub struct Look<'w> {
    /// The words of a language.
    pub words: &'w Words,
    /// How many columns of a terminal it may take.
    pub width: usize,
}

/// The texts of this folder, for the test that every word is there.
#[cfg(test)]
fn sources() -> Vec<(&'static str, &'static str)> {
    vec![("page.rs", include_str!("page.rs")), ("table.rs", include_str!("table.rs"))]
}
