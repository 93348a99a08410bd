//! An indented line goes in, what it says comes out. Which lines may stand under which head is decided here, too.

use super::chars;
use super::cursor::{Cursor, Read, Sink, Stop};
use super::effect::verb;
use super::hints;
use super::name::is_reserved;
use crate::ast::{Cite, ConditionKind, Line, Quoted, Subject, Verb, Word};
use crate::highlight::Class;

/// What head a line stands under. The numbers are bits, so that a line can name several.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u16)]
pub(super) enum Under {
    Use = 1,
    Matter = 2,
    Pack = 4,
    Order = 8,
    Source = 16,
    Person = 32,
    /// An organ, an instrument, a thing, a status, a deed.
    Declaration = 64,
    Viewpoint = 128,
    Norm = 256,
    Act = 512,
    Expect = 1024,
    /// The head could not be read: any line may be meant.
    Unknown = 0x8000,
}

const ANYWHERE: u16 = !(Under::Use as u16 | Under::Expect as u16);

impl<'t, S: Sink> Cursor<'t, S> {
    /// Whether the next token begins an indented line. If the line is indented deeper than the one above, only words
    /// count that cannot continue it.
    pub(super) fn line_begins(&self, deeper: bool) -> bool {
        let word = self.word_ahead();
        if word.is_empty() {
            return false;
        }
        let after = self.skip_spaces(self.pos + word.len());
        if self.byte(after) == b':' {
            return true;
        }
        if is_language(word) && !is_reserved(word) && self.string_follows(after) {
            return true;
        }
        let names_follow = deeper && matches!(self.byte(after), b',');
        hints::LINE_WORDS.contains(&word)
            && !names_follow
            && !(deeper && (hints::MODIFIERS.contains(&word) || is_reserved(word)))
    }

    /// Reads an indented line to its end.
    pub(super) fn line(&mut self, under: Under, lines: &mut Vec<Line<'t>>) -> Read<()> {
        let start = self.pos;
        let word = self.word_ahead();
        let after = start + word.len();
        if self.byte(after) == b':'
            || (self.byte(after) == b' ' && self.byte(self.skip_spaces(after)) == b':')
        {
            if word.is_empty() {
                return self.unreadable(under);
            }
            return self.labelled(under, start, word, lines);
        }
        if let Some(verb) = verb(word) {
            if verb == Verb::Claims && under == Under::Order
                || verb == Verb::Claims && under == Under::Unknown && self.second_word() == "stale"
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
                self.allow(under, Under::Act as u16, word)?;
                lines.push(self.dated(word)?);
            }
            "published" => {
                let places = Under::Act as u16 | Under::Source as u16 | Under::Declaration as u16;
                self.allow(under, places, word)?;
                lines.push(self.dated(word)?);
            }
            "born" | "died" => {
                self.allow(under, Under::Person as u16, word)?;
                lines.push(self.dated(word)?);
            }
            "ref" => {
                self.allow(under, Under::Act as u16, word)?;
                lines.push(self.refs()?);
            }
            "after" => {
                self.allow(under, Under::Act as u16, word)?;
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
                self.allow(under, Under::Act as u16, word)?;
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
                self.allow(under, Under::Source as u16, word)?;
                lines.push(self.field(word, false)?);
            }
            "language" => {
                self.allow(under, Under::Source as u16 | Under::Matter as u16, word)?;
                lines.push(self.field(word, true)?);
            }
            "sha256" | "paragraphs" => {
                self.allow(under, Under::Source as u16, word)?;
                lines.push(self.field(word, true)?);
            }
            "version" => {
                self.allow(under, Under::Pack as u16, word)?;
                lines.push(self.field(word, true)?);
            }
            "prefers" => {
                self.allow(under, Under::Viewpoint as u16, word)?;
                self.prefers(lines)?;
            }
            "not" => {
                self.allow(under, Under::Viewpoint as u16, word)?;
                self.take(word, Class::Keyword);
                lines.push(Line::Excludes(self.names("`not` needs the name of an authority")?));
            }
            "when" => {
                self.allow(under, Under::Norm as u16, word)?;
                lines.push(self.when()?);
            }
            "if" | "while" | "unless" => {
                self.allow(under, Under::Norm as u16, word)?;
                let kind = match word {
                    "if" => ConditionKind::If,
                    "while" => ConditionKind::While,
                    _ => ConditionKind::Unless,
                };
                lines.push(Line::Condition(self.condition(kind)?));
            }
            "then" => {
                self.allow(under, Under::Norm as u16, word)?;
                self.take(word, Class::Keyword);
                lines.push(self.then()?);
            }
            "applies" => {
                self.allow(under, Under::Norm as u16, word)?;
                self.take(word, Class::Keyword);
                self.expect_word("from", "applies from 1980-01-01")?;
                lines.push(Line::AppliesFrom(self.date("`applies from` needs a date")?));
            }
            "from" => {
                self.allow(under, Under::Norm as u16, word)?;
                self.take(word, Class::Keyword);
                lines.push(Line::From(self.date("`from` needs a date")?));
            }
            "until" => {
                self.allow(under, Under::Norm as u16, word)?;
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
    fn labelled(&mut self, under: Under, start: usize, word: &'t str, lines: &mut Vec<Line<'t>>) -> Read<()> {
        let label = self.take(word, Class::Label);
        self.sign(b':');
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
            let known = hints::LINE_WORDS.contains(&word);
            let d = match hints::verb(word) {
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
    fn unknown(&mut self, under: Under, start: usize, word: &'t str, lines: &mut Vec<Line<'t>>) -> Read<()> {
        if word.is_empty() {
            return self.unreadable(under);
        }
        let at = self.span(start, start + word.len());
        let second = self.second_word();
        if let Some(found) =
            verb(second).filter(|_| under == Under::Act && !word.contains('.') && !is_reserved(word))
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
        if matches!(second, "must" | "shall" | "debe" | "doit") {
            let d = self
                .error("unknown-word", at, format!("`{word}` cannot begin a line"))
                .help(format!("a duty is written `requires {word} to DEED`"));
            return self.stop(d);
        }
        if matches!(word, "within" | "by" | "at" | "for" | "every" | "due") && under == Under::Act {
            let d = self
                .error("misplaced-line", at, format!("`{word}` cannot begin a line"))
                .help("it belongs behind an effect: on its line, or below it and indented deeper");
            return self.stop(d);
        }
        let d = self.error("unknown-word", at, format!("`{word}` cannot begin a line here"));
        let d = match hints::line_word(word) {
            Some(meant) => d.help(format!("did you mean `{meant}`?")).fix(self.file, at, meant),
            None if hints::HEAD_WORDS.contains(&word) => d.help("an entry begins at the left edge"),
            None => d.help(match under {
                Under::Act => "a line of an act begins with a verb, such as `annuls`, a label, or a word such as `notified` or `cites`",
                Under::Norm => "a line of a norm begins with `when`, `if`, `while`, `unless`, `then`, `applies from`, `from`, `until` or `cites`",
                Under::Viewpoint => "a line of a viewpoint begins with `prefers` or `not`",
                Under::Source => "a line of a source begins with `published`, `language`, `file`, `url`, `paragraphs` or `note`",
                _ => "a line here begins with a word such as `note`, `aka`, `cites`, or with a language, such as `es \"…\"`",
            }),
        };
        self.stop(d)
    }

    #[cold]
    fn unreadable<T>(&mut self, under: Under) -> Read<T> {
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
                _ if under == Under::Norm => {
                    d.help("begin it with `when`, `if`, `while`, `unless` or `then`")
                }
                _ => d.help("begin it with a verb, a label, or a word such as `notified` or `cites`"),
            }
        };
        self.stop(d)
    }

    /// Complains about a line under the wrong head.
    #[inline]
    fn allow(&mut self, under: Under, places: u16, word: &str) -> Read<()> {
        if (places | Under::Unknown as u16) & under as u16 != 0 {
            Ok(())
        } else {
            self.misplaced(under, word)
        }
    }

    #[cold]
    fn misplaced(&mut self, under: Under, word: &str) -> Read<()> {
        let place = match under {
            Under::Use => "`use`",
            Under::Matter => "a matter",
            Under::Pack => "a pack",
            Under::Order => "an order",
            Under::Source => "a source",
            Under::Person => "a person",
            Under::Viewpoint => "a viewpoint",
            Under::Norm => "a norm",
            Under::Act => "an act",
            Under::Expect => "an `expect` line",
            Under::Declaration | Under::Unknown => "this entry",
        };
        let at = self.ahead().1;
        let d = self.error("misplaced-line", at, format!("`{word}` has no meaning under {place}"));
        let d = d.help(match (word, under) {
            ("from" | "until" | "if" | "while" | "unless", Under::Act) => {
                "it belongs behind an effect: on its line, or below it and indented deeper"
            }
            ("then", Under::Act) => "`then` belongs to norms; an act says its effects without it",
            ("when" | "then" | "applies" | "from" | "until" | "if" | "while" | "unless", _) => {
                "it belongs to a norm"
            }
            ("prefers" | "not", _) => "it belongs to a viewpoint",
            ("published", _) => "it belongs to an act, a source or an instrument",
            ("notified" | "effective" | "known" | "ref" | "after" | "disputed", _) => "it belongs to an act",
            ("born" | "died", _) => "it belongs to a person",
            ("version", _) => "it belongs to a pack",
            ("file" | "language" | "sha256" | "paragraphs", _) => "it belongs to a source",
            (_, Under::Use) => "nothing stands under `use`",
            (_, Under::Expect) => "an `expect` is one line; a note may stand behind it in quotes",
            _ => "take the line out",
        });
        self.stop(d)
    }

    /// Effects stand in acts; norms say `then` before theirs.
    #[inline]
    fn allow_effect(&mut self, under: Under, start: usize) -> Read<()> {
        if under == Under::Act || under == Under::Unknown {
            Ok(())
        } else {
            self.misplaced_effect(under, start)
        }
    }

    #[cold]
    fn misplaced_effect(&mut self, under: Under, start: usize) -> Read<()> {
        let word = self.word_ahead();
        let at = self.ahead().1;
        let here = self.span(start, start);
        let d = match under {
            Under::Norm if start == self.pos => self
                .error("misplaced-line", at, format!("`{word}` stands in a norm without `then`"))
                .help(format!("write `then {word} …`"))
                .fix(self.file, here, "then "),
            Under::Norm => self
                .error("misplaced-line", at, "the effects of a norm have no labels")
                .help(format!("write `then {word} …`")),
            _ => self
                .error("misplaced-line", at, format!("`{word}` stands under an entry that is not an act"))
                .help(
                    "an effect belongs to an act: a line such as `2018-05-30 decision PE.TC` and its lines",
                ),
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

    /// `prefers A > B = C > others not D, E`
    fn prefers(&mut self, lines: &mut Vec<Line<'t>>) -> Read<()> {
        self.eat("prefers");
        let look = "such as `prefers PE.TC > PE.CorteSuprema > PE > others`";
        let mut ranks = Vec::new();
        loop {
            let mut tied = vec![self.name("an authority is missing", look)?];
            while self.sign(b'=') {
                tied.push(self.name("an authority is missing behind `=`", look)?);
            }
            ranks.push(tied);
            if !self.sign(b'>') {
                break;
            }
        }
        lines.push(Line::Prefers(ranks));
        if self.eat("not") {
            lines.push(Line::Excludes(self.names("`not` needs the name of an authority")?));
        }
        if self.peek() == b',' {
            let at = self.ahead().1;
            let d = self
                .error("trailing-text", at, "a comma does not say who ranks higher")
                .help("write `>` before whom the others rank above, or `=` for a tie")
                .fix(self.file, at, " >");
            return self.stop(d);
        }
        Ok(())
    }

    /// `when SUBJECT does DEED`
    fn when(&mut self) -> Read<Line<'t>> {
        let start = self.pos;
        self.eat("when");
        let subject = if self.peek() == b'?' {
            let organ = self.variable()?;
            if self.eat("of") {
                if self.peek() != b'?' {
                    let (found, at) = self.ahead();
                    let d = self.error("bad-name", at, "behind `of` stands a variable").help(format!(
                        "write `when ?organ of ?state does …`, or `when {found} does …` for any of its organs"
                    ));
                    return self.stop(d);
                }
                Subject::VarOf(organ, self.variable()?)
            } else {
                Subject::Var(organ)
            }
        } else {
            Subject::Name(self.name(
                "`when` needs who does it",
                "such as `when ?organ does release(fujimori)`, or `when PE does release(fujimori)`",
            )?)
        };
        if self.word_ahead() != "does" {
            let word = self.word_ahead();
            let deed = match verb(word) {
                Some(verb) => verb_deed(verb),
                None => None,
            };
            let at = self.ahead().1;
            let d = match word {
                "" => self.error("missing-word", at, "`does` is missing"),
                _ => self.error("missing-word", at, format!("`does` is missing before `{word}`")),
            };
            let d = match deed {
                Some(deed) => {
                    d.help(format!("what a verb does is a deed, too: `when ?organ does {deed}(X)`"))
                }
                None => d.help("write it like `when ?organ does release(fujimori)`"),
            };
            return self.stop(d);
        }
        self.eat("does");
        let deed = self.call("`does` needs a deed", "such as `when ?organ does release(fujimori)`")?;
        Ok(Line::When { subject, deed, at: self.since(start) })
    }

    /// The effect behind `then`.
    fn then(&mut self) -> Read<Line<'t>> {
        let start = self.pos;
        let word = self.word_ahead();
        if let Some(verb) = verb(word) {
            return Ok(Line::Then(self.effect(start, None, verb)?));
        }
        let (found, at) = self.ahead();
        let label = self.byte(self.skip_spaces(self.pos + word.len())) == b':' && !word.is_empty();
        let d = match found {
            "" => self.error("unknown-verb", at, "an effect is missing behind `then`"),
            _ if label => self.error("unknown-verb", at, "the effects of a norm have no labels"),
            _ => self.error("unknown-verb", at, format!("`{found}` is not a verb")),
        };
        let d = match hints::verb(word) {
            _ if label => d.help("take the label out"),
            Some(meant) => d.help(format!("did you mean `{meant}`?")).fix(self.file, at, meant),
            None => d.help(
                "behind `then` stands an effect, such as `then ends party(?state, ACHR)`, or `then void`",
            ),
        };
        self.stop(d)
    }

    // ── citations ──

    /// A line that begins with `cites` or `contradicts`.
    fn cite_line(&mut self, lines: &mut Vec<Line<'t>>) -> Read<()> {
        let before = lines.len();
        let mut contradicts = false;
        let mut first = true;
        loop {
            match self.word_ahead() {
                word @ ("cites" | "contradicts") => {
                    contradicts = word == "contradicts";
                    self.take(word, Class::Keyword);
                }
                _ if !first && self.sign(b',') => {}
                _ => break,
            }
            first = false;
            match self.cite(false) {
                Ok(cite) if contradicts => lines.push(Line::Contradicts(cite)),
                Ok(cite) => lines.push(Line::Cites(cite)),
                Err(Stop) => {
                    lines.truncate(before);
                    return Err(Stop);
                }
            }
        }
        Ok(())
    }

    /// `cites A art.1 "…" cites B, C`: the first word is known to come next.
    pub(super) fn cites(&mut self, cites: &mut Vec<Cite<'t>>, behind_effect: bool) -> Read<()> {
        if cites.is_empty() {
            cites.reserve_exact(1);
        }
        let mut first = true;
        while self.eat("cites") || (!first && self.sign(b',')) {
            first = false;
            cites.push(self.cite(behind_effect)?);
        }
        Ok(())
    }

    /// `SOURCE [pin] ["quote"] [hash "…"]`
    fn cite(&mut self, behind_effect: bool) -> Read<Cite<'t>> {
        let start = self.pos;
        let source = self.name("the name of a source is missing", "such as `cites rs-281 art.1 \"…\"`")?;
        let mut pin = Vec::new();
        let (mut quote, mut hash) = (None, None);
        loop {
            if self.string_ahead() {
                if quote.is_some() {
                    let d = self
                        .error("trailing-text", self.ahead().1, "one citation has one quote")
                        .help("write `cites` and the source again before the second quote");
                    return self.stop(d);
                }
                quote = self.string();
                continue;
            }
            let at = self.pos;
            let end = self.run_end(at);
            if end == at {
                break;
            }
            match &self.text[at..end] {
                "cites" | "contradicts" => break,
                "hash" if self.string_follows(end) && hash.is_none() => {
                    self.eat("hash");
                    hash = self.string();
                }
                word if behind_effect && is_modifier(word) => {
                    let d = self
                        .error(
                            "misplaced-modifier",
                            self.span(at, end),
                            format!("`{word}` stands behind a citation"),
                        )
                        .help("write it before `cites`: what follows the name of a source says where in it");
                    return self.stop(d);
                }
                text if quote.is_none() && hash.is_none() => {
                    self.pos = end;
                    self.done(at, Class::Pin);
                    if pin.is_empty() {
                        pin.reserve_exact(1);
                    }
                    pin.push(Word { text, at: self.span(at, end) });
                }
                _ => break,
            }
        }
        Ok(Cite { source, pin, quote, hash, at: self.since(start) })
    }

    fn string_follows(&self, at: usize) -> bool {
        let at = self.skip_spaces(at);
        self.byte(at) == b'"' || chars::opening_quote(self.line, at) > 0
    }
}

fn is_modifier(word: &str) -> bool {
    matches!(
        word,
        "from" | "until" | "after" | "within" | "by" | "at" | "then" | "for" | "if" | "while" | "unless"
    )
}

/// Two small letters: `es`, `en`.
fn is_language(word: &str) -> bool {
    word.len() == 2 && word.bytes().all(|b| b.is_ascii_lowercase())
}

/// What a verb is called as a deed, in norms.
fn verb_deed(verb: Verb) -> Option<&'static str> {
    Some(match verb {
        Verb::Annuls => "annul",
        Verb::Repeals => "repeal",
        Verb::Suspends => "suspend",
        Verb::Restores => "restore",
        Verb::Disapplies => "disapply",
        Verb::Upholds => "uphold",
        Verb::Discharges => "discharge",
        Verb::Moves => "move",
        Verb::Finds => "find",
        Verb::Claims => "claim",
        Verb::Relies => "rely",
        _ => return None,
    })
}
