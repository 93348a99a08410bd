//! What holds for every text.

use proptest::prelude::*;
use vigente_syntax::ast::Span;
use vigente_syntax::ast::{DeclKind, Entry, Head};
use vigente_syntax::diagnostic::FileId;
use vigente_syntax::{format, highlight, parse, parse_only, parse_query};

use super::tree;

/// Laying out changes nothing and is done at once; places are places.
pub fn keeps(text: &str) {
    let parsed = parse(text, FileId(0));
    let once = format(text);
    let twice = format(&once);
    assert_eq!(once, twice, "laid out twice:\n{text:?}");
    assert_eq!(tree::of_file(&parsed.file), tree::of(&once), "laid out:\n{text:?}\n{once:?}");
    assert!(!once.contains("\n\n\n") && !once.starts_with('\n') && !once.ends_with("\n\n"), "{once:?}");
    assert!(once.is_empty() || once.ends_with('\n'), "{once:?}");
    for line in once.lines() {
        assert_eq!(line.trim_end_matches([' ', '\t']), line, "{once:?}");
    }
    let within = |at: Span| text.get(at.start as usize..at.end as usize).is_some();
    for d in &parsed.diagnostics {
        assert!(d.labels.iter().all(|l| within(l.at)), "{d:?}");
        assert!(d.fix.as_ref().is_none_or(|f| within(f.at)), "{d:?}");
    }
    assert_eq!(signs(text), signs(&once), "nothing is lost:\n{text:?}\n{once:?}");
    every_line_is_in_an_entry(text, &parsed.file.entries);
    some_entries_are_read_as_with_all(text, &parsed.file.entries);
    for entry in &parsed.file.entries {
        assert!(within(entry.at), "{entry:?}");
        if let Head::Unreadable { text: written, at } = entry.head {
            assert_eq!(text.get(at.start as usize..at.end as usize), Some(written));
            assert!(once.lines().any(|line| line == written), "as written:\n{text:?}\n{once:?}");
        }
        if let Head::Expect { expect, .. } = &entry.head {
            assert_eq!(text.get(expect.at.start as usize..expect.at.end as usize), Some(expect.text));
            let (again, _) = vigente_syntax::parse_query_at(expect.text, FileId(0), expect.at.start);
            assert_eq!(again.as_ref(), Some(expect), "read again: {:?}", expect.text);
        }
    }
    let mut last = 0;
    for (at, class) in highlight(text) {
        assert!(at.start >= last && at.end > at.start && within(at), "{at:?} {class:?} of {text:?}");
        last = at.end;
    }
    let _ = parse_query(text, FileId(0));
}

/// Everything but blanks, and quotes with what escapes them.
fn signs(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric() || c.is_ascii_punctuation() && !"\"\\".contains(*c)).collect()
}

/// From the first entry on, a line that is neither empty nor a comment nor the mark of a merge belongs to an entry.
fn every_line_is_in_an_entry(text: &str, entries: &[Entry<'_>]) {
    let first = entries.first().map_or(text.len(), |e| e.at.start as usize);
    let blank = |c: char| c.is_whitespace() || c.is_control() || "\u{200b}\u{202e}\u{feff}".contains(c);
    let mut at = 0;
    for line in text.split('\n') {
        let said = line.trim_start_matches(blank);
        let mark = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"].iter().any(|mark| line.starts_with(mark));
        if at + line.len() > first && !said.is_empty() && !said.starts_with(';') && !mark {
            assert!(entries.iter().any(|e| e.block(text).contains(&at)), "{line:?} of {text:?}");
        }
        at += line.len() + 1;
    }
}

/// Reading some entries gives what reading all of them gives.
fn some_entries_are_read_as_with_all(text: &str, entries: &[Entry<'_>]) {
    let wanted = |entry: &&Entry<'_>| match entry.head {
        Head::Use { .. } | Head::Declare { kind: DeclKind::Matter, .. } => true,
        Head::Unreadable { text, .. } => {
            let word = text.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
            ["use", "matter"].contains(&word)
        }
        _ => false,
    };
    let some = parse_only(text, &["use", "matter"]).entries;
    // Of an unreadable `use-x`, or an indented `matter` that cannot be read, either is right here.
    let unsure = |entry: &&Entry<'_>| matches!(entry.head, Head::Unreadable { .. });
    let both = |entry: &&Entry<'_>| !unsure(entry) || (some.contains(entry) && entries.contains(entry));
    let read = some.iter().filter(wanted).filter(both);
    let expected = entries.iter().filter(wanted).filter(both);
    assert_eq!(read.collect::<Vec<_>>(), expected.collect::<Vec<_>>(), "{text:?}");
}

/// Words from which a text is drawn that looks like the language more often than not.
const WORDS: &[&str] = &[
    "annuls",
    "requires",
    "forbids",
    "does",
    "begins",
    "ends",
    "upholds",
    "restores",
    "suspends",
    "disapplies",
    "finds",
    "claims",
    "says",
    "relies",
    "on",
    "counts",
    "as",
    "void",
    "discharges",
    "duties",
    "of",
    "moves",
    "to",
    "that",
    "not",
    "from",
    "until",
    "after",
    "within",
    "by",
    "at",
    "once",
    "then",
    "every",
    "for",
    "if",
    "while",
    "unless",
    "and",
    "cites",
    "contradicts",
    "hash",
    "notified",
    "published",
    "effective",
    "known",
    "born",
    "disputed",
    "ref",
    "unverified",
    "aka",
    "reads",
    "note",
    "file",
    "language",
    "version",
    "prefers",
    "when",
    "applies",
    "use",
    "use x",
    "matter m",
    "person",
    "source",
    "norm",
    "status",
    "deed",
    "fact",
    "order",
    "viewpoint",
    "matter",
    "expect",
    "it",
    "stood",
    "made",
    "in",
    "force",
    "binds",
    "yields",
    "due",
    "must",
    "nobody",
    "collision",
    "count",
    "es",
    "stale",
    "supports",
    "now",
    "first",
    "deadline",
    "breach",
    "under",
    "breached",
    "fulfilled",
    "pending",
    "a",
    "b",
    "PE.TC",
    "tc-2022.execute",
    "ñandú",
    "e\u{301}s",
    "2018-05-30",
    "2019~",
    "2018-10-28/2018-10-29",
    "[..1984, 1990]",
    "15/03/2018",
    "1 year",
    "6 months",
    "20000 USD",
    "20.000",
    "99999999999",
    "?x",
    "?",
    ",",
    ":",
    "(",
    ")",
    "(a, b)",
    "(?x: p(?x))",
    ">=",
    ">",
    "=",
    "3",
    ";",
    "; note",
    ";x",
    "\"q\"",
    "\"a \\\" b\"",
    "\"",
    "“q”",
    "“a \"b\" c\\”",
    "«q»",
    "“x \\\" y”",
    "\"q”",
    "label:",
    "x:",
    "art.1",
    "para.3-5",
    "(1)",
    "\t",
    "\u{a0}",
    "\u{200b}",
    "\u{202e}",
    "\u{feff}",
    "\0",
    "\r",
    "_",
    "–",
    "/",
    "§ 3",
    "<<<<<<<",
    "=======",
];

fn soup() -> impl Strategy<Value = String> {
    let word = prop::sample::select(WORDS);
    let gap = prop::sample::select(&[" ", " ", " ", " ", "", "  "][..]);
    let words = prop::collection::vec((word, gap), 0..8);
    let indent = prop::sample::select(&["", "", "  ", "  ", "  ", "    ", "      ", "\t", " \u{a0}"][..]);
    let end = prop::sample::select(&["\n", "\n", "\n", "\r\n", "\n\n", "\n\n\n"][..]);
    prop::collection::vec((indent, words, end), 0..9).prop_map(|lines| {
        let mut out = String::new();
        for (indent, words, end) in lines {
            out.push_str(indent);
            for (word, gap) in words {
                out.push_str(word);
                out.push_str(gap);
            }
            out.push_str(end);
        }
        out
    })
}

/// Lines of the cases, shuffled and bent.
fn bent() -> impl Strategy<Value = String> {
    let lines: Vec<String> = super::cases::all()
        .iter()
        .flat_map(|(_, case)| super::cases::unmark(case).0.lines().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    let line = prop::sample::select(lines);
    let bend = (0..6u8, any::<prop::sample::Index>(), prop::sample::select(WORDS));
    prop::collection::vec((line, bend), 0..10).prop_map(|lines| {
        let mut out = String::new();
        for (line, (bend, place, word)) in lines {
            let chars: Vec<char> = line.chars().collect();
            let at = if chars.is_empty() { 0 } else { place.index(chars.len()) };
            let (before, behind): (String, String) =
                (chars[..at].iter().collect(), chars[at..].iter().collect());
            match bend {
                0 => out.push_str(&before),
                1 => out.push_str(&(before + word + &behind)),
                2 => out.push_str(&("    ".to_owned() + &line)),
                3 => out.push_str(&(before + &behind.chars().skip(1).collect::<String>())),
                _ => out.push_str(&line),
            }
            out.push('\n');
        }
        out
    })
}

#[test]
fn an_indented_entry_that_is_not_wanted() {
    let text = "      2018-05-30 decision PE.TC\nannuls\n   use peru\n";
    keeps(text);
    assert!(parse_only(text, &["use"]).entries.is_empty(), "`use peru` continues the line above it");
}

#[test]
fn blanks_that_are_not_spaces() {
    keeps("<<<<<<<\u{a0} \n");
    keeps("  es \n\u{a0}  “q” \n\n");
    keeps("matter \nlanguage \u{a0} : \n");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12 * ProptestConfig::default().cases, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text(text in any::<String>()) {
        keeps(&text);
    }

    #[test]
    fn words_in_any_order(text in soup()) {
        keeps(&text);
    }

    #[test]
    fn lines_out_of_place(text in bent()) {
        keeps(&text);
    }

    #[test]
    fn any_question(words in prop::collection::vec(prop::sample::select(WORDS), 0..9)) {
        let text = words.join(" ");
        let (read, wrong) = parse_query(&text, FileId(3));
        prop_assert!(read.is_some() || !wrong.is_empty(), "{text:?}");
        prop_assert!(wrong.iter().all(|d| d.labels[0].file == FileId(3)));
    }

    /// Entries do not see one another.
    #[test]
    fn files_one_after_the_other(first in bent(), second in bent()) {
        let second = format!("person p\n{second}");
        let both = format!("{first}{second}");
        let entries = tree::of(&first) + &tree::of(&second);
        prop_assert_eq!(tree::of(&both), entries);
        let count = |text: &str| parse(text, FileId(0)).diagnostics.len();
        prop_assert_eq!(count(&both), count(&first) + count(&second));
    }
}

#[test]
fn a_head_that_cannot_be_read_stays_with_its_lines() {
    let text = "2020-01-10 gone, now \"No; author\" ; why\n  annuls x\n  anulz y\n\norgan  : \n  ; end\n";
    let entries = parse(text, FileId(0)).file.entries;
    assert_eq!(entries.len(), 2);
    let gone = &entries[0];
    assert!(matches!(gone.head, Head::Unreadable { text, .. } if text == text.trim()), "{gone:?}");
    assert_eq!(gone.head.unread_words().collect::<Vec<_>>(), ["2020-01-10", "gone", "now"]);
    assert_eq!(gone.lines.len(), 1);
    assert!(text[gone.block(text)].ends_with("anulz y"));
    assert_eq!(&text[entries[1].block(text)], "organ  : \n  ; end");
}
