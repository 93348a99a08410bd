//! The head of a page: the question in plain words, with its days and viewpoints.

use vigente_query::Question;
use vigente_query::answer::Named;

use crate::RenderOptions;
use crate::page::{StyledLine, TextPage, Tone};
use crate::table::{Cell, Column, Table};
use crate::words::phrasing;

/// The title of a page, underlined by its tone.
pub(crate) fn title(page: &mut TextPage, look: RenderOptions<'_>, text: &str) {
    page.flow(StyledLine::of(Tone::Title, text), look.width, 2);
}

/// The head of a section, with a blank line above.
pub(crate) fn heading(page: &mut TextPage, look: RenderOptions<'_>, text: &str) {
    page.gap();
    page.flow(StyledLine::of(Tone::Heading, text), look.width, 2);
}

/// A paragraph of running text, faint.
pub(crate) fn note(page: &mut TextPage, look: RenderOptions<'_>, text: &str) {
    page.flow(StyledLine::of(Tone::Faint, text), look.width, 0);
}

/// The three days, one a line.
pub(crate) fn days(page: &mut TextPage, look: RenderOptions<'_>, asked: &Question) {
    let words = look.words;
    let made = match asked.made_by {
        None => words.say("acts-any"),
        Some(day) if day == asked.on => words.say("acts-that-day"),
        Some(day) => words.say_with("acts-by", &[("day", &phrasing::long_date(words, day))]),
    };
    let known = match asked.known_by {
        None => words.say("known-any"),
        Some(day) => words.say_with("known-by", &[("day", &phrasing::long_date(words, day))]),
    };
    let mut table = Table::new([Column::RIGID, Column::TEXT]);
    table.row(vec![
        StyledLine::plain(words.say("the-day")),
        StyledLine::of(Tone::Strong, phrasing::long_date(words, asked.on)),
    ]);
    table.row(vec![StyledLine::plain(words.say("the-acts")), StyledLine::plain(made)]);
    table.row(vec![StyledLine::plain(words.say("the-known")), StyledLine::plain(known)]);
    table.write(page, look.width);
}

/// The same in one line: `on 29 November 2023, with hindsight`.
pub(crate) fn days_line(look: RenderOptions<'_>, asked: &Question) -> String {
    let words = look.words;
    let mut line = words.say_with("on-day", &[("day", &phrasing::long_date(words, asked.on))]);
    line.push_str(", ");
    line.push_str(&match asked.made_by {
        None => words.say("with-hindsight"),
        Some(day) if day == asked.on => words.say("as-it-stood"),
        Some(day) => words.say_with("made-by", &[("day", &phrasing::date(words, day))]),
    });
    if let Some(day) = asked.known_by {
        line.push_str(", ");
        line.push_str(&words.say_with("as-known-by", &[("day", &phrasing::date(words, day))]));
    }
    line
}

/// Whose eyes, in words, one a line.
pub(crate) fn viewpoints(page: &mut TextPage, look: RenderOptions<'_>, viewpoints: &[Named]) {
    let titled: Vec<&Named> =
        viewpoints.iter().filter(|v| !phrasing::text(look.words, &v.title).is_empty()).collect();
    if titled.is_empty() {
        return;
    }
    let mut table = Table::new([Column::RIGID, Column::TEXT]).indent(2);
    for v in titled {
        table.row(vec![
            StyledLine::of(Tone::Strong, &*v.name),
            StyledLine::plain(phrasing::text(look.words, &v.title)),
        ]);
    }
    table.write(page, look.width);
}

/// A row of things seen by several: what it is, and what each says.
pub(crate) struct ViewpointRow {
    /// What it is.
    pub(crate) what: Cell,
    /// What each viewpoint says, in their order.
    pub(crate) said: Vec<Cell>,
    /// Where all say the same: that, in a word or two, and what it is, in running text.
    pub(crate) alike: (StyledLine, Cell),
}

/// Where viewpoints differ, a column for each of them if there is room (else, under each thing, who says what); where
/// all say the same, a list.
pub(crate) fn by_viewpoint(
    page: &mut TextPage,
    look: RenderOptions<'_>,
    viewpoints: &[Named],
    rows: Vec<ViewpointRow>,
) {
    let same = |row: &ViewpointRow| row.said.windows(2).all(|pair| pair[0] == pair[1]);
    let (alike, differing): (Vec<ViewpointRow>, Vec<ViewpointRow>) = rows.into_iter().partition(same);
    let both = !alike.is_empty() && !differing.is_empty();
    if !differing.is_empty() {
        columns(page, look, viewpoints, differing);
    }
    if alike.is_empty() {
        return;
    }
    if viewpoints.len() > 1 {
        if both {
            page.gap();
        }
        page.flow(StyledLine::of(Tone::Faint, look.words.say("all-alike")), look.width, 0);
    }
    let mut table = Table::new([Column { most: 24, least: 24 }, Column::TEXT]);
    for row in alike {
        let (said, what) = row.alike;
        table.row(vec![said.into(), what]);
    }
    table.write(page, look.width);
}

fn columns(page: &mut TextPage, look: RenderOptions<'_>, viewpoints: &[Named], rows: Vec<ViewpointRow>) {
    let first = Column { most: (look.width * 45 / 100).max(28), least: 22 };
    let mut columns = vec![first];
    columns.extend(viewpoints.iter().map(|_| Column { most: usize::MAX, least: 12 }));
    let mut head = vec![StyledLine::new()];
    head.extend(viewpoints.iter().map(|v| StyledLine::of(Tone::Strong, &*v.name)));
    let mut table = Table::new(columns).head(head);
    for row in &rows {
        let mut cells = vec![row.what.clone()];
        cells.extend(row.said.iter().cloned());
        table.row(cells);
    }
    if table.fits(look.width) {
        table.write(page, look.width);
        return;
    }
    for row in rows {
        for line in row.what.0 {
            page.flow(line, look.width, 2);
        }
        who_says_what(page, look, &row.said, viewpoints);
    }
}

/// Equal answers put together, one a line, with the names of who gives them.
pub(crate) fn who_says_what(
    page: &mut TextPage,
    look: RenderOptions<'_>,
    said: &[Cell],
    viewpoints: &[Named],
) {
    let mut groups: Vec<(&Cell, Vec<&str>)> = Vec::new();
    for (cell, viewpoint) in said.iter().zip(viewpoints) {
        match groups.iter_mut().find(|(c, _)| *c == cell) {
            Some((_, who)) => who.push(&viewpoint.name),
            None => groups.push((cell, vec![&viewpoint.name])),
        }
    }
    for (said, who) in groups {
        let line =
            StyledLine::plain("  ").join(joined(&said.0, ", ")).and(Tone::Plain, look.words.say("colon"));
        page.flow(line.and(Tone::Strong, who.join(", ")), look.width, 4);
    }
}

/// Lines in one, with something between.
pub(crate) fn joined(lines: &[StyledLine], between: &str) -> StyledLine {
    let mut all = StyledLine::new();
    for (i, line) in lines.iter().enumerate() {
        if i > 0 {
            all.push(Tone::Plain, between);
        }
        all = all.join(line.clone());
    }
    all
}
