//! Turns answers into pages of styled text, drawings and data. It knows no terminal: a page says what a word means
//! ([`Tone`]), and the edge decides how that looks.

pub mod csv;
mod data;
mod drawing;
mod page;
#[cfg(test)]
mod sample;
mod screens;
mod table;
mod words;

pub use data::{envelope, question};
pub use drawing::{Embedding, STYLE as DRAWING_STYLE, embedded, timeline, who_embedded, who_picture};
pub use page::{Piece, StyledLine, TextPage, Tone};
pub use screens::check::{Tally, check};
pub use screens::collisions::collisions;
pub use screens::duties::{balance, duties, duties_csv, flagged};
pub use screens::history::{days_left_out, history};
pub use screens::options::options;
pub use screens::packs::{pack, packs};
pub use screens::situation::situation;
pub use screens::what_if::what_if;
pub use screens::who::{decided, who, who_csv};
pub use screens::why::{left_out, norm_gives_it, step, why};
pub use table::{Cell, Column, Table};
pub use words::{Lang, Words, phrasing};

/// How a page is to be made.
#[derive(Clone, Copy, Debug)]
pub struct RenderOptions<'w> {
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
        "drawing/mod.rs",
        "drawing/who.rs",
        "screens/check.rs",
        "screens/collisions.rs",
        "screens/duties.rs",
        "screens/header.rs",
        "screens/history.rs",
        "screens/options.rs",
        "screens/packs.rs",
        "screens/situation.rs",
        "screens/what_if.rs",
        "screens/who.rs",
        "screens/why.rs",
        "words/dates.rs",
        "words/effects.rs",
        "words/phrasing.rs",
    ]
}
