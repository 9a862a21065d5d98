//! [`Tables`] and [`Errors`]: the `.csv` files, each a table of one kind of row.

use std::path::Path;
use std::sync::Arc;

use super::table::Table;
use super::{Sink, Whole, Written};
use crate::config::{Dialect, Newlines};
use crate::error::Error;
use crate::records::rows::{ClaimRow, DocumentRow, ErrorRow, QuoteRow, SpeakerRow};
use crate::records::{ArticleRecord, Failure, MetaColumns, ToCheckRow};

/// `quotes.csv`, `claims.csv`, `documents.csv`, `speakers.csv` and `to_check.csv`.
#[derive(Debug)]
pub struct Tables {
    quotes: Table,
    claims: Table,
    documents: Table,
    speakers: Table,
    to_check: Table,
    newlines: Newlines,
    meta: Arc<MetaColumns>,
}

/// `errors.csv`.
#[derive(Debug)]
pub struct Errors {
    table: Table,
}

impl Tables {
    pub fn create(directory: &Path, dialect: Dialect) -> Result<Self, Error> {
        Ok(Self {
            quotes: Table::create::<QuoteRow<'_>>(directory, "quotes", dialect)?,
            claims: Table::create::<ClaimRow<'_>>(directory, "claims", dialect)?,
            documents: Table::create::<DocumentRow<'_>>(directory, "documents", dialect)?,
            speakers: Table::create::<SpeakerRow<'_>>(directory, "speakers", dialect)?,
            to_check: Table::create::<ToCheckRow<'_>>(directory, "to_check", dialect)?,
            newlines: dialect.newlines,
            meta: Arc::default(),
        })
    }
}

impl Sink for Tables {
    fn begin(&mut self, meta: &Arc<MetaColumns>) -> Result<(), Error> {
        self.quotes.extend(meta.of_quotes());
        self.documents.extend(meta.of_documents());
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
        let files: Result<Vec<_>, _> = tables.into_iter().map(Table::close).collect();
        Ok(files?.into_iter().flatten().collect())
    }
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
