//! The manual's gallery must show every matter of `dossiers/` as it is. `UPDATE=1` writes its pages and figures
//! again, for a person to read.

use std::fmt::Write as _;
use std::path::Path;

use vigente_model::{Day, Model};
use vigente_packs::first_paragraph;
use vigente_query::{CollisionFilter, DutyFilter, Question, Session};
use vigente_render::{Lang, Words, timeline};
use vigente_resolve::resolve;
use vigente_tests::dossier::world_at;

use crate::run::{command, root, words};

/// Lines of an answer that are shown.
const LINES: usize = 24;

const HEAD: &str = "\
# Gallery

Every matter of [`dossiers/`](../../dossiers/), made from its record and its README by a test: title, figure and numbers are what the record says now.
A figure stretches time where much happens; open it to read it in full. Numbers are with hindsight, on the day of the last act.
";

/// The day of the last act, of those whose day is known.
fn last_day(model: &Model) -> Day {
    model.acts.iter().map(|a| a.made.hi).filter(|d| d.date().is_some()).max().expect("a matter has acts")
}

/// The first command that a README shows, in a code block of either kind.
fn telling_command(readme: &str) -> Option<&str> {
    let lines = readme.lines().map(|line| line.trim_start().trim_start_matches("$ "));
    lines.filter(|line| line.starts_with("vigente ")).map(str::trim_end).next()
}

/// The first lines of what a command says.
fn extract(line: &str, today: Day) -> String {
    let arguments = words(line);
    let mut run = command(&root());
    run.args(&arguments[1..]).env("VIGENTE_TODAY", today.to_string()).env("NO_COLOR", "1");
    let ran = run.output().expect("the command runs");
    assert!(ran.status.success(), "{line}: {}", String::from_utf8_lossy(&ran.stderr));
    let said = String::from_utf8(ran.stdout).expect("text");
    let lines: Vec<&str> = said.lines().map(str::trim_end).collect();
    if arguments.get(1).is_some_and(|command| command == "status") {
        let sections = ["WHAT IS IN FORCE", "WHERE THE AUTHORITIES COLLIDE"];
        let told = sections.map(|head| lines.iter().position(|l| l.starts_with(head)));
        let told = told.into_iter().flatten().map(|at| {
            let section = &lines[at..];
            let end = section.iter().skip(1).position(|l| is_heading(l)).map_or(section.len(), |n| n + 1);
            shortened(&section[..end], LINES / 2)
        });
        return told.collect::<Vec<_>>().join("\n\n");
    }
    shortened(&lines, LINES)
}

/// A line in capitals at the left edge.
fn is_heading(line: &str) -> bool {
    line.starts_with(char::is_alphabetic) && line == line.to_uppercase()
}

fn counted(n: usize, one: &str) -> String {
    format!("{n} {one}{}", if n == 1 { "" } else { "s" })
}

fn shortened(lines: &[&str], most: usize) -> String {
    let mut kept: Vec<&str> = lines.iter().take(most).copied().collect();
    while kept.last().is_some_and(|l| l.is_empty()) {
        kept.pop();
    }
    if lines[kept.len()..].iter().any(|l| !l.is_empty()) {
        kept.push("…");
    }
    kept.join("\n")
}

/// The entry of a matter, and its figure.
fn matter(folder: &Path) -> (String, String) {
    let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
    let world = world_at(folder).expect("a readable dossier");
    let model = resolve(&world).model;
    let session = Session::new(&model);
    let last = last_day(&model);
    let question = Question::on(last);
    let title = model.matter.as_ref().map_or(&*name, |(_, title)| &*title.text);
    let readme = std::fs::read_to_string(folder.join("README.md")).expect("a matter has a README");
    let own = |file: vigente_syntax::diagnostic::FileId| world.file(file).is_some_and(|f| f.pack.is_none());
    let own_norms = model.norms.iter().filter(|n| own(n.place.file)).count();
    let command = telling_command(&readme)
        .map_or_else(|| format!("vigente status dossiers/{name} --on {last}"), str::to_owned);
    let mut entry = format!("\n## {title}\n\n{}\n\n", first_paragraph(&readme));
    let _ = write!(entry, "![{title}: acts, and what is in force in whose eyes](gallery/{name}.svg)\n\n");
    let duties = session.duties(&question, &DutyFilter::default()).duties.len();
    let collisions = session.collisions(&question, &CollisionFilter::default()).collisions.len();
    let _ = write!(
        entry,
        "{} · {}, {own_norms} of its own · {} · {} · {} · [record](../../dossiers/{name}/)\n\n",
        counted(model.acts.len(), "act"),
        counted(model.norms.len(), "norm"),
        if duties == 1 { "1 duty".to_owned() } else { format!("{duties} duties") },
        counted(collisions, "collision"),
        counted(model.viewpoints.len(), "viewpoint"),
    );
    let _ = write!(entry, "```text\n$ {command}\n{}\n```\n", extract(&command, last));
    (entry, timeline(&session.chart(&question), &Words::new(Lang::En)))
}

#[test]
fn the_gallery_shows_every_matter_as_it_is() {
    let update = std::env::var_os("UPDATE").is_some();
    let figures = root().join("docs/manual/gallery");
    let mut folders: Vec<_> = std::fs::read_dir(root().join("dossiers"))
        .expect("the dossiers stand beside the tests")
        .map(|e| e.expect("a readable folder").path())
        .filter(|p| p.is_dir())
        .collect();
    folders.sort();
    let mut page = HEAD.to_owned();
    let mut drawn = Vec::new();
    for folder in &folders {
        let (entry, figure) = matter(folder);
        page.push_str(&entry);
        let name = format!("{}.svg", folder.file_name().expect("a name").to_string_lossy());
        drawn.push((figures.join(&name), figure));
    }
    drawn.push((root().join("docs/manual/gallery.md"), page));
    let mut stale = Vec::new();
    let kept = std::fs::read_dir(&figures).into_iter().flatten().flatten().map(|e| e.path());
    for left in kept.filter(|path| !drawn.iter().any(|(there, _)| there == path)) {
        if update {
            std::fs::remove_file(&left).expect("a figure can be removed");
        } else {
            stale.push(left.display().to_string());
        }
    }
    for (path, now) in &drawn {
        if std::fs::read_to_string(path).is_ok_and(|kept| kept == *now) {
            continue;
        }
        if update {
            std::fs::create_dir_all(&figures).expect("the folder can be made");
            std::fs::write(path, now).expect("the gallery can be written");
        } else {
            stale.push(path.display().to_string());
        }
    }
    assert!(
        stale.is_empty(),
        "the gallery is stale; `UPDATE=1 cargo test -p vigente-cli --test cli gallery` writes it, then look at it:\n{}",
        stale.join("\n")
    );
}
