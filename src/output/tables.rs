//! [`Tables`] and [`Errors`]: the `.csv` files, each a [`Table`] of one kind of row.

use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;

use super::line::Lines;
use super::{OutputFile, Sink, Written};
use crate::error::Error;
use crate::records::rows::{ArticleCells, ClaimRow, DocumentRow, ErrorRow, QuoteRow, SpeakerRow};
use crate::records::{ArticleRecord, Failure, Speakers};

/// `quotes.csv`, `claims.csv`, `documents.csv` and `speakers.csv`.
#[derive(Debug)]
pub struct Tables {
    quotes: Table,
    claims: Table,
    documents: Table,
    speakers: Table,
}

/// `errors.csv`.
#[derive(Debug)]
pub struct Errors(Table);

impl Tables {
    pub fn create(directory: &Path) -> Result<Self, Error> {
        Ok(Self {
            quotes: Table::create::<QuoteRow<'_>>(directory, "quotes.csv")?,
            claims: Table::create::<ClaimRow<'_>>(directory, "claims.csv")?,
            documents: Table::create::<DocumentRow<'_>>(directory, "documents.csv")?,
            speakers: Table::create::<SpeakerRow>(directory, "speakers.csv")?,
        })
    }
}

impl Sink for Tables {
    fn article(&mut self, article: &ArticleRecord) -> Result<(), Error> {
        let cells = ArticleCells::new(article);
        for quote in &article.quotes {
            self.quotes.row(&QuoteRow::new(&cells, quote))?;
        }
        for claim in &article.claims {
            self.claims.row(&ClaimRow::new(&cells, claim))?;
        }
        self.documents.row(&DocumentRow::new(article))
    }

    fn failure(&mut self, failure: &Failure) -> Result<(), Error> {
        match DocumentRow::failed(failure) {
            Some(row) => self.documents.row(&row),
            None => Ok(()),
        }
    }

    fn finish(mut self: Box<Self>, speakers: &Speakers) -> Result<Vec<Written>, Error> {
        for row in speakers.rows() {
            self.speakers.row(&row)?;
        }
        let tables = [self.quotes, self.claims, self.documents, self.speakers];
        tables.into_iter().map(Table::close).collect()
    }
}

impl Errors {
    pub fn create(directory: &Path) -> Result<Self, Error> {
        Table::create::<ErrorRow<'_>>(directory, "errors.csv").map(Self)
    }
}

impl Sink for Errors {
    fn article(&mut self, _article: &ArticleRecord) -> Result<(), Error> {
        Ok(())
    }

    fn failure(&mut self, failure: &Failure) -> Result<(), Error> {
        self.0.row(&ErrorRow::new(failure))
    }

    fn finish(self: Box<Self>, _speakers: &Speakers) -> Result<Vec<Written>, Error> {
        Ok(vec![self.0.close()?])
    }
}

/// Lines are handed on when they are this long together, in bytes: as files are best written.
const CHUNK: usize = 1 << 16;

/// One CSV file. Its header stands there even if no row follows.
#[derive(Debug)]
struct Table {
    file: OutputFile,
    /// Not yet handed on.
    lines: Lines,
}

impl Table {
    fn create<R: Serialize + Default>(directory: &Path, name: &str) -> Result<Self, Error> {
        let mut file = OutputFile::create(directory, name)?;
        let header = header::<R>().map_err(|error| file.failed(error))?;
        // Without the mark Excel reads UTF-8 as something else.
        let written = file.write_all("\u{feff}".as_bytes());
        let written = written.and_then(|()| file.write_all(&header));
        written.map_err(|error| file.failed(error))?;
        let lines = Lines::default();
        Ok(Self { file, lines })
    }

    fn row(&mut self, row: &impl Serialize) -> Result<(), Error> {
        let written = self.lines.push(row).map_err(io::Error::other);
        written.map_err(|error| self.file.failed(error))?;
        if self.lines.as_bytes().len() >= CHUNK {
            self.hand_on()?;
        }
        Ok(())
    }

    fn hand_on(&mut self) -> Result<(), Error> {
        let written = self.file.write_all(self.lines.as_bytes());
        written.map_err(|error| self.file.failed(error))?;
        self.lines.clear();
        Ok(())
    }

    fn close(mut self) -> Result<Written, Error> {
        self.hand_on()?;
        self.file.close()
    }
}

/// The names of a row's fields as a line: the header a default row would stand under.
fn header<R: Serialize + Default>() -> csv::Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.serialize(R::default())?;
    let mut lines = writer.into_inner().map_err(|error| error.into_error())?;
    let end = lines.iter().position(|byte| *byte == b'\n');
    lines.truncate(end.map_or(0, |end| end + 1));
    Ok(lines)
}
