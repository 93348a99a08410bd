//! The only writer of comma-separated tables, so that no table lets a cell through that a spreadsheet would run as a
//! formula.
//!
//! A cell that would start a formula gets an apostrophe in front: spreadsheets then show it as text. [`unescaped`] takes
//! it away again, so that a program that reads a table gets back each cell as it was.

use std::borrow::Cow;

use vigente_query::answer::Date;

/// A table in memory, as RFC 4180 writes it, with a line feed at the end of each row.
#[derive(Debug)]
pub struct Csv(csv::Writer<Vec<u8>>);

impl Default for Csv {
    fn default() -> Csv {
        Csv(csv::WriterBuilder::new().flexible(true).from_writer(Vec::new()))
    }
}

impl Csv {
    /// A table with a row of headings.
    pub fn new<T: AsRef<str>>(headings: impl IntoIterator<Item = T>) -> Csv {
        let mut csv = Csv::default();
        csv.row(headings);
        csv
    }

    /// Adds a row.
    pub fn row<T: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = T>) {
        let row: csv::StringRecord =
            cells.into_iter().map(|cell| escaped(cell.as_ref()).into_owned()).collect();
        let written = self.0.write_record(&row);
        debug_assert!(written.is_ok(), "memory takes every row");
    }

    /// The table as text.
    pub fn finish(self) -> String {
        let bytes = self.0.into_inner().unwrap_or_default();
        String::from_utf8(bytes).unwrap_or_default()
    }
}

/// A date as a cell; empty where there is none.
pub fn date(date: Option<Date>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}

/// A cell as it is written.
fn escaped(cell: &str) -> Cow<'_, str> {
    if starts_formula(cell) { format!("'{cell}").into() } else { cell.into() }
}

/// A cell as it was before it was written. Every other text stays as it is.
pub fn unescaped(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| starts_formula(rest)).unwrap_or(cell)
}

/// Whether a spreadsheet may take a cell for a formula. Some skip spaces and quotes in front of it. Quotes include the
/// apostrophe, so that an escaped cell counts as a formula too: otherwise [`unescaped`] could not tell `'=1`, written
/// for `=1`, from `'=1` itself.
fn starts_formula(cell: &str) -> bool {
    let ignored =
        |c: char| matches!(c, '"' | '\'') || (c.is_whitespace() && !matches!(c, '\t' | '\r' | '\n'));
    match cell.trim_start_matches(ignored).chars().next() {
        // East Asian versions of Excel read the full-width signs alike.
        Some('=' | '+' | '@' | '\t' | '\r' | '\n' | '\u{ff1d}' | '\u{ff0b}' | '\u{ff0d}' | '\u{ff20}') => {
            true
        }
        Some('-') => !is_negative_number(cell) && !is_date(cell),
        _ => false,
    }
}

fn is_negative_number(cell: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    cell.strip_prefix('-').is_some_and(|number| match number.split_once('.') {
        Some((whole, fraction)) => digits(whole) && digits(fraction),
        None => digits(number),
    })
}

/// Dates before the year 0 begin with a minus sign.
fn is_date(cell: &str) -> bool {
    cell.parse::<jiff::civil::Date>().is_ok_and(|date| date.to_string() == cell)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn cells_are_quoted_where_needed() {
        let mut csv = Csv::new(["a", "b"]);
        csv.row(["x, \"y\"", ""]);
        csv.row(["plain", "two\nlines"]);
        assert_eq!(csv.finish(), "a,b\n\"x, \"\"y\"\"\",\nplain,\"two\nlines\"\n");
    }

    #[test]
    fn no_cell_starts_a_formula() {
        for cell in [
            "=1+1",
            "+1",
            "@SUM(1+1)",
            "-x",
            "-",
            "-3+2",
            "-3 days",
            "\t=1",
            "\r=1",
            "\n=1",
            "  =1",
            "\"=1",
            "'=1",
            " \"'-x",
            "\u{a0}@a",
            "\u{ff1d}1",
            "- 3",
            "-1-1",
        ] {
            assert_eq!(escaped(cell), format!("'{cell}"));
        }
        for cell in
            ["", "-3", "-3.25", "2020-01-31", "-000044-03-15", "a=1", "1+1", "'quoted'", "a@b", "– none"]
        {
            assert_eq!(escaped(cell), cell);
        }
    }

    fn cell() -> impl Strategy<Value = String> {
        prop_oneof![any::<String>(), "[ \"'=+@,\t\r\n0-9a.\u{2013}-]{0,8}"]
    }

    proptest! {
        #[test]
        fn a_reader_gets_back_each_cell(rows in prop::collection::vec(prop::collection::vec(cell(), 1..4), 0..6)) {
            let mut csv = Csv::new(["heading"]);
            for row in &rows {
                csv.row(row);
            }
            let text = csv.finish();
            let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
            let mut read: Vec<Vec<String>> = Vec::new();
            for row in reader.records() {
                let row = row.unwrap();
                prop_assert!(row.iter().all(|cell| cell.starts_with('\'') || !starts_formula(cell)));
                read.push(row.iter().map(|cell| unescaped(cell).to_owned()).collect());
            }
            prop_assert_eq!(read, rows);
        }
    }
}
