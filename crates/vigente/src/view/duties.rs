//! Duties go in, a page of who must do what by when comes out.

use crate::answer::{Duties, DutyItem, DutyView, Mode, State};

use super::asking::{self, Row};
use super::page::{Line, Page, Tone};
use super::table::Cell;
use super::{Look, wording};

/// All duties asked for, the most urgent first.
pub fn duties(duties: &Duties, look: Look<'_>) -> Page {
    let words = look.words;
    let mut page = Page::new();
    asking::title(&mut page, look, &words.say("head-must"));
    page.flow(Line::plain(asking::days_line(look, &duties.days)), look.width, 0);
    asking::viewpoints(&mut page, look, &duties.viewpoints);
    page.gap();
    if duties.duties.is_empty() {
        asking::note(&mut page, look, &words.say("no-such-duty"));
        return page;
    }
    let rows = duties.duties.iter().map(|d| row(look, d)).collect();
    asking::side_by_side(&mut page, look, &duties.viewpoints, rows);
    if duties.duties.iter().flat_map(|d| &d.by_viewpoint).any(|v| v.binding == State::Yields) {
        asking::note(&mut page, look, &words.say("yields-note"));
    }
    page
}

/// A duty and what each viewpoint says of it.
pub(super) fn row(look: Look<'_>, duty: &DutyItem) -> Row {
    let words = look.words;
    let mut what = vec![sentence(look, duty)];
    let said = wording::phrase(words, &duty.content);
    if said != duty.content.text {
        what.push(Line::plain(said));
    }
    let mut source = Line::of(Tone::Faint, &*duty.name);
    let from = match (&duty.act, &duty.norm) {
        (Some(act), _) => wording::day_and_author(words, act),
        (None, Some(norm)) => wording::named(words, norm).to_owned(),
        (None, None) => wording::named(words, &duty.authority).to_owned(),
    };
    source.push(Tone::Faint, format!(" ({from})"));
    what.push(source);
    if let Some(norm) = duty.norm.as_ref().filter(|_| duty.act.is_some()) {
        what.push(Line::of(
            Tone::Faint,
            words.say_with("by-norm", &[("norm", &wording::named(words, norm))]),
        ));
    }
    if let Some(deadline) = deadline(look, duty) {
        what.push(Line::of(Tone::Faint, deadline));
    }
    if !duty.beneficiaries.is_empty() {
        let who: Vec<&str> = duty.beneficiaries.iter().map(|b| wording::named(words, b)).collect();
        what.push(Line::of(Tone::Faint, words.say_with("for-whom", &[("who", &who.join(", "))])));
    }
    if !duty.repeated_by.is_empty() {
        what.push(Line::of(
            Tone::Faint,
            words.say_with("repeated-by", &[("by", &duty.repeated_by.join(", "))]),
        ));
    }
    Row { what: Cell(what), said: duty.by_viewpoint.iter().map(|v| cell(look, v)).collect() }
}

/// `State of Peru must not implement(tc-2022)`
pub(super) fn sentence(look: Look<'_>, duty: &DutyItem) -> Line {
    let words = look.words;
    let key = match (duty.mode, duty.content.status, duty.content.not) {
        (Mode::Requires, false, _) => "must",
        (Mode::Forbids, false, _) => "must-not",
        (Mode::Permits, false, _) => "may",
        (Mode::Requires, true, false) => "must-that",
        (Mode::Requires, true, true) => "must-that-not",
        (Mode::Forbids, true, _) => "must-that-not",
        (Mode::Permits, true, _) => "may-that",
    };
    let text = duty.content.text.strip_prefix("not ").unwrap_or(&duty.content.text);
    Line::of(Tone::Strong, wording::named(words, &duty.bearer))
        .and(Tone::Plain, format!(" {} ", words.say(key)))
        .and(Tone::Strong, text)
}

/// The deadline if the viewpoints agree on it; where they do not, each says its own.
fn deadline(look: Look<'_>, duty: &DutyItem) -> Option<String> {
    let words = look.words;
    let day = agreed(duty)?;
    let by = words.say_with("by-day", &[("day", &wording::date(words, day))]);
    Some(match &duty.every {
        Some(every) => format!("{by}, {}", words.say_with("then-every", &[("every", every)])),
        None => by,
    })
}

fn agreed(duty: &DutyItem) -> Option<&str> {
    let mut days = duty.by_viewpoint.iter().filter_map(|v| v.deadline.as_deref());
    let first = days.next()?;
    days.all(|d| d == first).then_some(first)
}

fn cell(look: Look<'_>, view: &DutyView) -> Cell {
    let words = look.words;
    let mut lines = Vec::new();
    let mut first = wording::state(words, view.binding);
    if view.as_it_stood.is_some() {
        first.push(Tone::Alert, " *");
    }
    lines.push(first);
    if view.binding == State::Yields && !view.yields_to.is_empty() {
        lines.push(Line::of(Tone::Faint, words.say_with("to-duty", &[("to", &view.yields_to.join(", "))])));
    } else if view.binding != State::Binds
        && let Some(reason) = &view.reason
    {
        let said = wording::reason(words, reason);
        if !said.is_empty() {
            lines.push(Line::of(Tone::Faint, said));
        }
    }
    if let Some(state) = view.performance {
        let silent = matches!(view.binding, State::Absent | State::NotOnRecord | State::Unrecognised);
        if !(silent && state == State::Pending) {
            let mut line = wording::state(words, state);
            let counts = view.binding == State::Binds && matches!(state, State::Pending | State::Overdue);
            if let Some(days) = view.days_left.filter(|_| counts) {
                let n = usize::try_from(days.unsigned_abs()).unwrap_or(0);
                let key = if days < 0 { "days-over" } else { "days-left" };
                line.push(Tone::Plain, format!(" {}", words.count(key, n)));
            }
            lines.push(line);
        }
    }
    for deed in &view.deeds {
        let said =
            words.say_with("done-by", &[("act", &deed.act.name), ("day", &wording::date(words, &deed.day))]);
        lines.push(Line::of(Tone::Faint, said));
    }
    for assessed in &view.assessed {
        let outcome = words.say(&wording::key("outcome", &assessed.outcome));
        let said = words.say_with("found", &[("outcome", &outcome), ("by", &assessed.by.join(", "))]);
        lines.push(Line::of(Tone::Plain, said));
    }
    for claimed in &view.claimed {
        let outcome = words.say(&wording::key("outcome", &claimed.outcome));
        let said = words.say_with("claimed", &[("outcome", &outcome), ("by", &claimed.by.join(", "))]);
        lines.push(Line::of(Tone::Plain, said));
    }
    for flag in &view.flags {
        lines.push(Line::of(Tone::Alert, words.say(&wording::key("flag", flag))));
    }
    Cell(lines)
}
