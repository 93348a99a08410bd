//! Answers who must do what by when, in each viewpoint.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::answer::{self, Balance, Date, DeedRef, DutyItem, DutyView, Payment, Relevance, State};
use vigente_engine::{DeedLifeId, DutyId, DutyLife, Truth};
use vigente_model::*;

use crate::DutyFilter;
use crate::Panel;
use crate::collisions::find::{SameDuty, liveliness, same};
use crate::duties::claims;
use crate::explain::reason;
use crate::names::labels::{self, Labels};
use crate::ranking;
use crate::snapshot::{Snapshot, args_of, current, performance};

/// Copies of one duty, by index into every solution; the original first.
pub(crate) type Group = Vec<DutyId>;

/// All duties with copies of one another together, in the order of the engine.
pub(crate) fn groups(snapshot: &Snapshot<'_>) -> Vec<Group> {
    let duties = &snapshot.solution.duties;
    let mut by_original: BTreeMap<SameDuty<'_>, Group> = BTreeMap::new();
    let copied = duties.iter().any(|d| d.origin.copied_from.is_some());
    if !copied {
        return duties.indices().map(|i| vec![i]).collect();
    }
    for (i, duty) in duties.iter_enumerated() {
        by_original.entry(same(duty)).or_default().push(i);
    }
    let mut all: Vec<Group> = by_original.into_values().collect();
    for group in &mut all {
        group.sort_by_key(|&i| (duties[i].origin.copied_from.is_some(), i));
    }
    all.sort();
    all
}

/// The liveliest copy, as one viewpoint sees it, speaks for the group.
pub(crate) fn speaker<'s>(snapshot: &'s Snapshot<'_>, group: &[DutyId], day: Day) -> &'s DutyLife {
    let of = |&i: &DutyId| &snapshot.solution.duties[i];
    // INVARIANT: groups are never empty.
    group.iter().map(of).min_by_key(|d| liveliness(snapshot.binding(d, day))).unwrap_or(of(&group[0]))
}

/// What matters of a group before anything is put into names.
pub(crate) struct Weighed {
    pub(crate) group: Group,
    pub(crate) relevance: Relevance,
    score: i64,
}

/// Weighs a group on the day; `None` where no viewpoint has anything to say of it.
pub(crate) fn weigh(panel: &Panel<'_>, group: Group) -> Option<Weighed> {
    let (weighed, alive) = weighing(panel, group);
    (alive || weighed.relevance.hindsight_differs).then_some(weighed)
}

/// Weighs a group on the day, also one of which nobody has anything to say.
pub(crate) fn weigh_all(panel: &Panel<'_>, group: Group) -> Weighed {
    weighing(panel, group).0
}

fn weighing(panel: &Panel<'_>, group: Group) -> (Weighed, bool) {
    let day = panel.on;
    let mut relevance = Relevance::default();
    let mut score = 0;
    let mut seen: Vec<State> = Vec::new();
    let mut alive = false;
    for (v, snapshot) in panel.now.iter().enumerate() {
        let duty = speaker(snapshot, &group, day);
        let binding = snapshot.binding(duty, day);
        let done = performance(duty, day);
        let binds = binding == State::Binds;
        let worth = match (done, binds) {
            (Some(State::Overdue | State::Unkept), true) => ranking::DUTY_OVERDUE,
            (Some(State::Broken), true) => ranking::DUTY_BROKEN,
            (Some(State::Pending | State::Partly), true) => ranking::DUTY_PENDING + nearness(duty, day),
            (Some(State::Overdue | State::Unkept | State::Broken), false) => {
                ranking::DUTY_UNMET_BUT_NOT_BINDING
            }
            (Some(State::Undetermined), _) => ranking::DUTY_UNDETERMINED,
            (_, true) if duty.mode != Mode::Permits => ranking::DUTY_BINDS,
            (Some(State::Pending | State::Partly), false) if binding == State::Yields => {
                ranking::DUTY_PENDING_BUT_YIELDS
            }
            (Some(State::Performed | State::Late | State::Kept | State::Followed), _) => ranking::DUTY_DONE,
            _ if binding == State::Recommended => ranking::RECOMMENDATION,
            (_, true) => ranking::PERMISSION,
            _ => 0,
        };
        let open =
            binds && matches!(done, Some(State::Pending | State::Partly | State::Overdue | State::Unkept));
        relevance.open |= open;
        alive |= !matches!(binding, State::Absent | State::NotOnRecord | State::Unrecognised)
            || matches!(done, Some(s) if !matches!(s, State::Lifted | State::Observed));
        score = score.max(worth);
        if matches!(binding, State::Binds | State::Yields | State::Dormant | State::Absent) {
            seen.push(binding);
        }
        if let Some(stood) = panel.stood.get(v) {
            let then = speaker(stood, &group, day);
            relevance.hindsight_differs |= stood.binding(then, day).differs_from(binding);
        }
    }
    relevance.contested = seen.contains(&State::Binds) && seen.iter().any(|&s| s != State::Binds);
    // INVARIANT: a group comes from the first viewpoint of the panel.
    let first = &panel.now[0].solution.duties[group[0]];
    if first.start.lo <= day {
        let age = i64::from(day.0) - i64::from(first.start.hi.min(day).0);
        relevance.age_days = i32::try_from(age).ok();
        score += ranking::fading_by_month(ranking::DUTY_RECENT, age);
    } else {
        score /= ranking::DUTY_AHEAD_DIVISOR;
    }
    if relevance.contested {
        score += ranking::CONTESTED;
    }
    if relevance.hindsight_differs {
        score += ranking::DUTY_HINDSIGHT_DIFFERS;
    }
    (Weighed { group, relevance, score }, alive)
}

/// The nearer a deadline, the more it presses.
fn nearness(duty: &DutyLife, day: Day) -> i64 {
    match current(duty, day).and_then(|o| o.deadline_on(day)) {
        Some(deadline) if deadline.hi != Day::MAX => {
            let left = (i64::from(deadline.hi.0) - i64::from(day.0)).max(0);
            ranking::deadline(left)
        }
        _ => 0,
    }
}

/// A group put into names.
pub(crate) fn describe(panel: &Panel<'_>, names: Labels<'_>, weighed: &Weighed) -> DutyItem {
    let group = &weighed.group;
    // INVARIANT: a panel has a viewpoint wherever a group was found, and a group a member.
    let first = &panel.now[0].solution.duties[group[0]];
    let origin = first.origin;
    let every = match &names.model[origin.effect].timing {
        Some(timing) => timing.every.map(labels::delay_text),
        None => None,
    };
    let by_viewpoint = panel
        .now
        .iter()
        .enumerate()
        .map(|(v, snapshot)| view(panel, names, snapshot, panel.stood.get(v), group))
        .collect();
    DutyItem {
        name: names.duty_name(origin).to_owned(),
        act: origin.part.map(|p| names.act(names.act_of(p))),
        norm: origin.norm.map(|n| names.norm(n)),
        authority: names.duty_of(origin, first.authority),
        mode: match first.mode {
            Mode::Requires => answer::Mode::Requires,
            Mode::Forbids => answer::Mode::Forbids,
            Mode::Permits => answer::Mode::Permits,
            Mode::Urges => answer::Mode::Urges,
        },
        bearer: names.named_arg(first.bearer),
        content: names.content(&first.content),
        beneficiaries: first.beneficiaries.iter().map(|&b| names.named_arg(b)).collect(),
        start: Date(first.start),
        every,
        repeated_by: group[1..]
            .iter()
            .map(|&i| names.origin(panel.now[0].solution.duties[i].origin).to_owned())
            .collect(),
        by_viewpoint,
        relevance: weighed.relevance.clone(),
    }
}

fn view(
    panel: &Panel<'_>,
    names: Labels<'_>,
    snapshot: &Snapshot<'_>,
    stood: Option<&Snapshot<'_>>,
    group: &[DutyId],
) -> DutyView {
    let day = panel.on;
    let duty = speaker(snapshot, group, day);
    let binding = snapshot.binding(duty, day);
    let occurrence = current(duty, day);
    let deadline = occurrence.and_then(|o| o.deadline_on(day));
    let yields_to: Vec<String> = duty
        .yields_to
        .iter()
        .filter(|(_, life)| binding == State::Yields && life.at(day) != Truth::False)
        .map(|(i, _)| names.duty_name(snapshot.solution.duties[*i].origin).to_owned())
        .fold(Vec::new(), |mut all, name| {
            if !all.contains(&name) {
                all.push(name);
            }
            all
        });
    let as_it_stood = stood.and_then(|s| {
        let then = s.binding(speaker(s, group, day), day);
        then.differs_from(binding).then_some(then)
    });
    let unspoken = matches!(binding, State::Unrecognised | State::NotOnRecord);
    let done = doing(snapshot, duty, day);
    let on: Vec<Day> = done.iter().map(|&i| snapshot.solution.deeds[i].day.hi).collect();
    let said = claims::said(names, snapshot, duty, day, &on);
    DutyView {
        binding,
        performance: if unspoken { None } else { performance(duty, day) },
        deadline: deadline.and_then(labels::days),
        days_left: deadline
            .filter(|d| d.is_exact() && d.hi != Day::MAX)
            .and_then(|d| i32::try_from(i64::from(d.hi.0) - i64::from(day.0)).ok()),
        occurrence: occurrence.filter(|_| duty.occurrences.len() > 1).map(|o| o.number),
        reason: reason::of_duty(snapshot, duty, day),
        yields_to,
        deeds: done.iter().map(|&i| deed_ref(names, snapshot, i)).collect(),
        balance: if unspoken { None } else { balance(names, snapshot, duty, day) },
        assessed: said.assessed,
        claimed: said.claimed,
        claims: said.claims,
        flags: said.flags,
        as_it_stood,
    }
}

/// What has been paid of a debt by the day.
fn balance(names: Labels<'_>, snapshot: &Snapshot<'_>, duty: &DutyLife, day: Day) -> Option<Balance> {
    let target = args_of(&duty.content).iter().find_map(|a| match *a {
        Arg::Amount { hundredths, unit } => Some((hundredths, unit)),
        _ => None,
    });
    let opened = duty.occurrences.iter().filter(|o| o.opened.at(day) != Truth::False);
    let (target, unit) = target.filter(|_| opened.clone().next().is_some())?;
    let written = |hundredths: i64| names.arg(Arg::Amount { hundredths, unit });
    let (mut owed, mut paid) = (0i64, 0i64);
    let mut payments: Vec<(Day, Payment)> = Vec::new();
    for occurrence in opened {
        owed = owed.saturating_add(target);
        for payment in &occurrence.payments {
            let deed = &snapshot.solution.deeds[payment.deed];
            if deed.day.lo > day {
                continue;
            }
            let certain = payment.certain && deed.day.hi <= day;
            if certain {
                paid = paid.saturating_add(payment.amount);
            }
            let act = names.act(names.act_of(deed.part));
            let said = Payment { act, day: Date(deed.day), amount: written(payment.amount), certain };
            payments.push((deed.day.lo, said));
        }
    }
    payments.sort_by_key(|p| p.0);
    Some(Balance {
        owed: written(owed),
        paid: written(paid),
        outstanding: written(owed.saturating_sub(paid)),
        payments: payments.into_iter().map(|p| p.1).collect(),
    })
}

/// The deeds that serve or break a duty by the day.
pub(crate) fn doing(snapshot: &Snapshot<'_>, duty: &DutyLife, day: Day) -> Vec<DeedLifeId> {
    let served = duty.occurrences.iter().filter(|o| o.served.at(day) == Truth::True).filter_map(|o| o.by);
    let against = duty.breaches.iter().chain(&duty.overrides);
    let broke = against.filter(|(_, life)| life.at(day) == Truth::True).map(|(i, _)| *i);
    let mut found: Vec<DeedLifeId> = served.chain(broke).collect();
    // One act does a deed once, whatever it counts as.
    let part = |i: &DeedLifeId| snapshot.solution.deeds[*i].part;
    found.sort_unstable();
    found.dedup_by_key(|i| part(i));
    found
}

/// The deeds that serve or break a duty, on any day.
pub(crate) fn possible_deeds(duty: &DutyLife) -> Vec<DeedLifeId> {
    let served = duty.occurrences.iter().filter_map(|o| o.by);
    served.chain(duty.breaches.iter().chain(&duty.overrides).map(|(i, _)| *i)).collect()
}

pub(crate) fn deed_ref(names: Labels<'_>, snapshot: &Snapshot<'_>, deed: DeedLifeId) -> DeedRef {
    let deed = &snapshot.solution.deeds[deed];
    DeedRef { act: names.act(names.act_of(deed.part)), deed: names.deed(&deed.deed), day: Date(deed.day) }
}

/// Most urgent first.
pub(crate) fn by_urgency(all: &mut [Weighed]) {
    all.sort_by_key(|w| (Reverse(w.score), w.group[0]));
}

/// Whether a norm gives it, and never did: not because its trigger fell, but because it does not apply.
fn never_arose(snapshot: &Snapshot<'_>, duty: &DutyLife, day: Day) -> bool {
    let stands = |part: PartId| snapshot.part(part).stands.at(day) == Truth::True;
    duty.origin.norm.is_some() && duty.there.is_never() && duty.origin.part.is_none_or(stands)
}

/// Whether a group passes a filter; what is not on record, and what a norm never gave, passes none.
pub(crate) fn passes(panel: &Panel<'_>, group: &[DutyId], filter: &DutyFilter) -> bool {
    let Some(first) = panel.now.first() else { return false };
    let model = first.model;
    let duty = &first.solution.duties[group[0]];
    if let Some(bearer) = filter.bearer {
        let Arg::Thing(on) = duty.bearer else { return false };
        if !model.within(on, bearer) && !model.within(bearer, on) {
            return false;
        }
    }
    let day = panel.on;
    let some = |test: &dyn Fn(&Snapshot<'_>, &DutyLife) -> bool| {
        panel.now.iter().any(|s| test(s, speaker(s, group, day)))
    };
    if !some(&|s, d| s.binding(d, day) != State::NotOnRecord && !never_arose(s, d, day)) {
        return false;
    }
    if !filter.states.is_empty()
        && !some(&|s, d| {
            filter.states.contains(&s.binding(d, day))
                || performance(d, day).is_some_and(|p| filter.states.contains(&p))
        })
    {
        return false;
    }
    filter.due_before.is_none_or(|before| {
        some(&|_, d| current(d, day).and_then(|o| o.deadline_on(day)).is_some_and(|l| l.lo < before))
    })
}
