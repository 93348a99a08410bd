//! The page of collisions, with both sides of each.

use vigente_query::answer::{ActRef, Collision, Collisions, Interval, Outlook, Says, Side, Value};

use crate::RenderOptions;
use crate::page::{StyledLine, TextPage, Tone};
use crate::screens::header;
use crate::table::{Column, Table};
use crate::words::phrasing;

/// How many duties of one collision are listed: so many act against one another only in made-up records.
const MOST_SIDES: usize = 20;

/// All collisions asked for.
pub fn collisions(collisions: &Collisions, look: RenderOptions<'_>) -> TextPage {
    let words = look.words;
    let mut page = TextPage::new();
    header::title(&mut page, look, &words.say("head-collide"));
    page.flow(StyledLine::plain(header::days_line(look, &collisions.asked)), look.width, 0);
    header::viewpoints(&mut page, look, &collisions.viewpoints);
    page.gap();
    if collisions.collisions.is_empty() {
        header::note(&mut page, look, &words.say("no-collision"));
        return page;
    }
    for (i, collision) in collisions.collisions.iter().enumerate() {
        if i > 0 {
            page.gap();
        }
        block(&mut page, look, i + 1, collision, true);
    }
    page
}

/// One collision: what it is about, both sides, who prevails where; `full` also tells its days and its acts.
pub(crate) fn block(
    page: &mut TextPage,
    look: RenderOptions<'_>,
    number: usize,
    collision: &Collision,
    full: bool,
) {
    let words = look.words;
    let number = format!("{number}. ");
    let hang = number.chars().count();
    let mut head = StyledLine::plain(number);
    match about(look, collision) {
        Some(said) => {
            head.push(Tone::Strong, said);
            head.push(Tone::Faint, format!(" – {}", collision.on));
        }
        None => head.push(Tone::Strong, &*collision.on),
    }
    head.push(Tone::Plain, words.say("colon"));
    head.push(Tone::Alert, phrasing::collision(words, collision));
    if !collision.binds.is_empty() {
        let who: Vec<&str> = collision.binds.iter().map(|who| phrasing::short(words, who)).collect();
        head.push(Tone::Plain, words.say_with("collision-binds", &[("who", &who.join(", "))]));
    }
    if let Some(arose) = &collision.arose {
        head.push(
            Tone::Plain,
            words.say_with("collision-arose", &[("since", &phrasing::since_date(words, arose))]),
        );
    }
    if full && collision.on_the_day == Value::False {
        head.push(Tone::Faint, words.say("collision-other-days"));
    }
    page.flow(head, look.width, hang);
    let mut table =
        Table::new([Column::RIGID, Column { most: usize::MAX, least: 20 }, Column::TEXT]).indent(hang);
    for (i, side) in collision.sides.iter().enumerate().take(MOST_SIDES) {
        table.row(vec![says(look, side), source(look, side), who_follows(look, collision, i)]);
    }
    table.write(page, look.width);
    let mut below =
        |tone, said| page.flow(StyledLine::plain(" ".repeat(hang)).and(tone, said), look.width, hang);
    if let Some(more) = collision.sides.len().checked_sub(MOST_SIDES).filter(|&more| more > 0) {
        below(Tone::Faint, words.count("more-duties", more));
    }
    let both = |o: &&Outlook| collision.within.contains(&o.viewpoint);
    let open = collision.by_viewpoint.iter().filter(|o| o.prevails.is_none());
    let (both, neither): (Vec<&Outlook>, Vec<&Outlook>) = open.partition(both);
    for (key, whose) in [("prevails-both", both), ("prevails-neither", neither)] {
        if !whose.is_empty() {
            let who: Vec<&str> = whose.iter().map(|o| o.viewpoint.as_str()).collect();
            below(Tone::Plain, words.say_with(key, &[("who", &who.join(", "))]));
        }
    }
    for done in &collision.done {
        let day = phrasing::date(words, done.act.made);
        let mut said = words.say_with("collision-done", &[("act", &done.act.name), ("day", &day)]);
        for breach in &done.breaks {
            said += &words.say("semicolon");
            said +=
                &words.say_with("collision-breaks", &[("duty", &breach.duty), ("who", &breach.viewpoint)]);
        }
        below(Tone::Plain, said);
    }
    if full {
        let days: Vec<String> = collision.concerns.iter().map(|i| interval(look, i)).collect();
        let said = words.say_with("collision-days", &[("days", &days.join(&words.say("semicolon")))]);
        below(Tone::Faint, said);
        for said in rests_on(look, collision) {
            below(Tone::Faint, said);
        }
    }
}

/// The acts it rests on; side by side where a side needs more than the act that it names.
fn rests_on(look: RenderOptions<'_>, collision: &Collision) -> Vec<String> {
    let list = |acts: &[ActRef]| acts.iter().map(|a| a.name.as_str()).collect::<Vec<_>>().join(", ");
    let plain = |side: &Side| side.rests_on.iter().all(|a| side.act.as_ref() == Some(a));
    if collision.rests_on.is_empty() {
        return Vec::new();
    }
    if collision.sides.iter().all(plain) {
        return vec![look.words.say_with("collision-acts", &[("acts", &list(&collision.rests_on))])];
    }
    let side = |side: &Side| {
        let says = look.words.say(&phrasing::key("says", &side.says));
        look.words.say_with("side-acts", &[("says", &says), ("acts", &list(&side.rests_on))])
    };
    collision.sides.iter().filter(|s| !s.rests_on.is_empty()).map(side).collect()
}

/// What it is about, in words, where the record has any.
fn about(look: RenderOptions<'_>, collision: &Collision) -> Option<String> {
    let content = collision.sides.iter().find_map(|s| s.content.as_ref());
    let said = match content {
        // What the one must bring about is what the other must not: that is what they collide on.
        Some(content) if content.status => phrasing::status(look.words, content),
        Some(content) => phrasing::phrase(look.words, content),
        None => phrasing::text(look.words, &collision.title).to_owned(),
    };
    (!said.is_empty() && said != collision.on).then_some(said)
}

fn says(look: RenderOptions<'_>, side: &Side) -> StyledLine {
    let tone = match side.says {
        Says::Requires | Says::Permits | Says::Yes => Tone::Good,
        Says::Forbids | Says::No => Tone::Bad,
    };
    StyledLine::of(tone, look.words.say(&phrasing::key("says", &side.says)))
}

fn source(look: RenderOptions<'_>, side: &Side) -> StyledLine {
    let words = look.words;
    let from =
        phrasing::duty_source(words, &side.name, side.act.as_ref(), side.norm.as_ref(), &side.authority);
    let mut line = StyledLine::of(Tone::Strong, &*side.name).and(Tone::Faint, from);
    // Of two orders, the head names what the first asks.
    if side.side == 1
        && side.says == Says::Requires
        && let Some(content) = &side.content
    {
        line.push(Tone::Plain, format!(", {}", content.text));
    }
    if let Some(day) = &side.deadline {
        line.push(
            Tone::Faint,
            format!(", {}", words.say_with("by-day", &[("day", &phrasing::date(words, day))])),
        );
    }
    if !side.repeated_by.is_empty() {
        let said = words.say_with("repeated-by", &[("by", &side.repeated_by.join(", "))]);
        line.push(Tone::Faint, format!(", {said}"));
    }
    line
}

/// The viewpoints in which the `i`-th of its sides prevails.
fn who_follows(look: RenderOptions<'_>, collision: &Collision, i: usize) -> StyledLine {
    let who: Vec<&str> = collision
        .by_viewpoint
        .iter()
        .filter(|o| collision.prevails(i, o))
        .map(|o| o.viewpoint.as_str())
        .collect();
    if who.is_empty() {
        return StyledLine::of(Tone::Faint, look.words.say("prevails-nowhere"));
    }
    StyledLine::plain(look.words.say_with("prevails-for", &[("who", &who.join(", "))]))
}

/// `3 Oct 2018 to 16 Mar 2022`, `perhaps …` where it is not certain.
pub(crate) fn interval(look: RenderOptions<'_>, interval: &Interval) -> String {
    let said = phrasing::stretch(look.words, interval.from, interval.until);
    if interval.certain { said } else { look.words.say_with("perhaps", &[("what", &said)]) }
}
