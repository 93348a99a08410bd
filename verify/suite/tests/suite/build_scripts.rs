//! A build without packs, or without the pages of diagnostics, must fail rather than make a program that lacks them.

use std::path::Path;

#[allow(dead_code)]
#[path = "../../../../packs/build.rs"]
mod packs;

#[allow(dead_code)]
#[path = "../../../../docs/codes/build.rs"]
mod codes;

#[test]
fn a_missing_or_empty_folder_is_an_error() {
    let empty = Path::new(env!("CARGO_TARGET_TMPDIR")).join("nothing-to-build-in");
    std::fs::create_dir_all(empty.join("src")).expect("a folder can be made");
    for folder in [empty.as_path(), Path::new("/nowhere/at/all")] {
        let packs = packs::tables(folder).expect_err("no packs");
        assert!(packs.contains("packs") && packs.contains(&folder.display().to_string()), "{packs}");
        let codes = codes::table(folder).expect_err("no pages");
        assert!(codes.contains("pages") && codes.contains(&folder.display().to_string()), "{codes}");
    }
}
