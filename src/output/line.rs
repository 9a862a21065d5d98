//! [`Lines`]: rows as lines of CSV (RFC 4180), written straight into one buffer.
//!
//! What the `csv` crate writes for the same row, byte for byte, but for what a
//! [`Dialect`] asks of a text: a test says so.
//! It goes through a state machine byte by byte, and the tables are longer
//! than the articles they come from.

use std::borrow::Cow;
use std::convert::Infallible;
use std::ops::Range;

use memchr::{memchr_iter, memchr2};

use super::cell;
use crate::config::{CsvSafety, Dialect, Newlines};
use crate::records::rows::{Alike, Spans};
use crate::records::{Cell, MetaCell, Row, Take, cell as in_one_line, holds_any, is_trimmed};

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

/// The line under way: a delimiter stands after each cell.
struct Line<'b> {
    bytes: &'b mut Vec<u8>,
    delimiter: u8,
    guards: bool,
    newlines: Newlines,
    /// Eight times the least byte that is greater than all that need quotes.
    tame: u64,
}

impl Take for Line<'_> {
    type Error = Infallible;

    // Of each field only its own arm is left: which kind of cell it is, its type says.
    #[inline(always)]
    fn cell(&mut self, _: &'static str, cell: Cell<'_>) -> Result<(), Infallible> {
        match cell {
            Cell::Text("") | Cell::Line("") => self.bytes.push(self.delimiter),
            Cell::Text(text) => self.text(text),
            Cell::Line(text) => self.line(text),
            Cell::Plain(text) => self.plain(text.as_bytes()),
            Cell::Whole(number) => self.whole(number, self.delimiter),
            Cell::Ratio(ratio) => self.ratio(ratio),
            Cell::Number(number) => self.plain(ryu::Buffer::new().format(number).as_bytes()),
            Cell::Truth(true) => self.plain(b"true"),
            Cell::Truth(false) => self.plain(b"false"),
            Cell::Spans(spans) => self.spans(spans),
        }
        Ok(())
    }
}

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGHEST: u64 = ONES << 7;
/// Texts of fewer bytes are mostly names and words, without a comma.
const SHORT: usize = 32;

impl<'b> Line<'b> {
    fn new(bytes: &'b mut Vec<u8>, dialect: Dialect) -> Self {
        let delimiter = dialect.delimiter.byte();
        Self {
            bytes,
            delimiter,
            guards: dialect.safety == CsvSafety::On,
            newlines: dialect.newlines,
            tame: ONES * (u64::from(delimiter.max(b'"')) + 1),
        }
    }

    /// Ends the line that begins at byte `start`.
    fn end(self, start: usize) {
        // In place of the delimiter after the last cell.
        match self.bytes.get_mut(start..).and_then(<[u8]>::last_mut) {
            Some(last) => *last = b'\n',
            None => self.bytes.push(b'\n'),
        }
    }

    fn further(&mut self, cells: &[MetaCell<'_>]) {
        for cell in cells {
            match cell {
                // A number is no formula, whatever its sign.
                MetaCell::Number(number) => self.plain(number.to_string().as_bytes()),
                MetaCell::Text(_) | MetaCell::Truth(_) => {
                    let Ok(()) = self.cell("", cell.cell());
                }
            }
        }
    }

    #[inline]
    fn plain(&mut self, cell: &[u8]) {
        self.bytes.extend_from_slice(cell);
        self.bytes.push(self.delimiter);
    }

    fn spans(&mut self, spans: &[[u32; 2]]) {
        match spans {
            [] => self.bytes.push(self.delimiter),
            // They have the delimiter in them.
            [_, _, ..] if self.delimiter == b';' => self.text(&Spans(spans).to_string()),
            [before @ .., last] => {
                before.iter().for_each(|span| self.span(*span, b';'));
                self.span(*last, self.delimiter);
            }
        }
    }

    fn span(&mut self, [start, end]: [u32; 2], behind: u8) {
        self.whole(u64::from(start), b'-');
        self.whole(u64::from(end), behind);
    }

    /// So many first bytes of eight, and one more: at once, without asking for their number.
    #[inline]
    fn few(&mut self, eight: u64, length: usize, behind: u8) {
        let eight = eight | (u64::from(behind) << (8 * length));
        let end = self.bytes.len() + length + 1;
        self.bytes.extend_from_slice(&eight.to_le_bytes());
        self.bytes.truncate(end);
    }

    /// A number, and a byte behind it.
    #[inline(never)]
    fn whole(&mut self, number: u64, behind: u8) {
        if number < 10_000 {
            let digits = digits(number as u32);
            // Zeros before the first other digit, but for the last one.
            let before = (digits.trailing_zeros() / 8).min(3);
            self.few(
                u64::from((digits | ZEROS) >> (8 * before)),
                4 - before as usize,
                behind,
            );
        } else {
            let mut digits = itoa::Buffer::new();
            self.bytes
                .extend_from_slice(digits.format(number).as_bytes());
            self.bytes.push(behind);
        }
    }

    /// In its shortest digits, as `ryu` finds them; most ratios are thousandths, whose digits they are.
    #[inline(never)]
    fn ratio(&mut self, ratio: f32) {
        let thousandths = (ratio * 1000.0 + 0.5) as u16;
        match thousandths {
            0..1000 if f32::from(thousandths) / 1000.0 == ratio && ratio.is_sign_positive() => {
                let digits = digits(u32::from(thousandths));
                // Zeros behind the last other digit, but for the first one after the point.
                let behind = (digits.leading_zeros() / 8).min(2);
                let [_, a, b, c] = (digits | ZEROS).to_le_bytes();
                let eight = u64::from_le_bytes([b'0', b'.', a, b, c, 0, 0, 0]);
                let length = 5 - behind as usize;
                let shown = u64::MAX >> (64 - 8 * length);
                self.few(eight & shown, length, self.delimiter);
            }
            _ => self.plain(ryu::Buffer::new().format(ratio).as_bytes()),
        }
    }

    #[inline(never)]
    fn text(&mut self, text: &str) {
        if !self.is_written(text.as_bytes()) {
            self.any(text);
        }
    }

    #[inline(never)]
    fn line(&mut self, text: &str) {
        if !is_trimmed(text) || !self.is_written(text.as_bytes()) {
            self.any(&in_one_line(text, self.newlines));
        }
    }

    /// Writes a text that needs no more than quotes, as nearly all do.
    #[inline(always)]
    fn is_written(&mut self, text: &[u8]) -> bool {
        if text.len() > cell::MOST_UNITS || self.guards && cell::is_formula(text) {
            return false;
        }
        if text.len() < SHORT && self.is_tame(text) {
            self.plain(text);
            return true;
        }
        match held(text, self.delimiter) {
            (false, false) => self.plain(text),
            (true, false) => {
                self.bytes.push(b'"');
                self.bytes.extend_from_slice(text);
                self.bytes.extend_from_slice(&[b'"', self.delimiter]);
            }
            (_, true) if memchr2(b'\n', b'\r', text).is_none() => self.quoted(text),
            (_, true) => return false,
        }
        true
    }

    /// It has none of the bytes that need quotes, told by that all but spaces are greater, eight at once.
    #[inline]
    fn is_tame(&self, text: &[u8]) -> bool {
        let is_tame = |word: u64| {
            let less = word.wrapping_sub(self.tame) & !word;
            let other = word ^ (ONES * u64::from(b' '));
            let no_space = ((other & !HIGHEST) + !HIGHEST) | other;
            less & no_space & HIGHEST == 0
        };
        match (text.first_chunk::<8>(), text.last_chunk::<8>()) {
            (Some(_), Some(last)) => {
                let (eights, _) = text.as_chunks::<8>();
                let mut eights = eights.iter().chain([last]);
                eights.all(|eight| is_tame(u64::from_le_bytes(*eight)))
            }
            _ => {
                let needs_quotes =
                    |byte: &u8| matches!(*byte, b'"' | b'\n' | b'\r') || *byte == self.delimiter;
                !text.iter().any(needs_quotes)
            }
        }
    }

    /// Between quotes, and with those in it doubled: without them a reader would end the cell, or its line, too
    /// early.
    fn quoted(&mut self, text: &[u8]) {
        self.bytes.push(b'"');
        let mut from = 0;
        for at in memchr_iter(b'"', text) {
            // The quote ends one piece and begins the next.
            self.bytes.extend_from_slice(&text[from..=at]);
            from = at;
        }
        self.bytes.extend_from_slice(&text[from..]);
        self.bytes.extend_from_slice(&[b'"', self.delimiter]);
    }

    /// Any text: guarded and cut where need be.
    #[cold]
    fn any(&mut self, text: &str) {
        let text = match self.guards && cell::is_formula(text.as_bytes()) {
            true => Cow::Owned(format!("'{text}")),
            false => Cow::Borrowed(text),
        };
        // Line feeds are counted only where they can be.
        let most = match self.newlines {
            Newlines::Kept => cell::MOST_LINE_FEEDS,
            Newlines::Marked => cell::MOST_UNITS,
        };
        let fitted = (text.len() > most).then(|| cell::fitted(&text)).flatten();
        let bytes = fitted.as_deref().unwrap_or(&text).as_bytes();
        match holds_any(bytes, [self.delimiter, b'"', b'\n', b'\r']) {
            true => self.quoted(bytes),
            false => self.plain(bytes),
        }
    }
}

/// Whether the delimiter stands in a text, and whether a quote or a line break does.
fn held(text: &[u8], delimiter: u8) -> (bool, bool) {
    let (blocks, rest) = text.as_chunks();
    let blocks = blocks
        .iter()
        .fold(0, |held, block| held | in_block(block, delimiter));
    let rest = match text.last_chunk() {
        _ if rest.is_empty() => 0,
        // The end of a long text overlaps the block before.
        Some(last) => in_block(last, delimiter),
        None => {
            let mut last = [0; BLOCK];
            last[..rest.len()].copy_from_slice(rest);
            in_block(&last, delimiter)
        }
    };
    let held = blocks | rest;
    (held & 1 != 0, held & 2 != 0)
}

/// 1 if the delimiter stands in it, and 2 if a quote or a line break does.
#[inline(always)]
fn in_block(block: &[u8; BLOCK], delimiter: u8) -> u8 {
    // Byte by byte and without branches, which the compiler makes comparisons of many bytes.
    let mut held = [0; BLOCK];
    for (held, byte) in held.iter_mut().zip(block) {
        let is = |wanted: u8| u8::from(*byte == wanted);
        *held = is(delimiter) | ((is(b'"') | is(b'\n') | is(b'\r')) << 1);
    }
    held.iter().fold(0, |all, held| all | held)
}

/// Bytes that are looked at together.
const BLOCK: usize = 64;
const ZEROS: u32 = u32::from_le_bytes(*b"0000");

/// The four digits of a number under 10,000, each in a byte, the first one lowest.
#[inline]
fn digits(number: u32) -> u32 {
    let hundreds = (number * 5243) >> 19;
    let pairs = hundreds | ((number - 100 * hundreds) << 16);
    let tens = ((pairs * 103) >> 10) & 0x000F_000F;
    tens | ((pairs - 10 * tens) << 8)
}

#[cfg(test)]
mod tests {
    use std::str;

    use clap::ValueEnum;
    use proptest::prelude::*;

    use super::*;
    use crate::config::Delimiter;
    use crate::records::{Line as InOneLine, row};

    row! {
        #[derive(Clone, Debug, Default)]
        struct Cells<'a> {
            text: &'a str,
            sure: bool,
            confidence: f32,
            count: u32,
            other: InOneLine<'a>,
            spans: Spans<'a>,
        }
    }

    /// Whose cells between two are its own.
    #[derive(Default)]
    struct Own<'a, const START: usize, const END: usize>(Cells<'a>);

    impl<const START: usize, const END: usize> Row for Own<'_, START, END> {
        fn cells<T: Take>(&self, take: &mut T) -> Result<(), T::Error> {
            self.0.cells(take)
        }
    }

    impl<const START: usize, const END: usize> Alike for Own<'_, START, END> {
        const OWN: Range<usize> = START..END;
    }

    fn bare(delimiter: Delimiter) -> Dialect {
        Dialect {
            delimiter,
            safety: CsvSafety::Off,
            ..Dialect::default()
        }
    }

    fn written(row: &impl Row, dialect: Dialect) -> String {
        let mut lines = Lines::new(dialect);
        lines.push(row, &[]);
        str::from_utf8(lines.as_bytes()).unwrap().to_owned()
    }

    /// What should stand in the cells, in words.
    fn cells(row: &Cells<'_>) -> Vec<String> {
        let spans = row.spans.0.iter();
        let spans: Vec<String> = spans.map(|[start, end]| format!("{start}-{end}")).collect();
        let lines = row.other.0.split(['\n', '\r']).map(str::trim);
        let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
        vec![
            row.text.to_owned(),
            row.sure.to_string(),
            ryu::Buffer::new().format(row.confidence).to_owned(),
            row.count.to_string(),
            lines.join(" ¶ "),
            spans.join(";"),
        ]
    }

    #[test]
    fn a_number_is_its_digits() {
        let row = |count| Cells {
            count,
            ..Cells::default()
        };
        for count in (0..20_000).chain([99_999, u32::MAX]) {
            let line = written(&row(count), Dialect::default());
            assert_eq!(line, format!(",false,0.0,{count},,\n"));
        }
    }

    proptest! {
        #[test]
        fn the_same_bytes_as_the_csv_crate_writes_and_the_same_cells_as_it_reads(
            texts in prop::collection::vec("([a-z]{0,9}|[\",;\t\r\n é“\u{a0}-])*", 0..4),
            delimiter in prop::sample::select(Delimiter::value_variants()),
            sure: bool,
            thousandths in 0..=1000_u32,
            count: u32,
            spans in prop::collection::vec((0..20_000_u32, 0..20_000_u32), 0..3),
        ) {
            let spans: Vec<[u32; 2]> = spans.into_iter().map(<[u32; 2]>::from).collect();
            let rows = texts.iter().map(|text| Cells {
                text,
                sure,
                confidence: thousandths as f32 / 1000.0,
                count,
                other: InOneLine(text),
                spans: Spans(&spans),
            });
            let rows: Vec<Cells<'_>> = rows.collect();
            let mut lines = Lines::new(bare(delimiter));
            let mut writer = csv::WriterBuilder::new().delimiter(delimiter.byte()).from_writer(Vec::new());
            for row in &rows {
                lines.push(row, &[]);
                writer.write_record(cells(row)).unwrap();
            }
            let wanted = writer.into_inner().unwrap();
            prop_assert_eq!(lines.as_bytes().escape_ascii().to_string(), wanted.escape_ascii().to_string());
            let mut reader = csv::ReaderBuilder::new();
            let mut reader = reader.delimiter(delimiter.byte()).has_headers(false).from_reader(lines.as_bytes());
            let read: Result<Vec<csv::StringRecord>, _> = reader.records().collect();
            let wanted: Vec<_> = rows.iter().map(cells).collect();
            prop_assert_eq!(read.unwrap(), wanted);
        }

        #[test]
        fn guarded_and_cut_as_any_text_is(
            text in "[='@\t＝]{0,2}([a-z]{0,9}|[\",;\t\r\n é“\u{a0}-])*",
            times in prop::sample::select(vec![1_usize, 1, 40, 9000]),
            kept: bool,
        ) {
            let text = text.repeat(times);
            let newlines = if kept { Newlines::Kept } else { Newlines::Marked };
            let dialect = Dialect { newlines, ..Dialect::default() };
            let row = Cells { text: &text, other: InOneLine(&text), ..Cells::default() };
            let cell = |text: &str| {
                let guard = if cell::is_formula(text.as_bytes()) { "'" } else { "" };
                let guarded = format!("{guard}{text}");
                cell::fitted(&guarded).filter(|_| kept || guarded.len() > cell::MOST_UNITS).unwrap_or(guarded)
            };
            let written = written(&row, dialect);
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(written.as_bytes());
            let read = reader.records().next().unwrap().unwrap();
            prop_assert_eq!(&read[0], cell(&text));
            prop_assert_eq!(&read[4], cell(&in_one_line(&text, newlines)));
        }
    }

    #[test]
    fn texts_are_guarded_and_cut_and_numbers_are_not() {
        let long = "a\n".repeat(300);
        let row = Cells {
            text: "=1,2",
            confidence: -0.5,
            count: 1,
            other: InOneLine(&long),
            ..Cells::default()
        };
        let kept = Dialect {
            newlines: Newlines::Kept,
            ..Dialect::default()
        };
        let written = written(&row, kept);
        assert!(
            written.starts_with("\"'=1,2\",false,-0.5,1,\"a\n"),
            "{written}"
        );
        assert_eq!(written.matches('\n').count(), cell::MOST_LINE_FEEDS + 1);
    }

    #[test]
    fn a_ratio_has_its_shortest_digits() {
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
        for confidence in thousandths.chain(others) {
            let row = Cells {
                confidence,
                ..Cells::default()
            };
            let wanted = ryu::Buffer::new().format(confidence).to_owned();
            assert_eq!(
                written(&row, Dialect::default()),
                format!(",false,{wanted},0,,\n")
            );
        }
    }

    #[test]
    fn rows_alike_are_the_same_lines_as_any() {
        fn check<const START: usize, const END: usize>() {
            let first = Cells {
                text: "a,b",
                sure: true,
                confidence: 0.5,
                count: 7,
                other: InOneLine("x"),
                spans: Spans(&[[1, 2]]),
            };
            let mut second = first.clone();
            second.confidence = 0.25;
            second.count = 12_345;
            if END > 4 {
                second.other = InOneLine("\"y\"");
            }
            let further = [MetaCell::Text("m;\n".into()), MetaCell::Truth(true)];
            let mut alike = Lines::new(Dialect::default());
            let mut any = Lines::new(Dialect::default());
            let rows = [first, second].map(Own::<START, END>);
            alike.push_first(&rows[0], &further);
            alike.push_next(&rows[1]);
            rows.iter().for_each(|row| any.push(row, &further));
            assert_eq!(
                str::from_utf8(alike.as_bytes()),
                str::from_utf8(any.as_bytes()),
                "{START}..{END}"
            );
        }
        check::<1, 4>();
        check::<0, 6>();
        check::<2, 5>();
    }
}
