//! Every form of the language and the tree it gives. `tests/forms.txt` holds both: a text after `>`, its tree below.
//! With `VIGENTE_UPDATE=1` the trees are written anew, to be read in the diff.

use std::path::Path;

use vigente_syntax::diagnostic::FileId;
use vigente_syntax::{parse, parse_query};

use super::tree::{of, plain};

/// Without what is not written.
fn short(tree: String) -> String {
    let mut out = tree;
    for nothing in ["None", "[]", "false"] {
        while let Some(at) = out.find(&format!(": {nothing}")) {
            let start = out[..at].rfind([' ', '{']).map_or(0, |n| n + 1);
            let end = at + 2 + nothing.len();
            let end = if out[end..].starts_with(", ") { end + 2 } else { end };
            out.replace_range(start..end, "");
        }
    }
    out.replace(",  }", " }").replace("{  }", "{}")
}

fn read(text: &str) -> String {
    short(long(text))
}

fn long(text: &str) -> String {
    if let Some(question) = text.strip_prefix("? ") {
        let (read, wrong) = parse_query(question, FileId(0));
        assert!(wrong.is_empty(), "{question}: {wrong:?}");
        return plain(&format!("{:?}", read.expect("a question").query)) + "\n";
    }
    // A line stands under the head that gives it a meaning.
    let (head, line) = text.split_once(" | ").map_or(("", text), |(head, line)| (head, line));
    let head = match head {
        "act" => "2018-05-30 a PE",
        "norm" => "norm n of IA",
        "viewpoint" => "viewpoint v",
        other => other,
    };
    if head.is_empty() {
        let wrong = parse(line, FileId(0)).diagnostics;
        assert!(wrong.is_empty(), "{line}: {wrong:?}");
        return of(line);
    }
    let whole = format!("{head}\n  {line}\n");
    let parsed = parse(&whole, FileId(0));
    assert!(parsed.diagnostics.is_empty(), "{line}: {:?}", parsed.diagnostics);
    parsed.file.entries[0].lines.iter().map(|line| plain(&format!("{line:?}")) + "\n").collect()
}

#[test]
fn each_form_gives_its_tree() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms.txt");
    let written = std::fs::read_to_string(&path).expect("the forms");
    let mut anew = String::new();
    let mut count = 0;
    for line in written.lines() {
        if let Some(text) = line.strip_prefix("> ") {
            anew.push_str(&format!("> {text}\n{}", read(text)));
            count += 1;
        } else if line.is_empty() || line.starts_with('#') {
            anew.push_str(line);
            anew.push('\n');
        }
    }
    assert!(count > 100, "{count}");
    if std::env::var_os("VIGENTE_UPDATE").is_some() {
        std::fs::write(&path, anew).expect("the forms can be written");
        return;
    }
    for (old, new) in written.lines().zip(anew.lines()) {
        assert_eq!(old, new);
    }
    assert_eq!(written, anew);
}
