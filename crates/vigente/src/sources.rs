//! A record and the texts of its sources go in; which quotes are there, and which paragraphs are cited, come out.

use vigente_syntax::diagnostic::Diagnostic;

use crate::model::{Model, SourceId};
use crate::world::World;

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
    /// The first digits of the hash of its normalised text, as an anchor may write them.
    pub hash: Box<str>,
    /// Citations that rest on it: index into [`Model::citations`].
    pub cited: Vec<u32>,
    /// Citations that contradict it.
    pub contradicted: Vec<u32>,
}

/// Checks every quote and hash against the texts at hand.
pub fn check(model: &Model, world: &World) -> SourceCheck {
    let _ = (model, world);
    SourceCheck::default()
}
