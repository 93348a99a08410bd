//! Writes pages whose answer depends on the day: one file holds the answers of all days. A script shows the answer
//! of the chosen day; without scripts, the page shows the day of the export.
//!
//! Answers of neighbouring days are nearly the same: a file keeps each line once, and an answer as runs of lines.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde_json::json;
use vigente_query::Whys;

use super::Copy;
use super::addresses::{copied, links, parsed};
use super::page::MAIN;
use crate::i18n::I18n;
use crate::library::desk::Open;
use crate::pages;
use crate::server::params::Pairs;
use crate::server::response::{Format, PageResponse};

/// The day before all days, for the first answer.
pub(super) const FIRST: &str = "0000-00-00";
/// Where an answer says its day: the script writes the one that was chosen.
const DAY: &str = "⟦day⟧";

/// An answer that holds from a day on, until the next.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct State {
    from: String,
    body: String,
}

/// What a page goes through.
#[derive(Default)]
pub(super) struct Told {
    states: Vec<State>,
    /// The addresses that its answers lead to.
    found: BTreeSet<String>,
    /// The reasons told last, but for their day: where they are the same, nothing is written again.
    last: Option<vigente_query::answer::Why>,
}

/// Whether the answer of a page depends on the day, and its file keeps all of them.
pub(super) fn is_dated(key: &str, address: &str) -> bool {
    let (name, format, pairs) = parsed(key, address);
    format == Format::Html
        && match name.as_str() {
            "why" | "duties" | "collisions" | "collision" => true,
            "who" => pairs.iter().any(|(n, _)| n == "q"),
            _ => false,
        }
}

impl Copy<'_> {
    /// What a page tells on a day more.
    pub(super) fn tell(
        &self,
        open: &Open<'_, '_>,
        whys: &Whys<'_>,
        address: &str,
        (from, day): (&str, &str),
        days: &BTreeSet<String>,
        told: &mut Told,
    ) {
        let key = &open.record.key;
        let (name, _, mut pairs) = parsed(key, address);
        pairs.push(("on".to_owned(), day.to_owned()));
        if name == "why" {
            let params = self.params(pairs.clone());
            let question = params.question(open.record.model());
            if let Ok(mut why) = whys.why(params.get("q"), &question) {
                why.answer.days.on = String::new();
                if told.last.as_ref() == Some(&why) {
                    return;
                }
                told.last = Some(why);
            }
        }
        let Some(body) = self.on_day(open, &name, pairs, day) else { return };
        told.found.extend(links(&body).into_iter().filter_map(|href| copied(key, &href, days)));
        let body = self.turned(address, &undated(&body, day), days);
        if told.states.last().is_none_or(|last| last.body != body) {
            told.states.push(State { from: from.to_owned(), body });
        }
    }

    /// What stands on the page of a day, without the form, which needs a server.
    fn on_day(&self, open: &Open<'_, '_>, name: &str, mut pairs: Pairs, day: &str) -> Option<String> {
        // How many days are left is another answer every day.
        pairs.push(("count".to_owned(), "0".to_owned()));
        if name == "who" {
            pairs.push(("over".to_owned(), "day".to_owned()));
        }
        let reply = pages::of_matter(open, self.params(pairs), name, Format::Html, false);
        let PageResponse::Html(whole) = reply else { return None };
        let (_, body) = parts(name, &whole)?;
        let said = I18n::of(self.lang).long_day(day);
        let body = body.replace(&pages::escaped(&said), DAY);
        Some(match body.split_once("<section aria-labelledby=\"bars-head\">") {
            // Bars are over all days: the page has them once.
            Some((before, after)) => {
                format!("{before}{}", after.split_once("</section>").map_or("", |(_, rest)| rest))
            }
            None => body,
        })
    }

    /// The whole page, and the addresses that it leads to.
    pub(super) fn whole(
        &self,
        open: &Open<'_, '_>,
        address: &str,
        told: Told,
        days: &BTreeSet<String>,
    ) -> (String, BTreeSet<String>) {
        let key = &open.record.key;
        let (name, _, pairs) = parsed(key, address);
        let reply = pages::of_matter(open, self.params(pairs), &name, Format::Html, false);
        let (PageResponse::Html(whole) | PageResponse::Wrong(_, whole)) = reply else {
            return (String::new(), told.found);
        };
        let mut found = told.found;
        found.extend(links(&whole).into_iter().filter_map(|href| copied(key, &href, days)));
        let t = I18n::of(self.lang);
        let page = self.page(&t, address, &whole, days);
        if told.states.len() < 2 {
            return (page, found);
        }
        let (Some((before, _)), Some((_, after))) = (page.split_once(MAIN), page.split_once("</main>"))
        else {
            return (page, found);
        };
        let Some((head, body)) = parts(&name, &whole) else { return (page, found) };
        let head = self.turned(address, head, days);
        let on = self.on.to_string();
        let now = told.states.iter().rfind(|s| *s.from <= *on).or(told.states.first());
        let now =
            now.map_or_else(String::new, |s| s.body.replace(DAY, &pages::escaped(&t.long_day(on.clone()))));
        // Who, over all days, stands below the answer of the day.
        let all = if name == "who" { self.turned(address, &body, days) } else { String::new() };
        let copied = pages::escaped(&t.with("copied", "day", t.long_day(on)));
        let page = format!(
            "{before}{MAIN}\n<p class=\"about\">{copied}</p>\n{head}\n{}<div id=\"dated\">\n{now}\n</div>\n{all}\n{}</main>{after}",
            self.bar(&t, days),
            stored(&t, &told.states),
        );
        (page, found)
    }

    /// What the day is chosen with; there is nothing to choose with until a script is there.
    fn bar(&self, t: &I18n, days: &BTreeSet<String>) -> String {
        let days: Vec<&str> = days.iter().map(String::as_str).collect();
        let mut out = String::new();
        let _ = write!(
            out,
            "<form class=\"when dated\" aria-label=\"{}\" data-boundaries=\"{}\" hidden>\n<div class=\"line\">\
             <a class=\"step\" rel=\"prev\" href=\"#\">‹ {}</a> <label class=\"slider\"><span class=\"unseen\">{}</span>\
             <input type=\"range\" min=\"0\" step=\"1\"></label> <a class=\"step\" rel=\"next\" href=\"#\">{} ›</a></div>\n\
             <div class=\"line\"><label>{} <input type=\"date\" name=\"on\" value=\"{}\"></label> <span class=\"same\" role=\"status\"></span></div>\n</form>\n",
            t.say("choose-day"),
            days.join(" "),
            t.say("change-before"),
            t.say("slider"),
            t.say("change-after"),
            t.say("day"),
            self.on,
        );
        out
    }
}

/// Head and answer of a page, without the form between them or behind.
fn parts<'p>(name: &str, whole: &'p str) -> Option<(&'p str, String)> {
    let (_, main) = whole.split_once(MAIN)?;
    let (main, _) = main.split_once("</main>")?;
    if name == "why" {
        let (main, _) = main.split_once("<form class=\"ask\"")?;
        // The day itself stands above.
        let (before, rest) = main.split_once("<p class=\"lead\">")?;
        let (_, after) = rest.split_once("</p>")?;
        return Some(("", format!("{before}{after}")));
    }
    let end = main.find("</h1>")? + "</h1>".len();
    let (head, rest) = main.split_at(end);
    let rest = match rest.split_once("</form>") {
        Some((form, rest)) if form.trim_start().starts_with("<form") => rest,
        _ => rest,
    };
    Some((head, rest.trim().to_owned()))
}

/// Answers as data: each line once, and of each answer the day from which it holds, its runs of lines, and in words how
/// long it holds.
fn stored(t: &I18n, states: &[State]) -> String {
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    let mut lines: Vec<&str> = Vec::new();
    let mut told = Vec::new();
    for (i, state) in states.iter().enumerate() {
        let from = (state.from != FIRST).then(|| state.from.clone());
        let until = states.get(i + 1).map(|next| next.from.clone());
        let holds = t.with("nothing-changes", "days", t.stretch(&from, &until));
        let mut runs: Vec<usize> = Vec::new();
        for line in state.body.lines() {
            let number = *numbers.entry(line).or_insert_with(|| {
                lines.push(line);
                lines.len() - 1
            });
            match runs.last_chunk_mut::<2>() {
                Some([start, many]) if *start + *many == number => *many += 1,
                _ => runs.extend([number, 1]),
            }
        }
        told.push(json!([state.from, runs, holds]));
    }
    let data =
        json!({ "lines": lines, "states": told }).to_string().replace("</", "<\\/").replace("<!--", "<\\!--");
    format!("<script type=\"application/json\" id=\"states\">{data}</script>\n")
}

/// Links that say the day lead to pages that show it by themselves.
fn undated(body: &str, day: &str) -> String {
    if !body.contains(day) {
        return body.to_owned();
    }
    body.replace(&format!("&amp;on={day}"), "")
        .replace(&format!("&#38;on={day}"), "")
        .replace(&format!("?on={day}&amp;"), "?")
        .replace(&format!("?on={day}&#38;"), "?")
        .replace(&format!("?on={day}"), "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_answers_share_are_there_once() {
        let state = |from: &str, body: &str| State { from: from.to_owned(), body: body.to_owned() };
        let said = stored(
            &I18n::of(crate::i18n::Lang::En),
            &[
                state(FIRST, "a\nb\nc\nd"),
                state("2020-01-01", "a\nx\nc\nd"),
                state("2021-01-01", "a\nb\nc\nd"),
            ],
        );
        let (_, data) = said.split_once('>').unwrap();
        let data: serde_json::Value = serde_json::from_str(data.split_once("</script>").unwrap().0).unwrap();
        assert_eq!(
            data,
            json!({
                "lines": ["a", "b", "c", "d", "x"],
                "states": [
                    ["0000-00-00", [0, 4], "This answer holds up to 31 Dec 2019."],
                    ["2020-01-01", [0, 1, 4, 1, 2, 2], "This answer holds 1 Jan 2020 to 31 Dec 2020."],
                    ["2021-01-01", [0, 4], "This answer holds since 1 Jan 2021."],
                ],
            })
        );
    }

    #[test]
    fn no_line_ends_the_script() {
        let body = "</script><!-- x".to_owned();
        let said = stored(&I18n::of(crate::i18n::Lang::En), &[State { from: FIRST.to_owned(), body }]);
        assert_eq!(said.matches("</script>").count(), 1);
        assert!(!said.contains("<!--"));
    }
}
