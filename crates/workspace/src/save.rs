//! Replaces a file without losing what another program writes to it at the same moment.
//!
//! Comparing the file first and renaming the new text over it later leaves a gap in which another program's text is
//! lost. So the new text and the file change places in one step, and the text that comes out is compared afterwards. If
//! it is not the expected one, the two change places again. Where the system cannot exchange two files, the old file is
//! linked, compared and replaced; then a gap of a few microseconds remains.
//!
//! The text that comes out stays in `.vigente/versions/NAME/`, beside the file. A program that opened the old file and
//! writes late writes into that version. [`overwritten`] finds such texts: each version has the hash of the text that it
//! should hold in its name.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use sha2::{Digest as _, Sha256};
use tempfile::NamedTempFile;

/// How many old texts of one file are kept, besides those that another program wrote.
const KEPT: usize = 20;

/// How often two files change places before the faster program wins.
const TURNS: usize = 64;

/// The names of new texts that are not in place yet begin so.
const STAGED: &str = "new-";

/// For file systems without locks. It also keeps threads from opening the lock file again and again.
static SAVING: Mutex<()> = Mutex::new(());

/// Why a file was not replaced.
#[derive(Debug)]
pub enum NotSaved {
    /// The file does not say what was expected. This is what it says; `None` if there is no file.
    Changed(Option<Vec<u8>>),
    /// The system refused.
    Disk(io::Error),
}

impl From<io::Error> for NotSaved {
    fn from(error: io::Error) -> NotSaved {
        NotSaved::Disk(error)
    }
}

/// Replaces the text of a file, if it is `expected` (`None`: there is no file yet). Whoever reads meanwhile sees the old
/// text or the new one, and the new one survives a loss of power. `path` must not be a link.
pub fn replace(path: &Path, new: &[u8], expected: Option<&[u8]>) -> Result<(), NotSaved> {
    replace_with(path, new, expected, &exchange)
}

/// The texts beside a file that are neither in it nor were replaced knowingly: another program wrote them at the moment
/// of a save, or a save was cut off.
pub fn overwritten(path: &Path) -> Vec<PathBuf> {
    let now = fs::read(path).ok();
    let mut lost = Store::beside(path).lost();
    lost.retain(|version| fs::read(version).ok() != now);
    lost
}

/// A short name of a text: the first 16 digits of its hash.
pub fn fingerprint(text: impl AsRef<[u8]>) -> String {
    Sha256::digest(text).iter().take(8).map(|b| format!("{b:02x}")).collect()
}

/// Makes two paths change places.
type Exchange<'e> = &'e dyn Fn(&Path, &Path) -> io::Result<()>;

fn replace_with(
    path: &Path,
    new: &[u8],
    expected: Option<&[u8]>,
    exchange: Exchange<'_>,
) -> Result<(), NotSaved> {
    let _saving = SAVING.lock().unwrap_or_else(PoisonError::into_inner);
    let store = Store::beside(path);
    let _lock = store.open()?;
    let now = read(path)?;
    if now.as_deref() != expected {
        return Err(NotSaved::Changed(now));
    }
    let Some(expected) = expected else {
        return create(path, store.stage(path, new)?);
    };
    if new == expected {
        return Ok(());
    }
    if fs::metadata(path)?.permissions().readonly() {
        return Err(io::Error::from(io::ErrorKind::PermissionDenied).into());
    }
    // The new text takes the name under which the old one will be kept: after the exchange nothing is left to do, and a
    // save may be cut off at any point.
    let version = store.next(expected);
    store.stage(path, new)?.persist_noclobber(&version).map_err(|e| e.error)?;
    let done = match swap(path, &version, new, expected, exchange) {
        Err(NotSaved::Disk(error)) if error.kind() == io::ErrorKind::Unsupported => {
            rename(path, &version, &store.next(expected), expected)
        }
        done => done,
    };
    sync(&[path.parent(), version.parent()])?;
    store.prune();
    done
}

/// Writes a file that must not be there.
fn create(path: &Path, staged: NamedTempFile) -> Result<(), NotSaved> {
    match staged.persist_noclobber(path) {
        Ok(_) => Ok(sync(&[path.parent()])?),
        Err(e) if e.error.kind() == io::ErrorKind::AlreadyExists => Err(NotSaved::Changed(read(path)?)),
        Err(e) => Err(e.error.into()),
    }
}

/// Puts the new text, which lies at `version`, in the place of the old one, and the old one there.
fn swap(
    path: &Path,
    version: &Path,
    new: &[u8],
    expected: &[u8],
    exchange: Exchange<'_>,
) -> Result<(), NotSaved> {
    if let Err(error) = exchange(version, path) {
        if error.kind() == io::ErrorKind::Unsupported {
            return Err(error.into());
        }
        fs::remove_file(version)?;
        return Err(if error.kind() == io::ErrorKind::NotFound {
            NotSaved::Changed(None)
        } else {
            error.into()
        });
    }
    // `None` is something that cannot be read as a file.
    let mut out = read(version).ok().flatten();
    if out.as_deref() == Some(expected) {
        return Ok(());
    }
    // Another program has saved since the file was compared: its text goes back. It may save again meanwhile.
    let mut inside = Some(new.to_vec());
    for _ in 0..TURNS {
        let theirs = out;
        match exchange(version, path) {
            Ok(()) => {}
            // It has deleted the file since. Its text stays as a version.
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(NotSaved::Changed(None)),
            Err(error) => return Err(error.into()),
        }
        out = read(version).ok().flatten();
        if out == inside {
            if let Some(text) = &out {
                fs::rename(version, renamed(version, text))?;
            }
            return Err(match theirs {
                Some(theirs) => NotSaved::Changed(Some(theirs)),
                None => not_plain().into(),
            });
        }
        inside = theirs;
    }
    Err(NotSaved::Changed(read(path)?))
}

/// The same without an exchange: links the old text to `old`, and renames the new one, which lies at `version`, over the
/// file.
fn rename(path: &Path, version: &Path, old: &Path, expected: &[u8]) -> Result<(), NotSaved> {
    let is_expected = |path: &Path| Ok::<_, io::Error>(read(path)?.as_deref() == Some(expected));
    let replaced = (|| {
        fs::hard_link(path, old).or_else(|_| fs::copy(path, old).map(drop))?;
        if !is_expected(old)? || !is_expected(path)? {
            return Err(NotSaved::Changed(read(path)?));
        }
        Ok(fs::rename(version, path)?)
    })();
    if replaced.is_err() {
        for file in [version, old] {
            let _ = fs::remove_file(file);
        }
    }
    match replaced {
        Err(NotSaved::Disk(error)) if error.kind() == io::ErrorKind::NotFound => Err(NotSaved::Changed(None)),
        replaced => replaced,
    }
}

/// The folder beside a file in which its old texts lie.
struct Store {
    folder: PathBuf,
    versions: PathBuf,
}

impl Store {
    fn beside(path: &Path) -> Store {
        let folder = path.with_file_name(".vigente");
        let versions = folder.join("versions").join(path.file_name().unwrap_or_default());
        Store { folder, versions }
    }

    /// Makes the folders, waits for the lock, and removes what saves that were cut off have left. The lock is released
    /// when the file is closed, also by the end of the process. `None`: the file system has no locks.
    fn open(&self) -> io::Result<Option<File>> {
        for folder in [&self.folder, &self.folder.join("versions"), &self.versions] {
            make_folder(folder)?;
        }
        match OpenOptions::new().write(true).create_new(true).open(self.folder.join(".gitignore")) {
            Ok(mut file) => file.write_all(b"*\n")?,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
        let lock = self.folder.join("lock");
        if fs::symlink_metadata(&lock).is_ok_and(|found| !found.is_file()) {
            return Err(io::Error::other("`.vigente/lock` is not a plain file"));
        }
        let lock = OpenOptions::new().write(true).create(true).truncate(false).open(lock)?;
        match lock.lock() {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::Unsupported => return Ok(None),
            Err(error) => return Err(error),
        }
        // Nobody else is staging anything now.
        for entry in fs::read_dir(&self.folder)?.flatten() {
            if entry.file_name().to_string_lossy().starts_with(STAGED) {
                let _ = fs::remove_file(entry.path());
            }
        }
        Ok(Some(lock))
    }

    /// Writes a new text to the disk, with the permissions of the file that it is for.
    fn stage(&self, path: &Path, text: &[u8]) -> io::Result<NamedTempFile> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(STAGED);
        let old = fs::metadata(path).ok().map(|found| found.permissions());
        #[cfg(unix)]
        if old.is_none() {
            use std::os::unix::fs::PermissionsExt as _;
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let mut staged = builder.tempfile_in(&self.folder)?;
        if let Some(old) = old {
            staged.as_file().set_permissions(old)?;
        }
        staged.write_all(text)?;
        staged.as_file().sync_all()?;
        Ok(staged)
    }

    /// The old texts with their numbers, oldest first.
    fn versions(&self) -> Vec<(u64, PathBuf)> {
        let entries = fs::read_dir(&self.versions).into_iter().flatten().flatten();
        let plain = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()));
        let mut all: Vec<(u64, PathBuf)> = plain
            .filter_map(|entry| {
                let name = entry.file_name();
                let (number, _) = name.to_str()?.split_once('-')?;
                Some((number.parse().ok()?, entry.path()))
            })
            .collect();
        all.sort();
        all
    }

    /// The path of the next old text.
    fn next(&self, text: &[u8]) -> PathBuf {
        let last = self.versions().last().map_or(0, |(number, _)| *number);
        self.versions.join(format!("{:06}-{}", last.saturating_add(1), fingerprint(text)))
    }

    /// The versions whose text is none of those that were replaced knowingly.
    fn lost(&self) -> Vec<PathBuf> {
        let versions = self.versions();
        let known: BTreeSet<&str> = versions.iter().filter_map(|(_, path)| hash_in(path)).collect();
        let is_lost = |path: &Path| {
            fs::read(path).is_ok_and(|text| !text.is_empty() && !known.contains(&*fingerprint(text)))
        };
        versions.iter().filter(|(_, path)| is_lost(path)).map(|(_, path)| path.clone()).collect()
    }

    /// Removes the oldest texts beyond those that are kept, but none that is lost otherwise.
    fn prune(&self) {
        let versions = self.versions();
        if versions.len() <= KEPT {
            return;
        }
        let lost = self.lost();
        for (_, version) in versions.iter().rev().skip(KEPT).filter(|(_, version)| !lost.contains(version)) {
            let _ = fs::remove_file(version);
        }
    }
}

/// The hash in the name of a version.
fn hash_in(version: &Path) -> Option<&str> {
    Some(version.file_name()?.to_str()?.split_once('-')?.1)
}

/// The path of a version if it holds this text.
fn renamed(version: &Path, text: &[u8]) -> PathBuf {
    let name = version.file_name().unwrap_or_default().to_string_lossy();
    let number = name.split('-').next().unwrap_or_default();
    version.with_file_name(format!("{number}-{}", fingerprint(text)))
}

/// The text of a plain file; `None` if there is no file.
fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    let found = match fs::symlink_metadata(path) {
        Ok(found) => found,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    if !found.is_file() {
        return Err(not_plain());
    }
    match fs::read(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn not_plain() -> io::Error {
    io::Error::other("it is not a plain file")
}

/// Makes a folder if it is not there. A link is none: it could lead anywhere.
fn make_folder(folder: &Path) -> io::Result<()> {
    match fs::create_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            if fs::symlink_metadata(folder)?.is_dir() {
                return Ok(());
            }
            Err(io::Error::other("`.vigente` beside it is not a folder"))
        }
        made => made,
    }
}

/// Writes the names in these folders to the disk.
fn sync(folders: &[Option<&Path>]) -> io::Result<()> {
    if cfg!(unix) {
        for folder in folders.iter().flatten() {
            let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            File::open(folder)?.sync_all()?;
        }
    }
    Ok(())
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE).map_err(|error| match error {
        // The kernel or the file system does not know how.
        Errno::INVAL | Errno::NOSYS | Errno::NOTSUP => io::ErrorKind::Unsupported.into(),
        error => error.into(),
    })
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(test)]
mod tests;
