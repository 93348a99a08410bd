//! Where authorities collide: every collision of the record, those of the day first.

use askama::Template;
use vigente_query::CollisionFilter;
use vigente_query::answer::{Collision, Collisions, Value};

use super::Here;
use crate::frame::rendered;
use crate::reply::{Csv, Reply, Shape};
use crate::tongue::Tongue;

#[derive(Template)]
#[template(path = "pages/collisions.html")]
struct Page<'p> {
    t: &'p Tongue,
    day: String,
    now: Vec<Item>,
    other: Vec<Item>,
}

/// A collision in a list.
struct Item {
    href: String,
    kind: String,
    on: String,
    title: String,
    sides: Vec<String>,
    days: String,
    perhaps: bool,
}

/// Answers.
pub fn show(here: &Here<'_, '_, '_>, shape: Shape) -> Reply {
    let answer = here.open.session.collisions(&here.question(), &CollisionFilter::default());
    match shape {
        Shape::Json => {
            return here.data(
                "collisions",
                &[("on_the_day", false.into()), ("kinds", serde_json::json!([]))],
                &answer,
            );
        }
        Shape::Csv => return csv(&answer),
        Shape::Html => {}
        _ => return Reply::Nothing,
    }
    let t = here.t();
    let item = |c: &Collision| Item {
        href: super::collision::address(&here.links, c),
        kind: t.variant("collision", &c.kind),
        on: c.on.clone(),
        title: t.text(&c.title).to_owned(),
        sides: c.sides.iter().map(|s| super::collision::side_line(&t, s)).collect(),
        days: super::matter::concerns(&t, &c.concerns),
        perhaps: c.on_the_day == Value::Undetermined,
    };
    let (now, other): (Vec<&Collision>, Vec<&Collision>) =
        answer.collisions.iter().partition(|c| c.on_the_day != Value::False);
    let page = Page {
        day: t.long_day(&answer.days.on),
        now: now.into_iter().map(item).collect(),
        other: other.into_iter().map(item).collect(),
        t: &t,
    };
    let frame = here
        .frame("collisions", "collisions", t.say("tab-collisions"))
        .twin("JSON", here.links.page("collisions.json", &[]))
        .twin("CSV", here.links.page("collisions.csv", &[]));
    Reply::Html(frame.around(&rendered(&page)))
}

fn csv(answer: &Collisions) -> Reply {
    let mut csv = Csv::default();
    csv.row(["kind", "on", "title", "arose", "side 1", "authority 1", "side 2", "authority 2", "binds"]);
    for c in &answer.collisions {
        let kind = serde_json::to_value(c.kind).ok().and_then(|v| v.as_str().map(str::to_owned));
        let side =
            |i: usize| c.sides.get(i).map_or(("", ""), |s| (s.name.as_str(), s.authority.name.as_str()));
        csv.row([
            kind.as_deref().unwrap_or_default(),
            &c.on,
            &c.title.text,
            c.arose.as_deref().unwrap_or_default(),
            side(0).0,
            side(0).1,
            side(1).0,
            side(1).1,
            c.binds.as_ref().map_or("", |b| b.name.as_str()),
        ]);
    }
    Reply::Csv(csv.done())
}
