//! An act: its dates, its effects, its history in each viewpoint, the acts that touch it, its sources and its text.

use std::ops::Range;

use askama::Template;
use vigente_model::{Act, Cited, FileId, Model, PartId, ThingId, ThingKind};
use vigente_query::answer::{Date, History, Period, Position, Quote};
use vigente_render::csv::{self, Csv};
use vigente_render::phrasing;

use crate::i18n::{I18n, tone};
use crate::links::{Href, Links};
use crate::pages::PageContext;
use crate::pages::layout::rendered;
use crate::server::response::{Format, PageResponse};

#[derive(Template)]
#[template(path = "pages/acts/act.html")]
struct PageTemplate<'p> {
    t: &'p I18n,
    name: String,
    title: String,
    translation: String,
    about: String,
    days: Vec<(String, String)>,
    notes: Vec<String>,
    unverified: Vec<String>,
    refs: String,
    disputes: Vec<(String, String)>,
    parts: Vec<(String, Href, bool)>,
    lives: Vec<Life>,
    touched: Vec<(String, String, Href, String)>,
    positions: Vec<PositionView>,
    cites: Vec<Citation>,
    written: Option<Written>,
    ask: Href,
}

/// The history of the act in one viewpoint.
struct Life {
    whose: String,
    title: String,
    hindsight: Vec<Stretch>,
    stood: Vec<Stretch>,
    known: Vec<Stretch>,
    stood_alike: bool,
    known_alike: bool,
    left_out: Option<String>,
}

#[derive(PartialEq, Eq)]
struct Stretch {
    days: String,
    word: String,
    tone: &'static str,
    reason: String,
    why: Href,
}

/// What an act says of another.
pub struct PositionView {
    /// The act or part that says so.
    pub name: String,
    /// Its page.
    pub href: Href,
    /// Its day and author.
    pub about: String,
    /// What it says, and in which words.
    pub said: String,
    /// Where that is said.
    pub sources: String,
}

/// A position, as a line of a list.
pub fn position(t: &I18n, links: &Links, position: &Position) -> PositionView {
    let source = |quote: &Quote| match &*quote.pin {
        "" => t.named(&quote.source),
        pin => format!("{}, {pin}", t.named(&quote.source)),
    };
    PositionView {
        name: position.name.clone(),
        href: links.act(&position.name),
        about: t.day_and_author(&position.act),
        said: t.effect(Some(&position.does), &position.does.text),
        sources: position.quotes.iter().map(source).collect::<Vec<_>>().join(&t.word("semicolon")),
    }
}

/// A citation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Citation {
    /// The source.
    pub source: String,
    /// Its passage in the reader.
    pub href: Href,
    /// The pinpoint.
    pub pin: String,
    /// The quoted words.
    pub quote: String,
    /// Their language, if it is known.
    pub language: String,
    /// Whether the source contradicts.
    pub contradicts: bool,
    /// What it is about, if not the whole act.
    pub of: String,
}

struct Written {
    place: String,
    href: Href,
    text: String,
}

/// The page.
pub fn show(cx: &PageContext<'_>, name: &str, format: Format) -> PageResponse {
    let model = cx.open.record.model();
    let t = cx.t();
    let history = match cx.open.session.history(name, &cx.question()) {
        Ok(history) => history,
        Err(_) => return cx.nothing(format, "no-act", name),
    };
    match format {
        Format::Json => return cx.data("history", &[("thing", name.into())], &history),
        Format::Csv => return csv(&history),
        Format::Html => {}
        _ => return PageResponse::Nothing,
    }
    let Some(thing) = model.thing(name) else {
        return PageResponse::See(cx.links.why(name).url().to_owned());
    };
    let owner = match model.things[thing].kind {
        ThingKind::Act(_) => thing,
        ThingKind::Part(_) => model.things[thing].root,
        _ => return PageResponse::See(cx.links.why(name).url().to_owned()),
    };
    let Some(act) = crate::library::summary::act_ref(model, model.name(owner)) else {
        return cx.nothing(format, "no-act", name);
    };
    let ThingKind::Act(id) = model.things[owner].kind else {
        return cx.nothing(format, "no-act", name);
    };
    let of_act = &model.acts[id];
    let links = &cx.links;
    let mut days = vec![(t.say("day-made"), t.long_day(act.made))];
    for (key, some) in [
        ("day-notified", of_act.notified),
        ("day-published", of_act.published),
        ("day-effective", of_act.effective),
    ] {
        days.extend(some.map(|d| (t.say(key), t.long_day(d))));
    }
    days.push((t.say("day-known"), t.long_day(act.known)));
    let field = |field: &str| -> Vec<String> {
        let fields = model.details.get(&owner).map(|d| d.fields.as_slice()).unwrap_or_default();
        fields.iter().filter(|(n, _)| &**n == field).map(|(_, v)| v.to_string()).collect()
    };
    let parts = neighbours(model, of_act, owner, thing)
        .into_iter()
        .map(|p| (model.name(p).to_owned(), links.act(model.name(p)), p == thing))
        .collect();
    let refs: Vec<&str> = model.refs.iter().filter(|(a, _)| *a == id).map(|(_, r)| &**r).collect();
    let title = t.text(&act.title).to_owned();
    let original = act.title.text.clone();
    let page = PageTemplate {
        name: name.to_owned(),
        translation: if title == original { String::new() } else { title.clone() },
        title: if original.is_empty() { act.name.clone() } else { original },
        about: format!("{} ({})", t.named(&act.author), act.author.name),
        days,
        notes: field("note"),
        unverified: model
            .details
            .get(&owner)
            .map(|d| d.unverified.iter().map(ToString::to_string).collect())
            .unwrap_or_default(),
        refs: refs.join(", "),
        disputes: model
            .disputes
            .iter()
            .filter(|d| d.act == id)
            .map(|d| {
                let what = match &*d.what {
                    "made" => t.say("day-made"),
                    "notified" => t.say("day-notified"),
                    "published" => t.say("day-published"),
                    "effective" => t.say("day-effective"),
                    other => other.to_owned(),
                };
                (what, t.long_day(d.date))
            })
            .collect(),
        parts,
        lives: lives(t, links, &history),
        touched: history
            .touched_by
            .iter()
            .map(|touch| {
                let effect = phrasing::touch(&t.words, touch);
                (t.day(touch.act.made), touch.name.clone(), links.act(&touch.name), effect)
            })
            .collect(),
        positions: history.positions.iter().map(|p| position(t, links, p)).collect(),
        cites: cites(cx, model, id, thing),
        written: written(cx, owner, thing),
        ask: links.why(&format!("{name} in force")),
        t,
    };
    let layout = cx.layout(None, act.name.clone()).twins(&cx.page, &[Format::Json, Format::Csv]);
    PageResponse::Html(layout.around(&rendered(&page)))
}

fn lives(t: &I18n, links: &Links, history: &History) -> Vec<Life> {
    let what = &history.what.name;
    let stretch = |p: &Period, viewpoint: &str, links: &Links| {
        let reason = phrasing::cause(&t.words, &p.reason, &p.decided_by);
        let disapplied = p.disapplied.iter().map(|one| phrasing::disapplied(&t.words, one));
        let said = Some(reason).filter(|r| !r.is_empty()).into_iter().chain(disapplied);
        let reason = said.collect::<Vec<_>>().join(&t.words.say("semicolon"));
        let word = match &p.performance {
            Some(performance) => format!("{}, {}", t.state(&p.state), t.state(performance)),
            None => t.state(&p.state),
        };
        let question = match history.aspect {
            vigente_query::answer::Aspect::Standing => format!("{what} in force"),
            vigente_query::answer::Aspect::Binding | vigente_query::answer::Aspect::Performance => {
                format!("{what} binds")
            }
            _ => what.clone(),
        };
        let first = p.from.and_then(Date::first);
        let why = match first {
            Some(first) => links.on(first).why_for(&question, viewpoint),
            None => links.why_for(&question, viewpoint),
        };
        Stretch { days: t.stretch(p.from, p.until), word, tone: tone(&p.state), reason, why }
    };
    history
        .viewpoints
        .iter()
        .zip(&history.by_viewpoint)
        .map(|(v, life)| {
            let of = |list: &[Period], links: &Links| -> Vec<Stretch> {
                list.iter().map(|p| stretch(p, &v.name, links)).collect()
            };
            Life {
                whose: v.name.clone(),
                title: t.named(v),
                hindsight: of(&life.with_hindsight, links),
                stood: of(&life.as_it_stood, &links.as_it_stood()),
                known: of(&life.as_known, links),
                stood_alike: life.as_it_stood == life.with_hindsight,
                left_out: vigente_render::days_left_out(&t.words, life),
                known_alike: life.as_known == life.with_hindsight || life.as_known == life.as_it_stood,
            }
        })
        .collect()
}

fn cites(cx: &PageContext<'_>, model: &Model, act: vigente_model::ActId, thing: ThingId) -> Vec<Citation> {
    let whole = matches!(model.things[thing].kind, ThingKind::Act(_));
    let mut found = Vec::new();
    for (i, citation) in model.citations.iter().enumerate() {
        let of = match citation.of {
            Cited::Act(a) if a == act && whole => String::new(),
            Cited::Effect(e) => {
                let vigente_model::Owner::Part(part) = model.effects[e].owner else { continue };
                let part = &model.parts[part];
                if part.act != act || !(whole || part.thing == Some(thing)) {
                    continue;
                }
                part.thing.map(|t| model.name(t).to_owned()).unwrap_or_default()
            }
            _ => continue,
        };
        // An effect with several targets has its citation several times.
        if found.last().is_some_and(|(place, _)| *place == citation.place) {
            continue;
        }
        found.push((citation.place, quoted(cx, model, i, of)));
    }
    found.into_iter().map(|(_, q)| q).collect()
}

/// A citation, with its passage in the reader.
pub fn quoted(cx: &PageContext<'_>, model: &Model, index: usize, of: String) -> Citation {
    let citation = &model.citations[index];
    let source = &model.sources[citation.source];
    let t = cx.t();
    let title = crate::library::summary::text(&source.title);
    let language = source.fields.iter().find(|(n, _)| &**n == "language");
    Citation {
        source: match t.text(&title) {
            "" => source.name.to_string(),
            title => title.to_owned(),
        },
        href: cx.links.passage(&source.name, index),
        pin: citation.pin.to_string(),
        quote: citation.quote.as_deref().unwrap_or_default().to_owned(),
        language: language.map(|(_, v)| v.to_string()).unwrap_or_default(),
        contradicts: citation.contradicts,
        of,
    }
}

fn written(cx: &PageContext<'_>, act: ThingId, thing: ThingId) -> Option<Written> {
    let things = &cx.open.record.model().things;
    let (place, of_thing) = (things[act].place, things[thing].place);
    let (file, line) = cx.open.record.line(place.file.0, place.at.start)?;
    let own = cx.open.record.is_own(place.file.0);
    let text = &cx.open.record.world.file(place.file)?.text;
    let block = entry(text, place.file, place.at.start)?;
    let part = (act != thing).then(|| (of_thing.at.start as usize).saturating_sub(block.start));
    let text = excerpt(&text[block], part);
    let href = match own {
        true => cx.links.line(file, line),
        false => Href::default(),
    };
    Some(Written { place: format!("{file}:{line}"), href, text })
}

/// Where the entry in which a place lies is written.
fn entry(text: &str, file: FileId, at: u32) -> Option<Range<usize>> {
    let entries = vigente_syntax::parse(text, file).file.entries;
    let entry = entries.iter().rev().find(|entry| entry.at.start <= at)?;
    Some(entry.block(text))
}

/// How many parts, or lines, the page of a part shows before and behind it. An act may have thousands: if the page of
/// each showed all of them, a copy would grow with the square of their number.
const NEAR: usize = 20;

/// The parts of an act that are named on the page of a thing: of a part the act and those near it, else all.
fn neighbours(model: &Model, act: &Act, owner: ThingId, thing: ThingId) -> Vec<ThingId> {
    let part = |p: PartId| model.parts[p].thing;
    let all = act.parts.clone();
    match all.clone().position(|p| part(p) == Some(thing)) {
        Some(at) if all.len() > 2 * NEAR + 1 => {
            let near = all.take(at + NEAR + 1).skip(at.saturating_sub(NEAR));
            std::iter::once(owner).chain(near.filter_map(part)).collect()
        }
        _ => all.filter_map(part).collect(),
    }
}

/// An entry as it is shown on a page: of a long one with a part, only the head and the lines near the part.
fn excerpt(entry: &str, part: Option<usize>) -> String {
    let lines: Vec<&str> = entry.lines().collect();
    let line = part.and_then(|part| entry.get(..part)).map(|before| before.matches('\n').count());
    let Some(line) = line.filter(|_| lines.len() > 2 * NEAR + 2) else { return entry.to_owned() };
    let (from, until) = (line.saturating_sub(NEAR).max(1), (line + NEAR + 1).min(lines.len()));
    let gap = |some: bool| some.then_some("  …");
    let near = gap(from > 1).into_iter().chain(lines[from..until].iter().copied());
    std::iter::once(lines[0]).chain(near).chain(gap(until < lines.len())).collect::<Vec<_>>().join("\n")
}

fn csv(history: &History) -> PageResponse {
    let mut csv = Csv::new([
        "what",
        "viewpoint",
        "life",
        "from",
        "until",
        "state",
        "performance",
        "by",
        "act",
        "norm",
        "decided_by",
    ]);
    let word = |state: &vigente_query::answer::State| {
        serde_json::to_value(state).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
    };
    for (v, life) in history.viewpoints.iter().zip(&history.by_viewpoint) {
        let lists = [
            ("with hindsight", &life.with_hindsight),
            ("as it stood", &life.as_it_stood),
            ("as known", &life.as_known),
        ];
        for (name, list) in lists {
            for p in list {
                csv.row([
                    history.what.name.as_str(),
                    &v.name,
                    name,
                    &csv::date(p.from),
                    &csv::date(p.until),
                    &word(&p.state),
                    &p.performance.as_ref().map(word).unwrap_or_default(),
                    p.reason.by.as_deref().unwrap_or_default(),
                    p.reason.act.as_ref().map(|a| &*a.name).unwrap_or_default(),
                    p.reason.norm.as_ref().map(|n| &*n.name).unwrap_or_default(),
                    &p.decided_by.iter().map(|a| &*a.name).collect::<Vec<_>>().join(" "),
                ]);
            }
        }
    }
    PageResponse::Csv(csv.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_entry_shows_the_lines_near_a_part() {
        let lines: Vec<String> = (0..100).map(|i| format!("  p{i}: says \"x\"")).collect();
        let entry = format!("act\n{}", lines.join("\n"));
        let part = |name: &str| entry.find(name);
        assert_eq!(excerpt(&entry, None), entry);
        assert_eq!(excerpt(&entry[..200], part("p5:")), entry[..200]);
        let near = |from: usize, until: usize| lines[from..until].join("\n");
        assert_eq!(excerpt(&entry, part("p50:")), format!("act\n  …\n{}\n  …", near(30, 71)));
        assert_eq!(excerpt(&entry, part("p0:")), format!("act\n{}\n  …", near(0, 21)));
        assert_eq!(excerpt(&entry, part("p99:")), format!("act\n  …\n{}", near(79, 100)));
    }
}
