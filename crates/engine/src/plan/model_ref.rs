//! A model that is borrowed or shared, so that a plan can outlive the code that made it.

use std::ops::Deref;
use std::sync::Arc;

use vigente_model::Model;

/// A record that is borrowed from whoever read it, or shared: a plan of a shared record can be kept with it.
#[derive(Clone)]
pub enum ModelRef<'m> {
    /// Of somebody who lives longer.
    Borrowed(&'m Model),
    /// Of everybody who has it.
    Shared(Arc<Model>),
}

impl Deref for ModelRef<'_> {
    type Target = Model;

    #[inline]
    fn deref(&self) -> &Model {
        match self {
            ModelRef::Borrowed(model) => model,
            ModelRef::Shared(model) => model,
        }
    }
}

impl<'m> From<&'m Model> for ModelRef<'m> {
    fn from(model: &'m Model) -> Self {
        ModelRef::Borrowed(model)
    }
}

impl From<Arc<Model>> for ModelRef<'_> {
    fn from(model: Arc<Model>) -> Self {
        ModelRef::Shared(model)
    }
}

impl From<&Arc<Model>> for ModelRef<'_> {
    fn from(model: &Arc<Model>) -> Self {
        ModelRef::Shared(Arc::clone(model))
    }
}

impl<'m> From<&ModelRef<'m>> for ModelRef<'m> {
    fn from(held: &ModelRef<'m>) -> Self {
        held.clone()
    }
}
