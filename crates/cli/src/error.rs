//! Errors of the environment: a message, a hint and an exit code. A fault in a user's text is never one of these:
//! it is a diagnostic.

use std::fmt::{self, Display, Formatter};
use std::process::ExitCode;

pub use vigente_workspace::reason;

/// How the process exits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Exit {
    /// The question was answered and nothing is wrong.
    Success,
    /// The record has errors, an expectation failed, or `fmt --check` found something.
    Failure,
    /// The command line is wrong.
    Usage,
    /// A file or folder could not be read or written.
    Io,
}

impl Exit {
    /// The exit code: 0 to 3.
    pub fn code(self) -> ExitCode {
        ExitCode::from(match self {
            Exit::Success => 0,
            Exit::Failure => 1,
            Exit::Usage => 2,
            Exit::Io => 3,
        })
    }
}

/// Why a command failed.
#[derive(Debug)]
pub struct Error {
    /// How the process exits.
    pub exit: Exit,
    /// Lower case, no full stop, the user's words in backticks.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl Error {
    /// The command line is wrong.
    pub fn usage(message: impl Into<String>) -> Error {
        Error { exit: Exit::Usage, message: message.into(), hint: None }
    }

    /// A file or folder could not be read or written.
    pub fn io(what: impl Display, error: &std::io::Error) -> Error {
        Error { exit: Exit::Io, message: format!("{what}: {}", reason(error)), hint: None }
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Error {
        self.hint = Some(hint.into());
        self
    }
}

impl Display for Error {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

impl From<vigente_workspace::packs::Missing> for Error {
    fn from(missing: vigente_workspace::packs::Missing) -> Error {
        let message = format!("the folder of packs `{}` is not there", missing.0.display());
        Error { exit: Exit::Io, message, hint: None }
    }
}
