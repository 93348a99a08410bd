//! The web application over a folder of dossiers, and its static copy.
//!
//! `library` finds the matters and keeps those loaded that people look at. `server` has the routes and reads requests,
//! `pages` builds the answers (one file per page, its template beside it), `i18n` has the words of the interface, and
//! `export` writes the same pages as files.

pub mod assets;
pub mod days;
pub mod export;
pub mod feeds;
pub mod i18n;
pub mod library;
pub mod links;
pub mod pages;
pub mod server;
pub mod writing;

use std::net::SocketAddr;
use std::sync::Arc;

pub use library::{Library, Settings};
pub use vigente_workspace::workspace::Inputs;

/// Serves a library at an address until the process ends; `ready` is told where.
pub fn serve(settings: Settings, at: SocketAddr, ready: impl FnOnce(SocketAddr)) -> std::io::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(async {
        let library = Arc::new(Library::new(settings));
        let listener = tokio::net::TcpListener::bind(at).await?;
        let at = listener.local_addr()?;
        let cards = library.clone();
        tokio::task::spawn_blocking(move || cards.write_cards());
        // Many folders take their time. If they cannot be watched, the application works without. The watcher stays as
        // long as the task is kept.
        let watched = library.clone();
        let _watcher = tokio::task::spawn_blocking(move || {
            let workspace = watched.workspace.clone();
            let tell = move |keys| {
                watched.all_changed(&keys);
                watched.write_cards();
            };
            vigente_workspace::watch::watch(workspace, tell).ok()
        });
        ready(at);
        axum::serve(listener, server::router(library, !at.ip().is_loopback())).await
    })
}
