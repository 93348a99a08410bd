//! Fields go in, rows of a comma-separated table (RFC 4180, with plain line ends) come out.

/// Writes rows.
#[derive(Debug, Default)]
pub(super) struct Csv {
    out: String,
}

impl Csv {
    /// With a row of headings.
    pub(super) fn new<T: AsRef<str>>(head: impl IntoIterator<Item = T>) -> Csv {
        let mut csv = Csv::default();
        csv.row(head);
        csv
    }

    /// Adds a row.
    pub(super) fn row<T: AsRef<str>>(&mut self, fields: impl IntoIterator<Item = T>) {
        for (i, field) in fields.into_iter().enumerate() {
            if i > 0 {
                self.out.push(',');
            }
            let field = field.as_ref();
            if field.contains([',', '"', '\n', '\r']) {
                self.out.push('"');
                self.out.push_str(&field.replace('"', "\"\""));
                self.out.push('"');
            } else {
                self.out.push_str(field);
            }
        }
        self.out.push('\n');
    }

    /// The table.
    pub(super) fn finish(self) -> String {
        self.out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_what_needs_it() {
        let mut csv = Csv::new(["a", "b"]);
        csv.row(["x, \"y\"", ""]);
        csv.row(["plain", "two\nlines"]);
        assert_eq!(csv.finish(), "a,b\n\"x, \"\"y\"\"\",\nplain,\"two\nlines\"\n");
    }
}
