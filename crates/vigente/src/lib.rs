//! The library facade: what other programs use of Vigente.

pub use vigente_engine as engine;
pub use vigente_model as model;
pub use vigente_packs as packs;
pub use vigente_query as query;
pub use vigente_render as render;
pub use vigente_resolve as resolve;
pub use vigente_syntax as syntax;
pub use vigente_workspace as workspace;
