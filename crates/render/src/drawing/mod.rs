//! Draws a chart as a self-contained SVG: a lane for each authority, acts as named dots, arrows for what acts do to
//! one another, and bars for what is in force in which viewpoint.
//!
//! Time is stretched where much happens: each day on which something happens gets room for its dot, and a quiet
//! stretch grows only with the logarithm of its length. The picture says so.

mod svg_writer;
mod who;

use std::collections::{BTreeMap, BTreeSet};

use vigente_model::Day;
use vigente_query::answer::{ArrowKind, Bar, Chart, Date, State};

use crate::words::Words;
use crate::words::phrasing;
pub use svg_writer::STYLE;
use svg_writer::{SvgWriter, text_width};
pub use who::{who_embedded, who_picture};

const LEFT: f64 = 232.0;
const RIGHT: f64 = 150.0;
/// No picture is narrower.
const NARROWEST: f64 = 960.0;
const LABEL_ROW: f64 = 15.0;
const BAR_ROW: f64 = 14.0;
/// More groups of bars than this are not drawn; the picture says how many are left out.
const MOST_GROUPS: usize = 20;
/// What nobody disputes and nothing reaches is drawn only until so many groups are there.
const ENOUGH_GROUPS: usize = 8;
/// What stays of the names at the left while one goes along the picture, on a page and on a narrow one.
const COLUMN: f64 = LEFT - 8.0;
/// So long may a line be there.
const ROOM: f64 = LEFT - 26.0;
const NARROW_COLUMN: f64 = 124.0;
/// Lines of years stand no nearer to one another.
const NEAREST_YEARS: f64 = 7.0;

/// How a picture stands in a page: the page brings [`STYLE`], and its acts lead somewhere.
pub struct Embedding<'e> {
    /// Where the page of an act, or of a part or status, is.
    pub link: &'e dyn Fn(&str) -> String,
}

/// Draws a chart as a file of its own.
pub fn timeline(chart: &Chart, words: &Words) -> String {
    drawn(chart, words, None)
}

/// Draws a chart as a part of a page. The names at the left are there once more, each column of them a picture of its
/// own that the page keeps in sight: one as wide as in the picture, one for narrow pages. Who listens hears them once.
pub fn embedded(chart: &Chart, words: &Words, embedding: &Embedding<'_>) -> String {
    drawn(chart, words, Some(embedding))
}

fn drawn(chart: &Chart, words: &Words, embedding: Option<&Embedding<'_>>) -> String {
    let scale = Scale::of(chart);
    let mut pen = SvgWriter::new(embedding.is_none());
    let lanes = Lanes::of(chart, &scale);
    let groups = groups(chart, words);
    let disputed = groups.iter().filter(|g| g.disputed).count();
    let drawn = groups.len().min(MOST_GROUPS).min(disputed.max(ENOUGH_GROUPS));
    let head = 110.0;
    let bars_top = head + lanes.height + 34.0;
    let bars_height: f64 = groups.iter().take(drawn).map(Group::height).sum();
    let legend_top = bars_top + bars_height + 30.0;
    let height = legend_top + 96.0;
    let width = (scale.width + LEFT + RIGHT).max(NARROWEST);
    let bottom = bars_top + bars_height;
    let named = Named { chart, words, lanes: &lanes, groups: &groups[..drawn], top: head, bars_top };
    if embedding.is_some() {
        pen.open_sheet();
        for (kept, look) in [(COLUMN, "names"), (NARROW_COLUMN, "names slim")] {
            pen.open_column(kept, height, look);
            pen.rect(0.0, head - 30.0, kept, bottom - head + 38.0, "cover");
            backgrounds(&mut pen, chart, &lanes, head, kept);
            named.column(&mut pen, kept - 18.0);
            pen.line(kept, head - 30.0, kept, bottom + 8.0, "axis");
            pen.close_column();
        }
    }

    let matter =
        chart.matter.as_ref().map_or_else(|| words.say("no-title"), |m| phrasing::named(words, m).to_owned());
    let acts: usize = chart.lanes.iter().map(|l| l.acts.len()).sum();
    let about = words.count_with(
        "chart-about",
        acts,
        &[
            ("from", &phrasing::long_date(words, chart.from)),
            ("until", &phrasing::long_date(words, chart.until)),
            ("on", &phrasing::long_date(words, chart.asked.on)),
        ],
    );
    pen.open(width, height, &matter, &format!("{about} {}", words.say("chart-scale")));
    pen.text(16.0, 30.0, "title", &matter);
    pen.text(16.0, 50.0, "note", &about);
    pen.text(16.0, 66.0, "note", &words.say("chart-scale"));

    backgrounds(&mut pen, chart, &lanes, head, width);
    years(&mut pen, &scale, head, bottom);
    axes(&mut pen, &named, width);
    day_asked(&mut pen, chart, words, &scale, head, bottom);
    arrows(&mut pen, chart, words, &lanes, head);
    let link = embedding.map(|e| e.link);
    dots(&mut pen, chart, words, &Places { lanes: &lanes, scale: &scale, top: head, link });
    bars(&mut pen, &named, &scale);
    legend(&mut pen, chart, words, legend_top, groups.len() - drawn);
    if embedding.is_some() { pen.close_sheet() } else { pen.close() }
}

/// Where a day stands.
struct Scale {
    points: Vec<(i64, f64)>,
    width: f64,
}

/// Where a date is drawn: on its first day, where that is known.
fn number(date: Date) -> Option<i64> {
    let day = date.0.lo;
    day.date().map(|_| i64::from(day.0))
}

fn new_year(year: i16) -> Option<i64> {
    jiff::civil::Date::new(year, 1, 1).ok().and_then(|date| number(Day::from_date(date).into()))
}

impl Scale {
    fn of(chart: &Chart) -> Scale {
        let mut days: BTreeMap<i64, usize> = BTreeMap::new();
        let mut add = |date: Date, dots: usize| {
            if let Some(day) = number(date) {
                let entry = days.entry(day).or_default();
                *entry = (*entry).max(dots);
            }
        };
        add(chart.from, 0);
        add(chart.until, 0);
        add(chart.asked.on.into(), 0);
        for lane in &chart.lanes {
            let mut same: BTreeMap<Date, usize> = BTreeMap::new();
            for act in &lane.acts {
                let dots = same.entry(act.from).or_default();
                *dots += 1;
                add(act.from, *dots);
            }
        }
        for due in &chart.deadlines {
            add(due.day, 0);
        }
        for span in chart.bars.iter().flat_map(|b| &b.spans) {
            for end in [span.from, span.until].into_iter().flatten() {
                add(end, 0);
            }
        }
        let mut points: Vec<(i64, f64)> = Vec::new();
        let mut last: Option<(i64, usize)> = None;
        let mut at: f64 = 14.0;
        for (&day, &dots) in &days {
            if let Some((before, dots)) = last {
                let quiet = (day - before) as f64;
                let crowd = 14.0 * dots.saturating_sub(1) as f64;
                at += 7.0 + 8.0 * (1.0 + quiet / 6.0).ln() + crowd;
            }
            points.push((day, at));
            last = Some((day, dots));
        }
        // A short matter is drawn over the whole width, so that its names have room.
        let wider = ((NARROWEST - LEFT - RIGHT) / at.max(1.0)).clamp(1.0, 4.0);
        for point in &mut points {
            point.1 *= wider;
        }
        Scale { points, width: at * wider + 14.0 }
    }

    fn x(&self, date: Date) -> f64 {
        number(date).map_or(0.0, |day| self.at(day)) + LEFT
    }

    fn at(&self, day: i64) -> f64 {
        let i = self.points.partition_point(|p| p.0 <= day);
        match (i.checked_sub(1).and_then(|i| self.points.get(i)), self.points.get(i)) {
            (Some(&(a, x)), Some(&(b, y))) => x + (y - x) * (day - a) as f64 / (b - a) as f64,
            (Some(&(_, x)), None) => x,
            (None, Some(&(_, y))) => y,
            (None, None) => 0.0,
        }
    }
}

struct Dot {
    x: f64,
    y: f64,
    level: usize,
}

/// Where each lane and each dot stands, measured from the top of the lanes.
struct Lanes {
    tops: Vec<(f64, f64)>,
    dots: BTreeMap<String, Dot>,
    height: f64,
}

impl Lanes {
    fn of(chart: &Chart, scale: &Scale) -> Lanes {
        let mut lanes = Lanes { tops: Vec::new(), dots: BTreeMap::new(), height: 0.0 };
        for lane in &chart.lanes {
            // Names stand in rows above the line; each takes the lowest row that is free where it begins.
            let mut rows: Vec<f64> = Vec::new();
            let mut last: Option<(Date, f64)> = None;
            let mut placed: Vec<(&str, f64, usize)> = Vec::new();
            for act in &lane.acts {
                let x = match last {
                    Some((day, x)) if day == act.from => x + 14.0,
                    _ => scale.x(act.from),
                };
                last = Some((act.from, x));
                let end = x + 6.0 + text_width(&act.act.name, 11.0);
                let level = rows.iter().position(|free| *free <= x - 6.0).unwrap_or(rows.len());
                if level == rows.len() {
                    rows.push(end);
                } else {
                    rows[level] = end;
                }
                placed.push((&act.act.name, x, level));
            }
            let height = (rows.len().max(1) as f64) * LABEL_ROW + 18.0;
            let top = lanes.height;
            for (name, x, level) in placed {
                lanes.dots.insert(name.to_owned(), Dot { x, y: top + height - 12.0, level });
            }
            lanes.tops.push((top, height));
            lanes.height += height;
        }
        lanes
    }
}

fn years(pen: &mut SvgWriter, scale: &Scale, top: f64, bottom: f64) {
    let (Some(first), Some(last)) = (scale.points.first(), scale.points.last()) else { return };
    let year = |day: i64| {
        let days = i32::try_from(day).unwrap_or(0);
        Day(days).date().map_or(1970, |d| d.year())
    };
    let (mut free, mut drawn) = (f64::MIN, f64::MIN);
    for year in year(first.0)..=year(last.0) {
        let Some(day) = new_year(year).filter(|d| *d >= first.0 && *d <= last.0) else {
            continue;
        };
        let x = LEFT + scale.at(day);
        // Where nothing happens for decades their lines would be a grey wall.
        if x - drawn < NEAREST_YEARS {
            continue;
        }
        drawn = x;
        pen.line(x, top - 4.0, x, bottom, "year");
        if x >= free {
            pen.text(x + 2.0, top - 8.0, "year-name", &year.to_string());
            free = x + 32.0;
        }
    }
}

fn day_asked(pen: &mut SvgWriter, chart: &Chart, words: &Words, scale: &Scale, top: f64, bottom: f64) {
    let x = scale.x(chart.asked.on.into());
    pen.open_group(&phrasing::long_date(words, chart.asked.on));
    pen.line(x, top - 22.0, x, bottom, "on");
    pen.text(x + 3.0, top - 20.0, "on-name", &phrasing::date(words, chart.asked.on));
    pen.close_group();
}

fn backgrounds(pen: &mut SvgWriter, chart: &Chart, lanes: &Lanes, top: f64, width: f64) {
    for (i, (y, height)) in lanes.tops.iter().enumerate().take(chart.lanes.len()) {
        if i % 2 == 0 {
            pen.rect(0.0, top + y, width, *height, "lane");
        }
    }
}

fn axes(pen: &mut SvgWriter, named: &Named<'_>, width: f64) {
    for (i, (y, height)) in named.lanes.tops.iter().enumerate() {
        let y = named.top + y + height - 12.0;
        pen.line(LEFT, y, width - 12.0, y, "axis");
        named.lane(pen, i, ROOM);
    }
}

/// What stands at the left: who the lanes are of, and what the bars are about.
struct Named<'n> {
    chart: &'n Chart,
    words: &'n Words,
    lanes: &'n Lanes,
    groups: &'n [Group<'n>],
    top: f64,
    bars_top: f64,
}

impl Named<'_> {
    /// All of it, as a column.
    fn column(&self, pen: &mut SvgWriter, room: f64) {
        (0..self.lanes.tops.len()).for_each(|i| self.lane(pen, i, room));
        self.section(pen, room);
        let mut y = self.bars_top;
        for group in self.groups {
            self.group(pen, group, y, room);
            y += 18.0;
            for (who, _) in &group.rows {
                self.eyes(pen, who, y, room);
                y += BAR_ROW;
            }
            y += 4.0;
        }
    }

    fn lane(&self, pen: &mut SvgWriter, i: usize, room: f64) {
        let (Some(lane), Some((y, height))) = (self.chart.lanes.get(i), self.lanes.tops.get(i)) else {
            return;
        };
        let most = if room < ROOM && *height > 45.0 { 3 } else { 2 };
        let lines = broken(phrasing::named(self.words, &lane.authority), room, most);
        let start = self.top + y + height - 12.0 * lines.len() as f64;
        for (j, line) in lines.iter().enumerate() {
            pen.text(16.0, start + 12.0 * j as f64 + 3.0, "lane-name", line);
        }
    }

    fn section(&self, pen: &mut SvgWriter, room: f64) {
        if self.groups.is_empty() {
            return;
        }
        let said = self.words.say("chart-bars");
        let lines = if room < ROOM { broken(&said, room, 2) } else { vec![said] };
        for (i, line) in lines.iter().rev().enumerate() {
            pen.text(16.0, self.bars_top - 8.0 - 13.0 * i as f64, "section", line);
        }
    }

    fn group(&self, pen: &mut SvgWriter, group: &Group<'_>, y: f64, room: f64) {
        pen.text(16.0, y + 13.0, "bar-name", &broken(group.what, room, 1).join(" "));
    }

    fn eyes(&self, pen: &mut SvgWriter, who: &str, y: f64, room: f64) {
        let shown = broken(&eyes(who, self.chart, self.words), room - 14.0, 1).join(" ");
        pen.text(28.0, y + 9.0, "who", &shown);
    }
}

/// In whose eyes, in words.
fn eyes(who: &str, chart: &Chart, words: &Words) -> String {
    let everybody: BTreeSet<&str> = chart.viewpoints.iter().map(|v| v.name.as_str()).collect();
    let all = who.split(", ").count() == everybody.len() && everybody.len() > 1;
    if all { words.say("everybody") } else { who.to_owned() }
}

/// A name in at most so many lines of so many pixels; what does not fit ends in an ellipsis.
fn broken(text: &str, width: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split(' ') {
        let Some(line) = lines.last_mut() else { break };
        let joined = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if line.is_empty() || text_width(&joined, 11.0) <= width {
            *line = joined;
        } else {
            lines.push(word.to_owned());
        }
    }
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            last.push('…');
        }
    }
    for line in &mut lines {
        while text_width(line, 11.0) > width && line.chars().count() > 2 {
            let shorter: String = line.chars().take(line.trim_end_matches('…').chars().count() - 1).collect();
            *line = format!("{shorter}…");
        }
    }
    lines
}

/// Which of the classes of the picture an arrow has: what takes effect away, what gives it back, what speaks.
fn class(kind: ArrowKind) -> &'static str {
    match kind {
        ArrowKind::Annuls | ArrowKind::Repeals | ArrowKind::Disapplies => "takes",
        ArrowKind::Suspends => "halts",
        ArrowKind::Restores | ArrowKind::Upholds => "gives",
        ArrowKind::Discharges
        | ArrowKind::Moves
        | ArrowKind::Finds
        | ArrowKind::Claims
        | ArrowKind::Relies => "speaks",
    }
}

fn arrows(pen: &mut SvgWriter, chart: &Chart, words: &Words, lanes: &Lanes, top: f64) {
    for arrow in &chart.arrows {
        let (Some(from), Some(to)) = (lanes.dots.get(&arrow.from), lanes.dots.get(&arrow.to)) else {
            continue;
        };
        let target = arrow.to_part.as_deref().unwrap_or(&arrow.to);
        let verb = words.say(&phrasing::key("arrow", &arrow.kind));
        let works = match arrow.works_in.is_empty() {
            true => words.say("works-nowhere"),
            false => words.say_with("works-in", &[("who", &arrow.works_in.join(", "))]),
        };
        pen.open_group(&format!("{} {verb} {target} – {works}", arrow.from));
        let mut look = format!("arrow {}", class(arrow.kind));
        if arrow.works_in.is_empty() {
            look.push_str(" void");
        }
        pen.arrow((from.x, top + from.y), (to.x, top + to.y), &look, class(arrow.kind));
        pen.close_group();
    }
}

/// Where dots stand, and where they lead.
struct Places<'p> {
    lanes: &'p Lanes,
    scale: &'p Scale,
    top: f64,
    link: Option<&'p dyn Fn(&str) -> String>,
}

fn dots(pen: &mut SvgWriter, chart: &Chart, words: &Words, places: &Places<'_>) {
    let Places { lanes, scale, top, link } = *places;
    for due in &chart.deadlines {
        let Some((act, dot)) = due.act.as_ref().and_then(|a| Some((a, lanes.dots.get(a)?))) else { continue };
        let Some(x) = number(due.day).map(|_| scale.x(due.day)) else { continue };
        let what = if due.triggered { format!("{} ({act})", due.name) } else { due.name.clone() };
        pen.open_group(
            &words.say_with("due", &[("what", &what), ("day", &phrasing::long_date(words, due.day))]),
        );
        pen.diamond(x, top + dot.y, "deadline");
        pen.close_group();
    }
    // All of these before all names: a name is never struck through.
    for dot in lanes.dots.values().filter(|d| d.level > 0) {
        let y = top + dot.y;
        pen.line(dot.x, y, dot.x, label_y(dot, y), "leader");
    }
    for act in chart.lanes.iter().flat_map(|l| &l.acts) {
        let Some(dot) = lanes.dots.get(&act.act.name) else { continue };
        let y = top + dot.y;
        let mut about = format!("{} – {}", act.act.name, phrasing::day_and_author(words, &act.act));
        let does = phrasing::doings(words, &act.does);
        for said in
            std::iter::once(phrasing::text(words, &act.act.title)).chain(does.iter().map(String::as_str))
        {
            if !said.is_empty() {
                about.push_str(" – ");
                about.push_str(said);
            }
        }
        match link {
            Some(link) => pen.open_link(&link(&act.act.name), &about),
            None => pen.open_group(&about),
        }
        let label_y = label_y(dot, y);
        pen.circle(dot.x, y, 4.0, "act");
        pen.text(dot.x + if dot.level > 0 { 3.0 } else { 0.0 }, label_y, "act-name", &act.act.name);
        match link {
            Some(_) => pen.close_link(),
            None => pen.close_group(),
        }
    }
}

fn label_y(dot: &Dot, y: f64) -> f64 {
    y - 8.0 - LABEL_ROW * dot.level as f64
}

/// The bars of one thing.
struct Group<'c> {
    what: &'c str,
    title: &'c str,
    /// Viewpoints differ on it, or an act reaches it.
    disputed: bool,
    rows: Vec<(String, &'c Bar)>,
}

impl Group<'_> {
    fn height(&self) -> f64 {
        BAR_ROW * self.rows.len() as f64 + 22.0
    }
}

/// Bars put together by what they are about, those that the dispute turns on first: what viewpoints differ on, then
/// what other acts reach, then the rest. Bars that look the same for everybody are one.
fn groups<'c>(chart: &'c Chart, words: &Words) -> Vec<Group<'c>> {
    let mut reached: BTreeMap<&str, u32> = BTreeMap::new();
    for arrow in chart.arrows.iter().filter(|a| matches!(class(a.kind), "takes" | "halts" | "gives")) {
        *reached.entry(arrow.to_part.as_deref().unwrap_or(&arrow.to)).or_default() += 1;
    }
    let interest = |bar: &Bar| {
        let act = bar.what.split('.').next().unwrap_or_default();
        let arrows = reached.get(&*bar.what).max(reached.get(act)).copied().unwrap_or(0);
        match (bar.contested, arrows, bar.spans.is_empty()) {
            (true, _, _) => Some(0),
            // Never in force, for nobody to dispute.
            (false, 0, true) => None,
            (false, n, _) => Some(u32::MAX - n),
        }
    };
    let mut groups: Vec<(u32, Group<'_>)> = Vec::new();
    for bar in &chart.bars {
        let Some(interest) = interest(bar) else { continue };
        match groups.iter_mut().find(|(_, g)| g.what == bar.what) {
            Some((least, group)) => {
                *least = interest.min(*least);
                group.disputed |= interest < u32::MAX;
                group.rows.push((bar.viewpoint.clone(), bar));
            }
            None => {
                let rows = vec![(bar.viewpoint.clone(), bar)];
                groups.push((
                    interest,
                    Group {
                        what: &bar.what,
                        title: phrasing::text(words, &bar.title),
                        disputed: interest < u32::MAX,
                        rows,
                    },
                ));
            }
        }
    }
    groups.sort_by_key(|(interest, _)| *interest);
    let mut groups: Vec<Group<'_>> = groups.into_iter().map(|(_, g)| g).collect();
    for group in &mut groups {
        let mut rows: Vec<(String, &Bar)> = Vec::new();
        for (who, bar) in group.rows.drain(..) {
            match rows.iter_mut().find(|(_, b)| b.spans == bar.spans) {
                Some((all, _)) => {
                    all.push_str(", ");
                    all.push_str(&who);
                }
                None => rows.push((who, bar)),
            }
        }
        group.rows = rows;
    }
    groups
}

fn bars(pen: &mut SvgWriter, named: &Named<'_>, scale: &Scale) {
    let Named { chart, words, groups, .. } = *named;
    named.section(pen, ROOM);
    let mut y = named.bars_top;
    for group in groups {
        named.group(pen, group, y, ROOM);
        if !group.title.is_empty() && group.title != group.what {
            pen.text(LEFT, y + 13.0, "bar-title", group.title);
        }
        y += 18.0;
        for (who, bar) in &group.rows {
            named.eyes(pen, who, y, ROOM);
            let who = eyes(who, chart, words);
            pen.line(LEFT, y + BAR_ROW / 2.0, LEFT + scale.width, y + BAR_ROW / 2.0, "thread");
            if bar.spans.is_empty() {
                pen.text(LEFT + 4.0, y + 9.0, "who", &words.say("never-in-force"));
            }
            for span in &bar.spans {
                let from = span.from.map_or(LEFT, |d| scale.x(d));
                let until = span.until.map_or(LEFT + scale.width, |d| scale.x(d));
                let days = phrasing::stretch(words, span.from, span.until);
                let state = words.say(&phrasing::key("state", &span.state));
                pen.open_group(&format!("{} – {who}{}{state}, {days}", group.what, words.say("colon")));
                let class = match span.state {
                    State::InForce | State::Holds | State::Binds => "bar yes",
                    State::Suspended | State::Dormant => "bar halted",
                    State::Undetermined => "bar open",
                    _ => "bar no",
                };
                pen.rect(from, y + 2.0, (until - from).max(2.0), BAR_ROW - 4.0, class);
                pen.close_group();
            }
            y += BAR_ROW;
        }
        y += 4.0;
    }
}

fn legend(pen: &mut SvgWriter, chart: &Chart, words: &Words, top: f64, left_out: usize) {
    let mut x = 16.0;
    let y = top;
    let kinds: BTreeSet<&str> = chart.arrows.iter().map(|a| class(a.kind)).collect();
    for (class, key) in
        [("takes", "key-takes"), ("halts", "key-halts"), ("gives", "key-gives"), ("speaks", "key-speaks")]
    {
        if kinds.contains(class) {
            pen.arrow((x, y), (x + 34.0, y), &format!("arrow {class}"), class);
            let said = words.say(key);
            pen.text(x + 42.0, y + 4.0, "note", &said);
            x += 62.0 + text_width(&said, 11.0);
        }
    }
    let (mut x, y) = (16.0, top + 22.0);
    for (class, key) in
        [("bar yes", "key-in-force"), ("bar halted", "key-suspended"), ("bar open", "key-undetermined")]
    {
        pen.rect(x, y - 5.0, 34.0, 10.0, class);
        let said = words.say(key);
        pen.text(x + 42.0, y + 4.0, "note", &said);
        x += 62.0 + text_width(&said, 11.0);
    }
    if !chart.deadlines.is_empty() {
        pen.diamond(x + 6.0, y, "deadline");
        pen.text(x + 18.0, y + 4.0, "note", &words.say("key-deadline"));
    }
    let mut y = top + 44.0;
    if chart.arrows.iter().any(|a| a.works_in.is_empty()) {
        pen.text(16.0, y, "note", &words.say("key-void"));
        y += 16.0;
    }
    if left_out > 0 {
        pen.text(16.0, y, "note", &words.count("chart-left-out", left_out));
    }
}
