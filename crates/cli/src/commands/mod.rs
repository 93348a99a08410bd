//! What was asked goes in, an answer on the terminal and the way the run ends come out. One command, one file.

pub mod batch;
pub mod check;
pub mod collisions;
pub mod completions;
pub mod duties;
pub mod explain;
pub mod export;
pub mod fmt;
pub mod history;
pub mod man;
pub mod new;
pub mod options;
pub mod pack;
pub mod question;
pub mod serve;
pub mod status;
pub mod timeline;
pub mod what_if;
pub mod who;
pub mod why;

use crate::arguments::{Cli, Command};
use crate::terminal::Terminal;
use crate::trouble::{Exit, Trouble};

/// Does what was asked.
pub fn run(cli: &Cli, terminal: &mut Terminal) -> Result<Exit, Trouble> {
    match &cli.command {
        Command::Status(args) => status::run(args, cli, terminal),
        Command::Batch(args) => batch::run(args, cli, terminal),
        Command::Check(args) => check::run(args, cli, terminal),
        Command::New(args) => new::run(args, cli, terminal),
        Command::Why(args) => why::run(args, cli, terminal),
        Command::Collisions(args) => collisions::run(args, cli, terminal),
        Command::Duties(args) => duties::run(args, cli, terminal),
        Command::Options(args) => options::run(args, cli, terminal),
        Command::WhatIf(args) => what_if::run(args, cli, terminal),
        Command::History(args) => history::run(args, cli, terminal),
        Command::Who(args) => who::run(args, cli, terminal),
        Command::Timeline(args) => timeline::run(args, cli, terminal),
        Command::Pack(args) => pack::run(args, cli, terminal),
        Command::Fmt(args) => fmt::run(args, cli, terminal),
        Command::Serve(args) => serve::run(args, cli, terminal),
        Command::Export(args) => export::run(args, cli, terminal),
        Command::Explain(args) => explain::run(args, terminal),
        Command::Completions(args) => completions::run(args, terminal),
        Command::Man(args) => man::run(args, terminal),
    }
}
