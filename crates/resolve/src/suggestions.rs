//! Finds the names that a misspelt one may stand for.

/// The longest name for which others are proposed.
const LONGEST: usize = 100;

/// At most three candidates, the nearest first. Another case, a missing or wrong start of the path (`TC` for
/// `PE.TC`) and up to one slip in three letters count as near.
pub(crate) fn nearest<'n>(name: &str, candidates: impl Iterator<Item = &'n str>) -> Vec<&'n str> {
    // Nobody slips in a name longer than a line; comparing two of them takes their lengths multiplied.
    if name.len() > LONGEST {
        return Vec::new();
    }
    let letters = name.chars().count();
    let limit = (letters / 3).clamp(1, 3);
    let lower = name.to_lowercase();
    let last = name.rsplit('.').next().unwrap_or(name);
    let mut found: Vec<(usize, &str)> = Vec::new();
    for candidate in candidates {
        if candidate.len() > LONGEST {
            continue;
        }
        let same_but_case =
            |c: &str| c.eq_ignore_ascii_case(name) || (!c.is_ascii() && c.to_lowercase() == lower);
        let distance = if same_but_case(candidate) {
            0
        } else if candidate.strip_suffix(last).is_some_and(|rest| rest.ends_with('.')) {
            1
        } else if candidate.chars().count().abs_diff(letters) <= limit {
            strsim::osa_distance(name, candidate)
        } else {
            continue;
        };
        if distance <= limit {
            found.push((distance, candidate));
        }
    }
    found.sort_unstable();
    found.dedup();
    let best = found.first().map_or(0, |f| f.0);
    found.into_iter().filter(|f| f.0 <= best + 1).take(3).map(|f| f.1).collect()
}

/// "did you mean `x`?", "did you mean `x` or `y`?"
pub(crate) fn did_you_mean(names: &[&str]) -> Option<String> {
    let quoted: Vec<String> = names.iter().map(|n| format!("`{n}`")).collect();
    match &quoted[..] {
        [] => None,
        [one] => Some(format!("did you mean {one}?")),
        [head @ .., last] => Some(format!("did you mean {} or {last}?", head.join(", "))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, expected: &[&str]) {
        let names = ["PE.TC", "PE.President", "tc-2022", "tc-2023", "pardon", "pardon.indulto", "fujimori"];
        assert_eq!(nearest(name, names.into_iter()), expected);
    }

    #[test]
    fn slips_case_and_paths() {
        check("pe.tc", &["PE.TC"]);
        check("TC", &["PE.TC"]);
        check("fujimroi", &["fujimori"]);
        check("indulto", &["pardon.indulto"]);
        check("tc-2024", &["tc-2022", "tc-2023"]);
        check("zzzzzz", &[]);
    }
}
