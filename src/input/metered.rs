//! [`Metered`]: the bytes of a table, bounded row by row, and kept until it is known that a row is sound.

use std::io::{self, BufRead, Read};

/// What the CSV parser reads ahead at most.
const BUFFER: u64 = 1 << 16;

/// Bounds what one row may take, counts quotation marks, and tells in which line a row stands.
pub(super) struct Metered {
    stream: Box<dyn BufRead + Send>,
    left: u64,
    /// Quotation marks so far.
    pub(super) quotes: u64,
    /// The bytes from the last row but one on, and how many there were before them.
    held: Vec<u8>,
    dropped: u64,
    /// Lines that ended before them.
    lines: u64,
    /// Where the last row begins, and the one before it.
    last: u64,
    before: u64,
}

impl Metered {
    /// `lines` of the file stand before what the stream gives; the first row may take `limit` bytes.
    pub(super) fn new(stream: Box<dyn BufRead + Send>, lines: usize, limit: u64) -> Self {
        Self {
            stream,
            left: limit.saturating_add(BUFFER),
            quotes: 0,
            held: Vec::new(),
            dropped: 0,
            lines: lines as u64,
            last: 0,
            before: 0,
        }
    }

    /// The next row, which may take `limit` bytes, begins at byte `at` of the stream.
    pub(super) fn next_row(&mut self, at: u64, limit: u64) {
        self.left = limit.saturating_add(BUFFER);
        (self.before, self.last) = (self.last, at);
    }

    /// The last row's bytes up to byte `end` of the stream.
    pub(super) fn row(&self, end: u64) -> &[u8] {
        self.between(self.last, end)
    }

    /// The line that the last row begins in, counted from one.
    pub(super) fn line(&self) -> u64 {
        self.line_at(self.last)
    }

    /// The line that the row before it begins in.
    pub(super) fn line_before(&self) -> u64 {
        self.line_at(self.before)
    }

    fn line_at(&self, start: u64) -> u64 {
        let rest = self.between(start, self.dropped + self.held.len() as u64);
        let is_end = |byte: &&u8| matches!(byte, b'\n' | b'\r');
        // The parser skips empty lines, and the second half of a line's end.
        let skipped = rest.iter().take_while(is_end).count();
        let before = breaks(self.between(self.dropped, start)) + breaks(&rest[..skipped]);
        1 + self.lines + before
    }

    fn between(&self, start: u64, end: u64) -> &[u8] {
        let place = |at: u64| usize::try_from(at.saturating_sub(self.dropped)).ok();
        let range = place(start).zip(place(end));
        let bytes = range.and_then(|(start, end)| self.held.get(start..end));
        bytes.unwrap_or_default()
    }
}

impl Read for Metered {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let done = self.between(self.dropped, self.before).len();
        self.lines += breaks(&self.held[..done]);
        self.held.drain(..done);
        self.dropped += done as u64;
        let most = buffer
            .len()
            .min(usize::try_from(self.left).unwrap_or(usize::MAX));
        let count = self.stream.read(&mut buffer[..most])?;
        self.left -= count as u64;
        self.quotes += quotes(&buffer[..count]);
        self.held.extend_from_slice(&buffer[..count]);
        Ok(count)
    }
}

/// Lines that end in the bytes.
pub(super) fn breaks(bytes: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', bytes).count() as u64
}

/// Quotation marks in the bytes.
pub(super) fn quotes(bytes: &[u8]) -> u64 {
    memchr::memchr_iter(b'"', bytes).count() as u64
}
