//! Breaks styled text into lines that fit a width.

use unicode_width::UnicodeWidthStr;

/// Behind these a name that is wider than its line may be broken.
const BREAKS: [char; 5] = ['.', '-', '(', ',', '/'];

/// What a word is to the eye. The edge gives each tone its look; without colour nothing may be lost.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Tone {
    /// Running text.
    #[default]
    Plain,
    /// The title of the page.
    Title,
    /// The head of a section.
    Heading,
    /// A name or a date that matters.
    Strong,
    /// What may be skipped.
    Faint,
    /// It is so, it is well: in force, performed, kept.
    Good,
    /// It is not so, or not well: annulled, broken, overdue.
    Bad,
    /// Somebody should look: a collision, a deadline near, undetermined.
    Alert,
    /// What can be typed: a name of the record, a command.
    Code,
}

/// A stretch of text with a tone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Piece {
    /// The text; no line breaks.
    pub text: String,
    /// What it is.
    pub tone: Tone,
}

/// A line of a page, or a paragraph not yet broken.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Line {
    /// From left to right.
    pub pieces: Vec<Piece>,
}

impl Line {
    /// An empty line.
    pub fn new() -> Line {
        Line::default()
    }

    /// A line of one piece.
    pub fn of(tone: Tone, text: impl Into<String>) -> Line {
        Line::new().and(tone, text)
    }

    /// A line of running text.
    pub fn plain(text: impl Into<String>) -> Line {
        Line::of(Tone::Plain, text)
    }

    /// The line with a piece more.
    #[must_use]
    pub fn and(mut self, tone: Tone, text: impl Into<String>) -> Line {
        self.push(tone, text);
        self
    }

    /// The line with another behind it.
    #[must_use]
    pub fn join(mut self, other: Line) -> Line {
        self.pieces.extend(other.pieces);
        self
    }

    /// Adds a piece; an empty one leaves no trace.
    pub fn push(&mut self, tone: Tone, text: impl Into<String>) {
        let text: String = text.into();
        if text.is_empty() {
            return;
        }
        match self.pieces.last_mut() {
            Some(last) if last.tone == tone => last.text.push_str(&text),
            _ => self.pieces.push(Piece { text, tone }),
        }
    }

    /// How many columns it takes.
    pub fn width(&self) -> usize {
        self.pieces.iter().map(|p| p.text.width()).sum()
    }

    /// Whether nothing stands on it.
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Without tones.
    pub fn text(&self) -> String {
        self.pieces.iter().map(|p| p.text.as_str()).collect()
    }

    /// The widest stretch that is never cut: a word, or what stands between the points of a long name.
    pub fn widest_word(&self) -> usize {
        let text = self.text();
        text.split(|c: char| c == ' ' || BREAKS.contains(&c)).map(|part| part.width() + 1).max().unwrap_or(0)
    }

    /// The words, each a line of its own, and whether a blank stands before it.
    fn words(&self) -> Vec<(Line, bool)> {
        let mut words: Vec<(Line, bool)> = Vec::new();
        let mut blank = false;
        let mut open = false;
        for piece in &self.pieces {
            for (i, chunk) in piece.text.split(' ').enumerate() {
                if i > 0 {
                    blank = true;
                    open = false;
                }
                if chunk.is_empty() {
                    continue;
                }
                match words.last_mut() {
                    Some((word, _)) if open => word.push(piece.tone, chunk),
                    _ => words.push((Line::of(piece.tone, chunk), blank)),
                }
                blank = false;
                open = true;
            }
        }
        words
    }

    /// Broken into lines of at most `width` columns; the second and later ones are indented by `hang`. Leading
    /// blanks of the first are kept; a word wider than the line is cut.
    pub fn wrap(&self, width: usize, hang: usize) -> Vec<Line> {
        let width = width.max(1);
        let hang = if hang + 8 > width { 0 } else { hang };
        if self.width() <= width {
            return vec![self.clone()];
        }
        let lead = self.text().chars().take_while(|c| *c == ' ').count().min(width.saturating_sub(8));
        let mut lines = Vec::new();
        let mut line = Line::plain(" ".repeat(lead));
        let mut at = lead;
        let mut empty = true;
        for (word, blank) in self.words() {
            let mut rest = Some(word);
            while let Some(word) = rest.take() {
                let gap = usize::from(blank && !empty);
                if at + gap + word.width() <= width {
                    if gap > 0 {
                        let tone =
                            if line.pieces.last().map(|p| p.tone) == word.pieces.first().map(|p| p.tone) {
                                word.pieces.first().map(|p| p.tone).unwrap_or_default()
                            } else {
                                Tone::Plain
                            };
                        line.push(tone, " ");
                    }
                    at += gap + word.width();
                    line = line.join_merged(word);
                    empty = false;
                } else if empty {
                    let (head, tail) = word.cut(width - at.min(width - 1));
                    lines.push(std::mem::take(&mut line).join_merged(head));
                    line = Line::plain(" ".repeat(hang));
                    at = hang;
                    rest = tail;
                } else {
                    lines.push(std::mem::replace(&mut line, Line::plain(" ".repeat(hang))));
                    at = hang;
                    empty = true;
                    rest = Some(word);
                }
            }
        }
        if !empty || lines.is_empty() {
            lines.push(line);
        }
        lines
    }

    fn join_merged(mut self, other: Line) -> Line {
        for piece in other.pieces {
            self.push(piece.tone, piece.text);
        }
        self
    }

    /// The first columns (at least one character), up to a place where a name may be broken if there is one, and
    /// the rest.
    fn cut(&self, width: usize) -> (Line, Option<Line>) {
        let (mut at, mut most, mut best) = (0, 0, 0);
        let text = self.text();
        for (i, c) in text.char_indices() {
            at += unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
            if at > width && i > 0 {
                break;
            }
            most = i + c.len_utf8();
            if BREAKS.contains(&c) && at > 2 {
                best = most;
            }
        }
        let end = if best > 0 && most < text.len() { best } else { most };
        let (mut head, mut tail, mut done) = (Line::new(), Line::new(), 0);
        for piece in &self.pieces {
            let here = end.saturating_sub(done).min(piece.text.len());
            head.push(piece.tone, &piece.text[..here]);
            tail.push(piece.tone, &piece.text[here..]);
            done += piece.text.len();
        }
        (head, (!tail.is_empty()).then_some(tail))
    }

    /// Without blanks at its end.
    #[must_use]
    pub fn trimmed(mut self) -> Line {
        while let Some(last) = self.pieces.last_mut() {
            last.text.truncate(last.text.trim_end_matches(' ').len());
            if !last.text.is_empty() {
                break;
            }
            self.pieces.pop();
        }
        self
    }

    /// The line filled up with blanks to a width.
    #[must_use]
    pub fn padded(self, width: usize) -> Line {
        let missing = width.saturating_sub(self.width());
        self.and(Tone::Plain, " ".repeat(missing))
    }
}

/// Lines from top to bottom.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Page {
    /// The lines; none is wider than was asked for, but for words that cannot be broken.
    pub lines: Vec<Line>,
}

impl Page {
    /// An empty page.
    pub fn new() -> Page {
        Page::default()
    }

    /// Adds an empty line, unless the page is empty or ends with one.
    pub fn gap(&mut self) {
        if self.lines.last().is_some_and(|l| !l.is_empty()) {
            self.lines.push(Line::new());
        }
    }

    /// Adds a paragraph, broken to the width, later lines indented.
    pub fn flow(&mut self, line: Line, width: usize, hang: usize) {
        self.lines.extend(line.wrap(width, hang));
    }

    /// Without tones, blanks at the ends of lines gone.
    pub fn text(&self) -> String {
        let mut out = String::new();
        for line in &self.lines {
            out.push_str(line.text().trim_end());
            out.push('\n');
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(line: &Line, width: usize, hang: usize) -> Vec<String> {
        line.wrap(width, hang).iter().map(Line::text).collect()
    }

    #[test]
    fn breaks_between_words_and_hangs() {
        let line = Line::plain("the pardon is in force ")
            .and(Tone::Strong, "again")
            .and(Tone::Plain, ", since 2017");
        assert_eq!(wrapped(&line, 16, 2), ["the pardon is in", "  force again,", "  since 2017"]);
    }

    #[test]
    fn counts_columns_and_not_bytes() {
        let line = Line::plain("peñón 年月日 ñandú");
        assert_eq!(wrapped(&line, 12, 0), ["peñón 年月日", "ñandú"]);
    }

    #[test]
    fn breaks_long_names_at_their_points() {
        let line = Line::plain("by PE.CorteSuprema.SalaPenal now");
        assert_eq!(wrapped(&line, 16, 0), ["by", "PE.CorteSuprema.", "SalaPenal now"]);
    }

    #[test]
    fn cuts_what_is_too_wide() {
        assert_eq!(wrapped(&Line::plain("abcdefghij kl"), 4, 0), ["abcd", "efgh", "ij", "kl"]);
        for width in 1..40 {
            for line in Line::plain("  a bb 年年年 ccc dddddddddd e ").wrap(width, 3) {
                assert!(line.width() <= width.max(2), "{width}: {line:?}");
            }
        }
    }
}
