//! Fact tables and dossiers go in; each row beside the act that carries it comes out, dates compared, what is marked
//! unverified said, and what nobody carries yet.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use vigente::model::{ActId, Days, Model, ThingId};

/// Which table belongs to which dossier: rows carry an id that acts name by `ref`.
const TABLES: &[(&str, &str)] = &[("fujimori_acts.csv", "dossiers/fujimori")];

fn main() -> ExitCode {
    let Some(dir) = std::env::args().nth(1).map(PathBuf::from) else {
        eprintln!("cargo x facts DIR: the folder with the tables of facts");
        return ExitCode::from(2);
    };
    let mut missing = 0;
    for (table, dossier) in TABLES {
        match compare(&dir.join(table), Path::new(dossier)) {
            Ok(rows_missing) => missing += rows_missing,
            Err(error) => {
                eprintln!("cargo x facts: {error}");
                return ExitCode::from(3);
            }
        }
    }
    if missing == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn compare(table: &Path, dossier: &Path) -> Result<usize, String> {
    let text = std::fs::read_to_string(table).map_err(|e| format!("{}: {e}", table.display()))?;
    let model = vigente_tests::dossier::model_of(dossier)?;
    let mut carriers: BTreeMap<&str, Vec<ActId>> = BTreeMap::new();
    for (act, name) in &model.refs {
        carriers.entry(name).or_default().push(*act);
    }
    let rows = csv(&text);
    let mut missing = 0;
    let mut differ = 0;
    println!("{} beside {}\n", table.display(), dossier.display());
    for row in rows.iter().skip(1) {
        let [id, date, other_days, authority, ..] = row.as_slice() else { continue };
        let grade = row.last().map_or("", String::as_str);
        println!("{id}  {date:<12} {authority} ({grade})");
        let Some(acts) = carriers.get(id.as_str()) else {
            println!("     NOT CARRIED by any act");
            missing += 1;
            continue;
        };
        let fact = Days::read(date).ok();
        let same = acts.iter().any(|a| fact.is_some_and(|days| same_day(&model, *a, days)));
        differ += usize::from(!same);
        for act in acts {
            println!("     {}", describe(&model, *act));
        }
        if !same {
            println!("     DATE DIFFERS: the table says {date}");
        }
        if !other_days.is_empty() {
            println!("     table also says: {other_days}");
        }
    }
    let count = rows.len().saturating_sub(1);
    println!("\n{count} rows: {} carried, {missing} not; {differ} with another date", count - missing);
    Ok(missing + differ)
}

/// Whether the act was made on the days that the table gives, or keeps them as another reading.
fn same_day(model: &Model, act: ActId, days: Days) -> bool {
    let made = model.acts[act.index()].made;
    let overlaps = made.lo <= days.hi && days.lo <= made.hi;
    overlaps || model.disputes.iter().any(|d| d.act == act && d.date == days)
}

fn describe(model: &Model, id: ActId) -> String {
    let act = &model.acts[id.index()];
    let mut line = format!("{:<12} {}", act.made.to_string(), model.name(act.thing));
    for (word, days) in [
        ("notified", act.notified),
        ("published", act.published),
        ("effective", act.effective),
        ("known", act.known_from),
    ] {
        if let Some(days) = days {
            line += &format!(", {word} {days}");
        }
    }
    for what in unverified(model, act.thing) {
        line += &format!(", unverified: {}", if what.is_empty() { "the act" } else { what });
    }
    for dispute in model.disputes.iter().filter(|d| d.act == id) {
        line += &format!(", disputed {} {}", dispute.what, dispute.date);
    }
    line
}

fn unverified(model: &Model, thing: ThingId) -> Vec<&str> {
    model.details.get(&thing).map(|d| d.unverified.iter().map(|s| &**s).collect()).unwrap_or_default()
}

/// Rows of a comma-separated table with quoted fields.
fn csv(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut quoted = false;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let row = rows.last_mut().expect("there is always a last row");
        let field = row.last_mut().expect("there is always a last field");
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                field.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(String::new()),
            '\n' if !quoted => rows.push(vec![String::new()]),
            '\r' if !quoted => {}
            _ => field.push(letter),
        }
    }
    rows.retain(|r| r.iter().any(|f| !f.is_empty()));
    rows
}
