//! Answers for the main screen, the most relevant things first.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use crate::answer::{
    Aspect, Change, Listed, PartItem, PastDifference, Relevance, Reliance, Situation, State, StateView,
    StatusItem, Topic,
};
use vigente_engine::{DutyLife, GroundStatusId, Timeline, Truth};
use vigente_model::*;

use crate::CollisionFilter;
use crate::Panel;
use crate::Question;
use crate::Session;
use crate::collisions::find;
use crate::collisions::sides;
use crate::duties::list;
use crate::evaluate::{has_fallen, reliances, speaking};
use crate::explain::positions;
use crate::explain::reason;
use crate::names::labels::Labels;
use crate::periods::diff::gathered;
use crate::periods::past;
use crate::ranking;
use crate::reverse_index::is_strike;
use crate::snapshot::{Snapshot, args_of};

/// How many acts that say what they do one line shows.
const DOES: usize = 3;

/// `looks_back`: with what answers were on earlier days.
pub(crate) fn situation(session: &Session, question: &Question, looks_back: bool) -> Situation {
    let names = session.names();
    let panel = session.panel(question, question.made_by.is_none());
    let model = &*session.model;
    let limit = question.limit.unwrap_or(usize::MAX);
    let asking = session.asking(question);
    let all = asking.snapshots();
    let Weighed { statuses, duties: weighed, collisions: found, parts } = weigh(&panel, question, &all);

    let hindsight = if panel.stood.is_empty() {
        Listed::default()
    } else {
        hindsight(&panel, names, &parts, &statuses, &weighed, limit)
    };
    let on_record = |act: &Act| {
        act.made.lo <= panel.on
            && panel
                .now
                .first()
                .is_some_and(|s| s.part(act.parts.start()).included.at(panel.on) != Truth::False)
    };
    let last = model.acts.rposition(on_record);
    let shown: Vec<ThingId> = parts
        .iter()
        .take(limit)
        .flat_map(|group| &group.parts)
        .map(|&part| model[part].thing.unwrap_or(model[model[part].act].thing))
        .collect();
    let mut said = panel.now.first().map_or_else(Vec::new, |first| positions::on(first, &shown, panel.on));
    said.reverse();
    Situation {
        matter: session.matter(),
        asked: question.clone(),
        viewpoints: panel.names(names),
        acts: model.acts.iter().filter(|a| on_record(a)).count(),
        last_act: last.map(|i| names.act(i)),
        parts: listed(&parts, limit, |p| describe_part(&panel, names, p)),
        statuses: listed(&statuses, limit, |s| describe_status(&panel, names, s)),
        duties: listed(&weighed, limit, |w| list::describe(&panel, names, w)),
        collisions: listed(&found, limit, |f| sides::describe(&asking, &all, f, panel.on)),
        hindsight,
        past: if looks_back {
            past::past(session, question, &panel, &parts, &statuses, limit)
        } else {
            Listed::default()
        },
        resting_on_fallen: listed(&resting(&panel), limit, |r| r.describe(names)),
        positions: listed(&said, limit, Clone::clone),
    }
}

/// What answers were on earlier days, of what the main screen shows.
pub(crate) fn past(session: &Session, question: &Question) -> Listed<PastDifference> {
    let panel = session.panel(question, question.made_by.is_none());
    let limit = question.limit.unwrap_or(usize::MAX);
    let all = session.asking(question).snapshots();
    let Weighed { parts, statuses, .. } = weigh(&panel, question, &all);
    past::past(session, question, &panel, &parts, &statuses, limit)
}

/// Everything that the main screen may show, the most relevant first.
struct Weighed {
    statuses: Vec<StatusWeighed>,
    duties: Vec<list::Weighed>,
    collisions: Vec<find::FoundCollision>,
    parts: Vec<PartGroup>,
}

/// `all`: the snapshots of every viewpoint of the record, which collisions are between.
fn weigh(panel: &Panel<'_>, question: &Question, all: &[Snapshot<'_>]) -> Weighed {
    let within = |model: &Model, thing: ThingId| question.concerning.is_none_or(|c| model.within(thing, c));
    let statuses = weigh_statuses(panel, question.concerning);
    let mut weighed: Vec<list::Weighed> = panel.now.first().map_or_else(Vec::new, |first| {
        list::groups(first)
            .into_iter()
            .filter(|g| {
                question.concerning.is_none_or(|c| match first.solution.duties[g[0]].bearer {
                    Arg::Thing(b) => first.model.within(b, c) || first.model.within(c, b),
                    _ => false,
                })
            })
            .filter_map(|g| list::weigh(panel, g))
            .collect()
    });
    list::by_urgency(&mut weighed);
    let filter = CollisionFilter { on_the_day: true, kinds: Vec::new() };
    let found = find::concerning(all, question, &filter);
    let central = central(panel, &found, &weighed);
    let parts = match panel.now.first() {
        Some(first) => weigh_parts(panel, &central, &|thing| within(first.model, thing)),
        None => Vec::new(),
    };
    Weighed { statuses, duties: weighed, collisions: found, parts }
}

fn listed<T, U>(all: &[T], limit: usize, mut describe: impl FnMut(&T) -> U) -> Listed<U> {
    let items: Vec<U> = all.iter().take(limit).map(&mut describe).collect();
    Listed { more: all.len() - items.len(), items }
}

/// Parts of one act that are in the same states.
pub(crate) struct PartGroup {
    pub(crate) act: ActId,
    pub(crate) parts: Vec<PartId>,
    /// All parts of the act that speak.
    pub(crate) whole: bool,
    relevance: Relevance,
    score: i64,
}

/// How much acts have to do with what is in dispute, and with what is still to be done: those that a collision rests
/// on, those that the deeds in dispute or to do speak of.
fn central(
    panel: &Panel<'_>,
    found: &[find::FoundCollision],
    weighed: &[list::Weighed],
) -> FxHashMap<ActId, i64> {
    let mut central: FxHashMap<ActId, i64> = FxHashMap::default();
    let Some(first) = panel.now.first() else { return central };
    let model = first.model;
    let mut raise = |act: ActId, to: i64| {
        let worth = central.entry(act).or_default();
        *worth = to.max(*worth);
    };
    let speaks_of = |duty: &DutyLife| -> Vec<ActId> {
        let args = args_of(&duty.content);
        let act = |arg: &Arg| match arg {
            Arg::Thing(t) => match model[*t].kind {
                ThingKind::Act(act) => Some(act),
                ThingKind::Part(part) => Some(model[part].act),
                _ => None,
            },
            _ => None,
        };
        args.iter().filter_map(act).collect()
    };
    for f in found {
        match &f.on {
            find::CollisionSubject::Duties(groups) => {
                for duty in groups.iter().flatten().flatten().map(|&i| &first.solution.duties[i]) {
                    duty.origin
                        .part
                        .iter()
                        .for_each(|p| raise(model[*p].act, ranking::SOURCE_OF_COLLIDING_DUTY));
                    speaks_of(duty)
                        .into_iter()
                        .for_each(|act| raise(act, ranking::SUBJECT_OF_COLLIDING_DUTY));
                }
            }
            find::CollisionSubject::Parts(..) | find::CollisionSubject::Status(_) => {}
        }
    }
    for w in weighed.iter().filter(|w| w.relevance.open) {
        let duty = &first.solution.duties[w.group[0]];
        duty.origin.part.iter().for_each(|p| raise(model[*p].act, ranking::SOURCE_OF_OPEN_DUTY));
        speaks_of(duty).into_iter().for_each(|act| raise(act, ranking::SUBJECT_OF_OPEN_DUTY));
    }
    central
}

/// States in every viewpoint, and what others tried: parts of one act that share these are told as one.
type Alike = (Vec<State>, Vec<EffectId>);

fn weigh_parts(
    panel: &Panel<'_>,
    central: &FxHashMap<ActId, i64>,
    within: &dyn Fn(ThingId) -> bool,
) -> Vec<PartGroup> {
    let Some(first) = panel.now.first() else { return Vec::new() };
    let (model, day) = (first.model, panel.on);
    let mut found: Vec<PartGroup> = Vec::new();
    let mut here: Vec<(Alike, PartGroup)> = Vec::new();
    for (act_id, act) in model.acts.iter_enumerated() {
        // Acts are sorted by the earliest day they may have been made.
        if act.made.lo > day {
            break;
        }
        if !within(act.author) {
            continue;
        }
        let parts = speaking(model, act.thing);
        here.clear();
        for &part in &parts {
            let now: Vec<State> = panel.now.iter().map(|s| s.part_state(part, day)).collect();
            let mut states = now.clone();
            states.extend(panel.stood.iter().map(|s| s.part_state(part, day)));
            // The same state for another reason is another thing to tell.
            let key = (states, strikes_on(first, part).collect());
            if let Some((_, group)) = here.iter_mut().find(|(k, _)| *k == key) {
                group.parts.push(part);
                continue;
            }
            if let Some((relevance, score)) = weigh_part(panel, part, act, &now) {
                let score = score + central.get(&act_id).copied().unwrap_or(0);
                let group = PartGroup { act: act_id, parts: vec![part], whole: false, relevance, score };
                here.push((key, group));
            }
        }
        for (_, mut group) in here.drain(..) {
            group.whole = group.parts.len() == parts.len();
            found.push(group);
        }
    }
    found.sort_by_key(|g| (Reverse(g.score), Reverse(g.act), g.parts[0]));
    found
}

/// The attacks, restorations and repetitions of a part.
fn strikes_on<'s>(snapshot: &'s Snapshot<'_>, part: PartId) -> impl Iterator<Item = EffectId> + 's {
    snapshot.reverse_index().of(part).filter(|e| is_strike(&snapshot.model[*e].does))
}

/// `None` for what says nothing on the day: in force nowhere, and not for want of anybody's attack.
fn weigh_part(panel: &Panel<'_>, part: PartId, act: &Act, now: &[State]) -> Option<(Relevance, i64)> {
    let (first, day) = (panel.now.first()?, panel.on);
    let model = first.model;
    let speaks = |s: &&State| !matches!(s, State::Unrecognised);
    let contested = now.iter().filter(speaks).any(|s| s != now.iter().find(speaks).unwrap_or(s));
    let hindsight_differs =
        panel.stood.iter().zip(now).any(|(s, &state)| s.part_state(part, day).differs_from(state));
    let alive = now.iter().any(|s| matches!(s, State::InForce | State::Suspended | State::Undetermined));
    let attacked = now.iter().any(|s| {
        matches!(s, State::Annulled | State::Disapplied | State::Void | State::Repealed | State::Suspended)
    }) || first.reverse_index().is_touched(part);
    if !alive && !attacked && !hindsight_differs {
        return None;
    }
    let effects = model[part].effects.clone();
    let facts_only = effects.clone().all(|e| match &model.effects[e].does {
        Does::Deed(deed) => model[deed.name].fact,
        Does::Says { .. } | Does::Relies(_) => true,
        _ => false,
    });
    let age = (i64::from(day.0) - i64::from(act.made.hi.min(day).0)).max(0);
    let mut score = ranking::fading_by_month(ranking::ACT_RECENT, age);
    let struck_on = |e: EffectId| match model[e].owner {
        Owner::Part(by) => Some(model[model[by].act].made.lo),
        Owner::Norm(_) => None,
    };
    let struck = strikes_on(first, part).filter_map(struck_on).filter(|&made| made <= day);
    score += struck.map(|made| ranking::strike(made, day)).take(ranking::STRIKES_SUFFERED).sum::<i64>();
    let strikes = effects.clone().filter(|&e| is_strike(&model.effects[e].does));
    score += strikes.map(|_| ranking::strike(act.made.lo, day)).take(ranking::STRIKES_MADE).sum::<i64>();
    if facts_only {
        score /= ranking::FACTS_ONLY_DIVISOR;
    }
    if hindsight_differs {
        score += ranking::HINDSIGHT_DIFFERS;
    }
    if contested {
        score += ranking::CONTESTED;
    }
    let open = false;
    Some((Relevance { contested, open, hindsight_differs, age_days: i32::try_from(age).ok() }, score))
}

fn describe_part(panel: &Panel<'_>, names: Labels<'_>, group: &PartGroup) -> PartItem {
    let model = names.model;
    let part = group.parts[0];
    let act = &model[group.act];
    let name = if group.whole { model.name(act.thing) } else { names.part(part) };
    let effects = group.parts.iter().flat_map(|p| model[*p].effects.clone());
    let by_viewpoint = panel
        .now
        .iter()
        .enumerate()
        .map(|(v, snapshot)| {
            let state = snapshot.part_state(part, panel.on);
            let then = panel.stood.get(v).map(|s| s.part_state(part, panel.on));
            StateView {
                state,
                reason: reason::of_part(snapshot, part, panel.on),
                as_it_stood: then.filter(|t| t.differs_from(state)),
                disapplied: snapshot.disapplied(part, panel.on),
            }
        })
        .collect();
    PartItem {
        name: name.to_owned(),
        act: names.act(group.act),
        does: names.effects(effects, DOES),
        by_viewpoint,
        relevance: group.relevance.clone(),
    }
}

pub(crate) struct StatusWeighed {
    pub(crate) status: GroundStatusId,
    relevance: Relevance,
    score: i64,
}

fn weigh_statuses(panel: &Panel<'_>, concerning: Option<ThingId>) -> Vec<StatusWeighed> {
    let Some(first) = panel.now.first() else { return Vec::new() };
    let day = panel.on;
    let mut found = Vec::new();
    for (i, status) in first.solution.statuses.iter_enumerated() {
        if concerning.is_some_and(|c| {
            !status.status.args.iter().any(|a| matches!(a, Arg::Thing(t) if first.model.within(*t, c)))
        }) {
            continue;
        }
        let now = || panel.now.iter().map(|s| &s.solution.statuses[i].holds);
        let truths: Vec<Truth> = now().map(|t| t.at(day)).collect();
        let contested = truths.contains(&Truth::True) && truths.contains(&Truth::False);
        let hindsight_differs =
            panel.stood.iter().zip(&truths).any(|(s, &t)| s.solution.statuses[i].holds.at(day) != t);
        let changed = now().filter_map(|t| last_change(t, day)).max();
        let age = changed.map(|c| i64::from(day.0) - i64::from(c.0));
        let holds = truths.iter().any(|&t| t != Truth::False);
        let recently = age.is_some_and(|a| a < 365);
        if !holds && !hindsight_differs && !recently {
            continue;
        }
        let mut score = age.map_or(0, |a| ranking::fading_by_month(ranking::STATUS_CHANGED, a));
        if !holds {
            score /= ranking::STATUS_GONE_DIVISOR;
        }
        if hindsight_differs {
            score += ranking::HINDSIGHT_DIFFERS;
        }
        if contested {
            score += ranking::CONTESTED;
        }
        let age_days = age.and_then(|a| i32::try_from(a).ok());
        let relevance = Relevance { contested, open: false, hindsight_differs, age_days };
        found.push(StatusWeighed { status: i, relevance, score });
    }
    found.sort_by_key(|s| (Reverse(s.score), s.status));
    found
}

/// The last day, by the day asked about, on which the answer changed.
fn last_change(life: &Timeline, day: Day) -> Option<Day> {
    let ends = |&(from, until): &(Day, Day)| [from, until];
    let days = life.certain().iter().chain(life.possible()).flat_map(ends);
    days.filter(|&d| d <= day && d != Day::MIN && d != Day::MAX).max()
}

fn describe_status(panel: &Panel<'_>, names: Labels<'_>, weighed: &StatusWeighed) -> StatusItem {
    let by_viewpoint = panel
        .now
        .iter()
        .enumerate()
        .map(|(v, snapshot)| {
            let life = &snapshot.solution.statuses[weighed.status];
            let state = snapshot.status_state(&life.status, panel.on);
            let then = panel.stood.get(v);
            let then = then.map(|s| s.status_state(&life.status, panel.on));
            StateView {
                state,
                reason: reason::of_status(snapshot, &life.status, panel.on),
                as_it_stood: then.filter(|t| t.differs_from(state)),
                disapplied: Vec::new(),
            }
        })
        .collect();
    let status = &panel.now[0].solution.statuses[weighed.status].status;
    StatusItem { status: names.status(status), by_viewpoint, relevance: weighed.relevance.clone() }
}

/// Where the day looked otherwise when it was today.
fn hindsight(
    panel: &Panel<'_>,
    names: Labels<'_>,
    parts: &[PartGroup],
    statuses: &[StatusWeighed],
    weighed: &[list::Weighed],
    limit: usize,
) -> Listed<Change> {
    let day = panel.on;
    let mut changes: Vec<Change> = Vec::new();
    // Of one record, things have the same numbers in both answers, so that those that are not shown need no names.
    let mut add = |subject: Topic, state: &dyn Fn(&Snapshot<'_>) -> State| {
        let pairs =
            panel.stood.iter().zip(&panel.now).map(|(then, now)| (state(then), state(now))).enumerate();
        let differing = pairs.filter(|(_, (before, after))| before.differs_from(*after));
        let change = |(v, (before, after))| {
            let viewpoint = Some(panel.viewpoint_name(v));
            Change { subject: subject.clone(), viewpoint, before, after }
        };
        changes.extend(gathered(&differing.map(change).collect::<Vec<_>>(), panel.now.len()));
    };
    for group in parts.iter().filter(|g| g.relevance.hindsight_differs) {
        let thing = names.model[group.act].thing;
        let name = if group.whole { names.model.name(thing) } else { names.part(group.parts[0]) };
        let (what, title) = (name.to_owned(), names.title(thing));
        add(Topic { aspect: Aspect::Standing, what, title }, &|s| s.part_state(group.parts[0], day));
    }
    for status in statuses.iter().filter(|s| s.relevance.hindsight_differs) {
        let phrase = names.status(&panel.now[0].solution.statuses[status.status].status);
        let subject = Topic { aspect: Aspect::Status, what: phrase.text, title: phrase.name.title };
        add(subject, &|s| s.status_state(&s.solution.statuses[status.status].status, day));
    }
    for duty in weighed.iter().filter(|w| w.relevance.hindsight_differs) {
        let origin = panel.now[0].solution.duties[duty.group[0]].origin;
        let subject = Topic {
            aspect: Aspect::Binding,
            what: names.duty_name(origin).to_owned(),
            title: names.duty_title(origin),
        };
        add(subject, &|s| s.binding(list::speaker(s, &duty.group, day), day));
    }
    listed(&changes, limit, Change::clone)
}

/// A part that stands while what it relies on does not.
pub(crate) struct Resting {
    part: PartId,
    on: ThingId,
    fallen_in: Vec<String>,
}

impl Resting {
    pub(crate) fn part(&self) -> PartId {
        self.part
    }

    pub(crate) fn describe(&self, names: Labels<'_>) -> Reliance {
        let on_act = match names.model[self.on].kind {
            ThingKind::Act(act) => act,
            ThingKind::Part(part) => names.act_of(part),
            // INVARIANT: lowering keeps reliances on acts and parts only.
            _ => names.act_of(self.part),
        };
        Reliance {
            name: names.part(self.part).to_owned(),
            act: names.act(names.act_of(self.part)),
            on: names.model.name(self.on).to_owned(),
            on_act: names.act(on_act),
            fallen_in: self.fallen_in.clone(),
        }
    }
}

/// Everything on record that stands on what fell, in the viewpoints of a panel.
pub(crate) fn resting(panel: &Panel<'_>) -> Vec<Resting> {
    let Some(first) = panel.now.first() else { return Vec::new() };
    let model = first.model;
    let mut found = Vec::new();
    for (id, part) in model.parts.iter_enumerated() {
        if model[part.act].made.lo > panel.on {
            continue;
        }
        for on in reliances(model, id) {
            let fallen = |s: &&Snapshot<'_>| {
                let life = s.part(id);
                life.stands.at(panel.on) == Truth::True && has_fallen(s, on).at(panel.on) == Truth::True
            };
            let names = panel.now.iter().filter(fallen);
            let fallen_in: Vec<String> =
                names.map(|s| model[s.solution.horizon.viewpoint].name.to_string()).collect();
            if !fallen_in.is_empty() {
                found.push(Resting { part: id, on, fallen_in });
            }
        }
    }
    found.sort_by_key(|r| Reverse(r.part));
    found
}
