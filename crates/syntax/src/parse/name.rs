//! Names, deeds and statuses, numbers and delays: the pieces that every line is made of.

use super::chars;
use super::cursor::{Cursor, Read, TokenSink};
use crate::ast::{Amount, Arg, Call, Compare, Count, DateText, Delay, Quoted, Word};
use crate::highlight::Class;
use crate::keywords::MODIFIERS;
use crate::suggest;

/// Words that cannot be names, since they end a list of names.
#[inline]
pub(super) fn is_reserved(word: &str) -> bool {
    matches!(
        word,
        "from"
            | "until"
            | "after"
            | "within"
            | "by"
            | "at"
            | "then"
            | "for"
            | "if"
            | "while"
            | "unless"
            | "cites"
            | "contradicts"
            | "to"
            | "that"
            | "not"
            | "and"
            | "or"
            | "of"
            | "as"
            | "in"
            | "on"
            | "over"
    )
}

/// Units of a length of time, the largest first; singular and plural are both written.
const UNITS: [(&str, &str); 4] = [("year", "years"), ("month", "months"), ("week", "weeks"), ("day", "days")];

impl<'t, S: TokenSink> Cursor<'t, S> {
    /// A name; `says` is the complaint if there is none, `look` an example.
    #[inline]
    pub(super) fn name(&mut self, says: &str, look: &str) -> Read<Word<'t>> {
        let word = self.word_ahead();
        if word.is_empty() || is_reserved(word) || self.glued(self.pos + word.len()) {
            return self.no_name("missing-name", says, look);
        }
        Ok(self.take(word, Class::Name))
    }

    #[cold]
    pub(super) fn no_name<T>(&mut self, code: &'static str, says: &str, look: &str) -> Read<T> {
        let word = self.word_ahead();
        let (found, at) = self.ahead();
        if found.is_empty() || is_reserved(word) && !self.glued(self.pos + word.len()) {
            let d = self.error(code, at, says).help(look);
            return self.stop(d);
        }
        if self.string_ahead() {
            let d = self
                .error(code, at, says)
                .help("a name stands without quotes: letters, digits, `-` and dots");
            return self.stop(d);
        }
        let end = self.run_end(self.pos).max(self.pos + chars::char_len(self.text, self.pos));
        let whole = chars::trim_end(&self.text[self.pos..end]);
        let at = self.span(self.pos, self.pos + whole.len());
        let letters = whole.chars().any(char::is_alphanumeric);
        if !letters {
            let d = self.error(code, at, says).help(look);
            return self.stop(d);
        }
        let mended = mend(whole);
        let d = self.error("bad-name", at, format!("`{whole}` cannot be a name"));
        let d = if whole.starts_with(|c: char| c.is_ascii_digit()) {
            d.help(format!("a name begins with a letter, such as `rs-{mended}`"))
        } else if !mended.is_empty() && mended != whole {
            d.help(format!("a name is made of letters, digits, `-` and dots: `{mended}`"))
                .fix(self.file, at, mended)
        } else {
            d.help("a name is made of letters, digits, `-` and dots")
        };
        self.stop(d)
    }

    /// Names with commas between them.
    pub(super) fn names(&mut self, says: &str) -> Read<Vec<Word<'t>>> {
        let mut all = vec![self.name(says, "write its name, or several with commas between them")?];
        while self.sign(b',') {
            all.push(
                self.name(
                    "a name is missing behind the comma",
                    "write one more name, or take the comma out",
                )?,
            );
        }
        Ok(all)
    }

    /// A name or a variable: who bears a duty or profits from it.
    #[inline]
    pub(super) fn bearer(&mut self, says: &str) -> Read<Arg<'t>> {
        if self.peek() == b'?' {
            return Ok(Arg::Var(self.variable()?));
        }
        let word = self.word_ahead();
        if word.is_empty() || is_reserved(word) || self.glued(self.pos + word.len()) {
            return self.no_name(
                "missing-bearer",
                says,
                "name an order, an organ or a person, such as `requires PE to report(IA.Court)`",
            );
        }
        Ok(Arg::Name(self.take(word, Class::Name)))
    }

    /// `?x`
    pub(super) fn variable(&mut self) -> Read<Word<'t>> {
        let start = self.pos;
        let end = self.word_end(start + 1);
        if self.peek() != b'?' || end == start + 1 || self.glued(end) {
            let (found, at) = self.ahead();
            let d = self
                .error("bad-name", at, format!("a variable is missing before `{found}`"))
                .help("a variable is a question mark and a name, such as `?state`");
            return self.stop(d);
        }
        self.pos = end;
        self.done(start, Class::Variable);
        Ok(Word { text: &self.text[start + 1..end], at: self.span(start, end) })
    }

    /// `release(fujimori)`, `accept-jurisdiction`
    #[inline]
    pub(super) fn call(&mut self, says: &str, look: &str) -> Read<Call<'t>> {
        let start = self.pos;
        let name = self.name(says, look)?;
        let args = if self.peek() == b'(' { self.args(None)? } else { Vec::new() };
        Ok(Call { name, args, at: self.since(start) })
    }

    /// The deed of a `when`: behind a variable among its arguments may stand whose it is, `restore(?act of ?state)`.
    pub(super) fn pattern(&mut self, says: &str, look: &str) -> Read<(Call<'t>, Vec<(Word<'t>, Word<'t>)>)> {
        let start = self.pos;
        let name = self.name(says, look)?;
        let mut orders = Vec::new();
        let args = if self.peek() == b'(' { self.args(Some(&mut orders))? } else { Vec::new() };
        Ok((Call { name, args, at: self.since(start) }, orders))
    }

    /// `(fujimori, 20000 USD, ?x)`
    pub(super) fn args(&mut self, mut orders: Option<&mut Vec<(Word<'t>, Word<'t>)>>) -> Read<Vec<Arg<'t>>> {
        let open = self.pos;
        self.sign(b'(');
        if self.sign(b')') {
            return Ok(Vec::new());
        }
        let mut all = Vec::new();
        loop {
            let arg = self.arg()?;
            all.push(arg);
            if let (Arg::Var(var), Some(orders)) = (arg, &mut orders)
                && self.eat("of")
            {
                let order =
                    self.variable_behind("of", "such as `when ?court does restore(?act of ?state)`")?;
                orders.push((var, order));
            }
            if self.sign(b')') {
                return Ok(all);
            }
            if !self.sign(b',') {
                return self.unclosed(open);
            }
        }
    }

    /// `?state` behind a word of a `when` line.
    pub(super) fn variable_behind(&mut self, word: &str, look: &str) -> Read<Word<'t>> {
        if self.peek() == b'?' {
            return self.variable();
        }
        let at = self.ahead().1;
        let d = self.error("bad-name", at, format!("behind `{word}` stands a variable")).help(look);
        self.stop(d)
    }

    #[cold]
    fn unclosed<T>(&mut self, open: usize) -> Read<T> {
        let (found, at) = self.ahead();
        let bracket = self.span(open, open + 1);
        let d = match found {
            "" => {
                self.error("unclosed-bracket", at, "a `)` is missing").help("write `)` behind the last name")
            }
            "(" => self
                .error("unclosed-bracket", at, "a deed or a status speaks of names, not of other deeds")
                .help("declare a name for it, with `thing`"),
            "of" => self
                .error("unclosed-bracket", at, "`of` stands where `,` or `)` should")
                .help("whose an act is can be asked behind `when` only, of a variable: `when ?court does restore(?act of ?state)`"),
            _ => self
                .error("unclosed-bracket", at, format!("`{found}` stands where `,` or `)` should"))
                .help("names are separated by commas"),
        };
        let d = d.also(self.file, bracket, "opened here");
        self.stop(d)
    }

    fn arg(&mut self) -> Read<Arg<'t>> {
        match self.peek() {
            b'?' => Ok(Arg::Var(self.variable()?)),
            b'0'..=b'9' => Ok(Arg::Amount(self.amount()?)),
            _ => {
                Ok(Arg::Name(self.name("a name is missing in the brackets", "such as `release(fujimori)`")?))
            }
        }
    }

    /// The quantity behind `worth`.
    pub(super) fn worth(&mut self) -> Read<Amount<'t>> {
        if self.peek().is_ascii_digit() {
            return self.amount();
        }
        let at = self.ahead().1;
        let d = self
            .error("missing-text", at, "`worth` needs a quantity")
            .help("write the equivalent that the act states, such as `worth 1000 USD`");
        self.stop(d)
    }

    /// `20000`, `20000.50 USD`
    fn amount(&mut self) -> Read<Amount<'t>> {
        let start = self.pos;
        let digits_end = |mut i: usize| {
            while self.byte(i).is_ascii_digit() {
                i += 1;
            }
            i
        };
        let mut end = digits_end(start);
        let mut decimals = 0;
        if self.byte(end) == b'.' && self.byte(end + 1).is_ascii_digit() {
            let all = digits_end(end + 1);
            decimals = all - end - 1;
            end = all;
        }
        let grouped = self.byte(end) == b',' && self.byte(end + 1).is_ascii_digit();
        if decimals > 2
            || grouped
            || self.glued(end)
            || chars::is(self.byte(end), chars::WORD)
            || self.byte(end) == b'.'
        {
            return self.bad_amount(start, end);
        }
        self.pos = end;
        self.done(start, Class::Number);
        let digits = &self.text[start..end];
        let unit = match self.word_ahead() {
            "" => None,
            word if is_reserved(word) || MODIFIERS.contains(&word) || self.glued(self.pos + word.len()) => {
                None
            }
            word => Some(self.take(word, Class::Name)),
        };
        Ok(Amount { digits, unit, at: self.since(start) })
    }

    #[cold]
    fn bad_amount<T>(&mut self, start: usize, mut end: usize) -> Read<T> {
        while matches!(self.byte(end), b'0'..=b'9' | b'.' | b',' | b'-' | b'a'..=b'z' | b'A'..=b'Z') {
            end += 1;
        }
        let found = self.text[start..end].trim_end_matches(',');
        let at = self.span(start, start + found.len());
        let plain: String = found.chars().filter(char::is_ascii_digit).collect();
        let d = self.error("bad-number", at, format!("`{found}` could mean more than one number")).help(
            format!("write digits without separators, at most two behind a dot: `{plain}` or `{plain}.00`"),
        );
        self.stop(d)
    }

    /// `1 year`, `90 days`, `1 year and 6 months`: the larger unit first, each once.
    pub(super) fn delay(&mut self) -> Read<Delay<'t>> {
        let start = self.pos;
        let mut working = None;
        let mut counts = [0; UNITS.len()];
        let mut next = 0;
        loop {
            let here = self.pos;
            let (count, unit, kind) = self.length()?;
            working = kind.or(working);
            if unit < next {
                let at = self.since(here);
                let said = &self.text[at.start as usize..at.end as usize];
                let d = self
                    .error("bad-delay", at, format!("`{said}` stands behind a unit that is no larger"))
                    .help("write each unit once, the larger one first, such as `1 year and 6 months`");
                return self.stop(d);
            }
            counts[unit] = count;
            next = unit + 1;
            if self.eat("and") {
                continue;
            }
            if self.peek().is_ascii_digit() {
                let (found, at) = self.ahead();
                let before = self.span(self.pos, self.pos);
                let d = self
                    .error("bad-delay", at, format!("`{found}` stands behind a length of time"))
                    .help("join the two by `and`, such as `1 year and 6 months`")
                    .fix(self.file, before, "and ");
                return self.stop(d);
            }
            let [years, months, weeks, days] = counts;
            let at = self.since(start);
            return Ok(Delay {
                years,
                months,
                weeks,
                days,
                back: false,
                working,
                calendar: None,
                rolls: false,
                at,
            });
        }
    }

    /// Whether a length of time comes next, and no date: a number and the beginning of a word.
    pub(super) fn delay_ahead(&self) -> bool {
        let digits = |end: &usize| self.byte(*end).is_ascii_digit();
        let end = (self.pos..).find(|end| !digits(end)).unwrap_or(self.pos);
        let word = (end..).find(|at| self.byte(*at) != b' ').unwrap_or(end);
        end > self.pos && word > end && self.byte(word).is_ascii_alphabetic()
    }

    /// `90 days`, `5 working days`: how many, of which of the [`UNITS`], and whether of working days or all.
    fn length(&mut self) -> Read<(u32, usize, Option<bool>)> {
        let start = self.pos;
        let mut end = start;
        while self.byte(end).is_ascii_digit() {
            end += 1;
        }
        let count = self.text[start..end].parse::<u32>().ok();
        let Some(count) = count.filter(|_| !self.glued(end) && !chars::is(self.byte(end), chars::WORD))
        else {
            let (found, at) = self.ahead();
            let d = match found {
                "" => self.error("bad-delay", at, "how long is not said"),
                _ => self.error("bad-delay", at, format!("`{found}` is not a number")),
            };
            let d = d.help("write a number and `days`, `weeks`, `months` or `years`, such as `6 months`");
            return self.stop(d);
        };
        self.pos = end;
        self.done(start, Class::Number);
        let kind = match self.word_ahead() {
            "working" => Some(true),
            "calendar" => Some(false),
            "business" | "court" | "judicial" | "hábiles" => {
                let (found, at) = self.ahead();
                let d = self.error("bad-delay", at, format!("`{found}` days are called `working days`"));
                let d = d.help("which days these are, a calendar says").fix(self.file, at, "working");
                return self.stop(d);
            }
            _ => None,
        };
        if kind.is_some() {
            let word = self.word_ahead();
            self.take(word, Class::Number);
            if !matches!(self.word_ahead(), "day" | "days") {
                let (found, at) = self.ahead();
                let d = self.error("bad-delay", at, format!("`{found}` stands where `days` should"));
                let d = d.help("only days can be working days or calendar days, such as `5 working days`");
                return self.stop(d);
            }
        }
        let word = self.word_ahead();
        let Some(unit) = UNITS.iter().position(|(one, many)| word == *one || word == *many) else {
            return self.bad_unit(word, start);
        };
        self.take(word, Class::Number);
        Ok((count, unit, kind))
    }

    #[cold]
    fn bad_unit<T>(&mut self, word: &'t str, start: usize) -> Read<T> {
        let (found, at) = self.ahead();
        let d = match found {
            "" => self.error("bad-delay", self.since(start), "days, weeks, months or years?"),
            _ => self.error("bad-delay", at, format!("`{found}` is not a length of time")),
        };
        let meant = match word {
            "día" | "días" | "dia" | "dias" | "jour" | "jours" | "d" => Some("days"),
            "semana" | "semanas" | "semaine" | "semaines" | "w" => Some("weeks"),
            "mes" | "meses" | "mois" | "mês" | "m" => Some("months"),
            "año" | "años" | "ano" | "anos" | "an" | "ans" | "année" | "années" | "y" => Some("years"),
            _ => suggest::did_you_mean(word, ["days", "weeks", "months", "years"]),
        };
        let d = match (word, meant) {
            ("business" | "working" | "court", _) => {
                d.help("only calendar days are known: count them out and write the date, with `by`")
            }
            (_, Some(meant)) => d.help(format!("did you mean `{meant}`?")).fix(self.file, at, meant),
            _ => d.help("write `days`, `weeks`, `months` or `years`"),
        };
        self.stop(d)
    }

    /// Whether `count(?x:` comes next; a status may be called `count`, too.
    pub(super) fn count_ahead(&self) -> bool {
        if self.word_ahead() != "count" {
            return false;
        }
        let open = self.skip_spaces(self.pos + 5);
        let mark = self.skip_spaces(open + 1);
        if self.byte(open) != b'(' || self.byte(mark) != b'?' {
            return false;
        }
        self.byte(self.skip_spaces(self.word_end(mark + 1))) == b':'
    }

    /// `count(?x: party(?x, ACHR)) >= 11`
    pub(super) fn count(&mut self) -> Read<Count<'t>> {
        let start = self.pos;
        self.eat("count");
        let open = self.pos;
        self.sign(b'(');
        let var = self.variable()?;
        self.sign(b':');
        let status = self.call("a count needs a status", "such as `count(?x: party(?x, ACHR)) >= 11`")?;
        if !self.sign(b')') {
            return self.unclosed(open);
        }
        let compare = self.compare()?;
        let at = self.pos;
        let mut end = at;
        while self.byte(end).is_ascii_digit() {
            end += 1;
        }
        let Some(number) = self.text[at..end].parse::<u32>().ok().filter(|_| !self.glued(end)) else {
            let (found, at) = self.ahead();
            let d = match found {
                "" => self.error("bad-number", at, "a number is missing"),
                _ => self.error("bad-number", at, format!("`{found}` is not a whole number")),
            };
            let d = d.help("such as `count(?x: party(?x, ACHR)) >= 11`");
            return self.stop(d);
        };
        self.pos = end;
        self.done(at, Class::Number);
        Ok(Count { var, status, compare, number, at: self.since(start) })
    }

    fn compare(&mut self) -> Read<Compare> {
        let start = self.pos;
        let (compare, length) = match (self.peek(), self.byte(start + 1)) {
            (b'<', b'=') => (Compare::AtMost, 2),
            (b'>', b'=') => (Compare::AtLeast, 2),
            (b'<', _) => (Compare::Less, 1),
            (b'>', _) => (Compare::More, 1),
            (b'=', next) if next != b'=' => (Compare::Equal, 1),
            _ => {
                let (found, at) = self.ahead();
                let d = match found {
                    "" => self.error("missing-word", at, "with what to compare is missing"),
                    _ => self.error("missing-word", at, format!("a comparison is missing before `{found}`")),
                };
                let d = d.help("write `=`, `<`, `<=`, `>` or `>=`, and a number");
                return self.stop(d);
            }
        };
        self.pos += length;
        self.done(start, Class::Sign);
        Ok(compare)
    }

    /// A date that the grammar asks for.
    #[inline]
    pub(super) fn date(&mut self, says: &str) -> Read<DateText<'t>> {
        if self.date_ahead() {
            return Ok(self.take_date());
        }
        let (found, at) = self.ahead();
        let d = self.error("missing-date", at, says);
        let d = if suggest::is_month(found) {
            d.help("write the date as year, month and day in numbers: `2018-05-30`")
        } else if matches!(found, "today" | "now" | "hoy") {
            d.help("write the day itself, such as `2018-05-30`: a record says the same every day")
        } else {
            d.help("such as `2018-05-30`, or `2018-05` or `2018~` if more is not known")
        };
        self.stop(d)
    }

    /// A string that may stand at the end of a line; words without quotes there were meant to be one.
    pub(super) fn title(&mut self) -> Read<Option<Quoted<'t>>> {
        if let Some(title) = self.string() {
            return Ok(Some(title));
        }
        if self.at_end() {
            return Ok(None);
        }
        self.unquoted()
    }

    /// Words that should stand in quotes.
    #[cold]
    pub(super) fn unquoted<T>(&mut self) -> Read<T> {
        let start = self.pos;
        let eol = chars::line_end(self.line, start);
        let rest = &self.text[start..eol];
        let words = chars::trim_end(rest.split(" ;").next().unwrap_or(rest));
        let at = self.span(start, start + words.len());
        let bare = words.trim_matches(['\'', '‘', '’', '"', '“', '”', '`']);
        let quoted = crate::quoted::quote(bare);
        let d = self.error("missing-quotes", at, "these words stand without quotes");
        let d = d.help(format!("write {quoted}")).fix(self.file, at, quoted);
        self.stop(d)
    }

    /// The end of a line, or a complaint about what stands there.
    #[inline]
    pub(super) fn end(&mut self) -> Read<()> {
        if self.at_end() { Ok(()) } else { self.trailing() }
    }

    #[cold]
    pub(super) fn trailing<T>(&mut self) -> Read<T> {
        let (found, at) = self.ahead();
        let fresh_line = self.text[..self.pos].trim_end_matches([' ', '\t']).ends_with('\n') && self.pos > 0;
        let string = self.string_ahead();
        let d = if string {
            self.error("trailing-text", at, "no string can stand here")
        } else {
            self.error("trailing-text", at, format!("`{found}` cannot stand here"))
        };
        let d = if fresh_line {
            d.help("this line is indented deeper and so continues the one above; indent it like that one")
        } else if found == "/" {
            d.help("write a stretch of days without blanks: `2018-10-28/2018-10-29`")
        } else if found == "(" {
            d.help("brackets stand only behind a deed or a status")
        } else if string {
            d.help("take it out, or write it with `note` on a line of its own")
        } else {
            d.help("end the line before it; a comment begins with `;`")
        };
        self.stop(d)
    }
}

/// The same with characters that a name may have.
fn mend(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        match c {
            _ if c.is_alphanumeric() || c == '-' || c == '.' => out.push(c),
            '\'' | '’' | '"' | '`' | '(' | ')' | '?' | '!' => {}
            _ => out.push('-'),
        }
    }
    out.trim_matches(['-', '.']).to_owned()
}
