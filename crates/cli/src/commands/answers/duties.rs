//! `vigente duties`: prints who must do what by when, and what has become of it.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use vigente_model::Day;
use vigente_query::DutyFilter;
use vigente_query::answer::State;

use crate::arguments::{Cli, ForArgs, QuestionArgs, day};
use crate::commands::question;
use crate::dossier;
use crate::error::{Error, Exit};
use crate::terminal::Terminal;

const EXAMPLES: &str = "\
Examples:
  vigente duties my-matter                          all of them, the most urgent first
  vigente duties my-matter --bearer PE.INPE         those of the prison service
  vigente duties my-matter --state overdue,broken   those that went wrong
  vigente duties my-matter --due-before 2024-03-31  those with an early deadline
  vigente duties my-matter --csv                    with claims and findings, for a spreadsheet";

/// Duties.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct DutiesArgs {
    /// The dossier; else the nearest folder upward from here that has .vig files
    dossier: Option<PathBuf>,
    #[command(flatten)]
    question: QuestionArgs,
    #[command(flatten)]
    concerning: ForArgs,
    /// Only duties of this organ or person
    #[arg(long, value_name = "NAME")]
    bearer: Option<String>,
    /// Only duties in one of these states in some viewpoint
    #[arg(long, value_name = "STATE", value_delimiter = ',')]
    state: Vec<DutyState>,
    /// Only duties with a deadline before this day
    #[arg(long, value_name = "DAY", value_parser = day)]
    due_before: Option<Date>,
    /// Rows for a spreadsheet: one for each duty and viewpoint
    #[arg(long, conflicts_with = "json")]
    csv: bool,
}

#[derive(ValueEnum, Clone, Copy, Debug)]
enum DutyState {
    /// It exists and does not yield
    Binds,
    /// A contrary duty prevails over it
    Yields,
    /// Suspended, or a condition does not hold
    Dormant,
    /// Still to do, in time
    Pending,
    /// Done in time
    Performed,
    /// Done late
    Late,
    /// Not done, past its deadline
    Overdue,
    /// Not done, and it cannot be done any more
    Impossible,
    /// Not done, and its bearer has made it impossible
    Defeated,
    /// Done in part
    Partly,
    /// Its source ceased first
    Lifted,
    /// A prohibition without a breach
    Observed,
    /// A prohibition with a breach
    Broken,
    /// As required
    Kept,
    /// Not as required
    Unkept,
}

impl DutyState {
    fn state(self) -> State {
        match self {
            DutyState::Binds => State::Binds,
            DutyState::Yields => State::Yields,
            DutyState::Dormant => State::Dormant,
            DutyState::Pending => State::Pending,
            DutyState::Performed => State::Performed,
            DutyState::Late => State::Late,
            DutyState::Overdue => State::Overdue,
            DutyState::Impossible => State::Impossible,
            DutyState::Defeated => State::Defeated,
            DutyState::Partly => State::Partly,
            DutyState::Lifted => State::Lifted,
            DutyState::Observed => State::Observed,
            DutyState::Broken => State::Broken,
            DutyState::Kept => State::Kept,
            DutyState::Unkept => State::Unkept,
        }
    }
}

/// Prints them.
pub fn run(args: &DutiesArgs, cli: &Cli, terminal: &mut Terminal) -> Result<Exit, Error> {
    let dossier = dossier::open(args.dossier.as_deref(), cli)?;
    let model = dossier.model();
    let asked = question::question(&args.question, args.concerning.concerning.as_deref(), model)?;
    let filter = DutyFilter {
        bearer: args.bearer.as_deref().map(|name| question::thing(name, model)).transpose()?,
        states: args.state.iter().map(|s| s.state()).collect(),
        due_before: args.due_before.map(Day::from_date),
    };
    let exit = dossier.warn(terminal);
    let answer = dossier.session().duties(&asked, &filter);
    if terminal.json() {
        let mut data = vigente_render::question(&asked, model);
        data["bearer"] = filter.bearer.map(|b| model.name(b)).into();
        data["states"] = serde_json::to_value(&filter.states).unwrap_or_default();
        data["due_before"] = filter.due_before.map(|d| d.to_string()).into();
        terminal.data("duties", &data, &answer)?;
    } else if args.csv {
        terminal.print(&vigente_render::duties_csv(&answer))?;
    } else {
        let words = question::words(cli);
        terminal.show(&vigente_render::duties(&answer, question::look(&words, terminal)))?;
    }
    Ok(exit)
}
