//! [`InputError`]: one record that could not be read, with where it stands and why.

use std::fmt;
use std::io;

use thiserror::Error;

/// One record, or one whole file, that gave no document.
#[derive(Debug)]
pub struct InputError {
    /// The file, as named or found.
    pub path: String,
    /// The line, counted from one, where the format has lines.
    pub line: Option<u64>,
    /// The id the document would have borne, where one record is concerned.
    pub id: Option<String>,
    pub cause: InputCause,
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
    #[error("the line holds no JSON object")]
    NotAnObject,
    #[error("the record has no `text`")]
    NoText,
    #[error("`{field}` should be a string and is {found}")]
    Field {
        field: &'static str,
        found: &'static str,
    },
    #[error("longer than the limit of {limit} bytes")]
    TooLong { limit: u64 },
    #[error("no reader for .{extension} files (known: {})", known_extensions())]
    NoReader { extension: String },
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.path, self.cause),
            None => write!(f, "{}: {}", self.path, self.cause),
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
