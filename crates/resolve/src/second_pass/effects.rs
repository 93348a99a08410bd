//! Effects, conditions and citations, for acts and norms alike.

use vigente_syntax::ast::{
    self, Anchor as WrittenAnchor, Cite, Condition as WrittenCondition, Effect as WrittenEffect, Modifier,
    Moment as WrittenMoment, Object, Test as WrittenTest, Tested as WrittenTested, Verb, Word,
};
use vigente_syntax::unescape;

use crate::dates;
use crate::second_pass::counting::ANY_CALENDAR;
use crate::second_pass::names::{Resolver, Scope, called};
use vigente_model::*;

/// Who carries the effect that is being read.
#[derive(Clone, Copy)]
pub(crate) struct Carrier {
    pub(crate) owner: Owner,
    /// The act; `None` for a norm.
    pub(crate) act: Option<ActId>,
}

/// Which modifiers a verb takes.
struct Takes {
    /// `from`, `until`, `after`.
    window: bool,
    /// `if`, `while`, `unless`.
    conditions: bool,
    /// `by`, `within`, `at once`.
    deadline: bool,
    /// `then every`.
    every: bool,
    /// `for`.
    beneficiaries: bool,
    /// `same as`.
    same_as: bool,
    /// `towards`.
    towards: bool,
    /// `worth`.
    worth: bool,
}

fn takes(verb: Verb, object: &Object<'_>, carrier: Carrier) -> Takes {
    let requires = matches!(verb, Verb::Requires | Verb::Urges);
    let duty = matches!(verb, Verb::Requires | Verb::Forbids | Verb::Permits | Verb::Urges);
    let in_act = carrier.act.is_some();
    let of_quantity = |deed: &ast::Call<'_>| deed.args.iter().any(|a| matches!(a, ast::Arg::Amount(_)));
    let speaks = matches!(verb, Verb::Does | Verb::Finds | Verb::Claims | Verb::Says | Verb::Relies);
    Takes {
        window: !speaks && !matches!(verb, Verb::Void | Verb::Periods),
        conditions: !speaks && verb != Verb::Periods,
        deadline: requires,
        every: requires && matches!(object, Object::Deed { .. }),
        beneficiaries: duty || verb == Verb::Periods,
        same_as: verb == Verb::Requires
            && in_act
            && matches!(object, Object::Deed { deed, .. } if of_quantity(deed)),
        towards: verb == Verb::Does,
        worth: verb == Verb::Does && matches!(object, Object::Call(deed) if of_quantity(deed)),
    }
}

/// The verb as written, for messages.
pub(crate) fn verb_word(verb: Verb) -> &'static str {
    match verb {
        Verb::Does => "does",
        Verb::Begins => "begins",
        Verb::Ends => "ends",
        Verb::Annuls => "annuls",
        Verb::Repeals => "repeals",
        Verb::Suspends => "suspends",
        Verb::Restores => "restores",
        Verb::Disapplies => "disapplies",
        Verb::Upholds => "upholds",
        Verb::Requires => "requires",
        Verb::Forbids => "forbids",
        Verb::Permits => "permits",
        Verb::Urges => "urges",
        Verb::Discharges => "discharges",
        Verb::Moves => "moves",
        Verb::Finds => "finds",
        Verb::Claims => "claims",
        Verb::Says => "says",
        Verb::Relies => "relies on",
        Verb::CountsAs => "counts as",
        Verb::Excludes => "excludes",
        Verb::MakesImpossible => "makes impossible",
        Verb::Void => "void",
        Verb::Periods => "periods",
    }
}

/// The deeds that verbs are: the verb, the outcome that it names, the deed and its parameter.
pub(crate) const VERB_DEEDS: [(Verb, Option<Outcome>, &str, &str); 17] = [
    (Verb::Annuls, None, "annul", "act"),
    (Verb::Repeals, None, "repeal", "act"),
    (Verb::Suspends, None, "suspend", "act"),
    (Verb::Restores, None, "restore", "act"),
    (Verb::Disapplies, None, "disapply", "act"),
    (Verb::Upholds, None, "uphold", "act"),
    (Verb::Discharges, None, "discharge", "duty"),
    (Verb::Moves, None, "move", "duty"),
    (Verb::Finds, None, "find", "duty"),
    (Verb::Finds, Some(Outcome::Fulfilled), "find-fulfilled", "duty"),
    (Verb::Finds, Some(Outcome::Partly), "find-partly", "duty"),
    (Verb::Finds, Some(Outcome::Breached), "find-breached", "duty"),
    (Verb::Claims, None, "claim", "duty"),
    (Verb::Claims, Some(Outcome::Fulfilled), "claim-fulfilled", "duty"),
    (Verb::Claims, Some(Outcome::Partly), "claim-partly", "duty"),
    (Verb::Claims, Some(Outcome::Breached), "claim-breached", "duty"),
    (Verb::Relies, None, "rely", "act"),
];

impl<'a> Resolver<'a> {
    /// Reads an effect and pushes what it does: one effect of the model for each target it names. A wrong one is
    /// reported and left out.
    pub(crate) fn effect(&mut self, written: &WrittenEffect<'a>, carrier: Carrier, scope: &mut Scope<'a>) {
        if carrier.act.is_some() {
            scope.clear();
        }
        let made = carrier.act.map(|a| self.model[a].made);
        let Some(timing) = self.timing(written, carrier, made, scope) else { return };
        let first = self.model.effects.next_idx();
        let place = self.place(written.at);
        let put = |reader: &mut Self, does: Does| {
            reader.model.effects.push(Effect { owner: carrier.owner, does, timing: timing.clone(), place });
        };
        match (&written.object, written.verb) {
            (Object::Names(words), verb) => {
                for &word in words {
                    let Some(target) = self.target(word) else { continue };
                    self.check_order(verb, target, word, carrier);
                    let does = match verb {
                        Verb::Annuls | Verb::Repeals | Verb::Suspends => {
                            Does::Attack(attack(verb), Arg::Thing(target))
                        }
                        Verb::Restores => Does::Restores(target),
                        Verb::Upholds => Does::Upholds(target),
                        Verb::Relies => Does::Relies(target),
                        _ => continue,
                    };
                    put(self, does);
                }
            }
            (Object::Bound(word), verb) => {
                if let Some(target) = self.arg(&ast::Arg::Var(*word), scope, false) {
                    put(self, Does::Attack(attack(verb), target));
                }
            }
            (Object::Duties(duties), verb) => {
                for duty in duties {
                    if let Some(duty) = self.duty_named(duty, verb, carrier, scope) {
                        put(self, Does::Discharges(duty));
                    }
                }
            }
            (Object::To { what, to }, _) => {
                let to = self.thing(*to);
                for &word in what {
                    let Some(target) = self.target(word) else { continue };
                    self.check_order(Verb::Disapplies, target, word, carrier);
                    if let Some(to) = to {
                        put(self, Does::Disapplies { target, to });
                    }
                }
            }
            (object, verb) => {
                let conditional = timing.as_ref().is_some_and(|t| !t.conditions.is_empty());
                if let Some(does) = self.does(object, verb, carrier, made, scope)
                    && self.check_fact(&does, carrier, conditional, place)
                {
                    put(self, does);
                }
            }
        }
        for effect in Ids::new(first, self.model.effects.next_idx()) {
            for cite in &written.cites {
                self.cite(Cited::Effect(effect), cite, false);
            }
        }
    }

    fn does(
        &mut self,
        object: &Object<'a>,
        verb: Verb,
        carrier: Carrier,
        made: Option<Days>,
        scope: &mut Scope<'a>,
    ) -> Option<Does> {
        match object {
            Object::Call(call) => match verb {
                Verb::Begins | Verb::Ends => {
                    let status = self.status(call, scope, false)?;
                    Some(if verb == Verb::Begins { Does::Begins(status) } else { Does::Ends(status) })
                }
                Verb::CountsAs => self.deed(call, scope, false).map(Does::CountsAs),
                Verb::Excludes => self.deed(call, scope, false).map(Does::Excludes),
                Verb::MakesImpossible => self.deed(call, scope, false).map(Does::MakesImpossible),
                _ => {
                    if let Some(&(verb, outcome, name, _)) = VERB_DEEDS.iter().find(|d| d.2 == call.name.text)
                    {
                        let found = self.wrong.error(
                            "verb-as-deed",
                            Place { file: self.file, at: call.at },
                            format!("`{name}` is done by its own verb"),
                        );
                        let outcome = outcome.map_or("", |o| match o {
                            Outcome::Fulfilled => " fulfilled",
                            Outcome::Partly => " partly",
                            Outcome::Breached => " breached",
                        });
                        found.help = Some(format!(
                            "write `{} …{outcome}`, which is also the deed `{name}(…)`",
                            verb_word(verb)
                        ));
                        return None;
                    }
                    self.deed(call, scope, false).map(Does::Deed)
                }
            },
            Object::Deed { bearer, deed } => {
                let (bearer, deed) = (self.arg(bearer, scope, false), self.deed(deed, scope, false));
                Some(Does::Duty { mode: mode(verb), bearer: bearer?, content: Content::Deed(deed?) })
            }
            Object::That { bearer, not, status } => {
                let (bearer, status) = (self.arg(bearer, scope, false), self.status(status, scope, false));
                let content = Content::That { not: *not, status: status? };
                Some(Does::Duty { mode: mode(verb), bearer: bearer?, content })
            }
            Object::DutiesOf(bearer) => self.arg(bearer, scope, false).map(Does::DischargesDutiesOf),
            Object::Move { duty, to } => {
                let duty = self.duty_named(duty, verb, carrier, scope)?;
                let to = self.date(*to, made);
                Some(Does::Moves { duty, to })
            }
            Object::Outcome { duty, outcome, under, as_of } => {
                let norm = under.map(|norm| self.norm(norm));
                let whose = norm.is_some() && !self.names_an_act(*duty);
                let of = if whose { self.thing(*duty) } else { self.target(*duty) }?;
                self.check_order(verb, of, *duty, carrier);
                let as_of = as_of.map(|d| self.date(d, made));
                let under = match norm {
                    Some(norm) => Some(norm?),
                    None => None,
                };
                let said = Said { of, under, outcome: *outcome, as_of };
                Some(if verb == Verb::Claims { Does::Claims(said) } else { Does::Finds(said) })
            }
            Object::NoPower { of, over } => {
                let (of, over) = (self.thing(*of), self.thing(*over));
                Some(Does::ClaimsNoPower { of: of?, over: over? })
            }
            Object::Said { stance, text } => {
                let stance = match stance {
                    Some((supports, word)) => Some((*supports, self.thing(*word)?)),
                    None => None,
                };
                Some(Does::Says { stance, text: text.map(|t| unescape(t.raw).into()) })
            }
            Object::Nothing => Some(Does::Void),
            Object::Names(_)
            | Object::Bound(_)
            | Object::Duties(_)
            | Object::To { .. }
            | Object::Periods { .. } => None,
        }
    }

    /// A length of time; `None` where its calendar is none.
    pub(crate) fn delay(&mut self, delay: ast::Delay<'a>) -> Option<Delay> {
        let ast::Delay { years, months, weeks, days, back, working, .. } = delay;
        let calendar = match delay.calendar {
            Some(word) => Some(self.calendar_named(word)?),
            None => None,
        };
        let count = Counting {
            calendar,
            days: match working {
                None => CountedDays::Unsaid,
                Some(false) => CountedDays::Calendar,
                Some(true) => CountedDays::Working,
            },
            // Without a calendar, that of the author's order: see `counting`.
            rolls: if delay.rolls { Some(calendar.unwrap_or(ANY_CALENDAR)) } else { None },
            ..Counting::default()
        };
        Some(Delay { years, months, weeks, days, back, count })
    }

    /// Whether a word names an act or a part of one.
    fn names_an_act(&self, word: Word<'a>) -> bool {
        let thing = self.names.thing(word.text);
        thing.is_some_and(|t| matches!(self.model[t].kind, ThingKind::Act(_) | ThingKind::Part(_)))
    }

    /// The act or part at which a duty lives, or the variable that stands for it.
    fn duty_named(
        &mut self,
        duty: &ast::Arg<'a>,
        verb: Verb,
        carrier: Carrier,
        scope: &mut Scope<'a>,
    ) -> Option<Arg> {
        let ast::Arg::Name(word) = *duty else { return self.arg(duty, scope, false) };
        let target = self.target(word)?;
        self.check_order(verb, target, word, carrier);
        Some(Arg::Thing(target))
    }

    /// A date behind an effect. One that cannot be read is reported and taken for a day not known, from the making
    /// of the act on: answers that hang on it are then undetermined, not wrong.
    fn date(&mut self, date: ast::DateText<'a>, made: Option<Days>) -> Days {
        let file = self.file;
        dates::read(date, file, &mut self.wrong)
            .unwrap_or(Days { lo: made.map_or(Day::MIN, |m| m.lo), hi: Day::MAX })
    }

    fn norm(&mut self, word: Word<'a>) -> Option<NormId> {
        let Some(thing) = self.names.thing(word.text) else {
            self.missing("unknown-norm", word);
            return None;
        };
        match self.model[thing].kind {
            ThingKind::Norm(norm) => Some(norm),
            kind => {
                self.wrong.error(
                    "wrong-kind",
                    Place { file: self.file, at: word.at },
                    format!("`{}` is {}, not a norm", word.text, called(kind)),
                );
                None
            }
        }
    }

    /// `from`, `until`, deadline, conditions. The outer `None` is an effect that must be left out.
    pub(crate) fn timing(
        &mut self,
        written: &WrittenEffect<'a>,
        carrier: Carrier,
        made: Option<Days>,
        scope: &mut Scope<'a>,
    ) -> Option<Option<Box<Timing>>> {
        if written.modifiers.is_empty() {
            return Some(None);
        }
        let takes = takes(written.verb, &written.object, carrier);
        let mut timing = Timing::default();
        let mut good = true;
        for modifier in &written.modifiers {
            let (word, allowed, taken) = match modifier {
                Modifier::From(_) => ("from", takes.window, timing.from.is_some()),
                Modifier::Until(_) => ("until", takes.window, timing.until.is_some()),
                Modifier::After(..) => ("after", takes.window, timing.after.is_some()),
                Modifier::Within(..) => ("within", takes.deadline, timing.deadline.is_some()),
                Modifier::By(_) => ("by", takes.deadline, timing.deadline.is_some()),
                Modifier::AtOnce(_) => ("at once", takes.deadline, timing.deadline.is_some()),
                Modifier::Every(_) => ("then every", takes.every, timing.every.is_some()),
                Modifier::For(_) => ("for", takes.beneficiaries, !timing.beneficiaries.is_empty()),
                Modifier::SameAs(_) => ("same as", takes.same_as, timing.same_as.is_some()),
                Modifier::Towards(_) => ("towards", takes.towards, timing.towards.is_some()),
                Modifier::Worth(_) => ("worth", takes.worth, timing.worth.is_some()),
                Modifier::Condition(_) => ("condition", takes.conditions, false),
            };
            if !allowed || taken {
                self.misplaced(written, modifier, word, taken);
                continue;
            }
            match modifier {
                Modifier::From(moment) => {
                    timing.from = self.moment(moment, true, made, carrier, scope);
                    good &= timing.from.is_some();
                }
                Modifier::Until(moment) => {
                    timing.until = self.moment(moment, false, made, carrier, scope);
                    good &= timing.until.is_some();
                }
                Modifier::After(delay, anchor) => match self.anchor(anchor, carrier, scope) {
                    Some(anchor) if delay.back && !self.is_plain(anchor, delay.at) => good = false,
                    Some(anchor) => match self.delay(*delay) {
                        Some(delay) => timing.after = Some((delay, anchor)),
                        None => good = false,
                    },
                    None => good = false,
                },
                Modifier::Within(delay, anchor) => match self.anchor(anchor, carrier, scope) {
                    Some(anchor) => match self.delay(*delay) {
                        Some(delay) => timing.deadline = Some(Deadline::Within(delay, anchor)),
                        None => good = false,
                    },
                    None => good = false,
                },
                Modifier::By(date) => timing.deadline = Some(Deadline::By(self.date(*date, made))),
                Modifier::AtOnce(_) => timing.deadline = Some(Deadline::AtOnce),
                Modifier::Every(delay) if zero(*delay) => {
                    let found = self.wrong.error(
                        "zero-delay",
                        Place { file: self.file, at: delay.at },
                        "nothing recurs every 0 days",
                    );
                    found.help = Some("write how long it takes until the duty falls due again".to_owned());
                }
                Modifier::Every(delay) => match self.delay(*delay) {
                    Some(delay) => timing.every = Some(delay),
                    None => good = false,
                },
                Modifier::For(args) => {
                    for arg in args {
                        match self.arg(arg, scope, false) {
                            Some(arg) => timing.beneficiaries.push(arg),
                            None => good = false,
                        }
                    }
                }
                Modifier::SameAs(word) => timing.same_as = self.target(*word),
                Modifier::Towards(word) => timing.towards = self.target(*word),
                Modifier::Worth(amount) => {
                    if let Some(Arg::Amount { hundredths, unit }) = self.amount(*amount) {
                        timing.worth = Some((hundredths, unit));
                    }
                }
                Modifier::Condition(condition) => match self.condition(condition, scope, false) {
                    Some(condition) => timing.conditions.push(condition),
                    None => good = false,
                },
            }
        }
        if timing.every.is_some() && timing.deadline.is_none() {
            let found = self.wrong.error(
                "every-without-deadline",
                Place { file: self.file, at: written.at },
                "a recurring duty needs a first deadline to count from",
            );
            found.help = Some("write `by DATE then every …` or `within … then every …`".to_owned());
            timing.every = None;
        }
        if let (Some(Moment::Lasting(_)), Some((_, anchor))) = (timing.until, timing.after) {
            good &= self.is_plain(anchor, written.at);
        }
        self.check_window(written, &timing, made);
        if !good {
            return None;
        }
        Some((timing != Timing::default()).then(|| Box::new(timing)))
    }

    fn misplaced(&mut self, written: &WrittenEffect<'a>, modifier: &Modifier<'a>, word: &str, taken: bool) {
        let verb = verb_word(written.verb);
        let at = modifier_at(modifier, written.at);
        let word = match modifier {
            Modifier::Condition(condition) => condition_word(condition.kind),
            _ => word,
        };
        let message = if taken {
            format!("`{word}` stands behind something that already says when")
        } else {
            format!("`{word}` says nothing behind `{verb}`")
        };
        let found = self.wrong.error("misplaced-modifier", Place { file: self.file, at }, message);
        found.help = Some(match (taken, modifier) {
            (true, _) => "keep one of them".to_owned(),
            (false, Modifier::By(_) | Modifier::Within(..) | Modifier::AtOnce(_) | Modifier::Every(_)) => {
                "deadlines belong to `requires` and `urges`; an effect ends with `until`".to_owned()
            }
            (false, Modifier::For(_)) => "only duties and permissions have beneficiaries".to_owned(),
            (false, Modifier::SameAs(_)) => {
                "only an act's duty to pay a quantity can be the same as another: any other deed performs every duty that asks for it".to_owned()
            }
            (false, Modifier::Towards(_)) => "only a deed goes towards a duty: `does pay(rose, 1000 USD) towards judgment.costs`".to_owned(),
            (false, Modifier::Worth(_)) => "only a deed of a quantity has an equivalent: `does pay(rose, 900 EUR) worth 1000 USD`".to_owned(),
            (false, _) => {
                "take it out; what is done, found, claimed or said is so on the day of the act".to_owned()
            }
        });
    }

    fn moment(
        &mut self,
        moment: &WrittenMoment<'a>,
        begins: bool,
        made: Option<Days>,
        carrier: Carrier,
        scope: &mut Scope<'a>,
    ) -> Option<Moment> {
        match moment {
            WrittenMoment::Counted(delay, anchor) => {
                let anchor = self.anchor(anchor, carrier, scope)?;
                let time = self.delay(*delay)?;
                self.is_plain(anchor, delay.at).then_some(Moment::Counted(time, anchor))
            }
            WrittenMoment::Lasting(delay) => self.delay(*delay).map(Moment::Lasting),
            WrittenMoment::Date(date) => Some(Moment::Date(self.date(*date, made))),
            WrittenMoment::Now(_) if begins => Some(Moment::Now),
            WrittenMoment::Act(word) if !begins => self.act(*word).map(Moment::Act),
            WrittenMoment::Act(word) => {
                let found = self.wrong.error(
                    "misplaced-modifier",
                    Place { file: self.file, at: word.at },
                    format!("`from` takes a date or `now`, not `{}`", word.text),
                );
                found.help = Some("write the date from which it counts".to_owned());
                None
            }
            WrittenMoment::Now(at) => {
                let found = self.wrong.error(
                    "misplaced-modifier",
                    Place { file: self.file, at: *at },
                    "`until now` would end before it begins",
                );
                found.help = Some("write `until DATE` or `until ACT`".to_owned());
                None
            }
        }
    }

    /// Whether a day counts from what the record says, and from nothing that would have to be worked out first.
    fn is_plain(&mut self, anchor: Anchor, at: Span) -> bool {
        let word = match anchor {
            Anchor::Act(..) | Anchor::On(_) => return true,
            Anchor::Deadline(_) => "deadline",
            Anchor::First(_) => "first",
        };
        let message = format!("a start counted backwards, or an end, cannot count from `{word}`");
        let found = self.wrong.error("misplaced-modifier", Place { file: self.file, at }, message);
        found.help =
            Some("count from a day of an act, or write a date or a condition with `while`".to_owned());
        false
    }

    fn anchor(
        &mut self,
        anchor: &WrittenAnchor<'a>,
        carrier: Carrier,
        scope: &mut Scope<'a>,
    ) -> Option<Anchor> {
        match anchor {
            WrittenAnchor::Day { which, act } => {
                let Some(day) = act_day(*which) else {
                    let found = self.wrong.error(
                        "misplaced-modifier",
                        Place { file: self.file, at: which.at },
                        format!("nothing counts from `{}`", which.text),
                    );
                    found.help = Some("count from `made`, `notified`, `published` or `effect`".to_owned());
                    return None;
                };
                let named = match act {
                    Some(word) => Some(self.act(*word)?),
                    None => None,
                };
                self.check_anchor(day, named.or(carrier.act), which.at);
                Some(Anchor::Act(day, named))
            }
            WrittenAnchor::Act(word) => Some(Anchor::Act(ActDay::Made, Some(self.act(*word)?))),
            WrittenAnchor::Deadline(word) => {
                let target = self.target(*word)?;
                let parts = self.model.parts_of(target);
                let part = parts.clone().find(|&p| self.has_duty[p]).or(parts.clone().next())?;
                if !self.has_duty[part] {
                    let found = self.wrong.warning(
                        "undated-anchor",
                        Place { file: self.file, at: word.at },
                        format!(
                            "`{}` lays no duty on anybody: what counts from its deadline stays open",
                            word.text
                        ),
                    );
                    found.help = Some("name the part that `requires` something".to_owned());
                }
                Some(Anchor::Deadline(part))
            }
            WrittenAnchor::First(call) => self.status(call, scope, false).map(Anchor::First),
            WrittenAnchor::Life { which, person } => {
                let thing = self.thing(*person)?;
                let (event, message) = match which.text {
                    "born" => (LifeEvent::Born, format!("it is not said when `{}` was born", person.text)),
                    _ => (LifeEvent::Died, format!("it is not said when `{}` died", person.text)),
                };
                let day = self.model.lives.get(&(thing, event)).copied();
                if day.is_none() {
                    let place = Place { file: self.file, at: person.at };
                    let found = self.wrong.warning("undated-anchor", place, message);
                    found.help = Some(format!("write `{} DATE` under `person {}`", which.text, person.text));
                }
                Some(Anchor::On(day.unwrap_or(Days { lo: Day::MIN, hi: Day::MAX })))
            }
        }
    }

    /// A condition; `binds` where its positive tests give variables their values (lines of a norm).
    pub(crate) fn condition(
        &mut self,
        written: &WrittenCondition<'a>,
        scope: &mut Scope<'a>,
        binds: bool,
    ) -> Option<Condition> {
        let binds = binds && written.kind != ConditionKind::Unless;
        let mut all = Vec::with_capacity(written.all.len());
        let mut good = true;
        for test in &written.all {
            let read = match test {
                WrittenTest::Status { not, status } => {
                    self.status(status, scope, binds && !not).map(|status| Test::Status { not: *not, status })
                }
                WrittenTest::Count(count) => {
                    let place = self.place(count.var.at);
                    let var = scope.count(count.var, place, &mut self.wrong);
                    let status = self.status(&count.status, scope, false);
                    scope.end_count();
                    let (compare, number) = (count.compare, count.number);
                    var.zip(status).map(|(var, status)| Test::Count { var, status, compare, number })
                }
                WrittenTest::Dated { not, act, day, relation, date, .. } => {
                    let act = match act {
                        ast::Arg::Name(word) => self.target(*word).map(Arg::Thing),
                        arg => self.arg(arg, scope, false),
                    };
                    let (day, date) = (act_day(*day), dates::read(*date, self.file, &mut self.wrong));
                    let (not, relation) = (*not, *relation);
                    let read = act.zip(day).zip(date);
                    read.map(|((act, day), date)| Test::Dated { not, act, day, relation, date })
                }
                WrittenTest::Duty { not, of, state, .. } => {
                    let of = self.tested(of, scope, binds && !not);
                    of.zip(duty_state(state)).map(|(of, state)| Test::Duty { not: *not, of, state })
                }
            };
            match read {
                Some(test) => all.push(test),
                None => good = false,
            }
        }
        good.then(|| Condition { kind: written.kind, all, place: self.place(written.at) })
    }

    /// Of which duties a condition asks the state; `binds` as in [`Resolver::condition`].
    fn tested(&mut self, of: &WrittenTested<'a>, scope: &mut Scope<'a>, binds: bool) -> Option<Tested> {
        let (bearer, forbids, content, part) = match of {
            WrittenTested::Named(ast::Arg::Name(word)) => {
                return self.target(*word).map(|thing| Tested::At(Arg::Thing(thing)));
            }
            // Whatever its value is may be the name of no duty at all, so it binds nothing.
            WrittenTested::Named(arg) => return self.arg(arg, scope, false).map(Tested::At),
            WrittenTested::Deed { bearer, not, deed, part } => {
                let bearer = self.arg(bearer, scope, binds);
                (bearer, *not, self.deed(deed, scope, binds).map(Content::Deed), part)
            }
            WrittenTested::That { bearer, not, status, part } => {
                let bearer = self.arg(bearer, scope, binds);
                let status = self.status(status, scope, binds);
                (bearer, false, status.map(|status| Content::That { not: *not, status }), part)
            }
        };
        let part = match part {
            Some(part) => {
                let place = self.place(part.at);
                Some(scope.var(*part, binds, place, &mut self.wrong)?)
            }
            None => None,
        };
        let (bearer, content) = bearer.zip(content)?;
        Some(Tested::Of { bearer, forbids, content, part })
    }

    /// A citation of anything.
    pub(crate) fn cite(&mut self, of: Cited, cite: &Cite<'a>, contradicts: bool) {
        let Some(source) = self.names.source(cite.source.text) else {
            self.missing("unknown-source", cite.source);
            return;
        };
        let words: Vec<&str> = cite.pin.iter().map(|w| w.text).collect();
        self.model.citations.push(Citation {
            of,
            source,
            contradicts,
            pin: words.join(" ").into(),
            quote: cite.quote.map(|q| unescape(q.raw).into()),
            hash: cite.hash.map(|h| unescape(h.raw).into()),
            place: Place { file: self.file, at: cite.at },
        });
    }
}

fn attack(verb: Verb) -> Attack {
    match verb {
        Verb::Repeals => Attack::Repeals,
        Verb::Suspends => Attack::Suspends,
        _ => Attack::Annuls,
    }
}

/// The day of an act that a word names.
fn act_day(word: Word<'_>) -> Option<ActDay> {
    Some(match word.text {
        "made" => ActDay::Made,
        "notified" => ActDay::Notified,
        "published" => ActDay::Published,
        "effect" | "effective" => ActDay::Effect,
        _ => return None,
    })
}

/// The states that a condition may ask for.
fn duty_state(state: &ast::DutyState<'_>) -> Option<DutyState> {
    Some(match *state {
        ast::DutyState::Binds => DutyState::Binds,
        ast::DutyState::Yields { to: None } => DutyState::Yields,
        ast::DutyState::Is(performance) => DutyState::Is(performance),
        ast::DutyState::Assessed(outcome) => DutyState::Assessed(outcome),
        ast::DutyState::Claimed(outcome) => DutyState::Claimed(outcome),
        ast::DutyState::Yields { to: Some(_) } | ast::DutyState::Due(_) => return None,
    })
}

fn mode(verb: Verb) -> Mode {
    match verb {
        Verb::Forbids => Mode::Forbids,
        Verb::Permits => Mode::Permits,
        Verb::Urges => Mode::Urges,
        _ => Mode::Requires,
    }
}

/// `0 days`
fn zero(delay: ast::Delay<'_>) -> bool {
    (delay.years, delay.months, delay.weeks, delay.days) == (0, 0, 0, 0)
}

fn condition_word(kind: ConditionKind) -> &'static str {
    match kind {
        ConditionKind::If => "if",
        ConditionKind::While => "while",
        ConditionKind::Unless => "unless",
    }
}

fn modifier_at(modifier: &Modifier<'_>, effect: Span) -> Span {
    match modifier {
        Modifier::From(WrittenMoment::Date(d))
        | Modifier::Until(WrittenMoment::Date(d))
        | Modifier::By(d) => d.at,
        Modifier::From(WrittenMoment::Act(w)) | Modifier::Until(WrittenMoment::Act(w)) => w.at,
        Modifier::From(WrittenMoment::Now(at)) | Modifier::Until(WrittenMoment::Now(at)) => *at,
        Modifier::From(WrittenMoment::Counted(delay, _) | WrittenMoment::Lasting(delay))
        | Modifier::Until(WrittenMoment::Counted(delay, _) | WrittenMoment::Lasting(delay)) => delay.at,
        Modifier::AtOnce(at) => *at,
        Modifier::After(delay, _) | Modifier::Within(delay, _) | Modifier::Every(delay) => delay.at,
        Modifier::Condition(condition) => condition.at,
        Modifier::SameAs(word) | Modifier::Towards(word) => word.at,
        Modifier::Worth(amount) => amount.at,
        Modifier::For(_) => effect,
    }
}
