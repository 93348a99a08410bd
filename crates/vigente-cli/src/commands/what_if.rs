//! An act that is not in the record goes in, what would differ if it were comes out.

use std::path::Path;

use clap::Args;
use jiff::civil::Date;
use vigente::view;
use vigente_syntax::diagnostic::{Diagnostic, Severity};

use super::question;
use crate::arguments::{Cli, QuestionArgs, day};
use crate::terminal::Terminal;
use crate::trouble::{Exit, Trouble};
use crate::{dossier, report};

const EXAMPLES: &str = "\
Examples:
  vigente what-if my-matter \"2023-12-10 IA.Court annuls pardon\"
  vigente what-if my-matter \"PE.President repeals pardon; requires PE.INPE to release(fujimori) at once\"
                                      a semicolon begins a new line; without a day, it is the day asked about
  vigente what-if my-matter draft.vig acts written in a file";

/// A supposition.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES, override_usage = "vigente what-if [OPTIONS] [DOSSIER] ACT")]
pub struct WhatIfArgs {
    /// `[DAY] [NAME] AUTHOR EFFECT; EFFECT`; a dossier may stand before it (else the nearest upward)
    #[arg(value_name = "ACT", required = true, num_args = 1..)]
    words: Vec<String>,
    #[command(flatten)]
    question: QuestionArgs,
}

/// Compares the record with and without it.
pub fn run(args: &WhatIfArgs, cli: &Cli, terminal: &mut Terminal) -> Result<Exit, Trouble> {
    let (dossier, said) = dossier::open_before(&args.words, "which act", cli)?;
    let today = question::today()?;
    let text = if Path::new(&said).is_file() {
        let bytes = crate::world::read_bytes(Path::new(&said))
            .map_err(|e| Trouble::world(format!("`{said}` cannot be read"), &e))?;
        String::from_utf8_lossy(&bytes).into_owned()
    } else {
        entry(&said, args.question.on.unwrap_or(today))
    };
    let with = dossier.with("what-if", &text);
    let id = with.world.files.len() - 1;
    let wrong: Vec<&Diagnostic> = with
        .lowered
        .diagnostics
        .iter()
        .filter(|d| {
            d.severity == Severity::Error && d.labels.first().is_some_and(|l| l.file.0 as usize == id)
        })
        .collect();
    if !wrong.is_empty() {
        terminal.aside(&report::render(&wrong, &with, terminal.width(), true));
        return Err(Trouble::usage("the act cannot be understood")
            .hint("write it as in a dossier: 2023-12-10 my-act IA.Court annuls pardon"));
    }
    let otherwise =
        text.lines().filter_map(|l| day(l.split(' ').next()?).ok()).max().map_or(today, |d| d.max(today));
    let asked = question::question_on(&args.question, None, dossier.model(), otherwise)?;
    let exit = dossier.warn(terminal);
    let answer = dossier.session().what_if(&with.session(), &asked);
    if terminal.json() {
        let mut data = question::data(&asked, dossier.model());
        data["act"] = text.into();
        terminal.data("what-if", &data, &answer)?;
    } else {
        let words = question::words(cli);
        terminal.show(&view::what_if(&answer, question::look(&words, terminal)))?;
    }
    Ok(exit)
}

const VERBS: &[&str] = &[
    "does",
    "begins",
    "ends",
    "annuls",
    "repeals",
    "suspends",
    "restores",
    "disapplies",
    "upholds",
    "requires",
    "forbids",
    "permits",
    "discharges",
    "moves",
    "finds",
    "claims",
    "says",
    "relies",
];

/// One line as a person types it, made into an entry: a day and a name are put where none stand, what follows the
/// author goes onto lines of its own, a semicolon begins another.
fn entry(said: &str, on: Date) -> String {
    let said = said.replace("\\n", "\n");
    if said.trim_end().contains('\n') {
        return format!("{}\n", said.trim());
    }
    let words: Vec<&str> = said.split_whitespace().collect();
    let is_effect = |w: &&str| VERBS.contains(w) || w.ends_with(':');
    let Some(first) = words.iter().position(is_effect) else {
        return format!("{said}\n");
    };
    let (head, effects) = words.split_at(first);
    let has_day = head.first().is_some_and(|w| w.starts_with(|c: char| c.is_ascii_digit()));
    let (date, head) = match (has_day, head) {
        (true, [date, rest @ ..]) => ((*date).to_owned(), rest),
        _ => (on.to_string(), head),
    };
    let unnamed = head.len() == 1 || head.get(1).is_some_and(|w| w.starts_with('"'));
    let name = if unnamed { "what-if " } else { "" };
    let mut text = format!("{date} {name}{}\n", head.join(" "));
    for effect in effects.join(" ").split(';').map(str::trim).filter(|e| !e.is_empty()) {
        text.push_str(&format!("  {effect}\n"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(said: &str) -> String {
        entry(said, jiff::civil::date(2023, 11, 29))
    }

    #[test]
    fn as_a_person_types_it() {
        assert_eq!(on("2023-12-10 x IA.Court annuls pardon"), "2023-12-10 x IA.Court\n  annuls pardon\n");
        assert_eq!(on("IA.Court annuls pardon"), "2023-11-29 what-if IA.Court\n  annuls pardon\n");
        assert_eq!(
            on("2023-12-10 PE.TC \"A ruling\" free: requires PE to release(f); annuls x"),
            "2023-12-10 what-if PE.TC \"A ruling\"\n  free: requires PE to release(f)\n  annuls x\n"
        );
        assert_eq!(on("2023-12-10 x PE\n  annuls y"), "2023-12-10 x PE\n  annuls y\n");
    }
}
