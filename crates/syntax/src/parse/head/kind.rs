//! Which lines may stand under which head.

use crate::parse::cursor::{Cursor, Read, TokenSink};

/// What head a line stands under. The numbers are bits, so that a line can name several.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u16)]
pub(in crate::parse) enum HeadKind {
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
    Calendar = 2048,
    /// The head could not be read: any line may be meant.
    Unknown = 0x8000,
}

/// Under every head but `use` and `expect`.
pub(in crate::parse) const ANYWHERE: u16 = !(HeadKind::Use as u16 | HeadKind::Expect as u16);

impl<S: TokenSink> Cursor<'_, S> {
    /// Complains about a line under the wrong head.
    #[inline]
    pub(in crate::parse) fn allow(&mut self, under: HeadKind, places: u16, word: &str) -> Read<()> {
        if (places | HeadKind::Unknown as u16) & under as u16 != 0 {
            Ok(())
        } else {
            self.misplaced(under, word)
        }
    }

    #[cold]
    fn misplaced(&mut self, under: HeadKind, word: &str) -> Read<()> {
        let place = match under {
            HeadKind::Use => "`use`",
            HeadKind::Matter => "a matter",
            HeadKind::Pack => "a pack",
            HeadKind::Order => "an order",
            HeadKind::Source => "a source",
            HeadKind::Person => "a person",
            HeadKind::Viewpoint => "a viewpoint",
            HeadKind::Calendar => "a calendar",
            HeadKind::Norm => "a norm",
            HeadKind::Act => "an act",
            HeadKind::Expect => "an `expect` line",
            HeadKind::Declaration | HeadKind::Unknown => "this entry",
        };
        let at = self.ahead().1;
        let d = self.error("misplaced-line", at, format!("`{word}` has no meaning under {place}"));
        let d = d.help(match (word, under) {
            ("from" | "until" | "if" | "while" | "unless", HeadKind::Act) => {
                "it belongs behind an effect: on its line, or below it and indented deeper"
            }
            ("then", HeadKind::Act) => "`then` belongs to norms; an act says its effects without it",
            ("when" | "then" | "applies" | "from" | "until" | "if" | "while" | "unless", _) => {
                "it belongs to a norm"
            }
            ("prefers" | "not" | "external", _) => "it belongs to a viewpoint",
            ("published", _) => "it belongs to an act, a source or an instrument",
            ("notified" | "effective" | "known" | "ref" | "after" | "disputed", _) => "it belongs to an act",
            ("born" | "died", _) => "it belongs to a person",
            ("reads", _) => "it belongs to the matter",
            ("covers", _) => "it belongs to the matter, to a pack or to a calendar",
            ("rest" | "holiday" | "closed" | "open" | "extends", _) => "it belongs to a calendar",
            ("version", _) => "it belongs to a pack",
            ("file" | "language" | "sha256" | "paragraphs", _) => "it belongs to a source",
            (_, HeadKind::Use) => "nothing stands under `use`",
            (_, HeadKind::Expect) => "an `expect` is one line; a note may stand behind it in quotes",
            _ => "take the line out",
        });
        self.stop(d)
    }

    /// Effects stand in acts; norms say `then` before theirs.
    #[inline]
    pub(in crate::parse) fn allow_effect(&mut self, under: HeadKind, start: usize) -> Read<()> {
        if under == HeadKind::Act || under == HeadKind::Unknown {
            Ok(())
        } else {
            self.misplaced_effect(under, start)
        }
    }

    #[cold]
    fn misplaced_effect(&mut self, under: HeadKind, start: usize) -> Read<()> {
        let word = self.word_ahead();
        let at = self.ahead().1;
        let here = self.span(start, start);
        let d = match under {
            HeadKind::Norm if start == self.pos => self
                .error("misplaced-line", at, format!("`{word}` stands in a norm without `then`"))
                .help(format!("write `then {word} …`"))
                .fix(self.file, here, "then "),
            HeadKind::Norm => self
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
}
