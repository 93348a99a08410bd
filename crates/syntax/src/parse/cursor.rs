//! Reads a line word by word. There is no list of tokens: the grammar reads straight from the bytes, which is faster.
//! The formatter and the highlighter get the tokens through a [`TokenSink`].
//!
//! **Invariant:** between calls `pos` stands on the first byte of the next token, or at the end of the line.

use super::chars::{self, DIGIT, LETTER, WORD};
use crate::ast::{DateText, Quoted, Span, Word};
use crate::codes;
use crate::diagnostic::{Diagnostic, FileId, Severity};
use crate::highlight::Class;

/// A line could not be read, and why has been reported.
#[derive(Debug)]
pub(crate) struct Abort;

/// What was read, or nothing.
pub(crate) type Read<T> = Result<T, Abort>;

/// After so many diagnostics a file is not worth reading further: a photograph renamed to `.vig`, say.
pub(crate) const MOST_DIAGNOSTICS: usize = 500;

/// How deep `not not not …` may go.
pub(crate) const DEEPEST: u32 = 64;

/// Hears of every token and every line.
pub(crate) trait TokenSink {
    /// A token or a comment.
    fn token(&mut self, start: usize, end: usize, class: Class);
    /// A line with its continuations, or a stretch between entries.
    fn line(&mut self, line: LineLayout);
}

/// A line as it stands in the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LineLayout {
    pub(crate) at: Span,
    pub(crate) kind: LineKind,
}

impl LineLayout {
    pub(crate) fn new(start: usize, end: usize, kind: LineKind) -> Self {
        LineLayout { at: Span { start: start as u32, end: end as u32 }, kind }
    }
}

/// What a line is to the layout.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum LineKind {
    Blank,
    Comment { indented: bool },
    Head { readable: bool },
    Body { readable: bool },
    Conflict,
}

/// Nobody listens.
impl TokenSink for () {
    #[inline]
    fn token(&mut self, _: usize, _: usize, _: Class) {}
    #[inline]
    fn line(&mut self, _: LineLayout) {}
}

/// Keeps everything.
#[derive(Default)]
pub(crate) struct Outline {
    pub(crate) tokens: Vec<(Span, Class)>,
    pub(crate) lines: Vec<LineLayout>,
}

impl TokenSink for Outline {
    fn token(&mut self, start: usize, end: usize, class: Class) {
        self.tokens.push((Span { start: start as u32, end: end as u32 }, class));
    }
    fn line(&mut self, line: LineLayout) {
        self.lines.push(line);
    }
}

/// A place in a line.
pub(crate) struct Cursor<'t, S> {
    pub(crate) text: &'t str,
    /// The bytes of `text` up to the end of the line that is being read.
    pub(crate) line: &'t [u8],
    pub(crate) pos: usize,
    /// The end of the token read last.
    pub(crate) last: usize,
    pub(crate) file: FileId,
    /// Where `text` begins in its file.
    pub(crate) base: u32,
    pub(crate) found: Vec<Diagnostic>,
    /// A string of this line was not closed: read as far as it goes, but leave its layout alone.
    pub(crate) unclosed: bool,
    /// Blanks before this place have been complained about.
    looked_at: usize,
    pub(crate) sink: S,
}

impl<'t, S: TokenSink> Cursor<'t, S> {
    pub(crate) fn new(text: &'t str, file: FileId, base: u32, sink: S) -> Self {
        Cursor {
            text,
            line: text.as_bytes(),
            pos: 0,
            last: 0,
            file,
            base,
            found: Vec::new(),
            unclosed: false,
            looked_at: 0,
            sink,
        }
    }

    /// Goes to a line.
    #[inline]
    pub(crate) fn enter(&mut self, start: usize, end: usize) {
        self.line = &self.text.as_bytes()[..end];
        self.pos = start;
        self.last = start;
        self.unclosed = false;
        self.blank();
    }

    /// The byte of the next token; 0 at the end of the line (a NUL in the text is a blank).
    #[inline]
    pub(crate) fn peek(&self) -> u8 {
        self.byte(self.pos)
    }

    #[inline]
    pub(crate) fn byte(&self, at: usize) -> u8 {
        self.line.get(at).copied().unwrap_or(0)
    }

    #[inline]
    pub(crate) fn at_end(&self) -> bool {
        self.pos >= self.line.len()
    }

    /// Where bytes `start..end` of the text stand in the file.
    #[inline]
    pub(crate) fn span(&self, start: usize, end: usize) -> Span {
        Span { start: self.base + start as u32, end: self.base + end as u32 }
    }

    /// From `start` to the end of the token read last.
    #[inline]
    pub(crate) fn since(&self, start: usize) -> Span {
        self.span(start, self.last.max(start))
    }

    /// The token ends here; on to the next one.
    #[inline]
    pub(crate) fn done(&mut self, start: usize, class: Class) {
        self.last = self.pos;
        self.sink.token(start, self.pos, class);
        self.blank();
    }

    /// Skips blanks and comments. A line end within the line is a continuation, and a blank.
    #[inline]
    fn blank(&mut self) {
        loop {
            match self.peek() {
                b' ' => self.pos += 1,
                b if b > b' ' && b < 0x7f && b != b';' => return,
                _ if self.at_end() => return,
                _ => {
                    if !self.odd_blank() {
                        return;
                    }
                }
            }
        }
    }

    /// A comment, a line end, or a blank that should not be one. False: it is no blank at all.
    fn odd_blank(&mut self) -> bool {
        let start = self.pos;
        let fresh = start >= self.looked_at;
        match self.peek() {
            b';' => {
                let end = chars::line_end(self.line, start);
                let shown = start + chars::trim_end(&self.text[start..end]).len();
                self.sink.token(start, shown, Class::Comment);
                let inside = start > 0 && chars::is(self.line[start - 1], WORD);
                let glued = inside && chars::is(self.byte(start + 1), WORD);
                if glued && fresh {
                    self.looked_at = end;
                    let d = self
                        .warning("glued-comment", self.span(start, start + 1), "a comment begins here")
                        .help("put a blank before `;` if it is one, or quote the words if it is not");
                    self.report(d);
                }
                self.pos = end;
            }
            b'\n' | b'\r' => self.pos += 1,
            b'\t' => {
                while self.peek() == b'\t' {
                    self.pos += 1;
                }
                if fresh {
                    self.looked_at = self.pos;
                    let at = self.span(start, self.pos);
                    let d = self
                        .error("tab-indent", at, "a tab stands here")
                        .help("use spaces: editors show tabs differently, and indentation has a meaning here")
                        .fix(self.file, at, "  ".repeat(self.pos - start));
                    self.report(d);
                }
            }
            _ => {
                let n = chars::blank_len(self.line, start);
                if n == 0 {
                    return false;
                }
                self.pos += n;
                // Control characters have been reported, all at once, before the first line was read.
                if n > 1 && fresh && !chars::is_reported_early(&self.line[start..start + n]) {
                    self.looked_at = self.pos;
                    let at = self.span(start, self.pos);
                    let d = self
                        .warning("odd-space", at, "this blank is not an ordinary space")
                        .help("replace it by a space; it often comes from a word processor")
                        .fix(self.file, at, " ");
                    self.report(d);
                }
            }
        }
        true
    }

    // ── words ──

    /// One past the word that begins at `at`; `at` itself where none does.
    #[inline]
    pub(crate) fn word_end(&self, at: usize) -> usize {
        match self.byte(at) {
            b if chars::is(b, LETTER) => {}
            b if b >= 0x80 && chars::letter_len(self.text, at) > 0 => {}
            _ => return at,
        }
        self.tail_end(at)
    }

    /// One past the letters, digits, `-` and inner dots from `at` on.
    #[inline]
    pub(crate) fn tail_end(&self, at: usize) -> usize {
        let mut i = at;
        loop {
            let b = self.byte(i);
            if chars::is(b, WORD) {
                i += 1;
            } else if b == b'.' {
                let next = self.byte(i + 1);
                if chars::is(next, LETTER | DIGIT)
                    || (next >= 0x80 && i + 1 < self.line.len() && chars::letter_len(self.text, i + 1) > 0)
                {
                    i += 1;
                } else {
                    return i;
                }
            } else if b >= 0x80 {
                match chars::word_len(self.text, i) {
                    0 => return i,
                    n => i += n,
                }
            } else {
                return i;
            }
        }
    }

    /// The next word, not yet read; empty where the next token is none.
    #[inline]
    pub(crate) fn word_ahead(&self) -> &'t str {
        &self.text[self.pos..self.word_end(self.pos)]
    }

    /// The word behind the next one, not yet read. Only blanks may stand between them.
    pub(crate) fn second_word(&self) -> &'t str {
        let at = self.skip_spaces(self.word_end(self.pos));
        &self.text[at..self.word_end(at)]
    }

    /// Past spaces (and continuations), without reporting anything.
    pub(crate) fn skip_spaces(&self, mut at: usize) -> usize {
        loop {
            at += match self.byte(at) {
                b' ' | b'\n' => 1,
                b if b > b' ' && b < 0x7f => return at,
                _ => match chars::blank_len(self.line, at) {
                    0 => return at,
                    n => n,
                },
            };
        }
    }

    /// Reads a word that has been looked at with [`Self::word_ahead`].
    #[inline]
    pub(crate) fn take(&mut self, word: &'t str, class: Class) -> Word<'t> {
        let start = self.pos;
        self.pos += word.len();
        self.done(start, class);
        Word { text: word, at: self.span(start, start + word.len()) }
    }

    /// Reads `keyword` if it is the next word.
    #[inline]
    pub(crate) fn eat(&mut self, keyword: &str) -> bool {
        let end = self.pos + keyword.len();
        if self.line.get(self.pos..end) != Some(keyword.as_bytes()) || self.word_end(self.pos) != end {
            return false;
        }
        let start = self.pos;
        self.pos = end;
        self.done(start, Class::Keyword);
        true
    }

    /// Reads `sign` if it comes next.
    #[inline]
    pub(crate) fn sign(&mut self, sign: u8) -> bool {
        if self.peek() != sign {
            return false;
        }
        let start = self.pos;
        self.pos += 1;
        self.done(start, Class::Sign);
        true
    }

    /// One past the run of characters from `at` on that are no blank, quote, comma or comment.
    #[inline]
    pub(crate) fn run_end(&self, at: usize) -> usize {
        let mut i = at;
        loop {
            match self.byte(i) {
                b if chars::is(b, WORD) || b == b'.' => i += 1,
                b' ' | b',' | b';' | b'"' | b'\t' | b'\n' | b'\r' => return i,
                _ if i >= self.line.len() => return i,
                b if b >= 0x80 => {
                    if chars::blank_len(self.line, i) > 0 || chars::opening_quote(self.line, i) > 0 {
                        return i;
                    }
                    i += chars::char_len(self.text, i);
                }
                b if b < b' ' || b == 0x7f => return i,
                _ => i += 1,
            }
        }
    }

    /// Whatever stands next, for a message: a word, a string, or one character.
    pub(crate) fn ahead(&self) -> (&'t str, Span) {
        if self.at_end() {
            return ("", self.span(self.last, self.last));
        }
        let word = self.word_end(self.pos);
        let end = if self.string_ahead() {
            chars::line_end(self.line, self.pos)
        } else if word > self.pos {
            word
        } else if chars::is(self.peek(), WORD) || self.peek() >= 0x80 {
            self.run_end(self.pos)
        } else {
            self.pos
        };
        let end = end.max(self.pos + chars::char_len(self.text, self.pos));
        let shown = chars::trim_end(&self.text[self.pos..end]);
        (shown, self.span(self.pos, self.pos + shown.len()))
    }

    // ── dates and strings ──

    /// Whether the next token looks like a date.
    #[inline]
    pub(crate) fn date_ahead(&self) -> bool {
        match self.peek() {
            b'0'..=b'9' | b'[' | b'{' => true,
            b'.' => self.byte(self.pos + 1) == b'.',
            b'-' | b'~' | b'%' | b'?' => self.byte(self.pos + 1).is_ascii_digit(),
            _ => false,
        }
    }

    /// Reads a token that looks like a date: its characters are looked at later.
    #[inline]
    pub(crate) fn take_date(&mut self) -> DateText<'t> {
        let start = self.pos;
        let close = match self.peek() {
            b'[' => b']',
            b'{' => b'}',
            _ => 0,
        };
        let mut end = self.run_end(start);
        if close != 0 {
            let eol = chars::line_end(self.line, start);
            if let Some(n) = self.line[start..eol].iter().position(|&b| b == close || b == b'"' || b == b';')
                && self.line[start + n] == close
            {
                end = start + n + 1;
            }
        }
        while end > start + 1 && self.line[end - 1] == b':' {
            end -= 1;
        }
        self.pos = end.max(start + 1);
        let text = &self.text[start..self.pos];
        let at = self.span(start, self.pos);
        self.done(start, Class::Date);
        DateText { text, at }
    }

    /// Whether a string comes next, however its quotes are drawn.
    #[inline]
    pub(crate) fn string_ahead(&self) -> bool {
        self.peek() == b'"' || (self.peek() >= 0x80 && chars::opening_quote(self.line, self.pos) > 0)
    }

    /// Reads a string if one comes next.
    #[inline]
    pub(crate) fn string(&mut self) -> Option<Quoted<'t>> {
        if self.peek() == b'"' {
            let start = self.pos;
            let mut i = start + 1;
            loop {
                match self.byte(i) {
                    b'"' => break,
                    b'\\' if matches!(self.byte(i + 1), b'"' | b'\\') => i += 2,
                    b'\n' => return Some(self.unclosed_string()),
                    0 if i >= self.line.len() => return Some(self.unclosed_string()),
                    _ => i += 1,
                }
            }
            self.pos = i + 1;
            let found = Quoted { raw: &self.text[start + 1..i], at: self.span(start, self.pos) };
            self.done(start, Class::Text);
            return Some(found);
        }
        if self.string_ahead() { Some(self.curly_string()) } else { None }
    }

    #[cold]
    fn unclosed_string(&mut self) -> Quoted<'t> {
        let start = self.pos;
        let eol = chars::line_end(self.line, start);
        // Written with a straight quote and closed by a curly one: a word processor at work.
        if let Some(n) = self.text[start..eol].rfind(['”', '“']) {
            let close = start + n;
            let end = close + '”'.len_utf8();
            self.curly_quotes(start, end, &self.text[start + 1..close]);
            return self.took_string(start, start + 1, close, end);
        }
        let end = start + chars::trim_end(&self.text[start..eol]).len();
        let d = self
            .error("unclosed-string", self.span(start, end), "this string is not closed")
            .help("a string ends on its line, with `\"`; a quote within it is written `\\\"`");
        let at = self.span(end, end);
        let d = d.fix(self.file, at, "\"");
        self.report(d);
        self.unclosed = true;
        self.took_string(start, (start + 1).min(end), end, end)
    }

    #[cold]
    fn curly_string(&mut self) -> Quoted<'t> {
        let start = self.pos;
        let open = chars::opening_quote(self.line, start);
        let inside = start + open;
        let eol = chars::line_end(self.line, start);
        let closers: &[char] = match &self.text[start..inside] {
            "«" => &['»'],
            "„" => &['“', '”'],
            _ => &['”'],
        };
        let rest = &self.text[inside..eol];
        let close = rest.find(closers).or_else(|| rest.rfind(['"', '”', '“', '»']));
        match close {
            Some(n) => {
                let close = inside + n;
                let end = close + chars::char_len(self.text, close);
                self.curly_quotes(start, end, &self.text[inside..close]);
                self.took_string(start, inside, close, end)
            }
            None => {
                let end = start + chars::trim_end(&self.text[start..eol]).len();
                let d = self
                    .error("unclosed-string", self.span(start, end), "this string is not closed")
                    .help("a string stands between straight quotes, `\"…\"`, on one line");
                self.report(d);
                self.unclosed = true;
                self.took_string(start, inside.min(end), end, end)
            }
        }
    }

    fn took_string(&mut self, start: usize, inside: usize, close: usize, end: usize) -> Quoted<'t> {
        self.pos = end;
        let found = Quoted { raw: &self.text[inside..close], at: self.span(start, end) };
        self.done(start, Class::Text);
        found
    }

    fn curly_quotes(&mut self, start: usize, end: usize, raw: &str) {
        let at = self.span(start, end);
        let d = self
            .warning("curly-quotes", at, "these quotes are not straight ones")
            .help("write `\"…\"`; curly quotes are fine within a string")
            .fix(self.file, at, crate::quoted::quote(&crate::quoted::unescape(raw)));
        self.report(d);
    }

    // ── saying what is wrong ──

    pub(crate) fn error(&self, code: &'static str, at: Span, message: impl Into<String>) -> Diagnostic {
        debug_assert!(codes::find(code).is_some(), "{code} is in the table of codes");
        Diagnostic::new(code, Severity::Error, self.file, at, message)
    }

    pub(crate) fn warning(&self, code: &'static str, at: Span, message: impl Into<String>) -> Diagnostic {
        debug_assert!(codes::find(code).is_some(), "{code} is in the table of codes");
        Diagnostic::new(code, Severity::Warning, self.file, at, message)
    }

    /// Whether so much is wrong already that nothing more is listed, and no advice needs to be looked for.
    pub(crate) fn hopeless(&self) -> bool {
        self.found.len() > MOST_DIAGNOSTICS
    }

    #[cold]
    pub(crate) fn report(&mut self, mut diagnostic: Diagnostic) {
        if !self.hopeless() {
            // A word of a megabyte is quoted by its two ends.
            shorten(&mut diagnostic.message);
            diagnostic.help.iter_mut().for_each(shorten);
            self.found.push(diagnostic);
        }
    }

    #[cold]
    pub(crate) fn stop<T>(&mut self, diagnostic: Diagnostic) -> Read<T> {
        self.report(diagnostic);
        Err(Abort)
    }
}

/// Takes the middle out of what nobody would read.
fn shorten(said: &mut String) {
    const ENDS: usize = 120;
    if said.len() > 3 * ENDS {
        let (left, right) = (said.floor_char_boundary(ENDS), said.ceil_char_boundary(said.len() - ENDS));
        said.replace_range(left..right, "…");
    }
}
