//! Where a matter that another reads is found, and where it is refused.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use vigente_model::Day;
use vigente_resolve::world::{SourceFile, world_of};
use vigente_resolve::{Resolved, resolve};
use vigente_workspace::matters::Matters;
use vigente_workspace::world;

const GROUND: &str = "\
order A \"Arvenia\"
instrument pact \"The pact\"
status party(state, instrument)
viewpoint V
  prefers A
";

/// A matter that reads these.
fn reader(reads: &[&str]) -> String {
    let lines: String = reads.iter().map(|name| format!("  reads party from {name}\n")).collect();
    format!("matter own\n{lines}{GROUND}")
}

/// A matter in which A is a party from a day on.
fn treaty(day: &str) -> String {
    format!("{GROUND}{day} joining A\n  begins party(A, pact)\n")
}

/// A folder of its own for each test.
struct Folder(PathBuf);

impl Folder {
    fn with(files: &[(&str, String)]) -> Folder {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path =
            Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("disk-{}-{number}", std::process::id()));
        let folder = Folder(path);
        for (name, text) in files {
            let path = folder.0.join(name);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            std::fs::write(path, text).expect("written");
        }
        folder
    }

    fn read(&self, record: &str) -> Resolved {
        self.read_among(record, &Matters::new(None, None))
    }

    fn read_among(&self, record: &str, matters: &Matters) -> Resolved {
        let path = self.0.join(record);
        let mut world = world_of(world::read(&path).files);
        matters.attach(&mut world, &path);
        resolve(&world)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn codes(resolved: &Resolved) -> Vec<&str> {
    resolved.diagnostics.iter().map(|d| d.code).collect()
}

/// The day on which the only act was made of the only matter that is read.
#[track_caller]
fn joined(resolved: &Resolved) -> Day {
    assert_eq!(codes(resolved), [""; 0], "{:?}", resolved.diagnostics);
    assert_eq!(resolved.model.imported.len(), 1);
    resolved.model.imports[0].model.acts[0].made.lo
}

fn day(text: &str) -> Day {
    vigente_model::Days::read(text).expect(text).lo
}

#[test]
fn beside_as_a_folder_or_as_a_file() {
    let folder = Folder::with(&[
        ("case/a.vig", reader(&["treaty"])),
        ("treaty/t.vig", treaty("2020-01-01")),
        ("other/case/a.vig", reader(&["treaty"])),
        ("other/treaty.vig", treaty("2021-01-01")),
        ("single.vig", reader(&["treaty"])),
    ]);
    assert_eq!(joined(&folder.read("case")), day("2020-01-01"));
    assert_eq!(joined(&folder.read("single.vig")), day("2020-01-01"));
    assert_eq!(joined(&folder.read("other/case")), day("2021-01-01"), "the nearer one");
}

#[test]
fn a_folder_comes_before_a_file_and_one_without_texts_is_none() {
    let folder = Folder::with(&[
        ("case/a.vig", reader(&["treaty"])),
        ("treaty/t.vig", treaty("2020-01-01")),
        ("treaty.vig", treaty("2021-01-01")),
        ("below/case/a.vig", reader(&["treaty"])),
        ("below/treaty/readme.md", String::new()),
    ]);
    assert_eq!(joined(&folder.read("case")), day("2020-01-01"));
    assert_eq!(joined(&folder.read("below/case")), day("2020-01-01"));
}

#[test]
fn in_a_folder_above_but_not_above_the_root() {
    let folder = Folder::with(&[
        ("treaty/t.vig", treaty("2020-01-01")),
        ("served/cases/case/a.vig", reader(&["treaty"])),
    ]);
    let case = "served/cases/case";
    assert_eq!(joined(&folder.read(case)), day("2020-01-01"));
    let within = |root: &str| Matters::new(None, Some(&folder.0.join(root)));
    assert_eq!(joined(&folder.read_among(case, &within(""))), day("2020-01-01"));
    assert_eq!(codes(&folder.read_among(case, &within("served"))), ["unknown-matter"]);
}

#[test]
fn six_folders_above_and_no_more() {
    let folder = Folder::with(&[
        ("treaty.vig", treaty("2020-01-01")),
        ("1/2/3/4/5/case/a.vig", reader(&["treaty"])),
        ("1/2/3/4/5/6/case/a.vig", reader(&["treaty"])),
    ]);
    assert_eq!(joined(&folder.read("1/2/3/4/5/case")), day("2020-01-01"));
    assert_eq!(codes(&folder.read("1/2/3/4/5/6/case")), ["unknown-matter"]);
}

#[test]
fn the_line_may_stand_in_any_file_of_the_folder() {
    let folder = Folder::with(&[
        ("case/a.vig", GROUND.to_owned()),
        ("case/b/c.vig", "\u{feff}; reads party from nobody\r\nmatter own\r\n\r\n  ; a comment\r\n  reads party ; to the end\r\n      from treaty\r\n".to_owned()),
        ("treaty/declared.vig", GROUND.to_owned()),
        ("treaty/done.vig", "2020-01-01 joining A\n  begins party(A, pact)\n".to_owned()),
    ]);
    let resolved = folder.read("case");
    assert_eq!(codes(&resolved), ["byte-order-mark"], "{:?}", resolved.diagnostics);
    assert_eq!(resolved.model.imported.len(), 1);
}

#[test]
fn names_that_lead_elsewhere_are_refused() {
    let folder = Folder::with(&[("treaty.vig", treaty("2020-01-01")), ("below/case/a.vig", String::new())]);
    for name in ["..", "../treaty", "a..b", ".treaty", "/etc", "x/../../treaty"] {
        let text = reader(&[name]);
        std::fs::write(folder.0.join("below/case/a.vig"), &text).expect("written");
        let resolved = folder.read("below/case");
        assert!(resolved.model.imports.is_empty(), "{name}");
        assert!(!resolved.diagnostics.is_empty(), "{name}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_may_not_lead_out_of_the_root() {
    use std::os::unix::fs::symlink;
    let folder = Folder::with(&[
        ("secret/t.vig", treaty("2020-01-01")),
        ("served/case/a.vig", reader(&["treaty"])),
        ("served/inner/t.vig", treaty("2021-01-01")),
    ]);
    let link = folder.0.join("served/treaty");
    symlink("../secret", &link).expect("linked");
    let within = || Matters::new(None, Some(&folder.0.join("served")));
    assert_eq!(codes(&folder.read_among("served/case", &within())), ["unknown-matter"]);
    assert_eq!(joined(&folder.read("served/case")), day("2020-01-01"), "without a root it may");
    std::fs::remove_file(&link).expect("removed");
    symlink("inner", &link).expect("linked");
    assert_eq!(joined(&folder.read_among("served/case", &within())), day("2021-01-01"));
}

#[test]
fn every_matter_of_a_circle_is_told_so_and_those_outside_are_not() {
    let folder = Folder::with(&[
        ("alone.vig", reader(&["alone"])),
        ("one.vig", reader(&["two"])),
        ("two.vig", reader(&["one"])),
        ("a.vig", reader(&["b"])),
        ("b.vig", reader(&["c"])),
        ("c.vig", reader(&["a"])),
        ("outside.vig", reader(&["a"])),
    ]);
    // Also with matters that were met before, in whatever order.
    let kept = Matters::new(None, None);
    for record in ["b.vig", "outside.vig", "alone.vig", "one.vig", "two.vig", "a.vig", "c.vig"] {
        let expected = if record == "outside.vig" { "faulty-matter" } else { "circle-of-matters" };
        assert_eq!(codes(&folder.read(record)), [expected], "{record}");
        assert_eq!(codes(&folder.read_among(record, &kept)), [expected], "{record}");
    }
}

#[test]
fn a_matter_is_read_once_and_its_plan_is_kept() {
    let folder = Folder::with(&[
        ("one.vig", reader(&["treaty"])),
        ("two.vig", reader(&["treaty"])),
        ("treaty.vig", treaty("2020-01-01")),
    ]);
    let kept = Matters::new(None, None);
    let (one, two) = (folder.read_among("one.vig", &kept), folder.read_among("two.vig", &kept));
    assert!(std::sync::Arc::ptr_eq(&one.model.imports[0].model, &two.model.imports[0].model));
}

#[test]
fn a_chain_is_read_so_far_and_no_further() {
    let mut files: Vec<(String, String)> =
        (0..70).map(|n| (format!("m{n}.vig"), reader(&[&format!("m{}", n + 1)]))).collect();
    files.push(("m70.vig".to_owned(), treaty("2020-01-01")));
    let files: Vec<(&str, String)> = files.iter().map(|(name, text)| (&**name, text.clone())).collect();
    let folder = Folder::with(&files);
    // From m7 on a chain of 64 matters begins.
    let six = folder.read("m6.vig");
    assert_eq!(codes(&six), [""; 0], "{:?}", six.diagnostics);
    assert_eq!(six.model.imported.len(), 1, "what the last says is heard by the first");
    assert_eq!(codes(&folder.read("m5.vig")), ["unknown-matter"]);
    assert_eq!(codes(&folder.read("m0.vig")), ["unknown-matter"]);
}

#[test]
fn a_ladder_is_read_once_for_each_matter() {
    // Each imports two that import the same two: 2^30 paths lead to the last ones.
    let both = "status left\nstatus right\n";
    let rung = |n: usize| {
        let next = n + 1;
        format!(
            "matter own\n  reads left from l{next}\n  reads right from r{next}\n{both}viewpoint V\n  prefers A\norder A\n"
        )
    };
    let last =
        format!("{both}viewpoint V\n  prefers A\norder A\n2020-01-01 x A\n  begins left\n  begins right\n");
    let mut files = Vec::new();
    for n in 0..30 {
        let asked = if n == 0 { "2020-02-01 expect left\n" } else { "" };
        files.push((format!("l{n}.vig"), rung(n) + asked));
        files.push((format!("r{n}.vig"), rung(n)));
    }
    files.push(("l30.vig".to_owned(), last.clone()));
    files.push(("r30.vig".to_owned(), last));
    let files: Vec<(&str, String)> = files.iter().map(|(name, text)| (&**name, text.clone())).collect();
    let folder = Folder::with(&files);
    let kept = Matters::new(None, None);
    let first = folder.read_among("l0.vig", &kept);
    assert_eq!(codes(&first), [""; 0]);
    let session = kept.session(&first.model);
    assert_eq!(kept.reads(), 60);
    // The models that are reached are as many, and each is held once.
    let (mut models, mut open) = (Vec::new(), vec![&first.model]);
    let mut steps = 0;
    while let Some(model) = open.pop() {
        for import in &model.imports {
            steps += 1;
            if !models.contains(&std::sync::Arc::as_ptr(&import.model)) {
                models.push(std::sync::Arc::as_ptr(&import.model));
                open.push(&import.model);
            }
        }
    }
    assert_eq!((models.len(), steps), (60, 2 + 2 * 58));
    assert_eq!(first.model.last_made(), day("2020-01-01"));
    // What the engine does with them is counted where it is done: `plan/imports.rs`.
    let (check, failed) = session.check();
    assert_eq!((check.passed, failed), (1, Vec::new()));
    assert_eq!(kept.reads(), 60);
}

#[test]
fn text_that_only_looks_like_it_reads_nothing() {
    use vigente_resolve::world::read_matters;
    let none = [
        "order A\n  reads party from x\n",
        "matter m\nreads party from x\n",
        "matter m\n  note \"reads party from x\"\n",
        "matter m\n  ; reads party from x\n",
        "matter m\n  reads party\n",
        "matter m\n  reads from x\n",
        "matters m\n  reads party from x\n",
        "  reads party from x\n",
    ];
    for text in none {
        let resolved = resolve(&world_of(vec![SourceFile::new("a.vig", text)]));
        assert!(resolved.model.imports.is_empty());
        let read = read_matters(text);
        // A line at the left edge that can only be one of the entry above is read, and reported.
        let lost = text == "matter m\nreads party from x\n";
        assert_eq!(read, if lost { vec!["x"] } else { Vec::new() }, "{text}");
    }
    let several = "matter m \"a\"\n  reads p, q from x\n\n; c\n  note \"n\"\n  reads r\n    from y ; z\n  reads s from x\n";
    assert_eq!(read_matters(several), ["x", "y"]);
}
