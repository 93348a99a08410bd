//! The keywords of the language, in one table for each place where they may stand. The parser, the editor and the
//! suggestions for mistyped words all read these tables.

/// Words that begin an indented line, verbs first.
pub const LINE_WORDS: &[&str] = &[
    "does",
    "begins",
    "ends",
    "annuls",
    "repeals",
    "suspends",
    "restores",
    "disapplies",
    "upholds",
    "requires",
    "forbids",
    "permits",
    "urges",
    "discharges",
    "moves",
    "finds",
    "claims",
    "says",
    "relies",
    "counts",
    "void",
    "cites",
    "contradicts",
    "disputed",
    "unverified",
    "notified",
    "published",
    "effective",
    "known",
    "after",
    "ref",
    "note",
    "aka",
    "born",
    "died",
    "file",
    "url",
    "language",
    "reads",
    "version",
    "sha256",
    "paragraphs",
    "external",
    "prefers",
    "not",
    "when",
    "if",
    "while",
    "unless",
    "then",
    "applies",
    "from",
    "until",
];

/// The verbs among them.
pub(crate) const VERBS: &[&str] = LINE_WORDS.split_at(21).0;

/// Those that may stand in acts.
pub const ACT_VERBS: &[&str] = VERBS.split_at(19).0;

/// Words that begin an entry.
pub const HEAD_WORDS: &[&str] = &[
    "use",
    "matter",
    "pack",
    "order",
    "organ",
    "instrument",
    "person",
    "thing",
    "source",
    "viewpoint",
    "fact",
    "status",
    "deed",
    "norm",
];

/// Words that may follow an effect.
pub const MODIFIERS: &[&str] = &[
    "from",
    "until",
    "after",
    "within",
    "by",
    "at",
    "then",
    "for",
    "same",
    "towards",
    "worth",
    "if",
    "while",
    "unless",
    "cites",
    "contradicts",
];

/// The days of an act that a condition compares with a date.
pub(crate) const ACT_DAYS: &[&str] = &["made", "notified", "published", "effective"];

/// What a state of a duty is called, where a condition asks for it.
pub(crate) const DUTY_STATES: &[&str] = &[
    "binds",
    "yields",
    "pending",
    "performed",
    "late",
    "overdue",
    "partly",
    "lifted",
    "observed",
    "broken",
    "overridden",
    "followed",
    "kept",
    "unkept",
    "assessed",
    "claimed",
];

/// What a state of an act, a part or a duty is called.
pub(crate) const STATES: &[&str] = &[
    "in",
    "operative",
    "stands",
    "annulled",
    "repealed",
    "suspended",
    "on",
    "rests",
    "binds",
    "yields",
    "pending",
    "performed",
    "late",
    "overdue",
    "partly",
    "lifted",
    "observed",
    "broken",
    "overridden",
    "followed",
    "kept",
    "unkept",
    "due",
    "assessed",
    "claimed",
    "must",
    "not",
];
