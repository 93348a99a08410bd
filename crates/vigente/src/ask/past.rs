//! What the main screen shows goes in; the days before on which it stood otherwise than with hindsight come out.

use crate::answer::{Aspect, Listed, PastDifference, State, Text};
use crate::model::*;

use super::duties::alive_or_not;
use super::sight::Sight;
use super::situation::{PartGroup, StatusWeighed, status_state};
use super::{Panel, Question, Session, naming};

/// How many of the first acts, and of the first statuses, are looked back on.
const SHOWN: usize = 8;
/// How many days of the past are looked at: each costs a solution in each viewpoint.
const LOOKS: usize = 12;
/// Records with more acts than this are not looked back on: the main screen has to come at once.
const MOST_ACTS: usize = 5_000;

/// A subject with its state in one sight on one day.
struct Subject<'s> {
    aspect: Aspect,
    what: String,
    title: Text,
    state: Box<dyn Fn(&Sight<'_>, Day) -> State + 's>,
}

pub(super) fn past(
    session: &Session<'_>,
    question: &Question,
    panel: &Panel<'_>,
    parts: &[PartGroup],
    statuses: &[StatusWeighed],
    limit: usize,
) -> Listed<PastDifference> {
    let model = session.model;
    if panel.stood.is_empty() || model.acts.len() > MOST_ACTS {
        return Listed::default();
    }
    let parts = &parts[..parts.len().min(SHOWN)];
    let statuses = &statuses[..statuses.len().min(SHOWN)];
    let days = looks(panel, parts);
    if days.is_empty() {
        return Listed::default();
    }
    let subjects = subjects(session, panel, parts, statuses);
    // For each subject and viewpoint: stretches of (then, now) that differ.
    let mut found: Vec<Vec<Vec<(Day, Day, State, State)>>> =
        vec![vec![Vec::new(); panel.now.len()]; subjects.len()];
    for (i, &from) in days.iter().enumerate() {
        let until = days.get(i + 1).copied().unwrap_or(panel.on.next());
        for (v, now) in panel.now.iter().enumerate() {
            let stood = session.glimpse(now.solution.horizon.viewpoint, Some(from), question.known_by);
            for (s, subject) in subjects.iter().enumerate() {
                let (then, today) = ((subject.state)(&stood, from), (subject.state)(now, from));
                if alive_or_not(then) == alive_or_not(today) {
                    continue;
                }
                match found[s][v].last_mut() {
                    Some(last) if last.1 == from && last.2 == then && last.3 == today => last.1 = until,
                    _ => found[s][v].push((from, until, then, today)),
                }
            }
        }
    }
    let mut all = Listed::default();
    for (subject, by_viewpoint) in subjects.iter().zip(&found) {
        let same = by_viewpoint.len() > 1 && by_viewpoint.iter().all(|v| *v == by_viewpoint[0]);
        let told = if same { &by_viewpoint[..1] } else { &by_viewpoint[..] };
        for (v, stretches) in told.iter().enumerate() {
            for &(from, until, then, now) in stretches {
                if all.items.len() == limit {
                    all.more += 1;
                    continue;
                }
                all.items.push(PastDifference {
                    aspect: subject.aspect,
                    what: subject.what.clone(),
                    title: subject.title.clone(),
                    viewpoint: (!same).then(|| panel.viewpoint_name(v)),
                    from: naming::days_or_open(Days::on(from)),
                    until: naming::day(until).filter(|_| until <= panel.on),
                    then,
                    now,
                });
            }
        }
    }
    all
}

/// The days, up to the one asked about, on which an act was made that bears on whether the parts stand.
fn looks(panel: &Panel<'_>, parts: &[PartGroup]) -> Vec<Day> {
    let Some(sight) = panel.now.first() else { return Vec::new() };
    let model = sight.model;
    let mut open: Vec<PartId> = parts.iter().flat_map(|g| g.parts.iter().copied()).collect();
    let mut seen = open.clone();
    let mut days: Vec<Day> = Vec::new();
    while let Some(part) = open.pop() {
        for effect in sight.touching().of(part) {
            let effect = &model.effects[effect.index()];
            let Owner::Part(by) = effect.owner else { continue };
            let strikes = matches!(
                effect.does,
                Does::Attack(..) | Does::Disapplies { .. } | Does::Restores(_) | Does::Upholds(_)
            );
            if !strikes {
                continue;
            }
            let act = |p: PartId| &model.acts[model.parts[p.index()].act.index()];
            // What was struck stood otherwise from its own day to that of the stroke.
            days.extend([act(part).made.hi, act(by).made.hi]);
            if !seen.contains(&by) {
                seen.push(by);
                open.push(by);
            }
        }
    }
    days.retain(|&d| d <= panel.on);
    days.sort_unstable();
    days.dedup();
    let first = days.len().saturating_sub(LOOKS);
    days.split_off(first)
}

fn subjects<'s>(
    session: &Session<'_>,
    panel: &Panel<'_>,
    parts: &'s [PartGroup],
    statuses: &'s [StatusWeighed],
) -> Vec<Subject<'s>> {
    let names = session.names();
    let mut subjects = Vec::new();
    for group in parts {
        let thing = names.model.acts[group.act.index()].thing;
        let part = group.parts[0];
        let name = if group.whole { names.model.name(thing) } else { names.part(part) };
        subjects.push(Subject {
            aspect: Aspect::Standing,
            what: name.to_owned(),
            title: names.title(thing),
            state: Box::new(move |sight, day| sight.part_state(part, day)),
        });
    }
    for weighed in statuses {
        let Some(first) = panel.now.first() else { continue };
        let phrase = names.status(&first.solution.statuses[weighed.status].status);
        subjects.push(Subject {
            aspect: Aspect::Status,
            what: phrase.text,
            title: phrase.name.title,
            state: Box::new(move |sight, day| {
                status_state(sight.solution.statuses[weighed.status].holds.at(day))
            }),
        });
    }
    subjects
}
