//! Calendars of deadlines (iCalendar) and feeds of changed answers (Atom).

use std::collections::BTreeMap;
use std::fmt::Write as _;

use vigente_model::Day;
use vigente_query::answer::{Date, Duties, DutyItem, Named, Situation, State};
use vigente_query::{DutyFilter, Question};

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
    let mut calendar = Calendar::new(&cx.matter(), answer.days.on);
    for duty in answer.duties.iter().filter(|d| is_open(d)) {
        calendar.duty(cx.t(), &cx.links.matter, &cx.matter(), duty, &answer.viewpoints);
    }
    PageResponse::Ics(calendar.done())
}

/// The deadlines of the open duties of all matters that pass the filter.
pub fn of_all(library: &Library, params: &Params, wanted: impl Fn(&DutyItem) -> bool) -> PageResponse {
    let t = I18n::of(params.lang);
    let mut calendar = Calendar::new(&t.say("tab-duties"), params.today.into());
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
    fn new(name: &str, on: Date) -> Calendar {
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
                let said = format!("{}{}{}", t.named(whose), t.word("colon"), t.state(&row::mark(view)));
                by_day.entry(deadline).or_default().push(said);
            }
        }
        for (deadline, whose) in by_day {
            // Of a deadline that is not known to the day, the last that it may be.
            let Some(day) = deadline.last() else { continue };
            let date = day.to_string().replace('-', "");
            let next = day.next().to_string().replace('-', "");
            self.line("BEGIN:VEVENT");
            let uid = format!("{key}/{}/{}/{}/{deadline}", duty.name, duty.bearer.name, duty.content.text);
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

/// The answers of a day: subject and viewpoint, with title and state.
type Answers = BTreeMap<(String, String), (String, State)>;

fn answers(t: &I18n, situation: &Situation) -> Answers {
    let mut all = Answers::new();
    let names: Vec<&str> = situation.viewpoints.iter().map(|v| v.name.as_str()).collect();
    let mut add = |what: &str, title: String, states: Vec<State>| {
        for (who, state) in names.iter().zip(states) {
            all.insert((what.to_owned(), (*who).to_owned()), (title.clone(), state));
        }
    };
    for item in &situation.parts.items {
        add(
            &format!("{} in force", item.name),
            format!("{} ({})", t.act(&item.act), item.name),
            item.by_viewpoint.iter().map(|v| v.state).collect(),
        );
    }
    for item in &situation.statuses.items {
        add(&item.status.text, t.status(&item.status), item.by_viewpoint.iter().map(|v| v.state).collect());
    }
    for item in &situation.duties.items {
        add(
            &row::question_of(item),
            row::sentence(t, item),
            item.by_viewpoint.iter().map(row::mark).collect(),
        );
    }
    for item in &situation.collisions.items {
        let title = t.text(&item.title);
        let title = if title.is_empty() { item.on.clone() } else { title.to_owned() };
        all.insert((format!("collision on {}", item.on), String::new()), (title, State::Collides));
    }
    all
}

/// The answers that changed, day by day, as known on each day. A retroactive act appears on the day it was made.
pub fn changes_of(cx: &PageContext<'_>) -> PageResponse {
    let t = cx.t();
    let params = cx.params();
    let days: Vec<_> = cx.open.change_points().iter().copied().filter(|d| *d <= params.day()).collect();
    let from = days.len().saturating_sub(MOST_DAYS + 1);
    let mut entries: Vec<(Day, Vec<String>)> = Vec::new();
    let mut before: Option<Answers> = None;
    for day in &days[from..] {
        let question = Question { viewpoints: cx.question().viewpoints, ..Question::on(*day).as_it_stood() };
        let now = answers(t, &cx.open.session.situation_of_the_day(&question));
        if let Some(before) = &before {
            let mut said = Vec::new();
            for ((what, who), (title, state)) in &now {
                let was = before.get(&(what.clone(), who.clone())).map(|(_, s)| *s);
                if was == Some(*state) {
                    continue;
                }
                let was = was.map_or_else(|| "–".to_owned(), |s| t.state(&s));
                let whose = if who.is_empty() { String::new() } else { format!(" [{who}]") };
                said.push(format!("{title}{whose}: {was} → {}", t.state(state)));
            }
            for ((what, who), (title, _)) in before {
                if what.starts_with("collision on ") && !now.contains_key(&(what.clone(), who.clone())) {
                    said.push(format!("{title}: {}", t.state(&State::NoCollision)));
                }
            }
            if !said.is_empty() {
                entries.push((*day, said));
            }
        }
        before = Some(now);
    }
    entries.reverse();
    PageResponse::Atom(atom(cx, t, &entries))
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
