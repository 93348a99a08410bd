//! Text goes in, the same text in its one canonical layout comes out.
//!
//! Entries at the left edge, their lines two spaces in, continuations four; one space between words and two before
//! a comment behind them; never two empty lines in a row. Columns are not aligned, so that a change of one line
//! stays a change of one line.

use crate::highlight::Class;
use crate::parse::chars::{line_end, trim, trim_end};
use crate::parse::cursor::{Laid, LaidKind, Outline};
use crate::quoted::{quote, unescape};

/// Lays a file out. Meaning and comments stay as they are; laying out twice changes nothing more. Of a line that
/// cannot be read only the indentation is touched. A text beyond 4 GB is given back unchanged.
pub fn format(text: &str) -> String {
    if u32::try_from(text.len()).is_err() {
        return text.to_owned();
    }
    let Outline { tokens, lines } = crate::parse::outline(text);
    let mut page = Page { text, out: String::with_capacity(text.len()), blank: false };
    let mut tokens = tokens.as_slice();
    for line in lines {
        let skipped = tokens.partition_point(|t| t.0 < line.start);
        let here = tokens[skipped..].partition_point(|t| t.0 < line.end) + skipped;
        page.line(line, &tokens[skipped..here]);
        tokens = &tokens[here..];
    }
    page.out
}

type Token = (usize, usize, Class);

/// What has been laid out so far.
struct Page<'t> {
    text: &'t str,
    out: String,
    /// An empty line stood here.
    blank: bool,
}

impl Page<'_> {
    fn line(&mut self, line: Laid, tokens: &[Token]) {
        if line.kind == LaidKind::Blank {
            self.blank = !self.out.is_empty();
            return;
        }
        if self.blank {
            self.out.push('\n');
            self.blank = false;
        }
        match line.kind {
            LaidKind::Blank => {}
            LaidKind::Comment { indented } => {
                self.indent(if indented { 2 } else { 0 });
                self.out.push_str(trim(&self.text[line.start..line.end]));
                self.out.push('\n');
            }
            LaidKind::Conflict => {
                self.out.push_str(trim_end(&self.text[line.start..line.end]));
                self.out.push('\n');
            }
            LaidKind::Head { readable: true } => self.tokens(0, line.start, tokens),
            LaidKind::Body { readable: true } => self.tokens(2, line.start, tokens),
            LaidKind::Head { readable: false } => self.verbatim(0, line),
            LaidKind::Body { readable: false } => self.verbatim(2, line),
        }
    }

    fn indent(&mut self, by: usize) {
        self.out.extend(std::iter::repeat_n(' ', by));
    }

    /// A line that could be read, word by word.
    fn tokens(&mut self, indent: usize, start: usize, tokens: &[Token]) {
        let mut before: Option<Token> = None;
        // The line's own beginning counts as the end of a token before the first.
        let mut last = start;
        for &token in tokens {
            let broken = before.is_some() && self.text[last..token.0].contains('\n');
            match before {
                None => self.indent(indent),
                Some(_) if broken => {
                    self.out.push('\n');
                    self.indent(indent + 2);
                }
                Some(_) if token.2 == Class::Comment => self.out.push_str("  "),
                Some(before) if self.apart(before, token) => self.out.push(' '),
                Some(_) => {}
            }
            self.token(token);
            before = Some(token);
            last = token.1;
        }
        self.out.push('\n');
    }

    /// Whether a blank separates two tokens of a line.
    fn apart(&self, before: Token, next: Token) -> bool {
        let sign = |token: Token| if token.2 == Class::Sign { &self.text[token.0..token.1] } else { "" };
        !matches!(sign(next), "," | ")" | "(" | ":") && sign(before) != "("
    }

    fn token(&mut self, (start, end, class): Token) {
        let text = &self.text[start..end];
        let straight = text.len() >= 2 && text.starts_with('"') && text.ends_with('"');
        let opens = text.starts_with(['"', '“', '”', '„', '«']);
        if class != Class::Text || straight || !opens {
            self.out.push_str(text);
            return;
        }
        let mut inside = text.chars();
        inside.next();
        inside.next_back();
        self.out.push_str(&quote(&unescape(inside.as_str())));
    }

    /// A line that could not be read: its words stay as they are.
    fn verbatim(&mut self, indent: usize, line: Laid) {
        let mut at = line.start;
        let mut indent = indent;
        while at <= line.end {
            let end = line_end(&self.text.as_bytes()[..line.end], at);
            let words = trim(&self.text[at..end]);
            if !words.is_empty() {
                self.indent(indent);
                self.out.push_str(words);
                self.out.push('\n');
                indent = 4;
            }
            at = end + 1;
        }
    }
}
