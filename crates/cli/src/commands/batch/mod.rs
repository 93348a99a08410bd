//! `vigente batch`: asks the same question of many matters, in the order of their paths. A few run at a time, so
//! memory does not grow with their number. A bad matter never stops the rest.

#[cfg(feature = "parquet")]
mod columns;
mod matters;
mod sink;

use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};
use jiff::civil::Date;
use rayon::prelude::*;
use std::io::IsTerminal;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use vigente_query::answer::States;
use vigente_workspace::matters::Matters;

use crate::arguments::{Cli, QuestionArgs};
use crate::commands::question;
use crate::dossier::Dossier;
use crate::error::{Error, Exit};
use crate::report::{self, TextLookup as _};
use crate::terminal::Terminal;

const EXAMPLES: &str = "\
Examples:
  vigente batch dossiers                                every dossier under that folder, JSON Lines
  vigente batch registry --each-file --on 2024-03-31    every .vig file is a matter by itself
  vigente batch dossiers --format csv --out states.csv  a row for each act, status and duty
  vigente batch dossiers --out states.jsonl --resume    go on where a run was interrupted";

/// Many matters.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct BatchArgs {
    /// Folders of dossiers, dossiers, or .vig files
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// Every .vig file is a matter by itself
    #[arg(long)]
    each_file: bool,
    #[command(flatten)]
    question: QuestionArgs,
    /// How to write the answers
    #[arg(long, value_name = "FORMAT", default_value = "jsonl")]
    format: BatchFormat,
    /// Into this file; else to standard output (not for Parquet)
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Leave out the matters that the file already has, and add the rest (JSON Lines and CSV)
    #[arg(long, requires = "out")]
    resume: bool,
    /// So many at the same time; else one for each core
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
}

/// Shapes of output.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum BatchFormat {
    /// JSON Lines: one matter a line
    Jsonl,
    /// One row for each thing and viewpoint
    Csv,
    /// The same as columns
    Parquet,
}

/// What is told of one matter.
pub struct Told {
    /// Where it lies.
    pub path: String,
    /// Its name, where it has one.
    pub matter: Option<String>,
    /// How many errors its texts have; what they concern is left out of the states.
    pub errors: usize,
    /// The first of them, or why it could not be read.
    pub trouble: Option<String>,
    /// What was asked of it.
    pub question: serde_json::Value,
    /// `None` where it could not be read, or knows none of the viewpoints asked for.
    pub states: Option<States>,
}

/// Matters that are worked on at a time, for each worker: answers wait for those before them.
const AHEAD: usize = 32;

/// Answers for all of them.
pub fn run(args: &BatchArgs, cli: &Cli, terminal: &mut Terminal) -> Result<Exit, Error> {
    let today = question::today()?;
    let all = matters::find(&args.paths, args.each_file)?;
    if all.is_empty() {
        return Err(Error::usage("no matter was found").hint("a dossier is a folder of .vig files"));
    }
    let (mut sink, done) = sink::open(args.format, args.out.as_deref(), args.resume)?;
    let todo: Vec<&PathBuf> = all.iter().filter(|path| !done.contains(&shown(path))).collect();
    let jobs = args.jobs.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    let progress = bar(todo.len(), args.out.is_some() || !std::io::stdout().is_terminal());
    let (mut bad, mut first) = (0, None);
    let among = Arc::new(Matters::new(cli.reading.packs.as_deref(), None));
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(jobs)
        .build()
        .map_err(|e| Error::io("the threads that answer could not be started", &std::io::Error::other(e)))?;
    // A matter whose evaluation panics is reported like any other that cannot be answered.
    let answered = |path: &&PathBuf| {
        catch_unwind(AssertUnwindSafe(|| answer(path, args, cli, today, &among)))
            .unwrap_or_else(|_| broken(shown(path), "the answer could not be worked out".to_owned()))
    };
    for some in todo.chunks(jobs * AHEAD) {
        for told in pool.install(|| some.par_iter().map(answered).collect::<Vec<Told>>()) {
            if let Some(trouble) = &told.trouble {
                bad += 1;
                first.get_or_insert_with(|| format!("{}: {trouble}", told.path));
            }
            sink.write(&told, terminal)?;
            progress.inc(1);
        }
    }
    sink.finish()?;
    progress.finish_and_clear();
    if bad > 0 {
        let counted =
            if bad == 1 { "1 matter has errors".to_owned() } else { format!("{bad} matters have errors") };
        terminal.aside(&format!(
            "{counted}, each is told with its own; the first is {}\n",
            first.unwrap_or_default()
        ));
    }
    Ok(if bad > 0 { Exit::Failure } else { Exit::Success })
}

fn answer(path: &Path, args: &BatchArgs, cli: &Cli, today: Date, among: &Arc<Matters>) -> Told {
    let dossier = match Dossier::open_among(path, &cli.reading, among) {
        Ok(dossier) => dossier,
        Err(trouble) => return broken(shown(path), trouble.message),
    };
    let mut errors = dossier.errors().peekable();
    let trouble = errors.peek().map(|d| match d.labels.first() {
        Some(label) => {
            let (line, _) = report::position(dossier.text(label.file), label.at.start);
            format!("{}:{line}: {}", dossier.path(label.file), d.message)
        }
        None => d.message.clone(),
    });
    let asked = question::question_of_many(&args.question, dossier.model(), today);
    Told {
        path: shown(path),
        matter: dossier.model().matter.as_ref().map(|(name, _)| name.to_string()),
        errors: errors.count(),
        trouble,
        question: asked
            .as_ref()
            .map(|asked| vigente_render::question(asked, dossier.model()))
            .unwrap_or_default(),
        states: asked.map(|asked| dossier.session().states(&asked)),
    }
}

fn broken(path: String, why: String) -> Told {
    Told {
        path,
        matter: None,
        errors: 1,
        trouble: Some(why),
        question: serde_json::Value::Null,
        states: None,
    }
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// A progress bar on a terminal that shows nothing else.
fn bar(matters: usize, free: bool) -> ProgressBar {
    if !free || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{wide_bar} {pos}/{len} matters, {eta} left");
    ProgressBar::new(matters as u64).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
