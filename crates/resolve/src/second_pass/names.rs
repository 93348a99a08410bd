//! Looks names up, and explains the ones that are not found.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use vigente_syntax::ast::{Amount, Arg as WrittenArg, Call, Span, Word};
use vigente_syntax::diagnostic::{Diagnostic, FileId};

use crate::declarations::SymbolIndex;
use crate::link::Linked;
use crate::second_pass::viewpoints::Offer;
use crate::sink::DiagnosticSink;
use crate::suggestions::{did_you_mean, nearest};
use vigente_model::*;

/// How many shorter paths of a name are tried: a name of a million dots must not take for ever.
pub(crate) const DEEPEST: usize = 64;

/// What a deed or status name names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Callable {
    Status(StatusId),
    Deed(DeedId),
}

/// Everything that is declared, by name.
#[derive(Default)]
pub(crate) struct SymbolTable<'a> {
    /// To where it was found.
    pub(crate) things: FxHashMap<&'a str, SymbolIndex>,
    /// The numbers of the finished model.
    pub(crate) number: IndexVec<SymbolIndex, ThingId>,
    pub(crate) calls: FxHashMap<&'a str, Callable>,
    pub(crate) sources: FxHashMap<&'a str, SourceId>,
    pub(crate) left_out: FxHashSet<&'a str>,
    /// What the packs declare, where they were read before.
    pub(crate) packs: Option<Linked<'a>>,
}

impl<'a> SymbolTable<'a> {
    /// The thing of this full name.
    pub(crate) fn thing(&self, name: &str) -> Option<ThingId> {
        match self.things.get(name) {
            Some(&i) => Some(self.number[i]),
            None => self.packs.as_ref()?.thing(name),
        }
    }

    /// The deed or status of this name.
    pub(crate) fn call(&self, name: &str) -> Option<Callable> {
        match self.calls.get(name) {
            Some(&call) => Some(call),
            None => self.packs.as_ref()?.call(name),
        }
    }

    /// The source of this name.
    pub(crate) fn source(&self, name: &str) -> Option<SourceId> {
        match self.sources.get(name) {
            Some(&source) => Some(source),
            None => self.packs.as_ref()?.source(name),
        }
    }

    /// Whether a name, or the act whose part it is, was left out: then nobody is to blame for using it.
    pub(crate) fn was_left_out(&self, name: &'a str) -> Option<&'a str> {
        let mut rest = name;
        for _ in 0..DEEPEST {
            if self.left_out.contains(rest) {
                return Some(rest);
            }
            rest = rest.rsplit_once('.')?.0;
        }
        None
    }
}

/// The variables that may stand somewhere, and those that do.
#[derive(Default)]
pub(crate) struct Scope<'a> {
    /// A norm has variables; an act has none but those of its counts.
    norm: bool,
    vars: Vec<Var<'a>>,
    /// The variable of the count that is being read.
    counted: Option<u8>,
    /// There is no room for more, and this has been said.
    full: bool,
    needs: Vec<(u8, Place)>,
}

struct Var<'a> {
    name: &'a str,
    /// The variable of a count: nobody outside it sees it.
    local: bool,
    bound: bool,
}

impl<'a> Scope<'a> {
    /// For an effect of an act.
    pub(crate) fn of_act() -> Self {
        Scope::default()
    }

    /// For a norm.
    pub(crate) fn of_norm() -> Self {
        Scope { norm: true, ..Scope::default() }
    }

    /// Names of the variables, by number.
    pub(crate) fn names(&self) -> Vec<Box<str>> {
        self.vars.iter().map(|v| v.name.into()).collect()
    }

    /// Forgets the variables of an act's counts, which are numbered within one effect.
    pub(crate) fn clear(&mut self) {
        self.vars.clear();
        self.needs.clear();
    }

    /// The variable of a count.
    pub(crate) fn count(&mut self, var: Word<'a>, place: Place, wrong: &mut DiagnosticSink) -> Option<u8> {
        let number = self.add(Var { name: var.text, local: true, bound: true }, place, wrong)?;
        self.counted = Some(number);
        Some(number)
    }

    /// The count is read.
    pub(crate) fn end_count(&mut self) {
        self.counted = None;
    }

    /// A variable that stands at `place`; `binds` where this is what gives it a value.
    pub(crate) fn var(
        &mut self,
        var: Word<'a>,
        binds: bool,
        place: Place,
        wrong: &mut DiagnosticSink,
    ) -> Option<u8> {
        if let Some(counted) = self.counted
            && self.vars[usize::from(counted)].name == var.text
        {
            return Some(counted);
        }
        if !self.norm {
            let found = wrong.error(
                "variable-outside-norm",
                place,
                format!("`?{}` stands in an act, where nothing gives it a value", var.text),
            );
            found.help = Some("name the person or thing; variables belong into a `norm`".to_owned());
            return None;
        }
        let number = match self.vars.iter().position(|v| !v.local && v.name == var.text) {
            Some(at) => at as u8,
            None => self.add(Var { name: var.text, local: false, bound: false }, place, wrong)?,
        };
        if binds {
            self.vars[usize::from(number)].bound = true;
        } else {
            self.needs.push((number, place));
        }
        Some(number)
    }

    fn add(&mut self, var: Var<'a>, place: Place, wrong: &mut DiagnosticSink) -> Option<u8> {
        let Ok(number) = u8::try_from(self.vars.len()) else {
            if !std::mem::replace(&mut self.full, true) {
                let found = wrong.error("too-many-variables", place, "a norm has at most 256 variables");
                found.help = Some("split the norm".to_owned());
            }
            return None;
        };
        self.vars.push(var);
        Some(number)
    }

    /// Reports each variable that is used and never bound; true if there is none.
    pub(crate) fn all_bound(&self, wrong: &mut DiagnosticSink) -> bool {
        let mut told = 0u32;
        for (i, var) in self.vars.iter().enumerate().filter(|(_, v)| !v.bound) {
            let mut places = self.needs.iter().filter(|n| usize::from(n.0) == i).map(|n| n.1);
            let Some(place) = places.next() else { continue };
            told += 1;
            let found = wrong.error(
                "unbound-variable",
                place,
                format!("nothing says what `?{}` stands for", var.name),
            );
            found.help = Some(format!(
                "let `?{}` stand in the `when` line, or in a status or a duty that an `if` or `while` line asks for",
                var.name
            ));
        }
        told == 0
    }
}

/// Reads words within one file.
pub(crate) struct Resolver<'a> {
    pub(crate) names: SymbolTable<'a>,
    pub(crate) model: Model,
    pub(crate) wrong: DiagnosticSink,
    pub(crate) file: FileId,
    /// Whether a part carries a duty of its own, by number.
    pub(crate) has_duty: IndexVec<PartId, bool>,
    /// Acts of which one acts on the other while the record does not say which came first: which one does, and
    /// where.
    pub(crate) unordered: BTreeMap<(ActId, ActId), (ActId, Place)>,
    /// Viewpoints that packs offer, by name.
    pub(crate) offers: Vec<Offer>,
    /// By norm: where its arguments end in the pool.
    pub(crate) norm_ends: IndexVec<NormId, u32>,
}

impl<'a> Resolver<'a> {
    /// Begins with what is numbered.
    pub(crate) fn new(names: SymbolTable<'a>, model: Model, wrong: DiagnosticSink) -> Self {
        Resolver {
            names,
            model,
            wrong,
            file: FileId(0),
            has_duty: IndexVec::new(),
            unordered: BTreeMap::new(),
            offers: Vec::new(),
            norm_ends: IndexVec::new(),
        }
    }

    /// The place of a stretch of the file being read.
    pub(crate) fn place(&self, at: Span) -> Place {
        Place { file: self.file, at }
    }

    /// A name that was not found: an orphan, or unknown.
    pub(crate) fn missing(&mut self, code: &'static str, word: Word<'a>) {
        let place = self.place(word.at);
        match self.names.was_left_out(word.text) {
            Some(name) => self.wrong.orphan(name, place),
            None => self.wrong.unknown(code, word.text, place),
        }
    }

    /// Any thing.
    pub(crate) fn thing(&mut self, word: Word<'a>) -> Option<ThingId> {
        let found = self.names.thing(word.text);
        if found.is_none() {
            self.missing("unknown-name", word);
        }
        found
    }

    /// An act or a part.
    pub(crate) fn target(&mut self, word: Word<'a>) -> Option<ThingId> {
        let Some(thing) = self.names.thing(word.text) else {
            self.missing("unknown-act", word);
            return None;
        };
        match self.model[thing].kind {
            ThingKind::Act(_) | ThingKind::Part(_) => Some(thing),
            kind => {
                let found = self.wrong.error(
                    "wrong-kind",
                    Place { file: self.file, at: word.at },
                    format!("`{}` is {}, not an act or a part of one", word.text, called(kind)),
                );
                found.help = Some(match kind {
                    ThingKind::Norm(_) => {
                        "a norm stands and falls with the act that enacts it: name that act or part"
                            .to_owned()
                    }
                    _ => "name an act, or a part as `act.label`".to_owned(),
                });
                None
            }
        }
    }

    /// An act.
    pub(crate) fn act(&mut self, word: Word<'a>) -> Option<ActId> {
        let Some(thing) = self.names.thing(word.text) else {
            self.missing("unknown-act", word);
            return None;
        };
        match self.model[thing].kind {
            ThingKind::Act(act) => Some(act),
            kind => {
                let found = self.wrong.error(
                    "wrong-kind",
                    Place { file: self.file, at: word.at },
                    format!("`{}` is {}, not an act", word.text, called(kind)),
                );
                if let (ThingKind::Part(_), Some((act, _))) = (kind, word.text.rsplit_once('.')) {
                    found.help = Some(format!("write `{act}`"));
                }
                None
            }
        }
    }

    /// One argument or bearer.
    pub(crate) fn arg(&mut self, arg: &WrittenArg<'a>, scope: &mut Scope<'a>, binds: bool) -> Option<Arg> {
        match *arg {
            WrittenArg::Name(word) => self.thing(word).map(Arg::Thing),
            WrittenArg::Var(word) => {
                let place = self.place(word.at);
                scope.var(word, binds, place, &mut self.wrong).map(Arg::Var)
            }
            WrittenArg::Amount(amount) => self.amount(amount),
        }
    }

    pub(crate) fn amount(&mut self, amount: Amount<'a>) -> Option<Arg> {
        let Some(hundredths) = hundredths(amount.digits) else {
            let found = self.wrong.error(
                "bad-amount",
                Place { file: self.file, at: amount.at },
                format!("`{}` is too large to be reckoned with", amount.digits),
            );
            found.help = Some("count in a larger unit".to_owned());
            return None;
        };
        let unit = match amount.unit {
            Some(word) => Some(self.thing(word)?),
            None => None,
        };
        Some(Arg::Amount { hundredths, unit })
    }

    /// The arguments of a deed or status; wrong ones are all reported.
    fn args(
        &mut self,
        call: &Call<'a>,
        params: usize,
        scope: &mut Scope<'a>,
        binds: bool,
    ) -> Option<ArgRange> {
        let start = self.model.args.len();
        let mut good = true;
        if call.args.len() != params {
            good = false;
            self.wrong_arity(call, params);
        }
        for arg in &call.args {
            match self.arg(arg, scope, binds) {
                Some(arg) => self.model.args.push(arg),
                None => good = false,
            }
        }
        if !good {
            self.model.args.truncate(start);
            return None;
        }
        Some(ArgRange { start: start as u32, len: params as u32 })
    }

    fn wrong_arity(&mut self, call: &Call<'a>, params: usize) {
        let declared = match self.names.call(call.name.text) {
            Some(Callable::Status(id)) => &self.model[id],
            Some(Callable::Deed(id)) => &self.model[id],
            None => return,
        };
        let shown = match params {
            0 => call.name.text.to_owned(),
            _ => format!("{}({})", call.name.text, declared.params.join(", ")),
        };
        let (first, own) = (declared.place, declared.place != Place::default());
        let takes = match params {
            0 => "no arguments".to_owned(),
            1 => "one argument".to_owned(),
            n => format!("{n} arguments"),
        };
        let found = self.wrong.error(
            "wrong-arity",
            Place { file: self.file, at: call.at },
            format!("`{}` takes {takes}, here are {}", call.name.text, call.args.len()),
        );
        if own {
            found.labels.push(vigente_syntax::diagnostic::Label {
                file: first.file,
                at: first.at,
                text: "declared here".to_owned(),
            });
        }
        found.help = Some(format!("write `{shown}`"));
    }

    /// A status with its arguments.
    pub(crate) fn status(&mut self, call: &Call<'a>, scope: &mut Scope<'a>, binds: bool) -> Option<Status> {
        match self.names.call(call.name.text) {
            Some(Callable::Status(name)) => {
                let params = self.model[name].params.len();
                let args = self.args(call, params, scope, binds)?;
                Some(Status { name, args })
            }
            Some(Callable::Deed(_)) => {
                let found = self.wrong.error(
                    "wrong-kind",
                    Place { file: self.file, at: call.name.at },
                    format!("`{}` is a deed, not a status", call.name.text),
                );
                found.help = Some(
                    "a deed is done on a day; what lasts is a status, begun by an act or a norm".to_owned(),
                );
                None
            }
            None => {
                self.missing("unknown-status", call.name);
                None
            }
        }
    }

    /// A deed with its arguments.
    pub(crate) fn deed(&mut self, call: &Call<'a>, scope: &mut Scope<'a>, binds: bool) -> Option<Deed> {
        match self.names.call(call.name.text) {
            Some(Callable::Deed(name)) => {
                let params = self.model[name].params.len();
                let args = self.args(call, params, scope, binds)?;
                Some(Deed { name, args })
            }
            Some(Callable::Status(_)) => {
                let found = self.wrong.error(
                    "wrong-kind",
                    Place { file: self.file, at: call.name.at },
                    format!("`{}` is a status, not a deed", call.name.text),
                );
                found.help = Some("a duty to see to a status is written `requires B that STATUS`".to_owned());
                None
            }
            None => {
                self.missing("unknown-deed", call.name);
                None
            }
        }
    }
}

/// `20000.5` is 2000050 hundredths.
fn hundredths(digits: &str) -> Option<i64> {
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let plain = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !plain(whole) || !plain(part) || part.len() > 2 {
        return None;
    }
    let cents: i64 = match part.len() {
        0 => 0,
        1 => part.parse::<i64>().ok()? * 10,
        _ => part.parse().ok()?,
    };
    whole.parse::<i64>().ok()?.checked_mul(100)?.checked_add(cents)
}

/// A kind in a sentence.
pub(crate) fn called(kind: ThingKind) -> &'static str {
    match kind {
        ThingKind::Order => "a legal order",
        ThingKind::Organ => "an organ",
        ThingKind::Instrument => "an instrument",
        ThingKind::Person => "a person",
        ThingKind::Plain => "a thing",
        ThingKind::Unit => "a unit",
        ThingKind::Calendar => "a calendar",
        ThingKind::Act(_) => "an act",
        ThingKind::Part(_) => "a part of an act",
        ThingKind::Norm(_) => "a norm",
    }
}

/// Says what an unknown name may mean.
pub(crate) struct Suggester<'m> {
    model: &'m Model,
    /// Letters that may still be compared: a record full of unknown names must not take for ever.
    budget: usize,
}

impl<'m> Suggester<'m> {
    pub(crate) fn new(model: &'m Model) -> Self {
        Suggester { model, budget: 20_000_000 }
    }

    pub(crate) fn explain(&mut self, code: &'static str, name: &str, found: &mut Diagnostic) {
        let letters = (self.model.things.len() + 1) * name.len();
        if self.budget < letters {
            return;
        }
        self.budget -= letters;
        let things = self.model.things.iter();
        let candidates: Vec<&str> = match code {
            "unknown-status" => self.model.statuses.iter().map(|s| &*s.name).collect(),
            "unknown-deed" => self.model.deeds.iter().map(|d| &*d.name).collect(),
            "unknown-source" => self.model.sources.iter().map(|s| &*s.name).collect(),
            "unknown-pack" => vigente_packs::names(),
            "unknown-act" => things
                .filter(|t| matches!(t.kind, ThingKind::Act(_) | ThingKind::Part(_)))
                .map(|t| &*t.name)
                .collect(),
            "unknown-calendar" => {
                things.filter(|t| t.kind == ThingKind::Calendar).map(|t| &*t.name).collect()
            }
            "unknown-order" => things.filter(|t| t.kind == ThingKind::Order).map(|t| &*t.name).collect(),
            "unknown-norm" => {
                things.filter(|t| matches!(t.kind, ThingKind::Norm(_))).map(|t| &*t.name).collect()
            }
            _ => things.map(|t| &*t.name).collect(),
        };
        let also: Vec<&str> =
            self.model.also_called(name).into_iter().map(|id| self.model.name(id)).collect();
        match &also[..] {
            [one] if code == "unknown-name" => {
                found.help = Some(format!("it is another name of `{one}`: write that"));
                return;
            }
            [_, _, ..] if code == "unknown-name" => {
                found.code = "shared-alias";
                found.message = format!("`{name}` is another name of {}", listed(&also));
                found.help = Some("write the one that is meant".to_owned());
                return;
            }
            _ => {}
        }
        let near = nearest(name, candidates.into_iter());
        let undeclared = match code {
            "unknown-name" => {
                "declare it, for example with `person`, `thing` or `organ`, or `use` the pack that does"
            }
            "unknown-status" => "declare it with `status`, or `use` the pack that does",
            "unknown-deed" => "declare it with `deed`, or `use` the pack that does",
            "unknown-source" => "declare it with `source`",
            "unknown-order" => "declare it with `order`, or `use` the pack that does",
            "unknown-calendar" => "declare it with `calendar`, or `use` the pack that does",
            _ => "",
        };
        found.help = match (did_you_mean(&near), undeclared) {
            (Some(guess), _) => Some(guess),
            (None, "") => None,
            (None, say) => Some(say.to_owned()),
        };
    }
}

/// `A`, `B` and `C`.
pub fn listed(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|n| format!("`{n}`")).collect();
    match &quoted[..] {
        [head @ .., last] if !head.is_empty() => format!("{} and {last}", head.join(", ")),
        all => all.join(""),
    }
}
