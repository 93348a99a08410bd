//! Classes of characters. The parser asks for them so often that they are tables and bit tricks.

/// `a`–`z`, `A`–`Z`.
pub(crate) const LETTER: u8 = 1;
/// `0`–`9`.
pub(crate) const DIGIT: u8 = 2;
/// Letters, digits and `-`.
pub(crate) const WORD: u8 = 4;

static TABLE: [u8; 256] = {
    let mut table = [0; 256];
    let mut b = 0;
    while b < 256 {
        let byte = b as u8;
        if byte.is_ascii_alphabetic() {
            table[b] = LETTER | WORD;
        } else if byte.is_ascii_digit() {
            table[b] = DIGIT | WORD;
        } else if byte == b'-' {
            table[b] = WORD;
        }
        b += 1;
    }
    table
};

/// Whether a byte is of one of these classes.
#[inline]
pub(crate) fn is(byte: u8, class: u8) -> bool {
    TABLE[usize::from(byte)] & class != 0
}

/// One past the last byte of the line, its line feed left out. Eight bytes at a time: every line is measured before it
/// is read.
#[inline]
pub(crate) fn line_end(bytes: &[u8], from: usize) -> usize {
    const ONES: u64 = u64::MAX / 255;
    let mut at = from;
    while let Some(Ok(eight)) = bytes.get(at..at + 8).map(<[u8; 8]>::try_from) {
        // Zero where a line feed stands; the lowest such byte is then marked in its highest bit.
        let odd = u64::from_le_bytes(eight) ^ (ONES * b'\n' as u64);
        let found = odd.wrapping_sub(ONES) & !odd & (ONES << 7);
        if found != 0 {
            return at + found.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    bytes[at..].iter().position(|&b| b == b'\n').map_or(bytes.len(), |n| at + n)
}

/// How many bytes the character at `at` has; 0 at the end. `at` is the start of a character.
pub(crate) fn char_len(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}

/// The length of the letter at `at`, or 0.
pub(crate) fn letter_len(text: &str, at: usize) -> usize {
    text[at..].chars().next().filter(|c| c.is_alphabetic()).map_or(0, char::len_utf8)
}

/// The length of the letter, digit or accent at `at`, or 0. An accent may be a character of its own: file systems
/// and keyboards write `é` in both ways.
pub(crate) fn word_len(text: &str, at: usize) -> usize {
    let accent = |c: char| ('\u{300}'..='\u{36f}').contains(&c);
    text[at..].chars().next().filter(|&c| c.is_alphanumeric() || accent(c)).map_or(0, char::len_utf8)
}

/// Whether a character separates words although it may not be seen. Line feeds are not among them.
pub(crate) fn is_blank(c: char) -> bool {
    match c {
        ' ' | '\t' | '\r' => true,
        '\n' => false,
        '\0'..'\u{20}' | '\u{7f}'..='\u{a0}' | '\u{ad}' => true,
        _ => c >= '\u{600}' && (c.is_whitespace() || is_invisible(c)),
    }
}

/// Marks of direction, joiners, and byte-order marks astray.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}') || is_bidi(c)
}

/// Characters that turn the order on the screen around: what is read is not what is there.
pub(crate) fn is_bidi(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The length of the blank at `at`, or 0. `at` is the start of a character.
pub(crate) fn blank_len(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at) {
        None => 0,
        Some(&b) if b < 0x80 => usize::from(is_blank(char::from(b))),
        Some(&b) => {
            let len = match b {
                0xc0..0xe0 => 2,
                0xe0..0xf0 => 3,
                _ => 4,
            };
            let char = bytes.get(at..at + len).and_then(|c| std::str::from_utf8(c).ok());
            char.and_then(|c| c.chars().next()).filter(|&c| is_blank(c)).map_or(0, char::len_utf8)
        }
    }
}

/// Whether [`super::scan`] has already spoken of this character.
pub(crate) fn is_reported_early(bytes: &[u8]) -> bool {
    let char = std::str::from_utf8(bytes).ok().and_then(|s| s.chars().next());
    char.is_some_and(|c| is_bidi(c) || ('\u{80}'..'\u{a0}').contains(&c))
}

/// The length of a quote that opens a string but is not `"`, or 0.
pub(crate) fn opening_quote(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at) {
        Some(0xe2) if matches!(bytes.get(at + 1..at + 3), Some([0x80, 0x9c..=0x9e])) => 3,
        Some(0xc2) if bytes.get(at + 1) == Some(&0xab) => 2,
        _ => 0,
    }
}

/// Without the blanks at the end.
pub(crate) fn trim_end(text: &str) -> &str {
    text.trim_end_matches(is_blank)
}

/// Without the blanks at both ends.
pub(crate) fn trim(text: &str) -> &str {
    text.trim_matches(is_blank)
}

/// How far a line is indented, and where its first character stands.
#[inline]
pub(crate) fn indentation(line: &[u8], start: usize) -> (usize, usize) {
    let (mut column, mut at) = (0, start);
    loop {
        match line.get(at) {
            Some(b' ') => {
                column += 1;
                at += 1;
            }
            Some(&b) if b > b' ' && b < 0x7f => return (column, at),
            Some(b'\t') => {
                column = (column / 8 + 1) * 8;
                at += 1;
            }
            _ => match blank_len(line, at) {
                0 => return (column, at),
                n => {
                    column += 1;
                    at += n;
                }
            },
        }
    }
}
