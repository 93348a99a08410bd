//! Calendars, and the rules by which the law of an order counts times.

use std::collections::BTreeMap;

use vigente_syntax::ast::{
    Arg as WrittenArg, DateText, DaysOff, Effect as WrittenEffect, Line, Modifier, Object, Word,
};

use crate::dates;
use crate::declarations::{Declarations, DeclaredEntry};
use crate::second_pass::entries::title;
use crate::second_pass::names::Resolver;
use vigente_model::*;

/// The calendar of the author's order, until it is known which one that is.
pub(crate) const ANY_CALENDAR: ThingId = ThingId::new(u32::MAX as usize);

/// No calendar covers more days.
const LONGEST: i64 = 400 * 366;

impl<'a> Resolver<'a> {
    /// Reads all calendars; those that others extend come first.
    pub(crate) fn calendars(&mut self, found: &Declarations<'a>) {
        if let Some(packs) = &self.names.packs {
            self.model.calendars = packs.calendars().collect();
        }
        let mut own: BTreeMap<ThingId, &DeclaredEntry<'a>> = BTreeMap::new();
        for (symbol, entry, _) in &found.declared {
            let thing = self.names.number[*symbol];
            if self.model[thing].kind == ThingKind::Calendar {
                own.insert(thing, entry);
            }
        }
        let mut path = Vec::new();
        while let Some((&thing, _)) = own.first_key_value() {
            self.calendar_entry(thing, &mut own, &mut path);
        }
        self.model.calendars.sort_by_key(|c| c.thing);
    }

    fn calendar_entry(
        &mut self,
        thing: ThingId,
        own: &mut BTreeMap<ThingId, &DeclaredEntry<'a>>,
        path: &mut Vec<ThingId>,
    ) {
        let Some(entry) = own.remove(&thing) else { return };
        path.push(thing);
        let rests = |line: &Line<'a>| matches!(line, Line::Off { off: DaysOff::Rest(_), .. });
        let own_rest = entry.entry.lines.iter().any(rests);
        let (mut lines, mut covers, mut whole) = (Vec::new(), None, true);
        for line in &entry.entry.lines {
            self.file = entry.file;
            match line {
                Line::Extends(word) => {
                    let Some(base) = self.calendar_named(*word) else {
                        whole = false;
                        continue;
                    };
                    if path.contains(&base) {
                        let place = self.place(word.at);
                        let text = format!("`{}` extends itself", entry.name.text);
                        self.wrong.error("bad-calendar", place, text).help =
                            Some("take one of the `extends` lines out".to_owned());
                        whole = false;
                        continue;
                    }
                    self.calendar_entry(base, own, path);
                    let Some(base) = self.model.calendar(base) else {
                        whole = false;
                        continue;
                    };
                    let rest = |line: &&CalendarLine| matches!(line.off, DaysOff::Rest(_));
                    lines.extend(base.lines.iter().filter(|l| !own_rest || !rest(l)).cloned());
                    covers = Some(narrowed(covers, base.covers));
                }
                Line::Known { from, until, at } => {
                    let (from, until) = (self.known_day(*from), self.known_day(*until));
                    let Some((from, until)) = from.zip(until) else {
                        whole = false;
                        continue;
                    };
                    if until <= from || i64::from(until.0) - i64::from(from.0) > LONGEST {
                        let place = self.place(*at);
                        self.wrong.error(
                            "bad-calendar",
                            place,
                            "a calendar covers at least a day, at most 400 years",
                        );
                        whole = false;
                        continue;
                    }
                    covers = Some(narrowed(covers, (from, until)));
                }
                Line::Off { off, title: head, from, until, at, .. } => {
                    if let Some(off) = self.off(off)
                        && let Some(from) = self.bound_day(from)
                        && let Some(until) = self.bound_day(until)
                    {
                        let (title, place) = (title(*head, &[]), self.place(*at));
                        lines.push(CalendarLine { off, from, until, title, place });
                    } else {
                        whole = false;
                    }
                }
                _ => {}
            }
        }
        path.pop();
        self.file = entry.file;
        match covers {
            // Half a calendar would call days working days that are none: it knows nothing.
            Some(covers) => {
                let covers = if whole { covers } else { (covers.0, covers.0) };
                self.model.calendars.push(Calendar::new(thing, covers, lines));
            }
            None => {
                let place = self.place(entry.name.at);
                let text = format!("`{}` does not say of which days it speaks", entry.name.text);
                self.wrong.error("bad-calendar", place, text).help = Some(
                    "write `covers from 2010-01-01 until 2031-01-01`: on other days nothing is known"
                        .to_owned(),
                );
            }
        }
    }

    fn off(&mut self, off: &DaysOff<DateText<'a>>) -> Option<DaysOff<Days>> {
        Some(match off {
            DaysOff::Rest(weekdays) => DaysOff::Rest(weekdays.clone()),
            DaysOff::Yearly { day, to, shifts } => {
                DaysOff::Yearly { day: *day, to: *to, shifts: shifts.clone() }
            }
            DaysOff::Closed(date) => DaysOff::Closed(self.stretch(*date)?),
            DaysOff::Open(date) => DaysOff::Open(self.stretch(*date)?),
        })
    }

    /// Days from one to another, both included.
    fn stretch(&mut self, date: DateText<'a>) -> Option<Days> {
        let days = dates::read(date, self.file, &mut self.wrong)?;
        if i64::from(days.hi.0) - i64::from(days.lo.0) > LONGEST {
            let place = self.place(date.at);
            self.wrong.error("bad-calendar", place, "a calendar needs a first day and a last one here");
            return None;
        }
        Some(days)
    }

    fn bound_day(&mut self, date: &Option<DateText<'a>>) -> Option<Option<Day>> {
        match date {
            Some(date) => self.known_day(*date).map(Some),
            None => Some(None),
        }
    }

    /// A date that is one known day.
    fn known_day(&mut self, date: DateText<'a>) -> Option<Day> {
        let days = dates::read(date, self.file, &mut self.wrong)?;
        if !days.is_exact() {
            let place = self.place(date.at);
            self.wrong.error("bad-calendar", place, "a calendar needs a day that is known here").help =
                Some("write year, month and day".to_owned());
            return None;
        }
        Some(days.lo)
    }

    /// A calendar by its name.
    pub(crate) fn calendar_named(&mut self, word: Word<'a>) -> Option<ThingId> {
        let Some(thing) = self.names.thing(word.text) else {
            self.missing("unknown-calendar", word);
            return None;
        };
        let kind = self.model[thing].kind;
        if kind == ThingKind::Calendar {
            return Some(thing);
        }
        let place = self.place(word.at);
        let text = format!("`{}` is {}, not a calendar", word.text, crate::second_pass::names::called(kind));
        self.wrong.error("wrong-kind", place, text);
        None
    }

    /// `then periods …`
    pub(crate) fn counting_rule(
        &mut self,
        effect: &WrittenEffect<'a>,
        norm: NormId,
        of: NormOf,
        plain: bool,
    ) {
        let place = self.place(effect.at);
        let Object::Periods { rule, limit, calendar } = &effect.object else { return };
        if of == NormOf::Reading || !plain {
            self.wrong
                .error(
                    "misplaced-line",
                    place,
                    "how periods count is the law of an order, without conditions",
                )
                .help = Some(
                "write it in a norm of its own `of ORDER`, without `when`, `if`, `while` and `unless`"
                    .to_owned(),
            );
            return;
        }
        let calendar = match calendar {
            Some(word) => match self.calendar_named(*word) {
                Some(calendar) => Some(calendar),
                None => return,
            },
            None => None,
        };
        let mut whose = Vec::new();
        for modifier in &effect.modifiers {
            let Modifier::For(names) = modifier else {
                self.wrong
                    .error("misplaced-modifier", place, "a rule of counting says for whom, and nothing more")
                    .help = Some("write only `for ORGAN` or `for INSTRUMENT` behind it".to_owned());
                return;
            };
            for name in names {
                let WrittenArg::Name(word) = name else { continue };
                let Some(thing) = self.thing(*word) else { return };
                whose.push(thing);
            }
        }
        let limit = limit.map(|l| l.years * 365 + l.months * 30 + l.weeks * 7 + l.days);
        self.model.counting_rules.push(CountingRule { norm, rule: *rule, limit, calendar, scope: whose });
    }

    /// Fills in how the times of each effect count, where the effect does not say it.
    pub(crate) fn count_by_rules(&mut self) {
        let model = &self.model;
        let mut missing: Vec<Place> = Vec::new();
        let mut filled: Vec<(EffectId, Timing)> = Vec::new();
        for (id, effect) in model.effects.iter_enumerated() {
            let Some(timing) = effect.timing.as_deref() else { continue };
            let mut new = timing.clone();
            let mut count = |delay: &mut Delay, deadline: bool| {
                if !model.counting_rules.is_empty() || delay.count != Counting::default() {
                    delay.count = counting(model, effect.owner, *delay, deadline);
                    if delay.count.rolls == Some(ANY_CALENDAR) {
                        delay.count.rolls = None;
                        missing.push(effect.place);
                    } else if delay.count.days == CountedDays::Working && delay.count.calendar.is_none() {
                        missing.push(effect.place);
                    }
                }
            };
            if let Some(Deadline::Within(delay, _)) = &mut new.deadline {
                count(delay, true);
            }
            if let Some(every) = &mut new.every {
                count(every, true);
            }
            if let Some((delay, _)) = &mut new.after {
                count(delay, false);
            }
            if let Some(Moment::Counted(delay, _) | Moment::Lasting(delay)) = &mut new.until {
                count(delay, false);
            }
            if new != *timing {
                filled.push((id, new));
            }
        }
        for (id, timing) in filled {
            self.model.effects[id].timing = Some(Box::new(timing));
        }
        missing.dedup();
        for place in missing {
            let names: Vec<&str> =
                self.model.calendars.iter().map(|c| self.model.name(c.thing)).take(4).collect();
            let help = match names.is_empty() {
                true => "declare a `calendar`, or use a pack that has one, and write `in CALENDAR` behind the time".to_owned(),
                false => format!("write `in {}` behind the time (calendars here: {})", names[0], names.join(", ")),
            };
            self.wrong.error("no-calendar", place, "it is not said which days are working days").help =
                Some(help);
        }
    }
}

fn narrowed(covers: Option<(Day, Day)>, by: (Day, Day)) -> (Day, Day) {
    let Some(covers) = covers else { return by };
    let from = covers.0.max(by.0);
    (from, covers.1.min(by.1).max(from))
}

/// How a time counts: as written, else by the most specific rule for whoever writes it. What is no deadline counts as
/// written, by the calendar that these rules name.
fn counting(model: &Model, owner: Owner, delay: Delay, deadline: bool) -> Counting {
    let mut count = delay.count;
    let rule = |which: PeriodRule| {
        let length = delay.years * 365 + delay.months * 30 + delay.weeks * 7 + delay.days;
        let fits = |r: &&CountingRule| r.rule == which && r.limit.is_none_or(|l| length <= l);
        let near = |r: &CountingRule| {
            model.applies(r, owner).map(|near| (near, u32::MAX - r.limit.unwrap_or(u32::MAX)))
        };
        let rules = model.counting_rules.iter().filter(fits).filter_map(|r| Some((near(r)?, r)));
        rules.max_by_key(|(near, _)| *near).map(|(_, r)| r)
    };
    let of = |which| rule(which).and_then(|r| r.calendar);
    let any =
        |count: &Counting| count.calendar.or_else(|| of(PeriodRule::Run)).or_else(|| of(PeriodRule::End));
    let only_days = (delay.years, delay.months, delay.weeks) == (0, 0, 0);
    if deadline && count.days == CountedDays::Unsaid && only_days && rule(PeriodRule::Run).is_some() {
        count.days = CountedDays::Working;
    }
    if count.days == CountedDays::Working && count.calendar.is_none() {
        count.calendar = any(&count);
    }
    if count.rolls == Some(ANY_CALENDAR) {
        let last = || {
            model
                .counting_rules
                .iter()
                .find(|r| r.rule == PeriodRule::End && model.applies(r, owner).is_some())
        };
        count.rolls = count.calendar.or_else(|| any(&count)).or_else(|| last()?.calendar).or(count.rolls);
    }
    if deadline {
        count.rolls = count.rolls.or_else(|| of(PeriodRule::End));
        count.still = of(PeriodRule::Still);
        count.clear = rule(PeriodRule::Clear).is_some();
        count.first = match (rule(PeriodRule::FirstDay), rule(PeriodRule::NextDay)) {
            (Some(_), _) => FirstDay::Itself,
            (None, Some(_)) => FirstDay::Next,
            _ => FirstDay::After,
        };
    }
    count
}
