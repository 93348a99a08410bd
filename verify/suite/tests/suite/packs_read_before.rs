//! The pack cache must not change any result: a record resolved with it is the same to the last place and
//! diagnostic.

use std::path::Path;

use vigente_oracle::Chance;
use vigente_resolve::world::{SourceFile, World};
use vigente_resolve::{PackCache, Resolved, resolve, resolve_with};
use vigente_syntax::ast::{DeclKind, Head};
use vigente_syntax::diagnostic::FileId;
use vigente_syntax::parse;
use vigente_tests::dossier::world_at;

/// Resolves a world without a cache, and three times with one, so that its packs are in it.
fn same(world: &World, what: &str) -> Resolved {
    let anew = resolve(world);
    let cache = PackCache::default();
    for time in ["first", "second", "third"] {
        let read = resolve_with(world, &cache);
        assert_eq!(read.diagnostics, anew.diagnostics, "{what}: {time} time, diagnostics");
        assert_eq!(read.left_out, anew.left_out, "{what}: {time} time, what was left out");
        assert!(
            read.model == anew.model,
            "{what}: {time} time, the record\n{:#?}\n{:#?}",
            read.model,
            anew.model
        );
    }
    anew
}

fn dossiers() -> Vec<(String, World)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../dossiers");
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .expect("the dossiers are there")
        .map(|f| f.expect("readable").file_name().to_string_lossy().into_owned())
        .filter(|name| folder.join(name).is_dir())
        .collect();
    names.sort();
    names.into_iter().map(|name| (name.clone(), world_at(&folder.join(&name)).expect("readable"))).collect()
}

#[test]
fn every_dossier() {
    let all = dossiers();
    assert!(all.len() > 10, "the dossiers are there");
    for (name, world) in &all {
        same(world, name);
    }
}

#[test]
fn dossiers_that_lost_or_gained_lines() {
    for (name, world) in dossiers() {
        let mut chance = Chance::new(name.len() as u64);
        for round in 0..6 {
            let mut world = world.clone();
            for file in world.files.iter_mut().filter(|f| f.pack.is_none()) {
                let lines: Vec<&str> = file.text.lines().collect();
                let mut text = String::new();
                for line in &lines {
                    let times = usize::from(!chance.percent(2)) + usize::from(chance.percent(1));
                    for _ in 0..times {
                        text += line;
                        text.push('\n');
                    }
                }
                file.text = text.into();
            }
            same(&world, &format!("{name}, {round}"));
        }
    }
}

/// Whether an entry may stand in a pack.
fn of_packs(head: &Head<'_>) -> bool {
    match head {
        Head::Declare { kind, .. } => *kind != DeclKind::Matter,
        Head::Status { .. } | Head::Deed { .. } | Head::Norm { .. } => true,
        _ => false,
    }
}

#[test]
fn random_records_with_what_they_declare_in_packs() {
    let mut with_packs = 0;
    for seed in 0..400 {
        let (text, _) = vigente_oracle::dossier(seed);
        let mut chance = Chance::new(seed + 1);
        let share = *chance.one(&[30, 70, 100]);
        let entries = parse(&text, FileId(0)).file.entries;
        let mut starts: Vec<usize> = entries.iter().map(|e| e.at.start as usize).collect();
        starts.push(text.len());
        let mut parts =
            ["use one\n".to_owned(), "pack one\n\n".to_owned(), "use one\n\npack two\n\n".to_owned()];
        for (entry, at) in entries.iter().zip(starts.windows(2)) {
            let part = if of_packs(&entry.head) && chance.percent(share) { 1 + chance.below(2) } else { 0 };
            let part = &mut parts[part];
            *part += text[at[0]..at[1]].trim_end();
            *part += "\n\n";
        }
        let [own, one, two] = parts;
        let files = vec![
            SourceFile::new("record.vig", own),
            SourceFile::of_pack("one", "pack.vig", one),
            SourceFile::of_pack("two", "pack.vig", two),
        ];
        let world = World { files, ..World::default() };
        with_packs += usize::from(!same(&world, &format!("random record {seed}")).model.norms.is_empty());
    }
    assert!(with_packs > 200, "most of them have norms: {with_packs}");
}

const PACK: &str = "pack shared \"Words\" version \"1\"
order AB \"An order\"
organ AB.Court.Bench \"A bench\"
person somebody \"Somebody\"
source charter \"A charter\"
status held(person)
deed free(person)
norm free-ends of AB \"He who is freed is held no more\"
  when ?organ does free(?person)
  then ends held(?person)
  cites charter art.1
viewpoint AB.Court \"Its own\"
  prefers AB
";

#[test]
fn records_that_say_something_about_names_of_packs() {
    let heads = [
        "",
        "order AB\n",
        "organ AB.Court \"Above a bench\"\n",
        "organ AB.Court.Bench.One \"Below it\"\n",
        "organ AB \"Not an order\"\n",
        "person somebody\n",
        "person AB.Court\n",
        "person charter\n",
        "source charter \"Another\"\n",
        "source somebody \"A source may be called as a person is\"\n",
        "status held(person)\n",
        "status free(person)\n",
        "deed held(person)\n",
        "deed annul(act)\n",
        "norm free-ends \"Twice\"\n  when ?x does free(?p)\n  then void\n",
        "norm aa of AB \"Before\"\n  when ?x does free(?p)\n  then begins held(?p)\n",
        "norm zz of AB \"After\"\n  when ?x does free(?p)\n  then void\n",
        "status apart(person)\ndeed zeal(person)\n",
        "viewpoint AB.Court\n",
        "viewpoint AB.Court \"Named here\"\n  not others\n",
        "viewpoint mine\n  prefers AB.Court.Bench > others\n",
        "2001-01-01 AB AB.Court.Bench\n",
        "2001-01-01 somebody AB.Court.Bench\n  does free(somebody)\n",
        "2001-01-01 first AB.Court.Bench\n  after free-ends\n",
        "2001-01-01 first AB.Court.Bench\n  begins held(somebody)\n  cites charter art.2 \"…\"\n",
        "2001-01-01 first AB.Court.Bench\n  requires AB to pay(somebody, 12 AB)\n",
        "use nothing\n",
        "use shared version \"0\"\n",
        "expect nonsense\n",
    ];
    for (i, one) in heads.iter().enumerate() {
        for other in &heads[i..] {
            let record = format!("use shared\nmatter m \"A matter\"\n{one}{other}");
            let files =
                vec![SourceFile::new("record.vig", record), SourceFile::of_pack("shared", "pack.vig", PACK)];
            same(&World { files, ..World::default() }, &format!("{one}{other}"));
        }
    }
}

#[test]
fn what_packs_cover_is_covered_in_the_record() {
    let pack = "pack shared \"Words\"\n  covers held(zoe) from 2000-01-01\n  covers held(?x) until 1990-01-01\n\
                person zoe \"Zoe\"\nstatus held(person)\n";
    let record = "use shared\nmatter m\n  covers apart(?x)\nperson ann \"Ann\"\nstatus apart(person)\n";
    let files = vec![SourceFile::new("record.vig", record), SourceFile::of_pack("shared", "pack.vig", pack)];
    let read = same(&World { files, ..World::default() }, "coverage");
    assert_eq!(read.diagnostics, []);
    assert_eq!(read.model.coverage.len(), 3);
}

#[test]
fn packs_with_faults_are_told_of_each_time() {
    let faults = [
        "norm half of AB\n",
        "2001-01-01 act AB.Court.Bench\n",
        "matter m \"In a pack\"\n",
        "status held(person)\n",
    ];
    for fault in faults {
        let files = vec![
            SourceFile::new("record.vig", "use shared\nmatter n\n"),
            SourceFile::of_pack("shared", "pack.vig", format!("{PACK}{fault}")),
        ];
        same(&World { files, ..World::default() }, fault);
    }
}
