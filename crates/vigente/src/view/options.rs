//! Options go in, a page comes out: each deed, done and left undone, and what that keeps or breaks in each viewpoint.

use crate::answer::{Consequence, Options};

use super::asking::{self, Row};
use super::page::{Line, Page, Tone};
use super::table::Cell;
use super::{Look, wording};

/// What an organ can do.
pub fn options(options: &Options, look: Look<'_>) -> Page {
    let words = look.words;
    let mut page = Page::new();
    let title = words.say_with("head-options", &[("who", &wording::named(words, &options.organ))]);
    asking::title(&mut page, look, &title);
    page.flow(Line::plain(asking::days_line(look, &options.days)), look.width, 0);
    asking::viewpoints(&mut page, look, &options.viewpoints);
    page.gap();
    if options.options.is_empty() {
        asking::note(&mut page, look, &words.say("no-options"));
        return page;
    }
    let mut rows = Vec::new();
    for option in &options.options {
        let said = wording::phrase(words, &option.deed);
        let head = |key: &str| {
            let mut lines = vec![Line::of(Tone::Strong, &*option.deed.text), Line::plain(words.say(key))];
            if said != option.deed.text {
                lines.insert(1, Line::of(Tone::Faint, &*said));
            }
            Cell(lines)
        };
        let (done, undone) =
            if option.deed.status { ("if-so", "if-not-so") } else { ("if-done", "if-undone") };
        rows.push(Row { what: head(done), said: consequences(look, &option.done) });
        rows.push(Row { what: head(undone), said: consequences(look, &option.undone) });
    }
    asking::side_by_side(&mut page, look, &options.viewpoints, rows);
    for option in options.options.iter().filter(|o| !o.dilemma_in.is_empty()) {
        let said =
            words.say_with("dilemma", &[("what", &option.deed.text), ("who", &option.dilemma_in.join(", "))]);
        page.gap();
        page.flow(Line::of(Tone::Alert, said), look.width, 0);
    }
    page
}

fn consequences(look: Look<'_>, consequences: &[Consequence]) -> Vec<Cell> {
    let words = look.words;
    consequences
        .iter()
        .map(|c| {
            let mut lines = Vec::new();
            let lists = [
                (&c.breaks, "breaks", Tone::Bad),
                (&c.keeps, "keeps", Tone::Good),
                (&c.yielding, "yielding", Tone::Faint),
            ];
            for (duties, key, tone) in lists {
                if !duties.is_empty() {
                    lines.push(
                        Line::of(tone, words.say(key)).and(Tone::Plain, format!(" {}", duties.join(", "))),
                    );
                }
            }
            if lines.is_empty() {
                lines.push(Line::of(Tone::Faint, words.say("no-consequence")));
            }
            Cell(lines)
        })
        .collect()
}
