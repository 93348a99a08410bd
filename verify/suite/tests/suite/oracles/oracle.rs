//! The engine is held against the slow evaluator: on ten thousand random dossiers, on every case, on every matter.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use vigente_model::{Day, Days, Model};
use vigente_oracle::Question;
use vigente_resolve::resolve;
use vigente_resolve::world::{SourceFile, world_of};
use vigente_tests::oracle::{self, Tally};
use vigente_tests::reading::{parted, reading};

/// How many, from which seed on. The same in every run; `cargo x soak` goes on where this ends.
const DOSSIERS: u64 = 10_000;
const FIRST_SEED: u64 = 1;

/// What random dossiers must speak of, each at least so often in ten thousand.
const FEATURES: &[(&str, u64)] = &[
    ("state of a duty", 2_000),
    ("duty of B", 700),
    ("norm through duties", 400),
    ("comparison of dates", 500),
    ("norm attacks ?x", 200),
    ("annuls", 8000),
    ("repeals", 6000),
    ("suspends", 7000),
    ("restores", 7000),
    ("disapplies", 2000),
    ("upholds", 5000),
    ("same day", 15_000),
    ("after ACT", 7000),
    ("uncertain date", 8000),
    ("label", 15_000),
    ("notified", 8000),
    ("published", 4000),
    ("effective", 5000),
    ("known", 2500),
    ("from", 3000),
    ("from now", 1500),
    ("after N of", 5000),
    ("of notified", 1500),
    ("of deadline", 300),
    ("of first", 600),
    ("until DATE", 6000),
    ("until ACT", 2500),
    ("if", 3500),
    ("while", 3500),
    ("unless", 3500),
    ("count", 1200),
    ("begins", 9000),
    ("ends", 3500),
    ("does", 6000),
    ("serves", 3000),
    ("requires", 6000),
    ("requires that", 2000),
    ("forbids", 3500),
    ("permits", 2000),
    ("urges", 1500),
    ("urges that", 500),
    ("towards", 1500),
    ("worth", 900),
    ("same as", 300),
    ("every", 1500),
    ("at once", 900),
    ("for", 1500),
    ("discharges", 900),
    ("discharges duties of", 400),
    ("norm discharges", 150),
    ("moves", 700),
    ("finds", 1200),
    ("in breach of", 80),
    ("claims", 500),
    ("as of", 500),
    ("tie", 12_000),
    ("others", 5000),
    ("external", 1_000),
    ("excludes", 1_000),
    ("makes impossible", 1_000),
    ("not PREFIX", 3500),
    ("norm of an order", 5000),
    ("norm by an act", 2500),
    ("norm day by day", 1500),
    ("norm on statuses", 2000),
    ("norm on duties", 1200),
    ("counts as", 2500),
    ("reading", 1500),
    ("void", 1500),
    ("applies from", 800),
    ("trigger is a fact", 1500),
    ("trigger is a verb", 1500),
    ("?o of ?y", 800),
    ("verb as deed", 800),
];

/// Propositions that must come out true, false and undetermined, each on at least so many days in ten thousand
/// dossiers (of what is not false on all days). What is constant is not asked to be false.
const PROPOSITIONS: &[(&str, [u64; 3])] = &[
    ("included", [0, 50_000, 1_000_000]),
    ("stands", [200_000, 200_000, 1_000_000]),
    ("annulled", [100_000, 100_000, 500_000]),
    ("repealed", [300_000, 100_000, 300_000]),
    ("suspended", [300_000, 100_000, 300_000]),
    ("voided", [0, 5_000, 50_000]),
    ("in force", [1_000_000, 300_000, 1_000_000]),
    ("operative", [1_000_000, 400_000, 1_000_000]),
    ("holds", [1_000_000, 100_000, 1_000_000]),
    ("happened", [0, 400_000, 1_000_000]),
    ("there", [1_000_000, 300_000, 1_000_000]),
    ("exists", [1_000_000, 300_000, 1_000_000]),
    ("yields", [100_000, 40_000, 200_000]),
    ("binds", [1_000_000, 300_000, 1_000_000]),
    ("broken", [25_000, 20_000, 25_000]),
    ("overridden", [12_000, 10_000, 12_000]),
    ("kept", [100_000, 20_000, 100_000]),
    ("unkept", [100_000, 40_000, 100_000]),
    ("opened", [1_000_000, 400_000, 1_000_000]),
    ("served", [60_000, 40_000, 60_000]),
    ("late", [20_000, 20_000, 15_000]),
    ("partly", [5_000, 5_000, 2_000]),
    ("overdue", [1_000_000, 400_000, 1_000_000]),
    ("lifted", [500_000, 400_000, 200_000]),
    ("pending", [1_000_000, 400_000, 400_000]),
    ("impossible", [20_000, 3_000, 10_000]),
    ("defeated", [300, 200, 600]),
    ("assessed Breached", [20_000, 8_000, 20_000]),
    ("assessed Fulfilled", [20_000, 8_000, 20_000]),
    ("assessed Partly", [20_000, 8_000, 20_000]),
    ("claimed Breached", [5_000, 100, 5_000]),
];

#[test]
fn ten_thousand_random_dossiers() {
    let (tally, found) = oracle::soak(FIRST_SEED, DOSSIERS, 1, &[]);
    if let Some((seed, mismatch)) = found.first() {
        panic!("seed {seed}, {} more\n{}", found.len() - 1, oracle::shrink(mismatch));
    }
    not_vacuous(&tally);
}

#[test]
fn two_thousand_records_that_read_another() {
    let (mut tally, mut read) = (Tally::default(), 0);
    for seed in 1..=2000 {
        if let Some(mismatch) = oracle::check_reading(seed, &mut tally) {
            panic!("seed {seed}\n{mismatch}");
        }
        let text = vigente_oracle::reader(seed);
        let (own, others) = parted(&text);
        let model = reading(own, &others).model;
        read += usize::from(!model.imported.is_empty());
    }
    assert!(read > 900, "only {read} of them read anything");
    assert!(tally.undefined < 200, "{} were not compared", tally.undefined);
}

/// That nothing differs says something only if the dossiers do.
fn not_vacuous(tally: &Tally) {
    assert!(tally.questions > 4 * DOSSIERS, "only {} questions", tally.questions);
    assert!(tally.undefined < DOSSIERS / 20, "{} dossiers were not compared", tally.undefined);
    for (feature, least) in FEATURES {
        let count = tally.features.get(feature).copied().unwrap_or(0);
        assert!(count >= *least, "`{feature}` stands in random dossiers only {count} times");
    }
    for (kind, least) in PROPOSITIONS {
        let counts = tally.values.get(*kind).copied().unwrap_or_default();
        let enough = counts.iter().zip(least).all(|(count, least)| count >= least);
        assert!(enough, "`{kind}` is false, undetermined, true on {counts:?} days, wanted {least:?}");
    }
    let listed: BTreeSet<&str> = PROPOSITIONS.iter().map(|p| p.0).collect();
    let unlisted: Vec<_> = tally.values.keys().filter(|k| !listed.contains(k.as_str())).collect();
    assert!(unlisted.iter().all(|k| k.starts_with("claimed")), "no least counts for {unlisted:?}");
}

#[test]
fn every_case() {
    let mut seen = 0;
    for path in files(&root().join("tests/cases")) {
        let text = std::fs::read_to_string(&path).expect("a case can be read");
        let (own, others) = parted(&text);
        agree(&reading(own, &others).model, &path);
        seen += 1;
    }
    assert!(seen > 50, "only {seen} cases were found");
}

#[test]
fn every_matter() {
    let mut seen = 0;
    for folder in std::fs::read_dir(root().join("dossiers")).expect("there are dossiers").flatten() {
        let read = |path: PathBuf| {
            let text = std::fs::read_to_string(&path).expect("a dossier can be read");
            SourceFile::new(path.display().to_string(), text)
        };
        let sources: Vec<SourceFile> = files(&folder.path()).into_iter().map(read).collect();
        if !sources.is_empty() {
            agree(&resolve(&world_of(sources)).model, &folder.path());
            seen += 1;
        }
    }
    assert!(seen > 0, "no dossier was found");
}

/// With hindsight, and as it stood in the middle of the record, in every viewpoint.
fn agree(model: &Model, whose: &Path) {
    if model.acts.is_empty() {
        return;
    }
    let Days { lo: middle, .. } = model.acts[model.acts.len() / 2].made;
    let mut questions = Vec::new();
    for viewpoint in model.viewpoints.indices() {
        for (made_by, known_by) in [(None, None), (Some(middle), None), (None, Some(middle))] {
            questions.push(Question { viewpoint, made_by, known_by });
        }
    }
    let days = oracle::days_of(model);
    if let Some((question, (name, day, oracle, engine))) =
        oracle::compare_model(model, &questions, &days, &mut Tally::default())
    {
        let viewpoint = &model[question.viewpoint].name;
        let limits: [Option<Day>; 2] = [question.made_by, question.known_by];
        panic!(
            "{}: {viewpoint} {limits:?}: {name} on {day}: the slow evaluator says {oracle:?}, the engine {engine:?}",
            whose.display()
        );
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> =
        entries.map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == "vig")).collect();
    files.sort();
    files
}
