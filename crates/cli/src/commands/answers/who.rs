//! `vigente who`: prints who, or what, answers a question with variables, and when: as a table, CSV, JSON or a
//! picture.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use vigente_query::Over;

use crate::arguments::{Cli, QuestionArgs};
use crate::commands::question;
use crate::dossier;
use crate::error::{Error, Exit};
use crate::terminal::Terminal;

const EXAMPLES: &str = "\
Examples:
  vigente who my-matter \"party(?state, ACHR)\"                  who was a party, and when
  vigente who my-matter \"party(?state, ACHR)\" --on 1999-06-01  on that day, and how many
  vigente who my-matter \"party(?state, ACHR)\" --as-it-stood    each day as people saw it then
  vigente who my-matter \"somebody must report(IA.Court)\"       on whom the duty was, and when
  vigente who my-matter \"sentence(?person, ?case)\" --format csv for a spreadsheet
  vigente who my-matter \"party(?state, ACHR)\" --format svg --out parties.svg";

/// Who.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES, override_usage = "vigente who [OPTIONS] [DOSSIER] QUERY")]
pub struct WhoArgs {
    /// A status, a deed, or `somebody must DEED`, with variables; a dossier may stand before it (else the nearest
    /// folder upward)
    #[arg(value_name = "QUERY", required = true, num_args = 1..)]
    words: Vec<String>,
    #[command(flatten)]
    question: QuestionArgs,
    /// text (a table to read), csv (a row for each stretch of days), json, or svg (bars over the years)
    #[arg(long, value_name = "FORMAT", default_value = "text", hide_possible_values = true)]
    format: Format,
    /// Write to this file
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
enum Format {
    /// A table to read
    Text,
    /// A row for each stretch of days
    Csv,
    /// The answer as data
    Json,
    /// Bars over the years
    Svg,
}

/// Prints the table, or writes it.
pub fn run(args: &WhoArgs, cli: &Cli, terminal: &mut Terminal) -> Result<Exit, Error> {
    let (dossier, text) = dossier::open_before(&args.words, "whom to look for", cli)?;
    let model = dossier.model();
    let mut asked = question::question(&args.question, None, model)?;
    let over = match (args.question.on, args.question.as_it_stood) {
        (Some(_), _) => Over::TheDay,
        (None, true) => Over::AllDaysAsTheyStood,
        (None, false) => Over::AllDays,
    };
    if over == Over::AllDaysAsTheyStood {
        asked.made_by = None;
    }
    let exit = dossier.warn(terminal);
    let answer = match dossier.session().who(&text, &asked, over) {
        Ok(answer) => answer,
        Err(wrong) => return Ok(question::misunderstood(&wrong, &text, &dossier, terminal)),
    };
    let words = question::words(cli);
    let format = if terminal.json() { Format::Json } else { args.format };
    let written = match format {
        Format::Text if args.out.is_none() => {
            terminal.show(&vigente_render::who(&answer, question::look(&words, terminal)))?;
            return Ok(exit);
        }
        Format::Text => vigente_render::who(&answer, question::look(&words, terminal)).text(),
        Format::Csv => vigente_render::who_csv(&answer),
        Format::Svg => vigente_render::who_picture(&answer, &words),
        Format::Json => {
            let mut data = vigente_render::question(&asked, model);
            data["on"] = serde_json::json!(answer.on);
            data["as_it_stood"] = answer.as_it_stood.into();
            data["query"] = answer.question.clone().into();
            format!("{:#}\n", vigente_render::envelope("who", &data, &answer))
        }
    };
    terminal.deliver(&written, args.out.as_deref())?;
    Ok(exit)
}
