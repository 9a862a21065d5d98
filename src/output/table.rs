//! [`Table`]: rows of one kind as CSV, in as many files as spreadsheets ask for.

use std::convert::Infallible;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::line::Lines;
use super::tables::Tabular;
use super::{OutputFile, Written};
use crate::config::Dialect;
use crate::error::Error;
use crate::records::rows::Alike;
use crate::records::{Cell, MetaCell, Row};

/// Lines are handed on when they are this long together, in bytes: as files are best written.
const CHUNK: usize = 1 << 16;

/// The most rows of a file, below the header. Excel reads 1,048,576 with it and drops the rest.
const MOST_ROWS: u64 = 1_000_000;

/// One table. Its header stands there even if no row follows: it is written with the first, or at the end.
#[derive(Debug)]
pub struct Table {
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

impl Tabular for Table {
    type How = Dialect;

    /// A table in `STEM.csv`, `STEM-2.csv` …
    fn create<R: Row>(
        directory: &Path,
        stem: &'static str,
        dialect: Dialect,
    ) -> Result<Self, Error> {
        let file = OutputFile::create(directory, &name(stem, 1))?;
        Ok(Self {
            directory: directory.to_owned(),
            stem,
            header: header::<R>(dialect),
            most_rows: MOST_ROWS,
            full: Vec::new(),
            file,
            has_header: false,
            rows: 0,
            lines: Lines::new(dialect),
        })
    }

    fn extend<'n>(&mut self, names: impl Iterator<Item = &'n str>) -> Result<(), Error> {
        self.header.pop();
        for name in names {
            self.header.push(self.lines.delimiter());
            self.header.extend_from_slice(name.as_bytes());
        }
        self.header.push(b'\n');
        Ok(())
    }

    fn row_and(&mut self, row: &impl Row, further: &[MetaCell<'_>]) -> Result<(), Error> {
        self.begin_row()?;
        self.lines.push(row, further);
        Ok(())
    }

    fn rows_alike<'t, T, R: Alike>(
        &mut self,
        things: &'t [T],
        row: impl Fn(&'t T) -> R,
        further: &[MetaCell<'_>],
    ) -> Result<(), Error> {
        for (at, thing) in things.iter().enumerate() {
            self.begin_row()?;
            let row = row(thing);
            match at {
                0 => self.lines.push_first(&row, further),
                _ => self.lines.push_next(&row),
            }
        }
        Ok(())
    }

    /// The files, in order.
    fn close(mut self) -> Result<Vec<Written>, Error> {
        self.begin()?;
        self.hand_on()?;
        let mut files = self.full;
        files.push(self.file.close()?);
        Ok(files)
    }
}

impl Table {
    /// Makes room for a row.
    #[inline]
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

/// What a file begins with: the mark, if it is wanted, and the names of a row's columns: letters, digits and `_`.
fn header<R: Row>(dialect: Dialect) -> Vec<u8> {
    let mark = if dialect.no_bom { "" } else { "\u{feff}" };
    let mut names = Vec::new();
    let mut take = |name: &'static str, _: Cell<'_>| {
        names.push(name.as_bytes());
        Ok(())
    };
    let Ok::<(), Infallible>(()) = R::default().cells(&mut take);
    let names = names.join(&dialect.delimiter.byte());
    [mark.as_bytes(), &names, b"\n"].concat()
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;
    use crate::records::row;

    row! {
        #[derive(Default)]
        struct Figure {
            number: u32,
        }
    }

    /// Writes a table of at most two rows a file, and tells the files.
    fn write(directory: &Path, rows: u32) -> Vec<String> {
        let mut table = Table::create::<Figure>(directory, "t", Dialect::default()).unwrap();
        table.most_rows = 2;
        for number in 0..rows {
            table.row(&Figure { number }).unwrap();
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
    fn a_long_table_goes_on_in_further_files() {
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
        let directory = tempfile::tempdir().unwrap();
        assert_eq!(write(directory.path(), 2), ["t.csv \u{feff}number 0 1 "]);
        assert_eq!(write(directory.path(), 0), ["t.csv \u{feff}number "]);
    }
}
