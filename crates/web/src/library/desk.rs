//! A record goes in; whoever asks gets answers from one session over it. A session shares its solutions between
//! questions and belongs to one thread, so each record that is looked at has a thread of its own, a *desk*; questions
//! are brought to it as jobs. A desk that is not needed any more ends when the last that knew it lets go.

use std::cell::OnceCell;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use tokio::sync::oneshot;
use vigente_model::Day;
use vigente_query::Session;
use vigente_resolve::sources::SourceCheck;

use crate::library::record::Record;

/// After so many jobs a session begins anew: it keeps what it solved for each day that was asked about as it stood.
const JOBS: usize = 256;

/// A record with a session over it, as a job sees it.
pub struct Open<'o, 'm> {
    /// The record.
    pub record: &'m Record,
    /// Ready to be asked.
    pub session: &'o Session,
    sources: &'o OnceCell<SourceCheck>,
    boundaries: &'o OnceCell<Vec<Day>>,
}

impl std::fmt::Debug for Open<'_, '_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Open").field("record", &self.record.key).finish_non_exhaustive()
    }
}

impl Open<'_, '_> {
    /// What became of the citations; found once.
    pub fn sources(&self) -> &SourceCheck {
        self.sources.get_or_init(|| vigente_resolve::sources::check(self.record.model(), &self.record.world))
    }

    /// The days on which an answer may change, found once.
    pub fn boundaries(&self) -> &[Day] {
        self.boundaries.get_or_init(|| self.session.change_points())
    }
}

type Job = Box<dyn FnOnce(&Open<'_, '_>) + Send>;

/// Where questions about one record are brought.
#[derive(Clone, Debug)]
pub struct Desk {
    jobs: Sender<Job>,
    /// The record, for whoever needs no answer.
    pub record: Arc<Record>,
}

impl Desk {
    /// Opens a desk over a record.
    pub fn over(record: Arc<Record>) -> std::io::Result<Desk> {
        let (jobs, work) = channel::<Job>();
        let kept = record.clone();
        std::thread::Builder::new().name(format!("desk {}", record.key)).spawn(move || sit(&kept, &work))?;
        Ok(Desk { jobs, record })
    }

    /// Brings a job; `None` where the desk fell over it.
    pub async fn ask<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Open<'_, '_>) -> T + Send + 'static,
    ) -> Option<T> {
        let (tell, told) = oneshot::channel();
        let job: Job = Box::new(move |open| {
            // Whoever asked may have gone away.
            let _ = tell.send(job(open));
        });
        self.jobs.send(job).ok()?;
        told.await.ok()
    }
}

fn sit(record: &Record, work: &Receiver<Job>) {
    let (sources, boundaries) = (OnceCell::new(), OnceCell::new());
    loop {
        let session = record.session();
        let open = Open { record, session: &session, sources: &sources, boundaries: &boundaries };
        for _ in 0..JOBS {
            let Ok(job) = work.recv() else { return };
            job(&open);
        }
    }
}

/// Answers one job about a record without a desk: for whoever needs a single answer.
pub fn once<T>(record: &Record, job: impl FnOnce(&Open<'_, '_>) -> T) -> T {
    let session = record.session();
    let (sources, boundaries) = (OnceCell::new(), OnceCell::new());
    job(&Open { record, session: &session, sources: &sources, boundaries: &boundaries })
}
