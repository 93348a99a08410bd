//! Options go in, a page comes out: each deed, done and left undone, and what that keeps or breaks in each viewpoint.

use vigente_query::answer::{Consequence, DeedOption, Options};

use super::page::{Line, Page, Tone};
use super::table::{Cell, Column, Table};
use super::{Look, asking, wording};

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
    let mut columns = vec![Column { most: 20, least: 20 }];
    columns.extend(options.viewpoints.iter().map(|_| Column { most: usize::MAX, least: 12 }));
    let mut head = vec![Line::new()];
    head.extend(options.viewpoints.iter().map(|v| Line::of(Tone::Strong, &*v.name)));
    let mut table = Table::new(columns).indent(2).head(head);
    // Where viewpoints differ on what follows, the choice is hard: that comes first.
    let differs = |o: &&DeedOption| {
        let all = |list: &[Consequence]| {
            list.windows(2).any(|p| (&p[0].keeps, &p[0].breaks) != (&p[1].keeps, &p[1].breaks))
        };
        all(&o.done) || all(&o.undone)
    };
    let (hard, plain): (Vec<&DeedOption>, Vec<&DeedOption>) = options.options.iter().partition(differs);
    for option in hard.into_iter().chain(plain) {
        let said = match option.deed.status {
            true => wording::status(words, &option.deed),
            false => wording::phrase(words, &option.deed),
        };
        let mut band = Line::of(Tone::Strong, &*said);
        if said != option.deed.text {
            band.push(Tone::Faint, format!(" – {}", option.deed.text));
        }
        table.band(band);
        let (done, undone) =
            if option.deed.status { ("if-so", "if-not-so") } else { ("if-done", "if-undone") };
        for (key, list) in [(done, &option.done), (undone, &option.undone)] {
            let mut cells = vec![Cell::from(Line::plain(words.say(key)))];
            cells.extend(consequences(look, list));
            table.row(cells);
        }
    }
    table.write(&mut page, look.width);
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
