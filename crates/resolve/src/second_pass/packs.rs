//! The packs of a record, and whether they have moved on since its `use` lines were written.

use std::collections::{BTreeMap, BTreeSet};

use vigente_syntax::ast::{Line, Quoted};
use vigente_syntax::diagnostic::{Diagnostic, FileId, Severity};

use crate::declarations::{Declarations, DeclaredEntry};
use crate::second_pass::entries::{said, title};
use crate::second_pass::names::Resolver;
use crate::world::World;
use vigente_model::*;

impl<'a> Resolver<'a> {
    /// The packs whose files are in the world.
    pub(crate) fn packs(&mut self, world: &World, found: &Declarations<'a>) {
        if let Some(packs) = &self.names.packs {
            self.model.packs = packs.ready.model.packs.clone();
            return;
        }
        let mut packs = Vec::new();
        let names: BTreeSet<&str> = world.files.iter().filter_map(|f| f.pack.as_deref()).collect();
        for name in names {
            let of_pack = |file: FileId| world.file(file).is_some_and(|f| f.pack.as_deref() == Some(name));
            let files: Vec<FileId> =
                (0..world.files.len() as u32).map(FileId).filter(|f| of_pack(*f)).collect();
            let head = found.packs.iter().find(|(entry, _)| of_pack(entry.file));
            if let Some((entry, _)) = head {
                self.pack_name(entry, name);
            }
            let mut uses: Vec<Box<str>> = Vec::new();
            for (_, word, _) in found.uses.iter().filter(|(file, ..)| of_pack(*file)) {
                if !uses.iter().any(|u| **u == *word.text) {
                    uses.push(word.text.into());
                }
            }
            packs.push(Pack {
                name: name.into(),
                title: head.map(|(entry, text)| title(*text, &entry.entry.lines)).unwrap_or_default(),
                version: head.and_then(|(entry, _)| version(entry)).map(said),
                uses,
                files,
            });
        }
        self.model.packs = packs.into();
    }

    /// A pack is used by the name of its folder, whatever it calls itself. (One that begins with `_` is there to be copied,
    /// and cannot be used.)
    fn pack_name(&mut self, entry: &DeclaredEntry<'a>, folder: &str) {
        let name = entry.name;
        if name.text == folder || folder.starts_with('_') {
            return;
        }
        let message = format!("the pack `{}` lies in the folder `{folder}`", name.text);
        let found = Diagnostic::new("pack-name", Severity::Warning, entry.file, name.at, message)
            .help(format!("write `pack {folder}`, or give the folder the other name"))
            .fix(entry.file, name.at, folder);
        let found = self.wrong.add(found);
        found.labels[0].text = format!("it is used as `{folder}`");
    }

    /// Packs that are used: whether they are there, and still what they were when the `use` line was written.
    pub(crate) fn uses(&mut self, world: &World, found: &Declarations<'a>) {
        let of_files = found.versions(world);
        for (file, pack, pinned) in &found.uses {
            self.file = *file;
            if !world.files.iter().any(|f| f.pack.as_deref() == Some(pack.text)) {
                self.missing("unknown-pack", *pack);
                continue;
            }
            let Some(pinned) = pinned else { continue };
            let before = self.names.packs.as_ref().and_then(|p| p.ready.versions.get(pack.text));
            let at_hand = before.or(of_files.get(pack.text));
            let (wanted, has) = (said(*pinned), at_hand.map(|(text, _)| text.clone()));
            if has.as_ref() == Some(&wanted) {
                continue;
            }
            let place = at_hand.map(|(_, place)| *place);
            let name = pack.text;
            let (is, help) = match &has {
                Some(has) => (
                    format!("is at {has}"),
                    format!("see `vigente pack show {name}`, then write `use {name} \"{has}\"`"),
                ),
                None => ("has no version now".to_owned(), format!("write `use {name}`")),
            };
            let message = format!("`{name}` {is}; this was written against {wanted}");
            let warning =
                Diagnostic::new("pack-version", Severity::Warning, *file, pinned.at, message).help(help);
            let warning = self.wrong.add(warning);
            warning.labels[0].text = "the answers may have moved with it".to_owned();
            if let Some(Place { file, at }) = place {
                let text = "the version at hand".to_owned();
                warning.labels.push(vigente_syntax::diagnostic::Label { file, at, text });
            }
        }
    }
}

impl<'a> Declarations<'a> {
    /// By name of a pack whose files were taken in: its version, and where that stands.
    pub(crate) fn versions(&self, world: &'a World) -> BTreeMap<&'a str, (Box<str>, Place)> {
        let mut versions = BTreeMap::new();
        let mut told = BTreeSet::new();
        for (entry, _) in &self.packs {
            let Some(pack) = world.file(entry.file).and_then(|f| f.pack.as_deref()) else { continue };
            if told.insert(pack)
                && let Some(version) = version(entry)
            {
                versions.insert(pack, (said(version), Place { file: entry.file, at: version.at }));
            }
        }
        versions
    }
}

/// The `version` line of a pack.
fn version<'a>(entry: &DeclaredEntry<'a>) -> Option<Quoted<'a>> {
    entry.entry.lines.iter().find_map(|line| match line {
        Line::Field { field, value } if field.text == "version" => Some(*value),
        _ => None,
    })
}
