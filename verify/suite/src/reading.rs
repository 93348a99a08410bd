//! Builds a matter and a record that imports from it, for tests of imports.

use std::sync::Arc;

use vigente_engine::{Plan, exports};
use vigente_model::Exports;
use vigente_resolve::world::World;
use vigente_resolve::{Resolved, resolve, resolve_text};
use vigente_syntax::diagnostic::Severity;

/// What a matter says.
pub fn said(name: &str, text: &str) -> Arc<Exports> {
    let resolved = resolve_text(text);
    let faulty = resolved.diagnostics.iter().any(|d| d.severity == Severity::Error);
    let model = resolved.model;
    Arc::new(exports(&Plan::new(Arc::clone(&model)), &model, name, faulty))
}

/// A record, and by name the matters that it reads.
pub fn reading(text: &str, matters: &[(&str, &str)]) -> Resolved {
    let mut world = World::of_text(text);
    for (name, other) in matters {
        world.matters.insert((*name).to_owned(), Some(said(name, other)));
    }
    resolve(&world)
}

/// A text in which other matters stand behind lines `;;; matter NAME` goes in; the record and these matters come out.
pub fn parted(text: &str) -> (&str, Vec<(&str, &str)>) {
    const MARK: &str = "\n;;; matter ";
    let mut parts = text.split(MARK);
    let own = parts.next().unwrap_or_default();
    (own, parts.map(|part| part.split_once('\n').map_or((part.trim(), ""), |(n, t)| (n.trim(), t))).collect())
}
