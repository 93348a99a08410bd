//! An indented line, by the word that it begins with.

use super::chars;
use super::cursor::{Abort, Cursor, Read, TokenSink};
use super::effect::verb;
use super::head::kind::{ANYWHERE, HeadKind};
use super::name::is_reserved;
use crate::ast::{ConditionKind, Line, Quoted, Verb, Word};
use crate::highlight::Class;
use crate::{keywords, suggest};

impl<'t, S: TokenSink> Cursor<'t, S> {
    /// Whether the next token begins an indented line. If the line is indented deeper than the one above, only words
    /// count that cannot continue it.
    pub(super) fn line_begins(&self, deeper: bool) -> bool {
        let word = self.word_ahead();
        if word.is_empty() {
            return false;
        }
        let after = self.skip_spaces(self.pos + word.len());
        if self.byte(after) == b':' {
            return deeper || !keywords::HEAD_WORDS.contains(&word);
        }
        if is_language(word) && !is_reserved(word) && self.string_follows(after) {
            return true;
        }
        let names_follow = deeper && matches!(self.byte(after), b',');
        keywords::LINE_WORDS.contains(&word)
            && !names_follow
            && !(deeper && (keywords::MODIFIERS.contains(&word) || is_reserved(word)))
    }

    /// Reads an indented line to its end.
    pub(super) fn line(&mut self, under: HeadKind, lines: &mut Vec<Line<'t>>) -> Read<()> {
        let start = self.pos;
        let word = self.word_ahead();
        let after = start + word.len();
        if self.byte(after) == b':'
            || (chars::blank_len(self.line, after) > 0 && self.byte(self.skip_spaces(after)) == b':')
        {
            if word.is_empty() {
                return self.unreadable(under);
            }
            return self.labelled(under, start, word, lines);
        }
        if let Some(verb) = verb(word) {
            if verb == Verb::Claims && under == HeadKind::Order
                || verb == Verb::Claims && under == HeadKind::Unknown && self.second_word() == "stale"
            {
                return self.stale(lines);
            }
            self.allow_effect(under, start)?;
            let effect = self.effect(start, None, verb)?;
            lines.push(Line::Effect(effect));
            return Ok(());
        }
        match word {
            "cites" | "contradicts" => {
                self.allow(under, ANYWHERE, word)?;
                self.cite_line(lines)?;
            }
            "notified" | "effective" | "known" => {
                self.allow(under, HeadKind::Act as u16, word)?;
                lines.push(self.dated(word)?);
            }
            "published" => {
                let places = HeadKind::Act as u16 | HeadKind::Source as u16 | HeadKind::Declaration as u16;
                self.allow(under, places, word)?;
                lines.push(self.dated(word)?);
            }
            "born" | "died" => {
                self.allow(under, HeadKind::Person as u16, word)?;
                lines.push(self.dated(word)?);
            }
            "ref" => {
                self.allow(under, HeadKind::Act as u16, word)?;
                lines.push(self.refs()?);
            }
            "after" => {
                self.allow(under, HeadKind::Act as u16, word)?;
                self.take(word, Class::Keyword);
                if self.date_ahead() {
                    let d = self
                        .error(
                            "missing-name",
                            self.ahead().1,
                            "`after` at the beginning of a line needs the name of an act",
                        )
                        .help("`after 1 year of notified` belongs behind an effect, on its line");
                    return self.stop(d);
                }
                lines
                    .push(Line::After(self.names("`after` needs the name of an act made earlier that day")?));
            }
            "disputed" => {
                self.allow(under, HeadKind::Act as u16, word)?;
                self.take(word, Class::Keyword);
                let what = match self.word_ahead() {
                    // `by` is a date of the unlabelled part here, and no reserved word.
                    "by" => self.take("by", Class::Name),
                    _ => self.name(
                        "`disputed` needs the date that is meant",
                        "such as `disputed notified 2018-06-16`, or `disputed report.by 2018-10-28`",
                    )?,
                };
                let date = self.date("the other reading of the date is missing")?;
                let mut cites = Vec::new();
                if self.word_ahead() == "cites" {
                    self.cites(&mut cites, false)?;
                }
                lines.push(Line::Disputed { what, date, cites });
            }
            "unverified" => {
                self.allow(under, ANYWHERE, word)?;
                let at = self.take(word, Class::Keyword).at;
                lines.push(Line::Unverified { at, what: self.title()? });
            }
            "aka" => {
                self.allow(under, ANYWHERE, word)?;
                self.take(word, Class::Keyword);
                let mut all = vec![self.text("`aka` needs a name in quotes")?];
                while self.sign(b',') {
                    all.push(self.text("a name in quotes is missing behind the comma")?);
                }
                lines.push(Line::Aka(all));
            }
            "note" | "url" => {
                self.allow(under, ANYWHERE, word)?;
                lines.push(self.field(word, false)?);
            }
            "file" => {
                self.allow(under, HeadKind::Source as u16, word)?;
                lines.push(self.field(word, false)?);
            }
            "language" => {
                self.allow(under, HeadKind::Source as u16 | HeadKind::Matter as u16, word)?;
                lines.push(self.field(word, true)?);
            }
            "sha256" | "paragraphs" => {
                self.allow(under, HeadKind::Source as u16, word)?;
                lines.push(self.field(word, true)?);
            }
            "reads" => {
                self.allow(under, HeadKind::Matter as u16, word)?;
                let at = self.take(word, Class::Keyword).at;
                let statuses = self.names("`reads` needs the name of a status")?;
                self.expect_word("from", "reads party from ratifications")?;
                let matter = self.name(
                    "the matter that is read is missing",
                    "write its name, such as `reads party from ratifications`",
                )?;
                lines.push(Line::Reads { statuses, matter, at });
            }
            "rest" | "holiday" | "closed" | "open" => {
                self.allow(under, HeadKind::Calendar as u16, word)?;
                lines.push(self.days_off(word)?);
            }
            "extends" => {
                self.allow(under, HeadKind::Calendar as u16, word)?;
                self.take(word, Class::Keyword);
                let look = "such as `extends PE.public`";
                lines.push(Line::Extends(self.name("`extends` needs the name of a calendar", look)?));
            }
            "covers" => {
                let places = HeadKind::Matter as u16 | HeadKind::Pack as u16 | HeadKind::Calendar as u16;
                self.allow(under, places, word)?;
                let at = self.take(word, Class::Keyword).at;
                if under == HeadKind::Calendar || self.word_ahead() == "from" {
                    lines.push(self.known(at)?);
                    return self.end();
                }
                let look = "such as `covers party(?x, charter) from 1969-11-22`";
                let status = self.call("`covers` needs a status", look)?;
                let mut bound = |word: &str, says: &str| match self.eat(word) {
                    true => self.date(says).map(Some),
                    false => Ok(None),
                };
                let from = bound("from", "`from` needs a date")?;
                let until = bound("until", "`until` needs a date here")?;
                lines.push(Line::Covers { status, from, until, at });
            }
            "version" => {
                self.allow(under, HeadKind::Pack as u16, word)?;
                lines.push(self.field(word, true)?);
            }
            "prefers" => {
                self.allow(under, HeadKind::Viewpoint as u16, word)?;
                self.prefers(lines)?;
            }
            "not" => {
                self.allow(under, HeadKind::Viewpoint as u16, word)?;
                self.take(word, Class::Keyword);
                lines.push(Line::Excludes(self.names("`not` needs the name of an authority")?));
            }
            "external" => {
                self.allow(under, HeadKind::Viewpoint as u16, word)?;
                self.take(word, Class::Keyword);
                lines.push(Line::External(
                    self.names("`external` needs the name of an authority or an order")?,
                ));
            }
            "when" => {
                self.allow(under, HeadKind::Norm as u16, word)?;
                lines.push(self.when()?);
            }
            "if" | "while" | "unless" => {
                self.allow(under, HeadKind::Norm as u16, word)?;
                let kind = match word {
                    "if" => ConditionKind::If,
                    "while" => ConditionKind::While,
                    _ => ConditionKind::Unless,
                };
                lines.push(Line::Condition(self.condition(kind)?));
            }
            "then" => {
                self.allow(under, HeadKind::Norm as u16, word)?;
                self.take(word, Class::Keyword);
                lines.push(self.then()?);
            }
            "applies" => {
                self.allow(under, HeadKind::Norm as u16, word)?;
                self.take(word, Class::Keyword);
                self.expect_word("from", "applies from 1980-01-01")?;
                lines.push(Line::AppliesFrom(self.date("`applies from` needs a date")?));
            }
            "from" => {
                self.allow(under, HeadKind::Norm as u16, word)?;
                self.take(word, Class::Keyword);
                lines.push(Line::From(self.date("`from` needs a date")?));
            }
            "until" => {
                self.allow(under, HeadKind::Norm as u16, word)?;
                self.take(word, Class::Keyword);
                lines.push(Line::Until(self.date("`until` needs a date here")?));
            }
            _ => {
                if is_language(word) && !is_reserved(word) && self.string_follows(after) {
                    self.allow(under, ANYWHERE, word)?;
                    let language = self.take(word, Class::Keyword);
                    lines
                        .push(Line::Title { language, title: self.text("the translated title is missing")? });
                } else {
                    return self.unknown(under, start, word, lines);
                }
            }
        }
        self.end()
    }

    /// `label: EFFECT`
    fn labelled(
        &mut self,
        under: HeadKind,
        start: usize,
        word: &'t str,
        lines: &mut Vec<Line<'t>>,
    ) -> Read<()> {
        let label = self.take(word, Class::Label);
        let colon = self.span(self.pos, self.pos + 1);
        self.sign(b':');
        if keywords::LINE_WORDS.contains(&word) && verb(self.word_ahead()).is_none() {
            let d = self
                .error("needless-colon", colon, format!("`{word}` is written without a colon"))
                .help(format!("write `{word} …`; a colon stands behind labels only"))
                .fix(self.file, colon, "");
            return self.stop(d);
        }
        if word.contains('.') {
            let last = word.rsplit('.').next().unwrap_or(word);
            let d = self.error("bad-name", label.at, format!("`{word}` cannot be a label")).help(format!(
                "a label has no dots; outside the act it is called by the act's name, a dot, and `{last}`"
            ));
            return self.stop(d);
        }
        let word = self.word_ahead();
        let Some(verb) = verb(word) else {
            let (found, at) = self.ahead();
            let d = match found {
                "" => self.error("unknown-verb", at, "an effect is missing behind the label"),
                _ => self.error("unknown-verb", at, format!("`{found}` is not a verb")),
            };
            let known = keywords::LINE_WORDS.contains(&word);
            let d = match suggest::verb(word) {
                _ if known => d.help("only effects have labels; take the label out"),
                Some(meant) => d.help(format!("did you mean `{meant}`?")).fix(self.file, at, meant),
                None => d.help(
                    "behind a label stands an effect, such as `report: requires PE to report(IA.Court)`",
                ),
            };
            return self.stop(d);
        };
        self.allow_effect(under, start)?;
        let effect = self.effect(start, Some(label), verb)?;
        lines.push(Line::Effect(effect));
        Ok(())
    }

    /// A word that begins no line.
    #[cold]
    fn unknown(
        &mut self,
        under: HeadKind,
        start: usize,
        word: &'t str,
        lines: &mut Vec<Line<'t>>,
    ) -> Read<()> {
        if word.is_empty() {
            return self.unreadable(under);
        }
        let at = self.span(start, start + word.len());
        let second = self.second_word();
        if let Some(found) =
            verb(second).filter(|_| under == HeadKind::Act && !word.contains('.') && !is_reserved(word))
        {
            let end = self.span(start + word.len(), start + word.len());
            let d = self
                .error("missing-colon", at, format!("`{word}` is no verb; is it a label?"))
                .help(format!("write `{word}: {second}`"))
                .fix(self.file, end, ":");
            self.report(d);
            let label = self.take(word, Class::Label);
            let effect = self.effect(start, Some(label), found)?;
            lines.push(Line::Effect(effect));
            return Ok(());
        }
        if self.hopeless() {
            return Err(Abort);
        }
        if matches!(second, "must" | "shall" | "debe" | "doit") {
            let d = self
                .error("unknown-word", at, format!("`{word}` cannot begin a line"))
                .help(format!("a duty is written `requires {word} to DEED`"));
            return self.stop(d);
        }
        if matches!(word, "within" | "by" | "at" | "for" | "every" | "due") && under == HeadKind::Act {
            let d = self
                .error("misplaced-line", at, format!("`{word}` cannot begin a line"))
                .help("it belongs behind an effect: on its line, or below it and indented deeper");
            return self.stop(d);
        }
        let d = self.error("unknown-word", at, format!("`{word}` cannot begin a line here"));
        let d = match suggest::line_word(word) {
            Some(meant) => d.help(format!("did you mean `{meant}`?")).fix(self.file, at, meant),
            None if keywords::HEAD_WORDS.contains(&word) => d.help("an entry begins at the left edge"),
            None => d.help(match under {
                HeadKind::Act => "a line of an act begins with a verb, such as `annuls`, a label, or a word such as `notified` or `cites`",
                HeadKind::Norm => "a line of a norm begins with `when`, `if`, `while`, `unless`, `then`, `applies from`, `from`, `until` or `cites`",
                HeadKind::Viewpoint => "a line of a viewpoint begins with `prefers`, `not` or `external`",
                HeadKind::Calendar => "a line of a calendar begins with `covers`, `extends`, `rest`, `holiday`, `closed` or `open`",
                HeadKind::Source => "a line of a source begins with `published`, `language`, `file`, `url`, `paragraphs` or `note`",
                _ => "a line here begins with a word such as `note`, `aka`, `cites`, or with a language, such as `es \"…\"`",
            }),
        };
        self.stop(d)
    }

    #[cold]
    fn unreadable<T>(&mut self, under: HeadKind) -> Read<T> {
        let (found, at) = self.ahead();
        let d = if self.string_ahead() {
            self.error("unknown-word", at, "a string cannot begin a line")
                .help("say what it is, such as `note \"…\"`")
        } else if self.date_ahead() {
            self.error("unknown-word", at, "a date cannot begin this line")
                .help("say what it is the date of, such as `notified`")
        } else {
            let d = self.error("unknown-word", at, format!("`{found}` cannot begin a line"));
            match found {
                "-" | "*" | "•" => d.help("lines need no dash or bullet; take it out"),
                "#" | "//" | "/" | "%" => d.help("a comment begins with `;`"),
                _ if under == HeadKind::Norm => {
                    d.help("begin it with `when`, `if`, `while`, `unless` or `then`")
                }
                _ => d.help("begin it with a verb, a label, or a word such as `notified` or `cites`"),
            }
        };
        self.stop(d)
    }

    // ── the lines ──

    fn dated(&mut self, word: &'t str) -> Read<Line<'t>> {
        let field = self.take(word, Class::Keyword);
        let says = match word {
            "notified" => "`notified` needs a date",
            "published" => "`published` needs a date",
            "effective" => "`effective` needs a date",
            "known" => "`known` needs a date",
            "born" => "`born` needs a date",
            _ => "`died` needs a date",
        };
        Ok(Line::Dated { field, date: self.date(says)? })
    }

    /// `note "…"`; where `bare` is allowed, one word needs no quotes.
    fn field(&mut self, word: &'t str, bare: bool) -> Read<Line<'t>> {
        let field = self.take(word, Class::Keyword);
        if let Some(value) = self.string() {
            return Ok(Line::Field { field, value });
        }
        let start = self.pos;
        let end = self.run_end(start);
        if bare && end > start {
            self.pos = end;
            self.done(start, Class::Text);
            return Ok(Line::Field {
                field,
                value: Quoted { raw: &self.text[start..end], at: self.span(start, end) },
            });
        }
        if !self.at_end() {
            return self.unquoted();
        }
        Ok(Line::Field { field, value: self.text("words in quotes are missing")? })
    }

    /// A string that the grammar asks for.
    pub(super) fn text(&mut self, says: &str) -> Read<Quoted<'t>> {
        if let Some(text) = self.string() {
            return Ok(text);
        }
        if !self.at_end() && self.peek() != b',' {
            return self.unquoted();
        }
        let d = self.error("missing-text", self.ahead().1, says).help("write `\"…\"`");
        self.stop(d)
    }

    fn refs(&mut self) -> Read<Line<'t>> {
        self.eat("ref");
        let mut all = Vec::with_capacity(1);
        loop {
            let start = self.pos;
            let end = self.tail_end(start);
            if end == start || self.glued(end) {
                let d = self
                    .error("missing-name", self.ahead().1, "the row of the table is missing")
                    .help("such as `ref F24`, or several with commas: `ref F24, F25`");
                return self.stop(d);
            }
            self.pos = end;
            self.done(start, Class::Name);
            all.push(Word { text: &self.text[start..end], at: self.span(start, end) });
            if !self.sign(b',') {
                return Ok(Line::Ref(all));
            }
        }
    }

    fn stale(&mut self, lines: &mut Vec<Line<'t>>) -> Read<()> {
        self.eat("claims");
        self.expect_word("stale", "claims stale after 1 year")?;
        self.expect_word("after", "claims stale after 1 year")?;
        let after = self.delay()?;
        lines.push(Line::Stale { after });
        self.end()
    }
}

/// Two small letters: `es`, `en`.
fn is_language(word: &str) -> bool {
    word.len() == 2 && word.bytes().all(|b| b.is_ascii_lowercase())
}
