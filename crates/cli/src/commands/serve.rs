//! `vigente serve`: serves the web application over a folder of records until the process ends.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use clap::Args;
use vigente_web::{Inputs, Settings};

use crate::arguments::Cli;
use crate::commands::question;
use crate::dossier;
use crate::error::{Error, Exit};
use crate::terminal::Terminal;

const EXAMPLES: &str = "\
Examples:
  vigente serve dossiers/                    all matters of a folder, at http://127.0.0.1:7474
  vigente serve my-matter --port 8080        one matter, at another port
  vigente serve --read-only --no-open        the dossier here; no writing, no browser";

/// Serving.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct ServeArgs {
    /// A folder of dossiers, or one dossier; else the nearest dossier upward from here
    dir: Option<PathBuf>,
    /// The port; 0 takes one that is free
    #[arg(long, value_name = "N", default_value_t = 7474)]
    port: u16,
    /// The address to listen at; anything but loopback lets others on the network read (and write)
    #[arg(long, value_name = "ADDR", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    bind: IpAddr,
    /// Do not open a browser
    #[arg(long)]
    no_open: bool,
    /// Write nothing: no editor, no forms
    #[arg(long)]
    read_only: bool,
}

/// Serves.
pub fn run(args: &ServeArgs, cli: &Cli, terminal: &mut Terminal) -> Result<Exit, Error> {
    let root = match &args.dir {
        Some(dir) if dir.is_dir() => dir.clone(),
        Some(dir) => {
            return Err(Error::usage(format!("there is no folder `{}`", dir.display()))
                .hint("name a folder of dossiers, or one dossier"));
        }
        None => dossier::find(None)?,
    };
    // A day that cannot be read is said before anything is served.
    question::today()?;
    let settings = Settings {
        root,
        inputs: Inputs { packs: cli.reading.packs.clone(), sources: cli.reading.sources.clone() },
        today: || question::today().unwrap_or_else(|_| jiff::ZonedDateTime::now().date()),
        day: None,
        writing: !args.read_only,
    };
    let at = SocketAddr::new(args.bind, args.port);
    let open = !args.no_open;
    vigente_web::serve(settings, at, |at| {
        terminal.aside(&format!("vigente serves at http://{at}\n"));
        if open {
            browse(&format!("http://{at}"));
        }
    })
    .map_err(|e| Error::io(format!("`{at}` cannot be served"), &e))?;
    Ok(Exit::Success)
}

/// Asks the desktop to open an address; where there is none, nothing happens.
fn browse(address: &str) {
    let opener = match std::env::consts::OS {
        "macos" => "open",
        "windows" => "explorer",
        _ => "xdg-open",
    };
    let quiet = std::process::Stdio::null;
    let _ = std::process::Command::new(opener).arg(address).stdout(quiet()).stderr(quiet()).spawn();
}
