//! Lays out the picture of a matter: lanes, acts, arrows and bars.

use std::collections::{BTreeMap, HashSet};

use crate::answer::{Arrow, ArrowKind, Bar, BarSpan, Chart, ChartAct, Date, Due, Lane, State, Text};
use vigente_engine::{Authority, Timeline, Truth};
use vigente_model::*;

use crate::Panel;
use crate::Question;
use crate::Session;
use crate::collisions::find;
use crate::duties::list;
use crate::evaluate::speaking;
use crate::names::labels;
use crate::periods::intervals::{boundaries, stretches};
use crate::reverse_index;
use crate::snapshot::{Snapshot, current};

/// How many of its effects an act shows in its lane.
const DOES: usize = 4;

pub(crate) fn chart(session: &Session, question: &Question) -> Chart {
    let names = session.names();
    let model = &*session.model;
    let panel = session.panel(question, false);
    let days = || model.acts.iter().flat_map(|a| [a.made.lo, a.made.hi]).filter(|d| d.date().is_some());
    let first = days().min().unwrap_or(panel.on).min(panel.on);
    let last = days().max().unwrap_or(panel.on).max(panel.on);
    let deadlines = deadlines(&panel, session);
    Chart {
        matter: session.matter(),
        asked: question.clone(),
        from: Date::from(first),
        until: Date::from(last),
        viewpoints: panel.names(names),
        lanes: lanes(session, &panel),
        arrows: arrows(session, &panel),
        bars: bars(session, &panel),
        deadlines,
    }
}

fn counts(panel: &Panel<'_>, act: &Act) -> bool {
    panel.now.first().is_none_or(|s| s.part(act.parts.start()).included.at(panel.on) != Truth::False)
}

fn lanes(session: &Session, panel: &Panel<'_>) -> Vec<Lane> {
    let names = session.names();
    let model = &*session.model;
    let level = |author: ThingId| {
        panel.now.first().and_then(|s| s.ranks.level(Authority::Organ(author))).unwrap_or(u32::MAX)
    };
    let mut lanes: BTreeMap<(u32, &str), Lane> = BTreeMap::new();
    for (a, act) in model.acts.iter_enumerated().filter(|(_, act)| counts(panel, act)) {
        let key = (level(act.author), model.name(act.author));
        let lane =
            lanes.entry(key).or_insert_with(|| Lane { authority: names.thing(act.author), acts: Vec::new() });
        let parts = act.parts.clone().flat_map(|p| model.parts[p].effects.clone());
        lane.acts.push(ChartAct {
            act: names.act(a),
            from: Date::from(act.made.lo),
            until: Date::from(act.made.hi),
            does: names.effects(parts, DOES),
        });
    }
    lanes.into_values().collect()
}

fn arrow_kind(does: &Does) -> Option<ArrowKind> {
    Some(match does {
        Does::Attack(Attack::Annuls, _) => ArrowKind::Annuls,
        Does::Attack(Attack::Repeals, _) => ArrowKind::Repeals,
        Does::Attack(Attack::Suspends, _) => ArrowKind::Suspends,
        Does::Disapplies { .. } => ArrowKind::Disapplies,
        Does::Restores(_) => ArrowKind::Restores,
        Does::Upholds(_) => ArrowKind::Upholds,
        Does::Discharges(_) => ArrowKind::Discharges,
        Does::Moves { .. } => ArrowKind::Moves,
        Does::Finds(_) => ArrowKind::Finds,
        Does::Claims(_) => ArrowKind::Claims,
        Does::Relies(_) => ArrowKind::Relies,
        _ => return None,
    })
}

fn arrows(session: &Session, panel: &Panel<'_>) -> Vec<Arrow> {
    let names = session.names();
    let model = &*session.model;
    let mut found: Vec<Arrow> = Vec::new();
    let mut known: HashSet<Arrow> = HashSet::new();
    for (e, effect) in model.effects.iter_enumerated() {
        let Owner::Part(part) = effect.owner else { break };
        let (Some(kind), Some(target)) = (arrow_kind(&effect.does), reverse_index::target(&effect.does))
        else {
            continue;
        };
        let (to, to_part) = match model.things[target].kind {
            ThingKind::Act(act) => (act, None),
            ThingKind::Part(p) => (names.act_of(p), Some(model.name(target).to_owned())),
            _ => continue,
        };
        let from = &model.acts[names.act_of(part)];
        if !counts(panel, from) || !counts(panel, &model.acts[to]) {
            continue;
        }
        let works = |s: &&Snapshot<'_>| match effect.does {
            Does::Attack(..) | Does::Disapplies { .. } => [panel.on.max(from.start().hi), from.start().hi]
                .into_iter()
                .filter(|&d| d != Day::MAX)
                .any(|day| works(s, part, e, target, day)),
            _ => s.part(part).stands.at(panel.on) == Truth::True,
        };
        let works_in = panel.now.iter().filter(works);
        let arrow = Arrow {
            from: model.name(from.thing).to_owned(),
            to: model.name(model.acts[to].thing).to_owned(),
            to_part,
            kind,
            works_in: works_in
                .map(|s| model.viewpoints[s.solution.horizon.viewpoint].name.to_string())
                .collect(),
        };
        if known.insert(arrow.clone()) {
            found.push(arrow);
        }
    }
    found
}

/// Whether an attack works on a day on some part of its target.
fn works(snapshot: &Snapshot<'_>, by: PartId, effect: EffectId, target: ThingId, day: Day) -> bool {
    speaking(snapshot.model, target)
        .into_iter()
        .any(|part| snapshot.reasons.works(by, effect, part).at(day) == Truth::True)
}

fn bars(session: &Session, panel: &Panel<'_>) -> Vec<Bar> {
    let names = session.names();
    let model = &*session.model;
    // Contested first, then what others touched, then the rest, each by day.
    let mut found: Vec<((bool, bool), Vec<Bar>)> = Vec::new();
    for act in model.acts.iter().filter(|a| counts(panel, a)) {
        let parts = speaking(model, act.thing);
        let mut seen: Vec<(Vec<Vec<BarSpan>>, Vec<EffectId>)> = Vec::new();
        for &part in &parts {
            let facts_only = model.parts[part].effects.clone().all(|e| {
                matches!(&model.effects[e].does, Does::Deed(d) if model[d.name].fact)
                    || matches!(&model.effects[e].does, Does::Says { .. } | Does::Relies(_))
            });
            let touched = panel.now.first().is_some_and(|s| s.reverse_index().is_touched(part));
            if facts_only && !touched {
                continue;
            }
            let spans: Vec<Vec<BarSpan>> = panel.now.iter().map(|s| part_spans(s, part)).collect();
            // Parts of one act that live alike are drawn once; but not if others had to do with one of them only.
            let strikes: Vec<EffectId> =
                panel.now.first().map_or_else(Vec::new, |s| s.reverse_index().of(part).collect());
            let life = (spans.clone(), strikes);
            if seen.contains(&life) {
                continue;
            }
            seen.push(life);
            let contested = !find::standing_life(&panel.now, part).is_never();
            let bars = spans.into_iter().enumerate().map(|(v, spans)| Bar {
                what: names.part(part).to_owned(),
                title: names.title(act.thing),
                viewpoint: panel.viewpoint_name(v),
                contested,
                spans,
            });
            found.push(((!contested, !touched), bars.collect()));
        }
    }
    if let Some(first) = panel.now.first() {
        for (i, status) in first.solution.statuses.iter_enumerated() {
            let phrase = names.status(&status.status);
            let contested = !find::status_life(&panel.now, i).is_never();
            let bars = panel.now.iter().enumerate().map(|(v, snapshot)| Bar {
                what: phrase.text.clone(),
                title: status_title(&phrase),
                viewpoint: panel.viewpoint_name(v),
                contested,
                spans: status_spans(&snapshot.solution.statuses[i].holds),
            });
            let bars: Vec<Bar> = bars.filter(|b| contested || !b.spans.is_empty()).collect();
            if !bars.is_empty() {
                found.push(((!contested, true), bars));
            }
        }
    }
    found.sort_by_key(|(key, _)| *key);
    found.into_iter().flat_map(|(_, bars)| bars).collect()
}

fn status_title(phrase: &crate::answer::Phrase) -> Text {
    phrase.name.title.clone()
}

fn span((from, until, state): (Day, Day, State)) -> BarSpan {
    BarSpan { from: labels::day(from), until: labels::day(until), state }
}

fn part_spans(snapshot: &Snapshot<'_>, part: PartId) -> Vec<BarSpan> {
    let life = snapshot.part(part);
    let mut days = Vec::new();
    for t in [&life.stands, &life.repealed, &life.suspended, &life.in_force, &life.operative] {
        boundaries(t, &mut days);
    }
    let act = &snapshot.model.acts[snapshot.model.parts[part].act];
    days.extend([act.made.lo, act.made.hi, act.start().lo, act.start().hi]);
    let drawn = |state| matches!(state, State::InForce | State::Suspended | State::Undetermined);
    stretches(days, |d| snapshot.part_state(part, d)).into_iter().filter(|s| drawn(s.2)).map(span).collect()
}

fn status_spans(holds: &Timeline) -> Vec<BarSpan> {
    let mut days = Vec::new();
    boundaries(holds, &mut days);
    let state = |d| match holds.at(d) {
        Truth::True => State::Holds,
        Truth::Undetermined => State::Undetermined,
        Truth::False => State::DoesNotHold,
    };
    stretches(days, state).into_iter().filter(|s| s.2 != State::DoesNotHold).map(span).collect()
}

fn deadlines(panel: &Panel<'_>, session: &Session) -> Vec<Due> {
    let names = session.names();
    let mut found: Vec<(Day, Due)> = Vec::new();
    let Some(first) = panel.now.first() else { return Vec::new() };
    for group in list::groups(first) {
        let one = panel.now.iter().map(|s| list::speaker(s, &group, panel.on)).find_map(|d| {
            let alive = !d.there.is_never();
            current(d, panel.on)
                .and_then(|o| o.deadline_on(panel.on))
                .filter(|l| alive && l.lo.date().is_some())
        });
        let Some(deadline) = one else { continue };
        let origin = first.solution.duties[group[0]].origin;
        let due = Due {
            name: names.duty_name(origin).to_owned(),
            act: origin.part.map(|p| names.act(names.act_of(p)).name),
            triggered: names.giver(origin).is_some(),
            day: Date(deadline),
        };
        if !found.iter().any(|(_, d)| *d == due) {
            found.push((deadline.lo, due));
        }
    }
    found.sort_by_key(|(day, _)| *day);
    found.into_iter().map(|(_, due)| due).collect()
}
