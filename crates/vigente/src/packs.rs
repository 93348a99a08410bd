//! The legal orders that come with the program: every file of `packs/`, as text.

use std::sync::OnceLock;

use vigente_syntax::diagnostic::FileId;
use vigente_syntax::{Parsed, parse};

use crate::world::SourceFile;

/// Pack, file within it, text; sorted.
pub const PACKS: &[(&str, &str, &str)] = include!(concat!(env!("OUT_DIR"), "/packs.rs"));

/// Pack and its README, for those that have one; sorted.
pub const READMES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/readmes.rs"));

/// A file of the world that is a file of a built-in pack goes in; its tree comes out, read once for all records that use
/// it. `None` for any other file, and where something is wrong with the text: then each record is told where.
pub(crate) fn parsed(file: &SourceFile) -> Option<&'static Parsed<'static>> {
    static TREES: OnceLock<Vec<OnceLock<Option<Parsed<'static>>>>> = OnceLock::new();
    let pack = file.pack.as_deref()?;
    let first = PACKS.partition_point(|p| p.0 < pack);
    let of_pack = PACKS[first..].iter().take_while(|p| p.0 == pack);
    let (at, text) = of_pack
        .enumerate()
        .find(|(_, p)| p.1 == file.name && *p.2 == *file.text)
        .map(|(i, p)| (first + i, p.2))?;
    let trees = TREES.get_or_init(|| PACKS.iter().map(|_| OnceLock::new()).collect());
    let read = || Some(parse(text, FileId(0))).filter(|tree| tree.diagnostics.is_empty());
    trees[at].get_or_init(read).as_ref()
}

/// The names of the packs, each once.
pub fn names() -> Vec<&'static str> {
    let mut names: Vec<&str> = PACKS.iter().map(|p| p.0).collect();
    names.dedup();
    names
}

/// A README goes in, its first paragraph comes out on one line: what stands behind the title and is no list, no table
/// and no code.
pub fn first_paragraph(readme: &str) -> String {
    let plain =
        |line: &&str| !line.trim().is_empty() && !line.starts_with(['#', '-', '*', '|', '`', '>', '!']);
    let lines = readme.lines().skip_while(|line| !plain(line)).take_while(|line| !line.trim().is_empty());
    lines.map(str::trim).collect::<Vec<_>>().join(" ")
}
