//! The parser. The language is a list of lines: a head line at the left edge, indented lines under it, and deeper
//! indented lines that continue the one above. This module finds the lines; `head`, `line`, `norm`, `effect`, `cite` and
//! `query` read them.

mod calendar;
pub(crate) mod chars;
mod cite;
pub(crate) mod cursor;
mod effect;
mod head;
mod line;
mod name;
mod norm;
mod query;
mod scan;

use crate::ast::{Entry, Expect, File, Head, Line, Span};
use crate::diagnostic::{Diagnostic, FileId, Severity};
use cursor::{Cursor, LineKind, LineLayout, MOST_DIAGNOSTICS, Outline, TokenSink};
use head::kind::HeadKind;

/// What a file says and what is wrong with it.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Parsed<'t> {
    /// What it says.
    pub file: File<'t>,
    /// In the order of the text.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a file. It never fails: a line that cannot be read is reported and left out, and the head of an entry that
/// cannot be read is reported and kept as written. Of a text beyond 4 GB the rest is not read.
pub fn parse(text: &str, file: FileId) -> Parsed<'_> {
    parse_into(text, file, None, ()).0
}

/// Reads only the entries that begin with one of these words, and skips the others faster than [`parse`] reads them.
/// For programs that must know what a text uses or imports before they read it.
pub fn parse_only<'t>(text: &'t str, words: &[&str]) -> File<'t> {
    parse_into(text, FileId::default(), Some(words), ()).0.file
}

/// Reads a file, or only entries that begin with some words, while somebody listens.
fn parse_into<'t, S: TokenSink>(
    text: &'t str,
    file: FileId,
    only: Option<&[&str]>,
    sink: S,
) -> (Parsed<'t>, S) {
    let text = &text[..text.floor_char_boundary(u32::MAX as usize)];
    let mut parser = FileParser {
        cursor: Cursor::new(text, file, 0, sink),
        entries: Vec::with_capacity(if only.is_some() { 0 } else { text.len() / 64 }),
        lines: Vec::new(),
        only,
        skipped: false,
        open: None,
        indent: None,
    };
    parser.read();
    let mut diagnostics = finish(parser.cursor.found);
    diagnostics.shrink_to_fit();
    (Parsed { file: File { entries: parser.entries }, diagnostics }, parser.cursor.sink)
}

/// The tokens and lines of a file.
pub(crate) fn outline(text: &str) -> Outline {
    let mut outline = parse_into(text, FileId::default(), None, Outline::default()).1;
    // Comments between lines are heard of before the line around them is read; of what was heard twice, the last
    // counts.
    if !outline.tokens.is_sorted_by(|a, b| a.0.end <= b.0.start) {
        outline.tokens.sort_by_key(|t| t.0.start);
        outline.tokens.dedup_by(|later, earlier| {
            let same = later.0.start < earlier.0.end;
            if same {
                *earlier = *later;
            }
            same
        });
    }
    outline
}

/// Reads what stands behind `expect`, or a question typed at the command line.
pub fn parse_query(text: &str, file: FileId) -> (Option<Expect<'_>>, Vec<Diagnostic>) {
    parse_query_at(text, file, 0)
}

/// The same for a text that begins at byte `base` of the file, so that places are those of the file.
pub fn parse_query_at(text: &str, file: FileId, base: u32) -> (Option<Expect<'_>>, Vec<Diagnostic>) {
    let text = &text[..text.floor_char_boundary((u32::MAX - base) as usize)];
    let mut cursor = Cursor::new(text, file, base, ());
    scan::characters(&mut cursor);
    cursor.enter(0, text.len());
    let expect = cursor.expect().ok();
    (expect, finish(cursor.found))
}

/// Sorts by place, and cuts a hopeless list short.
fn finish(mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let place = |d: &Diagnostic| d.labels.first().map_or(0, |l| l.at.start);
    found.sort_by_key(place);
    if found.len() > MOST_DIAGNOSTICS {
        let last = found.split_off(MOST_DIAGNOSTICS);
        if let Some(label) = last.first().and_then(|d| d.labels.first()) {
            let message = format!("more than {MOST_DIAGNOSTICS} things are wrong with this text");
            found.push(
                Diagnostic::new("too-many-errors", Severity::Error, label.file, label.at, message)
                    .help("is it a `.vig` file? mend the first ones and look again"),
            );
        }
    }
    found
}

/// Finds the lines of a text and gathers them into entries.
struct FileParser<'t, 'w, S> {
    cursor: Cursor<'t, S>,
    entries: Vec<Entry<'t>>,
    /// The lines of the open entry; kept between entries so that each gets a vector of just its size.
    lines: Vec<Line<'t>>,
    /// The words that begin the entries that are wanted; `None`: all are.
    only: Option<&'w [&'w str]>,
    /// The lines that follow belong to an entry that is not wanted.
    skipped: bool,
    /// What may stand in the entry to which indented lines belong: the last of `entries`.
    open: Option<HeadKind>,
    /// How far the last indented line of the open entry is indented.
    indent: Option<usize>,
}

impl<'t, S: TokenSink> FileParser<'t, '_, S> {
    fn read(&mut self) {
        let text = self.cursor.text;
        let bytes = text.as_bytes();
        let mut at = 0;
        if text.starts_with('\u{feff}') {
            at = '\u{feff}'.len_utf8();
            let span = self.cursor.span(0, at);
            let d = Diagnostic::new(
                "byte-order-mark",
                Severity::Note,
                self.cursor.file,
                span,
                "the file begins with an invisible byte-order mark",
            );
            let d = d.help("save it as UTF-8 without one; `vigente fmt` takes it out");
            self.cursor.report(d.fix(self.cursor.file, span, ""));
        }
        scan::characters(&mut self.cursor);
        while at < bytes.len() {
            let end = chars::line_end(bytes, at);
            at = self.line(at, end);
        }
        self.close();
    }

    /// Reads the line at `start..end`, with its continuations. Gives the start of the next one.
    fn line(&mut self, start: usize, end: usize) -> usize {
        let bytes = self.cursor.text.as_bytes();
        let (column, first) = chars::indentation(&bytes[..end], start);
        let next = end + 1;
        if first == end {
            self.cursor.sink.line(LineLayout::new(start, end, LineKind::Blank));
            return next;
        }
        if bytes[first] == b';' {
            let shown = first + chars::trim_end(&self.cursor.text[first..end]).len();
            self.cursor.sink.token(first, shown, crate::highlight::Class::Comment);
            let kind = LineKind::Comment { indented: column > 0 };
            self.cursor.sink.line(LineLayout::new(start, end, kind));
            return next;
        }
        if is_conflict_mark(&bytes[start..end]) {
            self.conflict(start, end);
            return next;
        }
        let head = self.is_head(column, first, end);
        if head {
            self.skipped = self.only.is_some_and(|only| !only.contains(&self.cursor.word_ahead()));
        }
        // A line that has lost its indentation is taken to have that of the others.
        let indent = if column == 0 { self.indent.unwrap_or(2) } else { column };
        let end = self.continued(indent, end, head);
        if self.skipped {
            if head {
                self.close();
            } else {
                self.indented(column);
            }
            return end + 1;
        }
        self.cursor.enter(start, end);
        let readable = if head { self.head(column, start, first) } else { self.body(column, start, first) };
        let readable = readable && !self.cursor.unclosed;
        if !readable {
            self.rest_is_bad(end);
        }
        let kind = if head { LineKind::Head { readable } } else { LineKind::Body { readable } };
        self.cursor.sink.line(LineLayout::new(start, end, kind));
        end + 1
    }

    /// Whether a line begins an entry: what stands at the left edge does, unless it can only be a line of the entry
    /// above; and so does an indented line that can be nothing else.
    fn is_head(&mut self, column: usize, first: usize, end: usize) -> bool {
        self.cursor.line = &self.cursor.text.as_bytes()[..end];
        self.cursor.pos = first;
        if column == 0 {
            // A name or a date begins an entry. A verb, or a label, has lost its indentation.
            return !self.cursor.line_begins(false);
        }
        self.cursor.date_ahead() || self.cursor.head_begins()
    }

    /// The end of the last line that continues the one ending at `end`.
    fn continued(&mut self, column: usize, mut end: usize, head: bool) -> usize {
        let bytes = self.cursor.text.as_bytes();
        if head {
            return end;
        }
        // Usually one look at the next line is enough: it is no deeper.
        let mut at = end + 1;
        while at < bytes.len() {
            let (deeper, first) = chars::indentation(bytes, at);
            match bytes.get(first) {
                None | Some(b'\n') => {
                    at = first + 1;
                    continue;
                }
                Some(b';') => {
                    at = chars::line_end(bytes, first) + 1;
                    continue;
                }
                _ if deeper <= column => break,
                _ => {}
            }
            let eol = chars::line_end(bytes, first);
            if is_conflict_mark(&bytes[at..eol]) {
                break;
            }
            self.cursor.line = &bytes[..eol];
            self.cursor.pos = first;
            if self.cursor.line_begins(true) {
                break;
            }
            end = eol;
            at = eol + 1;
        }
        end
    }

    fn head(&mut self, column: usize, start: usize, first: usize) -> bool {
        self.close();
        if column > 0 {
            let at = self.cursor.span(start, first);
            let word = self.cursor.ahead();
            let d = self
                .cursor
                .error("stray-indent", word.1, format!("`{}` begins an entry, but is indented", word.0))
                .help("an entry begins at the start of its line")
                .fix(self.cursor.file, at, "");
            self.cursor.report(d);
        }
        let (head, under) = self.cursor.head();
        let readable = head.is_some();
        let at = if readable { self.cursor.since(first) } else { self.whole(first) };
        let text = &self.cursor.text[at.start as usize..at.end as usize];
        let head = head.unwrap_or(Head::Unreadable { text, at });
        self.entries.push(Entry { head, lines: Vec::new(), at });
        self.open = Some(under);
        readable
    }

    /// From `first` to the end of the line that is being read.
    fn whole(&self, first: usize) -> Span {
        let shown = chars::trim_end(&self.cursor.text[first..self.cursor.line.len()]);
        self.cursor.span(first, first + shown.len())
    }

    /// Notes how far a line of the open entry is indented.
    fn indented(&mut self, column: usize) {
        if self.indent.is_none_or(|indent| column <= indent) && column > 0 {
            self.indent = Some(column);
        }
    }

    fn body(&mut self, column: usize, start: usize, first: usize) -> bool {
        let open = self.open;
        if column == 0 {
            let word = self.cursor.ahead();
            let d = self
                .cursor
                .error("missing-indent", word.1, format!("`{}` stands at the left edge", word.0))
                .help("a line that belongs to the entry above is indented by two spaces")
                .fix(self.cursor.file, self.cursor.span(start, first), "  ");
            self.cursor.report(d);
        } else if self.indent.is_some_and(|indent| column > indent) {
            let word = self.cursor.ahead();
            let d = self
                .cursor
                .error("deep-indent", word.1, format!("`{}` is indented deeper than the line above", word.0))
                .help("a deeper line continues the one above; a line of its own stands just below it")
                .fix(
                    self.cursor.file,
                    self.cursor.span(start, first),
                    " ".repeat(self.indent.unwrap_or_default()),
                );
            self.cursor.report(d);
        }
        self.indented(column);
        let before = self.lines.len();
        let under = match open {
            Some(under) => under,
            None => {
                if column > 0 {
                    let d = self
                        .cursor
                        .error("stray-indent", self.cursor.ahead().1, "this line belongs to no entry")
                        .help("an entry begins with a line at the left edge, such as `2018-05-30 decision PE.TC`");
                    self.cursor.report(d);
                }
                HeadKind::Unknown
            }
        };
        let readable = self.cursor.line(under, &mut self.lines).is_ok();
        if !readable || open.is_none() {
            self.lines.truncate(before);
        }
        let at = if readable { self.cursor.since(first) } else { self.whole(first) };
        if let Some(entry) = self.entries.last_mut().filter(|_| open.is_some()) {
            entry.at.end = at.end;
        }
        readable
    }

    /// What stands behind the last word that could be read. To the eye, it is bad.
    #[cold]
    fn rest_is_bad(&mut self, end: usize) {
        if self.cursor.unclosed {
            return;
        }
        let mut at = self.cursor.pos;
        while at < end {
            let eol = chars::line_end(&self.cursor.text.as_bytes()[..end], at);
            let shown = chars::trim(&self.cursor.text[at..eol]);
            if !shown.is_empty() {
                let start = at + self.cursor.text[at..eol].find(shown).unwrap_or_default();
                self.cursor.sink.token(start, start + shown.len(), crate::highlight::Class::Bad);
            }
            at = eol + 1;
        }
    }

    fn conflict(&mut self, start: usize, end: usize) {
        let shown = start + chars::trim_end(&self.cursor.text[start..end]).len();
        self.cursor.sink.token(start, shown, crate::highlight::Class::Bad);
        self.cursor.sink.line(LineLayout::new(start, end, LineKind::Conflict));
        let d = self
            .cursor
            .error("git-conflict", self.cursor.span(start, shown), "a merge was left unfinished here")
            .help("keep one of the two sides, and delete the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`");
        self.cursor.report(d);
    }

    /// The open entry is complete.
    fn close(&mut self) {
        self.indent = None;
        let open = self.open.take().is_some();
        if let Some(entry) = self.entries.last_mut().filter(|_| open && !self.lines.is_empty()) {
            entry.lines.reserve_exact(self.lines.len());
            entry.lines.append(&mut self.lines);
        }
        self.lines.clear();
    }
}

/// `<<<<<<<`, `|||||||`, `=======`, `>>>>>>>` at the left edge.
fn is_conflict_mark(line: &[u8]) -> bool {
    let Some(&mark @ (b'<' | b'|' | b'=' | b'>')) = line.first() else { return false };
    line.len() >= 7
        && line[..7].iter().all(|&b| b == mark)
        && (line.len() == 7 || chars::blank_len(line, 7) > 0)
}
