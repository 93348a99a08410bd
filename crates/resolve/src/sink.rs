//! Collects diagnostics, so that one mistake that shows in a hundred places is reported once.

use std::collections::BTreeMap;

use vigente_syntax::ast::Span;
use vigente_syntax::diagnostic::{Diagnostic, FileId, Label, Severity};

use vigente_model::Place;

/// How many further places one diagnostic shows.
const SHOWN: usize = 3;

/// The diagnostics of one record.
#[derive(Default)]
pub(crate) struct DiagnosticSink {
    list: Vec<Diagnostic>,
    /// Names that are not declared, by what they were looked up as: each is said once, with its places.
    unknown: BTreeMap<(&'static str, String), Vec<Place>>,
    /// Entries that were left out, and who speaks of them.
    orphaned: BTreeMap<String, Vec<Place>>,
}

impl DiagnosticSink {
    /// An error; the caller goes on to say more about it.
    pub(crate) fn error(
        &mut self,
        code: &'static str,
        place: Place,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.add(Diagnostic::new(code, Severity::Error, place.file, place.at, message))
    }

    /// A warning.
    pub(crate) fn warning(
        &mut self,
        code: &'static str,
        place: Place,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.add(Diagnostic::new(code, Severity::Warning, place.file, place.at, message))
    }

    /// A line that may stand once stands twice.
    pub(crate) fn repeated(&mut self, word: &str, place: Place) {
        let found = self.error("repeated-line", place, format!("`{word}` stands twice in this entry"));
        found.help = Some("keep one of them".to_owned());
    }

    /// Any.
    pub(crate) fn add(&mut self, diagnostic: Diagnostic) -> &mut Diagnostic {
        self.list.push(diagnostic);
        // INVARIANT: pushed on the line above.
        self.list.last_mut().expect("just pushed")
    }

    /// Whether nothing is wrong.
    pub(crate) fn is_empty(&self) -> bool {
        self.list.is_empty() && self.unknown.is_empty() && self.orphaned.is_empty()
    }

    /// What the parser found.
    pub(crate) fn extend(&mut self, diagnostics: Vec<Diagnostic>) {
        self.list.extend(diagnostics);
    }

    /// A name that nothing declares.
    pub(crate) fn unknown(&mut self, code: &'static str, name: &str, place: Place) {
        self.unknown.entry((code, name.to_owned())).or_default().push(place);
    }

    /// A name whose entry was left out.
    pub(crate) fn orphan(&mut self, name: &str, place: Place) {
        self.orphaned.entry(name.to_owned()).or_default().push(place);
    }

    /// All, by place. `explain` says what to do about an unknown name.
    pub(crate) fn finish(
        mut self,
        mut explain: impl FnMut(&'static str, &str, &mut Diagnostic),
    ) -> Vec<Diagnostic> {
        for ((code, name), places) in std::mem::take(&mut self.unknown) {
            let what = match code {
                "unknown-act" => "no act or part is named",
                "unknown-status" => "no status is named",
                "unknown-deed" => "no deed is named",
                "unknown-source" => "no source is named",
                "unknown-order" => "no legal order is named",
                "unknown-norm" => "no norm is named",
                "unknown-calendar" => "no calendar is named",
                "unknown-pack" => "there is no pack",
                _ => "nothing is named",
            };
            let first = places[0];
            let mut found = Diagnostic::new(
                code,
                Severity::Error,
                first.file,
                first.at,
                format!("{what} `{}`", shown(&name)),
            );
            explain(code, &name, &mut found);
            self.list.push(more(found, &places, "also here"));
        }
        for (name, places) in std::mem::take(&mut self.orphaned) {
            let first = places[0];
            let lines = match places.len() {
                1 => "this line speaks".to_owned(),
                n => format!("{n} lines speak"),
            };
            let message =
                format!("{lines} of `{name}`, which was left out because of the error in its own entry");
            let found = Diagnostic::new("left-out", Severity::Warning, first.file, first.at, message)
                .here("left out as well")
                .help(format!("mend the entry of `{name}` first"));
            self.list.push(more(found, &places, "and here"));
        }
        self.list.sort_by_key(|d| d.labels.first().map_or((FileId(0), Span::default()), |l| (l.file, l.at)));
        self.list
    }
}

fn more(mut found: Diagnostic, places: &[Place], say: &str) -> Diagnostic {
    let rest = &places[1..];
    for place in rest.iter().take(SHOWN) {
        found.labels.push(Label { file: place.file, at: place.at, text: say.to_owned() });
    }
    if rest.len() > SHOWN {
        let more = format!("{say}, and in {} more places", rest.len() - SHOWN);
        if let Some(last) = found.labels.last_mut() {
            last.text = more;
        }
    }
    found
}

/// A name as a message shows it: of a name longer than a line, its beginning.
fn shown(name: &str) -> String {
    match name.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", &name[..end]),
        None => name.to_owned(),
    }
}
