//! [`Jsonl`] and [`Json`]: JSON objects, one a line, or in an array, or one after the other.
//!
//! What a field means is guessed from its name ([`super::Fields`]); fields that
//! mean nothing here pass through. A record that cannot be used is an error, and
//! those after it are read.

use std::collections::VecDeque;

use serde_json::{Map, Value};

use super::holder;
use super::lines::Lines;
use super::mapper::Mapper;
use super::record::document;
use super::text::{BOM, utf8};
use super::values::Values;
use super::{Documents, InputCause, InputError, Place, Reader, Reading, Source};
use crate::document::Document;

/// JSON lines.
#[derive(Clone, Copy, Debug)]
pub struct Jsonl;

impl Reader for Jsonl {
    fn extensions(&self) -> &'static [&'static str] {
        &["jsonl", "ndjson"]
    }

    fn documents(&self, source: Source, reading: &Reading) -> Documents {
        let limit = reading.record_bytes;
        records(source, reading, move |stream| {
            Stream::Lines(Lines::new(stream, limit))
        })
    }
}

/// An array of JSON objects, or objects one after the other, over any number of lines.
#[derive(Clone, Copy, Debug)]
pub struct Json;

impl Reader for Json {
    fn extensions(&self) -> &'static [&'static str] {
        &["json"]
    }

    fn documents(&self, source: Source, reading: &Reading) -> Documents {
        let limit = reading.record_bytes;
        records(source, reading, move |stream| {
            Stream::Values(Values::new(stream, limit))
        })
    }
}

/// The reader for bytes that begin as JSON does.
pub(super) fn sniff(head: &[u8]) -> Option<&'static dyn Reader> {
    let head = head.strip_prefix(BOM).unwrap_or(head).trim_ascii_start();
    let (first, rest) = head.split_first()?;
    let inner = rest.trim_ascii_start();
    match (first, inner.first()) {
        (b'[', Some(b'{')) => Some(&Json),
        // An object over several lines is no JSON line.
        (b'{', Some(b'"')) if rest.starts_with(b"\n") || rest.starts_with(b"\r") => Some(&Json),
        (b'{', Some(b'"' | b'}')) => Some(&Jsonl),
        _ => None,
    }
}

type Bytes = Box<dyn std::io::BufRead + Send>;

fn records(
    source: Source,
    reading: &Reading,
    open: impl FnOnce(Bytes) -> Stream + Send + 'static,
) -> Documents {
    Box::new(Records {
        path: source.name(),
        source,
        mapper: reading.mapper(),
        limit: reading.record_bytes,
        state: State::Unopened(Box::new(open)),
        held: VecDeque::new(),
        place: Place::Record(1),
        given: 0,
    })
}

struct Records {
    source: Source,
    path: String,
    mapper: Mapper,
    limit: u64,
    state: State,
    /// Records that one value held, and their place.
    held: VecDeque<Map<String, Value>>,
    place: Place,
    /// Of them, those given so far.
    given: usize,
}

enum State {
    Unopened(Box<dyn FnOnce(Bytes) -> Stream + Send>),
    Open(Stream),
    Done,
}

enum Stream {
    Lines(Lines),
    Values(Values),
}

/// One record's bytes.
struct Record {
    place: Place,
    /// Of its first byte in the file, where that is known.
    offset: u64,
    /// `None`: longer than the limit.
    bytes: Option<Vec<u8>>,
    whole: bool,
}

impl Stream {
    fn next(&mut self) -> std::io::Result<Option<Record>> {
        Ok(match self {
            Self::Lines(lines) => lines.next()?.map(|line| Record {
                place: Place::Line(line.number),
                offset: line.offset,
                bytes: line.bytes,
                whole: true,
            }),
            Self::Values(values) => values.next()?.map(|value| Record {
                place: Place::Record(value.number),
                offset: 0,
                bytes: value.bytes,
                whole: value.whole,
            }),
        })
    }
}

impl Stream {
    /// The record that would come next.
    fn reached(&self) -> Place {
        match self {
            Self::Lines(lines) => Place::Line(lines.number() + 1),
            Self::Values(values) => Place::Record(values.number().max(1)),
        }
    }
}

impl Iterator for Records {
    type Item = Result<Document, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(object) = self.held.pop_front() {
                return Some(self.held_record(object));
            }
            match std::mem::replace(&mut self.state, State::Done) {
                State::Unopened(open) => match self.source.text_bytes() {
                    Ok(bytes) => self.state = State::Open(open(bytes)),
                    Err(error) => return Some(Err(self.source.failed(InputCause::Open(error)))),
                },
                State::Open(mut stream) => match stream.next() {
                    Ok(Some(record)) => {
                        self.state = State::Open(stream);
                        if let Some(record) = self.record(record) {
                            return Some(record);
                        }
                    }
                    Ok(None) => {
                        self.mapper.end(&self.path);
                        return None;
                    }
                    Err(error) => {
                        self.mapper.end(&self.path);
                        let failed = self.source.failed(InputCause::Read(error));
                        return Some(Err(failed.at(stream.reached())));
                    }
                },
                State::Done => return None,
            }
        }
    }
}

impl Records {
    /// The document of a record that stood among others in one value.
    fn held_record(&mut self, object: Map<String, Value>) -> Result<Document, InputError> {
        self.given += 1;
        let place = Place::Record(self.given as u64);
        let id = match self.place.number() {
            1 => format!("{}:{}", self.source.stem(), self.given),
            value => format!("{}:{value}:{}", self.source.stem(), self.given),
        };
        let parsed = document(object, &mut self.mapper, &self.path, || id.clone());
        parsed.map_err(|cause| InputError {
            path: self.path.clone(),
            place: Some(place),
            id: Some(id),
            cause,
        })
    }

    /// The record's document; `None` if the line is blank, or if it holds others.
    fn record(&mut self, record: Record) -> Option<Result<Document, InputError>> {
        let place = record.place;
        let fallback = || format!("{}:{}", self.source.stem(), place.number());
        let parsed = match value(record, self.limit) {
            Ok(Some(Value::Object(object))) => {
                let has_text = |object: &Map<String, Value>| self.mapper.may_hold_text(object, 1);
                match holder::records(&object, has_text) {
                    Some(records) => {
                        (self.held, self.place, self.given) = (records.into(), place, 0);
                        return None;
                    }
                    None => document(object, &mut self.mapper, &self.path, fallback),
                }
            }
            Ok(Some(_)) => Err(InputCause::NotAnObject),
            Ok(None) => return None,
            Err(cause) => Err(cause),
        };
        Some(parsed.map_err(|cause| InputError {
            path: self.path.clone(),
            place: Some(place),
            id: Some(fallback()),
            cause,
        }))
    }
}

fn value(record: Record, limit: u64) -> Result<Option<Value>, InputCause> {
    let mut offset = record.offset;
    if !record.whole {
        return Err(match record.bytes {
            Some(_) => InputCause::Unfinished,
            None => InputCause::Endless { limit },
        });
    }
    let mut bytes = record.bytes.ok_or(InputCause::TooLong { limit })?;
    if record.place.number() == 1 && bytes.starts_with(BOM) {
        bytes.drain(..BOM.len());
        offset += BOM.len() as u64;
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Ok(None);
    }
    let text = utf8(bytes, offset)?;
    match serde_json::from_str(&text) {
        Ok(value) => Ok(Some(value)),
        Err(error) => Err(InputCause::Json(reason(&error))),
    }
}

/// The parser counts lines within the record it was given: of one line, only the column says anything.
fn reason(error: &serde_json::Error) -> String {
    let full = error.to_string();
    let suffix = format!(" at line 1 column {}", error.column());
    match full.strip_suffix(&suffix) {
        Some(cause) => format!("{cause} at column {}", error.column()),
        None => full,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Result<Document, InputError>> {
        let source = Source::memory("feed", text.as_bytes().to_vec());
        Jsonl.documents(source, &Reading::default()).collect()
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
                "-:4: the record is no JSON object",
                "-:5: the record has no `text` (it has id)",
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
            .documents(source, &Reading::default())
            .nth(1)
            .unwrap()
            .unwrap_err();
        assert_eq!(error.to_string(), "-:2: invalid UTF-8 at byte 29");
    }

    #[test]
    fn tells_json_from_prose() {
        let extension = |head: &[u8]| sniff(head).map(|reader| reader.extensions()[0]);
        assert_eq!(extension(b"\xEF\xBB\xBF { \"id\": 1"), Some("jsonl"));
        assert_eq!(extension(b"{\n  \"id\": 1"), Some("json"));
        assert_eq!(extension(b"[\n{\"id\": 1"), Some("json"));
        for prose in ["{curly} braces open this text", "[square] ones", ""] {
            assert_eq!(extension(prose.as_bytes()), None);
        }
    }
}
