//! Every diagnostic that Vigente can give, by name. Nothing goes in; the table comes out.

use crate::diagnostic::Severity;
use crate::diagnostic::Severity::{Error, Note, Warning};

/// One kind of diagnostic. Its page is `docs/codes/<name>.md`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Code {
    /// `kebab-case`; never renamed once released.
    pub name: &'static str,
    /// How bad it usually is.
    pub severity: Severity,
    /// One sentence.
    pub meaning: &'static str,
}

const fn code(name: &'static str, severity: Severity, meaning: &'static str) -> Code {
    Code { name, severity, meaning }
}

/// All codes: those of the text first, then those of names and meaning, then those of `check`.
pub const CODES: &[Code] = &[
    // The text itself.
    code("byte-order-mark", Note, "the file begins with an invisible byte-order mark"),
    code("tab-indent", Error, "a tab stands where spaces should"),
    code("control-character", Error, "an invisible control character stands in the text"),
    code("bidi-character", Warning, "an invisible character changes the direction of the text on the screen"),
    code("odd-space", Warning, "a blank that is not an ordinary space separates two words"),
    code("git-conflict", Error, "a merge was left unfinished"),
    code("too-many-errors", Error, "so much is wrong with a text that the rest is not listed"),
    // Lines and their indentation.
    code(
        "stray-indent",
        Error,
        "an indented line belongs to no entry, or the first line of an entry is indented",
    ),
    code("missing-indent", Error, "a line of an entry stands at the left edge"),
    code("deep-indent", Error, "a line is indented deeper than the one above but does not continue it"),
    code("misplaced-line", Error, "a line stands under an entry in which it has no meaning"),
    code("misplaced-modifier", Error, "`from`, `until` and the like stand where they mean nothing"),
    code("trailing-text", Error, "something stands behind a line that is complete"),
    code("glued-comment", Warning, "a `;` in the middle of a word turns the rest of the line into a comment"),
    // Words.
    code("unknown-word", Error, "a word is not of the language, or not in this place"),
    code("unknown-verb", Error, "behind a label or `then` stands no verb"),
    code("unknown-state", Error, "a question asks for something that an act or a duty cannot be"),
    code("unknown-outcome", Error, "an outcome is neither `fulfilled` nor `partly` nor `breached`"),
    code("missing-word", Error, "a word that the grammar asks for is missing"),
    code("missing-to", Error, "`to` is missing"),
    code("missing-colon", Error, "a label has no colon"),
    code("missing-anchor", Error, "it is not said from when a time runs"),
    code("too-deep", Error, "a question is nested too deeply"),
    // Names.
    code("missing-name", Error, "a name is missing"),
    code("missing-author", Error, "an act does not say who made it"),
    code("missing-bearer", Error, "a duty does not say whose it is"),
    code("bad-name", Error, "a name contains characters that names do not have"),
    code("reserved-name", Error, "a word that joins others cannot be a name"),
    code("unclosed-bracket", Error, "a bracket is not closed"),
    // Strings, dates and numbers.
    code("unclosed-string", Error, "a string is not closed on its line"),
    code("curly-quotes", Warning, "a string stands between quotes that are not straight"),
    code("missing-quotes", Error, "words that should be quoted are not"),
    code("missing-text", Error, "words in quotes are missing"),
    code("missing-date", Error, "a date is missing"),
    code("bad-date", Error, "a date cannot be read"),
    code("bad-number", Error, "a number cannot be read, or could mean two numbers"),
    code("bad-delay", Error, "a length of time cannot be read"),
];

/// The row of a code.
pub fn find(name: &str) -> Option<&'static Code> {
    CODES.iter().find(|c| c.name == name)
}
