//! Turns command-line options into a question. A misspelt name gets an error that lists near names.

use jiff::civil::Date;
use vigente_model::{Day, Model, ThingId, ThingKind, ViewpointId};
use vigente_query::{QUESTION, Question};
use vigente_render::{RenderOptions, Words};
use vigente_syntax::diagnostic::{Diagnostic, FileId};

use crate::arguments::{Cli, QuestionArgs, day};
use crate::dossier::Dossier;
use crate::error::{Error, Exit};
use crate::report::{self, TextLookup};
use crate::terminal::Terminal;

/// The day it is: `VIGENTE_TODAY` if that is set, else the clock's. Asked once a run.
pub fn today() -> Result<Date, Error> {
    match std::env::var("VIGENTE_TODAY") {
        Ok(text) => day(&text).map_err(|why| Error::usage(format!("VIGENTE_TODAY is `{text}`: {why}"))),
        Err(_) => Ok(jiff::ZonedDateTime::now().date()),
    }
}

/// The question that the options ask of this record.
pub fn question(args: &QuestionArgs, concerning: Option<&str>, model: &Model) -> Result<Question, Error> {
    question_on(args, concerning, model, today()?)
}

/// The same, with another day where none is given.
pub fn question_on(
    args: &QuestionArgs,
    concerning: Option<&str>,
    model: &Model,
    otherwise: Date,
) -> Result<Question, Error> {
    let on = Day::from_date(args.on.unwrap_or(otherwise));
    let made_by = args.made_by.map(Day::from_date);
    Ok(Question {
        on,
        made_by: if args.as_it_stood { Some(on) } else { made_by },
        known_by: args.known_by.map(Day::from_date),
        viewpoints: args.viewpoint.iter().map(|name| viewpoint(name, model)).collect::<Result<_, _>>()?,
        concerning: concerning.map(|name| thing(name, model)).transpose()?,
        limit: None,
    })
}

/// The words of the language asked for.
pub fn words(cli: &Cli) -> Words {
    Words::new(cli.look.lang)
}

/// How pages are to be made.
pub fn look<'w>(words: &'w Words, terminal: &Terminal) -> RenderOptions<'w> {
    RenderOptions { words, width: terminal.width() }
}

/// The same of a record that need not know all the viewpoints named; `None` if it knows none of them.
pub fn question_of_many(args: &QuestionArgs, model: &Model, today: Date) -> Option<Question> {
    let everybody = QuestionArgs { viewpoint: Vec::new(), ..args.clone() };
    let asked = question_on(&everybody, None, model, today).ok()?;
    let known: Vec<ViewpointId> =
        args.viewpoint.iter().filter_map(|name| viewpoint(name, model).ok()).collect();
    let some = args.viewpoint.is_empty() || !known.is_empty();
    some.then_some(Question { viewpoints: known, ..asked })
}

fn viewpoint(name: &str, model: &Model) -> Result<ViewpointId, Error> {
    let names: Vec<&str> = model.viewpoints.iter().map(|v| &*v.name).collect();
    let mut found = pick(name, &names).map(ViewpointId::new);
    if found.is_none() {
        let also = model.also_called(name).into_iter().filter_map(|id| model.viewpoint(model.name(id)));
        match also.collect::<Vec<_>>()[..] {
            [one] => found = Some(one),
            [_, _, ..] => return Err(shared(name, &model.also_called(name), model)),
            [] => {}
        }
    }
    found.ok_or_else(|| {
        let error = Error::usage(format!("this record has no viewpoint `{name}`"));
        if names.is_empty() {
            error.hint("declare one: viewpoint PE.TC \"As the Tribunal sees it\", with a line `prefers …`")
        } else {
            error.hint(format!("its viewpoints are {}", listed(&names)))
        }
    })
}

/// A person, organ or any other thing, by its name, the last word of its name, its title or one of its other names.
pub fn thing(name: &str, model: &Model) -> Result<ThingId, Error> {
    let names: Vec<&str> = model.things.iter().map(|t| &*t.name).collect();
    if let Some(i) = pick(name, &names) {
        return Ok(ThingId::new(i));
    }
    let wanted = name.to_lowercase();
    let called = |details: &vigente_model::Details| {
        let translations = details.title.translations.iter().map(|(_, t)| t);
        details
            .aka
            .iter()
            .chain(translations)
            .chain([&details.title.text])
            .any(|t| t.to_lowercase() == wanted)
    };
    let titled: Vec<ThingId> = model.details.iter().filter(|(_, d)| called(d)).map(|(id, _)| *id).collect();
    match titled[..] {
        [one] => return Ok(one),
        [_, _, ..] => return Err(shared(name, &titled, model)),
        [] => {}
    }
    let people = model
        .things
        .iter()
        .filter(|t| matches!(t.kind, ThingKind::Organ | ThingKind::Order | ThingKind::Person));
    let people: Vec<&str> = people.map(|t| &*t.name).collect();
    let near = nearest(name, names.iter().copied());
    let error = Error::usage(format!("this record knows no `{name}`"));
    Err(match (near.is_empty(), people.is_empty()) {
        (false, _) => error.hint(format!("did you mean {}?", listed(&near))),
        (true, false) => error.hint(format!("it knows {}", listed(&people[..people.len().min(12)]))),
        (true, true) => error,
    })
}

/// Several things are called so by title or other name.
fn shared(name: &str, many: &[ThingId], model: &Model) -> Error {
    let names: Vec<&str> = many.iter().map(|id| model.name(*id)).collect();
    Error::usage(format!("`{name}` is another name of {}", listed(&names)))
        .hint("write the one that is meant")
}

/// The one that is meant: written exactly so, or so but for capitals, or ending so (`TC` for `PE.TC`), if only one does.
fn pick(name: &str, names: &[&str]) -> Option<usize> {
    if let Some(i) = names.iter().position(|n| *n == name) {
        return Some(i);
    }
    let wanted = name.to_lowercase();
    let only = |test: &dyn Fn(&str) -> bool| {
        let mut found = names.iter().enumerate().filter(|(_, n)| test(&n.to_lowercase()));
        match (found.next(), found.next()) {
            (Some((i, _)), None) => Some(i),
            _ => None,
        }
    };
    only(&|n| n == wanted)
        .or_else(|| only(&|n| n.strip_suffix(&*wanted).is_some_and(|rest| rest.ends_with('.'))))
}

fn listed(names: &[&str]) -> String {
    names.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", ")
}

/// Up to three names within a few slips of the pen, nearest first.
pub fn nearest<'n>(name: &str, names: impl Iterator<Item = &'n str>) -> Vec<&'n str> {
    let wanted: Vec<char> = name.to_lowercase().chars().collect();
    let most = (wanted.len() / 3).clamp(1, 4);
    let mut near: Vec<(usize, &str)> = names
        .map(|n| (slips(&wanted, &n.to_lowercase().chars().collect::<Vec<_>>(), most), n))
        .filter(|(slips, _)| *slips <= most)
        .collect();
    near.sort();
    near.truncate(3);
    near.into_iter().map(|(_, n)| n).collect()
}

/// Letters put in, left out, changed or swapped; more than `most` is `most + 1`.
fn slips(a: &[char], b: &[char], most: usize) -> usize {
    if a.len().abs_diff(b.len()) > most {
        return most + 1;
    }
    let mut above2: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let changed = above[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = changed.min(above[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(above2[j - 2] + 1);
            }
        }
        above2 = std::mem::replace(&mut above, row);
    }
    above[b.len()]
}

/// A question that was not understood: shown with its own text, ends as a usage mistake.
pub fn misunderstood(
    diagnostics: &[Diagnostic],
    text: &str,
    dossier: &Dossier,
    terminal: &mut Terminal,
) -> Exit {
    struct Asked<'a>(&'a Dossier, &'a str);
    impl TextLookup for Asked<'_> {
        fn path(&self, file: FileId) -> &str {
            if file == QUESTION { "the question" } else { self.0.path(file) }
        }
        fn text(&self, file: FileId) -> &str {
            if file == QUESTION { self.1 } else { self.0.text(file) }
        }
    }
    let all: Vec<&Diagnostic> = diagnostics.iter().collect();
    let shown = report::render(&all, &Asked(dossier, text), terminal, true);
    terminal.aside(&shown);
    Exit::Usage
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_may_be_guessed() {
        let names = ["IA.Court", "PE.TC", "PE.TC.Pleno", "pardon", "tc-2022"];
        assert_eq!(pick("PE.TC", &names), Some(1));
        assert_eq!(pick("pe.tc", &names), Some(1));
        assert_eq!(pick("Court", &names), Some(0));
        assert_eq!(pick("ourt", &names), None);
        assert_eq!(nearest("pardno", names.iter().copied()), ["pardon"]);
        assert_eq!(nearest("tc-2023", names.iter().copied()), ["tc-2022"]);
        assert!(nearest("quite-another", names.iter().copied()).is_empty());
    }
}
