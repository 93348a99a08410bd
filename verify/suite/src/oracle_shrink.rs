//! Shrinks a dossier on which the engine and the slow evaluator differ until every line is needed.

use crate::oracle::{Mismatch, compare_again};

/// Drops entries, lines and words as long as something still differs for the same question.
pub fn shrink(mismatch: &Mismatch) -> Mismatch {
    shrink_by(mismatch, &mut |text, question| compare_again(text, question))
}

/// What says whether a text still differs on a question.
pub type Again<'a> = &'a mut dyn FnMut(&str, &Asked) -> Option<Mismatch>;

/// The question of a mismatch.
pub type Asked = (String, Option<vigente_model::Day>, Option<vigente_model::Day>);

/// The same, with another way to tell whether something differs.
pub fn shrink_by(mismatch: &Mismatch, again: Again<'_>) -> Mismatch {
    let mut best = mismatch.clone();
    loop {
        let before = best.text.len();
        drop_blocks(&mut best, again);
        drop_lines(&mut best, again);
        drop_words(&mut best, again);
        if best.text.len() == before {
            return best;
        }
    }
}

fn keep_if_it_differs(best: &mut Mismatch, text: String, again: Again<'_>) -> bool {
    match again(&text, &best.question) {
        Some(smaller) => {
            *best = smaller;
            true
        }
        None => false,
    }
}

/// Entries: a head line and what is indented under it.
fn drop_blocks(best: &mut Mismatch, again: Again<'_>) {
    let entries = |text: &str| -> Vec<String> {
        let mut entries: Vec<String> = Vec::new();
        for line in text.lines().filter(|l| !l.trim().is_empty()) {
            match entries.last_mut() {
                Some(entry) if line.starts_with(' ') => *entry = format!("{entry}{line}\n"),
                _ => entries.push(format!("{line}\n")),
            }
        }
        entries
    };
    let mut at = 0;
    loop {
        let now = entries(&best.text);
        if at >= now.len() {
            return;
        }
        let without: String =
            now.iter().enumerate().filter(|&(i, _)| i != at).map(|(_, e)| e.as_str()).collect();
        if !keep_if_it_differs(best, without, again) {
            at += 1;
        }
    }
}

fn drop_lines(best: &mut Mismatch, again: Again<'_>) {
    let mut at = 0;
    loop {
        let lines: Vec<&str> = best.text.lines().collect();
        if at >= lines.len() {
            return;
        }
        let without = lines.iter().enumerate().filter(|&(i, _)| i != at).map(|(_, l)| format!("{l}\n"));
        let without: String = without.collect();
        if !keep_if_it_differs(best, without, again) {
            at += 1;
        }
    }
}

/// Modifiers behind effects: one to six words less.
fn drop_words(best: &mut Mismatch, again: Again<'_>) {
    let mut at = 0;
    loop {
        let lines: Vec<String> = best.text.lines().map(str::to_string).collect();
        let Some(line) = lines.get(at) else { return };
        let words: Vec<&str> = line.split(' ').collect();
        let indent = words.iter().take_while(|w| w.is_empty()).count();
        let mut shorter = false;
        'cuts: for length in (1..=6).rev() {
            for start in indent + 1..words.len().saturating_sub(length - 1) {
                let kept: Vec<&str> = words
                    .iter()
                    .enumerate()
                    .filter(|&(i, _)| i < start || i >= start + length)
                    .map(|(_, w)| *w)
                    .collect();
                let mut text = String::new();
                for (i, line) in lines.iter().enumerate() {
                    text += if i == at { kept.join(" ") } else { line.clone() }.as_str();
                    text.push('\n');
                }
                // A cut that makes the text wrong would show another difference than the one looked for.
                let wrong = |text: &str| vigente_resolve::resolve_text(text).diagnostics.len();
                if wrong(&text) <= wrong(&best.text) && keep_if_it_differs(best, text, again) {
                    shorter = true;
                    break 'cuts;
                }
            }
        }
        if !shorter {
            at += 1;
        }
    }
}
