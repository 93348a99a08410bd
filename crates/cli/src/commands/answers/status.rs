//! `vigente status`: prints the main screen of a record on a day.

use std::path::PathBuf;

use clap::Args;

use crate::arguments::{Cli, ForArgs, QuestionArgs};
use crate::commands::question;
use crate::dossier;
use crate::error::{Error, Exit};
use crate::terminal::Terminal;

const EXAMPLES: &str = "\
Examples:
  vigente status my-matter                           where it stands today
  vigente status my-matter --on 2023-11-29           on that day, knowing what came later
  vigente status my-matter --on 2023-11-29 --as-it-stood
                                                     the same day as people saw it then
  vigente status my-matter --for PE.INPE             only what concerns the prison service
  vigente status my-matter --viewpoint PE.TC,IA.Court --lang es";

/// Items of each list shown without `--all`.
const FIRST: usize = 6;

/// The main screen.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct StatusArgs {
    /// The dossier; else the nearest folder upward from here that has .vig files
    dossier: Option<PathBuf>,
    #[command(flatten)]
    question: QuestionArgs,
    #[command(flatten)]
    concerning: ForArgs,
    /// Every item of every list, not only the most relevant
    #[arg(long)]
    all: bool,
}

/// Prints it.
pub fn run(args: &StatusArgs, cli: &Cli, terminal: &mut Terminal) -> Result<Exit, Error> {
    let dossier = dossier::open(args.dossier.as_deref(), cli)?;
    let mut asked =
        question::question(&args.question, args.concerning.concerning.as_deref(), dossier.model())?;
    asked.limit = (!args.all).then_some(FIRST);
    let exit = dossier.warn(terminal);
    let answer = dossier.session().situation(&asked);
    if terminal.json() {
        terminal.data("status", &vigente_render::question(&asked, dossier.model()), &answer)?;
    } else {
        let words = question::words(cli);
        terminal.show(&vigente_render::situation(&answer, question::look(&words, terminal)))?;
    }
    Ok(exit)
}
