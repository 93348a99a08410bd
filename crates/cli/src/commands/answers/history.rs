//! `vigente history`: prints how the answer about one thing changed over time: with hindsight, as it stood, and as
//! known.

use clap::Args;

use crate::arguments::{Cli, QuestionArgs};
use crate::commands::question;
use crate::dossier;
use crate::error::{Error, Exit};
use crate::terminal::Terminal;

const EXAMPLES: &str = "\
Examples:
  vigente history my-matter pardon                  the life of an act
  vigente history my-matter pardon.indulto          of a part of it
  vigente history my-matter tc-2022.execute         of a duty
  vigente history my-matter \"sentence(fujimori)\"    of a status";

/// History.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES, override_usage = "vigente history [OPTIONS] [DOSSIER] THING")]
pub struct HistoryArgs {
    /// An act, a part, a status or a duty; a dossier may stand before it (else the nearest folder upward)
    #[arg(value_name = "THING", required = true, num_args = 1..)]
    words: Vec<String>,
    #[command(flatten)]
    question: QuestionArgs,
}

/// Prints it.
pub fn run(args: &HistoryArgs, cli: &Cli, terminal: &mut Terminal) -> Result<Exit, Error> {
    let (dossier, text) = dossier::open_before(&args.words, "whose history", cli)?;
    let asked = question::question(&args.question, None, dossier.model())?;
    let answer = match dossier.session().history(&text, &asked) {
        Ok(answer) => answer,
        Err(diagnostics) => return Ok(question::misunderstood(&diagnostics, &text, &dossier, terminal)),
    };
    let exit = dossier.warn(terminal);
    if terminal.json() {
        let mut data = vigente_render::question(&asked, dossier.model());
        data["thing"] = text.into();
        terminal.data("history", &data, &answer)?;
    } else {
        let words = question::words(cli);
        terminal.show(&vigente_render::history(&answer, question::look(&words, terminal)))?;
    }
    Ok(exit)
}
