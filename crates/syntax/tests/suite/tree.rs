//! Prints a tree without places, so that two texts that say the same have the same output.

use vigente_syntax::ast::File;
use vigente_syntax::diagnostic::FileId;
use vigente_syntax::{parse, quote, unescape};

/// What a text says, without places. Strings say what they mean, however they are quoted and escaped.
pub fn of(text: &str) -> String {
    of_file(&parse(text, FileId(0)).file)
}

/// What a file says, without places.
pub fn of_file(file: &File<'_>) -> String {
    file.entries.iter().map(|entry| plain(&format!("{entry:?}")) + "\n").collect()
}

/// Debug output without places and without the names of types that say nothing: a word is its characters, a string
/// what it says, in quotes.
pub fn plain(debug: &str) -> String {
    let mut out = String::new();
    let mut rest = debug;
    while let Some(c) = rest.chars().next() {
        let leaf =
            ["Word { text: ", "DateText { text: ", "Quoted { raw: "].iter().find(|l| rest.starts_with(**l));
        if let Some(leaf) = leaf {
            let (said, behind) = literal(&rest[leaf.len()..]);
            out.push_str(&if leaf.starts_with('Q') { quote(&unescape(&said)) } else { said });
            let close = behind.find("} }").expect("a leaf ends with its place");
            rest = &behind[close + 3..];
        } else if let Some(behind) = rest.strip_prefix("at: Span { start: ") {
            rest = &behind[behind.find('}').expect("a span is closed") + 1..];
            if out.ends_with("{ ") {
                rest = rest.strip_prefix(", ").unwrap_or(rest);
            } else {
                out.truncate(out.trim_end_matches([' ', ',']).len());
            }
        } else if let Some(behind) = rest.strip_prefix("Span { start: ") {
            out.push('_');
            rest = &behind[behind.find('}').expect("a span is closed") + 1..];
        } else if let Some(behind) = rest.strip_prefix(", text: \"") {
            // The text of an `expect` as written.
            rest = literal(&rest[rest.len() - behind.len() - 1..]).1;
        } else if rest.starts_with('"') {
            let (said, behind) = literal(rest);
            out.push_str(&said);
            rest = behind;
        } else {
            out.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    out
}

/// Reads a Rust string literal: what it says, and what stands behind it.
fn literal(text: &str) -> (String, &str) {
    let mut said = String::new();
    let mut chars = text.char_indices().skip(1);
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return (said, &text[at + 1..]),
            '\\' => match chars.next().expect("an escape").1 {
                'n' => said.push('\n'),
                't' => said.push('\t'),
                'r' => said.push('\r'),
                '0' => said.push('\0'),
                'u' => {
                    let digits: String = chars.by_ref().map(|(_, c)| c).take_while(|c| *c != '}').collect();
                    let number = u32::from_str_radix(digits.trim_start_matches('{'), 16).expect("digits");
                    said.push(char::from_u32(number).expect("a character"));
                }
                other => said.push(other),
            },
            _ => said.push(c),
        }
    }
    panic!("a literal is closed: {text}")
}
