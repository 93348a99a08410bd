//! Writes the answers of a batch in the chosen format, and reads what an earlier run wrote so that it can be
//! resumed.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{BufWriter, Write};
use std::path::Path;

use serde_json::{Value, json};

use super::{Format, Told};
use crate::error::Error;
use crate::terminal::Terminal;

/// The columns of CSV and Parquet.
pub const COLUMNS: [&str; 8] = ["path", "matter", "viewpoint", "aspect", "what", "title", "state", "on"];

/// A row of these columns.
pub type Row = [String; COLUMNS.len()];

/// Where answers go.
pub enum Sink {
    /// Lines of text, to a file or (`None`) to the terminal.
    Lines(Format, Option<BufWriter<File>>),
    /// Columns.
    #[cfg(feature = "parquet")]
    Columns(Box<super::columns::Columns>),
}

/// Opens it; which matters it already has.
pub fn open(format: Format, out: Option<&Path>, resume: bool) -> Result<(Sink, BTreeSet<String>), Error> {
    let Some(path) = out else {
        if format == Format::Parquet {
            return Err(Error::usage("Parquet is written to a file").hint("add --out FILE.parquet"));
        }
        return Ok((Sink::Lines(format, None), BTreeSet::new()));
    };
    let cannot = |e: std::io::Error| Error::io(format!("`{}` cannot be written", path.display()), &e);
    if format == Format::Parquet {
        if resume {
            return Err(Error::usage("a Parquet file cannot be gone on with: its end tells what is in it")
                .hint("use --format jsonl or csv with --resume"));
        }
        #[cfg(not(feature = "parquet"))]
        return Err(Error::usage("this build of vigente cannot write Parquet")
            .hint("build it with `--features parquet`, or use --format csv"));
        #[cfg(feature = "parquet")]
        {
            let columns = super::columns::Columns::create(path).map_err(cannot)?;
            return Ok((Sink::Columns(Box::new(columns)), BTreeSet::new()));
        }
    }
    let (kept, done) = if resume && path.exists() {
        let text = fs::read_to_string(path).map_err(cannot)?;
        let (kept, done) = known(format, &text);
        (kept.len() as u64, done)
    } else {
        (0, BTreeSet::new())
    };
    let file = OpenOptions::new().create(true).write(true).truncate(false).open(path).map_err(cannot)?;
    file.set_len(kept).map_err(cannot)?;
    let mut file = BufWriter::new(file);
    std::io::Seek::seek(&mut file, std::io::SeekFrom::End(0)).map_err(cannot)?;
    if format == Format::Csv && kept == 0 {
        writeln!(file, "{}", COLUMNS.join(",")).map_err(cannot)?;
    }
    Ok((Sink::Lines(format, Some(file)), done))
}

/// As much of an earlier run's text as is whole, and the matters that it tells. The last matter of a table may have
/// rows that were not written any more: it is done again.
fn known(format: Format, text: &str) -> (&str, BTreeSet<String>) {
    let whole = text.rfind('\n').map_or("", |end| &text[..=end]);
    match format {
        Format::Csv => {
            let mut last = "";
            let mut start = whole.len();
            let mut at = 0;
            let mut done = BTreeSet::new();
            for (i, line) in whole.split_inclusive('\n').enumerate() {
                let path = first_field(line);
                if i > 0 && path != last {
                    if !last.is_empty() {
                        done.insert(unquoted(last));
                    }
                    (last, start) = (path, at);
                }
                at += line.len();
            }
            (&whole[..start], done)
        }
        _ => {
            let read = |line: &str| {
                Some(serde_json::from_str::<Value>(line).ok()?["answer"]["path"].as_str()?.to_owned())
            };
            (whole, whole.lines().filter_map(read).collect())
        }
    }
}

/// The first field of a line, as written.
fn first_field(line: &str) -> &str {
    let Some(quoted) = line.strip_prefix('"') else {
        return line.split([',', '\n']).next().unwrap_or_default();
    };
    let mut end = 1;
    let mut rest = quoted;
    while let Some(quote) = rest.find('"') {
        end += quote + 1;
        rest = &rest[quote + 1..];
        match rest.strip_prefix('"') {
            Some(more) => (rest, end) = (more, end + 1),
            None => break,
        }
    }
    &line[..end]
}

fn unquoted(field: &str) -> String {
    match field.strip_prefix('"').and_then(|f| f.strip_suffix('"')) {
        Some(inner) => inner.replace("\"\"", "\""),
        None => field.to_owned(),
    }
}

impl Sink {
    /// One matter.
    pub fn write(&mut self, told: &Told, terminal: &mut Terminal) -> Result<(), Error> {
        match self {
            Sink::Lines(format, file) => {
                let text = match format {
                    Format::Csv => rows(told).map(|row| csv(&row)).collect(),
                    _ => format!("{}\n", line(told)),
                };
                match file {
                    Some(file) => {
                        file.write_all(text.as_bytes()).and_then(|()| file.flush()).map_err(|e| unwritten(&e))
                    }
                    None => terminal.print(&text),
                }
            }
            #[cfg(feature = "parquet")]
            Sink::Columns(columns) => columns.push(rows(told)).map_err(|e| unwritten(&e)),
        }
    }

    /// The end.
    pub fn finish(self) -> Result<(), Error> {
        match self {
            Sink::Lines(..) => Ok(()),
            #[cfg(feature = "parquet")]
            Sink::Columns(columns) => columns.finish().map_err(|e| unwritten(&e)),
        }
    }
}

fn unwritten(error: &std::io::Error) -> Error {
    Error::io("the answers could not be written", error)
}

/// A matter as a line of JSON.
fn line(told: &Told) -> Value {
    let answer = json!({
        "path": told.path,
        "matter": told.matter,
        "errors": told.errors,
        "trouble": told.trouble,
        "states": told.states,
    });
    vigente_render::envelope("batch", &told.question, &answer)
}

/// A matter as rows; one that could not be told has a row that says so.
fn rows(told: &Told) -> impl Iterator<Item = Row> {
    let matter = told.matter.clone().unwrap_or_default();
    let start = move |viewpoint: &str| [told.path.clone(), matter.clone(), viewpoint.to_owned()];
    let day = told.states.as_ref().map(|s| s.days.on.clone()).unwrap_or_default();
    let trouble = told.trouble.iter().filter(|_| told.states.is_none()).cloned().collect::<Vec<_>>();
    let begin = start.clone();
    let troubled = trouble.into_iter().map(move |why| {
        let [path, matter, viewpoint] = begin("");
        [path, matter, viewpoint, "error".into(), why, String::new(), String::new(), String::new()]
    });
    let states = told.states.iter().flat_map(|s| &s.states).map(move |row| {
        let [path, matter, viewpoint] = start(row.viewpoint.as_deref().unwrap_or_default());
        let (aspect, state) = (said(&row.aspect), said(&row.state));
        [path, matter, viewpoint, aspect, row.what.clone(), row.title.text.clone(), state, day.clone()]
    });
    troubled.chain(states)
}

/// The word that JSON has for a value.
fn said(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

/// A row as RFC 4180 writes it, but for the line end.
fn csv(row: &Row) -> String {
    let field = |text: &String| {
        if text.contains(['"', ',', '\n', '\r']) {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text.clone()
        }
    };
    let mut line = row.iter().map(field).collect::<Vec<_>>().join(",");
    line.push('\n');
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interrupted_table_is_gone_on_with_before_its_last_matter() {
        let text = "path,matter\n\"a,1\",m,x\n\"a,1\",m,y\nb,m,x\nb,m,y";
        let (kept, done) = known(Format::Csv, text);
        assert_eq!(kept, "path,matter\n\"a,1\",m,x\n\"a,1\",m,y\n");
        assert_eq!(done, BTreeSet::from(["a,1".to_owned()]));
    }

    #[test]
    fn an_interrupted_line_is_written_again() {
        let line = |path: &str| format!("{{\"answer\":{{\"path\":\"{path}\"}}}}\n");
        let whole = line("a") + &line("b");
        let text = format!("{whole}{{\"answer\":{{\"pa");
        let (kept, done) = known(Format::Jsonl, &text);
        assert_eq!(kept, whole);
        assert_eq!(done, BTreeSet::from(["a".to_owned(), "b".to_owned()]));
    }
}
