//! `vigente what-if`: adds acts that are not in the record and prints which answers would differ.

use std::path::Path;

use clap::Args;
use vigente_model::Day;
use vigente_syntax::diagnostic::{Diagnostic, FileId};

use crate::arguments::{Cli, QuestionArgs};
use crate::commands::question;
use crate::error::{Error, Exit};
use crate::terminal::Terminal;
use crate::{dossier, report};

const EXAMPLES: &str = "\
Examples:
  vigente what-if my-matter \"2023-12-10 IA.Court annuls pardon\"
  vigente what-if my-matter \"PE.President repeals pardon; requires PE.INPE to release(fujimori) at once\"
                                      a semicolon begins a new line; without a day, it is the day asked about
  vigente what-if my-matter draft.vig acts written in a file";

/// A supposition.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES, override_usage = "vigente what-if [OPTIONS] [DOSSIER] ACT")]
pub struct WhatIfArgs {
    /// `[DAY] [NAME] AUTHOR EFFECT; EFFECT`; a dossier may stand before it (else the nearest upward)
    #[arg(value_name = "ACT", required = true, num_args = 1..)]
    words: Vec<String>,
    #[command(flatten)]
    question: QuestionArgs,
}

/// The file that the act is in, as messages call it.
const SUPPOSED: &str = "what-if";

/// Compares the record with and without it.
pub fn run(args: &WhatIfArgs, cli: &Cli, terminal: &mut Terminal) -> Result<Exit, Error> {
    let (dossier, said) = dossier::open_before(&args.words, "which act", cli)?;
    let today = question::today()?;
    let text = if Path::new(&said).is_file() {
        let bytes = crate::world::read_bytes(Path::new(&said))
            .map_err(|e| Error::io(format!("`{said}` cannot be read"), &e))?;
        String::from_utf8_lossy(&bytes).into_owned()
    } else {
        vigente_query::entry(&said, &args.question.on.unwrap_or(today).to_string())
    };
    let with = dossier.with(SUPPOSED, &text);
    let files = &with.record.world.files;
    let id = files.iter().position(|f| f.name == SUPPOSED && f.pack.is_none()).unwrap_or_default();
    let id = FileId(u32::try_from(id).unwrap_or(u32::MAX));
    let wrong: Vec<&Diagnostic> =
        with.errors().filter(|d| d.labels.first().is_some_and(|l| l.file == id)).collect();
    if !wrong.is_empty() {
        terminal.aside(&report::render(&wrong, &with, terminal, true));
        return Err(Error::usage("the act cannot be understood")
            .hint("write it as in a dossier: 2023-12-10 my-act IA.Court annuls pardon"));
    }
    let made = vigente_query::last_day(with.model(), id).and_then(Day::date);
    let otherwise = made.map_or(today, |day| day.max(today));
    let asked = question::question_on(&args.question, None, dossier.model(), otherwise)?;
    let exit = dossier.warn(terminal);
    let answer = dossier.session().what_if(&with.session(), &asked);
    if terminal.json() {
        let mut data = vigente_render::question(&asked, dossier.model());
        data["act"] = text.into();
        terminal.data("what-if", &data, &answer)?;
    } else {
        let words = question::words(cli);
        terminal.show(&vigente_render::what_if(&answer, question::look(&words, terminal)))?;
    }
    Ok(exit)
}
