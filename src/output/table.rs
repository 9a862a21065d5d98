//! [`Table`]: rows of one kind as CSV, in as many files as spreadsheets ask for.

use std::io::Write;
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::line::Lines;
use super::{OutputFile, Written};
use crate::config::Dialect;
use crate::error::Error;
use crate::records::MetaCell;

/// Lines are handed on when they are this long together, in bytes: as files are best written.
const CHUNK: usize = 1 << 16;

/// The most rows of a file, below the header. Excel reads 1,048,576 with it and drops the rest.
const MOST_ROWS: u64 = 1_000_000;

/// One table. Its header stands there even if no row follows: it is written with the first, or at the end.
#[derive(Debug)]
pub(super) struct Table {
    directory: PathBuf,
    stem: &'static str,
    header: Vec<u8>,
    most_rows: u64,
    /// Files that have all the rows they may have.
    full: Vec<Written>,
    file: OutputFile,
    has_header: bool,
    /// Rows of the file under way.
    rows: u64,
    /// Not yet handed on.
    lines: Lines,
}

impl Table {
    /// A table in `STEM.csv`, `STEM-2.csv` …
    pub(super) fn create<R: Serialize + Default>(
        directory: &Path,
        stem: &'static str,
        dialect: Dialect,
    ) -> Result<Self, Error> {
        let file = OutputFile::create(directory, &name(stem, 1))?;
        let header = header::<R>(dialect).map_err(|error| file.failed(error))?;
        Ok(Self {
            directory: directory.to_owned(),
            stem,
            header,
            most_rows: MOST_ROWS,
            full: Vec::new(),
            file,
            has_header: false,
            rows: 0,
            lines: Lines::new(dialect),
        })
    }

    /// Further columns, before the first row: names of letters, digits and `_`.
    pub(super) fn extend<'n>(&mut self, names: impl Iterator<Item = &'n str>) {
        self.header.pop();
        for name in names {
            self.header.push(self.lines.delimiter());
            self.header.extend_from_slice(name.as_bytes());
        }
        self.header.push(b'\n');
    }

    pub(super) fn row(&mut self, row: &impl Serialize) -> Result<(), Error> {
        self.row_and(row, &[])
    }

    /// A row, and its cells in the further columns.
    pub(super) fn row_and(
        &mut self,
        row: &impl Serialize,
        further: &[MetaCell<'_>],
    ) -> Result<(), Error> {
        self.begin_row()?;
        let written = self.lines.push(row, further);
        written.map_err(|error| self.file.failed(error))
    }

    /// Rows that are alike but for the cells `own`, and have the same cells in the further columns.
    pub(super) fn rows_alike<R: Serialize>(
        &mut self,
        rows: impl Iterator<Item = R>,
        own: &Range<usize>,
        further: &[MetaCell<'_>],
    ) -> Result<(), Error> {
        let mut is_first = true;
        for row in rows {
            self.begin_row()?;
            let written = match std::mem::take(&mut is_first) {
                true => self.lines.push_first(&row, own, further),
                false => self.lines.push_next(&row, own),
            };
            written.map_err(|error| self.file.failed(error))?;
        }
        Ok(())
    }

    /// Makes room for a row.
    fn begin_row(&mut self) -> Result<(), Error> {
        if self.rows == self.most_rows {
            self.turn_over()?;
        }
        if self.lines.as_bytes().len() >= CHUNK {
            self.hand_on()?;
        }
        self.rows += 1;
        self.begin()
    }

    /// The files, in order; those of an earlier run that follow on them go.
    pub(super) fn close(mut self) -> Result<Vec<Written>, Error> {
        self.begin()?;
        self.hand_on()?;
        let mut files = self.full;
        let next = files.len() + 2;
        let later = (next..).map(|part| self.directory.join(name(self.stem, part)));
        let later = later.take_while(|path| path.exists()).collect();
        files.push(self.file.close()?.in_place_of(later));
        Ok(files)
    }

    /// Goes on in the next file.
    fn turn_over(&mut self) -> Result<(), Error> {
        self.hand_on()?;
        let part = self.full.len() + 2;
        let next = OutputFile::create(&self.directory, &name(self.stem, part))?;
        let full = std::mem::replace(&mut self.file, next);
        self.full.push(full.close()?);
        self.rows = 0;
        self.has_header = false;
        Ok(())
    }

    fn begin(&mut self) -> Result<(), Error> {
        if self.has_header {
            return Ok(());
        }
        self.has_header = true;
        let written = self.file.write_all(&self.header);
        written.map_err(|error| self.file.failed(error))
    }

    fn hand_on(&mut self) -> Result<(), Error> {
        let written = self.file.write_all(self.lines.as_bytes());
        written.map_err(|error| self.file.failed(error))?;
        self.lines.clear();
        Ok(())
    }
}

fn name(stem: &str, part: usize) -> String {
    match part {
        1 => format!("{stem}.csv"),
        part => format!("{stem}-{part}.csv"),
    }
}

/// What a file begins with: the mark, if it is wanted, and the names of a row's fields,
/// the header that a default row would stand under.
fn header<R: Serialize + Default>(dialect: Dialect) -> csv::Result<Vec<u8>> {
    let mark = if dialect.no_bom { "" } else { "\u{feff}" };
    let mut builder = csv::WriterBuilder::new();
    builder.delimiter(dialect.delimiter.byte());
    let mut writer = builder.from_writer(Vec::new());
    writer.serialize(R::default())?;
    let lines = writer.into_inner().map_err(|error| error.into_error())?;
    let end = lines.iter().position(|byte| *byte == b'\n');
    let names = &lines[..end.map_or(0, |end| end + 1)];
    Ok([mark.as_bytes(), names].concat())
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;

    #[derive(Default, Serialize)]
    struct Row {
        number: u32,
    }

    /// Writes a table of at most two rows a file, and tells the files.
    fn write(directory: &Path, rows: u32) -> Vec<String> {
        let mut table = Table::create::<Row>(directory, "t", Dialect::default()).unwrap();
        table.most_rows = 2;
        for number in 0..rows {
            table.row(&Row { number }).unwrap();
        }
        for file in table.close().unwrap() {
            file.publish().unwrap();
        }
        let mut files: Vec<_> = directory.read_dir().unwrap().collect();
        files.sort_by_key(|file| file.as_ref().unwrap().path());
        let text = |file: io::Result<std::fs::DirEntry>| {
            let file = file.unwrap();
            let name = file.file_name().into_string().unwrap();
            let text = std::fs::read_to_string(file.path()).unwrap();
            format!("{name} {}", text.replace('\n', " "))
        };
        files.into_iter().map(text).collect()
    }

    #[test]
    fn a_long_table_goes_on_in_further_files_and_a_shorter_one_leaves_none() {
        let directory = tempfile::tempdir().unwrap();
        let long = write(directory.path(), 5);
        assert_eq!(
            long,
            [
                "t-2.csv \u{feff}number 2 3 ",
                "t-3.csv \u{feff}number 4 ",
                "t.csv \u{feff}number 0 1 "
            ]
        );
        assert_eq!(write(directory.path(), 2), ["t.csv \u{feff}number 0 1 "]);
        assert_eq!(write(directory.path(), 0), ["t.csv \u{feff}number "]);
    }
}
