//! Filters of the list of matters. Each value of a facet gets a number, so that ten thousand matters are counted without
//! comparing names.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use vigente_query::answer::Named;

use crate::library::summary::MatterSummary;

/// The facets, as URLs name them.
pub const FACETS: [&str; 4] = ["state", "organ", "kind", "viewpoint"];

/// A value of a facet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FacetValue {
    /// Which of [`FACETS`].
    pub facet: usize,
    /// Its name and title. A kind of collision has no title.
    pub named: Named,
}

/// All values of all facets.
#[derive(Debug, Default)]
pub struct FacetValues(RwLock<Known>);

#[derive(Debug, Default)]
struct Known {
    numbers: HashMap<(usize, String), u32>,
    values: Vec<FacetValue>,
}

impl FacetValues {
    /// The numbers of the values of a summary.
    pub fn of(&self, card: &MatterSummary) -> Box<[u32]> {
        let kinds = card
            .kinds
            .iter()
            .map(|k| Named { name: k.clone(), title: vigente_query::answer::Text::default() });
        let lists = [card.orders.clone(), card.organs.clone(), kinds.collect(), card.viewpoints.clone()];
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let mut numbers: Vec<u32> = Vec::new();
        for (facet, list) in lists.into_iter().enumerate() {
            for named in list {
                numbers.push(known.number(facet, named));
            }
        }
        numbers.sort_unstable();
        numbers.dedup();
        numbers.into()
    }

    /// The number of a value in a URL; `None` if no matter has it.
    pub fn find(&self, facet: usize, name: &str) -> Option<u32> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        known.numbers.get(&(facet, name.to_owned())).copied()
    }

    /// How many summaries have each value of a facet, without values that none has.
    pub fn count<'c>(
        &self,
        facet: usize,
        cards: impl Iterator<Item = &'c MatterSummary>,
    ) -> Vec<(FacetValue, usize)> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let mut counts = vec![0_usize; known.values.len()];
        for number in cards.flat_map(|card| card.facets.iter()) {
            counts[*number as usize] += 1;
        }
        let counted = known.values.iter().zip(counts);
        counted.filter(|(v, n)| v.facet == facet && *n > 0).map(|(v, n)| (v.clone(), n)).collect()
    }
}

impl Known {
    fn number(&mut self, facet: usize, named: Named) -> u32 {
        if let Some(number) = self.numbers.get(&(facet, named.name.clone())) {
            return *number;
        }
        let number = u32::try_from(self.values.len()).unwrap_or(u32::MAX);
        self.numbers.insert((facet, named.name.clone()), number);
        self.values.push(FacetValue { facet, named });
        number
    }
}
