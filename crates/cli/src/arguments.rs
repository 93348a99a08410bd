//! Defines the command line. Help, completions and the man page are generated from these definitions.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use vigente_render::Lang;

use crate::commands;

const EXAMPLES: &str = "\
Examples:
  vigente new my-matter                      start a dossier that explains itself
  vigente check my-matter                    everything that is wrong with it
  vigente status my-matter --on 2023-11-29   where the matter stood on that day
  vigente why my-matter \"pardon in force\"    the reasons, down to the acts
  vigente status --as-it-stood --lang es     from inside the folder, in Spanish

A dossier is a folder of .vig files. Without one on the command line, the nearest
folder upward from here that has .vig files is taken.

Exit codes: 0 fine; 1 the record has errors or an expectation failed;
2 the command line cannot be understood; 3 a file could not be read or written.";

/// What is in force, who must do what by when, and where authorities collide: from a plain-text record of legal acts.
#[derive(Parser, Debug)]
#[command(name = "vigente", version, after_help = EXAMPLES, max_term_width = 100, disable_help_subcommand = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// What to read.
    #[command(flatten)]
    pub reading: ReadingArgs,
    /// How to show it.
    #[command(flatten)]
    pub look: LookArgs,
}

/// One command, one file under `commands/`.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// Where the matter stands on a day: the main screen
    Status(commands::answers::status::StatusArgs),
    /// Everything wrong with a dossier: texts, expectations, quotes
    Check(commands::records::check::CheckArgs),
    /// Start a dossier from a template that teaches
    New(commands::records::new::NewArgs),
    /// Why something is so, or why not, down to acts, norms and quotes
    Why(commands::answers::why::WhyArgs),
    /// Where authorities contradict one another
    Collisions(commands::answers::collisions::CollisionsArgs),
    /// Who must do what by when, the most urgent first
    Duties(commands::answers::duties::DutiesArgs),
    /// What an organ can do, and what that keeps or breaks
    Options(commands::answers::options::OptionsArgs),
    /// What would change if an act were in the record
    #[command(name = "what-if")]
    WhatIf(commands::answers::what_if::WhatIfArgs),
    /// The life of an act, a status or a duty
    History(commands::answers::history::HistoryArgs),
    /// Who, or what, fills the variables of a question, and when
    Who(commands::answers::who::WhoArgs),
    /// A picture of the matter over time (SVG)
    Timeline(commands::answers::timeline::TimelineArgs),
    /// The packs at hand, and what each declares
    Pack(commands::records::pack::PackArgs),
    /// Where many matters stand on a day: one answer each, for programs
    Batch(commands::batch::BatchArgs),
    /// Lay .vig files out in the one canonical way
    Fmt(commands::records::fmt::FmtArgs),
    /// The web application over a folder of dossiers, on this machine
    #[cfg(feature = "web")]
    Serve(commands::serve::ServeArgs),
    /// The same pages as files that need no server
    #[cfg(feature = "web")]
    Export(commands::export::ExportArgs),
    /// The page of a diagnostic: what it means and what to write instead
    Explain(commands::explain::ExplainArgs),
    /// Completions for a shell
    Completions(commands::completions::CompletionsArgs),
    /// The manual page, or all of them into a folder
    Man(commands::man::ManArgs),
}

/// What to read.
#[derive(Args, Debug, Clone)]
#[command(next_help_heading = "What to read")]
pub struct ReadingArgs {
    /// Take packs from here first: DIR/PACK/*.vig stands in for the built-in PACK
    #[arg(long, global = true, value_name = "DIR", env = "VIGENTE_PACKS", hide_env_values = true)]
    pub packs: Option<PathBuf>,
    /// Look here for the texts of sources, to check quotes against
    #[arg(long, global = true, value_name = "DIR")]
    pub sources: Option<PathBuf>,
}

/// How to show it.
#[derive(Args, Debug, Clone)]
#[command(next_help_heading = "How to show it")]
pub struct LookArgs {
    /// Answer as data (docs/json.md describes it)
    #[arg(long, global = true)]
    pub json: bool,
    /// Language of the words around the record's own: en, es, pt or fr
    #[arg(
        long,
        value_parser = language(),
        hide_possible_values = true,
        global = true,
        value_name = "LANG",
        default_value = "en",
        env = "VIGENTE_LANG",
        hide_env_values = true
    )]
    pub lang: Lang,
    /// Columns of text; else those of the terminal, else 80
    #[arg(long, global = true, value_name = "N")]
    pub width: Option<u16>,
    /// Colour: auto (on a terminal, unless NO_COLOR is set), always or never
    #[arg(long, hide_possible_values = true, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
}

/// Reads a language of the views by its two letters.
pub fn language() -> impl TypedValueParser<Value = Lang> {
    let codes = Lang::ALL.map(|lang| PossibleValue::new(lang.code()).help(lang.name()));
    PossibleValuesParser::new(codes).try_map(|code| Lang::of(&code).ok_or("no such language"))
}

/// When to colour.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Color {
    /// On a terminal
    Auto,
    /// Also into pipes and files
    Always,
    /// Not at all
    Never,
}

/// The day, the horizon and the eyes of a question.
#[derive(Args, Debug, Clone)]
#[command(next_help_heading = "What to ask")]
pub struct QuestionArgs {
    /// The day asked about; else today
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub on: Option<Date>,
    /// Only acts made by that day count: no hindsight
    #[arg(long, conflicts_with = "made_by")]
    pub as_it_stood: bool,
    /// Only acts made by DAY count
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub made_by: Option<Date>,
    /// Only acts known by DAY count (published, notified, or said to be known)
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub known_by: Option<Date>,
    /// Only as these authorities see it: PE.TC,IA.Court
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub viewpoint: Vec<String>,
}

/// Whom it concerns.
#[derive(Args, Debug, Clone)]
#[command(next_help_heading = "What to ask")]
pub struct ForArgs {
    /// Only what concerns this person or organ
    #[arg(long = "for", value_name = "NAME")]
    pub concerning: Option<String>,
}

/// Reads a day as people write it, and says what to write instead.
pub fn day(text: &str) -> Result<Date, String> {
    if let Ok(date) = text.parse::<Date>()
        && text.len() == 10
    {
        return Ok(date);
    }
    let numbers: Vec<&str> = text.split(['/', '.', '-']).collect();
    let as_iso = match numbers[..] {
        [d, m, y] if y.len() == 4 && d.len() <= 2 && m.len() <= 2 => Some(format!("{y}-{m:0>2}-{d:0>2}")),
        [y, m, d] if y.len() == 4 && d.len() <= 2 && m.len() <= 2 => Some(format!("{y}-{m:0>2}-{d:0>2}")),
        _ => None,
    };
    Err(match as_iso.filter(|iso| iso.parse::<Date>().is_ok() && iso != text) {
        Some(iso) => format!("a day is written year-month-day: {iso}"),
        None if numbers.len() == 3 && numbers[0].len() == 4 => {
            "there is no such day in the calendar".to_owned()
        }
        None => "a day is written year-month-day, such as 2023-11-29".to_owned(),
    })
}

impl Cli {
    /// What was typed; help, versions and mistakes end the process here, with clap's words.
    pub fn read() -> Cli {
        Cli::parse()
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn definitions_are_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_command_teaches_by_example() {
        for command in Cli::command().get_subcommands() {
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            assert!(help.contains("vigente "), "`{}` shows no example", command.get_name());
        }
    }

    #[test]
    fn days_as_people_write_them() {
        assert_eq!(day("2023-11-29"), Ok(jiff::civil::date(2023, 11, 29)));
        assert_eq!(day("15/03/2018"), Err("a day is written year-month-day: 2018-03-15".to_owned()));
        assert_eq!(day("2018-3-5"), Err("a day is written year-month-day: 2018-03-05".to_owned()));
        assert_eq!(day("2018-02-30"), Err("there is no such day in the calendar".to_owned()));
        assert!(day("yesterday").is_err());
    }
}
