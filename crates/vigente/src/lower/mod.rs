//! Texts go in, the record with every name resolved comes out, and all that is wrong with it.
//!
//! Two passes over the trees. The first (`collect`) gathers what is declared and gives everything its number: things
//! sorted by name, acts by day. The second (`entries`, `norms`, `effects`) resolves words, in any order. Last come the
//! checks that need the whole record. Nothing depends on the order of files or entries but places.

mod checks;
mod circles;
mod collect;
mod dates;
mod effects;
mod entries;
mod findings;
mod graph;
mod names;
mod norms;
mod number;
mod order;
mod packs;
mod reads;
mod record;
mod similar;
mod viewpoints;

use vigente_syntax::diagnostic::{Diagnostic, FileId, Severity};
use vigente_syntax::{Parsed, parse};

use crate::model::Model;
use crate::world::World;
use collect::Found;
use findings::Findings;
pub(crate) use names::listed;
use names::{Guess, Reader};

/// A record and what is wrong with its texts.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Lowered {
    /// What could be understood.
    pub model: Model,
    /// What could not, of the parser and of the names, by place.
    pub diagnostics: Vec<Diagnostic>,
    /// Names of entries that were left out because their own head was wrong, sorted: whoever meets one of these
    /// unresolved says so instead of calling it unknown.
    pub left_out: Vec<Box<str>>,
}

/// Parses each file and resolves the names.
pub fn lower(world: &World) -> Lowered {
    let known: Vec<Option<&Parsed<'_>>> =
        world.files.iter().map(|f| crate::packs::parsed(f).map(|p| p as _)).collect();
    let fresh: Vec<Option<Parsed<'_>>> = world
        .files
        .iter()
        .zip(&known)
        .enumerate()
        .map(|(i, (file, known))| known.is_none().then(|| parse(&file.text, FileId(i as u32))))
        .collect();
    let all: Vec<&Parsed<'_>> =
        fresh.iter().zip(&known).filter_map(|(own, pack)| own.as_ref().or(*pack)).collect();
    lower_with(world, &all)
}

/// The same for one file without packs; what tests and examples hand in.
pub fn lower_text(text: &str) -> Lowered {
    lower(&World::of_text(text))
}

/// The same for files that are parsed already, in the order of the world's files; each with that number, unless nothing
/// is wrong with it: packs can be parsed once for many records.
pub fn lower_with<'t>(world: &'t World, parsed: &[&'t Parsed<'t>]) -> Lowered {
    let mut wrong = Findings::default();
    let mut found = Found::with_room(parsed.iter().map(|p| p.file.entries.len()).sum());
    for (parsed, source) in parsed.iter().zip(&world.files) {
        unread_heads(&source.text, &parsed.diagnostics, &mut found);
        wrong.extend(parsed.diagnostics.clone());
    }
    for (i, parsed) in parsed.iter().enumerate() {
        let pack = world.files.get(i).and_then(|f| f.pack.as_deref());
        found.file(FileId(i as u32), pack, &parsed.file.entries, &mut wrong);
    }
    let part_names = found.part_names();
    found.add_parts(&part_names, &mut wrong);
    reads::declare(&mut found, world);

    let (names, model, acts) = number::number(&mut found, &mut wrong);
    let mut reader = Reader::new(names, model, wrong);
    reader.uses(world, &found);
    reader.record(world, &found, &acts);
    reader.check_same_day();
    reader.report_unordered();
    circles::report(&reader.model, &mut reader.wrong);

    let Reader { model, wrong, names, .. } = reader;
    let mut guess = Guess::new(&model, crate::packs::names());
    let diagnostics = wrong.finish(|code, name, found| guess.explain(code, name, found));
    let mut left_out: Vec<Box<str>> = names.left_out.iter().map(|n| (*n).into()).collect();
    left_out.sort_unstable();
    Lowered { model, diagnostics, left_out }
}

/// An entry of which the head cannot be read has no name in the tree. Whoever speaks of it is not to blame, so every
/// word of such a head counts as the name of something that was left out.
fn unread_heads<'a>(text: &'a str, diagnostics: &[Diagnostic], found: &mut Found<'a>) {
    for label in diagnostics.iter().filter(|d| d.severity == Severity::Error).filter_map(|d| d.labels.first())
    {
        let at = (label.at.start as usize).min(text.len());
        let Some(before) = text.get(..at) else { continue };
        let start = before.rfind('\n').map_or(0, |i| i + 1);
        let line = text[start..].lines().next().unwrap_or_default();
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let head = line.split(['"', ';']).next().unwrap_or_default();
        found.left_out.extend(head.split_whitespace());
    }
}
