//! Summarises a record for the list of matters and for its search, so that the list needs no records.

use std::collections::BTreeSet;

use serde::Serialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use vigente_model::{Day, Does, Model, NormId, Owner, ThingId, ThingKind, Title};
use vigente_query::answer::{ActRef, Date, DutyItem, Named, State, Text};
use vigente_query::{DutyFilter, Question};
use vigente_syntax::diagnostic::Severity;
use vigente_workspace::workspace::OpenRecord;

/// A matter in the list.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct MatterSummary {
    /// Its key in URLs.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: Text,
    /// Its viewpoints.
    pub viewpoints: Vec<Named>,
    /// The legal orders that act in it or are bound.
    pub orders: Vec<Named>,
    /// The organs and persons that act in it or are bound.
    pub organs: Vec<Named>,
    /// Which kinds of dispute it has: `duties`, `standing`, `status`, `dilemma`.
    pub kinds: BTreeSet<String>,
    /// How many acts it has.
    pub acts: usize,
    /// The last of them.
    pub last_act: Option<ActRef>,
    /// Collisions that concern today.
    pub collisions: usize,
    /// Duties still to do that bind somebody, in some viewpoint.
    pub due: usize,
    /// Duties past their deadline that bind somebody, in some viewpoint.
    pub overdue: usize,
    /// The next deadline that has not come.
    pub next_deadline: Option<Date>,
    /// Errors in its texts.
    pub errors: usize,
    /// Open duties that bind, and duties with claims, for the list and the calendar of all matters.
    #[serde(skip)]
    pub duties: Vec<DutyItem>,
    /// Its values of facets, as numbers of [`FacetValues`](super::facets::FacetValues).
    #[serde(skip)]
    pub facets: Box<[u32]>,
    #[serde(skip)]
    found_by: Vec<SearchEntry>,
    /// The words of all entries, to skip matters without a searched word quickly.
    #[serde(skip)]
    folded: String,
}

/// Something by which the search finds a matter.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SearchEntry {
    /// What kind of thing: a key of the words.
    pub kind: &'static str,
    /// Its name.
    pub name: String,
    /// Its words.
    pub title: String,
    folded: String,
}

impl SearchEntry {
    /// Its words in the form in which the search compares them.
    pub fn words(&self) -> &str {
        &self.folded
    }
}

impl MatterSummary {
    /// Summarises a record.
    pub fn of(open: &OpenRecord, today: Day) -> MatterSummary {
        let model = open.record.model();
        let question = Question { limit: Some(usize::MAX), ..Question::on(today) };
        let situation = open
            .session
            .collisions(&question, &vigente_query::CollisionFilter { on_the_day: true, kinds: Vec::new() });
        let duties = open.session.duties(&question, &DutyFilter::default());
        let kept = |d: &DutyItem| is_open(d) || d.by_viewpoint.iter().any(|v| !v.flags.is_empty());
        let board: Vec<DutyItem> = duties.duties.into_iter().filter(kept).collect();
        let open_duties: Vec<&DutyItem> = board.iter().filter(|d| is_open(d)).collect();
        let has = |d: &DutyItem, state| {
            d.by_viewpoint.iter().any(|v| v.binding == State::Binds && v.performance == Some(state))
        };
        let mut involved = BTreeSet::new();
        for act in &model.acts {
            involved.insert(act.author);
        }
        for duty in &open_duties {
            involved.extend(model.thing(&duty.bearer.name));
        }
        let mut orders = BTreeSet::new();
        let mut organs = Vec::new();
        for &thing in &involved {
            let root = model.things[thing].root;
            if model.things[root].kind == ThingKind::Order {
                orders.insert(root);
            }
            if matches!(model.things[thing].kind, ThingKind::Organ | ThingKind::Person) {
                organs.push(named(model, thing));
            }
        }
        let (name, title) = match &model.matter {
            Some((name, title)) => (name.to_string(), text(title)),
            None => (open.key.to_string(), Text::default()),
        };
        let kinds = situation
            .collisions
            .iter()
            .filter_map(|c| serde_json::to_value(c.kind).ok()?.as_str().map(str::to_owned))
            .collect();
        let last = model.acts.last().map(|a| &*model[a.thing].name);
        let found_by = entries(model, &name, &title);
        let due = open_duties.iter().filter(|d| has(d, State::Pending)).count();
        let overdue = open_duties.iter().filter(|d| has(d, State::Overdue)).count();
        let next_deadline = open_duties
            .iter()
            .flat_map(|d| d.by_viewpoint.iter().filter_map(|v| v.deadline))
            .filter(|d| *d >= Date::from(today))
            .min();
        MatterSummary {
            key: open.key.to_string(),
            viewpoints: model
                .viewpoints
                .iter()
                .map(|v| Named { name: v.name.to_string(), title: text(&v.title) })
                .collect(),
            orders: orders.into_iter().map(|t| named(model, t)).collect(),
            organs,
            kinds,
            acts: model.acts.len(),
            last_act: last.and_then(|name| act_ref(model, name)),
            collisions: situation.collisions.len(),
            due,
            overdue,
            next_deadline,
            errors: open.record.resolved.diagnostics.iter().filter(|d| d.severity == Severity::Error).count(),
            duties: board,
            folded: found_by.iter().map(|e| e.folded.as_str()).collect::<Vec<_>>().join("\n"),
            found_by,
            facets: Box::default(),
            name,
            title,
        }
    }

    /// Whether a folded query finds the matter: by its name, or by an entry together with its name.
    pub fn is_found(&self, words: &[String]) -> bool {
        // What is in no entry at all is soon known.
        words.iter().all(|w| self.folded.contains(w.as_str()))
            && (self.is_named(words) || self.entries(words).next().is_some())
    }

    /// The entries that contain all words of a folded query. The name of the matter counts for each entry. None if the
    /// name alone contains all words.
    pub fn find(&self, words: &[String]) -> Vec<&SearchEntry> {
        if words.is_empty() || self.is_named(words) {
            return Vec::new();
        }
        self.entries(words).collect()
    }

    /// All entries.
    pub fn entries_all(&self) -> impl Iterator<Item = &SearchEntry> {
        self.found_by.iter()
    }

    fn is_named(&self, words: &[String]) -> bool {
        words.iter().all(|w| self.in_name(w))
    }

    fn in_name(&self, word: &str) -> bool {
        self.found_by.iter().take_while(|e| e.kind == "matter").any(|e| e.folded.contains(word))
    }

    fn entries<'c>(&'c self, words: &[String]) -> impl Iterator<Item = &'c SearchEntry> + use<'c> {
        let needed: Vec<String> = words.iter().filter(|w| !self.in_name(w)).cloned().collect();
        let others = self.found_by.iter().filter(|e| e.kind != "matter");
        others.filter(move |e| needed.iter().all(|w| e.folded.contains(w.as_str())))
    }
}

/// A duty that binds in some viewpoint and is not done.
pub fn is_open(duty: &DutyItem) -> bool {
    duty.by_viewpoint.iter().any(|v| {
        v.binding == State::Binds
            && matches!(
                v.performance,
                Some(
                    State::Pending
                        | State::Overdue
                        | State::Partly
                        | State::Broken
                        | State::Unkept
                        | State::Undetermined
                )
            )
    })
}

/// The form in which the search compares words: without accents, case and punctuation.
pub fn fold(text: &str) -> Vec<String> {
    let plain: String = text
        .nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    plain.split_whitespace().map(str::to_owned).collect()
}

fn entries(model: &Model, name: &str, title: &Text) -> Vec<SearchEntry> {
    let mut all = Vec::new();
    let mut add = |kind, name: &str, title: &Text, more: &[&str]| {
        let words = std::iter::once(name)
            .chain([title.text.as_str()])
            .chain(title.translations.values().map(String::as_str))
            .chain(more.iter().copied());
        let folded = words.flat_map(fold).collect::<Vec<_>>().join(" ");
        all.push(SearchEntry { kind, name: name.to_owned(), title: title.text.clone(), folded });
    };
    add("matter", name, title, &[]);
    for act in &model.acts {
        let mut words = title_of(model, act.thing);
        if !act.title.is_empty() {
            words.text = act.title.to_string();
        }
        add("act", model.name(act.thing), &words, &[&act.made.lo.to_string()]);
    }
    for (id, thing) in model.things.iter_enumerated() {
        let kind = match thing.kind {
            ThingKind::Organ | ThingKind::Order => "organ",
            ThingKind::Person => "person",
            ThingKind::Instrument | ThingKind::Plain => "thing",
            _ => continue,
        };
        let also: Vec<&str> =
            model.details.get(&id).map(|d| d.aka.iter().map(|a| &**a).collect()).unwrap_or_default();
        add(kind, &thing.name, &title_of(model, id), &also);
    }
    // Statuses that something in the record begins: an act, or a norm at a deed that an act does.
    let done: BTreeSet<_> = model
        .effects
        .iter()
        .filter_map(|e| match (&e.does, e.owner) {
            (Does::Deed(deed), Owner::Part(_)) => Some(deed.name),
            _ => None,
        })
        .collect();
    let fires = |norm: NormId| {
        model.norms[norm].when.as_ref().is_some_and(|trigger| done.contains(&trigger.deed.name))
    };
    let begun: BTreeSet<_> = model
        .effects
        .iter()
        .filter_map(|e| match (&e.does, e.owner) {
            (Does::Begins(status), Owner::Part(_)) => Some(status.name),
            (Does::Begins(status), Owner::Norm(norm)) if fires(norm) => Some(status.name),
            _ => None,
        })
        .collect();
    for declared in begun.into_iter().map(|status| &model[status]) {
        if let Some(pattern) = crate::pages::ask::who::pattern_of(declared) {
            add("status", &pattern, &text(&declared.title), &[]);
        }
    }
    for source in &model.sources {
        add("source", &source.name, &text(&source.title), &[]);
    }
    all
}

/// A title as in answers.
pub fn text(title: &Title) -> Text {
    Text {
        text: title.text.to_string(),
        translations: title.translations.iter().map(|(l, t)| (l.to_string(), t.to_string())).collect(),
    }
}

/// The title of a thing.
pub fn title_of(model: &Model, thing: ThingId) -> Text {
    model.title(thing).map(|title| text(&title)).unwrap_or_default()
}

/// A thing as in answers.
pub fn named(model: &Model, thing: ThingId) -> Named {
    Named { name: model.name(thing).to_owned(), title: title_of(model, thing) }
}

/// An act as in answers.
pub fn act_ref(model: &Model, name: &str) -> Option<ActRef> {
    let thing = model.thing(name)?;
    let ThingKind::Act(id) = model.things[thing].kind else { return None };
    let act = &model.acts[id];
    let mut title = title_of(model, thing);
    if title.text.is_empty() {
        title.text = act.title.to_string();
    }
    Some(ActRef {
        name: name.to_owned(),
        title,
        made: act.made.into(),
        known: act.known().into(),
        author: named(model, act.author),
    })
}
