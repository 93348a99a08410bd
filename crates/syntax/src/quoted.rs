//! Quoted strings: escapes in and out, in one place for the parser, the formatter and forms.

use std::borrow::Cow;

/// Takes the escapes out of the inside of a string: `\"` is a quote, `\\` a backslash; another backslash is
/// itself.
pub fn unescape(raw: &str) -> Cow<'_, str> {
    if !raw.as_bytes().contains(&b'\\') {
        return Cow::Borrowed(raw);
    }
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        match rest.as_bytes().first() {
            Some(&b @ (b'"' | b'\\')) => {
                out.push(char::from(b));
                rest = &rest[1..];
            }
            _ => out.push('\\'),
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The opposite: what is to be said goes in, a string with its quotes comes out. Line ends become blanks, since a
/// string ends on its line.
pub fn quote(said: &str) -> String {
    let mut out = String::with_capacity(said.len() + 2);
    out.push('"');
    for c in said.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            '\n' | '\r' => out.push(' '),
            _ => out.push(c),
        }
    }
    out.push('"');
    out
}
