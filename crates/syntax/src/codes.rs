//! The table of diagnostics. Each name is stable, since people search for it; each has a page in `docs/codes/`.

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
    code("needless-colon", Error, "a colon stands behind a word that is no label"),
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
    code("bad-holiday", Error, "a holiday of a calendar cannot be read"),
    code("bad-period", Error, "a rule on how periods count cannot be read"),
    // Names and what they name.
    code("duplicate-name", Error, "two entries have one name"),
    code("unknown-name", Error, "a name is used that no entry declares"),
    code("unknown-act", Error, "an act or a part is named that is not in the record"),
    code("unknown-status", Error, "a status is used that is not declared"),
    code("unknown-deed", Error, "a deed is used that is not declared"),
    code("unknown-source", Error, "a source is cited that is not declared"),
    code("unknown-order", Error, "a norm is of a legal order that is not declared"),
    code("unknown-calendar", Error, "a calendar is named that is not declared"),
    code("unknown-norm", Error, "a norm is named that is not in the record"),
    code("shared-alias", Error, "a name is another name (`aka`) of several things"),
    code("unknown-pack", Error, "a pack is used that is not there"),
    code("unknown-matter", Error, "a matter is read that is not there"),
    code("circle-of-matters", Error, "a matter reads itself, be it through others"),
    code("faulty-matter", Warning, "a matter that is read has errors of its own"),
    code("unshared-viewpoint", Warning, "a matter that is read does not have a viewpoint of this record"),
    code("pack-name", Warning, "a pack says that it is called otherwise than its folder"),
    code("pack-version", Warning, "a pack has moved on since it was used"),
    code("left-out", Warning, "a line speaks of an entry that was left out because of an error of its own"),
    code("wrong-kind", Error, "a name names something else than what is asked for"),
    code("wrong-arity", Error, "a deed or a status has too many or too few arguments"),
    code("bad-amount", Error, "a quantity is too large to be reckoned with"),
    code("organ-without-order", Error, "the path of an organ does not begin with a declared order"),
    code("reserved-deed", Error, "a declared deed has the name of a verb's own deed"),
    code("verb-as-deed", Error, "an act does by `does` what has a verb of its own"),
    code("repeated-line", Error, "a line that may stand once stands twice"),
    code("idle-line", Warning, "a line says nothing where it stands"),
    // Days and order.
    code("date-before-made", Warning, "an act was notified, published or known before it was made"),
    code("undated-anchor", Warning, "a time runs from a day that the record does not have"),
    code("never-begins", Warning, "an effect ends before it begins"),
    code("zero-delay", Error, "a duty recurs every nought days"),
    code("bad-calendar", Error, "a calendar does not say of which days it speaks, or extends itself"),
    code("no-calendar", Error, "working days are counted, and no calendar says which they are"),
    code("every-without-deadline", Error, "a recurring duty has no first deadline"),
    code("after-circle", Error, "acts come after one another in a circle"),
    code("after-contradicts-date", Error, "an act comes `after` one that was made later"),
    code("attacks-later-act", Error, "an act annuls, restores, upholds … itself or a later act"),
    code("speaks-of-later-act", Error, "an act finds, claims, moves, discharges … what came later"),
    code("same-day-order", Warning, "an act acts on another, and the record does not say which came first"),
    // Norms.
    code("variable-outside-norm", Error, "a variable stands in an act"),
    code("unbound-variable", Error, "nothing says what a variable of a norm stands for"),
    code("too-many-variables", Error, "a norm has more than 256 variables"),
    code("norm-without-then", Error, "a norm says nothing"),
    code("norm-needs-when", Error, "a norm without `when` says what can only follow from a deed"),
    code("reading-does-more", Error, "a norm of nobody does more than say what counts as what"),
    code("only-in-acts", Error, "a norm does what only an act does"),
    code("only-in-norms", Error, "an act says what only a norm says"),
    code("fact-status", Error, "a fact is begun or ended by a norm, or on a condition"),
    code("circle", Error, "conditions hang on themselves"),
    // Viewpoints.
    code("empty-viewpoint", Error, "a viewpoint does not say whom it prefers"),
    code("listed-twice", Error, "a viewpoint lists an authority twice"),
    code("others-tied", Error, "`others` shares its rank in a viewpoint"),
    // Sources, as `check` finds them.
    code("quote-not-found", Error, "a quote is not in the text of its source"),
    code("inexact-quote", Note, "a quote is in its source, but not written in the same way"),
    code("no-such-paragraph", Error, "a pinpoint names a paragraph that the text does not have"),
    code("bad-hash", Error, "an anchor is not at least eight hexadecimal digits"),
    code("hash-not-found", Error, "no paragraph of the text has the hash of an anchor"),
    code("source-changed", Error, "the text of a source is not the one that was pinned"),
    // Expectations and reliances, as `check` asks them.
    code("no-viewpoint", Warning, "a record declares no viewpoint"),
    code("expect-failed", Error, "the record answers otherwise than was expected"),
    code("too-many-bindings", Error, "norms and upheld acts of a record give more than can be counted"),
    code("rests-on-fallen", Note, "an act stands on another that does not"),
    code("without-effect", Warning, "a line of an act does nothing in any viewpoint, on any day"),
    // The edge.
    code("invalid-utf8", Error, "a file is not UTF-8"),
    code("unreadable-file", Error, "a file or folder of a dossier could not be read"),
    code("file-too-large", Error, "a file is too large to be read"),
    code("folder-loop", Warning, "a link leads back to a folder that holds it"),
    code("folder-twice", Note, "a folder can be reached by two names"),
    code("folder-too-deep", Error, "folders lie in folders in folders, too many to follow"),
    code("unreadable-text", Warning, "the text of a source could not be read"),
];

/// The row of a code.
pub fn find(name: &str) -> Option<&'static Code> {
    CODES.iter().find(|c| c.name == name)
}
