//! [`Unique`]: the same quotation across articles, in tables of its own.

use std::path::Path;

use super::table::Table;
use super::tables::Tabular;
use super::{Sink, Whole, Written};
use crate::config::{Dialect, Newlines};
use crate::error::Error;
use crate::groups::Groups;
use crate::groups::rows::{MemberRow, MisquotationRow, UniqueRow};
use crate::records::ArticleRecord;

/// `unique_quotes.csv`, `misquotations.csv` and `quote_groups.csv`.
#[derive(Debug)]
pub struct Unique {
    groups: Groups,
    unique: Table,
    misquotations: Table,
    members: Table,
    newlines: Newlines,
}

impl Unique {
    pub fn create(directory: &Path, dialect: Dialect) -> Result<Self, Error> {
        Ok(Self {
            groups: Groups::default(),
            unique: Table::create::<UniqueRow<'_>>(directory, "unique_quotes", dialect)?,
            misquotations: Table::create::<MisquotationRow<'_>>(
                directory,
                "misquotations",
                dialect,
            )?,
            members: Table::create::<MemberRow<'_>>(directory, "quote_groups", dialect)?,
            newlines: dialect.newlines,
        })
    }

    /// Writes the groups so far, and begins anew.
    fn tell(&mut self) -> Result<(), Error> {
        let grouped = std::mem::take(&mut self.groups).finish();
        for group in grouped.groups() {
            let row = group.row(self.newlines);
            self.unique.row(&row)?;
            for other in group.misquotations(self.newlines) {
                self.misquotations.row(&other)?;
            }
            for member in group.member_rows(&row.group_id, self.newlines) {
                self.members.row(&member)?;
            }
        }
        Ok(())
    }
}

impl Sink for Unique {
    fn article(&mut self, article: &ArticleRecord) -> Result<(), Error> {
        self.groups.add(article);
        match self.groups.is_full() {
            true => self.tell(),
            false => Ok(()),
        }
    }

    fn finish(mut self: Box<Self>, _whole: &Whole<'_>) -> Result<Vec<Written>, Error> {
        self.tell()?;
        let tables = [self.unique, self.misquotations, self.members];
        let files: Result<Vec<_>, _> = tables.into_iter().map(Table::close).collect();
        Ok(files?.into_iter().flatten().collect())
    }
}
