//! Values by day under a readable name: what the evaluator answers, and what an engine's answer is turned into to be
//! compared with it.

use std::collections::BTreeMap;
use std::ops::Range;

use vigente_model::{Arg, Day, DeedId, EffectId, Mode, Model, NormId, PartId, StatusId};

use crate::truth::Truth::{self, F};

/// The values of one proposition: from each day on, until the next. The first day is that of the question's days;
/// neighbours differ.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Spans(Vec<(Day, Truth)>);

impl Spans {
    /// From values that hold from a day on; `days` is what was asked, and the first value must begin by its start.
    pub fn new(values: impl IntoIterator<Item = (Day, Truth)>, days: &Range<Day>) -> Spans {
        let mut spans: Vec<(Day, Truth)> = Vec::new();
        for (day, value) in values {
            if day >= days.end {
                break;
            }
            let day = day.max(days.start);
            if spans.last().is_some_and(|&(last, _)| last == day) {
                spans.pop();
            }
            if spans.last().is_none_or(|&(_, last)| last != value) {
                spans.push((day, value));
            }
        }
        Spans(spans)
    }

    /// The value on a day.
    pub fn at(&self, day: Day) -> Truth {
        let i = self.0.partition_point(|&(start, _)| start <= day);
        if i == 0 { F } else { self.0[i - 1].1 }
    }

    /// The values, from their days on.
    pub fn values(&self) -> &[(Day, Truth)] {
        &self.0
    }

    fn never(&self) -> bool {
        self.0.iter().all(|&(_, value)| value == F)
    }
}

/// Every proposition that is not false on all days asked.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Table {
    /// By name.
    pub rows: BTreeMap<String, Spans>,
    /// Blocks of propositions that may have the same name (a duty given twice by one norm): sorted, then numbered.
    blocks: BTreeMap<String, Vec<BTreeMap<String, Spans>>>,
}

impl Table {
    /// Adds a proposition; one that is never so is left out.
    pub fn put(&mut self, name: String, spans: Spans) {
        if !spans.never() {
            self.rows.insert(name, spans);
        }
    }

    /// Adds propositions of one thing, by what comes behind its name. Several things may have one name.
    pub fn put_block(&mut self, name: String, rows: impl IntoIterator<Item = (String, Spans)>) {
        let rows: BTreeMap<String, Spans> = rows.into_iter().filter(|(_, spans)| !spans.never()).collect();
        if !rows.is_empty() {
            self.blocks.entry(name).or_default().push(rows);
        }
    }

    /// Turns blocks into propositions: two that say the same are one.
    #[must_use]
    pub fn finish(mut self) -> Table {
        for (name, mut blocks) in std::mem::take(&mut self.blocks) {
            blocks.sort();
            blocks.dedup();
            for (i, block) in blocks.into_iter().enumerate() {
                let number = if i == 0 { String::new() } else { format!(" ({})", i + 1) };
                for (what, spans) in block {
                    self.rows.insert(format!("{name}{number}: {what}"), spans);
                }
            }
        }
        self
    }

    /// The value of a proposition on a day.
    pub fn at(&self, name: &str, day: Day) -> Truth {
        self.rows.get(name).map_or(F, |spans| spans.at(day))
    }

    /// The first proposition and day on which two tables differ, with both values.
    pub fn difference(&self, other: &Table) -> Option<(String, Day, Truth, Truth)> {
        let names: std::collections::BTreeSet<&String> = self.rows.keys().chain(other.rows.keys()).collect();
        for name in names {
            let (a, b) = (self.rows.get(name), other.rows.get(name));
            if a == b {
                continue;
            }
            let starts = a.into_iter().chain(b).flat_map(|s| &s.0).map(|&(day, _)| day);
            let starts: std::collections::BTreeSet<Day> = starts.collect();
            for day in starts {
                let (x, y) = (self.at(name, day), other.at(name, day));
                if x != y {
                    return Some((name.clone(), day, x, y));
                }
            }
        }
        None
    }
}

/// The name of a part: `pardon.indulto`, `pardon`.
pub fn part_name(model: &Model, part: PartId) -> &str {
    let p = &model[part];
    model.name(p.thing.unwrap_or(model[p.act].thing))
}

/// `release(fujimori)`, from a declared name and arguments.
fn call(model: &Model, name: &str, args: &[Arg]) -> String {
    let args: Vec<String> = args
        .iter()
        .map(|arg| match *arg {
            Arg::Thing(thing) => model.name(thing).to_string(),
            Arg::Var(v) => format!("?{v}"),
            Arg::Amount { hundredths, unit } => {
                format!("{hundredths}c{}", unit.map_or("", |u| model.name(u)))
            }
        })
        .collect();
    if args.is_empty() { name.to_string() } else { format!("{name}({})", args.join(", ")) }
}

/// A status as a name.
pub fn status_name(model: &Model, status: StatusId, args: &[Arg]) -> String {
    call(model, &model[status].name, args)
}

/// A deed as a name.
pub fn deed_name(model: &Model, deed: DeedId, args: &[Arg]) -> String {
    call(model, &model[deed].name, args)
}

/// The name of a duty: who carries it, which effect it is, whether it is a copy, and what it says.
pub fn duty_name(
    model: &Model,
    part: Option<PartId>,
    norm: Option<NormId>,
    effect: EffectId,
    copy: bool,
    says: &(Mode, Arg, String),
) -> String {
    let part = part.map_or("day by day", |p| part_name(model, p));
    let norm = norm.map_or(String::new(), |n| format!(" by {}", model.name(model[n].thing)));
    let copy = if copy { " copied" } else { "" };
    let bearer = call(model, "", &[says.1]);
    let mode = match says.0 {
        Mode::Requires => "requires",
        Mode::Forbids => "forbids",
        Mode::Permits => "permits",
        Mode::Urges => "urges",
    };
    format!("duty {part}#{}{norm}{copy} {mode} {bearer} {}", effect.index(), says.2)
}

/// The name of a deed done: by which part, what, and through which norms it counts as that.
pub fn done_name(model: &Model, part: PartId, deed: &str, through: &[NormId]) -> String {
    let through: String =
        through.iter().map(|n| format!(" through {}", model.name(model[*n].thing))).collect();
    format!("happened {} {deed}{through}", part_name(model, part))
}
