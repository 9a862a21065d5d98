//! [`ArticleTables`]: a table for each kind of row, in whatever form; [`Errors`]: that of the failures.

use std::path::Path;
use std::sync::Arc;

use super::table::Table;
use super::{Sink, Whole, Written};
use crate::config::{Dialect, Newlines};
use crate::error::Error;
use crate::records::rows::{Alike, ClaimRow, DocumentRow, ErrorRow, QuoteRow, SpeakerRow};
use crate::records::{ArticleRecord, Failure, MetaCell, MetaColumns, Row, ToCheckRow};

/// A table of one kind of row, in one form of file.
pub trait Tabular: Send + Sized {
    /// How such tables are written.
    type How: Copy;

    /// A table in files that are named after `stem`.
    fn create<R: Row>(directory: &Path, stem: &'static str, how: Self::How) -> Result<Self, Error>;

    /// Further columns, of texts, before the first row: names of letters, digits and `_`.
    fn extend<'n>(&mut self, names: impl Iterator<Item = &'n str>) -> Result<(), Error>;

    /// A row, and its cells in the further columns.
    fn row_and(&mut self, row: &impl Row, further: &[MetaCell<'_>]) -> Result<(), Error>;

    fn row(&mut self, row: &impl Row) -> Result<(), Error> {
        self.row_and(row, &[])
    }

    /// Rows of several things, that are alike but for their own cells and have the same cells in the further columns.
    fn rows_alike<'t, T, R: Alike>(
        &mut self,
        things: &'t [T],
        row: impl Fn(&'t T) -> R,
        further: &[MetaCell<'_>],
    ) -> Result<(), Error> {
        let mut rows = things.iter().map(row);
        rows.try_for_each(|row| self.row_and(&row, further))
    }

    /// The files, in order, complete but for their names.
    fn close(self) -> Result<Vec<Written>, Error>;
}

/// What articles come to, in five tables: `quotes`, `claims`, `documents`, `speakers` and `to_check`.
#[derive(Debug)]
pub struct ArticleTables<T> {
    quotes: T,
    claims: T,
    documents: T,
    speakers: T,
    to_check: T,
    newlines: Newlines,
    meta: Arc<MetaColumns>,
}

/// `quotes.csv`, `claims.csv`, `documents.csv`, `speakers.csv` and `to_check.csv`.
pub type Tables = ArticleTables<Table>;

impl<T: Tabular> ArticleTables<T> {
    pub(super) fn of(directory: &Path, how: T::How, newlines: Newlines) -> Result<Self, Error> {
        Ok(Self {
            quotes: T::create::<QuoteRow<'_>>(directory, "quotes", how)?,
            claims: T::create::<ClaimRow<'_>>(directory, "claims", how)?,
            documents: T::create::<DocumentRow<'_>>(directory, "documents", how)?,
            speakers: T::create::<SpeakerRow<'_>>(directory, "speakers", how)?,
            to_check: T::create::<ToCheckRow<'_>>(directory, "to_check", how)?,
            newlines,
            meta: Arc::default(),
        })
    }
}

impl Tables {
    pub fn create(directory: &Path, dialect: Dialect) -> Result<Self, Error> {
        Self::of(directory, dialect, dialect.newlines)
    }
}

impl<T: Tabular> Sink for ArticleTables<T> {
    fn begin(&mut self, meta: &Arc<MetaColumns>) -> Result<(), Error> {
        self.quotes.extend(meta.of_quotes())?;
        self.documents.extend(meta.of_documents())?;
        self.meta = Arc::clone(meta);
        Ok(())
    }

    fn article(&mut self, article: &ArticleRecord) -> Result<(), Error> {
        let meta = self.meta.quotes(&article.meta, self.newlines);
        let row = |quote| QuoteRow::new(article, quote);
        self.quotes.rows_alike(&article.quotes, row, &meta)?;
        for claim in &article.claims {
            self.claims.row(&ClaimRow::new(article, claim))?;
        }
        let row = DocumentRow::new(article, &self.meta);
        let meta = self.meta.document(&article.meta, self.newlines);
        self.documents.row_and(&row, &meta)
    }

    fn failure(&mut self, failure: &Failure) -> Result<(), Error> {
        match DocumentRow::failed(failure) {
            Some(row) => self.documents.row_and(&row, &self.meta.failed()),
            None => Ok(()),
        }
    }

    fn finish(mut self: Box<Self>, whole: &Whole<'_>) -> Result<Vec<Written>, Error> {
        for row in whole.speakers.rows(self.newlines) {
            self.speakers.row(&row)?;
        }
        for row in whole.to_check.rows() {
            self.to_check.row(&row)?;
        }
        let tables = [
            self.quotes,
            self.claims,
            self.documents,
            self.speakers,
            self.to_check,
        ];
        let files: Result<Vec<_>, _> = tables.into_iter().map(T::close).collect();
        Ok(files?.into_iter().flatten().collect())
    }
}

/// `errors.csv`.
#[derive(Debug)]
pub struct Errors {
    table: Table,
}

impl Errors {
    pub fn create(directory: &Path, dialect: Dialect) -> Result<Self, Error> {
        Ok(Self {
            table: Table::create::<ErrorRow<'_>>(directory, "errors", dialect)?,
        })
    }
}

impl Sink for Errors {
    fn article(&mut self, _article: &ArticleRecord) -> Result<(), Error> {
        Ok(())
    }

    fn failure(&mut self, failure: &Failure) -> Result<(), Error> {
        self.table.row(&ErrorRow::new(failure))
    }

    fn finish(self: Box<Self>, _whole: &Whole<'_>) -> Result<Vec<Written>, Error> {
        self.table.close()
    }
}
