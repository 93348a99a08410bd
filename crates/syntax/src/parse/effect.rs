//! Effects: a verb, its object, its modifiers.

use super::chars::{self, WORD};
use super::cursor::{Abort, Cursor, Read, TokenSink};
use crate::ast::{
    Anchor, Arg, Condition, ConditionKind, Delay, DutyState, Effect, Modifier, Moment, Object, Outcome,
    PeriodRule, Query, Relation, Test, Tested, Verb, Word,
};
use crate::highlight::Class;
use crate::{keywords, suggest};

/// The verb that a word is, and what follows it.
#[inline]
pub(super) fn verb(word: &str) -> Option<Verb> {
    Some(match word {
        "does" => Verb::Does,
        "begins" => Verb::Begins,
        "ends" => Verb::Ends,
        "annuls" => Verb::Annuls,
        "repeals" => Verb::Repeals,
        "suspends" => Verb::Suspends,
        "restores" => Verb::Restores,
        "disapplies" => Verb::Disapplies,
        "upholds" => Verb::Upholds,
        "requires" => Verb::Requires,
        "forbids" => Verb::Forbids,
        "permits" => Verb::Permits,
        "urges" => Verb::Urges,
        "discharges" => Verb::Discharges,
        "moves" => Verb::Moves,
        "finds" => Verb::Finds,
        "claims" => Verb::Claims,
        "says" => Verb::Says,
        "relies" => Verb::Relies,
        "counts" => Verb::CountsAs,
        "periods" => Verb::Periods,
        "excludes" => Verb::Excludes,
        "makes" => Verb::MakesImpossible,
        "void" => Verb::Void,
        _ => return None,
    })
}

impl<'t, S: TokenSink> Cursor<'t, S> {
    /// `VERB OBJECT MODIFIERS [cites …]` up to the end of the line. The verb is known to come next.
    pub(super) fn effect(&mut self, start: usize, label: Option<Word<'t>>, verb: Verb) -> Read<Effect<'t>> {
        let word = self.word_ahead();
        self.take(word, Class::Verb);
        let object = self.object(verb)?;
        let mut modifiers = Vec::new();
        let mut cites = Vec::new();
        while !self.at_end() {
            let word = self.word_ahead();
            match word {
                "cites" => {
                    self.cites(&mut cites, true)?;
                    break;
                }
                "contradicts" => {
                    let d = self
                        .error("misplaced-line", self.ahead().1, "`contradicts` cannot follow an effect")
                        .help("write it on a line of its own: it then speaks of the whole act");
                    return self.stop(d);
                }
                _ => match self.modifier(word)? {
                    Some(modifier) => {
                        if modifiers.is_empty() {
                            modifiers.reserve_exact(1);
                        }
                        modifiers.push(modifier);
                    }
                    None => return self.effect_trailing(word, verb, &object),
                },
            }
        }
        if !self.at_end() {
            return self.trailing();
        }
        Ok(Effect { label, verb, object, modifiers, cites, at: self.since(start) })
    }

    fn object(&mut self, verb: Verb) -> Read<Object<'t>> {
        match verb {
            Verb::Does => {
                Ok(Object::Call(self.call("`does` needs a deed", "such as `does release(fujimori)`")?))
            }
            Verb::Begins => {
                Ok(Object::Call(self.call("`begins` needs a status", "such as `begins party(PE, ACHR)`")?))
            }
            Verb::Ends => {
                Ok(Object::Call(self.call("`ends` needs a status", "such as `ends party(PE, ACHR)`")?))
            }
            Verb::CountsAs => {
                self.expect_word("as", "counts as implement(tc-2022)")?;
                Ok(Object::Call(
                    self.call("`counts as` needs a deed", "such as `counts as implement(tc-2022)`")?,
                ))
            }
            Verb::Excludes => {
                Ok(Object::Call(self.call("`excludes` needs a deed", "such as `excludes protect(?farm)`")?))
            }
            Verb::MakesImpossible => {
                self.expect_word("impossible", "makes impossible release(?who)")?;
                Ok(Object::Call(
                    self.call("`makes impossible` needs a deed", "such as `makes impossible release(?who)`")?,
                ))
            }
            Verb::Annuls => self.attacked("`annuls` needs the name of an act or of a part of one"),
            Verb::Repeals => self.attacked("`repeals` needs the name of an act or of a part of one"),
            Verb::Suspends => self.attacked("`suspends` needs the name of an act or of a part of one"),
            Verb::Restores => {
                Ok(Object::Names(self.names("`restores` needs the name of an act or of a part of one")?))
            }
            Verb::Upholds => {
                Ok(Object::Names(self.names("`upholds` needs the name of an act or of a part of one")?))
            }
            Verb::Relies => {
                self.expect_word("on", "relies on pardon")?;
                Ok(Object::Names(self.names("`relies on` needs the name of an act or of a part of one")?))
            }
            Verb::Disapplies => {
                let what = self.names("`disapplies` needs the name of an act or of a part of one")?;
                self.expect_word("to", "disapplies amnesty to fujimori")?;
                let to = self.name("`to` needs a name", "such as `disapplies amnesty to fujimori`")?;
                Ok(Object::To { what, to })
            }
            Verb::Requires | Verb::Forbids | Verb::Permits | Verb::Urges => self.duty(verb),
            Verb::Discharges => {
                if self.word_ahead() == "duties" && self.second_word() == "of" {
                    self.eat("duties");
                    self.eat("of");
                    return Ok(Object::DutiesOf(self.bearer("`duties of` needs a name")?));
                }
                let says = "`discharges` needs the name of a duty";
                let mut all =
                    vec![self.duty_named(says, "write its name, or several with commas between them")?];
                while self.sign(b',') {
                    let look = "write one more name, or take the comma out";
                    all.push(self.duty_named("a name is missing behind the comma", look)?);
                }
                Ok(Object::Duties(all))
            }
            Verb::Moves => {
                let duty = self.duty_named(
                    "`moves` needs the name of a duty",
                    "such as `moves ruling.report to 2024-03-04`",
                )?;
                self.expect_word("to", "moves ruling.report to 2024-03-04")?;
                let to = self.date("`to` needs a date here")?;
                Ok(Object::Move { duty, to })
            }
            Verb::Finds => self.finding(),
            Verb::Claims => {
                if self.word_ahead() == "no" && self.second_word() == "power" {
                    self.eat("no");
                    self.eat("power");
                    let look = "claims no power of IA.Court over PE";
                    self.expect_word("of", look)?;
                    let of = self.name(
                        "`of` needs the name of an organ",
                        "such as `claims no power of IA.Court over PE`",
                    )?;
                    self.expect_word("over", look)?;
                    let over =
                        self.name("`over` needs a name", "such as `claims no power of IA.Court over PE`")?;
                    return Ok(Object::NoPower { of, over });
                }
                let duty = self
                    .name("`claims` needs the name of a duty", "such as `claims ruling.report fulfilled`")?;
                self.said_of(duty)
            }
            Verb::Says => self.saying(),
            Verb::Void => Ok(Object::Nothing),
            Verb::Periods => self.periods(),
        }
    }

    /// `[of up to N days] run on working days in CALENDAR` and the like.
    fn periods(&mut self) -> Read<Object<'t>> {
        let mut limit = None;
        if self.eat("of") {
            let look = "periods of up to 5 days run on working days in GB.EnglandWales";
            self.expect_word("up", look)?;
            self.expect_word("to", look)?;
            limit = Some(self.delay()?);
        }
        let word = self.word_ahead();
        let (rule, rest): (PeriodRule, &[&str]) = match word {
            "run" => (PeriodRule::Run, &["on", "working", "days"]),
            "end" => (PeriodRule::End, &["on", "working", "days"]),
            "stand" => (PeriodRule::Still, &["still"]),
            "include" => (PeriodRule::FirstDay, &["their", "first", "day"]),
            "count" => (PeriodRule::NextDay, &["from", "the", "next", "day"]),
            "before" => (PeriodRule::Clear, &["a", "day", "are", "clear"]),
            _ => {
                let (found, at) = self.ahead();
                let d = self.error("bad-period", at, format!("`{found}` says nothing of periods")).help(
                    "write `periods run on working days in CALENDAR`, `periods end on working days in CALENDAR`, \
                     `periods stand still in CALENDAR`, `periods include their first day`, \
                     `periods count from the next day` or `periods before a day are clear`",
                );
                return self.stop(d);
            }
        };
        self.take(word, Class::Keyword);
        for next in rest {
            self.expect_word(next, &format!("periods {word} {}", rest.join(" ")))?;
        }
        let mut calendar = None;
        if matches!(rule, PeriodRule::Run | PeriodRule::End | PeriodRule::Still) {
            self.expect_word("in", &format!("periods {word} {} in PE.judicial", rest.join(" ")))?;
            calendar = Some(self.name("`in` needs the name of a calendar", "such as `in PE.judicial`")?);
        }
        Ok(Object::Periods { rule, limit, calendar })
    }

    /// `B to DEED`, `B that [not] STATUS`
    fn duty(&mut self, verb: Verb) -> Read<Object<'t>> {
        let says = match verb {
            Verb::Forbids => "`forbids` does not say whom",
            Verb::Permits => "`permits` does not say whom",
            Verb::Urges => "`urges` does not say whom",
            _ => "`requires` does not say of whom",
        };
        let bearer = self.bearer(says)?;
        if self.eat("to") {
            if self.word_ahead() == "not" {
                let d = self
                    .error("unknown-word", self.ahead().1, "`not` cannot stand behind `to`")
                    .help("a duty to refrain is written `forbids B to DEED`");
                return self.stop(d);
            }
            let deed = self.call("`to` needs a deed", "such as `requires PE to report(IA.Court)`")?;
            return Ok(Object::Deed { bearer, deed });
        }
        if self.word_ahead() == "that" && matches!(verb, Verb::Requires | Verb::Urges) {
            self.eat("that");
            let not = self.eat("not");
            let status =
                self.call("`that` needs a status", "such as `requires PE that not detained(fujimori)`")?;
            return Ok(Object::That { bearer, not, status });
        }
        let (found, at) = self.ahead();
        let d = self.error("missing-to", at, "`to` is missing between who and what");
        let d = match found {
            "that" => d.help("only `requires` and `urges` take `that`; write `requires B that not STATUS`"),
            "," | "and" => d.help("one bearer a line: write the line again for the other"),
            "not" => d.help("a duty to refrain is written `forbids B to DEED`"),
            "from" => d.help("write `forbids B to DEED`").fix(self.file, at, "to"),
            _ if self.word_end(self.pos) > self.pos => {
                let here = self.span(self.pos, self.pos);
                d.help(format!("write `to {found}`")).fix(self.file, here, "to ")
            }
            _ => d.help("write `requires B to DEED`, such as `requires PE to report(IA.Court)`"),
        };
        self.stop(d)
    }

    /// What is annulled, repealed or suspended: names, or (in a norm) the variable that stands for it.
    fn attacked(&mut self, says: &str) -> Read<Object<'t>> {
        Ok(match self.peek() {
            b'?' => Object::Bound(self.variable()?),
            _ => Object::Names(self.names(says)?),
        })
    }

    /// A duty by its name, or (in a norm) the variable that stands for it.
    fn duty_named(&mut self, says: &str, look: &str) -> Read<Arg<'t>> {
        match self.peek() {
            b'?' => Ok(Arg::Var(self.variable()?)),
            _ => Ok(Arg::Name(self.name(says, look)?)),
        }
    }

    fn finding(&mut self) -> Read<Object<'t>> {
        let what = self.name(
            "`finds` needs the name of a duty, or who is in breach",
            "such as `finds ruling.report breached` or `finds PE in breach of ACHR.4`",
        )?;
        if self.eat("in") {
            self.expect_word("breach", "finds PE in breach of ACHR.4")?;
            self.expect_word("of", "finds PE in breach of ACHR.4")?;
            let norm = self
                .name("`in breach of` needs the name of a norm", "such as `finds PE in breach of ACHR.4`")?;
            let (outcome, under) = (Outcome::Breached, Some(norm));
            return Ok(Object::Outcome { duty: what, outcome, under, as_of: self.as_of()? });
        }
        self.said_of(what)
    }

    /// `OUTCOME [under NORM] [as of DATE]`
    fn said_of(&mut self, duty: Word<'t>) -> Read<Object<'t>> {
        let outcome = self.outcome()?;
        if self.word_ahead() == "of" {
            let dated = self.byte(self.skip_spaces(self.pos + 2)).is_ascii_digit();
            let (meant, help) = if dated {
                ("as of", "the day from which it counts stands behind `as of`")
            } else {
                ("under", "a norm stands behind `under`: `finds PE fulfilled under ACHR.68.1`")
            };
            let at = self.ahead().1;
            let d = self.error("unknown-word", at, "`of` cannot follow an outcome").help(help);
            return self.stop(d.fix(self.file, at, meant));
        }
        let mut under = None;
        if self.eat("under") {
            let look = "such as `finds PE fulfilled under ACHR.68.1`";
            under = Some(self.name("`under` needs the name of a norm", look)?);
        }
        Ok(Object::Outcome { duty, outcome, under, as_of: self.as_of()? })
    }

    fn saying(&mut self) -> Read<Object<'t>> {
        let stance = match self.word_ahead() {
            word @ ("supports" | "opposes") => {
                self.take(word, Class::Keyword);
                let about = self.name("it is not said what", "such as `says supports pardon`")?;
                Some((word == "supports", about))
            }
            _ => None,
        };
        let text = self.string();
        if stance.is_none() && text.is_none() {
            let (found, at) = self.ahead();
            let d =
                self.error("missing-text", at, "`says` needs words in quotes, or `supports` or `opposes`");
            let d = match suggest::did_you_mean(found, ["supports", "opposes"]) {
                Some(meant) => d.help(format!("did you mean `{meant}`?")),
                None => d.help("write `says \"…\"`, `says supports X` or `says opposes X`"),
            };
            return self.stop(d);
        }
        Ok(Object::Said { stance, text })
    }

    /// `fulfilled`, `partly`, `breached`
    pub(super) fn outcome(&mut self) -> Read<Outcome> {
        let word = self.word_ahead();
        let outcome = match word {
            "fulfilled" => Outcome::Fulfilled,
            "partly" => Outcome::Partly,
            "breached" => Outcome::Breached,
            _ => {
                let meant = match word {
                    "violated" | "broken" | "breach" | "unfulfilled" | "incumplido" | "violado" => {
                        Some("breached")
                    }
                    "complied" | "performed" | "done" | "met" | "cumplido" => Some("fulfilled"),
                    "partially" | "partial" | "parcialmente" => Some("partly"),
                    _ => suggest::did_you_mean(word, ["fulfilled", "partly", "breached"]),
                };
                let (found, at) = self.ahead();
                let d = match found {
                    "" => self.error("unknown-outcome", at, "it is not said how the duty was met"),
                    _ => self.error("unknown-outcome", at, format!("`{found}` is not an outcome")),
                };
                let d = match meant {
                    Some(meant) => d.help(format!("did you mean `{meant}`?")).fix(self.file, at, meant),
                    None => d.help("write `fulfilled`, `partly` or `breached`"),
                };
                return self.stop(d);
            }
        };
        self.take(word, Class::Keyword);
        Ok(outcome)
    }

    fn as_of(&mut self) -> Read<Option<crate::ast::DateText<'t>>> {
        if !self.eat("as") {
            return Ok(None);
        }
        self.expect_word("of", "finds ruling.report breached as of 2019-01-01")?;
        Ok(Some(self.date("`as of` needs a date")?))
    }

    /// Reads what may follow an effect; none, if `word` is not the beginning of it.
    #[inline]
    fn modifier(&mut self, word: &'t str) -> Read<Option<Modifier<'t>>> {
        let start = self.pos;
        let kind = match word {
            "from" => {
                self.take(word, Class::Keyword);
                let moment = match self.word_ahead() {
                    "now" => {
                        let at = self.span(self.pos, self.pos + 3);
                        self.eat("now");
                        Moment::Now(at)
                    }
                    _ if self.delay_ahead() => {
                        let (delay, anchor) = self.counted("from 2 months before ruling")?;
                        return Ok(Some(Modifier::After(delay, anchor)));
                    }
                    _ => Moment::Date(self.date("`from` needs a date, or `now`")?),
                };
                return Ok(Some(Modifier::From(moment)));
            }
            "until" => {
                self.take(word, Class::Keyword);
                if self.delay_ahead() {
                    let (delay, anchor) = self.counted("until 120 days of made")?;
                    return Ok(Some(Modifier::Until(Moment::Counted(delay, anchor))));
                }
                if self.date_ahead() {
                    return Ok(Some(Modifier::Until(Moment::Date(self.take_date()))));
                }
                let act =
                    self.name("`until` needs a date or the name of an act", "such as `until 2032-02-10`")?;
                return Ok(Some(Modifier::Until(Moment::Act(act))));
            }
            "after" => {
                self.take(word, Class::Keyword);
                let (delay, anchor) = self.counted("after 1 year of notified")?;
                return Ok(Some(Modifier::After(delay, anchor)));
            }
            "within" => {
                self.take(word, Class::Keyword);
                let (delay, anchor) = self.counted("within 6 months of notified")?;
                return Ok(Some(Modifier::Within(delay, anchor)));
            }
            "by" => {
                self.take(word, Class::Keyword);
                if self.delay_ahead() {
                    let (delay, anchor) = self.counted("by 2 months before ruling")?;
                    return Ok(Some(Modifier::Within(delay, anchor)));
                }
                return Ok(Some(Modifier::By(self.date("`by` needs a date")?)));
            }
            "at" => {
                self.take(word, Class::Keyword);
                self.expect_word("once", "requires PE to release(fujimori) at once")?;
                return Ok(Some(Modifier::AtOnce(self.since(start))));
            }
            "then" => {
                self.take(word, Class::Keyword);
                self.expect_word("every", "by 2024-03-04 then every 3 months")?;
                let mut delay = self.delay()?;
                self.counted_by(&mut delay)?;
                return Ok(Some(Modifier::Every(delay)));
            }
            "for" => {
                self.take(word, Class::Keyword);
                if self.delay_ahead() {
                    return Ok(Some(Modifier::Until(Moment::Lasting(self.delay()?))));
                }
                let mut all = vec![self.bearer("`for` needs a name, or a length of time")?];
                while self.sign(b',') {
                    all.push(self.bearer("a name is missing behind the comma")?);
                }
                return Ok(Some(Modifier::For(all)));
            }
            "same" => {
                self.take(word, Class::Keyword);
                self.expect_word("as", "requires PE to pay(rose, 1000 USD) same as judgment.costs")?;
                let look = "such as `same as judgment.costs`";
                return Ok(Some(Modifier::SameAs(self.name("`same as` needs the name of a duty", look)?)));
            }
            "towards" => {
                self.take(word, Class::Keyword);
                let look = "such as `towards judgment.costs`";
                return Ok(Some(Modifier::Towards(self.name("`towards` needs the name of a duty", look)?)));
            }
            "worth" => {
                self.take(word, Class::Keyword);
                return Ok(Some(Modifier::Worth(self.worth()?)));
            }
            "if" => ConditionKind::If,
            "while" => ConditionKind::While,
            "unless" => ConditionKind::Unless,
            _ => return Ok(None),
        };
        Ok(Some(Modifier::Condition(self.condition(kind)?)))
    }

    /// `if A and B`: the word is known to come next.
    pub(super) fn condition(&mut self, kind: ConditionKind) -> Read<Condition<'t>> {
        let start = self.pos;
        let word = self.word_ahead();
        self.take(word, Class::Keyword);
        let mut all = vec![self.test()?];
        while self.eat("and") {
            all.push(self.test()?);
        }
        if self.word_ahead() == "or" {
            let d = self
                .error("unknown-word", self.ahead().1, "conditions are joined by `and` only")
                .help("write the effect, or the norm, once for each of the two");
            return self.stop(d);
        }
        Ok(Condition { kind, all, at: self.since(start) })
    }

    fn test(&mut self) -> Read<Test<'t>> {
        if self.count_ahead() {
            return Ok(Test::Count(self.count()?));
        }
        let not = self.eat("not");
        if not && self.count_ahead() {
            let d = self
                .error("unknown-word", self.ahead().1, "`not` cannot stand before a count")
                .help("turn the comparison around: `<` for not `>=`");
            return self.stop(d);
        }
        if self.duty_tested() {
            return self.duty_test(not);
        }
        let status =
            self.call("a condition needs a status", "such as `if convicted(fujimori, grave-violation)`")?;
        Ok(Test::Status { not, status })
    }

    /// Whether a condition asks for the state of duties: `duty of …`, or a name that a state follows.
    fn duty_tested(&self) -> bool {
        if self.peek() == b'?' {
            return true;
        }
        match (self.word_ahead(), self.second_word()) {
            ("duty", "of") => true,
            ("", _) => false,
            (_, word) => {
                matches!(word, "is" | "not")
                    || keywords::DUTY_STATES.contains(&word)
                    || keywords::ACT_DAYS.contains(&word)
            }
        }
    }

    fn duty_test(&mut self, mut not: bool) -> Read<Test<'t>> {
        let start = self.pos;
        let of = if self.word_ahead() == "duty" && self.second_word() == "of" {
            self.eat("duty");
            self.eat("of");
            self.duties_of()?
        } else {
            Tested::Named(self.duty_named(
                "a condition needs a status or a duty",
                "such as `while ruling.report overdue`",
            )?)
        };
        self.eat("is");
        not ^= self.eat("not");
        let word = self.word_ahead();
        if let Tested::Named(act) = of
            && keywords::ACT_DAYS.contains(&word)
        {
            let day = self.take(word, Class::Keyword);
            let relation = self.relation()?;
            let date = self.date("a comparison needs a date")?;
            return Ok(Test::Dated { not, act, day, relation, date, at: self.since(start) });
        }
        let at = self.since(start);
        let text = match of {
            Tested::Named(Arg::Name(word) | Arg::Var(word)) => word,
            _ => Word { text: "the duty", at },
        };
        let read = match self.state(text)? {
            Query::Duty { state, .. } => Some(state),
            _ => None,
        };
        match read {
            Some(state) if !matches!(state, DutyState::Due(_) | DutyState::Yields { to: Some(_) }) => {
                Ok(Test::Duty { not, of, state, at: self.since(start) })
            }
            _ => {
                let d = self
                    .error("unknown-state", self.since(start), format!("a condition cannot ask for `{word}`"))
                    .help("it asks whether a duty `binds`, is `pending`, `overdue`, `performed`, `late`, `broken` and the like");
                self.stop(d)
            }
        }
    }

    /// `before`, `on or before`, `on`, `on or after`, `after`
    fn relation(&mut self) -> Read<Relation> {
        if self.eat("before") {
            return Ok(Relation::Before);
        }
        if self.eat("after") {
            return Ok(Relation::After);
        }
        self.expect_word("on", "if ?ruling made on or after 2022-03-15")?;
        if !self.eat("or") {
            return Ok(Relation::On);
        }
        if self.eat("before") {
            return Ok(Relation::OnOrBefore);
        }
        self.expect_word("after", "if ?ruling made on or after 2022-03-15")?;
        Ok(Relation::OnOrAfter)
    }

    /// `B [not] to DEED [in ?part]`, `B that [not] STATUS [in ?part]`
    fn duties_of(&mut self) -> Read<Tested<'t>> {
        let bearer = self.bearer("`duty of` does not say whose")?;
        if self.eat("that") {
            let not = self.eat("not");
            let look = "such as `duty of PE that not detained(fujimori) is unkept`";
            let status = self.call("`that` needs a status", look)?;
            return Ok(Tested::That { bearer, not, status, part: self.in_part()? });
        }
        let not = self.eat("not");
        self.expect_word("to", "duty of ?debtor to pay(?creditor, ?sum) is overdue")?;
        let look = "such as `duty of ?debtor to pay(?creditor, ?sum) is overdue`";
        let deed = self.call("`to` needs a deed", look)?;
        Ok(Tested::Deed { bearer, not, deed, part: self.in_part()? })
    }

    /// `in ?part`
    fn in_part(&mut self) -> Read<Option<Word<'t>>> {
        Ok(if self.eat("in") { Some(self.variable()?) } else { None })
    }

    /// `TIME of ANCHOR`, `TIME before ANCHOR`
    fn counted(&mut self, look: &str) -> Read<(Delay<'t>, Anchor<'t>)> {
        let mut delay = self.delay()?;
        delay.back = self.word_ahead() == "before" && self.eat("before");
        let anchor = self.anchor(delay.back, look)?;
        self.counted_by(&mut delay)?;
        Ok((delay, anchor))
    }

    /// `[in CALENDAR] [, next working day]`
    fn counted_by(&mut self, delay: &mut Delay<'t>) -> Read<()> {
        if self.eat("in") {
            let look = "such as `within 5 working days of notified in PE.judicial`";
            delay.calendar = Some(self.name("`in` needs the name of a calendar", look)?);
        }
        if self.sign(b',') {
            let meant = if delay.back { "previous" } else { "next" };
            let look = format!(", {meant} working day");
            self.expect_word(meant, &look)?;
            self.expect_word("working", &look)?;
            self.expect_word("day", &look)?;
            delay.rolls = true;
        }
        Ok(())
    }

    /// `of ANCHOR`, or the anchor alone where `before` was read.
    fn anchor(&mut self, before: bool, look: &str) -> Read<Anchor<'t>> {
        if !before && !self.eat("of") {
            let (found, at) = self.ahead();
            let d = self.error("missing-anchor", at, "it is not said from when the time runs");
            let d = match found {
                "from" | "after" | "since" | "from." => {
                    d.help(format!("write `of`: `{look}`")).fix(self.file, at, "of")
                }
                _ => d.help(format!("say of what, such as `{look}`, or `of` and the name of an act")),
            };
            return self.stop(d);
        }
        let word = self.word_ahead();
        Ok(match word {
            "made" | "notified" | "published" | "effect" => {
                let which = self.take(word, Class::Keyword);
                let act = if self.eat("of") {
                    Some(self.name("`of` needs the name of an act", "such as `of notified of ruling`")?)
                } else {
                    None
                };
                Anchor::Day { which, act }
            }
            "born" | "died" => {
                let which = self.take(word, Class::Keyword);
                let person = self.name("the name of a person is missing", "such as `of died ana`")?;
                Anchor::Life { which, person }
            }
            "effective" | "notification" | "notice" | "publication" | "making" => {
                let meant = match word {
                    "effective" => "effect",
                    "publication" => "published",
                    "making" => "made",
                    _ => "notified",
                };
                let at = self.ahead().1;
                let d = self
                    .error("unknown-word", at, format!("`{word}` is not a day of an act"))
                    .help(format!("did you mean `{meant}`?"))
                    .fix(self.file, at, meant);
                return self.stop(d);
            }
            "deadline" => {
                self.take(word, Class::Keyword);
                Anchor::Deadline(
                    self.name("`deadline` needs the name of a duty", "such as `of deadline ruling.report`")?,
                )
            }
            "first" => {
                self.take(word, Class::Keyword);
                Anchor::First(self.call("`first` needs a status", "such as `of first party(PE, ACHR)`")?)
            }
            _ => Anchor::Act(self.name(
                "`of` needs `made`, `notified`, `published`, `effect`, or the name of an act",
                "such as `within 6 months of notified`",
            )?),
        })
    }

    /// A keyword that the grammar asks for.
    pub(super) fn expect_word(&mut self, word: &str, look: &str) -> Read<()> {
        if self.eat(word) {
            return Ok(());
        }
        let (found, at) = self.ahead();
        let code = if word == "to" { "missing-to" } else { "missing-word" };
        let d = match found {
            "" => self.error(code, at, format!("`{word}` is missing")),
            _ => self.error(code, at, format!("`{word}` is missing before `{found}`")),
        };
        let d = d.help(format!("write it like `{look}`"));
        self.stop(d)
    }

    /// Something behind an effect that cannot be there.
    #[cold]
    fn effect_trailing<T>(&mut self, word: &'t str, verb: Verb, object: &Object<'t>) -> Read<T> {
        if self.hopeless() {
            return Err(Abort);
        }
        let at = self.ahead().1;
        if word.is_empty() {
            if self.peek() == b','
                && matches!(object, Object::Call(_) | Object::Deed { .. } | Object::That { .. })
            {
                let d = self
                    .error("trailing-text", at, "this verb takes one at a time")
                    .help("write a line of its own for each; they may carry the same label");
                return self.stop(d);
            }
            return self.trailing();
        }
        if self::verb(word).is_some() {
            let d = self
                .error("trailing-text", at, format!("`{word}` begins another effect"))
                .help("write each effect on a line of its own, all indented alike");
            return self.stop(d);
        }
        if word == "and" && matches!(object, Object::Names(_) | Object::Duties(_) | Object::To { .. }) {
            let d = self
                .error("trailing-text", at, "names are separated by commas")
                .help("write `,` for `and`")
                .fix(self.file, at, ",");
            return self.stop(d);
        }
        if let Some(meant) = suggest::modifier(word).filter(|_| verb != Verb::Says) {
            let d = self.error("unknown-word", at, format!("`{word}` cannot follow an effect"));
            let d = d.help(format!("did you mean `{meant}`?")).fix(self.file, at, meant);
            return self.stop(d);
        }
        if let Object::Names(_) | Object::Duties(_) = object {
            let d = self
                .error("trailing-text", at, format!("`{word}` stands behind the names without a comma"))
                .help("names are separated by commas; behind them may stand `from`, `until`, `if`, `cites` and the like");
            return self.stop(d);
        }
        self.trailing()
    }

    /// Whether a character that cannot be part of a name stands right behind the word that ends at `end`.
    #[inline]
    pub(super) fn glued(&self, end: usize) -> bool {
        match self.byte(end) {
            b' ' | b',' | b')' | b'(' | b'\n' | b'\r' | b'\t' | b':' | b';' | b'>' | b'<' | b'=' => false,
            0 if end >= self.line.len() => false,
            b => !chars::is(b, WORD) && chars::blank_len(self.line, end) == 0,
        }
    }
}
