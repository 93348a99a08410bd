//! The legal orders that come with the program: every file of `packs/`, as text.

/// Pack, file within it, text; sorted.
pub const PACKS: &[(&str, &str, &str)] = include!(concat!(env!("OUT_DIR"), "/packs.rs"));

/// The names of the packs, each once.
pub fn names() -> Vec<&'static str> {
    let mut names: Vec<&str> = PACKS.iter().map(|p| p.0).collect();
    names.dedup();
    names
}
