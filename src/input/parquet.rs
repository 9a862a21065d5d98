//! [`Parquet`]: each row of a Parquet file is one document, read a few rows at a time.

use std::fs::File;
use std::io::Read;
use std::sync::Arc;

use bytes::Bytes;
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::reader::{ReaderIter, TreeBuilder};
use parquet::record::{Field, Row};
use serde_json::{Map, Value};

use super::caught::caught;
use super::mapper::Mapper;
use super::record::document;
use super::{Documents, InputCause, InputError, Place, Reader, Reading, Source};
use crate::document::Document;

/// A file of no more bytes is read whole: page headers are taken from it byte by byte, each a call of the system, and a
/// crafted one of three kB can ask for millions.
const IN_MEMORY: u64 = 16 << 20;

/// Parquet files. The last bytes tell what is in them, so that what is no file, or is compressed
/// again, is read into memory whole.
#[derive(Clone, Copy, Debug)]
pub struct Parquet;

impl Reader for Parquet {
    fn extensions(&self) -> &'static [&'static str] {
        &["parquet", "pq"]
    }

    fn may_be_empty(&self) -> bool {
        false
    }

    fn documents(&self, source: Source, reading: &Reading) -> Documents {
        Box::new(Rows {
            path: source.name(),
            source,
            mapper: reading.mapper(),
            reading: reading.clone(),
            file: None,
            group: 0,
            rows: None,
            number: 0,
            end_of_group: 0,
            begun: false,
        })
    }
}

/// The bytes begin as a Parquet file does.
pub(super) fn looks_like(head: &[u8]) -> bool {
    head.starts_with(b"PAR1")
}

/// Rows decoded at a time: a row may be long.
const BATCH: usize = 32;

struct Rows {
    source: Source,
    path: String,
    mapper: Mapper,
    reading: Reading,
    file: Option<Arc<dyn FileReader>>,
    /// The row group that comes next.
    group: usize,
    rows: Option<ReaderIter>,
    /// Rows that came so far, those lost included.
    number: u64,
    end_of_group: u64,
    begun: bool,
}

impl Iterator for Rows {
    type Item = Result<Document, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        if !self.begun {
            self.begun = true;
            match caught(|| self.open()) {
                Ok(file) => self.file = Some(file),
                Err(cause) => return Some(Err(self.source.failed(cause))),
            }
        }
        loop {
            if let Some(rows) = &mut self.rows {
                match caught(|| rows.next().transpose().map_err(malformed)) {
                    Ok(Some(row)) => {
                        self.number += 1;
                        return Some(self.document(row));
                    }
                    Ok(None) => self.rows = None,
                    Err(cause) => return Some(Err(self.lost(&cause))),
                }
            }
            match self.next_group()? {
                Ok(rows) => self.rows = Some(rows),
                Err(cause) => return Some(Err(self.lost(&cause))),
            }
        }
    }
}

impl Rows {
    fn open(&mut self) -> Result<Arc<dyn FileReader>, InputCause> {
        let file: Arc<dyn FileReader> = match self.source.file_itself().map_err(InputCause::Open)? {
            Some(file) if file.metadata().map_err(InputCause::Open)?.len() > IN_MEMORY => {
                Arc::new(SerializedFileReader::<File>::new(file).map_err(malformed)?)
            }
            Some(mut file) => {
                let mut bytes = Vec::new();
                file.read_to_end(&mut bytes).map_err(InputCause::Open)?;
                Arc::new(SerializedFileReader::new(Bytes::from(bytes)).map_err(malformed)?)
            }
            None => {
                let bytes = Bytes::from(self.source.all(self.reading.record_bytes)?);
                Arc::new(SerializedFileReader::new(bytes).map_err(malformed)?)
            }
        };
        let schema = file.metadata().file_metadata().schema();
        let names: Vec<String> = schema
            .get_fields()
            .iter()
            .map(|field| field.name().to_owned())
            .collect();
        self.mapper.columns(&self.path, &names)?;
        Ok(file)
    }

    /// The rows of the next group; `None` after the last.
    fn next_group(&mut self) -> Option<Result<ReaderIter, InputCause>> {
        let file = self.file.as_ref()?;
        if self.group >= file.num_row_groups() {
            return None;
        }
        let group = self.group;
        self.group += 1;
        let metadata = file.metadata();
        let rows = metadata.row_group(group).num_rows();
        self.end_of_group += u64::try_from(rows).unwrap_or_default();
        let schema = metadata.file_metadata().schema_descr_ptr();
        let rows = caught(|| {
            let group = file.get_row_group(group).map_err(malformed)?;
            let builder = TreeBuilder::new().with_batch_size(BATCH);
            builder.as_iter(schema, &*group).map_err(malformed)
        });
        Some(rows)
    }

    fn document(&mut self, row: Row) -> Result<Document, InputError> {
        let number = self.number;
        let fallback = || format!("{}:{number}", self.source.stem());
        let object = object(row);
        let longest = object
            .values()
            .filter_map(Value::as_str)
            .map(str::len)
            .max();
        let limit = self.reading.record_bytes;
        let parsed = match longest.is_some_and(|longest| longest as u64 > limit) {
            true => Err(InputCause::TooLong { limit }),
            false => document(object, &mut self.mapper, &self.path, fallback),
        };
        parsed.map_err(|cause| InputError {
            path: self.path.clone(),
            place: Some(Place::Record(number)),
            id: Some(fallback()),
            cause,
        })
    }

    /// The rest of the row group is lost: its columns no longer go together.
    fn lost(&mut self, cause: &InputCause) -> InputError {
        let first = self.number + 1;
        let last = self.end_of_group.max(first);
        self.number = self.end_of_group;
        self.rows = None;
        let cause = InputCause::Malformed(format!("{cause}: rows {first} to {last} are lost"));
        self.source.failed(cause).at(Place::Record(first))
    }
}

fn malformed(error: ParquetError) -> InputCause {
    InputCause::Malformed(error.to_string())
}

fn object(row: Row) -> Map<String, Value> {
    let columns = row.into_columns().into_iter();
    columns.map(|(name, field)| (name, value(field))).collect()
}

fn value(field: Field) -> Value {
    match field {
        Field::Null => Value::Null,
        Field::Bool(value) => value.into(),
        Field::Byte(value) => value.into(),
        Field::Short(value) => value.into(),
        Field::Int(value) => value.into(),
        Field::Long(value) => value.into(),
        Field::UByte(value) => value.into(),
        Field::UShort(value) => value.into(),
        Field::UInt(value) => value.into(),
        Field::ULong(value) => value.into(),
        Field::Float(value) => value.into(),
        Field::Double(value) => value.into(),
        Field::Str(value) => value.into(),
        // Old writers do not say that their bytes are text.
        Field::Bytes(bytes) => String::from_utf8_lossy(bytes.data()).into(),
        Field::TimestampMillis(value) => timestamp(jiff::Timestamp::from_millisecond(value)),
        Field::TimestampMicros(value) => timestamp(jiff::Timestamp::from_microsecond(value)),
        Field::Date(days) => date(days),
        Field::Group(row) => Value::Object(object(row)),
        Field::ListInternal(list) => list.elements().iter().cloned().map(value).collect(),
        Field::MapInternal(map) => {
            let entries = map.entries().iter().cloned();
            entries
                .map(|(key, held)| (words(value(key)), value(held)))
                .collect()
        }
        other => other.to_string().into(),
    }
}

fn timestamp(timestamp: Result<jiff::Timestamp, jiff::Error>) -> Value {
    timestamp.map_or(Value::Null, |timestamp| timestamp.to_string().into())
}

fn date(days: i32) -> Value {
    let epoch = jiff::civil::date(1970, 1, 1);
    let span = jiff::Span::new().try_days(i64::from(days));
    let date = span.and_then(|span| epoch.checked_add(span));
    date.map_or(Value::Null, |date| date.to_string().into())
}

fn words(value: Value) -> String {
    match value {
        Value::String(text) => text,
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_beyond_all_calendars_is_none() {
        assert_eq!(date(17_000), "2016-07-18");
        assert_eq!(date(i32::MAX), Value::Null);
        assert_eq!(date(i32::MIN), Value::Null);
    }
}
