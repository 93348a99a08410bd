//! A record goes in; the days on which one of its answers may change come out.

use std::collections::BTreeSet;

use jiff::civil::Date;
use vigente::answer::Interval;
use vigente::ask::{CollisionFilter, DutyFilter, Question, Session};
use vigente::model::{Day, Days, Model};

/// Every day of the record and of its answers: between two of these that follow one another no answer changes, but for
/// how many days are left.
pub fn boundaries(model: &Model, session: &Session<'_>) -> Vec<Day> {
    let mut days = BTreeSet::new();
    let mut add = |day: Day| {
        if day != Day::MIN && day != Day::MAX && day.date().is_some() {
            days.insert(day);
        }
    };
    let mut add_days = |some: Days| {
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
    for duty in &session.duties(&question, &DutyFilter::default()).duties {
        text(&duty.start).into_iter().for_each(|d| add_days(Days::on(d)));
        for view in &duty.by_viewpoint {
            view.deadline.iter().flat_map(|d| text(d)).for_each(|d| add_days(Days::on(d)));
            view.deeds.iter().flat_map(|d| text(&d.day)).for_each(|d| add_days(Days::on(d)));
            let reason = view.reason.as_ref().and_then(|r| r.day.as_deref());
            reason.iter().flat_map(|d| text(d)).for_each(|d| add_days(Days::on(d)));
        }
    }
    for collision in &session.collisions(&question, &CollisionFilter::default()).collisions {
        let ends = |i: &Interval| [i.from.clone(), i.until.clone()];
        for end in collision.concerns.iter().flat_map(ends).flatten() {
            text(&end).into_iter().for_each(|d| add_days(Days::on(d)));
        }
    }
    days.into_iter().collect()
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
