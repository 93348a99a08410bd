//! Answers by name, so that two records that number their things differently can be compared.

use std::collections::BTreeMap;

use vigente_engine::{GroundContent, GroundDeed, GroundStatus, Origin, Plan, Solution, Truth};
pub use vigente_engine::{Horizon, Timeline};
use vigente_model::*;

/// Each answer with the days on which it is so.
pub type Answers = BTreeMap<String, Timeline>;

/// How far recurring duties are counted: a few months beyond what the random records speak of.
const UPTO: i32 = 18_500;

/// The horizons that are asked of a record: each viewpoint with hindsight, and on two days as made and as known.
pub fn horizons(model: &Model) -> Vec<Horizon> {
    let middle = model.acts.get(model.acts.len() / 2).map_or(Day(18_300), |a| a.made.hi);
    let mut all = Vec::new();
    for viewpoint in model.viewpoints.indices() {
        for (made_by, known_by) in [(None, None), (Some(middle), None), (None, Some(middle))] {
            all.push(Horizon { viewpoint, made_by, known_by });
        }
    }
    all
}

/// Everything that is answered, for each horizon.
pub fn answers(model: &Model, horizons: &[Horizon]) -> Vec<Answers> {
    let plan = Plan::new(model);
    horizons.iter().map(|&horizon| named(model, &plan.solve(horizon, Day(UPTO)))).collect()
}

fn named(model: &Model, solution: &Solution) -> Answers {
    let names = Names { model };
    let mut said = Answers::new();
    let mut say = |name: String, line: &Timeline| {
        let seen = said.entry(name).or_insert_with(Timeline::never);
        *seen = seen.or(line);
    };
    for (part, life) in solution.parts.iter().enumerate() {
        let part = names.part(PartId::new(part));
        // These three are asked of what is not on record, too, where the answer means nothing.
        say(format!("{part} included"), &life.included);
        say(format!("{part} stands"), &life.stands);
        say(format!("{part} voided"), &life.voided.and(&life.included));
        say(format!("{part} annulled"), &life.annulled);
        say(format!("{part} repealed"), &life.repealed.and(&life.included));
        say(format!("{part} suspended"), &life.suspended.and(&life.included));
        say(format!("{part} in force"), &life.in_force);
        say(format!("{part} operative"), &life.operative);
    }
    for life in &solution.statuses {
        let status = names.status(&life.status);
        say(format!("{status} holds"), &life.holds);
        for title in &life.titles {
            let origin = names.origin(&title.origin);
            say(format!("{status} carried by {origin}"), &title.carried);
            // What carries nothing cannot be cut.
            say(format!("{status} of {origin} cut"), &title.cut.and(&title.carried));
        }
    }
    for life in &solution.deeds {
        let (part, deed) = (names.part(life.part), names.deed(&life.deed));
        let happened = Timeline::constant(life.happened);
        if life.happened != Truth::False {
            say(format!("{deed} by {part} through {}", life.through.len()), &happened);
        }
    }
    for life in &solution.duties {
        let content = match &life.content {
            GroundContent::Deed(deed) => names.deed(deed),
            GroundContent::That { not, status } => format!("that {not} {}", names.status(status)),
        };
        let bearer = names.arg(life.bearer);
        let duty = format!("{} {:?} {bearer} {content}", names.origin(&life.origin), life.mode);
        // Which instances of a norm's duty there are is asked of all titles that some act may begin, known or not: what
        // does not exist for want of one is compared only where it exists.
        let real = if life.origin.norm.is_some() { life.exists.clone() } else { Timeline::always() };
        say(format!("{duty} there"), &life.there.and(&real));
        say(format!("{duty} exists"), &life.exists);
        // Whether it would yield is asked of duties that are not there, too.
        say(format!("{duty} yields"), &life.yields.and(&life.exists));
        say(format!("{duty} binds"), &life.binds);
        say(format!("{duty} broken"), &life.broken);
        say(format!("{duty} kept"), &life.kept.and(&real));
        say(format!("{duty} unkept"), &life.unkept);
        for (outcome, line) in &life.assessed {
            say(format!("{duty} assessed {outcome:?}"), line);
        }
        for (outcome, line) in &life.claimed {
            say(format!("{duty} claimed {outcome:?}"), line);
        }
        for one in &life.occurrences {
            let duty = format!("{duty} {}", one.number);
            // `opened` is left out: it is asked of the calendar alone, whether or not the duty is there.
            say(format!("{duty} served"), &one.served);
            say(format!("{duty} late"), &one.late);
            say(format!("{duty} partly"), &one.partly);
            say(format!("{duty} overdue"), &one.overdue);
            say(format!("{duty} lifted"), &one.lifted.and(&real));
            say(format!("{duty} pending"), &one.pending.and(&real));
        }
    }
    said
}

struct Names<'m> {
    model: &'m Model,
}

impl Names<'_> {
    fn part(&self, id: PartId) -> String {
        let part = &self.model[id];
        let act = self.model.name(self.model[part.act].thing);
        part.thing.map_or_else(|| format!("{act}."), |thing| self.model.name(thing).to_owned())
    }

    fn arg(&self, arg: Arg) -> String {
        match arg {
            Arg::Thing(thing) => self.model.name(thing).to_owned(),
            Arg::Var(n) => format!("?{n}"),
            Arg::Amount { hundredths, unit } => {
                format!("{hundredths} {}", unit.map_or("", |u| self.model.name(u)))
            }
        }
    }

    fn args(&self, args: &[Arg]) -> String {
        args.iter().map(|&a| self.arg(a)).collect::<Vec<_>>().join(", ")
    }

    fn status(&self, status: &GroundStatus) -> String {
        format!("{}({})", self.model[status.name].name, self.args(&status.args))
    }

    fn deed(&self, deed: &GroundDeed) -> String {
        format!("{}({})", self.model[deed.name].name, self.args(&deed.args))
    }

    /// The part, the norm, and which of the owner's effects it is.
    fn origin(&self, origin: &Origin) -> String {
        let part = origin.part.map_or_else(|| "every day".to_owned(), |p| self.part(p));
        let norm = origin.norm.map_or("", |n| self.model.name(self.model[n].thing));
        let copied = origin.copied_from.map_or_else(String::new, |p| self.part(p));
        let first = match self.model[origin.effect].owner {
            Owner::Part(part) => self.model[part].effects.start(),
            Owner::Norm(norm) => self.model[norm].effects.start(),
        };
        format!("{part}/{norm}/{copied}/{}", origin.effect.index() - first.index())
    }
}
