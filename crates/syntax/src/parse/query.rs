//! Questions: what stands behind `expect`, or what somebody types at the command line.

use super::chars;
use super::cursor::{Cursor, DEEPEST, Read, TokenSink};
use crate::ast::{Call, DutyState, Expect, PartState, Performance, Query, Word};
use crate::highlight::Class;
use crate::{keywords, suggest};

impl<'t, S: TokenSink> Cursor<'t, S> {
    /// `[as it stood] [made by D] [known by D] [VIEWPOINT:] QUERY ["note"]`, up to the end of the line.
    pub(super) fn expect(&mut self) -> Read<Expect<'t>> {
        let start = self.pos;
        let (mut as_it_stood, mut made_by, mut known_by) = (false, None, None);
        loop {
            let second = self.second_word();
            match self.word_ahead() {
                "as" if second == "it" => {
                    self.eat("as");
                    self.eat("it");
                    self.expect_word("stood", "as it stood: pardon in force")?;
                    as_it_stood = true;
                }
                "made" if second == "by" => {
                    self.eat("made");
                    self.eat("by");
                    made_by = Some(self.date("`made by` needs a date")?);
                }
                "known" if second == "by" => {
                    self.eat("known");
                    self.eat("by");
                    known_by = Some(self.date("`known by` needs a date")?);
                }
                _ => break,
            }
        }
        let mut viewpoint = None;
        if !self.sign(b':') {
            let word = self.word_ahead();
            if !word.is_empty() && self.byte(self.skip_spaces(self.pos + word.len())) == b':' {
                viewpoint = Some(self.take(word, Class::Name));
                self.sign(b':');
            }
        }
        let query = self.query(0)?;
        let note = self.string();
        if !self.at_end() {
            return self.query_trailing();
        }
        let at = self.since(start);
        let text = &self.text[start..self.last.max(start)];
        Ok(Expect { as_it_stood, made_by, known_by, viewpoint, query, note, text, at })
    }

    fn query(&mut self, depth: u32) -> Read<Query<'t>> {
        if depth >= DEEPEST {
            let d = self
                .error("too-deep", self.ahead().1, "this question is nested too deeply")
                .help("two `not` say nothing: take them out");
            return self.stop(d);
        }
        let word = self.word_ahead();
        let wrap: fn(Box<Query<'t>>) -> Query<'t> = match word {
            "not" => Query::Not,
            "undetermined" => Query::Undetermined,
            "contested" => Query::Contested,
            "silent" => Query::Silent,
            "no" if self.second_word() == "collision" => Query::Not,
            "collision" if self.second_word() == "on" => {
                self.eat("collision");
                self.eat("on");
                let on = self.call("on what is not said", "such as `collision on release(fujimori)`")?;
                return Ok(Query::Collision(on));
            }
            "nobody" | "somebody" => {
                self.take(word, Class::Keyword);
                self.expect_word("must", "nobody must release(fujimori)")?;
                let must = self.must(None)?;
                return Ok(if word == "nobody" { Query::Not(Box::new(must)) } else { must });
            }
            "count" if self.count_ahead() => return Ok(Query::Count(self.count()?)),
            _ => return self.question(),
        };
        self.take(word, Class::Keyword);
        Ok(wrap(Box::new(self.query(depth + 1)?)))
    }

    /// A name, and what is asked about it.
    fn question(&mut self) -> Read<Query<'t>> {
        let start = self.pos;
        let name =
            self.name("what is asked is missing", "such as `pardon in force` or `release(fujimori)`")?;
        if self.peek() == b'(' {
            let args = self.args(None)?;
            let call = Call { name, args, at: self.since(start) };
            return Ok(Query::Holds(call));
        }
        if self.at_end() || self.string_ahead() {
            return Ok(Query::Name(name));
        }
        if self.eat("must") {
            return self.must(Some(name));
        }
        self.eat("is");
        let not = self.eat("not");
        let state = self.state(name)?;
        Ok(if not { Query::Not(Box::new(state)) } else { state })
    }

    /// `[not] DEED`, behind `must`
    fn must(&mut self, bearer: Option<Word<'t>>) -> Read<Query<'t>> {
        let not = self.eat("not");
        let deed = self.call("`must` needs a deed", "such as `PE.INPE must release(fujimori)`")?;
        Ok(Query::Must { bearer, not, deed })
    }

    pub(super) fn state(&mut self, what: Word<'t>) -> Read<Query<'t>> {
        let word = self.word_ahead();
        let part = |state| Ok(Query::Part { what, state });
        let duty = |state| Ok(Query::Duty { duty: what, state });
        let is = |performance| Ok(Query::Duty { duty: what, state: DutyState::Is(performance) });
        macro_rules! take {
            ($then:expr) => {{
                self.take(word, Class::Keyword);
                $then
            }};
        }
        match word {
            "in" => {
                take!(self.expect_word("force", "pardon in force")?);
                part(PartState::InForce)
            }
            "on" => {
                take!(self.expect_word("record", "pardon on record")?);
                part(PartState::OnRecord)
            }
            "rests" => {
                take!(self.expect_word("on", "tc-2022 rests on fallen")?);
                self.expect_word("fallen", "tc-2022 rests on fallen")?;
                part(PartState::RestsOnFallen)
            }
            "operative" => take!(part(PartState::Operative)),
            "stands" => take!(part(PartState::Stands)),
            "annulled" => take!(part(PartState::Annulled)),
            "repealed" => take!(part(PartState::Repealed)),
            "suspended" => take!(part(PartState::Suspended)),
            "binds" => take!(duty(DutyState::Binds)),
            "yields" => {
                take!(());
                let to = if self.eat("to") {
                    Some(self.name("`to` needs the name of a duty", "such as `execute yields to refrain`")?)
                } else {
                    None
                };
                duty(DutyState::Yields { to })
            }
            "pending" => take!(is(Performance::Pending)),
            "performed" => take!(is(Performance::Performed)),
            "late" => take!(is(Performance::Late)),
            "overdue" => take!(is(Performance::Overdue)),
            "partly" => take!(is(Performance::Partly)),
            "lifted" => take!(is(Performance::Lifted)),
            "observed" => take!(is(Performance::Observed)),
            "broken" => take!(is(Performance::Broken)),
            "overridden" => take!(is(Performance::Overridden)),
            "impossible" => take!(is(Performance::Impossible)),
            "defeated" => take!(is(Performance::Defeated)),
            "followed" => take!(is(Performance::Followed)),
            "kept" => take!(is(Performance::Kept)),
            "unkept" => take!(is(Performance::Unkept)),
            "due" => {
                take!(());
                let date = self.date("`due` needs a date")?;
                duty(DutyState::Due(date))
            }
            "assessed" => {
                take!(());
                let outcome = self.outcome()?;
                duty(DutyState::Assessed(outcome))
            }
            "claimed" => {
                take!(());
                let outcome = self.outcome()?;
                duty(DutyState::Claimed(outcome))
            }
            _ => self.unknown_state(what),
        }
    }

    #[cold]
    fn unknown_state<T>(&mut self, what: Word<'t>) -> Read<T> {
        let word = self.word_ahead();
        let (found, at) = self.ahead();
        if found.is_empty() {
            let d = self
                .error("unknown-state", at, format!("what is asked about `{}` is missing", what.text))
                .help("such as `in force`, `operative`, `binds` or `overdue`");
            return self.stop(d);
        }
        let d = self.error("unknown-state", at, format!("`{found}` is not a question about `{}`", what.text));
        let d = match word {
            "requires" | "forbids" => d.help(format!("write `{} must DEED`, or `{} must not DEED`", what.text, what.text)),
            "does" | "did" => d.help("a deed is asked by itself: `release(fujimori)`"),
            "collision" | "collides" => d.help("write `collision on release(fujimori)`"),
            _ => match suggest::state(word) {
                Some("in" | "in force") => d.help(format!("did you mean `{} in force`?", what.text)),
                Some(meant) => d.help(format!("did you mean `{meant}`?")).fix(self.file, at, meant),
                None => d.help(
                    "ask whether an act is `in force`, `operative`, `annulled`, or a duty `binds`, is `pending`, `overdue`, `broken`",
                ),
            },
        };
        self.stop(d)
    }

    #[cold]
    fn query_trailing<T>(&mut self) -> Read<T> {
        let (found, at) = self.ahead();
        match found {
            "and" | "or" | "," => {
                let d = self
                    .error("trailing-text", at, "one thing is asked at a time")
                    .help("write a second `expect` line, or ask again");
                self.stop(d)
            }
            _ if keywords::STATES.contains(&found) => {
                let before = chars::trim_end(&self.text[..self.pos]);
                let closed = before.ends_with(')');
                let d = self.error("trailing-text", at, format!("`{found}` cannot stand here"));
                let d = match closed {
                    true => {
                        d.help("a status holds or does not, a deed was done or was not: ask it by itself")
                    }
                    false => d.help("end the question before it"),
                };
                self.stop(d)
            }
            _ => self.trailing(),
        }
    }
}
