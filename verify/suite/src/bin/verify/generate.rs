//! Writes a registry of invented matters of any size into a folder.

use std::path::PathBuf;
use std::process::ExitCode;

use vigente_tests::generate::{self, Layout};

/// Writes the registry.
pub fn run(args: &[String]) -> ExitCode {
    let (mut folder, mut matters, mut seed, mut layout) = (None, 1000, 1, Layout::Files);
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        let number = |args: &mut std::slice::Iter<'_, String>| args.next().and_then(|n| n.parse().ok());
        let understood = match arg.as_str() {
            "--matters" => number(&mut args).map(|n| matters = n).is_some(),
            "--seed" => number(&mut args).map(|n| seed = n as u64).is_some(),
            "--one-file" => {
                layout = Layout::OneFile;
                true
            }
            "--folders" => {
                layout = Layout::Folders;
                true
            }
            _ if !arg.starts_with('-') && folder.is_none() => {
                folder = Some(PathBuf::from(&arg));
                true
            }
            _ => false,
        };
        if !understood {
            eprintln!("`{arg}` is not understood here");
            folder = None;
            break;
        }
    }
    let Some(folder) = folder else {
        eprintln!("generate DIR [--matters N] [--seed S] [--one-file | --folders]");
        return ExitCode::from(2);
    };
    match generate::write(&folder, matters, seed, layout) {
        Ok(acts) => {
            println!("{matters} matters, {acts} acts in {}", folder.display());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{}: {error}", folder.display());
            ExitCode::FAILURE
        }
    }
}
