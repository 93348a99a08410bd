//! Names of the model's things as the language writes them.

use std::fmt::Write;

use crate::answer::{ActRef, Date, Doing, Named, Node, Phrase, Place as AnswerPlace, Quote, Text};
use vigente_engine::provenance::Firing;
use vigente_engine::{Authority, GroundContent, GroundDeed, GroundStatus, Origin};
use vigente_model::*;

/// A day; the ends of time have none.
pub(crate) fn day(day: Day) -> Option<Date> {
    Date::from(day).known()
}

/// Days of which one is meant; `None` where nothing is known.
pub(crate) fn days(days: Days) -> Option<Date> {
    Date(days).known()
}

/// Names things of one model.
#[derive(Clone, Copy)]
pub(crate) struct Labels<'m> {
    pub(crate) model: &'m Model,
}

impl<'m> Labels<'m> {
    pub(crate) fn text(self, title: &Title) -> Text {
        Text {
            text: title.text.to_string(),
            translations: title.translations.iter().map(|(l, t)| (l.to_string(), t.to_string())).collect(),
        }
    }

    pub(crate) fn title(self, thing: ThingId) -> Text {
        let mut text = self.model.title(thing).map(|title| self.text(&title)).unwrap_or_default();
        match self.model[thing].kind {
            ThingKind::Act(act) => text.text = self.model[act].title.to_string(),
            ThingKind::Part(part) if text.text.is_empty() => {
                let act = &self.model[self.model[part].act];
                return self.title(act.thing);
            }
            _ => {}
        }
        text
    }

    pub(crate) fn thing(self, thing: ThingId) -> Named {
        Named { name: self.model.name(thing).to_owned(), title: self.title(thing) }
    }

    pub(crate) fn act(self, id: ActId) -> ActRef {
        let act = &self.model[id];
        ActRef {
            name: self.model.name(act.thing).to_owned(),
            title: self.title(act.thing),
            made: Date(act.made),
            known: Date(act.known()),
            author: self.thing(act.author),
        }
    }

    pub(crate) fn act_of(self, part: PartId) -> ActId {
        self.model[part].act
    }

    /// The name to ask a part by: its own, or that of the act for the part without a label.
    pub(crate) fn part(self, part: PartId) -> &'m str {
        let p = &self.model[part];
        self.model.name(p.thing.unwrap_or(self.model[p.act].thing))
    }

    pub(crate) fn norm(self, norm: NormId) -> Named {
        self.thing(self.model[norm].thing)
    }

    pub(crate) fn norm_name(self, norm: NormId) -> &'m str {
        self.model.name(self.model[norm].thing)
    }

    pub(crate) fn viewpoint(self, id: ViewpointId) -> Named {
        let v = &self.model[id];
        Named { name: v.name.to_string(), title: self.text(&v.title) }
    }

    pub(crate) fn authority(self, authority: Authority) -> Named {
        match authority {
            Authority::Organ(thing) | Authority::NormsOf { order: thing, .. } => self.thing(thing),
            Authority::Reading => Named::default(),
        }
    }

    /// The name to ask for what has this origin: the norm where it comes day by day, else the part.
    pub(crate) fn origin(self, origin: Origin) -> &'m str {
        match (origin.part, origin.norm) {
            (Some(part), _) => self.part(part),
            (None, Some(norm)) => self.norm_name(norm),
            (None, None) => "",
        }
    }

    /// The norm that gives what has this origin. A copy is not the norm's: it has the authority of the act that repeats it.
    pub(crate) fn giver(self, origin: Origin) -> Option<NormId> {
        origin.norm.filter(|_| origin.copied_from.is_none())
    }

    /// The name to ask for a duty by: the norm that gives it, else the part that lays it down.
    pub(crate) fn duty_name(self, origin: Origin) -> &'m str {
        self.giver(origin).map_or_else(|| self.origin(origin), |norm| self.norm_name(norm))
    }

    /// The title of that norm, or of the act of that part.
    pub(crate) fn duty_title(self, origin: Origin) -> Text {
        let thing = match self.giver(origin) {
            Some(norm) => Some(self.model[norm].thing),
            None => origin.part.map(|part| self.model[self.act_of(part)].thing),
        };
        thing.map(|thing| self.title(thing)).unwrap_or_default()
    }

    /// Whose a duty is: of what a norm orders, the norm's legal order.
    pub(crate) fn duty_of(self, origin: Origin, authority: Authority) -> Named {
        match authority {
            Authority::Organ(thing) if self.giver(origin).is_some() => self.thing(self.model[thing].root),
            _ => self.authority(authority),
        }
    }

    pub(crate) fn place(self, place: Place) -> AnswerPlace {
        AnswerPlace { file: place.file.0, start: place.at.start, end: place.at.end }
    }

    /// What is cited for something; citations are sorted by what they support.
    pub(crate) fn quotes(self, of: Cited) -> Vec<Quote> {
        let all = &self.model.citations.raw;
        let first = all.partition_point(|c| c.of < of);
        all[first..]
            .iter()
            .take_while(|c| c.of == of)
            .map(|c| {
                let source = &self.model[c.source];
                Quote {
                    source: Named { name: source.name.to_string(), title: self.text(&source.title) },
                    pin: c.pin.to_string(),
                    quote: c.quote.as_deref().map(str::to_owned),
                    contradicts: c.contradicts,
                }
            })
            .collect()
    }

    fn write_arg(self, out: &mut String, arg: Arg, vars: &[Box<str>]) {
        match arg {
            Arg::Thing(thing) => out.push_str(self.model.name(thing)),
            Arg::Var(var) => {
                out.push('?');
                out.push_str(vars.get(usize::from(var)).map_or("x", |v| v));
            }
            Arg::Amount { hundredths, unit } => {
                let _ = write!(out, "{}", hundredths / 100);
                if hundredths % 100 != 0 {
                    let _ = write!(out, ".{:02}", (hundredths % 100).abs());
                }
                if let Some(unit) = unit {
                    out.push(' ');
                    out.push_str(self.model.name(unit));
                }
            }
        }
    }

    pub(crate) fn arg(self, arg: Arg) -> String {
        let mut out = String::new();
        self.write_arg(&mut out, arg, &[]);
        out
    }

    pub(crate) fn named_arg(self, arg: Arg) -> Named {
        match arg {
            Arg::Thing(thing) => self.thing(thing),
            other => Named { name: self.arg(other), title: Text::default() },
        }
    }

    fn call(self, name: &str, args: &[Arg], vars: &[Box<str>]) -> String {
        let mut out = name.to_owned();
        for (i, &arg) in args.iter().enumerate() {
            out.push_str(if i == 0 { "(" } else { ", " });
            self.write_arg(&mut out, arg, vars);
        }
        if !args.is_empty() {
            out.push(')');
        }
        out
    }

    /// A status with variables.
    pub(crate) fn status_pattern(self, name: StatusId, args: &[Arg], vars: &[Box<str>]) -> String {
        self.call(&self.model[name].name, args, vars)
    }

    pub(crate) fn status_text(self, status: &GroundStatus) -> String {
        self.call(&self.model[status.name].name, &status.args, &[])
    }

    pub(crate) fn deed_text(self, deed: &GroundDeed) -> String {
        self.call(&self.model[deed.name].name, &deed.args, &[])
    }

    pub(crate) fn content_text(self, content: &GroundContent) -> String {
        match content {
            GroundContent::Deed(deed) => self.deed_text(deed),
            GroundContent::That { not: false, status } => self.status_text(status),
            GroundContent::That { not: true, status } => format!("not {}", self.status_text(status)),
        }
    }

    fn phrase(self, declared: &Declared, args: &[Arg], text: String, status: bool, not: bool) -> Phrase {
        Phrase {
            text,
            not,
            status,
            name: Named { name: declared.name.to_string(), title: self.text(&declared.title) },
            args: args.iter().map(|&a| self.named_arg(a)).collect(),
        }
    }

    pub(crate) fn status(self, status: &GroundStatus) -> Phrase {
        let declared = &self.model[status.name];
        self.phrase(declared, &status.args, self.status_text(status), true, false)
    }

    pub(crate) fn deed(self, deed: &GroundDeed) -> Phrase {
        let declared = &self.model[deed.name];
        self.phrase(declared, &deed.args, self.deed_text(deed), false, false)
    }

    pub(crate) fn content(self, content: &GroundContent) -> Phrase {
        match content {
            GroundContent::Deed(deed) => self.deed(deed),
            GroundContent::That { not, status } => {
                Phrase { text: self.content_text(content), not: *not, ..self.status(status) }
            }
        }
    }

    /// An effect as the language writes it, without its label and citations.
    pub(crate) fn effect(self, id: EffectId) -> String {
        let effect = &self.model[id];
        let vars: &[Box<str>] = match effect.owner {
            Owner::Norm(norm) => &self.model[norm].vars,
            Owner::Part(_) => &[],
        };
        let name = |t: ThingId| self.model.name(t);
        let status = |s: &Status| self.call(&self.model[s.name].name, self.model.args(s.args), vars);
        let deed = |d: &Deed| self.call(&self.model[d.name].name, self.model.args(d.args), vars);
        let as_of = |d: &Option<Days>| d.and_then(days).map(|d| format!(" as of {d}")).unwrap_or_default();
        let mut out = match &effect.does {
            Does::Deed(d) => format!("does {}", deed(d)),
            Does::Begins(s) => format!("begins {}", status(s)),
            Does::Ends(s) => format!("ends {}", status(s)),
            Does::Attack(attack, t) => {
                let verb = match attack {
                    Attack::Annuls => "annuls",
                    Attack::Repeals => "repeals",
                    Attack::Suspends => "suspends",
                };
                let mut out = format!("{verb} ");
                self.write_arg(&mut out, *t, vars);
                out
            }
            Does::Disapplies { target, to } => format!("disapplies {} to {}", name(*target), name(*to)),
            Does::Restores(t) => format!("restores {}", name(*t)),
            Does::Upholds(t) => format!("upholds {}", name(*t)),
            Does::Duty { mode, bearer, content } => {
                let mut who = String::new();
                self.write_arg(&mut who, *bearer, vars);
                let mode = match mode {
                    Mode::Requires => "requires",
                    Mode::Forbids => "forbids",
                    Mode::Permits => "permits",
                    Mode::Urges => "urges",
                };
                match content {
                    Content::Deed(d) => format!("{mode} {who} to {}", deed(d)),
                    Content::That { not, status: s } => {
                        format!("{mode} {who} that {}{}", if *not { "not " } else { "" }, status(s))
                    }
                }
            }
            Does::Discharges(duty) => {
                let mut out = "discharges ".to_owned();
                self.write_arg(&mut out, *duty, vars);
                out
            }
            Does::DischargesDutiesOf(b) => {
                let mut out = "discharges duties of ".to_owned();
                self.write_arg(&mut out, *b, vars);
                out
            }
            Does::Moves { duty, to } => {
                let mut out = "moves ".to_owned();
                self.write_arg(&mut out, *duty, vars);
                out + " to " + &Date(*to).to_string()
            }
            Does::Finds(Said { of, under: Some(norm), outcome: Outcome::Breached, as_of: d })
                if self.model.parts_of(*of).is_empty() =>
            {
                format!("finds {} in breach of {}{}", name(*of), self.norm_name(*norm), as_of(d))
            }
            Does::Finds(said) | Does::Claims(said) => {
                let verb = if matches!(effect.does, Does::Finds(_)) { "finds" } else { "claims" };
                let under = said.under.map(|n| format!(" under {}", self.norm_name(n))).unwrap_or_default();
                let outcome = outcome_word(said.outcome);
                format!("{verb} {} {outcome}{under}{}", name(said.of), as_of(&said.as_of))
            }
            Does::ClaimsNoPower { of, over } => {
                format!("claims no power of {} over {}", name(*of), name(*over))
            }
            Does::Says { stance, text } => {
                let stance = match stance {
                    Some((true, t)) => format!("says supports {}", name(*t)),
                    Some((false, t)) => format!("says opposes {}", name(*t)),
                    None => "says".into(),
                };
                text.as_ref().map_or(stance.clone(), |t| format!("{stance} \"{t}\""))
            }
            Does::Relies(t) => format!("relies on {}", name(*t)),
            Does::CountsAs(d) => format!("counts as {}", deed(d)),
            Does::Excludes(d) => format!("excludes {}", deed(d)),
            Does::MakesImpossible(d) => format!("makes impossible {}", deed(d)),
            Does::Void => "void".into(),
        };
        if let Some(timing) = &effect.timing {
            self.write_timing(&mut out, timing, vars);
        }
        out
    }

    /// Some effects of one part, those that were written in one line (`annuls a, b`) in one text again.
    pub(crate) fn effects(self, effects: impl Iterator<Item = EffectId>, most: usize) -> Vec<Doing> {
        let list = |id: EffectId| {
            let effect = &self.model[id];
            match (&effect.does, &effect.timing) {
                (Does::Attack(..) | Does::Restores(_) | Does::Upholds(_) | Does::Relies(_), None) => {
                    Some(std::mem::discriminant(&effect.does))
                }
                _ => None,
            }
        };
        let mut found: Vec<Doing> = Vec::new();
        let mut last: Option<EffectId> = None;
        for id in effects {
            let text = self.effect(id);
            let verb = |t: &str| t.rfind(' ').map(|i| t[..i].to_owned());
            let continues = last.is_some_and(|l| list(l).is_some() && list(l) == list(id));
            let full = found.len() == most;
            match found.last_mut() {
                Some(before) if continues && verb(&text).is_some_and(|v| before.text.starts_with(&v)) => {
                    if let Some(i) = text.rfind(' ') {
                        before.text.push(',');
                        before.text.push_str(&text[i..]);
                        before.on.push(text[i + 1..].to_owned());
                    }
                }
                _ if full => break,
                _ => {
                    found.push(Doing { text, ..self.doing(id).unwrap_or_default() });
                }
            }
            last = Some(id);
        }
        found
    }

    fn write_timing(self, out: &mut String, timing: &Timing, vars: &[Box<str>]) {
        let moment = |m: &Moment| match m {
            Moment::Date(d) => Date(*d).to_string(),
            Moment::Act(a) => self.model.name(self.model[*a].thing).to_owned(),
            Moment::Now => "now".into(),
            Moment::Counted(delay, anchor) => self.counted(*delay, anchor, vars),
            Moment::Lasting(delay) => delay_text(*delay),
        };
        if let Some(m) = &timing.from {
            let _ = write!(out, " from {}", moment(m));
        }
        if let Some((delay, anchor)) = &timing.after {
            let word = if delay.back { "from" } else { "after" };
            let _ = write!(out, " {word} {}", self.counted(*delay, anchor, vars));
        }
        if let Some(m) = &timing.until {
            let word = if matches!(m, Moment::Lasting(_)) { "for" } else { "until" };
            let _ = write!(out, " {word} {}", moment(m));
        }
        match &timing.deadline {
            Some(Deadline::By(d)) => {
                let _ = write!(out, " by {}", Date(*d));
            }
            Some(Deadline::Within(delay, anchor)) => {
                let word = if delay.back { "by" } else { "within" };
                let _ = write!(out, " {word} {}", self.counted(*delay, anchor, vars));
            }
            Some(Deadline::AtOnce) => out.push_str(" at once"),
            None => {}
        }
        if let Some(every) = timing.every {
            let _ = write!(out, " then every {}", delay_text(every));
        }
        for (i, &b) in timing.beneficiaries.iter().enumerate() {
            out.push_str(if i == 0 { " for " } else { ", " });
            self.write_arg(out, b, vars);
        }
        for (word, of) in [(" same as ", timing.same_as), (" towards ", timing.towards)] {
            if let Some(of) = of {
                out.push_str(word);
                out.push_str(self.model.name(of));
            }
        }
        if let Some((hundredths, unit)) = timing.worth {
            out.push_str(" worth ");
            self.write_arg(out, Arg::Amount { hundredths, unit }, vars);
        }
        for condition in &timing.conditions {
            out.push(' ');
            out.push_str(&self.condition(condition, vars));
        }
    }

    /// `6 months of notified`, `2 months before ruling`
    fn counted(self, delay: Delay, anchor: &Anchor, vars: &[Box<str>]) -> String {
        let word = if delay.back { "before" } else { "of" };
        format!("{} {word} {}", delay_text(delay), self.anchor(anchor, vars))
    }

    pub(crate) fn anchor(self, anchor: &Anchor, vars: &[Box<str>]) -> String {
        match anchor {
            Anchor::Act(day, of) => {
                let day = match day {
                    ActDay::Made => "made",
                    ActDay::Notified => "notified",
                    ActDay::Published => "published",
                    ActDay::Effect => "effect",
                };
                match of {
                    Some(act) => format!("{day} of {}", self.model.name(self.model[*act].thing)),
                    None => day.into(),
                }
            }
            Anchor::Deadline(part) => format!("deadline {}", self.part(*part)),
            Anchor::On(days) => Date(*days).to_string(),
            Anchor::First(s) => {
                format!("first {}", self.call(&self.model[s.name].name, self.model.args(s.args), vars))
            }
        }
    }

    /// A condition as the language writes it, with what its variables stand for.
    pub(crate) fn condition_of(self, condition: &Condition, vars: &[Box<str>], bound: &[Arg]) -> String {
        self.filled(self.condition(condition, vars), vars, bound)
    }

    /// A text of the language with what its variables stand for.
    fn filled(self, mut text: String, vars: &[Box<str>], bound: &[Arg]) -> String {
        // Longer names first: `?x` must not be taken for the beginning of `?xy`.
        let bound = vars.iter().zip(bound).filter(|(_, a)| !matches!(a, Arg::Var(_)));
        let mut known: Vec<(&str, Arg)> = bound.map(|(v, &a)| (&**v, a)).collect();
        known.sort_by_key(|(v, _)| std::cmp::Reverse(v.len()));
        for (var, arg) in known {
            text = text.replace(&format!("?{var}"), &self.arg(arg));
        }
        without_variables(&text)
    }

    /// Puts what the variables of a norm stand for into what a step says that the norm does.
    pub(crate) fn fill(self, node: &mut Node, norm: NormId, bound: &[Arg]) {
        let vars = &self.model[norm].vars;
        node.effect = node.effect.take().map(|text| self.filled(text, vars, bound));
        for on in node.does.iter_mut().flat_map(|d| &mut d.on) {
            *on = self.filled(std::mem::take(on), vars, bound);
        }
    }

    /// An effect as the language writes it, on the status or deed with these arguments that it gives or ends; of a norm
    /// that met a deed, with all that its variables stand for.
    pub(crate) fn effect_on(self, id: EffectId, args: &[Arg], firing: Option<&Firing>) -> String {
        let text = self.effect(id);
        let Owner::Norm(norm) = self.model[id].owner else { return text };
        let vars = &self.model[norm].vars;
        if let Some(firing) = firing {
            return self.filled(text, vars, &firing.binding);
        }
        let written = match &self.model.effects[id].does {
            Does::Begins(status) | Does::Ends(status) => status.args,
            Does::Duty { content: Content::That { status, .. }, .. } => status.args,
            Does::Duty { content: Content::Deed(deed), .. } => deed.args,
            _ => return without_variables(&text),
        };
        self.filled(text, vars, &vigente_engine::provenance::bind(self.model.args(written), args, vars.len()))
    }

    /// A condition as the language writes it.
    pub(crate) fn condition(self, condition: &Condition, vars: &[Box<str>]) -> String {
        let mut out = match condition.kind {
            ConditionKind::If => "if",
            ConditionKind::While => "while",
            ConditionKind::Unless => "unless",
        }
        .to_owned();
        for (i, test) in condition.all.iter().enumerate() {
            out.push_str(if i == 0 { " " } else { " and " });
            out.push_str(&self.test(test, vars));
        }
        out
    }

    /// A test as the language writes it.
    pub(crate) fn test(self, test: &Test, vars: &[Box<str>]) -> String {
        let status = |s: &Status| self.call(&self.model[s.name].name, self.model.args(s.args), vars);
        let arg = |a: Arg| {
            let mut out = String::new();
            self.write_arg(&mut out, a, vars);
            out
        };
        match test {
            Test::Status { not, status: s } => format!("{}{}", if *not { "not " } else { "" }, status(s)),
            Test::Count { var, status: s, compare, number } => {
                let var = vars.get(usize::from(*var)).map_or("x", |v| v);
                format!("count(?{var}: {}) {} {number}", status(s), compare_sign(*compare))
            }
            Test::Dated { not, act, day, relation, date } => {
                let day = match day {
                    ActDay::Made => "made",
                    ActDay::Notified => "notified",
                    ActDay::Published => "published",
                    ActDay::Effect => "effective",
                };
                let relation = match relation {
                    Relation::Before => "before",
                    Relation::OnOrBefore => "on or before",
                    Relation::On => "on",
                    Relation::OnOrAfter => "on or after",
                    Relation::After => "after",
                };
                format!("{}{} {day} {relation} {date}", if *not { "not " } else { "" }, arg(*act))
            }
            Test::Duty { not, of, state } => {
                let not = if *not { "not " } else { "" };
                let of = match *of {
                    Tested::At(duty) => arg(duty),
                    Tested::Of { bearer, forbids, content, part } => {
                        let content = match content {
                            Content::Deed(d) => {
                                let deed = self.call(&self.model[d.name].name, self.model.args(d.args), vars);
                                format!("{}to {deed}", if forbids { "not " } else { "" })
                            }
                            Content::That { not, status: s } => {
                                format!("that {}{}", if not { "not " } else { "" }, status(&s))
                            }
                        };
                        let place = part.map_or(String::new(), |v| format!(" in {}", arg(Arg::Var(v))));
                        format!("duty of {} {content}{place}", arg(bearer))
                    }
                };
                let is = if matches!(state, DutyState::Binds | DutyState::Yields) { "" } else { "is " };
                format!("{not}{of} {is}{}", duty_state_words(*state))
            }
        }
    }
}

/// A text of the language in which a variable that stands for nothing in particular is `…`, and one that counts is left
/// out: `count(party(…, ACHR)) >= 11`.
fn without_variables(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('?') {
        out.push_str(before);
        rest = after.trim_start_matches(|c: char| c.is_alphanumeric() || c == '-' || c == '_');
        match rest.strip_prefix(": ") {
            Some(counted) if out.ends_with("count(") => rest = counted,
            _ => out.push('…'),
        }
    }
    out + rest
}

/// `>=`
pub(crate) fn compare_sign(compare: Compare) -> &'static str {
    match compare {
        Compare::Less => "<",
        Compare::AtMost => "<=",
        Compare::Equal => "=",
        Compare::AtLeast => ">=",
        Compare::More => ">",
    }
}

/// A state of duties as the language writes it.
fn duty_state_words(state: DutyState) -> String {
    let word = match state {
        DutyState::Binds => "binds",
        DutyState::Yields => "yields",
        DutyState::Is(Performance::Pending) => "pending",
        DutyState::Is(Performance::Performed) => "performed",
        DutyState::Is(Performance::Late) => "late",
        DutyState::Is(Performance::Overdue) => "overdue",
        DutyState::Is(Performance::Partly) => "partly",
        DutyState::Is(Performance::Lifted) => "lifted",
        DutyState::Is(Performance::Observed) => "observed",
        DutyState::Is(Performance::Impossible) => "impossible",
        DutyState::Is(Performance::Defeated) => "defeated",
        DutyState::Is(Performance::Broken) => "broken",
        DutyState::Is(Performance::Overridden) => "overridden",
        DutyState::Is(Performance::Followed) => "followed",
        DutyState::Is(Performance::Kept) => "kept",
        DutyState::Is(Performance::Unkept) => "unkept",
        DutyState::Assessed(outcome) => return format!("assessed {}", outcome_word(outcome)),
        DutyState::Claimed(outcome) => return format!("claimed {}", outcome_word(outcome)),
    };
    word.to_owned()
}

/// `breached`
pub(crate) fn outcome_word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Fulfilled => "fulfilled",
        Outcome::Partly => "partly",
        Outcome::Breached => "breached",
    }
}

/// `3 months`, `1 year and 1 day`, `5 working days`
pub(crate) fn delay_text(delay: Delay) -> String {
    let days = match delay.count.days {
        CountedDays::Unsaid => "day",
        CountedDays::Calendar => "calendar day",
        CountedDays::Working => "working day",
    };
    let lengths = [(delay.years, "year"), (delay.months, "month"), (delay.weeks, "week"), (delay.days, days)];
    let said = lengths.iter().filter(|(count, _)| *count > 0);
    let said: Vec<String> =
        said.map(|(count, unit)| format!("{count} {unit}{}", if *count == 1 { "" } else { "s" })).collect();
    if said.is_empty() { "0 days".to_owned() } else { said.join(" and ") }
}
