//! A record goes in; the days on which one of its answers may change come out.

use std::cell::RefCell;
use std::collections::BTreeSet;

use jiff::civil::Date;
use vigente_model::{Day, Days, Delay, Model};
use vigente_query::answer::{DutyItem, Interval};
use vigente_query::{CollisionFilter, DutyFilter, Question, Session};

/// No duty is followed through more deadlines than this.
const MOST: u32 = 500;

/// Every day of the record and of its answers: between two of these that follow one another no answer changes, but for
/// how many days are left.
pub fn boundaries(model: &Model, session: &Session<'_>) -> Vec<Day> {
    let days = RefCell::new(BTreeSet::new());
    let add = |day: Day| {
        if day != Day::MIN && day != Day::MAX && day.date().is_some() {
            days.borrow_mut().insert(day);
        }
    };
    let add_days = |some: Days| {
        add(some.lo);
        // What is not known yet is known for sure behind the last day it may be.
        add(some.hi);
        if some.hi < Day::MAX {
            add(Day(some.hi.0 + 1));
        }
    };
    for act in &model.acts {
        for some in [Some(act.made), act.notified, act.published, act.effective].into_iter().flatten() {
            add_days(some);
        }
        add_days(act.known());
    }
    let last = model.acts.iter().map(|a| a.made.hi).filter(|d| *d != Day::MAX).max().unwrap_or(Day(0));
    let question = Question::on(last);
    let chart = session.chart(&question);
    let text = |iso: &str| iso.split('/').filter_map(day).collect::<Vec<_>>();
    for span in chart.bars.iter().flat_map(|b| &b.spans) {
        span.from.iter().chain(&span.until).flat_map(|d| text(d)).for_each(|d| add_days(Days::on(d)));
    }
    for due in &chart.deadlines {
        text(&due.day).into_iter().for_each(|d| add_days(Days::on(d)));
    }
    let all = session.duties(&question, &DutyFilter::default());
    for duty in &all.duties {
        text(&duty.start).into_iter().for_each(|d| add_days(Days::on(d)));
        for view in &duty.by_viewpoint {
            view.deadline.iter().flat_map(|d| text(d)).for_each(|d| add_days(Days::on(d)));
            view.deeds.iter().flat_map(|d| text(&d.day)).for_each(|d| add_days(Days::on(d)));
            let reason = view.reason.as_ref().and_then(|r| r.day.as_deref());
            reason.iter().flat_map(|d| text(d)).for_each(|d| add_days(Days::on(d)));
        }
    }
    // What falls due again and again: every deadline up to the last day that is known otherwise.
    let end = days.borrow().last().copied().unwrap_or(last);
    for duty in all.duties.iter().filter(|d| d.every.is_some()) {
        let (Some(every), Some(start)) = (duty.every.as_deref().and_then(delay), first(&duty.start)) else {
            continue;
        };
        let then = Question { made_by: Some(Day::MAX), ..Question::on(start) };
        let filter = DutyFilter { bearer: model.thing(&duty.bearer.name), ..DutyFilter::default() };
        let same = |d: &&DutyItem| d.name == duty.name && d.content == duty.content;
        let early = session.duties(&then, &filter);
        let views = early.duties.iter().find(same).map(|d| d.by_viewpoint.as_slice()).unwrap_or_default();
        for deadline in views.iter().filter_map(|v| v.deadline.as_deref()).flat_map(&text) {
            let again = (0..MOST).map(|n| deadline.plus_times(every, n)).take_while(|d| *d <= end);
            again.for_each(|d| add_days(Days::on(d)));
        }
    }
    for collision in &session.collisions(&question, &CollisionFilter::default()).collisions {
        let ends = |i: &Interval| [i.from.clone(), i.until.clone()];
        for end in collision.concerns.iter().flat_map(ends).flatten() {
            text(&end).into_iter().for_each(|d| add_days(Days::on(d)));
        }
    }
    days.into_inner().into_iter().collect()
}

/// `6 months`, `1 year 6 months`, as answers write it.
fn delay(text: &str) -> Option<Delay> {
    let mut delay = Delay { years: 0, months: 0, weeks: 0, days: 0 };
    let words: Vec<&str> = text.split_whitespace().filter(|w| *w != "and").collect();
    for pair in words.chunks(2) {
        let [count, unit] = pair else { return None };
        let count: u32 = count.parse().ok()?;
        match unit.trim_end_matches([',', 's']) {
            "year" => delay.years += count,
            "month" => delay.months += count,
            "week" => delay.weeks += count,
            "day" => delay.days += count,
            _ => return None,
        }
    }
    (delay != Delay { years: 0, months: 0, weeks: 0, days: 0 }).then_some(delay)
}

/// An ISO day.
pub fn day(iso: &str) -> Option<Day> {
    date(iso).map(Day::from_date)
}

/// An ISO day as a date of the calendar.
pub fn date(iso: &str) -> Option<Date> {
    (iso.len() == 10).then(|| iso.parse().ok()).flatten()
}

/// The first day of what may be several.
pub fn first(iso: &str) -> Option<Day> {
    iso.split('/').find_map(day)
}
