//! Checks of what the grammar allows but a record cannot mean, such as acting on a later act.

use rustc_hash::FxHashMap;
use vigente_syntax::ast::{Effect as WrittenEffect, Word};
use vigente_syntax::diagnostic::Label;

use crate::order::before;
use crate::second_pass::effects::{Carrier, verb_word};
use crate::second_pass::names::Resolver;
use vigente_model::*;

/// How many acts are looked at for a shared day, so that thousands of one day do not take for ever.
const NEAR: usize = 64;

impl<'a> Resolver<'a> {
    /// An act speaks of an act or part: that must have come before it.
    pub(crate) fn check_order(&mut self, verb: Verb, target: ThingId, word: Word<'a>, carrier: Carrier) {
        let Some(by) = carrier.act else { return };
        let Some(at) = self.act_of(target) else { return };
        match before(&self.model.acts, at, by) {
            Some(true) => {}
            Some(false) if at == by => {
                let found = self.wrong.error(
                    code_of(verb),
                    Place { file: self.file, at: word.at },
                    format!("an act cannot act on itself: `{}` is this act or a part of it", word.text),
                );
                found.labels[0].text = "has no effect".to_owned();
                found.help = Some(format!("`{}` needs an earlier act", verb_word(verb)));
            }
            Some(false) => {
                let (other, this) = (&self.model[at], &self.model[by]);
                let (later, made, place) = (self.model.name(other.thing), other.made, other.place);
                let message = match verb {
                    Verb::Finds | Verb::Claims | Verb::Relies | Verb::Discharges | Verb::Moves => {
                        format!("`{later}` came later: it cannot be spoken of on {}", this.made)
                    }
                    _ => format!("`{later}` came later: nothing made on {} can act on it", this.made),
                };
                let label = format!("`{later}` was made on {made}");
                let found = self.wrong.error(code_of(verb), Place { file: self.file, at: word.at }, message);
                found.labels[0].text = "has no effect".to_owned();
                found.labels.push(Label { file: place.file, at: place.at, text: label });
                found.help =
                    Some("mend the date of one of them, or move this line to a later act".to_owned());
            }
            None => {
                let place = self.place(word.at);
                self.unordered.entry((at.min(by), at.max(by))).or_insert((by, place));
            }
        }
    }

    fn act_of(&self, target: ThingId) -> Option<ActId> {
        match self.model[target].kind {
            ThingKind::Act(act) => Some(act),
            ThingKind::Part(part) => Some(self.model[part].act),
            _ => None,
        }
    }

    /// A delay counts from a day that the act does not have.
    pub(crate) fn check_anchor(&mut self, day: ActDay, act: Option<ActId>, at: Span) {
        let Some(act) = act.map(|a| &self.model[a]) else { return };
        let word = match day {
            ActDay::Notified if act.notified.is_none() => "notified",
            ActDay::Published if act.published.is_none() => "published",
            _ => return,
        };
        let name = self.model.name(act.thing).to_owned();
        let found = self.wrong.warning(
            "undated-anchor",
            Place { file: self.file, at },
            format!("`{name}` has no `{word}` date: what counts from it stays open"),
        );
        found.help = Some(format!("write `{word} DATE` under `{name}`"));
    }

    /// Facts hang on no law.
    pub(crate) fn check_fact(
        &mut self,
        does: &Does,
        carrier: Carrier,
        conditional: bool,
        place: Place,
    ) -> bool {
        let (Does::Begins(status) | Does::Ends(status)) = does else { return true };
        let declared = &self.model[status.name];
        if !declared.fact || (carrier.act.is_some() && !conditional) {
            return true;
        }
        let (name, first) = (declared.name.clone(), declared.place);
        let message = if carrier.act.is_none() {
            format!("`{name}` is a fact: no norm begins or ends it")
        } else {
            format!("`{name}` is a fact: it begins and ends without conditions")
        };
        let found = self.wrong.error("fact-status", place, message);
        found.labels.push(Label { file: first.file, at: first.at, text: "declared a fact here".to_owned() });
        found.help = Some(format!("declare it `status {name}` without `fact`, or let an act say it plainly"));
        false
    }

    /// An effect that ends before it begins.
    pub(crate) fn check_window(&mut self, written: &WrittenEffect<'a>, timing: &Timing, made: Option<Days>) {
        let (Some(made), None) = (made, timing.after) else { return };
        let start = match timing.from {
            Some(Moment::Date(days)) => days,
            _ => made,
        };
        let end = match timing.until {
            Some(Moment::Date(days)) => days,
            Some(Moment::Act(act)) => self.model[act].made,
            _ => return,
        };
        if end.hi <= start.lo {
            let place = self.place(written.at);
            let found = self.wrong.warning("never-begins", place, "this ends before it begins");
            found.labels[0].text = format!("from {start} until {end}");
            found.help = Some("mend a date; what held in the past says `from DATE until DATE`".to_owned());
        }
    }

    /// Acts of one day that begin and end the same status, or lay down a duty and do what it asks, without an
    /// order between them.
    pub(crate) fn check_same_day(&mut self) {
        let mut done: Done<'_> = FxHashMap::default();
        let key = |does: &Does| match does {
            Does::Ends(s) => Some((Key::Status(s.name), s.args)),
            Does::Deed(d) => Some((Key::Deed(d.name), d.args)),
            _ => None,
        };
        let answered = |does: &Does| match does {
            Does::Begins(s) => Some((Key::Status(s.name), s.args)),
            Does::Duty { mode: Mode::Requires | Mode::Forbids, content: Content::Deed(d), .. } => {
                Some((Key::Deed(d.name), d.args))
            }
            _ => None,
        };
        let model = &self.model;
        let by_part = || {
            model.effects.iter().filter_map(|e| match e.owner {
                Owner::Part(part) => Some((e, model[part].act)),
                Owner::Norm(_) => None,
            })
        };
        for (effect, act) in by_part() {
            if let Some((name, args)) = key(&effect.does) {
                done.entry((name, model.args(args))).or_default().push((act, effect.place));
            }
        }
        if done.is_empty() {
            return;
        }
        let mut found = Vec::new();
        for (effect, act) in by_part() {
            let Some((name, args)) = answered(&effect.does) else { continue };
            let Some(others) = done.get(&(name, model.args(args))) else { continue };
            // Acts are sorted by their earliest day: those that can share a day with this one stand together, but for
            // a few of which the day is not known.
            let made = model[act].made;
            let days = |o: &(ActId, Place)| model[o.0].made;
            let from = others.partition_point(|o| days(o).lo < made.lo);
            let near = others[from..].iter().take_while(|o| days(o).lo <= made.hi).take(NEAR);
            let wide = others[..from].iter().rev().take(NEAR).filter(|o| days(o).hi >= made.lo);
            for &(other, place) in near.chain(wide) {
                if other != act && before(&model.acts, act, other).is_none() {
                    found.push(((act.min(other), act.max(other)), (other, place)));
                }
            }
        }
        for (pair, place) in found {
            self.unordered.entry(pair).or_insert(place);
        }
    }

    /// Says which acts the record leaves unordered though one acts on the other.
    pub(crate) fn report_unordered(&mut self) {
        for ((a, b), (by, place)) in std::mem::take(&mut self.unordered) {
            let (this, other) = if by == a { (a, b) } else { (b, a) };
            let (this, other) = (&self.model[this], &self.model[other]);
            let (here, there) = (self.model.name(this.thing), self.model.name(other.thing));
            let message = if this.made == other.made && this.made.is_exact() {
                format!(
                    "`{there}` and `{here}` were made on one day, and the record does not say which came first"
                )
            } else {
                format!("the record does not say whether `{there}` or `{here}` came first")
            };
            let help = format!("write `after {there}` under `{here}`, or the other way round");
            let label = Label { file: other.place.file, at: other.place.at, text: "the other".to_owned() };
            let found = self.wrong.warning("same-day-order", place, message);
            found.labels[0].text = "this hangs on it".to_owned();
            found.labels.push(label);
            found.help = Some(help);
        }
    }
}

/// What is ended or done, by what and of whom: the acts that do it.
type Done<'m> = FxHashMap<(Key, &'m [Arg]), Vec<(ActId, Place)>>;

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Key {
    Status(StatusId),
    Deed(DeedId),
}

fn code_of(verb: Verb) -> &'static str {
    match verb {
        Verb::Finds | Verb::Claims | Verb::Relies | Verb::Discharges | Verb::Moves => "speaks-of-later-act",
        _ => "attacks-later-act",
    }
}
