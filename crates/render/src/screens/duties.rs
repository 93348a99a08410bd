//! The page of duties: who must do what by when.

use vigente_query::answer::{Date, Duties, DutyFlag, DutyItem, DutyView, Mode, State, Voice};

use crate::RenderOptions;
use crate::csv::{self, Csv};
use crate::page::{StyledLine, TextPage, Tone};
use crate::screens::header::{self, ViewpointRow};
use crate::table::Cell;
use crate::words::Words;
use crate::words::phrasing;

/// All duties asked for, the most urgent first.
pub fn duties(duties: &Duties, look: RenderOptions<'_>) -> TextPage {
    let words = look.words;
    let mut page = TextPage::new();
    header::title(&mut page, look, &words.say("head-must"));
    page.flow(StyledLine::plain(header::days_line(look, &duties.asked)), look.width, 0);
    header::viewpoints(&mut page, look, &duties.viewpoints);
    page.gap();
    if duties.duties.is_empty() {
        header::note(&mut page, look, &words.say("no-such-duty"));
        return page;
    }
    let rows = duties.duties.iter().map(|d| row(look, d)).collect();
    header::by_viewpoint(&mut page, look, &duties.viewpoints, rows);
    if duties.duties.iter().flat_map(|d| &d.by_viewpoint).any(|v| v.binding == State::Yields) {
        header::note(&mut page, look, &words.say("yields-note"));
    }
    page
}

/// A duty and what each viewpoint says of it.
pub(crate) fn row(look: RenderOptions<'_>, duty: &DutyItem) -> ViewpointRow {
    let words = look.words;
    let mut what = vec![sentence(look, duty)];
    let mut source = StyledLine::of(Tone::Faint, &*duty.name);
    let (act, norm) = (duty.act.as_ref(), duty.norm.as_ref());
    source.push(Tone::Faint, phrasing::duty_source(words, &duty.name, act, norm, &duty.authority));
    if let Some(deadline) = deadline(look, duty) {
        source.push(Tone::Plain, format!(", {deadline}"));
    }
    if !duty.beneficiaries.is_empty() {
        let who: Vec<&str> = duty.beneficiaries.iter().map(|b| phrasing::short(words, b)).collect();
        source.push(Tone::Faint, format!(", {}", words.say_with("for-whom", &[("who", &who.join(", "))])));
    }
    if !duty.repeated_by.is_empty() {
        let by = duty.repeated_by.join(", ");
        source.push(Tone::Faint, format!(", {}", words.say_with("repeated-by", &[("by", &by)])));
    }
    what.push(source.clone());
    let cells = duty.by_viewpoint.iter().map(|v| Cell(said(look, duty.mode, v))).collect();
    let Some(first) = duty.by_viewpoint.first() else {
        return ViewpointRow { what: Cell(what), said: cells, alike: (StyledLine::new(), Cell::default()) };
    };
    if let Some(days) = days(look, first) {
        source.push(Tone::Plain, format!(" {days}"));
    }
    let mut brief = vec![sentence(look, duty), source];
    // What the mark does not say: to whom it yields, who did it, what was found and claimed.
    let mark = mark(look, duty.mode, first);
    let rest: Vec<StyledLine> = said(look, duty.mode, first)
        .into_iter()
        .skip(1)
        .filter(|line| performance(look, first).as_ref() != Some(line) || first.binding != State::Binds)
        .collect();
    if !rest.is_empty() {
        brief.push(header::joined(&rest, &words.say("semicolon")));
    }
    ViewpointRow { what: Cell(what), said: cells, alike: (mark, Cell(brief)) }
}

/// `Execution judge of Ica must carry it out (Sentencia 78/2022)`; in the language of the record where it has no words.
pub(crate) fn sentence(look: RenderOptions<'_>, duty: &DutyItem) -> StyledLine {
    let words = look.words;
    let must = words.say(phrasing::mode(duty.mode, &duty.content));
    StyledLine::of(Tone::Strong, phrasing::short(words, &duty.bearer))
        .and(Tone::Plain, format!("{}{must} ", words.say("behind-bearer")))
        .and(Tone::Strong, phrasing::phrase(words, &duty.content))
}

/// The deadline if the viewpoints agree on it; where they do not, each says its own.
fn deadline(look: RenderOptions<'_>, duty: &DutyItem) -> Option<String> {
    let words = look.words;
    let day = agreed(duty)?;
    let by = words.say_with("by-day", &[("day", &phrasing::date(words, day))]);
    Some(match &duty.every {
        Some(every) => {
            format!("{by}, {}", words.say_with("then-every", &[("every", &phrasing::time(words, every))]))
        }
        None => by,
    })
}

fn agreed(duty: &DutyItem) -> Option<Date> {
    let mut days = duty.by_viewpoint.iter().filter_map(|v| v.deadline);
    let first = days.next()?;
    days.all(|d| d == first).then_some(first)
}

/// What one viewpoint says, in a word or two: how far it is done where it binds, else why it does not.
fn mark(look: RenderOptions<'_>, mode: Mode, view: &DutyView) -> StyledLine {
    let mut mark = match view.performance {
        Some(state) if view.binding == State::Binds => phrasing::state(look.words, state),
        _ => binding(look, mode, view.binding),
    };
    if view.as_it_stood.is_some() {
        mark.push(Tone::Alert, " *");
    }
    mark
}

/// Whether it binds; of a permission, whether it allows.
fn binding(look: RenderOptions<'_>, mode: Mode, state: State) -> StyledLine {
    match (mode, state) {
        (Mode::Permits, State::Binds) => StyledLine::of(Tone::Good, look.words.say("permission-binds")),
        _ => phrasing::state(look.words, state),
    }
}

/// How far it is done, and how many days are left; nothing where the duty is not there and nothing happened.
fn performance(look: RenderOptions<'_>, view: &DutyView) -> Option<StyledLine> {
    let state = view.performance?;
    let silent = matches!(view.binding, State::Absent | State::NotOnRecord | State::Unrecognised);
    if silent && state == State::Pending {
        return None;
    }
    let mut line = phrasing::state(look.words, state);
    if let Some(days) = days(look, view) {
        line.push(Tone::Plain, format!(" {days}"));
    }
    Some(line)
}

/// `(7 days left)`, `(by 31 days)`, where it matters.
fn days(look: RenderOptions<'_>, view: &DutyView) -> Option<String> {
    let open = matches!(view.performance, Some(State::Pending | State::Overdue));
    let days = view.days_left.filter(|_| open && view.binding == State::Binds)?;
    let n = usize::try_from(days.unsigned_abs()).unwrap_or(0);
    Some(look.words.count(if days < 0 { "days-over" } else { "days-left" }, n))
}

/// What one viewpoint says, one thing a line; the first is whether it binds.
fn said(look: RenderOptions<'_>, mode: Mode, view: &DutyView) -> Vec<StyledLine> {
    let words = look.words;
    let mut lines = Vec::new();
    let mut first = binding(look, mode, view.binding);
    if view.as_it_stood.is_some() {
        first.push(Tone::Alert, " *");
    }
    lines.push(first);
    if view.binding == State::Yields && !view.yields_to.is_empty() {
        lines.push(StyledLine::of(
            Tone::Faint,
            words.say_with("to-duty", &[("to", &view.yields_to.join(", "))]),
        ));
    } else if view.binding != State::Binds
        && let Some(reason) = &view.reason
    {
        let said = phrasing::reason(words, reason);
        if !said.is_empty() {
            lines.push(StyledLine::of(Tone::Faint, said));
        }
    }
    lines.extend(performance(look, view));
    for deed in &view.deeds {
        let said =
            words.say_with("done-by", &[("act", &deed.act.name), ("day", &phrasing::date(words, deed.day))]);
        lines.push(StyledLine::of(Tone::Faint, said));
    }
    lines.extend(balance(words, view).map(|said| StyledLine::of(Tone::Plain, said)));
    for assessed in &view.assessed {
        let outcome = words.say(&phrasing::key("outcome", &assessed.outcome));
        let said = words.say_with("found", &[("outcome", &outcome), ("by", &assessed.by.join(", "))]);
        lines.push(StyledLine::of(Tone::Plain, said));
    }
    for claim in &view.claims {
        let outcome = words.say(&phrasing::key("outcome", &claim.outcome));
        let by = format!("{} ({})", claim.name, phrasing::day_and_author(words, &claim.act));
        let said = words.say_with("claimed", &[("outcome", &outcome), ("by", &by)]);
        lines.push(StyledLine::of(Tone::Plain, said));
    }
    lines.extend(view.flags.iter().map(|flag| StyledLine::of(Tone::Alert, flagged(words, view, *flag))));
    lines
}

/// What has been paid of a debt, by which acts, and what is left; nothing where nobody has paid, or one payment
/// performed it.
pub fn balance(words: &Words, view: &DutyView) -> Option<String> {
    let balance = view.balance.as_ref()?;
    let at_once = balance.payments.len() == 1 && balance.paid == balance.owed;
    if balance.payments.is_empty() || at_once {
        return None;
    }
    let by = balance.payments.iter().map(|p| match p.certain {
        true => format!("{}: {}", p.act.name, p.amount),
        false => words.say_with("payment-uncertain", &[("act", &p.act.name), ("amount", &p.amount)]),
    });
    let by = by.collect::<Vec<_>>().join(", ");
    let left = &balance.outstanding;
    Some(words.say_with(
        "balance",
        &[("paid", &balance.paid), ("owed", &balance.owed), ("left", left), ("by", &by)],
    ))
}

/// How claims and findings compare, with who, or since when.
pub fn flagged(words: &Words, view: &DutyView, flag: DutyFlag) -> String {
    let last = view.claims.last();
    let key = phrasing::key("flag", &flag);
    let names = |voices: &[Voice], found: bool| -> Vec<String> {
        let said = voices.iter().filter(|v| v.found.is_some() == found);
        said.map(|v| {
            if found {
                v.name.clone()
            } else {
                format!("{} ({})", v.name, phrasing::day_and_author(words, &v.act))
            }
        })
        .collect()
    };
    match (flag, last) {
        (DutyFlag::ClaimConfirmed, Some(claim)) => {
            words.say_with(&key, &[("by", &names(&claim.confirmed_by, true).join(", "))])
        }
        (DutyFlag::ClaimContradicted, Some(claim)) => {
            words.say_with(&key, &[("by", &names(&claim.contradicted_by, true).join(", "))])
        }
        (DutyFlag::ClaimOpposed, Some(claim)) => {
            words.say_with(&key, &[("by", &names(&claim.contradicted_by, false).join(", "))])
        }
        (DutyFlag::ClaimStale, Some(claim)) => {
            let day = claim.stale_from.map(|d| phrasing::date(words, d)).unwrap_or_default();
            words.say_with(&key, &[("day", &day)])
        }
        _ => words.say(&key),
    }
}

/// One row for each duty and viewpoint; names that can be asked about again, several joined by a semicolon.
pub fn duties_csv(duties: &Duties) -> String {
    let mut csv = Csv::new([
        "duty",
        "act",
        "made",
        "norm",
        "authority",
        "bearer",
        "mode",
        "content",
        "for",
        "viewpoint",
        "binding",
        "performance",
        "deadline",
        "days_left",
        "paid",
        "outstanding",
        "assessed",
        "assessed_by",
        "claimed",
        "claimed_by",
        "claimed_as_of",
        "confirmed_by",
        "contradicted_by",
        "stale_from",
        "stale",
    ]);
    for duty in &duties.duties {
        for (viewpoint, view) in duties.viewpoints.iter().zip(&duty.by_viewpoint) {
            let claim = view.claims.last();
            let voices =
                |voices: &[Voice]| voices.iter().map(|v| v.name.clone()).collect::<Vec<_>>().join("; ");
            let mut row = vec![
                duty.name.clone(),
                duty.act.as_ref().map(|a| a.name.clone()).unwrap_or_default(),
                csv::date(duty.act.as_ref().map(|a| a.made)),
                duty.norm.as_ref().map(|n| n.name.clone()).unwrap_or_default(),
                duty.authority.name.clone(),
                duty.bearer.name.clone(),
                phrasing::word(&duty.mode),
                duty.content.text.clone(),
                duty.beneficiaries.iter().map(|b| b.name.clone()).collect::<Vec<_>>().join("; "),
                viewpoint.name.clone(),
                phrasing::word(&view.binding),
                view.performance.as_ref().map(phrasing::word).unwrap_or_default(),
                csv::date(view.deadline),
                view.days_left.map(|n| n.to_string()).unwrap_or_default(),
            ];
            row.push(view.balance.as_ref().map(|b| b.paid.clone()).unwrap_or_default());
            row.push(view.balance.as_ref().map(|b| b.outstanding.clone()).unwrap_or_default());
            row.push(view.assessed.iter().map(|a| phrasing::word(&a.outcome)).collect::<Vec<_>>().join("; "));
            row.push(view.assessed.iter().flat_map(|a| a.by.clone()).collect::<Vec<_>>().join("; "));
            row.extend(match claim {
                Some(claim) => vec![
                    phrasing::word(&claim.outcome),
                    claim.name.clone(),
                    claim.as_of.to_string(),
                    voices(&claim.confirmed_by),
                    voices(&claim.contradicted_by),
                    csv::date(claim.stale_from),
                    claim.stale.to_string(),
                ],
                None => vec![String::new(); 7],
            });
            csv.row(row);
        }
    }
    csv.finish()
}
