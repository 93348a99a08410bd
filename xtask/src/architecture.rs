//! The shape of the tree: which way crates depend, how full folders are, and which modules use each other in a circle.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::tidy::code_lines;

/// From left to right. A crate may depend on those to its left, and on what holds only text (`packs`, `docs/codes`).
const CRATES: &[&str] =
    &["syntax", "model", "resolve", "engine", "query", "render", "workspace", "vigente", "web", "cli"];

/// More entries than these in a folder of code are hard to take in.
const DOZEN: usize = 12;

/// How many modules of a crate use each other in a circle for now: they may only become fewer.
const CIRCLES: &[(&str, usize)] =
    &[("syntax", 2), ("resolve", 5), ("engine", 3), ("query", 9), ("web", 5), ("cli", 5)];

/// No crate depends on one to its right. Tests may: they ask questions of what they have resolved.
pub(crate) fn directions(root: &Path, found: &mut Vec<String>) {
    for (at, name) in CRATES.iter().enumerate() {
        let manifest = format!("crates/{name}/Cargo.toml");
        let text = std::fs::read_to_string(root.join(&manifest)).unwrap_or_default();
        let own = text.split("\n[").find_map(|s| s.strip_prefix("dependencies]"));
        let Some(own) = own else {
            found.push(format!("{manifest}: a crate of the list in xtask is not there"));
            continue;
        };
        for other in own.lines().filter_map(|l| l.split(['.', ' ', '=']).next()) {
            let short = other.strip_prefix("vigente-").unwrap_or(other);
            if CRATES.iter().position(|c| *c == short).is_some_and(|other| other >= at) {
                found.push(format!("{manifest}: `{other}` is not to the left of `{name}`"));
            }
        }
    }
}

/// Folders of code hold a dozen entries at most. Folders of records, pages and pictures may hold as many as there are.
pub(crate) fn crowds(files: &[PathBuf], found: &mut Vec<String>) {
    let mut entries: BTreeMap<&Path, BTreeSet<&Path>> = BTreeMap::new();
    let mut of_code: BTreeSet<&Path> = BTreeSet::new();
    for file in files.iter().filter(|f| ["crates", "verify", "xtask"].iter().any(|top| f.starts_with(top))) {
        let mut entry = file.as_path();
        while let Some(folder) = entry.parent() {
            entries.entry(folder).or_default().insert(entry);
            entry = folder;
        }
        if file.extension().is_some_and(|e| e == "rs") {
            of_code.extend(file.parent());
        }
    }
    for folder in of_code {
        let shown = folder.display();
        let count = entries[folder].len();
        if count > DOZEN {
            found.push(format!("{shown}: {count} entries, more than {DOZEN}; would a folder be clearer?"));
        }
    }
}

/// The modules of a crate use one another without going in circles.
pub(crate) fn cycles(root: &Path, files: &[PathBuf], found: &mut Vec<String>) {
    for name in CRATES {
        let source = Path::new("crates").join(name).join("src");
        let mut uses: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for file in
            files.iter().filter(|f| f.starts_with(&source) && f.extension().is_some_and(|e| e == "rs"))
        {
            let Ok(inside) = file.strip_prefix(&source) else { continue };
            let steps = inside.components().count();
            let module = inside.components().next().map(|c| c.as_os_str().to_string_lossy().into_owned());
            let module = module.unwrap_or_default().trim_end_matches(".rs").to_owned();
            // The root re-exports, and tests may look at anything.
            if ["lib", "main", "tests"].contains(&module.as_str()) || inside.ends_with("tests.rs") {
                continue;
            }
            let text = std::fs::read_to_string(root.join(file)).unwrap_or_default();
            let code: String = code_lines(&text).map(|(_, line)| format!("{line}\n")).collect();
            let at_top = steps == 1 || (steps == 2 && inside.ends_with("mod.rs"));
            let named = uses.entry(module).or_default();
            named.extend(paths(&code, "crate::"));
            if at_top {
                named.extend(paths(&code, "super::"));
            }
        }
        let circling = in_circles(&uses);
        let most = CIRCLES.iter().find(|(c, _)| c == name).map_or(0, |(_, n)| *n);
        if circling.len() > most {
            let all = circling.into_iter().collect::<Vec<_>>().join(", ");
            found.push(format!("crates/{name}: these modules use each other in a circle: {all}"));
        }
    }
}

/// The first names of all paths in a text that begin so, be they in braces.
fn paths(code: &str, start: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (_, rest) in code.match_indices(start).map(|(at, _)| code.split_at(at + start.len())) {
        let Some(group) = rest.strip_prefix('{') else {
            found.insert(word(rest));
            continue;
        };
        let mut depth = 0;
        let mut item = true;
        for (at, c) in group.char_indices() {
            match c {
                '}' if depth == 0 => break,
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 0 => item = true,
                c if item && c.is_alphanumeric() => {
                    found.insert(word(&group[at..]));
                    item = false;
                }
                _ => {}
            }
        }
    }
    found
}

fn word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// The modules from which a way leads back to themselves.
fn in_circles(uses: &BTreeMap<String, BTreeSet<String>>) -> BTreeSet<String> {
    let used_by = |module: &String| uses.get(module).into_iter().flatten().collect::<Vec<_>>();
    let leads_back = |module: &&String| {
        // That it names itself is no circle.
        let mut ahead = used_by(module);
        ahead.retain(|m| m != module);
        let mut seen = BTreeSet::new();
        while let Some(next) = ahead.pop() {
            if next == *module {
                return true;
            }
            if seen.insert(next) {
                ahead.extend(used_by(next));
            }
        }
        false
    };
    uses.keys().filter(leads_back).cloned().collect()
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::{in_circles, paths};

    #[test]
    fn paths_are_found_in_braces_too() {
        let code = "use crate::one::Two;\nuse crate::{three, four::{Five, Six},\n  seven::Eight as Nine};\nfn f() { crate::ten::f() }";
        let names = ["four", "one", "seven", "ten", "three"].map(str::to_owned);
        assert_eq!(paths(code, "crate::"), BTreeSet::from(names));
    }

    #[test]
    fn a_circle_is_found_and_what_leads_into_it_is_not_in_it() {
        let uses = [("a", &["b"][..]), ("b", &["c", "b"]), ("c", &["b", "d"]), ("d", &["d"])];
        let owned = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect::<BTreeSet<_>>();
        let uses: BTreeMap<_, _> = uses.iter().map(|(from, to)| ((*from).to_owned(), owned(to))).collect();
        assert_eq!(in_circles(&uses), owned(&["b", "c"]));
    }
}
