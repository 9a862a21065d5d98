//! [`Lines`]: rows as lines of CSV (RFC 4180), written straight into one buffer.
//!
//! What the `csv` crate writes for the same row, byte for byte, but for what a
//! [`Dialect`] asks of a text: a test says so.
//! It goes through a state machine byte by byte, and the tables are longer
//! than the articles they come from.

mod cells;
mod look;
#[cfg(test)]
mod tests;

use std::convert::Infallible;
use std::ops::Range;

use crate::config::Dialect;
use crate::records::rows::Alike;
use crate::records::{Cell, MetaCell, Row, Take};
use cells::Line;

/// Lines of CSV, one after the other.
#[derive(Debug)]
pub(super) struct Lines {
    bytes: Vec<u8>,
    dialect: Dialect,
    ends: Ends,
}

/// What the rows of one article begin and end with, written once.
#[derive(Debug, Default)]
struct Ends {
    before: Vec<u8>,
    behind: Vec<u8>,
}

impl Lines {
    pub(super) fn new(dialect: Dialect) -> Self {
        Self {
            bytes: Vec::new(),
            dialect,
            ends: Ends::default(),
        }
    }

    pub(super) fn delimiter(&self) -> u8 {
        self.dialect.delimiter.byte()
    }

    /// Appends a row, and further cells.
    pub(super) fn push(&mut self, row: &impl Row, further: &[MetaCell<'_>]) {
        let start = self.bytes.len();
        let mut line = Line::new(&mut self.bytes, self.dialect);
        let Ok(()) = row.cells(&mut line);
        line.further(further);
        line.end(start);
    }

    /// Appends the first row of several that are alike but for their own cells.
    #[inline(always)] // So that no row is put together in memory, only to be taken apart.
    pub(super) fn push_first<R: Alike>(&mut self, row: &R, further: &[MetaCell<'_>]) {
        let start = self.bytes.len();
        let mut line = Line::new(&mut self.bytes, self.dialect);
        let (mut at, mut first, mut last) = (0, start, start);
        let mut take = |column: &'static str, cell: Cell<'_>| {
            let Ok(()) = line.cell(column, cell);
            at += 1;
            if at == R::OWN.start {
                first = line.bytes.len();
            }
            if at == R::OWN.end {
                last = line.bytes.len();
            }
            Ok(())
        };
        let Ok::<(), Infallible>(()) = row.cells(&mut take);
        line.further(further);
        line.end(start);
        let Ends { before, behind } = &mut self.ends;
        before.clear();
        before.extend_from_slice(&self.bytes[start..first]);
        behind.clear();
        behind.extend_from_slice(&self.bytes[last..]);
    }

    /// Appends one that is like the last [`Lines::push_first`] but for its own cells.
    #[inline(always)]
    pub(super) fn push_next<R: Alike>(&mut self, row: &R) {
        self.bytes.extend_from_slice(&self.ends.before);
        let line = &mut Line::new(&mut self.bytes, self.dialect);
        let own = R::OWN;
        let Ok(()) = row.cells(&mut Own { line, own, at: 0 });
        self.bytes.extend_from_slice(&self.ends.behind);
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(super) fn clear(&mut self) {
        self.bytes.clear();
    }
}

/// Some cells of a row.
struct Own<'l, 'b> {
    line: &'l mut Line<'b>,
    own: Range<usize>,
    at: usize,
}

impl Take for Own<'_, '_> {
    type Error = Infallible;

    #[inline(always)]
    fn cell(&mut self, column: &'static str, cell: Cell<'_>) -> Result<(), Infallible> {
        let at = self.at;
        self.at += 1;
        match self.own.contains(&at) {
            true => self.line.cell(column, cell),
            false => Ok(()),
        }
    }
}
