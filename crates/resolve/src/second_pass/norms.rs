//! Norms. Their variables get numbers here, and must all be bound.

use vigente_syntax::ast::{
    Effect as WrittenEffect, Entry, Head, Line, Subject as WrittenSubject, Verb, Word,
};
use vigente_syntax::diagnostic::FileId;

use crate::dates;
use crate::second_pass::effects::{Carrier, verb_word};
use crate::second_pass::names::{Resolver, Scope, called};
use vigente_model::*;

impl<'a> Resolver<'a> {
    /// Whose a norm is; `None` where that cannot be told.
    fn whose(&mut self, of: Option<Word<'a>>, by: Option<Word<'a>>) -> Option<NormOf> {
        match (of, by) {
            (Some(order), None) => self.order(order).map(NormOf::Order),
            // INVARIANT: an act has at least its unlabelled part, which stands first.
            (None, Some(act)) => self.target(act).map(|t| NormOf::Part(self.model.parts_of(t).start())),
            (None, None) => Some(NormOf::Reading),
            (Some(_), Some(act)) => {
                let found = self.wrong.error(
                    "misplaced-line",
                    Place { file: self.file, at: act.at },
                    "a norm is `of` an order or enacted `by` an act, not both",
                );
                found.help = Some("keep `by` where an act of the record enacts it".to_owned());
                None
            }
        }
    }

    /// A declared order.
    pub(crate) fn order(&mut self, word: Word<'a>) -> Option<ThingId> {
        let Some(thing) = self.names.thing(word.text) else {
            self.missing("unknown-order", word);
            return None;
        };
        let kind = self.model[thing].kind;
        if kind == ThingKind::Order {
            return Some(thing);
        }
        let root = self.model[thing].root;
        let help =
            (self.model[root].kind == ThingKind::Order).then(|| format!("write `{}`", self.model.name(root)));
        let found = self.wrong.error(
            "wrong-kind",
            Place { file: self.file, at: word.at },
            format!("`{}` is {}, not a legal order", word.text, called(kind)),
        );
        found.help = help;
        None
    }

    /// Reads the lines of a norm.
    pub(crate) fn norm_entry(
        &mut self,
        file: FileId,
        entry: &'a Entry<'a>,
        name: Word<'a>,
        thing: ThingId,
        id: NormId,
    ) {
        self.file = file;
        let place = self.place(name.at);
        let Head::Norm { of, by, .. } = entry.head else { return };
        let whose = self.whose(of, by);
        let of = whose.unwrap_or(NormOf::Reading);
        let mut scope = Scope::of_norm();
        let mut norm = Norm {
            thing,
            of,
            when: None,
            conditions: Vec::new(),
            effects: Ids::default(),
            applies_from: None,
            from: None,
            until: None,
            vars: Vec::new(),
            place,
        };
        let mut good = whose.is_some();
        // What binds first: the trigger, then conditions in their order; what uses after it.
        let mut whens = 0;
        for line in &entry.lines {
            if let Line::When { subject, deed, orders, part, at } = line {
                whens += 1;
                if whens > 1 {
                    self.twice("when", *at);
                    continue;
                }
                let subject = self.subject(subject, &mut scope);
                let deed = self.deed(deed, &mut scope, true);
                let orders = orders
                    .iter()
                    .map(|&(of, order)| Some((self.bound(of, &mut scope)?, self.bound(order, &mut scope)?)));
                let orders = orders.collect::<Option<Box<[_]>>>();
                let part = part.map(|part| self.bound(part, &mut scope));
                norm.when = match (subject, deed, orders) {
                    (Some(subject), Some(deed), Some(orders)) if part != Some(None) => {
                        Some(Trigger { subject, deed, orders, part: part.flatten() })
                    }
                    _ => None,
                };
                good &= norm.when.is_some();
            }
        }
        for line in &entry.lines {
            if let Line::Condition(condition) = line {
                if condition.kind == ConditionKind::If && whens == 0 {
                    let found = self.wrong.error(
                        "norm-needs-when",
                        Place { file, at: condition.at },
                        "`if` is asked on the day of a deed, and this norm waits for none",
                    );
                    found.help =
                        Some("write `while` for what is asked every day, or add a `when` line".to_owned());
                    good = false;
                }
                match self.condition(condition, &mut scope, true) {
                    Some(condition) => norm.conditions.push(condition),
                    None => good = false,
                }
            }
        }
        norm.conditions.sort_by_key(|c| c.kind);
        let first = self.model.effects.next_idx();
        let mut thens = 0;
        for line in &entry.lines {
            match line {
                Line::Then(effect) if effect.verb == Verb::Periods => {
                    thens += 1;
                    let plain = whens == 0 && norm.conditions.is_empty();
                    self.counting_rule(effect, id, of, plain);
                }
                Line::Then(effect) => {
                    thens += 1;
                    let conditional = !norm.conditions.is_empty() || !effect.modifiers.is_empty();
                    if self.may_follow(effect, whose, whens > 0, conditional) {
                        let carrier = Carrier { owner: Owner::Norm(id), act: None };
                        self.effect(effect, carrier, &mut scope);
                    }
                }
                Line::AppliesFrom(date) => {
                    self.once("applies from", norm.applies_from.is_some(), date.at);
                    norm.applies_from = dates::read(*date, file, &mut self.wrong);
                    good &= norm.applies_from.is_some();
                    if !matches!(of, NormOf::Part(_)) {
                        let found = self.wrong.warning(
                            "idle-line",
                            Place { file, at: date.at },
                            "`applies from` says nothing here: no act enacts this norm",
                        );
                        found.help = Some("write `from DATE` for the day from which a norm holds".to_owned());
                    }
                }
                Line::From(date) => {
                    self.once("from", norm.from.is_some(), date.at);
                    norm.from = dates::read(*date, file, &mut self.wrong);
                    good &= norm.from.is_some();
                }
                Line::Until(date) => {
                    self.once("until", norm.until.is_some(), date.at);
                    norm.until = dates::read(*date, file, &mut self.wrong);
                    good &= norm.until.is_some();
                }
                Line::When { .. } | Line::Condition(_) => {}
                Line::Cites(cite) => self.cite(Cited::Norm(id), cite, false),
                Line::Contradicts(cite) => self.cite(Cited::Norm(id), cite, true),
                other => self.detail_only(other, "a norm"),
            }
        }
        if thens == 0 {
            let found = self.wrong.error("norm-without-then", place, format!("`{}` says nothing", name.text));
            found.help = Some("add a `then` line".to_owned());
        }
        good &= scope.all_bound(&mut self.wrong);
        if !good {
            // Half a norm would say more than is written, or less: it keeps its name and says nothing.
            self.forget_effects(first);
        }
        norm.effects = Ids::new(first, self.model.effects.next_idx());
        norm.vars = scope.names();
        self.model.norms.push(norm);
    }

    /// Takes back effects and what they cite.
    fn forget_effects(&mut self, first: EffectId) {
        self.model.effects.truncate(first.index());
        while matches!(self.model.citations.last(), Some(Citation { of: Cited::Effect(e), .. }) if *e >= first)
        {
            self.model.citations.pop();
        }
        self.model.citations.retain(|c| !matches!(c.of, Cited::Effect(e) if e >= first));
    }

    fn once(&mut self, word: &str, taken: bool, at: Span) {
        if taken {
            self.twice(word, at);
        }
    }

    /// A line that may stand once stands twice.
    pub(crate) fn twice(&mut self, word: &str, at: Span) {
        let place = self.place(at);
        self.wrong.repeated(word, place);
    }

    fn subject(&mut self, subject: &WrittenSubject<'a>, scope: &mut Scope<'a>) -> Option<Subject> {
        match *subject {
            WrittenSubject::Var(organ) => Some(Subject::Var(self.bound(organ, scope)?)),
            WrittenSubject::VarOf(organ, state) => {
                Some(Subject::VarOf(self.bound(organ, scope)?, self.bound(state, scope)?))
            }
            WrittenSubject::Name(word) => self.thing(word).map(Subject::Under),
        }
    }

    /// A variable that gets its value where it stands.
    fn bound(&mut self, word: Word<'a>, scope: &mut Scope<'a>) -> Option<u8> {
        let place = self.place(word.at);
        scope.var(word, true, place, &mut self.wrong)
    }

    /// Whether a norm may say this.
    fn may_follow(
        &mut self,
        effect: &WrittenEffect<'a>,
        of: Option<NormOf>,
        triggered: bool,
        conditional: bool,
    ) -> bool {
        let verb = verb_word(effect.verb);
        let place = self.place(effect.at);
        match effect.verb {
            Verb::CountsAs
            | Verb::Excludes
            | Verb::Void
            | Verb::Ends
            | Verb::Discharges
            | Verb::Moves
            | Verb::Annuls
            | Verb::Repeals
            | Verb::Suspends
                if !triggered =>
            {
                let found = self.wrong.error(
                    "norm-needs-when",
                    place,
                    format!("`{verb}` follows from a deed, and this norm waits for none"),
                );
                found.help = Some("add `when … does …`".to_owned());
                false
            }
            Verb::MakesImpossible if triggered => {
                let found = self.wrong.error(
                    "misplaced-line",
                    place,
                    "`makes impossible` waits for no deed: it asks what is so",
                );
                found.help = Some(
                    "begin a fact status with the deed, and write `while STATUS` instead of `when`"
                        .to_owned(),
                );
                false
            }
            Verb::Excludes if conditional => {
                let found = self.wrong.error(
                    "misplaced-line",
                    place,
                    "`excludes` holds always: a norm that says it has no conditions, and its line no dates",
                );
                found.help = Some("take `if`, `while`, `unless`, `from` and `until` out".to_owned());
                false
            }
            Verb::Excludes | Verb::MakesImpossible if of != Some(NormOf::Reading) => {
                let found = self.wrong.error(
                    "misplaced-line",
                    place,
                    format!("`{verb}` says what can be done, which is no order's law"),
                );
                found.help = Some("put it into a norm of its own, without `of` and `by`".to_owned());
                false
            }
            Verb::CountsAs | Verb::Excludes | Verb::MakesImpossible => true,
            _ if of == Some(NormOf::Reading) => {
                let found = self.wrong.error(
                    "reading-does-more",
                    place,
                    format!("a norm of nobody is a reading: it may not say `{verb}`"),
                );
                found.help = Some(
                    "say whose law it is, with `of ORDER` or `by ACT`; a reading says what \
                     `counts as` what, what `excludes` what, and what `makes impossible` what"
                        .to_owned(),
                );
                false
            }
            Verb::Begins
            | Verb::Ends
            | Verb::Requires
            | Verb::Forbids
            | Verb::Permits
            | Verb::Urges
            | Verb::Discharges
            | Verb::Moves
            | Verb::Annuls
            | Verb::Repeals
            | Verb::Suspends
            | Verb::Void => true,
            _ => {
                let found = self.wrong.error(
                    "only-in-acts",
                    place,
                    format!("`{verb}` is something that an act does, not a norm"),
                );
                found.help = Some(
                    "a norm begins and ends statuses, requires, forbids and permits, discharges and moves duties, \
                     annuls, repeals and suspends acts, says `counts as` and `void`"
                        .to_owned(),
                );
                false
            }
        }
    }
}
