//! The legal orders that come with the program: every file of `packs/`, as text.

/// Pack, file within it, text; sorted.
#[cfg(feature = "built-in")]
pub const PACKS: &[(&str, &str, &str)] = include!(concat!(env!("OUT_DIR"), "/packs.rs"));

/// Pack and its README, for those that have one; sorted.
#[cfg(feature = "built-in")]
pub const READMES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/readmes.rs"));

/// None: the program brings its own.
#[cfg(not(feature = "built-in"))]
pub const PACKS: &[(&str, &str, &str)] = &[];

/// None, as there are no packs.
#[cfg(not(feature = "built-in"))]
pub const READMES: &[(&str, &str)] = &[];

/// The names of the packs, each once.
pub fn names() -> Vec<&'static str> {
    let mut names: Vec<&str> = PACKS.iter().map(|p| p.0).collect();
    names.dedup();
    names
}

/// A README goes in, its first paragraph comes out on one line: what stands behind the title and is no list, no table
/// and no code.
pub fn first_paragraph(readme: &str) -> String {
    let plain =
        |line: &&str| !line.trim().is_empty() && !line.starts_with(['#', '-', '*', '|', '`', '>', '!']);
    let lines = readme.lines().skip_while(|line| !plain(line)).take_while(|line| !line.trim().is_empty());
    lines.map(str::trim).collect::<Vec<_>>().join(" ")
}
