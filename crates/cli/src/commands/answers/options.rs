//! `vigente options`: prints each deed open to an organ, done or left undone, and which duties it keeps or
//! breaches.

use clap::Args;

use crate::arguments::{Cli, QuestionArgs};
use crate::commands::question;
use crate::dossier;
use crate::error::{Error, Exit};
use crate::terminal::Terminal;

const EXAMPLES: &str = "\
Examples:
  vigente options my-matter PE.INPE --on 2023-12-05   what the prison service could do that day
  vigente options INPE                                from inside the dossier, today";

/// Options.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES, override_usage = "vigente options [OPTIONS] [DOSSIER] ORGAN")]
pub struct OptionsArgs {
    /// The organ or person; a dossier may stand before it (else the nearest folder upward from here)
    #[arg(value_name = "ORGAN", required = true, num_args = 1..)]
    words: Vec<String>,
    #[command(flatten)]
    question: QuestionArgs,
}

/// Prints them.
pub fn run(args: &OptionsArgs, cli: &Cli, terminal: &mut Terminal) -> Result<Exit, Error> {
    let (dossier, organ) = dossier::open_before(&args.words, "whose options", cli)?;
    let model = dossier.model();
    let asked = question::question(&args.question, None, model)?;
    let organ = question::thing(&organ, model)?;
    let exit = dossier.warn(terminal);
    let answer = dossier.session().options(organ, &asked);
    if terminal.json() {
        let mut data = vigente_render::question(&asked, model);
        data["organ"] = model.name(organ).into();
        terminal.data("options", &data, &answer)?;
    } else {
        let words = question::words(cli);
        terminal.show(&vigente_render::options(&answer, question::look(&words, terminal)))?;
    }
    Ok(exit)
}
