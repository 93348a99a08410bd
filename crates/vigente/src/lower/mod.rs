//! Texts go in, the record with every name resolved comes out, and all that is wrong with it.

use vigente_syntax::diagnostic::Diagnostic;

use crate::model::Model;
use crate::world::World;

/// A record and what is wrong with its texts.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Lowered {
    /// What could be understood.
    pub model: Model,
    /// What could not, of the parser and of the names, by place.
    pub diagnostics: Vec<Diagnostic>,
    /// Names of entries that were left out because their own head was wrong, sorted: whoever meets one of these
    /// unresolved says so instead of calling it unknown.
    pub left_out: Vec<Box<str>>,
}

/// Parses each file and resolves the names.
pub fn lower(world: &World) -> Lowered {
    let _ = world;
    Lowered::default()
}

/// The same for one file without packs; what tests and examples hand in.
pub fn lower_text(text: &str) -> Lowered {
    lower(&World::of_text(text))
}
