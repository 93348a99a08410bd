//! Calendars of deadlines (iCalendar) and feeds of changed answers (Atom).

use std::collections::BTreeMap;
use std::fmt::Write as _;

use vigente_model::Day;
use vigente_query::answer::{Change, Date, Duties, DutyItem, Named, Situation, State};
use vigente_query::{DutyFilter, Question, SituationItem, diff};

use crate::i18n::I18n;
use crate::library::Library;
use crate::library::summary::is_open;
use crate::links::{MatterPage, encoded};
use crate::pages::PageContext;
use crate::pages::duties::row;
use crate::server::params::Params;
use crate::server::response::{Format, PageResponse};

/// A feed has at most this many days with changes.
const MOST_DAYS: usize = 16;

/// The deadlines of a matter.
pub fn calendar_of(cx: &PageContext<'_>) -> PageResponse {
    let answer = cx.open.session.duties(&cx.question(), &DutyFilter::default());
    calendar(cx, &answer)
}

/// The deadlines of some duties of a matter.
pub fn calendar(cx: &PageContext<'_>, answer: &Duties) -> PageResponse {
    let mut calendar = Calendar::new(&cx.matter(), answer.asked.on);
    for duty in answer.duties.iter().filter(|d| is_open(d)) {
        calendar.duty(cx.t(), &cx.links.matter, &cx.matter(), duty, &answer.viewpoints);
    }
    PageResponse::Ics(calendar.done())
}

/// The deadlines of the open duties of all matters that pass the filter.
pub fn of_all(library: &Library, params: &Params, wanted: impl Fn(&DutyItem) -> bool) -> PageResponse {
    let t = I18n::of(params.lang);
    let mut calendar = Calendar::new(&t.say("tab-duties"), params.today);
    for card in library.cards().0 {
        let title = match t.text(&card.title) {
            "" => card.name.clone(),
            title => title.to_owned(),
        };
        for duty in card.duties.iter().filter(|d| is_open(d) && wanted(d)) {
            calendar.duty(t, &card.key, &title, duty, &card.viewpoints);
        }
    }
    PageResponse::Ics(calendar.done())
}

struct Calendar {
    out: String,
    stamp: String,
}

impl Calendar {
    fn new(name: &str, on: Day) -> Calendar {
        let mut calendar = Calendar { out: String::new(), stamp: on.to_string().replace('-', "") };
        for line in
            ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Vigente//Deadlines//EN", "CALSCALE:GREGORIAN"]
        {
            calendar.line(line);
        }
        calendar.line(&format!("X-WR-CALNAME:{}", text(name)));
        calendar
    }

    fn duty(&mut self, t: &I18n, key: &str, matter: &str, duty: &DutyItem, viewpoints: &[Named]) {
        // One event a deadline, with whose eyes see it so.
        let mut by_day: BTreeMap<Date, Vec<String>> = BTreeMap::new();
        for (view, whose) in duty.by_viewpoint.iter().zip(viewpoints) {
            if let Some(deadline) = view.deadline.filter(|_| view.binding == State::Binds) {
                let said = format!("{}{}{}", t.named(whose), t.word("colon"), t.state(&view.state()));
                by_day.entry(deadline).or_default().push(said);
            }
        }
        for (deadline, whose) in by_day {
            // Of a deadline that is not known to the day, the last that it may be.
            let Some(day) = deadline.last() else { continue };
            let date = day.to_string().replace('-', "");
            let next = day.next().to_string().replace('-', "");
            self.line("BEGIN:VEVENT");
            // What a norm gives is told apart by what triggered it.
            let act = duty.act.as_ref().filter(|_| duty.norm.is_some()).map_or("", |act| &act.name);
            let from = [&*duty.name, act].join(if act.is_empty() { "" } else { "/" });
            let uid = format!("{key}/{from}/{}/{}/{deadline}", duty.bearer.name, duty.content.text);
            self.line(&format!("UID:{}@vigente", vigente_workspace::save::fingerprint(&uid)));
            let stamp = self.stamp.clone();
            self.line(&format!("DTSTAMP:{stamp}T000000Z"));
            self.line(&format!("DTSTART;VALUE=DATE:{date}"));
            self.line(&format!("DTEND;VALUE=DATE:{next}"));
            self.line(&format!("SUMMARY:{}", text(&row::sentence(t, duty))));
            let about =
                format!("{matter}\n{} ({})\n{}", duty.name, t.named(&duty.authority), whose.join("\n"));
            self.line(&format!("DESCRIPTION:{}", text(&about)));
            self.line("TRANSP:TRANSPARENT");
            self.line("END:VEVENT");
        }
    }

    /// A content line, folded at 75 bytes between characters.
    fn line(&mut self, line: &str) {
        let mut room = 75;
        for c in line.chars() {
            if c.len_utf8() > room {
                self.out.push_str("\r\n ");
                room = 74;
            }
            room -= c.len_utf8();
            self.out.push(c);
        }
        self.out.push_str("\r\n");
    }

    fn done(mut self) -> String {
        self.line("END:VCALENDAR");
        self.out
    }
}

/// A text value of a calendar.
fn text(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\r', "").replace('\n', "\\n")
}

/// The answers that changed, day by day, as known on each day. A retroactive act appears on the day it was made.
pub fn changes_of(cx: &PageContext<'_>) -> PageResponse {
    let t = cx.t();
    let day = cx.params().day();
    let days: Vec<Day> = cx.open.change_points().iter().copied().filter(|d| *d <= day).collect();
    let from = days.len().saturating_sub(MOST_DAYS + 1);
    let viewpoints = cx.question().viewpoints;
    let ask = |day: &Day| {
        let question = Question { viewpoints: viewpoints.clone(), ..Question::on(*day).as_it_stood() };
        cx.open.session.situation_of_the_day(&question)
    };
    let answers: Vec<Situation> = days[from..].iter().map(ask).collect();
    let mut entries: Vec<(Day, Vec<String>)> = Vec::new();
    for pair in answers.windows(2) {
        let said: Vec<String> = diff(&pair[0], &pair[1]).iter().filter_map(|c| sentence(t, c)).collect();
        if !said.is_empty() {
            entries.push((pair[1].asked.on, said));
        }
    }
    entries.reverse();
    PageResponse::Atom(atom(cx, t, &entries))
}

/// A change in words.
fn sentence(t: &I18n, change: &Change<SituationItem<'_>>) -> Option<String> {
    let title = match change.subject {
        // The list leaves out acts of which nothing is to be told any more: how they ended is not known here.
        SituationItem::Part(_) if change.after == State::Absent => return None,
        SituationItem::Part(item) => format!("{} ({})", t.act(&item.act), item.name),
        SituationItem::Status(item) => t.status(&item.status),
        SituationItem::Duty(item) => row::sentence(t, item),
        SituationItem::Collision(item) => match t.text(&item.title) {
            "" => item.on.clone(),
            title => title.to_owned(),
        },
    };
    let whose = change.viewpoint.as_ref().map(|name| format!(" [{name}]")).unwrap_or_default();
    let after = t.state(&change.after);
    Some(match change.before {
        State::Collides => format!("{title}: {after}"),
        before if before.is_nothing() => format!("{title}{whose}: – → {after}"),
        before => format!("{title}{whose}: {} → {after}", t.state(&before)),
    })
}

fn atom(cx: &PageContext<'_>, t: &I18n, entries: &[(Day, Vec<String>)]) -> String {
    let links = &cx.links;
    let id = format!("urn:vigente:{}", encoded(&links.matter));
    let updated = entries.first().map_or(cx.params().today, |(day, _)| *day);
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    let _ = write!(
        out,
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n<title>{}</title>\n<id>{id}</id>\n\
         <updated>{updated}T00:00:00Z</updated>\n<author><name>Vigente</name></author>\n\
         <link rel=\"self\" href=\"{}\"/>\n",
        t.lang.code(),
        xml(&cx.matter()),
        xml(links.format(MatterPage::overview(), Format::Atom).url())
    );
    for (day, said) in entries {
        let href = links.on(*day).as_it_stood().to(MatterPage::overview());
        let list: String = said.iter().map(|s| format!("<li>{}</li>", xml(s))).collect();
        let count = t.count("changes-n", said.len());
        let _ = write!(
            out,
            "<entry>\n<title>{}</title>\n<id>{id}:{day}</id>\n<updated>{day}T00:00:00Z</updated>\n\
             <link href=\"{}\"/>\n<content type=\"html\">{}</content>\n</entry>\n",
            xml(&format!("{}{}{count}", t.long_day(*day), t.word("colon"))),
            xml(href.url()),
            xml(&format!("<ul>{list}</ul>"))
        );
    }
    out.push_str("</feed>\n");
    out
}

fn xml(text: &str) -> String {
    let kept: String = text.chars().filter(|c| !c.is_control() || *c == '\n').collect();
    crate::pages::escaped(&kept)
}
