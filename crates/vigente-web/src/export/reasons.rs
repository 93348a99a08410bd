//! A question goes in; a page with the reasons of its answer comes out: each state that they go through once, with the
//! days on which it holds. A script shows that of the day one comes from; without it they stand one below the other.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::Copy;
use super::addresses::{copied, links, parsed};
use super::page::MAIN;
use crate::asked::Pairs;
use crate::desk::Open;
use crate::pages;
use crate::reply::{Reply, Shape};
use crate::tongue::Tongue;

/// The day before all days, for the first state.
const FIRST: &str = "0000-00-00";

/// Reasons that hold from a day on, until the next state.
struct State {
    from: String,
    body: String,
}

impl Copy<'_> {
    /// The page, and the addresses that its links lead to.
    pub(super) fn reasons(
        &self,
        open: &Open<'_, '_>,
        address: &str,
        days: &BTreeSet<String>,
    ) -> (String, Vec<String>) {
        let key = &open.record.key;
        let (_, _, pairs) = parsed(key, address);
        let mut states: Vec<State> = Vec::new();
        let mut found = BTreeSet::new();
        let before =
            days.first().and_then(|d| crate::days::day(d)).map(|d| vigente::model::Day(d.0 - 1).to_string());
        for (i, day) in before.iter().chain(days).enumerate() {
            let Some(body) = self.on_day(open, &pairs, day) else { continue };
            found.extend(links(&body).into_iter().filter_map(|href| copied(key, &href, days)));
            let body = self.turned(address, &undated(&body, day), days);
            if states.last().is_none_or(|last| last.body != body) {
                states.push(State { from: if i == 0 { FIRST.to_owned() } else { day.clone() }, body });
            }
        }
        let reply = pages::of_matter(open, self.asked(pairs), "why", Shape::Html, false);
        let (Reply::Html(whole) | Reply::Wrong(_, whole)) = reply else {
            return (String::new(), Vec::new());
        };
        found.extend(links(&whole).into_iter().filter_map(|href| copied(key, &href, days)));
        let t = Tongue::of(self.lang);
        let page = self.page(&t, address, &whole, days);
        let page = match (page.split_once(MAIN), page.split_once("</main>")) {
            (Some((head, _)), Some((_, foot))) if states.len() > 1 => {
                format!("{head}{MAIN}\n{}</main>{foot}", self.told(&t, &states))
            }
            _ => page,
        };
        (page, found.into_iter().collect())
    }

    /// What stands on the page of a day, without the form, which needs a server.
    fn on_day(&self, open: &Open<'_, '_>, pairs: &Pairs, day: &str) -> Option<String> {
        let mut pairs = pairs.clone();
        pairs.push(("on".to_owned(), day.to_owned()));
        let reply = pages::of_matter(open, self.asked(pairs), "why", Shape::Html, false);
        let Reply::Html(whole) = reply else { return None };
        let (_, main) = whole.split_once(MAIN)?;
        let (main, _) = main.split_once("<form class=\"ask\"")?;
        // The day itself stands above each state.
        let (before, rest) = main.split_once("<p class=\"lead\">")?;
        let (_, after) = rest.split_once("</p>")?;
        Some(format!("{before}{after}"))
    }

    fn told(&self, t: &Tongue, states: &[State]) -> String {
        let copied = t.with("copied", "day", t.long_day(self.on.to_string()));
        let mut out = format!("<p class=\"about\">{}</p>\n", pages::escaped(&copied));
        for (i, state) in states.iter().enumerate() {
            let from = (state.from != FIRST).then(|| state.from.clone());
            let until = states.get(i + 1).map(|next| next.from.clone());
            let said = t.with("nothing-changes", "days", t.stretch(&from, &until));
            let step = |rel: &str, key: &str, to: Option<&State>, sign: (&str, &str)| {
                to.map_or_else(String::new, |s| {
                    let said = t.say(key);
                    format!("<a rel=\"{rel}\" href=\"#{}\">{}{said}{}</a> ", s.from, sign.0, sign.1)
                })
            };
            let before = step("prev", "change-before", i.checked_sub(1).map(|i| &states[i]), ("‹ ", ""));
            let after = step("next", "change-after", states.get(i + 1), ("", " ›"));
            // Names within a page are its own: each state has others.
            let body = state
                .body
                .replace(" id=\"", &format!(" id=\"s{i}-"))
                .replace(" aria-labelledby=\"", &format!(" aria-labelledby=\"s{i}-"));
            let _ = write!(
                out,
                "<div class=\"state-of\" data-from=\"{}\" data-day=\"{}\">\n{body}\n<nav class=\"pages\" aria-label=\"{}\">{before}<span>{}</span> {after}</nav>\n</div>\n",
                state.from,
                self.on,
                t.say("choose-day"),
                pages::escaped(&said)
            );
        }
        out
    }
}

/// Links that say the day lead to pages that show it by themselves.
fn undated(body: &str, day: &str) -> String {
    body.replace(&format!("&amp;on={day}"), "")
        .replace(&format!("&#38;on={day}"), "")
        .replace(&format!("?on={day}&amp;"), "?")
        .replace(&format!("?on={day}&#38;"), "?")
        .replace(&format!("?on={day}"), "")
}
