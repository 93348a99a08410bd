//! The page of what would differ if acts were added.

use vigente_query::answer::WhatIf;

use crate::RenderOptions;
use crate::page::{StyledLine, TextPage, Tone};
use crate::screens::header;
use crate::screens::situation::changes;
use crate::words::phrasing;

/// What would follow if an act were in the record.
pub fn what_if(what_if: &WhatIf, look: RenderOptions<'_>) -> TextPage {
    let words = look.words;
    let mut page = TextPage::new();
    header::title(&mut page, look, &words.say("head-what-if"));
    for act in &what_if.added {
        let line = StyledLine::plain("+ ").and(Tone::Strong, &*act.name);
        page.flow(
            line.and(Tone::Plain, format!(" ({})", phrasing::day_and_author(words, act))),
            look.width,
            2,
        );
    }
    for line in &what_if.without_effect {
        page.flow(
            StyledLine::plain("! ").and(Tone::Alert, phrasing::without_effect(words, line)),
            look.width,
            2,
        );
    }
    page.flow(StyledLine::plain(header::days_line(look, &what_if.asked)), look.width, 0);
    page.gap();
    if what_if.changes.is_empty() {
        header::note(&mut page, look, &words.say("no-change"));
        return page;
    }
    changes(
        &mut page,
        look,
        &what_if.changes,
        &words.say("col-without"),
        &words.say("col-with"),
        &what_if.viewpoints,
    );
    page
}
