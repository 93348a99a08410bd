//! The formatter: one canonical layout, so that a change of meaning is never hidden among changes of layout.
//!
//! Entries at the left edge, their lines two spaces in, continuations four; one space between words and two before
//! a comment behind them; never two empty lines in a row. Columns are not aligned, so that a change of one line
//! stays a change of one line.

use crate::ast::Span;
use crate::highlight::Class;
use crate::parse::chars::{trim, trim_end};
use crate::parse::cursor::{LineKind, LineLayout, Outline};
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
        // INVARIANT: lines and tokens come in the order of the text; a token lies within one line.
        let here = tokens.iter().take_while(|t| t.0.start < line.at.end).count();
        let (of_line, behind) = tokens.split_at(here);
        page.line(line, of_line);
        tokens = behind;
    }
    page.out
}

type Token = (Span, Class);

/// What has been laid out so far.
struct Page<'t> {
    text: &'t str,
    out: String,
    /// An empty line stood here.
    blank: bool,
}

impl<'t> Page<'t> {
    fn line(&mut self, line: LineLayout, tokens: &[Token]) {
        let whole = self.slice(line.at);
        if line.kind == LineKind::Blank {
            self.blank = !self.out.is_empty();
            return;
        }
        if self.blank {
            self.out.push('\n');
            self.blank = false;
        }
        match line.kind {
            LineKind::Blank => {}
            LineKind::Comment { indented } => {
                self.indent(if indented { 2 } else { 0 });
                self.out.push_str(trim(whole));
                self.out.push('\n');
            }
            LineKind::Conflict => {
                self.out.push_str(trim_end(whole));
                self.out.push('\n');
            }
            LineKind::Head { readable: true } => self.tokens(0, tokens),
            LineKind::Body { readable: true } => self.tokens(2, tokens),
            LineKind::Head { readable: false } => self.verbatim(0, whole),
            LineKind::Body { readable: false } => self.verbatim(2, whole),
        }
    }

    fn slice(&self, at: Span) -> &'t str {
        &self.text[at.start as usize..at.end as usize]
    }

    fn indent(&mut self, by: usize) {
        self.out.extend(std::iter::repeat_n(' ', by));
    }

    /// A line that could be read, word by word.
    fn tokens(&mut self, indent: usize, tokens: &[Token]) {
        let mut before: Option<Token> = None;
        for &token in tokens {
            match before {
                None => self.indent(indent),
                Some(before) => {
                    let gap = Span { start: before.0.end, end: token.0.start };
                    if self.slice(gap).contains('\n') {
                        self.out.push('\n');
                        self.indent(indent + 2);
                    } else if token.1 == Class::Comment {
                        self.out.push_str("  ");
                    } else if self.apart(before, token) {
                        self.out.push(' ');
                    }
                }
            }
            self.token(token);
            before = Some(token);
        }
        self.out.push('\n');
    }

    /// Whether a blank separates two tokens of a line.
    fn apart(&self, before: Token, next: Token) -> bool {
        let sign = |(at, class): Token| if class == Class::Sign { self.slice(at) } else { "" };
        !matches!(sign(next), "," | ")" | "(" | ":") && sign(before) != "("
    }

    fn token(&mut self, (at, class): Token) {
        let text = self.slice(at);
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
    fn verbatim(&mut self, indent: usize, whole: &str) {
        let mut indent = indent;
        for line in whole.split('\n') {
            let words = trim(line);
            if !words.is_empty() {
                self.indent(indent);
                self.out.push_str(words);
                self.out.push('\n');
                indent = 4;
            }
        }
    }
}
