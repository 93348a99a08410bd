//! The pages of packs: the list of all, and all that one declares.

use vigente_query::answer::{Named, Pack, PackCall, Packs, Text};

use crate::RenderOptions;
use crate::page::{StyledLine, TextPage, Tone};
use crate::screens::header;
use crate::table::{Cell, Column, Table};
use crate::words::phrasing;

/// The column of names.
const NAMES: Column = Column { most: 34, least: 34 };

/// Every pack at hand.
pub fn packs(packs: &Packs, look: RenderOptions<'_>) -> TextPage {
    let words = look.words;
    let mut page = TextPage::new();
    header::title(&mut page, look, &words.say("head-packs"));
    page.gap();
    let heads = ["", "col-version", "col-title", "col-organs", "col-norms", "col-unverified"];
    let head =
        heads.map(|key| if key.is_empty() { StyledLine::new() } else { StyledLine::plain(words.say(key)) });
    let columns = [NAMES, Column::RIGID, Column::TEXT, Column::RIGID, Column::RIGID, Column::RIGID];
    let mut table = Table::new(columns).head(head.to_vec());
    for item in &packs.packs {
        let number = |n: usize, width: usize| StyledLine::plain(format!("{n:>width$}"));
        let width = |key: &str| words.say(key).chars().count();
        let marks = number(item.unverified, width("col-unverified"));
        table.row(vec![
            StyledLine::of(Tone::Strong, &*item.pack.name),
            StyledLine::plain(item.version.as_deref().unwrap_or("–")),
            StyledLine::plain(phrasing::text(words, &item.pack.title)),
            number(item.organs, width("col-organs")),
            number(item.norms, width("col-norms")),
            if item.unverified == 0 { marks } else { StyledLine::of(Tone::Alert, marks.text()) },
        ]);
    }
    table.write(&mut page, look.width);
    page
}

/// All that a pack declares.
pub fn pack(pack: &Pack, look: RenderOptions<'_>) -> TextPage {
    let words = look.words;
    let mut page = TextPage::new();
    header::title(
        &mut page,
        look,
        &titled(&pack.item.pack.name, phrasing::text(words, &pack.item.pack.title)),
    );
    let version = match &pack.item.version {
        Some(version) => words.say_with("pack-version-is", &[("version", version)]),
        None => words.say("pack-no-version"),
    };
    page.flow(StyledLine::plain(version), look.width, 2);
    if !pack.uses.is_empty() {
        let uses = words.say_with("pack-uses", &[("packs", &pack.uses.join(", "))]);
        page.flow(StyledLine::plain(uses), look.width, 2);
    }
    let marks = words.count("pack-unverified", pack.item.unverified);
    page.flow(
        StyledLine::of(if pack.item.unverified == 0 { Tone::Plain } else { Tone::Alert }, marks),
        look.width,
        2,
    );
    if !pack.about.is_empty() {
        page.gap();
        page.flow(StyledLine::plain(&*pack.about), look.width, 0);
    }
    let mut section = |key: &str, rows: Vec<(StyledLine, Vec<StyledLine>)>| {
        if rows.is_empty() {
            return;
        }
        header::heading(&mut page, look, &words.say(key));
        let mut table = Table::new([NAMES, Column::TEXT]).indent(2);
        for (name, said) in rows {
            table.row(vec![Cell::from(name), Cell(said)]);
        }
        table.write(&mut page, look.width);
    };
    section("head-organs", organs(look, pack));
    let instruments = pack.instruments.iter().map(|i| {
        let mut said = vec![called(look, &i.instrument.title, &i.aka)];
        if !i.articles.is_empty() {
            let articles = words.say_with("pack-articles", &[("list", &i.articles.join(", "))]);
            said.push(StyledLine::of(Tone::Faint, articles));
        }
        said.extend(marked(look, &i.unverified));
        (strong(&i.instrument.name), said)
    });
    section("head-instruments", instruments.collect());
    let thing = |t: &Named| (strong(&t.name), vec![called(look, &t.title, &[])]);
    section("head-things", pack.things.iter().map(thing).collect());
    section("head-pack-statuses", calls(look, &pack.statuses));
    section("head-deeds", calls(look, &pack.deeds));
    section("head-norms", norms(look, pack));
    let viewpoints = pack.viewpoints.iter().map(|v| {
        let mut said = vec![called(look, &v.viewpoint.title, &[])];
        let mut ladder = format!("prefers {}", v.prefers);
        if !v.not.is_empty() {
            ladder.push_str(&format!("; not {}", v.not.join(", ")));
        }
        said.push(StyledLine::of(Tone::Code, ladder));
        (strong(&v.viewpoint.name), said)
    });
    section("head-viewpoints", viewpoints.collect());
    page
}

/// The tree, each a step further in than what it is a part of.
fn organs(look: RenderOptions<'_>, pack: &Pack) -> Vec<(StyledLine, Vec<StyledLine>)> {
    let rows = pack.organs.iter().map(|o| {
        let tone = if o.own { Tone::Strong } else { Tone::Faint };
        let name =
            o.organ.name.rsplit_once('.').filter(|_| o.depth > 0).map_or(&*o.organ.name, |(_, last)| last);
        let mut said = vec![called(look, &o.organ.title, &o.aka)];
        if !o.own {
            said[0].push(Tone::Faint, format!(" {}", look.words.say("pack-elsewhere")));
        }
        said.extend(marked(look, &o.unverified));
        (StyledLine::plain("  ".repeat(o.depth)).and(tone, name), said)
    });
    rows.collect()
}

fn norms(look: RenderOptions<'_>, pack: &Pack) -> Vec<(StyledLine, Vec<StyledLine>)> {
    let rows = pack.norms.iter().map(|n| {
        let mut said = vec![called(look, &n.norm.title, &[])];
        let cites: Vec<String> =
            n.cites.iter().map(|q| format!("{} {}", q.source.name, q.pin).trim_end().to_owned()).collect();
        if !cites.is_empty() {
            said.push(StyledLine::of(Tone::Faint, cites.join(", ")));
        }
        said.extend(marked(look, &n.unverified));
        (strong(&n.norm.name), said)
    });
    rows.collect()
}

fn calls(look: RenderOptions<'_>, calls: &[PackCall]) -> Vec<(StyledLine, Vec<StyledLine>)> {
    let rows = calls.iter().map(|c| {
        let mut said = called(look, &c.title, &[]);
        if c.fact {
            said.push(Tone::Faint, format!(" {}", look.words.say("pack-fact")));
        }
        let mut said = vec![said];
        said.extend(marked(look, &c.unverified));
        (strong(&c.text), said)
    });
    rows.collect()
}

fn strong(name: &str) -> StyledLine {
    StyledLine::of(Tone::Strong, name)
}

/// The title, with the other names that it does not say itself behind it.
fn called(look: RenderOptions<'_>, title: &Text, aka: &[String]) -> StyledLine {
    let title = phrasing::text(look.words, title);
    let other: Vec<&str> = aka.iter().map(|a| &**a).filter(|a| !title.contains(&format!("({a})"))).collect();
    let line = StyledLine::plain(title);
    if other.is_empty() { line } else { line.and(Tone::Faint, format!(" ({})", other.join(", "))) }
}

/// What somebody still has to check, one a line.
fn marked(look: RenderOptions<'_>, marks: &[String]) -> Vec<StyledLine> {
    let word = look.words.say("mark-unverified");
    let colon = look.words.say("colon");
    let said = |mark: &String| if mark.is_empty() { word.clone() } else { format!("{word}{colon}{mark}") };
    marks.iter().map(|mark| StyledLine::of(Tone::Alert, said(mark))).collect()
}

fn titled(name: &str, title: &str) -> String {
    if title.is_empty() { name.to_owned() } else { format!("{name} – {title}") }
}
