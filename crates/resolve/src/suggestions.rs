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
    let limit = (name.chars().count() / 3).clamp(1, 3);
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
        } else if candidate.len().abs_diff(name.len()) <= limit * 2 {
            slips(name, candidate, limit)
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

/// How many letters are missing, added, wrong or swapped; anything above `limit` is `limit + 1`.
fn slips(a: &str, b: &str, limit: usize) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > limit {
        return limit + 1;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let same = usize::from(a[i - 1] != b[j - 1]);
            row[j] = (last[j] + 1).min(row[j - 1] + 1).min(last[j - 1] + same);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        if row.iter().all(|&n| n > limit) {
            return limit + 1;
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
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
