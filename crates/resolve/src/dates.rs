//! Reads dates, and says what to write instead of a bad one.

use vigente_syntax::ast::DateText;
use vigente_syntax::diagnostic::{FileId, Fix};

use crate::sink::DiagnosticSink;
use vigente_model::{Days, Place};

/// Reads a date; what is wrong with it is reported.
pub(crate) fn read(date: DateText<'_>, file: FileId, wrong: &mut DiagnosticSink) -> Option<Days> {
    let bad = match Days::read(date.text) {
        Ok(days) => return Some(days),
        Err(bad) => bad,
    };
    let place = Place { file, at: date.at };
    let found = wrong.error("bad-date", place, format!("`{}` is not a date of the record", date.text));
    found.labels[0].text = bad.why;
    let written: Vec<String> = bad.instead.iter().map(|d| format!("`{d}`")).collect();
    found.help = Some(match &written[..] {
        [] => "write a day as `2018-06-15`; a month as `1992-04`, \"about 1985\" as `1985~`, one of two days as \
               `2018-10-28/2018-10-29`"
            .to_owned(),
        [one] => format!("write {one}"),
        many => format!("write {}, whichever is meant", many.join(" or ")),
    });
    if let [one] = &bad.instead[..] {
        found.fix = Some(Fix { file, at: date.at, with: one.clone() });
    }
    None
}
