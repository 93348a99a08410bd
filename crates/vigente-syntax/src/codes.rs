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
    code("git-conflict", Error, "a merge was left unfinished"),
];

/// The row of a code.
pub fn find(name: &str) -> Option<&'static Code> {
    CODES.iter().find(|c| c.name == name)
}
