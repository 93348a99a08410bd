//! What authorities say of acts: who, when, in which words, and where that is said.

use vigente_query::answer::Position;

use crate::RenderOptions;
use crate::page::{StyledLine, TextPage, Tone};
use crate::screens::header;
use crate::screens::why::quoted;
use crate::words::phrasing;

/// A section with what authorities say, and so many places where each is said; nothing where they say nothing.
pub(crate) fn positions(page: &mut TextPage, look: RenderOptions<'_>, positions: &[Position], places: usize) {
    let words = look.words;
    if positions.is_empty() {
        return;
    }
    header::heading(page, look, &words.say("head-positions"));
    for position in positions {
        let said = phrasing::effect(words, Some(&position.does), &position.does.text);
        let line = StyledLine::plain("  ")
            .and(Tone::Strong, &*position.name)
            .and(Tone::Faint, format!(" ({})", phrasing::day_and_author(words, &position.act)))
            .and(Tone::Plain, format!("{}{said}", words.say("colon")));
        page.flow(line, look.width, 4);
        for quote in position.quotes.iter().take(places) {
            page.flow(StyledLine::plain("    ").join(quoted(look, quote)), look.width, 6);
        }
    }
}
