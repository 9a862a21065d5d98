//! [`Lines`]: the lines of a stream as bytes, one in memory at a time, none longer than a limit.

use std::io::{self, BufRead, Read};

/// One line, without what ends it.
#[derive(Debug)]
pub(super) struct Line {
    /// Counted from one.
    pub(super) number: u64,
    /// Of its first byte in the stream.
    pub(super) offset: u64,
    /// `None`: longer than the limit, and skipped.
    pub(super) bytes: Option<Vec<u8>>,
}

pub(super) struct Lines {
    stream: Box<dyn BufRead + Send>,
    limit: u64,
    number: u64,
    offset: u64,
}

impl Lines {
    pub(super) fn new(stream: Box<dyn BufRead + Send>, limit: u64) -> Self {
        Self {
            stream,
            limit,
            number: 0,
            offset: 0,
        }
    }

    /// How many lines were read to their ends.
    pub(super) fn number(&self) -> u64 {
        self.number
    }

    /// The next line; `None` at the end.
    pub(super) fn next(&mut self) -> io::Result<Option<Line>> {
        let mut bytes = Vec::new();
        // One more than the limit for the line break, one more to see that it is exceeded.
        let read = (&mut self.stream)
            .take(self.limit.saturating_add(2))
            .read_until(b'\n', &mut bytes)? as u64;
        if read == 0 {
            return Ok(None);
        }
        let offset = self.offset;
        self.offset += read;
        let ended = bytes.pop_if(|byte| *byte == b'\n').is_some();
        let bytes = if bytes.len() as u64 > self.limit {
            if !ended {
                self.offset += self.skip()?;
            }
            None
        } else {
            Some(bytes)
        };
        self.number += 1;
        Ok(Some(Line {
            number: self.number,
            offset,
            bytes,
        }))
    }
}

/// How many bytes are skipped of what is longer than `limit`: a compressed file may hold a line without end.
pub(super) fn patience(limit: u64) -> u64 {
    /// In limits.
    const PATIENCE: u64 = 64;
    limit.saturating_mul(PATIENCE).max(1 << 16)
}

impl Lines {
    /// Goes behind the line's end; how many bytes that were.
    fn skip(&mut self) -> io::Result<u64> {
        let most = patience(self.limit);
        let mut rest = (&mut self.stream).take(most);
        let skipped = rest.skip_until(b'\n')? as u64;
        match skipped == most {
            true => Err(io::Error::other("a line without end")),
            false => Ok(skipped),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn skips_a_line_that_is_too_long_and_goes_on() {
        let mut lines = Lines::new(Box::new(io::Cursor::new("abc\nabcd\nabcdef\n\nxy")), 4);
        let mut seen = Vec::new();
        while let Some(line) = lines.next().unwrap() {
            let text = line.bytes.map(|bytes| String::from_utf8(bytes).unwrap());
            seen.push((line.number, line.offset, text));
        }
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(
            seen,
            [
                (1, 0, text("abc")),
                (2, 4, text("abcd")),
                (3, 9, None),
                (4, 16, text("")),
                (5, 17, text("xy")),
            ]
        );
    }
}
