//! Finds the earlier days on which an answer stood otherwise than it does with hindsight.

use std::collections::BTreeSet;

use crate::answer::{Aspect, Date, Listed, PastDifference, State, Topic};
use vigente_engine::{GroundStatusId, Origin, Timeline};
use vigente_model::*;

use crate::Panel;
use crate::Question;
use crate::Session;
use crate::explain::reason;
use crate::names::labels;
use crate::periods::intervals::boundaries;
use crate::record::situation::{PartGroup, StatusWeighed, status_state};
use crate::reverse_index::is_strike;
use crate::snapshot::Snapshot;

/// How many of the first acts, and of the first statuses, are looked back on.
const SHOWN: usize = 8;
/// Each look at a past day costs a solution in each viewpoint, and the main screen has to come at once: so many acts,
/// all looks taken together, are solved again.
const WORK: usize = 4_000;
/// More looks than this nobody reads.
const LOOKS: usize = 16;

/// What is looked back on.
#[derive(Clone, Copy)]
enum Subject {
    /// A part, and the act if it speaks for all of it.
    Part(PartId, Option<ActId>),
    Status(GroundStatusId),
}

impl Subject {
    fn state(self, snapshot: &Snapshot<'_>, day: Day) -> State {
        match self {
            Subject::Part(part, _) => snapshot.part_state(part, day),
            Subject::Status(i) => status_state(snapshot.solution.statuses[i].holds.at(day)),
        }
    }

    /// The days within a stretch on which its state may change without another act.
    fn turns(self, snapshot: &Snapshot<'_>, into: &mut Vec<Day>) {
        let mut add = |t: &Timeline| boundaries(t, into);
        match self {
            Subject::Part(part, _) => {
                let p = snapshot.part(part);
                [&p.stands, &p.repealed, &p.suspended, &p.in_force].into_iter().for_each(&mut add);
            }
            Subject::Status(i) => add(&snapshot.solution.statuses[i].holds),
        }
    }

    fn topic(self, session: &Session, snapshot: &Snapshot<'_>) -> Topic {
        let names = session.names();
        match self {
            Subject::Part(part, whole) => {
                let act = names.act_of(part);
                let thing = names.model[act].thing;
                let name = whole.map_or(names.part(part), |_| names.model.name(thing));
                Topic { aspect: Aspect::Standing, what: name.to_owned(), title: names.title(thing) }
            }
            Subject::Status(i) => {
                let phrase = names.status(&snapshot.solution.statuses[i].status);
                Topic { aspect: Aspect::Status, what: phrase.text, title: phrase.name.title }
            }
        }
    }
}

/// Days in one pair of states: from, the first no more, then, with hindsight.
type Stretch = (Day, Day, State, State);

pub(crate) fn past(
    session: &Session,
    question: &Question,
    panel: &Panel<'_>,
    parts: &[PartGroup],
    statuses: &[StatusWeighed],
    limit: usize,
) -> Listed<PastDifference> {
    let mut all = Listed::default();
    let Some(first) = panel.now.first().filter(|_| !panel.stood.is_empty()) else { return all };
    let most = (WORK / session.model.acts.len().max(1)).min(LOOKS);
    if most == 0 {
        return all;
    }
    // A subject is looked back on with all the days that bear on it, or not at all: half of them would tell falsely.
    let mut looks: BTreeSet<Day> = BTreeSet::new();
    let mut subjects: Vec<(Subject, BTreeSet<Day>)> = Vec::new();
    let shown_parts = parts.iter().take(SHOWN).map(|g| Subject::Part(g.parts[0], g.whole.then_some(g.act)));
    let shown_statuses = statuses.iter().take(SHOWN).map(|s| Subject::Status(s.status));
    for subject in shown_parts.chain(shown_statuses).chain(struck_statuses(first, statuses)) {
        let Some(days) = bearing_days(first, subject, panel.on, most) else { continue };
        let more = days.difference(&looks).count();
        if looks.len() + more <= most {
            looks.extend(&days);
            subjects.push((subject, days));
        }
    }
    let mut found: Vec<Vec<Vec<Stretch>>> = vec![vec![Vec::new(); panel.now.len()]; subjects.len()];
    for &look in &looks {
        for (v, now) in panel.now.iter().enumerate() {
            let stood = session.uncached_snapshot(
                now.solution.horizon.viewpoint,
                Some(look),
                question.known_by,
                question.on,
            );
            for ((subject, days), found) in subjects.iter().zip(&mut found) {
                if days.contains(&look) {
                    let until = days.range(look.next()..).next().copied().unwrap_or(panel.on.next());
                    differing(*subject, &stood, now, (look, until), &mut found[v]);
                }
            }
        }
    }
    for ((subject, _), by_viewpoint) in subjects.iter().zip(&found) {
        let same = by_viewpoint.len() > 1 && by_viewpoint.iter().all(|v| *v == by_viewpoint[0]);
        let told = if same { &by_viewpoint[..1] } else { &by_viewpoint[..] };
        for (v, stretches) in told.iter().enumerate() {
            for &(from, until, then, now) in stretches {
                if all.items.len() == limit {
                    all.more += 1;
                    continue;
                }
                all.items.push(PastDifference {
                    subject: subject.topic(session, first),
                    viewpoint: (!same).then(|| panel.viewpoint_name(v)),
                    from: Date::from(from),
                    until: labels::day(until).filter(|_| until <= panel.on),
                    then,
                    now,
                });
            }
        }
    }
    all
}

/// Statuses that hang on acts that others struck: they may be no more, and yet have held for years.
fn struck_statuses<'s>(
    snapshot: &'s Snapshot<'_>,
    shown: &'s [StatusWeighed],
) -> impl Iterator<Item = Subject> + 's {
    let struck = move |origin: &Origin| {
        let effects = origin.part.into_iter().flat_map(|p| snapshot.reverse_index().of(p));
        let mut effects = effects.map(|e| &snapshot.model[e].does);
        effects.any(is_strike)
    };
    let hangs = move |i: &GroundStatusId| {
        let mut titles = snapshot.solution.statuses[*i].titles.iter();
        titles.any(|t| struck(&t.origin) || t.cuts.iter().any(|(cut, _)| struck(cut)))
    };
    snapshot
        .solution
        .statuses
        .indices()
        .filter(move |i| !shown.iter().take(SHOWN).any(|s| s.status == *i))
        .filter(hangs)
        .take(SHOWN)
        .map(Subject::Status)
}

/// Adds the stretches of `[from, until)` on which the state then and the state with hindsight differ.
fn differing(
    subject: Subject,
    stood: &Snapshot<'_>,
    now: &Snapshot<'_>,
    (from, until): (Day, Day),
    found: &mut Vec<Stretch>,
) {
    let mut turns = vec![from];
    subject.turns(stood, &mut turns);
    subject.turns(now, &mut turns);
    turns.retain(|&d| from <= d && d < until);
    turns.sort_unstable();
    turns.dedup();
    for (i, &turn) in turns.iter().enumerate() {
        let end = turns.get(i + 1).copied().unwrap_or(until);
        let (then, today) = (subject.state(stood, turn), subject.state(now, turn));
        if !then.differs_from(today) {
            continue;
        }
        match found.last_mut() {
            Some(last) if last.1 == turn && last.2 == then && last.3 == today => last.1 = end,
            _ => found.push((turn, end, then, today)),
        }
    }
}

/// The days, up to the one asked about, on which an act was made that bears on the subject; `None` where they are
/// more than can be looked at, or where none was struck: then nothing can have stood otherwise.
fn bearing_days(snapshot: &Snapshot<'_>, subject: Subject, on: Day, most: usize) -> Option<BTreeSet<Day>> {
    let model = snapshot.model;
    let mut bearing = Bearing { snapshot, parts: Vec::new(), statuses: Vec::new(), struck: false };
    match subject {
        Subject::Part(part, _) => bearing.part(part),
        Subject::Status(i) => bearing.status(i),
    }
    let (mut p, mut s) = (0, 0);
    loop {
        if let Some(&part) = bearing.parts.get(p) {
            bearing.spread_part(part);
            p += 1;
        } else if let Some(&status) = bearing.statuses.get(s) {
            bearing.spread_status(status);
            s += 1;
        } else {
            break;
        }
        if bearing.parts.len() > 64 + most || bearing.statuses.len() > 64 {
            return None;
        }
    }
    let act = |p: &PartId| &model[model[*p].act];
    let days: BTreeSet<Day> =
        bearing.parts.iter().flat_map(|p| [act(p).made.lo, act(p).made.hi]).filter(|&d| d <= on).collect();
    (bearing.struck && days.len() <= most).then_some(days)
}

/// What bears on a subject: the parts that strike it, that carry or cut it, and what bears on those.
struct Bearing<'s, 'm> {
    snapshot: &'s Snapshot<'m>,
    parts: Vec<PartId>,
    statuses: Vec<GroundStatusId>,
    struck: bool,
}

impl Bearing<'_, '_> {
    fn part(&mut self, part: PartId) {
        if !self.parts.contains(&part) {
            self.parts.push(part);
        }
    }

    fn status(&mut self, status: GroundStatusId) {
        if !self.statuses.contains(&status) {
            self.statuses.push(status);
        }
    }

    fn spread_part(&mut self, part: PartId) {
        let snapshot = self.snapshot;
        for effect in snapshot.reverse_index().of(part) {
            let effect = &snapshot.model[effect];
            if let (true, Owner::Part(by)) = (is_strike(&effect.does), effect.owner) {
                self.struck = true;
                self.part(by);
            }
        }
        for norm in reason::void_norms(snapshot, part) {
            self.norm(norm);
        }
    }

    fn spread_status(&mut self, status: GroundStatusId) {
        let snapshot = self.snapshot;
        for title in &snapshot.solution.statuses[status].titles {
            for origin in std::iter::once(title.origin).chain(title.cuts.iter().map(|c| c.0)) {
                origin.part.iter().for_each(|&p| self.part(p));
                origin.norm.iter().for_each(|&n| self.norm(n));
                // A cut that comes later works from its own day: what was carried stood till then.
                let timing = snapshot.model[origin.effect].timing.as_deref();
                self.conditions(timing.map_or(&[], |t| &t.conditions));
            }
        }
    }

    fn norm(&mut self, norm: NormId) {
        let norm = &self.snapshot.model[norm];
        if let NormOf::Part(part) = norm.of {
            self.part(part);
        }
        self.conditions(&norm.conditions);
    }

    fn conditions(&mut self, conditions: &[Condition]) {
        let snapshot = self.snapshot;
        for test in conditions.iter().flat_map(|c| &c.all) {
            let status = match *test {
                Test::Status { status, .. } | Test::Count { status, .. } => status,
                Test::Dated { .. } => continue,
                Test::Duty { .. } => {
                    // What has become of a duty may hang on any act.
                    snapshot.model.parts.indices().for_each(|p| self.part(p));
                    continue;
                }
            };
            let all = &snapshot.solution.statuses.raw;
            let first = all.partition_point(|s| s.status.name < status.name);
            let last = all.partition_point(|s| s.status.name <= status.name);
            (first..last).for_each(|i| self.status(GroundStatusId::new(i)));
        }
    }
}
