//! Nasty texts that are kept, and every case cut, doubled and bent: nothing panics, and layout settles at once.

use std::path::{Path, PathBuf};

use vigente_model::Days;
use vigente_query::{Question, Session};
use vigente_resolve::resolve_text;
use vigente_syntax::diagnostic::FileId;

fn texts(folder: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut found: Vec<_> = std::fs::read_dir(&folder)
        .expect("the folder stands beside the tests")
        .map(|e| e.expect("a readable folder").path())
        .filter(|p| p.is_file())
        .map(|p| (p.clone(), std::fs::read(&p).expect("a readable file")))
        .collect();
    found.sort();
    assert!(!found.is_empty());
    found
}

/// Everything that can be done with a text, done.
fn survive(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let _ = vigente_syntax::parse(&text, FileId(0));
    let _ = vigente_syntax::parse_query(&text, FileId(0));
    let _ = vigente_syntax::highlight(&text);
    let once = vigente_syntax::format(&text);
    assert_eq!(once, vigente_syntax::format(&once));
    let resolved = resolve_text(&text);
    let session = Session::new(&resolved.model);
    let day = Days::read("2020-06-30").expect("a day").hi;
    let _ = session.situation(&Question::on(day).as_it_stood());
    let _ = session.check();
}

#[test]
fn kept_texts_are_survived() {
    for (_, bytes) in texts("../../fuzz/corpus/kept") {
        survive(&bytes);
    }
}

#[test]
fn bent_cases_are_survived() {
    for (number, (_, bytes)) in texts("../../tests/cases").iter().enumerate() {
        let middle = bytes.len() * (number % 7 + 1) / 9;
        survive(&bytes[..middle]);
        survive(&bytes[middle..]);
        survive(&[&bytes[..middle], &bytes[..], &bytes[middle..]].concat());
        let bent: Vec<u8> = bytes
            .iter()
            .enumerate()
            .map(|(i, &b)| match (i + number) % 41 {
                0 => b'(',
                13 => b.wrapping_add(1),
                27 if b == b' ' => b'\n',
                _ => b,
            })
            .collect();
        survive(&bent);
    }
}
