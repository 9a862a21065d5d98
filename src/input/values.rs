//! [`Values`]: the values of a JSON stream as bytes, one in memory at a time.
//!
//! The stream is one array, whose items are the values, or values one after the
//! other. Brackets and strings are followed here; what is between them is for a
//! JSON parser to judge, so that one bad value does not spoil the next.

use std::io::{self, BufRead};

use super::lines::patience;

pub(super) struct Values {
    stream: Box<dyn BufRead + Send>,
    limit: u64,
    number: u64,
    /// Inside the array that holds the values.
    in_array: bool,
    begun: bool,
    /// A value seemed to have no end: what follows cannot be told from it.
    lost: bool,
}

/// One value; `None` for bytes: longer than the limit, and skipped.
#[derive(Debug, PartialEq)]
pub(super) struct Value {
    /// Counted from one.
    pub(super) number: u64,
    pub(super) bytes: Option<Vec<u8>>,
    /// Whether it ended, before the stream did and before patience.
    pub(super) whole: bool,
}

/// Where in a value a byte stands.
#[derive(Default)]
struct Scan {
    depth: u64,
    in_string: bool,
    escaped: bool,
}

enum Step {
    Inside,
    /// The value ends with this byte.
    Last,
    /// The value ended before this byte.
    Past,
}

impl Values {
    pub(super) fn new(stream: Box<dyn BufRead + Send>, limit: u64) -> Self {
        Self {
            stream,
            limit,
            number: 0,
            in_array: false,
            begun: false,
            lost: false,
        }
    }

    /// How many values were begun.
    pub(super) fn number(&self) -> u64 {
        self.number
    }

    /// The next value; `None` at the end.
    pub(super) fn next(&mut self) -> io::Result<Option<Value>> {
        if self.lost || !self.find_start()? {
            return Ok(None);
        }
        self.number += 1;
        let mut value = Vec::new();
        let mut length = 0;
        let most = self.limit.saturating_add(patience(self.limit));
        let mut scan = Scan::default();
        let whole = loop {
            let buffer = self.stream.fill_buf()?;
            if buffer.is_empty() {
                // A bare number or word ends with the stream; nothing else does.
                break !scan.in_string && scan.depth == 0;
            }
            // A bracket that closes nothing is a bad value of its own.
            let (taken, ended) = match scan.run(buffer) {
                (0, true) if length == 0 => (1, true),
                found => found,
            };
            length += taken as u64;
            match length > self.limit {
                true => value = Vec::new(),
                false => value.extend_from_slice(&buffer[..taken]),
            }
            self.stream.consume(taken);
            if ended {
                break true;
            }
            if length > most {
                self.lost = true;
                break false;
            }
        };
        Ok(Some(Value {
            number: self.number,
            bytes: Some(value).filter(|_| length <= self.limit),
            whole,
        }))
    }

    /// Goes to the first byte of a value; false at the end of the stream or the array.
    fn find_start(&mut self) -> io::Result<bool> {
        loop {
            let buffer = self.stream.fill_buf()?;
            let Some(byte) = buffer.first().copied() else {
                return Ok(false);
            };
            match byte {
                b'[' if !self.begun => self.in_array = true,
                b' ' | b'\t' | b'\r' | b'\n' | b',' => {}
                // A byte order mark.
                0xEF | 0xBB | 0xBF if !self.begun => {}
                b']' if self.in_array => self.in_array = false,
                _ => {
                    self.begun = true;
                    return Ok(true);
                }
            }
            self.begun |= byte == b'[';
            self.stream.consume(1);
        }
    }
}

impl Scan {
    /// How many of the bytes are the value's, and whether it ends there.
    fn run(&mut self, bytes: &[u8]) -> (usize, bool) {
        for (index, byte) in bytes.iter().enumerate() {
            match self.step(*byte) {
                Step::Inside => {}
                Step::Last => return (index + 1, true),
                Step::Past => return (index, true),
            }
        }
        (bytes.len(), false)
    }

    fn step(&mut self, byte: u8) -> Step {
        if self.in_string {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => self.in_string = false,
                _ => {}
            }
            return self.inside_or_last();
        }
        match byte {
            b'"' => self.in_string = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' if self.depth == 0 => return Step::Past,
            b'}' | b']' => {
                self.depth -= 1;
                return self.inside_or_last();
            }
            b' ' | b'\t' | b'\r' | b'\n' | b',' if self.depth == 0 => return Step::Past,
            _ => {}
        }
        Step::Inside
    }

    fn inside_or_last(&self) -> Step {
        match self.depth == 0 && !self.in_string {
            true => Step::Last,
            false => Step::Inside,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str, limit: u64) -> Vec<String> {
        // A small buffer, so that values are cut by its end.
        let stream = io::BufReader::with_capacity(3, io::Cursor::new(text.to_owned()));
        let mut values = Values::new(Box::new(stream), limit);
        let mut shown = Vec::new();
        while let Some(value) = values.next().unwrap() {
            let bytes = value.bytes.map(|bytes| String::from_utf8(bytes).unwrap());
            let bytes = bytes.unwrap_or_else(|| "too long".to_owned());
            let rest = if value.whole { "" } else { " and no end" };
            shown.push(format!("{}: {bytes}{rest}", value.number));
        }
        shown
    }

    #[test]
    fn an_array_or_one_value_after_the_other() {
        let expected = [
            r#"1: {"a": "]}\""}"#,
            "2: [1, {}]",
            r#"3: "x,\"y""#,
            "4: 12",
        ];
        let array = r#" [{"a": "]}\""}, [1, {}] ,"x,\"y",12]"#;
        assert_eq!(values(array, 99), expected);
        let row = "{\"a\": \"]}\\\"\"}\r\n[1, {}]\"x,\\\"y\" 12";
        assert_eq!(values(row, 99)[0], expected[0]);
        assert_eq!(values("[]", 9), [""; 0]);
        assert_eq!(values(" ", 9), [""; 0]);
    }

    #[test]
    fn a_bad_value_is_one_value() {
        assert_eq!(
            values("[{a}, }, {]} {}", 9),
            ["1: {a}", "2: }", "3: {]", "4: }", "5: {}"]
        );
        assert_eq!(
            values("[{}, {\"a\": [1]", 9),
            ["1: {}", "2: {\"a\": [1] and no end"]
        );
        assert_eq!(values("[[123456789], 2]", 9), ["1: too long", "2: 2"]);
    }

    #[test]
    fn depth_costs_nothing() {
        let deep = "[".repeat(100_000);
        assert_eq!(values(&deep, 9), ["1: too long and no end"]);
    }

    #[test]
    fn of_a_value_without_end_no_more_is_read() {
        let long = |length: usize| format!("[{{}}, \"{}\", 2]", "x".repeat(length));
        assert_eq!(values(&long(60_000), 9), ["1: {}", "2: too long", "3: 2"]);
        assert_eq!(
            values(&long(70_000), 9),
            ["1: {}", "2: too long and no end"]
        );
    }
}
