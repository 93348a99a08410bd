//! One collision: both sides, whom they bind, the acts they rest on, who prevails in which viewpoint, and the options of
//! the bound organ.

use askama::Template;
use vigente_model::ThingKind;
use vigente_query::CollisionFilter;
use vigente_query::answer::{Breach, Collision, CollisionKind, DeedOption, Done, Mode, Outlook, Says, Side};
use vigente_render::phrasing;

use crate::i18n::{I18n, tone};
use crate::links::{DutyParams, Href, Links, MatterPage};
use crate::pages::PageContext;
use crate::server::response::{Format, PageResponse};

#[derive(Template)]
#[template(path = "pages/collisions/collision.html", blocks = ["head", "answer"])]
struct PageTemplate<'p> {
    t: &'p I18n,
    title: String,
    on: String,
    kind: String,
    days: String,
    binds: Vec<(String, Href)>,
    within: String,
    done: Vec<(String, Href, String)>,
    sides: Vec<Shown>,
    /// More than one authority speaks on a side.
    several: bool,
    outlooks: Vec<Seen>,
    rests_on: Vec<(String, Href, String)>,
    organ: String,
    options: Vec<DeedChoice>,
    other_options: Vec<DeedChoice>,
    day: String,
}

struct Shown {
    /// Which of the two sides it is on.
    side: usize,
    sentence: String,
    name: String,
    href: Href,
    why: Href,
    authority: String,
    since: String,
    deadline: String,
    repeated: Vec<(String, Href)>,
}

struct Seen {
    whose: String,
    title: String,
    prevails: String,
    states: Vec<(String, &'static str)>,
}

struct DeedChoice {
    deed: String,
    text: String,
    dilemma: String,
    rows: Vec<(String, Followed, Followed)>,
    status: bool,
}

struct Followed {
    keeps: Vec<LinkedDuty>,
    breaks: Vec<LinkedDuty>,
    yielding: Vec<LinkedDuty>,
    state_breaks: Vec<LinkedDuty>,
}

/// A duty, with a link to the act that imposes it. A norm has no page.
struct LinkedDuty {
    name: String,
    href: Href,
}

/// The name of a collision in a URL: what it is about and whose organs it binds, which does not change with the day.
pub fn id(c: &Collision) -> String {
    let about = match c.kind {
        CollisionKind::Duties
        | CollisionKind::Incompatible
        | CollisionKind::Permission
        | CollisionKind::Dilemma => "duties",
        CollisionKind::Standing => "standing",
        CollisionKind::Status => "status",
    };
    let order = c.binds.first().map_or("", |who| who.name.split('.').next().unwrap_or_default());
    format!("{about}~{}~{order}", c.on)
}

/// The page of a collision.
pub fn link(links: &Links, c: &Collision) -> Href {
    links.to(MatterPage::Collision { id: id(c) })
}

/// The duties of an organ.
fn duties_of(bearer: &str) -> MatterPage {
    MatterPage::Duties(DutyParams { bearer: bearer.to_owned(), ..DutyParams::default() })
}

/// A side in one line.
pub fn side_line(t: &I18n, side: &Side) -> String {
    format!("{}{}{}", t.short(&side.authority), t.word("colon"), said(t, side))
}

fn said(t: &I18n, side: &Side) -> String {
    let says = t.variant("says", &side.says);
    match (&side.content, &side.bearer, side.says) {
        (Some(content), Some(bearer), Says::Requires | Says::Permits | Says::Forbids) => {
            let mode = match side.says {
                Says::Forbids => Mode::Forbids,
                Says::Permits => Mode::Permits,
                _ => Mode::Requires,
            };
            phrasing::who_must(&t.words, &t.short(bearer), mode, content)
        }
        _ => says,
    }
}

/// The page.
pub fn show(cx: &PageContext<'_>, wanted: &str, format: Format) -> PageResponse {
    let mut all = cx.open.session.collisions(&cx.question(), &CollisionFilter::default());
    let Some(at) = all.collisions.iter().position(|c| id(c) == wanted) else {
        return cx.nothing(format, "no-such-collision", wanted);
    };
    let collision = all.collisions.swap_remove(at);
    if format == Format::Json {
        all.collisions = vec![collision];
        let more = [("on_the_day", false.into()), ("kinds", serde_json::json!([])), ("id", wanted.into())];
        return cx.data("collisions", &more, &all);
    }
    if format != Format::Html {
        return PageResponse::Nothing;
    }
    let t = cx.t();
    let links = &cx.links;
    let model = cx.open.record.model();
    let organ = collision.binds.first().and_then(|b| model.thing(&b.name));
    let options = organ.map(|o| cx.open.session.options(o, &cx.question()));
    let title = t.text(&collision.title);
    let (title, on) = match title.is_empty() {
        true => (collision.on.clone(), String::new()),
        false => (title.to_owned(), collision.on.clone()),
    };
    let names: Vec<(String, String)> = all.viewpoints.iter().map(|v| (v.name.clone(), t.named(v))).collect();
    let title_of = |name: &str| {
        names.iter().find(|(n, _)| n == name).map_or_else(|| name.to_owned(), |(_, t)| t.clone())
    };
    // Options that touch the collision come first; other options are folded up.
    let about: Vec<&str> = collision.sides.iter().map(|s| s.name.as_str()).collect();
    let touches = |o: &DeedOption| {
        let consequences = o.done.iter().chain(&o.undone);
        consequences
            .flat_map(|c| c.keeps.iter().chain(&c.breaks).chain(&c.yielding).chain(&c.state_breaks))
            .any(|d| about.contains(&d.as_str()))
    };
    let (mine, others) = match &options {
        Some(all) => all.options.iter().partition(|o| touches(o)),
        None => (Vec::new(), Vec::new()),
    };
    let page = PageTemplate {
        kind: phrasing::collision(&t.words, &collision),
        days: crate::pages::matter::concerns(t, &collision.concerns),
        binds: collision.binds.iter().map(|b| (t.named(b), links.to(duties_of(&b.name)))).collect(),
        within: collision.within.iter().map(|v| title_of(v)).collect::<Vec<_>>().join(", "),
        done: collision.done.iter().map(|d| done(t, links, d, &title_of)).collect(),
        several: collision.sides.len() > 2,
        sides: collision.sides.iter().map(|s| shown(t, links, s)).collect(),
        outlooks: collision.by_viewpoint.iter().map(|o| seen(t, o, &collision, &title_of)).collect(),
        rests_on: collision
            .rests_on
            .iter()
            .map(|a| (t.act(a), links.act(&a.name), t.day_and_author(a)))
            .collect(),
        organ: options.as_ref().map(|o| t.named(&o.organ)).unwrap_or_default(),
        options: choices(cx, &mine, &title_of),
        other_options: choices(cx, &others, &title_of),
        day: cx.day_in_words(),
        title: title.clone(),
        on,
        t,
    };
    let layout = cx.layout(Some(MatterPage::Collisions), title).twins(&cx.page, &[Format::Json]);
    cx.dated(layout, &page, &page.as_head(), &page.as_answer())
}

fn shown(t: &I18n, links: &Links, side: &Side) -> Shown {
    let question = match side.says {
        Says::Requires | Says::Permits | Says::Forbids => match (&side.bearer, &side.content, &side.norm) {
            (Some(bearer), Some(content), Some(_)) if !content.status && side.says != Says::Permits => {
                let not = if side.says == Says::Forbids { "not " } else { "" };
                format!("{} must {not}{}", bearer.name, content.text)
            }
            _ => format!("{} binds", side.name),
        },
        Says::Yes | Says::No => format!("{} in force", side.name),
    };
    Shown {
        side: side.side,
        sentence: said(t, side),
        name: side.name.clone(),
        href: side.act.as_ref().map(|a| links.act(&a.name)).unwrap_or_default(),
        why: links.why(&question),
        authority: t.named(&side.authority),
        since: match (&side.act, &side.norm) {
            (act, Some(norm)) if norm.name == side.name => {
                let trigger = act.as_ref().map(|act| phrasing::triggered_by(&t.words, act));
                std::iter::once(t.named(norm)).chain(trigger).collect::<Vec<_>>().join(", ")
            }
            (Some(act), _) => format!("{} ({})", t.act(act), t.day(act.made)),
            (None, _) => side.name.clone(),
        },
        deadline: side
            .deadline
            .as_ref()
            .map(|d| t.words.say_with("by-day", &[("day", &t.long_day(d))]))
            .unwrap_or_default(),
        repeated: side.repeated_by.iter().map(|n| (n.clone(), links.act(n))).collect(),
    }
}

fn seen(t: &I18n, outlook: &Outlook, collision: &Collision, title_of: &dyn Fn(&str) -> String) -> Seen {
    Seen {
        whose: outlook.viewpoint.clone(),
        title: title_of(&outlook.viewpoint),
        prevails: {
            let mut who: Vec<String> = Vec::new();
            let sides = collision.sides.iter().enumerate();
            for (_, side) in sides.filter(|(i, _)| collision.prevails(*i, outlook)) {
                let short = t.short(&side.authority);
                if !who.contains(&short) {
                    who.push(short);
                }
            }
            if who.is_empty() { t.say("nobody-prevails") } else { who.join(", ") }
        },
        states: outlook.sides.iter().map(|s| (t.state(s), tone(s))).collect(),
    }
}

/// The act by which the deed was done, its link, and what that breaks.
fn done(t: &I18n, links: &Links, done: &Done, title_of: &dyn Fn(&str) -> String) -> (String, Href, String) {
    let said = t
        .words
        .say_with("collision-done", &[("act", &t.act(&done.act)), ("day", &t.long_day(done.act.made))]);
    let breaks = |b: &Breach| {
        t.words.say_with("collision-breaks", &[("duty", &b.duty), ("who", &title_of(&b.viewpoint))])
    };
    let breaks: Vec<String> = done.breaks.iter().map(breaks).collect();
    (said, links.act(&done.act.name), breaks.join(&t.word("semicolon")))
}

fn choices(
    cx: &PageContext<'_>,
    options: &[&DeedOption],
    title_of: &dyn Fn(&str) -> String,
) -> Vec<DeedChoice> {
    let t = cx.t();
    let model = cx.open.record.model();
    let has_page = |name: &str| {
        let kind = model.thing(name).map(|thing| &model.things[thing].kind);
        matches!(kind, Some(ThingKind::Act(_) | ThingKind::Part(_)))
    };
    let named = |name: &String| LinkedDuty {
        href: if has_page(name) { cx.links.act(name) } else { Href::default() },
        name: name.clone(),
    };
    let followed = |c: &vigente_query::answer::Consequence| Followed {
        keeps: c.keeps.iter().map(named).collect(),
        breaks: c.breaks.iter().map(named).collect(),
        yielding: c.yielding.iter().map(named).collect(),
        state_breaks: c.state_breaks.iter().map(named).collect(),
    };
    let choice = |option: &DeedOption| DeedChoice {
        deed: t.phrase(&option.deed),
        text: option.deed.text.clone(),
        dilemma: option.dilemma_in.iter().map(|v| title_of(v)).collect::<Vec<_>>().join(", "),
        rows: option
            .done
            .iter()
            .zip(&option.undone)
            .map(|(done, undone)| (title_of(&done.viewpoint), followed(done), followed(undone)))
            .collect(),
        status: option.deed.status,
    };
    options.iter().map(|o| choice(o)).collect()
}
