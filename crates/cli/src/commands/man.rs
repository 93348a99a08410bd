//! `vigente man`: prints the manual pages, or writes them to a folder.

use std::path::PathBuf;

use clap::{Args, CommandFactory};

use crate::arguments::Cli;
use crate::error::{Error, Exit};
use crate::terminal::Terminal;

const EXAMPLES: &str = "\
Examples:
  vigente man | man -l -                       read it
  vigente man --out ~/.local/share/man/man1    install it, with a page for each command";

/// The manual page.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct ManArgs {
    /// Write a page for every command into this folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Prints the main page, or writes all of them.
pub fn run(args: &ManArgs, terminal: &mut Terminal) -> Result<Exit, Error> {
    match &args.out {
        Some(folder) => {
            let failed =
                |e: std::io::Error| Error::io(format!("`{}` cannot be written", folder.display()), &e);
            std::fs::create_dir_all(folder).map_err(failed)?;
            clap_mangen::generate_to(Cli::command(), folder).map_err(failed)?;
        }
        None => {
            let mut bytes = Vec::new();
            clap_mangen::Man::new(Cli::command())
                .render(&mut bytes)
                .map_err(|e| Error::io("the manual page cannot be made", &e))?;
            terminal.print(&String::from_utf8_lossy(&bytes))?;
        }
    }
    Ok(Exit::Success)
}
