//! Compares the engine with the slow evaluator on a dossier, and reports the first difference with as few lines of
//! the dossier as possible.

use std::collections::BTreeMap;
use std::ops::Range;

use vigente_engine::{Horizon, Plan};
use vigente_model::{Day, Model, ViewpointId};
use vigente_oracle::{Prepared, Question, Table, Truth, day_after_first};
use vigente_resolve::{Resolved, resolve_text};

pub use crate::oracle_shrink::shrink;
use crate::oracle_table::table_of;
use crate::reading::{parted, reading};

/// What differs.
#[derive(Clone, Debug)]
pub struct Mismatch {
    /// The dossier.
    pub text: String,
    /// Who the engine was held against: "the slow evaluator".
    pub other: &'static str,
    /// The viewpoint's name, and the question's limits.
    pub question: (String, Option<Day>, Option<Day>),
    /// The proposition.
    pub name: String,
    /// The first day.
    pub day: Day,
    /// What the other says.
    pub oracle: Truth,
    /// What the engine says.
    pub engine: Truth,
}

impl std::fmt::Display for Mismatch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (viewpoint, made_by, known_by) = &self.question;
        writeln!(f, "{}", self.text.trim_end())?;
        write!(f, "; viewpoint {viewpoint}")?;
        for (word, day) in [("made by", made_by), ("known by", known_by)] {
            if let Some(day) = day {
                write!(f, ", {word} {day}")?;
            }
        }
        let value = |truth| match truth {
            Truth::T => "true",
            Truth::F => "false",
            Truth::U => "undetermined",
        };
        write!(f, "\n; {} on {}: ", self.name, self.day)?;
        write!(f, "{} says {}, the engine {}", self.other, value(self.oracle), value(self.engine))
    }
}

/// How often each kind of proposition was true, false, undetermined: in days, of those that are not always false.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// By kind: days false, undetermined, true.
    pub values: BTreeMap<String, [u64; 3]>,
    /// How often each feature was written.
    pub features: BTreeMap<&'static str, u64>,
    /// Diagnostics of the dossiers, by code.
    pub diagnostics: BTreeMap<&'static str, u64>,
    /// Questions asked.
    pub questions: u64,
    /// Dossiers not compared: what they ask for has no value (see [`compare`]).
    pub undefined: u64,
}

impl Tally {
    /// Adds another's counts.
    pub fn add(&mut self, other: &Tally) {
        for (kind, values) in &other.values {
            let own = self.values.entry(kind.clone()).or_default();
            own.iter_mut().zip(values).for_each(|(a, b)| *a += b);
        }
        for (feature, count) in &other.features {
            *self.features.entry(feature).or_default() += count;
        }
        for (code, count) in &other.diagnostics {
            *self.diagnostics.entry(code).or_default() += count;
        }
        self.questions += other.questions;
        self.undefined += other.undefined;
    }

    /// Adds the values of a table.
    pub fn count(&mut self, table: &Table, days: &Range<Day>) {
        self.questions += 1;
        for (name, spans) in &table.rows {
            let kind = kind(name);
            if !self.values.contains_key(kind) {
                self.values.insert(kind.to_string(), [0; 3]);
            }
            let Some(own) = self.values.get_mut(kind) else { continue };
            let ends = spans.values().iter().skip(1).map(|v| v.0).chain([days.end]);
            for (&(start, value), end) in spans.values().iter().zip(ends) {
                own[value as usize] += u64::from((end.0 - start.0).unsigned_abs());
            }
        }
    }
}

/// The kind of a proposition: `stands`, `holds`, `overdue`.
pub fn kind(name: &str) -> &str {
    match name.rsplit_once(": ") {
        Some((_, what)) => what.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' '),
        None if name.starts_with("in force") => "in force",
        None => name.split(' ').next().unwrap_or(name),
    }
}

/// The days on which random dossiers are compared.
pub fn days() -> Range<Day> {
    day_after_first(-10)..day_after_first(110)
}

/// The questions asked of a random dossier: every viewpoint with hindsight, one as it stood, one as it was known, one
/// both.
pub fn questions(model: &Model, seed: u64) -> Vec<Question> {
    let n = model.viewpoints.len() as u64;
    let viewpoint = |i: u64| ViewpointId::new((i % n.max(1)) as usize);
    let day = |salt: u64| Some(day_after_first((seed.wrapping_mul(salt) >> 33) as i32 % 66));
    let mut questions: Vec<Question> =
        (0..n).map(|i| Question { viewpoint: viewpoint(i), made_by: None, known_by: None }).collect();
    if n > 0 {
        let (made_by, known_by) = (day(0x9E37_79B9_7F4A_7C15), day(0xC2B2_AE3D_27D4_EB4F));
        questions.push(Question { viewpoint: viewpoint(seed), made_by, known_by: None });
        questions.push(Question { viewpoint: viewpoint(seed + 1), made_by: None, known_by });
        if seed.is_multiple_of(4) {
            questions.push(Question { viewpoint: viewpoint(seed + 2), made_by, known_by });
        }
    }
    questions
}

/// Compares on some questions; the first difference. A dossier in which a status hangs on its own first day has no
/// answer to compare: `undefined` counts it.
pub fn compare(
    text: &str,
    questions: impl FnOnce(&Model) -> Vec<Question>,
    days: &Range<Day>,
    tally: &mut Tally,
) -> Option<Mismatch> {
    let (own, others) = parted(text);
    let resolved = reading(own, &others);
    for diagnostic in &resolved.diagnostics {
        *tally.diagnostics.entry(diagnostic.code).or_default() += 1;
    }
    if others.iter().any(|(_, other)| undefined(other, &resolve_text(other))) || undefined(text, &resolved) {
        tally.undefined += 1;
        return None;
    }
    let difference = compare_model(&resolved.model, &questions(&resolved.model), days, tally)?;
    let (Question { viewpoint, made_by, known_by }, (name, day, oracle, engine)) = difference;
    let viewpoint = resolved.model[viewpoint].name.to_string();
    Some(Mismatch {
        text: text.to_string(),
        other: "the slow evaluator",
        question: (viewpoint, made_by, known_by),
        name,
        day,
        oracle,
        engine,
    })
}

/// A question, and the proposition, day and values that differ.
pub type Difference = (Question, (String, Day, Truth, Truth));

/// The same for a model.
pub fn compare_model(
    model: &Model,
    questions: &[Question],
    days: &Range<Day>,
    tally: &mut Tally,
) -> Option<Difference> {
    let prepared = Prepared::new(model);
    let plan = Plan::new(model);
    questions.iter().find_map(|&question| {
        let slow = prepared.evaluate(&question, days.clone(), days.end);
        tally.count(&slow, days);
        let Question { viewpoint, made_by, known_by } = question;
        let solution = plan.solve(Horizon { viewpoint, made_by, known_by }, days.end);
        let fast = table_of(model, &solution, days);
        slow.difference(&fast).map(|difference| (question, difference))
    })
}

/// The days of a record, with some time before and after.
pub fn days_of(model: &Model) -> Range<Day> {
    let written = |a: &vigente_model::Act| [a.made.lo, a.made.hi, a.known().hi, a.start().hi];
    let days = model.acts.iter().flat_map(written).filter(|&d| d != Day::MIN && d != Day::MAX);
    let (first, last) = days.fold((Day::MAX, Day::MIN), |(a, b), d| (a.min(d), b.max(d)));
    first.plus_days(-30)..last.plus_days(400)
}

/// A circle through `first STATUS`: a missing anchor is one that is missing on all days, so a status that hangs on its
/// own first day may hold if it does not, and the other way round. Resolution reports it; there is nothing to compare.
pub fn undefined(text: &str, resolved: &Resolved) -> bool {
    text.contains("of first ") && resolved.diagnostics.iter().any(|d| d.code == "circle")
}

/// Compares on one question, given as in a mismatch.
pub fn compare_again(text: &str, question: &(String, Option<Day>, Option<Day>)) -> Option<Mismatch> {
    let (name, made_by, known_by) = question;
    let ask = |model: &Model| {
        let found = model.viewpoints.iter().position(|v| *v.name == **name);
        let ask =
            |i: usize| Question { viewpoint: ViewpointId::new(i), made_by: *made_by, known_by: *known_by };
        found.map(ask).into_iter().collect()
    };
    compare(text, ask, &days(), &mut Tally::default())
}

/// The random dossier of a seed: the first difference.
pub fn check(seed: u64, tally: &mut Tally) -> Option<Mismatch> {
    let (text, features) = vigente_oracle::dossier(seed);
    for (feature, count) in features {
        *tally.features.entry(feature).or_default() += u64::from(count);
    }
    compare(&text, |model| questions(model, seed), &days(), tally)
}

/// The same for a record that reads another.
pub fn check_reading(seed: u64, tally: &mut Tally) -> Option<Mismatch> {
    compare(&vigente_oracle::reader(seed), |model| questions(model, seed), &days(), tally)
}

/// The slow evaluator alone: what is met in the random dossier of a seed.
pub fn alone(seed: u64, tally: &mut Tally) {
    let (text, features) = vigente_oracle::dossier(seed);
    for (feature, count) in features {
        *tally.features.entry(feature).or_default() += u64::from(count);
    }
    let resolved = resolve_text(&text);
    for diagnostic in &resolved.diagnostics {
        *tally.diagnostics.entry(diagnostic.code).or_default() += 1;
    }
    let prepared = Prepared::new(&resolved.model);
    for question in questions(&resolved.model, seed) {
        tally.count(&prepared.evaluate(&question, days(), days().end), &days());
    }
}

/// Some seeds, on two threads: what was met, and of each kind of proposition the first differences, at most `most`
/// for each thread. Dossiers that contain one of the words of `without` are passed over.
pub fn soak(first: u64, count: u64, most: usize, without: &[String]) -> (Tally, Vec<(u64, Mismatch)>) {
    let half = |odd: u64| {
        let (mut tally, mut found) = (Tally::default(), Vec::<(u64, Mismatch)>::new());
        for seed in (first..first + count).filter(|seed| seed % 2 == odd) {
            if !without.is_empty() {
                let (text, _) = vigente_oracle::dossier(seed);
                if without.iter().any(|word| text.contains(word)) {
                    continue;
                }
            }
            if let Some(mismatch) = check(seed, &mut tally) {
                let seen = found.iter().filter(|(_, m)| kind(&m.name) == kind(&mismatch.name)).count();
                if seen < most {
                    found.push((seed, mismatch));
                }
            }
        }
        (tally, found)
    };
    std::thread::scope(|scope| {
        let odd = scope.spawn(|| half(1));
        let (mut tally, mut found) = half(0);
        // A panic of the other half is a finding, too.
        match odd.join() {
            Ok((other, more)) => {
                tally.add(&other);
                found.extend(more);
            }
            Err(panic) => std::panic::resume_unwind(panic),
        }
        (tally, found)
    })
}
