//! The first line of an entry: what it declares or dates.

pub(in crate::parse) mod kind;

use self::kind::HeadKind;
use crate::ast::{DeclKind, Head, Word};
use crate::highlight::Class;
use crate::parse::cursor::{Cursor, Read, TokenSink};
use crate::suggest;

impl<'t, S: TokenSink> Cursor<'t, S> {
    /// Whether an indented line can only be the first of an entry: a word that begins entries, and a name.
    pub(in crate::parse) fn head_begins(&self) -> bool {
        // Asked of every indented line, so not by walking through the list in `hints`.
        let word = self.word_ahead();
        matches!(
            word,
            "use"
                | "matter"
                | "pack"
                | "order"
                | "organ"
                | "instrument"
                | "person"
                | "thing"
                | "calendar"
                | "source"
                | "viewpoint"
                | "fact"
                | "status"
                | "deed"
                | "norm"
        ) && !self.second_word().is_empty()
            && self.byte(self.skip_spaces(self.pos + word.len())) != b':'
    }

    /// Reads a head line; none if it could not be read. What may stand under it is known in any case.
    pub(in crate::parse) fn head(&mut self) -> (Option<Head<'t>>, HeadKind) {
        if self.date_ahead() {
            return self.dated_head();
        }
        let word = self.word_ahead();
        let (kind, under) = match word {
            "organ" => (DeclKind::Organ, HeadKind::Declaration),
            "person" => (DeclKind::Person, HeadKind::Person),
            "source" => (DeclKind::Source, HeadKind::Source),
            "instrument" => (DeclKind::Instrument, HeadKind::Declaration),
            "thing" => (DeclKind::Thing, HeadKind::Declaration),
            "calendar" => (DeclKind::Calendar, HeadKind::Calendar),
            "order" => (DeclKind::Order, HeadKind::Order),
            "viewpoint" => (DeclKind::Viewpoint, HeadKind::Viewpoint),
            "matter" => (DeclKind::Matter, HeadKind::Matter),
            "pack" => (DeclKind::Pack, HeadKind::Pack),
            "norm" => return (self.norm().ok(), HeadKind::Norm),
            "use" => return (self.use_pack().ok(), HeadKind::Use),
            "fact" | "status" | "deed" => return (self.status_or_deed().ok(), HeadKind::Declaration),
            _ => {
                self.unknown_head(word);
                return (None, HeadKind::Unknown);
            }
        };
        self.take(word, Class::Keyword);
        (self.declaration(kind).ok(), under)
    }

    fn declaration(&mut self, kind: DeclKind) -> Read<Head<'t>> {
        let name = self.declared("a name is missing", "such as `person fujimori \"Alberto Fujimori\"`")?;
        let title = self.title()?;
        self.end()?;
        Ok(Head::Declare { kind, name, title })
    }

    /// A name that is being declared.
    #[inline]
    fn declared(&mut self, says: &str, look: &str) -> Read<Word<'t>> {
        let word = self.word_ahead();
        if self.peek() == b':' {
            let at = self.span(self.pos, self.pos + 1);
            let d = self
                .error("needless-colon", at, "a colon stands where a name should")
                .help("the words that begin an entry are written without one")
                .fix(self.file, at, "");
            return self.stop(d);
        }
        if word.is_empty() || self.glued(self.pos + word.len()) {
            return self.no_name("missing-name", says, look);
        }
        if crate::parse::name::is_reserved(word) {
            let d = self
                .error("reserved-name", self.ahead().1, format!("nothing can be called `{word}`"))
                .help("this word joins others in the language; a longer name may contain it, such as `from-2019`");
            return self.stop(d);
        }
        Ok(self.take(word, Class::Declared))
    }

    fn use_pack(&mut self) -> Read<Head<'t>> {
        self.eat("use");
        let pack = self.name("the name of a pack is missing", "such as `use inter-american`")?;
        let version = self.string();
        if self.peek() == b',' {
            let d = self
                .error("trailing-text", self.ahead().1, "`use` names one pack")
                .help("write a line of its own for each pack");
            return self.stop(d);
        }
        self.end()?;
        Ok(Head::Use { pack, version })
    }

    /// `[fact] status party(state, instrument) ["title"]`
    fn status_or_deed(&mut self) -> Read<Head<'t>> {
        let fact = self.eat("fact");
        let status = self.eat("status");
        if !status && !self.eat("deed") {
            let (found, at) = self.ahead();
            let d = self.error("missing-word", at, "`fact` stands before `status` or `deed`");
            let d = match suggest::did_you_mean(found, ["status", "deed"]) {
                Some(meant) => d.help(format!("did you mean `{meant}`?")),
                None => {
                    d.help("such as `fact deed release(person)`: what was done stands, whatever is annulled")
                }
            };
            return self.stop(d);
        }
        let name = self.declared("a name is missing", "such as `status party(state, instrument)`")?;
        let mut params = Vec::new();
        if self.sign(b'(') && !self.sign(b')') {
            loop {
                let word = self.word_ahead();
                if word.is_empty() {
                    let d = self
                        .error(
                            "missing-name",
                            self.ahead().1,
                            "the name of a place in the brackets is missing",
                        )
                        .help("name what stands there, such as `deed release(person)`");
                    return self.stop(d);
                }
                params.push(self.take(word, Class::Declared));
                if self.sign(b',') {
                    continue;
                }
                if self.sign(b')') {
                    break;
                }
                let d = self
                    .error("unclosed-bracket", self.ahead().1, "a `)` is missing")
                    .help("such as `status party(state, instrument)`");
                return self.stop(d);
            }
        }
        let title = self.title()?;
        self.end()?;
        Ok(if status {
            Head::Status { fact, name, params, title }
        } else {
            Head::Deed { fact, name, params, title }
        })
    }

    /// `norm NAME [of ORDER] [by ACT] ["title"]`
    fn norm(&mut self) -> Read<Head<'t>> {
        self.eat("norm");
        let name = self.declared("a name is missing", "such as `norm ACHR.78.1 of IA \"…\"`")?;
        let (mut of, mut by) = (None, None);
        loop {
            if of.is_none() && self.eat("of") {
                of = Some(
                    self.name("`of` needs the order whose norm it is", "such as `norm ACHR.78.1 of IA`")?,
                );
            } else if by.is_none() && self.eat("by") {
                by = Some(self.name(
                    "`by` needs the act that made the norm",
                    "such as `norm no-amnesty by barrios-altos-2001`",
                )?);
            } else {
                break;
            }
        }
        let title = self.title()?;
        self.end()?;
        Ok(Head::Norm { name, of, by, title })
    }

    /// An act, or an `expect`.
    fn dated_head(&mut self) -> (Option<Head<'t>>, HeadKind) {
        let date = self.take_date();
        if self.word_ahead() == "expect" {
            self.eat("expect");
            return (self.expect().ok().map(|expect| Head::Expect { date, expect }), HeadKind::Expect);
        }
        (self.act(date).ok(), HeadKind::Act)
    }

    fn act(&mut self, date: crate::ast::DateText<'t>) -> Read<Head<'t>> {
        let word = self.word_ahead();
        let day_only = date.text.len() <= 2;
        if day_only && (suggest::is_month(word) || word == "de" && suggest::is_month(self.second_word())) {
            let at = self.span(self.pos, self.pos + word.len());
            let at = crate::ast::Span { start: date.at.start, ..at };
            let d = self
                .error("bad-date", at, "the date is not written in numbers")
                .help("write year, month and day in numbers: `2018-05-30`");
            return self.stop(d);
        }
        if matches!(word, "expects" | "expected" | "assert" | "espera" | "esperar") {
            let at = self.ahead().1;
            let d = self
                .error("unknown-word", at, format!("`{word}` is not a name for an act"))
                .help("did you mean `expect`?")
                .fix(self.file, at, "expect");
            return self.stop(d);
        }
        let name =
            self.declared("the name of the act is missing", "such as `2018-05-30 ruling IA.Court \"…\"`")?;
        let author = self.word_ahead();
        if author.is_empty() || self.glued(self.pos + author.len()) {
            if self.at_end() || self.string_ahead() {
                let d = self
                    .error(
                        "missing-author",
                        self.ahead().1,
                        format!("it is not said who made `{}`", name.text),
                    )
                    .help("write the author behind the name: `2018-05-30 ruling IA.Court \"…\"`");
                return self.stop(d);
            }
            return self.no_name(
                "missing-author",
                "the author is missing",
                "such as `2018-05-30 ruling IA.Court \"…\"`",
            );
        }
        if author == "by" || author == "of" {
            let at = self.ahead().1;
            let d = self
                .error("missing-author", at, format!("`{author}` is not the name of an author"))
                .help("the author follows the name of the act at once: `2018-05-30 ruling IA.Court \"…\"`");
            return self.stop(d);
        }
        let author = self.take(author, Class::Name);
        let title = self.title()?;
        self.end()?;
        Ok(Head::Act { date, name, author, title })
    }

    #[cold]
    fn unknown_head(&mut self, word: &'t str) {
        if self.hopeless() {
            return;
        }
        let (found, at) = self.ahead();
        let d = if word.is_empty() {
            let d = self.error("unknown-word", at, format!("`{found}` cannot begin an entry"));
            match found.as_bytes().first() {
                Some(b'#' | b'/' | b'%') => d.help("a comment begins with `;`"),
                Some(b'-' | b'*') => d.help("entries need no dash or bullet; take it out"),
                _ => {
                    d.help("an entry begins with a date, or with a word such as `person`, `source` or `norm`")
                }
            }
        } else if suggest::is_month(word) {
            self.error("bad-date", at, format!("`{word}` is the name of a month"))
                .help("write year, month and day in numbers: `2018-05-30`")
        } else if word == "expect" {
            self.error("missing-date", at, "`expect` has no date")
                .help("the day asked about stands first: `2018-10-04 expect pardon in force`")
        } else {
            let at = self.span(self.pos, self.pos + word.len());
            let d = self.error("unknown-word", at, format!("`{word}` cannot begin an entry"));
            match suggest::head_word(word) {
                Some(meant) => d.help(format!("did you mean `{meant}`?")).fix(self.file, at, meant),
                None => match suggest::line_word(word) {
                    Some(meant) => d.help(format!("did you mean `{meant}`, indented under an act?")),
                    None => d.help(
                        "an entry begins with a date, or with a word such as `person`, `source` or `norm`",
                    ),
                },
            }
        };
        self.report(d);
    }
}
