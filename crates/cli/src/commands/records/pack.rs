//! `vigente pack`: lists the available packs, or prints what one declares.

use std::sync::Arc;

use clap::{Args, Subcommand};
use serde_json::json;
use vigente_query::answer::{Pack, Packs};
use vigente_workspace::matters::Matters;

use crate::arguments::Cli;
use crate::commands::question;
use crate::dossier::Dossier;
use crate::error::{Error, Exit};
use crate::packs::PackStore;
use crate::terminal::Terminal;

const EXAMPLES: &str = "\
Examples:
  vigente pack list                          the packs that come with the command
  vigente pack list --packs my-packs         with those of a folder, and in their place
  vigente pack show inter-american           its organs, norms and viewpoints
  vigente pack show peru --json              the same as data";

/// Packs.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct PackArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    /// Every pack at hand: version, organs, norms, what is unverified
    #[command(after_help = EXAMPLES)]
    List,
    /// All that a pack declares
    #[command(after_help = EXAMPLES)]
    Show {
        /// The name behind `use`
        name: String,
    },
}

/// Prints the list, or the pack.
pub fn run(args: &PackArgs, cli: &Cli, terminal: &mut Terminal) -> Result<Exit, Error> {
    PackStore::new(cli.reading.packs.as_deref())?;
    let matters = Arc::new(Matters::new(cli.reading.packs.as_deref(), None));
    match &args.what {
        What::List => list(&matters, cli, terminal),
        What::Show { name } => show(name, &matters, cli, terminal),
    }
}

fn list(matters: &Arc<Matters>, cli: &Cli, terminal: &mut Terminal) -> Result<Exit, Error> {
    let (mut packs, mut exit) = (Vec::new(), Exit::Success);
    for name in matters.shelf().names() {
        let (pack, read) = read(&name, matters);
        exit = exit.max(read.exit());
        if broken(&read) {
            terminal.aside(&format!("`{name}` has errors: `vigente pack show {name}` shows them\n"));
        }
        packs.extend(pack.map(|p| p.item));
    }
    let packs = Packs { packs };
    if terminal.json() {
        terminal.data("pack list", &json!({}), &packs)?;
    } else {
        let words = question::words(cli);
        terminal.show(&vigente_render::packs(&packs, question::look(&words, terminal)))?;
    }
    Ok(exit)
}

fn show(name: &str, matters: &Arc<Matters>, cli: &Cli, terminal: &mut Terminal) -> Result<Exit, Error> {
    let (pack, read) = read(name, matters);
    let Some(pack) = pack else {
        let names = matters.shelf().names();
        let near = question::nearest(name, names.iter().map(String::as_str));
        let hint = match near.first() {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`vigente pack list` lists those at hand".to_owned(),
        };
        return Err(Error::usage(format!("there is no pack `{name}`")).hint(hint));
    };
    let exit = read.warn(terminal);
    if terminal.json() {
        terminal.data("pack show", &json!({ "pack": name }), &pack)?;
    } else {
        let words = question::words(cli);
        terminal.show(&vigente_render::pack(&pack, question::look(&words, terminal)))?;
    }
    Ok(exit)
}

fn read(name: &str, matters: &Arc<Matters>) -> (Option<Pack>, Dossier) {
    let read = Dossier::of_pack(name, matters);
    (vigente_query::pack(read.model(), name, &matters.shelf().about(name)), read)
}

fn broken(read: &Dossier) -> bool {
    read.errors().next().is_some()
}
