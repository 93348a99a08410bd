//! What the command makes: dossiers, pages, completions; and what it says to mistakes.

use super::run::{Folder, command, run_in};

#[test]
fn a_new_dossier_passes_check_and_is_laid_out() {
    let folder = Folder::with(&[]);
    let ran = folder.run(&["new", "my matter", "--title", "A \"quoted\" matter\\"]).ends(0);
    assert!(ran.out.contains("vigente status 'my matter'"), "{}", ran.out);
    let ran = folder.run(&["check", "my matter", "--notes"]).ends(0);
    assert!(ran.out.contains("all came true") && !ran.out.contains("warning"), "{}", ran.out);
    assert_eq!(folder.run(&["fmt", "--check", "my matter"]).ends(0).out, "");
    let ran = folder.run(&["status", "my matter"]).ends(0);
    assert!(ran.out.starts_with("A \"quoted\" matter\\\n"), "{}", ran.out);
    assert!(folder.read("my matter/README.md").starts_with("# A \"quoted\" matter\\\n"));
}

#[test]
fn a_bad_matter_never_stops_the_others() {
    let good = "order A \"A\"\nviewpoint A\n  prefers A\n2020-01-01 act A\n";
    let bad = "order A \"A\"\n2020-02-30 act A\n";
    let folder =
        Folder::with(&[("m/a/a.vig", good), ("m/b/b.vig", bad), ("m/c.d/c.vig", good), ("m/.x/x.vig", bad)]);
    let ran = folder.run(&["batch", "m", "--on", "2020-02-01", "--format", "csv"]).ends(1);
    let in_force: Vec<&str> = ran.out.lines().filter(|l| l.contains("in-force")).collect();
    assert_eq!(
        in_force,
        ["m/a,,A,standing,act,,in-force,2020-02-01", "m/c.d,,A,standing,act,,in-force,2020-02-01"]
    );
    assert!(ran.err.contains("1 matter has errors") && ran.err.contains("m/b/b.vig:2:"), "{}", ran.err);
    // A run that was interrupted is gone on with, and ends as though it had not been.
    folder.run(&["batch", "m", "--on", "2020-02-01", "--out", "all.jsonl"]).ends(1);
    let all = folder.read("all.jsonl");
    assert_eq!(all.lines().count(), 3);
    folder.write("some.jsonl", &all.as_bytes()[..all.len() / 2]);
    folder.run(&["batch", "m", "--on", "2020-02-01", "--out", "some.jsonl", "--resume"]);
    assert_eq!(folder.read("some.jsonl"), all);
    let table = ["batch", "m", "--each-file", "--jobs", "1", "--format", "parquet", "--out", "all.parquet"];
    if cfg!(feature = "parquet") {
        folder.run(&table).ends(1);
        let bytes = std::fs::read(folder.path().join("all.parquet")).unwrap();
        assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"));
    } else {
        let ran = folder.run(&table).ends(2);
        assert!(ran.err.contains("--features parquet"), "{}", ran.err);
    }
    folder.run(&["batch", "m", "--format", "parquet"]).ends(2);
    folder.run(&["batch", "nowhere"]).ends(2);
}

#[test]
fn new_never_overwrites() {
    let folder = Folder::with(&[("here/mine.txt", "mine"), ("file", "mine")]);
    let ran = folder.run(&["new", "here"]).ends(2);
    assert!(ran.err.contains("`here` is there already, and is not overwritten"), "{}", ran.err);
    folder.run(&["new", "file"]).ends(2);
    assert_eq!(folder.read("file"), "mine");
    std::fs::create_dir(folder.path().join("empty")).unwrap();
    folder.run(&["new", "empty"]).ends(0);
}

#[test]
fn new_folders_have_names_that_every_system_accepts() {
    let folder = Folder::with(&[("Mill/a.txt", "")]);
    for (name, why) in [
        ("con", "Windows reserves it for a device"),
        ("in/Lpt1.x/mill", "Windows reserves it for a device"),
        ("a\u{202e}b", "the character U+202E is invisible"),
        ("mill ", "begins or ends with a dot or a space"),
        ("mill", "`Mill` is there already"),
    ] {
        let ran = folder.run(&["new", name]).ends(2);
        assert!(ran.err.contains(why), "{name}: {}", ran.err);
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    folder.run(&["new", "in/mill"]).ends(0);
}

#[test]
fn every_diagnostic_can_be_explained() {
    let folder = Folder::with(&[]);
    let ran = folder.run(&["explain"]).ends(0);
    assert!(ran.out.lines().count() > 50, "{}", ran.out);
    for line in ran.out.lines() {
        let code = line.split(' ').next().unwrap();
        let page = folder.run(&["explain", code]).ends(0).out;
        assert!(page.starts_with(&format!("# {code}\n")), "`{code}` has no page:\n{page}");
    }
    let ran = folder.run(&["explain", "tab-indnet"]).ends(2);
    assert!(ran.err.contains("did you mean `tab-indent`?"), "{}", ran.err);
}

#[test]
fn completions_and_manual_pages() {
    let folder = Folder::with(&[]);
    for shell in ["bash", "zsh", "fish"] {
        assert!(folder.run(&["completions", shell]).ends(0).out.contains("as-it-stood"), "{shell}");
    }
    assert!(folder.run(&["man"]).ends(0).out.contains(".TH vigente 1"));
    folder.run(&["man", "--out", "man"]).ends(0);
    assert!(folder.read("man/vigente-status.1").contains("as\\-it\\-stood"));
}

#[test]
fn mistakes_of_the_command_line_end_with_2() {
    let folder = Folder::with(&[("a.vig", "order A \"A\"\n")]);
    for (arguments, said) in [
        (&["status", "--on", "15/03/2018"][..], "a day is written year-month-day: 2018-03-15"),
        (&["status", "--on", "2018-02-30"], "there is no such day in the calendar"),
        (&["status", "--as-it-stood", "--made-by", "2020-01-01"], "cannot be used with"),
        (&["status", "--viewpoint", "PE.TC"], "this record has no viewpoint `PE.TC`"),
        (&["status", "--for", "Nobody"], "this record knows no `Nobody`"),
        (&["stauts"], "status"),
        (&["why"], "required"),
        (&["history", "nothing-here"], "nothing-here"),
        (&["why", "pardon in farce"], "pardon"),
    ] {
        let ran = folder.run(arguments);
        assert_eq!(ran.code, 2, "{arguments:?}: {}{}", ran.out, ran.err);
        assert!(ran.err.contains(said), "{arguments:?} should say `{said}`:\n{}", ran.err);
        assert_eq!(ran.out, "", "{arguments:?}");
    }
}

#[test]
fn the_dossier_is_found_upward() {
    let folder = Folder::with(&[]);
    folder.run(&["new", "m"]).ends(0);
    let deep = folder.path().join("m/drafts/old");
    std::fs::create_dir_all(&deep).unwrap();
    let above = run_in(&deep, &["status"]).ends(0).out;
    assert_eq!(above, folder.run(&["status", "m"]).ends(0).out);
    let asked = run_in(&deep, &["why", "licence in force", "--width", "160"]).ends(0).out;
    let named = folder.run(&["why", "m", "licence", "in", "force", "--width", "160"]).ends(0).out;
    assert_eq!(asked.replace("../../", ""), named.replace("m/dossier", "dossier"), "only paths may differ");
    // A folder that is called like the thing asked about does not stand in the way.
    std::fs::create_dir(deep.join("licence")).unwrap();
    run_in(&deep, &["history", "licence"]).ends(0);
}

#[test]
fn today_comes_from_the_environment() {
    let folder = Folder::with(&[]);
    folder.run(&["new", "m"]).ends(0);
    assert!(folder.run(&["status", "m"]).ends(0).out.contains("29 November 2023"));
    let output =
        command(folder.path()).args(["status", "m"]).env("VIGENTE_TODAY", "yesterday").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let output = command(folder.path()).args(["status", "m"]).env_remove("VIGENTE_TODAY").output().unwrap();
    assert!(output.status.success(), "without it, the clock is asked");
}

#[test]
fn colour_only_where_it_is_wanted() {
    let folder = Folder::with(&[]);
    folder.run(&["new", "m"]).ends(0);
    let plain = folder.run(&["status", "m"]).ends(0).out;
    assert!(!plain.contains('\u{1b}'), "a pipe is no terminal");
    let colored = folder.run(&["status", "m", "--color", "always"]).ends(0).out;
    assert!(colored.contains('\u{1b}'));
    let mut stripped = String::new();
    for (i, part) in colored.split('\u{1b}').enumerate() {
        stripped.push_str(if i == 0 { part } else { part.split_once('m').unwrap().1 });
    }
    assert_eq!(stripped, plain, "colour changes nothing but colour");
    let never = folder.run(&["status", "m", "--color", "never"]).ends(0).out;
    assert_eq!(never, plain);
}

#[test]
fn packs_can_be_overridden() {
    let folder = Folder::with(&[
        ("d/a.vig", "use peru\nperson p \"P\"\n2020-01-01 x PE.Own \"X\"\n  says \"x\"\n"),
        (
            "packs/peru/pack.vig",
            "pack peru \"My own Peru\"\n  version \"9\"\norder PE \"Peru\"\norgan PE.Own \"Own\"\n",
        ),
    ]);
    folder.run(&["check", "d"]).ends(1);
    folder.run(&["check", "d", "--packs", "packs"]).ends(0);
    folder.run(&["check", "d", "--packs", "nowhere"]).ends(3);
    let output = command(folder.path()).args(["check", "d"]).env("VIGENTE_PACKS", "packs").output().unwrap();
    assert!(output.status.success());
}

#[test]
fn a_reader_that_goes_away_is_no_trouble() {
    let folder = Folder::with(&[]);
    folder.run(&["new", "m"]).ends(0);
    let mut child = command(folder.path())
        .args(["status", "m"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert!(output.status.success());
}
