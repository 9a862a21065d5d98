//! [`Line`]: a row as a line of CSV (RFC 4180), written straight into its buffer.
//!
//! What the `csv` crate writes for the same row, byte for byte, but for what a
//! [`Dialect`] asks of a text: a test says so.
//! It goes through a state machine byte by byte, and the tables are longer
//! than the articles they come from.

use std::fmt::{self, Display, Write};
use std::str;

use memchr::{memchr, memchr_iter, memchr3, memrchr};
use serde::ser::{Error, Impossible, Serialize, SerializeStruct, Serializer};

use super::cell;
use crate::config::{CsvSafety, Dialect, Newlines};
use crate::records::MetaCell;

/// Lines of CSV, one after the other.
#[derive(Debug)]
pub(super) struct Lines {
    bytes: Vec<u8>,
    dialect: Dialect,
}

impl Lines {
    pub(super) fn new(dialect: Dialect) -> Self {
        Self {
            bytes: Vec::new(),
            dialect,
        }
    }

    pub(super) fn delimiter(&self) -> u8 {
        self.dialect.delimiter.byte()
    }

    /// Appends a row: a struct of numbers, truth values and texts, each field a cell, and
    /// further cells.
    pub(super) fn push(&mut self, row: &impl Serialize, further: &[MetaCell<'_>]) -> fmt::Result {
        let start = self.bytes.len();
        let delimiter = self.delimiter();
        let mut line = Line {
            bytes: &mut self.bytes,
            delimiter,
            guards: self.dialect.safety == CsvSafety::On,
            keeps_newlines: self.dialect.newlines == Newlines::Kept,
        };
        let written = row.serialize(&mut line);
        let mut further = further.iter();
        let written = written.and_then(|()| further.try_for_each(|cell| line.further(cell)));
        match written {
            // In place of the delimiter after the last cell.
            Ok(()) => match self.bytes.get_mut(start..).and_then(<[u8]>::last_mut) {
                Some(last) => *last = b'\n',
                None => self.bytes.push(b'\n'),
            },
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

/// The line under way: a delimiter stands after each cell.
struct Line<'b> {
    bytes: &'b mut Vec<u8>,
    delimiter: u8,
    guards: bool,
    keeps_newlines: bool,
}

impl Line<'_> {
    #[inline]
    fn plain(&mut self, cell: &[u8]) -> fmt::Result {
        self.bytes.extend_from_slice(cell);
        self.bytes.push(self.delimiter);
        Ok(())
    }

    /// A number is no formula, whatever its sign.
    fn further(&mut self, cell: &MetaCell<'_>) -> fmt::Result {
        match cell {
            MetaCell::Text(text) => self.serialize_str(text),
            MetaCell::Number(number) => self.plain(number.to_string().as_bytes()),
            MetaCell::Truth(truth) => self.serialize_bool(*truth),
        }
    }

    /// The cell that begins at byte `start` is written, as text.
    #[inline]
    fn end(&mut self, start: usize) -> fmt::Result {
        if self.guards && cell::is_formula(&self.bytes[start..]) {
            self.bytes.insert(start, b'\'');
        }
        let length = self.bytes.len() - start;
        // Line feeds are counted only where they can be: most cells are a line.
        if length > cell::MOST_UNITS || (self.keeps_newlines && length > cell::MOST_LINE_FEEDS) {
            self.fit(start)?;
        }
        if needs_quotes(&self.bytes[start..], self.delimiter) {
            quote(self.bytes, start);
        }
        self.bytes.push(self.delimiter);
        Ok(())
    }

    #[cold]
    fn fit(&mut self, start: usize) -> fmt::Result {
        let text = str::from_utf8(&self.bytes[start..]).map_err(|_| fmt::Error)?;
        if let Some(fitted) = cell::fitted(text) {
            self.bytes.truncate(start);
            self.bytes.extend_from_slice(fitted.as_bytes());
        }
        Ok(())
    }
}

/// The bytes for which a cell is put between quotes, beside the delimiter.
const SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    special[b'"' as usize] = true;
    special[b'\n' as usize] = true;
    special[b'\r' as usize] = true;
    special
};

/// Without them a reader would end the cell, or its line, too early.
#[inline]
fn needs_quotes(cell: &[u8], delimiter: u8) -> bool {
    // A call costs more than a few bytes do.
    if cell.len() < 32 {
        let special = |all, byte: &u8| all | SPECIAL[usize::from(*byte)] | (*byte == delimiter);
        return cell.iter().fold(false, special);
    }
    memchr3(delimiter, b'"', b'\n', cell).is_some() || memchr(b'\r', cell).is_some()
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

/// Text that is written in pieces.
struct Pieces<'b>(&'b mut Vec<u8>);

impl Write for Pieces<'_> {
    fn write_str(&mut self, piece: &str) -> fmt::Result {
        self.0.extend_from_slice(piece.as_bytes());
        Ok(())
    }
}

type Refused = Impossible<(), fmt::Error>;

/// What no cell can hold.
macro_rules! refused {
    ($($name:ident($($type:ty),*) -> $result:ty;)*) => {
        $(fn $name(self, $(_: $type),*) -> Result<$result, fmt::Error> {
            Err(fmt::Error::custom("no cell can hold it"))
        })*
    };
}

/// Numbers without a point.
macro_rules! whole {
    ($($name:ident($type:ty);)*) => {
        $(#[inline]
        fn $name(self, value: $type) -> fmt::Result {
            self.plain(itoa::Buffer::new().format(value).as_bytes())
        })*
    };
}

impl Serializer for &mut Line<'_> {
    type Ok = ();
    type Error = fmt::Error;
    type SerializeSeq = Refused;
    type SerializeTuple = Refused;
    type SerializeTupleStruct = Refused;
    type SerializeTupleVariant = Refused;
    type SerializeMap = Refused;
    type SerializeStruct = Self;
    type SerializeStructVariant = Refused;

    whole! {
        serialize_i8(i8);
        serialize_i16(i16);
        serialize_i32(i32);
        serialize_i64(i64);
        serialize_u8(u8);
        serialize_u16(u16);
        serialize_u32(u32);
        serialize_u64(u64);
    }

    #[inline]
    fn serialize_bool(self, value: bool) -> fmt::Result {
        self.plain(if value { b"true" } else { b"false" })
    }

    #[inline]
    fn serialize_f32(self, value: f32) -> fmt::Result {
        self.plain(ryu::Buffer::new().format(value).as_bytes())
    }

    fn serialize_f64(self, value: f64) -> fmt::Result {
        self.plain(ryu::Buffer::new().format(value).as_bytes())
    }

    #[inline]
    fn serialize_str(self, value: &str) -> fmt::Result {
        if value.is_empty() {
            self.bytes.push(self.delimiter);
            return Ok(());
        }
        let start = self.bytes.len();
        self.bytes.extend_from_slice(value.as_bytes());
        self.end(start)
    }

    fn serialize_char(self, value: char) -> fmt::Result {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    #[inline]
    fn collect_str<T: Display + ?Sized>(self, value: &T) -> fmt::Result {
        let start = self.bytes.len();
        write!(Pieces(self.bytes), "{value}")?;
        self.end(start)
    }

    fn serialize_none(self) -> fmt::Result {
        self.plain(b"")
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> fmt::Result {
        value.serialize(self)
    }

    fn serialize_unit(self) -> fmt::Result {
        self.plain(b"")
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, name: &'static str) -> fmt::Result {
        self.serialize_str(name)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> fmt::Result {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> fmt::Result {
        Err(fmt::Error)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, fmt::Error> {
        Ok(self)
    }

    refused! {
        serialize_bytes(&[u8]) -> ();
        serialize_unit_struct(&'static str) -> ();
        serialize_seq(Option<usize>) -> Refused;
        serialize_tuple(usize) -> Refused;
        serialize_tuple_struct(&'static str, usize) -> Refused;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Refused;
        serialize_map(Option<usize>) -> Refused;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Refused;
    }
}

impl SerializeStruct for &mut Line<'_> {
    type Ok = ();
    type Error = fmt::Error;

    #[inline]
    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        _: &'static str,
        value: &T,
    ) -> fmt::Result {
        value.serialize(&mut **self)
    }

    fn end(self) -> fmt::Result {
        Ok(())
    }
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
            number: i32,
            ratio: f32,
            absent: Option<&'static str>,
            long: String,
        }
        let row = Cells {
            formula: "=1,2",
            number: -1,
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
            written.starts_with("\"'=1,2\",-1,-0.5,'-,\"a\n"),
            "{written}"
        );
        assert_eq!(written.matches('\n').count(), cell::MOST_LINE_FEEDS + 1);
    }

    #[test]
    fn what_is_no_row_is_refused_and_leaves_nothing() {
        let mut lines = Lines::new(Dialect::default());
        assert!(lines.push(&vec!["a"], &[]).is_err());
        assert!(lines.as_bytes().is_empty());
    }
}
