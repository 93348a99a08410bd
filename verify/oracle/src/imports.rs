//! When statuses imported from another record hold there.

use vigente_model::{Arg, Day, Import, Model, StatusId, ThingId};

use crate::Question;
use crate::sections::ground::Ground;
use crate::table::{Spans, Table, status_name};
use crate::truth::Truth::U;

/// No record has a day before this one.
pub(crate) const FIRST: Day = Day(-1_000_000);

/// By status: what another matter says of it at the horizon of the question, of those that are read.
pub(crate) fn said(
    model: &Model,
    ground: &Ground,
    question: &Question,
    last: Day,
    upto: Day,
) -> Vec<Option<Spans>> {
    let mut out = vec![None; ground.statuses.len()];
    let days = FIRST..last;
    let name = &model[question.viewpoint].name;
    let tables: Vec<Option<Table>> = model
        .imports
        .iter()
        .map(|reads| {
            let viewpoint = reads.model.viewpoint(name)?;
            Some(crate::evaluate(&reads.model, &Question { viewpoint, ..*question }, days.clone(), upto))
        })
        .collect();
    for (i, status) in ground.statuses.iter().enumerate() {
        let given =
            |g: &&vigente_model::ImportedStatus| g.status == status.name && model.args(g.args) == status.args;
        let Some(given) = model.imported.iter().find(given) else { continue };
        let reads = &model.imports[given.from];
        out[i] = Some(match &tables[given.from.index()] {
            // Eyes that the other matter does not have decide nothing there.
            None => Spans::new([(FIRST, U)], &days),
            Some(table) => {
                let name = format!("holds {}", there(model, reads, status.name, &status.args));
                let row = table.rows.get(&name).map(|spans| spans.values().to_vec());
                Spans::new(row.unwrap_or_default(), &days)
            }
        });
    }
    out
}

/// What a status is called in the other matter.
fn there(model: &Model, reads: &Import, status: StatusId, args: &[Arg]) -> String {
    let name = &model[status].name;
    let at = reads.model.statuses.iter().position(|s| s.name == *name).unwrap_or_default();
    let thing = |id: ThingId| {
        let here = model.name(id);
        let own = here.strip_prefix(&*reads.matter).and_then(|rest| rest.strip_prefix('.'));
        let found = reads.model.thing(here).or_else(|| own.and_then(|own| reads.model.thing(own)));
        found.expect("a status that is read speaks of what the other matter knows")
    };
    let args: Vec<Arg> = args
        .iter()
        .map(|&arg| match arg {
            Arg::Thing(id) => Arg::Thing(thing(id)),
            Arg::Amount { hundredths, unit } => Arg::Amount { hundredths, unit: unit.map(thing) },
            other => other,
        })
        .collect();
    status_name(&reads.model, StatusId::new(at), &args)
}
