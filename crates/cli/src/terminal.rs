//! Writes pages to a terminal, a pipe or a file. Only this module decides how a tone looks.

use std::io::{self, Write};
use std::path::Path;

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};
use serde::Serialize;
use serde_json::Value;
use vigente_render::{Lang, TextPage, Tone};

use crate::arguments::{Color, LookArgs};
use crate::error::{Error, Exit};

/// Narrower than this no table can be read.
const NARROWEST: usize = 40;

/// Where answers and complaints go.
pub struct Terminal {
    out: AutoStream<io::Stdout>,
    err: AutoStream<io::Stderr>,
    width: usize,
    json: bool,
    lang: Lang,
}

impl Terminal {
    /// As the arguments and the environment say.
    pub fn new(look: &LookArgs) -> Terminal {
        let choose = |auto: ColorChoice| match look.color {
            Color::Auto => auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        };
        let out = choose(AutoStream::choice(&io::stdout()));
        let err = choose(AutoStream::choice(&io::stderr()));
        let width = look.width.map(usize::from).unwrap_or_else(|| {
            terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0).clamp(NARROWEST, 160))
        });
        Terminal {
            out: AutoStream::new(io::stdout(), out),
            err: AutoStream::new(io::stderr(), err),
            width: width.max(NARROWEST),
            json: look.json,
            lang: look.lang,
        }
    }

    /// How many columns a line may take.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The language asked for.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// Whether answers are asked for as data.
    pub fn json(&self) -> bool {
        self.json
    }

    /// Prints a page.
    pub fn show(&mut self, page: &TextPage) -> Result<(), Error> {
        written(write!(self.out, "{}", styled(page)))
    }

    /// Prints text as it is.
    pub fn print(&mut self, text: &str) -> Result<(), Error> {
        written(self.out.write_all(text.as_bytes()).and_then(|()| self.out.flush()))
    }

    /// Prints an answer as data.
    pub fn data(&mut self, command: &str, question: &Value, answer: &impl Serialize) -> Result<(), Error> {
        let data = vigente_render::envelope(command, question, answer);
        self.print(&format!("{data:#}\n"))
    }

    /// Prints text, or writes it to a file and says so.
    pub fn deliver(&mut self, text: &str, to: Option<&Path>) -> Result<(), Error> {
        let Some(path) = to else { return self.print(text) };
        std::fs::write(path, text)
            .map_err(|e| Error::io(format!("`{}` cannot be written", path.display()), &e))?;
        self.aside(&format!("wrote {}\n", path.display()));
        Ok(())
    }

    /// Prints text beside the answer: diagnostics, what was written where.
    pub fn aside(&mut self, text: &str) {
        // Nothing can be said about a standard error that cannot be written to.
        let _ = self.err.write_all(text.as_bytes());
    }

    /// Says why there is no answer, and how the run ends.
    pub fn report_error(&mut self, trouble: &Error) -> Exit {
        if trouble.message.is_empty() {
            return trouble.exit;
        }
        let (bad, hint) = (style(Tone::Bad), style(Tone::Strong));
        let mut text = format!("{bad}error{bad:#}: {}\n", trouble.message);
        if let Some(said) = &trouble.hint {
            text.push_str(&format!("{hint}help{hint:#}: {said}\n"));
        }
        self.aside(&text);
        trouble.exit
    }
}

/// A reader that has gone (`vigente … | head`) is no trouble: there is nobody left to tell.
fn written(result: io::Result<()>) -> Result<(), Error> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
            Err(Error { exit: Exit::Success, message: String::new(), hint: None })
        }
        Err(error) => Err(Error::io("the answer could not be written", &error)),
        Ok(()) => Ok(()),
    }
}

/// A page with the styles of its tones; the stream takes them away where there is no colour.
fn styled(page: &TextPage) -> String {
    let mut out = String::new();
    for line in &page.lines {
        let last = line.pieces.len().saturating_sub(1);
        for (i, piece) in line.pieces.iter().enumerate() {
            let style = style(piece.tone);
            let text = if i == last { piece.text.trim_end() } else { piece.text.as_str() };
            if style.is_plain() || text.trim().is_empty() {
                out.push_str(text);
            } else {
                out.push_str(&format!("{style}{text}{style:#}"));
            }
        }
        out.push('\n');
    }
    out
}

/// How a tone looks.
fn style(tone: Tone) -> Style {
    match tone {
        Tone::Plain => Style::new(),
        Tone::Title => Style::new().bold().underline(),
        Tone::Heading => Style::new().bold(),
        Tone::Strong => Style::new().bold(),
        Tone::Faint => Style::new().dimmed(),
        Tone::Good => AnsiColor::Green.on_default(),
        Tone::Bad => AnsiColor::Red.on_default().bold(),
        Tone::Alert => AnsiColor::Yellow.on_default().bold(),
        Tone::Code => AnsiColor::Cyan.on_default(),
    }
}
