//! Checks each quote and anchor of a record against the texts of its sources; `quotes` says how a quote is compared.
//!
//! **Paragraphs** are what blank lines part. `para.3` is the paragraph that begins with `3.` (or `3)`) where a text
//! numbers its paragraphs itself, with those behind it that have no number; in any other text it is the third.
//! `para.3-5` is a stretch. Other pinpoints (`art.1`, `consid.45`) are shown and not looked up.
//!
//! **An anchor** `hash "…"` is the beginning, at least eight digits, of the SHA-256 of a paragraph's letters and digits,
//! without case and accents.

use std::fmt::Write as _;
use std::ops::Range;

use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use vigente_syntax::diagnostic::{Diagnostic, Severity};

use crate::quotes::{IndexedText, Match};
use crate::world::World;
use vigente_model::{Citation, CitationId, IndexVec, Model, Place, SourceId, index_vec};

/// What became of the citations of a record.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SourceCheck {
    /// One for each source of which the text is at hand.
    pub reports: Vec<SourceReport>,
    /// Sources that are cited while their text is not at hand, with how many quotes and hashes could not be checked.
    pub unverified: Vec<(SourceId, u32)>,
    /// Quotes and hashes that are not in their text, texts that have changed, and how quotes differ that are there.
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
    /// Citations that rest on it.
    pub cited: Vec<CitationId>,
    /// Citations that contradict it.
    pub contradicted: Vec<CitationId>,
}

/// How many digits of a hash are shown, and asked for.
const HASH_DIGITS: usize = 8;
/// How much of a text a message shows.
const SHOWN: usize = 60;

/// Checks every quote and hash against the texts at hand.
pub fn check(model: &Model, world: &World) -> SourceCheck {
    let mut out = SourceCheck::default();
    let mut by_source: IndexVec<SourceId, Vec<CitationId>> = index_vec![Vec::new(); model.sources.len()];
    for (i, citation) in model.citations.iter_enumerated() {
        by_source[citation.source].push(i);
    }
    for (id, citations) in by_source.iter_enumerated() {
        let source = &model[id];
        let field = |name: &str| source.fields.iter().find(|f| &*f.0 == name).map(|f| &*f.1);
        let Some(raw) = field("file").and_then(|file| world.texts.get(file)) else {
            if !citations.is_empty() {
                let mut written: Vec<&Citation> = citations.iter().map(|&c| &model.citations[c]).collect();
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
    /// Its stretch of the text.
    at: Range<usize>,
    hash: String,
    /// The number it begins with.
    label: Option<&'t str>,
}

struct Text<'t> {
    raw: &'t str,
    paragraphs: Vec<Paragraph<'t>>,
    words: IndexedText<'t>,
    /// The text numbers its paragraphs itself.
    numbered: bool,
    /// By the number that a paragraph begins with: the first such paragraph.
    labels: FxHashMap<&'t str, usize>,
    /// Hashes with their paragraphs, sorted.
    hashes: Vec<(String, usize)>,
}

impl<'t> Text<'t> {
    fn read(raw: &'t str) -> Text<'t> {
        let mut paragraphs = Vec::new();
        for at in paragraphs_of(raw) {
            let text = &raw[at.clone()];
            paragraphs.push(Paragraph { at, hash: hash(&fold(text)), label: label(text) });
        }
        let written: Vec<&str> = paragraphs.iter().filter_map(|p| p.label).collect();
        let numbers: Vec<u32> = written.iter().filter_map(|l| l.split('.').next()?.parse().ok()).collect();
        let numbered = written.len() >= 3 && written.len() * 2 >= paragraphs.len() && numbers.is_sorted();
        let mut labels = FxHashMap::default();
        for (i, paragraph) in paragraphs.iter().enumerate() {
            if let Some(label) = paragraph.label {
                labels.entry(label).or_insert(i);
            }
        }
        let mut hashes: Vec<(String, usize)> =
            paragraphs.iter().enumerate().map(|(i, p)| (p.hash.clone(), i)).collect();
        hashes.sort_unstable();
        Text { raw, paragraphs, words: IndexedText::of(raw), numbered, labels, hashes }
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
            let start = *self.labels.get(number)?;
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
        citations: &[CitationId],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> SourceReport {
        let mut label = "";
        let paragraphs = self
            .paragraphs
            .iter()
            .enumerate()
            .map(|(i, p)| ParagraphUse {
                number: match self.numbered {
                    true => {
                        label = p.label.unwrap_or(label);
                        label.into()
                    }
                    false => (i + 1).to_string().into(),
                },
                hash: p.hash[..HASH_DIGITS].into(),
                cited: Vec::new(),
                contradicted: Vec::new(),
            })
            .collect();
        let mut report = SourceReport { source, paragraphs, verified: 0, failed: 0 };
        let mut last: Option<Place> = None;
        for &i in citations {
            let citation = &model.citations[i];
            // An effect with several targets carries one written citation several times: it counts once.
            let again = last.replace(citation.place) == Some(citation.place);
            let name = &model[source].name;
            let (touched, verified, wrong) = self.verify(citation, name);
            if !again {
                report.verified += verified;
                report.failed += wrong.iter().filter(|d| d.severity == Severity::Error).count() as u32;
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
                Some((paragraphs, found)) => {
                    verified += 1;
                    if pinned.is_none() {
                        touched = paragraphs;
                    }
                    if !found.ignored.is_empty() {
                        let differs = found.ignored.join(", ");
                        let message = format!("this quote differs from `{source}` in {differs}");
                        wrong.push(Diagnostic::new("inexact-quote", Severity::Note, file, at, message));
                    }
                }
                None => {
                    let message = match &pinned {
                        Some(_) => format!("this quote is not in `{source}` {}", citation.pin),
                        None => format!("this quote is not in the text of `{source}`"),
                    };
                    let help = match self.find(quote, None) {
                        Some((paragraphs, _)) if pinned.is_some() => {
                            format!("it stands {}", self.where_is(paragraphs.start))
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
            if !good {
                let message = format!("`{digits}` is not the beginning of a hash");
                let help =
                    "write at least eight hexadecimal digits; `vigente check` shows those of each paragraph";
                wrong.push(bad("bad-hash", message).help(help));
            } else if let Some(paragraph) = self.hashed(digits, range) {
                verified += 1;
                if pinned.is_none() {
                    touched = paragraph..paragraph + 1;
                }
            } else {
                let message = format!("no passage of `{source}` {}", citation.pin);
                let message = format!("{} has the hash `{digits}`", message.trim_end());
                let help = match (self.hashed(digits, 0..self.paragraphs.len()), &pinned) {
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
        if !self.numbered {
            return (index + 1).to_string();
        }
        let label = self.paragraphs[..=index].iter().rev().find_map(|p| p.label);
        label.unwrap_or_default().to_owned()
    }

    fn where_is(&self, index: usize) -> String {
        match &*self.number(index) {
            "" => "before the first number".to_owned(),
            number => format!("in para.{number}"),
        }
    }

    /// The stretch of the text that paragraphs take up.
    fn stretch(&self, within: Option<Range<usize>>) -> Range<usize> {
        let Some(range) = within else { return 0..self.raw.len() };
        let last = range.end.checked_sub(1).and_then(|last| self.paragraphs.get(last));
        match (self.paragraphs.get(range.start), last) {
            (Some(first), Some(last)) => first.at.start..last.at.end,
            _ => 0..0,
        }
    }

    /// The paragraphs in which a quote stands, and how it differs from them.
    fn find(&self, quote: &str, within: Option<Range<usize>>) -> Option<(Range<usize>, Match)> {
        let found = self.words.find(quote, self.stretch(within))?;
        let (first, last) = (found.pieces.first()?.start, found.pieces.last()?.end);
        let from = self.paragraphs.partition_point(|p| p.at.end <= first);
        let to = self.paragraphs.partition_point(|p| p.at.start < last);
        Some((from..to, found))
    }

    /// The passage with most of a quote's words in it, if it has a third of them.
    fn nearest(&self, quote: &str, within: Option<Range<usize>>) -> Option<String> {
        let start = self.words.nearest(quote, self.stretch(within))?;
        let paragraph = self.paragraphs.get(self.paragraphs.partition_point(|p| p.at.end <= start))?;
        Some(shorten(self.raw[start..paragraph.at.end].split_whitespace()))
    }

    /// The first paragraph of a stretch with this hash.
    fn hashed(&self, digits: &str, range: Range<usize>) -> Option<usize> {
        let digits = digits.to_ascii_lowercase();
        let from = self.hashes.partition_point(|(hash, _)| *hash < digits);
        let same = self.hashes[from..].iter().take_while(|(hash, _)| hash.starts_with(&digits));
        same.map(|(_, paragraph)| *paragraph).filter(|p| range.contains(p)).min()
    }
}

/// As many whole words as a message shows.
fn shorten<'w>(words: impl Iterator<Item = &'w str>) -> String {
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

/// What blank lines part.
pub fn split(raw: &str) -> Vec<&str> {
    paragraphs_of(raw).into_iter().map(|at| &raw[at]).collect()
}

fn paragraphs_of(raw: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let trimmed = |from: usize, end: usize| {
        let text = raw[from..end].trim_end();
        let start = from + text.len() - text.trim_start().len();
        start..from + text.len()
    };
    let (mut start, mut end, mut at) = (None, 0, 0);
    for line in raw.split_inclusive('\n') {
        let blank = line.chars().all(|c| c.is_whitespace() || c == '\u{feff}');
        if !blank {
            start.get_or_insert(at);
            end = at + line.len();
        } else if let Some(from) = start.take() {
            out.push(trimmed(from, end));
        }
        at += line.len();
    }
    if let Some(from) = start {
        out.push(trimmed(from, end));
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
