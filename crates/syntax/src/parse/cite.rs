//! Citations: source, pinpoint, quote, hash.

use super::chars;
use super::cursor::{Abort, Cursor, Read, TokenSink};
use crate::ast::{Cite, Line, Word};
use crate::highlight::Class;

impl<'t, S: TokenSink> Cursor<'t, S> {
    /// A line that begins with `cites` or `contradicts`.
    pub(super) fn cite_line(&mut self, lines: &mut Vec<Line<'t>>) -> Read<()> {
        let before = lines.len();
        let mut contradicts = false;
        let mut first = true;
        loop {
            let comma = self.peek() == b',';
            match self.word_ahead() {
                word @ ("cites" | "contradicts") => {
                    contradicts = word == "contradicts";
                    self.take(word, Class::Keyword);
                }
                _ if !first && self.sign(b',') => {}
                _ => break,
            }
            first = false;
            match self.cite(false, comma) {
                Ok(cite) if contradicts => lines.push(Line::Contradicts(cite)),
                Ok(cite) => lines.push(Line::Cites(cite)),
                Err(Abort) => {
                    lines.truncate(before);
                    return Err(Abort);
                }
            }
        }
        Ok(())
    }

    /// `cites A art.1 "…" cites B, C`: the first word is known to come next.
    pub(super) fn cites(&mut self, cites: &mut Vec<Cite<'t>>, behind_effect: bool) -> Read<()> {
        if cites.is_empty() {
            cites.reserve_exact(1);
        }
        let mut first = true;
        loop {
            let comma = self.peek() == b',';
            if !self.eat("cites") && (first || !self.sign(b',')) {
                break;
            }
            first = false;
            cites.push(self.cite(behind_effect, comma)?);
        }
        Ok(())
    }

    /// `SOURCE [pin] ["quote"] [hash "…"]`
    fn cite(&mut self, behind_effect: bool, behind_comma: bool) -> Read<Cite<'t>> {
        let start = self.pos;
        let word = self.word_ahead();
        if behind_comma && !self.at_end() && (word.is_empty() || self.byte(start + word.len()) == b'.') {
            let d = self
                .error("missing-name", self.ahead().1, "the name of a source is missing behind the comma")
                .help("a comma separates citations: between a source and its pinpoint stands a blank");
            return self.stop(d);
        }
        let source = self.name("the name of a source is missing", "such as `cites rs-281 art.1 \"…\"`")?;
        let mut pin = Vec::new();
        let (mut quote, mut hash) = (None, None);
        loop {
            if self.string_ahead() {
                if quote.is_some() {
                    let d = self
                        .error("trailing-text", self.ahead().1, "one citation has one quote")
                        .help("write `cites` and the source again before the second quote");
                    return self.stop(d);
                }
                quote = self.string();
                continue;
            }
            let at = self.pos;
            let end = self.run_end(at);
            if end == at {
                break;
            }
            match &self.text[at..end] {
                "cites" | "contradicts" => break,
                "hash" if self.string_follows(end) && hash.is_none() => {
                    self.eat("hash");
                    hash = self.string();
                }
                word if behind_effect && is_modifier(word) => {
                    let d = self
                        .error(
                            "misplaced-modifier",
                            self.span(at, end),
                            format!("`{word}` stands behind a citation"),
                        )
                        .help("write it before `cites`: what follows the name of a source says where in it");
                    return self.stop(d);
                }
                text if quote.is_none() && hash.is_none() => {
                    self.pos = end;
                    self.done(at, Class::Pin);
                    if pin.is_empty() {
                        pin.reserve_exact(1);
                    }
                    pin.push(Word { text, at: self.span(at, end) });
                }
                _ => break,
            }
        }
        Ok(Cite { source, pin, quote, hash, at: self.since(start) })
    }

    pub(super) fn string_follows(&self, at: usize) -> bool {
        let at = self.skip_spaces(at);
        self.byte(at) == b'"' || chars::opening_quote(self.line, at) > 0
    }
}

/// Words that belong before `cites`.
fn is_modifier(word: &str) -> bool {
    matches!(
        word,
        "from" | "until" | "after" | "within" | "by" | "at" | "then" | "for" | "if" | "while" | "unless"
    )
}
