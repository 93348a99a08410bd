//! Acts, declarations and sources: everything but norms and viewpoints.

use vigente_syntax::ast::{DateText, DaysOff, Entry, Line, Quoted, Span, Verb, Word};
use vigente_syntax::diagnostic::FileId;
use vigente_syntax::unescape;

use crate::dates;
use crate::declarations::{Declarations, DeclaredAct, DeclaredCall, DeclaredEntry};
use crate::second_pass::effects::Carrier;
use crate::second_pass::names::{Resolver, Scope};
use vigente_model::*;

/// The text of a string, escapes resolved.
pub(crate) fn said(quoted: Quoted<'_>) -> Box<str> {
    unescape(quoted.raw).into()
}

/// The title of an entry with its translations.
pub(crate) fn title(text: Option<Quoted<'_>>, lines: &[Line<'_>]) -> Title {
    let translations = lines
        .iter()
        .filter_map(|line| match line {
            Line::Title { language, title } => Some((language.text.into(), said(*title))),
            _ => None,
        })
        .collect();
    Title { text: text.map(said).unwrap_or_default(), translations }
}

/// Fields of things and acts that only views read.
fn details(head: Option<Quoted<'_>>, lines: &[Line<'_>]) -> Option<Details> {
    let mut found = Details { title: title(head, lines), ..Details::default() };
    for line in lines {
        match line {
            Line::Aka(names) => found.aka.extend(names.iter().map(|n| said(*n))),
            Line::Dated { field, date } if matches!(field.text, "born" | "died") => {
                found.fields.push((field.text.into(), date.text.into()));
            }
            Line::Field { field, value } => found.fields.push((field.text.into(), said(*value))),
            Line::Unverified { what, .. } => found.unverified.push(what.map(said).unwrap_or_default()),
            _ => {}
        }
    }
    let plain = found.title.translations.is_empty()
        && found.aka.is_empty()
        && found.fields.is_empty()
        && found.unverified.is_empty();
    (!plain || !found.title.text.is_empty()).then_some(found)
}

impl<'a> Resolver<'a> {
    /// The effects and other lines of an act.
    pub(crate) fn act_lines(&mut self, all: &Declarations<'a>, found: &DeclaredAct<'a>, id: ActId) {
        self.file = found.file;
        let entry = found.entry;
        let (thing, parts) = {
            let act = &self.model[id];
            (act.thing, act.parts.clone())
        };
        let mut extra = !matches!(entry.lines.first(), None | Some(Line::Effect(_)));
        let mut effects: Vec<(PartId, usize)> = Vec::new();
        let labels = &all.labels[found.labels.0..found.labels.1].raw;
        for (i, line) in entry.lines.iter().enumerate() {
            match line {
                Line::Effect(effect) => {
                    let part = match effect.label {
                        None => 0,
                        // INVARIANT: `labels` holds every label of this entry, sorted.
                        Some(label) => labels.partition_point(|l| l.word.text < label.text) + 1,
                    };
                    effects.push((PartId::new(parts.start().index() + part), i));
                }
                Line::Cites(cite) => self.cite(Cited::Act(id), cite, false),
                Line::Contradicts(cite) => self.cite(Cited::Act(id), cite, true),
                Line::Disputed { what, date, cites } => self.disputed(id, labels, *what, *date, cites),
                Line::Ref(words) => self.model.refs.extend(words.iter().map(|w| (id, w.text.into()))),
                Line::Dated { field, .. }
                    if matches!(field.text, "notified" | "published" | "effective" | "known") => {}
                Line::After(_) => {}
                other => {
                    extra = true;
                    self.detail_only(other, "an act");
                }
            }
        }
        if !labels.is_empty() {
            effects.sort_unstable();
        }
        let mut at = 0;
        let mut scope = Scope::of_act();
        for part in parts {
            let first = self.model.effects.next_idx();
            let owner = Owner::Part(part);
            while let Some(&(of, line)) = effects.get(at)
                && of == part
            {
                at += 1;
                let Line::Effect(effect) = &entry.lines[line] else { continue };
                if matches!(
                    effect.verb,
                    Verb::CountsAs | Verb::Excludes | Verb::MakesImpossible | Verb::Void | Verb::Periods
                ) {
                    let place = self.place(effect.at);
                    let found = self.wrong.error("only-in-norms", place, "only a norm says this");
                    found.help = Some("write a `norm … by ACT` that says it".to_owned());
                    continue;
                }
                self.effect(effect, Carrier { owner, act: Some(id) }, &mut scope);
            }
            self.model.parts[part].effects = Ids::new(first, self.model.effects.next_idx());
        }
        if extra
            && let Some(details) = details(None, &entry.lines).map(|mut d| {
                d.title.text = self.model[id].title.clone();
                d
            })
        {
            self.model.details.insert(thing, details.into());
        }
    }

    fn disputed(
        &mut self,
        act: ActId,
        labels: &[crate::declarations::DeclaredLabel<'a>],
        what: Word<'a>,
        date: DateText<'a>,
        cites: &[vigente_syntax::ast::Cite<'a>],
    ) {
        let known = match what.text.rsplit_once('.') {
            None => matches!(what.text, "made" | "notified" | "published" | "effective" | "known" | "by"),
            Some((label, "by" | "until" | "from" | "to")) => labels.iter().any(|l| l.word.text == label),
            Some(_) => false,
        };
        if !known {
            let found = self.wrong.error(
                "misplaced-line",
                Place { file: self.file, at: what.at },
                format!("this act has no date `{}`", what.text),
            );
            found.help = Some(
                "write `made`, `notified`, `published`, `effective`, or `LABEL.by` for a deadline".to_owned(),
            );
        }
        let file = self.file;
        let Some(date) = dates::read(date, file, &mut self.wrong) else { return };
        let id = self.model.disputes.next_idx();
        let place = self.place(what.at);
        self.model.disputes.push(Dispute { act, what: what.text.into(), date, place });
        for cite in cites {
            self.cite(Cited::Dispute(id), cite, false);
        }
    }

    /// Lines that any entry may have; all others are out of place.
    pub(crate) fn detail_only(&mut self, line: &Line<'a>, entry: &str) {
        let (word, at) = match line {
            Line::Title { .. } | Line::Unverified { .. } => return,
            Line::Aka(_) if entry != "an act" => return,
            Line::Field { field, .. } if matches!(field.text, "note" | "url") => return,
            other => line_word(other),
        };
        let found = self.wrong.error(
            "misplaced-line",
            Place { file: self.file, at },
            format!("`{word}` says nothing under {entry}"),
        );
        found.help = Some("take it out, or move it to the entry that it belongs to".to_owned());
    }

    /// A declared order, organ, instrument, person or thing.
    pub(crate) fn declared(&mut self, found: &DeclaredEntry<'a>, head: Option<Quoted<'a>>, thing: ThingId) {
        self.file = found.file;
        let kind = self.model[thing].kind;
        for line in &found.entry.lines {
            match line {
                Line::Dated { field, date }
                    if match kind {
                        ThingKind::Person => matches!(field.text, "born" | "died"),
                        ThingKind::Instrument => field.text == "published",
                        _ => false,
                    } =>
                {
                    if let Some(days) = dates::read(*date, found.file, &mut self.wrong) {
                        let event = if field.text == "born" { LifeEvent::Born } else { LifeEvent::Died };
                        if kind == ThingKind::Person {
                            self.model.lives.insert((thing, event), days);
                        }
                    }
                }
                Line::Cites(cite) => self.cite(Cited::Thing(thing), cite, false),
                Line::Contradicts(cite) => self.cite(Cited::Thing(thing), cite, true),
                Line::Stale { after } if kind == ThingKind::Order => {
                    if let Some(after) = self.delay(*after) {
                        self.model.stale_after.insert(thing, after);
                    }
                }
                Line::Off { cites, .. } if kind == ThingKind::Calendar => {
                    for cite in cites {
                        self.cite(Cited::Thing(thing), cite, false);
                    }
                }
                Line::Known { .. } | Line::Extends(_) if kind == ThingKind::Calendar => {}
                other => self.detail_only(other, crate::second_pass::names::called(kind)),
            }
        }
        let mut details = details(head, &found.entry.lines);
        for line in &found.entry.lines {
            if let Line::Dated { field, date } = line
                && kind == ThingKind::Instrument
            {
                let field = (field.text.into(), date.text.into());
                details.get_or_insert_default().fields.push(field);
            }
        }
        if let Some(details) = details {
            self.model.details.insert(thing, details.into());
        }
    }

    /// The details of a norm, which its lines were checked for already.
    pub(crate) fn norm_details(&mut self, entry: &Entry<'a>, head: Option<Quoted<'a>>, thing: ThingId) {
        if let Some(details) = details(head, &entry.lines) {
            self.model.details.insert(thing, details.into());
        }
    }

    /// A declared deed or status.
    pub(crate) fn call(&mut self, found: &DeclaredCall<'a>) -> Declared {
        self.file = found.file;
        for line in &found.entry.lines {
            self.detail_only(line, "a declaration of a deed or a status");
        }
        let unverified = found.entry.lines.iter().filter_map(|line| match line {
            Line::Unverified { what, .. } => Some(what.map(said).unwrap_or_default()),
            _ => None,
        });
        Declared {
            unverified: unverified.collect(),
            name: found.name.text.into(),
            fact: found.fact,
            params: found.params.iter().map(|p| p.text.into()).collect(),
            title: title(found.title, &found.entry.lines),
            place: self.place(found.name.at),
        }
    }

    /// A source.
    pub(crate) fn source(&mut self, found: &DeclaredEntry<'a>, head: Option<Quoted<'a>>) -> Source {
        self.file = found.file;
        let mut fields: Vec<(Box<str>, Box<str>)> = Vec::new();
        for line in &found.entry.lines {
            let (field, value, at): (&str, Box<str>, Span) = match line {
                Line::Dated { field, date } if field.text == "published" => {
                    dates::read(*date, found.file, &mut self.wrong);
                    (field.text, date.text.into(), field.at)
                }
                Line::Field { field, value }
                    if matches!(
                        field.text,
                        "file" | "url" | "language" | "sha256" | "paragraphs" | "note"
                    ) =>
                {
                    (field.text, said(*value), field.at)
                }
                Line::Aka(names) => {
                    fields.extend(names.iter().map(|n| ("aka".into(), said(*n))));
                    continue;
                }
                Line::Unverified { what, .. } => {
                    fields.push(("unverified".into(), what.map(said).unwrap_or_default()));
                    continue;
                }
                other => {
                    self.detail_only(other, "a source");
                    continue;
                }
            };
            if field != "note" && fields.iter().any(|f| &*f.0 == field) {
                self.twice(field, at);
                continue;
            }
            fields.push((field.into(), value));
        }
        let title = title(head, &found.entry.lines);
        Source { name: found.name.text.into(), title, fields, place: self.place(found.name.at) }
    }

    /// Plain lines of entries that have only a title.
    pub(crate) fn plain_entry(&mut self, file: FileId, entry: &Entry<'a>, what: &str) {
        self.file = file;
        for line in &entry.lines {
            match line {
                Line::Field { field, .. } if field.text == "version" && what == "a pack" => {}
                Line::Field { field, .. } if field.text == "language" && what == "a matter" => {}
                Line::Reads { .. } if what == "a matter" => {}
                Line::Covers { .. } => {}
                _ => self.detail_only(line, what),
            }
        }
    }
}

/// The word that a line begins with, and where.
fn line_word<'t>(line: &Line<'t>) -> (&'t str, Span) {
    match line {
        Line::Title { language, .. } => (language.text, language.at),
        Line::Aka(names) => ("aka", names.first().map(|n| n.at).unwrap_or_default()),
        Line::Dated { field, .. } | Line::Field { field, .. } => (field.text, field.at),
        Line::Ref(words) => ("ref", first(words)),
        Line::Unverified { at, .. } => ("unverified", *at),
        Line::After(words) => ("after", first(words)),
        Line::Reads { at, .. } => ("reads", *at),
        Line::Covers { at, .. } => ("covers", *at),
        Line::Cites(cite) => ("cites", cite.at),
        Line::Contradicts(cite) => ("contradicts", cite.at),
        Line::Disputed { what, .. } => ("disputed", what.at),
        Line::Stale { after } => ("claims stale", after.at),
        Line::Known { at, .. } => ("covers", *at),
        Line::Extends(word) => ("extends", word.at),
        Line::Off { off, at, .. } => (
            match off {
                DaysOff::Rest(_) => "rest",
                DaysOff::Yearly { .. } => "holiday",
                DaysOff::Closed(_) => "closed",
                DaysOff::Open(_) => "open",
            },
            *at,
        ),
        Line::Prefers(levels) => ("prefers", levels.first().map(|l| first(l)).unwrap_or_default()),
        Line::Excludes(words) => ("not", first(words)),
        Line::External(words) => ("external", first(words)),
        Line::Effect(effect) => (crate::second_pass::effects::verb_word(effect.verb), effect.at),
        Line::When { at, .. } => ("when", *at),
        Line::Condition(condition) => ("a condition", condition.at),
        Line::Then(effect) => ("then", effect.at),
        Line::AppliesFrom(date) => ("applies from", date.at),
        Line::From(date) => ("from", date.at),
        Line::Until(date) => ("until", date.at),
    }
}

fn first(words: &[Word<'_>]) -> Span {
    words.first().map(|w| w.at).unwrap_or_default()
}
