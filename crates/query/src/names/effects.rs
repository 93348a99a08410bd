//! Describes an effect as data, for views to put into words.

use crate::answer::{Date, Doing, DoingVerb};
use crate::names::labels::{Labels, days, delay_text};
use vigente_engine::{GroundContent, GroundDeed, GroundStatus};
use vigente_model::*;

impl Labels<'_> {
    /// An effect with its text; `None` where a norm gives it, or where more is written of it than words are there for.
    pub(crate) fn told(self, id: EffectId) -> Option<Doing> {
        Some(Doing { text: self.effect(id), ..self.doing(id)? })
    }

    /// The same without its text.
    pub(crate) fn doing(self, id: EffectId) -> Option<Doing> {
        let effect = &self.model[id];
        // What a norm gives has variables; only its triggers say what they stand for.
        if matches!(effect.owner, Owner::Norm(_)) {
            return None;
        }
        if let Does::Duty { mode, bearer, content } = &effect.does {
            return self.duty(*mode, *bearer, content, effect.timing.as_deref());
        }
        if effect.timing.is_some() {
            return None;
        }
        self.untimed(&effect.does)
    }

    fn untimed(self, does: &Does) -> Option<Doing> {
        let name = |t: ThingId| self.model.name(t).to_owned();
        let on =
            |verb: DoingVerb, what: String| Doing { verb: Some(verb), on: vec![what], ..Doing::default() };
        let phrase = |verb, phrase| Doing { verb: Some(verb), phrase: Some(phrase), ..Doing::default() };
        let status =
            |s: &Status| self.status(&GroundStatus { name: s.name, args: self.model.args(s.args).into() });
        Some(match does {
            Does::Deed(d) => {
                let deed = GroundDeed { name: d.name, args: self.model.args(d.args).into() };
                phrase(DoingVerb::Does, self.deed(&deed))
            }
            Does::Begins(s) => phrase(DoingVerb::Begins, status(s)),
            Does::Ends(s) => phrase(DoingVerb::Ends, status(s)),
            Does::Attack(Attack::Annuls, t) => on(DoingVerb::Annuls, self.arg(*t)),
            Does::Attack(Attack::Repeals, t) => on(DoingVerb::Repeals, self.arg(*t)),
            Does::Attack(Attack::Suspends, t) => on(DoingVerb::Suspends, self.arg(*t)),
            Does::Disapplies { target, to } => {
                Doing { whom: Some(self.thing(*to)), ..on(DoingVerb::Disapplies, name(*target)) }
            }
            Does::Restores(t) => on(DoingVerb::Restores, name(*t)),
            Does::Upholds(t) => on(DoingVerb::Upholds, name(*t)),
            Does::Discharges(duty) => on(DoingVerb::Discharges, self.arg(*duty)),
            Does::DischargesDutiesOf(bearer) => on(DoingVerb::DischargesDutiesOf, self.arg(*bearer)),
            Does::Moves { duty, to } => {
                Doing { day: Some(Date(*to)), ..on(DoingVerb::Moves, self.arg(*duty)) }
            }
            Does::Finds(said) => self.said(said, true),
            Does::Claims(said) => self.said(said, false),
            Does::ClaimsNoPower { of, over } => {
                Doing { whom: Some(self.thing(*over)), ..on(DoingVerb::ClaimsNoPower, name(*of)) }
            }
            Does::Says { stance, text } => {
                let (verb, about) = match stance {
                    Some((true, t)) => (DoingVerb::Supports, Some(name(*t))),
                    Some((false, t)) => (DoingVerb::Opposes, Some(name(*t))),
                    None => (DoingVerb::Says, None),
                };
                let said = text.as_deref().map(str::to_owned);
                Doing { verb: Some(verb), on: about.into_iter().collect(), said, ..Doing::default() }
            }
            Does::Relies(t) => on(DoingVerb::Relies, name(*t)),
            Does::Duty { .. }
            | Does::CountsAs(_)
            | Does::Excludes(_)
            | Does::MakesImpossible(_)
            | Does::Void => return None,
        })
    }

    /// A duty, unless it says what makes it come and go: no words are there for that, and it cannot be left out.
    fn duty(self, mode: Mode, bearer: Arg, content: &Content, timing: Option<&Timing>) -> Option<Doing> {
        let comes_and_goes = |t: &Timing| {
            t.from.is_some() || t.until.is_some() || t.after.is_some() || !t.conditions.is_empty()
        };
        if timing.is_some_and(comes_and_goes) {
            return None;
        }
        let mut told = Doing::default();
        if let Some(timing) = timing {
            match &timing.deadline {
                Some(Deadline::By(day)) => told.day = days(*day),
                Some(Deadline::Within(delay, _)) if delay.back => return None,
                Some(Deadline::Within(delay, anchor)) => {
                    told.within = Some(delay_text(*delay));
                    told.counted_from = Some(self.anchor(anchor, &[]));
                }
                Some(Deadline::AtOnce) => told.within = Some(delay_text(Delay::default())),
                None => {}
            }
            told.every = timing.every.map(delay_text);
            told.beneficiaries = timing.beneficiaries.iter().map(|b| self.named_arg(*b)).collect();
        }
        let args = |args| self.model.args(args).into();
        let content = match content {
            Content::Deed(d) => GroundContent::Deed(GroundDeed { name: d.name, args: args(d.args) }),
            Content::That { not, status: s } => {
                GroundContent::That { not: *not, status: GroundStatus { name: s.name, args: args(s.args) } }
            }
        };
        let verb = match mode {
            Mode::Requires => DoingVerb::Requires,
            Mode::Forbids => DoingVerb::Forbids,
            Mode::Permits => DoingVerb::Permits,
            Mode::Urges => DoingVerb::Urges,
        };
        let phrase = Some(self.content(&content));
        Some(Doing { verb: Some(verb), phrase, whom: Some(self.named_arg(bearer)), ..told })
    }

    fn said(self, said: &Said, found: bool) -> Doing {
        let bearer = self.model.parts_of(said.of).is_empty();
        let verb = match (found, said.outcome) {
            (true, Outcome::Breached) if said.under.is_some() && bearer => DoingVerb::FindsBreach,
            (true, Outcome::Fulfilled) => DoingVerb::FindsFulfilled,
            (true, Outcome::Partly) => DoingVerb::FindsPartly,
            (true, Outcome::Breached) => DoingVerb::FindsBreached,
            (false, Outcome::Fulfilled) => DoingVerb::ClaimsFulfilled,
            (false, Outcome::Partly) => DoingVerb::ClaimsPartly,
            (false, Outcome::Breached) => DoingVerb::ClaimsBreached,
        };
        Doing {
            verb: Some(verb),
            on: vec![self.model.name(said.of).to_owned()],
            norm: said.under.map(|n| self.norm_name(n).to_owned()),
            day: said.as_of.and_then(days),
            ..Doing::default()
        }
    }
}
