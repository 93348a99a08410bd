//! `fmt`: in place, atomically, and `--check` writes nothing.

use std::io::Write as _;
use std::process::Stdio;

use super::run::{Folder, command};

const UGLY: &str = "order   A    \"Arvenia\"   ; a comment\n2020-01-10   x A \"X\"\n    says    \"hello\"\n";

#[test]
fn lays_out_in_place_and_then_finds_nothing() {
    let folder = Folder::with(&[("d/a.vig", UGLY)]);
    let listed = folder.run(&["fmt", "--check", "d"]).ends(1);
    assert!(listed.out.starts_with("d/a.vig\n"), "{}", listed.out);
    assert!(listed.out.contains(" -order   A    \"Arvenia\""), "{}", listed.out);
    assert_eq!(folder.read("d/a.vig"), UGLY, "`--check` wrote");
    folder.run(&["fmt", "d"]).ends(0);
    let laid = folder.read("d/a.vig");
    assert_ne!(laid, UGLY);
    assert!(laid.contains("order A \"Arvenia\"") && laid.contains("; a comment"), "{laid}");
    assert_eq!(folder.run(&["fmt", "--check", "d"]).ends(0).out, "");
    let left = std::fs::read_dir(folder.path().join("d")).unwrap().flatten().map(|e| e.file_name());
    let mut left: Vec<_> = left.collect();
    left.sort();
    assert_eq!(left, [".vigente", "a.vig"], "something was left beside the file");
}

#[cfg(unix)]
#[test]
fn keeps_permissions_and_links() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let folder = Folder::with(&[("d/in/a.vig", UGLY), ("elsewhere/c.vig", UGLY)]);
    let real = folder.path().join("d/in/a.vig");
    std::fs::set_permissions(&real, std::fs::Permissions::from_mode(0o640)).unwrap();
    symlink("in/a.vig", folder.path().join("d/a.vig")).unwrap();
    folder.run(&["fmt", "d/a.vig"]).ends(0);
    assert!(folder.path().join("d/a.vig").is_symlink(), "the link was replaced by a file");
    assert_ne!(folder.read("d/in/a.vig"), UGLY);
    assert_eq!(std::fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
    // A link may lead to a file of somebody else, unless one names it.
    let link = folder.path().join("d/c.vig");
    symlink("../elsewhere/c.vig", &link).unwrap();
    let ran = folder.run(&["fmt", "d"]).ends(3);
    assert!(ran.err.contains("`d/c.vig` is a link that leads outside the folder"), "{}", ran.err);
    assert_eq!(folder.read("elsewhere/c.vig"), UGLY);
    folder.run(&["fmt", "d/c.vig"]).ends(0);
    assert!(link.is_symlink());
    assert_ne!(folder.read("elsewhere/c.vig"), UGLY);
}

#[test]
fn reads_the_standard_input() {
    let folder = Folder::with(&[]);
    let mut child = command(folder.path())
        .args(["fmt", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(UGLY.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    assert!(String::from_utf8(output.stdout).unwrap().starts_with("order A \"Arvenia\""));
}

#[test]
fn leaves_alone_what_is_not_utf8() {
    let folder = Folder::with(&[]);
    folder.write("d/a.vig", b"; caf\xe9\n");
    folder.write("d/b.vig", UGLY.as_bytes());
    let ran = folder.run(&["fmt", "d"]).ends(3);
    assert!(ran.err.contains("`d/a.vig` is not UTF-8 and stays as it is"), "{}", ran.err);
    assert_eq!(std::fs::read(folder.path().join("d/a.vig")).unwrap(), b"; caf\xe9\n");
    assert_ne!(folder.read("d/b.vig"), UGLY, "the other file is laid out");
}

#[test]
fn says_what_changes_as_data() {
    let folder = Folder::with(&[("d/a.vig", UGLY)]);
    let ran = folder.run(&["fmt", "--check", "--json", "d"]).ends(1);
    let data: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(data["schema"], "vigente/1");
    assert_eq!(data["answer"]["changed"][0]["file"], "d/a.vig");
    assert_eq!(data["answer"]["changed"][0]["lines"][0]["line"], 1);
}
