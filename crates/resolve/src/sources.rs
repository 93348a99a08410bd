//! A record and the texts of its sources go in; which quotes are there, and which paragraphs are cited, come out.
//!
//! **How a quote is compared.** Both sides are folded: compatibility forms are taken apart (NFKD: `ﬁ` is `fi`),
//! marks above and below letters are dropped, case is dropped, and of what is left only letters and digits stay.
//! So spaces, line breaks, hyphens (soft ones and those of broken words), typographic quotes and punctuation never
//! decide, and any way of getting the text out of a printed page finds any quote; a letter or a digit that differs
//! does. `…`, `...`, `[…]` and `(...)` within a quote stand for anything left out: the pieces must come in order.
//!
//! **Paragraphs** are what blank lines part. `para.3` is the paragraph that begins with `3.` (or `3)`) where a text
//! numbers its paragraphs itself, with those behind it that have no number; in any other text it is the third.
//! `para.3-5` is a stretch. Other pinpoints (`art.1`, `consid.45`) are shown and not looked up.
//!
//! **An anchor** `hash "…"` is the beginning, at least eight digits, of the SHA-256 of a folded paragraph.

use std::fmt::Write as _;
use std::ops::Range;

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use vigente_syntax::diagnostic::{Diagnostic, Severity};

use crate::world::World;
use vigente_model::{Citation, Model, Place, SourceId};

/// What became of the citations of a record.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SourceCheck {
    /// One for each source of which the text is at hand.
    pub reports: Vec<SourceReport>,
    /// Sources that are cited while their text is not at hand, with how many quotes and hashes could not be checked.
    pub unverified: Vec<(SourceId, u32)>,
    /// Quotes and hashes that are not in their text, texts that have changed.
    pub diagnostics: Vec<Diagnostic>,
}

/// A source with its text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SourceReport {
    /// Which.
    pub source: SourceId,
    /// Its paragraphs, in order; `para.1` is the first.
    pub paragraphs: Vec<ParagraphUse>,
    /// Quotes and hashes that were found.
    pub verified: u32,
    /// Quotes and hashes that were not.
    pub failed: u32,
}

/// What the record does with a paragraph.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ParagraphUse {
    /// How a pinpoint names it: `3` for `para.3`. Empty for what stands before the first number of a text that numbers
    /// its paragraphs itself; what follows a number without one of its own has the same.
    pub number: Box<str>,
    /// The first digits of the hash of its normalised text, as an anchor may write them.
    pub hash: Box<str>,
    /// Citations that rest on it: index into [`Model::citations`].
    pub cited: Vec<u32>,
    /// Citations that contradict it.
    pub contradicted: Vec<u32>,
}

/// How many digits of a hash are shown, and asked for.
const HASH_DIGITS: usize = 8;
/// How much of a text a message shows.
const SHOWN: usize = 60;

/// Checks every quote and hash against the texts at hand.
pub fn check(model: &Model, world: &World) -> SourceCheck {
    let mut out = SourceCheck::default();
    let mut by_source: Vec<Vec<u32>> = vec![Vec::new(); model.sources.len()];
    for (i, citation) in model.citations.iter().enumerate() {
        by_source[citation.source.index()].push(i as u32);
    }
    for (i, citations) in by_source.iter().enumerate() {
        let source = &model.sources[i];
        let field = |name: &str| source.fields.iter().find(|f| &*f.0 == name).map(|f| &*f.1);
        let id = SourceId(i as u32);
        let Some(raw) = field("file").and_then(|file| world.texts.get(file)) else {
            if !citations.is_empty() {
                let mut written: Vec<&Citation> =
                    citations.iter().map(|&c| &model.citations[c as usize]).collect();
                written.dedup_by_key(|c| c.place);
                let claims =
                    written.iter().map(|c| u32::from(c.quote.is_some()) + u32::from(c.hash.is_some()));
                out.unverified.push((id, claims.sum()));
            }
            continue;
        };
        if let Some(pinned) = field("sha256") {
            let found = hex(Sha256::digest(raw.as_bytes()).as_slice());
            if !is_prefix(pinned, &found) {
                let message = format!("the text of `{}` is not the one that was pinned", source.name);
                let place = source.place;
                out.diagnostics.push(
                    Diagnostic::new("source-changed", Severity::Error, place.file, place.at, message)
                        .here("its `sha256` differs")
                        .help(format!("compare the two texts; this one has `sha256 \"{found}\"`")),
                );
            }
        }
        let text = Text::read(raw);
        out.reports.push(text.report(model, id, citations, &mut out.diagnostics));
    }
    out.diagnostics.sort_by_key(|d| d.labels.first().map(|l| (l.file, l.at)));
    // An effect with several targets carries its citation once for each.
    out.diagnostics.dedup();
    out
}

/// The hash of a paragraph, as an anchor may write it: the first eight hexadecimal digits.
pub fn anchor(paragraph: &str) -> String {
    let mut digits = hash(&fold(paragraph));
    digits.truncate(HASH_DIGITS);
    digits
}

/// Letters and digits alone, as they are compared.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

fn fold_into(text: &str, out: &mut String) {
    for c in text.chars() {
        if c.is_ascii() {
            if c.is_ascii_alphanumeric() {
                out.push(c.to_ascii_lowercase());
            }
            continue;
        }
        for part in std::iter::once(c).nfkd().filter(|&p| !is_combining_mark(p)) {
            out.extend(part.to_lowercase().filter(|l| l.is_alphanumeric()));
        }
    }
}

fn hash(folded: &str) -> String {
    hex(Sha256::digest(folded.as_bytes()).as_slice())
}

fn hex(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        let _ = write!(out, "{byte:02x}");
    }
    out
}

fn is_prefix(written: &str, whole: &str) -> bool {
    whole.starts_with(&written.to_ascii_lowercase())
}

struct Paragraph<'t> {
    text: &'t str,
    /// Its stretch of the folded text.
    folded: Range<usize>,
    hash: String,
    /// The number it begins with.
    label: Option<&'t str>,
}

struct Text<'t> {
    paragraphs: Vec<Paragraph<'t>>,
    folded: String,
    /// The text numbers its paragraphs itself.
    numbered: bool,
}

impl<'t> Text<'t> {
    fn read(raw: &'t str) -> Text<'t> {
        let mut folded = String::with_capacity(raw.len());
        let mut paragraphs = Vec::new();
        for text in split(raw) {
            let start = folded.len();
            fold_into(text, &mut folded);
            let label = label(text);
            let hash = hash(&folded[start..]);
            paragraphs.push(Paragraph { text, folded: start..folded.len(), hash, label });
        }
        let labels: Vec<&str> = paragraphs.iter().filter_map(|p| p.label).collect();
        let numbers: Vec<u32> = labels.iter().filter_map(|l| l.split('.').next()?.parse().ok()).collect();
        let numbered = labels.len() >= 3 && labels.len() * 2 >= paragraphs.len() && numbers.is_sorted();
        Text { paragraphs, folded, numbered }
    }

    /// The paragraphs that a pinpoint names; `None` where it names something else, or nothing that is there.
    fn pinned(&self, pin: &str) -> Option<Result<Range<usize>, String>> {
        let number = pin.split(' ').find_map(|word| word.strip_prefix("para."))?;
        let (from, to) = number.split_once('-').unwrap_or((number, number));
        let (Some(first), Some(last)) = (self.paragraph(from), self.paragraph(to)) else {
            return Some(Err(number.to_owned()));
        };
        let end = last.end.max(first.end);
        Some(Ok(first.start..end))
    }

    fn paragraph(&self, number: &str) -> Option<Range<usize>> {
        if self.numbered {
            let start = self.paragraphs.iter().position(|p| p.label == Some(number))?;
            let more = self.paragraphs[start + 1..].iter().take_while(|p| p.label.is_none()).count();
            return Some(start..start + 1 + more);
        }
        let index = number.parse::<usize>().ok()?.checked_sub(1)?;
        (index < self.paragraphs.len()).then_some(index..index + 1)
    }

    fn report(
        &self,
        model: &Model,
        source: SourceId,
        citations: &[u32],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> SourceReport {
        let paragraphs = self
            .paragraphs
            .iter()
            .enumerate()
            .map(|(i, p)| ParagraphUse {
                number: self.number(i).into(),
                hash: p.hash[..HASH_DIGITS].into(),
                cited: Vec::new(),
                contradicted: Vec::new(),
            })
            .collect();
        let mut report = SourceReport { source, paragraphs, verified: 0, failed: 0 };
        let mut last: Option<Place> = None;
        for &i in citations {
            let citation = &model.citations[i as usize];
            // An effect with several targets carries one written citation several times: it counts once.
            let again = last.replace(citation.place) == Some(citation.place);
            let name = &model.sources[source.index()].name;
            let (touched, verified, wrong) = self.verify(citation, name);
            if !again {
                report.verified += verified;
                report.failed += wrong.len() as u32;
                diagnostics.extend(wrong);
            }
            for paragraph in touched {
                let found = &mut report.paragraphs[paragraph];
                if citation.contradicts { &mut found.contradicted } else { &mut found.cited }.push(i);
            }
        }
        report
    }

    /// The paragraphs that a citation touches, how many of its claims are true, and what is wrong with the others.
    fn verify(&self, citation: &Citation, source: &str) -> (Range<usize>, u32, Vec<Diagnostic>) {
        let Place { file, at } = citation.place;
        let bad = |code, message: String| Diagnostic::new(code, Severity::Error, file, at, message);
        let (mut touched, mut verified, mut wrong) = (0..0, 0, Vec::new());
        let pinned = match self.pinned(&citation.pin) {
            Some(Ok(range)) => Some(range),
            Some(Err(number)) => {
                let count = self.paragraphs.len();
                wrong.push(bad("no-such-paragraph", format!("`{source}` has no paragraph {number}")).help(
                    if self.numbered {
                        "count by the numbers that stand in the text".to_owned()
                    } else {
                        format!("its text has {count} paragraphs, parted by blank lines")
                    },
                ));
                None
            }
            None => None,
        };
        if let Some(range) = &pinned {
            touched = range.clone();
        }
        if let Some(quote) = &citation.quote {
            match self.find(quote, pinned.clone()) {
                Some(found) => {
                    verified += 1;
                    if pinned.is_none() {
                        touched = found;
                    }
                }
                None => {
                    let message = match &pinned {
                        Some(_) => format!("this quote is not in `{source}` {}", citation.pin),
                        None => format!("this quote is not in the text of `{source}`"),
                    };
                    let help = match self.find(quote, None) {
                        Some(found) if pinned.is_some() => {
                            format!("it stands {}", self.where_is(found.start))
                        }
                        _ => match self.nearest(quote, pinned.clone()) {
                            Some(near) => format!("the nearest passage is \"{near}\""),
                            None => "quote the words of the source, in its language".to_owned(),
                        },
                    };
                    wrong.push(bad("quote-not-found", message).help(help));
                }
            }
        }
        if let Some(digits) = &citation.hash {
            let good = digits.len() >= HASH_DIGITS && digits.bytes().all(|b| b.is_ascii_hexdigit());
            let range = pinned.clone().unwrap_or(0..self.paragraphs.len());
            let found =
                |mut range: Range<usize>| range.find(|&p| is_prefix(digits, &self.paragraphs[p].hash));
            if !good {
                let message = format!("`{digits}` is not the beginning of a hash");
                let help =
                    "write at least eight hexadecimal digits; `vigente check` shows those of each paragraph";
                wrong.push(bad("bad-hash", message).help(help));
            } else if let Some(paragraph) = found(range) {
                verified += 1;
                if pinned.is_none() {
                    touched = paragraph..paragraph + 1;
                }
            } else {
                let message = format!("no passage of `{source}` {}", citation.pin);
                let message = format!("{} has the hash `{digits}`", message.trim_end());
                let help = match (found(0..self.paragraphs.len()), &pinned) {
                    (Some(elsewhere), _) => format!("the one {} has it", self.where_is(elsewhere)),
                    (None, Some(range)) => {
                        let now = &self.paragraphs[range.start].hash[..HASH_DIGITS];
                        format!("the hash of {} is `{now}` now: the text has changed", citation.pin)
                    }
                    (None, None) => "the text has changed, or it is another one".to_owned(),
                };
                wrong.push(bad("hash-not-found", message).help(help));
            }
        }
        (touched, verified, wrong)
    }

    /// How `para.` names a paragraph.
    fn number(&self, index: usize) -> String {
        match self.paragraphs[..=index].iter().rev().find_map(|p| p.label) {
            Some(label) if self.numbered => label.to_owned(),
            _ if self.numbered => String::new(),
            _ => (index + 1).to_string(),
        }
    }

    fn where_is(&self, index: usize) -> String {
        match &*self.number(index) {
            "" => "before the first number".to_owned(),
            number => format!("in para.{number}"),
        }
    }

    /// The paragraphs in which a quote stands.
    fn find(&self, quote: &str, within: Option<Range<usize>>) -> Option<Range<usize>> {
        let range = within.unwrap_or(0..self.paragraphs.len());
        let start = self.paragraphs.get(range.start)?.folded.start;
        let end = self.paragraphs.get(range.end.checked_sub(1)?)?.folded.end;
        let (mut at, mut first) = (start, None);
        for piece in pieces(quote) {
            let piece = fold(piece);
            if piece.is_empty() {
                continue;
            }
            let found = at + self.folded[at..end].find(&piece)?;
            first = first.or(Some(found));
            at = found + piece.len();
        }
        let first = first?;
        let from = self.paragraphs.partition_point(|p| p.folded.end <= first);
        let to = self.paragraphs.partition_point(|p| p.folded.start < at);
        Some(from..to)
    }

    /// The passage with most of a quote's words in it, if it has a third of them.
    fn nearest(&self, quote: &str, within: Option<Range<usize>>) -> Option<String> {
        let wanted: Vec<String> = quote.split_whitespace().map(fold).filter(|w| !w.is_empty()).collect();
        let mut best: Option<(usize, String)> = None;
        for paragraph in &self.paragraphs[within.unwrap_or(0..self.paragraphs.len())] {
            let words: Vec<&str> = paragraph.text.split_whitespace().collect();
            let known: Vec<bool> = words.iter().map(|w| wanted.contains(&fold(w))).collect();
            let size = wanted.len().min(words.len()).max(1);
            let mut score = known[..size.min(known.len())].iter().filter(|&&k| k).count();
            for start in 0..words.len().saturating_sub(size - 1) {
                if start > 0 {
                    score += usize::from(known[start + size - 1]);
                    score -= usize::from(known[start - 1]);
                }
                if best.as_ref().is_none_or(|b| score > b.0) {
                    // From the first word that is meant, so that what is shown begins where the quote may.
                    let from = (start..start + size).find(|&w| known[w]).unwrap_or(start);
                    best = Some((score, shorten(&words[from..])));
                }
            }
        }
        best.filter(|b| b.0 * 3 >= wanted.len() && b.0 > 0).map(|b| b.1)
    }
}

/// As many whole words as a message shows.
fn shorten(words: &[&str]) -> String {
    let mut out = String::new();
    for word in words {
        if out.chars().count() + word.chars().count() + 1 > SHOWN {
            if out.is_empty() {
                out.extend(word.chars().take(SHOWN));
            }
            break;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// What a quote leaves out parts it into pieces.
fn pieces(quote: &str) -> impl Iterator<Item = &str> {
    quote.split('…').flat_map(|piece| piece.split("..."))
}

/// What blank lines part.
pub fn split(raw: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let (mut start, mut end, mut at) = (None, 0, 0);
    for line in raw.split_inclusive('\n') {
        let blank = line.chars().all(|c| c.is_whitespace() || c == '\u{feff}');
        if !blank {
            start.get_or_insert(at);
            end = at + line.len();
        } else if let Some(from) = start.take() {
            out.push(raw[from..end].trim());
        }
        at += line.len();
    }
    if let Some(from) = start {
        out.push(raw[from..end].trim());
    }
    out
}

/// `12` of `12. The State …`, `80.58` of `80.58) …`.
fn label(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (number, rest) = text.split_at(end);
    let closed = number.ends_with('.') || rest.starts_with(')');
    let number = number.trim_end_matches('.');
    (closed && !number.is_empty() && number.len() <= 8 && !number.starts_with('.')).then_some(number)
}
