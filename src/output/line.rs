//! [`Lines`]: rows as lines of CSV (RFC 4180), written straight into one buffer.
//!
//! What the `csv` crate writes for the same row, byte for byte, but for what a
//! [`Dialect`] asks of a text: a test says so.
//! It goes through a state machine byte by byte, and the tables are longer
//! than the articles they come from.

use std::ops::Range;
use std::{io, str};

use memchr::{memchr_iter, memrchr};
use serde::Serialize;

use super::cell;
use super::visit::{Cell, visit};
use crate::config::{CsvSafety, Dialect, Newlines};
use crate::records::{MetaCell, holds_any};

/// Lines of CSV, one after the other.
#[derive(Debug)]
pub(super) struct Lines {
    bytes: Vec<u8>,
    dialect: Dialect,
    alike: Alike,
}

/// What the rows of one article begin and end with, written once.
#[derive(Debug, Default)]
struct Alike {
    start: Vec<u8>,
    end: Vec<u8>,
}

impl Lines {
    pub(super) fn new(dialect: Dialect) -> Self {
        Self {
            bytes: Vec::new(),
            dialect,
            alike: Alike::default(),
        }
    }

    pub(super) fn delimiter(&self) -> u8 {
        self.dialect.delimiter.byte()
    }

    /// Appends a row: a struct of numbers, truth values and texts, each field a cell, and
    /// further cells.
    pub(super) fn push(
        &mut self,
        row: &impl Serialize,
        further: &[MetaCell<'_>],
    ) -> io::Result<()> {
        let start = self.bytes.len();
        let mut line = line(&mut self.bytes, self.dialect);
        let written = visit(row, |_, cell| line.cell(cell));
        let written = written.and_then(|()| line.further(further));
        finish(&mut self.bytes, start, written)
    }

    /// Appends the first row of several that are alike but for the cells `own`.
    pub(super) fn push_first(
        &mut self,
        row: &impl Serialize,
        own: &Range<usize>,
        further: &[MetaCell<'_>],
    ) -> io::Result<()> {
        let start = self.bytes.len();
        let mut line = line(&mut self.bytes, self.dialect);
        let (mut at, mut first, mut last) = (0, start, start);
        let written = visit(row, |_, cell| {
            let written = line.cell(cell);
            at += 1;
            if at == own.start {
                first = line.bytes.len();
            }
            if at == own.end {
                last = line.bytes.len();
            }
            written
        });
        let written = written.and_then(|()| line.further(further));
        finish(&mut self.bytes, start, written)?;
        let Alike { start: before, end } = &mut self.alike;
        before.clear();
        before.extend_from_slice(&self.bytes[start..first]);
        end.clear();
        end.extend_from_slice(&self.bytes[last..]);
        Ok(())
    }

    /// Appends one that is like the last [`Lines::push_first`] but for the cells `own`.
    pub(super) fn push_next(&mut self, row: &impl Serialize, own: &Range<usize>) -> io::Result<()> {
        let start = self.bytes.len();
        self.bytes.extend_from_slice(&self.alike.start);
        let mut line = line(&mut self.bytes, self.dialect);
        let mut at = 0;
        let written = visit(row, |_, cell| {
            at += 1;
            match own.contains(&(at - 1)) {
                true => line.cell(cell),
                false => Ok(()),
            }
        });
        match written {
            Ok(()) => self.bytes.extend_from_slice(&self.alike.end),
            Err(_) => self.bytes.truncate(start),
        }
        written
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(super) fn clear(&mut self) {
        self.bytes.clear();
    }
}

fn line(bytes: &mut Vec<u8>, dialect: Dialect) -> Line<'_> {
    Line {
        delimiter: dialect.delimiter.byte(),
        guards: dialect.safety == CsvSafety::On,
        keeps_newlines: dialect.newlines == Newlines::Kept,
        bytes,
    }
}

/// Ends the line that begins at byte `start`; one that failed goes.
fn finish(bytes: &mut Vec<u8>, start: usize, written: io::Result<()>) -> io::Result<()> {
    match written {
        // In place of the delimiter after the last cell.
        Ok(()) => match bytes.get_mut(start..).and_then(<[u8]>::last_mut) {
            Some(last) => *last = b'\n',
            None => bytes.push(b'\n'),
        },
        Err(_) => bytes.truncate(start),
    }
    written
}

/// The line under way: a delimiter stands after each cell.
struct Line<'b> {
    bytes: &'b mut Vec<u8>,
    delimiter: u8,
    guards: bool,
    keeps_newlines: bool,
}

impl Line<'_> {
    // Of each field only its own arm is left: which kind of cell it is, its type says.
    #[inline(always)]
    fn cell(&mut self, cell: Cell<'_>) -> io::Result<()> {
        match cell {
            Cell::Text("") => self.bytes.push(self.delimiter),
            Cell::Text(text) => return self.text(text),
            Cell::Plain(text) => self.plain(text.as_bytes()),
            Cell::Whole(number) => self.whole(number),
            Cell::Ratio(ratio) => self.ratio(ratio),
            #[cfg(any(feature = "parquet", feature = "xlsx"))]
            Cell::Number(number) => self.plain(ryu::Buffer::new().format(number).as_bytes()),
            Cell::Truth(true) => self.plain(b"true"),
            Cell::Truth(false) => self.plain(b"false"),
        }
        Ok(())
    }

    fn further(&mut self, cells: &[MetaCell<'_>]) -> io::Result<()> {
        cells.iter().try_for_each(|cell| match cell {
            MetaCell::Text(text) => self.cell(Cell::Text(text)),
            MetaCell::Truth(truth) => self.cell(Cell::Truth(*truth)),
            // A number is no formula, whatever its sign.
            MetaCell::Number(number) => {
                self.plain(number.to_string().as_bytes());
                Ok(())
            }
        })
    }

    #[inline]
    fn plain(&mut self, cell: &[u8]) {
        self.bytes.extend_from_slice(cell);
        self.bytes.push(self.delimiter);
    }

    /// So many first bytes of eight, and the delimiter: at once, without asking for their number.
    #[inline]
    fn few(&mut self, mut eight: [u8; 8], length: usize) {
        let end = self.bytes.len() + length + 1;
        if let Some(behind) = eight.get_mut(length) {
            *behind = self.delimiter;
        }
        self.bytes.extend_from_slice(&eight);
        self.bytes.truncate(end);
    }

    #[inline(never)]
    fn whole(&mut self, number: u64) {
        let digit = |place: u64| b'0' + (number / place % 10) as u8;
        match number {
            0..10 => self.few([digit(1), 0, 0, 0, 0, 0, 0, 0], 1),
            10..100 => self.few([digit(10), digit(1), 0, 0, 0, 0, 0, 0], 2),
            100..1000 => self.few([digit(100), digit(10), digit(1), 0, 0, 0, 0, 0], 3),
            1000..10_000 => {
                let digits = [digit(1000), digit(100), digit(10), digit(1)];
                let [a, b, c, d] = digits;
                self.few([a, b, c, d, 0, 0, 0, 0], 4);
            }
            _ => self.plain(itoa::Buffer::new().format(number).as_bytes()),
        }
    }

    /// In its shortest digits, as `ryu` finds them; most ratios are thousandths, whose digits they are.
    #[inline(never)]
    fn ratio(&mut self, ratio: f32) {
        let thousandths = (ratio * 1000.0 + 0.5) as u16;
        match thousandths {
            0..1000 if f32::from(thousandths) / 1000.0 == ratio && ratio.is_sign_positive() => {
                let digit = |place: u16| b'0' + (thousandths / place % 10) as u8;
                let digits = [b'0', b'.', digit(100), digit(10), digit(1), 0, 0, 0];
                let length = match thousandths {
                    _ if !thousandths.is_multiple_of(10) => 5,
                    _ if !thousandths.is_multiple_of(100) => 4,
                    _ => 3,
                };
                self.few(digits, length);
            }
            _ => self.plain(ryu::Buffer::new().format(ratio).as_bytes()),
        }
    }

    #[inline(never)]
    fn text(&mut self, text: &str) -> io::Result<()> {
        let bytes = text.as_bytes();
        let special = [self.delimiter, b'"', b'\n', b'\r'];
        let is_formula = self.guards && cell::is_formula(bytes);
        // No shorter text can break a bound of cells.
        if bytes.len() < cell::MOST_LINE_FEEDS && !is_formula && !holds_any(bytes, special) {
            self.plain(bytes);
            return Ok(());
        }
        let start = self.bytes.len();
        if is_formula {
            self.bytes.push(b'\'');
        }
        self.bytes.extend_from_slice(bytes);
        let length = self.bytes.len() - start;
        // Line feeds are counted only where they can be: most cells are a line.
        if length > cell::MOST_UNITS || (self.keeps_newlines && length > cell::MOST_LINE_FEEDS) {
            self.fit(start)?;
        }
        // Without quotes a reader would end the cell, or its line, too early.
        if holds_any(&self.bytes[start..], special) {
            quote(self.bytes, start);
        }
        self.bytes.push(self.delimiter);
        Ok(())
    }

    #[cold]
    fn fit(&mut self, start: usize) -> io::Result<()> {
        let text = str::from_utf8(&self.bytes[start..]).map_err(io::Error::other)?;
        if let Some(fitted) = cell::fitted(text) {
            self.bytes.truncate(start);
            self.bytes.extend_from_slice(fitted.as_bytes());
        }
        Ok(())
    }
}

/// Puts what begins at byte `start` between quotes and doubles those in it, in place.
fn quote(bytes: &mut Vec<u8>, start: usize) {
    let inner = memchr_iter(b'"', &bytes[start..]).count();
    let mut rest = bytes.len();
    let mut end = rest + inner + 2;
    bytes.resize(end, b'"');
    end -= 1;
    // From the end on, so that nothing is overwritten before it is moved.
    while let Some(at) = memrchr(b'"', &bytes[start..rest]) {
        let after = start + at + 1;
        end -= rest - after;
        bytes.copy_within(after..rest, end);
        end -= 2;
        bytes[end..end + 2].fill(b'"');
        rest = after - 1;
    }
    bytes.copy_within(start..rest, start + 1);
    bytes[start] = b'"';
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::config::Delimiter;
    use clap::ValueEnum;

    #[derive(serde::Serialize)]
    struct Row {
        text: String,
        sure: bool,
        confidence: f32,
        count: u32,
        other: Option<String>,
    }

    fn bare(delimiter: Delimiter) -> Dialect {
        Dialect {
            delimiter,
            safety: CsvSafety::Off,
            ..Dialect::default()
        }
    }

    fn by_the_crate(rows: &[Row], delimiter: u8) -> Vec<u8> {
        let mut builder = csv::WriterBuilder::new();
        builder.delimiter(delimiter);
        let mut writer = builder.has_headers(false).from_writer(Vec::new());
        for row in rows {
            writer.serialize(row).unwrap();
        }
        writer.into_inner().unwrap()
    }

    proptest! {
        #[test]
        fn the_same_bytes_as_the_csv_crate_writes(
            texts in prop::collection::vec("([a-z]{0,9}|[\",;\t\r\n é“])*", 0..4),
            delimiter in prop::sample::select(Delimiter::value_variants()),
            sure: bool,
            thousandths in 0..=1000_u32,
            count: u32,
        ) {
            let row = |text: &String| Row {
                text: text.clone(),
                sure,
                confidence: thousandths as f32 / 1000.0,
                count,
                other: sure.then(|| text.chars().rev().collect()),
            };
            let rows: Vec<Row> = texts.iter().map(row).collect();
            let mut lines = Lines::new(bare(delimiter));
            for row in &rows {
                lines.push(row, &[]).unwrap();
            }
            let wanted = by_the_crate(&rows, delimiter.byte());
            prop_assert_eq!(lines.as_bytes().escape_ascii().to_string(), wanted.escape_ascii().to_string());
        }
    }

    #[test]
    fn texts_are_guarded_and_cut_and_numbers_are_not() {
        #[derive(serde::Serialize)]
        struct Cells {
            formula: &'static str,
            number: u32,
            ratio: f32,
            absent: Option<&'static str>,
            long: String,
        }
        let row = Cells {
            formula: "=1,2",
            number: 1,
            ratio: -0.5,
            absent: Some("-"),
            long: "a\n".repeat(300),
        };
        let mut lines = Lines::new(Dialect {
            newlines: Newlines::Kept,
            ..Dialect::default()
        });
        lines.push(&row, &[]).unwrap();
        let written = String::from_utf8(lines.as_bytes().to_vec()).unwrap();
        assert!(
            written.starts_with("\"'=1,2\",1,-0.5,'-,\"a\n"),
            "{written}"
        );
        assert_eq!(written.matches('\n').count(), cell::MOST_LINE_FEEDS + 1);
    }

    #[test]
    fn a_ratio_has_its_shortest_digits() {
        #[derive(serde::Serialize)]
        struct Ratio(f32);
        #[derive(serde::Serialize)]
        struct Row {
            ratio: Ratio,
        }
        let thousandths = (0..=2000_u16).map(|n| f32::from(n) / 1000.0);
        let others = [
            -0.0,
            -0.5,
            0.1234,
            1e-7,
            0.000_999_9,
            3e9,
            f32::MAX,
            f32::NAN,
        ];
        for ratio in thousandths.chain(others) {
            let mut lines = Lines::new(Dialect::default());
            let row = Row {
                ratio: Ratio(ratio),
            };
            lines.push(&row, &[]).unwrap();
            let wanted = ryu::Buffer::new().format(ratio).to_owned() + "\n";
            assert_eq!(str::from_utf8(lines.as_bytes()).unwrap(), wanted);
        }
    }

    #[test]
    fn rows_alike_are_the_same_lines_as_any() {
        let row = |text: &str, count| Row {
            text: "a,b".to_owned(),
            sure: true,
            confidence: 0.5,
            count,
            other: Some(text.to_owned()),
        };
        let rows = [row("x", 7), row("\"y\"", 12_345)];
        let further = [MetaCell::Text("m;\n".into()), MetaCell::Truth(true)];
        for own in [1..4, 0..5, 3..5] {
            let (mut alike, mut any) = (
                Lines::new(Dialect::default()),
                Lines::new(Dialect::default()),
            );
            alike.push_first(&rows[0], &own, &further).unwrap();
            any.push(&rows[0], &further).unwrap();
            let second = match own.contains(&4) {
                true => row("\"y\"", 12_345),
                false => row("x", 12_345),
            };
            alike.push_next(&second, &own).unwrap();
            any.push(&second, &further).unwrap();
            assert_eq!(
                str::from_utf8(alike.as_bytes()),
                str::from_utf8(any.as_bytes()),
                "{own:?}"
            );
        }
    }

    #[test]
    fn what_is_no_row_is_refused_and_leaves_nothing() {
        let mut lines = Lines::new(Dialect::default());
        assert!(lines.push(&vec!["a"], &[]).is_err());
        assert!(lines.as_bytes().is_empty());
    }
}
