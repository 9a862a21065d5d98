//! [`Table`]: each row of a CSV or TSV file is one document, under a header that names the columns.

use std::io::{self, BufRead};

use csv::{ByteRecord, ReaderBuilder};
use encoding_rs::Encoding;
use serde_json::{Map, Value};

use super::encoding;
use super::fields::Role;
use super::mapper::Mapper;
use super::metered::{Metered, breaks, quotes};
use super::record::document;
use super::text::BOM;
use super::{Documents, InputCause, InputError, Place, Reader, Reading, Source};
use crate::document::Document;

/// Rows of cells; the delimiter is told from the header.
#[derive(Clone, Copy, Debug)]
pub struct Table;

impl Reader for Table {
    fn extensions(&self) -> &'static [&'static str] {
        &["csv", "tsv", "tab"]
    }

    fn documents(&self, source: Source, reading: &Reading) -> Documents {
        Box::new(Rows {
            path: source.name(),
            source,
            mapper: reading.mapper(),
            reading: reading.clone(),
            state: State::Unopened,
        })
    }
}

const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];

/// The bytes begin with a header that names a text and something else.
pub(super) fn looks_like(head: &[u8], reading: &Reading) -> bool {
    let head = head.strip_prefix(BOM).unwrap_or(head);
    let named = header(head, delimiter(head));
    named.is_some_and(|names| is_header(&names, reading))
}

/// The names in the first row.
fn header(head: &[u8], delimiter: u8) -> Option<Vec<String>> {
    let mut record = ByteRecord::new();
    let read = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .from_reader(head)
        .read_byte_record(&mut record);
    let cells = record
        .iter()
        .map(|cell| String::from_utf8_lossy(cell).into());
    (matches!(read, Ok(true)) && record.len() > 1).then(|| cells.collect())
}

/// Names of a text and of something else.
pub(super) fn is_header(names: &[String], reading: &Reading) -> bool {
    let mut mapper = Mapper::new(reading.fields.clone(), Default::default());
    let places = mapper.places("", names.iter());
    places.of(Role::Text).is_some() && places.found() > 1
}

/// The one that is most often in the first line.
fn delimiter(head: &[u8]) -> u8 {
    let line = head
        .split(|byte| matches!(byte, b'\n' | b'\r'))
        .next()
        .unwrap_or_default();
    let count = |delimiter: u8| line.iter().filter(|byte| **byte == delimiter).count();
    // The first of equals is taken: `max_by_key` would take the last.
    let most = DELIMITERS
        .iter()
        .rev()
        .max_by_key(|delimiter| count(**delimiter));
    most.copied().unwrap_or(b',')
}

/// What stands before the header, in bytes, and what parts the cells.
struct Start {
    before: usize,
    /// Lines of it.
    lines: usize,
    delimiter: u8,
}

/// Finds the header: behind Excel's `sep=;`, and behind lines that say what the table is.
fn start(head: &[u8], reading: &Reading) -> Start {
    /// Lines that may stand before it.
    const MOST: usize = 12;
    fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
        bytes.split_inclusive(|byte| *byte == b'\n')
    }
    let first = lines(head).next().unwrap_or_default();
    let told = told_delimiter(first);
    let (from, passed) = told.map_or((0, 0), |_| (first.len(), 1));
    let parted_by = |below: &[u8]| told.unwrap_or_else(|| delimiter(below));
    let mut before = from;
    for (above, line) in lines(&head[from..]).take(MOST).enumerate() {
        let below = &head[before..];
        let delimiter = parted_by(below);
        // Behind an empty line, the reader would find the next one, and its number would be wrong.
        if !line.trim_ascii().is_empty()
            && header(below, delimiter).is_some_and(|names| is_header(&names, reading))
        {
            return Start {
                before,
                lines: passed + above,
                delimiter,
            };
        }
        before += line.len();
    }
    Start {
        before: from,
        lines: passed,
        delimiter: parted_by(head),
    }
}

/// What a first line such as `sep=;` says that parts the cells.
fn told_delimiter(line: &[u8]) -> Option<u8> {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    match line.strip_prefix(b"sep=") {
        Some(&[delimiter]) => Some(delimiter),
        _ => None,
    }
}

struct Rows {
    source: Source,
    path: String,
    mapper: Mapper,
    reading: Reading,
    state: State,
}

enum State {
    Unopened,
    Open(Box<Open>),
    Done,
}

struct Open {
    rows: csv::Reader<Metered>,
    names: Vec<String>,
    /// Of cells that are not UTF-8.
    encoding: Option<&'static Encoding>,
    row: ByteRecord,
    /// Whether the last row's last cell goes on behind a line break, as one without end does.
    may_be_unclosed: bool,
    /// Line breaks in the last row's cells before that.
    breaks_before_last: u64,
}

impl Iterator for Rows {
    type Item = Result<Document, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut open = match std::mem::replace(&mut self.state, State::Done) {
            State::Unopened => match self.open() {
                Ok(open) => open?,
                Err(cause) => return Some(Err(self.source.failed(cause))),
            },
            State::Open(open) => open,
            State::Done => return None,
        };
        let start = open.rows.position().byte();
        let limit = self.reading.record_bytes;
        open.rows.get_mut().next_row(start, limit);
        let result = match open.rows.read_byte_record(&mut open.row) {
            Ok(true) => {
                open.may_be_unclosed = last_cell_goes_on(&open.row);
                open.breaks_before_last = breaks_before_last(&open.row);
                self.row(&mut open)
            }
            Ok(false) if open.may_be_unclosed && open.rows.get_ref().quotes % 2 == 1 => {
                let line = open.rows.get_ref().line_before() + open.breaks_before_last;
                let cause = InputCause::UnclosedCell { line };
                return Some(Err(self.source.failed(cause)));
            }
            Ok(false) => return None,
            Err(error) => {
                let place = Place::Record(open.rows.position().record());
                let cause = self.unreadable(error);
                return Some(Err(self.source.failed(cause).at(place)));
            }
        };
        self.state = State::Open(open);
        Some(result)
    }
}

impl Rows {
    /// Reads the header; `None` if there is not even that.
    fn open(&mut self) -> Result<Option<Box<Open>>, InputCause> {
        let mut stream = self.source.text_bytes().map_err(InputCause::Open)?;
        let head = stream.fill_buf().map_err(InputCause::Read)?;
        let mark = if head.starts_with(BOM) { BOM.len() } else { 0 };
        let start = start(&head[mark..], &self.reading);
        let encoding = encoding_of(head);
        stream.consume(mark + start.before);
        if start.lines > 0 {
            let said = format!("its header is line {}", start.lines + 1);
            self.reading.notices.tell(&self.path, said);
        }
        let metered = Metered::new(stream, start.lines, self.reading.record_bytes);
        let mut rows = ReaderBuilder::new()
            .delimiter(start.delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(metered);
        let mut row = ByteRecord::new();
        if !rows
            .read_byte_record(&mut row)
            .map_err(|error| self.unreadable(error))?
        {
            return Ok(None);
        }
        let names = names(&row, encoding);
        self.mapper.columns(&self.path, &names)?;
        if let Some(encoding) = encoding {
            self.reading
                .notices
                .tell(&self.path, format!("read as {}", encoding.name()));
        }
        Ok(Some(Box::new(Open {
            rows,
            names,
            encoding,
            may_be_unclosed: last_cell_goes_on(&row),
            breaks_before_last: breaks_before_last(&row),
            row,
        })))
    }

    fn row(&mut self, open: &mut Open) -> Result<Document, InputError> {
        // The header is record 0.
        let number = open.row.position().map_or(0, csv::Position::record);
        let fallback = || format!("{}:{number}", self.source.stem());
        let texts = self
            .mapper
            .places(&self.path, open.names.iter())
            .last_text();
        let object = cells(open, texts);
        let parsed = object.and_then(|(object, notes)| {
            let mut document = document(object, &mut self.mapper, &self.path, fallback)?;
            document.notes.extend(notes);
            Ok(document)
        });
        parsed.map_err(|cause| InputError {
            path: self.path.clone(),
            place: Some(Place::Record(number)),
            id: Some(fallback()),
            cause,
        })
    }

    fn unreadable(&self, error: csv::Error) -> InputCause {
        match error.into_kind() {
            csv::ErrorKind::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => {
                InputCause::Endless {
                    limit: self.reading.record_bytes,
                }
            }
            csv::ErrorKind::Io(error) => InputCause::Read(error),
            other => InputCause::Malformed(format!("{other:?}")),
        }
    }
}

/// The encoding of a table whose beginning is not UTF-8.
fn encoding_of(head: &[u8]) -> Option<&'static Encoding> {
    match std::str::from_utf8(head) {
        Ok(_) => None,
        // Cut within a character.
        Err(error) if error.error_len().is_none() => None,
        Err(_) => Some(encoding::guess(head)),
    }
}

/// Whether the row's last cell holds a line break. One that nothing closes holds all that follows; without a break
/// in it, the odd quotation mark was 5" of pipe.
fn last_cell_goes_on(row: &ByteRecord) -> bool {
    let last = row.iter().next_back().unwrap_or_default();
    memchr::memchr2(b'\n', b'\r', last).is_some()
}

fn breaks_before_last(row: &ByteRecord) -> u64 {
    let before = row.iter().take(row.len().saturating_sub(1));
    before.map(breaks).sum()
}

/// The line of a quotation mark that the next one, meant to open a cell, seems to have closed: it stands in a cell over
/// several lines, and the marks of the row are odd in number.
fn swallowed(open: &Open) -> Option<u64> {
    let goes_on = |cell: &[u8]| memchr::memchr(b'\n', cell).is_some();
    let odd = |cell: &[u8]| goes_on(cell) && cell.contains(&b'"');
    let rows = open.rows.get_ref();
    (open.row.iter().any(odd) && quotes(rows.row(open.rows.position().byte())) % 2 == 1)
        .then(|| rows.line())
}

/// A row of too many or too few cells.
fn ragged(open: &Open) -> InputCause {
    let (expected, found) = (open.names.len() as u64, open.row.len() as u64);
    let line = open.rows.get_ref().line();
    match open.row.iter().any(|cell| breaks(cell) > 0) {
        true => InputCause::CellGoesOn {
            expected,
            found,
            line,
        },
        false => InputCause::Cells {
            expected,
            found,
            line,
        },
    }
}

fn names(row: &ByteRecord, encoding: Option<&'static Encoding>) -> Vec<String> {
    distinct(row.iter().map(|cell| text(cell, encoding).0))
}

/// The columns' names: each has one, and none twice.
pub(super) fn distinct(cells: impl Iterator<Item = String>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (index, cell) in cells.enumerate() {
        let name = cell.trim().to_owned();
        let mut distinct = match name.is_empty() {
            true => format!("column_{}", index + 1),
            false => name,
        };
        if names.contains(&distinct) {
            distinct = format!("{distinct}_{}", index + 1);
        }
        names.push(distinct);
    }
    names
}

/// The row's cells under their names, and what is to be said of them. Cells that an export left out at the row's end are
/// empty, but for those up to `texts`.
fn cells(open: &Open, texts: usize) -> Result<(Map<String, Value>, Vec<String>), InputCause> {
    let row = &open.row;
    let (expected, found) = (open.names.len(), row.len());
    let beyond = row.iter().skip(expected);
    if found <= texts || beyond.clone().any(|cell| !cell.is_empty()) {
        return Err(ragged(open));
    }
    let mut notes = Vec::new();
    if found < expected {
        notes.push(format!("{found} of {expected} cells"));
    }
    if let Some(line) = swallowed(open) {
        notes.push(format!(
            "a quotation mark opened in line {line} may have no end, and have taken the next rows with it"
        ));
    }
    let mut said_of = None;
    let all = row.iter().chain(std::iter::repeat(&b""[..]));
    let cells = open.names.iter().zip(all).map(|(name, cell)| {
        let (text, said) = text(cell, open.encoding);
        said_of = said_of.take().or(said);
        (name.clone(), Value::String(text))
    });
    let cells = cells.collect();
    notes.extend(said_of);
    Ok((cells, notes))
}

fn text(cell: &[u8], declared: Option<&'static Encoding>) -> (String, Option<String>) {
    match std::str::from_utf8(cell) {
        Ok(text) => (text.to_owned(), None),
        Err(_) => {
            let encoding = declared.unwrap_or_else(|| encoding::guess(cell));
            let (text, _) = encoding.decode_without_bom_handling(cell);
            (
                text.into_owned(),
                Some(format!("read as {}", encoding.name())),
            )
        }
    }
}

#[cfg(test)]
mod tests;
