//! Stopping a question that nobody waits for any more. Evaluation has no place to return an error from, so it unwinds,
//! as in salsa: the loops that take long ask [`Cancel::check`], and whoever began the question catches it.

use std::panic::{UnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Cancels a question, from any thread. Clones share one flag.
#[derive(Clone, Default, Debug)]
pub struct Cancel(Option<Arc<AtomicBool>>);

/// A question was cancelled.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cancelled;

impl std::fmt::Display for Cancelled {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the question was cancelled")
    }
}

impl std::error::Error for Cancelled {}

/// What unwinds; private, so that nothing else is mistaken for it.
struct Unwinding;

impl Cancel {
    /// A flag that is not set yet.
    pub fn new() -> Cancel {
        Cancel(Some(Arc::default()))
    }

    /// For a question that always runs to its end.
    pub fn never() -> Cancel {
        Cancel(None)
    }

    /// Stops every question that has this flag.
    pub fn cancel(&self) {
        if let Some(flag) = &self.0 {
            flag.store(true, Ordering::Relaxed);
        }
    }

    /// Whether it was cancelled.
    #[inline]
    pub fn is_cancelled(&self) -> bool {
        self.0.as_ref().is_some_and(|flag| flag.load(Ordering::Relaxed))
    }

    /// Unwinds to [`Cancel::catch`] if it was cancelled.
    #[inline]
    pub fn check(&self) {
        if self.is_cancelled() {
            // Not a panic: no hook runs and nothing is printed.
            resume_unwind(Box::new(Unwinding));
        }
    }

    /// Asks something that may be cancelled. A panic goes on as a panic.
    pub fn catch<T>(ask: impl FnOnce() -> T + UnwindSafe) -> Result<T, Cancelled> {
        catch_unwind(ask).map_err(|payload| match payload.is::<Unwinding>() {
            true => Cancelled,
            false => resume_unwind(payload),
        })
    }
}
