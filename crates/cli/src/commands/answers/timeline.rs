//! `vigente timeline`: draws a record over time as a self-contained SVG.

use std::path::PathBuf;

use clap::Args;

use crate::arguments::{Cli, ForArgs, QuestionArgs};
use crate::commands::question;
use crate::dossier;
use crate::error::{Error, Exit};
use crate::terminal::Terminal;

const EXAMPLES: &str = "\
Examples:
  vigente timeline my-matter --out matter.svg     a picture for a browser or a document
  vigente timeline my-matter > matter.svg         the same
  vigente timeline my-matter --json               what it draws, as data";

/// A picture.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct TimelineArgs {
    /// The dossier; else the nearest folder upward from here that has .vig files
    dossier: Option<PathBuf>,
    #[command(flatten)]
    question: QuestionArgs,
    #[command(flatten)]
    concerning: ForArgs,
    /// Write to this file
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Draws it.
pub fn run(args: &TimelineArgs, cli: &Cli, terminal: &mut Terminal) -> Result<Exit, Error> {
    let dossier = dossier::open(args.dossier.as_deref(), cli)?;
    let asked = question::question(&args.question, args.concerning.concerning.as_deref(), dossier.model())?;
    let exit = dossier.warn(terminal);
    let answer = dossier.session().chart(&asked);
    if terminal.json() {
        terminal.data("timeline", &vigente_render::question(&asked, dossier.model()), &answer)?;
        return Ok(exit);
    }
    let picture = vigente_render::timeline(&answer, &question::words(cli));
    terminal.deliver(&picture, args.out.as_deref())?;
    Ok(exit)
}
