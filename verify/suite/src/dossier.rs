//! Reads a folder as a world, with the built-in packs and the texts in `sources/`.

use std::path::Path;
use std::sync::Arc;

use vigente_model::Model;
use vigente_packs::PACKS;
use vigente_resolve::world::{SourceFile, World, world_with};

/// Reads the `.vig` files of a folder, sorted by name, and the texts in its `sources/`.
///
/// # Errors
/// What the disk says, with the path.
pub fn world_at(folder: &Path) -> Result<World, String> {
    world_with_packs(folder, None)
}

/// The same with packs from a folder, `PACKS/NAME/*.vig`, in place of the built-in ones.
///
/// # Errors
/// What the disk says, with the path.
pub fn world_with_packs(folder: &Path, packs: Option<&Path>) -> Result<World, String> {
    let mut files = Vec::new();
    for (name, text) in texts(folder, "vig")? {
        files.push(SourceFile::new(name, text));
    }
    let mut unread = None;
    let mut world = world_with(files, |pack| match packs.map(|p| p.join(pack)).filter(|p| p.is_dir()) {
        Some(own) => match texts(&own, "vig") {
            Ok(found) => {
                found.into_iter().map(|(name, text)| SourceFile::of_pack(pack, name, text)).collect()
            }
            Err(error) => {
                unread = Some(error);
                Vec::new()
            }
        },
        None => {
            let built_in = PACKS.iter().filter(|(name, _, _)| *name == pack);
            built_in.map(|&(pack, file, text)| SourceFile::of_pack(pack, file, text)).collect()
        }
    });
    if let Some(error) = unread {
        return Err(error);
    }
    let sources = folder.join("sources");
    if sources.is_dir() {
        for (name, text) in texts(&sources, "txt")? {
            world.texts.insert(format!("sources/{name}"), text.into());
        }
    }
    Ok(world)
}

/// The record of a folder; its diagnostics are somebody else's question.
///
/// # Errors
/// What the disk says, with the path.
pub fn model_of(folder: &Path) -> Result<Arc<Model>, String> {
    Ok(vigente_resolve::resolve(&world_at(folder)?).model)
}

fn texts(folder: &Path, extension: &str) -> Result<Vec<(String, String)>, String> {
    let said = |e: std::io::Error| format!("{}: {e}", folder.display());
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(said)? {
        let path = entry.map_err(said)?.path();
        if path.extension().is_some_and(|e| e == extension) {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            found.push((name, std::fs::read_to_string(&path).map_err(said)?));
        }
    }
    found.sort();
    Ok(found)
}
