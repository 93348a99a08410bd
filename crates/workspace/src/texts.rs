//! Finds the texts of the sources of a record, so that quotes can be checked.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use vigente_model::{Model, Source};
use vigente_resolve::world::World;
use vigente_syntax::diagnostic::{Diagnostic, Severity};

use crate::{reason, world};

/// Hands the texts that sources name to the world: from `handed_in` (by the whole path, else by the name of the file),
/// else from the folder of the dossier. A text that is not there is unverified, which a check says; one that cannot be
/// read is a diagnostic.
pub fn attach(world: &mut World, model: &Model, folder: &Path, handed_in: Option<&Path>) -> Vec<Diagnostic> {
    let mut unread = Vec::new();
    for source in &model.sources {
        for (_, file) in source.fields.iter().filter(|(name, _)| &**name == "file") {
            let Some(path) = find(file, folder, handed_in) else {
                if leads_out(file) {
                    unread.push(outside(source));
                }
                continue;
            };
            let Some(path) = path else {
                unread.push(outside(source));
                continue;
            };
            match world::read_bytes(&path) {
                Ok(bytes) => {
                    let text = String::from_utf8_lossy(&bytes).into_owned();
                    world.texts.insert(file.to_string(), Arc::from(text));
                }
                Err(error) => {
                    let message = format!("the text of `{}` cannot be read: {}", source.name, reason(&error));
                    unread.push(warning(source, message).help(format!("see `{}`", path.display())));
                }
            }
        }
    }
    unread
}

/// A record may come from a stranger: it may not name files outside the folders handed in.
fn leads_out(file: &str) -> bool {
    file.starts_with(['/', '\\']) || file.split(['/', '\\']).any(|part| part == "..")
}

/// Where the text lies; `Some(None)` where a link leads out of the folder, `None` where there is none.
fn find(file: &str, folder: &Path, handed_in: Option<&Path>) -> Option<Option<PathBuf>> {
    if leads_out(file) {
        return None;
    }
    let name = file.rsplit('/').next().unwrap_or(file);
    let candidates = handed_in.into_iter().flat_map(|dir| [(dir, dir.join(file)), (dir, dir.join(name))]);
    let (within, path) = candidates.chain([(folder, folder.join(file))]).find(|(_, p)| p.is_file())?;
    let within = if within.as_os_str().is_empty() { Path::new(".") } else { within };
    let (Ok(real), Ok(root)) = (path.canonicalize(), within.canonicalize()) else { return None };
    Some(real.starts_with(root).then_some(path))
}

fn outside(source: &Source) -> Diagnostic {
    warning(source, format!("the text of `{}` lies outside the dossier and is not read", source.name))
        .help("put the text into the dossier's folder, or hand its folder in with `--sources`")
}

fn warning(source: &Source, message: String) -> Diagnostic {
    Diagnostic::new("unreadable-text", Severity::Warning, source.place.file, source.place.at, message)
}
