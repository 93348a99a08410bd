//! The lines of a calendar.

use super::cursor::{Cursor, Read, TokenSink};
use crate::ast::{DaysOff, Line, Shift, YearDay};
use crate::highlight::Class;
use crate::suggest;

pub(super) const WEEKDAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
pub(super) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const ORDINALS: [(&str, i8); 6] =
    [("first", 1), ("second", 2), ("third", 3), ("fourth", 4), ("fifth", 5), ("last", -1)];

const LOOK: &str =
    "such as `holiday 28 july`, `holiday 2 days before easter` or `holiday third monday of january`";

impl<'t, S: TokenSink> Cursor<'t, S> {
    /// `covers from DATE until DATE`: the first word has been read.
    pub(super) fn known(&mut self, at: crate::ast::Span) -> Read<Line<'t>> {
        let look = "covers from 2010-01-01 until 2031-01-01";
        self.expect_word("from", look)?;
        let from = self.date("`from` needs a date")?;
        self.expect_word("until", look)?;
        let until = self.date("`until` needs a date here")?;
        Ok(Line::Known { from, until, at })
    }

    /// `rest`, `holiday`, `closed`, `open`: the word is known to come next.
    pub(super) fn days_off(&mut self, word: &'t str) -> Read<Line<'t>> {
        let at = self.take(word, Class::Keyword).at;
        let off = match word {
            "rest" => {
                let mut all = vec![self.weekday()?];
                while self.sign(b',') {
                    all.push(self.weekday()?);
                }
                DaysOff::Rest(all)
            }
            "holiday" => {
                let day = self.year_day()?;
                let to = if self.eat("to") { Some(self.year_day()?) } else { None };
                let mut shifts = Vec::new();
                while self.eat("or") {
                    shifts.push(self.shift()?);
                }
                DaysOff::Yearly { day, to, shifts }
            }
            "closed" => DaysOff::Closed(self.date("`closed` needs a date, or two with `/` between them")?),
            _ => DaysOff::Open(self.date("`open` needs a date, or two with `/` between them")?),
        };
        let title = self.title()?;
        let from = if self.eat("from") { Some(self.date("`from` needs a date")?) } else { None };
        let until = if self.eat("until") { Some(self.date("`until` needs a date here")?) } else { None };
        let mut cites = Vec::new();
        if self.word_ahead() == "cites" {
            self.cites(&mut cites, true)?;
        }
        Ok(Line::Off { off, title, from, until, cites, at })
    }

    /// `28 july`, `easter`, `2 days before easter`, `third monday of january`
    fn year_day(&mut self) -> Read<YearDay> {
        if self.eat("easter") {
            return Ok(YearDay::Easter(0));
        }
        let word = self.word_ahead();
        if let Some(&(_, nth)) = ORDINALS.iter().find(|(o, _)| *o == word) {
            self.take(word, Class::Keyword);
            let weekday = self.weekday()?;
            self.expect_word("of", "holiday third monday of january")?;
            return Ok(YearDay::Nth { nth, weekday, month: self.month()? });
        }
        let Some(number) = self.small_number() else { return self.no_year_day() };
        if self.eat("days") || self.eat("day") {
            let sign = match self.word_ahead() {
                "before" => -1,
                "after" => 1,
                _ => {
                    let (found, at) = self.ahead();
                    let d = self
                        .error(
                            "bad-holiday",
                            at,
                            format!("`{found}` stands where `before` or `after` should"),
                        )
                        .help("such as `holiday 2 days before easter`");
                    return self.stop(d);
                }
            };
            let word = self.word_ahead();
            self.take(word, Class::Keyword);
            self.expect_word("easter", "holiday 2 days before easter")?;
            return Ok(YearDay::Easter(sign * number));
        }
        let month = self.month()?;
        let days = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        match i8::try_from(number).ok().filter(|d| (1..=days[month as usize - 1]).contains(d)) {
            Some(day) => Ok(YearDay::On { day, month }),
            None => {
                let at = self.span(self.last, self.last);
                let d = self
                    .error("bad-holiday", at, format!("no month has a day {number} like this"))
                    .help(LOOK);
                self.stop(d)
            }
        }
    }

    #[cold]
    fn no_year_day<T>(&mut self) -> Read<T> {
        let (found, at) = self.ahead();
        let d = match found {
            "" => self.error("bad-holiday", at, "the day of the holiday is missing"),
            _ => self.error("bad-holiday", at, format!("`{found}` is no day of a year")),
        };
        let d = match MONTHS.contains(&found) {
            true => d.help(format!("write the day first: `28 {found}`")),
            false => d.help(LOOK),
        };
        self.stop(d)
    }

    /// `monday after if saturday`: the `or` has been read.
    fn shift(&mut self) -> Read<Shift> {
        let to = self.weekday()?;
        let after = match self.word_ahead() {
            "after" => true,
            "before" => false,
            found => {
                let at = self.ahead().1;
                let d = self
                    .error("bad-holiday", at, format!("`{found}` stands where `after` or `before` should"))
                    .help("such as `or monday after if sunday`");
                return self.stop(d);
            }
        };
        let word = self.word_ahead();
        self.take(word, Class::Keyword);
        self.expect_word("if", "or monday after if sunday")?;
        Ok(Shift { falls_on: self.weekday()?, to, after })
    }

    fn weekday(&mut self) -> Read<i8> {
        self.one_of(&WEEKDAYS, "a weekday", "such as `saturday`")
    }

    /// From 1 on.
    fn month(&mut self) -> Read<i8> {
        Ok(self.one_of(&MONTHS, "a month", "such as `july`")? + 1)
    }

    /// The place of the next word in a list.
    fn one_of(&mut self, list: &[&'static str], what: &str, look: &str) -> Read<i8> {
        let word = self.word_ahead();
        if let Some(at) = list.iter().position(|w| *w == word) {
            self.take(word, Class::Keyword);
            return Ok(at as i8);
        }
        let (found, at) = self.ahead();
        let d = match found {
            "" => self.error("bad-holiday", at, format!("{what} is missing")),
            _ => self.error("bad-holiday", at, format!("`{found}` is not {what}")),
        };
        let lower = found.to_lowercase();
        let d = match suggest::did_you_mean(&lower, list.iter().copied()) {
            Some(meant) => d.help(format!("did you mean `{meant}`?")).fix(self.file, at, meant),
            None => d.help(look),
        };
        self.stop(d)
    }

    fn small_number(&mut self) -> Option<i32> {
        let start = self.pos;
        let end = (start..).find(|&at| !self.byte(at).is_ascii_digit())?;
        let number = self.text[start..end].parse().ok().filter(|n| *n < 400)?;
        self.pos = end;
        self.done(start, Class::Number);
        Some(number)
    }
}
