//! Runs every example of the manual: each must say what its page says.
//!
//! A `vig` fence begins a dossier, `vig continues` adds to it, `vig pack NAME` adds to a pack that it may use, `vig matter
//! NAME` is a matter beside it that it may read, and `vig fails CODE` must get that error and is then forgotten. A `text PATH` fence puts a file beside the dossier. In a
//! `console` fence each line `$ vigente …` is run by the real command inside that folder, on the day
//! [`TODAY`]. With `UPDATE=1` the tool writes what it said into the page, for a person to read in the diff.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use vigente_packs::PACKS;
use vigente_query::Session;
use vigente_resolve::resolve;
use vigente_resolve::world::{SourceFile, World, world_with};
use vigente_syntax::diagnostic::{Diagnostic, Severity};
use vigente_tests::reading::{reading, said};

use crate::run::{command, root, words};

/// What the examples take for today.
const TODAY: &str = "2021-03-01";

#[test]
fn tutorial() {
    pages(&["docs/tutorial.md".to_owned()]);
}

#[test]
fn manual() {
    let folder = root().join("docs/manual");
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .expect("the manual is there")
        .map(|entry| entry.expect("readable").file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".md"))
        .map(|name| format!("docs/manual/{name}"))
        .collect();
    names.sort();
    assert!(names.len() > 5, "the manual is there");
    pages(&names);
}

fn pages(names: &[String]) {
    let update = std::env::var_os("UPDATE").is_some();
    let mut wrong = String::new();
    for name in names {
        let path = root().join(name);
        let text = std::fs::read_to_string(&path).expect("the page is there");
        let mut page = Page::new(name);
        let said = page.run(&text);
        if update && said != text {
            std::fs::write(&path, &said).expect("the page can be written");
        } else if said != text {
            page.complain(
                first_difference(&text, &said),
                "the command says something else; UPDATE=1 writes it",
            );
        }
        wrong.push_str(&page.wrong);
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// What stands on a page so far.
struct Page<'p> {
    name: &'p str,
    /// The dossier and the packs, by pack (`None` is the dossier): each line with its line on the page.
    files: BTreeMap<Option<String>, Vec<(usize, String)>>,
    /// Other matters, by name.
    matters: BTreeMap<String, String>,
    /// Other files, by path.
    texts: BTreeMap<String, String>,
    wrong: String,
}

impl<'p> Page<'p> {
    fn new(name: &'p str) -> Page<'p> {
        Page {
            name,
            files: BTreeMap::new(),
            matters: BTreeMap::new(),
            texts: BTreeMap::new(),
            wrong: String::new(),
        }
    }

    fn complain(&mut self, line: usize, what: impl std::fmt::Display) {
        let _ = writeln!(self.wrong, "{}:{line}: {what}", self.name);
    }

    /// Runs every fence; the page with what the commands say now comes out.
    fn run(&mut self, text: &str) -> String {
        let mut said = String::new();
        let mut lines = text.lines().enumerate();
        while let Some((_, line)) = lines.next() {
            said.push_str(line);
            said.push('\n');
            let Some(info) = line.strip_prefix("```") else { continue };
            let body: Vec<(usize, String)> =
                lines.by_ref().take_while(|(_, l)| *l != "```").map(|(n, l)| (n + 1, l.to_owned())).collect();
            let words: Vec<&str> = info.split_whitespace().collect();
            let body = match words[..] {
                ["console"] => self.console(&body),
                _ => {
                    self.fence(&words, &body);
                    body.into_iter().map(|(_, l)| l).collect()
                }
            };
            for line in body {
                said.push_str(&line);
                said.push('\n');
            }
            said.push_str("```\n");
        }
        said
    }

    fn fence(&mut self, words: &[&str], body: &[(usize, String)]) {
        let line = body.first().map_or(0, |(n, _)| n - 1);
        match words {
            ["vig"] => {
                self.files.insert(None, body.to_vec());
                self.check();
            }
            ["vig", "continues"] => {
                self.files.entry(None).or_default().push((line, String::new()));
                self.files.entry(None).or_default().extend_from_slice(body);
                self.check();
            }
            ["vig", "pack", pack] => {
                let file = self.files.entry(Some((*pack).to_owned())).or_default();
                file.push((line, String::new()));
                file.extend_from_slice(body);
            }
            ["vig", "fails", code] => {
                let before = self.files.clone();
                self.files.entry(None).or_default().extend_from_slice(body);
                let met = self.diagnostics().iter().any(|(d, _)| d.code == *code);
                self.files = before;
                if !met {
                    self.complain(line, format_args!("this should get `{code}`"));
                }
            }
            ["vig", "matter", matter] => {
                let text = joined(body);
                let resolved = reading(&text, &[]);
                let (_, failed) = Session::new(&resolved.model).check();
                for d in resolved.diagnostics.iter().chain(&failed) {
                    self.complain(line, format_args!("{matter}: {}: {}", d.code, d.message));
                }
                self.matters.insert((*matter).to_owned(), text);
            }
            ["text", path] => {
                self.texts.insert((*path).to_owned(), joined(body));
            }
            ["vig", ..] => self.complain(line, format_args!("what is a fence `{}`?", words.join(" "))),
            _ => {}
        }
    }

    fn text(&self, pack: Option<&str>) -> String {
        let lines = self.files.get(&pack.map(str::to_owned)).map_or(&[][..], |lines| lines);
        joined(lines)
    }

    /// What is wrong with the dossier as it stands on the page, each with its line there.
    fn diagnostics(&self) -> Vec<(Diagnostic, usize)> {
        let dossier = SourceFile::new("dossier.vig", self.text(None));
        let mut world = world_with(vec![dossier], |pack| {
            if self.files.contains_key(&Some(pack.to_owned())) {
                return vec![SourceFile::of_pack(pack, "pack.vig", self.text(Some(pack)))];
            }
            let built_in = PACKS.iter().filter(|(name, _, _)| *name == pack);
            built_in.map(|&(pack, file, text)| SourceFile::of_pack(pack, file, text)).collect()
        });
        for (matter, text) in &self.matters {
            world.matters.insert(matter.clone(), Some(said(matter, text)));
        }
        let resolved = resolve(&world);
        let (_, failed) = Session::new(&resolved.model).check();
        let all = resolved.diagnostics.into_iter().chain(failed).filter(|d| d.severity == Severity::Error);
        all.map(|d| (self.line(&world, &d), d)).map(|(line, d)| (d, line)).collect()
    }

    fn line(&self, world: &World, diagnostic: &Diagnostic) -> usize {
        let Some(label) = diagnostic.labels.first() else { return 0 };
        let Some(file) = world.file(label.file) else { return 0 };
        let before = file.text.as_bytes().iter().take(label.at.start as usize);
        let number = before.filter(|&&b| b == b'\n').count();
        self.files.get(&file.pack).and_then(|lines| lines.get(number)).map_or(0, |(line, _)| *line)
    }

    fn check(&mut self) {
        for (d, line) in self.diagnostics() {
            let help = d.help.as_ref().map_or_else(String::new, |h| format!(" ({h})"));
            self.complain(line, format_args!("{}: {}{help}", d.code, d.message));
        }
    }

    /// The lines of a console fence with what the commands say now.
    fn console(&mut self, body: &[(usize, String)]) -> Vec<String> {
        let parent = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!(
            "{}-{}",
            self.name.replace('/', "-"),
            std::process::id()
        ));
        let folder = self.write(&parent);
        let mut said = Vec::new();
        for (line, typed) in body {
            let Some(command) = typed.strip_prefix("$ ") else { continue };
            if !said.is_empty() {
                said.push(String::new());
            }
            said.push(typed.clone());
            match words(command).split_first() {
                Some((tool, arguments)) if tool == "vigente" => said.extend(run(&folder, arguments)),
                _ => self.complain(*line, "only `vigente` is run"),
            }
        }
        let _ = std::fs::remove_dir_all(&parent);
        said
    }

    /// Writes the dossier, its packs and its texts into a folder named after the matter, and gives the folder.
    fn write(&self, parent: &Path) -> PathBuf {
        let text = self.text(None);
        let matter =
            text.lines().find_map(|l| l.strip_prefix("matter ")?.split(' ').next()).unwrap_or("dossier");
        let folder = parent.join(matter);
        let mut files: Vec<(PathBuf, String)> = vec![(folder.join(format!("{matter}.vig")), text.clone())];
        files.extend(self.texts.iter().map(|(path, text)| (folder.join(path), text.clone())));
        let beside = |matter: &String| parent.join(format!("{matter}.vig"));
        files.extend(self.matters.iter().map(|(matter, text)| (beside(matter), text.clone())));
        for pack in self.files.keys().flatten() {
            files.push((parent.join("packs").join(pack).join("pack.vig"), self.text(Some(pack))));
        }
        for (path, text) in files {
            std::fs::create_dir_all(path.parent().expect("a file stands in a folder"))
                .expect("a folder can be made");
            std::fs::write(path, text).expect("a file can be written");
        }
        folder
    }
}

fn joined(lines: &[(usize, String)]) -> String {
    lines.iter().fold(String::new(), |text, (_, line)| text + line + "\n")
}

/// What the command says, line by line; an exit code that is not 0 stands at the end.
fn run(folder: &Path, arguments: &[String]) -> Vec<String> {
    let mut command = command(folder);
    command.args(arguments).env("VIGENTE_TODAY", TODAY).env("NO_COLOR", "1");
    if folder.join("../packs").is_dir() {
        command.env("VIGENTE_PACKS", "../packs");
    }
    let output = command.output().expect("the command runs");
    let all =
        [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    let mut lines: Vec<String> = all.lines().map(|line| line.trim_end().to_owned()).collect();
    if !output.status.success() {
        lines.push(
            output.status.code().map_or_else(|| "[killed]".to_owned(), |code| format!("[exit code {code}]")),
        );
    }
    lines
}

fn first_difference(one: &str, other: &str) -> usize {
    1 + one.lines().zip(other.lines()).take_while(|(a, b)| a == b).count()
}
