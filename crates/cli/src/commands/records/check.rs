//! `vigente check`: prints every diagnostic, and checks every expectation and every quote against its source.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;
use vigente_model::Model;
use vigente_render::Tally;
use vigente_resolve::sources::{self, SourceCheck};
use vigente_syntax::diagnostic::{Diagnostic, Severity};

use crate::arguments::Cli;
use crate::commands::question;
use crate::dossier;
use crate::error::{Error, Exit};
use crate::report;
use crate::terminal::Terminal;

const EXAMPLES: &str = "\
Examples:
  vigente check my-matter                      exit code 1 if anything is wrong
  vigente check my-matter --sources texts      quotes against the texts in this folder, too
  vigente check my-matter --notes              with what is only good to know
  vigente check my-matter --json               for another program";

/// Checking.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct CheckArgs {
    /// The dossier; else the nearest folder upward from here that has .vig files
    dossier: Option<PathBuf>,
    /// Show notes in full, not only their number
    #[arg(long)]
    notes: bool,
}

/// Checks.
pub fn run(args: &CheckArgs, cli: &Cli, terminal: &mut Terminal) -> Result<Exit, Error> {
    let mut dossier = dossier::open(args.dossier.as_deref(), cli)?;
    let unread = dossier.record.read_sources(cli.reading.sources.as_deref());
    let model = dossier.model();
    let (answer, expectations) = dossier.session().check();
    let sources = sources::check(model, &dossier.record.world);
    let all: Vec<&Diagnostic> = dossier
        .record
        .diagnostics()
        .chain(&expectations)
        .chain(&sources.diagnostics)
        .chain(&unread)
        .collect();
    let count = |severity| all.iter().filter(|d| d.severity == severity).count();
    let tally = Tally {
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        notes: count(Severity::Note),
        files: dossier.record.world.files.len(),
    };
    if terminal.json() {
        let data = json!({
            "diagnostics": report::data(&all, &dossier),
            "expectations": answer.expectations.iter().map(|e| {
                let mut data = serde_json::to_value(e).unwrap_or_default();
                data["place"] = dossier.place(e.place).into();
                data
            }).collect::<Vec<_>>(),
            "passed": answer.passed,
            "failed": answer.failed,
            "unresolved": answer.unresolved,
            "resting_on_fallen": answer.resting_on_fallen,
            "without_effect": answer.without_effect,
            "sources": sources_data(&sources, model),
            "errors": tally.errors,
            "warnings": tally.warnings,
            "notes": tally.notes,
            "acts": model.acts.len(),
        });
        terminal.data("check", &json!({}), &data)?;
    } else {
        let shown: Vec<&Diagnostic> =
            all.iter().copied().filter(|d| args.notes || d.severity != Severity::Note).collect();
        let text = report::render(&shown, &dossier, terminal, true);
        terminal.print(&text)?;
        let words = question::words(cli);
        terminal.show(&vigente_render::check(
            &answer,
            &sources,
            model,
            tally,
            question::look(&words, terminal),
        ))?;
    }
    let wrong = tally.errors > 0 || answer.failed > 0 || answer.unresolved > 0;
    Ok(if wrong { dossier.exit().max(Exit::Failure) } else { dossier.exit() })
}

fn sources_data(sources: &SourceCheck, model: &Model) -> serde_json::Value {
    let name = |id: vigente_model::SourceId| &*model.sources[id].name;
    let reports: Vec<_> = sources
        .reports
        .iter()
        .map(|r| {
            let paragraphs: Vec<_> = r
                .paragraphs
                .iter()
                .enumerate()
                .map(|(i, p)| {
                    json!({
                        "number": i + 1,
                        "hash": p.hash,
                        "cited": p.cited.len(),
                        "contradicted": p.contradicted.len(),
                    })
                })
                .collect();
            json!({ "source": name(r.source), "verified": r.verified, "failed": r.failed, "paragraphs": paragraphs })
        })
        .collect();
    let unverified: Vec<_> = sources
        .unverified
        .iter()
        .map(|(id, count)| json!({ "source": name(*id), "unverified": count }))
        .collect();
    json!({ "read": reports, "not_at_hand": unverified })
}
