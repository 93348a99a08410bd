//! Parquet, for programs that read columns. It is a feature of its own, because its crates take long to build.

use std::fs::File;
use std::io::Error;
use std::path::Path;
use std::sync::Arc;

use parquet::basic::Compression;
use parquet::data_type::{ByteArray, ByteArrayType};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;

use super::sink::{COLUMNS, Row};

/// Rows of a Parquet row group.
const GROUP: usize = 100_000;

/// A Parquet file, with the rows that do not fill a group yet.
pub struct Columns {
    writer: SerializedFileWriter<File>,
    rows: Vec<Row>,
}

impl Columns {
    /// Creates the file.
    pub fn create(path: &Path) -> Result<Columns, Error> {
        let file = File::create(path)?;
        let fields = COLUMNS.map(|c| format!("required binary {c} (UTF8);")).join(" ");
        let schema = parse_message_type(&format!("message states {{ {fields} }}")).map_err(unwritten)?;
        let properties = WriterProperties::builder().set_compression(Compression::UNCOMPRESSED).build();
        let writer =
            SerializedFileWriter::new(file, Arc::new(schema), Arc::new(properties)).map_err(unwritten)?;
        Ok(Columns { writer, rows: Vec::new() })
    }

    /// Adds rows.
    pub fn push(&mut self, rows: impl Iterator<Item = Row>) -> Result<(), Error> {
        self.rows.extend(rows);
        if self.rows.len() >= GROUP { self.group().map_err(unwritten) } else { Ok(()) }
    }

    /// Writes what is left and the footer.
    pub fn finish(mut self) -> Result<(), Error> {
        self.group().and_then(|()| self.writer.close().map(drop)).map_err(unwritten)
    }

    fn group(&mut self) -> Result<(), ParquetError> {
        let rows = std::mem::take(&mut self.rows);
        if rows.is_empty() {
            return Ok(());
        }
        let mut group = self.writer.next_row_group()?;
        let mut at = 0;
        while let Some(mut column) = group.next_column()? {
            let values: Vec<ByteArray> = rows.iter().map(|r| ByteArray::from(r[at].as_str())).collect();
            column.typed::<ByteArrayType>().write_batch(&values, None, None)?;
            column.close()?;
            at += 1;
        }
        group.close().map(drop)
    }
}

fn unwritten(error: ParquetError) -> Error {
    Error::other(error.to_string())
}
