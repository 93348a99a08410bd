//! Reads records from disk, with their packs, the matters that they read and the texts of their sources, and saves them.
//! The command line, the web application and the library all use it.

mod circles;
pub mod matters;
pub mod names;
pub mod packs;
pub mod record;
pub mod save;
pub mod texts;
pub mod watch;
pub mod workspace;
pub mod world;

/// The reason in plain words, without the number of the operating system.
pub fn reason(error: &std::io::Error) -> String {
    use std::io::ErrorKind::*;
    match error.kind() {
        NotFound => "it is not there".to_owned(),
        PermissionDenied => "you are not allowed to".to_owned(),
        NotADirectory => "it is no folder".to_owned(),
        IsADirectory => "it is a folder".to_owned(),
        StorageFull => "the disk is full".to_owned(),
        ReadOnlyFilesystem => "the disk is read-only".to_owned(),
        AlreadyExists => "it is already there".to_owned(),
        _ => {
            let text = error.to_string();
            text.split(" (os error").next().unwrap_or_default().to_lowercase()
        }
    }
}
