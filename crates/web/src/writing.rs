//! A text and the place it is meant for go in; it is written there, or why not comes out. The only place that writes:
//! plain `.vig` files within the folder of a matter, never through a link, and never over a text that the writer has not
//! seen.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Component, Path, PathBuf};

use vigente_syntax::ast::{Entry, Head};
use vigente_syntax::diagnostic::FileId;

use crate::library::record::fingerprint;

/// Why nothing was written.
#[derive(Debug)]
pub enum Refusal {
    /// The name leads out of the folder, or is no name of a record's text.
    Place,
    /// The text on disk is not the one that the writer saw.
    Changed(String),
    /// The disk.
    Disk(io::Error),
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Refusal {
        Refusal::Disk(error)
    }
}

/// Where a file of a folder lies, if it may be written.
pub fn place(folder: &Path, file: &str) -> Result<PathBuf, Refusal> {
    let path = Path::new(file);
    let plain = |c: Component<'_>| match c {
        Component::Normal(name) => name.to_str().is_some_and(|n| {
            !n.starts_with('.') && !n.contains(|c: char| c == '\\' || c == ':' || c.is_control())
        }),
        _ => false,
    };
    if !file.ends_with(".vig") || file.contains("//") || !path.components().all(plain) {
        return Err(Refusal::Place);
    }
    let root = folder.canonicalize()?;
    let path = root.join(path);
    let parent = path.parent().ok_or(Refusal::Place)?.canonicalize().map_err(|_| Refusal::Place)?;
    if !parent.starts_with(&root) {
        return Err(Refusal::Place);
    }
    let path = parent.join(path.file_name().ok_or(Refusal::Place)?);
    match fs::symlink_metadata(&path) {
        Ok(found) if !found.is_file() => Err(Refusal::Place),
        Ok(_) => Ok(path),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(path),
        Err(error) => Err(error.into()),
    }
}

/// What a file says now; `None` where there is none.
pub fn read(folder: &Path, file: &str) -> Result<Option<String>, Refusal> {
    match fs::read(place(folder, file)?) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Writes a text as a whole, if what it replaces has the fingerprint `seen` (empty: there was no file). Lines end as
/// they did.
pub fn save(folder: &Path, file: &str, text: &str, seen: &str) -> Result<(), Refusal> {
    let path = place(folder, file)?;
    let now = read(folder, file)?;
    let known = now.as_deref().map(fingerprint).unwrap_or_default();
    if known != seen {
        return Err(Refusal::Changed(now.unwrap_or_default()));
    }
    let plain = text.replace("\r\n", "\n");
    let text = match &now {
        Some(old) if old.contains("\r\n") => plain.replace('\n', "\r\n"),
        _ => plain,
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let beside = path.with_file_name(format!(".{name}.{}", std::process::id()));
    let mut new = fs::OpenOptions::new().write(true).create_new(true).open(&beside)?;
    let written = (|| {
        if let Ok(old) = fs::metadata(&path) {
            new.set_permissions(old.permissions())?;
        }
        new.write_all(text.as_bytes())?;
        new.sync_all()?;
        fs::rename(&beside, &path)
    })();
    if written.is_err() {
        // What was begun is not left lying about.
        let _ = fs::remove_file(&beside);
    }
    Ok(written?)
}

/// An entry behind a text, an empty line between, laid out in the canonical way.
pub fn appended(text: &str, entry: &str) -> String {
    let entry = vigente_syntax::format(&format!("{}\n", entry.trim_end()));
    match text.trim_end() {
        "" => entry,
        before => format!("{before}\n\n{entry}"),
    }
}

/// Lines under the act of a name, behind what stands there; `None` where there is no such act.
pub fn under(text: &str, name: &str, lines: &str) -> Option<String> {
    let file = vigente_syntax::parse(text, FileId::default()).file;
    let named = |entry: &&Entry<'_>| matches!(entry.head, Head::Act { name: own, .. } if own.text == name);
    let end = file.entries.iter().find(named)?.block(text).end;
    let canonical = vigente_syntax::format(text) == text;
    let rest = text[end..].strip_prefix('\n').unwrap_or_default();
    let new = format!("{}\n{}\n{rest}", &text[..end], lines.trim_end());
    Some(if canonical { vigente_syntax::format(&new) } else { new })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("vigente-writing-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("inner")).unwrap();
        fs::write(folder.join("a.vig"), "; a\n").unwrap();
        folder
    }

    #[test]
    fn only_texts_within_the_folder() {
        let folder = folder("place");
        for bad in [
            "../a.vig",
            "/etc/x.vig",
            "inner/../../a.vig",
            "a.txt",
            ".a.vig",
            "inner/.b.vig",
            "a\\b.vig",
            "",
            "gone/a.vig",
            "inner//a.vig",
            "c:a.vig",
            "inner",
        ] {
            assert!(matches!(place(&folder, bad), Err(Refusal::Place)), "{bad}");
        }
        assert!(place(&folder, "a.vig").is_ok());
        assert!(place(&folder, "inner/new.vig").is_ok());
        fs::remove_dir_all(&folder).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn never_through_a_link() {
        let (folder, other) = (folder("link"), folder("elsewhere"));
        std::os::unix::fs::symlink(other.join("a.vig"), folder.join("linked.vig")).unwrap();
        std::os::unix::fs::symlink(&other, folder.join("out")).unwrap();
        assert!(matches!(save(&folder, "linked.vig", "x", ""), Err(Refusal::Place)));
        assert!(matches!(save(&folder, "out/new.vig", "x", ""), Err(Refusal::Place)));
        assert_eq!(fs::read_to_string(other.join("a.vig")).unwrap(), "; a\n");
        fs::remove_dir_all(&folder).unwrap();
        fs::remove_dir_all(&other).unwrap();
    }

    #[test]
    fn nothing_is_written_over_what_was_not_seen() {
        let folder = folder("seen");
        let seen = fingerprint("; a\n");
        save(&folder, "a.vig", "; b\r\n", &seen).unwrap();
        assert_eq!(fs::read_to_string(folder.join("a.vig")).unwrap(), "; b\n");
        match save(&folder, "a.vig", "; c\n", &seen) {
            Err(Refusal::Changed(now)) => assert_eq!(now, "; b\n"),
            other => panic!("{other:?}"),
        }
        assert!(matches!(save(&folder, "a.vig", "; c\n", ""), Err(Refusal::Changed(_))));
        save(&folder, "new.vig", "; n\n", "").unwrap();
        let left: Vec<_> = fs::read_dir(&folder).unwrap().flatten().map(|e| e.file_name()).collect();
        assert_eq!(left.len(), 3, "{left:?}");
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn entries_are_laid_out() {
        assert_eq!(
            appended("; x\n\n\n", "2020-01-01  a   B \"t\"\n    does x"),
            "; x\n\n2020-01-01 a B \"t\"\n  does x\n"
        );
        let text = "2020-01-01 a B\n  annuls x\n\n; about c\n2020-01-02 c B\n";
        let new = under(text, "a", "  requires B to d").unwrap();
        assert_eq!(new, "2020-01-01 a B\n  annuls x\n  requires B to d\n\n; about c\n2020-01-02 c B\n");
        assert_eq!(under(text, "b", "  x"), None);
        // A comment belongs to the line above it, and an unreadable line to its act.
        let text = "2020-01-01 a B\n  annulz x,\n      y\n  ; that\n2020-01-02 c\n  void\n";
        let new = under(text, "a", "  void").unwrap();
        assert_eq!(new, "2020-01-01 a B\n  annulz x,\n      y\n  ; that\n  void\n2020-01-02 c\n  void\n");
        assert_eq!(under(text, "c", "  x"), None);
        assert!(under("[2020-01-01, 2020-01-03] a B\n", "a", "  void").is_some());
    }
}
