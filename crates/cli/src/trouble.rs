//! What goes wrong outside the texts goes in, a message, a hint and an exit code come out. What is wrong *in* a
//! text is never here: that is a diagnostic.

use std::fmt::Display;
use std::process::ExitCode;

pub use vigente_workspace::reason;

/// How a run ended.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Exit {
    /// It was answered, and nothing is wrong.
    Fine,
    /// The record has errors, an expectation failed, or `fmt --check` found something.
    Wrong,
    /// The command line does not say something that can be done.
    Usage,
    /// A file, a folder or the clock did not let itself be read or written.
    World,
}

impl Exit {
    /// As a process says it.
    pub fn code(self) -> ExitCode {
        ExitCode::from(match self {
            Exit::Fine => 0,
            Exit::Wrong => 1,
            Exit::Usage => 2,
            Exit::World => 3,
        })
    }
}

/// Why there is no answer.
#[derive(Debug)]
pub struct Trouble {
    /// How the run ends.
    pub exit: Exit,
    /// Lower case, no full stop, the user's words in backticks.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl Trouble {
    /// The command line asks for something that cannot be done.
    pub fn usage(message: impl Into<String>) -> Trouble {
        Trouble { exit: Exit::Usage, message: message.into(), hint: None }
    }

    /// A file or folder did not let itself be read or written.
    pub fn world(what: impl Display, error: &std::io::Error) -> Trouble {
        Trouble { exit: Exit::World, message: format!("{what}: {}", reason(error)), hint: None }
    }

    /// With what to do about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Trouble {
        self.hint = Some(hint.into());
        self
    }
}

impl From<vigente_workspace::packs::Missing> for Trouble {
    fn from(missing: vigente_workspace::packs::Missing) -> Trouble {
        let message = format!("the folder of packs `{}` is not there", missing.0.display());
        Trouble { exit: Exit::World, message, hint: None }
    }
}
