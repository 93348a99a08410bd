//! Generated records have nothing wrong with them, are laid out as `fmt` lays out, and differ by seed alone.

use vigente_resolve::resolve;
use vigente_tests::generate::{self, Layout};

#[test]
fn generated_records_have_no_diagnostics_and_are_canonical() {
    let pack = generate::pack();
    assert_eq!(vigente_syntax::format(&pack), pack, "the pack");
    for seed in 1..=5 {
        for text in
            [generate::record(seed, 60), generate::head("one") + &generate::matter(seed, 0, false).text]
        {
            assert_eq!(vigente_syntax::format(&text), text, "seed {seed}");
            let resolved = resolve(&generate::world(&text));
            let said: Vec<String> = resolved
                .diagnostics
                .iter()
                .map(|d| {
                    let at = d.labels.first().map_or(0..0, |l| l.at.start as usize..l.at.end as usize);
                    format!("{}: {} `{}`", d.code, d.message, text.get(at).unwrap_or_default())
                })
                .collect();
            assert!(said.is_empty(), "seed {seed}: {} in\n{text}", said.join("\n"));
            assert_eq!(resolved.model.viewpoints.len(), generate::VIEWPOINTS);
        }
    }
}

#[test]
fn a_seed_is_a_record() {
    let records: Vec<String> = (1..=5).map(|seed| generate::record(seed, 20)).collect();
    for (i, record) in records.iter().enumerate() {
        assert_eq!(*record, generate::record(i as u64 + 1, 20));
        assert!(!records[..i].contains(record), "two seeds give one record");
    }
}

#[test]
fn what_is_written_to_disk_is_what_is_counted() {
    let folder = std::env::temp_dir().join(format!("vigente-generate-{}", std::process::id()));
    let acts = generate::write(&folder, 30, 7, Layout::OneFile).unwrap();
    let text = std::fs::read_to_string(folder.join("registry.vig")).unwrap();
    assert_eq!(text, generate::record(7, 30));
    assert_eq!(resolve(&generate::world(&text)).model.acts.len(), acts);
    assert_eq!(generate::write(&folder, 30, 7, Layout::Files).unwrap(), acts);
    assert!(folder.join("matters/000/000029.vig").is_file());
    assert_eq!(generate::write(&folder, 30, 7, Layout::Folders).unwrap(), acts);
    assert!(folder.join("matters/000/000029/record.vig").is_file());
    std::fs::remove_dir_all(&folder).unwrap();
}
