//! Commands take a dossier by its path, or find the nearest one, and say what is wrong with it beside their answer.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use vigente_model::Model;
use vigente_query::Session;
use vigente_resolve::world::SourceFile;
use vigente_syntax::diagnostic::{Diagnostic, FileId, Severity};
use vigente_workspace::matters::Matters;
use vigente_workspace::record::Record;

use crate::arguments::{Cli, ReadingArgs};
use crate::error::{Error, Exit};
use crate::packs::PackStore;
use crate::report;
use crate::terminal::Terminal;
use crate::world;

/// A dossier that has been read.
pub struct Dossier {
    /// Its record; its path is as the user wrote it.
    pub record: Record,
    /// How each file of the record is called in a message: a path that can be opened from here.
    shown: Vec<String>,
}

/// What was typed before the options: a dossier, perhaps, and words.
pub struct Positionals {
    /// The dossier.
    pub dossier: PathBuf,
    /// The rest, joined by blanks.
    pub rest: String,
}

/// The dossier that was named, else the nearest one upward from here.
pub fn find(named: Option<&Path>) -> Result<PathBuf, Error> {
    match named {
        Some(path) if path.exists() => Ok(path.to_owned()),
        Some(path) => Err(Error::usage(format!("there is no dossier `{}`", path.display()))
            .hint("a dossier is a folder of .vig files; `vigente new FOLDER` makes one")),
        None => upward(),
    }
}

/// Tells a dossier from the words behind it: with several words, the first is the dossier if it is a folder or a
/// `.vig` file here; a single word is always a question about the dossier upward from here.
pub fn find_before(words: &[String], what: &str) -> Result<Positionals, Error> {
    let (first, rest) = match words {
        [] => return Err(Error::usage(format!("say {what}"))),
        [only] if looks_like_dossier(only) => {
            return Err(Error::usage(format!("`{only}` is a dossier: say {what}, too")));
        }
        [only] => return Ok(Positionals { dossier: upward()?, rest: only.clone() }),
        [first, rest @ ..] => (first, rest),
    };
    if looks_like_dossier(first) {
        return Ok(Positionals { dossier: PathBuf::from(first), rest: rest.join(" ") });
    }
    if first.contains('/') && !first.contains('(') {
        return find(Some(Path::new(first))).map(|dossier| Positionals { dossier, rest: rest.join(" ") });
    }
    Ok(Positionals { dossier: upward()?, rest: words.join(" ") })
}

fn looks_like_dossier(word: &str) -> bool {
    let path = Path::new(word);
    (path.is_dir() && (word.contains('/') || word.starts_with('.') || world::has_texts(path)))
        || (path.is_file() && path.extension().is_some_and(|e| e == "vig"))
}

fn upward() -> Result<PathBuf, Error> {
    let here = std::env::current_dir().map_err(|e| Error::io("the folder you are in", &e))?;
    for (steps, folder) in here.ancestors().enumerate() {
        if world::has_texts(folder) {
            let path: PathBuf = std::iter::repeat_n("..", steps).collect();
            return Ok(if steps == 0 { PathBuf::from(".") } else { path });
        }
    }
    Err(Error::usage("there is no dossier here, nor in a folder above")
        .hint("name one (`vigente status my-matter`), or make one (`vigente new my-matter`)"))
}

impl Dossier {
    /// Reads a dossier and its packs.
    pub fn open(path: &Path, reading: &ReadingArgs) -> Result<Dossier, Error> {
        Dossier::open_among(path, reading, &Arc::new(Matters::new(reading.packs.as_deref(), None)))
    }

    /// The same with matters that others may have read before.
    pub fn open_among(path: &Path, reading: &ReadingArgs, matters: &Arc<Matters>) -> Result<Dossier, Error> {
        let texts = world::read(path);
        if texts.files.is_empty() {
            return Err(Error::usage(format!("`{}` has no .vig files", path.display()))
                .hint("`vigente new FOLDER` makes a dossier that explains itself"));
        }
        PackStore::new(reading.packs.as_deref())?;
        Ok(Dossier::of(Record::of_texts(path, texts, matters)))
    }

    /// A record that uses one pack and says no more.
    pub fn of_pack(pack: &str, matters: &Arc<Matters>) -> Dossier {
        let files = vec![SourceFile::new("use", format!("use {pack}\n"))];
        let path = matters.shelf().own(pack).unwrap_or_else(|| Path::new("packs").join(pack));
        Dossier::of(Record::of_texts(&path, world::Texts { files, ..world::Texts::default() }, matters))
    }

    fn of(record: Record) -> Dossier {
        let shown = record.paths.iter().map(|path| shown_path(path)).collect();
        Dossier { record, shown }
    }

    /// The record.
    pub fn model(&self) -> &Arc<Model> {
        self.record.model()
    }

    /// A place of an answer, as a file and line that can be opened from here.
    pub fn place(&self, place: vigente_query::answer::Place) -> String {
        use report::TextLookup as _;
        let (line, _) = report::position(self.text(FileId(place.file)), place.start);
        format!("{}:{line}", self.path(FileId(place.file)))
    }

    /// The record, ready to be asked.
    pub fn session(&self) -> Session {
        self.record.session()
    }

    /// The same with one more file.
    pub fn with(&self, name: &str, text: &str) -> Dossier {
        Dossier::of(self.record.with(name, text))
    }

    /// What is wrong with its texts and cannot be used.
    pub fn errors(&self) -> impl Iterator<Item = &Diagnostic> {
        self.record.diagnostics().filter(|d| d.severity == Severity::Error)
    }

    /// Shows what is wrong with the texts beside an answer, errors in full and the rest as a number, and says how the
    /// run ends if nothing else is wrong.
    pub fn warn(&self, terminal: &mut Terminal) -> Exit {
        const SHOWN: usize = 5;
        let errors: Vec<&Diagnostic> = self.errors().collect();
        if errors.is_empty() {
            return self.exit();
        }
        let text = report::render(&errors[..errors.len().min(SHOWN)], self, terminal, true);
        terminal.aside(&text);
        let count = errors.len();
        let more = count.saturating_sub(SHOWN);
        let mut summary = match count {
            1 => "there is an error in this record".to_owned(),
            _ => format!("there are {count} errors in this record"),
        };
        if more > 0 {
            summary.push_str(&format!(", {more} more than shown"));
        }
        terminal.aside(&format!(
            "{summary}: what depends on {} is left out of the answer; `vigente check {}` shows all\n",
            if count == 1 { "it" } else { "them" },
            self.record.path.display()
        ));
        self.exit()
    }

    /// How the run ends as far as the texts are concerned.
    pub fn exit(&self) -> Exit {
        if self.record.unreadable {
            Exit::Io
        } else if self.errors().next().is_some() {
            Exit::Failure
        } else {
            Exit::Success
        }
    }
}

/// The dossier that a command was given, read.
pub fn open(named: Option<&Path>, cli: &Cli) -> Result<Dossier, Error> {
    Dossier::open(&find(named)?, &cli.reading)
}

/// The dossier and the words behind it, read.
pub fn open_before(words: &[String], what: &str, cli: &Cli) -> Result<(Dossier, String), Error> {
    let words = find_before(words, what)?;
    Ok((Dossier::open(&words.dossier, &cli.reading)?, words.rest))
}

fn shown_path(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', "/");
    text.strip_prefix("./").map(str::to_owned).unwrap_or(text)
}

impl report::TextLookup for Dossier {
    fn path(&self, file: FileId) -> &str {
        self.shown.get(file.0 as usize).map_or("the question", String::as_str)
    }

    fn text(&self, file: FileId) -> &str {
        self.record.world.file(file).map_or("", |f| &f.text)
    }
}
