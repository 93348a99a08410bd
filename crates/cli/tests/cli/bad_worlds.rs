//! Whatever lies in a folder: a diagnostic with its place, and the rest is answered.

use super::run::Folder;

const GOOD: &str = "\
order A \"Arvenia\"
organ A.Court \"Court\"
viewpoint A.Court \"As the Court sees it\"
  prefers A.Court > A
2020-01-10 ruling A.Court \"Ruling 1\"
  says \"hello\"
2020-02-01 expect ruling in force
";

fn check(folder: &Folder) -> (i32, String) {
    let ran = folder.run(&["check", "d", "--notes"]);
    (ran.code, format!("{}{}", ran.out, ran.err))
}

#[track_caller]
fn says(said: &str, wanted: &[&str]) {
    for text in wanted {
        assert!(said.contains(text), "`{text}` is not said:\n{said}");
    }
}

#[test]
fn a_good_one_to_compare_with() {
    let folder = Folder::with(&[("d/a.vig", GOOD)]);
    let (code, said) = check(&folder);
    says(&said, &["1 expectation: all came true", "nothing wrong"]);
    assert_eq!(code, 0);
}

#[cfg(unix)]
#[test]
fn folder_loop() {
    let folder = Folder::with(&[("d/a.vig", GOOD), ("d/more/b.vig", "; b\n")]);
    std::os::unix::fs::symlink("..", folder.path().join("d/more/up")).unwrap();
    let (code, said) = check(&folder);
    says(&said, &["folder-loop", "d/more/up", "all came true"]);
    assert_eq!(code, 0, "{said}");
}

#[cfg(unix)]
#[test]
fn a_folder_by_two_names_is_read_once() {
    let folder = Folder::with(&[("d/one/a.vig", GOOD)]);
    std::os::unix::fs::symlink("one", folder.path().join("d/two")).unwrap();
    let (code, said) = check(&folder);
    says(&said, &["folder-twice", "all came true"]);
    assert_eq!(code, 0, "{said}");
}

#[cfg(unix)]
#[test]
fn a_link_that_points_nowhere() {
    let folder = Folder::with(&[("d/a.vig", GOOD)]);
    std::os::unix::fs::symlink("gone.vig", folder.path().join("d/b.vig")).unwrap();
    let (code, said) = check(&folder);
    says(&said, &["unreadable-file", "d/b.vig", "it is not there", "all came true"]);
    assert_eq!(code, 3, "{said}");
}

#[cfg(unix)]
#[test]
fn a_pipe_is_no_text_and_is_not_waited_for() {
    let folder = Folder::with(&[("d/a.vig", GOOD)]);
    let made = std::process::Command::new("mkfifo").arg(folder.path().join("d/b.vig")).status();
    if !made.is_ok_and(|s| s.success()) {
        return;
    }
    let (code, said) = check(&folder);
    says(&said, &["`b.vig` is no plain file", "all came true"]);
    assert_eq!(code, 3, "{said}");
}

#[test]
fn a_folder_that_is_called_like_a_text() {
    let folder = Folder::with(&[("d/a.vig", GOOD), ("d/b.vig/c.vig", "; c\n")]);
    assert_eq!(check(&folder).0, 0);
}

#[test]
fn bytes_that_are_no_text() {
    let folder = Folder::with(&[("d/a.vig", GOOD)]);
    folder.write("d/b.vig", b"; all good here\n; caf\xe9\n");
    let (code, said) = check(&folder);
    says(&said, &["invalid-utf8", "d/b.vig:2:6", "all came true"]);
    assert_eq!(code, 1, "{said}");
}

#[test]
fn odds_and_ends_of_files_from_elsewhere() {
    let crlf = GOOD.replace('\n', "\r\n");
    let bom = format!("\u{feff}{GOOD}");
    for text in [&crlf, &bom] {
        let folder = Folder::with(&[("d/a.vig", text)]);
        let (code, said) = check(&folder);
        says(&said, &["all came true"]);
        assert_eq!(code, 0, "{said}");
    }
}

#[test]
fn no_dossier() {
    let folder = Folder::with(&[("empty/README.md", "nothing")]);
    let ran = folder.run(&["status", "nowhere"]).ends(2);
    says(&ran.err, &["there is no dossier `nowhere`", "vigente new"]);
    let ran = folder.run(&["status", "empty"]).ends(2);
    says(&ran.err, &["`empty` has no .vig files"]);
}

#[test]
fn errors_are_shown_and_the_rest_is_answered() {
    let bad = format!("{GOOD}2020-03-01 other A.Court \"Other\"\n  annuls rulnig\n");
    let folder = Folder::with(&[("d/a.vig", &bad)]);
    let ran = folder.run(&["status", "d"]).ends(1);
    says(&ran.err, &["rulnig", "d/a.vig:9", "there is an error in this record"]);
    says(&ran.out, &["ruling", "in force"]);
}

#[cfg(unix)]
#[test]
fn without_permission() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::with(&[("d/a.vig", GOOD), ("d/b.vig", "; b\n")]);
    let locked = folder.path().join("d/b.vig");
    std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::read(&locked).is_ok() {
        return; // whoever runs this may read everything
    }
    let (code, said) = check(&folder);
    says(&said, &["unreadable-file", "you are not allowed to", "all came true"]);
    assert_eq!(code, 3, "{said}");
}

/// A record names the text of a source outside of it: it is not read.
#[test]
fn texts_outside_are_not_read() {
    let text = format!("{GOOD}source s \"S\"\n  file \"../secret.txt\"\n");
    let folder = Folder::with(&[("d/a.vig", &text), ("secret.txt", "secret")]);
    let (code, said) = check(&folder);
    says(&said, &["unreadable-text", "lies outside the dossier"]);
    assert_eq!(code, 0, "{said}");
}
