//! The first pass: collects what a record declares, so that the second pass can resolve words in any order.

pub(crate) mod assign_ids;

use rustc_hash::{FxHashMap, FxHashSet};
use vigente_syntax::ast::{
    Amount, Anchor, Arg, Call, Condition, DateText, DeclKind, Effect, Entry, Expect, Head, Line, Modifier,
    Object, Quoted, Span, Test, Tested, Word,
};
use vigente_syntax::diagnostic::{Diagnostic, FileId, Severity};

use crate::dates;
use crate::pack_cache::ResolvedPacks;
use crate::sink::DiagnosticSink;
use vigente_model::{Day, Days, IndexVec, Place, ThingId, ThingKind};

// Indexes into the lists of [`Declarations`]. They end with the first pass: ids of the model follow names and days.
vigente_model::ids! {
    /// A name.
    pub(crate) SymbolIndex,
    /// An act.
    pub(crate) ActIndex,
    /// A label of an act.
    pub(crate) LabelIndex,
    /// A norm.
    pub(crate) NormIndex,
}

/// A thing before it has its number.
#[derive(Clone, Copy)]
pub(crate) struct Symbol<'a> {
    pub(crate) name: &'a str,
    pub(crate) kind: SymbolKind,
    pub(crate) place: Place,
}

/// What a name names.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum SymbolKind {
    /// A plain declaration.
    Plain(ThingKind),
    /// An act.
    Act(ActIndex),
    /// A labelled part of an act.
    Part(LabelIndex),
    /// A norm.
    Norm(NormIndex),
}

/// An act with the day in its head.
#[derive(Clone, Copy)]
pub(crate) struct DeclaredAct<'a> {
    pub(crate) entry: &'a Entry<'a>,
    pub(crate) file: FileId,
    pub(crate) name: Word<'a>,
    pub(crate) author: Word<'a>,
    pub(crate) title: Option<Quoted<'a>>,
    pub(crate) made: Days,
    /// Its labels: a stretch of [`Declarations::labels`], sorted.
    pub(crate) labels: (LabelIndex, LabelIndex),
    /// Whether it carries a duty without a label.
    pub(crate) duty: bool,
    pub(crate) days: WrittenDays,
}

/// The other days of an act.
#[derive(Clone, Copy, Default)]
pub(crate) struct WrittenDays {
    pub(crate) notified: Option<Days>,
    pub(crate) published: Option<Days>,
    pub(crate) effective: Option<Days>,
    pub(crate) known: Option<Days>,
}

/// A label of an act.
#[derive(Clone, Copy)]
pub(crate) struct DeclaredLabel<'a> {
    /// The act.
    pub(crate) act: ActIndex,
    pub(crate) word: Word<'a>,
    /// Whether the part carries a duty of its own.
    pub(crate) duty: bool,
}

/// Any other entry.
#[derive(Clone, Copy)]
pub(crate) struct DeclaredEntry<'a> {
    pub(crate) entry: &'a Entry<'a>,
    pub(crate) file: FileId,
    pub(crate) name: Word<'a>,
}

/// A declared deed or status.
#[derive(Clone, Copy)]
pub(crate) struct DeclaredCall<'a> {
    pub(crate) entry: &'a Entry<'a>,
    pub(crate) file: FileId,
    pub(crate) fact: bool,
    pub(crate) name: Word<'a>,
    pub(crate) params: &'a [Word<'a>],
    pub(crate) title: Option<Quoted<'a>>,
}

/// A viewpoint that a pack offers.
#[derive(Clone, Copy)]
pub(crate) struct OfferedEntry<'a> {
    pub(crate) pack: &'a str,
    pub(crate) entry: DeclaredEntry<'a>,
    pub(crate) title: Option<Quoted<'a>>,
}

/// All entries by kind.
#[derive(Default)]
pub(crate) struct Declarations<'a> {
    pub(crate) things: IndexVec<SymbolIndex, Symbol<'a>>,
    /// The entries of plain things, for their details.
    pub(crate) declared: Vec<(SymbolIndex, DeclaredEntry<'a>, Option<Quoted<'a>>)>,
    pub(crate) acts: IndexVec<ActIndex, DeclaredAct<'a>>,
    pub(crate) labels: IndexVec<LabelIndex, DeclaredLabel<'a>>,
    /// The words of `after` lines, with the act they stand in.
    pub(crate) after: Vec<(ActIndex, Word<'a>)>,
    pub(crate) norms: IndexVec<NormIndex, DeclaredEntry<'a>>,
    pub(crate) statuses: Vec<DeclaredCall<'a>>,
    pub(crate) deeds: Vec<DeclaredCall<'a>>,
    pub(crate) sources: Vec<(DeclaredEntry<'a>, Option<Quoted<'a>>)>,
    /// Those of the dossier itself.
    pub(crate) viewpoints: Vec<(DeclaredEntry<'a>, Option<Quoted<'a>>)>,
    /// Those of its packs.
    pub(crate) offered: Vec<OfferedEntry<'a>>,
    pub(crate) matters: Vec<(DeclaredEntry<'a>, Option<Quoted<'a>>)>,
    pub(crate) packs: Vec<(DeclaredEntry<'a>, Option<Quoted<'a>>)>,
    pub(crate) uses: Vec<(FileId, Word<'a>, Option<Quoted<'a>>)>,
    pub(crate) expectations: Vec<(FileId, Days, &'a Expect<'a>, Span)>,
    pub(crate) units: Vec<(&'a str, Place)>,
    /// Names of entries that could not be kept.
    pub(crate) left_out: FxHashSet<&'a str>,
    /// The first thing of each name.
    pub(crate) index: FxHashMap<&'a str, SymbolIndex>,
    /// The first deed or status of each name.
    calls: FxHashMap<&'a str, Place>,
    source_names: FxHashMap<&'a str, Place>,
    viewpoint_names: FxHashMap<&'a str, Place>,
    offered_names: FxHashMap<&'a str, Place>,
    /// The pack of the file that is taken in.
    pack: Option<&'a str>,
    /// What is declared by packs that were read before.
    pub(crate) ready: Option<&'a ResolvedPacks>,
    /// A name that those packs have as well, or that stands above one of theirs: then all must be read together.
    pub(crate) clash: bool,
    /// Units of the packs that the record names, too: it comes first.
    pub(crate) named_units: Vec<(ThingId, Place)>,
}

impl<'a> Declarations<'a> {
    /// Makes room for a record of about so many entries.
    pub(crate) fn with_room(entries: usize, ready: Option<&'a ResolvedPacks>) -> Self {
        let mut found = Declarations { ready, ..Declarations::default() };
        found.things.reserve(entries * 2);
        found.acts.reserve(entries);
        found.index.reserve(entries * 2);
        found
    }

    /// Takes in one file, of a pack or (`None`) of the dossier.
    pub(crate) fn file(
        &mut self,
        file: FileId,
        pack: Option<&'a str>,
        entries: &'a [Entry<'a>],
        wrong: &mut DiagnosticSink,
    ) {
        self.pack = pack;
        for entry in entries {
            self.entry(file, entry, wrong);
        }
    }

    fn entry(&mut self, file: FileId, entry: &'a Entry<'a>, wrong: &mut DiagnosticSink) {
        match &entry.head {
            Head::Use { pack, version } => self.uses.push((file, *pack, *version)),
            Head::Declare { kind, name, title } => self.declare(file, entry, *kind, *name, *title, wrong),
            Head::Status { fact, name, params, title } => {
                self.clash |= self.ready.is_some_and(|p| p.call(name.text).is_some());
                if claim(&mut self.calls, *name, file, "a status or deed", wrong) {
                    let (fact, name, title) = (*fact, *name, *title);
                    self.statuses.push(DeclaredCall { entry, file, fact, name, params, title });
                }
            }
            Head::Deed { fact, name, params, title } => {
                self.clash |= self.ready.is_some_and(|p| p.call(name.text).is_some());
                if claim(&mut self.calls, *name, file, "a status or deed", wrong) {
                    let (fact, name, title) = (*fact, *name, *title);
                    self.deeds.push(DeclaredCall { entry, file, fact, name, params, title });
                }
            }
            Head::Norm { name, .. } => {
                let id = self.norms.next_idx();
                if self.name(*name, SymbolKind::Norm(id), file, wrong) {
                    self.norms.push(DeclaredEntry { entry, file, name: *name });
                    self.units(file, entry);
                }
            }
            Head::Act { date, name, author, title } => {
                let Some(made) = dates::read(*date, file, wrong) else {
                    self.left_out.insert(name.text);
                    return;
                };
                let id = self.acts.next_idx();
                if self.name(*name, SymbolKind::Act(id), file, wrong) {
                    let mut act = DeclaredAct {
                        entry,
                        file,
                        name: *name,
                        author: *author,
                        title: *title,
                        made,
                        labels: (LabelIndex::new(0), LabelIndex::new(0)),
                        duty: false,
                        days: WrittenDays::default(),
                    };
                    self.act(id, &mut act, wrong);
                    self.acts.push(act);
                }
            }
            Head::Expect { date, expect } => {
                if let Some(on) = dates::read(*date, file, wrong) {
                    self.expectations.push((file, on, expect, entry.at));
                }
            }
            // Whatever it declares is not unknown, and one message for it is enough.
            Head::Unreadable { .. } => self.left_out.extend(entry.head.unread_words()),
        }
    }

    fn declare(
        &mut self,
        file: FileId,
        entry: &'a Entry<'a>,
        kind: DeclKind,
        name: Word<'a>,
        title: Option<Quoted<'a>>,
        wrong: &mut DiagnosticSink,
    ) {
        let found = DeclaredEntry { entry, file, name };
        let kind = match kind {
            DeclKind::Matter => {
                if let Some((first, _)) = self.matters.first() {
                    wrong
                        .add(Diagnostic::new(
                            "duplicate-name",
                            Severity::Error,
                            file,
                            name.at,
                            "a dossier has one `matter`",
                        ))
                        .labels
                        .push(also(first.file, first.name.at, "the first"));
                }
                self.matters.push((found, title));
                return;
            }
            DeclKind::Pack => {
                self.packs.push((found, title));
                return;
            }
            DeclKind::Source => {
                self.clash |= self.ready.is_some_and(|p| p.source(name.text).is_some());
                if claim(&mut self.source_names, name, file, "a source", wrong) {
                    self.sources.push((found, title));
                }
                return;
            }
            DeclKind::Viewpoint => {
                if let Some(pack) = self.pack {
                    if claim(&mut self.offered_names, name, file, "a viewpoint that a pack offers", wrong) {
                        self.offered.push(OfferedEntry { pack, entry: found, title });
                    }
                } else if claim(&mut self.viewpoint_names, name, file, "a viewpoint", wrong) {
                    self.viewpoints.push((found, title));
                }
                return;
            }
            DeclKind::Order => ThingKind::Order,
            DeclKind::Organ => ThingKind::Organ,
            DeclKind::Instrument => ThingKind::Instrument,
            DeclKind::Person => ThingKind::Person,
            DeclKind::Thing => ThingKind::Plain,
            DeclKind::Calendar => ThingKind::Calendar,
        };
        let id = self.things.next_idx();
        if self.name(name, SymbolKind::Plain(kind), file, wrong) {
            self.declared.push((id, found, title));
        }
    }

    /// Takes a name; false where it is taken already.
    fn name(&mut self, name: Word<'a>, kind: SymbolKind, file: FileId, wrong: &mut DiagnosticSink) -> bool {
        let id = self.things.next_idx();
        let place = Place { file, at: name.at };
        match self.index.entry(name.text) {
            std::collections::hash_map::Entry::Occupied(first) => {
                let first = self.things[*first.get()].place;
                twice(name, place, first, "something", wrong);
                false
            }
            std::collections::hash_map::Entry::Vacant(free) => {
                free.insert(id);
                self.things.push(Symbol { name: name.text, kind, place });
                self.clash |= self.ready.is_some_and(|p| p.taken(name.text));
                true
            }
        }
    }

    /// One look at the lines of an act for all that must be known of it before effects are read.
    fn act(&mut self, id: ActIndex, act: &mut DeclaredAct<'a>, wrong: &mut DiagnosticSink) {
        let start = self.labels.next_idx();
        for line in &act.entry.lines {
            match line {
                Line::Effect(effect) => {
                    let duty = matches!(effect.object, Object::Deed { .. } | Object::That { .. });
                    match effect.label {
                        Some(word) => {
                            self.labels.push(DeclaredLabel { act: id, word, duty });
                        }
                        None => act.duty |= duty,
                    }
                    self.units_done(act.file, effect);
                }
                Line::Dated { field, date } => other_day(act, *field, *date, wrong),
                Line::After(words) => self.after.extend(words.iter().map(|&w| (id, w))),
                _ => {}
            }
        }
        act.labels = self.sort_labels(start);
    }

    /// The labels of an act, sorted, each once.
    fn sort_labels(&mut self, start: LabelIndex) -> (LabelIndex, LabelIndex) {
        let (first, labels) = (start.index(), &mut self.labels.raw);
        if labels.len() > first + 1 {
            labels[first..].sort_by_key(|l| (l.word.text, l.word.at.start));
            let mut kept = first;
            for next in first + 1..labels.len() {
                let label = labels[next];
                if label.word.text == labels[kept].word.text {
                    labels[kept].duty |= label.duty;
                } else {
                    kept += 1;
                    labels[kept] = label;
                }
            }
            labels.truncate(kept + 1);
        }
        (start, self.labels.next_idx())
    }

    fn units(&mut self, file: FileId, entry: &'a Entry<'a>) {
        for line in &entry.lines {
            match line {
                Line::Then(effect) => self.units_done(file, effect),
                Line::When { deed, .. } => self.units_of(file, deed),
                Line::Condition(condition) => self.units_tested(file, condition),
                _ => {}
            }
        }
    }

    fn units_done(&mut self, file: FileId, effect: &'a Effect<'a>) {
        match &effect.object {
            Object::Call(call) => self.units_of(file, call),
            Object::Deed { deed, .. } => self.units_of(file, deed),
            Object::That { status, .. } => self.units_of(file, status),
            _ => {}
        }
        for modifier in &effect.modifiers {
            match modifier {
                Modifier::Condition(condition) => self.units_tested(file, condition),
                Modifier::After(_, Anchor::First(status)) | Modifier::Within(_, Anchor::First(status)) => {
                    self.units_of(file, status);
                }
                Modifier::Worth(Amount { unit: Some(unit), .. }) => {
                    self.units.push((unit.text, Place { file, at: unit.at }));
                }
                _ => {}
            }
        }
    }

    fn units_tested(&mut self, file: FileId, condition: &'a Condition<'a>) {
        for test in &condition.all {
            match test {
                Test::Status { status, .. } => self.units_of(file, status),
                Test::Count(count) => self.units_of(file, &count.status),
                Test::Duty {
                    of: Tested::Deed { deed: call, .. } | Tested::That { status: call, .. },
                    ..
                } => {
                    self.units_of(file, call);
                }
                Test::Duty { of: Tested::Named(_), .. } | Test::Dated { .. } => {}
            }
        }
    }

    fn units_of(&mut self, file: FileId, call: &'a Call<'a>) {
        for arg in &call.args {
            if let Arg::Amount(amount) = arg
                && let Some(unit) = amount.unit
            {
                self.units.push((unit.text, Place { file, at: unit.at }));
            }
        }
    }

    /// The full names of all parts, one behind the other, to be sliced by [`Declarations::add_parts`].
    pub(crate) fn part_names(&self) -> String {
        let mut names = String::new();
        for label in &self.labels {
            names.push_str(self.acts[label.act].name.text);
            names.push('.');
            names.push_str(label.word.text);
        }
        names
    }

    /// Takes in the parts and the units, after everything that is declared.
    pub(crate) fn add_parts(&mut self, names: &'a str, wrong: &mut DiagnosticSink) {
        let mut rest = names;
        for at in self.labels.indices() {
            let label = self.labels[at];
            let act = self.acts[label.act];
            let (name, tail) = rest.split_at(act.name.text.len() + 1 + label.word.text.len());
            rest = tail;
            self.name(Word { text: name, at: label.word.at }, SymbolKind::Part(at), act.file, wrong);
        }
        for (unit, place) in std::mem::take(&mut self.units) {
            if let Some(thing) = self.ready.and_then(|p| p.unit(unit))
                && self.named_units.iter().all(|(known, _)| *known != thing)
            {
                self.named_units.push((thing, place));
            }
            self.imply(unit, ThingKind::Unit, place);
        }
    }

    /// A name that needs no declaration, if nothing else has it.
    pub(crate) fn imply(&mut self, name: &'a str, kind: ThingKind, place: Place) {
        if self.index.contains_key(name) {
            return;
        }
        if self.ready.is_some_and(|p| p.thing(name).is_some()) {
            return;
        }
        self.clash |= self.ready.is_some_and(|p| p.taken(name));
        self.index.insert(name, self.things.next_idx());
        self.things.push(Symbol { name, kind: SymbolKind::Plain(kind), place });
    }
}

/// One of the other days of an act.
fn other_day(act: &mut DeclaredAct<'_>, field: Word<'_>, date: DateText<'_>, wrong: &mut DiagnosticSink) {
    let slot = match field.text {
        "notified" => &mut act.days.notified,
        "published" => &mut act.days.published,
        "effective" => &mut act.days.effective,
        "known" => &mut act.days.known,
        _ => return,
    };
    if slot.is_some() {
        wrong.repeated(field.text, Place { file: act.file, at: field.at });
        return;
    }
    let days = dates::read(date, act.file, wrong);
    // A date that cannot be read is a day not known: what hangs on it is undetermined, not wrong.
    *slot = Some(days.unwrap_or(Days { lo: act.made.lo, hi: Day::MAX }));
    if days.is_some_and(|d| d.hi < act.made.lo) && field.text != "effective" {
        let place = Place { file: act.file, at: date.at };
        let found = wrong.warning(
            "date-before-made",
            place,
            format!("this act was `{}` before it was made", field.text),
        );
        found.labels[0].text = format!("made on {}", act.made);
        found.help = Some("mend one of the dates".to_owned());
    }
}

fn claim<'a>(
    names: &mut FxHashMap<&'a str, Place>,
    name: Word<'a>,
    file: FileId,
    what: &str,
    wrong: &mut DiagnosticSink,
) -> bool {
    let place = Place { file, at: name.at };
    if let Some(&first) = names.get(name.text) {
        twice(name, place, first, what, wrong);
        return false;
    }
    names.insert(name.text, place);
    true
}

fn twice(name: Word<'_>, place: Place, first: Place, what: &str, wrong: &mut DiagnosticSink) {
    let found =
        wrong.error("duplicate-name", place, format!("`{}` is already the name of {what}", name.text));
    found.labels[0].text = "left out".to_owned();
    found.labels.push(also(first.file, first.at, "the first stands here"));
    found.help = Some("give one of them another name".to_owned());
}

fn also(file: FileId, at: Span, text: &str) -> vigente_syntax::diagnostic::Label {
    vigente_syntax::diagnostic::Label { file, at, text: text.to_owned() }
}
