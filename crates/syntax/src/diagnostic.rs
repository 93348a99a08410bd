//! The one type for everything wrong with a text: data, many, never an `Err`. The edge renders it.

use crate::ast::Span;

/// How bad it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    /// The answer may be wrong or is missing; `check` exits 1.
    Error,
    /// The answer stands, but somebody should look.
    Warning,
    /// Good to know: an unverified date, an uncited paragraph.
    Note,
}

/// Which file of a dossier or pack: an index into `vigente::World::files`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct FileId(pub u32);

/// A place with what is to be said about it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Label {
    /// The file.
    pub file: FileId,
    /// The stretch.
    pub at: Span,
    /// Lower case, no full stop; may be empty on the first label.
    pub text: String,
}

/// A change that would mend it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fix {
    /// The file.
    pub file: FileId,
    /// What to replace.
    pub at: Span,
    /// By what.
    pub with: String,
}

/// One finding about a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    /// A name from [`crate::codes::CODES`], such as `unknown-act`; its page is `docs/codes/<code>.md`.
    pub code: &'static str,
    /// How bad.
    pub severity: Severity,
    /// Lower case, no full stop, the user's words in backticks.
    pub message: String,
    /// Places; the first is the main one.
    pub labels: Vec<Label>,
    /// What to write instead.
    pub help: Option<String>,
    /// The same as an edit.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// A diagnostic with its main place.
    pub fn new(
        code: &'static str,
        severity: Severity,
        file: FileId,
        at: Span,
        message: impl Into<String>,
    ) -> Self {
        let labels = vec![Label { file, at, text: String::new() }];
        Self { code, severity, message: message.into(), labels, help: None, fix: None }
    }

    /// Says something at the main place.
    #[must_use]
    pub fn here(mut self, text: impl Into<String>) -> Self {
        if let Some(first) = self.labels.first_mut() {
            first.text = text.into();
        }
        self
    }

    /// Adds a place.
    #[must_use]
    pub fn also(mut self, file: FileId, at: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { file, at, text: text.into() });
        self
    }

    /// Says what to write instead.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }

    /// Says it as an edit, too.
    #[must_use]
    pub fn fix(mut self, file: FileId, at: Span, with: impl Into<String>) -> Self {
        self.fix = Some(Fix { file, at, with: with.into() });
        self
    }
}
