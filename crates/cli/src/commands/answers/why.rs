//! `vigente why`: prints an answer and its reasons, down to acts, norms and quotes.

use clap::Args;

use crate::arguments::{Cli, QuestionArgs};
use crate::commands::question;
use crate::dossier;
use crate::error::{Error, Exit};
use crate::terminal::Terminal;

const EXAMPLES: &str = "\
Examples:
  vigente why my-matter \"pardon in force\" --on 2018-10-04
  vigente why my-matter \"as it stood: pardon annulled\" --on 2022-03-29
  vigente why \"PE.INPE must release(fujimori)\"       from inside the dossier
  vigente why \"party(VE, ACHR)\"                      a status
  vigente why \"PE.TC: tc-2022.execute binds\"         in one viewpoint
  vigente why \"tc-2022\"                              whatever there is to say of it";

/// Reasons.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES, override_usage = "vigente why [OPTIONS] [DOSSIER] QUERY")]
pub struct WhyArgs {
    /// The question; a dossier may stand before it (else the nearest folder upward from here)
    #[arg(value_name = "QUERY", required = true, num_args = 1..)]
    words: Vec<String>,
    #[command(flatten)]
    question: QuestionArgs,
}

/// Prints them.
pub fn run(args: &WhyArgs, cli: &Cli, terminal: &mut Terminal) -> Result<Exit, Error> {
    let (dossier, text) = dossier::open_before(&args.words, "what to explain", cli)?;
    let asked = question::question(&args.question, None, dossier.model())?;
    let answer = match dossier.session().why(&text, &asked) {
        Ok(answer) => answer,
        Err(diagnostics) => return Ok(question::misunderstood(&diagnostics, &text, &dossier, terminal)),
    };
    let exit = dossier.warn(terminal);
    if terminal.json() {
        let mut data = vigente_render::question(&asked, dossier.model());
        data["query"] = text.into();
        terminal.data("why", &data, &answer)?;
    } else {
        let words = question::words(cli);
        let place = |place: vigente_query::answer::Place| dossier.place(place);
        terminal.show(&vigente_render::why(&answer, &place, question::look(&words, terminal)))?;
    }
    Ok(exit)
}
