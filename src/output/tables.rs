//! [`Tables`] and [`Errors`]: the `.csv` files, each a [`Table`] of one kind of row.

use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;

use super::{OutputFile, Sink, Written};
use crate::error::Error;
use crate::records::rows::{ClaimRow, DocumentRow, ErrorRow, QuoteRow, SpeakerRow};
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
        for quote in &article.quotes {
            self.quotes.row(&QuoteRow::new(article, quote))?;
        }
        for claim in &article.claims {
            self.claims.row(&ClaimRow::new(article, claim))?;
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

/// One CSV file. Its header stands there even if no row follows.
#[derive(Debug)]
struct Table(csv::Writer<OutputFile>);

impl Table {
    fn create<R: Serialize + Default>(directory: &Path, name: &str) -> Result<Self, Error> {
        let mut file = OutputFile::create(directory, name)?;
        let header = header::<R>().map_err(|error| file.failed(error))?;
        // Without the mark Excel reads UTF-8 as something else.
        let written = file.write_all("\u{feff}".as_bytes());
        let written = written.and_then(|()| file.write_all(&header));
        written.map_err(|error| file.failed(error))?;
        let mut builder = csv::WriterBuilder::new();
        Ok(Self(builder.has_headers(false).from_writer(file)))
    }

    fn row(&mut self, row: &impl Serialize) -> Result<(), Error> {
        let written = self.0.serialize(row);
        written.map_err(|error| self.0.get_ref().failed(error))
    }

    fn close(self) -> Result<Written, Error> {
        match self.0.into_inner() {
            Ok(file) => file.close(),
            Err(unflushed) => {
                let cause = unflushed.error();
                let cause = io::Error::new(cause.kind(), cause.to_string());
                Err(unflushed.into_inner().get_ref().failed(cause))
            }
        }
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
