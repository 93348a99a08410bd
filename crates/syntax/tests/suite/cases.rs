//! Each file of `tests/cases` is a text with its diagnostics written on their lines: `;! CODE`, or `;! CODE at TEXT`
//! for the stretch it points at; several are joined by ` + `. The marks are taken out before the text is read, so a
//! line without one must be without fault. `\t`, `\u{…}` and `\r` in a case stand for those characters.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use vigente_syntax::diagnostic::{Diagnostic, FileId};
use vigente_syntax::{codes, format, highlight, parse};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// The cases by name.
pub fn all() -> Vec<(String, String)> {
    let mut all: Vec<_> = std::fs::read_dir(root().join("tests/cases"))
        .expect("the folder of cases")
        .map(|entry| entry.expect("an entry").path())
        .map(|path| {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, std::fs::read_to_string(&path).expect("a readable case"))
        })
        .collect();
    all.sort();
    all
}

/// A case without its marks, and the marks by line.
pub fn unmark(case: &str) -> (String, Vec<(usize, String, Option<String>)>) {
    let (mut text, mut marks) = (String::new(), Vec::new());
    for (number, line) in case.lines().enumerate() {
        let (kept, marked) = match line.split_once(";!") {
            Some((kept, marked)) => (kept.trim_end_matches(' '), marked),
            None => (line, ""),
        };
        for mark in marked.split(" + ").map(str::trim).filter(|m| !m.is_empty()) {
            let (code, at) = match mark.split_once(" at ") {
                Some((code, at)) => (code, Some(characters(at))),
                None => (mark, None),
            };
            marks.push((number + 1, code.to_owned(), at));
        }
        text.push_str(&characters(kept));
        text.push('\n');
    }
    (text, marks)
}

/// `\t`, `\r` and `\u{…}` as the characters they stand for.
fn characters(text: &str) -> String {
    let mut out = text.replace("\\t", "\t").replace("\\r", "\r");
    while let Some(at) = out.find("\\u{") {
        let end = out[at..].find('}').expect("closed") + at;
        let number = u32::from_str_radix(&out[at + 3..end], 16).expect("digits");
        out.replace_range(at..=end, &char::from_u32(number).expect("a character").to_string());
    }
    out
}

fn line_of(text: &str, at: u32) -> usize {
    text[..at as usize].matches('\n').count() + 1
}

#[test]
fn each_fault_is_found_where_it_is() {
    let mut wrong = Vec::new();
    for (name, case) in all() {
        let (text, expected) = unmark(&case);
        let mut left = expected;
        for d in parse(&text, FileId(0)).diagnostics {
            let at = d.labels[0].at;
            let (line, stretch) = (line_of(&text, at.start), &text[at.start as usize..at.end as usize]);
            let matches = |(l, code, place): &(usize, String, Option<String>)| {
                *l == line && code == d.code && place.as_ref().is_none_or(|p| p == stretch)
            };
            match left.iter().position(matches) {
                Some(found) => drop(left.remove(found)),
                None => {
                    wrong.push(format!("{name}:{line}: unexpected {} at {stretch:?}: {}", d.code, d.message))
                }
            }
        }
        wrong.extend(left.into_iter().map(|(line, code, at)| format!("{name}:{line}: no {code} at {at:?}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_code_of_the_parser_has_a_case() {
    let mut used = BTreeSet::new();
    let folders = ["src/parse", "src/parse/head"].map(|folder| std::fs::read_dir(root().join(folder)));
    for entry in folders.into_iter().flat_map(|folder| folder.expect("the parser")) {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            continue;
        }
        let source = std::fs::read_to_string(path).expect("readable");
        let words: Vec<&str> = source.split('"').collect();
        for code in codes::CODES {
            if words.contains(&code.name) && code.name.contains('-') {
                used.insert(code.name);
            }
        }
    }
    let seen: BTreeSet<String> =
        all().iter().flat_map(|(_, case)| unmark(case).1).map(|(_, code, _)| code).collect();
    used.remove("too-many-errors");
    let missing: Vec<_> = used.iter().filter(|code| !seen.contains(**code)).collect();
    assert!(used.len() > 30, "{used:?}");
    assert!(missing.is_empty(), "no case shows {missing:?}");
}

#[test]
fn codes_are_named_alike_and_once() {
    let mut seen = BTreeSet::new();
    for code in codes::CODES {
        assert!(seen.insert(code.name), "{} stands twice", code.name);
        assert!(
            code.name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'),
            "{}",
            code.name
        );
        assert!(!code.meaning.ends_with('.') && !code.meaning.is_empty(), "{}", code.name);
        assert_eq!(codes::find(code.name).map(|c| c.name), Some(code.name));
    }
}

/// Messages read alike: lower case, no full stop, with help, with a code of the table.
#[test]
fn messages_have_one_style() {
    for (name, case) in all() {
        let (text, _) = unmark(&case);
        for d in parse(&text, FileId(0)).diagnostics {
            let said = [Some(&d.message), d.help.as_ref()];
            assert!(d.help.is_some(), "{name}: no help: {}", d.message);
            for said in said.into_iter().flatten() {
                let first = said.chars().next().expect("not empty");
                assert!(!first.is_uppercase(), "{name}: {said}");
                assert!(!said.ends_with('.'), "{name}: {said}");
                assert!(said.matches('`').count() % 2 == 0, "{name}: {said}");
            }
            let code = codes::find(d.code).unwrap_or_else(|| panic!("{name}: no such code: {}", d.code));
            assert_eq!(code.severity, d.severity, "{name}: {}", d.code);
        }
    }
}

/// A fix that is offered takes its diagnostic away and brings no other of its kind.
#[test]
fn fixes_mend() {
    let mut offered = BTreeSet::new();
    for (name, case) in all() {
        let (text, _) = unmark(&case);
        let before = parse(&text, FileId(0)).diagnostics;
        for d in &before {
            let Some(fix) = &d.fix else { continue };
            offered.insert(d.code);
            let mut mended = text.clone();
            mended.replace_range(fix.at.start as usize..fix.at.end as usize, &fix.with);
            let after = parse(&mended, FileId(0)).diagnostics;
            let count = |all: &[Diagnostic]| all.iter().filter(|o| o.code == d.code).count();
            assert!(
                count(&after) < count(&before),
                "{name}: {} by {:?} is not mended:\n{mended}",
                d.message,
                fix.with
            );
        }
    }
    assert!(offered.len() > 10, "{offered:?}");
}

#[test]
fn cases_keep_the_laws() {
    for (_, case) in all() {
        let (text, _) = unmark(&case);
        super::laws::keeps(&text);
        let _ = (format(&text), highlight(&text));
    }
}

/// A file that is no dossier does not fill the screen, or the memory.
#[test]
fn a_hopeless_file_is_cut_short() {
    let text = "%PDF \u{7}\n".repeat(50_000);
    let wrong = parse(&text, FileId(0)).diagnostics;
    assert_eq!(wrong.len(), 501);
    assert_eq!(wrong.last().map(|d| d.code), Some("too-many-errors"));
    let word = "ñ".repeat(100_000);
    let said = parse(&word, FileId(0)).diagnostics.remove(0).message;
    assert!(said.len() < 500 && said.ends_with("` cannot begin an entry"), "{said}");
}

/// The examples of LANGUAGE.md are without fault, and in the layout that it describes.
#[test]
fn the_language_page_is_true() {
    let page = std::fs::read_to_string(root().join("../../LANGUAGE.md")).expect("LANGUAGE.md");
    let examples: Vec<&str> =
        page.split("```vig\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert!(examples.len() >= 8, "{}", examples.len());
    for example in examples {
        let wrong = parse(example, FileId(0)).diagnostics;
        assert!(wrong.is_empty(), "{:?}\n{example}", wrong[0]);
        assert_eq!(format(example), example);
    }
    assert!(page.contains(&format!("version {}", vigente_syntax::LANGUAGE_VERSION)));
}

#[test]
fn what_a_matter_reads_is_laid_out_in_one_way() {
    let ugly = "matter   m\n    reads party ,observer\n          from   achr;the Convention\n    reads  minister from peru\n";
    let laid =
        "matter m\n  reads party, observer\n    from achr  ;the Convention\n  reads minister from peru\n";
    assert_eq!(format(ugly), laid);
    assert_eq!(format(laid), laid);
}
