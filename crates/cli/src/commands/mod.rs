//! The commands, one file each. A command reads what it needs, prints its answer and returns how the process exits.

pub mod answers;
pub mod batch;
pub mod completions;
pub mod explain;
#[cfg(feature = "web")]
pub mod export;
pub mod man;
pub mod question;
pub mod records;
#[cfg(feature = "web")]
pub mod serve;

use crate::arguments::{Cli, Command};
use crate::error::{Error, Exit};
use crate::terminal::Terminal;

/// Does what was asked.
pub fn run(cli: &Cli, terminal: &mut Terminal) -> Result<Exit, Error> {
    match &cli.command {
        Command::Status(args) => answers::status::run(args, cli, terminal),
        Command::Batch(args) => batch::run(args, cli, terminal),
        Command::Check(args) => records::check::run(args, cli, terminal),
        Command::New(args) => records::new::run(args, cli, terminal),
        Command::Why(args) => answers::why::run(args, cli, terminal),
        Command::Collisions(args) => answers::collisions::run(args, cli, terminal),
        Command::Duties(args) => answers::duties::run(args, cli, terminal),
        Command::Options(args) => answers::options::run(args, cli, terminal),
        Command::WhatIf(args) => answers::what_if::run(args, cli, terminal),
        Command::History(args) => answers::history::run(args, cli, terminal),
        Command::Who(args) => answers::who::run(args, cli, terminal),
        Command::Timeline(args) => answers::timeline::run(args, cli, terminal),
        Command::Pack(args) => records::pack::run(args, cli, terminal),
        Command::Fmt(args) => records::fmt::run(args, cli, terminal),
        #[cfg(feature = "web")]
        Command::Serve(args) => serve::run(args, cli, terminal),
        #[cfg(feature = "web")]
        Command::Export(args) => export::run(args, cli, terminal),
        Command::Explain(args) => explain::run(args, terminal),
        Command::Completions(args) => completions::run(args, terminal),
        Command::Man(args) => man::run(args, terminal),
    }
}
