//! [`Parquet`]: the tables as Parquet, for pandas, R, DuckDB, Spark: numbers as numbers, texts
//! whole, an empty text as null.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, FloatType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;
use serde::Serialize;

use super::visit::{Cell, visit};
use super::{OutputFile, Sink, Written};
use crate::config::Newlines;
use crate::error::Error;
use crate::records::rows::{ArticleCells, ClaimRow, DocumentRow, QuoteRow, SpeakerRow};
use crate::records::{ArticleRecord, Failure, Speakers};

/// `quotes.parquet`, `claims.parquet`, `documents.parquet` and `speakers.parquet`.
#[derive(Debug)]
pub struct Parquet {
    quotes: Table,
    claims: Table,
    documents: Table,
    speakers: Table,
}

impl Parquet {
    pub fn create(directory: &Path) -> Result<Self, Error> {
        Ok(Self {
            quotes: Table::create::<QuoteRow<'_>>(directory, "quotes.parquet")?,
            claims: Table::create::<ClaimRow<'_>>(directory, "claims.parquet")?,
            documents: Table::create::<DocumentRow<'_>>(directory, "documents.parquet")?,
            speakers: Table::create::<SpeakerRow>(directory, "speakers.parquet")?,
        })
    }
}

impl Sink for Parquet {
    fn article(&mut self, article: &ArticleRecord) -> Result<(), Error> {
        let cells = ArticleCells::new(article, Newlines::Kept);
        for quote in &article.quotes {
            self.quotes.row(&QuoteRow::new(&cells, quote))?;
        }
        for claim in &article.claims {
            self.claims.row(&ClaimRow::new(&cells, claim))?;
        }
        self.documents
            .row(&DocumentRow::new(article, Newlines::Kept))
    }

    fn failure(&mut self, failure: &Failure) -> Result<(), Error> {
        match DocumentRow::failed(failure, Newlines::Kept) {
            Some(row) => self.documents.row(&row),
            None => Ok(()),
        }
    }

    fn finish(mut self: Box<Self>, speakers: &Speakers) -> Result<Vec<Written>, Error> {
        for row in speakers.rows(Newlines::Kept) {
            self.speakers.row(&row)?;
        }
        let tables = [self.quotes, self.claims, self.documents, self.speakers];
        tables.into_iter().map(Table::close).collect()
    }
}

/// Rows are written together when they are this many, or take up this much memory, in bytes.
const GROUP_ROWS: usize = 1 << 16;
const GROUP_BYTES: usize = 32 << 20;
/// What a text takes up beside its own bytes.
const OF_TEXT: usize = 64;

/// One table of one kind of row.
struct Table {
    path: PathBuf,
    writer: SerializedFileWriter<OutputFile>,
    /// Not yet written.
    columns: Vec<Column>,
    rows: usize,
    bytes: usize,
}

/// The cells of one column.
enum Column {
    /// With a level each: 0 is null, 1 is the next of the texts.
    Text(Vec<ByteArray>, Vec<i16>),
    Whole(Vec<i64>),
    Ratio(Vec<f32>),
    Truth(Vec<bool>),
}

impl Table {
    fn create<R: Serialize + Default>(directory: &Path, name: &str) -> Result<Self, Error> {
        let file = OutputFile::create(directory, name)?;
        let path = directory.join(name);
        let begin = || -> io::Result<Self> {
            let (schema, columns) = columns::<R>()?;
            let properties = WriterProperties::builder()
                .set_compression(Compression::SNAPPY)
                .set_statistics_enabled(EnabledStatistics::Chunk)
                .set_created_by(concat!("dixit version ", env!("CARGO_PKG_VERSION")).to_owned())
                .build();
            let writer = SerializedFileWriter::new(file, Arc::new(schema), Arc::new(properties));
            Ok(Self {
                path: path.clone(),
                writer: writer.map_err(io::Error::other)?,
                columns,
                rows: 0,
                bytes: 0,
            })
        };
        begin().map_err(|error| Error::output(&path, error))
    }

    fn row(&mut self, row: &impl Serialize) -> Result<(), Error> {
        let mut columns = self.columns.iter_mut();
        let bytes = &mut self.bytes;
        let taken = visit(row, |name, cell| {
            let fits = columns
                .next()
                .is_some_and(|column| column.push(cell, bytes));
            match fits {
                true => Ok(()),
                false => Err(io::Error::other(format!("no such cell in {name}"))),
            }
        });
        self.rows += 1;
        let full = self.rows == GROUP_ROWS || self.bytes >= GROUP_BYTES;
        let written = taken.and_then(|()| match full {
            true => self.write_group().map_err(io::Error::other),
            false => Ok(()),
        });
        written.map_err(|error| Error::output(&self.path, error))
    }

    fn write_group(&mut self) -> Result<(), ParquetError> {
        let mut group = self.writer.next_row_group()?;
        for column in &mut self.columns {
            let Some(mut writer) = group.next_column()? else {
                break;
            };
            match column {
                Column::Text(texts, levels) => {
                    let writer = writer.typed::<ByteArrayType>();
                    writer.write_batch(texts, Some(levels), None)?;
                }
                Column::Whole(numbers) => {
                    let writer = writer.typed::<Int64Type>();
                    writer.write_batch(numbers, None, None)?;
                }
                Column::Ratio(numbers) => {
                    let writer = writer.typed::<FloatType>();
                    writer.write_batch(numbers, None, None)?;
                }
                Column::Truth(truths) => {
                    let writer = writer.typed::<BoolType>();
                    writer.write_batch(truths, None, None)?;
                }
            }
            writer.close()?;
            column.clear();
        }
        group.close()?;
        self.rows = 0;
        self.bytes = 0;
        Ok(())
    }

    fn close(mut self) -> Result<Written, Error> {
        let rest = match self.rows {
            0 => Ok(()),
            _ => self.write_group(),
        };
        let file = rest.and_then(|()| self.writer.into_inner());
        let file = file.map_err(io::Error::other);
        file.map_err(|error| Error::output(&self.path, error))?
            .close()
    }
}

/// What a row's default says of the types, and an empty column for each.
fn columns<R: Serialize + Default>() -> io::Result<(Type, Vec<Column>)> {
    let mut fields = Vec::new();
    let mut columns = Vec::new();
    visit(&R::default(), |name, cell| {
        let (physical, repetition, column) = match cell {
            Cell::Text(_) => (
                Physical::BYTE_ARRAY,
                Repetition::OPTIONAL,
                Column::Text(Vec::new(), Vec::new()),
            ),
            Cell::Whole(_) => (
                Physical::INT64,
                Repetition::REQUIRED,
                Column::Whole(Vec::new()),
            ),
            Cell::Ratio(_) => (
                Physical::FLOAT,
                Repetition::REQUIRED,
                Column::Ratio(Vec::new()),
            ),
            Cell::Truth(_) => (
                Physical::BOOLEAN,
                Repetition::REQUIRED,
                Column::Truth(Vec::new()),
            ),
        };
        let logical = matches!(cell, Cell::Text(_)).then_some(LogicalType::String);
        let field = Type::primitive_type_builder(name, physical)
            .with_repetition(repetition)
            .with_logical_type(logical)
            .build();
        fields.push(Arc::new(field.map_err(io::Error::other)?));
        columns.push(column);
        Ok(())
    })?;
    let schema = Type::group_type_builder("row").with_fields(fields).build();
    Ok((schema.map_err(io::Error::other)?, columns))
}

impl Column {
    /// False if the cell is of another type.
    fn push(&mut self, cell: Cell<'_>, bytes: &mut usize) -> bool {
        match (self, cell) {
            (Self::Text(texts, levels), Cell::Text(text)) => {
                levels.push(i16::from(!text.is_empty()));
                if !text.is_empty() {
                    *bytes += text.len() + OF_TEXT;
                    texts.push(text.into());
                }
            }
            (Self::Whole(numbers), Cell::Whole(number)) => {
                numbers.push(i64::try_from(number).unwrap_or(i64::MAX));
            }
            (Self::Ratio(numbers), Cell::Ratio(number)) => numbers.push(number),
            (Self::Truth(truths), Cell::Truth(truth)) => truths.push(truth),
            _ => return false,
        }
        true
    }

    fn clear(&mut self) {
        match self {
            Self::Text(texts, levels) => {
                texts.clear();
                levels.clear();
            }
            Self::Whole(numbers) => numbers.clear(),
            Self::Ratio(numbers) => numbers.clear(),
            Self::Truth(truths) => truths.clear(),
        }
    }
}

impl std::fmt::Debug for Table {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Table")
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}
