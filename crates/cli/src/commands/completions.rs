//! `vigente completions`: prints a shell's completion script.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use crate::arguments::Cli;
use crate::error::{Error, Exit};
use crate::terminal::Terminal;

const EXAMPLES: &str = "\
Examples:
  vigente completions bash > ~/.local/share/bash-completion/completions/vigente
  vigente completions fish > ~/.config/fish/completions/vigente.fish
  vigente completions zsh > ~/.zfunc/_vigente";

/// Completions for a shell.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct CompletionsArgs {
    /// Which shell
    shell: Shell,
}

/// Prints them.
pub fn run(args: &CompletionsArgs, terminal: &mut Terminal) -> Result<Exit, Error> {
    let mut bytes = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "vigente", &mut bytes);
    terminal.print(&String::from_utf8_lossy(&bytes))?;
    Ok(Exit::Success)
}
