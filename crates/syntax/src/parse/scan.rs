//! Reports characters that nobody sees. Almost every text has none, so one branchless pass over the bytes decides
//! whether to look closer.

use super::chars;
use super::cursor::{Cursor, TokenSink};
use crate::diagnostic::{Diagnostic, Severity};

/// Reports control characters, and characters that change the direction of writing.
pub(super) fn characters<S: TokenSink>(cursor: &mut Cursor<'_, S>) {
    if suspicious(cursor.text.as_bytes()) {
        look_closer(cursor);
    }
}

/// Control characters, lone carriage returns, or lead bytes under which the others hide.
fn suspicious(bytes: &[u8]) -> bool {
    let odd = |b: u8| {
        u8::from(b < 0x20) & u8::from(b != b'\n') & u8::from(b != b'\t')
            | u8::from(b == 0x7f)
            | u8::from(b == 0xc2)
            | u8::from(b == 0xe2)
    };
    bytes.iter().fold(0, |any, &b| any | odd(b)) != 0
}

#[cold]
fn look_closer<S: TokenSink>(cursor: &mut Cursor<'_, S>) {
    for (at, c) in cursor.text.char_indices() {
        let span = cursor.span(at, at + c.len_utf8());
        match c {
            '\n' | '\t' => {}
            '\r' if cursor.text.as_bytes().get(at + 1) == Some(&b'\n') => {}
            '\0'..'\u{20}' | '\u{7f}'..'\u{a0}' => {
                let message = format!("an invisible control character (U+{:04X}) stands here", u32::from(c));
                let d = cursor.error("control-character", span, message).help("delete it").fix(
                    cursor.file,
                    span,
                    "",
                );
                cursor.report(d);
            }
            _ if chars::is_bidi(c) => {
                let message =
                    format!("an invisible character (U+{:04X}) turns the writing around", u32::from(c));
                let d = Diagnostic::new("bidi-character", Severity::Warning, cursor.file, span, message)
                    .help("delete it: what is read on the screen may not be what the file says")
                    .fix(cursor.file, span, "");
                cursor.report(d);
            }
            _ => {}
        }
    }
}
