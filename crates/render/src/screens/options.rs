//! The page of options: each deed, done and left undone, and what that keeps or breaches in each viewpoint.

use vigente_query::answer::{Consequence, DeedOption, Options};

use crate::RenderOptions;
use crate::page::{StyledLine, TextPage, Tone};
use crate::screens::header;
use crate::table::{Cell, Column, Table};
use crate::words::phrasing;

/// What an organ can do.
pub fn options(options: &Options, look: RenderOptions<'_>) -> TextPage {
    let words = look.words;
    let mut page = TextPage::new();
    let title = words.say_with("head-options", &[("who", &phrasing::named(words, &options.organ))]);
    header::title(&mut page, look, &title);
    page.flow(StyledLine::plain(header::days_line(look, &options.asked)), look.width, 0);
    header::viewpoints(&mut page, look, &options.viewpoints);
    page.gap();
    if options.options.is_empty() {
        header::note(&mut page, look, &words.say("no-options"));
        return page;
    }
    let mut columns = vec![Column { most: 20, least: 20 }];
    columns.extend(options.viewpoints.iter().map(|_| Column { most: usize::MAX, least: 12 }));
    let mut head = vec![StyledLine::new()];
    head.extend(options.viewpoints.iter().map(|v| StyledLine::of(Tone::Strong, &*v.name)));
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
            true => phrasing::status(words, &option.deed),
            false => phrasing::phrase(words, &option.deed),
        };
        let mut band = StyledLine::of(Tone::Strong, &*said);
        if said != option.deed.text {
            band.push(Tone::Faint, format!(" – {}", option.deed.text));
        }
        table.band(band);
        let (done, undone) =
            if option.deed.status { ("if-so", "if-not-so") } else { ("if-done", "if-undone") };
        for (key, list) in [(done, &option.done), (undone, &option.undone)] {
            let mut cells = vec![Cell::from(StyledLine::plain(words.say(key)))];
            cells.extend(consequences(look, list));
            table.row(cells);
        }
    }
    table.write(&mut page, look.width);
    for option in options.options.iter().filter(|o| !o.dilemma_in.is_empty()) {
        let said =
            words.say_with("dilemma", &[("what", &option.deed.text), ("who", &option.dilemma_in.join(", "))]);
        page.gap();
        page.flow(StyledLine::of(Tone::Alert, said), look.width, 0);
    }
    page
}

fn consequences(look: RenderOptions<'_>, consequences: &[Consequence]) -> Vec<Cell> {
    let words = look.words;
    consequences
        .iter()
        .map(|c| {
            let mut lines = Vec::new();
            let lists = [
                (&c.breaks, "breaks", Tone::Bad),
                (&c.keeps, "keeps", Tone::Good),
                (&c.yielding, "yielding", Tone::Faint),
                (&c.state_breaks, "breaks-abroad", Tone::Alert),
            ];
            for (duties, key, tone) in lists {
                if !duties.is_empty() {
                    lines.push(
                        StyledLine::of(tone, words.say(key))
                            .and(Tone::Plain, format!(" {}", duties.join(", "))),
                    );
                }
            }
            if lines.is_empty() {
                lines.push(StyledLine::of(Tone::Faint, words.say("no-consequence")));
            }
            Cell(lines)
        })
        .collect()
}
