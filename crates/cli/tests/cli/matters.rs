//! A folder of matters of which some read another; what is answered about each, with the real command.

use super::run::Folder;
use super::screens::golden;

const SHARED: &str = "\
order A \"Arvenia\"
organ A.Government \"Government\"
order L \"League\"
organ L.Court \"Court of the League\"
instrument pact \"The pact\"
status party(state, instrument) \"is a party\"
viewpoint L.Court
  prefers L.Court > L > A
viewpoint A
  prefers A > others
  not L
";

const TREATY: &str = "\
2010-03-01 ratification A.Government
  begins party(A, pact)
2019-01-01 withdrawal A.Government
  ends party(A, pact)
2020-02-01 withdrawal-void L.Court
  annuls withdrawal
";

const CASE: &str = "\
2018-12-31 expect party(A, pact)
2019-06-01 expect as it stood L.Court: not party(A, pact)
2019-06-01 expect L.Court: party(A, pact)
2019-06-01 expect A: not party(A, pact)
";

fn folder() -> Folder {
    let case = format!("matter case\n  reads party from treaty\n{SHARED}{CASE}");
    Folder::with(&[
        ("treaty/a.vig", &format!("matter treaty\n{SHARED}")),
        ("treaty/b.vig", TREATY),
        ("case/c.vig", &case),
        ("case2/c.vig", &case),
    ])
}

#[test]
fn check_hears_what_the_other_matter_says() {
    let folder = folder();
    let ran = folder.run(&["check", "case"]).ends(0);
    assert!(ran.out.contains("4 expectations: all came true"), "{}{}", ran.out, ran.err);
    // Another treaty, another answer.
    folder.write("treaty/b.vig", TREATY.replace("annuls withdrawal", "says \"no\"").as_bytes());
    let ran = folder.run(&["check", "case"]).ends(1);
    assert!(ran.err.contains("expect-failed") || ran.out.contains("expect-failed"), "{}{}", ran.out, ran.err);
}

#[test]
fn a_single_file_hears_it_too() {
    let folder = folder();
    folder.run(&["check", "case/c.vig"]).ends(0);
    folder.write("single.vig", folder.read("case/c.vig").as_bytes());
    folder.run(&["check", "single.vig"]).ends(0);
}

#[test]
fn what_the_screen_says() {
    let folder = folder();
    let question = ["case", "party(A, pact)", "--on", "2019-06-01"];
    for (name, more) in [
        ("reads-why.txt", &["--viewpoint", "L.Court"][..]),
        ("reads-why-not.txt", &["--viewpoint", "A"]),
        ("reads-why-es.txt", &["--viewpoint", "L.Court", "--lang", "es"]),
        ("reads-why-not-es.txt", &["--viewpoint", "A", "--lang", "es"]),
    ] {
        golden(name, folder.path(), &[&["why"], &question[..], more].concat());
    }
    golden("reads-status.txt", folder.path(), &["status", "case", "--on", "2019-06-01"]);
}

#[test]
fn batch_answers_about_both_whoever_comes_first() {
    let folder = folder();
    let batch = |jobs: &str| {
        folder.run(&["batch", ".", "--on", "2019-06-01", "--format", "csv", "--jobs", jobs]).ends(0).out
    };
    let said = batch("1");
    let parties: Vec<&str> = said.lines().filter(|l| l.contains("party(A, pact)")).collect();
    for matter in ["case", "case2", "treaty"] {
        let own: Vec<&&str> = parties.iter().filter(|l| l.starts_with(&format!("./{matter},"))).collect();
        assert!(!own.is_empty(), "{matter}: {said}");
    }
    assert_eq!(batch("4"), said);
}

#[test]
fn a_circle_is_an_error_in_each_of_its_matters() {
    let folder = folder();
    let reads = format!("matter treaty\n  reads party from case\n{SHARED}");
    folder.write("treaty/a.vig", reads.as_bytes());
    for matter in ["case", "treaty"] {
        let ran = folder.run(&["check", matter]).ends(1);
        assert!(
            ran.err.contains("circle-of-matters") || ran.out.contains("circle-of-matters"),
            "{}",
            ran.err
        );
    }
}
