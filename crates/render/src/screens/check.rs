//! The page of a record's expectations and citations. The edge prints diagnostics, because it has the texts.

use vigente_model::Model;
use vigente_query::answer::Check;
use vigente_resolve::sources::{ParagraphUse, SourceCheck};

use crate::RenderOptions;
use crate::page::{StyledLine, TextPage, Tone};
use crate::screens::header;
use crate::screens::situation::reliance;

/// How much was found wrong.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub notes: usize,
    /// Files read, packs included.
    pub files: usize,
}

/// What `check` says below the diagnostics.
pub fn check(
    check: &Check,
    sources: &SourceCheck,
    model: &Model,
    tally: Tally,
    look: RenderOptions<'_>,
) -> TextPage {
    let words = look.words;
    let mut page = TextPage::new();
    if !sources.reports.is_empty() || !sources.unverified.is_empty() {
        header::heading(&mut page, look, &words.say("head-sources"));
    }
    for report in &sources.reports {
        let name = &model[report.source].name;
        let found = usize::try_from(report.verified).unwrap_or(usize::MAX);
        let verified = words.count_with("verified", found, &[("bad", &report.failed)]);
        let line = StyledLine::plain("  ")
            .and(Tone::Strong, &**name)
            .and(Tone::Plain, format!("{}{verified}", words.say("colon")));
        page.flow(line, look.width, 4);
        paragraphs(&mut page, look, &report.paragraphs);
    }
    if !sources.unverified.is_empty() {
        let names: Vec<&str> = sources.unverified.iter().map(|(source, _)| &*model[*source].name).collect();
        let quotes: u32 = sources.unverified.iter().map(|(_, count)| count).sum();
        let mut line = StyledLine::plain("  ").and(Tone::Plain, words.count("not-at-hand", names.len()));
        if quotes > 0 {
            line.push(Tone::Alert, format!(" {}", words.count("unverified", quotes as usize)));
        }
        line.push(Tone::Faint, format!(" {}", names.join(", ")));
        page.flow(line, look.width, 4);
    }
    if !check.resting_on_fallen.is_empty() {
        header::heading(&mut page, look, &words.say("head-fallen"));
        for item in &check.resting_on_fallen {
            reliance(&mut page, look, item);
        }
    }
    page.gap();
    let acts = words.count_with("checked-acts", model.acts.len(), &[("files", &tally.files)]);
    page.flow(StyledLine::plain(acts), look.width, 0);
    let mut line =
        StyledLine::plain(words.count("expectations", check.expectations.len())).and(Tone::Plain, " ");
    if check.failed + check.unresolved == 0 {
        line.push(Tone::Good, words.say("all-came-true"));
    } else {
        line.push(Tone::Bad, words.count("came-false", check.failed));
        if check.unresolved > 0 {
            line.push(Tone::Bad, format!(", {}", words.count("not-understood", check.unresolved)));
        }
    }
    if !check.expectations.is_empty() {
        page.flow(line, look.width, 0);
    }
    let counts = [
        ("errors", tally.errors, Tone::Bad),
        ("warnings", tally.warnings, Tone::Alert),
        ("notes", tally.notes, Tone::Faint),
    ];
    let mut line = StyledLine::new();
    for (key, n, tone) in counts {
        if n > 0 {
            if !line.is_empty() {
                line.push(Tone::Plain, ", ");
            }
            line.push(tone, words.count(key, n));
        }
    }
    if line.is_empty() {
        line.push(Tone::Good, words.say("nothing-wrong"));
    }
    page.flow(line, look.width, 0);
    page
}

fn paragraphs(page: &mut TextPage, look: RenderOptions<'_>, paragraphs: &[ParagraphUse]) {
    let numbers = |test: &dyn Fn(&ParagraphUse) -> bool| -> Vec<usize> {
        paragraphs.iter().enumerate().filter(|(_, p)| test(p)).map(|(i, _)| i + 1).collect()
    };
    let lists = [
        ("paragraphs-cited", numbers(&|p| !p.cited.is_empty()), Tone::Plain),
        ("paragraphs-contradicted", numbers(&|p| !p.contradicted.is_empty()), Tone::Plain),
        ("paragraphs-untouched", numbers(&|p| p.cited.is_empty() && p.contradicted.is_empty()), Tone::Faint),
    ];
    for (key, numbers, tone) in lists {
        if !numbers.is_empty() {
            let said = look.words.say_with(key, &[("list", &ranges(&numbers))]);
            page.flow(StyledLine::plain("    ").and(tone, said), look.width, 6);
        }
    }
}

/// `1–4, 7, 9–12`
fn ranges(numbers: &[usize]) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for &n in numbers {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == n => *last = n,
            _ => runs.push((n, n)),
        }
    }
    let said = |&(a, b): &(usize, usize)| if a == b { a.to_string() } else { format!("{a}–{b}") };
    runs.iter().map(said).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_numbers() {
        assert_eq!(ranges(&[1, 2, 3, 4, 7, 9, 10]), "1–4, 7, 9–10");
        assert_eq!(ranges(&[]), "");
    }
}
