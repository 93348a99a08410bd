//! `use` lines and the heads of packs go in; the packs of the record come out, and what is wrong with their versions.

use std::collections::BTreeSet;

use vigente_syntax::ast::{Line, Quoted};
use vigente_syntax::diagnostic::{Diagnostic, FileId, Severity};

use super::collect::{Found, FoundEntry};
use super::entries::{said, title};
use super::names::Reader;
use crate::model::*;
use crate::world::World;

impl<'a> Reader<'a> {
    /// The packs whose files are in the world.
    pub(super) fn packs(&mut self, world: &World, found: &Found<'a>) {
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
            self.model.packs.push(Pack {
                name: name.into(),
                title: head.map(|(entry, text)| title(*text, &entry.entry.lines)).unwrap_or_default(),
                version: head.and_then(|(entry, _)| version(entry)).map(said),
                uses,
                files,
            });
        }
    }

    /// A pack is used by the name of its folder, whatever it calls itself. (One that begins with `_` is there to be copied,
    /// and cannot be used.)
    fn pack_name(&mut self, entry: &FoundEntry<'a>, folder: &str) {
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
    pub(super) fn uses(&mut self, world: &World, found: &Found<'a>) {
        for (file, pack, pinned) in &found.uses {
            self.file = *file;
            let own = |f: &FileId| world.file(*f).is_some_and(|f| f.pack.as_deref() == Some(pack.text));
            if !world.files.iter().any(|f| f.pack.as_deref() == Some(pack.text)) {
                self.missing("unknown-pack", *pack);
                continue;
            }
            let Some(pinned) = pinned else { continue };
            let head = found.packs.iter().map(|(entry, _)| entry).find(|entry| own(&entry.file));
            let at_hand = head.and_then(version);
            let (wanted, has) = (said(*pinned), at_hand.map(said));
            if has.as_ref() == Some(&wanted) {
                continue;
            }
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
            if let (Some(entry), Some(version)) = (head, at_hand) {
                let text = "the version at hand".to_owned();
                warning.labels.push(vigente_syntax::diagnostic::Label {
                    file: entry.file,
                    at: version.at,
                    text,
                });
            }
        }
    }
}

/// The `version` line of a pack.
fn version<'a>(entry: &FoundEntry<'a>) -> Option<Quoted<'a>> {
    entry.entry.lines.iter().find_map(|line| match line {
        Line::Field { field, value } if field.text == "version" => Some(*value),
        _ => None,
    })
}
