//! What [`crate::days`] leaves out does not matter: looked at day by day, everything is the same.

use vigente_model::ViewpointId;
use vigente_resolve::resolve_text;

use crate::{Prepared, Question, day_after_first, dossier};

#[test]
fn day_by_day_everything_is_the_same() {
    for seed in 0..60 {
        let resolved = resolve_text(&dossier(seed).0);
        let prepared = Prepared::new(&resolved.model);
        let singly: Vec<_> = (-12..112).map(day_after_first).collect();
        for v in 0..resolved.model.viewpoints.len() {
            let question = Question { viewpoint: ViewpointId::new(v), made_by: None, known_by: None };
            let days = day_after_first(-10)..day_after_first(110);
            let stretched = prepared.evaluate(&question, days.clone(), days.end);
            let single = prepared.evaluate_on(&question, days.clone(), days.end, &singly);
            assert_eq!(stretched.difference(&single), None, "seed {seed}\n{}", dossier(seed).0);
        }
    }
}
