//! Effects of acts and norms as facts: what they do, when, and under which conditions (§4).

use vigente_model::{
    ActDay, ActId, Arg, Attack, Compare, Condition, ConditionKind, Content, Counting, Day, Days, Deadline,
    Delay, Does, DutyState, Effect, EffectId, Mode, Moment, Outcome, Owner, PartId, Relation, Test, Tested,
    Timing, Verb,
};

use crate::anchors::Instant;
use crate::terms::{arg, call, day, quoted, span, thing};
use crate::{NotExpressible, Program};

/// So many occurrences of a duty that falls due again, counted from the first day of a status.
const MOST: u32 = 20;

/// Who has an effect or a condition, and what its variables are bound to: `head` is the term of the binding, `given`
/// what binds it.
pub(crate) struct Scope {
    pub(crate) head: String,
    pub(crate) given: Option<String>,
    /// The acts that may carry it; `None` for nobody.
    pub(crate) acts: Vec<Option<ActId>>,
}

impl Program<'_> {
    /// The effects of acts.
    pub(crate) fn effects(&mut self) -> Result<(), NotExpressible> {
        let model = self.model;
        let mut lines: Vec<(usize, ActId)> = Vec::new();
        for (p, part) in model.parts.iter().enumerate() {
            let name = self.part(PartId::new(p));
            self.fact(format_args!("part_no({name},{},{p})", self.model.parts[PartId::new(p)].act.index()));
            for e in part.effects.clone().map(EffectId::index) {
                let effect = &model.effects[e];
                self.fact(format_args!("own({e},{name})"));
                self.fact(format_args!("own_line({e},{name})"));
                for (k, deed) in self.deeds(effect)?.into_iter().enumerate() {
                    self.fact(format_args!("line_deed({e},{k},{deed})"));
                }
                lines.push((e, part.act));
                let scope = Scope { head: "b".to_string(), given: None, acts: vec![Some(part.act)] };
                self.effect(e, effect, &scope)?;
                self.said(e, effect, part.act);
            }
        }
        // In order of day, then of acts, then as written: for the two runs of §9.
        for (run, late) in [("certain", true), ("possible", false)] {
            let made = |act: ActId| model[act].made;
            lines.sort_by_key(|&(e, act)| (if late { made(act).hi } else { made(act).lo }, act, e));
            for (rank, (e, _)) in lines.iter().enumerate() {
                self.fact(format_args!("rank({run},{e},{rank})"));
            }
        }
        Ok(())
    }

    /// The deeds of a line: what it does, or what its verb is.
    fn deeds(&self, effect: &Effect) -> Result<Vec<String>, NotExpressible> {
        let model = self.model;
        let verb = match &effect.does {
            Does::Deed(deed) => return Ok(vec![call(model, &model[deed.name], deed.args)?]),
            Does::Attack(Attack::Annuls, Arg::Thing(of)) => Some((Verb::Annuls, None, *of)),
            Does::Attack(Attack::Repeals, Arg::Thing(of)) => Some((Verb::Repeals, None, *of)),
            Does::Attack(Attack::Suspends, Arg::Thing(of)) => Some((Verb::Suspends, None, *of)),
            Does::Disapplies { target, .. } => Some((Verb::Disapplies, None, *target)),
            Does::Restores(of) => Some((Verb::Restores, None, *of)),
            Does::Upholds(of) => Some((Verb::Upholds, None, *of)),
            Does::Discharges(Arg::Thing(of)) => Some((Verb::Discharges, None, *of)),
            Does::Moves { duty: Arg::Thing(of), .. } => Some((Verb::Moves, None, *of)),
            Does::Finds(said) if said.under.is_none() => Some((Verb::Finds, Some(said.outcome), said.of)),
            Does::Claims(said) if said.under.is_none() => Some((Verb::Claims, Some(said.outcome), said.of)),
            Does::Relies(of) => Some((Verb::Relies, None, *of)),
            _ => None,
        };
        let Some((verb, outcome, of)) = verb else { return Ok(Vec::new()) };
        let both = [None, outcome];
        let names = both[..1 + usize::from(outcome.is_some())].iter();
        let deeds = names.filter_map(|&o| model.verb_deeds.get(&(verb, o)));
        Ok(deeds.map(|d| format!("s({},({},))", quoted(&model[*d].name), thing(model, of))).collect())
    }

    /// Findings and claims (§10).
    fn said(&mut self, e: usize, effect: &Effect, act: ActId) {
        let (word, said) = match &effect.does {
            Does::Finds(said) => ("finds", said),
            Does::Claims(said) => ("claims", said),
            _ => return,
        };
        let outcome = match said.outcome {
            Outcome::Fulfilled => "Fulfilled",
            Outcome::Partly => "Partly",
            Outcome::Breached => "Breached",
        };
        let of = thing(self.model, said.of);
        match said.under {
            None => self.fact(format_args!("says({word},{e},\"{outcome}\",{of})")),
            Some(norm) => {
                let norm = thing(self.model, self.model[norm].thing);
                self.fact(format_args!("says_under({word},{e},\"{outcome}\",{of},{norm})"));
            }
        }
        let as_of = said.as_of.unwrap_or(self.model[act].made);
        self.grid.add(as_of);
        self.fact(format_args!("as_of({e},{})", span(as_of)));
    }

    /// An effect: what it does, its times and its conditions.
    pub(crate) fn effect(&mut self, e: usize, effect: &Effect, scope: &Scope) -> Result<(), NotExpressible> {
        if let Does::Moves { to, .. } = effect.does {
            self.grid.add(to);
        }
        if let Some(does) = self.does(effect)? {
            self.bound(scope, &format!("does({e},{},{does})", scope.head));
        }
        // Lines of an act are in the order in which they are written; those of norms in that of the norms.
        let line = match effect.owner {
            Owner::Part(_) => effect.place.at.start,
            Owner::Norm(_) => 0,
        };
        self.fact(format_args!("line_no({e},{line})"));
        let Some(timing) = &effect.timing else { return Ok(()) };
        for (word, moment) in [("from", timing.from), ("until", timing.until)] {
            match moment {
                None => {}
                Some(Moment::Date(days)) => {
                    self.grid.add(days);
                    self.fact(format_args!("{word}({e},{})", span(days)));
                }
                Some(Moment::Now) if word == "from" => self.fact(format_args!("from_now({e})")),
                Some(Moment::Act(act)) if word == "until" => {
                    let act = self.act(act);
                    self.fact(format_args!("until_act({e},{act})"));
                }
                Some(Moment::Counted(..) | Moment::Lasting(_)) if word == "until" => {
                    for &act in &scope.acts {
                        let end = self.end_counted(timing, act)?;
                        self.grid.add(end);
                        let carrier = act.map_or("none".to_string(), |a| self.act(a));
                        self.fact(format_args!("until_counted({e},{carrier},{})", span(end)));
                    }
                }
                Some(_) => return Err(NotExpressible("`from` an act, `until now`")),
            }
        }
        if let Some((delay, anchor)) = timing.after {
            for &act in &scope.acts {
                let carrier = act.map_or("none".to_string(), |a| self.act(a));
                match self.anchored(delay, anchor, act)? {
                    Instant::Days(days) => {
                        self.grid.add(days);
                        self.fact(format_args!("after_date({e},{carrier},{})", span(days)));
                    }
                    Instant::First(status, delays) => {
                        let counted = |n: &Delay| n.count != Counting::default();
                        if delays.iter().any(counted) {
                            return Err(NotExpressible(
                                "working days that hang on the first day of a status",
                            ));
                        }
                        let name = format!("after({e})");
                        let status = call(self.model, &self.model[status.name], status.args)?;
                        self.bound(scope, &format!("after_first({e},{},{status},{name})", scope.head));
                        self.grid.shift(name, delays, None);
                        break;
                    }
                }
            }
        }
        if let Some(deadline) = timing.deadline {
            self.deadlines(e, deadline, timing.every, scope)?;
        }
        for &who in &timing.beneficiaries {
            let who = arg(self.model, who)?;
            self.bound(scope, &format!("for({e},{},{who})", scope.head));
        }
        for (word, of) in [("same_as", timing.same_as), ("towards", timing.towards)] {
            if let Some(of) = of {
                let of = thing(self.model, of);
                self.fact(format_args!("{word}({e},{of})"));
            }
        }
        if let Some((hundredths, unit)) = timing.worth {
            let amount = arg(self.model, Arg::Amount { hundredths, unit })?;
            self.fact(format_args!("worth({e},{amount})"));
        }
        let owner = format!("e({e})");
        for (i, condition) in timing.conditions.iter().enumerate() {
            self.condition(&owner, &format!("c({owner},{i})"), condition, scope)?;
        }
        Ok(())
    }

    /// The end of an effect that `act` carries, counted from a day of an act or from its start.
    fn end_counted(&self, timing: &Timing, act: Option<ActId>) -> Result<Days, NotExpressible> {
        let days = |instant| match instant {
            Instant::Days(days) => Ok(days),
            Instant::First(..) => Err(NotExpressible("an end that hangs on the first day of a status")),
        };
        let delay = match timing.until {
            Some(Moment::Counted(delay, anchor)) => return days(self.anchored(delay, anchor, act)?),
            Some(Moment::Lasting(delay)) => delay,
            _ => Delay::default(),
        };
        let from = match timing.from {
            Some(Moment::Date(days)) => Some(days),
            Some(Moment::Now) => act.map(|a| self.model[a].made),
            _ => None,
        };
        let after =
            timing.after.map(|(delay, anchor)| days(self.anchored(delay, anchor, act)?)).transpose()?;
        let ordinary = || act.map_or(Days::on(Day::MIN), |a| self.model[a].start());
        let start = match (from, after) {
            (Some(a), Some(b)) => Days { lo: a.lo.max(b.lo), hi: a.hi.max(b.hi) },
            (from, after) => from.or(after).unwrap_or_else(ordinary),
        };
        Ok(self.model.counted(start, delay, 1))
    }

    fn does(&self, effect: &Effect) -> Result<Option<String>, NotExpressible> {
        let model = self.model;
        let status = |s: &vigente_model::Status| call(model, &model[s.name], s.args);
        let deed = |d: &vigente_model::Deed| call(model, &model[d.name], d.args);
        let name = |t| thing(model, t);
        Ok(Some(match &effect.does {
            Does::Begins(s) => format!("begins({})", status(s)?),
            Does::Ends(s) => format!("ends({})", status(s)?),
            Does::Attack(kind, of) => {
                let kind = match kind {
                    Attack::Annuls => "annuls",
                    Attack::Repeals => "repeals",
                    Attack::Suspends => "suspends",
                };
                format!("attack({kind},{})", arg(model, *of)?)
            }
            Does::Disapplies { target, to } => format!("disapplies({},{})", name(*target), name(*to)),
            Does::Restores(of) => format!("restores({})", name(*of)),
            Does::Upholds(of) => format!("upholds({})", name(*of)),
            Does::Duty { mode, bearer, content } => {
                let mode = match mode {
                    Mode::Requires => "requires",
                    Mode::Forbids => "forbids",
                    Mode::Permits => "permits",
                    Mode::Urges => "urges",
                };
                let content = self.content(*content)?;
                format!("duty({mode},{},{content})", arg(model, *bearer)?)
            }
            Does::Discharges(of) => format!("discharges({})", arg(model, *of)?),
            Does::DischargesDutiesOf(whom) => format!("discharges_of({})", arg(model, *whom)?),
            Does::Moves { duty, to } => format!("moves({},{})", arg(model, *duty)?, span(*to)),
            Does::CountsAs(d) => format!("counts_as({})", deed(d)?),
            Does::Excludes(d) => format!("excludes({})", deed(d)?),
            Does::MakesImpossible(d) => format!("makes_impossible({})", deed(d)?),
            Does::Void => "void".to_string(),
            Does::Deed(_) if matches!(effect.owner, Owner::Norm(_)) => {
                return Err(NotExpressible("a norm that does a deed"));
            }
            _ => return Ok(None),
        }))
    }

    fn content(&self, content: Content) -> Result<String, NotExpressible> {
        let model = self.model;
        let status = |s: &vigente_model::Status| call(model, &model[s.name], s.args);
        Ok(match content {
            Content::Deed(d) => format!("to({})", call(model, &model[d.name], d.args)?),
            Content::That { not: false, status: s } => format!("that({})", status(&s)?),
            Content::That { not: true, status: s } => format!("that_not({})", status(&s)?),
        })
    }

    /// Each occurrence that opens before the end of the days asked.
    fn deadlines(
        &mut self,
        e: usize,
        deadline: Deadline,
        every: Option<Delay>,
        scope: &Scope,
    ) -> Result<(), NotExpressible> {
        let end = self.grid.end();
        if every.is_some_and(|n| n.is_zero()) {
            return Err(NotExpressible("`every` no time at all"));
        }
        if every.is_some() {
            self.fact(format_args!("recurring({e})"));
        }
        for &act in &scope.acts {
            let carrier = act.map_or("none".to_string(), |a| self.act(a));
            match self.deadline(deadline, act, &mut Vec::new())? {
                Instant::Days(first) => {
                    let mut last: Option<Days> = None;
                    for k in 0.. {
                        if last.is_some_and(|l| l.lo.next() > end) || (k > 0 && every.is_none()) {
                            break;
                        }
                        let days = every.map_or(first, |n| self.model.counted(first, n, k));
                        self.grid.add(days);
                        self.fact(format_args!("deadline_date({e},{carrier},{k},{})", span(days)));
                        last = Some(days);
                    }
                }
                Instant::First(status, delays) => {
                    if delays.iter().chain(&every).any(|n| n.count != Counting::default()) {
                        return Err(NotExpressible("working days that hang on the first day of a status"));
                    }
                    let status = call(self.model, &self.model[status.name], status.args)?;
                    self.bound(scope, &format!("deadline_first({e},{},{status},due({e}))", scope.head));
                    // A status may first hold on any day: as many occurrences as open from the first day asked.
                    let most = if every.is_some() { MOST } else { 1 };
                    for k in 0..most {
                        let times = every.map(|n| (n, k));
                        self.grid.shift(format!("nth(due({e}),{k})"), delays.clone(), times);
                        for &act in &scope.acts {
                            // Where it never holds, the deadline is open from the making on.
                            let carrier = act.map_or("none".to_string(), |a| self.act(a));
                            let made = act.map_or(Day::MIN, |a| self.model[a].made.lo);
                            let open = every.map_or(made, |n| self.model.counted(Days::on(made), n, k).lo);
                            self.grid.add(Days::on(open));
                            self.fact(format_args!("deadline_open({e},{carrier},{k},{})", day(open)));
                        }
                    }
                    break;
                }
            }
        }
        Ok(())
    }

    /// A condition of an effect or a norm, `owner`, under a name of its own.
    pub(crate) fn condition(
        &mut self,
        owner: &str,
        name: &str,
        condition: &Condition,
        scope: &Scope,
    ) -> Result<(), NotExpressible> {
        let kind = match condition.kind {
            ConditionKind::If => "if",
            ConditionKind::While => "while",
            ConditionKind::Unless => "unless",
        };
        self.fact(format_args!("line({owner},{kind},{name})"));
        let model = self.model;
        for (i, test) in condition.all.iter().enumerate() {
            match *test {
                Test::Status { not, status } => {
                    let word = if not { "not_holds" } else { "holds" };
                    let status = call(model, &model[status.name], status.args)?;
                    self.bound(scope, &format!("test({name},{},{word}({status}))", scope.head));
                }
                Test::Dated { not, act, day, relation, date } => {
                    let word = if not { "not_dated" } else { "dated" };
                    let day = match day {
                        ActDay::Made => "made",
                        ActDay::Notified => "notified",
                        ActDay::Published => "published",
                        ActDay::Effect => "effective",
                    };
                    let relation = match relation {
                        Relation::Before => "before",
                        Relation::OnOrBefore => "on_or_before",
                        Relation::On => "on",
                        Relation::OnOrAfter => "on_or_after",
                        Relation::After => "after",
                    };
                    let compared = format!("{word}({},{day},{relation},{})", arg(model, act)?, span(date));
                    self.bound(scope, &format!("test({name},{},{compared})", scope.head));
                }
                Test::Duty { not, of, state } => {
                    let (head, word) = (&scope.head, if not { "not_was" } else { "was" });
                    let question = format!("q({name},{head},{i})");
                    self.bound(scope, &format!("test({name},{head},{word}({question}))"));
                    self.bound(scope, &format!("asked_state({question},{})", quoted(&state_word(state))));
                    match of {
                        Tested::At(duty) => {
                            self.bound(scope, &format!("asked_at({question},{})", arg(model, duty)?));
                        }
                        Tested::Of { part, .. } => {
                            let asked = self.asked_of(of)?;
                            self.bound(scope, &format!("asked_of({question},{asked})"));
                            if let Some(part) = part {
                                self.bound(scope, &format!("asked_in({question},V{part})"));
                            }
                        }
                    }
                }
                Test::Count { var, status, compare, number } => {
                    let head = &scope.head;
                    let status = call(model, &model[status.name], status.args)?;
                    if [",", ")"].iter().any(|end| scope.head.contains(&format!("V{var}{end}"))) {
                        return Err(NotExpressible("a count over a variable that the trigger binds"));
                    }
                    let given = scope.given.as_ref().map_or(String::new(), |g| format!(", {g}"));
                    self.fact(format_args!("counted({name},{head},{i},{status}) :- begun({status}){given}"));
                    let at_least = |not: &str, n: u32| format!("test({name},{head},{not}at_least({i},{n}))");
                    let tests = match compare {
                        Compare::AtLeast => vec![at_least("", number)],
                        Compare::More => vec![at_least("", number + 1)],
                        Compare::Less => vec![at_least("not_", number)],
                        Compare::AtMost => vec![at_least("not_", number + 1)],
                        Compare::Equal => vec![at_least("", number), at_least("not_", number + 1)],
                    };
                    for test in tests {
                        self.bound(scope, &test);
                    }
                }
            }
        }
        Ok(())
    }

    /// The mode, bearer and content of the duties that a test is about.
    pub(crate) fn asked_of(&self, of: Tested) -> Result<String, NotExpressible> {
        let Tested::Of { bearer, forbids, content, .. } = of else { return Ok(String::new()) };
        let mode = if forbids { "forbids" } else { "requires" };
        Ok(format!("{mode},{},{}", arg(self.model, bearer)?, self.content(content)?))
    }

    /// A fact, or for a norm a rule: so for each binding.
    pub(crate) fn bound(&mut self, scope: &Scope, head: &str) {
        match &scope.given {
            None => self.fact(format_args!("{head}")),
            Some(given) => self.fact(format_args!("{head} :- {given}")),
        }
    }
}

/// A state of duties, as `solve.py` calls it.
fn state_word(state: DutyState) -> String {
    match state {
        DutyState::Binds => "binds".to_string(),
        DutyState::Yields => "yields".to_string(),
        DutyState::Is(performance) => format!("{performance:?}").to_lowercase(),
        DutyState::Assessed(outcome) => format!("assessed {outcome:?}"),
        DutyState::Claimed(outcome) => format!("claimed {outcome:?}"),
    }
}
