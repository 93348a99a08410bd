//! Writes the answers of a batch in the chosen format, and reads what an earlier run wrote so that it can be
//! resumed.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{BufWriter, Write};
use std::path::Path;

use serde_json::{Value, json};
use vigente_render::csv::{Csv, unescaped};

use super::{BatchFormat, Told};
use crate::error::Error;
use crate::terminal::Terminal;

/// The columns of CSV and Parquet.
pub const COLUMNS: [&str; 8] = ["path", "matter", "viewpoint", "aspect", "what", "title", "state", "on"];

/// A row of these columns.
pub type Row = [String; COLUMNS.len()];

/// Where answers go.
pub enum Sink {
    /// Lines of text, to a file or (`None`) to the terminal.
    Lines(BatchFormat, Option<BufWriter<File>>),
    /// Columns.
    #[cfg(feature = "parquet")]
    Columns(Box<super::columns::Columns>),
}

/// Opens it; which matters it already has.
pub fn open(
    format: BatchFormat,
    out: Option<&Path>,
    resume: bool,
) -> Result<(Sink, BTreeSet<String>), Error> {
    let Some(path) = out else {
        if format == BatchFormat::Parquet {
            return Err(Error::usage("Parquet is written to a file").hint("add --out FILE.parquet"));
        }
        return Ok((Sink::Lines(format, None), BTreeSet::new()));
    };
    let cannot = |e: std::io::Error| Error::io(format!("`{}` cannot be written", path.display()), &e);
    if format == BatchFormat::Parquet {
        if resume {
            return Err(Error::usage("cannot resume a Parquet file: its footer is written last")
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
        let written = fs::read(path).map_err(cannot)?;
        let (kept, done) = already_written(format, &written);
        (kept as u64, done)
    } else {
        (0, BTreeSet::new())
    };
    let file = OpenOptions::new().create(true).write(true).truncate(false).open(path).map_err(cannot)?;
    file.set_len(kept).map_err(cannot)?;
    let mut file = BufWriter::new(file);
    std::io::Seek::seek(&mut file, std::io::SeekFrom::End(0)).map_err(cannot)?;
    if format == BatchFormat::Csv && kept == 0 {
        file.write_all(Csv::new(COLUMNS).finish().as_bytes()).map_err(cannot)?;
    }
    Ok((Sink::Lines(format, Some(file)), done))
}

/// How many bytes of an interrupted run's file are worth keeping, and the matters that they tell in full. The run may
/// have been killed anywhere, even within a character.
fn already_written(format: BatchFormat, file: &[u8]) -> (usize, BTreeSet<String>) {
    match format {
        BatchFormat::Csv => rows_written(file),
        _ => {
            let whole = file.iter().rposition(|&b| b == b'\n').map_or(0, |end| end + 1);
            let path = |line: &[u8]| {
                Some(serde_json::from_slice::<Value>(line).ok()?["answer"]["path"].as_str()?.to_owned())
            };
            (whole, file[..whole].split(|&b| b == b'\n').filter_map(path).collect())
        }
    }
}

/// The same for a table. Its last matter may lack rows, so it is done again.
fn rows_written(file: &[u8]) -> (usize, BTreeSet<String>) {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(file);
    let mut rows = Vec::new();
    let mut row = csv::ByteRecord::new();
    while reader.read_byte_record(&mut row).is_ok_and(|more| more) {
        let start = row.position().map_or(0, |at| at.byte() as usize);
        let path = String::from_utf8_lossy(row.get(0).unwrap_or_default());
        rows.push((start, unescaped(&path).to_owned()));
    }
    // Whole rows end with a line feed outside quotes, and hold an even number of quotation marks.
    let torn = !file.ends_with(b"\n") || file.iter().filter(|&&b| b == b'"').count() % 2 == 1;
    let mut kept = file.len();
    if torn {
        kept = rows.pop().map_or(0, |(start, _)| start);
    }
    // The headings come first, and belong to no matter.
    let mut matters = rows.split_off(rows.len().min(1));
    if let Some((_, last)) = matters.last().cloned() {
        let first = matters.iter().position(|(_, path)| *path == last).unwrap_or_default();
        kept = matters[first].0;
        matters.truncate(first);
    }
    (kept, matters.into_iter().map(|(_, path)| path).collect())
}

impl Sink {
    /// One matter.
    pub fn write(&mut self, told: &Told, terminal: &mut Terminal) -> Result<(), Error> {
        match self {
            Sink::Lines(format, file) => {
                let text = match format {
                    BatchFormat::Csv => {
                        let mut table = Csv::default();
                        rows(told).for_each(|row| table.row(row));
                        table.finish()
                    }
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
    let day = told.states.as_ref().map(|s| s.asked.on.to_string()).unwrap_or_default();
    let trouble = told.trouble.iter().filter(|_| told.states.is_none()).cloned().collect::<Vec<_>>();
    let begin = start.clone();
    let troubled = trouble.into_iter().map(move |why| {
        let [path, matter, viewpoint] = begin("");
        [path, matter, viewpoint, "error".into(), why, String::new(), String::new(), String::new()]
    });
    let states = told.states.iter().flat_map(|s| &s.states).map(move |row| {
        let [path, matter, viewpoint] = start(row.viewpoint.as_deref().unwrap_or_default());
        let (aspect, state) = (said(&row.subject.aspect), said(&row.state));
        [
            path,
            matter,
            viewpoint,
            aspect,
            row.subject.what.clone(),
            row.subject.title.text.clone(),
            state,
            day.clone(),
        ]
    });
    troubled.chain(states)
}

/// The word that JSON has for a value.
fn said(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A table of matters whose cells hold line breaks, commas, quotes and letters of several bytes.
    fn table() -> (String, Vec<(usize, &'static str)>) {
        let mut text = Csv::new(COLUMNS).finish();
        let mut starts = Vec::new();
        for path in ["a,1", "b\n\"1\"", "=c", "ch"] {
            starts.push((text.len(), path));
            let mut csv = Csv::default();
            for title in ["two\nlines", "a \"quoted\" día", ""] {
                csv.row([path, "", "v", "standing", "act", title, "in-force", "2020-01-01"]);
            }
            text += &csv.finish();
        }
        (text, starts)
    }

    #[test]
    fn a_table_cut_anywhere_is_resumed_before_its_last_matter() {
        let (text, starts) = table();
        let headings = starts[0].0;
        for cut in 0..=text.len() {
            let (kept, done) = already_written(BatchFormat::Csv, &text.as_bytes()[..cut]);
            let begun: Vec<_> = starts.iter().filter(|(start, _)| *start < cut).collect();
            let whole =
                |end: usize| starts.iter().filter(|(s, _)| *s < end).map(|(_, p)| (*p).to_owned()).collect();
            if cut < headings {
                assert_eq!((kept, done.len()), (0, 0), "cut at {cut}");
                continue;
            }
            // A torn row says nothing, so that the matter before it may be done again, too.
            let last = begun.last().map_or(headings, |(start, _)| *start);
            let before = begun.iter().rev().nth(1).map_or(headings, |(start, _)| *start);
            assert!(kept == last || kept == before, "cut at {cut}: kept {kept}");
            assert_eq!(done, whole(kept), "cut at {cut}");
        }
        let (kept, done) = already_written(BatchFormat::Csv, text.as_bytes());
        assert_eq!(kept, starts[3].0);
        assert_eq!(done, ["a,1", "b\n\"1\"", "=c"].map(str::to_owned).into());
    }

    #[test]
    fn lines_cut_anywhere_are_resumed_after_the_last_whole_line() {
        let line = |path: &str| format!("{{\"answer\":{{\"path\":\"{path}\"}}}}\n");
        let (first, second) = (line("a"), line("día"));
        let text = format!("{first}{second}");
        for cut in first.len()..text.len() {
            let (kept, done) = already_written(BatchFormat::Jsonl, &text.as_bytes()[..cut]);
            assert_eq!((kept, done), (first.len(), BTreeSet::from(["a".to_owned()])), "cut at {cut}");
        }
        let (kept, done) = already_written(BatchFormat::Jsonl, text.as_bytes());
        assert_eq!((kept, done.len()), (text.len(), 2));
    }
}
