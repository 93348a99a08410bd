//! Resolves every name of a record, so that the engine works with numbers and never with text.
//!
//! There are two passes over the syntax trees. The first (`declarations`) collects what is declared and assigns ids:
//! things sorted by name, acts by day. The second (`second_pass`) resolves words, in any order. The checks that need the
//! whole record come last. The order of files and entries affects nothing but places.

mod dates;
mod declarations;
mod link;
mod order;
mod pack_cache;
pub mod quotes;
mod second_pass;
mod sink;
pub mod sources;
mod suggestions;
pub mod world;

use std::cell::OnceCell;
use std::sync::Arc;

use vigente_syntax::diagnostic::{Diagnostic, FileId};
use vigente_syntax::{Parsed, parse};

use crate::world::{SourceFile, World};
use declarations::Declarations;
pub use pack_cache::PackCache;
use pack_cache::ResolvedPacks;
pub use second_pass::names::listed;
use second_pass::names::{Resolver, Suggester};
use sink::DiagnosticSink;
use vigente_model::Model;

/// A record and what is wrong with its texts.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Resolved {
    /// What could be understood.
    pub model: Arc<Model>,
    /// What could not, of the parser and of the names, by place.
    pub diagnostics: Vec<Diagnostic>,
    /// Names of entries that were left out because their own head was wrong, sorted: whoever meets one of these
    /// unresolved says so instead of calling it unknown.
    pub left_out: Vec<Box<str>>,
}

/// Parses each file and resolves the names.
pub fn resolve(world: &World) -> Resolved {
    let parsed = parse_files(&world.files);
    let trees: Vec<&Parsed<'_>> = parsed.iter().collect();
    let names = OnceCell::new();
    match run_passes(world, &trees, None, &names) {
        Some(done) => done.resolved(),
        // Only names of cached packs can stand in the way.
        None => Resolved::default(),
    }
}

/// The same, faster where many records use the same packs: those in the cache are not read again.
pub fn resolve_with(world: &World, cache: &PackCache) -> Resolved {
    let cached = cache.packs_of(world);
    let packs = cached.as_ref().and_then(|c| Some((c.ready()?, c.before())));
    let Some((packs, own)) = packs else { return resolve(world) };
    let parsed = parse_files(&world.files[..own]);
    let trees: Vec<&Parsed<'_>> = parsed.iter().collect();
    let names = OnceCell::new();
    match run_passes(world, &trees, Some(packs), &names) {
        Some(done) => done.resolved(),
        None => resolve(world),
    }
}

/// The same for one file without packs; what tests and examples hand in.
pub fn resolve_text(text: &str) -> Resolved {
    resolve(&World::of_text(text))
}

/// Files with their numbers, parsed.
fn parse_files(files: &[SourceFile]) -> Vec<Parsed<'_>> {
    (0u32..).zip(files).map(|(i, file)| parse(&file.text, FileId(i))).collect()
}

/// A record that has been read.
struct Finished<'a> {
    reader: Resolver<'a>,
    found: Declarations<'a>,
}

/// Reads the trees of files, which come in the order of the world's files, and stand for all of them, or for all but
/// the files of packs that were read before; `names` keeps what parts are called. `None` where packs must be read with
/// the others.
fn run_passes<'a>(
    world: &'a World,
    parsed: &[&'a Parsed<'a>],
    packs: Option<&'a ResolvedPacks>,
    names: &'a OnceCell<String>,
) -> Option<Finished<'a>> {
    let mut wrong = DiagnosticSink::default();
    let mut found = Declarations::with_room(parsed.iter().map(|p| p.file.entries.len()).sum(), packs);
    for parsed in parsed {
        wrong.extend(parsed.diagnostics.clone());
    }
    for (i, parsed) in parsed.iter().enumerate() {
        let pack = world.files.get(i).and_then(|f| f.pack.as_deref());
        found.file(FileId(i as u32), pack, &parsed.file.entries, &mut wrong);
    }
    let part_names = found.part_names();
    found.add_parts(names.get_or_init(|| part_names), &mut wrong);
    second_pass::imports::declare(&mut found, world);
    if found.clash {
        return None;
    }
    let (names, model, acts) = declarations::assign_ids::assign_ids(&mut found, &mut wrong);
    let mut reader = Resolver::new(names, model, wrong);
    reader.uses(world, &found);
    reader.record(world, &found, &acts);
    reader.check_same_day();
    reader.report_unordered();
    order::cycle_check::report(&reader.model, &mut reader.wrong);
    Some(Finished { reader, found })
}

impl Finished<'_> {
    fn resolved(mut self) -> Resolved {
        self.reader.count_by_rules();
        let Resolver { model, wrong, names, .. } = self.reader;
        let mut guess = Suggester::new(&model);
        let diagnostics = wrong.finish(|code, name, found| guess.explain(code, name, found));
        let mut left_out: Vec<Box<str>> = names.left_out.iter().map(|n| (*n).into()).collect();
        left_out.sort_unstable();
        Resolved { model: Arc::new(model), diagnostics, left_out }
    }
}
