//! The collisions of the record, those of the day first.

pub mod collision;

use askama::Template;
use vigente_query::CollisionFilter;
use vigente_query::answer::{Collision, Collisions, Value};
use vigente_render::csv::{self, Csv};
use vigente_render::phrasing;

use crate::i18n::I18n;
use crate::links::{Href, MatterPage};
use crate::pages::PageContext;
use crate::server::response::{Format, PageResponse};

#[derive(Template)]
#[template(path = "pages/collisions/collisions.html", blocks = ["head", "answer"])]
struct PageTemplate<'p> {
    t: &'p I18n,
    day: String,
    now: Vec<Item>,
    other: Vec<Item>,
}

/// A collision in a list.
struct Item {
    href: Href,
    kind: String,
    on: String,
    title: String,
    sides: Vec<String>,
    days: String,
    perhaps: bool,
}

/// The page.
pub fn show(cx: &PageContext<'_>, format: Format) -> PageResponse {
    let answer = cx.open.session.collisions(&cx.question(), &CollisionFilter::default());
    match format {
        Format::Json => {
            return cx.data(
                "collisions",
                &[("on_the_day", false.into()), ("kinds", serde_json::json!([]))],
                &answer,
            );
        }
        Format::Csv => return csv(&answer),
        Format::Html => {}
        _ => return PageResponse::Nothing,
    }
    let t = cx.t();
    let item = |c: &Collision| Item {
        href: collision::link(&cx.links, c),
        kind: phrasing::collision(&t.words, c),
        on: c.on.clone(),
        title: t.text(&c.title).to_owned(),
        sides: c.sides.iter().map(|s| collision::side_line(t, s)).collect(),
        days: crate::pages::matter::concerns(t, &c.concerns),
        perhaps: c.on_the_day == Value::Undetermined,
    };
    let (now, other): (Vec<&Collision>, Vec<&Collision>) =
        answer.collisions.iter().partition(|c| c.on_the_day != Value::False);
    let page = PageTemplate {
        day: cx.day_in_words(),
        now: now.into_iter().map(item).collect(),
        other: other.into_iter().map(item).collect(),
        t,
    };
    let layout = cx
        .layout(Some(MatterPage::Collisions), t.say("tab-collisions"))
        .twins(&cx.page, &[Format::Json, Format::Csv]);
    cx.dated(layout, &page, &page.as_head(), &page.as_answer())
}

fn csv(answer: &Collisions) -> PageResponse {
    let mut csv =
        Csv::new(["kind", "on", "title", "arose", "side 1", "authority 1", "side 2", "authority 2", "binds"]);
    for c in &answer.collisions {
        let kind = serde_json::to_value(c.kind).ok().and_then(|v| v.as_str().map(str::to_owned));
        let joined = |names: Vec<&str>| names.join(" ");
        let of = |side: usize| c.sides.iter().filter(move |s| s.side == side);
        let side = |side| joined(of(side).map(|s| s.name.as_str()).collect());
        let authority = |side| joined(of(side).map(|s| s.authority.name.as_str()).collect());
        csv.row([
            kind.as_deref().unwrap_or_default(),
            &c.on,
            &c.title.text,
            &csv::date(c.arose),
            &side(0),
            &authority(0),
            &side(1),
            &authority(1),
            &joined(c.binds.iter().map(|b| b.name.as_str()).collect()),
        ]);
    }
    PageResponse::Csv(csv.finish())
}
