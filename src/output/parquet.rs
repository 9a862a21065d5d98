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

use super::tables::{ArticleTables, Tabular};
use super::{OutputFile, Written};
use crate::config::Newlines;
use crate::error::Error;
use crate::records::{Cell, MetaCell, Row};

/// `quotes.parquet`, `claims.parquet`, `documents.parquet`, `speakers.parquet` and `to_check.parquet`.
pub type Parquet = ArticleTables<Table>;

impl Parquet {
    pub fn create(directory: &Path) -> Result<Self, Error> {
        Self::of(directory, (), Newlines::Kept)
    }
}

/// Rows are written together when they are this many, or take up this much memory, in bytes.
const GROUP_ROWS: usize = 1 << 16;
const GROUP_BYTES: usize = 32 << 20;
/// What a text takes up beside its own bytes.
const OF_TEXT: usize = 64;

/// One table of one kind of row.
pub struct Table {
    path: PathBuf,
    file: State,
    fields: Vec<Arc<Type>>,
    /// Not yet written.
    columns: Vec<Column>,
    rows: usize,
    bytes: usize,
}

/// The file begins when its columns are known: with the first group of rows, or at the end.
enum State {
    Empty(OutputFile),
    Begun(Box<SerializedFileWriter<OutputFile>>),
    /// After an error.
    Lost,
}

/// The cells of one column.
enum Column {
    /// With a level each: 0 is null, 1 is the next of the texts.
    Text(Vec<ByteArray>, Vec<i16>),
    Whole(Vec<i64>),
    Ratio(Vec<f32>),
    Truth(Vec<bool>),
}

impl Tabular for Table {
    type How = ();

    fn create<R: Row>(directory: &Path, stem: &'static str, _how: ()) -> Result<Self, Error> {
        let name = format!("{stem}.parquet");
        let file = OutputFile::create(directory, &name)?;
        let path = directory.join(name);
        let (fields, columns) = columns::<R>().map_err(|error| Error::output(&path, error))?;
        Ok(Self {
            path,
            file: State::Empty(file),
            fields,
            columns,
            rows: 0,
            bytes: 0,
        })
    }

    fn extend<'n>(&mut self, names: impl Iterator<Item = &'n str>) -> Result<(), Error> {
        for name in names {
            let (field, column) =
                column(name, Cell::Text("")).map_err(|error| Error::output(&self.path, error))?;
            self.fields.push(field);
            self.columns.push(column);
        }
        Ok(())
    }

    fn row_and(&mut self, row: &impl Row, further: &[MetaCell<'_>]) -> Result<(), Error> {
        let mut columns = self.columns.iter_mut();
        let bytes = &mut self.bytes;
        let mut take = |name: &'static str, cell: Cell<'_>| {
            let fits = columns
                .next()
                .is_some_and(|column| column.push(cell, bytes));
            match fits {
                true => Ok(()),
                false => Err(io::Error::other(format!("no such cell in {name}"))),
            }
        };
        let mut further = further.iter();
        let taken = row
            .cells(&mut take)
            .and_then(|()| further.try_for_each(|cell| take("meta", Cell::Text(&cell.text()))));
        self.rows += 1;
        let full = self.rows == GROUP_ROWS || self.bytes >= GROUP_BYTES;
        let written = taken.and_then(|()| match full {
            true => self.write_group().map_err(io::Error::other),
            false => Ok(()),
        });
        written.map_err(|error| Error::output(&self.path, error))
    }

    fn close(mut self) -> Result<Vec<Written>, Error> {
        let rest = match self.rows {
            0 => self.file.begun(&self.fields).map(|_| ()),
            _ => self.write_group(),
        };
        let file = rest.and_then(|()| self.file.ended());
        let file = file.map_err(io::Error::other);
        let file = file.map_err(|error| Error::output(&self.path, error))?;
        Ok(vec![file.close()?])
    }
}

impl Table {
    fn write_group(&mut self) -> Result<(), ParquetError> {
        let mut group = self.file.begun(&self.fields)?.next_row_group()?;
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
}

impl State {
    fn begun(
        &mut self,
        fields: &[Arc<Type>],
    ) -> Result<&mut SerializedFileWriter<OutputFile>, ParquetError> {
        *self = match std::mem::replace(self, Self::Lost) {
            Self::Empty(file) => Self::Begun(Box::new(writer(file, fields)?)),
            begun => begun,
        };
        match self {
            Self::Begun(writer) => Ok(writer),
            Self::Empty(_) | Self::Lost => Err(lost()),
        }
    }

    fn ended(self) -> Result<OutputFile, ParquetError> {
        match self {
            Self::Begun(writer) => writer.into_inner(),
            Self::Empty(_) | Self::Lost => Err(lost()),
        }
    }
}

fn lost() -> ParquetError {
    ParquetError::General("it could not be begun".to_owned())
}

fn writer(
    file: OutputFile,
    fields: &[Arc<Type>],
) -> Result<SerializedFileWriter<OutputFile>, ParquetError> {
    let schema = Type::group_type_builder("row")
        .with_fields(fields.to_vec())
        .build()?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_created_by(concat!("dixit version ", env!("CARGO_PKG_VERSION")).to_owned())
        .build();
    SerializedFileWriter::new(file, Arc::new(schema), Arc::new(properties))
}

/// What a row's default says of the types, and an empty column for each.
fn columns<R: Row>() -> io::Result<(Vec<Arc<Type>>, Vec<Column>)> {
    let mut fields = Vec::new();
    let mut columns = Vec::new();
    let mut take = |name: &'static str, cell: Cell<'_>| -> io::Result<()> {
        let (field, column) = column(name, cell)?;
        fields.push(field);
        columns.push(column);
        Ok(())
    };
    R::default().cells(&mut take)?;
    Ok((fields, columns))
}

/// The type of a column with such cells, and an empty one.
fn column(name: &str, cell: Cell<'_>) -> io::Result<(Arc<Type>, Column)> {
    let (physical, repetition, column) = match cell {
        Cell::Text(_) | Cell::Line(_) | Cell::Plain(_) | Cell::Spans(_) => (
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
        Cell::Number(_) => (
            Physical::DOUBLE,
            Repetition::REQUIRED,
            Column::Ratio(Vec::new()),
        ),
        Cell::Truth(_) => (
            Physical::BOOLEAN,
            Repetition::REQUIRED,
            Column::Truth(Vec::new()),
        ),
    };
    let logical = matches!(column, Column::Text(..)).then_some(LogicalType::String);
    let field = Type::primitive_type_builder(name, physical)
        .with_repetition(repetition)
        .with_logical_type(logical)
        .build();
    Ok((Arc::new(field.map_err(io::Error::other)?), column))
}

impl Column {
    /// False if the cell is of another type.
    fn push(&mut self, cell: Cell<'_>, bytes: &mut usize) -> bool {
        match (self, cell) {
            (Self::Text(texts, levels), cell) => {
                let Some(text) = cell.words(Newlines::Kept) else {
                    return false;
                };
                levels.push(i16::from(!text.is_empty()));
                if !text.is_empty() {
                    *bytes += text.len() + OF_TEXT;
                    texts.push((&*text).into());
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
