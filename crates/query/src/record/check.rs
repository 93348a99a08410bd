//! Compares a record's expectations with its answers, and reports each that did not come true.

use std::fmt::Write;

use vigente_syntax::diagnostic::{Diagnostic, Severity};

use crate::answer::{
    Check, Date, Expected, Idleness, Outcome, Reason, ReasonKind, State, Value, ViewpointAnswer,
    WithoutEffect,
};
use vigente_model::*;

use crate::Question;
use crate::Session;
use crate::evaluate;
use crate::names::question;
use crate::names::resolve::{self, ResolvedQuestion};
use crate::record::situation;
use crate::record::without_effect::without_effect;

pub(crate) fn check(session: &Session) -> (Check, Vec<Diagnostic>) {
    let model = &*session.model;
    let mut result = Check::default();
    let mut diagnostics = Vec::new();
    diagnostics.extend(no_viewpoint(model));
    for expectation in &model.expectations {
        let file = expectation.place.file;
        let (read, mut wrong) = vigente_syntax::parse_query_at(&expectation.text, file, expectation.text_at);
        let asked = match read {
            // What the parser says of this line it has said already when the file was read.
            Some(_) if !wrong.is_empty() => None,
            Some(expect) => match resolve::resolve(model, &expect, file) {
                Ok(asked) => Some(asked),
                Err(unresolved) => {
                    wrong = unresolved;
                    diagnostics.append(&mut wrong);
                    None
                }
            },
            None => None,
        };
        // Without eyes there is nothing to ask.
        let asked = asked.filter(|_| !model.viewpoints.is_empty());
        let value = asked.as_ref().map(|asked| ask(session, expectation, asked));
        let passed = value == Some(Value::True);
        match value {
            None => result.unresolved += 1,
            Some(_) if passed => result.passed += 1,
            Some(value) => {
                result.failed += 1;
                if let Some(asked) = &asked {
                    diagnostics.push(failed(session, expectation, asked, value));
                }
            }
        }
        result.expectations.push(Expected {
            on: Date(expectation.on),
            text: expectation.text.to_string(),
            note: asked.and_then(|a| a.note),
            value,
            passed,
            place: session.names().place(expectation.place),
        });
    }
    if session.shared.plan.is_incomplete() {
        let place = model.expectations.first().map(|e| e.place).or(model.acts.first().map(|a| a.place));
        let place = place.unwrap_or_default();
        let message = "norms and upheld acts of this record give more than can be counted";
        diagnostics.push(
            Diagnostic::new("too-many-bindings", Severity::Error, place.file, place.at, message)
                .help("answers may be wrong: look for a norm of which the variables are joined by nothing"),
        );
    }
    let last = model.acts.iter().map(|a| a.made.hi).filter(|&d| d != Day::MAX).max();
    if let Some(last) = last {
        let panel = session.panel(&Question::on(last), false);
        let found = situation::resting(&panel);
        result.resting_on_fallen = found.iter().map(|r| r.describe(session.names())).collect();
        for (resting, described) in found.iter().zip(&result.resting_on_fallen) {
            diagnostics.push(resting_on_fallen(model, resting.part(), described));
        }
    }
    for idle in without_effect(session, |_| true) {
        let described = idle.describe(session.names());
        diagnostics.push(idle_line(model, idle.effect, &described));
        result.without_effect.push(described);
    }
    diagnostics.sort_by_key(|d| d.labels.first().map(|l| (l.file, l.at)));
    (result, diagnostics)
}

/// That the record has no viewpoint: each legal order's own is taken, or there is none.
fn no_viewpoint(model: &Model) -> Option<Diagnostic> {
    let found = |place: Place, here: &str, help: String| {
        let message = "the record declares no viewpoint, and none of its packs offers one";
        Diagnostic::new("no-viewpoint", Severity::Warning, place.file, place.at, message)
            .here(here)
            .help(help)
    };
    let help =
        |order: &str| format!("write your own: `viewpoint {order}`, and under it `prefers {order} > others`");
    let assumed: Vec<&Viewpoint> = model.viewpoints.iter().filter(|v| v.assumed).collect();
    if let Some(first) = assumed.iter().min_by_key(|v| v.place) {
        let names: Vec<String> = assumed.iter().map(|v| format!("`{}`", v.name)).collect();
        let here = format!("taken by default, of each legal order that acts: {}", names.join(", "));
        return Some(found(first.place, &here, help(&first.name)));
    }
    let first = model.expectations.first().filter(|_| model.viewpoints.is_empty())?;
    let here = "no legal order acts in this record, so nobody is asked";
    Some(Diagnostic { severity: Severity::Error, ..found(first.place, here, help("PE")) })
}

/// The question of an expectation on one of its days.
fn question_of(expectation: &Expectation, asked: &ResolvedQuestion, on: Day) -> Question {
    let _ = expectation;
    Question {
        made_by: asked.made_by.or(asked.as_it_stood.then_some(on)),
        known_by: asked.known_by,
        viewpoints: asked.viewpoint.into_iter().collect(),
        ..Question::on(on)
    }
}

/// What the record answers; on a day that is not known, what it answers on the first and the last it may be.
fn ask(session: &Session, expectation: &Expectation, asked: &ResolvedQuestion) -> Value {
    let on = |day: Day| {
        let question = question_of(expectation, asked, day);
        let asking = session.asking(&question);
        let values: Vec<Value> = session
            .viewpoints_of(&question)
            .into_iter()
            .map(|v| asking.value(&asked.query, v, day))
            .collect();
        evaluate::across(&values)
    };
    let first = on(expectation.on.lo);
    if expectation.on.is_exact() || on(expectation.on.hi) == first { first } else { Value::Undetermined }
}

fn failed(
    session: &Session,
    expectation: &Expectation,
    asked: &ResolvedQuestion,
    value: Value,
) -> Diagnostic {
    let place = expectation.place;
    let question = question_of(expectation, asked, expectation.on.lo);
    let answer = question::of(session, &expectation.text, &asked.query, &question);
    let on = Date(expectation.on);
    let message = format!("on {on} this does not come true: `{}`", expectation.text);
    let mut here = match value {
        Value::NothingOnRecord => "nothing is on record of it".to_owned(),
        Value::False | Value::NotOnRecord => "the record says no".to_owned(),
        Value::Undetermined => "the record does not decide".to_owned(),
        Value::Contested => "viewpoints differ".to_owned(),
        _ => "no viewpoint asked about speaks of it".to_owned(),
    };
    for (i, view) in answer.by_viewpoint.iter().filter(|v| v.value != Value::True).enumerate() {
        here.push_str(if i == 0 { ": " } else { "; " });
        write_view(&mut here, view);
    }
    for open in &answer.settled_by {
        let _ = write!(here, "; the day `{}` was {} is not known", open.act.name, open.which);
    }
    Diagnostic::new("expect-failed", Severity::Error, place.file, place.at, message)
        .here(here)
        .help(format!("see `vigente why` for the reasons on {on}, or mend the expectation"))
}

fn write_view(out: &mut String, view: &ViewpointAnswer) {
    let _ = write!(out, "in `{}` ", view.viewpoint.name);
    if let Some(outcomes) = &view.outcomes {
        let word = |o: &Outcome| match o {
            Outcome::Fulfilled => "fulfilled",
            Outcome::Partly => "partly fulfilled",
            Outcome::Breached => "breached",
        };
        let said: Vec<&str> = outcomes.iter().map(word).collect();
        match (view.value, &said[..]) {
            (Value::Silent, _) => out.push_str("its author is not recognised"),
            (Value::NotOnRecord, _) => out.push_str("it is not on the record, as asked"),
            (_, []) => out.push_str("nothing of the kind is said of it"),
            (_, said) => {
                let _ = write!(out, "what is said of it is {}", said.join(", "));
            }
        }
        return;
    }
    match (view.value, view.state, view.count) {
        (Value::Silent, _, _) => out.push_str("its author is not recognised"),
        (Value::NothingOnRecord, _, _) => out.push_str("nothing is on record of it"),
        (Value::NotOnRecord, _, _) => out.push_str("it is not on the record, as asked"),
        (_, _, Some((least, most))) if least == most => {
            let _ = write!(out, "there are {least}");
        }
        (_, _, Some((least, most))) => {
            let _ = write!(out, "there are {least} to {most}");
        }
        (_, Some(state), _) => {
            let _ = write!(out, "it is {}", in_words(state));
        }
        (Value::False, None, _) => out.push_str("it is not so"),
        (_, None, _) => out.push_str("it is undecided"),
    }
    if let Some(reason) = &view.reason {
        write_reason(out, reason);
    }
}

fn in_words(state: State) -> &'static str {
    match state {
        State::InForce => "in force",
        State::Stands => "on the record, and nothing that can be in force",
        State::Suspended => "suspended",
        State::Annulled => "annulled",
        State::Disapplied => "disapplied",
        State::Void => "void",
        State::Repealed => "repealed",
        State::Ended => "at an end",
        State::NotYetInEffect => "not yet in effect",
        State::NotYetMade => "not yet made",
        State::NotOnRecord => "not on the record",
        State::Unrecognised => "not recognised",
        State::Undetermined => "undecided",
        State::Holds => "so",
        State::DoesNotHold => "not so",
        State::NothingOnRecord => "not on the record",
        State::Done => "done",
        State::NotDone => "not done",
        State::Binds => "binding",
        State::Yields => "yielding",
        State::Dormant => "there, but not at work",
        State::Absent => "not there",
        State::Pending => "pending",
        State::Performed => "performed",
        State::Late => "performed late",
        State::Overdue => "overdue",
        State::Partly => "partly performed",
        State::Lifted => "lifted",
        State::Observed => "observed",
        State::Broken => "broken",
        State::Recommended => "recommended",
        State::Overridden => "overridden",
        State::Impossible => "impossible",
        State::Defeated => "made impossible by its bearer",
        State::Followed => "followed",
        State::NotFollowed => "not followed",
        State::Kept => "kept",
        State::Unkept => "unkept",
        State::Collides => "in collision",
        State::NoCollision => "without collision",
    }
}

fn write_reason(out: &mut String, reason: &Reason) {
    let by = reason.by.as_deref().or(reason.norm.as_ref().map(|n| n.name.as_str()));
    let text = match reason.kind {
        ReasonKind::AnnulledBy
        | ReasonKind::DisappliedBy
        | ReasonKind::RepealedBy
        | ReasonKind::SuspendedBy
        | ReasonKind::DischargedBy => "by",
        ReasonKind::VoidUnder => "under",
        ReasonKind::AttackFellBy => "the attack on it was undone by",
        ReasonKind::AttackSuspendedBy => "the attack on it is suspended by",
        ReasonKind::AttackRepealedBy => "the suspension of it was repealed by",
        ReasonKind::AttackVoid => "void is the attack on it by",
        ReasonKind::AttackEnded => "no longer reached by",
        ReasonKind::AttackNotYet => "not yet reached by",
        ReasonKind::AttackCondition => "a condition is not met of the attack by",
        ReasonKind::RestoredBy => "restored by",
        ReasonKind::UpheldBy => "upheld by",
        ReasonKind::AttackLacksRank => "not reached by",
        ReasonKind::YieldsTo => "to",
        ReasonKind::YieldsInPart => "yields in part",
        ReasonKind::PrevailsOver => "over",
        ReasonKind::CarriedBy => "carried by",
        ReasonKind::CutBy => "ended by",
        ReasonKind::TitleAnnulledBy => "what would carry it is annulled by",
        ReasonKind::TitleRepealedBy => "what carried it was repealed by",
        ReasonKind::TitleSuspendedBy => "what would carry it is suspended by",
        ReasonKind::TitleVoid => "what would carry it is void:",
        ReasonKind::TitleDisappliedBy => "what would carry it is disapplied by",
        ReasonKind::TitleUnrecognised => "not recognised is the author of",
        ReasonKind::NormsUnrecognised => "not recognised are the norms of",
        ReasonKind::TitleNotYet => "not yet by",
        ReasonKind::TitleCondition | ReasonKind::NormDoesNotApply => "its conditions are not met by",
        ReasonKind::DeedOf => "by the deed of",
        ReasonKind::DateUnknown => "for want of a date in",
        ReasonKind::Circle => "for it hangs in a circle with",
        _ => return,
    };
    if let Some(by) = by {
        let _ = write!(out, ", {text} `{by}`");
    }
}

fn resting_on_fallen(model: &Model, part: PartId, found: &crate::answer::Reliance) -> Diagnostic {
    let relies = model[part]
        .effects
        .clone()
        .find(|&e| matches!(model.effects[e].does, Does::Relies(on) if model.name(on) == found.on));
    let act = &model[model[part].act];
    let place = relies.map_or(act.place, |e| model.effects[e].place);
    let message = format!("`{}` rests on `{}`, which does not stand", found.name, found.on);
    Diagnostic::new("rests-on-fallen", Severity::Note, place.file, place.at, message)
        .here(format!("fallen in {}", found.fallen_in.join(", ")))
}

fn idle_line(model: &Model, effect: EffectId, line: &WithoutEffect) -> Diagnostic {
    let Effect { does, place, .. } = &model.effects[effect];
    let ends = matches!(does, Does::Ends(_));
    let (act, author) = (&line.act.name, &line.act.author.name);
    let over = line.authority.as_ref().map_or("", |authority| &authority.name);
    let other = line.because_of.as_deref().unwrap_or_default();
    let (here, help) = match line.why {
        Idleness::OwnAct if ends => (
            format!("`{act}` itself begins it, and no act ends what it begins"),
            "write behind `begins` when it ends: `until 2030-01-01`",
        ),
        Idleness::OwnAct => (format!("`{act}` itself undoes it"), "leave out one of the two lines"),
        Idleness::Upheld => (
            format!("`{other}` upholds what it attacks, and `{author}` does not prevail over that"),
            "if it does prevail, rank it higher in a viewpoint",
        ),
        Idleness::Ended => (
            format!("what `{other}` begins has ended by then"),
            "correct the day, or the line that ends it earlier",
        ),
        Idleness::NormGives => (
            format!("the norm `{other}` gives it as long as its conditions hold"),
            "end what these conditions ask for",
        ),
        Idleness::DecidedElsewhere => {
            (format!("the matter `{other}` decides it"), "write the act in that matter")
        }
        Idleness::BeginsLater => (
            format!("what it would end begins later, by `{other}`"),
            "correct the day of one of the two acts",
        ),
        Idleness::NothingBegins => {
            ("nothing on record begins it".to_owned(), "add the act that begins it, or correct the name")
        }
        Idleness::NoPower => (
            format!("`{author}` prevails over `{over}` in no viewpoint"),
            "if it does prevail, rank it higher in a viewpoint",
        ),
    };
    let message = format!("`{}` has no effect in any viewpoint", line.line);
    Diagnostic::new("without-effect", Severity::Warning, place.file, place.at, message).here(here).help(help)
}
