//! Runs what takes long on threads of its own, so that it blocks no other request: it is cancelled when nobody waits for
//! it any more, and a panic in it fails nothing else.

use std::panic::AssertUnwindSafe;

use vigente_engine::Cancel;

/// A request that broke: a fault of the program, whose message went to standard error.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fault;

/// Cancels a question when it is dropped.
struct CancelOnDrop(Cancel);

impl Drop for CancelOnDrop {
    fn drop(&mut self) {
        self.0.cancel();
    }
}

/// Runs a job to its end, or until the future is dropped: the job then stops at the next [`Cancel::check`].
///
/// # Errors
/// The job panicked.
pub async fn run<T: Send + 'static>(job: impl FnOnce(&Cancel) -> T + Send + 'static) -> Result<T, Fault> {
    let cancel = Cancel::new();
    let _guard = CancelOnDrop(cancel.clone());
    let task = tokio::task::spawn_blocking(move || {
        Cancel::catch(AssertUnwindSafe(|| {
            // It may have waited long for a thread.
            cancel.check();
            job(&cancel)
        }))
    });
    match task.await {
        Ok(Ok(answer)) => Ok(answer),
        _ => Err(Fault),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;
    use std::sync::mpsc::{Sender, channel};

    use axum::Router;
    use axum::routing::get;

    use super::*;

    /// Tells when it is dropped.
    struct Tell(Sender<()>);

    impl Drop for Tell {
        fn drop(&mut self) {
            let _ = self.0.send(());
        }
    }

    /// Ends only when it is cancelled.
    async fn endless(started: Sender<()>, stopped: Sender<()>) {
        let job = move |cancel: &Cancel| {
            let _tell = Tell(stopped);
            started.send(()).unwrap();
            loop {
                cancel.check();
                std::thread::yield_now();
            }
        };
        let never: Result<(), Fault> = run(job).await;
        unreachable!("{never:?}");
    }

    #[test]
    fn a_question_stops_when_its_client_disconnects() {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let ((started, start), (stopped, stop)) = (channel(), channel());
        let app = Router::new().route("/", get(move || endless(started.clone(), stopped.clone())));
        let at = runtime.block_on(async {
            let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
            let at = listener.local_addr().unwrap();
            tokio::spawn(async { axum::serve(listener, app).await });
            at
        });
        let mut client = std::net::TcpStream::connect(at).unwrap();
        client.write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n").unwrap();
        start.recv().unwrap();
        drop(client);
        stop.recv().unwrap();
    }
}
