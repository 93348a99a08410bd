//! Breaks styled text into lines that fit a width.

use std::collections::VecDeque;

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

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
pub struct StyledLine {
    /// From left to right.
    pub pieces: Vec<Piece>,
}

impl StyledLine {
    /// An empty line.
    pub fn new() -> StyledLine {
        StyledLine::default()
    }

    /// A line of one piece.
    pub fn of(tone: Tone, text: impl Into<String>) -> StyledLine {
        StyledLine::new().and(tone, text)
    }

    /// A line of running text.
    pub fn plain(text: impl Into<String>) -> StyledLine {
        StyledLine::of(Tone::Plain, text)
    }

    /// The line with a piece more.
    #[must_use]
    pub fn and(mut self, tone: Tone, text: impl Into<String>) -> StyledLine {
        self.push(tone, text);
        self
    }

    /// The line with another behind it.
    #[must_use]
    pub fn join(mut self, other: StyledLine) -> StyledLine {
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

    /// The words, which blanks part. A change of tone does not part them.
    fn words(&self) -> Vec<Word<'_>> {
        let mut words: Vec<Word<'_>> = Vec::new();
        let mut spaced = false;
        let mut open = false;
        for piece in &self.pieces {
            for (i, chunk) in piece.text.split(' ').enumerate() {
                if i > 0 {
                    spaced = true;
                    open = false;
                }
                if chunk.is_empty() {
                    continue;
                }
                match words.last_mut() {
                    Some(word) if open => word.push(piece.tone, chunk),
                    _ => {
                        let mut word = Word { pieces: VecDeque::new(), width: 0, spaced };
                        word.push(piece.tone, chunk);
                        words.push(word);
                    }
                }
                spaced = false;
                open = true;
            }
        }
        words
    }

    /// Broken into lines of at most `width` columns; the second and later ones are indented by `hang`. Leading
    /// blanks of the first are kept; a word wider than the line is cut.
    pub fn wrap(&self, width: usize, hang: usize) -> Vec<StyledLine> {
        let width = width.max(1);
        let hang = if hang + 8 > width { 0 } else { hang };
        if self.width() <= width {
            return vec![self.clone()];
        }
        let lead = self.text().chars().take_while(|c| *c == ' ').count().min(width.saturating_sub(8));
        let mut lines = Vec::new();
        let mut line = StyledLine::plain(" ".repeat(lead));
        let mut at = lead;
        let mut empty = true;
        for mut word in self.words() {
            while !word.pieces.is_empty() {
                let gap = usize::from(word.spaced && !empty);
                if at + gap <= width && word.fits(width - at - gap) {
                    if gap > 0 {
                        let next = word.pieces.front().map(|(tone, _)| *tone);
                        let same = line.pieces.last().map(|p| p.tone) == next;
                        line.push(next.filter(|_| same).unwrap_or_default(), " ");
                    }
                    at += gap + word.width;
                    word.pieces.drain(..).for_each(|(tone, text)| line.push(tone, text));
                    empty = false;
                } else if empty {
                    word.cut(width - at.min(width - 1))
                        .into_iter()
                        .for_each(|(tone, text)| line.push(tone, text));
                    lines.push(std::mem::replace(&mut line, StyledLine::plain(" ".repeat(hang))));
                    at = hang;
                } else {
                    lines.push(std::mem::replace(&mut line, StyledLine::plain(" ".repeat(hang))));
                    at = hang;
                    empty = true;
                }
            }
        }
        if !empty || lines.is_empty() {
            lines.push(line);
        }
        lines
    }

    /// Without blanks at its end.
    #[must_use]
    pub fn trimmed(mut self) -> StyledLine {
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
    pub fn padded(self, width: usize) -> StyledLine {
        let missing = width.saturating_sub(self.width());
        self.and(Tone::Plain, " ".repeat(missing))
    }
}

/// What is not laid out yet of a word. A word may have millions of characters, so laying out a line must not look at
/// more of it than fits on that line.
struct Word<'l> {
    pieces: VecDeque<(Tone, &'l str)>,
    /// How many columns it takes, or nearly: characters that join may have been cut apart.
    width: usize,
    /// Whether a blank stands before it.
    spaced: bool,
}

impl<'l> Word<'l> {
    fn push(&mut self, tone: Tone, text: &'l str) {
        self.width += text.width();
        self.pieces.push_back((tone, text));
    }

    /// Whether it takes no more columns than these.
    fn fits(&mut self, columns: usize) -> bool {
        if self.width <= columns {
            self.width = self.pieces.iter().map(|(_, text)| text.width()).sum();
        }
        self.width <= columns
    }

    /// Takes away the first columns (at least one character), up to a place where a name may be broken if there is one.
    fn cut(&mut self, columns: usize) -> Vec<(Tone, &'l str)> {
        let (mut at, mut most, mut best, mut all) = (0, 0, 0, true);
        for c in self.pieces.iter().flat_map(|(_, text)| text.chars()) {
            #[cfg(test)]
            tests::LOOKED_AT.with(|n| n.set(n.get() + 1));
            at += c.width().unwrap_or(0);
            if at > columns && most > 0 {
                all = false;
                break;
            }
            most += c.len_utf8();
            if BREAKS.contains(&c) && at > 2 {
                best = most;
            }
        }
        let mut left = if best > 0 && !all { best } else { most };
        let mut head = Vec::new();
        while left > 0 {
            let Some((tone, text)) = self.pieces.pop_front() else { break };
            let (taken, rest) = text.split_at(left.min(text.len()));
            left -= taken.len();
            self.width = self.width.saturating_sub(taken.width());
            head.push((tone, taken));
            if !rest.is_empty() {
                self.pieces.push_front((tone, rest));
                break;
            }
        }
        head
    }
}

/// Lines from top to bottom.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TextPage {
    /// The lines; none is wider than was asked for, but for words that cannot be broken.
    pub lines: Vec<StyledLine>,
}

impl TextPage {
    /// An empty page.
    pub fn new() -> TextPage {
        TextPage::default()
    }

    /// Adds an empty line, unless the page is empty or ends with one.
    pub fn gap(&mut self) {
        if self.lines.last().is_some_and(|l| !l.is_empty()) {
            self.lines.push(StyledLine::new());
        }
    }

    /// Adds a paragraph, broken to the width, later lines indented.
    pub fn flow(&mut self, line: StyledLine, width: usize, hang: usize) {
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
    use std::cell::Cell;

    use super::*;

    thread_local! {
        /// How many characters were looked at to find out where to cut words.
        pub(super) static LOOKED_AT: Cell<usize> = const { Cell::new(0) };
    }

    #[test]
    fn laying_out_a_long_word_looks_at_each_character_once_or_twice() {
        for word in ["x".repeat(200_000), "ab.".repeat(70_000)] {
            LOOKED_AT.set(0);
            let lines = StyledLine::of(Tone::Strong, &*word).and(Tone::Faint, &*word).wrap(80, 4);
            assert_eq!(lines.iter().map(|l| l.text().trim_start().len()).sum::<usize>(), 2 * word.len());
            let looked = LOOKED_AT.get();
            assert!(looked < 4 * word.len(), "{looked} for {} characters", 2 * word.len());
        }
    }

    fn wrapped(line: &StyledLine, width: usize, hang: usize) -> Vec<String> {
        line.wrap(width, hang).iter().map(StyledLine::text).collect()
    }

    #[test]
    fn breaks_between_words_and_hangs() {
        let line = StyledLine::plain("the pardon is in force ")
            .and(Tone::Strong, "again")
            .and(Tone::Plain, ", since 2017");
        assert_eq!(wrapped(&line, 16, 2), ["the pardon is in", "  force again,", "  since 2017"]);
    }

    #[test]
    fn counts_columns_and_not_bytes() {
        let line = StyledLine::plain("peñón 年月日 ñandú");
        assert_eq!(wrapped(&line, 12, 0), ["peñón 年月日", "ñandú"]);
    }

    #[test]
    fn breaks_long_names_at_their_points() {
        let line = StyledLine::plain("by PE.CorteSuprema.SalaPenal now");
        assert_eq!(wrapped(&line, 16, 0), ["by", "PE.CorteSuprema.", "SalaPenal now"]);
    }

    #[test]
    fn cuts_what_is_too_wide() {
        assert_eq!(wrapped(&StyledLine::plain("abcdefghij kl"), 4, 0), ["abcd", "efgh", "ij", "kl"]);
        for width in 1..40 {
            for line in StyledLine::plain("  a bb 年年年 ccc dddddddddd e ").wrap(width, 3) {
                assert!(line.width() <= width.max(2), "{width}: {line:?}");
            }
        }
    }
}
