//! Tests read dossiers as the product does, and stop at what cannot be read.

use std::path::Path;
use std::sync::Arc;

use vigente_model::Model;
use vigente_resolve::world::World;
use vigente_workspace::matters::Matters;
use vigente_workspace::record::Record;

/// The files of a dossier, with its packs, the matters that it reads and the texts of its sources.
///
/// # Errors
/// What cannot be read.
pub fn world_at(folder: &Path) -> Result<World, String> {
    read(folder, None).map(|record| record.world)
}

/// The model of a dossier, with packs from a folder in place of the built-in ones; diagnostics are left to others.
///
/// # Errors
/// What cannot be read.
pub fn model_with_packs(folder: &Path, packs: Option<&Path>) -> Result<Arc<Model>, String> {
    read(folder, packs).map(|record| Arc::clone(record.model()))
}

/// The same with the built-in packs.
///
/// # Errors
/// What cannot be read.
pub fn model_of(folder: &Path) -> Result<Arc<Model>, String> {
    model_with_packs(folder, None)
}

fn read(folder: &Path, packs: Option<&Path>) -> Result<Record, String> {
    let mut record = Record::open(folder, &Arc::new(Matters::new(packs, None)));
    let sources = record.read_sources(None);
    match record.unread.iter().chain(&sources).next() {
        Some(unread) => Err(format!("{}: {}", folder.display(), unread.message)),
        None => Ok(record),
    }
}
