//! The answer to a question with variables, as a page or as CSV.

use vigente_query::answer::{Cause, Date, Holder, HolderLife, HolderTime, Interval, Value, Who};

use crate::RenderOptions;
use crate::csv::{self, Csv};
use crate::page::{StyledLine, TextPage, Tone};
use crate::screens::header::{self, ViewpointRow};
use crate::table::Cell;
use crate::words::Words;
use crate::words::phrasing;

/// Who, and when; or who on the day asked about, and how many.
pub fn who(who: &Who, look: RenderOptions<'_>) -> TextPage {
    let words = look.words;
    let mut page = TextPage::new();
    header::title(&mut page, look, &who.question);
    page.flow(StyledLine::plain(days(who, words)), look.width, 0);
    header::viewpoints(&mut page, look, &who.viewpoints);
    page.gap();
    counts(&mut page, who, look);
    if who.rows.is_empty() {
        header::note(&mut page, look, &words.say("who-nobody"));
        not_covered(&mut page, who, look);
        return page;
    }
    let rows = sorted(who, words).into_iter().map(|holder| {
        let said: Vec<Cell> = holder.by_viewpoint.iter().map(|life| Cell(said(who, life, words))).collect();
        let name = name(holder, words);
        let first = said.first().cloned().unwrap_or_default();
        ViewpointRow { what: name.clone().into(), said, alike: (name, first) }
    });
    header::by_viewpoint(&mut page, look, &who.viewpoints, rows.collect());
    not_covered(&mut page, who, look);
    page
}

/// That others may be missing.
fn not_covered(page: &mut TextPage, who: &Who, look: RenderOptions<'_>) {
    if who.covered == Some(false) {
        page.gap();
        header::note(page, look, &look.words.say("not-covered"));
    }
}

/// One row for each binding, viewpoint and stretch of days; of a day, the stretch that holds it.
pub fn who_csv(who: &Who) -> String {
    let head = who.variables.iter().flat_map(|v| [v.clone(), format!("{v}_title")]);
    let rest =
        ["viewpoint", "from", "until", "value", "begun_by", "begun_by_norm", "ended_by", "ended_by_norm"];
    let mut csv = Csv::new(head.chain(rest.map(str::to_owned)));
    for holder in &who.rows {
        for (viewpoint, life) in who.viewpoints.iter().zip(&holder.by_viewpoint) {
            for time in told(who, life) {
                let (from, until) = (csv::date(time.days.from), csv::date(time.days.until));
                let by: Vec<String> =
                    [&time.begun_by, &time.ended_by].into_iter().flat_map(decider).collect();
                let by = by.iter().map(String::as_str);
                let values = holder.values.iter().flat_map(|v| [&*v.name, &*v.title.text]);
                let value = if time.days.certain { "true" } else { "undetermined" };
                csv.row(values.chain([&*viewpoint.name, &from, &until, value]).chain(by));
            }
        }
    }
    csv.finish()
}

/// What decided a change, and the norm that gave it that effect.
fn decider(cause: &Option<Cause>) -> [String; 2] {
    let Some(cause) = cause else { return [String::new(), String::new()] };
    let by = cause.reason.by.iter().chain(cause.decided_by.iter().map(|act| &act.name));
    let by: Vec<&str> = by.map(String::as_str).collect();
    [by.join(" "), cause.reason.norm.as_ref().map(|norm| norm.name.clone()).unwrap_or_default()]
}

/// Which days and which acts, in words.
pub(crate) fn days(who: &Who, words: &Words) -> String {
    let mut said = match &who.on {
        Some(day) => words.say_with("on-day", &[("day", &phrasing::long_date(words, day))]),
        None => words.say("who-all-days"),
    };
    said.push_str(", ");
    said.push_str(&match (&who.made_by, &who.on, who.as_it_stood) {
        (_, Some(_), true) => words.say("as-it-stood"),
        (_, None, true) => words.say("who-as-they-stood"),
        (Some(day), ..) => words.say_with("made-by", &[("day", &phrasing::date(words, day))]),
        (None, ..) => words.say("with-hindsight"),
    });
    if let Some(day) = &who.known_by {
        said.push_str(", ");
        said.push_str(&words.say_with("as-known-by", &[("day", &phrasing::date(words, day))]));
    }
    said
}

/// How many on the day; once, where viewpoints agree.
fn counts(page: &mut TextPage, who: &Who, look: RenderOptions<'_>) {
    let Some(counts) = who.counts.as_ref().filter(|_| !who.rows.is_empty()) else { return };
    let words = look.words;
    let said = |i: usize| {
        let count = counts[i];
        let certain = words.count("who-certain", count.certain);
        match count.possible - count.certain {
            0 => certain,
            more => format!("{certain}, {}", words.count("who-possible", more)),
        }
    };
    if !counts.is_empty() && counts.iter().all(|c| *c == counts[0]) {
        page.flow(StyledLine::of(Tone::Strong, said(0)), look.width, 2);
    } else {
        for (i, viewpoint) in who.viewpoints.iter().enumerate().take(counts.len()) {
            let line = StyledLine::plain(format!("{}{}", viewpoint.name, words.say("colon")))
                .and(Tone::Strong, said(i));
            page.flow(line, look.width, 2);
        }
    }
    page.gap();
}

/// Rows by what is shown of them.
pub(crate) fn sorted<'w>(who: &'w Who, words: &Words) -> Vec<&'w Holder> {
    let mut rows: Vec<&Holder> = who.rows.iter().collect();
    rows.sort_by_cached_key(|row| name(row, words).text().to_lowercase());
    rows
}

/// What fills the variables: titles, and behind them the name to ask by where there is one thing only.
pub(crate) fn name(holder: &Holder, words: &Words) -> StyledLine {
    if holder.values.is_empty() {
        return StyledLine::of(Tone::Strong, words.say("who-it-is"));
    }
    let titles: Vec<&str> = holder.values.iter().map(|v| phrasing::short(words, v)).collect();
    let line = StyledLine::of(Tone::Strong, titles.join(" · "));
    match &holder.values[..] {
        [one] if one.name != titles[0] => line.and(Tone::Faint, format!(" {}", one.name)),
        _ => line,
    }
}

/// The days; of one day, what is so on it and since when until when.
fn said(who: &Who, life: &HolderLife, words: &Words) -> Vec<StyledLine> {
    let mut lines = Vec::new();
    match life.value {
        Some(Value::True | Value::Undetermined) | None => {}
        Some(silence @ Value::NothingOnRecord) => lines.push(phrasing::value(words, silence)),
        Some(_) => lines.push(StyledLine::of(Tone::Bad, words.say("state-does-not-hold"))),
    }
    if life.when.is_empty() && lines.is_empty() {
        lines.push(StyledLine::of(Tone::Faint, words.say("never-in-force")));
    }
    lines.extend(told(who, life).map(|time| line(time, words)));
    lines
}

fn line(time: &HolderTime, words: &Words) -> StyledLine {
    let days = phrasing::stretch(words, time.days.from, time.days.until);
    let days = match time.days.certain {
        true => StyledLine::plain(days),
        false => StyledLine::of(Tone::Alert, words.say_with("perhaps", &[("what", &days)])),
    };
    match decided(words, time) {
        said if said.is_empty() => days,
        said => days.and(Tone::Faint, format!(" ({said})")),
    }
}

/// What made it so, and what ended it; empty where the record names nothing.
pub fn decided(words: &Words, time: &HolderTime) -> String {
    let causes = [&time.begun_by, &time.ended_by].into_iter().flatten();
    let mut said: Vec<String> = causes.map(|c| phrasing::cause(words, &c.reason, &c.decided_by)).collect();
    said.retain(|reason| !reason.is_empty());
    said.join(&words.say("semicolon"))
}

/// All times; of one day, that which holds it.
fn told<'l>(who: &'l Who, life: &'l HolderLife) -> impl Iterator<Item = &'l HolderTime> {
    life.when.iter().filter(|time| who.on.is_none_or(|on| holds(&time.days, on)))
}

/// Whether a stretch holds a day.
fn holds(stretch: &Interval, day: Date) -> bool {
    stretch.from.is_none_or(|from| from <= day) && stretch.until.is_none_or(|until| day < until)
}
