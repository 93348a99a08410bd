//! A folder of dossiers goes in; a web application over it comes out.
//!
//! `library` finds the matters and keeps a `desk` for each that is looked at: a thread with a session over the record.
//! `server` names the routes, `asked` reads an address, `pages` make what it asks for, one page a file with its
//! template beside it, and `frame` puts head and ways around it. `guard` decides who is answered at all.

pub mod asked;
pub mod assets;
pub mod card;
pub mod compared;
pub mod days;
pub mod desk;
pub mod export;
pub mod facets;
pub mod feeds;
pub mod frame;
pub mod guard;
pub mod library;
pub mod pages;
pub mod record;
pub mod reply;
pub mod server;
pub mod tongue;
pub mod watch;
pub mod writing;

use std::net::SocketAddr;
use std::sync::Arc;

pub use library::{Library, Settings};
pub use record::Reading;

/// Serves a library at an address until the process ends; `ready` is told where.
pub fn serve(settings: Settings, at: SocketAddr, ready: impl FnOnce(SocketAddr)) -> std::io::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(async {
        let library = Arc::new(Library::new(settings));
        let listener = tokio::net::TcpListener::bind(at).await?;
        let at = listener.local_addr()?;
        let cards = library.clone();
        tokio::task::spawn_blocking(move || cards.write_cards());
        // Many folders take their time; where nothing can be watched, pages still show what is on disk when they are
        // asked for again. The watcher stays as long as the task is kept.
        let watched = library.clone();
        let _watcher = tokio::task::spawn_blocking(move || watch::watch(watched).ok());
        ready(at);
        axum::serve(listener, server::router(library, !at.ip().is_loopback())).await
    })
}
