//! `vigente new`: creates a record that passes `check` and explains itself in comments.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;
use vigente_workspace::names;

use crate::arguments::Cli;
use crate::error::{Error, Exit};
use crate::terminal::Terminal;

const EXAMPLES: &str = "\
Examples:
  vigente new my-matter                                    a folder with a record to start from
  vigente new my-matter --title \"The licence of the mill\"
  vigente check my-matter && vigente status my-matter      what to do next";

const RECORD: &str = include_str!("../../../templates/dossier.vig");
const README: &str = include_str!("../../../templates/README.md");
/// The title in the templates, replaced by the one asked for.
const TITLE: &str = "The licence of the mill at Ribera";

/// A new dossier.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct NewArgs {
    /// The folder to make; nothing that is there is ever overwritten
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// What the matter is called
    #[arg(long)]
    title: Option<String>,
}

/// Writes the dossier.
pub fn run(args: &NewArgs, cli: &Cli, terminal: &mut Terminal) -> Result<Exit, Error> {
    let folder = &args.folder;
    let shown = quoted(&folder.display().to_string());
    let occupied = fs::read_dir(folder).map(|mut entries| entries.next().is_some());
    if matches!(occupied, Ok(true)) || (folder.exists() && !folder.is_dir()) {
        return Err(Error::usage(format!("`{}` is there already, and is not overwritten", folder.display()))
            .hint("choose a name that is free"));
    }
    for new in folder.ancestors().take_while(|f| !f.as_os_str().is_empty() && !f.exists()) {
        let (Some(within), Some(name)) = (new.parent(), new.file_name()) else { continue };
        if let Err(fault) = names::check_new(within, &name.to_string_lossy()) {
            let said = format!("a new folder cannot be called `{}`: {fault}", name.display());
            return Err(Error::usage(said).hint("choose another name"));
        }
    }
    let title = args.title.as_deref().unwrap_or(TITLE);
    if title.contains(['\n', '\r']) || title.trim().is_empty() {
        return Err(Error::usage("a title is one line of text"));
    }
    let written = title.replace('\\', "\\\\").replace('"', "\\\"");
    let failed = |e: io::Error| Error::io(format!("`{shown}` cannot be written"), &e);
    fs::create_dir_all(folder).map_err(failed)?;
    write_new(&folder.join("dossier.vig"), &RECORD.replace(TITLE, &written)).map_err(failed)?;
    write_new(&folder.join("README.md"), &README.replace(TITLE, title).replace("DOSSIER", &shown))
        .map_err(failed)?;
    if cli.look.json {
        let files = ["dossier.vig", "README.md"].map(|f| folder.join(f).display().to_string());
        let answer = json!({ "files": files });
        terminal.print(&format!(
            "{:#}\n",
            vigente_render::envelope("new", &json!({ "title": title }), &answer)
        ))?;
        return Ok(Exit::Success);
    }
    terminal.print(&format!(
        "made {}, a record to read and to change\n\n\
         next:  vigente check {shown}\n       vigente status {shown}\n",
        folder.join("dossier.vig").display()
    ))?;
    Ok(Exit::Success)
}

/// As a shell wants it typed.
fn quoted(path: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/._-+".contains(c);
    if path.chars().all(plain) { path.to_owned() } else { format!("'{}'", path.replace('\'', "'\\''")) }
}

/// Never overwrites, even if somebody else was faster.
fn write_new(path: &Path, text: &str) -> io::Result<()> {
    OpenOptions::new().write(true).create_new(true).open(path)?.write_all(text.as_bytes())
}
