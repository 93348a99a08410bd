//! Gives the engine's answer the slow evaluator's names, so that the two can be compared.

use std::ops::Range;

use vigente_engine::{GroundContent, Solution, Timeline};
use vigente_model::{Day, Mode, Model, PartId};
use vigente_oracle::{Spans, Table, Truth, deed_name, done_name, duty_name, part_name, status_name};

/// Every proposition of a solution on some days.
pub fn table_of(model: &Model, solution: &Solution, days: &Range<Day>) -> Table {
    let mut table = Table::default();
    let spans = |timeline: &Timeline| spans(timeline, days);
    for (p, part) in solution.parts.iter().enumerate() {
        let name = part_name(model, PartId::new(p));
        for (state, timeline) in [
            ("included", &part.included),
            ("voided", &part.voided),
            ("stands", &part.stands),
            ("annulled", &part.annulled),
            ("repealed", &part.repealed),
            ("suspended", &part.suspended),
            ("in force", &part.in_force),
            ("operative", &part.operative),
        ] {
            table.put(format!("{state} {name}"), spans(timeline));
        }
    }
    for life in &solution.statuses {
        let name = status_name(model, life.status.name, &life.status.args);
        table.put(format!("holds {name}"), spans(&life.holds));
    }
    for deed in &solution.deeds {
        let what = deed_name(model, deed.deed.name, &deed.deed.args);
        let happened = Spans::new([(days.start, truth(deed.happened))], days);
        let name = done_name(model, deed.part, &what, &deed.through);
        table.put_block(name, [("happened".to_string(), happened)]);
    }
    for duty in &solution.duties {
        let says = match &duty.content {
            GroundContent::Deed(deed) => format!("to {}", deed_name(model, deed.name, &deed.args)),
            GroundContent::That { not, status } => {
                let not = if *not { "not " } else { "" };
                format!("that {not}{}", status_name(model, status.name, &status.args))
            }
        };
        let origin = &duty.origin;
        let copy = origin.copied_from.is_some();
        let says = (duty.mode, duty.bearer, says);
        let name = duty_name(model, origin.part, origin.norm, origin.effect, copy, &says);
        let mut rows = vec![
            ("there".to_string(), spans(&duty.there)),
            ("exists".to_string(), spans(&duty.exists)),
            ("yields".to_string(), spans(&duty.yields)),
            ("binds".to_string(), spans(&duty.binds)),
        ];
        let that = matches!(duty.content, GroundContent::That { .. });
        for (what, timeline, asked) in [
            ("broken", &duty.broken, duty.mode == Mode::Forbids),
            ("overridden", &duty.overridden, duty.mode == Mode::Forbids),
            ("kept", &duty.kept, that),
            ("unkept", &duty.unkept, that),
        ] {
            if asked {
                rows.push((what.to_string(), spans(timeline)));
            }
        }
        for occurrence in &duty.occurrences {
            for (what, timeline) in [
                ("opened", &occurrence.opened),
                ("served", &occurrence.served),
                ("late", &occurrence.late),
                ("partly", &occurrence.partly),
                ("overdue", &occurrence.overdue),
                ("lifted", &occurrence.lifted),
                ("pending", &occurrence.pending),
                ("impossible", &duty.impossible(occurrence)),
                ("defeated", &duty.defeated(occurrence)),
            ] {
                rows.push((format!("{} {what}", occurrence.number), spans(timeline)));
            }
        }
        if duty.mode != Mode::Permits {
            for (word, outcomes) in [("assessed", &duty.assessed), ("claimed", &duty.claimed)] {
                for (outcome, timeline) in outcomes {
                    rows.push((format!("{word} {outcome:?}"), spans(timeline)));
                }
            }
        }
        table.put_block(name, rows);
    }
    table.finish()
}

fn spans(timeline: &Timeline, days: &Range<Day>) -> Spans {
    let both = timeline.certain().iter().chain(timeline.possible());
    let mut changes: Vec<Day> = both.flat_map(|&(start, end)| [start, end]).collect();
    changes.retain(|d| days.contains(d));
    changes.push(days.start);
    changes.sort_unstable();
    changes.dedup();
    Spans::new(changes.into_iter().map(|d| (d, truth(timeline.at(d)))), days)
}

fn truth(truth: vigente_engine::Truth) -> Truth {
    match truth {
        vigente_engine::Truth::True => Truth::T,
        vigente_engine::Truth::False => Truth::F,
        vigente_engine::Truth::Undetermined => Truth::U,
    }
}
