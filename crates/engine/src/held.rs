//! A record goes in, borrowed or shared; what has it in hand comes out.

use std::ops::Deref;
use std::sync::Arc;

use vigente_model::Model;

/// A record that is borrowed from whoever read it, or shared: a plan of a shared record can be kept with it.
#[derive(Clone)]
pub enum Held<'m> {
    /// Of somebody who lives longer.
    Borrowed(&'m Model),
    /// Of everybody who has it.
    Shared(Arc<Model>),
}

impl Deref for Held<'_> {
    type Target = Model;

    #[inline]
    fn deref(&self) -> &Model {
        match self {
            Held::Borrowed(model) => model,
            Held::Shared(model) => model,
        }
    }
}

impl<'m> From<&'m Model> for Held<'m> {
    fn from(model: &'m Model) -> Self {
        Held::Borrowed(model)
    }
}

impl From<Arc<Model>> for Held<'_> {
    fn from(model: Arc<Model>) -> Self {
        Held::Shared(model)
    }
}

impl<'m> From<&Held<'m>> for Held<'m> {
    fn from(held: &Held<'m>) -> Self {
        held.clone()
    }
}
