//! The duties of all matters, filtered by bearer, State, court, deadline, state and claims, or the answers that changed
//! since a day.

use std::collections::HashMap;
use std::sync::Arc;

use askama::Template;
use serde_json::json;
use vigente_model::Day;
use vigente_query::answer::{Change, Date, DutyFlag, DutyItem, Named, State};
use vigente_render::csv::{self, Csv};

use crate::days;
use crate::i18n::{I18n, tone};
use crate::library::Library;
use crate::library::summary::{MatterSummary, is_open};
use crate::links::{Href, LibraryPage, LibraryRoute, Links, MatterPage, Page};
use crate::pages::duties::row;
use crate::pages::duties::{Choice, FLAGS, STATES, claim_choices, kebab, state_choices};
use crate::pages::layout::{Layout, rendered};
use crate::server::params::Params;
use crate::server::response::{Format, PageResponse};

/// The rows of one page.
const SHOWN: usize = 100;
/// At most this many bearers and courts are offered in a filter, those with most duties first.
const OFFERED: usize = 200;

/// The names of the filters in URLs.
const FILTERS: [&str; 7] = ["bearer", "order", "court", "state", "claims", "due", "since"];

#[derive(Template)]
#[template(path = "pages/library/all_duties.html")]
struct PageTemplate<'p> {
    t: &'p I18n,
    lang: String,
    today: String,
    since: String,
    due: String,
    bearers: Vec<Choice>,
    orders: Vec<Choice>,
    courts: Vec<Choice>,
    states: Vec<Choice>,
    claims: Vec<Choice>,
    list: String,
    calendar: Href,
    action: String,
    everything: Href,
}

#[derive(Template)]
#[template(path = "pages/library/all_duties_list.html")]
struct List<'l> {
    t: &'l I18n,
    rows: Vec<DutyLine>,
    changes: Option<(String, Vec<ChangeRow>)>,
    shown: usize,
    all: usize,
    missing: usize,
    range: Option<(usize, usize)>,
    before: Option<Href>,
    after: Option<Href>,
}

/// A duty.
struct DutyLine {
    title: String,
    name: String,
    href: Href,
    matter: (String, Href),
    authority: String,
    deadline: String,
    /// State, CSS class and viewpoints.
    states: Vec<(String, &'static str, String)>,
    flags: Vec<String>,
}

/// A duty that changed, in one viewpoint.
struct ChangeRow {
    title: String,
    href: Href,
    matter: (String, Href),
    whose: String,
    before: (String, &'static str),
    after: (String, &'static str),
}

/// The filter of a request.
struct Chosen<'a> {
    bearer: &'a str,
    order: &'a str,
    court: &'a str,
    state: Option<State>,
    flag: Option<DutyFlag>,
    due: Option<Day>,
}

/// Whether a name is an organ or one of its parts.
pub fn within(name: &str, outer: &str) -> bool {
    outer.is_empty() || name == outer || name.strip_prefix(outer).is_some_and(|rest| rest.starts_with('.'))
}

impl Chosen<'_> {
    fn of(params: &Params) -> Chosen<'_> {
        Chosen {
            bearer: params.get("bearer"),
            order: params.get("order"),
            court: params.get("court"),
            state: STATES.into_iter().find(|s| kebab(s) == params.get("state")),
            flag: FLAGS.iter().find(|(n, _)| *n == params.get("claims")).map(|(_, f)| *f),
            due: days::day(params.get("due")),
        }
    }

    /// Whether bearer and authority pass.
    fn concerns(&self, duty: &DutyItem) -> bool {
        within(&duty.bearer.name, self.bearer)
            && within(&duty.bearer.name, self.order)
            && within(&duty.authority.name, self.court)
    }

    fn passes(&self, duty: &DutyItem) -> bool {
        let views = &duty.by_viewpoint;
        self.concerns(duty)
            && match self.state {
                Some(state) => views.iter().any(|v| v.state() == state),
                // A duty that is done is listed only if the filter asks for claims.
                None => self.flag.is_some() || is_open(duty),
            }
            && self.flag.is_none_or(|flag| views.iter().any(|v| v.flags.contains(&flag)))
            && self.due.is_none_or(|due| deadline(duty).and_then(Date::last).is_some_and(|d| d <= due))
    }
}

/// The first deadline that binds somebody.
fn deadline(duty: &DutyItem) -> Option<Date> {
    let binding = duty.by_viewpoint.iter().filter(|v| v.binding == State::Binds);
    binding.filter_map(|v| v.deadline).min()
}

/// The page.
pub fn show(library: &Library, links: &Links, params: &Params, format: Format) -> PageResponse {
    let (cards, unread) = library.cards();
    let chosen = Chosen::of(params);
    let mut found: Vec<(&MatterSummary, &DutyItem)> = cards
        .iter()
        .flat_map(|card| card.duties.iter().map(move |d| (&**card, d)))
        .filter(|(_, duty)| chosen.passes(duty))
        .collect();
    // First what is overdue, then by deadline, then duties without one.
    let overdue = |d: &DutyItem| d.by_viewpoint.iter().any(|v| v.state() == State::Overdue);
    found.sort_by_cached_key(|(_, d)| (!overdue(d), deadline(d).is_none(), deadline(d)));
    let since = days::day(params.get("since"));
    let compared = since.map(|day| library.differences(day));
    let by_key: HashMap<&str, &Arc<MatterSummary>> = cards.iter().map(|c| (c.key.as_str(), c)).collect();
    let uncompared = compared.as_ref().map_or(0, |(_, missing)| *missing);
    let differences: Vec<_> = compared
        .iter()
        .flat_map(|(found, _)| found)
        .flat_map(|(key, list)| list.iter().map(move |d| (key, d)))
        .filter(|(_, d)| chosen.concerns(&d.subject) && chosen.state.is_none_or(|s| s == d.after))
        .filter_map(|(key, d)| Some((&***by_key.get(key.as_str())?, d)))
        .collect();
    match format {
        Format::Json => {
            let duties: Vec<_> = found
                .iter()
                .map(|(c, d)| json!({ "key": c.key, "matter": c.title, "viewpoints": c.viewpoints, "duty": d }))
                .collect();
            let changes: Vec<_> = differences
                .iter()
                .map(|(c, d)| {
                    let duty = &d.subject;
                    json!({ "key": c.key, "duty": duty.name, "bearer": duty.bearer, "content": duty.content,
                            "viewpoint": whose(c, d), "before": d.before, "after": d.after })
                })
                .collect();
            let mut question = json!({ "today": params.today.to_string() });
            FILTERS.iter().for_each(|f| question[*f] = params.get(f).into());
            let answer =
                json!({ "duties": duties, "changes": since.map(|_| changes), "unread": unread + uncompared });
            return PageResponse::Json(vigente_render::envelope("board", &question, &answer));
        }
        Format::Csv if since.is_some() => return changes_csv(params, &differences),
        Format::Csv => return csv(params, &found),
        Format::Ics => return crate::feeds::of_all(library, params, |duty| chosen.passes(duty)),
        Format::Svg | Format::Atom | Format::Past => return PageResponse::Nothing,
        Format::Html | Format::State => {}
    }
    let t = I18n::of(params.lang);
    let lang = params.said.map(|l| l.code().to_owned()).unwrap_or_default();
    let asked = LibraryPage::read(LibraryRoute::AllDuties, params);
    let LibraryPage::AllDuties { filter, .. } = &asked else { return PageResponse::Nothing };
    let all_in = |page: usize| Page::Library(LibraryPage::AllDuties { filter: filter.clone(), page });
    // With a day to compare with, the pages are pages of differences.
    let turned = if since.is_some() { differences.len() } else { found.len() };
    let shown = if links.copy().is_none() { SHOWN } else { usize::MAX };
    let last_page = turned.saturating_sub(1) / shown;
    let page = params.get("page").parse::<usize>().unwrap_or(1).clamp(1, last_page + 1) - 1;
    let first = page * shown;
    let until = turned.min(first.saturating_add(shown));
    let turn = |page: usize| links.library(LibraryPage::AllDuties { filter: filter.clone(), page });
    let to = |card: &MatterSummary| links.into_matter(&card.key);
    let list = rendered(&List {
        shown: found.len(),
        all: cards.iter().flat_map(|c| &c.duties).filter(|d| is_open(d)).count(),
        missing: unread + uncompared,
        range: (last_page > 0).then_some((first + 1, until)),
        before: (page > 0).then(|| turn(page)),
        after: (page < last_page).then(|| turn(page + 2)),
        changes: since.map(|day| {
            let shown = differences[first..until].iter().map(|(card, d)| ChangeRow {
                title: row::sentence(t, &d.subject),
                href: to(card)
                    .why_for(&row::question_of(&d.subject), d.viewpoint.as_deref().unwrap_or_default()),
                matter: (matter(t, card), to(card).to(MatterPage::overview())),
                whose: whose(card, d).map(|v| t.named(v)).unwrap_or_default(),
                before: (t.state(&d.before), tone(&d.before)),
                after: (t.state(&d.after), tone(&d.after)),
            });
            (t.long_day(day), shown.collect())
        }),
        rows: match since {
            Some(_) => Vec::new(),
            None => found[first..until].iter().map(|(card, duty)| line(t, &to(card), card, duty)).collect(),
        },
        t,
    });
    if format == Format::State {
        return PageResponse::Html(list);
    }
    let all = || cards.iter().flat_map(|c| &c.duties).filter(|d| is_open(d));
    let page = PageTemplate {
        lang: lang.clone(),
        today: t.long_day(params.today),
        since: params.get("since").to_owned(),
        due: params.get("due").to_owned(),
        bearers: offered(t, all().map(|d| &d.bearer), params.get("bearer")),
        orders: offered(t, cards.iter().flat_map(|c| &c.orders), params.get("order")),
        courts: offered(t, all().map(|d| &d.authority), params.get("court")),
        states: state_choices(t, |state| chosen.state == Some(state)),
        claims: claim_choices(t, chosen.flag),
        list,
        calendar: links.link(all_in(1), Format::Ics, None),
        action: links.action(Page::Library(LibraryPage::all_duties())),
        everything: links.library(LibraryPage::all_duties()),
        t,
    };
    let mut layout = Layout::new(links, params, &Page::Library(asked.clone()), t.say("all-duties-title"));
    "*".clone_into(&mut layout.follows);
    layout.is_all_duties = true;
    for format in [Format::Json, Format::Csv, Format::Ics] {
        layout = layout.twin(format, links.link(all_in(1), format, None));
    }
    PageResponse::Html(layout.around(&rendered(&page)))
}

fn matter(t: &I18n, card: &MatterSummary) -> String {
    match t.text(&card.title) {
        "" => card.name.clone(),
        title => title.to_owned(),
    }
}

fn line(t: &I18n, links: &Links, card: &MatterSummary, duty: &DutyItem) -> DutyLine {
    let mut states: Vec<(String, &'static str, Vec<&str>)> = Vec::new();
    for (view, whose) in duty.by_viewpoint.iter().zip(&card.viewpoints) {
        let state = view.state();
        let word = t.state(&state);
        match states.iter_mut().find(|(known, ..)| *known == word) {
            Some((.., eyes)) => eyes.push(&whose.name),
            None => states.push((word, tone(&state), vec![&whose.name])),
        }
    }
    let alike = states.len() == 1;
    let mut flags: Vec<String> = Vec::new();
    for view in &duty.by_viewpoint {
        for said in view.flags.iter().map(|flag| vigente_render::flagged(&t.words, view, *flag)) {
            if !flags.contains(&said) {
                flags.push(said);
            }
        }
    }
    DutyLine {
        title: row::sentence(t, duty),
        name: duty.name.clone(),
        href: links.why(&row::question_of(duty)),
        matter: (matter(t, card), links.to(MatterPage::overview())),
        authority: t.short(&duty.authority),
        deadline: deadline(duty).map(|d| t.day(d)).unwrap_or_default(),
        states: states
            .into_iter()
            .map(|(word, tone, eyes)| (word, tone, if alike { t.word("everybody") } else { eyes.join(", ") }))
            .collect(),
        flags,
    }
}

/// The choices of a filter: the most frequent names by title, and the chosen one.
fn offered<'n>(t: &I18n, all: impl Iterator<Item = &'n Named>, now: &str) -> Vec<Choice> {
    let mut counted: HashMap<&str, (usize, &Named)> = HashMap::new();
    for named in all {
        counted.entry(&named.name).or_insert((0, named)).0 += 1;
    }
    let mut most: Vec<(usize, &Named)> = counted.into_values().collect();
    most.sort_by(|a, b| (b.0, &a.1.name).cmp(&(a.0, &b.1.name)));
    let chosen = most.iter().position(|(_, n)| n.name == now).filter(|at| *at >= OFFERED).map(|at| most[at]);
    most.truncate(OFFERED);
    most.extend(chosen);
    let choice =
        |(_, n): (usize, &Named)| Choice { name: n.name.clone(), title: t.named(n), chosen: n.name == now };
    let mut choices: Vec<Choice> = most.into_iter().map(choice).collect();
    // A URL may name an organ that contains the bearers.
    if !now.is_empty() && !choices.iter().any(|c| c.chosen) {
        choices.push(Choice { name: now.to_owned(), title: now.to_owned(), chosen: true });
    }
    // Two courts may have the same title, but never the same name.
    let alike: Vec<bool> =
        choices.iter().map(|c| choices.iter().filter(|o| o.title == c.title).count() > 1).collect();
    for (choice, _) in choices.iter_mut().zip(alike).filter(|(_, alike)| *alike) {
        choice.title = format!("{} ({})", choice.title, choice.name);
    }
    choices.sort_by(|a, b| (a.title.to_lowercase(), &a.name).cmp(&(b.title.to_lowercase(), &b.name)));
    choices
}

fn csv(params: &Params, found: &[(&MatterSummary, &DutyItem)]) -> PageResponse {
    let t = I18n::of(params.lang);
    let mut csv = Csv::new([
        "matter",
        "name",
        "bearer",
        "duty",
        "authority",
        "viewpoint",
        "binding",
        "performance",
        "deadline",
        "claims",
    ]);
    for (card, duty) in found {
        for (whose, view) in card.viewpoints.iter().zip(&duty.by_viewpoint) {
            let named = |flag: &DutyFlag| FLAGS.iter().find(|(_, f)| f == flag).map(|(n, _)| *n);
            let flags: Vec<&str> = view.flags.iter().filter_map(named).collect();
            csv.row([
                card.key.as_str(),
                &duty.name,
                &duty.bearer.name,
                &row::sentence(t, duty),
                &duty.authority.name,
                &whose.name,
                &kebab(&view.binding),
                &view.performance.as_ref().map(kebab).unwrap_or_default(),
                &csv::date(view.deadline),
                &flags.join(" "),
            ]);
        }
    }
    PageResponse::Csv(csv.finish())
}

/// The viewpoint in which a duty changed.
fn whose<'c>(card: &'c MatterSummary, change: &Change<DutyItem>) -> Option<&'c Named> {
    card.viewpoints.iter().find(|v| Some(&v.name) == change.viewpoint.as_ref())
}

fn changes_csv(params: &Params, found: &[(&MatterSummary, &Change<DutyItem>)]) -> PageResponse {
    let t = I18n::of(params.lang);
    let mut csv = Csv::new(["matter", "name", "bearer", "duty", "authority", "viewpoint", "before", "after"]);
    for (card, d) in found {
        csv.row([
            card.key.as_str(),
            &d.subject.name,
            &d.subject.bearer.name,
            &row::sentence(t, &d.subject),
            &d.subject.authority.name,
            d.viewpoint.as_deref().unwrap_or_default(),
            &kebab(&d.before),
            &kebab(&d.after),
        ]);
    }
    PageResponse::Csv(csv.finish())
}
