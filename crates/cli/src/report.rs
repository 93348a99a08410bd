//! Prints diagnostics with the lines they are about, or as data.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Patch, Renderer, Snippet};
use serde_json::{Value, json};
use vigente_render::Words;
use vigente_syntax::ast::Span;
use vigente_syntax::diagnostic::{Diagnostic, FileId, Severity};

/// The files that diagnostics speak of.
pub trait TextLookup {
    /// The path, as shown.
    fn path(&self, file: FileId) -> &str;
    /// The text.
    fn text(&self, file: FileId) -> &str;
}

/// Lines of text shown around a place at most; a long line is cut by the renderer.
const LONGEST: usize = 2000;

/// As text, with colour codes where `color`. In another language than English what a diagnostic means comes first, and
/// its own message, which names what it speaks of, as a note below.
pub fn render(
    diagnostics: &[&Diagnostic],
    texts: &dyn TextLookup,
    terminal: &crate::terminal::Terminal,
    color: bool,
) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(terminal.width()).decor_style(DecorStyle::Unicode);
    let words = Words::new(terminal.lang());
    let index = Index::new(texts);
    let mut out = String::new();
    for diagnostic in diagnostics {
        let severity = words.say(&format!("severity-{}", severity(diagnostic.severity)));
        let meant = words.meaning(diagnostic.code).map(|meaning| Meant {
            meaning,
            severity,
            help: words.say("severity-help"),
        });
        out.push_str(&renderer.render(&groups(diagnostic, meant.as_ref(), &index)));
        out.push_str("\n\n");
    }
    out
}

/// Where the lines of a text begin: many diagnostics ask for the line of a place.
struct Lines(Vec<usize>);

impl Lines {
    fn new(text: &str) -> Lines {
        Lines(text.match_indices('\n').map(|(at, _)| at + 1).collect())
    }

    /// The line of a place, from 1.
    fn of(&self, at: usize) -> usize {
        self.0.partition_point(|&start| start <= at) + 1
    }

    /// The line and column of a place in the text, from 1, the column in characters.
    fn position(&self, text: &str, at: u32) -> (usize, usize) {
        let at = floor(text, (at as usize).min(text.len()));
        let line = self.of(at);
        let start = line.checked_sub(2).map_or(0, |before| self.0[before]);
        (line, text[start..at].chars().count() + 1)
    }
}

/// The lines of the files that diagnostics speak of, each found once.
struct Index<'a> {
    texts: &'a dyn TextLookup,
    lines: RefCell<HashMap<FileId, Rc<Lines>>>,
}

impl<'a> Index<'a> {
    fn new(texts: &'a dyn TextLookup) -> Index<'a> {
        Index { texts, lines: RefCell::default() }
    }

    fn lines(&self, file: FileId) -> Rc<Lines> {
        let mut known = self.lines.borrow_mut();
        Rc::clone(known.entry(file).or_insert_with(|| Rc::new(Lines::new(self.texts.text(file)))))
    }
}

/// A few whole lines of a text: rendering must not cost more because the file is large.
struct Excerpt<'t> {
    text: &'t str,
    start: usize,
    line: usize,
}

impl<'t> Excerpt<'t> {
    fn around(text: &'t str, lines: &Lines, from: usize, to: usize) -> Excerpt<'t> {
        let from = floor(text, from.min(text.len()));
        let to = floor(text, to.clamp(from, text.len()));
        let start = text[..from].rfind('\n').map_or(0, |i| i + 1);
        let start = if from - start > LONGEST { floor(text, from - 100) } else { start };
        let end = text[to..].find('\n').map_or(text.len(), |i| to + i);
        let end = if end - to > LONGEST { floor(text, to + 100) } else { end };
        Excerpt { text: &text[start..end], start, line: lines.of(start) }
    }

    fn range(&self, at: Span) -> std::ops::Range<usize> {
        let clip = |i: u32| floor(self.text, (i as usize).saturating_sub(self.start).min(self.text.len()));
        let (start, end) = (clip(at.start), clip(at.end));
        start..end.max(start)
    }
}

/// The nearest boundary of a character at or before this byte.
fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// What a diagnostic means, in another language than English.
struct Meant {
    meaning: String,
    severity: String,
    help: String,
}

fn groups<'a>(diagnostic: &'a Diagnostic, meant: Option<&'a Meant>, index: &Index<'a>) -> Vec<Group<'a>> {
    let texts = index.texts;
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let level = match meant {
        Some(meant) => level.with_name(meant.severity.as_str()),
        None => level,
    };
    let mut group = level
        .primary_title(meant.map_or(diagnostic.message.as_str(), |m| m.meaning.as_str()))
        .id(diagnostic.code)
        .elements(Vec::<Origin<'_>>::new());
    let mut files: Vec<FileId> = Vec::new();
    for label in &diagnostic.labels {
        if !files.contains(&label.file) {
            files.push(label.file);
        }
    }
    for file in files {
        let text = texts.text(file);
        let here = || diagnostic.labels.iter().enumerate().filter(move |(_, l)| l.file == file);
        if text.is_empty() {
            group = group.element(Origin::path(texts.path(file)));
            continue;
        }
        let from = here().map(|(_, l)| l.at.start).min().unwrap_or(0) as usize;
        let to = here().map(|(_, l)| l.at.end).max().unwrap_or(0) as usize;
        let excerpt = Excerpt::around(text, &index.lines(file), from, to);
        let annotations: Vec<_> = here()
            .map(|(i, label)| {
                let kind = if i == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
                let annotation = kind.span(excerpt.range(label.at));
                if label.text.is_empty() { annotation } else { annotation.label(label.text.as_str()) }
            })
            .collect();
        group = group.element(
            Snippet::source(excerpt.text)
                .line_start(excerpt.line)
                .path(texts.path(file))
                .annotations(annotations),
        );
    }
    if meant.is_some() {
        group = group.element(Level::NOTE.no_name().message(diagnostic.message.as_str()));
    }
    let mut groups = vec![group];
    let help_level = match meant {
        Some(meant) => Level::HELP.with_name(meant.help.as_str()),
        None => Level::HELP,
    };
    match (&diagnostic.fix, &diagnostic.help) {
        (Some(fix), help) => {
            let title = help.as_deref().unwrap_or("write this instead");
            let excerpt = Excerpt::around(
                texts.text(fix.file),
                &index.lines(fix.file),
                fix.at.start as usize,
                fix.at.end as usize,
            );
            groups.push(
                help_level.secondary_title(title).element(
                    Snippet::source(excerpt.text)
                        .line_start(excerpt.line)
                        .path(texts.path(fix.file))
                        .patch(Patch::new(excerpt.range(fix.at), fix.with.as_str())),
                ),
            );
        }
        (None, Some(help)) => {
            let last = groups.pop();
            groups.extend(last.map(|g| g.element(help_level.clone().message(help.as_str()))));
        }
        (None, None) => {}
    }
    groups
}

/// As data.
pub fn data(diagnostics: &[&Diagnostic], texts: &dyn TextLookup) -> Value {
    let index = Index::new(texts);
    diagnostics
        .iter()
        .map(|d| {
            json!({
                "code": d.code,
                "severity": severity(d.severity),
                "message": d.message,
                "places": d.labels.iter().map(|l| {
                    let mut place = place(&index, l.file, l.at);
                    place["text"] = Value::from(l.text.as_str());
                    place
                }).collect::<Vec<_>>(),
                "help": d.help,
                "fix": d.fix.as_ref().map(|f| {
                    let mut place = place(&index, f.file, f.at);
                    place["with"] = Value::from(f.with.as_str());
                    place
                }),
            })
        })
        .collect()
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn place(index: &Index<'_>, file: FileId, at: Span) -> Value {
    let (line, column) = index.lines(file).position(index.texts.text(file), at.start);
    json!({ "file": index.texts.path(file), "line": line, "column": column, "start": at.start, "end": at.end })
}

/// Line and column, from 1, the column in characters.
pub fn position(text: &str, at: u32) -> (usize, usize) {
    Lines::new(text).position(text, at)
}
