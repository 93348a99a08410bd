//! Compares tables of facts with the acts that carry each row: dates, `unverified` marks, and rows that no act
//! carries yet.
//!
//! Rows of `fujimori_acts.csv` have names of their own (`F24`); those of `collision_acts.csv` are called `C01`, `C02`, …
//! and those of `achr_status.csv` `A01`, `A02`, … by their order. Acts name rows by `ref`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use vigente_tests::dossier::model_with_packs;
use vigente_tests::facts::{Record, Stretch, days, table};

type Row = BTreeMap<String, String>;

/// What a step of a State is called in the table, and the deeds that take it.
const STEPS: &[(&str, &[&str])] = &[
    ("signed", &["sign"]),
    ("ratified", &["ratify", "accede"]),
    ("deposited", &["deposit"]),
    ("jurisdiction_accepted", &["accept-jurisdiction"]),
    ("denounced", &["denounce"]),
];

/// What came of the rows of a table.
#[derive(Default)]
struct Outcome {
    rows: usize,
    missing: usize,
    differ: usize,
}

/// Compares the tables with the dossiers.
pub fn run(args: &[String]) -> ExitCode {
    let mut arguments = args.iter().map(PathBuf::from);
    let Some(facts) = arguments.next() else {
        eprintln!(
            "cargo x facts DIR [PROJECT]: the folder with the tables of facts; the project whose dossiers carry them"
        );
        return ExitCode::from(2);
    };
    let project = arguments.next().unwrap_or_else(|| PathBuf::from("."));
    match compare_all(&facts, &project) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("cargo x facts: {error}");
            ExitCode::from(3)
        }
    }
}

/// Every table that is there, beside the dossiers that carry it.
fn compare_all(facts: &Path, project: &Path) -> Result<bool, String> {
    let dossiers = project.join("dossiers");
    let read = |name: &str, shown: &str| {
        let model = model_with_packs(&dossiers.join(name), Some(&project.join("packs")))?;
        Ok::<Record, String>(Record::new(shown, model))
    };
    let rows = |name: &str| {
        let path = facts.join(name);
        std::fs::read_to_string(&path)
            .map(|text| table(&text))
            .map_err(|e| format!("{}: {e}", path.display()))
    };
    let mut fine = true;
    let mut report = |name: &str, outcome: Outcome| {
        let Outcome { rows, missing, differ } = outcome;
        println!(
            "\n{name}: {rows} rows: {} carried, {missing} not; {differ} with another date\n",
            rows - missing
        );
        fine &= missing + differ == 0;
    };

    let fujimori = read("fujimori", "")?;
    let named = rows("fujimori_acts.csv")?.into_iter().map(|row| (cell(&row, "id").to_owned(), row));
    report("fujimori_acts.csv", acts(named, &[fujimori]));

    let mut all = Vec::new();
    let listed = std::fs::read_dir(&dossiers).map_err(|e| format!("{}: {e}", dossiers.display()))?;
    let mut names: Vec<String> = listed
        .flatten()
        .filter(|e| e.path().is_dir())
        .filter_map(|e| e.file_name().into_string().ok())
        .collect();
    names.sort();
    for name in names {
        all.push(read(&name, &name)?);
    }
    report("collision_acts.csv", acts(numbered("C", rows("collision_acts.csv")?), &all));

    match all.iter().find(|r| r.name == "achr") {
        Some(achr) => report("achr_status.csv", states(numbered("A", rows("achr_status.csv")?), achr)),
        None => println!("achr_status.csv: there is no dossiers/achr to hold it against"),
    }
    Ok(fine)
}

/// Rows called by their order.
fn numbered(letter: &str, rows: Vec<Row>) -> impl Iterator<Item = (String, Row)> {
    rows.into_iter().enumerate().map(move |(i, row)| (format!("{letter}{:02}", i + 1), row))
}

fn cell<'r>(row: &'r Row, column: &str) -> &'r str {
    row.get(column).map_or("", String::as_str)
}

/// A table of one dated act a row.
fn acts(rows: impl Iterator<Item = (String, Row)>, records: &[Record]) -> Outcome {
    let mut outcome = Outcome::default();
    for (id, row) in rows {
        outcome.rows += 1;
        let (date, grade) = (cell(&row, "date"), cell(&row, "conf"));
        let what = [cell(&row, "case"), cell(&row, "authority")].join(" ");
        println!("{id}  {date:<12} {} ({grade})", what.trim());
        let carriers = records.iter().flat_map(|r| r.carriers(&id).iter().map(move |act| (r, *act)));
        let carriers: Vec<_> = carriers.collect();
        if carriers.is_empty() {
            println!("     NOT CARRIED by any act");
            outcome.missing += 1;
            continue;
        }
        for (record, act) in &carriers {
            println!("     {}", record.describe(*act));
        }
        let same = days(date).is_some_and(|days| carriers.iter().any(|(r, act)| r.same_day(*act, days)));
        if !same {
            println!("     DATE DIFFERS: the table says {date}");
            outcome.differ += 1;
        }
        let other = cell(&row, "published_notified_effective");
        if !other.is_empty() {
            println!("     table also says: {other}");
        }
    }
    outcome
}

/// The table of States: each date beside the act that takes the step, and being a party as it follows from these.
fn states(rows: impl Iterator<Item = (String, Row)>, achr: &Record) -> Outcome {
    let mut outcome = Outcome::default();
    let parties = achr.lives("party(?state, ACHR)");
    for (id, row) in rows {
        outcome.rows += 1;
        println!("{id}  {} ({})", cell(&row, "state"), cell(&row, "confidence"));
        let carriers = achr.carriers(&id);
        let (mut missing, mut differ) = (false, false);
        for (column, deeds) in STEPS {
            let date = cell(&row, column);
            let taken: Vec<_> =
                carriers.iter().copied().filter(|act| achr.does(*act, deeds, "ACHR")).collect();
            if date.is_empty() {
                for act in taken {
                    println!("     DATE DIFFERS: the table has no day for {column}: {}", achr.describe(act));
                    differ = true;
                }
                continue;
            }
            if taken.is_empty() {
                println!("     NOT CARRIED: {column} {date}");
                missing = true;
                continue;
            }
            let same = days(date).is_some_and(|days| taken.iter().any(|act| achr.same_day(*act, days)));
            differ |= !same;
            let mark = if same { "" } else { "DATE DIFFERS: " };
            let shown: Vec<String> = taken.iter().map(|act| achr.describe(*act)).collect();
            println!("     {mark}{column} {date}: {}", shown.join("; "));
        }
        let lives = carriers.first().and_then(|act| parties.get(achr.order_of(*act)));
        let lives = lives.map_or(&[][..], Vec::as_slice);
        for (column, until) in [("in_force_for_state", false), ("denunciation_effective", true)] {
            let date = cell(&row, column);
            let day = |life: &'_ Stretch| if until { life.until.clone() } else { life.from.clone() };
            let said: Vec<(&str, String)> =
                lives.iter().filter_map(|life| Some((&*life.viewpoint, day(life)?))).collect();
            let agree: Vec<&str> = said.iter().filter(|(_, day)| day == date).map(|(who, _)| *who).collect();
            match (date.is_empty(), agree.is_empty()) {
                (true, _) if said.is_empty() => {}
                (true, _) => {
                    println!("     DATE DIFFERS: the table has no day for {column}: {said:?}");
                    differ = true;
                }
                (false, false) => println!("     {column} {date}: for {}", agree.join(", ")),
                (false, true) => {
                    println!("     DATE DIFFERS: {column} {date}: {said:?}");
                    differ = true;
                }
            }
        }
        outcome.missing += usize::from(missing);
        outcome.differ += usize::from(differ);
    }
    outcome
}
