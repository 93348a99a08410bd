//! A string as written goes in, what it says comes out.

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
