//! `vigente explain`: prints the page of a diagnostic.

use clap::Args;
use serde_json::json;
use vigente_codes::PAGES;
use vigente_render::Words;
use vigente_syntax::codes::{CODES, Code, find};
use vigente_syntax::diagnostic::Severity;

use crate::error::{Error, Exit};
use crate::terminal::Terminal;

const EXAMPLES: &str = "\
Examples:
  vigente explain tab-indent     what it means and what to write instead
  vigente explain                all of them, one a line";

/// The page of a diagnostic.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct ExplainArgs {
    /// The name in brackets of a diagnostic, such as `tab-indent`; none lists them all
    code: Option<String>,
}

/// Prints the page, or the list.
pub fn run(args: &ExplainArgs, terminal: &mut Terminal) -> Result<Exit, Error> {
    let Some(name) = &args.code else {
        return list(terminal);
    };
    let Some(code) = find(name) else {
        let near: Vec<String> = crate::commands::question::nearest(name, CODES.iter().map(|c| c.name))
            .into_iter()
            .map(|n| format!("`{n}`"))
            .collect();
        let hint = if near.is_empty() {
            "`vigente explain` lists all diagnostics".to_owned()
        } else {
            format!("did you mean {}?", near.join(" or "))
        };
        return Err(Error::usage(format!("there is no diagnostic `{name}`")).hint(hint));
    };
    // What no text can show is marked so for the tests of these pages, not for whoever reads one.
    let page = PAGES.iter().find(|(c, _)| c == name).map(|(_, page)| page.replacen(" (edge)\n", "\n", 1));
    let page = page.as_deref();
    if terminal.json() {
        terminal.print(&format!("{:#}\n", data(code, page)))?;
        return Ok(Exit::Success);
    }
    match page {
        Some(page) => terminal.print(&format!("{}\n", page.trim_end()))?,
        None => terminal.print(&format!("{} ({}): {}\n", code.name, word(code.severity), code.meaning))?,
    }
    Ok(Exit::Success)
}

fn list(terminal: &mut Terminal) -> Result<Exit, Error> {
    if terminal.json() {
        let all: Vec<_> = CODES.iter().map(|c| data(c, None)).collect();
        terminal.print(&format!("{:#}\n", json!(all)))?;
        return Ok(Exit::Success);
    }
    let widest = CODES.iter().map(|c| c.name.len()).max().unwrap_or(0);
    let mut text = String::new();
    let words = Words::new(terminal.lang());
    let severity = |code: &Code| match words.meaning(code.name) {
        Some(_) => words.say(&format!("severity-{}", word(code.severity))),
        None => word(code.severity).to_owned(),
    };
    let wide = CODES.iter().map(|c| severity(c).chars().count()).max().unwrap_or(0);
    for code in CODES {
        let meaning = words.meaning(code.name).unwrap_or_else(|| code.meaning.to_owned());
        text.push_str(&format!("{:widest$}  {:wide$}  {meaning}\n", code.name, severity(code)));
    }
    terminal.print(&text)?;
    Ok(Exit::Success)
}

fn data(code: &Code, page: Option<&str>) -> serde_json::Value {
    json!({ "code": code.name, "severity": word(code.severity), "meaning": code.meaning, "page": page })
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}
