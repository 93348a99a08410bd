//! Answers go in, something to look at comes out: a page of styled text, a drawing, or data. No terminal is known
//! here: a page says what a word *is* ([`Tone`]), the edge decides how that looks.

mod asking;
mod check;
mod collisions;
mod csv;
mod data;
mod dates;
mod doing;
mod drawing;
mod duties;
mod history;
mod options;
mod packs;
mod page;
#[cfg(test)]
mod sample;
mod situation;
mod table;
mod what_if;
mod who;
mod why;
pub mod wording;
mod words;

pub use check::{Tally, check};
pub use collisions::collisions;
pub use data::envelope;
pub use drawing::{Embedding, STYLE as DRAWING_STYLE, embedded, timeline, who_embedded, who_picture};
pub use duties::{duties, duties_csv, flagged};
pub use history::history;
pub use options::options;
pub use packs::{pack, packs};
pub use page::{Line, Page, Piece, Tone};
pub use situation::situation;
pub use table::{Cell, Column, Table};
pub use what_if::what_if;
pub use who::{who, who_csv};
pub use why::{step, why};
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
    macro_rules! files {
        ($($name:literal),* $(,)?) => { vec![$(($name, include_str!($name))),*] };
    }
    files![
        "asking.rs",
        "check.rs",
        "collisions.rs",
        "dates.rs",
        "doing.rs",
        "duties.rs",
        "drawing.rs",
        "history.rs",
        "options.rs",
        "packs.rs",
        "situation.rs",
        "what_if.rs",
        "who.rs",
        "drawing/who.rs",
        "why.rs",
        "wording.rs",
    ]
}
