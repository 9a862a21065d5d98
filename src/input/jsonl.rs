//! [`Jsonl`]: each line of a `.jsonl` file is one document.
//!
//! `id` and `text` are read, and `title`, `author`, `date`, `outlet`, `url`
//! where they are there; other fields pass through. A line that cannot be
//! used is an error, and the lines after it are read.

use serde_json::{Map, Value};

use super::lines::{Line, Lines};
use super::text::{BOM, utf8};
use super::{Documents, InputCause, InputError, Limits, Reader, Source};
use crate::document::{Document, Metadata};

/// JSON lines.
#[derive(Clone, Copy, Debug)]
pub struct Jsonl;

impl Reader for Jsonl {
    fn extensions(&self) -> &'static [&'static str] {
        &["jsonl", "ndjson"]
    }

    fn documents(&self, source: Source, limits: Limits) -> Documents {
        Box::new(Records {
            source,
            limits,
            state: State::Unopened,
        })
    }
}

/// The bytes begin as a JSON object does.
pub(super) fn looks_like(head: &[u8]) -> bool {
    let head = head.strip_prefix(BOM).unwrap_or(head).trim_ascii_start();
    head.strip_prefix(b"{").is_some_and(|rest| {
        let rest = rest.trim_ascii_start();
        rest.starts_with(b"\"") || rest.starts_with(b"}")
    })
}

struct Records {
    source: Source,
    limits: Limits,
    state: State,
}

enum State {
    Unopened,
    Open(Lines),
    Done,
}

impl Iterator for Records {
    type Item = Result<Document, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        if matches!(self.state, State::Unopened) {
            self.state = match self.source.bytes() {
                Ok(bytes) => State::Open(Lines::new(bytes, self.limits.record_bytes)),
                Err(error) => return self.broken(InputCause::Open(error)),
            };
        }
        loop {
            let State::Open(lines) = &mut self.state else {
                return None;
            };
            match lines.next() {
                Ok(Some(line)) => {
                    if let Some(record) = self.record(line) {
                        return Some(record);
                    }
                }
                Ok(None) => self.state = State::Done,
                Err(error) => return self.broken(InputCause::Read(error)),
            }
        }
    }
}

impl Records {
    /// The rest of the file is lost.
    fn broken(&mut self, cause: InputCause) -> Option<Result<Document, InputError>> {
        self.state = State::Done;
        Some(Err(self.source.failed(cause)))
    }

    /// The line's document; `None` if the line is blank.
    fn record(&self, line: Line) -> Option<Result<Document, InputError>> {
        let number = line.number;
        let fallback = || format!("{}:{number}", self.source.stem());
        let parsed = match object(line, self.limits) {
            Ok(Some(object)) => document(object, fallback),
            Ok(None) => return None,
            Err(cause) => Err(cause),
        };
        Some(match parsed {
            Ok(mut document) => {
                document.path = self.source.name();
                Ok(document)
            }
            Err(cause) => Err(InputError {
                path: self.source.name(),
                line: Some(number),
                id: Some(fallback()),
                cause,
            }),
        })
    }
}

fn object(line: Line, limits: Limits) -> Result<Option<Map<String, Value>>, InputCause> {
    let mut offset = line.offset;
    let mut bytes = line.bytes.ok_or(InputCause::TooLong {
        limit: limits.record_bytes,
    })?;
    if line.number == 1 && bytes.starts_with(BOM) {
        bytes.drain(..BOM.len());
        offset += BOM.len() as u64;
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Ok(None);
    }
    let text = utf8(bytes, offset)?;
    match serde_json::from_str(&text) {
        Ok(Value::Object(object)) => Ok(Some(object)),
        Ok(_) => Err(InputCause::NotAnObject),
        Err(error) => Err(InputCause::Json(reason(&error))),
    }
}

/// The parser counts lines within the one it was given: only its column says anything.
fn reason(error: &serde_json::Error) -> String {
    let full = error.to_string();
    let suffix = format!(" at line {} column {}", error.line(), error.column());
    match full.strip_suffix(&suffix) {
        Some(cause) => format!("{cause} at column {}", error.column()),
        None => full,
    }
}

fn document(
    mut object: Map<String, Value>,
    fallback: impl Fn() -> String,
) -> Result<Document, InputCause> {
    let text = match object.shift_remove("text") {
        Some(Value::String(text)) => text,
        Some(Value::Null) | None => return Err(InputCause::NoText),
        Some(other) => {
            return Err(InputCause::Field {
                field: "text",
                found: type_of(&other),
            });
        }
    };
    let id = match object.shift_remove("id") {
        Some(Value::String(id)) if !id.is_empty() => id,
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Null | Value::String(_)) | None => fallback(),
        Some(other) => {
            return Err(InputCause::Field {
                field: "id",
                found: type_of(&other),
            });
        }
    };
    let mut field = |name: &str| object.shift_remove(name).and_then(words);
    let metadata = Metadata {
        title: field("title"),
        author: field("author"),
        date: field("date"),
        outlet: field("outlet"),
        url: field("url"),
        extra: object,
    };
    Ok(Document {
        id,
        path: String::new(),
        text,
        metadata,
    })
}

/// A field as words: a list of authors is joined, an empty field is none.
fn words(value: Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text).filter(|text| !text.trim().is_empty()),
        Value::Array(items) => {
            let items: Vec<String> = items.into_iter().filter_map(words).collect();
            Some(items.join("; ")).filter(|text| !text.is_empty())
        }
        other => Some(other.to_string()),
    }
}

fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Result<Document, InputError>> {
        let source = Source::memory("feed", text.as_bytes().to_vec());
        Jsonl.documents(source, Limits::default()).collect()
    }

    #[test]
    fn a_bad_line_is_named_and_the_rest_goes_on() {
        let records = read(concat!(
            "\u{feff}{\"id\": \"a\", \"text\": \"A.\\r\\n\"}\r\n",
            "\n",
            "{\"id\": \"b\", \"text\": }\n",
            "[1]\n",
            "{\"id\": \"c\"}\n",
            "{\"id\": 7, \"text\": \"C\"}\n",
            "{\"text\": \"D\"}",
        ));
        let shown: Vec<String> = records
            .iter()
            .map(|record| match record {
                Ok(document) => format!("{} {:?}", document.id, document.text),
                Err(error) => error.to_string(),
            })
            .collect();
        assert_eq!(
            shown,
            [
                "a \"A.\\r\\n\"",
                "-:3: invalid JSON: expected value at column 21",
                "-:4: the line holds no JSON object",
                "-:5: the record has no `text`",
                "7 \"C\"",
                "feed:7 \"D\"",
            ]
        );
    }

    #[test]
    fn known_fields_are_metadata_and_others_pass_through() {
        let record = r#"{"id":"a","text":"T","title":"X","author":["M","N"],"date":20160912,"tags":["u"],"quotes":[]}"#;
        let document = read(record).pop().unwrap().unwrap();
        assert_eq!(document.metadata.title.as_deref(), Some("X"));
        assert_eq!(document.metadata.author.as_deref(), Some("M; N"));
        assert_eq!(document.metadata.date.as_deref(), Some("20160912"));
        assert_eq!(document.metadata.outlet, None);
        let extra: Vec<&String> = document.metadata.extra.keys().collect();
        assert_eq!(extra, ["tags", "quotes"]);
    }

    #[test]
    fn invalid_utf8_is_named_by_its_place_in_the_file() {
        let mut bytes = b"{\"id\":1,\"text\":\"a\"}\n".to_vec();
        bytes.extend(b"{\"text\":\"\xFF\"}\n");
        let source = Source::memory("feed", bytes);
        let error = Jsonl
            .documents(source, Limits::default())
            .nth(1)
            .unwrap()
            .unwrap_err();
        assert_eq!(error.to_string(), "-:2: invalid UTF-8 at byte 29");
    }

    #[test]
    fn tells_json_from_prose() {
        assert!(looks_like(b"\xEF\xBB\xBF {\n \"id\": 1"));
        assert!(!looks_like(b"{curly} braces open this text"));
        assert!(!looks_like(b""));
    }
}
