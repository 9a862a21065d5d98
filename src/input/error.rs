//! [`InputError`]: one record that could not be read, with where it stands and why.

use std::fmt;
use std::io;

use thiserror::Error;

/// One record, or one whole file, that gave no document.
#[derive(Debug)]
pub struct InputError {
    /// The file, as named or found.
    pub path: String,
    /// Where in the file, if one record is concerned.
    pub place: Option<Place>,
    /// The id the document would have borne, where one record is concerned.
    pub id: Option<String>,
    pub cause: InputCause,
}

/// A record's place in its file, counted from one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Place {
    /// Where the format has a record a line.
    Line(u64),
    Record(u64),
}

impl Place {
    pub fn number(self) -> u64 {
        match self {
            Self::Line(number) | Self::Record(number) => number,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line(number) => write!(f, "line {number}"),
            Self::Record(number) => write!(f, "record {number}"),
        }
    }
}

/// Why.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum InputCause {
    #[error("cannot open: {0}")]
    Open(io::Error),
    #[error("cannot read: {0}")]
    Read(io::Error),
    #[error("cannot list: {0}")]
    List(io::Error),
    #[error("invalid UTF-8 at byte {offset}")]
    Utf8 {
        /// Counted from the start of the file.
        offset: u64,
    },
    #[error("invalid JSON: {0}")]
    Json(String),
    #[error("neither UTF-8 nor text in another encoding")]
    NoTextFile,
    #[error("the record is no JSON object")]
    NotAnObject,
    #[error("the value has no end: what follows in the file is lost")]
    Unfinished,
    #[error("the record has no `{field}` ({has})")]
    NoText {
        field: String,
        /// The fields that it has.
        has: String,
    },
    #[error("no column holds the text: name it with --text-field (columns: {0})")]
    NoTextColumn(String),
    #[error("the first row names no columns: write one such as `id,date,text` above it")]
    NoHeader,
    #[error("`{field}` should be a string and is {found}")]
    Field { field: String, found: &'static str },
    #[error("{} where the header has {expected}, in line {line}", cells(*.found))]
    Cells {
        expected: u64,
        found: u64,
        /// Of the file, counted from one.
        line: u64,
    },
    #[error(
        "{} where the header has {expected}: a quotation mark opened in line {line} may have no end, and have taken the next rows with it",
        cells(*.found)
    )]
    CellGoesOn {
        expected: u64,
        found: u64,
        /// In which the first cell of several lines begins.
        line: u64,
    },
    #[error(
        "a quotation mark opened in line {line} or before has no end: rows may be lost in the cell"
    )]
    UnclosedCell {
        /// In which the last cell begins.
        line: u64,
    },
    #[error("longer than the limit of {limit} bytes")]
    TooLong { limit: u64 },
    #[error("longer than the limit of {limit} bytes: what follows in the file is lost")]
    Endless { limit: u64 },
    #[error("{0}")]
    Malformed(String),
    #[error("the file is empty")]
    Empty,
    #[error("no such file or folder")]
    Missing,
    #[error("no file matches")]
    NoMatch,
    #[error("this dixit was built without .{extension} files (feature `{feature}`)")]
    CompiledOut {
        extension: String,
        feature: &'static str,
    },
    #[error("no reader for .{extension} files (known: {})", known_extensions())]
    NoReader { extension: String },
    #[error(".{extension} files are not read: {way}")]
    WayOut {
        extension: String,
        way: &'static str,
    },
}

impl InputError {
    pub(super) fn at(self, place: Place) -> Self {
        Self {
            place: Some(place),
            ..self
        }
    }
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place {
            Some(place) => write!(f, "{}:{}: {}", self.path, place.number(), self.cause),
            None => write!(f, "{}: {}", self.path, self.cause),
        }
    }
}

impl InputCause {
    /// No field of these names holds the text; `field`: the one that was asked for.
    pub(super) fn no_text<'n>(field: &str, names: impl Iterator<Item = &'n str>) -> Self {
        /// More names make no message clearer.
        const MOST: usize = 20;
        let mut names = names.peekable();
        let has = match names.peek() {
            Some(_) => format!("it has {}", names.take(MOST).collect::<Vec<_>>().join(", ")),
            None => "it is empty".to_owned(),
        };
        Self::NoText {
            field: field.to_owned(),
            has,
        }
    }
}

/// The message holds its cause: a row of `errors.csv` has no chain to follow.
impl std::error::Error for InputError {}

fn known_extensions() -> String {
    super::READERS
        .iter()
        .flat_map(|reader| reader.extensions())
        .map(|extension| format!(".{extension}"))
        .collect::<Vec<_>>()
        .join(", ")
}

/// "1 cell", "2 cells"
fn cells(found: u64) -> String {
    match found {
        1 => "1 cell".to_owned(),
        found => format!("{found} cells"),
    }
}
