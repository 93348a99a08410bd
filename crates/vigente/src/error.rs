//! What can go wrong besides a faulty record, which is answered as far as it goes.

use std::fmt;
use std::path::PathBuf;

use vigente_syntax::diagnostic::Diagnostic;

/// Why there is no answer.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Error {
    /// There is no such folder.
    NoFolder(PathBuf),
    /// The folder or file has no record in it: no `.vig` file that can be read.
    NoRecord(PathBuf),
    /// The record has no viewpoint of this name.
    NoViewpoint(String),
    /// The question cannot be understood. Places are offsets into its text.
    Question(Vec<Diagnostic>),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::NoFolder(path) => write!(f, "there is no folder `{}`", path.display()),
            Error::NoRecord(path) => write!(f, "there is no record in `{}`", path.display()),
            Error::NoViewpoint(name) => write!(f, "the record has no viewpoint `{name}`"),
            Error::Question(diagnostics) => {
                let messages: Vec<&str> = diagnostics.iter().map(|d| d.message.as_str()).collect();
                f.write_str(&messages.join("; "))
            }
        }
    }
}

impl std::error::Error for Error {}
