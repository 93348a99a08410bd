//! A record goes in; what the list of matters shows of it, and what can be searched for, comes out.

use std::collections::BTreeSet;

use serde::Serialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use vigente::answer::{ActRef, DutyItem, Named, State, Text};
use vigente::ask::{DutyFilter, Question};
use vigente::model::{Day, Model, ThingId, ThingKind, Title};
use vigente_syntax::diagnostic::Severity;

use crate::desk::Open;

/// A matter as the list shows it.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Card {
    /// How it is called in addresses.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: Text,
    /// Whose eyes it is seen with.
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
    pub next_deadline: Option<String>,
    /// Errors in its texts.
    pub errors: usize,
    /// Duties that bind and are open, for boards and calendars over all matters.
    #[serde(skip)]
    pub duties: Vec<DutyItem>,
    #[serde(skip)]
    found_by: Vec<Entry>,
}

/// Something a matter is found by.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// What kind of thing: a key of the words.
    pub kind: &'static str,
    /// Its name.
    pub name: String,
    /// Its words.
    pub title: String,
    folded: String,
}

impl Card {
    /// Writes it.
    pub fn of(open: &Open<'_, '_>, today: Day) -> Card {
        let model = open.record.model();
        let question = Question { limit: Some(usize::MAX), ..Question::on(today) };
        let situation = open
            .session
            .collisions(&question, &vigente::ask::CollisionFilter { on_the_day: true, kinds: Vec::new() });
        let duties = open.session.duties(&question, &DutyFilter::default());
        let open_duties: Vec<DutyItem> = duties.duties.into_iter().filter(is_open).collect();
        let has = |d: &DutyItem, state| {
            d.by_viewpoint.iter().any(|v| v.binding == State::Binds && v.performance == Some(state))
        };
        let iso = today.to_string();
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
            let root = model.things[thing.index()].root;
            if model.things[root.index()].kind == ThingKind::Order {
                orders.insert(root);
            }
            if matches!(model.things[thing.index()].kind, ThingKind::Organ | ThingKind::Person) {
                organs.push(named(model, thing));
            }
        }
        let (name, title) = match &model.matter {
            Some((name, title)) => (name.to_string(), text(title)),
            None => (open.record.key.clone(), Text::default()),
        };
        let kinds = situation
            .collisions
            .iter()
            .filter_map(|c| serde_json::to_value(c.kind).ok()?.as_str().map(str::to_owned))
            .collect();
        let last = model.acts.last().map(|a| &*model.things[a.thing.index()].name);
        Card {
            key: open.record.key.clone(),
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
            due: open_duties.iter().filter(|d| has(d, State::Pending)).count(),
            overdue: open_duties.iter().filter(|d| has(d, State::Overdue)).count(),
            next_deadline: open_duties
                .iter()
                .flat_map(|d| d.by_viewpoint.iter().filter_map(|v| v.deadline.clone()))
                .filter(|d| **d >= *iso)
                .min(),
            errors: open.record.lowered.diagnostics.iter().filter(|d| d.severity == Severity::Error).count(),
            duties: open_duties,
            found_by: entries(model, &name, &title),
            name,
            title,
        }
    }

    /// The entries in which all words of a folded query are found, with the name of the matter counting for every
    /// entry; `None` where the matter is not meant.
    pub fn find(&self, words: &[String]) -> Option<Vec<&Entry>> {
        if words.is_empty() {
            return Some(Vec::new());
        }
        let own = self.found_by.iter().filter(|e| e.kind == "matter");
        let own: Vec<&Entry> = own.collect();
        let in_name = |w: &String| own.iter().any(|e| e.folded.contains(w.as_str()));
        if words.iter().all(in_name) {
            return Some(Vec::new());
        }
        let found: Vec<&Entry> = self
            .found_by
            .iter()
            .filter(|e| e.kind != "matter")
            .filter(|e| words.iter().all(|w| e.folded.contains(w.as_str()) || in_name(w)))
            .collect();
        (!found.is_empty()).then_some(found)
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

/// Words as they are searched for: without accents, case and signs.
pub fn fold(text: &str) -> Vec<String> {
    let plain: String = text
        .nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    plain.split_whitespace().map(str::to_owned).collect()
}

fn entries(model: &Model, name: &str, title: &Text) -> Vec<Entry> {
    let mut all = Vec::new();
    let mut add = |kind, name: &str, title: &Text, more: &[&str]| {
        let words = std::iter::once(name)
            .chain([title.text.as_str()])
            .chain(title.translations.values().map(String::as_str))
            .chain(more.iter().copied());
        let folded = words.flat_map(fold).collect::<Vec<_>>().join(" ");
        all.push(Entry { kind, name: name.to_owned(), title: title.text.clone(), folded });
    };
    add("matter", name, title, &[]);
    for act in &model.acts {
        let mut words = title_of(model, act.thing);
        if !act.title.is_empty() {
            words.text = act.title.to_string();
        }
        add("act", model.name(act.thing), &words, &[&act.made.lo.to_string()]);
    }
    for (i, thing) in model.things.iter().enumerate() {
        let id = ThingId(u32::try_from(i).unwrap_or(u32::MAX));
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
    for source in &model.sources {
        add("source", &source.name, &text(&source.title), &[]);
    }
    all
}

/// A title as answers carry it.
pub fn text(title: &Title) -> Text {
    Text {
        text: title.text.to_string(),
        translations: title.translations.iter().map(|(l, t)| (l.to_string(), t.to_string())).collect(),
    }
}

/// The title of a thing.
pub fn title_of(model: &Model, thing: ThingId) -> Text {
    model.details.get(&thing).map(|d| text(&d.title)).unwrap_or_default()
}

/// A thing as answers carry it.
pub fn named(model: &Model, thing: ThingId) -> Named {
    Named { name: model.name(thing).to_owned(), title: title_of(model, thing) }
}

/// An act as answers carry it.
pub fn act_ref(model: &Model, name: &str) -> Option<ActRef> {
    let thing = model.thing(name)?;
    let ThingKind::Act(id) = model.things[thing.index()].kind else { return None };
    let act = &model.acts[id.index()];
    let days = |d: vigente::model::Days| {
        if d.is_exact() { d.lo.to_string() } else { format!("{}/{}", d.lo, d.hi) }
    };
    let mut title = title_of(model, thing);
    if title.text.is_empty() {
        title.text = act.title.to_string();
    }
    Some(ActRef {
        name: name.to_owned(),
        title,
        made: days(act.made),
        known: days(act.known()),
        author: named(model, act.author),
    })
}
