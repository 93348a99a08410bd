//! Draws the answer to a question with variables as bars over the years, one row for each value.

use vigente_query::answer::{Date, Holder, HolderLife, Interval, Who};

use super::svg_writer::{SvgWriter, text_width};
use super::{LEFT, broken, new_year, number};
use crate::screens::who::{days, name, sorted};
use crate::words::Words;
use crate::words::phrasing;

const RIGHT: f64 = 24.0;
const WIDTH: f64 = 1040.0;
const ROW: f64 = 17.0;
const TOP: f64 = 96.0;

/// Years at even distances.
struct Years {
    first: f64,
    last: f64,
}

impl Years {
    /// Whole years around what is told.
    fn of(who: &Who) -> Years {
        let year = |date: Option<Date>| date?.first()?.date().map(|day| day.year());
        let first = year(who.first).unwrap_or(2000);
        let last = year(who.last).unwrap_or(first).saturating_add(1).max(first.saturating_add(1));
        let day = |year: i16| new_year(year).unwrap_or_default() as f64;
        Years { first: day(first), last: day(last) }
    }

    fn x(&self, date: Date) -> f64 {
        self.at(number(date).map_or(self.first, |d| d as f64))
    }

    fn at(&self, day: f64) -> f64 {
        LEFT + (WIDTH - LEFT - RIGHT) * ((day - self.first) / (self.last - self.first)).clamp(0.0, 1.0)
    }

    /// So many years stand between two names of years that these do not touch.
    fn step(&self) -> i16 {
        let years = (self.last - self.first) / 365.25;
        let room = (WIDTH - LEFT - RIGHT) / 44.0;
        [1, 2, 5, 10, 20, 50].into_iter().find(|s| years / f64::from(*s) <= room).unwrap_or(100)
    }
}

/// The bars of one binding, with those who see it so.
type Bars<'w> = Vec<(Vec<&'w str>, &'w HolderLife)>;

/// Bars that look the same for several viewpoints are one.
fn bars<'w>(who: &'w Who, holder: &'w Holder) -> Bars<'w> {
    let mut bars: Bars<'_> = Vec::new();
    for (viewpoint, life) in who.viewpoints.iter().zip(&holder.by_viewpoint) {
        match bars.iter_mut().find(|(_, drawn)| *drawn == life) {
            Some((seen_by, _)) => seen_by.push(&viewpoint.name),
            None => bars.push((vec![&viewpoint.name], life)),
        }
    }
    bars
}

/// Draws the table as a file of its own.
pub fn who_picture(who: &Who, words: &Words) -> String {
    drawn(who, words, true)
}

/// The same as part of a page, which brings the style.
pub fn who_embedded(who: &Who, words: &Words) -> String {
    drawn(who, words, false)
}

fn drawn(who: &Who, words: &Words, alone: bool) -> String {
    let rows: Vec<(String, Bars<'_>)> =
        sorted(who, words).into_iter().map(|h| (name(h, words).text(), bars(who, h))).collect();
    // What all see alike takes one line; what they do not, a line for each way of seeing it under its name.
    let height_of = |bars: &Bars<'_>| ROW * if bars.len() > 1 { bars.len() + 1 } else { 1 } as f64;
    let bottom = TOP + rows.iter().map(|(_, bars)| height_of(bars)).sum::<f64>();
    let years = Years::of(who);
    let about = days(who, words);
    let mut pen = SvgWriter::new(alone);
    pen.open(WIDTH, bottom + 58.0, &who.question, &about);
    pen.text(16.0, 30.0, "title", &who.question);
    pen.text(16.0, 50.0, "note", &about);
    scale(&mut pen, &years, bottom);
    if let Some(on) = who.on {
        let x = years.x(on);
        pen.open_group(&phrasing::long_date(words, on));
        pen.line(x, TOP - 24.0, x, bottom, "on");
        let said = phrasing::date(words, on);
        let left = (x + 3.0).min(WIDTH - text_width(&said, 11.0));
        pen.text(left, TOP - 18.0, "on-name", &said);
        pen.close_group();
    }
    let mut y = TOP;
    for (i, (name, bars)) in rows.iter().enumerate() {
        if i % 2 == 0 {
            pen.rect(0.0, y, LEFT - 8.0, height_of(bars), "lane");
        }
        pen.text(16.0, y + 12.5, "bar-name", &broken(name, LEFT - 30.0, 1).join(" "));
        for (seen_by, life) in bars {
            let alike = bars.len() == 1;
            if !alike {
                y += ROW;
                pen.text(28.0, y + 12.0, "who", &broken(&seen_by.join(", "), LEFT - 40.0, 1).join(" "));
            }
            let eyes = if alike { words.say("everybody") } else { seen_by.join(", ") };
            pen.line(LEFT, y + ROW / 2.0, WIDTH - RIGHT, y + ROW / 2.0, "thread");
            for stretch in &life.when {
                bar(&mut pen, &years, y, &format!("{name} – {eyes}"), &stretch.days, words);
            }
        }
        y += ROW;
    }
    let mut x = 16.0;
    for (class, key) in [("bar yes", "key-yes"), ("bar open", "key-undetermined")] {
        pen.rect(x, bottom + 24.0, 34.0, 10.0, class);
        let said = words.say(key);
        pen.text(x + 42.0, bottom + 33.0, "note", &said);
        x += 62.0 + text_width(&said, 11.0);
    }
    if rows.iter().any(|(_, bars)| bars.len() > 1) {
        pen.text(x, bottom + 33.0, "note", &words.say("key-alike"));
    }
    pen.close()
}

fn scale(pen: &mut SvgWriter, years: &Years, bottom: f64) {
    let (step, mut year) = (years.step(), i16::MIN);
    for day in [years.first, years.last] {
        let date = vigente_model::Day(day as i32).date();
        year = if year == i16::MIN { date.map_or(0, |date| date.year()) } else { year };
    }
    while let Some(day) = new_year(year).filter(|d| *d as f64 <= years.last) {
        let x = years.at(day as f64);
        let named = year.rem_euclid(step) == 0;
        if named || step <= 5 {
            pen.line(x, TOP - if named { 6.0 } else { 2.0 }, x, bottom, "year");
        }
        if named && (day as f64) < years.last {
            pen.text(x + 2.0, TOP - 4.0, "year-name", &year.to_string());
        }
        year += 1;
    }
}

fn bar(pen: &mut SvgWriter, years: &Years, y: f64, whose: &str, stretch: &Interval, words: &Words) {
    let from = stretch.from.map_or(LEFT, |d| years.x(d));
    let until = stretch.until.map_or(WIDTH - RIGHT, |d| years.x(d));
    let days = phrasing::stretch(words, stretch.from, stretch.until);
    let (class, said) = if stretch.certain {
        ("bar yes", days)
    } else {
        ("bar open", words.say_with("perhaps", &[("what", &days)]))
    };
    pen.open_group(&format!("{whose}{}{said}", words.say("colon")));
    pen.rect(from, y + 3.0, (until - from).max(2.0), ROW - 6.0, class);
    pen.close_group();
}
