//! Every change that the pages make to a matter's files goes through here: only to plain `.vig` files inside its folder,
//! never through a link, and never over a text that the writer has not seen.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use vigente_syntax::ast::{Entry, Head};
use vigente_syntax::diagnostic::FileId;
use vigente_workspace::names::{self, NameFault};
use vigente_workspace::save::{self, NotSaved, fingerprint};

/// How often a change is computed again because another writer was faster.
const ATTEMPTS: usize = 100;

/// Why nothing was written.
#[derive(Debug)]
pub enum Refusal {
    /// The name leads out of the folder, or is not that of a record's text.
    Place,
    /// A new file may not have this name.
    Name(NameFault),
    /// The text on disk is not the one that the writer saw.
    Changed(String),
    /// The file that the writer saw is not there any more.
    Gone,
    /// The file is not UTF-8. To write it as text would change bytes that nobody saw.
    NotText,
    /// The system refused.
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
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            names::check_new(&parent, &name).map(|()| path.clone()).map_err(Refusal::Name)
        }
        Err(error) => Err(error.into()),
    }
}

/// The text of a file; `None` if there is no file.
pub fn read(folder: &Path, file: &str) -> Result<Option<String>, Refusal> {
    match fs::read(place(folder, file)?) {
        Ok(bytes) => String::from_utf8(bytes).map(Some).map_err(|_| Refusal::NotText),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Writes a whole text, if the one that it replaces has the fingerprint `seen` (empty: there was no file).
pub fn save(folder: &Path, file: &str, text: &str, seen: &str) -> Result<(), Refusal> {
    let now = read(folder, file)?;
    match &now {
        None if !seen.is_empty() => Err(Refusal::Gone),
        Some(text) if fingerprint(text) != seen => Err(Refusal::Changed(text.clone())),
        _ => replace(folder, file, text, now.as_deref()),
    }
}

/// Writes what `change` makes of the text of a file (empty: there is none). If another writer is faster, it is asked
/// again with that writer's text. Says whether something was written: not if `change` returns `None`.
pub fn edit(
    folder: &Path,
    file: &str,
    mut change: impl FnMut(&str) -> Option<String>,
) -> Result<bool, Refusal> {
    let mut refused = Refusal::Gone;
    for _ in 0..ATTEMPTS {
        let now = read(folder, file)?;
        let Some(new) = change(&now.as_deref().unwrap_or_default().replace("\r\n", "\n")) else {
            return Ok(false);
        };
        match replace(folder, file, &new, now.as_deref()) {
            Err(faster @ (Refusal::Changed(_) | Refusal::Gone)) => refused = faster,
            done => return done.map(|()| true),
        }
    }
    Err(refused)
}

/// Replaces a text. Lines end as they did.
fn replace(folder: &Path, file: &str, text: &str, expected: Option<&str>) -> Result<(), Refusal> {
    let path = place(folder, file)?;
    let mut text = text.replace("\r\n", "\n");
    if expected.is_some_and(|old| old.contains("\r\n")) {
        text = text.replace('\n', "\r\n");
    }
    match save::replace(&path, text.as_bytes(), expected.map(str::as_bytes)) {
        Ok(()) => Ok(()),
        Err(NotSaved::Changed(None)) => Err(Refusal::Gone),
        Err(NotSaved::Changed(Some(theirs))) => match String::from_utf8(theirs) {
            Ok(theirs) => Err(Refusal::Changed(theirs)),
            Err(_) => Err(Refusal::NotText),
        },
        Err(NotSaved::Disk(error)) => Err(error.into()),
    }
}

/// Texts that another program wrote to a file at the moment of a save, or that were being saved when the application was
/// stopped; as paths inside the folder.
pub fn overwritten(folder: &Path, file: &str) -> Vec<String> {
    let (Ok(path), Ok(root)) = (place(folder, file), folder.canonicalize()) else { return Vec::new() };
    let inside = |path: PathBuf| path.strip_prefix(&root).unwrap_or(&path).display().to_string();
    save::overwritten(&path).into_iter().map(inside).collect()
}

/// A text with an entry added at its end, after an empty line. The entry is formatted.
pub fn appended(text: &str, entry: &str) -> String {
    let entry = vigente_syntax::format(&format!("{}\n", entry.trim_end()));
    match text.trim_end() {
        "" => entry,
        before => format!("{before}\n\n{entry}"),
    }
}

/// A text with lines added at the end of the act of this name; `None` if there is no such act.
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

    #[test]
    fn new_files_have_names_that_every_system_accepts() {
        let folder = folder("names");
        for bad in ["con.vig", "inner/COM1.vig", "a\u{202e}giv.vig", "A.vig", "a?.vig", " b.vig"] {
            assert!(matches!(save(&folder, bad, "; x\n", ""), Err(Refusal::Name(_))), "{bad}");
            assert!(
                matches!(edit(&folder, bad, |_| Some("; x\n".to_owned())), Err(Refusal::Name(_))),
                "{bad}"
            );
        }
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 2);
        // What is there already can be written, whatever it is called.
        fs::write(folder.join("con.vig"), "; old\n").unwrap();
        save(&folder, "con.vig", "; new\n", &fingerprint("; old\n")).unwrap();
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
        let mut left: Vec<_> = fs::read_dir(&folder).unwrap().flatten().map(|e| e.file_name()).collect();
        left.sort();
        assert_eq!(left, [".vigente", "a.vig", "inner", "new.vig"]);
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn a_file_that_is_gone_is_written_again_only_when_asked() {
        let folder = folder("gone");
        fs::remove_file(folder.join("a.vig")).unwrap();
        assert!(matches!(save(&folder, "a.vig", "; b\n", &fingerprint("; a\n")), Err(Refusal::Gone)));
        assert!(!folder.join("a.vig").exists());
        save(&folder, "a.vig", "; b\n", "").unwrap();
        assert_eq!(fs::read_to_string(folder.join("a.vig")).unwrap(), "; b\n");
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn what_is_not_text_stays_as_it_is() {
        let folder = folder("latin");
        let latin = b"; caf\xe9\n";
        fs::write(folder.join("a.vig"), latin).unwrap();
        let shown = String::from_utf8_lossy(latin);
        for seen in [fingerprint(&*shown), fingerprint(latin), String::new()] {
            assert!(matches!(save(&folder, "a.vig", "; b\n", &seen), Err(Refusal::NotText)));
        }
        assert!(matches!(edit(&folder, "a.vig", |old| Some(format!("{old}x"))), Err(Refusal::NotText)));
        assert_eq!(fs::read(folder.join("a.vig")).unwrap(), latin);
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn edits_at_once_are_all_made() {
        let folder = folder("edits");
        fs::write(folder.join("a.vig"), "; a\r\n").unwrap();
        std::thread::scope(|scope| {
            for line in 0..10 {
                let folder = &folder;
                scope.spawn(move || {
                    assert!(edit(folder, "a.vig", |old| Some(format!("{old}; {line}\n"))).unwrap());
                });
            }
        });
        let text = fs::read_to_string(folder.join("a.vig")).unwrap();
        let mut lines: Vec<&str> = text.split_terminator("\r\n").collect();
        lines.sort_unstable();
        assert_eq!(lines, ["; 0", "; 1", "; 2", "; 3", "; 4", "; 5", "; 6", "; 7", "; 8", "; 9", "; a"]);
        assert!(!edit(&folder, "a.vig", |_| None).unwrap());
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn an_edit_starts_again_from_the_text_of_a_faster_writer() {
        let folder = folder("faster");
        let mut first = true;
        let change = |old: &str| {
            if std::mem::take(&mut first) {
                fs::write(folder.join("a.vig"), "; theirs\n").unwrap();
            }
            Some(format!("{old}; mine\n"))
        };
        assert!(edit(&folder, "a.vig", change).unwrap());
        assert_eq!(fs::read_to_string(folder.join("a.vig")).unwrap(), "; theirs\n; mine\n");
        assert_eq!(overwritten(&folder, "a.vig"), [""; 0]);
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
