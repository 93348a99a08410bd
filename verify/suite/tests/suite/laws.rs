//! Laws that the answers to every record obey, checked on the cases and on random records: the order of entries,
//! files, layout and acts that touch nothing change no answer; what is not known by a day is not used.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use crate::named::{Answers, Horizon, Timeline, answers, horizons};
use vigente_engine::{GroundStatusId, Plan};
use vigente_model::{Act, Day, Days, Model, PartId};
use vigente_resolve::world::{SourceFile, World};
use vigente_resolve::{Resolved, resolve, resolve_text};
use vigente_syntax::ast::Head;
use vigente_syntax::diagnostic::{FileId, Severity};
use vigente_syntax::{format, parse};

/// How far recurring duties are counted.
const UPTO: Day = Day(18_500);

/// How many random records each law is asked of.
const RANDOM: u64 = 500;

/// Asks a law of every case and of random records; the complaint names the record.
pub(crate) fn everywhere(law: impl Fn(&str, &mut Dice) -> Result<(), String>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("the cases are there")
        .map(|f| f.expect("readable").path())
        .collect();
    files.sort();
    assert!(files.len() > 50, "the cases are there");
    for (n, path) in files.iter().enumerate() {
        let text = std::fs::read_to_string(path).expect("a case is text");
        if good(&text).is_err() {
            assert!(text.contains(";!"), "{} is faulty and does not say so", path.display());
            continue;
        }
        if let Err(wrong) = law(&text, &mut Dice(n as u64 + 1)) {
            panic!("{}: {wrong}", path.display());
        }
    }
    for seed in 0..RANDOM {
        let (text, _) = vigente_oracle::dossier(seed);
        if let Err(wrong) = law(&text, &mut Dice(seed + 1)) {
            panic!("random record {seed}: {wrong}\n{text}");
        }
    }
}

#[test]
fn order_of_entries_changes_nothing() {
    everywhere(|text, dice| {
        let mut entries = entries(text);
        dice.shuffle(&mut entries);
        alike(&good(text)?, &good(&entries.concat())?)
    });
}

#[derive(Clone, Copy, Debug)]
enum Thing {
    Part(PartId),
    Status(GroundStatusId),
}

/// A question about one part or one status is answered without the rest of the record, and must not differ from it.
#[test]
fn one_thing_alone_is_as_it_is_among_all() {
    everywhere(|text, dice| {
        let record = good(text)?;
        let (all, one) = (Plan::new(&record), Plan::new(&record));
        let mut horizons = horizons(&record);
        dice.shuffle(&mut horizons);
        for horizon in horizons {
            let solution = all.solve(horizon, UPTO);
            let mut things: Vec<Thing> = solution.parts.indices().map(Thing::Part).collect();
            things.extend(solution.statuses.indices().map(Thing::Status));
            dice.shuffle(&mut things);
            for thing in things {
                let same = match thing {
                    Thing::Part(part) => one.part(horizon, part) == solution.parts[part],
                    Thing::Status(status) => one.holds(horizon, status) == solution.statuses[status].holds,
                };
                if !same {
                    return Err(format!("{thing:?} alone differs at {horizon:?}"));
                }
            }
            // What was asked alone leaves nothing behind.
            if one.solve(horizon, UPTO) != solution {
                return Err(format!("the whole differs after its parts at {horizon:?}"));
            }
        }
        Ok(())
    });
}

#[test]
fn splitting_over_files_changes_nothing() {
    everywhere(|text, dice| {
        let mut files = vec![String::new(); 3];
        for entry in entries(text) {
            files[dice.below(3)].push_str(&entry);
        }
        let files = files.into_iter().enumerate();
        let files = files.map(|(n, text)| SourceFile::new(format!("{n}.vig"), text)).collect();
        let split = without_errors(resolve(&World { files, ..World::default() }))?;
        alike(&good(text)?, &split)
    });
}

#[test]
fn layout_changes_nothing() {
    everywhere(|text, _| {
        let laid = format(text);
        if format(&laid) != laid {
            return Err(format!("laying out twice is not laying out once:\n{laid}"));
        }
        alike(&good(text)?, &good(&laid)?)?;
        let shaken: String = text.lines().fold(String::new(), |mut all, line| {
            let indent = if line.starts_with([' ', '\t']) { "      " } else { "" };
            let _ = write!(all, "\n{indent}{}   ; said so\n", line.trim_start());
            all
        });
        if format(&format(&shaken)) != format(&shaken) {
            return Err("laying out a loose text twice is not laying it out once".to_owned());
        }
        alike(&good(text)?, &good(&shaken)?)
    });
}

#[test]
fn what_is_certain_is_possible() {
    everywhere(|text, _| {
        let model = good(text)?;
        for answers in answers(&model, &horizons(&model)) {
            for (name, line) in &answers {
                for &(start, end) in line.certain() {
                    let within = line.possible().iter().any(|&(from, to)| from <= start && end <= to);
                    if !within {
                        return Err(format!("{name} is certain but not possible: {line:?}"));
                    }
                }
            }
        }
        Ok(())
    });
}

#[test]
fn what_touches_nothing_changes_nothing() {
    everywhere(|text, dice| {
        let day = 10 + dice.below(18);
        let stranger = format!(
            "{text}\norder Zz \"Nowhere\"\norgan Zz.Office\nthing zz-thing\nstatus zz-status(thing)\n\
             2020-03-{day} zz-act Zz.Office\n  published 2020-04-01\n  begins zz-status(zz-thing)\n  says \"nothing\"\n"
        );
        let model = good(text)?;
        let horizons = horizons(&model);
        let mut after = answers(&good(&stranger)?, &horizons);
        after.iter_mut().for_each(|a| a.retain(|name, _| !name.contains("zz-")));
        same(&answers(&model, &horizons), &after)
    });
}

/// What the record knew by a day is what it says when all that came to be known later is struck out.
#[test]
fn what_is_not_known_is_not_used() {
    struck_out(Act::known, |horizon, day| Horizon { known_by: Some(day), ..horizon });
}

/// The same for what was made later: a record as it stood uses no act that was made afterwards.
#[test]
fn what_is_not_made_is_not_used() {
    struck_out(|act| act.made, |horizon, day| Horizon { made_by: Some(day), ..horizon });
}

/// Looking from a day is the same as striking out all acts whose own day is later.
fn struck_out(day_of: impl Fn(&Act) -> Days, narrowed: impl Fn(Horizon, Day) -> Horizon) {
    let asked = Cell::new(0);
    everywhere(|text, _| {
        let model = good(text)?;
        let hindsight = horizons(&model).into_iter().filter(|h| h.made_by.is_none() && h.known_by.is_none());
        let hindsight: Vec<Horizon> = hindsight.collect();
        let mut days: Vec<Day> = model.acts.iter().map(|act| day_of(act).lo).collect();
        days.sort();
        days.dedup();
        for day in days {
            let less = later_acts(&model, &day_of, day).and_then(|acts| struck(text, &acts));
            let Some(less) = less.map(|less| good(&less)).transpose()? else { continue };
            // What came `after` another tightens its date: striking it out would say less.
            if less.acts.iter().any(|act| made(&model, less.name(act.thing)) != Some(act.made)) {
                continue;
            }
            asked.set(asked.get() + 1);
            let from_there: Vec<Horizon> = hindsight.iter().map(|&h| narrowed(h, day)).collect();
            same(&answers(&model, &from_there), &answers(&less, &hindsight))
                .map_err(|wrong| format!("seen from {day}: {wrong}"))?;
        }
        Ok(())
    });
    assert!(asked.get() > 100, "the law was asked only {} times", asked.get());
}

fn made(model: &Model, name: &str) -> Option<Days> {
    model.acts.iter().find(|act| model.name(act.thing) == name).map(|act| act.made)
}

/// The names of acts of later days, if the dates leave no doubt about any.
fn later_acts(model: &Model, day_of: impl Fn(&Act) -> Days, day: Day) -> Option<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    for act in &model.acts {
        let days = day_of(act);
        if days.lo <= day && days.hi > day {
            return None;
        }
        if days.lo > day {
            names.insert(model.name(act.thing).to_owned());
        }
    }
    (!names.is_empty()).then_some(names)
}

/// The text without these acts, their norms and all expectations; nothing if what is left speaks of them.
fn struck(text: &str, acts: &BTreeSet<String>) -> Option<String> {
    let parsed = parse(text, FileId(0));
    let mut left = String::new();
    let mut gone = acts.clone();
    for entry in &parsed.file.entries {
        if let Head::Norm { name, by: Some(by), .. } = &entry.head
            && gone.contains(owner(by.text))
        {
            gone.insert(name.text.to_owned());
        }
    }
    for entry in &parsed.file.entries {
        let name = match &entry.head {
            Head::Expect { .. } => continue,
            Head::Act { name, .. } | Head::Norm { name, .. } => name.text,
            _ => "",
        };
        if gone.contains(name) {
            continue;
        }
        let span = &text[entry.at.start as usize..entry.at.end as usize];
        let words = span.split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '.'));
        if words.into_iter().any(|w| gone.iter().any(|g| w == g || owner(w) == g)) {
            return None;
        }
        left.push_str(span);
        left.push('\n');
    }
    Some(left)
}

/// The act that a part belongs to.
fn owner(path: &str) -> &str {
    path.split('.').next().unwrap_or(path)
}

/// The entries of a text, each ending in a line break.
fn entries(text: &str) -> Vec<String> {
    let parsed = parse(text, FileId(0));
    let spans = parsed.file.entries.iter().map(|e| &text[e.at.start as usize..e.at.end as usize]);
    spans.map(|s| format!("{s}\n")).collect()
}

/// The record, if nothing is wrong with it.
pub(crate) fn good(text: &str) -> Result<Model, String> {
    without_errors(resolve_text(text))
}

/// Conditions in a circle are reported, but answered, too.
fn without_errors(resolved: Resolved) -> Result<Model, String> {
    match resolved.diagnostics.iter().find(|d| d.severity == Severity::Error && d.code != "circle") {
        Some(wrong) => Err(format!("{}: {}", wrong.code, wrong.message)),
        None => Ok(std::sync::Arc::unwrap_or_clone(resolved.model)),
    }
}

fn alike(one: &Model, other: &Model) -> Result<(), String> {
    let horizons = horizons(one);
    same(&answers(one, &horizons), &answers(other, &horizons))
}

/// The first difference; what is nowhere so need not be listed.
fn same(one: &[Answers], other: &[Answers]) -> Result<(), String> {
    assert_eq!(one.len(), other.len(), "as many horizons");
    let never = Timeline::never();
    for (one, other) in one.iter().zip(other) {
        let names: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
        for name in names {
            let (a, b) = (one.get(name).unwrap_or(&never), other.get(name).unwrap_or(&never));
            if a != b {
                return Err(format!("{name} differs: {a:?} and {b:?}"));
            }
        }
    }
    Ok(())
}

/// A die that always falls the same way.
pub(crate) struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % n.max(1)
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.below(i + 1));
        }
    }
}
