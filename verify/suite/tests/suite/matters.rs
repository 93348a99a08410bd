//! Every matter in `dossiers/` is checked; and no act of it is idle: without any one of them, some expectation fails.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use vigente_query::Session;
use vigente_resolve::resolve;
use vigente_resolve::world::World;
use vigente_syntax::ast::Head;
use vigente_syntax::diagnostic::{FileId, Severity};
use vigente_tests::dossier::world_at;

fn dossiers() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../dossiers");
    let mut found: Vec<_> = std::fs::read_dir(folder)
        .expect("the dossiers stand beside the tests")
        .map(|e| e.expect("a readable folder").path())
        .filter(|p| p.is_dir())
        .collect();
    found.sort();
    assert!(!found.is_empty());
    found
}

/// What does not come true: expectations that fail or cannot be resolved, and errors of the record.
fn faults(world: &World) -> Vec<String> {
    let resolved = resolve(world);
    let (_, unmet) = Session::new(&resolved.model).check();
    resolved
        .diagnostics
        .iter()
        .chain(&unmet)
        .filter(|d| d.severity == Severity::Error)
        .map(|d| {
            let place = d.labels.first().and_then(|l| Some((world.file(l.file)?, l.at)));
            let place = place.map_or(String::new(), |(f, at)| {
                let line = f.text[..at.start as usize].matches('\n').count() + 1;
                format!("{}:{line}: ", f.name)
            });
            format!("{place}{}: {}", d.code, d.message)
        })
        .collect()
}

#[test]
fn every_matter_is_as_expected() {
    for folder in dossiers() {
        let world = world_at(&folder).expect("a readable dossier");
        let faults = faults(&world);
        assert!(faults.is_empty(), "{}:\n{}", folder.display(), faults.join("\n"));
    }
}

/// The file and the stretch of each act of a dossier, with its name.
fn acts(world: &World) -> Vec<(usize, std::ops::Range<usize>, String)> {
    let mut found = Vec::new();
    for (number, file) in world.files.iter().enumerate().filter(|(_, f)| f.pack.is_none()) {
        let parsed = vigente_syntax::parse(&file.text, FileId(number as u32));
        for entry in parsed.file.entries {
            if let Head::Act { name, .. } = entry.head {
                found.push((number, entry.at.start as usize..entry.at.end as usize, name.text.to_owned()));
            }
        }
    }
    found
}

/// The acts of a dossier without which every expectation still comes true.
fn idle(world: &World) -> Vec<String> {
    let all = acts(world);
    let next = AtomicUsize::new(0);
    let work = || {
        let mut idle = Vec::new();
        while let Some((file, at, name)) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
            let mut without = world.clone();
            let text = &world.files[*file].text;
            without.files[*file].text = format!("{}\n{}", &text[..at.start], &text[at.end..]).into();
            let resolved = resolve(&without);
            let (check, _) = Session::new(&resolved.model).check();
            if check.failed + check.unresolved == 0 {
                idle.push(name.clone());
            }
        }
        idle
    };
    std::thread::scope(|scope| {
        let workers = [scope.spawn(work), scope.spawn(work)];
        workers.into_iter().flat_map(|w| w.join().expect("no panic")).collect()
    })
}

#[test]
fn no_act_is_idle() {
    for folder in dossiers() {
        let world = world_at(&folder).expect("a readable dossier");
        if folder.ends_with("fujimori") {
            let acts = acts(&world).len();
            assert!(acts >= 53, "{acts} acts");
        }
        let idle = idle(&world);
        assert!(idle.is_empty(), "{}: no expectation needs {}", folder.display(), idle.join(", "));
    }
}

/// Packs say different things under different names: a record may use them all.
#[test]
fn all_packs_go_together() {
    let text: String = vigente_packs::names().iter().map(|pack| format!("use {pack}\n")).collect();
    let world =
        vigente_resolve::world::world_of(vec![vigente_resolve::world::SourceFile::new("all.vig", text)]);
    let faults = faults(&world);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
