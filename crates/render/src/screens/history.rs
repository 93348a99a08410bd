//! The page of a thing's periods: with hindsight, as it stood, and as known.

use vigente_query::answer::{History, Life, Period, ReasonKind};

use crate::page::{StyledLine, TextPage, Tone};
use crate::screens::header;
use crate::screens::why::positions;
use crate::table::{Column, Table};
use crate::words::phrasing;
use crate::{RenderOptions, Words};

/// The life of an act, a part, a status or a duty.
pub fn history(history: &History, look: RenderOptions<'_>) -> TextPage {
    let words = look.words;
    let mut page = TextPage::new();
    header::title(&mut page, look, &history.what.name);
    let title = phrasing::text(words, &history.what.title);
    if !title.is_empty() {
        page.flow(StyledLine::plain(title), look.width, 0);
    }
    if let Some(act) = &history.act {
        page.flow(StyledLine::of(Tone::Faint, phrasing::day_and_author(words, act)), look.width, 0);
    }
    // Viewpoints that tell the same lives are told once.
    let mut told: Vec<(&Life, Vec<String>)> = Vec::new();
    for (viewpoint, life) in history.viewpoints.iter().zip(&history.by_viewpoint) {
        let said = match phrasing::text(words, &viewpoint.title) {
            "" => viewpoint.name.clone(),
            title => format!("{} – {title}", viewpoint.name),
        };
        match told.iter_mut().find(|(l, _)| *l == life) {
            Some((_, who)) => who.push(said),
            None => told.push((life, vec![said])),
        }
    }
    for (life, who) in told {
        page.gap();
        for said in who {
            page.flow(StyledLine::of(Tone::Heading, said), look.width, 2);
        }
        lives(&mut page, look, life);
    }
    if !history.touched_by.is_empty() {
        header::heading(&mut page, look, &words.say("head-touched"));
        let mut table = Table::new([Column::RIGID, Column { most: 34, least: 16 }, Column::TEXT]).indent(2);
        for touch in &history.touched_by {
            table.row(vec![
                StyledLine::plain(phrasing::date(words, touch.act.made)),
                StyledLine::of(Tone::Strong, &*touch.name)
                    .and(Tone::Faint, format!(" ({})", phrasing::named(words, &touch.act.author))),
                StyledLine::plain(phrasing::touch(words, touch)),
            ]);
        }
        table.write(&mut page, look.width);
    }
    positions(&mut page, look, &history.positions, usize::MAX);
    page
}

/// Lives that are the same are told once.
fn lives(page: &mut TextPage, look: RenderOptions<'_>, life: &Life) {
    let words = look.words;
    let all = [
        (words.say("life-hindsight"), &life.with_hindsight),
        (words.say("life-stood"), &life.as_it_stood),
        (words.say("life-known"), &life.as_known),
    ];
    let mut told: Vec<(Vec<String>, &Vec<Period>)> = Vec::new();
    for (name, periods) in all {
        match told.iter_mut().find(|(_, p)| *p == periods) {
            Some((names, _)) => names.push(name),
            None => told.push((vec![name], periods)),
        }
    }
    for (names, periods) in told {
        page.flow(StyledLine::plain("  ").and(Tone::Plain, names.join(", ")), look.width, 4);
        let mut table = Table::new([Column { most: 34, least: 26 }, Column::TEXT]).indent(4);
        for period in periods {
            table.row(vec![
                StyledLine::of(Tone::Faint, phrasing::stretch(words, period.from, period.until)),
                said(look, period),
            ]);
        }
        table.write(page, look.width);
    }
    if let Some(note) = days_left_out(words, life) {
        page.flow(StyledLine::plain("  ").and(Tone::Faint, note), look.width, 4);
    }
}

/// That earlier days are left out, where they are.
pub fn days_left_out(words: &Words, life: &Life) -> Option<String> {
    let since = life.since?;
    Some(words.say_with("life-since", &[("day", &phrasing::date(words, since))]))
}

fn said(look: RenderOptions<'_>, period: &Period) -> StyledLine {
    let words = look.words;
    let mut line = phrasing::state(words, period.state);
    if let Some(performance) = period.performance {
        line = line.and(Tone::Plain, ", ").join(phrasing::state(words, performance));
    }
    let reason = phrasing::cause(words, &period.reason, &period.decided_by);
    let told = matches!(period.reason.kind, ReasonKind::NotOnRecord | ReasonKind::Unrecognised);
    if !told && !reason.is_empty() {
        line.push(Tone::Faint, format!(" – {reason}"));
    }
    for one in &period.disapplied {
        line.push(Tone::Alert, format!("{}{}", words.say("semicolon"), phrasing::disapplied(words, one)));
    }
    line
}
