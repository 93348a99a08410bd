//! `vigente fmt`: rewrites records in the canonical layout, in place.

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::{fs, io};

use clap::Args;
use serde_json::json;
use similar::Algorithm;
use vigente_workspace::save::{self, NotSaved};

use crate::arguments::Cli;
use crate::error::{Error, Exit};
use crate::terminal::Terminal;
use crate::{dossier, world};

const EXAMPLES: &str = "\
Examples:
  vigente fmt my-matter            lay out every .vig file of a dossier
  vigente fmt --check my-matter    only say which lines would change (exit 1 if any)
  vigente fmt my-matter/acts.vig   one file
  vigente fmt - < in.vig > out.vig what an editor calls";

/// Layout.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct FmtArgs {
    /// Dossiers or .vig files; `-` reads the standard input
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Write nothing; list the lines that would change
    #[arg(long)]
    check: bool,
}

/// How often a file is read again because another program was faster.
const ATTEMPTS: usize = 10;

struct Change {
    path: PathBuf,
    lines: Vec<LineChange>,
}

struct LineChange {
    number: usize,
    old: Option<String>,
    new: Option<String>,
}

/// Lays out, or says what would change.
pub fn run(args: &FmtArgs, cli: &Cli, terminal: &mut Terminal) -> Result<Exit, Error> {
    if args.paths.iter().any(|p| p.as_os_str() == "-") {
        return standard_input(args, terminal);
    }
    let mut roots = args.paths.clone();
    if roots.is_empty() {
        roots.push(dossier::find(None)?);
    }
    let mut exit = Exit::Success;
    let mut changes = Vec::new();
    for root in roots {
        let root = dossier::find(Some(&root))?;
        for path in files(&root) {
            match lay_out(&path, &root, args.check) {
                Ok(Some(change)) => changes.push(change),
                Ok(None) => {}
                Err(error) => exit = terminal.report_error(&error),
            }
        }
    }
    if cli.look.json {
        terminal.print(&format!("{:#}\n", data(&changes, args.check)))?;
    } else if args.check {
        terminal.print(&difference(&changes))?;
    } else {
        for change in &changes {
            terminal.aside(&format!("laid out {}\n", change.path.display()));
        }
    }
    Ok(if args.check && !changes.is_empty() { exit.max(Exit::Failure) } else { exit })
}

fn standard_input(args: &FmtArgs, terminal: &mut Terminal) -> Result<Exit, Error> {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text).map_err(|e| Error::io("the standard input", &e))?;
    let laid = vigente_syntax::format(&text);
    if args.check {
        return Ok(if laid == text { Exit::Success } else { Exit::Failure });
    }
    terminal.print(&laid)?;
    Ok(Exit::Success)
}

/// Every `.vig` file under a folder, or the file itself; what cannot be read is found out when it is laid out.
fn files(root: &Path) -> Vec<PathBuf> {
    if !root.is_dir() {
        return vec![root.to_owned()];
    }
    world::read(root).files.iter().filter(|f| f.name.ends_with(".vig")).map(|f| root.join(&f.name)).collect()
}

fn lay_out(path: &Path, root: &Path, check: bool) -> Result<Option<Change>, Error> {
    let shown = path.display();
    if path != root && world::leads_outside(path, root) {
        return Err(Error {
            exit: Exit::Io,
            message: format!("`{shown}` is a link that leads outside the folder, and stays as it is"),
            hint: Some("name the file itself to format it".to_owned()),
        });
    }
    for _ in 0..ATTEMPTS {
        let bytes =
            world::read_bytes(path).map_err(|e| Error::io(format!("`{shown}` cannot be read"), &e))?;
        let text = String::from_utf8(bytes).map_err(|_| Error {
            exit: Exit::Io,
            message: format!("`{shown}` is not UTF-8 and stays as it is"),
            hint: Some("save it as UTF-8 first".to_owned()),
        })?;
        let laid = vigente_syntax::format(&text);
        if laid == text {
            return Ok(None);
        }
        let change = Change { path: path.to_owned(), lines: lines(&text, &laid) };
        if check {
            return Ok(Some(change));
        }
        // A link keeps its target.
        let target = fs::canonicalize(path);
        let replaced = target
            .map_err(NotSaved::Disk)
            .and_then(|target| save::replace(&target, laid.as_bytes(), Some(text.as_bytes())));
        match replaced {
            Ok(()) => return Ok(Some(change)),
            // Another program has saved it since it was read.
            Err(NotSaved::Changed(_)) => {}
            Err(NotSaved::Disk(error)) => {
                return Err(Error::io(format!("`{shown}` cannot be written"), &error));
            }
        }
    }
    Err(Error {
        exit: Exit::Io,
        message: format!("`{shown}` is being changed by another program and was not laid out"),
        hint: Some("try again when it is done".to_owned()),
    })
}

/// Line by line. Layout changes blanks within lines and empty lines, so two lines with the same letters are the same.
fn lines(old: &str, new: &str) -> Vec<LineChange> {
    let (old, new): (Vec<&str>, Vec<&str>) =
        (old.split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
    let letters = |line: &&str| line.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let mut next = 1;
    let mut found = Vec::new();
    for op in similar::capture_diff_slices_by_key(Algorithm::Myers, &old, &new, letters) {
        for change in op.iter_changes(&old[..], &new[..]) {
            let was = change.old_index().and_then(|i| old.get(i));
            let is = change.new_index().and_then(|i| new.get(i));
            let clean = |line: Option<&&str>| line.map(|l| l.trim_end_matches('\n').to_owned());
            if was != is {
                found.push(LineChange { number: next, old: clean(was), new: clean(is) });
            }
            next += usize::from(was.is_some());
        }
    }
    found
}

fn difference(changes: &[Change]) -> String {
    let mut out = String::new();
    for change in changes {
        out.push_str(&format!("{}\n", change.path.display()));
        for line in &change.lines {
            for (sign, text) in [('-', &line.old), ('+', &line.new)] {
                if let Some(text) = text {
                    let shown = text.replace('\t', "→").replace('\r', "␍");
                    let end = if text.ends_with([' ', '\t', '\r']) { "·" } else { "" };
                    out.push_str(&format!("{:6} {sign}{shown}{end}\n", line.number));
                }
            }
        }
    }
    out
}

fn data(changes: &[Change], check: bool) -> serde_json::Value {
    let files: Vec<_> = changes
        .iter()
        .map(|c| {
            let lines: Vec<_> =
                c.lines.iter().map(|l| json!({ "line": l.number, "old": l.old, "new": l.new })).collect();
            json!({ "file": c.path.display().to_string(), "lines": lines })
        })
        .collect();
    vigente_render::envelope("fmt", &json!({ "check": check }), &json!({ "changed": files }))
}
