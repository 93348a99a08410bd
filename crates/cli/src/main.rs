//! The command line. This crate alone knows a terminal. It reads the clock and the environment, so that the crates below
//! get the day and the folders as values; `vigente-workspace` reads the records.

mod arguments;
mod commands;
mod dossier;
mod error;
mod report;
mod terminal;

use std::process::ExitCode;

use vigente_workspace::{packs, world};

use arguments::Cli;
use terminal::Terminal;

fn main() -> ExitCode {
    let cli = Cli::read();
    let mut terminal = Terminal::new(&cli.look);
    let done = commands::run(&cli, &mut terminal);
    done.unwrap_or_else(|error| terminal.report_error(&error)).code()
}
