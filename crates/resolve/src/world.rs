//! The input of this pass as plain data. Nothing here reads a disk: `vigente-workspace` does.

use std::collections::BTreeMap;
use std::sync::Arc;

use vigente_syntax::ast::{Head, Line, Span};
use vigente_syntax::diagnostic::{Diagnostic, FileId, Severity};
use vigente_syntax::parse_only;

use vigente_model::Exports;
use vigente_packs::PACKS;

/// One `.vig` file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SourceFile {
    /// Its path within the dossier or the pack, with `/`.
    pub name: String,
    /// What it says.
    pub text: Arc<str>,
    /// The pack it belongs to; `None` for a file of the dossier.
    pub pack: Option<String>,
}

impl SourceFile {
    /// A file of the dossier.
    pub fn new(name: impl Into<String>, text: impl Into<Arc<str>>) -> Self {
        Self { name: name.into(), text: text.into(), pack: None }
    }

    /// A file of a pack.
    pub fn of_pack(pack: impl Into<String>, name: impl Into<String>, text: impl Into<Arc<str>>) -> Self {
        Self { name: name.into(), text: text.into(), pack: Some(pack.into()) }
    }
}

/// A dossier with the packs it uses and the texts of its sources.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct World {
    /// The files; a [`FileId`] is an index into these.
    pub files: Vec<SourceFile>,
    /// Texts of sources, under the name that stands in `file "…"`.
    pub texts: BTreeMap<String, Arc<str>>,
    /// What other matters say, by the name of the matter, of those that this one reads; `None` where reading it would
    /// lead back to this one.
    pub matters: BTreeMap<String, Option<Arc<Exports>>>,
}

impl World {
    /// A dossier of one file without packs; what tests and examples hand in.
    pub fn of_text(text: impl Into<Arc<str>>) -> World {
        World { files: vec![SourceFile::new("dossier.vig", text)], ..World::default() }
    }

    /// The file.
    pub fn file(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(id.0 as usize)
    }
}

/// The files of a dossier go in; they come out with the built-in packs that they `use`, and those that these use.
/// A pack of which files are handed in already (an override) is not added again.
pub fn world_of(files: Vec<SourceFile>) -> World {
    world_with(files, |pack| {
        PACKS
            .iter()
            .filter(|(name, _, _)| *name == pack)
            .map(|&(pack, file, text)| SourceFile::of_pack(pack, file, text))
            .collect()
    })
}

/// The same with packs from elsewhere: `find` is asked once for each pack and gives its files (none: unknown).
pub fn world_with(files: Vec<SourceFile>, mut find: impl FnMut(&str) -> Vec<SourceFile>) -> World {
    let mut world = World { files, ..World::default() };
    let mut asked: Vec<String> = world.files.iter().filter_map(|f| f.pack.clone()).collect();
    let mut next = 0;
    while let Some(file) = world.files.get(next) {
        for pack in used_packs(&file.text) {
            if !asked.contains(&pack) {
                world.files.extend(find(&pack));
                asked.push(pack);
            }
        }
        next += 1;
    }
    world
}

/// The names of the packs that a text uses, in order, each once.
pub fn used_packs(text: &str) -> Vec<String> {
    let mut packs: Vec<String> = Vec::new();
    for entry in parse_only(text, &["use"]).entries {
        let pack = match entry.head {
            Head::Use { pack, .. } => Some(pack.text),
            // The line is reported. What the pack declares is not unknown for that.
            _ => entry.head.unread_words().nth(1),
        };
        packs.extend(pack.filter(|pack| !packs.iter().any(|p| p == pack)).map(str::to_owned));
    }
    packs
}

/// The names of the matters that a text imports, in order, each once.
pub fn read_matters(text: &str) -> Vec<String> {
    let mut matters: Vec<String> = Vec::new();
    if !text.contains("reads") {
        // So it is with nearly every text.
        return matters;
    }
    for entry in parse_only(text, &["matter"]).entries {
        if !matches!(entry.head, Head::Declare { .. }) {
            continue;
        }
        for line in entry.lines {
            if let Line::Reads { matter, .. } = line
                && !matters.iter().any(|m| m == matter.text)
            {
                matters.push(matter.text.to_owned());
            }
        }
    }
    matters
}

/// For the edge: a file had bytes that are not UTF-8 and was read with `�` in their place. `at` is the first of these
/// in the text as handed in.
pub fn invalid_utf8(file: FileId, at: Span, count: usize) -> Diagnostic {
    let places = if count == 1 { "one place".to_owned() } else { format!("{count} places") };
    Diagnostic::new("invalid-utf8", Severity::Error, file, at, format!("this file is not UTF-8 in {places}"))
        .here("the first stands here, shown as `\u{fffd}`")
        .help("save the file as UTF-8; an editor calls it \"encoding\"")
}
