//! Pages whose answer depends on the day. Each is one file that holds every distinct answer: a script shows the one for
//! the selected date; without the script the page shows the one for the date of the copy.
//!
//! Answers of neighbouring days are nearly the same: a file keeps each line once, and an answer as runs of lines.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use serde_json::json;
use vigente_model::Day;
use vigente_query::Explainer;
use vigente_query::answer::Date;

use super::Copy;
use super::site::{Matter, Sheet};
use crate::i18n::I18n;
use crate::links::MatterPage;
use crate::pages::layout::rendered;
use crate::pages::{DAY, escaped};
use crate::server::response::PageResponse;
use std::sync::Arc;
use vigente_workspace::workspace::OpenRecord;

/// How the script calls the day from which the first answer holds.
const FIRST: &str = "0000-00-00";

/// An answer that holds from a day until the next one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct DatedAnswer {
    /// `None` for the first answer.
    from: Option<Day>,
    body: String,
}

/// The answers of a page so far.
#[derive(Default)]
pub(super) struct Answers {
    states: Vec<DatedAnswer>,
    /// The sheets they link to.
    found: BTreeSet<Sheet>,
    /// The last reasons, without their day. The same reasons are not rendered again.
    last: Option<vigente_query::answer::Why>,
}

#[derive(Template)]
#[template(path = "export/dated.html")]
struct Dated<'d> {
    t: &'d I18n,
    head: &'d str,
    days: String,
    on: Day,
    now: String,
    all: &'d str,
    states: String,
}

impl Copy<'_> {
    /// Adds the answer of one more day if it differs from the last one.
    pub(super) fn add_day(
        &self,
        open: &OpenRecord,
        explainer: &Explainer<'_>,
        sheet: &Sheet,
        matter: &Arc<Matter>,
        (from, day): (Option<Day>, Day),
        answers: &mut Answers,
    ) {
        if let MatterPage::Why { question: text, .. } = &sheet.page {
            let question = self.params(&sheet.page, Some(day)).question(open.record.model());
            if let Ok(mut why) = explainer.why(text, &question) {
                why.answer.asked.on = Day::MIN;
                if answers.last.as_ref() == Some(&why) {
                    return;
                }
                answers.last = Some(why);
            }
        }
        let page = match &sheet.page {
            MatterPage::Who { question, .. } => MatterPage::Who { question: question.clone(), of_day: true },
            page => page.clone(),
        };
        let of_day = Sheet { page, ..sheet.clone() };
        let (response, found) = self.make(open, &of_day, &sheet.file(&matter.key), Some(day), matter, true);
        let PageResponse::Pieces(pieces) = response else { return };
        answers.found.extend(found);
        let body = pieces.answer.trim().to_owned();
        if answers.states.last().is_none_or(|last| last.body != body) {
            answers.states.push(DatedAnswer { from, body });
        }
    }

    /// The whole page, and the sheets it links to.
    pub(super) fn whole(
        &self,
        open: &OpenRecord,
        sheet: &Sheet,
        matter: &Arc<Matter>,
        answers: Answers,
    ) -> (PageResponse, BTreeSet<Sheet>) {
        let (response, mut found) = self.make(open, sheet, &sheet.file(&matter.key), None, matter, false);
        found.extend(answers.found);
        let PageResponse::Pieces(pieces) = response else { return (response, found) };
        if answers.states.len() < 2 {
            return (PageResponse::Pieces(pieces), found);
        }
        let t = I18n::of(self.lang);
        let now = answers.states.iter().rfind(|s| s.from <= Some(self.on)).or(answers.states.first());
        let body = rendered(&Dated {
            head: &pieces.head,
            days: matter.days.iter().map(Day::to_string).collect::<Vec<_>>().join(" "),
            on: self.on,
            now: now.map_or_else(String::new, |s| s.body.replace(DAY, &escaped(&t.long_day(self.on)))),
            // Who, over all days, stands below the answer of the day.
            all: if matches!(sheet.page, MatterPage::Who { .. }) { &pieces.answer } else { "" },
            states: stored(t, &answers.states),
            t,
        });
        (PageResponse::Html(pieces.around(&body)), found)
    }
}

/// Answers as data: each line once; for each answer its first day, its runs of lines, and its period in words.
fn stored(t: &I18n, states: &[DatedAnswer]) -> String {
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    let mut lines: Vec<&str> = Vec::new();
    let mut told = Vec::new();
    for (i, state) in states.iter().enumerate() {
        let until = states.get(i + 1).and_then(|next| next.from);
        let holds =
            t.with("nothing-changes", "days", t.stretch(state.from.map(Date::from), until.map(Date::from)));
        let mut runs: Vec<usize> = Vec::new();
        for line in state.body.lines() {
            let number = *numbers.entry(line).or_insert_with(|| {
                lines.push(line);
                lines.len() - 1
            });
            match runs.last_chunk_mut::<2>() {
                Some([start, many]) if *start + *many == number => *many += 1,
                _ => runs.extend([number, 1]),
            }
        }
        told.push(json!([state.from.map_or_else(|| FIRST.to_owned(), |day| day.to_string()), runs, holds]));
    }
    // Nothing may end the script element around it.
    json!({ "lines": lines, "states": told }).to_string().replace("</", "<\\/").replace("<!--", "<\\!--")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_answers_share_are_there_once() {
        let state =
            |from: &str, body: &str| DatedAnswer { from: crate::days::day(from), body: body.to_owned() };
        let said = stored(
            I18n::of(crate::i18n::Lang::En),
            &[state("", "a\nb\nc\nd"), state("2020-01-01", "a\nx\nc\nd"), state("2021-01-01", "a\nb\nc\nd")],
        );
        let data: serde_json::Value = serde_json::from_str(&said).unwrap();
        assert_eq!(
            data,
            json!({
                "lines": ["a", "b", "c", "d", "x"],
                "states": [
                    ["0000-00-00", [0, 4], "This answer holds up to 31 Dec 2019."],
                    ["2020-01-01", [0, 1, 4, 1, 2, 2], "This answer holds 1 Jan 2020 to 31 Dec 2020."],
                    ["2021-01-01", [0, 4], "This answer holds since 1 Jan 2021."],
                ],
            })
        );
    }

    #[test]
    fn no_line_ends_the_script() {
        let body = "</script><!-- x".to_owned();
        let said = stored(I18n::of(crate::i18n::Lang::En), &[DatedAnswer { from: None, body }]);
        assert!(!said.contains("</script>"));
        assert!(!said.contains("<!--"));
    }
}
