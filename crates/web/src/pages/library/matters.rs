//! The list of all matters with open collisions, due duties and the last act. It can be searched and filtered.

use std::sync::Arc;

use askama::Template;
use serde_json::json;
use vigente_render::csv::{self, Csv};

use super::all_duties::within;
use crate::i18n::I18n;
use crate::library::Library;
use crate::library::facets::FACETS;
use crate::library::summary::{MatterSummary, SearchEntry, fold};
use crate::links::{DutyParams, Href, LibraryPage, LibraryRoute, Links, MatterPage, Page, SEARCH_INDEX};
use crate::pages::layout::{Layout, rendered};
use crate::server::params::Params;
use crate::server::response::{Format, PageResponse};

/// The matters of one page.
const SHOWN: usize = 100;
/// At most this many values of a facet are shown.
const VALUES: usize = 12;
/// At most this many entries show why a matter was found.
const FOUND: usize = 4;

#[derive(Template)]
#[template(path = "pages/library/matters.html")]
struct PageTemplate<'p> {
    t: &'p I18n,
    query: String,
    lang: String,
    action: String,
    /// In a static copy: the URL of the search index.
    index: Option<String>,
    chosen: Vec<(&'static str, String)>,
    list: String,
}

#[derive(Template)]
#[template(path = "pages/library/matters_list.html")]
struct List<'l> {
    t: &'l I18n,
    matters: Vec<Item>,
    found: usize,
    missing: usize,
    facets: Vec<(String, Vec<FacetChoice>)>,
    range: Option<(usize, usize)>,
    before: Option<Href>,
    after: Option<Href>,
}

struct Item {
    href: Href,
    title: String,
    acts: String,
    last: Option<(String, String)>,
    collisions: Option<(Href, String)>,
    due: Option<(Href, String)>,
    overdue: Option<(Href, String)>,
    next: Option<String>,
    errors: Option<(Href, String)>,
    found: Vec<(String, String, Href)>,
    found_more: usize,
}

struct FacetChoice {
    name: String,
    written: String,
    count: usize,
    href: Href,
    chosen: bool,
}

/// The page.
pub fn show(library: &Library, links: &Links, params: &Params, format: Format) -> PageResponse {
    let (cards, missing) = library.cards();
    let asked = LibraryPage::read(LibraryRoute::Matters, params);
    let words = fold(params.get("q"));
    let chosen: Vec<(&str, &str)> =
        FACETS.iter().map(|f| (*f, params.get(f))).filter(|(_, v)| !v.is_empty()).collect();
    // A value that no matter has lets no matter pass.
    let numbers: Vec<(&str, Option<u32>)> = FACETS
        .iter()
        .enumerate()
        .filter_map(|(i, f)| {
            let (_, value) = chosen.iter().find(|(c, _)| c == f)?;
            Some((*f, library.values.find(i, value)))
        })
        .collect();
    let passes = |card: &MatterSummary, but: &str| {
        let of_others = numbers.iter().filter(|(f, _)| *f != but);
        of_others.into_iter().all(|(_, n)| n.is_some_and(|n| card.facets.binary_search(&n).is_ok()))
    };
    let searched: Vec<Arc<MatterSummary>> = cards.into_iter().filter(|card| card.is_found(&words)).collect();
    let mut found: Vec<&Arc<MatterSummary>> = searched.iter().filter(|c| passes(c, "")).collect();
    // The sort is stable: equal matters stay in the order of their keys.
    found.sort_by_key(|c| std::cmp::Reverse((c.overdue > 0, c.collisions > 0, c.due > 0)));
    match format {
        Format::Json => {
            let cards: Vec<&MatterSummary> = found.iter().map(|c| &***c).collect();
            let answer = json!({ "matters": cards, "unread": missing });
            let question = json!({ "q": params.get("q"), "today": params.today.to_string() });
            return PageResponse::Json(vigente_render::envelope("matters", &question, &answer));
        }
        Format::Csv => return csv(&found),
        Format::Ics => {
            let (bearer, court) = (params.get("bearer"), params.get("court"));
            return crate::feeds::of_all(library, params, |duty| {
                within(&duty.bearer.name, bearer) && within(&duty.authority.name, court)
            });
        }
        Format::Svg | Format::Atom | Format::Past => return PageResponse::Nothing,
        Format::Html | Format::State => {}
    }
    let t = I18n::of(params.lang);
    let lang = params.said.map(|l| l.code().to_owned()).unwrap_or_default();
    // The same list with another value of a facet, or another page of it.
    let narrowed = |set: Option<(usize, &str)>, page: usize| {
        let mut facets = FACETS.map(|f| params.get(f).to_owned());
        if let Some((facet, value)) = set {
            value.clone_into(&mut facets[facet]);
        }
        LibraryPage::Matters { words: params.get("q").to_owned(), facets, page }
    };
    let facets = FACETS
        .iter()
        .enumerate()
        .map(|(i, facet)| {
            let passing = searched.iter().map(|c| &**c).filter(|c| passes(c, facet));
            let now = params.get(facet);
            let mut choices: Vec<FacetChoice> = library
                .values
                .count(i, passing)
                .into_iter()
                .map(|(value, count)| {
                    let name = &value.named.name;
                    FacetChoice {
                        name: match *facet {
                            "kind" => t.word(&format!("collision-{name}")),
                            _ => t.short(&value.named),
                        },
                        written: name.clone(),
                        count,
                        href: links.library(narrowed(Some((i, if now == name { "" } else { name })), 1)),
                        chosen: now == name,
                    }
                })
                .collect();
            choices.sort_by(|a, b| {
                let key = |c: &FacetChoice| (!c.chosen, std::cmp::Reverse(c.count));
                key(a).cmp(&key(b)).then_with(|| (&a.name, &a.written).cmp(&(&b.name, &b.written)))
            });
            choices.truncate(VALUES);
            // Two courts may have the same title, but never the same name.
            let alike: Vec<bool> =
                choices.iter().map(|c| choices.iter().filter(|o| o.name == c.name).count() > 1).collect();
            for (choice, _) in choices.iter_mut().zip(alike).filter(|(_, alike)| *alike) {
                choice.name = format!("{} ({})", choice.name, choice.written);
            }
            (t.say(&format!("facet-{facet}")), choices)
        })
        .filter(|(_, choices): &(String, Vec<FacetChoice>)| !choices.is_empty())
        .collect();
    // A copy has the whole list on one page.
    let shown = if links.copy().is_none() { SHOWN } else { usize::MAX };
    let last = found.len().saturating_sub(1) / shown;
    let page = params.get("page").parse::<usize>().unwrap_or(1).clamp(1, last + 1) - 1;
    let turn = |to: usize| links.library(narrowed(None, to));
    let first = page * shown;
    let shown = &found[first.min(found.len())..first.saturating_add(shown).min(found.len())];
    let list = rendered(&List {
        found: found.len(),
        missing,
        facets,
        range: (last > 0).then(|| (first + 1, first + shown.len())),
        before: (page > 0).then(|| turn(page)),
        after: (page < last).then(|| turn(page + 2)),
        matters: shown.iter().map(|c| item(t, &links.into_matter(&c.key), c, &words)).collect(),
        t,
    });
    if format == Format::State {
        return PageResponse::Html(list);
    }
    let title = t.say("matters");
    let page = PageTemplate {
        t,
        query: params.get("q").to_owned(),
        lang: lang.clone(),
        action: links.action(Page::Library(LibraryPage::matters())),
        index: links.copy().map(|_| links.asset(SEARCH_INDEX)),
        chosen: chosen.iter().map(|(f, v)| (*f, (*v).to_owned())).collect(),
        list,
    };
    let mut layout = Layout::new(links, params, &Page::Library(asked), title);
    "*".clone_into(&mut layout.follows);
    let twin = |format| links.link(Page::Library(narrowed(None, 1)), format, None);
    for format in [Format::Json, Format::Csv, Format::Ics] {
        layout = layout.twin(format, twin(format));
    }
    PageResponse::Html(layout.around(&rendered(&page)))
}

fn item(t: &I18n, links: &Links, card: &MatterSummary, words: &[String]) -> Item {
    let duties = |filter: DutyParams| links.to(MatterPage::Duties(filter));
    let in_state = |state: &str| duties(DutyParams { state: state.to_owned(), ..DutyParams::default() });
    let title = t.text(&card.title);
    let found = card.find(words);
    Item {
        href: links.to(MatterPage::overview()),
        title: if title.is_empty() { card.name.clone() } else { title.to_owned() },
        acts: t.count("acts-on-record", card.acts),
        last: card.last_act.as_ref().map(|a| (t.day(a.made), t.act(a))),
        collisions: (card.collisions > 0)
            .then(|| (links.to(MatterPage::Collisions), t.count("open-collisions", card.collisions))),
        due: (card.due > 0).then(|| (in_state("pending"), t.count("duties-due", card.due))),
        overdue: (card.overdue > 0).then(|| (in_state("overdue"), t.count("duties-overdue", card.overdue))),
        next: card.next_deadline.as_ref().map(|d| t.with("next-deadline", "day", t.day(d))),
        errors: (card.errors > 0)
            .then(|| (links.to(MatterPage::Check { notes: false }), t.count("errors-in-texts", card.errors))),
        found: found
            .iter()
            .take(FOUND)
            .map(|e| {
                let href = links.to(page_of(e));
                let shown = if e.title.is_empty() { e.name.clone() } else { e.title.clone() };
                (t.say(&format!("found-{}", e.kind)), shown, href)
            })
            .collect(),
        found_more: found.len().saturating_sub(FOUND),
    }
}

/// The page of a search entry.
pub fn page_of(entry: &SearchEntry) -> MatterPage {
    let name = entry.name.clone();
    match entry.kind {
        "matter" => MatterPage::overview(),
        "act" => MatterPage::Act { name },
        "source" => MatterPage::Source { name },
        "status" => MatterPage::Who { question: name, of_day: false },
        // For organs and persons, their duties.
        _ => MatterPage::Duties(DutyParams { bearer: name, ..DutyParams::default() }),
    }
}

fn csv(cards: &[&Arc<MatterSummary>]) -> PageResponse {
    let mut csv = Csv::new([
        "key",
        "name",
        "title",
        "acts",
        "last act",
        "made",
        "collisions",
        "due",
        "overdue",
        "next deadline",
    ]);
    for c in cards {
        let (last, made) =
            c.last_act.as_ref().map_or(("", String::new()), |a| (a.name.as_str(), a.made.to_string()));
        csv.row([
            c.key.as_str(),
            &c.name,
            &c.title.text,
            &c.acts.to_string(),
            last,
            &made,
            &c.collisions.to_string(),
            &c.due.to_string(),
            &c.overdue.to_string(),
            &csv::date(c.next_deadline),
        ]);
    }
    PageResponse::Csv(csv.finish())
}
