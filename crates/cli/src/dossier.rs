//! A path (or none) goes in; the record of that dossier comes out, with its packs and all that is wrong with it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use vigente_model::Model;
use vigente_query::Session;
use vigente_resolve::Resolved;
use vigente_resolve::world::{SourceFile, World, world_with};
use vigente_syntax::diagnostic::{Diagnostic, FileId, Severity};
use vigente_workspace::matters::Matters;

use crate::arguments::{Cli, ReadingArgs};
use crate::error::{Error, Exit};
use crate::packs::Shelf;
use crate::report;
use crate::terminal::Terminal;
use crate::world;

/// A dossier that has been read.
pub struct Dossier {
    /// Where it lies, as the user wrote it.
    pub path: PathBuf,
    /// Its texts.
    pub world: World,
    /// Its record.
    pub lowered: Resolved,
    /// How each file of the world is called in a message: a path that can be opened from here.
    pub shown: Vec<String>,
    /// Whether something could not be read.
    pub unreadable: bool,
    /// The matters that it reads.
    matters: Arc<Matters>,
}

/// What was typed before the options: a dossier, perhaps, and words.
pub struct Words {
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
pub fn find_before(words: &[String], what: &str) -> Result<Words, Error> {
    let (first, rest) = match words {
        [] => return Err(Error::usage(format!("say {what}"))),
        [only] if looks_like_dossier(only) => {
            return Err(Error::usage(format!("`{only}` is a dossier: say {what}, too")));
        }
        [only] => return Ok(Words { dossier: upward()?, rest: only.clone() }),
        [first, rest @ ..] => (first, rest),
    };
    if looks_like_dossier(first) {
        return Ok(Words { dossier: PathBuf::from(first), rest: rest.join(" ") });
    }
    if first.contains('/') && !first.contains('(') {
        return find(Some(Path::new(first))).map(|dossier| Words { dossier, rest: rest.join(" ") });
    }
    Ok(Words { dossier: upward()?, rest: words.join(" ") })
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
    pub fn open(path: PathBuf, reading: &ReadingArgs) -> Result<Dossier, Error> {
        Dossier::open_among(path, reading, &Arc::new(Matters::new(reading.packs.as_deref(), None)))
    }

    /// The same with matters that others may have read before.
    pub fn open_among(
        path: PathBuf,
        reading: &ReadingArgs,
        matters: &Arc<Matters>,
    ) -> Result<Dossier, Error> {
        let texts = world::read(&path);
        if texts.files.is_empty() {
            return Err(Error::usage(format!("`{}` has no .vig files", path.display()))
                .hint("`vigente new FOLDER` makes a dossier that explains itself"));
        }
        Ok(Dossier::made(path, texts, &Shelf::new(reading.packs.as_deref())?, Arc::clone(matters)))
    }

    /// A record that uses one pack and says no more.
    pub fn of_pack(pack: &str, shelf: &Shelf<'_>) -> Dossier {
        let files = vec![SourceFile::new("use", format!("use {pack}\n"))];
        let path = shelf.own(pack).unwrap_or_else(|| Path::new("packs").join(pack));
        Dossier::made(path, world::Texts { files, ..world::Texts::default() }, shelf, Arc::default())
    }

    fn made(path: PathBuf, texts: world::Texts, shelf: &Shelf<'_>, matters: Arc<Matters>) -> Dossier {
        let folder = folder_of(&path);
        let mut shown: Vec<String> = texts.files.iter().map(|f| shown_path(&folder.join(&f.name))).collect();
        let mut found = texts.diagnostics;
        let mut unreadable = texts.unreadable;
        let mut world = world_with(texts.files, |pack| {
            let of_pack = shelf.find(pack);
            unreadable |= of_pack.texts.unreadable;
            let first = u32::try_from(shown.len()).unwrap_or(u32::MAX);
            found.extend(of_pack.texts.diagnostics.into_iter().map(|d| moved(d, first)));
            shown.extend(of_pack.shown.iter().map(|path| shown_path(path)));
            of_pack.texts.files
        });
        matters.hand_in(&mut world, &path);
        let mut lowered = matters.resolve(&world);
        lowered.diagnostics.splice(0..0, found);
        Dossier { path, world, lowered, shown, unreadable, matters }
    }

    /// The folder it lies in.
    pub fn folder(&self) -> PathBuf {
        folder_of(&self.path)
    }

    /// The record.
    pub fn model(&self) -> &Arc<Model> {
        &self.lowered.model
    }

    /// A place of an answer, as a file and line that can be opened from here.
    pub fn place(&self, place: vigente_query::answer::Place) -> String {
        use report::Texts as _;
        let (line, _) = report::position(self.text(FileId(place.file)), place.start);
        format!("{}:{line}", self.path(FileId(place.file)))
    }

    /// The record, ready to be asked.
    pub fn session(&self) -> Session {
        self.matters.session(&self.lowered.model)
    }

    /// The same with a file more.
    pub fn with(&self, name: &str, text: &str) -> Dossier {
        let mut world = self.world.clone();
        world.files.push(SourceFile::new(name, text));
        let mut shown = self.shown.clone();
        shown.push(name.to_owned());
        Dossier {
            path: self.path.clone(),
            lowered: self.matters.resolve(&world),
            world,
            shown,
            unreadable: self.unreadable,
            matters: Arc::clone(&self.matters),
        }
    }

    /// Shows what is wrong with the texts beside an answer, errors in full and the rest as a number, and says how the
    /// run ends if nothing else is wrong.
    pub fn warn(&self, terminal: &mut Terminal) -> Exit {
        const SHOWN: usize = 5;
        let errors: Vec<&Diagnostic> =
            self.lowered.diagnostics.iter().filter(|d| d.severity == Severity::Error).collect();
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
            self.path.display()
        ));
        self.exit()
    }

    /// How the run ends as far as the texts are concerned.
    pub fn exit(&self) -> Exit {
        if self.unreadable {
            Exit::Io
        } else if self.lowered.diagnostics.iter().any(|d| d.severity == Severity::Error) {
            Exit::Failure
        } else {
            Exit::Success
        }
    }
}

/// The dossier that a command was given, read.
pub fn open(named: Option<&Path>, cli: &Cli) -> Result<Dossier, Error> {
    Dossier::open(find(named)?, &cli.reading)
}

/// The dossier and the words behind it, read.
pub fn open_before(words: &[String], what: &str, cli: &Cli) -> Result<(Dossier, String), Error> {
    let words = find_before(words, what)?;
    Ok((Dossier::open(words.dossier, &cli.reading)?, words.rest))
}

fn folder_of(path: &Path) -> PathBuf {
    if path.is_dir() { path.to_owned() } else { path.parent().map(Path::to_owned).unwrap_or_default() }
}

fn moved(mut diagnostic: Diagnostic, by: u32) -> Diagnostic {
    for label in &mut diagnostic.labels {
        label.file = FileId(label.file.0.saturating_add(by));
    }
    diagnostic
}

fn shown_path(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', "/");
    text.strip_prefix("./").map(str::to_owned).unwrap_or(text)
}

impl report::Texts for Dossier {
    fn path(&self, file: FileId) -> &str {
        self.shown.get(file.0 as usize).map_or("the question", String::as_str)
    }

    fn text(&self, file: FileId) -> &str {
        self.world.file(file).map_or("", |f| &f.text)
    }
}
