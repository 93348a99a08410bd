//! The rules of `docs/semantics.md`, §4 to §10, each written once.

pub(crate) mod count;
pub(crate) mod counts_as;
pub(crate) mod duties;
pub(crate) mod firing;
pub(crate) mod status;
pub(crate) mod support_index;
pub(crate) mod timing;
pub(crate) mod title_termination;
pub(crate) mod validity;
pub(crate) mod void_at_creation;
