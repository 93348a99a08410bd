//! Finds a quote in the text of its source word by word, so that no word, number or sign can differ unnoticed.
//!
//! **Words** are compared after compatibility decomposition (NFKD: `ﬁ` is `fi`), without case. A number keeps its sign
//! and its separators: `8.2.h`, `20.000,50` and `-5` are one word each. A symbol such as `§` or `%` is a word.
//! Apostrophes and hyphens within a word belong to it. Invisible characters are dropped.
//!
//! **Ignored, and reported:** case, hyphens at line ends, styles of quotes and dashes, spacing, punctuation between words
//! (not between two numbers), ligatures and other compatibility forms, and accents that capitals lack. A run of blanks
//! and line breaks is one space and never reported, because a quote stands on one line.
//!
//! `…` and `...` within a quote stand for anything left out: the pieces must come in order.

use std::ops::Range;

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What a match ignored, in the order in which a message lists it.
const IGNORED: [&str; 9] = [
    "case",
    "accents of capitals",
    "hyphens at line ends",
    "quotation marks",
    "dashes",
    "spacing",
    "punctuation",
    "invisible characters",
    "ligatures or other compatibility forms",
];
const CASE: u16 = 1;
const ACCENTS: u16 = 1 << 1;
const LINE_END: u16 = 1 << 2;
const QUOTES: u16 = 1 << 3;
const DASHES: u16 = 1 << 4;
const SPACING: u16 = 1 << 5;
const PUNCTUATION: u16 = 1 << 6;
const INVISIBLE: u16 = 1 << 7;
const COMPATIBILITY: u16 = 1 << 8;

/// Stands in a word for a hyphen at the end of a line, which may belong to the word or not.
const BREAK: char = '\u{ad}';

/// How many occurrences of how many rare words are tried for the passage nearest to a quote.
const RARE_WORDS: usize = 8;
const OCCURRENCES: usize = 16;

struct Word {
    /// Decomposed, with its case and accents.
    written: Box<str>,
    /// Without case, accents and hyphens: equal for all words that may match.
    key: Box<str>,
    /// Where it stands in the text, in bytes.
    at: Range<usize>,
}

/// A text as words, with an index of them.
pub struct IndexedText<'t> {
    text: &'t str,
    words: Vec<Word>,
    /// By key: where it occurs, in order.
    index: FxHashMap<Box<str>, Vec<u32>>,
}

/// Where a quote stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Match {
    /// Its pieces, in bytes of the text.
    pub pieces: Vec<Range<usize>>,
    /// How its text differs from the quote; empty where it matches exactly.
    pub ignored: Vec<&'static str>,
}

impl<'t> IndexedText<'t> {
    /// Reads a text.
    pub fn of(text: &'t str) -> IndexedText<'t> {
        let words = split(text);
        let mut index: FxHashMap<Box<str>, Vec<u32>> = FxHashMap::default();
        for (i, word) in (0u32..).zip(&words) {
            match index.get_mut(&word.key) {
                Some(list) => list.push(i),
                None => drop(index.insert(word.key.clone(), vec![i])),
            }
        }
        IndexedText { text, words, index }
    }

    /// The first place of a quote within a stretch of the text (in bytes).
    pub fn find(&self, quote: &str, within: Range<usize>) -> Option<Match> {
        let (mut from, end) = self.numbers(&within);
        let (mut pieces, mut ignored) = (Vec::new(), 0);
        for piece in quote.split('…').flat_map(|piece| piece.split("...")) {
            let wanted = split(piece);
            if wanted.is_empty() {
                continue;
            }
            let (start, flags) = self.find_piece(piece, &wanted, from..end)?;
            from = start + wanted.len();
            pieces.push(self.words[start].at.start..self.words[from - 1].at.end);
            ignored |= flags;
        }
        let ignored = (0..).zip(IGNORED).filter(|(bit, _)| ignored & (1 << bit) != 0).map(|(_, name)| name);
        (!pieces.is_empty()).then(|| Match { pieces, ignored: ignored.collect() })
    }

    /// The words of a stretch, by number.
    fn numbers(&self, within: &Range<usize>) -> (usize, usize) {
        let from = self.words.partition_point(|w| w.at.start < within.start);
        (from, self.words.partition_point(|w| w.at.start < within.end).max(from))
    }

    fn occurrences(&self, key: &str, within: &Range<usize>) -> &[u32] {
        let Some(list) = self.index.get(key) else { return &[] };
        let from = list.partition_point(|&p| (p as usize) < within.start);
        let to = list.partition_point(|&p| (p as usize) < within.end);
        &list[from..to.max(from)]
    }

    fn find_piece(&self, piece: &str, wanted: &[Word], within: Range<usize>) -> Option<(usize, u16)> {
        let lists = wanted.iter().enumerate().map(|(i, word)| (i, self.occurrences(&word.key, &within)));
        let (offset, rarest) = lists.min_by_key(|(_, list)| list.len())?;
        rarest.iter().find_map(|&at| {
            let start = (at as usize).checked_sub(offset).filter(|s| *s >= within.start)?;
            let there =
                self.words.get(start..start + wanted.len()).filter(|_| start + wanted.len() <= within.end)?;
            Some((start, self.compare(piece, wanted, there)?))
        })
    }

    /// What must be ignored for two runs of words to be the same; `None` where they are not.
    fn compare(&self, piece: &str, wanted: &[Word], there: &[Word]) -> Option<u16> {
        let mut ignored = 0;
        for i in 0..wanted.len() {
            ignored |= compare_words(piece, &wanted[i], self.text, &there[i])?;
            if i > 0 {
                let gap =
                    |text: &'_ str, words: &[Word]| text[words[i - 1].at.end..words[i].at.start].to_owned();
                let numbers = is_number(&wanted[i - 1]) && is_number(&wanted[i]);
                ignored |= compare_gaps(&gap(piece, wanted), &gap(self.text, there), numbers)?;
            }
        }
        Some(ignored)
    }

    /// Where the passage begins that has most of a quote's words, if it has a third of them.
    pub fn nearest(&self, quote: &str, within: Range<usize>) -> Option<usize> {
        let (from, end) = self.numbers(&within);
        let wanted = split(quote);
        let mut lists: Vec<(usize, &[u32])> = wanted
            .iter()
            .enumerate()
            .map(|(i, word)| (i, self.occurrences(&word.key, &(from..end))))
            .filter(|(_, list)| !list.is_empty())
            .collect();
        lists.sort_by_key(|(_, list)| list.len());
        lists.truncate(RARE_WORDS);
        let starts = lists.iter().flat_map(|(i, list)| {
            list.iter().take(OCCURRENCES).map(|&at| (at as usize).saturating_sub(*i).max(from))
        });
        let is_wanted = |at: &usize| wanted.iter().any(|w| w.key == self.words[*at].key);
        let score = |start: usize| (start..(start + wanted.len()).min(end)).filter(is_wanted).count();
        let (best, start) = starts
            .map(|start| (score(start), start))
            .max_by_key(|&(s, start)| (s, std::cmp::Reverse(start)))?;
        let first = (start..end).find(is_wanted)?;
        (best > 0 && best * 3 >= wanted.len()).then(|| self.words[first].at.start)
    }
}

fn is_number(word: &Word) -> bool {
    word.key.chars().any(char::is_numeric)
}

fn compare_words(piece: &str, quoted: &Word, text: &str, found: &Word) -> Option<u16> {
    if quoted.key != found.key {
        return None;
    }
    let mut ignored = 0;
    if quoted.written != found.written {
        let (a, b) = (folded(&quoted.written), folded(&found.written));
        if !same(&a, &b) {
            let (plain_a, plain_b) = (without_marks(&a), without_marks(&b));
            let lacks =
                |word: &Word, folded: &str, plain: &str| folded == plain && in_capitals(&word.written);
            if !same(&plain_a, &plain_b) || !(lacks(quoted, &a, &plain_a) || lacks(found, &b, &plain_b)) {
                return None;
            }
            ignored |= ACCENTS;
        }
        if quoted.written.contains(BREAK) != found.written.contains(BREAK) {
            ignored |= LINE_END;
        }
        let letters = |word: &Word| -> String {
            word.written.nfd().filter(|c| !is_combining_mark(*c) && *c != BREAK && *c != '-').collect()
        };
        if letters(quoted) != letters(found) {
            ignored |= CASE;
        }
    } else {
        let (a, b) = (&piece[quoted.at.clone()], &text[found.at.clone()]);
        if a != b {
            let visible = |text: &str| text.chars().filter(|c| !is_invisible(*c)).collect::<String>();
            let styled = |text: &str| visible(text).replace(is_quote, "'");
            ignored |= match () {
                () if a.nfc().eq(b.nfc()) => 0,
                () if visible(a).nfc().eq(visible(b).nfc()) => INVISIBLE,
                () if styled(a).nfc().eq(styled(b).nfc()) => QUOTES,
                () if a.contains(is_dash)
                    && visible(a).replace(is_dash, "-") == visible(b).replace(is_dash, "-") =>
                {
                    DASHES
                }
                () if !quoted.written.contains(BREAK) => COMPATIBILITY,
                () => 0,
            };
        }
    }
    if quoted.written != found.written {
        let forms = |text: &str| {
            let visible: String = text.chars().filter(|c| !is_invisible(*c)).collect();
            !visible.nfd().eq(visible.nfkd())
        };
        if forms(&piece[quoted.at.clone()]) != forms(&text[found.at.clone()]) {
            ignored |= COMPATIBILITY;
        }
    }
    Some(ignored)
}

/// What stands between two words, for both sides; between two numbers only spacing and style may differ.
fn compare_gaps(quoted: &str, found: &str, numbers: bool) -> Option<u16> {
    if quoted == found {
        return Some(0);
    }
    let styled = |text: &str| -> String {
        let visible =
            text.nfkd().filter(|c| !c.is_whitespace() && !is_invisible(*c) && !is_combining_mark(*c));
        visible
            .map(|c| {
                if is_quote(c) {
                    '"'
                } else if is_dash(c) {
                    '-'
                } else {
                    c
                }
            })
            .collect()
    };
    let only = |text: &str, test: fn(char) -> bool| text.chars().filter(|c| test(*c)).collect::<String>();
    let bare = |text: &str| styled(text).replace('"', "");
    let mut ignored = 0;
    if bare(quoted) != bare(found) {
        if numbers {
            return None;
        }
        ignored |= PUNCTUATION;
    }
    if only(quoted, is_quote) != only(found, is_quote) {
        ignored |= QUOTES;
    }
    if ignored & PUNCTUATION == 0 && only(quoted, is_dash) != only(found, is_dash) {
        ignored |= DASHES;
    }
    let spaces =
        |text: &str| text.split(|c: char| !c.is_whitespace()).map(|run| !run.is_empty()).collect::<Vec<_>>();
    if ignored == 0
        && spaces(&only(quoted, |c| !is_invisible(c))) != spaces(&only(found, |c| !is_invisible(c)))
    {
        ignored |= SPACING;
    }
    if only(quoted, is_invisible) != only(found, is_invisible) {
        ignored |= INVISIBLE;
    }
    Some(ignored)
}

/// Whether two words are equal where a hyphen at a line end may be part of a word or not.
fn same(a: &str, b: &str) -> bool {
    let (mut a, mut b) = (a.chars().peekable(), b.chars().peekable());
    loop {
        match (a.peek().copied(), b.peek().copied()) {
            (None, None) => return true,
            (x, y) if x == y || matches!((x, y), (Some(BREAK), Some('-')) | (Some('-'), Some(BREAK))) => {
                a.next();
                b.next();
            }
            (Some(BREAK), _) => drop(a.next()),
            (_, Some(BREAK)) => drop(b.next()),
            _ => return false,
        }
    }
}

fn folded(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        match c {
            'ß' | 'ẞ' => out.push_str("ss"),
            'ς' => out.push('σ'),
            // The capital İ of Turkish.
            '\u{307}' if out.ends_with('i') => {}
            _ => out.extend(c.to_lowercase()),
        }
    }
    out
}

fn without_marks(word: &str) -> String {
    word.chars().filter(|c| !is_combining_mark(*c)).collect()
}

fn in_capitals(word: &str) -> bool {
    word.chars().any(char::is_uppercase) && !word.chars().any(char::is_lowercase)
}

fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '`' | '«' | '»' | '‹' | '›' | '\u{2018}'..='\u{201f}' | '′' | '″' | 'ʼ' | '＂' | '＇'
    )
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '−' | '－' | '﹣')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | 'ʼ' | '′' | '`')
}

/// Zero-width characters, marks of direction, soft hyphens and selectors of variants.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' | '\u{61c}' | '\u{34f}')
}

/// Marks that part words and do not count; whatever else is no letter or digit counts as a word.
fn is_punctuation(c: char) -> bool {
    is_quote(c)
        || is_dash(c)
        || matches!(c, '!' | '(' | ')' | ',' | '.' | ':' | ';' | '?' | '[' | ']' | '_' | '*' | '/' | '\\' | '{' | '}'
            | '|' | '~' | '#' | '¡' | '¿' | '·' | '\u{589}' | '\u{5be}' | '\u{5f3}' | '\u{5f4}' | '\u{60c}' | '\u{61b}'
            | '\u{61f}' | '\u{6d4}' | '\u{2020}'..='\u{2027}' | '\u{2043}' | '\u{2044}' | '\u{3001}'..='\u{3002}'
            | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}' | '\u{fffd}')
}

/// Scripts that put no blanks between words: each character is a word.
fn stands_alone(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// A decomposed character and what it came from.
#[derive(Clone, Copy)]
struct Unit {
    c: char,
    start: usize,
    end: usize,
    /// A digit that was raised or resolved.
    raised: bool,
    /// The first character of `½` and the like.
    fraction: bool,
}

fn units(text: &str) -> Vec<Unit> {
    let mut out = Vec::with_capacity(text.len());
    let mut chars = text.char_indices().filter(|(_, c)| *c == '\u{ad}' || !is_invisible(*c)).peekable();
    let mut segment = String::new();
    while let Some((start, first)) = chars.next() {
        let mut end = start + first.len_utf8();
        let plain = Unit { c: first, start, end, raised: false, fraction: false };
        if first.is_ascii() && chars.peek().is_none_or(|(_, c)| c.is_ascii()) {
            out.push(plain);
            continue;
        }
        segment.clear();
        segment.push(first);
        while let Some((at, mark)) = chars.next_if(|(_, c)| is_combining_mark(*c)) {
            segment.push(mark);
            end = at + mark.len_utf8();
        }
        let raised = matches!(first, '²' | '³' | '¹' | '\u{2070}'..='\u{2079}' | '\u{2080}'..='\u{2089}');
        let fraction = matches!(first, '¼'..='¾' | '\u{2150}'..='\u{215f}' | '\u{2189}');
        for (i, c) in segment.nfkd().enumerate() {
            out.push(Unit { c, start, end, raised, fraction: fraction && i == 0 });
        }
    }
    out
}

/// A word that is being read.
#[derive(Default)]
struct Open {
    written: String,
    start: usize,
    end: usize,
    raised: bool,
}

#[derive(Default)]
struct Splitter {
    words: Vec<Word>,
    open: Option<Open>,
}

impl Splitter {
    fn push(&mut self, c: char, unit: Unit) {
        let open = self.open.get_or_insert_with(|| Open {
            start: unit.start,
            raised: unit.raised,
            ..Open::default()
        });
        open.written.push(c);
        open.end = unit.end;
    }

    fn close(&mut self) {
        if let Some(open) = self.open.take() {
            let key = without_marks(&folded(&open.written));
            let number = open.written.starts_with('-');
            let hyphens = |c: char| c == BREAK || c == '-';
            let key =
                if number { format!("-{}", key.replace(hyphens, "")) } else { key.replace(hyphens, "") };
            self.words.push(Word { written: open.written.into(), key: key.into(), at: open.start..open.end });
        }
    }

    fn last(&self) -> Option<char> {
        let written = &self.open.as_ref()?.written;
        written.chars().rev().find(|c| !is_combining_mark(*c))
    }
}

fn split(text: &str) -> Vec<Word> {
    let units = units(text);
    let mut out = Splitter::default();
    let mut i = 0;
    while let Some(&unit) = units.get(i) {
        let c = unit.c;
        let next = units.get(i + 1).map(|u| u.c);
        i += 1;
        if is_combining_mark(c) {
            if out.open.is_some() {
                out.push(c, unit);
            }
        } else if c.is_alphanumeric() {
            let raised = out.open.as_ref().is_some_and(|o| o.raised);
            let after_digit = out.last().is_some_and(char::is_numeric);
            if stands_alone(c) || out.last().is_some_and(stands_alone) {
                out.close();
            } else if after_digit && c.is_numeric() && (unit.fraction || unit.raised != raised) {
                out.close();
                if unit.raised {
                    out.push('^', unit);
                }
            }
            out.push(c, unit);
        } else if let Some(last) = out.last() {
            if (is_dash(c) || c == BREAK) && last.is_alphabetic() {
                let blanks = units[i..].iter().take_while(|u| u.c.is_whitespace());
                let (count, broken) =
                    blanks.fold((0, false), |(n, b), u| (n + 1, b || matches!(u.c, '\n' | '\r' | '\u{c}')));
                if broken && units.get(i + count).is_some_and(|u| u.c.is_alphabetic()) {
                    out.push(BREAK, unit);
                    i += count;
                    continue;
                }
            }
            if c == BREAK {
                continue;
            }
            if c == '°' && last.is_alphabetic() {
                out.push('o', unit);
            } else if let Some(joined) =
                next.and_then(|next| joiner(c, last, next, units.get(i + 1).map(|u| u.c)))
            {
                out.push(joined, unit);
            } else {
                out.close();
                other(&mut out, &units, i - 1);
            }
        } else {
            other(&mut out, &units, i - 1);
        }
    }
    out.close();
    out.words
}

/// A mark within a word, as it is compared; `None` where the word ends.
fn joiner(c: char, last: char, next: char, after: Option<char>) -> Option<char> {
    let (digit, digits) = (last.is_numeric(), last.is_numeric() && next.is_numeric());
    match c {
        _ if is_apostrophe(c) && (digits || last.is_alphabetic() && next.is_alphabetic()) => Some('\''),
        _ if is_dash(c)
            && !matches!(c, '–' | '—' | '―')
            && last.is_alphanumeric()
            && next.is_alphanumeric()
            && !digits =>
        {
            Some('-')
        }
        '.' if digit && next.is_alphabetic() && after.is_none_or(|a| !a.is_alphanumeric()) => Some('.'),
        '.' | ',' | ':' | '\u{66b}' | '\u{66c}' | '·' if digits => Some(c),
        '/' | '\u{2044}'
            if last.is_alphanumeric() && next.is_alphanumeric() && (digit || next.is_numeric()) =>
        {
            Some('/')
        }
        _ => None,
    }
}

/// What is no letter or digit and stands in no word: the sign of a number, a symbol, or nothing that counts.
fn other(out: &mut Splitter, units: &[Unit], i: usize) {
    let unit = units[i];
    let before = i.checked_sub(1).map(|b| units[b].c);
    let digit = units.get(i + 1).is_some_and(|u| u.c.is_numeric());
    let free = before.is_none_or(|b| {
        b.is_whitespace() || !b.is_alphanumeric() && !is_dash(b) && !matches!(b, ')' | ']' | '.')
    });
    if is_dash(unit.c) && digit && free {
        out.push('-', unit);
    } else if !unit.c.is_whitespace() && !is_punctuation(unit.c) && unit.c != BREAK && !unit.c.is_control() {
        out.push(unit.c, unit);
        out.close();
    }
}
