//! A library goes in; from then on it hears when its files change.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::library::Library;

/// Many programs write a file in several strokes: so long it must be quiet.
const QUIET: Duration = Duration::from_millis(120);

/// Watches the folders of a library as long as the watcher is kept.
pub fn watch(library: Arc<Library>) -> notify::Result<RecommendedWatcher> {
    let (tell, told) = channel();
    let mut watcher = notify::recommended_watcher(move |event| {
        // Nobody listens any more once the library is gone.
        let _ = tell.send(event);
    })?;
    let root = library.settings.root.canonicalize().unwrap_or_else(|_| library.settings.root.clone());
    watcher.watch(&root, RecursiveMode::Recursive)?;
    let reading = &library.settings.reading;
    for folder in [&reading.packs, &reading.sources].into_iter().flatten() {
        watcher.watch(folder, RecursiveMode::Recursive)?;
    }
    std::thread::Builder::new().name("watch".to_owned()).spawn(move || listen(&library, &root, &told))?;
    Ok(watcher)
}

fn listen(library: &Library, root: &Path, told: &Receiver<notify::Result<Event>>) {
    while let Ok(first) = told.recv() {
        let mut paths: BTreeSet<PathBuf> = changed(first);
        while let Ok(next) = told.recv_timeout(QUIET) {
            paths.extend(changed(next));
        }
        if paths.is_empty() {
            continue;
        }
        let known = library.keys();
        library.find();
        let now = library.keys();
        let mut keys: BTreeSet<String> = paths.iter().filter_map(|p| library.matter_of(p)).collect();
        keys.extend(now.iter().filter(|k| !known.contains(k)).cloned());
        keys.extend(known.into_iter().filter(|k| !now.contains(k)));
        // A pack or a source from elsewhere may be anybody's.
        if paths.iter().any(|p| !p.starts_with(root)) {
            keys.extend(now);
        }
        for key in keys {
            library.changed(&key);
        }
        library.write_cards();
    }
}

/// The paths of an event that may change an answer. A reader alone changes nothing. What begins with a point is
/// on its way to another name, and `.vigente` has old texts.
fn changed(event: notify::Result<Event>) -> BTreeSet<PathBuf> {
    let Ok(event) = event else { return BTreeSet::new() };
    if matches!(event.kind, EventKind::Access(_)) {
        return BTreeSet::new();
    }
    event.paths.into_iter().filter(|path| !is_hidden(path)).collect()
}

fn is_hidden(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with('.') || path.components().any(|c| c.as_os_str() == ".vigente")
}
