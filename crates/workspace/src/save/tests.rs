//! Saves that race with each other, with other programs and with a kill: what was acknowledged is there, and nothing else is left.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};
use std::sync::Barrier;

use super::*;

/// A folder of its own for a test, with one file.
struct Folder(tempfile::TempDir);

impl Folder {
    fn with(text: &str) -> Folder {
        let folder = Folder(tempfile::tempdir().unwrap());
        fs::write(folder.file(), text).unwrap();
        folder
    }

    fn file(&self) -> PathBuf {
        self.0.path().join("a.vig")
    }

    fn text(&self) -> String {
        fs::read_to_string(self.file()).unwrap()
    }

    /// The texts that [`overwritten`] finds.
    fn lost(&self) -> Vec<String> {
        overwritten(&self.file()).iter().map(|path| fs::read_to_string(path).unwrap()).collect()
    }

    /// What lies in the folder and in `.vigente`, without the versions.
    fn left(&self) -> Vec<String> {
        let names = |folder: PathBuf| fs::read_dir(folder).unwrap().flatten().map(|e| e.file_name());
        let both = names(self.0.path().to_owned()).chain(names(self.0.path().join(".vigente")));
        let mut left: Vec<String> = both.map(|name| name.into_string().unwrap()).collect();
        left.sort();
        left
    }
}

const CLEAN: [&str; 5] = [".gitignore", ".vigente", "a.vig", "lock", "versions"];

/// What another program does to a file in one go.
type Write = fn(&Path, &str);

/// Over the file, as most editors do.
fn by_renaming(path: &Path, text: &str) {
    let other = path.with_extension("other");
    fs::write(&other, text).unwrap();
    fs::rename(other, path).unwrap();
}

/// Into the file, which is empty for a moment.
fn in_place(path: &Path, text: &str) {
    fs::write(path, text).unwrap();
}

const PROGRAMS: [Write; 2] = [by_renaming, in_place];

fn unsupported(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[test]
fn only_the_expected_text_is_replaced() {
    for exchange in [exchange, unsupported] {
        let folder = Folder::with("old");
        replace_with(&folder.file(), b"new", Some(b"old"), &exchange).unwrap();
        assert_eq!(folder.text(), "new");
        let refused = replace_with(&folder.file(), b"newer", Some(b"old"), &exchange);
        assert!(matches!(refused, Err(NotSaved::Changed(Some(text))) if text == b"new"));
        let refused = replace_with(&folder.file(), b"newer", None, &exchange);
        assert!(matches!(refused, Err(NotSaved::Changed(Some(text))) if text == b"new"));
        assert_eq!(folder.left(), CLEAN);
        assert!(folder.lost().is_empty());
        let versions = Store::beside(&folder.file()).versions();
        assert_eq!(versions.len(), 1);
        assert_eq!(fs::read(&versions[0].1).unwrap(), b"old");
        fs::remove_file(folder.file()).unwrap();
        let refused = replace_with(&folder.file(), b"newer", Some(b"new"), &exchange);
        assert!(matches!(refused, Err(NotSaved::Changed(None))));
        replace_with(&folder.file(), b"newer", None, &exchange).unwrap();
        assert_eq!(folder.text(), "newer");
    }
}

#[test]
fn a_text_saved_just_before_the_exchange_goes_back() {
    for other in PROGRAMS {
        let folder = Folder::with("old");
        let first = std::cell::Cell::new(true);
        let late = |a: &Path, b: &Path| {
            if first.take() {
                other(b, "theirs");
            }
            exchange(a, b)
        };
        let refused = replace_with(&folder.file(), b"mine", Some(b"old"), &late);
        assert!(matches!(refused, Err(NotSaved::Changed(Some(text))) if text == b"theirs"));
        assert_eq!(folder.text(), "theirs");
        assert_eq!(folder.left(), CLEAN);
        assert!(folder.lost().is_empty(), "{:?}", folder.lost());
    }
}

#[test]
fn of_two_texts_saved_during_the_exchanges_the_last_stands() {
    for other in PROGRAMS {
        let folder = Folder::with("old");
        let turn = std::cell::Cell::new(0);
        let late = |a: &Path, b: &Path| {
            turn.set(turn.get() + 1);
            if turn.get() <= 2 {
                other(b, &format!("theirs {}", turn.get()));
            }
            exchange(a, b)
        };
        let refused = replace_with(&folder.file(), b"mine", Some(b"old"), &late);
        assert!(matches!(refused, Err(NotSaved::Changed(Some(text))) if text == b"theirs 2"));
        assert_eq!(folder.text(), "theirs 2");
    }
}

#[test]
fn a_program_that_never_pauses_keeps_its_last_text() {
    let folder = Folder::with("old");
    let turn = std::cell::Cell::new(0);
    let late = |a: &Path, b: &Path| {
        turn.set(turn.get() + 1);
        by_renaming(b, &format!("theirs {}", turn.get()));
        exchange(a, b)
    };
    assert!(matches!(
        replace_with(&folder.file(), b"mine", Some(b"old"), &late),
        Err(NotSaved::Changed(Some(_)))
    ));
    let last = format!("theirs {}", turn.get());
    assert!(folder.text() == last || folder.lost().contains(&last), "{} {:?}", folder.text(), folder.lost());
}

#[test]
fn a_file_deleted_just_before_the_exchange_is_gone() {
    let folder = Folder::with("old");
    let late = |a: &Path, b: &Path| {
        fs::remove_file(b)?;
        exchange(a, b)
    };
    let refused = replace_with(&folder.file(), b"mine", Some(b"old"), &late);
    assert!(matches!(refused, Err(NotSaved::Changed(None))));
    assert!(!folder.file().exists());
}

#[test]
fn a_program_that_writes_late_writes_into_the_version() {
    for exchange in [exchange, unsupported] {
        let folder = Folder::with("old");
        let mut held = OpenOptions::new().write(true).truncate(true).open(folder.file()).unwrap();
        replace_with(&folder.file(), b"mine", Some(b""), &exchange).unwrap();
        assert!(folder.lost().is_empty());
        held.write_all(b"theirs").unwrap();
        assert_eq!(folder.text(), "mine");
        assert_eq!(folder.lost(), ["theirs"]);
        // However many saves follow, it is kept, and told until it is in the file or deleted.
        let mut last = "mine".to_owned();
        for n in 0..KEPT + 5 {
            let next = format!("mine {n}");
            replace_with(&folder.file(), next.as_bytes(), Some(last.as_bytes()), &exchange).unwrap();
            last = next;
        }
        assert_eq!(Store::beside(&folder.file()).versions().len(), KEPT + 1);
        assert_eq!(folder.lost(), ["theirs"]);
        replace_with(&folder.file(), b"theirs", Some(last.as_bytes()), &exchange).unwrap();
        assert!(folder.lost().is_empty());
        replace_with(&folder.file(), b"more", Some(b"theirs"), &exchange).unwrap();
        assert!(folder.lost().is_empty(), "it was in the file once");
    }
}

#[test]
fn another_program_in_a_race_loses_nothing() {
    for (other, rounds) in PROGRAMS.into_iter().zip([100, 100]) {
        let folder = Folder::with("");
        for round in 0..rounds {
            let (old, mine, theirs) = (folder.text(), format!("mine {round}"), format!("theirs {round}"));
            let start = Barrier::new(2);
            std::thread::scope(|scope| {
                scope.spawn(|| {
                    start.wait();
                    // So that it falls into every part of the save.
                    (0..round * 50).for_each(|_| std::hint::spin_loop());
                    other(&folder.file(), &theirs);
                });
                start.wait();
                let _ = replace(&folder.file(), mine.as_bytes(), Some(old.as_bytes()));
            });
            assert!(
                folder.text() == theirs || folder.lost().contains(&theirs),
                "round {round}: {} {:?}",
                folder.text(),
                folder.lost()
            );
        }
        assert_eq!(folder.left(), CLEAN);
    }
}

#[test]
fn ten_writers_who_try_again_lose_nothing() {
    let folder = Folder::with("");
    std::thread::scope(|scope| {
        for writer in 0..10 {
            let folder = &folder;
            scope.spawn(move || {
                for line in 0..5 {
                    let mut saved = false;
                    while !saved {
                        let old = folder.text();
                        let new = format!("{old}{writer} {line}\n");
                        saved = replace(&folder.file(), new.as_bytes(), Some(old.as_bytes())).is_ok();
                    }
                }
            });
        }
    });
    let text = folder.text();
    let lines: BTreeSet<&str> = text.lines().collect();
    assert_eq!((lines.len(), text.lines().count()), (50, 50));
}

#[test]
fn what_a_save_that_was_cut_off_left_is_removed() {
    let folder = Folder::with("old");
    let store = Store::beside(&folder.file());
    drop(store.open().unwrap());
    // As a process leaves them that is killed while it writes, also one with this number.
    for name in [format!("new-{}", std::process::id()), "new-x".to_owned()] {
        fs::write(store.folder.join(name), "half a te").unwrap();
    }
    // Killed between the two steps: the text was not saved, and is told.
    fs::write(store.next(b"old"), "unsaved").unwrap();
    replace(&folder.file(), b"new", Some(b"old")).unwrap();
    assert_eq!(folder.text(), "new");
    assert_eq!(folder.left(), CLEAN);
    assert_eq!(folder.lost(), ["unsaved"]);
}

#[cfg(unix)]
#[test]
fn permissions_stay_and_count() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let folder = Folder::with("old");
    let mode = |mode: u32| fs::set_permissions(folder.file(), fs::Permissions::from_mode(mode)).unwrap();
    mode(0o640);
    replace(&folder.file(), b"new", Some(b"old")).unwrap();
    assert_eq!(fs::metadata(folder.file()).unwrap().permissions().mode() & 0o777, 0o640);
    mode(0o440);
    let refused = replace(&folder.file(), b"newer", Some(b"new"));
    assert!(matches!(refused, Err(NotSaved::Disk(error)) if error.kind() == io::ErrorKind::PermissionDenied));
    assert_eq!(folder.text(), "new");
    // A link, as the file or as the folder of versions, could lead anywhere.
    let link = folder.0.path().join("link.vig");
    symlink(folder.file(), &link).unwrap();
    assert!(matches!(replace(&link, b"newer", Some(b"new")), Err(NotSaved::Disk(_))));
    let (stranger, elsewhere) = (Folder::with("old"), Folder::with("old"));
    symlink(elsewhere.0.path(), stranger.0.path().join(".vigente")).unwrap();
    assert!(matches!(replace(&stranger.file(), b"new", Some(b"old")), Err(NotSaved::Disk(_))));
    assert_eq!(fs::read_dir(elsewhere.0.path()).unwrap().count(), 1);
}

/// What [`a_killed_process_loses_and_blocks_nothing`] kills: saves one text after another and tells of each.
#[test]
#[ignore = "runs until it is killed"]
fn saves_without_end() {
    let path = PathBuf::from(std::env::var_os("VIGENTE_TEST_SAVES").expect("the file"));
    let mut old = fs::read(&path).unwrap();
    for n in 0.. {
        let new = format!("{n}\n").repeat(10_000).into_bytes();
        replace(&path, &new, Some(&old)).unwrap();
        println!("saved {n}");
        old = new;
    }
}

#[test]
fn a_killed_process_loses_and_blocks_nothing() {
    let folder = Folder::with("start\n");
    for round in 1..=12 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "save::tests::saves_without_end", "--ignored", "--nocapture"])
            .env("VIGENTE_TEST_SAVES", folder.file())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut acknowledged = None;
        for _ in 0..round {
            let line = said.by_ref().map_while(Result::ok).find(|line| line.starts_with("saved ")).unwrap();
            acknowledged = line.strip_prefix("saved ").and_then(|n| n.parse::<usize>().ok());
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let later = said.map_while(Result::ok).filter_map(|line| line.strip_prefix("saved ")?.parse().ok());
        let last = later.last().or(acknowledged).unwrap();
        let text = folder.text();
        let whole = |n: usize| format!("{n}\n").repeat(10_000);
        assert!(text == whole(last) || text == whole(last + 1), "cut off or lost after {last}");
        // The next save is not blocked, and cleans up.
        replace(&folder.file(), b"start\n", Some(text.as_bytes())).unwrap();
        assert_eq!(folder.left(), CLEAN);
    }
}
