//! [`Line`]: the cells of one row, written one after the other.

use std::borrow::Cow;
use std::convert::Infallible;

use memchr::{memchr_iter, memchr2};

use super::super::cell;
use super::look::held;
use crate::bytes::each;
use crate::config::{CsvSafety, Dialect, Newlines};
use crate::records::rows::Spans;
use crate::records::{Cell, MetaCell, Take, cell as in_one_line, holds_any, is_trimmed};

/// The line under way: a delimiter stands after each cell.
pub(super) struct Line<'b> {
    pub(super) bytes: &'b mut Vec<u8>,
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

/// The highest bit of each byte.
const HIGHEST: u64 = each(0x80);
/// Texts of fewer bytes are mostly names and words, without a comma.
const SHORT: usize = 32;

impl<'b> Line<'b> {
    pub(super) fn new(bytes: &'b mut Vec<u8>, dialect: Dialect) -> Self {
        let delimiter = dialect.delimiter.byte();
        Self {
            bytes,
            delimiter,
            guards: dialect.safety == CsvSafety::On,
            newlines: dialect.newlines,
            tame: each(delimiter.max(b'"') + 1),
        }
    }

    /// Ends the line that begins at byte `start`.
    pub(super) fn end(self, start: usize) {
        // In place of the delimiter after the last cell.
        match self.bytes.get_mut(start..).and_then(<[u8]>::last_mut) {
            Some(last) => *last = b'\n',
            None => self.bytes.push(b'\n'),
        }
    }

    pub(super) fn further(&mut self, cells: &[MetaCell<'_>]) {
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
            let other = word ^ each(b' ');
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

const ZEROS: u32 = u32::from_le_bytes(*b"0000");

/// The four digits of a number under 10,000, each in a byte, the first one lowest.
#[inline]
fn digits(number: u32) -> u32 {
    let hundreds = (number * 5243) >> 19;
    let pairs = hundreds | ((number - 100 * hundreds) << 16);
    let tens = ((pairs * 103) >> 10) & 0x000F_000F;
    tens | ((pairs - 10 * tens) << 8)
}
