//! Reads the texts of a dossier, with a diagnostic and its place for whatever could not be read. One bad file never takes
//! the rest with it.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use vigente_resolve::world::{SourceFile, invalid_utf8};
use vigente_syntax::ast::Span;
use vigente_syntax::diagnostic::{Diagnostic, FileId, Severity};

use crate::reason;

/// No file longer than this is read: places are counted in 32 bits, and a record of this size is not written by hand.
pub const LONGEST_FILE: u64 = 256 << 20;

/// No folder deeper than this is read.
const DEEPEST: usize = 64;

/// The texts of a folder.
#[derive(Debug, Default)]
pub struct Texts {
    /// The files, sorted by path; a file that could not be read stands here with an empty text, so that a diagnostic
    /// can name it.
    pub files: Vec<SourceFile>,
    /// What could not be read.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether something could not be read at all.
    pub unreadable: bool,
}

/// Reads a folder of `.vig` files, or a single file.
pub fn read(dossier: &Path) -> Texts {
    let mut reader = Reader { texts: Texts::default(), seen: BTreeSet::new(), read: &read_bytes };
    if dossier.is_dir() {
        reader.folder(dossier, "", &mut Vec::new());
    } else {
        let name = dossier.file_name().unwrap_or_default().to_string_lossy().into_owned();
        reader.file(dossier, name);
    }
    reader.texts
}

/// Whether a folder has `.vig` files of its own.
pub fn has_texts(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|entries| entries.flatten().any(|e| is_text(&e.path())))
}

/// Whether what a path leads to, through links, lies outside a folder. What is not there does not.
pub fn leads_outside(path: &Path, folder: &Path) -> bool {
    match (path.canonicalize(), folder.canonicalize()) {
        (Ok(path), Ok(folder)) => !path.starts_with(folder),
        _ => false,
    }
}

fn is_text(path: &Path) -> bool {
    path.extension().is_some_and(|e| e == "vig")
}

/// Reads a plain file of bearable length.
pub fn read_bytes(path: &Path) -> io::Result<Vec<u8>> {
    let file = fs::File::open(path)?;
    let mut bytes =
        Vec::with_capacity(usize::try_from(file.metadata()?.len().min(LONGEST_FILE)).unwrap_or(0));
    // It may grow while it is read.
    file.take(LONGEST_FILE + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LONGEST_FILE {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, "too large"));
    }
    Ok(bytes)
}

struct Reader<'r> {
    texts: Texts,
    seen: BTreeSet<PathBuf>,
    read: &'r dyn Fn(&Path) -> io::Result<Vec<u8>>,
}

impl Reader<'_> {
    fn folder(&mut self, path: &Path, name: &str, above: &mut Vec<PathBuf>) {
        let real = match fs::canonicalize(path) {
            Ok(real) => real,
            Err(error) => return self.unreadable(name, "folder", &error),
        };
        if above.contains(&real) {
            let shown = if name.is_empty() { "." } else { name };
            return self.odd(
                "folder-loop",
                Severity::Warning,
                name,
                format!("the folder `{shown}` leads back to one that holds it"),
                "remove the link",
            );
        }
        if !self.seen.insert(real.clone()) {
            return self.odd(
                "folder-twice",
                Severity::Note,
                name,
                format!("the folder `{name}` has been read under another name"),
                "remove the link, or leave it: it is read once",
            );
        }
        if above.len() >= DEEPEST {
            return self.odd(
                "folder-too-deep",
                Severity::Error,
                name,
                format!("the folder `{name}` lies more than {DEEPEST} folders deep"),
                "move its files up",
            );
        }
        let listed = fs::read_dir(path).and_then(|entries| entries.collect::<io::Result<Vec<_>>>());
        let mut entries = match listed {
            Ok(entries) => entries,
            Err(error) => return self.unreadable(name, "folder", &error),
        };
        entries.sort_by_key(|e| e.file_name());
        above.push(real);
        for entry in entries {
            let own = entry.file_name().to_string_lossy().into_owned();
            let name = if name.is_empty() { own.clone() } else { format!("{name}/{own}") };
            let path = entry.path();
            let is_link = entry.file_type().is_ok_and(|kind| kind.is_symlink());
            if is_link && !own.starts_with('.') && leads_outside(&path, &above[0]) {
                if path.is_dir() || is_text(&path) {
                    self.outside(&name);
                }
                continue;
            }
            // Follows links; a link that points nowhere is only a trouble if it calls itself a text.
            match fs::metadata(&path) {
                Ok(meta) if meta.is_dir() && !own.starts_with('.') => self.folder(&path, &name, above),
                Ok(meta) if meta.is_dir() => {}
                Ok(meta) if is_text(&path) && !own.starts_with('.') => {
                    if meta.is_file() {
                        self.file(&path, name);
                    } else {
                        let message = format!("`{name}` is no plain file");
                        self.texts.unreadable = true;
                        self.odd(
                            "unreadable-file",
                            Severity::Error,
                            &name,
                            message,
                            "put a plain text file there, or remove it",
                        );
                    }
                }
                Err(error) if is_text(&path) => self.unreadable(&name, "file", &error),
                _ => {}
            }
        }
        above.pop();
    }

    fn file(&mut self, path: &Path, name: String) {
        match (self.read)(path) {
            Ok(bytes) => {
                let (text, broken) = decoded(bytes);
                let id = self.id();
                self.texts.files.push(SourceFile::new(name, text));
                if let Some((at, count)) = broken {
                    self.texts.diagnostics.push(invalid_utf8(id, at, count));
                }
            }
            Err(error) if error.kind() == io::ErrorKind::FileTooLarge => {
                let message = format!("`{name}` is larger than {} MB and is not read", LONGEST_FILE >> 20);
                self.texts.unreadable = true;
                self.odd(
                    "file-too-large",
                    Severity::Error,
                    &name,
                    message,
                    "split it: a dossier may have many files",
                );
            }
            Err(error) => self.unreadable(&name, "file", &error),
        }
    }

    fn id(&self) -> FileId {
        FileId(u32::try_from(self.texts.files.len()).unwrap_or(u32::MAX))
    }

    fn unreadable(&mut self, name: &str, what: &str, error: &io::Error) {
        let shown = if name.is_empty() { "." } else { name };
        self.texts.unreadable = true;
        let help = match error.kind() {
            io::ErrorKind::NotFound => {
                "it may have been removed while it was read, or be a link that points nowhere"
            }
            io::ErrorKind::PermissionDenied => "allow yourself to read it, or move it out of the dossier",
            _ => "see whether another program can read it",
        };
        self.odd(
            "unreadable-file",
            Severity::Error,
            name,
            format!("the {what} `{shown}` cannot be read: {}", reason(error)),
            help,
        );
    }

    /// A record may come from a stranger: it may not show files of whoever reads it.
    fn outside(&mut self, name: &str) {
        self.texts.unreadable = true;
        self.odd(
            "unreadable-file",
            Severity::Error,
            name,
            format!("`{name}` is a link that leads outside the folder; it is not read"),
            "copy what it leads to into the folder, or remove it",
        );
    }

    fn odd(&mut self, code: &'static str, severity: Severity, name: &str, message: String, help: &str) {
        let id = self.id();
        self.texts.files.push(SourceFile::new(name, ""));
        self.texts.diagnostics.push(Diagnostic::new(code, severity, id, Span::default(), message).help(help));
    }
}

/// The text, and where the first of how many bad places stands.
fn decoded(bytes: Vec<u8>) -> (String, Option<(Span, usize)>) {
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return (text, None),
        Err(error) => error.into_bytes(),
    };
    let (mut text, mut first, mut count) = (String::with_capacity(bytes.len() + 16), None, 0);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            first.get_or_insert(text.len());
            count += 1;
            text.push('\u{fffd}');
        }
    }
    let at = first.map(|start| {
        let place = |i: usize| u32::try_from(i).unwrap_or(u32::MAX);
        (Span { start: place(start), end: place(start + '\u{fffd}'.len_utf8()) }, count)
    });
    (text, at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_bytes_are_shown_and_counted() {
        let (text, broken) = decoded(b"; caf\xe9\n; \xff\xfe ok".to_vec());
        assert_eq!(text, "; caf\u{fffd}\n; \u{fffd}\u{fffd} ok");
        assert_eq!(broken, Some((Span { start: 5, end: 8 }, 3)));
    }

    #[test]
    fn a_file_that_vanishes_is_one_diagnostic_and_the_rest_is_read() {
        let folder = std::env::temp_dir().join(format!("vigente-vanish-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("a.vig"), "; a\n").unwrap();
        fs::write(folder.join("b.vig"), "; b\n").unwrap();
        let vanishing = |path: &Path| {
            if path.ends_with("a.vig") { Err(io::ErrorKind::NotFound.into()) } else { read_bytes(path) }
        };
        let mut reader = Reader { texts: Texts::default(), seen: BTreeSet::new(), read: &vanishing };
        reader.folder(&folder, "", &mut Vec::new());
        fs::remove_dir_all(&folder).unwrap();
        let texts = reader.texts;
        assert!(texts.unreadable);
        assert_eq!(texts.diagnostics.len(), 1);
        assert_eq!(texts.diagnostics[0].message, "the file `a.vig` cannot be read: it is not there");
        assert_eq!(texts.files.iter().map(|f| &*f.text).collect::<Vec<_>>(), ["", "; b\n"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_outside_is_not_read() {
        use std::os::unix::fs::symlink;
        let outside = tempfile::tempdir().unwrap();
        fs::create_dir(outside.path().join("more")).unwrap();
        for name in ["secret.vig", "secret.txt", "more/secret.vig"] {
            fs::write(outside.path().join(name), "; secret\n").unwrap();
        }
        let record = tempfile::tempdir().unwrap();
        fs::create_dir(record.path().join("in")).unwrap();
        fs::write(record.path().join("in/a.vig"), "; a\n").unwrap();
        let link = |to: &Path, name: &str| symlink(to, record.path().join(name)).unwrap();
        link(&outside.path().join("secret.vig"), "b.vig");
        link(&outside.path().join("secret.txt"), "c.vig");
        link(&outside.path().join("more"), "d");
        link(Path::new("../"), "in/e");
        link(&outside.path().join("secret.txt"), "note.txt");
        link(Path::new("in/a.vig"), "inside.vig");
        // By way of a link, the folder is the one that it leads to.
        let linked = outside.path().join("record");
        symlink(record.path(), &linked).unwrap();
        for folder in [record.path(), &linked] {
            let texts = read(folder);
            assert!(texts.unreadable);
            let said: Vec<_> = texts.diagnostics.iter().map(|d| (d.code, &*d.message)).collect();
            let unread =
                |name: &str| format!("`{name}` is a link that leads outside the folder; it is not read");
            let (b, c, d) = (unread("b.vig"), unread("c.vig"), unread("d"));
            let code = "unreadable-file";
            let up = ("folder-loop", "the folder `in/e` leads back to one that holds it");
            assert_eq!(said, [(code, &*b), (code, &*c), (code, &*d), up]);
            let read: Vec<_> = texts.files.iter().filter(|f| !f.text.is_empty()).map(|f| &*f.name).collect();
            assert_eq!(read, ["in/a.vig", "inside.vig"]);
            assert!(texts.files.iter().all(|f| !f.text.contains("secret")));
        }
    }
}
