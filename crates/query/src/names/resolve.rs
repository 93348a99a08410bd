//! Resolves the names of a question as written, or says what is wrong with it.

use std::sync::Arc;

use vigente_syntax::ast::{self, Compare, Performance, Word};
use vigente_syntax::diagnostic::{Diagnostic, FileId, Label, Severity};

use vigente_model::*;
use vigente_resolve::listed;

use crate::QUESTION;

/// A question with its days and eyes, where it names them.
pub(crate) struct ResolvedQuestion {
    pub(crate) as_it_stood: bool,
    pub(crate) made_by: Option<Day>,
    pub(crate) known_by: Option<Day>,
    pub(crate) viewpoint: Option<ViewpointId>,
    pub(crate) query: Query,
    pub(crate) note: Option<String>,
}

/// What is asked, resolved.
#[derive(Clone, Debug)]
pub(crate) enum Query {
    Not(Box<Query>),
    Undetermined(Box<Query>),
    Contested(Box<Query>),
    Silent(Box<Query>),
    Part { thing: ThingId, state: ast::PartState },
    Duty { duties: DutyName, state: DutyState },
    Status(Pattern<StatusId>),
    Deed(Pattern<DeedId>),
    Must { bearer: Option<ThingId>, not: bool, deed: Pattern<DeedId> },
    Collision(CollisionOn),
    Count { var: usize, status: Pattern<StatusId>, compare: Compare, number: u32 },
}

/// Where duties are looked for.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum DutyName {
    /// At parts of an act.
    Parts(ThingId, Ids<PartId>),
    /// Given by a norm.
    Norm(NormId),
}

#[derive(Clone, Debug)]
pub(crate) enum DutyState {
    Binds,
    Yields {
        to: Option<DutyName>,
    },
    Is(Performance),
    Due(Days),
    Assessed(Outcome),
    Claimed(Outcome),
    /// A bare name: what has become of it.
    Any,
}

#[derive(Clone, Debug)]
pub(crate) enum CollisionOn {
    Deed(Pattern<DeedId>),
    Status(Pattern<StatusId>),
    Part(ThingId),
}

/// A deed or status, perhaps with variables.
#[derive(Clone, Debug)]
pub(crate) struct Pattern<Name> {
    pub(crate) name: Name,
    /// The arguments; `Arg::Var` counts through `vars`.
    pub(crate) args: Vec<Arg>,
    pub(crate) vars: Vec<String>,
}

impl<Name> Pattern<Name> {
    /// The arguments, where none of them is a variable.
    pub(crate) fn ground(&self) -> Option<Arc<[Arg]>> {
        self.vars.is_empty().then(|| self.args.as_slice().into())
    }

    /// The variables' values, if the arguments fit.
    pub(crate) fn matches(&self, args: &[Arg]) -> Option<Vec<Arg>> {
        if args.len() != self.args.len() {
            return None;
        }
        let mut bound: Vec<Option<Arg>> = vec![None; self.vars.len()];
        for (&pattern, &arg) in self.args.iter().zip(args) {
            match pattern {
                Arg::Var(v) => match bound.get_mut(usize::from(v)) {
                    Some(slot @ None) => *slot = Some(arg),
                    Some(Some(before)) if *before == arg => {}
                    _ => return None,
                },
                written if written == arg => {}
                _ => return None,
            }
        }
        bound.into_iter().collect()
    }
}

/// A status or a deed.
enum Call<Status, Deed> {
    Status(Status),
    Deed(Deed),
}

/// Resolves the names of a question that stands in `file`.
pub(crate) fn resolve(
    model: &Model,
    expect: &ast::Expect<'_>,
    file: FileId,
) -> Result<ResolvedQuestion, Vec<Diagnostic>> {
    let mut resolver = Resolver { model, file, diagnostics: Vec::new() };
    let asked = resolver.asked(expect);
    if resolver.diagnostics.is_empty() { asked.ok_or_else(Vec::new) } else { Err(resolver.diagnostics) }
}

struct Resolver<'m> {
    model: &'m Model,
    file: FileId,
    diagnostics: Vec<Diagnostic>,
}

impl Resolver<'_> {
    fn error(&mut self, code: &'static str, at: Span, message: String, here: &str, help: Option<String>) {
        let mut diagnostic = Diagnostic::new(code, Severity::Error, self.file, at, message).here(here);
        diagnostic.help = help;
        self.diagnostics.push(diagnostic);
    }

    fn asked(&mut self, expect: &ast::Expect<'_>) -> Option<ResolvedQuestion> {
        let made_by = expect.made_by.and_then(|d| self.day(d));
        let known_by = expect.known_by.and_then(|d| self.day(d));
        let viewpoint = expect.viewpoint.and_then(|w| self.viewpoint(w));
        let query = self.query(&expect.query)?;
        let note = expect.note.map(|n| vigente_syntax::unescape(n.raw).into_owned());
        Some(ResolvedQuestion { as_it_stood: expect.as_it_stood, made_by, known_by, viewpoint, query, note })
    }

    /// A horizon is a known day.
    fn day(&mut self, text: ast::DateText<'_>) -> Option<Day> {
        let days = self.days(text)?;
        if !days.is_exact() {
            let message = format!("`{}` is not one day", text.text);
            self.error("bad-date", text.at, message, "a question needs a single day", None);
            return None;
        }
        Some(days.lo)
    }

    fn days(&mut self, text: ast::DateText<'_>) -> Option<Days> {
        match Days::read(text.text) {
            Ok(days) => Some(days),
            Err(bad) => {
                let help = bad.instead.first().map(|d| format!("write it as `{d}`"));
                self.error("bad-date", text.at, format!("`{}` is not a date", text.text), &bad.why, help);
                None
            }
        }
    }

    fn viewpoint(&mut self, word: Word<'_>) -> Option<ViewpointId> {
        match self.model.viewpoint(word.text) {
            Some(found) => Some(found),
            None => {
                let also = self.model.also_called(word.text);
                let mut named = also.iter().filter_map(|id| self.model.viewpoint(self.model.name(*id)));
                if let (Some(one), None, true) = (named.next(), named.next(), self.file == QUESTION) {
                    return Some(one);
                }
                let names = self.model.viewpoints.iter().map(|v| &*v.name);
                let help =
                    vigente_syntax::did_you_mean(word.text, names).map(|n| format!("did you mean `{n}`?"));
                let message = format!("there is no viewpoint `{}`", word.text);
                self.error("unknown-name", word.at, message, "", help);
                None
            }
        }
    }

    /// By its name. A question that somebody types may also use another name (`aka`) of it that nothing else has; a
    /// record may not, since a pack can take up the same other name tomorrow.
    fn thing(&mut self, word: Word<'_>) -> Option<ThingId> {
        if let Some(found) = self.model.thing(word.text) {
            return Some(found);
        }
        match self.model.also_called(word.text)[..] {
            [] => self.unknown(word),
            [one] if self.file == QUESTION => return Some(one),
            [one] => {
                let message = format!("nothing on the record is called `{}`", word.text);
                let help = format!("it is another name of `{}`: write that", self.model.name(one));
                self.error("unknown-name", word.at, message, "", Some(help));
            }
            ref many => self.shared(word, many),
        }
        None
    }

    /// Several things have this for another name: each is shown.
    fn shared(&mut self, word: Word<'_>, many: &[ThingId]) {
        let names: Vec<&str> = many.iter().map(|id| self.model.name(*id)).collect();
        let message = format!("`{}` is another name of {}", word.text, listed(&names));
        self.error("shared-alias", word.at, message, "", Some("write the one that is meant".to_owned()));
        let Some(told) = self.diagnostics.last_mut() else { return };
        for id in many {
            let thing = &self.model[*id];
            let text = format!("`{}`", thing.name);
            told.labels.push(Label { file: thing.place.file, at: thing.place.at, text });
        }
    }

    fn unknown(&mut self, word: Word<'_>) {
        let names = self.model.things.iter().map(|t| &*t.name);
        let called = self.model.statuses.iter().chain(&*self.model.deeds).map(|d| &*d.name);
        let near = vigente_syntax::did_you_mean(word.text, names.chain(called));
        let help = near.map(|n| format!("did you mean `{n}`?"));
        let message = format!("nothing on the record is called `{}`", word.text);
        self.error("unknown-name", word.at, message, "", help);
    }

    /// An act or a part of one.
    fn part(&mut self, word: Word<'_>) -> Option<ThingId> {
        let thing = self.thing(word)?;
        if matches!(self.model[thing].kind, ThingKind::Act(_) | ThingKind::Part(_)) {
            return Some(thing);
        }
        let message = format!("`{}` is not an act or a part of one", word.text);
        self.error("wrong-kind", word.at, message, "", None);
        None
    }

    /// Where duties live: an act, a part, or a norm.
    fn duty(&mut self, word: Word<'_>) -> Option<DutyName> {
        let thing = self.thing(word)?;
        let found = self.duty_name(thing);
        if found.is_none() {
            let message = format!("`{}` is not an act, a part or a norm that carries duties", word.text);
            self.error("wrong-kind", word.at, message, "", None);
        }
        found
    }

    fn duty_name(&self, thing: ThingId) -> Option<DutyName> {
        match self.model[thing].kind {
            ThingKind::Act(_) | ThingKind::Part(_) => {
                Some(DutyName::Parts(thing, self.model.parts_of(thing)))
            }
            ThingKind::Norm(norm) => Some(DutyName::Norm(norm)),
            _ => None,
        }
    }

    fn query(&mut self, query: &ast::Query<'_>) -> Option<Query> {
        // The parser bounds the depth.
        Some(match query {
            ast::Query::Not(q) => Query::Not(Box::new(self.query(q)?)),
            ast::Query::Undetermined(q) => Query::Undetermined(Box::new(self.query(q)?)),
            ast::Query::Contested(q) => Query::Contested(Box::new(self.query(q)?)),
            ast::Query::Silent(q) => Query::Silent(Box::new(self.query(q)?)),
            ast::Query::Name(word) => self.name(*word)?,
            ast::Query::Part { what, state } => Query::Part { thing: self.part(*what)?, state: *state },
            ast::Query::Duty { duty, state } => {
                let duties = self.duty(*duty)?;
                Query::Duty { duties, state: self.duty_state(state)? }
            }
            ast::Query::Holds(call) => match self.call(call)? {
                Call::Deed(pattern) => Query::Deed(pattern),
                Call::Status(pattern) => Query::Status(pattern),
            },
            ast::Query::Must { bearer, not, deed } => {
                let bearer = match bearer {
                    Some(word) => Some(self.thing(*word)?),
                    None => None,
                };
                let Call::Deed(pattern) = self.call(deed)? else {
                    let message = format!("`{}` is a status, not a deed", deed.name.text);
                    let help = Some("nobody does a status; ask whether it holds".to_owned());
                    self.error("wrong-kind", deed.name.at, message, "", help);
                    return None;
                };
                Query::Must { bearer, not: *not, deed: pattern }
            }
            ast::Query::Collision(call) => {
                if call.args.is_empty()
                    && let Some(thing) = self.model.thing(call.name.text)
                    && matches!(self.model[thing].kind, ThingKind::Act(_) | ThingKind::Part(_))
                {
                    return Some(Query::Collision(CollisionOn::Part(thing)));
                }
                Query::Collision(match self.call(call)? {
                    Call::Deed(pattern) => CollisionOn::Deed(pattern),
                    Call::Status(pattern) => CollisionOn::Status(pattern),
                })
            }
            ast::Query::Count(count) => {
                let Call::Status(status) = self.call(&count.status)? else {
                    let message = format!("`{}` is a deed, not a status", count.status.name.text);
                    self.error(
                        "wrong-kind",
                        count.status.name.at,
                        message,
                        "only statuses are counted",
                        None,
                    );
                    return None;
                };
                let Some(var) = status.vars.iter().position(|v| v == count.var.text) else {
                    let message = format!("`?{}` does not stand in what is counted", count.var.text);
                    self.error("unbound-variable", count.var.at, message, "", None);
                    return None;
                };
                Query::Count { var, status, compare: count.compare, number: count.number }
            }
        })
    }

    /// A bare name: an act or part (a part that only lays down duties: those), a norm's duties, or a status or deed
    /// without arguments.
    fn name(&mut self, word: Word<'_>) -> Option<Query> {
        if let Some(thing) = self.model.thing(word.text) {
            match self.model[thing].kind {
                ThingKind::Act(_) | ThingKind::Part(_) => {
                    let only_duties = self.only_duties(thing);
                    return Some(if only_duties {
                        let duties = DutyName::Parts(thing, self.model.parts_of(thing));
                        Query::Duty { duties, state: DutyState::Any }
                    } else {
                        Query::Part { thing, state: ast::PartState::InForce }
                    });
                }
                ThingKind::Norm(norm) => {
                    return Some(Query::Duty { duties: DutyName::Norm(norm), state: DutyState::Any });
                }
                _ => {}
            }
        }
        let call = ast::Call { name: word, args: Vec::new(), at: word.at };
        let known = self.declared(word.text).is_some();
        if !known && self.model.thing(word.text).is_some() {
            let message = format!("`{}` alone is not a question", word.text);
            let help = Some("ask about an act, a part, a duty, a status or a deed".to_owned());
            self.error("wrong-kind", word.at, message, "", help);
            return None;
        }
        Some(match self.call(&call)? {
            Call::Deed(pattern) => Query::Deed(pattern),
            Call::Status(pattern) => Query::Status(pattern),
        })
    }

    fn only_duties(&self, thing: ThingId) -> bool {
        let mut effects = self
            .model
            .parts_of(thing)
            .flat_map(|p| self.model[p].effects.clone())
            .map(|e| &self.model[e].does)
            .peekable();
        effects.peek().is_some() && effects.all(|does| matches!(does, Does::Duty { .. }))
    }

    fn duty_state(&mut self, state: &ast::DutyState<'_>) -> Option<DutyState> {
        Some(match state {
            ast::DutyState::Binds => DutyState::Binds,
            ast::DutyState::Yields { to: None } => DutyState::Yields { to: None },
            ast::DutyState::Yields { to: Some(word) } => DutyState::Yields { to: Some(self.duty(*word)?) },
            ast::DutyState::Is(performance) => DutyState::Is(*performance),
            ast::DutyState::Due(date) => DutyState::Due(self.days(*date)?),
            ast::DutyState::Assessed(outcome) => DutyState::Assessed(*outcome),
            ast::DutyState::Claimed(outcome) => DutyState::Claimed(*outcome),
        })
    }

    /// The status or deed of this name.
    fn declared(&self, name: &str) -> Option<Call<StatusId, DeedId>> {
        let find = |all: &[Declared]| all.binary_search_by(|d| (*d.name).cmp(name)).ok();
        let status = find(&self.model.statuses).map(|i| Call::Status(StatusId::new(i)));
        status.or_else(|| find(&self.model.deeds).map(|i| Call::Deed(DeedId::new(i))))
    }

    fn call(&mut self, call: &ast::Call<'_>) -> Option<Call<Pattern<StatusId>, Pattern<DeedId>>> {
        let Some(name) = self.declared(call.name.text) else {
            self.unknown(call.name);
            return None;
        };
        // The verbs' deeds take one act, part or norm each and need no parameters declared.
        let (declared, verb) = match name {
            Call::Status(status) => (&self.model[status], false),
            Call::Deed(deed) => (&self.model[deed], self.model.verb_deeds.values().any(|&d| d == deed)),
        };
        let params = declared.params.len();
        if call.args.len() != params && !(verb && call.args.len() == 1) {
            let shape = declared.params.iter().map(|p| &**p).collect::<Vec<_>>().join(", ");
            let message = format!("`{}` takes {} and not {}", call.name.text, many(params), call.args.len());
            let help = Some(format!("write `{}({shape})`", call.name.text));
            self.error("wrong-arity", call.at, message, "", help);
            return None;
        }
        let mut vars: Vec<String> = Vec::new();
        let mut args = Vec::new();
        for arg in &call.args {
            args.push(match arg {
                ast::Arg::Name(word) => Arg::Thing(self.thing(*word)?),
                ast::Arg::Var(word) => {
                    let at = vars.iter().position(|v| v == word.text).unwrap_or_else(|| {
                        vars.push(word.text.to_owned());
                        vars.len() - 1
                    });
                    Arg::Var(u8::try_from(at).ok()?)
                }
                ast::Arg::Amount(amount) => self.amount(amount)?,
            });
        }
        Some(match name {
            Call::Status(name) => Call::Status(Pattern { name, args, vars }),
            Call::Deed(name) => Call::Deed(Pattern { name, args, vars }),
        })
    }

    fn amount(&mut self, amount: &ast::Amount<'_>) -> Option<Arg> {
        let unit = match amount.unit {
            Some(word) => Some(self.thing(word)?),
            None => None,
        };
        match hundredths(amount.digits) {
            Some(hundredths) => Some(Arg::Amount { hundredths, unit }),
            None => {
                let message = format!("`{}` is not an amount", amount.digits);
                self.error("bad-amount", amount.at, message, "", Some("write `20000.50 USD`".to_owned()));
                None
            }
        }
    }
}

fn many(n: usize) -> String {
    match n {
        0 => "no arguments".to_owned(),
        1 => "one argument".to_owned(),
        n => format!("{n} arguments"),
    }
}

/// `20000.5` in hundredths; at most two decimals.
fn hundredths(digits: &str) -> Option<i64> {
    let (whole, cents) = digits.split_once('.').unwrap_or((digits, ""));
    let cents = match cents.len() {
        0 => 0,
        1 => cents.parse::<i64>().ok()?.checked_mul(10)?,
        2 => cents.parse::<i64>().ok()?,
        _ => return None,
    };
    whole.parse::<i64>().ok()?.checked_mul(100)?.checked_add(cents)
}
