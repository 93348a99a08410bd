//! `vigente collisions`: prints both sides of each collision, when it arose, whom it binds and who prevails in
//! which viewpoint.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use vigente_query::CollisionFilter;
use vigente_query::answer::CollisionKind;

use crate::arguments::{Cli, ForArgs, QuestionArgs};
use crate::commands::question;
use crate::dossier;
use crate::error::{Error, Exit};
use crate::terminal::Terminal;

const EXAMPLES: &str = "\
Examples:
  vigente collisions my-matter                             every one, whenever it was
  vigente collisions my-matter --on 2023-11-29 --on-the-day  those of that day
  vigente collisions my-matter --kind duties               only contrary duties";

/// Collisions.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct CollisionsArgs {
    /// The dossier; else the nearest folder upward from here that has .vig files
    dossier: Option<PathBuf>,
    #[command(flatten)]
    question: QuestionArgs,
    #[command(flatten)]
    concerning: ForArgs,
    /// Only those that concern the day asked about
    #[arg(long)]
    on_the_day: bool,
    /// Only these kinds
    #[arg(long, value_delimiter = ',')]
    kind: Vec<Kind>,
}

#[derive(ValueEnum, Clone, Copy, Debug)]
enum Kind {
    /// Two contrary duties, each existing in some viewpoint
    Duties,
    /// Two duties to do deeds that exclude each other
    Incompatible,
    /// A permission and a prohibition, each prevailing in another viewpoint
    Permission,
    /// An act that works in one viewpoint and not in another
    Standing,
    /// A status that holds in one viewpoint and not in another
    Status,
    /// Two contrary duties that both bind in one viewpoint
    Dilemma,
}

/// Prints them.
pub fn run(args: &CollisionsArgs, cli: &Cli, terminal: &mut Terminal) -> Result<Exit, Error> {
    let dossier = dossier::open(args.dossier.as_deref(), cli)?;
    let asked = question::question(&args.question, args.concerning.concerning.as_deref(), dossier.model())?;
    let filter = CollisionFilter {
        on_the_day: args.on_the_day,
        kinds: args
            .kind
            .iter()
            .map(|kind| match kind {
                Kind::Duties => CollisionKind::Duties,
                Kind::Incompatible => CollisionKind::Incompatible,
                Kind::Permission => CollisionKind::Permission,
                Kind::Standing => CollisionKind::Standing,
                Kind::Status => CollisionKind::Status,
                Kind::Dilemma => CollisionKind::Dilemma,
            })
            .collect(),
    };
    let exit = dossier.warn(terminal);
    let answer = dossier.session().collisions(&asked, &filter);
    if terminal.json() {
        let mut data = vigente_render::question(&asked, dossier.model());
        data["on_the_day"] = args.on_the_day.into();
        data["kinds"] = serde_json::to_value(&filter.kinds).unwrap_or_default();
        terminal.data("collisions", &data, &answer)?;
    } else {
        let words = question::words(cli);
        terminal.show(&vigente_render::collisions(&answer, question::look(&words, terminal)))?;
    }
    Ok(exit)
}
