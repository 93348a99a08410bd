//! Lines of norms and viewpoints.

use super::cursor::{Cursor, Read, TokenSink};
use super::effect::verb;
use crate::ast::{Line, Subject, Verb};
use crate::suggest;

impl<'t, S: TokenSink> Cursor<'t, S> {
    /// `prefers A > B = C > others not D, E`
    pub(super) fn prefers(&mut self, lines: &mut Vec<Line<'t>>) -> Read<()> {
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

    /// `when SUBJECT does DEED [in ?part]`
    pub(super) fn when(&mut self) -> Read<Line<'t>> {
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
        let (deed, orders) =
            self.pattern("`does` needs a deed", "such as `when ?organ does release(fujimori)`")?;
        let part = if self.eat("in") {
            Some(
                self.variable_behind("in", "such as `when ?organ of ?state does denounce(?treaty) in ?act`")?,
            )
        } else {
            self.no_other_word_for_in()?;
            None
        };
        Ok(Line::When { subject, deed, orders, part, at: self.since(start) })
    }

    /// `by ?act`, where `in ?act` is meant.
    fn no_other_word_for_in(&mut self) -> Read<()> {
        let word = self.word_ahead();
        let at = self.ahead().1;
        if word.is_empty() || self.byte(self.skip_spaces(self.pos + word.len())) != b'?' {
            return Ok(());
        }
        let d = self
            .error("unknown-word", at, format!("`{word}` cannot follow a deed"))
            .help("the act in which it is done is named by `in`")
            .fix(self.file, at, "in");
        self.stop(d)
    }

    /// The effect behind `then`.
    pub(super) fn then(&mut self) -> Read<Line<'t>> {
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
        let d = match suggest::verb(word) {
            _ if label => d.help("take the label out"),
            Some(meant) => d.help(format!("did you mean `{meant}`?")).fix(self.file, at, meant),
            None => d.help(
                "behind `then` stands an effect, such as `then ends party(?state, ACHR)`, or `then void`",
            ),
        };
        self.stop(d)
    }
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
