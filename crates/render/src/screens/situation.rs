//! The main screen.

use vigente_query::answer::{
    Aspect, Change, Named, PartItem, Reliance, Situation, State, StateView, StatusItem,
};

use crate::RenderOptions;
use crate::page::{StyledLine, TextPage, Tone};
use crate::screens::collisions;
use crate::screens::duties;
use crate::screens::header::{self, ViewpointRow};
use crate::screens::why::positions;
use crate::table::{Cell, Column, Table};
use crate::words::phrasing;

/// The main screen: whoever has never seen the tool understands the matter from it.
pub fn situation(situation: &Situation, look: RenderOptions<'_>) -> TextPage {
    let words = look.words;
    let mut page = TextPage::new();
    let matter = situation
        .matter
        .as_ref()
        .map_or_else(|| words.say("no-title"), |m| phrasing::named(words, m).to_owned());
    header::title(&mut page, look, &matter);
    page.gap();
    header::days(&mut page, look, &situation.asked);
    page.gap();
    if let Some(act) = &situation.last_act {
        let said = phrasing::day_and_author(words, act);
        let last = words.count_with("last-act", situation.acts, &[("act", &act.name), ("said", &said)]);
        page.flow(StyledLine::plain(last), look.width, 0);
    } else {
        page.flow(StyledLine::plain(words.say("no-act-yet")), look.width, 0);
    }
    if situation.viewpoints.is_empty() {
        page.gap();
        page.flow(StyledLine::of(Tone::Alert, words.say("no-viewpoints")), look.width, 0);
        return page;
    }
    page.gap();
    let n = situation.viewpoints.len();
    page.flow(StyledLine::plain(words.count("viewpoints-intro", n)), look.width, 0);
    header::viewpoints(&mut page, look, &situation.viewpoints);

    in_force(&mut page, look, situation);
    must(&mut page, look, situation);
    collide(&mut page, look, situation);
    differ(&mut page, look, situation);
    fallen(&mut page, look, situation);
    positions(&mut page, look, &situation.positions.items, 1);
    not_shown(&mut page, look, situation);
    page
}

fn in_force(page: &mut TextPage, look: RenderOptions<'_>, situation: &Situation) {
    let words = look.words;
    header::heading(page, look, &words.say("head-in-force"));
    let rows: Vec<ViewpointRow> = situation.parts.items.iter().map(|p| part_row(look, p)).collect();
    if rows.is_empty() {
        header::note(page, look, &words.say("nothing-in-force"));
    }
    header::by_viewpoint(page, look, &situation.viewpoints, rows);
    let rows: Vec<ViewpointRow> = situation
        .statuses
        .items
        .iter()
        .filter(|s| worth_a_line(situation, s))
        .map(|s| status_row(look, s))
        .collect();
    if !rows.is_empty() {
        header::heading(page, look, &words.say("head-statuses"));
        header::by_viewpoint(page, look, &situation.viewpoints, rows);
    }
    let views = situation.parts.items.iter().flat_map(|p| &p.by_viewpoint);
    if views
        .chain(situation.statuses.items.iter().flat_map(|s| &s.by_viewpoint))
        .any(|v| v.as_it_stood.is_some())
    {
        header::note(page, look, &words.say("star-note"));
    }
}

/// Of what all see alike, only what is so is worth a line on a screen that leaves things out anyway.
fn worth_a_line(situation: &Situation, status: &StatusItem) -> bool {
    situation.statuses.more == 0 || status.by_viewpoint.iter().any(|v| !v.state.is_nothing())
}

fn part_row(look: RenderOptions<'_>, part: &PartItem) -> ViewpointRow {
    let words = look.words;
    let title = phrasing::text(words, &part.act.title);
    // The title is that of the whole act: of a part of it, what it does is said, too.
    let about = match (title.is_empty(), part.name != part.act.name) {
        (true, _) => phrasing::doings(words, &part.does).join(&words.say("semicolon")),
        (false, true) if !part.does.is_empty() => {
            format!(
                "{title}{}{}",
                words.say("semicolon"),
                phrasing::doings(words, &part.does).join(&words.say("semicolon"))
            )
        }
        (false, _) => title.to_owned(),
    };
    let made = phrasing::day_and_author(words, &part.act);
    let mut what = vec![StyledLine::of(Tone::Strong, &*part.name)];
    if !about.is_empty() {
        what.push(StyledLine::plain(&*about));
    }
    what.push(StyledLine::of(Tone::Faint, &*made));
    let mut brief = StyledLine::of(Tone::Strong, &*part.name);
    if !about.is_empty() {
        brief.push(Tone::Plain, format!(" – {about}"));
    }
    brief.push(Tone::Faint, format!(" ({made})"));
    row(look, what, brief, &part.by_viewpoint)
}

fn status_row(look: RenderOptions<'_>, status: &StatusItem) -> ViewpointRow {
    let said = phrasing::status(look.words, &status.status);
    let mut what = vec![StyledLine::of(Tone::Strong, &*status.status.text)];
    let mut brief = what[0].clone();
    if said != status.status.text {
        brief = StyledLine::plain(&*said).and(Tone::Faint, " – ").and(Tone::Strong, &*status.status.text);
        what.push(StyledLine::of(Tone::Faint, said));
    }
    row(look, what, brief, &status.by_viewpoint)
}

fn row(
    look: RenderOptions<'_>,
    what: Vec<StyledLine>,
    mut brief: StyledLine,
    views: &[StateView],
) -> ViewpointRow {
    let said: Vec<Cell> = views.iter().map(|v| Cell(said(look, v))).collect();
    let mut mark = StyledLine::new();
    if let Some((first, rest)) = said.first().and_then(|c| c.0.split_first()) {
        mark = first.clone();
        if !rest.is_empty() {
            let semicolon = look.words.say("semicolon");
            brief.push(Tone::Plain, &*semicolon);
            brief = brief.join(header::joined(rest, &semicolon));
        }
    }
    ViewpointRow { what: Cell(what), said, alike: (mark, brief.into()) }
}

/// What one viewpoint says: the state, and why.
fn said(look: RenderOptions<'_>, view: &StateView) -> Vec<StyledLine> {
    let mut first = phrasing::state(look.words, view.state);
    if view.as_it_stood.is_some() {
        first.push(Tone::Alert, " *");
    }
    let reason = phrasing::reason(look.words, &view.reason);
    let mut lines = vec![first];
    if !reason.is_empty() {
        lines.push(StyledLine::plain(reason));
    }
    lines.extend(
        view.disapplied.iter().map(|d| StyledLine::of(Tone::Alert, phrasing::disapplied(look.words, d))),
    );
    lines
}

fn must(page: &mut TextPage, look: RenderOptions<'_>, situation: &Situation) {
    let words = look.words;
    header::heading(page, look, &words.say("head-must"));
    if situation.duties.items.is_empty() {
        header::note(page, look, &words.say("nothing-to-do"));
        return;
    }
    let rows = situation.duties.items.iter().map(|d| duties::row(look, d)).collect();
    header::by_viewpoint(page, look, &situation.viewpoints, rows);
    let yields =
        situation.duties.items.iter().flat_map(|d| &d.by_viewpoint).any(|v| v.binding == State::Yields);
    if yields {
        header::note(page, look, &words.say("yields-note"));
    }
}

fn collide(page: &mut TextPage, look: RenderOptions<'_>, situation: &Situation) {
    let words = look.words;
    header::heading(page, look, &words.say("head-collide"));
    if situation.collisions.items.is_empty() {
        header::note(page, look, &words.say("no-collision"));
        return;
    }
    for (i, collision) in situation.collisions.items.iter().enumerate() {
        collisions::block(page, look, i + 1, collision, false);
    }
}

fn differ(page: &mut TextPage, look: RenderOptions<'_>, situation: &Situation) {
    let words = look.words;
    if situation.asked.made_by.is_some() {
        return;
    }
    header::heading(page, look, &words.say("head-differ"));
    if situation.hindsight.items.is_empty() {
        let day = phrasing::long_date(words, situation.asked.on);
        header::note(page, look, &words.say_with("no-difference", &[("day", &day)]));
    } else {
        let (before, after) = (words.say("col-that-day"), words.say("col-hindsight"));
        changes(page, look, &situation.hindsight.items, &before, &after, &situation.viewpoints);
    }
    if situation.past.items.is_empty() {
        return;
    }
    if !situation.hindsight.items.is_empty() {
        page.gap();
    }
    page.flow(StyledLine::plain(words.say("past-differed")), look.width, 0);
    let column = Column { most: usize::MAX, least: 10 };
    let days = Column { most: 34, least: 30 };
    // Who sees it so is worth a column only where they are not all the same.
    let alike = situation.past.items.iter().all(|p| p.viewpoint.is_none());
    let mut columns = vec![Column { most: 40, least: 14 }, days, column, column];
    let mut head = vec!["", "col-days", "col-then", "col-now"];
    if !alike {
        columns.push(column);
        head.push("col-seen-by");
    }
    let head = head.iter().map(|key| match *key {
        "" => StyledLine::new(),
        key => StyledLine::of(Tone::Strong, words.say(key)),
    });
    let mut table = Table::new(columns).head(head.collect());
    for item in &situation.past.items {
        let mut row = vec![
            StyledLine::of(Tone::Strong, &*item.subject.what),
            StyledLine::plain(phrasing::stretch(words, Some(item.from), item.until)),
            phrasing::state(words, item.then),
            phrasing::state(words, item.now),
        ];
        if !alike {
            row.push(StyledLine::plain(item.viewpoint.clone().unwrap_or_else(|| words.say("everybody"))));
        }
        table.row(row);
    }
    table.write(page, look.width);
}

/// Changes with the same answers in several viewpoints are one row.
pub(crate) fn changes(
    page: &mut TextPage,
    look: RenderOptions<'_>,
    changes: &[Change],
    before: &str,
    after: &str,
    viewpoints: &[Named],
) {
    let words = look.words;
    let mut groups: Vec<(&Change, Vec<&str>)> = Vec::new();
    for change in changes {
        let same = |c: &Change| {
            (&c.subject, c.before, c.after) == (&change.subject, change.before, change.after)
                && c.viewpoint.is_some() == change.viewpoint.is_some()
        };
        let who = change.viewpoint.as_deref();
        match groups.iter_mut().find(|(c, _)| same(c)) {
            Some((_, all)) => all.extend(who),
            None => groups.push((change, who.into_iter().collect())),
        }
    }
    let column = Column { most: usize::MAX, least: 12 };
    let mut columns = vec![Column { most: 46, least: 20 }, column, column];
    let mut head =
        vec![StyledLine::new(), StyledLine::of(Tone::Strong, before), StyledLine::of(Tone::Strong, after)];
    // Who sees it so is worth a column only where they are not all the same.
    let all = |who: &[&str]| who.is_empty() || (who.len() == viewpoints.len() && who.len() > 1);
    let alike = groups.iter().all(|(_, who)| all(who));
    if !alike {
        columns.push(column);
        head.push(StyledLine::of(Tone::Strong, words.say("col-seen-by")));
    }
    let mut table = Table::new(columns).head(head);
    for (change, who) in groups {
        let mut what = StyledLine::of(Tone::Strong, &*change.subject.what);
        if matches!(change.subject.aspect, Aspect::Binding | Aspect::Performance) {
            what.push(
                Tone::Faint,
                format!(" ({})", words.say(&phrasing::key("aspect", &change.subject.aspect))),
            );
        }
        let mut row = vec![what, phrasing::state(words, change.before), phrasing::state(words, change.after)];
        if !alike {
            row.push(StyledLine::plain(match change.subject.aspect {
                Aspect::Collision => String::new(),
                _ if all(&who) => words.say("everybody"),
                _ => who.join(", "),
            }));
        }
        table.row(row);
    }
    table.write(page, look.width);
}

fn fallen(page: &mut TextPage, look: RenderOptions<'_>, situation: &Situation) {
    if situation.resting_on_fallen.items.is_empty() {
        return;
    }
    header::heading(page, look, &look.words.say("head-fallen"));
    for reliance in &situation.resting_on_fallen.items {
        self::reliance(page, look, reliance);
    }
}

/// `- tc-2018 (20 Feb 2018, Tribunal) relies on pardon.indulto, which does not stand for IA.Court`
pub(crate) fn reliance(page: &mut TextPage, look: RenderOptions<'_>, reliance: &Reliance) {
    let words = look.words;
    let said = words.say_with(
        "relies",
        &[
            ("said", &phrasing::day_and_author(words, &reliance.act)),
            ("on", &reliance.on),
            ("who", &reliance.fallen_in.join(", ")),
        ],
    );
    page.flow(
        StyledLine::plain("- ").and(Tone::Strong, &*reliance.name).and(Tone::Plain, format!(" {said}")),
        look.width,
        2,
    );
}

fn not_shown(page: &mut TextPage, look: RenderOptions<'_>, situation: &Situation) {
    let words = look.words;
    let idle = situation.statuses.items.iter().filter(|s| !worth_a_line(situation, s)).count();
    let lists = [
        ("more-parts", situation.parts.more, "vigente status --all"),
        ("more-statuses", situation.statuses.more + idle, "vigente status --all"),
        ("more-duties", situation.duties.more, "vigente duties"),
        ("more-collisions", situation.collisions.more, "vigente collisions"),
        ("more-changes", situation.hindsight.more + situation.past.more, "vigente status --all"),
        ("more-positions", situation.positions.more, "vigente status --all"),
        ("more-reliances", situation.resting_on_fallen.more, "vigente check"),
    ];
    let mut by_command: Vec<(&str, Vec<String>)> = Vec::new();
    for (key, more, command) in lists {
        if more == 0 {
            continue;
        }
        let said = words.count(key, more);
        match by_command.iter_mut().find(|(c, _)| *c == command) {
            Some((_, all)) => all.push(said),
            None => by_command.push((command, vec![said])),
        }
    }
    page.gap();
    if !by_command.is_empty() {
        let mut line = StyledLine::plain(words.say("not-shown")).and(Tone::Plain, " ");
        for (i, (command, all)) in by_command.iter().enumerate() {
            if i > 0 {
                line.push(Tone::Plain, words.say("semicolon"));
            }
            line.push(Tone::Plain, format!("{} (", all.join(", ")));
            line.push(Tone::Code, *command);
            line.push(Tone::Plain, ")");
        }
        page.flow(line, look.width, 2);
    }
    let example = situation.parts.items.first().map_or("…", |p| &p.name);
    let line = StyledLine::plain(words.say("ask-why")).and(Tone::Plain, " ");
    page.flow(line.and(Tone::Code, format!("vigente why \"{example} in force\"")), look.width, 2);
    if situation.asked.made_by.is_none() {
        let line = StyledLine::plain(words.say("ask-stood")).and(Tone::Plain, " ");
        page.flow(
            line.and(Tone::Code, format!("vigente status --on {} --as-it-stood", situation.asked.on)),
            look.width,
            2,
        );
    }
}
