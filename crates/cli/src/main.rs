//! Arguments and files go in, answers come out. The only crate that reads files, the clock and the environment,
//! and the only one that knows a terminal.

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
