//! Notices when files of a workspace change, so that what is loaded follows what is on disk.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::workspace::Workspace;

/// Many programs write a file in several steps: changes are told when it has been quiet for so long.
const QUIET: Duration = Duration::from_millis(120);

/// Watches as long as it is kept.
#[derive(Debug)]
pub struct Watcher(#[expect(dead_code, reason = "it watches until it is dropped")] RecommendedWatcher);

/// Watches the files of a workspace. `tell` gets the keys of the records whose files changed, for
/// [`Workspace::changed`].
///
/// # Errors
/// What the system says: not every folder can be watched.
pub fn watch(
    workspace: Arc<Workspace>,
    tell: impl Fn(BTreeSet<String>) + Send + 'static,
) -> std::io::Result<Watcher> {
    let (send, events) = channel();
    let watcher = notify::recommended_watcher(move |event| {
        // Nobody listens any more once the listener is gone.
        let _ = send.send(event);
    });
    let mut watcher = watcher.map_err(std::io::Error::other)?;
    for folder in workspace.folders() {
        watcher.watch(&folder, RecursiveMode::Recursive).map_err(std::io::Error::other)?;
    }
    std::thread::Builder::new().name("watch".to_owned()).spawn(move || listen(&workspace, &events, tell))?;
    Ok(Watcher(watcher))
}

fn listen(workspace: &Workspace, events: &Receiver<notify::Result<Event>>, tell: impl Fn(BTreeSet<String>)) {
    let folders = workspace.folders();
    while let Ok(first) = events.recv() {
        let mut paths = changed(first);
        while let Ok(next) = events.recv_timeout(QUIET) {
            paths.extend(changed(next));
        }
        if paths.is_empty() {
            continue;
        }
        let mut keys = workspace.find();
        keys.extend(paths.iter().filter_map(|path| workspace.matter_of(path)));
        // A pack or a source from elsewhere may belong to any record.
        if paths.iter().any(|path| folders[1..].iter().any(|folder| path.starts_with(folder))) {
            keys.extend(workspace.keys());
        }
        tell(keys);
    }
}

/// The paths of an event that may change an answer. Reading changes nothing, a name that begins with a point is
/// temporary, and `.vigente` has old texts.
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
