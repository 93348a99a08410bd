//! `vigente export`: writes a folder of pages that need no server.

use std::io::IsTerminal as _;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use vigente_model::Day;
use vigente_render::Lang;
use vigente_web::export::export;
use vigente_web::{Inputs, Library, Settings};

use crate::arguments::{Cli, day, language};
use crate::commands::question;
use crate::dossier;
use crate::error::{Error, Exit};
use crate::terminal::Terminal;

const EXAMPLES: &str = "\
Examples:
  vigente export html site dossiers/           all matters of a folder, to be opened with a browser
  vigente export html site --lang pt           the dossier here, in Portuguese
  vigente export html site dossiers/ --languages es,en,pt,fr
  vigente export html site my-matter --on 2023-12-04";

/// Exporting.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct ExportArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    /// Pages that need no server: they work from a stick
    #[command(after_help = EXAMPLES)]
    Html {
        /// Where to write: a folder that is empty or not there yet
        out: PathBuf,
        /// A folder of dossiers, or one dossier; else the nearest dossier upward from here
        dir: Option<PathBuf>,
        /// The day of the copy; else today
        #[arg(long, value_name = "DAY", value_parser = day)]
        on: Option<jiff::civil::Date>,
        /// Several languages, each in a folder of its own (es, en, pt, fr); else that of --lang
        #[arg(long, value_name = "LANG,…", value_delimiter = ',', hide_possible_values = true, value_parser = language())]
        languages: Vec<Lang>,
    },
}

/// Writes it.
pub fn run(args: &ExportArgs, cli: &Cli, terminal: &mut Terminal) -> Result<Exit, Error> {
    let What::Html { out, dir, on, languages } = &args.what;
    let root = match dir {
        Some(dir) if dir.is_dir() => dir.clone(),
        Some(dir) => return Err(Error::usage(format!("there is no folder `{}`", dir.display()))),
        None => dossier::find(None)?,
    };
    let today = question::today()?;
    let settings = Settings {
        root,
        inputs: Inputs { packs: cli.reading.packs.clone(), sources: cli.reading.sources.clone() },
        today: || question::today().unwrap_or_else(|_| jiff::ZonedDateTime::now().date()),
        day: *on,
        writing: false,
    };
    let own = question::words(cli).lang();
    let on = Day::from_date(on.unwrap_or(today));
    let languages = if languages.is_empty() { vec![own] } else { languages.clone() };
    let seen = std::io::stderr().is_terminal();
    let mut progress = |matter: &str, files: usize| {
        if seen {
            terminal.aside(&format!("{files} files, now {matter}\n"));
        }
    };
    let done =
        export(&Library::new(settings), out, &languages, on, &mut progress).map_err(|e| match e.kind() {
            std::io::ErrorKind::AlreadyExists => Error::usage(format!("`{}` is not empty", out.display()))
                .hint("name a folder that is not there yet"),
            _ => Error::io(format!("`{}` cannot be written", out.display()), &e),
        })?;
    for matter in &done.without_reasons {
        terminal.aside(&format!(
            "{matter}: the pages of reasons are left out, because there would be too many\n"
        ));
    }
    terminal.aside(&format!("{} matters, {} files in {}\n", done.matters, done.files, out.display()));
    Ok(Exit::Success)
}
